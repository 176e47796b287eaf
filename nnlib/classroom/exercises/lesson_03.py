"""The exercises of lesson 03, networks of neurons."""

from itertools import pairwise

import numpy as np

from nnlib.classroom.checker import Exercise, Wrong, compare, expect_array
from nnlib.neurons import sigmoid

# 3.1 The shape of weights[0] of Network([784, 30, 10])

SHAPE = (30, 784)


def judge_shape(answer):
    named = {
        (784, 30): "(784, 30) is (from, to). A neuron is a row of W, and the hidden layer has 30 "
        "neurons: how many rows?",
        (30, 1): "(30, 1) is the shape of biases[0]: one bias for each hidden neuron.",
        (10, 30): "(10, 30) is the shape of weights[1], which leads into the output layer.",
        (30, 10): "(30, 10) belongs to no array here. weights[0] leads from the inputs into the "
        "hidden layer.",
        (10, 784): "(10, 784) leaves the hidden layer out. weights[0] ends there.",
        (784, 1): "(784, 1) is the shape of an input: one example, as a column.",
        (784, 784): "weights[0] has a row for each hidden neuron, and there are not 784 of them.",
    }
    if isinstance(answer, int | float) or np.ndim(answer) == 0:
        raise Wrong("a shape is a pair of whole numbers, rows and columns, such as (3, 2).")
    try:
        shape = tuple(int(n) for n in answer)
    except (TypeError, ValueError):
        raise Wrong("the two numbers of a shape are whole numbers, as in (3, 2).") from None
    if shape in named:
        raise Wrong(named[shape])
    if len(shape) != 2:
        raise Wrong(f"a matrix has two numbers in its shape; yours has {len(shape)}.")
    if shape != SHAPE:
        raise Wrong(f"{shape} is not it. Rows: the layer's neurons. Columns: what each one reads.")


# 3.2 The parameters of Network([784, 100, 10])

PARAMETERS = 79_510


def judge_parameters(answer):
    named = {
        23_860: "23,860 is the network with 30 hidden neurons. This one has 100.",
        80_294: "80,294 gives biases to the 784 inputs. Input neurons only hold values.",
        79_400: "79,400 counts the weights. Each hidden and each output neuron has a bias, too.",
        110: "110 counts the biases. What about the weights?",
        78_400: "78,400 counts the weights into the hidden layer only.",
        78_500: "78,500 is right for the hidden layer. The output layer has parameters, too.",
        79_410: "79,410 counts the weights and the biases of the output layer. The hidden layer's "
        "100 biases are missing.",
        79_500: "79,500 counts the weights and the biases of the hidden layer. The output layer's "
        "10 biases are missing.",
        894: "894 is the number of neurons. Count what they are set by: weights and biases.",
        784_000: "784,000 multiplies all three layers. A weight joins two neurons of neighbouring "
        "layers: count the lines between two layers, then add.",
    }
    number = expect_array(answer, (), "the answer").item()
    if number in named:
        raise Wrong(named[number])
    if number != PARAMETERS:
        raise Wrong(f"{number:,} is not it. Count layer by layer: rows times columns, plus biases.")


# 3.3 One layer


def layer(W, b, a):
    return sigmoid(W @ a + b)


def layer_by_neurons_and_examples(W, b, a):
    rows = []
    for w, bias in zip(W, b[:, 0], strict=True):
        rows.append([1 / (1 + np.exp(-np.dot(w, x) - bias)) for x in a.T])
    return np.array(rows)


def layer_a_first(W, b, a):
    return sigmoid(a @ W + b)


def layer_times(W, b, a):
    return sigmoid(W * a + b)


def layer_transposed(W, b, a):
    return sigmoid(np.dot(W.T, a) + b)


def layer_rows_as_examples(W, b, a):
    return sigmoid(a @ W.T + b)


def layer_result_transposed(W, b, a):
    return sigmoid(W @ a + b).T


def layer_flat_b(W, b, a):
    return sigmoid(W @ a + b.ravel())


def layer_without_sigma(W, b, a):
    return W @ a + b


def layer_without_b(W, b, a):
    return sigmoid(W @ a)


def layer_b_outside(W, b, a):
    return sigmoid(W @ a) + b


