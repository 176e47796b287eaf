"""Lesson 04, gradient descent: a step by hand, the path, the turning point, all steps at once."""

import math
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

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
)
from nnlib import descend

# 4.1: f = x² + xy + y², from (1, 3), η = 0.1: the gradient is (5, 7), the point (0.5, 2.3).

right_value("4.1", (0.5, 2.3), "two numbers")
right_value("4.1", [0.5, 2.3], "a list")
right_value("4.1", np.array([0.5, 2.3]), "an array")
right_value("4.1", np.array([1.0, 3.0]) - 0.1 * np.array([5, 7]), "computed")
right_value("4.1", (1 - 0.1 * 5, 3 - 0.1 * 7), "computed, number by number")
right_value("4.1", (Fraction(1, 2), Fraction(23, 10)), "fractions")
right_value("4.1", (Decimal("0.5"), Decimal("2.3")), "Decimals")
right_value("4.1", np.float32([0.5, 2.3]), "float32")
right_value("4.1", (1 / 2, 23 / 10), "quotients")
right_value(
    "4.1",
    lambda: (1 - 0.1 * g if i == 0 else 3 - 0.1 * g for i, g in enumerate((5, 7))),
    "a generator",
    made=True,
)

wrong_value("4.1", (1.5, 3.7), "uphill: plus the gradient", (*SIGN, "up", "minus", "plus"))
wrong_value("4.1", (0.8, 2.4), "the gradient of x² + y²", ("xy", "partial", "bowl", "x y"))
wrong_value("4.1", (5, 7), "the gradient itself", ("gradient", "step"))
wrong_value("4.1", (0.95, 2.93), "η = 0.01", ("0.1", "0.01", "η", "learning rate"))
wrong_value("4.1", (-4, -4), "the whole gradient taken away", ("0.1", "η", "learning rate"))
wrong_value("4.1", (2.3, 0.5), "x and y exchanged", ORDER)
wrong_value("4.1", (0.5, 0.7), "η times the gradient", ("step", "subtract", "take", "start"))
wrong_value("4.1", (-0.5, -0.7), "the step, not the point", ("step", "start"))
wrong_value("4.1", (0.3, 2.5), "the partial derivatives exchanged", ORDER)
wrong_value("4.1", (0.7, 2.1), "x by y's own slope: 3 for 5, and 9 for 7", None)
wrong_value("4.1", (0.5, 3), "only x has moved", ("both",))
wrong_value("4.1", (1, 2.3), "only y has moved", ("both",))
wrong_value("4.1", (0.5, 2.4), "the x in the gradient of y is left out: 6", None)
wrong_value("4.1", (0.5, 2.35), "y with the new x: 0.5 + 6", ("old", "new", "both", "same point"))
wrong_value("4.1", 6.69, "the height at the new point", ("two", "height"))
wrong_value("4.1", ("0.5", "2.3"), "texts", QUOTES)
wrong_value("4.1", (0.5, 2, 3), "a decimal comma in the second", ("comma", "two"))
wrong_value("4.1", (0, 5, 2, 3), "decimal commas", ("comma", "two"))
wrong_value("4.1", (0.5, ...), "a gap left open", GAP)
wrong_value("4.1", 0.5, "x only", ("two",))
wrong_value("4.1", (0.13, 1.77), "two steps", ("one step", "two steps", "twice"))
wrong_value("4.1", (1, 2), "rounded to whole numbers", ("round", "whole", "decimal"))
wrong_value("4.1", "0.5, 2.3", "one text", QUOTES)
wrong_value("4.1", {0.5, 2.3}, "a set, without order", ("order", "set"))
wrong_value("4.1", [(1, 3), (0.5, 2.3)], "the path", ("path", "new point", "two numbers", "shape"))
wrong_value("4.1", (0.5, float("nan")), "not a number", ("nan", "not a number", "finite"))
wrong_value("4.1", lambda p: p, "a function", FUNCTION)

# 4.2: the whole path.


@right("4.2", "the gaps filled")
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))
    return np.array(path)


@right("4.2", "an array of zeros, filled row by row")
def my_descend(gradient, start, eta, steps):
    path = np.zeros((steps + 1, 2))
    path[0] = start
    for step in range(steps):
        path[step + 1] = path[step] - eta * gradient(path[step])
    return path


