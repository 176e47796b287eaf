"""The exercises of lesson 10, choosing hyperparameters."""

import math

import numpy as np

from nnlib.classroom.checking import Exercise, one_letter

# 10.1 Why does a dead output not learn?

exercise_10_1 = Exercise(
    "10.1",
    praise="Equation 1: as wrong as can be, times a slope of nearly 0, is nearly 0.",
    hints=(
        "What does an update multiply? Which of its factors is tiny here?",
        "δ = (a − y) ⊙ σ′(z). For a 3 that is not recognised a is 0 and y is 1. And what is σ′, "
        "where the cloud lies? Try `sigmoid_prime(-14)`. (A dead z may lie lower still.)",
        "σ′(−14) is below 0.000001, so δ is as well.",
    ),
    reads=one_letter("abcd"),
    solution="b",
    also_right=["B", "(b)", ["b"]],
    wrong={
        "a": "a step is η times the gradient, and here the gradient is less than a "
        "hundred-thousandth of a healthy one. An η that makes up for it would throw all the other "
        "outputs about.",
        "c": "what is learned by heart is right for the training digits. This output fails on the "
        "training digits too.",
        "d": "the same hundred neurons did learn from another seed: to 95 and more on the full "
        "set. There is room for all ten digits; what is missing is a gradient.",
    },
    caught=[
        ("the slope", "one letter"),
        (2, "one letter"),
    ],
)

# 10.2 Scaled initial weights

exercise_10_2 = Exercise(
    "10.2",
    praise="The weights' share of z no longer grows with the number of inputs. For the digits it "
    "is about a third, and the bias adds about 1.",
    hints=(
        "z adds up as many random terms as the neuron has inputs; the warm-up told how large "
        "such a sum gets. Divide by that.",
        "`W` has shape (neurons, inputs), and the result has the same shape.",
        "`W / np.sqrt(W.shape[1])`",
    ),
)


@exercise_10_2.solution
def scaled(W):
    return W / np.sqrt(W.shape[1])


@exercise_10_2.also_right
def scaled_by_power(W):
    inputs = np.shape(W)[1]
    return inputs**-0.5 * W


@exercise_10_2.also_right
def scaled_by_rows(W):
    return [[weight / math.sqrt(len(row)) for weight in row] for row in W]


@exercise_10_2.wrong(
    "the root is missing. A sum of n random terms has a spread of √n, not n: dividing by n leaves "
    "hardly anything."
)
def scaled_without_root(W):
    return W / W.shape[1]


@exercise_10_2.wrong("this makes the weights larger. Divide by the root instead.")
def scaled_up(W):
    return W * np.sqrt(W.shape[1])


@exercise_10_2.wrong("this makes the weights larger, and the root is missing: divide by √n.")
def scaled_up_without_root(W):
    return W * W.shape[1]


@exercise_10_2.wrong(
    "shape[0] counts the layer's own neurons. The terms of z are the inputs: shape[1]."
)
def scaled_by_outputs(W):
    return W / np.sqrt(W.shape[0])


@exercise_10_2.wrong(
    "two things: shape[0] counts the neurons, and z adds up inputs; and the root is missing."
)
def scaled_by_outputs_without_root(W):
    return W / W.shape[0]


@exercise_10_2.wrong("W.size counts all weights. One neuron adds up a row: as many as it reads.")
def scaled_by_size(W):
    return W / np.sqrt(W.size)


@exercise_10_2.wrong(
    "two things: W.size counts all weights, and a neuron adds up one row; and the root is missing."
)
def scaled_by_size_without_root(W):
    return W / W.size


@exercise_10_2.wrong("only the inputs count here: z adds up a row of W. Leave shape[0] out.")
def scaled_by_both(W):
    return W / np.sqrt(W.shape[0] + W.shape[1])


@exercise_10_2.wrong(
    "this is √(2 / (inputs + neurons)), another known rule. Here only the inputs count: their root."
)
def scaled_by_the_mean_of_both(W):
    return W * np.sqrt(2 / (W.shape[0] + W.shape[1]))


