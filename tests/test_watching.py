"""`watch` without a browser: what the buttons do, and that it trains as `SGD` does."""

import asyncio
import json
import signal
import threading

import numpy as np
import pytest

from nnlib import (
    Convolution,
    DataError,
    Dense,
    Flatten,
    MaxPooling,
    Network,
    ReLU,
    Sequential,
    ShapeError,
    Softmax,
    load_mnist,
    mini_batches,
    quadratic_cost,
    watch,
)
from nnlib.classroom.widgets import watching
from nnlib.classroom.widgets.live import KEPT, STILLS, WIDGET_VIEW
from nnlib.support.interrupts import noted

MNIST = load_mnist("embedded")
TRAIN, VALIDATION = MNIST.train[:1000], MNIST.validation
NAND = [(np.array([[a], [b]]), np.array([[1 - a * b]])) for a in (0, 1) for b in (0, 1)]


def network(seed=2):
    return Network([784, 30, 10], seed=seed)


def alike(net, other):
    both = zip([*net.weights, *net.biases], [*other.weights, *other.biases], strict=True)
    return all(np.array_equal(a, b) for a, b in both)


def see(watched):
    """What a page does with each picture."""
    watched._heard(None, {"seen": watched.shown["number"]}, [])


async def until_it_rests(watched, meanwhile=lambda: None):
    while watched.state == "playing":
        see(watched)
        await asyncio.sleep(0.001)
        meanwhile()
    await watched._task


def pressed(watched, *buttons):
    """Press one button after the other, each when the one before is done."""

    async def press():
        for button in buttons:
            getattr(watched, button)()
            await until_it_rests(watched)

    asyncio.run(press())


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_weights_and_the_history_are_those_of_sgd(momentum):
    ours, theirs = network(), network()
    watched = watch(ours, TRAIN, 3, 10, 0.5, VALIDATION, momentum=momentum)
    pressed(watched, "play")
    theirs.SGD(TRAIN, 3, 10, 0.5, VALIDATION, momentum=momentum, quiet=True)
    assert alike(ours, theirs)
    for row, other in zip(ours.history, theirs.history, strict=True):
        assert {**row, "seconds": 0} == {**other, "seconds": 0}
        assert row["seconds"] > 0
    assert watched.state == "finished"
    assert watched.at == 3
    assert ours.rng.random() == theirs.rng.random()


def test_pauses_and_steps_change_nothing(monkeypatch):
    monkeypatch.setattr(watching, "SLICE", 0.004)
    ours, theirs = network(), network()
    watched = watch(ours, TRAIN, 2, 7, 3.0)
    pressed(watched, *["mini_batch"] * 5, "epoch", "mini_batch")

    async def with_pauses():
        while watched.state != "finished":
            watched.play()
            await asyncio.sleep(0.003)
            watched.pause()
            await asyncio.sleep(0.001)

    asyncio.run(with_pauses())
    theirs.SGD(TRAIN, 2, 7, 3.0, quiet=True)
    assert alike(ours, theirs)


def test_a_step_is_one_mini_batch_and_an_epoch_ends_with_the_epoch():
    net = network()
    watched = watch(net, TRAIN, 3, 300, 3.0, VALIDATION)
    places = []
    for button in ("mini_batch", "epoch", "mini_batch", "mini_batch", "mini_batch", "mini_batch"):
        pressed(watched, button)
        places.append((round(watched.at, 2), len(net.history), watched.state))
    # 1,000 examples by 300: the fourth mini-batch has the last hundred
    assert places == [
        (0.3, 0, "paused"),
        (1, 1, "paused"),
        (1.3, 1, "paused"),
        (1.6, 1, "paused"),
        (1.9, 1, "paused"),
        (2, 2, "paused"),
    ]
    pressed(watched, "epoch")
    assert (watched.at, watched.state) == (3, "finished")


def test_another_rate_and_size_hold_from_the_next_mini_batch_on():
    ours, theirs = network(), network()
    watched = watch(ours, TRAIN, 1, 10, 3.0)
    settings = [(3.0, 10)] * 4 + [(0.5, 10)] * 3 + [(0.5, 80)] * 5
    for eta, size in settings:
        watched.eta, watched.mini_batch_size = eta, size
        pressed(watched, "mini_batch")
    sizes = []  # what the next mini-batch takes
    batches = mini_batches(TRAIN, lambda: sizes[0], theirs.rng)
    for eta, size in settings:
        sizes[:] = [size]
        theirs.update_mini_batch(next(batches), eta)
    assert alike(ours, theirs)
    assert watched.shown["marks"] == [[0.04, "η = 0.5"], [0.07, "m = 80"]]
    assert watched.at == pytest.approx((4 * 10 + 3 * 10 + 5 * 80) / 1000)


