"""What a picture is to a computer, and what many pictures of a digit have in common."""

import numpy as np
from matplotlib.patches import Rectangle

from nnlib.classroom.figures.base import (
    BLUE,
    GREY,
    ORANGE,
    Picture,
    as_picture,
    as_pictures,
    as_row,
    counted,
    darkest,
    mosaic,
    panels,
    same_number,
    styled,
)
from nnlib.classroom.figures.digits import show_ink
from nnlib.support.errors import DataError


@styled
def picture_as_numbers(image, top, left, size=10, fact=None):
    """A digit, and the numbers of a square piece of it. image: (28, 28), uint8.

    top, left: row and column at which the piece begins; size: its rows and columns.
    """
    image = as_picture(image)
    if not (0 <= top <= len(image) - size and 0 <= left <= image.shape[1] - size and size > 0):
        raise DataError(
            f"The piece of size {size} at row {top}, column {left} does not lie in the picture of "
            f"shape {image.shape}."
        )
    dark = darkest([image])
    figure, (whole, piece) = panels(1, 2, 10.4, 5.6, width_ratios=(1, 1.55))
    show_ink(whole, image)
    whole.grid(visible=False)
    frame = {"fill": False, "edgecolor": BLUE, "linewidth": 2.5}
    whole.add_patch(Rectangle((left - 0.5, top - 0.5), size, size, **frame))
    whole.set(
        xticks=range(0, image.shape[1], 4),
        yticks=range(0, len(image), 4),
        xlabel="column",
        ylabel="row",
    )
    rows, columns = range(top, top + size), range(left, left + size)
    part = image[top : top + size, left : left + size]
    piece.imshow(part, cmap="gray_r", vmin=0, vmax=dark)
    for (i, j), value in np.ndenumerate(part):
        colour = "white" if value > 120 / 255 * dark else "black"
        piece.text(j, i, value, color=colour, ha="center", va="center", fontsize=11.5)
    piece.set(xticks=range(size), xticklabels=columns, yticks=range(size), yticklabels=rows)
    piece.tick_params(length=0)
    piece.grid(visible=False)
    for side in piece.spines.values():
        side.set(visible=True, color=BLUE, linewidth=2.5)
    said = f"rows {rows[0]} to {rows[-1]}, columns {columns[0]} to {columns[-1]}, as numbers"
    numbers = [f"row {i}: {' '.join(map(str, row))}" for i, row in zip(rows, part, strict=True)]
    return Picture(figure, fact or said, alt=f"{said}; {'; '.join(numbers)}")


@styled
def darkness_by_digit(dark, labels, fact=None):
    """How dark the pictures of each digit are: all of them, and their mean.

    dark: (n,), mean pixels; labels: (n,).
    """
    figure, axis = panels(1, 1, 9, 4.6)
    rng = np.random.default_rng(0)
    dark, labels = as_row(dark, "dark"), np.asarray(labels)
    same_number("dark", dark, "labels", labels)
    digits = [int(digit) for digit in np.unique(labels)]
    means = {digit: float(dark[labels == digit].mean()) for digit in digits}
    for digit in digits:
        some = dark[labels == digit][:300]
        height = digit + rng.uniform(-0.3, 0.3, len(some))
        axis.plot(some, height, ".", color=BLUE, alpha=0.25, markersize=5)
        axis.plot([means[digit]] * 2, [digit - 0.42, digit + 0.42], color=ORANGE, linewidth=4)
    axis.set(yticks=digits, ylabel="digit", xlabel="mean pixel of a picture (orange: average)")
    axis.invert_yaxis()
    axis.grid(visible=False, axis="y")
    lightest, darkest = min(digits, key=means.get), max(digits, key=means.get)
    said = f"on average the {darkest} is darkest, the {lightest} lightest"
    order = ", ".join(f"{digit}: {means[digit]:.0f}" for digit in sorted(means, key=means.get))
    spread = np.mean([dark[labels == digit].std() for digit in digits])
    alt = f"{said}; averages, the lightest first: {order}; single pictures lie about {spread:.0f}"
    return Picture(figure, fact or said, alt=f"{alt} away from the average of their digit")


