"""How everything here is measured: in turn, medians with ranges, slopes, and on which machine."""

import contextlib
import gc
import math
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def seconds_of(action):
    """What an action takes: seconds of the processor, over all threads, and of the clock."""
    processor, clock = time.process_time(), time.perf_counter()
    action()
    return time.process_time() - processor, time.perf_counter() - clock


def in_turn(actions, rounds):
    """Run each action once in every round; return {name: [(processor, clock), …]} in seconds.

    actions: {name: function of the number of the round}. Each round begins with another one, so
    that none always runs after the same. What disturbs the machine disturbs all, and the ratio
    within a round hardly feels it. The processor's time is compared: a busy neighbour moves the
    clock's far more.
    """
    names, times = list(actions), {name: [] for name in actions}
    gc.collect()
    gc.freeze()  # what is there now is not looked through again and again
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            gc.collect()  # else one pays for what another left behind
            times[name].append(seconds_of(lambda name=name, k=number: actions[name](k)))
    gc.unfreeze()
    return times


def spread(values, digits=3):
    """{"median", "low", "high"} of some numbers, to so many significant digits."""
    return {
        "median": significant(statistics.median(values), digits),
        "low": significant(min(values), digits),
        "high": significant(max(values), digits),
    }


def significant(value, digits=3):
    """A number rounded to so many significant digits: 0.0123456 to 0.0123."""
    if not value:
        return 0.0
    return float(round(value, digits - 1 - math.floor(math.log10(abs(value)))))


def slope(sizes, costs):
    """The exponent k of cost ∝ sizeᵏ: the slope of a line fitted to their logarithms."""
    return statistics.linear_regression(
        [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    ).slope


def load_average():
    """How many programs want the processors, over the last minute; None where it is not known."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def peak_memory():
    """The largest memory of this process so far, in MB; None where it cannot be asked."""
    with contextlib.suppress(OSError):
        # Linux. What `resource` says there is at least what the parent had when it began this one.
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 2**10
    try:
        import resource
    except ImportError:  # Windows
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def printed_by(*arguments, **environment):
    """What a Python process of its own prints; arguments as for `python`."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"python {arguments[0]} … failed:\n{done.stderr[-2000:]}")
    return done.stdout


def processor():
    """The processor's name."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def machine():
    """The facts of this machine that the times depend on."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d"),
    }
