"""Readers of the file formats in which MNIST is met: IDX, pickle, Keras's npz (CSV: csv_files).

They read other sets of pictures in these formats just as well. `read_pickle` and `read_npz` return
pixels as uint8, 0 (paper) to 255 (ink), and labels as uint8; `read_idx` returns what is stored.
A damaged file gets a DataError that says what is wrong with it.
"""

import io
import math
import pickle
import zlib

import numpy as np

from nnlib.support.checks import check_labels, label_columns_advice
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.storage import as_path, check_bytes, most_unpacked, read_bytes, too_much
from nnlib.support.storage import read_npz as read_arrays

IDX_TYPES = {8: ">u1", 9: ">i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
IDX_DIMENSIONS = 8  # at most; images have 3 and labels 1
SMALLEST_SIDE = 8  # rows of fewer than 8 · 8 numbers are taken for a table, not for pictures
LABELS = 256  # a label is stored in a byte
BLOCK = 2**16  # bytes that are unpacked at once
HEADER = 4 + 4 * IDX_DIMENSIONS  # bytes


def read_idx(path):
    """The array in an IDX file, compressed by gzip or not: images (n, 28, 28) or labels (n,).

    MNIST's are uint8. Raises DataError for a file that is damaged, cut short or no IDX file.
    Format: LeCun, Cortes and Burges, "The MNIST database of handwritten digits" (1998).
    """
    name, data = as_path(path).name, read_packed(path, _promised)
    if len(data) < 4:
        raise DataError(
            f"{name} is cut short: an IDX file starts with 4 bytes, and it has {len(data)}."
        )
    if data[:2] != b"\0\0" or data[2] not in IDX_TYPES or not 1 <= data[3] <= IDX_DIMENSIONS:
        raise DataError(
            f"{name} is no IDX file: its magic number is {int.from_bytes(data[:4], 'big')}; "
            "MNIST's images have 2051 and its labels 2049."
        )
    dtype, start, shape = _idx_header(data)
    if len(data) < start:
        raise DataError(
            f"{name} is cut short: its header alone has {start} bytes, and it has {len(data)}."
        )
    if 0 in shape:
        raise DataError(f"{name} holds nothing: its header says shape {shape}.")
    size = start + dtype.itemsize * math.prod(shape)
    if len(data) != size:
        wrong = "is cut short" if len(data) < size else "has bytes left over"
        more = "" if isinstance(data, bytes) or len(data) < size else " or more"  # not all unpacked
        raise DataError(
            f"{name} {wrong}: its header promises {size:,} bytes for shape {shape}, "
            f"and it has {len(data):,}{more}."
        )
    array = np.frombuffer(data, dtype, offset=start).reshape(shape)
    return array.astype(dtype.newbyteorder("="), copy=not array.flags.writeable)


def _idx_header(data):
    """Type, length of the header, and shape, as the first bytes of an IDX file say."""
    dimensions = data[3]
    shape = np.frombuffer(data[4 : 4 + 4 * dimensions].ljust(4 * dimensions, b"\0"), ">u4")
    return np.dtype(IDX_TYPES[data[2]]), 4 + 4 * dimensions, tuple(shape.tolist())


def _promised(data):
    """How many bytes an IDX file has, as its first bytes say; infinity if it is none."""
    if len(data) < HEADER or data[2] not in IDX_TYPES or data[3] > IDX_DIMENSIONS:
        return math.inf
    dtype, start, shape = _idx_header(data)
    return start + dtype.itemsize * math.prod(shape)


def read_pickle(path):
    """The three parts of `mnist.pkl.gz`: training, validation and test, each (images, labels).

    Images are uint8, such as (n, 28, 28), labels uint8 (n,); the classic course's file stores its
    pixels as value / 256. A pickle can run any program when it is opened: this reader builds arrays
    of numbers and nothing else. Raises DataError for a file that is damaged or asks for more.
    """
    name, data = as_path(path).name, read_packed(path)
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
    try:
        parts = [(_plain(images), _plain(labels)) for images, labels in parts]
    except DataError as error:
        raise DataError(f"{name} is refused: {error}") from None
    return [as_pair(images, labels, name) for images, labels in parts]


def _plain(values):
    """What a pickle holds as an array; lists of numbers, but no lists of anything else.

    Such a list may hold one and the same list a million times, and that again.
    """
    if isinstance(values, list | tuple) and not all(isinstance(v, int | float) for v in values):
        raise DataError("it holds lists in lists; arrays of numbers are expected.")
    return values


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
            "_codecs.encode": _latin1,
        }
        # NumPy 2 writes numpy._core, NumPy 1 wrote numpy.core.
        found = names.get(f"{module}.{name}".replace("numpy._core.", "numpy.core."))
        if found is None:
            raise DataError(
                f"the pickle asks for {module}.{name}, which is no array. A pickle can run any "
                "program when it is opened; this one was not run."
            )
        return found

    def load_reduce(self):
        """Call what is below on the stack, with a tuple: bytes would be spread out, times eight."""
        if not isinstance(self.stack[-1], tuple):
            raise pickle.UnpicklingError("the arguments of a call are no tuple")
        super().load_reduce()

    # Arrays need no newer way to make an object, with arguments of any kind.
    dispatch = {
        code: load
        for code, load in pickle._Unpickler.dispatch.items()
        if code not in (pickle.NEWOBJ[0], pickle.NEWOBJ_EX[0])
    } | {pickle.REDUCE[0]: load_reduce}


