"""Arguments for the figures of landscapes, and what their facts say."""

import numpy as np

PATH = np.array([[1.0, 3.0], [0.5, 1.5], [0.0, 0.0]])
AWAY = np.array([[1.0, 3.0], [-3.0, -9.0]])


def bowl(p):
    return p[0] ** 2 + p[1] ** 2


DATA = {
    "contour_map": (
        (bowl, PATH, [((1, 3), (-1, -2), "down")], 4.4, None, "", (-2, 1)),
        "f = 10 at the start;",
    ),
    "surface_map": ((bowl, PATH), "after 2 steps the path is at (0, 0), where f = 0"),
    "height_curves": (({"slow": [10, 9.604], "fast": [10, 0]}, 8), "slow: f = 9.6 after 1 step"),
    "descent_picture": ((bowl, AWAY), "(-3, -9), where f = 90; it leaves the picture"),
    "outputs_while_learning": (
        ([[0.5, 0.5], [0.1, 0.97]], [0, 1], [0.125, 0.004], ["00", "01"]),
        "outputs after 1 step: 00 0.10, 01 0.97; E = 0.0040",
    ),
}
