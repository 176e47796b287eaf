"""The exercises of lesson 03, networks of neurons."""

from itertools import pairwise

import numpy as np

from nnlib.classroom.checking import Exercise, number, numbers
from nnlib.neurons import sigmoid

# 3.1 The shape of weights[0] of Network([784, 30, 10])

exercise_3_1 = Exercise(
    "3.1",
    praise="Rows: the 30 hidden neurons. Columns: the 784 inputs that each of them reads.",
    hints=(
        "A neuron is a row of W. Which layer's neurons are the rows of `weights[0]`?",
        "`weights[0]` leads into the hidden layer. One of its neurons has a weight for every "
        "input. `Network([2, 3, 1])` had (3, 2).",
        "`(hidden neurons, inputs)`",
    ),
    reads=numbers(2, "(3, 2)"),
    solution=(30, 784),
    also_right=[[30, 784], np.array([30, 784])],
    wrong={
        (784, 30): "(784, 30) is (from, to). A neuron is a row of W, and the hidden layer has 30 "
        "neurons: how many rows?",
        (30, 1): "(30, 1) is the shape of biases[0]: one bias for each hidden neuron.",
        (10, 30): "(10, 30) is the shape of weights[1], which leads into the output layer.",
        (30, 10): "(30, 10) belongs to no array here. weights[0] leads from the inputs into the "
        "hidden layer.",
        (10, 784): "(10, 784) leaves the hidden layer out. weights[0] ends there.",
        (784, 1): "(784, 1) is the shape of an input: one example, as a column.",
        (784, 784): "weights[0] has a row for each hidden neuron, and there are not 784 of them.",
    },
    caught=[
        (23_520, "two numbers are wanted"),
        ((30, 784, 10), "two numbers are wanted"),
        ((31, 784), "is not it"),
    ],
    otherwise="{} is not it. Rows: the layer's neurons. Columns: what each one reads.",
)

# 3.2 The parameters of Network([784, 100, 10])

exercise_3_2 = Exercise(
    "3.2",
    praise="784·100 + 100·10 = 79,400 weights, and 100 + 10 = 110 biases.",
    hints=(
        "Go layer by layer, as for `Network([2, 3, 1])`. The input layer has no parameters.",
        "`weights[0]` has 100 rows of 784 numbers, `weights[1]` 10 rows of 100. Each row has one "
        "bias.",
        "`100 * 784 + 100 + 10 * 100 + 10`",
    ),
    reads=number,
    solution=79_510,
    also_right=[79510.0, np.int64(79_510)],
    wrong={
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
    },
    caught=[
        (13, "is not it"),
        ("79,510", "remove the quotes"),
        ((79, 510), "without commas: 79510"),
    ],
    otherwise="{} is not it. Count layer by layer: rows times columns, plus biases.",
)

# 3.3 One layer

exercise_3_3 = Exercise(
    "3.3",
    praise="One line for all the neurons of a layer and all the examples of a mini-batch.",
    hints=(
        "Weighted inputs first, for all neurons at once, and then σ of each of them.",
        "W (n_out, n_in) meets a (n_in, m) and gives (n_out, m); b (n_out, 1) is added to "
        "every column.",
        "`sigmoid(W @ a + b)`",
    ),
)


@exercise_3_3.solution
def layer(W, b, a):
    return sigmoid(W @ a + b)


@exercise_3_3.also_right
def layer_by_neurons_and_examples(W, b, a):
    rows = []
    for w, bias in zip(W, b[:, 0], strict=True):
        rows.append([1 / (1 + np.exp(-np.dot(w, x) - bias)) for x in a.T])
    return np.array(rows)


@exercise_3_3.wrong(
    "a stands before W. Rows of the first factor meet columns of the second: the neurons are "
    "rows of W, so W comes first."
)
def layer_a_first(W, b, a):
    return sigmoid(a @ W + b)


@exercise_3_3.wrong(
    "`*` multiplies number by number. Every row has to meet every column: that is `@`."
)
def layer_times(W, b, a):
    return sigmoid(W * a + b)


@exercise_3_3.wrong(
    "W is transposed (rows and columns swapped), but its rows are the neurons already."
)
def layer_transposed(W, b, a):
    return sigmoid(np.dot(W.T, a) + b)


@exercise_3_3.wrong("this takes the rows of a as examples. Here an example is a column of a.")
def layer_rows_as_examples(W, b, a):
    return sigmoid(a @ W.T + b)


@exercise_3_3.wrong(
    "the result is transposed: one row for each neuron is wanted, one column for each example."
)
def layer_result_transposed(W, b, a):
    return sigmoid(W @ a + b).T


@exercise_3_3.wrong(
    "b has been flattened to shape (n,), so its numbers go along the rows, one for each "
    "example. Leave it a column: one number for each neuron."
)
def layer_flat_b(W, b, a):
    return sigmoid(W @ a + b.ravel())


