"""The exercises of lesson 09, training on MNIST."""

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, array, number
from nnlib.classroom.checking.words import described

# 9.1 How many updates?

exercise_9_1 = Exercise(
    "9.1",
    praise="50,000 / 10 = 5,000 updates in an epoch, and 30 epochs: 150,000 steps downhill.",
    hints=(
        "Every mini-batch gives one update. How many mini-batches are in one epoch?",
        "An epoch goes through 50,000 digits, ten at a time.",
        "`30 * 50_000 // 10`",
    ),
    reads=number,
    solution=150_000,
    also_right=[150000.0, np.int64(150_000), np.array([150_000])],
    wrong={
        30: "30 is the number of epochs. An epoch is one pass through all the training digits, and "
        "every mini-batch of a pass gives an update.",
        10: "10 is the size of a mini-batch. How many mini-batches does one epoch have?",
        5_000: "5,000 is right for one epoch. How many epochs are there?",
        50_000: "50,000 is the number of training digits. Ten, a mini-batch, share one update.",
        1_500_000: "1,500,000 counts one update per digit. Ten digits, a mini-batch, share one.",
        300: "300 is epochs times m. How many mini-batches does one epoch have?",
        15_000_000: "m is multiplied here; it divides: ten digits share one update.",
        500_000: "500,000 is 50,000 · 10. Ten digits share one update: divide by m, and then count "
        "all epochs.",
        5_030: "5,030 is 5,000 + 30. There are 5,000 updates in each of the 30 epochs: multiply.",
        180_000: "180,000 would be right for 60,000 digits. You train on 50,000.",
        12_000: "12,000 would be right for 4,000 digits. Here there are 50,000.",
    },
    caught=[
        (7, "is not it"),
        (np.float64(50_000 / 30), "is not it"),
        ("150,000", "remove the quotes"),
        ((150, 0), "150.0"),
    ],
    otherwise="{} is not it. Count the mini-batches of one epoch first.",
)

# 9.2 Cut into mini-batches

exercise_9_2 = Exercise(
    "9.2",
    praise="Every example once, in a new order each time, and the last mini-batch is not lost.",
    hints=(
        "Shuffle the numbers of the columns, not the columns themselves; then use that order "
        "for x and for y.",
        "`order` has shape (n,). `x[:, order]` has the shape of x. Mini-batch number k starts at "
        "column k · m, and a slice that goes too far simply ends at the last column.",
        "`[(shuffled_x[:, s : s + m], shuffled_y[:, s : s + m]) for s in starts]`",
    ),
)


