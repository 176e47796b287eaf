"""The gradient as an arrow in its two parts, a step split along it, and paths side by side."""

import numpy as np
from matplotlib.patches import FancyArrowPatch

from nnlib.classroom.figures.base import (
    BLUE,
    GREEN,
    GREY,
    INK,
    PURPLE,
    Picture,
    as_numbers,
    number,
    panels,
    styled,
)
from nnlib.classroom.figures.landscapes import show_walk
from nnlib.support.errors import DataError, ShapeError

ARROW = {"arrowstyle": "-|>", "mutation_scale": 22, "linewidth": 3, "shrinkA": 0, "shrinkB": 0}
WIDE, HIGH = 11.6, 2.3  # inches: it stands above the lines of a derivation
SIZE = 19  # of its letters


@styled
def split_step(gradient, step, fact=None):
    """The gradient in its parts along x and y; and a step split along the gradient and across it.

    gradient, step: two numbers each; the gradient is not (0, 0).
    """
    gradient, step = as_numbers(gradient, "gradient"), as_numbers(step, "step")
    for name, arrow in (("gradient", gradient), ("step", step)):
        if arrow.shape != (2,):
            raise ShapeError(
                f"{name} has shape {arrow.shape}; two numbers, shape (2,), are expected."
            )
    if not gradient.any():
        raise DataError("gradient is (0, 0) and points nowhere. Take a point where it does.")
    along = gradient * (gradient @ step) / (gradient @ gradient)
    figure, axis = panels(1, 1, WIDE, HIGH)
    axis.axis("off")
    parts = gradient / np.abs(gradient).max()  # so both drawings are equally high
    scale = 0.72 / max(np.abs([step, along]).max(), 1e-9)
    left, right = np.array([0.62, 0.04]), np.array([3.0, 0.04])
    _part(axis, left, left + parts * [1, 0])
    _part(axis, left + parts * [1, 0], left + parts)
    _arrow(axis, left, left + parts, BLUE)
    _words(axis, left + parts * [0.5, 0] + [0, -0.05], number(gradient[0]), GREY, "center", "top")
    _words(axis, left + parts * [1, 0.5] + [0.06, 0], number(gradient[1]), GREY)
    told = f"the gradient\n({number(gradient[0])}, {number(gradient[1])}):\n"
    told += f"{number(gradient[0])} along x,\n{number(gradient[1])} along y"
    _words(axis, (left[0] + max(parts[0], 0) + 0.42, left[1] + 0.5), told, BLUE)
    corner, tip = right + scale * along, right + scale * step
    axis.plot(*np.transpose([right, right + parts]), color=BLUE, lw=1.6, ls=":", zorder=0.5)
    _arrow(axis, right, corner, GREEN)
    _arrow(axis, corner, tip, PURPLE)
    _arrow(axis, right, tip, INK)
    _square(axis, corner, right - corner, tip - corner)
    aside = 0.06 if tip[0] < corner[0] else -0.06  # of the two sides of s the free one
    _words(axis, (right + corner) / 2 + [aside, 0], "s", GREEN, "left" if aside > 0 else "right")
    beside = max(tip[0], corner[0], right[0] + parts[0]) + 0.16
    _words(axis, (beside, 0.86), "a part at a right angle to it", PURPLE)
    _words(axis, (beside, 0.5), "a part along the gradient, s long", GREEN)
    _words(axis, (beside, 0.14), "together: the step", INK)
    axis.set(xlim=(0, WIDE / HIGH * 1.24), ylim=(-0.2, 1.04), aspect="equal")
    said = (
        f"({number(gradient[0])}, {number(gradient[1])}) is {number(gradient[0])} along x and "
        f"{number(gradient[1])} along y; a step is a part along it and a part at a right angle"
    )
    told = (
        f"Left the gradient as an arrow ({number(gradient[0])}, {number(gradient[1])}), with "
        f"{number(gradient[0])} along x and {number(gradient[1])} along y below and beside it. "
        "Right a step from the same point, split in two arrows: a part s along the gradient, which "
        "goes on as a dotted line, then a part at a right angle to it."
    )
    return Picture(figure, fact or said, told)


@styled
def paths_side_by_side(f, paths, limit=4.4, levels=None, fact=None):
    """Several paths on the ground of f, a map for each. paths: {title: path}, one to three."""
    if not 1 <= len(paths) <= 3:
        raise DataError(f"{len(paths)} paths came; one, two or three fit side by side.")
    figure, axes = panels(1, len(paths), 4.6 * len(paths), 5)
    ends = []
    for axis, (title, path) in zip(np.atleast_1d(axes), paths.items(), strict=True):
        ends.append(f"{title}: {show_walk(axis, f, path, limit, levels)}")
        axis.set_title(title)
    return Picture(figure, fact or "; ".join(ends))


def _arrow(axis, start, end, colour):
    if np.hypot(*(end - start)) > 1e-9:
        axis.add_patch(FancyArrowPatch(tuple(start), tuple(end), color=colour, **ARROW))


def _part(axis, start, end):
    """A part of an arrow, as a plain line: a head of its own would cover that of the whole."""
    axis.plot(*np.transpose([start, end]), color=GREY, linewidth=3, zorder=0.5)


def _words(axis, place, text, colour, ha="left", va="center"):
    axis.text(*place, text, color=colour, ha=ha, va=va, fontsize=SIZE)


def _square(axis, corner, one, other):
    """The mark of a right angle."""
    if not one.any() or not other.any():
        return
    one, other = (0.08 * v / max(np.hypot(*v), 1e-9) for v in (one, other))
    axis.plot(*np.transpose([corner + one, corner + one + other, corner + other]), color=GREY)
