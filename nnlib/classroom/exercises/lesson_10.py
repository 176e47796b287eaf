"""The exercises of lesson 10, choosing hyperparameters."""

import math

import numpy as np

from nnlib.classroom.checking.old import Exercise, Wrong, call, compare, expect_array


def judge_letter(answer, right, why_not):
    """Judge a letter. why_not: a dict from each wrong letter to what is wrong with it."""
    letter = answer.strip(" ().'").lower() if isinstance(answer, str) else None
    if letter == right:
        return
    if letter not in why_not:
        letters = ", ".join(f'"{known}"' for known in sorted([right, *why_not]))
        raise Wrong(f"one letter is wanted, in quotes: {letters}.")
    raise Wrong(why_not[letter])


# 10.1 Why does a dead output not learn?

WHY_NOT_DEAD = {
    "a": "a step is η times the gradient, and here the gradient is less than a hundred-thousandth "
    "of a healthy one. An η that makes up for it would throw all the other outputs about.",
    "c": "what is learned by heart is right for the training digits. This output fails on the "
    "training digits too.",
    "d": "the same hundred neurons did learn from another seed: to 95 and more on the full set. "
    "There is room for all ten digits; what is missing is a gradient.",
}


def judge_dead(answer):
    judge_letter(answer, "b", WHY_NOT_DEAD)


# 10.2 Scaled initial weights


def scaled(W):
    return W / np.sqrt(W.shape[1])


def scaled_by_power(W):
    inputs = np.shape(W)[1]
    return inputs**-0.5 * W


def scaled_without_root(W):
    return W / W.shape[1]


def scaled_up(W):
    return W * np.sqrt(W.shape[1])


def scaled_by_outputs(W):
    return W / np.sqrt(W.shape[0])


def scaled_by_size(W):
    return W / np.sqrt(W.size)


def scaled_by_both(W):
    return W / np.sqrt(W.shape[0] + W.shape[1])


def scaled_by_inputs_of_the_network(W):
    return W / 28


def scaled_to_length_one(W):
    return W / np.linalg.norm(W, axis=1, keepdims=True)


def scaled_in_place(W):
    W /= np.sqrt(W.shape[1])
    return W


def scaled_to_zero(W):
    return 0 * W


SCALED_MISTAKES = [
    (
        scaled_without_root,
        "the root is missing. A sum of n random terms has a spread of √n, not n: dividing by n "
        "leaves hardly anything.",
    ),
    (scaled_up, "this makes the weights larger. Divide by the root instead."),
    (
        scaled_by_outputs,
        "shape[0] counts the layer's own neurons. The terms of z are the inputs: shape[1].",
    ),
    (scaled_by_size, "W.size counts all weights. One neuron adds up a row: as many as it reads."),
    (scaled_by_both, "only the inputs count here: z adds up a row of W. Leave shape[0] out."),
    (scaled_by_inputs_of_the_network, "28 is √784, right for the first layer alone. Use W.shape."),
    (
        scaled_to_length_one,
        "this divides each row by its own length, which is near √inputs but takes away the "
        "chance in it. One division for the whole matrix is wanted.",
    ),
    (scaled_to_zero, "all weights are 0 now: then the hidden neurons stay alike for ever."),
]


def judge_scaled(function):
    rng = np.random.default_rng(10)
    probes = [(rng.normal(size=(3, 16)),), (rng.normal(size=(30, 7)),)]
    compare(function, scaled, SCALED_MISTAKES, probes)


# 10.3 Draw a learning rate


def drawn(u, low, high):
    return low * (high / low) ** u


def drawn_with_logarithms(u, low, high):
    return math.exp((1 - u) * math.log(low) + u * math.log(high))


def drawn_evenly(u, low, high):
    return low + u * (high - low)


def drawn_from_the_half_way(u, low, high):
    return (low * high) ** u


def drawn_downwards(u, low, high):
    return high * (low / high) ** u


def drawn_without_low(u, low, high):
    return (high / low) ** u


def drawn_as_exponent(u, low, high):
    return math.log10(low) + u * (math.log10(high) - math.log10(low))


def drawn_with_factor_times_u(u, low, high):
    return low * (high / low) * u


def drawn_by_itself(u, low, high):
    return low * (high / low) ** np.random.default_rng().random()


def drawn_with_mixed_bases(u, low, high):
    return math.exp(math.log10(low) + u * math.log10(high / low))


