"""Every figure: a picture with a fact, the same bytes for the same data."""

import gc
import inspect
import io
import re
import runpy
import weakref
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from PIL import Image

from nnlib import figures
from nnlib.classroom.figures import base

ROOT = Path(__file__).parent.parent
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
    assert fact in bundle["text/plain"] == repr(picture)
    assert metadata["image/png"]["alt"] == picture.alt
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


@pytest.mark.parametrize("name", DATA)
def test_a_picture_drawn_in_a_hurry_leaves_the_sharp_one_as_it_is(name):
    sharp = getattr(figures, name)(*DATA[name][0]).png
    picture = getattr(figures, name)(*DATA[name][0])
    assert picture.render(0.7) != sharp
    assert picture.png == sharp


def test_the_parts_of_a_picture_stand_where_they_are_drawn():
    picture = figures.column_on_its_side()
    ((name, left, top, right, bottom),) = picture.places()
    assert picture._repr_mimebundle_()[1]["image/png"]["parts"] == [
        [name, left, top, right, bottom]
    ]
    ink = np.asarray(Image.open(io.BytesIO(picture.png)).convert("L"))
    high, wide = ink.shape
    part = ink[round(top * high) : round(bottom * high), round(left * wide) : round(right * wide)]
    around = ink[:, round(left * wide) - 12 :].copy()
    around[round(top * high) - 6 : round(bottom * high) + 6, 6 : 18 + part.shape[1]] = 255
    assert (part < 128).any()
    assert (around == 255).all(), "nothing of it stands beside its place"
    assert "parts" not in figures.bars({"one": 1.0})._repr_mimebundle_()[1]["image/png"]


def test_bars_may_share_a_scale_and_come_one_by_one():
    low, high = ({"one": share, "two": 0.1} for share in (0.4, 0.8))
    bars = [figures.bars(shares, most=100, one_by_one=True) for shares in (low, high)]
    assert bars[0].figure.axes[0].get_xlim() == bars[1].figure.axes[0].get_xlim()
    assert [name for name, _ in bars[0].parts] == ["one", "two"]


def test_a_picture_tells_those_who_cannot_see_it_its_fact_or_a_text_of_its_own():
    assert figures.bars({"one": 1.0}).alt == "one 100.0%"
    picture = figures.bars({"one": 1.0}, alt="one long bar")
    assert (picture.fact, picture.alt) == ("one 100.0%", "one long bar")
    assert picture._repr_mimebundle_()[1]["image/png"]["alt"] == "one long bar"


def test_pictures_that_are_thrown_away_leave_no_figure_behind():
    kept = [weakref.ref(figures.bars({"one": 1.0}).figure) for _ in range(50)]
    gc.collect()
    assert not any(reference() for reference in kept)


def test_drawing_leaves_the_students_settings_alone():
    with matplotlib.rc_context({"font.size": 30}):
        before = dict(matplotlib.rcParams)
        assert figures.bars({"one": 1.0}).png
        assert dict(matplotlib.rcParams) == before


def test_a_figure_of_a_single_lesson_lives_in_its_module():
    drawn = {}
    sources = [
        *ROOT.glob("notebooks/[0-9]*.ipynb"),
        *ROOT.glob("nnlib/classroom/widgets/lesson_*.py"),
    ]
    for path in sources:
        lesson = re.search(r"\d\d", path.name)[0]
        for name in re.findall(r"figures\.(\w+)", path.read_text(encoding="utf-8")):
            drawn.setdefault(name, set()).add(lesson)
    for name, function in figures.FIGURES.items():
        home, lessons = function.__module__.rpartition(".")[2], drawn.get(name, set())
        if len(lessons) == 1:
            assert home.startswith(f"lesson_{min(lessons)}"), name
        else:
            assert not home.startswith("lesson_"), name


def test_zero_is_grey_and_signs_have_their_colours():
    assert [base.sign_colour(v) for v in (2, -2, 0, -0.0)] == [
        *(base.BLUE, base.ORANGE, base.GREY, base.GREY)
    ]


def test_numbers_have_a_real_minus_and_none_before_a_zero():
    assert base.number(-0.5) == "−0.5"
    assert base.number(-0.00001, ".3f") == "0.000"
    assert base.number(2, "+.1f") == "+2.0"
    assert base.bracketed(base.number(-2)) == "(−2)"
