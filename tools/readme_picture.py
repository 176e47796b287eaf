"""Draw the picture of README.md: the shipped network reads a digit that it has never seen.

python tools/readme_picture.py
"""

import argparse
from pathlib import Path

from nnlib import Network, data_file, figures
from nnlib.digits.mnist import read_embedded

PATH = Path(__file__).resolve().parents[1] / "site" / "readme.png"
DIGIT = 158  # a 9 that is almost a 4


def main():
    net = Network.load(data_file("trained_784_30_10.npz"))
    test = read_embedded().test
    x, label = test[DIGIT]
    picture = figures.recognition(test.images[DIGIT], net.feedforward(x), label)
    picture.save(PATH)
    print(f"site/{PATH.name}: {picture.fact}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # --help only helps
    main()