@right("4.2", "accumulate")
def my_descend(gradient, start, eta, steps):
    first = np.array(start, dtype=float)
    points = accumulate(range(steps), lambda p, _: p - eta * gradient(p), initial=first)
    return np.array(list(points))


@right("4.2", "np.vstack in the end")
def my_descend(gradient, start, eta, steps):
    p = np.asarray(start, dtype=float)
    rows = [p]
    while len(rows) <= steps:
        p = p + eta * -gradient(p)
        rows.append(p)
    return np.vstack(rows)


@right("4.2", "recursion")
def my_descend(gradient, start, eta, steps):
    def walk(p, left):
        return [p] if left == 0 else [p, *walk(p - eta * gradient(p), left - 1)]

    return np.array(walk(np.array(start, dtype=float), steps))


@right("4.2", "a generator of points")
def my_descend(gradient, start, eta, steps):
    def points():
        p = np.array(start, dtype=float)
        yield p
        for _ in range(steps):
            p = p - eta * gradient(p)
            yield p

    return np.stack(list(points()))


@right("4.2", "x and y apart")
def my_descend(gradient, start, eta, steps):
    x, y = float(start[0]), float(start[1])
    path = [(x, y)]
    for _ in range(steps):
        by_x, by_y = gradient(np.array([x, y]))
        x, y = x - eta * by_x, y - eta * by_y
        path.append((x, y))
    return np.array(path)


@right("4.2", "a copy is moved in place")
def my_descend(gradient, start, eta, steps):
    p = np.array(start, dtype=float)
    path = [p.copy()]
    for _ in range(steps):
        p -= eta * gradient(p)
        path.append(p.copy())
    return np.array(path)


@right("4.2", "prints, with other names and a default")
def walk_down(slope, origin, rate, n=10):
    path = [np.array(origin, dtype=float)]
    for i in range(n):
        print(i, path[-1])
        path.append(path[-1] - rate * slope(path[-1]))
    return np.array(path)


right_value("4.2", lambda *given: descend(*given), "nnlib's descend, passed on")


@right("4.2", "the gradient as an array, whatever comes")
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path += [path[-1] - np.multiply(eta, np.asarray(gradient(path[-1])))]
    return np.asarray(path)


