"""Lesson 03, networks of neurons: a shape, a count, a layer, feedforward."""

import math
from decimal import Decimal
from fractions import Fraction
from functools import reduce

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    CHANGES,
    DEEP,
    ENDLESS,
    FIXED,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ORDER,
    QUOTES,
    ROUNDED,
    SHAPE,
    SUM,
)
from nnlib import Network, sigmoid, sigmoid_neuron, sigmoid_prime

# 3.1: the shape of weights[0] of Network([784, 30, 10]): (30, 784).

right_value("3.1", (30, 784), "a pair")
right_value("3.1", [30, 784], "a list")
right_value("3.1", np.array([30, 784]), "an array")
right_value("3.1", np.zeros((30, 784)).shape, "the shape of an array")
right_value("3.1", (np.int64(30), np.int64(784)), "whole numbers of numpy")
right_value("3.1", (30.0, 784.0), "floats")
right_value("3.1", lambda: iter([30, 784]), "an iterator", made=True)
right_value("3.1", (Fraction(30), Fraction(784)), "fractions")

wrong_value("3.1", (784, 30), "from and to exchanged", (*ORDER, "to", "row"))
wrong_value("3.1", (10, 30), "weights[1]", ("weights[1]", "second", "counts from 0", "output"))
wrong_value("3.1", (30, 10), "weights[1], exchanged", ("weights[1]", "second", *ORDER))
wrong_value("3.1", (30, 1), "the biases", ("bias",))
wrong_value("3.1", (784, 10), "from the inputs to the outputs", ("hidden", "30", "layer"))
wrong_value("3.1", (10, 784), "inputs to outputs, the hidden layer left out", ("hidden", "30"))
wrong_value("3.1", 23520, "how many weights, not the shape", ("pair", "two numbers", "shape"))
wrong_value("3.1", "(30, 784)", "a text", QUOTES)
wrong_value("3.1", ("30", "784"), "texts", QUOTES)
wrong_value("3.1", (784, 30, 10), "the sizes", ("two", "pair", "sizes"))
wrong_value("3.1", [784, 30, 10], "the sizes as a list", ("two", "pair", "sizes"))
wrong_value("3.1", (30,), "only the neurons", ("two", "pair"))
wrong_value("3.1", (30, 785), "with the bias", ("bias",))
wrong_value("3.1", (28, 28), "the picture", ("picture", "784"))
wrong_value("3.1", (30, ...), "a gap left open", GAP)
wrong_value("3.1", (784, 784), "square", None)
wrong_value("3.1", (30, 784, 1), "with a third number", ("two", "pair", "three"))
wrong_value("3.1", "30x784", "written with an x", QUOTES)
wrong_value("3.1", np.zeros((30, 784)), "an array of this shape", ("shape", "pair", "two numbers"))
wrong_value("3.1", (3, 2), "the example", ("example", "784"))
wrong_value("3.1", {784: 30}, "a dictionary", None)
wrong_value("3.1", 30, "only the neurons, as a number", ("two", "pair"))
wrong_value("3.1", ((30, 784), (10, 30)), "both shapes", ("weights[0]", "one shape", "two", "pair"))
wrong_value("3.1", (29, 784), "counts from 0", None)
wrong_value("3.1", lambda: (30, 784), "a function", FUNCTION)

# 3.2: Network([784, 100, 10]): 78400 + 100 + 1000 + 10 = 79510.

right_value("3.2", 79510, "counted on paper")
right_value("3.2", 79_510, "with an underscore")
right_value("3.2", 100 * 784 + 100 + 10 * 100 + 10, "the sum as a formula")
right_value("3.2", 79510.0, "a float")
right_value("3.2", 7.951e4, "with an exponent")
right_value("3.2", np.int64(79510), "a whole number of numpy")
right_value("3.2", np.array([79510]), "an array of one number")
right_value("3.2", Fraction(79510), "a fraction")
right_value("3.2", Decimal(79510), "a Decimal")
right_value("3.2", (784 + 1) * 100 + (100 + 1) * 10, "as lesson 00 counted")

