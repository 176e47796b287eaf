"""The exercises of lesson 07, backpropagation, one path at a time."""

import numpy as np

from nnlib.classroom.checking.old import Exercise, Wrong, call, compare, expect_array
from nnlib.neurons import sigmoid, sigmoid_prime

# 7.1 A path by hand
# x = 3, w1 = −5, b1 = 15, w2 = 4, b2 = −2, y = 1: all z = 0, so a = 0.5 and σ′ = 0.25 twice.

PATH_SLOPE = -0.375

PATH_NAMED = {
    0.375: "the size is right, the sign is not. The last local slope is a₂ − y = 0.5 − 1.",
    -0.125: "x is missing. This is the slope for b₁; w₁ is multiplied by x, so its path starts "
    "with x.",
    -0.0625: "this is the slope for w₂: it starts at a₁. The path of w₁ is longer.",
    -0.09375: "w₂ is missing: on the way from a₁ to z₂ a change is multiplied by w₂.",
    0.46875: "w₁ itself stands where w₂ belongs. On its own path w₁ is the number that changes; "
    "the local slopes are x, σ′(z₁), w₂, σ′(z₂), a₂ − y.",
    1.875: "w₁ itself is one factor too many. The first local slope is x: how much z₁ changes when "
    "w₁ does.",
    0.625: "w₁ itself stands where x belongs. z₁ holds w₁ · x: if w₁ changes, z₁ changes x times "
    "as much.",
    0.75: "the last step is missing: from a₂ to the error, the local slope is a₂ − y.",
    -1.5: "one σ′ is missing, or σ stands where σ′ belongs. The path goes through two neurons, and "
    "each has σ′(0) = 0.25.",
    -6.0: "both σ′ are missing: each neuron on the path multiplies by its slope, 0.25 here.",
    0.09375: "E itself is multiplied, instead of its slope. The last factor is a₂ − y.",
    7.0: "the local slopes are added. Along a path they multiply; only different paths are added.",
}


def judge_path(answer):
    slope = expect_array(answer, (), "the answer").item()
    for wrong, message in PATH_NAMED.items():
        if np.isclose(slope, wrong):
            raise Wrong(message)
    if not np.isclose(slope, PATH_SLOPE, atol=5e-4):
        raise Wrong(
            f"{slope:g} is not it. Write down the five local slopes from w₁ to the error, one by "
            "one, and multiply."
        )


# 7.2 Equation 1


def error_of_outputs(a, y, z):
    return (a - y) * sigmoid_prime(z)


def error_of_outputs_from_a(a, y, z):
    return np.multiply(np.subtract(a, y), a - a**2)


def error_with_wrong_sign(a, y, z):
    return (y - a) * sigmoid_prime(z)


def error_without_slope(a, y, z):
    return a - y


def error_without_slope_and_sign(a, y, z):
    return y - a


def error_with_slope_of_a(a, y, z):
    return (a - y) * sigmoid_prime(a)


def error_with_sigmoid(a, y, z):
    return (a - y) * sigmoid(z)


def error_with_z(a, y, z):
    return (a - y) * z * (1 - z)


def error_from_z_minus_y(a, y, z):
    return (z - y) * sigmoid_prime(z)


def error_summed_over_outputs(a, y, z):
    return np.sum((a - y) * sigmoid_prime(z), axis=0, keepdims=True)


def error_summed_over_examples(a, y, z):
    return np.sum((a - y) * sigmoid_prime(z), axis=1, keepdims=True)


def error_averaged(a, y, z):
    return (a - y) * sigmoid_prime(z) / a.shape[1]


def error_by_matrix_product(a, y, z):
    return (a - y) @ sigmoid_prime(z).T


def error_by_plain_matrix_product(a, y, z):
    return (a - y) @ sigmoid_prime(z)


def error_by_turned_matrix_product(a, y, z):
    return (a - y).T @ sigmoid_prime(z)


def error_twice(a, y, z):
    return 2 * (a - y) * sigmoid_prime(z)


