"""An exercise: one block with all that belongs to it, and the judge that most of them share."""

import ast
import functools
import importlib
import inspect
import itertools
import random
import textwrap

import numpy as np

from nnlib.classroom import optional
from nnlib.classroom.checking import calls
from nnlib.classroom.checking.diagnoses import diagnosed, diagnosed_value
from nnlib.classroom.checking.results import MOST, same, shape_problem, value_problem
from nnlib.classroom.checking.settings import kept
from nnlib.classroom.checking.values import dots
from nnlib.classroom.checking.words import (
    NotAnswered,
    NotJudged,
    Wrong,
    described,
    number_text,
)


class Exercise:
    """One exercise, whose answer is a value or a function.

    key: such as "9.2". praise: what to say when it is right, one thing worth knowing.
    hints: three texts: the idea, the shapes or the plan, the line; code stands in backticks.

    For a value besides:
    reads: a reader of `values`, such as `number` or `numbers(2, "(4, -2)")`.
    solution: the value. also_right: other right ones. within: how far off still counts as right.
    wrong: a dictionary or pairs: each known wrong value and the whole message to it.
    caught: pairs (value, words of the message that the judge finds by itself), for the tests.
    otherwise: what to say to any other value; {} stands for it.

    needs: packages without which it cannot be judged, such as ("torch",).

    For a function the solution, other right ones, the wrong ones, the probes and the judge are
    given by decorators. rtol, atol: how close numbers have to be. parts: names for the parts of
    a result that is a tuple, such as ("nabla_b", "nabla_w").
    """

    def __init__(
        self,
        key,
        *,
        praise,
        hints,
        reads=None,
        solution=None,
        also_right=(),
        wrong=(),
        caught=(),
        otherwise="{} is not it.",
        within=0.0,
        rtol=1e-5,
        atol=1e-8,
        parts=(),
        needs=(),
    ):
        self.key, self.praise, self.hints = key, praise, hints
        self.reads, self.within, self.otherwise, self.parts = reads, within, otherwise, parts
        self.needs = needs
        self.answer = solution
        self.rights = list(also_right)
        self.mistakes = list(wrong.items() if isinstance(wrong, dict) else wrong)
        self.catches = list(caught)
        self._close = {"rtol": rtol, "atol": atol}
        self._judge = self.compare
        self._probes = None

    # The decorators. Each returns the function as it is.

    def solution(self, function):
        """The solution, as `solution(key)` shows it."""
        self.answer = function
        return function

    def also_right(self, function):
        """Another right answer, written differently."""
        self.rights.append(function)
        return function

    def wrong(self, message):
        """A known mistake: an answer that gives the same results as this one gets the message."""

        def add(function):
            self.mistakes.append((function, message))
            return function

        return add

    def caught(self, words):
        """A wrong answer that the judge finds by itself, with words of its message."""

        def add(function):
            self.catches.append((function, words))
            return function

        return add

    def probes(self, function):
        """What the student's function is tried on: a function that returns tuples of arguments."""
        self._probes = function
        return function

    def judge(self, function):
        """A judge of the exercise's own. It may call `compare`, before or after its own look.

        It takes the value as read, or the student's function, and raises Wrong.
        """
        self._judge = function
        return function

    # What `check` needs.

    @property
    def takes_function(self):
        """Whether the answer is a function."""
        return callable(self.answer)

    def right_answers(self):
        """The solution and the other right answers."""
        return [self.answer, *self.rights]

    def wrong_answers(self):
        """Every known wrong answer, each with words that its message holds."""
        return [*self.mistakes, *self.catches]

    def run(self, answer):
        """Judge an answer. Raises Wrong or NotAnswered if it is not right, or NotJudged."""
        if optional.missing(self.needs):
            if callable(answer) and (does_nothing(answer) or open_gaps(answer)[0]):
                raise NotAnswered
            raise NotJudged(optional.what_to_do(self.needs, "The judge of this exercise"))
        for package in self.needs:
            importlib.import_module(package)  # here, where no time is taken
        calls.stopped.clear()
        if not self.takes_function:
            self._judge(calls.read(self.reads, answer))
            return
        if answer is None:
            raise Wrong("what came is None. Did you forget to write it down, or a `return`?")
        if not callable(answer):
            raise Wrong(calls.no_function(answer, self.key))
        if calls.yields(answer) and not self._gives_a_list:
            raise Wrong(
                "your function has a `yield`, so calling it gives no result but a generator, "
                "which waits to be asked. Write `return` instead, once, at the end."
            )
        try:
            self._judge(answer)
        except (Wrong, NotAnswered) as said:
            if does_nothing(answer):
                raise NotAnswered from None
            gaps, lines = open_gaps(answer)
            if gaps and (str(said) or lines > len(gaps) == 1):  # else all is still to be done
                raise NotAnswered(f"a gap is still open, in the line `{gaps[0]}`.") from None
            own = calls.parameters(answer) or []
            if isinstance(said, Wrong) and own != self.names and sorted(own) == sorted(self.names):
                raise Wrong(
                    f"{self._order}; your function takes them as {', '.join(own)}."
                ) from None
            raise

    def call(self, function, *args):
        """The result of the student's function for these arguments, or Wrong in words."""
        return calls.call(function, *args, names=self.names)

    @functools.cached_property
    def names(self):
        """The names of the solution's parameters, as the lesson has them."""
        return calls.parameters(self.answer) or []

    @functools.cached_property
    def all_probes(self):
        """The arguments that every answer is tried on."""
        return [tuple(args) for args in self._probes()]

    @property
    def _gives_a_list(self):
        """Whether the solution returns several things in a row, which may be yielded as well."""
        return isinstance(self.answer(*calls.copies(self.all_probes[0])), list | tuple)

    # The judge that most exercises share.

    def compare(self, answer, probes=None, otherwise=None):
        """Compare an answer with the solution, name a known mistake, or say what differs.

        probes: other ones than the exercise's, for a function. otherwise: another sentence than
        the exercise's, for a value.
        """
        if self.takes_function:
            self._compare_function(answer, probes)
        else:
            self._compare_value(answer, otherwise or self.otherwise)

    def _compare_value(self, value, otherwise):
        if self.same_value(value, self.answer):
            return
        for wrong, message in self.mistakes:
            if self._is_known(value, wrong):
                raise Wrong(message)
        found = diagnosed_value(value, self.answer)
        if found:
            raise Wrong(found)
        text = number_text(value, 12) if np.ndim(value) == 0 else described(value)
        if isinstance(value, np.ndarray):
            text = f"({', '.join(number_text(number, 12) for number in value.flat)})"
        raise Wrong(otherwise.replace("{}", text))

    def same_value(self, value, other):
        """Whether a value as read is this one, within the exercise's tolerance."""
        if isinstance(value, frozenset) and isinstance(other, str):
            other = self.reads(other)  # names: as a text they are shown
        if isinstance(other, str | frozenset | bool):
            return value == other
        try:
            one, two = np.asarray(value, dtype=float), np.asarray(other, dtype=float)
        except (TypeError, ValueError):
            return False
        if one.shape != two.shape:
            return False
        return bool(np.all(np.abs(one - two) <= max(self.within, 0) + 1e-7 * np.abs(two)))

    def _is_known(self, value, wrong):
        """Whether this is a known wrong value: as it is, or rounded to two digits or more.

        What is near it is not: 0.7 may be a guess, where 0.698 is the value for seven digits.
        """
        if not self.within or not isinstance(wrong, int | float) or np.ndim(value):
            return self.same_value(value, wrong)
        if abs(value - wrong) <= 1e-9 * max(1, abs(wrong)):
            return True
        digits = len(f"{value:.12g}".replace(".", "").replace("-", "").strip("0"))
        return digits >= 2 and float(f"{wrong:.{digits}g}") == value

    def _compare_function(self, function, probes):
        probes = self.all_probes if probes is None else probes
        attempts = []
        for args in probes:
            attempts.append(calls.called(function, args, self.names))
            if attempts[-1].stopped:
                raise Wrong(attempts[-1].problem)
        _look_for_dots(attempts)
        rights = [self.answer(*calls.copies(args)) for args in probes]
        outcomes = [outcome(attempt) for attempt in attempts]
        wanted = [("value", right) for right in rights]
        changed = next((a.changes for a in attempts if a.changes), None)
        if changed:
            raise Wrong(changed)
        if self.alike(outcomes, wanted):
            return
        message = self.named(outcomes, probes)
        if message:
            raise Wrong(message)
        self._say_what_differs(function, attempts, rights)

    def alike(self, outcomes, others):
        """Whether two lists of outcomes are the same on every probe."""
        return all(
            one[0] == other[0]
            and (
                related(one[1], other[1])
                if one[0] == "raises"
                else same(one[1], other[1], **self._close)
            )
            for one, other in zip(outcomes, others, strict=True)
        )

    def named(self, outcomes, probes=None):
        """The message of the known mistake that has these outcomes, or None.

        Only if there is one: where two mistakes give the same results, none is named.
        """
        if not any(kind == "value" and _holds_numbers(result) for kind, result in outcomes):
            return None  # by errors alone, or nan alone, no mistake is told from another
        messages = {
            message: None
            for of_mistake, message in self.signatures(probes)
            if self.alike(outcomes, of_mistake)
        }
        return next(iter(messages)) if len(messages) == 1 else None

    def signatures(self, probes=None):
        """What each known mistake gives on every probe, with its message."""
        if probes is None or probes is self.all_probes:
            return self._signatures
        return [(_outcomes(mistake, probes), message) for mistake, message in self.mistakes]

    @functools.cached_property
    def _signatures(self):
        return [(_outcomes(wrong, self.all_probes), message) for wrong, message in self.mistakes]

    def _say_what_differs(self, function, attempts, rights):
        if any(a.result is None and not a.problem for a in attempts):
            none = next(a for a in attempts if a.result is None and not a.problem)
            if any(a.result is not None for a in attempts):
                raise Wrong(
                    f"{none.given}, your function returns None: one of its branches has no "
                    "`return`.".strip(", ")
                )
            raise Wrong(calls.returns_none(none))
        self._say_if_by_chance(function, attempts)
        self._say_if_in_another_order(function, attempts, rights)
        failed = [a for a in attempts if a.problem]
        if failed:
            calls.result_of(min(failed, key=_size))
        unused = self._never_used(function)
        pairs = sorted(zip(attempts, rights, strict=True), key=lambda pair: _size(pair[0]))
        for attempt, right in pairs:
            problem = shape_problem(attempt.result, right, self.parts)
            if problem:
                raise Wrong(
                    unused + problem + (f" It was called {attempt.given}." if attempt.given else "")
                )
        found = diagnosed([a.result for a in attempts], rights, self.parts, attempts)
        if found:
            raise Wrong(found)
        good = sum(same(a.result, right, **self._close) for a, right in pairs)
        for attempt, right in pairs:
            problem = value_problem(attempt.result, right, self.parts, **self._close)
            if problem:
                tried = f" ({good} of {len(pairs)} tries are right.)" if good else ""
                given = f"{attempt.given}, " if attempt.given else ""
                raise Wrong(f"{unused}{given}{problem}{tried}")
        raise Wrong("the values are not right.")

    def _say_if_by_chance(self, function, attempts):
        """Another result for the same arguments, by chance or by a memory?"""
        first = next((attempt for attempt in attempts if not attempt.problem), None)
        if first is None:
            return
        with kept():
            np.random.random(), random.random()  # so that what is drawn from these differs, too
            again = calls.called(function, first.args)
        stays = same(first.result, first.result)  # so it holds numbers, which can be compared
        if stays and not again.problem and not same(again.result, first.result, **self._close):
            raise Wrong(
                "with the same arguments your function gives another result each time. Does it "
                "draw random numbers, or keep something from call to call? Use the arguments alone."
            )

    def _never_used(self, function):
        """A sentence that names a parameter which all right answers use and this one does not."""
        unneeded = {index for right in self.right_answers() for index in calls.never_used(right)}
        for index, name in calls.never_used(function).items():
            if index not in unneeded:
                return f"your function never uses its argument `{name}`. As it is: "
        return ""

    @property
    def _order(self):
        return f"the arguments come in the order {', '.join(self.names)}"

    def _say_if_in_another_order(self, function, attempts, rights):
        """Right, if only the arguments came in another order?

        Where the form is right already, an array and a number are not exchanged: by
        `W − eta · |g|`, for one, eta and g would be told to have changed places.
        """
        count = len(self.names)
        if not 2 <= count <= 6:
            return
        formed = not any(
            attempt.problem or shape_problem(attempt.result, right)
            for attempt, right in zip(attempts, rights, strict=True)
        )
        kinds = [_kind(value) for value in attempts[0].args]
        for places in itertools.permutations(range(count)):
            moved = sum(i != place for place, i in enumerate(places))
            if moved == 0 or (count > 4 and moved > 2):  # of many, two are exchanged at most
                continue
            if formed and [kinds[i] for i in places] != kinds:
                continue
            fits = True
            for attempt, right in zip(attempts, rights, strict=True):
                turned = calls.called(function, tuple(attempt.args[i] for i in places))
                if turned.problem or not same(turned.result, right, **self._close):
                    fits = False
                    break
            if fits:
                raise Wrong(self._exchanged(function, places))

    def _exchanged(self, function, places):
        """What to say if a function is right for its arguments in these places."""
        moved = [place for place, other in enumerate(places) if place != other]
        names = calls.parameters(function) or []
        if len(moved) == 2 and len(names) == len(places):
            one, two = names[moved[0]], names[moved[1]]
            return f"right, if `{one}` and `{two}` were exchanged: {self._order}."
        return f"right, if the arguments came in another order. But {self._order}."


