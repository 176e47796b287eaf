"""What is true of a wrong answer whatever the exercise: a sign, a factor, a place, a rounding."""

import numpy as np

from nnlib.classroom.checking.results import numbers_of, part_name, same
from nnlib.classroom.checking.words import apart, number_text


def diagnosed(results, rights, parts=(), attempts=()):
    """What holds for the results of every call, in words, or None.

    results, rights: lists of what came and of what is right, of equal shapes. attempts: the Calls,
    in whose arguments a factor is looked for.
    """
    ones, twos = [numbers_of(r) for r in results], [numbers_of(r) for r in rights]
    if not all(isinstance(part, np.ndarray) for part in ones + twos):
        return _one_part(results, rights, parts, attempts)
    whole = all(one.dtype.kind in "iu" for one in ones)
    ones = [one.reshape(two.shape).astype(float) for one, two in zip(ones, twos, strict=True)]
    twos = [two.astype(float) for two in twos]
    if any(
        np.isnan(one).any() and not np.isnan(two).any() for one, two in zip(ones, twos, strict=True)
    ):
        return _nan(attempts)
    one = np.concatenate([part.ravel() for part in ones])
    two = np.concatenate([part.ravel() for part in twos])
    if not np.isfinite(one).all() or not np.isfinite(two).all():
        return None
    if np.allclose(one, two):
        return None  # what differs is so small that signs and places cannot be told
    return (
        (_cut_off(one, two) if whole else None)
        or _of_numbers(one, two)
        or _of_order(ones, twos)
        or _of_factors(ones, twos, attempts)
        or _rounded_on_the_way(one, two)
        or (_of_whole_numbers(one, two) if whole else None)
    )


def _nan(attempts):
    """Not a number: what NumPy has warned about, or how it comes about."""
    warned = [text for attempt in attempts for text in attempt.warnings if "invalid" in text]
    if warned:
        return f"some values are nan, “not a number”. NumPy warns of an {warned[0]}."
    return (
        "some values are nan, “not a number”: of 0 / 0, inf − inf, inf / inf, or of an array that "
        "was never filled."
    )


def _one_part(results, rights, parts, attempts):
    """For results in parts of their own shapes: what holds for the one that is not right."""
    count = len(rights[0])
    found = []
    for index in range(count):
        ones, twos = [r[index] for r in results], [r[index] for r in rights]
        if all(same(one, two) for one, two in zip(ones, twos, strict=True)):
            continue
        if any(isinstance(numbers_of(two), list) for two in twos):
            return None
        found.append((part_name(parts, index, "the result"), diagnosed(ones, twos, (), attempts)))
    if len(found) == 1 and found[0][1]:
        return f"{found[0][0]}: {found[0][1]}"
    return None


def _of_numbers(one, two):
    close = lambda a, b: bool(np.allclose(a, b))  # noqa: E731
    if not two.any():
        return None
    if said := _of_signs(one, two):
        return said
    digits = _rounded_to(one, two)
    if digits is not None:
        return _too_early(one, two)
    shift = one - two
    if close(shift, shift[0]) and len(set(np.round(two, 9))) > 1:
        more = "large" if shift[0] > 0 else "small"
        return f"every value is {number_text(abs(shift[0]))} too {more}."
    with np.errstate(all="ignore"):
        if close(one, two**2) and not close(two**2, two):
            return "every value is the square of what it should be."
        if close(one**2, two) and not close(one, two):
            return "every value is the square root of what it should be."
        if (two != 0).all() and close(one, 1 / two):
            return "every value is 1 / (what it should be): it is turned upside down."
        if close(one, 1 - two):
            return "every value is 1 − (what it should be)."
        if (two > 0).all() and close(one, np.log(two)):
            return "every value is the logarithm of what it should be."
        if close(one, np.exp(two)):
            return "every value is e to the power of what it should be."
    if (one != 0).any() and close(np.abs(one), np.abs(one[0])) and len(one) > 2:
        return f"your function gives {number_text(one[0])} whatever comes."
    return None


def _of_signs(one, two):
    if np.allclose(one, -two):
        return "the sizes are right, but every sign is the other way round."
    if np.allclose(np.abs(one), np.abs(two)):
        return "the sizes are right, but some signs are not."
    return None


def _of_order(ones, twos):
    pairs = list(zip(ones, twos, strict=True))
    if all(np.allclose(np.ravel(a), np.ravel(b)[::-1]) for a, b in pairs) and _long(twos):
        return "these are the right values in reverse order."
    square = all(b.ndim == 2 and b.shape[0] == b.shape[1] for b in twos)
    if square and all(np.allclose(a, b.T) for a, b in pairs):
        return "the result is transposed: its rows should be columns."
    if all(np.allclose(np.sort(a, None), np.sort(b, None)) for a, b in pairs) and _long(twos):
        return "these are the right values, but not in the right places."
    return None


def _long(twos):
    """Whether an order cannot come about by chance."""
    several = [two for two in twos if two.size > 1 and len(np.unique(two)) == two.size]
    return len(several) > 1 or any(two.size > 2 and len(np.unique(two)) > 2 for two in twos)


