"""The lessons, looked at; and the checks themselves, on planted faults.

That each cell can be run twice is tested where the lessons are run: see the root's conftest.py.
"""

import copy
import os
import shutil
import subprocess
import sys
from pathlib import Path

import execute
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from notebook_checks import CHECKS, Lesson, problems

from nnlib.classroom.lessons import answers

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
NOTEBOOK_FILES = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if ".mine" not in path.name]
LESSONS = [path for path in NOTEBOOK_FILES if path.stem != "glossary"]  # see test_glossary.py


def each_lesson(test):
    return pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)(test)


@each_lesson
def test_a_lesson_has_no_problems(path):
    assert problems(Lesson.read(path)) == []


def differs_from_what_the_tool_writes(path):
    """None, or what to write if an editor saved the lesson as it likes."""
    notebook = execute.read(path)
    execute.clean(notebook)
    if execute.as_text(notebook) != path.read_text(encoding="utf-8"):
        return f"{path.name} is as an editor saves it: python tools/execute.py --clean {path.name}"
    return None


@pytest.mark.parametrize("path", NOTEBOOK_FILES, ids=lambda path: path.stem)
def test_a_lesson_is_as_the_tool_writes_it(path):
    if said := differs_from_what_the_tool_writes(path):
        pytest.fail(said, pytrace=False)


# A small lesson that has every part, for the tests of the checks and of tools/execute.py.

TEXT = """# 09 A small lesson

About 20 minutes. [How it ends](#Summary), [`how` *it* goes on](09_small.ipynb#Next).

## What you will be able to do

- train

## What you need

## Two questions first

Not a link: `f[0](x)`, nor is $f[0](x)$.

```python
# no heading, [no link](nowhere.md)
```

## Warm-up
"""
END = """## Summary

## In practice

## Further reading

[A page](https://example.org/page), [this file](<09_small.ipynb>).

## Next
"""
PICTURE = """
class Picture:
    def __repr__(self):
        return "lowest f = 9.22 after 2 steps"

    def _repr_png_(self):
        return b"no real picture"

Picture()"""
CELLS = [
    TEXT,
    "def check(key, answer=...):\n    return f'{key}: not answered yet'",
    "print('one')\nprint('two', flush=True)\n1 + 1",
    "check('9.1', ...)",
    "check('9.2', ...)",
    ("total = 3.0\ntotal", "nbval-ignore-output"),
    "half = total / 2",
    "assert half < total",
    PICTURE,
    END,
]


def small_notebook(cells=CELLS):
    notebook = new_notebook()
    for i, cell in enumerate(cells):
        source, *tags = [cell] if isinstance(cell, str) else cell
        markdown = source in (TEXT, END)
        new = (new_markdown_cell if markdown else new_code_cell)(source.strip(), id=f"cell-{i}")
        if tags:
            new.metadata["tags"] = tags
        notebook.cells.append(new)
    return notebook


