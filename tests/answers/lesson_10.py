"""Lesson 10, choosing hyperparameters: a dead output, scaled weights, a drawn rate, a pick."""

import math
from decimal import Decimal

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    ARGUMENTS,
    CHANGES,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ORDER,
    QUOTES,
    SIGN,
)

# 10.1: by equation 1 its δ is about 0: b.

right_value("10.1", "b", "the letter")
right_value("10.1", "B", "a capital")
right_value("10.1", "(b)", "with brackets")
right_value("10.1", "b)", "with a bracket")
right_value("10.1", " b ", "with blanks")
right_value("10.1", ["b"], "in a list")
right_value("10.1", "b.", "with a full stop")
right_value("10.1", np.array("b"), "an array")
right_value("10.1", np.str_("b"), "NumPy's text")
right_value("10.1", ("b",), "in a tuple")

wrong_value("10.1", "a", "the learning rate", ("learning rate", "η", "rate"))
wrong_value("10.1", "c", "overfitting", ("heart", "training digits", "overfit", "new ones"))
wrong_value("10.1", "d", "too many neurons", ("hundred", "neurons", "other seed", "too many"))
wrong_value("10.1", "A", "the learning rate, a capital", ("learning rate", "η", "rate"))
wrong_value("10.1", "(c)", "overfitting, with brackets", ("heart", "training digits", "overfit"))
wrong_value("10.1", "ab", "two letters", ("one letter", "single", "two"))
wrong_value("10.1", "b, d", "b and one more", ("one letter", "single", "two"))
wrong_value("10.1", ["b", "c"], "a list of two", ("one letter", "single", "two"))
wrong_value("10.1", "e", "a letter that is none", ("a, b, c", "letter"))
wrong_value("10.1", "", "empty", ("letter", "empty"))
wrong_value("10.1", 2, "a number", ("letter", "quote"))
wrong_value("10.1", "2", "a digit", ("letter",))
wrong_value("10.1", 0.0, "its δ", ("letter", "quote"))
wrong_value("10.1", None, "the result of print", NOTHING)
wrong_value("10.1", lambda: "b", "a function", FUNCTION)
wrong_value("10.1", True, "True", ("letter", "quote"))
wrong_value("10.1", {"a": False, "b": True, "c": False, "d": False}, "a dictionary", ("letter",))
wrong_value("10.1", ["a", "b", "c", "d"], "all of them", ("one letter", "single", "one"))

# 10.2: each neuron's weights by the root of its inputs.

right_value("10.2", lambda W: W / np.sqrt(W.shape[1]), "np.sqrt")
right_value("10.2", lambda W: W / W.shape[1] ** 0.5, "a power")
right_value("10.2", lambda W: W * W.shape[-1] ** -0.5, "a negative power")
right_value("10.2", lambda W: W / math.sqrt(len(W[0])), "math.sqrt")
right_value("10.2", lambda weights: np.divide(weights, np.sqrt(weights.shape[1])), "np.divide")
right_value(
    "10.2", lambda W: W / np.linalg.norm(np.ones(W.shape[1])), "the length of a row of ones"
)
right_value("10.2", lambda W: [[w / len(row) ** 0.5 for w in row] for row in W], "lists")


@right("10.2", "neuron by neuron")
def my_scaled(W):
    scaled = np.zeros(W.shape)
    neurons, inputs = W.shape
    for j in range(neurons):
        scaled[j, :] = W[j, :] / inputs**0.5
    return scaled


@right("10.2", "a copy, changed in place")
def my_scaled(W):
    new = W.copy()
    new /= np.sqrt(new.size / len(new))
    return new


ROOT = ("root", "sqrt", "√")
INPUTS = ("input", "shape[1]", "column")

