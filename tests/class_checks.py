"""What must hold for a lesson that is marked for class. Each check takes a `Lesson`, as those of
`notebook_checks` do, and returns its problems as text. `class_problems(lesson)` runs them all.
"""

import ast
import re

from count_words import MOST_WORDS, TOLERANCE, words

from teach import lessons
from teach.lessons import first_words, folded, in_two, roles

PARTS = (
    "What you will be able to do",
    "What you need",
    "Two questions first",
    "Warm-up",
    "What you learned, on one page",
    "Next",
    "Going further",
)
NOT_NEEDED = {"00": {"Two questions first", "Warm-up"}, "01": {"Warm-up"}}
SITTING = 45  # minutes
WIDTH = 80  # columns of code on a slide
FIRST_CELL = 3  # lines
ON_ONE_PAGE = 120  # words
OPEN_QUESTIONS = (2, 3)
ROLES = ", ".join(lessons.ROLES)
ANSWER_BELOW = re.compile(r"\*\*Predict[.:]?\*\*|\*\*Predict[.:] ")


def class_problems(lesson):
    return [problem for check in CHECKS for problem in check(lesson)]


def each_cell_has_one_role(lesson):
    on_the_path, further = in_two(lesson.notebook)
    for cell in on_the_path:
        if len(roles(cell)) != 1:
            came = " and ".join(roles(cell)) or "none"
            yield f"{_name(cell)} has the roles {came}; a cell has one of {ROLES}"
    for cell in further:
        if set(roles(cell)) - set(lessons.NOT_IN_CLASS):
            yield f"{_name(cell)} stands in Going further, so it is homework or skip, or untagged"


def each_question_has_a_hidden_answer(lesson):
    asked = shown = None
    for cell in in_two(lesson.notebook)[0]:
        if "ask" in roles(cell):
            if cell.cell_type == "code":
                continue  # the picture of the question after it
            if asked:
                yield f"{_name(asked)} asks, and no cell reveals before the next question"
            asked, shown = cell, None
        elif "reveal" in roles(cell):
            if asked and not folded(cell):
                yield f"{_name(cell)} reveals an answer that is not folded"
            if asked and shown:
                yield f"{_name(shown)} shows something before {_name(cell)} reveals the answer"
            asked = None
        elif cell.get("outputs") and not folded(cell):
            shown = cell
    if asked:
        yield f"{_name(asked)} asks, and no cell reveals"


def each_prediction_is_a_question(lesson):
    for cell in in_two(lesson.notebook)[0]:
        predicts = cell.cell_type == "markdown" and ANSWER_BELOW.search(cell.source)
        if predicts and not set(roles(cell)) & {"ask", "homework", "skip"}:
            yield f"{_name(cell)} says Predict, and its role is not ask"


def minutes_add_up(lesson):
    stated = re.search(r"(\d+)\W+minutes", lesson.text)
    stated = int(stated[1]) if stated else 0
    spent = [lessons.minutes_in_class(cells) for cells in lessons.sittings(lesson.notebook)]
    if sum(spent) != stated:
        yield f"its cells take {sum(spent)} minutes, and its title says {stated}"
    for number, minutes in enumerate(spent, 1):
        if minutes > SITTING:
            yield f"sitting {number} takes {minutes} minutes; a sitting has at most {SITTING}"
    for cell in lesson.notebook.cells:
        if not isinstance(lessons.minutes(cell), int) or lessons.minutes(cell) < 0:
            yield f"{_name(cell)} takes {lessons.minutes(cell)!r} minutes; write a whole number"


def lines_fit_a_slide(lesson):
    for cell in lesson.code:
        for line in cell.source.splitlines():
            if len(line) > WIDTH:
                yield f"{_name(cell)} has a line of {len(line)} columns; {WIDTH} fit: {line}"


def begins_with_few_imports(lesson):
    lines = [line for line in lesson.code[0].source.splitlines() if line.strip()]
    if len(lines) > FIRST_CELL:
        yield f"its first cell has {len(lines)} lines; at most {FIRST_CELL}"


def main_path_has_few_words(lesson):
    most = MOST_WORDS.get(lesson.number)
    count = words(lesson.notebook)
    if most and count > TOLERANCE * most:
        yield f"its main path has {count:,} words; {most:,} is the aim (tools/count_words.py)"


def has_the_parts_of_a_class(lesson):
    headings = re.findall(r"^## +(.+?)\s*$", lesson.text, re.MULTILINE)
    at = []
    for part in PARTS:
        found = [i for i, heading in enumerate(headings) if heading.startswith(part)]
        at += found[:1]
        if len(found) != 1 and part not in NOT_NEEDED.get(lesson.number, ()):
            yield f"there are {len(found)} headings `## {part}`"
    if at != sorted(at):
        yield f"the parts are not in this order: {', '.join(PARTS)}"
    if headings and not headings[-1].startswith("Going further"):
        yield f"`## {headings[-1]}` comes after Going further, which is the last part"


def page_is_short(lesson):
    page = re.search(r"^## What you learned.*?\n(.*?)(?=^## |\Z)", lesson.text, re.M | re.S)
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$|^\|.*$", " ", page[1] if page else "", flags=re.M | re.S)
    count = sum(bool(re.search(r"\w", word)) for word in text.split())
    if count > ON_ONE_PAGE:
        yield f"What you learned has {count} words beside formulas; a page has {ON_ONE_PAGE}"


def nothing_needs_going_further(lesson):
    """No cell of the main path uses a name that only Going further defines."""
    on_the_path, further = in_two(lesson.notebook)
    known = {name for cell in on_the_path for name in _defined(cell)}
    only_there = {name for cell in further for name in _defined(cell)} - known
    for cell in on_the_path:
        for name in sorted(_used(cell) & only_there):
            yield f"{_name(cell)} uses {name}, which only Going further defines"


def ends_with_open_questions(lesson):
    further = "\n\n".join(c.source for c in in_two(lesson.notebook)[1] if c.cell_type == "markdown")
    part = re.search(r"^### Open questions\s*$(.*?)(?=^### |\Z)", further, re.M | re.S)
    count = part[1].count("<details") if part else 0
    if count not in OPEN_QUESTIONS:
        yield f"Going further has {count} open questions with folded answers; two or three"


CHECKS = (
    each_cell_has_one_role,
    each_question_has_a_hidden_answer,
    each_prediction_is_a_question,
    minutes_add_up,
    lines_fit_a_slide,
    begins_with_few_imports,
    main_path_has_few_words,
    has_the_parts_of_a_class,
    page_is_short,
    nothing_needs_going_further,
    ends_with_open_questions,
)


def _name(cell):
    return f"{cell.id} `{first_words(cell)}`"


def _names(cell, kinds):
    """The names in the code of a cell that are stored (ast.Store) or read (ast.Load)."""
    if cell.cell_type != "code":
        return set()
    nodes = list(ast.walk(ast.parse(cell.source)))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, kinds)}


def _defined(cell):
    """The names that a cell defines: what it assigns, its functions, classes and imports."""
    found = _names(cell, ast.Store)
    for node in ast.walk(ast.parse(cell.source if cell.cell_type == "code" else "")):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    return found


def _used(cell):
    """The names that a cell takes from elsewhere."""
    tree = ast.parse(cell.source if cell.cell_type == "code" else "")
    parameters = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return _names(cell, ast.Load) - _defined(cell) - parameters
