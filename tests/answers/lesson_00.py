"""Lesson 00, start here: the longest bar, the cost of a neuron, from outputs to a prediction."""

from decimal import Decimal
from fractions import Fraction
from functools import reduce

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import ENDLESS, FUNCTION, NOTHING, ONE, QUOTES

# 0.1: which digit does the network predict? The bars: 0.58 at 3, 0.47 at 5, label 5.

TEN = np.array([[0.0004], [0], [0.0001], [0.5773], [0], [0.4672], [0], [0], [0.0006], [0]])

right_value("0.1", 3, "read from the bars")
right_value("0.1", 3.0, "a float")
right_value("0.1", np.argmax(TEN), "the result of np.argmax")
right_value("0.1", np.argmax(TEN, axis=0), "argmax along the column: an array of one number")
right_value("0.1", np.array(3), "an array without a dimension")
right_value("0.1", np.uint8(3), "a uint8, like the labels")
right_value("0.1", np.float32(3), "a float32")
right_value("0.1", Fraction(3), "a fraction")
right_value("0.1", Decimal(3), "a Decimal")
right_value("0.1", [3], "a list with the one number in it")

wrong_value("0.1", 5, "the label instead of the prediction", ("label", "longest", "highest"))
wrong_value("0.1", 0.58, "the height of the bar, not its place", ("height", "place", "which digit"))
wrong_value("0.1", float(TEN.max()), "np.max for np.argmax", ("height", "place", "which digit"))
wrong_value("0.1", 4, "counted from 1", ("from 0", "count"))
wrong_value("0.1", 2, "one too few", None)
wrong_value("0.1", (3, 5), "both long bars", (*ONE, "longest"))
wrong_value("0.1", "3", "a text", QUOTES)
wrong_value("0.1", 304, "the number of the picture", None)
wrong_value("0.1", 0.47, "the height of the label's bar", ("height", "place", "which digit"))
wrong_value("0.1", 58, "the height in percent", None)
wrong_value("0.1", 0, "argmin for argmax", None)
wrong_value("0.1", TEN, "all the outputs", (*ONE, "ten"))
wrong_value("0.1", None, "the result of print(3)", NOTHING)
wrong_value("0.1", lambda: 3, "a function that gives 3", FUNCTION)
wrong_value("0.1", np.argmax, "the function argmax itself", FUNCTION)
wrong_value("0.1", 3.5, "in between, undecided", ("whole",))
wrong_value("0.1", -3, "a dash in front", None)
wrong_value("0.1", {3: 0.58}, "digit and output in a dictionary", None)
wrong_value("0.1", float("nan"), "not a number", None)
wrong_value("0.1", 35, "the two candidates typed behind each other", None)
wrong_value("0.1", True, "meant: yes, it is read", None)

# 0.2: without hidden neuron 21, 457 are read instead of 475: 18 fewer.

right_value("0.2", 18, "counted")
right_value("0.2", 475 - 457, "a difference")
right_value("0.2", 18.0, "a float")
right_value("0.2", np.int64(18), "what np.sum gives")
right_value("0.2", np.array([475]) - np.array([457]), "an array of one number")
right_value("0.2", np.array(18), "an array without a dimension")
right_value("0.2", Decimal("18"), "a Decimal")
right_value("0.2", Fraction(18, 1), "a fraction")
right_value("0.2", np.float32(18), "a float32")
right_value("0.2", np.int16(18), "a short whole number")

