"""Watch a network learn: `watch` takes what `SGD` takes, and trains in the open.

The loop is `nnlib.training.updates`, as in `SGD`, so both give the same weights. It runs in slices
on the kernel's own asyncio loop, without a thread: between two slices other cells and the buttons
have their turn. `watching.js` shows what comes; all that is computed is computed here, so `watch`
can be tried without a browser: `play()`, `pause()`, `eta = 1` do what a hand does.
"""

import asyncio
import contextlib
import math
import time
import weakref
from pathlib import Path

import numpy as np
import traitlets
from IPython.display import display, update_display

from nnlib.classroom import figures
from nnlib.classroom.figures.base import counted
from nnlib.classroom.widgets.live import KEPT, Live, running_loop
from nnlib.equations import quadratic_cost
from nnlib.network import answers
from nnlib.support.checks import check_count, check_eta
from nnlib.support.errors import DataError
from nnlib.support.interrupts import noted
from nnlib.support.threads import one_thread
from nnlib.training import check_momentum, updates

HERE = Path(__file__).parent
SLICE = 0.08  # seconds of training until the buttons and other cells have their turn
TURN = 0.002  # seconds of that turn
PICTURE = 0.2  # seconds, at least, from one picture to the next
SHARE = 10  # training takes at least so many times as long as showing it
PATIENCE = 3  # seconds of training after a picture that no page has shown: then nobody looks
MEASURED = 1000  # examples that are counted for the curve
MOST_POINTS = 400  # of the curve; from then on every other one is left out
MOST_MARKS = 12
MOST_NEURONS = 100  # whose weights are shown
MOST_LINES, MOST_DOTS = 10, 200  # in the plane of two inputs
PACES = (1, 10, 100)

_watched = weakref.WeakKeyDictionary()  # network: the last Watch of it


def watch(
    net, training_data, epochs, mini_batch_size, eta, test_data=None, *, momentum=0.0, pace=None
):
    """Train as `net.SGD` does with the same arguments, and see it learn.

        watch(Network([784, 30, 10]), mnist.train, 30, 10, 3.0, mnist.validation)

    It stands still until somebody presses *play*. Then a curve grows: the share of right answers
    among the first 1,000 of test_data (a point after each epoch counts all of them); without
    test_data the error E of the first 1,000 training examples. Beside it the weights of the first
    layer, as pictures or, of two inputs, as lines in the plane; and the outputs for one example.
    η and the mini-batch size can be changed while it runs; the curve marks where.

    The weights are those that `SGD` would give, and `net.history` grows as by `SGD`. *pause* stops
    between two mini-batches; *stop* leaves the training for good, as ■ leaves `SGD`: the network
    keeps what it has learned, and *play* would begin `epochs` new ones.
    pace: how many mini-batches for each picture, ten pictures a second at most; None: as many as
    it can. In code: `play()`, `pause()`, `mini_batch()`, `epoch()`, `stop()`; `eta`,
    `mini_batch_size`, `pace` and `example` (its number in test_data) can be set.
    Raises the errors of `SGD`.
    """
    if net in _watched:
        _watched[net].stop()
    watched = Watch(net, training_data, epochs, mini_batch_size, eta, test_data, momentum, pace)
    _watched[net] = watched
    return watched


