"""MNIST's handwritten digits: the embedded 5,000, the full 70,000, and where to find them.

A set is a sequence of examples (x, y). x is a column of 784 numbers, row by row from the top left
of a 28×28 picture: pixel value / 256, from 0.0 (paper) to 0.996 (ink), as in the classic course.
Other sets of pictures, of any size and with any number of labels, are held in the same way.
"""

import hashlib
import math
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nnlib.digits.download import cache_folder, download
from nnlib.digits.folders import count_classes, is_begun, read_parts
from nnlib.examples import one_hot
from nnlib.support.checks import check_count, check_labels, label_columns_advice
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.interrupts import stopped
from nnlib.support.storage import read_npz as read_arrays

SOURCES = ("auto", "full", "embedded")
LABELS = 256  # at most: a label is stored in a byte
# The `checksum` of MNIST, the full set.
SHA256 = "c97a2c607853b499a01d274c02fa5de533f80f6f09404e77aa0e02ec99b4c1f5"


class Digits:
    """Pictures with labels in two arrays: `images` uint8 (n, height, width), `labels` uint8 (n,).

    digits[i] is (x, y): x of shape (784, 1), float32; y one-hot of shape (10, 1) for training
    (`one_hot_targets=True`), else the label. digits[a:b] is a shorter sequence of the same kind.

    Any other pictures will do: x then has height · width numbers, and the labels go from 0 to
    classes − 1. `Digits(images, labels - 1, classes=26)` for letters whose labels are 1 to 26.
    images: bytes, 0 (paper) to 255 (ink). Raises ShapeError or DataError for anything else.
    """

    sound = True  # pixels are whole numbers up to 255, labels are checked: there is no NaN to find

    def __init__(self, images, labels, *, one_hot_targets=False, classes=10):
        images, labels = _as_bytes(images), np.asarray(labels)
        classes = check_count(classes, "classes")
        if classes > LABELS:
            raise DataError(f"classes may be {LABELS} at most; {classes} came.")
        if labels.shape != (len(images),):
            raise ShapeError(
                f"{len(images)} images need labels of shape ({len(images)},); {labels.shape} came."
                f"{label_columns_advice(labels)}"
            )
        labels = check_labels(labels, classes, fitting=lambda n: f"Write classes={n}.")
        self._hold(images, labels.astype(np.uint8), one_hot_targets, classes)

    def _hold(self, images, labels, one_hot_targets, classes):
        self.images, self.labels, self.classes = images, labels, classes
        self.one_hot_targets = one_hot_targets
        self._rows = images.reshape(len(images), math.prod(images.shape[1:]))
        self._targets = one_hot(labels, classes).T.copy()

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        if not isinstance(index, int | np.integer):
            some = Digits.__new__(Digits)
            some._hold(self.images[index], self.labels[index], self.one_hot_targets, self.classes)
            return some
        if not -len(self) <= index < len(self):
            raise IndexError(f"there is no digit {index}: there are {len(self)}")
        x, y = self.columns([index])
        return x, (y if self.one_hot_targets else int(self.labels[index]))

    def __repr__(self):
        if self.classes == 10:
            return "1 digit" if len(self) == 1 else f"{len(self):,} digits"
        return f"{len(self):,} pictures with {self.classes} kinds of label"

    def columns(self, indices, dtype=np.float32):
        """The chosen digits as a mini-batch (x, y) of shapes (n₀, m), (classes, m): 784 and 10."""
        x = np.multiply(self._rows[indices], 1 / 256, dtype=dtype, order="C")
        return x.T, self._targets[indices].T.astype(dtype, copy=False)


def _as_bytes(images):
    """Images as an array of bytes, (n, height, width); or what to write instead of what came."""
    try:
        images = np.asarray(images)
    except ValueError:
        raise ShapeError("The images have different sizes, so they are no array.") from None
    if images.dtype == np.uint8 and images.ndim == 3 and 0 not in images.shape[1:]:
        largest = int(images.max(initial=0))
        if not 0 < largest <= 16:
            return images
        raise DataError(
            f"The pixels of these images go up to {largest} only, and 255 is ink: a network would "
            f"see nearly blank paper. Write numpy.uint8(images * (255 / {_ink(largest)}))."
        )
    raise ShapeError(
        "images must be uint8 of shape (n, height, width), such as (n, 28, 28); "
        f"{images.dtype} of shape {images.shape} came.{_image_advice(images)}"
    )


def _ink(largest):
    return 1 if largest == 1 else 16


