"""How errors travel back through a network, and what a gradient check finds."""

import itertools

import numpy as np
from matplotlib.patches import Circle, Ellipse, FancyArrowPatch, Rectangle

from nnlib.classroom.figures.base import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    Picture,
    as_numbers,
    bracketed,
    counted,
    number,
    panels,
    sign_colour,
    strip,
    styled,
)
from nnlib.support.errors import ShapeError

ARROW = {"arrowstyle": "-|>", "mutation_scale": 20, "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0}
BIG = 20.5  # letters of what stands on a slide as it is
CENTRED = {"ha": "center", "va": "center", "fontsize": BIG}
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
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
    line, shown = heights[-1] - 1.05, []
    style = {"va": "center", "fontsize": 18}
    for k, (w, d, part) in enumerate(zip(weights, deltas, parts, strict=True), 1):
        factors = f"{slope:.4f} · {bracketed(number(w))} · {bracketed(number(d, '.4f'))}"
        text = f"path {k}:   {factors} = {number(part, '.4f')}"
        said = axis.text(0.3, line, text, color=sign_colour(part), **style)
        shown.append((f"path {k}", [said]))
        line -= 0.62
    total = f"together:   {number(sum(parts), '.4f')}"
    shown.append(("together", [axis.text(0.3, line, total, fontweight="bold", **style)]))
    words = " and ".join(number(part, ".4f") for part in parts)
    said = (
        f"{counted(n, 'path')} from z to the error: {words}, together {number(sum(parts), '.4f')}"
    )
    return Picture(figure, fact or said, said, shown)


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
    axis.text(*place, label, color=sign_colour(value), fontsize=18, **style)


def _circle(axis, centre, name):
    shape = {"facecolor": "white", "edgecolor": "black", "linewidth": 1.8}
    axis.add_patch(Circle(centre, HALF, **shape))
    axis.text(*centre, name, ha="center", va="center", fontsize=19)


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
            bold = {"fontsize": BIG, "fontweight": weigh, "zorder": 4}
            axis.text(j + 0.5, -k - 0.5, number(weight), **bold, **style)
        for j in range(W.shape[1]):
            colour = GREEN if axis is axes[1] and j == column else GREY
            axis.text(j + 0.5, 0.38, f"from\nhid. {j + 1}", color=colour, fontsize=16, **style)
        for k in range(len(W)):
            colour = BLUE if axis is axes[0] and k == row else GREY
            where = {"ha": "right", "va": "center", "fontsize": 16}
            axis.text(-0.12, -k - 0.5, f"to output {k + 1}", color=colour, **where)
        middle = W.shape[1] / 2
        axis.text(middle - 0.4, 1.5, head, color=ink, fontweight="bold", fontsize=17, **style)
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
def check_table(errors, read=False, fact=None):
    """Relative errors of gradients, a row for each program, a column for each array it returns.

    errors: {program: {array: relative error}}, None where the program had stopped. What is more
    than rounding is orange. read: whether beside the rows stands which equation is wrong, if
    the arrays are W₁, b₁, W₂ and so on. Its parts are the numbers of each row, then these words.
    """
    programs, arrays = list(errors), list(next(iter(errors.values())))
    figure, axis = panels(1, 1, 11.6, 0.5 + 0.47 * len(programs))
    axis.axis("off")
    letters = 17.5 if read else BIG
    rows = []
    for i, program in enumerate(programs):
        axis.text(-0.1, i + 0.5, program, ha="right", va="center", fontsize=letters)
        rows.append((program, []))
        for j, array in enumerate(arrays):
            error = errors[program][array]
            wrong = _is_wrong(error)
            face = PALE_ORANGE if wrong else "white"
            shape = {"facecolor": face, "edgecolor": "#bbbbbb", "linewidth": 1}
            rows[-1][1].append(axis.add_patch(Rectangle((j, i), 1, 1, **shape)))
            style = {"ha": "center", "va": "center", "fontsize": letters}
            style |= {"color": ORANGE, "fontweight": "bold"} if wrong else {"color": GREY}
            said = "stops" if error is None else f"{error:.2f}" if wrong else "right"
            axis.text(j + 0.5, i + 0.5, said, **style)
    for j, array in enumerate(arrays):
        axis.text(j + 0.5, -0.4, array, ha="center", va="center", fontsize=letters)
    style = {"ha": "right", "va": "center", "fontsize": letters, "color": GREY}
    axis.text(-0.1, -0.4, "relative errors of", **style)
    right = len(arrays) + (3.4 if read else 0.05)
    axis.set(xlim=(-5.2, right), ylim=(len(programs) + 0.05, -0.85))
    verdicts = [_equation_of(errors[program]) if read else "" for program in programs]
    for words, group in itertools.groupby(range(len(programs)), key=verdicts.__getitem__):
        if not words:
            continue
        rows_of_it = list(group)
        x, low, high = len(arrays) + 0.15, rows_of_it[0] + 0.15, rows_of_it[-1] + 0.85
        (line,) = axis.plot([x, x], [low, high], color=INK, linewidth=2.2)
        style = {"ha": "left", "va": "center", "fontsize": letters, "linespacing": 1.15}
        rows.append((words, [line, axis.text(x + 0.2, (low + high) / 2, words, **style)]))
    parts = []
    for program, row in errors.items():
        bad = [array for array in arrays if _is_wrong(row[array])]
        parts.append(f"{program}: {', '.join(bad) + ' wrong' if bad else 'all right'}")
    return Picture(figure, fact or "; ".join(parts), parts=rows)


def _equation_of(row):
    """Which equation these relative errors of W₁, b₁, W₂, … say is wrong, and by what."""
    wrong = [_is_wrong(error) for error in row.values()]
    if not any(wrong):
        return ""
    if not any(wrong[::2]):
        return "biases: equation 3"
    if not any(wrong[1::2]):
        return "weights: equation 4"
    return f"last layer {'wrong' if any(wrong[-2:]) else 'right'}:\nequation {2 - any(wrong[-2:])}"


def _is_wrong(error):
    return error is None or not error < RIGHT


@styled
def lists_by_layer(fact=None):
    """The lists of the way forward and back for two layers, below each other, layer by layer."""
    figure, axis = strip(2.5)
    columns, wide = {0: 3.6, 1: 6.2, 2: 8.8}, 2.3
    for layer, x in columns.items():
        axis.text(x + wide / 2, 1.03, f"layer {layer}", color=GREY, **CENTRED)
    lists = {
        "z": ("None", "$z_1$", "$z_2$"),
        "a": ("$x$", "$a_1$", "$a_2$"),
        "weights": ("", "$W_1$", "$W_2$"),
        "nabla_w": ("", r"$\partial E_x/\partial W_1$", r"$\partial E_x/\partial W_2$"),
    }
    style = {"va": "center", "fontsize": BIG, "zorder": 4}
    for i, (name, held) in enumerate(lists.items()):
        y = 0.57 - 0.52 * i
        axis.text(0.4, y, f"{name} =", family="DejaVu Sans Mono", **style)
        first = held.index("") + 1 if "" in held else 0
        for layer, said in enumerate(held):
            if not said:
                continue
            x = columns[layer]
            face, edge = (PALE_BLUE, BLUE) if i < 2 else (PALE_GREEN, GREEN)
            shape = {"facecolor": face, "edgecolor": edge, "linewidth": 1.8}
            axis.add_patch(Rectangle((x, y - 0.23), wide, 0.46, **shape))
            axis.text(x + 0.12, y, f"[{layer - first}]", color=GREY, **style | {"fontsize": 17})
            axis.text(x + wide / 2 + 0.25, y, said, ha="center", **style)
    said = "z and a begin with layer 0, weights and gradients with layer 1"
    told = (
        "Lists below each other, a column for each layer. z holds None, z1, z2 at 0, 1 and 2; a "
        "holds x, a1, a2 at 0, 1 and 2. weights holds W1 at 0, below layer 1, and W2 at 1, below "
        "layer 2; nabla_w holds their gradients at the same places."
    )
    return Picture(figure, fact or said, told)


BADGES = {1: ORANGE, 2: PURPLE, 3: GREEN, 4: BLUE}


@styled
def paths_of_a_neuron(fact=None):
    """From z of neuron j in layer l all paths to the error: one through each k of the next layer.

    The path through k carries its three local slopes, which are its parts.
    """
    figure, axis = panels(1, 1, 11.6, 2.3)
    axis.axis("off")
    start, out, end = (0.55, 0.0), (3.5, 0.0), (11.2, 0.0)
    names = {1.0: "$z_{l+1,1}$", 0.0: "$z_{l+1,k}$", -1.0: "$z_{l+1,n}$"}
    _plain(axis, start, out, INK)
    for y in names:
        lit = y == 0
        _plain(axis, out, (7.2, y), INK if lit else GREY)
        _plain(axis, (7.2, y), end, INK if lit else GREY)
    for y in (0.5, -0.5):
        axis.text(7.2, y, "⋮", ha="center", va="center", fontsize=14, color=GREY)
    for place, name in [(start, "$z_{l,j}$"), (out, "$a_{l,j}$"), (end, "$E_x$")]:
        _oval(axis, place, name)
    for y, name in names.items():
        _oval(axis, (7.2, y), name)
    slopes = [(2.02, r"$\sigma'(z_{l,j})$"), (5.3, "$W_{l+1,kj}$"), (9.3, r"$\delta_{l+1,k}$")]
    parts = []
    for x, slope in slopes:
        lift = 0.36 if x == slopes[0][0] else 0
        words = axis.text(x, lift, slope, color=PURPLE, bbox=WHITE, **CENTRED)
        parts.append((slope.strip("$"), [words]))
    axis.set(xlim=(-0.15, 11.85), ylim=(-1.5, 1.5))
    said = "one path from z of neuron j to the error through each neuron k of the next layer"
    told = (
        "From z of neuron j in layer l one arrow leads to its activation, with the slope σ′. From "
        "there an arrow leads to every z of layer l + 1, and from each of these one to the error. "
        "On the path through k stand three slopes: σ′ of z j, the weight to k from j, and δ of k."
    )
    return Picture(figure, fact or said, told, parts)


def _plain(axis, start, end, colour):
    style = ARROW | {"shrinkA": 0, "shrinkB": 40}
    axis.add_patch(FancyArrowPatch(start, end, color=colour, zorder=1, **style))


def _oval(axis, centre, name):
    shape = {"facecolor": "white", "edgecolor": "black", "linewidth": 1.8, "zorder": 2}
    axis.add_patch(Ellipse(centre, 1.16, 0.74, **shape))
    axis.text(*centre, name, ha="center", va="center", fontsize=BIG, zorder=3)


@styled
def labelled_network(weights, labels, fact=None):
    """A small network whose neurons say what they hold, in letters that are read from afar.

    weights: a list of (n_l, n_{l-1}) arrays; labels: for each layer, from the input on, the text in
    each of its neurons.
    """
    weights = [as_numbers(W, f"weights[{l}]") for l, W in enumerate(weights)]
    sizes = [len(column) for column in labels]
    for l, W in enumerate(weights):
        if W.shape != (sizes[l + 1], sizes[l]):
            raise ShapeError(
                f"weights[{l}] has shape {W.shape}; from {sizes[l]} labelled neurons to "
                f"{sizes[l + 1]} it has {(sizes[l + 1], sizes[l])}."
            )
    high = 1.15 * max(sizes)
    figure, axis = strip(high)
    wide = [0.55 + 0.165 * max(map(len, names)) for names in labels]
    xs = np.linspace(0.1 + wide[0] / 2, 11.5 - wide[-1] / 2, len(sizes))
    places = [
        [(x, 1.15 * ((n - 1) / 2 - j)) for j in range(n)] for x, n in zip(xs, sizes, strict=True)
    ]
    for l, W in enumerate(weights):
        largest = float(np.abs(W).max()) or 1.0
        t = 0.3 if len(W) <= W.shape[1] else 0.7  # where three lines of a fan are apart
        for (j, k), weight in np.ndenumerate(W):
            (x0, y0), (x1, y1) = places[l][k], places[l + 1][j]
            colour, thick = sign_colour(weight), 1 + 5 * abs(weight) / largest
            axis.plot([x0, x1], [y0, y1], color=colour, linewidth=thick, alpha=0.75, zorder=1)
            style = CENTRED | {"color": colour, "bbox": WHITE, "zorder": 2}
            axis.text(x0 + t * (x1 - x0), y0 + t * (y1 - y0), number(weight), **style)
    for column, names, across in zip(places, labels, wide, strict=True):
        for centre, name in zip(column, names, strict=True):
            shape = {"facecolor": "white", "edgecolor": "black", "linewidth": 1.8, "zorder": 3}
            axis.add_patch(Ellipse(centre, across, 0.8, **shape))
            axis.text(*centre, name, zorder=4, **CENTRED)
    told = "; ".join(
        f"into neuron {j + 1} of layer {l + 1}: {_list(row)}"
        for l, W in enumerate(weights)
        for j, row in enumerate(W)
    )
    layers = "; ".join(f"layer {l}: {', '.join(names)}" for l, names in enumerate(labels))
    told = f"A network. Its neurons say, {layers}. Its weights, {told}."
    return Picture(figure, fact or layers, told)


@styled
def column_on_its_side(fact=None):
    """The weights out of neuron j stand in column j of their table, and in row j of its transpose.

    Its part, "transpose", is the second table, where row j meets the errors of the next layer.
    """
    figure, axis = strip()
    rows = ("1", "k", "n")
    axis.text(0.75, -0.15, "$W_{l+1}$", **CENTRED)
    axis.text(2.63, 0.95, "column $j$", color=GREEN, **CENTRED)
    for i, c in itertools.product(range(3), range(2)):
        said = f"$W_{{{rows[i]}j}}$" if c == 1 else ""
        _box(axis, 1.35 + 0.85 * c, i, 0.85, said, c == 1)
    second = [
        axis.text(4.6, -0.15, r"$W_{l+1}^{\mathsf{T}}$", **CENTRED),
        axis.text(6.48, 0.65, "row $j$", color=GREEN, **CENTRED),
    ]
    for i, c in itertools.product(range(2), range(3)):
        said = f"$W_{{{rows[c]}j}}$" if i == 1 else ""
        second += _box(axis, 5.2 + 0.85 * c, i + 0.5, 0.85, said, i == 1)
    second.append(axis.text(8.45, 0.95, r"$\delta_{l+1}$", **CENTRED))
    for i, name in enumerate(rows):
        second += _box(axis, 8.03, i, 0.85, rf"$\delta_{name}$", True)
    for i, said in enumerate(("", "sum $j$")):
        second += _box(axis, 9.7, i + 0.5, 1.4, said, i == 1)
    second.append(axis.text(9.29, -0.15, "=", **CENTRED))
    said = "the weights out of neuron j: column j of W, and row j of its transpose"
    told = (
        "Left the table of the weights into layer l + 1. Its column j is coloured: it holds the "
        "weights out of neuron j, to 1, k and n. Right the table on its side: the same weights are "
        "row j. They meet the column of the errors of layer l + 1, and give the sum of neuron j."
    )
    return Picture(figure, fact or said, told, [("transpose", second)])


def _box(axis, x, row, wide, said, lit):
    """A box of a table, its left edge at x, in the row 0, 1 or 2, or between two; its artists."""
    face, edge = (PALE_GREEN, GREEN) if lit else ("white", GREY)
    shape = {"facecolor": face, "edgecolor": edge, "linewidth": 2 if lit else 1}
    box = Rectangle((x, 0.15 - 0.6 * row), wide, 0.6, zorder=3 if lit else 2, **shape)
    words = axis.text(x + wide / 2, 0.45 - 0.6 * row, said, zorder=4, **CENTRED)
    return [axis.add_patch(box), words]


@styled
def four_equations(fact=None):
    """Where the four equations of backpropagation sit in a network, with names and shapes.

    Its parts are the four equations.
    """
    figure, axis = panels(1, 1, 11.6, 5.1)
    axis.axis("off")
    columns = {"$l-1$": 1.2, "$l$": 3.9, "$l+1$": 6.6, "$L$": 9.0}
    heights = (4.65, 4.05, 3.45)
    xs = list(columns.values())
    for x, following in itertools.pairwise(xs):
        if following == xs[-1]:
            axis.text((x + following) / 2, heights[1], "…", ha="center", va="center", fontsize=26)
            continue
        for one, other in itertools.product(heights, heights):
            axis.plot([x, following], [one, other], color="#bbbbbb", linewidth=1.2, zorder=1)
    for x in xs:
        for y in heights:
            shape = {"facecolor": "white", "edgecolor": "black", "linewidth": 1.6, "zorder": 2}
            axis.add_patch(Circle((x, y), 0.2, **shape))
    for name, x in columns.items():
        axis.text(x, 5.08, f"layer {name}", ha="center", va="center", fontsize=BIG)
    axis.text(11.0, heights[1], "$E_x$", ha="center", va="center", fontsize=24)
    for tail, head, number_ in ((10.6, 9.35, 1), (6.25, 4.25, 2)):
        style = ARROW | {"linewidth": 4, "mutation_scale": 26}
        ends = (tail, heights[1]), (head, heights[1])
        axis.add_patch(FancyArrowPatch(*ends, color=BADGES[number_], zorder=3, **style))
        _badge(axis, ((tail + head) / 2 + 0.1, heights[1] + 0.3), number_)
    _badge(axis, (3.9, heights[1]), 3)
    _badge(axis, (2.55, heights[1]), 4)
    rows = {
        1: ("error at the output", r"$\delta_L = (a_L - y)\odot\sigma'(z_L)$", "$(n_L, m)$"),
        2: (
            "error one layer back",
            r"$\delta_l = (W_{l+1}^{\mathsf{T}}\,\delta_{l+1})\odot\sigma'(z_l)$",
            "$(n_l, m)$",
        ),
        3: (
            "gradient of the biases",
            r"$\partial E_x/\partial b_l = \delta_l$, summed over $m$",
            "$(n_l, 1)$",
        ),
        4: (
            "gradient of the weights",
            r"$\partial E_x/\partial W_l = \delta_l\,a_{l-1}^{\mathsf{T}}$",
            "$(n_l, n_{l-1})$",
        ),
    }
    parts = []
    for i, (number_, (name, formula, shape)) in enumerate(rows.items()):
        y = 2.62 - 0.77 * i
        _badge(axis, (0.35, y), number_)
        style = {"va": "center", "fontsize": BIG}
        axis.text(0.85, y, name, color=BADGES[number_], **style)
        said = [
            axis.text(4.75, y, formula, **style),
            axis.text(11.5, y, shape, ha="right", **style),
        ]
        parts.append((f"({number_})", said))
    axis.set(xlim=(0, 11.6), ylim=(0, 5.3))
    said = "(1) stands at the output, (2) leads one layer back, (3) and (4) make gradients of δ"
    told = (
        "A network from layer l − 1 over l and l + 1 to L, and the error. Equation 1, the error at "
        "the output, leads from the error to layer L; its shape is n_L by m. Equation 2, the error "
        "one layer back, leads from layer l + 1 to l; n_l by m. Equation 3, the gradient of the "
        "biases, stands in layer l; n_l by 1, summed over the columns. Equation 4, the gradient of "
        "the weights, stands between l − 1 and l; n_l by n_(l−1)."
    )
    return Picture(figure, fact or said, told, parts)


def _badge(axis, centre, number_):
    axis.add_patch(Circle(centre, 0.25, facecolor=BADGES[number_], edgecolor="white", zorder=4))
    style = {"ha": "center", "va": "center", "color": "white", "fontweight": "bold", "zorder": 5}
    axis.text(*centre, str(number_), fontsize=BIG, **style)
