"""Lesson 08: a student's own way back, judged by nudging."""

import numpy as np

from nnlib.classroom.checking.calls import NotAnswered, Wrong, call
from nnlib.classroom.checking.exercise import open_gaps
from nnlib.classroom.stepper import LOW
from nnlib.descent import numerical_gradient, relative_error


def judge_backprop(backprop, forward, network, x, y):
    """How far each gradient of your `backprop` is from the one by nudging, on a network's numbers.

    backprop(weights, biases, x, y) gives nabla_b and nabla_w, forward(weights, biases, x) gives z
    and a; x: (n₀, m), y: (n_L, m). A line says whose way back is judged: yours, or `network`'s own
    while nothing is written in yours. Nudged is the cost that `forward` gives, added up over the
    columns; so a way back that fits a wrong `forward` comes out as right.

    Returns the relative errors by name, {"W₁": 0.0, …}, rounded to 6 digits, with words in place of
    a number where there is no gradient of the right shape; None if your `backprop` stops.
    """
    weights, biases = network.weights, network.biases
    try:
        found = call(backprop, weights, biases, x, y)
        untouched = _is_empty(found) and bool(open_gaps(backprop)[0])
        problem = "" if untouched else _no_pair(found, len(weights))
    except NotAnswered as said:  # without a word if all that came is dots
        untouched, problem = not str(said), str(said)
    except Wrong as said:
        untouched, problem = False, str(said)
    if untouched:
        print("Nothing is written in your backprop yet, so nnlib's own is judged.")
        found = network.backprop(x, y)
    elif problem:
        print(f'Your backprop cannot be judged: {problem} check("8.4", …) says more.')
        return None
    else:
        print("Your backprop is judged.")
    nabla_b, nabla_w = found
    errors = {}
    for letter, parts, gradients in (("W", weights, nabla_w), ("b", biases, nabla_b)):
        for i, gradient in enumerate(gradients):
            by_nudging = numerical_gradient(
                _cost(forward, weights, biases, x, y, parts, i), parts[i]
            )
            errors[f"{letter}{LOW[i + 1]}"] = _compared(gradient, by_nudging)
    return errors


def _cost(forward, weights, biases, x, y, parts, i):
    """The cost as a function of one W or b: the i-th of the weights or of the biases."""

    def cost(part):
        moved = [*parts[:i], part, *parts[i + 1 :]]
        _, a = forward(*((moved, biases) if parts is weights else (weights, moved)), x)
        return np.sum((y - a[-1]) ** 2) / 2

    return cost


def _compared(gradient, by_nudging):
    if gradient is None or gradient is ...:
        return "not set"
    if np.shape(gradient) != by_nudging.shape:
        return f"shape {np.shape(gradient)}, not {by_nudging.shape}"
    return round(relative_error(np.asarray(gradient), by_nudging), 6)


def _is_empty(found):
    """Whether two lists came back as they were made, with None in every place."""
    return _no_pair(found) == "" and all(one is None for part in found for one in part)


def _no_pair(found, layers=None):
    """What is wrong with a result that should be two lists with an array for each layer, or ""."""
    kinds = list, tuple
    fine = isinstance(found, kinds) and len(found) == 2
    if fine and all(isinstance(p, kinds) and len(p) == (layers or len(p)) for p in found):
        return ""
    return "it should return two lists, nabla_b and nabla_w, with an array for each layer."