def save(notebook, folder):
    path = folder / "09_small.ipynb"
    path.write_text(execute.as_text(notebook), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The small lesson's file after tools/execute.py has run it."""
    path = save(small_notebook(), tmp_path_factory.mktemp("lesson"))
    assert execute.execute(path, write=True) == "written"
    return path


@pytest.fixture
def lesson(executed):
    return Lesson.read(executed)


def test_a_sound_lesson_has_no_problems(lesson):
    assert problems(lesson) == []


def cell_of(notebook, words):
    return next(cell for cell in notebook.cells if words in cell.source)


def output_of(notebook, words="print('one')"):
    return cell_of(notebook, words).outputs[0]


def says(text):
    """A fault: the first output holds this text."""

    def plant(notebook):
        output_of(notebook).text += text

    return plant


def reads(old, new):
    """A fault: the lesson's text reads differently."""

    def plant(notebook):
        cell = cell_of(notebook, old)
        cell.source = cell.source.replace(old, new)

    return plant


def adds(*outputs, source="2"):
    """A fault: one more cell, executed, with these outputs."""

    def plant(notebook):
        count = 1 + max(c.get("execution_count") or 0 for c in notebook.cells)
        cell = new_code_cell(source, id="added", execution_count=count, outputs=list(outputs))
        notebook.cells.insert(-1, cell)

    return plant


def shows(**data):
    kinds = {kind.replace("__", "/", 1): value for kind, value in data.items()}
    return adds(new_output("display_data", kinds))


def not_executed(notebook):
    cell = cell_of(notebook, "check('9.1'")
    cell.execution_count, cell.outputs = None, []


def executed_twice(notebook):
    cell_of(notebook, "check('9.2'").execution_count = 20


def two_cells_with_one_id(notebook):
    notebook.cells[1].id = notebook.cells[0].id


def no_id(notebook):
    del notebook.cells[0]["id"]


def old_format(notebook):
    notebook.nbformat_minor = 4


def unknown_key(notebook):
    notebook.cells[1]["prompt"] = 1


def widget_state(notebook):
    notebook.metadata["widgets"] = {}


def too_many_exempt(notebook):
    for words in ("check('9.1'", "print('one')"):
        cell_of(notebook, words).metadata["tags"] = ["nbval-ignore-output"]


def no_assertion(notebook):
    cell_of(notebook, "assert").source = "half < total  # assert"


def a_far_assertion(notebook):
    notebook.cells.remove(cell_of(notebook, "assert"))
    adds(source="assert half < total")(notebook)


def no_fact(notebook):
    del output_of(notebook, "class Picture").data["text/plain"]


def no_real_fact(notebook):
    output_of(notebook, "class Picture").data["text/plain"] = "<Figure size 640x480 with 1 Axes>"


def shown_at(address):
    return adds(new_output("execute_result", {"text/plain": f"<list at {address}>"}))


FAULTS = {
    "not executed": (not_executed, "is not executed; write `python tools/execute.py 09`"),
    "out of order": (executed_twice, "not numbered from top to bottom"),
    "two cells with one id": (two_cells_with_one_id, "2 cells have the id cell-0"),
    "no id": (no_id, "1 cells have no id"),
    "old format": (old_format, "the format is 4.4"),
    "not valid": (unknown_key, "not a valid notebook"),
    "home": (says("saved in /home/ada/net.npz"), "holds a path: '/home'"),
    "tmp": (says("in /tmp"), "holds a path: '/tmp'"),
    "another folder": (says("in /srv/data/x.npz"), "holds a path: '/srv/d'"),
    "a Mac's folder": (says("'/Users/ada'"), "holds a path"),
    "a Windows folder": (says("C:\\Users\\ada"), "holds a path: 'C:\\\\'"),
    "site-packages": (says("lib/site-packages/numpy"), "holds a path: 'site-packages'"),
    "a path in HTML": (shows(text__html="<b>/home/ada</b>", text__plain="b"), "holds a path"),
    "an address": (shown_at("0x7f3a"), "holds an address in memory"),
    "a date": (says("on 2026-11-22 at noon"), "holds a date: '2026-11-22'"),
    "a warning": (says("RuntimeWarning: overflow"), "holds 'Warning'"),
    "a traceback": (says("Traceback (most recent call last)"), "holds 'Traceback'"),
    "an exception": (
        adds(new_output("error", ename="ValueError", evalue="no", traceback=["no"])),
        "ended in an exception",
    ),
    "stderr": (adds(new_output("stream", name="stderr", text="hm")), "wrote to stderr"),
    "a widget": (
        shows(**{"application__vnd.jupyter.widget-view+json": {}, "text__plain": "x"}),
        "holds a widget view",
    ),
    "widget state": (widget_state, "holds widget state"),
    "too many exempt": (too_many_exempt, "3 of 5 cells with outputs are exempt"),
    "no assertion": (no_assertion, "is not compared, and no assert follows"),
    "a far assertion": (a_far_assertion, "is not compared, and no assert follows"),
    "a long cell": (adds(source="# long\n\n" + 16 * "print()\n"), "has 16 lines of code"),
    "no fact": (no_fact, "has no fact"),
    "no real fact": (no_real_fact, "has no fact, only '<Figure"),
    "a broken link": (reads("<09_small.ipynb>", "10_next.ipynb"), "leads to no file"),
    "a broken picture": (reads("- train", '<img alt="" src="no.png">'), "leads to no file"),
    "a broken anchor": (reads("(#Summary)", "(#summary)"), "leads to no heading"),
    "another file's anchor": (reads("ipynb#Next", "ipynb#After"), "leads to no heading"),
    "no number": (reads("# 09 A", "# A"), "title does not start with `# 09 `"),
    "no time": (reads("About 20 minutes", "Soon"), "how many minutes"),
    "another name for eta": (adds(source="lr = 3.0"), "calls something lr; here it is eta"),
    "another parameter": (
        adds(source="def train(net, batch_size):\n    return net"),
        "calls something batch_size; here it is mini_batch_size",
    ),
    "one exercise": (reads("check('9.2'", "check('9.1'"), "1 exercises are checked"),
    "another lesson's exercise": (reads("check('9.2'", "check('8.2'"), "1 exercises are checked"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(lesson, fault):
    plant, words = FAULTS[fault]
    plant(lesson.notebook)
    found = problems(lesson)
    assert [problem for problem in found if words in problem], found


def test_no_check_goes_without_a_planted_fault(lesson):
    useful = set()
    for plant, _ in FAULTS.values():
        planted = Lesson(lesson.path, copy.deepcopy(lesson.notebook))
        plant(planted.notebook)
        useful |= {check.__name__ for check in CHECKS if list(check(planted))}
    assert {check.__name__ for check in CHECKS} - useful == {"is_named_like_a_lesson"}


def test_a_name_that_is_not_a_lessons_is_found(lesson):
    lesson.path = lesson.path.with_name("Untitled.ipynb")
    assert any("the name Untitled.ipynb is not like" in problem for problem in problems(lesson))


@pytest.mark.parametrize(
    "harmless",
    [
        says("9061 / 10000, and/or, 0.5 km/h, W/b"),
        says("δ_L = (a − y) ⊙ σ′(z)"),
        shows(text__html="<table><tr><td>1</td></tr></table>", text__plain="a table"),
        shows(text__html='<a href="https://example.org/a/b">here</a>', text__plain="here"),
        adds(source="# a comment\n" * 20 + "print()\n" * 15),
        reads("(#Summary)", "(#what-i-call-it) <a id='what-i-call-it'></a>"),
        reads("(#Summary)", "(#What%20you%20need)".replace("%20", "-")),
    ],
)
def test_what_is_harmless_is_let_be(lesson, harmless):
    harmless(lesson.notebook)
    assert problems(lesson) == []


# tools/execute.py


def test_executing_again_changes_no_byte(executed):
    before = executed.read_bytes()
    assert execute.execute(executed, write=True) == "unchanged"
    assert executed.read_bytes() == before
    assert before.endswith(b"}\n")


@pytest.fixture
def without_time(tmp_path):
    """A file whose outputs are the same at each run, as an editor may leave it."""
    notebook = small_notebook(["print('one')", "print('two')"])
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3.12 (mine)", "name": "mine"},
            "language_info": {"name": "python", "version": "3.12.1"},
            "widgets": {},
        }
    )
    first, second = notebook.cells
    first.metadata = nbformat.from_dict(
        {"tags": ["a"], "execution": {"iopub.execute_input": "2026-11-22"}, "collapsed": True}
    )
    first.execution_count = 7
    del first["id"]
    second.id = "kept"
    notebook.cells.append(copy.deepcopy(second))
    notebook.nbformat_minor = 4
    return save(notebook, tmp_path)


def test_what_an_editor_leaves_is_put_right(without_time):
    assert execute.execute(without_time, write=True) == "written"
    notebook = execute.read(without_time)
    assert notebook.metadata == {**execute.METADATA, "nnlib": notebook.metadata["nnlib"]}
    assert answers.untouched(notebook)
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3]
    assert notebook.cells[0].metadata == {"tags": ["a"]}
    ids = [cell.id for cell in notebook.cells]
    assert ids[1] == "kept"
    assert len(set(ids)) == 3
    assert notebook.nbformat_minor == 5
    assert execute.execute(without_time, write=True) == "unchanged"


