"""The exercises of lesson 04, gradient descent."""

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, number, number_text, numbers

# 4.1 One step by hand: f = x² + xy + y² at (1, 3) with η = 0.1; ∇f = (2x + y, x + 2y) = (5, 7)

exercise_4_1 = Exercise(
    "4.1",
    praise="(1, 3) − 0.1 · (5, 7): both slopes were taken at the old point, then both coordinates "
    "moved. f fell from 13 to 6.69.",
    hints=(
        "First the gradient: freeze y for the first slope, freeze x for the second.",
        "Gradient, point and new point have two numbers each. ∇f = (2x + y, x + 2y): put in the "
        "old x and y.",
        "`(1 - 0.1 * 5, 3 - 0.1 * 7)`",
    ),
    reads=numbers(2, "(4, -2)"),
    solution=(0.5, 2.3),
    also_right=[[0.5, 2.3], np.array([1.0, 3.0]) - 0.1 * np.array([5.0, 7.0])],
    wrong={
        (1.5, 3.7): "the sign: this goes uphill. The gradient points up; subtract it.",
        (1.5, 2.3): "x went up: its slope was added. Subtract both.",
        (0.5, 3.7): "y went up: its slope was added. Subtract both.",
        (5, 7): "(5, 7) is the gradient: a direction, not a place to step to. Take 0.1 of it away.",
        (-4, -4): "η is missing: you went the whole gradient's length. Multiply it by 0.1 before "
        "you subtract it.",
        (0.95, 2.93): "this step is ten times too short: η is 0.1, not 0.01.",
        (0.5, 2.35): "y was moved with the new x. Both slopes belong to the old point, (1, 3): "
        "work out both, then move both.",
        (-0.5, -0.7): "this is the change of the step alone. Add it to the old point, the start.",
        (0.5, 0.7): "this is how far to go. Subtract it from the old point.",
        (0.8, 2.4): "this step uses (2x, 2y), the bowl's gradient. The new f has its own: take its "
        "partial derivatives; the term xy gives something to both.",
        (0.3, 2.5): "the two slopes are exchanged: the first belongs to x, the second to y.",
        (0.5, 3.0): "x is right, but y did not move. One step moves both coordinates.",
        (1.0, 2.3): "y is right, but x did not move. One step moves both coordinates.",
        (0.9, 2.9): "0.1 was taken away from each coordinate. A step goes 0.1 times the gradient, "
        "so along the steeper coordinate it goes further.",
        (2.3, 0.5): "the right two numbers in the wrong order: x comes first.",
        (0.13, 1.77): "these are two steps. One is asked for.",
    },
    caught=[
        ((1, 1), "is not it"),
        (0.5, "two numbers are wanted"),
        ("x", "two numbers are wanted"),
        ((0.5, -2.3), "some signs"),
    ],
    otherwise="{} is not it. At (1, 3) the gradient is (2·1 + 3, 1 + 2·3).",
)

# 4.2 Write descend

exercise_4_2 = Exercise(
    "4.2",
    praise="The start, then one point for each step, and the gradient asked anew at each.",
    hints=(
        "Stand somewhere, ask for the gradient there, step, and write down where you are now.",
        "A point has shape (2,), and so has its gradient. The path has shape (steps + 1, 2): the "
        "start and one row for each step.",
        "`path.append(p - eta * gradient(p))`",
    ),
)


@exercise_4_2.solution
def path_downhill(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1]
        path.append(p - eta * gradient(p))
    return np.array(path)


@exercise_4_2.also_right
def path_in_a_table(gradient, start, eta, steps):
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] - eta * np.asarray(gradient(path[k]))
    return path


@exercise_4_2.wrong("the start is missing: it is the first of the steps + 1 rows.")
def path_without_start(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps)[1:]


@exercise_4_2.wrong("one step too many: `steps` steps and the start make steps + 1 rows.")
def path_one_too_many(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps + 1)


@exercise_4_2.wrong(
    "the last point is missing: `steps` steps and the start make steps + 1 rows. The start is "
    "no step."
)
def path_one_too_few(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps)[:-1]


@exercise_4_2.wrong(
    "every step uses the gradient of the start. Ask for it again at each new point: the slope "
    "is different there."
)
def path_with_one_gradient(gradient, start, eta, steps):
    g = gradient(np.array(start, dtype=float))
    return path_downhill(lambda p: g, start, eta, steps)


@exercise_4_2.wrong("the sign: this path climbs. The gradient points uphill; subtract it.")
def path_uphill(gradient, start, eta, steps):
    return path_downhill(gradient, start, -eta, steps)


