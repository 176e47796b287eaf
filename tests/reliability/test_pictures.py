"""Pictures of every kind, whole, odd and spoilt: read rightly, or refused in words."""

import io
import json
import math
import random
import subprocess
import sys
import zlib
from pathlib import Path

import fates
import mutations
import numpy as np
import pytest
from PIL import Image, features

from nnlib.reading.pictures import LONGEST, read_picture

pytestmark = pytest.mark.reliability
A_FEW = 10  # of each kind, for .ci/run
SIZE = (60, 40)
GREY = np.full(SIZE[::-1], 230, np.uint8)
GREY[10:30, 15:22] = 20  # a stroke, not in the middle
INK = GREY < 125


def made(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def with_exif(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def palette_with_alpha():
    """Ink on nothing, in a palette whose paper is transparent black."""
    image = Image.fromarray(np.uint8(INK), "P")
    image.putpalette([0, 0, 0, 20, 20, 20])
    return image


IMAGE = Image.fromarray(GREY)
LAYER = Image.fromarray(np.dstack([np.zeros((*GREY.shape, 3), np.uint8), np.uint8(INK) * 255]))
TURNED = IMAGE.rotate(90, expand=True)
OTHER = Image.fromarray(255 - GREY)
PICTURES = {
    "png": made(IMAGE, "PNG"),
    "png in colour": made(IMAGE.convert("RGB"), "PNG"),
    "png with alpha": made(LAYER, "PNG"),
    "png, grey with alpha": made(LAYER.convert("LA"), "PNG"),
    "png with a palette": made(IMAGE.convert("P"), "PNG"),
    "png with a palette and alpha": made(palette_with_alpha(), "PNG", transparency=0),
    "png with a clear colour": made(IMAGE.convert("RGB"), "PNG", transparency=(230, 230, 230)),
    "png of 16 bits": made(Image.fromarray(GREY.astype(np.uint16) * 257), "PNG"),
    "png of 1 bit": made(IMAGE.convert("1", dither=Image.Dither.NONE), "PNG"),
    "png, animated": made(IMAGE, "PNG", save_all=True, append_images=[OTHER] * 3),
    "jpeg": made(IMAGE, "JPEG", quality=95),
    "jpeg in colour": made(IMAGE.convert("RGB"), "JPEG", quality=95),
    "jpeg in CMYK": made(IMAGE.convert("CMYK"), "JPEG", quality=95),
    "jpeg, held upright": made(
        IMAGE.rotate(90, expand=True), "JPEG", quality=95, exif=with_exif(6)
    ),
    "gif": made(IMAGE, "GIF"),
    "gif, animated": made(IMAGE, "GIF", save_all=True, append_images=[OTHER] * 3, loop=0),
    "bmp": made(IMAGE, "BMP"),
    "tiff": made(IMAGE, "TIFF"),
    "tiff, packed": made(IMAGE, "TIFF", compression="tiff_lzw"),
    "tiff in CMYK": made(IMAGE.convert("CMYK"), "TIFF"),
    "tiff of 16 bits": made(Image.fromarray(GREY.astype(np.uint16) * 257), "TIFF"),
    "tiff of fractions": made(Image.fromarray(GREY.astype(np.float32) / 255), "TIFF"),
    "tiff of many pages": made(IMAGE, "TIFF", save_all=True, append_images=[OTHER] * 3),
    "ppm": made(IMAGE, "PPM"),
}
if features.check("webp"):
    PICTURES["webp"] = made(IMAGE, "WEBP", lossless=True)
    pages = {"save_all": True, "append_images": [OTHER] * 3}
    PICTURES["webp, animated"] = made(IMAGE, "WEBP", lossless=True, **pages)
every_picture = pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)


@pytest.mark.sample
@every_picture
def test_a_picture_of_any_kind_shows_its_ink_where_it_was(tmp_path, data):
    (tmp_path / "bad.file").write_bytes(data)
    picture = read_picture(tmp_path / "bad.file")
    assert picture.dtype == np.uint8
    assert picture.shape == GREY.shape
    assert np.array_equal(picture < 125, INK)


@pytest.mark.sample
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_it_was_held(tmp_path, orientation):
    from PIL import ImageOps

    held = made(IMAGE, "PNG", exif=with_exif(orientation))
    (tmp_path / "held.png").write_bytes(held)
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(held))))
    assert np.array_equal(read_picture(tmp_path / "held.png"), expected)


def claimed(path):
    """The bytes of a picture in colour as large as the file says; a larger one is made smaller."""
    try:
        with Image.open(path) as picture:
            return 4 * min(math.prod(picture.size), LONGEST**2)
    except Exception:
        return 0


