"""The exercises of lesson 02, sigmoid neurons."""

import math

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, array, called, number, numbers, same
from nnlib.neurons import sigmoid, sigmoid_neuron, sigmoid_prime

# 2.1 The other side of the curve

exercise_2_1 = Exercise(
    "2.1",
    praise="σ(−z) = 1 − σ(z): as far below 0.5 on the left as above it on the right.",
    hints=(
        "The curve looks the same after half a turn around its point (0, 0.5).",
        "σ(1) and σ(−1) add up to 1. So do σ(2) and σ(−2).",
        "`1 - 0.88`",
    ),
    reads=number,
    solution=0.12,
    within=0.006,
    also_right=[0.1192, np.float64(0.12)],
    wrong={
        -0.88: "an output is never negative: σ(z) lies between 0 and 1. Look at σ(1) and σ(−1).",
        0.88: "0.88 would mean that the sign of z does not matter. The curve rises from 0 to 1.",
        0.5: "0.5 is σ(0). At z = −2 the curve is lower.",
        0: "it comes near 0 but never gets there, and z = −2 is not even far out.",
        0.38: "0.38 is how far 0.88 lies above 0.5. How far below 0.5 is the answer?",
        1.14: "this is 1 / 0.88, and no output is above 1. Look at σ(1) + σ(−1).",
        -0.12: "the size is right, but an output is never negative.",
    },
    caught=[
        (0.2, "is not it"),
    ],
    otherwise="{} is not it. What do σ(1) and σ(−1) add up to?",
)

# 2.2 A step where you want it

exercise_2_2 = Exercise(
    "2.2",
    praise="w · 0.3 + b = 0 puts the step at 0.3, and a large w makes it steep.",
    hints=(
        "Two separate questions. Where is the output 0.5? How steep is it there?",
        "The output is 0.5 where w · x + b = 0. Multiplying w and b by one number above 1 "
        "keeps that place and makes the curve steeper.",
        "`b = -0.3 * w`, and w at least 92: 0.05 · w has to be about 4.6, since σ(4.6) is 0.99",
    ),
    reads=numbers(2, "(4, -2): one weight and one bias"),
    solution=(200, -60),
    also_right=[(100, -30), np.array([1000.0, -300.0]), ([200], -60)],
    caught=[
        ((200, 60), "sign of b"),
        ((200, 0.3), "place itself"),
        ((200, -0.3), "minus the place"),
        ((10, -3), "too gentle"),
        ((-200, 60), "Turn both signs"),
        ((200, -100), "0.5 at x = 0.5"),
        ((0, -60), "no say"),
        (200, "two numbers are wanted"),
    ],
)


@exercise_2_2.judge
def judge_place(answer):
    """Output 0.5 at x = 0.3, at most 0.01 at x = 0.25 and at least 0.99 at x = 0.35."""
    w, b = answer
    if w == 0:
        raise Wrong("with w = 0 the input has no say: the output is the same for every x.")
    if b == -0.3 and w != 1:
        raise Wrong("b is minus the place. But w multiplies x before b is added: w · 0.3 + b = 0.")
    if b == 0.3:
        raise Wrong("b is the place itself. What must w · 0.3 + b be, so that the output is 0.5?")
    if np.isclose(-b / w, -0.3):
        raise Wrong("the sign of b: yours is 0.5 at x = −0.3. What makes w · 0.3 + b equal to 0?")
    if not np.isclose(-b / w, 0.3):
        raise Wrong(f"yours is 0.5 at x = {-b / w:.3g}. Wanted is 0.3: w · 0.3 + b has to be 0.")
    if w < 0:
        raise Wrong("yours falls where it should rise. Turn both signs round.")
    if w * 0.05 < np.log(99) - 1e-9:
        low, high = sigmoid([-w * 0.05, w * 0.05])
        raise Wrong(
            f"the place is right, but the curve is too gentle: {low:.3f} at x = 0.25 and "
            f"{high:.3f} at x = 0.35. Multiply w and b by one number above 1."
        )


# 2.3 The slope from the output