def _latin1(text, encoding):
    """Stands in for _codecs.encode, by which a pickle holds bytes as text."""
    if encoding != "latin1":  # some others take hours for a long text
        raise DataError(f"it holds bytes as {encoding!r}; latin1 is expected.")
    return text.encode(encoding)


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


def read_npz(path):
    """The four arrays of Keras's `mnist.npz`: ((train images, labels), (test images, labels)).

    Images are uint8, such as (n, 28, 28), labels uint8 (n,). Raises DataError.
    """
    name, arrays = as_path(path).name, read_arrays(path)
    missing = [key for key in ("x_train", "y_train", "x_test", "y_test") if key not in arrays]
    if missing:
        raise DataError(
            f"{name} has no array {missing[0]}; it has {', '.join(arrays) or 'none'}. Arrays "
            f'of other names are read by numpy.load("{name}")["name"], and trained on as Digits.'
        )
    return tuple(
        as_pair(arrays[f"x_{part}"], arrays[f"y_{part}"], name) for part in ("train", "test")
    )


def read_packed(path, promised=None):
    """All bytes of a file, decompressed if gzip wrote it, whatever its name ends with.

    promised: from the first bytes of what is unpacked to the number of bytes there should be; of a
    file that holds more only a few more are unpacked.
    """
    name, data = as_path(path).name, read_bytes(path)
    if data[:4] == b"PK\x03\x04":
        raise DataError(
            f"{name} is a zip archive: unpack it first. (If it is Keras's mnist.npz: read_npz.)"
        )
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        return check_bytes(_unpacked(data, name, promised), name)
    except EOFError:
        raise DataError(f"{name} is cut short: its end is missing. Fetch it again.") from None
    except zlib.error as error:
        raise DataError(
            f"{name} is damaged: its gzip checksum or another part is wrong. Fetch it again."
        ) from error


def _unpacked(data, name, promised):
    """What gzip has packed, in one member or more, as a bytearray. See `read_packed`."""
    most = most_unpacked(data)
    whole, rest = bytearray(), data
    while rest:
        member = zlib.decompressobj(wbits=31)  # the format of gzip, with its checksum
        for start in range(0, len(rest), BLOCK):
            packed = rest[start : start + BLOCK]
            while packed and not member.eof:
                whole += member.decompress(packed, BLOCK)
                packed = member.unconsumed_tail
                if promised and len(whole) > promised(whole[:HEADER]):
                    return whole
                if len(whole) > most:
                    raise too_much(name)
            if member.eof:
                break
        if not member.eof:
            raise EOFError
        rest = rest[min(start + BLOCK, len(rest)) - len(member.unused_data) :].lstrip(b"\0")
    return whole


