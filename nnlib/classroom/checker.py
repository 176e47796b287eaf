"""Exercises that answer at once, in words: `check`, `hint`, `solution`, `progress`.

The exercises of lesson NN live in `exercises/lesson_NN.py`, what judges them in `checking`. A
course may have exercises of its own, and may lock solutions: see `course`.
"""

import ast
import functools
import inspect
import os
import re
import textwrap
import unicodedata

from nnlib.classroom import course
from nnlib.classroom.checking import calls, handing, memory
from nnlib.classroom.checking.exercise import Exercise
from nnlib.classroom.checking.values import dots
from nnlib.classroom.checking.verdict import Progress, Verdict
from nnlib.classroom.checking.words import NotAnswered, NotJudged, Wrong, described
from nnlib.classroom.discovery import modules_of
from nnlib.classroom.sources import Source

_results = {}  # of this notebook: from key to state, in the order of the checks


def check(key, *answer):
    """Say whether `answer` is right for the exercise `key`, such as "9.2", and if not, why."""
    key, answer = _key_and_answer(key, answer)
    exercise = all_exercises().get(key)
    if exercise is None:
        return _no_exercise(key).show()
    calls.printed.clear()
    state, text = judged(exercise, answer)
    _show_what_was_printed()
    _results[key] = memory.better(_results.pop(key, None), state)  # once right, always right
    memory.remember(key, state)
    return Verdict(key, state, text).show()


def judged(exercise, answer):
    """The state and the sentence for an answer, whatever it is or does. Nothing is remembered."""
    try:
        if dots(answer) == "all":
            return "open", "not answered yet. Replace the dots by your answer."
        exercise.run(answer)
    except NotAnswered as gap:
        rest = f": {gap}" if str(gap) else ". Replace the dots by your code."
        return "open", f"not answered yet{rest}"
    except NotJudged as said:
        return "open", f"not judged. {said}"
    except Wrong as wrong:
        return "wrong", str(wrong)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return "wrong", (
            f"what came cannot be read: {described(answer)} stops with {type(error).__name__} when "
            "it is looked at."
        )
    return "right", f"right. {exercise.praise}"


def _show_what_was_printed():
    """What the student's code has printed: each text once, so that four tries do not say it four
    times.
    """
    for text in dict.fromkeys(calls.printed):
        cut = text[: calls.MOST_PRINTED]
        end = "" if cut.endswith("\n") else "\n"
        print(cut, end=end if cut == text else "… (and more)\n")


def hint(key, step=1):
    """A hint for an exercise: step 1 gives the idea, 2 the shapes or the plan, 3 the line."""
    key = _safe_key(key)
    exercise = all_exercises().get(key)
    if exercise is None:
        return _no_exercise(key).show()
    count = len(exercise.hints)
    found = re.fullmatch(r"\s*(\d+)(\.0*)?\s*", str(step))
    number = int(found[1]) if found else 0
    if not 1 <= number <= count:
        text = f'there are hints 1 to {count}: hint("{key}", step={count}). step={step!r} came.'
        return Verdict(key, "unknown", text).show()
    also = "" if course.locked(_lesson_of(key)) else f'; there is also `solution("{key}")`'
    last = f" That was the last hint{also}." if number == count else ""
    words = _with_code(exercise.hints[number - 1])
    stop = "" if words.endswith((".", "?", "!")) or not last else "."
    text = f"hint {number} of {count}: {words}{stop}{last}"
    return Verdict(key, "hint", text).show()


def _with_code(words):
    """A hint that is a line of Python and nothing else, set as code."""
    try:
        line = ast.parse(words).body
    except SyntaxError:
        return words
    return (
        f"`{words}`" if line and not isinstance(getattr(line[0], "value", 0), ast.Name) else words
    )


def solution(key):
    """The solution of an exercise: its code, or its value and why; or why it is locked."""
    key = _safe_key(key)
    exercise = all_exercises().get(key)
    if exercise is None:
        return _no_exercise(key)
    locked = course.locked(_lesson_of(key))
    if locked:
        text = (
            f'{locked} Until then, `hint("{key}")` helps, and `check` says what is not right yet.'
        )
        return Verdict(key, "hint", text)
    if callable(exercise.answer):
        return Source(_plain_code(exercise.answer))
    return Source(f"{exercise.answer!r}  # {exercise.praise}")


def _plain_code(function):
    """A solution's code, without the line that makes it a solution."""
    code = textwrap.dedent(inspect.getsource(function)).rstrip()
    lines = code.splitlines()
    ours = [
        d for d in ast.parse(code).body[0].decorator_list if ast.unparse(d).endswith(".solution")
    ]
    for decorator in reversed(ours):
        del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "\n".join(lines)


