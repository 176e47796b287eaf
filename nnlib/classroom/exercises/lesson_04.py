"""The exercises of lesson 04, gradient descent."""

import numpy as np

from nnlib.classroom.checking.old import Exercise, NotAnswered, Wrong, call, compare, expect_array

# 4.1 One step by hand: f = x² + xy + y² at (1, 3) with η = 0.1; ∇f = (2x + y, x + 2y) = (5, 7)

STEP = (0.5, 2.3)

BY_HAND = [
    ((1.5, 3.7), "the sign: this goes uphill. The gradient points up; subtract it."),
    ((5, 7), "(5, 7) is the gradient: a direction, not a place to step to. Take 0.1 of it away."),
    (
        (-4, -4),
        "η is missing: you went the whole gradient's length. Multiply it by 0.1 before you "
        "subtract it.",
    ),
    (
        (0.5, 2.35),
        "y was moved with the new x. Both slopes belong to the old point, (1, 3): work out "
        "both, then move both.",
    ),
    ((-0.5, -0.7), "this is the change alone. Add it to the old point."),
    ((0.5, 0.7), "this is how far to go. Subtract it from the old point."),
    (
        (0.8, 2.4),
        "this step uses (2x, 2y), the bowl's gradient. The new f has its own: take its partial "
        "derivatives; the term xy gives something to both.",
    ),
    ((0.5, 3.0), "x is right, but y did not move. One step moves both coordinates."),
    (
        (0.9, 2.9),
        "0.1 was taken away from each coordinate. A step goes 0.1 times the gradient, so along "
        "the steeper coordinate it goes further.",
    ),
    ((2.3, 0.5), "the right two numbers in the wrong order: x comes first."),
]


def judge_by_hand(answer):
    if isinstance(answer, tuple | list) and any(part is ... for part in answer):
        raise Wrong("one of the two dots is still there: a point has two numbers, x and y.")
    point = expect_array(answer, (2,), "the answer").astype(float)
    for wrong, message in BY_HAND:
        if np.allclose(point, wrong):
            raise Wrong(message)
    if not np.allclose(point, STEP):
        raise Wrong(
            f"({point[0]:g}, {point[1]:g}) is not it. At (1, 3) the gradient is (2·1 + 3, 1 + 2·3)."
        )


# 4.2 Write descend


def path_downhill(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))
    return np.array(path)


def path_in_a_table(gradient, start, eta, steps):
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] - eta * np.asarray(gradient(path[k]))
    return path


def path_without_start(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps)[1:]


def path_one_too_many(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps + 1)


def path_one_too_few(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps)[:-1]


def path_with_one_gradient(gradient, start, eta, steps):
    g = gradient(np.array(start, dtype=float))
    return path_downhill(lambda p: g, start, eta, steps)


def path_uphill(gradient, start, eta, steps):
    return path_downhill(gradient, start, -eta, steps)


def path_of_gradients(gradient, start, eta, steps):
    path = path_downhill(gradient, start, eta, steps)
    return np.array([path[0], *(gradient(p) for p in path[:-1])])


def path_without_eta(gradient, start, eta, steps):
    return path_downhill(gradient, start, 1, steps)


def path_last_point(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps)[-1]


def path_always_from_start(gradient, start, eta, steps):
    start = np.array(start, dtype=float)
    return np.array([start] + [start - eta * gradient(start)] * steps)


def path_in_place(gradient, start, eta, steps):
    p = np.array(start, dtype=float)
    path = [p]
    for _ in range(steps):
        p -= eta * gradient(p)
        path.append(p)
    return np.array(path)


def path_changing_start(gradient, start, eta, steps):
    path = [start.copy()]
    for _ in range(steps):
        start -= eta * gradient(start)
        path.append(start.copy())
    return np.array(path)


def path_with_a_gap(gradient, start, eta, steps):
    return np.array([np.array(start)] + [...] * steps)


def path_returning_dots(gradient, start, eta, steps):
    path_downhill(gradient, start, eta, steps)
    return ...


def path_of_bowl(gradient, start, eta, steps):
    return path_downhill(lambda p: 2 * p, start, eta, steps)


def path_two_steps(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, 2)