class Watch(Live):
    """What `watch` gives: a network, its training, and the page that shows both."""

    _esm = HERE / "watching.js"
    _css = (HERE / "interactive.css").read_text("utf-8") + (HERE / "watching.css").read_text(
        "utf-8"
    )
    page = traitlets.Dict().tag(sync=True)  # what never changes
    shown = traitlets.Dict().tag(sync=True)  # how it stands; its number comes back when it is seen

    def __init__(self, net, training_data, epochs, mini_batch_size, eta, test_data, momentum, pace):
        self.net, self.epochs = net, check_count(epochs, "epochs")
        self._eta = check_eta(eta)
        self._size = check_count(mini_batch_size, "mini_batch_size")
        self._momentum, self._pace = check_momentum(momentum), _check_pace(pace)
        self._data, self._test = net.examples(training_data), None
        if test_data is not None:
            self._test = net.examples(test_data, "test_data", to_evaluate=True)
        self._stage = Stage(net, self._data, self._test)
        self._example = self._stage.choice[0] if self._stage.choice else 0
        self._training = self._task = None  # the loop while it is left open; what runs it
        self._state, self._goal, self._error = "ready", None, ""
        self._finished_before, self._done = 0.0, 0  # epochs of earlier rounds and of this one
        self._left = len(self._data)  # examples until the end of this epoch
        self._seconds = 0.0  # of this epoch
        self._many = 0  # mini-batches since the last picture, where a pace is set
        self._number, self._seen, self._unseen = 0, 0, 0.0
        self._curve, self._counted, self._marks = [], [], []
        self._changed = None  # what the next mark says
        self._output = self._kept = None  # name of the output with the still; what that shows
        super().__init__(page=self._stage.page)
        self._show()
        self.on_msg(self._heard)

    # ---- what can be done with it ----------------------------------------------------------

    def play(self):
        """Go on training, until somebody stops it or all epochs are done."""
        self._go(None)

    def epoch(self):
        """Train to the end of this epoch."""
        self._go("epoch")

    def mini_batch(self):
        """Learn from one mini-batch."""
        self._go("update")

    def pause(self):
        """Stop after the update at hand; `play` goes on from there."""
        if self._state == "playing":
            self._state = "paused"
            self._show()

    def stop(self):
        """Leave the training for good. The network keeps what it has learned so far."""
        if self._training:
            self._leave("stopped")
            self._show()

    @property
    def state(self):
        """Where it stands: "ready", "playing", "paused", "stopped" or "finished"."""
        return self._state

    @property
    def at(self):
        """How many epochs of training the network has had here, a number with a fraction."""
        return round(self._finished_before + self._done + 1 - self._left / len(self._data), 6)

    @property
    def eta(self):
        """The learning rate η from the next mini-batch on."""
        return self._eta

    @eta.setter
    def eta(self, eta):
        self._set("_eta", check_eta(eta))

    @property
    def mini_batch_size(self):
        """How many examples the next mini-batch takes."""
        return self._size

    @mini_batch_size.setter
    def mini_batch_size(self, size):
        self._set("_size", check_count(size, "mini_batch_size"))

    @property
    def pace(self):
        """Mini-batches from one picture to the next; None: as many as the computer can."""
        return self._pace

    @pace.setter
    def pace(self, pace):
        self._pace = _check_pace(pace)
        self._show()

    @property
    def example(self):
        """The example whose outputs are shown: its number in test_data."""
        return self._example

    @example.setter
    def example(self, number):
        self._example = self._stage.check_example(number)
        self._show()

    # ---- the training ----------------------------------------------------------------------

    def _go(self, goal):
        loop = running_loop()
        if loop is None:
            raise DataError(
                "watch trains in a notebook, between the cells. In a program write net.SGD(…)."
            )
        if not self._training:
            self._finished_before, self._done = self.at, 0
            self._left, self._seconds = len(self._data), 0.0
            self._training = updates(
                self.net, self._data, self.epochs, lambda: self._size, lambda: self._eta,
                momentum=self._momentum,
            )  # fmt: skip
        self._state, self._goal, self._error = "playing", goal, ""
        self._unseen = 0.0
        if not self._task or self._task.done():
            self._task = loop.create_task(self._run())

    def _ipython_display_(self):
        """The live view, and below it the still: an output that can change while the view stays.

        Where the view lives, the still is hidden. What is saved is how the training stood when it
        last paused or ended.
        """
        self._output = f"still-{self.model_id}"
        view, about = self.view()
        display(view, metadata=about, raw=True)
        self._keep_still(again=False)

    def _keep_still(self, again=True):
        self._kept = self._state, self.at
        still, about = self.still()._repr_mimebundle_()
        about = {**about, KEPT: True}
        send = update_display if again else display
        send(still, metadata=about, raw=True, display_id=self._output)

    async def _run(self):
        """Slices of training, and between them a turn for everybody else."""
        shown, cost = time.perf_counter(), 0.0
        try:
            while self._state == "playing":
                start = time.perf_counter()
                self._train()
                now = time.perf_counter()
                seen = self._seen == self._number
                self._unseen = 0.0 if seen else self._unseen + now - start
                if self._state == "playing" and self._unseen > PATIENCE:
                    self._state = "paused"
                kept = self._pace and self._many >= self._pace
                due = kept if self._pace else now - shown > max(PICTURE, SHARE * cost)
                if self._state != "playing" or (seen and due):
                    self._show()
                    shown = time.perf_counter()
                    cost = shown - now
                wait = SLICE - (now - start) if kept else 0
                self._many = 0 if kept else self._many
                if self._state == "playing":
                    await asyncio.sleep(max(TURN, wait))
        except Exception as error:
            self._leave("stopped")
            kind = "" if isinstance(error, DataError) else f"{type(error).__name__}: "
            self._error = f"{kind}{error}"
            self._show()
            raise

    def _train(self):
        """One slice of training: it ends by the clock, the goal, the pace, or an interrupt."""
        self._since = time.perf_counter()
        end = self._since + SLICE
        with contextlib.suppress(KeyboardInterrupt), noted() as pressed, one_thread():
            for done in self._training:
                if done == "epoch":
                    self._end_epoch()
                    if self._done == self.epochs:
                        continue  # nothing comes any more
                else:
                    self._many += 1
                    self._left -= min(self._size, self._left)
                    if not self._left:
                        continue  # the end of the epoch comes next, and changes no weight
                if pressed or (self._goal and self._goal in (done, "update")):
                    self._state = "paused"
                    break
                full = self._pace and self._many >= self._pace
                if full or time.perf_counter() > end:
                    break
            else:
                self._leave("finished")
        self._seconds += time.perf_counter() - self._since

    def _end_epoch(self):
        now = time.perf_counter()
        self.net.record(self._seconds + now - self._since, self._test)
        self._seconds, self._since = 0.0, time.perf_counter()
        self._done += 1
        self._left = len(self._data)
        row = self.net.history[-1]
        if self._test is not None:
            point = [self.at, row["correct"] / row["total"]]
            if self._stage.every:
                self._curve = _thinned([*self._curve, point])
            else:
                self._counted = _thinned([*self._counted, point])

    def _leave(self, state):
        self._training.close()
        self._training, self._state = None, state

    # ---- what is shown ---------------------------------------------------------------------

    def _set(self, name, value):
        """Another η or size: the curve marks it where something has been learned before."""
        if value == getattr(self, name):
            return
        setattr(self, name, value)
        if self.at:
            words = f"η = {self._eta:g}" if name == "_eta" else f"m = {self._size}"
            same = self._marks and self._marks[-1][0] == self.at
            others = self._marks[:-1] if same else self._marks
            if same and self._marks[-1][1][0] != words[0]:
                words = f"{self._marks[-1][1].split(', ')[0]}, {words}"
            self._marks = [*others, [self.at, words]][-MOST_MARKS:]
        self._show()

    def _show(self):
        """Measure, and send the page how it stands."""
        value = self._stage.measure()
        if not self._curve or self._curve[-1][0] != self.at:
            self._curve = _thinned([*self._curve, [self.at, round(value, 5)]])
        self._number += 1
        self.shown = {
            "number": self._number,
            "state": self._state,
            "fact": self.fact(value),
            "error": self._error,
            "curve": self._curve,
            "counted": self._counted,
            "marks": self._marks,
            "eta": self._eta,
            "size": self._size,
            "pace": self._pace or 0,
            "example": self._example,
            **self._stage.weights(),
            **self._stage.outputs(self._example),
        }
        if self._output and self._state != "playing" and self._kept != (self._state, self.at):
            self._keep_still()

    def fact(self, value):
        """In a sentence: how far it is, and how well it does. value: the last on the curve."""
        settings = f"mini-batches of {self._size}, η = {self._eta:g}"
        if self._state == "ready":
            return f"Not trained yet: {counted(self.epochs, 'epoch')} to come, {settings}."
        epoch = f"epoch {min(self._done + 1, self.epochs)} of {self.epochs}"
        if self._state == "finished":
            epoch = f"all {self.epochs} epochs" if self.epochs > 1 else "the one epoch"
        measured = f"{value:.1%} {self._stage.what} right" if self._test else f"E = {value:.4f}"
        return f"{self._state.capitalize()}, {epoch}: {measured}; {settings}."

    def _heard(self, _, message, buffers):
        self._in_turn(self._obey, message)

    def _obey(self, message):
        """The page has shown a picture, or somebody has pressed something."""
        if "seen" in message:
            self._seen = message["seen"]
            return
        try:
            self._error = ""
            if message.get("do") in ("play", "pause", "mini_batch", "epoch", "stop"):
                getattr(self, message["do"])()
            for name in ("eta", "mini_batch_size", "pace", "example"):
                if name in message:
                    setattr(self, name, message[name])
        except DataError as error:
            self._error = str(error)
            self._show()

    def still(self):
        """How it stands, as a `Picture`."""
        shown, stage = self.shown, self._stage
        return figures.training_so_far(
            self._curve,
            self.net.weights[0] if stage.side else None,
            shown["outputs"],
            image=stage.image(self._example),
            lines=stage.plane() if stage.flat else None,
            dots=stage.page["dots"],
            names=stage.names,
            shares=self._test is not None,
            fact=shown["fact"],
        )

    def __repr__(self):
        return self.shown["fact"]