def error_squared(a, y, z):
    return (y - a) ** 2 / 2 * sigmoid_prime(z)


ERROR_MISTAKES = [
    (
        error_with_wrong_sign,
        "the sign: the derivative of ½(y − a)² is a − y. If a is too large, a larger a makes the "
        "error grow.",
    ),
    (
        error_without_slope,
        "σ′(z) is missing: this is the slope of the error at a, and δ is its slope at z.",
    ),
    (
        error_without_slope_and_sign,
        "y − a is neither: the derivative is a − y, and σ′(z) has to multiply it.",
    ),
    (
        error_with_slope_of_a,
        "this is σ′(a), with σ used twice. σ′ is taken at the weighted input: sigmoid_prime(z).",
    ),
    (error_with_sigmoid, "σ(z) stands where its slope σ′(z) belongs: sigmoid_prime(z)."),
    (error_with_z, "z (1 − z) is not the slope of σ; it is a (1 − a), or sigmoid_prime(z)."),
    (error_from_z_minus_y, "the output a is compared with the target y, not z: a − y."),
    (
        error_summed_over_outputs,
        "the sum over the outputs is taken. Each neuron has its own δ: keep the shape of z.",
    ),
    (
        error_summed_over_examples,
        "the sum over the examples is taken. δ has a column for each example; the sum comes later, "
        "in equations 3 and 4.",
    ),
    (
        error_averaged,
        "it is divided by m. δ belongs to one example, its column; there is no mean in it.",
    ),
    (
        error_by_matrix_product,
        "this is a matrix product, `@`. The two factors meet neuron by neuron: `*`.",
    ),
    (error_twice, "twice too large: the ½ of the error cancels the 2 of the square."),
    (error_squared, "the error itself is multiplied by σ′(z); its derivative a − y is wanted."),
]


def output_probes():
    rng = np.random.default_rng(7)
    probes = []
    for n, m in ((3, 4), (2, 5), (4, 1), (4, 4)):
        z = rng.normal(0.6, 1.2, (n, m))
        probes.append((sigmoid(z), np.eye(n)[:, rng.integers(0, n, m)], z))
    return probes


def judge_output_error(function):
    """Matrix products first: where they do not fit, Python's own error would come instead."""
    z = np.random.default_rng(12).normal(size=(3, 3))
    square = sigmoid(z), np.eye(3), z
    result = call(function, *square)
    if np.shape(result) == (3, 3):
        if np.allclose(result, error_by_plain_matrix_product(*square)):
            raise Wrong(
                "`@` is the matrix product: each row meets each column, and with these shapes it "
                "does not even fit. ⊙ multiplies neuron by neuron: `*`."
            )
        if np.allclose(result, error_by_turned_matrix_product(*square)):
            raise Wrong(
                "a − y is turned and meets σ′(z) by `@`, so the examples are mixed. Nothing is "
                "turned here; ⊙ multiplies neuron by neuron: `*`."
            )
    compare(function, error_of_outputs, ERROR_MISTAKES, output_probes())


# 7.3 Equation 3


def bias_sums(delta):
    return np.sum(delta, axis=1, keepdims=True)


def bias_sums_by_product(delta):
    return delta @ np.ones((delta.shape[1], 1))


def bias_sum_of_all(delta):
    return np.sum(delta)


def bias_sum_of_all_spread(delta):
    return np.full((len(delta), 1), np.sum(delta))


def bias_mean(delta):
    return delta.mean(axis=1, keepdims=True)


def bias_flat(delta):
    return delta.sum(axis=1)


def bias_flat_mean(delta):
    return delta.mean(axis=1)


def bias_over_neurons(delta):
    return delta.sum(axis=0, keepdims=True)


def bias_over_neurons_flat(delta):
    return delta.sum(axis=0)


def bias_not_summed(delta):
    return delta


def bias_downhill(delta):
    return -bias_sums(delta)


def bias_of_the_first(delta):
    return delta[:, :1]