wrong_value("0.2", 457, "how many are read, not how many fewer", ("fewer", "475", "difference"))
wrong_value("0.2", -18, "the sign: 457 − 475", ("sign", "minus", "positive", "fewer"))
wrong_value("0.2", 16, "a thirtieth, the guess", ("thirtieth", "equal", "guess", "count"))
wrong_value("0.2", 475 / 30, "a thirtieth, not rounded", ("thirtieth", "equal", "guess", "whole"))
wrong_value("0.2", 25, "neuron 1", ("neuron 1", "another neuron", "21"))
wrong_value("0.2", 12, "neuron 6 (or 27)", ("neuron 6", "another neuron", "21"))
wrong_value("0.2", 5, "neuron 20: counted from 1", ("20", "from 0", "count"))
wrong_value("0.2", 6, "neuron 22, one too far", ("22", "from 0", "count"))
wrong_value("0.2", 2, "row 21 of weights[0] set to zero", None)
wrong_value("0.2", 475 - 269, "neurons 0 to 21 all switched off", ("alone", "only"))
wrong_value("0.2", 18 / 475, "the share lost", ("share", "how many", "whole", "count"))
wrong_value("0.2", 100 * 18 / 475, "in percent", ("percent", "share", "how many", "whole", "count"))
wrong_value("0.2", 500 - 457, "from 500 instead of 475", ("475", "500"))
wrong_value("0.2", 43, "mistakes of the damaged network", ("475", "500"))
wrong_value("0.2", 475, "the whole network's count", ("475", "whole network", "fewer"))
wrong_value("0.2", 0, "no difference", None)
wrong_value("0.2", "18", "a text", QUOTES)
wrong_value("0.2", (457, 18), "both numbers", ONE)
wrong_value("0.2", 17, "one too few", None)
wrong_value("0.2", lambda: 18, "a function instead of its result", FUNCTION)
wrong_value("0.2", 1, "one neuron", None)

# 0.3: outputs of shape (10, 1) -> the place of the highest, a whole number.


@right("0.3", "np.argmax")
def my_prediction(outputs):
    return np.argmax(outputs)


@right("0.3", "argmax as a method, made a plain int")
def my_prediction(outputs):
    return int(outputs.argmax())


@right("0.3", "argmax along the column, an array of one number")
def my_prediction(outputs):
    return np.argmax(outputs, axis=0)


@right("0.3", "a loop with the best so far")
def my_prediction(outputs):
    best = 0
    for digit in range(1, 10):
        if outputs[digit, 0] > outputs[best, 0]:
            best = digit
    return best


@right("0.3", "the place of the maximum in a list")
def my_prediction(outputs):
    values = outputs.ravel().tolist()
    return values.index(max(values))


@right("0.3", "max over the places with a key")
def my_prediction(outputs):
    return max(range(10), key=lambda digit: outputs[digit, 0])


@right("0.3", "np.where on the maximum")
def my_prediction(outputs):
    return np.where(outputs == np.max(outputs))[0][0]


@right("0.3", "the last of the sorted places")
def my_prediction(outputs):
    return np.argsort(outputs[:, 0])[-1]


@right("0.3", "pairs (value, place), the largest pair")
def my_prediction(outputs):
    return max((float(value), place) for place, value in enumerate(outputs[:, 0]))[1]


@right("0.3", "unravel_index, as for a table")
def my_prediction(outputs):
    row, _column = np.unravel_index(np.argmax(outputs), outputs.shape)
    return row


@right("0.3", "recursion over the rest of the outputs")
def my_prediction(outputs):
    values = list(np.asarray(outputs).ravel())

    def place(i):
        if i == len(values) - 1:
            return i
        rest = place(i + 1)
        return i if values[i] >= values[rest] else rest

    return place(0)


@right("0.3", "reduce, and another name for the parameter")
def predict(a):
    return reduce(lambda i, j: j if a[j, 0] > a[i, 0] else i, range(len(a)))


right_value("0.3", lambda o: o.flatten().argmax(), "a lambda")
right_value("0.3", np.argmax, "np.argmax itself: it is the function asked for")


@right("0.3", "prints along the way")
def my_prediction(outputs):
    print("highest:", np.max(outputs))
    return np.argmax(outputs)


class Reader:
    def __call__(self, outputs):
        return int(np.argmax(outputs))


right_value("0.3", Reader(), "an object that can be called")


@wrong("0.3", "np.max: the value, not the place", ("max", "place", "value", "height"))
def my_prediction(outputs):
    return np.max(outputs)


@wrong("0.3", "argmin: the lowest output", ("argmin", "lowest", "smallest", "highest"))
def my_prediction(outputs):
    return np.argmin(outputs)


