"""A course: when solutions open, and exercises of its own."""

import datetime

import pytest

import nnlib.classroom.checker as checker
from nnlib import check, hint, progress, solution
from nnlib.classroom import course
from nnlib.classroom.handout import graded

OWN = """
from nnlib.classroom.checking import Exercise, number

exercise_4_9 = Exercise(
    "4.9",
    praise="Three halves.",
    hints=("an idea", "a plan", "`3 / 2`"),
    reads=number,
    solution=1.5,
    wrong={3: "3 is the sum, not the mean."},
)

exercise_4_11 = Exercise("4.11", praise="Twice.", hints=("an idea", "a plan", "`2 * a`"))


@exercise_4_11.solution
def twice(a):
    return 2 * a


@exercise_4_11.wrong("this is the square.")
def square(a):
    return a**2


@exercise_4_11.probes
def numbers():
    return [(3,), (-5,)]
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    for name in ("NNLIB_COURSE", "NNLIB_SOLUTIONS", "NNLIB_EXERCISES"):
        monkeypatch.delenv(name, raising=False)
    lessons = tmp_path / "course" / "my_lessons"
    lessons.mkdir(parents=True)
    monkeypatch.chdir(lessons)
    monkeypatch.setattr(checker, "_results", {})
    return tmp_path / "course"


def settings(folder, text):
    (folder / course.NAME).write_text(text, encoding="utf-8")


def in_days(days):
    return datetime.date.today() + datetime.timedelta(days=days)


# Solutions are locked


def test_without_any_setting_solutions_are_shown():
    assert "return" in repr(solution("4.2"))


def test_the_switch_turns_solutions_off_kindly(monkeypatch):
    monkeypatch.setenv("NNLIB_SOLUTIONS", "off")
    said = solution("4.2")
    assert said.state == "hint"
    assert "off here for now" in said.text
    assert 'hint("4.2")' in said.text
    assert "return" not in repr(said).replace("returned", "")
    assert "solution" not in hint("4.2", step=3).text
    assert check("4.3", 1.0).state == "right"


def test_the_switch_goes_before_the_date(here, monkeypatch):
    settings(here, f"solutions = {in_days(5)}\n")
    monkeypatch.setenv("NNLIB_SOLUTIONS", "on")
    assert "return" in repr(solution("4.2"))


def test_a_switch_that_is_neither_on_nor_off_locks_and_says_so(monkeypatch):
    monkeypatch.setenv("NNLIB_SOLUTIONS", "maybe")
    assert 'NNLIB_SOLUTIONS is "maybe"; it can be "off" or "on"' in solution("4.2").text


def test_a_date_in_the_course_file_opens_solutions(here):
    settings(here, "solutions = 2199-12-24\n")
    assert "open on 24 December 2199." in solution("4.2").text
    settings(here, "solutions = 2199-12-24T18:30:00\n")
    assert "open on 24 December 2199, 18:30." in solution("4.2").text
    settings(here, "solutions = 2199-12-24T18:30:00+01:00\n")
    assert "open on" in solution("4.2").text
    settings(here, f"solutions = {in_days(0)}\n")  # from this day on
    assert "return" in repr(solution("4.2"))
    settings(here, f"solutions = {in_days(1)}\n")
    assert "open on" in solution("4.2").text


def test_each_lesson_may_have_a_date_of_its_own(here):
    settings(here, '[solutions]\n04 = 2199-12-24\n05 = "off"\n6 = 2001-01-01\n')
    assert "open on" in solution("4.2").text
    assert "off here" in solution("5.1").text
    assert "return" in repr(solution("6.2"))
    assert "return" in repr(solution("7.2"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("solutions = 2026-13-45\n", "nnlib_course.toml cannot be read"),
        ("solutions = 3\n", "nnlib_course.toml sets `solutions` to 3, and a date"),
        ('solutions = "soon"\n', "and a date, such as 2026-12-24"),
        ("solution = 2026-12-24\n", "sets `solution`; known are `solutions`, `exercises`"),
    ],
)
def test_a_setting_that_cannot_be_read_locks_and_says_what_to_mend(here, text, words):
    settings(here, text)
    assert words in solution("4.2").text
    assert check("4.3", 1.0).state == "right"


def test_the_course_file_may_lie_elsewhere(here, monkeypatch):
    file = here / "elsewhere.toml"
    file.write_text('solutions = "off"\n')
    monkeypatch.setenv("NNLIB_COURSE", str(file))
    assert "off here" in solution("4.2").text
    monkeypatch.setenv("NNLIB_COURSE", str(here / "none.toml"))
    assert "none.toml cannot be read" in solution("4.2").text


# Exercises of the course's own


@pytest.fixture
def own(here):
    folder = here / "our_exercises"
    folder.mkdir()
    (folder / "lesson_04.py").write_text(OWN, encoding="utf-8")
    settings(here, 'exercises = "our_exercises"\n')
    return folder


def test_an_exercise_of_the_course_is_checked_as_any_other(own):
    assert check("4.9", 1.5).text == "right. Three halves."
    assert check("4.9", 3).text == "3 is the sum, not the mean."
    assert check("4.11", lambda a: a * 2).state == "right"
    assert check("4.11", lambda a: a * a).text == "this is the square."
    assert check("4.11", ...).state == "open"
    assert "hint 3 of 3: `3 / 2`" in hint("4.9", step=3).text
    assert repr(solution("4.11")) == "def twice(a):\n    return 2 * a"
    assert check("4.3", 1.0).state == "right"


def test_a_cell_that_grades_finds_it_too_and_remembers_nothing(own):
    assert graded("4.9", 1.5).state == "right"
    assert graded("4.9", 3).text == "3 is the sum, not the mean."
    assert graded("1.2", [2, 2], -1).state == "right"
    assert graded("4.77", 1).text == "there is no exercise 4.77."
    assert checker._results == {}


def test_progress_and_the_list_of_a_lesson_hold_them_in_order(own):
    check("4.9", 1.5)
    states = progress().states
    assert list(states) == ["4.1", "4.2", "4.3", "4.4", "4.9", "4.11"]
    assert states["4.9"] == "right"
    assert "4.4, 4.9, 4.11" in check("4.77", 1).text


def test_a_variable_names_the_folder_too(own, here, monkeypatch):
    settings(here, "")
    assert check("4.9", 1.5).state == "unknown"
    monkeypatch.setenv("NNLIB_EXERCISES", str(own))
    assert check("4.9", 1.5).state == "right"


def test_a_file_that_was_changed_is_read_again(own):
    assert check("4.9", 1.5).state == "right"
    (own / "lesson_04.py").write_text(OWN.replace("solution=1.5", "solution=2.50"))
    assert check("4.9", 1.5).state == "wrong"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def f(:\n", "lesson_04.py, line 1 stops with SyntaxError"),
        ("import nnlib\n\n1 / 0\n", "lesson_04.py, line 3 stops with ZeroDivisionError"),
        ("import no_such_module\n", "lesson_04.py, line 1 stops with ModuleNotFoundError"),
        ("raise SystemExit('bye')\n", "stops with SystemExit: bye"),
        ("x = 3\n", "lesson_04.py holds no exercise"),
        (OWN.replace('"4.9"', '"5.9"'), 'the key 5.9 does not begin with the lesson, as "4.9"'),
        (OWN.replace('"4.11"', '"4.9"'), "two exercises are called 4.9"),
        (OWN.replace('"4.9"', '"4.1"'), "exercise 4.1 has a key of nnlib's"),
        (OWN.replace("@exercise_4_11.solution", ""), "exercise 4.11 has no solution"),
        (OWN.replace("@exercise_4_11.probes", ""), "exercise 4.11 has no probes"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_spoils_nothing(own, code, words):
    (own / "lesson_04.py").write_text(code)
    assert words in check("4.77", 1).text
    assert check("4.3", 1.0).state == "right"
    assert check("4.1", (0.5, 2.3)).state == "right"
    assert "4.1" in progress(4).states


def test_a_folder_that_is_not_there_or_empty_is_one_sentence(here, monkeypatch):
    settings(here, 'exercises = "nowhere"\n')
    assert "there is no folder" in check("4.9", 1).text
    settings(here, "exercises = 3\n")
    assert "sets `exercises` to 3, and a folder's name is wanted" in check("4.9", 1).text
    (here / "empty").mkdir()
    settings(here, 'exercises = "empty"\n')
    assert "holds no exercises: files called lesson_04.py" in check("4.9", 1).text
    assert check("4.3", 1.0).state == "right"
