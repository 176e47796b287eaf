"""What all pictures share: the `Picture` with its fact, one style, one palette, one way to write
numbers, and the sentences that refuse what cannot be drawn.

Blue is positive, orange is negative and grey is zero, everywhere; the colours are safe for
colour-blind readers.
"""

import base64
import contextlib
import contextvars
import functools
import inspect
import io
import math
import struct
import zlib
from typing import NamedTuple

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image

from nnlib.support.errors import DataError, ShapeError

BLUE, ORANGE, GREY, GREEN, PURPLE = "#0072b2", "#d55e00", "#6b6b6b", "#009e73", "#aa4499"
INK = "#1a1a1a"  # lines to be seen on blue, white and orange ground
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, GREY)
LINES = ("-", "--", ":", "-.")  # with more curves than colours, the next kind of line
SIGNED = LinearSegmentedColormap.from_list("signed", [ORANGE, "white", BLUE])
COUNTS = LinearSegmentedColormap.from_list("counts", ["white", BLUE])
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 14,
    "axes.titlesize": 15,
    "axes.titley": 1.0,  # else every drawing measures all labels before it places a title
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
MOST_OUTPUTS = 60
SMALLEST_SIDE = 8  # fewer than 8 · 8 numbers in a row are taken for a table's
MOST_PICTURES = 200  # of a grid; more would take minutes, and nobody could see them


class Picture:
    """A picture together with its fact: one line of text that says what the picture shows.

    A notebook shows the picture; a text page or a test gets the fact; a screen reader speaks `alt`,
    which is the fact, or a longer text that tells what is to be seen to someone who cannot see it.
    `figure` is matplotlib's own figure: its lines, bars, images and texts can be asked.
    `parts` is what a slide may show one after another: pairs of a name and a list of the figure's
    artists.
    """

    def __init__(self, figure, fact, alt=None, parts=()):
        self.figure, self.fact, self.alt, self.parts = figure, fact, alt or fact, parts
        self.width = round(figure.get_figwidth() * PIXELS_PER_INCH)
        self.height = round(figure.get_figheight() * PIXELS_PER_INCH)

    @functools.cached_property
    def png(self):
        """The picture as the bytes of a PNG file, drawn when it is first asked for."""
        return self.render()

    def render(self, sharpness=None):
        """The picture as the bytes of a PNG file. sharpness: dots of it per pixel of the page.

        What is drawn later is not changed by it.
        """
        return _as_png(self._paint(sharpness or SHARPNESS))

    def sketch(self, layout):
        """As `render`, but sooner: a picture that is soon replaced, while a slider is dragged.

        It has a dot per pixel of the page, 256 colours, and the `Layout` of a picture drawn
        before; if that had another number of axes, a layout of its own.
        """
        image = self._paint(1, layout)
        return _as_png(image.quantize(256, Image.Quantize.FASTOCTREE))

    def render_after(self, layout):
        """The same picture as `png`, but sooner: the one at which a hand comes to rest.

        Where all words need as much room as in a `Layout` from before, it is taken, and not found
        anew. The file is packed in half the time.
        """
        return _packed(self._paint(SHARPNESS, layout, if_it_fits=True))

    def layout(self):
        """The `Layout` that this picture had when it was drawn last."""
        start = _start(self.figure)
        with _project_style(), self.as_drawn():
            self.figure.dpi = PIXELS_PER_INCH * SHARPNESS
            places = [place for _, place, _ in self._drawn]
            words = [words.get_position() for words in self.figure.texts]
            return Layout(places, words, start, _room(self.figure))

    def _paint(self, sharpness, layout=None, if_it_fits=False):
        figure = self.figure
        with _project_style(), _same_layout_afterwards(figure):
            figure.dpi = PIXELS_PER_INCH * sharpness
            if not isinstance(figure.canvas, FigureCanvasAgg):
                FigureCanvasAgg(figure)  # kept, as it knows how large its words are
            if layout and len(layout.places) == len(figure.axes):
                before, engine, start = _places(figure), figure.get_layout_engine(), _start(figure)
                layout.put(figure)
                if if_it_fits and not (start == layout.start and layout.fits(figure)):
                    figure.set_layout_engine(engine)
                    _put(before)
            figure.canvas.draw()  # once; savefig draws everything twice
            self._drawn = _places(figure)
        ink = figure.canvas.buffer_rgba()
        return Image.frombuffer("RGBA", ink.shape[1::-1], ink).convert("RGB")

    def laid_out_in(self, layout):
        """Whether its axes, as they were drawn last, stand at the places of a `Layout`."""
        return [place.bounds for _, place, _ in self._drawn] == [p.bounds for p in layout.places]

    @contextlib.contextmanager
    def as_drawn(self):
        """While it lasts, the axes stand where they stood when the picture was drawn last.

        The layout is found while drawing. So the place of a point in the picture is to be asked in
        here, and of a picture that was drawn.
        """
        with _same_layout_afterwards(self.figure):
            _put(self._drawn)
            yield

    def places(self):
        """Where each part stands: (name, left, top, right, bottom), in shares of the picture."""
        self.png  # noqa: B018 - what has not been drawn has no place yet
        with _project_style(), self.as_drawn():
            self.figure.dpi = PIXELS_PER_INCH * SHARPNESS
            drawer = self.figure.canvas.get_renderer()
            wide, high = self.figure.bbox.size
            found = []
            for name, artists in self.parts:
                box = Bbox.union([artist.get_window_extent(drawer) for artist in artists])
                edges = box.x0 / wide, 1 - box.y1 / high, box.x1 / wide, 1 - box.y0 / high
                found.append((name, *(round(float(edge), 3) for edge in edges)))
        return found

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"image/png": base64.b64encode(self.png).decode(), "text/plain": self.fact}
        said = {"alt": self.alt, "width": self.width}
        if self.parts:
            said["parts"] = [list(part) for part in self.places()]
        return bundle, {"image/png": said}

    def __repr__(self):
        return self.fact

    def save(self, path):
        """Write the picture to a PNG file."""
        with open(path, "wb") as file:
            file.write(self.png)


