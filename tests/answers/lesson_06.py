"""Lesson 06, the digits: an index, a distance, one-hot targets, the nearest average."""

import math
from decimal import Decimal
from fractions import Fraction
from functools import partial

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    CHANGES,
    ENDLESS,
    FIXED,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ONE,
    QUOTES,
    ROUNDED,
    SHAPE,
    SUM,
)
from nnlib import average_digits, nearest_average, nearest_neighbours, one_hot

# 6.1: row 5, column 12 in a picture of 28 columns: 152.

right_value("6.1", 152, "counted")
right_value("6.1", 28 * 5 + 12, "the formula")
right_value("6.1", 152.0, "a float")
right_value("6.1", np.ravel_multi_index((5, 12), (28, 28)), "ravel_multi_index")
right_value("6.1", np.arange(784).reshape(28, 28)[5, 12], "looked up in a numbered picture")
right_value("6.1", np.array([152]), "an array of one number")
right_value("6.1", np.uint8(152), "a uint8")
right_value("6.1", Fraction(152), "a fraction")
right_value("6.1", Decimal(152), "a Decimal")

wrong_value(
    "6.1", 12 * 28 + 5, "row and column exchanged", ("column", "exchang", "swap", "row after")
)
wrong_value("6.1", 153, "counted from 1", ("from 1", "count"))
wrong_value("6.1", 151, "one too few", ("count",))
wrong_value("6.1", 4 * 28 + 12, "row 5 taken for the fifth", ("row", "count"))
wrong_value("6.1", 4 * 28 + 11, "both counted from 1", ("count",))
wrong_value("6.1", 60, "5 · 12", ("28", "multipl", "row"))
wrong_value("6.1", 17, "5 + 12", ("28", "row"))
wrong_value("6.1", (5, 12), "row and column", ("index", "single"))
wrong_value("6.1", 3, "the number that stands there", ("index", "where", "place", "value"))
wrong_value("6.1", 3 / 256, "the number in the column", ("index", "where", "place", "value"))
wrong_value("6.1", "152", "a text", QUOTES)
wrong_value("6.1", 5 * 27 + 12, "27 columns", ("28", "27"))
wrong_value("6.1", 6 * 28 + 12, "a row too many", ("row",))
wrong_value("6.1", 6 * 28 + 13, "row and column 1 further", ("count", "row"))
wrong_value("6.1", 784 - 152, "from the end", None)
wrong_value("6.1", 5 * 20 + 12, "the box of 20", ("28", "20"))
wrong_value("6.1", 140, "the start of the row", ("12", "column", "row"))
wrong_value("6.1", 195, "row 6, column 27, miscounted", None)
wrong_value("6.1", 152 / 784, "a share", ("whole", "index"))
wrong_value("6.1", None, "the result of print", NOTHING)
wrong_value("6.1", lambda row, column: 28 * row + column, "the formula as a function", FUNCTION)

# 6.2: the distance of two uint8 pictures.


@right("6.2", "floats, squares, sum, root")
def my_distance(u, v):
    return np.sqrt(np.sum((u.astype(float) - v.astype(float)) ** 2))


@right("6.2", "one of the two as floats is enough")
def my_distance(u, v):
    return np.sqrt(((u.astype(np.float64) - v) ** 2).sum())


@right("6.2", "whole numbers of 32 bits")
def my_distance(u, v):
    difference = u.astype(np.int32) - v.astype(np.int32)
    return float(np.sqrt((difference * difference).sum()))


@right("6.2", "np.linalg.norm")
def my_distance(u, v):
    return np.linalg.norm(u.astype(float) - v.astype(float))


@right("6.2", "loops over rows and columns")
def my_distance(u, v):
    total = 0
    for row in range(u.shape[0]):
        for column in range(u.shape[1]):
            total += (int(u[row, column]) - int(v[row, column])) ** 2
    return math.sqrt(total)


@right("6.2", "math.dist")
def my_distance(u, v):
    return math.dist(u.ravel().tolist(), v.ravel().tolist())


@right("6.2", "a dot product of the flat difference")
def my_distance(u, v):
    d = np.subtract(u, v, dtype=float).ravel()
    return (d @ d) ** 0.5


@right("6.2", "the multiplied-out formula")
def my_distance(u, v):
    u, v = u.ravel().astype(float), v.ravel().astype(float)
    return np.sqrt(u @ u - 2 * u @ v + v @ v)


