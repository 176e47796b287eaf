"""From a picture to the ink on its paper: light, printed lines, desks and frames are left out.

Ink is a float array of shape (height, width): 0.0 is paper, 1.0 is ink.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnlib.reading.blobs import along_an_edge, find_blobs, is_frame
from nnlib.reading.paper import (
    dark_on_light,
    darkness,
    find_slope,
    highest,
    lowest,
    paper_brightness,
    printed_lines,
    shrink,
)
from nnlib.reading.pictures import check_picture
from nnlib.support.errors import DataError

# All chosen on photographs of validation digits: see tools/count_photographs.py.
LONGEST = 1000  # pixels of a side, after a larger picture is made smaller
STRONG = 0.45  # darker than this there is ink for sure
FAINT = 0.2  # and what is fainter than this is paper
DIRT = 0.02  # blobs with less ink than this share of the largest are dirt
LOW = 0.3  # so are those above or below the digits that are lower than this share of the highest
LEVEL = np.tan(np.radians(3))  # what slopes less than this is level


@dataclass
class Search:
    """What is found in a picture, step by step. What is not reached yet is None.

    All are arrays (height, width), of the picture or, if that has a side of more than 1000 pixels,
    of a smaller one. picture: dark on light; paper: how bright the paper is; lines: how dark the
    printed lines are; edge and frame: what lies along an edge or around the number, True or False;
    ink: what is left. slope: how the number is tilted, in rows for each column.
    """

    picture: np.ndarray
    paper: np.ndarray | None = None
    lines: np.ndarray | None = None
    edge: np.ndarray | None = None
    frame: np.ndarray | None = None
    ink: np.ndarray | None = None
    slope: float = 0.0


def find_ink(picture):
    """The ink of a grey picture: float32 (height, width), 0.0 for paper, 1.0 for ink.

    Around ink most pixels are paper, so it does not matter whether ink is dark on light or light on
    dark, nor whether grey values go up to 1 or to 255. A picture with a side of more than 1000
    pixels is made smaller. Raises DataError or ShapeError.
    """
    search = Search(check_picture(picture))
    look(search)
    return search.ink


def look(search):
    """Find the ink of search.picture, and fill in what was found on the way. Raises DataError."""
    picture, found = search.picture, search
    low, high = picture.min(), picture.max()
    if high - low <= 0.1 * np.abs(picture).max():
        raise DataError(
            f"The picture is blank: its grey values go only from {low:g} to {high:g}. "
            "Draw something on it, with a pen that differs more from the paper."
        )
    found.picture = picture = dark_on_light(shrink(picture, LONGEST))
    dark = darkness(picture, paper_brightness(picture))
    _refuse_noise(dark)
    found.edge = np.zeros(dark.shape, bool)
    ink = _ink(dark, found)
    stroke = _thickest(ink > STRONG)
    found.paper = paper_brightness(picture, 2 * stroke + 2)  # closer, as strokes are known now
    dark = darkness(picture, found.paper)
    ink = _ink(dark, found)
    found.frame = _frames(ink, stroke, whole=True)
    dark[found.frame] = 0
    dark = _without_lines(dark, found)
    ink = _ink(dark, found)
    found.frame |= _frames(ink, stroke)
    ink[found.frame] = 0
    digits = _digits(ink, stroke)
    found.slope = found.slope or _tilt(digits, found.frame)
    if abs(found.slope) < (2 * LEVEL if _drawn(dark) else LEVEL):
        found.slope = 0.0
    ink[(ink < FAINT) | ~_grow(digits.labels > 0, 2)] = 0
    share = np.mean(ink > 0)
    if not 0 < share < 0.6:
        raise DataError(
            f"No digits are found: {share:.0%} of the picture would be ink. Digits of one colour "
            "on paper of another are expected, with some paper around them."
        )
    found.ink = np.float32(ink)


def _grow(mask, reach):
    return highest(mask, reach)


def _refuse_noise(dark):
    dark = dark.clip(0)
    around = sliding_window_view(np.pad(dark, 1), (3, 3)).mean(axis=(2, 3))  # a pixel and its 8
    if around.std() < 0.45 * dark.std():
        raise DataError(
            "No digits are found: dark and light change from pixel to pixel, as in noise. Pen "
            "strokes on plain paper are expected; take a photograph with more light."
        )


def _ink(dark, found):
    """The ink, 0 to 1, where 1 is as dark as most of a stroke; found.edge grows as needed."""
    while True:
        rest = np.where(found.edge, 0, dark)
        strong = STRONG * np.quantile(rest, 0.999)
        blobs = find_blobs(rest > strong)
        along = along_an_edge(blobs)
        if not along.any() or _cut_to_its_ink(blobs, along):
            level = rest.max() if _drawn(dark) else np.quantile(rest[rest > strong], 0.75)
            return (rest / level).clip(0, 1)
        found.edge |= _grow(blobs.mask(along), 2)


def _drawn(dark):
    """Whether a picture is drawn or made, not photographed: its paper has no grain at all.

    Then the darkest ink is 1.0, and only a number that slopes by 6 degrees or more is turned.
    """
    return np.median(np.abs(dark)) == 0


def _cut_to_its_ink(blobs, along):
    """Whether a picture has no paper around its ink, so that digits touch its edges."""
    others = _edges(blobs.mask(~along))
    return others.any() and (others | _edges(blobs.mask(along))).all()


def _edges(mask):
    """Whether a mask touches the first row, the last, the first column, the last: bool (4,)."""
    return np.array([edge.any() for edge in (mask[0], mask[-1], mask[:, 0], mask[:, -1])])


def _thickest(mask):
    """About how thick the thickest strokes are: twice as many pixels as can be peeled off."""
    area, n = np.count_nonzero(mask), 0
    while np.count_nonzero(mask) > 0.005 * area:
        mask, n = lowest(np.pad(mask, 1), 1)[1:-1, 1:-1], n + 1
    return 2 * n


def _frames(ink, stroke, whole=False):
    """Where frames are, with their soft edges: bool (height, width).

    whole: only those that do not touch the picture's edges. Before printed lines are taken out,
    what touches them may be digits that hang together by a line.
    """
    reach = 1 + stroke // 6  # what is so near hangs together: pencil leaves gaps
    blobs = find_blobs(_grow(ink > STRONG, reach))
    frames = is_frame(blobs)
    if whole:
        top, left, bottom, right = blobs.boxes
        height, width = ink.shape
        frames &= (top > 0) & (left > 0) & (bottom < height) & (right < width)
    return _grow(blobs.mask(frames), reach)


def _without_lines(dark, found):
    """The darkness without that of printed lines, first level ones, then upright ones."""
    ink = np.quantile(dark[~found.edge], 0.999)
    found.lines = np.zeros_like(dark)
    for turn, sign in ((np.asarray, 1), (np.transpose, -1)):
        slope = find_slope(turn(dark))
        lines = turn(printed_lines(turn(dark), slope, ink))
        if lines.any():
            found.slope = found.slope or sign * slope
            found.lines = np.maximum(found.lines, lines)
            dark = (dark - lines) / (1 - lines)
    return dark


def _digits(ink, stroke):
    """The blobs that belong to the number, without dirt."""
    blobs = find_blobs(ink > STRONG)
    if not len(blobs.areas):
        return blobs
    top, _, bottom, _ = blobs.boxes
    high = bottom - top
    tall = high > LOW * high.max()
    beyond = (bottom <= top[tall].min()) | (top >= bottom[tall].max())
    dirt = (blobs.areas < max(2, DIRT * blobs.areas.max())) | (beyond & ~tall)
    return find_blobs(blobs.mask(~dirt))


def _tilt(digits, frame):
    """The slope of the frame or, of three digits and more, of the line through their middles."""
    if frame.any():
        return find_slope(np.float32(frame))
    top, left, bottom, right = digits.boxes
    tall = bottom - top > 0.4 * np.max(bottom - top, initial=0)
    if tall.sum() < 3:
        return 0.0
    slope = np.polyfit((left + right)[tall], (top + bottom)[tall], 1)[0]
    return slope if abs(slope) < 0.3 else 0.0


def straighten(ink, slope):
    """The ink turned so that what slopes, by so many rows for each column, is level."""
    from PIL import Image

    if not slope:
        return ink
    degrees = np.degrees(np.arctan(slope))
    return np.asarray(Image.fromarray(ink).rotate(degrees, Image.Resampling.BILINEAR, expand=True))
