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


@pytest.mark.parametrize(("gap", "enough"), [((1, 8), 0.92), ((-2, 0), 0.78)], ids=str)
def test_six_digits_of_the_test_set_are_read_right(gap, enough, capsys):
    digits, right = load_mnist("full").test, []
    for seed in (1, 2, 3):
        numbers = number_pictures(500, digits, seed, gap=gap)
        right.append(sum(text_of(number.picture) == number.text for number in numbers))
    with capsys.disabled():
        print(f"\nsix digits, gaps from {gap[0]} to {gap[1]}: {right} of 500 right")
    assert sum(right) >= enough * 1500


@pytest.mark.parametrize(("length", "enough"), [(6, 0.85), (1, 0.95)])
def test_photographs_of_test_digits_are_read(length, enough, capsys):
    rows = read_all(load_mnist("full").test, length, 3, SEEDS["test"])
    with capsys.disabled():
        print(f"\nphotographs of {length}: {summary(rows)}")
    assert len(rows) >= 120
    assert sum(map(right, rows)) >= enough * len(rows)
    certain = [row for row in rows if sure(row)]
    assert sum(map(right, certain)) >= 0.98 * len(certain)