@exercise_4_2.wrong("these are the gradients on the way. The points are wanted.")
def path_of_gradients(gradient, start, eta, steps):
    path = path_downhill(gradient, start, eta, steps)
    return np.array([path[0], *(gradient(p) for p in path[:-1])])


@exercise_4_2.wrong("η is missing: multiply the gradient by `eta`.")
def path_without_eta(gradient, start, eta, steps):
    return path_downhill(gradient, start, 1, steps)


@exercise_4_2.wrong("only the last point came. Keep them all, in a list that starts with start.")
def path_last_point(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps)[-1]


@exercise_4_2.wrong(
    "each step begins at the start again. Begin it where the last one ended: path[-1]."
)
def path_always_from_start(gradient, start, eta, steps):
    start = np.array(start, dtype=float)
    return np.array([start] + [start - eta * gradient(start)] * steps)


@exercise_4_2.wrong(
    "all rows are equal: the list holds the same array again and again, and `-=` changed it. "
    "Make a new one in each step: `p = p - …`."
)
def path_in_place(gradient, start, eta, steps):
    p = np.array(start, dtype=float)
    path = [p]
    for _ in range(steps):
        p -= eta * gradient(p)
        path.append(p)
    return np.array(path)


@exercise_4_2.caught("changes its argument")
def path_changing_start(gradient, start, eta, steps):
    path = [start.copy()]
    for _ in range(steps):
        start -= eta * gradient(start)
        path.append(start.copy())
    return np.array(path)


@exercise_4_2.wrong(
    "this works for the bowl only. Call the function that was handed over: `gradient(p)`."
)
def path_of_bowl(gradient, start, eta, steps):
    return path_downhill(lambda p: 2 * p, start, eta, steps)


@exercise_4_2.wrong("there are always two steps here. Make as many as `steps` says.")
def path_two_steps(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, 2)


@exercise_4_2.wrong(
    "each step moves x first and then takes y's slope at the new x. Ask for the gradient once, at "
    "the old point, and move both."
)
def path_one_after_the_other(gradient, start, eta, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1].copy()
        for place in range(len(p)):
            p[place] = p[place] - eta * gradient(p)[place]
        path.append(p)
    return np.array(path)


@exercise_4_2.caught("decimals")
def path_in_whole_numbers(gradient, start, eta, steps):
    return path_downhill(gradient, start, eta, steps).astype(int)


@exercise_4_2.wrong(
    "each step has the length `eta`: the gradient was divided by its own length. Where the ground "
    "is steep, a step is longer: multiply `eta` by the gradient as it is."
)
def path_of_equal_steps(gradient, start, eta, steps):
    return path_downhill(lambda p: gradient(p) / np.linalg.norm(gradient(p)), start, eta, steps)


@exercise_4_2.probes
def paths():
    return [
        (tilted_gradient, np.array([1.0, 3.0]), 0.1, 4),
        (tilted_gradient, np.array([-2.0, 0.5]), 0.05, 3),
        (tilted_gradient, np.array([4.0, -6.0]), 0.2, 1),
    ]


def tilted_gradient(p):
    """∇f for f = x² + xy + 2y² − y: it mixes x and y, and is 0 elsewhere than at (0, 0)."""
    return np.array([2 * p[0] + p[1], p[0] + 4 * p[1] - 1])


# 4.3 Where it turns

exercise_4_3 = Exercise(
    "4.3",
    praise="The path jumps between two points of the same height for ever. Why exactly there? The "
    "text below proves it.",
    hints=(
        "Look at f against step: below the turning point it falls, above it grows.",
        "η is one number. Try values on both sides of a guess, and watch whether f falls.",
        "`explore_descent(eta=1.0, start=(1, 3))`",
    ),
    reads=number,
    solution=1.0,
    also_right=[1, np.float64(1.0)],
    wrong={
        0.0: "η = 0 takes no step at all: the path stays at its start. Look for an η above 0.",
        0.5: "0.5 is the best η: it lands in one step. With 0.6 the path still arrives.",
        0.9: "with 0.9 the path jumps across the bottom, but each time it lands closer. Go on.",
        0.95: "with 0.95 f still falls with every step, to 81% of what it was: the path arrives. "
        "Go on.",
        0.97: "with 0.97 it is slow, but f still falls with every step: the path arrives. Go on.",
        0.99: "with 0.99 it is very slow, but f still falls with every step: the path arrives. "
        "Go on.",
        1.01: "with 1.01 f grows at every step, slowly: the path runs away. You have just passed "
        "the turning point.",
        1.1: "with 1.1 f grows by 44% at every step: the path runs away. You have passed the "
        "turning point.",
        1.2: "with 1.2 f almost doubles at every step: the path runs away. You have passed the "
        "turning point.",
        2.0: "2 is the factor in the gradient 2x. A step multiplies the point by 1 − 2η: when is "
        "that −1?",
        0.01: "0.01 only crawls: f falls with every step.",
    },
    caught=[
        (0.7, "f still falls"),
        (-1, "goes uphill"),
        (3, "f grows"),
        ("one", "a number is wanted"),
        (True, "True came"),
    ],
)


