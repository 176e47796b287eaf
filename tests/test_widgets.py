"""Every interactive, swept over its controls without a browser."""

import numpy as np
import pytest

from nnlib import DataError, figures, widgets
from nnlib.classroom.widgets import EXPLORERS, Menu, Pair, Slider, Switch
from nnlib.classroom.widgets.lesson_09 import mini_batch_gradients


def shows_a_picture(widget):
    bundle, metadata = widget._repr_mimebundle_()
    assert "image/png" in bundle
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == repr(widget) == metadata["image/png"]["alt"]
    assert "nan" not in repr(widget)


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_setting_of_every_control_is_drawn(name):
    widget, rng = EXPLORERS[name](), np.random.default_rng(1)
    for key, control in widget.controls.items():
        for value in control.some(rng):
            widget.set(**{key: value})
            shows_a_picture(widget)
            assert widget.state[key] == value


@pytest.mark.parametrize("name", EXPLORERS)
def test_settings_by_chance_are_drawn(name):
    widget, rng = EXPLORERS[name](), np.random.default_rng(2)
    for _ in range(5):
        widget.set(**{k: c.some(rng)[rng.integers(2)] for k, c in widget.controls.items()})
        shows_a_picture(widget)


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_line_of_python_recreates_the_state(name):
    widget, rng = EXPLORERS[name](), np.random.default_rng(3)
    widget.set(**{key: control.some(rng)[-1] for key, control in widget.controls.items()})
    again = eval(widget.line, dict(EXPLORERS))
    assert again.state == widget.state
    assert again.picture.png == widget.picture.png


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_callback_that_breaks_is_noticed(name, monkeypatch):
    widget = EXPLORERS[name]()

    def broken(**state):
        raise ZeroDivisionError

    monkeypatch.setattr(widget, "_compute", broken)
    for key, control in widget.controls.items():
        other = [v for v in control.some(np.random.default_rng(4)) if v != widget.state[key]]
        with pytest.raises(ZeroDivisionError):
            widget.set(**{key: other[0]})


def test_a_value_that_is_not_offered_is_named():
    with pytest.raises(DataError, match="choose one of"):
        widgets.explore_mini_batches(m=7)


@pytest.mark.parametrize(
    ("control", "value"),
    [
        (Slider(0, 1, 0.1, "eta"), 2),
        (Menu(("a", "b"), "shape"), "c"),
        (Pair(-3, 3, 0.5, ("x", "y")), (1, 9)),
        (Pair(-3, 3, 0.5, ("x", "y")), (1, 2, 3)),
    ],
)
def test_a_value_out_of_range_is_named(control, value):
    with pytest.raises(DataError, match="came"):
        control.widget(value)


def test_a_pair_is_moved_by_hand_and_by_code():
    pair = Pair(-3, 3, 0.5, ("x", "y")).widget((1, 2))
    pair.children[0].value = -1.5
    assert pair.value == (-1.5, 2)
    pair.value = (0, 3)
    assert [slider.value for slider in pair.children] == [0, 3]


def test_a_browsers_rounding_does_not_reach_the_line_of_python():
    assert Slider(-3, 3, 0.25, "w").read(1.2500000000000009) == 1.25
    assert Pair(-3, 3, 0.1, ("x", "y")).read((0.30000000000000004, -3)) == (0.3, -3.0)
    assert Slider(1, 9, 1, "n").read(4) == 4


def test_a_switch_is_on_or_off():
    assert Switch("noise").widget(True).value is True


def test_more_examples_point_closer_to_the_whole_gradient():
    medians = {m: np.median(mini_batch_gradients(m)["angles"]) for m in (1, 10, 100)}
    assert medians[1] > 45 > medians[10] > 15 > medians[100]


def test_the_noise_shrinks_with_the_square_root_of_m():
    noise = [np.median(np.tan(np.radians(mini_batch_gradients(m)["angles"]))) for m in (5, 500)]
    assert 7 < noise[0] / noise[1] < 14  # a hundred times the examples, a tenth of the noise


def test_pictures_of_the_same_data_are_the_same_bytes():
    data = mini_batch_gradients(5)
    assert figures.gradient_arrows(**data).png == figures.gradient_arrows(**data).png
