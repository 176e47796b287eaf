"""Networks as drawings, matrix products as boxes, and what neurons say over a plane."""

import itertools

import numpy as np
from matplotlib.patches import Circle

from nnlib.classroom.figures.base import (
    GREY,
    Picture,
    as_numbers,
    counted,
    number,
    panels,
    same_number,
    sign_colour,
    styled,
)
from nnlib.support.errors import ShapeError

MOST_SHOWN = 7  # neurons of a layer; of more, the first ones and the last one
MOST_LABELLED = 16  # weights that are written on their lines
RADIUS = 0.42


def _in_words(said, weights, biases, values, names):
    """What a small diagram shows: layer by layer its neurons, with what each hears from which."""
    for l, W in enumerate(weights, 1):
        for j, row in enumerate(W):
            name = names[l][j] if names and names[l] else f"neuron {j + 1} of layer {l}"
            said += f"; {name}: weights {', '.join(number(w, '.3g') for w in row)}"
            if biases is not None:
                said += f", bias {number(np.ravel(biases[l - 1])[j], '.3g')}"
            if values is not None:
                said += f", value {number(np.ravel(values[l])[j], '.3f')}"
    return said


@styled
def network_diagram(weights, biases=None, values=None, names=None, fact=None):
    """A network as circles and lines, blue for positive weights, orange for negative ones.

    weights: a list of (n_l, n_{l-1}) arrays, a thick line for a large weight; biases: for each of
    them n_l numbers, written below the neurons; values: for every layer the numbers that stand
    inside its neurons; names: for every layer its neurons' names, or None. Without values, names
    of one or two letters stand inside.
    """
    weights = [as_numbers(W, f"weights[{l}]") for l, W in enumerate(weights)]
    if not weights or any(W.ndim != 2 for W in weights):
        raise ShapeError("weights must hold one array (n_l, n_{l−1}) or more.")
    for W, following in itertools.pairwise(weights):
        same_number("the outputs of one layer", W, "the inputs of the next", following[0])
    sizes = [weights[0].shape[1], *(len(W) for W in weights)]
    rows = [_shown(n) for n in sizes]
    tallest = max(len(shown) + (len(shown) < n) for shown, n in zip(rows, sizes, strict=True))
    step = 1.9 if tallest <= 4 else 1.15
    heights = [_heights(shown, n, step) for shown, n in zip(rows, sizes, strict=True)]
    figure, axis = panels(1, 1, 3.4 * len(sizes), 0.9 + 0.82 * step * tallest)
    axis.axis("off")
    apart = 4.2
    largest = max(float(np.abs(W).max()) for W in weights) or 1.0
    labelled = sum(W.size for W in weights) <= MOST_LABELLED
    for l, W in enumerate(weights):
        for j in rows[l + 1]:
            for k in rows[l]:
                start, end = (apart * l, heights[l][k]), (apart * (l + 1), heights[l + 1][j])
                _line(axis, start, end, float(W[j, k]), largest, labelled)
    for l, n in enumerate(sizes):
        if len(rows[l]) < n:
            more = f"⋮\n{n - len(rows[l]):,} more"
            style = {"ha": "center", "va": "center", "color": GREY, "fontsize": 13}
            axis.text(apart * l, heights[l]["dots"], more, **style)
        for j in rows[l]:
            inside = "" if values is None else number(np.ravel(values[l])[j], ".3f" if l else ".3g")
            below = "" if biases is None or l == 0 else np.ravel(biases[l - 1])[j]
            name = names[l][j] if names and names[l] else ""
            if values is None and len(name) <= 2:
                inside, name = name, ""
            _neuron(axis, (apart * l, heights[l][j]), inside, below, name, l == 0)
    top = step * tallest / 2 + 0.55
    titles = ["input layer", *["hidden layer"] * (len(sizes) - 2), "output layer"]
    for l, (n, title) in enumerate(zip(sizes, titles, strict=True)):
        axis.text(apart * l, top, f"{title}: {n}", ha="center", color=GREY, fontweight="bold")
    axis.set(
        xlim=(-1.5, apart * (len(sizes) - 1) + 1.5), ylim=(-step * tallest / 2 - 0.4, top + 0.4)
    )
    axis.set_aspect("equal")
    said = f"a network of {'–'.join(str(n) for n in sizes)} neurons"
    said += f", {counted(f'{sum(W.size for W in weights):,}', 'weight')} as lines"
    if sum(len(shown) for shown in rows) < sum(sizes):
        said += "; most of the neurons and their lines are left out"
    said = fact or said
    return Picture(
        figure, said, _in_words(said, weights, biases, values, names) if labelled else None
    )


def _shown(n):
    return list(range(n)) if n <= MOST_SHOWN else [*range(MOST_SHOWN - 2), n - 1]


def _heights(shown, n, step):
    """Where the neurons of a layer stand, from its first at the top, and the dots for the rest."""
    places = [*shown] if len(shown) == n else [*shown[:-1], "dots", shown[-1]]
    top = step * (len(places) - 1) / 2
    return {place: top - step * i for i, place in enumerate(places)}


def _line(axis, start, end, weight, largest, labelled):
    (x0, y0), (x1, y1) = start, end
    colour = sign_colour(weight)
    width = 0.5 + 4.5 * abs(weight) / largest
    axis.plot([x0, x1], [y0, y1], color=colour, linewidth=width, alpha=0.75, zorder=1)
    if labelled:
        t = 0.22  # where no two labels of three lines each touch
        axis.text(
            x0 + t * (x1 - x0),
            y0 + t * (y1 - y0),
            number(weight),
            color=colour,
            ha="center",
            va="center",
            zorder=2,
            fontsize=13,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )


def _neuron(axis, centre, inside, below, name, is_input):
    x, y = centre
    edge = GREY if is_input else "black"
    axis.add_patch(
        Circle(centre, RADIUS, facecolor="white", edgecolor=edge, linewidth=1.8, zorder=3)
    )
    axis.text(x, y, inside, ha="center", va="center", fontsize=12, zorder=4)
    if below != "":
        text = f"b = {number(below)}"
        axis.text(
            x, y - RADIUS - 0.07, text, ha="center", va="top", fontsize=12, color=sign_colour(below)
        )
    if name and is_input:
        axis.text(x - RADIUS - 0.1, y, name, ha="right", va="center")
    elif name:
        axis.text(x, y + RADIUS + 0.07, name, ha="center", va="bottom", fontsize=13)
