"""The exercises of lesson 08, backpropagation through hidden layers."""

from itertools import pairwise

import numpy as np

from nnlib.classroom.checking.old import Exercise, NotAnswered, Wrong, call, compare, expect_array
from nnlib.equations import bias_gradient, hidden_error, output_error, weight_gradient
from nnlib.neurons import sigmoid, sigmoid_prime

# 8.1 The network for paper: δ₁

PAPER = (-1 / 16, 1 / 8)
PAPER_MISTAKES = [
    ((-1 / 4, 1 / 2), "σ′ is missing: every path also runs from z₁ to a₁, with the slope ¼."),
    ((1 / 16, -1 / 8), "the sign: δ₂ is −1/8, so 2 · (−1/8) is negative, −4 · (−1/8) positive."),
    ((1 / 2, -1), "δ₂ is missing: the last stretch of each path, from z₂ to the error, is −1/8."),
    (
        (-1 / 32, -1 / 32),
        "the weights are missing: 2 leads out of one neuron, −4 out of the other.",
    ),
    ((-1 / 8, -1 / 8), "this is δ₂ itself. Multiply by the weight and by σ′(z₁) on the way back."),
    ((-1 / 8, 1 / 4), "this takes σ(0) = ½ where σ′(0) = ¼ belongs."),
    ((-1 / 64, 1 / 32), "σ′ comes twice. Another ¼ is already in δ₂ = −1/8."),
    ((1 / 8, -1 / 16), "the two are swapped: the weight 2 leads out of the first hidden neuron."),
    ((-1 / 16, -1 / 8), "these are weights of W₁. δ₂ came through W₂ = (2, −4)."),
]


def judge_paper(answer):
    numbers = expect_array(np.ravel(answer) if np.size(answer) == 2 else answer, (2,), "the answer")
    for wrong, message in PAPER_MISTAKES:
        if np.allclose(numbers, wrong):
            raise Wrong(message)
    if not np.allclose(numbers, PAPER):
        raise Wrong(
            f"({numbers[0]:g}, {numbers[1]:g}) is not it. Each neuron has one path: "
            "σ′(z₁) times its weight to the output times δ₂."
        )


# 8.2 Equation 2


