"""The interactive of lesson 04: descent in the bowl x² + y²."""

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import Choice, Interactive, Pair
from nnlib.descent import descend
from nnlib.landscapes import LANDSCAPES

RATES = (0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.99)
RATES += (1.0, 1.01, 1.03, 1.1, 1.2)
FAR = 30  # beyond this a path goes no further


def explore_descent(eta=0.9, start=(1, 3)):
    """Lesson 04: the path of descent in the bowl for a learning rate and a start."""
    return Interactive(
        "explore_descent",
        "the η at which the path neither arrives nor runs away. Does it depend on the start?",
        lambda eta, start: path_of_descent("bowl", eta, start, steps=20),
        draw_descent,
        {
            "eta": Choice(RATES, "η, the learning rate"),
            "start": Pair(-4, 4, 1, ("x at the start", "y at the start")),
        },
        {"eta": eta, "start": start},
    )


def path_of_descent(landscape, eta, start, steps, noise=0, seed=0):
    """A path on one of the LANDSCAPES, as a dict of its name, eta, and the path.

    noise: the spread of a random number that is added to each coordinate of each gradient. A path
    stops where it is further away than FAR.
    """
    rng = np.random.default_rng(seed)

    def gradient(p):
        if np.abs(p).max() > FAR:
            return np.zeros(2)
        return LANDSCAPES[landscape].gradient(p) + noise * rng.standard_normal(2)

    path = descend(gradient, start, eta, steps)
    far = np.flatnonzero(np.abs(path).max(axis=1) > FAR)
    return {"landscape": landscape, "eta": eta, "path": path[: far[0] + 1] if len(far) else path}


def draw_descent(data):
    """The path on the map, and f against step."""
    landscape = LANDSCAPES[data["landscape"]]
    title = f"{landscape.formula}, η = {data['eta']:g}"
    return figures.descent_picture(landscape.f, data["path"], levels=landscape.levels, title=title)
