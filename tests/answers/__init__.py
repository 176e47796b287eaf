"""Answers that students give, right and wrong, written without a look at the judges.

One file for each lesson. An answer is written down with what it does or which mistake it makes:

    @right("2.4", "a loop over the inputs")
    def answer(w, dw): ...

    @wrong("2.4", "forgets x", says=("input", "multiply"))
    def answer(w, dw): ...

    right_value("2.1", Fraction(1, 2), "a fraction")
    wrong_value("2.1", 0.25, "the slope at 0 instead", says=("slope",))

`says` holds lower-case stems, of which a message that names the true mistake contains at least
one; it is None where nobody can expect more than "wrong". What must be new for each call (an
iterator, a function with a memory) is made by a function without arguments, with `made=True`:

    @right("2.4", "a generator, read once", made=True)
    def make(): return iterator()

`hangs=True` marks an answer that never ends or takes long, `changes_settings=True` one that changes
NumPy's settings, the random state or other global state. The tests ask for `answers()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise. `make()` gives it anew."""

    key: str
    what: str
    is_right: bool
    make: Callable[[], Any]
    says: tuple[str, ...] | None = None
    hangs: bool = False
    changes_settings: bool = False

    def __str__(self):
        return f"{self.key} {'right' if self.is_right else 'wrong'}: {self.what}"


COLLECTED: list[Answer] = []


def _collect(key, answer, what, is_right, made, says=None, **marks):
    if isinstance(says, str):
        raise TypeError(f"{key}, {what!r}: says is a tuple of words, write ({says!r},)")
    make = answer if made else lambda: answer
    COLLECTED.append(Answer(key, what, is_right, make, says, **marks))


def right_value(key, answer, what, *, made=False, **marks):
    """Write down a right answer that is not a function defined here."""
    _collect(key, answer, what, True, made, **marks)


def wrong_value(key, answer, what, says=None, *, made=False, **marks):
    """Write down a wrong answer that is not a function defined here, and the words that name it."""
    _collect(key, answer, what, False, made, says, **marks)


def right(key, what, *, made=False, **marks):
    """Write down the function or class below as a right answer."""

    def keep(answer):
        right_value(key, answer, what, made=made, **marks)
        return answer

    return keep


def wrong(key, what, says=None, *, made=False, **marks):
    """Write down the function or class below as a wrong answer, and the words that name it."""

    def keep(answer):
        wrong_value(key, answer, what, says, made=made, **marks)
        return answer

    return keep


def answers() -> list[Answer]:
    """All answers of all lessons, in the lessons' order."""
    for file in sorted(Path(__file__).parent.glob("lesson_*.py")):
        import_module(f"{__name__}.{file.stem}")
    return sorted(COLLECTED, key=lambda answer: [int(part) for part in answer.key.split(".")])
