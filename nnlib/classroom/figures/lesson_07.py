"""Paths from a weight to the error, with the local slopes written on them."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from nnlib.classroom.figures.base import (
    BLUE,
    GREY,
    ORANGE,
    Picture,
    as_row,
    bracketed,
    counted,
    legend,
    looks,
    number,
    panels,
    sign_colour,
    styled,
)
from nnlib.neurons import sigmoid, sigmoid_prime
from nnlib.studies.chains import along_path, chain_error, chain_values, local_slopes, over_paths

PALE = "#c4c4c4"
HALF_WIDTH, HALF_HEIGHT = 0.62, 0.42
NARROW = 0.53  # half the width of a box in the chain
LABEL = 0.23  # where on its line the label of the weight at the path's start stands


@styled
def two_paths(t=3, fact=None):
    """The warm-up's graph: p = 2t + 1 and q = t², then f = pq; slopes on the arrows."""
    p, q = 2 * t + 1, t * t
    slopes = {"up": (2, q), "down": (2 * t, p)}
    figure, axis = _canvas(9, 3.9, (-1, 7.6), (-2.1, 2.1))
    at = {"t": (0, 0), "p": (3.2, 1.25), "q": (3.2, -1.25), "f": (6.4, 0)}
    values = {"t": t, "p": p, "q": q, "f": p * q}
    formulas = {"t": "t", "p": "p = 2t + 1", "q": "q = t²", "f": "f = p · q"}
    for name, place in at.items():
        _box(axis, place, f"{formulas[name]}\n{number(values[name], '.4g')}", wide=0.95)
    ends = [("t", "p", 2), ("p", "f", q), ("t", "q", 2 * t), ("q", "f", p)]
    for (start, end, slope), below in zip(ends, (False, False, True, True), strict=True):
        _arrow(axis, at[start], at[end], number(slope, ".4g"), slope, wide=0.95, below=below)
    total = over_paths(slopes.values())
    ways = ", ".join(
        f"over {name} {' · '.join(number(s, '.4g') for s in path)} = "
        f"{number(along_path(path), '.4g')}"
        for name, path in zip("pq", slopes.values(), strict=True)
    )
    return Picture(figure, fact or f"{ways}; together {number(total, '.4g')}")


@styled
def chain_picture(weights, biases, x, y, which=None, nudge=0, fact=None):
    """A chain of single neurons with its numbers, and the path from one of them to the error.

    which: "w1", "b2", … the number whose path is drawn in colour, blue for a positive local slope
    and orange for a negative one. nudge: how much that number is changed; then the change of the
    error that the slope predicts stands beside the real one.
    """
    L = len(weights)
    z, a = chain_values(weights, biases, x)
    boxes = [("x", x)]
    for l in range(1, L + 1):
        boxes += [(_name("z", l), z[l]), (_name("a", l), a[l])]
    boxes.append(("Eₓ", chain_error(weights, biases, x, y)))
    width = 2.15
    end = width * (len(boxes) - 1)
    bottom = -2.3 if which else -1.1  # below the chain there is room for the product
    figure, axis = _canvas(9.8, 0.87 * (2.45 - bottom), (-0.8, end + 0.8), (bottom, 2.45))
    of, layer = (which[0], int(which[1:])) if which else ("", 0)
    slopes = local_slopes(weights, biases, x, y, layer, of) if which else []
    first = 2 * layer - 1 if which else len(boxes)  # the box that the path enters first
    for i, (name, value) in enumerate(boxes):
        text = f"{name}\n{number(value, '.3f')}"
        _box(axis, (width * i, 0), text, edge=i >= first, wide=NARROW)
    for i in range(len(boxes) - 1):
        on = i >= first
        names = _link_name(i, L)
        slope = _all_links(weights, z, a, y)[i]
        label = f"{names}\n{_short(slope)}"
        ends = (width * i, 0), (width * (i + 1), 0)
        _arrow(axis, *ends, label, slope if on else None, wide=NARROW, below=True)
    for l in range(1, L + 1):
        for kind, value, shift in (("w", weights[l - 1], -0.8), ("b", biases[l - 1], 0.8)):
            chosen = (of, layer) == (kind, l)
            start = (width * (2 * l - 1) + shift, 1.9)
            _box(axis, start, f"{_name(kind, l)}\n{number(value, '.3g')}", edge=chosen)
            slope = a[l - 1] if kind == "w" else 1.0
            label = f"{_name('a', l - 1) if l > 1 else 'x'}\n{_short(slope)}"
            label = label if kind == "w" else "1"
            goal = (width * (2 * l - 1) + 0.45 * np.sign(shift), 0)
            shown = slope if chosen else None
            _arrow(axis, start, goal, label, shown, side=-1 if kind == "w" else 1)
    axis.text(end, 1.9, f"target y\n{number(y, '.3g')}", ha="center", va="center", color=GREY)
    said = _said_of_the_chain(weights, biases, x, y, which, nudge, slopes)
    if which:
        product = " · ".join(bracketed(_short(s)) for s in slopes)
        slope = along_path(slopes)
        text = f"{_name(of, layer)}: slope {product} = {_fine(slope)}"
        axis.text(end / 2, -1.45, text, ha="center", va="center", fontsize=15)
    if which and nudge:
        real = _change(weights, biases, x, y, which, nudge)
        text = f"nudge {_signed(nudge, '.2f')}: predicted {_signed(slope * nudge)}"
        text += f", real {_signed(real)}"
        axis.text(end / 2, -2.0, text, ha="center", va="center", fontsize=15, fontweight="bold")
    return Picture(figure, fact or said, alt=_told_of_the_chain(weights, biases, x, y, said))


