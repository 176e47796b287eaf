"""Training speed of nnlib beside a per-example float64 loop of the same algorithm.

    python benchmarks/training_speed.py [--examples 10000] [--rounds 9]

Both run in this process with one BLAS thread, in turns, on the same digits, 784–30–10, mini-batches
of 10 and of 1. The loop is how the algorithm is first written: one example at a time, its gradients
added up over the mini-batch. It also times the matrix products alone, on the same shapes: the
arithmetic floor. Ratios are the result, and the kernels of the BLAS are named beside them; seconds
depend on the machine.
"""

import argparse
import os

os.environ.update(
    OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1"
)
os.environ["TQDM_DISABLE"] = "1"

import statistics
import time

import numpy as np
from threadpoolctl import threadpool_info

from nnlib import Network, load_mnist

SIZES, ETA = [784, 30, 10], 3.0


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


def per_example_epoch(pairs, size, rng, weights, biases):
    """One epoch, one example at a time."""
    order = rng.permutation(len(pairs))
    for start in range(0, len(pairs), size):
        batch = [pairs[i] for i in order[start : start + size]]
        sum_w = [np.zeros_like(W) for W in weights]
        sum_b = [np.zeros_like(b) for b in biases]
        for x, y in batch:
            gradients = gradient_of_one(weights, biases, x, y)
            sum_w = [s + g for s, (g, _) in zip(sum_w, gradients, strict=True)]
            sum_b = [s + g for s, (_, g) in zip(sum_b, gradients, strict=True)]
        weights = [W - ETA / len(batch) * s for W, s in zip(weights, sum_w, strict=True)]
        biases = [b - ETA / len(batch) * s for b, s in zip(biases, sum_b, strict=True)]
    return weights, biases


def products_alone(size, n_batches):
    """The five matrix products of a mini-batch, float32, and nothing else."""
    rng = np.random.default_rng(0)
    w1, w2, x, a1, d1, d2 = (
        rng.standard_normal(shape, np.float32)
        for shape in ((30, 784), (10, 30), (size, 784), (30, size), (30, size), (10, size))
    )
    x = x.T
    for _ in range(n_batches):
        w1 @ x
        w2 @ a1
        w2.T @ d2
        np.dot(d2, a1.T)
        np.dot(d1, x.T)


def kernels():
    """For which processor the BLAS multiplies: "Haswell", "SkylakeX", …"""
    found = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return ", ".join(pool.get("architecture", "unknown") for pool in found) or "unknown"


def timed(function, *arguments, **options):
    start = time.perf_counter()
    function(*arguments, **options)
    return time.perf_counter() - start


def compare(digits, size, rounds):
    pairs = [(x.astype(np.float64), y.astype(np.float64)) for x, y in digits]
    start, net = Network(SIZES, dtype=np.float64), Network(SIZES)
    times = {"loop": [], "nnlib": [], "products": []}
    for _ in range(rounds):
        loop = (pairs, size, np.random.default_rng(0), start.weights, start.biases)
        times["loop"].append(timed(per_example_epoch, *loop))
        times["nnlib"].append(timed(net.SGD, digits, 1, size, ETA, quiet=True))
        times["products"].append(timed(products_alone, size, -(-len(digits) // size)))
    ratios = [a / b for a, b in zip(times["loop"], times["nnlib"], strict=True)]
    loop, nnlib, products = (min(seconds) for seconds in times.values())
    print(f"mini-batches of {size}:")
    print(f"  per-example float64 loop   {loop:7.3f} s")
    print(f"  nnlib                      {nnlib:7.3f} s")
    print(f"  its matrix products alone  {products:7.3f} s")
    print(f"  nnlib is faster by         {statistics.median(ratios):7.1f}    ", end="")
    print(f"({min(ratios):.1f} to {max(ratios):.1f}; of the quickest rounds {loop / nnlib:.1f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    digits = load_mnist().train[: args.examples]
    print(f"{len(digits):,} digits, one epoch, {args.rounds} rounds, one BLAS thread,")
    print(f"kernels for {kernels()}. Seconds of the quickest round, median of the ratios:")
    for size in (10, 1):
        compare(digits, size, args.rounds)


if __name__ == "__main__":
    main()
