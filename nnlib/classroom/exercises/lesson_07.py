"""The exercises of lesson 07, backpropagation, one path at a time."""

import numpy as np

from nnlib.classroom.checking import Exercise, number
from nnlib.neurons import sigmoid, sigmoid_prime

# 7.1 A path by hand

exercise_7_1 = Exercise(
    "7.1",
    praise="3 · 0.25 · 4 · 0.25 · (−0.5) = −0.375. One minus, so raising w₁ makes the error "
    "smaller.",
    hints=(
        "Walk from w₁ to the error, write the local slope of every step, and multiply.",
        "Five slopes: w₁ → z₁ → a₁ → z₂ → a₂ → Eₓ. First work out z₁, a₁, z₂ and a₂.",
        "`x · σ′(z₁) · w₂ · σ′(z₂) · (a₂ − y)`, with z₁ = z₂ = 0 and σ′(0) = 0.25",
    ),
    reads=number,
    solution=-0.375,
    also_right=[-3 / 8, np.float64(-0.375)],
    wrong={
        0.375: "the size is right, the sign is not. The last local slope is a₂ − y = 0.5 − 1.",
        -0.125: "x is missing. This is the slope for b₁; w₁ is multiplied by x, so its path starts "
        "with x.",
        -0.0625: "this is the slope for w₂: it starts at a₁. The path of w₁ is longer.",
        -0.09375: "w₂ is missing: on the way from a₁ to z₂ a change is multiplied by w₂.",
        0.46875: "w₁ itself stands where w₂ belongs. On its own path w₁ is the number that "
        "changes; the local slopes are x, σ′(z₁), w₂, σ′(z₂), a₂ − y.",
        1.875: "w₁ itself is one factor too many. The first local slope is x: how much z₁ changes "
        "when w₁ does.",
        0.625: "w₁ itself stands where x belongs. z₁ holds w₁ · x: if w₁ changes, z₁ changes x "
        "times as much.",
        0.75: "the last step is missing: from a₂ to the error, the local slope is a₂ − y.",
        -1.5: "one σ′ is missing, or σ stands where σ′ belongs. The path goes through two neurons, "
        "and each has σ′(0) = 0.25.",
        -6.0: "both σ′ are missing: each neuron on the path multiplies by its slope, 0.25 here.",
        0.09375: "E itself is multiplied, instead of its slope. The last factor is a₂ − y.",
        7.0: "the local slopes are added. Along a path they multiply; only different paths are "
        "added.",
    },
    caught=[
        (1.0, "one by one"),
        (-0.38, "rounded too early"),
        ("-0.375", "remove the quotes"),
    ],
    otherwise="{} is not it. Write down the five local slopes from w₁ to the error, one by one, "
    "and multiply.",
    within=5e-4,
)

# 7.2 Equation 1

exercise_7_2 = Exercise(
    "7.2",
    praise="Two local slopes, a − y and σ′(z), multiplied neuron by neuron, for every example.",
    hints=(
        "The path from z to the error has two steps: through σ to a, and from a to the error.",
        "a, y and z all have shape (n_L, m), and so has δ. Nothing is added up: use `*`.",
        "`(a - y) * sigmoid_prime(z)`",
    ),
)


@exercise_7_2.solution
def error_of_outputs(a, y, z):
    return (a - y) * sigmoid_prime(z)


@exercise_7_2.also_right
def error_of_outputs_from_a(a, y, z):
    return np.multiply(np.subtract(a, y), a - a**2)


@exercise_7_2.wrong(
    "the sign: the derivative of ½(y − a)² is a − y. If a is too large, a larger a makes the "
    "error grow."
)
def error_with_wrong_sign(a, y, z):
    return (y - a) * sigmoid_prime(z)


@exercise_7_2.wrong(
    "σ′(z) is missing: this is the slope of the error at a, and δ is its slope at z."
)
def error_without_slope(a, y, z):
    return a - y


@exercise_7_2.wrong("y − a is neither: the derivative is a − y, and σ′(z) has to multiply it.")
def error_without_slope_and_sign(a, y, z):
    return y - a


