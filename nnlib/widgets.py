"""The interactives of the lessons.

Each is three separate things: a computing function from a state to data, a drawing function from
data to a `Picture`, and its controls. `Interactive` joins them, and shows in one output the live
widget, a still picture for pages without a kernel, and the picture's fact.
"""

import functools
from dataclasses import dataclass

import ipywidgets
import numpy as np

from nnlib import figures
from nnlib.errors import DataError
from nnlib.mnist import read_embedded
from nnlib.network import Network


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
            style={"description_width": "initial"},
            layout={"width": "520px"},
        )


class Interactive(ipywidgets.VBox):
    """Controls on top of a computing and a drawing function.

    name: the function that makes it; with the state it gives the line of Python that is shown.
    task: what to find with it. controls: a dict from a parameter's name to its control.
    """

    def __init__(self, name, task, compute, draw, controls, state):
        unknown = set(state) - set(controls)
        if unknown:
            raise DataError(f"{name} has no {sorted(unknown)}; it has {sorted(controls)}.")
        self.name, self.controls = name, controls
        self._compute, self._draw = compute, draw
        self._inputs = {key: controls[key].widget(state[key]) for key in controls}
        self._image = ipywidgets.Image(format="png")
        self._fact, self._line = ipywidgets.HTML(), ipywidgets.HTML()
        for control in self._inputs.values():
            control.observe(self._update, "value")
        self._update()
        super().__init__(
            [
                ipywidgets.HTML(f"<span style='font-size: 16px'><b>Find</b> {task}</span>"),
                *self._inputs.values(),
                self._image,
                self._fact,
                self._line,
            ]
        )

    @property
    def state(self):
        """Where the controls stand, as a dictionary."""
        return {key: control.value for key, control in self._inputs.items()}

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
        self._fact.value = f"<span style='font-size: 16px'>{self.picture.fact}</span>"
        self._line.value = f"<code style='font-size: 16px'>{self.line}</code>"

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs) or {}
        still, metadata = self.picture._repr_mimebundle_()
        return {**bundle, **still}, metadata

    def __repr__(self):
        return self.picture.fact


MINI_BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def explore_mini_batches(m=10):
    """Lesson 09: the gradients of 100 mini-batches of m examples around the whole set's."""
    return Interactive(
        "explore_mini_batches",
        "the smallest m whose median angle is under 15°.",
        mini_batch_gradients,
        lambda data: figures.gradient_arrows(**data),
        {"m": Choice(MINI_BATCH_SIZES, "m, examples in a mini-batch")},
        {"m": m},
    )


def mini_batch_gradients(m, count=100, seed=0):
    """Lengths and angles of `count` mini-batch gradients of an untrained network, as a dict.

    The network is the lesson's, Network([784, 30, 10], seed=2), and the whole set the first 4,000
    training digits.
    Lengths are in units of the whole gradient's, angles in degrees; sides (±1) only spread the
    arrows over the picture.
    """
    whole = _mean_gradient(slice(None))
    rng = np.random.default_rng(seed)
    drawn = np.array([_mean_gradient(rng.choice(4000, m, replace=False)) for _ in range(count)])
    lengths = np.linalg.norm(drawn, axis=1)
    cosines = drawn @ whole / (lengths * np.linalg.norm(whole))
    return {
        "m": m,
        "lengths": lengths / np.linalg.norm(whole),
        "angles": np.degrees(np.arccos(np.clip(cosines, -1, 1))),
        "sides": np.where(np.arange(count) % 2, 1, -1),
    }


def _mean_gradient(indices):
    """The mean gradient over some of the first 4,000 training digits, as one long vector."""
    net, digits = _untrained()
    x, y = digits.columns(indices)
    nabla_b, nabla_w = net.backprop(x, y)
    return np.concatenate([g.ravel() for g in nabla_b + nabla_w]) / x.shape[1]


@functools.cache
def _untrained():
    return Network([784, 30, 10], seed=2), read_embedded().train
