"""Readers of the file formats in which MNIST is met: IDX, pickle, Kaggle's CSV, Keras's npz.

Every reader returns pixels as uint8, 0 (paper) to 255 (ink), and labels as uint8, 0 to 9.
A damaged file gets a DataError that says what is wrong with it.
"""

import gzip
import io
import pickle
import warnings
import zlib
from pathlib import Path

import numpy as np

from nnlib.checks import check_labels
from nnlib.errors import DataError
from nnlib.storage import read_npz as read_arrays

IDX_TYPES = {8: ">u1", 9: ">i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
CSV_COLUMNS = 785


def read_idx(path):
    """The array in an IDX file, compressed by gzip or not: images (n, 28, 28) or labels (n,).

    Format: LeCun, Cortes and Burges, "The MNIST database of handwritten digits" (1998).
    """
    name, data = Path(path).name, _read(path)
    if len(data) < 4:
        raise DataError(f"{name} is cut short: an IDX file starts with 4 bytes, it has {len(data)}.")
    if data[:2] != b"\0\0" or data[2] not in IDX_TYPES or data[3] == 0:
        raise DataError(
            f"{name} is no IDX file: its magic number is {int.from_bytes(data[:4], 'big')}; "
            "MNIST's images have 2051 and its labels 2049."
        )
    dtype, start = np.dtype(IDX_TYPES[data[2]]), 4 + 4 * data[3]
    if len(data) < start:
        raise DataError(f"{name} is cut short inside its header of {start} bytes.")
    shape = tuple(int(n) for n in np.frombuffer(data, ">u4", count=data[3], offset=4))
    size = start + dtype.itemsize * int(np.prod(shape, dtype=object))
    if len(data) != size:
        wrong = "is cut short" if len(data) < size else "has bytes left over"
        raise DataError(
            f"{name} {wrong}: its header promises {size:,} bytes for shape {shape}, "
            f"and it has {len(data):,}."
        )
    array = np.frombuffer(data, dtype, offset=start).reshape(shape)
    return array.astype(dtype.newbyteorder("="))


def read_pickle(path):
    """The three parts of `mnist.pkl.gz`: a list of (images, labels), as uint8.

    The classic course's file: training, validation and test parts, each a pair of arrays, pixels
    stored as value / 256. A pickle can run any program when it is opened; this reader builds
    NumPy arrays and nothing else, and refuses the rest.
    """
    name = Path(path).name
    try:
        with warnings.catch_warnings():
            # NumPy 2.4 warns about the way in which Python 2 wrote a dtype; nothing is wrong.
            warnings.filterwarnings("ignore", message=r".*align", category=Warning)
            parts = _ArraysOnly(io.BytesIO(_read(path)), encoding="latin1").load()
    except DataError as error:
        raise DataError(f"{name}: {error}" if name not in str(error) else str(error)) from None
    except Exception as error:  # a damaged pickle may fail in any way
        raise DataError(f"{name} is damaged or no pickle of MNIST.") from error
    try:
        parts = [(_pixels(images, name), _labels(labels, name)) for images, labels in parts]
    except DataError:
        raise
    except (TypeError, ValueError):
        raise DataError(f"{name} holds no pairs (images, labels).") from None
    if len(parts) != 3:
        raise DataError(f"{name} holds {len(parts)} parts; training, validation and test are 3.")
    return [_pair(images, labels, name) for images, labels in parts]


class _ArraysOnly(pickle.Unpickler):
    """An unpickler that knows the few names that NumPy's arrays need, and refuses any other."""

    def find_class(self, module, name):
        core = module.replace("numpy._core.", "numpy.core.")
        if (module, name) == ("numpy", "ndarray"):
            return np.ndarray
        if (module, name) == ("numpy", "dtype"):
            return np.dtype
        if (core, name) == ("numpy.core.multiarray", "_reconstruct"):
            return _empty_array
        if (core, name) == ("numpy.core.numeric", "_frombuffer"):
            return _array_from_buffer
        if (module, name) == ("_codecs", "encode"):
            return _latin1_bytes
        raise DataError(
            f"refused, because the pickle asks for {module}.{name}, which is no array. A pickle "
            "can run any program when it is opened; this one was not."
        )


def _empty_array(kind, shape, code):
    return np.ndarray(0, dtype="b")  # what NumPy's own rule starts from; the pickle then fills it


def _array_from_buffer(buffer, dtype, shape, order):
    return np.frombuffer(buffer, dtype=dtype).reshape(shape, order=order)


def _latin1_bytes(text, encoding="latin1"):
    return text.encode("latin1")


def read_kaggle_csv(path):
    """Images (n, 28, 28) and labels (n,) of a CSV with columns label, pixel0, …, pixel783.

    The format of `train.csv` in Kaggle's "Digit Recognizer".
    """
    name = Path(path).name
    header, _, body = _read(path).partition(b"\n")
    columns = header.decode("utf-8-sig", "replace").strip().replace('"', "").split(",")
    if columns[0] != "label" or len(columns) != CSV_COLUMNS:
        reason = "" if "label" in columns else " It has no label column"
        reason += ": is it Kaggle's test.csv, which has none? Use train.csv." if reason else ""
        raise DataError(
            f"{name} must start with the columns label, pixel0, …, pixel783; it starts with "
            f"{', '.join(columns[:3])[:60]} and has {len(columns)} columns.{reason}"
        )
    table = _csv_table(body, name)
    if not len(table):
        raise DataError(f"{name} has a header but no digits.")
    if table.min() < 0 or table[:, 1:].max() > 255:
        row, column = np.argwhere((table < 0) | (table > 255) & (np.arange(CSV_COLUMNS) > 0))[0]
        raise DataError(
            f"{name}, line {row + 2}: column {columns[column]} holds {table[row, column]}; "
            "pixels go from 0 to 255."
        )
    images = table[:, 1:].astype(np.uint8).reshape(-1, 28, 28)
    return _pair(images, _labels(table[:, 0], name), name)


def _csv_table(body, name):
    """The numbers of a CSV's lines, as integers of shape (n, 785)."""
    try:
        lines = body.decode("ascii").splitlines()
        return np.loadtxt(lines, np.int64, delimiter=",", ndmin=2).reshape(-1, CSV_COLUMNS)
    except ValueError:
        pass
    for number, line in enumerate(body.decode("utf-8", "replace").splitlines(), 2):
        cells = line.split(",")
        if line.strip() and len(cells) != CSV_COLUMNS:
            raise DataError(f"{name}, line {number}: {len(cells)} columns instead of {CSV_COLUMNS}.")
        for cell in cells:
            if line.strip() and not cell.strip().lstrip("+-").isdecimal():
                raise DataError(f"{name}, line {number}: {cell[:20]!r} is no whole number.")
    raise DataError(f"{name} cannot be read as a table of whole numbers.")


def read_npz(path):
    """The four arrays of Keras's `mnist.npz`: ((train images, labels), (test images, labels))."""
    name, arrays = Path(path).name, read_arrays(path)
    missing = [key for key in ("x_train", "y_train", "x_test", "y_test") if key not in arrays]
    if missing:
        raise DataError(f"{name} has no array {missing[0]}; it has {', '.join(arrays) or 'none'}.")
    return tuple(
        _pair(_pixels(arrays["x_" + part], name), _labels(arrays["y_" + part], name), name)
        for part in ("train", "test")
    )


def _read(path):
    """All bytes of a file, decompressed if gzip wrote it, whatever its name ends with."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"There is no file {path.name} in that folder.") from None
    except PermissionError:
        raise DataError(f"{path.name} may not be read: you have no permission.") from None
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror}.") from error
    if not data:
        raise DataError(f"{path.name} is empty.")
    if data.lstrip()[:1] == b"<":
        raise DataError(
            f"{path.name} is a web page, not data: a download was answered by a page, as a login "
            "or an error. Delete it and fetch the file again."
        )
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        return gzip.decompress(data)
    except EOFError:
        raise DataError(f"{path.name} is cut short: its download did not finish.") from None
    except (OSError, zlib.error) as error:
        raise DataError(f"{path.name} is damaged: its gzip checksum does not match.") from error


def _pixels(images, name):
    """Images as uint8 (n, 28, 28), from integers 0–255 or from floats value/256 or value/255."""
    images = np.asarray(images)
    if images.dtype.kind not in "fiu" or images.ndim not in (2, 3) or images[:1].size != 784:
        raise DataError(
            f"{name}: images have shape {images.shape} and type {images.dtype}; numbers of shape "
            "(n, 28, 28) or (n, 784) are expected."
        )
    if images.dtype.kind == "f":
        if not np.isfinite(images).all():
            raise DataError(f"{name}: some pixels are NaN or infinite.")
        images = np.round(images * _pixel_scale(images))
    if images.min() < 0 or images.max() > 255:
        raise DataError(f"{name}: pixels go from {images.min()} to {images.max()}, not 0 to 255.")
    return images.astype(np.uint8).reshape(-1, 28, 28)


def _pixel_scale(images):
    """What the floats were divided by: 256 or 255, whichever gives whole numbers, or 1."""
    if images.max() > 1:
        return 1
    some = images[:1000].astype(np.float64)
    return min((256, 255), key=lambda scale: np.abs(some * scale - np.round(some * scale)).max())


def _labels(labels, name):
    """Labels as uint8 (n,), each from 0 to 9."""
    try:
        return check_labels(np.ravel(labels)).astype(np.uint8)
    except DataError as error:
        raise DataError(f"{name}: {error}") from None


def _pair(images, labels, name):
    if len(images) != len(labels):
        raise DataError(f"{name}: {len(images)} images but {len(labels)} labels.")
    return images, labels