def test_a_widget_view_is_dropped_and_its_still_picture_kept(tmp_path):
    source = """from IPython.display import display
bundle = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}}
display(bundle, raw=True)
display({**bundle, "image/png": "AAAA", "text/plain": "a fact"}, raw=True)"""
    path = save(small_notebook([source]), tmp_path)
    execute.execute(path, write=True)
    (output,) = execute.read(path).cells[0].outputs
    assert output.data == {"image/png": "AAAA", "text/plain": "a fact"}


def test_streams_that_come_in_pieces_become_one(executed):
    text, result = cell_of(execute.read(executed), "print('one')").outputs
    assert text.text == "one\ntwo\n"
    assert result.data["text/plain"] == "2"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("print('a')\n1 / 0", "ZeroDivisionError: division by zero"),
        ("import warnings\nwarnings.warn('no good')", "UserWarning: no good"),
        ("import sys\nprint('hm', file=sys.stderr)", "wrote to stderr:\nhm"),
        ("import os\nos._exit(1)", "the kernel died"),
    ],
)
def test_a_failure_names_the_cell_and_leaves_the_file(tmp_path, capsys, monkeypatch, source, words):
    monkeypatch.setattr(execute, "full_digits_found", lambda: True)
    path = save(small_notebook(["x = 1", source]), tmp_path)
    before = path.read_bytes()
    assert execute.main(["09"], tmp_path) == 1
    said = capsys.readouterr().out
    assert f"FAILED in cell In [2], `{source.splitlines()[0]}`" in said
    assert words in said
    assert path.read_bytes() == before


LOADS = [
    ("load_mnist()", True),
    ("nnlib.load_mnist('full')", True),
    ("x = load_data_wrapper()[0]", True),
    ("load_mnist(source='auto')", True),
    ("load_mnist('embedded')", False),
    ("load_mnist(source='embedded').train", False),
    ("from nnlib import load_mnist  # load_mnist()", False),
    ("%matplotlib inline", False),
]


