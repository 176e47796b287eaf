"""What was drawn on the pad, beside what networks make of it."""

import numpy as np

from nnlib.classroom.figures.base import (
    BLUE,
    GREY,
    Picture,
    as_outputs,
    bars_height,
    panels,
    styled,
)
from nnlib.classroom.figures.digits import show_ink
from nnlib.support.errors import DataError


@styled
def drawn_digit(image, outputs, fact=None):
    """A drawing as the network sees it, and beside it the outputs of one or two networks as bars.

    image: (height, width); outputs: a dict from a network's name to its outputs (n,), from 0 to 1.
    """
    if not isinstance(outputs, dict) or not 1 <= len(outputs) <= 2:
        raise DataError(
            "outputs must be a dictionary from the names of one or two networks to their outputs, "
            'such as {"my network": net.feedforward(x)}.'
        )
    outputs = {name: as_outputs(values) for name, values in outputs.items()}
    widths = (1.2, *(1.4 for _ in outputs))
    height = bars_height(max(map(len, outputs.values()))) + 0.1
    figure, (left, *others) = panels(1, 1 + len(outputs), 10.5, height, width_ratios=widths)
    show_ink(left, np.asarray(image), "as the network sees it")
    left.title.set_fontsize(13)
    answers = []
    for axis, (name, values) in zip(others, outputs.items(), strict=True):
        rows = range(len(values))
        best = int(values.argmax())
        answers.append(f"{name}: {best} ({values[best]:.2f})")
        axis.barh(rows, values, color=[BLUE if j == best else GREY for j in rows])
        axis.set(yticks=rows, xlim=(0, 1), xlabel="output", title=name)
        axis.invert_yaxis()
        axis.grid(visible=False, axis="y")
    return Picture(figure, fact or "; ".join(answers))