@exercise_10_2.wrong(
    "a 2 is too much: √(2 / inputs) is for ReLU, which comes in lesson 11. Here it is 1 / √inputs."
)
def scaled_for_relu(W):
    return W * np.sqrt(2 / W.shape[1])


@exercise_10_2.wrong("28 is √784, right for the first layer alone. Use `W.shape`.")
def scaled_by_inputs_of_the_network(W):
    return W / 28


@exercise_10_2.wrong("784 inputs are those of the first layer alone, and the root is missing.")
def scaled_by_784(W):
    return W / 784


@exercise_10_2.wrong(
    "9 was the spread of z for a digit, in the first layer alone. Use how many inputs `W` has."
)
def scaled_by_nine(W):
    return W / 9


@exercise_10_2.wrong(
    "this divides each row by its own length, which is near √inputs but takes away the chance in "
    "it. One division for the whole matrix is wanted."
)
def scaled_to_length_one(W):
    return W / np.linalg.norm(W, axis=1, keepdims=True)


@exercise_10_2.wrong(
    "this divides by the length of all weights together. Divide by the root of how many inputs."
)
def scaled_by_norm(W):
    return W / np.linalg.norm(W)


@exercise_10_2.wrong(
    "this divides by the spread of `W`, which is 1 or near it. Divide by the root of the inputs."
)
def scaled_by_spread(W):
    return W / W.std()


@exercise_10_2.wrong(
    "this makes the spread of `W` 1 again, and its mean 0. Divide by the root of the inputs."
)
def scaled_to_standard(W):
    return (W - W.mean()) / W.std()


@exercise_10_2.wrong("this divides by the largest weight. Divide by the root of the inputs.")
def scaled_by_largest(W):
    return W / np.abs(W).max()


@exercise_10_2.wrong(
    "the root is taken of the weights, and of a negative one there is none (nan). Take it of how "
    "many inputs there are."
)
def scaled_by_root_of_weights(W):
    return np.sqrt(W) / W.shape[1]


@exercise_10_2.wrong("the root is taken of the weights, and of a negative one there is none (nan).")
def scaled_by_root_of_all(W):
    return np.sqrt(W / W.shape[1])


@exercise_10_2.wrong(
    "`W.shape` holds two numbers, so each column is divided by another one. Take shape[1] alone."
)
def scaled_by_shape(W):
    return W / np.sqrt(W.shape)


@exercise_10_2.wrong(
    "`W.shape[1]` is how many inputs there are; an index ends one before. No − 1 here."
)
def scaled_by_one_less(W):
    return W / np.sqrt(W.shape[1] - 1)


@exercise_10_2.wrong("the root is subtracted; divide by it.")
def scaled_by_subtraction(W):
    return W - np.sqrt(W.shape[1])


@exercise_10_2.wrong("the result is transposed. It has the shape of W: (neurons, inputs).")
def scaled_transposed(W):
    return W.T / np.sqrt(W.shape[1])


@exercise_10_2.wrong("this is the factor alone. Multiply W by it.")
def scaled_factor(W):
    return 1 / np.sqrt(W.shape[1])


@exercise_10_2.wrong("this is the divisor alone. Divide W by it.")
def scaled_divisor(W):
    return np.sqrt(W.shape[1])


@exercise_10_2.wrong("W comes back as it was. Divide it.")
def scaled_not_at_all(W):
    return W


@exercise_10_2.wrong("all weights are 0 now: then the hidden neurons stay alike for ever.")
def scaled_to_zero(W):
    return 0 * W


@exercise_10_2.wrong("`//` rounds down to whole numbers. Write `/`.")
def scaled_floored(W):
    return W // np.sqrt(W.shape[1])


@exercise_10_2.caught("another result each time")
def scaled_anew(W):
    return np.random.default_rng().normal(size=W.shape) / np.sqrt(W.shape[1])


@exercise_10_2.caught("changes its argument `W`")
def scaled_in_place(W):
    W /= np.sqrt(W.shape[1])
    return W