@styled
def averages_and_spreads(averages, spreads, fact=None):
    """Above, the average picture of each digit; below, the spread of each pixel. (10, 28, 28).

    Spreads are alike within the strokes; their cubes are drawn, so that the greys differ more.
    """
    averages, spreads = as_pictures(averages, "averages", 12), as_pictures(spreads, "spreads", 12)
    same_number("averages", averages, "spreads", spreads)
    if not averages:
        raise DataError("No average came; one for each digit is expected.")
    most, dark = float(np.max(spreads)), darkest(averages)
    figure, axes = panels(2, len(averages), 1.16 * len(averages), 3, squeeze=False)
    for digit, (average, spread) in enumerate(zip(averages, spreads, strict=True)):
        show_ink(axes[0, digit], average / dark, str(digit), 1)
        show_ink(axes[1, digit], (spread / (most or 1)) ** 3, "", 1)
    for axis, name in zip(axes[:, 0], ("average", "spread"), strict=True):
        axis.set_ylabel(name)
    n = "ten" if len(averages) == 10 else len(averages)
    said = f"averages and spreads of the {n} digits; spreads up to {int(most)}"
    return Picture(figure, fact or said)


@styled
def digit_pairs(above, below, names, captions=None, fact=None):
    """Two rows of digits, one below the other. above, below: (m, 28, 28); names: of the rows.

    captions: short texts, first those of the upper row, then those of the lower one.
    """
    above, below = as_pictures(above, "above", 12), as_pictures(below, "below", 12)
    same_number("above", above, "below", below)
    same_number("above and below", [*above, *below], "captions", captions or [*above, *below])
    m, dark = len(above), darkest([*above, *below])
    columns = max(m, 1)
    figure, axes = panels(2, columns, 1.25 * columns + 0.5, 3.24, squeeze=False)
    captions = captions or [""] * (2 * m)
    for i in range(m):
        show_ink(axes[0, i], above[i], captions[i], dark)
        show_ink(axes[1, i], below[i], captions[m + i], dark)
    for axis in axes.flat:
        axis.title.set_fontsize(13)
        axis.set(xticks=[], yticks=[])
    for axis, name in zip(axes[:, 0], names, strict=True):
        axis.set_ylabel(name)
    return Picture(
        figure, fact or f"{counted(m, 'digit')} ({names[0]}); below each, one more ({names[1]})"
    )


@styled
def digit_class(digit, spreads, picture, reading, near, far, median):
    """A digit's average, moved by some spreads, beside its nearest and farthest examples.

    picture: (28, 28); reading: what the nearest average reads in it; near, far: pairs (images,
    distances from the average); median: the median distance of all examples.
    """
    rows = [["big", "big", *(f"{name}{i}" for i in range(4))] for name in ("near", "far")]
    figure, axes = mosaic(rows, 10.4, 4.6)
    sign = "−" if spreads < 0 else "+"
    moved = f" {sign} {counted(f'{abs(spreads):g}', 'spread')}" if spreads else ""
    show_ink(axes["big"], picture / 255, f"the average {digit}{moved}", 1)
    axes["big"].set_xlabel(
        f"nearest average: {reading}", color=BLUE if reading == digit else ORANGE, fontsize=15
    )
    for name, (images, distances) in {"near": near, "far": far}.items():
        for i, (image, distance) in enumerate(zip(images, distances, strict=True)):
            show_ink(axes[f"{name}{i}"], image)
            axes[f"{name}{i}"].set_xlabel(f"{distance:,.0f}", fontsize=13, color=GREY)
    for name, words in {"near0": "nearest to the average", "far0": "farthest from it"}.items():
        axes[name].set_title(words, loc="left")
    words = f"{digit}: average{moved}, read as {reading}"
    return Picture(
        figure,
        f"{words}; distances from the average: nearest example {near[1][0]:,.0f}, "
        f"median {median:,.0f}, farthest {far[1][-1]:,.0f}",
    )
