"""Landscapes: a function of two numbers as a map or a surface, with a path of descent on it.

On each of them white is the lowest ground that is drawn, and dark the highest.
f takes a point of shape (2,) and returns its height. A path has shape (steps + 1, 2), as `descend`
returns it.
"""

import functools
import itertools

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib.classroom.figures.base import (
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SIGNED,
    Picture,
    as_numbers,
    as_row,
    counted,
    legend,
    looks,
    number,
    panels,
    styled,
)
from nnlib.landscapes import LANDSCAPES
from nnlib.support.errors import DataError, ShapeError

BACKING = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1}  # behind words
GRID = 161  # points along each side of a map
POINT = 0.01  # of type, as a share of half the side of a map


@styled
def contour_map(
    f,
    path=None,
    arrows=(),
    limit=4.4,
    levels=None,
    title="",
    mark=None,
    names=("x", "y"),
    fact=None,
    width=6.6,
):
    """The map of f on the square from −limit to limit: lines of equal height, and a path on it.

    arrows: a list of (from, (dx, dy), label). levels: the heights at which lines are drawn.
    path: an array of shape (steps + 1, 2), or a list of several, and then a fact.
    mark: a point, or a list of points, to show with coordinates. names: what the two coordinates
    are called. width: in inches; the words of a narrower map are larger beside its lines.
    """
    if len(arrows) > 3:
        raise DataError(f"{len(arrows)} arrows came; at most three have colours of their own.")
    figure, axis = panels(1, 1, width, width - 0.4)
    _map(axis, f, limit, levels, names)
    if path is not None:
        for each in path if isinstance(path, list) else [path]:
            _path_on(axis, each)
    for point in () if mark is None else np.atleast_2d(mark):
        axis.plot(*point, "o", color=INK, markersize=9, zorder=5)
        place = ", ".join(number(value, "g") for value in point)
        _words_at(axis, point, f"({place})", (11, 0), ha="left", va="center")
    for (start, change, label), colour in zip(arrows, (ORANGE, PURPLE, GREEN), strict=False):
        end = np.add(start, change)
        left = change[0] < -0.2 * np.abs(change[1])  # the words stand where the arrow points to
        style = {"arrowstyle": "-|>", "color": colour, "lw": 3.5, "mutation_scale": 22}
        axis.annotate("", end, start, arrowprops={**style, "shrinkA": 0, "shrinkB": 0}, zorder=6)
        axis.annotate(
            label,
            end,
            (-10 if left else 10, 0),
            textcoords="offset points",
            color=colour,
            fontweight="bold",
            ha="right" if left else "left",
            va="center",
            zorder=7,
            bbox=BACKING,
        )
        size = np.array([10 * len(label), 16])
        _make_room(axis, end, (10 + size / 2) * [-1 if left else 1, 0], size)
    if mark is not None:
        _number_again(axis, np.mean(np.atleast_2d(mark), axis=0))
    axis.set_title(title)
    alone = path is not None and not isinstance(path, list)
    said = _where_it_ends(f, path, limit) if alone else "lines of equal height"
    return Picture(figure, fact or said)


@styled
def surface_map(f, path=None, limit=4.4, elevation=48, turn=-70, name="f", fact=None):
    """f as a surface, with a path on it. elevation, turn: where the eye is, in degrees."""
    options = {"subplot_kw": {"projection": "3d", "computed_zorder": False}}
    figure, axis = panels(1, 1, 7, 5.6, **options)
    x, y, z = _heights_on_a_grid(f, limit)
    top = np.abs(z).max()
    axis.plot_surface(x, y, z, **_tint(z), rcount=40, ccount=40, zorder=1)
    if path is not None:
        inside = np.asarray(path)[_until_it_leaves(path, limit)]
        high = [f(p) + 0.01 * top for p in inside]
        axis.plot(*inside.T, high, "o-", color=INK, markersize=5, linewidth=1.6, zorder=3)
        first = [[value] for value in (*inside[0], high[0])]
        axis.plot(*first, "o", markersize=10, mfc="white", mec=INK, mew=2, zorder=4)
        axis.text(*inside[0], high[0], "start  ", ha="right", va="center", zorder=4)
    axis.set_xlabel("x", labelpad=8)
    axis.set_ylabel("y", labelpad=8)
    axis.set_zlabel(name, rotation=0)
    axis.view_init(elevation, turn)
    for each in (axis.xaxis, axis.yaxis, axis.zaxis):
        each.set_major_locator(MaxNLocator(5))
    axis.set_box_aspect(None, zoom=0.92)
    said = "the surface of f" if path is None else _where_it_ends(f, path, limit)
    return Picture(figure, fact or said)