def test_changes_while_it_runs_are_marked_where_they_were_made(monkeypatch):
    monkeypatch.setattr(watching, "SLICE", 0.01)
    watched = watch(network(), TRAIN, 20, 10, 3.0)
    where = []

    def change():
        if not where and watched.at > 0:
            where.append(watched.at)
            watched.eta, watched.mini_batch_size = 1, 5

    async def play():
        watched.play()
        await until_it_rests(watched, change)

    asyncio.run(play())
    assert watched.shown["marks"] == [[where[0], "η = 1, m = 5"]]
    watched.eta = 1  # nothing new
    assert len(watched.shown["marks"]) == 1


class Pressing:
    """Training data that press ■ while the n-th pieces of them are taken."""

    def __init__(self, data, *when):
        self.data, self.when, self.taken = data, when, 0

    def __len__(self):
        return len(self.data)

    def columns(self, indices, dtype=np.float32):
        self.taken += 1
        if self.taken in self.when:
            signal.raise_signal(signal.SIGINT)
        return self.data.columns(indices, dtype)


@pytest.mark.parametrize("usual", [signal.SIG_IGN, signal.default_int_handler])
def test_an_interrupt_pauses_after_a_whole_update_and_nothing_is_lost(usual):
    ours, theirs = network(), network()
    watched = watch(ours, Pressing(TRAIN, 3, 4), 2, 10, 3.0)

    async def press_play_until_it_is_done():
        presses, before = 0, signal.signal(signal.SIGINT, usual)  # as a kernel has it
        try:
            while watched.state != "finished":
                presses += 1
                watched.play()
                await until_it_rests(watched)
                assert signal.getsignal(signal.SIGINT) is usual
                assert watched.state == ("paused" if watched.at < 2 else "finished")
        finally:
            signal.signal(signal.SIGINT, before)
        return presses

    presses = asyncio.run(press_play_until_it_is_done())
    assert presses == 3
    theirs.SGD(TRAIN, 2, 10, 3.0, quiet=True)
    assert alike(ours, theirs)


def test_an_interrupt_is_noted_and_then_does_what_it_usually_does():
    after = []

    def press():
        with noted() as notes:
            signal.raise_signal(signal.SIGINT)
            after.append(len(notes))

    with pytest.raises(KeyboardInterrupt):
        press()
    assert after == [1]
    with noted() as notes:
        pass
    assert not notes
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_stop_leaves_the_training_as_it_is_and_play_begins_anew():
    ours, theirs = network(), network()
    watched = watch(ours, TRAIN, 5, 10, 3.0)
    pressed(watched, "epoch", "mini_batch")
    assert watched.stop() is None
    assert watched.state == "stopped"
    assert watched.at == pytest.approx(1.01)
    kept = ours.weights[0].copy()
    watched.stop()  # twice does no harm
    assert np.array_equal(kept, ours.weights[0])
    assert len(ours.history) == 1
    pressed(watched, "epoch")
    assert watched.at == pytest.approx(2.01)
    batches = mini_batches(TRAIN, 10, theirs.rng)
    for batch in batches:
        theirs.update_mini_batch(batch, 3.0)
    theirs.update_mini_batch(next(mini_batches(TRAIN, 10, theirs.rng)), 3.0)
    theirs.SGD(TRAIN, 1, 10, 3.0, quiet=True)
    assert alike(ours, theirs)


def test_when_all_epochs_are_done_play_trains_as_many_again():
    ours, theirs = network(), network()
    watched = watch(ours, TRAIN, 2, 10, 3.0)
    pressed(watched, "play", "play")
    for _ in range(2):
        theirs.SGD(TRAIN, 2, 10, 3.0, quiet=True)
    assert alike(ours, theirs)
    assert watched.at == 4


def test_it_stands_still_until_somebody_presses_play():
    net = network()
    before = net.weights[0].copy()

    async def wait():
        watched = watch(net, TRAIN, 3, 10, 3.0, VALIDATION)
        see(watched)
        await asyncio.sleep(0.05)
        return watched

    watched = asyncio.run(wait())
    assert watched.state == "ready"
    assert watched._task is None
    assert np.array_equal(before, net.weights[0])
    assert repr(watched) == "Not trained yet: 3 epochs to come, mini-batches of 10, η = 3."


