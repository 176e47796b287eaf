"""The pad: draw a digit, or a whole number, and watch networks read it.

`pad.js` draws strokes and shows what comes back; all that is computed is computed here. So a pad
can be tried without a browser: `pad.strokes = [...]` does what a hand does.
"""

import functools
import numbers
from pathlib import Path

import numpy as np
import traitlets

from nnlib.classroom import figures
from nnlib.classroom.figures.base import counted
from nnlib.classroom.widgets.live import Live
from nnlib.digits.mnist import Digits, data_file, read_embedded
from nnlib.layers import Sequential
from nnlib.network import Network
from nnlib.reading.drawing import PENS, drawn_digit, drawn_ink
from nnlib.reading.pieces import read_number
from nnlib.support.errors import DataError, ShapeError

HERE = Path(__file__).parent
EXAMPLE = 11  # the embedded test digit that stands on a pad where nobody has drawn yet
NUMBER = "504192"  # and the number on a wide one
# A network is sure if its highest output is at least so far above the next. On the validation
# digits 94% of the readings of 784–30–10 are sure, and 98% of those are right.
SURE = 0.5
MOST_LIGHTS = 100  # hidden neurons that are shown

_kept = []  # pairs (image, label), in the order in which they were kept


def draw(*networks, inside=False, wide=False):
    """A pad on which to draw a digit, with what networks make of it after every stroke.

    networks: yours, each with 784 inputs; the first one stands beside the convolutional network
    that comes with nnlib. Without any, 784–30–10 stands there. inside=True shows the hidden
    neurons of the first as lights, and the weights of the one under the mouse. wide=True is a pad
    for whole numbers; it takes at most one network, with 10 outputs, or 11 with the last for
    "no digit".

    `pad.image` is the drawing as the network sees it, uint8 (28, 28); `pad.x` the column (784, 1)
    that it gets; `pad.keep(7)` keeps the drawing as a digit of yours, with its label, for
    `my_digits`. Raises DataError or ShapeError for a network that cannot read a digit.
    """
    if wide:
        if inside or len(networks) > 1:
            raise DataError("A wide pad takes one network and no inside: draw(net, wide=True).")
        return NumberPad(*networks)
    return DigitPad(networks, inside)


def my_digits():
    """The digits that you drew and kept, with their labels: a small test set of your own.

    `net.evaluate(my_digits())` counts how many of them a network reads.
    """
    return MyDigits([image for image, _ in _kept], [label for _, label in _kept])


class MyDigits(Digits):
    """Drawn digits, a sequence like `load_mnist().test`, which shows itself as a picture."""

    def __init__(self, images, labels):
        images = np.array(images, np.uint8).reshape(-1, 28, 28)
        super().__init__(images, np.array(labels, np.uint8))

    def __repr__(self):
        if not len(self):
            return "No digit is kept yet. Draw one on a pad, and write pad.keep(7) if it is a 7."
        scores = [f"{name} reads {net.evaluate(self)}" for name, net in _shipped().items()]
        return f"{counted(len(self), 'digit')} of yours: {', '.join(scores)}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        if not len(self):
            return {"text/plain": repr(self)}
        captions = [str(label) for label in self.labels]
        return figures.digits_grid(self.images, captions, repr(self))._repr_mimebundle_()


