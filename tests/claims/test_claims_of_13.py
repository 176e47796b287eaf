"""What lesson 13 claims of reading whole numbers, and of confidence."""

import numpy as np
import pytest

from nnlib import (
    DataError,
    Network,
    Sequential,
    as_line,
    as_mnist,
    cut_at_gaps,
    data_file,
    number_pictures,
    piece_images,
    piece_network,
    piece_outputs,
    read_number,
)

pytestmark = pytest.mark.slow
SEEDS = range(1, 6)


@pytest.fixture(scope="module")
def ten_net():
    return Sequential.load(data_file("trained_conv.npz"))


def read(picture, net=None):
    """A reading, or None where no digit is found: that is none that is right."""
    try:
        return read_number(picture, net)
    except DataError:
        return None


def is_right(text, reading):
    return reading is not None and reading.text == text


@pytest.fixture(scope="module")
def readings(full):
    """By gap, for each seed, 60 numbers of six test digits: pairs (text, reading)."""
    return {
        gap: [
            [(n.text, read(n.picture)) for n in number_pictures(60, full.test, s, gap=gap)]
            for s in SEEDS
        ]
        for gap in ((1, 8), (-2, 0))
    }


def test_and_multiplies(full, ten_net, holds):
    x, _ = full.validation.columns(np.arange(10_000))
    dense = Network.load(data_file("trained_784_30_10.npz"))
    for words, net in {"784–30–10": dense, "ten outputs": ten_net}.items():
        ok = net.feedforward(x).argmax(axis=0) == full.validation.labels
        off, numbers = [], []
        for seed in SEEDS:
            picks = np.random.default_rng(seed).integers(0, 10_000, (2000, 6))
            numbers.append(100 * ok[picks].all(axis=1).mean())
            off.append(numbers[-1] - 100 * ok.mean() ** 6)
        holds(f"13 numbers right, {words}", numbers)
        holds(f"13 off from the power, {words}", off)


def test_cutting_at_gaps_needs_gaps(full, ten_net, holds):
    def read_at_gaps(number):
        line = as_line(number.picture)
        cuts = cut_at_gaps(line)
        pairs = [(k, k + 1) for k in range(len(cuts) - 1)]
        digits = piece_outputs(ten_net, piece_images(line, cuts, pairs))[:10].argmax(axis=0)
        return "".join(map(str, digits)) == number.text

    for words, gap in (("with", (2, 8)), ("without", (-2, 0))):
        numbers = [number_pictures(30, full.validation, seed, gap=gap) for seed in SEEDS]
        holds(f"13 cut at gaps, {words}", [sum(map(read_at_gaps, thirty)) for thirty in numbers])


def test_ten_outputs_are_sure_of_rubbish_and_eleven_are_not(full, ten_net, holds):
    nets = {"ten": ten_net, "eleven": piece_network()}
    found = {}
    for seed in SEEDS:
        chosen = np.random.default_rng(seed).permutation(10_000)[:301]
        some, labels = full.validation.images[chosen] / 255, full.validation.labels[chosen[:300]]
        inner = some[:, :, 4:24]
        kinds = {
            "wholes": [as_mnist(image) for image in some[:300]],
            "halves": [as_mnist(image[:, :14]) for image in some[:300]],
            "doubles": [as_mnist(np.hstack([inner[k], inner[k + 1]])) for k in range(300)],
        }
        for words, net in nets.items():
            for kind, images in kinds.items():
                outputs = piece_outputs(net, np.array(images))[:10]
                share = 100 * np.mean(outputs.max(axis=0) > 0.9)
                found.setdefault(f"13 {words} outputs, {kind}", []).append(share)
                if kind == "wholes":
                    read = 100 * np.mean(outputs.argmax(axis=0) == labels)
                    found.setdefault(f"13 {words} outputs, wholes right", []).append(read)
    for key, values in found.items():
        holds(key, values)


def test_on_crowded_numbers_the_network_with_eleven_outputs_wins(full, ten_net, holds):
    of_30 = {"eleven": [], "ten": []}
    for seed in SEEDS:
        crowded = number_pictures(30, full.validation, seed, gap=(-2, 0))
        for words, net in (("eleven", piece_network()), ("ten", ten_net)):
            of_30[words].append(sum(is_right(n.text, read(n.picture, net)) for n in crowded))
    for words, values in of_30.items():
        holds(f"13 crowded, {words}", values)


def test_six_digits_of_the_test_set_are_read_right(readings, holds):
    for words, gap in (("with", (1, 8)), ("without", (-2, 0))):
        rights = [sum(is_right(*one) for one in some) for some in readings[gap]]
        holds(f"13 six digits, {words}", rights)


def test_a_confidence_above_09_can_be_trusted_and_the_second_guess_is_often_right(readings, holds):
    above, below, second = [], [], []
    for pair in zip(*readings.values(), strict=True):
        found = [one for some in pair for one in some if one[1] is not None]
        confident = np.array([reading.confidence for _, reading in found])
        ok = np.array([reading.text == text for text, reading in found])
        above.append(100 * ok[confident > 0.9].mean())
        below.append(100 * ok[confident < 0.7].mean())
        wrong = [(text, reading) for text, reading in found if reading.text != text]
        second.append(100 * np.mean([reading.second == text for text, reading in wrong]))
    holds("13 confidence above 0.9", above)
    holds("13 confidence below 0.7", below)
    holds("13 second guess", second)