PATH_MISTAKES = [
    (
        path_without_start,
        "the start is missing: it is the first of the steps + 1 rows.",
    ),
    (path_one_too_many, "one step too many: `steps` steps and the start make steps + 1 rows."),
    (
        path_one_too_few,
        "the last point is missing: `steps` steps and the start make steps + 1 rows. The start is "
        "no step.",
    ),
    (
        path_with_one_gradient,
        "every step uses the gradient of the start. Ask for it again at each new point: the slope "
        "is different there.",
    ),
    (path_uphill, "the sign: this path climbs. The gradient points uphill; subtract it."),
    (path_of_gradients, "these are the gradients on the way. The points are wanted."),
    (path_without_eta, "η is missing: multiply the gradient by `eta`."),
    (path_last_point, "only the last point came. Keep them all, in a list that starts with start."),
    (
        path_always_from_start,
        "each step begins at the start again. Begin it where the last one ended: path[-1].",
    ),
    (
        path_in_place,
        "all rows are equal: the list holds the same array again and again, and `-=` changed it. "
        "Make a new one in each step: `p = p - …`.",
    ),
    (
        path_of_bowl,
        "this works for the bowl only. Call the function that was handed over: `gradient(p)`.",
    ),
    (path_two_steps, "there are always two steps here. Make as many as `steps` says."),
]


def tilted_gradient(p):
    """∇f for f = x² + xy + 2y² − y: it mixes x and y, and is 0 elsewhere than at (0, 0)."""
    return np.array([2 * p[0] + p[1], p[0] + 4 * p[1] - 1])


def judge_path(function):
    asked = []

    def gradient(p):
        asked.append(p)
        return tilted_gradient(p)

    probes = [
        (gradient, np.array([1.0, 3.0]), 0.1, 4),
        (gradient, np.array([-2.0, 0.5]), 0.05, 3),
    ]
    try:
        result = call(function, *probes[0])
    except NotAnswered:
        if asked:
            raise Wrong(
                "the first gap is filled; the second gap is still open. Return the points there."
            ) from None
        raise
    except Wrong as wrong:
        if "inhomogeneous" not in str(wrong):
            raise
        result = [..., ...]
    if isinstance(result, list | tuple) and any(point is ... for point in result):
        raise Wrong("the gap in the loop is still open: work out the next point there.")
    compare(function, path_downhill, PATH_MISTAKES, probes)


# 4.3 Where it turns

TURNING = 1.0


def judge_turning(answer):
    eta = expect_array(answer, (), "the answer").item()
    if eta < 0:
        raise Wrong(f"η = {eta:g} goes uphill: f grows at every step. Look above 0.")
    named = {
        0.0: "η = 0 takes no step at all: the path stays at its start. Look for an η above 0.",
        0.5: "0.5 is the best η: it lands in one step. With 0.6 the path still arrives.",
        0.9: "with 0.9 the path jumps across the bottom, but each time it lands closer. Go on.",
        0.95: "with 0.95 f still falls with every step, to 81% of what it was. Go on.",
        0.97: "with 0.97 it is slow, but f still falls with every step. Go on.",
        0.99: "with 0.99 it is very slow, but f still falls with every step. Go on.",
        1.01: "with 1.01 f grows at every step, slowly. You have just passed the turning point.",
        1.1: "with 1.1 f grows by 44% at every step. You have passed the turning point.",
        1.2: "with 1.2 f almost doubles at every step. You have passed the turning point.",
        2.0: "2 is the factor in the gradient 2x. A step multiplies the point by 1 − 2η: when is "
        "that −1?",
        0.01: "0.01 only crawls: f falls with every step.",
    }
    for wrong, message in named.items():
        if np.isclose(eta, wrong):
            raise Wrong(message)
    if not np.isclose(eta, TURNING):
        way = "still falls" if eta < TURNING else "grows"
        raise Wrong(f"with {eta:g} f {way} at each step. Look for the η at which f stays as it is.")


# 4.4 Any number of steps at once


def jump(start, eta, steps):
    return (1 - 2 * eta) ** steps * start


def jump_by_multiplying(start, eta, steps):
    point = np.array(start, dtype=float)
    for _ in range(steps):
        point = point - eta * 2 * point
    return point


def jump_without_2(start, eta, steps):
    return (1 - eta) ** steps * start


def jump_added_up(start, eta, steps):
    return (1 - 2 * eta * steps) * start


def jump_of_f(start, eta, steps):
    return (1 - 2 * eta) ** (2 * steps) * start


def jump_uphill(start, eta, steps):
    return (1 + 2 * eta) ** steps * start


def jump_once(start, eta, steps):
    return (1 - 2 * eta) * start


def jump_times_steps(start, eta, steps):
    return (1 - 2 * eta) * steps * start


def jump_factor(start, eta, steps):
    return (1 - 2 * eta) ** steps


