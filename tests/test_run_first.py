"""A name that is missing in a notebook: the sentence that says which cell to run first."""

import builtins
import re

import nbclient
import nbformat
import pytest

from nnlib.classroom.run_first import Cell, Run, all_lessons, cells_of, lesson_of, read_in, tell

LESSONS = [cells for cells in all_lessons() if cells]


@pytest.mark.parametrize("cells", LESSONS, ids=lambda cells: cells[0].headings[:2])
def test_each_name_that_a_cell_needs_leads_to_cells_that_end_in_one_that_needs_nothing(cells):
    """As a student would go who runs a cell, and then what the sentence says, and so on."""

    def follow(cell, path):
        for name in {*read_in(cell.code)} - {*dir(builtins)}:
            if (cell, name) in done:
                continue
            first = Run(cells, [cells[0].code, cell.code]).source(name)
            assert first, f"{name} in {cell} comes from nowhere"
            assert first not in path, f"{name} leads in a circle: {[*map(str, path), str(first)]}"
            follow(first, [*path, first])
            done.add((cell, name))

    done = set()
    for cell in cells[1:]:
        follow(cell, [cell])


@pytest.mark.parametrize("cells", LESSONS, ids=lambda cells: cells[0].headings[:2])
def test_a_cell_is_found_by_its_headings_and_its_first_line(cells):
    assert len(set(map(str, cells))) == len(cells)


CELLS = [
    Cell("1", "import numpy as np\nfrom nnlib import Network"),
    Cell("2", "net = Network([2, 1])"),
    Cell("2", "net.sizes"),
    Cell("3", "net = Network([3, 2])"),
    Cell("3", "for w in net.weights:\n    def look(w): inside = w; return inside"),
    Cell("3", "[v for v in net.weights]"),
    Cell("3", "net.num_layers, 'and some words'"),
    Cell("3", "progress()"),
    Cell("4", "%time last = 1"),
]
OTHER = [Cell("1", "import numpy as np"), Cell("2", "progress()"), Cell("2", "x = net = 3")]


@pytest.mark.parametrize(
    ("name", "cell", "found"),
    [
        ("net", 2, 1),
        ("net", 6, 3),
        ("net", 1, 3),  # not the cell itself; the one below it
        ("np", 6, 0),
        ("Network", 6, 0),
        ("w", 6, 4),
        ("look", 2, 4),
        ("inside", 6, None),  # a function's own
        ("v", 6, None),
        ("last", 6, None),  # no Python
        ("nett", 6, None),
        ("x", 6, None),  # of another lesson
    ],
)
def test_the_last_cell_above_that_makes_the_name_is_told_else_the_first_below(name, cell, found):
    told = Run(CELLS, ["", CELLS[0].code, CELLS[cell].code]).source(name)
    assert told == (None if found is None else CELLS[found])


def test_a_cell_that_a_student_changed_still_has_its_place():
    ran = [CELLS[0].code, "print(net.num_layers), 'and some words of mine'"]
    assert Run(CELLS, ran).source("net") == CELLS[3]


def test_a_cell_of_the_students_own_has_its_place_below_what_ran_before_it():
    for before, found in ((2, 1), (6, 3)):
        ran = ["", CELLS[0].code, CELLS[before].code, "1 / 0", "mine(net)"]
        assert Run(CELLS, ran).source("net") == CELLS[found]


def test_the_lesson_is_the_one_whose_own_cells_ran():
    assert lesson_of([CELLS[0].code, "progress()"], [OTHER, CELLS]) is CELLS
    assert lesson_of([OTHER[2].code + "\n"], [CELLS, OTHER]) is OTHER


def test_of_a_notebook_with_no_cell_that_stands_in_one_lesson_alone_nothing_is_known():
    assert lesson_of(["import numpy as np", "progress()", "1"], [OTHER, [*CELLS, OTHER[0]]]) is None


COUNTS = [
    Cell("1", "import numpy as np\nfrom nnlib import Network"),
    Cell("1", "counts = {}\nfor key in data:\n    counts[key] = 1"),
    Cell("1", "def most():\n    return max(counts.values())"),
    Cell("1", "best = most()"),
    Cell("2", "print(np.sqrt(best))"),
]


@pytest.mark.parametrize(
    ("ran", "failed", "found"),
    [
        ([0, 1, 2, 3], {1, 3}, ("counts", 1)),
        ([0, 1, 2, 3, 4], {1, 3, 4}, ("counts", 1)),  # the first of those that were broken off
        ([0, 1, 2, 1, 3], {1, 4}, None),  # the second time it came to its end
        ([0, 1, 2, 3], {3}, None),
        ([0, 2, 3, 4], {2, 3}, ("best", 3)),  # of what never ran nothing is said
        ([0, 1, 1], {1, 2}, None),  # not of itself
    ],
)
def test_what_a_cell_left_half_made_that_was_broken_off_is_told(ran, failed, found):
    cause = Run(COUNTS, [COUNTS[number].code for number in ran], failed).cause()
    words = "which did not run to its end"
    assert cause == (found and (found[0], COUNTS[found[1]], words))


