"""Lessons marked for class, looked at; and the checks themselves, on planted faults."""

import copy

import class_plan
import count_words
import execute
import pytest
from class_checks import CHECKS, class_problems
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from notebook_checks import Lesson

from teach import lessons


@pytest.mark.parametrize("path", lessons.lessons(), ids=lambda path: path.stem)
def test_a_lesson_fits_a_class(path):
    assert class_problems(Lesson.read(path)) == []


# A small lesson, marked for class. Each cell: role, minutes, text; "# …" is code with its output.

CELLS = [
    ("show", 3, "# 09 A small lesson\n\n*50 minutes, two sittings.*"),
    ("setup", 1, "import nnlib  # code"),
    ("show", 0, "## What you will be able to do\n\n## What you need"),
    ("ask", 2, "## Two questions first\n\n**Predict.** How much is two and two?"),
    ("laptop", 1, "guess = ...  # code"),
    ("reveal", 1, "2 + 2  # code folded shown"),
    ("reveal", 0, "Four."),
    ("ask", 1, "## Warm-up\n\nAnd three and three?"),
    ("reveal", 1, "<details><summary>Answer</summary>\n\nSix.\n</details>"),
    ("board", 20, "Now prove it."),
    ("laptop", 20, "check('9.1', ...)  # code shown sitting"),
    ("homework", 0, "**Predict** at home."),
    ("show", 0, "## What you learned, on one page\n\nTo add, $2 + 2$.\n\n| a | table |\n\n## Next"),
    (None, 0, "## Going further\n\nMore."),
    (
        "skip",
        0,
        "### Open questions\n\nWhy?\n<details>So.</details>\n\nAnd why?\n<details>So.</details>",
    ),
]


def marked():
    """The small lesson, as tools/execute.py would leave it."""
    notebook = new_notebook()
    for i, (role, minutes, text) in enumerate(CELLS):
        source, _, notes = text.partition("  # code") if "  # code" in text else (text, "", None)
        cell = (new_markdown_cell if notes is None else new_code_cell)(source, id=f"cell-{i}")
        cell.metadata["class"] = {"minutes": minutes} if minutes else {}
        cell.metadata["tags"] = [role] if role else []
        if notes and "shown" in notes:
            cell.outputs = [new_output("execute_result", {"text/plain": "4"})]
        if notes and "folded" in notes:
            cell.metadata["jupyter"] = {"outputs_hidden": True}
        if notes and "sitting" in notes:
            cell.metadata["class"]["sitting"] = 2
        notebook.cells.append(cell)
    return Lesson(execute.NOTEBOOKS / "09_small.ipynb", notebook)


@pytest.fixture
def lesson():
    return marked()


def test_a_sound_class_has_no_problems(lesson):
    assert class_problems(lesson) == []


def cell_of(lesson, words):
    return next(cell for cell in lesson.notebook.cells if words in cell.source)


def reads(old, new):
    def plant(lesson):
        cell = cell_of(lesson, old)
        cell.source = cell.source.replace(old, new)

    return plant


def has_roles(words, *names):
    def plant(lesson):
        cell_of(lesson, words).metadata["tags"] = list(names)

    return plant


def takes(words, minutes):
    def plant(lesson):
        cell_of(lesson, words).metadata["class"]["minutes"] = minutes

    return plant


def unfolded(lesson):
    del cell_of(lesson, "2 + 2").metadata["jupyter"]


def shown_too_soon(lesson):
    cell_of(lesson, "guess").outputs = [new_output("execute_result", {"text/plain": "4"})]


def one_sitting(lesson):
    del cell_of(lesson, "check(").metadata["class"]["sitting"]


def an_end_after_the_end(lesson):
    lesson.notebook.cells.append(new_markdown_cell("## In practice", id="cell-x"))


def needs_what_comes_later(lesson):
    cell_of(lesson, "guess").source = "later"
    lesson.notebook.cells.append(new_code_cell("later = 1", id="cell-y"))


