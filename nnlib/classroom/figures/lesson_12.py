"""Convolution and pooling: a window on an image, kernels and their maps, and where errors go."""

import numpy as np
from matplotlib.patches import FancyArrowPatch, Rectangle

from nnlib.classroom.figures.base import (
    BLUE,
    COLOURS,
    GREEN,
    GREY,
    PURPLE,
    SIGNED,
    Picture,
    as_numbers,
    as_picture,
    as_pictures,
    as_shares,
    counted,
    darkest,
    legend,
    looks,
    number,
    panels,
    same_number,
    sign_colour,
    strip,
    styled,
)
from nnlib.classroom.figures.digits import show_ink
from nnlib.support.errors import DataError, ShapeError


@styled
def sliding_window(image, kernel, row, column, fact=None):
    """An image, a window on it times the kernel, and the map of the sums for all windows.

    image: (height, width), 0 is paper, 1 is ink; kernel: (size, size); row, column: the window's
    upper left corner. Small images and maps show their numbers.
    """
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    as_picture(image)
    size = len(kernel) if kernel.ndim else 0
    if kernel.shape != (size, size) or not size or size > min(image.shape):
        raise ShapeError(
            f"kernel has shape {kernel.shape}, image {image.shape}; a square kernel no larger than "
            "the image is expected."
        )
    last = image.shape[0] - size, image.shape[1] - size
    if not (0 <= row <= last[0] and 0 <= column <= last[1]):
        raise DataError(
            f"The window at row {row}, column {column} does not lie in the image: row 0 to "
            f"{last[0]}, column 0 to {last[1]} are expected."
        )
    dark = darkest([image])
    window = image[row : row + size, column : column + size]
    sums = _sums(image, kernel)
    ratios = (2.5, 1.35, 1.35, 1.35, 2.5)
    figure, axes = panels(1, 5, 10, 3.4, width_ratios=ratios)
    _ink(axes[0], image, f"image {len(image)}×{image.shape[1]}", dark)
    _frame(axes[0], row, column, size)
    _ink(axes[1], window, "window", dark, 11)
    _signed(axes[2], kernel, "× kernel", 1, 11)
    _signed(axes[3], window * kernel, "= products", 1, 9.5)
    limit = max(1, np.abs(sums).max())
    _signed(axes[4], sums, f"map {len(sums)}×{sums.shape[1]}", limit, 13)
    _frame(axes[4], row, column, 1)
    value = sums[row, column]
    axes[3].set_xlabel(f"sum {number(_rounded(value), 'g')}", color=sign_colour(value), fontsize=15)
    place = f"window at row {row}, column {column}"
    said = f"{place}: sum {_plain(value)}; highest sum {_plain(sums.max())}, lowest "
    said = fact or said + _plain(sums.min())
    seen = f"the window's pixels {_rows(window)}; the kernel {_rows(kernel)}"
    if sums.size <= 64:
        seen += f"; the map of the sums {_rows(sums)}"
    return Picture(figure, said, f"{said}; {seen}")


@styled
def favourite_windows(kernels, windows, fact=None):
    """Kernels, and below each the mean of the windows on which its sum is highest.

    kernels: (n, size, size); windows: (n, size, size), 0 is paper, 1 is ink.
    """
    n = len(kernels)
    same_number("kernels", kernels, "windows", windows)
    if not 1 <= n <= 32:
        raise DataError(f"{n} kernels came; 1 to 32 are drawn: kernels[:32], windows[:32].")
    windows = as_pictures(windows)
    figure, axes = panels(2, n, min(1.42 * n + 0.4, 12), 3.3, squeeze=False)
    limit, dark = float(np.abs(kernels).max()) or 1, darkest(windows)
    for j in range(n):
        _signed(axes[0, j], kernels[j], f"channel {j}" if n <= 8 else f"{j}", limit, 0)
        _ink(axes[1, j], windows[j], "", dark, 0)
    axes[0, 0].set_ylabel("kernel")
    axes[1, 0].set_ylabel("windows")
    said = fact or f"{counted(n, 'kernel')}, and the windows on which each has its highest sums"
    seen = "; ".join(f"channel {j}: ink {_where_the_ink_is(windows[j])}" for j in range(n))
    return Picture(figure, said, f"{said}: {seen}")