BIAS_MISTAKES = [
    (
        bias_sum_of_all,
        "all numbers are added into one. Each bias has its own gradient: add along rows, axis=1.",
    ),
    (
        bias_sum_of_all_spread,
        "every bias gets the sum of all neurons. Each has its own: add along its row, axis=1.",
    ),
    (bias_mean, "this is the mean over the examples; the sum is wanted."),
    (
        bias_flat,
        "the numbers are right, but the shape (n,) is that of a flat array, and the biases are a "
        "column. keepdims=True keeps (n, 1).",
    ),
    (
        bias_flat_mean,
        "this is the mean, and flat. The sum over the examples is wanted, with keepdims=True.",
    ),
    (bias_over_neurons, "axis=0 adds over the neurons. The examples stand side by side: axis=1."),
    (
        bias_over_neurons_flat,
        "axis=0 adds over the neurons, and the result is flat. Add over the columns, axis=1, and "
        "keep the shape of a column.",
    ),
    (
        bias_not_summed,
        "this is right for one example. All m examples share a bias: add their columns.",
    ),
    (bias_downhill, "the sign: the gradient is the sum of δ itself; the minus comes in the step."),
    (bias_of_the_first, "this is the first example alone; add over all columns."),
]


def delta_probes():
    rng = np.random.default_rng(8)
    return [(rng.normal(size=shape),) for shape in ((3, 5), (4, 2), (2, 2))]


def judge_bias(function):
    compare(function, bias_sums, BIAS_MISTAKES, delta_probes())


# 7.4 Equation 4


def weight_products(delta, a_prev):
    return delta @ a_prev.T


def weight_products_one_by_one(delta, a_prev):
    m = delta.shape[1]
    return sum(np.outer(delta[:, i], a_prev[:, i]) for i in range(m))


def weight_elementwise(delta, a_prev):
    return delta * a_prev


def weight_turned(delta, a_prev):
    return a_prev @ delta.T


def weight_mean(delta, a_prev):
    return delta @ a_prev.T / delta.shape[1]


def weight_elementwise_turned(delta, a_prev):
    return delta * a_prev.T


def weight_outer(delta, a_prev):
    return np.outer(delta, a_prev)


def weight_without_transpose(delta, a_prev):
    return delta @ a_prev


def weight_with_wrong_transpose(delta, a_prev):
    return delta.T @ a_prev


def weight_summed(delta, a_prev):
    return np.sum(delta @ a_prev.T)


def weight_by_sums(delta, a_prev):
    return delta.sum(axis=1, keepdims=True) @ a_prev.sum(axis=1, keepdims=True).T


def weight_by_means(delta, a_prev):
    return delta.sum(axis=1, keepdims=True) @ a_prev.mean(axis=1, keepdims=True).T


def weight_downhill(delta, a_prev):
    return -delta @ a_prev.T


def weight_of_the_first(delta, a_prev):
    return delta[:, :1] @ a_prev[:, :1].T


def weight_not_summed(delta, a_prev):
    return np.array([np.outer(d, a) for d, a in zip(delta.T, a_prev.T, strict=True)])


WEIGHT_MISTAKES = [
    (
        weight_turned,
        "the shape is turned round: a_prev @ delta.T is (from, to). Weights are (to, from), so δ "
        "comes first.",
    ),
    (weight_mean, "this is the mean over the examples; the sum is wanted here."),
    (weight_summed, "all numbers are added into one. Each weight has its own gradient."),
    (
        weight_by_sums,
        "δ and a are each added over the examples before they are multiplied, so one example's δ "
        "meets another's input. Multiply example by example, then add.",
    ),
    (
        weight_by_means,
        "the mean of a is multiplied by the sum of δ, so one example's δ meets another's input. "
        "Multiply example by example, then add.",
    ),
    (
        weight_outer,
        "np.outer lays both matrices flat, so each example's δ meets every example's input. It is "
        "right for one example only; for m of them, delta @ a_prev.T also adds.",
    ),
    (weight_downhill, "the sign: the gradient has no minus; that comes in the step downhill."),
    (weight_of_the_first, "this is the first example alone; all columns have to take part."),
    (
        weight_not_summed,
        "this is a stack of gradients, one per example. They are to be added up; delta @ a_prev.T "
        "does both.",
    ),
]