@exercise_4_3.judge
def judge_turning(eta):
    if eta < 0:
        raise Wrong(f"η = {number_text(eta)} goes uphill: f grows at every step. Look above 0.")
    way = "still falls" if eta < 1 else "grows"
    exercise_4_3.compare(
        eta, otherwise=f"with {{}} f {way} at each step. Look for the η at which f stays as it is."
    )


# 4.4 Any number of steps at once

exercise_4_4 = Exercise(
    "4.4",
    praise="Any number of steps at once. You can do without a loop here because the bowl is so "
    "simple; for a network there is no such shortcut.",
    hints=(
        "Every step multiplies the point by the same number. What do many steps do?",
        "start has shape (2,), and so has the result; η and steps are plain numbers.",
        "`(1 - 2 * eta) ** steps * start`",
    ),
)


@exercise_4_4.solution
def jump(start, eta, steps):
    return (1 - 2 * eta) ** steps * start


@exercise_4_4.also_right
def jump_by_multiplying(start, eta, steps):
    point = np.array(start, dtype=float)
    for _ in range(steps):
        point = point - eta * 2 * point
    return point


@exercise_4_4.wrong("the 2 is missing: the gradient is 2p, so p − η · 2p = (1 − 2η) p.")
def jump_without_2(start, eta, steps):
    return (1 - eta) ** steps * start


@exercise_4_4.wrong(
    "this goes the first step's way again and again. But each step starts at a new point: it "
    "multiplies by the factor once more, so the factor gets a power."
)
def jump_added_up(start, eta, steps):
    return (1 - 2 * eta * steps) * start


@exercise_4_4.wrong("this is the factor of f, which is squared. The point's own factor is 1 − 2η.")
def jump_of_f(start, eta, steps):
    return (1 - 2 * eta) ** (2 * steps) * start


@exercise_4_4.wrong("the sign: p + 2ηp goes uphill. The factor is 1 − 2η.")
def jump_uphill(start, eta, steps):
    return (1 + 2 * eta) ** steps * start


@exercise_4_4.wrong("this is right for one step. Each further step multiplies once more.")
def jump_once(start, eta, steps):
    return (1 - 2 * eta) * start


@exercise_4_4.wrong("multiplying again and again is a power: `** steps`, not `* steps`.")
def jump_times_steps(start, eta, steps):
    return (1 - 2 * eta) * steps * start


@exercise_4_4.wrong("this is the factor. Multiply the start by it.")
def jump_factor(start, eta, steps):
    return (1 - 2 * eta) ** steps


@exercise_4_4.wrong("one factor too many: `steps` steps multiply `steps` times.")
def jump_one_too_far(start, eta, steps):
    return (1 - 2 * eta) ** (steps + 1) * start


@exercise_4_4.wrong("one factor too few: `steps` steps multiply `steps` times.")
def jump_one_short(start, eta, steps):
    return (1 - 2 * eta) ** (steps - 1) * start


@exercise_4_4.wrong(
    "the size of the factor is right, its sign is not: p − 2ηp is (1 − 2η) p, not (2η − 1) p."
)
def jump_with_the_factor_turned(start, eta, steps):
    return (2 * eta - 1) ** steps * start


@exercise_4_4.wrong(
    "`**` comes before `-`: this is 1 − (2η)^steps. Put the factor in brackets, (1 − 2η), and "
    "then take its power."
)
def jump_without_brackets(start, eta, steps):
    return (1 - (2 * eta) ** steps) * start


@exercise_4_4.probes
def jumps():
    """On this side of the bottom and across it, closer and further away, and no step at all."""
    return [
        (np.array([1.0, 3.0]), 0.2, 3),
        (np.array([-2.0, 1.5]), 0.7, 5),
        (np.array([4.0, -1.0]), 1.1, 2),
        (np.array([0.25, -0.5]), 0.1, 1),
    ]
