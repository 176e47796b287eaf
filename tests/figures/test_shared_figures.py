"""What the figures that several lessons share show, asked of their lines, bars and images."""

import numpy as np
import pytest
from matplotlib.text import Annotation, Text
from seen import (
    axes,
    bar_lengths,
    blue_is_positive,
    colour,
    holds,
    image,
    lines,
    points,
    shows,
    sign_colours,
    texts,
)

from nnlib import DataError, ShapeError, descend, figures
from nnlib.classroom.figures.base import BLUE, COLOURS, GREY
from nnlib.landscapes import LANDSCAPES

RNG = np.random.default_rng(0)
BYTES = RNG.integers(0, 256, (3, 28, 20)).astype(np.uint8)
KINDS = {
    "bytes": (BYTES, 255),
    "whole numbers": (BYTES.astype(int), 255),
    "undivided floats": (BYTES.astype(float), 255),
    "shares": (BYTES / 256, 1),
    "8×8 digits": (np.floor(16 * RNG.random((3, 8, 8))) + 1, 16),
    "True and False": (BYTES > 100, 1),
    "32×32": (RNG.random((2, 32, 32)), 1),
}


def ridge(p):
    return 3 * p[0] + p[1] ** 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_scale_of_ink_follows_the_values(kind):
    images, black = KINDS[kind]
    for picture in (figures.digits_grid(images), figures.recognition(images[0], [0, 1])):
        first = axes(picture)[0].images[0]
        assert first.get_clim() == (0, black)
        assert first.get_cmap().name == "gray_r"
        assert shows(axes(picture)[0], images[0])


@pytest.mark.parametrize(
    ("images", "error", "said"),
    [
        (-BYTES.astype(int), DataError, "ink is 0 or more"),
        (np.full((1, 8, 8), np.nan), DataError, "NaN"),
        (BYTES[0], ShapeError, "write image"),
        (BYTES.reshape(3, -1), ShapeError, "reshape"),
        ([BYTES[0].ravel()], ShapeError, "height, width"),
        ([["a"]], DataError, "numbers"),
        (np.zeros((201, 2, 2)), DataError, "at most 200"),
    ],
)
def test_what_is_no_list_of_pictures_is_refused_in_words(images, error, said):
    with pytest.raises(error, match=said):
        figures.digits_grid(images)


def test_a_grid_shows_each_digit_with_its_caption():
    picture = figures.digits_grid(BYTES, ["a", "b", "c"], columns=2)
    assert all(shows(axis, BYTES[i]) for i, axis in enumerate(axes(picture)[:3]))
    assert [axis.get_title() for axis in axes(picture)] == ["a", "b", "c", ""]
    assert picture.alt == "3 digits as ink on paper: a, b, c"
    with pytest.raises(ShapeError, match="captions 2"):
        figures.digits_grid(BYTES, ["a", "b"])


def test_a_strip_joins_the_digits_in_their_order():
    assert shows(axes(figures.digit_strip(BYTES))[0], np.hstack(BYTES))


@pytest.mark.parametrize("n", [2, 10, 26])
def test_recognition_draws_a_bar_for_each_output_and_the_highest_in_blue(n):
    outputs = np.linspace(0.9, 0.1, n)[np.r_[1:n, 0]]
    picture = figures.recognition(BYTES[0], outputs, 1)
    bars = axes(picture)[1]
    assert bar_lengths(bars) == dict(enumerate(outputs))
    assert [colour(b) for b in bars.patches] == [BLUE if j == n - 1 else GREY for j in range(n)]
    assert [t.get_text() for t in bars.texts] == [f"{a:.2f}" for a in outputs]
    assert f"label 1; the network says {n - 1} (output 0.90)" == picture.fact
    assert bars.yaxis_inverted()
    assert holds(bars, outputs, np.arange(n))


@pytest.mark.parametrize("name", ["recognition", "ten_bars", "damage_panel"])
def test_outputs_that_are_no_row_are_refused_in_words(name):
    more = {"damage_panel": (1, 1, 2)}.get(name, ())
    for outputs, said in ([0.4], "at least 2"), (np.eye(10), "first example"), ([0.1] * 61, "60"):
        with pytest.raises((ShapeError, DataError), match=said):
            getattr(figures, name)(BYTES[0], outputs, *more)