@right("6.2", "the larger minus the smaller, before floats")
def my_distance(u, v):
    gap = np.maximum(u, v) - np.minimum(u, v)
    return np.sqrt(np.sum(gap.astype(float) ** 2))


@right("6.2", "float32")
def my_distance(u, v):
    return np.sqrt(((u.astype(np.float32) - v.astype(np.float32)) ** 2).sum())


@right("6.2", "an array of one number, by einsum")
def my_distance(u, v):
    d = (u * 1.0 - v * 1.0).reshape(1, -1)
    return np.sqrt(np.einsum("ij,ij->i", d, d))


right_value("6.2", lambda a, b: float(np.hypot.reduce(a.ravel() - b.ravel() * 1.0)), "hypot")


@right("6.2", "zip, sum and a generator, printing the squares' sum")
def my_distance(first, second):
    squares = (
        (a - b) ** 2 for a, b in zip(first.ravel().tolist(), second.ravel().tolist(), strict=True)
    )
    total = sum(squares)
    print(total)
    return total**0.5


@wrong("6.2", "subtracts bytes: 3 − 5 is 254", ("uint8", "float", "254", "byte"))
def my_distance(u, v):
    return np.sqrt(np.sum((u - v) ** 2))


@wrong("6.2", "floats too late", ("uint8", "float", "before", "254"))
def my_distance(u, v):
    return np.sqrt(np.sum((u - v).astype(float) ** 2))


@wrong("6.2", "the norm of a difference of bytes", ("uint8", "float", "254", "byte"))
def my_distance(u, v):
    return np.linalg.norm(u - v)


@wrong("6.2", "int16: 255² has no room", ("int16", "overflow", "room", "float", "too large"))
def my_distance(u, v):
    d = u.astype(np.int16) - v.astype(np.int16)
    return np.sqrt(np.sum(d * d))


@wrong("6.2", "no root", ("root", "sqrt", "square"))
def my_distance(u, v):
    return np.sum((u.astype(float) - v) ** 2)


@wrong("6.2", "adds the differences, not squared", ("square",))
def my_distance(u, v):
    return np.sum(np.abs(u.astype(float) - v))


@wrong("6.2", "the root of the absolute differences", ("square",))
def my_distance(u, v):
    return np.sqrt(np.sum(np.abs(u.astype(float) - v)))


@wrong("6.2", "the mean of the squares", SUM)
def my_distance(u, v):
    return np.sqrt(np.mean((u.astype(float) - v) ** 2))


@wrong("6.2", "squares of the sum of the differences", ("square", "sum", "first", "each"))
def my_distance(u, v):
    return np.sqrt(np.sum(u.astype(float) - v) ** 2)


@wrong("6.2", "the root of each before the sum", ("root", "sum", "after"))
def my_distance(u, v):
    return np.sum(np.sqrt((u.astype(float) - v) ** 2))


@wrong("6.2", "one distance for each row", ("one number", "axis", "shape", "row"))
def my_distance(u, v):
    return np.sqrt(np.sum((u.astype(float) - v) ** 2, axis=1))


@wrong("6.2", "divided by 256", ("256", "divid", "scale"))
def my_distance(u, v):
    return np.sqrt(np.sum((u / 256 - v / 256) ** 2))


@wrong("6.2", "the spectral norm: ord=2 of a table", ("norm", "ord", "square", "sum"))
def my_distance(u, v):
    return np.linalg.norm(u.astype(float) - v, 2)


@wrong("6.2", "plus for minus", ("minus", "difference", "plus", "subtract"))
def my_distance(u, v):
    return np.sqrt(np.sum((u.astype(float) + v) ** 2))


@wrong("6.2", "the difference of the lengths", ("length", "difference", "each", "pixel"))
def my_distance(u, v):
    return abs(np.linalg.norm(u.astype(float)) - np.linalg.norm(v.astype(float)))


@wrong("6.2", "the absolute difference of bytes", ("uint8", "float", "254", "byte"))
def my_distance(u, v):
    return np.sqrt(np.sum(np.abs(u - v).astype(float) ** 2))


@wrong("6.2", "right only where u is darker: bytes squared in floats", ("uint8", "float", "254"))
def my_distance(u, v):
    d = np.subtract(u, v)
    return math.sqrt(sum(int(x) ** 2 for x in d.ravel()))