def progress(lesson=None, export=None):
    """What has become of a lesson's exercises.

    lesson: its number; without it, the lesson of the last check in this notebook, or that whose
    notebook this is.
    export: a file to write this into, if you want to hand it in, such as "my_progress.json". It
    holds the lesson's number, and for each exercise whether it is right, not right yet or not
    answered yet; no name, no answer, no time.
    """
    if lesson is None:
        lesson = next(reversed(_results)).partition(".")[0] if _results else _this_lesson()
    if lesson is None:
        return Verdict(
            "",
            "unknown",
            "nothing is checked yet. Run a cell with `check`, or write `progress(9)`.",
        ).show()
    number = re.search(r"\d+", str(lesson))
    keys = list(exercises_of(number[0])) if number else []
    if not keys:
        return Verdict("", "unknown", f"there is no lesson {lesson} with exercises.").show()
    before = memory.remembered()
    states = {key: memory.better(before.get(key), _results.get(key)) or "open" for key in keys}
    for problem in problems_of_the_course():
        Verdict("", "unknown", problem).show()
    if export is not None:
        Verdict("", "hint", handing.write(export, int(number[0]), states)).show()
    return Progress(states).show()


def _this_lesson():
    """The number of the lesson whose notebook runs, as far as Jupyter says so; else None."""
    name = re.split(r"[/\\]", os.environ.get("JPY_SESSION_NAME", ""))[-1]
    found = re.match(r"(?:handout_)?(\d\d)_", name)
    return found[1] if found else None


def all_exercises():
    """Every exercise of every lesson, then the course's own; a dictionary by key, such as "9.2"."""
    own, _ = course.own_exercises()
    return {**own, **_of_nnlib()} if own else _of_nnlib()


def problems_of_the_course():
    """What is wrong with the course's own exercises, as sentences."""
    own, problems = course.own_exercises()
    return problems + [
        f"the course's own exercise {key} has a key of nnlib's. Choose another one, such as "
        f'"{_lesson_of(key)}.11".'
        for key in own
        if key in _of_nnlib()
    ]


@functools.cache
def _of_nnlib():
    """The exercises of nnlib's own lessons."""
    found = {}
    for module in modules_of("nnlib.classroom.exercises", "lesson_"):
        for exercise in exercises_in(module):
            if exercise.key in found:
                raise ValueError(f"two exercises are called {exercise.key}")
            found[exercise.key] = exercise
    return found


def exercises_in(module):
    """The exercises that a module defines, in order."""
    return [thing for thing in vars(module).values() if isinstance(thing, Exercise)]


def exercises_of(lesson):
    """The exercises of a lesson, as a dictionary from key to Exercise. lesson: its number."""
    of_lesson = f"{int(lesson)}."
    found = {key: ex for key, ex in all_exercises().items() if key.startswith(of_lesson)}
    return dict(sorted(found.items(), key=lambda pair: int(pair[0].partition(".")[2])))


def _lesson_of(key):
    return key.partition(".")[0]


def key_of(key):
    """A key in any usual spelling, such as 8.2, "8,2" or "Exercise 8.2", as the text "8.2"."""
    text = unicodedata.normalize("NFKC", str(key)).strip()
    found = re.fullmatch(r"[^\d]*0*(\d+)\s*[.,:·/_\- ]\s*0*(\d+)[.):]*", text)
    return f"{found[1]}.{found[2]}" if found else text


def _key_and_answer(key, answer):
    """The key as text and the answer as one: `check(8, 2, f)` and `check("1.2", w, b)` are meant
    well.
    """
    if type(key) is int and len(answer) > 1 and type(answer[0]) is int:
        key, answer = f"{key}.{answer[0]}", answer[1:]
    if not issubclass(type(key), str | float | int) and len(answer) == 1:
        other = answer[0]
        if issubclass(type(other), str | float) and key_of(other) in all_exercises():
            key, answer = other, (key,)
    one = answer[0] if len(answer) == 1 else answer if answer else ...
    return _safe_key(key), one


def _safe_key(key):
    try:
        return key_of(key)
    except Exception:
        return f"something of type {type(key).__name__}"


def _no_exercise(key):
    lesson = re.match(r"0*(\d+)", key)
    those = list(exercises_of(lesson[1])) if lesson else []
    there = f" Lesson {lesson[1]} has {', '.join(those)}." if those else ""
    problems = problems_of_the_course()
    bad = " ".join([" As to the course's own exercises:", *problems]) if problems else ""
    return Verdict(
        "", "unknown", f'there is no exercise {key}. Write a key such as "9.2".{there}{bad}'
    )