def test_others_have_their_turn_and_pause_is_heard_between_two_slices(monkeypatch):
    monkeypatch.setattr(watching, "SLICE", 0.01)
    watched = watch(network(), TRAIN, 1000, 10, 3.0)
    turns = []

    async def another_cell():
        while len(turns) < 20:
            see(watched)
            turns.append(watched.at)
            await asyncio.sleep(0)
        watched.pause()
        return watched.at

    async def both():
        watched.play()
        return await another_cell()

    async def rest():
        at = await both()
        await asyncio.sleep(0.05)
        return at

    assert asyncio.run(rest()) == watched.at < 1000
    assert watched.state == "paused"
    assert watched._task.done()


def test_where_nobody_looks_it_pauses(monkeypatch):
    monkeypatch.setattr(watching, "PATIENCE", 0.2)
    watched = watch(network(), TRAIN, 10_000, 10, 3.0)

    async def play():
        see(watched)
        watched.play()
        for _ in range(40):  # longer than its patience, but somebody looks
            see(watched)
            await asyncio.sleep(0.01)
        assert watched.state == "playing"
        await watched._task  # nobody looks any more

    asyncio.run(asyncio.wait_for(play(), 20))
    assert watched.state == "paused"
    assert watched.shown["state"] == "paused"


def test_no_picture_is_made_before_the_last_one_was_seen(monkeypatch):
    for name in ("SLICE", "PICTURE", "SHARE"):
        monkeypatch.setattr(watching, name, 0.0)
    watched = watch(network(), TRAIN, 10_000, 10, 3.0)

    async def learned_a_little_more():
        end = watched.at + 0.2
        while watched.at < end:
            await asyncio.sleep(0.001)

    async def play():
        see(watched)
        watched.play()
        numbers = []
        for _ in range(3):
            await learned_a_little_more()
            numbers.append(watched.shown["number"])
            see(watched)
        watched.pause()
        await watched._task
        return numbers

    assert asyncio.run(play()) == [2, 3, 4]


def test_a_new_watch_of_a_network_stops_the_old_one():
    net = network()
    first = watch(net, TRAIN, 5, 10, 3.0)
    pressed(first, "mini_batch")
    second = watch(net, TRAIN, 5, 10, 3.0)
    assert (first.state, second.state) == ("stopped", "ready")


@pytest.mark.parametrize("seconds", [0.02, 0.0])  # 0: a slice for each mini-batch, as if slow
def test_the_pace_is_kept(monkeypatch, seconds):
    monkeypatch.setattr(watching, "SLICE", seconds)
    watched = watch(Network([2, 1]), NAND, 30, 4, 3.0, pace=10)
    pressed(watched, "play")
    assert [at for at, _ in watched.shown["curve"]] == [0, 10, 20, 30]


def test_the_curve_is_the_share_of_right_answers_and_the_points_count_all():
    net, validation = network(), MNIST.train  # 4,000 of them: more than are counted for the curve
    watched = watch(net, TRAIN, 2, 10, 3.0, validation)
    start = network().evaluate(validation[:1000]) / 1000
    pressed(watched, "play")
    shown = watched.shown
    assert shown["curve"][0] == [0, start]
    assert shown["curve"][-1] == [2, net.evaluate(validation[:1000]) / 1000]
    assert [at for at, _ in shown["counted"]] == [1, 2]
    assert shown["counted"][-1][1] == net.evaluate(validation) / 4000
    assert "of the first 1,000 measured examples right" in repr(watched)
    assert "dots: all 4,000" in watched.page["measured"]


def test_where_all_are_measured_the_curve_has_the_end_of_every_epoch():
    net = network()
    watched = watch(net, TRAIN, 5, 10, 3.0, VALIDATION)
    pressed(watched, "play")
    points = dict(map(tuple, watched.shown["curve"]))
    assert [points[row["epoch"] + 1] for row in net.history] == [
        row["correct"] / 500 for row in net.history
    ]
    assert watched.shown["counted"] == []
    assert "dots" not in watched.page["measured"]


def test_without_test_data_the_curve_is_the_error():
    net = Network([2, 1])
    watched = watch(net, NAND, 10, 4, 3.0)
    pressed(watched, "play")
    x, y = np.hstack([x for x, _ in NAND]), np.hstack([y for _, y in NAND])
    assert watched.shown["curve"][-1] == [10, round(quadratic_cost(net.feedforward(x), y), 5)]
    assert watched.page["shares"] is False


def test_a_softmax_network_is_measured_by_its_own_cost():
    net = Sequential([Dense(10), Softmax()], input_shape=784, init="scaled")
    watched = watch(net, TRAIN, 1, 10, 0.1)
    x, y = TRAIN.columns(slice(0, 1000))
    assert watched.shown["curve"] == [[0, round(float(net.cost(x, y)), 5)]]


