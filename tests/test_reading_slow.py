"""How many numbers are read entirely right: python -m pytest -m slow (some minutes)."""

import os

import pytest
from count_photographs import SEEDS, read_all, right, summary, sure

from nnlib import DataError, load_mnist, number_pictures, read_number

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("NNLIB_DATA_DIR"),
        reason="needs the full MNIST set in the folder NNLIB_DATA_DIR",
    ),
]


def text_of(picture):
    """What is read, or None where no digit is found: that is wrong too."""
    try:
        return read_number(picture).text
    except DataError:
        return None


def numbers_right(gap, capsys):
    """How many of 1,500 numbers of six digits, so far apart, are read entirely right."""
    digits, right = load_mnist("full").test, []
    for seed in (1, 2, 3):
        numbers = number_pictures(500, digits, seed, gap=gap)
        right.append(sum(text_of(number.picture) == number.text for number in numbers))
    with capsys.disabled():
        print(f"\nsix digits, gaps from {gap[0]} to {gap[1]}: {right} of 500 right")
    return sum(right)


# The two longest stand first and last: two processes, given two tests each, share them.
def test_six_digits_of_the_test_set_are_read_right(capsys):
    assert numbers_right((1, 8), capsys) >= 0.92 * 1500


@pytest.mark.parametrize(("length", "enough"), [(6, 0.85), (1, 0.95)])
def test_photographs_of_test_digits_are_read(length, enough, capsys):
    rows = read_all(load_mnist("full").test, length, 3, SEEDS["test"])
    with capsys.disabled():
        print(f"\nphotographs of {length}: {summary(rows)}")
    assert len(rows) >= 120
    assert sum(map(right, rows)) >= enough * len(rows)
    certain = [row for row in rows if sure(row)]
    assert sum(map(right, certain)) >= 0.98 * len(certain)


def test_six_digits_that_touch_are_read_right(capsys):
    assert numbers_right((-2, 0), capsys) >= 0.78 * 1500