class Layout(NamedTuple):
    """Where the axes of a picture stand, and what that was found from."""

    places: list  # of the axes, as shares of the figure
    words: list  # places of the words that belong to the whole figure
    start: tuple  # size of the figure, and where the axes stood before
    room: np.ndarray  # that all words need, in dots of a sharp picture: (axes + words, 4)

    def fits(self, figure):
        """Whether the layout of a figure, whose axes stand so by now, would be the same."""
        room = _room(figure)
        return room.shape == self.room.shape and np.allclose(room, self.room, rtol=0, atol=0.01)

    def put(self, figure):
        """Lay a figure out like this."""
        figure.set_layout_engine("none")
        for axis, place in zip(figure.axes, self.places, strict=True):
            axis.set_position(place)
        for words, place in zip(figure.texts, self.words, strict=False):
            words.set_position(place)


@functools.cache
def _all_settings():
    """All of matplotlib's settings but the backend, as the project wants them."""
    settings = matplotlib.RcParams({**matplotlib.rcParamsDefault, **STYLE})
    return {key: value for key, value in dict.items(settings) if key != "backend"}


def _as_png(image):
    """A PNG file; the lowest level of compression is twice as fast, and its file hardly larger."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _packed(image):
    """A PNG file as well, without the search for the best filter of each row: in half the time."""
    rows = np.asarray(image).reshape(image.height, -1)
    rows = np.pad(rows, ((0, 0), (1, 0)))  # a 0 before each: no filter
    head = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 0)  # 8 bits of R, G, B
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@contextlib.contextmanager
def _project_style():
    with matplotlib.rc_context():
        dict.update(matplotlib.rcParams, _all_settings())  # known to be valid: no second look
        yield


@contextlib.contextmanager
def _same_layout_afterwards(figure):
    """Leave the axes where they were: the layout starts from there, and not from a coarser one."""
    before, dpi, engine = _places(figure), figure.dpi, figure.get_layout_engine()
    yield
    figure.dpi = dpi
    if figure.get_layout_engine() is not engine:
        figure.set_layout_engine(engine)
    _put(before)


def _places(figure):
    return [(axis, axis.get_position(True), axis.get_position()) for axis in figure.axes]


def _put(places):
    for axis, original, active in places:
        axis.set_position(original, "original")
        axis.set_position(active, "active")
        axis.set_in_layout(True)  # which a position that is set takes away


def _start(figure):
    return (*figure.get_size_inches(), *(place.bounds for _, place, _ in _places(figure)))


def _room(figure):
    """How far words reach beyond each of the axes, in dots; of the figure's own, how high they are.

    Of shape (axes + words, 4): left, bottom, right, top.
    """
    drawer = figure.canvas.get_renderer()
    around = [
        axis.get_tightbbox(drawer, for_layout_only=True).extents
        - axis.get_position(original=True).transformed(figure.transSubfigure).extents
        for axis in figure.axes
        if axis.get_visible()
    ]
    high = [[0, 0, 0, words.get_window_extent(drawer).height] for words in figure.texts]
    return np.array([*around, *high])


def panels(rows, columns, width, height, **options):
    """A figure and its axes in the project's style; width and height in inches."""
    return _figure(width, height, "subplots", rows, columns, **options)


