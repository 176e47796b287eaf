"""How time and memory grow with the examples, the neurons and the mini-batch."""

import tracemalloc

import numpy as np
from comparisons import RATES
from in_torch import Eager
from measuring import in_turn, significant, slope, spread
from programs import Nnlib, Products, Task

from nnlib import Network

MEASURED = (Nnlib, Eager, Products)
NAMES = {
    "examples": "examples in an epoch (784–30–10, mini-batches of 10)",
    "neurons": "hidden neurons (mini-batches of 10)",
    "mini-batch": "examples in a mini-batch (784–30–10)",
}


def settings(digits, quick):
    """{what grows: [(its size, network, examples, mini-batch), …]}"""
    n = min(len(digits), 1000)
    most = min(len(digits), 4000 if quick else 16_000)
    examples = [most // 16, most // 8, most // 4, most // 2, most]
    neurons = (10, 30, 100) if quick else (10, 30, 100, 300, 1000)
    return {
        "examples": [(m, [784, 30, 10], m // 10 * 10, 10) for m in examples],
        "neurons": [(h, [784, h, 10], n, 10) for h in neurons],
        "mini-batch": [(m, [784, 30, 10], n, m) for m in RATES],
    }


def memory(digits, sizes, n, size):
    """MB that n digits and an epoch on them need at most, all arrays that NumPy makes counted."""
    tracemalloc.start()
    try:
        net = Network(sizes, init="scaled")
        net.SGD(digits[np.arange(n)], 1, size, RATES[size][0], quiet=True)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def grow(digits, rounds, quick=False):
    """Rows: for each thing that grows and each program its costs, and the slope fitted to them.

    Of time the seconds of an epoch of the processor; of nnlib's memory the MB of its arrays.
    """
    rows = []
    for what, steps in settings(digits, quick).items():
        axis, what = [grown for grown, *_ in steps], NAMES[what]
        for kind in MEASURED:
            if kind.missing():
                rows.append({"grows": what, "program": kind.name, "why": kind.missing()})
        kinds, actions = [kind for kind in MEASURED if not kind.missing()], {}
        for grown, sizes, n, size in steps:
            task = Task(sizes, digits[:n], size, RATES[size][0])
            for kind in kinds:
                program = kind(task)
                program.epoch(0)
                actions[kind.name, grown] = lambda k, program=program: program.epoch(k + 1)
        times = in_turn(actions, rounds)
        for kind in kinds:
            costs = [spread([s for s, _ in times[kind.name, grown]]) for grown in axis]
            rows.append(row(what, kind.name, axis, "seconds", costs))
        used = [memory(digits, sizes, n, size) for _, sizes, n, size in steps]
        rows.append(row(what, "nnlib", axis, "megabytes", [spread([mb]) for mb in used]))
    return rows


def row(what, program, axis, unit, costs):
    medians = [cost["median"] for cost in costs]
    return {
        "grows": what,
        "program": program,
        "why": None,
        "unit": unit,
        "sizes": axis,
        "costs": costs,
        "slope": significant(slope(axis, medians), 2),
        "last_slope": significant(slope(axis[-2:], medians[-2:]), 2),
    }
