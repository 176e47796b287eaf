"""How training goes, and what a trained network has in it."""

import numpy as np

from nnlib.classroom.figures.base import BLUE, COLOURS, SIGNED, Picture, panels, styled


@styled
def learning_curve(curves, title="", start=0, fact=None, zoom=False):
    """Accuracy while training. curves: a dict from a name to a list of accuracies in 0–1.

    start: after how many epochs the first of them was measured; 0 is the untrained network.
    zoom: whether a second panel shows the upper end alone, where the later epochs differ.
    """
    figure, axes = panels(1, 1 + zoom, 9 + 2 * zoom, 4.4, squeeze=False)
    axis, *closer = axes.flat
    ends = []
    for colour, (name, accuracy) in zip(COLOURS, curves.items(), strict=False):
        epochs, percent = range(start, start + len(accuracy)), 100 * np.asarray(accuracy)
        for each in axes.flat:
            each.plot(epochs, percent, color=colour, marker="o", markersize=4)
        ends.append((percent[-1], f" {name}: {percent[-1]:.1f}%", colour))
    gap = 0.065 * np.diff(axis.get_ylim())[0]
    height = -np.inf
    for end, text, colour in [] if zoom else sorted(ends):
        height = max(end, height + gap)  # no label lies on another
        axis.annotate(text, (epochs[-1], height), color=colour, va="center", annotation_clip=False)
    axis.set(xlabel="epochs of training", ylabel="right answers, %", title=title)
    if axis.get_ylim()[0] < 50:
        axis.set(yticks=range(0, 101, 10), ylim=(0, 101))
    for close in closer:
        late = [value for values in curves.values() for value in values[len(values) // 2 :]]
        low = max(0, 5 * int((100 * min(late) - 2) // 5))
        high = 100 * max(max(values) for values in curves.values())
        close.set(ylim=(low, high + 0.12 * (high - low)), xlabel="epochs of training")
        close.set(title=f"the same, from {low}% up")
    for each in axes.flat:
        each.xaxis.get_major_locator().set_params(integer=True)
    last = ", ".join(f"{name} {100 * values[-1]:.1f}%" for name, values in curves.items())
    return Picture(figure, fact or f"after {epochs[-1]} epochs: {last}")


@styled
def weight_images(weights, titles=None, columns=6, fact=None):
    """The weights of neurons as 28×28 images, blue positive, orange negative, one scale for all.

    weights: (n, 784).
    """
    n = len(weights)
    rows, limit = -(-n // columns), float(np.percentile(np.abs(weights), 99.5))
    figure, axes = panels(rows, columns, 1.5 * columns + 1.2, 1.5 * rows, squeeze=False)
    for i, axis in enumerate(axes.flat):
        axis.axis("off")
        if i < n:
            image = axis.imshow(weights[i].reshape(28, 28), cmap=SIGNED, vmin=-limit, vmax=limit)
            if titles:
                axis.set_title(titles[i], fontsize=12)
    figure.colorbar(image, ax=axes, label="weight", shrink=0.6)
    said = f"the weights of {n} neurons, as images; most within ±{limit:.1f}"
    return Picture(figure, fact or said)


@styled
def bars(values, title="", fact=None):
    """Named shares as horizontal bars, in percent. values: a dict from a name to a share in 0–1."""
    figure, axis = panels(1, 1, 9, 0.9 + 0.65 * len(values))
    shares = [100 * value for value in values.values()]
    drawn = axis.barh(list(values), shares, color=BLUE, height=0.6)
    axis.bar_label(drawn, [f"{share:.1f}" for share in shares], padding=5)
    axis.set(xlim=(0, 1.12 * max(shares)), title=title, xticks=[])
    axis.spines["bottom"].set_visible(False)
    axis.invert_yaxis()
    axis.grid(visible=False)
    words = ", ".join(f"{name} {share:.1f}%" for name, share in zip(values, shares, strict=True))
    return Picture(figure, fact or words)