wrong_value("10.2", lambda W: W / W.shape[1], "the root forgotten", ROOT)
wrong_value("10.2", lambda W: W / np.sqrt(W.shape[0]), "the neurons, not the inputs", INPUTS)
wrong_value("10.2", lambda W: W / np.sqrt(len(W)), "len: the neurons", INPUTS)
wrong_value("10.2", lambda W: W / W.shape[0], "the neurons, without root", (*INPUTS, *ROOT))
wrong_value("10.2", lambda W: W / np.sqrt(W.size), "all weights", (*INPUTS, "size"))
wrong_value("10.2", lambda W: W / 28, "always 28", ("28", "always", *INPUTS))
wrong_value("10.2", lambda W: W / np.sqrt(784), "always 784", ("784", "28", "always", *INPUTS))
wrong_value("10.2", lambda W: W * np.sqrt(W.shape[1]), "multiplied", ("divi", "multipl"))
wrong_value("10.2", lambda W: np.sqrt(W.shape[1]), "the root alone", ("divi", "w /", "shape"))
wrong_value("10.2", lambda W: W / np.sqrt(W.shape[1] / 2), "lesson 11's start", ("half", "2"))
wrong_value("10.2", lambda W: W / np.sqrt(2 * W.shape[1]), "twice the inputs", ("twice", "factor"))
wrong_value("10.2", lambda W: W / np.sqrt(W.shape[1] + 1), "the bias counted", ("bias", "+ 1"))
wrong_value("10.2", lambda W: W / np.sqrt(sum(W.shape)), "inputs and neurons", INPUTS)
wrong_value("10.2", lambda W: W / np.sqrt(np.abs(W)), "the root of the weights", INPUTS)
wrong_value("10.2", lambda W: W / W.std(), "divided by the spread", ("spread", "std", *INPUTS))
wrong_value(
    "10.2",
    lambda W: W / np.linalg.norm(W, axis=1, keepdims=True),
    "rows of length 1",
    ("length", "norm", *INPUTS),
)
wrong_value("10.2", lambda W: W.T / np.sqrt(W.shape[1]), "turned", ("transpos", "shape", "turn"))
wrong_value("10.2", lambda W: W / W.shape[1] ** 2, "squared", (*ROOT, "square"))
wrong_value("10.2", lambda W: W / W.shape[1] ** (1 / 3), "the third root", ROOT)
wrong_value("10.2", lambda W: -W / np.sqrt(W.shape[1]), "a minus", SIGN)
wrong_value("10.2", lambda W: np.abs(W) / np.sqrt(W.shape[1]), "the signs lost", SIGN)
wrong_value("10.2", lambda W: W - np.sqrt(W.shape[1]), "subtracted", ("divi", "subtract"))
wrong_value("10.2", lambda W: W // np.sqrt(W.shape[1]), "whole quotients", ("//", "whole"))
wrong_value(
    "10.2",
    lambda W: np.random.default_rng(0).standard_normal(W.shape) / np.sqrt(W.shape[1]),
    "draws new ones",
    ("draw", "new", "given", "came", "argument"),
)
wrong_value("10.2", lambda W: print(W / np.sqrt(W.shape[1])), "prints", NOTHING)
wrong_value("10.2", lambda W: (W / np.sqrt(W.shape[1])).ravel(), "flat", ("shape", "flat"))
wrong_value("10.2", lambda W: np.round(W / np.sqrt(W.shape[1]), 1), "rounded", ("round", "digits"))
wrong_value("10.2", lambda W: W / np.sqrt(W.shape[1]) + 0.01, "something added", None)
wrong_value("10.2", lambda W: W, "as it came", ("divi", "unchanged", "not changed", "same"))
wrong_value("10.2", lambda W, n: W / n**0.5, "one parameter too many", ARGUMENTS)
wrong_value("10.2", 1 / 28, "a number", NO_FUNCTION)
wrong_value("10.2", lambda W: ..., "left open", GAP)


@wrong("10.2", "changes W in place", CHANGES)
def my_scaled(W):
    W /= np.sqrt(W.shape[1])
    return W


@wrong("10.2", "changes W row by row and returns nothing", (*CHANGES, *NOTHING))
def my_scaled(W):
    for row in W:
        row /= len(row) ** 0.5


@wrong("10.2", "returns inside the loop", ("shape", "loop", "first"))
def my_scaled(W):
    for row in W:
        return row / len(row) ** 0.5


# 10.3: low · (high / low)ᵘ.

right_value("10.3", lambda u, low, high: low * (high / low) ** u, "the formula")
right_value("10.3", lambda u, low, high: low ** (1 - u) * high**u, "a product of powers")
right_value(
    "10.3",
    lambda u, low, high: math.exp(math.log(low) + u * (math.log(high) - math.log(low))),
    "logarithms",
)
right_value("10.3", lambda u, low, high: 10 ** (np.log10(low) + u * np.log10(high / low)), "log10")
right_value("10.3", lambda u, a, b: np.exp(np.interp(u, [0, 1], np.log([a, b]))), "np.interp")
right_value("10.3", lambda u, a, b: a * np.float_power(b / a, u), "np.float_power")
right_value("10.3", lambda u, low, high: high * (low / high) ** (1 - u), "from the top")
right_value(
    "10.3",
    lambda u, low, high: float(np.power(2.0, math.log2(low) + u * math.log2(high / low))),
    "log2",
)
right_value(
    "10.3", lambda u, low, high: np.array([low * np.exp(u * np.log(high / low))]), "an array of one"
)


@right("10.3", "step by step")
def my_draw(u, low, high):
    whole_factor = high / low
    part = whole_factor**u
    return low * part


FACTOR = ("factor", "even", "half-way", "multipl", "power")

wrong_value("10.3", lambda u, low, high: low + u * (high - low), "even steps, not factors", FACTOR)
wrong_value("10.3", lambda u, low, high: (1 - u) * low + u * high, "even steps, mixed", FACTOR)
wrong_value(
    "10.3", lambda u, low, high: np.interp(u, [0, 1], [low, high]), "even steps, interp", FACTOR
)
wrong_value(
    "10.3",
    lambda u, low, high: high * (low / high) ** u,
    "from high to low",
    (*ORDER, "low", "revers"),
)
wrong_value(
    "10.3",
    lambda u, low, high: (high / low) ** u,
    "low forgotten",
    ("low *", "low ·", "times low", "starts at", "gives `low`"),
)
wrong_value(
    "10.3", lambda u, low, high: low * high**u, "high, not high / low", ("high / low", "divi")
)
wrong_value(
    "10.3",
    lambda u, low, high: low * (high - low) ** u,
    "the difference, not the quotient",
    ("high / low", "quotient", "factor"),
)
wrong_value(
    "10.3", lambda u, low, high: low * (high / low) * u, "times u", ("power", "**", "exponent")
)
wrong_value(
    "10.3", lambda u, low, high: low + (high / low) ** u, "plus", ("multipl", "times", "low *")
)
wrong_value(
    "10.3",
    lambda u, low, high: low * u ** (high / low),
    "base and exponent exchanged",
    ("power", "**", "exponent"),
)
wrong_value(
    "10.3",
    lambda u, low, high: low * (high / low) ** (u / 4),
    "a fourth root too many",
    ("root", "quarter", "u / 4"),
)
wrong_value(
    "10.3", lambda u, low, high: (low * high) ** u, "the half-way's formula with u", ("half", "low")
)
wrong_value(
    "10.3",
    lambda u, low, high: (low * high) ** 0.5,
    "always the half-way",
    ("always", "half", "depend"),
)
wrong_value(
    "10.3",
    lambda u, low, high: np.log(low) + u * (np.log(high) - np.log(low)),
    "the power forgotten",
    ("exp", "log", "power"),
)
wrong_value(
    "10.3", lambda u, low, high: np.exp(low + u * (high - low)), "exp without log", ("log", "exp")
)
wrong_value(
    "10.3",
    lambda u, low, high: 10 ** (np.log(low) + u * np.log(high / low)),
    "log and 10",
    ("log10", "base", "exp"),
)
wrong_value(
    "10.3",
    lambda u, low, high: 0.01 * (100 / 0.01) ** u,
    "the lesson's range",
    ("argument", "always", "0.01", "low and high", "low"),
)
wrong_value(
    "10.3", lambda u, low, high: low * (high // low) ** u, "a whole quotient", ("//", "whole")
)
wrong_value(
    "10.3", lambda u, low, high: round(low * (high / low) ** u, 2), "rounded", ("round", "digits")
)
wrong_value(
    "10.3",
    lambda u, low, high: int(low * (high / low) ** u),
    "a whole number",
    ("whole", "round", "int"),
)
wrong_value(
    "10.3",
    lambda u, low, high: low * (high / low) ** np.random.default_rng(0).random(),
    "draws u once more",
    ("u is", "draw", "given", "`u`"),
)
wrong_value(
    "10.3",
    lambda u, low, high: np.random.default_rng(1).uniform(low, high),
    "draws by itself",
    ("u is", "draw", "given", "`u`"),
)
wrong_value("10.3", lambda low, high, u: low * (high / low) ** u, "u last", ORDER)
wrong_value("10.3", lambda u, high, low: low * (high / low) ** u, "high before low", ORDER)
wrong_value("10.3", lambda low, high: (low * high) ** 0.5, "no u", ARGUMENTS)
wrong_value("10.3", lambda u, low, high: print(low * (high / low) ** u), "prints", NOTHING)
wrong_value("10.3", lambda u, low, high: low * (high / low) ** u**2, "u squared", None)
wrong_value(
    "10.3", lambda u, low, high: low if u < 0.5 else high, "one of the ends", ("between", "only")
)
wrong_value("10.3", lambda u, low, high: str(low * (high / low) ** u), "a text", QUOTES)
wrong_value(
    "10.3",
    lambda u, low, high: (low, low * (high / low) ** u, high),
    "three numbers",
    ("one number", "three", "single"),
)
wrong_value("10.3", lambda u, low, high: -low * (high / low) ** u, "a minus", SIGN)
wrong_value("10.3", lambda u, low, high: ..., "left open", GAP)
wrong_value("10.3", 1.0, "the half-way as a number", NO_FUNCTION)
wrong_value(
    "10.3",
    lambda u, low, high: np.geomspace(low, high, 5)[int(u * 4)],
    "one of five",
    ("between", "five", "any"),
)


@wrong("10.3", "right for u below 1 only", ("u = 1", "none", "return"))
def my_draw(u, low, high):
    if u < 1:
        return low * (high / low) ** u


@wrong("10.3", "forgets u = 0", ("u = 0", "none", "return"))
def my_draw(u, low, high):
    if u:
        return low * (high / low) ** u


# 10.4: by validation, and reliably: D.

right_value("10.4", "D", "the letter")
right_value("10.4", "d", "a small letter")
right_value("10.4", "(D)", "with brackets")
right_value("10.4", " D", "with a blank")
right_value("10.4", "D.", "with a full stop")
right_value("10.4", ["D"], "in a list")
right_value("10.4", "ABCD"[3], "by its place")
right_value("10.4", np.array(["D"]), "an array of one")
right_value("10.4", "d)", "with a bracket")
right_value(
    "10.4",
    max({"A": 94.7, "B": 93.0, "C": 93.9, "D": 95.3}.items(), key=lambda pair: pair[1])[0],
    "the highest median",
)

wrong_value("10.4", "A", "the highest test figure", ("test",))
wrong_value("10.4", "B", "the highest single seed", ("seed", "luck", "96.1", "spread"))
wrong_value("10.4", "C", "the highest on training", ("training", "heart", "99.8"))
wrong_value("10.4", "a", "the highest test figure, small", ("test",))
wrong_value("10.4", "b", "the luckiest, small", ("seed", "luck", "96.1", "spread"))
wrong_value("10.4", "(c)", "training, small", ("training", "heart", "99.8"))
wrong_value("10.4", "AD", "two", ("one letter", "single", "two"))
wrong_value("10.4", "D or A", "one or the other", ("one letter", "single", "two"))
wrong_value("10.4", ["D", "A"], "a list of two", ("one letter", "single", "two"))
wrong_value("10.4", "E", "a letter that is none", ("letter", "a, b, c"))
wrong_value("10.4", "", "empty", ("letter", "empty"))
wrong_value("10.4", 95.3, "the median itself", ("letter", "quote"))
wrong_value("10.4", "95.3", "the median as text", ("letter",))
wrong_value("10.4", 3, "an index", ("letter", "quote"))
wrong_value("10.4", 4, "the fourth", ("letter", "quote"))
wrong_value("10.4", None, "the result of print", NOTHING)
wrong_value("10.4", lambda: "D", "a function", FUNCTION)
wrong_value("10.4", {"D": 95.3, "A": 94.7}, "a dictionary of two", ("letter",))
wrong_value("10.4", Decimal("95.1"), "its test figure", ("letter", "quote"))
