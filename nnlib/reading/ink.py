"""From ink to a line of digits, and to images of 28×28 like MNIST's.

Ink is a float array of shape (height, width): 0.0 is paper, 1.0 is ink. A digit is turned into an
image as MNIST's authors did it: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Proceedings of the
IEEE 86 (1998) 2278–2324, section III.A.
"""

import functools

import numpy as np

from nnlib.reading.finding import FAINT, Search, look, straighten
from nnlib.reading.pictures import check_picture
from nnlib.support.errors import DataError

LINE = 28  # height of a line of digits, in pixels
THIN = 1.5  # strokes of a line that are thinner than so many pixels are made thicker


def crop(ink):
    """The smallest rectangle of ink, (height, width), that holds all ink; maybe of size 0."""
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return ink[:0, :0]
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def resize(image, height, width):
    """An image, (h, w), in another size, (height, width), smooth at the edges (anti-aliased).

    A new pixel is a weighted mean of the old ones near it. Rows and columns can be taken one after
    the other, so it is two matrix products.
    """
    h, w = image.shape
    return _means(height, h) @ image @ _means(width, w).T


@functools.lru_cache(2000)
def _means(new, old):
    """The weights of `old` pixels in each of `new` pixels in a row, shape (new, old)."""
    reach = max(old / new, 1)  # so that no old pixel is passed over
    centres = (np.arange(new) + 0.5) * old / new
    distances = np.abs(centres.reshape(-1, 1) - (np.arange(old) + 0.5))
    weights = np.maximum(0, 1 - distances / reach).astype(np.float32)
    return weights / weights.sum(axis=1, keepdims=True)


def as_mnist(ink):
    """The ink of one digit, (height, width), as an image like MNIST's: uint8 (28, 28).

    Its bounding box is scaled to fit into 20×20 pixels, without distortion, and its centre of mass
    is moved to the middle of 28×28 pixels.
    """
    ink = crop(ink)
    image = np.zeros((28, 28), np.uint8)
    if not ink.size:
        return image
    scale = 20 / max(ink.shape)
    small = resize(ink, *(max(1, round(scale * side)) for side in ink.shape))
    top, left = (_margin(small.sum(axis=axis)) for axis in (1, 0))
    height, width = small.shape
    image[top : top + height, left : left + width] = 255 * small / small.max()
    return image


def _margin(profile):
    """How many empty pixels go before a profile of ink so that its centre of mass is at 14."""
    centre = profile @ np.arange(len(profile)) / profile.sum()
    return int(np.clip(round(14 - centre), 0, 28 - len(profile)))


def thickness(ink):
    """About how many pixels thick the strokes are: their area divided by half their outline."""
    inside = np.pad(ink > 0.5 * ink.max(), 1)
    outline = sum(np.count_nonzero(np.diff(inside, axis=axis)) for axis in (0, 1))
    return 2 * np.count_nonzero(inside) / max(outline, 1)


def thicken(ink):
    """Strokes one pixel thicker on each side: each pixel takes the darkest of its neighbours."""
    p = np.pad(ink, 1)
    around = p[:-2, 1:-1], p[2:, 1:-1], p[1:-1, :-2], p[1:-1, 2:]
    return functools.reduce(np.maximum, around, ink)


def as_line(picture):
    """The ink of a grey picture as a line: float32 (28, width), level, without the paper around.

    Raises DataError if there is no ink, or ink that is no line of digits.
    """
    search = Search(check_picture(picture))
    look(search)
    return line_of_ink(straighten(search.ink, search.slope))


def line_of_ink(ink):
    """Ink as a line: float32 (28, width). Raises DataError if it is far too wide for one."""
    ink = crop(ink)
    height, width = ink.shape
    if width > 40 * height:
        raise DataError(
            f"The ink is {width} pixels wide and only {height} high: that is a stroke or a whole "
            "sentence, no number. Draw, or cut out, one number of at most 40 digits."
        )
    line = resize(ink, LINE, max(1, round(width * LINE / height)))
    line = np.where(line < FAINT * line.max(), 0, line / line.max())
    return crop(thicken(np.pad(line, ((0, 0), (1, 1)))) if thickness(line) < THIN else line)


def digit_image(picture):
    """A picture of one digit, grey (height, width), as an image like MNIST's: uint8 (28, 28).

    `net.feedforward(digit_image(picture).reshape(784, 1) / 256)` then reads it.
    """
    return as_mnist(as_line(picture))
