"""From a drawn or scanned picture to ink on paper, and on to images of 28×28 like MNIST's.

Ink is a float array of shape (height, width): 0.0 is paper, 1.0 is ink. A digit is turned into an
image as MNIST's authors did it: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Proceedings of the
IEEE 86 (1998) 2278–2324, section III.A.
"""

import functools
import io
import warnings
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnlib.support.errors import DataError, ShapeError
from nnlib.support.storage import read_bytes

FAINT = 0.2  # what is fainter than this counts as paper
LINE = 28  # height of a line of digits, in pixels
PIXELS = 4_000_000  # of a picture, at most
THIN = 1.5  # strokes of a line that are thinner than so many pixels are made thicker


def read_picture(path):
    """The picture in a PNG, JPEG or other image file as grey values, uint8 (height, width).

    Raises DataError if it is missing, damaged, no image, or has more than 4 million pixels.
    """
    from PIL import Image, ImageOps

    name, data = Path(path).name, read_bytes(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of too many pixels we say more, below
        try:
            with Image.open(io.BytesIO(data)) as image:  # reads the size, not yet the pixels
                check_size(image.width, image.height, name)
                return _grey(ImageOps.exif_transpose(image))
        except Image.DecompressionBombError:
            check_size(PIXELS, PIXELS, name)
        except Image.UnidentifiedImageError:
            raise DataError(
                f"{name} is no image: it starts with {data[:8]!r}. Save the picture as PNG or JPEG."
            ) from None
        except (OSError, SyntaxError, EOFError) as error:  # whatever a damaged file sets off
            raise DataError(
                f"{name} is a damaged image, or cut short. Save or copy it again."
            ) from error


def _grey(image):
    """A Pillow image as grey values; what is transparent shows white paper."""
    if image.mode[0] in "IF":  # 16 bits and more
        values = np.asarray(image, float)
        return np.uint8(255 * values / max(values.max(), 1))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        from PIL import Image

        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return np.array(image.convert("L"))


def check_size(width, height, name="picture"):
    """Refuse a picture with more pixels than a number needs."""
    if width * height > PIXELS:
        raise DataError(
            f"{name} has {width:,} × {height:,} pixels; at most {PIXELS:,} pixels are read. Cut "
            "out the number and save it smaller (digits 30 to 300 pixels high are plenty), or of "
            "an array take every fourth row and column: picture[::4, ::4]."
        )


def check_picture(picture):
    """Return a picture as float32 of shape (height, width), or say what is wrong with it."""
    try:
        picture = np.asarray(picture)
    except ValueError:
        raise ShapeError("The rows of the picture have different lengths.") from None
    if picture.dtype.kind not in "fiub":
        raise DataError(
            f"A picture must hold numbers; it holds values of type {picture.dtype}. "
            "Of a file, write read_picture(path)."
        )
    if picture.ndim == 3 and picture.shape[2] in (3, 4):
        raise ShapeError(
            f"A colour picture of shape {picture.shape} came; a grey one of shape (height, width) "
            "is expected. Write picture[:, :, :3].mean(axis=2)."
        )
    if picture.ndim != 2:
        raise ShapeError(
            f"An array of shape {picture.shape} came; one picture of shape (height, width) is "
            "expected. Of many pictures, read one at a time; of a column write x.reshape(28, 28)."
        )
    if picture.size == 0:
        raise ShapeError(f"The picture of shape {picture.shape} is empty: it has no pixels.")
    check_size(picture.shape[1], picture.shape[0])
    with np.errstate(over="ignore", invalid="ignore"):
        picture = picture.astype(np.float32)
        contrast = picture.max() - picture.min()
    if not np.isfinite(contrast):
        raise DataError(
            "The picture holds NaN or infinity. Write numpy.nan_to_num(picture) to put numbers "
            "in their place."
        )
    return picture


def find_ink(picture):
    """The ink of a grey picture: float32 (height, width), 0.0 for paper, 1.0 for ink.

    Most pixels are paper, so it does not matter whether ink is dark on light or light on dark,
    nor whether grey values go up to 1 or to 255. Raises DataError or ShapeError.
    """
    picture = check_picture(picture)
    low, high = picture.min(), picture.max()
    if high - low <= 0.1 * np.abs(picture).max():
        raise DataError(
            f"The picture is blank: its grey values go only from {low:g} to {high:g}. "
            "Draw something on it, with a pen that differs more from the paper."
        )
    ink = (picture - low) / (high - low)
    ink = ink if np.median(ink) < 0.5 else 1 - ink
    ink = np.maximum(ink - _lighting(ink), 0)
    ink /= ink.max()
    ink[ink < FAINT] = 0
    around = sliding_window_view(np.pad(ink, 1), (3, 3)).mean(axis=(2, 3))  # a pixel and its 8
    if around.std() < 0.45 * ink.std():
        raise DataError(
            "No digits are found: dark and light change from pixel to pixel, as in noise. Pen "
            "strokes on plain paper are expected; take a photograph with more light."
        )
    ink[np.isclose(around, ink / 9)] = 0  # a lonely pixel is dirt
    if not 0 < np.mean(ink > 0) < 0.6:
        raise DataError(
            f"No digits are found: {np.mean(ink > 0):.0%} of the picture would be ink. Digits of "
            "one colour on paper of another are expected, with some paper around them."
        )
    return ink


def _lighting(ink):
    """How dark the paper is, as a tilted plane: photographs are darker at one end. Shape of ink."""
    rows, columns = np.indices(ink.shape, np.float32) / max(ink.shape)
    plane = np.stack([np.ones_like(ink), rows, columns], axis=-1)
    paper = np.abs(ink - np.median(ink)) < 0.3
    some = slice(None, None, 1 + ink.size // 10_000)  # enough of the pixels to tell
    return plane @ np.linalg.lstsq(plane[paper][some], ink[paper][some])[0]


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
    """The ink of a grey picture as a line: float32 (28, width), without the paper around it."""
    ink = crop(find_ink(picture))
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
