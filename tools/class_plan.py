"""What each cell of a lesson is in a class, by its tag; and the class that follows from the tags.

    python tools/class_plan.py 04           the plan of a lesson: minutes, role, first words
    python tools/class_plan.py all          a line for each lesson

Each cell of the main path (all before *Going further*) carries one of the tags of `ROLES`. How many
minutes it takes stands in its metadata, {"class": {"minutes": 6}}; the first cell of a second
sitting says {"class": {"sitting": 2}} as well.
"""

import argparse
import re

from execute import NOTEBOOKS, read

from nnlib.classroom.lessons.published import lessons_in

LESSONS = [path for name, path in lessons_in(NOTEBOOKS).items() if name[:2].isdigit()]
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


def in_two(notebook):
    """The cells of a lesson: those of the main path, and those of *Going further*; two lists."""
    cells = notebook.cells
    end = next((i for i, c in enumerate(cells) if begins_going_further(c)), len(cells))
    return cells[:end], cells[end:]


def begins_going_further(cell):
    return cell.cell_type == "markdown" and bool(GOING_FURTHER.search(cell.source))


def is_marked(notebook):
    """Whether a lesson has been marked for class."""
    return any(roles(cell) for cell in notebook.cells)


def roles(cell):
    """The roles of a cell: one, if all is well."""
    return [tag for tag in cell.metadata.get("tags", []) if tag in ROLES]


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
    return sum(minutes(cell) for cell in cells if not set(roles(cell)) & set(NOT_IN_CLASS))


def folded(cell):
    """Whether what a cell shows waits until somebody asks: folded output, or <details>."""
    if cell.cell_type == "code":
        return cell.metadata.get("jupyter", {}).get("outputs_hidden", False)
    return "<details" in cell.source


def first_words(cell, most=72):
    """The first line that says something, cut to fit."""
    lines = [line.strip("# ").strip() for line in cell.source.splitlines()]
    line = next((line for line in lines if line and not line.startswith("<")), "")
    return line if len(line) <= most else line[: most - 1] + "…"


def print_plan(path):
    notebook = read(path)
    print(f"{path.stem}\n")
    for number, cells in enumerate(sittings(notebook), 1):
        print(f"Sitting {number}: {minutes_in_class(cells)} minutes in class")
        for cell in cells:
            spent = f"{minutes(cell)} min" if minutes(cell) else ""
            role = ", ".join(roles(cell)) or "(no role)"
            print(f"{spent:>7}  {role:9} {cell.cell_type[:4]}  {first_words(cell)}")
        print()


def print_line(path):
    notebook = read(path)
    if not is_marked(notebook):
        print(f"{path.stem:34} not marked for class yet")
        return
    spent = " + ".join(str(minutes_in_class(cells)) for cells in sittings(notebook))
    counts = [(role, sum(role in roles(c) for c in notebook.cells)) for role in ROLES]
    print(f"{path.stem:34} {spent:>12} min  ", ", ".join(f"{n} {role}" for role, n in counts if n))


def main():
    parser = argparse.ArgumentParser(description="The class that a lesson's tags plan.")
    parser.add_argument("lessons", nargs="+", help='a number, such as 04, or "all"')
    wanted = parser.parse_args().lessons
    for path in LESSONS:
        if "all" in wanted:
            print_line(path)
        elif path.name[:2] in wanted:
            print_plan(path)


if __name__ == "__main__":
    main()
