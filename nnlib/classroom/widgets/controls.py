"""The controls of the interactives: what can be set, from where to where, and under which name.

A control stands in the signature of its `explore_…` function, where others have a type:
`eta: Slider(0.01, 1.2, 0.01, "η, the learning rate") = 0.9`. The page draws it, code and page pass
their values through its `check`, and tests ask it for `some` values.
"""

import numbers
from dataclasses import dataclass

from nnlib.support.errors import DataError


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high`. A drag goes in steps; any value between can be typed.

    A whole number as `step` makes it a control for whole numbers. play: milliseconds from one
    step to the next when somebody presses *play*; 0: no such button.
    """

    low: float
    high: float
    step: float
    label: str
    play: int = 0

    def check(self, value):
        """The value as it will be used, or a DataError that says what can be chosen."""
        if not _is_number(value) or not self.low <= value <= self.high:
            raise DataError(
                f"{self.label}: {value!r} came; it goes from {self.low} to {self.high}."
            )
        if isinstance(self.step, int):
            return _whole(value, self.label)
        return round(float(value), 9)  # a browser adds steps up and gets 1.2500000000000009

    def page(self):
        """What the page has to know of it."""
        limits = {"low": self.low, "high": self.high, "step": self.step}
        return {"kind": "slider", "label": self.label, "play": self.play, **limits}

    def some(self, rng):
        """Values for a sweep: the ends, the middle and two by chance, all on a step."""
        steps = round((self.high - self.low) / self.step)
        chosen = [0, steps, steps // 2, *rng.integers(0, steps + 1, 2)]
        return [self.check(self.low + int(k) * self.step) for k in dict.fromkeys(chosen)]

    def __repr__(self):
        return f"{self.low} to {self.high}"


@dataclass(frozen=True)
class Stops:
    """A slider that clicks from one of its values to the next, such as 1, 10, 100.

    If all of them are numbers, any number between the first and the last can be typed.
    """

    values: tuple
    label: str
    play: int = 0

    def check(self, value):
        """The value as it will be used, or a DataError that says what can be chosen."""
        if value in self.values:
            return value
        if not self._numbers():
            raise DataError(f"{self.label}: {value!r} came; choose one of {self.values}.")
        low, high = self.values[0], self.values[-1]
        if not _is_number(value) or not low <= value <= high:
            raise DataError(f"{self.label}: {value!r} came; it goes from {low} to {high}.")
        if all(isinstance(v, int) for v in self.values):
            return _whole(value, self.label)
        return round(float(value), 9)

    def page(self):
        """What the page has to know of it."""
        typed = {"typed": self._numbers()}
        if typed["typed"]:
            whole = all(isinstance(v, int) for v in self.values)
            typed |= {"low": self.values[0], "high": self.values[-1]}
            typed["step"] = 1 if whole else "any"
        values = {"values": self.values, "play": self.play}
        return {"kind": "stops", "label": self.label, **values, **typed}

    def some(self, rng):
        """Values for a sweep: the ends, the middle and two by chance."""
        picked = [0, len(self.values) // 2, len(self.values) - 1]
        picked += [int(i) for i in rng.integers(0, len(self.values), 2)]
        return [self.values[i] for i in dict.fromkeys(picked)]

    def _numbers(self):
        return all(_is_number(value) for value in self.values)

    def __repr__(self):
        return f"{self.values[0]} to {self.values[-1]}"


@dataclass(frozen=True)
class Menu:
    """Some values by name: a row of buttons if they are few and short, else a list to open.

    play: as for a `Slider`, where the values have an order.
    """

    values: tuple
    label: str
    play: int = 0

    def check(self, value):
        """The value, or a DataError that names all that can be chosen."""
        if value not in self.values:
            raise DataError(f"{self.label}: {value!r} came; choose one of {self.values}.")
        return value

    def page(self):
        """What the page has to know of it."""
        words = sum(len(str(value)) + 3 for value in self.values)
        kind = "radio" if words <= 28 else "select"
        return {"kind": kind, "label": self.label, "values": self.values, "play": self.play}

    def some(self, rng):
        """Values for a sweep: all of them."""
        return list(self.values)

    def __repr__(self):
        return " | ".join(map(repr, self.values))


@dataclass(frozen=True)
class Switch:
    """On or off."""

    label: str

    def check(self, value):
        """True or False, or a DataError."""
        if value not in (True, False):
            raise DataError(f"{self.label}: {value!r} came; it is True or False.")
        return bool(value)

    def page(self):
        """What the page has to know of it."""
        return {"kind": "switch", "label": self.label}

    def some(self, rng):
        """Values for a sweep: both."""
        return [False, True]

    def __repr__(self):
        return "True | False"


@dataclass(frozen=True)
class Point:
    """A point (x, y): two sliders of one range, and a place that is taken in the picture."""

    low: float
    high: float
    step: float
    labels: tuple

    def check(self, value):
        """The point as it will be used, or a DataError that says what can be chosen."""
        if isinstance(value, str) or not hasattr(value, "__len__") or len(value) != 2:
            raise DataError(f"{' and '.join(self.labels)}: two numbers are wanted; {value!r} came.")
        return tuple(_plain(s.check(v)) for s, v in zip(self._sliders(), value, strict=True))

    def page(self):
        """What the page has to know of it."""
        return {"kind": "point", "sliders": [slider.page() for slider in self._sliders()]}

    def some(self, rng):
        """Values for a sweep: corners, and points by chance."""
        one = self._sliders()[0].some(rng)
        pairs = [*zip(one, reversed(one), strict=True), (self.low, self.low)]
        return [self.check(pair) for pair in pairs]

    def _sliders(self):
        return [Slider(self.low, self.high, float(self.step), label) for label in self.labels]

    def __repr__(self):
        return f"two numbers from {self.low} to {self.high}"


def _is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _whole(value, label):
    if value != int(value):
        raise DataError(f"{label}: {value!r} came; a whole number is wanted.")
    return int(value)


def _plain(value):
    """A coordinate as a person writes it: 3, not 3.0."""
    return int(value) if value == int(value) else value
