"""The interactive of lesson 12: a kernel's window on a digit."""

import functools

import numpy as np
from matplotlib.patches import Rectangle

from nnlib.classroom import figures
from nnlib.classroom.figures.base import number
from nnlib.classroom.widgets.base import grip, interactive
from nnlib.classroom.widgets.controls import Menu, Slider
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


def _draw(data):
    row, column, sums = data["row"], data["column"], data["sums"]
    said = f"row {row}, column {column}: sum {number(sums[row, column], '.2f')}; the map's highest "
    said += f"is {number(sums.max(), '.2f')}, its lowest {number(sums.min(), '.2f')}; "
    said += f"{data['differ']} of {sums.size} numbers changed by the added one"
    picture = figures.sliding_window(data["image"], data["kernel"], row, column, said)
    down, across = divmod(data["place"], 3)
    frame = {"fill": False, "edgecolor": "black", "linewidth": 2.5}
    picture.figure.axes[2].add_patch(Rectangle((across - 0.44, down - 0.44), 0.88, 0.88, **frame))
    return picture


def _window(figure, state):
    """The window is taken on the digit, and on the map."""
    digit, sums = figure.axes[0], figure.axes[4]
    return [
        grip(digit, x="column", y="row", add=(-1, -1), mark=False),
        grip(sums, x="column", y="row", mark=False),
    ]


@interactive(
    "the window of the 7 with the highest sum, for left edges and for rising strokes. Then "
    "add 1 to the middle weight: how many of the map's numbers change?",
    draw=_draw,
    grips=_window,
)
def explore_convolution(
    digit: Menu(tuple(range(10)), "digit") = 7,
    kernel: Menu(tuple(KERNELS), "kernel") = "left edges",
    row: Slider(0, 25, 1, "window's first row") = 8,
    column: Slider(0, 25, 1, "window's first column") = 8,
    weight: Menu(WEIGHTS, "a weight to change, in a frame") = "middle",
    added: Slider(-2.0, 2.0, 0.5, "added to that weight") = 0.0,
):
    """Lesson 12: a 3×3 window on a digit, its products with a kernel, and the map of the sums."""
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
        "place": place,
    }


@functools.cache
def _images():
    """The first training digit of each kind, (10, 28, 28), as the network gets it."""
    digits = read_embedded().train
    first = [int(np.flatnonzero(digits.labels == digit)[0]) for digit in range(10)]
    return digits.images[first] / 256
