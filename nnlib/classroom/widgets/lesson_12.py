"""The interactive of lesson 12: a kernel's window on a digit."""

import functools

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import Interactive, Menu, Slider
from nnlib.digits.mnist import read_embedded

KERNELS = {
    "left edges": ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
    "upper edges": ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
    "rising strokes": ((-1, -1, 2), (-1, 2, -1), (2, -1, -1)),
    "copy": ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
    "blur": ((0.1, 0.1, 0.1), (0.1, 0.2, 0.1), (0.1, 0.1, 0.1)),
}
WEIGHTS = (
    *("upper left", "upper middle", "upper right"),
    *("middle left", "middle", "middle right"),
    *("lower left", "lower middle", "lower right"),
)


def explore_convolution(digit=7, kernel="left edges", row=8, column=8, weight="middle", added=0.0):
    """Lesson 12: a 3×3 window on a digit, its products with a kernel, and the map of the sums."""
    return Interactive(
        "explore_convolution",
        "the window of the 7 with the highest sum, for left edges and for rising strokes. Then "
        "add 1 to the middle weight: how many of the map's numbers change?",
        window_on_digit,
        _draw,
        {
            "digit": Menu(tuple(range(10)), "digit"),
            "kernel": Menu(tuple(KERNELS), "kernel"),
            "row": Slider(0, 25, 1, "window's first row"),
            "column": Slider(0, 25, 1, "window's first column"),
            "weight": Menu(WEIGHTS, "a weight to change"),
            "added": Slider(-2.0, 2.0, 0.5, "added to that weight"),
        },
        {
            "digit": digit,
            "kernel": kernel,
            "row": row,
            "column": column,
            "weight": weight,
            "added": added,
        },
    )


def window_on_digit(digit, kernel, row, column, weight, added):
    """The digit (28, 28) in 0–1, the changed kernel (3, 3) and how many sums changed, as a dict."""
    image = _images()[digit]
    changed = np.array(KERNELS[kernel], dtype=float)
    place = WEIGHTS.index(weight)
    changed[place // 3, place % 3] += added
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    differ = int(np.sum(windows[:, :, place // 3, place % 3] != 0)) if added else 0
    sums = (windows * changed).sum(axis=(2, 3))
    return {
        "image": image,
        "kernel": changed,
        "row": row,
        "column": column,
        "sums": sums,
        "differ": differ,
    }


def _draw(data):
    row, column, sums = data["row"], data["column"], data["sums"]
    said = f"row {row}, column {column}: sum {sums[row, column] + 0:.2f}; the map's highest is "
    said += f"{sums.max():.2f}, its lowest {sums.min() + 0:.2f}; "
    said += f"{data['differ']} of {sums.size} numbers changed by the added one"
    return figures.sliding_window(data["image"], data["kernel"], row, column, said)


@functools.cache
def _images():
    """The first training digit of each kind, (10, 28, 28), as the network gets it."""
    digits = read_embedded().train
    first = [int(np.flatnonzero(digits.labels == digit)[0]) for digit in range(10)]
    return digits.images[first] / 256
