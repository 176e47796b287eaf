"""The exercises of lesson 05, harder landscapes and a neuron that learns."""

import numpy as np

from nnlib.classroom.checking.old import Exercise, Wrong, call, compare, expect_array
from nnlib.neurons import sigmoid_neuron

# 5.1 The turning point of x² + 100y²

TURNING = 0.01


def judge_turning(answer):
    eta = expect_array(answer, (), "the answer").item()
    named = {
        1.0: "1 is the turning point of x alone. The same η has to do for y, which is much "
        "steeper.",
        0.04: "0.04 belongs to 25y². Here it is 100y²: what is its slope, and the factor?",
        0.02: "0.02 comes from 1 − 100η. But the derivative of 100y² is 200y: mind the 2.",
        0.005: "with 0.005, y lands in one step: its factor is 0. It may go on to −1 before it "
        "explodes.",
        0.0025: "that is below: y's factor is 0.5 there. How large can η get before the factor "
        "is −1?",
        0.5: "with 0.5, x lands in one step, and y is multiplied by −99.",
        100: "100 is how steep it bends. Which η makes the factor 1 − 200η equal to −1?",
        200: "200 is in the factor 1 − 200η. Which η makes it −1?",
        0.0198: "that is the mean of two turning points. There is no compromise: the steepest "
        "direction decides alone.",
    }
    for wrong, message in named.items():
        if np.isclose(eta, wrong):
            raise Wrong(message)
    if not np.isclose(eta, TURNING):
        way = "y still arrives there" if 0 < eta < TURNING else "y explodes there, or climbs"
        raise Wrong(f"{eta:g} is not it: {way}. Write down what a step multiplies y by.")


# 5.2 Which of them have a minimum at (0, 0)?
# A: x² + y², B: x² − y², C: −x² − y², D: xy, E: x⁴ + y²

MINIMA = "AE"

LETTERS = {
    "ABCDE": "all five have the gradient 0 there, but a hollow has it, a top has it, and a pass "
    "has it, too. Which ones rise in *every* direction?",
    "A": "A is right, but not alone. A ground may be very flat at its lowest point.",
    "AD": "look at D along the line y = −x: there xy = −x², and that falls.",
    "ADE": "look at D along the line y = −x: there xy = −x², and that falls.",
    "AB": "look at B along y, with x = 0: −y² falls on both sides.",
    "ABE": "look at B along y, with x = 0: −y² falls on both sides.",
    "AC": "C falls in every direction: (0, 0) is its top.",
    "ACE": "C falls in every direction: (0, 0) is its top.",
    "BD": "these two are the passes: they rise in one direction and fall in another.",
    "C": "C falls in every direction: that is a maximum. Minima are wanted.",
    "BCD": "these are the ones that have no minimum. The others are wanted.",
    "E": "E is right, but not alone. Try a small step from (0, 0) on each ground.",
}


def judge_minima(answer):
    if isinstance(answer, str | list | tuple | set):
        letters = "".join(sorted({c for c in "".join(map(str, answer)).upper() if c.isalpha()}))
    else:
        letters = ""
    if not letters or not set(letters) <= set("ABCDE"):
        raise Wrong('write the letters as a text, such as "BC".')
    if letters in LETTERS:
        raise Wrong(LETTERS[letters])
    if letters != MINIMA:
        false = next((c for c in letters if c not in MINIMA), None)
        if false:
            raise Wrong(
                f"{false} falls in some direction. Take small steps from (0, 0), all round."
            )
        raise Wrong("some are missing.")


# 5.3 The gradient by nudging


def gradient_by_nudging(f, p, h):
    slopes = []
    for j in range(len(p)):
        nudge = np.zeros(len(p))
        nudge[j] = h
        slopes.append((f(p + nudge) - f(p - nudge)) / (2 * h))
    return np.array(slopes)


def gradient_by_rows(f, p, h):
    moves = h * np.eye(len(p))
    return np.array([f(p + move) - f(p - move) for move in moves]) / h / 2


def nudging_all_at_once(f, p, h):
    slope = (f(p + h) - f(p - h)) / (2 * h)
    return np.full(len(p), slope)


def nudging_to_one_number(f, p, h):
    return (f(p + h) - f(p - h)) / (2 * h)


def nudging_without_2(f, p, h):
    return 2 * gradient_by_nudging(f, p, h)


def nudging_one_side(f, p, h):
    return np.array([(f(p + move) - f(p)) / h for move in h * np.eye(len(p))])


def nudging_without_dividing(f, p, h):
    return 2 * h * gradient_by_nudging(f, p, h)


def nudging_times_h(f, p, h):
    return h**2 * gradient_by_nudging(f, p, h)


def nudging_backwards(f, p, h):
    return -gradient_by_nudging(f, p, h)


def nudging_too_little(f, p, h):
    return gradient_by_nudging(f, p, 1e-12)


def nudging_in_float32(f, p, h):
    p = p.astype(np.float32)
    moves = np.float32(1e-8) * np.eye(len(p), dtype=np.float32)
    return np.array([(f(p + move) - f(p - move)) / 2e-8 for move in moves])


