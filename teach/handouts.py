"""Handouts: a lesson without its answers, for homework, and as nbgrader takes it.

What a cell is its tag says. Out of a lesson goes:

- every output, but for those of a question itself: the reader runs the cells;
- the text of each cell that reveals an answer, and each folded text: a cell stands there instead,
  which shows it when it is run, from the lesson that is installed;
- the text of the cells in TELLS, which teach something and say an exercise's answer with it.

The handout's first cell turns `solution` off. That is a courtesy: the package holds the lessons
and the solutions.
"""

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nnlib.classroom.handout import FOLDED
from teach import lessons

TELLS = Path(__file__).with_name("tells.toml")
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
BEGIN = """\
from nnlib.classroom.handout import lock_solutions, reveal

lock_solutions()"""
ABOUT = """\
*This is a handout. No answer stands in it: write down your guess and run the cells from the top.
A cell with `reveal(…)` shows an answer when you run it. `check` says at once whether an exercise is
right, and `hint` helps; `solution` is off here.*"""
LEFT_OUT = "*Run the next cell to see the answer, and read on.*"
GOES_ON = "*Answer the exercises above. Then run the next cell to read on.*"
GRADES = """\
# Grades exercise {key}: 1 point. Please leave this cell as it is.
from nnlib.classroom.handout import graded

verdict = graded("{key}", {answer})
assert verdict.state == "right", verdict.text"""
CONFIG = """\
# For nbgrader. An exercise's cell holds what students begin with, and it is to stay in it.
c = get_config()
c.CourseDirectory.course_id = "nnlib"
c.ClearSolutions.enabled = False
c.ExecutePreprocessor.timeout = 300
"""


@dataclass
class Exercise:
    """An exercise of a notebook: its key, and its answer as the cell hands it to `check`."""

    key: str
    answer: str


def exercises(code):
    """The exercises that a code cell checks: a list; empty where the code cannot be read."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = []
    for node in ast.walk(tree):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if not named or node.func.id != "check" or len(node.args) < 2:
            continue
        key, *answer = node.args
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            found.append(Exercise(key.value, ", ".join(map(ast.unparse, answer))))
    return found


def handout(path, for_nbgrader=False):
    """The handout of a lesson, as a notebook. path: the lesson's.

    ValueError if its cells are not tagged: then nobody can say which of them give an answer away.
    """
    lesson, number = lessons.read(path), path.name[:2]
    if not lessons.is_marked(lesson):
        raise ValueError(f"{path.name} is not marked for class. CONTRIBUTING.md tells how.")
    tells = read_tells().get(number, [])
    unknown = sorted(set(tells) - {cell.id for cell in lesson.cells})
    if unknown:
        raise ValueError(f"{TELLS.name} names cells that lesson {number} does not have: {unknown}")
    cells = []
    for index, cell in enumerate(lesson.cells):
        cells += _parts(cell, number, index == 0, cell.id in tells, for_nbgrader)
        if index == 0:
            cells += _begin(for_nbgrader)
    about = {"kernelspec": KERNEL, "nnlib_handout": {"lesson": number}}
    made = new_notebook(cells=cells, metadata=about)
    nbformat.validate(made)
    return made


def read_tells(file=TELLS):
    """The cells that say an exercise's answer: a dictionary from a lesson's number to their ids."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def write(paths, out, for_nbgrader=False):
    """Writes a handout for each lesson into the folder `out`; yields its file and its exercises.

    for_nbgrader: as a course's folder: source/lesson_04/….ipynb, and nbgrader_config.py if there is
    none yet.
    """
    out = Path(out)
    for path in paths:
        made = handout(path, for_nbgrader)
        folder = out / "source" / f"lesson_{path.name[:2]}" if for_nbgrader else out
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"handout_{path.name}"
        nbformat.write(made, file)
        yield file, [one for cell in made.cells for one in _checked(cell)]
    config = out / "nbgrader_config.py"
    if for_nbgrader and not config.exists():
        config.write_text(CONFIG, encoding="utf-8")


def _checked(cell):
    return exercises(cell.source) if cell.cell_type == "code" else []


def _parts(cell, number, first, tells, for_nbgrader):
    """The cells that stand in a handout for one of the lesson's."""
    tags = cell.metadata.get("tags", [])
    if cell.cell_type == "code":
        made = _code(cell, tags)
        if tells:
            return []
        return _for_nbgrader(made) if for_nbgrader else [made]
    if cell.cell_type != "markdown" or first:  # the first says how to start: no answer
        return [new_markdown_cell(cell.source, id=cell.id)]
    if tells or "reveal" in tags:
        return _asking(cell, number, GOES_ON if tells else LEFT_OUT)
    if not FOLDED.search(cell.source):
        return [new_markdown_cell(cell.source, id=cell.id)]
    return _asking(cell, number, FOLDED.sub("", cell.source).strip() or LEFT_OUT, folded=True)


def _code(cell, tags):
    """A code cell as its reader gets it: without output, unless it belongs to a question."""
    made = new_code_cell(cell.source, id=cell.id)
    if "raises-exception" in tags:
        made.metadata["tags"] = ["raises-exception"]
    if "ask" in tags and not lessons.folded(cell):
        made.outputs = cell.outputs
    return made


def _asking(cell, number, text, folded=False):
    """A text, and a cell that shows what is left out of it."""
    only = ", folded=True" if folded else ""
    show = new_code_cell(f'reveal("{number}", "{cell.id}"{only})', id=f"{cell.id}-reveal"[-64:])
    return [new_markdown_cell(text, id=cell.id), show]


def _begin(for_nbgrader):
    about = new_markdown_cell(ABOUT, id="handout-about")
    begin = new_code_cell(BEGIN, id="handout-begin")
    if for_nbgrader:
        begin.metadata["nbgrader"] = _metadata("handout-begin", locked=True)
    return [about, begin]


def _for_nbgrader(cell):
    """The cell; and if it checks exercises, after it a locked one for each, which grades it."""
    found = exercises(cell.source)
    if not found:
        return [cell]
    names = ["exercise-" + one.key.replace(".", "-") for one in found]
    cell.metadata["nbgrader"] = _metadata("-and-".join(names), solution=True)
    cells = [cell]
    for one, name in zip(found, names, strict=True):
        code = GRADES.format(key=one.key, answer=one.answer)
        grades = new_code_cell(code, id=f"{name}-grade")
        # A wrong answer does not keep a student from running what comes after it.
        grades.metadata["tags"] = ["raises-exception"]
        grades.metadata["nbgrader"] = _metadata(f"{name}-grade", grade=True, locked=True, points=1)
        cells.append(grades)
    return cells


def _metadata(name, *, grade=False, locked=False, solution=False, points=None):
    """What nbgrader wants to know of a cell."""
    about = {
        "schema_version": 3,
        "grade_id": name,
        "grade": grade,
        "locked": locked,
        "solution": solution,
        "task": False,
        "cell_type": "code",
    }
    return about if points is None else {**about, "points": points}
