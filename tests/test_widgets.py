"""Every interactive, swept over its controls without a browser, and its data computed once more."""

import asyncio
import io
import itertools
import json
import re
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from words_seen import one_called_many, touching

from nnlib import DataError, Network, data_file, figures, load_mnist, mini_batches, widgets
from nnlib.classroom import saving
from nnlib.classroom.figures.base import counted
from nnlib.classroom.widgets import (
    EXPLORERS,
    Menu,
    Point,
    Slider,
    Stops,
    Switch,
    lesson_09,
    lesson_10,
    lesson_12,
    lesson_13,
)
from nnlib.classroom.widgets.live import KEPT, STILLS, WIDGET_VIEW
from nnlib.reading.pieces import digit_scores, piece_images, piece_network


def shows_a_picture(widget):
    bundle, metadata = widget._repr_mimebundle_()
    assert "image/png" in bundle
    assert bundle["text/plain"] == repr(widget) == widget.shown["fact"]
    assert metadata["image/png"]["alt"] == widget.shown["alt"]
    assert "nan" not in repr(widget)
    assert same_dots(widget.image, widget.picture.png)
    assert touching(widget.picture) == []
    assert one_called_many(f"{widget!r}; {metadata['image/png']['alt']}") == []
    json.dumps(widget.shown)


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_setting_of_every_control_is_drawn(name):
    widget, rng = EXPLORERS[name](), np.random.default_rng(1)
    for key, control in widget.controls.items():
        for value in control.some(rng):
            widget.set(**{key: value})
            shows_a_picture(widget)
            most = widget.shown["highest"].get(key, value)
            assert widget.state[key] == (
                min(value, most) if key in widget.shown["highest"] else value
            )


@pytest.mark.parametrize("name", EXPLORERS)
def test_each_control_changes_what_is_seen_while_all_others_stand_still(name):
    start, rng = EXPLORERS[name](), np.random.default_rng(4)
    for key, control in start.controls.items():
        seen = {EXPLORERS[name](**{key: value}).image for value in control.some(rng)}
        assert len(seen) > 1, key


def test_of_one_thing_the_facts_speak_in_the_singular():
    assert "average + 1 spread," in repr(widgets.explore_digit_class(spreads=1.0))
    assert "average − 1 spread," in repr(widgets.explore_digit_class(spreads=-1.0))
    assert repr(widgets.explore_cuts(cut_1=0, cut_2=0, cut_3=0)).startswith("1 piece read as")
    assert "after 1 step the" in repr(widgets.explore_descent(steps=1))
    assert "of 1 example:" in repr(widgets.explore_mini_batches(m=1))
    for steps, said in {1: "1 step", 2: "2 steps"}.items():
        assert counted(steps, "step") == counted(str(steps), "step") == said


def test_no_cut_stands_where_the_line_has_ended():
    widget = widgets.explore_cuts(written="with gaps", cut_3=104)
    assert widget.shown["highest"] == dict.fromkeys(("cut_1", "cut_2", "cut_3"), 104)
    pieces = repr(widget)
    widget.set(written="overlapping")
    assert widget.state["cut_3"] == widget.shown["highest"]["cut_3"] == 76
    assert pieces.startswith("3 pieces")
    assert repr(widget).startswith("3 pieces")  # a cut at the end cuts nothing off


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
    with pytest.raises(ZeroDivisionError):
        widget._heard(None, {"view": "v", "number": 1, "state": {}, "quick": False}, [])
    assert "ZeroDivisionError" in widget.shown["error"]
    assert widget.shown["number"] == 1


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_quick_picture_shows_what_the_sharp_one_does(name):
    widget, rng = EXPLORERS[name](), np.random.default_rng(5)
    state = {key: control.some(rng)[-1] for key, control in widget.controls.items()}
    asked = {"view": "v", "state": state}
    widget._heard(None, {**asked, "number": 1, "quick": True}, [])
    quick = dict(widget.shown)
    widget._heard(None, {**asked, "number": 2, "quick": False}, [])
    assert (quick["number"], quick["quick"]) == (1, True)
    assert (widget.shown["number"], widget.shown["quick"]) == (2, False)
    for same in ("state", "fact", "alt", "line", "size"):
        assert quick[same] == widget.shown[same]
    assert same_dots(widget.image, widget.picture.png)


