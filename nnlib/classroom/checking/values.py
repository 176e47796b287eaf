"""The one place that reads values: what a student writes, as numbers, letters or names.

Each reader takes the answer and returns what it means, raises Wrong with a sentence that says what
to write instead, or NotAnswered where dots are left.
"""

import ast
import contextlib
import itertools
import re
import unicodedata
import warnings
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import numpy as np

from nnlib.classroom.checking.words import NotAnswered, Wrong, described

MOST = 100_000  # so many items of an iterator are read


def settled(value, depth=4):
    """The value with every iterator in it read once, as a list."""
    if isinstance(value, Iterator | range) or type(value).__name__ in (
        "dict_values",
        "dict_keys",
        "deque",
    ):
        value = list(itertools.islice(value, MOST + 1))
        if len(value) > MOST:
            raise Wrong(f"what came is an iterator that does not end: more than {MOST:,} items.")
    if depth and isinstance(value, list | tuple):  # of a class of its own, it becomes a plain one
        plain = list if isinstance(value, list) else tuple
        return plain(settled(part, depth - 1) for part in value)
    if not isinstance(value, np.ndarray | np.generic) and hasattr(type(value), "__array__"):
        with contextlib.suppress(Exception):
            return np.asarray(value)  # a column of a table, a tensor
    return value


def dots(value):
    """How many of the value's parts are still dots: "none", "some" or "all"."""
    parts = list(_parts(value))
    open_ones = sum(part is ... for part in parts)
    return "none" if not open_ones else "all" if open_ones == len(parts) else "some"


def _parts(value):
    if type(value) in (list, tuple) or (isinstance(value, np.ndarray) and value.dtype == object):
        for part in value.tolist() if isinstance(value, np.ndarray) else value:
            yield from _parts(part)
    else:
        yield value


def _refuse_dots(value):
    found = dots(value)
    if found == "all":
        raise NotAnswered
    if found == "some":
        raise NotAnswered("one of the dots is still there.")


def array(value, what="your function's result", shape=None):
    """The value as an array of numbers, or Wrong in words. shape: if given, it has to have it.

    Where a single number is wanted (shape ()), anything that holds one number is read.
    """
    _refuse_dots(value)
    found = _as_array(value, what)
    if shape is None or found.shape == shape:
        return found
    if shape == () and found.size == 1:
        return found.reshape(())
    wanted = f"an array of shape {shape}" if shape else "a single number"
    if found.shape == ():
        raise Wrong(f"{what} is a single number; {wanted} is wanted.")
    raise Wrong(f"{what} has shape {found.shape}; {wanted} is wanted.")


