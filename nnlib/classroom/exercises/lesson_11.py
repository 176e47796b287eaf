"""The exercises of lesson 11, ReLU, softmax and shapes."""

import numpy as np

from nnlib.classroom.checking import Exercise, names
from nnlib.layers import softmax
from nnlib.neurons import sigmoid, sigmoid_prime

# 11.1 A softmax that never breaks

exercise_11_1 = Exercise(
    "11.1",
    praise="Each column has its own largest z taken away, so no exponent is above 0.",
    hints=(
        "Adding the same number to a column changes nothing. So choose one that makes every "
        "exponent 0 or less.",
        "`z` has shape (n, m). `z.max(axis=0)` has shape (m,): one number for each column. "
        "Subtracted from `z` it broadcasts over the rows.",
        "`e = np.exp(z - z.max(axis=0))`, then `e / e.sum(axis=0)`",
    ),
)


@exercise_11_1.solution
def stable_softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.also_right
def softmax_by_logarithms(z):
    highest = z.max(axis=0, keepdims=True)
    return np.exp(z - highest - np.log(np.exp(z - highest).sum(axis=0, keepdims=True)))


@exercise_11_1.also_right
def softmax_by_columns(z):
    result = np.zeros(z.shape)
    for j in range(z.shape[1]):
        powers = [np.exp(one - max(z[:, j])) for one in z[:, j]]
        result[:, j] = np.array(powers) / sum(powers)
    return result


@exercise_11_1.wrong(
    "right for small z, but from 710 on your columns hold nan: e⁷¹⁰ is too large for a float. Take "
    "each column's largest z away first."
)
def softmax_unprotected(z):
    return np.exp(z) / np.exp(z).sum(axis=0)


