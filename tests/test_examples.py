import contextlib
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import DataError, Examples, ShapeError, load_mnist, mini_batches, one_hot
from nnlib.examples import as_examples

with contextlib.redirect_stdout(io.StringIO()):
    DIGITS = load_mnist("embedded").train[:60]


def numbered(n):
    """n examples, each of which carries its number in x and in y."""
    numbers = np.arange(n, dtype=np.float32).reshape(n, 1)
    return Examples(numbers / n, numbers)


def test_one_hot_has_its_one_in_the_row_of_the_label():
    assert one_hot(5).shape == (10, 1)
    assert one_hot(5).ravel().tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert one_hot([2, 0], 3).tolist() == [[0, 1], [0, 0], [1, 0]]
    assert one_hot(np.float64(2.0), 3).ravel().tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("label", "came"),
    [
        (10, "10 came"),
        (-1, "-1 came"),
        (2.5, "2.5 came"),
        (float("nan"), "nan came"),
        (float("inf"), "inf came"),
        ("7", r"'7' came. Text becomes a number by int\(label\)"),
        (None, "None came"),
        ([1, 2, 12], "12 came"),
    ],
)
def test_a_label_that_is_no_digit_is_refused(label, came):
    with pytest.raises(DataError, match=f"whole numbers from 0 to 9; {came}"):
        one_hot(label)


@given(n=st.integers(1, 300), size=st.integers(1, 80), seed=st.integers(0, 5))
def test_each_example_comes_exactly_once_with_its_own_target(n, size, seed):
    batches = list(mini_batches(numbered(n), size, np.random.default_rng(seed)))
    sizes = [x.shape[1] for x, _ in batches]
    y = np.hstack([y for _, y in batches])
    assert sizes[:-1] == [size] * (len(batches) - 1)
    assert sizes[-1] == n - sum(sizes[:-1]) <= size
    assert sorted(y.ravel()) == list(range(n))
    np.testing.assert_allclose(np.hstack([x for x, _ in batches]) * n, y, rtol=1e-5)


def test_a_mini_batch_larger_than_the_set_holds_the_whole_set():
    ((x, y),) = mini_batches(numbered(7), 100, np.random.default_rng(0))
    assert x.shape == y.shape == (1, 7)


def test_the_order_differs_from_epoch_to_epoch_and_is_the_same_for_the_same_seed():
    def orders(seed):
        rng = np.random.default_rng(seed)
        return [
            np.hstack([y for _, y in mini_batches(numbered(50), 10, rng)]).ravel().tolist()
            for _ in range(3)
        ]

    first, second, third = orders(0)
    assert first != second != third != first
    assert orders(0) == [first, second, third]


@pytest.mark.parametrize("size", [0, -1, 2.5, "10"])
def test_a_mini_batch_of_no_size_is_refused(size):
    with pytest.raises(DataError, match="size must be"):
        next(mini_batches(numbered(5), size, np.random.default_rng(0)))


def test_digits_come_as_columns_with_their_labels():
    for x, y in mini_batches(DIGITS, 7, np.random.default_rng(0)):
        assert x.shape == (784, y.shape[1])
        for i in range(x.shape[1]):
            rows = DIGITS.images.reshape(-1, 784).T / 256
            number = np.flatnonzero((rows == x[:, [i]]).all(axis=0))[0]
            assert y[:, i].argmax() == DIGITS.labels[number]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_mini_batches_have_the_dtype_asked_for(dtype):
    for data in (DIGITS, numbered(5)):
        x, y = next(mini_batches(data, 5, np.random.default_rng(0), dtype))
        assert x.dtype == y.dtype == dtype


def test_pairs_and_digits_become_the_same_columns():
    x, y = as_examples(list(DIGITS), 784, 10).columns(slice(None))
    expected_x, expected_y = DIGITS.columns(slice(None))
    np.testing.assert_array_equal(x, expected_x)
    np.testing.assert_array_equal(y, expected_y)


def test_a_label_becomes_one_hot_and_one_output_takes_a_number():
    assert as_examples([(np.zeros((2, 1)), 2)], 2, 3).targets.tolist() == [[0, 0, 1]]
    for yes in (1, 1.0, True, np.True_, np.uint8(1), np.array([[1.0]])):
        assert as_examples([(np.zeros((2, 1)), yes)], 2, 1).targets.tolist() == [[1]]


@pytest.mark.parametrize(
    ("inputs", "targets"),
    [
        (np.zeros((5, 28, 28)), np.zeros((5, 10))),
        (np.zeros((5, 784)), np.zeros(5)),
    ],
)
def test_examples_need_a_row_each_in_two_arrays(inputs, targets):
    with pytest.raises(ShapeError, match=r"a row per example.*one_hot\(labels\).T"):
        Examples(inputs, targets)


