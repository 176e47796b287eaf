"""What students have handed in: notebooks, and progress that they wrote by `progress(export=…)`."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from nnlib.classroom.checker import all_exercises, key_of
from nnlib.classroom.checking import handing
from teach import handouts, lessons

MOST = 50 * 2**20  # bytes of a notebook
LEFT_OUT = ("__MACOSX", "__pycache__")


@dataclass
class Submission:
    """One file that a student has handed in.

    cells: number and code of each code cell. exercises: key, the answer as the lesson hands it to
    `check` ("" if it does not), and as the notebook does. states: of a progress file, by key.
    problem: why it cannot be read, else "".
    """

    who: str
    file: str
    cells: list = field(default_factory=list)
    exercises: list = field(default_factory=list)
    states: dict | None = None
    problem: str = ""


def find(folder):
    """The submissions in a folder and its folders, in order, and the files that are none.

    Who has handed a file in, the folder in which it lies says; of a file at the top its name.
    """
    found, others = [], []
    folder = Path(folder)
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") or part in LEFT_OUT for part in inside.parts)
        if hidden or path.is_symlink() or not path.is_file():
            continue
        who = inside.parts[0] if len(inside.parts) > 1 else path.stem
        if path.suffix == ".ipynb":
            found.append(_notebook(path, who, str(inside)))
            continue
        progress = handing.read(path) if path.suffix == ".json" else None
        if progress is None:
            others.append(str(inside))
        else:
            known = {k: s for k, s in progress[1].items() if k in all_exercises()}
            found.append(Submission(who, str(inside), states=known))
    return found, others


def _notebook(path, who, name):
    cells, problem = read_cells(path)
    made = Submission(who, name, problem=problem)
    made.cells = [(n, code) for n, code, graded in cells if not graded]
    made.exercises = exercises_in([code for _, code in made.cells])
    if not problem and not made.exercises:
        made.problem = "no exercise was found in it."
    return made


def read_cells(path):
    """The code cells of a notebook, whatever somebody has made of it, and what is wrong with it.

    Returns a list of (number among all cells, code, whether nbgrader's locked cell), and a text.
    """
    try:
        if path.stat().st_size > MOST:
            return [], f"it has more than {MOST // 2**20} MB. Was an output saved with it?"
        cells = json.loads(path.read_bytes().decode("utf-8-sig"))["cells"]
        found = []
        for number, cell in enumerate(cells, 1):
            source = cell["source"]
            code = source if isinstance(source, str) else "".join(source)
            graded = cell.get("metadata", {}).get("nbgrader", {}).get("grade", False)
            if cell["cell_type"] == "code":
                found.append((number, code, bool(graded)))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return [], "it cannot be read as a notebook."
    return found, ""


def exercises_in(codes):
    """The exercises that a notebook is to be judged by: lists [key, the lesson's answer, its own].

    Those are all of the lesson to which most of its checks belong, and every other that it checks.
    The lesson's own text says what the answer is called, whatever the notebook calls it.
    """
    own = {key_of(one.key): one.answer for code in codes for one in handouts.exercises(code)}
    own = {key: answer for key, answer in own.items() if key in all_exercises()}
    if not own:
        return []
    ((lesson, _),) = Counter(key.partition(".")[0] for key in own).most_common(1)
    published = _of_lesson(lesson)
    keys = sorted({*published, *own}, key=by_number)
    return [[key, published.get(key, ""), own.get(key, "")] for key in keys]


def by_number(key):
    """To sort keys: 4.2 before 4.11."""
    return tuple(int(part) if part.isdigit() else 0 for part in key.split("."))


def _of_lesson(number):
    """What the published lesson hands to `check`: a dictionary from key to code."""
    paths = [path for path in lessons.lessons() if int(path.name[:2]) == int(number)]
    cells = [cell for path in paths for cell in read_cells(path)[0]]
    return {one.key: one.answer for _, code, _ in cells for one in handouts.exercises(code)}
