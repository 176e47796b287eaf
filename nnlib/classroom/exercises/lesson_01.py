"""The exercises of lesson 01, perceptrons."""

import sys
from typing import Any, NamedTuple

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, array, number, numbers
from nnlib.classroom.checking import number_text as signed
from nnlib.classroom.checking.values import settled
from nnlib.neurons import AND, NAND, OR, XOR, perceptron

FOUR = [(0, 0), (0, 1), (1, 0), (1, 1)]


# 1.1 The bias for threshold 1

exercise_1_1 = Exercise(
    "1.1",
    praise="The bias is minus the threshold: the lower the bias, the harder it is to fire.",
    hints=(
        "The neuron fires if w·x > threshold. Write that as “something > 0”.",
        "Subtract the threshold on both sides. The bias is what is added to w·x.",
        "w·x > 1 is the same as w·x + (−1) > 0.",
    ),
    reads=number,
    solution=-1,
    also_right=[-1.0, np.int64(-1)],
    wrong={
        1: "1 is the threshold. Adding 1 would help the neuron to fire; a threshold holds it back. "
        "The bias has the opposite sign.",
        0: "with bias 0 any evidence at all is enough: one input alone gives 0.6 > 0.",
        0.2: "0.2 is z, the weighted input with the bias added, when both inputs are 1. What was "
        "added to 1.2?",
        1.2: "1.2 is the sum of the weights, the evidence when both inputs are 1. The bias does "
        "not depend on the inputs.",
        -1.2: "−1.2 is minus the sum of the weights: with it z is 0 when both inputs are 1, and 0 "
        "does not fire. Use the threshold.",
        -0.6: "−0.6 is minus one weight. The bias has nothing to do with a weight: it is minus the "
        "threshold.",
    },
    caught=[
        (5, "is not it"),
        ("-1", "remove the quotes"),
    ],
    otherwise="{} is not it. Bring the threshold to the other side of `w·x > threshold`, and read "
    "off what is added to w·x.",
)


# 1.2 Weights and bias for OR


def weights_and_bias(answer):
    """([w1, w2], b) or (w1, w2, b), as three numbers."""
    answer = settled(answer)
    if isinstance(answer, tuple | list | np.ndarray) and len(answer) == 2:
        w, b = answer
        w = np.atleast_1d(array(w, "my_w"))
        if w.shape != (2,):
            raise Wrong(f"my_w has shape {w.shape}, but OR has two inputs: write two weights.")
        if not np.isfinite(w).all():
            raise Wrong("a weight is infinite, or nan (not a number). Write two plain numbers.")
        return np.array([*w, number(b)])
    if np.shape(answer) == (3,):
        return numbers(3, "(2, 2, -1)")(answer)
    raise Wrong("two things are wanted: a list of two weights, and a bias.")


exercise_1_2 = Exercise(
    "1.2",
    praise="One input is enough to pass the threshold, and without any the neuron is silent.",
    hints=(
        "Each input alone must be able to make the neuron fire; without any input it must stay "
        "silent.",
        "Four conditions: b at most 0; w1 + b, w2 + b and w1 + w2 + b above 0.",
        "For example weights 2 and 2; the bias may be anything from 0 down to just above −2.",
    ),
    reads=weights_and_bias,
    solution=([2, 2], -1),
    also_right=[([1, 1], 0), (np.array([0.5, 3.0]), -0.25), [(1, 1), -0.5]],
    caught=[
        (([1, 1], 0.5), "0.5 looks like a threshold"),
        (([0.6, 0.6], -1), "this is AND"),
        (([-2, -2], 3), "this is NAND"),
        (([0.6, 0.6], 1), "at 00 z = 1"),
        (([1, 1], -1), "z is exactly 0"),
        (([2, 0], -1), "hear x2"),
        (([2, -2], -1), "at 01 z = −3"),
        (([0, 0], -1), "hear x1 or x2"),
        (([2, 2, 2], -1), "OR has two inputs"),
        (2, "two things"),
    ],
)


@exercise_1_2.judge
def judge_or(answer):
    w, b = answer[:2], float(answer[2])
    outputs = _outputs(w, b)
    if outputs == _table(OR):
        return
    for x in FOUR[1:]:
        if np.dot(w, x) + b == 0:
            raise Wrong(f"at {x[0]}{x[1]} z is exactly 0, and 0 does not fire. OR wants 1 there.")
    if outputs == _table(AND):
        raise Wrong("this is AND: it fires only if both inputs are 1. For OR one is enough.")
    if outputs == _table(NAND):
        raise Wrong("this is NAND. For OR a 1 at an input speaks for firing: positive weights.")
    if b > 0 and _outputs(w, -b) == _table(OR):
        raise Wrong(
            f"{signed(b)} looks like a threshold. The bias is minus the threshold. With this one "
            f"the neuron fires at 00, since there z = {signed(b)} > 0."
        )
    deaf = [f"x{j}" for j, weight in enumerate(w, 1) if weight == 0]
    if deaf:
        raise Wrong(f"the neuron cannot hear {' or '.join(deaf)}: a weight of 0 ignores its input.")
    for x, output in zip(FOUR, outputs, strict=True):
        z, wanted = float(np.dot(w, x) + b), OR(*x)
        if output != wanted:
            raise Wrong(
                f"at {x[0]}{x[1]} z = {signed(z)}, so the output is {output}; OR wants {wanted}. "
                + ("There z is the bias alone." if x == (0, 0) else "Look at that row first.")
            )


