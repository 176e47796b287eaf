"""Lesson 02, sigmoid neurons: σ(−2), a step, the slope, the change of the output, no warning."""

import math
import time
import warnings
from decimal import Decimal
from fractions import Fraction
from functools import partial

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    CHANGES,
    ENDLESS,
    FIXED,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ORDER,
    QUOTES,
    ROUNDED,
    SIGN,
    SUM,
)
from nnlib import sigmoid, sigmoid_neuron, sigmoid_prime

# 2.1: σ(−2) = 1 − σ(2), and σ(2) is 0.88.

right_value("2.1", 0.12, "1 − 0.88 in the head")
right_value("2.1", 1 - 0.88, "1 − 0.88 by the computer")
right_value("2.1", 0.119, "from the three decimals of the table")
right_value("2.1", 0.1192, "four decimals")
right_value("2.1", 1 - sigmoid(2), "1 − sigmoid(2), exact")
right_value("2.1", Fraction(12, 100), "a fraction")
right_value("2.1", Decimal("0.12"), "a Decimal")
right_value("2.1", np.float32(0.12), "a float32")
right_value("2.1", np.array([0.12]), "an array of one number")
right_value("2.1", np.round(1 - sigmoid(2), 2), "rounded to two decimals")
right_value("2.1", np.float16(0.12), "a half float")

wrong_value("2.1", -0.88, "σ(−z) = −σ(z)", SIGN + ("between 0 and 1", "1 -", "1 −"))
wrong_value("2.1", 0.88, "the same as σ(2)", ("same", "other side", "symmetr", "mirror"))
wrong_value("2.1", 0, "0, as far out", ("0.5", "not yet", "far", "nearly"))
wrong_value("2.1", -0.12, "the sign", SIGN + ("between 0 and 1",))
wrong_value("2.1", 0.5, "the middle", ("z = 0", "middle", "half"))
wrong_value("2.1", 12, "in percent", ("percent", "between 0 and 1"))
wrong_value("2.1", "0.12", "a text", QUOTES)
wrong_value("2.1", (0, 12), "a decimal comma", ("comma",))
wrong_value("2.1", 1.88, "1 + 0.88", ("between 0 and 1", "1 -", "1 −", "plus"))
wrong_value("2.1", 0.269, "σ(−1)", None)
wrong_value("2.1", 0.007, "σ(−5)", None)
wrong_value("2.1", 0.105, "the slope at 2", ("slope",))
wrong_value("2.1", 1 / 0.88, "one by 0.88", ("1 -", "1 −", "subtract", "minus", "between 0 and 1"))
wrong_value("2.1", 0.44, "half of it", None)
wrong_value("2.1", 0.38, "as far above the middle", None)
wrong_value("2.1", None, "the result of print", NOTHING)
wrong_value("2.1", lambda: 0.12, "a function", FUNCTION)
wrong_value("2.1", round(math.exp(-2), 3), "e to the −2", ("power",))
wrong_value("2.1", 0.2, "1 − 0.8, misread", None)
wrong_value("2.1", "0,12", "a text with a comma", QUOTES + ("comma",))
wrong_value("2.1", 0.012, "a place too far right", None)
wrong_value("2.1", sigmoid, "the function sigmoid", FUNCTION)

# 2.2: 0.5 at 0.3, at most 0.01 at 0.25, at least 0.99 at 0.35: b = −0.3 w, w ≥ 91.91.

right_value("2.2", (100, -30), "round numbers")
right_value("2.2", (1000, -300), "very steep")
right_value("2.2", (92, -27.6), "hardly steep enough")
right_value("2.2", (95, -0.3 * 95), "computed")
right_value("2.2", (np.float64(200), np.float64(-60)), "numbers of numpy")
right_value("2.2", ([100], -30), "the weight as a list of one")
right_value("2.2", (np.array([100.0]), np.array([-30.0])), "arrays of one number")
right_value("2.2", (Fraction(100), Fraction(-30)), "fractions")
right_value("2.2", (Decimal(100), Decimal(-30)), "Decimals")
right_value("2.2", (np.float32(100), np.float32(-30)), "float32")
right_value("2.2", (1e5, -3e4), "a cliff")
right_value("2.2", (math.log(99) / 0.05 + 0.1, -0.3 * (math.log(99) / 0.05 + 0.1)), "solved")
right_value("2.2", np.array([100, -30]), "both numbers as one array")