@wrong("6.2", "the first row only", ("row", "pixel"))
def my_distance(u, v):
    d = u[0].astype(float) - v[0]
    return np.sqrt(np.sum(d**2))


@wrong("6.2", "the loop loses the last row and column", ("last", "row", "column"))
def my_distance(u, v):
    total = 0.0
    for i in range(27):
        for j in range(27):
            total += (float(u[i, j]) - float(v[i, j])) ** 2
    return np.sqrt(total)


@wrong("6.2", "prints", NOTHING)
def my_distance(u, v):
    print(np.sqrt(np.sum((u.astype(float) - v) ** 2)))


@wrong("6.2", "no return", NOTHING)
def my_distance(u, v):
    d = u.astype(float) - v.astype(float)
    distance = np.sqrt(np.sum(d**2))


@wrong("6.2", "rounded to a whole number", ROUNDED)
def my_distance(u, v):
    return int(np.sqrt(np.sum((u.astype(float) - v) ** 2)))


@wrong("6.2", "a matrix product for a square", ("elementwise", "**", "square", "each"))
def my_distance(u, v):
    d = u.astype(float) - v
    return np.sqrt(np.sum(d @ d))


@wrong("6.2", "the largest difference", ("largest", "max", "sum"))
def my_distance(u, v):
    return np.max(np.abs(u.astype(float) - v))


@wrong("6.2", "the warm-up's answer", FIXED)
def my_distance(u, v):
    return 50.0


@wrong("6.2", "swaps ink and paper of its argument", CHANGES)
def my_distance(u, v):
    u[:] = 255 - u
    v[:] = 255 - v
    return np.sqrt(np.sum((u.astype(float) - v) ** 2))


@wrong("6.2", "^ for **", ("**",))
def my_distance(u, v):
    return np.sqrt(np.sum((u.astype(int) - v.astype(int)) ^ 2))


wrong_value("6.2", 50.0, "a number for a function", NO_FUNCTION)
wrong_value("6.2", np.linalg.norm, "norm itself: the second argument is no picture", None)

# 6.3: one-hot targets, (10, m), floats.


@right("6.3", "the unit matrix's rows, turned")
def my_one_hot(labels):
    return np.eye(10)[labels].T


@right("6.3", "the unit matrix's columns")
def my_one_hot(labels):
    return np.eye(10)[:, labels]


@right("6.3", "a loop over the columns")
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[label, column] = 1
    return y


@right("6.3", "two lists of places at once")
def my_one_hot(labels):
    y = np.zeros((10, labels.size))
    y[labels, np.arange(labels.size)] = 1.0
    return y


@right("6.3", "broadcasting a comparison")
def my_one_hot(labels):
    return (np.arange(10).reshape(10, 1) == labels).astype(float)


@right("6.3", "a list of lists")
def my_one_hot(labels):
    return np.array([[1.0 if label == digit else 0.0 for label in labels] for digit in range(10)])


@right("6.3", "np.where")
def my_one_hot(labels):
    return np.where(np.arange(10)[:, None] == labels[None, :], 1.0, 0.0)


@right("6.3", "column by column, stacked")
def my_one_hot(labels):
    columns = []
    for label in labels:
        column = np.zeros((10, 1))
        column[label] = 1
        columns.append(column)
    return np.hstack(columns)


@right("6.3", "np.equal.outer, times one")
def my_one_hot(labels):
    return np.equal.outer(np.arange(10), labels) * 1.0


@right("6.3", "float32")
def my_one_hot(labels):
    return np.identity(10, dtype=np.float32)[labels].T


right_value("6.3", lambda digits: one_hot(digits), "nnlib's, passed on")


@right("6.3", "row by row, a mask for each digit")
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for digit in range(10):
        y[digit, labels == digit] = 1
    return y


@right("6.3", "np.put_along_axis, with a default")
def my_one_hot(labels, classes=10):
    y = np.zeros((classes, len(labels)))
    np.put_along_axis(y, np.asarray(labels, dtype=int).reshape(1, -1), 1.0, axis=0)
    return y


@wrong("6.3", "an example in each row", ("transpos", "row", "column", "shape", ".t"))
def my_one_hot(labels):
    return np.eye(10)[labels]


@wrong("6.3", "reshaped instead of turned", ("transpos", "reshape", ".t"))
def my_one_hot(labels):
    return np.eye(10)[labels].reshape(10, -1)


