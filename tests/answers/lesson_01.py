"""Lesson 01, perceptrons: bias, OR, doubling, XOR from NANDs, a bias on the move."""

import sys
from decimal import Decimal
from fractions import Fraction
from functools import partial

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import FUNCTION, NOTHING, ONE, QUOTES
from nnlib import AND, NAND, OR, perceptron

# 1.1: weights 0.6, 0.6, threshold 1: the bias is -1.

right_value("1.1", -1, "minus the threshold")
right_value("1.1", -1.0, "a float")
right_value("1.1", Fraction(-1), "a fraction")
right_value("1.1", Decimal("-1"), "a Decimal")
right_value("1.1", np.float32(-1), "a float32")
right_value("1.1", -np.array([1]), "an array of one number")
right_value("1.1", np.array(-1.0), "an array without a dimension")
right_value("1.1", 0 - 1, "a difference")
right_value("1.1", np.int8(-1), "a short whole number")

wrong_value("1.1", 1, "the threshold itself: the sign", ("sign", "minus", "threshold"))
wrong_value("1.1", 1.2, "the sum of the weights", ("weights", "threshold"))
wrong_value("1.1", -1.2, "minus the sum of the weights", ("weights", "threshold"))
wrong_value("1.1", 0.2, "z for the input 11", ("threshold", "weighted input"))
wrong_value("1.1", -0.4, "z for the input 01", ("threshold", "weighted input"))
wrong_value("1.1", -0.2, "threshold minus the sum", None)
wrong_value("1.1", 0.6, "a weight", ("weight",))
wrong_value("1.1", -0.6, "minus a weight", ("weight",))
wrong_value("1.1", 0, "no bias", None)
wrong_value("1.1", "-1", "a text", QUOTES)
wrong_value("1.1", (-1, -1), "a bias for each input", (*ONE, "one bias", "each"))
wrong_value("1.1", -2, "the threshold for each of two inputs", None)
wrong_value("1.1", None, "the result of print", NOTHING)
wrong_value("1.1", lambda threshold: -threshold, "a function instead of a number", FUNCTION)
wrong_value("1.1", -1.1, "a little more, for safety", None)
wrong_value("1.1", 2, "the threshold of the garden", None)
wrong_value("1.1", -2.0, "minus the garden's threshold", None)
wrong_value("1.1", "-threshold", "the formula as a text", None)
wrong_value("1.1", True, "yes, it fires", None)

# 1.2: OR. b ≤ 0, w1 + b > 0, w2 + b > 0, w1 + w2 + b > 0.

right_value("1.2", ([2, 2], -1), "nnlib's own numbers")
right_value("1.2", ([1, 1], 0), "bias 0: 00 is a tie, which does not fire")
right_value("1.2", ((1, 1), -0.5), "a tuple of weights")
right_value("1.2", (np.array([0.6, 0.6]), -0.5), "an array of weights")
right_value("1.2", ([1, 2], -0.5), "unequal weights")
right_value("1.2", ([Fraction(3, 5), Fraction(3, 5)], Fraction(-1, 2)), "fractions")
right_value("1.2", ([Decimal("0.6"), Decimal("0.6")], Decimal("-0.3")), "Decimals")
right_value("1.2", ([1e6, 1e6], -1), "huge weights")
right_value("1.2", ([0.001, 0.002], -0.0005), "tiny weights")
right_value("1.2", (np.float32([1, 1]), np.float32(-0.5)), "float32")
right_value("1.2", ([1, 1], np.array([-0.5])), "the bias as an array of one number")
right_value("1.2", (np.array([3, 3]), np.int64(-2)), "whole numbers of numpy")
right_value("1.2", ([0.6, 0.6], -0.59), "a line close to 01 and 10")
right_value("1.2", lambda: ((w for w in (1, 1)), -0.5), "weights from a generator", made=True)

