"""The exercises of lesson 00, start here."""

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, number

# 0.1 Read the prediction from ten bars

exercise_0_1 = Exercise(
    "0.1",
    praise="The longest bar stands at 3. You see a 5, so the network is wrong here, and its 5 "
    "came in second.",
    hints=(
        "Each bar belongs to one digit. The longest one is the network's answer.",
        "The answer is a whole number from 0 to 9; it stands to the left of its bar.",
        "The longest bar is 0.58 long. Which digit stands to its left?",
    ),
    reads=number,
    solution=3,  # test digit 304, a 5: output 0.58 for the 3, 0.47 for the 5
    also_right=[3.0, np.int64(3)],
    wrong={
        4: "the bars count from 0, so the fourth bar belongs to the digit 3. Read the number that "
        "stands beside it.",
        5: "5 is what you see, and what the label says. The question is what the network says, "
        "right or wrong.",
        0: "the bar at 0 is one of the shortest. A short bar says: not this digit.",
        2: "the bars count from 0: the one above the longest is the 2's.",
    },
    caught=[
        (0.58, "length of the longest"),
        (0.9, "a digit is wanted"),
        (30, "not a digit"),
        (7, "not the longest"),
        ("3", "remove the quotes"),
    ],
    otherwise="the bar at {} is not the longest. Look for the highest output.",
)


@exercise_0_1.judge
def judge_prediction(digit):
    if 0.57 <= digit <= 0.6:
        raise Wrong(
            f"{digit} is the length of the longest bar. The prediction is the digit at which it "
            "stands."
        )
    if not float(digit).is_integer():
        raise Wrong(
            f"a digit is wanted, not the length of a bar: a whole number from 0 to 9. {digit:g} "
            "came."
        )
    if not 0 <= digit <= 9:
        raise Wrong(f"{digit:g} is not a digit. The answer is a whole number from 0 to 9.")
    exercise_0_1.compare(digit)


# 0.2 What one hidden neuron costs

exercise_0_2 = Exercise(
    "0.2",
    praise="475 − 457 = 18 digits. One of 30 is gone, and 457 of 500 digits are still read.",
    hints=(
        "A cost is a difference: the digits read before, less the digits read after.",
        "Both are whole numbers up to 500: `count_right(net, pictures)` is 475, and the title of "
        "the picture with the sliders has the other one.",
        "Set the damage to 0 and switch off neuron 21: `475 -` what the title says.",
    ),
    reads=number,
    solution=18,  # neuron 21: 475 digits are read with it, 457 without
    also_right=[18.0, np.int64(18)],
    wrong={
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
    },
    caught=[
        (500 / 30, "about a thirtieth"),
        (16, "16 is about a thirtieth"),
        (100, "is not it"),
    ],
    otherwise="{} is not it. Count the digits read before and after; take the difference.",
)


@exercise_0_2.judge
def judge_cost(count):
    if 15.5 <= count <= 17:
        raise Wrong(
            f"{count:g} is about a thirtieth of the digits. That would be so if each hidden "
            "neuron did an equal share of the work, but they do not. Count."
        )
    exercise_0_2.compare(count)


# 0.3 From ten outputs to a prediction

exercise_0_3 = Exercise(
    "0.3",
    praise="That is the whole rule: the place of the highest output, however high it is.",
    hints=(
        "Which of the ten is the highest? Its place is the digit, since both count from 0.",
        "outputs has shape (10, 1); one whole number from 0 to 9 is wanted.",
        "`np.argmax(outputs)`",
    ),
)


@exercise_0_3.solution
def prediction(outputs):
    return np.argmax(outputs)


@exercise_0_3.also_right
def prediction_by_loop(outputs):
    best = 0
    for digit in range(10):
        if outputs[digit, 0] > outputs[best, 0]:
            best = digit
    return best


@exercise_0_3.also_right
def prediction_by_index(outputs):
    heights = list(outputs[:, 0])
    return heights.index(max(heights))


@exercise_0_3.wrong("this is the highest output itself. Its place is wanted: argmax, not max.")
def height(outputs):
    return np.max(outputs)


@exercise_0_3.wrong("one too many: places are counted from 0, and so are the digits.")
def counted_from_one(outputs):
    return np.argmax(outputs) + 1


@exercise_0_3.wrong("this is the place of the lowest output: argmax, not argmin.")
def lowest(outputs):
    return np.argmin(outputs)


@exercise_0_3.wrong(
    "`axis=1` looks along each row, and a row of outputs holds a single number: so it finds "
    "place 0, ten times. Leave `axis` out."
)
def along_the_row(outputs):
    return np.argmax(outputs, axis=1)


@exercise_0_3.also_right  # a number is a number, in an array of one as well
def along_the_column(outputs):
    return np.argmax(outputs, axis=0)


@exercise_0_3.wrong(
    "this takes the first output above 0.5, even if a later one is higher, and says 0 if none "
    "is above 0.5. Take the highest, however high it is."
)
def first_above_half(outputs):
    return np.argmax(outputs > 0.5)


@exercise_0_3.wrong(
    "this takes the last output above 0.5, even if an earlier one is higher, and says 0 if "
    "none is. Take the highest, however high it is."
)
def last_above_half(outputs):
    return int(np.max(np.where(outputs[:, 0] > 0.5, np.arange(10), 0)))


@exercise_0_3.wrong("this counts the outputs above 0.5. Which one is the highest?")
def how_many_above_half(outputs):
    return np.sum(outputs > 0.5)


@exercise_0_3.wrong(
    "these are ten rounded outputs. One number is wanted: the place of the highest."
)
def rounded(outputs):
    return np.round(outputs)


@exercise_0_3.wrong("the highest output is marked with True. Its place is wanted, as one number.")
def marks(outputs):
    return outputs == np.max(outputs)


@exercise_0_3.wrong("these are all ten places, in order. The place of the highest alone is wanted.")
def in_order(outputs):
    return np.argsort(outputs[:, 0])


@exercise_0_3.wrong(
    "this adds up digits times outputs. The prediction is one of the ten: the highest."
)
def worth(outputs):
    return np.sum(np.arange(10) * outputs[:, 0])


@exercise_0_3.probes
def four_pictures():
    pictures = [
        [0.02, 0.1, 0.05, 0.9, 0.01, 0.3, 0.04, 0.06, 0.08, 0.03],  # as usual
        [0.0, 0.0, 0.0, 0.58, 0.0, 0.97, 0.0, 0.72, 0.0, 0.0],  # three above a half
        [0.01, 0.02, 0.0, 0.03, 0.1, 0.04, 0.0, 0.0, 0.05, 0.4],  # none above a half
        [0.8, 0.1, 0.2, 0.3, 0.1, 0.0, 0.0, 0.0, 0.6, 0.0],  # the first is the highest
    ]
    return [(np.array(outputs).reshape(10, 1),) for outputs in pictures]