wrong_value("3.2", 79400, "the weights only", ("bias",))
wrong_value("3.2", 110, "the biases only", ("weight",))
wrong_value("3.2", 79510 + 784, "biases for the inputs, too", ("input",))
wrong_value("3.2", 23860, "the network with 30", ("100", "30"))
wrong_value("3.2", (79, 510), "a comma at the thousands: two numbers", ("comma", "one number"))
wrong_value("3.2", "79510", "a text", QUOTES)
wrong_value("3.2", "79,510", "a text with a comma", (*QUOTES, "comma"))
wrong_value("3.2", (79400, 110), "both kinds, not added", ("together", "add", "sum", "one number"))
wrong_value("3.2", 79.51, "a point at the thousands", ("thousand", "whole"))
wrong_value("3.2", 79500, "the ten output biases forgotten", ("bias", "output"))
wrong_value("3.2", 79410, "the hundred hidden biases forgotten", ("bias", "hidden"))
wrong_value("3.2", 78500, "the first layer only", ("second", "output", "layer", "both"))
wrong_value("3.2", 1010, "the last layer only", ("first", "layer", "both"))
wrong_value("3.2", 784 * 100 * 10, "the sizes multiplied", ("multipl", "product", "layer"))
wrong_value("3.2", 894, "the neurons", ("neuron", "sizes", "weight"))
wrong_value("3.2", 78400, "the first matrix only", ("bias", "second", "layer", "weights[1]"))
wrong_value("3.2", 79402, "one bias for each layer", ("bias", "each neuron"))
wrong_value("3.2", 80394, "biases for 784 + 100 + 110", None)
wrong_value("3.2", 79511, "a bias too many", None)
wrong_value("3.2", 87240, "784 straight to 10 as well", None)
wrong_value(
    "3.2", 784 * 100 + 784 + 100 * 10 + 100, "the biases where the weights start", ("bias",)
)
wrong_value("3.2", None, "the result of print", NOTHING)
wrong_value("3.2", [78500, 1010], "for each layer, not added", ("together", "add", "sum"))
wrong_value("3.2", -79510, "a dash in front", None)

# 3.3: a layer, σ(W a + b), for several columns.


@right("3.3", "the formula")
def my_layer(W, b, a):
    return sigmoid(W @ a + b)


@right("3.3", "np.dot and σ written out")
def my_layer(W, b, a):
    z = np.dot(W, a) + b
    return 1 / (1 + np.exp(-z))


@right("3.3", "einsum")
def my_layer(W, b, a):
    return sigmoid(np.einsum("ij,jm->im", W, a) + b)


@right("3.3", "example by example")
def my_layer(W, b, a):
    columns = [sigmoid(W @ a[:, [i]] + b) for i in range(a.shape[1])]
    return np.hstack(columns)


@right("3.3", "neuron by neuron")
def my_layer(W, b, a):
    rows = []
    for w, bias in zip(W, b):
        rows.append(sigmoid(w @ a + bias))
    return np.array(rows)


@right("3.3", "number by number, by sigmoid_neuron")
def my_layer(W, b, a):
    out = np.zeros((W.shape[0], a.shape[1]))
    for i in range(W.shape[0]):
        for k in range(a.shape[1]):
            out[i, k] = sigmoid_neuron(W[i], b[i, 0], a[:, k])
    return out


@right("3.3", "transposed and turned back")
def my_layer(W, b, a):
    return sigmoid(a.T @ W.T + b.T).T


@right("3.3", "the bias as one more column of W")
def my_layer(W, b, a):
    with_bias = np.hstack([W, b])
    with_one = np.vstack([a, np.ones((1, a.shape[1]))])
    return sigmoid(with_bias @ with_one)


right_value("3.3", lambda weights, biases, a: sigmoid(np.matmul(weights, a) + biases), "a lambda")


@right("3.3", "broadcasting to a block, summed over the inputs")
def my_layer(W, b, a):
    products = W[:, :, None] * a[None, :, :]
    return sigmoid(products.sum(axis=1) + b)


@right("3.3", "prints the shapes")
def my_layer(W, b, a):
    print(W.shape, "@", a.shape, "+", b.shape)
    return sigmoid(np.add(W @ a, b))


class Layer:
    def __call__(self, W, b, a, curve=sigmoid):
        return curve(W @ a + b)


right_value("3.3", Layer(), "an object that can be called")


@wrong("3.3", "W transposed", ("transpos", ".t", "rows and columns", "shape"))
def my_layer(W, b, a):
    return sigmoid(W.T @ a + b)