class Pad(Live):
    """What both pads share: the strokes that come from the page, and the reading that goes back.

    strokes: as `nnlib.reading.drawing` has them; an empty list is an empty pad.
    turn: counts what the page has sent; `reading["turn"]` says what it answers, so that the page
    sends the next drawing when the last one is read, and no more often.
    """

    _esm = HERE / "pad.js"
    _css = HERE / "pad.css"

    strokes = traitlets.List().tag(sync=True)
    turn = traitlets.Int(0).tag(sync=True)
    page = traitlets.Dict().tag(sync=True)  # what the page is made of; never changes
    reading = traitlets.Dict().tag(sync=True)
    kept = traitlets.Unicode("").tag(sync=True)  # words about the digit that was kept last

    def __init__(self, **page):
        super().__init__(page={"pens": PENS, **page})
        self.on_msg(self._asked)
        self.observe(lambda change: self._in_turn(self._read), ("strokes", "turn"))
        self._read()

    def _read(self):
        if self.reading and (self.turn, self.strokes) == self._answered:
            return  # the page sets both, and one answer is enough
        self._answered = self.turn, self.strokes
        self.reading = {**self._answer(), "example": not self.strokes, "turn": self.turn}

    def _asked(self, _, message, buffers):
        self._in_turn(self._keep, message["keep"])

    def _keep(self, label):
        try:
            self.keep(label)
        except DataError as error:
            self.kept = str(error)

    def clear(self):
        """Take everything off the pad."""
        self.strokes = []

    def __repr__(self):
        return self.reading["fact"]


class DigitPad(Pad):
    """A pad for one digit."""

    def __init__(self, networks, inside):
        self.networks = _named(networks)
        first = next(iter(self.networks.values()))
        self._hidden = _hidden_layer(first) if inside else None
        page = {"rows": 28, "columns": 28, "names": list(self.networks), "wide": False}
        if inside:
            weights = np.asarray(first.weights[0], float)
            page["weights"] = np.round(127 * weights / np.abs(weights).max()).astype(np.int8)
            page["weights"] = page["weights"].tobytes()
        super().__init__(**page)

    @property
    def ink(self):
        """The drawing as ink, float32 (112, 112); before the first stroke, the example's."""
        return drawn_ink(self.strokes) if self.strokes else _example_image() / np.float32(255)

    @property
    def image(self):
        """The drawing as the network sees it, uint8 (28, 28), centred and scaled like MNIST's."""
        return drawn_digit(self.strokes) if self.strokes else _example_image()

    @property
    def x(self):
        """The column of numbers that a network gets, (784, 1), float32 from 0.0 to 0.996."""
        return _as_column(self.image)

    def keep(self, label):
        """Keep the drawing as a digit of yours. label: which digit it is, 0 to 9."""
        whole = isinstance(label, numbers.Integral) and not isinstance(label, bool)
        if not whole or not 0 <= label <= 9:
            raise DataError(f"label must be a whole number from 0 to 9; {label!r} came.")
        if not self.strokes:
            raise DataError("Nothing is drawn yet. Draw a digit on the pad, then keep it.")
        _kept.append((self.image, int(label)))
        self.kept = f"kept as a {label}; you have {counted(len(_kept), 'digit')} now"

    def _answer(self):
        image = self.image
        x = _as_column(image)
        outputs = {name: net.feedforward(x).ravel() for name, net in self.networks.items()}
        says = {name: words(a) for name, a in outputs.items()}
        fact = "; ".join(f"{name} {said}" for name, said in says.items())
        answer = {
            "image": image.tobytes(),
            "outputs": [[round(float(v), 4) for v in a] for a in outputs.values()],
            "says": list(says.values()),
            "fact": fact if self.strokes else f"an example: {fact}",
        }
        if self._hidden is not None:
            answer["hidden"] = [round(float(v), 4) for v in self._hidden(x).ravel()]
        return answer

    def still(self):
        """The pad as it stands, as a picture."""
        x = self.x
        outputs = {n: net.feedforward(x).ravel() for n, net in self.networks.items()}
        return figures.drawn_digit(self.image, outputs, fact=repr(self))


