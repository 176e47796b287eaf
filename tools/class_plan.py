"""What each cell of a lesson is in a class, by its tag; and the class that follows from the tags.

    python tools/class_plan.py 04           the plan of a lesson: minutes, role, first words
    python tools/class_plan.py all          a line for each lesson

Each cell of the main path (all before *Going further*) carries one of the tags of `ROLES`. How many
minutes it takes stands in its metadata, {"class": {"minutes": 6}}; the first cell of a second
sitting says {"class": {"sitting": 2}} as well.
"""

import argparse

from teach.lessons import (
    ROLES,
    first_words,
    is_marked,
    lessons,
    minutes,
    minutes_in_class,
    read,
    roles,
    sittings,
)


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
    for path in lessons():
        if "all" in wanted:
            print_line(path)
        elif path.name[:2] in wanted:
            print_plan(path)


if __name__ == "__main__":
    main()
