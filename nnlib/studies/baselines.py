"""Three ways to read digits that need no network: what a network has to beat.

Images are uint8 of shape (m, 28, 28), labels of shape (m,). They are turned into floats before any
difference is taken: in uint8, 3 − 5 is 254.
"""

import numpy as np

from nnlib.support.bars import progress_bar
from nnlib.support.errors import DataError

AT_A_TIME = 50  # images compared at once: a table of 50 × 50,000 distances is 10 MB


def darkness(images):
    """The mean pixel of each image, shape (m,)."""
    return images.mean(axis=(1, 2))


def nearest_darkness(stored, labels, images):
    """For each image the digit whose stored images are, on average, as dark as it is. (m,)"""
    dark = darkness(stored)
    means = np.array([dark[labels == digit].mean() for digit in _kinds(labels)])
    return np.abs(means.reshape(-1, 1) - darkness(images)).argmin(axis=0)


def average_digits(stored, labels):
    """The mean image of each digit, shape (10, 28, 28), float; of other labels, one for each."""
    return np.array([stored[labels == digit].mean(axis=0) for digit in _kinds(labels)])


def _kinds(labels):
    """All labels from 0 to the highest, or a DataError if there is no picture of one of them."""
    counts = np.bincount(labels)
    if not len(counts) or not counts.all():
        missing = int(counts.argmin()) if len(counts) else 0
        raise DataError(
            f"No stored image has the label {missing}, so it has no average. The labels must be "
            "0, 1, 2 and so on, each at least once."
        )
    return range(len(counts))


def nearest_average(averages, images):
    """For each image the digit whose average is nearest to it, shape (m,)."""
    return squared_distances(as_rows(averages), as_rows(images)).argmin(axis=0)


def nearest_neighbours(stored, images):
    """For each image the index of the stored image that is nearest to it, shape (m,)."""
    u, nearest = as_rows(stored), []
    squares = (u * u).sum(axis=1)
    with progress_bar(len(images), "image", "nearest neighbours") as bar:
        for start in range(0, len(images), AT_A_TIME):
            v = as_rows(images[start : start + AT_A_TIME])
            nearest.append(squared_distances(u, v, squares).argmin(axis=0))
            bar.update(len(v))
    return np.concatenate(nearest)


def squared_distances(u, v, squares=None):
    """Squared distances: a row for each row of u, a column for each row of v.

    ‖u‖² − 2u·v + ‖v‖²: the middle term is one matrix product. squares: ‖u‖², if known already.
    """
    squares = (u * u).sum(axis=1) if squares is None else squares
    return squares.reshape(-1, 1) - 2 * (u @ v.T) + (v * v).sum(axis=1)


def as_rows(images):
    """Images as float rows, shape (m, 784)."""
    return images.reshape(len(images), -1).astype(np.float32)