def test_examples_left_at_0_to_255_or_with_nan_are_refused():
    with pytest.raises(DataError, match="256"):
        Examples(np.full((5, 784), 255), np.zeros((5, 10)))
    with pytest.raises(DataError, match="NaN"):
        Examples(np.zeros((5, 784)), np.full((5, 10), np.nan))


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (np.tile([[5, 2, 0, 7]], (3, 2)), r"\(3, 8\); \(m,\) .* take column 0: labels\[:, 0\]"),
        (np.eye(4), r"\(4, 4\); .* one-hot: write labels\.argmax\(axis=1\)"),
        (np.eye(4)[:, [0, 1, 1]], r"\(4, 3\); .* one-hot: write labels\.argmax\(axis=0\)"),
        ([[1], [2], [3]], r"\(3, 1\); .* Write labels\.ravel\(\)"),
    ],
)
def test_one_hot_takes_one_row_of_labels(labels, message):
    with pytest.raises(ShapeError, match=message):
        one_hot(labels)


def test_labels_that_are_names_are_told_how_to_become_numbers():
    with pytest.raises(
        DataError, match=r"'cat' came\. .*numpy\.unique\(labels, return_inverse=True"
    ):
        one_hot(["cat", "dog"], 2)


def test_labels_from_1_to_26_are_told_to_count_from_0():
    with pytest.raises(DataError, match=r"go from 1 to 26, .* counts from 0: write label - 1\."):
        one_hot(np.arange(1, 27), 26)


X_COLUMNS = list(np.linspace(0, 1, 24).reshape(6, 4, 1))
KINDS = np.arange(6) % 3


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([x.astype(object) for x in X_COLUMNS], KINDS, r"type object\. .*write x\.astype\(float\)"),
        ([x.astype(str) for x in X_COLUMNS], KINDS, r"type <U\d+\. .*write x\.astype\(float\)"),
        ([np.array([["a"]] * 4)] * 6, KINDS, r"type <U1\.$"),
        ([None] * 6, KINDS, r"type object\.$"),
        ([x + 1j for x in X_COLUMNS], KINDS, r"type complex128\.$"),
        ([np.ma.masked_less(x, 0.5) for x in X_COLUMNS], KINDS, "masked numbers.*x.filled"),
        (X_COLUMNS, np.eye(3)[KINDS], r"y of .*\[0\] has shape \(3,\).*write y\.reshape\(-1, 1\)"),
        (X_COLUMNS, np.eye(3)[KINDS][:, None], r"y of .*shape \(1, 3\).* write y\.T"),
        (X_COLUMNS, KINDS.reshape(-1, 1), r"y of .*shape \(1,\).*the number alone: int\(y\.item"),
        (X_COLUMNS, np.tile(KINDS[:, None], 8), r"shape \(8,\).*column 0 of .*labels\[:, 0\]"),
        (X_COLUMNS, KINDS > 0, r"False came\. True and False become 1 and 0 by int\(label\)"),
        (X_COLUMNS, KINDS.astype(str), r"'0' came\. Text becomes a number by int\(label\)"),
        (X_COLUMNS, np.array(["ant", "bee", "cow"])[KINDS], "'ant' came. Names become numbers by"),
    ],
)
def test_odd_pairs_are_told_what_to_write(x, y, message):
    with pytest.raises(ValueError, match=message):
        as_examples(list(zip(x, y, strict=True)), 4, 3)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((np.ones((6, 4)), KINDS), r"make Examples\(inputs, one_hot\(labels, n\)\.T\)"),
        ("train.csv", "A file is read first: read_kaggle_csv"),
        (np.ones((6, 4)), r"Write list\(zip\(xs, ys\)\)"),
    ],
)
def test_what_does_not_fall_into_pairs_is_told_how_to(data, message):
    with pytest.raises(DataError, match=message):
        as_examples(data, 4, 3)


def test_masked_inputs_are_refused_and_a_mask_without_effect_is_not():
    x, y = np.ones((6, 4)), one_hot(KINDS, 3).T
    assert len(Examples(np.ma.masked_array(x, False), y)) == 6
    with pytest.raises(DataError, match="inputs of Examples holds masked numbers"):
        Examples(np.ma.masked_array(x, x > 0), y)


def test_one_hot_reads_an_iterator_and_refuses_a_wrong_n():
    assert np.array_equal(one_hot(iter([0, 2]), 3), one_hot([0, 2], 3))
    for n in (0, "3", 2.5):
        with pytest.raises(DataError, match="n must be"):
            one_hot([0], n)