@exercise_11_1.wrong(
    "right until columns differ widely. The largest z of the whole matrix is taken away: where one "
    "column lies 2,000 lower than another, all its powers are e⁻²⁰⁰⁰ = 0, and 0/0 is nan. Each "
    "column needs its own largest: axis=0."
)
def softmax_max_of_all(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "right for most columns, but for (0, 20000, 0) nan comes out: the mean is taken away, and that "
    "leaves a z far above 0. Take the largest z away; then no z is above 0."
)
def softmax_minus_mean(z):
    e = np.exp(z - z.mean(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "right for most columns, but for (−1000, −1001) nan comes out: the largest |z| is taken away, "
    "and that is 1001, so every power is 0. Take the largest z itself: −1000."
)
def softmax_minus_largest_size(z):
    e = np.exp(z - np.abs(z).max(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "right for small z, but the smallest z is taken away, so the others stay above 0, and their "
    "powers may be too large. Take the largest away."
)
def softmax_minus_smallest(z):
    e = np.exp(z - z.min(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "right for small z, but the first z of each column is taken away; another may lie far above "
    "it. Take the largest away."
)
def softmax_minus_first(z):
    e = np.exp(z - z[0])
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "right for small z, but the sum of each column is taken away, and that may be anything. Take "
    "the largest away: then no z is above 0."
)
def softmax_minus_sum(z):
    e = np.exp(z - z.sum(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "right for small z, but a fixed number is taken away: 1000. Of ordinary columns nothing is "
    "left then. Take each column's own largest away."
)
def softmax_minus_thousand(z):
    e = np.exp(z - 1000)
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "the largest z is added. Then the powers grow even more; take it away: no z is above 0 then."
)
def softmax_plus_largest(z):
    e = np.exp(z + z.max(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "large z are cut off. Those that lie above come out as if they were equal. Subtract each "
    "column's largest z instead: the differences stay."
)
def softmax_clipped(z):
    e = np.exp(np.clip(z, -500, 500))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "nan is replaced, but by what? The right values are lost already. Let no power be too large: "
    "take each column's largest z away."
)
def softmax_with_nan_replaced(z):
    return np.nan_to_num(np.exp(z) / np.exp(z).sum(axis=0))


@exercise_11_1.wrong(
    "each row adds up to 1, and each column should: a column is an example. The wrong axis: "
    "axis=0 goes down the columns."
)
def softmax_along_rows(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@exercise_11_1.wrong(
    "two things: each row adds up to 1, and each column should (axis=0); and nothing is taken "
    "away, so large powers give nan."
)
def softmax_along_rows_unprotected(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


@exercise_11_1.wrong("the sum goes along the rows. Divide each column by its own sum: axis=0.")
def softmax_sum_of_rows(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


@exercise_11_1.wrong("the sums are those of the rows: `sum(axis=1)`. Each column's own: axis=0.")
def softmax_sum_of_rows_flat(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=1)


@exercise_11_1.wrong(
    "the largest z of each row is taken away. Within a column these differ, and that changes the "
    "result. Take the column's largest: axis=0."
)
def softmax_max_of_rows(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "the largest z are those of the rows: `max(axis=1)`. Take each column's own: axis=0."
)
def softmax_max_of_rows_flat(z):
    e = np.exp(z - z.max(axis=1))
    return e / e.sum(axis=0)


@exercise_11_1.wrong("all columns together add up to 1, and each should: sum with axis=0.")
def softmax_sum_of_all(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum()


@exercise_11_1.wrong(
    "two things: all columns together add up to 1, and each should (axis=0); and nothing is taken "
    "away, so large powers give nan."
)
def softmax_sum_of_all_unprotected(z):
    return np.exp(z) / np.exp(z).sum()


@exercise_11_1.wrong(
    "the largest and the sum are those of the whole matrix. Each column has its own: axis=0."
)
def softmax_of_all(z):
    e = np.exp(z - z.max())
    return e / e.sum()


@exercise_11_1.wrong("the columns do not add up to 1: divide each by its sum.")
def softmax_not_divided(z):
    return np.exp(z - z.max(axis=0))


@exercise_11_1.wrong(
    "this is e to the power z alone. Take the largest z away, and divide by the sum."
)
def softmax_only_exp(z):
    return np.exp(z)


@exercise_11_1.wrong(
    "only the powers above are made smaller; in the sum below z is as it was. Take the largest "
    "away in both."
)
def softmax_protected_above(z):
    return np.exp(z - z.max(axis=0)) / np.exp(z).sum(axis=0)


@exercise_11_1.wrong("this divides by the column's largest power. Divide by the sum.")
def softmax_by_largest_power(z):
    e = np.exp(z)
    return e / e.max(axis=0)


@exercise_11_1.wrong("z is divided by its sum, but a z may be negative: take exp first.")
def softmax_without_exp(z):
    return z / z.sum(axis=0)


@exercise_11_1.wrong("exp is missing: z, less the largest, is divided by its sum.")
def softmax_shifted_without_exp(z):
    shifted = z - z.max(axis=0)
    return shifted / shifted.sum(axis=0)


@exercise_11_1.wrong(
    "z is divided by its largest; that changes what comes out. Subtract the largest instead."
)
def softmax_divided_by_max(z):
    e = np.exp(z / z.max(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "the largest is taken away after exp. Take it from z, before: then no power is too large."
)
def softmax_shifted_after_exp(z):
    e = np.exp(z) - np.exp(z).max(axis=0)
    return e / e.sum(axis=0)


@exercise_11_1.wrong("the sign in the exponent: the largest z should get the largest share.")
def softmax_mirrored(z):
    e = np.exp(z.min(axis=0) - z)
    return e / e.sum(axis=0)


@exercise_11_1.wrong(
    "the sign in the exponent: z.max() − z is 0 or more, and the smallest z gets the largest share."
)
def softmax_turned_round(z):
    e = np.exp(z.max(axis=0) - z)
    return e / e.sum(axis=0)


@exercise_11_1.wrong("this is the logarithm of the softmax. Take exp of it.")
def softmax_as_logarithm(z):
    shifted = z - z.max(axis=0)
    return shifted - np.log(np.exp(shifted).sum(axis=0))


@exercise_11_1.wrong("this is the sigmoid of each z. Its outputs do not add up to 1.")
def softmax_as_sigmoid(z):
    return sigmoid(z)


@exercise_11_1.wrong("2 to the power z. The softmax takes powers of e: `np.exp`.")
def softmax_of_two(z):
    e = 2.0 ** (z - z.max(axis=0))
    return e / e.sum(axis=0)


@exercise_11_1.wrong("the result is transposed: a column is an example, as it came.")
def softmax_transposed(z):
    return stable_softmax(z).T


@exercise_11_1.wrong("this only tells which z is the largest. The others get a share as well.")
def softmax_as_argmax(z):
    return (z == z.max(axis=0)).astype(float)


@exercise_11_1.probes
def columns():
    """Near ones, one of them square; then far ones, to both sides, and columns that differ."""
    rng = np.random.default_rng(1)
    return [
        (rng.normal(size=(3, 3)),),
        (3 * rng.normal(size=(4, 2)),),
        (rng.normal(size=(2, 5)) + 2,),
        (rng.normal(size=(3, 4)) + 720,),
        (np.array([[0.0, 19998], [20000, 20000], [0, 19999]]),),
        (np.array([[2000.0, 0], [2001, 1], [2002, 2]]),),
        (np.array([[-1000.0, -5], [-1001, 3]]),),
        (np.array([[0.0, 1500, 2], [-1500, 0, 1], [1, 2, 0], [2, 1, 1], [0.5, 0, -1500]]),),
    ]


# 11.2 The error at a softmax

exercise_11_2 = Exercise(
    "11.2",
    praise="a − y, and no σ′ is left: the more wrong an output, the larger its δ.",
    hints=(
        "The two cases have one formula: a − 1 at the label's output, a − 0 at the others.",
        "z, a and y have the shape (n, m), and so has δ: nothing is summed here.",
        "`softmax(z) - y`",
    ),
)


@exercise_11_2.solution
def softmax_error(z, y):
    return softmax(z) - y


@exercise_11_2.also_right
def softmax_error_by_cases(z, y):
    a = stable_softmax(z)
    return np.where(y == 1, a - 1, a)


@exercise_11_2.also_right
def softmax_error_by_labels(z, y):
    delta = np.exp(z) / np.exp(z).sum(axis=0)
    delta[y.argmax(axis=0), np.arange(y.shape[1])] -= 1
    return delta


@exercise_11_2.wrong("the sign: it is y − a, and a − y is wanted.")
def softmax_error_backwards(z, y):
    return y - stable_softmax(z)


@exercise_11_2.wrong(
    "a factor a(1 − a) is too much: that is σ′ of equation 1, and it does not occur here."
)
def softmax_error_with_slope(z, y):
    a = stable_softmax(z)
    return (a - y) * a * (1 - a)


@exercise_11_2.wrong(
    "a factor σ′(z) is too much: that is equation 1, for a sigmoid. At a softmax it does not occur."
)
def softmax_error_with_slope_of_z(z, y):
    return (stable_softmax(z) - y) * sigmoid_prime(z)


@exercise_11_2.wrong("this is equation 1, for a sigmoid. Here the outputs are a softmax's.")
def softmax_error_of_sigmoid(z, y):
    return (sigmoid(z) - y) * sigmoid_prime(z)


@exercise_11_2.wrong("a is the sigmoid of z here. Take the softmax.")
def softmax_error_sigmoid_alone(z, y):
    return sigmoid(z) - y


@exercise_11_2.wrong(
    "the output of the label is right, the others are 0. They matter too: each of them is in the "
    "sum below the fraction, so its δ is its a."
)
def softmax_error_true_only(z, y):
    return y * (stable_softmax(z) - 1)


@exercise_11_2.wrong("1 is taken from every output. Only the label's has the target 1.")
def softmax_error_one_everywhere(z, y):
    return stable_softmax(z) - 1


@exercise_11_2.wrong("this is ∂Eₓ/∂a. The error δ is ∂Eₓ/∂z: go on through the softmax.")
def softmax_error_of_a(z, y):
    return -y / stable_softmax(z)


@exercise_11_2.wrong("this is −y log a, the error Eₓ itself. δ is its slope by z.")
def softmax_error_itself(z, y):
    return -y * np.log(stable_softmax(z))


@exercise_11_2.wrong(
    "this is the error Eₓ of each example. δ is its slope by z, of the shape of z."
)
def softmax_error_of_columns(z, y):
    return -np.sum(y * np.log(stable_softmax(z)), axis=0)


@exercise_11_2.wrong("this is the error of all the examples, a number. δ is its slope by z.")
def softmax_error_of_all(z, y):
    return -np.sum(y * np.log(stable_softmax(z)))


@exercise_11_2.wrong("this is a alone. Where is the target?")
def softmax_error_without_y(z, y):
    return stable_softmax(z)


@exercise_11_2.wrong("z is compared with y. Compare what comes out of the softmax: a.")
def softmax_error_of_z(z, y):
    return z - y


@exercise_11_2.wrong("the powers of e are not divided by their sum yet: take the softmax.")
def softmax_error_of_powers(z, y):
    return np.exp(z) - y


@exercise_11_2.wrong("y is taken from z before the softmax. Take it from what comes out: a.")
def softmax_error_y_inside(z, y):
    return stable_softmax(z - y)


@exercise_11_2.wrong(
    "this is divided by m. Each column has its own δ; the mean is taken when it is summed."
)
def softmax_error_mean(z, y):
    return (stable_softmax(z) - y) / z.shape[1]


@exercise_11_2.wrong("this is divided by n, the number of outputs. Each output has its own δ.")
def softmax_error_by_outputs(z, y):
    return (stable_softmax(z) - y) / len(z)


@exercise_11_2.wrong("the columns are summed already. δ has a column for each example.")
def softmax_error_summed(z, y):
    return (stable_softmax(z) - y).sum(axis=1, keepdims=True)


@exercise_11_2.wrong("the examples are summed already. δ has a column for each of them.")
def softmax_error_summed_flat(z, y):
    return (stable_softmax(z) - y).sum(axis=1)


@exercise_11_2.wrong("the softmax goes along the rows. Each column is an example: axis=0.")
def softmax_error_along_rows(z, y):
    return stable_softmax(z.T).T - y


@exercise_11_2.wrong(
    "the softmax is taken of all columns together. Each column has its own: axis=0."
)
def softmax_error_of_all_columns(z, y):
    return np.exp(z) / np.exp(z).sum() - y


@exercise_11_2.wrong("the difference is squared. δ is the difference itself.")
def softmax_error_squared(z, y):
    return (stable_softmax(z) - y) ** 2


@exercise_11_2.wrong(
    "the signs are lost. δ of the label's output is negative: z should grow there."
)
def softmax_error_sizes(z, y):
    return np.abs(stable_softmax(z) - y)


@exercise_11_2.wrong("a and y are multiplied; compare them by a difference.")
def softmax_error_product(z, y):
    return stable_softmax(z) * y


@exercise_11_2.wrong("this compares the predicted digit, 0 or 1, with y. Take a itself.")
def softmax_error_of_prediction(z, y):
    return (z == z.max(axis=0)) * 1.0 - y


@exercise_11_2.wrong("the result is transposed: a column is an example.")
def softmax_error_transposed(z, y):
    return (stable_softmax(z) - y).T


@exercise_11_2.wrong("the softmax is taken twice. Once is enough.")
def softmax_error_twice(z, y):
    return stable_softmax(stable_softmax(z)) - y


@exercise_11_2.probes
def outputs_and_targets():
    """A square one; sizes that differ; the same label twice; one example alone."""
    rng = np.random.default_rng(2)
    labels = [1, 3, 0, 2], [4, 1, 1], [0, 2, 2, 1, 0, 0], [2]
    return [
        (2 * rng.normal(size=(n, len(digits))), np.eye(n)[:, digits])
        for n, digits in zip((4, 5, 3, 6), labels, strict=True)
    ]


# 11.3 Equation 2 with ReLU

exercise_11_3 = Exercise(
    "11.3",
    praise="Equation 2 with a slope of 1 or 0: each δ passes whole, or not at all.",
    hints=(
        "First back through the weights, as in lesson 08. Then ReLU's slope in place of σ′.",
        "`W.T` is (n, n_next), `delta` (n_next, m): their product has the shape of z, (n, m). "
        "Multiply it elementwise by an array of that shape.",
        "`(W.T @ delta) * (z > 0)`",
    ),
)


@exercise_11_3.solution
def relu_hidden_error(W, delta, z):
    return (W.T @ delta) * (z > 0)


@exercise_11_3.also_right
def relu_hidden_error_by_where(W, delta, z):
    return np.where(z > 0, W.T @ delta, 0)


@exercise_11_3.also_right
def relu_hidden_error_by_place(W, delta, z):
    back = np.dot(delta.T, W).T
    back[z <= 0] = 0
    return back


@exercise_11_3.wrong("δ passes everywhere. Where z < 0 the ReLU is flat, and no δ comes through.")
def hidden_error_without_slope(W, delta, z):
    return W.T @ delta


@exercise_11_3.wrong("σ′ is the sigmoid's slope. ReLU's is 1 or 0: z > 0.")
def hidden_error_of_sigmoid(W, delta, z):
    return (W.T @ delta) * sigmoid_prime(z)


@exercise_11_3.wrong("σ(z) is the sigmoid itself. Equation 2 wants ReLU's slope: 1 or 0.")
def hidden_error_times_sigmoid(W, delta, z):
    return (W.T @ delta) * sigmoid(z)


@exercise_11_3.wrong(
    "it is multiplied by ReLU's output, max(0, z). Equation 2 wants its slope: 1 or 0."
)
def hidden_error_times_output(W, delta, z):
    return (W.T @ delta) * np.maximum(z, 0)


@exercise_11_3.wrong("it is multiplied by z itself. The slope is 1 where z > 0, else 0.")
def hidden_error_times_z(W, delta, z):
    return (W.T @ delta) * z


@exercise_11_3.wrong(
    "turned round: δ passes where z < 0, and there the ReLU is flat. It passes where z > 0."
)
def hidden_error_turned_round(W, delta, z):
    return (W.T @ delta) * (z < 0)


@exercise_11_3.wrong(
    "turned round: δ passes where z ≤ 0, and there the ReLU is flat. It passes where z > 0."
)
def hidden_error_turned_round_with_zero(W, delta, z):
    return (W.T @ delta) * (z <= 0)


@exercise_11_3.wrong(
    "where what comes back is negative it is made 0. The sign of z decides what passes: z > 0."
)
def hidden_error_cut_at_0(W, delta, z):
    return np.maximum(W.T @ delta, 0)


@exercise_11_3.wrong("right, but then the negative δ are made 0, too. They pass where z > 0.")
def hidden_error_cut_twice(W, delta, z):
    return np.maximum((W.T @ delta) * (z > 0), 0)


@exercise_11_3.wrong("where z < 0 the slope is 0, not −1. Take z > 0.")
def hidden_error_of_signs(W, delta, z):
    return (W.T @ delta) * np.sign(z)


@exercise_11_3.wrong("where z ≤ 0 the slope is 0, not −1. Take z > 0.")
def hidden_error_of_plus_and_minus(W, delta, z):
    return (W.T @ delta) * np.where(z > 0, 1, -1)


@exercise_11_3.wrong("right but for z = 0: there the lesson takes the slope 0.")
def hidden_error_at_the_kink(W, delta, z):
    return (W.T @ delta) * (z >= 0)


@exercise_11_3.wrong("right but for z = 0: there the slope is 0, not a half.")
def hidden_error_half_at_the_kink(W, delta, z):
    return (W.T @ delta) * np.heaviside(z, 0.5)


@exercise_11_3.wrong("where z < 0 comes z itself, not 0. No δ passes there.")
def hidden_error_or_z(W, delta, z):
    return np.where(z > 0, W.T @ delta, z)


@exercise_11_3.wrong("δ passes whole only where z is above 1. It passes where z > 0.")
def hidden_error_above_one(W, delta, z):
    return (W.T @ delta) * (z > 1)


@exercise_11_3.wrong(
    "W comes untransposed; with as many neurons in both layers nobody notices. The way back is "
    "`W.T`: (n, n_next) times (n_next, m)."
)
def hidden_error_not_transposed(W, delta, z):
    return (W @ delta) * (z > 0)


@exercise_11_3.wrong(
    "`*` multiplies number by number. The way back through the weights is `@`: rows meet columns."
)
def hidden_error_by_numbers(W, delta, z):
    return W.T * delta * (z > 0)


@exercise_11_3.wrong(
    "the slope is multiplied in before the way back. `W.T @ delta` first, then this layer's slope."
)
def hidden_error_slope_first(W, delta, z):
    return W.T @ (delta * (z > 0))


@exercise_11_3.wrong("the slope is multiplied by `@`. Here it goes number by number: `*`.")
def hidden_error_slope_by_product(W, delta, z):
    return (W.T @ delta) @ (z > 0)


@exercise_11_3.wrong(
    "the slope is asked of δ: delta > 0. It belongs to this layer's z, after the way back through "
    "`W.T`, and multiplies the whole product."
)
def hidden_error_slope_of_delta(W, delta, z):
    return W.T @ (delta > 0)


@exercise_11_3.wrong(
    "the negative δ of the layer after are made 0. What `W.T` brings back is multiplied by this "
    "layer's slope, z > 0."
)
def hidden_error_delta_cut(W, delta, z):
    return W.T @ np.maximum(delta, 0)


@exercise_11_3.wrong("right, but for the negative δ of the layer after: they are made 0.")
def hidden_error_of_positive_delta(W, delta, z):
    return (W.T @ np.maximum(delta, 0)) * (z > 0)


@exercise_11_3.wrong("this is the slope alone. Where is delta, the error of the layer after?")
def hidden_error_mask_only(W, delta, z):
    return (z > 0) * 1.0


@exercise_11_3.wrong("the weights are missing: δ comes back through `W.T`.")
def hidden_error_without_weights(W, delta, z):
    return delta * (z > 0)


@exercise_11_3.wrong(
    "brackets: `*` and `@` come before `>`, so the whole product is compared with 0. Write (z > 0)."
)
def hidden_error_without_brackets(W, delta, z):
    return W.T @ delta * z > 0


@exercise_11_3.wrong("this is divided by m. Each column has its own δ.")
def hidden_error_mean(W, delta, z):
    return (W.T @ delta) * (z > 0) / z.shape[1]


@exercise_11_3.wrong("the examples are summed. δ has a column for each of them.")
def hidden_error_summed(W, delta, z):
    return ((W.T @ delta) * (z > 0)).sum(axis=1, keepdims=True)


@exercise_11_3.wrong("the result is transposed: rows are this layer's neurons, columns examples.")
def hidden_error_result_transposed(W, delta, z):
    return ((W.T @ delta) * (z > 0)).T


@exercise_11_3.wrong("this is the layer's output. Wanted is its error, on the way back.")
def hidden_error_as_output(W, delta, z):
    return np.maximum(z, 0)


@exercise_11_3.wrong("it is multiplied by |z|, where the slope, 1 or 0, belongs.")
def hidden_error_times_size(W, delta, z):
    return (W.T @ delta) * np.abs(z)


@exercise_11_3.probes
def hidden_layers():
    """A square one, where known mistakes run through; z = 0; more, fewer and equal neurons."""
    rng = np.random.default_rng(3)
    found = []
    for n_next, n, m in ((4, 4, 4), (2, 3, 6), (5, 3, 2), (3, 3, 7), (2, 6, 1)):
        z = 1.5 * rng.normal(size=(n, m))
        z[0, 0] = z[-1, -1] = 0
        found.append((rng.normal(size=(n_next, n)), rng.normal(size=(n_next, m)), z))
    return found


# 11.4 Which gradients fail?

exercise_11_4 = Exercise(
    "11.4",
    praise="Both biases, and neither of the weights: the lines of equation 3.",
    hints=(
        "W1 and W2 have equation 4, b1 and b2 have equation 3. Compare each with its line.",
        "A gradient has the shape of what it changes: b1 has (10, 1), a number for each neuron. "
        "Say the shape of what each of the four lines computes.",
        "Two are wrong, one in each layer: those that have a line with `np.sum`.",
    ),
    reads=names(["W1", "b1", "W2", "b2"], "W1 b2"),
    solution="b1 b2",
    also_right=[("b2", "b1"), "b₁ and b₂", ["b1", "b2"], "b_1, b_2", "B1 B2"],
    wrong={
        "none": "some are wrong. A gradient has the shape of what it changes: which line computes "
        "another shape?",
        "W1 b1 W2 b2": "not all of them: `delta @ a.T / m` is equation 4, and its mean.",
        "b2": "b2 is wrong, but look again: one more is.",
        "b1": "b1 is wrong, but look again: one more is.",
        "W1 b1": "W1 is right. It is not a layer that is wrong but a kind of array.",
        "W2 b2": "W2 is right. It is not a layer that is wrong but a kind of array.",
        "W1 W2": "it is the other way round: the weights are right. `delta @ a.T / m` is equation "
        "4, and its mean.",
        "W1 b1 b2": "W1 is right: `delta1 @ x.T / m` is equation 4. The other two are wrong.",
        "b1 W2 b2": "W2 is right: `delta2 @ a1.T / m` is equation 4. The other two are wrong.",
    },
    caught=[
        ("b1 W2", "not these"),
        ("W1", "not these"),
        (3, "in quotes"),
        ("W3", "There are"),
    ],
    otherwise="not these. Say the shape of what each of the four lines computes.",
)

# 11.5 The bias gradient, mended

exercise_11_5 = Exercise(
    "11.5",
    praise="A number for each neuron: its own errors, averaged over the examples.",
    hints=(
        "A bias belongs to one neuron, and serves all examples. So what is added up?",
        "`delta` has shape (n, m). The result has shape (n, 1): axis 1 is to disappear, as a "
        "column of one number per row.",
        "`delta.sum(axis=1, keepdims=True) / delta.shape[1]`",
    ),
)


@exercise_11_5.solution
def mean_bias_gradient(delta):
    return delta.sum(axis=1, keepdims=True) / delta.shape[1]


@exercise_11_5.also_right
def mean_bias_gradient_by_mean(delta):
    return np.mean(delta, axis=1).reshape(-1, 1)


@exercise_11_5.also_right
def mean_bias_gradient_by_rows(delta):
    return [[sum(row) / len(row)] for row in delta]


@exercise_11_5.wrong(
    "one number for all neurons: that is the bug itself. `np.sum` without an axis adds up the "
    "neurons, too."
)
def bias_sum_of_all(delta):
    return np.sum(delta) / delta.shape[1]


@exercise_11_5.wrong(
    "one number for all neurons, and not divided by m: `np.sum` without an axis is the bug itself."
)
def bias_plain_sum_of_all(delta):
    return np.sum(delta)


@exercise_11_5.wrong(
    "the shape is right, but every neuron gets the same number. Sum each row for itself."
)
def bias_sum_of_all_as_column(delta):
    return np.full((len(delta), 1), np.sum(delta) / delta.shape[1])


@exercise_11_5.wrong(
    "every neuron gets the same number, and not divided by m: `np.sum` without an axis is the bug."
)
def bias_plain_sum_of_all_as_column(delta):
    return np.full((len(delta), 1), np.sum(delta))


@exercise_11_5.wrong(
    "every neuron gets the same number, the mean of all δ. Take the mean of each row: axis=1."
)
def bias_mean_of_all_as_column(delta):
    return np.full((len(delta), 1), np.mean(delta))


@exercise_11_5.wrong(
    "axis=0 adds up the neurons, and nothing is divided by m. The mean goes along axis=1."
)
def bias_sum_over_neurons(delta):
    return delta.sum(axis=0)


@exercise_11_5.wrong(
    "axis=0 adds up the neurons, and nothing is divided by m. The mean goes along axis=1."
)
def bias_sum_over_neurons_kept(delta):
    return delta.sum(axis=0, keepdims=True)


@exercise_11_5.wrong("one number for all neurons, and divided by n · m. Go along axis=1.")
def bias_mean_of_all(delta):
    return np.mean(delta)


@exercise_11_5.wrong(
    "the wrong axis: axis=0 adds up the neurons and leaves a number for each example. The examples "
    "are to be added up: axis=1."
)
def bias_over_neurons(delta):
    return delta.sum(axis=0, keepdims=True) / delta.shape[1]


@exercise_11_5.wrong(
    "axis=0 adds up the neurons and leaves (m,). Add up the examples: axis=1, keepdims=True."
)
def bias_over_neurons_flat(delta):
    return delta.sum(axis=0) / delta.shape[1]


@exercise_11_5.wrong(
    "axis=0 takes the mean over the neurons. Take it over the examples: axis=1, keepdims=True."
)
def bias_mean_over_neurons(delta):
    return np.mean(delta, axis=0)


@exercise_11_5.wrong("axis=0 takes the mean over the neurons. Take it over the examples: axis=1.")
def bias_mean_over_neurons_kept(delta):
    return np.mean(delta, axis=0, keepdims=True)


@exercise_11_5.wrong(
    "the numbers are right, the shape is (n,). A (10, 1) bias minus (10,) is (10, 10), without a "
    "word! keepdims=True keeps the column."
)
def bias_without_keepdims(delta):
    return delta.sum(axis=1) / delta.shape[1]


@exercise_11_5.wrong("the numbers are right, but they lie in a row, (1, n). Wanted is a column.")
def bias_as_row(delta):
    return mean_bias_gradient(delta).T


@exercise_11_5.wrong(
    "this is the sum over the examples; the published program takes the mean: / m."
)
def bias_sum(delta):
    return delta.sum(axis=1, keepdims=True)


@exercise_11_5.wrong(
    "this is the sum over the examples, and of shape (n,). Wanted is the mean, as a column: "
    "keepdims=True."
)
def bias_sum_flat(delta):
    return delta.sum(axis=1)


@exercise_11_5.wrong("divide by the number of examples, m = delta.shape[1], not by n.")
def bias_divided_by_neurons(delta):
    return delta.sum(axis=1, keepdims=True) / len(delta)


@exercise_11_5.wrong("divide by the number of examples, m = delta.shape[1], not by n · m.")
def bias_divided_by_size(delta):
    return delta.sum(axis=1, keepdims=True) / delta.size


@exercise_11_5.wrong("the mean is divided by m once more: `np.mean` has done it already.")
def bias_divided_twice(delta):
    return delta.mean(axis=1, keepdims=True) / delta.shape[1]


@exercise_11_5.wrong("10 is the size of a mini-batch in one run. Divide by m = delta.shape[1].")
def bias_divided_by_ten(delta):
    return delta.sum(axis=1, keepdims=True) / 10


@exercise_11_5.wrong("m multiplies here; the mean is the sum divided by m.")
def bias_times_m(delta):
    return delta.sum(axis=1, keepdims=True) * delta.shape[1]


@exercise_11_5.wrong("the examples are not added up yet: one column is wanted.")
def bias_delta_itself(delta):
    return delta / delta.shape[1]


@exercise_11_5.wrong("this is δ as it came. Take the mean over the examples: one column.")
def bias_untouched(delta):
    return delta


@exercise_11_5.wrong("only the first example counts here. Take the mean over all of them.")
def bias_of_the_first_example(delta):
    return delta[:, :1]


@exercise_11_5.wrong("the sign: the gradient is the mean of δ as it is. The update subtracts it.")
def bias_negative(delta):
    return -mean_bias_gradient(delta)


@exercise_11_5.wrong("this is the median. The mean is the sum divided by m.")
def bias_median(delta):
    return np.median(delta, axis=1, keepdims=True)


@exercise_11_5.wrong("the sizes of the δ are added up. Their signs count: some cancel.")
def bias_of_sizes(delta):
    return np.abs(delta).mean(axis=1, keepdims=True)


@exercise_11_5.probes
def errors_of_a_layer():
    """A square one; more neurons, fewer; one example alone, where a sum is the mean."""
    rng = np.random.default_rng(5)
    return [(rng.normal(size=shape),) for shape in ((4, 4), (3, 7), (6, 2), (5, 1))]
