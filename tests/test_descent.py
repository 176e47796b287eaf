import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import ShapeError, descend, descent_step, numerical_gradient
from nnlib.descent import relative_error
from nnlib.landscapes import LANDSCAPES


def f(p):
    return p[0] ** 2 + p[1] ** 2


def gradient(p):
    return 2 * p


def test_the_path_from_1_3_is_the_one_worked_by_hand():
    path = descend(gradient, (1, 3), eta=0.01, steps=2)
    np.testing.assert_allclose(path, [[1, 3], [0.98, 2.94], [0.9604, 2.8812]], rtol=1e-14)
    np.testing.assert_allclose([f(p) for p in path], [10, 9.604, 9.2236816], rtol=1e-14)


def test_the_gradient_at_1_3_is_2_6():
    np.testing.assert_allclose(numerical_gradient(f, (1, 3)), [2, 6], rtol=1e-9)


@pytest.mark.parametrize(
    ("eta", "last"), [(0.5, 0), (1.0, 3), (0.1, 3 * 0.8**4), (1.1, 3 * 1.2**4)]
)
def test_a_learning_rate_lands_bounces_crawls_or_explodes(eta, last):
    path = descend(gradient, [0, 3], eta, steps=4)
    np.testing.assert_allclose(path[-1], [0, last], atol=1e-12)


def test_no_steps_give_the_start_alone():
    assert descend(gradient, [1, 3], 0.1, 0).tolist() == [[1, 3]]


def test_the_start_and_the_path_behind_are_never_changed():
    start = np.array([1.0, 3.0])
    path = descend(lambda p: p * 2, start, 0.1, 3)
    assert start.tolist() == [1, 3] == path[0].tolist()


def test_whole_numbers_step_to_fractions():
    assert descent_step([1, 3], [2, 6], 0.5).tolist() == [0, 0]
    assert descent_step([1, 3], [2, 6], 0.25).tolist() == [0.5, 1.5]


@pytest.mark.parametrize("wrong", [2.0, [[2.0], [6.0]], [2.0, 6.0, 0.0]])
def test_a_gradient_of_another_shape_is_refused(wrong):
    with pytest.raises(ShapeError, match=r"point has shape \(2,\)"):
        descend(lambda p: wrong, [1, 3], 0.1, 1)


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=5))
def test_numerical_gradient_agrees_with_calculus(point):
    p = np.array(point)
    result = numerical_gradient(lambda p: np.sum(np.sin(p) + p**3), p)
    np.testing.assert_allclose(result, np.cos(p) + 3 * p**2, rtol=1e-7, atol=1e-8)


def test_numerical_gradient_takes_a_matrix_and_leaves_it_as_it_is():
    W = np.arange(6, dtype=np.float32).reshape(2, 3)
    before = W.copy()
    result = numerical_gradient(lambda W: np.sum(W**2), W)
    np.testing.assert_allclose(result, 2 * before, atol=1e-8)
    assert W.tobytes() == before.tobytes()


def test_the_error_of_central_differences_shrinks_with_the_square_of_h():
    def error(h):
        return abs(numerical_gradient(lambda p: np.exp(p[0]), [1.0], h)[0] - np.e)

    assert error(1e-2) / error(1e-3) == pytest.approx(100, rel=0.01)


def test_a_function_may_keep_the_points_at_which_it_is_asked():
    kept = []
    numerical_gradient(lambda p: kept.append(p) or f(p), (1, 3), h=0.5)
    assert [p.tolist() for p in kept] == [[1.5, 3], [0.5, 3], [1, 3.5], [1, 2.5]]


def test_the_relative_error_goes_from_0_to_1():
    g = np.array([3.0, -4.0])
    assert relative_error(g, g) == relative_error(0 * g, 0 * g) == 0
    assert relative_error(g, -g) == relative_error(g, 0 * g) == 1
    assert relative_error(3 * g, g) == 0.5


@pytest.mark.parametrize("name", LANDSCAPES)
def test_a_landscapes_gradient_and_formula_are_those_of_its_function(name):
    land, points = LANDSCAPES[name], np.random.default_rng(0).uniform(-3, 3, (5, 2))
    formula = land.formula.replace("−", "-").replace("²", "**2").replace("⁴", "**4")
    formula = formula.replace("25y", "25*y")
    for x, y in points:
        assert eval(formula, {"x": x, "y": y}) == pytest.approx(land.f((x, y)))
        np.testing.assert_allclose(
            land.gradient((x, y)), numerical_gradient(land.f, (x, y)), atol=1e-6
        )
