"""CSV files of pictures: Kaggle's train.csv, test.csv, and the file of answers that Kaggle wants.

A line holds one picture: its label and its pixels, row by row from the top left.
"""

import codecs
import itertools
import math
import re
import warnings
from typing import NamedTuple

import numpy as np

from nnlib.digits.formats import BLOCK, SMALLEST_SIDE, as_label_numbers, as_pair, read_packed
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.storage import as_path, write_bytes

LABEL_NAMES = ("label", "labels", "class", "target", "y")
ROW_NAMES = ("", "unnamed: 0", "id", "imageid", "index")  # a column that numbers the rows
AT_A_TIME = 100  # lines, so that a mistake is soon found, and few are in memory as text
UNLIKELY = 10  # in so many lines and more, a label column holds more than one label
MOST_COLUMNS = 100_000  # a picture of 316 × 316 has as many
LONGEST = 30  # characters of a number
LONGEST_NAME = 100  # characters of a column, on the average
NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]{1,2})?", re.IGNORECASE)
PIXEL = re.compile(r"[0-9]{1,3}(\.0*)?")


def read_kaggle_csv(path):
    """Images (n, height, width) and labels (n,), uint8, of a CSV: label, pixel0, …, pixel783.

    The format of `train.csv` in Kaggle's "Digit Recognizer". The line of the columns' names may be
    missing, as in `mnist_train.csv`; then the label comes first. With names the label may stand in
    any column. Pictures of another size are read as well, if they are square and not smaller than
    8 × 8. Raises DataError, naming the line.
    """
    name, rows = as_path(path).name, _rows(path)
    first = next(rows, (1, ""))
    columns = _columns(first[1], name, with_label=True)
    if not columns.named:
        rows = itertools.chain([first], rows)
    table = _table(rows, columns, name)
    if not columns.named:
        _check_label_column(table, name)
    return as_pair(table[:, 1:], table[:, 0], name)


def read_kaggle_images(path):
    """Images (n, height, width), uint8, of a CSV without labels: pixel0, …, pixel783.

    The format of `test.csv` in Kaggle's "Digit Recognizer". For the file of answers that Kaggle
    wants back there is `write_kaggle_answers`. Raises DataError, naming the line.
    """
    name, rows = as_path(path).name, _rows(path)
    first = next(rows, (1, ""))
    columns = _columns(first[1], name, with_label=False)
    if not columns.named:
        rows = itertools.chain([first], rows)
    images = _table(rows, columns, name)
    return as_pair(images, np.zeros(len(images), int), name)[0]


def write_kaggle_answers(path, answers):
    """Write the file of answers that Kaggle wants, ImageId,Label, and return its path.

    answers: a whole number for each image, shape (n,), in the images' order; the first image is
    number 1. An older file stays until the new one is complete. Raises ShapeError or DataError.
    """
    answers = np.asarray(answers)
    if answers.ndim != 1 or not len(answers):
        advice = ""
        if answers.ndim == 2 and answers.size:
            advice = " A network's outputs, (n_L, m), become answers by outputs.argmax(axis=0)."
        raise ShapeError(
            f"answers have shape {answers.shape}; (n,) is expected, one for each image.{advice}"
        )
    answers = as_label_numbers(answers)
    rows = [f"{number},{answer}" for number, answer in enumerate(answers, 1)]
    return write_bytes(path, ("\n".join(["ImageId,Label", *rows]) + "\n").encode())


class _Columns(NamedTuple):
    """What a CSV's columns are. pixels: their places in the order of the picture."""

    names: list
    named: bool  # whether the first line holds names
    label: int | None
    pixels: list

    @property
    def used(self):
        """The columns that are read, in order: the label, if there is one, then the pixels."""
        return self.pixels if self.label is None else [self.label, *self.pixels]


