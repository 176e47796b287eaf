"""What users feel: importing, the first cell, an interactive's picture, the first digit, the tests.

Seconds of the clock, since that is what a person waits for. What is shorter, and so would drown in
what else the machine does, is counted in milliseconds of the processor: imports and pictures.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
from instructions import AS_FOUND
from measuring import HERE, printed_by, seconds_of, spread

ROOT = HERE.parent
IMPORTS = ("import numpy", "import nnlib", "from nnlib import Network, load_mnist")
TIMED_IMPORT = "import time; t = time.process_time(); {}; print(time.process_time() - t)"


def row(what, values, unit="s", **more):
    return {"what": what, "why": None, "value": spread(values), "unit": unit, **more}


def imports(runs):
    """The processor's time for imports in processes of their own, in turn, after Python's start."""
    times = {statement: [] for statement in IMPORTS}
    for _ in range(runs):
        for statement in IMPORTS:
            times[statement].append(float(printed_by("-c", TIMED_IMPORT.format(statement))))
    for statement, seconds in times.items():
        yield row(statement, [1000 * s for s in seconds], "ms")


def training(epochs):
    """Lesson 09's training, as a student runs it, in a process of its own, and its memory."""
    code = (
        "import json, time; t = time.perf_counter()\n"
        "from nnlib import Network, load_mnist\n"
        "mnist = load_mnist(quiet=True)\n"
        "loaded = time.perf_counter() - t; t = time.perf_counter()\n"
        f"Network([784, 30, 10]).SGD(mnist.train, {epochs}, 10, 3.0, mnist.test, quiet=True)\n"
        "trained = time.perf_counter() - t\n"
        "from measuring import peak_memory\n"
        "print(json.dumps([loaded, trained, peak_memory(), mnist.name, len(mnist.train)]))"
    )
    printed = printed_by("-c", code, PYTHONPATH=str(HERE))
    loaded, trained, memory, name, examples = json.loads(printed.splitlines()[-1])
    yield row(f"import nnlib and load_mnist(), the {name} digits", [loaded])
    yield row(f"784–30–10, {epochs} × {examples:,} digits, with evaluations", [trained])
    if memory:
        yield row("memory of that training, at most", [memory], "MB")