exercise_2_3 = Exercise(
    "2.3",
    praise="The slope from the output alone: one product, and no power of e is computed again.",
    hints=(
        "Look at a row of the table. Two of its numbers, multiplied, give the third.",
        "z and a have one shape, and so has the slope. z is not needed.",
        "`a * (1 - a)`",
    ),
)


@exercise_2_3.solution
def slope(z, a):
    return a * (1 - a)


@exercise_2_3.also_right
def slope_multiplied_out(z, a):
    return a - np.square(a)


@exercise_2_3.wrong("z(1 − z) uses z where a belongs. At z = 0 it gives 0; the slope is 0.25.")
def slope_from_z(z, a):
    return z * (1 - z)


@exercise_2_3.wrong("this is the slope at z = a: σ is applied to a once more. a is σ(z).")
def slope_of_the_output(z, a):
    return sigmoid_prime(a)


@exercise_2_3.wrong("this is σ(a), and a is σ(z) already: σ twice. No σ is needed here.")
def sigmoid_twice(z, a):
    return sigmoid(a)


@exercise_2_3.wrong("the sign: the curve rises everywhere, so no slope is negative.")
def slope_with_the_other_sign(z, a):
    return a * (a - 1)


@exercise_2_3.wrong("a · a is near 1 where z is large, but there the curve is flat.")
def slope_as_square(z, a):
    return a * a


@exercise_2_3.wrong("1 − a is one of the two factors. Compare it with the table at z = −2.")
def slope_as_rest(z, a):
    return 1 - a


@exercise_2_3.caught("from z once more")
def slope_computed_anew(z, a):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@exercise_2_3.wrong("one factor is right; the other is a, not z.")
def slope_mixed(z, a):
    return z * (1 - a)


@exercise_2_3.wrong("0.25 is right at z = 0 alone. Elsewhere the curve is flatter.")
def slope_of_the_steepest(z, a):
    return np.full(np.shape(z), 0.25)


@exercise_2_3.probes
def places_on_the_curve():
    z = np.array([-3.0, -1.0, 0.0, 0.5, 2.0, 6.0])
    far = np.array([-30.0, 12.0, 0.1, -0.7])
    return [(z, sigmoid(z)), (far, sigmoid(far))]


@exercise_2_3.judge
def judge_slope(function):
    """Right values first; then an `a` that does not fit z: what takes z for it is found out."""
    exercise_2_3.compare(function)
    z = np.array([-3.0, -1.0, 0.0, 0.5, 2.0, 6.0])
    a = sigmoid(z[::-1] + 1)
    if not same(exercise_2_3.call(function, z, a), slope(z, a)):
        raise Wrong(
            "the values are right, but yours computes σ or its slope from z once more. The output "
            "a is there already: multiply two of the table's columns."
        )


# 2.4 What the formula says

exercise_2_4 = Exercise(
    "2.4",
    praise="Each change counts by its own slope: x_j σ′(z) for a weight, σ′(z) for the bias.",
    hints=(
        "First how far z moves, then times the slope of σ at z.",
        "`x` and `change_w` have shape (n,); their dot product is a number. `b`, `change_b` and "
        "the result are numbers.",
        "`sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)`",
    ),
)


@exercise_2_4.solution
def change(w, b, x, change_w, change_b):
    z = np.dot(w, x) + b
    return sigmoid_prime(z) * (np.dot(x, change_w) + change_b)


@exercise_2_4.also_right
def change_by_a_loop(w, b, x, change_w, change_b):
    z = b + sum(w_j * x_j for w_j, x_j in zip(w, x, strict=True))
    slope = np.exp(-z) / (1 + np.exp(-z)) ** 2
    total = slope * change_b
    for x_j, change_j in zip(x, change_w, strict=True):
        total += slope * x_j * change_j
    return total


