"""Readers of the file formats in which MNIST is met: IDX, pickle, Kaggle's CSV, Keras's npz.

Every reader returns pixels as uint8, 0 (paper) to 255 (ink), and labels as uint8, 0 to 9.
A damaged file gets a DataError that says what is wrong with it.
"""

import gzip
import io
import math
import pickle
import re
import warnings
import zlib
from pathlib import Path

import numpy as np

from nnlib.support.checks import check_labels
from nnlib.support.errors import DataError
from nnlib.support.storage import check_bytes, read_bytes
from nnlib.support.storage import read_npz as read_arrays

IDX_TYPES = {8: ">u1", 9: ">i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
IDX_DIMENSIONS = 8  # at most; images have 3 and labels 1
CSV_COLUMNS = 785


def read_idx(path):
    """The array in an IDX file, compressed by gzip or not: images (n, 28, 28) or labels (n,).

    MNIST's are uint8. Raises DataError for a file that is damaged, cut short or no IDX file.
    Format: LeCun, Cortes and Burges, "The MNIST database of handwritten digits" (1998).
    """
    name, data = Path(path).name, _read(path)
    if len(data) < 4:
        raise DataError(
            f"{name} is cut short: an IDX file starts with 4 bytes, and it has {len(data)}."
        )
    if data[:2] != b"\0\0" or data[2] not in IDX_TYPES or not 1 <= data[3] <= IDX_DIMENSIONS:
        raise DataError(
            f"{name} is no IDX file: its magic number is {int.from_bytes(data[:4], 'big')}; "
            "MNIST's images have 2051 and its labels 2049."
        )
    dtype, start = np.dtype(IDX_TYPES[data[2]]), 4 + 4 * data[3]
    if len(data) < start:
        raise DataError(
            f"{name} is cut short: its header alone has {start} bytes, and it has {len(data)}."
        )
    shape = tuple(int(n) for n in np.frombuffer(data, ">u4", count=data[3], offset=4))
    if 0 in shape:
        raise DataError(f"{name} holds nothing: its header says shape {shape}.")
    size = start + dtype.itemsize * math.prod(shape)
    if len(data) != size:
        wrong = "is cut short" if len(data) < size else "has bytes left over"
        raise DataError(
            f"{name} {wrong}: its header promises {size:,} bytes for shape {shape}, "
            f"and it has {len(data):,}."
        )
    array = np.frombuffer(data, dtype, offset=start).reshape(shape)
    return array.astype(dtype.newbyteorder("="))


def read_pickle(path):
    """The three parts of `mnist.pkl.gz`: training, validation and test, each (images, labels).

    Images are uint8 (n, 28, 28), labels uint8 (n,); the classic course's file stores its pixels as
    value / 256. A pickle can run any program when it is opened: this reader builds arrays of
    numbers and nothing else. Raises DataError for a file that is damaged or asks for more.
    """
    name, data = Path(path).name, _read(path)
    try:
        parts = _ArraysOnly(io.BytesIO(data), encoding="latin1").load()
    except DataError as error:
        raise DataError(f"{name} is refused: {error}") from None
    except Exception as error:  # a damaged pickle may fail in any way
        raise DataError(f"{name} is damaged, cut short or no pickle of MNIST.") from error
    if not (_is_list_of(3, parts) and all(_is_list_of(2, part) for part in parts)):
        size = f" of {len(parts)}" if hasattr(parts, "__len__") else ""
        raise DataError(
            f"{name} holds a {type(parts).__name__}{size}; three pairs (images, labels) are "
            "expected: training, validation and test."
        )
    return [_pair(images, labels, name) for images, labels in parts]


def _is_list_of(size, value):
    return isinstance(value, list | tuple) and len(value) == size


class _ArraysOnly(pickle._Unpickler):
    """An unpickler that knows the few names that arrays of numbers need, and refuses any other.

    Not even NumPy's own classes are handed out, but the stand-ins below. It builds on Python's
    unpickler in Python: the one in C takes gigabytes of memory when a damaged file asks for them.
    """

    def find_class(self, module, name):
        names = {
            "numpy.ndarray": _PickledArray,
            "numpy.dtype": _PickledType,
            "numpy.core.multiarray._reconstruct": _PickledArray,
            "numpy.core.numeric._frombuffer": _PickledArray.from_buffer,
            "_codecs.encode": str.encode,
        }
        # NumPy 2 writes numpy._core, NumPy 1 wrote numpy.core.
        found = names.get(f"{module}.{name}".replace("numpy._core.", "numpy.core."))
        if found is None:
            raise DataError(
                f"the pickle asks for {module}.{name}, which is no array. A pickle can run any "
                "program when it is opened; this one was not run."
            )
        return found


class _PickledType:
    """Stands in for numpy.dtype: a code such as "f4", then its byte order. Numbers only."""

    def __init__(self, code, align=False, copy=False):
        self.dtype = np.dtype(code)
        if self.dtype.kind not in "fiu":
            raise DataError(f"it holds an array of type {code!r}; arrays of numbers are expected.")

    def __setstate__(self, state):
        self.dtype = self.dtype.newbyteorder(state[1])


class _PickledArray:
    """Stands in for numpy.ndarray: made empty, then filled with its shape, type and bytes."""

    array = None

    def __init__(self, kind, shape, code):
        pass

    def __setstate__(self, state):
        _, shape, dtype, is_fortran, data = state
        self.array = self.from_buffer(data, dtype, shape, "F" if is_fortran else "C")

    @classmethod
    def from_buffer(cls, data, dtype, shape, order, axes=None):
        data = data.encode("latin1") if isinstance(data, str) else data  # Python 2 wrote text
        array = np.frombuffer(data, dtype.dtype)
        if axes is not None:  # NumPy's order "K": the axes were swapped
            return array.reshape(shape).transpose(axes)
        return array.reshape(shape, order=order)

    def __array__(self, dtype=None, copy=None):
        return self.array


def read_kaggle_csv(path):
    """Images (n, 28, 28) and labels (n,), uint8, of a CSV with columns label, pixel0, …, pixel783.

    The format of `train.csv` in Kaggle's "Digit Recognizer". The line with the columns' names may
    be missing, as in the file `mnist_train.csv`. Raises DataError, naming the line.
    """
    name = Path(path).name
    lines = _read(path).decode("utf-8-sig", "replace").splitlines() or [""]
    columns = [column.strip(' "') for column in lines[0].split(",")]
    has_names = not (len(columns) == CSV_COLUMNS and all(map(str.isdecimal, columns)))
    if not has_names:
        columns = ["label", *(f"pixel{i}" for i in range(CSV_COLUMNS - 1))]
    if columns[0] != "label" or len(columns) != CSV_COLUMNS:
        raise DataError(
            f"{name} must start with a line of {CSV_COLUMNS} columns: label, pixel0, …, pixel783; "
            f"it starts with {lines[0][:25]!r} and has {len(columns)}.{_csv_hint(lines[0])}"
        )
    rows = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    rows = rows[1:] if has_names else rows
    if not rows:
        raise DataError(f"{name} has a header but no digits.")
    tables = []
    for start in range(0, len(rows), 1000):  # so that a mistake is soon found
        some = rows[start : start + 1000]
        tables.append(_csv_table([line for _, line in some]))
        if tables[-1] is None:
            raise DataError(f"{name}, {_csv_mistake(some, columns)}")
    table = np.concatenate(tables)
    return table[:, 1:].astype(np.uint8).reshape(-1, 28, 28), table[:, 0].astype(np.uint8)


def _csv_hint(header):
    """What is most likely wrong with a CSV's first line."""
    if header[:1].isdecimal():
        return " Its first line holds numbers already, but not one label and 784 pixels."
    if "label" not in header:
        return " Without a label column it may be Kaggle's test.csv: use train.csv."
    return "" if "," in header else " Separate the columns by commas."


def _csv_table(lines):
    """The numbers of a CSV's lines, shape (n, 785); None if one of them is no label or pixel."""
    try:
        with warnings.catch_warnings(action="error"):  # older NumPys only warn about 1.5
            table = np.loadtxt(lines, np.int16, delimiter=",", comments=None, ndmin=2)
    except (ValueError, Warning):
        return None
    largest = np.array([9] + [255] * (CSV_COLUMNS - 1))
    good = table.shape[1] == CSV_COLUMNS and ((table >= 0) & (table <= largest)).all()
    return table if good else None


def _csv_mistake(rows, columns):
    """Where the first mistake is among a CSV's rows (line number, line), in words."""
    for number, line in rows:
        cells = line.split(",")
        if len(cells) != len(columns):
            return f"line {number}: {len(cells)} columns instead of {len(columns)}."
        for column, cell in zip(columns, cells, strict=True):
            largest = 9 if column == "label" else 255
            if not (re.fullmatch(r" *[0-9]{1,3} *", cell) and int(cell) <= largest):
                return (
                    f"line {number}: {column} is {cell[:20]!r}; a whole number from 0 to "
                    f"{largest} is expected."
                )
    return "some line: it does not hold whole numbers only."


def read_npz(path):
    """The four arrays of Keras's `mnist.npz`: ((train images, labels), (test images, labels)).

    Images are uint8 (n, 28, 28), labels uint8 (n,). Raises DataError.
    """
    name, arrays = Path(path).name, read_arrays(path)
    missing = [key for key in ("x_train", "y_train", "x_test", "y_test") if key not in arrays]
    if missing:
        raise DataError(f"{name} has no array {missing[0]}; it has {', '.join(arrays) or 'none'}.")
    return tuple(
        _pair(arrays[f"x_{part}"], arrays[f"y_{part}"], name) for part in ("train", "test")
    )


def _read(path):
    """All bytes of a file, decompressed if gzip wrote it, whatever its name ends with."""
    name, data = Path(path).name, read_bytes(path)
    if data[:4] == b"PK\x03\x04":
        raise DataError(
            f"{name} is a zip archive: unpack it first. (If it is Keras's mnist.npz: read_npz.)"
        )
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        return check_bytes(gzip.decompress(data), name)
    except EOFError:
        raise DataError(f"{name} is cut short: its end is missing. Fetch it again.") from None
    except (OSError, zlib.error) as error:
        raise DataError(
            f"{name} is damaged: its gzip checksum or another part is wrong. Fetch it again."
        ) from error


def _pair(images, labels, name):
    """Images (n, 28, 28) and labels (n,) as uint8, from arrays in which a file stored them."""
    try:
        images, labels = _pixels(images), check_labels(np.ravel(labels)).astype(np.uint8)
    except ValueError as error:
        raise DataError(f"{name}: {error}") from None
    if len(images) != len(labels):
        raise DataError(f"{name}: {len(images)} images but {len(labels)} labels.")
    return images, labels


def _pixels(images):
    """Images as uint8 (n, 28, 28), from integers 0–255 or from floats value/256 or value/255."""
    images = np.asarray(images)
    if images.dtype.kind not in "fiu" or images.ndim not in (2, 3) or images[:1].size != 784:
        raise DataError(
            f"images have shape {images.shape} and type {images.dtype}; numbers of shape "
            "(n, 28, 28) or (n, 784) are expected."
        )
    if images.dtype.kind == "f" and not np.isfinite(images).all():
        raise DataError("some pixels are NaN or infinite.")
    if images.min() < 0 or images.max() > 255:
        raise DataError(
            f"pixels go from {images.min():g} to {images.max():g}; 0 to 255 is expected, or that "
            "divided by 256 or by 255."
        )
    if images.dtype.kind == "f":
        images = np.round(images * _pixel_scale(images))
    return images.astype(np.uint8).reshape(-1, 28, 28)


def _pixel_scale(images):
    """What the floats were divided by: 256 or 255, whichever gives whole numbers, or 1."""
    largest = images.max()
    if largest > 255 / 256:
        return 255 if largest <= 1 else 1
    some = images[:1000].astype(np.float64)
    return min((256, 255), key=lambda scale: np.abs(some * scale - np.round(some * scale)).max())
