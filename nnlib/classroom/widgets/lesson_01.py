"""The interactive of lesson 01: one perceptron with two inputs, moved by hand."""

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Slider

TARGETS = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "XOR": (0, 1, 1, 0)}


@interactive(
    "a line that gets all four points right: for AND, OR and NAND. How many points of XOR "
    "can you get? (One step of a slider is 0.25.)",
    draw=lambda data: figures.decision_line(**data),
)
def explore_perceptron(
    w1: Slider(-3.0, 3.0, 0.25, "w1, weight of x1") = 1.0,
    w2: Slider(-3.0, 3.0, 0.25, "w2, weight of x2") = -1.0,
    b: Slider(-4.0, 4.0, 0.25, "b, bias") = 0.5,
    target: Menu(tuple(TARGETS), "target") = "AND",
):
    """Lesson 01: a perceptron's decision line and truth table beside a target's."""
    return {"w": (w1, w2), "b": b, "target": TARGETS[target], "name": target}