wrong_value("2.2", (40, -20), "the numbers of the text, boundary 0.5", ("boundary", "0.5", "0.3"))
wrong_value("2.2", (10, -3), "right boundary, not steep", ("steep", "multiply"))
wrong_value("2.2", (1, -0.3), "right boundary, weight 1", ("steep", "multiply"))
wrong_value("2.2", (50, -15), "half as steep as needed", ("steep", "multiply"))
wrong_value("2.2", (91, -27.3), "nearly steep enough", ("steep", "multiply"))
wrong_value("2.2", (-100, 30), "all signs turned: falls instead of rising", (*SIGN, "fall", "down"))
wrong_value("2.2", (100, 30), "the bias has the wrong sign", (*SIGN, "boundary"))
wrong_value("2.2", (100, -0.3), "the bias is minus the place, not times the weight", ("boundary",))
wrong_value("2.2", (100, 0.3), "the bias is the place", ("boundary", *SIGN))
wrong_value("2.2", (100, 0), "no bias", ("boundary", "bias"))
wrong_value("2.2", (-30, 100), "swapped", ORDER)
wrong_value("2.2", ("100", "-30"), "texts", QUOTES)
wrong_value("2.2", (100, -35), "boundary at 0.35", ("boundary", "0.35", "0.3"))
wrong_value("2.2", (100, -25), "boundary at 0.25", ("boundary", "0.25", "0.3"))
wrong_value("2.2", (100, -29), "boundary at 0.29", ("boundary", "0.3"))
wrong_value("2.2", (..., -30), "a gap left open", GAP)
wrong_value("2.2", (100, ...), "the second gap left open", GAP)
wrong_value("2.2", ([100, 100], -30), "two weights for one input", ("one input", "one weight"))
wrong_value("2.2", (100, None), "no bias came", NOTHING)
wrong_value("2.2", (0, 0), "0.5 everywhere", ("steep", "0.5", "everywhere", "weight"))
wrong_value("2.2", (400, -20), "the weight alone times 10", ("boundary", "both", "bias"))
wrong_value("2.2", (100, -300), "the bias too large", ("boundary",))
wrong_value("2.2", (float("inf"), float("-inf")), "infinite", ("inf", "finite"))

# 2.3: z and a are arrays; the slope is a (1 − a).


@right("2.3", "the product")
def my_slope(z, a):
    return a * (1 - a)


@right("2.3", "multiplied out")
def my_slope(z, a):
    return a - a**2


right_value("2.3", lambda z, a: np.multiply(a, np.subtract(1, a)), "numpy's functions, a lambda")


@right("2.3", "a quarter minus the distance from a half, squared")
def my_slope(z, a):
    return 0.25 - (a - 0.5) ** 2


@right("2.3", "a loop with append")
def my_slope(z, a):
    slopes = []
    for output in a:
        slopes.append(output * (1 - output))
    return np.array(slopes)


@right("2.3", "np.vectorize")
def my_slope(z, a):
    return np.vectorize(lambda output: output * (1 - output), otypes=[float])(a)


@right("2.3", "by the rest, named")
def my_slope(z, a):
    rest = 1 - a
    return rest * a


@right("2.3", "other names, a default")
def slope(weighted_input=None, output=None):
    return output * (1.0 - output)


@right("2.3", "fills an array of the same shape")
def my_slope(z, a):
    out = np.empty_like(a)
    np.multiply(a, 1 - a, out=out)
    return out


@right("2.3", "works on a copy")
def my_slope(z, a):
    a = a.copy()
    a *= 1 - a
    return a


@right("2.3", "all arguments in one")
def my_slope(*both):
    return both[1] * (1 - both[1])


