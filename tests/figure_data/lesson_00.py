"""Arguments for the figures of the first lesson, and what their facts say."""

import numpy as np

DIGIT = np.random.default_rng(0).integers(0, 256, (28, 28)).astype(np.uint8)
OUTPUTS = np.array([0, 0, 0, 0.58, 0, 0.47, 0, 0, 0, 0])
DATA = {
    "ten_bars": (
        (DIGIT, OUTPUTS[:, None]),
        "the ten outputs: 0.00, 0.00, 0.00, 0.58, 0.00, 0.47, 0.00",
    ),
    "damage_panel": (
        (DIGIT, OUTPUTS, 5, 470, 500, "damage 0.5", 475),
        "damage 0.5: reads this 5 as 3 (output 0.58); 470 of 500 digits right",
    ),
    "lesson_map": ((), "the lessons: 00 start here, 01 perceptrons, 02 sigmoid neurons"),
}
