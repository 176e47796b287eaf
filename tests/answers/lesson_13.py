"""Lesson 13, reading whole numbers: eight digits, gaps, the log of a product, the best totals."""

import itertools
import math
from decimal import Decimal
from fractions import Fraction
from functools import cache, reduce

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    ARGUMENTS,
    CHANGES,
    ENDLESS,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    QUOTES,
    SIGN,
)
from nnlib import best_path

# 13.1: 0.95⁸ = 0.6634.

right_value("13.1", 0.95**8, "a power")
right_value("13.1", 0.6634, "four digits")
right_value("13.1", 0.663, "three digits")
right_value("13.1", math.pow(0.95, 8), "math.pow")
right_value("13.1", np.prod([0.95] * 8), "np.prod")
right_value("13.1", 0.95 * 0.95 * 0.95 * 0.95 * 0.95 * 0.95 * 0.95 * 0.95, "written out")
right_value("13.1", math.exp(8 * math.log(0.95)), "by logarithms")
right_value("13.1", (1 - 0.05) ** 8, "one minus the mistakes")
right_value("13.1", Fraction(95, 100) ** 8, "a fraction")
right_value("13.1", Decimal("0.95") ** 8, "a Decimal")
right_value("13.1", np.array([0.66342]), "an array of one")
right_value("13.1", reduce(lambda p, _: p * 0.95, range(8), 1.0), "reduce")
right_value("13.1", np.float32(0.95) ** 8, "float32")

wrong_value("13.1", 0.95, "the share of digits", ("all eight", "each digit", "power", "one digit"))
wrong_value("13.1", 0.95**6, "six digits", ("six", "eight"))
wrong_value("13.1", 0.95**7, "seven factors", ("seven", "eight"))
wrong_value("13.1", 0.95**9, "nine factors", ("nine", "eight"))
wrong_value("13.1", 1 - 8 * 0.05, "eight times 5 taken away", ("multipl", "subtract", "take away"))
wrong_value("13.1", 1 - 0.95**8, "the share of wrong ones", ("wrong", "right", "other"))
wrong_value("13.1", 1 - 0.05**8, "not all eight wrong", ("all eight", "every", "at least"))
wrong_value("13.1", 0.05**8, "all eight wrong", ("0.95", "wrong", "mistake"))
wrong_value("13.1", 0.95 * 8, "multiplied", ("power", "exponent", "times itself"))
wrong_value("13.1", 0.95 / 8, "divided", ("power", "exponent", "times itself", "divi"))
wrong_value("13.1", 100 * 0.95**8, "per cent", ("per cent", "percent", "from 0 to 1", "hundred"))
wrong_value("13.1", 66.3, "per cent, rounded", ("per cent", "percent", "from 0 to 1", "hundred"))
wrong_value(
    "13.1", 66, "per cent, a whole number", ("per cent", "percent", "from 0 to 1", "hundred")
)
wrong_value("13.1", 0.7, "rounded to one digit", ("round", "digits", "decimal"))
wrong_value("13.1", 8**0.95, "base and exponent exchanged", ("power", "exponent", "exchang"))
wrong_value("13.1", 95**8, "95 for 0.95", ("0.95", "per cent", "percent"))
wrong_value("13.1", 0.995**8, "lesson 12's network", ("0.95", "95%", "95 %"))
wrong_value("13.1", 0.988**8, "the published network", ("0.95", "95%", "95 %"))
wrong_value("13.1", 0.8**0.95, "mixed up", None)
wrong_value("13.1", "0.6634", "a text", QUOTES)
wrong_value("13.1", "66%", "a text in per cent", (*QUOTES, "per cent", "percent"))
wrong_value("13.1", "0,6634", "a text with a decimal comma", ("comma", "point", *QUOTES))
wrong_value("13.1", (0, 6634), "a decimal comma", ("comma", "point", "one number", "two"))
wrong_value("13.1", (0.95, 8), "base and exponent", ("one number", "power", "two"))
wrong_value("13.1", [0.95] * 8, "the factors", ("one number", "multipl", "eight"))
wrong_value("13.1", None, "the result of print", NOTHING)
wrong_value("13.1", lambda: 0.95**8, "a function", FUNCTION)
wrong_value("13.1", lambda n: 0.95**n, "a function of n", FUNCTION)
wrong_value("13.1", 8 * math.log(0.95), "its logarithm", ("log", "exp", "from 0 to 1", "negative"))

