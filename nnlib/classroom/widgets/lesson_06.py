"""The interactive of lesson 06: a digit's average, its spread, and its extreme examples."""

import functools

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Slider
from nnlib.digits.mnist import read_embedded
from nnlib.studies.baselines import average_digits, nearest_average


@interactive(
    "the first step above 0 at which the average 5 is read as another digit; what every digit "
    "is read as at −3.",
    draw=lambda data: figures.digit_class(**data),
)
def explore_digit_class(
    digit: Menu(tuple(range(10)), "digit") = 5,
    spreads: Slider(-3.0, 3.0, 0.5, "spreads added to the average") = 0.0,
):
    """Lesson 06: the average of a digit, moved by some spreads, and its extreme examples.

    All from the 4,000 embedded training digits, which are the same on every machine.
    """
    averages, deviations, images, distances = _digits()
    picture = np.clip(averages[digit] + spreads * deviations[digit], 0, 255)
    order = np.argsort(distances[digit], kind="stable")
    near, far = order[:4], order[-4:]
    return {
        "digit": digit,
        "spreads": spreads,
        "picture": picture,
        "reading": int(nearest_average(averages, picture[None])[0]),
        "near": (images[digit][near], distances[digit][near]),
        "far": (images[digit][far], distances[digit][far]),
        "median": float(np.median(distances[digit])),
    }


@functools.cache
def _digits():
    """Averages and spreads (10, 28, 28); for each digit its images and their distances."""
    train = read_embedded().train
    images = [train.images[train.labels == digit] for digit in range(10)]
    averages = average_digits(train.images, train.labels)
    deviations = np.array([some.std(axis=0) for some in images])
    distances = [
        np.sqrt(((some - average) ** 2).sum(axis=(1, 2)))
        for some, average in zip(images, averages, strict=True)
    ]
    return averages, deviations, images, distances
