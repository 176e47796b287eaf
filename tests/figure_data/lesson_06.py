"""Arguments for the figures of pictures as numbers and of averages, and what their facts say."""

import numpy as np

RNG = np.random.default_rng(0)
DIGITS = RNG.integers(0, 256, (10, 28, 28)).astype(np.uint8)
LABELS = np.arange(40) % 10
FOUR = (DIGITS[:4], np.array([10.0, 20.0, 30.0, 40.0]))
DATA = {
    "digit_strip": ((DIGITS[:6],), "6 digits in one picture"),
    "picture_as_numbers": ((DIGITS[0], 4, 12), "rows 4 to 13, columns 12 to 21"),
    "darkness_by_digit": ((10.0 + LABELS, LABELS), "the 9 is darkest, the 0 lightest"),
    "averages_and_spreads": ((DIGITS / 1.0, DIGITS / 4.0), "spreads up to 63"),
    "digit_pairs": (
        (DIGITS[:4], DIGITS[4:8], ("test", "neighbour")),
        "4 digits (test); below each, one more (neighbour)",
    ),
    "digit_class": (
        (5, -1.5, DIGITS[0] / 1.0, 1, FOUR, FOUR, 25.0),
        "5: average − 1.5 spreads, read as 1; distances from the average: nearest example 10, "
        "median 25, farthest 40",
    ),
}