# 13.2: (end + start) // 2 for each gap.

right_value(
    "13.2", lambda runs: [(a[1] + b[0]) // 2 for a, b in zip(runs, runs[1:])], "zip of neighbours"
)
right_value(
    "13.2", lambda runs: [(a[1] + b[0]) // 2 for a, b in itertools.pairwise(runs)], "pairwise"
)
right_value(
    "13.2",
    lambda runs: [(runs[i][1] + runs[i + 1][0]) // 2 for i in range(len(runs) - 1)],
    "an index",
)
right_value(
    "13.2",
    lambda runs: tuple((e + s) // 2 for (_, e), (s, _) in itertools.pairwise(runs)),
    "a tuple",
)
right_value(
    "13.2", lambda runs: list(map(lambda a, b: (a[1] + b[0]) >> 1, runs, runs[1:])), "map and >>"
)


@right("13.2", "append, remembering the last end")
def my_cuts(runs):
    cuts, last_end = [], None
    for start, end in runs:
        if last_end is not None:
            cuts.append((last_end + start) // 2)
        last_end = end
    return cuts


@right("13.2", "arrays")
def my_cuts(runs):
    runs = np.array(runs).reshape(-1, 2)
    return (runs[:-1, 1] + runs[1:, 0]) // 2


@right("13.2", "recursion")
def my_cuts(runs):
    def rest(runs):
        if len(runs) < 2:
            return []
        return [(runs[0][1] + runs[1][0]) // 2, *rest(runs[1:])]

    return rest(runs)


@right("13.2", "all numbers in one row, two by two")
def my_cuts(runs):
    flat = [column for run in runs for column in run][1:-1]
    return [(flat[k] + flat[k + 1]) // 2 for k in range(0, len(flat), 2)]


@right("13.2", "the end plus half the gap")
def my_cuts(runs):
    result = []
    for k in range(1, len(runs)):
        end, start = runs[k - 1][1], runs[k][0]
        result.append(end + (start - end) // 2)
    return result


@right("13.2", "int of half the sum")
def my_cuts(runs):
    return [int((runs[k - 1][1] + runs[k][0]) / 2) for k in range(1, len(runs))]


def _neighbours(runs):
    return list(zip(runs[:-1], runs[1:]))


wrong_value(
    "13.2",
    lambda runs: [(a[1] + b[0]) / 2 for a, b in _neighbours(runs)],
    "halves",
    ("//", "whole", "half"),
)
wrong_value(
    "13.2",
    lambda runs: [round((a[1] + b[0]) / 2) for a, b in _neighbours(runs)],
    "rounded to the nearest",
    ("//", "round", "half"),
)
wrong_value(
    "13.2",
    lambda runs: [math.ceil((a[1] + b[0]) / 2) for a, b in _neighbours(runs)],
    "rounded up",
    ("//", "round", "down"),
)
wrong_value(
    "13.2",
    lambda runs: [-(-(a[1] + b[0]) // 2) for a, b in _neighbours(runs)],
    "rounded up by minus",
    ("//", "round", "down"),
)
wrong_value(
    "13.2",
    lambda runs: [(a + b) // 2 for a, b in runs],
    "the middles of the runs",
    ("run", "gap", "between"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[1] - 1 + b[0]) // 2 for a, b in _neighbours(runs)],
    "the last column of ink for the end",
    ("paper", "- 1", "− 1", "one after", "end"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[0] + b[0]) // 2 for a, b in _neighbours(runs)],
    "from start to start",
    ("end", "start"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[1] + b[1]) // 2 for a, b in _neighbours(runs)],
    "from end to end",
    ("end", "start"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[0] + b[1]) // 2 for a, b in _neighbours(runs)],
    "from start to end",
    ("end", "start"),
)
wrong_value(
    "13.2",
    lambda runs: [(b[0] - a[1]) // 2 for a, b in _neighbours(runs)],
    "half the width",
    ("width", "plus", "middle"),
)
wrong_value(
    "13.2",
    lambda runs: [b[0] - a[1] for a, b in _neighbours(runs)],
    "the widths of the gaps",
    ("width", "middle", "half"),
)
wrong_value(
    "13.2",
    lambda runs: [a[1] + b[0] // 2 for a, b in _neighbours(runs)],
    "brackets forgotten",
    ("bracket", "paren"),
)
wrong_value(
    "13.2", lambda runs: [a[1] for a, _ in _neighbours(runs)], "the ends", ("middle", "end")
)
wrong_value(
    "13.2", lambda runs: [b[0] for _, b in _neighbours(runs)], "the starts", ("middle", "start")
)
wrong_value(
    "13.2",
    lambda runs: [a[1] + b[0] for a, b in _neighbours(runs)],
    "not halved",
    ("half", "// 2", "divi"),
)
wrong_value(
    "13.2",
    lambda runs: [0, *[(a[1] + b[0]) // 2 for a, b in _neighbours(runs)]],
    "with the left end",
    ("ends", "only", "gap", "too many"),
)
wrong_value(
    "13.2",
    lambda runs: [*[(a[1] + b[0]) // 2 for a, b in _neighbours(runs)], runs[-1][1]],
    "with the right end",
    ("ends", "only", "gap", "too many"),
)
wrong_value(
    "13.2",
    lambda runs: [0, *[(a[1] + b[0]) // 2 for a, b in _neighbours(runs)], runs[-1][1]],
    "with both ends",
    ("ends", "only", "gap", "too many"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[1] + b[0]) // 2 for a, b in _neighbours(runs)][:-1],
    "the last gap forgotten",
    ("last", "gap", "too few", "each"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[1] + b[0]) // 2 for a, b in _neighbours(runs)][1:],
    "the first gap forgotten",
    ("first", "gap", "too few", "each"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[1] + b[0]) // 2 for a, b in _neighbours(runs)][::-1],
    "from right to left",
    ("order", "left", "right", "revers"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[1], b[0]) for a, b in _neighbours(runs)],
    "the gaps themselves",
    ("middle", "pair", "one number"),
)
wrong_value(
    "13.2",
    lambda runs: [(a[1] + b[0]) // 2 + 1 for a, b in _neighbours(runs)],
    "one too far",
    ("+ 1", "one more", "one too"),
)
wrong_value(
    "13.2", lambda runs: [13, 31], "the example's", ("argument", "always", "example", "same")
)
wrong_value(
    "13.2",
    lambda runs: (runs[0][1] + runs[1][0]) // 2,
    "the first gap only, a number",
    ("list", "each", "first", "one number"),
)
wrong_value("13.2", lambda runs: len(runs) - 1, "how many gaps", ("list", "how many", "middle"))
wrong_value(
    "13.2",
    lambda runs: print([(a[1] + b[0]) // 2 for a, b in _neighbours(runs)]),
    "prints",
    NOTHING,
)
wrong_value(
    "13.2",
    lambda runs: [[(a[1] + b[0]) // 2] for a, b in _neighbours(runs)],
    "each in a list of its own",
    ("list", "bracket", "number"),
)
wrong_value(
    "13.2", lambda runs: str([(a[1] + b[0]) // 2 for a, b in _neighbours(runs)]), "a text", QUOTES
)
wrong_value("13.2", lambda: [13, 31], "no parameter", ARGUMENTS)
wrong_value("13.2", [13, 31], "a list", NO_FUNCTION)
wrong_value(
    "13.2",
    lambda runs: [(runs[i][1] + runs[i + 1][0]) // 2 for i in range(len(runs))],
    "one index too far",
    ("index", "len(runs)", "last", "range"),
)
wrong_value("13.2", lambda runs: ..., "left open", GAP)


@wrong("13.2", "every second gap only", ("every", "each", "second", "gap"))
def my_cuts(runs):
    return [(runs[i][1] + runs[i + 1][0]) // 2 for i in range(0, len(runs) - 1, 2)]


@wrong("13.2", "takes runs apart", CHANGES)
def my_cuts(runs):
    cuts = []
    while len(runs) > 1:
        first = runs.pop(0)
        cuts.append((first[1] + runs[0][0]) // 2)
    return cuts


@wrong("13.2", "returns in the loop", ("first", "loop", "each", "list"))
def my_cuts(runs):
    cuts = []
    for a, b in itertools.pairwise(runs):
        cuts.append((a[1] + b[0]) // 2)
        return cuts


@wrong("13.2", "prints each middle", NOTHING)
def my_cuts(runs):
    for a, b in itertools.pairwise(runs):
        print((a[1] + b[0]) // 2)


@wrong("13.2", "for three runs only", ("number of", "three", "any", "runs"))
def my_cuts(runs):
    (_, a), (b, c), (d, _) = runs
    return [(a + b) // 2, (c + d) // 2]


@wrong("13.2", "never ends", ENDLESS, hangs=True)
def my_cuts(runs):
    cuts, i = [], 0
    while i < len(runs) - 1:
        cuts = [(runs[i][1] + runs[i + 1][0]) // 2]
    return cuts


# 13.3: the logarithm of the product, as a sum.

right_value("13.3", lambda sure: np.sum(np.log(sure)), "np.sum of np.log")
right_value("13.3", lambda sure: sum(math.log(p) for p in sure), "math.log in a generator")
right_value("13.3", lambda sure: float(np.log(np.array(sure)).sum()), "an array")
right_value("13.3", lambda sure: math.fsum(map(math.log, sure)), "math.fsum and map")
right_value("13.3", lambda sure: np.log(sure) @ np.ones(len(sure)), "a dot product")
right_value("13.3", lambda sure: reduce(lambda total, p: total + math.log(p), sure, 0.0), "reduce")
right_value("13.3", lambda sure: np.log2(sure).sum() * np.log(2), "log2, converted")


@right("13.3", "a loop")
def my_log_product(sure):
    total = 0
    for p in sure:
        total += np.log(p)
    return total


@right("13.3", "recursion")
def my_log_product(sure):
    def rest(sure):
        return 0.0 if len(sure) == 0 else math.log(sure[0]) + rest(sure[1:])

    return rest(sure)


@right("13.3", "a list of logarithms first")
def my_log_product(probabilities):
    logs = [np.log(p) for p in probabilities]
    return np.array([sum(logs)])


PRODUCT = ("product", "underflow", "10^", "too small", "-inf", "−∞", "sum of")

wrong_value("13.3", lambda sure: np.log(np.prod(sure)), "the log of the product", PRODUCT)
wrong_value(
    "13.3",
    lambda sure: math.log(math.prod(sure)) if math.prod(sure) else -math.inf,
    "the log of the product, −∞ below",
    PRODUCT,
)
wrong_value("13.3", lambda sure: np.prod(sure), "the product", ("log", "product"))
wrong_value("13.3", lambda sure: np.sum(sure), "the sum without logs", ("log",))
wrong_value(
    "13.3",
    lambda sure: np.log(np.sum(sure)),
    "the log of the sum",
    ("each", "log of the sum", "before", "first"),
)
wrong_value(
    "13.3", lambda sure: np.mean(np.log(sure)), "the mean of the logs", ("mean", "sum", "divi")
)
wrong_value("13.3", lambda sure: np.log(np.mean(sure)), "the log of the mean", ("mean", "each"))
wrong_value(
    "13.3", lambda sure: np.prod(np.log(sure)), "the product of the logs", ("product", "add", "sum")
)
wrong_value("13.3", lambda sure: -np.sum(np.log(sure)), "a minus", SIGN)
wrong_value("13.3", lambda sure: np.sum(np.abs(np.log(sure))), "the signs lost", SIGN)
wrong_value("13.3", lambda sure: np.sum(np.log10(sure)), "log10", ("log10", "natural", "base"))
wrong_value("13.3", lambda sure: np.sum(np.log2(sure)), "log2", ("log2", "natural", "base"))
wrong_value("13.3", lambda sure: np.sum(np.log1p(sure)), "log1p", ("log1p", "1 +", "np.log("))
wrong_value("13.3", lambda sure: np.log(sure), "not added", ("add", "sum", "one number"))
wrong_value(
    "13.3",
    lambda sure: [math.log(p) for p in sure],
    "a list of logarithms",
    ("add", "sum", "one number"),
)
wrong_value(
    "13.3",
    lambda sure: np.max(np.log(sure)),
    "the highest logarithm",
    ("add", "sum", "highest", "max"),
)
wrong_value(
    "13.3",
    lambda sure: np.min(np.log(sure)),
    "the lowest logarithm",
    ("add", "sum", "lowest", "min"),
)
wrong_value(
    "13.3", lambda sure: np.exp(np.sum(np.log(sure))), "made a product again", ("exp", "product")
)
wrong_value("13.3", lambda sure: np.sum(np.exp(sure)), "powers for logs", ("log", "exp"))
wrong_value(
    "13.3",
    lambda sure: np.sum(np.log(sure[:-1])),
    "the last piece forgotten",
    ("last", "all", "each"),
)
wrong_value(
    "13.3",
    lambda sure: np.sum(np.log(sure[1:])),
    "the first piece forgotten",
    ("first", "all", "each"),
)
wrong_value(
    "13.3",
    lambda sure: sum(math.log(1 - p) if p < 1 else 0 for p in sure),
    "the logs of the mistakes",
    ("1 -", "1 −", "mistake"),
)
wrong_value(
    "13.3",
    lambda sure: sum(p * math.log(p) for p in sure),
    "weighted by p",
    ("times", "weighted", "only"),
)
wrong_value(
    "13.3",
    lambda sure: np.sum(np.log(np.maximum(sure, 0.01))),
    "small ones raised to 0.01",
    ("small", "0.01", "raised"),
)
wrong_value("13.3", lambda sure: np.sum(np.log(sure)).round(1), "rounded", ("round", "digits"))
wrong_value(
    "13.3", lambda sure: int(np.sum(np.log(sure))), "a whole number", ("round", "whole", "int")
)
wrong_value("13.3", lambda sure: print(np.sum(np.log(sure))), "prints", NOTHING)
wrong_value(
    "13.3",
    lambda sure: np.cumsum(np.log(sure)),
    "running sums",
    ("one number", "running", "last"),
)
wrong_value(
    "13.3",
    lambda sure: sum(math.log(sure[k]) for k in range(6)),
    "for six pieces only",
    ("number of", "six", "length", "any", "index"),
)
wrong_value(
    "13.3",
    lambda sure: np.sum(np.log(list(set(sure)))),
    "equal ones counted once",
    ("twice", "once", "equal", "set"),
)
wrong_value("13.3", lambda sure: 1 + np.sum(np.log(sure)), "starts with 1", ("start", "begin"))
wrong_value("13.3", lambda sure: str(np.sum(np.log(sure))), "a text", QUOTES)
wrong_value("13.3", lambda sure: ..., "left open", GAP)
wrong_value("13.3", -0.63, "a number", NO_FUNCTION)


@wrong("13.3", "replaces the probabilities by logarithms", CHANGES)
def my_log_product(sure):
    for k in range(len(sure)):
        sure[k] = math.log(sure[k])
    return sum(sure)


@wrong("13.3", "the loop keeps the last one only", ("last", "add", "sum", "+="))
def my_log_product(sure):
    for p in sure:
        total = math.log(p)
    return total


# 13.4: at each cut the best of total + piece.


@right("13.4", "the gaps filled")
def my_totals(scores):
    totals = [0.0]
    for j in range(1, len(scores)):
        ways = [totals[i] + scores[i, j] for i in range(j)]
        best = max(ways)
        totals.append(best)
    return totals


@right("13.4", "arrays")
def my_totals(scores):
    totals = [0.0]
    for j in range(1, len(scores)):
        ways = np.array(totals) + scores[:j, j]
        totals.append(ways.max())
    return totals


@right("13.4", "two loops from −∞")
def my_totals(scores):
    n = scores.shape[0]
    totals = np.full(n, -np.inf)
    totals[0] = 0
    for j in range(n):
        for i in range(j):
            if totals[i] + scores[i, j] > totals[j]:
                totals[j] = totals[i] + scores[i, j]
    return totals


@right("13.4", "recursion that remembers")
def my_totals(scores):
    @cache
    def best(j):
        return 0.0 if j == 0 else max(best(i) + scores[i, j] for i in range(j))

    return [best(j) for j in range(len(scores))]


@right("13.4", "pushed forward from each cut")
def my_totals(scores):
    totals = [0.0] + [-math.inf] * (len(scores) - 1)
    for i in range(len(scores)):
        for j in range(i + 1, len(scores)):
            totals[j] = max(totals[j], totals[i] + float(scores[i][j]))
    return totals


@right("13.4", "nnlib's best_path for each cut")
def my_totals(scores):
    return [0.0] + [best_path(scores[: j + 1, : j + 1])[1] for j in range(1, len(scores))]


@right("13.4", "all ways tried, slow but right")
def my_totals(scores):
    totals = [0.0]
    for j in range(1, len(scores)):
        best = -math.inf
        for n in range(j):
            for some in itertools.combinations(range(1, j), n):
                path = (0, *some, j)
                best = max(best, sum(scores[a, b] for a, b in itertools.pairwise(path)))
        totals.append(best)
    return tuple(totals)


@right("13.4", "sorted, the last")
def my_totals(table):
    totals = [0]
    for j, column in enumerate(table.T[1:], start=1):
        totals += [sorted(t + s for t, s in zip(totals, column[:j], strict=True))[-1]]
    return totals


def _filled(what, says, ways, best=max, **marks):
    """Write down the lesson's loop with the two gaps filled by a mistake."""

    def my_totals(scores):
        totals = [0.0]
        for j in range(1, len(scores)):
            totals.append(best(ways(totals, scores, j)))
        return totals

    wrong_value("13.4", my_totals, what, says, **marks)


def _right_ways(totals, scores, j):
    return [totals[i] + scores[i, j] for i in range(j)]


_filled(
    "greedy: only the last cut's total",
    ("total", "each cut", "own", "totals[i]"),
    lambda t, s, j: [t[-1] + s[i, j] for i in range(j)],
)
_filled(
    "only the piece from the cut just before",
    ("each cut", "all", "before", "every"),
    lambda t, s, j: [t[j - 1] + s[j - 1, j]],
)
_filled("the scores of the pieces alone", ("total",), lambda t, s, j: [s[i, j] for i in range(j)])
_filled("the totals alone", ("score", "piece"), lambda t, s, j: list(t))
_filled("one piece from cut 0", ("each cut", "all", "every"), lambda t, s, j: [s[0, j]])
_filled(
    "row and column exchanged",
    ("scores[i, j]", "row", "exchang", "column"),
    lambda t, s, j: [t[i] + s[j, i] for i in range(j)],
)
_filled("the worst of the ways", ("max", "best", "worst", "min"), _right_ways, min)
_filled("the sum of the ways", ("best", "max", "one of"), _right_ways, sum)
_filled("the mean of the ways", ("best", "max", "mean"), _right_ways, lambda w: sum(w) / len(w))
_filled("the first of the ways", ("best", "max", "first"), _right_ways, lambda w: w[0])
_filled("the last of the ways", ("best", "max", "last"), _right_ways, lambda w: w[-1])
_filled(
    "the index of the best",
    ("argmax", "index", "which", "max"),
    _right_ways,
    lambda w: int(np.argmax(w)),
)
_filled(
    "products of totals and scores",
    ("add", "sum", "multipl"),
    lambda t, s, j: [t[i] * s[i, j] for i in range(j)],
)
_filled("total minus score", SIGN, lambda t, s, j: [t[i] - s[i, j] for i in range(j)])
_filled(
    "starts at cut 1, not at 0",
    ("cut 0", "first", "range(j)", "from 0"),
    lambda t, s, j: [t[i] + s[i, j] for i in range(1, j)] or [s[0, j]],
)
_filled(
    "the cut just before left out",
    ("just before", "last", "range(j)", "j - 1"),
    lambda t, s, j: [t[i] + s[i, j] for i in range(j - 1)] or [s[0, j]],
)
_filled(
    "never below 0", ("below 0", "negative", "0.0"), lambda t, s, j: [0.0, *_right_ways(t, s, j)]
)
_filled(
    "−∞ counted as 0",
    ("inf", "∞", "no piece", "none"),
    lambda t, s, j: [t[i] + (s[i, j] if np.isfinite(s[i, j]) else 0) for i in range(j)],
)
_filled("the sign lost", (*SIGN, "abs"), _right_ways, lambda w: abs(max(w)))
_filled("the largest size", (*SIGN, "abs"), _right_ways, lambda w: max(w, key=abs))
_filled(
    "the logarithm once more",
    ("log",),
    lambda t, s, j: [t[i] + np.log(abs(s[i, j])) for i in range(j)],
)
_filled(
    "powers for scores", ("exp", "log"), lambda t, s, j: [t[i] + np.exp(s[i, j]) for i in range(j)]
)
_filled(
    "the highest score in the column",
    ("before", "range(j)", "total"),
    lambda t, s, j: [t[-1] + s[:, j].max()],
)
_filled(
    "the best score plus the best total",
    ("same cut", "same i", "own total", "together"),
    lambda t, s, j: [max(t) + max(s[i, j] for i in range(j))],
)
_filled(
    "sum of all scores so far",
    ("best", "max", "one way"),
    lambda t, s, j: [s[:j, j][np.isfinite(s[:j, j])].sum() + t[-1]],
)
_filled(
    "scores of one cut further",
    ("index", "column", "scores[i, j]"),
    lambda t, s, j: [t[i] + s[i, j - 1] for i in range(j)],
)
_filled("the first gap filled, the second open", GAP, _right_ways, lambda w: ...)
_filled("the second gap filled, the first open", GAP, lambda t, s, j: ...)
_filled("the ways in place of their best", ("best", "max", "number"), _right_ways, list)
_filled(
    "rounded",
    ("round", "digits"),
    _right_ways,
    lambda w: round(max(w), 1) if np.isfinite(max(w)) else max(w),
)


@wrong("13.4", "only the end's total", ("each cut", "list", "all"))
def my_totals(scores):
    return best_path(scores)[1]


@wrong("13.4", "path and total", ("list", "total", "path", "number"))
def my_totals(scores):
    return best_path(scores)


@wrong("13.4", "the total of cut 0 forgotten", ("cut 0", "first", "0.0", "how many"))
def my_totals(scores):
    totals = [0.0]
    for j in range(1, len(scores)):
        totals.append(max(_right_ways(totals, scores, j)))
    return totals[1:]


@wrong("13.4", "the last cut forgotten", ("last", "how many", "each cut"))
def my_totals(scores):
    totals = [0.0]
    for j in range(1, len(scores) - 1):
        totals.append(max(_right_ways(totals, scores, j)))
    return totals


@wrong("13.4", "starts with 1, as for products", ("start", "0.0", "log", "begin"))
def my_totals(scores):
    totals = [1.0]
    for j in range(1, len(scores)):
        totals.append(max(_right_ways(totals, scores, j)))
    return totals


@wrong("13.4", "prints the totals", NOTHING)
def my_totals(scores):
    totals = [0.0]
    for j in range(1, len(scores)):
        totals.append(max(_right_ways(totals, scores, j)))
    print(totals)


@wrong("13.4", "writes the totals into the table", CHANGES)
def my_totals(scores):
    totals = [0.0]
    for j in range(1, len(scores)):
        scores[:j, j] += totals
        totals.append(scores[:j, j].max())
    return totals


@wrong("13.4", "the lesson's greedy way: the surest next piece", ("greedy", "each cut", "surest"))
def my_totals(scores):
    totals, here = [0.0] + [-math.inf] * (len(scores) - 1), 0
    while here < len(scores) - 1:
        there = here + 1 + int(np.argmax(scores[here, here + 1 :]))
        totals[there] = totals[here] + scores[here, there]
        here = there
    return totals


@wrong("13.4", "recursion without an end", ("itself", "recurs", "deep", "without end", "never"))
def my_totals(scores):
    return my_totals_again(scores)


def my_totals_again(scores):
    return my_totals_again(scores)