def jump_one_short(start, eta, steps):
    return (1 - 2 * eta) ** (steps - 1) * start


JUMP_MISTAKES = [
    (jump_without_2, "the 2 is missing: the gradient is 2p, so p − η · 2p = (1 − 2η) p."),
    (
        jump_added_up,
        "this goes the first step's way again and again. But each step starts at a new point: it "
        "multiplies by the factor once more, so the factor gets a power.",
    ),
    (jump_of_f, "this is the factor of f, which is squared. The point's own factor is 1 − 2η."),
    (jump_uphill, "the sign: p + 2ηp goes uphill. The factor is 1 − 2η."),
    (jump_once, "this is right for one step. Each further step multiplies once more."),
    (jump_times_steps, "multiplying again and again is a power: `** steps`, not `* steps`."),
    (jump_factor, "this is the factor. Multiply the start by it."),
    (jump_one_short, "one factor too few: `steps` steps multiply `steps` times."),
]


def judge_jump(function):
    probes = [
        (np.array([1.0, 3.0]), 0.2, 3),
        (np.array([-2.0, 1.5]), 0.7, 5),
        (np.array([4.0, -1.0]), 1.1, 2),
    ]
    compare(function, jump, JUMP_MISTAKES, probes)


EXERCISES = {
    "4.1": Exercise(
        judge=judge_by_hand,
        praise="(1, 3) − 0.1 · (5, 7): both slopes were taken at the old point, then both "
        "coordinates moved. f fell from 13 to 6.69.",
        hints=(
            "First the gradient: freeze y for the first slope, freeze x for the second.",
            "Gradient, point and new point have two numbers each. ∇f = (2x + y, x + 2y): put in "
            "the old x and y.",
            "(1 - 0.1 * 5, 3 - 0.1 * 7)",
        ),
        answer=STEP,
        also_right=[[0.5, 2.3], np.array([1.0, 3.0]) - 0.1 * np.array([5.0, 7.0])],
        wrong=[(wrong, message[:30]) for wrong, message in BY_HAND]
        + [
            ((1, 1), "is not it"),
            ((0.5, ...), "still there"),
            (0.5, "shape ()"),
            ("x", "should be an array"),
        ],
    ),
    "4.2": Exercise(
        judge=judge_path,
        praise="The start, then one point for each step, and the gradient asked anew at each.",
        hints=(
            "Stand somewhere, ask for the gradient there, step, and write down where you are now.",
            "A point has shape (2,), and so has its gradient. The path has shape (steps + 1, 2): "
            "the start and one row for each step.",
            "path.append(p - eta * gradient(p))",
        ),
        answer=path_downhill,
        also_right=[path_in_a_table],
        wrong=[(f, m[:30]) for f, m in PATH_MISTAKES]
        + [
            (path_changing_start, "changes its argument"),
            (path_with_a_gap, "gap in the loop is still open"),
            (path_returning_dots, "second gap is still open"),
        ],
    ),
    "4.3": Exercise(
        judge=judge_turning,
        praise="The path jumps between two points of the same height for ever. Why exactly there? "
        "The text below proves it.",
        hints=(
            "Look at f against step: below the turning point it falls, above it grows.",
            "η is one number. Try values on both sides of a guess, and watch whether f falls.",
            "explore_descent(eta=1.0, start=(1, 3))",
        ),
        answer=TURNING,
        also_right=[1, np.float64(1.0)],
        wrong=[
            (0.5, "lands in one step"),
            (0.9, "lands closer"),
            (0.99, "very slow"),
            (1.01, "just passed"),
            (1.1, "44%"),
            (1.2, "almost doubles"),
            (2.0, "when is that −1"),
            (0.01, "crawls"),
            (0.7, "f still falls"),
            (0, "no step at all"),
            (0.95, "81%"),
            (-1, "goes uphill"),
            (3, "f grows"),
            ("one", "should be a number"),
        ],
    ),
    "4.4": Exercise(
        judge=judge_jump,
        praise="Any number of steps at once. You can do without a loop here because the bowl is so "
        "simple; for a network there is no such shortcut.",
        hints=(
            "Every step multiplies the point by the same number. What do many steps do?",
            "start has shape (2,), and so has the result; η and steps are plain numbers.",
            "(1 - 2 * eta) ** steps * start",
        ),
        answer=jump,
        also_right=[jump_by_multiplying],
        wrong=[(f, m[:30]) for f, m in JUMP_MISTAKES],
    ),
}