def layer_b_subtracted(W, b, a):
    return sigmoid(W @ a - b)


def layer_first_example(W, b, a):
    return sigmoid(W @ a[:, :1] + b)


def layer_step(W, b, a):
    return (W @ a + b > 0).astype(float)


LAYER_MISTAKES = [
    (
        layer_a_first,
        "a stands before W. Rows of the first factor meet columns of the second: the neurons are "
        "rows of W, so W comes first.",
    ),
    (
        layer_times,
        "`*` multiplies number by number. Every row has to meet every column: that is `@`.",
    ),
    (
        layer_transposed,
        "W is transposed (rows and columns swapped), but its rows are the neurons already.",
    ),
    (
        layer_rows_as_examples,
        "this takes the rows of a as examples. Here an example is a column of a.",
    ),
    (
        layer_result_transposed,
        "the result is transposed: one row for each neuron is wanted, one column for each example.",
    ),
    (
        layer_flat_b,
        "b has been flattened to shape (n,), so its numbers go along the rows, one for each "
        "example. Leave it a column: one number for each neuron.",
    ),
    (
        layer_without_sigma,
        "this is z, the weighted inputs. The neurons' outputs are wanted: σ is missing.",
    ),
    (layer_without_b, "the biases are missing."),
    (layer_b_outside, "b is added after σ. It belongs to z, inside the brackets."),
    (layer_b_subtracted, "the sign of b is wrong: a bias is added. (A threshold is subtracted.)"),
    (
        layer_first_example,
        "every example gets the first one's outputs, or only the first is computed. Use the whole "
        "of a.",
    ),
    (layer_step, "these neurons are perceptrons, with a step. Use the smooth sigmoid."),
]


def judge_layer(function):
    """Squares first: there every known mistake runs through, and can be named. Then real shapes."""
    compare(function, layer, LAYER_MISTAKES, [_layer(3, 3, 3)])
    probes = [_layer(3, 2, 5), _layer(4, 6, 2), _layer(3, 2, 1)]
    try:
        compare(function, layer, LAYER_MISTAKES, probes)
    except Wrong as wrong:
        raise Wrong(f"with W of shape (3, 2), (4, 6) and a of m columns: {wrong}") from None


def _layer(n_out, n_in, m):
    rng = np.random.default_rng(n_out * n_in + m)
    return rng.normal(size=(n_out, n_in)), rng.normal(size=(n_out, 1)), rng.normal(size=(n_in, m))


# 3.4 The whole network


def feedforward(weights, biases, a):
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(W @ a + b)
    return a


def feedforward_by_recursion(weights, biases, a):
    if not weights:
        return a
    return feedforward_by_recursion(weights[1:], biases[1:], layer(weights[0], biases[0], a))


def feedforward_first_layer(weights, biases, a):
    return layer(weights[0], biases[0], a)


def feedforward_last_layer(weights, biases, a):
    return layer(weights[-1], biases[-1], a)


def feedforward_without_sigma(weights, biases, a):
    for W, b in zip(weights, biases, strict=True):
        a = W @ a + b
    return a


def feedforward_sigma_at_the_end(weights, biases, a):
    return sigmoid(feedforward_without_sigma(weights, biases, a))


def feedforward_linear_output(weights, biases, a):
    a = feedforward(weights[:-1], biases[:-1], a)
    return weights[-1] @ a + biases[-1]


def feedforward_without_biases(weights, biases, a):
    return feedforward(weights, [0 * b for b in biases], a)


def feedforward_backwards(weights, biases, a):
    return feedforward(weights[::-1], biases[::-1], a)


def feedforward_all_layers(weights, biases, a):
    layers = [a]
    for W, b in zip(weights, biases, strict=True):
        layers.append(layer(W, b, layers[-1]))
    return np.array(layers)


FEEDFORWARD_MISTAKES = [
    (
        feedforward_last_layer,
        "the last layer reads the network's input. Each layer has to read the layer before it: "
        "give the result the name a again.",
    ),
    (
        feedforward_first_layer,
        "this stops after the first layer. Is the `return` inside the loop?",
    ),
    (feedforward_without_sigma, "σ is missing in every layer."),
    (feedforward_sigma_at_the_end, "σ is taken once, at the end. Every layer has its own σ."),
    (feedforward_linear_output, "the output layer has a σ, too."),
    (feedforward_without_biases, "the biases are missing."),
    (feedforward_backwards, "the layers come in the wrong order: weights[0] reads the input."),
    (feedforward_all_layers, "this returns every layer. Only the last one's outputs are wanted."),
]


