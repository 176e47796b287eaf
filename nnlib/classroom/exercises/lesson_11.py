"""The exercises of lesson 11, ReLU, softmax and shapes."""

import re

import numpy as np

from nnlib.classroom.checking.old import Exercise, Wrong, call, compare, expect_array
from nnlib.neurons import sigmoid_prime

# 11.1 A softmax that never breaks


def stable_softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def softmax_by_logarithms(z):
    highest = z.max(axis=0, keepdims=True)
    return np.exp(z - highest - np.log(np.exp(z - highest).sum(axis=0, keepdims=True)))


def softmax_unprotected(z):
    return np.exp(z) / np.exp(z).sum(axis=0)


def softmax_max_of_all(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=0)


def softmax_minus_mean(z):
    e = np.exp(z - z.mean(axis=0))
    return e / e.sum(axis=0)


def softmax_along_rows(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_sum_of_rows(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


def softmax_max_of_rows(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=0)


def softmax_sum_of_all(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum()


def softmax_not_divided(z):
    return np.exp(z - z.max(axis=0))


def softmax_without_exp(z):
    return z / z.sum(axis=0)


def softmax_divided_by_max(z):
    e = np.exp(z / z.max(axis=0))
    return e / e.sum(axis=0)


SOFTMAX_MISTAKES = [
    (
        softmax_along_rows,
        "each row adds up to 1, and each column should: a column is an example. The wrong axis: "
        "axis=0 goes down the columns.",
    ),
    (
        softmax_sum_of_rows,
        "the sum goes along the rows. Divide each column by its own sum: axis=0.",
    ),
    (
        softmax_max_of_rows,
        "the largest z of each row is taken away. Within a column these differ, and that changes "
        "the result. Take the column's largest: axis=0.",
    ),
    (softmax_sum_of_all, "all columns together add up to 1, and each should: sum with axis=0."),
    (softmax_not_divided, "the columns do not add up to 1: divide each by its sum."),
    (softmax_without_exp, "z is divided by its sum, but a z may be negative: take exp first."),
    (
        softmax_divided_by_max,
        "z is divided by its largest; that changes what comes out. Subtract the largest instead.",
    ),
]


def judge_softmax(function):
    rng = np.random.default_rng(1)
    z = rng.normal(size=(4, 3)) + 2
    with np.errstate(all="ignore"):
        compare(function, stable_softmax, SOFTMAX_MISTAKES, [(z,), (rng.normal(size=(3, 5)) * 3,)])
        _same_as_stable(
            function,
            z + 1000,
            "right for small z, but for z near 1,000 your columns hold nan: e¹⁰⁰⁰ is too large for "
            "a float. Take each column's largest z away first.",
        )
        _same_as_stable(
            function,
            np.array([[2000.0, 2000], [0, 1999], [0, 1998]]),
            "for the column (2000, 0, 0) nan comes out: what you take away leaves a z far above 0. "
            "Take the largest z away; then no z is above 0.",
        )
        _same_as_stable(
            function,
            np.array([[2000.0, 0], [2001, 1], [2002, 2]]),
            "right until columns differ widely. The largest z of the whole matrix is taken away: "
            "here that sends all of the second column to e⁻²⁰⁰⁰ = 0, and 0/0 is nan. Each column "
            "needs its own largest: axis=0.",
        )


def _same_as_stable(function, z, message):
    result = expect_array(call(function, z), z.shape)
    if not np.allclose(result, stable_softmax(z)):
        raise Wrong(message)


# 11.2 The error at a softmax


def softmax_error(z, y):
    return stable_softmax(z) - y


def softmax_error_by_cases(z, y):
    a = stable_softmax(z)
    return np.where(y == 1, a - 1, a)


def softmax_error_backwards(z, y):
    return y - stable_softmax(z)


def softmax_error_with_slope(z, y):
    a = stable_softmax(z)
    return (a - y) * a * (1 - a)


def softmax_error_true_only(z, y):
    return y * (stable_softmax(z) - 1)


def softmax_error_of_a(z, y):
    return -y / stable_softmax(z)


def softmax_error_without_y(z, y):
    return stable_softmax(z)


def softmax_error_of_z(z, y):
    return z - y


def softmax_error_mean(z, y):
    return (stable_softmax(z) - y) / z.shape[1]


def softmax_error_summed(z, y):
    return (stable_softmax(z) - y).sum(axis=1, keepdims=True)


ERROR_MISTAKES = [
    (softmax_error_backwards, "the sign: it is y − a, and a − y is wanted."),
    (
        softmax_error_with_slope,
        "a factor a(1 − a) is too much: that is σ′ of equation 1, and it does not occur here.",
    ),
    (
        softmax_error_true_only,
        "the output of the label is right, the others are 0. They matter too: each of them is in "
        "the sum below the fraction, so its δ is its a.",
    ),
    (softmax_error_of_a, "this is ∂Eₓ/∂a. The error δ is ∂Eₓ/∂z: go on through the softmax."),
    (softmax_error_without_y, "this is a alone. Where is the target?"),
    (softmax_error_of_z, "z is compared with y. Compare what comes out of the softmax: a."),
    (
        softmax_error_mean,
        "this is divided by m. Each column has its own δ; the mean is taken when it is summed.",
    ),
    (softmax_error_summed, "the columns are summed already. δ has a column for each example."),
]


def judge_error(function):
    rng = np.random.default_rng(2)
    y = np.eye(4)[:, [1, 3, 0, 1, 2, 2]]
    probes = [(rng.normal(size=(4, 6)), y), (2 * rng.normal(size=(4, 3)), y[:, 3:])]
    compare(function, softmax_error, ERROR_MISTAKES, probes)


# 11.3 Equation 2 with ReLU


def relu_hidden_error(W, delta, z):
    return (W.T @ delta) * (z > 0)


def relu_hidden_error_by_where(W, delta, z):
    return np.where(z > 0, W.T @ delta, 0)


def hidden_error_without_slope(W, delta, z):
    return W.T @ delta


def hidden_error_of_sigmoid(W, delta, z):
    return (W.T @ delta) * sigmoid_prime(z)


def hidden_error_times_output(W, delta, z):
    return (W.T @ delta) * np.maximum(z, 0)


def hidden_error_times_z(W, delta, z):
    return (W.T @ delta) * z


def hidden_error_turned_round(W, delta, z):
    return (W.T @ delta) * (z < 0)


def hidden_error_cut_at_0(W, delta, z):
    return np.maximum(W.T @ delta, 0)


def hidden_error_of_signs(W, delta, z):
    return (W.T @ delta) * np.sign(z)


def hidden_error_at_the_kink(W, delta, z):
    return (W.T @ delta) * (z >= 0)


def hidden_error_not_transposed(W, delta, z):
    return (W @ delta) * (z > 0)


def hidden_error_slope_of_delta(W, delta, z):
    return W.T @ (delta > 0)


def hidden_error_delta_cut(W, delta, z):
    return W.T @ np.maximum(delta, 0)


def hidden_error_mask_only(W, delta, z):
    return (z > 0) * 1.0


RELU_MISTAKES = [
    (
        hidden_error_without_slope,
        "δ passes everywhere. Where z < 0 the ReLU is flat, and no δ comes through.",
    ),
    (hidden_error_of_sigmoid, "σ′ is the sigmoid's slope. ReLU's is 1 or 0: z > 0."),
    (
        hidden_error_times_output,
        "it is multiplied by ReLU's output, max(0, z). Equation 2 wants its slope: 1 or 0.",
    ),
    (hidden_error_times_z, "it is multiplied by z itself. The slope is 1 where z > 0, else 0."),
    (
        hidden_error_turned_round,
        "turned round: δ passes where z < 0, and there the ReLU is flat. It passes where z > 0.",
    ),
    (
        hidden_error_cut_at_0,
        "a negative δ is made 0. The sign of z decides what passes, not the sign of δ.",
    ),
    (hidden_error_of_signs, "where z < 0 the slope is 0, not −1. Take z > 0."),
    (hidden_error_at_the_kink, "right but for z = 0: there the lesson takes the slope 0."),
    (
        hidden_error_slope_of_delta,
        "the slope is asked of δ: delta > 0. It belongs to this layer's z, after the way back "
        "through W.T, and multiplies the whole product.",
    ),
    (
        hidden_error_delta_cut,
        "the negative δ of the layer after are made 0. What W.T brings back is multiplied by "
        "this layer's slope, z > 0.",
    ),
    (hidden_error_mask_only, "this is the slope alone. Where is the error of the layer after?"),
]


def judge_relu(function):
    rng = np.random.default_rng(3)
    W, delta, z = rng.normal(size=(4, 4)), rng.normal(size=(4, 6)), rng.normal(size=(4, 6))
    square = [(W, delta, z)]
    if _same_everywhere(function, hidden_error_not_transposed, square):
        raise Wrong(
            "W comes untransposed; with as many neurons in both layers nobody notices. The way "
            "back is W.T: (n, n_next) times (n_next, m)."
        )
    z = rng.normal(size=(3, 6))
    z[0, :2] = 0
    probes = [
        (rng.normal(size=(2, 3)), rng.normal(size=(2, 6)), z),
        (rng.normal(size=(5, 3)), rng.normal(size=(5, 6)), -z),
    ]
    compare(function, relu_hidden_error, RELU_MISTAKES, probes)


def _same_everywhere(function, mistake, probes):
    """Whether the function returns what this mistake returns, on all probes."""
    try:
        return all(np.allclose(function(*args), mistake(*args)) for args in probes)
    except Exception:  # whatever goes wrong is said by `compare`
        return False


# 11.4 Which gradients fail?

FAILING = ("b1", "b2")
NAMED_BLOCKS = {
    frozenset(): "some fail. An error above 0.0001 is a mistake; what is printed for b1 and b2?",
    frozenset(
        ("W1", "b1", "W2", "b2")
    ): "not all of them: the weights agree to seven digits and more.",
    frozenset(("b2",)): "b2 fails, but look again: it is not the only one.",
    frozenset(("b1",)): "b1 fails, but look again: it is not the only one.",
    frozenset(("W1", "b1")): "W1 agrees. It is not a layer that fails but a kind of array.",
    frozenset(("W2", "b2")): "W2 agrees. It is not a layer that fails but a kind of array.",
    frozenset(("W1", "W2")): "it is the other way round: a small error means that they agree.",
}


def judge_blocks(answer):
    parts = [answer] if isinstance(answer, str) else answer
    try:
        text = " ".join(str(part) for part in parts)
    except TypeError:
        raise Wrong('write the names as a text, such as "W1 b2".') from None
    text = text.translate(str.maketrans("₁₂", "12"))
    found = frozenset(re.findall(r"\b[Wb][12]\b", text))
    if not found and not re.search(r"none|nothing", text, re.IGNORECASE):
        raise Wrong('write the names as a text, such as "W1 b2".')
    if found in NAMED_BLOCKS:
        raise Wrong(NAMED_BLOCKS[found])
    if found != frozenset(FAILING):
        raise Wrong(f"{' and '.join(sorted(found))}: not these. Which errors are above 0.0001?")


# 11.5 The bias gradient, mended


def mean_bias_gradient(delta):
    return delta.sum(axis=1, keepdims=True) / delta.shape[1]


def mean_bias_gradient_by_mean(delta):
    return np.mean(delta, axis=1).reshape(-1, 1)


def bias_sum_of_all(delta):
    return np.sum(delta) / delta.shape[1]


def bias_sum_of_all_as_column(delta):
    return np.full((len(delta), 1), np.sum(delta) / delta.shape[1])


def bias_mean_of_all(delta):
    return np.mean(delta)


def bias_over_neurons(delta):
    return delta.sum(axis=0, keepdims=True) / delta.shape[1]


def bias_over_neurons_flat(delta):
    return delta.sum(axis=0) / delta.shape[1]


def bias_without_keepdims(delta):
    return delta.sum(axis=1) / delta.shape[1]


def bias_sum(delta):
    return delta.sum(axis=1, keepdims=True)


def bias_divided_by_neurons(delta):
    return delta.sum(axis=1, keepdims=True) / len(delta)


def bias_delta_itself(delta):
    return delta / delta.shape[1]


BIAS_MISTAKES = [
    (
        bias_sum_of_all,
        "one number for all neurons: that is the bug itself. np.sum without an axis adds up the "
        "neurons, too.",
    ),
    (
        bias_sum_of_all_as_column,
        "the shape is right, but every neuron gets the same number. Sum each row for itself.",
    ),
    (bias_mean_of_all, "one number for all neurons, and divided by n · m. Go along axis=1."),
    (
        bias_over_neurons,
        "the wrong axis: axis=0 adds up the neurons and leaves a number for each example. The "
        "examples are to be added up: axis=1.",
    ),
    (
        bias_over_neurons_flat,
        "axis=0 adds up the neurons and leaves (m,). Add up the examples: axis=1, keepdims=True.",
    ),
    (
        bias_without_keepdims,
        "the numbers are right, the shape is (n,). A (10, 1) bias minus (10,) is (10, 10), without "
        "a word! keepdims=True keeps the column.",
    ),
    (bias_sum, "this is the sum over the examples; the published program takes the mean: / m."),
    (bias_divided_by_neurons, "divide by the number of examples, m = delta.shape[1], not by n."),
    (bias_delta_itself, "the examples are not added up yet: one column is wanted."),
]


def judge_bias(function):
    rng = np.random.default_rng(5)
    compare(
        function,
        mean_bias_gradient,
        BIAS_MISTAKES,
        [(rng.normal(size=(4, 7)),), (rng.normal(size=(3, 5)),)],
    )


EXERCISES = {
    "11.1": Exercise(
        judge=judge_softmax,
        praise="Each column has its own largest z taken away, so no exponent is above 0.",
        hints=(
            "Adding the same number to a column changes nothing. So choose one that makes every "
            "exponent 0 or less.",
            "z has shape (n, m). z.max(axis=0) has shape (m,): one number for each column. "
            "Subtracted from z it broadcasts over the rows.",
            "e = np.exp(z - z.max(axis=0)), then e / e.sum(axis=0)",
        ),
        answer=stable_softmax,
        also_right=[softmax_by_logarithms],
        wrong=[
            *((f, m[:20]) for f, m in SOFTMAX_MISTAKES),
            (softmax_unprotected, "near 1,000"),
            (softmax_minus_mean, "far above 0"),
            (softmax_max_of_all, "columns differ widely"),
        ],
    ),
    "11.2": Exercise(
        judge=judge_error,
        praise="a − y, and no σ′ is left: the more wrong an output, the larger its δ.",
        hints=(
            "The two cases have one formula: a − 1 at the label's output, a − 0 at the others.",
            "z, a and y have the shape (n, m), and so has δ: nothing is summed here.",
            "softmax(z) - y",
        ),
        answer=softmax_error,
        also_right=[softmax_error_by_cases],
        wrong=[(f, m[:20]) for f, m in ERROR_MISTAKES],
    ),
    "11.3": Exercise(
        judge=judge_relu,
        praise="Equation 2 with a slope of 1 or 0: each δ passes whole, or not at all.",
        hints=(
            "First back through the weights, as in lesson 08. Then ReLU's slope in place of σ′.",
            "W.T is (n, n_next), delta (n_next, m): their product has the shape of z, (n, m). "
            "Multiply it elementwise by an array of that shape.",
            "(W.T @ delta) * (z > 0)",
        ),
        answer=relu_hidden_error,
        also_right=[relu_hidden_error_by_where],
        wrong=[(f, m[:20]) for f, m in RELU_MISTAKES]
        + [(hidden_error_not_transposed, "untransposed")],
    ),
    "11.4": Exercise(
        judge=judge_blocks,
        praise="Both biases, and neither of the weights: so look for the lines of equation 3.",
        hints=(
            "A right gradient agrees with nudging to seven digits or so.",
            "There are four blocks, so four errors. Which are above 0.0001?",
            "Two fail, one in each layer: those that have a line with np.sum.",
        ),
        answer="b1 b2",
        also_right=[("b2", "b1"), "b₁ and b₂", ["b1", "b2"]],
        wrong=[
            ("W1 b1 W2 b2", "not all of them"),
            ("b2", "b2 fails, but"),
            ("b1", "b1 fails, but"),
            ("W1 b1", "W1 agrees"),
            ("W2 b2", "W2 agrees"),
            ("W1 W2", "other way round"),
            ("none", "some fail"),
            ("b1 W2", "not these"),
            (3, "as a text"),
        ],
    ),
    "11.5": Exercise(
        judge=judge_bias,
        praise="A number for each neuron: its own errors, averaged over the examples.",
        hints=(
            "A bias belongs to one neuron, and serves all examples. So what is added up?",
            "delta has shape (n, m). The result has shape (n, 1): axis 1 is to disappear, as a "
            "column of one number per row.",
            "delta.sum(axis=1, keepdims=True) / delta.shape[1]",
        ),
        answer=mean_bias_gradient,
        also_right=[mean_bias_gradient_by_mean],
        wrong=[(f, m[:20]) for f, m in BIAS_MISTAKES],
    ),
}
