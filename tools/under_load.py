"""Run tests many times while the computer is busy, and keep what the failed runs say.

    python tools/under_load.py 10                      the quick part of pytest, ten times
    python tools/under_load.py 10 tests/test_sweep.py  only this, or whatever pytest understands

A test that passes alone and fails now and then under load is a fault, of the test or of the code.
What a failed run says lies in build/under_load, whole.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "under_load"
BUSY = [sys.executable, "-c", "while True: pass"]


@contextlib.contextmanager
def load(programs):
    """While this lasts so many programs keep the computer busy."""
    with contextlib.ExitStack() as stack:
        for _ in range(programs):
            busy = stack.enter_context(subprocess.Popen(BUSY))
            stack.callback(busy.kill)  # and then the stack waits for it
        yield


def run(number, arguments, kept):
    """Run the tests once. Returns whether they passed; what a failed run says is kept."""
    start = time.perf_counter()
    order = [sys.executable, "-m", "pytest", "-ra", *arguments]
    done = subprocess.run(order, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    words = f"run {number}: {time.perf_counter() - start:.0f} s, "
    if done.returncode == 0:
        print(words + "passed", flush=True)
        return True
    kept.mkdir(parents=True, exist_ok=True)
    file = kept / f"run_{number}.txt"
    file.write_bytes(done.stdout)
    print(words + f"FAILED, see {file}", flush=True)
    return False


def main(arguments=None, kept=KEPT):
    parser = argparse.ArgumentParser(description="Run tests many times on a busy computer.")
    parser.add_argument("times", type=int, help="how many times")
    parser.add_argument(
        "--programs",
        type=int,
        default=os.cpu_count(),
        help="how many programs keep the computer busy; by default one for each core",
    )
    options, tests = parser.parse_known_args(arguments)
    with load(options.programs):
        passed = [run(number, tests, kept) for number in range(1, options.times + 1)]
    print(f"{sum(passed)} of {len(passed)} runs passed")
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())