@wrong("6.3", "True and False", ("float", "true", "bool"))
def my_one_hot(labels):
    return np.arange(10).reshape(10, 1) == labels


@wrong("6.3", "whole numbers", ("float", "whole", "int"))
def my_one_hot(labels):
    return np.eye(10, dtype=int)[:, labels]


@wrong("6.3", "as many rows as digits occur", ("10", "ten", "rows", "shape"))
def my_one_hot(labels):
    y = np.zeros((max(labels) + 1, len(labels)))
    y[labels, np.arange(len(labels))] = 1
    return y


@wrong("6.3", "ones in whole columns: y[:, labels]", ("column", "each", "sum"))
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for column in range(len(labels)):
        y[:, column] = labels[column]
    return y


@wrong("6.3", "all columns at once: y[labels] = 1 fills rows", ("row", "column", "each"))
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    y[labels] = 1
    return y


@wrong("6.3", "the label for the 1", ("label",))
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[label, column] = label
    return y


@wrong("6.3", "one place too far down", ("index", "place"))
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[label - 1, column] = 1
    return y


@wrong("6.3", "the last label is lost", ("last",))
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for column in range(len(labels) - 1):
        y[labels[column], column] = 1
    return y


@wrong("6.3", "the first label only", ("first", "column", "shape", "indent"))
def my_one_hot(labels):
    for label in labels:
        y = np.zeros((10, 1))
        y[label] = 1
        return y


@wrong("6.3", "ten digits, no more and no less", ("shape", "length", "number of"))
def my_one_hot(labels):
    y = np.zeros((10, 10))
    for column in range(10):
        y[labels[column], column] = 1
    return y


@wrong("6.3", "zeros and ones turned round", ("opposite", "turned", "swap", "exchang"))
def my_one_hot(labels):
    return 1 - np.eye(10)[:, labels]


@wrong("6.3", "a list of lists, no array", ("array", "list"))
def my_one_hot(labels):
    return [[float(label == digit) for label in labels] for digit in range(10)]


@wrong("6.3", "a list of columns", ("array", "list", "side by side", "shape"))
def my_one_hot(labels):
    return [one_hot(int(label)) for label in labels]


@wrong("6.3", "shape (m, 10, 1)", SHAPE)
def my_one_hot(labels):
    return np.array([np.eye(10)[:, [label]] for label in labels])


@wrong("6.3", "no return", NOTHING)
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[label, column] = 1


@wrong("6.3", "prints", NOTHING)
def my_one_hot(labels):
    print(np.eye(10)[labels].T)


@wrong("6.3", "nine rows: the nine is left out", ("9", "10", "ten", "shape"))
def my_one_hot(labels):
    return np.array([[float(label == digit) for label in labels] for digit in range(9)])


@wrong("6.3", "ones where zeros should be: np.ones", ("ones", "zeros"))
def my_one_hot(labels):
    y = np.ones((10, len(labels)))
    for column, label in enumerate(labels):
        y[label, column] = 1
    return y


@wrong("6.3", "counts the labels", ("count", "column", "shape"))
def my_one_hot(labels):
    return np.bincount(labels, minlength=10).reshape(10, 1).astype(float)


@wrong(
    "6.3", "a label that occurs again moves the 1 from its old column", ("again", "twice", "repeat")
)
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for digit in range(10):
        places = np.flatnonzero(labels == digit)
        if len(places):
            y[digit, places[-1]] = 1
    return y


@wrong("6.3", "one column too many", ("shape", "column"))
def my_one_hot(labels):
    y = np.zeros((10, len(labels) + 1))
    for column, label in enumerate(labels):
        y[label, column] = 1
    return y


@wrong("6.3", "sorts the labels first", ("sort", "order", "chang"))
def my_one_hot(labels):
    return np.eye(10)[:, np.sort(labels)]


@wrong("6.3", "sorts its argument", (*CHANGES, "sort"))
def my_one_hot(labels):
    labels.sort()
    return np.eye(10)[:, labels]


@wrong("6.3", "the second gap: a dot in a column", GAP)
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    return ..., y


wrong_value("6.3", np.eye(10), "the unit matrix for a function", NO_FUNCTION)
wrong_value("6.3", np.eye, "np.eye itself", None)

# 6.4: for each test image the digit whose average is nearest, shape (m,).


@right("6.4", "nnlib's two functions")
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return nearest_average(averages, test.images)


