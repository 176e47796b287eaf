"""One perceptron on its four inputs, and circuits of them."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch

from nnlib.classroom.figures.base import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    Picture,
    counted,
    number,
    panels,
    sign_colour,
    strip,
    styled,
)
from nnlib.neurons import NAND, perceptron

FOUR = ((0, 0), (0, 1), (1, 0), (1, 1))
PALE_BLUE, PALE_ORANGE = "#d6e8f3", "#fbe4d6"
LOW, HIGH = -0.6, 1.6  # the part of the plane that is shown


@styled
def truth_table(w, b, target=None, fact=None):
    """The four rows of a perceptron: inputs, weighted input z, output.

    w: (2,); b: a number; target: four outputs that are wanted, for the rows 00, 01, 10, 11.
    """
    figure, axis = panels(1, 1, 4.6 if target is None else 6.4, 3.2)
    _table(axis, w, b, target)
    return Picture(figure, fact or _said(w, b, target))


@styled
def decision_line(w, b, target=None, name="", fact=None):
    """A perceptron's decision line with the four inputs as points, beside its truth table.

    w: (2,); b: a number; target: four outputs that are wanted, and their name, such as "AND".
    """
    figure, (left, right) = panels(1, 2, 10.4, 4.9, width_ratios=(1, 1.1))
    _plane(left, w, b, target)
    _table(right, w, b, target, name)
    return Picture(figure, fact or _said(w, b, target, name))


@styled
def nand_circuit(x1, x2, carry=False, fact=None):
    """XOR from four NAND perceptrons, A to D, with the signals on its wires for one input.

    Wires and circles are blue where the signal is 1, orange where it is 0.

    carry: with a fifth NAND, E, it is a half adder, and XOR is called the sum.
    """
    a = NAND(x1, x2)
    b, c, e = NAND(x1, a), NAND(a, x2), NAND(a, a)
    out = {"x₁": x1, "x₂": x2, "A": a, "B": b, "C": c, "D": NAND(b, c)}
    at = {"x₁": (0, 3), "x₂": (0, 0), "A": (2.2, 1.5), "B": (4.4, 2.7), "C": (4.4, 0.3)}
    at |= {"D": (6.6, 1.5)}
    wires = [("x₁", "A"), ("x₂", "A"), ("x₁", "B"), ("A", "B"), ("A", "C"), ("x₂", "C")]
    wires += [("B", "D"), ("C", "D")]
    if carry:
        out["E"], at["E"] = e, (3.7, -2.2)
    figure, axis = panels(1, 1, 9.6, 6 if carry else 4.6)
    for start, end in wires:
        _wire(axis, at[start], at[end], out[start])
    if carry:  # one output along two arrows
        _wire(axis, at["A"], at["E"], out["A"], bend=0.1)
        _wire(axis, at["A"], at["E"], out["A"], bend=-0.1)
    ends = {"D": "sum" if carry else "XOR"} | ({"E": "carry"} if carry else {})
    for gate, word in ends.items():
        x, y = at[gate]
        _wire(axis, (x, y), (x + 1.85, y), out[gate], label=False)
        axis.text(x + 1.5, y, f"{word} {out[gate]}", fontsize=16, va="center", fontweight="bold")
    for node, place in at.items():
        _node(axis, place, node, out[node])
    axis.set(xlim=(-0.6, 9.6), ylim=(-3.1 if carry else -0.6, 3.6), aspect="equal")
    axis.axis("off")
    gates = ", ".join(f"{g} {out[g]}" for g in at if g.isupper())
    words = " and ".join(f"{word} {out[gate]}" for gate, word in ends.items())
    return Picture(figure, fact or f"inputs {x1} and {x2}: gates {gates}; {words}")


@styled
def crossed_corners(fact=None):
    """Why no line makes XOR: two diagonals that want different outputs cross in the middle.

    Its parts are what each diagonal says about z in the middle.
    """
    figure, axis = strip()
    style = {"va": "center", "fontsize": 19}
    corners = {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}
    axis.plot([1, 2.6], [-0.8, 0.8], color=ORANGE, linewidth=2.5)
    axis.plot([1, 2.6], [0.8, -0.8], color=BLUE, linewidth=2.5)
    for (x1, x2), wanted in corners.items():
        place = 1 + 1.6 * x1, 1.6 * x2 - 0.8
        colour = BLUE if wanted else ORANGE
        axis.add_patch(Circle(place, 0.16, facecolor=colour, edgecolor="white", zorder=3))
        side = "left" if x1 else "right"
        name = f"{x1}{x2}: {wanted}"
        axis.text(place[0] + (0.3 if x1 else -0.3), place[1], name, color=colour, ha=side, **style)
    axis.add_patch(Circle((1.8, 0), 0.14, facecolor="white", edgecolor=INK, zorder=3))
    says = {
        "two middle rows": (0.5, "01 and 10: so z in the middle is above 0", BLUE),
        "the first and the last row": (
            -0.5,
            "00 and 11: so z in the middle is not above 0",
            ORANGE,
        ),
    }
    parts = [
        (name, [axis.text(4.2, y, said, color=colour, **style)])
        for name, (y, said, colour) in says.items()
    ]
    said = "opposite corners want the same, and both diagonals cross in the middle"
    told = (
        "A square with the four inputs of XOR at its corners. 01 and 10 want 1, 00 and 11 want 0. "
        "The diagonal from 01 to 10 and that from 00 to 11 cross in the middle. There z is half of "
        "the sum of z at the two ends of a diagonal: above 0 by the one, not above 0 by the other."
    )
    return Picture(figure, fact or said, told, parts)


@styled
def staircase(values, counts, xlabel="", ylabel="", marks=None, fact=None):
    """A count that changes by jumps as a number grows. values: (n,), growing; counts: (n,).

    marks: a dictionary from a value that gets a dot to the words above it, such as {-2: "here"}.
    """
    values, counts = np.asarray(values), np.asarray(counts)
    figure, axis = panels(1, 1, 9, 3.4)
    jumps = np.flatnonzero(np.diff(counts)) + 1
    for part in np.split(np.arange(len(counts)), jumps):
        axis.plot(values[part], counts[part], color=BLUE, linewidth=5, solid_capstyle="butt")
    for i in jumps:
        middle = (values[i - 1] + values[i]) / 2
        axis.plot([middle] * 2, [counts[i - 1], counts[i]], color=ORANGE, linestyle=":")
    for value, words in (marks or {}).items():
        count = counts[np.abs(values - value).argmin()]
        axis.plot(value, count, "o", color=BLUE, markersize=13, zorder=3)
        axis.annotate(words, (value, count), (0, 12), textcoords="offset points", ha="center")
    axis.set(xlabel=xlabel, ylabel=ylabel, ylim=(-0.3, max(counts) + (0.9 if marks else 0.5)))
    axis.set(yticks=range(int(max(counts)) + 1))
    said = fact or f"{counted(len(jumps), 'jump')}, and flat between them"
    at = [f"{number(round((values[i - 1] + values[i]) / 2, 1), 'g')}" for i in jumps]
    steps = [f"from {counts[i - 1]} to {counts[i]} at {x}" for i, x in zip(jumps, at, strict=True)]
    return Picture(figure, said, "; ".join([said, *steps]))


def _number(z):
    """A number with its sign, at most two decimals, without a sign at 0."""
    return number(round(float(z), 2) + 0, "+g")


def _rows(w, b):
    """For each of the four inputs: x, z and the output."""
    return [(x, float(np.dot(w, x) + b), perceptron(w, b, x)) for x in FOUR]


def _said(w, b, target, name=""):
    rows = ", ".join(f"{x[0]}{x[1]}: z = {_number(z)} → {out}" for x, z, out in _rows(w, b))
    if target is None:
        return rows
    right = sum(out == want for (_, _, out), want in zip(_rows(w, b), target, strict=True))
    return f"{right} of 4 right{f' for {name}' if name else ''}; {rows}"


def _table(axis, w, b, target, name=""):
    heads = ["x₁", "x₂", "z", "output"] + ([name or "wanted", ""] if target is not None else [])
    columns = [0, 0.8, 2.1, 3.7, 5.4, 6.5][: len(heads)]
    for x, head in zip(columns, heads, strict=True):
        axis.text(x, 0, head, ha="center", va="center", fontweight="bold", fontsize=16)
    axis.plot([-0.5, columns[-1] + 0.7], [0.55, 0.55], color=GREY, linewidth=1.5)
    right = 0
    for i, (x, z, out) in enumerate(_rows(w, b), 1):
        cells = [str(x[0]), str(x[1]), _number(z), str(out)]
        colours = ["black", "black", sign_colour(z), BLUE if out else ORANGE]
        if target is not None:
            good = out == target[i - 1]
            cells += [str(target[i - 1]), "✔" if good else "✘"]
            colours += ["black", GREY if good else "black"]
            right += good
        for column, cell, colour in zip(columns, cells, colours, strict=True):
            axis.text(column, i, cell, ha="center", va="center", color=colour, fontsize=17)
    if target is not None:
        axis.text(
            columns[-1] + 0.5, 5.1, f"{right} of 4 right", ha="right", va="center", fontsize=17
        )
    axis.set(xlim=(-0.7, columns[-1] + 0.9), ylim=(4.6 if target is None else 5.6, -0.6))
    axis.axis("off")


def _plane(axis, w, b, target):
    w = np.asarray(w, dtype=float)
    length = np.hypot(*w)
    grid = np.linspace(LOW, HIGH, 23)
    x1, x2 = np.meshgrid(grid, grid)
    z = w[0] * x1 + w[1] * x2 + b
    if length > 0:
        far = 1e6
        axis.contourf(x1, x2, z, levels=[-far, 0, far], colors=[PALE_ORANGE, PALE_BLUE])
        foot = -b * w / length**2  # the point of the line that is nearest to the origin
        axis.axline(foot, foot + np.array([-w[1], w[0]]), color="black", linewidth=2.5)
    else:
        axis.set_facecolor(PALE_BLUE if b > 0 else PALE_ORANGE)
    _name_regions(axis, x1, x2, z, np.abs(z) / length if length > 0 else np.full_like(z, 9))
    for i, (x, _, out) in enumerate(_rows(w, b)):
        if target is not None and out != target[i]:
            axis.plot(*x, "x", color="black", markersize=38, markeredgewidth=4)
        axis.plot(*x, "o", color=BLUE if out else ORANGE, markersize=25)
        axis.text(*x, out, color="white", ha="center", va="center_baseline", fontweight="bold")
    axis.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), aspect="equal", xticks=(0, 1), yticks=(0, 1))
    axis.set(xlabel="x₁", ylabel="x₂")
    axis.grid(visible=False)


def _name_regions(axis, x1, x2, z, from_line):
    """Write "output 1" and "output 0" where there is room: far from line, points and rim."""
    from_points = np.min([np.hypot((x1 - p) / 1.7, x2 - q) for p, q in FOUR], axis=0)
    from_rim = np.minimum(
        np.minimum(x1 - LOW, HIGH - x1) / 1.9, np.minimum(x2 - LOW, HIGH - x2) * 1.6
    )
    room = np.minimum(np.minimum(from_points, from_line / 1.3), from_rim)
    for sign, word, colour in ((z > 0, "output 1", BLUE), (z <= 0, "output 0", ORANGE)):
        free = np.where(sign, room, 0)
        if free.max() > 0.19:
            i = np.unravel_index(free.argmax(), free.shape)
            axis.text(x1[i], x2[i], word, color=colour, ha="center", va="center", fontsize=14)


def _wire(axis, start, end, value, bend=0, label=True):
    """An arrow from node to node, blue for 1 and orange for 0, with its value on it."""
    colour = BLUE if value else ORANGE
    arrow = FancyArrowPatch(
        start,
        end,
        connectionstyle=f"arc3,rad={bend}",
        arrowstyle="-|>",
        mutation_scale=20,
        shrinkA=26,
        shrinkB=27,
        color=colour,
        linewidth=2.4,
    )
    axis.add_patch(arrow)
    if label:
        dx, dy = np.subtract(end, start)
        x, y = np.add(start, end) / 2 + bend / 2 * np.array([dy, -dx])
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        axis.text(x, y, value, color=colour, ha="center", va="center", fontweight="bold", bbox=box)


def _node(axis, place, name, value):
    """An input as a grey circle, a NAND perceptron as a coloured one with its letter and output."""
    gate = name.isupper()
    colour = (BLUE if value else ORANGE) if gate else GREY
    axis.add_patch(Circle(place, 0.42, facecolor="white", edgecolor=colour, linewidth=2.6))
    axis.text(*place, name, ha="center", va="center", fontsize=17, fontweight="bold")
    if gate:
        x, y = place
        y += -0.62 if name == "E" else 0.62  # its arrows come from above
        axis.text(x, y, "NAND", ha="center", va="center", fontsize=12, color=GREY)