def same_dots(png, other):
    """Whether two files show the same. Rounding may change a dot by 1 of 255, no more."""
    one, two = (np.asarray(Image.open(io.BytesIO(file))).astype(int) for file in (png, other))
    return one.shape == two.shape and np.abs(one - two).max() <= 1


@pytest.mark.parametrize("name", EXPLORERS)
def test_where_a_hand_comes_to_rest_the_picture_is_dot_for_dot_that_of_a_new_one(name):
    widget, rng = EXPLORERS[name](), np.random.default_rng(7)
    for _ in range(4):
        state = {k: c.some(rng)[rng.integers(2)] for k, c in widget.controls.items()}
        sketched(widget, state)
        widget.set(**state)
        new = EXPLORERS[name](**widget.state)
        assert same_dots(widget.image, new.image)
        assert widget.shown["grips"] == new.shown["grips"]


def test_a_state_that_stands_on_the_board_is_not_drawn_again_for_the_sharp_picture(monkeypatch):
    widget, drawn = widgets.explore_descent(), []
    draw = widget._draw
    monkeypatch.setattr(widget, "_draw", lambda data: drawn.append(data) or draw(data))
    sketched(widget, {"eta": 0.1})
    widget.set(eta=0.1)
    assert len(drawn) == 1


def test_a_state_that_is_overtaken_is_not_drawn_to_its_end():
    async def cell():
        widget, drawn = widgets.explore_mini_batches(m=1), []
        draw = widget._draw

        def draw_and_hear(data):  # the hand lets go while the first sketch is drawn
            if not drawn:
                say(3, 10, False)
            drawn.append(data)
            return draw(data)

        def say(number, m, quick):
            said = {"view": "v", "number": number, "state": {"m": m}, "quick": quick}
            elsewhere = threading.Thread(target=widget._heard, args=(None, said, []))
            elsewhere.start()
            elsewhere.join()

        widget._draw, seen = draw_and_hear, []
        widget.observe(lambda change: seen.append(change.new["number"]), "shown")
        say(1, 2, True)
        say(2, 5, True)  # so the first is not even begun
        for _ in range(3):
            await asyncio.sleep(0)
        return len(drawn), seen, widget.state["m"], widget._sketches

    assert asyncio.run(cell()) == (2, [3], 10, {})


def sketched(widget, state):
    """What the page is shown of a state while a hand moves."""
    widget._heard(None, {"view": "v", "number": 1, "state": state, "quick": True}, [])
    return widget.image


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_sketch_shows_nothing_of_the_pictures_that_were_on_its_board_before(name):
    widget, rng = EXPLORERS[name](), np.random.default_rng(6)
    for _ in range(6):
        state = {k: c.some(rng)[rng.integers(2)] for k, c in widget.controls.items()}
        assert sketched(widget, state) == sketched(EXPLORERS[name](), widget.state)


def test_a_state_that_comes_again_while_a_hand_moves_is_not_computed_again(monkeypatch):
    widget, computed = widgets.explore_descent(), []
    compute = widget._compute
    monkeypatch.setattr(widget, "_compute", lambda **s: computed.append(s) or compute(**s))
    first, other = (sketched(widget, {"eta": eta}) for eta in (0.1, 0.2))
    assert sketched(widget, {"eta": 0.1}) == first != other
    assert (widget.state["eta"], len(computed)) == (0.1, 2)
    assert widget.shown["fact"] == widgets.explore_descent(eta=0.1).shown["fact"]
    assert widget.picture.png == widgets.explore_descent(eta=0.1).picture.png


def test_sketches_are_kept_for_a_while_and_not_for_ever(monkeypatch):
    monkeypatch.setattr(widgets.base, "MOST_SKETCHES", 3)
    widget = widgets.explore_mini_batches()
    for m in (1, 2, 5, 10, 20):
        sketched(widget, {"m": m})
    assert len(widget._sketches) == 3


