"""The words in a picture: where each stands, which of them touch, and where one is called many."""

import itertools
import re

from matplotlib.text import Annotation, Text

from nnlib.classroom.figures.base import PIXELS_PER_INCH, SHARPNESS, _project_style

NEAR = 2.5  # dots: what is nearer reads as one word
MANY = re.compile(r"(?<![\d.,·−+])\b1 ([a-z]+s)\b")  # "1 steps", but not "0.1 steps"
VERBS = {"is", "has", "was", "says", "times", "loses"}


def words_with_places(picture):
    """All upright words of a picture as it is drawn: a list of pairs (words, box in its dots)."""
    assert picture.png
    dpi = picture.figure.dpi
    with _project_style(), picture.as_drawn():
        picture.figure.dpi = PIXELS_PER_INCH * SHARPNESS
        drawer = picture.figure.canvas.get_renderer()
        axes = [axis for one in picture.figure.axes for axis in (one.xaxis, one.yaxis)]
        ticks = [tick for axis in axes for tick in (*axis.majorTicks, *axis.minorTicks)]
        drawn = {tick for axis in axes if axis.axes.axison for tick in axis._update_ticks()}
        hidden = {label for tick in {*ticks} - drawn for label in (tick.label1, tick.label2)}
        found = [
            (text.get_text(), text.get_window_extent(drawer))
            for text in picture.figure.findobj(Text)
            if text.get_visible() and text.get_text().strip() and not text.get_rotation()
            if text not in hidden
            # words beside a point beyond the axes are not drawn
            if not isinstance(text, Annotation) or text._check_xy(drawer)
        ]
    picture.figure.dpi = dpi
    return found


def touching(picture):
    """Pairs of words of a picture that lie on one another, or touch side by side."""
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(words_with_places(picture), 2)
        if max(a.x0, b.x0) - min(a.x1, b.x1) < NEAR and max(a.y0, b.y0) - min(a.y1, b.y1) < -NEAR
    ]


def one_called_many(said):
    """Where a text speaks of "1 steps"."""
    return [found for found in MANY.findall(said) if found not in VERBS]
