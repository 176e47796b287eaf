"""A feedforward network of sigmoid neurons that learns by mini-batch gradient descent."""

import json
import math
import time
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from nnlib import equations, storage
from nnlib.bars import progress_bar
from nnlib.checks import check_columns, check_count, check_dtype, check_eta, check_sizes
from nnlib.errors import DataError
from nnlib.examples import as_examples, mini_batches
from nnlib.neurons import sigmoid

# One thread multiplies the matrices. They are small: more threads are no quicker, on a busy
# computer they wait for each other and are many times slower, and they round differently, so
# that a seed would give another network on a machine with another number of processors.
threadpool_limits(limits=1, user_api="blas")


class Network:
    """A network of sigmoid neurons, its layers' sizes given from input to output.

    `Network([784, 30, 10])` has 784 inputs, one hidden layer of 30 neurons and 10 outputs.

    weights[l − 1], shape (n_l, n_{l−1}), leads into layer l; row j belongs to neuron j.
    biases[l − 1], shape (n_l, 1). The input layer has neither.
    init: "normal" draws all of them from N(0, 1); "scaled" divides the weights by √(inputs).
    seed: the same seed gives the same network and the same shuffles; None, new ones each time.
    """

    def __init__(self, sizes, *, seed=0, init="normal", dtype=np.float32):
        self.sizes = check_sizes(sizes)
        if init not in ("normal", "scaled"):
            raise DataError(f'init must be "normal" or "scaled"; {init!r} came.')
        self.num_layers = len(self.sizes)
        self.dtype = check_dtype(dtype)
        self.rng = np.random.default_rng(seed)
        self.history = []
        self.biases = [self._draw((n, 1)) for n in self.sizes[1:]]
        self.weights = [
            self._draw((n, n_prev), math.sqrt(n_prev) if init == "scaled" else 1)
            for n_prev, n in zip(self.sizes[:-1], self.sizes[1:], strict=True)
        ]

    def _draw(self, shape, divisor=1):
        return (self.rng.standard_normal(shape) / divisor).astype(self.dtype)

    def __repr__(self):
        return f"Network({self.sizes})"

    def feedforward(self, a):
        """The network's output for input a: (n₀, m) gives (n_L, m); m = 1 for one example."""
        a = check_columns(a, self.sizes[0], "a").astype(self.dtype, copy=False)
        for W, b in zip(self.weights, self.biases, strict=True):
            a = sigmoid(W @ a + b)
        return a

    def SGD(self, training_data, epochs, mini_batch_size, eta, test_data=None):
        """Train by stochastic gradient descent; print one line per epoch; return `history`.

        training_data, test_data: digits from `load_mnist`, or lists of pairs (x, y).
        eta: the learning rate η. The data given are never changed. `history` is a list of
        {"epoch", "correct", "total", "seconds"}; training again goes on where it stopped.
        If it is interrupted (Ctrl-C), the network keeps what it has learned so far.
        """
        epochs = check_count(epochs, "epochs")
        mini_batch_size = check_count(mini_batch_size, "mini_batch_size")
        eta = check_eta(eta)
        data = as_examples(training_data, self.sizes[0], self.sizes[-1])
        if test_data is not None:
            test_data = as_examples(test_data, self.sizes[0], self.sizes[-1], "test_data")
        updates = epochs * math.ceil(len(data) / mini_batch_size)
        try:
            with progress_bar(updates, "mini-batch") as bar:
                for _ in range(epochs):
                    start = time.perf_counter()
                    for mini_batch in mini_batches(data, mini_batch_size, self.rng, self.dtype):
                        self.update_mini_batch(mini_batch, eta)
                        bar.update()
                    bar.write(self._record(time.perf_counter() - start, test_data))
        except KeyboardInterrupt:
            epoch = len(self.history)
            print(f"Stopped during epoch {epoch}. The network keeps what it has learned so far.")
            raise
        return self.history

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

    def backprop(self, x, y):
        """The gradient of the cost: (nabla_b, nabla_w), lists shaped like biases and weights.

        x: (n₀, m), y: (n_L, m). Each gradient is the sum over the m columns of ∂Eₓ/∂b_l or
        ∂Eₓ/∂W_l. The mathematics is in `nnlib.equations`.
        """
        x = check_columns(x, self.sizes[0], "x").astype(self.dtype, copy=False)
        y = check_columns(y, self.sizes[-1], "y", m=x.shape[1]).astype(self.dtype, copy=False)

        # Forward: remember every layer's weighted input z[l] and activation a[l].
        z, a = [None], [x]
        for W, b in zip(self.weights, self.biases, strict=True):
            z.append(W @ a[-1] + b)
            a.append(sigmoid(z[-1]))

        # Backward: from the error of the last layer to the error of each layer before it.
        L = len(self.weights)
        nabla_b, nabla_w = [None] * L, [None] * L
        for l in range(L, 0, -1):
            if l == L:
                delta = equations.output_error(a[L], y, z[L])
            else:
                delta = equations.hidden_error(self.weights[l], delta, z[l])
            nabla_b[l - 1] = equations.bias_gradient(delta)
            nabla_w[l - 1] = equations.weight_gradient(delta, a[l - 1])
        return nabla_b, nabla_w

    def cost_derivative(self, output_activations, y):
        """∂Eₓ/∂a_L = a_L − y, the derivative that equation 1 uses. Shapes (n_L, m)."""
        return equations.cost_derivative(output_activations, y)

    def evaluate(self, test_data):
        """How many examples the network gets right: its highest output is the label's.

        test_data: digits from `load_mnist`, or a list of pairs (x, y), y a label or one-hot.
        A network with a single output answers yes (1) above 0.5 and no (0) otherwise.
        """
        data = as_examples(test_data, self.sizes[0], self.sizes[-1], "test_data")
        right = 0
        for start in range(0, len(data), 1000):
            x, y = data.columns(slice(start, start + 1000), self.dtype)
            right += int(np.sum(answers(self.feedforward(x)) == answers(y)))
        return right

    def save(self, path):
        """Write the network, its history and its random state to an .npz file; return its path."""
        state = {"sizes": self.sizes, "rng": self.rng.bit_generator.state, "history": self.history}
        arrays = {f"weights_{l}": W for l, W in enumerate(self.weights, 1)}
        arrays |= {f"biases_{l}": b for l, b in enumerate(self.biases, 1)}
        return storage.write_npz(path, arrays | {"state": json.dumps(state)})

    @classmethod
    def load(cls, path):
        """Read a network that `save` wrote. It trains on as if it had never been stored."""
        arrays = storage.read_npz(path)
        try:
            state = json.loads(str(arrays["state"]))
            n = check_sizes(state["sizes"])
            layers = range(1, len(n))
            weights = [check_columns(arrays[f"weights_{l}"], n[l], m=n[l - 1]) for l in layers]
            biases = [check_columns(arrays[f"biases_{l}"], n[l], m=1) for l in layers]
            net = cls(n, dtype=weights[0].dtype)
            net.weights, net.biases, net.history = weights, biases, list(state["history"])
            net.rng.bit_generator.state = state["rng"]
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{Path(path).name} holds no network that save() wrote.") from error
        return net


def answers(outputs):
    """The answer in each column of outputs, shape (n_L, m): the row of the highest activation.

    A single output answers 1 (yes) above 0.5, else 0 (no). Returns integers, shape (m,).
    """
    return (outputs[0] > 0.5).astype(int) if len(outputs) == 1 else outputs.argmax(axis=0)
