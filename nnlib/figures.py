"""The pictures of the lessons. Each function takes data and returns a `Picture` with its fact.

A lesson may say its own fact (`fact="…"`); else the function makes one from the data.

Blue is positive and orange is negative, everywhere; both are safe for colour-blind readers.
"""

import base64
import functools
import io

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

BLUE, ORANGE, GREY, GREEN, PURPLE = "#0072b2", "#d55e00", "#6b6b6b", "#009e73", "#aa4499"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, GREY)
SIGNED = LinearSegmentedColormap.from_list("signed", [ORANGE, "white", BLUE])
COUNTS = LinearSegmentedColormap.from_list("counts", ["white", BLUE])
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 14,
    "axes.titlesize": 15,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e4e4e4",
    "axes.axisbelow": True,
    "lines.linewidth": 2.2,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "white",
    "text.hinting": "none",
}
PIXELS_PER_INCH = 100  # on the page; the file holds more, for projectors and fine screens
SHARPNESS = 1.6


class Picture:
    """A picture together with its fact: one line of text that says what the picture shows.

    A notebook shows the picture; a text page, a test or a screen reader gets the fact.
    """

    def __init__(self, figure, fact):
        buffer = io.BytesIO()
        with matplotlib.rc_context(STYLE):
            # No version in the file: the same picture gives the same bytes.
            figure.savefig(
                buffer,
                format="png",
                dpi=PIXELS_PER_INCH * SHARPNESS,
                metadata={"Software": None},
            )
        self.png, self.fact = buffer.getvalue(), fact
        self.width = round(figure.get_figwidth() * PIXELS_PER_INCH)

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"image/png": base64.b64encode(self.png).decode(), "text/plain": self.fact}
        return bundle, {"image/png": {"alt": self.fact, "width": self.width}}

    def __repr__(self):
        return self.fact

    def save(self, path):
        """Write the picture to a PNG file."""
        with open(path, "wb") as file:
            file.write(self.png)


def _panels(rows, columns, width, height, **options):
    """A figure and its axes in the project's style; width and height in inches."""
    figure = Figure(figsize=(width, height), dpi=PIXELS_PER_INCH)
    return figure, figure.subplots(rows, columns, **options)


def _styled(function):
    """Draw with the project's style, whatever the student has set."""

    @functools.wraps(function)
    def draw(*args, **kwargs):
        with matplotlib.rc_context({**matplotlib.rcParamsDefault, **STYLE}):
            return function(*args, **kwargs)

    return draw


def _show_ink(axis, image, title=""):
    """One digit as ink on paper: 0 is white, the largest value black."""
    axis.imshow(image, cmap="gray_r", vmin=0, vmax=255 if image.dtype == np.uint8 else 1)
    axis.set(xticks=[], yticks=[], title=title)
    for side in axis.spines.values():
        side.set(visible=True, color="#bbbbbb")