@exercise_2_4.wrong("the inputs are missing: Δw_j moves z by x_j Δw_j, not by Δw_j.")
def change_without_x(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * (np.sum(change_w) + change_b)


@exercise_2_4.wrong("σ(z) stands where its slope σ′(z) belongs.")
def change_with_sigmoid(w, b, x, change_w, change_b):
    return sigmoid_neuron(w, b, x) * (np.dot(x, change_w) + change_b)


@exercise_2_4.wrong("the slope is taken at a, the output. Take it at z = w·x + b.")
def change_with_slope_at_a(w, b, x, change_w, change_b):
    a = sigmoid_neuron(w, b, x)
    return sigmoid_prime(a) * (np.dot(x, change_w) + change_b)


@exercise_2_4.wrong("this is the change of z. Times the slope σ′(z), it is the output's.")
def change_without_slope(w, b, x, change_w, change_b):
    return np.dot(x, change_w) + change_b


@exercise_2_4.wrong("Δb is missing: it moves the output, too, by σ′(z) Δb.")
def change_without_bias(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * np.dot(x, change_w)


@exercise_2_4.wrong("w · Δw is used; a change of a weight is multiplied by its input: x · Δw.")
def change_with_w(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * (np.dot(w, change_w) + change_b)


@exercise_2_4.wrong("x is never used. z is w·x + b, and Δw is multiplied by x, too.")
def change_with_w_everywhere(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, w) + b) * (np.dot(w, change_w) + change_b)


@exercise_2_4.wrong("in z, w is multiplied by itself. z is w·x + b.")
def change_with_w_in_z(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, w) + b) * (np.dot(x, change_w) + change_b)


@exercise_2_4.wrong("in z, x is multiplied by itself. z is w·x + b.")
def change_with_x_in_z(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(x, x) + b) * (np.dot(x, change_w) + change_b)


@exercise_2_4.wrong("b is missing in z: take the slope at z = w·x + b, not at w·x.")
def change_without_b_in_z(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x)) * (np.dot(x, change_w) + change_b)


