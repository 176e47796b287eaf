"""The ways to read digits without a network."""

import numpy as np
import pytest

from nnlib.digits.mnist import read_embedded
from nnlib.studies.baselines import (
    as_rows,
    average_digits,
    darkness,
    nearest_average,
    nearest_darkness,
    nearest_neighbours,
    squared_distances,
)

TRAIN, _, TEST, _ = read_embedded()
RNG = np.random.default_rng(6)


def score(said):
    return float(np.mean(said == TEST.labels))


def test_squared_distances_are_those_of_the_definition():
    u, v = RNG.random((5, 7)), RNG.random((3, 7))
    expected = [[np.sum((a - b) ** 2) for b in v] for a in u]
    assert np.allclose(squared_distances(u, v), expected)


def test_darkness_is_the_mean_pixel():
    images = np.array([np.full((28, 28), 7), np.eye(28) * 28], dtype=np.uint8)
    assert darkness(images).tolist() == [7, 1]


def test_an_average_is_the_mean_of_its_digits_only():
    average = average_digits(TRAIN.images, TRAIN.labels)[3]
    assert np.allclose(average, np.mean([i for i, n in zip(*pairs(), strict=True) if n == 3], 0))


def pairs():
    return TRAIN.images, TRAIN.labels


def test_a_stored_image_is_its_own_nearest_neighbour():
    chosen = RNG.choice(len(TRAIN), 60, replace=False)  # more than are compared at once
    assert np.array_equal(nearest_neighbours(TRAIN.images, TRAIN.images[chosen]), chosen)


def test_uint8_does_not_wrap():
    dark, light = np.full((1, 28, 28), 5, np.uint8), np.full((1, 28, 28), 3, np.uint8)
    assert squared_distances(as_rows(light), as_rows(dark)).item() == 784 * 4


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        (nearest_darkness(*pairs(), TEST.images), 0.20, 0.25),
        (nearest_average(average_digits(*pairs()), TEST.images), 0.78, 0.83),
        (TRAIN.labels[nearest_neighbours(TRAIN.images, TEST.images)], 0.92, 0.94),
    ],
    ids=["darkness", "average", "neighbour"],
)
def test_each_baseline_scores_as_the_lesson_says(said, low, high):
    assert low < score(said) < high
