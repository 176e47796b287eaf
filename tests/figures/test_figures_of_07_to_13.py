"""What the figures of lessons 07 to 13 show, asked of their lines, bars, images and texts."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch
from seen import (
    axes,
    bar_lengths,
    blue_is_positive,
    colour,
    holds,
    lines,
    points,
    shows,
    sign_colours,
    texts,
    words,
)

from nnlib import DataError, ShapeError, figures, reading_stages, sigmoid, sigmoid_prime
from nnlib.classroom.figures.base import BLUE, GREY, ORANGE, PURPLE
from nnlib.classroom.figures.lesson_07 import PALE
from nnlib.classroom.stepper import gradient_check, walk

RNG = np.random.default_rng(0)


def arrows(axis):
    """Arrows that were drawn as annotations: from, to, colour."""
    found = [t.arrow_patch for t in axis.texts if getattr(t, "arrow_patch", None)]
    notes = [t for t in axis.texts if getattr(t, "arrow_patch", None)]
    return [
        (tuple(note.xyann), tuple(note.xy), to_hex(patch.get_edgecolor()))
        for note, patch in zip(notes, found, strict=True)
    ]


@pytest.mark.parametrize("t", [3, -2])
def test_two_paths_carry_their_slopes(t):
    picture = figures.two_paths(t)
    p, q = 2 * t + 1, t * t
    said = f"over p 2 · {q} = {2 * q}, over q {2 * t} · {p} = {2 * t * p}; together "
    said += f"{2 * q + 2 * t * p}"
    assert picture.fact == said.replace("-", "−")
    hues = [hue for _, _, hue in arrows(axes(picture)[0])]
    assert hues == sign_colours([2, q, 2 * t, p])
    assert f"f = p · q\n{p * q}".replace("-", "−") in texts(axes(picture)[0])


W2, B2, X, Y = [1.5, -2.0], [-0.5, 1.0], 0.8, 1


def chain(which, nudge=0):
    return figures.chain_picture(W2, B2, X, Y, which, nudge)


@pytest.mark.parametrize("which", ["w1", "b1", "w2", "b2"])
def test_a_chain_colours_the_path_from_a_number_to_the_error(which):
    z1 = W2[0] * X + B2[0]
    z2 = W2[1] * sigmoid(z1) + B2[1]
    links = [W2[0], sigmoid_prime(z1), W2[1], sigmoid_prime(z2), sigmoid(z2) - Y]
    first = 1 if which[1] == "1" else 3
    axis = axes(chain(which))[0]
    found = arrows(axis)
    on = [hue for _, _, hue in found[:5]]
    assert on == [PALE] * first + sign_colours(links[first:])
    begins = {"w1": X, "w2": sigmoid(z1)}.get(which, 1.0)
    coloured = [hue for _, _, hue in found[5:] if hue != PALE]
    assert coloured == sign_colours([begins])
    slope = begins * np.prod(links[first:])
    assert f"{slope:.4f}".replace("-", "−") in chain(which).fact


def test_a_chain_compares_the_predicted_change_with_the_real_one():
    def error(w1):
        a = sigmoid(W2[1] * sigmoid(w1 * X + B2[0]) + B2[1])
        return (Y - a) ** 2 / 2

    real = f"{error(W2[0] + 0.1) - error(W2[0]):+.4f}".replace("-", "−")
    assert f"real {real}" in words(chain("w1", 0.1))
    written = axes(chain("w1"))[0].texts
    boxes = [t for t in written if t.get_text() and t.get_position()[1] == 0]
    names = [t.get_text().partition("\n")[0] for t in sorted(boxes, key=lambda t: t.get_position())]
    assert names == ["x", "z₁", "a₁", "z₂", "a₂", "Eₓ"]


LAYER_W, LAYER_B = np.array([[1, -2, 1], [-1, 2, 2]]), np.array([[0.5], [-1]])
LAYER_X, LAYER_Y = np.array([[1], [0.5], [0]]), np.array([[1], [0]])


@pytest.mark.parametrize("start", ["z1", "z2", "b1", "b2", "W11", "W12", "W22"])
def test_a_layer_colours_one_path_and_marks_those_from_z_that_do_not_exist(start):
    j = int(start[1]) - 1
    picture = figures.layer_paths(LAYER_W, LAYER_B, LAYER_X, LAYER_Y, start)
    axis = axes(picture)[0]
    z = LAYER_W @ LAYER_X + LAYER_B
    slopes = [float(sigmoid_prime(z[j, 0])), float(sigmoid(z[j, 0]) - LAYER_Y[j, 0])]
    coloured = [(tail, hue) for tail, _, hue in arrows(axis) if hue != PALE]
    begins = [1.0] if start[0] == "b" else []  # a bias enters its neuron with the slope 1
    assert [hue for _, hue in coloured] == sign_colours(slopes + begins)
    row = 1.3 if j == 0 else -1.3
    assert all(np.sign(tail[1]) == np.sign(row) for tail, _ in coloured)
    dotted = [line for line in axis.lines if line.get_linestyle() == ":"]
    assert len(dotted) == (start[0] == "z")
    assert all(points(line)[-1][1] * row < 0 for line in dotted)  # it would lead to the other one
    factor = {"W": float(LAYER_X[int(start[-1]) - 1, 0]), "b": 1.0, "z": 1.0}[start[0]]
    assert picture.fact.endswith(f"= {factor * np.prod(slopes):.4f}".replace("-", "−"))
    if start[0] == "W":
        W = LAYER_W[j, int(start[2]) - 1]
        assert any(
            s.startswith(f"$W_{{L,{start[1:]}}}$ = {W}".replace("-", "−")) for s in texts(axis)
        )


def test_a_chain_and_a_layer_tell_their_numbers_to_those_who_cannot_see_them():
    told = chain("w1").alt
    assert "From x = 0.8 with slope w₁ = 1.5 to z₁ = 0.700, with slope σ′(z₁) = 0.222 to" in told
    assert told.endswith("to a₂ = 0.417, with slope a₂ − y = −0.583 to Eₓ = 0.170.")
    told = figures.layer_paths(LAYER_W, LAYER_B, LAYER_X, LAYER_Y, "b1").alt
    assert "from b1: 1 · 0.235 · (−0.378) = −0.0887. Inputs x₁ = 1, x₂ = 0.5, x₃ = 0" in told
    assert "neuron 2: weights −1, 2, 2, bias −1, z = −1.000, a = 0.269, target 0" in told


def test_every_weight_of_a_layer_stands_on_its_own_line():
    W = np.array([[1.1, -2.2, 3.3], [-4.4, 5.5, 6.6]])
    axis = axes(figures.layer_paths(W, LAYER_B, LAYER_X, LAYER_Y))[0]
    said, drawn = texts(axis), lines(axis)
    assert len(drawn) == 6
    for (r, c), weight in np.ndenumerate(W):
        place = np.array(said[f"{weight:.3g}".replace("-", "−")][0])
        ends = points(drawn[c * 2 + r])
        assert np.linalg.det([ends[1] - ends[0], place - ends[0]]) == pytest.approx(0)
        assert ends[0][1] == pytest.approx(1.75 * (1 - c))
        assert ends[1][1] == pytest.approx((1.3, -1.3)[r])


def test_error_and_delta_are_the_curves_they_are_called():
    left, right = axes(figures.error_and_delta([0.5]))
    a, error = points(left.lines[0]).T
    assert np.allclose(error, a**2 / 2)
    a, delta = points(right.lines[0]).T
    assert np.allclose(delta, a * a * (1 - a))
    assert points(right.lines[1]).tolist() == [[0.5, 0.125]]
    assert points(left.lines[1]).tolist() == [[0.5, 0.125]]
    assert "a = 0.5: 0.1250" in texts(right)


def test_outputs_over_steps_start_at_their_start():
    axis = axes(figures.outputs_over_steps({"0.9": [0.9, 0.6, 0.4], "0.99": [0.99, 0.98]}))[0]
    long = lines(axis)
    assert points(long[0]).tolist() == [[0.5, 0.9], [1, 0.6], [2, 0.4]]
    assert [t.get_text() for t in axis.get_legend().texts] == ["0.9", "0.99"]


def test_paths_back_multiply_and_add():
    picture = figures.paths_back(0.2, [2, -1], [-0.5, 0])
    axis = axes(picture)[0]
    hues = [to_hex(p.get_edgecolor()) for p in axis.patches if not hasattr(p, "radius")]
    assert hues == sign_colours([0.2, 2, -0.5, -1, 0])
    said = texts(axis)
    assert said["path 1:   0.2000 · 2 · (−0.5000) = −0.2000"][1] == ORANGE
    assert said["path 2:   0.2000 · (−1) · 0.0000 = 0.0000"][1] == GREY
    assert said["δ = −0.5000"][1] == ORANGE
    assert "together −0.2000" in picture.fact
    parts = {name: [t.get_text() for t in shown] for name, shown in picture.parts}
    assert list(parts) == ["path 1", "path 2", "together"]
    assert parts["together"] == ["together:   −0.2000"]


def test_weights_are_read_by_rows_forward_and_by_columns_back():
    W = np.array([[2, -1, 1], [-1, 3, -2]])
    picture = figures.weights_both_ways(W, 1, 2)
    for axis, lit in zip(axes(picture), (lambda k, j: k == 1, lambda k, j: j == 2), strict=True):
        boxes = {p.get_xy(): p for p in axis.patches}
        for (k, j), weight in np.ndenumerate(W):
            assert (colour(boxes[(j, -k - 1)]) != "#ffffff") == lit(k, j)
            inside = [t.get_text() for t in axis.texts if t.get_position() == (j + 0.5, -k - 0.5)]
            assert inside == [str(weight).replace("-", "−")]
    assert picture.fact == "row 2 holds −1, 3, −2; column 3 holds 1, −2"
    assert "all that goes into output 2: −1, 3, −2." in picture.alt
    assert "all that leaves hidden neuron 3: 1, −2." in picture.alt


def test_a_check_table_is_orange_where_a_gradient_is_wrong():
    errors = {"a": {"W": 1e-9, "b": 0.5}, "c": {"W": None, "b": 0.0}}
    axis = axes(figures.check_table(errors))[0]
    cells = {t.get_position(): (t.get_text(), colour(t)) for t in axis.texts}
    assert cells[(0.5, 0.5)] == ("right", GREY)
    assert cells[(1.5, 0.5)] == ("0.50", ORANGE)
    assert cells[(0.5, 1.5)] == ("stops", ORANGE)
    assert cells[(1.5, 1.5)] == ("right", GREY)
    assert [cells[(-0.1, i + 0.5)][0] for i in (0, 1)] == ["a", "c"]
    assert [cells[(j + 0.5, -0.4)][0] for j in (0, 1)] == ["W", "b"]
    rows = figures.check_table(errors).places()
    assert [name for name, *_ in rows] == ["a", "c"]
    assert rows[0][4] == pytest.approx(rows[1][2], abs=0.01), "one row begins where one ends"


def test_a_check_table_says_which_equation_is_wrong_once_for_rows_that_follow_each_other():
    fine, bad = 1e-9, 0.5
    errors = {
        "none": {"W₁": fine, "b₁": fine, "W₂": fine, "b₂": fine},
        "sign": {"W₁": 1.0, "b₁": 1.0, "W₂": 1.0, "b₂": 1.0},
        "slope": {"W₁": bad, "b₁": bad, "W₂": bad, "b₂": bad},
        "no transpose": {"W₁": None, "b₁": None, "W₂": fine, "b₂": fine},
        "b alone": {"W₁": fine, "b₁": bad, "W₂": fine, "b₂": bad},
        "W alone": {"W₁": fine, "b₁": fine, "W₂": bad, "b₂": fine},
    }
    picture = figures.check_table(errors, read=True)
    said = {t.get_text(): t.get_position()[1] for t in axes(picture)[0].texts}
    assert said["last layer wrong:\nequation 1"] == 2
    assert said["last layer right:\nequation 2"] == 3.5
    assert (said["biases: equation 3"], said["weights: equation 4"]) == (4.5, 5.5)
    names = [name for name, _ in picture.parts]
    assert names[:6] == list(errors), "the rows come first"
    assert len(names) == 10


def test_the_lists_of_the_way_back_stand_below_the_layers_that_they_belong_to():
    axis = axes(figures.lists_by_layer())[0]
    across = {t.get_text(): t.get_position()[0] for t in axis.texts}
    assert across["$z_1$"] == across["$a_1$"] == across["$W_1$"] > across["$x$"]
    assert across["None"] == across["$x$"]
    assert across["$z_2$"] == across[r"$\partial E_x/\partial W_2$"]
    at = [(t.get_text(), t.get_position()) for t in axis.texts if t.get_text()[0] == "["]
    rows = {}
    for said, (_, y) in at:
        rows.setdefault(round(y, 2), []).append(said)
    assert list(rows.values()) == [["[0]", "[1]", "[2]"]] * 2 + [["[0]", "[1]"]] * 2


def test_the_paths_of_a_neuron_lead_through_every_neuron_of_the_next_layer_with_three_slopes():
    axis = axes(figures.paths_of_a_neuron())[0]
    ovals = {t.get_text(): t.get_position() for t in axis.texts if t.get_text().startswith("$")}
    arrows_ = [p for p in axis.patches if isinstance(p, FancyArrowPatch)]
    ends = {tuple(map(tuple, p._posA_posB)) for p in arrows_}
    following = [ovals[f"$z_{{l+1,{k}}}$"] for k in ("1", "k", "n")]
    assert ends == {(ovals["$z_{l,j}$"], ovals["$a_{l,j}$"])} | {
        way for place in following for way in ((ovals["$a_{l,j}$"], place), (place, ovals["$E_x$"]))
    }
    slopes = [r"$\sigma'(z_{l,j})$", "$W_{l+1,kj}$", r"$\delta_{l+1,k}$"]
    assert sorted(slopes, key=lambda s: ovals[s][0]) == slopes
    parts = figures.paths_of_a_neuron().parts
    assert [f"${name}$" for name, _ in parts] == slopes, "a slide shows each with its line"


def test_a_labelled_network_has_its_weights_on_lines_of_their_colours_and_refuses_wrong_shapes():
    labels = [["1", "2"], ["δ = ?", "0.5", "x"]]
    picture = figures.labelled_network([[[2, -1], [0, 3], [1, 1]]], labels)
    axis = axes(picture)[0]
    centres = {t.get_text(): t.get_position() for t in axis.texts if t.get_zorder() == 4}
    assert list(centres) == ["1", "2", "δ = ?", "0.5", "x"]
    drawn = [(tuple(points(line)[0]), tuple(points(line)[1]), colour(line)) for line in axis.lines]
    ways = [(k, j) for j in labels[1] for k in labels[0]]
    hues = sign_colours([2, -1, 0, 3, 1, 1])
    assert drawn == [(centres[k], centres[j], hue) for (k, j), hue in zip(ways, hues, strict=True)]
    assert "into neuron 2 of layer 1: 0, 3" in picture.alt
    assert all(t.get_fontsize() >= 20 for t in axis.texts), "28 px on a slide of full width"
    with pytest.raises(ShapeError, match=r"\(3, 2\)"):
        figures.labelled_network([[[2, -1]]], labels)


def test_the_weights_of_a_column_stand_in_a_row_of_the_transpose_which_is_a_part():
    picture = figures.column_on_its_side()
    axis = axes(picture)[0]
    ((name, second),) = picture.parts
    assert name == "transpose"
    words = [t for t in axis.texts if t.get_text().startswith("$W_{") and "j" in t.get_text()]
    column, row = words[:3], words[3:]
    assert [t.get_text() for t in column] == [t.get_text() for t in row]
    assert len({t.get_position()[0] for t in column}) == 1
    assert len({t.get_position()[1] for t in row}) == 1
    assert set(row) <= set(second)
    assert not set(column) & set(second)
    ((_, left, _, right, _),) = picture.places()
    assert 0.3 < left < right < 1


def test_the_four_equations_stand_at_their_places_and_below_with_their_shapes():
    axis = axes(figures.four_equations())[0]
    badges = [t for t in axis.texts if t.get_text() in "1234"]
    in_network = {t.get_text(): t.get_position()[0] for t in badges if t.get_position()[1] > 3}
    layers = {t.get_text(): t.get_position()[0] for t in axis.texts if "layer $" in t.get_text()}
    before, l, after, last = layers.values()
    assert before < in_network["4"] < l == in_network["3"] < in_network["2"] < after
    assert last < in_network["1"]
    rows = {}
    for t in axis.texts:
        if t.get_position()[1] < 3:
            rows.setdefault(round(t.get_position()[1], 2), []).append(t.get_text())
    (one, two, three, four) = (rows[y] for y in sorted(rows, reverse=True))
    assert [r[0] for r in (one, two, three, four)] == list("1234")
    assert [r[-1] for r in (one, two, three, four)] == [
        "$(n_L, m)$", "$(n_l, m)$", "$(n_l, 1)$", "$(n_l, n_{l-1})$",
    ]  # fmt: skip
    assert "W_{l+1}" in two[2]
    assert "a_{l-1}" in four[2]
    assert [name for name, _ in figures.four_equations().parts] == ["(1)", "(2)", "(3)", "(4)"]
    assert all(t.get_fontsize() >= 20 for t in axis.texts), "28 px on a slide of full width"


WALK_W = [np.array([[1.2, -0.7], [-1.6, 0.4], [0.5, 0]]), np.array([[0.8, -1.9, 1.1]])]
WALKED = walk(
    WALK_W,
    [np.array([[0.3], [-0.2], [0.2]]), np.array([[-0.5]])],
    np.array([[0.9], [-0.5]]),
    np.array([[1.0]]),
)


def test_a_step_of_the_walk_shows_all_weights_with_their_colours():
    axis = axes(figures.backprop_step(WALKED, 12, gradient_check(WALKED)))[0]
    drawn = iter(line for line in axis.lines if line.get_alpha() is not None)
    rows = {1: [362], 2: [415.5, 308.5], 3: [469, 362, 255]}
    for W in WALK_W:
        for (j, k), weight in np.ndenumerate(W):
            line = next(drawn)
            assert line.get_ydata().tolist() == [rows[W.shape[1]][k], rows[len(W)][j]]
            assert [colour(line)] == sign_colours([weight])
            assert line.get_linewidth() == pytest.approx(0.6 + 5 * abs(weight) / (1.6, 1.9)[1])
    assert next(drawn, None) is None


def test_a_step_of_the_walk_writes_the_activations_in_their_neurons():
    axis = axes(figures.backprop_step(WALKED, 12, gradient_check(WALKED)))[0]
    found = {t.get_position(): t.get_text() for t in axis.texts}
    values = {step.name: step.value for step in WALKED.steps}
    for j, y in enumerate([469, 362, 255]):
        assert found[(328.5, y)] == f"{values['a₁'][j, 0]:.3f}"
        assert found[(328.5, y - 33)] == f"δ = {values['δ₁'][j, 0]:.3f}".replace("-", "−")
    matrix = [t for t in axis.texts if t.get_text() == "∂W₁"]
    assert matrix


def test_a_confusion_matrix_has_labels_in_rows_and_predictions_in_columns():
    counts = np.diag([9, 8, 7])
    counts[0, 2], counts[1, 0] = 4, 1
    picture = figures.confusion_matrix(counts)
    axis = axes(picture)[0]
    assert shows(axis, counts - np.diag(np.diag(counts)))
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("prediction", "label")
    for text in axis.texts:
        column, row = text.get_position()
        assert text.get_text() == (str(counts[row, column]) if counts[row, column] else "·")
    assert axis.yaxis_inverted()
    assert picture.fact == "5 mistakes; the most common: 0 taken for 2, 4 times"
    assert "0 taken for 2, 4 times; 1 taken for 0, 1 time" in picture.alt
    assert "blue: mistakes" in axis.get_title()
    assert figures.confusion_matrix(np.eye(26)).fact == "no mistakes"
    for wrong in (np.ones((2, 3)), np.ones(4), np.eye(3) / 2, -np.eye(3)):
        with pytest.raises((ShapeError, DataError)):
            figures.confusion_matrix(wrong)


def test_gradients_are_arrows_of_their_length_and_angle():
    lengths, angles, sides = np.array([1.0, 2.0]), np.array([0.0, 90.0]), np.array([1, -1])
    picture = figures.gradient_arrows(1, lengths, angles, sides)
    axis = axes(picture)[0]
    many, whole = axis.collections
    assert np.allclose(np.column_stack([many.U, many.V]), [[1, 0], [0, -2]])
    assert (whole.U[0], whole.V[0]) == (1, 0)
    assert (to_hex(many.get_facecolor()[0]), to_hex(whole.get_facecolor()[0])) == (BLUE, ORANGE)
    assert axis.get_title() == "2 mini-batches of 1 example"
    assert picture.fact.endswith("median angle 45°, median distance from the orange tip 1.118")
    assert "at 0° to 90° from it, and 1.0 to 2.0 times as long" in picture.alt
    assert holds(axis, many.U, np.array([0, 0]))


def test_marked_pixels_are_purple_and_in_their_places():
    mask = np.zeros((8, 8), bool)
    mask[2, 5] = True
    picture = figures.pixel_map(mask.ravel(), np.ones((8, 8)), fact="one pixel")
    assert picture.alt == "one pixel; 1 of 64 pixels are marked; by row, from the top: " + (
        "0, 0, 1, 0, 0, 0, 0, 0"
    )
    axis = axes(picture)[0]
    marked = np.ma.filled(axis.images[1].get_array(), 0)
    assert np.argwhere(marked).tolist() == [[2, 5]]
    assert to_hex(axis.images[1].cmap(0.5)) == PURPLE
    with pytest.raises(ShapeError, match=r"63 values; one for each pixel of .* 8 × 8"):
        figures.pixel_map(mask.ravel()[1:], np.ones((8, 8)))


ROWS = [
    {"eta": eta, "hidden": hidden, "m": 10, "accuracy": accuracy, "seconds": seconds}
    for eta, hidden, accuracy, seconds in [
        (0.1, 10, 0.5, 1), (0.1, 30, 0.7, 3), (3.0, 10, 0.9, 2), (3.0, 30, 0.95, 4)
    ]
]  # fmt: skip
ROWS.append({"eta": 9.0, "hidden": 5, "accuracy": None, "seconds": None})


def test_settings_are_compared_by_runs_and_medians():
    accuracy, seconds = axes(figures.compared_settings(ROWS, "eta", seconds=True))
    for axis, groups in ((accuracy, [[50, 70], [90, 95]]), (seconds, [[1, 3], [2, 4]])):
        dots = [line for line in axis.lines if line.get_marker() == "o"]
        assert [sorted(line.get_ydata()) for line in dots] == [pytest.approx(g) for g in groups]
        assert [set(line.get_xdata()) for line in dots] == [{0}, {1}]
        medians = next(line for line in axis.lines if line.get_marker() == "None")
        assert np.allclose(points(medians), [[0, np.mean(groups[0])], [1, np.mean(groups[1])]])
        assert holds(axis, np.array([0, 1]), np.array([np.min(groups), np.max(groups)]))
    assert [t.get_text() for t in seconds.get_xticklabels()] == ["0.1", "3"]
    alt = figures.compared_settings(ROWS, "eta", "rate", fact="more is better").alt
    assert alt == "more is better. Right answers by rate, medians: 0.1: 60%, 3: 92%"
    with pytest.raises(DataError, match="none of them"):
        figures.compared_settings(ROWS[4:], "eta")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1, 2), "of 2 settings the best m is 2"),
        ((1, 2, 3), "of 3 settings the best m is the largest"),
        ((3, 2, 1), "of 3 settings the best m is the smallest"),
        ((1, 3, 2), "of 3 settings the best m is in between"),
        (("a", "b", "c"), "of 3 settings the best m is c"),
    ],
)
def test_a_comparison_says_where_the_best_setting_is(values, said):
    rows = [{"m": m, "accuracy": share} for m, share in zip(values, (0.2, 0.4, 0.9), strict=False)]
    assert figures.compared_settings(rows, "m").fact == said


def test_clouds_of_outputs_are_blue_for_their_own_digits():
    z = np.full((3, 60), -20.0)
    labels = np.arange(60) % 3
    z[labels, np.arange(60)] = 10.0
    picture = figures.output_clouds(z, labels, [20, 0, 40])
    left, right = axes(picture)
    for cloud in left.collections:
        box = cloud.get_paths()[0].vertices
        tall = box[box[:, 1] < np.round(box[:, 1].max()) - 0.1]
        own = to_hex(cloud.get_facecolor()[0]) == BLUE
        assert np.all(tall[:, 0] > 8) if own else np.all(tall[:, 0] < -18)
    assert bar_lengths(right) == {0: 20, 1: 0, 2: 40}
    assert picture.fact == "it never says 1"
    assert "1: own digits around 10, others around −20, said 0 times" in picture.alt
    with pytest.raises(ShapeError):
        figures.output_clouds(z, labels[1:], [20, 0, 40])


def test_hidden_clouds_lie_where_their_numbers_are():
    picture = figures.hidden_clouds({"far": np.full(50, 20.0), "near": np.full(50, -1.0)})
    axis = axes(picture)[0]
    peaks = {}
    for p in axis.patches:
        if p.get_height() > 1 and p.get_width() < 2:
            peaks[colour(p)] = p.get_x()
    assert peaks == {ORANGE: pytest.approx(20), BLUE: pytest.approx(-1)}
    assert [t.get_text() for t in axis.get_legend().texts] == ["far", "near"]
    assert picture.fact.endswith("far 100%, near 0%")
    assert picture.alt.endswith("far 100%, spread 0.0; near 0%, spread 0.0")
    with pytest.raises(DataError, match="4 clouds"):
        figures.hidden_clouds({str(i): [0.0] for i in range(4)})


def test_a_search_is_a_map_of_runs_with_the_best_ringed():
    picture = figures.search_map(ROWS, number="m", labels={"eta": "rate"})
    axis = axes(picture)[0]
    runs, ring = axis.collections
    assert runs.get_offsets().tolist() == [[0.1, 10], [0.1, 30], [3.0, 10], [3.0, 30]]
    assert np.allclose(runs.get_array(), [50, 70, 90, 95])
    assert ring.get_offsets().tolist() == [[3.0, 30]]
    dark = [runs.cmap(v)[0] for v in (0.0, 1.0)]
    assert dark[1] < dark[0]  # the better the darker
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("rate", "hidden")
    assert [t.get_text() for t in axis.texts] == ["10"] * 4
    assert "the best first: eta 3, hidden 30, m 10: 95%; eta 3, hidden 10" in picture.alt
    assert holds(axis, *runs.get_offsets().T)


def test_softmax_bars_stand_beside_their_z():
    z = np.array([1.0, -2.0, 0.0])
    p = np.exp(z) / np.exp(z).sum()
    left, right = axes(figures.softmax_bars(z, p, p))
    assert bar_lengths(left) == dict(enumerate(z))
    assert [colour(b) for b in left.patches] == sign_colours(z)
    assert bar_lengths(right) == dict(enumerate(p))
    assert points(right.lines[0]).tolist() == [[v, i] for i, v in enumerate(p)]
    assert [t.get_text() for t in right.texts] == [f"{v:.3f}" for v in p]
    assert left.yaxis_inverted()
    broken = axes(figures.softmax_bars(z, p, p * np.nan))[1]
    assert "nan" in broken.get_title()
    assert not broken.lines


def test_the_sizes_of_delta_have_their_own_names():
    axis = axes(figures.size_of_delta())[0]
    a, plain = points(lines(axis, BLUE)[0]).T
    assert np.allclose(plain, a)
    a, sloped = points(lines(axis, ORANGE)[0]).T
    z = np.log(a[1:-1] / (1 - a[1:-1]))
    assert np.allclose(sloped[1:-1], (sigmoid(z) - 0) * sigmoid_prime(z))
    said = texts(axis)
    assert said["|a − y|  (cross-entropy)"][1] == BLUE
    assert said["|a − y| σ′(z)  (equation 1)"][1] == ORANGE


def test_relu_and_the_sigmoid_stand_above_their_slopes():
    above, below = axes(figures.relu_and_slope(reach=5))
    z, a = points(lines(above, BLUE)[0]).T
    assert np.allclose(a, np.maximum(z, 0))
    z, a = points(lines(above, ORANGE)[0]).T
    assert np.allclose(a, sigmoid(z))
    z, slope = points(lines(below, ORANGE)[0]).T
    assert np.allclose(slope, sigmoid_prime(z))
    steps = [points(line).tolist() for line in lines(below, BLUE)]
    assert steps == [[[-5, 0], [0, 0]], [[0, 1], [5, 1]]]
    assert (texts(above)["ReLU"][1], texts(above)["sigmoid"][1]) == (BLUE, ORANGE)


def test_a_course_of_accuracy_is_measured_every_so_often():
    axis = axes(figures.course_of_accuracy({"a": [0.1, 0.5], "b": [0.2, 0.6]}, 5))[0]
    assert points(axis.lines[0]) == pytest.approx(np.array([[0, 10], [5, 50]]))
    assert points(axis.lines[1]) == pytest.approx(np.array([[0, 20], [5, 60]]))
    picture = figures.course_of_accuracy({"a": [0.1, 0.5]}, title="right", fact="it rises")
    assert (picture.fact, picture.alt) == ("it rises", "right: at step 10: a 50.0%")
    with pytest.raises(DataError, match="percent"):
        figures.course_of_accuracy({"a": [10, 50]})


def test_moves_of_biases_are_bars_of_their_sign():
    moves = {"p": {"b1": [1, -2, 0], "b2": [0, 0]}, "q": {"b1": [3, 4, 5], "b2": [-6, 7]}}
    shown = axes(figures.bias_moves(moves))
    places = [(p, b) for p in moves for b in ("b1", "b2")]
    for axis, (program, array) in zip(shown, places, strict=True):
        values = moves[program][array]
        assert [b.get_height() for b in axis.patches] == values
        assert [colour(b) for b in axis.patches] == sign_colours(values)
        assert axis.get_title() == f"{program}: {array}"
        assert ("none has moved\n" in texts(axis)) == (not any(values))
    assert figures.bias_moves(moves, fact="p and q").alt.startswith("moved by: p b1 -2.00 to 1.00")


def test_a_bar_too_low_to_be_seen_has_its_number_in_its_place():
    moved = figures.bias_moves({"p": {"b1": [1, -0.006, 0], "b2": [0.5, 0.02, -0.3]}})
    first, second = axes(moved)
    assert {text: at[0] for text, (at, _) in texts(first).items()} == {"−0.006": 1, "0.000": 2}
    assert not texts(second)


IMAGE = np.zeros((6, 6))
IMAGE[1:5, 2:4] = 1
IMAGE[0, 5] = 0.5
EDGE = np.array([[-1, 0, 2], [-1, 0, 1], [-1, 3, 1]])


def test_a_window_its_products_and_the_map_agree():
    picture = figures.sliding_window(IMAGE, EDGE, 2, 1)
    image, window, kernel, products, sums = axes(picture)
    wanted = [[np.sum(IMAGE[r : r + 3, c : c + 3] * EDGE) for c in range(4)] for r in range(4)]
    assert shows(image, IMAGE)
    assert shows(window, IMAGE[2:5, 1:4])
    assert shows(kernel, EDGE)
    assert shows(products, IMAGE[2:5, 1:4] * EDGE)
    assert shows(sums, wanted)
    assert all(blue_is_positive(axis) for axis in (kernel, products, sums))
    assert products.get_xlabel() == f"sum {wanted[2][1]:g}".replace("-", "−")
    for axis, box in ((image, (0.5, 3.5, 1.5, 4.5)), (sums, (0.5, 1.5, 1.5, 2.5))):
        frame = points(axis.lines[0])
        assert (*frame.min(axis=0), *frame.max(axis=0)) == (box[0], box[2], box[1], box[3])
    assert window.images[0].get_clim() == image.images[0].get_clim() == (0, 1)
    for row, column in ((4, 0), (0, -1)):
        with pytest.raises(DataError, match="does not lie"):
            figures.sliding_window(IMAGE, EDGE, row, column)
    with pytest.raises(ShapeError):
        figures.sliding_window(IMAGE, EDGE[:2], 0, 0)


def test_a_window_tells_its_numbers_and_a_small_map_too():
    told = figures.sliding_window(IMAGE, EDGE, 2, 1).alt
    assert "the window's pixels 0 1 1 / 0 1 1 / 0 1 1; " in told
    assert "the kernel −1 0 2 / −1 0 1 / −1 3 1; " in told
    wanted = [[np.sum(IMAGE[r : r + 3, c : c + 3] * EDGE) for c in range(4)] for r in range(4)]
    rows = (" ".join(f"{value:g}" for value in row) for row in wanted)
    assert told.endswith(f"the map of the sums {' / '.join(rows)}".replace("-", "−"))
    assert "map of the sums" not in figures.sliding_window(np.eye(12), EDGE, 0, 0).alt


def test_each_kernel_stands_above_its_windows():
    kernels, windows = RNG.normal(size=(3, 5, 5)), RNG.uniform(size=(3, 5, 5))
    shown = axes(figures.favourite_windows(kernels, windows))
    for j in range(3):
        assert shows(shown[j], kernels[j])
        assert shows(shown[3 + j], windows[j])
        assert shown[j].get_title() == f"channel {j}"
        assert blue_is_positive(shown[j])
        assert shown[3 + j].images[0].get_clim() == (0, 1)
    with pytest.raises(ShapeError):
        figures.favourite_windows(kernels, windows[:2])


def test_the_windows_of_a_kernel_are_told_by_where_their_ink_is():
    windows = np.zeros((4, 5, 5))
    windows[0, :2] = windows[1, :, 3:] = windows[2, 3:, :2] = windows[3, 2] = 1
    told = figures.favourite_windows(np.ones((4, 5, 5)), windows).alt
    where = ("above", "right", "below left", "in the middle")
    assert told.endswith("; ".join(f"channel {j}: ink {place}" for j, place in enumerate(where)))


def test_curves_over_shifts_have_their_names_at_their_ends():
    axis = axes(figures.shift_curves([0, 1], {"a": [0.9, 0.5], "b": [0.8, 0.7]}))[0]
    assert points(axis.lines[0]) == pytest.approx(np.array([[0, 90], [1, 50]]))
    assert points(axis.lines[1]) == pytest.approx(np.array([[0, 80], [1, 70]]))
    notes = {t.get_text().strip(): (t.xy, colour(t)) for t in axis.texts}
    assert notes == {"a": ((1, 50), BLUE), "b": ((1, pytest.approx(70)), ORANGE)}
    with pytest.raises(ShapeError):
        figures.shift_curves([0, 1], {"a": [0.9]})


def test_curves_over_shifts_are_told_point_by_point():
    told = figures.shift_curves([0, 1, 2], {"a": [0.9, 0.5, 0.1], "b": [0.8, 0.7, 0.6]}).alt
    assert told.endswith("at 0, 1, 2 pixels to the right: a 90%, 50%, 10%; b 80%, 70%, 60%")


def test_a_matrix_of_shared_weights_is_not_turned():
    matrix = np.zeros((4, 6))
    matrix[0, 1], matrix[0, 4], matrix[3, 5] = 2, -1, 1
    axis = axes(figures.shared_weights(matrix, 2))[0]
    assert shows(axis, matrix)
    assert blue_is_positive(axis)
    assert {s: p for s, (p, _) in texts(axis).items()} == {"2": (1, 0), "−1": (4, 0)}
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("6 pixels that enter", "4 that leave")
    told = figures.shared_weights(matrix, 2).alt
    assert "the first row has 2 at 1, −1 at 4; " in told
    assert told.endswith("the rows' first weights stand at 1, 5")


def test_pooling_keeps_the_highest_and_sends_its_error_back_there():
    a = RNG.permutation(24).reshape(4, 6)
    error = np.array([[1, 2, -3], [4, 5, 6]])
    enters, leaves, came, back = axes(figures.pooling_squares(a, error))
    highest = a.reshape(2, 2, 3, 2).max(axis=(1, 3))
    assert shows(enters, a)
    assert shows(leaves, highest)
    assert shows(came, error)
    rows = " / ".join(" ".join(str(value) for value in row) for row in highest)
    assert f"leaves, the highest: {rows}; " in figures.pooling_squares(a, error).alt
    wanted = np.where(a == np.kron(highest, np.ones((2, 2))), np.kron(error, np.ones((2, 2))), 0)
    assert shows(back, wanted)
    marked = {
        tuple(points(f).mean(axis=0)[::-1].round(1)) for f in enters.lines if colour(f) != GREY
    }
    assert len(marked) == 6
    for wrong, e in ((a[:3], None), (a, error[:1]), (a[0], None)):
        with pytest.raises(ShapeError):
            figures.pooling_squares(wrong, e)


def stages_of(picture):
    """The stages of a reading, their figure, and its axes."""
    stages = reading_stages(picture)
    return stages, axes(figures.photograph_stages(stages))


def test_the_stages_of_a_photograph_stand_side_by_side_with_the_number_below():
    picture = np.full((200, 300), 230)
    picture[60:140, 60:70] = picture[60:140, 100:110] = 30  # 11
    picture[:, -12:] = 20  # a desk
    stages, shown = stages_of(picture)
    assert [axis.get_title("left") for axis in shown[:3]] == [
        *("1. the picture", "2. the paper", "3. the ink"),
    ]
    images = [axis.images[0].get_array() for axis in shown]
    for image, stage in zip(images, (*stages[:2], stages.ink, stages.line), strict=True):
        assert np.allclose(image, stage)
    coloured = shown[1].images[1].get_array()
    assert np.array_equal(coloured[..., 3] > 0, stages.edge)
    assert coloured[100, -3, 3] == 1
    assert shown[3].get_title("left").startswith("4. read as 11, ")
    alt = figures.photograph_stages(stages).alt
    assert "what lies along an edge is orange; read as 11, " in alt
    assert not re.search("blue|frame", alt)
    assert [text.get_text() for text in shown[3].texts] == ["1", "1"]
    assert len(shown[3].lines) == 3


def test_what_was_not_reached_is_empty_and_a_sentence_says_why():
    _, shown = stages_of(RNG.integers(0, 256, (60, 200)))
    assert [len(axis.images) for axis in shown] == [1, 0, 0, 0]
    assert "not read: No digits are found" in shown[3].get_title("left")


def test_stages_of_a_picture_itself_are_refused():
    with pytest.raises(DataError, match=r"photograph_stages\(reading_stages\(picture\)\)"):
        figures.photograph_stages(np.zeros((40, 90)))


def test_numbers_in_strips_stand_beside_their_captions():
    strips = [RNG.integers(1, 256, (40, width)).astype(np.uint8) for width in (90, 120)]
    for columns in (1, 2):
        shown = axes(figures.number_strips(strips, ["17", "23"], columns))
        for axis, strip, caption in zip(shown, strips, ("17", "23"), strict=True):
            assert np.array_equal(axis.images[0].get_array()[:, : strip.shape[1]], strip)
            assert caption in [*texts(axis), axis.get_title(loc="left")]
    assert figures.number_strips(strips, ["17", "23"], fact="two").alt == "two: 17; 23"
    with pytest.raises(ShapeError):
        figures.number_strips(strips, ["17"])
    with pytest.raises(ShapeError):
        figures.number_strips([], [])


def test_a_number_is_cut_at_its_cuts_into_its_pieces():
    line, pieces = RNG.random((28, 60)), RNG.integers(1, 256, (2, 28, 28)).astype(np.uint8)
    picture = figures.cut_number(line, [0, 25, 60], pieces, ["4", "2"], [30], fact="it reads 42")
    wanted = "it reads 42. The line, 60 columns wide, is cut at 25. 2 pieces: 4, 2"
    assert (picture.fact, picture.alt) == ("it reads 42", wanted)
    axis = axes(picture)[0]
    assert [line_.get_xdata()[0] for line_ in lines(axis, BLUE)] == [0, 25, 60]
    assert [line_.get_xdata()[0] for line_ in lines(axis, ORANGE)] == [30]
    assert shows(axis, line)
    assert all(shows(axis, piece, 1 + i) for i, piece in enumerate(pieces))
    assert axis.images[1].get_clim() == (0, 255)
    for i, caption in enumerate("42"):
        left, right, _, _ = axis.images[1 + i].get_extent()
        assert left < texts(axis)[caption][0][0] < right
    ways = [points(l)[0, 0] for l in lines(axis, GREY) if points(l)[0, 1] == 31]
    assert ways == [12.5, 42.5]
    for cuts, captions in (([0, 60], ["4", "2"]), ([0, 25, 60], ["4"])):
        with pytest.raises(ShapeError):
            figures.cut_number(line, cuts, pieces, captions)


def test_arcs_join_their_cuts_and_the_path_is_blue():
    table = np.zeros((4, 4))
    table[[0, 0, 1, 2, 0], [1, 2, 3, 3, 3]] = 0.9, 0.8, 0.5, 0.75, 0.1
    picture = figures.cut_arcs(table, [0, 2, 3])
    axis = axes(picture)[0]
    found = {}
    for arc in axis.patches:
        (middle, _), span = arc.get_center(), arc.get_width()
        found[middle - span / 2, middle + span / 2] = to_hex(arc.get_edgecolor())
    on = {(0, 2), (2, 3)}
    assert found == {
        (i, j): BLUE if (i, j) in on else GREY for i, j in zip(*np.nonzero(table), strict=True)
    }
    said = texts(axis)
    for i, j in on:
        assert said[f"{table[i, j]:.2g}"] == (((i + j) / 2, {1: 0.55, 2: 1.25}[j - i]), BLUE)
    assert all((arc.theta1, arc.theta2) == (0, 180) for arc in axis.patches), "all above the cuts"
    assert axis.get_ylim()[1] > max(arc.get_height() / 2 for arc in axis.patches)
    assert picture.alt.endswith("from 0 to 1 0.9, 2 0.8, 3 0.1; from 1 to 3 0.5; from 2 to 3 0.75")
    dots = points(axis.lines[0])
    assert dots[:, 0].tolist() == [0, 1, 2, 3]
    product = np.prod([table[i, j] for i, j in itertools.pairwise([0, 2, 3])])
    assert picture.fact.endswith(f"product {product:.2g}")


def test_confident_readings_lie_to_the_right_and_wrong_ones_below():
    sure, right = [0.2, 0.95, 0.99, 0.93], [False, True, True, False]
    picture = figures.confidence_dots(sure, right)
    axis = axes(picture)[0]
    good, bad = (next(l for l in axis.lines if l.get_marker() == mark) for mark in "oX")
    assert sorted(good.get_xdata()) == [0.95, 0.99]
    assert sorted(bad.get_xdata()) == [0.2, 0.93]
    assert good.get_ydata().min() > bad.get_ydata().max()
    assert (colour(good), colour(bad)) == (BLUE, ORANGE)
    assert {"0 of 1 right", "0 of 0", "2 of 3"} <= set(texts(axis))
    assert picture.alt.endswith("below 0.7 0 of 1; from 0.7 to 0.9 0 of 0; above 0.9 2 of 3")
    assert holds(axis, np.array(sure), np.array([0.5] * 4))


# Pictures above derivations


def test_the_mean_error_is_the_sum_of_two_and_lowest_where_a_is_the_share():
    picture = figures.mean_error(0.25)
    yes, no, both, dot = [points(line) for line in axes(picture)[0].lines]
    assert np.allclose(both[:, 1], yes[:, 1] + no[:, 1])
    assert np.allclose(yes[:, 1], 0.25 * (1 - yes[:, 0]) ** 2 / 2)
    assert np.allclose(dot[0], both[both[:, 1].argmin()])
    assert dot[0][0] == 0.25
    assert [name for name, _ in picture.parts] == ["share of yes"]
    with pytest.raises(DataError, match=r"1\.5"):
        figures.mean_error(1.5)


def test_every_z_leads_to_the_sum_and_that_of_the_label_to_the_error_as_well():
    picture = figures.where_z_stands()
    axis = axes(picture)[0]
    where = {t.get_position(): t.get_text() for t in axis.texts if t.get_zorder() == 3}
    ways = [
        tuple(where[tuple(end)] for end in p._posA_posB)
        for p in axis.patches
        if isinstance(p, FancyArrowPatch)
    ]
    into_the_sum = {(f"$z_{name}$", "$S$") for name in "1jt"}
    assert set(ways) == into_the_sum | {("$S$", "$E_x$"), ("$z_t$", "$E_x$")}
    assert [name for name, _ in picture.parts] == ["e^{z_j}", "1/S", r"\log S - z_t"]


@pytest.mark.parametrize(
    ("draw", "weights"),
    [("paths_of_a_weight", [(1, 2), (1, 2)]), ("paths_of_a_pixel", [(2, 2), (0, 1)])],
)
def test_a_path_leads_from_a_pixel_under_its_window_to_the_place_of_that_window(draw, weights):
    axis = axes(getattr(figures, draw)())[0]
    boxes = [p for p in axis.patches if not isinstance(p, FancyArrowPatch)]
    windows = [p for p in boxes if p.get_facecolor()[3] == 0]
    arrows_ = [p._posA_posB for p in axis.patches if isinstance(p, FancyArrowPatch)]
    assert len(windows) == len(arrows_) == 2
    for window, (start, end), (i, j) in zip(windows, arrows_, weights, strict=True):
        side = window.get_width() / 3
        top = window.get_y() + window.get_height()
        assert (top - start[1]) / side == pytest.approx(i + 0.5)
        assert (start[0] - window.get_x()) / side == pytest.approx(j + 0.5)
        row, column = (1.0 - top) / side, (window.get_x() - 2.6) / side
        assert (0.75 - end[1]) / 0.5 == pytest.approx(row + 0.5)
        assert (end[0] - 8.0) / 0.5 == pytest.approx(column + 0.5)