@exercise_7_2.wrong(
    "this is σ′(a), with σ used twice. σ′ is taken at the weighted input: sigmoid_prime(z)."
)
def error_with_slope_of_a(a, y, z):
    return (a - y) * sigmoid_prime(a)


@exercise_7_2.wrong("σ(z) stands where its slope σ′(z) belongs: sigmoid_prime(z).")
def error_with_sigmoid(a, y, z):
    return (a - y) * sigmoid(z)


@exercise_7_2.wrong("z (1 − z) is not the slope of σ; it is a (1 − a), or sigmoid_prime(z).")
def error_with_z(a, y, z):
    return (a - y) * z * (1 - z)


@exercise_7_2.wrong("the output a is compared with the target y, not z: a − y.")
def error_from_z_minus_y(a, y, z):
    return (z - y) * sigmoid_prime(z)


@exercise_7_2.wrong(
    "the sum over the outputs is taken. Each neuron has its own δ: keep the shape of z."
)
def error_summed_over_outputs(a, y, z):
    return np.sum((a - y) * sigmoid_prime(z), axis=0, keepdims=True)


@exercise_7_2.wrong(
    "the sum over the examples is taken. δ has a column for each example; the sum comes later, "
    "in equations 3 and 4."
)
def error_summed_over_examples(a, y, z):
    return np.sum((a - y) * sigmoid_prime(z), axis=1, keepdims=True)


@exercise_7_2.wrong(
    "it is divided by m. δ belongs to one example, its column; there is no mean in it."
)
def error_averaged(a, y, z):
    return (a - y) * sigmoid_prime(z) / a.shape[1]


@exercise_7_2.wrong("this is a matrix product, `@`. The two factors meet neuron by neuron: `*`.")
def error_by_matrix_product(a, y, z):
    return (a - y) @ sigmoid_prime(z).T


@exercise_7_2.wrong(
    "`@` is the matrix product: each row meets each column, and with most shapes it does not even "
    "fit. ⊙ multiplies neuron by neuron: `*`."
)
def error_by_plain_matrix_product(a, y, z):
    return (a - y) @ sigmoid_prime(z)


@exercise_7_2.wrong(
    "a − y is turned and meets σ′(z) by `@`, so the examples are mixed. Nothing is turned here; "
    "⊙ multiplies neuron by neuron: `*`."
)
def error_by_turned_matrix_product(a, y, z):
    return (a - y).T @ sigmoid_prime(z)


@exercise_7_2.wrong("twice too large: the ½ of the error cancels the 2 of the square.")
def error_twice(a, y, z):
    return 2 * (a - y) * sigmoid_prime(z)


@exercise_7_2.wrong("the error itself is multiplied by σ′(z); its derivative a − y is wanted.")
def error_squared(a, y, z):
    return (y - a) ** 2 / 2 * sigmoid_prime(z)


@exercise_7_2.probes
def output_layers():
    """All sizes different, one example, and a square one, in which every product fits."""
    rng = np.random.default_rng(7)
    probes = []
    for n, m in ((3, 4), (2, 5), (4, 1), (4, 4)):
        z = rng.normal(0.6, 1.2, (n, m))
        probes.append((sigmoid(z), np.eye(n)[:, rng.integers(0, n, m)], z))
    return probes


# 7.3 Equation 3

exercise_7_3 = Exercise(
    "7.3",
    praise="The paths through all m examples are added, and the result is a column, as b is.",
    hints=(
        "One bias, m examples, m paths to the error: add over paths.",
        "delta has shape (n_l, m); the result has the shape of the biases, (n_l, 1).",
        "`delta.sum(axis=1, keepdims=True)`",
    ),
)


@exercise_7_3.solution
def bias_sums(delta):
    return np.sum(delta, axis=1, keepdims=True)


@exercise_7_3.also_right
def bias_sums_by_product(delta):
    return delta @ np.ones((delta.shape[1], 1))


