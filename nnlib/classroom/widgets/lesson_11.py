"""The interactive of lesson 11: softmax, with a number added to every z."""

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Stops
from nnlib.layers import softmax

TEN_Z = {
    "sure of 3": (-1.0, 0.5, 1.5, 6.0, -2.5, 2.0, -3.0, 0.0, 1.0, -0.5),
    "4 or 9": (-2.0, -3.0, 0.0, -1.0, 4.5, 0.5, -1.5, 1.0, 0.0, 5.0),
    "no idea": (0.2, -0.1, 0.0, 0.3, -0.3, 0.1, -0.2, 0.4, 0.0, -0.4),
}
ADDED = (-1000, -100, -10, 0, 10, 100, 500, 700, 710, 1000)


def _draw(data):
    best = int(data["stable"].argmax())
    works = np.isfinite(data["plain"]).all()
    plain = "says the same" if works else "breaks: its highest output is no number"
    return figures.softmax_bars(
        data["z"],
        data["stable"],
        data["plain"],
        title=f"z + {data['added']}".replace("+ -", "− "),
        fact=f"{data['added']} added: output {best} says {data['stable'][best]:.3f}; "
        f"the plain form {plain}",
    )


@interactive(
    "the smallest number above 0 that breaks the plain form. Does an added number ever move a "
    "bar of the stable form?",
    draw=_draw,
)
def explore_softmax(
    ten_z: Menu(tuple(TEN_Z), "ten z") = "sure of 3",
    added: Stops(ADDED, "added to every z") = 0,
):
    """Lesson 11: ten z, with a number added to all of them, and what a softmax makes of them."""
    z = np.array(TEN_Z[ten_z]) + added
    with np.errstate(over="ignore", invalid="ignore"):
        plain = np.exp(z) / np.exp(z).sum()
    return {
        "z": z,
        "stable": softmax(z[:, None]).ravel(),
        "plain": plain,
        "added": added,
    }
