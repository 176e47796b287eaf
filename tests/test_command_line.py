"""`python -m nnlib`: training, doctor, download, and what it says to wrong values."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nnlib.__main__ import draw, draw_outputs, main
from nnlib.classroom import doctor

ROOT = Path(__file__).parents[1]


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
    for option in (
        "--epochs",
        "--hidden",
        "--eta",
        "--mini-batch",
        "--seed",
        "--data",
        "doctor",
        "lessons",
    ):
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
        (["update", "--fast"], "unrecognized arguments: --fast"),
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


def test_the_doctor_says_in_eleven_lines_that_all_is_well(embedded, capsys):
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert all(line.startswith("ok") for line in lines[:10])
    assert "Python" in lines[0]
    assert "embedded" in lines[7]
    assert "python -m nnlib download" in lines[7]
    assert re.match(r"ok   \d+ lessons; ", lines[9])
    assert lines[10] == "Ready: nnlib lessons"


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


def test_the_doctor_says_where_the_students_own_lessons_are(embedded, tmp_path, monkeypatch):
    monkeypatch.setenv("NNLIB_LESSONS", str(tmp_path / "mine"))
    number = len(list((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")))
    assert doctor._lessons() == (True, f"{number} lessons; `nnlib lessons` copies them for you")
    assert main(["lessons", "--only-copy"]) == 0
    assert doctor._lessons() == (True, f"{number} lessons; {number} of your own in mine")


def test_the_doctor_misses_the_lessons_where_there_are_none(tmp_path, monkeypatch):
    from nnlib.classroom.lessons import published

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(published, "PACKAGE", tmp_path / "site-packages" / "nnlib")
    monkeypatch.setattr(published, "_installed", lambda: ({}, True))
    assert doctor._lessons() == (False, "the lessons are missing. Type: pip install -e .")