@right("2.3", "einsum")
def my_slope(z, a):
    return np.einsum("...,...->...", a, 1 - a)


@wrong("2.3", "z where a belongs", ("with a", "output"))
def my_slope(z, a):
    return z * (1 - z)


@wrong("2.3", "one factor with z", ("with a",))
def my_slope(z, a):
    return a * (1 - z)


@wrong("2.3", "sigmoid_prime of a: σ twice", ("twice", "again", "σ"))
def my_slope(z, a):
    return sigmoid_prime(a)


@wrong("2.3", "the sign", SIGN)
def my_slope(z, a):
    return a * (a - 1)


@wrong("2.3", "only the rest", ("1 - a", "1 − a", "product", "factor", "multipl"))
def my_slope(z, a):
    return 1 - a


@wrong("2.3", "only the output", ("output", "product", "factor", "multipl", "height"))
def my_slope(z, a):
    return a


@wrong("2.3", "the square of a", ("square", "1 - a", "1 − a"))
def my_slope(z, a):
    return a**2


@wrong("2.3", "a (1 + a)", ("plus", "1 - a", "1 − a", "minus"))
def my_slope(z, a):
    return a * (1 + a)


@wrong("2.3", "always the steepest slope", ("0.25", *FIXED))
def my_slope(z, a):
    return np.full(a.shape, 0.25)


@wrong("2.3", "a single 0.25", ("0.25", "shape", *FIXED))
def my_slope(z, a):
    return 0.25


@wrong("2.3", "added up", (*SUM, "shape"))
def my_slope(z, a):
    return np.sum(a * (1 - a))


@wrong("2.3", "a dot product", (*SUM, "shape", "dot", "elementwise", "each"))
def my_slope(z, a):
    return np.dot(a.ravel(), (1 - a).ravel())


@wrong("2.3", "the first only", ("first", "shape", "each"))
def my_slope(z, a):
    return a[0] * (1 - a[0])


@wrong("2.3", "changes its argument", CHANGES)
def my_slope(z, a):
    a *= 1 - a
    return a


@wrong("2.3", "prints", NOTHING)
def my_slope(z, a):
    print(a * (1 - a))


@wrong("2.3", "a call instead of a product", ("multipl", "call"))
def my_slope(z, a):
    return a(1 - a)


@wrong("2.3", "arguments swapped", ("order", "swap", "exchang"))
def my_slope(a, z):
    return a * (1 - a)


@wrong("2.3", "rounded to two decimals", ROUNDED)
def my_slope(z, a):
    return np.round(a * (1 - a), 2)


@wrong("2.3", "computes σ again, which the text forbids", ("again", "without", "σ", "sigmoid"))
def my_slope(z, a):
    return sigmoid_prime(z)


@wrong("2.3", "the slope by differences of the neighbours", ("shape", "one fewer", "fewer"))
def my_slope(z, a):
    return np.diff(a) / np.diff(z)


@wrong("2.3", "doubled", ("twice", "factor"))
def my_slope(z, a):
    return 2 * a * (1 - a)


@wrong("2.3", "a² − a: turned round", SIGN)
def my_slope(z, a):
    return a**2 - a


@wrong("2.3", "asks one question of a whole array", ("array", "where", "truth", "ambiguous", "if"))
def my_slope(z, a):
    if a > 0.5:
        return a * (1 - a)
    return (1 - a) * a


@wrong("2.3", "times z as well", ("factor",))
def my_slope(z, a):
    return z * a * (1 - a)


@wrong("2.3", "right only for outputs from a half on", ("negative", "below", "0.5"))
def my_slope(z, a):
    return np.where(z >= 0, a * (1 - a), 0)


@wrong("2.3", "the table's five slopes", (*FIXED, "shape"))
def my_slope(z, a):
    return np.array([0.105, 0.25, 0.197, 0.105, 0.018])


@wrong("2.3", "a gap left open", GAP)
def my_slope(z, a):
    return ..., a


