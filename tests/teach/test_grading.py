"""Grading a class: each notebook in a process of its own, and none spoils another's row."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from handing_in import write, write_solutions
from nbformat.v4 import new_code_cell, new_notebook

from nnlib import progress
from nnlib.classroom import checker
from nnlib.classroom.checker import all_exercises
from teach import grading, handouts, lessons
from teach.__main__ import main
from teach.grading import grade, report, run, submissions

pytestmark = pytest.mark.teach
ROOT = Path(__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the limits hold on Linux")
IMPORTS = "import os, sys, time, signal\nimport numpy as np\nfrom nnlib import check"
TURN = 'my_turning_point = 1.0\n\ncheck("4.3", my_turning_point)'
POINT = 'my_point = (0.5, 2.3)\n\ncheck("4.1", my_point)'
FORK = """
for _ in range(80):
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
        os._exit(0)
"""
FILLS = """
held = []
for _ in range(100):
    held.append(np.ones(100 * 2**17))
    time.sleep(0.2)
"""
TRICKS = """
from nnlib.classroom import checker
from nnlib.classroom.checking.exercise import Exercise

Exercise.run = lambda self, answer: None
"""


def notebook(*codes):
    return new_notebook(cells=[new_code_cell(code) for code in (IMPORTS, *codes)])


def judged(*codes, **limits):
    """The outcome of a notebook with these cells."""
    made = notebook(*codes)
    cells = [(n, cell.source) for n, cell in enumerate(made.cells, 1)]
    exercises = submissions.exercises_in([code for _, code in cells])
    return run.run(cells, exercises, run.Limits(**limits))


def states(outcome):
    return {key: state for key, (state, _) in outcome.verdicts.items()}


# A class


@pytest.fixture(scope="module")
def a_class(tmp_path_factory):
    """A class has handed in lesson 04; its rows by student, its table, and what was printed."""
    folder = tmp_path_factory.mktemp("class")

    def handout():
        return handouts.handout(lessons.lesson("04"))

    def hand_in(who, made):
        (folder / who).mkdir()
        nbformat.write(made, folder / who / "handout_04_gradient_descent.ipynb")

    hand_in("ada", write_solutions(handout()))
    for who in ("bob", "cem"):
        made = write_solutions(handout(), ["4.2", "4.4"])
        hand_in(who, write(made, "(1.5, 3.7)", "...  # x, y"))
    hand_in("dora", handout())
    hand_in("emil", notebook(POINT, "while True:\n    try:\n        pass\n    except: pass", TURN))
    hand_in("finn", notebook(POINT, TURN, "os._exit(3)"))
    hand_in("gus", notebook("class Yes:\n    state = 'right'", "check = lambda *a: Yes()", POINT))
    (folder / "hana.ipynb").write_text("{")
    (folder / "iris").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checker, "_results", {"4.3": "right", "4.1": "wrong"})
        progress(4, export=folder / "iris" / "mine.json")
    (folder / "iris" / "notes.txt").write_text("hello")
    table = folder.parent / "table.csv"
    with pytest.MonkeyPatch.context() as patch:
        printed = []
        patch.setattr("builtins.print", lambda *words, **_: printed.append(" ".join(words)))
        rows = grade.grade(folder, table, run.Limits(seconds=60))
    return {row.who: row for row in rows}, table, "\n".join(printed)


@pytest.mark.sample
def test_each_student_has_a_row_with_what_is_right(a_class):
    rows, _, _ = a_class
    assert list(rows) == ["ada", "bob", "cem", "dora", "emil", "finn", "gus", "hana", "iris"]
    assert {row.who: row.right for row in rows.values() if row.who in "ada bob cem dora"} == {
        "ada": 4,
        "bob": 2,
        "cem": 2,
        "dora": 0,
    }
    assert [rows["bob"].verdicts[key][0] for key in ("4.1", "4.3")] == ["wrong", "open"]
    assert {state for state, _ in rows["dora"].verdicts.values()} == {"open"}
    assert rows["ada"].note == ""


@pytest.mark.sample
def test_a_notebook_without_end_or_that_crashes_spoils_its_own_row_only(a_class):
    rows, _, _ = a_class
    assert "stopped after 60 seconds, in cell 3" in rows["emil"].note
    assert rows["emil"].verdicts["4.1"][0] == "right"  # it stood there before
    assert rows["emil"].verdicts["4.3"][0] == "open"
    assert rows["finn"].note == "its process ended before its time (code 3), in cell 4."
    assert rows["finn"].verdicts["4.1"] == ("look", "was not judged.")
    assert rows["hana"].note == "it cannot be read as a notebook."
    assert rows["gus"].verdicts["4.1"][0] == "right"


@pytest.mark.sample
def test_the_table_names_the_misconception_of_each_wrong_answer(a_class):
    rows, table, printed = a_class
    with table.open(encoding="utf-8-sig", newline="") as opened:
        read = {row["who"]: row for row in csv.DictReader(opened)}
    (message,) = [m for value, m in all_exercises()["4.1"].mistakes if value == (1.5, 3.7)]
    assert list(read) == list(rows)
    assert read["bob"]["exercise 4.1"] == "wrong"
    assert read["bob"]["4.1 shows"] == message
    assert read["bob"]["right"] == "2"
    assert read["bob"]["of"] == "4"
    assert read["ada"]["4.1 shows"] == ""
    assert "seconds" in read["emil"]["note"]
    assert f"  4.1, 2 of 9: {message}" in printed


@pytest.mark.sample
def test_it_says_that_it_runs_students_code_and_where_to_run_it(a_class):
    _, _, printed = a_class
    assert printed.startswith(grading.WARNING)
    for word in ("runs the code", "files", "network", "container", "virtual machine", "deceive"):
        assert word in grading.WARNING


def test_progress_that_was_handed_in_is_read_and_marked_as_unchecked(a_class):
    rows, _, printed = a_class
    verdicts = rows["iris"].verdicts
    assert {key: state for key, (state, _) in verdicts.items()} == {
        "4.1": "wrong",
        "4.2": "open",
        "4.3": "right",
        "4.4": "open",
    }
    assert "nothing was run or checked" in rows["iris"].note
    assert "Not read: " + os.path.join("iris", "notes.txt") in printed


# What a notebook may try


def test_what_cannot_be_interrupted_is_killed(monkeypatch):
    monkeypatch.setattr(run, "JUDGING", 5)
    blocks = "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))\nwhile True: pass"
    outcome = judged(POINT, blocks, seconds=8)
    assert outcome.note == "killed after 13 seconds, in cell 3."
    assert states(outcome) == {"4.1": "look", "4.2": "look", "4.3": "look", "4.4": "look"}


@LINUX
def test_a_notebook_that_fills_the_memory_is_killed():
    outcome = judged(POINT, FILLS, megabytes=600)
    assert outcome.note == "killed, as it took more than 600 MB, in cell 3."


@LINUX
def test_memory_that_is_asked_for_at_once_is_refused_and_the_answers_are_judged():
    outcome = judged(POINT, "np.ones(2**33)", megabytes=1_000)
    assert "MemoryError in cell 3" in outcome.note
    assert outcome.verdicts["4.1"][0] == "right"


def processes_named(word):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/environ", "rb") as opened:
                if word.encode() in opened.read():
                    found.append(int(name))
        except OSError:
            continue
    return found


@LINUX
def test_a_notebook_that_forks_is_killed_with_all_that_it_started():
    before = processes_named("nnlib-grade-")
    outcome = judged(POINT, FORK, processes=20)
    assert "started more than 20 processes" in outcome.note
    assert set(processes_named("nnlib-grade-")) <= set(before)


@LINUX
def test_what_a_notebook_leaves_running_ends_with_it():
    before = processes_named("nnlib-grade-")
    outcome = judged(POINT, FORK.replace("80", "3"))
    assert outcome.verdicts["4.1"][0] == "right"
    assert set(processes_named("nnlib-grade-")) <= set(before)


@LINUX
@pytest.mark.parametrize("number", ["SIGKILL", "SIGSTOP"])
def test_a_notebook_that_ends_or_stops_its_keeper_does_not_outlive_it(number, monkeypatch):
    monkeypatch.setattr(run, "JUDGING", 1)
    monkeypatch.setattr(run, "PATIENCE", 2)
    before = processes_named("nnlib-grade-")
    ends = f"os.kill(os.getppid(), signal.{number})"
    outcome = judged(POINT, f"{ends}\nif os.fork() == 0: os.setsid()\ntime.sleep(60)", seconds=5)
    assert "ended before its time" in outcome.note
    assert set(processes_named("nnlib-grade-")) <= set(before)


def test_endless_printing_fills_nothing():
    outcome = judged(POINT, "while True: print('x' * 10_000)", seconds=5)
    assert outcome.note.startswith("stopped after 5 seconds")
    assert outcome.verdicts["4.1"][0] == "right"


@pytest.mark.parametrize("code", ["sys.exit(0)", "exit", "raise KeyboardInterrupt", "1 / 0", "def"])
def test_a_cell_that_stops_does_not_keep_the_next_from_running(code):
    outcome = judged(code, POINT)
    assert outcome.verdicts["4.1"][0] == "right", outcome.note


def test_errors_are_counted_and_the_first_is_named():
    assert judged("1 / 0", POINT, "x +", "[][0]").note == (
        "3 cells stop with an error: ZeroDivisionError in cell 2."
    )


@pytest.mark.parametrize(
    "code",
    [
        TRICKS,
        "import nnlib.classroom.checking.exercise as e\ne.Exercise.same_value = lambda *a: 1",
        "from nnlib.classroom import checker\nchecker.judged = lambda *a: ('right', '')",
        "from nnlib.classroom.checker import all_exercises\nall_exercises()['4.1'].answer = (9, 9)",
        "from nnlib.classroom import checker\nchecker.all_exercises()['4.1'].rights.append(9)",
        "import builtins\nbuiltins.abs = lambda x: 0",
        "np.all = lambda *a: True",
        "import nnlib.classroom.checking.exercise as e\ne.NotAnswered.__init__ = print",
    ],
    ids=range(8),
)
def test_a_notebook_that_changes_the_judge_is_marked(code):
    outcome = judged(code, POINT.replace("0.5, 2.3", "9, 9"))
    assert outcome.verdicts["4.1"][0] == "look"
    assert "the notebook changes" in outcome.verdicts["4.1"][1]


def test_an_answer_that_changes_the_judge_when_it_is_called_is_marked():
    code = "def my_jump(start, eta, steps):\n    np.all = lambda *a: True\n    return 0 * start\n"
    outcome = judged(code + '\n\ncheck("4.4", my_jump)', POINT)
    assert states(outcome)["4.4"] == "look"


def test_a_function_of_nnlib_is_no_answer_of_a_students():
    for answer in ("descend", "functools.partial(descend)"):
        code = f'import functools\nfrom nnlib import descend\ncheck("4.2", {answer})'
        said = judged(code.replace("check", f"my_descend = {answer}\ncheck")).verdicts["4.2"]
        assert said[0] == "look"
        assert "nnlib's own" in said[1]


def test_results_that_a_notebook_writes_itself_are_not_taken_for_more_than_they_are():
    lies = json.dumps({"key": "4.1", "state": "excellent", "text": "yes"})
    code = f"open('result.jsonl', 'w').write({lies!r} + '\\n[1]\\n{{\\n')\nos._exit(0)"
    outcome = judged(POINT, code)
    assert outcome.verdicts["4.1"] == ("look", "was not judged.")
    assert "ended before its time" in outcome.note


@LINUX
@pytest.mark.parametrize("make", ["os.mkfifo", "lambda name: os.symlink('/dev/zero', name)"])
def test_a_result_that_is_no_file_keeps_nobody_waiting(make):
    code = f"os.remove('result.jsonl')\n({make})('result.jsonl')\nos._exit(0)"
    begin = time.monotonic()
    assert "ended before its time" in judged(POINT, code).note
    assert time.monotonic() - begin < 60


def test_a_notebook_does_not_get_the_teachers_environment_and_home(monkeypatch):
    monkeypatch.setenv("MY_TOKEN", "abc")
    code = 'my_point = (0.5, 2.3) if "MY_TOKEN" not in os.environ else 0\nhome = os.environ["HOME"]'
    turn = 'my_turning_point = 1.0 if "nnlib-grade-" in home else 0\ncheck("4.3", my_turning_point)'
    outcome = judged(f'{code}\ncheck("4.1", my_point)', turn)
    assert states(outcome) == {"4.1": "right", "4.2": "open", "4.3": "right", "4.4": "open"}


def test_solutions_are_closed_while_a_notebook_is_graded(monkeypatch):
    monkeypatch.setenv("NNLIB_SOLUTIONS", "on")
    code = 'import os\nmy_point = (0.5, 2.3) if os.environ["NNLIB_SOLUTIONS"] == "off" else 0'
    assert states(judged(f'{code}\ncheck("4.1", my_point)'))["4.1"] == "right"


def test_a_notebook_that_changes_files_of_nnlib_ends_the_grading(tmp_path, monkeypatch):
    nbformat.write(notebook(POINT), tmp_path / "eve.ipynb")
    seen = iter(["before", "after"])
    monkeypatch.setattr(run, "state_of_nnlib", lambda: next(seen))
    with pytest.raises(SystemExit, match="notebook of eve"):
        grade.grade(tmp_path, tmp_path / "grades.csv", run.Limits())
    assert not (tmp_path / "grades.csv").exists()


# What is handed in


def test_the_lesson_says_which_answers_are_judged(tmp_path):
    found = submissions.exercises_in(['check("1.2", w, b)', 'check(f"{1}.3", x)', "check("])
    assert found == [
        ["1.1", "my_b", ""],
        ["1.2", "(my_w, my_b)", "w, b"],
        ["1.3", "my_changed", ""],
        ["1.4", "my_xor", ""],
        ["1.5", "my_flips", ""],
    ] or [key for key, _, _ in found] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert found[1] == ["1.2", "(my_w, my_b)", "w, b"]


def test_an_answer_under_another_name_is_found():
    code = 'point = (0.5, 2.3)\ncheck("4.1", point)'
    assert judged(code).verdicts["4.1"][0] == "right"


def test_what_is_no_submission_is_left_out(tmp_path):
    nbformat.write(notebook(POINT), tmp_path / "ada.ipynb")
    nbformat.write(notebook("x = 3"), tmp_path / "none.ipynb")
    for place in (".ipynb_checkpoints", "__MACOSX"):
        (tmp_path / place).mkdir()
        nbformat.write(notebook(POINT), tmp_path / place / "ada.ipynb")
    if hasattr(os, "symlink") and os.name == "posix":
        os.symlink("/dev/zero", tmp_path / "bob.ipynb")
    found, others = submissions.find(tmp_path)
    assert [(one.who, one.problem) for one in found] == [
        ("ada", ""),
        ("none", "no exercise was found in it."),
    ]
    assert others == []


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"cells": 3}', '{"cells": [3]}', '{"cells": [{"source": 3}]}', "[" * 9999],
    ids=range(7),
)
def test_whatever_lies_there_is_read_without_an_error(tmp_path, text):
    (tmp_path / "ada.ipynb").write_text(text)
    (one,) = submissions.find(tmp_path)[0]
    assert one.problem == "it cannot be read as a notebook."


def test_exercises_of_the_instructors_own_are_graded_too(tmp_path, monkeypatch):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "lesson_04.py").write_text(
        "from nnlib.classroom.checking import Exercise, number\n"
        'one = Exercise("4.9", praise="Yes.", hints=("a", "b", "c"), reads=number, solution=7,\n'
        '               wrong={8: "8 counts both ends."})\n'
    )
    monkeypatch.setenv("NNLIB_EXERCISES", str(tmp_path / "own"))
    outcome = judged('mine = 8\ncheck("4.9", mine)', POINT)
    assert outcome.verdicts["4.9"] == ("wrong", "8 counts both ends.")
    assert outcome.verdicts["4.1"][0] == "right"


def test_a_bad_folder_of_own_exercises_is_said_and_the_rest_is_graded(
    tmp_path, monkeypatch, capsys
):
    nbformat.write(notebook(POINT), tmp_path / "ada.ipynb")
    monkeypatch.setenv("NNLIB_EXERCISES", str(tmp_path / "nowhere"))
    (row,) = grade.grade(tmp_path, tmp_path / "grades.csv", run.Limits())
    assert row.verdicts["4.1"][0] == "right"
    assert "As to your own exercises: there is no folder" in capsys.readouterr().out


@LINUX
def test_ctrl_c_stops_the_grading_and_the_notebook_that_runs(tmp_path):
    code = f"open({str(tmp_path / 'runs')!r}, 'w').close()\nwhile True: pass"
    nbformat.write(notebook(POINT, code), tmp_path / "ada.ipynb")
    before = processes_named("nnlib-grade-")
    command = [sys.executable, "-m", "teach", "grade", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as it:
        end = time.monotonic() + 60
        while not (tmp_path / "runs").exists():
            assert time.monotonic() < end
            time.sleep(0.1)
        it.send_signal(signal.SIGINT)
        assert "Stopped. No table was written." in it.communicate(timeout=60)[1].decode()
    assert it.returncode == 1
    assert set(processes_named("nnlib-grade-")) <= set(before)


# The table


def rows_of(*sentences):
    return [
        report.Row(f"s{n}", f"s{n}.ipynb", {"4.1": ("wrong", text)} if text else {})
        for n, text in enumerate(sentences)
    ]


def test_the_three_commonest_mistakes_are_found():
    rows = rows_of(
        "yours gives `3`; `4` is right.", "yours gives `5`; `4` is right.", "a", "a", "a"
    )
    rows += rows_of("b", "c", "")
    assert [(text, len(who)) for _, text, who in report.commonest(rows)] == [
        ("a", 3),
        ("yours gives `3`; `4` is right.", 2),
        ("b", 1),
    ]
    assert report.for_the_next_lesson(rows_of("")) == ""


def test_a_known_mistake_is_not_taken_together_with_another():
    (one, other) = [m for _, m in all_exercises()["4.3"].mistakes if "0.95" in m or "0.97" in m]
    rows = [
        report.Row("a", "", {"4.3": ("wrong", one)}),
        report.Row("b", "", {"4.3": ("wrong", other)}),
    ]
    assert len(report.commonest(rows)) == 2


def test_nothing_in_the_table_is_a_formula_or_commands_a_terminal(tmp_path):
    row = report.Row("=1+1", "\x1b[2J.ipynb", {"4.1": ("wrong", "@SUM(A1)\nx")}, "-2")
    report.write([row], tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as opened:
        _, cells = list(csv.reader(opened))
    assert cells == ["'=1+1", " [2J.ipynb", "0", "1", "wrong", "'@SUM(A1) x", "'-2"]
    assert "\x1b" not in report.printed([row])


# The command


def test_the_command_writes_the_table_beside_what_was_handed_in(tmp_path, capsys):
    nbformat.write(notebook(POINT), tmp_path / "ada.ipynb")
    main(["grade", str(tmp_path), "--jobs", "2"])
    assert "1 of 4" in capsys.readouterr().out
    assert (tmp_path / "grades.csv").read_text(encoding="utf-8-sig").startswith("who,file,right")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "There is no folder nowhere"),
        (["."], "Nothing to grade in ."),
        ([".", "--seconds", "0"], "--seconds is 0.0; it is 1 at least"),
    ],
)
def test_the_command_says_what_it_needs(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=said):
        main(["grade", *words])


# Handouts that are solved


NUMBERS = [
    pytest.param(p.name[:2], marks=pytest.mark.sample) if p.name[:2] == "04" else p.name[:2]
    for p in lessons.lessons()
]


@pytest.mark.parametrize("number", NUMBERS)
def test_each_solution_that_is_pasted_into_its_handout_is_right(number, monkeypatch):
    monkeypatch.setenv("NNLIB_DATA", "embedded")
    made = write_solutions(handouts.handout(lessons.lesson(number)))
    cells = [(n, c.source) for n, c in enumerate(made.cells, 1) if c.cell_type == "code"]
    exercises = submissions.exercises_in([code for _, code in cells])
    outcome = run.run(cells, exercises, run.Limits(seconds=900, megabytes=4_000))
    keys = [key for key in all_exercises() if key.startswith(f"{int(number)}.")]
    assert states(outcome) == dict.fromkeys(keys, "right"), outcome
    assert outcome.note == ""
