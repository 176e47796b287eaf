"""Networks as drawings, matrix products as boxes, and what neurons say over a plane."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from nnlib.classroom.figures.base import BLUE, GREEN, GREY, ORANGE, SIGNED, Picture, panels, styled

MOST_SHOWN = 7  # neurons of a layer; of more, the first ones and the last one
MOST_LABELLED = 16  # weights that are written on their lines
RADIUS = 0.42


@styled
def network_diagram(weights, biases=None, values=None, names=None, fact=None):
    """A network as circles and lines, blue for positive weights, orange for negative ones.

    weights: a list of (n_l, n_{l-1}) arrays, a thick line for a large weight; biases: for each of
    them n_l numbers, written below the neurons; values: for every layer the numbers that stand
    inside its neurons; names: for every layer its neurons' names, or None. Without values, names
    of one or two letters stand inside.
    """
    sizes = [weights[0].shape[1], *(len(W) for W in weights)]
    rows = [_shown(n) for n in sizes]
    tallest = max(len(shown) + (len(shown) < n) for shown, n in zip(rows, sizes, strict=True))
    step = 1.9 if tallest <= 4 else 1.15
    heights = [_heights(shown, n, step) for shown, n in zip(rows, sizes, strict=True)]
    figure, axis = panels(1, 1, 3.4 * len(sizes), 0.9 + 0.82 * step * tallest)
    axis.axis("off")
    apart = 4.2
    largest = max(float(np.abs(W).max()) for W in weights)
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
            inside = (
                "" if values is None else _number(np.ravel(values[l])[j], ".3f" if l else ".3g")
            )
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
    said += f", {sum(W.size for W in weights):,} weights as lines"
    if sum(len(shown) for shown in rows) < sum(sizes):
        said += "; most of the neurons and their lines are left out"
    return Picture(figure, fact or said)


def _shown(n):
    return list(range(n)) if n <= MOST_SHOWN else [*range(MOST_SHOWN - 2), n - 1]


def _heights(shown, n, step):
    """Where the neurons of a layer stand, from its first at the top, and the dots for the rest."""
    places = [*shown] if len(shown) == n else [*shown[:-1], "dots", shown[-1]]
    top = step * (len(places) - 1) / 2
    return {place: top - step * i for i, place in enumerate(places)}


def _line(axis, start, end, weight, largest, labelled):
    (x0, y0), (x1, y1) = start, end
    colour = _colour(weight)
    width = 0.5 + 4.5 * abs(weight) / largest
    axis.plot([x0, x1], [y0, y1], color=colour, linewidth=width, alpha=0.75, zorder=1)
    if labelled:
        t = 0.27
        axis.text(
            x0 + t * (x1 - x0),
            y0 + t * (y1 - y0),
            _number(weight),
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
        text = f"b = {_number(below)}"
        axis.text(
            x, y - RADIUS - 0.07, text, ha="center", va="top", fontsize=12, color=_colour(below)
        )
    if name and is_input:
        axis.text(x - RADIUS - 0.1, y, name, ha="right", va="center")
    elif name:
        axis.text(x, y + RADIUS + 0.07, name, ha="center", va="bottom", fontsize=13)


def _colour(value):
    return GREY if value == 0 else BLUE if value > 0 else ORANGE


def _number(value, digits=".3g"):
    return f"{float(value):{digits}}".replace("-", "−")


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
        return f"{shapes}: {result[0] * result[1]} numbers, each from a row of W and a column of a"
    return f"{shapes} without an error: wanted were {(W[0], a[1])}"


@styled
def layer_maps(maps, fact=None):
    """What neurons say at each point of a plane, blue for yes (1) and orange for no (0).

    maps: a dict from a title to a (k, k) array of activations; row 0 is x₂ = 0, column 0 is x₁ = 0.
    A black line shows where the activation is 0.5.
    """
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
    return Picture(figure, fact or "yes on this share of the plane: " + "; ".join(shares))


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
    return Picture(figure, fact or f"{len(inputs)} steps, {sum(inputs):g} of them a 1; {ends}")
