"""The exercises of lesson 13, reading whole numbers."""

import itertools

import numpy as np

from nnlib.classroom.checking.old import Exercise, NotAnswered, Wrong, call, compare, expect_array

# 13.1 Eight digits

EIGHT = 0.95**8


def judge_eight(answer):
    number = expect_array(answer, (), "the answer").item()
    named = {
        0.95: "0.95 is the share of single digits. All eight have to be right at once.",
        0.6: "this takes 5 hundredths away eight times. The second digit's 5 in 100 are lost only "
        "from the numbers that are still right: multiply.",
        0.95**6: "that is the share for six digits; here are eight.",
        1 - EIGHT: "that is the share of numbers with a mistake in them.",
        8 * 0.95: "8 · 0.95 is how many of the eight digits are right on average. All must be.",
        1 - 0.05**8: "that is the share of numbers in which at least one digit is right.",
        0.05**8: "that is the share of numbers in which every digit is wrong.",
        0.95**8 * 100: "right, but in percent. Write it as a share, from 0 to 1.",
    }
    for value, message in named.items():
        if abs(number - value) < 1e-3 * max(1, value):
            raise Wrong(message)
    if abs(number - EIGHT) > 0.006:
        raise Wrong(f"{number:.4g} is not it. One digit: 0.95. Two digits: 0.95 · 0.95. And eight?")


# 13.2 Cut at gaps


