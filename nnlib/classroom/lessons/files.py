"""Changing a student's file so that nothing is lost, whatever happens in between.

A new version is first written whole, under a name that begins with a dot. Then the student's file
is moved aside, in one step, with whatever was saved in it last; then the new one takes its name,
unless another program has just written there. If the work is broken off, `finish` ends it.
"""

import contextlib
import errno
import hashlib
import os
import re
import tempfile
import time
from pathlib import Path

from nnlib.classroom.lessons.published import LESSON
from nnlib.support.errors import DataError

# How many seconds we wait for a file that may not be renamed: on Windows a virus scanner or a cloud
# folder holds each new file open for a moment.
PATIENCE = 2 if os.name == "nt" else 0


class ChangedMeanwhile(Exception):
    """Another program, JupyterLab perhaps, has just saved the file."""


def write(path, data):
    """Write a file all at once: it is there whole, or as it was before."""
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _patiently(os.replace, part, path)
    except BaseException:  # a full disk, perhaps: leave it no fuller than it was
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def put(path, data, seen, keep=True):
    """Put data into a file; what stood there is kept beside it.

    seen: what the caller has read there, None for no file. If the file holds something else by
    now it stays, and ChangedMeanwhile is raised. keep: False to delete what was seen.
    Returns the path of what was kept, or None.
    """
    new, aside = _unfinished(path), None
    try:
        write(new, data)
        if seen is not None:
            aside = _reserve(path)
            _move_aside(path, aside)
            if aside.read_bytes() != seen:
                raise ChangedMeanwhile
        _give_name(new, path)
    except BaseException:
        if aside:
            _put_back(aside, path)
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    if aside and not keep:
        _patiently(os.unlink, aside)
        return None
    return aside


def copy_beside(path, data):
    """Keep data beside a file, under a free name. Returns its path; a copy that is there is used.

    path: the file whose version it is.
    """
    for mine in sorted(path.parent.glob(f"{path.stem}.mine*.ipynb")):
        if mine.read_bytes() == data:
            return mine
    free = _reserve(path)
    write(free, data)
    return free


def finish(folder):
    """End what was broken off in this folder."""
    for new in folder.glob(".*.ipynb.new"):
        path = new.with_name(new.name[1:].removesuffix(".new"))
        if not LESSON.fullmatch(path.name):
            continue
        if path.exists() and path.stat().st_size == 0:
            path.unlink()
        if path.exists():
            new.unlink()
        else:
            _give_name(new, path)
    for part in folder.glob(".*.part"):
        if LESSON.match(part.name.lstrip(".")) or "nnlib.json" in part.name:
            part.unlink()
    for reserved in folder.glob("*.mine*.ipynb"):
        name = re.sub(r"\.mine\d*\.", ".", reserved.name)
        if LESSON.fullmatch(name) and reserved.stat().st_size == 0:
            reserved.unlink()


@contextlib.contextmanager
def alone(folder):
    """Wait until no other command of ours works in this folder, and keep it for this one.

    The system itself gives the folder free when a program ends, however it ends.
    """
    key = hashlib.sha256(f"{Path.home()} {folder.resolve()}".encode()).hexdigest()[:16]
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError, ImportError):  # a disk or a browser without locks
            file = stack.enter_context(open(Path(tempfile.gettempdir()) / f"nnlib-{key}", "a+b"))
            _lock(file)
        yield


@contextlib.contextmanager
def in_words(folder):
    """Turn what the system says about a file into a sentence."""
    try:
        yield
    except PermissionError as error:
        if not folder.exists():
            raise DataError(
                f"{folder} cannot be made: you may not write there. Name another place with "
                "--folder, or with NNLIB_LESSONS for all commands, such as ~/my_lessons."
            ) from error
        lesson = LESSON.search(str(error.filename))
        raise DataError(
            f"{lesson[0] if lesson else 'A file'} cannot be written in {folder}: you may not write "
            "there, or another program holds the file open. Close that program and try again, or "
            "name another place with --folder. Nothing that you wrote was lost."
        ) from error
    except OSError as error:
        raise DataError(
            f"{folder} cannot be written: {error.strerror or error}. Nothing that you wrote was "
            "lost."
        ) from error


def _lock(file):
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                break
            except OSError as error:
                if error.errno != errno.EDEADLK:  # that says: not yet, after ten seconds
                    raise
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _patiently(act, *paths):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return act(*paths)
        except PermissionError:
            if time.monotonic() >= end:
                raise
            time.sleep(0.05)


def _unfinished(path):
    return path.with_name(f".{path.name}.new")


def _reserve(path):
    """A file with a name that was free: 09_….mine.ipynb, .mine2.ipynb, …; empty as yet."""
    for number in ("", *range(2, 1000)):
        mine = path.with_name(f"{path.stem}.mine{number}.ipynb")
        with contextlib.suppress(FileExistsError):
            os.close(os.open(mine, os.O_CREAT | os.O_EXCL))
            return mine
    raise DataError(f"There are too many kept versions of {path.name}; delete some.")


def _move_aside(path, aside):
    _patiently(os.replace, path, aside)


def _put_back(aside, path):
    """Undo a move, as far as it was made: an interrupt may come just before it or just after."""
    if aside.exists() and aside.stat().st_size == 0:  # only reserved as yet
        aside.unlink()
    elif aside.exists() and not path.exists():
        _give_name(aside, path)


def _give_name(old, new):
    """Rename a file, but never onto another one: that raises ChangedMeanwhile."""
    try:
        try:
            os.link(old, new)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a disk that knows no links
            os.close(os.open(new, os.O_CREAT | os.O_EXCL))
            _patiently(os.replace, old, new)
        else:
            _patiently(os.unlink, old)
    except FileExistsError:
        raise ChangedMeanwhile from None
