"""Softmax, the error at its outputs, ReLU, and the course of a full-batch descent."""

import numpy as np
from matplotlib.patches import Ellipse, FancyArrowPatch

from nnlib.classroom.figures.base import (
    BLUE,
    COLOURS,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    Picture,
    as_outputs,
    as_shares,
    bars_height,
    legend,
    looks,
    panels,
    same_number,
    sign_colour,
    strip,
    styled,
)
from nnlib.neurons import sigmoid, sigmoid_prime
from nnlib.support.errors import DataError


@styled
def softmax_bars(z, stable, plain=None, title="", fact=None):
    """Weighted inputs beside what the softmax makes of them.

    z, stable, plain: (n,), n from 2 to 60. plain: the same by the plain form, drawn as rings,
    which may hold NaN; None leaves it out.
    """
    z, stable = as_outputs(z), as_shares(as_outputs(stable), "stable")
    same_number("z", z, "stable", stable)
    height = 5.2 if len(z) <= 10 else 1.3 + bars_height(len(z))
    figure, (left, right) = panels(1, 2, 10.5, height, sharey=True)
    rows = np.arange(len(z))
    left.barh(rows, z, color=[sign_colour(value) for value in z], height=0.7)
    left.axvline(0, color=GREY, linewidth=1)
    left.margins(x=0.1)
    right.barh(rows, stable, color=BLUE, height=0.7, label="stable form")
    for row, value in zip(rows, stable, strict=True):
        right.text(value + 0.03, row, f"{value:.3f}", va="center", fontsize=13)
    if plain is not None and np.isfinite(plain).all():
        right.plot(plain, rows, "o", color=ORANGE, markerfacecolor="none", markersize=9, mew=2)
        right.set_title("softmax (rings: plain form)")
    elif plain is not None:
        right.set_title("softmax (plain form: nan)", color=ORANGE)
    else:
        right.set_title("softmax")
    left.set(yticks=rows, ylabel="output", title=title or "weighted inputs z")
    right.set(xlim=(0, 1.18), xticks=[0, 0.25, 0.5, 0.75, 1], xlabel="probability")
    left.invert_yaxis()
    for axis in (left, right):
        axis.grid(visible=False, axis="y")
        axis.tick_params(axis="y", length=0)
    best = int(np.argmax(stable))
    return Picture(figure, fact or f"the highest is output {best} with {stable[best]:.3f}")


@styled
def size_of_delta(fact=None):
    """|δ| of a neuron that should say 0, against what it says: equation 1, and a − y."""
    figure, axis = panels(1, 1, 9, 4.6)
    a = np.linspace(0, 1, 401)
    axis.plot(a, a, color=BLUE)
    axis.plot(a, a * a * (1 - a), color=ORANGE)
    axis.text(0.02, 0.78, "|a − y|  (cross-entropy)", color=BLUE)
    axis.text(0.28, 0.18, "|a − y| σ′(z)  (equation 1)", color=ORANGE)
    axis.annotate(
        "badly wrong,\nand hardly any δ",
        (0.988, 0.012),
        (0.76, 0.3),
        color=ORANGE,
        arrowprops={"arrowstyle": "->", "color": ORANGE},
    )
    axis.set(xlabel="what it says (it should say 0)", ylabel="size of δ", ylim=(-0.03, 1.06))
    said = "at a = 1 the size of a − y is 1 and that of equation 1 is 0; both are 0 at 0"
    seen = "Against what the neuron says, the size of a − y is a straight line that rises from 0 "
    seen += "to 1. That of equation 1 stays below 0.15, is highest at ⅔, and falls to 0 at a = 1, "
    seen += "where the neuron is as wrong as can be."
    return Picture(figure, fact or said, alt=seen)


@styled
def relu_and_slope(reach=6, fact=None):
    """ReLU and the sigmoid, above, and their slopes, below."""
    figure, (above, below) = panels(2, 1, 9, 6, sharex=True, height_ratios=(1.5, 1))
    z = np.linspace(-reach, reach, 481)
    above.plot(z, sigmoid(z), color=ORANGE)
    above.plot(z, np.maximum(z, 0), color=BLUE)
    below.plot(z, sigmoid_prime(z), color=ORANGE)
    below.plot([-reach, 0], [0, 0], color=BLUE)
    below.plot([0, reach], [1, 1], color=BLUE)
    below.plot(0, 1, "o", color=BLUE, markersize=9, markerfacecolor="white", markeredgewidth=2)
    below.plot(0, 0, "o", color=BLUE, markersize=9)
    above.text(0.52 * reach, 0.72 * reach, "ReLU", color=BLUE, ha="right")
    above.text(0.97 * reach, 1.3, "sigmoid", color=ORANGE, ha="right")
    below.text(0.97 * reach, 0.8, "ReLU: 0 or 1", color=BLUE, ha="right")
    below.text(0.97 * reach, 0.14, "sigmoid: at most ¼", color=ORANGE, ha="right")
    above.set(ylabel="output a", xlim=(-reach, reach))
    below.set(ylabel="slope", xlabel="weighted input z", ylim=(-0.12, 1.15))
    said = "ReLU's slope is 0 below z = 0 and 1 above; the sigmoid's is at most 0.25"
    return Picture(figure, fact or said)