def test_sketches_are_kept_as_long_as_the_layout_is_theirs():
    widget = widgets.explore_descent()
    sketched(widget, {"steps": 3})
    widget.set(steps=5)
    assert widget._sketches
    other = widgets.explore_softmax().picture
    assert other.png
    assert not other.laid_out_in(widget._layout)
    widget._draw = lambda data: other  # as from a state with another layout
    widget.set(steps=6)
    assert not widget._sketches


def test_what_the_page_says_waits_until_the_cell_that_runs_has_ended():
    async def cell():
        widget = widgets.explore_mini_batches(m=1)
        said = {"view": "v", "number": 1, "state": {"m": 2}, "quick": False}
        elsewhere = threading.Thread(target=widget._heard, args=(None, said, []))
        elsewhere.start()
        elsewhere.join()
        during = widget.state["m"]
        await asyncio.sleep(0)  # the cell has ended
        return during, widget.state["m"]

    assert asyncio.run(cell()) == (1, 2)


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_signature_and_the_docstring_name_each_parameter_with_its_range(name):
    for key, control in EXPLORERS[name]().controls.items():
        assert f"{key}: " in EXPLORERS[name].__doc__
        assert repr(control) in EXPLORERS[name].__doc__


@pytest.mark.parametrize("name", EXPLORERS)
def test_no_two_controls_of_an_interactive_have_one_label(name):
    labels = re.findall(r"'label': '([^']*)'", str(EXPLORERS[name]().page))
    assert len(labels) == len(set(labels))


def test_any_value_in_the_range_is_accepted():
    assert widgets.explore_mini_batches(m=7).state["m"] == 7
    assert widgets.explore_descent(eta=0.95).line.startswith("explore_descent(eta=0.95, ")
    assert widgets.explore_descent(start=(0.25, -3)).state["start"] == (0.25, -3)


def test_a_parameter_that_does_not_exist_is_named():
    with pytest.raises(DataError, match="has no 'speed', only eta, start, steps"):
        widgets.explore_descent().set(speed=3)


@pytest.mark.parametrize(
    ("control", "value"),
    [
        (Slider(0, 1, 0.1, "eta"), 2),
        (Slider(0, 9, 1, "seed"), 2.5),
        (Slider(0, 1, 0.1, "eta"), "fast"),
        (Stops((1, 10, 100), "m"), 0),
        (Stops((1, 10, 100), "m"), 2.5),
        (Stops(("none", 0, 1), "off"), 2),
        (Menu(("a", "b"), "shape"), "c"),
        (Switch("noise"), 3),
        (Point(-3, 3, 0.5, ("x", "y")), (1, 9)),
        (Point(-3, 3, 0.5, ("x", "y")), (1, 2, 3)),
        (Point(-3, 3, 0.5, ("x", "y")), 1),
    ],
)
def test_a_value_out_of_range_is_named(control, value):
    with pytest.raises(DataError, match="came"):
        control.check(value)


def test_a_browsers_rounding_does_not_reach_the_line_of_python():
    assert Slider(-3, 3, 0.25, "w").check(1.2500000000000009) == 1.25
    assert Point(-3, 3, 0.1, ("x", "y")).check([0.30000000000000004, -3]) == (0.3, -3)
    assert Slider(1, 9, 1, "n").check(4.0) == 4


# What each interactive computes, computed once more.


@pytest.mark.parametrize("eta", [0.01, 0.3, 0.95, 1.0])
def test_descent_goes_with_the_eta_it_shows(eta):
    data = widgets.explore_descent.compute(eta, (1, 3), 20)
    expected = np.outer((1 - 2 * eta) ** np.arange(21), (1, 3))  # each step: p − η·2p
    assert np.allclose(data["path"], expected)
    assert data["eta"] == eta
    assert f"η = {eta:g}" in widgets.explore_descent(eta=eta).picture.figure.axes[0].get_title()


