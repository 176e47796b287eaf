"""Every figure: a picture with a fact, the same bytes for the same data."""

import inspect

import matplotlib
import numpy as np
import pytest

from nnlib import figures

RNG = np.random.default_rng(0)
DIGITS = RNG.integers(0, 256, (5, 28, 28)).astype(np.uint8)
DATA = {
    "digits_grid": ((DIGITS, list("abcde")), "5 digits as ink on paper"),
    "recognition": (
        (DIGITS[0], np.eye(10)[3], 8),
        "label 8; the network says 3 (output 1.00)",
    ),
    "learning_curve": (
        ({"a": [0.1, 0.5], "b": [0.2, 0.75]},),
        "after 1 epochs: a 50.0%, b 75.0%",
    ),
    "confusion_matrix": (
        (np.eye(10, dtype=int) * 5 + 2 * np.eye(10, k=1, dtype=int) + np.eye(10, k=3, dtype=int),),
        "25 mistakes; the most common: 0 taken for 1, 2 times",
    ),
    "weight_images": ((np.linspace(-2, 2, 3 * 784).reshape(3, 784),), "the weights of 3 neurons"),
    "pixel_map": ((np.arange(784) < 67, DIGITS[0]), "67 of 784 pixels are marked"),
    "angles_by_size": (({1: [60, 61, 62], 10: [20, 21, 22]},), "61° for m = 1, 21° for m = 10"),
    "gradient_arrows": (
        (10, np.array([1.0, 2.0]), np.array([20.0, 30.0]), np.array([1, -1])),
        "m = 10: 20 gradients computed; median angle 25°, median distance from the orange tip 0.79",
    ),
    "bars": (({"ten": 0.9, "four": 0.8},), "ten 90.0%, four 80.0%"),
}


def test_every_figure_is_tested_here():
    public = {
        name
        for name, function in inspect.getmembers(figures, inspect.isfunction)
        if function.__module__.startswith("nnlib.figures")
    }
    assert public == set(DATA)


@pytest.mark.parametrize("name", DATA)
def test_a_figure_says_its_fact_and_shows_an_image(name):
    arguments, fact = DATA[name]
    picture = getattr(figures, name)(*arguments)
    bundle, metadata = picture._repr_mimebundle_()
    assert fact in bundle["text/plain"] == repr(picture) == metadata["image/png"]["alt"]
    assert picture.png.startswith(b"\x89PNG")
    assert 300 <= metadata["image/png"]["width"] <= 1200


@pytest.mark.parametrize("name", DATA)
def test_the_same_data_give_the_same_bytes_whatever_the_students_settings(name):
    arguments, _ = DATA[name]
    first = getattr(figures, name)(*arguments).png
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "lines.linewidth": 9}):
        again = getattr(figures, name)(*arguments).png
    assert first == again


@pytest.mark.parametrize("name", DATA)
def test_a_lesson_may_say_its_own_fact(name):
    if "fact" in inspect.signature(getattr(figures, name)).parameters:
        picture = getattr(figures, name)(*DATA[name][0], fact="what matters here")
        assert picture.fact == "what matters here"


def test_a_figure_does_not_change_its_data():
    counts = np.arange(100).reshape(10, 10)
    before = counts.copy()
    figures.confusion_matrix(counts)
    assert np.array_equal(counts, before)


def test_a_picture_can_be_saved(tmp_path):
    picture = figures.bars({"one": 1.0})
    picture.save(tmp_path / "bars.png")
    assert (tmp_path / "bars.png").read_bytes() == picture.png