def my_hidden_error(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid_prime(z)


def hidden_error_by_loops(weights_next, delta_next, z):
    delta = np.zeros(z.shape)
    for j in range(len(z)):
        for k in range(len(weights_next)):
            delta[j] += weights_next[k, j] * delta_next[k] * sigmoid(z[j]) * (1 - sigmoid(z[j]))
    return delta


def without_transpose(weights_next, delta_next, z):
    return (weights_next @ delta_next) * sigmoid_prime(z)


def without_slope(weights_next, delta_next, z):
    return weights_next.T @ delta_next


def slope_at_the_activation(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid_prime(sigmoid(z))


def slope_of_z(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * (z * (1 - z))


def sigmoid_for_its_slope(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid(z)


def slope_inside(weights_next, delta_next, z):
    return weights_next.T @ (delta_next * sigmoid_prime(z))


def slope_as_matrix_product(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) @ sigmoid_prime(z)


def elementwise_weights(weights_next, delta_next, z):
    return weights_next.T * delta_next * sigmoid_prime(z)


def summed_over_columns(weights_next, delta_next, z):
    delta = (weights_next.T @ delta_next) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True)


def mean_of_columns(weights_next, delta_next, z):
    return (weights_next.T @ delta_next) * sigmoid_prime(z) / z.shape[1]


def lying_on_its_side(weights_next, delta_next, z):
    return (delta_next.T @ weights_next) * sigmoid_prime(z).T


def slope_added(weights_next, delta_next, z):
    return weights_next.T @ delta_next + sigmoid_prime(z)


def without_delta(weights_next, delta_next, z):
    return weights_next.T @ sigmoid_prime(z)


def hidden_error_in_place(weights_next, delta_next, z):
    delta_next *= 1.0
    z[:] = sigmoid_prime(z)
    return (weights_next.T @ delta_next) * z


HIDDEN_MISTAKES = [
    (
        without_transpose,
        "the transpose is missing. Row j of `weights_next` holds what goes *into* neuron j of the "
        "next layer; the paths back out of neuron j are its column j.",
    ),
    (
        without_slope,
        "σ′(z_l) is missing. Each path starts at z_l and passes through a_l = σ(z_l) first.",
    ),
    (slope_at_the_activation, "this is σ′(a_l): the slope belongs at z_l, before σ was applied."),
    (slope_of_z, "z (1 − z) is not the slope: σ′(z) = σ(z) (1 − σ(z)); or use sigmoid_prime(z)."),
    (sigmoid_for_its_slope, "this multiplies by σ(z_l). The slope, σ′(z_l), is wanted."),
    (
        slope_inside,
        "σ′(z_l) stands inside the matrix product, where it meets δ of the other layer. First add "
        "over the paths, then multiply neuron j's sum by neuron j's slope.",
    ),
    (slope_as_matrix_product, "the last product is ⊙, neuron by neuron: write `*`, not `@`."),
    (
        elementwise_weights,
        "the weights and δ are multiplied number by number, and nothing is added over the paths: "
        "write `@` between them.",
    ),
    (
        summed_over_columns,
        "the columns are added up. δ keeps one column per example; only equations 3 and 4 sum.",
    ),
    (mean_of_columns, "this is divided by m. δ belongs to each example by itself."),
    (
        lying_on_its_side,
        "this is the transpose of what is wanted, of shape (m, n_l). An example is a column.",
    ),
    (slope_added, "σ′(z_l) is added. Along a path, slopes are multiplied."),
    (without_delta, "δ of the next layer is missing: it is what is sent back."),
]


def hidden_probe(n_next, n, m, seed):
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=shape) for shape in [(n_next, n), (n_next, m), (n, m)])


def judge_hidden(function):
    """Square first: there a known mistake runs, and can be named. Then oblong."""
    for probes in [
        [hidden_probe(4, 4, 4, 1), hidden_probe(4, 4, 4, 2)],
        [hidden_probe(5, 3, 4, 3), hidden_probe(2, 6, 3, 4), hidden_probe(3, 2, 1, 5)],
    ]:
        compare(function, my_hidden_error, HIDDEN_MISTAKES, probes)


# 8.3 Four lines in order

ORDER = "DBAC"


def judge_order(answer):
    if not isinstance(answer, str):
        raise Wrong('write the four letters as one text, such as "ABCD".')
    letters = "".join(c for c in answer.upper() if c.isalpha())
    if sorted(letters) != list("ABCD"):
        raise Wrong(f"{answer!r} is not an order of the four lines: each letter once.")
    at = {letter: letters.index(letter) for letter in letters}
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


def forward(weights, biases, x):
    z, a = [None], [x]
    for W, b in zip(weights, biases, strict=True):
        z.append(W @ a[-1] + b)
        a.append(sigmoid(z[-1]))
    return z, a


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


def same_activations(weights, biases, x, y):
    return varied(weight=lambda delta, a, l: delta @ a[l].T)(weights, biases, x, y)


def weights_into_the_layer(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l - 1], delta, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


def slope_of_the_next_layer(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: W[l].T @ delta * sigmoid_prime(z[l + 1])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


def backprop_without_slope(weights, biases, x, y):
    return varied(lambda W, delta, z, a, l, done: W[l].T @ delta)(weights, biases, x, y)


def backprop_without_transpose(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: W[l] @ delta * sigmoid_prime(z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


def backprop_slope_at_a(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l], delta, a[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


def delta_stays(weights, biases, x, y):
    return varied(lambda W, delta, z, a, l, done: delta)(weights, biases, x, y)


def weights_updated_first(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l] - done[l], delta, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


def target_for_hidden(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: output_error(a[l], y, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


def wrong_way_round(weights, biases, x, y):
    return varied(output=lambda a, y, z: output_error(y, a, z))(weights, biases, x, y)


def output_without_slope(weights, biases, x, y):
    return varied(output=lambda a, y, z: a - y)(weights, biases, x, y)


def output_slope_at_a(weights, biases, x, y):
    return varied(output=lambda a, y, z: output_error(a, y, a))(weights, biases, x, y)


def mean_for_sum(weights, biases, x, y):
    nabla_b, nabla_w = my_backprop(weights, biases, x, y)
    m = x.shape[1]
    return [b / m for b in nabla_b], [W / m for W in nabla_w]


def mean_for_biases(weights, biases, x, y):
    return varied(bias=lambda delta: delta.mean(axis=1, keepdims=True))(weights, biases, x, y)


def mean_for_weights(weights, biases, x, y):
    rule = lambda delta, a, l: weight_gradient(delta, a[l - 1]) / x.shape[1]  # noqa: E731
    return varied(weight=rule)(weights, biases, x, y)


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


def flat_biases(weights, biases, x, y):
    return varied(bias=lambda delta: delta.sum(axis=1))(weights, biases, x, y)


def biases_not_summed(weights, biases, x, y):
    return varied(bias=lambda delta: delta)(weights, biases, x, y)


def transposed_weights(weights, biases, x, y):
    return varied(weight=lambda delta, a, l: a[l - 1] @ delta.T)(weights, biases, x, y)


def swapped_pair(weights, biases, x, y):
    return my_backprop(weights, biases, x, y)[::-1]


def from_the_back(weights, biases, x, y):
    return tuple(part[::-1] for part in my_backprop(weights, biases, x, y))


def weights_alone(weights, biases, x, y):
    return my_backprop(weights, biases, x, y)[1]


BACKPROP_MISTAKES = [
    (
        same_activations,
        "equation 4 takes the activations *before* the weights: a[l - 1], and this is a[l].",
    ),
    (
        weights_into_the_layer,
        "equation 2 uses the weights that lead *into* layer l. The paths go out of it, through "
        "W_{l+1}, which is `weights[l]`.",
    ),
    (
        slope_of_the_next_layer,
        "equation 2 has σ′(z_{l+1}) here. δ_{l+1} has that slope in it already: take z[l].",
    ),
    (backprop_without_slope, "σ′(z_l) is missing in equation 2: every layer but the last suffers."),
    (backprop_without_transpose, "equation 2 sends δ back through W itself; W transposed it is."),
    (backprop_slope_at_a, "equation 2 gets a[l] for its slope; give it z[l]."),
    (delta_stays, "δ of the last layer is used for every layer. Equation 2 is not applied."),
    (
        weights_updated_first,
        "the weights are changed before equation 2 reads them. Compute all gradients first.",
    ),
    (
        target_for_hidden,
        "equation 1 is used for hidden layers, but y is the target of the output layer only.",
    ),
    (wrong_way_round, "all gradients have the wrong sign: equation 1 has a − y, not y − a."),
    (output_without_slope, "σ′(z_L) is missing in equation 1, and so everything is wrong."),
    (output_slope_at_a, "equation 1 gets a[L] for its slope: it wants a[L], y and z[L]."),
    (mean_for_sum, "these are means over the columns; sums are wanted. The update divides by m."),
    (
        mean_for_biases,
        "the bias gradients are means over the columns. Equation 3 sums; the update divides by m.",
    ),
    (
        mean_for_weights,
        "the weight gradients are divided by m. The product in equation 4 is a sum; leave it so.",
    ),
    (flat_biases, "the bias gradients are flat, (n,). They should be columns: keepdims=True."),
    (biases_not_summed, "the bias gradients are not summed over the columns (equation 3)."),
    (transposed_weights, "the weight gradients are transposed: δ stands first, δ a[l - 1]ᵀ."),
    (swapped_pair, "the two lists are swapped: nabla_b first, then nabla_w."),
    (from_the_back, "the lists run from the last layer to the first; turn them round."),
]


def weights_beyond_the_list(weights, biases, x, y):
    rule = lambda W, delta, z, a, l, done: hidden_error(W[l + 1], delta, z[l])  # noqa: E731
    return varied(rule)(weights, biases, x, y)


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


def judge_backprop(function):
    """Square first: there a known mistake runs, and can be named. Then oblong, and deeper."""
    for probe in [
        network_probe([4, 4, 4, 4], 4, seed=6),
        network_probe([3, 5, 2, 4, 3], 6, seed=7),
        network_probe([4, 3, 2], 1, seed=8),
    ]:
        try:
            result = call(function, *probe)
        except Wrong as wrong:
            if "to unpack" in str(wrong):
                raise Wrong(ANY_DEPTH) from None
            if "IndexError" in str(wrong):
                raise Wrong(f"{wrong} {INDEX}") from None
            raise
        if any(part is ... for rows in _objects(result) for part in _objects(rows)):
            raise NotAnswered
        right = my_backprop(*probe)
        if _alike(result, right):
            continue
        for mistake, message in BACKPROP_MISTAKES:
            with np.errstate(all="ignore"):
                if _alike(result, _or_none(mistake, probe)):
                    raise Wrong(message)
        _which_is_wrong(result, right)


def _objects(value):
    """The parts of a list or tuple; anything else is one part."""
    return list(value) if isinstance(value, list | tuple) else [value]


def _or_none(function, probe):
    try:
        return function(*probe)
    except (ValueError, IndexError):
        return None


def _alike(pair, other):
    """True if both are a pair of lists with the same arrays."""
    try:
        rows = [(list(a), list(b)) for a, b in zip(pair, other, strict=True)]
        return len(rows) == 2 and all(
            np.shape(a) == np.shape(b) and np.allclose(a, b)
            for left, right in rows
            for a, b in zip(left, right, strict=True)
        )
    except (TypeError, ValueError):
        return False


def _which_is_wrong(result, right):
    """Say which arrays are wrong, from the last layer to the first, as a gradient check does."""
    L = len(right[0])
    pairs = _objects(result)
    if len(pairs) != 2 or any(not isinstance(p, list | tuple) or len(p) != L for p in pairs):
        raise Wrong(
            f"return two lists, nabla_b and nabla_w, of {L} arrays each for a network with {L} "
            "weight matrices."
        )
    for l in range(L, 0, -1):
        for name, rows, rights in zip(("b", "W"), pairs, right, strict=True):
            wanted, what = rights[l - 1], f"the gradient of {name}_{l}"
            if rows[l - 1] is None:
                raise Wrong(f"{what} is None: it has not been set.")
            if not np.allclose(expect_array(rows[l - 1], wanted.shape, what), wanted):
                before = "equation 2" if l < L else "equation 1"
                good = "All gradients of later layers are right. " if l < L else ""
                look = "equation 4" if name == "W" else f"{before}, then equation 3"
                raise Wrong(f"{what} is wrong (layer {l} of {L}). {good}Look at {look}.")


# 8.5 The relative error


def my_relative_error(g, g_hat):
    return np.linalg.norm(g - g_hat) / (np.linalg.norm(g) + np.linalg.norm(g_hat))


def relative_error_by_sums(g, g_hat):
    def length(array):
        return np.sum(array**2) ** 0.5

    return float(length(g - g_hat) / (length(g) + length(g_hat)))


def absolute_error(g, g_hat):
    return np.linalg.norm(g - g_hat)


def difference_of_lengths(g, g_hat):
    lengths = np.linalg.norm(g), np.linalg.norm(g_hat)
    return abs(lengths[0] - lengths[1]) / sum(lengths)


def length_of_the_sum(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g + g_hat)


def signed_sums(g, g_hat):
    return np.sum(g - g_hat) / (np.sum(g) + np.sum(g_hat))


def squares_without_root(g, g_hat):
    return np.sum((g - g_hat) ** 2) / (np.sum(g**2) + np.sum(g_hat**2))


def divided_by_one(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g)


def divided_by_the_other(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g_hat)


def without_brackets(g, g_hat):
    return np.linalg.norm(g - g_hat) / np.linalg.norm(g) + np.linalg.norm(g_hat)


def number_by_number(g, g_hat):
    return abs(g - g_hat) / (abs(g) + abs(g_hat))


RELATIVE_MISTAKES = [
    (absolute_error, "the length of the difference alone. Is 0.001 much? Divide by the lengths."),
    (
        difference_of_lengths,
        "this compares lengths only: two arrows of one length may point anywhere. Subtract first.",
    ),
    (length_of_the_sum, "below the line stands the length of a sum; the sum of the lengths it is."),
    (signed_sums, "plain sums let positive and negative numbers cancel. Take lengths."),
    (squares_without_root, "the root is missing: a length is the root of the sum of squares."),
    (divided_by_one, "the denominator is the length of g alone; take the sum of both lengths."),
    (
        divided_by_the_other,
        "the denominator is the length of ĝ alone; it should be the sum of both lengths.",
    ),
    (without_brackets, "brackets are missing: in `a / b + c` only b divides."),
    (number_by_number, "one number for the whole array is wanted, from lengths."),
]


def judge_relative(function):
    rng = np.random.default_rng(9)
    probes = []
    for shape in [(3, 4), (5, 1)]:
        g = rng.normal(size=shape)
        probes.append((g, g + 0.3 * rng.normal(size=shape)))
    compare(function, my_relative_error, RELATIVE_MISTAKES, probes)


EXERCISES = {
    "8.1": Exercise(
        judge=judge_paper,
        praise="2 · (−1/8) · ¼ = −1/16 and −4 · (−1/8) · ¼ = 1/8. You have just done equation 2.",
        hints=(
            "One output, so one path from each hidden neuron: multiply along it.",
            "Two numbers. Each is a product of three: σ′(z₁), the weight out of the neuron, δ₂.",
            "(2 * (-1/8) * 1/4, -4 * (-1/8) * 1/4)",
        ),
        answer=PAPER,
        also_right=[np.array([[-0.0625], [0.125]]), [-0.0625, 0.125]],
        wrong=[(pair, message[:20]) for pair, message in PAPER_MISTAKES]
        + [((3, 4), "is not it"), (0.5, "(2,)"), ("-1/16", "the answer should")],
    ),
    "8.2": Exercise(
        judge=judge_hidden,
        praise="Add over the paths (`.T @`), then multiply by each neuron's own slope (`*`).",
        hints=(
            "Add over all paths that lead out of a neuron, then multiply by its own slope.",
            "weights_next is (n_next, n), delta_next (n_next, m), and (n, m) is wanted. Which "
            "matrix product gives (n, m)? The slope is (n, m) already.",
            "(weights_next.T @ delta_next) * sigmoid_prime(z)",
        ),
        answer=my_hidden_error,
        also_right=[hidden_error_by_loops, hidden_error],
        wrong=[(f, m[:20]) for f, m in HIDDEN_MISTAKES]
        + [(hidden_error_in_place, "changes its argument")],
    ),
    "8.3": Exercise(
        judge=judge_order,
        praise="All δ first, with the weights that were used; then W₁ and W₂ in either order.",
        hints=(
            "Errors travel from the output back. Which line needs nothing but the forward pass?",
            "For each line, note which names it reads and which one it sets. Who sets what B "
            "reads, and who changes it?",
            "D, B, then A and C in either order",
        ),
        answer=ORDER,
        also_right=["DBCA", "d, b, c, a"],
        wrong=[
            ("DABC", "changes `W2` before"),
            ("BDAC", "line B needs `delta2`"),
            ("ADBC", "line A needs `delta2`"),
            ("DCBA", "line C needs `delta1`"),
            ("DBA", "is not an order"),
            (4, "one text"),
        ],
    ),
    "8.4": Exercise(
        judge=judge_backprop,
        praise="Forward once, back once, four equations: every gradient of the network.",
        hints=(
            "Each gap is one call of one equation. Equation 1 starts, equation 2 goes on; 3 and 4 "
            "turn δ into gradients in every layer.",
            "delta has the shape of z[l]. Weights l + 1 are `weights[l]`, as lists count from 0. "
            "Equation 4 takes the activations before layer l.",
            "output_error(a[L], y, z[L]); hidden_error(weights[l], delta, z[l]); "
            "bias_gradient(delta); weight_gradient(delta, a[l - 1])",
        ),
        answer=my_backprop,
        also_right=[backprop_by_insertion],
        wrong=[(f, m[:20]) for f, m in BACKPROP_MISTAKES]
        + [
            (weights_alone, "two lists"),
            (three_layers_only, "several depths"),
            (weights_beyond_the_list, "W_{l+1} is `weights[l]`"),
            (gradients_beyond_the_list, "go to place l - 1"),
        ],
    ),
    "8.5": Exercise(
        judge=judge_relative,
        praise="0 for equal gradients, 1 for opposite ones, whatever their size.",
        hints=(
            "Three lengths: of the difference, and of each gradient.",
            "Both arrays have one shape; np.linalg.norm gives one number, for a matrix too.",
            "np.linalg.norm(g - g_hat) / (np.linalg.norm(g) + np.linalg.norm(g_hat))",
        ),
        answer=my_relative_error,
        also_right=[relative_error_by_sums],
        wrong=[(f, m[:20]) for f, m in RELATIVE_MISTAKES],
    ),
}