FAULTS = {
    "no role": (has_roles("Now prove it"), "has the roles none"),
    "two roles": (has_roles("Now prove it", "board", "show"), "has the roles board and show"),
    "a class in Going further": (has_roles("More.", "show"), "stands in Going further"),
    "no reveal": (has_roles("Six.", "show"), "asks, and no cell reveals"),
    "two questions, one answer": (has_roles("Now prove it", "ask"), "asks, and no cell reveals"),
    "an answer at one glance": (unfolded, "reveals an answer that is not folded"),
    "an answer in the open": (reads("<details>", "<p>"), "reveals an answer that is not folded"),
    "something shown before the answer": (shown_too_soon, "shows something before"),
    "a prediction that is told": (has_roles("How much", "show"), "its role is not ask"),
    "a minute too many": (takes("guess", 2), "take 51 minutes, and its title says 50"),
    "half a minute": (takes("guess", 0.5), "takes 0.5 minutes"),
    "a long sitting": (one_sitting, "sitting 1 takes 50 minutes"),
    "a wide line": (reads("2 + 2", "2 + 2" + 70 * " " + "+ 00000"), "a line of 82 columns"),
    "many imports": (reads("import nnlib", "import nnlib\n" * 4), "its first cell has 4 lines"),
    "many words": (reads("Now prove it", "word " * 3000), "its main path has 3,0"),
    "no page": (reads("## What you learned", "### What you learned"), "are 0 headings `## What"),
    "parts in another order": (
        reads("What you will be able to do\n\n## What you need", "What you need"),
        "are 0 headings `## What you will",
    ),
    "an end after the end": (an_end_after_the_end, "comes after Going further"),
    "a long page": (reads("To add,", "To add, " * 61), "words beside formulas; a page has 120"),
    "a name of Going further": (needs_what_comes_later, "uses later, which only Going further"),
    "one open question": (reads("And why?\n<details>So.</details>", ""), "has 1 open questions"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(lesson, fault):
    plant, words = FAULTS[fault]
    plant(lesson)
    found = class_problems(lesson)
    assert [problem for problem in found if words in problem], found


def test_no_check_goes_without_a_planted_fault():
    useful = set()
    for plant, _ in FAULTS.values():
        lesson = copy.deepcopy(marked())
        plant(lesson)
        useful |= {check for check in CHECKS if list(check(lesson))}
    assert useful == set(CHECKS)


def test_executing_a_lesson_keeps_what_is_marked(lesson):
    marks = [dict(cell.metadata) for cell in lesson.notebook.cells]
    execute.clean(lesson.notebook)
    assert [dict(cell.metadata) for cell in lesson.notebook.cells] == marks


def test_the_rows_of_the_notation_are_no_words():
    text = (
        "Three words here.\n\n| new here | in code |\n| --- | --- |\n| η | `eta` |\n\nAnd | two.\n"
    )
    notebook = new_notebook(cells=[new_markdown_cell(text), new_code_cell("not, counted")])
    assert count_words.words(notebook) == 6  # the lone bar between And and two is one


def test_going_further_is_not_on_the_main_path(lesson):
    on_the_path, further = lessons.in_two(lesson.notebook)
    assert [cell.id for cell in further] == ["cell-13", "cell-14"]
    assert len(on_the_path) == 13


def test_the_plan_of_a_class_lists_each_cell_with_its_minutes(lesson, tmp_path, capsys):
    path = tmp_path / "09_small.ipynb"
    path.write_text(execute.as_text(lesson.notebook), encoding="utf-8")
    class_plan.print_plan(path)
    lines = capsys.readouterr().out.splitlines()
    assert "Sitting 1: 30 minutes in class" in lines
    assert "Sitting 2: 20 minutes in class" in lines
    assert "  2 min  ask       mark  Two questions first" in lines