wrong_value(
    "1.2", ([0.6, 0.6], -1), "that is AND", ("is and", "an and", "and gate", "01", "10", "both")
)
wrong_value("1.2", ([1, 1], 1), "the bias has the wrong sign: fires at 00", ("00", "sign", "bias"))
wrong_value("1.2", ([2, 2], 1), "the threshold for the bias", ("00", "sign", "threshold"))
wrong_value("1.2", ([1, 1], -1), "a tie at 01 and 10 does not fire", ("tie", "01", "10", "exactly"))
wrong_value("1.2", ([-2, -2], 3), "that is NAND", ("nand", "00", "11"))
wrong_value("1.2", ([-1, -1], 0.5), "all signs swapped: NOR", ("00", "nor", "sign", "opposite"))
wrong_value("1.2", ([1, 0], -0.5), "hears only the first input", ("01", "second"))
wrong_value("1.2", ([0, 1], -0.5), "hears only the second input", ("10", "first"))
wrong_value("1.2", ([1, -1], -0.5), "one weight negative: 01 and 11 fail", ("01", "11", "negative"))
wrong_value("1.2", ([0, 0], 1), "always fires", ("00", "always"))
wrong_value("1.2", ([0, 0], 0), "never fires", ("never", "01", "tie"))
wrong_value("1.2", ([0, 0], -1), "never fires, with a bias below 0", ("never", "01"))
wrong_value(
    "1.2", (-1, [2, 2]), "bias and weights exchanged", ("order", "swap", "exchang", "first")
)
wrong_value("1.2", ([2, 2, 2], -1), "three weights", ("two", "three"))
wrong_value("1.2", ([2], -1), "one weight", ("two", "one weight"))
wrong_value("1.2", (2, -1), "a number for the weights", ("two", "list"))
wrong_value("1.2", (["2", "2"], "-1"), "texts", QUOTES)
wrong_value("1.2", ([2, 2], ...), "a gap left open", ("gap", "dots", "open", "...", "not answered"))
wrong_value("1.2", ([2, 2], None), "no bias", NOTHING)
wrong_value("1.2", ([0, 1, 1, 1], 0), "the truth table for the weights", ("two", "four", "weights"))
wrong_value("1.2", ([0.5, 0.5], 0.5), "a positive bias of a half", ("00", "sign", "bias"))
wrong_value("1.2", ([1, 1], [-0.5, -0.5]), "a bias for each input", ("one bias", "one number"))
wrong_value("1.2", ([np.inf, np.inf], -1), "infinite weights", ("infinit", "inf", "finite"))
wrong_value("1.2", ([float("nan"), 1], -0.5), "not a number", ("nan", "not a number", "finite"))
wrong_value("1.2", ([0.6, 0.6], -0.7), "too little at 01 and 10, right at 11", ("01", "10"))
wrong_value("1.2", OR, "the ready gate", None)

# 1.3: doubling changes nothing.

right_value("1.3", 0, "none")
right_value("1.3", 0.0, "a float")
right_value("1.3", np.int64(0), "a whole number of numpy")
right_value("1.3", np.array(0), "an array without a dimension")
right_value("1.3", np.array([0]), "an array of one number")
right_value("1.3", Fraction(0), "a fraction")
right_value("1.3", Decimal(0), "a Decimal")
right_value("1.3", -0.0, "minus zero, from a product")
FOUR = [(0, 0), (0, 1), (1, 0), (1, 1)]
right_value(
    "1.3",
    sum(perceptron([-2, -2], 3, x) != perceptron([-4, -4], 6, x) for x in FOUR),
    "counted by code",
)

wrong_value("1.3", 4, "all, as everything is doubled", ("sign", "double"))
wrong_value("1.3", 1, "the last one", None)
wrong_value("1.3", 2, "doubled, so 2", None)
wrong_value("1.3", 3, "those that fire", ("fire", "change"))
wrong_value("1.3", 8, "4 outputs doubled", ("four",))
wrong_value("1.3", -4, "below 0", ("negative", "0 to 4", "from 0", "how many"))
wrong_value("1.3", 0.5, "a half", ("whole",))
wrong_value("1.3", "0", "a text", QUOTES)
wrong_value("1.3", None, "none, meant as no output", NOTHING)
wrong_value("1.3", [], "an empty list for none", ("empty", "number", "how many"))
wrong_value("1.3", (1, 1, 1, 0), "the outputs", (*ONE, "number"))
wrong_value("1.3", ([-4, -4], 6), "the doubled numbers", None)
wrong_value("1.3", 6, "the doubled bias", None)
wrong_value("1.3", [6, 2, 2, -2], "the doubled weighted inputs", ONE)
wrong_value("1.3", 100, "percent", None)
wrong_value("1.3", True, "meant: yes, they change", None)
wrong_value("1.3", lambda: 0, "a function", FUNCTION)
wrong_value("1.3", ["00", "01", "10", "11"], "names of all inputs", None)

# 1.4: XOR from four NANDs.


@right("1.4", "the plan of the lesson")
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    return NAND(left, right)


@right("1.4", "left and right exchanged, arguments turned")
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x2, both)
    right = NAND(both, x1)
    return NAND(right, left)


@right("1.4", "in one line behind the first")
def my_xor(x1, x2):
    both = NAND(x1, x2)
    return NAND(NAND(x1, both), NAND(x2, both))


