"""Digits as ink on paper, and what a network makes of them."""

import numpy as np

from nnlib.classroom.figures.base import (
    BLUE,
    GREY,
    Picture,
    as_outputs,
    as_picture,
    as_pictures,
    bars_height,
    counted,
    darkest,
    panels,
    same_number,
    styled,
)
from nnlib.support.errors import ShapeError


def show_ink(axis, image, title="", dark=None):
    """One digit as ink: 0 is white, `dark` is black, 1, 16 or 255 as the values have it."""
    dark = darkest([as_picture(image)]) if dark is None else dark
    axis.imshow(image, cmap="gray_r", vmin=0, vmax=dark)
    axis.set(xticks=[], yticks=[], title=title)
    for side in axis.spines.values():
        side.set(visible=True, color="#bbbbbb")


@styled
def digits_grid(images, captions=None, fact=None, columns=8):
    """Digits side by side as ink on paper. images: (n, height, width); captions: n short texts.

    One scale for all, as the values have it: bytes and whole numbers to 255, shares to 1, whole
    numbers to 16. Raises ShapeError or DataError for what is no list of pictures.
    """
    images = as_pictures(images)
    captions = None if captions is None else [str(caption) for caption in captions]
    if captions is not None:
        same_number("images", images, "captions", captions)
    n, dark = len(images), darkest(images)
    columns = min(columns, max(n, 1))
    rows = -(-n // columns)
    figure, axes = panels(rows, columns, 1.25 * columns, 1.62 * rows, squeeze=False)
    for i, axis in enumerate(axes.flat):
        if i < n:
            show_ink(axis, images[i], captions[i] if captions else "", dark)
            axis.title.set_fontsize(13 if not captions or len(captions[i]) < 8 else 10.5)
        else:
            axis.axis("off")
    said = fact or f"{counted(n, 'digit')} as ink on paper"
    return Picture(figure, said, f"{said}: {', '.join(captions)}" if captions else None)


@styled
def recognition(image, outputs, label=None, fact=None):
    """A digit beside the network's outputs as bars, the highest in blue.

    image: (height, width); outputs: (n,) or (n, 1), between 0 and 1; label: the right answer, if
    known. Ten outputs for digits, 26 for letters: 2 to 60 can be drawn.
    """
    outputs = as_outputs(outputs)
    n, answer = len(outputs), int(outputs.argmax())
    figure, (left, right) = panels(1, 2, 9, bars_height(n), width_ratios=(1, 1.7))
    show_ink(left, np.asarray(image), "" if label is None else f"label {label}")
    bars = right.barh(range(n), outputs, color=[BLUE if j == answer else GREY for j in range(n)])
    right.bar_label(bars, [f"{a:.2f}" for a in outputs], padding=4, fontsize=12)
    right.set(yticks=range(n), xlim=(0, 1.15), xlabel="output", ylabel="neuron")
    right.set_title(f"the network says {answer}", color=BLUE)
    right.invert_yaxis()
    right.grid(visible=False, axis="y")
    said = f"the network says {answer} (output {outputs[answer]:.2f})"
    said = fact or (said if label is None else f"label {label}; {said}")
    each = ", ".join(f"{j} {output:.2f}" for j, output in enumerate(outputs))
    return Picture(figure, said, f"{said}; a digit, and bars for the outputs: {each}")


@styled
def digit_strip(images, fact=None):
    """Digits joined side by side into one picture, without gaps. images: (n, height, width)."""
    images = as_pictures(images, most=20)
    if not images or len({len(image) for image in images}) > 1:
        raise ShapeError(f"{len(images)} images came; one or more of one height are expected.")
    figure, axis = panels(1, 1, min(1.55 * len(images), 11.5), 1.75)
    show_ink(axis, np.hstack(images))
    axis.grid(visible=False)
    return Picture(figure, fact or f"{counted(len(images), 'digit')} in one picture, side by side")
