"""One student's notebook is run, on a copy of its cells and in a process of its own."""

import contextlib
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import nnlib
from nnlib.classroom import course
from nnlib.digits.download import cache_folder
from teach.grading import supervise

HERE = Path(__file__).resolve().parent
JUDGING = 60  # seconds to judge the answers, beside those for the cells
PATIENCE = 60  # seconds more until a keeper is given up
READ = 2**20  # bytes of a result
KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "NNLIB_DATA", "NNLIB_DATA_DIR")
STATES = ("right", "wrong", "open", "look")

_keepers = set()  # of the notebooks that run now


@dataclass
class Limits:
    """What a notebook may take: seconds for its cells, megabytes of memory, processes at once.

    disk: megabytes of files that it may write into its folder.
    """

    seconds: float = 120
    megabytes: int = 2_000
    processes: int = 50
    disk: int = 500


@dataclass
class Outcome:
    """What came of a notebook: a state and a sentence for each exercise, and a note, or ""."""

    verdicts: dict = field(default_factory=dict)
    note: str = ""


def run(cells, exercises, limits):
    """Run the cells of a notebook and judge its exercises; an Outcome, whatever the notebook does.

    cells: pairs (number, code). exercises: lists [key, answer, own answer].
    """
    with tempfile.TemporaryDirectory(prefix="nnlib-grade-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        order = {"cells": cells, "exercises": exercises, "seconds": limits.seconds}
        (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
        end = _supervised(folder, limits)
        lines = _lines(folder / "result.jsonl")
    return _outcome(end, lines, [key for key, _, _ in exercises], limits)


def state_of_nnlib():
    """A fingerprint of the package's files: no notebook may change them."""
    digest = hashlib.sha256()
    for file in sorted(Path(nnlib.__file__).parent.rglob("*.py")):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()


def stop_all():
    """End every notebook that runs now, as when the teacher presses Ctrl-C."""
    for keeper in list(_keepers):
        keeper.terminate()


def _supervised(folder, limits):
    """How the worker ended, as `supervise` says."""
    # -P: nothing that lies in a folder of ours or the student's is imported by its name.
    order = {
        "command": [sys.executable, "-P", str(HERE / "worker.py")],
        "folder": str(folder),
        "environment": _environment(folder),
        "seconds": limits.seconds + JUDGING,
        "megabytes": limits.megabytes,
        "processes": limits.processes,
        "disk": limits.disk,
    }
    keeper = subprocess.Popen(
        [sys.executable, "-P", str(HERE / "supervise.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    _keepers.add(keeper)
    try:
        said, _ = keeper.communicate(json.dumps(order), timeout=limits.seconds + JUDGING + PATIENCE)
        return json.loads(said)
    except (subprocess.TimeoutExpired, ValueError):  # a notebook has stopped or ended its keeper
        return {"end": "lost", "code": keeper.poll()}
    finally:
        if keeper.poll() is None:  # it ends the worker first
            keeper.terminate()
            try:
                keeper.wait(timeout=10)
            except subprocess.TimeoutExpired:
                keeper.kill()
                keeper.wait()
        _keepers.discard(keeper)
        supervise.end_those_at_home_in(folder)


def _environment(folder):
    """The environment of a notebook: little of the teacher's, and a home in its own folder."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    if "NNLIB_DATA_DIR" not in kept and cache_folder().is_dir():
        kept["NNLIB_DATA_DIR"] = str(cache_folder())
    elif "NNLIB_DATA_DIR" in kept:
        kept["NNLIB_DATA_DIR"] = str(Path(kept["NNLIB_DATA_DIR"]).expanduser().absolute())
    with contextlib.suppress(course.CourseError):  # `grade` has said it
        exercises = course.folder_of_exercises()
        kept |= {"NNLIB_EXERCISES": str(exercises)} if exercises else {}
    settings = folder / "settings"
    _copy_fonts(settings)
    own = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), str(folder))
    return {
        **kept,
        **own,
        "MPLCONFIGDIR": str(settings),
        "IPYTHONDIR": str(settings),
        "MPLBACKEND": "agg",
        "NNLIB_SOLUTIONS": "off",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "TQDM_DISABLE": "1",
    }


def _copy_fonts(settings):
    """Matplotlib's list of fonts, which takes seconds to make."""
    import matplotlib

    settings.mkdir()
    for file in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
        shutil.copy(file, settings)


def _lines(file):
    """The lines that a worker has written: those that can be read. It may have written anything."""
    without_waiting = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        if not stat.S_ISREG(file.lstat().st_mode):  # a link, or a pipe that never ends
            return []
        with open(os.open(file, os.O_RDONLY | without_waiting), "rb") as opened:
            text = opened.read(READ).decode("utf-8", errors="replace")
    except OSError:
        return []
    found = []
    for line in text.splitlines():
        try:
            read = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(read, dict):
            found.append(read)
    return found


def _outcome(end, lines, keys, limits):
    verdicts = {}
    for line in lines:
        key, state, text = line.get("key"), line.get("state"), line.get("text")
        if key in keys and state in STATES and isinstance(text, str):
            verdicts[key] = state, text
    for key in keys:
        verdicts.setdefault(key, ("look", "was not judged."))
    return Outcome({key: verdicts[key] for key in keys}, _note(end, lines, limits))


def _note(end, lines, limits):
    """A sentence about how a notebook ran; "" if all its cells did."""
    last = next((line["cell"] for line in reversed(lines) if "cell" in line), None)
    judges = any("judges" in line for line in lines)
    where = ", while its answers were judged" if judges else f", in cell {last}" if last else ""
    whole = any(line.get("done") is True for line in lines)
    if end["end"] == "time":
        return f"killed after {limits.seconds + JUDGING:g} seconds{where}."
    if end["end"] == "memory":
        return f"killed, as it took more than {limits.megabytes:,} MB{where}."
    if end["end"] == "processes":
        return f"killed, as it started more than {limits.processes} processes{where}."
    if end["end"] == "disk":
        return f"killed, as it wrote more than {limits.disk:,} MB, or too many files{where}."
    if end["end"] != "finished" or not whole:
        return f"its process ended before its time (code {end['code']}){where}."
    if any(line.get("late") is True for line in lines):
        return (
            f"stopped after {limits.seconds:g} seconds, in cell {last}; judged as far as it came."
        )
    errors = [line for line in lines if "error" in line]
    if not errors:
        return ""
    first = f"{errors[0]['error']} in cell {errors[0].get('cell')}"
    count = "a cell stops" if len(errors) == 1 else f"{len(errors)} cells stop"
    return f"{count} with an error: {first}."