@pytest.mark.parametrize(("source", "loads"), LOADS)
def test_which_lessons_depend_on_the_digits_at_hand_is_seen(tmp_path, source, loads):
    assert execute.loads_digits(save(small_notebook(["1 + 1", source]), tmp_path)) == loads


def test_without_the_full_digits_a_lesson_that_loads_them_is_not_written(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("NNLIB_DATA", "embedded")
    path = save(small_notebook(["from nnlib import load_mnist", "load_mnist().name"]), tmp_path)
    before = path.read_bytes()
    assert execute.main(["all"], tmp_path) == 2
    said = capsys.readouterr().out
    assert "python -m nnlib download" in said
    assert "python tools/execute.py --clean 09" in said
    assert execute.main(["09", "--data", "embedded"], tmp_path) == 0
    assert "09_small.ipynb" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_without_the_full_digits_a_lesson_that_needs_none_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(execute, "full_digits_found", lambda: False)
    path = save(small_notebook(["print('no digits')"]), tmp_path)
    assert execute.main(["09"], tmp_path) == 0
    assert execute.read(path).cells[0].outputs[0].text == "no digits\n"


@pytest.fixture
def saved(executed, tmp_path):
    """The small lesson as JupyterLab saves it after a sitting: run in another order, split up."""
    notebook = execute.read(executed)
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "name": "python3"},
            "language_info": {"name": "python", "version": "3.12.1", "file_extension": ".py"},
            "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
        }
    )
    for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.execution_count = 40 - number
        cell.metadata["execution"] = {"iopub.execute_input": "2026-11-22"}
        cell.metadata["collapsed"] = False
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = 40 - number
                output.data["application/vnd.jupyter.widget-view+json"] = {"model_id": "1"}
    two = cell_of(notebook, "print('one')")
    first, *rest = two.outputs
    two.outputs = [
        *(new_output("stream", name="stdout", text=f"{word}\n") for word in first.text.split()),
        *rest,
    ]
    return save(notebook, tmp_path)


def test_cleaning_a_saved_lesson_is_enough_for_its_form(saved, executed):
    said = differs_from_what_the_tool_writes(saved)
    assert said.endswith("python tools/execute.py --clean 09_small.ipynb")
    assert any("--clean 09" in problem for problem in problems(Lesson.read(saved)))
    assert execute.main(["--clean", "09"], saved.parent) == 0
    assert saved.read_bytes() == executed.read_bytes()
    assert problems(Lesson.read(saved)) == []
    assert differs_from_what_the_tool_writes(saved) is None


def test_cleaning_hides_no_cell_that_was_never_run(saved, capsys):
    notebook = execute.read(saved)
    not_executed(notebook)
    save(notebook, saved.parent)
    assert execute.main(["--clean", "09"], saved.parent) == 1
    assert "cell In [3], `check('9.1', ...)`: it has not been run" in capsys.readouterr().out
    found = problems(Lesson.read(saved))
    assert any("is not executed; write `python tools/execute.py 09`" in p for p in found)


def test_cleaning_leaves_an_exception_to_be_seen(saved):
    notebook = execute.read(saved)
    cell_of(notebook, "check('9.1'").outputs = [
        new_output("error", ename="ValueError", evalue="no", traceback=["no"])
    ]
    save(notebook, saved.parent)
    execute.main(["--clean", "09"], saved.parent)
    assert any("ended in an exception" in problem for problem in problems(Lesson.read(saved)))


def test_a_lesson_that_is_not_there_is_named(tmp_path):
    save(small_notebook([]), tmp_path)
    with pytest.raises(SystemExit, match=r"There is no lesson 77\. There are: 09\."):
        execute.main(["77", "--data", "embedded"], tmp_path)


# conftest.py of the root: on the embedded digits each cell runs twice

TWICE = [
    (["x = [1]", "x = x[0]"], "1 failed"),  # the second run raises
    (["x = 1", "x = x + 1\nx"], "1 failed"),  # it shows 2, then 3
    (["x = 1\nx", "x"], "passed"),
]


@pytest.mark.parametrize(("cells", "words"), TWICE)
def test_running_each_cell_twice_finds_what_cannot_bear_it(tmp_path, cells, words):
    path = save(small_notebook(cells), tmp_path)
    execute.execute(path, write=True)
    shutil.copy(ROOT / "conftest.py", tmp_path)
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-p", "no:xdist"]
    result = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-q", str(tmp_path)],
        env={**os.environ, "NNLIB_DATA": "embedded"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert words in result.stdout.splitlines()[-1], result.stdout
    assert ("Cell 1, once more" in result.stdout) == ("failed" in words)