@wrong("3.3", "a and W exchanged", (*ORDER, "shape", "left"))
def my_layer(W, b, a):
    return sigmoid(a @ W + b)


@wrong("3.3", "elementwise product", ("matrix product", "dot"))
def my_layer(W, b, a):
    return sigmoid(W * a + b)


@wrong("3.3", "no σ", ("σ", "sigmoid"))
def my_layer(W, b, a):
    return W @ a + b


@wrong("3.3", "no bias", ("bias",))
def my_layer(W, b, a):
    return sigmoid(W @ a)


@wrong("3.3", "the bias outside of σ", ("bias", "inside", "bracket", "parenthes"))
def my_layer(W, b, a):
    return sigmoid(W @ a) + b


@wrong("3.3", "minus the bias", ("bias", "minus", "sign"))
def my_layer(W, b, a):
    return sigmoid(W @ a - b)


@wrong("3.3", "the flat bias: added along the rows", (*SHAPE, "bias"))
def my_layer(W, b, a):
    return sigmoid(W @ a + b.ravel())


@wrong("3.3", "the first example only", ("first", "column", "shape"))
def my_layer(W, b, a):
    return sigmoid(W @ a[:, :1] + b)


@wrong("3.3", "the slope of σ", ("slope", "prime"))
def my_layer(W, b, a):
    return sigmoid_prime(W @ a + b)


@wrong("3.3", "the step of a perceptron", ("step", "perceptron", "sigmoid"))
def my_layer(W, b, a):
    return (W @ a + b > 0).astype(int)


@wrong("3.3", "the result turned: an example in each row", ("transpos", "column", "shape", ".t"))
def my_layer(W, b, a):
    return sigmoid(W @ a + b).T


@wrong("3.3", "rounded to two decimals", ROUNDED)
def my_layer(W, b, a):
    return np.round(sigmoid(W @ a + b), 2)


@wrong("3.3", "summed over the examples", (*SUM, "shape"))
def my_layer(W, b, a):
    return sigmoid(W @ a + b).sum(axis=1, keepdims=True)


@wrong("3.3", "takes the mean off its argument a, in place", CHANGES)
def my_layer(W, b, a):
    a -= a.mean()
    return sigmoid(W @ a + b)


@wrong("3.3", "adds to the biases in place", CHANGES)
def my_layer(W, b, a):
    z = b
    z += (W @ a)[:, :1]
    return sigmoid(W @ a + b)


@wrong("3.3", "prints", NOTHING)
def my_layer(W, b, a):
    print(sigmoid(W @ a + b))


@wrong("3.3", "no return", NOTHING)
def my_layer(W, b, a):
    z = W @ a + b
    activation = sigmoid(z)


@wrong("3.3", "returns z and a", ("two", "tuple", "pair", "only"))
def my_layer(W, b, a):
    z = W @ a + b
    return z, sigmoid(z)


@wrong("3.3", "reshapes to one column: right for one example only", (*SHAPE,))
def my_layer(W, b, a):
    return sigmoid(W @ a + b).reshape(-1, 1)


@wrong("3.3", "a flat array", SHAPE)
def my_layer(W, b, a):
    return sigmoid(W @ a + b).ravel()


@wrong("3.3", "σ twice", ("twice", "once", "σ"))
def my_layer(W, b, a):
    return sigmoid(sigmoid(W @ a + b))


@wrong("3.3", "math.exp, for one number only", ("array", "np.exp", "numpy"))
def my_layer(W, b, a):
    return 1 / (1 + math.exp(-(W @ a + b)))


@wrong("3.3", "e to the +z", ("sign", "-z", "−z", "minus"))
def my_layer(W, b, a):
    return 1 / (1 + np.exp(W @ a + b))


@wrong("3.3", "the room's weights from the notebook", FIXED)
def my_layer(W, b, a):
    return sigmoid(np.array([[20, 0], [0, 20], [-40, -40]]) @ a + np.array([[-4], [-4], [44]]))


@wrong("3.3", "the mean over the inputs for their sum", SUM)
def my_layer(W, b, a):
    return sigmoid(W @ a / a.shape[0] + b)


wrong_value("3.3", sigmoid, "the function sigmoid", None)
wrong_value(
    "3.3", sigmoid(np.array([[1.0, 2.0]]) @ np.array([[0.5], [0.4]])), "a called layer", NO_FUNCTION
)


