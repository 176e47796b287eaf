"""Numbers as pictures: handwritten digits set side by side, whose true reading is known."""

from typing import NamedTuple

import numpy as np

from nnlib.reading.ink import FAINT, crop, resize
from nnlib.support.checks import check_count
from nnlib.support.errors import DataError

HEIGHT = 40  # of a picture, in pixels
MARGIN = 6  # paper to the left and to the right, in pixels


class NumberPicture(NamedTuple):
    """A number as a picture, and the truth about it.

    picture: uint8 (40, width), 0 is paper and 255 ink; text: the number, such as "504192";
    boxes: int (digits, 2), the first column of each digit and the one after its last.
    """

    picture: np.ndarray
    text: str
    boxes: np.ndarray


def number_picture(text, digits, seed=0, *, gap=(2, 8), scale=(0.8, 1.2), jitter=3):
    """A number written with handwritten digits chosen at random, as a `NumberPicture`.

    text: such as "504192". digits: where its digits come from, such as load_mnist().test.
    gap: columns of paper between two neighbours, from … to; 0 touches, negative ones overlap.
    scale: the size of each digit, from … to; jitter: how far up or down it may stand, in pixels.
    seed: a number, or a numpy.random.Generator to go on with.
    """
    rng, gap = np.random.default_rng(seed), np.broadcast_to(gap, 2)
    shapes = []
    for image in choose_images(text, digits, rng):
        ink = crop(np.where(image < 255 * FAINT, 0, image).astype(np.float32))
        size = rng.uniform(*np.broadcast_to(scale, 2))
        shapes.append(resize(ink, *(max(1, round(size * side)) for side in ink.shape)))
    widths = [shape.shape[1] for shape in shapes]
    gaps = [0, *rng.integers(gap[0], gap[1], len(shapes) - 1, endpoint=True)]
    lefts = MARGIN + np.cumsum(gaps) + np.cumsum([0, *widths[:-1]])
    if (np.diff(lefts) < 0).any():
        raise DataError(
            f"With a gap from {gap[0]} to {gap[1]} a digit would begin before the one to its left. "
            "Let digits overlap by 2 or 3 columns at most."
        )
    picture = np.zeros((HEIGHT, lefts[-1] + widths[-1] + MARGIN), np.float32)
    for shape, left in zip(shapes, lefts, strict=True):
        room = HEIGHT - len(shape)
        top = np.clip(room // 2 + rng.integers(-jitter, jitter, endpoint=True), 0, room)
        place = picture[top : top + len(shape), left : left + shape.shape[1]]
        np.maximum(place, shape, out=place)  # where two overlap, the darker one is seen
    boxes = np.stack([lefts, lefts + widths], axis=1)
    return NumberPicture(picture.round().astype(np.uint8), text, boxes)


def choose_images(text, digits, rng):
    """For each digit of the text one of its images, at random: uint8 (n, 28, 28)."""
    if not isinstance(text, str) or not text or not set(text) <= set("0123456789"):
        raise DataError(f'text must be digits in quotes, such as "504192"; {text!r} came.')
    where = {c: np.flatnonzero(digits.labels == int(c)) for c in text}
    for c, indices in where.items():
        if not len(indices):
            raise DataError(f"There is no image of a {c} among these {len(digits)} digits.")
    return np.stack([digits.images[rng.choice(where[c])] for c in text])


def number_pictures(how_many, digits, seed=0, *, length=6, **settings):
    """Random numbers of `length` digits as a list of `NumberPicture`s; settings as there."""
    how_many, length = check_count(how_many, "how_many"), check_count(length, "length")
    rng = np.random.default_rng(seed)
    texts = ["".join(map(str, rng.integers(0, 10, length))) for _ in range(how_many)]
    return [number_picture(text, digits, rng, **settings) for text in texts]
