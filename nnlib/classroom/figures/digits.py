"""Digits as ink on paper, and what a network makes of them."""

import numpy as np

from nnlib.classroom.figures.base import BLUE, GREY, Picture, panels, styled


def show_ink(axis, image, title=""):
    """One digit as ink on paper: 0 is white, the largest value black."""
    axis.imshow(image, cmap="gray_r", vmin=0, vmax=255 if image.dtype == np.uint8 else 1)
    axis.set(xticks=[], yticks=[], title=title)
    for side in axis.spines.values():
        side.set(visible=True, color="#bbbbbb")


@styled
def digits_grid(images, captions=None, fact=None, columns=8):
    """Digits side by side as ink on paper. images: (n, 28, 28); captions: n short texts."""
    n = len(images)
    columns = min(columns, max(n, 1))
    rows = -(-n // columns)
    figure, axes = panels(rows, columns, 1.25 * columns, 1.62 * rows, squeeze=False)
    for i, axis in enumerate(axes.flat):
        if i < n:
            show_ink(axis, images[i], captions[i] if captions else "")
            axis.title.set_fontsize(13 if not captions or len(captions[i]) < 8 else 10.5)
        else:
            axis.axis("off")
    return Picture(figure, fact or f"{n} digits as ink on paper")


@styled
def recognition(image, outputs, label=None, fact=None):
    """A digit beside the network's ten outputs as bars, the highest in blue.

    image: (28, 28); outputs: (10,) or (10, 1), between 0 and 1; label: the right answer, if known.
    """
    outputs = np.ravel(outputs)
    answer = int(outputs.argmax())
    figure, (left, right) = panels(1, 2, 9, 3.9, width_ratios=(1, 1.7))
    show_ink(left, np.asarray(image), "" if label is None else f"label {label}")
    bars = right.barh(range(10), outputs, color=[BLUE if j == answer else GREY for j in range(10)])
    right.bar_label(bars, [f"{a:.2f}" for a in outputs], padding=4, fontsize=12)
    right.set(yticks=range(10), xlim=(0, 1.15), xlabel="output", ylabel="neuron")
    right.set_title(f"the network says {answer}", color=BLUE)
    right.invert_yaxis()
    right.grid(visible=False, axis="y")
    said = f"the network says {answer} (output {outputs[answer]:.2f})"
    return Picture(figure, fact or (said if label is None else f"label {label}; {said}"))


@styled
def digit_strip(images, fact=None):
    """Digits joined side by side into one picture, without gaps. images: (n, 28, 28)."""
    figure, axis = panels(1, 1, min(1.55 * len(images), 11.5), 1.75)
    show_ink(axis, np.hstack(images))
    axis.grid(visible=False)
    return Picture(figure, fact or f"{len(images)} digits in one picture, side by side")
