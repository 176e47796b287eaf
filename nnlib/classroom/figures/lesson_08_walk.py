"""A walk forward and back through a network, one operation at a time."""

import re

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from nnlib.classroom.figures.base import (
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    Picture,
    panels,
    sign_colour,
    styled,
)
from nnlib.classroom.stepper import LOW

WIDTH, HEIGHT = 1000, 652  # in pixels, whatever the network, so that no page jumps
BELOW = 194  # the network stands above, the operation with its numbers below
COLOUR = {"forward": GREEN, "backward": PURPLE}
PALE = {"forward": "#d5efe6", "backward": "#f1dfee"}
MIDDLE, APART, RADIUS = 362, 107, 30  # of the neurons' column
AGREES = 1e-7


@styled
def backprop_step(walked, step, check, changed=None, cut=False, fact=None):
    """One step of a walk: the network, the operation with its numbers, and the gradient check.

    walked: a `nnlib.classroom.stepper.Walk`; step: 1 for its first; check: its `gradient_check`;
    changed: layer, row and column of a weight to be framed. cut: without the operation below.
    """
    step = min(step, len(walked.steps))
    now = walked.steps[step - 1]
    low = BELOW if cut else 0
    figure, axis = panels(1, 1, WIDTH / 100, (HEIGHT - low) / 100)
    figure.set_layout_engine("none")  # every place is given, in pixels
    axis.set_position((0, 0, 1, 1))
    axis.set(xlim=(0, WIDTH), ylim=(low, HEIGHT))
    axis.axis("off")
    _heading(axis, walked, step)
    _network(axis, walked, step, changed)
    done = _so_far(walked, step, check)
    _check(axis, check, done, now)
    if not cut:
        axis.plot([12, WIDTH - 12], [BELOW, BELOW], color="#c8c8c8", linewidth=1)
        _operation(axis, walked, now)
    said = f"step {step} of {len(walked.steps)}, {now.direction}: {_result(walked, now)}"
    if walked.broken != "no mistake":
        said += f"; planted: {walked.broken}"
    return Picture(figure, fact or f"{said}; gradient check: {_verdict(check, done)}")


def _so_far(walked, step, check):
    """The gradients of the check that the walk has computed, or has stopped short of, by now."""
    by_now = walked.steps[:step]
    stopped = any(one.error for one in by_now)
    names = {one.name for one in by_now}
    return [
        name for name, error in check.items() if f"∂{name}" in names or (stopped and error is None)
    ]


def _heading(axis, walked, step):
    """Where the walk stands: its number, its direction, and all its steps in a row."""
    now, count = walked.steps[step - 1], len(walked.steps)
    bold = {"fontsize": 17, "fontweight": "bold", "va": "center"}
    axis.text(12, 632, f"step {step} of {count}", **bold)
    arrow = {"forward": "forward →", "backward": "← backward"}[now.direction]
    axis.text(215, 632, arrow, color=COLOUR[now.direction], **bold)
    if walked.broken != "no mistake":
        style = {"fontsize": 14, "color": ORANGE, "ha": "right", "va": "center"}
        axis.text(WIDTH - 12, 632, f"✘ planted: {walked.broken}", fontweight="bold", **style)
    wide = (WIDTH - 24) / max(count, 15)
    for i, one in enumerate(walked.steps, 1):
        colour, x = COLOUR[one.direction], 12 + wide * (i - 1)
        reached = one.value is not None
        face = colour if i == step else PALE[one.direction] if i < step and reached else "white"
        edge = colour if reached else "#c8c8c8"
        box = {"facecolor": face, "edgecolor": edge, "linewidth": 1.5}
        axis.add_artist(Rectangle((x + 2, 563), wide - 4, 31, **box))
        ink = "white" if i == step else "black" if reached else GREY
        style = {"ha": "center", "va": "center", "color": ink, "fontsize": 13}
        axis.text(x + wide / 2, 578, one.name, **style)
        if one.right:
            mark = {"ha": "center", "va": "center", "fontsize": 13, "color": ORANGE}
            axis.text(x + wide / 2, 604, "✘", fontweight="bold", **mark)