def test_a_long_curve_is_thinned_and_keeps_its_end(monkeypatch):
    monkeypatch.setattr(watching, "SLICE", 0.0)
    watched = watch(Network([2, 1]), NAND, 1000, 4, 3.0)
    watched.pace = 1
    pressed(watched, "play")
    places = [at for at, _ in watched.shown["curve"]]
    assert len(places) <= watching.MOST_POINTS
    assert places == sorted(set(places))
    assert places[-1] == 1000


def test_the_pictures_are_the_weights_and_what_has_changed():
    net = network()
    start = net.weights[0].copy()
    watched = watch(net, TRAIN, 1, 10, 3.0, VALIDATION)
    assert not np.frombuffer(watched.shown["change"], np.int8).any()
    pressed(watched, "play")
    for key, values in (("weights", net.weights[0]), ("change", net.weights[0] - start)):
        shown = np.frombuffer(watched.shown[key], np.int8).reshape(30, 784)
        limit = np.sort(np.abs(values).ravel())[-118]  # all but the largest half per cent
        inside = np.abs(values) < limit
        assert np.abs(shown - 127 * values / limit)[inside].max() < 1
        assert np.array_equal(np.sign(shown[~inside]), np.sign(values[~inside]))


def test_of_a_convolution_the_windows_are_shown():
    layers = [Convolution(6, 5), ReLU(), MaxPooling(2), Flatten(), Dense(10), Softmax()]
    net = Sequential(layers, input_shape=(1, 28, 28))
    watched = watch(net, TRAIN[:60], 1, 10, 0.1, VALIDATION[:60])
    assert (watched.page["side"], watched.page["neurons"]) == (5, 6)
    assert len(watched.shown["weights"]) == 6 * 25
    pressed(watched, "play")
    assert watched.still().png.startswith(b"\x89PNG")


def test_two_inputs_are_a_plane_and_the_rows_of_a_table():
    net = Network([2, 1])
    watched = watch(net, NAND, 1000, 4, 3.0)
    pressed(watched, "play")
    shown = watched.shown
    (line,) = shown["lines"]
    assert np.allclose(line, [*net.weights[0][0], net.biases[0][0, 0]], atol=1e-4)
    assert watched.page["names"] == ["0 0", "0 1", "1 0", "1 1"]
    assert shown["targets"] == [1, 1, 1, 0]
    assert [round(value) for value in shown["outputs"]] == [1, 1, 1, 0]
    assert watched.page["dots"][-1] == [1, 1, 0]


def test_the_outputs_are_those_for_the_chosen_example():
    net = network()
    watched = watch(net, TRAIN, 1, 10, 3.0, VALIDATION)
    labels = [int(VALIDATION.labels[i]) for i in watched.page["choice"]]
    assert labels == list(range(10))
    assert watched.page["labels"] == VALIDATION.labels.tolist()
    watched.example = 17
    x, label = VALIDATION[17]
    assert np.allclose(watched.shown["outputs"], net.feedforward(x).ravel(), atol=1e-4)
    assert watched.shown["targets"].index(1) == label
    image = np.frombuffer(watched.shown["image"], np.uint8).reshape(28, 28).astype(int)
    brightest = VALIDATION.images[17].max()
    assert np.abs(image - VALIDATION.images[17] * (255 / brightest)).max() <= 1
    thumb = np.frombuffer(watched.page["thumbs"], np.uint8).reshape(10, 28, 28)[3]
    assert np.array_equal(thumb > 0, VALIDATION.images[watched.page["choice"][3]] > 0)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("eta", 0, "eta"),
        ("eta", "fast", "eta"),
        ("mini_batch_size", 2.5, "mini_batch_size"),
        ("mini_batch_size", 0, "mini_batch_size"),
        ("pace", 0, "pace"),
        ("example", 500, "example: 0 to 499"),
        ("example", "seven", "example: 0 to 499"),
    ],
)
def test_what_cannot_be_set_is_refused_and_the_page_says_why(name, value, says):
    watched = watch(network(), TRAIN, 1, 10, 3.0, VALIDATION)
    before = getattr(watched, name)
    with pytest.raises(DataError, match=says):
        setattr(watched, name, value)
    watched._heard(None, {name: value}, [])
    assert says in watched.shown["error"]
    assert getattr(watched, name) == before
    watched._heard(None, {"pace": 10}, [])
    assert not watched.shown["error"]


