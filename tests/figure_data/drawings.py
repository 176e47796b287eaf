"""Arguments for the figure of a drawing, and what its fact says."""

import numpy as np

DATA = {
    "drawn_digit": (
        (np.eye(28), {"one": np.eye(10)[3], "other": np.eye(12)[11] / 2}),
        "one: 3 (1.00); other: 11 (0.50)",
    ),
}