def weight_probes():
    rng = np.random.default_rng(9)
    shapes = ((3, 5, 4), (2, 6, 3), (4, 2, 4))
    return [(rng.normal(size=(n, m)), rng.normal(size=(k, m))) for n, k, m in shapes]


def judge_weights(function):
    """Shapes first: products that do not fit are named before Python's own error is."""
    square = np.random.default_rng(10).normal(size=(2, 3, 3))
    result = call(function, *square)
    if np.shape(result) == (3, 3):
        if np.allclose(result, weight_elementwise(*square)):
            raise Wrong(
                "`*` multiplies number by number, and works only if both shapes happen to be "
                "equal. Every neuron has to meet every input: `@`, with a_prev turned."
            )
        if np.allclose(result, weight_elementwise_turned(*square)):
            raise Wrong(
                "turning a_prev is right, but `*` is number by number; the sum over the examples "
                "needs the matrix product, `@`."
            )
        if np.allclose(result, weight_without_transpose(*square)):
            raise Wrong(
                "the transpose is missing: (n, m) @ (n_prev, m) does not fit, unless all are equal "
                "by accident. Turn a_prev: a_prev.T."
            )
        if np.allclose(result, weight_with_wrong_transpose(*square)):
            raise Wrong(
                "the wrong factor is transposed. δ keeps its rows, one for each neuron; a_prev is "
                "turned."
            )
    compare(function, weight_products, WEIGHT_MISTAKES, weight_probes())


# 7.5 All of it, from an empty sheet


def gradients(W, b, x, y):
    z = W @ x + b
    a = sigmoid(z)
    delta = (a - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


def gradients_by_loop(W, b, x, y):
    nabla_b, nabla_w = np.zeros(b.shape), np.zeros(W.shape)
    for i in range(x.shape[1]):
        a = sigmoid(W @ x[:, [i]] + b)
        delta = (a - y[:, [i]]) * a * (1 - a)
        nabla_b += delta
        nabla_w += delta @ x[:, [i]].T
    return nabla_b, nabla_w


def gradients_in_other_order(W, b, x, y):
    return gradients(W, b, x, y)[::-1]


def gradients_without_slope(W, b, x, y):
    delta = sigmoid(W @ x + b) - y
    return delta.sum(axis=1, keepdims=True), delta @ x.T


def gradients_with_wrong_sign(W, b, x, y):
    return tuple(-g for g in gradients(W, b, x, y))


def gradients_with_slope_of_a(W, b, x, y):
    a = sigmoid(W @ x + b)
    delta = (a - y) * sigmoid_prime(a)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


def gradients_without_bias(W, b, x, y):
    return gradients(W, 0 * b, x, y)


def gradients_without_sigmoid(W, b, x, y):
    z = W @ x + b
    delta = (z - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


def gradients_as_means(W, b, x, y):
    return tuple(g / x.shape[1] for g in gradients(W, b, x, y))


def gradients_of_activations(W, b, x, y):
    z = W @ x + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ sigmoid(x).T


def gradients_with_flat_bias(W, b, x, y):
    nabla_b, nabla_w = gradients(W, b, x, y)
    return nabla_b.ravel(), nabla_w


def gradients_with_delta_as_bias(W, b, x, y):
    z = W @ x + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return delta, delta @ x.T


def gradients_of_weights_alone(W, b, x, y):
    return gradients(W, b, x, y)[1]


def gradients_turned(W, b, x, y):
    nabla_b, nabla_w = gradients(W, b, x, y)
    return nabla_b, nabla_w.T


def gradients_without_transpose(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), delta @ x


def gradients_elementwise(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), delta * x


def gradients_elementwise_turned(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), delta * x.T


def gradients_outer(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), np.outer(delta, x)


def gradients_with_matrix_product_for_delta(W, b, x, y):
    z = W @ x + b
    delta = (sigmoid(z) - y) @ sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


SQUARE_MISTAKES = [  # these fit by accident if all shapes are equal
    (
        gradients_without_transpose,
        "in equation 4 the transpose is missing: δ is (n, m), so the right factor has to be "
        "(m, n_prev), which is x.T.",
    ),
    (
        gradients_elementwise,
        "in equation 4 `*` multiplies number by number. Every neuron has to meet every input: "
        "`@`, with x turned.",
    ),
    (
        gradients_elementwise_turned,
        "x.T in equation 4 is right, but `*` is number by number; the sum over the examples needs "
        "`@`.",
    ),
    (
        gradients_outer,
        "np.outer in equation 4 mixes the examples: it lays both matrices flat. delta @ x.T keeps "
        "them apart, and adds.",
    ),
    (
        gradients_with_matrix_product_for_delta,
        "in equation 1 `@` is used. ⊙ multiplies neuron by neuron: `*`.",
    ),
]

PAIR_MISTAKES = [
    (gradients_in_other_order, "the order: the gradient of the biases first, then the weights'."),
    (gradients_without_slope, "δ lacks its factor σ′(z): equation 1."),
    (gradients_with_wrong_sign, "the sign: equation 1 starts with a − y."),
    (gradients_with_slope_of_a, "σ′(a) is used; σ′ is taken at the weighted input z."),
    (gradients_without_bias, "the biases are not added in z: W @ x + b."),
    (gradients_without_sigmoid, "the output is σ(z): compare a = sigmoid(z) with y, not z."),
    (gradients_as_means, "these are means over the examples; sums are wanted."),
    (gradients_of_activations, "the input x goes into equation 4 as it is, without σ."),
    (gradients_with_flat_bias, "the bias gradient is flat; with keepdims=True it stays a column."),
    (gradients_with_delta_as_bias, "the bias gradient is not yet added over the columns of δ."),
    (gradients_turned, "the weights' gradient is turned round: it has the shape of W."),
]


def pair_probes():
    rng = np.random.default_rng(11)
    probes = []
    for n, n_prev, m in ((3, 5, 4), (2, 4, 6)):
        y = np.eye(n)[:, rng.integers(0, n, m)]
        x = rng.uniform(0.1, 1, (n_prev, m))
        probes.append((rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1)), x, y))
    return probes