def _as_array(value, what):
    if value is None:
        raise Wrong(f"{what} is None. Did you forget a `return`?")
    if isinstance(value, str | bytes) and any(c.isdigit() for c in str(value)):
        raise Wrong(
            f"{what} should hold numbers; it is the text {described(value)}. Leave the quotes and "
            "`str` out."
        )
    if isinstance(value, str | bytes | dict | set | frozenset) or callable(value):
        raise Wrong(f"{what} should hold numbers; it is {described(value)}.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = np.asarray(settled(value))
            if found.dtype == object and found.size:
                found = _from_objects(found, what)
    except Wrong:
        raise
    except Exception:
        raise Wrong(_why_no_array(value, what)) from None
    if found.dtype.kind == "c":
        raise Wrong(f"{what} holds complex numbers; real ones are wanted.")
    if found.dtype.kind not in "biuf":
        kinds = {"U": "text", "S": "text", "M": "dates", "m": "times"}
        kind = kinds.get(found.dtype.kind, f"values of type {found.dtype}")
        quotes = " Leave the quotes and `str` out." if kind == "text" else ""
        raise Wrong(f"{what} should hold numbers; it holds {kind}.{quotes}")
    return found


def _from_objects(found, what):
    """An array of Fractions, Decimals, long integers or arrays of one number, as floats."""
    numbers = []
    for part in found.flat:
        if not isinstance(part, int | float | Fraction | Decimal | np.ndarray | np.generic):
            raise Wrong(f"{what} should hold numbers; it holds {described(part)}.")
        numbers.append(float(part) if np.ndim(part) == 0 else float(np.asarray(part).item()))
    return np.array(numbers).reshape(found.shape)


def _why_no_array(value, what):
    if isinstance(value, list | tuple):
        lengths = [len(part) for part in value if isinstance(part, list | tuple)]
        if len(set(lengths)) > 1:
            return (
                f"{what} is ragged: its rows hold {_listed(lengths)} items. Rows have one length."
            )
        shapes = [np.shape(part) for part in value if isinstance(part, np.ndarray)]
        if len(set(shapes)) > 1 or (shapes and len(shapes) < len(value)):
            return (
                f"{what} is {described(value)} with parts of different shapes; one array is wanted."
            )
    return f"{what} should hold numbers; it is {described(value)}."


def _listed(items):
    few = [str(item) for item in dict.fromkeys(items)][:5]
    return f"{', '.join(few[:-1])} and {few[-1]}" if len(few) > 1 else few[0]


def number(answer):
    """One number, in whatever type of size 1 it comes; an int stays an int."""
    answer = settled(answer)
    _refuse_dots(answer)
    if answer is None:
        raise Wrong("what came is None. Did you forget to write it down, or a `return`?")
    if isinstance(answer, set | frozenset) and len(answer) == 1:
        answer = next(iter(answer))
    if isinstance(answer, list | tuple) and len(answer) == 1:
        return number(answer[0])
    if isinstance(answer, str | bytes):
        raise Wrong(_text_instead(answer))
    if isinstance(answer, bool | np.bool_):
        raise Wrong(f"a number is wanted; {answer} came.")
    if isinstance(answer, tuple) and 2 <= len(answer) <= 4:
        _refuse_commas(answer)
    if isinstance(answer, list | tuple) and len(answer) != 1:
        raise Wrong(f"one number is wanted; {described(answer)} came.")
    if isinstance(answer, Fraction | Decimal):
        return _finite(float(answer))
    if isinstance(answer, int):
        if abs(answer) > 10**300:
            raise Wrong("a number with more than 300 digits came. Look at its size again.")
        return answer
    if callable(answer):
        raise Wrong(f"a number is wanted; what came is {described(answer)} itself, not its result.")
    found = _as_array(answer, "the answer")
    if found.size != 1:
        raise Wrong(f"one number is wanted; {described(answer)} came.")
    if found.dtype.kind == "b":
        raise Wrong(f"a number is wanted; {found.item()} came.")
    return _finite(found.item())


def _finite(value):
    if value != value:
        raise Wrong(
            "nan came, “not a number”: somewhere 0 was divided by 0, or inf taken from inf."
        )
    if value in (float("inf"), float("-inf")):
        raise Wrong(
            f"{'−' if value < 0 else ''}inf came, an infinite number. Look for a division by 0."
        )
    return value


def _text_instead(answer):
    """What to say when a number was wanted and a text came."""
    text = answer.decode("latin-1") if isinstance(answer, bytes) else answer
    text = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    if len(text) > 60:
        return f"a number is wanted, without quotes; {described(answer)} came, a text."
    if re.fullmatch(r"[+-]?\d{0,3},\d{1,2}|[+-]?0,\d+|[+-]?\d+,\d{4,}", text):
        return (
            f"remove the quotes, and write a point instead of the comma: {text.replace(',', '.')}."
        )
    bare = re.sub(r"(?<=\d)[,_ '](?=\d{3}\b)", "", text)
    bare = re.sub(r"^([+-]?)0+(?=\d)", r"\1", bare)  # 007 is no number in Python
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*%?", bare, re.IGNORECASE):
        sign = " and the sign %" if bare.endswith("%") else ""
        bare = bare.rstrip("% ")
        return f"remove the quotes{sign}: {bare} is a number, {described(answer)} is a text."
    if re.fullmatch(r"[-+*/(). \d]+", bare) and _is_python(bare):
        return f"remove the quotes, so that Python works it out: {bare}."
    return f"a number is wanted, without quotes; {described(answer)} came, a text."


def _is_python(text):
    """Whether a text is an expression of Python, and not `1 2` or `(3`."""
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, RecursionError):
        return False
    return True


def _refuse_commas(answer):
    """`0,5` is a pair for Python, and `79,510` too."""
    if not all(isinstance(part, int) and not isinstance(part, bool) for part in answer):
        return
    first, *rest = answer
    if len(rest) == 1 and rest[0] >= 0 and not (100 <= rest[0] <= 999 and first):
        raise Wrong(
            f"two numbers came, {first} and {rest[0]}. If a decimal comma is meant: Python writes "
            f"a point, {first}.{rest[0]}."
        )
    # 16,008 is not meant by (16, 8): Python does not take `008`.
    if 0 < first <= 999 and all(part == 0 or 100 <= part <= 999 for part in rest):
        whole = str(first) + "".join(f"{part:03d}" for part in rest)
        raise Wrong(
            f"{len(answer)} numbers came. Python writes a large one without commas: {whole}."
        )


