"""The walk of lesson 08: every step, network and planted mistake, computed and drawn."""

import functools
import itertools
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from nnlib import DataError, Network, explore_backprop, figures
from nnlib.classroom.figures import base
from nnlib.classroom.stepper import MISTAKES, gradient_check, relative_error, walk
from nnlib.classroom.widgets.lesson_08 import NETWORKS, WEIGHTS
from nnlib.neurons import sigmoid, sigmoid_prime

backprop_walk = explore_backprop.compute

PLANTED = [name for name in MISTAKES if name != "no mistake"]
STATES = list(itertools.product(NETWORKS, MISTAKES))
CHANGES = list(itertools.product(WEIGHTS, np.arange(-4, 4.5, 0.5)))

TWO, THREE = "W₁ b₁ W₂ b₂", "W₁ b₁ W₂ b₂ W₃ b₃"
# What a mistake spoils, and after "stops at" the step that it does not get past.
SPOILS = {
    "y − a in equation 1": (TWO, TWO, THREE, THREE),
    "no σ′ in equation 1": (TWO, TWO, THREE, THREE),
    "no σ′ in equation 2": ("W₁ b₁", "W₁ b₁", "W₁ b₁ W₂ b₂", "W₁ b₁ W₂ b₂"),
    "no transpose in equation 2": ("", "stops at δ₁", "stops at δ₂", "W₁ b₁ W₂ b₂"),
    "W of the wrong layer in equation 2": (
        *("W₁ b₁", "stops at δ₁", "stops at δ₂", "W₁ b₁ W₂ b₂"),
    ),
    "z of the next layer in equation 2": (
        *("W₁ b₁", "stops at δ₁", "W₂ b₂ stops at δ₁", "W₁ b₁ W₂ b₂"),
    ),
    "σ′(a) in equations 1 and 2": (TWO, TWO, THREE, THREE),
    "σ′ once more in equation 3": ("b₁ b₂", "b₁ b₂", "b₁ b₂ b₃", "b₁ b₂ b₃"),
    "z in place of a in equation 4": ("W₂", "W₂", "W₂ W₃", "W₂ W₃"),
}


@functools.cache
def state(network, broken, weight="W₁ first row, first column", added=0.0):
    return backprop_walk(network, 1, broken, weight, added)


def as_network(walked):
    sizes = [len(walked.x), *map(len, walked.weights)]
    net = Network(sizes, dtype=np.float64)
    net.weights, net.biases = walked.weights, walked.biases
    return net


def equal(got, expected):
    return all(
        g.shape == e.shape and np.allclose(g, e, rtol=0, atol=1e-12)
        for g, e in zip(got, expected, strict=True)
    )


@pytest.mark.parametrize("network", NETWORKS)
def test_the_walk_ends_with_the_gradients_of_backprop(network):
    for weight, added in CHANGES:
        walked = state(network, "no mistake", weight, added)["walked"]
        nabla_b, nabla_w = as_network(walked).backprop(walked.x, walked.y)
        assert equal(walked.nabla_b, nabla_b)
        assert equal(walked.nabla_w, nabla_w)
        assert equal(
            [walked.steps[2 * len(nabla_b)].value], [as_network(walked).feedforward(walked.x)]
        )


@pytest.mark.parametrize("network", NETWORKS)
def test_the_unbroken_check_finds_nothing(network):
    for weight, added in CHANGES:
        assert max(state(network, "no mistake", weight, added)["check"].values()) < 1e-7


@pytest.mark.parametrize("network", NETWORKS)
def test_the_steps_go_forward_and_then_back(network):
    steps = state(network, "no mistake")["walked"].steps
    L = network.count("-")
    assert len(steps) == 2 + 5 * L
    assert [step.direction for step in steps] == ["forward"] * (2 * L + 2) + ["backward"] * 3 * L
    assert [step.equation for step in steps[2 * L + 2 :]] == [1, 3, 4, *[2, 3, 4] * (L - 1)]
    assert len({step.name for step in steps}) == len(steps)


def test_every_mistake_is_listed_here():
    assert list(SPOILS) == PLANTED


@pytest.mark.parametrize("broken", PLANTED)
def test_a_mistake_spoils_its_layers_and_no_others(broken):
    for network, expected in zip(NETWORKS, SPOILS[broken], strict=True):
        found = state(network, broken)
        spoiled, _, stop = expected.partition("stops at ")
        errors = {k: e for k, e in found["check"].items() if e is not None}
        assert [name for name, error in errors.items() if error > 1e-7] == spoiled.split()
        assert all(error > 0.01 for error in errors.values() if error > 1e-7)
        assert [step.name for step in found["walked"].steps if step.error] == stop.split()
        missing = [k for k, e in found["check"].items() if e is None]
        assert missing == list(found["check"])[: 2 * "₀₁₂".index(stop[-1])] if stop else not missing