@_styled
def digits_grid(images, captions=None, fact=None, columns=8):
    """Digits side by side as ink on paper. images: (n, 28, 28); captions: n short texts."""
    n = len(images)
    columns = min(columns, max(n, 1))
    rows = -(-n // columns)
    figure, axes = _panels(rows, columns, 1.25 * columns, 1.62 * rows, squeeze=False)
    for i, axis in enumerate(axes.flat):
        if i < n:
            _show_ink(axis, images[i], captions[i] if captions else "")
            axis.title.set_fontsize(13 if not captions or len(captions[i]) < 8 else 10.5)
        else:
            axis.axis("off")
    return Picture(figure, fact or f"{n} digits as ink on paper")


@_styled
def recognition(image, outputs, label=None, fact=None):
    """A digit beside the network's ten outputs as bars, the highest in blue.

    image: (28, 28); outputs: (10,) or (10, 1), between 0 and 1; label: the right answer, if known.
    """
    outputs = np.ravel(outputs)
    answer = int(outputs.argmax())
    figure, (left, right) = _panels(1, 2, 9, 3.9, width_ratios=(1, 1.7))
    _show_ink(left, np.asarray(image), "" if label is None else f"label {label}")
    bars = right.barh(range(10), outputs, color=[BLUE if j == answer else GREY for j in range(10)])
    right.bar_label(bars, [f"{a:.2f}" for a in outputs], padding=4, fontsize=12)
    right.set(yticks=range(10), xlim=(0, 1.15), xlabel="output", ylabel="neuron")
    right.set_title(f"the network says {answer}", color=BLUE)
    right.invert_yaxis()
    right.grid(visible=False, axis="y")
    said = f"the network says {answer} (output {outputs[answer]:.2f})"
    return Picture(figure, fact or (said if label is None else f"label {label}; {said}"))


@_styled
def learning_curve(curves, title="", start=0, fact=None):
    """Accuracy while training. curves: a dict from a name to a list of accuracies in 0–1.

    start: after how many epochs the first of them was measured; 0 is the untrained network.
    """
    figure, axis = _panels(1, 1, 9, 4.4)
    ends = []
    for colour, (name, accuracy) in zip(COLOURS, curves.items(), strict=False):
        epochs, percent = range(start, start + len(accuracy)), 100 * np.asarray(accuracy)
        axis.plot(epochs, percent, color=colour, marker="o", markersize=4)
        ends.append((percent[-1], f" {name}: {percent[-1]:.1f}%", colour))
    gap = 0.065 * np.diff(axis.get_ylim())[0]
    height = -np.inf
    for end, text, colour in sorted(ends):
        height = max(end, height + gap)  # no label lies on another
        axis.annotate(text, (epochs[-1], height), color=colour, va="center", annotation_clip=False)
    axis.set(xlabel="epochs of training", ylabel="right answers, %", title=title)
    axis.xaxis.get_major_locator().set_params(integer=True)
    last = ", ".join(f"{name} {100 * values[-1]:.1f}%" for name, values in curves.items())
    return Picture(figure, fact or f"after {epochs[-1]} epochs: {last}")


@_styled
def confusion_matrix(counts, fact=None):
    """Counts of (label, answer), the mistakes coloured. counts: (10, 10), integers."""
    counts = np.asarray(counts)
    mistakes = counts - np.diag(np.diag(counts))
    figure, axis = _panels(1, 1, 7.6, 6.6)
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
    axis.set(xticks=range(10), yticks=range(10), xlabel="the network's answer", ylabel="label")
    axis.grid(visible=False)
    label, answer = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return Picture(
        figure,
        fact
        or f"{mistakes.sum()} mistakes; the most common: {label} taken for {answer}, "
        f"{mistakes.max()} times",
    )


@_styled
def weight_images(weights, titles=None, columns=6, fact=None):
    """The weights of neurons as 28×28 images, blue positive, orange negative, one scale for all.

    weights: (n, 784).
    """
    n = len(weights)
    rows, limit = -(-n // columns), float(np.percentile(np.abs(weights), 99.5))
    figure, axes = _panels(rows, columns, 1.5 * columns + 1.2, 1.5 * rows, squeeze=False)
    for i, axis in enumerate(axes.flat):
        axis.axis("off")
        if i < n:
            image = axis.imshow(weights[i].reshape(28, 28), cmap=SIGNED, vmin=-limit, vmax=limit)
            if titles:
                axis.set_title(titles[i], fontsize=12)
    figure.colorbar(image, ax=axes, label="weight", shrink=0.6)
    said = f"the weights of {n} neurons, as images; most within ±{limit:.1f}"
    return Picture(figure, fact or said)


@_styled
def pixel_map(mask, image=None, fact=None):
    """Some pixels marked in orange, over a picture if one is given. mask: (784,), bool."""
    figure, axis = _panels(1, 1, 4.4, 4.4)
    _show_ink(axis, np.zeros((28, 28)) if image is None else np.asarray(image))
    marked = np.ma.masked_equal(np.reshape(mask, (28, 28)).astype(float), 0)
    axis.imshow(marked, cmap=LinearSegmentedColormap.from_list("one", [ORANGE, ORANGE]))
    axis.grid(visible=False)
    return Picture(figure, fact or f"{int(np.sum(mask))} of {np.size(mask)} pixels are marked")


@_styled
def angles_by_size(angles, fact=None):
    """How far mini-batch gradients point away from the whole gradient. angles: {m: degrees}."""
    figure, axis = _panels(1, 1, 9, 4.4)
    sizes = list(angles)
    for m in sizes:
        axis.plot(np.full(len(angles[m]), m), angles[m], ".", color=BLUE, alpha=0.25, markersize=9)
    medians = [float(np.median(angles[m])) for m in sizes]
    axis.plot(sizes, medians, "o-", color=ORANGE, markersize=8)
    for m, median in zip(sizes, medians, strict=True):
        axis.annotate(
            f"{median:.0f}°", (m, median), (12, 8), textcoords="offset points", color=ORANGE
        )
    axis.axhline(90, color=GREY, linestyle=":")
    axis.text(sizes[-1], 91.5, "no idea: 90°", color=GREY, ha="right")
    axis.set(xscale="log", ylim=(0, 101), xlabel="m, examples in the mini-batch")
    axis.set(xticks=sizes, xticklabels=[str(m) for m in sizes])
    axis.set(ylabel="angle to the whole gradient")
    axis.minorticks_off()
    axis.margins(x=0.08)
    words = ", ".join(f"{round(a)}° for m = {m}" for m, a in zip(sizes, medians, strict=True))
    return Picture(figure, fact or f"median angle to the whole gradient: {words}")


@_styled
def gradient_arrows(m, lengths, angles, sides):
    """Mini-batch gradients as arrows around the whole set's gradient, which points right.

    lengths: (n,), in units of the whole gradient; angles: (n,), in degrees; sides: (n,) of ±1.
    """
    figure, axis = _panels(1, 1, 7.4, 6.4)
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
    axis.set(title=f"{len(x)} gradients, each of {m} example{'s' * (m > 1)}")
    return Picture(
        figure,
        f"m = {m}: {len(x) * m:,} gradients computed; median angle {np.median(angles):.0f}°, "
        f"median distance from the orange tip {np.median(distances):.2f}",
    )


@_styled
def bars(values, title="", fact=None):
    """Named shares as horizontal bars, in percent. values: a dict from a name to a share in 0–1."""
    figure, axis = _panels(1, 1, 9, 0.9 + 0.65 * len(values))
    shares = [100 * value for value in values.values()]
    drawn = axis.barh(list(values), shares, color=BLUE, height=0.6)
    axis.bar_label(drawn, [f"{share:.1f}" for share in shares], padding=5)
    axis.set(xlim=(0, 1.12 * max(shares)), title=title, xticks=[])
    axis.spines["bottom"].set_visible(False)
    axis.invert_yaxis()
    axis.grid(visible=False)
    words = ", ".join(f"{name} {share:.1f}%" for name, share in zip(values, shares, strict=True))
    return Picture(figure, fact or words)
