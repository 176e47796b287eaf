"""For tests and lessons alike, before numpy is loaded."""

import functools
import os
import signal

import pytest

os.environ["TQDM_DISABLE"] = "1"  # no progress bars, whose text changes from run to run
# One thread for the matrix products: they are small, and on a busy machine threads that wait for
# each other make them many times slower.
for _library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")


def pytest_configure():
    """Take Ctrl-C back: a shell that starts us in the background has it ignored.

    What the tests start would inherit that, and never stop where a test stops it so.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items):
    """A lesson is skipped where a package that it asks for is not installed.

    On the embedded digits, where training is short, each cell of a lesson runs twice over. A
    student runs a cell again. Then, too, its outputs must be those that the lesson shows.
    """
    if os.environ.get("NNLIB_DATA") == "embedded":
        items[:] = [one for item in items for one in (item, *_once_more(item))]
    for item in items:
        if type(item).__name__ == "IPyNbCell" and _missing(item.path):  # of nbval
            item.add_marker(pytest.mark.skip(reason=_missing(item.path)))


@functools.cache
def _missing(path):
    """Why a lesson cannot run here, or None."""
    from nnlib.classroom import optional

    packages = optional.needed_by(path.read_text(encoding="utf-8"))
    if optional.missing(packages):
        return optional.what_to_do(packages, path.name)
    return None


def _once_more(item):
    if type(item).__name__ == "IPyNbCell":
        again = {"cell_num": item.cell_num, "cell": item.cell, "options": item.options}
        yield type(item).from_parent(item.parent, name=f"{item.name}, once more", **again)
