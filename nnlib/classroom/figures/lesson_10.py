"""Settings compared, and why a network sticks."""

import numpy as np
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from nnlib.classroom.figures.base import (
    BLUE,
    COUNTS,
    GREY,
    MOST_OUTPUTS,
    ORANGE,
    Picture,
    as_numbers,
    counted,
    panels,
    same_number,
    styled,
)
from nnlib.support.errors import DataError, ShapeError


def _setting(value):
    """A setting's value as a short text: 0.001, 1,000, 30–30 for (30, 30), none for ()."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "–".join(str(n) for n in value) or "none"
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


@styled
def compared_settings(rows, name, label=None, seconds=False, title="", fact=None):
    """The accuracy of every run against one setting, with the medians of the seeds.

    rows: a table from `run_sweep`; name: the setting that is compared; label: its name in words.
    seconds: how long the runs took, below. A line joins the medians, unless the values are words:
    then they are bars, and the dots of a group stand side by side.
    fact: without one, which value is best; of three numbers or more, whether it is at an end.
    """
    rows = _finished(rows)
    values = list(dict.fromkeys(row[name] for row in rows))
    shown = {"accuracy": (100, "right answers, %", BLUE)}
    if seconds:
        shown["seconds"] = (1, "seconds", ORANGE)
    figure, axes = panels(len(shown), 1, 9, 4.4 + 2.4 * seconds, squeeze=False, sharex=True)
    in_words = all(isinstance(value, str) for value in values)
    for axis, (key, (scale, words, colour)) in zip(axes.flat, shown.items(), strict=True):
        groups = [[scale * row[key] for row in rows if row[name] == value] for value in values]
        for i, group in enumerate(groups):
            across = i + 0.12 * in_words * (np.arange(len(group)) - (len(group) - 1) / 2)
            axis.plot(across, group, "o", color=colour, alpha=0.4, markersize=9)
        medians = [float(np.median(group)) for group in groups]
        if in_words:
            places = np.arange(len(values))
            axis.hlines(medians, places - 0.35, places + 0.35, colour)
            axis.set_xlim(-0.6, len(values) - 0.4)
        else:
            axis.plot(range(len(values)), medians, color=colour)
        axis.set(ylabel=words, ylim=(0, 104 if key == "accuracy" else 1.15 * max(map(max, groups))))
        if not in_words:
            axis.margins(x=0.06)
    axes[0, 0].axhline(10, color=GREY, linestyle=":")
    axes[0, 0].text(
        (len(values) - 1) / 2, 12, "by chance: 10%", color=GREY, ha="center", fontsize=12
    )
    axes[0, 0].set(title=title)
    axes[-1, 0].set(xticks=range(len(values)), xticklabels=[_setting(v) for v in values])
    axes[-1, 0].set(xlabel=label or name)
    medians = {v: np.median([r["accuracy"] for r in rows if r[name] == v]) for v in values}
    said = fact or _where_the_best_is(name, values, max(values, key=medians.get))
    read = ", ".join(f"{_setting(value)}: {share:.0%}" for value, share in medians.items())
    return Picture(figure, said, alt=f"{said}. Right answers by {label or name}, medians: {read}")


@styled
def output_clouds(z, labels, counts, title="", fact=None):
    """Each output's weighted inputs as a cloud, beside how often the network says its digit.

    z: (n, m), the last layer's, for m digits; labels: (m,); counts: (n,), the answers.
    Blue are the output's own digits, which it should say yes to; grey are all the others.
    """
    z, labels = as_numbers(z, "z"), np.asarray(labels)
    n = len(z)
    if z.ndim != 2 or not 2 <= n <= MOST_OUTPUTS:
        raise ShapeError(f"z has shape {z.shape}; (10, m) is expected, a row for each output.")
    same_number("a row of z", z[0], "labels", labels)
    same_number("z", z, "counts", counts)
    figure, (left, right) = panels(
        1, 2, 10, 6.4 if n <= 10 else 0.6 * n + 0.4, width_ratios=(2.6, 1), sharey=True
    )
    low = -34 if np.percentile(z, 0.1) > -34 else -48
    edges = np.arange(low, 29)
    centres = (edges[:-1] + edges[1:]) / 2
    left.axvspan(edges[0], -5, color="#f7e3d4", zorder=0)
    for j, row in enumerate(np.clip(z, edges[0], edges[-1])):
        for group, colour in ((row[labels != j], GREY), (row[labels == j], BLUE)):
            height = np.histogram(group, edges)[0]
            height = 0.85 * height / max(1, height.max())
            left.fill_between(centres, j, j - height, color=colour, alpha=0.55, lw=0, step="mid")
    left.axvline(0, color="black", lw=1.2)
    left.text(-5.6, -1.3, "flat: hardly any slope", color=ORANGE, ha="right", va="center")
    left.set(yticks=range(n), ylim=(n - 0.5, -1.75), xlim=(edges[0], edges[-1]), ylabel="output")
    left.set(xlabel="its weighted input z (blue: for its own digits)", title=title)
    drawn = right.barh(range(n), counts, color=BLUE)
    right.bar_label(drawn, [f"{n:,}" for n in counts], padding=4, fontsize=12)
    right.set(xlim=(0, 1.3 * max(1, max(counts))), xticks=[], title="says it … times")
    right.grid(visible=False)
    never = [str(j) for j, n in enumerate(counts) if n == 0]
    said = fact or f"it never says {', '.join(never) or 'nothing: all digits come'}"
    told = [
        f"{j}: own digits around {_middle(row[labels == j])}, others around "
        f"{_middle(row[labels != j])}, said {counted(f'{times:,}', 'time')}"
        for j, (row, times) in enumerate(zip(z, counts, strict=True))
    ]
    return Picture(figure, said, alt=f"{said}. Weighted input of output {'; '.join(told)}")


@styled
def hidden_clouds(clouds, title="", fact=None):
    """Weighted inputs of the hidden neurons, with the stretch where σ has a slope.

    clouds: a dict from a name to an array of z, any shape; at most three.
    """
    if not 1 <= len(clouds) <= 3:
        raise DataError(f"{len(clouds)} clouds came; one, two or three can be told apart.")
    figure, axis = panels(1, 1, 9, 4.0)
    edges = np.linspace(-30, 30, 121)
    axis.axvspan(-5, 5, color="#e3eff7", zorder=0)
    words, told = [], []
    for (name, z), colour in zip(clouds.items(), (ORANGE, BLUE, GREY), strict=False):
        z = np.ravel(z)
        axis.hist(z, edges, density=True, color=colour, alpha=0.6, label=name)
        words.append(f"{name} {np.mean(np.abs(z) > 5):.0%}")
        told.append(f"{words[-1]}, spread {np.std(z):.1f}")
    axis.set(xlabel="weighted input z of the hidden neurons", yticks=[], title=title)
    top = axis.get_ylim()[1]
    axis.set_ylim(0, 1.16 * top)
    axis.text(0, 1.08 * top, "σ has a slope", color=BLUE, ha="center", va="center")
    axis.grid(visible=False)
    axis.legend(loc="upper right")
    said = "beyond ±5, where σ is flat: "
    return Picture(figure, fact or said + ", ".join(words), alt=said + "; ".join(told))


def _where_the_best_is(name, values, best):
    """Words as they are; of numbers whether it is at an end, which other digits hardly change."""
    if isinstance(best, str) or len(values) < 3 or isinstance(best, tuple):
        return f"of {counted(len(values), 'setting')} the best {name} is {_setting(best)}"
    where = {min(values): "the smallest", max(values): "the largest"}.get(best, "in between")
    return f"of {counted(len(values), 'setting')} the best {name} is {where}"


def _middle(values):
    """The median as a whole number, with a minus that is read aloud."""
    return f"{np.median(values):.0f}".replace("-", "−") if len(values) else "none"


def _finished(rows):
    """The runs that have an accuracy, one at least."""
    finished = [row for row in rows if row["accuracy"] is not None]
    if not finished:
        raise DataError(f"{len(list(rows))} runs came, and none of them has an accuracy.")
    return finished


def _limits(values):
    """From the tick below the values to the one above; ticks are …, 0.1, 0.3, 1, 3, 10, …"""
    powers = 10.0 ** np.arange(-9, 10)
    ticks = np.sort(np.concatenate([powers, 3 * powers]))
    return ticks[ticks <= min(values)].max() / 1.25, 1.25 * ticks[ticks >= max(values)].min()


def _write_beside(axis, across, up, texts):
    """Write a short text beside each point, on the side with most room."""
    scale = 72 / axis.figure.dpi
    dots = scale * axis.transData.transform(np.column_stack([across, up]))
    taken = list(dots)
    for place, dot, text in zip(zip(across, up, strict=True), dots, texts, strict=True):
        sides = [np.array(side) for side in ((19, 0), (-19, 0), (0, 18), (0, -18))]
        others = [spot for spot in taken if np.any(spot != dot)]
        room = [min([40.0, *(np.hypot(*(dot + side - spot)) for spot in others)]) for side in sides]
        side = sides[int(np.argmax(room))]
        taken.append(dot + side)
        axis.annotate(
            text, place, side, textcoords="offset points", ha="center", va="center", fontsize=12
        )


@styled
def search_map(rows, x="eta", y="hidden", number=None, labels=None, fact=None):
    """The runs of a random search as points, darker the better; the best is ringed.

    rows: a table from `run_sweep`; x, y: two settings, both numbers; labels: their names.
    number: a third setting, whose value stands beside each point.
    """
    rows = _finished(rows)
    accuracy = np.array([100 * row["accuracy"] for row in rows])
    best = rows[int(accuracy.argmax())]
    figure, axis = panels(1, 1, 9, 5.4)
    across, up = ([row[key] for row in rows] for key in (x, y))
    low = max(0, min(60.0, accuracy.max() - 1))
    points = axis.scatter(
        across, up, c=accuracy, cmap=COUNTS, vmin=low, s=190, edgecolor=GREY, zorder=3
    )
    axis.scatter([best[x]], [best[y]], s=420, facecolor="none", edgecolor=ORANGE, lw=3, zorder=4)
    names = labels or {}
    axis.set(xscale="log", yscale="log", xlabel=names.get(x, x), ylabel=names.get(y, y))
    axis.set(xlim=_limits(across), ylim=_limits(up))
    for side in (axis.xaxis, axis.yaxis):
        side.set_major_locator(LogLocator(subs=(1, 3)))
        side.set_major_formatter(FuncFormatter(lambda value, position: f"{value:g}"))
        side.set_minor_locator(NullLocator())
    if number:
        _write_beside(axis, across, up, [_setting(row[number]) for row in rows])
    bar = figure.colorbar(points, ax=axis, extend="min")
    bar.set_label("right answers, %")
    said = f"{x} {_setting(best[x])}, {y} {_setting(best[y])}"
    said = f"{counted(len(rows), 'run')}; the best: {said}"
    keys = [x, y, number] if number else [x, y]
    told = [
        f"{', '.join(f'{key} {_setting(row[key])}' for key in keys)}: {row['accuracy']:.0%}"
        for row in sorted(rows, key=lambda row: -row["accuracy"])
    ]
    return Picture(figure, fact or said, alt=f"{said}. All, the best first: {'; '.join(told)}")