def judge_feedforward(function):
    """A square network names the mistakes; then networks with one, two and three layers."""
    compare(function, feedforward, FEEDFORWARD_MISTAKES, [_network([3, 3, 3, 3], 4)])
    probes = [_network(sizes, 5) for sizes in ([2, 4], [2, 3, 1], [4, 3, 5, 2])]
    compare(function, feedforward, FEEDFORWARD_MISTAKES, probes)


def _network(sizes, m):
    rng = np.random.default_rng(sum(sizes))
    weights = [rng.normal(size=(n, k)) for k, n in pairwise(sizes)]
    biases = [rng.normal(size=(n, 1)) for n in sizes[1:]]
    return weights, biases, rng.normal(size=(sizes[0], m))


EXERCISES = {
    "3.1": Exercise(
        judge=judge_shape,
        praise="Rows: the 30 hidden neurons. Columns: the 784 inputs that each of them reads.",
        hints=(
            "A neuron is a row of W. Which layer's neurons are the rows of weights[0]?",
            "weights[0] leads into the hidden layer. One of its neurons has a weight for every "
            "input. Network([2, 3, 1]) had (3, 2).",
            "(hidden neurons, inputs)",
        ),
        answer=SHAPE,
        also_right=[[30, 784], np.array([30, 784])],
        wrong=[
            ((784, 30), "(from, to)"),
            ((30, 1), "biases[0]"),
            ((10, 30), "weights[1]"),
            ((30, 10), "belongs to no array"),
            ((10, 784), "leaves the hidden layer out"),
            ((784, 1), "shape of an input"),
            (23_520, "a pair of whole numbers"),
            ((30, 784, 10), "two numbers"),
            ((31, 784), "is not it"),
        ],
    ),
    "3.2": Exercise(
        judge=judge_parameters,
        praise="784·100 + 100·10 = 79,400 weights, and 100 + 10 = 110 biases.",
        hints=(
            "Go layer by layer, as for Network([2, 3, 1]). The input layer has no parameters.",
            "weights[0] has 100 rows of 784 numbers, weights[1] 10 rows of 100. Each row has one "
            "bias.",
            "100 * 784 + 100 + 10 * 100 + 10",
        ),
        answer=PARAMETERS,
        also_right=[79510.0, np.int64(79_510)],
        wrong=[
            (23_860, "This one has 100"),
            (80_294, "gives biases to the 784 inputs"),
            (79_400, "has a bias, too"),
            (110, "What about the weights"),
            (78_400, "into the hidden layer only"),
            (78_500, "right for the hidden layer"),
            (79_410, "100 biases are missing"),
            (79_500, "10 biases are missing"),
            (894, "number of neurons"),
            (784_000, "multiplies all three"),
            (13, "is not it"),
            ("79,510", "a number"),
        ],
    ),
    "3.3": Exercise(
        judge=judge_layer,
        praise="One line for all the neurons of a layer and all the examples of a mini-batch.",
        hints=(
            "Weighted inputs first, for all neurons at once, and then σ of each of them.",
            "W (n_out, n_in) meets a (n_in, m) and gives (n_out, m); b (n_out, 1) is added to "
            "every column.",
            "sigmoid(W @ a + b)",
        ),
        answer=layer,
        also_right=[layer_by_neurons_and_examples],
        wrong=[(f, m[:20]) for f, m in LAYER_MISTAKES],
    ),
    "3.4": Exercise(
        judge=judge_feedforward,
        praise="Layer after layer, each reading the one before: that is all a network does.",
        hints=(
            "The output of one layer is the input of the next.",
            "Start with a, the input (n_0, m). After the first layer it is (n_1, m), after the "
            "last one (n_L, m).",
            "a = sigmoid(W @ a + b)",
        ),
        answer=feedforward,
        also_right=[feedforward_by_recursion],
        wrong=[(f, m[:20]) for f, m in FEEDFORWARD_MISTAKES],
    ),
}