wrong_value("2.3", 0.25, "a number for a function", NO_FUNCTION)
wrong_value("2.3", "a * (1 - a)", "the formula as a text", (*NO_FUNCTION, "text", "quote"))


@wrong("2.3", "the square root of a (1 − a)", None)
def my_slope(z, a):
    return np.sqrt(a * (1 - a))


@wrong("2.3", "the last one is lost", ("last", "shape", "length"))
def my_slope(z, a):
    return np.array([a[i] * (1 - a[i]) for i in range(len(a) - 1)])


# 2.4: σ′(z) (x·Δw + Δb) with z = w·x + b; a number.


@right("2.4", "the change of z times the slope")
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)


@right("2.4", "as the formula: a sum of products")
def my_change(w, b, x, change_w, change_b):
    slope = sigmoid_prime(w @ x + b)
    return np.sum(slope * x * change_w) + slope * change_b


@right("2.4", "loops, and math.exp")
def my_change(w, b, x, change_w, change_b):
    z = b
    for j in range(len(w)):
        z += w[j] * x[j]
    a = 1 / (1 + math.exp(-z))
    total = a * (1 - a) * change_b
    for j in range(len(w)):
        total += a * (1 - a) * x[j] * change_w[j]
    return total


@right("2.4", "zip and sum, made a float")
def my_change(w, b, x, change_w, change_b):
    z = sum(wj * xj for wj, xj in zip(w, x)) + b
    change_z = sum(xj * dwj for xj, dwj in zip(x, change_w)) + change_b
    return float(sigmoid_prime(z) * change_z)


@right("2.4", "by the neuron's output a, a (1 − a)")
def my_change(w, b, x, change_w, change_b):
    a = sigmoid_neuron(w, b, x)
    return a * (1 - a) * ((x * change_w).sum() + change_b)


@right("2.4", "the bias as a weight of an input that is 1")
def my_change(w, b, x, change_w, change_b):
    w1, x1, change = np.append(w, b), np.append(x, 1), np.append(change_w, change_b)
    return sigmoid_prime(w1 @ x1) * (x1 @ change)


@right("2.4", "einsum, other names")
def predicted(weights, bias, inputs, dw, db):
    z = np.einsum("j,j", weights, inputs) + bias
    return sigmoid_prime(z) * (np.einsum("j,j", inputs, dw) + db)


@right("2.4", "a gradient first, then its dot product")
def my_change(w, b, x, change_w, change_b):
    by_w = sigmoid_prime(np.inner(w, x) + b) * x
    by_b = sigmoid_prime(np.inner(w, x) + b)
    return by_w @ change_w + by_b * change_b


@right("2.4", "an array of one number, by columns")
def my_change(w, b, x, change_w, change_b):
    column = x.reshape(-1, 1)
    z = w.reshape(1, -1) @ column + b
    return sigmoid_prime(z) * (change_w.reshape(1, -1) @ column + change_b)


@right("2.4", "prints its steps")
def my_change(w, b, x, change_w, change_b):
    change_z = np.dot(x, change_w) + change_b
    slope = sigmoid_prime(np.dot(w, x) + b)
    print("change of z", change_z, "slope", slope)
    return slope * change_z


class Neuron:
    def __init__(self, slope=sigmoid_prime):
        self.slope = slope

    def __call__(self, w, b, x, change_w, change_b):
        return self.slope(w @ x + b) * (change_w @ x + change_b)


right_value("2.4", Neuron(), "an object that can be called")


