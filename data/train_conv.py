"""Train trained_conv.npz, the convolutional network that ships with nnlib. Needs the full set.

    python data/train_conv.py

Two convolutions, each followed by pooling, and two dense layers. 25 epochs, mini-batches of 32,
momentum 0.9; η starts at 0.02 and shrinks by a tenth after each epoch. In each epoch every digit
is shifted anew, by up to 2 pixels each way. The digits that the embedded set uses for validation
and test are left out of the training, so that the network has never seen them. The epoch that does
best on the 10,000 validation digits is kept, its weights rounded to 16-bit floats. The test digits
are counted once, at the end.

It takes seven minutes of one processor's time. Interrupted, it goes on after the last whole epoch
when it is called again.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
from train_784_30_10 import without

from nnlib import load_mnist
from nnlib.digits.mnist import read_embedded
from nnlib.digits.shifts import Shifted
from nnlib.layers import Convolution, Dense, Flatten, MaxPooling, ReLU, Sequential, Softmax

PATH = Path(__file__).parent / "trained_conv.npz"
UNFINISHED = Path(tempfile.gettempdir()) / "nnlib_trained_conv_unfinished.npz"
EPOCHS = 25


def new_network():
    """The network, untrained: 184,586 weights and biases."""
    return Sequential(
        [
            *(Convolution(32, 5), MaxPooling(2), ReLU()),
            *(Convolution(64, 5), MaxPooling(2), ReLU()),
            *(Flatten(), Dense(128), ReLU()),
            *(Dense(10), Softmax()),
        ],
        input_shape=(1, 28, 28),
    )


def main():
    """Train, keep the best epoch, say how good it is."""
    mnist, embedded = load_mnist("full"), read_embedded()
    training = without(mnist.train, [embedded.validation, embedded.test])
    print(f"{len(training):,} digits to train, {len(mnist.train) - len(training):,} left out.")
    net = Sequential.load(UNFINISHED) if UNFINISHED.exists() else new_network()
    for epoch in range(len(net.history), EPOCHS):
        best = max((row["correct"] for row in net.history), default=0)
        digits = Shifted(training, 2, seed=epoch)
        net.SGD(digits, 1, 32, 0.02 * 0.9**epoch, mnist.validation, momentum=0.9)
        if net.history[-1]["correct"] > best:
            net.save(PATH, np.float16)
        net.save(UNFINISHED)
    UNFINISHED.unlink(missing_ok=True)
    net = Sequential.load(PATH)
    print(f"{PATH.name}: {net.num_parameters:,} weights and biases, epoch {len(net.history) - 1},")
    print(f"{net.evaluate(mnist.validation):,} of 10,000 validation digits,")
    print(f"{net.evaluate(mnist.test):,} of 10,000 test digits, ", end="")
    print(f"{net.evaluate(embedded.test)} of 500 embedded test digits.")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # --help only helps
    main()