@wrong("0.3", "counts from 1", ("from 0", "one too", "1 too", "from 1"))
def my_prediction(outputs):
    return np.argmax(outputs) + 1


@wrong("0.3", "axis=1: a zero for each row", ("axis", "shape", "one number", "row"))
def my_prediction(outputs):
    return np.argmax(outputs, axis=1)


@wrong("0.3", "prints instead of returning", NOTHING)
def my_prediction(outputs):
    print(np.argmax(outputs))


@wrong("0.3", "no return", NOTHING)
def my_prediction(outputs):
    best = np.argmax(outputs)


@wrong("0.3", "the answer of the example, fixed", ("always", "same", "hard", "whatever"))
def my_prediction(outputs):
    return 3


@wrong("0.3", "the loop loses the last digit", ("last", "9"))
def my_prediction(outputs):
    best = 0
    for digit in range(9):
        if outputs[digit, 0] > outputs[best, 0]:
            best = digit
    return best


@wrong("0.3", "starts the loop from index 1", ("first",))
def my_prediction(outputs):
    return int(np.argmax(outputs[1:]))


@wrong("0.3", "the first output above a half", ("half", "0.5", "highest", "first"))
def my_prediction(outputs):
    for digit in range(10):
        if outputs[digit, 0] > 0.5:
            return digit
    return 0


@wrong("0.3", "only if the best is above a half, otherwise nothing comes back", NOTHING)
def my_prediction(outputs):
    if outputs.max() > 0.5:
        return outputs.argmax()


@wrong("0.3", "compares with the value before only", None)
def my_prediction(outputs):
    best = 0
    for digit in range(1, 10):
        if outputs[digit, 0] > outputs[digit - 1, 0]:
            best = digit
    return best


@wrong("0.3", "place and value together", ("one number", "one whole", "two", "tuple", "place"))
def my_prediction(outputs):
    return np.argmax(outputs), np.max(outputs)


@wrong("0.3", "a text", QUOTES)
def my_prediction(outputs):
    return str(np.argmax(outputs))


@wrong("0.3", "the method, not called", FUNCTION)
def my_prediction(outputs):
    return outputs.argmax


@wrong("0.3", "rounds the outputs first, so the highest two are alike", ("round",))
def my_prediction(outputs):
    return np.argmax(np.round(outputs))


@wrong("0.3", "a one-hot column", ("shape", "one number", "one whole"))
def my_prediction(outputs):
    return (outputs == outputs.max()).astype(int)


@wrong("0.3", "sorts the outputs in place, the highest is then always last", ("sort", "chang"))
def my_prediction(outputs):
    outputs.sort(axis=0)
    return np.argmax(outputs)


@wrong("0.3", "reads a variable of the notebook, not its argument", None)
def my_prediction(outputs):
    return int(np.argmax(TEN))


wrong_value("0.3", 3, "a number instead of a function", ("function", "def"))
wrong_value("0.3", np.argmax(TEN), "the function called instead of passed", ("function", "def"))


@wrong("0.3", "never comes to an end", ENDLESS, hangs=True)
def my_prediction(outputs):
    digit = 0
    while outputs[digit, 0] < 2:
        digit = (digit + 1) % 10
    return digit


@wrong("0.3", "takes no argument", ("argument", "parameter", "take"))
def my_prediction():
    return np.argmax(TEN)


# A second group of students.


@right("0.3", "pads nothing, sorts a copy and looks the value up")
def my_prediction(outputs):
    ordered = sorted(outputs.ravel(), reverse=True)
    for place in range(10):
        if outputs[place][0] == ordered[0]:
            return place


@right("0.3", "with a default for a second parameter")
def my_prediction(outputs, how=np.argmax):
    return how(outputs)


@wrong("0.3", "takes the outputs for a flat array", ("shape", "row", "column", "[0]"))
def my_prediction(outputs):
    return [i for i in range(10) if outputs[0][i] == max(outputs[0])][0]


@wrong("0.3", "all places with their outputs, sorted", ("one number", "one whole", "shape", "ten"))
def my_prediction(outputs):
    return np.argsort(outputs.ravel())[::-1]


