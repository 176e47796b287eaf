"""A point with its directions, an arrow in its parts, a step split along it, paths in a row."""

import numpy as np
from matplotlib.patches import FancyArrowPatch

from nnlib.classroom.figures.base import (
    GREEN,
    GREY,
    INK,
    ORANGE,
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
def compass(point, found=None, fact=None):
    """The directions from a point as degrees, 0 along x and 90 along y.

    point: two numbers. found: {name: degrees}, at most two directions that are drawn as arrows.
    """
    point, found = as_numbers(point, "point"), found or {}
    if point.shape != (2,):
        raise ShapeError(f"point has shape {point.shape}; two numbers, shape (2,), are expected.")
    if len(found) > 2:
        raise DataError(f"{len(found)} directions came; at most two have colours of their own.")
    figure, axis = panels(1, 1, WIDE, HIGH)
    axis.axis("off")
    here, far = np.array([1.5, 0.42]), 0.4
    sides = [("left", "center"), ("center", "bottom"), ("right", "center"), ("center", "top")]
    for quarter, side in enumerate(sides):
        way = _way(90 * quarter)
        axis.plot(*np.transpose([here, here + far * way]), color=GREY, linewidth=1.6, zorder=0.5)
        _words(axis, here + (far + 0.05) * way, f"{90 * quarter}°", GREY, *side)
    axis.plot(*here, "o", color=INK, markersize=10, zorder=3)
    place = ", ".join(number(value) for value in point)
    lines = [(f"you stand at ({place})", INK)]
    lines.append(("0° is along x (east), 90° along y (north)", GREY))
    for i, ((name, degrees), colour) in enumerate(
        zip(found.items(), (ORANGE, GREEN), strict=False)
    ):
        _arrow(axis, here, here + far * _way(degrees), colour)
        turned = np.radians(np.linspace(0, degrees, 60))
        bow = here[:, None] + (0.14 + 0.06 * i) * np.array([np.cos(turned), np.sin(turned)])
        axis.plot(*bow, color=colour, linewidth=1.6, zorder=0.5)
        lines.append((f"{name}: {number(degrees)}°", colour))
    for (words, colour), high in zip(lines, np.linspace(0.86, -0.02, 4), strict=False):
        _words(axis, (2.6, high), words, colour)
    axis.set(xlim=(0, WIDE / HIGH * 1.24), ylim=(-0.2, 1.04), aspect="equal")
    told = "; ".join(words for words, _ in lines)
    said = "; ".join([f"the directions from ({place})", *(words for words, _ in lines[2:])])
    return Picture(figure, fact or said, f"A cross at a point with 0°, 90°, 180°, 270°: {told}")


@styled
def arrow_in_parts(arrow, name="the gradient", fact=None):
    """An arrow with its parts along x and y, and its angle.

    arrow: two numbers, not both 0. name: what the arrow is.
    """
    arrow = as_numbers(arrow, "arrow")
    if arrow.shape != (2,):
        raise ShapeError(f"arrow has shape {arrow.shape}; two numbers, shape (2,), are expected.")
    if not arrow.any():
        raise DataError("The arrow is (0, 0) and points nowhere. Take another one.")
    figure, axis = panels(1, 1, WIDE, HIGH)
    axis.axis("off")
    size = np.abs(arrow).max()
    start = [1.9, 0.04] - np.minimum(arrow / size, 0)
    _in_parts(axis, start, arrow, size, ORANGE)
    degrees = np.degrees(np.arctan2(arrow[1], arrow[0])) % 360
    turned = np.radians(np.linspace(0, degrees, 60))
    bow = np.reshape(start, (2, 1)) + 0.17 * np.array([np.cos(turned), np.sin(turned)])
    angle = f"{number(degrees, '.0f')}°"
    beside = start[0] + max(arrow[0] / size, 0) + 0.4
    place = f"({number(arrow[0])}, {number(arrow[1])})"
    east = f"{number(abs(arrow[0]))} {'east' if arrow[0] >= 0 else 'west'}"
    north = f"{number(abs(arrow[1]))} {'north' if arrow[1] >= 0 else 'south'}"
    _words(axis, (beside, 0.82), f"{name}, {place}", ORANGE)
    _words(axis, (beside, 0.5), f"{east}, {north}", GREY)
    _words(axis, (beside, 0.18), f"its angle: {angle}", ORANGE)
    axis.plot(*bow, color=ORANGE, linewidth=1.6, zorder=0.5)
    axis.set(xlim=(0, WIDE / HIGH * 1.24), ylim=(-0.2, 1.04), aspect="equal")
    said = f"{east} and {north}: an arrow at {angle}"
    told = f"{name} as an arrow {place}, with its parts {east} and {north}; its angle is {angle}"
    return Picture(figure, fact or said, told)


@styled
def split_step(gradient, step, fact=None):
    """The gradient in its parts; turned by a quarter; and a step split along it and across it.

    gradient, step: two numbers each; the gradient is not (0, 0). What is turned is a part of the
    picture, named as a lesson writes it.
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
    turned = np.array([-gradient[1], gradient[0]])
    figure, axis = panels(1, 1, WIDE, HIGH)
    axis.axis("off")
    size = np.abs(gradient).max()  # so all three drawings are equally large
    parts = gradient / size
    place, drawn = np.array([0.2, 0.04]), []
    for arrow, name, colour in ((gradient, "the gradient", ORANGE), (turned, "turned", PURPLE)):
        place[0] += 0.2 * (arrow[0] < 0)  # for the number on that side
        shape = _in_parts(axis, place - np.minimum(arrow / size, 0), arrow, size, colour)
        place[0] += abs(arrow[0]) / size + (0.08 if arrow[0] < 0 else 0.22)
        told = f"{name}\n({number(arrow[0])}, {number(arrow[1])})"
        drawn.append([*shape, _words(axis, (place[0], 0.7), told, colour)])
        place[0] += 0.08 * max(len(name), 10)
    scale = 0.72 / max(np.abs([step, along]).max(), 1e-9)
    right = place - np.min([parts, scale * step, scale * along, [0, 0]], axis=0)
    corner, tip = right + scale * along, right + scale * step
    axis.plot(*np.transpose([right, right + parts]), color=ORANGE, lw=1.6, ls=":", zorder=0.5)
    _arrow(axis, right, corner, GREEN)
    _arrow(axis, corner, tip, PURPLE)
    _arrow(axis, right, tip, INK)
    _square(axis, corner, right - corner, tip - corner)
    aside = 0.06 if tip[0] < corner[0] else -0.06  # of the two sides of s the free one
    _words(axis, (right + corner) / 2 + [aside, 0], "s", GREEN, "left" if aside > 0 else "right")
    beside = max(tip[0], corner[0], right[0] + parts[0]) + 0.16
    _words(axis, (beside, 0.86), "a part at a right angle", PURPLE)
    _words(axis, (beside, 0.5), "a part along it, s long", GREEN)
    _words(axis, (beside, 0.14), "together: the step", INK)
    wide = max(WIDE / HIGH * 1.24, beside + 1.7)
    axis.set(xlim=(0, wide), ylim=(-0.2, 1.04), aspect="equal")
    said = (
        f"({number(gradient[0])}, {number(gradient[1])}) is {number(gradient[0])} along x and "
        f"{number(gradient[1])} along y; a step is a part along it and a part at a right angle"
    )
    told = (
        f"Left the gradient as an arrow ({number(gradient[0])}, {number(gradient[1])}), with "
        f"{number(gradient[0])} along x and {number(gradient[1])} along y below and beside it. "
        f"Then this arrow turned by a quarter, ({number(turned[0])}, {number(turned[1])}). "
        "Right a step from a point, split in two arrows: a part s along the gradient, which "
        "goes on as a dotted line, then a part at a right angle to it."
    )
    return Picture(figure, fact or said, told, [(f"({turned[0]:g}, {turned[1]:g})", drawn[1])])


@styled
def paths_side_by_side(f, paths, limit=4.4, levels=None, fact=None):
    """Several paths on the ground of f, a map for each. paths: {title: path}, one to three."""
    if not 1 <= len(paths) <= 3:
        raise DataError(f"{len(paths)} paths came; one, two or three fit side by side.")
    figure, axes = panels(1, len(paths), 3.8 * len(paths), 4.2)
    ends = []
    for axis, (title, path) in zip(np.atleast_1d(axes), paths.items(), strict=True):
        ends.append(f"{title}: {show_walk(axis, f, path, limit, levels, clear=True)}")
        axis.set_title(title)
    ends = "; ".join(ends)
    return Picture(figure, fact or ends, ends)


def _way(degrees):
    """The step of length 1 in a direction."""
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])


def _arrow(axis, start, end, colour):
    """An arrow, in a list; an empty one if it has no length."""
    if np.hypot(*(end - start)) <= 1e-9:
        return []
    arrow = FancyArrowPatch(tuple(start), tuple(end), color=colour, **ARROW)
    return [axis.add_patch(arrow)]


def _in_parts(axis, start, arrow, size, colour):
    """An arrow, drawn `size` times smaller, with its parts along x and y; all that was drawn."""
    across, up = arrow / size * [1, 0], arrow / size * [0, 1]
    drawn = _part(axis, start, start + across) + _part(axis, start + across, start + across + up)
    drawn += _arrow(axis, start, start + across + up, colour)
    outside = -1 if up[1] < 0 else 1
    below = start + across / 2 - [0, 0.05 * outside]
    drawn.append(
        _words(axis, below, number(arrow[0]), GREY, "center", "top" if up[1] >= 0 else "bottom")
    )
    side = -1 if across[0] < 0 else 1
    beside = start + across + up / 2 + [0.06 * side, 0]
    drawn.append(_words(axis, beside, number(arrow[1]), GREY, "left" if side > 0 else "right"))
    return drawn


def _part(axis, start, end):
    """A part of an arrow, as a plain line: a head of its own would cover that of the whole."""
    return axis.plot(*np.transpose([start, end]), color=GREY, linewidth=3, zorder=0.5)


def _words(axis, place, text, colour, ha="left", va="center"):
    return axis.text(*place, text, color=colour, ha=ha, va=va, fontsize=SIZE)


def _square(axis, corner, one, other):
    """The mark of a right angle."""
    if not one.any() or not other.any():
        return
    one, other = (0.08 * v / max(np.hypot(*v), 1e-9) for v in (one, other))
    axis.plot(*np.transpose([corner + one, corner + one + other, corner + other]), color=GREY)