@styled
def height_curves(curves, top=None, title="", name="f", fact=None):
    """Heights along paths, step by step. curves: {name: heights}; above `top` a curve is cut."""
    figure, axis = panels(1, 1, 9, 4.4)
    _curves(axis, curves, top, name)
    axis.set_title(title)
    ends = ", ".join(
        f"{label}: {name} {_is(heights[-1])} after {counted(len(heights) - 1, 'step')}"
        for label, heights in curves.items()
    )
    return Picture(figure, fact or ends)


@styled
def descent_picture(f, path, limit=4.4, levels=None, title="", name="f", fact=None):
    """A path on the map of f, and beside it the height at each step. name: what f is called."""
    figure, (left, right) = panels(1, 2, 11, 5.2, width_ratios=(1.06, 1))
    said = show_walk(left, f, path, limit, levels, name)
    left.set_title(title)
    heights = [f(p) for p in path]
    _curves(right, {"": heights}, 3 * max(1, abs(heights[0])), name)
    right.set_title("height at each step")
    return Picture(figure, fact or said)


def show_walk(axis, f, path, limit, levels=None, name="f", clear=False):
    """Draw a path on the map of f into `axis`; returned is, in words, where it ends.

    clear: whether each height stands once, where it is clear of the path, and "start", too.
    """
    _map(axis, f, limit, levels, clear_of=path if clear else None)
    _path_on(axis, path, clear)
    return _where_it_ends(f, path, limit, name)


def _heights_on_a_grid(f, limit):
    if any(f is landscape.f for landscape in LANDSCAPES.values()):
        return _kept_heights(f, limit)  # ours are always the same
    return _computed_heights(f, limit)


def _computed_heights(f, limit):
    side = np.linspace(-limit, limit, GRID)
    x, y = np.meshgrid(side, side)
    return x, y, np.array([[float(f(np.array([u, v]))) for u in side] for v in side])


_kept_heights = functools.lru_cache(maxsize=8)(_computed_heights)


def _tint(z, pale=1):
    """Colours of the ground: white where z is lowest, and the higher, the darker; pale: how far."""
    lowest, room = np.min(z), pale * (np.max(z) - np.min(z)) or 1
    return {"cmap": SIGNED, "vmin": lowest - room, "vmax": lowest + room}


def _map(axis, f, limit, levels, names=("x", "y"), clear_of=None):
    x, y, z = _heights_on_a_grid(f, limit)
    levels = MaxNLocator(9).tick_values(z.min(), z.max()) if levels is None else levels
    inner = [level for level in levels if z.min() < level < z.max()]
    bands = [z.min() - 1e-9, *inner, z.max() + 1e-9]
    axis.contourf(x, y, z, levels=bands, **_tint(z, pale=1.7))
    lines = axis.contour(x, y, z, levels=inner, colors=GREY, linewidths=1, linestyles="solid")
    more = {} if clear_of is None else {"manual": _clear_places(lines, clear_of, limit)}
    said = {"fontsize": 11, "fmt": lambda v: f"{v:g}".replace("-", "−"), "colors": "#333333"}
    axis.clabel(lines, **said, **more)
    axis.grid(visible=False)
    axis.set(aspect="equal", xlim=(-limit, limit), ylim=(-limit, limit))
    axis.set_xlabel(names[0])
    axis.set_ylabel(names[1], rotation=0)


