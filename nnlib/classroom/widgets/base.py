"""What all interactives share.

Each is three separate things: a computing function from a state to data, a drawing function from
data to a `Picture`, and its controls. `Interactive` joins them, and shows in one output the live
widget, a still picture for pages without a kernel, and the picture's fact.
"""

from dataclasses import dataclass

import ipywidgets
import traitlets

from nnlib.support.errors import DataError

WIDE = {"style": {"description_width": "220px"}, "layout": {"width": "700px"}}
# A name beside a slider is shown whole; ipywidgets would cut it off after a few letters.
WHOLE_NAMES = "<style>.nnlib-interactive .widget-readout { max-width: none }</style>"


@dataclass
class Choice:
    """A control that offers some values, as a slider that clicks from one to the next."""

    values: tuple
    label: str

    def widget(self, value):
        """The live control, standing at `value`."""
        if value not in self.values:
            raise DataError(f"{self.label}: {value!r} came; choose one of {self.values}.")
        return ipywidgets.SelectionSlider(
            options=self.values,
            value=value,
            description=self.label,
            continuous_update=False,
            **WIDE,
        )

    def read(self, value):
        """The value that stands in the line of Python."""
        return value

    def some(self, rng):
        """Values for a sweep: the ends, the middle and two by chance."""
        picked = [0, len(self.values) // 2, len(self.values) - 1]
        picked += list(rng.integers(0, len(self.values), 2))
        return [self.values[i] for i in dict.fromkeys(picked)]


class Menu(Choice):
    """A control that offers some values by name, each of them swept by the tests.

    It is a slider too: in JupyterLab the arrow keys do not reach a drop-down list.
    """

    def some(self, rng):
        """Values for a sweep: all of them."""
        return list(self.values)


@dataclass
class Slider:
    """A control for a number from `low` to `high` in steps."""

    low: float
    high: float
    step: float
    label: str

    def widget(self, value):
        """The live control, standing at `value`."""
        if not self.low <= value <= self.high:
            raise DataError(
                f"{self.label}: {value!r} came; it goes from {self.low} to {self.high}."
            )
        kind = ipywidgets.IntSlider if isinstance(self.step, int) else ipywidgets.FloatSlider
        more = {} if isinstance(self.step, int) else {"readout_format": self._digits()}
        return kind(
            value=value,
            min=self.low,
            max=self.high,
            step=self.step,
            description=self.label,
            continuous_update=False,
            **more,
            **WIDE,
        )

    def read(self, value):
        """The value on its step: a browser adds steps up and gets 1.2500000000000009."""
        steps = round((value - self.low) / self.step)
        return type(self.step)(round(self.low + steps * self.step, 9))

    def _digits(self):
        """As many decimals as the step has: 0.05 needs two."""
        decimals = len(f"{self.step:.6f}".rstrip("0").partition(".")[2])
        return f".{decimals}f"

    def some(self, rng):
        """Values for a sweep: the ends, the middle and two by chance, all on a step."""
        steps = round((self.high - self.low) / self.step)
        chosen = [0, steps, steps // 2, *rng.integers(0, steps + 1, 2)]
        values = [round(self.low + int(k) * self.step, 9) for k in dict.fromkeys(chosen)]
        return [int(v) for v in values] if isinstance(self.step, int) else values


@dataclass
class Switch:
    """A control that is on or off."""

    label: str

    def widget(self, value):
        """The live control, on or off."""
        return ipywidgets.Checkbox(
            value=bool(value), description=self.label, indent=False, layout=WIDE["layout"]
        )

    def read(self, value):
        """The value that stands in the line of Python."""
        return value

    def some(self, rng):
        """Values for a sweep: both."""
        return [False, True]


@dataclass
class Pair:
    """A control for a point (x, y): two sliders of one range."""

    low: float
    high: float
    step: float
    labels: tuple

    def widget(self, value):
        """The live control, standing at the point `value`."""
        sliders = [Slider(self.low, self.high, self.step, name) for name in self.labels]
        if len(value) != 2:
            raise DataError(f"{' and '.join(self.labels)}: two numbers are wanted; {value!r} came.")
        return _PairBox([s.widget(v) for s, v in zip(sliders, value, strict=True)])

    def read(self, value):
        """The point on its steps."""
        return tuple(Slider(self.low, self.high, self.step, "").read(v) for v in value)

    def some(self, rng):
        """Values for a sweep: corners, and points by chance."""
        one = Slider(self.low, self.high, self.step, "").some(rng)
        return [*zip(one, reversed(one), strict=True), (self.low, self.low)]


class _PairBox(ipywidgets.VBox):
    """Two sliders that have one value, the point at which they stand."""

    value = traitlets.Tuple()

    def __init__(self, sliders):
        super().__init__(sliders)
        self.value = tuple(s.value for s in sliders)
        for slider in sliders:
            slider.observe(self._read, "value")
        self.observe(self._write, "value")

    def _read(self, change):
        self.value = tuple(s.value for s in self.children)

    def _write(self, change):
        for slider, value in zip(self.children, self.value, strict=True):
            slider.value = value


class Interactive(ipywidgets.VBox):
    """Controls on top of a computing and a drawing function.

    name: the function that makes it; with the state it gives the line of Python that is shown.
    task: what to find with it. compute: takes the state as keywords, returns data. draw: takes
    the data, returns a Picture. controls: a dict from a parameter's name to its control.
    state: a dict from a parameter's name to the value at which it starts.
    """

    def __init__(self, name, task, compute, draw, controls, state):
        self.name, self.controls = name, controls
        self._compute, self._draw = compute, draw
        self._inputs = {key: controls[key].widget(state[key]) for key in controls}
        self._image = ipywidgets.Image(format="png")
        self._frame = ipywidgets.Box([self._image])
        self._tallest = 0
        self._fact, self._line = ipywidgets.HTML(), ipywidgets.HTML()
        for control in self._inputs.values():
            control.observe(self._update, "value")
        self._update()
        find = ipywidgets.HTML(
            f"{WHOLE_NAMES}<span style='font-size: 16px'><b>Find</b> {task}</span>"
        )
        below = [self._frame, self._fact, self._line]
        super().__init__([find, *self._inputs.values(), *below])
        self.add_class("nnlib-interactive")

    @property
    def state(self):
        """Where the controls stand, as a dictionary."""
        return {key: self.controls[key].read(live.value) for key, live in self._inputs.items()}

    @property
    def line(self):
        """The line of Python that recreates this state."""
        return f"{self.name}({', '.join(f'{key}={value!r}' for key, value in self.state.items())})"

    def set(self, **state):
        """Move controls, as a hand would."""
        for key, value in state.items():
            self._inputs[key].value = value

    def _update(self, change=None):
        self.picture = self._draw(self._compute(**self.state))
        self._image.value = self.picture.png
        self._image.layout.width = f"{self.picture.width}px"
        # The frame grows but never shrinks, so that the page below does not jump.
        self._tallest = max(self._tallest, self.picture.height)
        self._frame.layout = {
            "min_height": f"{self._tallest + 4}px",
            "align_items": "flex-start",  # or a narrow page would stretch the picture
            "overflow": "visible",
        }
        self._fact.value = f"<span style='font-size: 16px'>{self.picture.fact}</span>"
        self._line.value = f"<code style='font-size: 16px'>{self.line}</code>"

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs) or {}
        still, metadata = self.picture._repr_mimebundle_()
        return {**bundle, **still}, metadata

    def __repr__(self):
        return self.picture.fact
