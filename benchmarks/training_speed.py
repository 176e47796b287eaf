"""Training speed of nnlib beside a per-example float64 loop of the same algorithm.

    python benchmarks/training_speed.py [--examples 10000] [--rounds 5]

Both run in this process with one BLAS thread, in turns, on the same digits, mini-batches of 10,
784–30–10. The loop is how the algorithm is first written: one example at a time, its gradients
added up over the mini-batch. It also times the matrix products alone, on the same shapes: the
arithmetic floor. Ratios are the result; seconds depend on the machine.
"""

import argparse
import os

os.environ.update(
    OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1"
)
os.environ["TQDM_DISABLE"] = "1"

import contextlib
import io
import statistics
import time

import numpy as np

from nnlib import Network, load_mnist

SIZES, SIZE, ETA = [784, 30, 10], 10, 3.0


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def gradient_of_one(weights, biases, x, y):
    """The gradient of one example, columns of float64, layer by layer."""
    activations, zs = [x], []
    for W, b in zip(weights, biases, strict=True):
        zs.append(np.dot(W, activations[-1]) + b)
        activations.append(sigmoid(zs[-1]))
    slope = sigmoid(zs[-1]) * (1 - sigmoid(zs[-1]))
    delta = (activations[-1] - y) * slope
    gradients = [(np.dot(delta, activations[-2].T), delta)]
    for layer in range(len(weights) - 2, -1, -1):
        slope = sigmoid(zs[layer]) * (1 - sigmoid(zs[layer]))
        delta = np.dot(weights[layer + 1].T, delta) * slope
        gradients.insert(0, (np.dot(delta, activations[layer].T), delta))
    return gradients


def per_example_epoch(pairs, rng, weights, biases):
    """One epoch, one example at a time."""
    order = rng.permutation(len(pairs))
    for start in range(0, len(pairs), SIZE):
        batch = [pairs[i] for i in order[start : start + SIZE]]
        sum_w = [np.zeros_like(W) for W in weights]
        sum_b = [np.zeros_like(b) for b in biases]
        for x, y in batch:
            gradients = gradient_of_one(weights, biases, x, y)
            sum_w = [s + g for s, (g, _) in zip(sum_w, gradients, strict=True)]
            sum_b = [s + g for s, (_, g) in zip(sum_b, gradients, strict=True)]
        weights = [W - ETA / len(batch) * s for W, s in zip(weights, sum_w, strict=True)]
        biases = [b - ETA / len(batch) * s for b, s in zip(biases, sum_b, strict=True)]
    return weights, biases


def products_alone(n_batches):
    """The five matrix products of a mini-batch, float32, and nothing else."""
    rng = np.random.default_rng(0)
    w1, w2, x, a1, d1, d2 = (
        rng.standard_normal(shape, np.float32)
        for shape in ((30, 784), (10, 30), (SIZE, 784), (30, SIZE), (30, SIZE), (10, SIZE))
    )
    x = x.T
    for _ in range(n_batches):
        w1 @ x
        w2 @ a1
        w2.T @ d2
        d2 @ a1.T
        d1 @ x.T


def timed(function):
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        function()
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    digits = load_mnist().train[: args.examples]
    pairs = [(x.astype(np.float64), y.astype(np.float64)) for x, y in digits]
    start = Network(SIZES, dtype=np.float64)
    net = Network(SIZES)
    times = {"loop": [], "nnlib": [], "products": []}
    for _ in range(args.rounds):
        rng = np.random.default_rng(0)
        times["loop"].append(
            timed(lambda rng=rng: per_example_epoch(pairs, rng, start.weights, start.biases))
        )
        times["nnlib"].append(timed(lambda: net.SGD(digits, 1, SIZE, ETA)))
        times["products"].append(timed(lambda: products_alone(-(-len(digits) // SIZE))))
    loop, nnlib, products = (statistics.median(times[name]) for name in times)
    print(f"{len(digits):,} digits, one epoch, median of {args.rounds} rounds, one BLAS thread:")
    print(f"  per-example float64 loop   {loop:7.3f} s")
    print(f"  nnlib                      {nnlib:7.3f} s    {loop / nnlib:.1f} times faster")
    print(f"  its matrix products alone  {products:7.3f} s")
    print(f"  share of nnlib's time outside matrix products: {1 - products / nnlib:.0%}")


if __name__ == "__main__":
    main()
