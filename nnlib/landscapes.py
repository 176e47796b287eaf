"""Four landscapes to walk down: a bowl, a valley, a saddle, and one with two minima."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass
class Landscape:
    """A function of a point (x, y) with its gradient, its formula, and heights for a map of it."""

    f: Callable
    gradient: Callable
    formula: str
    levels: tuple


LANDSCAPES = {
    "bowl": Landscape(
        lambda p: p[0] ** 2 + p[1] ** 2,
        lambda p: np.array([2 * p[0], 2 * p[1]]),
        "x² + y²",
        (1, 5, 10, 15, 20, 25, 30),
    ),
    "valley": Landscape(
        lambda p: p[0] ** 2 + 25 * p[1] ** 2,
        lambda p: np.array([2 * p[0], 50 * p[1]]),
        "x² + 25y²",
        (1, 5, 15, 50, 100, 200, 300),
    ),
    "saddle": Landscape(
        lambda p: p[0] ** 2 - p[1] ** 2,
        lambda p: np.array([2 * p[0], -2 * p[1]]),
        "x² − y²",
        (-12, -8, -4, -1, 0, 1, 4, 8, 12),
    ),
    "two minima": Landscape(
        lambda p: p[0] ** 4 / 8 - p[0] ** 2 + p[0] / 2 + p[1] ** 2,
        lambda p: np.array([p[0] ** 3 / 2 - 2 * p[0] + 1 / 2, 2 * p[1]]),
        "x⁴/8 − x² + x/2 + y²",
        (-2.5, -1.5, -0.5, 0.06, 2, 5, 10, 15, 20, 25),
    ),
}