def as_pair(images, labels, name):
    """Images (n, height, width) and labels (n,) as uint8, from arrays as a file stored them.

    name: the file's or folder's, for a message. Raises DataError.
    """
    try:
        images, labels = as_pixels(images), as_label_numbers(labels)
    except ValueError as error:
        raise DataError(f"{name}: {error}") from None
    if len(images) != len(labels):
        raise DataError(f"{name}: {len(images)} images but {len(labels)} labels.")
    return images, labels


def as_label_numbers(labels):
    """Labels as uint8 (n,), from whole numbers of any type, as a row or as a column."""
    labels = np.asarray(labels)
    if labels.ndim == 2 and 1 in labels.shape:
        labels = labels.ravel()
    if labels.ndim != 1:
        raise ShapeError(
            f"labels have shape {labels.shape}; (n,) is expected.{label_columns_advice(labels)}"
        )
    return check_labels(labels, LABELS).astype(np.uint8)


def as_pixels(images):
    """Pictures as uint8 (n, height, width), 0 (paper) to 255 (ink).

    images: (n, height, width), with a colour axis of one if need be, or flat rows (n, side²).
    Whole numbers up to 255 are pixels; of up to 16 or up to 1 (such as scikit-learn's digits) the
    largest becomes 255; fractions up to 1 are value / 256 or value / 255. Raises DataError.
    """
    images = _as_pictures(np.asarray(images))
    if images.dtype.kind == "f" and not all(np.isfinite(some).all() for some in _parts(images)):
        raise DataError("some pixels are NaN or infinite.")
    largest = images.max()
    if images.min() < 0 or largest > 255:
        raise DataError(
            f"pixels go from {images.min():g} to {largest:g}; 0 to 255 is expected, or that "
            "divided by 256 or by 255."
        )
    whole = images.dtype.kind != "f" or all(
        np.array_equal(some, np.round(some)) for some in _parts(images)
    )
    if whole and not 0 < largest <= 16:
        return images.astype(np.uint8, copy=False)
    if not whole and largest > 1:
        raise DataError(
            f"pixels go up to {largest:g} and are no whole numbers. Bring them to 0–255 and round "
            "them; or, if they are no pictures but a table, train on Examples(inputs, targets)."
        )
    scale = 255 / (1 if largest == 1 else 16) if whole else _pixel_scale(images)
    pixels = np.empty(images.shape, np.uint8)
    for some, given in zip(_parts(pixels), _parts(images), strict=True):
        some[...] = np.round(given * scale)
    return pixels


def _parts(images, size=100):
    """So many pictures at a time: what is computed of them then takes little memory."""
    return (images[start : start + size] for start in range(0, len(images), size))


def _as_pictures(images):
    """Numbers of shape (n, height, width), from the shapes in which pictures are stored."""
    if images.ndim == 4 and 1 in (images.shape[1], images.shape[3]):  # one colour: grey
        images = images.squeeze(axis=1 if images.shape[1] == 1 else 3)
    side = math.isqrt(images.shape[1]) if images.ndim == 2 else 0
    if side >= SMALLEST_SIDE and side**2 == images.shape[1]:
        images = images.reshape(-1, side, side)
    if images.dtype.kind in "biuf" and images.ndim == 3 and images.size:
        return images
    raise DataError(
        f"images have shape {images.shape} and type {images.dtype}; numbers of shape "
        f"(n, height, width) are expected, such as (n, 28, 28) or (n, 784).{_shape_advice(images)}"
    )


def _shape_advice(images):
    if images.ndim == 4 and 3 in (images.shape[1], images.shape[3]):
        axis = 3 if images.shape[3] == 3 else 1
        return f" These have three colours; for grey ones take images.mean(axis={axis})."
    if images.ndim == 2 and images.size:
        return (
            f" Rows of {images.shape[1]} numbers are a table, or pictures that are not square. A "
            "table is trained on as Examples(inputs, one_hot(labels, n).T), n kinds of label."
        )
    if images.ndim == 1 and images.size:
        return " These may be labels: are the two files swapped?"
    return ""


def _pixel_scale(images):
    """What fractions were divided by: 256 or 255, whichever gives whole numbers."""
    if images.max() > 255 / 256:
        return 255
    some = next(_parts(images)).astype(np.float64)
    return min((256, 255), key=lambda scale: np.abs(some * scale - np.round(some * scale)).max())