@styled
def shift_curves(shifts, curves, fact=None):
    """Right answers against how far the digits are shifted. curves: {name: shares in 0–1}."""
    figure, axis = panels(1, 1, 9, 4.4)
    ends = []
    for (colour, line), (name, shares) in zip(looks(curves), curves.items(), strict=True):
        percent = 100 * as_shares(shares, f"the curve {name!r}")
        same_number("shifts", shifts, f"the curve {name!r}", percent)
        axis.plot(
            shifts, percent, marker="o", linestyle=line, color=colour, markersize=7, label=name
        )
        ends.append((percent[-1], f"  {name}", colour))
    height = -np.inf
    for end, text, colour in [] if len(curves) > len(COLOURS) else sorted(ends):
        height = max(end, height + 7)  # no label lies on another
        axis.annotate(text, (shifts[-1], height), color=colour, va="center", annotation_clip=False)
    if len(curves) > len(COLOURS):
        legend(axis, len(curves))
    axis.set(ylim=(0, 103), xticks=shifts, xlabel="pixels to the right")
    axis.set(ylabel="right answers, %", yticks=range(0, 101, 20))
    said = "; ".join(
        f"{name} {100 * shares[0]:.0f}% to {100 * shares[-1]:.0f}%"
        for name, shares in curves.items()
    )
    said = fact or f"shifted by {shifts[0]} to {counted(shifts[-1], 'pixel')}: {said}"
    seen = "; ".join(
        f"{name} {', '.join(f'{100 * share:.0f}%' for share in shares)}"
        for name, shares in curves.items()
    )
    at = ", ".join(str(shift) for shift in shifts)
    return Picture(figure, said, f"{said}; right answers at {at} pixels to the right: {seen}")


@styled
def shared_weights(matrix, map_width=None, fact=None):
    """The matrix of a convolution, coloured: the same few weights in each row, and zeros.

    matrix: (numbers that leave, numbers that enter). Row 0 shows its numbers, as a key.
    map_width: so many rows of the matrix belong to one row of the map, and are framed.
    """
    rows, columns = matrix.shape
    figure, axis = panels(1, 1, 10, (8.4 if map_width else 9.4) * rows / columns + 0.7)
    limit = float(np.abs(matrix).max()) or 1
    axis.imshow(matrix, cmap=SIGNED, vmin=-limit, vmax=limit)
    axis.set_xticks(np.arange(columns + 1) - 0.5, minor=True)
    axis.set_yticks(np.arange(rows + 1) - 0.5, minor=True)
    for column in np.flatnonzero(matrix[0]):
        value = matrix[0, column]
        colour = "white" if abs(value) > 0.6 * limit else "black"
        axis.text(
            column, 0, number(_rounded(value), "g"), ha="center", va="center", color=colour, size=13
        )
    axis.grid(visible=False)
    axis.grid(visible=True, which="minor", color="#dddddd", linewidth=0.6)
    axis.tick_params(which="minor", length=0)
    axis.set(xticks=range(0, columns, 5), yticks=range(0, rows, 5))
    axis.set(xlabel=f"{columns} pixels that enter", ylabel=f"{rows} that leave")
    if map_width:
        starts = np.arange(0, rows, map_width)
        names = [f"map row {j}" for j in range(len(starts))]
        axis.set_yticks(starts + (map_width - 1) / 2, names)
        axis.tick_params(axis="y", length=0)
        axis.hlines(starts[1:] - 0.5, -0.5, columns - 0.5, color=GREY, linewidth=1.6)
    zeros = int(np.sum(matrix == 0))
    said = fact or f"{rows}×{columns} weights: {zeros} of {matrix.size} are zero"
    first = np.flatnonzero(matrix[0])
    key = ", ".join(f"{_plain(matrix[0, column])} at {column}" for column in first)
    starts = [str(np.flatnonzero(row)[0]) for row in matrix if row.any()]
    seen = f"the first row has {key}; the rows' first weights stand at {', '.join(starts)}"
    return Picture(figure, said, f"{said}; {seen}")


