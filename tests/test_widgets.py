"""Every interactive, swept over its controls without a browser."""

import inspect
import random

import numpy as np
import pytest

from nnlib import DataError, figures, widgets

EXPLORERS = {
    name: function
    for name, function in inspect.getmembers(widgets, inspect.isfunction)
    if name.startswith("explore_")
}


def some_of(values):
    """The ends, the middle and two random ones."""
    chosen = {values[0], values[-1], values[len(values) // 2]}
    return sorted(chosen | set(random.Random(1).sample(list(values), 2)))


def shows_a_picture(widget):
    bundle, metadata = widget._repr_mimebundle_()
    assert "image/png" in bundle
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == repr(widget) == metadata["image/png"]["alt"]
    assert "nan" not in repr(widget)


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_setting_of_every_control_is_drawn(name):
    widget = EXPLORERS[name]()
    for key, control in widget.controls.items():
        for value in some_of(control.values):
            widget.set(**{key: value})
            shows_a_picture(widget)
            assert widget.state[key] == value


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_line_of_python_recreates_the_state(name):
    widget = EXPLORERS[name]()
    for key, control in widget.controls.items():
        widget.set(**{key: control.values[-1]})
    again = eval(widget.line, dict(EXPLORERS))
    assert again.state == widget.state
    assert again.picture.png == widget.picture.png


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_callback_that_breaks_is_noticed(name, monkeypatch):
    widget = EXPLORERS[name]()
    key, control = next(iter(widget.controls.items()))

    def broken(**state):
        raise ZeroDivisionError

    monkeypatch.setattr(widget, "_compute", broken)
    with pytest.raises(ZeroDivisionError):
        widget.set(**{key: control.values[-1]})


def test_a_value_that_is_not_offered_is_named():
    with pytest.raises(DataError, match="choose one of"):
        widgets.explore_mini_batches(m=7)


def test_more_examples_point_closer_to_the_whole_gradient():
    medians = {m: np.median(widgets.mini_batch_gradients(m)["angles"]) for m in (1, 10, 100)}
    assert medians[1] > 45 > medians[10] > 15 > medians[100]


def test_the_noise_shrinks_with_the_square_root_of_m():
    noise = [
        np.median(np.tan(np.radians(widgets.mini_batch_gradients(m)["angles"]))) for m in (5, 500)
    ]
    assert 7 < noise[0] / noise[1] < 14  # a hundred times the examples, a tenth of the noise


def test_pictures_of_the_same_data_are_the_same_bytes():
    data = widgets.mini_batch_gradients(5)
    assert figures.gradient_arrows(**data).png == figures.gradient_arrows(**data).png
