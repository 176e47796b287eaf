"""Backpropagation of one example, one operation at a time, right or with a mistake planted.

`walk` goes forward and back through a network and returns each operation as a `Step`: its formula,
its line of code and its value. The line that a step shows is the line that was run.
`gradient_check` compares the gradients that come out with differences of the cost.
"""

import itertools
from dataclasses import dataclass, field

import numpy as np

from nnlib.descent import numerical_gradient, relative_error
from nnlib.equations import quadratic_cost
from nnlib.neurons import sigmoid, sigmoid_prime
from nnlib.support.errors import DataError

LOW = "₀₁₂₃₄₅₆₇₈₉"  # a layer's number as a subscript


@dataclass(frozen=True)
class Rule:
    """One operation as a formula and as a line of code, for a layer l, the one before, the next.

    In the formula a space stands between all signs and quantities. equation: its number, if it is
    one of the four. first: the first layer in which the rule can be used.
    """

    formula: str
    code: str
    equation: int | None = None
    first: int = 1


FORWARD = {
    "z": Rule(
        "z{l} = W{l} a{prev} + b{l}",
        "z[{l}] = weights[{prev}] @ a[{prev}] + biases[{prev}]",
    ),
    "a": Rule("a{l} = σ( z{l} )", "a[{l}] = sigmoid(z[{l}])"),
}
COST = Rule("Eₓ = ½‖ y − a{l} ‖²", "cost = np.sum((y - a[{l}]) ** 2) / 2")
BACKWARD = {
    "output error": Rule(
        "δ{l} = ( a{l} − y ) ⊙ σ′(z{l})",
        "delta[{l}] = (a[{l}] - y) * sigmoid_prime(z[{l}])",
        1,
    ),
    "hidden error": Rule(
        "δ{l} = ( W{next}ᵀ δ{next} ) ⊙ σ′(z{l})",
        "delta[{l}] = (weights[{l}].T @ delta[{next}]) * sigmoid_prime(z[{l}])",
        2,
    ),
    "bias gradient": Rule("∂b{l} = δ{l}", "nabla_b[{prev}] = delta[{l}]", 3),
    "weight gradient": Rule(
        "∂W{l} = δ{l} a{prev}ᵀ",
        "nabla_w[{prev}] = delta[{l}] @ a[{prev}].T",
        4,
    ),
}

# Each mistake puts its own rule in the place of a right one.
MISTAKES = {
    "no mistake": {},
    "y − a in equation 1": {
        "output error": Rule(
            "δ{l} = ( y − a{l} ) ⊙ σ′(z{l})",
            "delta[{l}] = (y - a[{l}]) * sigmoid_prime(z[{l}])",
            1,
        )
    },
    "no σ′ in equation 1": {"output error": Rule("δ{l} = a{l} − y", "delta[{l}] = a[{l}] - y", 1)},
    "no σ′ in equation 2": {
        "hidden error": Rule(
            "δ{l} = W{next}ᵀ δ{next}", "delta[{l}] = weights[{l}].T @ delta[{next}]", 2
        )
    },
    "no transpose in equation 2": {
        "hidden error": Rule(
            "δ{l} = ( W{next} δ{next} ) ⊙ σ′(z{l})",
            "delta[{l}] = (weights[{l}] @ delta[{next}]) * sigmoid_prime(z[{l}])",
            2,
        )
    },
    "W of the wrong layer in equation 2": {
        "hidden error": Rule(
            "δ{l} = ( W{l}ᵀ δ{next} ) ⊙ σ′(z{l})",
            "delta[{l}] = (weights[{prev}].T @ delta[{next}]) * sigmoid_prime(z[{l}])",
            2,
        )
    },
    "z of the next layer in equation 2": {
        "hidden error": Rule(
            "δ{l} = ( W{next}ᵀ δ{next} ) ⊙ σ′(z{next})",
            "delta[{l}] = (weights[{l}].T @ delta[{next}]) * sigmoid_prime(z[{next}])",
            2,
        )
    },
    "σ′(a) in equations 1 and 2": {
        "output error": Rule(
            "δ{l} = ( a{l} − y ) ⊙ σ′(a{l})",
            "delta[{l}] = (a[{l}] - y) * sigmoid_prime(a[{l}])",
            1,
        ),
        "hidden error": Rule(
            "δ{l} = ( W{next}ᵀ δ{next} ) ⊙ σ′(a{l})",
            "delta[{l}] = (weights[{l}].T @ delta[{next}]) * sigmoid_prime(a[{l}])",
            2,
        ),
    },
    "σ′ once more in equation 3": {
        "bias gradient": Rule(
            "∂b{l} = δ{l} ⊙ σ′(z{l})", "nabla_b[{prev}] = delta[{l}] * sigmoid_prime(z[{l}])", 3
        )
    },
    "z in place of a in equation 4": {
        "weight gradient": Rule(
            "∂W{l} = δ{l} z{prev}ᵀ", "nabla_w[{prev}] = delta[{l}] @ z[{prev}].T", 4, first=2
        )
    },
}


