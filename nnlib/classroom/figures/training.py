"""How training goes, and what a trained network has in it."""

import itertools
import math

import numpy as np

from nnlib.classroom.figures.base import (
    BLUE,
    COLOURS,
    GREY,
    MOST_OUTPUTS,
    MOST_PICTURES,
    SIGNED,
    Picture,
    as_numbers,
    as_picture,
    as_row,
    as_shares,
    counted,
    legend,
    looks,
    panels,
    same_number,
    styled,
)
from nnlib.support.errors import DataError, ShapeError

SMALLEST_DRAWN = 4  # weights into fewer than 4 · 4 inputs are a table's


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
    each = "; ".join(_told(name, values, start) for name, values in curves.items())
    return Picture(figure, fact or words, f"{fact or words}. Right answers: {each}")


def _told(name, values, start):
    """A curve in words: its first four points, the middle one and the last."""
    places = sorted({*range(min(4, len(values))), len(values) // 2, len(values) - 1})
    points = [f"{100 * values[i]:.1f}% after {counted(start + i, 'epoch')}" for i in places]
    return f"{name} {', '.join(points)}"


@styled
def weight_images(weights, titles=None, columns=6, fact=None):
    """The weights of neurons as images, blue positive, orange negative, one scale for all.

    weights: (n, side · side), such as (n, 784), a row for each neuron.
    """
    weights = as_numbers(weights, "weights")
    side = math.isqrt(weights.shape[-1]) if weights.ndim == 2 else 0
    if not weights.size or side < SMALLEST_DRAWN or side * side != weights.shape[-1]:
        raise ShapeError(
            f"weights has shape {weights.shape}; (n, 784) is expected, a row for each neuron whose "
            f"inputs are a square picture. {_weights_advice(weights)}"
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


def _weights_advice(weights):
    """What to write for weights that are not drawn as pictures."""
    if weights.ndim == 1:
        return "Of one neuron, write weights[[0]]."
    return (
        "The inputs of a table are no picture: figures.network_diagram(net.weights) draws their "
        "weights as lines."
    )


@styled
def training_so_far(
    curve, weights, outputs, image=None, lines=None, dots=(), names=None, shares=True, fact=None
):
    """How a training stands: its curve, what the first layer looks for, and the outputs.

    curve: a list of (epochs, share of right answers in 0–1), or, with shares=False, (epochs, E).
    weights: (n, side · side), a row for each neuron, drawn as pictures, or None.
    lines: a list of (w₁, w₂, b), each drawn as the line w₁x₁ + w₂x₂ + b = 0, or None; dots: a list
    of (x₁, x₂, target), blue where the target is 1.
    outputs: (n,), for one example; image: (side, side), that example, or None; names: of the
    outputs, by default 0, 1, 2 …
    """
    points = as_numbers(curve, "curve")
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ShapeError(
            f"curve has shape {points.shape}; (n, 2) is expected, a row (epochs, value) for each "
            "point. Write list(zip(epochs, values))."
        )
    values = as_row(outputs, "outputs")
    names = [str(j) for j in range(len(values))] if names is None else names
    same_number("outputs", values, "names", names)
    middle = weights is not None or lines is not None
    figure, (left, *between, right) = panels(1, 2 + middle, 10.5, 3.9)
    heights = points[:, 1] * (100 if shares else 1)
    left.plot(points[:, 0], heights, color=BLUE, marker=".", clip_on=False)  # nor a point at 0
    left.set(xlabel="epochs", title="right answers, %" if shares else "error E")
    left.set(xlim=(0, max(1, points[-1, 0])), ylim=(0, 101 if shares else None))
    if lines is not None:
        _lines_in_the_plane(between[0], as_numbers(lines, "lines"), dots)
    elif middle:
        _mosaic(between[0], as_numbers(weights, "weights"))
    rows, best = range(len(values)), int(values.argmax())
    one = len(values) > 1 and image is not None
    colours = [BLUE if one and j == best else GREY for j in rows]
    right.barh(rows, values, color=colours)
    right.set(yticks=rows, xticks=[0, 0.5, 1], title="outputs")
    right.set_xlim(0, max(1, values.max()) * (1 if image is None else 1.6))
    right.set_yticklabels(names)
    right.invert_yaxis()
    right.grid(visible=False, axis="y")
    if image is not None:
        small = right.inset_axes([0.67, 0.67, 0.33, 0.33])
        small.imshow(as_picture(image), cmap="gray_r")
        small.axis("off")
    end = f"{points[-1, 1]:.1%} right" if shares else f"E = {points[-1, 1]:.4f}"
    return Picture(figure, fact or f"after {counted(f'{points[-1, 0]:g}', 'epoch')}: {end}")


def _mosaic(axis, weights):
    """The weights of all neurons as pictures, side by side."""
    side = math.isqrt(weights[0].size)
    pictures = weights.reshape(len(weights), -1)
    if side * side != pictures.shape[1]:
        raise ShapeError(
            f"weights has shape {weights.shape}; (n, 784) is expected, a row for each neuron whose "
            "inputs are a square picture."
        )
    columns = math.ceil(math.sqrt(len(pictures)))
    paper = np.zeros((-(-len(pictures) // columns) * (side + 2), columns * (side + 2)))
    for i, picture in enumerate(pictures):
        top, start = (i // columns) * (side + 2), (i % columns) * (side + 2)
        paper[top : top + side, start : start + side] = picture.reshape(side, side)
    limit = float(np.percentile(np.abs(pictures), 99.5)) or 1.0
    axis.imshow(paper, cmap=SIGNED, vmin=-limit, vmax=limit)
    axis.set_title("weights of the first layer")
    axis.axis("off")


def _lines_in_the_plane(axis, lines, dots):
    """Each neuron's line, with a short arrow to the side where it says yes."""
    for (w1, w2, b), colour in zip(lines, itertools.cycle(COLOURS), strict=False):
        size = math.hypot(w1, w2)
        if not size:
            continue
        foot = np.array([w1, w2]) * -b / size**2
        along, across = np.array([-w2, w1]) / size, np.array([w1, w2]) / size
        axis.plot(*np.transpose([foot - 9 * along, foot + 9 * along]), color=colour)
        axis.annotate(
            "", foot + 0.3 * across, foot, arrowprops={"arrowstyle": "->", "color": colour}
        )
    for x1, x2, target in dots:
        fill = BLUE if target else "white"
        axis.scatter([x1], [x2], 90, color=fill, edgecolor=GREY, zorder=3)
    ends = [value for dot in dots for value in dot[:2]] or [0, 1]
    room = 0.6 * (max(ends) - min(ends) or 1)
    limits = (min(ends) - room, max(ends) + room)
    axis.set(xlim=limits, ylim=limits, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    axis.set_title("where z = 0")


@styled
def bars(values, title="", most=None, one_by_one=False, fact=None):
    """Named shares as horizontal bars, in percent.

    values: a dict from a name to a share in 0–1. most: where the scale ends, so that pictures
    can be compared. one_by_one: whether the bars are parts, which a slide shows one by one.
    """
    if not 0 < len(values) <= MOST_OUTPUTS:
        raise DataError(f"{len(values)} values came; 1 to {MOST_OUTPUTS} are drawn as bars.")
    shares = [float(share) for share in 100 * as_shares(list(values.values()), "values")]
    figure, axis = panels(1, 1, 9, 0.9 + 0.65 * len(values))
    drawn = axis.barh(list(values), shares, color=BLUE, height=0.6)
    said = axis.bar_label(drawn, [f"{share:.1f}" for share in shares], padding=5)
    axis.set(xlim=(0, 1.12 * (most or max(shares) or 100)), title=title, xticks=[])
    axis.spines["bottom"].set_visible(False)
    axis.invert_yaxis()
    axis.grid(visible=False)
    words = ", ".join(f"{name} {share:.1f}%" for name, share in zip(values, shares, strict=True))
    rows = zip(values, drawn, said, strict=True)
    parts = [(name, [bar, share]) for name, bar, share in rows] if one_by_one else ()
    return Picture(figure, fact or words, f"{title}: {words}" if title else words, parts)
