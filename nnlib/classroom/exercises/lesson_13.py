"""The exercises of lesson 13, reading whole numbers."""

import itertools
import math

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, called, number

# 13.1 Eight digits

exercise_13_1 = Exercise(
    "13.1",
    praise="0.95⁸ = 0.66: every third number is wrong, though 95 of 100 digits are right.",
    hints=(
        "A number is right if its first digit is right, and its second, and its third…",
        "“And” multiplies, if no digit tells anything about the others: eight factors.",
        "`0.95**8`",
    ),
    reads=number,
    solution=0.95**8,
    also_right=[0.66, np.float64(0.6634), 0.663, [0.6634]],
    within=0.006,
    wrong={
        0.95: "0.95 is the share of single digits. All eight have to be right at once.",
        0.6: "this takes 5 hundredths away eight times. The second digit's 5 in 100 are lost only "
        "from the numbers that are still right: multiply.",
        0.4: "this takes 5 hundredths away eight times from 1, or counts eight times 0.05 as what "
        "goes wrong. Multiply what goes right: 0.95 · 0.95 for two digits.",
        0.95**6: "that is the share for six digits; here are eight.",
        0.95**7: "that is the share for seven digits; here are eight.",
        0.95**9: "that is the share for nine digits; here are eight.",
        0.95**2: "that is the share for two digits; here are eight.",
        1 - 0.95**8: "that is the share of wrong numbers, with a mistake in them.",
        8 * 0.95: "8 · 0.95 is how many of the eight digits are right on average. All must be.",
        1 - 0.05**8: "that is the share of numbers in which at least one digit is right.",
        0.05**8: "0.05⁸ is nearly 0: that is the share of numbers in which every digit is wrong.",
        0.95 / 8: "0.95 is divided by 8. “And” multiplies: eight factors of 0.95.",
        0.95 ** (1 / 8): "this is the eighth root. Eight digits are eight factors: a power.",
        95**8: "the share is 0.95, not 95. From 0 to 1, please.",
        100 * 0.95**8: "right, but in percent. Write it as a share, from 0 to 1.",
    },
    caught=[
        (0.5, "is not it"),
        (float("nan"), "not a number"),
        ("0.66", "remove the quotes"),
        ((0, 66), "0.66"),
    ],
    otherwise="{} is not it. One digit: 0.95. Two digits: 0.95 · 0.95. And eight?",
)

# 13.2 Cut at gaps

exercise_13_2 = Exercise(
    "13.2",
    praise="A gap begins where one run ends and ends where the next begins.",
    hints=(
        "A gap lies between two neighbouring runs. From where to where does it go?",
        "n runs have n − 1 gaps. Gap k goes from `runs[k][1]` to `runs[k + 1][0]`.",
        "`[(a[1] + b[0]) // 2 for a, b in zip(runs, runs[1:])]`",
    ),
)