@exercise_7_3.wrong(
    "all numbers are added into one. Each bias has its own gradient: add along rows, axis=1."
)
def bias_sum_of_all(delta):
    return np.sum(delta)


@exercise_7_3.wrong(
    "every bias gets the sum of all neurons. Each has its own: add along its row, axis=1."
)
def bias_sum_of_all_spread(delta):
    return np.full((len(delta), 1), np.sum(delta))


@exercise_7_3.wrong("this is the mean over the examples; the sum is wanted.")
def bias_mean(delta):
    return delta.mean(axis=1, keepdims=True)


@exercise_7_3.wrong(
    "the numbers are right, but the shape (n,) is that of a flat array, and the biases are a "
    "column. keepdims=True keeps (n, 1)."
)
def bias_flat(delta):
    return delta.sum(axis=1)


@exercise_7_3.wrong(
    "this is the mean, and flat. The sum over the examples is wanted, with keepdims=True."
)
def bias_flat_mean(delta):
    return delta.mean(axis=1)


@exercise_7_3.wrong("axis=0 adds over the neurons. The examples stand side by side: axis=1.")
def bias_over_neurons(delta):
    return delta.sum(axis=0, keepdims=True)


@exercise_7_3.wrong(
    "axis=0 adds over the neurons, and the result is flat. Add over the columns, axis=1, and "
    "keep the shape of a column."
)
def bias_over_neurons_flat(delta):
    return delta.sum(axis=0)


@exercise_7_3.wrong(
    "this is right for one example. All m examples share a bias: add their columns."
)
def bias_not_summed(delta):
    return delta


@exercise_7_3.wrong("the sign: the gradient is the sum of δ itself; the minus comes in the step.")
def bias_downhill(delta):
    return -bias_sums(delta)


@exercise_7_3.wrong("the sums lie in a row, (1, n). The biases are a column, (n, 1).")
def bias_in_a_row(delta):
    return bias_sums(delta).T


@exercise_7_3.wrong("this is the first example alone; add over all columns.")
def bias_of_the_first(delta):
    return delta[:, :1]


@exercise_7_3.probes
def deltas():
    rng = np.random.default_rng(8)
    return [(rng.normal(size=shape),) for shape in ((3, 5), (4, 2), (2, 2), (5, 1))]


# 7.4 Equation 4

exercise_7_4 = Exercise(
    "7.4",
    praise="Row j of δ meets row k of the inputs, and their meeting is the sum over examples.",
    hints=(
        "For one example: the number at row j and column k is δ_j times input k. Then add "
        "over the examples.",
        "`delta` is (n_l, m), `a_prev` is (n_{l−1}, m), and the result is (n_l, n_{l−1}), as W is. "
        "The inner numbers of a matrix product have to be m and m.",
        "`delta @ a_prev.T`",
    ),
)


@exercise_7_4.solution
def weight_products(delta, a_prev):
    return delta @ a_prev.T


@exercise_7_4.also_right
def weight_products_one_by_one(delta, a_prev):
    m = delta.shape[1]
    return sum(np.outer(delta[:, i], a_prev[:, i]) for i in range(m))


@exercise_7_4.wrong(
    "`*` multiplies number by number, and works only if both shapes happen to be equal. Every "
    "neuron has to meet every input: `@`, with a_prev turned."
)
def weight_elementwise(delta, a_prev):
    return delta * a_prev


@exercise_7_4.wrong(
    "the shape is turned round: a_prev @ delta.T is (from, to). Weights are (to, from), so δ "
    "comes first."
)
def weight_turned(delta, a_prev):
    return a_prev @ delta.T


@exercise_7_4.wrong("this is the mean over the examples; the sum is wanted here.")
def weight_mean(delta, a_prev):
    return delta @ a_prev.T / delta.shape[1]


@exercise_7_4.wrong(
    "turning a_prev is right, but `*` is number by number; the sum over the examples needs the "
    "matrix product, `@`."
)
def weight_elementwise_turned(delta, a_prev):
    return delta * a_prev.T