def strip(height=2.3):
    """A figure and axes to draw on freely, as at a board: 11.6 wide, y = 0 in the middle."""
    figure, axis = panels(1, 1, 11.6, height)
    axis.axis("off")
    axis.set(xlim=(0, 11.6), ylim=(-height / 2, height / 2))
    return figure, axis


def mosaic(rows, width, height):
    """A figure and a dict of its axes. rows: row by row, the name of the axes at each place."""
    return _figure(width, height, "subplot_mosaic", rows)


def _figure(width, height, kind, *args, **options):
    asked = (width, height, kind, args, options)
    board = _board.get()
    return board.figure(asked) if board else _new_figure(asked)


def _new_figure(asked):
    width, height, kind, args, options = asked
    figure = Figure(figsize=(width, height), dpi=PIXELS_PER_INCH)
    return figure, getattr(figure, kind)(*args, **options)


_board = contextvars.ContextVar("board", default=None)


class Board:
    """A figure that is drawn on again and again. Its axes are swept clean, and not made anew.

    New axes and their ticks take a third of the time of a picture. So pictures that follow a hand
    are drawn on a board:

        with board:
            picture = figures.bars(…)

    Each picture wipes out the one before it on the same board.
    """

    def __init__(self):
        self._asked = self._made = None

    def __enter__(self):
        self._token = _board.set(self)

    def __exit__(self, *_):
        _board.reset(self._token)

    def figure(self, asked):
        """The figure and its axes, as `panels` gives them; `asked` as `_figure` has it."""
        _board.set(None)  # a second figure within one drawing is one of its own
        if asked == self._asked:
            self._sweep()
        else:
            self._asked, self._made = asked, _new_figure(asked)
            self._axes = {axes: axes.get_position() for axes in self._made[0].axes}
            self._tickers = [
                (axis, axis.get_major_locator(), axis.get_major_formatter())
                for axes in self._axes
                for axis in (axes.xaxis, axes.yaxis)
            ]
        return self._made

    def _sweep(self):
        figure = self._made[0]
        for axes in figure.axes:
            if axes not in self._axes:
                axes.remove()
        if figure.get_suptitle():
            figure.suptitle("")
        for axes, place in self._axes.items():
            _sweep(axes)
            axes.set_position(place)
        for axis, locator, formatter in self._tickers:
            axis.set_major_locator(locator)
            axis.set_major_formatter(formatter)