@right("2.4", "the slope by central differences with a tiny nudge")
def my_change(w, b, x, change_w, change_b):
    z = np.dot(w, x) + b
    h = 1e-6
    slope = (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
    return slope * (np.dot(x, change_w) + change_b)


@wrong("2.4", "forgets x", ("input", "multipl"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.sum(change_w) + change_b)


@wrong("2.4", "forgets the bias's change", ("bias", "change_b", "δb"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * np.dot(x, change_w)


@wrong("2.4", "forgets the bias in z", ("bias",))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x)) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "σ instead of its slope", ("slope", "σ", "prime"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "the real change", ("real", "formula", "predict", "curve"))
def my_change(w, b, x, change_w, change_b):
    before = sigmoid(np.dot(w, x) + b)
    return sigmoid(np.dot(w + change_w, x) + b + change_b) - before


@wrong("2.4", "forgets the slope", ("slope", "σ", "prime"))
def my_change(w, b, x, change_w, change_b):
    return np.dot(x, change_w) + change_b


@wrong("2.4", "one number for each weight, not added up", (*SUM, "shape", "one number", "number"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (x * change_w + change_b)


@wrong("2.4", "adds the bias's change for each weight", ("bias", "once", "change_b", "each"))
def my_change(w, b, x, change_w, change_b):
    return np.sum(sigmoid_prime(np.dot(w, x) + b) * (x * change_w + change_b))


@wrong("2.4", "the mean for the sum", SUM)
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.mean(x * change_w) + change_b)


@wrong("2.4", "w for x in the change", ("input", "weight"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.dot(w, change_w) + change_b)


@wrong("2.4", "the slope at the new place", ("before", "new", "old", "start"))
def my_change(w, b, x, change_w, change_b):
    z = np.dot(w + change_w, x) + b + change_b
    return sigmoid_prime(z) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "the slope of the output: σ twice", ("twice", "σ", "slope"))
def my_change(w, b, x, change_w, change_b):
    a = sigmoid(np.dot(w, x) + b)
    return sigmoid_prime(a) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "the sign", SIGN)
def my_change(w, b, x, change_w, change_b):
    return -sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "the new output instead of its change", ("change", "before", "output"))
def my_change(w, b, x, change_w, change_b):
    a = sigmoid(np.dot(w, x) + b)
    return a + a * (1 - a) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "x as a factor of the bias's change, too", ("bias", "change_b"))
def my_change(w, b, x, change_w, change_b):
    return np.sum(sigmoid_prime(np.dot(w, x) + b) * x * (change_w + change_b))


@wrong("2.4", "the first weight only", ("first", "each", *SUM))
def my_change(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * x[0] * change_w[0] + slope * change_b


@wrong("2.4", "two inputs only, as the swimmer", ("two", "number of", "length"))
def my_change(w, b, x, change_w, change_b):
    slope = sigmoid_prime(w[0] * x[0] + w[1] * x[1] + b)
    return slope * (x[0] * change_w[0] + x[1] * change_w[1] + change_b)


@wrong("2.4", "the loop loses the last weight", ("last",))
def my_change(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    total = slope * change_b
    for j in range(len(w) - 1):
        total += slope * x[j] * change_w[j]
    return total


@wrong("2.4", "minus the bias's change", ("bias", *SIGN))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) - change_b)


@wrong("2.4", "rounded to three decimals", ROUNDED)
def my_change(w, b, x, change_w, change_b):
    return round(float(sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)), 3)


@wrong("2.4", "changes w to move it", CHANGES)
def my_change(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    w += change_w
    return slope * (np.dot(x, change_w) + change_b)


@wrong("2.4", "nothing comes back", NOTHING)
def my_change(w, b, x, change_w, change_b):
    result = sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "two parts, not added", (*SUM, "two", "one number", "tuple"))