wrong_value(
    "1.4",
    lambda p, q: NAND(NAND(p, NAND(p, q)), NAND(NAND(p, q), q)),
    "five NANDs: the first one twice",
    ("5 nands", "four are enough", "twice"),
)


@right("1.4", "other names, a comprehension")
def xor(a, b):
    gate_a = NAND(a, b)
    return NAND(*[NAND(signal, gate_a) for signal in (a, b)])


@right("1.4", "any number of arguments")
def my_xor(*signals):
    both = NAND(*signals)
    return NAND(*(NAND(both, x) for x in signals))


@right("1.4", "a helper function for the pair in the middle")
def my_xor(x1, x2):
    def middle(a, b, both):
        return NAND(a, both), NAND(both, b)

    return NAND(*middle(x1, x2, NAND(x1, x2)))


class Circuit:
    def __call__(self, x1, x2):
        self.both = NAND(x1, x2)
        self.left = NAND(x1, self.both)
        self.right = NAND(self.both, x2)
        return NAND(self.left, self.right)


right_value("1.4", Circuit(), "a circuit that remembers its signals")


@right("1.4", "partial: NAND with one input fixed")
def my_xor(x1, x2):
    with_both = partial(NAND, NAND(x1, x2))
    return NAND(with_both(x1), with_both(x2))


@right("1.4", "the perceptron of NAND written out")
def my_xor(x1, x2):
    def nand(a, b):
        return 1 if -2 * a - 2 * b + 3 > 0 else 0

    both = nand(x1, x2)
    return nand(nand(x1, both), nand(both, x2))


@right("1.4", "prints its signals")
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    print(both, left, right)
    return NAND(left, right)