def _network(axis, walked, step, changed):
    """The network with what is known so far; what the step reads and writes is coloured."""
    now = walked.steps[step - 1]
    known = {one.name: one.value for one in walked.steps[:step] if one.value is not None}
    sizes = [len(walked.x), *(len(W) for W in walked.weights)]
    places = [
        [(x, MIDDLE + APART * ((n - 1) / 2 - j)) for j in range(n)]
        for x, n in zip(np.linspace(45, 612, len(sizes)), sizes, strict=True)
    ]
    reached = now.value is not None or now.error
    lines, reads, writes = _concerned(now, len(walked.weights)) if reached else [set()] * 3
    largest = max(float(np.abs(W).max()) for W in walked.weights)
    near = 0.3 if len(sizes) == 3 else 0.38
    for l, W in enumerate(walked.weights, 1):
        for (j, k), weight in np.ndenumerate(W):
            ends = places[l - 1][k], places[l][j]
            t = near if W.shape[0] <= W.shape[1] else 1 - near
            _line(axis, ends, weight, largest, t, l in lines, (l, j, k) == changed)
    for l, column in enumerate(places):
        low = LOW[l]
        title = {"ha": "center", "va": "center", "color": GREY, "fontsize": 13}
        axis.text(column[0][0], 533, f"layer {l}", **title)
        face = PALE[now.direction] if l in reads | writes else "white"
        edge = COLOUR[now.direction] if l in writes else "black" if l else GREY
        for j, (x, y) in enumerate(column):
            style = {"facecolor": face, "edgecolor": edge, "linewidth": 3 if l in writes else 1.6}
            axis.add_artist(Circle((x, y), RADIUS, zorder=3, **style))
            inside = {"ha": "center", "va": "center", "zorder": 4}
            if f"a{low}" in known:
                axis.text(x, y, _number(known[f"a{low}"][j, 0]), fontsize=12.5, **inside)
            elif f"z{low}" in known:
                z = _number(known[f"z{low}"][j, 0])
                axis.text(x, y, f"z\n{z}", fontsize=11, linespacing=0.95, **inside)
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.4}
            around = {"ha": "center", "fontsize": 12, "zorder": 4, "bbox": box}
            if l:
                b = walked.biases[l - 1][j, 0]
                style = {"va": "bottom", "color": sign_colour(b), **around}
                axis.text(x, y + RADIUS + 2, f"b = {_number(b)}", **style)
            if f"δ{low}" in known:
                style = {"va": "top", "color": PURPLE, **around}
                axis.text(x, y - RADIUS - 3, f"δ = {_number(known[f'δ{low}'][j, 0])}", **style)
            if l == len(walked.weights):
                target = f"y = {_number(walked.y[j, 0])}"
                axis.text(x + RADIUS + 9, y, target, va="center", fontsize=13)
    if reached:
        _arrows(axis, now, [column[0][0] for column in places])


def _concerned(now, L):
    """The layers whose lines the step touches, whose neurons it reads, and those it writes."""
    lines, reads = set(), {L} if "y" in now.formula else set()
    for what, layer in re.findall("([Wazδ])([₀-₉])", now.formula.partition(" = ")[2]):
        (lines if what == "W" else reads).add(LOW.index(layer))
    if now.name[:2] == "∂W":
        return {now.layer}, reads, set()
    return lines, reads, {now.layer}


def _line(axis, ends, weight, largest, t, lit, framed):
    """A weight, its number at the part t of its line: where the lines of a fan are apart."""
    (x0, y0), (x1, y1) = ends
    width = 0.6 + 5 * abs(weight) / largest
    style = {"color": sign_colour(weight), "linewidth": width, "alpha": 0.9 if lit else 0.25}
    axis.plot([x0, x1], [y0, y1], zorder=1, **style)
    box = {"facecolor": "white", "edgecolor": "black" if framed else "none", "pad": 1.5}
    axis.text(
        x0 + t * (x1 - x0),
        y0 + t * (y1 - y0),
        _number(weight),
        ha="center",
        va="center",
        color=sign_colour(weight),
        fontsize=12.5,
        fontweight="bold" if lit else "normal",
        bbox=box,
        zorder=5 if framed else 2,
    )


def _arrows(axis, now, columns):
    """Above the network: from where to where the step carries numbers."""
    l = now.layer
    if now.name[0] == "z":
        _arrow(axis, columns[l - 1] + 38, columns[l] - 38, GREEN)
    elif now.equation == 2:
        _arrow(axis, columns[l + 1] - 38, columns[l] + 38, PURPLE)
    elif now.equation == 4:
        middle = (columns[l - 1] + columns[l]) / 2
        _arrow(axis, columns[l - 1] + 38, middle - 3, GREEN)
        _arrow(axis, columns[l] - 38, middle + 3, PURPLE)


