"""Other data than MNIST: small digits, letters, clothes and tables are read and trained on."""

import gzip
import pickle
import struct

import numpy as np
import pytest

from nnlib import (
    Convolution,
    DataError,
    Dense,
    Digits,
    Examples,
    Flatten,
    MaxPooling,
    Network,
    ReLU,
    Sequential,
    ShapeError,
    Shifted,
    Softmax,
    average_digits,
    count_answers,
    load_mnist,
    nearest_average,
    nearest_darkness,
    one_hot,
    read_idx,
    read_kaggle_csv,
    read_npz,
    read_pickle,
    run_sweep,
)
from nnlib.__main__ import main
from nnlib.digits.folders import IDX_FILES


@pytest.fixture(autouse=True)
def no_other_set(monkeypatch):
    monkeypatch.delenv("NNLIB_DATA", raising=False)
    monkeypatch.delenv("NNLIB_DATA_DIR", raising=False)


def pictures(n, kinds, side=8, largest=16):
    """n pictures of some kinds: whole numbers up to `largest`, a pattern of each kind and noise."""
    rng = np.random.default_rng(1)
    patterns = rng.integers(0, 2, (kinds, side, side)) * (largest * 3 // 4)
    labels = np.arange(n) % kinds
    noise = rng.integers(0, largest // 4 + 1, (n, side, side))
    return (patterns[labels] + noise).astype(np.uint8), labels.astype(np.uint8)


SMALL_DIGITS = pictures(240, 10)  # 8 × 8 pixels of 0 to 16, as scikit-learn's
LETTERS = pictures(520, 26, 28, 255)  # as EMNIST's, but counted from 0
CLOTHES = pictures(240, 10, 28, 255)  # as Fashion-MNIST's


def in_idx(folder, train, test):
    for name, array in zip(IDX_FILES, (*train, *test), strict=True):
        header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
        (folder / f"{name}.gz").write_bytes(gzip.compress(header + array.tobytes(), 1))


def in_npz(folder, train, test):
    arrays = {"x_train": train[0], "y_train": train[1], "x_test": test[0], "y_test": test[1]}
    np.savez(folder / "mnist.npz", **arrays)


def in_pickle(folder, train, test):
    parts = [[images.reshape(len(images), -1), labels] for images, labels in (train, test, test)]
    (folder / "mnist.pkl").write_bytes(pickle.dumps(parts))


@pytest.mark.parametrize("write", [in_idx, in_npz, in_pickle])
@pytest.mark.parametrize(
    ("kind", "sizes"),
    [
        (SMALL_DIGITS, (64, 10)),
        (LETTERS, (784, 26)),
        (CLOTHES, (784, 10)),
        (pictures(90, 3), (64, 3)),
    ],
    ids=["small digits", "letters", "clothes", "three kinds"],
)
def test_a_set_in_files_is_trained_on_with_its_own_sizes(write, kind, sizes, tmp_path, monkeypatch):
    write(tmp_path, kind, kind)
    monkeypatch.setenv("NNLIB_DATA_DIR", str(tmp_path))
    train, validation, test, name = load_mnist()
    net = Network([sizes[0], 40, sizes[1]], init="scaled")
    net.SGD(train, 15, 10, 3.0, validation, quiet=True)
    assert name == "other"
    assert net.evaluate(test) > 0.95 * len(test)


def test_small_digits_from_a_csv_are_trained_on(tmp_path):
    images, labels = SMALL_DIGITS
    np.savetxt(
        tmp_path / "digits.csv",
        np.column_stack([labels, images.reshape(-1, 64)]),
        fmt="%d",
        delimiter=",",
    )
    read_images, read_labels = read_kaggle_csv(tmp_path / "digits.csv")
    digits = Digits(read_images, read_labels, one_hot_targets=True)
    net = Network([64, 20, 10], init="scaled")
    net.SGD(digits, 15, 10, 3.0, quiet=True)
    assert net.evaluate(digits) > 0.95 * len(digits)


def test_letters_from_1_to_26_are_trained_on_once_1_is_subtracted(tmp_path):
    images, labels = LETTERS
    in_idx(tmp_path, (images, labels + 1), (images, labels + 1))
    read_images = read_idx(tmp_path / f"{IDX_FILES[0]}.gz")
    read_labels = read_idx(tmp_path / f"{IDX_FILES[1]}.gz")
    with pytest.raises(DataError, match=r"go from 1 to 26, .* write label - 1\. Write classes=26"):
        Digits(read_images, read_labels)
    digits = Digits(read_images, read_labels - 1, classes=26, one_hot_targets=True)
    net = Network([784, 40, 26], init="scaled")
    net.SGD(digits, 15, 10, 3.0, quiet=True)
    assert net.evaluate(digits) > 0.95 * len(digits)
    assert repr(digits[:7]) == "7 pictures with 26 kinds of label"


def test_more_kinds_of_label_are_told_to_be_said():
    with pytest.raises(DataError, match=r"0 to 9; 10 came\. Each .* Write classes=26\."):
        Digits(*LETTERS)
    with pytest.raises(DataError, match="classes may be 256 at most; 1000 came"):
        Digits(*LETTERS, classes=1000)
    with pytest.raises(DataError, match=r"classes must be a whole number, 1 or more; 2\.5 came"):
        Digits(*LETTERS, classes=2.5)


def test_a_network_of_other_sizes_is_told_its_sizes():
    letters = Digits(*LETTERS, classes=26, one_hot_targets=True)
    with pytest.raises(
        ShapeError, match=r"784 inputs and 26 targets, .* Network\(\[784, …, 26\]\)"
    ):
        Network([784, 30, 10]).SGD(letters, 1, 10, 3.0)
    layers = [Convolution(2, 3), Flatten(), Dense(10), Softmax()]
    net = Sequential(layers, input_shape=(1, 8, 8))
    with pytest.raises(ShapeError, match=r"input_shape=\(1, 28, 28\), and Dense\(26\)"):
        net.SGD(letters, 1, 10, 3.0)


def test_small_digits_train_a_convolutional_network_and_are_shifted():
    images, labels = SMALL_DIGITS
    digits = Digits(images * 15, labels, one_hot_targets=True)
    layers = [Convolution(8, 3), ReLU(), MaxPooling(2), Flatten(), Dense(10), Softmax()]
    net = Sequential(layers, input_shape=(1, 8, 8))
    net.SGD(digits, 15, 10, 0.1, quiet=True)
    assert net.evaluate(digits) > 0.95 * len(digits)
    assert Shifted(digits, most=1).columns([0, 1])[0].shape == (64, 2)


def table():
    """A table of four columns of ordinary size and three kinds of label, as of Fisher's irises."""
    rng = np.random.default_rng(2)
    labels = np.arange(150) % 3
    middle = np.array([[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.6, 2.0]])
    return middle[labels] + 0.2 * rng.standard_normal((150, 4)), labels


def test_a_table_is_trained_on_as_pairs_or_as_examples():
    x, labels = table()
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    pairs = [(row.reshape(-1, 1), label) for row, label in zip(x, labels, strict=True)]
    for data in (pairs, Examples(x, one_hot(labels, 3).T)):
        net = Network([4, 10, 3])
        net.SGD(data, 30, 10, 3.0, data, quiet=True)
        assert net.evaluate(data) > 140
        assert count_answers(net, x.T).tolist() == pytest.approx([50, 50, 50], abs=5)


def test_labels_of_a_table_are_told_to_become_one_hot():
    x, labels = table()
    with pytest.raises(
        ShapeError, match=r"targets of shape \(150,\).* Write one_hot\(labels, 3\)\.T"
    ):
        Examples(x, labels)
    with pytest.raises(
        ShapeError, match=r"single target each, from 0 to 2, .*one_hot\(labels, 3\)\.T"
    ):
        Network([4, 10, 3]).SGD(Examples(x, labels.reshape(-1, 1)), 1, 10, 3.0)
    with pytest.raises(
        ShapeError, match=r"an example is a column there, write inputs.T and targets.T"
    ):
        Examples(x.T, one_hot(labels, 3))
    with pytest.raises(ShapeError, match=r"an example is a column there, write targets\.T"):
        Examples(x, one_hot(labels, 3))
    with pytest.raises(ShapeError, match="As many inputs as targets are needed"):
        Examples(x, one_hot(labels[1:], 3).T)


@pytest.mark.parametrize("reader", [read_npz, read_pickle])
def test_a_table_in_place_of_pictures_is_told_to_be_read_as_a_table(reader, tmp_path):
    x, labels = table()
    write = {read_npz: in_npz, read_pickle: in_pickle}[reader]
    write(tmp_path, (x, labels), (x, labels))
    (path,) = tmp_path.iterdir()
    with pytest.raises(
        DataError, match=r"Rows of 4 numbers are a table.* Examples\(inputs, one_hot"
    ):
        reader(path)


def test_the_readers_without_a_network_know_all_kinds():
    images, labels = LETTERS
    assert average_digits(images, labels).shape == (26, 28, 28)
    assert np.mean(nearest_average(average_digits(images, labels), images) == labels) > 0.95
    stairs = np.repeat(np.arange(26, dtype=np.uint8), 64).reshape(26, 8, 8)
    assert nearest_darkness(stairs, np.arange(26), stairs).tolist() == list(range(26))
    with pytest.raises(DataError, match="No stored image has the label 1, so it has no average"):
        average_digits(stairs[:2], np.array([0, 2]))


def test_a_sweep_takes_the_sizes_of_its_pictures():
    letters = Digits(*LETTERS, classes=26, one_hot_targets=True)
    setting = {"hidden": 40, "epochs": 15, "init": "scaled"}
    (row,) = run_sweep([setting], letters, Digits(*LETTERS, classes=26), jobs=1)
    assert row["error"] is None
    assert row["accuracy"] > 0.95


def test_the_command_trains_on_another_set(tmp_path, monkeypatch, capsys):
    in_idx(tmp_path, SMALL_DIGITS, SMALL_DIGITS)
    monkeypatch.setenv("NNLIB_DATA_DIR", str(tmp_path))
    assert main(["--epochs", "2"]) == 0
    said = capsys.readouterr().out
    assert "Not the full MNIST" in said
    assert "A network of 64, 30 and 10 neurons" in said
    assert "The network says:" in said


def test_pictures_of_16_greys_are_told_to_be_divided_and_constant_columns_to_be_left_out():
    images, labels = SMALL_DIGITS
    rows = images.reshape(-1, 64) * 1.0
    rows[:, :8] = 0  # a rim that is always paper
    with pytest.raises(
        DataError, match=r"size 1\d; .* saturate\. Divide all by the largest, x / 1\d"
    ):
        Examples(rows, one_hot(labels).T)
    x, labels = table()
    with pytest.raises(DataError, match=r"standardise: .* leave out inputs that never change"):
        Examples(np.column_stack([x * 10, np.ones(len(x))]), one_hot(labels, 3).T)


def test_a_single_wrong_label_is_called_a_slip_before_a_larger_network_is_advised():
    pairs = [(np.full((4, 1), 0.5), i % 3) for i in range(300)]
    pairs[7] = (pairs[7][0], 17)
    message = r"17 came\. Only 1 of 300 labels are so\. If that is no slip: Write .*18.*_data\[7\]"
    with pytest.raises(DataError, match=message):
        Network([4, 5, 3]).SGD(pairs, 1, 10, 3.0)
