"""The programs that are compared: each trains the same network, in the way of its library.

Each is made from a `Task`, and `epoch(seed)` trains it for one epoch more, on the mini-batches that
`numpy.random.default_rng(seed).permutation(n)` gives. `parameters()` returns its weights and biases
in nnlib's shapes: weights (n_l, n_{l−1}), biases (n_l, 1). The quadratic cost and sigmoids
throughout, except for the two that end with softmax and learn by cross-entropy: scikit-learn can do
nothing else, and nnlib does the same beside it.
"""

import importlib.util
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnlib import Dense, Network, Sequential, Sigmoid, Softmax, sigmoid, softmax
from nnlib.digits.mnist import Digits


@dataclass
class Task:
    """What is trained: sizes, digits, mini-batches of `size`, rate `eta`, in `dtype`."""

    sizes: list
    digits: Digits
    size: int
    eta: float
    dtype: type = np.float32

    @cached_property
    def rows(self):
        """The digits as the peers keep them: an array of numbers, (n, n₀)."""
        return np.ascontiguousarray(self.digits.columns(slice(None), self.dtype)[0].T)

    @cached_property
    def targets(self):
        """(n, n_L), one-hot."""
        return np.ascontiguousarray(self.digits.columns(slice(None), self.dtype)[1].T)

    def start(self):
        """The weights and biases from which every program starts: new arrays each time."""
        net = Network(self.sizes, init="scaled", dtype=self.dtype)
        return net.weights, net.biases

    def order(self, seed):
        return np.random.default_rng(seed).permutation(len(self.digits))


def outputs(program, x):
    """What the network of a program answers to the columns x, computed by NumPy."""
    for W, b in zip(*program.parameters(), strict=True):
        z = W @ x + b
        x = sigmoid(z)
    return softmax(z) if program.ends_with_softmax else x


def accuracy(program, digits):
    """The share of digits that the network of a program reads right."""
    x, y = digits.columns(slice(None))
    return float(np.mean(outputs(program, x).argmax(axis=0) == y.argmax(axis=0)))


class Program:
    """One of those compared.

    package: what has to be installed for it, as imported; else None. library: whose matrix products
    it uses. compiles: anew for each network and mini-batch, for seconds.
    """

    name = package = None
    library = "NumPy"
    trains, ends_with_softmax, compiles = True, False, False

    @classmethod
    def missing(cls):
        """Why it cannot run here, or None."""
        if cls.package is None or importlib.util.find_spec(cls.package):
            return None
        return f'{cls.package} is not installed: pip install -e ".[peers]"'


class Nnlib(Program):
    name = "nnlib"

    def __init__(self, task):
        self.task = task
        self.net = Network(task.sizes, dtype=task.dtype)
        self.net.weights, self.net.biases = task.start()

    def epoch(self, seed):
        self.net.rng = np.random.default_rng(seed)  # it shuffles as the others do
        self.net.SGD(self.task.digits, 1, self.task.size, self.task.eta, quiet=True)

    def parameters(self):
        return self.net.weights, self.net.biases


class NnlibSoftmax(Nnlib):
    """`Sequential` with a softmax at the end: what scikit-learn's classifier trains."""

    name = "nnlib, softmax"
    ends_with_softmax = True

    def __init__(self, task):
        self.task = task
        hidden = [layer for n in task.sizes[1:-1] for layer in (Dense(n), Sigmoid())]
        layers = [*hidden, Dense(task.sizes[-1]), Softmax()]
        self.net = Sequential(layers, input_shape=task.sizes[0], dtype=task.dtype)
        self.net.weights, self.net.biases = task.start()