@styled
def course_of_accuracy(curves, every=10, title="", fact=None):
    """Accuracy over the steps of a full-batch descent.

    curves: {name: accuracies}, measured every so many steps.
    """
    many = len(curves) > len(COLOURS)
    figure, axis = panels(1, 1, 9, 4.8)
    for (colour, line), (name, course) in zip(looks(curves), curves.items(), strict=True):
        course = as_shares(course, f"the curve {name!r}")
        at = every * np.arange(len(course))
        style = {"color": colour, "label": name}
        axis.plot(
            at,
            100 * np.asarray(course),
            linestyle="--" if colour == ORANGE and not many else line,
            **style,
        )
    axis.set(xlabel="step", ylabel="right answers, %", title=title, ylim=(0, 101))
    axis.set(yticks=range(0, 101, 10))
    legend(axis, len(curves), loc="lower right")
    ends = ", ".join(f"{name} {100 * course[-1]:.1f}%" for name, course in curves.items())
    said = f"at step {at[-1]}: {ends}"
    return Picture(figure, fact or said, alt=f"{title}: {said}" if title else said)


@styled
def bias_moves(moves, fact=None):
    """How far each bias has moved: a row for each program, a column for each layer.

    moves: {program: {array: (n,)}}. In place of a bar that is too low to be seen stands its number.
    """
    if not moves:
        raise DataError("moves holds no program; {program: {array: (n,)}} is expected.")
    arrays = list(next(iter(moves.values())))
    figure, axes = panels(
        len(moves), len(arrays), 10, 2.5 * len(moves) + 0.3, sharex=True, sharey=True, squeeze=False
    )
    largest = max(np.abs(values).max() for by in moves.values() for values in by.values())
    for row, (program, by_array) in zip(axes, moves.items(), strict=True):
        for axis, array in zip(row, arrays, strict=True):
            moved = np.ravel(by_array[array])
            axis.bar(range(len(moved)), moved, color=[sign_colour(value) for value in moved])
            axis.axhline(0, color=GREY, linewidth=1)
            if np.abs(moved).max() < 1e-4:
                axis.text(
                    len(moved) / 2 - 0.5,
                    0,
                    "none has moved\n",
                    color=GREY,
                    ha="center",
                    va="bottom",
                )
            else:
                for neuron, value in enumerate(moved):
                    if abs(value) < 0.01 * largest:
                        written = f"{value + 0.0:.3f}".replace("-", "−")
                        upright = {"rotation": 90, "ha": "center", "va": "bottom", "fontsize": 12}
                        axis.text(neuron, 0.03 * largest, written, **upright)
            axis.set(title=f"{program}: {array}", xticks=range(len(moved)))
            axis.grid(visible=False, axis="x")
        row[0].set_ylabel("moved by")
    for axis, array in zip(axes[-1], arrays, strict=True):
        axis.set_xlabel(f"neuron, in {array}")
    spread = [
        f"{program} {array} {np.ravel(values).min():.2f} to {np.ravel(values).max():.2f}"
        for program, by_array in moves.items()
        for array, values in by_array.items()
    ]
    said = "moved by: " + ", ".join(spread).replace("-0.00", "0.00")
    return Picture(figure, fact or said, alt=said)


@styled
def where_z_stands(fact=None):
    """How z of output j comes into the error under a softmax: through the sum S, which couples all.

    Its parts are the slopes of the two stretches over S, and what the error is.
    """
    figure, axis = strip()
    style = {"ha": "center", "va": "center", "fontsize": 20.5}
    names = {"$z_1$": (1.0, 0.78), "$z_j$": (1.0, 0.0), "$z_t$": (1.0, -0.78), "$S$": (5.4, 0.39)}
    names["$E_x$"] = end = (10.4, 0.0)
    lit = "$z_j$", "$S$"
    ways = [(name, "$S$") for name in names if name[1] == "z"]
    for tail, head in [*ways, ("$S$", "$E_x$"), ("$z_t$", "$E_x$")]:
        colour = INK if tail in lit else GREY
        arrow = {"arrowstyle": "-|>", "mutation_scale": 20, "linewidth": 2.2}
        arrow |= {"shrinkA": 26, "shrinkB": 40, "color": colour, "zorder": 1}
        axis.add_patch(FancyArrowPatch(names[tail], names[head], **arrow))
    for name, place in names.items():
        shape = {"facecolor": "white", "edgecolor": "black", "linewidth": 1.8, "zorder": 2}
        axis.add_patch(Ellipse(place, 1.0, 0.66, **shape))
        axis.text(*place, name, zorder=3, **style)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    slopes = {"e^{z_j}": (3.2, 0.2), "1/S": (7.9, 0.2)}
    parts = [
        (slope, [axis.text(*place, f"${slope}$", color=PURPLE, bbox=box, **style)])
        for slope, place in slopes.items()
    ]
    cost = r"\log S - z_t"
    parts.append((cost, [axis.text(end[0] - 0.62, 0.62, f"${cost}$", **style)]))
    said = "every z stands in S, and that of the label a second time in the error"
    told = (
        "From each z an arrow leads to S, the sum of the powers, and from S one to the error, "
        "which is log S minus z of the label t. From z of t a second arrow leads to the error "
        "itself. On the way of z of j stand two slopes: e to the power of z of j, and 1 "
        "divided by S."
    )
    return Picture(figure, fact or said, told, parts)
