"""Digits as a hand writes them, for a pad: strokes as points from (0, 0) to (1, 1), y down.

Each digit is written in two ways, and each way in several manners: thick and thin, with serifs,
small in a corner, tilted to either side, wide. `writings` gives all of them.
"""

import math


def ring(x, y, wide, high, start=0.0, end=1.0):
    """A stroke round (x, y), from the top to the left; start and end: turns."""
    turns = [start + (end - start) * k / 10 for k in range(11)]
    angles = [2 * math.pi * turn for turn in turns]
    return [(x - wide * math.sin(a), y - high * math.cos(a)) for a in angles]


# A stroke goes smoothly through its points; a point that stands twice is a corner.
# fmt: off
PLAIN = {
    0: [ring(0.5, 0.5, 0.45, 0.5, start=0.1)],
    1: [[(0.5, 0), (0.5, 1)]],
    2: [[(0.1, 0.25), (0.4, 0), (0.85, 0.2), (0.65, 0.6), (0.05, 1), (0.05, 1), (0.95, 1)]],
    3: [
        [
            (0.1, 0.12),
            (0.5, 0),
            (0.85, 0.22),
            (0.4, 0.47),
            (0.4, 0.47),
            (0.9, 0.7),
            (0.6, 1),
            (0.05, 0.88),
        ]
    ],
    4: [[(0.2, 0), (0.05, 0.55), (0.05, 0.55), (0.95, 0.55)], [(0.75, 0.05), (0.7, 1)]],  # open
    5: [
        [
            (0.85, 0),
            (0.2, 0),
            (0.2, 0),
            (0.15, 0.45),
            (0.15, 0.45),
            (0.6, 0.4),
            (0.9, 0.7),
            (0.55, 1),
            (0.05, 0.9),
        ]
    ],
    6: [[(0.75, 0), (0.3, 0.3), (0.1, 0.7), (0.4, 1), (0.85, 0.8), (0.6, 0.55), (0.15, 0.7)]],
    7: [[(0.05, 0), (0.95, 0), (0.95, 0), (0.6, 0.5), (0.4, 1)]],
    8: [
        [
            (0.85, 0.15),
            (0.5, 0),
            (0.15, 0.2),
            (0.5, 0.47),
            (0.9, 0.75),
            (0.5, 1),
            (0.1, 0.78),
            (0.5, 0.48),
            (0.85, 0.15),
        ]
    ],
    9: [
        [
            (0.85, 0.2),
            (0.45, 0),
            (0.1, 0.25),
            (0.4, 0.5),
            (0.85, 0.2),
            (0.85, 0.2),
            (0.8, 0.6),
            (0.7, 1),
        ]
    ],
}
OTHER = {
    0: [ring(0.5, 0.5, 0.35, 0.5, end=1.06)],
    1: [[(0.25, 0.25), (0.6, 0), (0.6, 0), (0.6, 1)]],
    2: [
        [
            (0.1, 0.2),
            (0.5, 0),
            (0.85, 0.3),
            (0.3, 0.9),
            (0.05, 0.85),
            (0.3, 0.75),
            (0.6, 0.97),
            (0.95, 0.9),
        ]
    ],  # with a loop
    3: [[(0.1, 0), (0.9, 0), (0.9, 0), (0.45, 0.4), (0.45, 0.4), (0.9, 0.7), (0.5, 1), (0.1, 0.9)]],
    4: [[(0.65, 1), (0.65, 0), (0.65, 0), (0.05, 0.65), (0.05, 0.65), (0.95, 0.65)]],  # closed
    5: [
        [(0.25, 0.05), (0.2, 0.45), (0.2, 0.45), (0.65, 0.42), (0.85, 0.7), (0.5, 1), (0.1, 0.92)],
        [(0.25, 0.05), (0.9, 0.03)],
    ],
    6: [[(0.5, 0), (0.15, 0.5), (0.2, 0.9), (0.6, 1), (0.85, 0.75), (0.55, 0.55), (0.2, 0.75)]],
    7: [[(0.1, 0.02), (0.9, 0), (0.9, 0), (0.35, 1)], [(0.3, 0.5), (0.85, 0.48)]],  # crossed
    8: [ring(0.5, 0.23, 0.33, 0.23), ring(0.5, 0.73, 0.42, 0.27)],  # two rings
    9: [
        [
            (0.8, 0.25),
            (0.4, 0),
            (0.1, 0.25),
            (0.45, 0.48),
            (0.8, 0.25),
            (0.8, 0.25),
            (0.75, 0.75),
            (0.45, 1),
            (0.15, 0.9),
        ]
    ],
}
# fmt: on
# Short strokes across the ends, as in print.
SERIFS = {
    0: [],
    1: [[(0.25, 1), (0.8, 1)]],
    2: [[(0.95, 1), (0.95, 0.9)]],
    3: [[(0.1, 0), (0.1, 0.2)]],
    4: [[(0.45, 1), (0.85, 1)]],
    5: [[(0.9, 0), (0.9, 0.12)]],
    6: [],
    7: [[(0.08, 0), (0.08, 0.15)]],
    8: [],
    9: [],
}


def smooth(points, between=4):
    """Points on a curve that goes through these (Catmull and Rom's)."""
    curve = []
    for i in range(len(points) - 1):
        a, b, c, d = (points[min(max(k, 0), len(points) - 1)] for k in range(i - 1, i + 3))
        if b == c:
            continue
        a, d = (b if a == b else a), (c if c == d else d)
        for t in (k / between for k in range(between)):
            curve.append(
                tuple(
                    q
                    + t * (r - p) / 2
                    + t**2 * (2 * p - 5 * q + 4 * r - s) / 2
                    + t**3 * (3 * q - p - 3 * r + s) / 2
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*curve, points[-1]]


def placed(strokes, corner, width, height, tilt=0):
    """The strokes in a box on a pad of 28 × 28, tilted clockwise by `tilt` degrees."""
    cosine, sine = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))

    def put(x, y):
        across, down = (x - 0.5) * width, (y - 0.5) * height
        return (
            corner[0] + width / 2 + cosine * across - sine * down,
            corner[1] + height / 2 + sine * across + cosine * down,
        )

    return [[put(*point) for point in smooth(stroke)] for stroke in strokes]


def writings(digit):
    """All ways in which a digit is written: a dict from a manner to (pen, strokes)."""
    plain, other = PLAIN[digit], OTHER[digit]
    serif = [*(OTHER[1] if digit == 1 else plain), *SERIFS[digit]]
    return {
        "thick": ("thick", placed(plain, (7, 4), 13, 20)),
        "thin": ("thin", placed(other, (7, 4), 13, 20)),
        "serif": ("thick", placed(serif, (8, 4), 12, 19)),
        "in a corner": ("thin", placed(plain, (1.5, 1.5), 6, 9)),
        "in the other corner": ("thin", placed(other, (19, 17), 6, 9)),
        "tilted to the right": ("thick", placed(other, (8, 5), 11, 18, 14)),
        "tilted to the left": ("thin", placed(plain, (8, 5), 11, 18, -12)),
        "large and wide": ("thick", placed(other, (4, 3), 19, 22)),
    }
