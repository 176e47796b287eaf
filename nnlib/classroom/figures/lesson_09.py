"""What a trained network confuses, and how far mini-batch gradients point from the whole one."""

import math

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from nnlib.classroom.figures.base import (
    BLUE,
    COUNTS,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    Picture,
    as_numbers,
    as_picture,
    counted,
    number,
    panels,
    styled,
)
from nnlib.classroom.figures.digits import show_ink
from nnlib.support.errors import DataError, ShapeError


@styled
def mean_error(share=0.7, fact=None):
    """The mean error of pictures to which a network says the same a; a share of them wants 1.

    share: from 0 to 1. Its part is the lowest place, where a is the share.
    """
    if not 0 <= share <= 1:
        raise DataError(f"share is {share!r}; a share lies from 0 to 1, such as 0.7.")
    figure, axis = panels(1, 1, 11.6, 2.3)
    a = np.linspace(0, 1, 101)
    yes, no = share * (1 - a) ** 2 / 2, (1 - share) * a**2 / 2
    style = {"fontsize": 17, "va": "center"}
    both = yes + no
    for curve, colour, name, at, side in (
        (yes, BLUE, "of those that want 1", (-0.02, yes[0] - 0.06), "right"),
        (no, ORANGE, "of those that want 0", (1.02, no[-1]), "left"),
        (both, INK, "together", (0.16, both[15] + 0.05), "left"),
    ):
        axis.plot(a, curve, color=colour, linewidth=3.5 if colour == INK else 2)
        axis.text(*at, name, color=colour, ha=side, **style)
    lowest = share * (1 - share) / 2
    dot = axis.plot(share, lowest, "o", color=PURPLE, markersize=13, zorder=4)
    words = axis.text(share, lowest + 0.1, "a = p", color=PURPLE, ha="center", **style)
    axis.set(xlim=(-0.45, 1.45), ylim=(0, max(share, 1 - share) / 2 + 0.05), xticks=(0, 0.5, 1))
    axis.set(yticks=())
    axis.tick_params(labelsize=15)
    said = f"the mean error of a share of {number(share)} is lowest where a = {number(share)}"
    return Picture(figure, fact or said, parts=[("share of yes", [*dot, words])])


@styled
def confusion_matrix(counts, fact=None):
    """Counts of (label, answer); only mistakes are coloured. counts: (n, n), whole numbers."""
    counts = as_numbers(counts, "counts")
    n = len(counts) if counts.ndim else 0
    if counts.shape != (n, n) or not 2 <= n <= 40:
        raise ShapeError(
            f"counts has shape {counts.shape}; (10, 10) is expected, a row for each label and a "
            "column for each answer; 2 to 40 of them can be drawn."
        )
    if counts.min() < 0 or not np.array_equal(counts, np.round(counts)):
        raise DataError("counts must hold whole numbers from 0 up: how often each answer came.")
    counts = counts.astype(int)
    mistakes = counts - np.diag(np.diag(counts))
    figure, axis = panels(1, 1, *((7.6, 6.6) if n <= 10 else (1 + 0.5 * n, 0.5 * n)))
    axis.imshow(mistakes, cmap=COUNTS, vmax=max(1, 1.3 * mistakes.max()))
    for (label, answer), count in np.ndenumerate(counts):
        right = label == answer
        axis.text(
            answer,
            label,
            count or "·",
            ha="center",
            va="center",
            fontsize=13,
            color=GREY if right or not count else "black",
        )
    axis.set(xticks=range(n), yticks=range(n), xlabel="prediction", ylabel="label")
    axis.set_title(
        "blue: mistakes, darker the more there are\ngrey, on the diagonal: right answers"
    )
    axis.grid(visible=False)
    order = np.argsort(-mistakes, axis=None, kind="stable")[:5]
    most = [
        f"{label} taken for {answer}, {counted(mistakes[label, answer], 'time')}"
        for label, answer in zip(*np.unravel_index(order, mistakes.shape), strict=True)
        if mistakes[label, answer]
    ]
    said = f"{counted(mistakes.sum(), 'mistake')}; the most common: {most[0]}" if most else ""
    said = fact or said or "no mistakes"
    return Picture(
        figure,
        said,
        f"{said}. A table with a row for each label and a column for each prediction, the mistakes "
        f"darker the more there are: {'; '.join(most) or 'none'}",
    )


@styled
def gradient_arrows(m, lengths, angles, sides):
    """Mini-batch gradients as arrows around the whole set's gradient, which points right.

    lengths: (n,), in units of the whole gradient; angles: (n,), in degrees; sides: (n,) of ±1.
    """
    figure, axis = panels(1, 1, 7.4, 6.4)
    x = lengths * np.cos(np.radians(angles))
    y = lengths * np.sin(np.radians(angles)) * sides
    style = {"angles": "xy", "scale_units": "xy", "scale": 1}
    zero = np.zeros_like(x)
    axis.quiver(zero, zero, x, y, color=BLUE, alpha=0.45, width=0.003, **style)
    axis.quiver([0], [0], [1], [0], color=ORANGE, width=0.009, zorder=3, **style)
    axis.text(1.05, 0, "the whole\nset's", color=ORANGE, va="center", fontweight="bold")
    axis.set(xlim=(-1, 3.2), ylim=(-1.9, 1.9), aspect="equal", xticks=range(-1, 4))
    axis.set(xlabel="along the whole set's gradient, whose length is 1", ylabel="across it")
    distances = np.hypot(x - 1, y)
    title = f"{len(x)} mini-batches of {counted(m, 'example')}"
    axis.set(title=title)
    said = (
        f"{title}: median angle {np.median(angles):.0f}°, "
        f"median distance from the orange tip {np.median(distances):.3f}"
    )
    return Picture(
        figure,
        said,
        f"{said}. Blue arrows, one for each mini-batch, on both sides of the orange one, the whole "
        f"set's gradient: at {min(angles):.0f}° to {max(angles):.0f}° from it, and "
        f"{min(lengths):.1f} to {max(lengths):.1f} times as long",
    )


@styled
def pixel_map(mask, image=None, fact=None):
    """Some pixels marked in purple, over a picture if one is given. mask: (784,), of True
    and False, a value for each pixel.
    """
    figure, axis = panels(1, 1, 4.4, 4.4)
    mask = as_numbers(mask, "mask")
    side = math.isqrt(mask.size)
    shape = (side, side) if image is None else as_picture(image).shape
    if mask.size != shape[0] * shape[1] or not mask.size:
        raise ShapeError(
            f"mask holds {mask.size} values; one for each pixel of a picture of {shape[0]} × "
            f"{shape[1]} is expected."
        )
    show_ink(axis, np.zeros(shape) if image is None else np.asarray(image))
    marked = np.ma.masked_equal(mask.reshape(shape).astype(float), 0)
    axis.imshow(marked, cmap=LinearSegmentedColormap.from_list("one", [PURPLE, PURPLE]))
    axis.grid(visible=False)
    said = f"{int(np.sum(mask))} of {np.size(mask)} pixels are marked"
    rows = ", ".join(str(int(many)) for many in mask.reshape(shape).sum(axis=1))
    alt = f"{fact}; {said}" if fact else said
    return Picture(figure, fact or said, f"{alt}; by row, from the top: {rows}")