def _of_factors(ones, twos, attempts):
    """One factor for each call, such as m, or the same for all."""
    factors = []
    for one, two in zip(ones, twos, strict=True):
        big = np.abs(two) > 1e-12
        if not np.allclose(one[~big], 0, atol=1e-9):
            return None
        if not big.any():
            factors.append(np.nan)  # 0 times anything is 0
            continue
        ratio = (one[big] / two[big]).ravel()
        if not np.allclose(ratio, ratio[0]) or abs(ratio[0]) < 1e-9:
            return None
        factors.append(float(ratio[0]))
    factors = np.array(factors)
    told = ~np.isnan(factors)
    if not told.any():
        return None
    factors = factors[told]
    if np.allclose(factors, factors[0]):
        alone = len(factors) == 1 and twos[0].size == 1
        return (
            None if alone else f"every value is {apart(factors[0], 1)[0]} times what it should be."
        )
    for name, values in _sizes([a for a, one in zip(attempts, told, strict=False) if one]):
        if np.allclose(factors, values):
            return f"every value is {name} times what it should be: it is multiplied by it."
        if 0 not in values and np.allclose(factors, 1 / np.array(values)):
            return f"every value is divided by {name}."
    whole = [max(abs(factor), 1 / abs(factor)) for factor in factors]
    if not np.allclose(whole, np.round(whole)) or all(two.size == 1 for two in twos):
        return None
    texts = [number_text(factor) for factor in dict.fromkeys(np.round(factors, 9))]
    return (
        f"in each call every value is off by one factor: {', '.join(texts)} times what it should "
        "be."
    )


def _sizes(attempts):
    """Names and values of what a result may be multiplied by: numbers given, and arrays' sizes."""
    if not attempts:
        return
    for place, name in enumerate(attempts[0].names):
        values = [attempt.args[place] for attempt in attempts]
        if all(isinstance(value, int | float) for value in values):
            yield f"`{name}`", values
        arrays = all(isinstance(value, np.ndarray) for value in values)
        if arrays and len({value.ndim for value in values}) == 1:
            if values[0].ndim == 1:
                yield f"the length of `{name}`", [len(value) for value in values]
            if values[0].ndim == 2:
                yield f"the number of columns of `{name}`", [value.shape[1] for value in values]
                yield f"the number of rows of `{name}`", [len(value) for value in values]
                yield f"the number of values in `{name}`", [value.size for value in values]
        elif all(isinstance(value, list) for value in values):
            yield f"the length of `{name}`", [len(value) for value in values]


def _rounded_to(one, two):
    """To how many digits after the point `one` is rounded from `two`, or None."""
    least = 0 if np.any(np.abs(two) >= 1) else 1  # 0 for a share may be anything, such as a > 0.5
    for digits in range(least, 7):
        unit = 10.0**-digits
        if np.allclose(one, np.round(one, digits), rtol=0, atol=1e-12) and np.all(
            np.abs(one - two) <= 0.5000001 * unit
        ):
            return digits if (two != np.round(two, digits)).any() and two.any() else None
    return None


def _too_early(one, two):
    worst = int(np.argmax(np.abs(one - two)))
    first, second = apart(one[worst], two[worst])
    return (
        f"right so far, but rounded too early: {first} instead of {second}. Return all digits; do "
        "not round."
    )


def _cut_off(one, two):
    if np.array_equal(one, np.trunc(two)) and (one != two).any() and one.any():
        return (
            "the decimals are cut off: these are whole numbers, of type int. Is there an array of "
            "integers in which decimals were stored?"
        )
    return None


def _of_whole_numbers(one, two):
    if len(np.unique(one)) > 2 and not np.array_equal(two, np.round(two)):
        return (
            "your values are whole numbers, of type int; the right ones have decimals. Is there an "
            "array of integers in which they were cut off?"
        )
    return None


def _rounded_on_the_way(one, two):
    """A few units off in the last of few digits: rounded before the end."""
    for digits in range(1, 5):
        unit = 10.0**-digits
        if np.allclose(one, np.round(one, digits), rtol=0, atol=1e-12):
            near = np.abs(one - two).max() <= min(20 * unit, 0.1 * np.abs(two).max())
            if not near or np.allclose(two, np.round(two, digits), rtol=0, atol=1e-12):
                return None
            counted = "1 digit" if digits == 1 else f"{digits} digits"
            return (
                f"your values have {counted} after the point and are a little off: something is "
                "rounded too early, on the way. Do not round."
            )
    return None


def diagnosed_value(value, right):
    """What is true of a wrong value, in words, or None. Never tells the right one."""
    if isinstance(value, np.ndarray):
        return _of_several(value, np.ravel(right).astype(float))
    if not isinstance(right, int | float) or not isinstance(value, int | float) or not right:
        return None
    text = number_text(value, 12)
    if value == -right:
        return f"the size of {text} is right, its sign is not."
    if not float(right).is_integer() and value and value == round(float(right), _places(value)):
        return f"{text} is right so far, but rounded too early. Give more digits."
    if np.isclose(value, 100 * right) and 0 < right < 1:
        return f"{text} is right in percent. A share is wanted, from 0 to 1."
    return None


def _of_several(values, rights):
    if values.shape != rights.shape or not rights.any():
        return None
    if said := _of_signs(values, rights):
        return said
    if np.allclose(np.sort(values), np.sort(rights)):
        return "these are the right numbers, but in another order."
    places = max(_places(value) for value in values)
    if np.array_equal(values, np.round(rights, places)) and values.any():
        return "right so far, but rounded too early. Give more digits."
    return None


def _places(value):
    text = repr(float(value))
    return len(text.partition(".")[2]) if "e" not in text else 0