@wrong("0.3", "draws by chance", ("chance", "random", "differ", "twice"), made=True)
def make():
    rng = np.random.default_rng(0)

    def my_prediction(outputs):
        return int(rng.integers(10))

    return my_prediction


@wrong("0.3", "divides by 10, as a share", None)
def my_prediction(outputs):
    return np.argmax(outputs) / 10


@wrong("0.3", "remembers the best of earlier calls", None, made=True)
def make():
    best = {"value": 0, "place": 0}

    def my_prediction(outputs):
        for i, value in enumerate(outputs.ravel()):
            if value > best["value"]:
                best["value"], best["place"] = value, i
        return best["place"]

    return my_prediction


# A second pass: one who is careless, a mathematician, a beginner, one who knows numpy well.

right_value("0.1", int("3"), "the text, made a number")
right_value("0.1", np.longdouble(3), "a long double")
right_value("0.1", np.array([[3]]), "a table of one number")

wrong_value("0.1", "three?", "not sure, as a text", QUOTES)
wrong_value("0.1", [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], "one-hot", (*ONE, "ten"))
wrong_value("0.1", 3.58, "place and height glued together", ("whole",))
wrong_value("0.1", TEN.argmax, "the method, not called", FUNCTION)
wrong_value("0.1", range(10), "all digits", ONE)

wrong_value("0.2", "457 of 500", "a sentence", QUOTES)
wrong_value("0.2", 95 - 91.4, "a difference of percents", ("percent", "share", "how many", "whole"))
wrong_value("0.2", 21, "the number of the neuron", ("number of the neuron", "fewer", "count"))
wrong_value("0.2", 18j, "a complex number", None)
wrong_value("0.2", [475, 457], "before and after", (*ONE, "difference", "fewer"))


@right("0.3", "a while loop, an assertion, a docstring")
def my_prediction(outputs):
    """Place of the highest output."""
    assert outputs.shape == (10, 1)
    i, best = 1, 0
    while i < 10:
        if float(outputs[i].item()) > float(outputs[best].item()):
            best = i
        i += 1
    return best


@right("0.3", "one-hot of the maximum, times the places")
def my_prediction(outputs):
    top = np.zeros((10, 1))
    top[outputs.argmax()] = 1
    return (np.arange(10) @ top).item()


@right("0.3", "a dictionary from output to digit")
def my_prediction(outputs):
    digit_of = {float(o[0]): digit for digit, o in enumerate(outputs)}
    return digit_of[max(digit_of)]


@right("0.3", "np.flatnonzero, a bound method")
def my_prediction(outputs):
    return np.flatnonzero(outputs.ravel() >= outputs.max()).item(0)


@wrong("0.3", "yield for return", (*NOTHING, "yield", "generator"))
def my_prediction(outputs):
    yield np.argmax(outputs)


wrong_value("0.3", Reader, "the class, not an object of it", ("class", "argument", "call"))


@wrong("0.3", "raises the error that a template had", ("raise", "error", "implement"))
def my_prediction(outputs):
    raise NotImplementedError


@wrong("0.3", "leaves Python", ("exit", "quit", "leave", "end"))
def my_prediction(outputs):
    print(np.argmax(outputs))
    raise SystemExit


@wrong("0.3", "a misspelt name", ("name", "ouputs", "defined"))
def my_prediction(outputs):
    return np.argmax(ouputs)  # noqa: F821


@wrong("0.3", "the median place", None)
def my_prediction(outputs):
    return np.argsort(outputs.ravel())[5]


@wrong("0.3", "the second highest", ("highest", "second"))
def my_prediction(outputs):
    return np.argsort(outputs.ravel())[-2]


@wrong("0.3", "a function that returns a function", FUNCTION)
def my_prediction(outputs):
    return lambda: np.argmax(outputs)


@right("0.3", "sets how numpy prints, and a seed, before it answers", changes_settings=True)
def my_prediction(outputs):
    np.set_printoptions(precision=2, suppress=True)
    np.random.seed(0)
    return np.argmax(outputs)