def test_wrong_data_are_refused_as_by_sgd():
    with pytest.raises(ShapeError, match="784"):
        watch(Network([784, 10]), NAND, 1, 4, 3.0)
    with pytest.raises(DataError, match="epochs"):
        watch(network(), TRAIN, 0, 10, 3.0)
    with pytest.raises(DataError, match="pace"):
        watch(network(), TRAIN, 1, 10, 3.0, pace=0)
    with pytest.raises(DataError, match="momentum"):
        watch(network(), TRAIN, 1, 10, 3.0, momentum=1)


def test_in_a_plain_program_it_says_what_to_write():
    with pytest.raises(DataError, match=r"write net\.SGD"):
        watch(network(), TRAIN, 1, 10, 3.0).play()


def test_an_error_while_it_trains_is_shown_and_raised(monkeypatch):
    net = network()
    watched = watch(net, TRAIN, 1, 10, 3.0)

    def broken(*args):
        raise ZeroDivisionError("half-way")

    monkeypatch.setattr(net, "learn", broken)
    with pytest.raises(ZeroDivisionError):
        pressed(watched, "play")
    assert watched.state == "stopped"
    assert watched.shown["error"] == "ZeroDivisionError: half-way"


def test_the_buttons_of_the_page_do_what_the_methods_do():
    watched = watch(network(), TRAIN, 2, 10, 3.0)

    async def press():
        for do in ("mini_batch", "epoch", "stop", "play", "nonsense"):
            watched._heard(None, {"do": do}, [])
            if watched._task:
                await until_it_rests(watched)
            yield do, watched.state

    async def all_of_them():
        return [row async for row in press()]

    states = asyncio.run(all_of_them())
    assert [state for _, state in states] == ["paused", "paused", "stopped", "finished", "finished"]


def test_what_another_thread_brings_is_done_in_the_thread_of_the_cells(monkeypatch):
    monkeypatch.setattr(watching, "SLICE", 0.01)
    threads = []

    def learn(self, *args, learn=Network.learn):
        threads.append(threading.current_thread())
        learn(self, *args)

    monkeypatch.setattr(Network, "learn", learn)

    async def press():
        watched = watch(network(), TRAIN, 10_000, 10, 3.0)  # in a cell
        for do in ("play", "stop", "play", "pause"):
            await asyncio.to_thread(watched._heard, None, {"do": do}, [])
            await asyncio.sleep(0.05)
            yield watched.state
        await watched._task

    async def all_of_them():
        return [state async for state in press()]

    assert asyncio.run(all_of_them()) == ["playing", "stopped", "playing", "paused"]
    assert set(threads) == {threading.main_thread()}


def test_the_still_in_its_output_follows_where_the_training_stops(monkeypatch):
    sent = []
    for name in ("display", "update_display"):
        send = lambda data, name=name, **more: sent.append((name, data, more))  # noqa: E731
        monkeypatch.setattr(watching, name, send)

    async def learn():
        watched = watch(network(), TRAIN, 2, 10, 3.0, VALIDATION)
        watched._ipython_display_()
        watched.eta = 2.0  # nothing new is seen of the training
        for go in (watched.mini_batch, watched.play):
            go()
            while watched.state == "playing":
                see(watched)
                await asyncio.sleep(0.01)

    asyncio.run(learn())
    view, *stills = sent
    assert (view[0], [name for name, *_ in stills]) == (
        "display",
        ["display"] + 2 * ["update_display"],
    )
    assert len({more["display_id"] for *_, more in stills}) == 1
    assert all(more["metadata"][KEPT] for *_, more in stills)
    facts = [data["text/plain"] for _, data, _ in stills]
    for fact, start in zip(facts, ("Not trained yet", "Paused", "Finished"), strict=True):
        assert fact.startswith(start)


@pytest.mark.parametrize("saves_stills", [True, False])
def test_it_is_alive_still_and_tested_in_one_output(monkeypatch, saves_stills):
    if saves_stills:
        monkeypatch.setenv(STILLS, "1")
    else:
        monkeypatch.delenv(STILLS, raising=False)
    for watched in (
        watch(network(), TRAIN, 1, 10, 3.0, VALIDATION),
        watch(Network([2, 1]), NAND, 1, 4, 3.0),
    ):
        data, metadata = watched._repr_mimebundle_()
        assert (WIDGET_VIEW in data) == saves_stills
        assert data["text/plain"] == repr(watched) == metadata["image/png"]["alt"]
        assert "image/png" in data
        plain = {k: v for k, v in watched.shown.items() if not isinstance(v, bytes)}
        json.dumps(plain)


def test_the_fact_before_training_is_the_same_with_any_digits():
    facts = {repr(watch(network(), data, 30, 10, 3.0, data)) for data in (TRAIN, VALIDATION)}
    assert len(facts) == 1
