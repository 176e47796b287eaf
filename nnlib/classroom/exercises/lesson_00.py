"""The exercises of lesson 00, start here."""

import numpy as np

from nnlib.classroom.checker import Exercise, Wrong, compare, expect_array

# 0.1 Read the prediction from ten bars

PREDICTION = 3  # test digit 304, a 5: output 0.58 for the 3, 0.47 for the 5


def judge_prediction(answer):
    number = expect_array(answer, (), "the answer").item()
    if number in (0.57, 0.577, 0.58, 0.6):
        raise Wrong(
            f"{number} is the length of the longest bar. The prediction is the digit at which it "
            "stands."
        )
    if not float(number).is_integer():
        raise Wrong(
            f"a digit is wanted, not the length of a bar: a whole number from 0 to 9. {number:g} "
            "came."
        )
    if not 0 <= number <= 9:
        raise Wrong(f"{number:g} is not a digit. The answer is a whole number from 0 to 9.")
    named = {
        4: "the bars count from 0, so the fourth bar belongs to the digit 3. Read the number that "
        "stands beside it.",
        5: "5 is what you see, and what the label says. The question is what the network says, "
        "right or wrong.",
        0: "the bar at 0 is one of the shortest. A short bar says: not this digit.",
        2: "the bars count from 0: the one above the longest is the 2's.",
    }
    if number in named:
        raise Wrong(named[number])
    if number != PREDICTION:
        raise Wrong(f"the bar at {number:g} is not the longest. Look for the highest output.")


# 0.2 What one hidden neuron costs

COST = 18  # neuron 21: 475 digits are read with it, 457 without


def judge_cost(answer):
    number = expect_array(answer, (), "the answer").item()
    if 15.5 <= number <= 17:
        raise Wrong(
            f"{number:g} is about a thirtieth of the digits. That would be so if each hidden "
            "neuron did an equal share of the work, but they do not. Count."
        )
    named = {
        0: "this neuron is missed. Is it really the one with number 21 that you switched off?",
        3.6: "3.6 is the cost in digits out of 100. Count the digits out of 500.",
        457: "457 digits are still read. How many fewer is that than the 475 of the whole network?",
        43: "43 digits are read wrongly now, but 25 of them were wrong before. Count the new ones.",
        25: "25 is the number of mistakes that the undamaged network makes.",
        -18: "the size is right. A loss of 18 digits is a cost of plus 18.",
        4: "4 is the cost of neuron 0 alone. Switch off number 21.",
        5: "5 is the cost of neuron 20. They are counted from 0, so the one with number 21 is the "
        "22nd.",
        6: "6 is the cost of neuron 22, the next one.",
    }
    if number in named:
        raise Wrong(named[number])
    if number != COST:
        raise Wrong(
            f"{number:g} is not it. Count the digits read before and after; take the difference."
        )


# 0.3 From ten outputs to a prediction


def prediction(outputs):
    return np.argmax(outputs)


def prediction_by_loop(outputs):
    best = 0
    for digit in range(10):
        if outputs[digit, 0] > outputs[best, 0]:
            best = digit
    return best


def prediction_by_index(outputs):
    heights = list(outputs[:, 0])
    return heights.index(max(heights))


def height(outputs):
    return np.max(outputs)


def counted_from_one(outputs):
    return np.argmax(outputs) + 1


def lowest(outputs):
    return np.argmin(outputs)


def along_the_row(outputs):
    return np.argmax(outputs, axis=1)


def along_the_column(outputs):
    return np.argmax(outputs, axis=0)


def first_above_half(outputs):
    return np.argmax(outputs > 0.5)


def last_above_half(outputs):
    return int(np.max(np.where(outputs[:, 0] > 0.5, np.arange(10), 0)))


def how_many_above_half(outputs):
    return np.sum(outputs > 0.5)


def rounded(outputs):
    return np.round(outputs)


def marks(outputs):
    return outputs == np.max(outputs)


def in_order(outputs):
    return np.argsort(outputs[:, 0])


def worth(outputs):
    return np.sum(np.arange(10) * outputs[:, 0])


