"""MNIST's handwritten digits: the embedded 5,000, the full 70,000, and where to find them.

A set is a sequence of examples (x, y). x is a column of 784 numbers, row by row from the top left
of a 28×28 picture: pixel value / 256, from 0.0 (paper) to 0.996 (ink), as in the classic course.
"""

import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nnlib.digits import formats
from nnlib.digits.download import cache_folder, download
from nnlib.examples import one_hot
from nnlib.support.checks import check_labels
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.storage import read_npz as read_arrays

IDX_FILES = tuple(
    f"{part}-{kind}-ubyte" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")
)
TRAIN = 50_000  # of the 60,000 training images; the other 10,000 are for validation
SOURCES = ("auto", "full", "embedded")


class Digits:
    """A sequence of digits in two arrays: `images` uint8 (n, 28, 28), `labels` uint8 (n,).

    digits[i] is (x, y): x of shape (784, 1), float32; y one-hot of shape (10, 1) for training
    (`one_hot_targets=True`), else the label. digits[a:b] is a shorter sequence of the same kind.
    """

    sound = True  # pixels are whole numbers up to 255, labels are checked: there is no NaN to find

    def __init__(self, images, labels, *, one_hot_targets=False):
        images, labels = np.asarray(images), np.asarray(labels)
        if images.dtype != np.uint8 or images.shape[1:] != (28, 28):
            raise ShapeError(
                f"images must be uint8 of shape (n, 28, 28); {images.dtype} of shape "
                f"{images.shape} came."
            )
        if labels.shape != (len(images),):
            raise ShapeError(
                f"{len(images)} images need labels of shape ({len(images)},); {labels.shape} came."
                f"{_label_advice(labels)}"
            )
        self.images, self.labels = images, check_labels(labels).astype(np.uint8)
        self.one_hot_targets = one_hot_targets
        self._rows = images.reshape(-1, 784)
        self._targets = one_hot(self.labels).T.copy()

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        if not isinstance(index, int | np.integer):
            return Digits(
                self.images[index], self.labels[index], one_hot_targets=self.one_hot_targets
            )
        if not -len(self) <= index < len(self):
            raise IndexError(f"there is no digit {index}: there are {len(self)}")
        x, y = self.columns([index])
        return x, (y if self.one_hot_targets else int(self.labels[index]))

    def __repr__(self):
        return f"{len(self):,} digits"

    def columns(self, indices, dtype=np.float32):
        """The chosen digits as a mini-batch (x, y) of shapes (784, m) and (10, m)."""
        x = np.multiply(self._rows[indices], 1 / 256, dtype=dtype)
        return x.T, self._targets[indices].T.astype(dtype, copy=False)


def _label_advice(labels):
    """What to write for labels that have several columns."""
    if labels.ndim != 2 or not labels.size or labels.dtype.kind not in "fiub":
        return ""
    zeros_and_ones = labels.shape[1] > 1 and ((labels == 0) | (labels == 1)).all()
    if zeros_and_ones and (labels.sum(axis=1) == 1).all():
        return " They are one-hot: write labels.argmax(axis=1)."
    return " If the label is the first column, as in QMNIST, take column 0: labels[:, 0]."


class Mnist(NamedTuple):
    """The three parts of a set, and which set it is: "full" or "embedded"."""

    train: Digits
    validation: Digits
    test: Digits
    name: str


def load_mnist(source="auto", *, quiet=False):
    """The digits, in three parts, and a line that says which they are.

    source: "embedded", 5,000 digits that come with nnlib (4,000 / 500 / 500); "full", all 70,000
    (50,000 / 10,000 / 10,000), downloaded once; "auto", the full set if it is on this machine
    (in the folder NNLIB_DATA_DIR, or downloaded before), else the embedded one: no network.
    The environment variable NNLIB_DATA, "embedded" or "full", overrides "auto".
    quiet=True prints nothing.
    """
    if source not in SOURCES:
        raise DataError(f'source must be "auto", "full" or "embedded"; {source!r} came.')
    if source == "auto":
        source = os.environ.get("NNLIB_DATA") or "auto"
        if source not in SOURCES:
            raise DataError(f'NNLIB_DATA must be "embedded" or "full"; it is {source!r}.')
    say = (lambda line: None) if quiet else print
    mnist, origin = _find(source, say)
    sizes = " / ".join(f"{len(part):,}" for part in mnist[:3])
    say(f"MNIST, the {mnist.name} set, {origin}: {sizes} to train / validate / test.")
    return mnist


def load_data_wrapper():
    """The classic call: training_data, validation_data, test_data, as `load_mnist` finds them."""
    return load_mnist()[:3]


