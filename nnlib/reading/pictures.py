"""Pictures as files and as arrays: read, checked, and refused in words."""

import io
import warnings
from pathlib import Path

import numpy as np

from nnlib.reading.paper import shrink
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.storage import read_bytes

PIXELS = 4_000_000  # of an array, at most
LONGEST = 2000  # pixels of a side, to which a larger file is made smaller
IN_A_FILE = 120_000_000  # pixels, at most
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def read_picture(path):
    """The picture in a PNG, JPEG or other image file as grey values, uint8 (height, width).

    It is turned the way it was held. A larger one, such as a phone takes, is made smaller until no
    side has more than 2000 pixels. Raises DataError if it is missing, damaged, no image, of a kind
    that cannot be read (HEIC), or has more than 120 million pixels.
    """
    from PIL import Image, ImageOps

    name, data = Path(path).name, read_bytes(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of too many pixels we say more, below
        try:
            with Image.open(io.BytesIO(data)) as image:  # reads the size, not yet the pixels
                if image.width * image.height > IN_A_FILE:
                    raise _too_large(name)
                image.draft("L", (LONGEST, LONGEST))  # a large JPEG is read smaller, and quicker
                grey = _grey(ImageOps.exif_transpose(image))
        except Image.DecompressionBombError:
            raise _too_large(name) from None
        except Image.UnidentifiedImageError:
            raise _unknown(name, data) from None
        except (OSError, SyntaxError, EOFError) as error:  # whatever a damaged file sets off
            raise DataError(
                f"{name} is a damaged image, or cut short. Save or copy it again."
            ) from error
    return np.uint8(shrink(grey, LONGEST)) if max(grey.shape) > LONGEST else grey


def _too_large(name):
    return DataError(
        f"{name} has more pixels than can be read, {IN_A_FILE:,}. Cut out the number and save it "
        "smaller: digits 30 to 300 pixels high are plenty."
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
