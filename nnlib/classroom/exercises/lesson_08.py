"""The exercises of lesson 08, backpropagation through hidden layers."""

from itertools import pairwise

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, called, letters, numbers, same
from nnlib.classroom.checking.results import shape_problem
from nnlib.equations import bias_gradient, hidden_error, output_error, weight_gradient
from nnlib.neurons import sigmoid, sigmoid_prime

# 8.1 The network for paper: δ₁

exercise_8_1 = Exercise(
    "8.1",
    praise="2 · (−1/8) · ¼ = −1/16 and −4 · (−1/8) · ¼ = 1/8. You have just done equation 2.",
    hints=(
        "One output, so one path from each hidden neuron: multiply along it.",
        "Two numbers. Each is a product of three: σ′(z₁), the weight out of the neuron, δ₂.",
        "`(2 * (-1/8) * 1/4, -4 * (-1/8) * 1/4)`",
    ),
    reads=numbers(2, "(1/2, -3/4)"),
    solution=(-1 / 16, 1 / 8),
    also_right=[np.array([[-0.0625], [0.125]]), [-0.0625, 0.125]],
    wrong={
        (-1 / 4, 1 / 2): "σ′ is missing: every path also runs from z₁ to a₁, with the slope ¼.",
        (1 / 16, -1 / 8): "the sign: δ₂ is −1/8, so 2 · (−1/8) is negative, −4 · (−1/8) positive.",
        (1 / 2, -1): "δ₂ is missing: the last stretch of each path, from z₂ to the error, is −1/8.",
        (-1 / 32, -1 / 32): "the weights are missing: 2 leads out of one neuron, −4 out of the "
        "other.",
        (-1 / 8, -1 / 8): "this is δ₂ itself. Multiply by the weight and by σ′(z₁) on the way "
        "back.",
        (-1 / 8, 1 / 4): "this takes σ(0) = ½ where σ′(0) = ¼ belongs.",
        (-1 / 64, 1 / 32): "σ′ comes twice. Another ¼ is already in δ₂ = −1/8.",
        (1 / 8, -1 / 16): "the two are swapped: the weight 2 leads out of the first hidden neuron.",
        (
            -1 / 16,
            -1 / 8,
        ): "the second sign is not right: the weight out of the second neuron is −4, "
        "in W₂ = (2, −4). (2 and 4 are weights of W₁.)",
        (-1 / 16, -1 / 16): "this is the gradient of W₂: δ₂ times a₁. δ₁ is asked for, one layer "
        "further back.",
    },
    caught=[
        ((3, 4), "is not it"),
        (0.5, "two numbers are wanted"),
        ("-1/16", "two numbers are wanted"),
    ],
    otherwise="{} is not it. Each neuron has one path: σ′(z₁) times its weight to the output times "
    "δ₂.",
)

# 8.2 Equation 2

exercise_8_2 = Exercise(
    "8.2",
    praise="Add over the paths (`.T @`), then multiply by each neuron's own slope (`*`).",
    hints=(
        "Add over all paths that lead out of a neuron, then multiply by its own slope.",
        "`weights_next` is (n_next, n), `delta_next` (n_next, m), and (n, m) is wanted. Which "
        "matrix product gives (n, m)? The slope is (n, m) already.",
        "`(weights_next.T @ delta_next) * sigmoid_prime(z)`",
    ),
)