class Stage:
    """What is measured and shown of a network: examples for the curve, weights, outputs.

    every: whether the curve measures all examples, or only the first.
    side: of the pictures of the first layer's weights, in pixels; 0: they are no pictures.
    flat: two inputs, so that a neuron is a line in the plane.
    choice: the numbers of ten examples to choose from, one for each answer.
    """

    def __init__(self, net, data, test):
        self.net, self.testing = net, test is not None
        source = test if self.testing else data
        self.count = min(MEASURED, len(source))
        self.x, self.y = source.columns(slice(0, self.count), net.dtype)
        self.every = self.count == len(source)  # they are all that there are
        self.what = f"of {'all' if self.every else 'the first'} {self.count:,} measured examples"
        first = np.asarray(net.weights[0])
        self.start = first.reshape(len(first), -1).copy()
        self.flat = net.sizes[0] == 2
        self.side = _side(self.start.shape[1])
        inputs = _side(net.sizes[0])
        labels = answers(self.y)
        self.rows = self.flat and len(self.y) == 1  # all rows of a truth table, not one example
        here = [np.flatnonzero(labels == label) for label in range(len(self.y))]
        self.choice = [] if self.rows else [int(found[0]) for found in here if len(found)][:10]
        columns = range(min(8, self.count)) if self.rows else range(len(self.y))
        self.names = [str(j) for j in columns]
        if self.rows:
            self.names = [" ".join(f"{v:g}" for v in self.x[:, j]) for j in columns]
        self.page = {
            "measured": self._caption(len(source)),
            "shares": self.testing,
            "inputs": inputs,
            "side": self.side,
            "neurons": min(MOST_NEURONS, len(self.start)) if self.side else 0,
            "flat": self.flat,
            "names": self.names,
            "paces": PACES,
            "labels": [int(label) for label in labels],
            "choice": self.choice if inputs else [],
            "thumbs": b"".join(self.image(i).tobytes() for i in self.choice if inputs),
            "dots": self._dots() if self.flat else [],
        }

    def _caption(self, total):
        if not self.testing:
            return f"error E of {self.count:,} training examples"
        dots = f"; dots: all {total:,}" if total > self.count else ""
        return f"right answers {self.what}{dots}"

    def measure(self):
        """The share of right answers, or the error E, among the examples for the curve."""
        if self.testing:
            right = answers(self.net.feedforward(self.x)) == answers(self.y)
            return float(right.mean())
        if hasattr(self.net, "cost"):
            return float(self.net.cost(self.x, self.y))
        return float(quadratic_cost(self.net.feedforward(self.x), self.y))

    def weights(self):
        """The weights of the first layer for the page: as they are, and minus those at the start.

        Bytes from −127 to 127, a row for each neuron; one scale for all.
        """
        if self.flat:
            return {"lines": self.plane()}
        if not self.side:
            return {}
        now = np.asarray(self.net.weights[0]).reshape(self.start.shape)[:MOST_NEURONS]
        return {"weights": _signed(now), "change": _signed(now - self.start[:MOST_NEURONS])}

    def outputs(self, example):
        """The outputs for an example and its image; of a truth table, for each of its rows."""
        if self.rows:
            out = self.net.feedforward(self.x[:, : len(self.names)]).ravel()
            targets = self.y[0, : len(self.names)]
            return {"outputs": _rounded(out), "targets": _rounded(targets)}
        out = self.net.feedforward(self.x[:, [example]]).ravel()
        targets = _rounded(self.y[:, example])
        image = self.image(example)
        shown = {} if image is None else {"image": image.tobytes()}
        return {"outputs": _rounded(out), "targets": targets, **shown}

    def image(self, example):
        """An example as uint8 (side, side), where its inputs are such a picture; else None."""
        side = _side(self.net.sizes[0])
        if not side:
            return None
        ink = np.asarray(self.x[:, example], float)
        return np.uint8(255 * np.clip(ink / (ink.max() or 1), 0, 1)).reshape(side, side)

    def plane(self):
        """The first layer's neurons as lines w₁x₁ + w₂x₂ + b = 0: a list of [w₁, w₂, b]."""
        both = np.hstack([self.net.weights[0], self.net.biases[0]])[:MOST_LINES]
        return [_rounded(row) for row in both]

    def check_example(self, number):
        """The number of an example, or a DataError."""
        if not isinstance(number, int) or not 0 <= number < self.count:
            raise DataError(f"example: 0 to {self.count - 1} can be chosen; {number!r} came.")
        return number

    def _dots(self):
        labels = self.y[0] > 0.5 if len(self.y) == 1 else answers(self.y)
        both = np.column_stack([self.x.T, labels])[:MOST_DOTS]
        return [_rounded(row) for row in both]


def _check_pace(pace):
    return None if pace is None else check_count(pace, "pace")


def _side(n):
    """The side of a square picture of n pixels, 3 × 3 at least; 0 if it is none."""
    side = math.isqrt(n)
    return side if side >= 3 and side * side == n else 0


def _signed(values):
    """Values as bytes from −127 to 127; what is beyond nearly all others is cut."""
    limit = float(np.percentile(np.abs(values), 99.5)) or 1.0
    return np.clip(np.round(127 * values / limit), -127, 127).astype(np.int8).tobytes()


def _rounded(values):
    return [round(float(value), 4) for value in values]


def _thinned(points):
    """No more points than are seen: the last, and every other one before it."""
    return points if len(points) <= MOST_POINTS else points[-1::-2][::-1]
