"""Files in the formats in which MNIST is met, made from made-up digits."""

import io
import struct

import numpy as np

IDX_CODES = {"u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14}


def digits(n):
    """n made-up digits in which every pixel value from 0 to 255 occurs."""
    images = (np.arange(n * 784) * 7 % 256).astype(np.uint8).reshape(n, 28, 28)
    return images, (np.arange(n) % 10).astype(np.uint8)


IMAGES, LABELS = digits(12)
PARTS = [digits(12), digits(3), digits(4)]
SMALL = (np.arange(12 * 64) * 7 % 17).astype(np.uint8).reshape(12, 8, 8)  # scikit-learn's scale


def idx_bytes(array):
    """An IDX file as its format describes it."""
    code = IDX_CODES[array.dtype.str[1:]]
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, code, array.ndim, *array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


def csv_text(images=IMAGES, labels=LABELS):
    """Kaggle's train.csv."""
    header = ",".join(["label", *(f"pixel{i}" for i in range(784))])
    rows = np.column_stack([labels, images.reshape(len(images), -1)])
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n"


def npz_bytes(**changed):
    """Keras's mnist.npz; an array that is None is left out."""
    (x_train, y_train), _, (x_test, y_test) = PARTS
    arrays = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
    arrays = {name: array for name, array in (arrays | changed).items() if array is not None}
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def npy_bytes():
    """A single array as numpy.save writes it."""
    file = io.BytesIO()
    np.save(file, IMAGES)
    return file.getvalue()


def scaled(scale=256, dtype=np.float32):
    """The three parts as the classic course stores them: floats (n, 784), labels int64."""
    return tuple(
        ((images.reshape(-1, 784) / scale).astype(dtype), labels.astype(np.int64))
        for images, labels in PARTS
    )


def python2_array(array):
    """An array in the opcodes of Python 2's protocol 2: bytes as text, align as the number 0."""
    data = array.tobytes()
    shape = b"".join(b"M" + struct.pack("<H", n) for n in array.shape)
    return b"".join(
        [
            b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R",
            b"(K\x01(" + shape + b"t",
            b"cnumpy\ndtype\nU\x02" + array.dtype.str[1:].encode() + b"K\x00K\x01\x87R",
            b"(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb",
            b"\x89T" + struct.pack("<i", len(data)) + data + b"tb",
        ]
    )


def python2_pickle(parts):
    pairs = [python2_array(images) + python2_array(labels) + b"\x86" for images, labels in parts]
    return b"\x80\x02(" + b"".join(pairs) + b"t."
