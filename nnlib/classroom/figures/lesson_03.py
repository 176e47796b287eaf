"""Matrix products as boxes, what neurons say over a plane, and a neuron with a loop."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from nnlib.classroom.figures.base import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    SIGNED,
    Picture,
    as_numbers,
    counted,
    panels,
    styled,
)
from nnlib.support.errors import DataError, ShapeError


@styled
def matrix_product_boxes(W, a, b, result=None, error="", fact=None):
    """W @ a + b as boxes, one for each number, from shapes: W (n_out, n_in), a (rows, m), b.

    result: the shape that comes out, or None, and `error` is what Python says instead.
    A row of W, a column of a and the number that they make are coloured, with an example's
    numbers in them; a misfit is orange.
    """
    meets = W[1] == a[0]
    wanted = (W[0], a[1])
    well = meets and result == wanted and (len(b) == 2 or wanted[0] == 1)
    product = GREY if meets else ORANGE
    bias = GREY if well or not meets else ORANGE
    row, column = range(1, W[1] + 1), [2 - k % 2 for k in range(a[0])]
    corner = sum(w * x for w, x in zip(row, column, strict=False)) + 1
    parts = [
        ("W", W, product, {(0, k): (BLUE, w) for k, w in enumerate(row)}),
        ("@", None, product, {}),
        ("a", a, product, {(k, 0): (GREEN, x) for k, x in enumerate(column)}),
        ("+", None, bias, {}),
        ("b", b, bias, {(0, 0): (GREY, 1)}),
        ("=", None, GREY, {}),
        ("result", result or (), GREY if well else ORANGE, {(0, 0): ("black", corner)}),
    ]
    tall = max(W[0], a[0], b[0] if len(b) == 2 else 1, *(result or ())[:1])
    widths = [1.2 if shape is None else max(1.8, _grid(shape)[1]) for _, shape, _, _ in parts]
    across, wide = sum(widths), 10.4
    inch = max((across + 0.4) / wide, tall / 3)  # in boxes
    figure, axis = panels(1, 1, wide, tall / inch + 2.1)
    axis.axis("off")
    x, bottom = 0.0, -tall / 2 - 0.2 * inch
    for (name, shape, colour, lit), width in zip(parts, widths, strict=True):
        ink, middle = "black" if colour == GREY else colour, x + width / 2
        x += width
        if shape is None:
            axis.text(middle, 0, name, ha="center", va="center", fontsize=22, color=ink)
            continue
        _boxes(axis, middle, shape, colour, lit if well else {})
        style = {"ha": "center", "color": ink, "fontweight": "bold"}
        axis.text(middle, tall / 2 + 0.15 * inch, name, fontsize=17, **style)
        said = str(shape) if shape else "none"
        axis.text(middle, bottom, said, fontsize=14, va="top", **style)
    words = _product_in_words(W, a, b, result, error)
    shown = words.replace(": ", ":\n", 1)
    if well:
        terms = " + ".join(f"{w}·{x}" for w, x in zip(row, column, strict=True))
        shown += f"\nthe black one: {terms} + 1 = {corner}"
    style = {"ha": "center", "va": "top", "fontsize": 14, "color": "black" if well else ORANGE}
    axis.text(across / 2, bottom - 0.45 * inch, shown, **style)
    half = wide * inch / 2
    axis.set(xlim=(across / 2 - half, across / 2 + half), aspect="equal")
    axis.set_ylim(bottom - 1.35 * inch, tall / 2 + 0.55 * inch)
    return Picture(figure, fact or words)


def _grid(shape):
    """Rows and columns in which an array of this shape is drawn: (n,) as one row."""
    return shape if len(shape) == 2 else (1, *shape) if shape else (1, 1)


def _boxes(axis, middle, shape, colour, lit):
    rows, columns = _grid(shape)
    for i in range(rows):
        for k in range(columns):
            corner = (middle - columns / 2 + k, rows / 2 - 1 - i)
            face, number = lit.get((i, k), ("white" if colour == GREY else "#f8dcc9", ""))
            axis.add_patch(Rectangle(corner, 1, 1, facecolor=face, edgecolor=colour, linewidth=1.6))
            x, y = corner[0] + 0.5, corner[1] + 0.5
            style = {"ha": "center", "va": "center", "fontsize": 13, "fontweight": "bold"}
            axis.text(x, y, number, color="white", **style)
    if not shape:
        axis.text(middle, 0, "✘", color=ORANGE, ha="center", va="center", fontsize=18)


def _product_in_words(W, a, b, result, error):
    if error:
        head, _, tail = error.partition(", with gufunc signature")
        short = "matmul: … " + tail[tail.rindex("(") :] if tail else head
        return f"Python says: ValueError: {short.strip()}"
    shapes = f"{W} @ {a} + {b} gives {result}"
    if result == (W[0], a[1]) and len(b) == 1 < W[0]:
        return f"{shapes} without an error: but b went to the columns, one number for each example"
    if result == (W[0], a[1]):
        numbers = counted(result[0] * result[1], "number")
        return f"{shapes}: {numbers}, each from a row of W and a column of a"
    return f"{shapes} without an error: wanted were {(W[0], a[1])}"


@styled
def layer_maps(maps, fact=None):
    """What neurons say at each point of a plane, blue for yes (1) and orange for no (0).

    maps: a dict from a title to a (k, k) array of activations; row 0 is x₂ = 0, column 0 is x₁ = 0.
    A black line shows where the activation is 0.5.
    """
    if not 1 <= len(maps) <= 8:
        raise DataError(f"{len(maps)} maps came; 1 to 8 are drawn side by side.")
    for title, values in maps.items():
        shape = np.shape(as_numbers(values, f"the map {title!r}"))
        if len(shape) != 2 or shape[0] != shape[1] or shape != np.shape(next(iter(maps.values()))):
            raise ShapeError(f"the map {title!r} has shape {shape}; (k, k) is expected, as of all.")
    size = (3.3 * len(maps) + 0.9, 4.1) if len(maps) < 4 else (2.6 * len(maps) + 0.9, 3.4)
    figure, axes = panels(1, len(maps), *size, squeeze=False, sharey=True)
    side = np.linspace(0, 1, len(next(iter(maps.values()))))
    for axis, (title, values) in zip(axes.flat, maps.items(), strict=True):
        extent = (0, 1, 0, 1)
        image = axis.imshow(values, cmap=SIGNED, vmin=0, vmax=1, origin="lower", extent=extent)
        if np.min(values) < 0.5 < np.max(values):  # else there is no such line
            axis.contour(side, side, values, [0.5], colors="black", linewidths=1.6)
        axis.set(title=title, xlabel="x₁", xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
        axis.set(xticklabels=("0", "0.5", "1"), yticklabels=("0", "0.5", "1"))
        axis.grid(visible=False)
    axes[0, 0].set_ylabel("x₂", rotation=0, labelpad=14)
    figure.colorbar(
        image, ax=axes, label="activation\n(black line: 0.5)", shrink=0.75, ticks=(0, 0.5, 1)
    )
    shares = [f"{title}: {100 * np.mean(values > 0.5):.0f}%" for title, values in maps.items()]
    said = fact or "yes on this share of the plane: " + "; ".join(shares)
    where = [f"{title}: {_where_yes(values, side)}" for title, values in maps.items()]
    return Picture(figure, said, f"{said}. Yes, by map: {'; '.join(where)}")


def _where_yes(values, side):
    """Between which x₁ and x₂ a map says yes, in words."""
    rows, columns = np.nonzero(np.asarray(values) > 0.5)
    if not len(rows):
        return "nowhere"
    reach = [f"{side[at.min()]:.2f} to {side[at.max()]:.2f}" for at in (columns, rows)]
    return f"x₁ from {reach[0]}, x₂ from {reach[1]}"


@styled
def recurrent_neuron(inputs, with_loop, without_loop, fact=None):
    """A neuron whose output comes back to it at the next step, and what it says, step by step.

    inputs, with_loop, without_loop: lists of equal length, of numbers between 0 and 1.
    """
    figure, (left, right) = panels(1, 2, 10, 4.4, width_ratios=(1, 1.9))
    left.axis("off")
    left.add_patch(Circle((0, 0), 0.5, facecolor="white", edgecolor="black", linewidth=2))
    arrow = {"arrowstyle": "-|>", "mutation_scale": 22, "linewidth": 2.4}
    left.add_patch(FancyArrowPatch((-1.7, 0), (-0.52, 0), color=GREY, **arrow))
    left.add_patch(FancyArrowPatch((0.52, 0), (1.7, 0), color=GREY, **arrow))
    loop = "arc3,rad=1.9"
    start, end = (0.4, 0.32), (-0.4, 0.32)
    left.add_patch(FancyArrowPatch(start, end, color=BLUE, connectionstyle=loop, **arrow))
    left.text(0, 1.5, "its last output", color=BLUE, ha="center", fontweight="bold")
    left.text(-1.7, 0.15, "input", color=GREY)
    left.text(1.7, 0.15, "output", color=GREY, ha="right")
    left.set(xlim=(-1.9, 1.9), ylim=(-1.2, 2), aspect="equal")
    steps = range(len(inputs))
    right.step(steps, np.asarray(inputs) + 2.6, color=GREY, where="mid")
    right.step(steps, np.asarray(with_loop) + 1.3, color=BLUE, where="mid")
    right.step(steps, without_loop, color=ORANGE, where="mid")
    traces = {"input": (2.6, GREY), "with loop": (1.3, BLUE), "without loop": (0, ORANGE)}
    for name, (low, colour) in traces.items():
        style = {"color": colour, "fontweight": "bold", "ha": "right", "va": "center"}
        right.text(-0.06, low + 0.5, name, transform=right.get_yaxis_transform(), **style)
    right.set_yticks([low + k for low, _ in traces.values() for k in (0, 1)], ["0", "1"] * 3)
    right.set(xlabel="step", xticks=steps, ylim=(-0.2, 3.9))
    ends = f"at the end {with_loop[-1]:.2f} with the loop, {without_loop[-1]:.2f} without"
    return Picture(
        figure, fact or f"{counted(len(inputs), 'step')}, {sum(inputs):g} of them a 1; {ends}"
    )