@wrong("3.3", "parameters in another order", (*ORDER, "parameter"))
def my_layer(a, W, b):
    return sigmoid(W @ a + b)


# 3.4: layer after layer.


@right("3.4", "the loop of the lesson")
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a


@right("3.4", "by index")
def my_feedforward(weights, biases, a):
    activation = a
    for layer in range(len(weights)):
        z = np.dot(weights[layer], activation) + biases[layer]
        activation = 1 / (1 + np.exp(-z))
    return activation


@right("3.4", "recursion")
def my_feedforward(weights, biases, a):
    if len(weights) == 0:
        return a
    return my_own_feedforward(weights[1:], biases[1:], sigmoid(weights[0] @ a + biases[0]))


def my_own_feedforward(weights, biases, a):
    if not len(weights):
        return a
    return my_own_feedforward(weights[1:], biases[1:], sigmoid(weights[0] @ a + biases[0]))


@right("3.4", "reduce")
def my_feedforward(weights, biases, a):
    return reduce(lambda out, Wb: sigmoid(Wb[0] @ out + Wb[1]), zip(weights, biases), a)


@right("3.4", "a list of all activations, the last one")
def my_feedforward(weights, biases, a):
    activations = [a]
    for W, b in zip(weights, biases):
        activations.append(sigmoid(W @ activations[-1] + b))
    return activations[-1]


@right("3.4", "with a layer function of its own")
def my_feedforward(weights, biases, a):
    def layer(W, b, a):
        return sigmoid(np.matmul(W, a) + b)

    for i, W in enumerate(weights):
        a = layer(W, biases[i], a)
    return a


@right("3.4", "example by example, stacked")
def my_feedforward(weights, biases, a):
    columns = []
    for column in a.T:
        x = column.reshape(-1, 1)
        for W, b in zip(weights, biases):
            x = sigmoid(W @ x + b)
        columns.append(x)
    return np.concatenate(columns, axis=1)


@right("3.4", "a while loop with a copy of the lists, other names")
def forward(W, b, x):
    matrices, columns = list(W), list(b)
    while matrices:
        x = sigmoid(matrices.pop(0) @ x + columns.pop(0))
    return x


@right("3.4", "prints the shape of each layer")
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(W @ a + b)
        print(a.shape)
    return a


@right("3.4", "nnlib's network with these parameters")
def my_feedforward(weights, biases, a):
    sizes = [weights[0].shape[1], *(len(W) for W in weights)]
    net = Network(sizes, dtype=np.float64)
    net.weights, net.biases = weights, biases
    return net.feedforward(a)


class Net:
    def __init__(self, curve=sigmoid):
        self.curve = curve

    def __call__(self, weights, biases, a):
        for W, b in zip(weights, biases):
            a = self.curve(W @ a + b)
        return a


right_value("3.4", Net(), "an object that can be called")


