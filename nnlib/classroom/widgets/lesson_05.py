"""The interactive of lesson 05: descent in a bowl, a valley, on a saddle, between two minima."""

from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Point, Slider, Stops
from nnlib.classroom.widgets.lesson_04 import draw_descent, path_of_descent, start_on_the_map
from nnlib.landscapes import LANDSCAPES

RATES = (0.005, 0.01, 0.02, 0.03, 0.036, 0.038, 0.039, 0.04, 0.041, 0.05)
RATES += (0.1, 0.2, 0.3, 0.4, 0.5, 0.9, 1.0, 1.1)
NOISES = (0, 0.5, 1, 1.5, 2, 3, 4, 6, 8)


@interactive(
    "two minima, start (3, 2): the smallest η on its slider whose path ends in the deep hollow, "
    "on the left.",
    draw=draw_descent,
    grips=start_on_the_map,
)
def explore_landscapes(
    landscape: Menu(tuple(LANDSCAPES), "landscape") = "valley",
    eta: Stops(RATES, "η, the learning rate") = 0.036,
    start: Point(-4, 4, 1, ("x at the start", "y at the start")) = (1, 3),
    noise: Stops(NOISES, "noise on the gradient") = 0,
    steps: Slider(1, 100, 1, "steps", play=120) = 100,
):
    """Lesson 05: the path of descent on a landscape, with noise on the gradient if you like."""
    return {**path_of_descent(landscape, eta, start, steps, noise), "most": 100}
