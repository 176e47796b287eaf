"""`Sequential`: layers one after the other, which learn together."""

import math
import numbers

import numpy as np

from nnlib import equations
from nnlib.layers.columns import Dense, Flatten, ReLU, Sigmoid, Softmax, cross_entropy
from nnlib.layers.images import Convolution, MaxPooling
from nnlib.layers.layer import Layer, words
from nnlib.support.checks import check_columns, check_count, check_dtype
from nnlib.support.errors import DataError, ShapeError
from nnlib.training import Learner

KINDS = (Dense, Sigmoid, ReLU, Flatten, Softmax, Convolution, MaxPooling)
INITS = ("normal", "scaled", "he", "uniform")


class Sequential(Learner):
    """Layers one after the other: what leaves one enters the next.

        Sequential([Dense(30), Sigmoid(), Dense(10), Sigmoid()], input_shape=784, init="normal")

    is `Network([784, 30, 10])`, to the last bit. Examples are columns here, too; if input_shape
    is (1, 28, 28), a column of 784 numbers enters as an image of 1 channel, 28 × 28 pixels.

    The cost is the cross-entropy if the last layer is `Softmax`, else the quadratic cost.
    init: "he" draws weights from N(0, 2 / inputs), fit for ReLU, biases are 0; "normal" and
    "scaled" are those of `Network`; "uniform" draws weights and biases between −0.5 and 0.5.
    seed: the same seed gives the same network and the same shuffles; None, new ones each time.
    sizes: how many numbers enter, and how many leave each layer.

    Source of "he": K. He, X. Zhang, S. Ren and J. Sun, ICCV 2015.
    """

    def __init__(self, layers, *, input_shape, seed=0, init="he", dtype=np.float32):
        if init not in INITS:
            raise DataError(f"init must be one of {', '.join(INITS)}; {init!r} came.")
        self.dtype = check_dtype(dtype)
        self.rng = np.random.default_rng(seed)
        self.history = []
        self._connect(layers, input_shape)
        self.biases = [self._draw(layer.biases_shape, init) for layer in self._learning]
        self.weights = [
            self._draw(layer.weights_shape, init, layer.inputs) for layer in self._learning
        ]

    def _connect(self, layers, input_shape):
        """Fit each layer behind the one before, and refuse what does not fit."""
        self.layers, self.input_shape = check_layers(layers), check_input_shape(input_shape)
        self.shapes = [self.input_shape]  # what enters, and what leaves each layer
        for number, layer in enumerate(self.layers, 1):
            try:
                self.shapes.append(layer.connect(self.shapes[-1]))
            except ShapeError as error:
                raise ShapeError(f"Layer {number}: {error}") from None
            if isinstance(layer, Softmax) and self.shapes[-1] == (1,):
                raise ShapeError(
                    f"Layer {number}: Softmax() takes a single number here, and the softmax of one "
                    "number is always 1, so nothing would be learned. For yes or no write "
                    "Dense(1), Sigmoid(), or give each answer an output: Dense(2), Softmax()."
                )
        if len(self.shapes[-1]) != 1:
            raise ShapeError(
                f"{words(self.shapes[-1])} leave the last layer, but outputs are columns. "
                "End with Flatten(), Dense(10), Softmax()."
            )
        self.sizes = [math.prod(shape) for shape in self.shapes]
        self._learning = [layer for layer in self.layers if layer.weights_shape]
        if not self._learning:
            raise DataError("No layer has weights, so there is nothing to learn. Add a Dense.")

    def _draw(self, shape, init, inputs=None):
        """Weights, or biases: those have no inputs."""
        if init == "uniform":
            values = self.rng.uniform(-0.5, 0.5, shape)
        elif inputs is None:
            values = np.zeros(shape) if init == "he" else self.rng.standard_normal(shape)
        else:
            divisor = {"normal": 1, "scaled": math.sqrt(inputs), "he": math.sqrt(inputs / 2)}
            values = self.rng.standard_normal(shape) / divisor[init]
        return values.astype(self.dtype)

    @property
    def weights(self):
        """The weights of the layers that have some: a tuple, first layer first."""
        return tuple(layer.weights for layer in self._learning)

    @weights.setter
    def weights(self, weights):
        for layer, W in zip(self._learning, weights, strict=True):
            layer.weights = W

    @property
    def biases(self):
        """The biases of the layers that have some: a tuple, first layer first."""
        return tuple(layer.biases for layer in self._learning)

    @biases.setter
    def biases(self, biases):
        for layer, b in zip(self._learning, biases, strict=True):
            layer.biases = b

    @property
    def num_parameters(self):
        """How many weights and biases there are."""
        return sum(array.size for array in self.weights + self.biases)

    def __repr__(self):
        return f"Sequential([{', '.join(map(repr, self.layers))}], input_shape={self.input_shape})"

    def summary(self):
        """A table in words: each layer, the shape that leaves it, and its weights and biases."""
        lines = [f"{'enters':<20}{self.input_shape!s:<16}"]
        for layer, shape in zip(self.layers, self.shapes[1:], strict=True):
            count = layer.weights.size + layer.biases.size if layer.weights_shape else 0
            lines.append(f"{layer!r:<19} {shape!s:<15} {count:>10,}")
        return "\n".join([*lines, f"{'in all':<36}{self.num_parameters:>10,}"])

    def feedforward(self, a):
        """The network's output for input a: (n₀, m) gives (n_L, m); m = 1 for one example."""
        return self._through(self.layers, check_columns(a, self.sizes[0], "a"))

    def _through(self, layers, a):
        """What leaves the last of these layers. Of images, a hundred at a time to save memory."""
        step = a.shape[1] if len(self.input_shape) == 1 else 100
        parts = [self._forward(layers, a[:, i : i + step]) for i in range(0, a.shape[1], step)]
        return parts[0] if len(parts) == 1 else np.hstack(parts)

    @np.errstate(over="ignore", invalid="ignore")  # check_growth says it in words
    def _forward(self, layers, a):
        a = a.astype(self.dtype, copy=False)
        if len(self.input_shape) == 3:
            # Examples side by side in memory: then a row of windows is copied in one go.
            a = np.ascontiguousarray(a.reshape(*self.input_shape, -1))
        for layer in layers:
            a = layer.forward(a)
        check_growth([a])
        return a

    @np.errstate(over="ignore", invalid="ignore")  # check_growth says it in words
    def backprop(self, x, y):
        """The gradient of the cost: (nabla_b, nabla_w), lists shaped like biases and weights.

        x: (n₀, m), y: (n_L, m). Each gradient is the sum over the m columns of ∂Eₓ/∂b or ∂Eₓ/∂W.
        """
        x = self._checked(x, self.sizes[0], "x")
        y = self._checked(y, self.sizes[-1], "y", m=x.shape[1])

        # For the quadratic cost a − y is ∂Eₓ/∂a, the error of what leaves the last layer. For the
        # cross-entropy it is ∂Eₓ/∂z, already the error of what enters the softmax.
        delta = self.cost_derivative(self._forward(self.layers, x), y)
        first, *others = self.layers[:-1] if self._ends_with_softmax else self.layers
        for layer in reversed(others):
            delta = layer.backward(delta)
        first.gradients(delta)  # nothing comes before it that would need an error
        nabla_b = [layer.nabla_b for layer in self._learning]
        nabla_w = [layer.nabla_w for layer in self._learning]
        check_growth(nabla_b + nabla_w)
        return nabla_b, nabla_w

    @property
    def _ends_with_softmax(self):
        return isinstance(self.layers[-1], Softmax)

    def cost(self, x, y):
        """The mean cost of the m examples, a number. x: (n₀, m), y: (n_L, m)."""
        x = check_columns(x, self.sizes[0], "x")
        y = check_columns(y, self.sizes[-1], "y", m=x.shape[1])
        if self._ends_with_softmax:
            return cross_entropy(self._through(self.layers[:-1], x), y)
        return equations.quadratic_cost(self._through(self.layers, x), y)

    @property
    def squashes(self):
        """Whether the outputs lie between 0 and 1."""
        return isinstance(self.layers[-1], Sigmoid | Softmax)

    def fitting(self, n_in, n_out):
        """Which layers fit examples of n_in inputs (None: those it has) and n_out targets."""
        if n_in is None:
            return f"Let the last layers be Dense({n_out}), Softmax()."
        shape, side = n_in, math.isqrt(n_in)
        if len(self.input_shape) == 3:
            shape = f"(1, {side}, {side})" if side**2 == n_in else "(channels, height, width)"
        return (
            "Choose input_shape and the last layer to fit the examples: "
            f"input_shape={shape}, and Dense({n_out}) at the end."
        )

    def blueprint(self):
        """What `build` needs to make such a network."""
        layers = [[type(layer).__name__, *layer.arguments()] for layer in self.layers]
        return {"layers": layers, "input_shape": self.input_shape}

    def build(self, blueprint):
        """Take the layers of a blueprint; return the shapes of their (weights, biases)."""
        kinds = {kind.__name__: kind for kind in KINDS}
        layers = [kinds[name](*arguments) for name, *arguments in blueprint["layers"]]
        self._connect(layers, blueprint["input_shape"])
        return [(layer.weights_shape, layer.biases_shape) for layer in self._learning]


