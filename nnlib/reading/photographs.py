"""Photographs of numbers on paper, made from handwritten digits, whose true reading is known.

A length in h is measured in heights of a digit. All ranges are drawn from evenly.
"""

import io
import itertools

import numpy as np

from nnlib.reading.strings import number_picture
from nnlib.support.errors import DataError

CONDITIONS = {
    "lined": "ruled lines 1.0 to 1.6 h apart, 12 to 35% darker than the paper",
    "squared": "squares of 0.45 to 1.0 h, their lines as dark as those of lined paper",
    "pencil": "grainy strokes that are 40 to 65% darker than the paper",
    "blue": "blue ink in place of black",
    "shadow": "beyond a line across the picture 20 to 45% less light; its edge sharp or soft",
    "light": "light that falls off towards the corners by 15 to 35%",
    "tilt": "turned by 3 to 12 degrees, either way",
    "rim": "a dark desk along one or two sides, on 2 to 10% of the picture's width or height",
    "frame": "a frame drawn with the same pen, 0.35 to 0.8 h away from the number",
}
NOT_TOGETHER = (("lined", "squared"), ("pencil", "blue"))
PAIRS = [pair for pair in itertools.combinations(CONDITIONS, 2) if pair not in NOT_TOGETHER]
KINDS = [(), *((name,) for name in CONDITIONS), *PAIRS]  # 44: none, each alone, in pairs


def photograph(text, digits, seed=0, *conditions):
    """A number on paper as a phone takes it: the bytes of a JPEG file, in colour.

    text: such as "504192"; digits: where its digits come from, such as load_mnist().validation;
    conditions: names from `CONDITIONS`, which tells their ranges. The picture is 400 to 1600 pixels
    wide. A number of four digits or more takes 45 to 80% of its width, less where tilt, a desk or a
    frame need the room; a shorter one is 20 to 50% as high as the picture. There are 0.1 to 0.4 h
    from digit to digit, paper of 70 to 96% lightness, grain, blur, noise, and JPEG at quality 60 to
    92.
    """
    _check_conditions(conditions)
    rng = np.random.default_rng(seed)
    strokes = _strokes(text, digits, rng)
    width = int(rng.integers(400, 1601))
    size = np.array([width, round(width * rng.uniform(0.4, 0.75))])
    rims = _rims(rng) if "rim" in conditions else np.zeros((2, 2))
    tilt = np.radians(rng.uniform(3, 12) * rng.choice([-1, 1])) if "tilt" in conditions else 0.0
    frame = rng.uniform(0.35, 0.8) if "frame" in conditions else 0.0
    h, middle = _place(strokes.shape, size, rims, tilt, frame, len(text), rng)
    turn = np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
    pixels = np.stack(np.meshgrid(*map(np.arange, size)))  # (2, height, width): x and y
    place = np.tensordot(turn, pixels - middle.reshape(2, 1, 1), 1) / h  # on the sheet, in h
    paper = _paper(size, conditions, place, h, rng)
    seen = _written(paper, strokes, place, h, frame, conditions, rng)
    seen *= _light(pixels, size, conditions, rng)[..., np.newaxis]
    _lay_on_desk(seen, pixels, size, rims, rng)
    return _through_a_lens(seen, rng)


def _check_conditions(conditions):
    for name in conditions:
        if name in list(CONDITIONS):  # in the dict itself a list could not be looked up
            continue
        said = f"{name!r} is no condition. There are: {', '.join(CONDITIONS)}."
        whole = "".join(map(str, conditions))
        if whole in CONDITIONS:
            said += f" A star takes a text apart into letters: write [{whole!r}], in brackets."
        if isinstance(name, list | tuple):
            said += " Several names come one by one: write a star before the list."
        raise DataError(said)