DRAWN_MISTAKES = [
    (
        drawn_evenly,
        "this is even in η itself: of the draws between 0.01 and 100, nine in ten are above 10. "
        "Each factor should be as likely as the next: multiply instead of adding.",
    ),
    (drawn_downwards, "u = 0 gives high and u = 1 gives low: the wrong way round."),
    (
        drawn_from_the_half_way,
        "u = 0 with low = 0.1, high = 10 must give 0.1; yours gives 1. (low · high) ** 0.5 is the "
        "half-way, but for u = 0.5 alone. Start at low.",
    ),
    (drawn_without_low, "the start is missing: u = 0 should give low, and gives 1. Times low."),
    (drawn_as_exponent, "this is the exponent. Raise 10 to it: 10 ** (…)."),
    (drawn_with_factor_times_u, "u multiplies here; it is an exponent: `** u`."),
    (drawn_with_mixed_bases, "log10 goes with 10 ** …, and log with exp. Here they are mixed."),
]


def judge_drawn(function):
    probes = [(0.5, 0.01, 100.0), (0.0, 0.1, 10.0), (1.0, 0.1, 10.0), (0.25, 0.02, 5.0)]
    if callable(function):
        one, two = call(function, 0.3, 0.1, 10.0), call(function, 0.3, 0.1, 10.0)
        if expect_array(one, ()).item() != expect_array(two, ()).item():
            raise Wrong("the same u gives different values. u is the chance: draw no other one.")
    compare(function, drawn, DRAWN_MISTAKES, probes)


# 10.4 Pick a setting from a table

WHY_NOT_PICKED = {
    "a": "A has the best test figure, and so the test digits would have chosen it. Then nothing "
    "is left to measure it with. Choose by the validation digits.",
    "b": "B has the best single figure, 96.1, from one lucky seed. Its others are the worst of "
    "all: look at all three.",
    "c": "C is best on the digits that it learned from, and falls by six on new ones: it "
    "overfits. Choose by the validation digits.",
}


def judge_picked(answer):
    judge_letter(answer, "d", WHY_NOT_PICKED)


EXERCISES = {
    "10.1": Exercise(
        judge=judge_dead,
        praise="Equation 1: as wrong as can be, times a slope of nearly 0, is nearly 0.",
        hints=(
            "What does an update multiply? Which of its factors is tiny here?",
            "δ = (a − y) ⊙ σ′(z). For a 3 that is not recognised a is 0 and y is 1. And σ′(−14), "
            "from the first question? (A dead z may lie lower still.)",
            "σ′(−14) is below 0.000001, so δ is as well.",
        ),
        answer="b",
        also_right=["B", "(b)"],
        wrong=[
            ("a", "η times the gradient"),
            ("c", "training digits too"),
            ("d", "missing is a gradient"),
            ("the slope", "one letter"),
        ],
    ),
    "10.2": Exercise(
        judge=judge_scaled,
        praise="The weights' share of z no longer grows with the number of inputs. For the "
        "digits it is about a third, and the bias adds about 1.",
        hints=(
            "z adds up as many random terms as the neuron has inputs; the warm-up told how large "
            "such a sum gets. Divide by that.",
            "W has shape (neurons, inputs), and the result has the same shape.",
            "W / np.sqrt(W.shape[1])",
        ),
        answer=scaled,
        also_right=[scaled_by_power],
        wrong=[(f, m[:20]) for f, m in SCALED_MISTAKES] + [(scaled_in_place, "changes its")],
    ),
    "10.3": Exercise(
        judge=judge_drawn,
        praise="Each factor of ten is now as likely as the next: 0.01 to 0.1 as much as 10 to 100.",
        hints=(
            "Equal steps of u should multiply by equal factors. From low to high it is a factor "
            "of high / low in all.",
            "All are numbers. u = 0 gives low, u = 1 gives high; u = 0.5 gives the middle factor: "
            "0.1 and 10 give 1.",
            "low * (high / low) ** u",
        ),
        answer=drawn,
        also_right=[drawn_with_logarithms],
        wrong=[(f, m[:24]) for f, m in DRAWN_MISTAKES] + [(drawn_by_itself, "draw no other")],
    ),
    "10.4": Exercise(
        judge=judge_picked,
        praise="The best validation figures, from all three seeds; its test figure is then fair.",
        hints=(
            "Which digits may choose, and which may only judge?",
            "Take the mean, or the median, of the three seeds: one figure per setting.",
            "The means are 94.7, 93.4, 93.9 and 95.3.",
        ),
        answer="d",
        also_right=["D", " d "],
        wrong=[
            ("a", "best test figure"),
            ("b", "lucky seed"),
            ("c", "overfits"),
            (95.3, "one letter"),
        ],
    ),
}
