"""The interactive of lesson 08: backpropagation, one operation at a time."""

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.stepper import MISTAKES, gradient_check, walk
from nnlib.classroom.widgets.base import Interactive, Menu, Slider

# A network's name: x, y, and for each layer its W and b.
NETWORKS = {
    "1-1-1": ([0.8], [0.2], [([[1.5]], [-0.5]), ([[-2.2]], [0.9])]),
    "2-3-2": (
        [0.9, -0.5],
        [1, 0],
        [
            ([[1.2, -0.7], [-1.6, 0.4], [0.5, 2.1]], [0.3, -0.2, 0.2]),
            ([[0.8, -1.9, 1.1], [2.0, 0.6, -1.3]], [-0.5, 0.4]),
        ],
    ),
    "2-3-2-1": (
        [0.9, -0.5],
        [1],
        [
            ([[1.2, -0.7], [-1.6, 0.4], [0.5, 2.1]], [0.3, -0.2, 0.2]),
            ([[0.8, -1.9, 1.1], [2.0, 0.6, -1.3]], [-0.5, 0.4]),
            ([[1.7, -2.4]], [-0.6]),
        ],
    ),
    "2-2-2-2": (
        [0.7, -1.2],
        [0, 1],
        [
            ([[1.4, 0.6], [-0.9, 1.8]], [0.5, -0.3]),
            ([[1.1, -2.0], [1.5, 0.7]], [-0.4, 0.8]),
            ([[2.3, -0.8], [1.2, -1.7]], [0.2, -0.6]),
        ],
    ),
}
# A weight's name: the layer it leads into, its row and its column. Every network has them all.
WEIGHTS = {
    "W₁ first row, first column": (1, 0, 0),
    "W₁ last row, last column": (1, -1, -1),
    "W₂ first row, first column": (2, 0, 0),
    "W₂ last row, last column": (2, -1, -1),
}


def explore_backprop(
    network="2-3-2",
    step=1,
    broken="nothing",
    weight="W₁ first row, first column",
    added=0.0,
):
    """Lesson 08: one example forward and back, step by step, with mistakes to plant."""
    return _Stepper(
        "explore_backprop",
        "in 2-2-2-2 the four mistakes that leave the last layer's gradients right and spoil all "
        "layers before it. Then: which of the four stop in 2-3-2?",
        backprop_walk,
        lambda data: figures.backprop_step(**data),
        {
            "network": Menu(tuple(NETWORKS), "network"),
            "step": Slider(1, 17, 1, "step"),
            "broken": Menu(tuple(MISTAKES), "break it"),
            "weight": Menu(tuple(WEIGHTS), "a weight to change"),
            "added": Slider(-4.0, 4.0, 0.5, "added to that weight"),
        },
        {"network": network, "step": step, "broken": broken, "weight": weight, "added": added},
    )


class _Stepper(Interactive):
    """An interactive whose slider of steps is as long as the network's walk.

    A slider that stands at its end goes to the new end when the network is changed.
    """

    def _update(self, change=None):
        slider = self._inputs["step"]
        at_end = slider.value == slider.max
        slider.max = 2 + 5 * self.state["network"].count("-")
        if at_end and slider.value < slider.max and change is not None:
            slider.value = slider.max  # which brings us here again, to draw
        else:
            super()._update(change)


def backprop_walk(network, step, broken="nothing", weight=None, added=0.0):
    """The walk through one of NETWORKS and its gradient check, as a dict for the drawing."""
    x, y, layers = NETWORKS[network]
    weights = [np.array(W, dtype=float) for W, _ in layers]
    biases = [_column(b) for _, b in layers]
    changed = None
    if added:
        l, row, column = WEIGHTS[weight]
        weights[l - 1][row, column] += added
        rows, columns = weights[l - 1].shape
        changed = (l, row % rows, column % columns)
    walked = walk(weights, biases, _column(x), _column(y), broken)
    return {"walked": walked, "step": step, "check": gradient_check(walked), "changed": changed}


def _column(values):
    return np.array(values, dtype=float).reshape(-1, 1)
