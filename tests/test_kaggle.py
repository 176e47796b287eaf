"""The published 784–10–10 network: what its bug spoils, and that it is mended."""

import numpy as np
import pytest

from nnlib import Dense, ReLU, Sequential, Softmax, cross_entropy, kaggle, numerical_gradient
from nnlib.classroom.stepper import relative_error

RNG = np.random.default_rng(11)
X, Y = RNG.normal(size=(6, 7)), np.eye(4)[:, RNG.integers(0, 4, 7)]
START = kaggle.first_parameters((6, 5, 4), seed=2, dtype=np.float64)


def errors(gradients):
    """The relative error of each block against the gradient by nudging."""
    found = gradients(START, X, Y)
    result = {}
    for i, name in enumerate(kaggle.BLOCKS):

        def cost(block, i=i):
            changed = [block if k == i else p for k, p in enumerate(START)]
            return cross_entropy(kaggle.forward(changed, X)[2], Y)

        result[name] = relative_error(found[i], numerical_gradient(cost, START[i]))
    return result


def test_the_published_gradients_fail_in_both_biases_and_nowhere_else():
    assert {name for name, error in errors(kaggle.published_gradients).items() if error > 1e-4} == {
        "b1",
        "b2",
    }


def test_the_mended_gradients_pass_in_every_block():
    assert max(errors(kaggle.mended_gradients).values()) < 1e-7


def test_the_published_b2_never_moves_and_all_of_b1_moves_together():
    after, course = kaggle.descend(kaggle.published_gradients, START, X, Y, steps=30)
    _, moved_b1, _, moved_b2 = [new - old for new, old in zip(after, START, strict=True)]
    assert np.ptp(moved_b1) < 1e-12 < np.abs(moved_b1).max()
    assert np.abs(moved_b2).max() < 1e-12
    assert len(course) == 3


def test_the_mended_gradients_are_those_of_the_same_sequential():
    net = Sequential([Dense(5), ReLU(), Dense(4), Softmax()], input_shape=6, dtype=np.float64)
    net.weights, net.biases = START[::2], START[1::2]
    nabla_b, nabla_w = net.backprop(X, Y)
    for mine, theirs in zip(
        kaggle.mended_gradients(START, X, Y),
        (nabla_w[0], nabla_b[0], nabla_w[1], nabla_b[1]),
        strict=True,
    ):
        assert np.allclose(mine, theirs / 7)


@pytest.mark.parametrize("gradients", [kaggle.published_gradients, kaggle.mended_gradients])
def test_either_learns_and_changes_no_array_that_it_was_given(gradients):
    before = [block.copy() for block in START]
    after, course = kaggle.descend(gradients, START, X, Y, eta=0.5, steps=300)
    assert kaggle.accuracy(after, X, Y.argmax(axis=0)) > course[0]
    assert all(np.array_equal(old, block) for old, block in zip(before, START, strict=True))


def test_float32_stays_float32():
    start = kaggle.first_parameters()
    x, y = np.ones((784, 2), np.float32), np.eye(10, dtype=np.float32)[:, :2]
    after, _ = kaggle.descend(kaggle.published_gradients, start, x, y, steps=2)
    assert {block.dtype for block in after} == {np.dtype(np.float32)}
    assert [block.shape for block in after] == [(10, 784), (10, 1), (10, 10), (10, 1)]


def test_the_course_is_the_accuracy_before_every_tenth_step():
    rng = np.random.default_rng(4)
    x, y = rng.random((6, 40)), np.eye(3)[:, rng.integers(0, 3, 40)]
    parameters = kaggle.first_parameters((6, 5, 3), dtype=float)
    _, course = kaggle.descend(kaggle.mended_gradients, parameters, x, y, 0.5, 25, 10)
    expected, moving = [], parameters
    for i in range(25):
        if i in (0, 10, 20):
            expected.append(kaggle.accuracy(moving, x, y.argmax(axis=0)))
        moves = kaggle.mended_gradients(moving, x, y)
        moving = [w - 0.5 * move for w, move in zip(moving, moves, strict=True)]
    assert course == expected
    assert len(set(expected)) > 1


def test_the_published_bug_adds_over_neurons_and_examples_and_divides_by_the_examples():
    rng = np.random.default_rng(5)
    x, y = rng.random((6, 8)), np.eye(3)[:, rng.integers(0, 3, 8)]
    parameters = kaggle.first_parameters((6, 5, 3), dtype=float)
    mended = kaggle.mended_gradients(parameters, x, y)[1]
    assert np.isclose(kaggle.published_gradients(parameters, x, y)[1], mended.sum())
