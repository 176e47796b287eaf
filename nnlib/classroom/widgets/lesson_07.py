"""The interactive of lesson 07: a chain of two neurons, and the path from any of its numbers."""

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Slider

BIASES, X, Y = (-0.5, 1.0), 0.8, 1.0


@interactive(
    "the number of the four whose slope is largest, sign aside. Then a w2 at which no nudge of "
    "w1 or b1 changes the error. Then, for number = w1, a w1 that makes the slope tiny, though "
    "the error is not.",
    draw=lambda data: figures.chain_picture(**data),
)
def explore_chain(
    number: Menu(("w1", "b1", "w2", "b2"), "number that is nudged") = "w1",
    nudge: Slider(-1.0, 1.0, 0.05, "nudge") = 0.1,
    w1: Slider(-10.0, 10.0, 0.5, "w1") = 1.5,
    w2: Slider(-4.0, 4.0, 0.5, "w2") = -2.0,
):
    """Lesson 07: nudge a number of a chain, and compare its slope's prediction with the truth."""
    shown = {"weights": [w1, w2], "biases": list(BIASES), "x": X, "y": Y}
    return {**shown, "which": number, "nudge": nudge}