PREDICTION_MISTAKES = [
    (height, "this is the highest output itself. Its place is wanted: argmax, not max."),
    (counted_from_one, "one too many: places are counted from 0, and so are the digits."),
    (lowest, "this is the place of the lowest output: argmax, not argmin."),
    (
        along_the_row,
        "`axis=1` looks along each row, and a row of outputs holds a single number: so it finds "
        "place 0, ten times. Leave `axis` out.",
    ),
    (
        along_the_column,
        "the right number, but inside an array of shape (1,). Leave `axis` out, and a plain number "
        "comes back.",
    ),
    (
        first_above_half,
        "this takes the first output above 0.5, even if a later one is higher, and says 0 if none "
        "is above 0.5. Take the highest, however high it is.",
    ),
    (
        last_above_half,
        "this takes the last output above 0.5, even if an earlier one is higher, and says 0 if "
        "none is. Take the highest, however high it is.",
    ),
    (how_many_above_half, "this counts the outputs above 0.5. Which one is the highest?"),
    (rounded, "these are ten rounded outputs. One number is wanted: the place of the highest."),
    (marks, "the highest output is marked with True. Its place is wanted, as one number."),
    (
        in_order,
        "these are all ten places, in order. The place of the highest alone is wanted.",
    ),
    (worth, "this adds up digits times outputs. The prediction is one of the ten: the highest."),
]


def judge_my_prediction(function):
    probes = [
        [0.02, 0.1, 0.05, 0.9, 0.01, 0.3, 0.04, 0.06, 0.08, 0.03],  # as usual
        [0.0, 0.0, 0.0, 0.58, 0.0, 0.97, 0.0, 0.72, 0.0, 0.0],  # three above a half
        [0.01, 0.02, 0.0, 0.03, 0.1, 0.04, 0.0, 0.0, 0.05, 0.4],  # none above a half
        [0.8, 0.1, 0.2, 0.3, 0.1, 0.0, 0.0, 0.0, 0.6, 0.0],  # the first is the highest
    ]
    arguments = [(np.array(outputs).reshape(10, 1),) for outputs in probes]
    compare(function, prediction, PREDICTION_MISTAKES, arguments)


EXERCISES = {
    "0.1": Exercise(
        judge=judge_prediction,
        praise="The longest bar stands at 3. You see a 5, so the network is wrong here, and its 5 "
        "came in second.",
        hints=(
            "Each bar belongs to one digit. The longest one is the network's answer.",
            "The answer is a whole number from 0 to 9; it stands to the left of its bar.",
            "The longest bar is 0.58 long. Which digit stands to its left?",
        ),
        answer=PREDICTION,
        also_right=[3.0, np.int64(3)],
        wrong=[
            (0.58, "length of the longest"),
            (0.9, "a digit is wanted"),
            (30, "not a digit"),
            (4, "count from 0, so the fourth"),
            (5, "what you see"),
            (0, "one of the shortest"),
            (2, "the one above the longest"),
            (7, "not the longest"),
            ("3", "a number"),
        ],
    ),
    "0.2": Exercise(
        judge=judge_cost,
        praise="475 − 457 = 18 digits. One of 30 is gone, and 457 of 500 digits are still read.",
        hints=(
            "A cost is a difference: the digits read before, less the digits read after.",
            "Both are whole numbers up to 500: count_right(net, pictures) is 475, and the damaged "
            "copy has its own.",
            "475 - count_right(without(net, 21), pictures)",
        ),
        answer=COST,
        also_right=[18.0, np.int64(18)],
        wrong=[
            (0, "is missed"),
            (500 / 30, "about a thirtieth"),
            (16, "16 is about a thirtieth"),
            (3.6, "out of 100"),
            (457, "still read"),
            (43, "wrong before"),
            (25, "undamaged network"),
            (-18, "plus 18"),
            (4, "neuron 0"),
            (5, "neuron 20"),
            (6, "neuron 22"),
            (100, "is not it"),
        ],
    ),
    "0.3": Exercise(
        judge=judge_my_prediction,
        praise="That is the whole rule: the place of the highest output, however high it is.",
        hints=(
            "Which of the ten is the highest? Its place is the digit, since both count from 0.",
            "outputs has shape (10, 1); one whole number from 0 to 9 is wanted.",
            "np.argmax(outputs)",
        ),
        answer=prediction,
        also_right=[prediction_by_loop, prediction_by_index],
        wrong=[(f, m[:30]) for f, m in PREDICTION_MISTAKES],
    ),
}
