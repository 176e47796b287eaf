"""What is to be seen in a picture, asked of its figure."""

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch

from nnlib.classroom.figures.base import BLUE, GREY, ORANGE

COLOUR = {1: BLUE, -1: ORANGE, 0: GREY}


def axes(picture):
    return picture.figure.axes


def colour(thing):
    """The colour of a line, a text, a bar (its face) or an arrow (its edge)."""
    if isinstance(thing, FancyArrowPatch):
        return to_hex(thing.get_edgecolor())
    face = thing.get_facecolor if hasattr(thing, "get_facecolor") else thing.get_color
    return to_hex(face())


def points(line):
    return np.column_stack(line.get_data()).astype(float)


def lines(axis, colour_=None):
    """Lines of two points or more, of one colour if it is given."""
    found = [line for line in axis.lines if len(np.atleast_1d(line.get_xdata())) > 1]
    return [line for line in found if colour_ in (None, colour(line))]


def texts(axis):
    """What is written: a dictionary from the words to where they stand and in which colour."""
    return {t.get_text(): (t.get_position(), colour(t)) for t in axis.texts if t.get_text()}


def words(picture):
    return " | ".join(t.get_text() for axis in axes(picture) for t in axis.texts)


def bar_lengths(axis):
    """Lengths of horizontal bars, by their place."""
    return {round(b.get_y() + b.get_height() / 2): b.get_width() for b in axis.patches}


def image(axis, i=0):
    return np.asarray(axis.images[i].get_array())


def shows(axis, array, i=0):
    return np.allclose(image(axis, i), array)


def sign_colours(values):
    return [COLOUR[int(np.sign(v))] for v in values]


def blue_is_positive(axis, i=0):
    """Whether an image's colours go from orange over white to blue, with 0 in the middle."""
    mapped = axis.images[i]
    low, high = mapped.get_clim()
    ends = [to_hex(mapped.cmap(mapped.norm(v))) for v in (low, high)]
    return low == -high and ends == [ORANGE, BLUE]


def holds(axis, x, y):
    """Whether the axes contain these points."""
    (x0, x1), (y0, y1) = sorted(axis.get_xlim()), sorted(axis.get_ylim())
    return np.all((x >= x0) & (x <= x1)) and np.all((y >= y0) & (y <= y1))
