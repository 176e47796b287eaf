"""Lesson 05, harder landscapes: a turning point, minima, a numerical gradient, a neuron for OR."""

from decimal import Decimal
from fractions import Fraction
from functools import partial

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    CHANGES,
    DEEP,
    ENDLESS,
    FIXED,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ORDER,
    QUOTES,
    ROUNDED,
    SHAPE,
    SIGN,
    SUM,
)
from nnlib import numerical_gradient

# 5.1: x² + 100 y²: the factor of y is 1 − 200 η, so it turns at 0.01.

right_value("5.1", 0.01, "a decimal")
right_value("5.1", 1 / 100, "a quotient")
right_value("5.1", 2 / 200, "two by the steepest curvature")
right_value("5.1", Fraction(1, 100), "a fraction")
right_value("5.1", Decimal("0.01"), "a Decimal")
right_value("5.1", 1e-2, "with an exponent")
right_value("5.1", np.float32(0.01), "a float32")
right_value("5.1", np.array([0.01]), "an array of one number")
right_value("5.1", np.array(0.01), "an array without a dimension")
right_value("5.1", 0.04 / 4, "a quarter of the first valley's")

wrong_value("5.1", 0.04, "the valley of the text", ("25", "text", "100", "steeper"))
wrong_value("5.1", 1, "the flat direction, as in the bowl", ("steep", "bowl", "direction"))
wrong_value("5.1", 0.02, "100 η < 2: the derivative's 2 forgotten", ("derivative", "200"))
wrong_value("5.1", 0.005, "where y lands in one step", ("land", "one step", "arriv"))
wrong_value("5.1", 100, "the steepness", ("learning rate", "η", "explo"))
wrong_value("5.1", 0.0025, "half and half", None)
wrong_value("5.1", 0.1, "good for the bowl", ("explo", "bowl", "steep"))
wrong_value("5.1", "0.01", "a text", QUOTES)
wrong_value("5.1", 0.0099, "a bit below", ("below", "arriv", "just", "exact"))
wrong_value("5.1", 0.011, "a bit above", ("above", "explo", "just", "exact"))
wrong_value("5.1", -0.01, "the sign", SIGN)
wrong_value("5.1", (1, 0.01), "a turning point for each direction", ("both", "single"))
wrong_value("5.1", 0, "no step", ("stand", "move", "arriv"))
wrong_value("5.1", 0.05, "25 η < ... , guessed", None)
wrong_value("5.1", 200, "the slope of the slope", ("learning rate", "η", "explo"))
wrong_value("5.1", 0.001, "a place too far", ("arriv", "below", "larger"))
wrong_value("5.1", None, "the result of print", NOTHING)
wrong_value("5.1", lambda eta: 1 - 200 * eta, "the factor as a function", FUNCTION)
wrong_value("5.1", 0.5, "where x lands", ("steep", "direction", "explo"))
wrong_value("5.1", "1/100", "a fraction as a text", QUOTES)
wrong_value("5.1", 0.99, "below 1", ("steep", "explo"))

# 5.2: A and E are minima.

right_value("5.2", "AE", "as the example")
right_value("5.2", "EA", "in another order")
right_value("5.2", "ae", "small letters")
right_value("5.2", "A E", "with a blank")
right_value("5.2", "A, E", "with a comma and a blank")
right_value("5.2", "A,E", "with a comma")
right_value("5.2", ["A", "E"], "a list of letters")
right_value("5.2", ("A", "E"), "a tuple of letters")
right_value("5.2", {"E", "A"}, "a set of letters")
right_value("5.2", " AE ", "with blanks around")
right_value("5.2", "A and E", "in words")
right_value("5.2", np.array(["A", "E"]), "an array of letters")
right_value("5.2", lambda: (letter for letter in "AE"), "a generator of letters", made=True)