def my_change(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * np.dot(x, change_w), slope * change_b


@wrong("2.4", "slope forgotten for the bias", ("slope", "bias"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * np.dot(x, change_w) + change_b


@wrong("2.4", "the swimmer's numbers", FIXED)
def my_change(w, b, x, change_w, change_b):
    return 0.0098


@wrong("2.4", "parameters in another order", (*ORDER, "parameter"))
def my_change(x, w, b, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)


wrong_value("2.4", 0.0098, "a number for a function", NO_FUNCTION)

# 2.5: σ of an array, without a warning.


@right("2.5", "the gaps filled")
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


@right("2.5", "e to the −|z| by a case distinction")
def my_sigmoid(z):
    small = np.exp(np.where(z >= 0, -z, z))
    return np.where(z >= 0, 1, small) / (1 + small)


@right("2.5", "masks")
def my_sigmoid(z):
    result = np.zeros(z.shape)
    up = z >= 0
    result[up] = 1 / (1 + np.exp(-z[up]))
    low = np.exp(z[~up])
    result[~up] = low / (1 + low)
    return result


@right("2.5", "by the hyperbolic tangent")
def my_sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


@right("2.5", "minimum instead of abs")
def my_sigmoid(z):
    small = np.exp(np.minimum(z, -z))
    return np.where(z < 0, small / (1 + small), 1 / (1 + small))


@right("2.5", "logaddexp")
def my_sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


@right("2.5", "one minus for the upper half")
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    low = small / (1 + small)
    return np.where(z >= 0, 1 - low, low)


@right("2.5", "the plain formula with its warning switched off for this line, as nnlib")
def my_sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


@right("2.5", "clipped before the power")
def my_sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


@right("2.5", "number by number with math, in the array's shape")
def my_sigmoid(z):
    def one(value):
        small = math.exp(-abs(value))
        return 1 / (1 + small) if value >= 0 else small / (1 + small)

    return np.array([one(value) for value in np.ravel(z)]).reshape(np.shape(z))


@right("2.5", "np.piecewise, other name")
def smooth(t):
    up = lambda u: 1 / (1 + np.exp(-u))
    down = lambda u: np.exp(u) / (1 + np.exp(u))
    return np.piecewise(np.asarray(t, dtype=float), [t >= 0, t < 0], [up, down])


right_value("2.5", lambda z: np.reciprocal(1 + np.exp(-np.maximum(z, -709))), "a floor for z")


@right("2.5", "z > 0 instead of z >= 0: at 0 both formulas give a half")
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z > 0, 1 / (1 + small), small / (1 + small))


@wrong("2.5", "e to the +|z|", (*SIGN, "−|z|", "-np.abs", "overflow", "warn"))
def my_sigmoid(z):
    small = np.exp(np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


@wrong("2.5", "the plain formula", ("warn", "overflow"))
def my_sigmoid(z):
    return 1 / (1 + np.exp(-z))


@wrong("2.5", "np.where of two full formulas: both are computed", ("warn", "overflow", "both"))
def my_sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@wrong("2.5", "the branches exchanged", ("exchang", "swap", "branch", "order", "1 - ", "opposite"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, small / (1 + small), 1 / (1 + small))


@wrong("2.5", "the lower formula everywhere", ("z >= 0", "z ≥ 0", "positive", "where"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return small / (1 + small)


@wrong("2.5", "the upper formula everywhere", ("z < 0", "negative", "where"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return 1 / (1 + small)


@wrong("2.5", "e to the −z: large for negative z", ("warn", "overflow", "abs", "|z|"))
def my_sigmoid(z):
    small = np.exp(-z)
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


@wrong("2.5", "the 1 is missing below", ("1 +", "denominator", "below", "bottom"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small)


@wrong("2.5", "one minus for plus", ("1 +", "plus", "minus", "divide", "warn", "zero"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 - small), small / (1 - small))


@wrong("2.5", "math.exp, for one number only", ("array", "np.exp", "numpy"))
def my_sigmoid(z):
    small = math.exp(-abs(z))
    return 1 / (1 + small) if z >= 0 else small / (1 + small)


@wrong("2.5", "if on a whole array", ("array", "np.where", "truth", "ambiguous"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    if z >= 0:
        return 1 / (1 + small)
    else:
        return small / (1 + small)


@wrong("2.5", "takes the sign off z itself", CHANGES)
def my_sigmoid(z):
    up = z >= 0
    z[~up] *= -1
    small = np.exp(-z)
    return np.where(up, 1 / (1 + small), small / (1 + small))


@wrong("2.5", "rounded to three decimals", ROUNDED)
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.round(np.where(z >= 0, 1 / (1 + small), small / (1 + small)), 3)


@wrong("2.5", "the step function", ("step", "smooth"))
def my_sigmoid(z):
    return np.where(z >= 0, 1.0, 0.0)


@wrong("2.5", "prints", NOTHING)
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    print(np.where(z >= 0, 1 / (1 + small), small / (1 + small)))


@wrong("2.5", "returns small", ("small", "gap", "where"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return small


@wrong("2.5", "the second gap left open", GAP)
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return ...


@wrong("2.5", "clipped far too near", ("clip", "far", "-1000", "−1000", "0.0"))
def my_sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


@wrong("2.5", "cuts z at 0", ("negative", "z < 0"))
def my_sigmoid(z):
    return 1 / (1 + np.exp(-np.maximum(z, 0)))


@wrong("2.5", "|z| for z in the condition, always true", ("negative", "z < 0", "z >= 0"))
def my_sigmoid(z):
    z = np.abs(z)
    small = np.exp(-z)
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


@wrong("2.5", "the slope instead of σ", ("slope",))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return small / (1 + small) ** 2


@wrong("2.5", "the tangent, from −1 to 1", ("0 and 1", "-1", "negative", "between"))
def my_sigmoid(z):
    return np.tanh(z / 2)


@wrong("2.5", "warns on its own account", ("warn",))
def my_sigmoid(z):
    warnings.warn("z may be large", stacklevel=2)
    return 0.5 * (1 + np.tanh(z / 2))


@wrong("2.5", "2 to the −|z| for e", ("exp",))
def my_sigmoid(z):
    small = 2.0 ** -np.abs(z)
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


@wrong("2.5", "added up", (*SUM, "shape", "one number"))
def my_sigmoid(z):
    return np.sum(0.5 * (1 + np.tanh(z / 2)))


wrong_value("2.5", 0.5, "a number for a function", NO_FUNCTION)


@wrong("2.5", "looks for a sum that never comes", ENDLESS, hangs=True)
def my_sigmoid(z):
    term, total = np.ones(np.shape(z)), np.ones(np.shape(z))
    while not np.all(total == np.pi):
        term = term / 2
        total = total + term
    return 1 / total


right_value(
    "2.5", partial(np.vectorize(lambda v: float(sigmoid(v)), otypes=[float])), "vectorize, partial"
)

# A second pass: one who is careless, a mathematician, a beginner, one who knows numpy well.

right_value("2.1", np.float32(1) - np.float32(0.88), "1 − 0.88 in float32")
right_value("2.1", 1 / (1 + math.e**2), "by hand after all")
right_value("2.1", (100 - 88) / 100, "from percents")
wrong_value("2.1", "12%", "percent as a text", QUOTES)
wrong_value("2.1", [0.88, 0.12], "both", None)
wrong_value("2.1", 1, "rounded up", None)
wrong_value("2.1", 0.1192j, "a complex number", None)
wrong_value("2.1", 0.018, "σ(−4)", None)

right_value("2.2", (150, np.float64(-45)), "another pair")
right_value("2.2", lambda: iter((120.0, -36.0)), "an iterator over the two", made=True)
wrong_value("2.2", (90, -27), "rounded down", ("steep", "0.01", "0.99"))
wrong_value("2.2", (100, -30.3), "boundary at 0.303", ("boundary", "0.5"))
wrong_value("2.2", 100, "one number", ("two", "pair"))
wrong_value("2.2", (100, -30, 0), "three numbers", ("two", "three"))
wrong_value("2.2", (0.3, -0.09), "the place for the weight", ("steep", "multiply"))
wrong_value("2.2", (10j, -3j), "complex", None)


@right("2.3", "a polynomial in a")
def my_slope(z, a):
    return np.polyval([-1, 1, 0], a)


@right("2.3", "the product of two columns")
def my_slope(z, a):
    return np.prod(np.stack([a, 1 - a]), axis=0)


@right("2.3", "the mean of the two orders, with checks")
def my_slope(z, a):
    assert z.shape == a.shape
    return (a * (1 - a) + (1 - a) * a) / 2


@right("2.3", "flat, number by number, back in shape")
def my_slope(z, a):
    return np.array([v - v * v for v in a.flat]).reshape(a.shape)


@wrong("2.3", "rise over run with the run forgotten", None)
def my_slope(z, a):
    return sigmoid(z + 0.0001) - sigmoid(z)


@wrong("2.3", "yields one by one", ("yield", "generator", "array"))
def my_slope(z, a):
    for v in a:
        yield v * (1 - v)


@wrong("2.3", "the derivative of z² − z", ("a (1", "product"))
def my_slope(z, a):
    return 1 - 2 * a


@wrong("2.3", "writes into a slice of a", CHANGES)
def my_slope(z, a):
    a[:] = a * (1 - a)
    return a


@wrong("2.3", "a by the rest", ("divi", "multipl", "product"))
def my_slope(z, a):
    return a / (1 - a)


@right("2.4", "by hand with the gradient in one vector")
def my_change(w, b, x, change_w, change_b):
    inputs = np.concatenate([x, [1.0]])
    a = 1.0 / (1.0 + np.exp(-(inputs @ np.concatenate([w, [b]]))))
    gradient = a * (1 - a) * inputs
    return gradient @ np.concatenate([change_w, [change_b]])


@right("2.4", "keyword-only helper, nested")
def my_change(w, b, x, change_w, change_b):
    def weighted(weights, *, bias):
        return float(sum(p * q for p, q in zip(weights, x, strict=True))) + bias

    return sigmoid_prime(weighted(w, bias=b)) * weighted(change_w, bias=change_b)


@wrong("2.4", "divides by the number of weights", SUM)
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b) / len(w)


@wrong("2.4", "the outer product", ("outer", "shape", "one number", "dot"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * (np.outer(x, change_w) + change_b)


@wrong("2.4", "sleeps a long time before it answers", ENDLESS, hangs=True)
def my_change(w, b, x, change_w, change_b):
    for _ in range(600):
        time.sleep(0.1)
    return sigmoid_prime(np.dot(w, x) + b) * (np.dot(x, change_w) + change_b)


@wrong("2.4", "the largest of the changes only", (*SUM, "largest"))
def my_change(w, b, x, change_w, change_b):
    return sigmoid_prime(np.dot(w, x) + b) * np.max(x * change_w)


@wrong("2.4", "the changes without their signs", SIGN)
def my_change(w, b, x, change_w, change_b):
    slope = sigmoid_prime(np.dot(w, x) + b)
    return slope * (np.sum(np.abs(x * change_w)) + abs(change_b))


@right("2.5", "np.select")
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.select([z >= 0, z < 0], [1 / (1 + small), small / (1 + small)])


@right("2.5", "multiplied by the conditions")
def my_sigmoid(z):
    small = np.exp(-abs(z))
    return (z >= 0) / (1 + small) + (z < 0) * small / (1 + small)


@right("2.5", "a loop over all places, filled in")
def my_sigmoid(z):
    out = np.zeros(z.shape)
    for place in np.ndindex(z.shape):
        t = math.exp(-abs(z[place]))
        out[place] = 1 / (1 + t)
        if z[place] < 0:
            out[place] = t / (1 + t)
    return out


@wrong("2.5", "nan_to_num repairs the wrong end", ("warn", "overflow"))
def my_sigmoid(z):
    return np.nan_to_num(np.exp(z) / (1 + np.exp(z)))


@wrong("2.5", "abs written into z", CHANGES)
def my_sigmoid(z):
    up = z >= 0
    np.abs(z, out=z)
    small = np.exp(-z)
    return np.where(up, 1 / (1 + small), small / (1 + small))


@wrong("2.5", "shifts by the maximum, as in softmax", None)
def my_sigmoid(z):
    e = np.exp(z - z.max())
    return e / (1 + e)


@wrong("2.5", "1 from 0 on, only below smooth", ("z >= 0", "positive", "above"))
def my_sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small / (1 + small))


@wrong("2.5", "swallows the time limit", ENDLESS, hangs=True)
def my_sigmoid(z):
    small = np.ones(np.shape(z))
    while small.sum() > 0:
        try:
            small = np.exp(-np.abs(z)) + 1
        except:  # noqa: E722
            pass
    return small
