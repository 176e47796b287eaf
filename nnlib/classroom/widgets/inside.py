"""Look inside a network: what one hidden neuron does with one digit, and what if it did not."""

import math

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.figures.base import number
from nnlib.classroom.widgets.base import Interactive
from nnlib.classroom.widgets.controls import Slider, Switch
from nnlib.network import Network, answers
from nnlib.neurons import sigmoid
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.threads import one_thread

TASK = "a neuron without which this digit is read wrongly, and one that nobody would miss."


def look_inside(net, digits, digit=0, neuron=0, off=False, scale=1.0):
    """What a hidden neuron does with a digit: weights times ink, the sum, the bias, σ, and onward.

    net: a `Network` with a hidden layer, such as Network([784, 30, 10]). digits: what it reads, as
    load_mnist().test. digit: a number in `digits`; neuron: one of the first hidden layer.
    off=True switches it off: it passes on 0; scale: it passes on so many times its activation.
    Beside the ten outputs stands how many of the digits are read right, now and with the neuron as
    it was. The network is looked at as it is when this is called, and is not changed.

    Raises DataError or ShapeError for what is no such network, or for digits that do not fit.
    """
    return Inside(net, digits, {"digit": digit, "neuron": neuron, "off": off, "scale": scale})


class Inside(Interactive):
    """What `look_inside` gives."""

    def __init__(self, net, digits, state):
        neurons = Neurons(net, digits)
        controls = {
            "digit": Slider(0, neurons.many - 1, 1, "digit, its number"),
            "neuron": Slider(0, neurons.sizes[1] - 1, 1, "neuron of the hidden layer"),
            "off": Switch("switch it off"),
            "scale": Slider(0.0, 5.0, 0.1, "what it passes on, times"),
        }
        task, compute = TASK, neurons.at_work
        super().__init__("look_inside", task, compute, _drawn, controls, state, fit=_wake)

    @property
    def line(self):
        """The line of Python that recreates this state, with the names that the lessons use."""
        return super().line.replace("look_inside(", "look_inside(net, test_data, ", 1)


def _wake(state, before):
    """Who moves what a neuron passes on switches it on again: else the slider would do nothing."""
    woken = before and before["off"] and state["off"] and state["scale"] != before["scale"]
    return {**state, "off": state["off"] and not woken}, {}


class Neurons:
    """The first hidden layer of a network on some digits, computed once."""

    def __init__(self, net, digits):
        _check(net)
        data = net.examples(digits, "digits", to_evaluate=True)
        self.sizes, self.many = net.sizes, len(data)
        self.weights, self.biases = net.copied_parameters()
        with one_thread():
            x, y = data.columns(slice(None), net.dtype)
            self.hidden = sigmoid(self.weights[0] @ x + self.biases[0])
        self.data, self.dtype, self.labels = data, net.dtype, answers(y)
        self.right = self._right(0, 1.0)

    def at_work(self, digit, neuron, off, scale):
        """What `figures.neuron_at_work` draws, as a dict. neuron passes on `scale` times a."""
        factor = 0.0 if off else scale
        x, _ = self.data.columns(slice(digit, digit + 1), self.dtype)
        w, b = self.weights[0][neuron], float(self.biases[0][neuron, 0])
        z = float(w @ x[:, 0]) + b
        a = self.hidden[:, [digit]]
        activation = float(a[neuron, 0])
        side = math.isqrt(self.sizes[0])
        return {
            "image": x.reshape(side, side),
            "weights": w.reshape(side, side),
            "bias": b,
            "z": z,
            "activation": activation,
            "sent": factor * activation,
            "outgoing": self.weights[1][:, neuron],
            "before": self._outputs(a).ravel(),
            "after": self._outputs(_scaled(a, neuron, factor)).ravel(),
            "label": int(self.labels[digit]),
            "neuron": neuron,
            "factor": factor,
            "right": (self.right, self._right(neuron, factor), self.many),
        }

    def _outputs(self, a):
        """The outputs for activations a of the first hidden layer, (n₁, m)."""
        for W, b in zip(self.weights[1:], self.biases[1:], strict=True):
            a = sigmoid(W @ a + b)
        return a

    def _right(self, neuron, factor):
        """How many digits are read right if the neuron passes on `factor` times its activation."""
        with one_thread():
            outputs = self._outputs(_scaled(self.hidden, neuron, factor))
        return int(np.sum(answers(outputs) == self.labels))


def _scaled(a, neuron, factor):
    changed = a.copy()
    changed[neuron] *= factor
    return changed


def _check(net):
    if not isinstance(net, Network):
        hint = " Write look_inside(net, …), without brackets behind net." if callable(net) else ""
        raise DataError(
            f"look_inside looks into a Network, such as Network([784, 30, 10]); "
            f"{type(net).__name__} came.{hint}"
        )
    if len(net.sizes) < 3:
        raise DataError(
            f"{net!r} has no hidden layer to look into. Its weights are pictures of the outputs "
            "themselves: figures.weight_images(net.weights[0])."
        )
    if math.isqrt(net.sizes[0]) ** 2 != net.sizes[0]:
        raise ShapeError(
            f"{net!r} has {net.sizes[0]} inputs, which are no square picture; 784 are 28 × 28."
        )


def _drawn(data):
    """The picture of a neuron at work, with its fact."""
    label, neuron, factor, right = (data.pop(k) for k in ("label", "neuron", "factor", "right"))
    before, after, many = right
    says, said = int(np.argmax(data["after"])), int(np.argmax(data["before"]))
    state = "" if factor == 1 else " switched off" if not factor else f" times {factor:g}"
    fact = (
        f"neuron {neuron}{state}: z = {number(data['z'], '.2f')}, "
        f"σ(z) = {number(data['activation'], '.2f')}; "
        f"this {label} is read as {says}; {after:,} of {many:,} right"
    )
    if factor != 1:
        fact += f" (as it was: read as {said}; {before:,} right)"
    title = f"neuron {neuron}{state}, and a {label} that is read as {says}"
    return figures.neuron_at_work(**data, title=title, fact=fact)