@exercise_8_2.solution
def my_hidden_error(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid_prime(z)


@exercise_8_2.also_right
def hidden_error_by_loops(weights_next, delta_next, z):
    delta = np.zeros(z.shape)
    for j in range(len(z)):
        for k in range(len(weights_next)):
            delta[j] += weights_next[k, j] * delta_next[k] * sigmoid(z[j]) * (1 - sigmoid(z[j]))
    return delta


@exercise_8_2.wrong(
    "the transpose is missing. Row j of `weights_next` holds what goes *into* neuron j of the "
    "next layer; the paths back out of neuron j are its column j."
)
def without_transpose(weights_next, delta_next, z):
    return (weights_next @ delta_next) * sigmoid_prime(z)


@exercise_8_2.wrong(
    "σ′(z_l) is missing. Each path starts at z_l and passes through a_l = σ(z_l) first."
)
def without_slope(weights_next, delta_next, z):
    return weights_next.T @ delta_next


@exercise_8_2.wrong("this is σ′(a_l): the slope belongs at z_l, before σ was applied.")
def slope_at_the_activation(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid_prime(sigmoid(z))


@exercise_8_2.wrong("z (1 − z) is not the slope: σ′(z) = σ(z) (1 − σ(z)); or use sigmoid_prime(z).")
def slope_of_z(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * (z * (1 - z))


@exercise_8_2.wrong("this multiplies by σ(z_l). The slope, σ′(z_l), is wanted.")
def sigmoid_for_its_slope(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid(z)


@exercise_8_2.wrong(
    "σ′(z_l) stands inside the matrix product, where it meets δ of the other layer. First add "
    "over the paths, then multiply neuron j's sum by neuron j's slope."
)
def slope_inside(weights_next, delta_next, z):
    return weights_next.T @ (delta_next * sigmoid_prime(z))


@exercise_8_2.wrong("the last product is ⊙, neuron by neuron: write `*`, not `@`.")
def slope_as_matrix_product(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) @ sigmoid_prime(z)


@exercise_8_2.wrong(
    "the weights and δ are multiplied number by number, and nothing is added over the paths: "
    "write `@` between them."
)
def elementwise_weights(weights_next, delta_next, z):
    return weights_next.T * delta_next * sigmoid_prime(z)


@exercise_8_2.wrong(
    "the columns are added up. δ keeps one column per example; only equations 3 and 4 sum."
)
def summed_over_columns(weights_next, delta_next, z):
    delta = (weights_next.T @ delta_next) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True)


@exercise_8_2.wrong("this is divided by m. δ belongs to each example by itself.")
def mean_of_columns(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid_prime(z) / z.shape[1]


@exercise_8_2.wrong(
    "this is the transpose of what is wanted, of shape (m, n_l). An example is a column."
)
def lying_on_its_side(weights_next, delta_next, z):
    return (delta_next.T @ weights_next) * sigmoid_prime(z).T


@exercise_8_2.wrong("σ′(z_l) is added. Along a path, slopes are multiplied.")
def slope_added(weights_next, delta_next, z):
    return weights_next.T @ delta_next + sigmoid_prime(z)


@exercise_8_2.wrong("δ of the next layer is missing: it is what is sent back.")
def without_delta(weights_next, delta_next, z):
    return weights_next.T @ sigmoid_prime(z)


@exercise_8_2.caught("changes its argument")
def hidden_error_in_place(weights_next, delta_next, z):
    delta_next *= 1.0
    z[:] = sigmoid_prime(z)
    return (weights_next.T @ delta_next) * z


def hidden_probe(n_next, n, m, seed):
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=shape) for shape in [(n_next, n), (n_next, m), (n, m)])


@exercise_8_2.probes
def layers_between():
    """Square ones first, where known mistakes run through; then all sizes different; m = 1."""
    sizes = [(4, 4, 4), (4, 4, 4), (5, 3, 4), (2, 6, 3), (3, 2, 1)]
    return [hidden_probe(*three, seed) for seed, three in enumerate(sizes, 1)]


# 8.3 Four lines in order

exercise_8_3 = Exercise(
    "8.3",
    praise="All δ first, with the weights that were used; then W₁ and W₂ in either order.",
    hints=(
        "Errors travel from the output back. Which line needs nothing but the forward pass?",
        "For each line, note which names it reads and which one it sets. Who sets what B "
        "reads, and who changes it?",
        "D, B, then A and C in either order",
    ),
    reads=letters("ABCD", "ABCD", ordered=True),
    solution="DBAC",
    also_right=["DBCA", "d, b, c, a", ["D", "B", "A", "C"], "D then B then A then C"],
    caught=[
        ("DABC", "changes `W2` before"),
        ("BDAC", "line B needs `delta2`"),
        ("ADBC", "line A needs `delta2`"),
        ("DCBA", "line C needs `delta1`"),
        ("DBA", "is not an order"),
        (4, "in quotes"),
        ({"D", "B", "A", "C"}, "has no order"),
    ],
)


@exercise_8_3.judge
def judge_order(run):
    if sorted(run) != list("ABCD"):
        raise Wrong(f'"{run}" is not an order of the four lines: each letter once.')
    at = {letter: run.index(letter) for letter in run}
    if at["B"] < at["D"]:
        raise Wrong("line B needs `delta2`, which line D has not computed yet. Start at the end.")
    if at["A"] < at["D"]:
        raise Wrong("line A needs `delta2` before line D has computed it.")
    if at["C"] < at["B"]:
        raise Wrong("line C needs `delta1`, which comes from line B.")
    if at["A"] < at["B"]:
        raise Wrong(
            "line A changes `W2` before line B sends the error back through it. The error came "
            "about with the old weights: the δ would be that of a network that never ran."
        )


# 8.4 The whole of backpropagation

exercise_8_4 = Exercise(
    "8.4",
    praise="Forward once, back once, four equations: every gradient of the network.",
    hints=(
        "Equation 1 gives the last `delta`. In the loop: equation 2, but not for the last layer; "
        "then 3 and 4, whose results go into the two lists.",
        "`delta` has the shape of `z[l]`. Weights l + 1 are `weights[l]`, as lists count from 0. "
        "Equation 4 takes the activations before layer l; layer l's gradients go to place l - 1.",
        "`delta = output_error(a[L], y, z[L])`; in the loop `if l < L: delta = "
        "hidden_error(weights[l], delta, z[l])`, then `nabla_b[l - 1] = bias_gradient(delta)` and "
        "`nabla_w[l - 1] = weight_gradient(delta, a[l - 1])`",
    ),
    parts=("nabla_b", "nabla_w"),
)


def forward(weights, biases, x):
    z, a = [None], [x]
    for W, b in zip(weights, biases, strict=True):
        z.append(W @ a[-1] + b)
        a.append(sigmoid(z[-1]))
    return z, a


@exercise_8_4.solution
def my_backprop(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = output_error(a[L], y, z[L])
    for l in range(L, 0, -1):
        if l < L:
            delta = hidden_error(weights[l], delta, z[l])
        nabla_b[l - 1] = bias_gradient(delta)
        nabla_w[l - 1] = weight_gradient(delta, a[l - 1])
    return nabla_b, nabla_w


@exercise_8_4.also_right
def backprop_by_insertion(weights, biases, x, y):
    """Written differently: the equations in place, and lists that grow at their front."""
    _, a = forward(weights, biases, x)
    delta = (a[-1] - y) * a[-1] * (1 - a[-1])
    nabla_b, nabla_w = [delta.sum(axis=1, keepdims=True)], [delta @ a[-2].T]
    for l in range(len(weights) - 1, 0, -1):
        delta = weights[l].T @ delta * a[l] * (1 - a[l])
        nabla_b.insert(0, delta.sum(axis=1, keepdims=True))
        nabla_w.insert(0, delta @ a[l - 1].T)
    return tuple(nabla_b), tuple(nabla_w)


def varied(
    hidden=lambda weights, delta, z, a, l, nabla_w: hidden_error(weights[l], delta, z[l]),
    output=output_error,
    bias=bias_gradient,
    weight=lambda delta, a, l: weight_gradient(delta, a[l - 1]),
):
    """A backprop in which one of its four parts is replaced."""

    def backprop(weights, biases, x, y):
        z, a = forward(weights, biases, x)
        L = len(weights)
        nabla_b, nabla_w = [None] * L, [None] * L
        delta = output(a[L], y, z[L])
        for l in range(L, 0, -1):
            if l < L:
                delta = hidden(weights, delta, z, a, l, nabla_w)
            nabla_b[l - 1], nabla_w[l - 1] = bias(delta), weight(delta, a, l)
        return nabla_b, nabla_w

    return backprop


@exercise_8_4.wrong(
    "equation 4 takes the activations *before* the weights: a[l - 1], and this is a[l]."
)
def same_activations(weights, biases, x, y):
    return varied(weight=lambda delta, a, l: delta @ a[l].T)(weights, biases, x, y)


@exercise_8_4.wrong(
    "equation 2 uses the weights that lead *into* layer l. The paths go out of it, through "
    "W_{l+1}, which is `weights[l]`."
)
def weights_into_the_layer(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l - 1], delta, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


@exercise_8_4.wrong(
    "equation 2 has σ′(z_{l+1}) here. δ_{l+1} has that slope in it already: take z[l]."
)
def slope_of_the_next_layer(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: W[l].T @ delta * sigmoid_prime(z[l + 1])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


@exercise_8_4.wrong("σ′(z_l) is missing in equation 2: every layer but the last suffers.")
def backprop_without_slope(weights, biases, x, y):
    return varied(lambda W, delta, z, a, l, done: W[l].T @ delta)(weights, biases, x, y)


@exercise_8_4.wrong("equation 2 sends δ back through W itself; W transposed it is.")
def backprop_without_transpose(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: W[l] @ delta * sigmoid_prime(z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


@exercise_8_4.wrong("equation 2 gets a[l] for its slope; give it z[l].")
def backprop_slope_at_a(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l], delta, a[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


@exercise_8_4.wrong("δ of the last layer is used for every layer. Equation 2 is not applied.")
def delta_stays(weights, biases, x, y):
    return varied(lambda W, delta, z, a, l, done: delta)(weights, biases, x, y)


@exercise_8_4.wrong(
    "the weights are changed before equation 2 reads them. Compute all gradients first."
)
def weights_updated_first(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l] - done[l], delta, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


@exercise_8_4.wrong(
    "equation 1 is used for hidden layers, but y is the target of the output layer only."
)
def target_for_hidden(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: output_error(a[l], y, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


@exercise_8_4.wrong("all gradients have the wrong sign: equation 1 has a − y, not y − a.")
def wrong_way_round(weights, biases, x, y):
    return varied(output=lambda a, y, z: output_error(y, a, z))(weights, biases, x, y)


@exercise_8_4.wrong("σ′(z_L) is missing in equation 1, and so everything is wrong.")
def output_without_slope(weights, biases, x, y):
    return varied(output=lambda a, y, z: a - y)(weights, biases, x, y)


@exercise_8_4.wrong("equation 1 gets a[L] for its slope: it wants a[L], y and z[L].")
def output_slope_at_a(weights, biases, x, y):
    return varied(output=lambda a, y, z: output_error(a, y, a))(weights, biases, x, y)


@exercise_8_4.wrong("these are means over the columns; sums are wanted. The update divides by m.")
def mean_for_sum(weights, biases, x, y):
    nabla_b, nabla_w = my_backprop(weights, biases, x, y)
    m = x.shape[1]
    return [b / m for b in nabla_b], [W / m for W in nabla_w]


@exercise_8_4.wrong(
    "the bias gradients are means over the columns. Equation 3 sums; the update divides by m."
)
def mean_for_biases(weights, biases, x, y):
    return varied(bias=lambda delta: delta.mean(axis=1, keepdims=True))(weights, biases, x, y)


@exercise_8_4.wrong(
    "the weight gradients are divided by m. The product in equation 4 is a sum; leave it so."
)
def mean_for_weights(weights, biases, x, y):
    rule = lambda delta, a, l: weight_gradient(delta, a[l - 1]) / x.shape[1]  # noqa: E731
    return varied(weight=rule)(weights, biases, x, y)


@exercise_8_4.caught("several depths")
def three_layers_only(weights, biases, x, y):
    _, W2, W3 = weights
    z, a = forward(weights, biases, x)
    delta3 = output_error(a[3], y, z[3])
    delta2 = hidden_error(W3, delta3, z[2])
    delta1 = hidden_error(W2, delta2, z[1])
    deltas = [delta1, delta2, delta3]
    return (
        [bias_gradient(delta) for delta in deltas],
        [weight_gradient(delta, before) for delta, before in zip(deltas, a[:3], strict=True)],
    )


@exercise_8_4.wrong("the bias gradients are flat, (n,). They should be columns: keepdims=True.")
def flat_biases(weights, biases, x, y):
    return varied(bias=lambda delta: delta.sum(axis=1))(weights, biases, x, y)


@exercise_8_4.wrong("the bias gradients are not summed over the columns (equation 3).")
def biases_not_summed(weights, biases, x, y):
    return varied(bias=lambda delta: delta)(weights, biases, x, y)


@exercise_8_4.wrong("the weight gradients are transposed: δ stands first, δ a[l - 1]ᵀ.")
def transposed_weights(weights, biases, x, y):
    return varied(weight=lambda delta, a, l: a[l - 1] @ delta.T)(weights, biases, x, y)


@exercise_8_4.wrong("the two lists are swapped: nabla_b first, then nabla_w.")
def swapped_pair(weights, biases, x, y):
    return my_backprop(weights, biases, x, y)[::-1]


@exercise_8_4.wrong("the lists run from the last layer to the first; turn them round.")
def from_the_back(weights, biases, x, y):
    return tuple(part[::-1] for part in my_backprop(weights, biases, x, y))


@exercise_8_4.wrong("only the weights' gradients came: return two lists, nabla_b and nabla_w.")
def weights_alone(weights, biases, x, y):
    return my_backprop(weights, biases, x, y)[1]


@exercise_8_4.caught("W_{l+1} is `weights[l]`")
def weights_beyond_the_list(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l + 1], delta, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


@exercise_8_4.caught("go to place l - 1")
def gradients_beyond_the_list(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    nabla_b, nabla_w = [None] * len(weights), [None] * len(weights)
    for l in range(len(weights), 0, -1):
        nabla_b[l] = bias_gradient(output_error(a[-1], y, z[-1]))
    return nabla_b, nabla_w


INDEX = (
    "Lists count from 0: W_{l+1} is `weights[l]`, a_{l−1} is `a[l - 1]`, and layer l's gradients "
    "go to place l - 1."
)
ANY_DEPTH = (
    "your function is made for one number of layers, but it is tried on networks of several "
    "depths. `len(weights)` tells how many layers there are; the loop counts down from there."
)


def network_probe(sizes, m, seed):
    """Weights, biases, x and y of a random network."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=(n, n_prev)) for n_prev, n in pairwise(sizes)]
    biases = [rng.normal(size=(n, 1)) for n in sizes[1:]]
    return weights, biases, rng.random((sizes[0], m)), rng.random((sizes[-1], m))


@exercise_8_4.probes
def networks():
    return [
        network_probe([4, 4, 4, 4], 4, seed=6),
        network_probe([3, 5, 2, 4, 3], 6, seed=7),
        network_probe([4, 3, 2], 1, seed=8),
        network_probe([5, 2], 3, seed=9),
    ]


@exercise_8_4.judge
def judge_backprop(function):
    """If no known mistake is found: which array is wrong, from the last layer to the first?"""
    try:
        exercise_8_4.compare(function)
    except Wrong as wrong:
        if _right_for_one_depth(function):
            raise Wrong(ANY_DEPTH) from None
        if "IndexError" in str(wrong):
            raise Wrong(f"{wrong} {INDEX}") from None
        if str(wrong) not in {message for _, message in exercise_8_4.mistakes}:
            for probe in exercise_8_4.all_probes:
                result = exercise_8_4.call(function, *probe)
                _which_is_wrong(result, my_backprop(*probe))
        raise


def _right_for_one_depth(function):
    """Does it stop with an error at some depths, and is it right at another, beyond one layer?"""
    attempts = [(called(function, probe), my_backprop(*probe)) for probe in exercise_8_4.all_probes]
    right = [len(right[0]) for one, right in attempts if same(one.result, right)]
    unpacks = any("to unpack" in str(one.problem) for one, _ in attempts)
    return unpacks or (
        any(one.error is not None for one, _ in attempts) and max(right, default=0) > 1
    )


def _which_is_wrong(result, right):
    """Say which arrays are wrong, from the last layer to the first, as a gradient check does."""
    L = len(right[0])
    lists = list, tuple, np.ndarray
    two = isinstance(result, lists) and len(result) == 2
    if not two or any(not isinstance(part, lists) or len(part) != L for part in result):
        raise Wrong(
            f"return two lists, nabla_b and nabla_w, of {L} arrays each for a network with {L} "
            "weight matrices."
        )
    for l in range(L, 0, -1):
        for name, rows, rights in zip(("b", "W"), result, right, strict=True):
            wanted, what = rights[l - 1], f"the gradient of {name}_{l}"
            if rows[l - 1] is None:
                raise Wrong(f"{what} is None: it has not been set.")
            problem = shape_problem(rows[l - 1], wanted, (), what)
            if problem:
                raise Wrong(problem)
            if not same(rows[l - 1], wanted):
                before = "equation 2" if l < L else "equation 1"
                good = "All gradients of later layers are right. " if l < L else ""
                look = "equation 4" if name == "W" else f"{before}, then equation 3"
                raise Wrong(f"{what} is wrong (layer {l} of {L}). {good}Look at {look}.")


# 8.5 The relative error

exercise_8_5 = Exercise(
    "8.5",
    praise="0 for equal gradients, 1 for opposite ones, whatever their size.",
    hints=(
        "Three lengths: of the difference, and of each gradient.",
        "Both arrays have one shape; `np.linalg.norm` gives one number, for a matrix too.",
        "`np.linalg.norm(g - g_hat) / (np.linalg.norm(g) + np.linalg.norm(g_hat))`",
    ),
)


@exercise_8_5.solution
def my_relative_error(g, g_hat):
    return np.linalg.norm(g - g_hat) / (np.linalg.norm(g) + np.linalg.norm(g_hat))


@exercise_8_5.also_right
def relative_error_by_sums(g, g_hat):
    def length(array):
        return np.sum(array**2) ** 0.5

    return float(length(g - g_hat) / (length(g) + length(g_hat)))


@exercise_8_5.wrong("the length of the difference alone. Is 0.001 much? Divide by the lengths.")
def absolute_error(g, g_hat):
    return np.linalg.norm(g - g_hat)


@exercise_8_5.wrong(
    "this compares lengths only: two arrows of one length may point anywhere. Subtract first."
)
def difference_of_lengths(g, g_hat):
    lengths = np.linalg.norm(g), np.linalg.norm(g_hat)
    return abs(lengths[0] - lengths[1]) / sum(lengths)


@exercise_8_5.wrong("below the line stands the length of a sum; the sum of the lengths it is.")
def length_of_the_sum(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g + g_hat)


@exercise_8_5.wrong("plain sums let positive and negative numbers cancel. Take lengths.")
def signed_sums(g, g_hat):
    return np.sum(g - g_hat) / (np.sum(g) + np.sum(g_hat))


@exercise_8_5.wrong("the root is missing: a length is the root of the sum of squares.")
def squares_without_root(g, g_hat):
    return np.sum((g - g_hat) ** 2) / (np.sum(g**2) + np.sum(g_hat**2))


@exercise_8_5.wrong("the denominator is the length of g alone; take the sum of both lengths.")
def divided_by_one(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g)


@exercise_8_5.wrong(
    "the denominator is the length of ĝ alone; it should be the sum of both lengths."
)
def divided_by_the_other(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g_hat)


@exercise_8_5.wrong("brackets are missing: in `a / b + c` only b divides.")
def without_brackets(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g) + np.linalg.norm(g_hat)


@exercise_8_5.wrong("one number for the whole array is wanted, from lengths.")
def number_by_number(g, g_hat):
    return abs(g - g_hat) / (abs(g) + abs(g_hat))


@exercise_8_5.wrong("the lengths are subtracted below the line; add them: a / (b + c).")
def difference_below(g, g_hat):
    return np.linalg.norm(g - g_hat) / (np.linalg.norm(g) - np.linalg.norm(g_hat))


@exercise_8_5.probes
def gradients():
    """A little apart, far apart, of very different lengths, tiny, and equal."""
    rng = np.random.default_rng(9)
    g, other, column = (rng.normal(size=shape) for shape in [(3, 4), (3, 4), (5, 1)])
    return [
        (g, g + 0.3 * other),
        (column, column + 0.3 * rng.normal(size=(5, 1))),
        (other, -2 * g),
        (100 * g[:2], other[:2]),
        (1e-9 * g.T, 1e-9 * other.T),
        (g[:, :2], g[:, :2].copy()),
    ]