wrong_value("5.2", "A", "E forgotten: its second derivative by x is 0", ("x⁴", "x^4", "missing"))
wrong_value("5.2", "E", "A forgotten", ("missing",))
wrong_value("5.2", "ABE", "the saddle B as well", ("saddle", "falls"))
wrong_value("5.2", "AB", "B for E", ("saddle", "falls"))
wrong_value("5.2", "AC", "the top C for E", ("top", "maximum"))
wrong_value("5.2", "ADE", "the saddle D as well: xy", ("saddle", "xy", "falls"))
wrong_value("5.2", "AEC", "level means minimum or top", ("top", "maximum"))
wrong_value("5.2", "BD", "the saddles", ("saddle",))
wrong_value("5.2", "C", "the top", ("top", "maximum"))
wrong_value("5.2", "ABCDE", "all, as all are level", ("level", "saddle", "top"))
wrong_value("5.2", "BCD", "those that are none", ("none", "opposite", "minimum"))
wrong_value("5.2", "", "none", ("empty", "letter", "none"))
wrong_value("5.2", 2, "how many", ("letter", "text"))
wrong_value("5.2", ["A"], "one in a list", ("missing",))
wrong_value("5.2", None, "the result of print", NOTHING)
wrong_value("5.2", "x^2 + y^2", "a formula", ("letter",))
wrong_value("5.2", "AED", "one too many", ("saddle", "xy", "falls"))
wrong_value("5.2", "AF", "a letter that is not there", ("letter", "a to e"))
wrong_value("5.2", "15", "numbers of the columns", ("letter",))
wrong_value("5.2", (1, 5), "places for letters", ("letter",))
wrong_value("5.2", {"A": True, "B": True, "C": False}, "a dictionary of three", None)
wrong_value("5.2", True, "yes", ("letter", "text"))
wrong_value("5.2", "DE", "D for A", ("saddle",))
wrong_value("5.2", "BE", "B for A", ("saddle",))

# 5.3: the numerical gradient by central differences.


@right("5.3", "the gaps filled")
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return np.array(slopes)


@right("5.3", "the mean of a step forward and a step back")
def my_gradient(f, p, h):
    here = f(p)
    slopes = np.zeros(len(p))
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes[j] = ((f(p + nudge) - here) / h + (here - f(p - nudge)) / h) / 2
    return slopes


@right("5.3", "rows of the unit matrix")
def my_gradient(f, p, h):
    return np.array([(f(p + nudge) - f(p - nudge)) / 2 / h for nudge in h * np.eye(len(p))])


@right("5.3", "a copy, put back after each nudge")
def my_gradient(f, p, h):
    q = np.array(p, dtype=float)
    slopes = []
    for j in range(q.size):
        kept = q[j]
        q[j] = kept + h
        forward = f(q.copy())
        q[j] = kept - h
        back = f(q.copy())
        q[j] = kept
        slopes.append((forward - back) / (2 * h))
    return np.asarray(slopes)


@right("5.3", "a helper for one coordinate, and map")
def my_gradient(f, p, h):
    def slope(j):
        e = np.zeros(len(p))
        e[j] = 1
        return (f(p + h * e) - f(p - h * e)) / (2 * h)

    return np.array(list(map(slope, range(len(p)))))


@right("5.3", "a generator, by np.fromiter")
def my_gradient(f, p, h):
    moves = np.diag(np.full(len(p), h))
    return np.fromiter(((f(p + d) - f(p - d)) / (h + h) for d in moves), dtype=float)


@right("5.3", "recursion over the coordinates")
def my_gradient(f, p, h):
    def from_place(j):
        if j == len(p):
            return []
        nudge = np.zeros(len(p))
        nudge[j] = h
        return [(f(p + nudge) - f(p - nudge)) / (2 * h), *from_place(j + 1)]

    return np.array(from_place(0))


right_value("5.3", lambda f, p, h: numerical_gradient(f, p, h), "nnlib's, passed on")
right_value("5.3", numerical_gradient, "nnlib's own function, with other names")


@right("5.3", "prints, other names, a default")
def gradient_of(height, point, step=1e-5):
    slopes = []
    for j in range(len(point)):
        nudge = np.zeros(len(point))
        nudge[j] = step
        slope = (height(point + nudge) - height(point - nudge)) / (2 * step)
        print(j, slope)
        slopes += [slope]
    return np.array(slopes, dtype=float)


@right("5.3", "half of h to each side and back: a central slope with the run h, doubled to 2h")
def my_gradient(f, p, h):
    result = []
    for j in range(len(p)):
        ahead = [x + h if i == j else x for i, x in enumerate(p)]
        behind = [x - h if i == j else x for i, x in enumerate(p)]
        result.append((f(np.array(ahead)) - f(np.array(behind))) / (2 * h))
    return np.array(result)


@wrong("5.3", "one-sided", ("central", "one-sided", "both", "back", "one side"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p)) / h)
    return np.array(slopes)


@wrong("5.3", "one-sided, to the left", ("central", "one-sided", "both", "forward", "one side"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p) - f(p - nudge)) / h)
    return np.array(slopes)