def outcome(attempt):
    """What came of a Call, in a form that can be compared."""
    if attempt.error is not None:
        return "raises", type(attempt.error)
    if attempt.problem:
        return "problem", attempt.problem
    return "value", attempt.result


def related(one, other):
    """Whether one type of error is a kind of the other, as ShapeError is a ValueError."""
    return issubclass(one, other) or issubclass(other, one)


def _outcomes(mistake, probes):
    return [outcome(calls.called(mistake, args)) for args in probes]


def _holds_numbers(result):
    """Whether a result is anything but nan."""
    try:
        numbers = np.asarray(result)
        if numbers.dtype.kind != "f" or not 0 < numbers.size <= MOST:
            return True
        return not np.isnan(numbers).all()
    except Exception:
        return True


def _look_for_dots(attempts):
    found = [dots(a.result) for a in attempts if not a.problem]
    if found and all(one == "all" for one in found):
        raise NotAnswered
    if any(one != "none" for one in found):
        raise NotAnswered("a gap is still open.")
    for attempt in attempts:
        if attempt.error is not None and "ellipsis" in attempt.problem.lower():
            raise NotAnswered("a gap is still open.")


def _kind(value):
    """What an argument is: of which type, and of how many dimensions."""
    return type(value).__name__, getattr(value, "ndim", None)