def _clear_places(lines, path, limit):
    """A place on each line, as far as can be from the path and from the places before it."""
    taken = [*_dense(_way(_as_path(path), limit))]
    for line in lines.get_paths():
        inside = line.vertices[np.abs(line.vertices).max(axis=1) < 0.9 * limit]
        if len(inside):
            apart = np.hypot(*(inside[:, None] - taken).transpose(2, 0, 1)).min(axis=1)
            taken.append(inside[apart.argmax()])
            yield taken[-1]


def _dense(way, between=20):
    """The points of a way, and `between` more on each straight piece of it."""
    shares = np.linspace(0, 1, between, endpoint=False)[:, None]
    pieces = [a + shares * (b - a) for a, b in itertools.pairwise(way)]
    return np.concatenate([*pieces, way[-1:]])


def _path_on(axis, path, clear=False):
    path = _as_path(path)
    size, width = (5.5, 1.5) if len(path) <= 25 else (3, 0.8)
    limit = axis.get_xlim()[1]
    axis.plot(*path.T, "o", color=INK, markersize=size, zorder=4)
    way = _way(path, limit)
    axis.plot(*way.T, color=INK, linewidth=width, zorder=4)
    axis.plot(*path[0], "o", markersize=13, mfc="white", mec=INK, mew=2.5, zorder=5)
    x, y = path[0]
    below = y > 0.75 * limit
    side = "center" if abs(x) < 0.9 * limit else ("right" if x > 0 else "left")
    usual = {"offset": (0, -22 if below else 11), "ha": side}
    if clear and _is_crossed(way, path[0] + np.array([0, -0.15 if below else 0.18]) * limit, limit):
        usual = {"offset": (20, 0), "ha": "left", "va": "center"}
    _words_at(axis, path[0], "start", **usual)
    named = [path[0]]
    word = path[0] + np.array([0, -0.12 * limit if below else 0.12 * limit])  # where "start" stands
    for step, point in enumerate(path[1:4], 1):  # jumps on one line are told apart by numbers
        number_at = point + np.array([0.07 * limit, 0])
        under = np.all(np.abs(number_at - word) < (0.24 * limit, 0.11 * limit))
        if min(np.hypot(*(point - other)) for other in named) > 0.1 * limit and not under:
            left, down = point > (0.9 * limit, 0.92 * limit)  # they stay on the map
            aside, ha = (-9, "right") if left else (9, "left")
            _words_at(axis, point, str(step), (aside, -9 * down), ha=ha, va="center")
            named.append(point)


def _is_crossed(way, place, limit):
    """Whether the way goes through the word "start", written in the middle of a place."""
    return (np.abs(_dense(way) - place) < np.array([25, 7]) * POINT * limit).all(axis=1).any()


def _way(path, limit):
    """The line from point to point; in bows if it would be drawn over itself, there and back."""
    steps = np.diff(path, axis=0)
    lengths = np.hypot(*steps.T)
    for i in range(min(len(steps) - 1, 3)):
        if lengths[i] > 0.1 * limit and steps[i] @ steps[i + 1] < 0:
            apart = abs(steps[i][0] * steps[i + 1][1] - steps[i][1] * steps[i + 1][0]) / lengths[i]
            if apart < 0.01 * limit:
                break
    else:
        return path
    t = np.linspace(0, 1, 16)[:, None]
    bows = [
        start + t * step + 0.5 * t * (1 - t) * np.array([-step[1], step[0]])
        for start, step in zip(path[:-1], steps, strict=True)
    ]
    return np.concatenate(bows)


def _words_at(axis, point, words, offset, **alignment):
    """Words beside a point, `offset` in points of type; none if the point is off the map."""
    more = {"textcoords": "offset points", "fontweight": "bold", "zorder": 6, "bbox": BACKING}
    axis.annotate(words, tuple(point), offset, **more, **alignment)
    side = {"left": 1, "center": 0, "right": -1}[alignment["ha"]]
    up = 0 if alignment.get("va") == "center" else 1
    size = np.array([10 * len(words), 16])  # in points, with a little room
    _make_room(axis, point, offset + size * [side, up] / 2, size)


