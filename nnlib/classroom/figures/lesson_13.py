"""Whole numbers as pictures: where they are cut, what is read, and how sure that is."""

import itertools
import textwrap

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Arc

from nnlib.classroom.figures.base import (
    BLUE,
    GREY,
    ORANGE,
    Picture,
    as_picture,
    as_pictures,
    counted,
    darkest,
    panels,
    same_number,
    styled,
)
from nnlib.classroom.figures.digits import show_ink
from nnlib.reading.stages import Stages
from nnlib.support.errors import DataError, ShapeError


@styled
def number_strips(pictures, captions, columns=1, fact=None):
    """Whole numbers as ink on paper, each beside or below its caption.

    pictures: arrays (height, width), all of one height; captions: as many texts.
    """
    pictures = as_pictures(pictures, "pictures", 40)
    same_number("pictures", pictures, "captions", captions)
    if not pictures or len({len(picture) for picture in pictures}) > 1:
        raise ShapeError(f"{len(pictures)} pictures came; one or more of one height are expected.")
    dark = darkest(pictures)
    rows = -(-len(pictures) // columns)
    inked = np.flatnonzero(sum(picture.any(axis=1) for picture in pictures))
    ends = (inked[0], inked[-1]) if len(inked) else (0, len(pictures[0]))
    shown = slice(max(ends[0] - 1, 0), ends[1] + 2)  # without the paper above and below
    high, widest = np.max([picture[shown].shape for picture in pictures], axis=0)
    inch = min((9 / columns - 0.2) / widest, 0.052)  # inches for each pixel
    beside = columns == 1 and max(map(len, captions)) < 16
    margin = 0.13 * max(map(len, captions)) / inch if beside else 0  # for the caption, in pixels
    width = inch * (widest + margin) if beside else 9
    figure, axes = panels(
        rows, columns, width, rows * (inch * high + (0.15 if beside else 0.5)), squeeze=False
    )
    for i, axis in enumerate(axes.flat):
        if i < len(pictures):
            wide = np.zeros((high, widest), pictures[i].dtype)
            wide[:, : pictures[i].shape[1]] = pictures[i][shown]
            show_ink(axis, wide, dark=dark)
            if beside:
                axis.text(-margin, high / 2, captions[i], va="center", fontsize=16)
                axis.set_xlim(-margin, widest)
            else:
                axis.set_title(captions[i], loc="left", fontsize=14)
        axis.axis("off")
    said = f"{counted(len(pictures), 'number')}: {'; '.join(captions)}"
    return Picture(figure, fact or said, f"{fact}: {'; '.join(captions)}" if fact else said)


@styled
def cut_number(line, cuts, images, captions, others=(), title="", scale=False, fact=None):
    """A line of digits with its cuts, and below it the pieces as the network gets them.

    line: (28, width); cuts: columns from 0 to width; images: (pieces, 28, 28), one for each pair of
    neighbouring cuts; captions: as many short texts; others: columns of other cuts, drawn dashed;
    scale: number the columns, 0, 10, 20, …
    """
    line, images = as_picture(line, "line"), as_pictures(images, most=40)
    same_number("images", images, "captions", captions)
    same_number("images", images, "pairs of cuts", cuts[1:])
    (high, wide), n = line.shape, len(images)
    if not n:
        raise DataError("No piece came; two cuts and one image at least are expected.")
    inch = min(9 / (wide + 6), 0.075)  # inches for each pixel of the line
    side, top = min(0.86 * wide / n, 0.21 * wide, 28), high + 11
    bottom = top + side + 3 + 0.6 / inch  # room for two lines of text
    figure, axis = panels(1, 1, 9, inch * (bottom + 7 + 5 * scale) + 0.35 * bool(title))
    axis.imshow(line, cmap="gray_r", vmin=0, vmax=darkest([line]), extent=(0, wide, high, 0))
    for column in others:
        axis.plot([column, column], [-3, high + 1], color=ORANGE, linestyle="--", linewidth=2)
    for column in cuts:
        axis.plot([column, column], [-2, high + 3], color=BLUE)
    dark = darkest(images)
    centres = (np.arange(n) + 0.5) * wide / n
    for i, (first, last) in enumerate(itertools.pairwise(cuts)):
        left, middle = centres[i] - side / 2, (first + last) / 2
        axis.plot([middle, centres[i]], [high + 3, top - 1], color=GREY, linewidth=1)
        box = (left, left + side, top + side, top)
        axis.imshow(images[i], cmap="gray_r", vmin=0, vmax=dark, extent=box)
        edges = [left, left + side, left + side, left, left]
        axis.plot(edges, [top, top, top + side, top + side, top], color="#bbbbbb", linewidth=1)
        axis.text(centres[i], top + side + 2, captions[i], ha="center", va="top")
    for column in range(0, wide, 10) if scale else ():
        axis.plot([column, column], [-5.5, -3.5], color=GREY, linewidth=1)
        axis.text(column, -6, str(column), ha="center", va="bottom", color=GREY, fontsize=12)
    axis.set(xlim=(-3, wide + 3), ylim=(bottom, -6 - 5 * scale), aspect="equal", title=title)
    axis.axis("off")
    said = f"{counted(n, 'piece')}: {', '.join(captions)}".replace("\n", " ")
    columns = ", ".join(str(int(column)) for column in cuts[1:-1])
    alt = f"{fact or title}. " * bool(fact or title)
    alt += f"The line, {wide} columns wide, is cut at {columns}. " if columns else ""
    return Picture(figure, fact or said, f"{alt}{said[0].upper()}{said[1:]}")


@styled
def photograph_stages(stages, fact=None):
    """What reading makes of a photograph: picture, paper, ink, and pieces with their number.

    stages: of `reading_stages`. What is left out is coloured: lines printed on the paper blue, what
    lies along an edge and a frame around the number orange. A stage that was not reached is empty;
    then a sentence says why.
    """
    if not isinstance(stages, Stages):
        raise DataError(
            f"{type(stages).__name__} came; write photograph_stages(reading_stages(picture))."
        )
    (high, wide), line = stages.picture.shape, stages.line
    above = 3 * high / wide + 0.4  # inches
    below = 1.2 if line is None else min(9 * 44 / line.shape[1], 3.5) + 0.4
    figure, axes = panels(2, 3, 9, above + below, height_ratios=(above, below))
    top, places, light = axes[0], axes[1, 0].get_gridspec(), stages.picture.max()
    for axis in axes[1]:
        axis.remove()  # one for the whole row takes their place, below
    turned = f", tilted by {abs(stages.degrees):.0f}°" if stages.degrees else ""
    for axis, name, image, colours, most in (
        (top[0], "1. the picture", stages.picture, "gray", light),
        (top[1], "2. the paper", stages.paper, "gray", light),
        (top[2], f"3. the ink{turned}", stages.ink, "gray_r", 1),
    ):
        axis.set_title(name, loc="left", fontsize=14)
        axis.set(xticks=[], yticks=[], xlim=(0, wide), ylim=(high, 0), aspect="equal")
        if image is not None:
            axis.imshow(image, cmap=colours, vmin=0, vmax=most, extent=(0, wide, high, 0))
    for axis, mask, colour in (
        (top[1], stages.lines, BLUE),
        (top[1], stages.edge, ORANGE),
        (top[2], stages.frame, ORANGE),
    ):
        if mask is not None and mask.any():
            seen = np.zeros((*mask.shape, 4))
            seen[..., :3], seen[..., 3] = to_rgb(colour), mask > 0
            axis.imshow(seen, extent=(0, wide, high, 0))
    last = figure.add_subplot(places[1, :])
    last.axis("off")
    if line is not None:
        last.imshow(line, cmap="gray_r", vmin=0, vmax=1, extent=(0, line.shape[1], 28, 0))
    reading, said = stages.reading, f"not read: {stages.trouble}"
    if reading is not None:
        said = f"read as {reading.text}, {reading.confidence:.0%} sure"
        for column in reading.cuts:
            last.plot([column, column], [-1, 30], color=BLUE)
        for (first, end), digit in zip(itertools.pairwise(reading.cuts), reading.text, strict=True):
            last.text((first + end) / 2, 31, digit, ha="center", va="top")
        last.set(ylim=(42, -2))
    last.set_title(textwrap.fill(f"4. {said}", 75), loc="left", fontsize=14)
    coloured = (
        ("printed lines are blue", stages.lines),
        ("what lies along an edge is orange", stages.edge),
        ("a frame around the number is orange", stages.frame),
    )
    left_out = [words for words, mask in coloured if mask is not None and mask.any()]
    alt = f"A photograph{turned}, becomes a number: {'; '.join([*left_out, said])}"
    return Picture(figure, fact or said, alt)


@styled
def cut_arcs(table, path=(), fact=None):
    """Every piece as an arc from cut to cut, with its probability; those of a way are blue.

    table: (n, n); table[i, j] is how sure the network is of the piece from cut i to cut j, from 0
    to 1, and 0 where there is no piece. path: the cuts of a way, such as [0, 2, 4].
    """
    table = np.asarray(table)
    figure, axis = panels(1, 1, 9, 4.6)
    highest = 0
    on_path = set(itertools.pairwise(path))
    for i, j in zip(*np.nonzero(table), strict=True):
        span = int(j - i)
        height = 0.55 + 0.7 * (span - 1)
        highest = max(highest, height)
        colour = BLUE if (i, j) in on_path else GREY
        width = 4 if (i, j) in on_path else 1.8
        middle = (i + j) / 2
        arc = Arc((middle, 0), span, 2 * height, theta1=0, theta2=180)
        arc.set(color=colour, linewidth=width)
        axis.add_patch(arc)
        style = {"facecolor": "white", "edgecolor": "none", "pad": 2}
        weight = "bold" if (i, j) in on_path else "normal"
        axis.text(
            middle,
            height,
            f"{table[i, j]:.2g}",
            ha="center",
            va="center",
            color=colour,
            fontweight=weight,
            fontsize=16,
            bbox=style,
        )
    cuts = np.arange(len(table))
    axis.plot(cuts, 0 * cuts, "o", color="black", markersize=22)
    for cut in cuts:
        axis.text(cut, -0.01, str(cut), color="white", ha="center", va="center", fontweight="bold")
    axis.set(xlim=(-0.3, len(table) - 0.7), ylim=(-0.25, highest + 0.2))
    axis.axis("off")
    words = f"{counted(len(table), 'cut')} and {counted(np.count_nonzero(table), 'piece')}"
    if len(path):
        product = np.prod([table[i, j] for i, j in itertools.pairwise(path)])
        words += f"; the way {'–'.join(map(str, path))} has the product {product:.2g}"
    told = [
        f"from {i} to " + ", ".join(f"{j} {table[i, j]:.2g}" for j in np.flatnonzero(table[i]))
        for i in cuts[table.any(axis=1)]
    ]
    return Picture(figure, fact or words, f"{fact or words}. The pieces: {'; '.join(told)}")


@styled
def confidence_dots(confidences, right, fact=None):
    """Readings by how sure they are, right ones above and wrong ones below.

    confidences: (n,), from 0 to 1; right: (n,), True or False.
    """
    confidences, right = np.asarray(confidences), np.asarray(right, bool)
    figure, axis = panels(1, 1, 9, 3.4)
    for says, name, colour, mark in ((True, "right", BLUE, "o"), (False, "wrong", ORANGE, "X")):
        these = np.sort(confidences[right == says])
        heights = says + 0.3 * np.sin(2.4 * np.arange(len(these)))  # spread, so that all are seen
        axis.plot(these, heights, mark, color=colour, alpha=0.6, markersize=9, mec="none")
        axis.text(-0.02, says, f"{name}: {len(these)} ", color=colour, ha="right", va="center")
    below, above = confidences < 0.7, confidences > 0.9
    parts = ((0, 0.7, below), (0.7, 0.9, ~below & ~above), (0.9, 1.01, above))
    counts = [f"{right[these].sum()} of {these.sum()}" for _, _, these in parts]
    for (low, high, _), words in zip(parts, counts, strict=True):
        words += " right" * (low == 0)
        axis.text((low + high) / 2, 1.75, words, ha="center", va="center", fontsize=12)
        if low:
            axis.axvline(low, color=GREY, linestyle=":")
    axis.set(xlim=(0, 1.02), ylim=(-0.5, 2), yticks=[], xlabel="confidence of the reading")
    axis.set_xticks([0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1])
    axis.grid(visible=False)
    axis.spines["left"].set_visible(False)
    sure = confidences > 0.9
    said = f"{sure.sum()} readings are surer than 0.9; of those {int((sure & right).sum())} right"
    names = ("below 0.7", "from 0.7 to 0.9", "above 0.9")
    told = "; ".join(f"{name} {words}" for name, words in zip(names, counts, strict=True))
    return Picture(figure, fact or said, f"Right readings, by confidence: {told}")
