"""For tests and lessons alike, before numpy is loaded."""

import os

os.environ["TQDM_DISABLE"] = "1"  # no progress bars, whose text changes from run to run
# One thread for the matrix products: they are small, and on a busy machine threads that wait for
# each other make them many times slower.
for _library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")


def pytest_collection_modifyitems(items):
    """On the embedded digits, where training is short, each cell of a lesson runs twice over.

    A student runs a cell again. Then, too, its outputs must be those that the lesson shows.
    """
    if os.environ.get("NNLIB_DATA") == "embedded":
        items[:] = [one for item in items for one in (item, *_once_more(item))]


def _once_more(item):
    if type(item).__name__ == "IPyNbCell":  # of nbval
        again = {"cell_num": item.cell_num, "cell": item.cell, "options": item.options}
        yield type(item).from_parent(item.parent, name=f"{item.name}, once more", **again)