@pytest.mark.parametrize("steps", [1, 2, 7, 20])
def test_the_path_has_a_point_for_each_step_and_the_start(steps):
    assert len(widgets.explore_descent.compute(0.1, (1, 3), steps)["path"]) == steps + 1


def test_the_valleys_path_is_that_of_its_own_slopes():
    path = widgets.explore_landscapes.compute("valley", 0.01, (1, 3), 0, 50)["path"]
    assert len(path) == 51
    f = widgets.lesson_05.LANDSCAPES["valley"].f
    for p, q in itertools.pairwise(path):
        h = 1e-5
        slopes = [(f(p + h * e) - f(p - h * e)) / (2 * h) for e in np.eye(2)]
        assert np.allclose(q, p - 0.01 * np.array(slopes), atol=1e-6)


def test_a_perceptron_gets_its_own_weights_bias_and_target():
    data = widgets.explore_perceptron.compute(-1.0, 2.0, 0.5, "NAND")
    assert (data["w"], data["b"], data["target"]) == ((-1.0, 2.0), 0.5, (1, 1, 1, 0))


def test_a_small_change_is_that_of_the_logistic_curve():
    def s(z):
        return 1 / (1 + np.exp(-z))

    data = widgets.explore_small_changes.compute(4.0, -1.0, 0.5, 0.4)
    slope = s(1) * (1 - s(1))
    assert np.isclose(data["slope"], slope)
    assert np.isclose(data["gap"], abs(s(1.2) - s(1) - 0.2 * slope))
    assert np.isclose(data["half_gap"], abs(s(1.1) - s(1) - 0.1 * slope))


def test_shapes_are_those_of_the_rule():
    data = widgets.explore_matrix_product.compute(2, 3, 4)
    assert (data["W"], data["a"], data["b"]) == ((3, 2), (2, 4), (3, 1))
    assert data["result"] == (3, 4)
    assert "error" in widgets.explore_matrix_product.compute(2, 3, 4, "n_in + 1")


def test_damage_switches_off_the_neuron_that_is_named():
    data = widgets.explore_damage.compute(0.0, 7, 11)
    net, test = Network.load(data_file("trained_784_30_10.npz")), load_mnist("embedded").test
    x, _ = test.columns(np.arange(len(test)))
    hidden = (1 + np.tanh((net.weights[0] @ x + net.biases[0]) / 2)) / 2  # σ, written otherwise
    hidden[7] = 0
    z = net.weights[1] @ hidden + net.biases[1]
    assert data["right"] == np.sum(z.argmax(axis=0) == test.labels)
    assert np.allclose(data["outputs"], (1 + np.tanh(z[:, 11] / 2)) / 2, atol=1e-5)
    assert data["label"] == test.labels[11]


def test_a_digits_nearest_examples_are_the_nearest():
    data, train = widgets.explore_digit_class.compute(3, 0.0), load_mnist("embedded").train
    images = train.images[train.labels == 3].astype(float).reshape(-1, 784)
    away = np.sort(np.linalg.norm(images - images.mean(axis=0), axis=1))
    assert np.allclose(data["near"][1], away[:4])
    assert np.allclose(data["far"][1], away[-4:])
    assert np.isclose(data["median"], np.median(away))
    assert np.allclose(data["picture"].ravel(), images.mean(axis=0))


def test_the_chain_has_the_weights_that_are_set():
    data = widgets.explore_chain.compute("b2", 0.2, 1.0, -3.0)
    assert data["weights"] == [1.0, -3.0]
    assert (data["which"], data["nudge"]) == ("b2", 0.2)


def test_backpropagation_adds_to_the_weight_that_is_named():
    for name, (l, row, column) in widgets.lesson_08.WEIGHTS.items():
        before = widgets.explore_backprop.compute("2-3-2", 1, weight=name)["walked"].weights
        data = widgets.explore_backprop.compute("2-3-2", 1, weight=name, added=0.5)
        for i, (W, V) in enumerate(zip(data["walked"].weights, before, strict=True), 1):
            expected = np.zeros_like(W)
            if i == l:
                expected[row, column] = 0.5
                place = divmod(int(np.abs(expected).argmax()), W.shape[1])
                assert data["changed"] == (l, *place)
            assert np.allclose(W - V, expected)