class Loop(Program):
    """How the algorithm is first written: one example at a time, its gradients added up."""

    name = "per-example loop"

    def __init__(self, task):
        self.task = task
        self.weights, self.biases = task.start()
        both = zip(task.rows, task.targets, strict=True)
        self.pairs = [(x[:, None], y[:, None]) for x, y in both]

    def epoch(self, seed):
        order, size = self.task.order(seed), self.task.size
        for start in range(0, len(order), size):
            self.learn([self.pairs[i] for i in order[start : start + size]])

    def learn(self, mini_batch):
        sum_w = [np.zeros_like(W) for W in self.weights]
        sum_b = [np.zeros_like(b) for b in self.biases]
        for x, y in mini_batch:
            nabla_w, nabla_b = self.gradient(x, y)
            sum_w = [s + g for s, g in zip(sum_w, nabla_w, strict=True)]
            sum_b = [s + g for s, g in zip(sum_b, nabla_b, strict=True)]
        rate = self.task.eta / len(mini_batch)
        self.weights = [W - rate * s for W, s in zip(self.weights, sum_w, strict=True)]
        self.biases = [b - rate * s for b, s in zip(self.biases, sum_b, strict=True)]

    def gradient(self, x, y):
        """The gradient of one example, layer by layer."""
        a, z = [x], [None]
        for W, b in zip(self.weights, self.biases, strict=True):
            z.append(np.dot(W, a[-1]) + b)
            a.append(logistic(z[-1]))
        delta = (a[-1] - y) * slope_of_logistic(z[-1])
        nabla_w, nabla_b = [np.dot(delta, a[-2].T)], [delta]
        for l in range(len(self.weights) - 1, 0, -1):
            delta = np.dot(self.weights[l].T, delta) * slope_of_logistic(z[l])
            nabla_w.insert(0, np.dot(delta, a[l - 1].T))
            nabla_b.insert(0, delta)
        return nabla_w, nabla_b

    def parameters(self):
        return self.weights, self.biases


def logistic(z):
    return 1.0 / (1.0 + np.exp(-z))


def slope_of_logistic(z):
    return logistic(z) * (1 - logistic(z))


class Products(Program):
    """The floor: nnlib's matrix products of an epoch, of the same shapes, and nothing else."""

    name = "matrix products alone"
    trains = False

    def __init__(self, task):
        rng = np.random.default_rng(0)
        widths = [*task.sizes]
        self.steps = len(task.digits) // task.size
        self.weights, _ = task.start()
        x = rng.standard_normal((task.size, widths[0])).astype(task.dtype).T
        hidden = [rng.standard_normal((n, task.size)).astype(task.dtype) for n in widths[1:]]
        self.a, self.delta = [x, *hidden], hidden

    def epoch(self, _):
        for _ in range(self.steps):
            for l, W in enumerate(self.weights):
                W @ self.a[l]
                np.dot(self.delta[l], self.a[l].T)
                if l:
                    W.T @ self.delta[l]


class ScikitLearn(Program):
    """`MLPClassifier`, an epoch for each `partial_fit`. It knows softmax and cross-entropy only."""

    name = "scikit-learn"
    package = "sklearn"
    ends_with_softmax = True

    def __init__(self, task):
        from sklearn.neural_network import MLPClassifier

        self.task, self.labels = task, task.digits.labels
        self.model = MLPClassifier(
            hidden_layer_sizes=task.sizes[1:-1],
            activation="logistic",
            solver="sgd",
            alpha=0,
            batch_size=task.size,
            learning_rate_init=task.eta,
            momentum=0,
            shuffle=False,  # the order below is everybody's
        )
        first = slice(task.size)
        classes = np.arange(task.sizes[-1])
        self.model.partial_fit(task.rows[first], self.labels[first], classes=classes)
        weights, biases = task.start()
        for own, W in zip(self.model.coefs_, weights, strict=True):
            own[...] = W.T
        for own, b in zip(self.model.intercepts_, biases, strict=True):
            own[...] = b[:, 0]

    def epoch(self, seed):
        order = self.task.order(seed)
        self.model.partial_fit(self.task.rows[order], self.labels[order])

    def parameters(self):
        return [W.T for W in self.model.coefs_], [b[:, None] for b in self.model.intercepts_]
