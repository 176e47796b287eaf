"""The interactive of lesson 13: cut a number by hand, and compare with the best way to cut."""

import functools
import itertools

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.figures.base import counted
from nnlib.classroom.widgets.base import grip, interactive
from nnlib.classroom.widgets.controls import Menu, Slider, Switch
from nnlib.digits.mnist import data_file, read_embedded
from nnlib.layers import Sequential
from nnlib.reading.ink import as_line
from nnlib.reading.pieces import (
    best_path,
    candidate_cuts,
    digit_scores,
    piece_images,
    piece_network,
    piece_outputs,
    possible_pieces,
)
from nnlib.reading.strings import number_picture

NUMBER = "5041"  # of the first four training digits
WRITTEN = {"with gaps": 5, "touching": 0, "overlapping": -2}  # columns between neighbours
NETWORKS = ("eleven outputs", "ten outputs")
LAST = 110  # the last column that a cut can be moved to


def _cuts_in_the_line(figure, state):
    """Each cut is taken where it is in the line."""
    (axes, high) = figure.axes[0], 28
    cuts = []
    for key in ("cut_1", "cut_2", "cut_3"):
        whole = grip(axes, x=key)
        (left, bottom, wide, tall), (low, top) = whole["box"], whole["y"]
        foot, head = ((y - low) / (top - low) for y in (high + 3, -3))
        cuts.append({**whole, "box": [left, bottom + foot * tall, wide, (head - foot) * tall]})
    return cuts


def _within_the_line(state, before):
    """No cut beyond the end of the line, where it would do nothing and nobody would see it."""
    width = _line(state["written"]).shape[1]
    cuts = ("cut_1", "cut_2", "cut_3")
    return {**state, **{cut: min(state[cut], width) for cut in cuts}}, dict.fromkeys(cuts, width)


@interactive(
    "three cuts with a total above 4. Then show the best way to cut: how near were you? "
    "Then let the network with ten outputs judge, and cut a digit in half: what does it cost?",
    draw=lambda data: figures.cut_number(**data),
    fit=_within_the_line,
    grips=_cuts_in_the_line,
)
def explore_cuts(
    written: Menu(tuple(WRITTEN), "written") = "touching",
    network: Menu(NETWORKS, "judged by the network with") = "eleven outputs",
    cut_1: Slider(0, LAST, 1, "first cut, at column (0: no cut)") = 20,
    cut_2: Slider(0, LAST, 1, "second cut, at column (0: no cut)") = 50,
    cut_3: Slider(0, LAST, 1, "third cut, at column (0: no cut)") = 70,
    show_best: Switch("show the best way to cut, as dashed lines") = False,
):
    """Lesson 13: three cuts of a number, the score of each piece, the total, and the best way."""
    line = _line(written)
    width = line.shape[1]
    inside = {cut for cut in (cut_1, cut_2, cut_3) if 0 < cut < width}
    cuts = [0, *sorted(inside), width]
    found = [_piece(written, network, *piece) for piece in itertools.pairwise(cuts)]
    total = sum(score for _, _, _, score in found)
    text = "".join(str(digit) for _, digit, _, _ in found)
    captions = [f"{digit} ({sure:.2f})\n{score:+.1f}" for _, digit, sure, score in found]
    said = f"{text}: total {total:.1f}"
    data = {
        "line": line,
        "cuts": cuts,
        "images": [image for image, _, _, _ in found],
        "captions": [caption.replace("-", "−") for caption in captions],
        "title": said.replace("-", "−"),
        "scale": True,
        "fact": f"{counted(len(found), 'piece')} read as {said}",
    }
    if show_best:
        best, best_text, best_total = _best(written, network)
        data["others"] = best
        data["fact"] += f"; the best way cuts at {best[1:-1]} and reads {best_text}, total "
        data["fact"] += f"{best_total:.1f}"
    data["fact"] = data["fact"].replace("-", "−")
    return data


@functools.cache
def _line(written):
    digits = read_embedded().train[:6]
    return as_line(number_picture(NUMBER, digits, 0, gap=WRITTEN[written], jitter=0).picture)


@functools.cache
def _network(name):
    return (
        piece_network() if name == NETWORKS[0] else Sequential.load(data_file("trained_conv.npz"))
    )


@functools.cache
def _piece(written, network, first, last):
    """The image of a piece, the digit that is seen in it, its probability and its score."""
    images, net = piece_images(_line(written), [first, last], [(0, 1)]), _network(network)
    scores, outputs = digit_scores(net, images)[:, 0], piece_outputs(net, images)[:, 0]
    digit = int(scores.argmax())
    return images[0], digit, float(outputs[digit]), float(scores[digit])


@functools.cache
def _best(written, network):
    """The cuts of the best way, what it reads, and its total."""
    line = _line(written)
    cuts = candidate_cuts(line)
    pairs = possible_pieces(line, cuts)
    scores = digit_scores(_network(network), piece_images(line, cuts, pairs))
    table = np.full((len(cuts), len(cuts)), -np.inf)
    table[tuple(np.array(pairs).T)] = scores.max(axis=0)
    path, total = best_path(table)
    digits = [scores[:, pairs.index(pair)].argmax() for pair in itertools.pairwise(path)]
    return [cuts[i] for i in path], "".join(map(str, digits)), total
