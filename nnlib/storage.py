"""Reading and writing .npz files so that a bad file is refused and a good one never lost."""

import contextlib
import os
import zipfile
import zlib
from pathlib import Path

import numpy as np

from nnlib.errors import DataError


def write_npz(path, arrays):
    """Write arrays to path (.npz is added if missing) all at once: an old file stays until then."""
    path = Path(path)
    if path.suffix != ".npz":
        path = path.with_name(path.name + ".npz")
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with open(unfinished, "wb") as file:
            np.savez_compressed(file, **arrays)
        os.replace(unfinished, path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    return path


def read_npz(path):
    """The arrays of an .npz file as a dictionary. No pickle is ever opened. Raises DataError."""
    path = Path(path)
    if not path.exists() and path.suffix != ".npz":
        path = path.with_name(path.name + ".npz")
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except FileNotFoundError:
        raise DataError(f"There is no file {path.name} in that folder.") from None
    except OSError as error:
        reason = error.strerror or "it is damaged or no .npz file"
        raise DataError(f"{path.name} cannot be read: {reason}.") from error
    except ValueError as error:
        if "allow_pickle" in str(error):
            raise DataError(
                f"{path.name} holds Python objects, which could run code when they are opened; "
                "it is refused. Only arrays of numbers and text are read."
            ) from None
        raise DataError(f"{path.name} is damaged or no .npz file.") from error
    except (AttributeError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"{path.name} is damaged or no .npz file.") from error