def _image_advice(images):
    """What to write for images of another type or shape."""
    if images.dtype.kind not in "biuf" or not images.size:
        return ""
    if images.ndim == 2 and 8 <= len(images) == images.shape[1] <= 64:
        return " Of one picture, write image[None], and its label as [label]."
    if images.ndim == 2:
        side = math.isqrt(images.shape[1])
        if side**2 == images.shape[1]:
            return f" Write images.reshape(-1, {side}, {side})."
        return " A table is trained on as Examples(inputs, one_hot(labels, n).T)."
    if images.ndim == 4:
        axis = 1 if images.shape[1] in (1, 3) else 3
        return f" For grey pictures write images.mean(axis={axis}).astype(numpy.uint8)."
    if images.ndim != 3 or not np.isfinite(images).all() or images.min() < 0 or images.max() > 256:
        return ""
    largest = images.max()
    whole = np.array_equal(images, np.round(images))
    if whole and largest > 16:
        return " Write images.astype(numpy.uint8)."
    if whole or largest > 1:
        return f" Write numpy.uint8(images * (255 / {_ink(largest) if whole else largest}))."
    return " Write numpy.uint8(numpy.round(images * 255)), or * 256 if they were divided by 256."


class Mnist(NamedTuple):
    """The three parts of a set, and which set it is: "full", "embedded" or "other"."""

    train: Digits
    validation: Digits
    test: Digits
    name: str

    def words(self, origin=""):
        """One line that says what is there. origin: from where it comes."""
        origin = f", {origin}" if origin else ""
        sizes = " / ".join(f"{len(part):,}" for part in self[:3]) + " to train / validate / test"
        if self.name != "other":
            return f"MNIST, the {self.name} set{origin}: {sizes}."
        height, width = self.train.images.shape[1:]
        lowest = min(part.labels.min() for part in self[:3])
        highest = max(part.labels.max() for part in self[:3])
        return (
            f"Not the full MNIST (the checksums are others){origin}: {sizes}, {height} × {width} "
            f"pixels, labels {lowest} to {highest}."
        )


@stopped("Stopped while reading the digits. To begin anew, run the cell again.")
def load_mnist(source="auto", *, quiet=False):
    """The digits, in three parts, and a line that says which they are.

    source: "embedded", 5,000 digits that come with nnlib (4,000 / 500 / 500); "full", all 70,000
    (50,000 / 10,000 / 10,000), downloaded once; "auto", the full set if it is on this machine
    (in the folder NNLIB_DATA_DIR, or downloaded before), else the embedded one: no network.
    Another set under MNIST's names is read as well, and the line says what it is.
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
    say(mnist.words(origin))
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
    if is_begun(cache_folder()):
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
    if is_begun(cache_folder()):
        try:
            mnist = read_folder(cache_folder(), "the download folder")
        except DataError as error:
            say(f"{error} Fetching what is missing or damaged.")
        else:
            if mnist.name == "full":
                return mnist
            say("The download folder holds files that are not MNIST's. Fetching MNIST's.")
    return read_folder(download(), "the download folder")


def data_file(name):
    """The path of a file that comes with nnlib: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    folders = (package / "data", package.parent / "data")
    return next((f / name for f in folders if (f / name).exists()), folders[0] / name)


def read_embedded():
    """The 5,000 embedded digits: 4,000 to train, 500 to validate, 500 to test (50 of each)."""
    path = data_file("mnist_5k.npz")
    try:
        arrays = read_arrays(path)
        images, labels = arrays["images"], arrays["labels"]
        rest = np.arange(4000, 5000)
        test = np.sort(np.concatenate([rest[labels[rest] == digit][:50] for digit in range(10)]))
        validation = np.setdiff1d(rest, test)
        mnist = Mnist(
            Digits(images[:4000], labels[:4000], one_hot_targets=True),
            Digits(images[validation], labels[validation]),
            Digits(images[test], labels[test]),
            "embedded",
        )
    except (KeyError, IndexError, ValueError) as error:
        raise _damaged(path) from error
    if [len(part) for part in mnist[:3]] != [4000, 500, 500]:
        raise _damaged(path)
    return mnist


def _damaged(path):
    """What is said of a file that came with nnlib and is not as it came."""
    return DataError(
        f"{path.name}, which came with nnlib, is damaged or missing. Install nnlib again: "
        "python -m pip install --force-reinstall --no-deps nnlib; or, of the project's folder, "
        "download that again."
    )


def read_folder(folder, name="the folder"):
    """The set in a folder that holds the four IDX files, mnist.npz or mnist.pkl.gz.

    It is "full" if its pixels and labels are MNIST's, else "other". `name` stands for the folder in
    a message. Raises DataError if a file is missing or damaged, and says what lies there instead.
    """
    parts = read_parts(folder, name)
    classes = count_classes(parts, name)
    try:
        train, validation, test = (
            Digits(*part, one_hot_targets=i == 0, classes=classes) for i, part in enumerate(parts)
        )
    except ValueError as error:
        raise DataError(f"{name} holds no sound set: {error}") from None
    mnist = Mnist(train, validation, test, "other")
    return mnist._replace(name="full") if checksum(mnist) == SHA256 else mnist


def checksum(mnist):
    """The SHA-256 of a set's pixels and labels, whatever the files in which they were stored."""
    found = hashlib.sha256()
    for part in mnist[:3]:
        found.update(np.ascontiguousarray(part.images))
        found.update(np.ascontiguousarray(part.labels))
    return found.hexdigest()