def _arrow(axis, start, end, colour):
    style = {"arrowstyle": "-|>", "mutation_scale": 20, "linewidth": 3.5, "color": colour}
    axis.add_artist(FancyArrowPatch((start, 533), (end, 533), shrinkA=0, shrinkB=0, **style))


def _check(axis, check, done, now):
    """The gradient check beside the network: a relative error for each W and b that is done."""
    left, columns = 724, {"W": 842, "b": 941}
    middle = (left + WIDTH - 12) / 2
    centred = {"ha": "center", "va": "center"}
    axis.text(middle, 533, "gradient check", fontweight="bold", fontsize=15, **centred)
    axis.text(middle, 505, "‖g − ĝ‖ / (‖g‖ + ‖ĝ‖)", fontsize=14, **centred)
    for letter, x in columns.items():
        axis.text(x, 470, letter, fontweight="bold", fontsize=15, **centred)
    for l in range(1, len(check) // 2 + 1):
        y = 476 - 46 * l
        axis.text(left, y, f"layer {l}", va="center", fontsize=13, color=GREY)
        for letter, x in columns.items():
            name = letter + LOW[l]
            words, colour = _cell(check[name]) if name in done else ("not yet", GREY)
            weight = "bold" if colour == ORANGE else "normal"
            style = {"color": colour, "fontsize": 14, "fontweight": weight, **centred}
            axis.text(x, y, words, **style)
            if now.name == f"∂{name}":
                frame = {"facecolor": "none", "edgecolor": PURPLE, "linewidth": 2.4}
                axis.add_artist(Rectangle((x - 49, y - 20), 98, 40, **frame))
    lines = _verdict(check, done).replace("; ", "\n")
    colour = "black" if all(_fine(check[name]) for name in done) else ORANGE
    y = 476 - 46 * (len(check) // 2) - 46
    style = {"va": "top", "color": colour, "fontsize": 13, "linespacing": 1.3}
    axis.text(left, y, lines, **style)


def _fine(error):
    return error is not None and error < AGREES


def _cell(error):
    if error is None:
        return "none", GREY
    return ("✔ < 10⁻⁷", GREEN) if _fine(error) else (f"✘ {_decimals(error)}", ORANGE)


def _decimals(error):
    return f"{error:.3f}" if error >= 0.001 else f"{error:.0e}".replace("-", "−")


def _verdict(check, done):
    """The gradient check in words, of what is done."""
    if not done:
        return "nothing to check yet"
    wrong = [name for name in done if check[name] is not None and not _fine(check[name])]
    missing = [name for name in done if check[name] is None]
    said = [f"wrong: {' '.join(wrong)}"] if wrong else []
    said += [f"not reached: {' '.join(missing)}"] if missing else []
    return "; ".join(said) or ("all layers agree" if len(done) == len(check) else "agrees so far")


def _operation(axis, walked, now):
    """The formula, the numbers put in, and the line of code."""
    reached = now.value is not None
    stopped = next((i for i, one in enumerate(walked.steps, 1) if one.error), None)
    ink = ORANGE if now.right else "black" if reached else GREY
    about = f"equation {now.equation}:   " if now.equation else ""
    style = {"fontsize": 18, "fontweight": "bold", "va": "center", "color": ink}
    axis.text(12, 171, about + _pretty(now.formula), **style)
    if now.right:
        style = {"fontsize": 15, "va": "center", "ha": "right"}
        axis.text(WIDTH - 12, 171, f"right:  {_pretty(now.right)}", **style)
    if not reached and not now.error:
        words = f"not reached: Python stopped at step {stopped}, {walked.steps[stopped - 1].name}"
        axis.text(12, 100, words, fontsize=16, va="center", color=ORANGE)
    else:
        _numbers(axis, now)
    style = {"fontsize": 14, "va": "center", "color": "black" if reached or now.error else GREY}
    axis.text(12, 20, now.code, family="DejaVu Sans Mono", **style)
    held = [f"{p}[{i}] is {s}{LOW[int(i) + 1]}" for p, s in HELD for i in _indices(p, now.code)]
    if held:
        note = {"fontsize": 13, "va": "center", "ha": "right", "color": GREY}
        axis.text(WIDTH - 12, 20, ", ".join(held), **note)


# Lists that start with layer 1, and how a formula writes their elements.
HELD = (("weights", "W"), ("biases", "b"), ("nabla_w", "∂W"), ("nabla_b", "∂b"))


def _indices(name, code):
    return sorted(set(re.findall(rf"{name}\[(\d)\]", code)))


def _numbers(axis, now):
    """The formula once more, with a bracketed matrix of numbers in place of each quantity."""
    x = 12 + _sign_text(axis, 12, f"{now.name} =")
    for piece, value in now.terms:
        x += _matrix(axis, x, piece, value) if value is not None else _sign_text(axis, x, piece)
    if now.error:
        style = {"fontsize": 14, "va": "center", "color": ORANGE, "fontweight": "bold"}
        words = now.error.replace(" together", "\ntogether").replace(" (size", "\n(size")
        axis.text(x + 10, 98, f"✘ ValueError:\n{words}", linespacing=1.3, **style)
        return
    if len(now.terms) > 1:
        x += _sign_text(axis, x, "=")
        _matrix(axis, x, now.name, now.value)


def _sign_text(axis, x, text):
    wide = _wide(text, 16) + 10
    axis.text(x + wide / 2, 98, text, ha="center", va="center", fontsize=16)
    return wide


# How wide the letters of DejaVu Sans are, in parts of the font's size; the rest are like digits.
LETTERS = dict.fromkeys(". ", 0.32) | dict.fromkeys("()", 0.39) | dict.fromkeys("−=⊙", 0.84)
LETTERS |= {"W": 0.99, "½": 0.97, "‖": 0.5} | dict.fromkeys(LOW, 0.4)


def _wide(text, size):
    return sum(LETTERS.get(letter, 0.64) for letter in text) * size * 100 / 72


def _matrix(axis, x, name, value):
    """Rows and columns of numbers between brackets, its name above, its shape below."""
    if np.ndim(value) == 0:
        return _sign_text(axis, x, _number(value))
    rows = [[_number(v) for v in row] for row in value]
    wide = [max(_wide(row[k], 14) for row in rows) + 14 for k in range(value.shape[1])]
    left, right, high = x + 5, x + 15 + sum(wide), 12.5 * len(rows)
    for side, turn in ((left, 5), (right, -5)):
        bracket = [side + turn, side, side, side + turn], [98 + high, 98 + high, 98 - high]
        axis.plot(bracket[0], [*bracket[1], 98 - high], color="black", linewidth=1.5)
    for i, row in enumerate(rows):
        for k, text in enumerate(row):
            where = left + 5 + sum(wide[: k + 1]) - 7, 98 + high - 12.5 * (2 * i + 1)
            axis.text(*where, text, ha="right", va="center_baseline", fontsize=14)
    style = {"ha": "center", "va": "center", "fontsize": 12.5, "color": GREY}
    axis.text((left + right) / 2, 98 + high + 12, name, **style)
    axis.text((left + right) / 2, 98 - high - 12, str(value.shape), **style)
    return right - x + 6


def _result(walked, now):
    """The step in words, for the fact."""
    said = _pretty(now.formula)
    if now.error:
        return f"{said} stops, ValueError: {now.error}"
    if now.value is None:
        return f"{said} is not reached"
    if np.ndim(now.value) == 0:
        return f"{said} = {_number(now.value)}"
    if now.value.size == 1:
        return f"{said} = {_number(now.value[0, 0])}"
    rows = [", ".join(_number(v) for v in row) for row in now.value]
    if now.value.shape[1] == 1:
        return f"{said} = ({', '.join(rows)})"
    return f"{said} = ({', '.join(f'({row})' for row in rows)})"


def _pretty(formula):
    """A formula without the spaces that keep its pieces apart."""
    return formula.replace("( ", "(").replace(" )", ")").replace("‖ y", "‖y").replace(" ‖", "‖")


def _number(value):
    """Three decimals, or fewer if they say it exactly; never −0.000."""
    value = float(value)
    text = f"{value:.3f}"
    if abs(float(text) - value) < 1e-12:
        text = text.rstrip("0").rstrip(".")
    return "0.000"[: len(text)] if float(text) == 0 else text.replace("-", "−")
