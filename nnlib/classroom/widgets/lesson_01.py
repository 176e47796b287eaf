"""The interactive of lesson 01: one perceptron with two inputs, moved by hand."""

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import Interactive, Menu, Slider

TARGETS = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "XOR": (0, 1, 1, 0)}


def explore_perceptron(w1=1.0, w2=-1.0, b=0.5, target="AND"):
    """Lesson 01: a perceptron's decision line and truth table beside a target's."""
    return Interactive(
        "explore_perceptron",
        "a line that gets all four points right: for AND, OR and NAND. How many points of XOR "
        "can you get? (One step of a slider is 0.25.)",
        perceptron_with_target,
        lambda data: figures.decision_line(**data),
        {
            "w1": Slider(-3.0, 3.0, 0.25, "w1, weight of x1"),
            "w2": Slider(-3.0, 3.0, 0.25, "w2, weight of x2"),
            "b": Slider(-4.0, 4.0, 0.25, "b, bias"),
            "target": Menu(tuple(TARGETS), "target"),
        },
        {"w1": w1, "w2": w2, "b": b, "target": target},
    )


def perceptron_with_target(w1, w2, b, target):
    """What the figure needs: weights, bias, and the four outputs wanted with their name."""
    return {"w": (w1, w2), "b": b, "target": TARGETS[target], "name": target}
