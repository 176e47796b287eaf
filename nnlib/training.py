"""Mini-batch gradient descent, the same for every kind of network."""

import contextlib
import math
import numbers
import time

import numpy as np

from nnlib import equations
from nnlib.examples import CheckedExamples, mini_batches
from nnlib.support.bars import LINE, progress_bar
from nnlib.support.checks import asked_each_time, check_columns, check_count, check_eta
from nnlib.support.errors import DataError
from nnlib.support.interrupts import Interrupts, in_a_sentence, stopped
from nnlib.support.saving import load_network, save_network
from nnlib.support.threads import one_thread


def updates(net, training_data, epochs, mini_batch_size, eta, *, momentum=0.0):
    """Stochastic gradient descent, one update at a time: the loop of `SGD` and of all that trains.

        for done in updates(net, mnist.train, 30, 10, 3.0): ...

    It yields "update" after each mini-batch and "epoch" at the end of each epoch. Between two of
    them the network may be looked at, and the loop left, or gone on with later.

    mini_batch_size, eta: numbers, or functions without arguments, which are asked for the number
    before each mini-batch. Within an epoch the weights change in place: copy those that you keep.
    `with one_thread():` around the loop makes it give the same bits as `SGD` on every machine.
    """
    data, eta = net.examples(training_data), asked_each_time(eta, check_eta)
    momentum = check_momentum(momentum)
    net.velocity = net.velocity if momentum else None
    for _ in range(check_count(epochs, "epochs")):
        net.weights, net.biases = net.copied_parameters()
        for mini_batch in mini_batches(data, mini_batch_size, net.rng, net.dtype):
            net.learn(mini_batch, eta(), momentum)
            yield "update"
        yield "epoch"


