"""Mini-batch gradient descent, the same for every kind of network."""

import functools
import math
import numbers
import time

import numpy as np
from threadpoolctl import threadpool_limits

from nnlib.examples import as_examples, mini_batches
from nnlib.support.bars import progress_bar
from nnlib.support.checks import check_count, check_eta, check_finite
from nnlib.support.errors import DataError, ShapeError

# One thread multiplies the matrices. They are small: more threads are no quicker, on a busy
# computer they wait for each other and are many times slower, and they round differently, so
# that a seed would give another network on a machine with another number of processors.
threadpool_limits(limits=1, user_api="blas")


class Learner:
    """What learns by SGD: the training of `Network` and of `Sequential`.

    A kind of network adds `feedforward` and `backprop`, and has `weights` and `biases` (arrays),
    `sizes` (from the number of inputs to the number of outputs), `dtype`, `rng` and `history`.
    """

    velocity = None  # of the biases, then of the weights: arrays, once trained with momentum
    columns_at_once = 1000  # how many examples `evaluate` feeds forward together

    def SGD(self, training_data, epochs, mini_batch_size, eta, test_data=None, *, momentum=0.0):
        """Train by stochastic gradient descent; print one line per epoch; return `history`.

        training_data, test_data: digits from `load_mnist`, or lists of pairs (x, y).
        eta: the learning rate η. The data given are never changed. `history` is a list of
        {"epoch", "correct", "total", "seconds"}; training again goes on where it stopped.
        momentum: the part of its velocity that each weight keeps; see `update_with_momentum`.
        If it is interrupted (Ctrl-C), the network keeps what it has learned so far.
        """
        epochs = check_count(epochs, "epochs")
        mini_batch_size = check_count(mini_batch_size, "mini_batch_size")
        eta, momentum = check_eta(eta), check_momentum(momentum)
        data = self._examples(training_data, "training_data")
        if test_data is not None:
            test_data = self._examples(test_data, "test_data")
        if momentum == 0:
            update, self.velocity = self.update_mini_batch, None
        else:
            update = functools.partial(self.update_with_momentum, momentum=momentum)
        updates = epochs * math.ceil(len(data) / mini_batch_size)
        try:
            with progress_bar(updates, "mini-batch") as bar:
                for _ in range(epochs):
                    start = time.perf_counter()
                    for mini_batch in mini_batches(data, mini_batch_size, self.rng, self.dtype):
                        update(mini_batch, eta)
                        bar.update()
                    bar.write(self._record(time.perf_counter() - start, test_data))
        except KeyboardInterrupt:
            epoch = len(self.history)
            print(f"Stopped during epoch {epoch}. The network keeps what it has learned so far.")
            raise
        return self.history

    def _examples(self, data, name):
        """Training or test data, checked for this network's inputs and outputs."""
        return as_examples(data, self.sizes[0], self.sizes[-1], name)

    def _record(self, seconds, test_data):
        """Add one epoch to `history` and return the line that says how it went."""
        row = {"epoch": len(self.history), "correct": None, "total": None, "seconds": seconds}
        result = " complete"
        if test_data is not None:
            row |= {"correct": self.evaluate(test_data), "total": len(test_data)}
            result = f": {row['correct']} / {row['total']}"
        self.history.append(row)
        return f"Epoch {row['epoch']}{result}, took {seconds:.2f} seconds"

    def update_mini_batch(self, mini_batch, eta):
        """One step downhill: each weight and bias moves by −η times its mean gradient.

        mini_batch: a list of pairs (x, y), or two matrices (x, y) with a column per example.
        """
        if not isinstance(mini_batch, tuple):
            data = as_examples(mini_batch, self.sizes[0], self.sizes[-1], "mini_batch")
            mini_batch = data.columns(slice(None), self.dtype)
        x, y = mini_batch
        nabla_b, nabla_w = self.backprop(x, y)
        rate = eta / np.shape(x)[1]
        self.weights, self.biases = (
            [W - rate * nw for W, nw in zip(self.weights, nabla_w, strict=True)],
            [b - rate * nb for b, nb in zip(self.biases, nabla_b, strict=True)],
        )

    def update_with_momentum(self, mini_batch, eta, momentum):
        """One step of a ball that rolls: each weight and bias w has a velocity v.

        v ← momentum · v − η · (mean gradient of w),   w ← w + v

        With momentum 0.9 the velocity adds up the last ten gradients or so: where they agree the
        ball speeds up, where they point to and fro they cancel. On a steady slope it ends up
        1 / (1 − momentum) times as fast as without, so η is chosen that much smaller.
        mini_batch: two matrices (x, y) with a column per example.

        Sources: B. T. Polyak, USSR Computational Mathematics and Mathematical Physics 4 (1964);
        I. Sutskever, J. Martens, G. Dahl and G. Hinton, ICML 2013, equations 1 and 2.
        """
        x, y = mini_batch
        nabla_b, nabla_w = self.backprop(x, y)
        rate, n = eta / np.shape(x)[1], len(nabla_b)
        old = self.velocity or [0] * (2 * n)
        v = [momentum * v - rate * g for v, g in zip(old, nabla_b + nabla_w, strict=True)]
        self.weights, self.biases, self.velocity = (
            [W + vw for W, vw in zip(self.weights, v[n:], strict=True)],
            [b + vb for b, vb in zip(self.biases, v[:n], strict=True)],
            v,
        )

    def _velocity_arrays(self):
        """The velocity as named arrays, to be saved; empty if there is none."""
        return {f"velocity_{i}": v for i, v in enumerate(self.velocity or [])}

    def _set_velocity(self, arrays):
        """Take the velocity from a saved file's arrays. Raises ValueError if it does not fit."""
        names = [name for name in arrays if name.startswith("velocity_")]
        if names:
            moving = [*self.biases, *self.weights]
            velocity = [check_finite(arrays[f"velocity_{i}"]) for i in range(len(names))]
            if [v.shape for v in velocity] != [w.shape for w in moving]:
                raise ShapeError("The velocities of this file are not shaped like its weights.")
            self.velocity = [v.astype(self.dtype) for v in velocity]

    def evaluate(self, test_data):
        """How many examples the network gets right: its highest output is the label's.

        test_data: digits from `load_mnist`, or a list of pairs (x, y), y a label or one-hot.
        A network with a single output answers yes (1) above 0.5 and no (0) otherwise.
        """
        data = self._examples(test_data, "test_data")
        right, step = 0, self.columns_at_once
        for start in range(0, len(data), step):
            x, y = data.columns(slice(start, start + step), self.dtype)
            right += int(np.sum(answers(self.feedforward(x)) == answers(y)))
        return right


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