def _outputs(w, b):
    return [perceptron(w, b, x) for x in FOUR]


def _table(gate):
    return [gate(*x) for x in FOUR]


# 1.3 Everything doubled

exercise_1_3 = Exercise(
    "1.3",
    praise="Every z doubles, none crosses 0. The line w·x + b = 0 stays where it is.",
    hints=(
        "The output asks only on which side of 0 the weighted input z lies.",
        "The four values of z are 3, 1, 1 and −1. Write down what they become.",
        "They become 6, 2, 2 and −2: compare the signs.",
    ),
    reads=number,
    solution=0,
    also_right=[0.0, np.int64(0)],
    wrong={
        4: "all four values of z change. But the output asks only whether z is above 0.",
        3: "three values of z are positive, and grow. But they fire already.",
        1: "you may think of row 11: its z goes from −1 to −2. Which side of 0 is that?",
        2: "two rows have one input at 1, and z = 1 there becomes 2. Does the output change?",
    },
    caught=[
        (8, "cannot be"),
    ],
    otherwise="{} cannot be: a table of two inputs has four rows.",
)


# 1.4 XOR from four NANDs

exercise_1_4 = Exercise(
    "1.4",
    praise="Four perceptrons do what no single one can.",
    hints=(
        "`both` is 0 only if both inputs are 1. Let a second gate say “not x1 alone”: it is "
        "silent only if x1 is 1 and x2 is not.",
        "`left` hears x1 and `both`; `right` hears `both` and x2; the last gate hears left and "
        "right.",
        "`left = NAND(x1, both)`; `right = NAND(both, x2)`; `return NAND(left, right)`.",
    ),
)


@exercise_1_4.solution
def xor_from_nands(x1, x2):
    both = NAND(x1, x2)
    left = NAND(x1, both)
    right = NAND(both, x2)
    return NAND(left, right)


@exercise_1_4.also_right
def xor_in_one_line(x1, x2):
    return NAND(NAND(b := NAND(x2, x1), x2), NAND(b, x1))


@exercise_1_4.also_right
def xor_through_a_helper(x1, x2):
    def unlike(signal, other):
        return NAND(signal, other)

    both = unlike(x1, x2)
    return unlike(*[unlike(x, both) for x in (x1, x2)])


@exercise_1_4.caught("you used 5 NANDs")
def xor_with_nots(x1, x2):
    only_first = NAND(x1, NAND(x2, x2))
    only_second = NAND(NAND(x1, x1), x2)
    return NAND(only_first, only_second)


@exercise_1_4.wrong(
    "it fires for every input: left and right are never both 0, so OR at the end is always 1. "
    "The last gate should fire when one of them is 0."
)
def xor_ending_in_or(x1, x2):
    both = NAND(x1, x2)
    return OR(NAND(x1, both), NAND(both, x2))


@exercise_1_4.wrong(
    "this is 1 exactly where XOR is 0: it says “equal”. The last gate is the wrong way round."
)
def xor_ending_in_and(x1, x2):
    both = NAND(x1, x2)
    return AND(NAND(x1, both), NAND(both, x2))


@exercise_1_4.wrong(
    "it fires only at 10: x1 is fed in twice, and x2 never reaches the second row of gates."
)
def xor_fed_x1_twice(x1, x2):
    both = NAND(x1, x2)
    return NAND(NAND(x1, both), NAND(both, x1))


@exercise_1_4.wrong(
    "it fires only at 01: x2 is fed in twice, and x1 never reaches the second row of gates."
)
def xor_fed_x2_twice(x1, x2):
    both = NAND(x1, x2)
    return NAND(NAND(x2, both), NAND(both, x2))


@exercise_1_4.wrong(
    "this is OR: at 11 it fires as well. The gates in the middle have to hear `both`."
)
def xor_forgetting_both(x1, x2):
    return NAND(NAND(x1, x1), NAND(x2, x2))


@exercise_1_4.wrong(
    "this is 0 only at 10: it is what one gate in the middle says. Join it with the other."
)
def xor_left_alone(x1, x2):
    return NAND(x1, NAND(x1, x2))


@exercise_1_4.wrong(
    "this is 0 only at 01: it is what one gate in the middle says. Join it with the other."
)
def xor_right_alone(x1, x2):
    return NAND(NAND(x1, x2), x2)


@exercise_1_4.caught("Build it from NAND")
def xor_by_comparison(x1, x2):
    return int(x1 != x2)


@exercise_1_4.caught("you used OR and AND")
def xor_with_or_and(x1, x2):
    return AND(OR(x1, x2), NAND(x1, x2))


