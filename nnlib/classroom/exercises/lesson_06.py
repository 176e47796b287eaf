"""The exercises of lesson 06, the digits."""

import numpy as np

from nnlib.classroom.checking.old import Exercise, Wrong, call, compare, expect_array
from nnlib.digits.mnist import read_embedded

# 6.1 Where is a pixel in the column?

INDEX = 5 * 28 + 12


def judge_index(answer):
    named = {
        12 * 28 + 5: "row and column are swapped: 341 is row 12, column 5. The column is made row "
        "after row, so every row before this one puts 28 numbers ahead of it.",
        5 * 12: "5 · 12 multiplies row by column. Count the numbers that come before: five whole "
        "rows, then twelve more.",
        5 + 12: "5 + 12 is too few: each of the five rows above is 28 numbers long.",
        INDEX + 1: "153 counts from 1. The first number has index 0.",
        4 * 28 + 12: "124 is row 4. Rows count from 0, so five rows (0 to 4) come before row 5.",
        4 * 28 + 11: "123 is row 4, column 11. Both count from 0 already: subtract nothing.",
        5 * 28: "140 is where row 5 begins. Go on to its column 12.",
    }
    number = expect_array(answer, (), "the answer").item()
    if number in named:
        raise Wrong(named[number])
    if number != INDEX:
        raise Wrong(f"{number} is not it. How many numbers come before this one, row after row?")


# 6.2 How far apart are two pictures?


def distance(u, v):
    difference = u.astype(float) - v.astype(float)
    return np.sqrt(np.sum(difference**2))


def distance_by_norm(u, v):
    return np.linalg.norm(np.subtract(u, v, dtype=np.float64).ravel())


def distance_wrapping(u, v):
    return np.sqrt(np.sum((u - v) ** 2))


def distance_wrapping_before(u, v):
    return np.sqrt(np.sum((u - v).astype(float) ** 2))


def distance_without_root(u, v):
    return distance(u, v) ** 2


def distance_by_sizes(u, v):
    return np.abs(u.astype(float) - v).sum()


def distance_signed(u, v):
    return (u.astype(float) - v).sum()


def distance_of_the_mean(u, v):
    return np.sqrt(np.mean((u.astype(float) - v) ** 2))


def distance_by_rows(u, v):
    return np.sqrt(((u.astype(float) - v) ** 2).sum(axis=1))


def distance_in_shares(u, v):
    return distance(u, v) / 256


DISTANCE_MISTAKES = [
    (
        distance_wrapping,
        "uint8 wraps, here twice: 3 − 5 is 254, and 20 · 20 is 144. Write u.astype(float) first.",
    ),
    (
        distance_wrapping_before,
        "uint8 wraps: 3 − 5 is 254. The pictures must be floats *before* the difference is taken.",
    ),
    (distance_without_root, "this is the squared distance: the square root is missing."),
    (
        distance_by_sizes,
        "this adds the sizes of the differences. Square each, add, then take the root.",
    ),
    (
        distance_signed,
        "positive and negative differences cancel here. Square each before you add.",
    ),
    (distance_of_the_mean, "this takes the mean of the squares; their sum is wanted."),
    (distance_by_rows, "this is one number for each row; add up all 784 squares."),
    (distance_in_shares, "this is divided by 256. Take the pixels as they are, from 0 to 255."),
]


def judge_distance(function):
    images = read_embedded().train.images
    compare(function, distance, DISTANCE_MISTAKES, [(images[0], images[1]), (images[7], images[2])])


# 6.3 One-hot targets


