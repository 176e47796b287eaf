"""The interactive of lesson 10: which outputs of a young network are dead, and why."""

import functools

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Slider
from nnlib.digits.mnist import read_embedded
from nnlib.network import Network
from nnlib.studies.inspection import count_answers, dead_outputs, weighted_inputs
from nnlib.training import updates

SEEN = (0, 20, 100, 500)  # mini-batches


def draw_outputs(data):
    """The picture of a network's state.

    z: (10, 1000); labels: (1000,); counts: (10,); dead: a list of digits; seen: mini-batches.
    """
    dead = data["dead"]
    words = f"dead: {', '.join(map(str, dead))}" if dead else "no output is dead"
    return figures.output_clouds(
        data["z"],
        data["labels"],
        data["counts"],
        title=f"after {data['seen']} mini-batches",
        fact=f"after {data['seen']} mini-batches {words}",
    )


@interactive(
    "whether dead outputs start dead, or are driven there. Then: what leaves none dead after "
    "500 mini-batches, another seed or another number of neurons?",
    draw=draw_outputs,
)
def explore_dead_outputs(
    seed: Slider(0, 9, 1, "seed") = 0,
    hidden: Menu((10, 30, 100, 300), "hidden neurons") = 100,
    init: Menu(("normal", "scaled"), "init") = "normal",
    seen: Menu(SEEN, "mini-batches seen", play=1200) = 0,
):
    """Lesson 10: the outputs' weighted inputs in a network that has seen a few mini-batches.

    Network([784, hidden, 10]) learns from the 4,000 embedded training digits, in a shuffle of its
    own, with η = 3 and m = 10, and is looked at with the first 1,000 of them.
    """
    return dict(_states(seed, hidden, init)[seen], seen=seen)


@functools.lru_cache(maxsize=40)
def _states(seed, hidden, init):
    net, digits = Network([784, hidden, 10], seed=seed, init=init), read_embedded().train
    states, seen = {0: _look(net, digits)}, 0
    for done in updates(net, digits, 2, 10, 3.0):  # 800 updates, more than are looked at
        seen += done == "update"
        if seen in SEEN:
            states[seen] = _look(net, digits)
        if seen == max(SEEN):
            break
    return states


def _look(net, digits):
    x, _ = digits.columns(np.arange(1000))
    labels = digits.labels[:1000]
    z = weighted_inputs(net, x)[-1]
    return {
        "z": z,
        "labels": labels,
        "counts": count_answers(net, x),
        "dead": dead_outputs(z, labels),
    }
