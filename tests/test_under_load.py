"""The tool that runs tests many times on a busy computer keeps what a failed run says."""

import contextlib
import subprocess

import under_load

NOW_AND_THEN = """
from pathlib import Path
import pytest

def test_fails_the_second_time():
    runs = Path(__file__).with_name("runs")
    runs.write_text((runs.read_text() if runs.exists() else "") + "x")
    assert len(runs.read_text()) != 2, "the second run"
"""


def test_a_run_that_fails_is_counted_and_kept_whole(tmp_path, capsys):
    file = tmp_path / "test_now_and_then.py"
    file.write_text(NOW_AND_THEN)
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]")
    arguments = ["3", "--programs", "1", "-c", str(settings), "-q", str(file)]
    assert under_load.main(arguments, tmp_path / "kept") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(", ")[1] for line in lines[:3]] == ["passed", "FAILED", "passed"]
    assert lines[3] == "2 of 3 runs passed"
    (kept,) = (tmp_path / "kept").iterdir()
    assert kept.name == "run_2.txt"
    assert "AssertionError: the second run" in kept.read_text()


def test_the_programs_that_make_the_load_end_with_it(monkeypatch):
    started = []

    class Noting(subprocess.Popen):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            started.append(self)

    monkeypatch.setattr(under_load.subprocess, "Popen", Noting)
    with contextlib.suppress(KeyboardInterrupt), under_load.load(2):
        assert [program.poll() for program in started] == [None, None]
        raise KeyboardInterrupt
    assert all(program.poll() is not None for program in started)