@exercise_1_4.caught("only 3 of four NANDs")
def xor_half_by_python(x1, x2):
    both = NAND(x1, x2)
    return 1 - min(NAND(x1, both), NAND(both, x2))


@exercise_1_4.caught("yours gives 0; 1 is right")
def xor_never(x1, x2):
    return NAND(NAND(x1, x2), 1) * NAND(x1, x2)


exercise_1_4.caught("you used XOR")(XOR)
exercise_1_4.wrong("this is NAND itself: at 00 it fires as well. Three more gates are needed.")(
    NAND
)
GATES = {gate.__code__: gate.__name__ for gate in (NAND, AND, OR, XOR)}


@exercise_1_4.probes
def the_four_inputs():
    return FOUR


@exercise_1_4.judge
def judge_xor(function):
    """The table, and then: is it made of four NANDs?"""
    exercise_1_4.compare(function)
    runs = [_calls_of_two(function, x) for x in FOUR]
    calls = [call for run in runs for call in run]
    names = {GATES.get(call.code) for call in calls}
    others = [name for name in ("XOR", "OR", "AND") if name in names]
    if others:
        raise Wrong(
            f"the table is right, but you used {' and '.join(others)}. Only NAND may be used here."
        )
    nands = {call.code for call in calls if _does_nand(call.code, calls)}
    places = {call.place for call in calls if call.code in nands}
    counts = [sum(c.code in nands and c.caller not in nands for c in run) for run in runs]
    if not nands:
        raise Wrong("the table is right, but Python's own logic did the work. Build it from NAND.")
    if len(places) != 4 and max(counts) > 4:
        raise Wrong(
            f"the table is right, but you used {max(counts)} NANDs. Four are enough: the output of "
            "`both` can go to two gates."
        )
    if min(counts) < 4:
        raise Wrong(
            f"the table is right, but only {min(counts)} of four NANDs worked; Python's own logic "
            "did the rest. Every gate should be a NAND."
        )


class _Call(NamedTuple):
    """A call of a function of two signals: its code, what it heard and said, and from where."""

    code: Any
    heard: tuple
    said: int
    caller: Any
    place: tuple


def _calls_of_two(function, x):
    """Every call of a function of two signals while `function(*x)` runs."""
    begun, calls = [], []

    def watch(frame, event, said):
        code = frame.f_code
        if code.co_argcount != 2 or event not in ("call", "return"):
            return
        if event == "call":
            begun.append((frame, tuple(frame.f_locals.get(n) for n in code.co_varnames[:2])))
        elif begun and begun[-1][0] is frame:
            heard = begun.pop()[1]
            if all(isinstance(s, int | float | np.number | np.bool_) for s in (*heard, said)):
                caller = frame.f_back.f_code
                place = caller, frame.f_back.f_lasti
                calls.append(_Call(code, tuple(map(int, heard)), int(said), caller, place))

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        exercise_1_4.call(function, *x)
    finally:
        sys.setprofile(before)
    return calls


def _does_nand(code, calls):
    """Whether it is NAND, or a function of the student's own that does the same for all inputs."""
    table = {call.heard: call.said for call in calls if call.code is code}
    return GATES.get(code) == "NAND" or table == {x: NAND(*x) for x in FOUR}


# 1.5 A bias on the move

exercise_1_5 = Exercise(
    "1.5",
    praise="First nothing, then two flips at once: the outputs never say whether a small step "
    "goes the right way.",
    hints=(
        "An output changes only when its z passes 0.",
        "z is b for 00, 0.6 + b for 01 and for 10, and 1.2 + b for 11.",
        "For 01 and 10, z goes from −0.4 to −0.1 and then to +0.1; no other z passes 0.",
    ),
    reads=numbers(2, "(3, 1)"),
    solution=(0, 2),
    also_right=[[0, 2], (0.0, 2.0), np.array([0, 2])],
    wrong={
        (0, 1): "01 and 10 have the same z. When one of them flips, so does the other.",
        (1, 2): "the first number: at −0.7 one input alone has z = 0.6 − 0.7. Does that fire?",
        (2, 0): "you have the flips too early: at −0.7 one input alone still has z = −0.1.",
        (2, 2): "the first step changes nothing: at −0.7 one input alone still has z = −0.1.",
        (0, 0): "at −0.5 one input alone has z = 0.6 − 0.5 = 0.1, and that fires.",
        (0, 3): "the output for 11 was 1 already. Count only those that change.",
        (4, 4): "every z changes, but the question is which outputs do.",
    },
    caught=[
        ((0, 4), "the second number is not right"),
        ((3, 2), "the first number is not right"),
        (2, "two numbers are wanted"),
    ],
)


@exercise_1_5.judge
def judge_flips(pair):
    part = "first" if pair[0] != 0 else "second"
    exercise_1_5.compare(
        pair,
        otherwise=f"the {part} number is not right. Compute z for 00, 01, 10 and 11 before and "
        "after that step, and count how often it passes 0.",
    )
