"""The first lesson's pictures: ten bars to read, a damaged network, and the way ahead."""

import textwrap

import numpy as np
from matplotlib.patches import FancyBboxPatch

from nnlib.classroom.figures.base import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    Picture,
    as_outputs,
    bars_height,
    panels,
    styled,
)
from nnlib.classroom.figures.digits import show_ink

LESSONS = (
    ("start here", "a machine reads digits, and you break it"),
    ("perceptrons", "a decision from weighed evidence"),
    ("sigmoid neurons", "small changes in, small changes out"),
    ("networks of neurons", "many small decisions, side by side"),
    ("gradient descent", "how to find the way down in a fog"),
    ("harder landscapes", "valleys, saddles; one neuron learns"),
    ("the digits", "70,000 pictures, and simple ways to read them"),
    ("backpropagation I", "which number is to blame for a mistake?"),
    ("backpropagation II", "all blame at once, in four equations"),
    ("training on MNIST", "your network reads 95 of 100 digits"),
    ("hyperparameters", "settings that no training finds for you"),
    ("ReLU, softmax, shapes", "other parts, and a hidden bug"),
    ("convolutional networks", "neighbours matter: beyond 98 of 100"),
    ("reading whole numbers", "from single digits to 504192"),
    ("from nnlib to PyTorch", "the same again, in a tool of the trade"),
)
PARTS = (
    "first steps",
    "networks,\nand how\nto improve",
    "learning\nto read",
    "reading\nwell",
    "further",
)


@styled
def ten_bars(image, outputs, label=None, says=False, fact=None):
    """A digit beside a network's outputs as bars, ten for digits, 26 for letters.

    image: (height, width); outputs: (n,) or (n, 1), between 0 and 1, n from 2 to 60; says: whether
    the picture tells what the network says, or leaves it to the reader.
    """
    outputs = as_outputs(outputs)
    figure, (left, right) = panels(1, 2, 9, bars_height(len(outputs)), width_ratios=(1, 1.7))
    show_ink(left, np.asarray(image), "" if label is None else f"label {label}")
    answer = int(outputs.argmax())
    _draw_bars(
        right, outputs, [BLUE if says and j == answer else GREY for j in range(len(outputs))]
    )
    right.set_title(f"the network says {answer}" if says else "what does the network say?")
    said = f"the {'ten' if len(outputs) == 10 else len(outputs)} outputs: " + ", ".join(
        f"{a:.2f}" for a in outputs
    )
    if says:
        said += f"; the network says {answer}"
    return Picture(figure, fact or said)


@styled
def damage_panel(image, outputs, label, right, total, title="", undamaged=None, fact=None):
    """A digit, a network's outputs for it, and how many of all test digits it still reads.

    image: (height, width); outputs: (n,) or (n, 1); label: the right answer; right of `total`
    digits are read rightly; title: what was done; undamaged: how many it read before.
    """
    outputs = as_outputs(outputs)
    answer = int(outputs.argmax())
    good = answer == label
    figure, (left, middle, gauge) = panels(
        1, 3, 11, 0.6 + bars_height(len(outputs)), width_ratios=(1.2, 1.8, 0.95)
    )
    show_ink(left, np.asarray(image), f"label {label}")
    colours = [GREY] * len(outputs)
    colours[answer] = BLUE if good else ORANGE
    _draw_bars(middle, outputs, colours)
    middle.set_title(
        f"says {answer}: {'right' if good else 'wrong'}", color=BLUE if good else ORANGE
    )
    gauge.bar([0], [100 * right / total], color=BLUE, width=0.7)
    levels = [(100 / len(outputs), "guessing")]
    if undamaged is not None:
        levels.append((100 * undamaged / total, "undamaged"))
    for height, words in levels:
        gauge.axhline(height, color=GREY, linestyle=":", linewidth=1.5)
        gauge.text(0.42, height - 1.5, words, color=GREY, fontsize=12, va="top")
    gauge.set(xlim=(-0.45, 1.45), ylim=(0, 100), xticks=[], ylabel="digits read, %")
    gauge.set_title(f"{right} of {total}")
    gauge.grid(visible=False, axis="x")
    if title:
        figure.suptitle(title, fontsize=15)
        figure.get_layout_engine().set(h_pad=0.13)
    said = (
        f"{title + ': ' if title else ''}reads this {label} as {answer} "
        f"(output {outputs[answer]:.2f}); {right} of {total} digits right"
    )
    return Picture(figure, fact or said)


@styled
def lesson_map(here=0, fact=None):
    """The lessons as a map: five rows of three. here: the number of the lesson to mark."""
    figure, axis = panels(1, 1, 12, 6)
    axis.set(xlim=(0, 12), ylim=(6, 0))
    axis.axis("off")
    style = {"fontsize": 15, "va": "center"}
    for row, part in enumerate(PARTS):
        bold = {"color": GREEN, "fontweight": "bold"}
        axis.text(0, 0.6 + 1.2 * row, part, **style, **bold)
    for number, (name, words) in enumerate(LESSONS):
        x, y = 1.55 + 3.5 * (number % 3), 0.05 + 1.2 * (number // 3)
        marked = number == here
        box = FancyBboxPatch(
            (x, y),
            3.4,
            1.1,
            boxstyle="round,pad=0,rounding_size=0.12",
            facecolor="#dcecf6" if marked else "white",
            edgecolor=BLUE if marked else "#9a9a9a",
            linewidth=2.5 if marked else 1.2,
        )
        axis.add_patch(box)
        bold = {"color": BLUE, "fontweight": "bold"}
        axis.text(x + 0.1, y + 0.23, f"{number:02d} {name}", **style, **bold)
        below = textwrap.fill(words, 26)
        axis.text(x + 0.1, y + 0.72, below, linespacing=1.1, **style)
    names = ", ".join(f"{number:02d} {name}" for number, (name, _) in enumerate(LESSONS))
    return Picture(figure, fact or f"the lessons: {names}")


def _draw_bars(axis, outputs, colours):
    bars = axis.barh(range(len(outputs)), outputs, color=colours)
    axis.bar_label(bars, [f"{a:.2f}" for a in outputs], padding=4, fontsize=12)
    axis.set(yticks=range(len(outputs)), xlim=(0, 1.18), xticks=(0, 0.5, 1), xlabel="output")
    axis.set_ylabel("digit", labelpad=8)
    axis.invert_yaxis()
    axis.grid(visible=False, axis="y")