class NumberPad(Pad):
    """A wide pad for a whole number, which is cut and read as in lesson 13."""

    def __init__(self, network=None):
        if network is not None:
            _check_reader(network, outputs=(10, 11))
        self.network, self.read = network, None
        super().__init__(rows=28, columns=112, names=[], wide=True)

    @property
    def ink(self):
        """The drawing as ink, float32 (112, 448); before the first stroke, an example."""
        return drawn_ink(self.strokes, 28, 112) if self.strokes else _example_number()

    def _answer(self):
        try:
            self.read = read_number(self.ink, self.network)
        except (DataError, ShapeError) as error:
            self.read = None
            return {"fact": str(error), "number": "", "pieces": []}
        read = self.read
        fact = f"{read.text} ({read.confidence:.0%} sure)"
        if read.confidence < 0.5:
            fact = f"not sure: {fact}"
        if read.second is not None and read.confidence < 0.9:
            fact += f"; else {read.second}"
        return {
            "fact": fact if self.strokes else f"an example: {fact}",
            "number": read.text,
            "pieces": [
                {"image": image.tobytes(), "digit": digit, "sure": round(float(p), 3)}
                for image, digit, p in zip(read.images, read.text, read.probabilities, strict=True)
            ],
        }

    def still(self):
        """The pad as it stands, as a picture."""
        if self.read is None:
            return figures.digits_grid([np.uint8(255 * self.ink)], None, repr(self), columns=1)
        read = self.read
        captions = [f"{d}\n{p:.2f}" for d, p in zip(read.text, read.probabilities, strict=True)]
        return figures.cut_number(read.line, read.cuts, read.images, captions, fact=repr(self))


def _as_column(image):
    return image.reshape(784, 1).astype(np.float32) / 256


def words(outputs):
    """What a network says: its answer with the output in brackets, or that it is not sure."""
    order = np.argsort(-outputs, kind="stable")
    best, second = (float(outputs[j]) for j in order[:2])
    if best - second < SURE:
        return f"is not sure: {order[0]} ({best:.2f}) or {order[1]} ({second:.2f})"
    return f"says {order[0]} ({best:.2f})"


def _named(networks):
    """The networks of a pad, by the name that stands over their bars."""
    for net in networks:
        _check_reader(net)
    if len(networks) > 2:
        raise DataError(f"A pad shows two networks at most; {len(networks)} came.")
    shipped = _shipped()
    if len(networks) == 2:
        return {"your first network": networks[0], "your second network": networks[1]}
    if networks:
        return {"your network": networks[0], "convolutional": shipped["convolutional"]}
    return dict(shipped)


def _check_reader(net, outputs=None):
    """Refuse what is no network, or one that does not read 28×28 pixels."""
    if not hasattr(net, "feedforward") or not hasattr(net, "sizes"):
        hint = " Write draw(net), without brackets behind net." if callable(net) else ""
        raise DataError(f"draw takes networks; {type(net).__name__} came.{hint}")
    if net.sizes[0] != 784:
        raise ShapeError(
            f"This network has {net.sizes[0]} inputs, but a drawing has 784 pixels. "
            "Write Network([784, …, 10])."
        )
    if (outputs and net.sizes[-1] not in outputs) or not 2 <= net.sizes[-1] <= 40:
        wanted = " or ".join(map(str, outputs)) if outputs else "2 to 40"
        raise ShapeError(f"This network has {net.sizes[-1]} outputs; a pad shows {wanted}.")


def _hidden_layer(net):
    """A function from a column to the activations of the first hidden layer."""
    if not isinstance(net, Network):
        raise DataError("inside=True looks into a Network, such as Network([784, 30, 10]).")
    if len(net.sizes) < 3 or net.sizes[1] > MOST_LIGHTS:
        raise DataError(
            f"inside=True shows a hidden layer of at most {MOST_LIGHTS} neurons; this network's "
            f"sizes are {net.sizes}."
        )
    first = Network(net.sizes[:2])
    first.weights, first.biases = net.weights[:1], net.biases[:1]
    return first.feedforward


@functools.cache
def _shipped():
    return {
        "784–30–10": Network.load(data_file("trained_784_30_10.npz")),
        "convolutional": Sequential.load(data_file("trained_conv.npz")),
    }


@functools.cache
def _example_image():
    return read_embedded().test.images[EXAMPLE]


@functools.cache
def _example_number():
    from nnlib.reading.strings import number_picture

    return np.asarray(number_picture(NUMBER, read_embedded().test, seed=1).picture, np.float32)
