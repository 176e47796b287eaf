"""Reading and writing files so that a bad file is refused in words and a good one never lost."""

import contextlib
import io
import math
import os
import zipfile
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from nnlib.support.errors import DataError

DATA_FILES = (
    ".csv",
    ".gz",
    ".zip",
    ".npz",
    ".npy",
    ".pkl",
    ".txt",
    "",
    *(f".{kind}-ubyte" for kind in ("idx1", "idx3")),
)


def read_bytes(path):
    """All bytes of a file. Raises DataError if it is missing, locked, empty or a web page."""
    path = as_path(path)
    if os.path.isdir(path):
        raise DataError(
            f"{path.name or path} is a folder; name a file in it.{_holding(path, 'It holds')}"
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DataError(
            f"There is no file {path}. Are its name and its folder right? os.getcwd() tells the "
            f"folder in which Python starts to look.{_holding(path.parent, 'Beside it there is')}"
        ) from None
    except PermissionError:
        raise DataError(f"{path.name} may not be read: you have no permission.") from None
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return check_bytes(data, path.name)


def as_path(path):
    """path as a Path, or a DataError if it is no name of a file."""
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if not isinstance(path, str | os.PathLike) or not os.fspath(path):
        shown = repr(path) if isinstance(path, str | int | None) else f"a {type(path).__name__}"
        raise DataError(f'The name of a file is expected, such as "train.csv"; {shown} came.')
    return Path(path)


def _holding(folder, words, most=5):
    """A sentence that names the files of data in a folder; "" if there are none.

    words: how it begins.
    """
    try:
        names = sorted(
            path.name for path in folder.iterdir() if path.name[0] != "." and path.is_file()
        )
    except OSError:
        return ""
    names = [name for name in names if Path(name).suffix.lower() in DATA_FILES]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f" {words} {', '.join(names[:most])}{more}." if names else ""


def check_bytes(data, name):
    """Return data, or refuse it because there is nothing in it or because it is a web page."""
    if not data:
        raise DataError(f"{name} is empty. Fetch or copy it again.")
    if data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise DataError(
            f"{name} is a web page, not data: a download was answered by a page, such as a login "
            "or an error. Delete it and fetch the file again."
        )
    return data


def write_npz(path, arrays):
    """Write arrays to path (.npz is added if missing) all at once, and return the path.

    An older file stays until the new one is complete. Raises DataError if it cannot be written.
    """
    path = Path(path)
    if path.suffix != ".npz":
        path = path.with_name(path.name + ".npz")
    return _write(path, lambda file: file.write(_packed(arrays)))


def _packed(arrays):
    """The bytes of an .npz file."""
    file = io.BytesIO()
    try:
        np.savez_compressed(file, **arrays)
    except ValueError as error:
        # Interrupted while it begins an array, zipfile complains that its file is closed too early.
        if isinstance(error.__context__, KeyboardInterrupt):
            raise error.__context__ from None
        raise
    return file.getvalue()


def write_bytes(path, data):
    """Write bytes to path all at once, and return the path. As `write_npz`."""
    return _write(as_path(path), lambda file: file.write(data))


def _write(path, write):
    """Let `write(file)` fill a new file, which then takes the place of an older one."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with open(unfinished, "wb") as file:
            write(file)
        os.replace(unfinished, path)
    except OSError as error:
        raise DataError(
            f"{path} cannot be written: {error.strerror or error}. An older file, if there was "
            "one, is as it was."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
    return path


def read_npz(path):
    """The arrays of an .npz file as a dictionary. No pickle is ever opened. Raises DataError.

    As in `write_npz`, .npz may be left out of the path.
    """
    path = as_path(path)
    if not os.path.isfile(path) and os.path.isfile(f"{path}.npz"):
        path = Path(f"{path}.npz")
    data = read_bytes(path)
    if data[:6] == b"\x93NUMPY":
        raise DataError(f"{path.name} holds a single array (.npy): numpy.load reads it.")
    if data[:2] != b"PK":
        raise DataError(
            f"{path.name} is no .npz file: it starts with {data[:4]!r}, and every .npz file with "
            "b'PK'. numpy.savez writes one."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if sum(member.file_size for member in file.infolist()) > most_unpacked(data):
                raise too_much(path.name)
            members = {member.filename.removesuffix(".npy"): member for member in file.infolist()}
            return {name: _array(file, member) for name, member in members.items()}
    except DataError:
        raise
    except Exception as error:  # a damaged file may fail in any way
        if "allow_pickle" in str(error):
            raise DataError(
                f"{path.name} holds Python objects, which could run code when they are opened; "
                "it is refused. Only arrays of numbers and text are read."
            ) from None
        raise DataError(
            f"{path.name} is damaged or cut short. Fetch it or write it again."
        ) from error


def _array(file, member):
    """The array in a member of an .npz file, if there is as much of it as its header says.

    NumPy alone would take the memory first, and look afterwards.
    """
    read_header = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    with file.open(member) as stream:
        shape, _, dtype = read_header[npy.read_magic(stream)](stream)
        size = stream.tell() + math.prod(shape) * dtype.itemsize
    if size != member.file_size and not dtype.hasobject:
        raise ValueError(f"{member.filename} holds {member.file_size:,} bytes, not {size:,}")
    with file.open(member) as stream:
        return npy.read_array(stream, allow_pickle=False)


def most_unpacked(data):
    """How many bytes a packed file may hold: far more than any set of digits, less than a bomb."""
    return max(100 * len(data), 2**24)


def too_much(name):
    """The refusal of a file that unpacks to more than that."""
    return DataError(
        f"{name} unpacks to more than a hundred times its size, as no set of digits and no network "
        "does: it is made to fill the memory, or damaged. It is refused."
    )