def _strokes(text, digits, rng):
    """The ink of a number, cropped, in pixels of MNIST: float (height, width), 0 to 1."""
    picture = number_picture(text, digits, rng, gap=(2, 8)).picture
    rows, columns = (np.flatnonzero(picture.any(axis=axis)) for axis in (1, 0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] / 255


def _rims(rng):
    """How much of the width and the height a desk takes: (2, 2), left and right, top and bottom."""
    sides = rng.permutation(4)[: rng.integers(1, 3)]
    return np.where(np.isin(np.arange(4), sides), rng.uniform(0.02, 0.10, 4), 0).reshape(2, 2)


def _place(shape, size, rims, tilt, frame, n, rng):
    """The height of a digit in pixels, and the number's middle: where all of it is on the paper."""
    sides = np.array(shape[::-1]) / 20  # in h
    h = rng.uniform(0.45, 0.8) * size[0] / sides[0] if n > 3 else rng.uniform(0.2, 0.5) * size[1]
    c, s = np.cos(tilt), abs(np.sin(tilt))
    box = np.array([[c, s], [s, c]]) @ (sides + 2 * (frame + 0.25))
    room = size * (0.97 - rims.sum(axis=1))
    h = min(h, *(room / box))
    left = size * (0.015 + rims[:, 0]) + h * box / 2
    return h, left + rng.uniform(0, 1, 2) * (room - h * box)


def _noise(size, cell, rng):
    """Noise that changes over so many pixels, with a spread of about 1: (height, width)."""
    from PIL import Image

    coarse = rng.normal(size=[max(2, round(side / cell)) for side in size[::-1]])
    image = Image.fromarray(coarse.astype(np.float32))
    return np.asarray(image.resize(tuple(size.tolist()), Image.Resampling.BICUBIC))


def _covered(distance, thickness):
    """How much of each pixel a line covers whose middle is so far away, in pixels: 0 to 1."""
    return np.clip((thickness + 1) / 2 - np.abs(distance), 0, min(thickness, 1))


def _paper(size, conditions, place, h, rng):
    """Paper without ink: lightness, (height, width, 3)."""
    tone = rng.uniform(0.7, 0.96) * np.array([1, rng.uniform(0.96, 1), rng.uniform(0.86, 1)])
    grain = 1 + 0.01 * _noise(size, 2, rng) + 0.01 * _noise(size, size[0] / 10, rng)
    ruled, thickness = np.zeros(size[::-1]), rng.uniform(0.015, 0.04) * h
    apart = rng.uniform(1.0, 1.6) if "lined" in conditions else rng.uniform(0.45, 1.0)
    start = 0.5 + rng.uniform(-0.15, 0.1)  # the number stands on a line, or nearly
    across = {"lined": place[1:], "squared": place}
    for along in next((across[name] for name in across if name in conditions), ()):
        off = (along - start + apart / 2) % apart - apart / 2
        ruled = np.maximum(ruled, _covered(h * off, max(thickness, 1)))
        start = rng.uniform(0, apart)
    colour = rng.uniform(0.12, 0.35) * np.array([1, rng.uniform(0.6, 1), rng.uniform(0.3, 1)])
    return tone * grain[..., np.newaxis] * (1 - colour * ruled[..., np.newaxis])


def _written(paper, strokes, place, h, frame, conditions, rng):
    """The paper with the number on it: lightness, (height, width, 3)."""
    ink = _pen(strokes, place, h, rng)
    if frame:
        ink = np.maximum(ink, _frame(strokes.shape, place, h, frame, rng))
    black, blue = rng.uniform(0.05, 0.25, 3), rng.uniform((0.05, 0.15, 0.5), (0.2, 0.3, 0.75))
    strength, grain = rng.uniform(0.4, 0.65), _noise(np.array(ink.shape[::-1]), 1.5 + h / 60, rng)
    if "pencil" in conditions:
        cover = strength * ink * np.clip(1 + 0.25 * grain, 0.4, 1.4)
        return paper * (1 - cover[..., np.newaxis])
    ink = ink[..., np.newaxis]
    return paper * (1 - ink + ink * (blue if "blue" in conditions else black[0]))


def _pen(strokes, place, h, rng):
    """The number's strokes where they are seen, as sharp as those of a pen: (height, width)."""
    from PIL import Image

    fine = 1 if h < 30 else 2 if h < 80 else 4  # pixels of this picture for each of MNIST's
    sides = [fine * (side + 4) for side in strokes.shape[::-1]]
    image = Image.fromarray(np.pad(strokes, 2).astype(np.float32))
    image = np.asarray(image.resize(sides, Image.Resampling.BICUBIC))
    x, y = (fine * 20 * place[i] + sides[i] / 2 - 0.5 for i in (0, 1))
    x, y = np.clip(x, 0, sides[0] - 1.001), np.clip(y, 0, sides[1] - 1.001)
    column, row = x.astype(int), y.astype(int)
    right, down = x - column, y - row
    above = image[row, column] * (1 - right) + image[row, column + 1] * right
    below = image[row + 1, column] * (1 - right) + image[row + 1, column + 1] * right
    values = above * (1 - down) + below * down
    return np.clip((values - rng.uniform(0.3, 0.5)) * max(h / 20, 1.5) + 0.5, 0, 1)


def _frame(shape, place, h, margin, rng):
    """A frame around the number, drawn by hand: (height, width), from 0 to 1."""
    x, y = np.array(shape[::-1]) / 40 + margin
    corners = np.array([[-x, -y], [x, -y], [x, y], [-x, y]]) + rng.uniform(-0.06, 0.06, (4, 2))
    thickness, ink = rng.uniform(0.04, 0.1) * h, 0
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = (end - start) / np.hypot(*(end - start))
        off = place - start.reshape(2, 1, 1)
        t = np.clip(np.tensordot(along, off, 1), 0, np.hypot(*(end - start)))
        away = np.hypot(*(off - t * along.reshape(2, 1, 1)))
        ink = np.maximum(ink, _covered(h * away, max(thickness, 1)))
    return ink


def _light(pixels, size, conditions, rng):
    """How much light falls on each pixel: (height, width), at most 1."""
    light = np.ones(size[::-1])
    spot = size * rng.uniform(0.35, 0.65, 2)
    away = np.hypot(*(pixels - spot.reshape(2, 1, 1)))
    fall = rng.uniform(0.15, 0.35) if "light" in conditions else rng.uniform(0, 0.05)
    light -= fall * (away / away.max()) ** 2
    if "shadow" in conditions:
        angle, soft = rng.uniform(0, 2 * np.pi), size[0] * rng.uniform(0.005, 0.06)
        point = size * rng.uniform(0.25, 0.75, 2)
        side = np.tensordot([np.cos(angle), np.sin(angle)], pixels - point.reshape(2, 1, 1), 1)
        light *= 1 - rng.uniform(0.2, 0.45) * (1 + np.tanh(side / soft)) / 2
    return light


def _lay_on_desk(seen, pixels, size, rims, rng):
    """Show the desk in place of what lies beyond the edges of the paper."""
    wood = rng.uniform(0.05, 0.3) * np.array([1, rng.uniform(0.6, 1), rng.uniform(0.4, 1)])
    grain = np.clip(1 + 0.15 * _noise(size, 4, rng) + 0.15 * _noise(size, 40, rng), 0.3, 2)
    for axis in (0, 1):
        along = pixels[1 - axis] - size[1 - axis] / 2
        for side in (0, 1):
            slant = np.tan(np.radians(rng.uniform(-1.5, 1.5)))
            depth = pixels[axis] if side == 0 else size[axis] - 1 - pixels[axis]
            reach = rims[axis, side] * size[axis]
            if reach:
                slant = np.clip(slant * along, -reach, 0.012 * size[axis])
                desk = depth < reach + slant
                seen[desk] = wood * grain[desk][:, np.newaxis]


def _through_a_lens(seen, rng):
    """Blur, noise and JPEG: the bytes of the file."""
    from PIL import Image, ImageFilter

    width = seen.shape[1]
    image = Image.fromarray(np.uint8(255 * seen.clip(0, 1)))
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.3) * (width / 1000) ** 0.5))
    noise = rng.normal(scale=rng.uniform(1, 4), size=(*seen.shape[:2], 1))
    noise = noise + rng.normal(scale=rng.uniform(0.5, 2), size=seen.shape)
    image = Image.fromarray(np.uint8((np.asarray(image) + noise).clip(0, 255)))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(rng.integers(60, 93)))
    return file.getvalue()
