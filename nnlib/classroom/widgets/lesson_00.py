"""The interactive of lesson 00: a trained network is damaged."""

import copy
import functools

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Slider, Stops
from nnlib.digits.mnist import data_file, read_embedded
from nnlib.network import Network, answers
from nnlib.support.threads import one_thread

HIDDEN = ("none", *range(30))


@interactive(
    "(a) the smallest damage with which the network reads fewer than half of the 500 digits; "
    "(b) at damage 0, the hidden neuron whose loss costs most digits.",
    draw=lambda data: figures.damage_panel(**data),
)
def explore_damage(
    damage: Slider(0.0, 2.0, 0.1, "damage, noise on all numbers") = 0.0,
    off: Stops(HIDDEN, "neuron switched off, 0 to 29") = "none",
    digit: Slider(0, 499, 1, "which test digit") = 11,
):
    """Lesson 00: noise on every number of a trained network, and one hidden neuron switched off."""
    whole, images, labels, x, undamaged = _trained()
    net = damaged(whole, damage)
    if off != "none":
        net.weights[1][:, off] = 0  # nobody listens to this hidden neuron any more
    with one_thread():
        outputs = net.feedforward(x)
    noise = f"damage {damage:.1f}" if damage else "no damage"
    return {
        "image": images[digit],
        "outputs": outputs[:, digit],
        "label": int(labels[digit]),
        "right": int(np.sum(answers(outputs) == labels)),
        "total": len(labels),
        "undamaged": undamaged,
        "title": noise if off == "none" else f"{noise}, hidden neuron {off} switched off",
    }


def damaged(net, damage, seed=0):
    """A copy of a network with random noise of the size `damage` on each of its numbers."""
    damaged_net = copy.deepcopy(net)
    rng = np.random.default_rng(seed)
    for numbers in damaged_net.weights + damaged_net.biases:
        numbers += damage * rng.standard_normal(numbers.shape)
    return damaged_net


@functools.cache
def _trained():
    """The trained network, the embedded test digits, and how many it reads; all only ever read."""
    test = read_embedded().test
    x, _ = test.columns(np.arange(len(test)))
    net = Network.load(data_file("trained_784_30_10.npz"))
    return net, test.images, test.labels, x, net.evaluate(test)