@wrong("4.2", "uphill", (*SIGN, "up", "plus", "minus"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p + eta * gradient(p))
    return np.array(path)


@wrong("4.2", "forgets η", ("eta", "η", "learning rate"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - gradient(p))
    return np.array(path)


@wrong("4.2", "only the step, not the point", ("step", "p -"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(-eta * gradient(p))
    return np.array(path)


@wrong("4.2", "the gradient at the start, for ever", ("start", "new gradient", "each", "new point"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    g = gradient(path[0])
    for _ in range(steps):
        path.append(path[-1] - eta * g)
    return np.array(path)


@wrong("4.2", "always from the first point", ("first", "start", "path[-1]", "last"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[0]
        path.append(p - eta * gradient(p))
    return np.array(path)


@wrong("4.2", "only the last point", ("last", "path", "shape"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))
    return path[-1]


@wrong("4.2", "one step too few", ("steps", "few", "shape"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps - 1):
        p = path[-1]
        path.append(p - eta * gradient(p))
    return np.array(path)


@wrong("4.2", "the start is left out", ("start", "shape", "first"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))
    return np.array(path[1:])


@wrong("4.2", "returns inside of the loop", ("indent", "loop", "one step", "first", "shape"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))
        return np.array(path)


@wrong("4.2", "forgets return", NOTHING)
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))


@wrong("4.2", "prints the path", NOTHING)
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - eta * gradient(path[-1]))
    print(np.array(path))


@wrong("4.2", "the function gradient, not called", (*FUNCTION, "gradient(p)"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient)
    return np.array(path)


@wrong("4.2", "the bowl's gradient, always", ("gradient", "bowl", "given"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * 2 * p)
    return np.array(path)


@wrong("4.2", "moves one array in place: all rows are the last point", ("same", "copy", "in place"))
def my_descend(gradient, start, eta, steps):
    p = np.array(start, dtype=float)
    path = [p]
    for _ in range(steps):
        p -= eta * gradient(p)
        path.append(p)
    return np.array(path)


@wrong("4.2", "changes the start that was given", (*CHANGES, "whole"))
def my_descend(gradient, start, eta, steps):
    p = np.asarray(start, dtype=float)
    path = [p.copy()]
    for _ in range(steps):
        p -= eta * gradient(p)
        path.append(p.copy())
    return np.array(path)


@wrong("4.2", "points as columns", ("transpos", "row", "shape", ".t"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - eta * gradient(path[-1]))
    return np.array(path).T


@wrong("4.2", "an array of whole numbers cuts off decimals", ("whole", "int", "float", "decimal"))
def my_descend(gradient, start, eta, steps):
    path = np.zeros((steps + 1, 2), dtype=int)
    path[0] = start
    for step in range(steps):
        path[step + 1] = path[step] - eta * gradient(path[step])
    return path


@wrong("4.2", "fixed to η = 0.01", ("eta", "η", "learning rate", "0.01"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - 0.01 * gradient(path[-1]))
    return np.array(path)


@wrong("4.2", "starts always at (1, 3)", ("start", "(1, 3)", *FIXED))
def my_descend(gradient, start, eta, steps):
    path = [np.array([1.0, 3.0])]
    for _ in range(steps):
        path.append(path[-1] - eta * gradient(path[-1]))
    return np.array(path)


@wrong("4.2", "the first gap left open", GAP)
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(...)
    return np.array(path)


@wrong("4.2", "the second gap left open", GAP)
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))
    return ...


@wrong("4.2", "rounded at each step", ROUNDED)
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(np.round(path[-1] - eta * gradient(path[-1]), 2))
    return np.array(path)


@wrong("4.2", "the length of the gradient is always 1", ("length", "divid", "direction"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        g = gradient(path[-1])
        path.append(path[-1] - eta * g / np.linalg.norm(g))
    return np.array(path)


@wrong("4.2", "walks until the ground is level", ENDLESS, hangs=True)
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    while np.any(gradient(path[-1]) < 1e9):
        path[-1] = path[-1] - eta * 0 * gradient(path[-1])
    return np.array(path)


@wrong("4.2", "calls itself without counting down", DEEP)
def my_descend(gradient, start, eta, steps):
    return endless_descent(gradient, start, eta, steps)


def endless_descent(gradient, start, eta, steps):
    return endless_descent(gradient, start, eta, steps)


wrong_value("4.2", np.array([[1.0, 3.0], [0.98, 2.94]]), "a path for a function", NO_FUNCTION)
wrong_value("4.2", "p - eta * gradient(p)", "the line as a text", (*NO_FUNCTION, "text", "quote"))

# 4.3: the turning point on x² + y² is η = 1.

right_value("4.3", 1, "a whole number")
right_value("4.3", 1.0, "a float")
right_value("4.3", Fraction(1), "a fraction")
right_value("4.3", Decimal("1.0"), "a Decimal")
right_value("4.3", np.float64(1), "a number of numpy")
right_value("4.3", np.array([1.0]), "an array of one number")
right_value("4.3", np.array(1), "an array without a dimension")
right_value("4.3", np.float32(1.0), "a float32")
right_value("4.3", 2 / 2, "two by the slope of the slope")

wrong_value("4.3", 0.5, "the rate that lands", ("land", "bottom", "one step", "arriv"))
wrong_value("4.3", 0.9, "jumps, but arrives", ("arriv", "closer"))
wrong_value("4.3", 1.1, "explodes", ("explo", "run", "away"))
wrong_value("4.3", 0.95, "the middle between the slider's", ("arriv", "closer"))
wrong_value("4.3", 1.01, "a bit too much", ("explo", "run", "away", "further"))
wrong_value("4.3", 0.99, "a bit too little", ("arriv", "closer"))
wrong_value("4.3", 2, "the rule 2 by η", ("explo", "run", "away"))
wrong_value("4.3", 0, "no step at all", ("above 0", "> 0", "greater", "stays", "move"))
wrong_value("4.3", -1, "the factor, not the rate", ("factor", "positive", "> 0", "greater", *SIGN))
wrong_value("4.3", "1", "a text", QUOTES)
wrong_value("4.3", (0.9, 1.1), "in between, as a range", ("one number", "single", "between"))
wrong_value("4.3", (1, 0), "a decimal comma", ("comma", "one number"))
wrong_value("4.3", 0.01, "crawls", ("arriv", "crawl"))
wrong_value("4.3", 100, "in percent", ("percent", "explo", "run"))
wrong_value("4.3", None, "the result of print", NOTHING)
wrong_value("4.3", lambda eta: 1 - 2 * eta, "the factor as a function", FUNCTION)
wrong_value("4.3", float("inf"), "never", ("finite", "inf", "number"))
wrong_value("4.3", (-1, -3), "the point where it turns", ("learning rate", "η", "one number"))
wrong_value("4.3", 1 / 3, "the turning point of the steeper bowl", ("arriv", "closer", "bowl"))

# 4.4: (1 − 2η)^steps times the start.


@right("4.4", "the formula; a point is an array")
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** steps * start


@right("4.4", "takes a pair as well")
def my_jump(start, eta, steps):
    return np.array(start) * (1 - 2 * eta) ** steps


@right("4.4", "x and y apart")
def my_jump(start, eta, steps):
    factor = (1 - 2 * eta) ** steps
    return np.array([start[0] * factor, start[1] * factor])


@right("4.4", "a loop of products")
def my_jump(start, eta, steps):
    p = np.array(start, dtype=float)
    for _ in range(steps):
        p = (1 - 2 * eta) * p
    return p


@right("4.4", "the last point of descend")
def my_jump(start, eta, steps):
    return descend(lambda p: 2 * p, start, eta, steps)[-1]


@right("4.4", "recursion")
def my_jump(start, eta, steps):
    def jump(p, left):
        return p if left == 0 else jump(p - eta * 2 * p, left - 1)

    return jump(np.array(start, dtype=float), steps)


right_value(
    "4.4",
    lambda p, rate, n: np.power(1.0 - 2.0 * rate, n) * np.asarray(p, dtype=float),
    "np.power, a lambda",
)


@right("4.4", "a power of a matrix")
def my_jump(start, eta, steps):
    return np.linalg.matrix_power(np.diag([1 - 2 * eta, 1 - 2 * eta]), steps) @ np.array(start)


@right("4.4", "prints the factor, with a default")
def my_jump(start, eta=0.1, steps=1):
    factor = 1 - 2 * eta
    print("factor", factor)
    return np.asarray(start) * factor**steps


@right("4.4", "np.prod of a row of factors")
def my_jump(start, eta, steps):
    return np.prod(np.full(steps, 1 - 2 * eta)) * np.array(start)


@right("4.4", "pow")
def my_jump(start, eta, steps):
    return np.array([pow(1 - 2 * eta, steps) * coordinate for coordinate in start])


@wrong("4.4", "one step only", ("one step", "steps", "power", "**"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) * np.array(start)


@wrong("4.4", "times instead of to the power", ("power", "**"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) * steps * np.array(start)


@wrong("4.4", "forgets the 2", ("1 - 2", "1 − 2", "factor"))
def my_jump(start, eta, steps):
    return (1 - eta) ** steps * np.array(start)


@wrong("4.4", "1 + 2η", (*SIGN, "plus", "up"))
def my_jump(start, eta, steps):
    return (1 + 2 * eta) ** steps * np.array(start)


@wrong("4.4", "the size of the factor, never negative", SIGN)
def my_jump(start, eta, steps):
    return abs(1 - 2 * eta) ** steps * np.array(start)


@wrong("4.4", "the power of the product", ("power", "start", "bracket", "parenthes"))
def my_jump(start, eta, steps):
    return ((1 - 2 * eta) * np.array(start)) ** steps


@wrong("4.4", "one step too few", ("steps", "few"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** (steps - 1) * np.array(start)


@wrong("4.4", "one step too many", ("steps", "many"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** (steps + 1) * np.array(start)


@wrong("4.4", "the bracket is missing: 1 − 2 (η to the steps)", ("bracket", "parenthes", "power"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta**steps) * np.array(start)


@wrong("4.4", "all steps with the first gradient", ("power", "each", "new", "gradient"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta * steps) * np.array(start)


@wrong("4.4", "only the factor", ("start", "factor"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** steps


@wrong("4.4", "the height at the end", ("height", "two"))
def my_jump(start, eta, steps):
    p = (1 - 2 * eta) ** steps * np.array(start)
    return p[0] ** 2 + p[1] ** 2


@wrong("4.4", "the whole path", ("last", "path", "shape"))
def my_jump(start, eta, steps):
    return descend(lambda p: 2 * p, start, eta, steps)


@wrong("4.4", "from (1, 3), always", ("start", "(1, 3)", *FIXED))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** steps * np.array([1, 3])


@wrong("4.4", "x only", ("two", "both"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** steps * start[0]


@wrong("4.4", "^ for **", ("**",))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ^ steps * np.array(start)


@wrong("4.4", "forgets return", NOTHING)
def my_jump(start, eta, steps):
    p = (1 - 2 * eta) ** steps * np.array(start)


@wrong("4.4", "prints", NOTHING)
def my_jump(start, eta, steps):
    print((1 - 2 * eta) ** steps * np.array(start))


@wrong("4.4", "the steeper bowl's factor", ("bowl",))
def my_jump(start, eta, steps):
    return (1 - 6 * eta) ** steps * np.array(start)


@wrong("4.4", "the sign: 2η − 1", SIGN)
def my_jump(start, eta, steps):
    return (2 * eta - 1) ** steps * np.array(start)


@wrong("4.4", "no branch for a rate above a half", NOTHING)
def my_jump(start, eta, steps):
    if eta <= 0.5:
        return (1 - 2 * eta) ** steps * np.array(start)


@wrong("4.4", "0 from a half on, as if it stayed there", ("0.5", "beyond", "other side", *SIGN))
def my_jump(start, eta, steps):
    return max(0, 1 - 2 * eta) ** steps * np.array(start)


@wrong("4.4", "moves the start itself", CHANGES)
def my_jump(start, eta, steps):
    start *= (1 - 2 * eta) ** steps
    return start


@wrong("4.4", "rounded to two decimals", ROUNDED)
def my_jump(start, eta, steps):
    return np.round((1 - 2 * eta) ** steps * np.array(start), 2)


@wrong("4.4", "as whole numbers", ("whole", "int", "float", "decimal"))
def my_jump(start, eta, steps):
    return ((1 - 2 * eta) ** steps * np.array(start)).astype(int)


@wrong("4.4", "x and y exchanged", (*ORDER,))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** steps * np.array([start[1], start[0]])


@wrong("4.4", "a column", SHAPE)
def my_jump(start, eta, steps):
    return ((1 - 2 * eta) ** steps * np.array(start)).reshape(-1, 1)


wrong_value("4.4", 0.8**10, "a number for a function", NO_FUNCTION)
wrong_value("4.4", (0.8, 2.4), "a point for a function", NO_FUNCTION)

# A second pass: one who is careless, a mathematician, a beginner, one who knows numpy well.

right_value("4.1", np.subtract((1.0, 3.0), np.multiply(0.1, (5, 7))), "by np.subtract")
right_value("4.1", lambda: zip(*[[0.5], [2.3]]).__next__(), "a pair out of zip", made=True)
wrong_value("4.1", (0.45, 2.35), "mixed up a little", None)
wrong_value("4.1", (0.6, 2.4), "2x + y without doubling", None)
wrong_value("4.1", (0.5, -2.3), "the sign of y", SIGN)
wrong_value("4.1", [[0.5], [2.3], [0]], "a third row", ("two", "shape"))
wrong_value("4.1", (0.5, 2.3, 6.69), "the height as a third number", ("two", "height"))
wrong_value("4.1", (-4.0, -11.0), "η = 1 for x, more for y", None)


@right("4.2", "np.concatenate, row by row")
def my_descend(gradient, start, eta, steps):
    path = np.array([start], dtype=float)
    for _ in range(steps):
        path = np.concatenate([path, [path[-1] - eta * gradient(path[-1])]])
    return path


@right("4.2", "a class with a method")
class Walker:
    def __new__(cls, gradient, start, eta, steps):
        walker = super().__new__(cls)
        walker.p, walker.gradient, walker.eta = np.array(start, dtype=float), gradient, eta
        return np.array([walker.p] + [walker.go() for _ in range(steps)])

    def go(self):
        self.p = self.p - self.eta * self.gradient(self.p)
        return self.p


@right("4.2", "np.float64 lists, math style")
def my_descend(gradient, start, eta, steps):
    xs, ys = [float(start[0])], [float(start[1])]
    for k in range(1, steps + 1):
        g = gradient(np.array([xs[k - 1], ys[k - 1]]))
        xs.append(xs[k - 1] - eta * g[0])
        ys.append(ys[k - 1] - eta * g[1])
    return np.column_stack([xs, ys])


@wrong("4.2", "x is moved before y's gradient is taken", ("same point", "both", "old", "new"))
def my_descend(gradient, start, eta, steps):
    p = np.array(start, dtype=float)
    path = [p.copy()]
    for _ in range(steps):
        p[0] = p[0] - eta * gradient(p)[0]
        p[1] = p[1] - eta * gradient(p)[1]
        path.append(p.copy())
    return np.array(path)


@wrong("4.2", "η shrinks at each step", ("eta", "η", "learning rate", "same"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for k in range(steps):
        path.append(path[-1] - eta / (k + 1) * gradient(path[-1]))
    return np.array(path)


@wrong("4.2", "a step too many", ("steps", "many", "shape"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps + 1):
        path.append(path[-1] - eta * gradient(path[-1]))
    return np.array(path)


@wrong("4.2", "the path and the last point", ("two", "tuple", "path", "only"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - eta * gradient(path[-1]))
    return np.array(path), path[-1]


@wrong("4.2", "the points flat, one behind the other", ("flat", "shape", "row"))
def my_descend(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - eta * gradient(path[-1]))
    return np.concatenate(path)


@wrong("4.2", "the heights of the bowl along the path", ("height", "shape"))
def my_descend(gradient, start, eta, steps):
    return (descend(gradient, start, eta, steps) ** 2).sum(axis=1)


wrong_value(
    "4.2", descend(lambda p: 2 * p, (1, 3), 0.1, 3), "called instead of passed", NO_FUNCTION
)

right_value("4.3", 100 / 100, "100 percent as a quotient")
right_value("4.3", np.longdouble(1), "a long double")
wrong_value("4.3", "eta = 1", "an equation as a text", QUOTES)
wrong_value("4.3", [0.5, 1.0], "where it lands and where it turns", ("one number", "single"))
wrong_value("4.3", True, "yes, there is one", ("number", "true"))


@right("4.4", "by logarithms' sign and size")
def my_jump(start, eta, steps):
    factor = 1 - 2 * eta
    size, sign = abs(factor) ** steps, (-1) ** steps if factor < 0 else 1
    return sign * size * np.asarray(start, dtype=float)


@right("4.4", "halving the steps")
def my_jump(start, eta, steps):
    def power(base, n):
        if n == 0:
            return 1.0
        half = power(base, n // 2)
        return half * half * (base if n % 2 else 1)

    return power(1 - 2 * eta, steps) * np.array(start, dtype=float)


@right("4.4", "with math.prod and a repeated factor")
def my_jump(start, eta, steps):
    return np.multiply(start, math.prod([1 - eta - eta] * steps))


@wrong("4.4", "exp(−2η steps): a smooth way down", ("factor", "power", "1 - 2", "1 − 2"))
def my_jump(start, eta, steps):
    return np.exp(-2 * eta * steps) * np.array(start)


@wrong("4.4", "the factor of the height, squared", ("square", "height", "twice"))
def my_jump(start, eta, steps):
    return (1 - 2 * eta) ** (2 * steps) * np.array(start)


@wrong("4.4", "adds the factor", ("multipl", "times", "product"))
def my_jump(start, eta, steps):
    return np.array(start) + (1 - 2 * eta) ** steps


@wrong("4.4", "start and steps swapped", (*ORDER, "parameter"))
def my_jump(steps, eta, start):
    return (1 - 2 * eta) ** steps * np.array(start)


@wrong("4.4", "how far it went, not where it is", ("start", "distance"))
def my_jump(start, eta, steps):
    return np.array(start) - (1 - 2 * eta) ** steps * np.array(start)


@wrong("4.4", "counts down for ever", ENDLESS, hangs=True)
def my_jump(start, eta, steps):
    p = np.array(start, dtype=float)
    while steps != 0:
        p = p - 2 * eta * p
    return p
