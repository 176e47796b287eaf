"""A feedforward network of sigmoid neurons that learns by mini-batch gradient descent."""

import json
import math
from pathlib import Path

import numpy as np

from nnlib import equations
from nnlib.neurons import sigmoid
from nnlib.support import storage
from nnlib.support.checks import check_columns, check_dtype, check_sizes
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

    def save(self, path):
        """Write the network, its history and its random state to an .npz file; return its path."""
        state = {"sizes": self.sizes, "rng": self.rng.bit_generator.state, "history": self.history}
        arrays = {f"weights_{l}": W for l, W in enumerate(self.weights, 1)}
        arrays |= {f"biases_{l}": b for l, b in enumerate(self.biases, 1)}
        arrays |= self._velocity_arrays()
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
            net._set_velocity(arrays)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{Path(path).name} holds no network that save() wrote.") from error
        return net
