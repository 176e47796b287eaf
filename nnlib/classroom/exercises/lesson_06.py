"""The exercises of lesson 06, the digits."""

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, number
from nnlib.classroom.checking.values import settled
from nnlib.digits.mnist import read_embedded

# 6.1 Where is a pixel in the column?


def index(answer):
    """A reader for one index, which says so if row and column came."""
    answer = settled(answer)
    if isinstance(answer, list | tuple) and list(answer) == [5, 12]:
        raise Wrong("one index is wanted. `x` is a column: (5, 12) is the place in the picture.")
    return number(answer)


exercise_6_1 = Exercise(
    "6.1",
    praise="Five whole rows of 28 come before, then twelve numbers: 5 · 28 + 12 = 152.",
    hints=(
        "The index of a number is how many numbers come before it.",
        "The picture has shape (28, 28), the column (784, 1). Rows 0 to 4 come first, 28 numbers "
        "each.",
        "`5 * 28 + 12`",
    ),
    reads=index,
    solution=152,
    also_right=[152.0, np.int64(152)],
    wrong={
        341: "row and column are swapped: 341 is row 12, column 5. The column is made row after "
        "row, so every row before this one puts 28 numbers ahead of it.",
        60: "5 · 12 multiplies row by column. Count the numbers that come before: five whole rows, "
        "then twelve more.",
        17: "5 + 12 is too few: each of the five rows above is 28 numbers long.",
        153: "153 counts from 1. The first number has index 0.",
        151: "151 is one too few. Count the numbers that come before it: that is its index.",
        124: "124 is row 4. Rows count from 0, so five rows (0 to 4) come before row 5.",
        123: "123 is row 4, column 11. Both count from 0 already: subtract nothing.",
        140: "140 is where row 5 begins. Go on to its column 12.",
        147: "147 is 5 · 27 + 12. The last index of a row is 27, but a row has 28 numbers.",
        3: "3 is the number that stands there. Its index is asked for: its place in the column.",
        632: "632 is as far from the end. An index counts from the beginning.",
    },
    caught=[
        (512, "is not it"),
        (5.12, "whole number"),
        ((5, 12), "one index"),
        ("152", "remove the quotes"),
    ],
    otherwise="{} is not it. How many numbers come before this one, row after row?",
)


@exercise_6_1.judge
def judge_index(place):
    if place != int(place):
        raise Wrong(f"an index is a whole number; {place:.5g} came. Where does the number stand?")
    exercise_6_1.compare(place)


# 6.2 How far apart are two pictures?

exercise_6_2 = Exercise(
    "6.2",
    praise="784 differences, squared, added, and the root. And no uint8 among them.",
    hints=(
        "Pythagoras: the root of the sum of the squared differences. What does uint8 do to a "
        "difference below 0?",
        "u and v have shape (28, 28), and so have the differences and their squares. The sum "
        "of them all is one number.",
        "`np.sqrt(np.sum((u.astype(float) - v.astype(float)) ** 2))`",
    ),
)


@exercise_6_2.solution
def distance(u, v):
    difference = u.astype(float) - v.astype(float)
    return np.sqrt(np.sum(difference**2))


@exercise_6_2.also_right
def distance_by_norm(u, v):
    return np.linalg.norm(np.subtract(u, v, dtype=np.float64).ravel())


@exercise_6_2.wrong(
    "uint8 wraps, here twice: 3 − 5 is 254, and 20 · 20 is 144. Write u.astype(float) first."
)
def distance_wrapping(u, v):
    return np.sqrt(np.sum((u - v) ** 2))


@exercise_6_2.wrong(
    "uint8 wraps: 3 − 5 is 254. The pictures must be floats *before* the difference is taken."
)
def distance_wrapping_before(u, v):
    return np.sqrt(np.sum((u - v).astype(float) ** 2))


@exercise_6_2.wrong("this is the squared distance: the square root is missing.")
def distance_without_root(u, v):
    return distance(u, v) ** 2


@exercise_6_2.wrong("this adds the sizes of the differences. Square each, add, then take the root.")
def distance_by_sizes(u, v):
    return np.abs(u.astype(float) - v).sum()


