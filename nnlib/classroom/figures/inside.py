"""One neuron at work: from the ink of a digit to its activation, and from there to the outputs."""

import numpy as np

from nnlib.classroom.figures.base import (
    BLUE,
    GREY,
    INK,
    SIGNED,
    Picture,
    as_numbers,
    as_outputs,
    as_row,
    bracketed,
    number,
    panels,
    same_number,
    sign_colour,
    styled,
)
from nnlib.support.errors import ShapeError

MOST_NEXT = 30  # neurons of the next layer that are drawn


@styled
def neuron_at_work(
    image, weights, bias, z, activation, sent, outgoing, before, after, title="", fact=None
):
    """A hidden neuron: its weights times the ink, the sum, σ, and what its output does.

    image, weights: (side, side); bias, z, activation: numbers; sent: what it passes on, its
    activation or a multiple of it. outgoing: its weights into the next layer, (n,).
    before, after: the outputs with its own activation and with what it passes on, (n_L,).
    """
    ink, weights = as_numbers(image, "image"), as_numbers(weights, "weights")
    if ink.ndim != 2 or ink.shape != weights.shape:
        raise ShapeError(
            f"image has shape {ink.shape} and weights {weights.shape}; two pictures of one size "
            "are expected. Write x.reshape(28, 28) and W[j].reshape(28, 28)."
        )
    outgoing = as_row(outgoing, "outgoing")[:MOST_NEXT]
    before, after = as_outputs(before), as_outputs(after)
    same_number("before", before, "after", after)
    product = weights * ink
    ratios = {"height_ratios": (1, 1.05), "width_ratios": (1.25, 1, 1)}
    figure, axes = panels(2, 3, 9, 5.6, **ratios)
    figure.get_layout_engine().set(wspace=0.05)
    (left, middle, right), (words, forward, outputs) = axes
    _signed(left, weights, "its weights")
    middle.imshow(ink, cmap="gray_r", vmin=0)
    middle.set_title("times the ink")
    _signed(right, product, "is their product")
    for axis in axes[0]:
        axis.set(xticks=[], yticks=[])
    _in_words(words, product, bias, z, activation, sent)
    rows = range(len(outgoing))
    pushed = outgoing * sent
    forward.barh(rows, pushed, color=[sign_colour(value) for value in pushed])
    widest = max(np.abs(outgoing).max() * max(activation, sent, 1), 1e-6)
    forward.set(yticks=rows, xlim=(-widest, widest), title="adds to the next z")
    forward.invert_yaxis()
    forward.axvline(0, color=INK, linewidth=1)
    _lines(forward, outgoing * activation)
    rows, best = np.arange(len(after)), int(after.argmax())
    outputs.barh(rows, after, color=[BLUE if j == best else GREY for j in rows])
    _lines(outputs, before)
    outputs.set(yticks=rows, xlim=(0, 1.02), title="outputs")
    outputs.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    for axis in (forward, outputs):
        axis.set_xlabel("black lines: with it as it was", fontsize=12)
    outputs.invert_yaxis()
    for axis in (forward, outputs):
        axis.grid(visible=False, axis="y")
        axis.tick_params(axis="y", labelsize=12 if len(axis.get_yticks()) <= 12 else 7)
    if title:
        figure.suptitle(title, fontsize=15)
    said = f"z = {number(z, '.2f')}, σ(z) = {number(activation, '.2f')}; the network says {best}"
    return Picture(figure, fact or said)


def _lines(axis, values):
    """Short lines at what the bars were with the neuron as it was."""
    axis.scatter(values, range(len(values)), color=INK, marker="|", s=90, linewidth=2, zorder=3)


def _signed(axis, values, title):
    limit = float(np.percentile(np.abs(values), 99.5)) or float(np.abs(values).max()) or 1.0
    axis.imshow(values, cmap=SIGNED, vmin=-limit, vmax=limit)
    axis.set_title(title)


def _in_words(axis, product, bias, z, activation, sent):
    """The sum, the bias, σ, and what is passed on, line by line."""
    axis.axis("off")
    lines = [
        ("sum of the product", number(product.sum(), ".2f")),
        ("bias", f"+ {bracketed(number(bias, '.2f'))}"),
        ("z", number(z, ".2f")),
        ("σ(z)", number(activation, ".3f")),
        ("it passes on", number(sent, ".3f")),
    ]
    for i, (name, value) in enumerate(lines):
        colour = sign_colour(z) if name == "z" else INK
        height = 0.92 - 0.21 * i
        axis.text(0.0, height, name, fontsize=14, transform=axis.transAxes, va="center")
        axis.text(
            0.93, height, value, fontsize=15, color=colour, transform=axis.transAxes,
            ha="right", va="center", weight="bold",
        )  # fmt: skip
