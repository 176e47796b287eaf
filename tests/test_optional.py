"""Lesson 14 and PyTorch: what is said where it is missing, and what goes on without it."""

import importlib.util
import os
import shutil
import subprocess
import sys

import nbclient
import nbformat
import pytest
from execute import NOTEBOOKS

import nnlib
from nnlib.classroom import optional
from nnlib.classroom.checker import all_exercises, check
from teach import lessons

LESSON = next(path for path in lessons.lessons() if path.name.startswith("14_"))
HIDE = """
import importlib.util
found = importlib.util.find_spec
hidden = lambda name, *rest: None if name in ("torch", "onnx") else found(name, *rest)
importlib.util.find_spec = hidden
"""


def step(W, b, a):
    return a @ W.T + b


def answered(cost, a):
    return a


@pytest.fixture
def without_torch(monkeypatch):
    found = importlib.util.find_spec
    hidden = lambda name, *rest: None if name in ("torch", "onnx") else found(name, *rest)  # noqa: E731
    monkeypatch.setattr(importlib.util, "find_spec", hidden)


def test_the_lesson_names_the_packages_of_its_extra():
    assert optional.needed_by(LESSON.read_text(encoding="utf-8")) == ["torch", "onnx"]
    others = [path for path in lessons.lessons() if path != LESSON]
    assert [p for p in others if optional.needed_by(p.read_text(encoding="utf-8"))] == []


def test_what_is_there_is_not_missing():
    nnlib.needs("numpy", "json")
    assert optional.missing(("numpy", "no_such_package")) == ["no_such_package"]


@pytest.mark.usefixtures("without_torch")
def test_a_missing_package_is_named_with_what_to_type():
    with pytest.raises(ImportError) as caught:
        nnlib.needs("torch", "onnx")
    said = str(caught.value)
    assert said.startswith("This lesson needs PyTorch and onnx, which are not installed here")
    assert 'pip install -e ".[torch]"' in said


@pytest.mark.usefixtures("without_torch")
def test_in_a_browser_nobody_is_told_to_install(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    with pytest.raises(ImportError, match="cannot run in a browser") as caught:
        nnlib.needs("torch")
    assert "pip" not in str(caught.value)


def test_the_first_cell_stops_with_the_sentence_and_no_traceback():
    first = nbformat.read(LESSON, 4).cells[1].source
    assert first.splitlines()[-1].startswith("needs(")
    cells = [nbformat.v4.new_code_cell(source) for source in (HIDE, first, "print('ran on')")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    with pytest.raises(nbclient.exceptions.CellExecutionError):
        nbclient.NotebookClient(notebook, timeout=60).execute()
    (output,) = notebook.cells[1].outputs
    (line,) = output.traceback
    assert line.startswith("This lesson needs PyTorch, which is not installed here")
    assert notebook.cells[2].outputs == []


@pytest.mark.parametrize(("digits", "runs"), [("full", 1), ("embedded", 2)])
@pytest.mark.parametrize("hidden", [True, False])
def test_the_lessons_cells_are_skipped_where_it_is_missing(tmp_path, hidden, digits, runs):
    """A lesson with the same first call: its cells are skipped in each run, and why is said."""
    packages = '"no_such_package"' if hidden else '"numpy"'
    cells = [nbformat.v4.new_code_cell(f"from nnlib import needs\nneeds({packages})")]
    cells[0].execution_count = 1
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "15_small.ipynb")
    shutil.copy(NOTEBOOKS.parent / "conftest.py", tmp_path)
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-p", "no:xdist"]
    result = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-q", "-rs", str(tmp_path)],
        env={**os.environ, "NNLIB_DATA": digits},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert f"{runs} {'skipped' if hidden else 'passed'} in" in result.stdout
    assert ("15_small.ipynb needs no_such_package" in result.stdout) == hidden


@pytest.mark.usefixtures("without_torch")
def test_an_answer_that_needs_no_torch_is_judged_without_it():
    assert check("14.1", step).state == "right"
    assert check("14.2", "ABD").state == "right"
    assert check("14.4", all_exercises()["14.4"].answer).state == "right"


@pytest.mark.usefixtures("without_torch")
def test_an_answer_that_cannot_be_judged_without_it_is_neither_right_nor_wrong():
    verdict = check("14.3", answered)
    assert verdict.state == "open"
    assert verdict.text.startswith("not judged. The judge of this exercise needs PyTorch")
    assert check("14.3", lambda cost, a: ...).text.startswith("not answered yet")


def test_nothing_of_nnlib_imports_torch():
    code = "import sys, nnlib; nnlib.check('14.1', ...); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
