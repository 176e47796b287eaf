"""Plant faults one at a time, and list those that the tests do not catch.

    python tools/plant_faults.py                  all of tools/faults.py: a long hour
    python tools/plant_faults.py equations ink    those of files with one of these words
    python tools/plant_faults.py --every 2        each second one: another hour saved
    python tools/plant_faults.py --quick          only with the tests of the fault's own file
    python tools/plant_faults.py --list           only say which there are

It works on a copy of the project. For each fault the tests of its file run first, then all of
`pytest tests`, up to the first failure. It is run by hand, and before a release.
"""

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from faults import FAULTS

ROOT = Path(__file__).resolve().parents[1]
# Where a file has no tests of its own name.
TESTS = {
    "nnlib/reading/": "tests/test_reading.py tests/test_photographs.py",
    "nnlib/layers/": "tests/test_layers.py tests/test_sequential.py",
    "nnlib/landscapes.py": "tests/test_descent.py",
    "nnlib/training.py": "tests/test_training.py tests/test_network.py tests/test_sequential.py",
    "nnlib/studies/sweep.py": "tests/test_sweep.py tests/test_training.py",
    "nnlib/support/checks.py": "tests/test_network.py tests/test_examples.py",
    "nnlib/classroom/stepper.py": "tests/test_steps.py",
    "nnlib/digits/folders.py": "tests/test_mnist.py",
    "nnlib/digits/csv_files.py": "tests/test_formats.py",
    "nnlib/classroom/exercises/": "tests/test_exercises.py",
    "nnlib/classroom/checker.py": "tests/test_exercises.py",
    "nnlib/classroom/checking/": "tests/test_checker.py tests/test_exercises.py",
    "nnlib/classroom/figures/": "tests/figures tests/test_figures.py",
    "nnlib/classroom/figures/base.py": "tests/figures tests/test_figures.py tests/test_widgets.py",
    "nnlib/classroom/figures/inside.py": "tests/test_inside.py",
    "nnlib/classroom/widgets/pad.py": "tests/test_pad.py",
    "nnlib/classroom/widgets/live.py": "tests/test_watching.py tests/test_pad.py",
    "nnlib/classroom/handout.py": "tests/teach/test_handouts.py",
    "nnlib/classroom/saving.py": "tests/test_widgets.py tests/test_watching.py",
    "teach/handouts.py": "tests/teach/test_handouts.py",
    "teach/grading/": "tests/teach/test_grading.py",
    "teach/slides/": "tests/teach/test_slides.py",
    "teach/site/": "tests/teach/test_site.py",
    "teach/lite/": "tests/teach/test_lite.py",
    "nnlib/classroom/widgets/": "tests/test_widgets.py",
    "nnlib/classroom/doctor.py": "tests/test_command_line.py",
    "nnlib/classroom/lessons.py": "tests/test_command_line.py",
    "nnlib/__main__.py": "tests/test_command_line.py",
}
# What is made for teaching counts too; what takes a browser or a quarter of an hour does not.
OF_THESE = "not (slow or browser or lite or reliability)"


def first_tests(file, root=ROOT):
    """The test files that look at a file most closely; those that exist."""
    named = [f"tests/test_{Path(file).stem}.py"]
    named += [
        name for start, names in TESTS.items() if file.startswith(start) for name in names.split()
    ]
    return [name for name in dict.fromkeys(named) if (root / name).exists()]


def copy_of(root, folder):
    """A copy of the project in a folder: what Git knows, and what is new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (root / name).exists():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target)
    return folder


@contextlib.contextmanager
def planted(fault, root):
    """The fault in its file below `root`; afterwards the file is as it was, whatever happened."""
    path = root / fault.file
    sound = path.read_text(encoding="utf-8")
    if (count := sound.count(fault.old)) != 1:
        raise ValueError(f"{fault.file} holds {fault.old!r} {count} times; mend tools/faults.py")
    try:
        path.write_text(sound.replace(fault.old, fault.new), encoding="utf-8")
        yield
    finally:
        path.write_text(sound, encoding="utf-8")


def failing(tests, root):
    """The first test that fails, or None if all pass.  Raises RuntimeError if none could run."""
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider"]
    command += ["--tb=no", "--color=no", "-m", OF_THESE, *tests]
    result = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    if result.returncode == 0:
        return None
    if found := re.search(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", result.stdout, re.MULTILINE):
        return found[1]
    raise RuntimeError(f"pytest could not run:\n{result.stdout}\n{result.stderr}")


def catcher(fault, root, quick=False):
    """The test that catches a fault, or None if it survives; quick: its file's tests only."""
    with planted(fault, root):
        first = first_tests(fault.file, root)
        caught = failing(first, root) if first else None
        return caught or (None if quick else failing(["tests"], root))


def uses(root):
    """Raise RuntimeError unless a Python that runs in the copy imports nnlib from there."""
    env = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", "import nnlib; print(nnlib.__file__)"]
    found = subprocess.run(command, cwd=root, env=env, check=True, capture_output=True, text=True)
    if not Path(found.stdout.strip()).resolve().is_relative_to(Path(root).resolve()):
        raise RuntimeError(f"nnlib comes from {found.stdout.strip()}, not from the copy")


def main(arguments=None, root=ROOT, faults=FAULTS):
    parser = argparse.ArgumentParser(description="Plant faults, and list those not caught.")
    parser.add_argument("words", nargs="*", help="only in files with one of these in their path")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth of these")
    parser.add_argument("--quick", action="store_true", help="only the tests of its own file")
    parser.add_argument("--list", action="store_true", help="only say which there are")
    options = parser.parse_args(arguments)
    chosen = [f for f in faults if not options.words or any(w in f.file for w in options.words)]
    chosen = chosen[:: options.every]
    if options.list:
        for fault in chosen:
            print(f"{fault.file}: {fault.teaches}")
        return 0
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of(root, Path(folder) / "project")
        uses(copy)
        sound = list(dict.fromkeys(t for fault in chosen for t in first_tests(fault.file, copy)))
        if already := failing(sound, copy):
            print(f"{already} fails without any fault; mend that first.")
            return 2
        for number, fault in enumerate(chosen, 1):
            start = time.perf_counter()
            caught = catcher(fault, copy, options.quick)
            survivors += [fault] if caught is None else []
            said = f"caught by {caught}" if caught else "SURVIVES"
            seconds = time.perf_counter() - start
            print(
                f"{number:3}  {fault.file}: {fault.teaches}\n     {said}  ({seconds:.0f} s)",
                flush=True,
            )
    print(f"\n{len(chosen)} faults planted, {len(chosen) - len(survivors)} caught.")
    for fault in survivors:
        print(f"survives: {fault.file}: {fault.old!r} → {fault.new!r}: {fault.teaches}")
    return int(bool(survivors))


if __name__ == "__main__":
    sys.exit(main())
