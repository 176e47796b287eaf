"""The exercises of lesson 05, harder landscapes and a neuron that learns."""

from itertools import pairwise

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, called, letters, number, numbers
from nnlib.classroom.checking.values import dots, settled
from nnlib.neurons import sigmoid_neuron

# 5.1 The turning point of x² + 100y²

exercise_5_1 = Exercise(
    "5.1",
    praise="y is multiplied by 1 − 200η, which is −1 at 0.01. x, whose turning point is 1, is not "
    "asked.",
    hints=(
        "Each coordinate has its own factor. Which of the two reaches −1 first?",
        "∇f = (2x, 200y), so a step multiplies x by 1 − 2η and y by 1 − 200η. η is one number.",
        "`2 / 200`",
    ),
    reads=number,
    solution=0.01,
    also_right=[1 / 100, np.float64(0.01), np.float32(0.01)],
    wrong={
        1.0: "1 is the turning point of x alone. The same η has to do for y, which is much "
        "steeper.",
        0.04: "0.04 belongs to 25y². Here it is 100y²: what is its slope, and the factor?",
        0.02: "0.02 comes from 1 − 100η. But the derivative of 100y² is 200y: mind the 2.",
        0.005: "with 0.005, y lands in one step: its factor is 0. It may go on to −1 before it "
        "explodes.",
        0.0025: "that is below: y's factor is 0.5 there. How large can η get before the factor "
        "is −1?",
        0.5: "with 0.5, x lands in one step, but y, the steep direction, is multiplied by −99.",
        100: "100 is how steep it bends. Which η makes the factor 1 − 200η equal to −1?",
        200: "200 is in the factor 1 − 200η. Which η makes it −1?",
        0.0198: "that is the mean of two turning points. There is no compromise: the steepest "
        "direction decides alone.",
        0.0: "with 0 nothing moves at all. Look for an η above 0.",
    },
    caught=[
        (0.001, "still arrives"),
        (0.1, "explodes there"),
        (-0.3, "goes uphill"),
        (-0.01, "its sign is not"),
        ("0.01", "remove the quotes"),
        ((0.01, 1), "one number is wanted"),
    ],
)


@exercise_5_1.judge
def judge_turning(eta):
    way = (
        "goes uphill" if eta < 0 else "y still arrives there" if eta < 0.01 else "y explodes there"
    )
    exercise_5_1.compare(
        eta, otherwise=f"{{}} is not it: {way}. Write down what a step multiplies y by."
    )


# 5.2 Which of them have a minimum at (0, 0)?
# A: x² + y², B: x² − y², C: −x² − y², D: xy, E: x⁴ + y²

exercise_5_2 = Exercise(
    "5.2",
    praise="A and E rise in every direction. B and D are passes, C is a top: a gradient of 0 says "
    "only that the ground is level.",
    hints=(
        "A minimum is a point from which every small step leads up, or at least not down.",
        "At (0, 0) every f is 0. Try small numbers for x and y, of both signs, also x = −y.",
        "Where can f be negative? In B with x = 0, in C anywhere, in D with x = −y.",
    ),
    reads=letters("ABCDE", "BC"),
    solution="AE",
    also_right=[["A", "E"], ("E", "A"), {"A", "E"}, "a, e", "A and E"],
    wrong={
        "ABCDE": "all five have the gradient 0 there, but a hollow has it, a top has it, and a "
        "pass has it, too. Which ones rise in *every* direction?",
        "A": "A is right, but not alone: one is missing. A ground may be very flat at its lowest "
        "point.",
        "AD": "D is a saddle: along the line y = −x it is xy = −x², and that falls. And one is "
        "missing.",
        "ADE": "look at D along the line y = −x: there xy = −x², and that falls. D is a saddle.",
        "AB": "B is a saddle: along y, with x = 0, −y² falls on both sides. And one is missing.",
        "ABE": "look at B along y, with x = 0: −y² falls on both sides. B is a saddle.",
        "AC": "C falls in every direction, (0, 0) is its top. And one is missing.",
        "ACE": "C falls in every direction: (0, 0) is its top.",
        "BD": "these two are the passes (saddles): they rise in one direction and fall in another.",
        "C": "C falls in every direction: that is a maximum. Minima are wanted.",
        "BCD": "these are the ones that have no minimum: two saddles and a top. The others are "
        "wanted.",
        "E": "E is right, but not alone: one is missing. Try a small step from (0, 0) on each "
        "ground.",
    },
    caught=[("DE", "D falls"), ("XY", "There are A, B, C, D and E"), (5, "in quotes")],
)


