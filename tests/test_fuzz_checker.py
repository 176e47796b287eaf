"""Whatever is given to `check`, it answers in a sentence: every judge is given odd things.

Quick: each judge gets some of them, so that every thing comes up at several. Slow: each gets all;
a few of the judges get all of them in .ci/run too.
"""

import array as arrays
import asyncio
import collections
import contextlib
import decimal
import functools
import gc
import io
import itertools
import os
import random
import signal
import sys
import time
import types
import warnings
from decimal import Decimal
from fractions import Fraction
from unittest import mock

import numpy as np
import pytest

from nnlib.classroom.checker import all_exercises, check
from nnlib.classroom.checking import NotAnswered, Wrong, calls

ALL = all_exercises()
with contextlib.suppress(ImportError):
    import torch  # noqa: F401, as in lesson 14: it adds filters of warnings when it is imported
SHARES = 12  # a quick run gives each judge one twelfth of the things
FOR_EACH_CHANGE = ("5.2", "7.1", "9.2")  # letters, a number, a function: .ci/run gives them all


class Raising:
    """Whatever is asked of it, it raises."""

    def refuse(self, *args, **kwargs):
        raise ValueError

    __getattribute__ = __eq__ = __repr__ = __array__ = __bool__ = __iter__ = __len__ = refuse
    __float__ = __int__ = __index__ = __getitem__ = __call__ = __str__ = __format__ = refuse
    __hash__ = None


class Yes:
    """Everything it is compared with is equal to it, and everything it is asked for it has."""

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args):
        return self

    def __len__(self):
        return 10**9

    def __iter__(self):
        return itertools.repeat(self)

    __hash__ = object.__hash__


class LongName:
    def __repr__(self):
        return "long " * 100_000


class Lying:
    """It says that it is an array of some shape, and is none."""

    def __init__(self, answer):
        self.answer = answer

    def __array__(self, *args, **kwargs):
        return self.answer


class Untold(Exception):
    def __str__(self):
        raise ValueError


class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


class NoException(BaseException):
    pass


def ring():
    round_and_round = [1, 2]
    round_and_round.append(round_and_round)
    return round_and_round


def table_of_itself():
    table = np.empty(2, object)
    table[:] = [table, 1]
    return table


def deep():
    nest = 1
    for _ in range(900):
        nest = [nest]
    return nest


def breaking_off():
    yield 1
    raise ValueError("in the middle")


async def waiting(*args):
    return 1


