"""Reading whole numbers: try many ways to cut, keep the one where the network is surest.

A line is the ink of a number, float (28, width), from its first column to its last. A cut is a
column: what is to the left of it belongs to one digit, it and what is to the right to the next.
A piece is what lies between two cuts.

Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Proceedings of the IEEE 86 (1998) 2278–2324,
section V: many cuts, a network that scores every piece, and the best path through them.
"""

import functools
import heapq
import itertools
from collections import defaultdict
from typing import NamedTuple

import numpy as np

from nnlib.digits.mnist import data_file
from nnlib.digits.shifts import shift
from nnlib.layers import Sequential, softmax
from nnlib.reading.ink import as_line, as_mnist
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.interrupts import stopped
from nnlib.support.threads import one_thread

WIDEST = 30  # a piece is no wider than this, in pixels of a line
ALONE = 1.6  # times as wide as high, a line may be a single digit
LOWEST = 0.35  # and at least this high, as a share of the line
STEP = 2  # columns between two candidate cuts through ink
EARNED = 0.5  # the part of log P(no digit) that counts; chosen on validation digits
NOTHING = (
    "No digits are found: whichever way the ink is cut, most pieces are none. Digits side by side "
    "are expected; to see the ink as it would be read, look at as_line(picture)."
)


def ink_runs(line):
    """The runs of columns with ink: an int array (runs, 2), first column and one after the last."""
    inked = np.concatenate([[0], line.any(axis=0), [0]])
    return np.flatnonzero(np.diff(inked)).reshape(-1, 2)


def cut_at_gaps(line):
    """Cuts in the middle of each gap, and at both ends of the line: a list of columns."""
    runs = ink_runs(line)
    middles = (runs[:-1, 1] + runs[1:, 0]) // 2
    return [0, *middles.tolist(), line.shape[1]]


def candidate_cuts(line):
    """The cuts at gaps and, through ink, every second column: a list of columns."""
    through = [range(first + STEP, last - 1, STEP) for first, last in ink_runs(line).tolist()]
    return sorted({*cut_at_gaps(line), *itertools.chain(*through)})


def possible_pieces(line, cuts):
    """All pieces that could be a digit, neither too wide nor too short: a list of pairs (i, j).

    Such a piece lies between cuts[i] and cuts[j]. Its box of ink is found from those of the strips
    between neighbouring cuts, so that no column is looked at twice.
    """
    strips = np.array([_edges(line, *strip) for strip in itertools.pairwise(cuts)])
    alone = len(ink_runs(line)) == 1 and line.shape[1] <= ALONE * len(line)
    widest = line.shape[1] if alone else WIDEST
    pairs = []
    for i in range(len(strips)):
        up, left, down, right = np.maximum.accumulate(strips[i : i + WIDEST]).T
        fits = (left + right <= widest) & (up + down >= LOWEST * len(line))
        pairs += [(i, i + 1 + int(n)) for n in np.flatnonzero(fits)]
    return pairs


def _edges(line, first, last):
    """How far the ink of some columns reaches: up, left, down, right; up and left are negated."""
    rows = np.flatnonzero(line[:, first:last].any(axis=1))
    columns = np.flatnonzero(line[:, first:last].any(axis=0)) + first
    if not len(rows):
        return [-line.size] * 4
    return [-rows[0], -columns[0], rows[-1] + 1, columns[-1] + 1]


def piece_images(line, cuts, pairs):
    """The pieces, each made to look like MNIST's digits: uint8 (pieces, 28, 28)."""
    images = [as_mnist(line[:, cuts[i] : cuts[j]]) for i, j in pairs]
    return np.array(images, np.uint8).reshape(-1, 28, 28)


def piece_outputs(net, images):
    """What the network makes of each piece: (10, pieces), or (11, pieces), the last for no digit.

    net: 784 inputs; 10 outputs, or 11. images: uint8 (pieces, 28, 28); all go through it at once.
    """
    if net.sizes[0] != 784 or net.sizes[-1] not in (10, 11):
        raise ShapeError(
            "A network that reads pieces has 784 inputs, and 10 outputs, or 11 with the last for "
            f"no digit; this one has {net.sizes[0]} inputs and {net.sizes[-1]} outputs."
        )
    if not len(images):
        return np.zeros((net.sizes[-1], 0), np.float32)
    return net.feedforward(images.reshape(-1, 784).T / np.float32(256))


def digit_scores(net, images):
    """A score of each digit for each piece, the higher the surer: (10, pieces).

    It is log P(digit), so that adding scores is multiplying probabilities. As no probability is
    above 1, each further piece could only cost, and too few pieces would win. A network with an
    eleventh output mends that: half of log P(no digit) is taken away, so that a piece which is
    surely no rubbish earns something. And what may be a digit is looked at more closely.
    """
    log_p = _log(piece_outputs(net, images))
    if len(log_p) == 10:
        return log_p
    likely = log_p[10] < np.log(0.9)
    log_p[:, likely] = look_closely(net, images[likely])
    return log_p[:10] - EARNED * log_p[10]


