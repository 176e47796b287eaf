"""The lessons as a class sees them: the role of each cell, its minutes, the sittings.

Each cell of the main path (all before *Going further*) carries one of the tags of `ROLES`. How many
minutes it takes stands in its metadata, {"class": {"minutes": 6}}; the first cell of a second
sitting says {"class": {"sitting": 2}} as well.
"""

import re
from pathlib import Path

import nbformat

from nnlib.classroom.lessons.published import lessons_in

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
ROLES = {
    "ask": "a question, with all that it needs",
    "reveal": "its answer, hidden until somebody asks for it",
    "show": "what the teacher tells, or a picture",
    "board": "a derivation, a line at a time",
    "laptop": "what students do themselves",
    "setup": "imports and data",
    "homework": "not in class, and needed later",
    "skip": "not in class",
}
NOT_IN_CLASS = ("homework", "skip")
GOING_FURTHER = re.compile(r"^## Going further", re.MULTILINE)
EXERCISE = re.compile(r'\bcheck\(\s*"(\d+\.\d+)"')


def lessons(notebooks=NOTEBOOKS):
    """The paths of the numbered lessons, in their order."""
    return [path for name, path in lessons_in(notebooks).items() if name[:2].isdigit()]


def lesson(number, notebooks=NOTEBOOKS):
    """The path of one lesson. number: such as "04" or "4". SystemExit if there is none."""
    found = {path.name[:2]: path for path in lessons(notebooks)}
    if number.zfill(2) not in found:
        raise SystemExit(
            f'There is no lesson "{number}". There are {", ".join(found)}; "all" takes all of them.'
        )
    return found[number.zfill(2)]


def read(path):
    """A lesson as nbformat reads it; its cells' text with \\n at the ends of lines."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace("\r\n", "\n")
    return notebook


def in_two(notebook):
    """The cells of a lesson: those of the main path, and those of *Going further*; two lists."""
    cells = notebook.cells
    end = next((i for i, c in enumerate(cells) if begins_going_further(c)), len(cells))
    return cells[:end], cells[end:]


def begins_going_further(cell):
    """Whether the section *Going further* begins in this cell."""
    return cell.cell_type == "markdown" and bool(GOING_FURTHER.search(cell.source))


def is_marked(notebook):
    """Whether a lesson has been marked for class."""
    return any(roles(cell) for cell in notebook.cells)


def roles(cell):
    """The roles of a cell: one, if all is well."""
    return [tag for tag in cell.metadata.get("tags", []) if tag in ROLES]


def role(cell):
    """The role of a cell of the main path. ValueError if it has none or several."""
    found = roles(cell)
    if len(found) != 1:
        raise ValueError(
            f"cell {cell.id} has the roles {found or 'none'}, and one is wanted: {', '.join(ROLES)}"
        )
    return found[0]


def minutes(cell):
    """How many minutes of a class a cell takes."""
    return cell.metadata.get("class", {}).get("minutes", 0)


def sittings(notebook):
    """The cells of the main path by sitting: a list of lists."""
    found = [[]]
    for cell in in_two(notebook)[0]:
        if cell.metadata.get("class", {}).get("sitting", 1) > len(found):
            found.append([])
        found[-1].append(cell)
    return found


def minutes_in_class(cells):
    """The minutes of these cells, those apart that no class has time for."""
    return sum(minutes(cell) for cell in cells if not set(roles(cell)) & set(NOT_IN_CLASS))


def folded(cell):
    """Whether what a cell shows waits until somebody asks: folded output, or <details>."""
    if cell.cell_type == "code":
        return cell.metadata.get("jupyter", {}).get("outputs_hidden", False)
    return "<details" in cell.source


def exercise_of(cell):
    """The key of the exercise that a code cell checks, such as "4.2"; None if it checks none."""
    found = EXERCISE.search(cell.source) if cell.cell_type == "code" else None
    return found[1] if found else None


def cells_of_exercise(notebook, key):
    """The cells of an exercise, from its heading to its check; none if it is not there."""
    found = []
    for cell in notebook.cells:
        heading = re.search(r"^#+ Exercise ([\d.]+\d)", cell.source, flags=re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            found = [cell] if heading[1] == key else []
        elif found:
            found.append(cell)
            if exercise_of(cell) == key:
                return found
    return []


def picture_of(cell):
    """The output with the picture of a code cell, or None."""
    outputs = cell.get("outputs", [])
    return next((o for o in outputs if "image/png" in o.get("data", {})), None)


def text_of(cell):
    """What a code cell prints and returns, as plain text."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "image/png" in data or "text/markdown" in data:
            continue
        found.append(output.get("text") or data.get("text/plain", ""))
    return "".join(t if t.endswith("\n") else t + "\n" for t in found if t).rstrip()


def title(notebook):
    """The title of a lesson, such as "04 · Gradient descent"."""
    return notebook.cells[0].source.splitlines()[0].lstrip("# ")


def first_words(cell, most=72):
    """The first line that says something, cut to fit."""
    lines = [line.strip("# ").strip() for line in cell.source.splitlines()]
    line = next((line for line in lines if line and not line.startswith("<")), "")
    return line if len(line) <= most else line[: most - 1] + "…"