@exercise_13_2.solution
def middles(runs):
    return [(runs[k][1] + runs[k + 1][0]) // 2 for k in range(len(runs) - 1)]


@exercise_13_2.also_right
def middles_with_numpy(runs):
    runs = np.asarray(runs)
    return (runs[:-1, 1] + runs[1:, 0]) // 2


@exercise_13_2.also_right
def middles_one_by_one(runs):
    end = None
    for first, last in runs:
        if end is not None:
            yield int((end + first) / 2)
        end = last


@exercise_13_2.wrong(
    "these are the middles of the runs, the digits: cuts through ink. Cut the paper between."
)
def middles_of_runs(runs):
    return [(first + last) // 2 for first, last in runs]


@exercise_13_2.wrong(
    "these are the middles of the digits, but for the last: cuts through ink. Cut the paper."
)
def middles_of_runs_but_the_last(runs):
    return middles_of_runs(runs[:-1])


@exercise_13_2.wrong("these cuts touch the next digit. The middle of the gap leaves room to both.")
def starts_of_runs(runs):
    return [first for first, _ in runs[1:]]


@exercise_13_2.wrong(
    "these cuts touch the digit before. The middle of the gap leaves room to both."
)
def ends_of_runs(runs):
    return [last for _, last in runs[:-1]]


@exercise_13_2.wrong("these are the starts of the runs. Where is the middle of each gap?")
def all_starts(runs):
    return [first for first, _ in runs]


@exercise_13_2.wrong("these are the ends of the runs. Where is the middle of each gap?")
def all_ends(runs):
    return [last for _, last in runs]


@exercise_13_2.wrong("these are the widths of the gaps. Where is the middle of each?")
def widths_of_gaps(runs):
    return [b[0] - a[1] for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong("that is half of each gap's width. Count it from the gap's start.")
def halves_of_gaps(runs):
    return [(b[0] - a[1]) // 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong("these are the gaps, from where to where. Wanted is the middle of each.")
def gaps(runs):
    return [(a[1], b[0]) for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong("end and start are added, but not halved: `// 2`.")
def sums_of_ends(runs):
    return [a[1] + b[0] for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong(
    "the middles are right. But the two ends of the line are no gaps: leave them out."
)
def middles_and_edges(runs):
    return [runs[0][0], *middles(runs), runs[-1][1]]


@exercise_13_2.wrong(
    "nearly: this takes start − 1, the last column of paper, so it is sometimes one column too far "
    "left. Take (end + start) // 2."
)
def middles_of_paper(runs):
    return [(a[1] + b[0] - 1) // 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong(
    "nearly: this is one column too far right where end + start is odd. `//` rounds down; nothing "
    "is added before."
)
def middles_rounded_up(runs):
    return [(a[1] + b[0] + 1) // 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong("a middle between two columns comes out as a half. Write `//`: whole columns.")
def middles_with_halves(runs):
    return [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong(
    "`round` goes to the even number where a half comes out. `//` rounds down, always."
)
def middles_rounded(runs):
    return [round((a[1] + b[0]) / 2) for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong(
    "brackets: `//` comes before `+`, so only one of the two is halved. Write (end + start) // 2."
)
def middles_without_brackets(runs):
    return [a[1] + b[0] // 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong(
    "this takes the start of one run and the end of the next. The gap lies between the end of one "
    "and the start of the next."
)
def middles_of_wholes(runs):
    return [(a[0] + b[1]) // 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong(
    "this takes the starts of both runs. The gap goes from the end of one to the start of the next."
)
def middles_of_starts(runs):
    return [(a[0] + b[0]) // 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong(
    "this takes the ends of both runs. The gap goes from the end of one to the start of the next."
)
def middles_of_ends(runs):
    return [(a[1] + b[1]) // 2 for a, b in itertools.pairwise(runs)]


@exercise_13_2.wrong("the last gap is missing: n runs have n − 1 gaps, and `range` ends before.")
def middles_but_the_last(runs):
    return middles(runs)[:-1]


@exercise_13_2.wrong("the first gap is missing. It lies between runs[0] and runs[1].")
def middles_but_the_first(runs):
    return middles(runs)[1:]


@exercise_13_2.wrong("only the first gap's middle. A `return` inside the loop ends it at once.")
def middle_of_the_first(runs):
    return middles(runs)[:1]


@exercise_13_2.wrong("every second gap is left out. Runs 0 and 1, then 1 and 2, then 2 and 3, …")
def middles_of_every_second(runs):
    return middles(runs)[::2]


@exercise_13_2.wrong(
    "there is one cut too many: after the last run comes the first again, by the index −1."
)
def middles_round_the_line(runs):
    return [(runs[k - 1][1] + runs[k][0]) // 2 for k in range(len(runs))]


@exercise_13_2.wrong(
    "the middles are right. But the left end of the line is no gap: leave the 0 out."
)
def middles_from_the_edge(runs):
    return [0, *middles(runs)]


@exercise_13_2.wrong(
    "the middles are right. But before the first run there is no gap: leave its start out."
)
def middles_from_the_first_start(runs):
    return [runs[0][0], *middles(runs)]


@exercise_13_2.wrong(
    "the middles are right. But after the last run there is no gap: leave its end out."
)
def middles_to_the_last_end(runs):
    return [*middles(runs), runs[-1][1]]


@exercise_13_2.caught("n runs have n − 1 gaps")
def middles_beyond_the_last(runs):
    return [(runs[k][1] + runs[k + 1][0]) // 2 for k in range(len(runs))]


@exercise_13_2.probes
def runs_of_ink():
    """Gaps of even and odd widths, from odd and even columns; one run alone; a hair's breadth."""
    return [
        ([(0, 11), (15, 30), (33, 38), (45, 60)],),
        ([(0, 20), (24, 29)],),
        ([(0, 9)],),
        ([(2, 9), (14, 20), (40, 61)],),
        ([(3, 4), (5, 8), (10, 17), (18, 30), (34, 43)],),
    ]


@exercise_13_2.judge
def judge_middles(function):
    """Besides: who asks for a run after the last one is stopped by an error at every probe."""
    try:
        exercise_13_2.compare(function)
    except Wrong as wrong:
        tries = [called(function, args) for args in exercise_13_2.all_probes]
        if all(isinstance(one.error, IndexError) for one in tries):
            raise Wrong(
                f"{wrong} n runs have n − 1 gaps: after the last run comes none, so k stops one "
                "sooner."
            ) from None
        raise


# 13.3 The logarithm of a product

exercise_13_3 = Exercise(
    "13.3",
    praise="log turns a product into a sum: the order stays, and nothing ends as 0.",
    hints=(
        "The logarithm of a product is the sum of the logarithms.",
        "`sure` is a list of numbers from 0 to 1; the result is one number, at most 0.",
        "`sum(np.log(p) for p in sure)`",
    ),
)


@exercise_13_3.solution
def log_of_product(sure):
    return sum(np.log(p) for p in sure)


@exercise_13_3.also_right
def log_of_product_with_numpy(sure):
    return np.log(np.asarray(sure)).sum()


@exercise_13_3.also_right
def log_of_product_step_by_step(sure):
    result = 0
    for p in sure:
        result += np.log(p)
    return result


@exercise_13_3.wrong(
    "this adds the probabilities themselves, so more pieces always give more. Add their logarithms."
)
def sum_of_shares(sure):
    return sum(sure)


@exercise_13_3.wrong(
    "that is the product. It puts the ways in the same order, but it ends as 0 for many pieces. "
    "Add the logarithms."
)
def product_of_shares(sure):
    return np.prod(sure)


@exercise_13_3.wrong(
    "right for a few pieces; but for 400 pieces of 0.1 the product is 0 before its logarithm is "
    "taken. Take log of each first."
)
def log_of_numpy_product(sure):
    return np.log(np.prod(sure))


@exercise_13_3.wrong(
    "right for a few pieces; but for 400 pieces of 0.1 the product is 0, and `math.log(0)` is an "
    "error. Take log of each first."
)
def math_log_of_product(sure):
    return math.log(math.prod(sure))


@exercise_13_3.wrong("the logarithm of a sum is no sum of logarithms. Take log first, then add.")
def log_of_sum(sure):
    return np.log(sum(sure))


@exercise_13_3.wrong(
    "that is the mean. With it, two sure pieces and one bad one beat two good ones. Add; do not "
    "divide."
)
def mean_of_logs(sure):
    return np.mean(np.log(sure))


@exercise_13_3.wrong("this is the logarithm of the mean. Take log of each, then add.")
def log_of_mean(sure):
    return np.log(np.mean(sure))


@exercise_13_3.wrong("`np.log10` counts powers of ten. `np.log` is the natural logarithm.")
def sum_of_tens(sure):
    return np.sum(np.log10(sure))


@exercise_13_3.wrong("`np.log2` counts powers of two. `np.log` is the natural logarithm.")
def sum_of_twos(sure):
    return np.sum(np.log2(sure))


@exercise_13_3.wrong("`np.log1p` is log(1 + p). Take `np.log`, of p itself.")
def sum_of_log1p(sure):
    return np.sum(np.log1p(sure))


@exercise_13_3.wrong(
    "the sign: the logarithm of a share is below 0, and so is the sum. The best is the highest."
)
def cost(sure):
    return -np.sum(np.log(sure))


@exercise_13_3.wrong("this takes log(1 − p), how sure it is that the piece is something else.")
def sum_of_rests(sure):
    return np.sum(np.log(1 - np.asarray(sure)))


@exercise_13_3.wrong("the logarithms are multiplied. Add them.")
def product_of_logs(sure):
    return np.prod(np.log(sure))


@exercise_13_3.wrong(
    "these are the logarithms of the single pieces. Add them: one number is wanted."
)
def single_logs(sure):
    return np.log(sure)


@exercise_13_3.wrong("this is e to the power p. Its opposite is wanted: `np.log`.")
def sum_of_powers(sure):
    return np.sum(np.exp(sure))


@exercise_13_3.wrong("each log is multiplied by its p. Add the logs as they are.")
def sum_of_weighted_logs(sure):
    return np.sum(sure * np.log(sure))


@exercise_13_3.wrong("this is the lowest logarithm alone. Add all of them.")
def lowest_log(sure):
    return np.log(min(sure))


@exercise_13_3.wrong("this is the highest logarithm alone. Add all of them.")
def highest_log(sure):
    return np.log(max(sure))


@exercise_13_3.wrong("only the first piece counts. A `return` inside the loop ends it at once.")
def first_log(sure):
    return np.log(sure[0])


@exercise_13_3.wrong("only the last piece counts: each overwrites the one before. Add: `+=`.")
def last_log(sure):
    return np.log(sure[-1])


@exercise_13_3.wrong("the last piece is left out.")
def log_of_product_without_the_last(sure):
    return log_of_product(sure[:-1])


@exercise_13_3.wrong("the first piece is left out.")
def log_of_product_without_the_first(sure):
    return log_of_product(sure[1:])


@exercise_13_3.wrong("the sum starts at 1. Nothing is read yet: start at 0.")
def log_of_product_from_one(sure):
    return 1 + log_of_product(sure)


@exercise_13_3.probes
def sure_pieces():
    """A few; one; certain ones; so many that their product is 0."""
    return [
        ([0.9, 0.8, 0.5],),
        ([0.97],),
        ([0.99, 0.2, 0.6, 0.75, 0.9],),
        ([0.3, 1.0, 0.0003, 1.0],),
        ([0.1] * 400,),
    ]


# 13.4 The best total at each cut

exercise_13_4 = Exercise(
    "13.4",
    praise="Each cut needs one look back, and no way is ever walked twice.",
    hints=(
        "Every way to reach cut j ends with a piece from some cut i before. And the rest?",
        "`totals[i]` is the best total at cut i, known already; `scores[i, j]` is the last piece.",
        "`ways = [totals[i] + scores[i, j] for i in range(j)]`; `best = max(ways)`",
    ),
)


@exercise_13_4.solution
def totals(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        ways = [best[i] + scores[i, j] for i in range(j)]
        best.append(max(ways))
    return best


@exercise_13_4.also_right
def totals_with_numpy(scores):
    best = np.zeros(len(scores))
    for j in range(1, len(scores)):
        best[j] = (best[:j] + scores[:j, j]).max()
    return best


@exercise_13_4.also_right
def totals_by_recursion(scores):
    def best(j):
        return 0.0 if j == 0 else max(best(i) + scores[i, j] for i in range(j))

    return [best(j) for j in range(len(scores))]


@exercise_13_4.wrong(
    "this is greedy: it takes the best next piece, and never asks what comes after. Ask at each "
    "cut j for all i before it."
)
def totals_greedy(scores):
    """From cut 0 always the best next piece; what is not visited is not reached."""
    best, i = np.full(len(scores), -np.inf), 0
    best[0] = 0
    while i < len(scores) - 1:
        j = i + 1 + int(np.argmax(scores[i, i + 1 :]))
        best[j] = best[i] + scores[i, j]
        i = j
    return best


@exercise_13_4.wrong(
    "this takes the best last piece, whatever the way to its start is worth. Add `totals[i]` "
    "first, then take the highest."
)
def totals_greedy_backwards(scores):
    """At each cut the best last piece, whatever stood before it."""
    best = [0.0]
    for j in range(1, len(scores)):
        i = int(np.argmax(scores[:j, j]))
        best.append(best[i] + scores[i, j])
    return best


@exercise_13_4.wrong(
    "this scores only the last piece. The total at its start, `totals[i]`, is missing."
)
def totals_of_last_pieces(scores):
    return [0.0] + [scores[:j, j].max() for j in range(1, len(scores))]


@exercise_13_4.wrong(
    "this adds probabilities: then many bad pieces beat a few good ones. The scores are logarithms "
    "already."
)
def totals_of_shares(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max(best[i] + np.exp(scores[i, j]) for i in range(j)))
    return best


@exercise_13_4.wrong(
    "totals and scores are multiplied. They are logarithms: what multiplied before is added now."
)
def totals_of_products(scores):
    best = [0.0]
    with np.errstate(invalid="ignore"):
        for j in range(1, len(scores)):
            best.append(max(best[i] * scores[i, j] for i in range(j)))
    return best


@exercise_13_4.wrong(
    "this cuts at every cut: it takes the last of the ways. A piece may reach over several cuts: "
    "look at all i before j."
)
def totals_strip_by_strip(scores):
    return [0.0, *np.cumsum([scores[j - 1, j] for j in range(1, len(scores))])]


@exercise_13_4.wrong(
    "this looks only at the first of the ways, the piece from cut 0. A way may have several pieces."
)
def totals_in_one_piece(scores):
    return [0.0, *scores[0, 1:]]


@exercise_13_4.wrong(
    "this takes the way with the fewest pieces. The highest total counts, however many pieces it "
    "has."
)
def totals_of_fewest(scores):
    best = [(0, 0.0)]
    for j in range(1, len(scores)):
        ways = [(best[i][0] - 1, best[i][1] + scores[i, j]) for i in range(j)]
        best.append(max(way for way in ways if np.isfinite(way[1])))
    return [number for _, number in best]


@exercise_13_4.wrong(
    "rows are where a piece starts: `scores[i, j]` goes from cut i to cut j, and `scores[j, i]` is "
    "never a piece."
)
def totals_turned(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max(best[i] + scores[j, i] for i in range(j)))
    return best


@exercise_13_4.wrong(
    "this takes the lowest total, the largest without its sign. The best is the highest: `max`."
)
def totals_worst(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(min(best[i] + scores[i, j] for i in range(j)))
    return best


@exercise_13_4.wrong("the ways are added up. Only the best of them counts: `max`.")
def totals_summed(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(sum(best[i] + scores[i, j] for i in range(j)))
    return best


@exercise_13_4.wrong(
    "the scores of all pieces that end at j are added up. One way has one last piece."
)
def totals_of_columns(scores):
    return [0.0] + [scores[:j, j].sum() for j in range(1, len(scores))]


@exercise_13_4.wrong("a minus too many: the score of the piece is added.")
def totals_subtracted(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max(best[i] - scores[i, j] for i in range(j)))
    return best


@exercise_13_4.wrong(
    "this is from which cut the best way comes, not its total. `max` gives the total itself."
)
def totals_as_places(scores):
    right = totals(scores)
    places = [int(np.argmax(np.array(right[:j]) + scores[:j, j])) for j in range(1, len(scores))]
    return [0.0, *places]


@exercise_13_4.wrong(
    "cut 0 is left out as a start: `range(j)` begins with it, `range(1, j)` does not."
)
def totals_without_the_first_start(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max([best[i] + scores[i, j] for i in range(1, j)], default=scores[0, j]))
    return best


@exercise_13_4.wrong(
    "the cut just before j is left out as a start: `range(j)` ends with it, `range(j − 1)` sooner."
)
def totals_without_the_last_start(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max([best[i] + scores[i, j] for i in range(j - 1)], default=scores[0, j]))
    return best


@exercise_13_4.wrong("the last piece comes twice: its score is added once.")
def totals_with_pieces_twice(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max(best[i] + 2 * scores[i, j] for i in range(j)))
    return best


@exercise_13_4.wrong("this is the last total alone. Wanted is the best total at each cut.")
def totals_only_the_last(scores):
    return totals(scores)[-1]


@exercise_13_4.wrong("cut 0 is missing in the result: there the total is 0.")
def totals_without_cut_0(scores):
    return totals(scores)[1:]


@exercise_13_4.wrong("the last cut is missing: `range(1, len(scores))` holds it.")
def totals_without_the_last_cut(scores):
    return totals(scores)[:-1]


@exercise_13_4.wrong("these are products, where sums of scores are wanted: exp undoes the log.")
def totals_as_products(scores):
    return np.exp(totals(scores))


@exercise_13_4.wrong("the totals begin with 1. A sum begins with 0: at cut 0 nothing is read yet.")
def totals_from_one(scores):
    return [1 + one for one in totals(scores)]


@exercise_13_4.wrong("two cuts only: a `return` inside the loop ends it at once.")
def totals_of_two_cuts(scores):
    return totals(scores)[:2]


@exercise_13_4.wrong(
    "this is from which cut the best way comes, not its total: `max`, no `argmax`."
)
def totals_of_argmax(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(np.argmax([best[i] + scores[i, j] for i in range(j)]))
    return best


@exercise_13_4.wrong("exp is taken at every cut. The totals stay sums of scores.")
def totals_with_exp(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(np.exp(max(best[i] + scores[i, j] for i in range(j))))
    return best


@exercise_13_4.wrong("this takes the mean of the ways. Only the best of them counts: `max`.")
def totals_of_means(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(np.mean([best[i] + scores[i, j] for i in range(j)]))
    return best


@exercise_13_4.wrong(
    "to each last piece the total at j − 1 is added. It starts at cut i: add `totals[i]`."
)
def totals_of_the_cut_before(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(best[j - 1] + scores[:j, j].max())
    return best


@exercise_13_4.caught("i goes over all cuts before j")
def totals_of_no_way(scores):
    best = [0.0]
    for j in range(1, len(scores)):
        best.append(max(best[i] + scores[i, j] for i in range(1, j)))
    return best


@exercise_13_4.probes
def scores_of_pieces():
    """Pieces over four strips at most; then of any width; then one where the first is a trap.

    As in the lesson, good pieces earn and bad ones cost.
    """
    rng = np.random.default_rng(13)
    found = []
    for n, most in ((5, 4), (7, 4), (9, 4), (6, 6)):
        sure = rng.uniform(0.05, 0.99, (n, n))
        scores = np.log(sure) - 0.5 * np.log(1 - sure)
        scores[np.subtract.outer(np.arange(n), np.arange(n)) < -most] = -np.inf  # too wide
        scores[np.tril_indices(n)] = -np.inf
        found.append((scores,))
    trap = np.full((4, 4), -np.inf)
    trap[0, 1], trap[0, 2], trap[1, 3], trap[2, 3] = np.log([0.9, 0.5, 0.1, 0.8])
    return [*found, (trap,)]


@exercise_13_4.judge
def judge_totals(function):
    """Besides: who leaves out a cut has no way to cut 1, and `max` of nothing is an error."""
    try:
        exercise_13_4.compare(function)
    except Wrong as wrong:
        if "empty" in str(wrong) and "ValueError" in str(wrong):
            raise Wrong(
                f"{wrong} At cut 1 there must be one way, from cut 0: i goes over all cuts before "
                "j, as `range(j)` does."
            ) from None
        raise
