"""Every exercise: its solutions pass, its known wrong answers are named, its stub is quiet."""

import functools
import itertools
import re

import numpy as np
import pytest

from nnlib.classroom import optional
from nnlib.classroom.checker import all_exercises, check, exercises_in, hint, solution
from nnlib.classroom.discovery import modules_of

ALL = all_exercises()
OF_FUNCTIONS = [key for key, e in ALL.items() if callable(e.answer)]
RIGHT = [(key, answer) for key, e in ALL.items() for answer in e.right_answers()]
WRONG = [(key, answer, words) for key, e in ALL.items() for answer, words in e.wrong_answers()]


@pytest.fixture(autouse=True)
def judged_here(request):
    """Skips what is about an exercise whose judge needs a package that is not installed."""
    parameters = getattr(request.node, "callspec", None)
    exercise = ALL.get(parameters and parameters.params.get("key"))
    if exercise and optional.missing(exercise.needs):
        pytest.skip(optional.what_to_do(exercise.needs, f"Exercise {exercise.key}"))


def name_of(value):
    if isinstance(value, set):  # whose order differs from run to run
        value = sorted(value, key=str)
    return getattr(value, "__name__", str(value))


def test_the_keys_of_a_file_begin_with_its_lesson():
    for module in modules_of("nnlib.classroom.exercises", "lesson_"):
        lesson = int(module.__name__.rpartition("_")[2])
        for exercise in exercises_in(module):
            assert re.fullmatch(rf"{lesson}\.[1-9]\d*", exercise.key)


@pytest.mark.parametrize(("key", "answer"), RIGHT, ids=name_of)
def test_a_right_answer_passes(key, answer):
    verdict = check(key, answer)
    assert verdict.state == "right", verdict


@pytest.mark.parametrize(("key", "answer", "words"), WRONG, ids=name_of)
def test_a_known_wrong_answer_is_named(key, answer, words):
    verdict = check(key, answer)
    assert verdict.state == "wrong", verdict
    assert words in verdict.text


@pytest.mark.parametrize("key", ALL)
def test_the_wrong_answers_of_an_exercise_get_different_messages(key):
    messages = [check(key, answer).text for answer, _ in ALL[key].wrong_answers()]
    assert len(set(messages)) >= 3


@pytest.mark.parametrize("key", OF_FUNCTIONS)
def test_no_two_known_mistakes_give_the_same_results_on_the_probes(key):
    exercise = ALL[key]
    solved = [("value", exercise.answer(*args)) for args in exercise.all_probes]
    for outcomes, message in exercise.signatures():
        assert not exercise.alike(outcomes, solved), message
    for (one, said), (two, other) in itertools.combinations(exercise.signatures(), 2):
        assert said == other or not exercise.alike(one, two), (said, other)


@pytest.mark.parametrize("key", [key for key in ALL if key not in OF_FUNCTIONS])
def test_no_two_known_wrong_values_are_the_same(key):
    exercise = ALL[key]
    for wrong, message in exercise.mistakes:
        assert not exercise.same_value(wrong, exercise.answer), message
    for (one, said), (two, other) in itertools.combinations(exercise.mistakes, 2):
        assert not exercise.same_value(one, two), (said, other)


@pytest.mark.parametrize("key", OF_FUNCTIONS)
def test_an_answer_is_tried_on_two_probes_at_least(key):
    assert len(ALL[key].all_probes) >= 2


@pytest.mark.parametrize("key", ALL)
def test_an_exercise_has_a_second_solution_three_hints_and_praise(key):
    exercise = ALL[key]
    assert len(exercise.right_answers()) >= 2
    assert len(exercise.hints) == 3
    assert exercise.praise.endswith(".")
    assert "hint 3 of 3" in hint(key, step=3).text


@pytest.mark.parametrize("key", ALL)
def test_a_stub_is_not_answered_yet(key):
    def stub(*args):
        return ...

    assert check(key).text == "not answered yet. Replace the dots by your answer."
    assert check(key, ...).state == "open"
    assert check(key, (..., ...)).state == "open"
    if callable(ALL[key].answer):
        assert check(key, stub).text == "not answered yet. Replace the dots by your code."


@pytest.mark.parametrize("key", OF_FUNCTIONS)
def test_what_goes_wrong_in_an_answer_is_said_in_a_sentence(key, capsys):
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


@pytest.mark.parametrize("key", OF_FUNCTIONS)
def test_a_solution_is_shown_as_plain_code(key):
    shown = repr(solution(key))
    assert shown.startswith("def ")
    assert "exercise_" not in shown


def a_little_off(thing, share):
    """Each number with a fraction moved by this share of it; what holds none stays as it is."""
    if isinstance(thing, tuple | list):
        return type(thing)(a_little_off(part, share) for part in thing)
    if isinstance(thing, float | np.floating) or getattr(thing, "dtype", np.dtype(int)).kind == "f":
        return thing * (1 + share)
    return thing


def moves(thing):
    """Whether `a_little_off` changes it beyond rounding: 0 and whole numbers stay."""
    if isinstance(thing, tuple | list):
        return any(map(moves, thing))
    array = np.asarray(thing)
    return array.dtype.kind == "f" and bool(array.any())


@pytest.mark.parametrize("key", OF_FUNCTIONS)
def test_a_function_whose_results_are_a_thousandth_off_is_refused(key):
    moved = []

    @functools.wraps(ALL[key].answer)
    def off(*args):
        result = ALL[key].answer(*args)
        moved.append(moves(result))
        return a_little_off(result, 0.001)

    verdict = check(key, off)
    assert moved
    assert verdict.state == ("wrong" if any(moved) else "right")


# Of 5.4 all numbers are right that make the neuron a NAND, a tenth more or less, too.
@pytest.mark.parametrize("key", [key for key in ALL if key not in [*OF_FUNCTIONS, "5.4"]])
def test_a_value_that_is_a_tenth_off_is_refused(key):
    answer = ALL[key].answer
    verdict = check(key, a_little_off(answer, 0.1))
    assert verdict.state == ("wrong" if moves(answer) else "right")


@pytest.mark.parametrize("off", [-0.002, 0.002])
def test_a_slope_is_right_to_three_decimals(off):
    assert check("7.1", ALL["7.1"].answer + off).state == "wrong"
    assert check("7.1", round(ALL["7.1"].answer, 3)).state == "right"
