"""Training speed of nnlib's convolutional network beside PyTorch's, on the same network.

    python benchmarks/conv_speed.py [--examples 10000] [--rounds 5] [--size 32]

Lesson 12's network (20,522 weights and biases) and the larger one that ships (184,586), in float32,
with momentum. Both programs run in this process with one thread each, in turns, on the same digits
and mini-batches, from the same weights, so that after the first mini-batches they must agree; the
script looks. Ratios are the result; seconds depend on the machine, and on a busy one they vary a
lot: so the time of the processor counts, not that of the clock. It also times the matrix products
of nnlib alone, on the same shapes: the arithmetic floor.

PyTorch is no part of nnlib: pip install torch==2.13.0, best in an environment of its own.
"""

import argparse
import os
import sys

os.environ.update(
    OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1"
)
os.environ["TQDM_DISABLE"] = "1"

import statistics
import time

import numpy as np

from nnlib import (
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    ReLU,
    Sequential,
    Softmax,
    load_mnist,
    mini_batches,
)

ETA, MOMENTUM = 0.02, 0.9


def ours(channels, neurons):
    layers = [
        *(Convolution(channels[0], 5), MaxPooling(2), ReLU()),
        *(Convolution(channels[1], 5), MaxPooling(2), ReLU()),
        *(Flatten(), Dense(neurons), ReLU()),
        *(Dense(10), Softmax()),
    ]
    return Sequential(layers, input_shape=(1, 28, 28))


def theirs(torch, net):
    """The same network in PyTorch, from the same weights. Its loss contains the softmax."""
    nn, made = torch.nn, []
    for layer, shape in zip(net.layers[:-1], net.shapes[:-2], strict=True):
        if isinstance(layer, Convolution):
            made.append(nn.Conv2d(shape[0], layer.channels, layer.size))
        elif isinstance(layer, Dense):
            made.append(nn.Linear(shape[0], layer.neurons))
        else:
            made.append(
                {MaxPooling: lambda: nn.MaxPool2d(2), ReLU: nn.ReLU, Flatten: nn.Flatten}[
                    type(layer)
                ]()
            )
        if layer.weights_shape:
            with torch.no_grad():
                made[-1].weight.copy_(torch.from_numpy(layer.weights))
                made[-1].bias.copy_(torch.from_numpy(layer.biases[:, 0]))
    return nn.Sequential(*made)


def our_training(net, batches):
    for x, y in batches:
        net.update_with_momentum((x, y), ETA, MOMENTUM)


def their_training(torch, model, optimiser, batches):
    for images, labels in batches:
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(model(images), labels).backward()
        optimiser.step()


def products_alone(net, size, n_batches):
    """The matrix products of a mini-batch, float32, and nothing else."""
    rng = np.random.default_rng(0)
    shapes = []
    for layer, shape in zip(net.layers, net.shapes[1:], strict=True):
        if layer.weights_shape:
            columns = size * int(np.prod(shape[1:]))
            shapes.append((layer.weights_shape[0], layer.inputs, columns))
    arrays = [
        [rng.standard_normal(s, np.float32) for s in ((n, k), (k, columns), (n, columns))]
        for n, k, columns in shapes
    ]
    for _ in range(n_batches):
        for number, (W, a, delta) in enumerate(arrays):
            W @ a
            delta @ a.T
            if number:
                W.T @ delta


def timed(function, *arguments):
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start


def compare(torch, name, net, digits, size, rounds):
    batches = [
        (np.ascontiguousarray(x), np.ascontiguousarray(y))
        for x, y in mini_batches(digits, size, np.random.default_rng(0))
    ]
    in_torch = [
        (torch.from_numpy(x.T.reshape(-1, 1, 28, 28).copy()), torch.from_numpy(y.argmax(axis=0)))
        for x, y in batches
    ]
    model = theirs(torch, net)
    optimiser = torch.optim.SGD(model.parameters(), lr=ETA, momentum=MOMENTUM)
    our_training(net, batches[:3])
    their_training(torch, model, optimiser, in_torch[:3])
    x, _ = batches[-1]
    probabilities = torch.softmax(model(in_torch[-1][0]), dim=1).detach().numpy().T
    difference = np.abs(net.feedforward(x) - probabilities).max()
    assert difference < 1e-3, f"the two networks differ by {difference}"
    times = {"nnlib": [], "torch": [], "products": []}
    for _ in range(rounds):
        times["nnlib"].append(timed(our_training, net, batches))
        times["torch"].append(timed(their_training, torch, model, optimiser, in_torch))
        times["products"].append(timed(products_alone, net, size, len(batches)))
    nnlib, torch_s, products = (statistics.median(times[key]) for key in times)
    ratios = [a / b for a, b in zip(times["nnlib"], times["torch"], strict=True)]
    print(f"{name}, {net.num_parameters:,} weights and biases; after 3 mini-batches the outputs")
    print(f"of the two differ by {difference:.0e}")
    print(f"  nnlib                      {nnlib:7.3f} s")
    print(f"  PyTorch {torch.__version__:<18} {torch_s:7.3f} s")
    print(f"  nnlib's time / PyTorch's   {statistics.median(ratios):7.2f}      ", end="")
    print(f"({min(ratios):.2f} to {max(ratios):.2f})")
    print(f"  its matrix products alone  {products:7.3f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=32, help="examples in a mini-batch")
    args = parser.parse_args()
    try:
        import torch
    except ImportError:
        sys.exit(
            "This compares nnlib with PyTorch, which is not installed. Make an environment for it "
            "and install both:\n"
            "    python -m venv torch-environment\n"
            "    torch-environment/bin/pip install . torch==2.13.0\n"
            "    torch-environment/bin/python benchmarks/conv_speed.py"
        )
    torch.set_num_threads(1)
    digits = load_mnist().train[: args.examples]
    print(f"{len(digits):,} digits, one epoch, mini-batches of {args.size}, one thread each,")
    print(f"median of {args.rounds} rounds:\n")
    for name, channels, neurons in (
        ("Lesson 12's network", (8, 16), 64),
        ("The network that ships", (32, 64), 128),
    ):
        compare(torch, name, ours(channels, neurons), digits, args.size, args.rounds)


if __name__ == "__main__":
    main()