def _sweep(axes):
    """Take everything off, as before the first line was drawn; ticks and spines stay."""
    # Collections come first: contour lines take their labels with them.
    kinds = (axes.collections, axes.lines, axes.patches, axes.texts, axes.images, axes.artists)
    for artist in [artist for kind in kinds for artist in kind]:
        if artist.axes:
            artist.remove()
    if axes.get_legend():
        axes.get_legend().remove()
    for words in (axes.title, axes.xaxis.label, axes.yaxis.label):
        words.set(text="", color=matplotlib.rcParams["text.color"])
    axes.relim()
    axes.set_xlim(0, 1, auto=True)  # it may be the other way round
    axes.set_ylim(0, 1, auto=True)
    axes.set_aspect("auto")
    axes.set_prop_cycle(None)
    axes.set_axis_on()


def styled(function):
    """Draw with the project's style, whatever the student has set.

    Every figure so takes `alt` as well: a text for someone who cannot see the picture.
    """

    @functools.wraps(function)
    def draw(*args, alt=None, **kwargs):
        with _project_style():
            picture = function(*args, **kwargs)
        picture.alt = alt or picture.alt
        return picture

    signature = inspect.signature(function)
    more = inspect.Parameter("alt", inspect.Parameter.KEYWORD_ONLY, default=None)
    draw.__signature__ = signature.replace(parameters=[*signature.parameters.values(), more])
    return draw


def sign_colour(value):
    """Blue for a positive number, orange for a negative one, grey for zero."""
    return BLUE if value > 0 else ORANGE if value < 0 else GREY


def number(value, digits=".3g"):
    """A number as text, with a real minus sign, and none before a zero.

    digits: as in a format, ".3g" for three digits, "+.4f" for four decimals and a sign.
    """
    text = f"{float(value):{digits}}"
    if float(text) == 0:
        text = text.lstrip("-+")
    return text.replace("-", "−")


def bracketed(text):
    """A negative number in brackets, as a factor of a product needs them."""
    return f"({text})" if text.startswith("−") else text


def counted(n, thing):
    """How many of a thing, in words: 1 step, 2 steps. n: a number, or how it is written."""
    return f"{n} {thing}" + ("" if str(n) == "1" else "s")