def _size(attempt):
    """How large the arguments of a call are; small ones are shown."""
    return sum(np.size(_flat(value)) for value in attempt.args)


def _flat(value):
    if isinstance(value, list | tuple):
        return [0] * sum(np.size(_flat(part)) for part in value)
    return value if isinstance(value, np.ndarray) else 0


def does_nothing(function):
    """Whether nothing stands in a function's body yet but dots, or its docstring."""
    body = getattr(_tree(function), "body", None)
    return isinstance(body, list) and all(_is_dots_or_text(line) for line in body)


def _is_dots_or_text(line):
    value = getattr(getattr(line, "value", None), "value", None)
    return isinstance(line, ast.Expr) and (value is ... or isinstance(value, str))


def _tree(function):
    """The syntax tree of a function's definition, or None where its source is not known."""
    try:
        found = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except Exception:
        return None
    return found if isinstance(found, ast.FunctionDef) else None


def open_gaps(function):
    """For each dots of a function that stand for something to be written their line; its length.

    The length is the number of its statements, not those inside of a loop or an `if`.
    """
    try:
        source = textwrap.dedent(inspect.getsource(function))
        tree = ast.parse(source)
    except Exception:
        return [], 0
    inside = set()  # the dots of `x[..., 0]` are Python's own, and those of an empty body too
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            inside.update(id(part) for part in ast.walk(node.slice))
        elif isinstance(node, ast.Expr):
            inside.add(id(node.value))
    dots_in = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value is ... and id(node) not in inside
    ]
    lines = source.splitlines()
    gaps = [lines[number - 1].partition("#")[0].strip() for number in sorted(dots_in)]
    return gaps, len(getattr(tree.body[0], "body", [0]))
