"""Pictures as files and as arrays: read, checked, and refused in words."""

import io
import math
import warnings
from pathlib import Path

import numpy as np

from nnlib.reading.paper import means
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.storage import read_bytes

PIXELS = 4_000_000  # of an array, at most
LONGEST = 2000  # pixels of a side, to which a larger file is made smaller
IN_A_FILE = 120_000_000  # pixels, at most
LONGEST_IN_A_FILE = 100_000  # pixels of a side, at most
AT_A_TIME = 2**17  # pixels that are looked at together: a large picture is never held twice
# How a picture is turned by the number with which a camera says how it was held (Exif 2.3, 4.6.4).
ORIENTATION = 0x0112
TURNED = {
    2: lambda picture: picture[:, ::-1],
    3: lambda picture: picture[::-1, ::-1],
    4: lambda picture: picture[::-1],
    5: lambda picture: picture.T,
    6: lambda picture: picture[::-1].T,
    7: lambda picture: picture[::-1, ::-1].T,
    8: lambda picture: picture.T[::-1],
}
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def read_picture(path):
    """The picture in a PNG, JPEG or other image file as grey values, uint8 (height, width).

    It is turned the way it was held. A larger one, such as a phone takes, is made smaller until no
    side has more than 2000 pixels. Raises DataError if it is missing, damaged, no image, of a kind
    that cannot be read (HEIC), or has more than 120 million pixels.
    """
    from PIL import Image

    name, data = Path(path).name, read_bytes(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of too many pixels we say more, below
        try:
            with Image.open(io.BytesIO(data)) as image:  # reads the size, not yet the pixels
                width, height = image.size
                if width * height > IN_A_FILE or max(width, height) > LONGEST_IN_A_FILE:
                    raise _too_large(name)
                image.draft("L", (LONGEST, LONGEST))  # a large JPEG is read smaller, and quicker
                image.load()
                turned = TURNED.get(image.getexif().get(ORIENTATION), np.asarray)
                return np.ascontiguousarray(turned(_small(image)))
        except DataError:
            raise
        except Image.DecompressionBombError:
            raise _too_large(name) from None
        except Image.UnidentifiedImageError:
            raise _unknown(name, data) from None
        except Exception as error:  # a damaged file may fail in any way
            raise DataError(
                f"{name} is a damaged image, or cut short. Save or copy it again."
            ) from error


def _too_large(name):
    return DataError(
        f"{name} has more pixels than can be read, {IN_A_FILE:,}, or a side of more than "
        f"{LONGEST_IN_A_FILE:,}. Cut out the number and save it smaller: digits 30 to 300 pixels "
        "high are plenty."
    )


def _unknown(name, data):
    """What to say of a file that Pillow does not know."""
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        return DataError(
            f"{name} is a HEIC picture, as iPhones take them, and cannot be read here. Save it as "
            "JPEG: on a Mac open it in Preview and choose File, Export; on an iPhone choose "
            "Settings, Camera, Formats, Most Compatible, and take it again. A new ending of its "
            "name does not help."
        )
    return DataError(
        f"{name} is no image: it starts with {data[:8]!r}. Save the picture as PNG or JPEG."
    )


def _small(image):
    """A Pillow image as grey values, uint8 (height, width), no side longer than `LONGEST`."""
    n = -(-max(image.size) // LONGEST)
    high, wide = min(n, image.height), min(n, image.width)
    rows = high * max(1, AT_A_TIME // (high * image.width))
    ends = range(0, image.height - image.height % high, rows)
    strips = [(0, top, image.width, min(top + rows, image.height)) for top in ends]
    if image.mode[0] in "IF":  # 16 bits and more
        lightest = max(float(np.asarray(image.crop(strip)).max()) for strip in strips)
        if not math.isfinite(lightest):
            raise ValueError("NaN or infinity in the place of a pixel")
        scale = 255 / max(lightest, 1)
        greys = (np.clip(np.asarray(image.crop(strip)) * scale, 0, 255) for strip in strips)
    else:
        greys = (_grey(image.crop(strip)) for strip in strips)
    return np.concatenate([np.uint8(means(grey, high, wide)) for grey in greys])


def _grey(image):
    """Grey values; what is transparent shows white paper."""
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
