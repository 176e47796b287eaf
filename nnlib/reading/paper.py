"""How bright the paper of a photograph is at each place, and the lines that are printed on it.

A picture is dark on light here, float (height, width). Darkness is 0.0 where it is as bright as the
paper there, and 1.0 where it is as dark as the darkest pixel of all.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

STROKE = 0.3  # a stroke is thinner than this share of the picture's shorter side
ANGLES = np.arange(-15, 15.1, 0.5)  # in degrees, of printed lines on tilted paper
FINE = np.arange(-0.5, 0.51, 0.05)
FAINTEST = 0.04  # a printed line is at least so much darker than the paper
DARKEST = 0.8  # and at most this part as dark as ink
THICKEST = 0.02  # its thickness, as a share of the picture's longer side
HIDDEN = 0.15  # the share of its length on which it may be missing


def shrink(picture, longest):
    """A picture whose sides are at most so long: the means of blocks of pixels."""
    n = -(-max(picture.shape) // longest)
    return means(picture, *(min(n, side) for side in picture.shape))


def means(picture, high, wide):
    """The means of blocks of pixels that are so high and so wide; what is left over is left out."""
    height, width = len(picture) // high, picture.shape[1] // wide
    blocks = picture[: height * high, : width * wide].reshape(height, high, width, wide)
    return blocks.mean(axis=(1, 3))


def highest(a, reach, axes=(0, 1)):
    """For each pixel the highest among it and so many neighbours each way. Shape of a."""
    return _among_neighbours(np.max, a, reach, axes)


def lowest(a, reach, axes=(0, 1)):
    """For each pixel the lowest among it and so many neighbours each way. Shape of a."""
    return _among_neighbours(np.min, a, reach, axes)


def _among_neighbours(choose, a, reach, axes):
    for axis in axes:
        ends = [(reach, reach) if i == axis else (0, 0) for i in range(a.ndim)]
        windows = sliding_window_view(np.pad(a, ends, mode="edge"), 2 * reach + 1, axis=axis)
        a = choose(windows, axis=-1)
    return a


def dark_on_light(picture):
    """The picture, turned over if it is light on dark: around ink most pixels are paper."""
    small = shrink(picture, 200)
    reach = max(1, round(STROKE / 2 * min(small.shape)))
    high, low = highest(small, reach), lowest(small, reach)
    some = high - low > 0.5 * (high - low).max()
    dark = np.mean(small[some] < (high + low)[some] / 2)
    return picture if dark < 0.5 else picture.min() + picture.max() - picture


def paper_brightness(picture, stroke=np.inf):
    """How bright the paper is at each place, under the strokes too. Shape of the picture.

    stroke: how thick strokes are at most, in pixels; they are also thinner than 30% of the shorter
    side. What is dark and so thin takes the brightness around it: first the highest of its
    neighbours, then the lowest of those (a closing). The edge of a shadow stays where it is.
    """
    from PIL import Image

    stroke = min(stroke, STROKE * min(picture.shape))
    n = max(1, int(stroke / 12))  # a smaller picture will do
    reach = max(1, int(np.ceil(stroke / n / 2)))
    small = shrink(picture, -(-max(picture.shape) // n))
    paper = Image.fromarray(np.float32(lowest(highest(small, reach), reach)))
    return np.asarray(paper.resize(picture.shape[::-1], Image.Resampling.BILINEAR))


def darkness(picture, paper):
    """How dark each pixel is beside the paper there: (height, width), about 0 on paper."""
    bright = paper - picture.min()
    dark = (paper - picture) / np.maximum(bright, 0.3 * np.median(bright))
    return dark - np.median(dark)


def rows_along(shape, slope, columns=slice(None)):
    """For each pixel the row on which it lies, counted along a slope: (height, columns), from 0.

    slope: by how many rows a line goes down from one column to the next.
    """
    off = slope * (np.arange(shape[1]) - (shape[1] - 1) / 2)
    rows = np.arange(shape[0]).reshape(-1, 1) - off[columns]
    return rows + np.ceil(np.abs(off).max())


def find_slope(dark):
    """The slope at which rows differ most from their neighbours: that of lines, if any."""
    dark = np.minimum(dark, 0.3)  # what is darker is no printed line
    small = shrink(dark, 400)
    angle = max(ANGLES, key=lambda a: _sharpness(small, a))
    return np.tan(np.radians(max(angle + FINE, key=lambda a: _sharpness(dark, a))))


def _sharpness(dark, angle):
    """How much the mean darkness changes from row to row, counted along an angle in degrees."""
    some = slice(None, None, 1 + dark.shape[1] // 250)  # enough columns to tell
    rows = np.rint(rows_along(dark.shape, np.tan(np.radians(angle)), some)).astype(int).ravel()
    counts, sums = np.bincount(rows), np.bincount(rows, dark[:, some].ravel())
    long = counts > counts.max() / 2
    return np.sum(np.diff(sums[long] / counts[long]) ** 2)


def printed_lines(dark, slope, ink):
    """How dark the printed lines of a slope are at each place: (height, width), 0.0 elsewhere.

    A printed line is thin, and lighter than ink, whose darkness is given. It goes through the whole
    picture: that tells it from the strokes of a digit. Its darkness is the median along it, so the
    ink that crosses it does not count.
    """
    along = rows_along(dark.shape, slope)
    rows = np.rint(along).astype(int).ravel()
    counts = np.bincount(rows)
    # Sorted by row, and within a row by darkness.
    ordered = np.sort(rows + (dark.ravel().clip(-1, 1) + 1) / 2.001) - np.repeat(
        np.arange(len(counts)), counts
    )
    ordered, first = 2.001 * ordered - 1, np.cumsum(counts) - counts
    some = counts > dark.shape[1] / 4
    reach = max(1, round(THICKEST / 2 * max(dark.shape)))
    hidden, median = (
        _peaks(ordered[(first + (part * counts).astype(int)).clip(0, rows.size - 1)], reach)
        for part in (HIDDEN, 0.5)
    )
    seen = some & (hidden > FAINTEST) & (hidden < DARKEST * ink)
    strength = np.where(highest(seen.astype(float), 2, [0]) > 0, median, 0)
    return np.interp(along, np.arange(len(strength)), strength)


def _peaks(profile, reach):
    """The peaks of a profile that are at most `2 · reach` wide (a top-hat)."""
    return profile - highest(lowest(profile, reach, [0]), reach, [0])