@exercise_3_3.wrong(
    "this is z, the weighted inputs. The neurons' outputs are wanted: σ is missing."
)
def layer_without_sigma(W, b, a):
    return W @ a + b


@exercise_3_3.wrong("the biases are missing.")
def layer_without_b(W, b, a):
    return sigmoid(W @ a)


@exercise_3_3.wrong("b is added after σ. It belongs to z, inside the brackets.")
def layer_b_outside(W, b, a):
    return sigmoid(W @ a) + b


@exercise_3_3.wrong("the sign of b is wrong: a bias is added. (A threshold is subtracted.)")
def layer_b_subtracted(W, b, a):
    return sigmoid(W @ a - b)


@exercise_3_3.wrong(
    "every example gets the first one's outputs, or only the first is computed. Use the whole of a."
)
def layer_first_example(W, b, a):
    return sigmoid(W @ a[:, :1] + b)


@exercise_3_3.wrong("these neurons are perceptrons, with a step. Use the smooth sigmoid.")
def layer_step(W, b, a):
    return (W @ a + b > 0).astype(float)


@exercise_3_3.probes
def layers():
    """A square one, where known mistakes run through; then all sizes different; one example."""
    return [_layer(3, 3, 3), _layer(3, 2, 5), _layer(4, 6, 2), _layer(2, 3, 1)]


def _layer(n_out, n_in, m):
    rng = np.random.default_rng(n_out * n_in + m)
    return rng.normal(size=(n_out, n_in)), rng.normal(size=(n_out, 1)), rng.normal(size=(n_in, m))


# 3.4 The whole network

exercise_3_4 = Exercise(
    "3.4",
    praise="Layer after layer, each reading the one before: that is all a network does.",
    hints=(
        "The output of one layer is the input of the next.",
        "Start with a, the input (n_0, m). After the first layer it is (n_1, m), after the "
        "last one (n_L, m).",
        "`a = sigmoid(W @ a + b)`",
    ),
)


@exercise_3_4.solution
def feedforward(weights, biases, a):
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(W @ a + b)
    return a


@exercise_3_4.also_right
def feedforward_by_recursion(weights, biases, a):
    if not weights:
        return a
    return feedforward_by_recursion(weights[1:], biases[1:], layer(weights[0], biases[0], a))


@exercise_3_4.wrong("this stops after the first layer. Is the `return` inside the loop?")
def feedforward_first_layer(weights, biases, a):
    return layer(weights[0], biases[0], a)


@exercise_3_4.wrong(
    "the last layer reads the network's input. Each layer has to read the layer before it: "
    "give the result the name a again."
)
def feedforward_last_layer(weights, biases, a):
    return layer(weights[-1], biases[-1], a)


@exercise_3_4.wrong("σ is missing in every layer.")
def feedforward_without_sigma(weights, biases, a):
    for W, b in zip(weights, biases, strict=True):
        a = W @ a + b
    return a


@exercise_3_4.wrong("σ is taken once, at the end. Every layer has its own σ.")
def feedforward_sigma_at_the_end(weights, biases, a):
    return sigmoid(feedforward_without_sigma(weights, biases, a))


@exercise_3_4.wrong("the output layer has a σ, too.")
def feedforward_linear_output(weights, biases, a):
    a = feedforward(weights[:-1], biases[:-1], a)
    return weights[-1] @ a + biases[-1]


@exercise_3_4.wrong("the biases are missing.")
def feedforward_without_biases(weights, biases, a):
    return feedforward(weights, [0 * b for b in biases], a)


@exercise_3_4.wrong("the layers come in the wrong order: weights[0] reads the input.")
def feedforward_backwards(weights, biases, a):
    return feedforward(weights[::-1], biases[::-1], a)


@exercise_3_4.wrong("this returns every layer. Only the last one's outputs are wanted.")
def feedforward_all_layers(weights, biases, a):
    layers = [a]
    for W, b in zip(weights, biases, strict=True):
        layers.append(layer(W, b, layers[-1]))
    return layers


@exercise_3_4.probes
def networks():
    """A square one, where known mistakes run through; then one, two and three layers."""
    sizes = [[3, 3, 3, 3], [2, 4], [2, 3, 1], [4, 3, 5, 2]]
    return [_network(sizes_of_one, m) for sizes_of_one, m in zip(sizes, (4, 5, 6, 1), strict=True)]


def _network(sizes, m):
    rng = np.random.default_rng(sum(sizes))
    weights = [rng.normal(size=(n, k)) for k, n in pairwise(sizes)]
    biases = [rng.normal(size=(n, 1)) for n in sizes[1:]]
    return weights, biases, rng.normal(size=(sizes[0], m))
