"""The interactive of lesson 11: softmax, with a number added and a temperature."""

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Stops
from nnlib.layers import softmax

LOGITS = {
    "sure of 3": (-1.0, 0.5, 1.5, 6.0, -2.5, 2.0, -3.0, 0.0, 1.0, -0.5),
    "4 or 9": (-2.0, -3.0, 0.0, -1.0, 4.5, 0.5, -1.5, 1.0, 0.0, 5.0),
    "no idea": (0.2, -0.1, 0.0, 0.3, -0.3, 0.1, -0.2, 0.4, 0.0, -0.4),
}
ADDED = (-1000, -100, -10, 0, 10, 100, 500, 700, 710, 1000)
TEMPERATURES = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 10.0)


def _draw(data):
    best = int(data["stable"].argmax())
    works = np.isfinite(data["plain"]).all()
    return figures.softmax_bars(
        data["z"],
        data["stable"],
        data["plain"],
        title=f"(z + {data['added']}) / {data['temperature']:g}".replace("+ -", "− "),
        fact=f"{data['added']} added, temperature {data['temperature']:g}: output {best} says "
        f"{data['stable'][best]:.3f}; the plain form "
        + ("says the same" if works else "breaks: its highest output is no number"),
    )


@interactive(
    "the smallest number above 0 that breaks the plain form at temperature 1, and a "
    "temperature that mends it. Does an added number ever move a bar of the stable form?",
    draw=_draw,
)
def explore_softmax(
    logits: Menu(tuple(LOGITS), "ten z") = "sure of 3",
    added: Stops(ADDED, "added to every z") = 0,
    temperature: Stops(TEMPERATURES, "then divided by the temperature") = 1.0,
):
    """Lesson 11: ten z, with a number added to all of them, divided by a temperature."""
    z = (np.array(LOGITS[logits]) + added) / temperature
    with np.errstate(over="ignore", invalid="ignore"):
        plain = np.exp(z) / np.exp(z).sum()
    return {
        "z": z,
        "stable": softmax(z[:, None]).ravel(),
        "plain": plain,
        "added": added,
        "temperature": temperature,
    }
