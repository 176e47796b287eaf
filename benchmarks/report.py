"""The results as text, as JSON and as a figure. The text is made from what the JSON holds."""

import io
import json

from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator
from PIL import Image

HEAD = ("program", "µs per example", "of nnlib's time", "right", "kernel")
FLOOR = "matrix products alone"
MARKS, COLORS = "os^vD*XPd", {"nnlib": "black", FLOOR: "grey"}


def spread_text(values, unit=""):
    """ "5.9 (5.7–6.3)": the median and the range."""
    if values["low"] == values["high"]:
        return f"{values['median']:g}{unit}"
    return f"{values['median']:g} ({values['low']:g}–{values['high']:g}){unit}"


def aligned(lines):
    """Rows of cells under each other; a row with two cells may be a name and a sentence."""
    full = [line for line in lines if len(line) == max(map(len, lines))]
    widths = [max(map(len, column)) for column in zip(*full, strict=True)]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        yield "  " + "  ".join([*cells[: len(line) - 1], line[-1]]).rstrip()


def compared(rows, kernels):
    """The lines of a comparison: rows of one network and one size of mini-batch."""
    yield HEAD
    for row in rows:
        if row["why"]:
            yield row["program"], row["why"]
            continue
        right = "–" if row["accuracy"] is None else f"{row['accuracy']:.1%}"
        yield (
            row["program"],
            spread_text(row["microseconds"]),
            spread_text(row["ratio"]),
            right,
            kernels[row["library"]]["kernel"],
        )


def grown(rows):
    for row in rows:
        if row["why"]:
            yield row["program"], row["why"]
            continue
        costs = "  ".join(f"{cost['median']:g}" for cost in row["costs"])
        yield (
            row["program"],
            "s" if row["unit"] == "seconds" else "MB",
            costs,
            f"slope {row['slope']:g}, at the end {row['last_slope']:g}",
        )


def grouped(rows, *keys):
    """Rows that agree in these keys, together, in the order in which they came."""
    groups = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return groups


def text(results):
    """All of it as a table for the terminal."""
    facts = results["facts"]
    lines = [
        f"{facts['processor']}, {facts['cores']} cores, {facts['system']}, Python "
        f"{facts['python']}, {facts['date']}",
        f"load average {facts['load_before']} before, {facts['load_after']} after; the clock ran "
        f"{facts['clock_per_processor']} times as long as the processor",
        f"{facts['examples']:,} of the {facts['digits']} digits in an epoch, {facts['rounds']} "
        "rounds in turn",
        f"{facts['instructions']}; one thread; {facts['dtype']}",
        "",
        "What multiplies matrices",
    ]
    kernels = results["kernels"]
    lines += aligned(
        [
            ("library", "GFlop/s", "kernels"),
            *(
                (f"{name} {k['version']}", number(k["gigaflops"]), k["in_full"])
                for name, k in kernels.items()
            ),
        ]
    )
    for (network, size), rows in grouped(results["training"], "network", "mini_batch").items():
        rates = " or ".join(f"{eta:g}" for eta in rows[0]["rates"])
        lines += ["", f"{network}, mini-batches of {size}, η = {rates}"]
        lines += aligned(list(compared(rows, kernels)))
    if results.get("memory"):
        lines += ["", "Memory of a process that trains 784–30–10 for an epoch, and no more"]
        lines += aligned(
            [("program", "MB"), *((r["program"], memory_text(r)) for r in results["memory"])]
        )
    for (what,), rows in grouped(results.get("growth", []), "grows").items():
        axis = next(row["sizes"] for row in rows if not row["why"])
        lines += ["", f"More {what}: {', '.join(f'{size:,}' for size in axis)}"]
        lines += aligned(list(grown(rows)))
    if results.get("felt"):
        lines += ["", "What users feel"]
        lines += aligned([(row["what"], felt_text(row)) for row in results["felt"]])
    return "\n".join(lines) + "\n"


def number(value):
    return "–" if value is None else f"{value:g}"


def memory_text(row):
    return row["why"] or number(row["megabytes"])


def felt_text(row):
    return row["why"] or f"{spread_text(row['value'])} {row['unit']}"


def as_json(results):
    return json.dumps(results, ensure_ascii=False, indent=1) + "\n"


def figure(results, path):
    """Draw the times of all programs, and how time and memory grow; nothing if neither is there."""
    groups = grouped(results["training"], "network")
    networks = [name for (name,) in groups if not name.startswith("convolutional")]
    growth = grouped(results.get("growth", []), "grows")
    panels = [(draw_training, name, groups[name,]) for name in networks]
    panels += [(draw_growth, what, lines) for (what,), lines in growth.items()]
    if not panels:
        return
    columns = min(3, len(panels))
    rows = -(-len(panels) // columns)
    board = Figure(figsize=(5 * columns, 4.6 * rows), layout="constrained")
    axes = board.subplots(rows, columns, squeeze=False).flat
    for one, (draw, name, lines) in zip(axes, panels, strict=False):
        draw(one, name, [line for line in lines if not line["why"]])
        one.grid(alpha=0.3)
    for one in axes[len(panels) :]:
        one.set_visible(False)
    whole = io.BytesIO()
    board.savefig(whole, dpi=70)
    few = Image.open(whole).convert("RGB").quantize(128, method=Image.Quantize.MAXCOVERAGE)
    few.save(path, optimize=True)


def draw_training(axes, network, rows):
    """Time of each program for each size of mini-batch."""
    for number, ((program,), points) in enumerate(grouped(rows, "program").items()):
        axes.loglog(
            [point["mini_batch"] for point in points],
            [point["microseconds"]["median"] for point in points],
            marker=MARKS[number % len(MARKS)],
            label=program,
            color=COLORS.get(program),
            linewidth=3 if program == "nnlib" else 1.5,
            linestyle=":" if program == FLOOR else "-",
        )
    axes.set(title=network, xlabel="examples in a mini-batch")
    axes.set(ylabel="µs of the processor per example")
    plain(axes, [row["mini_batch"] for row in rows])
    axes.legend(fontsize="small")


def draw_growth(axes, what, rows):
    """Time of each program on the left, nnlib's memory on the right."""
    memory = axes.twinx()
    for row in rows:
        of_time = row["unit"] == "seconds"
        (axes if of_time else memory).loglog(
            row["sizes"],
            [cost["median"] * (1000 if of_time else 1) for cost in row["costs"]],
            "o-" if of_time else "s--",
            label=f"{row['program']}{'' if of_time else ', MB'}: slope {row['slope']:g}",
            color=COLORS.get(row["program"]),
        )
    axes.set(xlabel=what, ylabel="milliseconds of the processor, an epoch")
    memory.set(ylabel="MB of nnlib's arrays")
    plain(axes, rows[0]["sizes"])
    plain(memory, rows[0]["sizes"])
    lines = [*axes.get_lines(), *memory.get_lines()]
    axes.legend(lines, [line.get_label() for line in lines], fontsize="small")


def plain(axes, sizes):
    """Numbers written out beside logarithmic axes."""
    sizes = sorted(set(sizes))
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    low, high = axes.get_ylim()
    axes.set_ylim(low / 1.1, high * 1.1)
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_locator(NullLocator())
