"""What an instructor sets for a course: when solutions open, and exercises of the course's own.

It stands in a file `nnlib_course.toml` beside the lessons, or in a folder above them:

    exercises = "our_exercises"       # a folder beside this file; it holds lesson_04.py, …
    solutions = 2026-12-24            # from that day on `solution` answers; or "off", or "on"

Instead of the last line, lesson by lesson:

    [solutions]
    04 = 2026-11-20T18:00:00
    05 = "off"

Environment variables go first: NNLIB_COURSE names the file, NNLIB_SOLUTIONS is "off" or "on", and
NNLIB_EXERCISES names the folder. To lock solutions is a courtesy: the package holds them, and
whoever looks there finds them.
"""

import datetime
import functools
import os
import re
import sys
import tomllib
import types
from pathlib import Path

from nnlib.classroom.checking.exercise import Exercise
from nnlib.classroom.lessons.published import here_and_above, is_project

NAME = "nnlib_course.toml"
DATE = 'a date, such as 2026-12-24, or "off", or "on"'


class CourseError(ValueError):
    """The course's file or its exercises cannot be used; the text is a sentence that says why."""


def locked(lesson):
    """Why the solutions of a lesson are locked, as a sentence; "" if they are not.

    lesson: its number. What cannot be read locks, too, and the sentence says what to mend.
    """
    switch = os.environ.get("NNLIB_SOLUTIONS", "").strip()
    where, value = "NNLIB_SOLUTIONS", switch
    if switch and switch.lower() not in ("on", "off"):
        return f'NNLIB_SOLUTIONS is "{switch}"; it can be "off" or "on". Solutions stay off.'
    if not switch:
        try:
            where, value = NAME, _settings().get("solutions", "on")
        except CourseError as error:
            return f"{error} Solutions stay off until that is mended."
    if isinstance(value, dict):
        value = next((v for k, v in value.items() if _number(k) == int(lesson)), "on")
    return _why(value, where)


def _why(value, where):
    """Why a setting locks, or ""."""
    if isinstance(value, str) and value.lower() in ("on", "off"):
        return "" if value.lower() == "on" else "solutions are off here for now."
    if not isinstance(value, datetime.date):
        return f"{where} sets `solutions` to {value!r}, and {DATE} is wanted. Solutions stay off."
    opens, day = value, f"{value.day} {value:%B %Y}"
    if not isinstance(value, datetime.datetime):
        opens = datetime.datetime.combine(value, datetime.time())
    elif (value.hour, value.minute) != (0, 0):
        day += f", {value:%H:%M}"
    now = datetime.datetime.now(opens.tzinfo)
    return f"solutions open on {day}." if now < opens else ""


def own_exercises():
    """The course's own exercises, by key, and what is wrong with their folder: a dict and a list.

    Nothing of it stops anything: a module that cannot be read is one sentence in the list.
    """
    try:
        folder = folder_of_exercises()
    except CourseError as error:
        return {}, [str(error)]
    if folder is None:
        return {}, []
    files = sorted(p for p in folder.glob("lesson_*.py") if p.is_file())
    if not files:
        return {}, [f"{folder} holds no exercises: files called lesson_04.py and so on are wanted."]
    found, problems = {}, []
    for file in files:
        exercises, problem = _read(file, file.stat().st_mtime_ns)
        problems += problem
        for key, exercise in exercises.items():
            if key in found:
                problems.append(f"two of the course's exercises are called {key}.")
            found[key] = exercise
    return found, problems


@functools.cache
def _read(file, changed):
    """The exercises of one file, by key, and what is wrong with it. changed: when it was saved."""
    module = types.ModuleType(f"nnlib_course_{file.stem}")
    module.__file__ = str(file)
    sys.modules[module.__name__] = module  # what is defined in a module looks for it there
    try:
        exec(compile(file.read_bytes(), str(file), "exec"), vars(module))  # the file as it is now
    except (Exception, SystemExit) as error:
        line = _line_in(file, error)
        said = str(getattr(error, "msg", error)).rstrip(".")
        return {}, [f"{file.name}{line} stops with {type(error).__name__}: {said}."]
    exercises = [thing for thing in vars(module).values() if isinstance(thing, Exercise)]
    lesson = _number(file.stem)
    problems = [
        f'{file.name}: the key {one.key} does not begin with the lesson, as "{lesson}.9" does.'
        for one in exercises
        if not re.fullmatch(rf"{lesson}\.[1-9]\d*", str(one.key))
    ]
    if not exercises:
        problems = [f"{file.name} holds no exercise. nnlib/classroom/exercises tells how."]
    problems += [f"{file.name}: {said}." for one in exercises if (said := _lacks(one))]
    keys = [one.key for one in exercises]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1})
    problems += [f"{file.name}: two exercises are called {key}." for key in twice]
    return ({} if problems else dict(zip(keys, exercises, strict=True))), problems


def _lacks(exercise):
    """What an exercise cannot do without and does not have, in words, or ""."""
    if exercise.answer is None:
        return f"exercise {exercise.key} has no solution"
    if exercise.takes_function and exercise._probes is None:
        return f"exercise {exercise.key} has no probes"
    return ""


def _line_in(file, error):
    """The line of a file at which an error stands, as ", line 3"; "" if it is not known."""
    if isinstance(error, SyntaxError):
        return f", line {error.lineno}"
    trace, line = error.__traceback__, ""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = f", line {trace.tb_lineno}"
        trace = trace.tb_next
    return line


def folder_of_exercises():
    """The folder of the course's own exercises, or None. CourseError if there is none there."""
    named, base = os.environ.get("NNLIB_EXERCISES"), Path()
    if not named:
        named = _settings().get("exercises")
        if named is None:
            return None
        base = _file().parent
    if not isinstance(named, str):
        raise CourseError(f"{NAME} sets `exercises` to {named!r}, and a folder's name is wanted.")
    folder = base / Path(named).expanduser()
    if not folder.is_dir():
        raise CourseError(f"there is no folder {folder} for the course's own exercises.")
    return folder.absolute()


def _settings():
    """What the course's file says, as a dictionary; {} without one. CourseError if it is bad."""
    file = _file()
    if file is None:
        return {}
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CourseError(f"{file.name} cannot be read: {error}.") from None
    unknown = sorted(set(settings) - {"solutions", "exercises"})
    if unknown:
        raise CourseError(f"{file.name} sets `{unknown[0]}`; known are `solutions`, `exercises`.")
    return settings


def _file():
    """The course's file, or None: what NNLIB_COURSE names, else the nearest one here or above.

    It is looked for up to the project's folder, as a student's own lessons are.
    """
    named = os.environ.get("NNLIB_COURSE")
    if named:
        return Path(named).expanduser()
    for folder in here_and_above():
        if (folder / NAME).is_file():
            return folder / NAME
        if is_project(folder):
            break
    return None


def _number(text):
    """The number in a text such as "04" or "lesson_04"; None if there is none."""
    found = re.search(r"\d+", text)
    return int(found[0]) if found else None