def give_many(path, seed, number, data):
    unclear = []
    for i in range(number):
        path.write_bytes(mutations.spoilt(data, random.Random(f"{seed} {i}")))
        try:
            honest = max(4 * GREY.size, claimed(path))
            kind, found = fates.fate(read_picture, path, honest)
            if kind == "read":
                assert found.dtype == np.uint8
                assert found.ndim == 2
                assert 0 < max(found.shape) <= 2000
        except AssertionError as error:
            unclear.append(f"{seed} {i}: {error}")
    assert not unclear, f"{len(unclear)} of {number} are unclear:\n" + "\n".join(unclear[:9])


@every_picture
def test_a_spoilt_picture_is_refused_in_words_or_read(tmp_path, hostile, request, data):
    give_many(tmp_path / "bad.file", request.node.callspec.id, hostile, data)


@pytest.mark.sample
@every_picture
def test_a_few_spoilt_pictures_of_each_kind(tmp_path, request, data):
    give_many(tmp_path / "bad.file", f"{request.node.callspec.id}, a few", A_FEW, data)


# Large ones, in a process whose memory is measured

MEASURED = """
import json, sys
from pathlib import Path
from nnlib.reading.pictures import LONGEST, read_picture

def resident(which):
    text = Path("/proc/self/status").read_text()
    return 1024 * int(text.partition(which + ":")[2].split()[0])

read_picture(sys.argv[2])  # a small one: whatever is loaded once
for name in sys.argv[3:]:
    Path("/proc/self/clear_refs").write_text("5")  # the highest so far is forgotten
    before = resident("VmRSS")
    try:
        said = list(read_picture(Path(sys.argv[1]) / name).shape)
    except ValueError as error:
        said = f"{type(error).__name__}: {error}"
    print(json.dumps([name, said, resident("VmHWM") - before]), flush=True)
"""


def png(width, height, rows=b"", depth=8, colour=0):
    """A PNG with this header, whose rows of pixels are zeros as far as there are any."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([depth, colour, 0, 0, 0])
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    body = b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def large(mode, *size):
    return Image.new(mode, size, None if mode == "F" else "white" if mode != "I;16" else 60_000)


PAGE = large("P", 500, 500)
# What it is: the file, how many bytes its pixels take as they are stored, the shape or the words
LARGE = {
    "a phone's in colour": lambda: (made(large("RGB", 4000, 3000), "PNG"), 36e6, [1500, 2000]),
    "with alpha": lambda: (made(large("RGBA", 4000, 3000), "PNG"), 48e6, [1500, 2000]),
    "of 16 bits": lambda: (made(large("I;16", 4000, 3000), "PNG"), 24e6, [1500, 2000]),
    "held upright": lambda: (
        made(large("L", 6000, 4000), "PNG", exif=with_exif(6)),
        24e6,
        [2000, 1333],
    ),
    "a large jpeg": lambda: (made(large("RGB", 8000, 6000), "JPEG"), 144e6, [1500, 2000]),
    "in CMYK": lambda: (made(large("CMYK", 4000, 3000), "TIFF"), 48e6, [1500, 2000]),
    "of fractions": lambda: (made(large("F", 4000, 3000), "TIFF"), 48e6, [1500, 2000]),
    "a bomb of nothing": lambda: (png(60_000, 60_000), 1e6, "more pixels than can be read"),
    "a bomb": lambda: (
        png(30_000, 30_000, bytes(30_001 * 3000)),
        1e6,
        "more pixels than can be read",
    ),
    "a promise of much": lambda: (png(10_900, 10_900), 1e6, "is a damaged image"),
    "a line": lambda: (png(2**26, 1, bytes(2**26 + 1)), 1e6, "a side of more than 100,000"),
    "endlessly animated": lambda: (
        made(
            large("P", 500, 500), "GIF", save_all=True, append_images=[large("P", 500, 500)] * 500
        ),
        1e6,
        [500, 500],
    ),
}


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="Linux tells the memory")
def test_large_pictures_take_no_more_than_twice_the_memory_of_their_pixels(tmp_path):
    (tmp_path / "small.png").write_bytes(PICTURES["png with alpha"])
    expected = {}
    for number, (about, make) in enumerate(LARGE.items()):
        data, pixels, what = make()
        (tmp_path / f"{number}").write_bytes(data)
        expected[f"{number}"] = about, len(data) + pixels, what
    command = [sys.executable, "-c", MEASURED, str(tmp_path), str(tmp_path / "small.png")]
    run = subprocess.run([*command, *expected], capture_output=True, text=True, check=True)
    wrong = []
    for line in run.stdout.splitlines():
        name, said, took = json.loads(line)
        about, honest, what = expected.pop(name)
        fits = what in said if isinstance(what, str) else said == what
        if not fits or took > 2 * honest + 8 * 2**20:
            wrong.append(f"{about}: {said}, {took / 1e6:.0f} MB for {honest / 1e6:.0f}")
    assert not expected
    assert not wrong, "\n".join(wrong)
