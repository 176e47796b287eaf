"""The old form of an exercise, until every lesson has the new one."""

import contextlib
import copy
import inspect
import io
import threading
import traceback
from _thread import interrupt_main
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnlib.classroom.checking.words import NotAnswered, Wrong

SECONDS = 5  # an answer that takes longer is stopped


@dataclass
class Exercise:
    """One exercise.

    judge: takes the answer and raises Wrong if it is not right.
    praise: what to say when it is right: one thing worth knowing.
    hints: three texts: the idea, the shapes, the line.
    answer: the solution, a value or a function.
    also_right: other solutions, written differently. wrong: pairs of a known wrong answer and
    words that its message holds. Both are there for the tests.
    """

    judge: Any
    praise: str
    hints: tuple
    answer: Any
    also_right: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    def run(self, answer):
        """Judge an answer. Raises Wrong or NotAnswered if it is not right."""
        if answer is None:
            raise Wrong("what came is None. Did you forget to write it down, or a `return`?")
        with _limited(SECONDS):
            self.judge(answer)

    def right_answers(self):
        """The solution and the other right answers."""
        return [self.answer, *self.also_right]

    def wrong_answers(self):
        """Every known wrong answer, each with words that its message holds."""
        return self.wrong


def _holds_dots(answer):
    if isinstance(answer, tuple) and answer:
        return all(part is ... for part in answer)
    return answer is ...


def call(function, *args):
    """What the student's function returns for these arguments, or Wrong in words that help.

    The arguments are copied first; the function may not change them, print instead of
    returning, or still return its dots.
    """
    if not callable(function):
        raise Wrong(f"a function is wanted; what came is {_describe(function)}.")
    # A random generator is passed on as it is: it has to go on from call to call.
    given = [a if isinstance(a, np.random.Generator) else copy.deepcopy(a) for a in args]
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            result = function(*given)
            if inspect.isgenerator(result):
                result = list(result)
    except KeyboardInterrupt:
        raise
    except Exception as error:
        raise Wrong(_what_was_raised(error)) from None
    if _holds_dots(result):
        raise NotAnswered
    if result is None:
        instead = "It prints its result; return it instead." if printed.getvalue() else ""
        raise Wrong(f"your function returns None. {instead or 'Did you forget `return`?'}")
    for index, (before, after) in enumerate(zip(args, given, strict=True), 1):
        if isinstance(before, np.ndarray) and not np.array_equal(before, after):
            raise Wrong(
                f"your function changes its argument number {index}, an array that belongs to the "
                "caller. Make a new array instead: `W - …`, not `W -= …`."
            )
    return result


def expect_array(result, shape, what="your function's result"):
    """The student's result as an array of the given shape, or Wrong in words."""
    wanted = f"an array of shape {shape}" if shape else "a number"
    if not isinstance(result, np.ndarray | np.generic | int | float | list | tuple):
        raise Wrong(f"{what} should be {wanted}; it is {_describe(result)}.")
    try:
        array = np.asarray(result)
    except ValueError:
        raise Wrong(f"{what} should be {wanted}; it is {_describe(result)}.") from None
    if array.dtype.kind not in "biuf":
        raise Wrong(f"{what} should hold numbers; it holds values of type {array.dtype}.")
    if array.shape != shape:
        raise Wrong(f"{what} has shape {array.shape}; {wanted} is wanted.")
    return array


def compare(function, answer, mistakes, probes):
    """Compare a student's function with the solution on every probe, a tuple of arguments.

    mistakes: pairs (wrong function, message). If the result is not the solution's but that of a
    known wrong function on every probe, its message is raised. Shapes are looked at first.
    """
    results = [call(function, *args) for args in probes]
    rights = [np.asarray(answer(*args)) for args in probes]
    if _same(results, rights):
        return
    for mistake, message in mistakes:
        if _same(results, [_outcome(mistake, args) for args in probes]):
            raise Wrong(message)
    names = list(inspect.signature(answer).parameters)
    for args, result, right in zip(probes, results, rights, strict=True):
        wrong = ~np.isclose(expect_array(result, right.shape), right)
        if wrong.any():
            given = ", ".join(f"{n} = {_describe(a)}" for n, a in zip(names, args, strict=True))
            raise Wrong(
                f"the shape is right, but {wrong.sum()} of {wrong.size} values are not. With "
                f"{given}, the first wrong value is {np.asarray(result)[wrong].flat[0]:.4g} "
                f"instead of {right[wrong].flat[0]:.4g}."
            )


def _outcome(function, args):
    try:
        return function(*copy.deepcopy(args))
    except Exception:
        return None


def _same(results, others):
    try:
        return all(
            np.shape(a) == np.shape(b) and np.allclose(a, b)
            for a, b in zip(results, others, strict=True)
        )
    except (TypeError, ValueError):
        return False


def _describe(value):
    if isinstance(value, np.ndarray):
        return f"an array {value.shape}"
    text = repr(value)
    return text if len(text) <= 30 else f"a {type(value).__name__}"


def _what_was_raised(error):
    """One sentence about an exception in the student's code, with the line that raised it."""
    lines = [f for f in traceback.extract_tb(error.__traceback__) if __file__ not in f.filename]
    where = f", in the line `{lines[0].line}`" if lines and lines[0].line else ""
    return f"your code stops with {type(error).__name__}: {error}{where}."


@contextlib.contextmanager
def _limited(seconds):
    """Stop what takes longer than `seconds`, and say so. Works in the main thread."""
    late = threading.Event()

    def stop():
        late.set()
        interrupt_main()

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if not late.is_set():
            raise
        raise Wrong(
            f"your code had not finished after {seconds} seconds. Is there a loop without an end?"
        ) from None
    finally:
        timer.cancel()