def test_mini_batch_gradients_are_as_far_from_the_whole_as_their_cosine_says():
    data = lesson_09.mini_batch_gradients(10)
    net, train = Network([784, 30, 10], seed=2), load_mnist("embedded").train
    rng = np.random.default_rng(0)

    def gradient(indices):
        x, y = train.columns(indices)
        b, w = net.backprop(x, y)
        return np.concatenate([g.ravel() for g in b + w]) / x.shape[1]

    whole, first = gradient(slice(None)), gradient(rng.choice(4000, 10, replace=False))
    norms = np.linalg.norm(first), np.linalg.norm(whole)
    assert np.isclose(data["lengths"][0], norms[0] / norms[1])
    assert np.isclose(np.cos(np.radians(data["angles"][0])), first @ whole / np.prod(norms))
    assert data["m"] == 10
    assert len(data["angles"]) == 100


def test_more_examples_point_closer_to_the_whole_gradient():
    medians = {m: np.median(lesson_09.mini_batch_gradients(m)["angles"]) for m in (1, 10, 100)}
    assert medians[1] > 45 > medians[10] > 15 > medians[100]


def test_the_noise_shrinks_with_the_square_root_of_m():
    angles = [lesson_09.mini_batch_gradients(m)["angles"] for m in (5, 500)]
    noise = [np.median(np.tan(np.radians(some))) for some in angles]
    assert 7 < noise[0] / noise[1] < 14  # a hundred times the examples, a tenth of the noise


@pytest.mark.parametrize("seen", lesson_10.SEEN[:2])
def test_young_networks_have_seen_the_mini_batches_that_are_shown(seen):
    data = widgets.explore_dead_outputs.compute(1, 10, "normal", seen)
    net, train = Network([784, 10, 10], seed=1), load_mnist("embedded").train
    for mini_batch in itertools.islice(mini_batches(train, 10, net.rng), seen):
        net.update_mini_batch(mini_batch, 3.0)
    x, _ = train.columns(np.arange(1000))
    hidden = (1 + np.tanh((net.weights[0] @ x + net.biases[0]) / 2)) / 2
    assert np.allclose(data["z"], net.weights[1] @ hidden + net.biases[1], atol=1e-4)
    assert data["seen"] == seen


def test_softmax_adds_to_every_z_and_only_the_plain_form_breaks():
    data = widgets.explore_softmax.compute("4 or 9", 10)
    z = np.array(widgets.lesson_11.TEN_Z["4 or 9"]) + 10
    assert np.allclose(data["z"], z)
    assert np.allclose(data["stable"], np.exp(z) / np.exp(z).sum())
    broken = widgets.explore_softmax.compute("4 or 9", 710)
    assert not np.isfinite(broken["plain"]).all()
    assert np.isclose(broken["stable"].sum(), 1)


def test_the_windows_sum_is_that_of_its_nine_products():
    data = widgets.explore_convolution.compute(7, "rising strokes", 4, 11, "upper right", 1.0)
    kernel = np.array(lesson_12.KERNELS["rising strokes"], dtype=float)
    kernel[0, 2] += 1
    image = data["image"]
    total = sum(image[4 + i, 11 + j] * kernel[i, j] for i in range(3) for j in range(3))
    assert np.isclose(data["sums"][4, 11], total)
    assert data["differ"] == np.count_nonzero(image[:26, 2:])