@exercise_7_4.wrong(
    "np.outer lays both matrices flat, so each example's δ meets every example's input. It is "
    "right for one example only; for m of them, delta @ a_prev.T also adds."
)
def weight_outer(delta, a_prev):
    return np.outer(delta, a_prev)


@exercise_7_4.wrong(
    "the transpose is missing: (n, m) @ (n_prev, m) does not fit, unless all are equal by "
    "accident. Turn a_prev: a_prev.T."
)
def weight_without_transpose(delta, a_prev):
    return delta @ a_prev


@exercise_7_4.wrong(
    "the wrong factor is transposed. δ keeps its rows, one for each neuron; a_prev is turned."
)
def weight_with_wrong_transpose(delta, a_prev):
    return delta.T @ a_prev


@exercise_7_4.wrong("all numbers are added into one. Each weight has its own gradient.")
def weight_summed(delta, a_prev):
    return np.sum(delta @ a_prev.T)


@exercise_7_4.wrong(
    "δ and a are each added over the examples before they are multiplied, so one example's δ "
    "meets another's input. Multiply example by example, then add."
)
def weight_by_sums(delta, a_prev):
    return delta.sum(axis=1, keepdims=True) @ a_prev.sum(axis=1, keepdims=True).T


@exercise_7_4.wrong(
    "the mean of a is multiplied by the sum of δ, so one example's δ meets another's input. "
    "Multiply example by example, then add."
)
def weight_by_means(delta, a_prev):
    return delta.sum(axis=1, keepdims=True) @ a_prev.mean(axis=1, keepdims=True).T


@exercise_7_4.wrong("the sign: the gradient has no minus; that comes in the step downhill.")
def weight_downhill(delta, a_prev):
    return -delta @ a_prev.T


@exercise_7_4.wrong("this is the first example alone; all columns have to take part.")
def weight_of_the_first(delta, a_prev):
    return delta[:, :1] @ a_prev[:, :1].T


@exercise_7_4.wrong(
    "this is a stack of gradients, one per example. They are to be added up; delta @ a_prev.T "
    "does both."
)
def weight_not_summed(delta, a_prev):
    return np.array([np.outer(d, a) for d, a in zip(delta.T, a_prev.T, strict=True)])


@exercise_7_4.probes
def deltas_and_inputs():
    """All sizes different; one example; and a square one, in which every product fits."""
    rng = np.random.default_rng(9)
    shapes = ((3, 5, 4), (2, 6, 3), (4, 2, 1), (3, 3, 3))
    return [(rng.normal(size=(n, m)), rng.normal(size=(k, m))) for n, k, m in shapes]


# 7.5 All of it, from an empty sheet

exercise_7_5 = Exercise(
    "7.5",
    praise="Forward, equation 1, equation 3, equation 4: the slopes of all numbers, at once.",
    hints=(
        "Forward first, and keep z and a. Then equation 1, then equations 3 and 4.",
        "`z`, `a` and `delta` are (n, m); `nabla_b` has b's shape (n, 1), and `nabla_w` has W's.",
        "`delta = (a - y) * sigmoid_prime(z)`; "
        "`return delta.sum(axis=1, keepdims=True), delta @ x.T`",
    ),
    parts=("nabla_b", "nabla_w"),
)


