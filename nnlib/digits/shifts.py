"""Training images that move: from each digit many, one a little to the left, one a little down."""

import math

import numpy as np

from nnlib.support.checks import check_count
from nnlib.support.errors import DataError


class Shifted:
    """Digits, each shifted at random by up to `most` pixels each way whenever it is taken.

    A shifted 5 is still a 5, so training data are multiplied for nothing (data augmentation).
    `SGD` takes this in place of the digits: `net.SGD(Shifted(mnist.train), ...)`. What is
    pushed over the edge is lost; what comes in is paper. The digits themselves stay as they are.

    digits: digits from `load_mnist`, or any examples whose inputs are square images.
    seed: the same seed gives the same shifts; None, new ones each time.
    """

    def __init__(self, digits, most=2, seed=0):
        self.digits, self.most = digits, check_count(most, "most")
        self.rng = np.random.default_rng(seed)
        n = len(digits.columns(slice(0, 1))[0])
        self.side = math.isqrt(n)
        if self.side**2 != n:
            raise DataError(f"Only square images can be shifted, and {n} is no square number.")

    def __len__(self):
        return len(self.digits)

    def columns(self, indices, dtype=np.float32):
        """The chosen digits, newly shifted, as a mini-batch (x, y) of shapes (n₀, m), (n_L, m)."""
        x, y = self.digits.columns(indices, dtype)
        images = x.T.reshape(-1, self.side, self.side)
        down, right = self.rng.integers(-self.most, self.most + 1, (2, len(images)))
        return shift(images, down, right).reshape(len(images), -1).T, y


def shift(images, down, right):
    """Images (m, height, width), image i moved down[i] pixels down and right[i] to the right.

    Negative numbers move up and left; what comes in at the edge is 0. down, right: whole numbers,
    shape (m,), or one for all. Returns the shape of images.
    """
    m, height, width = images.shape
    down, right = (np.broadcast_to(n, m)[:, np.newaxis] for n in (down, right))
    # The pixel that ends up in row r comes from row r − down; rows out of the image hold paper.
    edge = max(np.abs(down).max(initial=0), np.abs(right).max(initial=0))
    paper = np.pad(images, ((0, 0), (edge, edge), (edge, edge)))
    rows = edge + np.arange(height) - down  # (m, height)
    columns = edge + np.arange(width) - right  # (m, width)
    image = np.arange(m)[:, np.newaxis, np.newaxis]
    return paper[image, rows[:, :, np.newaxis], columns[:, np.newaxis, :]]