def nudging_in_place(f, p, h):
    slopes = []
    for j in range(len(p)):
        p[j] += h
        above = f(p)
        p[j] -= 2 * h
        slopes.append((above - f(p)) / (2 * h))
    return np.array(slopes)


def nudging_without_going_back(f, p, h):
    return nudging_in_place(f, p.copy(), h)


def nudging_to_a_list(f, p, h):
    return list(gradient_by_nudging(f, p, h))


def nudging_with_a_gap(f, p, h):
    return np.array([..., ...])


NUDGE_MISTAKES = [
    (
        nudging_all_at_once,
        "all coordinates are moved at once, so the slopes come out added up. Move one, and leave "
        "the others where they are.",
    ),
    (
        nudging_to_one_number,
        "this is one number. A gradient has one for each coordinate: move them one by one.",
    ),
    (nudging_without_2, "twice too much: from p − h to p + h the way is 2h. Divide by 2 * h."),
    (
        nudging_one_side,
        "this goes up on one side only, from p to p + h. It works, but is less exact: take the "
        "height at p − h as well, and divide by 2 * h.",
    ),
    (nudging_without_dividing, "this is the rise alone. A slope is rise by run: divide by 2 * h."),
    (
        nudging_times_h,
        "`/ 2 * h` divides by 2 and then *multiplies* by h. Put the run in brackets: `/ (2 * h)`.",
    ),
    (nudging_backwards, "the sign: subtract the height behind from the height in front."),
    (
        nudging_without_going_back,
        "the coordinate that was moved is not put back before the next one moves.",
    ),
]


def hilly(p):
    """A function whose slopes differ by coordinate and that bends."""
    return p[0] ** 3 + 2 * p[0] * p[1] ** 2 - 5 * p[1] + p[-1] ** 2


def judge_nudging(function):
    seen = []

    def watched(p):
        seen.append(np.array(p))
        return hilly(p)

    point, h = np.array([1.2, 0.7]), 1e-3
    result = call(function, watched, point, h)
    if isinstance(result, np.ndarray) and any(slope is ... for slope in result.flat):
        raise Wrong("the gap in the loop is still open: work out the slope there.")
    if isinstance(result, list | tuple):
        raise Wrong(
            "these are the slopes as a list. A gradient is an array, so that η times it can be "
            "subtracted from a point: wrap it in np.array(...)."
        )
    if any(p.dtype == np.float32 for p in seen):
        raise Wrong(
            "the points are of type float32, which has about seven digits: 1 + 1e-8 is 1 there, "
            "nothing moves, and the slope comes out as 0. Stay with float64."
        )
    moves = [np.abs(p - point).max() for p in seen if p.shape == point.shape]
    if moves and max(moves) < h / 100:
        raise Wrong(
            f"you move by {max(moves):.0e} instead of h. So small a change of f is lost in "
            "rounding. Use the h that is given."
        )
    probes = [(hilly, point, h), (hilly, np.array([-0.4, 2.0, 1.5]), 2e-3)]
    compare(function, gradient_by_nudging, NUDGE_MISTAKES, probes)


# 5.4 A neuron that has learned OR

ROWS = ((0, 0), (0, 1), (1, 0), (1, 1))
OR_NEURON = [5.8, 5.8, -2.7]
TABLES = {
    (1, 1, 1, 0): "this neuron does NAND. Train it with OR's targets: 0, 1, 1, 1.",
    (0, 0, 0, 1): "this neuron does AND. OR's targets are 0, 1, 1, 1.",
    (1, 0, 0, 0): "this neuron does the opposite of OR. Did the path go uphill, or the targets "
    "come in the wrong order?",
    (1, 1, 1, 1): "this neuron says 1 to every row. OR is 0 for 00.",
    (0, 0, 0, 0): "this neuron says 0 to every row. OR is 1 for three of them.",
}


def judge_or(answer):
    if isinstance(answer, np.ndarray) and answer.ndim == 2 and answer.shape[1] == 3:
        raise Wrong("this is the whole path. The neuron is its last point: path[-1].")
    if np.shape(answer) == (2,):
        raise Wrong("two numbers came; a neuron with two inputs has three: w1, w2 and b.")
    p = expect_array(answer, (3,), "the answer").astype(float)
    outputs = np.array([sigmoid_neuron(p[:2], p[2], x) for x in ROWS])
    said = ", ".join(f"{a:.2f}" for a in outputs)
    if np.allclose(outputs, 0.5):
        raise Wrong("this neuron has not moved from its start: it says 0.50 to every row.")
    if np.allclose(outputs, np.round(outputs[0], 9)):
        raise Wrong(f"this neuron ignores its inputs: it says {outputs[0]:.2f} to every row.")
    table = tuple(int(a > 0.5) for a in outputs)
    if table != (0, 1, 1, 1) and table in TABLES and np.abs(outputs - table).max() < 0.4:
        raise Wrong(TABLES[table])
    if table != (0, 1, 1, 1):
        bad = [f"{x[0]}{x[1]}" for x, a, y in zip(ROWS, table, (0, 1, 1, 1), strict=True) if a != y]
        raise Wrong(
            f"row {', '.join(bad)} is on the wrong side of 0.5; the outputs for 00, 01, 10, 11 "
            f"are {said}."
        )
    if np.abs(outputs - (0, 1, 1, 1)).max() > 0.1:
        raise Wrong(
            f"every row is on its right side of 0.5, but not yet within 0.1 of its target: {said}. "
            "Train longer, or with a larger η."
        )