class Learner:
    """What learns by SGD: all that `Network` and `Sequential` have in common.

    A kind of network adds `feedforward` and `backprop`, and has `weights` and `biases` (arrays),
    `sizes` (from the number of inputs to the number of outputs), `dtype`, `rng` and `history`.
    `squashes` says whether its outputs lie between 0 and 1, `fitting` which network would fit
    other data; `blueprint` and `build` are asked by `save` and `load`.
    """

    velocity = None  # of the biases, then of the weights: arrays, once trained with momentum
    columns_at_once = 1000  # how many examples `evaluate` feeds forward together
    _mini_batch = None  # the one that `learn` is learning from
    _interrupts = None  # those that wait for the end of an update

    def SGD(
        self,
        training_data,
        epochs,
        mini_batch_size,
        eta,
        test_data=None,
        *,
        momentum=0.0,
        quiet=False,
    ):
        """Train by stochastic gradient descent; print one line per epoch; return `history`.

        training_data, test_data: digits from `load_mnist`, or lists of pairs (x, y).
        eta: the learning rate η. The data given are never changed. `history` is a list of
        {"epoch", "correct", "total", "seconds"}; training again goes on where it stopped.
        momentum: the part of its velocity that each weight keeps; see `update_with_momentum`.
        quiet=True prints nothing and shows no bar.
        If it is interrupted (Ctrl-C), the network keeps what it has learned so far.
        """
        epochs = check_count(epochs, "epochs")
        mini_batch_size = check_count(mini_batch_size, "mini_batch_size")
        eta, momentum = check_eta(eta), check_momentum(momentum)
        data = self.examples(training_data)
        if test_data is not None:
            test_data = self.examples(test_data, "test_data", to_evaluate=True)
        total, before = epochs * math.ceil(len(data) / mini_batch_size), len(self.history)
        line = self._live_line(0, epochs)
        bar = progress_bar(total, "mini-batch", line, quiet=quiet, bar_format=LINE)
        say = (lambda line: None) if quiet else bar.write
        try:
            with one_thread(), self.whole_updates(), bar:
                start = time.perf_counter()
                for done in updates(self, data, epochs, mini_batch_size, eta, momentum=momentum):
                    if done == "update":
                        bar.update()
                    else:
                        say(self.record(time.perf_counter() - start, test_data))
                        start = time.perf_counter()
                        line = self._live_line(len(self.history) - before, epochs)
                        bar.set_description_str(line)
        except KeyboardInterrupt as interrupt:
            epoch = len(self.history)
            words = f"Stopped during epoch {epoch}. The network keeps what it has learned so far."
            if not in_a_sentence(interrupt, words):
                say(words)
            raise
        return self.history

    def record(self, seconds, test_data=None):
        """Add an epoch that took `seconds` to `history`; return the line that says how it went."""
        row = {"epoch": len(self.history), "correct": None, "total": None, "seconds": seconds}
        result = " complete"
        if test_data is not None:
            row |= {"correct": self.evaluate(test_data), "total": len(test_data)}
            result = f": {row['correct']} / {row['total']}"
        self.history.append(row)
        return f"Epoch {row['epoch']}{result}, took {seconds:.2f} seconds"

    def _live_line(self, done, epochs):
        """What the bar says while it trains: "epoch 3 of 30, 9412 / 10000 right"."""
        row = self.history[-1] if done else {}
        right = f", {row['correct']} / {row['total']} right" if row.get("total") else ""
        return f"epoch {min(done + 1, epochs)} of {epochs}{right}"

    @one_thread()
    def update_mini_batch(self, mini_batch, eta):
        """One step downhill: each weight and bias moves by −η times its mean gradient.

        mini_batch: a list of pairs (x, y), or two matrices (x, y) with a column per example.
        """
        x, y = self._columns(mini_batch)
        nabla_b, nabla_w = self.backprop(x, y)
        rate = eta / x.shape[1]
        weights, biases = self._parameters_to_change()
        for w, gradient in zip([*weights, *biases], nabla_w + nabla_b, strict=True):
            w -= rate * gradient
        self.weights, self.biases = weights, biases

    @one_thread()
    def update_with_momentum(self, mini_batch, eta, momentum):
        """One step of a ball that rolls: each weight and bias w has a velocity v.

        v ← momentum · v − η · (mean gradient of w),   w ← w + v

        With momentum 0.9 the velocity adds up the last ten gradients or so: where they agree the
        ball speeds up, where they point to and fro they cancel. On a steady slope it ends up
        1 / (1 − momentum) times as fast as without, so η is chosen that much smaller.
        mini_batch: a list of pairs (x, y), or two matrices (x, y) with a column per example.

        Sources: B. T. Polyak, USSR Computational Mathematics and Mathematical Physics 4 (1964);
        I. Sutskever, J. Martens, G. Dahl and G. Hinton, ICML 2013, equations 1 and 2.
        """
        x, y = self._columns(mini_batch)
        nabla_b, nabla_w = self.backprop(x, y)
        rate, gradients = eta / x.shape[1], nabla_b + nabla_w
        old = self.velocity or [0] * len(gradients)
        velocity = [momentum * v - rate * g for v, g in zip(old, gradients, strict=True)]
        weights, biases = self._parameters_to_change()
        for w, v in zip([*biases, *weights], velocity, strict=True):
            w += v
        self.weights, self.biases, self.velocity = weights, biases, velocity

    def learn(self, mini_batch, eta, momentum=0.0):
        """An update within `updates`: in place, without checks, and never half.

        mini_batch: two matrices (x, y), checked, in the network's dtype.
        """
        self._mini_batch = mini_batch
        try:
            if momentum:
                self.update_with_momentum(mini_batch, eta, momentum)
            else:
                self.update_mini_batch(mini_batch, eta)
        finally:
            self._mini_batch = None
        if self._interrupts:
            self._interrupts.release()

    @contextlib.contextmanager
    def whole_updates(self):
        """While this lasts, an interrupt (Ctrl-C, the ■ button) waits for the end of an update."""
        outer, self._interrupts = self._interrupts, Interrupts(lambda: bool(self._mini_batch))
        try:
            with self._interrupts.watched():
                yield
        finally:
            self._interrupts = outer

    def copied_parameters(self):
        """Copies of the weights and of the biases: two lists of arrays, in the network's dtype."""
        return tuple([np.array(w, self.dtype) for w in ws] for ws in (self.weights, self.biases))

    def _parameters_to_change(self):
        """The arrays that an update changes: those of the loop `updates`, otherwise copies."""
        return (self.weights, self.biases) if self._mini_batch else self.copied_parameters()

    def examples(self, data, name="training_data", *, to_evaluate=False):
        """Training or test data, checked for this network: an object with `len` and `columns`.

        Raises ShapeError or DataError. to_evaluate: the labels of a single output are 0 and 1.
        """
        if isinstance(data, CheckedExamples) and data.net is self:
            return data
        return CheckedExamples(data, self, name, to_evaluate)

    def _columns(self, mini_batch):
        """A mini-batch as two matrices (x, y)."""
        if mini_batch is self._mini_batch:
            return mini_batch
        if isinstance(mini_batch, tuple):
            x, y = mini_batch
            return np.asarray(x), np.asarray(y)
        return self.examples(mini_batch, "mini_batch").columns(slice(None), self.dtype)

    def _checked(self, columns, n, name, m=None):
        """Columns (n, m) in the network's dtype, checked unless `updates` has done it already."""
        known = self._mini_batch
        if known and (columns is known[0] or columns is known[1]):
            return columns
        return check_columns(columns, n, name, m).astype(self.dtype, copy=False)

    def evaluate(self, test_data):
        """How many examples the network gets right: its highest output is the label's.

        test_data: digits from `load_mnist`, or a list of pairs (x, y), y a label or one-hot.
        A network with a single output answers yes (1) above 0.5 and no (0) otherwise; its labels
        are 0 and 1.
        """
        data = self.examples(test_data, "test_data", to_evaluate=True)
        right, step = 0, self.columns_at_once
        with (
            one_thread(),
            stopped("Stopped while counting right answers; the network is as it was."),
        ):
            for start in range(0, len(data), step):
                x, y = data.columns(slice(start, start + step), self.dtype)
                right += int(np.sum(answers(self.feedforward(x)) == answers(y)))
        return right

    def cost_derivative(self, output_activations, y):
        """∂Eₓ/∂a_L = a_L − y, the derivative that equation 1 uses. Shapes (n_L, m).

        A subclass with another cost writes its own, and `backprop` uses it.
        """
        return equations.cost_derivative(output_activations, y)

    def save(self, path, dtype=None):
        """Write the network, its history and its random state to an .npz file; return its path.

        dtype: numpy.float16 stores weights and biases rounded to half the bytes, and no velocity.
        """
        return save_network(self, path, dtype)

    @classmethod
    def load(cls, path):
        """Read a network that `save` wrote. It trains on as if it had never been stored."""
        return load_network(cls, path)


def answers(outputs):
    """The answer in each column of outputs, shape (n_L, m): the row of the highest activation.

    A single output answers 1 (yes) above 0.5, else 0 (no). Returns integers, shape (m,).
    """
    return (outputs[0] > 0.5).astype(int) if len(outputs) == 1 else outputs.argmax(axis=0)


def check_momentum(momentum):
    """Return the momentum as a number from 0 up to, and not including, 1."""
    number = isinstance(momentum, numbers.Real) and not isinstance(momentum, bool)
    if not (number and 0 <= momentum < 1):
        raise DataError(
            f"momentum must be a number from 0 to less than 1, such as 0.9; {momentum!r} came. "
            "It is the part of its velocity that a weight keeps at each step: with 1 or more "
            "nothing would ever slow down."
        )
    return float(momentum)
