"""Arguments for the figures of whole numbers, and what their facts say."""

import numpy as np

from nnlib import number_picture, reading_stages
from nnlib.digits.mnist import read_embedded

RNG = np.random.default_rng(0)
STRIPS = [RNG.integers(0, 256, (40, width)).astype(np.uint8) for width in (90, 120)]
LINE = RNG.random((28, 60))
PIECES = RNG.integers(0, 256, (2, 28, 28)).astype(np.uint8)
STAGES = reading_stages(number_picture("504192", read_embedded().validation, 0).picture)
TABLE = np.zeros((4, 4))
TABLE[[0, 0, 1, 2, 0], [1, 2, 3, 3, 3]] = 0.9, 0.8, 0.5, 0.75, 0.1
DATA = {
    "number_strips": ((STRIPS, ["17", "23 → 28"]), "2 numbers: 17; 23 → 28"),
    "cut_number": (
        (LINE, [0, 25, 60], PIECES, ["4\n0.98", "2\n0.51"], [0, 30, 60], "two"),
        "2 pieces: 4 0.98, 2 0.51",
    ),
    "photograph_stages": ((STAGES,), f"read as 504192, {STAGES.reading.confidence:.0%} sure"),
    "cut_arcs": ((TABLE, [0, 2, 3]), "4 cuts and 5 pieces; the way 0–2–3 has the product 0.6"),
    "confidence_dots": (
        ([0.2, 0.95, 0.99, 0.93], [False, True, True, False]),
        "3 readings are surer than 0.9; of those 2 right",
    ),
}