def one_hot_columns(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[label, column] = 1
    return y


def one_hot_from_eye(labels):
    return np.eye(10)[:, labels]


def one_hot_off_by_one(labels):
    return np.eye(10)[:, np.asarray(labels) - 1]


def one_hot_holding_the_label(labels):
    return np.eye(10)[:, labels] * labels


def one_hot_in_rows(labels):
    return np.eye(10)[labels]


def one_hot_flat(labels):
    return np.eye(10)[labels[0]]


def one_hot_added_up(labels):
    return np.eye(10)[:, labels].sum(axis=1, keepdims=True)


def one_hot_inverted(labels):
    return 1 - np.eye(10)[:, labels]


def one_hot_whole_rows(labels):
    y = np.zeros((10, len(labels)))
    y[labels] = 1
    return y


def one_hot_of_integers(labels):
    return np.eye(10, dtype=int)[:, labels]


def one_hot_of_truths(labels):
    return np.arange(10).reshape(10, 1) == labels


ONE_HOT_MISTAKES = [
    (
        one_hot_off_by_one,
        "each 1 is one place too high. Indices start at 0: a 5 has its 1 at index 5.",
    ),
    (
        one_hot_holding_the_label,
        "the labels themselves stand there (5 for a 5, 0 for a 0). Write 1 instead: “yes”.",
    ),
    (
        one_hot_in_rows,
        "this has a row for each example, and a column is wanted: transpose it, or index the "
        "columns of np.eye(10).",
    ),
    (
        one_hot_flat,
        "this is one flat target, of shape (10,). A column for each label is wanted: (10, m).",
    ),
    (one_hot_added_up, "the columns are added up. Keep one column for each label."),
    (
        one_hot_whole_rows,
        "this fills whole rows; each 1 needs a row and a column: y[label, column] = 1.",
    ),
    (one_hot_inverted, "0 and 1 are swapped: only the digit itself gets the 1."),
]


def judge_one_hot(function):
    probes = [(np.array([5, 0, 9, 5, 1, 3, 7]),), (np.array([2, 8, 0]),)]
    compare(function, one_hot_columns, ONE_HOT_MISTAKES, probes)
    kind = np.asarray(call(function, *probes[0])).dtype.kind
    if kind == "b":
        raise Wrong(
            "these are True and False. A target is subtracted from outputs such as 0.98, and NumPy "
            "does not subtract truths: write 1.0 and 0.0, or add `.astype(float)`."
        )
    if kind != "f":
        raise Wrong(
            "these are whole numbers. A target is compared with outputs such as 0.98: store it as "
            "1.0 and 0.0 (np.zeros and np.eye do so if you do not ask for `int`)."
        )


# 6.4 The nearest average


def nearest_average(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    distances = [((test.images - average) ** 2).sum(axis=(1, 2)) for average in averages]
    return np.argmin(distances, axis=0)


def nearest_average_one_by_one(training, test):
    averages = [np.mean(training.images[training.labels == d], axis=0) for d in range(10)]
    return [int(np.argmin([distance(i, a) for a in averages])) for i in test.images]


def averages_of_the_test_set(training, test):
    return nearest_average(test, test)


def farthest_average(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmax([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


def average_in_uint8(training, test):
    averages = [
        training.images[training.labels == digit].mean(axis=0).astype(np.uint8)
        for digit in range(10)
    ]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


def differences_that_cancel(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([np.abs((test.images - a).sum(axis=(1, 2))) for a in averages], axis=0)


def differences_unsquared(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([np.abs(test.images - a).sum(axis=(1, 2)) for a in averages], axis=0)


def distances_only(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.min([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


def nearest_digit_of_each_average(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=1)


def labels_of_the_test_set(training, test):
    return test.labels


AVERAGE_MISTAKES = [
    (
        averages_of_the_test_set,
        "the averages come from the test digits, whose labels a reader must not know. Take them "
        "from `training`.",
    ),
    (farthest_average, "the farthest average is chosen. The nearest has the smallest distance."),
    (
        average_in_uint8,
        "the averages are uint8, and so the differences wrap: 3 − 5 is 254. Leave them as floats.",
    ),
    (
        differences_that_cancel,
        "the differences are added with their signs, so they cancel. Square each first.",
    ),
    (
        differences_unsquared,
        "the sizes of the differences are added, not their squares. That is another distance, and "
        "the squared one is wanted.",
    ),
    (distances_only, "these are the smallest distances. Which digit has it? np.argmin tells."),
    (
        nearest_digit_of_each_average,
        "the wrong axis: this finds a test image for each of the ten averages. With the ten "
        "averages as rows, axis=0 chooses among them.",
    ),
    (labels_of_the_test_set, "these are the test labels themselves: that is copying, not reading."),
]


def judge_nearest_average(function):
    embedded = read_embedded()
    probe = (embedded.train[:1500], embedded.test[:150])
    compare(function, nearest_average, AVERAGE_MISTAKES, [probe])


EXERCISES = {
    "6.1": Exercise(
        judge=judge_index,
        praise="Five whole rows of 28 come before, then twelve numbers: 5 · 28 + 12 = 152.",
        hints=(
            "The index of a number is how many numbers come before it.",
            "The picture has shape (28, 28), the column (784, 1). Rows 0 to 4 come first, 28 "
            "numbers each.",
            "5 * 28 + 12",
        ),
        answer=INDEX,
        also_right=[152.0, np.int64(152)],
        wrong=[
            (341, "swapped"),
            (60, "multiplies row by column"),
            (17, "too few"),
            (153, "counts from 1"),
            (124, "is row 4. Rows count"),
            (123, "column 11"),
            (140, "begins"),
            (512, "is not it"),
        ],
    ),
    "6.2": Exercise(
        judge=judge_distance,
        praise="784 differences, squared, added, and the root. And no uint8 among them.",
        hints=(
            "Pythagoras: the root of the sum of the squared differences. What does uint8 do to a "
            "difference below 0?",
            "u and v have shape (28, 28), and so have the differences and their squares. The sum "
            "of them all is one number.",
            "np.sqrt(np.sum((u.astype(float) - v.astype(float)) ** 2))",
        ),
        answer=distance,
        also_right=[distance_by_norm],
        wrong=[(f, m[:24]) for f, m in DISTANCE_MISTAKES],
    ),
    "6.3": Exercise(
        judge=judge_one_hot,
        praise="One column for each label, with 1.0 in the row that is its name.",
        hints=(
            "Start with zeros, and write a 1 at one place of each column.",
            "y has shape (10, m). The row is the label, the column is the number of the example.",
            "for column, label in enumerate(labels): y[label, column] = 1. In one line: "
            "np.eye(10)[:, labels]",
        ),
        answer=one_hot_columns,
        also_right=[one_hot_from_eye],
        wrong=[(f, m[:24]) for f, m in ONE_HOT_MISTAKES]
        + [(one_hot_of_integers, "whole numbers"), (one_hot_of_truths, "True and False")],
    ),
    "6.4": Exercise(
        judge=judge_nearest_average,
        praise="Ten averages from the training digits, and for each test digit the nearest one.",
        hints=(
            "First make the ten averages. Then ask each test picture: to which is it nearest?",
            "An average has shape (28, 28). `test.images - average` has shape (m, 28, 28); its "
            "squares, summed over axes 1 and 2, are m squared distances. Ten such rows: (10, m).",
            "distances = [((test.images - average) ** 2).sum(axis=(1, 2)) for average in averages]"
            "; then np.argmin(distances, axis=0)",
        ),
        answer=nearest_average,
        also_right=[nearest_average_one_by_one],
        wrong=[(f, m[:24]) for f, m in AVERAGE_MISTAKES],
    ),
}