def _make_room(axis, point, offset, size):
    """Hide the heights at the map's lines where other words stand, which hide them half.

    offset: of the middle of the words from the point; size: theirs; both in points of type.
    """
    limit = axis.get_xlim()[1]
    for lines in axis.collections:
        for height in getattr(lines, "labelTexts", ()):
            its_size = np.array([8 * len(height.get_text()), 16])
            apart = np.subtract(height.get_position(), point) / (POINT * limit)
            if (np.abs(apart - offset) < (size + its_size) / 2).all():
                height.set_visible(False)


def _number_again(axis, far_from):
    """Lines that have lost their height to other words show it where they are far from a point."""
    limit = axis.get_xlim()[1]
    for lines in axis.collections:
        texts = getattr(lines, "labelTexts", ())
        for level, line in zip(getattr(lines, "levels", ()), lines.get_paths(), strict=False):
            mine = [text for text in texts if text.get_text() == number(level, "g")]
            inside = line.vertices[np.abs(line.vertices).max(axis=1) < 0.9 * limit]
            if not mine or any(text.get_visible() for text in mine) or not len(inside):
                continue
            farthest = inside[np.hypot(*(inside - far_from).T).argmax()]
            more = {"fontsize": mine[0].get_fontsize(), "color": mine[0].get_color()}
            axis.text(*farthest, mine[0].get_text(), ha="center", va="center", bbox=BACKING, **more)


def _curves(axis, curves, top, name):
    looks(curves)
    for label, heights in curves.items():
        as_row(heights, f"the curve {label!r}")
    longest = max(len(heights) for heights in curves.values()) - 1
    for (colour, line), (label, heights) in zip(looks(curves), curves.items(), strict=True):
        shown = np.asarray(heights, float)
        size = 5 if longest <= 40 else 0
        colour = colour if label else INK
        axis.plot(shown, marker="o", linestyle=line, color=colour, markersize=size, label=label)
    low = min(0, *(min(heights) for heights in curves.values()))
    high = max(0, *(max(heights) for heights in curves.values()))
    if top is not None:
        low, high = max(low, -top), min(high, top)
    room = 0.04 * (high - low) or 1
    axis.set_ylim(low - room, high + room)
    axis.set(xlabel="step", xlim=(-0.02 * longest, 1.02 * longest))
    beside = "center" if len(name) == 1 else "right"  # a word would lie over the numbers
    axis.set_ylabel(name, rotation=0, labelpad=14, ha=beside)
    axis.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    if any(curves):
        legend(axis, len(curves))


def _as_path(path):
    """A path as an array (steps + 1, 2) of finite numbers."""
    found = as_numbers(path, "path")
    if found.ndim != 2 or found.shape[1] != 2 or not len(found):
        raise ShapeError(
            f"path has shape {found.shape}; (steps + 1, 2) is expected, as descend returns it. "
            "Several paths are given as a list of them."
        )
    return found


def _until_it_leaves(path, limit):
    """A slice of the path: its points up to the last one before it leaves the square."""
    outside = np.flatnonzero(np.abs(path).max(axis=1) > limit)
    return slice(0, outside[0] if len(outside) else len(path))


def _where_it_ends(f, path, limit, name="f"):
    x, y = (_short(round(float(v), 2) + 0.0) for v in path[-1])
    steps = counted(len(path) - 1, "step")
    said = f"{name} {_is(f(path[0]))} at the start; after {steps} the path "
    said += f"is at ({x}, {y}), where {name} {_is(f(path[-1]))}"
    if np.abs(path).max() > limit:
        said += "; it leaves the picture, and is drawn as far as the edge"
    return said


def _is(number):
    """What a height is: "= 9.22"; of what is tiny only that it is."""
    if number and abs(number) < 1e-6:
        return "is less than 0.000001" if number > 0 else "is just below 0"
    return f"= {_short(number)}"


def _short(number):
    """A number in three digits."""
    return f"{number:.3g}" if abs(number) < 1e6 else f"{number:.0e}"
