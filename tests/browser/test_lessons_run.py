"""Each lesson in JupyterLab, from a copy: all cells run, and nothing complains."""

import json

import pytest

from nnlib.classroom import optional
from teach import lessons

pytestmark = pytest.mark.browser
LESSONS = {path.name[:2]: path for path in lessons.lessons()}
SAMPLE = ("00", "04", "08")  # of .ci/run: the pad, a slider and a point, the stepper


def run_to_the_end(server, number):
    """Opens and runs a copy; returns all its outputs as they are saved."""
    name = server.copy(number)
    with server.open(name) as page:
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1500)
        assert page.problems == []  # errors of the page and its console, requests to other hosts
    saved = json.loads((server.folder / name).read_text())
    return [out for cell in saved["cells"] for out in cell.get("outputs", [])]


@pytest.mark.parametrize(
    "number", [pytest.param(n, marks=pytest.mark.sample if n in SAMPLE else ()) for n in LESSONS]
)
def test_a_lesson_runs_to_its_end_without_an_error(lab, number):
    packages = optional.needed_by(LESSONS[number].read_text(encoding="utf-8"))
    if optional.missing(packages):
        pytest.skip(optional.what_to_do(packages, f"Lesson {number}"))
    outputs = run_to_the_end(lab, number)
    assert [out for out in outputs if out["output_type"] == "error"] == []
    assert not [out for out in outputs if any("widget-view" in k for k in out.get("data", {}))]


def test_a_lesson_runs_to_its_end_in_notebook_7(notebook7):
    outputs = run_to_the_end(notebook7, "04")
    assert [out for out in outputs if out["output_type"] == "error"] == []
