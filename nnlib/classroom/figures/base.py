"""What all pictures share: the `Picture` with its fact, one style, one palette.

Blue is positive and orange is negative, everywhere; both are safe for colour-blind readers.
"""

import base64
import functools
import io

import matplotlib
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

BLUE, ORANGE, GREY, GREEN, PURPLE = "#0072b2", "#d55e00", "#6b6b6b", "#009e73", "#aa4499"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, GREY)
SIGNED = LinearSegmentedColormap.from_list("signed", [ORANGE, "white", BLUE])
COUNTS = LinearSegmentedColormap.from_list("counts", ["white", BLUE])
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 14,
    "axes.titlesize": 15,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e4e4e4",
    "axes.axisbelow": True,
    "lines.linewidth": 2.2,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "white",
    "text.hinting": "none",
}
PIXELS_PER_INCH = 100  # on the page; the file holds more, for projectors and fine screens
SHARPNESS = 1.6


class Picture:
    """A picture together with its fact: one line of text that says what the picture shows.

    A notebook shows the picture; a text page, a test or a screen reader gets the fact.
    """

    def __init__(self, figure, fact, alt=None):
        self.figure, self.fact, self.alt = figure, fact, alt or fact
        self.width = round(figure.get_figwidth() * PIXELS_PER_INCH)
        self.height = round(figure.get_figheight() * PIXELS_PER_INCH)

    @functools.cached_property
    def png(self):
        """The picture as the bytes of a PNG file, drawn when it is first asked for."""
        return self.render()

    def render(self, sharpness=None):
        """The picture as the bytes of a PNG file. sharpness: its dots per pixel of the page."""
        buffer = io.BytesIO()
        with matplotlib.rc_context(STYLE):
            # No version in the file: the same picture gives the same bytes.
            self.figure.savefig(
                buffer,
                format="png",
                dpi=PIXELS_PER_INCH * (sharpness or SHARPNESS),
                metadata={"Software": None},
            )
        return buffer.getvalue()

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"image/png": base64.b64encode(self.png).decode(), "text/plain": self.fact}
        return bundle, {"image/png": {"alt": self.fact, "width": self.width}}

    def __repr__(self):
        return self.fact

    def save(self, path):
        """Write the picture to a PNG file."""
        with open(path, "wb") as file:
            file.write(self.png)


def panels(rows, columns, width, height, **options):
    """A figure and its axes in the project's style; width and height in inches."""
    figure = Figure(figsize=(width, height), dpi=PIXELS_PER_INCH)
    return figure, figure.subplots(rows, columns, **options)


def styled(function):
    """Draw with the project's style, whatever the student has set."""

    @functools.wraps(function)
    def draw(*args, **kwargs):
        with matplotlib.rc_context({**matplotlib.rcParamsDefault, **STYLE}):
            return function(*args, **kwargs)

    return draw