@styled
def layer_paths(W, b, x, y, start=None, fact=None):
    """A layer of sigmoid neurons and its error, with the path from one number to it in colour.

    W: (n_L, n_0), b: (n_L, 1), x: (n_0, 1), y: (n_L, 1), at most three inputs and outputs. start:
    "z2" for neuron 2's weighted input, "b2" for its bias, "W21" for its weight from input 1.
    Thin grey arrows carry other paths. From a weighted input, dotted lines, marked 0, would lead to
    the other outputs.
    """
    W, b, x, y = (np.asarray(array, dtype=float) for array in (W, b, x, y))
    z = W @ x + b
    a = sigmoid(z)
    n, n_in = W.shape
    rows, inputs = _rows(n, 2.6), _rows(n_in, 1.75)
    kind, j = (start[0], int(start[1]) - 1) if start else ("", None)
    k = int(start[2]) - 1 if kind == "W" else None
    figure, axis = _canvas(9.6, 5.4, (-0.9, 11.3), (-3.15, 3.15))
    at_z, at_a, error = 4.4, 7.3, (10.4, 0)
    for c in range(n_in):
        _box(axis, (0, inputs[c]), f"$x_{c + 1}$\n{number(x[c, 0], '.3g')}")
        for r in range(n):
            on = (kind, j, k) == ("W", r, c)
            text = number(W[r, c], ".3g")
            if on:
                text = f"$W_{{L,{r + 1}{c + 1}}}$ = {text}"
            _line(axis, (0, inputs[c]), (at_z, rows[r]), text, x[c, 0] if on else None)
    for r in range(n):
        on = r == j
        label = f"$z_{{L,{r + 1}}}$\n{number(z[r, 0], '.3f')}"
        _box(axis, (at_z, rows[r]), label, edge=on)
        _box(axis, (at_a, rows[r]), f"$a_{{L,{r + 1}}}$\n{number(a[r, 0], '.3f')}", edge=on)
        slope = float(sigmoid_prime(z[r, 0]))
        label = f"σ′($z_{{L,{r + 1}}}$)\n{number(slope, '.3f')}"
        arrow = (axis, (at_z, rows[r]), (at_a, rows[r]), label)
        _arrow(*arrow, slope if on else None, below=rows[r] <= 0)
        slope = float(a[r, 0] - y[r, 0])
        label = f"$a_{{L,{r + 1}}}$ − $y_{r + 1}$\n{number(slope, '.3f')}"
        _arrow(axis, (at_a, rows[r]), error, label, slope if on else None, below=rows[r] <= 0)
        side = 1 if rows[r] > 0 else -1
        chosen = on and kind == "b"
        bias = (at_z, rows[r] + side * 1.4)
        _box(axis, bias, f"$b_{{L,{r + 1}}}$\n{number(b[r, 0], '.3g')}", edge=chosen)
        _arrow(axis, bias, (at_z, rows[r]), "1", 1.0 if chosen else None, side=1)
        target = f"$y_{r + 1}$ = {number(y[r, 0], '.3g')}"
        axis.text(at_a, rows[r] + side * 0.72, target, ha="center", va="center", color=GREY)
        if kind == "z" and not on:
            _vanished(axis, (at_z + 0.66, rows[j]), (at_a - 0.66, rows[r]))
    if kind == "W":
        slope = float(x[k, 0])
        label = f"slope $x_{k + 1}$ = {number(slope, '.3g')}"
        style = {"color": sign_colour(slope), "fontweight": "bold", "ha": "center", "va": "center"}
        style["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        place = _along((0, inputs[k]), (at_z, rows[j]), 0.7)
        axis.text(*place, label, **style)
    E = float(np.sum((y - a) ** 2) / 2)
    _box(axis, error, f"Eₓ\n{number(E, '.3f')}", edge=start is not None)
    said = f"a layer of {counted(n, 'neuron')} with {counted(n_in, 'input')}; Eₓ = {E:.3f}"
    if start:
        path = [float(sigmoid_prime(z[j, 0])), float(a[j, 0] - y[j, 0])]
        path = {"z": [], "b": [1.0], "W": [float(x[k or 0, 0])]}[kind] + path
        product = " · ".join(bracketed(_short(s)) for s in path)
        said += f"; from {start}: {product} = {number(along_path(path), '.4f')}"
    return Picture(figure, fact or said, alt=_told_of_the_layer(W, b, x, y, said))


@styled
def error_and_delta(marks=(), fact=None):
    """For the target 0: how wrong a neuron is, and how much it learns. marks: activations."""
    figure, (left, right) = panels(1, 2, 10.4, 4.2)
    a = np.linspace(0, 1, 401)
    left.plot(a, a**2 / 2, color=GREY)
    right.plot(a, a**2 * (1 - a), color=BLUE)
    for value in marks:
        left.plot(value, value**2 / 2, "o", color=ORANGE, markersize=9)
        right.plot(value, value**2 * (1 - value), "o", color=ORANGE, markersize=9)
        right.annotate(
            f"a = {value:g}: {value**2 * (1 - value):.4f}",
            (value, value**2 * (1 - value)),
            (-14, 0 if value < 0.99 else 10),
            textcoords="offset points",
            ha="right",
            color=ORANGE,
        )
    left.set(title="how wrong: Eₓ = ½ a²", xlabel="a, while the target is 0", ylim=(0, 0.55))
    right.set(title="how much it learns: δ = a² (1 − a)", xlabel="a, while the target is 0")
    right.set(ylim=(-0.006, 0.175))
    said = ", ".join(f"{value:g}: {value**2 * (1 - value):.4f}" for value in marks)
    return Picture(figure, fact or f"δ is largest at a = 2/3, where it is 0.148; at {said}")


@styled
def outputs_over_steps(outputs, fact=None):
    """Outputs of neurons that learn the target 0. outputs: {name: a list, the start first}."""
    figure, axis = panels(1, 1, 9.6, 4.2)
    passed = []
    for (colour, line), (name, values) in zip(looks(outputs), outputs.items(), strict=True):
        values = as_row(values, f"the curve {name!r}")
        steps = np.r_[0.5, np.arange(1, len(values))]  # 0 has no place on such an axis
        axis.plot(steps, values, color=colour, linestyle=line, label=name)
        axis.plot(0.5, values[0], "o", color=colour, markersize=7, clip_on=False)
        below = np.flatnonzero(np.asarray(values) < 0.5)
        passed.append(f"{name}: {below[0]:,}" if below.size else f"{name}: never")
    axis.axhline(0.5, color=GREY, linestyle=":")
    axis.set(xscale="log", ylim=(-0.02, 1.05), ylabel="output a", yticks=[0, 0.5, 1])
    axis.set(xticks=[0.5, 1, 10, 100, 1000], xticklabels=["start", "1", "10", "100", "1,000"])
    axis.set(xlabel="after this many steps")
    legend(axis, len(outputs), title="starts at", loc="center", bbox_to_anchor=(0.6, 0.72))
    return Picture(figure, fact or f"steps until the output is below 0.5: {', '.join(passed)}")


def _canvas(width, height, xlim, ylim):
    figure, axis = panels(1, 1, width, height)
    axis.axis("off")
    axis.set(xlim=xlim, ylim=ylim)
    return figure, axis


def _box(axis, centre, text, edge=False, wide=HALF_WIDTH):
    x, y = centre
    patch = FancyBboxPatch(
        (x - wide, y - HALF_HEIGHT),
        2 * wide,
        2 * HALF_HEIGHT,
        boxstyle="round,pad=0.02,rounding_size=0.12",
        facecolor="white",
        edgecolor="black" if edge else GREY,
        linewidth=2.6 if edge else 1.2,
        zorder=3,
    )
    axis.add_patch(patch)
    axis.text(x, y, text, ha="center", va="center", fontsize=13, zorder=4)


def _arrow(axis, start, end, label, slope, wide=HALF_WIDTH, below=False, side=0):
    """An arrow from box to box with its local slope; grey if slope is None."""
    start, end = np.array(start, float), np.array(end, float)
    way = end - start
    reach = min(
        (wide + 0.06) / abs(way[0]) if way[0] else 1,
        (HALF_HEIGHT + 0.06) / abs(way[1]) if way[1] else 1,
    )
    tail, head = start + reach * way, end - reach * way  # from edge to edge of the boxes
    if side:  # from above or below into a box, as far from its middle as the end says
        head = np.array([end[0], end[1] - np.sign(way[1]) * (HALF_HEIGHT + 0.06)])
    colour = PALE if slope is None else sign_colour(slope)
    axis.annotate(
        "",
        head,
        tail,
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "linewidth": 1.6 if slope is None else 3.6,
            "mutation_scale": 16 if slope is None else 22,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=2,
    )
    middle = (tail + head) / 2
    apart = 0.22 if way[1] else 0.14
    place = np.add(middle, (side * 0.34, 0) if side else (0, -apart if below else apart))
    axis.text(
        *place,
        label,
        ha="center" if not side else "right" if side < 0 else "left",
        va="center" if side else "top" if below else "bottom",
        color=GREY if slope is None else colour,
        fontsize=12.5,
        fontweight="normal" if slope is None else "bold",
        zorder=4,
    )


def _line(axis, start, end, text, slope):
    """A weight's line in the layer; in colour from its label on if the path starts there."""
    on = slope is not None
    place, goal = _along(start, end, LABEL if on else 0.16), _along(start, end, 1)
    axis.plot(*zip(_along(start, end, 0), goal, strict=True), color=PALE, linewidth=1.4, zorder=1)
    if on:
        style = {"color": sign_colour(slope), "linewidth": 3.6, "zorder": 1}
        axis.plot(*zip(place, goal, strict=True), **style)
    axis.text(
        *place,
        text,
        ha="center",
        va="center",
        color="black" if on else GREY,
        fontsize=12.5,
        fontweight="bold" if on else "normal",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
        zorder=2.5 if on else 2,
    )


def _along(start, end, share):
    """The point at this share of the way between two boxes, from edge to edge."""
    (x0, y0), (x1, y1) = (start[0] + 0.66, start[1]), (end[0] - 0.66, end[1])
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def _vanished(axis, tail, head):
    """A path that does not exist: dotted, with the slope 0."""
    tail, head = np.array(tail), np.array(head)
    axis.plot(*np.transpose([tail, head]), color="black", linestyle=":", linewidth=2.2, zorder=1.5)
    style = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    place = (tail + head) / 2
    axis.text(*place, "0", ha="center", va="center", fontweight="bold", bbox=style, zorder=2)


def _rows(n, apart):
    return [apart * ((n - 1) / 2 - i) for i in range(n)]


def _link_name(i, L):
    """The formula of the local slope from box i of the chain to the next."""
    if i == 2 * L:
        return f"{_name('a', L)} − y"
    return f"σ′({_name('z', (i + 1) // 2)})" if i % 2 else _name("w", i // 2 + 1)


def _all_links(weights, z, a, y):
    slopes = []
    for l in range(1, len(a)):
        slopes += [float(weights[l - 1]), float(sigmoid_prime(z[l]))]
    return [*slopes, a[-1] - y]


def _change(weights, biases, x, y, which, nudge):
    moved = {"w": list(weights), "b": list(biases)}
    moved[which[0]][int(which[1:]) - 1] += nudge
    return chain_error(moved["w"], moved["b"], x, y) - chain_error(weights, biases, x, y)


def _said_of_the_chain(weights, biases, x, y, which, nudge, slopes):
    if not which:
        chain = f"a chain of {counted(len(weights), 'neuron')}"
        return f"{chain}: Eₓ = {chain_error(weights, biases, x, y):.4f}"
    slope = along_path(slopes)
    said = f"{which}: {' · '.join(bracketed(_short(s)) for s in slopes)} = {_fine(slope)}"
    if not nudge:
        return said
    real = _change(weights, biases, x, y, which, nudge)
    return (
        f"{said}; nudge {_signed(nudge, '.2f')}: predicted {_signed(slope * nudge)}, real "
        f"{_signed(real)}, gap {abs(real - slope * nudge):.5f}"
    )


def _told_of_the_chain(weights, biases, x, y, said):
    """For someone who cannot see it: the numbers in the boxes, and the slopes on the arrows."""
    z, a = chain_values(weights, biases, x)
    boxes = [
        (_name(of, l), of_all[l]) for l in range(1, len(a)) for of, of_all in (("z", z), ("a", a))
    ]
    boxes.append(("Eₓ", chain_error(weights, biases, x, y)))
    told = [
        f"with slope {_link_name(i, len(weights))} = {_short(slope)} to {name} = "
        f"{number(value, '.3f')}"
        for i, (slope, (name, value)) in enumerate(
            zip(_all_links(weights, z, a, y), boxes, strict=True)
        )
    ]
    return f"{said}. From x = {number(x, '.3g')} {', '.join(told)}."


def _told_of_the_layer(W, b, x, y, said):
    """For someone who cannot see it: what goes into each neuron, and what comes out."""
    inputs = ", ".join(f"{_name('x', k)} = {number(v, '.3g')}" for k, v in enumerate(x[:, 0], 1))
    z, told = W @ x + b, []
    for j in range(len(W)):
        weights = ", ".join(number(v, ".3g") for v in W[j])
        told.append(
            f"neuron {j + 1}: weights {weights}, bias {number(b[j, 0], '.3g')}, "
            f"z = {number(z[j, 0], '.3f')}, a = {number(sigmoid(z[j, 0]), '.3f')}, "
            f"target {number(y[j, 0], '.3g')}"
        )
    return f"{said}. Inputs {inputs}; {'; '.join(told)}"


def _name(letter, index):
    return letter + str(index).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def _short(value):
    """A local slope: three digits, or four decimals if it is tiny."""
    return number(value, ".3g" if abs(value) >= 0.01 or value == 0 else ".4f")


def _fine(value):
    """Four decimals, or six for a tiny number."""
    return number(value, ".4f" if abs(value) >= 0.0005 or value == 0 else ".6f")


def _signed(value, digits=None):
    text = number(value, digits) if digits else _fine(value)
    return text if text.startswith("−") else f"+{text}"