EXERCISES = {
    "5.1": Exercise(
        judge=judge_turning,
        praise="y is multiplied by 1 − 200η, which is −1 at 0.01. x, whose turning point is 1, is "
        "not asked.",
        hints=(
            "Each coordinate has its own factor. Which of the two reaches −1 first?",
            "∇f = (2x, 200y), so a step multiplies x by 1 − 2η and y by 1 − 200η. η is one number.",
            "2 / 200",
        ),
        answer=TURNING,
        also_right=[1 / 100, np.float64(0.01)],
        wrong=[
            (1.0, "x alone"),
            (0.04, "belongs to 25y²"),
            (0.02, "mind the 2"),
            (0.005, "its factor is 0"),
            (0.0025, "factor is 0.5"),
            (0.5, "−99"),
            (100, "how steep"),
            (200, "Which η makes it −1"),
            (0.0198, "no compromise"),
            (0.001, "still arrives"),
            (0.1, "explodes there"),
            ("0.01", "should be a number"),
        ],
    ),
    "5.2": Exercise(
        judge=judge_minima,
        praise="A and E rise in every direction. B and D are passes, C is a top: a gradient of 0 "
        "says only that the ground is level.",
        hints=(
            "A minimum is a point from which every small step leads up, or at least not down.",
            "At (0, 0) every f is 0. Try small numbers for x and y, of both signs, also x = −y.",
            "Where can f be negative? In B with x = 0, in C anywhere, in D with x = −y.",
        ),
        answer=MINIMA,
        also_right=[["A", "E"], ("E", "A"), {"A", "E"}, "a, e"],
        wrong=[
            ("ABCDE", "rise in *every*"),
            ("A", "not alone"),
            ("ADE", "y = −x"),
            ("ABE", "along y"),
            ("ACE", "its top"),
            ("BD", "the passes"),
            ("C", "a maximum"),
            ("BCD", "no minimum"),
            ("E", "Try a small step"),
            ("DE", "D falls"),
            ("XY", "as a text"),
        ],
    ),
    "5.3": Exercise(
        judge=judge_nudging,
        praise="One coordinate at a time, both sides, rise by run. It works for any function, even "
        "for one without a formula.",
        hints=(
            "The slope along one coordinate: move it a little forward and a little back, and "
            "divide how much f changes by how far apart the two places are.",
            "p and nudge have shape (n,), f returns a number, so each slope is a number. The "
            "gradient has shape (n,), as p has.",
            "first gap: (f(p + nudge) - f(p - nudge)) / (2 * h); second gap: np.array(slopes)",
        ),
        answer=gradient_by_nudging,
        also_right=[gradient_by_rows],
        wrong=[(f, m[:25]) for f, m in NUDGE_MISTAKES]
        + [
            (nudging_too_little, "lost in rounding"),
            (nudging_in_float32, "seven digits"),
            (nudging_in_place, "changes its argument"),
            (nudging_with_a_gap, "still open"),
            (nudging_to_a_list, "as a list"),
        ],
    ),
    "5.4": Exercise(
        judge=judge_or,
        praise="All four rows are within 0.1 of their targets. If you trained it, nobody chose "
        "these weights: the error led to them.",
        hints=(
            "The same training as for NAND, with other targets.",
            "The targets have shape (4,), one for each row: 00, 01, 10, 11. The path has shape "
            "(steps + 1, 3); its last point is the trained neuron.",
            "train(np.array([0, 1, 1, 1]), (0, 0, 0))[-1]",
        ),
        answer=OR_NEURON,
        also_right=[np.array([20, 20, -10]), (7, 8.5, -3.5)],
        wrong=[
            (np.array([-5.14, -5.14, 7.80]), "does NAND"),
            ([5.14, 5.14, -7.80], "does AND"),
            ([-5.8, -5.8, 2.7], "opposite of OR"),
            ([0, 0, 0], "not moved"),
            ([0, 0, 1.2], "ignores its inputs"),
            ([9, 9, 5], "says 1 to every row"),
            ([1, 1, -8], "says 0 to every row"),
            ([1.3, 1.3, 0.1], "row 00 is on the wrong side"),
            ([2.0, 2.0, -0.8], "Train longer"),
            (np.zeros((5, 3)), "whole path"),
            ([5.8, 5.8], "three: w1, w2 and b"),
            (np.array([0, 1, 1, 1]), "shape (4,)"),
        ],
    ),
}