@exercise_10_2.probes
def drawn_weights():
    """All sizes different; one square; two columns, as many as `W.shape` has numbers."""
    rng = np.random.default_rng(10)
    return [(rng.normal(size=shape),) for shape in ((3, 16), (30, 7), (5, 5), (6, 2))]


# 10.3 Draw a learning rate

exercise_10_3 = Exercise(
    "10.3",
    praise="Each factor of ten is now as likely as the next: 0.01 to 0.1 as much as 10 to 100.",
    hints=(
        "Equal steps of u should multiply by equal factors. From low to high it is a factor "
        "of high / low in all.",
        "All are numbers. u = 0 gives low, u = 1 gives high; u = 0.5 gives the middle factor: "
        "0.1 and 10 give 1.",
        "`low * (high / low) ** u`",
    ),
)


@exercise_10_3.solution
def drawn(u, low, high):
    return low * (high / low) ** u


@exercise_10_3.also_right
def drawn_with_logarithms(u, low, high):
    return math.exp((1 - u) * math.log(low) + u * math.log(high))


@exercise_10_3.also_right
def drawn_with_powers_of_ten(u, low, high):
    start, end = np.log10([low, high])
    return 10 ** np.interp(u, [0, 1], [start, end])


@exercise_10_3.wrong(
    "this is even in η itself: of the draws between 0.01 and 100, nine in ten are above 10. Each "
    "factor should be as likely as the next: multiply instead of adding."
)
def drawn_evenly(u, low, high):
    return low + u * (high - low)


@exercise_10_3.wrong("u = 0 gives high and u = 1 gives low: the wrong way round.")
def drawn_downwards(u, low, high):
    return high * (low / high) ** u


@exercise_10_3.wrong("even in η itself, and u = 0 gives high: two things are the wrong way round.")
def drawn_evenly_downwards(u, low, high):
    return high - u * (high - low)


@exercise_10_3.wrong(
    "u = 0 with low = 0.1, high = 10 must give 0.1; yours gives 1. (low · high) ** 0.5 is the "
    "half-way, but for u = 0.5 alone. Start at low."
)
def drawn_from_the_half_way(u, low, high):
    return (low * high) ** u


@exercise_10_3.wrong("u is not used: this is the half-way, whatever u is.")
def drawn_half_way(u, low, high):
    return math.sqrt(low * high)


@exercise_10_3.wrong("u is not used: this is a quarter of the way, whatever u is.")
def drawn_a_quarter(u, low, high):
    return low * (high / low) ** 0.25


@exercise_10_3.wrong("the start is missing: u = 0 should give low, and gives 1. Times low.")
def drawn_without_low(u, low, high):
    return (high / low) ** u


@exercise_10_3.wrong("this falls below low: low / high stands where high / low belongs.")
def drawn_from_low_down(u, low, high):
    return low * (low / high) ** u


@exercise_10_3.wrong("this rises above high. Start at low: u = 0 gives low.")
def drawn_from_high_up(u, low, high):
    return high * (high / low) ** u


@exercise_10_3.wrong("the fourth root belongs to u = 0.25. Raise the whole factor to u, no more.")
def drawn_four_times_too_far(u, low, high):
    return low * (high / low) ** (4 * u)


@exercise_10_3.wrong("low is added; multiply by it: u = 0 gives low, with a factor of 1.")
def drawn_with_low_added(u, low, high):
    return low + (high / low) ** u


@exercise_10_3.wrong("high stands where high / low belongs: u = 1 should give high.")
def drawn_without_quotient(u, low, high):
    return low * high**u


@exercise_10_3.wrong(
    "this comes to high ** u: u = 0 should give low, and gives 1. Only high / low is raised to u."
)
def drawn_from_high(u, low, high):
    return high**u


@exercise_10_3.wrong("high − low is a distance. The whole factor is high / low.")
def drawn_with_a_distance(u, low, high):
    return low * (high - low) ** u


@exercise_10_3.wrong(
    "this adds a power of the distance. Each factor as likely as the next: multiply low by a power "
    "of high / low."
)
def drawn_with_a_distance_added(u, low, high):
    return low + (high - low) ** u


