"""What the figures of lessons 00 to 06 show, asked of their lines, bars, images and texts."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch
from seen import axes, bar_lengths, colour, holds, image, lines, points, shows, sign_colours, texts

from nnlib import DataError, ShapeError, descend, figures, sigmoid, sigmoid_prime
from nnlib.classroom.figures.base import BLUE, GREEN, GREY, INK, ORANGE, PURPLE

RNG = np.random.default_rng(0)
DIGITS = RNG.integers(1, 256, (4, 28, 28)).astype(np.uint8)
FOUR = [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize("n", [2, 10, 26])
def test_ten_bars_draw_any_number_of_outputs(n):
    outputs = np.linspace(0.1, 0.9, n)
    for says in (False, True):
        picture = figures.ten_bars(DIGITS[0], outputs[:, None], 3, says=says)
        digit, bars = axes(picture)
        assert shows(digit, DIGITS[0])
        assert digit.get_title() == "label 3"
        assert bar_lengths(bars) == dict(enumerate(outputs))
        last = BLUE if says else GREY
        assert [colour(b) for b in bars.patches] == [GREY] * (n - 1) + [last]
        assert (f"says {n - 1}" in bars.get_title()) == says == (f"says {n - 1}" in picture.fact)
        assert [t.get_text() for t in bars.texts] == [f"{a:.2f}" for a in outputs]
        assert bars.yaxis_inverted()


@pytest.mark.parametrize(("label", "hue", "word"), [(2, BLUE, "right"), (0, ORANGE, "wrong")])
def test_the_damage_panel_tells_right_from_wrong(label, hue, word):
    picture = figures.damage_panel(DIGITS[0], [0.1, 0.2, 0.7, 0], label, 30, 40, "hurt", 36)
    digit, bars, gauge = axes(picture)
    assert shows(digit, DIGITS[0])
    assert bar_lengths(bars) == {0: 0.1, 1: 0.2, 2: 0.7, 3: 0}
    assert [colour(b) for b in bars.patches] == [GREY, GREY, hue, GREY]
    assert bars.get_title() == f"says 2: {word}"
    assert gauge.patches[0].get_height() == 75
    assert gauge.get_title() == "30 of 40"
    levels = {
        line.get_ydata()[0]: text.get_text()
        for line, text in zip(gauge.lines, gauge.texts, strict=True)
    }
    assert levels == {25: "guessing", 90: "undamaged"}
    assert picture.fact == f"hurt: reads this {label} as 2 (output 0.70); 30 of 40 digits right"


def test_the_map_of_lessons_marks_one_and_names_all_in_order():
    picture = figures.lesson_map(here=4)
    boxes = axes(picture)[0].patches
    assert [colour(b) == "#dcecf6" for b in boxes] == [i == 4 for i in range(15)]
    corners = [(b.get_x(), b.get_y()) for b in boxes]
    assert corners == sorted(corners, key=lambda c: (c[1], c[0]))
    places = texts(axes(picture)[0])
    for i, box in enumerate(boxes):
        name = next(words for words in places if words.startswith(f"{i:02d} "))
        (x, y), _ = places[name]
        assert box.get_x() < x < box.get_x() + 3
        assert box.get_y() < y < box.get_y() + 1


@pytest.mark.parametrize(("w", "b"), [((-2, -2), 3), ((1, -0.5), -0.5), ((1, 0), 0)])
def test_a_truth_table_holds_z_and_output_of_each_row(w, b):
    axis = axes(figures.truth_table(w, b))[0]
    cells = [(t.get_position(), t.get_text(), colour(t)) for t in axis.texts]
    for i, x in enumerate(FOUR, 1):
        row = [cell[1:] for cell in sorted(c for c in cells if c[0][1] == i)]
        z = np.dot(w, x) + b
        assert [text for text, _ in row[:2]] == [str(x[0]), str(x[1])]
        assert float(row[2][0].replace("−", "-")) == z
        assert row[2][1] == sign_colours([z])[0]
        assert row[3] == (str(int(z > 0)), BLUE if z > 0 else ORANGE)


@pytest.mark.parametrize(("w", "b"), [((2, 1), -1.5), ((-1, 3), -1), ((0, 1), -0.5)])
def test_the_decision_line_parts_zeros_from_ones(w, b):
    wanted = [0, 1, 1, 0]
    picture = figures.decision_line(w, b, wanted, "XOR")
    plane = axes(picture)[0]
    (line,) = (line for line in plane.lines if hasattr(line, "get_xy1"))
    for point in (line.get_xy1(), line.get_xy2()):
        assert np.dot(w, point) + b == pytest.approx(0)
    dots = {tuple(p): colour(d) for d in plane.lines if d.get_marker() == "o" for p in points(d)}
    outputs = {x: int(np.dot(w, x) + b > 0) for x in FOUR}
    assert dots == {x: BLUE if out else ORANGE for x, out in outputs.items()}
    crossed = [tuple(points(d)[0]) for d in plane.lines if d.get_marker() == "x"]
    assert crossed == [x for x, want in zip(FOUR, wanted, strict=True) if outputs[x] != want]
    assert f"{4 - len(crossed)} of 4 right for XOR" in picture.fact
    fields = plane.collections[0].get_facecolor()
    assert [field[2] > field[0] for field in fields] == [False, True]  # orange below 0, blue above
    for word, sign in (("output 1", 1), ("output 0", -1)):
        if word in texts(plane):
            assert np.sign(np.dot(w, texts(plane)[word][0]) + b) == sign
    assert (plane.get_xlabel(), plane.get_ylabel()) == ("x₁", "x₂")


@pytest.mark.parametrize("b", [0.5, 0, -0.5])
def test_without_weights_the_whole_plane_has_one_colour(b):
    red, _, blue, _ = axes(figures.decision_line((0, 0), b))[0].get_facecolor()
    assert (blue > red) == (b > 0)


@pytest.mark.parametrize(
    ("x1", "x2", "carry"), list(itertools.product((0, 1), (0, 1), (False, True)))
)
def test_a_circuit_shows_its_signals_in_their_colours(x1, x2, carry):
    a = 1 - x1 * x2
    b, c = 1 - x1 * a, 1 - a * x2
    signals = {"A": a, "B": b, "C": c, "D": 1 - b * c} | ({"E": 1 - a} if carry else {})
    picture = figures.nand_circuit(x1, x2, carry)
    axis = axes(picture)[0]
    assert f"gates {', '.join(f'{g} {v}' for g, v in signals.items())}; " in picture.fact
    places = {tuple(np.round(p, 3)): name for name, (p, _) in texts(axis).items() if len(name) == 1}
    circles = [p for p in axis.patches if hasattr(p, "radius")]
    for circle in circles:
        name = places.get(tuple(np.round(circle.center, 3)))
        if name in signals:
            assert colour_of_edge(circle) == (BLUE if signals[name] else ORANGE)
    arrows = [p for p in axis.patches if not hasattr(p, "radius")]
    inputs = {"x₁": x1, "x₂": x2} | signals
    starts = ["x₁", "x₂", "x₁", "A", "A", "x₂", "B", "C"]
    starts += ["A", "A"] * carry + ["D"] + ["E"] * carry
    assert [colour(p) for p in arrows] == [BLUE if inputs[n] else ORANGE for n in starts]
    assert f"{'sum' if carry else 'XOR'} {x1 ^ x2}" in texts(axis)
    assert not carry or f"carry {x1 & x2}" in texts(axis)


def colour_of_edge(patch):
    return to_hex(patch.get_edgecolor())


def test_a_staircase_is_flat_between_its_jumps():
    picture = figures.staircase([-2, -1, 0, 1], [3, 3, 4, 2], "w", "right", {0: "here"})
    assert picture.alt.endswith("; from 3 to 4 at −0.5; from 4 to 2 at 0.5")
    axis = axes(picture)[0]
    flats = [points(line).tolist() for line in axis.lines if line.get_linewidth() == 5]
    assert flats == [[[-2, 3], [-1, 3]], [[0, 4]], [[1, 2]]]
    jumps = [points(line).tolist() for line in axis.lines if line.get_linestyle() == ":"]
    assert jumps == [[[-0.5, 3], [-0.5, 4]], [[0.5, 4], [0.5, 2]]]
    assert next(t for t in axis.texts if t.get_text() == "here").xy == (0, 4)


def test_the_step_jumps_where_the_sigmoid_passes_a_half():
    axis = axes(figures.step_and_sigmoid(reach=6))[0]
    (curve,) = (points(line) for line in lines(axis, BLUE))
    assert np.allclose(curve[:, 1], sigmoid(curve[:, 0]))
    assert (curve[0, 0], curve[-1, 0]) == (-6, 6)
    step = [points(line).tolist() for line in lines(axis, ORANGE)]
    assert step == [[[-6, 0], [0, 0]], [[0, 1], [6, 1]]]


def test_steeper_sigmoids_have_their_factors():
    axis = axes(figures.steeper_sigmoids(4, -2, (1, 3, 10, 20, 30, 40)))[0]
    curves = [line for line in axis.lines if len(line.get_xdata()) == 1001]
    for line, factor in zip(curves, (1, 3, 10, 20, 30, 40), strict=True):
        x, y = points(line).T
        assert np.allclose(y, sigmoid(factor * (4 * x - 2)))
        assert line.get_label() == f"w = {4 * factor}, b = −{2 * factor}"
    assert len({(colour(c), c.get_linestyle()) for c in curves}) == 6
    with pytest.raises(DataError, match="w is 0"):
        figures.steeper_sigmoids(0, 1)


def test_the_slope_stands_below_the_sigmoid_and_grey_where_it_is_flat():
    above, below = axes(figures.sigmoid_and_slope(reach=10, flat=0.01))
    z, a = points(lines(above, BLUE)[0]).T
    assert np.allclose(a, sigmoid(z))
    z, slope = points(lines(below, GREEN)[0]).T
    assert np.allclose(slope, sigmoid_prime(z))
    for axis in (above, below):
        left, right = (patch.get_bbox() for patch in axis.patches)
        assert (left.x0, right.x1) == (-10, 10)
        assert sigmoid_prime(right.x0) == pytest.approx(0.01, rel=0.05)
        assert left.x1 == -right.x0


@pytest.mark.parametrize(("z", "change_z"), [(1, 2), (-2, -0.5), (0.5, 3.2)])
def test_the_tangent_touches_the_sigmoid_and_the_gap_lies_between(z, change_z):
    picture = figures.curve_and_tangent(z, change_z)
    whole, near = axes(picture)
    real, predicted = sigmoid(z + change_z) - sigmoid(z), sigmoid_prime(z) * change_z
    x, y = points(lines(whole, ORANGE)[0]).T
    assert np.allclose(y, sigmoid(z) + sigmoid_prime(z) * (x - z))
    x, y = points(lines(whole, BLUE)[0]).T
    assert np.allclose(y, sigmoid(x))
    gap = sigmoid(z) + np.array([real, predicted])
    assert np.allclose(points(lines(whole, PURPLE)[0]), [[z + change_z, g] for g in gap])
    assert points(lines(near, BLUE)[0])[-1] == pytest.approx([change_z, real])
    assert points(lines(near, ORANGE)[0])[-1] == pytest.approx([change_z, predicted])
    names = {t.get_text().rpartition(" ")[0]: t.get_text() for t in near.get_legend().texts}
    assert holds(whole, np.array([z, z + change_z]), np.array([sigmoid(z), sigmoid(z) + predicted]))
    real, predicted = (f"{change:.4g}".replace("-", "−") for change in (real, predicted))
    assert names["real"] == f"real {real}"
    assert f"predicted change {predicted}, real {real}" in picture.fact


def test_gaps_are_drawn_against_changes():
    changes = np.array([0.1, 0.2, 0.4])
    picture = figures.gap_against_change(changes, {"a": changes**2, "b": changes**3})
    axis = axes(picture)[0]
    for power, line in zip((2, 3), lines(axis), strict=True):
        assert np.allclose(points(line), np.column_stack([changes, changes**power]))
    assert (axis.get_xscale(), axis.get_yscale()) == ("log", "log")
    said = [text.get_text() for text in axis.get_legend().get_texts()]
    assert said == [
        "a: half the change, 4 times less gap",
        "b: half the change, 8 times less gap",
    ]


def test_boxes_of_a_product_have_the_shapes_and_the_black_one_its_sum():
    picture = figures.matrix_product_boxes((3, 2), (2, 4), (3, 1), (3, 4))
    axis = axes(picture)[0]
    assert len(axis.patches) == 6 + 8 + 3 + 12
    faces = [colour(p) for p in axis.patches]
    assert (faces.count(BLUE), faces.count(GREEN), faces.count(GREY)) == (2, 2, 1)
    assert "the black one: 1·2 + 2·1 + 1 = 5" in list(texts(axis))[-1]
    row = [p.get_xy() for p in axis.patches if colour(p) == BLUE]
    assert row[1] == (row[0][0] + 1, row[0][1])  # a row lies side by side
    column = [p.get_xy() for p in axis.patches if colour(p) == GREEN]
    assert column[0][0] == column[1][0]


def test_a_product_that_does_not_fit_is_orange():
    error = "matmul: Input operand 1 has a mismatch, with gufunc signature (n),(m) (size 3)"
    picture = figures.matrix_product_boxes((3, 2), (3, 4), (3, 1), None, error)
    assert "Python says: ValueError" in picture.fact
    assert BLUE not in [colour(p) for p in axes(picture)[0].patches]
    quiet = figures.matrix_product_boxes((3, 2), (2, 3), (3,), (3, 3))
    assert "went to the columns" in quiet.fact


def test_maps_of_a_layer_are_blue_for_yes_and_not_turned():
    values = np.linspace(0, 1, 11) * np.ones((11, 1))  # grows along x₁
    picture = figures.layer_maps({"right": values, "up": values.T, "all": np.ones((11, 11))})
    for axis, wanted in zip(axes(picture), (values, values.T, np.ones((11, 11))), strict=False):
        assert shows(axis, wanted)
        assert axis.images[0].origin == "lower"
        assert axis.images[0].get_clim() == (0, 1)
        assert axis.images[0].cmap(1.0)[2] > axis.images[0].cmap(1.0)[0]
        assert axis.images[0].cmap(0.0)[0] > axis.images[0].cmap(0.0)[2]
    border = axes(picture)[0].collections[0].allsegs[0][0]
    assert np.allclose(border[:, 0], 0.5)
    assert picture.fact.endswith("right: 45%; up: 45%; all: 100%")
    assert "right: x₁ from 0.60 to 1.00, x₂ from 0.00 to 1.00; up: x₁ from 0.00" in picture.alt
    assert figures.layer_maps({"none": 0 * values}).alt.endswith("none: nowhere")
    for wrong in ({}, {"a": np.ones((2, 3))}, {str(i): values for i in range(9)}):
        with pytest.raises((DataError, ShapeError)):
            figures.layer_maps(wrong)


def test_a_recurrent_neuron_has_a_trace_for_each_run():
    runs = [0, 1, 0], [0.0, 1.0, 0.9], [0.0, 0.8, 0.1]
    picture = figures.recurrent_neuron(*runs)
    axis = axes(picture)[1]
    hues = (GREY, BLUE, ORANGE)
    for line, run, low, hue in zip(axis.lines, runs, (2.6, 1.3, 0), hues, strict=True):
        assert np.allclose(line.get_ydata(), np.array(run) + low)
        assert colour(line) == hue
    said = texts(axis)
    assert [said[n][1] for n in ("input", "with loop", "without loop")] == list(hues)
    assert [said[n][0][1] for n in ("input", "with loop", "without loop")] == [3.1, 1.8, 0.5]
    assert "0.90 with the loop, 0.10 without" in picture.fact


def test_outputs_while_learning_are_drawn_for_every_row_of_the_table():
    outputs = np.array([[0.5, 0.4, 0.6], [0.1, 0.97, 0.3], [0.05, 0.98, 0.2]])
    picture = figures.outputs_while_learning(outputs, [0, 1, 1], [0.2, 0.1, 0.01], list("abc"))
    left, right = axes(picture)
    for j, line in enumerate(left.lines):
        assert np.allclose(points(line), np.column_stack([[0, 1, 2], outputs[:, j]]))
        assert (colour(line), line.get_linestyle()) == ((BLUE, "-") if j else (ORANGE, "--"))
    notes = {t.get_text().strip(): (t.xy[1], colour(t)) for t in left.texts}
    assert notes["b: 0.98"] == (0.98, BLUE)
    assert notes["a: 0.05"] == (0.05, ORANGE)
    assert np.allclose(right.lines[0].get_ydata(), [0.2, 0.1, 0.01])
    assert picture.fact == "outputs after 2 steps: a 0.05, b 0.98, c 0.20; E = 0.0100"
    assert "for c it goes from 0.60 to 0.20, and should be 1. Beside it the error" in picture.alt
    assert "from 0.2000 to 0.0100, halfway through 0.1000" in picture.alt
    with pytest.raises(ShapeError, match="rows 2"):
        figures.outputs_while_learning(outputs, [0, 1, 1], [0.2, 0.1, 0.01], ["a", "b"])


def test_a_piece_of_a_picture_shows_its_own_numbers():
    picture = figures.picture_as_numbers(DIGITS[0], 3, 12, 5)
    whole, piece = axes(picture)
    assert shows(whole, DIGITS[0])
    assert shows(piece, DIGITS[0][3:8, 12:17])
    (frame,) = whole.patches
    assert (*frame.get_xy(), frame.get_width(), frame.get_height()) == (11.5, 2.5, 5, 5)
    for text in piece.texts:
        column, row = text.get_position()
        assert int(text.get_text()) == DIGITS[0][3 + row, 12 + column]
    assert [t.get_text() for t in piece.get_xticklabels()] == [str(c) for c in range(12, 17)]
    assert [t.get_text() for t in piece.get_yticklabels()] == [str(r) for r in range(3, 8)]
    assert "row 4: " + " ".join(str(v) for v in DIGITS[0][4, 12:17]) + ";" in picture.alt
    with pytest.raises(DataError, match="does not lie"):
        figures.picture_as_numbers(DIGITS[0], 20, 0)


def test_darkness_has_dots_and_a_mean_for_each_digit():
    labels = np.array([0, 0, 1, 1, 5])
    picture = figures.darkness_by_digit(np.array([10, 20, 1, 3, 7.0]), labels)
    axis = axes(picture)[0]
    means = [points(line) for line in lines(axis, ORANGE)]
    assert [(m[0, 0], m[:, 1].mean()) for m in means] == [(15, 0), (2, 1), (7, 5)]
    dots = [points(line) for line in axis.lines if colour(line) == BLUE]
    assert [d[:, 0].tolist() for d in dots] == [[10, 20], [1, 3], [7]]
    assert all(np.abs(d[:, 1] - k).max() < 0.5 for d, k in zip(dots, (0, 1, 5), strict=True))
    assert picture.fact == "on average the 0 is darkest, the 1 lightest"
    assert "1: 2, 5: 7, 0: 15" in picture.alt
    assert "lie about 2 away" in picture.alt  # spreads 5, 1 and 0, on average 2


def test_averages_stand_above_their_spreads():
    averages, spreads = DIGITS / 1.0, DIGITS[::-1] / 2.0
    shown = axes(figures.averages_and_spreads(averages, spreads))
    for d in range(4):
        assert shows(shown[d], averages[d] / 255)
        assert shows(shown[4 + d], (spreads[d] / spreads.max()) ** 3)
        assert shown[d].get_title() == str(d)
    assert [shown[0].get_ylabel(), shown[4].get_ylabel()] == ["average", "spread"]


def test_pairs_of_digits_stand_above_each_other():
    shown = axes(figures.digit_pairs(DIGITS[:2], DIGITS[2:], ("up", "low"), list("abcd")))
    assert all(shows(axis, DIGITS[i]) for i, axis in enumerate(shown))
    assert [axis.get_title() for axis in shown] == list("abcd")
    assert [shown[0].get_ylabel(), shown[2].get_ylabel()] == ["up", "low"]
    with pytest.raises(ShapeError):
        figures.digit_pairs(DIGITS[:1], DIGITS[2:], ("up", "low"))


def test_a_class_of_digits_shows_its_nearest_and_its_farthest():
    near, far = (DIGITS, [1, 2, 3, 4]), (DIGITS[::-1], [50, 60, 70, 80])
    picture = figures.digit_class(5, -1.5, DIGITS[0] / 1.0, 3, near, far, 25.0)
    shown = {axis.get_label(): axis for axis in axes(picture)}
    assert shows(shown["big"], DIGITS[0] / 255)
    assert shown["big"].get_title() == "the average 5 − 1.5 spreads"
    assert colour(shown["big"].xaxis.label) == ORANGE
    for i in range(4):
        assert shows(shown[f"near{i}"], DIGITS[i])
        assert shows(shown[f"far{i}"], DIGITS[3 - i])
        assert shown[f"far{i}"].get_xlabel() == str(50 + 10 * i)
    assert image(shown["near0"]).shape == (28, 28)


@pytest.mark.parametrize(
    ("gradient", "step"), [((2, 6), (0.3, 0.4)), ((-3, 1), (0.1, 0.5)), ((2, 0), (1, 1))]
)
def test_a_step_is_split_along_the_gradient_and_at_a_right_angle_to_it(gradient, step):
    picture = figures.split_step(gradient, step)
    axis = axes(picture)[0]
    ways = {}
    for patch in axis.patches:
        assert isinstance(patch, FancyArrowPatch)
        start, end = patch._posA_posB
        ways.setdefault(colour(patch), []).append(np.subtract(end, start))
    (whole,), (along,), (turned, across) = ways[ORANGE], ways[GREEN], ways[PURPLE]
    (together,) = ways[INK]
    drawn = [np.diff(line.get_xydata(), axis=0)[0] for line in axis.lines]
    across_x, along_y, _, _, ahead = drawn[:5]
    assert np.allclose(turned, [-whole[1], whole[0]]), "a quarter turn"
    ((name, *_),) = picture.places()
    assert name == f"({-gradient[1]}, {gradient[0]})", "as a lesson writes it"
    assert across_x[1] == along_y[0] == 0
    assert np.allclose(across_x + along_y, whole), "the gradient in its parts"
    assert np.allclose(ahead, whole), "the dotted line is as long as the gradient"
    assert np.hypot(*along) < 0.9 * np.hypot(*whole), "s is not taken for the gradient"
    assert np.allclose(along + across, together)
    assert np.isclose(along @ across, 0)
    for one, other in ((whole, gradient), (along, gradient), (together, step)):
        assert np.isclose(one @ other, np.hypot(*one) * np.hypot(*other)), "the same direction"
    assert f"({gradient[0]}, {gradient[1]})".replace("-", "−") in picture.fact


def test_a_compass_shows_the_directions_that_were_found_and_says_their_degrees():
    picture = figures.compass((1, 3), {"up": 72, "down": 252})
    axis = axes(picture)[0]
    for patch, degrees in zip(axis.patches, (72, 252), strict=True):
        start, end = patch._posA_posB
        assert np.isclose(np.degrees(np.arctan2(*np.subtract(end, start)[::-1])) % 360, degrees)
    assert "up: 72°; down: 252°" in picture.fact
    assert {"0°", "90°", "180°", "270°"} <= {text.get_text() for text in axis.texts}
    assert not axes(figures.compass((1, 3)))[0].patches, "nothing is found yet"
    with pytest.raises(DataError, match="3 directions"):
        figures.compass((1, 3), dict.fromkeys("abc", 1))
    with pytest.raises(ShapeError, match="two numbers"):
        figures.compass((1, 2, 3))


@pytest.mark.parametrize(
    ("arrow", "said"),
    [
        ((2, 6), "2 east and 6 north: an arrow at 72°"),
        ((-3, -1), "3 west and 1 south: an arrow at 198°"),
    ],
)
def test_an_arrow_stands_with_its_parts_and_its_angle(arrow, said):
    picture = figures.arrow_in_parts(arrow)
    axis = axes(picture)[0]
    (whole,) = [np.subtract(*patch._posA_posB[::-1]) for patch in axis.patches]
    across, up = (np.diff(line.get_xydata(), axis=0)[0] for line in axis.lines[:2])
    assert np.isclose(whole @ arrow, np.hypot(*whole) * np.hypot(*arrow)), "the same direction"
    assert across[1] == up[0] == 0
    assert np.allclose(across + up, whole)
    bow = points(axis.lines[2]) - np.subtract(points(axis.lines[0])[0], 0)
    assert np.isclose(bow[0][1], 0, atol=1e-9), "it begins along x"
    assert np.isclose(bow[-1] @ whole, np.hypot(*bow[-1]) * np.hypot(*whole)), "and ends on it"
    assert picture.fact == said
    with pytest.raises(DataError, match="points nowhere"):
        figures.arrow_in_parts((0, 0))
    with pytest.raises(ShapeError, match="two numbers"):
        figures.arrow_in_parts((1, 2, 3))


def test_the_word_start_stands_aside_if_a_path_goes_through_its_place():
    paths = {eta: descend(lambda p: 2 * np.asarray(p), (1, 3), eta, 3) for eta in (0.9, 1.1)}
    drawn = axes(figures.paths_side_by_side(lambda p: p @ p, paths, limit=5.5))
    for axis, place in zip(drawn, ("center", "left"), strict=True):
        (word,) = [text for text in axis.texts if text.get_text() == "start"]
        assert word.get_ha() == place


def test_a_gradient_that_points_nowhere_cannot_split_a_step():
    with pytest.raises(DataError, match="points nowhere"):
        figures.split_step((0, 0), (1, 1))
    with pytest.raises(ShapeError, match="two numbers"):
        figures.split_step((1, 2, 3), (1, 1))


def test_paths_side_by_side_have_a_map_each_below_their_title():
    paths = {str(eta): descend(lambda p: 2 * np.asarray(p), (1, 3), eta, 3) for eta in (0.9, 0.1)}
    rings = [1, 5, 10, 15]
    drawn = axes(figures.paths_side_by_side(lambda p: p @ p, paths, limit=5, levels=rings))
    for axis, (title, path) in zip(drawn, paths.items(), strict=True):
        assert axis.get_title() == title
        assert np.allclose(points(axis.lines[0]), path)
        assert axis.get_xlim() == axis.get_ylim() == (-5, 5)
        way = points(axis.lines[1])
        for height in next(c for c in axis.collections if hasattr(c, "labelTexts")).labelTexts:
            at = height.get_position()
            assert np.hypot(*(way - at).T).min() > 0.5, "no path goes through a height"
            assert np.isclose(np.hypot(*at) ** 2, float(height.get_text()), atol=0.5)
    for wrong in ({}, {n: np.zeros((2, 2)) for n in range(4)}):
        with pytest.raises(DataError, match="side by side"):
            figures.paths_side_by_side(lambda p: p @ p, wrong)


def test_the_diagonals_of_the_corners_that_want_the_same_cross_in_the_middle():
    picture = figures.crossed_corners()
    axis = axes(picture)[0]
    zero, one = [points(line) for line in lines(axis)]
    assert np.allclose(zero.mean(axis=0), one.mean(axis=0))
    wants = {t.get_text(): colour(t) for t in axis.texts if t.get_text()[2:3] == ":"}
    assert wants == {"00: 0": ORANGE, "01: 1": BLUE, "10: 1": BLUE, "11: 0": ORANGE}
    for line in lines(axis):
        ends = {tuple(np.round(place, 6)) for place in points(line)}
        dots = {tuple(np.round(p.center, 6)) for p in axis.patches if colour(p) == colour(line)}
        assert ends == dots
    source = " ".join(name for name, _ in picture.parts)
    assert "two middle rows" in source