@exercise_6_2.wrong("positive and negative differences cancel here. Square each before you add.")
def distance_signed(u, v):
    return (u.astype(float) - v).sum()


@exercise_6_2.wrong("positive and negative differences cancel here. Square each before you add.")
def distance_of_the_sums(u, v):
    return np.sqrt((u.astype(float) - v).sum() ** 2)


@exercise_6_2.wrong("this takes the mean of the squares; their sum is wanted.")
def distance_of_the_mean(u, v):
    return np.sqrt(np.mean((u.astype(float) - v) ** 2))


@exercise_6_2.wrong("this is one number for each row; add up all 784 squares.")
def distance_by_rows(u, v):
    return np.sqrt(((u.astype(float) - v) ** 2).sum(axis=1))


@exercise_6_2.wrong("this is divided by 256. Take the pixels as they are, from 0 to 255.")
def distance_in_shares(u, v):
    return distance(u, v) / 256


@exercise_6_2.wrong(
    "int16 has no room for 255² = 65025, so the squares wrap. Write u.astype(float) first."
)
def distance_in_int16(u, v):
    return np.sqrt(np.sum((u.astype(np.int16) - v.astype(np.int16)) ** 2, dtype=float))


@exercise_6_2.wrong("the pictures are added. The difference is wanted: minus, pixel by pixel.")
def distance_by_plus(u, v):
    return np.sqrt(np.sum((u.astype(float) + v) ** 2))


@exercise_6_2.wrong(
    "this is how far the lengths of the two pictures differ. Take the difference of each pixel "
    "first, then square, add, and take the root."
)
def distance_of_the_lengths(u, v):
    return abs(np.linalg.norm(u.astype(float)) - np.linalg.norm(v.astype(float)))


@exercise_6_2.wrong(
    "this is the largest difference. Square each difference, add all 784, then take the root."
)
def distance_by_the_largest(u, v):
    return np.abs(u.astype(float) - v).max()


@exercise_6_2.wrong("the last row and the last column are left out: `range(28)` goes up to 27.")
def distance_without_the_rim(u, v):
    return distance(u[:27, :27], v[:27, :27])


@exercise_6_2.probes
def pictures():
    """Two pairs of digits, two pictures with ink up to the rim, and paper beside ink."""
    images = read_embedded().train.images
    full = np.random.default_rng(6).integers(0, 256, (2, 28, 28), np.uint8)
    paper, ink = np.zeros((28, 28), np.uint8), np.full((28, 28), 255, np.uint8)
    return [(images[0], images[1]), (images[7], images[2]), tuple(full), (paper, ink)]


# 6.3 One-hot targets

exercise_6_3 = Exercise(
    "6.3",
    praise="One column for each label, with 1.0 in the row that is its name.",
    hints=(
        "Start with zeros, and write a 1 at one place of each column.",
        "y has shape (10, m). The row is the label, the column is the number of the example.",
        "`for column, label in enumerate(labels): y[label, column] = 1`. In one line: "
        "`np.eye(10)[:, labels]`",
    ),
)