@wrong("3.4", "returns inside of the loop: after the first layer", ("first", "indent", "loop"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
        return a


@wrong("3.4", "always the input, not the last activation", ("input", "previous", "last", "a ="))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        out = sigmoid(W @ a + b)
    return out


@wrong("3.4", "forgets σ", ("σ", "sigmoid"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = W @ a + b
    return a


@wrong("3.4", "σ only at the end", ("σ", "sigmoid", "each layer", "every layer"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = W @ a + b
    return sigmoid(a)


@wrong("3.4", "no σ in the last layer", ("σ", "sigmoid", "last"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights[:-1], biases[:-1]):
        a = sigmoid(W @ a + b)
    return weights[-1] @ a + biases[-1]


@wrong("3.4", "no biases", ("bias",))
def my_feedforward(weights, biases, a):
    for W in weights:
        a = sigmoid(W @ a)
    return a


@wrong("3.4", "the last layer is lost", ("last", "layer"))
def my_feedforward(weights, biases, a):
    for i in range(len(weights) - 1):
        a = sigmoid(weights[i] @ a + biases[i])
    return a


@wrong("3.4", "begins with the second layer", ("first", "layer"))
def my_feedforward(weights, biases, a):
    for i in range(1, len(weights)):
        a = sigmoid(weights[i] @ a + biases[i])
    return a


@wrong("3.4", "two layers, no more", ("two", "layers", "loop", "number of"))
def my_feedforward(weights, biases, a):
    hidden = sigmoid(weights[0] @ a + biases[0])
    return sigmoid(weights[1] @ hidden + biases[1])


@wrong("3.4", "a list of all activations", ("last", "list"))
def my_feedforward(weights, biases, a):
    activations = [a]
    for W, b in zip(weights, biases):
        activations.append(sigmoid(W @ activations[-1] + b))
    return activations


@wrong("3.4", "W transposed", ("transpos", ".t", "shape"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W.T @ a + b)
    return a


@wrong("3.4", "bias outside of σ", ("bias", "inside", "bracket", "parenthes"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a) + b
    return a


@wrong("3.4", "forgets return", NOTHING)
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)


@wrong("3.4", "prints", NOTHING)
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    print(a)


@wrong("3.4", "takes the matrices out of the list itself", CHANGES)
def my_feedforward(weights, biases, a):
    while weights:
        a = sigmoid(weights.pop(0) @ a + biases.pop(0))
    return a


@wrong("3.4", "from the last layer to the first", ("order", "revers", "first", "last"))
def my_feedforward(weights, biases, a):
    for W, b in zip(reversed(weights), reversed(biases)):
        a = sigmoid(W @ a + b)
    return a


@wrong("3.4", "lists times arrays: no loop at all", ("list", "loop", "layer"))
def my_feedforward(weights, biases, a):
    return sigmoid(weights @ a + biases)


@wrong("3.4", "the prediction, not the outputs", ("argmax", "output", "prediction", "shape"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return np.argmax(a, axis=0)


@wrong("3.4", "the first example only", ("first", "column", "shape", "example"))
def my_feedforward(weights, biases, a):
    a = a[:, 0].reshape(-1, 1)
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a


@wrong("3.4", "a flat result", SHAPE)
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a.ravel()


@wrong("3.4", "rounded after each layer", ROUNDED)
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b).round(1)
    return a


@wrong("3.4", "sums up the outputs of all layers", None)
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a += sigmoid(W @ a + b)
    return a


@wrong("3.4", "the same layer again and again", ("first", "layer", "same"))
def my_feedforward(weights, biases, a):
    for _ in weights:
        a = sigmoid(weights[0] @ a + biases[0])
    return a


@wrong("3.4", "recursion without end", DEEP)
def my_feedforward(weights, biases, a):
    return endless_feedforward(weights, biases, sigmoid(weights[0] @ a + biases[0]))


def endless_feedforward(weights, biases, a):
    return endless_feedforward(weights, biases, a)


@wrong("3.4", "a while loop without end", ENDLESS, hangs=True)
def my_feedforward(weights, biases, a):
    layer = 0
    while layer < len(weights):
        out = sigmoid(weights[0] @ a + biases[0])
    return out


@wrong("3.4", "σ in the hidden layers is a step", ("step", "sigmoid", "smooth"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = np.where(W @ a + b > 0, 1, 0)
    return a


@wrong(
    "3.4", "a network of chance, not the parameters given", ("random", "given", "chance", "differ")
)
def my_feedforward(weights, biases, a):
    sizes = [weights[0].shape[1], *(len(W) for W in weights)]
    return Network(sizes).feedforward(a)


wrong_value("3.4", np.array([[0.5]]), "an array for a function", NO_FUNCTION)

# A second pass: one who is careless, a mathematician, a beginner, one who knows numpy well.

right_value("3.1", (15 * 2, 28 * 28), "products")
right_value("3.1", {"to": 30, "from": 784}.values(), "the values of a dictionary")
wrong_value("3.1", (784, 30, 1), "one example of each", ("two", "pair"))
wrong_value("3.1", 30.784, "a point for the comma", ("two", "pair", "comma"))
wrong_value("3.1", {30, 784}, "a set, without order", ("order", "set"))
wrong_value("3.1", (30, -1), "−1, as in reshape", ("784", "reshape", "negative"))

right_value("3.2", sum([784 * 100, 100, 100 * 10, 10]), "a sum of four")
right_value("3.2", np.float64(79510), "a float of numpy")
wrong_value("3.2", "78400 + 100 + 1000 + 10", "the sum as a text", QUOTES)
wrong_value("3.2", 784 + 110 + 79400, "a bias for each circle", ("input", "bias"))
wrong_value("3.2", 2 * 79400, "weights both ways", None)
wrong_value("3.2", 7951, "a digit lost", None)
wrong_value("3.2", 2386000 / 30, "in proportion to 30", ("proportion", "output"))


@right("3.3", "vectorised neurons: apply along the columns")
def my_layer(W, b, a):
    return np.apply_along_axis(lambda x: sigmoid(W @ x + b[:, 0]), 0, a)


@right("3.3", "an array filled by columns, annotated")
def my_layer(W: np.ndarray, b: np.ndarray, a: np.ndarray) -> np.ndarray:
    z = np.empty((W.shape[0], a.shape[1]))
    for k in range(a.shape[1]):
        z[:, k] = W.dot(a[:, k]) + b.flatten()
    return 1.0 / (1.0 + np.exp(-z))


@right("3.3", "half of one plus the hyperbolic tangent")
def my_layer(W, b, a):
    return (1 + np.tanh((W @ a + np.repeat(b, a.shape[1], axis=1)) / 2)) / 2


@wrong("3.3", "np.multiply for @", ("matrix product", "dot", "shape"))
def my_layer(W, b, a):
    return sigmoid(np.multiply(W, a.T) + b)


@wrong("3.3", "the inner product turns a", ("transpos", "shape", ".t"))
def my_layer(W, b, a):
    return sigmoid(np.inner(W, a) + b)


@wrong("3.3", "the first bias for all neurons", ("bias", "each"))
def my_layer(W, b, a):
    return sigmoid(W @ a + b[0])


@wrong("3.3", "the mean of the biases", ("bias", "mean"))
def my_layer(W, b, a):
    return sigmoid(W @ a + b.mean())


@wrong("3.3", "softmax for σ", ("σ", "sigmoid"))
def my_layer(W, b, a):
    e = np.exp(W @ a + b)
    return e / e.sum(axis=0)


@wrong("3.3", "a list of lists", ("list", "array"))
def my_layer(W, b, a):
    return [
        [[float(sigmoid(W[i] @ a[:, k] + b[i, 0]))] for k in range(a.shape[1])]
        for i in range(len(W))
    ]


@wrong("3.3", "the last neuron is lost", ("last", "shape", "neuron"))
def my_layer(W, b, a):
    return np.array([sigmoid(W[i] @ a + b[i]) for i in range(len(W) - 1)])


@right("3.4", "layers as a list of functions")
def my_feedforward(weights, biases, a):
    layers = [lambda x, W=W, b=b: sigmoid(W @ x + b) for W, b in zip(weights, biases)]
    for layer in layers:
        a = layer(a)
    return a


@right("3.4", "reversed stacks, a while loop")
def my_feedforward(weights, biases, a):
    stack = list(zip(weights, biases))[::-1]
    while stack:
        W, b = stack.pop()
        a = 1 / (1 + np.exp(-(W.dot(a) + b)))
    return a


@right("3.4", "tuples of parameters, any number of further arguments")
def my_feedforward(*given, **named):
    weights, biases, a = given
    for layer, W in enumerate(weights):
        a = sigmoid(np.einsum("oi,im->om", W, a) + biases[layer])
    return a


@wrong("3.4", "late binding: all layers are the last one", ("last", "layer", "same"))
def my_feedforward(weights, biases, a):
    layers = [lambda x: sigmoid(W @ x + b) for W, b in zip(weights, biases)]
    for layer in layers:
        a = layer(a)
    return a


@wrong("3.4", "the first bias in each layer", ("bias",))
def my_feedforward(weights, biases, a):
    for W in weights:
        a = sigmoid(W @ a + biases[0])
    return a


@wrong("3.4", "one product of all matrices", ("σ", "sigmoid", "bias", "layer"))
def my_feedforward(weights, biases, a):
    product = weights[0]
    for W in weights[1:]:
        product = W @ product
    return sigmoid(product @ a + biases[-1])


@wrong("3.4", "only the highest output", ("max", "output", "shape"))
def my_feedforward(weights, biases, a):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a.max(axis=0)


@wrong("3.4", "the activations are written into the input", CHANGES)
def my_feedforward(weights, biases, a):
    a -= 0.5
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a


@wrong("3.4", "leaves the loop after two layers", ("layer", "two", "break", "loop"))
def my_feedforward(weights, biases, a):
    for i, (W, b) in enumerate(zip(weights, biases)):
        if i == 2:
            break
        a = sigmoid(W @ a + b)
    return a
