"""A feedforward network of sigmoid neurons that learns by mini-batch gradient descent."""

import itertools
import math

import numpy as np

from nnlib import equations
from nnlib.neurons import sigmoid
from nnlib.support.checks import check_dtype, check_sizes
from nnlib.support.errors import DataError
from nnlib.training import Learner, answers

__all__ = ["Network", "answers"]


class Network(Learner):
    """A network of sigmoid neurons, its layers' sizes given from input to output.

    `Network([784, 30, 10])` has 784 inputs, one hidden layer of 30 neurons and 10 outputs.

    weights[l − 1], shape (n_l, n_{l−1}), leads into layer l; row j belongs to neuron j.
    biases[l − 1], shape (n_l, 1). The input layer has neither.
    init: "normal" draws all of them from N(0, 1); "scaled" divides the weights by √(inputs).
    seed: the same seed gives the same network and the same shuffles; None, new ones each time.
    """

    squashes = True  # every output is a σ(z)

    def __init__(self, sizes, *, seed=0, init="normal", dtype=np.float32):
        if init not in ("normal", "scaled"):
            raise DataError(f'init must be "normal" or "scaled"; {init!r} came.')
        shapes = self.build({"sizes": sizes})
        self.dtype = check_dtype(dtype)
        self.rng = np.random.default_rng(seed)
        self.history = []
        self.biases = [self._draw(shape) for _, shape in shapes]
        self.weights = [
            self._draw(shape, math.sqrt(shape[1]) if init == "scaled" else 1) for shape, _ in shapes
        ]

    def _draw(self, shape, divisor=1):
        return (self.rng.standard_normal(shape) / divisor).astype(self.dtype)

    def __repr__(self):
        return f"Network({self.sizes})"

    def feedforward(self, a):
        """The network's output for input a: (n₀, m) gives (n_L, m); m = 1 for one example."""
        _, a = self.forward(a)
        return a[-1]

    def forward(self, x):
        """Every layer's weighted input and activation for input x, (n₀, m): two lists, z and a.

        z[l] and a[l], (n_l, m), belong to layer l; a[0] is x, and z[0] is None.
        """
        z, a = [None], [self._checked(x, self.sizes[0], "x")]
        for W, b in zip(self.weights, self.biases, strict=True):
            z.append(W @ a[-1] + b)
            a.append(sigmoid(z[-1]))
        return z, a

    def backprop(self, x, y):
        """The gradient of the cost: (nabla_b, nabla_w), lists shaped like biases and weights.

        x: (n₀, m), y: (n_L, m). Each gradient is the sum over the m columns of ∂Eₓ/∂b_l or
        ∂Eₓ/∂W_l. The mathematics is in `nnlib.equations`.
        """
        # Forward: remember every layer's weighted input z[l] and activation a[l].
        z, a = self.forward(x)
        y = self._checked(y, self.sizes[-1], "y", m=a[0].shape[1])

        # Backward: from the error of the last layer to the error of each layer before it.
        L = len(self.weights)
        nabla_b, nabla_w = [None] * L, [None] * L
        for l in range(L, 0, -1):
            if l == L:
                delta = equations.output_error(a[L], y, z[L], self.cost_derivative)
            else:
                delta = equations.hidden_error(self.weights[l], delta, z[l])
            nabla_b[l - 1] = equations.bias_gradient(delta)
            nabla_w[l - 1] = equations.weight_gradient(delta, a[l - 1])
        return nabla_b, nabla_w

    def fitting(self, n_in, n_out):
        """Which network fits examples of n_in inputs (None: those it has) and n_out targets."""
        sizes = [n_in, "…", n_out] if n_in else [*self.sizes[:-1], n_out]
        return f"Write Network([{', '.join(map(str, sizes))}])."

    def blueprint(self):
        """What `build` needs to make such a network."""
        return {"sizes": self.sizes}

    def build(self, blueprint):
        """Take the layers of a blueprint; return the shapes of their (weights, biases)."""
        self.sizes = check_sizes(blueprint["sizes"])
        self.num_layers = len(self.sizes)
        return [((n, n_prev), (n, 1)) for n_prev, n in itertools.pairwise(self.sizes)]