def test_bars_are_as_long_as_their_shares():
    picture = figures.bars({"one": 0.25, "two": 0.5}, title="right", fact="two is longer")
    assert picture.alt == "right: one 25.0%, two 50.0%"
    axis = axes(picture)[0]
    assert bar_lengths(axis) == {0: 25, 1: 50}
    assert [t.get_text() for t in axis.get_yticklabels()] == ["one", "two"]
    assert [t.get_text() for t in axis.texts] == ["25.0", "50.0"]
    assert axis.yaxis_inverted()
    for wrong in ({}, {"one": 90}):
        with pytest.raises(DataError):
            figures.bars(wrong)


def test_learning_curves_are_all_drawn_with_their_names_at_their_ends():
    curves = {"a": [0.5, 0.9, 0.7], "b": [0.2, 0.4]}
    picture = figures.learning_curve(curves, start=1)
    axis = axes(picture)[0]
    for line, (name, values), hue in zip(axis.lines, curves.items(), COLOURS[:2], strict=True):
        assert np.allclose(points(line), [(1 + i, 100 * v) for i, v in enumerate(values)])
        assert colour(line) == hue
        note = next(t for t in axis.texts if f"{name}:" in t.get_text())
        assert note.xy == (len(values), pytest.approx(100 * values[-1]))
        assert colour(note) == hue
    assert picture.fact == "a 70.0% after 3 epochs, b 40.0% after 2 epochs"
    assert picture.alt.endswith(
        "Right answers: a 50.0% after 1 epoch, 90.0% after 2 epochs, 70.0% after 3 epochs; "
        "b 20.0% after 1 epoch, 40.0% after 2 epochs"
    )


CURVES = {
    "learning_curve": lambda curves: figures.learning_curve(curves),
    "height_curves": lambda curves: figures.height_curves(curves),
    "shift_curves": lambda curves: figures.shift_curves([0, 1, 2], curves),
    "course_of_accuracy": lambda curves: figures.course_of_accuracy(curves),
    "outputs_over_steps": lambda curves: figures.outputs_over_steps(curves),
    "gap_against_change": lambda curves: figures.gap_against_change([1, 2, 4], curves),
}


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("n", [1, 5, 6, 15, 20])
def test_as_many_curves_are_drawn_as_were_given_and_can_be_told_apart(name, n):
    curves = {f"c{i}": [0.01 + 0.02 * i, 0.03 + 0.02 * i, 0.05 + 0.02 * i] for i in range(n)}
    axis = axes(CURVES[name](curves))[0]
    drawn = [line for line in lines(axis) if len(line.get_xdata()) == 3]
    assert len(drawn) == n
    assert len({(colour(line), line.get_linestyle()) for line in drawn}) == n
    for line, values in zip(drawn, curves.values(), strict=True):
        assert np.allclose(line.get_ydata() / line.get_ydata()[0], np.array(values) / values[0])
    if n > 5:
        assert [t.get_text().partition(":")[0] for t in axis.get_legend().texts] == list(curves)


@pytest.mark.parametrize("name", CURVES)
def test_no_curve_or_too_many_are_refused_in_words(name):
    for curves in ({}, {str(i): [0.1, 0.2, 0.3] for i in range(21)}):
        with pytest.raises(DataError, match="1 to 20"):
            CURVES[name](curves)


def test_weights_are_images_of_which_blue_is_positive():
    weights = RNG.normal(size=(3, 64))
    picture = figures.weight_images(weights, ["a", "b", "c"], columns=2)
    for axis, row, title in zip(axes(picture), weights, "abc", strict=False):
        assert shows(axis, row.reshape(8, 8))
        assert blue_is_positive(axis)
        assert axis.get_title() == title
    assert len({axis.images[0].get_clim() for axis in axes(picture)[:3]}) == 1
    for wrong in (weights[0], weights[:, :63], weights[:0]):
        with pytest.raises(ShapeError, match="row for each neuron"):
            figures.weight_images(wrong)


def test_a_ring_whose_height_gives_way_to_words_shows_it_elsewhere():
    axis = axes(figures.contour_map(lambda p: p @ p, levels=[1, 5, 10], mark=(1, 3), width=4.8))[0]
    (rings,) = [c for c in axis.collections if getattr(c, "labelTexts", ())]
    gone = {text.get_text() for text in rings.labelTexts if not text.get_visible()}
    assert "10" in gone, "it stood where (1, 3) is written"
    (again,) = [text for text in axis.texts if text.get_text() == "10" and text.get_visible()]
    x, y = again.get_position()
    assert np.isclose(np.hypot(x, y) ** 2, 10, atol=0.1), "on its ring"
    assert np.hypot(x - 1, y - 3) > 4, "far from the words"