def first_cells(lessons):
    """Seconds from a kernel that is ready to the first output of a lesson's first cell."""
    from jupyter_client.manager import start_new_kernel

    started, first = [], []
    for lesson in lessons:
        cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
        cell = next("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        start = time.perf_counter()
        manager, client = start_new_kernel(cwd=str(ROOT / "notebooks"))
        started.append(time.perf_counter() - start)
        try:
            first.append(seconds_of(lambda: run(client, cell))[1])  # noqa: B023
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    yield row(f"a kernel starts (measured {len(lessons)} times)", started)
    yield row(f"the first cell of a lesson (of {len(lessons)})", first)


def run(client, cell):
    reply = client.execute_interactive(cell, output_hook=lambda message: None, timeout=600)
    if reply["content"]["status"] != "ok":
        raise RuntimeError("\n".join(reply["content"]["traceback"]))


def pictures(count):
    """Milliseconds of the processor for a picture of each interactive, dragged and sharp.

    Of `count` settings each, drawn by chance, no setting twice: what was drawn is kept.
    """
    from nnlib.classroom.widgets import EXPLORERS

    for name, explore in EXPLORERS.items():
        widget, rng = explore(), np.random.default_rng(0)
        some = {key: control.some(rng) for key, control in widget.controls.items()}
        drawn = [
            {key: values[rng.integers(len(values))] for key, values in some.items()}
            for _ in range(20 * count)
        ]
        states = list({repr(state): state for state in drawn}.values())[: 2 * count + 1]
        times = {True: [], False: []}
        for number, state in enumerate(states):
            quick = number % 2 == 1
            taken, _ = seconds_of(lambda: widget._show(state, quick=quick))  # noqa: B023
            if number:  # the first one loads what the others find
                times[quick].append(1000 * taken)
        yield row(f"{name}: a picture while dragged", times[True], "ms")
        yield row(f"{name}: a sharp picture", times[False], "ms")


def first_digit():
    """From the README's command to the first digit that is read, in a copy of the project.

    A new environment, the package and what it needs (fetched from where pip fetches things), then
    `nnlib lessons` until JupyterLab answers, then lesson 00 until its first picture says a digit.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        skip = shutil.ignore_patterns(".git", ".venv", "build", "my_lessons", "__pycache__")
        shutil.copytree(ROOT, copy, ignore=skip)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "venv", ".venv"], cwd=copy, check=True)
        programs = copy / ".venv" / ("Scripts" if os.name == "nt" else "bin")
        made = time.perf_counter()
        install = [programs / "pip", "install", "-q", "-e", "."]
        subprocess.run(install, cwd=copy, check=True, capture_output=True)
        installed = time.perf_counter()
        served = serve(copy, programs)
        read = float(
            subprocess.run(
                [programs / "python", "-c", FIRST_DIGIT],
                cwd=copy / "notebooks",
                check=True,
                capture_output=True,
                text=True,
            ).stdout.split()[-1]
        )
    yield row("README's command: the environment is made", [made - start])
    yield row("README's command: nnlib is installed", [installed - made])
    yield row("README's command: JupyterLab answers", [served])
    yield row("lesson 00: a kernel starts, and the first digit is read", [read])
    yield row("from the README's command to the first digit", [installed - start + served + read])


PORT = 8917
FIRST_DIGIT = """
import json, time
start = time.perf_counter()
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel()
said = []
cells = json.load(open("00_start_here.ipynb", encoding="utf-8"))["cells"]
for cell in cells:
    if cell["cell_type"] == "code" and not any(" says " in text for text in said):
        def hook(message):
            said.append(str(message["content"].get("data", {}).get("text/plain", "")))
        client.execute_interactive("".join(cell["source"]), output_hook=hook, timeout=600)
assert any(" says " in text for text in said), said
print(time.perf_counter() - start)
client.stop_channels()
manager.shutdown_kernel(now=True)
"""


def serve(copy, programs):
    """Seconds from `nnlib lessons` to JupyterLab's answer; then it is stopped."""
    url = f"http://127.0.0.1:{PORT}/api"
    command = [programs / "nnlib", "lessons", "--no-browser", f"--ServerApp.port={PORT}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    start = time.perf_counter()
    server = subprocess.Popen(
        command, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while server.poll() is None and time.perf_counter() - start < 300:
            try:
                urllib.request.urlopen(url, timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return time.perf_counter() - start
        raise RuntimeError(f"`{command[0]} lessons` did not answer")
    finally:
        server.terminate()
        server.wait(30)


def tests():
    """The README's test command: all of `pytest`.

    As a user types it: a NumPy that is told of instructions which this processor has not warns, and
    a warning is an error in the tests.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=AS_FOUND)
    seconds = time.perf_counter() - start
    last = done.stdout.decode("utf-8", "replace").strip().splitlines()[-1].strip("= ")
    if done.returncode:
        raise RuntimeError(last)
    yield row(f"pytest ({last})", [seconds])


def attempted(what, measure):
    """The rows of a measurement; or one that says why it failed, since the others stand."""
    try:
        return list(measure)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        return [{"what": what, "why": f"failed: {str(error).splitlines()[-1][:100]}"}]


def felt(quick=False, install=False, with_tests=False):
    """All rows. Those that take minutes are measured only when asked for."""
    lessons = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    rows = [
        *attempted("imports", imports(3 if quick else 11)),
        *attempted("training", training(1 if quick else 30)),
        *attempted("the first cell of a lesson", first_cells(lessons[:1] if quick else lessons)),
        *attempted("pictures", pictures(1 if quick else 5)),
    ]
    for asked, flag, measure, what in (
        (install, "--install", first_digit, "from the README's command to the first digit"),
        (with_tests, "--tests", tests, "pytest"),
    ):
        why = f"takes minutes: measured with {flag}"
        rows += attempted(what, measure()) if asked else [{"what": what, "why": why}]
    return rows