@wrong("5.3", "divided by h, not 2h", ("2h", "2 h", "2 * h", "twice", "double", "run"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / h)
    return np.array(slopes)


@wrong("5.3", "the bracket is missing: / 2 * h", ("bracket", "parenthes", "2 * h", "2h"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / 2 * h)
    return np.array(slopes)


@wrong("5.3", "the brackets are missing: only the second term is divided", ("bracket", "parenthes"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append(f(p + nudge) - f(p - nudge) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "one-sided, divided by 2h: half as much", ("half", "central", "f(p)", "both"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "the sign", SIGN)
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p - nudge) - f(p + nudge)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "not divided at all", ("divi", "run", "2h", "2 h"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append(f(p + nudge) - f(p - nudge))
    return np.array(slopes)


@wrong("5.3", "a list", ("list", "array"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return slopes


@wrong("5.3", "added up", (*SUM, "shape", "one number"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return np.sum(slopes)


@wrong("5.3", "all coordinates nudged at once", ("one coordinate", "at once", "alone", "each"))
def my_gradient(f, p, h):
    slope = (f(p + h) - f(p - h)) / (2 * h)
    return np.full(len(p), slope)


@wrong("5.3", "nudges stay: the places before are nudged, too", ("one coordinate", "zero", "alone"))
def my_gradient(f, p, h):
    slopes = []
    nudge = np.zeros(len(p))
    for j in range(len(p)):
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "two coordinates, as on the maps", ("two", "coordinates", "shape", "length"))
def my_gradient(f, p, h):
    by_x = (f(p + np.array([h, 0])) - f(p - np.array([h, 0]))) / (2 * h)
    by_y = (f(p + np.array([0, h])) - f(p - np.array([0, h]))) / (2 * h)
    return np.array([by_x, by_y])


@wrong("5.3", "the last coordinate is lost", ("last", "shape", "length"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p) - 1):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "returns inside of the loop", ("indent", "loop", "first", "shape"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
        return np.array(slopes)


@wrong("5.3", "no return", NOTHING)
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    slopes = np.array(slopes)


@wrong("5.3", "prints", NOTHING)
def my_gradient(f, p, h):
    print([(f(p + d) - f(p - d)) / (2 * h) for d in h * np.eye(len(p))])


@wrong("5.3", "nudges the point itself and leaves it there", CHANGES)
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        p[j] += h
        forward = f(p)
        p[j] -= 2 * h
        slopes.append((forward - f(p)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "the first gap left open", GAP)
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append(...)
    return np.array(slopes)


@wrong("5.3", "the second gap left open", GAP)
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return ...


@wrong("5.3", "the valley's formula, always", ("given", "any function", *FIXED))
def my_gradient(f, p, h):
    return np.array([2 * p[0], 50 * p[1]])


@wrong("5.3", "a fixed h of a tenth", ("0.1", "given"))
def my_gradient(f, p, h):
    h = 0.1
    return np.array([(f(p + d) - f(p - d)) / (2 * h) for d in h * np.eye(len(p))])


@wrong("5.3", "divides by the coordinate", ("divi", "2h", "2 h"))
def my_gradient(f, p, h):
    return np.array([(f(p + d) - f(p - d)) / (2 * p[j]) for j, d in enumerate(h * np.eye(len(p)))])


@wrong("5.3", "rounded to one decimal", ROUNDED)
def my_gradient(f, p, h):
    return np.round([(f(p + d) - f(p - d)) / (2 * h) for d in h * np.eye(len(p))], 1)


@wrong("5.3", "a column", SHAPE)
def my_gradient(f, p, h):
    slopes = [(f(p + d) - f(p - d)) / (2 * h) for d in h * np.eye(len(p))]
    return np.array(slopes).reshape(-1, 1)


@wrong("5.3", "back to front", (*ORDER, "revers", "coordinate"))
def my_gradient(f, p, h):
    slopes = []
    for d in h * np.eye(len(p)):
        slopes.insert(0, (f(p + d) - f(p - d)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "the function itself, divided by h", ("call", "function"))
def my_gradient(f, p, h):
    return np.array([(f + d - f - d) / (2 * h) for d in h * np.eye(len(p))])


@wrong("5.3", "never the last coordinate", ENDLESS, hangs=True)
def my_gradient(f, p, h):
    slopes, j = [], 0
    while j < len(p):
        slopes = [(f(p + h) - f(p - h)) / (2 * h)]
    return np.array(slopes)


wrong_value("5.3", np.array([2.0, 150.0]), "a gradient for a function", NO_FUNCTION)

# 5.4: a neuron for OR: w1, w2, b; each output within 0.1 of 0, 1, 1, 1.

right_value("5.4", np.array([5.847851, 5.847851, -2.674565]), "from (0, 0, 0), 1,000 steps")
right_value("5.4", [5.8367, 5.8361, -2.6687], "from another start, a list")
right_value("5.4", (7.2, 7.2, -3.4), "with eta=10, rounded to one decimal")
right_value("5.4", (5.8, 5.8, -2.7), "rounded to one decimal")
right_value("5.4", np.float32([7.1284, 7.1183, -3.322]), "3,000 steps, float32")
right_value("5.4", np.array([[5.8, 5.8, -2.7]])[-1], "the last row of a path")
right_value("5.4", (Fraction(58, 10), Fraction(58, 10), Fraction(-27, 10)), "fractions")
right_value("5.4", (Decimal("5.8"), Decimal("5.8"), Decimal("-2.7")), "Decimals")
right_value("5.4", (20, 20, -10), "large, as the text's own OR neuron")
right_value("5.4", lambda: iter([7.2, 7.2, -3.4]), "an iterator", made=True)
right_value("5.4", (12.0, 6.0, -2.5), "unequal weights")

OR_PATH = np.array([[0.0, 0.0, 0.0], [0.1875, 0.1875, 0.1], [5.8, 5.8, -2.7]])

wrong_value("5.4", OR_PATH, "the whole path", ("path", "last", "three numbers", "shape"))
wrong_value("5.4", OR_PATH[0], "the first point", ("first", "last", "0.5", "train"))
wrong_value("5.4", (1.22, 1.22, -0.004), "after 20 steps", ("steps", "more", "longer", "enough"))
wrong_value("5.4", (3.85, 3.85, -1.64), "after 200 steps: 00 is 0.16", ("00", "steps", "longer"))
wrong_value("5.4", (-5.1, -5.1, 7.8), "NAND's", ("nand", "target", "00"))
wrong_value("5.4", (5.1, 5.1, -7.8), "AND's", ("is and", "an and", "and gate", "target", "01"))
wrong_value("5.4", (-5.8, -5.8, 2.7), "all signs turned", (*SIGN, "00", "nor"))
wrong_value("5.4", (-2.7, 5.8, 5.8), "the bias first", (*ORDER, "bias", "last"))
wrong_value(
    "5.4", (2, 2, -1), "the perceptron's numbers", ("00", "0.1", "train", "larger", "steps")
)
wrong_value("5.4", (5.8, 5.8), "no bias", ("three", "bias"))
wrong_value("5.4", ([5.8, 5.8], ...), "a gap left open", GAP)
wrong_value("5.4", (0.06, 0.96, 0.96, 1.0), "the outputs", ("three", "output", "weights"))
wrong_value("5.4", (0, 1, 1, 1), "the targets", ("three", "target", "weights"))
wrong_value("5.4", (5.8, 5.8, 2.7), "the bias has the wrong sign", ("bias", "00", *SIGN))
wrong_value("5.4", (5.8, 5.8, 0), "the bias forgotten", ("bias", "00"))
wrong_value("5.4", (5.8, 0, -2.7), "hears one input", ("01", "second", "weight"))
wrong_value("5.4", (6, 6, -6), "a tie at 01 and 10", ("01", "10", "0.5", "bias"))
wrong_value("5.4", ("5.8", "5.8", "-2.7"), "texts", QUOTES)
wrong_value("5.4", 0.002, "the error", ("three", "error"))
wrong_value("5.4", None, "train without return", NOTHING)
wrong_value("5.4", (5.8, 5.8, float("nan")), "not a number", ("nan", "not a number", "finite"))
wrong_value("5.4", (0, 0, 0), "XOR's end, all 0", ("0.5", "steps", "train", "start"))
wrong_value("5.4", partial(print, "train"), "a function", FUNCTION)
wrong_value("5.4", (6, 6, -2), "00 a bit too high: 0.12", ("00",))
wrong_value("5.4", (5, 5, -3), "01 and 10 a bit too low: 0.88", ("01", "10"))
wrong_value("5.4", (5, 8, 5, 8, -2, 7), "decimal commas", ("comma", "three"))


@wrong("5.4", "calls itself until it has learned", (*DEEP, *FUNCTION))
def my_or_neuron(p):
    return my_or_neuron(p)


# A second pass: one who is careless, a mathematician, a beginner, one who knows numpy well.

right_value("5.1", 1 / 50 / 2, "two divisions")
right_value("5.1", np.longdouble("0.01"), "a long double")
right_value("5.1", np.reciprocal(100.0), "a reciprocal")
wrong_value("5.1", "1 %", "percent as a text", QUOTES)
wrong_value("5.1", 1 / 25, "the first valley again", ("25", "text", "100", "steeper"))
wrong_value("5.1", 2 / 100, "2 by 100", ("derivative", "200", "explo"))
wrong_value("5.1", 10, "100 taken for the rate's root", ("explo", "learning rate"))
wrong_value("5.1", (0, 0.01), "an interval in which it arrives", ("one number", "single"))
wrong_value("5.1", 0.01 + 0.001j, "a complex number", None)
wrong_value("5.1", float("nan"), "0 / 0", ("nan", "not a number", "number"))

right_value("5.2", "A+E", "with a plus")
right_value("5.2", "A;E", "with a semicolon")
right_value("5.2", "A\nE", "on two lines")
right_value("5.2", ["a", "e"], "a list of small letters")
right_value("5.2", ["AE"], "the text in a list")
wrong_value("5.2", "none", "a word for none", ("letter", "minimum", "hollow"))
wrong_value("5.2", ["A", "B", "E"], "three in a list", ("saddle", "falls"))
wrong_value("5.2", ["A", 5], "a letter and a number", ("letter",))
wrong_value("5.2", "ACE", "all that have no xy", ("top", "maximum"))
wrong_value("5.2", "AAE B", "a B with a blank before it", ("saddle", "falls"))
wrong_value("5.2", [[0, 0]], "the place", ("letter",))
wrong_value("5.2", "CDB", "the others, in another order", ("saddle", "top"))
wrong_value("5.2", "EE", "E twice", ("missing", "forgot", "more"))


@right("5.3", "einsum of the differences with their directions")
def my_gradient(f, p, h):
    e = np.eye(len(p))
    rises = np.array([f(p + h * d) - f(p - h * d) for d in e])
    return np.einsum("j,jk->k", rises, e) / (2 * h)


@right("5.3", "np.vectorize over the places")
def my_gradient(f, p, h):
    p = np.array(p, dtype=float)

    def slope(j):
        e = np.eye(p.size)[j] * h
        return (f(p + e) - f(p - e)) / (2 * h)

    return np.vectorize(slope, otypes=[float])(np.arange(p.size))


@right("5.3", "two lists of heights, subtracted as arrays")
def my_gradient(f, p, h):
    ahead, behind = [], []
    for j in range(p.size):
        nudge = np.zeros_like(p, dtype=float)
        nudge[j] += h
        ahead.append(f(p + nudge))
        behind.append(f(p - nudge))
    return (np.array(ahead) - np.array(behind)) / 2 / h


@wrong("5.3", "nudges always the first place", ("first", "coordinate", "place j"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[0] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "around the origin, not around the point", ("origin", "p +"))
def my_gradient(f, p, h):
    return np.array([(f(d) - f(-d)) / (2 * h) for d in h * np.eye(len(p))])


@wrong("5.3", "the nudge multiplied on", ("add", "plus", "p +", "coordinate"))
def my_gradient(f, p, h):
    slopes = []
    for j in range(len(p)):
        factor = np.ones(len(p))
        factor[j] = 1 + h
        slopes.append((f(p * factor) - f(p / factor)) / (2 * h))
    return np.array(slopes)


@wrong("5.3", "the length of the gradient is made 1", ("length", "divi"))
def my_gradient(f, p, h):
    g = np.array([(f(p + d) - f(p - d)) / (2 * h) for d in h * np.eye(len(p))])
    return g / np.linalg.norm(g)


@wrong("5.3", "the slopes without their signs", SIGN)
def my_gradient(f, p, h):
    return np.array([abs(f(p + d) - f(p - d)) / (2 * h) for d in h * np.eye(len(p))])


@wrong("5.3", "the second difference: the bend", ("slope", "bend", "difference"))
def my_gradient(f, p, h):
    return np.array([(f(p + d) - 2 * f(p) + f(p - d)) / h**2 for d in h * np.eye(len(p))])


right_value("5.4", (10.0, 10.0, -5.0), "from a large start")
right_value("5.4", np.array([-0.0, 0, 0]) + np.array([7.2, 7.19, -3.36]), "a sum of steps")
wrong_value("5.4", (5.8, -5.8, -2.7), "a sign in the weights", ("01", "11", *SIGN))
wrong_value("5.4", (20, 20, -25), "two inputs needed", ("01", "10", "an and", "is and"))
wrong_value("5.4", (5.8, 5.8, -2.7, 0.002), "the error as a fourth number", ("three", "error"))
wrong_value("5.4", (1e9, 1e9, 1), "00 says yes for certain? no: 0.73", ("00", "bias"))
wrong_value("5.4", {"w": (5.8, 5.8), "b": -2.7}, "a dictionary", ("three",))
wrong_value("5.4", "5.8 5.8 -2.7", "one text", QUOTES)
