"""The sigmoid's curve: beside the step, gentle or steep, and how well its tangent follows it."""

import numpy as np

from nnlib.classroom.figures.base import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    Picture,
    legend,
    looks,
    number,
    panels,
    same_number,
    styled,
)
from nnlib.neurons import sigmoid, sigmoid_prime
from nnlib.support.errors import DataError


@styled
def step_and_sigmoid(reach=8, fact=None):
    """The step function and the sigmoid, for z from −reach to reach."""
    figure, axis = panels(1, 1, 9, 4.6)
    z = np.linspace(-reach, reach, 401)
    axis.axvline(0, color=GREY, linewidth=1)
    axis.plot([-reach, 0], [0, 0], color=ORANGE)
    axis.plot([0, reach], [1, 1], color=ORANGE)
    axis.plot(0, 1, "o", color=ORANGE, markersize=9)
    axis.plot(0, 0, "o", color=ORANGE, markersize=9, markerfacecolor="white", markeredgewidth=2)
    axis.plot(z, sigmoid(z), color=BLUE)
    axis.plot(0, 0.5, "o", color=BLUE, markersize=9)
    axis.text(-0.04 * reach, 1, "step function", color=ORANGE, ha="right", va="center")
    axis.text(0.16 * reach, 0.66, "sigmoid σ", color=BLUE)
    axis.text(0.04 * reach, 0.44, "0.5", color=BLUE)
    axis.set(ylim=(-0.08, 1.12), xlabel="weighted input z", ylabel="output")
    return Picture(figure, fact or "at z = 0 the step jumps from 0 to 1; the sigmoid passes 0.5")


@styled
def steeper_sigmoids(w, b, factors=(1, 10, 100), fact=None):
    """Output of a sigmoid neuron with one input x from 0 to 1: w and b, and multiples of them."""
    if w == 0:
        raise DataError("w is 0: then the output is the same for every x, and no curve is steep.")
    looked = looks(factors)
    figure, axis = panels(1, 1, 9, 4.6)
    x = np.linspace(0, 1, 1001)
    boundary = -b / w
    axis.axvline(boundary, color=GREY, linestyle=":")
    for (colour, line), factor in zip(looked, factors, strict=True):
        name = f"w = {factor * w:g}, b = {factor * b:g}".replace("-", "−")
        axis.plot(x, sigmoid(factor * (w * x + b)), color=colour, linestyle=line, label=name)
    axis.plot(boundary, 0.5, "o", color="black", markersize=9, zorder=3)
    axis.set(ylim=(-0.06, 1.06), xlabel="input x", ylabel="output")
    legend(axis, len(factors), loc="upper left" if w > 0 else "upper right", fontsize=13)
    each = ", ".join(f"{factor:g}" for factor in factors)
    said = f"w and b times {each}: all curves pass 0.5 at x = {boundary:.2f}, each steeper"
    return Picture(figure, fact or said)


@styled
def sigmoid_and_slope(reach=12, flat=0.001, fact=None):
    """The sigmoid above its slope, for z from −reach to reach; grey where the slope is < flat."""
    figure, (above, below) = panels(2, 1, 9, 6, sharex=True)
    z = np.linspace(-reach, reach, 481)
    above.plot(z, sigmoid(z), color=BLUE)
    below.plot(z, sigmoid_prime(z), color=GREEN)
    edge = z[sigmoid_prime(z) >= flat].max()
    for axis in (above, below):
        axis.axvspan(-reach, -edge, color=GREY, alpha=0.16, linewidth=0)
        axis.axvspan(edge, reach, color=GREY, alpha=0.16, linewidth=0)
    for side in (-1, 1):
        middle = side * (reach + edge) / 2
        below.text(middle, 0.13, f"slope\nbelow\n{flat:g}", color=GREY, ha="center", va="center")
    below.plot(0, 0.25, "o", color=GREEN, markersize=9)
    below.text(0.05 * reach, 0.25, "0.25", color=GREEN, va="center")
    above.set(ylabel="output σ(z)", ylim=(-0.08, 1.08), xlim=(-reach, reach))
    below.set(ylabel="slope σ′(z)", ylim=(-0.02, 0.29), xlabel="weighted input z")
    words = f"steepest at z = 0, slope 0.25; below {flat:g} beyond about ±{edge:.0f}"
    return Picture(figure, fact or words)