@pytest.mark.parametrize("network", lesson_13.NETWORKS)
def test_cuts_are_scored_one_piece_at_a_time_and_the_best_way_is_the_best(network):
    data = widgets.explore_cuts.compute("touching", network, 20, 50, 70, True)
    line = data["line"]
    net = piece_network() if network == lesson_13.NETWORKS[0] else lesson_13._network(network)
    assert data["cuts"] == [0, 20, 50, 70, line.shape[1]]

    def total(cuts):
        pairs = [(i, i + 1) for i in range(len(cuts) - 1)]
        return digit_scores(net, piece_images(line, cuts, pairs)).max(axis=0).sum()

    assert f"total {total(data['cuts']):.1f}".replace("-", "−") in data["title"]
    best = total(data["others"])
    assert f"total {best:.1f}".replace("-", "−") in data["fact"].partition("best way")[2]
    candidates = lesson_13.candidate_cuts(line)
    inner = [cut for cut in candidates if 0 < cut < line.shape[1]]
    rng = np.random.default_rng(0)
    for _ in range(30):
        some = sorted(rng.choice(inner, 3, replace=False).tolist())
        assert total([0, *some, line.shape[1]]) <= best + 1e-6


def test_the_answer_of_lesson_13_says_the_totals_that_cuts_have():
    (path,) = (Path(__file__).parents[1] / "notebooks").glob("13_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    (answer,) = ("".join(cell["source"]) for cell in cells if cell["id"] == "cell-058")
    first, second, third, in_place = map(
        int, re.search(r"(\d+), (\d+) and (\d+) have .* at (\d+) in place", answer).groups()
    )
    eleven, ten = lesson_13.NETWORKS

    def total(network, *cuts):
        title = widgets.explore_cuts.compute("touching", network, *cuts, True)["title"]
        return title.rpartition(" ")[2]

    assert f"have the total {total(eleven, first, second, third)};" in answer
    assert f"makes it {total(eleven, first, second, in_place)}." in answer
    with_ten = total(ten, first, second, third), total(ten, first, second, in_place)
    assert "{} becomes {}.".format(*with_ten) in answer
    fact = widgets.explore_cuts.compute("touching", eleven, first, second, third, True)["fact"]
    assert f"has {fact.rpartition(' ')[2]}." in answer


# What can be taken in the picture.


def place_of(grip, axis, value):
    low, high = grip["xy"[axis]]
    share = (value - grip["add"][axis] - low) / (high - low)
    return grip["box"][axis] + share * grip["box"][axis + 2]


def test_the_start_is_taken_where_it_is_drawn():
    widget = widgets.explore_descent(start=(-2, 3))
    (grip,) = widget.shown["grips"]
    figure = widget.picture.figure
    with widget.picture.as_drawn():
        drawn = figure.axes[0].transData.transform((-2, 3)) / figure.bbox.size
    assert np.allclose([place_of(grip, 0, -2), place_of(grip, 1, 3)], drawn, atol=1e-3)


def test_in_the_file_the_window_lies_where_it_is_taken():
    pictures = []
    for column in (2, 20):
        widget = widgets.explore_convolution(row=4, column=column)
        pictures.append(np.asarray(Image.open(io.BytesIO(widget.image)).convert("RGB"), float))
    frame = np.abs(pictures[0] - pictures[1]).sum(axis=2) > 60  # both windows, on digit and map
    high, wide = frame.shape
    for grip, size in zip(widget.shown["grips"], (3, 1), strict=True):
        for column in (2, 20):
            x, y = place_of(grip, 0, column) * wide, (1 - place_of(grip, 1, 4)) * high
            reach = 0.7 * size * grip["box"][2] * wide / 28
            window = frame[round(y - reach) : round(y + reach), round(x - reach) : round(x + reach)]
            assert window.mean() > 0.03
            assert window[:, : len(window) // 2].any()
            assert window[:, len(window) // 2 :].any()


def test_each_cut_is_taken_where_it_is_drawn():
    widget = widgets.explore_cuts(cut_2=44)
    figure = widget.picture.figure
    with widget.picture.as_drawn():
        drawn = figure.axes[0].transData.transform((44, 0))[0] / figure.bbox.width
    grips = {grip["keys"][0]: grip for grip in widget.shown["grips"]}
    assert set(grips) == {"cut_1", "cut_2", "cut_3"}
    assert np.isclose(place_of(grips["cut_2"], 0, 44), drawn, atol=1e-3)


def test_each_step_of_the_strip_is_taken_at_its_box():
    widget = widgets.explore_backprop(network="2-2-2-2", step=5)
    (grip,) = widget.shown["grips"]
    names = {text.get_text(): text for text in widget.picture.figure.axes[0].texts}
    x = names["δ₃"].get_position()[0] / 1000  # the eleventh of the seventeen
    assert np.isclose(place_of(grip, 0, 9), x)


def test_the_window_is_taken_at_its_middle():
    widget = widgets.explore_convolution(row=4, column=9)
    figure, (digit, sums) = widget.picture.figure, widget.shown["grips"]
    for grip, axes, point in ((digit, 0, (10, 5)), (sums, 4, (9, 4))):
        with widget.picture.as_drawn():
            drawn = figure.axes[axes].transData.transform(point) / figure.bbox.size
        assert np.allclose([place_of(grip, 0, 9), place_of(grip, 1, 4)], drawn, atol=1e-3)


# What is kept of it.


def test_one_output_holds_view_still_and_fact_where_stills_are_saved(monkeypatch):
    monkeypatch.setenv(STILLS, "1")
    bundle, _ = widgets.explore_descent()._repr_mimebundle_()
    assert {WIDGET_VIEW, "image/png", "text/plain"} == set(bundle)


def notebook(*outputs, source="import nnlib"):
    cell = {"cell_type": "code", "source": source, "outputs": list(outputs)}
    content = {"cells": [cell], "metadata": {"widgets": {"state": {}}}}
    return {"type": "notebook", "content": content}


def output(**data):
    return {"output_type": "display_data", "data": data, "metadata": {}}


def test_what_is_saved_has_a_still_its_fact_and_what_to_do():
    view = {WIDGET_VIEW: {"model_id": "1"}, "image/png": "aGk=\n", "text/plain": "f = <3"}
    model = notebook(output(**view), output(**{WIDGET_VIEW: {}, "text/plain": "0%|"}))
    saving.keep_stills(model)
    (kept,) = model["content"]["cells"][0]["outputs"]
    assert WIDGET_VIEW not in kept["data"]
    assert "f = &lt;3" in kept["data"]["text/html"]
    assert "Run the cell to move it" in kept["data"]["text/html"]
    assert "base64,aGk=" in kept["data"]["text/html"]
    assert "widgets" not in model["content"]["metadata"]


def test_a_still_below_its_view_is_saved_with_what_to_do_and_the_view_is_not():
    still = output(**{"image/png": "aGk=", "text/plain": "Finished"})
    still["metadata"] = {KEPT: True, "image/png": {"alt": "Finished", "width": 900}}
    model = notebook(output(**{WIDGET_VIEW: {"model_id": "1"}}), still)
    for _ in range(2):  # and it stays as it is when it is saved again
        saving.keep_stills(model)
        (kept,) = model["content"]["cells"][0]["outputs"]
        assert kept["data"]["text/html"].count("Run the cell to move it") == 1
        assert kept["metadata"] == {"image/png": {"alt": "Finished", "width": 900}}


def test_a_notebook_without_nnlib_is_saved_as_it_is():
    model = notebook(output(**{WIDGET_VIEW: {}, "text/plain": "x"}), source="import ipywidgets")
    saving.keep_stills(model)
    assert model == notebook(
        output(**{WIDGET_VIEW: {}, "text/plain": "x"}), source="import ipywidgets"
    )


def test_pictures_of_the_same_data_are_the_same_bytes():
    data = lesson_09.mini_batch_gradients(5)
    assert figures.gradient_arrows(**data).png == figures.gradient_arrows(**data).png


def test_a_path_that_runs_away_ends_with_its_first_point_beyond_all_bounds():
    from nnlib.classroom.widgets.lesson_04 import FAR, path_of_descent

    path = path_of_descent("valley", 0.1, (4, 4), 20)["path"]
    sizes = np.abs(path).max(axis=1)
    assert sizes[-1] > FAR
    assert (sizes[:-1] <= FAR).all()
    assert np.allclose(path[:, 1], 4 * (-4.0) ** np.arange(len(path)))  # 1 − 0.1 · 50