def test_a_map_marks_several_points_with_their_coordinates():
    axis = axes(figures.contour_map(lambda p: p @ p, mark=[(1, 3), (2, -1)]))[0]
    assert {"(1, 3)", "(2, −1)"} <= {text.get_text() for text in axis.texts}


@pytest.mark.parametrize("draw", [figures.contour_map, figures.descent_picture])
def test_a_path_on_a_map_goes_through_its_points_in_order(draw):
    path = np.array([[1, 3], [-2, 1], [0.5, -1], [0, 0]])
    picture = draw(ridge, path)
    axis = axes(picture)[0]
    dots = next(line for line in lines(axis) if line.get_linestyle() == "None")
    assert np.array_equal(points(dots), path)
    way = next(line for line in lines(axis) if line.get_linestyle() == "-")
    assert np.array_equal(points(way), path)
    start = next(line for line in axis.lines if line.get_markersize() == 13)
    assert points(start).tolist() == [[1, 3]]
    notes = {t.get_text(): t.xy for t in axis.texts if hasattr(t, "xy")}
    assert notes["start"] == (1, 3)
    assert all(notes[str(i)] == tuple(path[i]) for i in (1, 2) if str(i) in notes)
    assert "f = 12 at the start; after 3 steps the path is at (0, 0)" in picture.fact
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("x", "y")


def test_a_height_that_is_tiny_is_said_to_be_so():
    path = np.array([[1, 3], [1e-4, 0]])
    assert figures.contour_map(lambda p: p @ p, path).fact.endswith("f is less than 0.000001")
    assert figures.contour_map(lambda p: p @ p + 1, path).fact.endswith("where f = 1")
    falls = figures.height_curves({"a": [1, -1e-9]})
    assert falls.fact == "a: f is just below 0 after 1 step"


def test_a_way_there_and_back_is_drawn_in_bows():
    path = descend(lambda p: 2 * np.asarray(p), (1, 3), 0.9, 10)
    axis = axes(figures.contour_map(lambda p: p @ p, path))[0]
    way = points(next(line for line in lines(axis) if line.get_linestyle() == "-"))
    met = [int(np.hypot(*(way - point).T).argmin()) for point in path]
    assert all(np.hypot(*(way[i] - point)) < 1e-9 for i, point in zip(met, path, strict=True))
    assert met == sorted(met)
    there, back = way[met[0] : met[1]], way[met[1] : met[2]]
    assert np.sign(there[8] @ [3, -1]) == -np.sign(back[8] @ [3, -1]) != 0


@pytest.mark.parametrize("draw", [figures.contour_map, figures.descent_picture])
def test_a_map_is_high_where_f_is_high(draw):
    path = np.zeros((2, 2))
    axis = axes(draw(ridge, path, levels=[-6, 0, 6]))[0]
    fills, rings = axis.collections[:2]
    assert list(rings.levels) == [-6, 0, 6]
    level_0 = np.concatenate(rings.allsegs[1]) if hasattr(rings, "allsegs") else None
    assert np.abs(3 * level_0[:, 0] + level_0[:, 1] ** 2).max() < 0.05
    low, high = fills.get_facecolor()[[0, -1]]
    assert low[:3].min() > 0.9  # white is low, blue is high
    assert high[2] > high[0] + 0.2


def test_arrows_on_a_map_go_from_their_start_by_their_change():
    arrows = [((1, 3), (-1, -2), "down"), ((0, 0), (2, 1), "up")]
    axis = axes(figures.contour_map(ridge, arrows=arrows, mark=(-2, 1)))[0]
    drawn = [t for t in axis.texts if getattr(t, "arrow_patch", None)]
    assert [(t.xyann, tuple(t.xy)) for t in drawn] == [((1, 3), (0, 1)), ((0, 0), (2, 1))]
    notes = {t.get_text(): tuple(t.xy) for t in axis.texts if t.get_text() in ("down", "up")}
    assert notes == {"down": (0, 1), "up": (2, 1)}
    assert points(axis.lines[0]).tolist() == [[-2, 1]]
    with pytest.raises(DataError, match="three"):
        figures.contour_map(ridge, arrows=arrows * 2)


def test_a_path_of_a_wrong_shape_is_refused_in_words():
    for wrong in ([1, 3], [[1, 2, 3]], [[1, np.nan]]):
        with pytest.raises((ShapeError, DataError)):
            figures.descent_picture(ridge, np.array(wrong))