@pytest.mark.parametrize(
    ("ran", "found"),
    [
        ([0, 1, 3, 2], 1),  # the net of the third section came after the one of the second
        ([0, 3, 1, 6], 3),
        ([0, 1, 2], None),
        ([0, 3, 1, 2], None),
        ([0, 1, 3, 1, 2], None),
        ([0, 1, "net = 1", 2], None),  # a student's own wish
        ([0, 2], None),
    ],
)
def test_a_name_that_another_cell_has_made_anew_is_told(ran, found):
    codes = [code if isinstance(code, str) else CELLS[code].code for code in ran]
    cause = Run(CELLS, codes, {len(codes) - 1}).cause()
    words = "and another cell has made it anew since"
    assert cause == (None if found is None else ("net", CELLS[found], words))


def test_what_was_imported_once_more_is_the_same():
    cells = [*CELLS[:3], Cell("2", "from nnlib import Network"), Cell("2", "Network([2, 1]), 3")]
    assert Run(cells, [cells[number].code for number in (0, 3, 0, 4)], {3}).cause() is None


def test_a_name_that_a_cell_reads_is_one_that_it_does_not_make():
    code = "x = a + x\ndef f(y):\n    z = y + b\n    return z + x\n[v + c for v in d]"
    assert sorted({*read_in(code)}) == ["a", "b", "c", "d"]
    assert read_in("%time a + b") == []


def test_a_cell_stands_under_all_its_headings():
    text = nbformat.v4.new_markdown_cell
    code = nbformat.v4.new_code_cell
    cells = [
        text("# 03 · Title\n\n## One\n\n### Inside"),
        code("a"),
        text("words\n```\n# a comment\n```"),
        code("b\nc"),
        code(""),
        text("## Two\n### Inside\n### Again"),
        code("d"),
        text("## Three"),
        code("e"),
    ]
    found = cells_of(nbformat.v4.new_notebook(cells=cells))
    headings = ["One › Inside", "One › Inside", "Two › Again", "Three"]
    assert [cell.headings for cell in found] == headings
    assert str(found[1]) == "the cell under the heading “One › Inside” that begins with `b`"


# In a notebook


def run(*cells):
    """What the cells put out that are run one after the other, whatever comes of each."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    nbclient.NotebookClient(notebook, timeout=120, allow_errors=True).execute()
    return [cell.outputs for cell in notebook.cells]


def text_of(error):
    """An exception as a notebook shows it, without colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error.traceback)).rstrip()


@pytest.fixture(scope="module")
def cells():
    """Those of lesson 03."""
    return next(cells for cells in LESSONS if cells[0].headings.startswith("03"))


def test_a_notebook_shows_the_error_as_ever_and_below_it_the_cell_to_run_first(cells):
    makes = next(cell for cell in cells if cell.makes("room"))
    _, (error,), (in_function,), after = run(
        cells[0].code, "W1 = 1\nroom + W1", "def look():\n    return room\nlook()", "1 + 1"
    )
    sentence = f"`room` comes from {makes}. Run that cell first."
    for out in (error, in_function):
        assert (out.ename, out.evalue) == ("NameError", "name 'room' is not defined")
        text = text_of(out)
        assert "W1 = 1" in text or "def look" in text  # the line, as Python shows it
        assert text.endswith(f"NameError: name 'room' is not defined\n{sentence}")
    assert after[0].data["text/plain"] == "2"


def test_a_cell_that_was_stopped_half_way_is_told_where_what_it_left_is_used(cells):
    makes = next(cell for cell in cells if cell.makes("scores") and cell.makes("networks"))
    stopped = makes.code.replace("scores", "raise KeyboardInterrupt\nscores", 1)
    *_, (stop,), (error,) = run(cells[0].code, stopped, "networks[10]")
    sentence = f"`networks` comes from {makes}, which did not run to its end. Run that cell first."
    assert stop.ename == "KeyboardInterrupt"
    assert "Run that cell first" not in "".join(stop.traceback)
    assert error.ename == "IndexError"
    assert text_of(error).endswith(f"IndexError: list index out of range\n{sentence}")


SILENT = {
    "a name that no cell makes": "rooom",
    "a variable of a function": "def late():\n    W1 += 1\nlate()",
    "a name of another file": (
        "import nnlib.neurons\ndel nnlib.neurons.np\nnnlib.neurons.step(1)"  # which has `np`
    ),
    "raised by hand": "raise NameError('room')",
    "another error": "import math\nmath.room",
}


def test_where_it_cannot_know_it_says_nothing(cells):
    _, *outputs = run(cells[0].code, *SILENT.values())
    for words, (error,) in zip(SILENT, outputs, strict=True):
        assert error.output_type == "error", words
        assert "Run that cell first" not in "\n".join(error.traceback), words


def test_another_way_of_showing_exceptions_stays():
    by_hand = "get_ipython().set_custom_exc((ValueError,), lambda *about, **more: print('mine'))"
    _, _, (mine,), (error,) = run(by_hand, "from nnlib import Network", "raise ValueError", "room")
    assert mine.text == "mine\n"
    assert len(error.traceback[-1].splitlines()) == 1


def test_outside_of_a_notebook_nothing_changes(monkeypatch):
    monkeypatch.setattr(builtins, "get_ipython", lambda: None, raising=False)
    assert tell() is None
    monkeypatch.delattr(builtins, "get_ipython")
    assert tell() is None