@exercise_10_3.wrong("this is even in η, and low is missing.")
def drawn_as_a_share(u, low, high):
    return u * (high - low)


@exercise_10_3.wrong("this is the exponent. Raise 10 to it: `10 ** (…)`.")
def drawn_as_exponent(u, low, high):
    return math.log10(low) + u * (math.log10(high) - math.log10(low))


@exercise_10_3.wrong("this is the exponent of e. Take `np.exp` of it.")
def drawn_as_natural_exponent(u, low, high):
    return math.log(low) + u * (math.log(high) - math.log(low))


@exercise_10_3.wrong(
    "low and high are taken for exponents of 10. They are rates: the exponents are their log10."
)
def drawn_from_rates_as_exponents(u, low, high):
    return 10 ** (low + u * (high - low))


@exercise_10_3.wrong(
    "low and high are taken for exponents of e. They are rates: the exponents are their `np.log`."
)
def drawn_from_rates_as_natural_exponents(u, low, high):
    return math.exp(low + u * (high - low))


@exercise_10_3.wrong("u multiplies here; it is an exponent: `** u`.")
def drawn_with_factor_times_u(u, low, high):
    return low * (high / low) * u


@exercise_10_3.wrong("base and exponent have changed places: the factor is raised to u.")
def drawn_with_base_u(u, low, high):
    return low * u ** (high / low)


@exercise_10_3.wrong(
    "`**` binds tighter than `/`: only low is raised to u. Put high / low in brackets."
)
def drawn_without_brackets(u, low, high):
    return low * high / low**u


@exercise_10_3.wrong("log10 goes with `10 ** …`, and log with exp. Here they are mixed.")
def drawn_with_mixed_bases(u, low, high):
    return math.exp(math.log10(low) + u * math.log10(high / low))


@exercise_10_3.wrong("log goes with exp, and log10 with `10 ** …`. Here they are mixed.")
def drawn_with_bases_mixed(u, low, high):
    return 10 ** (math.log(low) + u * math.log(high / low))


@exercise_10_3.wrong(
    "a quarter of the way is taken in the exponent already; the root and u together go too far. "
    "Leave the fourth root out: it is the case u = 0.25."
)
def drawn_with_both(u, low, high):
    return low * (high / low) ** (u / 4)


@exercise_10_3.caught("another result each time")
def drawn_by_itself(u, low, high):
    return low * (high / low) ** np.random.default_rng().random()


@exercise_10_3.caught("another result each time")
def drawn_by_numpy(u, low, high):
    return np.exp(np.random.uniform(np.log(low), np.log(high)))


@exercise_10_3.probes
def draws():
    """Both ends; the middle; ranges around 1, below it, and above it."""
    return [
        (0.5, 0.01, 100.0),
        (0.0, 0.1, 10.0),
        (1.0, 0.1, 10.0),
        (0.25, 0.02, 5.0),
        (0.7, 0.003, 0.4),
        (0.1, 2.0, 30.0),
    ]


# 10.4 Pick a setting from a table

exercise_10_4 = Exercise(
    "10.4",
    praise="The best validation figures, from all three seeds; its test figure is then fair.",
    hints=(
        "Which digits may choose, and which may only judge?",
        "Take the mean, or the median, of the three seeds: one figure per setting.",
        "The means are 94.7, 93.4, 93.9 and 95.3.",
    ),
    reads=one_letter("abcd"),
    solution="d",
    also_right=["D", " d ", "(D)"],
    wrong={
        "a": "A has the best test figure, and so the test digits would have chosen it. Then "
        "nothing is left to measure it with. Choose by the validation digits.",
        "b": "B has the best single figure, 96.1, from one lucky seed. Its others are the worst "
        "of all: look at all three.",
        "c": "C is best on the digits that it learned from, and falls by six on new ones: it "
        "overfits. Choose by the validation digits.",
    },
    caught=[
        (95.3, "one letter"),
        ("the last", "one letter"),
    ],
)