# Things, each made anew for every judge.
NUMBERS = [
    *(0, -1, 10**15, 10**400, -(10**400), 1.5, -0.0, 1e308, 5e-324, float("nan"), float("inf")),
    *(float("-inf"), 1j, complex("nan"), True, Fraction(-3, 8), Decimal("0.1"), Decimal("NaN")),
    *(Decimal("Infinity"), np.int8(-128), np.uint64(2**64 - 1), np.float16("inf"), np.float32(0.1)),
    *(np.longdouble(1) / 3, np.complex64(1j), np.bool_(True), np.datetime64("NaT")),
    *(np.datetime64("2024-01-01"), np.timedelta64(3, "D"), np.void(b"ab"), np.str_("3")),
    *(np.bytes_(b"3"), range(3), range(10**12), slice(3)),
]
TEXTS = [
    *("", " ", "a", "ABCDE", "3", "0,5", "1/3", "-", "∞", "½", "₂", "\N{PILE OF POO}", "\ud800"),
    *("\0", "\n\n", "<b>`x`</b>", "W" * 10**6, "9" * 5000, "1e999", "0x1F", "...", "None", "nan"),
    *(b"", b"3", b"\xff", bytearray(b"3"), memoryview(b"3")),
]
NESTS = [
    *((), [], {}, set(), frozenset(), [[]], [[], []], [()], ([],), {1: 2}, {"a": [1]}, {3}),
    *([1, 2], (1, 2), [1, 2, 3], ([2, 2], -1), ([20, 20], -10), [[1, 2], [3]], [[1], 2]),
    *([[1, 2], [3, 4]], [1, "2"], ["a", "b"], [None], [None, None], [..., 1], [[...]], (..., ...)),
    *([[1, [2, [3, [4]]]]], [np.ones(2), np.ones(3)], [np.ones((2, 1)), np.ones((2, 3))]),
    *([True, False], [1j, 2], [float("nan")] * 2, [10**400, 1], [{}], [[1, 2], None], [0] * 5000),
    *((np.zeros((0, 3)), np.zeros((3, 0))), [Fraction(1, 3), Decimal("0.5")], [object()]),
]
ARRAYS = [
    *(np.array(3), np.array([]), np.zeros((0, 3)), np.zeros((3, 0)), np.zeros((1, 1, 1, 1))),
    *(np.zeros(10), np.zeros((10, 1)), np.zeros((1, 10)), np.ones((3, 3)), np.ones((2, 2, 2))),
    *(np.zeros((2,) * 20), np.full((4, 2), np.nan), np.full((4, 2), np.inf), np.ones((4, 2)) * 1j),
    *(np.array([None, 1]), np.array([[1, 2], [3]], object), np.array(["a", "3"]), np.array([b"3"])),
    *(np.array([..., 1]), np.array([(1, 2.0)], "i4,f8"), np.ma.masked_array([1, 2], [True, False])),
    *(np.arange(12)[::-2], np.arange(12.0).reshape(3, 4).T, np.array([True, False])),
    *(np.array(["2024-01-01"], "M8[D]"), np.zeros(3, np.float16), np.zeros(3, ">f8")),
    *(np.broadcast_to(0.0, (10**9,)), np.broadcast_to(1.0, (10**5, 10**5)), np.memmap),
    *(np.array([np.ones(2), np.ones(3)], object), np.zeros(2, "V8"), np.array([Fraction(1, 2)])),
    np.arange(4.0).view(np.recarray),
]
OBJECTS = [
    *(None, NotImplemented, object(), int, type, Raising, np, sys, Yes(), Raising(), LongName()),
    *(Lying(3), Lying(None), Lying(np.array([1, None])), ValueError("x"), mock.MagicMock()),
    *(types.SimpleNamespace(shape=(2,), dtype=float), io.StringIO("3"), Ellipsis.__class__),
    *(collections.deque([1, 2]), collections.OrderedDict(a=1), collections.Counter("aab")),
    *(arrays.array("d", [1, 2]), np.random.default_rng(1), np.float64, np.dtype(float)),
    *(Wrong("mine"), NotAnswered("mine"), Wrong, collections.UserList([1, 2]), decimal.getcontext),
    *(functools.partial(print), signal.SIGINT, [Endless()], Endless()),
]
MADE = [  # iterators are read once, rings and nests are made anew
    *(
        lambda: iter([]),
        lambda: iter([3]),
        lambda: itertools.count(),
        lambda: itertools.repeat(...),
    ),
    *(
        lambda: (n for n in (1, 2)),
        breaking_off,
        lambda: map(int, ["a"]),
        lambda: zip([1], [2], strict=True),
    ),
    *(lambda: {1: 2}.values(), lambda: {1: 2}.items(), lambda: enumerate("ab"), ring, deep),
    *(lambda: reversed([1, 2]), lambda: iter(()), waiting, table_of_itself),
    *(lambda: np.nditer(np.arange(3)), lambda: np.ndenumerate(np.ones(2)), lambda: iter(Yes())),
]
THINGS = [
    *(lambda thing=thing: thing for thing in [*NUMBERS, *TEXTS, *NESTS, *ARRAYS, *OBJECTS]),
    *MADE,
]


# Functions that behave oddly. What they return is no result of any exercise.


def raising(error):
    def raises(*args):
        raise error

    return raises


def doing(deed):
    def does(*args):
        return deed(*args)

    return does


def calling_itself(*args):
    return calling_itself(*args)


def endless(*args):
    while True:
        pass


def changing(*args):
    for one in args:
        if isinstance(one, np.ndarray) and one.dtype.kind in "biuf":
            one[...] = 1
        elif isinstance(one, list):
            one.clear()
        elif isinstance(one, dict):
            one["changed"] = 1
        elif hasattr(one, "images"):
            one.images = None


def writing(*args):
    sys.stdout.write("\ud800 written" * 3)
    sys.stderr.write("")
    print("x" * 10**6)


def no_output(*args):
    sys.stdout = None
    sys.stderr = io.StringIO()


