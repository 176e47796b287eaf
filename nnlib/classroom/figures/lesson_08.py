"""How errors travel back through a network, and what a gradient check finds."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from nnlib.classroom.figures.base import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    Picture,
    bracketed,
    number,
    panels,
    sign_colour,
    styled,
)

ARROW = {"arrowstyle": "-|>", "mutation_scale": 20, "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0}
HALF = 0.5  # the radius of a circle
PALE_ORANGE, PALE_BLUE, PALE_GREEN = "#f8dcc9", "#cfe3f0", "#cbe9df"
RIGHT = 1e-6  # a relative error below this is rounding


@styled
def paths_back(slope, weights, deltas, fact=None):
    """All paths from one hidden neuron's z to the error, with a local slope on each arrow.

    slope: σ′(z) of the hidden neuron; weights: from it to each neuron of the next layer; deltas:
    the δ of those neurons. The products stand below, and their sum is the hidden neuron's δ.
    """
    n = len(weights)
    parts = [float(slope * w * d) for w, d in zip(weights, deltas, strict=True)]
    start, out, end = (0.0, 0.0), (3.3, 0.0), (10.2, 0.0)
    heights = [1.0 * (n - 1) - 2.0 * k for k in range(n)]
    low, high = heights[-1] - 0.75 - 0.62 * (n + 1), heights[0] + 0.75
    figure, axis = panels(1, 1, 10, 10 * (high - low) / 11.8)
    axis.axis("off")
    axis.set(xlim=(-0.8, 11.0), ylim=(low, high), aspect="equal")
    _arrow(axis, start, out, slope, "σ′(z)", ".4f")
    for k, (w, d, y) in enumerate(zip(weights, deltas, heights, strict=True), 1):
        _arrow(axis, out, (6.7, y), w, "W")
        _arrow(axis, (6.7, y), end, d, "δ", ".4f")
        _circle(axis, (6.7, y), f"$z_{{2,{k}}}$")
    _circle(axis, start, "$z_{1,1}$")
    _circle(axis, out, "$a_{1,1}$")
    _circle(axis, end, "$E_x$")
    line = heights[-1] - 1.05
    for k, (w, d, part) in enumerate(zip(weights, deltas, parts, strict=True), 1):
        factors = f"{slope:.4f} · {bracketed(number(w))} · {bracketed(number(d, '.4f'))}"
        text = f"path {k}:   {factors} = {number(part, '.4f')}"
        axis.text(0.3, line, text, color=sign_colour(part), va="center")
        line -= 0.62
    total = f"together:   {number(sum(parts), '.4f')}"
    axis.text(0.3, line, total, va="center", fontweight="bold")
    words = " and ".join(number(part, ".4f") for part in parts)
    said = f"{n} paths from z to the error: {words}, together {number(sum(parts), '.4f')}"
    return Picture(figure, fact or said)


def _arrow(axis, start, end, value, name, digits=".3g"):
    """An arrow between two circles, with its slope beside it, on the outer side."""
    (x0, y0), (x1, y1) = start, end
    away = HALF / np.hypot(x1 - x0, y1 - y0)
    dx, dy = away * (x1 - x0), away * (y1 - y0)
    ends = (x0 + dx, y0 + dy), (x1 - dx, y1 - dy)
    axis.add_patch(FancyArrowPatch(*ends, color=sign_colour(value), **ARROW))
    rise, side = (y1 - y0) / (x1 - x0), 1 if y0 + y1 >= 0 else -1
    turn = int(np.sign(rise)) * side  # the corner of the text that is nearest to the arrow
    shift = 0.5 * turn
    place = ((x0 + x1) / 2 + shift, (y0 + y1) / 2 + shift * rise + 0.1 * side)
    style = {"ha": ("center", "right", "left")[turn], "va": "bottom" if side > 0 else "top"}
    label = f"{name} = {number(value, digits)}"
    axis.text(*place, label, color=sign_colour(value), fontsize=14, **style)


def _circle(axis, centre, name):
    shape = {"facecolor": "white", "edgecolor": "black", "linewidth": 1.8}
    axis.add_patch(Circle(centre, HALF, **shape))
    axis.text(*centre, name, ha="center", va="center", fontsize=17)


@styled
def weights_both_ways(W, row=0, column=0, fact=None):
    """One table of weights, read by rows on the way forward and by columns on the way back.

    W: (n_next, n), from the hidden neurons to the outputs. row, column: which are coloured.
    """
    W = np.asarray(W)
    figure, axes = panels(1, 2, 10.4, 2.7 + 0.62 * len(W))
    lit = ({(row, j) for j in range(W.shape[1])}, {(k, column) for k in range(len(W))})
    heads = (f"forward, row {row + 1}:\nall that goes into output {row + 1}",)
    heads += (f"back, column {column + 1}:\nall that leaves hidden neuron {column + 1}",)
    style = {"ha": "center", "va": "center"}
    for axis, chosen, head, ink, pale in zip(
        axes, lit, heads, (BLUE, GREEN), (PALE_BLUE, PALE_GREEN), strict=True
    ):
        axis.axis("off")
        for (k, j), weight in np.ndenumerate(W):
            on = (k, j) in chosen
            face, edge = (pale, ink) if on else ("white", GREY)
            box = {"facecolor": face, "edgecolor": edge, "zorder": 3 if on else 2}
            axis.add_patch(Rectangle((j, -k - 1), 1, 1, linewidth=2 if on else 1, **box))
            weigh = "bold" if on else "normal"
            bold = {"fontsize": 16, "fontweight": weigh, "zorder": 4}
            axis.text(j + 0.5, -k - 0.5, number(weight), **bold, **style)
        for j in range(W.shape[1]):
            colour = GREEN if axis is axes[1] and j == column else GREY
            axis.text(j + 0.5, 0.38, f"from\nhidden {j + 1}", color=colour, fontsize=13, **style)
        for k in range(len(W)):
            colour = BLUE if axis is axes[0] and k == row else GREY
            where = {"ha": "right", "va": "center", "fontsize": 13}
            axis.text(-0.12, -k - 0.5, f"to output {k + 1}", color=colour, **where)
        middle = W.shape[1] / 2
        axis.text(middle - 0.4, 1.5, head, color=ink, fontweight="bold", **style)
        axis.set(xlim=(-1.7, W.shape[1] + 0.3), ylim=(-len(W) - 0.2, 2.1), aspect="equal")
    said = f"row {row + 1} holds {_list(W[row])}; column {column + 1} holds {_list(W[:, column])}"
    rows = "; ".join(_list(numbers) for numbers in W)
    told = (
        f"one table of weights twice, with the rows {rows}. Forward, row {row + 1} is coloured, "
        f"all that goes into output {row + 1}: {_list(W[row])}. Back, column {column + 1} is "
        f"coloured, all that leaves hidden neuron {column + 1}: {_list(W[:, column])}."
    )
    return Picture(figure, fact or said, told)


def _list(numbers):
    return ", ".join(number(value) for value in numbers)


@styled
def check_table(errors, fact=None):
    """Relative errors of gradients, a row for each program, a column for each array it returns.

    errors: {program: {array: relative error}}, None where the program had stopped. What is more
    than rounding is orange.
    """
    programs, arrays = list(errors), list(next(iter(errors.values())))
    figure, axis = panels(1, 1, 10.4, 0.9 + 0.6 * len(programs))
    axis.axis("off")
    for i, program in enumerate(programs):
        axis.text(-0.1, i + 0.5, program, ha="right", va="center", fontsize=14)
        for j, array in enumerate(arrays):
            error = errors[program][array]
            wrong = _is_wrong(error)
            face = PALE_ORANGE if wrong else "white"
            shape = {"facecolor": face, "edgecolor": "#bbbbbb", "linewidth": 1}
            axis.add_patch(Rectangle((j, i), 1, 1, **shape))
            style = {"ha": "center", "va": "center", "fontsize": 14}
            style |= {"color": ORANGE, "fontweight": "bold"} if wrong else {"color": GREY}
            said = "stops" if error is None else f"{error:.2f}" if wrong else "right"
            axis.text(j + 0.5, i + 0.5, said, **style)
    for j, array in enumerate(arrays):
        axis.text(j + 0.5, -0.3, array, ha="center", va="center", fontsize=15)
    axis.set(xlim=(-3.9, len(arrays) + 0.05), ylim=(len(programs) + 0.05, -0.7))
    parts = []
    for program, row in errors.items():
        bad = [array for array in arrays if _is_wrong(row[array])]
        parts.append(f"{program}: {', '.join(bad) + ' wrong' if bad else 'all right'}")
    return Picture(figure, fact or "; ".join(parts))


def _is_wrong(error):
    return error is None or not error < RIGHT
