"""A student's function is called: safely, in limited time, and nothing it does stays behind."""

import copy
import dis
import functools
import inspect
import io
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnlib.classroom.checking.limits import Limit, TimeUp
from nnlib.classroom.checking.settings import kept
from nnlib.classroom.checking.values import dots, settled
from nnlib.classroom.checking.words import (
    NotAnswered,
    Wrong,
    described,
    error_text,
    with_arguments,
)

SECONDS = 5  # a call that takes longer is stopped
MOST_PRINTED = 2_000  # so many characters of what a call prints are shown

stopped = {}  # functions whose time was up in this check: from id to what was said
printed = []  # what the student's code has printed since `check` was called


class _Printed(io.StringIO):
    """What a call prints; of an endless print only the beginning is kept."""

    def write(self, text):
        if self.tell() < 50 * MOST_PRINTED:
            super().write(text)
        return len(text)


@dataclass
class Call:
    """What came of one call: a result, or a problem in words (and its error, if one was raised)."""

    args: tuple
    names: list
    result: Any = None
    problem: str | None = None
    error: BaseException | None = None
    stopped: bool = False  # the time was up: no further call is of use
    changes: str | None = None  # it changes an argument, or a setting
    printed: str = ""
    warnings: list = field(default_factory=list)

    @property
    def given(self):
        """The arguments in words, such as "with `w = [1, 2]`, `b` of shape (3, 1)"."""
        return with_arguments(self.names, self.args)


def called(function, args, names=None):
    """Call the student's function with copies of the arguments; returns a Call, raises nothing.

    names: the parameters' names in the lesson, for the words. Only ■, pressed by the user, is
    passed on as KeyboardInterrupt.
    """
    call = Call(args, list(names or parameters(function) or ()))
    call.problem = _does_not_fit(function, args, names)
    if id(function) in stopped:  # it is not called a second time
        call.stopped, call.problem = True, stopped[id(function)]
    if call.problem:
        return call
    given, returned = copies(args), []
    output, limit = _Printed(), Limit(SECONDS)

    def work():
        result = function(*given)
        returned.append(True)
        return settled(_no_coroutine(result))

    with kept() as (changed, caught):
        try:
            with redirect_stdout(output):
                call.result = limit.run(work)
        except TimeUp:
            call.stopped, call.problem = True, _too_late(limit)
            stopped[id(function)] = call.problem
        except BaseException as error:
            if limit.pressed:
                raise
            call.error = error
    call.printed = output.getvalue()
    if call.printed:
        printed.append(call.printed)
    call.warnings = [str(warning.message) for warning in caught]
    if isinstance(call.error, Wrong) and returned:  # ours, about the result
        call.problem = str(call.error)
    elif call.error is not None:
        try:
            call.problem = Limit(SECONDS).run(lambda: error_text(call.error, function))
        except TimeUp:  # the text of an exception may never end
            kind = type(call.error).__name__
            call.problem = f"your code stops with {kind}, whose text does not end."
            call.stopped = True
            stopped[id(function)] = call.problem
    call.changes = _changed_argument(function, args, given, names) or _changed_setting(changed)
    return call


def read(reader, answer):
    """reader(answer), in limited time."""
    limit = Limit(SECONDS)
    try:
        return limit.run(lambda: reader(answer))
    except TimeUp:
        raise Wrong(_too_late(limit)) from None


def copies(args):
    """Deep copies, together, so that what is shared stays shared; what cannot be copied stays."""
    try:
        return copy.deepcopy(args)
    except Exception:
        return args


def parameters(function):
    """The names of a function's parameters, or None where Python does not know them."""
    try:
        return list(inspect.signature(function).parameters)
    except Exception:
        return None


def yields(function):
    """Whether calling it gives a generator, because there is a `yield` in it."""
    try:
        return inspect.isgeneratorfunction(function) or (
            inspect.isgeneratorfunction(type(function).__call__)
        )
    except Exception:
        return False


def never_used(function):
    """The parameters that a function's code does not read: from place to name."""
    code = getattr(function, "__code__", None)
    if code is None:
        return {}
    read = set()
    for step in dis.get_instructions(code):
        if step.opname.startswith(("LOAD_", "MAKE_CELL", "STORE_FAST_LOAD")):
            read.update(step.argval if isinstance(step.argval, tuple) else [step.argval])
    names = code.co_varnames[: code.co_argcount]
    return {place: name for place, name in enumerate(names) if name not in read}


