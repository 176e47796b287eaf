"""The exercises of lesson 09, training on MNIST."""

import numpy as np

from nnlib.classroom.checking.old import Exercise, Wrong, call, compare, expect_array

# 9.1 How many updates?

UPDATES = 150_000


def judge_updates(answer):
    named = {
        30: "30 is the number of epochs. An epoch is one pass through all the training digits, and "
        "every mini-batch of a pass gives an update.",
        5_000: "5,000 is right for one epoch. How many epochs are there?",
        50_000: "50,000 is the number of training digits. Ten of them share one update.",
        1_500_000: "1,500,000 counts one update per digit. Ten digits share one update.",
        300: "300 is epochs times m. How many mini-batches does one epoch have?",
        15_000_000: "m is multiplied here; it divides: ten digits share one update.",
    }
    number = expect_array(answer, (), "the answer").item()
    if number in named:
        raise Wrong(named[number])
    if number != UPDATES:
        raise Wrong(f"{number:,} is not it. Count the mini-batches of one epoch first.")


# 9.2 Cut into mini-batches


def cut(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x, y = x[:, order], y[:, order]
    return [(x[:, k : k + m], y[:, k : k + m]) for k in range(0, x.shape[1], m)]


def cut_with_yield(x, y, m, rng):
    left = list(rng.permutation(x.shape[1]))
    while left:
        chosen, left = left[:m], left[m:]
        yield np.take(x, chosen, axis=1), np.take(y, chosen, axis=1)


def cut_losing_the_last(x, y, m, rng):
    return [pair for pair in cut(x, y, m, rng) if pair[0].shape[1] == m]


def cut_ending_at_m(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x, y = x[:, order], y[:, order]
    return [(x[:, k:m], y[:, k:m]) for k in range(0, x.shape[1], m)]


def cut_one_too_short(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x, y = x[:, order], y[:, order]
    return [(x[:, k : k + m - 1], y[:, k : k + m - 1]) for k in range(0, x.shape[1], m)]


def cut_shuffled_apart(x, y, m, rng):
    x, y = x[:, rng.permutation(x.shape[1])], y[:, rng.permutation(y.shape[1])]
    return [(x[:, k : k + m], y[:, k : k + m]) for k in range(0, x.shape[1], m)]


def cut_unshuffled(x, y, m, rng):
    return [(x[:, k : k + m], y[:, k : k + m]) for k in range(0, x.shape[1], m)]


def cut_shuffled_once(x, y, m, rng):
    return cut(x, y, m, np.random.default_rng(1))


def cut_rows(x, y, m, rng):
    return [(x[k : k + m], y[k : k + m]) for k in range(0, x.shape[1], m)]


def cut_with_repeats(x, y, m, rng):
    chosen = [rng.integers(0, x.shape[1], m) for _ in range(-(-x.shape[1] // m))]
    return [(x[:, c], y[:, c]) for c in chosen]


def cut_in_place(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x[:], y[:] = x[:, order], y[:, order]
    return cut_unshuffled(x, y, m, rng)


def judge_cut(function):
    """23 examples in mini-batches of 5, recognisable by their first row."""
    x = np.arange(23) + np.arange(4)[:, None] / 10
    y = np.vstack([np.arange(23), -np.arange(23)])
    rng = np.random.default_rng(0)
    batches, again = call(function, x, y, 5, rng), call(function, x, y, 5, rng)
    for pair in batches:
        if len(pair) != 2:
            raise Wrong("return a list of pairs (x, y), one pair for each mini-batch.")
        if np.ndim(pair[0]) != 2 or len(pair[0]) != 4:
            raise Wrong(
                f"a mini-batch's x has shape {np.shape(pair[0])}, and (4, 5) is wanted: 5 columns. "
                "An example is a column, so the second index is cut: x[:, …]."
            )
    seen = np.concatenate([pair[0][0] for pair in batches])
    targets = np.concatenate([pair[1][0] for pair in batches])
    if len(seen) == 20:  # 23 - 23 % 5
        raise Wrong("of 23 examples only 20 come: the last, shorter mini-batch is lost.")
    if len(seen) == 5 and len(batches) == 5:
        raise Wrong(
            "of 23 examples only 5 come, and all other mini-batches are empty: a slice ends at "
            "start + m, not at m."
        )
    if len(seen) < 23:
        raise Wrong(
            f"of 23 examples only {len(seen)} come. The mini-batch that begins at column start is "
            "the slice from start to start + m; the end itself is not included."
        )
    if len(set(seen)) < 23:
        raise Wrong(
            "some examples come twice and others never. Shuffle all, then cut: every example once "
            "in an epoch."
        )
    if not np.array_equal(seen, targets):
        raise Wrong("x and y do not belong together any more. Shuffle both by the same order.")
    if np.array_equal(seen, np.arange(23)):
        raise Wrong("the examples still come in the order in which they were given. Shuffle first.")
    if np.array_equal(seen, np.concatenate([pair[0][0] for pair in again])):
        raise Wrong(
            "the second epoch has the first one's order. Draw a new one from `rng` each time."
        )
    if [pair[0].shape[1] for pair in batches] != [5, 5, 5, 5, 3]:
        raise Wrong("mini-batches of 5, 5, 5, 5 and 3 columns are wanted for 23 examples.")


# 9.3 One step downhill


def step_downhill(W, nabla_w, eta, m):
    return W - eta / m * nabla_w


def step_downhill_with_mean(W, nabla_w, eta, m):
    mean = nabla_w / m
    return np.subtract(W, np.multiply(mean, eta))


def step_by_sum(W, nabla_w, eta, m):
    return W - eta * nabla_w


def step_uphill(W, nabla_w, eta, m):
    return W + eta / m * nabla_w


def step_times_m(W, nabla_w, eta, m):
    return W - eta * m * nabla_w


def step_alone(W, nabla_w, eta, m):
    return -eta / m * nabla_w


def step_to_add(W, nabla_w, eta, m):
    return eta / m * nabla_w


def step_divided_twice(W, nabla_w, eta, m):
    return W - eta / (m * nabla_w)


def step_without_eta(W, nabla_w, eta, m):
    return W - nabla_w / m


def step_in_place(W, nabla_w, eta, m):
    W -= eta / m * nabla_w
    return W


STEP_MISTAKES = [
    (step_by_sum, "the sum is used, not the mean: divide by m. With the sum, η = 3 acts like 30."),
    (step_uphill, "the sign: the gradient points uphill, and you want to go down."),
    (step_times_m, "m multiplies here; it divides: the mean is the sum divided by m."),
    (step_alone, "this is the change alone. Add it to W: the new weights are wanted."),
    (step_to_add, "this is how far to go. Subtract it from W: the new weights are wanted."),
    (step_divided_twice, "the gradient is divided by; it multiplies: `eta / m * nabla_w`."),
    (step_without_eta, "η is missing: the learning rate scales the step."),
]


def judge_step(function):
    rng = np.random.default_rng(3)
    probes = [
        (rng.normal(size=(3, 4)), rng.normal(size=(3, 4)), 0.7, 5),
        (rng.normal(size=(2, 6)), rng.normal(size=(2, 6)), 3.0, 10),
    ]
    compare(function, step_downhill, STEP_MISTAKES, probes)


# 9.4 Count the confusions


def confusion(labels, predictions):
    counts = np.zeros((10, 10), int)
    for label, prediction in zip(labels, predictions, strict=True):
        counts[label, prediction] += 1
    return counts


def confusion_by_add_at(labels, predictions):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predictions), 1)
    return counts


def confusion_transposed(labels, predictions):
    return confusion(predictions, labels)


def confusion_losing_repeats(labels, predictions):
    counts = np.zeros((10, 10), int)
    counts[labels, predictions] += 1
    return counts


def confusion_of_mistakes(labels, predictions):
    counts = confusion(labels, predictions)
    return counts - np.diag(np.diag(counts))


def confusion_in_shares(labels, predictions):
    counts = confusion(labels, predictions)
    return counts / np.maximum(1, counts.sum(axis=1, keepdims=True))


def confusion_in_shares_of_all(labels, predictions):
    return confusion(labels, predictions) / len(labels)


def confusion_of_labels(labels, predictions):
    return np.bincount(labels, minlength=10)


CONFUSION_MISTAKES = [
    (confusion_transposed, "rows and columns are swapped: the label chooses the row."),
    (
        confusion_losing_repeats,
        "repeats are lost. `counts[labels, predictions] += 1` adds 1 once to each place, however "
        "often it is named. Use a loop, or np.add.at.",
    ),
    (confusion_of_mistakes, "the right answers are missing: they belong on the diagonal."),
    (confusion_in_shares, "these are shares of each row; counts are wanted."),
    (confusion_in_shares_of_all, "these are shares of all digits; counts are wanted."),
    (confusion_of_labels, "this counts the labels alone. Count pairs: one row per label."),
]


def judge_confusion(function):
    rng = np.random.default_rng(4)
    labels = rng.integers(0, 10, 300)
    predictions = np.where(rng.random(300) < 0.6, labels, rng.integers(0, 10, 300))
    compare(function, confusion, CONFUSION_MISTAKES, [(labels, predictions)])


# 9.5 The pixels whose weights never change


def never_inked(images):
    return (images.reshape(-1, 784) == 0).all(axis=0)


def never_inked_by_max(images):
    return images.max(axis=0).ravel() == 0


def sometimes_paper(images):
    return (images.reshape(-1, 784) == 0).any(axis=0)


def inked(images):
    return ~never_inked(images)


def constant(images):
    return images.reshape(-1, 784).std(axis=0) == 0


def pale(images):
    return images.reshape(-1, 784).mean(axis=0) < 1


def by_image(images):
    return (images.reshape(-1, 784) == 0).all(axis=1)


def of_the_first_image(images):
    return images[0].ravel() == 0


def mixed_up(images):
    return (images.reshape(784, -1) == 0).all(axis=1)


def as_picture(images):
    return never_inked(images).reshape(28, 28)


NEVER_MISTAKES = [
    (
        sometimes_paper,
        "these pixels are 0 in some image. They must be 0 in every one: all, not any.",
    ),
    (inked, "this is the opposite: these pixels do get ink."),
    (
        constant,
        "these pixels never change, but some of them are always inked. By equation 4 the gradient "
        "is δ times the pixel: it vanishes only where the pixel is 0.",
    ),
    (pale, "these pixels are pale on average. A single inked image gives a gradient."),
    (of_the_first_image, "one image is not enough: ask all of them."),
    (mixed_up, "reshape(784, -1) mixes pixels of different images. Keep a row per image."),
    (by_image, "this asks about whole images. Ask about each pixel, over all images: axis=0."),
    (
        as_picture,
        "the right pixels, as a picture. Weights have shape (30, 784): reshape to (784,).",
    ),
]


def judge_never(function):
    rng = np.random.default_rng(5)
    images = (rng.integers(1, 256, (40, 28, 28)) * (rng.random((40, 28, 28)) < 0.5)).astype(
        np.uint8
    )
    images[:, :3] = 0  # never any ink
    images[7, 2, 5:9] = 1  # but for one faint touch
    images[:, 10, 10] = 200  # always the same ink
    compare(function, never_inked, NEVER_MISTAKES, [(images,)])


EXERCISES = {
    "9.1": Exercise(
        judge=judge_updates,
        praise="50,000 / 10 = 5,000 updates in an epoch, and 30 epochs: 150,000 steps downhill.",
        hints=(
            "Every mini-batch gives one update. How many mini-batches are in one epoch?",
            "An epoch goes through 50,000 digits, ten at a time.",
            "30 * 50_000 // 10",
        ),
        answer=UPDATES,
        also_right=[150000.0, np.int64(150_000)],
        wrong=[
            (30, "number of epochs"),
            (5_000, "one epoch"),
            (50_000, "number of training digits"),
            (1_500_000, "one update per digit"),
            (300, "epochs times m"),
            (15_000_000, "divides"),
            (7, "is not it"),
            ("150,000", "a number"),
        ],
    ),
    "9.2": Exercise(
        judge=judge_cut,
        praise="Every example once, in a new order each time, and the last mini-batch is not lost.",
        hints=(
            "Shuffle the numbers of the columns, not the columns themselves; then use that order "
            "for x and for y.",
            "`order` has shape (n,). x[:, order] has the shape of x. Mini-batch number k starts at "
            "column k * m, and a slice that goes too far simply ends at the last column.",
            "x[:, order][:, k : k + m] for k in range(0, x.shape[1], m)",
        ),
        answer=cut,
        also_right=[cut_with_yield],
        wrong=[
            (cut_losing_the_last, "is lost"),
            (cut_ending_at_m, "not at m"),
            (cut_one_too_short, "not included"),
            (cut_shuffled_apart, "belong together"),
            (cut_unshuffled, "Shuffle first"),
            (cut_shuffled_once, "first one's order"),
            (cut_rows, "columns"),
            (cut_with_repeats, "come twice"),
            (cut_in_place, "changes its argument"),
        ],
    ),
    "9.3": Exercise(
        judge=judge_step,
        praise="A step against the mean gradient, and the old weights are left as they were.",
        hints=(
            "Downhill is against the gradient; the mean is the sum divided by how many there are.",
            "W and nabla_w have the same shape, and so has the result.",
            "W - eta / m * nabla_w",
        ),
        answer=step_downhill,
        also_right=[step_downhill_with_mean],
        wrong=[(f, m[:20]) for f, m in STEP_MISTAKES] + [(step_in_place, "changes its argument")],
    ),
    "9.4": Exercise(
        judge=judge_confusion,
        praise="Row: what it is. Column: what the network says. The diagonal is what went well.",
        hints=(
            "Start with a table of zeros and add 1 at one place for every digit.",
            "The table has shape (10, 10); the row is the label, the column the answer.",
            "for label, answer in zip(labels, predictions): counts[label, answer] += 1",
        ),
        answer=confusion,
        also_right=[confusion_by_add_at],
        wrong=[(f, m[:20]) for f, m in CONFUSION_MISTAKES],
    ),
    "9.5": Exercise(
        judge=judge_never,
        praise="By equation 4, δ times the pixel: where the pixel is always 0, nothing is learned.",
        hints=(
            "Equation 4: the gradient of a weight is δ times the activation before it. When is "
            "that product 0 for every image?",
            "images has shape (n, 28, 28). Reshape it to (n, 784), then ask about each column.",
            "(images.reshape(-1, 784) == 0).all(axis=0)",
        ),
        answer=never_inked,
        also_right=[never_inked_by_max],
        wrong=[(f, m[:20]) for f, m in NEVER_MISTAKES],
    ),
}