@pytest.mark.parametrize("broken", PLANTED)
def test_a_mistake_changes_only_what_comes_after_it(broken):
    for network in NETWORKS:
        right, wrong = state(network, "no mistake")["walked"], state(network, broken)["walked"]
        first = next(i for i, step in enumerate(wrong.steps) if step.right)
        assert wrong.steps[first].right == right.steps[first].formula != wrong.steps[first].formula
        assert wrong.steps[first].direction == "backward"
        before = [step.value for step in right.steps[:first]]
        assert all(map(np.array_equal, before, [step.value for step in wrong.steps[:first]]))


@pytest.mark.parametrize(("network", "broken"), STATES)
def test_the_lines_of_code_give_the_values_that_are_shown(network, broken):
    walked = state(network, broken)["walked"]
    L = len(walked.weights)
    names = {"np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}
    names |= {"weights": walked.weights, "biases": walked.biases, "x": walked.x, "y": walked.y}
    names |= {"z": {}, "a": {}, "delta": {}, "nabla_w": [None] * L, "nabla_b": [None] * L}
    for step in walked.steps:
        if step.error:
            with pytest.raises(ValueError):
                exec(step.code, names)
            break
        exec(step.code, names)
        assert np.array_equal(eval(step.code.split(" = ")[0], names), step.value)
    afterwards = walked.steps[walked.steps.index(step) + 1 :]
    assert all(step.value is None and not step.terms for step in afterwards)


SIGNS = {"⊙": "*", "½‖": "0.5 * np.sum((", "‖²": ")**2)", "σ(": "sigmoid(", "−": "-"}


@pytest.mark.parametrize(("network", "broken"), STATES)
def test_a_formula_with_its_numbers_put_in_gives_the_value(network, broken):
    for step in state(network, broken)["walked"].steps:
        if step.value is not None:
            values = [value for _, value in step.terms if value is not None]
            pieces = [
                SIGNS.get(piece, piece) if value is None else "{}" for piece, value in step.terms
            ]
            code = re.sub(r"\{\} \{\}", "{} @ {}", " ".join(pieces))
            code = code.format(*(f"values[{i}]" for i in range(len(values))))
            result = eval(code, {"values": values, "np": np, "sigmoid": sigmoid})
            assert np.allclose(result, step.value, rtol=1e-12)


def test_shapes_that_do_not_fit_are_named():
    stops = {s.name: s.error for s in state("2-3-2", PLANTED[3])["walked"].steps if s.error}
    assert stops == {"δ₁": "matmul: (2, 3) @ (2, 1) (size 2 is different from 3)"}
    broadcast = state("2-3-2", "z of the next layer in equation 2")["walked"]
    assert "shapes (3,1) (2,1)" in broadcast.steps[9].error


def test_a_relative_error_is_between_nothing_and_one():
    g = np.array([[0.1, -0.2]])
    assert relative_error(g, g) == relative_error(0 * g, 0 * g) == 0
    assert relative_error(g, -g) == relative_error(g, 0 * g) == 1


def test_the_gradient_check_leaves_the_network_alone():
    walked = state("2-3-2", "no mistake")["walked"]
    before = [part.copy() for part in walked.weights + walked.biases]
    gradient_check(walked)
    assert all(map(np.array_equal, before, walked.weights + walked.biases))


def test_an_unknown_mistake_is_named():
    walked = state("1-1-1", "no mistake")["walked"]
    with pytest.raises(DataError, match="no such mistake as 'no sigma'"):
        walk(walked.weights, walked.biases, walked.x, walked.y, "no sigma")


def draw(data, step):
    picture = figures.backprop_step(**{**data, "step": step})
    assert picture.fact.startswith(f"step {step} of {len(data['walked'].steps)}, ")
    assert not re.search(r"nan|inf|[-−]0(\.0*)?(?![.\d])", picture.fact)
    assert (picture.width, picture.height) == (1000, 652)
    return picture


@pytest.fixture
def coarse(monkeypatch):
    """Fewer pixels: the same drawing in a fraction of the time."""
    monkeypatch.setattr(base, "SHARPNESS", 0.4)


@pytest.mark.parametrize("network", NETWORKS)
def test_every_step_is_drawn(network, coarse):
    data = state(network, "no mistake")
    pictures = [draw(data, step) for step in range(1, len(data["walked"].steps) + 1)]
    assert len({picture.png for picture in pictures}) == len(pictures)
    back = 3 * network.count("-")
    said = [picture.fact.rpartition("gradient check: ")[2] for picture in pictures]
    assert said[: 1 - back] == ["nothing to check yet"] * (len(said) + 1 - back)
    assert said[1 - back :] == ["agrees so far"] * (back - 2) + ["all layers agree"]


def test_a_gradient_is_checked_once_it_is_computed():
    data = state("2-3-2", "no transpose in equation 2")
    said = [draw(data, step).fact.rpartition("gradient check: ")[2] for step in (7, 9, 10, 12)]
    stopped = "not reached: W₁ b₁"
    assert said == ["nothing to check yet", "agrees so far", stopped, stopped]
    planted = draw(state("2-3-2", "y − a in equation 1"), 8).fact
    assert planted.endswith("gradient check: wrong: b₂")


@pytest.mark.parametrize("broken", PLANTED)
def test_every_mistake_is_drawn(broken, coarse):
    for network in ("2-3-2", "2-2-2-2"):
        data = state(network, broken)
        planted = next(i for i, step in enumerate(data["walked"].steps, 1) if step.right)
        for step in (planted, planted + 2):
            assert f"planted: {broken}; " in draw(data, step).fact


@pytest.mark.parametrize("weight", WEIGHTS)
def test_changed_weights_are_drawn(weight, coarse):
    pictures = [draw(state("2-3-2", "no mistake", weight, added), 10) for added in (-4.0, 0.0, 4.0)]
    assert len({picture.png for picture in pictures}) == 3


@pytest.mark.parametrize("network", NETWORKS)
def test_every_state_is_computed(network):
    for broken, (weight, added) in itertools.product(MISTAKES, CHANGES[::4]):
        data = backprop_walk(network, 1, broken, weight, added)
        assert all(e is None or 0 <= e <= 1 + 1e-12 for e in data["check"].values())


@pytest.mark.parametrize(("network", "broken"), STATES)
def test_every_step_of_every_state_is_put_together(network, broken):
    data = state(network, broken)
    numbered = enumerate(data["walked"].steps, 1)
    facts = [draw(data, i).fact for i, step in numbered if step.direction == "backward"]
    assert len(set(facts)) == len(facts) == 3 * network.count("-")


@pytest.mark.parametrize("network", NETWORKS)
def test_no_text_lies_on_another_or_leaves_the_picture(network):
    for broken in MISTAKES:
        data = state(network, broken, "W₂ last row, last column", -4.0)
        planted = [i for i, step in enumerate(data["walked"].steps, 1) if step.right]
        figure = figures.backprop_step(**{**data, "step": max([*planted, 5])}).figure
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [text for text in figure.axes[0].texts if text.get_text()]
        boxes = [text.get_window_extent(renderer) for text in texts]
        assert all(box.x0 >= 0 and box.x1 <= 1000 for box in boxes)
        assert all(box.y0 >= 0 and box.y1 <= 652 for box in boxes)
        for one, other in itertools.combinations(boxes, 2):
            assert not one.overlaps(other)


def test_without_a_kernel_the_walk_is_still_without_its_operation_and_so_larger():
    widget = explore_backprop(step=9)
    still = widget.still()
    assert still.fact == widget.picture.fact == repr(widget)
    assert (still.width, still.height) == (1000, 458)
    below = [t for t in still.figure.axes[0].texts if t.get_position()[1] < 194]
    assert not below
    assert all(t.get_fontsize() >= 11 for t in still.figure.axes[0].texts)


def test_the_slider_of_steps_is_as_long_as_the_walk():
    widget = explore_backprop(network="2-3-2-1", step=17)
    assert widget.picture.fact.startswith("step 17 of 17")
    widget.set(network="1-1-1")
    assert widget.state["step"] == 12
    assert widget.picture.fact.startswith("step 12 of 12")
    assert widget.line.startswith("explore_backprop(network='1-1-1', step=12, ")
    widget.set(network="2-2-2-2")
    widget.set(step=17)
    assert widget.picture.fact.startswith("step 17 of 17")
    assert explore_backprop(network="2-3-2", step=17).state["step"] == 12


def test_a_slider_of_steps_at_its_end_stays_at_the_end():
    widget = explore_backprop(network="2-3-2", step=12)
    widget.set(network="2-2-2-2")
    assert widget.state["step"] == 17
    assert widget.picture.fact.startswith("step 17 of 17")
    widget.set(network="2-3-2-1")
    assert widget.state["step"] == 17
    widget.set(network="2-3-2")
    assert widget.picture.fact.startswith("step 12 of 12")
    widget.set(step=11)
    widget.set(network="2-2-2-2")
    assert widget.state["step"] == 11
    assert widget.picture.fact.startswith("step 11 of 17")


def test_a_changed_weight_is_added_to_in_a_copy():
    data = state("2-3-2", "no mistake", "W₂ last row, last column", -4.0)
    assert data["changed"] == (2, 1, 2)
    assert data["walked"].weights[1][1, 2] == pytest.approx(-5.3)
    assert NETWORKS["2-3-2"][2][1][0][1][2] == -1.3