def look_closely(net, images):
    """Five looks at each piece, as it is and moved by one pixel each way: (outputs, pieces).

    Returns the mean of log P: a digit that is seen in all five looks is one.
    """
    moves = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    return np.mean([_log(piece_outputs(net, shift(images, *move))) for move in moves], axis=0)


def _log(p):
    return np.log(np.maximum(p, 1e-9))


def best_path(scores):
    """The way to cut with the highest total: (path, total), path a list of indices from 0 to n − 1.

    scores: (n, n); scores[i, j] is the score of the piece from cut i to cut j, −∞ if there is none.
    The best way to reach cut j is the best way to reach some earlier cut i, and then the piece
    between the two. So, from left to right, one look back from each cut is enough (dynamic
    programming).
    """
    n = len(scores)
    totals, before = np.full(n, -np.inf), np.zeros(n, int)
    totals[0] = 0
    for j in range(1, n):
        ways = totals[:j] + scores[:j, j]
        before[j], totals[j] = ways.argmax(), ways.max()
    path = [n - 1]
    while path[-1] > 0:
        path.append(int(before[path[-1]]))
    return path[::-1], float(totals[-1])


def best_readings(pairs, scores, last, k=5):
    """The k best readings, each another text: a list of (total, text, path), best first.

    As `best_path`, but at each cut the k best texts so far are kept, and of each piece its three
    best digits are tried.
    pairs: from `possible_pieces`; scores: from `digit_scores`; last: the index of the last cut.
    """
    pieces = defaultdict(list)  # by the cut where they start
    for (i, j), column in zip(pairs, scores.T.tolist(), strict=True):
        digits = heapq.nlargest(3, range(10), key=column.__getitem__)
        pieces[i] += [(j, column[digit], str(digit)) for digit in digits]
    found = [{} for _ in range(last + 1)]  # at each cut: text -> (total, text, path)
    found[0][""] = (0.0, "", (0,))
    for i in range(last):
        for total, text, path in heapq.nlargest(k, found[i].values()):
            for j, score, digit in pieces[i]:
                new = (total + score, text + digit, (*path, j))
                found[j][new[1]] = max(new, found[j].get(new[1], new))
    return heapq.nlargest(k, found[last].values())


class Reading(NamedTuple):
    """A number that was read, and how sure that is.

    text: such as "504192"; second: the next best text, or None if there is none.
    confidence: from 0 to 1, the share of `text` among the readings in `others`, which is a list
    [(text, confidence), …], best first.
    line: float (28, width); cuts: its columns, from 0 to width; images: uint8 (digits, 28, 28),
    the pieces between the cuts; probabilities: (digits,), the network's output for each digit.
    """

    text: str
    confidence: float
    second: str | None
    others: list
    line: np.ndarray
    cuts: list
    images: np.ndarray
    probabilities: np.ndarray

    def __repr__(self):
        return f"Reading({self.text!r}, {self.confidence:.0%} sure, then {self.second!r})"


@functools.cache
def piece_network():
    """The network that ships with nnlib for reading numbers: ten digits, and "no digit"."""
    return Sequential.load(data_file("trained_pieces.npz"))


@one_thread()
@stopped("Stopped while reading. To begin anew, run the cell again.")
def read_number(picture, net=None, *, cut=candidate_cuts, k=5):
    """Read a number of any length from a grey picture, (height, width), as a `Reading`.

    net: 784 inputs and 10 outputs, or 11 with the last for no digit; None takes the one that ships
    with nnlib. cut: `candidate_cuts` or `cut_at_gaps`. k: how many readings are compared.
    Raises DataError if there is no digit.
    """
    return read_line(as_line(picture), net, cut=cut, k=k)


@one_thread()
def read_line(line, net=None, *, cut=candidate_cuts, k=5):
    """Read a line of ink, (28, width), as a `Reading`. Settings and errors as of `read_number`."""
    net = net or piece_network()
    cuts = cut(line)
    pairs = possible_pieces(line, cuts)
    images = piece_images(line, cuts, pairs)
    scores = digit_scores(net, images)
    readings = best_readings(pairs, scores, len(cuts) - 1, k)
    if not readings:
        raise DataError(NOTHING)
    totals, texts, paths = zip(*readings, strict=True)
    shares = softmax(np.array(totals).reshape(-1, 1)).ravel().tolist()
    chosen = [pairs.index(pair) for pair in itertools.pairwise(paths[0])]
    sure = piece_outputs(net, images[chosen])[:10]
    if np.median(sure.sum(axis=0)) < 0.3:
        raise DataError(NOTHING)
    return Reading(
        text=texts[0],
        confidence=shares[0],
        second=texts[1] if len(texts) > 1 else None,
        others=list(zip(texts, shares, strict=True)),
        line=line,
        cuts=[cuts[i] for i in paths[0]],
        images=images[chosen],
        probabilities=sure[[int(digit) for digit in texts[0]], range(len(chosen))],
    )
