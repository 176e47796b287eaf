"""How training goes, and what a trained network has in it."""

import math

import numpy as np

from nnlib.classroom.figures.base import (
    BLUE,
    COLOURS,
    MOST_OUTPUTS,
    MOST_PICTURES,
    SIGNED,
    Picture,
    as_numbers,
    as_shares,
    counted,
    legend,
    looks,
    panels,
    same_number,
    styled,
)
from nnlib.support.errors import DataError, ShapeError


@styled
def learning_curve(curves, title="", start=0, fact=None, zoom=False):
    """Accuracy while training. curves: a dict from a name to a list of accuracies in 0–1.

    start: after how many epochs the first of them was measured; 0 is the untrained network.
    zoom: whether a second panel shows the upper end alone, where the later epochs differ.
    """
    curves = {name: as_shares(values, f"the curve {name!r}") for name, values in curves.items()}
    many, looked = len(curves) > len(COLOURS), looks(curves)
    figure, axes = panels(1, 1 + zoom, 9 + 2 * zoom, 4.4, squeeze=False)
    axis, *closer = axes.flat
    ends = []
    for (colour, line), (name, accuracy) in zip(looked, curves.items(), strict=True):
        epochs, percent = range(start, start + len(accuracy)), 100 * accuracy
        text = f"{name}: {percent[-1]:.1f}%"
        for each in axes.flat:
            each.plot(
                epochs, percent, color=colour, linestyle=line, marker="o", markersize=4, label=text
            )
        ends.append((percent[-1], f" {text}", colour, epochs[-1]))
    gap = 0.065 * np.diff(axis.get_ylim())[0]
    height = -np.inf
    for end, text, colour, last in [] if zoom or many else sorted(ends):
        height = max(end, height + gap)  # no label lies on another
        axis.annotate(text, (last, height), color=colour, va="center", annotation_clip=False)
    axis.set(xlabel="epochs of training", ylabel="right answers, %", title=title)
    if axis.get_ylim()[0] < 50:
        axis.set(yticks=range(0, 101, 10), ylim=(0, 101))
    for close in closer:
        late = [value for values in curves.values() for value in values[len(values) // 2 :]]
        low = max(0, 5 * int((100 * min(late) - 2) // 5))
        high = 100 * max(max(values) for values in curves.values())
        close.set(ylim=(low, high + 0.12 * (high - low)), xlabel="epochs of training")
        close.set(title=f"the same, from {low}% up")
    for each in axes.flat:
        each.xaxis.get_major_locator().set_params(integer=True)
    if many or (zoom and len(curves) > 1):
        legend(axes.flat[-1], len(curves))
    lasts = {last for *_, last in ends}
    words = f"after {counted(max(lasts), 'epoch')}: " if len(lasts) == 1 else ""
    words += ", ".join(
        f"{name} {100 * values[-1]:.1f}%"
        + (f" after {counted(start + len(values) - 1, 'epoch')}" if len(lasts) > 1 else "")
        for name, values in curves.items()
    )
    return Picture(figure, fact or words)


@styled
def weight_images(weights, titles=None, columns=6, fact=None):
    """The weights of neurons as images, blue positive, orange negative, one scale for all.

    weights: (n, side · side), such as (n, 784), a row for each neuron.
    """
    weights = as_numbers(weights, "weights")
    side = math.isqrt(weights.shape[-1]) if weights.ndim == 2 else 0
    if not weights.size or side * side != weights.shape[-1]:
        raise ShapeError(
            f"weights has shape {weights.shape}; (n, 784) is expected, a row for each neuron whose "
            "inputs are a square picture. Of one neuron, write weights[[0]]."
        )
    n = len(weights)
    if n > MOST_PICTURES:
        raise DataError(f"{n} neurons came; at most {MOST_PICTURES}: weights[:{MOST_PICTURES}].")
    if titles is not None:
        same_number("weights", weights, "titles", titles)
    rows, limit = -(-n // columns), float(np.percentile(np.abs(weights), 99.5)) or 1.0
    figure, axes = panels(rows, columns, 1.5 * columns + 1.2, 1.5 * rows, squeeze=False)
    for i, axis in enumerate(axes.flat):
        axis.axis("off")
        if i < n:
            image = axis.imshow(
                weights[i].reshape(side, side), cmap=SIGNED, vmin=-limit, vmax=limit
            )
            if titles:
                axis.set_title(titles[i], fontsize=12)
    figure.colorbar(image, ax=axes, label="weight", shrink=0.6)
    said = f"the weights of {counted(n, 'neuron')}, as images; most within ±{limit:.1f}"
    return Picture(figure, fact or said)


@styled
def bars(values, title="", fact=None):
    """Named shares as horizontal bars, in percent. values: a dict from a name to a share in 0–1."""
    if not 0 < len(values) <= MOST_OUTPUTS:
        raise DataError(f"{len(values)} values came; 1 to {MOST_OUTPUTS} are drawn as bars.")
    shares = [float(share) for share in 100 * as_shares(list(values.values()), "values")]
    figure, axis = panels(1, 1, 9, 0.9 + 0.65 * len(values))
    drawn = axis.barh(list(values), shares, color=BLUE, height=0.6)
    axis.bar_label(drawn, [f"{share:.1f}" for share in shares], padding=5)
    axis.set(xlim=(0, 1.12 * (max(shares) or 100)), title=title, xticks=[])
    axis.spines["bottom"].set_visible(False)
    axis.invert_yaxis()
    axis.grid(visible=False)
    words = ", ".join(f"{name} {share:.1f}%" for name, share in zip(values, shares, strict=True))
    return Picture(figure, fact or words)