@styled
def curve_and_tangent(z, change_z, fact=None):
    """The sigmoid with its tangent at z: real against predicted change when z grows by change_z.

    Left the whole curve, right the change under a magnifying glass.
    """
    figure, (whole, near) = panels(1, 2, 11, 5, width_ratios=(1, 1.25))
    a, slope = float(sigmoid(z)), float(sigmoid_prime(z))
    real, predicted = float(sigmoid(z + change_z)) - a, slope * change_z
    reach = max(6.0, abs(z) + 2, abs(z + change_z) + 2)
    far = np.linspace(-reach, reach, 401)
    whole.plot(far, sigmoid(far), color=BLUE)
    whole.plot(far, a + slope * (far - z), color=ORANGE, linewidth=1.8)
    whole.plot([z + change_z, z + change_z], [a + real, a + predicted], color=PURPLE, linewidth=4)
    whole.plot(z, a, "o", color="black", markersize=9, zorder=3)
    end = a + predicted
    whole.set(
        ylim=(min(-0.1, end - 0.08), max(1.2, end + 0.08)),
        xlabel="weighted input z",
        ylabel="output",
    )
    whole.set_title("σ and its tangent")
    _magnify(near, z, change_z, real, predicted)
    gap = number(abs(real - predicted), ".2g")
    words = f"z = {number(z, '.2f')}: predicted change {number(predicted, '.4g')}, "
    words += f"real {number(real, '.4g')}, gap {gap}"
    return Picture(figure, fact or words)


def _magnify(axis, z, change_z, real, predicted):
    """Real and predicted change of σ from z to z + change_z, as a curve and a line from (0, 0)."""
    steps = np.linspace(0, change_z, 101)
    axis.plot(
        steps, sigmoid(z + steps) - sigmoid(z), color=BLUE, label=f"real {number(real, '.4g')}"
    )
    said = f"tangent says {number(predicted, '.4g')}"
    axis.plot(steps, sigmoid_prime(z) * steps, color=ORANGE, label=said)
    axis.plot(
        [change_z, change_z], [real, predicted], color=PURPLE, linewidth=4, solid_capstyle="butt"
    )
    axis.plot(change_z, real, "o", color=BLUE)
    axis.plot(change_z, predicted, "o", color=ORANGE)
    axis.plot(0, 0, "o", color="black", markersize=9)
    gap = number(abs(real - predicted), ".2g")
    axis.plot([], [], color=PURPLE, linewidth=4, label=f"gap {gap}")
    axis.xaxis.set_major_formatter(lambda value, _: number(value, ".3g"))
    axis.yaxis.set_major_formatter(lambda value, _: number(value, ".2g"))
    axis.locator_params(nbins=5)
    axis.set(xlabel="change of z", ylabel="change of output")
    axis.set_title("the change, magnified")
    axis.legend(loc="upper left" if change_z >= 0 else "lower right", fontsize=13)
    axis.margins(y=0.12)


@styled
def gap_against_change(changes, gaps, fact=None):
    """How far the tangent's prediction is off, against the change of z, both axes by factors.

    changes: (k,), positive, each twice the one before; gaps: a dict from a name to (k,) positive
    numbers. The legend says by what each gap is divided if the change is halved.
    """
    figure, axis = panels(1, 1, 9, 5)
    changes = np.asarray(changes, dtype=float)
    words = []
    for (colour, line), (name, gap) in zip(looks(gaps), gaps.items(), strict=True):
        gap = np.asarray(gap, dtype=float)
        same_number("changes", changes, f"the gaps {name!r}", gap)
        power = np.log(gap[1] / gap[0]) / np.log(changes[1] / changes[0])
        words.append(f"{name}: half the change, {2**power:.0f} times less gap")
        axis.plot(changes, gap, marker="o", linestyle=line, color=colour, label=words[-1])
    axis.set(xscale="log", yscale="log", xlabel="change of z", ylabel="gap")
    axis.set(xticks=changes, xticklabels=[f"{change:g}" for change in changes])
    axis.minorticks_off()
    legend(axis, len(gaps), loc="upper left")
    return Picture(figure, fact or "; ".join(words))
