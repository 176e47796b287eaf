"""The interactive of lesson 08: backpropagation, one operation at a time."""

import numpy as np
from matplotlib.patches import Rectangle

from nnlib.classroom import figures
from nnlib.classroom.stepper import MISTAKES, gradient_check, walk
from nnlib.classroom.widgets.base import grip, interactive
from nnlib.classroom.widgets.controls import Menu, Slider

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


def last_step(network):
    """How many steps the walk through one of NETWORKS has."""
    return 2 + 5 * network.count("-")


def stay_at_the_end(state, before):
    """The step within the network's walk; one that stands at the end goes to the new end."""
    last, step = last_step(state["network"]), state["step"]
    if before and step == before["step"] == last_step(before["network"]):
        step = last
    return {**state, "step": min(step, last)}, {"step": last}


def strip_of_steps(figure, state):
    """The strip a₀ z₁ a₁ …: a step is taken where its box is."""
    (axes,) = figure.axes
    boxes = [
        patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_y() == 563
    ]
    left, right = boxes[0].get_x(), boxes[-1].get_x() + boxes[-1].get_width()
    whole, low, high = grip(axes, x="step", mark=False), axes.get_xlim()[1], axes.get_ylim()[1]
    box = [left / low, 563 / high, (right - left) / low, boxes[0].get_height() / high]
    return [{**whole, "box": box, "x": [0.5, len(boxes) + 0.5]}]


@interactive(
    "in 2-2-2-2 a mistake that leaves the last layer's gradients right and spoils all before it, "
    "and one that spoils only biases. Then: does the first one stop in 2-3-2?",
    draw=lambda data: figures.backprop_step(**data),
    fit=stay_at_the_end,
    grips=strip_of_steps,
    still=lambda data: figures.backprop_step(**data, cut=True),  # its letters are read from afar
)
def explore_backprop(
    network: Menu(tuple(NETWORKS), "network") = "2-3-2",
    step: Slider(1, 17, 1, "step", play=900) = 1,
    broken: Menu(tuple(MISTAKES), "break it") = "no mistake",
    weight: Menu(tuple(WEIGHTS), "a weight to change, in a frame") = "W₁ first row, first column",
    added: Slider(-4.0, 4.0, 0.5, "added to that weight") = 0.0,
):
    """Lesson 08: one example forward and back, step by step, with mistakes to plant."""
    x, y, layers = NETWORKS[network]
    weights = [np.array(W, dtype=float) for W, _ in layers]
    biases = [_column(b) for _, b in layers]
    l, row, column = WEIGHTS[weight]
    weights[l - 1][row, column] += added
    rows, columns = weights[l - 1].shape
    changed = (l, row % rows, column % columns)
    walked = walk(weights, biases, _column(x), _column(y), broken)
    return {"walked": walked, "step": step, "check": gradient_check(walked), "changed": changed}


def _column(values):
    return np.array(values, dtype=float).reshape(-1, 1)
