"""How values, arguments and errors are put in words."""

import reprlib
import traceback
from fractions import Fraction
from numbers import Number
from pathlib import Path

import numpy as np

PACKAGE = Path(__file__).resolve().parents[2]  # the folder nnlib


class _Short(reprlib.Repr):
    """For what may be endless, or hold itself. A class of the student's is only named."""

    def repr_instance(self, x, level):
        """Called for whatever is no list, text or the like; its own `repr` may never end."""
        if type(x).__module__ in ("builtins", "numpy", "fractions", "decimal"):
            return super().repr_instance(x, level)
        return f"<{type(x).__name__}>"


SHORT = _Short()
SHORT.maxlevel, SHORT.fillvalue = 4, "…"
SHORT.maxother = SHORT.maxstring = SHORT.maxlong = 60
SHORT.maxdict = SHORT.maxlist = SHORT.maxtuple = SHORT.maxset = SHORT.maxfrozenset = 20
SMALL = 12  # so many numbers of an argument are shown; of more, the shape


class Wrong(Exception):
    """A wrong answer; its text says what is wrong and what to look at."""


class NotAnswered(Exception):
    """The dots are still there: all of them, or a gap that its text names."""


class NotJudged(Exception):
    """What the judge itself needs is missing here; its text says what. The answer may be right."""


def described(value):
    """What came, in a few words: a short value as it is, of a longer one its kind."""
    try:
        return _described(value)
    except Exception:
        return f"something of type {type(value).__name__}"


def _described(value):
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, list | tuple | dict | set | frozenset):
        text = SHORT.repr(value) if len(value) <= 20 else SHORT.fillvalue
        whole = len(text) <= 40 and SHORT.fillvalue not in text
        return text if whole else f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, str | Fraction) or value is None or type(value).__name__ == "Decimal":
        text = str(value) if isinstance(value, Fraction) else safe_repr(value)
        return text if len(text) <= 40 else f"{text[:30]}…"
    if isinstance(value, Number):
        return number_text(value)
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if callable(value):
        return f"the function {getattr(value, '__name__', 'without a name')}"
    return f"something of type {type(value).__name__}"


def safe_repr(value):
    """repr(value), or its type where that raises."""
    try:
        return repr(value)
    except Exception:
        return f"something of type {type(value).__name__}"


def number_text(number, digits=4):
    """A number as text: whole ones in full, others with some digits, minus as −."""
    try:
        if isinstance(number, np.generic):
            number = number.item()
        if isinstance(number, int) and not isinstance(number, bool) and abs(number) >= 10**15:
            text = f"{float(number):.{digits}g}"
        elif isinstance(number, bool | complex):
            text = str(number)
        elif float(number).is_integer() and abs(number) < 10**15:
            text = str(int(number))
        else:
            text = f"{float(number):.{digits}g}"
    except (OverflowError, ValueError, TypeError):
        return f"a number of type {type(number).__name__}"
    return text.replace("-", "−")


def apart(one, other):
    """Two numbers as texts, with as many digits as it takes to see that they differ."""
    for digits in range(4, 18):
        texts = number_text(one, digits), number_text(other, digits)
        if texts[0] != texts[1]:
            break
    return texts


def arrays_apart(one, other):
    """Two arrays of one shape as texts, with digits until they differ; up to SMALL numbers."""
    for digits in range(4, 18):
        texts = code(one, digits), code(other, digits)
        if texts[0] != texts[1]:
            break
    return texts


def code(value, digits=4):
    """A small value as Python code, or None for what is too large or no data."""
    if isinstance(value, np.ndarray | list | tuple) and np.size(_flat(value)) > SMALL:
        return None
    if isinstance(value, np.ndarray):
        return code(value.tolist(), digits)
    if isinstance(value, list | tuple):
        parts = [code(part, digits) for part in value]
        if None in parts:
            return None
        inside = ", ".join(parts) + ("," if isinstance(value, tuple) and len(parts) == 1 else "")
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    if isinstance(value, bool | np.bool_ | str) or value is None:
        return repr(value)
    if isinstance(value, int | float | np.generic):
        return number_text(value, digits).replace("−", "-")
    return None


def _flat(value):
    if isinstance(value, list | tuple):
        return [number for part in value for number in np.ravel(_flat(part))]
    return value


def with_arguments(names, args):
    """The arguments of a call: "with `w = [1, 2]`, `b = 0.5`"; of large ones the shapes."""
    parts = []
    for name, value in zip(names, args, strict=False):
        text = code(value)
        if text is not None and len(text) <= 90:
            parts.append(f"`{name} = {text}`")
        elif isinstance(value, np.ndarray):
            parts.append(f"`{name}` of shape {value.shape}")
        elif isinstance(value, list | tuple):
            shapes = {np.shape(part) for part in value if isinstance(part, np.ndarray)}
            of = f" of shapes {', '.join(str(np.shape(p)) for p in value)}" if shapes else ""
            parts.append(f"`{name}` a {type(value).__name__} of {len(value)}{of}")
    return f"with {', '.join(parts)}" if parts else ""


def error_text(error, function):
    """One sentence about an exception in the student's code, with the line that raised it."""
    try:
        said = str(error)
    except Exception:
        said = ""
    kind = type(error).__name__
    line = _line_of(error, function)
    where = f", in the line `{line}`" if line else ""
    if isinstance(error, RecursionError):
        return (
            f"your function calls itself without end (RecursionError){where}. Where should it stop?"
        )
    if isinstance(error, SystemExit):
        return f"your code ends the program (SystemExit){where}. Use `return` to leave a function."
    if isinstance(error, KeyboardInterrupt | GeneratorExit):
        return f"your code stops itself by raising {kind}{where}. Return a result instead."
    if isinstance(error, TypeError) and ("bitwise_xor" in said or "for ^" in said):
        return f"your code stops{where}. A power is written `**` in Python; `^` is something else."
    said = f": {said[:300]}" if said.strip() else ""
    stop = "" if f"{said}{where}".endswith((".", "!", "?")) else "."
    return f"your code stops with {kind}{said}{where}{stop}"


def _line_of(error, function):
    """The deepest line of the student's own file, or of any file that is not nnlib's."""
    try:
        frames = traceback.extract_tb(error.__traceback__)
    except Exception:
        return ""
    home = getattr(getattr(function, "__code__", None), "co_filename", None)
    foreign = (str(PACKAGE), "site-packages", "importlib", "<frozen", "<__array_function__")
    other = [f for f in frames if not any(name in f.filename for name in foreign)]
    own = [f for f in frames if f.filename == home and "site-packages" not in home]
    lines = [frame.line for frame in own or other if frame.line]
    return lines[-1] if lines else ""
