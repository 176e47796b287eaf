"""Every figure: a picture with a fact, the same bytes for the same data."""

import inspect
import runpy
from pathlib import Path

import matplotlib
import numpy as np
import pytest

from nnlib import figures

# Each file of figure_data holds DATA: for every figure, its arguments and words of its fact.
FILES = sorted((Path(__file__).parent / "figure_data").glob("*.py"))
DATA = {name: row for file in FILES for name, row in runpy.run_path(str(file))["DATA"].items()}


def test_every_figure_is_tested_here():
    assert set(figures.FIGURES) == set(DATA)


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
