"""What nnlib costs, in one run: training, loading, memory, import.

    NNLIB_DATA_DIR=… python benchmarks/everything.py [--epochs 30]

As a student runs it: test data are evaluated after every epoch. Takes the full MNIST set if it is
on this machine, else the embedded digits, and says which. `import nnlib` is to stay within 0.1 s of
`import numpy`.
"""

import argparse
import os

os.environ["TQDM_DISABLE"] = "1"

import statistics
import subprocess
import sys
import time

import numpy as np
from threadpoolctl import threadpool_info

from nnlib import Network, load_mnist

IMPORTS = ("import nnlib", "from nnlib import Network, load_mnist")


def timed(function):
    """What the function returns, and the seconds it takes."""
    start = time.perf_counter()
    result = function()
    return result, time.perf_counter() - start


def import_seconds(statement, runs=11):
    """Median seconds of an import in fresh processes, measured inside, after Python's own start."""
    code = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    times = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        times.append(float(done.stdout))
    return statistics.median(times)


def peak_memory():
    """The largest memory of this process so far, in MB, or None where it cannot be asked."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def blas():
    """Which BLAS multiplies the matrices, for which processor's kernels."""
    return "; ".join(
        f"{pool['internal_api']} {pool['version']}, kernels {pool.get('architecture', 'unknown')}"
        for pool in threadpool_info()
        if pool["user_api"] == "blas"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--epochs", type=int, default=30)
    args = parser.parse_args()
    mnist, loading = timed(lambda: load_mnist(quiet=True))
    empty = peak_memory()
    net = Network([784, 30, 10])
    history, training = timed(
        lambda: net.SGD(mnist.train, args.epochs, 10, 3.0, test_data=mnist.test, quiet=True)
    )
    peak, last = peak_memory(), history[-1]
    median = statistics.median(row["seconds"] for row in history)
    print(f"Python {sys.version.split()[0]}, NumPy {np.__version__}; BLAS: {blas()}")
    print(f"the {mnist.name} set: {len(mnist.train):,} to train, {len(mnist.test):,} to test")
    print(f"  load_mnist()                            {loading:8.2f} s")
    print(f"  784–30–10, {args.epochs} epochs, with evaluation   {training:8.2f} s")
    print(f"  one epoch, median, without evaluation   {median:8.3f} s")
    print(f"  right after the last epoch              {last['correct'] / last['total']:8.2%}")
    if peak:
        print(f"  peak memory: after loading              {empty:8.0f} MB")
        print(f"  peak memory: of the whole run           {peak:8.0f} MB")
    numpy_alone = import_seconds("import numpy")
    print(f"  import numpy                            {numpy_alone * 1000:8.1f} ms")
    for statement in IMPORTS:
        extra = import_seconds(f"import numpy; {statement}") - numpy_alone
        print(f"  {statement:38}  {extra * 1000:+8.1f} ms on top of NumPy")


if __name__ == "__main__":
    main()
