"""Two results of a function compared: numbers, arrays, and tuples or lists of arrays."""

import numpy as np

from nnlib.classroom.checking.values import array
from nnlib.classroom.checking.words import SMALL, Wrong, apart, arrays_apart, described

MOST = 10**7  # an array of more numbers, which need not lie in memory, is no result of ours


def numbers_of(result):
    """The result as an array, or as a list of such parts where it is ragged, or as it is."""
    try:
        return array(result)
    except Wrong:
        if isinstance(result, list | tuple):
            return [numbers_of(part) for part in result]
        return result


def same(result, right, rtol=1e-5, atol=1e-8):
    """Whether two results are the same numbers in the same shapes."""
    one, two = numbers_of(result), numbers_of(right)
    if isinstance(one, np.ndarray) and isinstance(two, np.ndarray):
        if one.dtype.kind not in "biuf" or two.dtype.kind not in "biuf" or one.size > MOST:
            return False
        if two.shape == () and one.size == 1:
            one = one.reshape(())
        return one.shape == two.shape and bool(
            np.all(np.isclose(one, two, rtol=rtol, atol=atol, equal_nan=True))
        )
    if isinstance(one, list) and isinstance(two, list):
        pairs = zip(one, two, strict=False)
        return len(one) == len(two) and all(same(a, b, rtol, atol) for a, b in pairs)
    if isinstance(two, str):
        return type(one) is str and one == two
    return one is None and two is None


def shape_problem(result, right, parts=(), what="your function's result"):
    """What is wrong with the form of a result, in words, or None."""
    wanted = numbers_of(right)
    if isinstance(wanted, list):
        return _parts_problem(result, right, parts, what)
    try:
        array(result, what, wanted.shape)
    except Wrong as wrong:
        return str(wrong)
    return None


def _parts_problem(result, right, parts, what):
    named = f": {', '.join(parts)}" if parts else ""
    if not isinstance(result, list | tuple | np.ndarray) or np.ndim(_outer(result)) == 0:
        return f"{what} should have {len(right)} parts{named}; it is {described(result)}."
    if len(result) != len(right):
        return f"{what} should have {len(right)} parts{named}; {len(result)} came."
    for index, (one, two) in enumerate(zip(result, right, strict=True)):
        problem = shape_problem(one, two, (), part_name(parts, index, what))
        if problem:
            return problem
    return None


def _outer(result):
    return result if isinstance(result, np.ndarray) else [0] * len(result)


def part_name(parts, index, what):
    """What a part of a result is called."""
    if parts:
        return parts[index]
    ordinal = ("first", "second", "third", "fourth", "fifth")
    name = ordinal[index] if index < len(ordinal) else f"{index + 1}th"
    return f"the {name} part of {what}"


def value_problem(result, right, parts=(), rtol=1e-5, atol=1e-8, what=""):
    """Which values of a result of the right form are wrong, in words, or None."""
    wanted = numbers_of(right)
    if isinstance(wanted, list):
        for index, (one, two) in enumerate(zip(result, right, strict=True)):
            name = part_name(parts, index, what or "the result")
            problem = value_problem(one, two, (), rtol, atol, name)
            if problem:
                return problem
        return None
    found = array(result, "the result", wanted.shape)
    off = ~np.isclose(found, wanted, rtol=rtol, atol=atol, equal_nan=True)
    if not off.any():
        return None
    of = f" for {what}" if what else ""
    if 1 < found.size <= SMALL:
        one, two = arrays_apart(found, wanted)
        if len(one) + len(two) <= 160:
            return f"yours gives `{one}`{of}; `{two}` is right."
    one, two = apart(found[off][0], wanted[off][0])
    if found.size == 1:
        return f"yours gives {one}{of}; {two} is right."
    place = ", ".join(str(i) for i in np.argwhere(off)[0])
    return (
        f"the shape{of} is right, but {off.sum()} of {off.size} values are not. The first wrong "
        f"one, at [{place}], is {one} instead of {two}."
    )