def _rows(path):
    """The lines of a CSV that hold anything, one by one, each with its number; no quotation marks.

    One by one, so that no more of the file is in memory as text than is looked at.
    """
    name, data = as_path(path).name, read_packed(path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # Excel's "Unicode text"
        packed, data = data, bytearray()
        blocks = (packed[i : i + BLOCK] for i in range(0, len(packed), BLOCK))
        for text in codecs.iterdecode(blocks, "utf-16", "replace"):
            data += text.encode("ascii", "replace")
        del packed
    else:
        _refuse_binary(data, name)
    number, start = 0, 3 if data[:3] == codecs.BOM_UTF8 else 0
    while start < len(data):
        end = data.find(b"\n", start) % (len(data) + 1)  # −1, none: the end of the file
        columns = data.count(b",", start, end) + 1
        if columns > MOST_COLUMNS or end - start > LONGEST_NAME * max(columns, 1000):
            raise DataError(
                f"{name}, line {number + 1}: {end - start:,} characters and {columns:,} columns; "
                f"at most {MOST_COLUMNS:,} columns of {LONGEST_NAME} characters are read. Are its "
                "lines not separated, or is it no CSV?"
            )
        text = str(memoryview(data)[start:end], "utf-8", "replace").replace('"', "")
        for line in text.splitlines() if "\r" in text else [text]:
            number += 1
            if line.strip():
                yield number, line
        start = end + 1


def _refuse_binary(data, name):
    """Refuse what is no text, and say what it may be."""
    kinds = {
        b"\0\0\x08": "an IDX file: read_idx reads it",
        b"\x89PNG": "a picture",
        b"\xff\xd8\xff": "a picture",
        b"\x93NUMPY": "an array: numpy.load reads it",
        b"\x80": "perhaps a pickle: read_pickle reads one",
    }
    found = next((words for start, words in kinds.items() if data.startswith(start)), None)
    if found and b"\0" in data[:1000]:
        raise DataError(f"{name} is no text, as a CSV is, but {found}.")


def _columns(first, name, with_label):
    """What the columns are, by a CSV's first line; or a DataError that says what is wrong."""
    names = [column.strip() for column in first.split(",")]
    named = not all(re.fullmatch(r"[0-9]+(\.0*)?", column) for column in names)
    label, pixels = None, list(range(len(names)))
    if named:
        lower = [column.lower() for column in names]
        pixels = [i for i in pixels if lower[i] not in ROW_NAMES + LABEL_NAMES]
        label = next((i for i, column in enumerate(lower) if column in LABEL_NAMES), None)
        pixels = _in_order(pixels, names)
    elif with_label:
        label, *pixels = pixels
        names = ["label", *(f"pixel{i}" for i in range(len(pixels)))]
    side = math.isqrt(len(pixels))
    if side < SMALLEST_SIDE or side**2 != len(pixels) or (label is None) == with_label:
        _refuse_columns(first, names, named, label, name, with_label, pixels)
    return _Columns(names, named, label, pixels)


def _in_order(pixels, names):
    """The places of the pixel columns, by the numbers in their names: pixel2 before pixel10."""
    keys = {i: tuple(map(int, re.findall("[0-9]{1,9}", names[i]))) for i in pixels}
    known = all(keys.values()) and len(set(keys.values())) == len(pixels)
    return sorted(pixels, key=keys.get) if known else pixels


def _refuse_columns(first, names, named, label, name, with_label, pixels):
    n = len(names)
    is_square = math.isqrt(len(pixels)) ** 2 == len(pixels) >= SMALLEST_SIDE**2
    labels = [column for column in names if column.lower() in LABEL_NAMES]
    if len(labels) > 1:
        advice = f"{len(labels)} of its columns are called a label; one is expected."
    elif with_label and is_square and named:
        advice = (
            "Without a label column it may be Kaggle's test.csv: read_kaggle_images(path) reads "
            "the images alone."
        )
    elif not with_label and label is not None and is_square:
        advice = "It has labels, so read it by images, labels = read_kaggle_csv(path)."
    elif with_label and not named and math.isqrt(n) ** 2 == n >= SMALLEST_SIDE**2:
        advice = (
            "Its first line holds numbers already, but no label: read_kaggle_images(path) reads "
            "images alone."
        )
    elif not with_label and not named and math.isqrt(n - 1) ** 2 == n - 1 >= SMALLEST_SIDE**2:
        advice = (
            "That is one number more than a picture has, perhaps a label: then read it by "
            "images, labels = read_kaggle_csv(path)."
        )
    elif n < 3:
        separators = {";": "semicolons", "\t": "tabs", " ": "spaces"}
        found = next((s for s in separators if first.strip().count(s) > SMALLEST_SIDE), None)
        with_what = f" It seems to have {separators[found]} instead." if found else ""
        advice = f"Separate the columns by commas.{with_what}"
    elif n < 1 + SMALLEST_SIDE**2:
        skip = ", skiprows=1" if named else ""
        advice = (
            "So it is a table, not pictures. Read it by "
            f'table = numpy.loadtxt("{name}", delimiter=","{skip}), and train on '
            "Examples(inputs, one_hot(labels, n).T), n kinds of label."
        )
    elif not named:
        advice = "Its first line holds numbers already, but not one label and 784 pixels."
    else:
        advice = "The number of pixels must be a square, such as 28 · 28 = 784."
    what = "label, pixel0, …, pixel783" if with_label else "pixel0, …, pixel783"
    raise DataError(
        f"{name} must start with a line of {784 + with_label} columns: {what} (or fewer or more, "
        f"for pictures of another size); it starts with {first[:25]!r} and has {n}. {advice}"
    )


def _table(rows, columns, name):
    """The numbers of a CSV, (n, 785): the label, if there is one, then the pixels in order."""
    tables = []
    while some := list(itertools.islice(rows, AT_A_TIME)):
        table = _numbers([line for _, line in some], columns)
        if table is None:
            raise DataError(f"{name}, {_mistake(some, columns)}")
        tables.append(table.astype(np.uint8) if table.dtype == np.int16 else table)
    if not tables:
        raise DataError(f"{name} has a header but no digits.")
    return np.concatenate(tables)


def _numbers(lines, columns):
    """The numbers of a CSV's lines, a row for each; None if one of them is no label or pixel."""
    # In their usual order all columns are read, which is quicker than to choose them.
    usecols = None if columns.used == list(range(len(columns.names))) else columns.used
    if any(line.count(",") != len(columns.names) - 1 for line in lines):
        return None
    for dtype in (np.int16, np.float32):  # whole numbers are by far the most usual
        try:
            with warnings.catch_warnings(action="error"):  # older NumPys only warn about 1.5
                table = np.loadtxt(
                    lines, dtype, delimiter=",", comments=None, ndmin=2, usecols=usecols
                )
        except (ValueError, Warning):
            continue
        pixels = table[:, columns.label is not None :]
        whole = np.array_equal(table, np.round(table))
        fine = table.min() >= 0 and table.max() <= 255 and (whole or pixels.max() <= 1)
        return table if fine else None
    return None


def _mistake(rows, columns):
    """Where the first mistake is among a CSV's rows (line number, line), in words."""
    for number, line in rows:
        cells = line.split(",")
        if len(cells) != len(columns.names):
            return f"line {number}: {len(cells)} columns instead of {len(columns.names)}."
    for kind in (NUMBER, PIXEL):  # what is no number at all is a mistake before 0.5 is one
        for number, line in rows:
            cells = line.split(",")
            for i in columns.used:
                cell = cells[i].strip()
                number_like = len(cell) <= LONGEST and kind.fullmatch(cell)
                if not (number_like and 0 <= float(cell) <= 255):
                    return (
                        f"line {number}: {columns.names[i]} is {cell[:20]!r}; a whole number from "
                        "0 to 255 is expected."
                    )
    return "some line: it does not hold whole numbers only."


def _check_label_column(table, name):
    """Refuse a table without names whose first column can hardly be the label."""
    first, last = table[:, 0], table[:, -1]
    if len(table) >= UNLIKELY and first.min() == first.max() and last.min() < last.max():
        raise DataError(
            f"{name} has no line of names, and its first column holds nothing but {first[0]:g}, "
            "so it is hardly the label. If the label comes last, put a first line of names into "
            "the file: pixel0,pixel1,…,label"
        )