@right("6.4", "a loop over the test images")
def my_nearest_average(training, test):
    averages = [training.images[training.labels == digit].mean(axis=0) for digit in range(10)]
    predictions = []
    for image in test.images:
        distances = [np.sum((image - average) ** 2) for average in averages]
        predictions.append(np.argmin(distances))
    return np.array(predictions)


@right("6.4", "broadcasting over all pairs")
def my_nearest_average(training, test):
    x = training.images.reshape(len(training.images), -1) / 256
    averages = np.array([x[training.labels == digit].mean(axis=0) for digit in range(10)])
    t = test.images.reshape(len(test.images), 1, -1) / 256
    return ((t - averages) ** 2).sum(axis=2).argmin(axis=1)


@right("6.4", "sums and counts with one-hot targets, a matrix product")
def my_nearest_average(training, test):
    x = training.images.reshape(len(training.labels), -1).astype(float)
    y = np.eye(10)[training.labels]
    averages = (y.T @ x) / y.sum(axis=0).reshape(10, 1)
    t = test.images.reshape(len(test.labels), -1).astype(float)
    squared = (averages**2).sum(axis=1) - 2 * t @ averages.T
    return np.argmin(squared, axis=1)


@right("6.4", "with the root, by norm")
def my_nearest_average(training, test):
    table = np.zeros((10, len(test.images)))
    for digit in range(10):
        average = training.images[training.labels == digit].astype(float).mean(axis=0)
        table[digit] = np.linalg.norm(test.images - average, axis=(1, 2))
    return table.argmin(axis=0)


@right("6.4", "a dictionary of averages and min with a key")
def my_nearest_average(train, others):
    averages = {d: train.images[train.labels == d].mean(axis=0) for d in range(10)}

    def read(image):
        return min(averages, key=lambda d: ((image - averages[d]) ** 2).sum())

    return np.array([read(image) for image in others.images])


@right("6.4", "float32, einsum")
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels).astype(np.float32)
    images = test.images.astype(np.float32)
    cross = np.einsum("mij,dij->md", images, averages)
    squares = np.einsum("dij,dij->d", averages, averages)
    return (squares - 2 * cross).argmin(axis=1)


@right("6.4", "best so far, filled into an array of whole numbers, prints its progress")
def my_nearest_average(training, test):
    images = test.images.astype(float)
    best = np.full(len(images), np.inf)
    said = np.zeros(len(images), dtype=int)
    for digit in range(10):
        average = np.mean(training.images[training.labels == digit], axis=0)
        distance = ((images - average) ** 2).sum(axis=(1, 2))
        nearer = distance < best
        best[nearer], said[nearer] = distance[nearer], digit
    print("done", len(said))
    return said


right_value(
    "6.4",
    lambda a, b: nearest_average(average_digits(a.images, a.labels), b.images),
    "a lambda",
)


@right("6.4", "a helper for the averages, predictions as uint8 like labels")
def my_nearest_average(training, test):
    def average_of(digit):
        chosen = [im for im, label in zip(training.images, training.labels) if label == digit]
        return np.mean(chosen, axis=0)

    averages = np.array([average_of(digit) for digit in range(10)])
    rows = [((averages - image) ** 2).sum(axis=(1, 2)).argmin() for image in test.images]
    return np.array(rows, dtype=np.uint8)


class Reader:
    def learn(self, training):
        self.averages = average_digits(training.images, training.labels)
        return self

    def __call__(self, training, test):
        return nearest_average(self.learn(training).averages, test.images)


right_value("6.4", Reader(), "an object that can be called")


@wrong(
    "6.4", "argmax: the farthest average", ("argmax", "farthest", "largest", "argmin", "smallest")
)
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return np.array([((averages - im) ** 2).sum(axis=(1, 2)).argmax() for im in test.images])


@wrong("6.4", "the nearest stored digit, reader three", ("neighbour", "average", "stored"))
def my_nearest_average(training, test):
    return training.labels[nearest_neighbours(training.images, test.images)]


@wrong("6.4", "the place of the nearest stored digit", ("neighbour", "index", "0 to 9", "digit"))
def my_nearest_average(training, test):
    return nearest_neighbours(training.images, test.images)