@exercise_9_2.solution
def cut(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x, y = x[:, order], y[:, order]
    return [(x[:, k : k + m], y[:, k : k + m]) for k in range(0, x.shape[1], m)]


@exercise_9_2.also_right
def cut_with_yield(x, y, m, rng):
    left = list(rng.permutation(x.shape[1]))
    while left:
        chosen, left = left[:m], left[m:]
        yield np.take(x, chosen, axis=1), np.take(y, chosen, axis=1)


@exercise_9_2.also_right
def cut_by_numpy(x, y, m, rng):
    order = np.arange(x.shape[1])
    rng.shuffle(order)
    ends = range(m, x.shape[1], m)
    return zip(np.hsplit(x[:, order], ends), np.hsplit(y[:, order], ends), strict=True)


@exercise_9_2.caught("is lost")
def cut_losing_the_last(x, y, m, rng):
    return [pair for pair in cut(x, y, m, rng) if pair[0].shape[1] == m]


def _cut(x, y, starts, end):
    """Slices from each start to end(start), of columns shuffled already."""
    return [(x[:, k : end(k)], y[:, k : end(k)]) for k in starts]


def _shuffled(x, y, rng):
    order = rng.permutation(x.shape[1])
    return x[:, order], y[:, order]


@exercise_9_2.caught("not at m")
def cut_ending_at_m(x, y, m, rng):
    return _cut(*_shuffled(x, y, rng), range(0, x.shape[1], m), lambda k: m)


@exercise_9_2.caught("no − 1")
def cut_one_too_short(x, y, m, rng):
    return _cut(*_shuffled(x, y, rng), range(0, x.shape[1], m), lambda k: k + m - 1)


@exercise_9_2.caught("no + 1")
def cut_one_too_long(x, y, m, rng):
    return _cut(*_shuffled(x, y, rng), range(0, x.shape[1], m), lambda k: k + m + 1)


@exercise_9_2.caught("starts at every column")
def cut_at_every_column(x, y, m, rng):
    return _cut(*_shuffled(x, y, rng), range(x.shape[1]), lambda k: k + m)


@exercise_9_2.caught("all mini-batches go to")
def cut_to_the_end(x, y, m, rng):
    return _cut(*_shuffled(x, y, rng), range(0, x.shape[1], m), lambda k: None)


@exercise_9_2.caught("begin at column 0, not")
def cut_from_the_beginning(x, y, m, rng):
    x, y = _shuffled(x, y, rng)
    return [(x[:, : k + m], y[:, : k + m]) for k in range(0, x.shape[1], m)]


@exercise_9_2.caught("only one mini-batch comes")
def cut_once(x, y, m, rng):
    return cut(x, y, m, rng)[:1]


@exercise_9_2.caught("first mini-batch is missing")
def cut_from_m_on(x, y, m, rng):
    return _cut(*_shuffled(x, y, rng), range(m, x.shape[1], m), lambda k: k + m)


@exercise_9_2.caught("only these are mixed")
def cut_with_the_first_mixed(x, y, m, rng):
    order = rng.permutation(m)
    return cut_unshuffled(x[:, order], y[:, order], m, rng)


@exercise_9_2.caught("columns are wanted; yours hold")
def cut_into_m_parts(x, y, m, rng):
    parts = np.array_split(rng.permutation(x.shape[1]), m)
    return [(x[:, part], y[:, part]) for part in parts]


@exercise_9_2.caught("shuffled in two different ways")
def cut_shuffled_apart(x, y, m, rng):
    x, y = x[:, rng.permutation(x.shape[1])], y[:, rng.permutation(y.shape[1])]
    return _cut(x, y, range(0, x.shape[1], m), lambda k: k + m)


@exercise_9_2.caught("x is shuffled, y is not")
def cut_with_y_as_it_came(x, y, m, rng):
    return _cut(_shuffled(x, y, rng)[0], y, range(0, x.shape[1], m), lambda k: k + m)


@exercise_9_2.caught("y is shuffled, x is not")
def cut_with_x_as_it_came(x, y, m, rng):
    return _cut(x, _shuffled(x, y, rng)[1], range(0, x.shape[1], m), lambda k: k + m)


@exercise_9_2.caught("Shuffle first")
def cut_unshuffled(x, y, m, rng):
    return _cut(x, y, range(0, x.shape[1], m), lambda k: k + m)


@exercise_9_2.caught("neighbours")
def cut_and_then_shuffled(x, y, m, rng):
    pairs = cut_unshuffled(x, y, m, rng)
    return [pairs[k] for k in rng.permutation(len(pairs))]


@exercise_9_2.caught("Shuffle all the columns, then cut")
def cut_and_each_shuffled(x, y, m, rng):
    return [_shuffled(*pair, rng) for pair in cut_unshuffled(x, y, m, rng)]


@exercise_9_2.caught("whatever `rng` comes")
def cut_shuffled_once(x, y, m, rng):
    return cut(x, y, m, np.random.default_rng(1))


@exercise_9_2.caught("not drawn from `rng`")
def cut_shuffled_by_another(x, y, m, rng):
    return cut(x, y, m, np.random.default_rng())


@exercise_9_2.caught("An example is a column")
def cut_rows(x, y, m, rng):
    return [(x[k : k + m], y[k : k + m]) for k in range(0, x.shape[1], m)]


@exercise_9_2.caught("a row that is not there")
def cut_with_shuffled_rows(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    return _cut(x[order], y[order], range(0, x.shape[1], m), lambda k: k + m)


@exercise_9_2.caught("none of x's columns")
def cut_with_rows_mixed(x, y, m, rng):
    return cut(rng.permutation(x), y, m, rng)


@exercise_9_2.caught("turned round")
def cut_transposed(x, y, m, rng):
    return [(one.T, other.T) for one, other in cut(x, y, m, rng)]


@exercise_9_2.caught("one column alone")
def cut_single_columns(x, y, m, rng):
    x, y = _shuffled(x, y, rng)
    return [(x[:, k], y[:, k]) for k in range(0, x.shape[1], m)]


@exercise_9_2.caught("the targets come first")
def cut_with_y_first(x, y, m, rng):
    return [(other, one) for one, other in cut(x, y, m, rng)]


@exercise_9_2.caught("two lists came")
def cut_as_two_lists(x, y, m, rng):
    pairs = cut(x, y, m, rng)
    return [one for one, _ in pairs], [other for _, other in pairs]


@exercise_9_2.caught("one pair came")
def cut_not_at_all(x, y, m, rng):
    return _shuffled(x, y, rng)


@exercise_9_2.caught("y is missing")
def cut_without_y(x, y, m, rng):
    return [one for one, _ in cut(x, y, m, rng)]


@exercise_9_2.caught("one start at a time")
def cut_at_all_starts(x, y, m, rng):
    starts = range(0, x.shape[1], m)
    return [(x[:, starts : starts + m], y[:, starts : starts + m])]


@exercise_9_2.caught("come twice")
def cut_with_repeats(x, y, m, rng):
    chosen = [rng.integers(0, x.shape[1], m) for _ in range(-(-x.shape[1] // m))]
    return [(x[:, c], y[:, c]) for c in chosen]


@exercise_9_2.caught("changes its argument `x`")
def cut_in_place(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x[:], y[:] = x[:, order], y[:, order]
    return cut_unshuffled(x, y, m, rng)


@exercise_9_2.probes
def examples_to_cut():
    """A shorter mini-batch at the end; none; all examples in one; one in each."""
    return [_examples(n, m) for n, m in ((23, 5), (12, 4), (9, 14), (7, 1))]


def _examples(n, m):
    """n examples of whole numbers: x (3, n), y (2, n), every number only once."""
    numbers = np.arange(5.0 * n).reshape(5, n)
    return numbers[:3], numbers[3:], m, np.random.default_rng(n)


@exercise_9_2.judge
def judge_cut(function):
    """Which example stands where, told by its numbers; the order itself is the student's."""
    for x, y, m, rng in exercise_9_2.all_probes:
        order = _order_of(_cut_by(function, x, y, m, rng), x, y, m)
        if order == list(range(len(order))):
            raise Wrong("the examples still come in the order in which they came. Shuffle first.")
        starts = range(0, len(order), m)
        inside = [order[k : k + m] for k in starts]
        if 1 < m < len(order) and all(
            part == list(range(part[0], part[-1] + 1)) for part in inside
        ):
            raise Wrong(
                "each mini-batch still holds neighbours: the mini-batches are shuffled, not the "
                "examples. Shuffle the columns, then cut."
            )
        if 1 < m < len(order) and all(
            sorted(part) == list(range(k, min(k + m, len(order))))
            for k, part in zip(starts, inside, strict=True)
        ):
            raise Wrong(
                "the same examples meet in every epoch: they are shuffled within their mini-batch. "
                "Shuffle all the columns, then cut."
            )
        if order != _order_of(_cut_by(function, x, y, m, rng), x, y, m):
            raise Wrong(
                "the order is not drawn from `rng`: with the same one it comes out differently, "
                "and no run could be repeated."
            )
        other = np.random.default_rng(1000)
        if m > 1 and order == _order_of(_cut_by(function, x, y, m, other), x, y, m):
            raise Wrong(
                "the order is the same whatever `rng` comes, so each epoch would repeat the first "
                "one's. Draw it from `rng`."
            )


def _cut_by(function, x, y, m, rng):
    try:
        return exercise_9_2.call(function, x, y, m, rng)
    except Wrong as wrong:
        if f"out of bounds for axis 0 with size {len(x)}" in str(wrong):
            raise Wrong(
                f"your code asks for a row that is not there: x has {len(x)} rows. An example is a "
                "column, so it is the second index: `x[:, …]`."
            ) from None
        if "'range'" in str(wrong):
            raise Wrong(
                "`starts` holds all the starts. Take one start at a time: `for s in starts`."
            ) from None
        raise


def _order_of(result, x, y, m):
    """The numbers of the examples, in the order in which they come; or Wrong in words."""
    pairs = [_pair(pair, x, y, m) for pair in _list_of_pairs(result, m)]
    widths = [one.shape[1] for one, _ in pairs]
    if widths != [other.shape[1] for _, other in pairs]:
        raise Wrong("in a mini-batch x and y have different numbers of columns.")
    places = {tuple(column): place for place, column in enumerate(x.T)}
    seen = [places.get(tuple(column)) for one, _ in pairs for column in one.T]
    if None in seen:
        raise Wrong(
            "a mini-batch holds a column that is none of x's columns. Move whole columns, as they "
            "are: `x[:, order]`."
        )
    _look_at_slices(widths, seen, x.shape[1], m)
    targets = np.hstack([other for _, other in pairs])
    if not np.array_equal(targets, y[:, seen]):
        count = range(len(seen))
        if np.array_equal(targets, y):
            which = "x is shuffled, y is not."
        elif list(count) == seen:
            which = "y is shuffled, x is not."
        else:
            which = "They are shuffled in two different ways."
        raise Wrong(f"x and y do not belong together any more. {which} Use one order for both.")
    return seen


def _list_of_pairs(result, m):
    wanted = "a list of pairs is wanted, `(columns of x, columns of y)` for each mini-batch"
    if isinstance(result, np.ndarray) and result.dtype == object:
        result = result.tolist()
    if not isinstance(result, list | tuple):
        raise Wrong(f"{wanted}; {described(result)} came.")
    if len(result) == 2 and all(np.ndim(_first(part)) == 2 for part in result):
        if all(isinstance(part, list) for part in result):
            raise Wrong(f"{wanted}; two lists came. `zip` makes pairs of them.")
        if len({len(part) for part in result}) == 2:
            raise Wrong(
                f"{wanted}; one pair came. Make one for every start: a loop over `starts`, with "
                "the `return` after it."
            )
    if result and all(isinstance(part, np.ndarray) for part in result):
        raise Wrong(f"{wanted}; arrays came, no pairs: y is missing.")
    if any(not isinstance(part, list | tuple) or len(part) != 2 for part in result):
        raise Wrong(f"{wanted}; in your list stands {_not_a_pair(result)}.")
    return result


def _first(part):
    """An array as it is; of a list of arrays the first."""
    return part[0] if isinstance(part, list) and part and isinstance(part[0], np.ndarray) else part


def _not_a_pair(result):
    for part in result:
        if not isinstance(part, list | tuple):
            return described(part)
        if len(part) != 2:
            return f"a {type(part).__name__} of {len(part)}"
    return ""


def _pair(pair, x, y, m):
    """A mini-batch as two arrays of columns, or Wrong in words."""
    one, other = array(pair[0], "a mini-batch's x"), array(pair[1], "a mini-batch's y")
    rows = len(x), len(y)
    if one.shape[:1] == rows[:1] and other.shape[:1] == rows[1:] and one.ndim == other.ndim == 2:
        return one, other
    if one.shape[:1] == rows[1:] and other.shape[:1] == rows[:1] and one.ndim == 2:
        raise Wrong("in each pair the targets come first. Wanted is x, then y.")
    if one.shape == rows[:1]:
        raise Wrong(
            f"a mini-batch is one column alone, of shape {one.shape}. It goes from its start to "
            "start + m: `[:, s : s + m]`."
        )
    if one.shape[1:] == rows[:1] and other.shape[1:] == rows[1:]:
        raise Wrong(
            f"a mini-batch's x has shape {one.shape}: it is turned round. An example is a column."
        )
    which, found, wanted = (
        ("x", one, rows[0]) if one.shape[:1] != rows[:1] else ("y", other, rows[1])
    )
    raise Wrong(
        f"a mini-batch's {which} has shape {found.shape}; {wanted} rows and up to {m} columns are "
        f"wanted. An example is a column, so the second index is cut: `{which}[:, …]`."
    )


def _look_at_slices(widths, seen, n, m):
    """Whether every example comes once, in mini-batches of the right size; or Wrong in words."""
    starts = range(0, n, m)
    wanted = [min(m, n - k) for k in starts]
    if widths == wanted and len(set(seen)) == n:
        return
    came = f"of {n} examples, with m = {m}, {len(seen)} come"
    if n > m > 1 and set(seen) == set(range(m)):
        raise Wrong(f"{came}, the first ones: only these are mixed. Mix all n columns.")
    known = [
        ([slice(k, k + m) for k in starts[:-1]], "the last, shorter mini-batch is lost."),
        ([slice(k, k + m) for k in starts[1:]], "the first mini-batch is missing. Start at 0."),
        (
            [slice(k, m) for k in starts],
            "all mini-batches but the first are empty: a slice ends at start + m, not at m.",
        ),
        (
            [slice(k, k + m - 1) for k in starts],
            "the end of a slice is not included, so it is start + m, no − 1.",
        ),
        (
            [slice(k, k + m + 1) for k in starts],
            "neighbouring mini-batches overlap: the end of a slice is not included, but it is "
            "start + m, no + 1.",
        ),
        (
            [slice(k, k + m) for k in range(n)],
            "a mini-batch starts at every column. The next one starts m further.",
        ),
        (
            [slice(k, n) for k in starts],
            "all mini-batches go to the last column, not to start + m.",
        ),
        ([slice(k + m) for k in starts], "all mini-batches begin at column 0, not at start."),
        (
            [slice(m)],
            "only one mini-batch comes. Make one for every start: a loop over `starts`, with the "
            "`return` after it.",
        ),
    ]
    said = [text for slices, text in known if _are_these(slices, widths, seen, n)]
    if len(said) == 1:
        raise Wrong(f"{came}: {said[0]}")
    if len(set(seen)) == n == len(seen):
        raise Wrong(
            f"for {n} examples with m = {m}, mini-batches of {_listed(wanted)} columns are wanted; "
            f"yours hold {_listed(widths)}."
        )
    if len(set(seen)) < len(seen):
        raise Wrong(
            "some examples come twice. Shuffle all, then cut: every example once in an epoch."
        )
    raise Wrong(f"{came}. Each has to come once.")


def _are_these(slices, widths, seen, n):
    """Whether what was seen could be these slices of all the examples in some order."""
    parts = [range(n)[one] for one in slices]
    if widths != [len(part) for part in parts]:
        return False
    places = [place for part in parts for place in part]
    pairs = set(zip(places, seen, strict=True))
    return len(pairs) == len(set(places)) == len(set(seen))


def _listed(numbers):
    return ", ".join(map(str, numbers)) or "no"


# 9.3 One step downhill

exercise_9_3 = Exercise(
    "9.3",
    praise="A step against the mean gradient, and the old weights are left as they were.",
    hints=(
        "Downhill is against the gradient; the mean is the sum divided by how many there are.",
        "`W` and `nabla_w` have the same shape, and so has the result.",
        "`W - eta / m * nabla_w`",
    ),
)


@exercise_9_3.solution
def step_downhill(W, nabla_w, eta, m):
    return W - eta / m * nabla_w


@exercise_9_3.also_right
def step_downhill_with_mean(W, nabla_w, eta, m):
    mean = nabla_w / m
    return np.subtract(W, np.multiply(mean, eta))


@exercise_9_3.also_right
def step_by_loop(W, nabla_w, eta, m):
    return [
        [w - eta * g / m for w, g in zip(*rows, strict=True)]
        for rows in zip(W, nabla_w, strict=True)
    ]


@exercise_9_3.wrong("the sum is used, not the mean: divide by m. With the sum, η = 3 acts like 30.")
def step_by_sum(W, nabla_w, eta, m):
    return W - eta * nabla_w


@exercise_9_3.wrong("the sign: the gradient points uphill, and you want to go down.")
def step_uphill(W, nabla_w, eta, m):
    return W + eta / m * nabla_w


@exercise_9_3.wrong("two things: the sign goes uphill, and the sum is used instead of the mean.")
def step_uphill_by_sum(W, nabla_w, eta, m):
    return W + eta * nabla_w


@exercise_9_3.wrong("m multiplies here; it divides: the mean is the sum divided by m.")
def step_times_m(W, nabla_w, eta, m):
    return W - eta * m * nabla_w


@exercise_9_3.wrong("η divides here; it multiplies: a larger learning rate is a larger step.")
def step_divided_by_eta(W, nabla_w, eta, m):
    return W - nabla_w / (eta * m)


@exercise_9_3.wrong("η and m have changed places: η multiplies the gradient, m divides it.")
def step_m_by_eta(W, nabla_w, eta, m):
    return W - m / eta * nabla_w


@exercise_9_3.wrong("this is the change alone. Add it to W: the new weights are wanted.")
def step_alone(W, nabla_w, eta, m):
    return -eta / m * nabla_w


@exercise_9_3.wrong("this is how far to go. Subtract it from W: the new weights are wanted.")
def step_to_add(W, nabla_w, eta, m):
    return eta / m * nabla_w


@exercise_9_3.wrong("W and the step have changed places: the step is taken from W.")
def step_turned_round(W, nabla_w, eta, m):
    return eta / m * nabla_w - W


@exercise_9_3.wrong("the gradient is divided by; it multiplies: the step is η times the mean.")
def step_divided_twice(W, nabla_w, eta, m):
    return W - eta / (m * nabla_w)


@exercise_9_3.wrong("η is missing: the learning rate scales the step.")
def step_without_eta(W, nabla_w, eta, m):
    return W - nabla_w / m


@exercise_9_3.wrong("two things are missing: η, which scales the step, and the mean: / m.")
def step_without_eta_and_m(W, nabla_w, eta, m):
    return W - nabla_w


@exercise_9_3.wrong("the gradient is missing: every weight moves by η/m.")
def step_without_gradient(W, nabla_w, eta, m):
    return W - eta / m


@exercise_9_3.wrong("W stands in the place of the gradient. The step goes against `nabla_w`.")
def step_against_W(W, nabla_w, eta, m):
    return W - eta / m * W


@exercise_9_3.wrong("m is not used: this divides by 10, whatever m is.")
def step_by_ten(W, nabla_w, eta, m):
    return W - eta / 10 * nabla_w


@exercise_9_3.wrong("η is not used: this takes 3, whatever η is.")
def step_of_three(W, nabla_w, eta, m):
    return W - 3 / m * nabla_w


@exercise_9_3.wrong("W is divided by m, too. Mind the brackets: only the gradient's sum is.")
def step_all_divided(W, nabla_w, eta, m):
    return (W - eta * nabla_w) / m


@exercise_9_3.wrong("W is multiplied by η/m, too. Mind the brackets: only the gradient is.")
def step_all_scaled(W, nabla_w, eta, m):
    return eta / m * (W - nabla_w)


@exercise_9_3.wrong("the step is multiplied by W. Subtract η times the mean gradient, no more.")
def step_times_W(W, nabla_w, eta, m):
    return W - eta / m * nabla_w * W


@exercise_9_3.wrong("W is multiplied by the step; subtract the step from W.")
def step_as_factor(W, nabla_w, eta, m):
    return W * (eta / m * nabla_w)


@exercise_9_3.wrong(
    "`nabla_w` is divided by how many rows it has. Its mean goes over the m examples: / m."
)
def step_by_rows(W, nabla_w, eta, m):
    return W - eta / len(nabla_w) * nabla_w


@exercise_9_3.wrong(
    "`nabla_w` is divided by how many columns it has. Its mean goes over the m examples: / m."
)
def step_by_columns(W, nabla_w, eta, m):
    return W - eta / nabla_w.shape[1] * nabla_w


@exercise_9_3.wrong(
    "`nabla_w` is divided by how many numbers it holds. Its mean goes over the m examples: / m."
)
def step_by_size(W, nabla_w, eta, m):
    return W - eta / nabla_w.size * nabla_w


@exercise_9_3.wrong(
    "`np.mean` of `nabla_w` is one number for all weights. The mean goes over the m examples, and "
    "their sum is here already: / m."
)
def step_by_mean_of_all(W, nabla_w, eta, m):
    return W - eta * np.mean(nabla_w)


@exercise_9_3.wrong(
    "`np.mean` with an axis averages over the layer's neurons or their inputs. The mean goes over "
    "the m examples, and their sum is here already: / m."
)
def step_by_mean_of_rows(W, nabla_w, eta, m):
    return W - eta * np.mean(nabla_w, axis=1, keepdims=True)


@exercise_9_3.wrong(
    "`np.mean` with an axis averages over the layer's neurons or their inputs. The mean goes over "
    "the m examples, and their sum is here already: / m."
)
def step_by_mean_of_columns(W, nabla_w, eta, m):
    return W - eta * np.mean(nabla_w, axis=0)


@exercise_9_3.wrong(
    "`nabla_w` is added up to one number. It is summed over the examples already; each weight "
    "keeps its own."
)
def step_by_sum_of_all(W, nabla_w, eta, m):
    return W - eta / m * np.sum(nabla_w)


@exercise_9_3.wrong("`//` throws the fraction away, and η // m is mostly 0. Write `/`.")
def step_floored(W, nabla_w, eta, m):
    return W - eta // m * nabla_w


@exercise_9_3.wrong("`nabla_w` is transposed. It has the shape of W already.")
def step_transposed(W, nabla_w, eta, m):
    return W - eta / m * nabla_w.T


@exercise_9_3.wrong("`@` is a product of matrices. η and m are numbers, so `*` is enough.")
def step_by_product(W, nabla_w, eta, m):
    return W - eta / m * (W @ nabla_w)


@exercise_9_3.wrong("these are the old weights: no step is made.")
def step_not_made(W, nabla_w, eta, m):
    return W


@exercise_9_3.caught("changes its argument `W`")
def step_in_place(W, nabla_w, eta, m):
    W -= eta / m * nabla_w
    return W


@exercise_9_3.probes
def gradients_to_go():
    """All sizes different; one square, where known mistakes run through; a single example."""
    shapes = ((4, 4), 0.7, 5), ((2, 6), 3.0, 10), ((3, 5), 12.5, 8), ((7, 2), 0.05, 1)
    rng = np.random.default_rng(3)
    return [(rng.normal(size=s), 4 * rng.normal(size=s), eta, m) for s, eta, m in shapes]


# 9.4 Count the confusions

exercise_9_4 = Exercise(
    "9.4",
    praise="Row: what it is. Column: what the network says. The diagonal is what went well.",
    hints=(
        "Start with a table of zeros and add 1 at one place for every digit.",
        "The table has shape (10, 10); the row is the label, the column the prediction.",
        "`for label, prediction in zip(labels, predictions): counts[label, prediction] += 1`",
    ),
)


@exercise_9_4.solution
def confusion(labels, predictions):
    counts = np.zeros((10, 10), int)
    for label, prediction in zip(labels, predictions, strict=True):
        counts[label, prediction] += 1
    return counts


@exercise_9_4.also_right
def confusion_by_add_at(labels, predictions):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@exercise_9_4.also_right
def confusion_in_lists(labels, predictions):
    pairs = list(zip(labels.tolist(), predictions.tolist(), strict=True))
    return [[pairs.count((row, column)) for column in range(10)] for row in range(10)]


@exercise_9_4.wrong("rows and columns are swapped: the label chooses the row.")
def confusion_transposed(labels, predictions):
    return confusion(predictions, labels)


@exercise_9_4.wrong(
    "repeats are lost: no count is above 1. `counts[labels, predictions] += 1` adds 1 once to each "
    "place, however often it is named, and `= 1` only sets it. Use a loop with `+= 1`, or "
    "`np.add.at`."
)
def confusion_losing_repeats(labels, predictions):
    counts = np.zeros((10, 10), int)
    counts[labels, predictions] += 1
    return counts


@exercise_9_4.wrong(
    "every count is 0. With an array in the brackets, `counts[labels]` is a copy, and what is "
    "added to a copy is lost. Write both in one pair of brackets, `[label, prediction]`."
)
def confusion_in_a_copy(labels, predictions):
    return np.zeros((10, 10), int)


@exercise_9_4.wrong("the right answers are missing: they belong on the diagonal.")
def confusion_of_mistakes(labels, predictions):
    counts = confusion(labels, predictions)
    return counts - np.diag(np.diag(counts))


@exercise_9_4.wrong(
    "only the diagonal is counted, the right answers. The others show what is confused."
)
def confusion_of_right_ones(labels, predictions):
    return np.diag(np.diag(confusion(labels, predictions)))


@exercise_9_4.wrong("the prediction is not used: every digit is counted at [label, label].")
def confusion_of_labels_only(labels, predictions):
    return confusion(labels, labels)


@exercise_9_4.wrong("the label is not used: every digit is counted at [prediction, prediction].")
def confusion_of_predictions_only(labels, predictions):
    return confusion(predictions, predictions)


@exercise_9_4.wrong("these are shares of each row; counts are wanted.")
def confusion_in_shares(labels, predictions):
    counts = confusion(labels, predictions)
    return counts / np.maximum(1, counts.sum(axis=1, keepdims=True))


@exercise_9_4.wrong(
    "these are shares of each row, with nan where a row is empty. Counts are wanted."
)
def confusion_in_shares_with_gaps(labels, predictions):
    counts = confusion(labels, predictions)
    return counts / counts.sum(axis=1, keepdims=True)


@exercise_9_4.wrong("these are shares of each column; counts are wanted.")
def confusion_in_shares_of_columns(labels, predictions):
    counts = confusion(labels, predictions)
    return counts / np.maximum(1, counts.sum(axis=0))


@exercise_9_4.wrong("these are shares of all digits; counts are wanted.")
def confusion_in_shares_of_all(labels, predictions):
    return confusion(labels, predictions) / len(labels)


@exercise_9_4.wrong("these are percents of all digits; counts are wanted.")
def confusion_in_percent(labels, predictions):
    return 100 * confusion(labels, predictions) / len(labels)


@exercise_9_4.wrong(
    "this counts the labels alone. Count pairs of a label and a prediction, in ten rows."
)
def confusion_of_labels(labels, predictions):
    return np.bincount(labels, minlength=10)


@exercise_9_4.wrong(
    "this counts the predictions alone. Count pairs of a label and a prediction, in ten rows."
)
def confusion_of_predictions(labels, predictions):
    return np.bincount(predictions, minlength=10)


@exercise_9_4.wrong(
    "the table is as large as the largest digit that comes. It always has ten rows and columns."
)
def confusion_up_to_the_largest(labels, predictions):
    size = max(labels.max(), predictions.max()) + 1
    return confusion(labels, predictions)[:size, :size]


@exercise_9_4.wrong(
    "the table has rows only for the digits that come. It always has ten rows and columns."
)
def confusion_of_those_that_come(labels, predictions):
    there = np.union1d(labels, predictions)
    return confusion(labels, predictions)[np.ix_(there, there)]


@exercise_9_4.wrong("each pair is counted twice, at [label, prediction] and the other way round.")
def confusion_both_ways(labels, predictions):
    return confusion(labels, predictions) + confusion(predictions, labels)


@exercise_9_4.wrong("digit 0 belongs to row 0 and column 0. Here every digit is one too far.")
def confusion_one_less(labels, predictions):
    return np.roll(confusion(labels, predictions), (-1, -1), (0, 1))


@exercise_9_4.wrong("only the first pair is counted. A `return` inside the loop ends it at once.")
def confusion_of_the_first(labels, predictions):
    return confusion(labels[:1], predictions[:1])


@exercise_9_4.wrong("the last pair is not counted: `range` leaves out its end already.")
def confusion_without_the_last(labels, predictions):
    return confusion(labels[:-1], predictions[:-1])


@exercise_9_4.wrong("the first pair is not counted: Python counts from 0.")
def confusion_without_the_first(labels, predictions):
    return confusion(labels[1:], predictions[1:])


@exercise_9_4.wrong(
    "every label is counted with every prediction. Go through both together: `zip`."
)
def confusion_of_all_with_all(labels, predictions):
    return np.outer(np.bincount(labels, minlength=10), np.bincount(predictions, minlength=10))


@exercise_9_4.wrong(
    "the right numbers, as one row of 100. Ten rows are wanted: `.reshape(10, 10)`."
)
def confusion_flat(labels, predictions):
    return confusion(labels, predictions).ravel()


@exercise_9_4.wrong("this is how many are right, one number. Wanted is a count for every pair.")
def confusion_number_right(labels, predictions):
    return np.sum(labels == predictions)


@exercise_9_4.wrong(
    "this is the share that is right, one number. Wanted is a count for every pair."
)
def confusion_share_right(labels, predictions):
    return np.mean(labels == predictions)


@exercise_9_4.wrong("these are the pairs themselves. Count how often each of them comes.")
def confusion_as_pairs(labels, predictions):
    return list(zip(labels, predictions, strict=True))


@exercise_9_4.probes
def digits_and_predictions():
    """All digits; without 0 and 9; one digit so often that a small integer would not hold it."""
    rng = np.random.default_rng(4)
    labels, few = rng.integers(0, 10, 240), rng.integers(1, 9, 17)
    predictions = np.where(rng.random(240) < 0.6, labels, rng.integers(0, 10, 240))
    other = np.where(rng.random(17) < 0.5, few, rng.integers(1, 9, 17))
    often = np.r_[np.full(290, 4), [2, 4, 5]]
    return [(labels, predictions), (few, other), (often, np.r_[np.full(285, 4), [4, 7] * 4])]


# 9.5 The pixels whose weights never change

exercise_9_5 = Exercise(
    "9.5",
    praise="By equation 4, δ times the pixel: where the pixel is always 0, nothing is learned.",
    hints=(
        "Equation 4: the gradient of a weight is δ times the activation before it. When is "
        "that product 0 for every image?",
        "`images` has shape (n, 28, 28). Reshape it to (n, 784), then ask about each column.",
        "`(images.reshape(-1, 784) == 0).all(axis=0)`",
    ),
)


@exercise_9_5.solution
def never_inked(images):
    return (images.reshape(-1, 784) == 0).all(axis=0)


@exercise_9_5.also_right
def never_inked_by_max(images):
    return images.max(axis=0).ravel() == 0


@exercise_9_5.also_right
def never_inked_by_a_loop(images):
    found = []
    for row in range(28):
        for column in range(28):
            found.append(not images[:, row, column].any())
    return found


@exercise_9_5.wrong("these pixels are 0 in some image. They must be 0 in every one: all, not any.")
def sometimes_paper(images):
    return (images.reshape(-1, 784) == 0).any(axis=0)


@exercise_9_5.wrong("this is the opposite: these pixels do get ink.")
def inked(images):
    return ~never_inked(images)


@exercise_9_5.wrong("these pixels have ink in every image. Wanted are those that never have any.")
def always_inked(images):
    return (images.reshape(-1, 784) != 0).all(axis=0)


@exercise_9_5.wrong(
    "these pixels are constant, but some of them are always inked. By equation 4 the gradient "
    "is δ times the pixel: it vanishes only where the pixel is 0."
)
def constant(images):
    return images.reshape(-1, 784).std(axis=0) == 0


@exercise_9_5.wrong("these pixels are pale on average. A single inked image gives a gradient.")
def pale(images):
    return images.reshape(-1, 784).mean(axis=0) < 1


@exercise_9_5.wrong("these pixels are 0 in most images. A single inked image gives a gradient.")
def mostly_paper(images):
    return np.median(images.reshape(-1, 784), axis=0) == 0


@exercise_9_5.wrong("faint ink is taken for paper. Any value above 0 gives a gradient.")
def below_a_threshold(images):
    return images.reshape(-1, 784).max(axis=0) < 10


@exercise_9_5.wrong("one image is not enough: ask all of them.")
def of_the_first_image(images):
    return images[0].ravel() == 0


@exercise_9_5.wrong("the last image alone decides here. Ask all of them.")
def of_the_last_image(images):
    return images[-1].ravel() == 0


@exercise_9_5.wrong("the last image is left out.")
def without_the_last_image(images):
    return never_inked(images[:-1])


@exercise_9_5.wrong("the first image is left out.")
def without_the_first_image(images):
    return never_inked(images[1:])


@exercise_9_5.wrong(
    "the images are added up as uint8, where 128 + 128 is 0. Ask whether each is 0, or for the "
    "largest value."
)
def added_as_uint8(images):
    return np.add.reduce(images, axis=0, dtype=np.uint8).ravel() == 0


@exercise_9_5.wrong("`reshape(784, -1)` mixes pixels of different images. Keep a row per image.")
def mixed_up(images):
    return (images.reshape(784, -1) == 0).all(axis=1)


@exercise_9_5.wrong("this asks about whole images. Ask about each pixel, over all images: axis=0.")
def by_image(images):
    return (images.reshape(-1, 784) == 0).all(axis=1)


@exercise_9_5.wrong("one answer for all pixels. Ask about each pixel, over all images: axis=0.")
def of_all(images):
    return (images == 0).all()


@exercise_9_5.wrong("this tells for every pixel of every image. Ask over all images: axis=0.")
def of_every_image(images):
    return images.reshape(-1, 784) == 0


@exercise_9_5.wrong(
    "the right pixels, as a picture. Weights have shape (30, 784): reshape to (784,)."
)
def as_picture(images):
    return never_inked(images).reshape(28, 28)


@exercise_9_5.wrong("the right pixels, but in the shape (1, 784). Wanted is (784,).")
def as_row(images):
    return never_inked(images).reshape(1, 784)


@exercise_9_5.wrong("the right pixels, but in the shape (784, 1). Wanted is (784,).")
def as_column(images):
    return never_inked(images).reshape(784, 1)


@exercise_9_5.wrong("the pixels are read column by column. `reshape` goes along the rows.")
def column_by_column(images):
    return never_inked(images).reshape(28, 28).T.ravel()


@exercise_9_5.wrong(
    "these are the numbers of the pixels. Wanted is True or False for each of the 784."
)
def as_numbers(images):
    return np.flatnonzero(never_inked(images))


@exercise_9_5.wrong("this is how many they are. Wanted is True or False for each of the 784.")
def how_many(images):
    return never_inked(images).sum()


@exercise_9_5.wrong("this is each pixel's largest value. For which of them is it 0?")
def largest_values(images):
    return images.max(axis=0).ravel()


@exercise_9_5.probes
def some_images():
    """Paper above, and what half-right answers miss; then one image alone; then hardly any."""
    rng = np.random.default_rng(5)
    images = [_images(rng, n) for n in (210, 13, 1)]
    many, few, _ = images
    many[7, 2, 5:9] = 1  # one faint touch
    many[0, 1, 4], many[-1, 1, 6] = 99, 99  # ink in the first image alone, or in the last
    many[3, 0, 2] = many[11, 0, 2] = 128  # together 256, as uint8 0
    few[:, 10, 10] = 200  # always the same ink
    few[2, 0, 3] = 5
    few[-1, 2, 20] = few[0, 2, 22] = 250
    return [(one,) for one in images]


def _images(rng, n):
    """n random images, half ink; the three rows above and one pixel in the middle are paper."""
    ink = rng.integers(1, 256, (n, 28, 28)) * (rng.random((n, 28, 28)) < 0.5)
    ink[:, :3], ink[:, 14, 9] = 0, 0
    return ink.astype(np.uint8)
