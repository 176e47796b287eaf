"""From the strokes of a pen to ink: what a hand draws on a pad, as a picture.

A stroke is a dictionary {"width": w, "points": [(x, y), …]}. x goes to the right and y down, from
the upper left corner; all three are measured in pixels of MNIST, of which a digit's pad has 28
each way.
"""

import numpy as np

from nnlib.reading.ink import as_mnist
from nnlib.support.errors import DataError

SHARPNESS = 4  # pixels of the picture for each pixel of MNIST
PENS = {"thin": 1.4, "thick": 2.6}  # widths of a stroke


def drawn_ink(strokes, height=28, width=28):
    """The ink of these strokes: float32 (4 · height, 4 · width), 0.0 for paper, 1.0 for ink.

    Raises DataError for what is no stroke.
    """
    from PIL import Image, ImageDraw

    scale = 2 * SHARPNESS  # drawn twice as fine, so that edges come out grey
    image = Image.new("L", (scale * width, scale * height))
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        radius, points = _stroke(stroke, scale)
        pen.line(points, fill=255, width=max(1, round(2 * radius)), joint="curve")
        for x, y in points:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(image.reduce(2), np.float32) / 255


def _stroke(stroke, scale):
    try:
        radius = float(stroke["width"]) * scale / 2
        points = [(float(x) * scale, float(y) * scale) for x, y in stroke["points"]]
    except (KeyError, TypeError, ValueError):
        radius, points = np.nan, []
    if not (points and np.isfinite(points).all() and 0 < radius < np.inf):
        raise DataError(
            f'{stroke!r} is no stroke. Write {{"width": 2.6, "points": [(9, 6), (19, 6)]}}.'
        )
    return radius, points


def drawn_digit(strokes):
    """One digit that was drawn, as an image like MNIST's: uint8 (28, 28). See `as_mnist`."""
    return as_mnist(drawn_ink(strokes))