@styled
def pooling_squares(a, error=None, fact=None):
    """Max pooling of an image in 2×2 squares: what goes in and out, the winners marked.

    a: (height, width), both even. error: the error of what leaves, (height/2, width/2); with it
    two more panels show the way back.
    """
    a = as_numbers(a, "a").astype(float)
    if a.ndim != 2 or not a.size or len(a) % 2 or a.shape[1] % 2:
        raise ShapeError(f"a has shape {a.shape}; an even number of rows and columns is expected.")
    half = len(a) // 2, a.shape[1] // 2
    if error is not None and np.shape(error) != half:
        raise ShapeError(f"error has shape {np.shape(error)}; {half} leave, so that is expected.")
    squares = a.reshape(len(a) // 2, 2, -1, 2).transpose(0, 2, 1, 3)
    squares = squares.reshape(*squares.shape[:2], 4)
    highest, winner = squares.max(axis=2), squares.argmax(axis=2)
    shown = [(a, "enters"), (highest, "leaves, the highest")]
    if error is not None:
        back = np.zeros_like(a)
        for (r, c), k in np.ndenumerate(winner):
            back[2 * r + k // 2, 2 * c + k % 2] = error[r][c]
        shown += [(np.asarray(error, dtype=float), "error of what left"), (back, "goes back to")]
    figure, axes = panels(1, len(shown), 2.95 * len(shown), 3.4)
    for axis, (numbers, title) in zip(axes, shown, strict=True):
        _signed(axis, numbers, title, 1.6 * max(1, np.abs(numbers).max()), 14)
        axis.title.set_fontsize(14)
    for (r, c), k in np.ndenumerate(winner):
        for axis in axes[::3]:
            _frame(axis, 2 * r, 2 * c, 2, GREY, 1.6)
        _frame(axes[0], 2 * r + k // 2, 2 * c + k % 2, 1)
    said = fact or f"{a.size} numbers become {highest.size}, the highest of each"
    seen = "; ".join(f"{title}: {_rows(numbers)}" for numbers, title in shown)
    return Picture(figure, said, f"{said}; {seen}")


def _sums(image, kernel):
    views = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (views * kernel).sum(axis=(2, 3))


def _ink(axis, image, title, dark, fontsize=13):
    show_ink(axis, np.asarray(image, dtype=float), title, dark)
    axis.grid(visible=False)
    axis.title.set_fontsize(14)
    for (r, c), value in np.ndenumerate(image):
        if fontsize and image.size <= 64:
            colour = "white" if value > 0.5 * dark else "black"
            axis.text(
                c,
                r,
                number(_rounded(value), "g"),
                ha="center",
                va="center",
                color=colour,
                size=fontsize,
            )


def _signed(axis, numbers, title, limit, fontsize):
    axis.imshow(numbers, cmap=SIGNED, vmin=-limit, vmax=limit)
    axis.set(xticks=[], yticks=[])
    axis.set_title(title, fontsize=14)
    axis.grid(visible=False)
    for side in axis.spines.values():
        side.set(visible=True, color="#bbbbbb")
    for (r, c), value in np.ndenumerate(numbers):
        if fontsize and numbers.size <= 64:
            dark = abs(value) > 0.75 * limit
            colour = "white" if dark else "black"
            axis.text(
                c,
                r,
                number(_rounded(value), "g"),
                ha="center",
                va="center",
                color=colour,
                size=fontsize,
            )


def _frame(axis, row, column, size, colour=PURPLE, width=3):
    x, y = column - 0.5, row - 0.5
    corners = [x, x + size, x + size, x, x], [y, y, y + size, y + size, y]
    axis.plot(*corners, color=colour, linewidth=width, clip_on=False, zorder=4)


def _plain(value):
    """A number with at most two decimals, and a real minus sign, none before a zero."""
    return number(_rounded(value), "g")


def _rows(numbers):
    """Numbers as text, row after row: 1 0 −1 / 2 0 0."""
    return " / ".join(" ".join(_plain(value) for value in row) for row in np.asarray(numbers))


def _where_the_ink_is(image):
    """In words, by its centre: above, below left, … or in the middle."""
    ink, last = float(np.sum(image)) or 1, len(image) - 1
    down = float(np.sum(image * np.arange(last + 1)[:, np.newaxis])) / ink - last / 2
    right = float(np.sum(image * np.arange(last + 1))) / ink - last / 2
    least = 0.07 * last
    words = ["above"] * (down < -least) + ["below"] * (down > least)
    words += ["left"] * (right < -least) + ["right"] * (right > least)
    return " ".join(words) or "in the middle"


def _rounded(value):
    return round(float(value), 2) + 0


@styled
def paths_of_a_weight(fact=None):
    """One weight of a kernel at two places: its pixels, and what they come to on the map."""
    figure, axis, grids = _picture_and_map()
    for (r, c), colour in (((0, 0), BLUE), ((1, 2), GREEN)):
        _box(axis, grids[0], r, c, 3, colour, linewidth=3, zorder=3)
        pixel = _box(axis, grids[0], r + 1, c + 2, 1, colour, fill=True)
        place = _box(axis, grids[1], r, c, 1, colour, fill=True)
        _path(axis, pixel, place, "$w_{ij}$", colour)
    said = "the same weight on two paths: its pixel under each window meets δ of that place"
    told = (
        "Left a picture of 5 by 5 pixels with two windows of 3 by 3. In each the pixel under "
        "weight w i j is coloured, at row r + i and column c + j. From it an arrow leads to the "
        "place r, c of this window on the map of δ, at the right. Both carry the same weight."
    )
    return Picture(figure, fact or said, told)


@styled
def paths_of_a_pixel(fact=None):
    """One pixel under two windows: with another weight in each, and its place on the map."""
    figure, axis, grids = _picture_and_map()
    pixel = _box(axis, grids[0], 2, 2, 1, PURPLE, fill=True)
    for (r, c), colour, name in (((0, 0), BLUE, "$w_{22}$"), ((2, 1), GREEN, "$w_{01}$")):
        _box(axis, grids[0], r, c, 3, colour, linewidth=3, zorder=3)
        place = _box(axis, grids[1], r, c, 1, colour, fill=True)
        _path(axis, pixel, place, name, colour)
    said = "one pixel on two paths: with another weight under each window that it lies in"
    told = (
        "Left a picture of 5 by 5 pixels. The one at row 2, column 2 is coloured, and two windows "
        "of 3 by 3 that hold it. From it arrows lead to the places of these windows on the map of "
        "δ: with the weight w 2 2 to place 0, 0, and with the weight w 0 1 to place 2, 1."
    )
    return Picture(figure, fact or said, told)


def _picture_and_map():
    """A grid for the pixels and one for the map: left, top and the side of a square of each."""
    figure, axis = strip()
    grids = (2.6, 1.0, 0.4), (8.0, 0.75, 0.5)
    for (left, top, side), n, name in zip(
        grids, (5, 3), ("picture $a$", r"map $\delta$"), strict=True
    ):
        for i in range(n + 1):
            ends = [0, n * side]
            axis.plot([left + i * side] * 2, [top - e for e in ends], color=GREY, lw=1, zorder=1)
            axis.plot([left + e for e in ends], [top - i * side] * 2, color=GREY, lw=1, zorder=1)
        at_left = left < 5
        x = left - 0.25 if at_left else left + n * side + 0.25
        style = {"ha": "right" if at_left else "left", "va": "center", "fontsize": 20.5}
        axis.text(x, 0, name, **style)
    return figure, axis, grids


def _box(axis, grid, row, column, size, colour, fill=False, **style):
    """A square on a grid; the place of its middle."""
    left, top, side = grid
    corner = left + column * side, top - (row + size) * side
    face = {"facecolor": colour, "alpha": 0.75} if fill else {"facecolor": "none"}
    shape = Rectangle(corner, size * side, size * side, edgecolor=colour, **face, **style)
    axis.add_patch(shape)
    return corner[0] + size * side / 2, corner[1] + size * side / 2


def _path(axis, start, end, name, colour):
    """An arrow from a pixel to a place, with the name of its weight."""
    style = {"arrowstyle": "-|>", "mutation_scale": 20, "linewidth": 2.2, "shrinkA": 10}
    axis.add_patch(FancyArrowPatch(start, end, color=colour, shrinkB=10, zorder=4, **style))
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    x, y = (0.42 * a + 0.58 * b for a, b in zip(start, end, strict=True))
    text = {"ha": "center", "va": "center", "fontsize": 20.5, "zorder": 5}
    axis.text(x, y, name, color=colour, bbox=box, **text)