def _find(source, say):
    """The set that `source` asks for, and words for where it was found. say: as print."""
    if source == "embedded":
        return read_embedded(), "which comes with nnlib"
    if folder := os.environ.get("NNLIB_DATA_DIR"):
        return _read_own_folder(folder), "from the folder NNLIB_DATA_DIR"
    if source == "full":
        return _downloaded(say), "downloaded once"
    if _is_begun():
        try:
            return read_folder(cache_folder(), "the download folder"), "downloaded before"
        except DataError as error:
            say(f"No full set: {error} To fetch it again: python -m nnlib download")
    return read_embedded(), "which comes with nnlib"


def _read_own_folder(folder):
    try:
        return read_folder(folder)
    except DataError as error:
        raise DataError(
            f"NNLIB_DATA_DIR is {folder!r}, but {error} Mend it, or take NNLIB_DATA_DIR out of the "
            "environment: nnlib then uses a set downloaded before, or its own 5,000 digits."
        ) from None


def _downloaded(say):
    """The full set from the user's cache; what is missing or damaged there is fetched."""
    if _is_begun():
        try:
            return read_folder(cache_folder(), "the download folder")
        except DataError as error:
            say(f"{error} Fetching what is missing or damaged.")
    return read_folder(download(), "the download folder")


def _is_begun():
    """Whether the user's cache holds any file of the full set, sound or not."""
    return any(os.path.exists(cache_folder() / f"{name}.gz") for name in IDX_FILES)


def data_file(name):
    """The path of a file that comes with nnlib: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    folders = (package / "data", package.parent / "data")
    return next((f / name for f in folders if (f / name).exists()), folders[0] / name)


def read_embedded():
    """The 5,000 embedded digits: 4,000 to train, 500 to validate, 500 to test (50 of each)."""
    arrays = read_arrays(data_file("mnist_5k.npz"))
    images, labels = arrays["images"], arrays["labels"]
    rest = np.arange(4000, 5000)
    test = np.sort(np.concatenate([rest[labels[rest] == digit][:50] for digit in range(10)]))
    validation = np.setdiff1d(rest, test)
    return Mnist(
        Digits(images[:4000], labels[:4000], one_hot_targets=True),
        Digits(images[validation], labels[validation]),
        Digits(images[test], labels[test]),
        "embedded",
    )


def read_folder(folder, name="the folder"):
    """The full set from a folder that holds the four IDX files, mnist.npz or mnist.pkl.gz.

    `name` stands for the folder in a message. Raises DataError if a file is missing or damaged.
    """
    folder = Path(folder).expanduser()
    try:
        found = {path.name for path in folder.iterdir()}
    except NotADirectoryError:
        raise DataError(f"{name} is a file; it must be a folder with MNIST's files.") from None
    except FileNotFoundError:
        raise DataError(f"{name} does not exist; it must be a folder with MNIST's files.") from None
    except PermissionError:
        raise DataError(f"{name} may not be opened: you have no permission.") from None
    except OSError as error:
        raise DataError(f"{name} cannot be opened: {error.strerror or error}.") from error
    idx = [next((n for n in _spellings(k) if n in found), None) for k in IDX_FILES]
    if any(idx):
        if None in idx:
            missing = IDX_FILES[idx.index(None)]
            raise DataError(f"{name} has no file {missing}.gz; MNIST has four files.")
        x_train, y_train, x_test, y_test = (formats.read_idx(folder / file) for file in idx)
        return _split((x_train, y_train), (x_test, y_test), name)
    if "mnist.npz" in found:
        return _split(*formats.read_npz(folder / "mnist.npz"), name)
    for file in ("mnist.pkl.gz", "mnist.pkl"):
        if file in found:
            return _full(*formats.read_pickle(folder / file), name)
    raise DataError(
        f"{name} holds none of MNIST's files: {IDX_FILES[0]}.gz and its three fellows, mnist.npz "
        "or mnist.pkl.gz."
    )


def _spellings(name):
    """How an IDX file may be called: packed or not, with a dash or a dot before "idx"."""
    dotted = name.replace("-idx", ".idx")
    return f"{name}.gz", name, f"{dotted}.gz", dotted


def _split(train, test, name):
    """Split the training images into training and validation, as the classic course does."""
    images, labels = train
    if len(images) != len(labels):
        raise DataError(f"{name} holds {len(images)} training images but {len(labels)} labels.")
    split = min(TRAIN, len(images) * 5 // 6)
    return _full((images[:split], labels[:split]), (images[split:], labels[split:]), test, name)


def _full(train, validation, test, name):
    """The full set from its three parts, each a pair (images, labels)."""
    try:
        return Mnist(
            Digits(*train, one_hot_targets=True), Digits(*validation), Digits(*test), "full"
        )
    except ValueError as error:
        raise DataError(f"{name} holds no sound MNIST: {error}") from None
