import contextlib
import io

import numpy as np
import pytest

from nnlib import DataError, Dense, Examples, Sequential, Shifted, Softmax, load_mnist, shift

with contextlib.redirect_stdout(io.StringIO()):
    MNIST = load_mnist("embedded")


@pytest.mark.parametrize("down", [-3, -1, 0, 2, 3, 40])
@pytest.mark.parametrize("right", [-2, 0, 1, -40])
def test_a_shifted_image_is_the_image_elsewhere_on_paper(down, right):
    images = np.random.default_rng(0).uniform(1, 2, (2, 3, 4))
    moved = shift(images, down, right)
    for i, row, column in np.ndindex(images.shape):
        r, c = row - down, column - right
        inside = 0 <= r < 3 and 0 <= c < 4
        assert moved[i, row, column] == (images[i, r, c] if inside else 0)


def test_each_image_has_its_own_shift():
    images = MNIST.train.images[:3]
    moved = shift(images, [1, 0, -2], [0, 3, 0])
    assert moved.dtype == np.uint8
    for i, (down, right) in enumerate([(1, 0), (0, 3), (-2, 0)]):
        np.testing.assert_array_equal(moved[i], shift(images[[i]], down, right)[0])


def test_a_shift_of_nothing_changes_nothing():
    np.testing.assert_array_equal(shift(MNIST.train.images[:5], 0, 0), MNIST.train.images[:5])


def test_each_shift_up_to_the_most_comes_up():
    one = np.zeros((28, 28), np.float32)
    one[10, 10] = 1
    many = Shifted(Examples(np.tile(one.reshape(1, 784), (2000, 1)), np.zeros((2000, 10))), 2)
    x, _ = many.columns(slice(None))
    places = set(zip(*np.nonzero(x.sum(axis=1).reshape(28, 28)), strict=True))
    assert places == {(row, column) for row in range(8, 13) for column in range(8, 13)}
    np.testing.assert_array_equal(x.sum(axis=0), 1)


def test_the_digits_stay_as_they_are_and_the_labels_stay_with_them():
    digits = MNIST.train[:50]
    before = digits.images.tobytes()
    shifted = Shifted(digits, 2, seed=1)
    x, y = shifted.columns(np.arange(10, 20))
    assert len(shifted) == 50
    assert (x.shape, y.shape, x.dtype) == ((784, 10), (10, 10), np.float32)
    np.testing.assert_array_equal(y, digits.columns(np.arange(10, 20))[1])
    assert not np.array_equal(x, digits.columns(np.arange(10, 20))[0])
    assert not np.array_equal(x, shifted.columns(np.arange(10, 20))[0])
    assert digits.images.tobytes() == before


def test_the_seed_decides_the_shifts():
    indices = np.arange(20)
    one, same, other = (Shifted(MNIST.train, seed=s).columns(indices)[0] for s in (3, 3, 4))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


def test_sgd_takes_shifted_digits():
    net = Sequential([Dense(10), Softmax()], input_shape=784)
    net.SGD(Shifted(MNIST.train[:500]), 2, 10, 0.1)
    assert net.evaluate(MNIST.test) > 250  # of 500; chance is 50


def test_what_cannot_be_shifted_is_refused():
    with pytest.raises(DataError, match="2 is no square number"):
        Shifted(Examples(np.zeros((3, 2)), np.zeros((3, 1))))
    with pytest.raises(DataError, match="most must be 1 or more"):
        Shifted(MNIST.train, 0)