def _no_coroutine(result):
    if inspect.iscoroutine(result):
        result.close()
        raise Wrong(
            "your function is `async`, so calling it gives no result yet. Leave `async` out."
        )
    return result


def _does_not_fit(function, args, names):
    """What to say if the function cannot be called with so many arguments, or None."""
    try:
        signature = inspect.signature(function)
    except Exception:
        return None
    try:
        signature.bind(*args)
    except TypeError:
        own = ", ".join(signature.parameters) or "none"
        wanted = f": {', '.join(names)}" if names else ""
        count = len(args)
        arguments = "1 argument" if count == 1 else f"{count} arguments"
        return (
            f"your function cannot be called with {arguments}{wanted}. Its own parameters are: "
            f"{own}."
        )
    except Exception:
        return None
    return None


def _too_late(limit):
    if limit.took > limit.seconds + 2:
        return (
            f"your code took {limit.took:.0f} seconds, and {limit.seconds:g} is the most. It could "
            "not be stopped sooner: it waits (a `sleep`?) or does one very long operation. If "
            "that happens again, press ■ above, or restart the kernel."
        )
    return (
        f"your code had not finished after {limit.seconds:g} seconds, and was stopped. Is there a "
        "loop without an end?"
    )


def _changed_setting(changed):
    if not changed:
        return None
    what, instead = changed[0]
    return (
        f"your function changes {what}, which stays so for the whole notebook. It has been put "
        f"back. {instead}"
    )


def _changed_argument(function, before, after, names):
    own = parameters(function)
    own = own if own and len(own) == len(before) else names or own or []
    for index, (one, other) in enumerate(zip(before, after, strict=True)):
        if not alike(one, other):
            name = f"`{own[index]}`" if index < len(own) else f"number {index + 1}"
            kind = "an array" if isinstance(one, np.ndarray) else f"a {type(one).__name__}"
            instead = (
                f"Make a new array instead: `{own[index]} - …`, not `{own[index]} -= …`."
                if isinstance(one, np.ndarray) and index < len(own)
                else "Work with a copy, or leave it as it is: no `pop`, `append`, `sort` or `+=`."
            )
            return f"your function changes its argument {name}, {kind} of the caller's. {instead}"
    return None


def alike(one, other, depth=6):
    """Whether two arguments are equal, all the way down."""
    if one is other or isinstance(one, np.random.Generator) or depth == 0:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        if one.dtype == object:
            return alike(one.tolist(), other.tolist(), depth - 1)
        equal_nan = one.dtype.kind in "fc"
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=equal_nan)
    if isinstance(one, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(alike(a, b, depth - 1) for a, b in pairs)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[k], other[k], depth - 1) for k in one)
    if isinstance(one, int | float | complex | str | bytes | set | frozenset):
        return one == other or one != one
    if hasattr(one, "__dict__") and not callable(one):
        return alike(vars(one), vars(other), depth - 1)
    return True


def call(function, *args, names=None):
    """What the student's function returns for these arguments, or Wrong in words that help."""
    if not callable(function):
        raise Wrong(no_function(function))
    return result_of(called(function, args, names))


def result_of(call):
    """The result of a Call, or Wrong or NotAnswered."""
    if call.stopped:
        raise Wrong(call.problem)
    if call.error is not None and "ellipsis" in call.problem.lower():
        raise NotAnswered("a gap is still open.")
    if call.problem:
        given = f" It was called {call.given}." if call.error is not None and call.given else ""
        raise Wrong(call.problem + given)
    if call.changes:
        raise Wrong(call.changes)
    if dots(call.result) == "all":
        raise NotAnswered
    if dots(call.result) == "some":
        raise NotAnswered("a gap is still open.")
    if call.result is None:
        raise Wrong(returns_none(call))
    return call.result


def returns_none(call):
    """What to say where a call returns None."""
    instead = "It prints its result; return it instead." if call.printed else ""
    return f"your function returns None. {instead or 'Did you forget `return`?'}"


def no_function(answer, key="…"):
    """What to say where a function is wanted and something else came."""
    if isinstance(answer, str):
        name = answer.strip()
        without = (
            f" Write its name without quotes: {name}."
            if name.isidentifier() and len(name) <= 40
            else ""
        )
        return f"a function is wanted; the text {described(answer)} came.{without}"
    if isinstance(answer, functools.partial):
        return "a function is wanted."
    return (
        f"a function is wanted; what came is {described(answer)}. Was the function called? Give "
        f'its name alone, without brackets: check("{key}", my_function).'
    )
