"""What the commands of `teach` need is installed; where it is not, each says kindly what to do."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from chromium import missing

pytestmark = [pytest.mark.teach, pytest.mark.sample]
ROOT = Path(__file__).parents[2]
NEEDED = ("markdown_it", "mdit_py_plugins", "nbgrader")

# Stands before the packages of the extra, and is not to be had.
ABSENT = "raise ModuleNotFoundError('absent', name=__name__)\n"


def test_the_extra_for_classes_is_installed():
    absent = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if absent:
        missing(f'{", ".join(absent)} not found (pip install -e ".[class]")')


def test_the_extra_for_the_site_is_installed():
    absent = [name for name in ("sphinx", "myst_nb") if importlib.util.find_spec(name) is None]
    if absent:
        missing(f'{", ".join(absent)} not found (pip install -e ".[site]")')


@pytest.fixture
def without_the_extra(tmp_path):
    """Runs `python -m teach` where the packages of the extra are not to be had."""
    for name in NEEDED:
        (tmp_path / f"{name}.py").write_text(ABSENT)
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])

    def run(*words):
        command = [sys.executable, "-m", "teach", *words]
        env = {**os.environ, "PYTHONPATH": paths}
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True)

    return run


@pytest.mark.parametrize(
    "words",
    [
        ["slides", "04", "--out", "out"],
        ["guide", "--out", "out"],
        ["handout", "04", "--nbgrader", "--out", "out"],
    ],
    ids=" ".join,
)
def test_a_command_that_needs_the_extra_says_what_to_install(without_the_extra, words):
    done = without_the_extra(*words)
    assert done.returncode == 1
    assert 'pip install -e ".[class]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_handouts_and_grades_need_nothing_but_nnlib(without_the_extra, tmp_path):
    done = without_the_extra("handout", "04", "--out", "handed_in")
    assert done.returncode == 0, done.stderr
    done = without_the_extra("grade", "handed_in")
    assert done.returncode == 0, done.stderr
    assert "0 of 4" in done.stdout
    assert (tmp_path / "handed_in" / "grades.csv").is_file()
