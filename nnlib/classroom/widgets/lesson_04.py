"""The interactive of lesson 04: descent in the bowl x² + y²."""

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import grip, interactive
from nnlib.classroom.widgets.controls import Point, Slider, Stops
from nnlib.descent import descend
from nnlib.landscapes import LANDSCAPES

RATES = (0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.99)
RATES += (1.0, 1.01, 1.03, 1.1, 1.2)
FAR = 30  # beyond this a path goes no further


LETTERS = {"bowl": "f", "valley": "v", "saddle": "s", "two minima": "t"}  # as in the lessons


def path_of_descent(landscape, eta, start, steps, noise=0, seed=0):
    """A path on one of the LANDSCAPES, as a dict of its name, its letter, eta, and the path.

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
    path = path[: far[0] + 1] if len(far) else path
    return {"landscape": landscape, "name": LETTERS[landscape], "eta": eta, "path": path}


def draw_descent(data):
    """The path on the map, and f against step."""
    landscape = LANDSCAPES[data["landscape"]]
    title = f"{landscape.formula}, η = {data['eta']:g}"
    picture = figures.descent_picture(
        landscape.f, data["path"], levels=landscape.levels, title=title, name=data["name"]
    )
    most = data["most"]  # so that the curve grows from left to right
    picture.figure.axes[1].set_xlim(-0.02 * most, 1.02 * most)
    return picture


def start_on_the_map(figure, state):
    """The start can be taken on the map."""
    return [grip(figure.axes[0], x=("start", 0), y=("start", 1))]


@interactive(
    "the η at which the path neither arrives nor runs away. Does it depend on the start?",
    draw=draw_descent,
    grips=start_on_the_map,
)
def explore_descent(
    eta: Stops(RATES, "η, the learning rate") = 0.9,
    start: Point(-4, 4, 1, ("x at the start", "y at the start")) = (1, 3),
    steps: Slider(1, 20, 1, "steps", play=250) = 20,
):
    """Lesson 04: the path of descent in the bowl for a learning rate and a start."""
    return {**path_of_descent("bowl", eta, start, steps), "most": 20}
