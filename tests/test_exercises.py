"""Every exercise: its solutions pass, its known wrong answers are named, its stub is quiet."""

import inspect
import time

import numpy as np
import pytest

import nnlib.classroom.checker as machinery
from nnlib import DataError, check, hint, progress, solution
from nnlib.classroom.checker import all_exercises

ALL = all_exercises()
RIGHT = [(key, answer) for key, e in ALL.items() for answer in [e.answer, *e.also_right]]
WRONG = [(key, answer, words) for key, e in ALL.items() for answer, words in e.wrong]


def name_of(value):
    if isinstance(value, set):  # whose order differs from run to run
        value = sorted(value, key=str)
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("key", "answer"), RIGHT, ids=name_of)
def test_a_right_answer_passes(key, answer):
    verdict = check(key, answer)
    assert verdict.state == "right", verdict


@pytest.mark.parametrize(("key", "answer", "words"), WRONG, ids=name_of)
def test_a_known_wrong_answer_is_named(key, answer, words):
    verdict = check(key, answer)
    assert verdict.state == "wrong"
    assert words in verdict.text


@pytest.mark.parametrize("key", ALL)
def test_the_wrong_answers_of_an_exercise_get_different_messages(key):
    messages = [check(key, answer).text for answer, _ in ALL[key].wrong]
    assert len(set(messages)) == len(messages) >= 3


@pytest.mark.parametrize("key", ALL)
def test_an_exercise_has_a_second_solution_three_hints_and_praise(key):
    exercise = ALL[key]
    assert exercise.also_right
    assert len(exercise.hints) == 3
    assert exercise.praise.endswith(".")


@pytest.mark.parametrize("key", ALL)
def test_a_stub_is_not_answered_yet(key):
    def stub(*args):
        return ...

    assert check(key).state == "open"
    assert check(key, ...).state == "open"
    assert check(key, (..., ...)).state == "open"
    if callable(ALL[key].answer):
        assert check(key, stub).state == "open"


@pytest.mark.parametrize("key", [key for key in ALL if callable(ALL[key].answer)])
def test_what_goes_wrong_in_an_answer_is_said_in_a_sentence(key):
    def prints(*args):
        print(42)

    def forgets(*args):
        pass

    def fails(*args):
        return [][3]

    def text(*args):
        return "a text"

    assert "return it instead" in check(key, prints).text
    assert "forget `return`" in check(key, forgets).text
    assert "IndexError" in check(key, fails).text
    assert "return [][3]" in check(key, fails).text
    assert check(key, text).state == "wrong"
    assert "a function is wanted" in check(key, 3).text
    assert "None" in check(key, None).text


def test_a_wrong_number_of_parameters_is_said_in_a_sentence():
    assert "TypeError" in check("9.3", lambda W: W).text


def test_an_answer_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(machinery, "SECONDS", 0.3)

    def endless(*args):
        while True:
            pass

    start = time.monotonic()
    assert "not finished" in check("9.3", endless).text
    assert time.monotonic() - start < 10


def test_a_real_interrupt_is_not_swallowed():
    def interrupted(*args):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check("9.3", interrupted)


def test_hints_go_from_the_idea_to_the_line():
    assert "hint 1 of 3" in repr(hint("9.3"))
    assert "W - eta / m * nabla_w" in repr(hint("9.3", step=3))
    with pytest.raises(DataError, match="hints 1 to 3"):
        hint("9.3", step=4)


def test_the_solution_shows_the_code_that_passes():
    assert repr(solution("9.3")) == inspect.getsource(ALL["9.3"].answer).rstrip()
    assert "150000" in repr(solution("9.1"))


def test_progress_lists_what_is_answered(monkeypatch):
    monkeypatch.setattr(machinery, "_results", {})
    assert "Nothing is checked" in repr(progress())
    check("9.1", 150_000)
    check("9.3", ...)
    check("9.4", np.zeros(3))
    check("9.1", 30)  # a later try takes nothing back
    assert repr(progress()) == "9.1  right\n9.3  not answered yet\n9.4  not right yet"


@pytest.mark.parametrize("key", ["9.99", "nine", 9, "77.1"])
def test_an_unknown_exercise_is_named(key):
    with pytest.raises(DataError, match="There is no exercise"):
        check(key, 1)


def test_a_verdict_is_the_same_text_in_a_notebook():
    verdict = check("9.1", 30)
    assert repr(verdict).startswith("✘ 9.1: 30 is the number of epochs")
    assert verdict._repr_markdown_().startswith("✘ **9.1**: 30 is")