def judge_gradients(function):
    rng = np.random.default_rng(13)
    square = rng.normal(size=(3, 3)), rng.normal(size=(3, 1)), rng.uniform(size=(3, 3)), np.eye(3)
    result = call(function, *square)
    if isinstance(result, tuple | list) and len(result) == 2:
        for mistake, message in SQUARE_MISTAKES:
            if _equal(result, mistake(*square)):
                raise Wrong(message)
    for W, b, x, y in pair_probes():
        result = call(function, W, b, x, y)
        right = gradients(W, b, x, y)
        if not isinstance(result, tuple | list) or len(result) != 2:
            raise Wrong("two arrays are wanted: return nabla_b, nabla_w.")
        if any(part is ... for part in result):
            raise Wrong("one of the two is still to be written.")
        if _equal(result, right):
            continue
        for mistake, message in PAIR_MISTAKES:
            if _equal(result, mistake(W, b, x, y)):
                raise Wrong(message)
        for got, wanted, name in zip(result, right, ("nabla_b", "nabla_w"), strict=True):
            array = expect_array(got, wanted.shape, name)
            if not np.allclose(array, wanted):
                raise Wrong(f"{name} has the right shape, but not the right numbers.")


def _equal(result, others):
    try:
        return all(
            np.shape(a) == np.shape(b) and np.allclose(a, b)
            for a, b in zip(result, others, strict=True)
        )
    except (TypeError, ValueError):  # dots or words among the numbers
        return False


