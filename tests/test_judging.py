"""A student's own way back, judged by nudging: whose is judged, and what is said of it."""

# What stands open in a stub is not used yet.
# ruff: noqa: B007, F841, RUF059

import numpy as np
import pytest

from nnlib import Network, bias_gradient, hidden_error, output_error, sigmoid, weight_gradient
from nnlib.classroom.judging import judge_backprop

NET = Network([4, 5, 3, 2], seed=1, dtype=np.float64)
RNG = np.random.default_rng(2)
X, Y = RNG.random((4, 6)), RNG.random((2, 6))
NAMES = ["W₁", "W₂", "W₃", "b₁", "b₂", "b₃"]


def forward(weights, biases, x):
    z, a = [None], [x]
    for W, b in zip(weights, biases, strict=True):
        z.append(W @ a[-1] + b)
        a.append(sigmoid(z[-1]))
    return z, a


def as_handed_out(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = ...  # equation 1
    for l in range(L, 0, -1):
        ...  # equations 2, 3 and 4
    return nabla_b, nabla_w


def empty(weights, biases, x, y):
    return ...


def right(weights, biases, x, y, forward=forward, slope=True, four=True):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = output_error(a[L], y, z[L])
    for l in range(L, 0, -1):
        if l < L:
            back = weights[l].T @ delta
            delta = hidden_error(weights[l], delta, z[l]) if slope else back
        nabla_b[l - 1] = bias_gradient(delta)
        if four:
            nabla_w[l - 1] = weight_gradient(delta, a[l - 1])
    return nabla_b, nabla_w


def without_slope(weights, biases, x, y):
    return right(weights, biases, x, y, slope=False)


def without_slope_and_equation_4(weights, biases, x, y):
    return right(weights, biases, x, y, slope=False, four=False)


def only_equation_1(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = output_error(a[L], y, z[L])
    for l in range(L, 0, -1):
        ...
    return nabla_b, nabla_w


def equation_2_is_open(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = output_error(a[L], y, z[L])
    for l in range(L, 0, -1):
        if l < L:
            delta = ...
        nabla_b[l - 1] = bias_gradient(delta)
        nabla_w[l - 1] = weight_gradient(delta, a[l - 1])
    return nabla_b, nabla_w


def transposed(weights, biases, x, y):
    nabla_b, nabla_w = right(weights, biases, x, y)
    return nabla_b, [W.T for W in nabla_w]


def one_list(weights, biases, x, y):
    return right(weights, biases, x, y)[0]


@pytest.mark.parametrize("function", [as_handed_out, empty])
def test_where_nothing_is_written_yet_the_networks_own_is_judged_and_it_is_said(function, capsys):
    assert judge_backprop(function, forward, NET, X, Y) == dict.fromkeys(NAMES, 0.0)
    assert "nnlib's own is judged" in capsys.readouterr().out


def test_a_right_way_back_is_right_in_all_gradients(capsys):
    assert judge_backprop(right, forward, NET, X, Y) == dict.fromkeys(NAMES, 0.0)
    assert capsys.readouterr().out == "Your backprop is judged.\n"


def test_a_mistake_in_equation_2_leaves_the_last_layer_right(capsys):
    errors = judge_backprop(without_slope, forward, NET, X, Y)
    assert [name for name, error in errors.items() if error == 0] == ["W₃", "b₃"]
    assert min(errors[name] for name in ("W₁", "b₁", "W₂", "b₂")) > 0.1
    assert "Your backprop" in capsys.readouterr().out


def test_what_is_written_is_judged_though_an_equation_is_still_open(capsys):
    errors = judge_backprop(without_slope_and_equation_4, forward, NET, X, Y)
    assert [errors[name] for name in ("W₁", "W₂", "W₃")] == ["not set"] * 3
    assert errors["b₃"] == 0 < errors["b₁"]
    assert set(judge_backprop(only_equation_1, forward, NET, X, Y).values()) == {"not set"}
    assert "nnlib's own" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("function", "says"),
    [(equation_2_is_open, "a gap is still open"), (one_list, "two lists"), (None, "a function")],
)
def test_what_cannot_be_judged_is_a_sentence(function, says, capsys):
    assert judge_backprop(function, forward, NET, X, Y) is None
    said = capsys.readouterr().out
    assert said.startswith("Your backprop cannot be judged:")
    assert says in said


def test_a_gradient_of_another_shape_is_told():
    errors = judge_backprop(transposed, forward, NET, X, Y)
    assert errors["W₁"] == "shape (4, 5), not (5, 4)"
    assert errors["b₁"] == 0


def test_a_wrong_way_forward_is_not_seen():
    def shifted(weights, biases, x):
        return forward(weights, [b + 1 for b in biases], x)

    def back(weights, biases, x, y):
        return right(weights, biases, x, y, forward=shifted)

    assert judge_backprop(back, shifted, NET, X, Y) == dict.fromkeys(NAMES, 0.0)
    assert max(judge_backprop(back, forward, NET, X, Y).values()) > 0.01
