"""`python -m nnlib`: training, doctor, download, reset, and what it says to wrong values."""

import re
import subprocess
import sys

import numpy as np
import pytest

from nnlib import DataError
from nnlib.__main__ import draw, draw_outputs, main
from nnlib.classroom import doctor, lessons


@pytest.fixture
def embedded(monkeypatch):
    monkeypatch.delenv("NNLIB_DATA_DIR", raising=False)
    monkeypatch.setenv("NNLIB_DATA", "embedded")


def test_it_trains_and_shows_a_digit_the_outputs_and_the_answer(embedded, capsys):
    assert main(["--epochs", "2", "--hidden", "12", "--eta", "2.5", "--mini-batch", "20"]) == 0
    said = capsys.readouterr().out
    assert "the embedded set" in said
    assert len(re.findall(r"^Epoch \d: \d+ / 500, took \d+\.\d\d seconds$", said, re.M)) == 2
    assert re.search(r"^Test digits, seen for the first time: \d+ of 500 right", said, re.M)
    assert len(re.findall(r"^  \d  [01]\.\d{3}  █*$", said, re.M)) == 10
    assert re.search(r"^The network says: \d$", said, re.M)


def test_the_same_seed_gives_the_same_run_and_another_seed_another(embedded, capsys):
    def run(seed):
        main(["--epochs", "1", "--seed", seed])
        return re.sub(r"took .* seconds", "", capsys.readouterr().out)

    assert run("1") == run("1") != run("2")


def test_it_runs_as_a_program():
    help_text = subprocess.run(
        [sys.executable, "-m", "nnlib", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for option in ("--epochs", "--hidden", "--eta", "--mini-batch", "--seed", "--data", "doctor"):
        assert option in help_text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--epochs", "0"], "'0' is not a whole number of 1 or more"),
        (["--epochs", "many"], "'many' is not a whole number"),
        (["--hidden", "-3"], "'-3' is not a whole number"),
        (["--mini-batch", "1.5"], "'1.5' is not a whole number"),
        (["--eta", "0"], "'0' is not a positive number"),
        (["--eta", "nan"], "'nan' is not a positive number"),
        (["--eta", "fast"], "'fast' is not a positive number"),
        (["--seed", "-1"], "'-1' is not a whole number of 0 or more"),
        (["--data", "fashion"], "invalid choice: 'fashion'"),
        (["train"], "invalid choice: 'train'"),
    ],
)
def test_a_wrong_value_gets_a_clear_error(arguments, words, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert words in capsys.readouterr().err


def test_an_error_in_the_data_is_one_line_and_no_traceback(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("NNLIB_DATA", raising=False)
    monkeypatch.setenv("NNLIB_DATA_DIR", str(tmp_path / "nowhere"))
    assert main(["--epochs", "1"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("nnlib: NNLIB_DATA_DIR")
    assert "nowhere" in error
    assert error.count("\n") == 1


def test_an_interrupted_training_still_shows_a_digit(embedded, monkeypatch, capsys):
    from nnlib import Network

    calls = []

    def interrupt(self, mini_batch, eta):
        calls.append(1)
        if len(calls) > 30:
            raise KeyboardInterrupt

    monkeypatch.setattr(Network, "update_mini_batch", interrupt)
    assert main([]) == 130
    assert "The network says" in capsys.readouterr().out


def test_a_digit_is_drawn_with_its_ink():
    image = np.zeros((28, 28), np.uint8)
    image[3, 4], image[20, 5] = 255, 128
    lines = draw(image).split("\n")
    assert lines == [" " * 8 + "@@", " " * 10 + "=="]


def test_the_bars_are_as_long_as_the_outputs():
    lines = draw_outputs(np.arange(10).reshape(-1, 1) / 9).split("\n")
    assert lines[0] == "  0  0.000  "
    assert lines[9] == "  9  1.000  " + 30 * "█"
    assert lines[-1] == "The network says: 9"


# doctor


def test_the_doctor_says_in_ten_lines_that_all_is_well(embedded, capsys):
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10
    assert all(line.startswith("ok") for line in lines[:9])
    assert "Python" in lines[0]
    assert "embedded" in lines[7]
    assert "python -m nnlib download" in lines[7]
    assert lines[9] == "Ready: jupyter lab notebooks"


def test_the_doctor_names_what_is_missing_and_what_to_type(embedded, monkeypatch, capsys):
    monkeypatch.setitem(doctor.PACKAGES, "a-package-that-nobody-has", "a test")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "NO   a-package-that-nobody-has is missing (a test). Type: pip install -e ." in said
    assert "Not ready" in said


def test_the_doctor_names_damaged_data(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("NNLIB_DATA", raising=False)
    monkeypatch.setenv("NNLIB_DATA_DIR", str(tmp_path))
    assert main(["doctor"]) == 1
    assert "NO   the digits: NNLIB_DATA_DIR" in capsys.readouterr().out


# reset


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project's notebooks folder, outside of git, and an installation with clean copies."""
    notebooks, installed = tmp_path / "project" / "notebooks", tmp_path / "installed"
    for place, text in ((notebooks, "mine"), (installed, "clean")):
        place.mkdir(parents=True)
        (place / "09_training.ipynb").write_text(text)
    monkeypatch.chdir(notebooks.parent)
    paths = {"09_training.ipynb": installed / "09_training.ipynb"}
    monkeypatch.setattr(lessons, "_installed", lambda: paths)
    return notebooks


@pytest.mark.parametrize("number", ["09", "9"])
def test_reset_gives_a_clean_copy_and_keeps_the_students(folder, number, capsys):
    assert main(["reset", number]) == 0
    assert (folder / "09_training.ipynb").read_text() == "clean"
    assert (folder / "09_training.mine.ipynb").read_text() == "mine"
    assert "Yours is kept as 09_training.mine.ipynb" in capsys.readouterr().out


def test_a_second_reset_keeps_both_versions(folder):
    lessons.reset(9)
    (folder / "09_training.ipynb").write_text("mine again")
    lessons.reset(9)
    assert (folder / "09_training.mine.ipynb").read_text() == "mine"
    assert (folder / "09_training.mine2.ipynb").read_text() == "mine again"


def test_a_clean_lesson_is_left_alone(folder):
    (folder / "09_training.ipynb").write_text("clean")
    assert "clean already" in lessons.reset("09")
    assert len(list(folder.iterdir())) == 1


def test_a_deleted_lesson_comes_back(folder):
    (folder / "09_training.ipynb").unlink()
    (folder / "08_before.ipynb").write_text("another")
    assert lessons.reset("09") == "09_training.ipynb is clean again."
    assert (folder / "09_training.ipynb").read_text() == "clean"


def test_the_clean_copy_comes_from_git_where_there_is_git(folder):
    def git(*words):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)

    (folder / "09_training.ipynb").write_text("committed")
    git("init")
    git("add", ".")
    git("commit", "-m", "a lesson")
    (folder / "09_training.ipynb").write_text("mine")
    lessons.reset("09")
    assert (folder / "09_training.ipynb").read_text() == "committed"


def test_an_unknown_lesson_is_named_with_those_that_there_are(folder, capsys):
    assert main(["reset", "77"]) == 1
    assert "There is no lesson 77; there are 09." in capsys.readouterr().err
    with pytest.raises(DataError, match="by its number"):
        lessons.reset("perceptrons")


def test_the_installed_package_holds_clean_copies():
    assert "09_training_on_mnist.ipynb" in lessons._installed()


def test_reset_works_in_a_notebook_too(folder):
    import nnlib

    assert "clean again" in nnlib.reset("09")