@exercise_5_2.judge
def judge_minima(run):
    found = "".join(sorted(set(run)))
    false = next((letter for letter in found if letter not in "AE"), "")
    exercise_5_2.compare(
        found,
        otherwise=f"{false} falls in some direction: it is a saddle or a top. Take small steps "
        "from (0, 0), all round.",
    )


# 5.3 The gradient by nudging

exercise_5_3 = Exercise(
    "5.3",
    praise="One coordinate at a time, both sides, rise by run. It works for any function, even for "
    "one without a formula.",
    hints=(
        "The slope along one coordinate: move it a little forward and a little back, and divide "
        "how much f changes by how far apart the two places are.",
        "p and nudge have shape (n,), f returns a number, so each slope is a number. The gradient "
        "has shape (n,), as p has.",
        "first gap: `(f(p + nudge) - f(p - nudge)) / (2 * h)`; second gap: `np.array(slopes)`",
    ),
)


@exercise_5_3.solution
def gradient_by_nudging(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return np.array(slopes)


@exercise_5_3.also_right
def gradient_by_rows(f, p, h):
    moves = h * np.eye(len(p))
    return np.array([f(p + move) - f(p - move) for move in moves]) / h / 2


@exercise_5_3.wrong(
    "all coordinates are moved at once, so the slopes come out added up. Move one, and leave "
    "the others where they are."
)
def nudging_all_at_once(f, p, h):
    slope = (f(p + h) - f(p - h)) / (2 * h)
    return np.full(len(p), slope)


@exercise_5_3.wrong(
    "this is one number. A gradient has one for each coordinate: move them one by one."
)
def nudging_to_one_number(f, p, h):
    return (f(p + h) - f(p - h)) / (2 * h)


@exercise_5_3.wrong("twice too much: from p − h to p + h the way is 2h. Divide by 2 * h.")
def nudging_without_2(f, p, h):
    return 2 * gradient_by_nudging(f, p, h)


@exercise_5_3.wrong(
    "this goes up on one side only, from p to p + h. It works, but is less exact: take the "
    "height at p − h as well, and divide by 2 * h."
)
def nudging_one_side(f, p, h):
    return np.array([(f(p + move) - f(p)) / h for move in h * np.eye(len(p))])


@exercise_5_3.wrong("this is the rise alone. A slope is rise by run: divide by 2 * h.")
def nudging_without_dividing(f, p, h):
    return 2 * h * gradient_by_nudging(f, p, h)


@exercise_5_3.wrong(
    "`/ 2 * h` divides by 2 and then *multiplies* by h. Put the run in brackets: `/ (2 * h)`."
)
def nudging_times_h(f, p, h):
    return h**2 * gradient_by_nudging(f, p, h)


@exercise_5_3.wrong("the sign: subtract the height behind from the height in front.")
def nudging_backwards(f, p, h):
    return -gradient_by_nudging(f, p, h)


@exercise_5_3.caught("lost in rounding")
def nudging_too_little(f, p, h):
    return gradient_by_nudging(f, p, 1e-12)


@exercise_5_3.caught("seven digits")
def nudging_in_float32(f, p, h):
    p = p.astype(np.float32)
    moves = np.float32(1e-8) * np.eye(len(p), dtype=np.float32)
    return np.array([(f(p + move) - f(p - move)) / 2e-8 for move in moves])


@exercise_5_3.caught("changes its argument")
def nudging_in_place(f, p, h):
    slopes = []
    for j in range(len(p)):
        p[j] += h
        above = f(p)
        p[j] -= 2 * h
        slopes.append((above - f(p)) / (2 * h))
    return np.array(slopes)


@exercise_5_3.wrong("the coordinate that was moved is not put back before the next one moves.")
def nudging_without_going_back(f, p, h):
    return nudging_in_place(f, p.copy(), h)


@exercise_5_3.caught("as a list")
def nudging_to_a_list(f, p, h):
    return list(gradient_by_nudging(f, p, h))


@exercise_5_3.wrong(
    "this goes back on one side only, from p − h to p. It works, but is less exact: take the "
    "height at p + h as well, and divide by 2 * h."
)
def nudging_behind(f, p, h):
    return np.array([(f(p) - f(p - move)) / h for move in h * np.eye(len(p))])


@exercise_5_3.wrong(
    "the brackets are missing: in `a - b / c` only b is divided by c. Write `(a - b) / c`."
)
def nudging_without_brackets(f, p, h):
    return np.array([f(p + move) - f(p - move) / (2 * h) for move in h * np.eye(len(p))])


@exercise_5_3.wrong(
    "the nudge of the coordinates before is still there: begin each time with zeros, and one `h`, "
    "so that one coordinate moves alone."
)
def nudging_more_and_more(f, p, h):
    moves = h * np.tri(len(p))
    return np.array([f(p + move) - f(p - move) for move in moves]) / (2 * h)


@exercise_5_3.wrong(
    "the slope is taken at the origin, (0, 0): move from the point p, to p + nudge."
)
def nudging_around_the_origin(f, p, h):
    return gradient_by_nudging(f, np.zeros(len(p)), h)


@exercise_5_3.caught("You move by 1e-06 instead of h = 0.05")
def nudging_by_its_own_size(f, p, h):
    return gradient_by_nudging(f, p, 1e-6)


@exercise_5_3.probes
def points():
    """Small and large steps, which tell whether h is used, and 2, 3 and 4 coordinates."""
    return [
        (hilly, np.array([1.2, 0.7]), 1e-3),
        (hilly, np.array([-0.437, 2.013, 1.511]), 0.1),
        (hilly, np.array([0.533, -1.017, 3.019, -2.541]), 2e-3),
    ]


def hilly(p):
    """A function whose slopes differ by coordinate and that bends."""
    inside = sum(a * b**2 for a, b in pairwise(p[1:]))
    return p[0] ** 3 + 2 * p[0] * p[1] ** 2 - 5 * p[1] + p[-1] ** 2 + inside


@exercise_5_3.judge
def judge_nudging(function):
    """The slopes; if they are not right, where did it look? And last, is it an array?"""
    try:
        exercise_5_3.compare(function)
    except Wrong:
        _judge_moves(function)
        raise
    if isinstance(exercise_5_3.call(function, *exercise_5_3.all_probes[0]), list | tuple):
        raise Wrong(
            "these are the slopes as a list. A gradient is an array, so that η times it can be "
            "subtracted from a point: wrap it in `np.array(...)`."
        )


def _judge_moves(function):
    """Does the function move by the h that it is given?"""
    point, h = np.array([1.2, 0.7]), 0.05
    seen = []

    def watched(p):
        seen.append(np.array(p))
        return hilly(p)

    called(function, (watched, point, h), exercise_5_3.names)
    if any(p.dtype == np.float32 for p in seen):
        raise Wrong(
            "the points are of type float32, which has about seven digits: 1 + 1e-8 is 1 there, "
            "nothing moves, and the slope comes out as 0. Stay with float64."
        )
    moves = [p - point for p in seen if p.shape == point.shape and (p != point).any()]
    sizes = [np.abs(move).max() for move in moves if np.count_nonzero(move) == 1]
    if sizes and len(sizes) == len(moves) and not 0.9 * h < min(sizes) <= max(sizes) < 1.1 * h:
        raise Wrong(
            f"You move by {max(sizes):.3g} instead of h = {h}. Use the h that is given: a move too "
            "small is lost in rounding, and one too large sees the bend of the ground."
        )


# 5.4 A neuron that has learned OR

ROWS = ((0, 0), (0, 1), (1, 0), (1, 1))
TABLES = {
    (1, 1, 1, 0): "this neuron does NAND. Train it with OR's targets: 0, 1, 1, 1.",
    (0, 0, 0, 1): "this neuron is an AND. OR's targets are 0, 1, 1, 1.",
    (1, 0, 0, 0): "this neuron does the opposite of OR. Did the path go uphill, or the targets "
    "come in the wrong order?",
    (1, 1, 1, 1): "this neuron says 1 to every row. OR is 0 for 00.",
    (0, 0, 0, 0): "this neuron says 0 to every row. OR is 1 for three of them.",
}


def neuron(answer):
    """A reader for w1, w2 and b, which says so if the whole path or the weights alone came."""
    answer = settled(answer)
    try:
        shape = np.shape(answer)
    except Exception:  # ragged, or no data at all
        shape = ()
    if shape == (2,) and dots(answer) == "none":
        raise Wrong("two numbers came; a neuron with two inputs has three: w1, w2 and b.")
    if len(shape) == 2 and shape[0] > 1 and shape[1] == 3:
        raise Wrong("this is the whole path. The neuron is its last point: path[-1].")
    return numbers(3, "(1, 2, 3)")(answer)


exercise_5_4 = Exercise(
    "5.4",
    praise="All four rows are within 0.1 of their targets. If you trained it, nobody chose these "
    "weights: the error led to them.",
    hints=(
        "The same training as for NAND, with other targets.",
        "The targets have shape (4,), one for each row: 00, 01, 10, 11. The path has shape "
        "(steps + 1, 3); its last point is the trained neuron.",
        "`train(np.array([0, 1, 1, 1]), (0, 0, 0))[-1]`",
    ),
    reads=neuron,
    solution=[5.8, 5.8, -2.7],
    also_right=[np.array([20, 20, -10]), (7, 8.5, -3.5), ([20, 20], -10)],
    caught=[
        (np.array([-5.14, -5.14, 7.80]), "does NAND"),
        ([5.14, 5.14, -7.80], "an AND"),
        ([-5.8, -5.8, 2.7], "opposite of OR"),
        ([0, 0, 0], "not moved"),
        ([0, 0, 1.2], "ignores its inputs"),
        ([9, 9, 5], "says 1 to every row"),
        ([1, 1, -8], "says 0 to every row"),
        ([1.3, 1.3, 0.1], "row 00 is on the wrong side"),
        ([2.0, 2.0, -0.8], "Train longer"),
        (np.zeros((5, 3)), "whole path"),
        ([5.8, 5.8], "three: w1, w2 and b"),
        (np.array([0, 1, 1, 1]), "three numbers are wanted"),
        (["5.8", "5.8", "-2.7"], "Remove the quotes"),
    ],
)


@exercise_5_4.judge
def judge_or(p):
    outputs = np.array([sigmoid_neuron(p[:2], p[2], x) for x in ROWS])
    said = ", ".join(f"{a:.2f}" for a in outputs)
    if np.allclose(outputs, 0.5):
        raise Wrong("this neuron has not moved from its start: it says 0.50 to every row.")
    if np.allclose(outputs, np.round(outputs[0], 9)):
        raise Wrong(f"this neuron ignores its inputs: it says {outputs[0]:.2f} to every row.")
    table = tuple(int(a > 0.5) for a in outputs)
    if table != (0, 1, 1, 1) and table in TABLES and np.abs(outputs - table).max() < 0.4:
        raise Wrong(TABLES[table])
    wrong = [f"{x[0]}{x[1]}" for x, a, y in zip(ROWS, table, (0, 1, 1, 1), strict=True) if a != y]
    if wrong:
        raise Wrong(
            f"row {', '.join(wrong)} is on the wrong side of 0.5; the outputs for 00, 01, 10, 11 "
            f"are {said}."
        )
    off = np.abs(outputs - (0, 1, 1, 1))
    if off.max() > 0.1:
        far = " and ".join(f"{x[0]}{x[1]}" for x, gap in zip(ROWS, off, strict=True) if gap > 0.1)
        raise Wrong(
            f"every row is on its right side of 0.5, but {far} not yet within 0.1 of the target: "
            f"the outputs for 00, 01, 10, 11 are {said}. Train longer, or with a larger η."
        )