@wrong("6.4", "darkness, reader one", ("dark", "pixel"))
def my_nearest_average(training, test):
    dark = training.images.mean(axis=(1, 2))
    means = np.array([dark[training.labels == digit].mean() for digit in range(10)])
    table = np.abs(means.reshape(10, 1) - test.images.mean(axis=(1, 2)))
    return table.argmin(axis=0)


@wrong("6.4", "averages of the test digits", ("test", "training"))
def my_nearest_average(training, test):
    return nearest_average(average_digits(test.images, test.labels), test.images)


@wrong("6.4", "reads the training digits", ("test", "training", "shape"))
def my_nearest_average(training, test):
    return nearest_average(average_digits(training.images, training.labels), training.images)


@wrong("6.4", "training and test exchanged", ("test", "training", "swap", "exchang", "shape"))
def my_nearest_average(test, training):
    return nearest_average(average_digits(training.images, training.labels), test.images)


@wrong("6.4", "the test labels: they are the question", ("label", "test"))
def my_nearest_average(training, test):
    return test.labels


@wrong("6.4", "the share that is right", ("prediction", "score", "share", "shape", "each"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return np.mean(nearest_average(averages, test.images) == test.labels)


@wrong("6.4", "one average of all digits", ("each digit", "ten", "average", "digit"))
def my_nearest_average(training, test):
    average = training.images.mean(axis=0)
    distances = [((average - im) ** 2).sum() for im in test.images]
    return np.full(len(test.images), np.argmin(distances))


@wrong("6.4", "the averages cut to bytes, then subtracted as bytes", ("uint8", "float", "254"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels).astype(np.uint8)
    return np.array([((averages - im) ** 2).sum(axis=(1, 2)).argmin() for im in test.images])


@wrong("6.4", "sums for averages", SUM)
def my_nearest_average(training, test):
    sums = [training.images[training.labels == d].sum(axis=0) for d in range(10)]
    return np.array(
        [np.argmin([((s - im.astype(float)) ** 2).sum() for s in sums]) for im in test.images]
    )


@wrong("6.4", "the first of each digit for its average", ("first", "average", "mean"))
def my_nearest_average(training, test):
    firsts = [training.images[training.labels == d][0].astype(float) for d in range(10)]
    return np.array([np.argmin([((f - im) ** 2).sum() for f in firsts]) for im in test.images])


@wrong("6.4", "the distances, not the digits", ("distance", "argmin", "digit", "shape"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return np.array([((averages - im) ** 2).sum(axis=(1, 2)).min() for im in test.images])


@wrong("6.4", "the whole table of distances", ("argmin", "shape", "table", "distance"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return np.array([((averages - im) ** 2).sum(axis=(1, 2)) for im in test.images])


@wrong("6.4", "the wrong axis: for each digit the nearest image", ("axis", "shape"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    table = np.array([((averages - im) ** 2).sum(axis=(1, 2)) for im in test.images])
    return table.argmin(axis=0)


@wrong("6.4", "nine averages: the nine is left out", ("9", "ten", "nine", "10"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)[:9]
    return np.array([((averages - im) ** 2).sum(axis=(1, 2)).argmin() for im in test.images])


@wrong("6.4", "digits from 1", ("from 1", "one too"))
def my_nearest_average(training, test):
    return nearest_average(average_digits(training.images, training.labels), test.images) + 1


@wrong("6.4", "differences that cancel: not squared", ("square", "abs", "cancel"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return np.array([np.abs((averages - im).sum(axis=(1, 2))).argmin() for im in test.images])


@wrong(
    "6.4", "the largest dot product: lengths are left out", ("length", "dot", "square", "distance")
)
def my_nearest_average(training, test):
    rows = average_digits(training.images, training.labels).reshape(10, -1)
    return (test.images.reshape(len(test.images), -1) @ rows.T).argmax(axis=1)


@wrong("6.4", "the first test image only", ("first", "each", "shape", "indent"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    for image in test.images:
        return ((averages - image) ** 2).sum(axis=(1, 2)).argmin()


@wrong("6.4", "no return", NOTHING)
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    predictions = nearest_average(averages, test.images)


@wrong("6.4", "prints", NOTHING)
def my_nearest_average(training, test):
    print(nearest_average(average_digits(training.images, training.labels), test.images))


@wrong("6.4", "one-hot columns", ("shape", "one-hot", "digit", "(m,)"))
def my_nearest_average(training, test):
    return one_hot(nearest_average(average_digits(training.images, training.labels), test.images))


@wrong("6.4", "a column", SHAPE)
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return nearest_average(averages, test.images).reshape(-1, 1)


@wrong("6.4", "the median for the mean", ("median", "mean", "average"))
def my_nearest_average(training, test):
    medians = np.array(
        [np.median(training.images[training.labels == d], axis=0) for d in range(10)]
    )
    return np.array([((medians - im) ** 2).sum(axis=(1, 2)).argmin() for im in test.images])


@wrong("6.4", "the most frequent digit for all", FIXED)
def my_nearest_average(training, test):
    return np.full(len(test.images), np.bincount(training.labels).argmax())


@wrong("6.4", "training[0] taken for the images", None)
def my_nearest_average(training, test):
    averages = average_digits(training[0], training[1])
    return nearest_average(averages, test[0])


@wrong("6.4", "waits for all test digits to be right", ENDLESS, hangs=True)
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    said = np.full(len(test.images), -1)
    while not np.array_equal(said, test.labels):
        said = nearest_average(averages, test.images) - 1
    return said


wrong_value("6.4", np.array([7, 3, 0, 1]), "predictions for a function", NO_FUNCTION)
wrong_value("6.4", partial(np.zeros, 10), "another function", (*ONE, *SHAPE, "argument", "take"))

# A second pass: one who is careless, a mathematician, a beginner, one who knows numpy well.

right_value("6.1", len(range(5 * 28 + 12)), "the numbers before it, counted")
right_value("6.1", np.flatnonzero(np.arange(784) == 152), "flatnonzero: an array of one number")
right_value("6.1", divmod(152, 28)[0] * 28 + divmod(152, 28)[1], "from divmod")
wrong_value("6.1", 512, "row and column typed behind each other", None)
wrong_value("6.1", 5.12, "with a point in between", ("whole",))
wrong_value("6.1", "x[152]", "the line as a text", QUOTES)
wrong_value("6.1", 27 * 5 + 11, "all counted to 27", ("28", "count"))
wrong_value("6.1", 28 + 5 + 12, "added", ("28", "multipl"))
wrong_value("6.1", [5 * 28, 12], "two parts, not added", ("single", "add", "one number"))


@right("6.2", "norm of one long row, dtype by division")
def my_distance(u, v):
    return np.linalg.norm((u / 1.0 - v / 1.0).reshape(784))


@right("6.2", "a double sum with enumerate")
def my_distance(u, v):
    squares = []
    for i, row in enumerate(u.tolist()):
        for j, pixel in enumerate(row):
            squares.append((pixel - int(v[i, j])) ** 2)
    return np.sqrt(sum(squares))


@right("6.2", "the Frobenius norm of whole numbers")
def my_distance(u, v):
    return np.linalg.norm(u.astype(np.int64) - v.astype(np.int64), "fro")


@right("6.2", "the trace of a product")
def my_distance(u, v):
    d = u.astype(float) - v.astype(float)
    return np.sqrt(np.trace(d.T @ d))


@wrong("6.2", "int8: 200 has no room", ("int8", "uint8", "float", "room", "overflow"))
def my_distance(u, v):
    d = u.astype(np.int8) - v.astype(np.int8)
    return np.sqrt(np.sum(d.astype(float) ** 2))


@wrong("6.2", "the difference of the sums", ("each", "pixel", "square"))
def my_distance(u, v):
    return abs(float(u.sum()) - float(v.sum()))


@wrong("6.2", "only the pixels that both have", ("pixel", "zero"))
def my_distance(u, v):
    both = (u > 0) & (v > 0)
    return np.sqrt(np.sum((u[both].astype(float) - v[both]) ** 2))


@wrong("6.2", "the squares of bytes", ("uint8", "float", "square", "overflow"))
def my_distance(u, v):
    return np.sqrt(np.sum(u**2 - 2 * u * v + v**2))


@wrong("6.2", "half of the squares, as the error of a neuron", ("half",))
def my_distance(u, v):
    return np.sqrt(0.5 * np.sum((u.astype(float) - v) ** 2))


@wrong("6.2", "the similarity: a cosine", ("distance", "dot", "difference"))
def my_distance(u, v):
    p, q = u.ravel().astype(float), v.ravel().astype(float)
    return p @ q / np.sqrt((p @ p) * (q @ q))


@right("6.3", "sorted places, a flat array, then reshape")
def my_one_hot(labels):
    m = len(labels)
    flat = np.zeros(10 * m)
    flat[np.asarray(labels, dtype=int) * m + np.arange(m)] = 1
    return flat.reshape(10, m)


@right("6.3", "np.stack of the columns")
def my_one_hot(labels):
    return np.stack([np.eye(10)[int(label)] for label in labels], axis=1)


@right("6.3", "np.take")
def my_one_hot(labels):
    return np.take(np.identity(10), labels, axis=1)


@wrong(
    "6.3",
    "one column for each digit, one row for each label",
    ("transpos", "shape", "row", "column"),
)
def my_one_hot(labels):
    y = np.zeros((len(labels), 10))
    for i, label in enumerate(labels):
        y[i, label] = 1
    return y


@wrong("6.3", "texts of 0 and 1", ("float", *QUOTES))
def my_one_hot(labels):
    return np.where(np.arange(10)[:, None] == labels, "1.0", "0.0")


@wrong("6.3", "np.empty for np.zeros", ("zeros", "empty", "random"))
def my_one_hot(labels):
    y = np.full((10, len(labels)), np.nan)
    for column, label in enumerate(labels):
        y[label, column] = 1
    return y


@wrong("6.3", "row and column exchanged in the loop", ("column", "exchang", "swap", "row"))
def my_one_hot(labels):
    y = np.zeros((10, len(labels)))
    for column, label in enumerate(labels):
        y[column % 10, label % len(labels)] = 1
    return y


@wrong("6.3", "a thermometer: ones up to the label", ("single", "only one", "all zeros", "<="))
def my_one_hot(labels):
    return (np.arange(10).reshape(10, 1) <= labels).astype(float)


@wrong("6.3", "softened: 0.9 and 0.1", ("1.0", "0.0", "0.9"))
def my_one_hot(labels):
    return np.where(np.arange(10).reshape(10, 1) == labels, 0.9, 0.1)


@right("6.4", "add.at for the sums, then distances by norm")
def my_nearest_average(training, test):
    sums = np.zeros((10, 28, 28))
    np.add.at(sums, training.labels, training.images)
    averages = sums / np.bincount(training.labels, minlength=10).reshape(10, 1, 1)
    table = [np.linalg.norm(test.images - a, axis=(1, 2)) for a in averages]
    return np.argmin(np.array(table), axis=0)


@right("6.4", "loops with a running smallest distance")
def my_nearest_average(training, test):
    averages = []
    for digit in range(10):
        averages.append(training.images[training.labels == digit].mean(axis=0))
    answer = []
    for image in test.images:
        best, best_distance = None, float("inf")
        for digit, average in enumerate(averages):
            distance = np.sqrt(((image.astype(float) - average) ** 2).sum())
            if distance < best_distance:
                best, best_distance = digit, distance
        answer.append(best)
    return np.array(answer)


@wrong("6.4", "averages over the pixels, too", ("axis", "shape", "pixel"))
def my_nearest_average(training, test):
    averages = [training.images[training.labels == d].mean() for d in range(10)]
    return np.array([np.argmin([((im - a) ** 2).sum() for a in averages]) for im in test.images])


@wrong(
    "6.4",
    "every other training digit only",
    ("training",),
)
def my_nearest_average(training, test):
    averages = average_digits(training.images[::2], training.labels[::2])
    return nearest_average(averages, test.images)


@wrong("6.4", "the averages of ink or no ink", ("ink", "pixel", "value"))
def my_nearest_average(training, test):
    averages = average_digits(training.images > 0, training.labels)
    return nearest_average(averages, test.images)


@wrong("6.4", "learns from both parts", ("test", "training"))
def my_nearest_average(training, test):
    images = np.concatenate([training.images, test.images])
    labels = np.concatenate([training.labels, test.labels])
    return nearest_average(average_digits(images, labels), test.images)


@wrong("6.4", "writes the swapped pictures back", CHANGES)
def my_nearest_average(training, test):
    said = nearest_average(average_digits(training.images, training.labels), test.images)
    test.images = test.images / 256
    return said


@wrong("6.4", "texts", QUOTES)
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return np.array([str(d) for d in nearest_average(averages, test.images)])


@wrong("6.4", "the last picture is lost", ("last", "shape", "length"))
def my_nearest_average(training, test):
    averages = average_digits(training.images, training.labels)
    return nearest_average(averages, test.images[:-1])