@exercise_7_5.solution
def gradients(W, b, x, y):
    z = W @ x + b
    a = sigmoid(z)
    delta = (a - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@exercise_7_5.also_right
def gradients_by_loop(W, b, x, y):
    nabla_b, nabla_w = np.zeros(b.shape), np.zeros(W.shape)
    for i in range(x.shape[1]):
        a = sigmoid(W @ x[:, [i]] + b)
        delta = (a - y[:, [i]]) * a * (1 - a)
        nabla_b += delta
        nabla_w += delta @ x[:, [i]].T
    return nabla_b, nabla_w


@exercise_7_5.wrong("the order: the gradient of the biases first, then the weights'.")
def gradients_in_other_order(W, b, x, y):
    return gradients(W, b, x, y)[::-1]


@exercise_7_5.wrong("δ lacks its factor σ′(z): equation 1.")
def gradients_without_slope(W, b, x, y):
    delta = sigmoid(W @ x + b) - y
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@exercise_7_5.wrong("the sign: equation 1 starts with a − y.")
def gradients_with_wrong_sign(W, b, x, y):
    return tuple(-g for g in gradients(W, b, x, y))


@exercise_7_5.wrong("σ′(a) is used; σ′ is taken at the weighted input z.")
def gradients_with_slope_of_a(W, b, x, y):
    a = sigmoid(W @ x + b)
    delta = (a - y) * sigmoid_prime(a)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@exercise_7_5.wrong("the biases are not added in z: W @ x + b.")
def gradients_without_bias(W, b, x, y):
    return gradients(W, 0 * b, x, y)


@exercise_7_5.wrong("the output is σ(z): compare a = sigmoid(z) with y, not z.")
def gradients_without_sigmoid(W, b, x, y):
    z = W @ x + b
    delta = (z - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@exercise_7_5.wrong("these are means over the examples; sums are wanted.")
def gradients_as_means(W, b, x, y):
    return tuple(g / x.shape[1] for g in gradients(W, b, x, y))


@exercise_7_5.wrong("the input x goes into equation 4 as it is, without σ.")
def gradients_of_activations(W, b, x, y):
    z = W @ x + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ sigmoid(x).T


@exercise_7_5.wrong("the bias gradient is flat; with keepdims=True it stays a column.")
def gradients_with_flat_bias(W, b, x, y):
    nabla_b, nabla_w = gradients(W, b, x, y)
    return nabla_b.ravel(), nabla_w


@exercise_7_5.wrong("the bias gradient is not yet added over the columns of δ.")
def gradients_with_delta_as_bias(W, b, x, y):
    z = W @ x + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return delta, delta @ x.T


@exercise_7_5.wrong("only the gradient of the weights came: return nabla_b, nabla_w.")
def gradients_of_weights_alone(W, b, x, y):
    return gradients(W, b, x, y)[1]


@exercise_7_5.wrong("the weights' gradient is turned round: it has the shape of W.")
def gradients_turned(W, b, x, y):
    nabla_b, nabla_w = gradients(W, b, x, y)
    return nabla_b, nabla_w.T


@exercise_7_5.wrong(
    "in equation 4 the transpose is missing: δ is (n, m), so the right factor has to be "
    "(m, n_prev), which is x.T."
)
def gradients_without_transpose(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), delta @ x


@exercise_7_5.wrong(
    "in equation 4 `*` multiplies number by number. Every neuron has to meet every input: "
    "`@`, with x turned."
)
def gradients_elementwise(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), delta * x


@exercise_7_5.wrong(
    "x.T in equation 4 is right, but `*` is number by number; the sum over the examples needs `@`."
)
def gradients_elementwise_turned(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), delta * x.T


@exercise_7_5.wrong(
    "np.outer in equation 4 mixes the examples: it lays both matrices flat. delta @ x.T keeps "
    "them apart, and adds."
)
def gradients_outer(W, b, x, y):
    delta = gradients_with_delta_as_bias(W, b, x, y)[0]
    return delta.sum(axis=1, keepdims=True), np.outer(delta, x)


@exercise_7_5.wrong("in equation 1 `@` is used. ⊙ multiplies neuron by neuron: `*`.")
def gradients_with_matrix_product_for_delta(W, b, x, y):
    z = W @ x + b
    delta = (sigmoid(z) - y) @ sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@exercise_7_5.probes
def layers():
    """All sizes different; one example; and a square one, in which every product fits."""
    rng = np.random.default_rng(11)
    probes = []
    for n, n_prev, m in ((3, 5, 4), (2, 4, 6), (4, 3, 1), (3, 3, 3)):
        y = np.eye(n)[:, rng.integers(0, n, m)]
        x = rng.uniform(0.1, 1, (n_prev, m))
        probes.append((rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1)), x, y))
    return probes