def looks(curves, what="curves"):
    """A colour and a kind of line for each curve, so that all can be told apart.

    curves: what is drawn, such as a dict. The first five differ by their colours, the next five are
    dashed, and so on. None, or more than twenty, are refused.
    """
    n, most = len(curves), len(COLOURS) * len(LINES)
    if not 0 < n <= most:
        raise DataError(f"{n} {what} came; 1 to {most} can be drawn so that they are told apart.")
    return [(COLOURS[i % len(COLOURS)], LINES[i // len(COLOURS)]) for i in range(n)]


def legend(axis, n, **options):
    """The names of n curves: within the axes, or, of more than five, to the right of them."""
    if n > len(COLOURS):
        options |= {"loc": "center left", "bbox_to_anchor": (1, 0.5), "fontsize": 12}
    axis.legend(**options)


def as_row(values, name, at_least=1):
    """Values as an array of finite numbers, (n,); a column (n, 1) is one, too."""
    found = as_numbers(values, name)
    if found.ndim == 2 and found.shape[1] == 1:
        found = found[:, 0]
    if found.ndim != 1 or len(found) < at_least:
        advice = f"Write {name}[:, [0]] for the first example." if found.ndim == 2 else ""
        raise ShapeError(
            f"{name} has shape {found.shape}; (n,) or (n, 1) is expected, with n at least "
            f"{at_least}. {advice}".strip()
        )
    return found


def as_numbers(values, name):
    """Values as an array of finite numbers, or a sentence that says what came."""
    try:
        found = np.asarray(values)
    except ValueError:
        raise ShapeError(f"{name} has rows of different lengths, so it is no array.") from None
    if found.dtype.kind not in "fiub":
        raise DataError(f"{name} must hold numbers; it holds values of type {found.dtype}.")
    if not np.isfinite(found).all():
        raise DataError(f"{name} holds NaN or infinity, which cannot be drawn.")
    return found


def as_shares(values, name):
    """Values as an array of shares in 0–1, (n,), such as accuracies; percent are refused."""
    found = as_row(values, name)
    if found.min() < 0 or found.max() > 1:
        raise DataError(
            f"{name} must hold shares from 0 to 1; {found.min():g} to {found.max():g} came. "
            "Divide percent by 100."
        )
    return found


def same_number(name, things, other, others):
    """Refuse two lists that should be of one length and are not."""
    if len(things) != len(others):
        raise ShapeError(
            f"{name} holds {len(things)}, {other} {len(others)}; as many of one as of the other "
            "are expected."
        )


def as_picture(image, name="image"):
    """A picture as an array of two axes, (height, width), of numbers that are not negative."""
    found = as_numbers(image, name)
    if found.ndim != 2 or not found.size:
        side = int(np.sqrt(found.size))
        raise ShapeError(
            f"{name} has shape {found.shape}; (height, width) is expected, such as (28, 28)."
            + (f" Write {name}.reshape({side}, {side})." if side * side == found.size > 1 else "")
        )
    if found.min() < 0:
        raise DataError(
            f"{name} holds {found.min():g}; ink is 0 or more. For positive and negative numbers "
            "there is figures.weight_images."
        )
    return found


def as_pictures(images, name="images", most=MOST_PICTURES):
    """Pictures as a list of arrays (height, width); their sizes may differ."""
    if isinstance(images, np.ndarray) and images.ndim != 3:
        raise ShapeError(
            f"{name} has shape {images.shape}; (n, height, width) is expected. "
            f"{_pictures_advice(images, name)}"
        )
    if len(images) > most:
        raise DataError(f"{len(images):,} {name} came; at most {most} are drawn: {name}[:{most}].")
    return [as_picture(image, f"{name}[{i}]") for i, image in enumerate(images)]


def _pictures_advice(images, name):
    """What to write for an array that is no list of grey pictures."""
    if images.ndim == 4:
        axis = 1 if images.shape[1] in (1, 3) else 3
        return f"For grey pictures write {name}.mean(axis={axis})."
    side = math.isqrt(images.shape[1]) if images.ndim == 2 else 0
    if side >= SMALLEST_SIDE and side**2 == images.shape[1] != len(images):
        return f"Rows of pixels become pictures by {name}.reshape(-1, {side}, {side})."
    if images.ndim == 2 and min(images.shape) >= SMALLEST_SIDE:
        return "Of one picture, write image[None]."
    return (
        "Numbers of a table are no pictures, and cannot be drawn as such; rows of pixels become "
        f"pictures by {name}.reshape(-1, height, width)."
    )


def darkest(images):
    """The number that is drawn black: 1, 16 or 255, as the values of the pictures have it.

    Bytes and whole numbers up to 255 are pixels, shares up to 1 are ink, whole numbers up to 16 are
    scikit-learn's digits; of other numbers the largest is black.
    """
    images = [np.asarray(image) for image in images]
    largest = max((image.max() for image in images if image.size), default=1)
    if largest <= 1:
        return 1
    whole = all(np.array_equal(image, np.round(image)) for image in images)
    if largest <= 16:
        return 16 if whole else float(largest)
    return 255 if largest <= 255 else float(largest)


def as_outputs(outputs):
    """A network's outputs for one example, (n,), two to sixty of them."""
    found = as_row(outputs, "outputs", at_least=2)
    if len(found) > MOST_OUTPUTS:
        raise DataError(f"{len(found)} outputs came; at most {MOST_OUTPUTS} are drawn as bars.")
    return found


def bars_height(n):
    """How high a panel of n bars is, in inches: as of old for ten, higher for more."""
    return 3.9 if n <= 10 else 0.9 + 0.3 * n
