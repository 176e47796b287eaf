"""The interactive of lesson 05: descent in a bowl, a valley, on a saddle, between two minima."""

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import Choice, Interactive, Menu, Pair
from nnlib.classroom.widgets.lesson_04 import path_of_descent
from nnlib.landscapes import LANDSCAPES

RATES = (0.005, 0.01, 0.02, 0.03, 0.036, 0.038, 0.039, 0.04, 0.041, 0.05)
RATES += (0.1, 0.2, 0.3, 0.4, 0.5, 0.9, 1.0, 1.1)
LETTERS = {"bowl": "f", "valley": "v", "saddle": "s", "two minima": "t"}  # as in the lesson
NOISES = (0, 0.5, 1, 1.5, 2, 3, 4, 6, 8)


def explore_landscapes(landscape="valley", eta=0.036, start=(1, 3), noise=0):
    """Lesson 05: the path of descent on a landscape, with noise on the gradient if you like."""
    return Interactive(
        "explore_landscapes",
        "the largest η on its slider that still arrives in the valley. Then the saddle, η = 0.1, "
        "start (3, 0): the smallest noise on its slider that makes the path fall off. Then two "
        "minima, η = 0.1, start (3, 2): the smallest noise that carries the path into the deep "
        "hollow, on the left.",
        lambda landscape, eta, start, noise: path_of_descent(
            landscape, eta, start, steps=100, noise=noise
        ),
        draw_landscape,
        {
            "landscape": Menu(tuple(LANDSCAPES), "landscape"),
            "eta": Choice(RATES, "η, the learning rate"),
            "start": Pair(-4, 4, 1, ("x at the start", "y at the start")),
            "noise": Choice(NOISES, "noise on the gradient"),
        },
        {"landscape": landscape, "eta": eta, "start": start, "noise": noise},
    )


def draw_landscape(data):
    """The path on the map, and the height against the step."""
    name = data["landscape"]
    landscape = LANDSCAPES[name]
    return figures.descent_picture(
        landscape.f,
        data["path"],
        levels=landscape.levels,
        title=f"{landscape.formula}, η = {data['eta']:g}",
        name=LETTERS[name],
    )
