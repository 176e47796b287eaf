"""Arguments for the figures of convolution and pooling, and what their facts say."""

import numpy as np

IMAGE = np.zeros((6, 6))
IMAGE[1:5, 2:4] = 1
EDGE = np.array([[-1, 0, 1]] * 3)
A = np.arange(16).reshape(4, 4) % 7
DATA = {
    "paths_of_a_weight": ((), "the same weight on two paths"),
    "paths_of_a_pixel": ((), "one pixel on two paths"),
    "sliding_window": (
        (IMAGE, EDGE, 1, 0),
        "window at row 1, column 0: sum 3; highest sum 3, lowest −3",
    ),
    "favourite_windows": (
        (np.stack([EDGE, EDGE.T]), np.stack([EDGE, EDGE.T]) == 1),
        "2 kernels, and the windows on which each has its highest sums",
    ),
    "shift_curves": (
        ([0, 1], {"dense": [0.95, 0.5], "other": [0.99, 0.52]}),
        "shifted by 0 to 1 pixel: dense 95% to 50%; other 99% to 52%",
    ),
    "shared_weights": ((np.eye(4, 6), 2), "4×6 weights: 20 of 24 are zero"),
    "pooling_squares": ((A, [[1, 2], [-3, 4]]), "16 numbers become 4, the highest of each"),
}
