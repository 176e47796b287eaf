"""Arguments for the figures of lesson 04, and what their facts say."""

import numpy as np

LANDS = np.array([[1.0, 3.0], [0.5, 1.5], [0.0, 0.0]])
LEAVES = np.array([[1.0, 3.0], [-3.0, -9.0]])
DATA = {
    "compass": (((1, 3), {"up": 72}), "the directions from (1, 3); up: 72°"),
    "arrow_in_parts": (((2, 6),), "2 east and 6 north: an arrow at 72°"),
    "split_step": (
        ((2, 6), (0.3, 0.4)),
        "(2, 6) is 2 along x and 6 along y; a step is a part along it and a part at a right angle",
    ),
    "paths_side_by_side": (
        (lambda p: p @ p, {"lands": LANDS, "leaves": LEAVES}),
        "leaves: f = 10 at the start; after 1 step the path is at (-3, -9), where f = 90",
    ),
}
