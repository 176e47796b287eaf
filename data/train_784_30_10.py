"""Train trained_784_30_10.npz, the network that ships with the lessons. Needs the full set.

    python data/train_784_30_10.py

The classic settings: 30 epochs, mini-batches of 10, η = 3.0. The digits that the embedded set
uses for validation and test are left out of the training, so that the network has never seen
them. Of the 30 epochs the one that does best on the 10,000 validation digits is kept. The test
digits are counted once, at the end.
"""

import argparse
from pathlib import Path

import numpy as np

from nnlib import Digits, Network, load_mnist
from nnlib.digits.mnist import read_embedded

PATH = Path(__file__).parent / "trained_784_30_10.npz"


def without(digits, others):
    """The digits whose images are not among those of `others`."""
    unseen = {image.tobytes() for part in others for image in part.images}
    keep = np.array([image.tobytes() not in unseen for image in digits.images])
    return Digits(digits.images[keep], digits.labels[keep], one_hot_targets=True)


def main():
    """Train, keep the best epoch, say how good it is."""
    mnist, embedded = load_mnist("full"), read_embedded()
    training = without(mnist.train, [embedded.validation, embedded.test])
    print(f"{len(training):,} digits to train, {len(mnist.train) - len(training):,} left out.")
    net, best = Network([784, 30, 10]), 0
    for _ in range(30):
        correct = net.SGD(training, 1, 10, 3.0, mnist.validation)[-1]["correct"]
        if correct > best:
            best = correct
            net.save(PATH)
    net = Network.load(PATH)
    print(f"{PATH.name}: epoch {len(net.history) - 1}, {best:,} of 10,000 validation digits,")
    print(f"{net.evaluate(mnist.test):,} of 10,000 test digits, ", end="")
    print(f"{net.evaluate(embedded.test)} of 500 embedded test digits.")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # --help only helps
    main()