def test_the_heights_of_a_path_stand_beside_its_map():
    path = np.array([[1, 3], [-2, 1], [0.5, -1]])
    axis = axes(figures.descent_picture(ridge, path, name="r"))[1]
    assert points(axis.lines[0]).tolist() == [[i, ridge(p)] for i, p in enumerate(path)]
    assert axis.get_ylabel() == "r"


def test_a_surface_has_its_heights_and_its_path():
    path = np.array([[1, 3], [-2, 1], [0, 0]])
    axis = axes(figures.surface_map(ridge, path))[0]
    x, y, z = axis.lines[0].get_data_3d()
    assert np.array_equal(np.column_stack([x, y]), path)
    assert np.allclose(z, [ridge(p) for p in path], atol=0.4)
    assert [v[0] for v in axis.lines[1].get_data_3d()][:2] == [1, 3]
    corners = axis.collections[0]._vec[:3] if hasattr(axis.collections[0], "_vec") else None
    if corners is not None:
        assert np.abs(3 * corners[0] + corners[1] ** 2 - corners[2]).max() < 1e-6


def pass_of(p):
    return p[0] ** 2 - p[1] ** 2


def test_ground_is_white_where_it_is_lowest_and_dark_where_it_is_highest_also_below_0():
    surface = axes(figures.surface_map(pass_of))[0].collections[0]
    x, y = 4.4, 0.0
    shades = surface.cmap(surface.norm([pass_of((y, x)), 0, pass_of((x, y))]))
    assert np.allclose(shades[0][:3], 1, atol=0.01)
    assert shades[0][0] > shades[1][0] > shades[2][0]
    mapped = axes(figures.contour_map(pass_of, levels=[-9, -1, 1, 9]))[0].collections[0]
    reds = [colour[0] for colour in mapped.to_rgba(mapped.get_array())]
    assert len(reds) == 5
    assert reds == sorted(reds, reverse=True)
    assert reds[0] > 0.9 > reds[-1]