def check_layers(layers):
    """Return layers as a list of new layers, or say what is wrong with them."""
    layers = list(layers) if isinstance(layers, list | tuple) else [layers]
    for layer in layers:
        if not isinstance(layer, Layer):
            raise DataError(
                f"layers must be a list such as [Dense(30), Sigmoid()]; {layer!r} came in it. "
                "Are the brackets of a layer missing? Write ReLU(), not ReLU."
            )
        if layer.weights is not None or sum(layer is other for other in layers) > 1:
            raise DataError(
                f"This {layer} is used twice, and a layer remembers what passed through it. Write "
                f"{layer} anew for every place and for every network."
            )
    return layers


def check_input_shape(shape):
    """Return the shape of one example: (n,) for columns, (channels, height, width) for images."""
    numbers_given = [shape] if isinstance(shape, numbers.Integral) else shape
    if not isinstance(numbers_given, list | tuple) or len(numbers_given) not in (1, 3):
        raise ShapeError(
            "input_shape must be a number such as 784 for columns, or (channels, height, width) "
            f"such as (1, 28, 28) for images; {shape!r} came."
        )
    return tuple(check_count(n, "Each number of input_shape") for n in numbers_given)


def check_growth(arrays):
    """Refuse activations or gradients grown beyond all bounds: infinite, NaN or nearly."""
    if not all(np.abs(array).max() < 1e30 for array in arrays):
        raise DataError(
            "The numbers in the network have grown beyond all bounds (infinity or NaN): with this "
            "eta each step goes too far, and the next one farther. Build the network again and "
            "train it with a smaller eta."
        )