def middles(runs):
    return [(runs[k][1] + runs[k + 1][0]) // 2 for k in range(len(runs) - 1)]


def middles_with_numpy(runs):
    runs = np.asarray(runs)
    return (runs[:-1, 1] + runs[1:, 0]) // 2


def middles_of_runs(runs):
    return [(first + last) // 2 for first, last in runs]


def starts_of_runs(runs):
    return [first for first, _ in runs[1:]]


def ends_of_runs(runs):
    return [last for _, last in runs[:-1]]


def widths_of_gaps(runs):
    return [b[0] - a[1] for a, b in itertools.pairwise(runs)]


def middles_and_edges(runs):
    return [runs[0][0], *middles(runs), runs[-1][1]]


def middles_of_wholes(runs):
    return [(a[0] + b[1]) // 2 for a, b in itertools.pairwise(runs)]


def middles_of_paper(runs):
    return [(a[1] + b[0] - 1) // 2 for a, b in itertools.pairwise(runs)]


def halves_of_gaps(runs):
    return [(b[0] - a[1]) // 2 for a, b in itertools.pairwise(runs)]


MIDDLE_MISTAKES = [
    (middles_of_runs, "these are the middles of the digits: cuts through ink. Cut the paper."),
    (starts_of_runs, "these cuts touch the next digit. The middle of the gap leaves room to both."),
    (ends_of_runs, "these cuts touch the digit before. The middle of the gap leaves room to both."),
    (widths_of_gaps, "these are the widths of the gaps. Where is the middle of each?"),
    (halves_of_gaps, "that is half of each gap's width. Count it from the gap's start."),
    (middles_and_edges, "the middles are right. But the two ends of the line are no gaps: leave "
     "them out."),
    (middles_of_paper, "nearly: this takes start − 1, the last column of paper, so it is sometimes "
     "one column too far left. Take (end + start) // 2."),
    (middles_of_wholes, "this takes the start of one run and the end of the next. The gap lies "
     "between the end of one and the start of the next."),
]  # fmt: skip


def judge_middles(function):
    probes = [
        ([(0, 11), (15, 30), (33, 38), (45, 60)],),
        ([(0, 20), (24, 29)],),
        ([(0, 9)],),
        ([(2, 9), (14, 20), (40, 61)],),
    ]
    compare(function, middles, MIDDLE_MISTAKES, probes)


# 13.3 The total of a way to cut


def total(sure):
    return sum(np.log(p) for p in sure)


def total_with_numpy(sure):
    return np.log(np.asarray(sure)).sum()


def sum_of_shares(sure):
    return sum(sure)


def product_of_shares(sure):
    return np.prod(sure)


def log_of_sum(sure):
    return np.log(sum(sure))


def mean_of_logs(sure):
    return np.mean(np.log(sure))


def sum_of_tens(sure):
    return np.sum(np.log10(sure))


def cost(sure):
    return -np.sum(np.log(sure))


def sum_of_rests(sure):
    return np.sum(np.log(1 - np.asarray(sure)))


TOTAL_MISTAKES = [
    (sum_of_shares, "this adds the probabilities themselves, so more pieces always score more. Add "
     "their logarithms."),
    (product_of_shares, "that is the product. It puts the ways in the same order, but it ends as 0 "
     "for many pieces. Add the logarithms."),
    (log_of_sum, "the logarithm of a sum is no sum of logarithms. Take log first, then add."),
    (mean_of_logs, "that is the mean. With it, two sure pieces and one bad one beat two good ones. "
     "Add; do not divide."),
    (sum_of_tens, "np.log10 counts powers of ten. np.log is the natural logarithm."),
    (cost, "the sign: the logarithm of a share is below 0, and so is the total. The best is the "
     "highest."),
    (sum_of_rests, "this takes log(1 − p), how sure it is that the piece is something else."),
]  # fmt: skip


def judge_total(function):
    probes = [([0.9, 0.8, 0.5],), ([0.97],), ([0.99, 0.2, 0.6, 0.75, 0.9],)]
    compare(function, total, TOTAL_MISTAKES, probes)
    result = expect_array(call(function, [0.1] * 400), ())
    if not np.isclose(result, 400 * np.log(0.1)):
        raise Wrong(
            "right for a few pieces; but for 400 pieces of 0.1 the product is 0 before its "
            "logarithm is taken. Take log of each first."
        )


def log_of_product(sure):
    with np.errstate(divide="ignore"):
        return np.log(np.prod(sure))


# 13.4 The best total at each cut


def totals(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        ways = [best[i] + scores[i, j] for i in range(j)]
        best.append(max(ways))
    return best


def totals_with_numpy(scores):
    best = np.zeros(len(scores))
    for j in range(1, len(scores)):
        best[j] = (best[:j] + scores[:j, j]).max()
    return best


def totals_by_recursion(scores):
    def best(j):
        return 0.0 if j == 0 else max(best(i) + scores[i, j] for i in range(j))

    return [best(j) for j in range(len(scores))]


def totals_greedy(scores):
    """From cut 0 always the best next piece; what is not visited is not reached."""
    best, i = np.full(len(scores), -np.inf), 0
    best[0] = 0
    while i < len(scores) - 1:
        j = i + 1 + int(np.argmax(scores[i, i + 1 :]))
        best[j] = best[i] + scores[i, j]
        i = j
    return best


def totals_greedy_backwards(scores):
    """At each cut the best last piece, whatever stood before it."""
    best = [0.0]
    for j in range(1, len(scores)):
        i = int(np.argmax(scores[:j, j]))
        best.append(best[i] + scores[i, j])
    return best


def totals_of_last_pieces(scores):
    return [0.0] + [scores[:j, j].max() for j in range(1, len(scores))]


def totals_of_shares(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max(best[i] + np.exp(scores[i, j]) for i in range(j)))
    return best


def totals_strip_by_strip(scores):
    return [0.0, *np.cumsum([scores[j - 1, j] for j in range(1, len(scores))])]


def totals_in_one_piece(scores):
    return [0.0, *scores[0, 1:]]


def totals_of_fewest(scores):
    best = [(0, 0.0)]
    for j in range(1, len(scores)):
        ways = [(best[i][0] - 1, best[i][1] + scores[i, j]) for i in range(j)]
        best.append(max(way for way in ways if np.isfinite(way[1])))
    return [number for _, number in best]


def totals_turned(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max(best[i] + scores[j, i] for i in range(j)))
    return best


def totals_worst(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(min(best[i] + scores[i, j] for i in range(j)))
    return best


TOTALS_MISTAKES = [
    (totals_greedy, "this is greedy: it takes the best next piece, and never asks what comes "
     "after. Ask at each cut j for all i before it."),
    (totals_greedy_backwards, "this takes the best last piece, whatever the way to its start is "
     "worth. Add totals[i] first, then take the highest."),
    (totals_of_last_pieces, "this scores only the last piece. What it cost to reach its start, "
     "totals[i], is missing."),
    (totals_of_shares, "this adds probabilities: then many bad pieces beat a few good ones. The "
     "scores are logarithms already."),
    (totals_strip_by_strip, "this cuts at every cut. A piece may reach over several: look at all i "
     "before j, not only at j − 1."),
    (totals_in_one_piece, "this looks only at pieces that start at cut 0. A way may have several "
     "pieces."),
    (totals_of_fewest, "this takes the way with the fewest pieces. The highest total counts, "
     "however many pieces it has."),
    (totals_turned, "rows are where a piece starts: scores[i, j] goes from cut i to cut j, and "
     "scores[j, i] is never a piece."),
    (totals_worst, "this takes the lowest total. The best is the highest: max."),
]  # fmt: skip


def judge_totals(function):
    rng = np.random.default_rng(13)
    probes = []
    for n in (5, 7, 9):
        scores = np.log(rng.uniform(0.05, 0.99, (n, n)))
        scores[np.subtract.outer(np.arange(n), np.arange(n)) < -4] = -np.inf  # too wide
        scores[np.tril_indices(n)] = -np.inf
        probes.append((scores,))
    result = call(function, *probes[0])
    if isinstance(result, list | tuple) and any(part is ... for part in result):
        raise NotAnswered
    compare(function, totals, TOTALS_MISTAKES, probes)


EXERCISES = {
    "13.1": Exercise(
        judge=judge_eight,
        praise="0.95⁸ = 0.66: every third number is wrong, though 95 of 100 digits are right.",
        hints=(
            "A number is right if its first digit is right, and its second, and its third…",
            "“And” multiplies, if one digit knows nothing of the others: eight factors.",
            "0.95**8",
        ),
        answer=EIGHT,
        also_right=[0.66, np.float64(0.6634)],
        wrong=[
            (0.95, "single digits"),
            (0.6, "multiply"),
            (0.735, "six digits"),
            (0.337, "with a mistake"),
            (7.6, "on average"),
            (1.0, "at least one"),
            (66.3, "percent"),
            (0.5, "is not it"),
        ],
    ),
    "13.2": Exercise(
        judge=judge_middles,
        praise="A gap begins where one run ends and ends where the next begins.",
        hints=(
            "A gap lies between two neighbouring runs. From where to where does it go?",
            "n runs have n − 1 gaps. Gap k goes from runs[k][1] to runs[k + 1][0].",
            "[(a[1] + b[0]) // 2 for a, b in zip(runs, runs[1:])]",
        ),
        answer=middles,
        also_right=[middles_with_numpy],
        wrong=[(f, m[:25]) for f, m in MIDDLE_MISTAKES],
    ),
    "13.3": Exercise(
        judge=judge_total,
        praise="log turns a product into a sum: the order stays, and nothing ends as 0.",
        hints=(
            "The logarithm of a product is the sum of the logarithms.",
            "`sure` is a list of numbers from 0 to 1; the result is one number, at most 0.",
            "sum(np.log(p) for p in sure)",
        ),
        answer=total,
        also_right=[total_with_numpy],
        wrong=[(f, m[:25]) for f, m in TOTAL_MISTAKES] + [(log_of_product, "400 pieces")],
    ),
    "13.4": Exercise(
        judge=judge_totals,
        praise="Each cut needs one look back, and no way is ever walked twice.",
        hints=(
            "Every way to reach cut j ends with a piece from some cut i before. And the rest?",
            "totals[i] is the best total at cut i, known already; scores[i, j] is the last piece.",
            "ways = [totals[i] + scores[i, j] for i in range(j)]; best = max(ways)",
        ),
        answer=totals,
        also_right=[totals_with_numpy, totals_by_recursion],
        wrong=[(f, m[:25]) for f, m in TOTALS_MISTAKES],
    ),
}