EXERCISES = {
    "7.1": Exercise(
        judge=judge_path,
        praise="3 · 0.25 · 4 · 0.25 · (−0.5) = −0.375. One minus, so raising w₁ makes the error "
        "smaller.",
        hints=(
            "Walk from w₁ to the error, write the local slope of every step, and multiply.",
            "Five slopes: w₁ → z₁ → a₁ → z₂ → a₂ → Eₓ. First work out z₁, a₁, z₂ and a₂.",
            "x · σ′(z₁) · w₂ · σ′(z₂) · (a₂ − y), with z₁ = z₂ = 0 and σ′(0) = 0.25",
        ),
        answer=PATH_SLOPE,
        also_right=[-3 / 8, np.float64(-0.375)],
        wrong=[
            (0.375, "the sign is not"),
            (-0.125, "x is missing"),
            (-0.0625, "for w₂"),
            (-0.09375, "w₂ is missing"),
            (0.46875, "where w₂ belongs"),
            (1.875, "one factor too many"),
            (0.625, "where x belongs"),
            (0.75, "the last step is missing"),
            (-1.5, "one σ′ is missing"),
            (-6, "both σ′"),
            (0.09375, "E itself"),
            (7, "are added"),
            (1.0, "one by one"),
            ("-0.375", "a number"),
        ],
    ),
    "7.2": Exercise(
        judge=judge_output_error,
        praise="Two local slopes, a − y and σ′(z), multiplied neuron by neuron, for every example.",
        hints=(
            "The path from z to the error has two steps: through σ to a, and from a to the error.",
            "a, y and z all have shape (n_L, m), and so has δ. Nothing is added up: use `*`.",
            "(a - y) * sigmoid_prime(z)",
        ),
        answer=error_of_outputs,
        also_right=[error_of_outputs_from_a],
        wrong=[(f, m[:25]) for f, m in ERROR_MISTAKES]
        + [
            (error_by_plain_matrix_product, "does not even fit"),
            (error_by_turned_matrix_product, "examples are mixed"),
        ],
    ),
    "7.3": Exercise(
        judge=judge_bias,
        praise="The paths through all m examples are added, and the result is a column, as b is.",
        hints=(
            "One bias, m examples, m paths to the error: add over paths.",
            "delta has shape (n_l, m); the result has the shape of the biases, (n_l, 1).",
            "delta.sum(axis=1, keepdims=True)",
        ),
        answer=bias_sums,
        also_right=[bias_sums_by_product],
        wrong=[(f, m[:30]) for f, m in BIAS_MISTAKES],
    ),
    "7.4": Exercise(
        judge=judge_weights,
        praise="Row j of δ meets row k of the inputs, and their meeting is the sum over examples.",
        hints=(
            "For one example: the number at row j and column k is δ_j times input k. Then add "
            "over the examples.",
            "delta is (n_l, m), a_prev is (n_{l−1}, m), and the result is (n_l, n_{l−1}), as W is. "
            "The inner numbers of a matrix product have to be m and m.",
            "delta @ a_prev.T",
        ),
        answer=weight_products,
        also_right=[weight_products_one_by_one],
        wrong=[(f, m[:30]) for f, m in WEIGHT_MISTAKES]
        + [
            (weight_elementwise, "both shapes happen to be"),
            (weight_elementwise_turned, "turning a_prev is right"),
            (weight_without_transpose, "transpose is missing"),
            (weight_with_wrong_transpose, "wrong factor is transposed"),
        ],
    ),
    "7.5": Exercise(
        judge=judge_gradients,
        praise="Forward, equation 1, equation 3, equation 4: the slopes of all numbers, at once.",
        hints=(
            "Forward first, and keep z and a. Then equation 1, then equations 3 and 4.",
            "z, a and delta have shape (n, m); nabla_b has b's shape (n, 1), and nabla_w has W's.",
            "delta = (a - y) * sigmoid_prime(z); "
            "return delta.sum(axis=1, keepdims=True), delta @ x.T",
        ),
        answer=gradients,
        also_right=[gradients_by_loop],
        wrong=[(f, m[:25]) for f, m in PAIR_MISTAKES]
        + [(f, m[:40]) for f, m in SQUARE_MISTAKES]
        + [(gradients_of_weights_alone, "two arrays")],
    ),
}
