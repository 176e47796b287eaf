"""What students hand in, made from a handout: answers written into its cells."""

import re

from nnlib.classroom.checker import all_exercises, solution
from teach import handouts


def solved(key, answer):
    """The code of a cell in which the solution of `key` is written. answer: as `check` gets it."""
    exercise = all_exercises()[key]
    if exercise.takes_function:
        code = repr(solution(key))
        named = re.sub(r"^def \w+\(", f"def {answer}(", code, flags=re.MULTILINE)
    else:
        named = f"{answer} = {exercise.answer!r}"
    return f'{named}\n\n\ncheck("{key}", {answer})'


def write_solutions(notebook, keys=None):
    """Write the solutions of these exercises, or of all, into a handout."""
    for cell in notebook.cells:
        if cell.cell_type != "code" or cell.metadata.get("nbgrader", {}).get("grade"):
            continue
        for one in handouts.exercises(cell.source):
            if keys is None or one.key in keys:
                cell.source = solved(one.key, one.answer)
    return notebook


def write(notebook, code, instead_of):
    """Write a student's code into the one cell that holds the text `instead_of`."""
    (cell,) = [c for c in notebook.cells if c.cell_type == "code" and instead_of in c.source]
    cell.source = cell.source.replace(instead_of, code)
    return notebook