def numbers(count, example):
    """A reader for an array of `count` numbers, in any form that holds so many.

    example: what to write, as text, such as "(4, -2)".
    """
    counted = {2: "two", 3: "three", 4: "four"}.get(count, str(count))

    def read(answer):
        answer = settled(answer)
        _refuse_dots(answer)
        form = f"{counted} numbers are wanted, such as {example}"
        if isinstance(answer, str | bytes):
            inside = any(c.isdigit() for c in str(answer))
            raise Wrong(f"{form}{', without quotes' if inside else ''}; {described(answer)} came.")
        if isinstance(answer, set | frozenset):
            raise Wrong(f"{form}. A set {{…}} has no order; write round brackets.")
        if answer is None or isinstance(answer, dict):
            raise Wrong(f"{form}; {described(answer)} came.")
        if isinstance(answer, list | tuple):
            texts = [part for part in answer if isinstance(part, str)]
            if texts:
                raise Wrong(f"{form}. {_text_instead(texts[0]).capitalize()}")
            if len(answer) == 2 * count and all(type(part) is int for part in answer):
                raise Wrong(
                    f"{form}; {described(answer)} came. If decimal commas are meant: Python writes "
                    "a point, as in 0.5."
                )
        try:
            found = _as_array(_flattened(answer), "the answer")
        except Wrong as wrong:
            raise Wrong(f"{form}. {str(wrong)[0].upper()}{str(wrong)[1:]}") from None
        if found.size != count:
            raise Wrong(f"{form}; {described(answer)} came.")
        found = found.ravel().astype(float)
        for value in found:
            _finite(float(value))
        return found

    return read


def _flattened(value):
    """([2, 2], -1) as [2, 2, -1]: where so many numbers are wanted, brackets do not matter."""
    if type(value) not in (list, tuple):
        return value
    found = []
    for part in map(_flattened, value):
        small = isinstance(part, np.ndarray) and part.size <= MOST
        several = part.ravel().tolist() if small else part
        found += several if isinstance(several, list) else [several]
    return found


def letters(allowed, example, ordered=False):
    """A reader for letters, as a text in order: "BC", "b, c", "B and C", ["B", "C"].

    allowed: the letters there are. They are read in the order in which they come; ordered: so a
    set will not do.
    """

    def read(answer):
        form = f'write the letters in quotes, such as "{example}"'
        if ordered and isinstance(answer, set | frozenset):
            raise Wrong(f"{form}. A set {{…}} has no order.")
        found = [word for word in _words(answer, form) if word.lower() not in FILLERS]
        run = "".join(found).upper()
        if not run or any(letter not in allowed for letter in run):
            there = f"There are {_listed(allowed)}."
            raise Wrong(f"{form}; {described(answer)} came. {there}")
        return run

    return read


def one_letter(allowed):
    """A reader for one letter out of `allowed`, upper or lower case, with or without brackets."""

    def read(answer):
        quoted = _listed(f'"{letter}"' for letter in allowed).replace(" and ", " or ")
        form = f"one letter is wanted, in quotes: {quoted}"
        found = [word for word in _words(answer, form) if word.lower() not in FILLERS]
        if len(found) != 1 or found[0].upper() not in list(allowed.upper()):
            raise Wrong(f"{form}; {described(answer)} came.")
        return found[0].lower()

    return read


def names(allowed, example, none=("none", "nothing")):
    """A reader for a set of names such as "W1 b2": "W_1, b₂", ["W1", "b2"], "w[1] and b_{2}".

    allowed: the names there are. The empty set is written as one of `none`.
    """
    known = {name.lower(): name for name in allowed}
    index = re.compile(r"(?<=[^\W\d_])[\s_^([{]+(\d+)[\])}]*")

    def read(answer):
        form = f'write the names in quotes, such as "{example}"'
        plain = lambda text: index.sub(r"\1 ", text)  # noqa: E731
        found = [word.replace("_", "").lower() for word in _words(answer, form, plain)]
        found = [word for word in found if word not in FILLERS]
        if found and all(word in none for word in found):
            return frozenset()
        found = [part for word in found for part in re.findall(r"[a-z]+\d+|.+", word)]
        strange = [word for word in found if word not in known]
        if not found or strange:
            raise Wrong(f"{form}; {described(answer)} came. There are {_listed(allowed)}.")
        return frozenset(known[word] for word in found)

    return read


FILLERS = (
    "and",
    "or",
    "then",
    "to",
    "line",
    "lines",
    "point",
    "points",
    "place",
    "places",
    "answer",
    "letter",
    "option",
    "setting",
    "both",
    "only",
    "bias",
    "biases",
)


def _words(answer, form, plain=str):
    """The words of a text, a list of texts or any mixture of them; plain: what makes a text so."""
    answer = settled(answer)
    _refuse_dots(answer)
    if isinstance(answer, np.ndarray):
        if answer.size > MOST:
            raise Wrong(f"{form}; {described(answer)} came.")
        answer = answer.ravel().tolist()
    parts = answer if isinstance(answer, list | tuple) else [answer]
    if isinstance(answer, set | frozenset):
        parts = sorted(answer, key=str)
    found = []
    for part in parts:
        if isinstance(part, list | tuple):
            found += _words(part, form, plain)
        elif isinstance(part, str):
            text = plain(unicodedata.normalize("NFKC", part))
            found += re.findall(r"[^\W_]+(?:_\d+)?", text)
        else:
            raise Wrong(f"{form}; {described(answer)} came.")
    return found
