"""One neuron learns: its outputs and its error, step by step."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib.classroom.figures.base import (
    BLUE,
    INK,
    ORANGE,
    Picture,
    as_numbers,
    counted,
    panels,
    same_number,
    styled,
)
from nnlib.support.errors import ShapeError


@styled
def outputs_while_learning(outputs, targets, errors, rows, fact=None):
    """What one neuron says to each row of a table while it learns, and its error beside it.

    outputs: (steps + 1, n); targets: n zeros and ones; errors: steps + 1 numbers; rows: n names.
    """
    figure, (left, right) = panels(1, 2, 11, 4.6, width_ratios=(1.35, 1))
    outputs, last = as_numbers(outputs, "outputs"), len(outputs) - 1
    if outputs.ndim != 2 or not outputs.size:
        raise ShapeError(f"outputs has shape {outputs.shape}; (steps + 1, n) is expected.")
    same_number("a row of outputs", outputs[0], "targets", targets)
    same_number("a row of outputs", outputs[0], "rows", rows)
    same_number("outputs", outputs, "errors", errors)
    names, height = {}, -np.inf  # rows with one target that end alike share a label
    for j, row in enumerate(rows):
        colour, style = (BLUE, "-") if targets[j] else (ORANGE, "--")
        left.plot(outputs[:, j], color=colour, linestyle=style)
        names.setdefault((f"{outputs[-1, j]:.2f}", colour), []).append(row)
    for said, colour in sorted(names):
        height = max(float(said), height + 0.08)  # no label lies on another
        label = f" {', '.join(names[said, colour])}: {said}"
        left.annotate(label, (last, height), color=colour, va="center")
    left.set(ylim=(-0.05, 1.12), xlabel="step", ylabel="output", xlim=(0, 1.36 * last))
    left.set_title("solid: should be 1; dashed: should be 0", fontsize=14)
    left.set_xticks([t for t in MaxNLocator(4, integer=True).tick_values(0, last) if t <= last])
    right.plot(errors, color=INK)
    right.set(xlabel="step", ylabel="E", ylim=(0, 1.15 * max(errors)), title="error")
    right.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    ends = ", ".join(f"{name} {a:.2f}" for name, a in zip(rows, outputs[-1], strict=True))
    said = f"outputs after {counted(last, 'step')}: {ends}; E = {errors[-1]:.4f}"
    told = [
        f"for {row} it goes from {first:.2f} to {a:.2f}, and should be {target:g}"
        for row, first, a, target in zip(rows, outputs[0], outputs[-1], targets, strict=True)
    ]
    alt = f"The output against the step: {'; '.join(told)}. Beside it the error: "
    alt += f"from {errors[0]:.4f} to {errors[-1]:.4f}, halfway through {errors[last // 2]:.4f}."
    return Picture(figure, fact or said, alt)
