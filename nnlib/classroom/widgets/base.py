"""What all interactives share.

Each is three separate things: a computing function from a state to data, a drawing function from
data to a `Picture`, and its controls. `Interactive` joins them, and shows in one output the live
widget, a still picture for pages without a kernel, and the picture's fact. `interactive.js` and
`interactive.css` are its page.
"""

import functools
import inspect
import pathlib

import traitlets

from nnlib.classroom.figures.base import Board
from nnlib.classroom.widgets.live import Live
from nnlib.support.errors import DataError

HERE = pathlib.Path(__file__).parent
MOST_SKETCHES = 100  # that are kept, some 50 kB each


def interactive(task, draw, fit=None, grips=None, still=None):
    """Make an `explore_…` function out of one that computes.

    The function's signature names each parameter once, with its control and where it starts:
    `eta: Slider(0.01, 1.2, 0.01, "η, the learning rate") = 0.9`. Its body takes a state and returns
    data. task: what to find. draw: from data to a `Picture`. fit(state, before): settings that
    hang together, as (state, {parameter: its highest value}). grips(figure, state): where in the
    picture something can be taken, as a list of `grip`s. still: as `draw`, what a page without a
    kernel shows, if that is another picture.
    """

    def make(compute):
        parameters = inspect.signature(compute).parameters
        controls = {key: parameter.annotation for key, parameter in parameters.items()}

        @functools.wraps(compute)
        def explore(*args, **kwargs):
            given = inspect.signature(compute).bind(*args, **kwargs)
            given.apply_defaults()
            state = given.arguments
            return Interactive(
                compute.__name__, task, compute, draw, controls, state, fit, grips, still
            )

        explore.compute, explore.draw = compute, draw
        explore.__doc__ += f"\n\n    Find {task}\n\n    " + "\n    ".join(
            f"{key}: {_label(control)}; {control!r}." for key, control in controls.items()
        )
        return explore

    return make


def grip(axes, x=None, y=None, add=(0, 0), mark=True):
    """A place in the picture that can be taken: dragging over `axes` sets x and y, or one of them.

    x, y: a parameter's name, or ("start", 0) for a coordinate of a `Point`; None: not set by it.
    add: what is added to the coordinates under the pointer. mark: show where it is.
    """
    box = axes.get_position()
    return {
        "keys": [x, y],
        "box": [box.x0, box.y0, box.width, box.height],
        "x": list(axes.get_xlim()),
        "y": list(axes.get_ylim()),
        "add": list(add),
        "mark": mark,
    }