@exercise_2_4.wrong("two things: Δw is multiplied by x, not by w; and Δb is missing.")
def change_with_w_and_no_bias(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * np.dot(w, change_w)


@exercise_2_4.wrong("Δb is not multiplied by the slope. Mind the brackets.")
def change_bias_without_slope(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * np.dot(x, change_w) + change_b


@exercise_2_4.wrong("this is the real change. Wanted is the formula's, by the slope at z.")
def change_for_real(w, b, x, change_w, change_b):
    return sigmoid_neuron(np.add(w, change_w), b + change_b, x) - sigmoid_neuron(w, b, x)


@exercise_2_4.wrong("these are the terms one by one. Add those of all weights, and Δb's once.")
def change_of_each(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * (np.multiply(x, change_w) + change_b)


@exercise_2_4.wrong("Δb is counted once for each weight. It comes in once.")
def change_with_bias_for_each(w, b, x, change_w, change_b):
    return np.sum(change_of_each(w, b, x, change_w, change_b))


@exercise_2_4.wrong("this is the new output. Wanted is the change alone.")
def change_added(w, b, x, change_w, change_b):
    return sigmoid_neuron(w, b, x) + change(w, b, x, change_w, change_b)


@exercise_2_4.probes
def small_changes():
    return [
        (np.array([2.0, -3.0]), 1.0, np.array([0.638, 0.2]), np.array([0.1, -0.2]), 0.3),
        (np.array([0.5, 4.0, -1.0]), -2.0, np.array([0.9, 0.1, 0.4]), np.full(3, 0.5), -0.1),
        (np.array([-1.5]), 0.25, np.array([0.7]), np.array([0.1]), 0.0),
        (np.array([1.0, -0.5, 0.3, 2.0]), -1.0, np.array([0.2, -1.1, 0.6, 0.4]), -np.ones(4), -0.7),
    ]


# 2.5 A sigmoid that never warns

exercise_2_5 = Exercise(
    "2.5",
    praise="The values are right from −1000 to 1000, and no warning comes.",
    hints=(
        "For z ≥ 0 the plain formula is safe; for z < 0 the other one is. In both, the power "
        "of e is never above 1.",
        "`small` is e to the power −|z|, of the shape of z. The results are `1 / (1 + small)` for "
        "z ≥ 0 and `small / (1 + small)` for z < 0.",
        "`small = np.exp(-np.abs(z))`; `np.where(z >= 0, 1, small) / (1 + small)`",
    ),
    atol=1e-14,  # σ(−20) is not 0
)


@exercise_2_5.solution
def stable_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


@exercise_2_5.also_right
def stable_by_parts(z):
    result = np.empty(np.shape(z))
    high = np.asarray(z) >= 0
    result[high] = 1 / (1 + np.exp(-z[high]))
    result[~high] = np.exp(z[~high]) / (1 + np.exp(z[~high]))
    return result


@exercise_2_5.also_right
@np.errstate(over="ignore")
def stable_by_silence(z):
    return 1 / (1 + np.exp(-z))


@exercise_2_5.also_right
def stable_by_clipping(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@exercise_2_5.caught("At z = −1000")
def plain_sigmoid(z):
    return 1 / (1 + np.exp(-z))


@exercise_2_5.wrong("yours falls from 1 to 0: a wrong sign, or two swapped cases. σ rises.")
def sigmoid_mirrored(z):
    return 1 / (1 + np.exp(z))


@exercise_2_5.caught("an `if` needs")
def sigmoid_by_if(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


@exercise_2_5.caught("nan")
def sigmoid_by_fraction(z):
    return np.exp(z) / (1 + np.exp(z))


@exercise_2_5.caught("computes both formulas")
def sigmoid_by_where(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@exercise_2_5.wrong(
    "brackets: 1 / 1 + … divides first. Write 1 / (1 + …), with the sum in brackets."
)
def sigmoid_without_brackets(z):
    return 1 / 1 + np.exp(-np.abs(z))


@exercise_2_5.wrong(
    "right for z ≥ 0, but for z < 0 yours is σ(−z). There σ(z) is small / (1 + small)."
)
def sigmoid_of_the_size(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@exercise_2_5.caught("`math.exp` takes one")
def sigmoid_by_math(z):
    return 1 / (1 + math.exp(-z))


@exercise_2_5.caught("`[0.8808, 0.04743, 2.061e-09]` is right")
def sigmoid_clipped_too_soon(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


@exercise_2_5.wrong(
    "for z < 0 yours is 0 everywhere. σ comes near 0 there but is not 0: σ(−1) = 0.27."
)
def sigmoid_only_above(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), 0)


@exercise_2_5.also_right
def stable_by_a_loop(z):
    values = []
    for one in z:
        small = math.exp(-abs(one))
        values.append((1 if one >= 0 else small) / (1 + small))
    return values


@exercise_2_5.probes
def near_zero():
    return [(np.array([-6.0, -1.0, 0.0, 0.5, 3.0]),), (np.array([2.0, -3.0, -20.0]),)]


FAR = np.array([-1000.0, -800.0, 0.0, 2.0, 800.0, 1000.0, -2.0])


@exercise_2_5.judge
def judge_sigmoid(function):
    """Right values first, then no overflow far out, and no warning anywhere."""
    try:
        exercise_2_5.compare(function)
    except Wrong as wrong:
        if "truth value" in str(wrong):
            raise Wrong(
                "an `if` needs one yes or no, but z is an array with a yes or no for each number. "
                "`np.where(z >= 0, …, …)` chooses for each number by itself."
            ) from None
        if "only 0-dimensional arrays" in str(wrong) or "size-1 arrays" in str(wrong):
            raise Wrong("`math.exp` takes one number; `np.exp` takes a whole array.") from None
        raise
    attempt = called(function, (FAR,), ["z"])
    if not attempt.problem and np.isnan(array(attempt.result)).any():
        raise Wrong(
            "yours gives nan (not a number) at z = 1000: e to the power 1000 is inf, and "
            "inf / inf is nothing. Let no power of e be above 1."
        )
    exercise_2_5.compare(function, [(FAR,)])
    said = " ".join(attempt.warnings)
    if "invalid" in said:
        raise Wrong(
            "the values are right, but NumPy warns. np.where computes both formulas for every z "
            "and then drops one; the dropped one overflows. Use e to the power −|z| in both."
        )
    if said:
        raise Wrong(
            f"the values are right, but NumPy warns: {attempt.warnings[0]}. At z = −1000, −z is "
            "1000, and e to the power 1000 is too large. For z < 0 use the other formula."
        )
