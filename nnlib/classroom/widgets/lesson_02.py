"""The interactive of lesson 02: real against predicted change of a sigmoid neuron's output."""

from nnlib.classroom import figures
from nnlib.classroom.figures.base import number
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Slider, Stops
from nnlib.neurons import sigmoid, sigmoid_prime

CHANGES = (-3.2, -1.6, -0.8, -0.4, -0.2, -0.1, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)


def _draw(data):
    return figures.curve_and_tangent(data["z"], data["change_z"], fact=_words(**data))


@interactive(
    "what the largest Δw does to the output at b = 8. Then a bias b at which half the Δw "
    "leaves an eighth of the gap, not a quarter.",
    draw=_draw,
)
def explore_small_changes(
    w: Slider(-6.0, 6.0, 0.5, "w, the weight") = 4.0,
    b: Slider(-10.0, 10.0, 0.5, "b, the bias") = -1.0,
    x: Slider(0.0, 1.0, 0.1, "x, the input") = 0.5,
    change_w: Stops(CHANGES, "Δw, the change of w") = 0.4,
):
    """Lesson 02: what the tangent says and what the neuron does when w changes by Δw.

    gap, half_gap: how far the tangent's prediction is off for Δw and for Δw / 2.
    """
    z, change_z = w * x + b, change_w * x
    slope = float(sigmoid_prime(z))

    def gap(step):
        return abs(float(sigmoid(z + step) - sigmoid(z)) - slope * step)

    return {
        "z": z,
        "change_z": change_z,
        "slope": slope,
        "gap": gap(change_z),
        "half_gap": gap(change_z / 2),
    }


def _words(z, change_z, slope, gap, half_gap):
    start = f"z = {number(z, '.2f')}, slope {number(slope)}: "
    if change_z == 0:
        return start + "x is 0, so a change of w changes nothing"
    times = gap / half_gap if half_gap else 1
    gaps = f"gap {number(gap, '.2g')}; with half the Δw {number(half_gap, '.2g')}"
    return start + f"{gaps}, {times:.1f} times less"