class Interactive(Live):
    """Controls on top of a computing and a drawing function.

    name: the function that makes it; with the state it gives the line of Python that is shown.
    task: what to find with it. compute: takes the state as keywords, returns data. draw: takes
    the data, returns a Picture. controls: a dict from a parameter's name to its control.
    state: a dict from a parameter's name to the value at which it starts. fit, grips, still: as
    in `interactive`.
    """

    _esm = HERE / "interactive.js"
    _css = HERE / "interactive.css"
    page = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)
    image = traitlets.Bytes().tag(sync=True)

    def __init__(
        self, name, task, compute, draw, controls, state, fit=None, grips=None, still=None
    ):
        self.name, self.controls = name, controls
        self._compute, self._draw, self._fit, self._grips = compute, draw, fit, grips
        self._draw_still = still
        self._state, self._picture, self._layout, self._tallest = None, None, None, 0
        self._board, self._on_board, self._sketches = Board(), (None, None), {}
        self._newest = {}  # the number of the last state that each page has sent
        asked = [{"key": key, **control.page()} for key, control in controls.items()]
        super().__init__(page={"name": name, "task": task, "controls": asked})
        self.set(**state)
        self.on_msg(self._heard)

    @property
    def state(self):
        """Where the controls stand, as a dictionary."""
        return dict(self._state)

    @property
    def line(self):
        """The line of Python that recreates this state."""
        return f"{self.name}({', '.join(f'{key}={value!r}' for key, value in self.state.items())})"

    def set(self, **state):
        """Move controls, as a hand would."""
        self._show(state)

    @property
    def picture(self):
        """The picture of this state."""
        if self._picture is None:
            self._picture = self._drawn(self._state)
        return self._picture

    def _show(self, state, quick=False, **asked):
        """Draw a state. quick: a sketch, in the layout of the last sharp picture."""
        unknown = [key for key in state if key not in self.controls]
        if unknown:
            raise DataError(f"{self.name} has no {unknown[0]!r}, only {', '.join(self.controls)}.")
        state = {key: self.controls[key].check(value) for key, value in state.items()}
        before, state = self._state, {**(self._state or {}), **state}
        state, highest = self._fit(state, before) if self._fit else (state, {})
        image, about = (self._sketch if quick else self._picture_of)(state, asked)
        self._state = state
        wide, tall = about["size"]
        self._tallest = max(self._tallest, tall)
        with self.hold_sync():
            self.image = image
            self.shown = {
                **about,
                "state": state,
                "line": self.line,
                "highest": highest,
                "size": [wide, tall, self._tallest],
                "quick": quick,
                **asked,
            }

    def _drawn(self, state):
        return self._draw(self._compute(**state))

    def _picture_of(self, state, asked):
        """A PNG file and what is to be said about it. asked: who asks, `view` and `number`."""
        if self._layout is None:  # the first
            self._picture = picture = self._drawn(state)
            image = picture.png
        else:
            self._picture, picture = None, self._drawn_on_board(state)
            image = picture.render_after(self._layout)
        if self._layout is None or not picture.laid_out_in(self._layout):
            self._layout = picture.layout()
            self._sketches.clear()
        return image, self._about(picture, state)

    def _sketch(self, state, asked):
        """As `_picture_of`, in a hurry: a hand that goes to and fro meets the same states again."""
        key, self._picture = repr(state), None
        if key not in self._sketches:
            picture = self._drawn_on_board(state)
            if self._overtaken(**asked):
                raise _OvertakenError
            image = picture.sketch(self._layout)
            if len(self._sketches) == MOST_SKETCHES:
                del self._sketches[next(iter(self._sketches))]  # the oldest
            self._sketches[key] = image, self._about(picture, state)
        return self._sketches[key]

    def _drawn_on_board(self, state):
        """The picture of a state on the board: where it stands there already, it is not redrawn."""
        key, (there, picture) = repr(state), self._on_board
        if key != there:
            self._on_board = None, None
            with self._board:
                picture = self._drawn(state)
            self._on_board = key, picture
        return picture

    def _about(self, picture, state):
        with picture.as_drawn():
            grips = self._grips(picture.figure, state) if self._grips else []
        size = [picture.width, picture.height]
        return {"fact": picture.fact, "alt": picture.alt, "size": size, "grips": grips}

    def _heard(self, _, message, buffers):
        """The page asks for a picture; the answer carries the number that it gave."""
        self._newest[message["view"]] = message["number"]
        self._in_turn(self._answer, message)

    def _answer(self, message):
        asked = {key: message[key] for key in ("view", "number")}
        if self._overtaken(**asked):
            return
        try:
            self._show(message["state"], message["quick"], **asked)
        except _OvertakenError:
            pass
        except Exception as error:
            kind = "" if isinstance(error, DataError) else f"{type(error).__name__}: "
            self.shown = {**self.shown, **asked, "quick": False, "error": f"{kind}{error}"}
            raise

    def _overtaken(self, view=None, number=0):
        """Whether a page has asked for a newer state meanwhile, so that it waits for that alone."""
        return self._newest.get(view, 0) > number

    def still(self):
        """The picture of the state, in which the controls stand."""
        if self._draw_still:
            return self._draw_still(self._compute(**self._state))
        return self.picture


class _OvertakenError(Exception):
    """A picture is no longer wanted: a newer state was asked for while it was drawn."""


def _label(control):
    return " and ".join(control.labels) if hasattr(control, "labels") else control.label
