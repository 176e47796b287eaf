"""A look inside a network."""

import numpy as np
import pytest

from nnlib import DataError, Network, ShapeError, sigmoid
from nnlib.studies.inspection import (
    count_answers,
    count_confusions,
    dead_outputs,
    own_z,
    weighted_inputs,
)


@pytest.fixture
def net():
    return Network([4, 3, 2], seed=1, dtype=np.float64)


@pytest.fixture
def x():
    return np.random.default_rng(0).random((4, 50))


def test_the_last_weighted_input_gives_the_networks_output(net, x):
    z = weighted_inputs(net, x)
    assert [layer.shape for layer in z] == [(3, 50), (2, 50)]
    assert np.allclose(sigmoid(z[-1]), net.feedforward(x))
    assert np.allclose(z[0], net.weights[0] @ x + net.biases[0])


def test_a_wrong_shape_is_named(net):
    with pytest.raises(ShapeError):
        weighted_inputs(net, np.zeros(4))


def test_every_answer_is_counted_also_one_that_never_comes(net, x):
    net.biases[-1] = np.array([[50.0], [-50.0]])
    assert count_answers(net, x).tolist() == [50, 0]


def test_confusions_have_labels_in_rows_and_count_a_pair_as_often_as_it_comes():
    counts = count_confusions([4, 4, 4, 2], [9, 9, 4, 2])
    assert counts.shape == (10, 10)
    assert {tuple(map(int, place)): int(counts[tuple(place)]) for place in np.argwhere(counts)} == {
        (2, 2): 1,
        (4, 4): 1,
        (4, 9): 2,
    }
    assert (
        count_confusions(np.array([11, 0], np.uint8), [0, 11], n=12)[11].tolist() == [1] + [0] * 11
    )


def test_confusions_of_what_does_not_belong_together_are_refused():
    with pytest.raises(ShapeError, match="a prediction for each label"):
        count_confusions([1, 2, 3], [1, 2])
    with pytest.raises(DataError, match="from 0 to 9; 10 came"):
        count_confusions([1, 2], [1, 10])


def test_an_output_is_judged_by_its_own_digits():
    z = np.array([[3.0, 1.0, -9.0, -9.0], [9.0, 9.0, -7.0, -6.0], [0.0, 0.0, 0.0, 0.0]])
    labels = np.array([0, 0, 1, 1])
    assert own_z(z[:2], labels).tolist() == [2.0, -6.5]
    assert dead_outputs(z[:2], labels) == [1]
    assert dead_outputs(z[:2] + 2, labels) == []


def test_an_outputs_own_z_is_the_middle_one_and_not_the_mean():
    z = np.array([[-9.0, -1, 0, 4], [1, 2, 3, 50]])
    assert own_z(z, [0, 0, 0, 1]).tolist() == [-1, 50]
    assert own_z(z, [1, 1, 1, 0]).tolist() == [4, 2]