@wrong("1.4", "left is NAND of the inputs again", ("both", "left", "signal"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, x2)
    right = NAND(both, x2)
    return NAND(left, right)


@wrong("1.4", "both middle gates hear x1", ("x2", "right", "second"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(x1, both)
    return NAND(left, right)


@wrong("1.4", "left and right do not hear both", ("both", "nand of"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, x1)
    right = NAND(x2, x2)
    return NAND(left, right)


@wrong("1.4", "an OR at the end: NAND of the NOTs", ("last", "end", "nand"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    return OR(left, right)


@wrong(
    "1.4",
    "an AND at the end: the opposite of XOR",
    ("opposite", "is and", "an and", "and gate", "last", "nand"),
)
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    return AND(left, right)


@wrong("1.4", "a NOT too many at the end", ("opposite", "turned", "twice"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    result = NAND(NAND(x1, both), NAND(both, x2))
    return NAND(result, result)


@wrong("1.4", "returns both: that is NAND", ("nand", "both"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    return both


@wrong("1.4", "returns only left", ("left", "right", "last"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    return left


@wrong("1.4", "returns left and right as a pair", ("pair", "two", "nand"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    return NAND(x1, both), NAND(both, x2)


@wrong("1.4", "forgets to return", NOTHING)
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    NAND(left, right)


@wrong("1.4", "prints instead of returning", NOTHING)
def my_xor(x1, x2):
    both = NAND(x1, x2)
    print(NAND(NAND(x1, both), NAND(both, x2)))


@wrong("1.4", "OR for XOR", ("is or", "an or", "or gate", "11", "both"))
def my_xor(x1, x2):
    return OR(x1, x2)


@wrong("1.4", "AND for XOR", ("is and", "an and", "and gate", "01", "10", "11"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    return NAND(both, both)


@wrong("1.4", "works for the example 10 only", ("01", "always", "10"))
def my_xor(x1, x2):
    return x1


@wrong("1.4", "one branch without return", NOTHING)
def my_xor(x1, x2):
    both = NAND(x1, x2)
    if x1 != x2:
        return NAND(NAND(x1, both), NAND(both, x2))


@wrong("1.4", "a difference, which may be negative", ("01", "-1", "negative", "sign"))
def my_xor(x1, x2):
    return x1 - x2


@wrong("1.4", "a sum, 2 for two ones", ("11",))
def my_xor(x1, x2):
    return x1 + x2


@wrong("1.4", "a gap left open", ("gap", "dots", "open", "...", "not answered"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = ...
    return NAND(left, right)


@wrong("1.4", "the last gate hears left twice", ("right", "left", "twice"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    return NAND(left, left)


@wrong("1.4", "NAND with one argument", ("two", "argument", "input"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    return NAND(NAND(both), NAND(x1, x2))


@wrong("1.4", "the last gate hears both again", ("both", "right"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    return NAND(left, both)


wrong_value("1.4", [0, 1, 1, 0], "the truth table instead of a function", ("function", "def"))
wrong_value("1.4", NAND, "the ready NAND", ("nand",))
wrong_value("1.4", "NAND(left, right)", "the code as a text", ("function", "text", "quote"))


@wrong("1.4", "calls itself for ever", ("itself", "recurs", "end", "deep"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    return my_endless_xor(x1, both)


def my_endless_xor(x1, x2):
    return my_endless_xor(x2, x1)


@wrong("1.4", "returns the text 0 or 1", QUOTES)
def my_xor(x1, x2):
    both = NAND(x1, x2)
    return f"{NAND(NAND(x1, both), NAND(both, x2))}"


@wrong("1.4", "takes one pair instead of two inputs", ("argument", "parameter", "two"))
def my_xor(x):
    both = NAND(x[0], x[1])
    return NAND(NAND(x[0], both), NAND(both, x[1]))


# 1.5: first 0, then 2.

right_value("1.5", (0, 2), "two numbers")
right_value("1.5", [0, 2], "a list")
right_value("1.5", np.array([0, 2]), "an array")
right_value("1.5", (0.0, 2.0), "floats")
right_value("1.5", (np.int64(0), np.int64(2)), "whole numbers of numpy")
right_value("1.5", (Fraction(0), Fraction(2)), "fractions")
right_value("1.5", (Decimal(0), Decimal(2)), "Decimals")
right_value("1.5", np.float32([0, 2]), "float32")
right_value("1.5", (np.array([0]), np.array([2])), "two arrays of one number")
right_value("1.5", lambda: (n for n in (0, 2)), "a generator", made=True)


def counted(before, after):
    return sum(perceptron([0.6, 0.6], before, x) != perceptron([0.6, 0.6], after, x) for x in FOUR)


right_value("1.5", lambda: map(counted, (-1, -0.7), (-0.7, -0.5)), "a map of a count", made=True)

wrong_value("1.5", (2, 0), "the two exchanged", ("order", "swap", "exchang", "other way"))
wrong_value("1.5", (0, 1), "only one of 01 and 10", ("01", "10", "two"))
wrong_value("1.5", (0, 3), "how many fire at −0.5", ("fire", "change"))
wrong_value("1.5", (1, 3), "how many fire, at −0.7 and at −0.5", ("fire", "change"))
wrong_value("1.5", (1, 2), "11 counted as a change", ("first", "11", "0.7"))
wrong_value("1.5", (2, 2), "as if −0.7 already let 01 fire", ("first", "0.7", "0.6"))
wrong_value("1.5", (0, 0), "small steps change nothing", ("second", "0.5", "0.6"))
wrong_value("1.5", (0, 4), "all four", ("00", "11", "two", "second"))
wrong_value("1.5", 2, "only the second", ("two numbers", "both", "two"))
wrong_value("1.5", (0, 2, 2), "three numbers", ("two",))
wrong_value("1.5", ("0", "2"), "texts", QUOTES)
wrong_value("1.5", (0, ...), "a gap left open", ("gap", "dots", "open", "...", "not answered"))
wrong_value("1.5", (None, 2), "none, meant as no output", NOTHING)
wrong_value("1.5", "02", "one text", (*QUOTES, "two"))
wrong_value("1.5", (0.3, 0.2), "how far the bias moves", ("bias", "how many", "whole", "outputs"))
wrong_value("1.5", ([0, 0, 0, 1], [0, 1, 1, 1]), "the outputs", ("how many", "number", "count"))
wrong_value("1.5", {0, 2}, "a set, without order", ("order", "set"))
wrong_value("1.5", (0, -2), "the sign", ("negative", "sign", "how many"))
wrong_value("1.5", {"-0.7": 0, "-0.5": 2}, "a dictionary", None)
wrong_value("1.5", ["", "01 and 10"], "names of the inputs", ("how many", "number", "text"))
wrong_value("1.5", (), "nothing", ("two", "empty"))

# A second pass: one who is careless, a mathematician, a beginner, one who knows numpy well.

right_value("1.1", np.longdouble(-1), "a long double")
right_value("1.1", -(0.6 + 0.4), "a sum of decimals")
wrong_value("1.1", "−1", "a text with a printed minus", QUOTES)
wrong_value("1.1", "minus one", "in words", QUOTES)
wrong_value("1.1", [0.6, 0.6, -1], "weights and bias together", (*ONE, "one bias"))
wrong_value("1.1", 1j**2 + 0.5j, "a complex number", None)
wrong_value("1.1", -10, "a zero too many", None)

right_value("1.2", ((7, 5), -4.99), "unequal, close to a tie, but right")
right_value("1.2", (np.array([2.0, 2.0]), np.array(-1.0)), "an array without a dimension as bias")
right_value("1.2", (range(1, 3), -0.25), "a range for 1 and 2")
wrong_value("1.2", ([[2], [2], [2]], -1), "three rows", ("two", "three", "shape"))
wrong_value("1.2", ({"x1": 2, "x2": 2}, -1), "a dictionary", ("list", "dict"))
wrong_value("1.2", ("22", -1), "two digits in a text", QUOTES)
wrong_value("1.2", ([1, 1], 1e-9), "a tiny bias above 0", ("00", "sign", "bias", "positive"))
wrong_value("1.2", ([2, 1], -1), "01 is a tie", ("tie", "01", "exactly"))
wrong_value("1.2", ([1, 2], -1), "10 is a tie", ("tie", "10", "exactly"))
wrong_value("1.2", ([2, 2], "x"), "a letter for the bias", ("number", *QUOTES))
wrong_value("1.2", ([3, -2], 1), "from a plane turned round", None)
wrong_value("1.2", ([..., ...], -1), "gaps in the weights", ("gap", "dots", "not answered"))

right_value("1.3", len([]), "the length of an empty list")
right_value("1.3", np.sum(np.zeros(4, dtype=bool)), "a sum of Falses")
wrong_value("1.3", "all four", "in words, and wrong", (*QUOTES, "number"))
wrong_value("1.3", 1 / 4, "a share", ("whole",))
wrong_value("1.3", float("nan"), "0 / 0", ("nan", "not a number", "number"))
wrong_value("1.3", "O", "the letter O", (*QUOTES, "letter", "number"))


@right("1.4", "a truth table made by the circuit once, then looked up")
def my_xor(x1, x2):
    table = {}
    for p in (0, 1):
        for q in (0, 1):
            both = NAND(p, q)
            table[p, q] = NAND(NAND(p, both), NAND(both, q))
    return table[x1, x2]


@right("1.4", "two lines, annotated, with a docstring")
def my_xor(x1: int, x2: int) -> int:
    """1 if the inputs differ."""
    a = NAND(x1, x2)
    b, c = NAND(x1, a), NAND(a, x2)
    return NAND(b, c)


@right("1.4", "a static method")
class Gates:
    @staticmethod
    def xor(x1, x2):
        both = NAND(x1, x2)
        return NAND(NAND(x1, both), NAND(both, x2))

    def __new__(cls, x1, x2):
        return cls.xor(x1, x2)


@wrong("1.4", "yield for return", (*NOTHING, "yield", "generator"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    yield NAND(NAND(x1, both), NAND(both, x2))


@wrong("1.4", "leaves Python", ("exit", "quit", "leave"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    print(NAND(NAND(x1, both), NAND(both, x2)))
    sys.exit()


@wrong("1.4", "left hears right, which is not there yet", ("right", "before", "assign", "defined"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, right)  # noqa: F823
    right = NAND(left, x2)
    return NAND(left, right)


@wrong("1.4", "all inputs for a list, one output each", ("list", "two"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    return [NAND(x1, both), NAND(both, x2), both]


@wrong("1.4", "one only if x1 is 1 and x2 is not", ("01", "x2"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    return NAND(left, left)


@wrong("1.4", "NOR at the end", ("last", "nand", "end"))
def my_xor(x1, x2):
    both = NAND(x1, x2)
    left, right = NAND(x1, both), NAND(both, x2)
    return 1 - OR(left, right)


@wrong("1.4", "swapped after an alternation: another result at each second call", None, made=True)
def make():
    calls = []

    def my_xor(x1, x2):
        calls.append((x1, x2))
        both = NAND(x1, x2)
        result = NAND(NAND(x1, both), NAND(both, x2))
        return result if len(calls) % 2 else 1 - result

    return my_xor


right_value("1.5", {"to -0.7": 0, "to -0.5": 2}.values(), "the values of a dictionary")
right_value("1.5", range(0, 4, 2), "a range")
wrong_value("1.5", (0, 1.2), "the sum of the weights", ("whole", "how many"))
wrong_value("1.5", (3, 1), "how many stay 0", ("change", "stay"))
wrong_value("1.5", (4, 2), "how many stay as they are", ("change", "stay"))
wrong_value("1.5", 0.2, "a decimal point for the comma", ("two", "comma"))
wrong_value("1.5", (0, 2.5), "in between", ("whole",))