def warning(*args):
    warnings.warn("said", UserWarning, stacklevel=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return np.log(np.array([-1.0]))


def traced(*args):
    sys.settrace(lambda *args: None)
    sys.setprofile(lambda *args: None)


class Callable:
    def __call__(self, *args):
        return 1


class NeedsSelf:
    def method(self, a, b, c, d, e, f):
        return a


FUNCTIONS = [
    *(raising(error) for error in (ValueError, KeyError("a"), ValueError("{}%s\n"), Untold())),
    *(raising(error) for error in (SystemExit, SystemExit(0), KeyboardInterrupt, GeneratorExit)),
    *(raising(error) for error in (StopIteration(1), MemoryError, NoException, AssertionError)),
    *(
        raising(error)
        for error in (Wrong("mine"), NotAnswered, Endless, ExceptionGroup("g", [KeyError()]))
    ),
    *(raising(error) for error in (RecursionError, UnicodeError("\ud800"), Warning, 3)),
    *(lambda: 1, lambda a: a, lambda a, b: b, lambda a, b, c: c, lambda a, b, c, d: (a, b, c, d)),
    *(lambda *args: args, lambda *args: args[-1], lambda **named: 1, lambda *, only: 1),
    *(lambda *args: args[0], lambda a=1, b=2, c=3, d=4: a, lambda a, *rest, last=1: rest),
    *(lambda *args: lambda: 1, lambda *args: endless, lambda *args: args[0] @ args[-1]),
    *(len, max, print, np.add, np.dot, np.linalg.norm, np.zeros, int, str, list, dict, np.ndarray),
    *(functools.partial(max, 3), Callable(), NeedsSelf.method, NeedsSelf().method, iter, sum, type),
    *(calling_itself, endless, changing, writing, no_output, warning, traced, waiting),
    *(doing(lambda *args: time.sleep(0.01)), doing(lambda *args: print("said"))),
    *(doing(lambda *args: input()), doing(lambda *args: exit()), doing(lambda *args: breakpoint)),
    *(doing(lambda *args: np.seterr(all="ignore")), doing(lambda *args: np.seterr(all="raise"))),
    *(doing(lambda *args: np.set_printoptions(precision=1)), doing(lambda *args: gc.disable())),
    *(doing(lambda *args: np.random.seed(3)), doing(lambda *args: random.seed(3))),
    *(doing(lambda *args: warnings.simplefilter("error")), doing(lambda *args: os.chdir("/"))),
    *(doing(lambda *args: os.environ.clear()), doing(lambda *args: sys.setrecursionlimit(5000))),
    *(doing(lambda *args: setattr(decimal.getcontext(), "prec", 2)), doing(lambda *args: ...)),
    *(doing(lambda *args: signal.signal(signal.SIGINT, signal.SIG_IGN)), lambda *args: None),
    *(doing(lambda *args: asyncio.sleep(0)), doing(lambda *args: globals()), doing(vars)),
    *(doing(lambda *args: [[...], 1]), doing(lambda *args: (_ for _ in args)), mock.Mock()),
]


def settings():
    """What a student's code may change for good."""
    np_state = np.random.get_state()
    return (
        *(np.geterr(), np.geterrcall(), np.get_printoptions(), list(warnings.filters), os.getcwd()),
        *(dict(os.environ), sys.getrecursionlimit(), np_state[1].tolist(), np_state[2]),
        *(random.getstate(), signal.getsignal(signal.SIGINT), decimal.getcontext().prec),
        *(sys.stdout, sys.stderr, sys.gettrace(), sys.getprofile(), gc.isenabled()),
    )


def returning(make):
    """A function that returns this thing, whatever it is called with."""
    return lambda *args: make()


def things_for(key):
    """Everything that the judge of an exercise is given: pairs (what, maker)."""
    found = [(f"thing {i}", make) for i, make in enumerate(THINGS)]
    if callable(ALL[key].answer):
        found += [
            (f"a function giving thing {i}", lambda m=m: returning(m)) for i, m in enumerate(THINGS)
        ]
        found += [(f"function {i}", lambda f=f: f) for i, f in enumerate(FUNCTIONS)]
    return found


def assert_a_sentence(key, what, answer):
    printed = io.StringIO()
    before = settings()
    with contextlib.redirect_stdout(printed):
        during = settings()
        verdict = check(key, answer)
        after = settings()
    assert during == after, what
    assert before == settings(), what
    assert verdict.state in ("right", "wrong", "open"), what
    for shown in (verdict.text, repr(verdict), verdict._repr_html_(), printed.getvalue()):
        assert "Traceback" not in shown, what
        assert "nnlib/classroom" not in shown, what
    assert 10 < len(verdict.text) < 1500, (what, verdict.text)
    assert verdict.text.rstrip("”`)").endswith((".", "?", "!")), (what, verdict.text)


@pytest.fixture
def quick_limit(monkeypatch):
    monkeypatch.setattr(calls, "SECONDS", 1)


def test_there_are_some_two_hundred_odd_things():
    assert len(THINGS) + len(FUNCTIONS) > 250


@pytest.mark.parametrize("key", ALL)
def test_some_odd_things_get_a_sentence(key, quick_limit):
    first = list(ALL).index(key) % SHARES
    for what, make in things_for(key)[first::SHARES]:
        assert_a_sentence(key, what, make())


def marked(key):
    """The key, as one of the few for .ci/run if it is one of those."""
    return pytest.param(key, marks=pytest.mark.sample) if key in FOR_EACH_CHANGE else key


@pytest.mark.slow
@pytest.mark.parametrize("key", [marked(key) for key in ALL])
def test_every_odd_thing_gets_a_sentence(key, quick_limit):
    for what, make in things_for(key):
        assert_a_sentence(key, what, make())
