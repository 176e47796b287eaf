"""A class in which most notebooks do harm: each spoils its own row, and nothing is left of them."""

import importlib.util
import os
import re
import sys

import pytest

if importlib.util.find_spec("nbgrader") is None:
    pytest.skip("python -m teach needs the extra class", allow_module_level=True)

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from teach.grading import grade, run

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.skipif(sys.platform != "linux", reason="the limits hold on Linux"),
]
IMPORTS = "import os, shutil, signal, sys, time\nimport numpy as np\nfrom nnlib import check"
POINT = 'my_point = (0.5, 2.3)\n\ncheck("4.1", my_point)'
TURN = 'my_turning_point = 1.0\n\ncheck("4.3", my_turning_point)'
# 2 ** 7 processes at most; it stops by itself.
STORM = """
for _ in range(7):
    os.fork()
os.setsid() if os.getpgid(0) != os.getpid() else None
time.sleep(60)
"""
FILES = """
for i in range(100):
    with open(f"file{i}", "wb") as file:
        file.write(bytes(20 * 2**20))
    time.sleep(0.1)
"""
MANY_FILES = """
for i in range(12_000):
    open(f"file{i}", "w").close()
time.sleep(30)
"""
DEEP = """
for i in range(300):
    os.mkdir("d")
    os.chdir("d")
"""
# What a notebook does: its code, and what is said of it
HARMS = {
    "never ends": ("while True: pass", "stopped after 6 seconds"),
    "never ends quietly": (
        "while True:\n    try: time.sleep(9)\n    except BaseException: pass",
        "stopped after 6|killed after 11",
    ),
    "crashes": ("import ctypes\nctypes.string_at(0)", "ended before its time"),
    "aborts": ("os.abort()", "ended before its time"),
    "storms": (STORM, "more than 30 processes|more than 600 MB"),
    "fills the memory": (
        "held = []\nwhile True: held.append(np.ones(2**22))",
        "600 MB|stopped after 6",
    ),
    "fills the disk": (FILES, "wrote more than 200 MB"),
    "writes many files": (MANY_FILES, "too many files|stopped after 6"),
    "prints without end": ("while True: print('x' * 100_000)", "stopped after 6 seconds"),
    "shouts without end": ("while True: os.write(2, b'x' * 100_000)", "stopped after 6 seconds"),
    "prints a gigabyte at once": ("print('x' * 10**9)", "|MemoryError|600 MB"),
    "ignores signals": (
        "for n in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):\n"
        "    signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        "stopped after 6|killed after 11",
    ),
    "ends its parent": ("os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)", "before its time"),
    "deletes its folder": ("shutil.rmtree(os.environ['HOME'])", "ended before its time"),
    "locks its folder": ("os.chmod(os.environ['HOME'], 0)", ""),
    "digs deep": (DEEP, ""),
    "ends itself kindly": ("os._exit(0)", "ended before its time|finished"),
    "recurses": ("def f(): f()\nf()", "RecursionError|stopped after 6"),
    "closes every file": ("os.closerange(0, 256)", "before its time|deleted|OSError|error"),
}


def hand_in(folder, who, *codes):
    cells = [new_code_cell(code) for code in (IMPORTS, *codes)]
    nbformat.write(new_notebook(cells=cells), folder / f"{who}.ipynb")


def left_running():
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/environ", "rb") as opened:
                if b"nnlib-grade-" in opened.read():
                    found.append(int(name))
        except OSError:
            continue
    return found


def test_each_harm_spoils_its_own_row_only(tmp_path, monkeypatch, capsys):
    handed, work = tmp_path / "handed", tmp_path / "work"
    handed.mkdir(), work.mkdir()
    monkeypatch.setattr(run, "JUDGING", 5)
    monkeypatch.setattr(run, "PATIENCE", 5)
    monkeypatch.setattr(run.tempfile, "tempdir", str(work))
    before = set(left_running())
    hand_in(handed, "a first honest one", POINT, TURN)
    hand_in(handed, "z last honest one", POINT, TURN)
    for who, (code, _) in HARMS.items():
        hand_in(handed, who, POINT, code, TURN)
    limits = run.Limits(seconds=6, megabytes=600, processes=30, disk=200)
    rows = {row.who: row for row in grade.grade(handed, tmp_path / "table.csv", limits)}
    assert rows.keys() == {*HARMS, "a first honest one", "z last honest one"}
    for who, row in rows.items():
        if "honest" in who:
            assert [row.verdicts[key][0] for key in ("4.1", "4.3")] == ["right", "right"]
            assert row.note == ""
    said = {
        who: rows[who].note
        for who, (_, words) in HARMS.items()
        if not re.search(words, rows[who].note)
    }
    assert not said, "\n".join(f"{who}: {note}" for who, note in said.items())
    assert set(left_running()) <= before
    assert list(work.iterdir()) == []
    table = (tmp_path / "table.csv").read_text("utf-8-sig").splitlines()
    assert len(table) == len(rows) + 1