@dataclass
class Step:
    """One operation of the walk, and what came out of it.

    direction: "forward" or "backward". name: what is computed, "δ₁". terms: the pieces of the
    formula right of the =, each with its value, or None for a sign. value: the result, or None
    if the walk stopped. right: the formula that should stand there, if a mistake was planted.
    error: what Python says when the shapes do not fit.
    """

    direction: str
    layer: int
    name: str
    equation: int | None
    formula: str
    code: str
    right: str = ""
    terms: list = field(default_factory=list)
    value: np.ndarray | float | None = None
    error: str = ""


@dataclass
class Walk:
    """All the steps of one example, and the gradients at the end (None where it stopped)."""

    weights: list
    biases: list
    x: np.ndarray
    y: np.ndarray
    steps: list
    nabla_b: list
    nabla_w: list
    broken: str = "no mistake"


def walk(weights, biases, x, y, broken="no mistake"):
    """Forward and back with the example x (n₀, 1), y (n_L, 1), one operation at a time.

    broken: one of MISTAKES. All later values are computed with the mistake; if its shapes do not
    fit, the walk stops there, and the steps after it have no value. Returns a Walk.
    """
    if broken not in MISTAKES:
        raise DataError(f"There is no such mistake as {broken!r}; choose one of {list(MISTAKES)}.")
    L = len(weights)
    names = {"np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}
    names |= {"weights": weights, "biases": biases, "x": x, "y": y, "z": {}, "a": {}, "delta": {}}
    names |= {"nabla_b": [None] * L, "nabla_w": [None] * L}
    known = {"x": x, "y": y}
    for l, (W, b) in enumerate(zip(weights, biases, strict=True), 1):
        known |= {f"W{LOW[l]}": W, f"b{LOW[l]}": b}
    steps, stopped = [], False
    for direction, l, rule, right in _plan(L, MISTAKES[broken]):
        step = _step(direction, l, rule, right)
        steps.append(step)
        if stopped:
            continue
        step.terms = [(piece, _value(piece, known)) for piece in step.formula.split()[2:]]
        try:
            exec(step.code, names)  # a line of the tables above, never what somebody typed
        except ValueError as error:
            stopped, step.error = True, _in_short(error, step.terms)
            continue
        known[step.name] = step.value = eval(step.code.partition(" = ")[0], names)
    nablas = names["nabla_b"], names["nabla_w"]
    return Walk(weights, biases, x, y, steps, *nablas, broken)


def _plan(L, planted):
    """The order of the operations: direction, layer, the rule, and the right rule."""
    yield "forward", 0, Rule("a{l} = x", "a[{l}] = x"), None
    for l in range(1, L + 1):
        for rule in FORWARD.values():
            yield "forward", l, rule, None
    yield "forward", L, COST, None
    for l in range(L, 0, -1):
        for kind in ("output error" if l == L else "hidden error", *list(BACKWARD)[2:]):
            right = BACKWARD[kind]
            mistake = planted.get(kind)
            if mistake is None or l < mistake.first:
                yield "backward", l, right, None
            else:
                yield "backward", l, mistake, right


def _step(direction, l, rule, right):
    near = {"l": l, "prev": l - 1, "next": l + 1}
    low = {key: LOW[layer] for key, layer in near.items()}
    formula, code = rule.formula.format(**low), rule.code.format(**near)
    name = formula.split()[0]
    instead = right.formula.format(**low) if right else ""
    return Step(direction, l, name, rule.equation, formula, code, instead)


def _value(piece, known):
    """The value of a piece of a formula, W₂ᵀ or σ′(z₁) or a₀; None for a sign such as ⊙."""
    if piece.endswith("ᵀ"):
        return known[piece[:-1]].T
    if piece.startswith("σ′("):
        return sigmoid_prime(known[piece[3:-1]])
    return known.get(piece)


def _in_short(error, terms):
    """Python's sentence about shapes; for a product, the shapes in place of the signature."""
    if "matmul" not in str(error):
        return str(error).strip()
    values = [value for _, value in terms]
    pairs = itertools.pairwise(values)
    left, right = next((A, B) for A, B in pairs if A is not None and B is not None)
    size = str(error)[str(error).rindex("(") :]
    return f"matmul: {left.shape} @ {right.shape} {size}"


def gradient_check(walked):
    """How far each gradient of a Walk is from differences of the cost, as a dict.

    For W₁, b₁, W₂ … the relative error ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), where ĝ is the gradient by central
    differences: 0 if they are equal, 1 if g has the wrong sign; None where the walk had stopped.
    """
    errors = {}
    for l in range(1, len(walked.weights) + 1):
        for letter, parts, gradients in (
            ("W", walked.weights, walked.nabla_w),
            ("b", walked.biases, walked.nabla_b),
        ):
            g = gradients[l - 1]
            if g is not None:
                g = relative_error(g, _by_differences(walked, parts, l - 1))
            errors[letter + LOW[l]] = g
    return errors


def _by_differences(walked, parts, index):
    """The gradient of the cost with respect to one W or b, by central differences."""

    def cost(point):
        moved = [point if part is parts[index] else part for part in parts]
        weights = moved if parts is walked.weights else walked.weights
        biases = moved if parts is walked.biases else walked.biases
        a = walked.x
        for W, b in zip(weights, biases, strict=True):
            a = sigmoid(W @ a + b)
        return quadratic_cost(a, walked.y)

    return numerical_gradient(cost, parts[index])