@exercise_6_3.solution
def one_hot_columns(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[label, column] = 1
    return y


@exercise_6_3.also_right
def one_hot_from_eye(labels):
    return np.eye(10)[:, labels]


@exercise_6_3.wrong("each 1 is one place too high. Indices start at 0: a 5 has its 1 at index 5.")
def one_hot_off_by_one(labels):
    return np.eye(10)[:, np.asarray(labels) - 1]


@exercise_6_3.wrong(
    "the labels themselves stand there (5 for a 5, 0 for a 0). Write 1 instead: “yes”."
)
def one_hot_holding_the_label(labels):
    return np.eye(10)[:, labels] * labels


@exercise_6_3.wrong(
    "this has a row for each example, and a column is wanted: transpose it, or index the "
    "columns of np.eye(10)."
)
def one_hot_in_rows(labels):
    return np.eye(10)[labels]


@exercise_6_3.wrong(
    "this is one flat target, of shape (10,). A column for each label is wanted: (10, m)."
)
def one_hot_flat(labels):
    return np.eye(10)[labels[0]]


@exercise_6_3.wrong("the columns are added up. Keep one column for each label.")
def one_hot_added_up(labels):
    return np.eye(10)[:, labels].sum(axis=1, keepdims=True)


@exercise_6_3.wrong("0 and 1 are swapped: only the digit itself gets the 1.")
def one_hot_inverted(labels):
    return 1 - np.eye(10)[:, labels]


@exercise_6_3.wrong("this fills whole rows; each 1 needs a row and a column: y[label, column] = 1.")
def one_hot_whole_rows(labels):
    y = np.zeros((10, len(labels)))
    y[labels] = 1
    return y


@exercise_6_3.caught("whole numbers")
def one_hot_of_integers(labels):
    return np.eye(10, dtype=int)[:, labels]


@exercise_6_3.caught("True and False")
def one_hot_of_truths(labels):
    return np.arange(10).reshape(10, 1) == labels


@exercise_6_3.wrong(
    "reshape does not turn rows into columns: it reads number after number into new rows. "
    "Transpose instead: `.T`."
)
def one_hot_reshaped(labels):
    return np.eye(10)[labels].reshape(10, -1)


@exercise_6_3.wrong("row and column are exchanged: the label is the row, so it stands first.")
def one_hot_exchanged(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[column, label] = 1
    return y


@exercise_6_3.wrong("the last label has no 1. `range(m)` ends at m − 1 already.")
def one_hot_without_the_last(labels):
    y = np.eye(10)[:, labels]
    y[:, -1] = 0
    return y


@exercise_6_3.wrong("these are all ones up to the label. Only the row of the label itself has a 1.")
def one_hot_thermometer(labels):
    return (np.arange(10).reshape(10, 1) <= labels).astype(float)


@exercise_6_3.wrong("the labels are sorted here. Leave them in the order in which they come.")
def one_hot_sorted(labels):
    return np.eye(10)[:, np.sort(labels)]


@exercise_6_3.caught("a list has no shape")
def one_hot_as_a_list(labels):
    return one_hot_columns(labels).tolist()


@exercise_6_3.probes
def labels():
    """Some digits twice, some not at all, the first and the last; ten of them, as many as rows."""
    many = [[5, 0, 9, 5, 1, 3, 7], [2, 8, 0], [9, 4, 4, 0, 7, 1, 3, 6, 2, 8], [6]]
    return [(np.array(some),) for some in many]


@exercise_6_3.judge
def judge_one_hot(function):
    exercise_6_3.compare(function)
    result = exercise_6_3.call(function, *exercise_6_3.all_probes[0])
    if not isinstance(result, np.ndarray):
        raise Wrong(
            "the numbers are right, but this is a list, and a list has no shape. Make it an array: "
            "`np.array(...)`."
        )
    if result.dtype.kind == "b":
        raise Wrong(
            "these are True and False. A target is subtracted from outputs such as 0.98, and NumPy "
            "does not subtract truths: write 1.0 and 0.0, or add `.astype(float)`."
        )
    if result.dtype.kind != "f":
        raise Wrong(
            "these are whole numbers. A target is compared with outputs such as 0.98: store it as "
            "1.0 and 0.0 (np.zeros and np.eye do so if you do not ask for `int`)."
        )


# 6.4 The nearest average

exercise_6_4 = Exercise(
    "6.4",
    praise="Ten averages from the training digits, and for each test digit the nearest one.",
    hints=(
        "First make the ten averages. Then ask each test picture: to which is it nearest?",
        "An average has shape (28, 28). `test.images - average` has shape (m, 28, 28); its "
        "squares, summed over axes 1 and 2, are m squared distances. Ten such rows: (10, m).",
        "`distances = [((test.images - average) ** 2).sum(axis=(1, 2)) for average in averages]`"
        "; then `np.argmin(distances, axis=0)`",
    ),
)


@exercise_6_4.solution
def nearest_average(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    distances = [((test.images - average) ** 2).sum(axis=(1, 2)) for average in averages]
    return np.argmin(distances, axis=0)


@exercise_6_4.also_right
def nearest_average_one_by_one(training, test):
    averages = [np.mean(training.images[training.labels == d], axis=0) for d in range(10)]
    return [int(np.argmin([distance(i, a) for a in averages])) for i in test.images]


@exercise_6_4.wrong(
    "the averages come from the test digits, whose labels a reader must not know. Take them "
    "from `training`."
)
def averages_of_the_test_set(training, test):
    return nearest_average(test, test)


@exercise_6_4.wrong("the farthest average is chosen. The nearest has the smallest distance.")
def farthest_average(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmax([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


@exercise_6_4.wrong(
    "the averages are uint8, and so the differences wrap: 3 − 5 is 254. Leave them as floats."
)
def average_in_uint8(training, test):
    averages = [
        training.images[training.labels == digit].mean(axis=0).astype(np.uint8)
        for digit in range(10)
    ]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


DARKNESS = (
    "here only the darkness of a picture counts: all its pixels are added up or averaged before "
    "they are compared. Keep the average of each pixel, `mean(axis=0)`, of shape (28, 28), and "
    "square each difference before you add."
)


@exercise_6_4.wrong(DARKNESS)
def differences_that_cancel(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([np.abs((test.images - a).sum(axis=(1, 2))) for a in averages], axis=0)


@exercise_6_4.wrong(DARKNESS)
def averages_of_all_pixels(training, test):
    averages = [training.images[training.labels == digit].mean() for digit in range(10)]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


@exercise_6_4.wrong("these are sums, not averages: divide by how many there are, or use `mean`.")
def sums_for_averages(training, test):
    averages = [training.images[training.labels == d].sum(axis=0, dtype=float) for d in range(10)]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


@exercise_6_4.wrong("this takes the median of each pixel. The average is its mean.")
def nearest_median(training, test):
    middle = [np.median(training.images[training.labels == d], axis=0) for d in range(10)]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in middle], axis=0)


@exercise_6_4.wrong(
    "this is the label of the nearest stored digit. Compare with the ten averages instead."
)
def nearest_stored_digit(training, test):
    stored = training.images.reshape(len(training), -1).astype(float)
    nearest = [np.argmin(((stored - x.ravel()) ** 2).sum(axis=1)) for x in test.images]
    return training.labels[nearest]


@exercise_6_4.wrong(
    "the sizes of the differences are added, not their squares. That is another distance, and "
    "the squared one is wanted."
)
def differences_unsquared(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([np.abs(test.images - a).sum(axis=(1, 2)) for a in averages], axis=0)


@exercise_6_4.wrong("these are the smallest distances. Which digit has it? np.argmin tells.")
def distances_only(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.min([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=0)


@exercise_6_4.wrong(
    "the wrong axis: this finds a test image for each of the ten averages. With the ten "
    "averages as rows, axis=0 chooses among them."
)
def nearest_digit_of_each_average(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages], axis=1)


@exercise_6_4.wrong(
    "`argmin` without an axis gives one place, that of the smallest distance of all. Each test "
    "picture wants its own nearest average: axis=0."
)
def one_place_for_all(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([((test.images - a) ** 2).sum(axis=(1, 2)) for a in averages])


@exercise_6_4.wrong(
    "`sum` without an axis adds up the squares of all test pictures. Each picture wants its own "
    "distance: axis=(1, 2)."
)
def one_distance_for_all(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    return np.argmin([((test.images - a) ** 2).sum() for a in averages], axis=0)


@exercise_6_4.wrong("these are the test labels themselves: that is copying, not reading.")
def labels_of_the_test_set(training, test):
    return test.labels


@exercise_6_4.probes
def sets_of_digits():
    """Two small sets; the second has no 0 and no 9 to read."""
    embedded = read_embedded()
    some, inner = embedded.train, embedded.validation[:90]
    inner = inner[np.flatnonzero((inner.labels > 0) & (inner.labels < 9))]
    return [(some[:800], embedded.test[:150]), (some[800:1500], inner)]