def test_a_map_names_its_coordinates_and_writes_its_heights_with_a_minus_sign():
    axis = axes(figures.contour_map(pass_of, levels=[-9, 9], names=("w", "b")))[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("w", "b")
    assert {t.get_text() for t in axis.texts} == {"−9", "9"}
    axis = axes(figures.contour_map(pass_of))[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("x", "y")


def test_height_curves_are_cut_above_the_top():
    axis = axes(figures.height_curves({"a": [1, 2, 3], "b": [1, 50, 99]}, top=10))[0]
    assert points(axis.lines[1]).tolist() == [[0, 1], [1, 50], [2, 99]]
    assert 10 <= axis.get_ylim()[1] < 11


@pytest.mark.parametrize("name", ["f", "E", "height"])
def test_the_name_of_the_heights_lies_over_none_of_their_numbers(name):
    axis = axes(figures.height_curves({"a": [41, 12.5, 0]}, top=20, name=name))[0]
    axis.figure.draw_without_rendering()
    said = axis.yaxis.label.get_window_extent()
    numbers = [label.get_window_extent() for label in axis.get_yticklabels()]
    assert not any(said.overlaps(box) for box in numbers)
    assert said.x0 >= 0


WEIGHTS = [np.array([[2.0, -1.0], [0.0, 3.0], [-4.0, 1.0]]), np.array([[1.0, -2.0, 0.5]])]


def test_a_drawn_network_has_all_its_lines_with_colour_and_width_of_their_weights():
    axis = axes(figures.network_diagram(WEIGHTS))[0]
    drawn, heights = iter(lines(axis)), [[0.95, -0.95], [1.9, 0, -1.9], [0]]
    for l, W in enumerate(WEIGHTS):
        for (j, k), weight in np.ndenumerate(W):
            line = next(drawn)
            ends = [(4.2 * l, heights[l][k]), (4.2 * (l + 1), heights[l + 1][j])]
            assert np.allclose(points(line), ends)
            assert [colour(line)] == sign_colours([weight])
            assert line.get_linewidth() == pytest.approx(0.5 + 4.5 * abs(weight) / 4)
    assert next(drawn, None) is None


def test_a_drawn_network_names_its_weights_biases_and_values():
    biases, values = [[5, -6, 0], [7]], [[0.1, 0.2], [0.3, 0.4, 0.5], [0.6]]
    picture = figures.network_diagram(WEIGHTS, biases, values)
    assert "neuron 2 of layer 1: weights" in picture.alt
    assert "bias −6, value 0.400" in picture.alt
    axis = axes(picture)[0]
    said = texts(axis)
    for text, at in {"−4": (0, 0.95), "3": (0, -0.95)}.items():  # beside the neuron they leave
        assert abs(said[text][0][0] - at[0]) < 2
        assert np.sign(said[text][0][1]) == np.sign(at[1]) or text == "−4"
    assert [said[f"b = {b}"][1] for b in ("5", "−6", "0", "7")] == sign_colours([5, -6, 0, 7])
    assert [said[f"{v:.3f}"][0] for v in values[1]] == [(4.2, 1.9), (4.2, 0), (4.2, -1.9)]
    assert said["0.1"][0] == (0, 0.95)
    assert {"hidden layer: 3", "output layer: 1"} <= set(said)


def test_labels_of_weights_do_not_touch():
    W = [np.array([[2, -1], [1, -2], [-1, 1]]), np.array([[2, -1, 1], [-1, 3, 2]])]
    picture = figures.network_diagram(W)
    boxes = [
        t.get_bbox_patch().get_window_extent()
        for t in axes(picture)[0].texts
        if picture.render(1) and t.get_bbox_patch()
    ]
    assert len(boxes) == 12
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_a_large_network_says_what_is_left_out():
    picture = figures.network_diagram([np.ones((3, 20))])
    assert "14 more" in "".join(texts(axes(picture)[0]))
    assert len(lines(axes(picture)[0])) == 18
    with pytest.raises(ShapeError):
        figures.network_diagram([np.ones((3, 2)), np.ones((2, 2))])


def test_the_image_of_a_grid_is_not_turned():
    upright = np.arange(6).reshape(1, 2, 3)
    assert image(axes(figures.digits_grid(upright))[0]).shape == (2, 3)
    assert axes(figures.digits_grid(upright))[0].yaxis_inverted()


def test_a_drawing_stands_beside_the_bars_of_each_network():
    outputs = {"small": RNG.random((10, 1)), "large": RNG.random(12)}
    picture = figures.drawn_digit(BYTES[0], outputs)
    drawing, *charts = axes(picture)
    assert shows(drawing, BYTES[0])
    assert drawing.images[0].cmap.name == "gray_r"  # ink is dark
    for axis, (name, values) in zip(charts, outputs.items(), strict=True):
        values = values.ravel()
        assert axis.get_title() == name
        assert bar_lengths(axis) == pytest.approx(dict(enumerate(values)))
        bars = sorted(axis.patches, key=lambda bar: bar.get_y())
        best = values.argmax()
        assert [colour(bar) for bar in bars] == [
            BLUE if j == best else GREY for j in range(len(bars))
        ]
        assert axis.yaxis_inverted()  # 0 is on top
        assert axis.get_xlim() == (0, 1)
        assert f"{name}: {best} ({values[best]:.2f})" in picture.fact


@pytest.mark.parametrize(
    ("name", "start", "eta"),
    [("valley", (1, 3), 0.036), ("bowl", (3, 3), 0.9), ("bowl", (-4, 4), 1), ("saddle", (1, 3), 1)],
)
def test_on_a_map_no_height_is_half_hidden_by_a_word(name, start, eta):
    landscape = LANDSCAPES[name]
    path = descend(landscape.gradient, start, eta, 20)
    picture = figures.descent_picture(landscape.f, path, levels=landscape.levels)
    axis = axes(picture)[0]
    assert picture.render(1)
    heights = [text for lines in axis.collections for text in getattr(lines, "labelTexts", ())]
    shown = [text for text in heights if text.get_visible()]
    words = [text for text in axis.texts if isinstance(text, Annotation)]
    assert len(words) >= 2
    assert len(heights) > len(shown) > 3
    with picture.as_drawn():
        boxes = [Text.get_window_extent(text).padded(4) for text in words]
        middles = [axis.transData.transform(text.get_position()) for text in shown]
    assert not any(box.contains(*middle) for box in boxes for middle in middles)


@pytest.mark.parametrize("end", [(4.3, 0.0), (0.0, 4.3), (4.3, 4.3), (4.3, -4.3)])
def test_the_number_of_a_step_at_the_edge_of_a_map_stays_on_the_map(end):
    picture = figures.descent_picture(LANDSCAPES["bowl"].f, np.array([(0.0, 0.0), end]))
    axis = axes(picture)[0]
    assert picture.render(1)
    (number,) = [t for t in axis.texts if isinstance(t, Annotation) and t.get_text() == "1"]
    with picture.as_drawn():
        box, paper = Text.get_window_extent(number), axis.get_window_extent().frozen()
    assert paper.padded(1).contains(box.x0, box.y1)
    assert paper.padded(1).contains(box.x1, box.y1)
