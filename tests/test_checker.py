"""What `check` says and does, whatever the answer is or does."""

import itertools
import os
import random
import re
import signal
import sys
import threading
import time
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import nnlib.classroom.checker as checker
from nnlib import check, hint, progress, solution
from nnlib.classroom.checking import Exercise, calls, limits, memory
from nnlib.classroom.checking.values import array, names, number, numbers, one_letter
from nnlib.classroom.checking.verdict import STATES, Progress, Verdict
from nnlib.classroom.checking.words import NotAnswered, Wrong, apart
from nnlib.classroom.lessons import MARKER
from nnlib.neurons import sigmoid_prime


def said(reader, answer):
    with pytest.raises(Wrong) as wrong:
        reader(answer)
    return str(wrong.value)


class Raises:
    """Whatever is asked of it, it raises."""

    def __getattribute__(self, name):
        raise ValueError(name)

    def __eq__(self, other):
        raise ValueError

    __hash__ = None

    def __repr__(self):
        raise ValueError

    def __array__(self, *args, **kwargs):
        raise ValueError

    def __bool__(self):
        raise ValueError

    def __iter__(self):
        raise ValueError

    def __len__(self):
        raise ValueError

    def __float__(self):
        raise ValueError


# A number is a number


@pytest.mark.parametrize(
    "answer",
    [
        *(18, 18.0, np.int8(18), np.float32(18), np.array(18), np.array([18]), np.array([[18.0]])),
        *([18], (18,), {18}, Fraction(18), Decimal("18"), iter([18]), np.array([18], "O")),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_a_number_is_read_in_any_type_of_size_one(answer):
    assert number(answer) == 18


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("18", "remove the quotes: 18"),
        (b"18", "remove the quotes: 18"),
        ("0,5", "a point instead of the comma: 0.5"),
        ("79,510", "remove the quotes: 79510"),
        ("-3/8", "remove the quotes"),
        ("66%", "remove the quotes and the sign %: 66 is a number"),
        ("007", "remove the quotes: 7 is a number"),
        ("1 2", "without quotes; '1 2' came, a text"),
        ("(3", "without quotes; '(3' came, a text"),
        ("eighteen", "without quotes"),
        ((0, 5), "Python writes a point, 0.5"),
        ((79, 510), "without commas: 79510"),
        ([1, 2], "one number is wanted"),
        (True, "True came"),
        (1j, "complex"),
        (float("nan"), "nan came"),
        (-np.inf, "−inf came"),
        (None, "None"),
        (len, "the function len itself"),
        ({}, "hold numbers"),
        ([[1, 2], [3]], "one number"),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_what_is_no_number_is_named(answer, words):
    assert words in said(number, answer)


@pytest.mark.parametrize("answer", [(4, -2), [4.0, -2], np.array([[4], [-2]]), ([4], -2)])
def test_two_numbers_are_read_in_any_form(answer):
    assert numbers(2, "(3, 1)")(answer).tolist() == [4, -2]


class Row(list):
    """A list of a class of its own, which cannot be looked through a second time."""

    looked = 0

    def __iter__(self):
        self.looked += 1
        if self.looked > 1:
            raise ValueError
        return super().__iter__()


def test_a_list_of_a_class_of_its_own_is_read_once_as_a_plain_one():
    assert numbers(2, "(3, 1)")(Row([4, -2])).tolist() == [4, -2]


@pytest.mark.parametrize(
    "answer",
    ["b_{1} W2", "b[1], W[2]", "$b^1$ and $W^{2}$", "b 1, w 2", "b(1) W_2", ["b{1}", "W 2"]],
    ids=["braces", "brackets", "powers", "blanks", "round", "a list"],
)
def test_an_index_of_a_name_is_read_in_the_usual_spellings(answer):
    assert names(["W1", "b1", "W2", "b2"], "W1 b2")(answer) == {"b1", "W2"}


def test_a_gap_in_a_pair_is_a_gap():
    with pytest.raises(NotAnswered):
        numbers(2, "(3, 1)")((1, ...))


def test_numbers_are_shown_until_they_differ():
    assert apart(0.045181, 0.045184) == ("0.045181", "0.045184")
    assert apart(0.5, -0.25) == ("0.5", "−0.25")


# Keys


@pytest.mark.parametrize(
    "key",
    [
        9.3,
        "9,3",
        " 9.3",
        "Exercise 9.3",
        "exercise 09.3:",
        "9·3",
        np.float64(9.3),
        "9 3",
        "9/3",
        "9_3",
    ],
)
def test_a_key_is_read_in_any_usual_spelling(key):
    assert check(key).key == "9.3"
    assert hint(key, "2").key == "9.3"
    assert "def " in repr(solution(key))


def test_keys_are_whole_numbers_with_a_point():
    assert checker.key_of("8.10") == "8.10"
    assert check(9, 3).key == "9.3" or check(9, 3, ...).key == "9.3"


@pytest.mark.parametrize("key", ["9.99", "nine", 77.1, None, (1, 2, 3), Raises], ids=str)
def test_a_wrong_key_gets_one_line(key):
    key = Raises() if key is Raises else key
    for answer in (check(key, 1), hint(key), solution(key)):
        assert "there is no exercise" in repr(answer)
        assert "\n" not in repr(answer)


def test_a_hint_that_is_not_there_gets_one_line():
    assert "hints 1 to 3" in hint("9.3", step=4).text
    assert "hints 1 to 3" in hint("9.3", step="last").text


# A student's function


adding = Exercise("99.1", praise="That is it.", hints=("one", "two", "three"))


@adding.solution
def weighted(w, x, b):
    return np.dot(w, x) + b


@adding.probes
def probes():
    return [(np.array([1.0, 2.0]), np.array([3.0, -4.0]), 0.5), (np.ones(3), np.arange(3.0), -1.0)]


def answered(function):
    return checker.judged(adding, function)


def test_parameters_in_another_order_are_said():
    assert (
        "the arguments come in the order w, x, b; your function takes them as b, w, x"
        in (answered(lambda b, w, x: np.dot(w, x) + b)[1])
    )
    assert "another order" in answered(lambda c, u, v: np.dot(u, v) + c)[1]


def test_parameters_in_another_order_are_said_even_if_that_gives_a_known_mistakes_results():
    exercise = Exercise("99.2", praise="That is it.", hints=("one", "two", "three"))
    exercise.probes(lambda: [(4.0, 2.0), (5.0, -1.0)])

    @exercise.solution
    def difference(a, y):
        return a - y

    @exercise.wrong("the sign: it is a − y.")
    def turned(a, y):
        return y - a

    def names_exchanged(y, a):
        return a - y

    assert "your function takes them as y, a" in checker.judged(exercise, names_exchanged)[1]
    assert checker.judged(exercise, lambda a, y: y - a)[1] == "the sign: it is a − y."


def test_two_arguments_that_are_exchanged_are_named():
    exercise = Exercise("99.2", praise="That is it.", hints=("one", "two", "three"))
    exercise.probes(lambda: [(4.0, 2.0), (5.0, -1.0)])

    @exercise.solution
    def half_of_the_second_less(a, y):
        return a - y / 2

    said = checker.judged(exercise, lambda a, t: t - a / 2)[1]
    assert said == "right, if `a` and `t` were exchanged: the arguments come in the order a, y."


def test_parameters_in_another_order_are_said_where_an_exercise_has_a_judge_of_its_own():
    def cut(rng, m, x, y):
        order = rng.permutation(x.shape[1])
        return [(x[:, order[k : k + m]], y[:, order[k : k + m]]) for k in range(0, len(order), m)]

    words = check("9.2", cut).text
    assert words == (
        "the arguments come in the order x, y, m, rng; your function takes them as rng, m, x, y."
    )


def test_of_many_arguments_two_that_are_exchanged_are_named():
    def change(b, w, x, change_of_w, change_of_b):
        slope = sigmoid_prime(np.dot(w, x) + b)
        return slope * (np.dot(x, change_of_w) + change_of_b)

    assert "right, if `b` and `w` were exchanged" in check("2.4", change).text


def test_a_factor_is_shown_until_it_differs_from_1():
    words = check("7.2", lambda a, y, z: (a - y) * sigmoid_prime(z) * 1.00003).text
    assert words == "every value is 1.00003 times what it should be."


def test_what_is_almost_0_has_no_sign_and_no_place():
    def cut_off(z):
        small = np.exp(-np.abs(z))
        return np.where(z > -19, np.where(z >= 0, 1, small) / (1 + small), 0)

    words = check("2.5", cut_off).text
    assert "yours gives" in words
    assert "sign" not in words


def test_a_forgotten_axis_is_named_as_what_it_is():
    def nearest(smallest, *axes):
        def answer(training, test):
            averages = [training.images[training.labels == d].mean(axis=0) for d in range(10)]
            return smallest([((test.images - a) ** 2).sum(*axes) for a in averages])

        return answer

    assert "`argmin` without an axis" in check("6.4", nearest(np.argmin, (1, 2))).text
    by_column = lambda table: np.argmin(table, axis=0)  # noqa: E731
    assert "`sum` without an axis" in check("6.4", nearest(by_column)).text


def test_an_error_of_ours_that_the_answer_raises_is_the_answers_own():
    def raising(w, x, b):
        raise Wrong("mine")

    state, words = answered(raising)
    assert state == "wrong"
    assert words.startswith("your code stops with Wrong: mine")


def test_a_share_that_became_0_or_1_is_not_called_rounded():
    exercise = Exercise("99.2", praise="That is it.", hints=("one", "two", "three"))
    exercise.probes(lambda: [(np.array([0.4, 0.7, 0.1]),), (np.array([0.9, 0.2]),)])
    exercise.solution(lambda a: 1 * a)
    assert "rounded" not in checker.judged(exercise, lambda a: a > 0.5)[1]


def test_an_array_and_a_number_have_not_changed_places_if_the_form_is_right():
    exercise = Exercise("99.2", praise="That is it.", hints=("one", "two", "three"))
    exercise.probes(lambda: [(np.array([1.0, -2.0]), 0.5), (np.array([-3.0, 1.0, 2.0]), 4.0)])
    exercise.solution(lambda g, eta: -eta * g)
    said = checker.judged(exercise, lambda g, eta: -eta * np.abs(g))[1]
    assert "order" not in said
    assert "signs" in said


def test_an_answer_that_draws_or_remembers_is_called_that():
    calls_made = []

    def counting(w, x, b):
        calls_made.append(b)
        return np.dot(w, x) + b + len(calls_made)

    for function in (
        lambda w, x, b: np.dot(w, x) + np.random.default_rng().random(),
        lambda w, x, b: np.dot(w, x) + np.random.random(),
        lambda w, x, b: np.dot(w, x) + random.random(),
        counting,
    ):
        assert "another result each time" in answered(function)[1]
    assert "another result" not in answered(lambda w, x, b: {"z": np.dot(w, x)})[1]


def test_one_letter_is_read_in_the_usual_spellings():
    for answer in ("b", "B", "(b)", "option b", "Setting B.", ["b"]):
        assert one_letter("abcd")(answer) == "b"
    for answer in ("ab", "abcd", "a or b", "e", 2, None):
        assert 'in quotes: "a", "b", "c" or "d"' in said(one_letter("abcd"), answer)


def test_an_argument_that_is_never_used_is_named():
    def without_bias(w, x, c):
        return sum(v * u for v, u in zip(w, x, strict=True))

    def by_an_inner_function(w, x, b):
        inner = lambda: w @ x + 2 * b  # noqa: E731
        return inner()

    def every_other_one(w, x, *rest):
        return np.dot(w, x) + 2 * rest[0]

    assert "never uses its argument `c`. As it is: with" in answered(without_bias)[1]
    for function in (by_an_inner_function, every_other_one, lambda w, x, b: np.dot(w, x) + 2 * b):
        assert "never uses" not in answered(function)[1]


def test_an_array_of_text_is_called_that():
    assert "it holds text" in answered(lambda w, x, b: np.array(["1", "2"]))[1]


def test_a_gap_left_open_is_not_answered():
    def gap(w, x, b):
        z = ...
        return z + b

    said = "not answered yet: a gap is still open, in the line `z = ...`."
    assert answered(gap) == ("open", said)


def test_a_body_in_which_only_dots_stand_is_not_answered():
    def dots(w, x, b):
        """To be done."""
        ...

    def passing(w, x, b):
        pass

    def without_return(w, x, b):
        0  # noqa: B018

    assert [answered(f)[0] for f in (dots, passing, without_return)] == ["open", "wrong", "wrong"]


def test_a_gap_that_is_not_met_is_named():
    def gap(w, x, b):
        z = np.dot(w, x)
        if b > 100:
            z = ...  # what then?
        return z

    assert answered(gap) == (
        "open",
        "not answered yet: a gap is still open, in the line `z = ...`.",
    )


def test_the_last_gap_is_named_after_the_others_are_filled():
    def half(gradient, start, eta, steps):
        path = [start]
        for _ in range(steps):
            path.append(path[-1] - eta * gradient(path[-1]))
        return ...  # all points

    assert "in the line `return ...`" in check("4.2", half).text
    assert check("4.2", lambda *args: ...).text.endswith("Replace the dots by your code.")


def test_dots_of_an_index_are_no_gap():
    assert answered(lambda w, x, b: np.dot(w[...], x) + b)[0] == "right"


def test_an_answer_rounded_too_early_is_called_that():
    exercise = Exercise("99.2", praise="Yes.", hints=("", "", ""))
    exercise.solution(np.sin)
    exercise.probes(lambda: [(np.array([0.1, 0.2, 0.7]),), (np.array([0.3, 1.7]),)])
    assert "rounded too early" in checker.judged(exercise, lambda x: np.round(np.sin(x), 3))[1]


def test_a_branch_without_return_is_said():
    def branch(w, x, b):  # noqa: RET503
        if b > 0:
            return np.dot(w, x) + b

    assert "one of its branches has no `return`" in answered(branch)[1]


def test_an_answer_that_is_called_instead_of_passed_is_said():
    assert "without brackets" in answered(weighted(np.ones(2), np.ones(2), 1))[1]
    assert "without quotes: weighted" in answered("weighted")[1]


def test_a_wrong_number_of_parameters_is_said_in_a_sentence():
    assert "cannot be called with 3 arguments: w, x, b" in answered(lambda w: w)[1]


def test_an_argument_that_is_changed_is_named():
    def changes(w, inputs, b):
        inputs += 1
        return np.dot(w, inputs - 1) + b

    assert "changes its argument `inputs`" in answered(changes)[1]


def test_arguments_are_compared_all_the_way_down():
    assert "changes its argument `weights`" in check("3.4", pops).text


def pops(weights, biases, a):
    while weights:
        a = 1 / (1 + np.exp(-(weights.pop(0) @ a + biases.pop(0))))
    return a


SETTINGS = {
    "np.seterr": lambda: np.seterr(all="ignore"),
    "warning filters": lambda: warnings.simplefilter("ignore"),
    "working folder": lambda: os.chdir("/"),
    "environment": lambda: os.environ.update(NNLIB_TRIED="1"),
    "recursion limit": lambda: sys.setrecursionlimit(4321),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_a_setting_that_is_changed_for_good_is_said_and_put_back(what):
    def state():
        environment, filters = dict(os.environ), list(warnings.filters)
        printing = np.get_printoptions()
        return np.geterr(), printing, filters, os.getcwd(), environment, sys.getrecursionlimit()

    def changing(w, x, b):
        SETTINGS[what]()
        return np.dot(w, x) + b

    before = state()
    assert what in answered(changing)[1]
    assert state() == before


def test_random_draws_are_put_back():
    def drawing(w, x, b):
        np.random.seed(1)
        random.seed(1)
        return np.dot(w, x) + b

    np.random.seed(7)
    random.seed(7)
    wanted = np.random.rand(), random.random()
    np.random.seed(7)
    random.seed(7)
    assert answered(drawing)[0] == "right"
    assert (np.random.rand(), random.random()) == wanted


def test_how_numpy_prints_is_put_back_without_a_word():
    def printing(w, x, b):
        np.set_printoptions(precision=2)
        return np.dot(w, x) + b

    before = np.get_printoptions()
    assert answered(printing)[0] == "right"
    assert np.get_printoptions() == before


def test_what_is_printed_is_shown(capsys):
    def printing(w, x, b):
        print("w is", w)
        return np.dot(w, x) + b

    check("3.3", lambda W, b, a: print("here I am") or W)
    assert capsys.readouterr().out == "here I am\n"
    assert answered(printing)[0] == "right"


# The time limit


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(calls, "SECONDS", 0.2)


def endless(*args):
    while True:
        pass


def swallowing(*args):
    try:
        while True:
            pass
    except:  # noqa: E722
        pass


def swallowing_again_and_again(*args):
    while True:
        try:
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass
        except BaseException:
            continue


def swallowing_by_recursion(*args):
    try:
        swallowing_by_recursion()
    finally:
        swallowing_by_recursion()


def sleeping(*args):
    time.sleep(1)


def generating(*args):
    return itertools.count()


def yielding(w, x, b):
    yield np.dot(w, x) + b


@pytest.mark.parametrize(
    "answer",
    [
        endless,
        swallowing,
        swallowing_again_and_again,
    ],
    ids=lambda answer: getattr(answer, "__name__", None),
)
def test_an_answer_that_never_ends_is_stopped(answer, quick):
    handler = signal.getsignal(signal.SIGINT)
    start = time.monotonic()
    assert "had not finished after 0.2 seconds" in answered(answer)[1]
    assert time.monotonic() - start < 5
    assert signal.getsignal(signal.SIGINT) is handler
    assert sum(range(1000)) == 499500  # nothing is left that would stop this


def test_a_recursion_that_swallows_each_stop_ends_all_the_same(quick):
    """Each of its levels has to be stopped by itself, so on a busy machine it may end late."""
    text = answered(swallowing_by_recursion)[1]
    assert "had not finished after 0.2 seconds" in text or "It could not be stopped sooner" in text
    assert sum(range(1000)) == 499500  # nothing is left that would stop this


def test_after_a_stop_all_runs_as_before_under_a_profiler_too(quick):
    answered(endless)
    sys.setprofile(lambda *args: None)
    try:
        assert answered(weighted)[0] == "right"
    finally:
        sys.setprofile(None)


def test_an_answer_that_was_stopped_is_not_called_again(quick):
    asked = []

    def endless_for_lists(middles, *args):
        asked.append(middles)
        while True:
            pass

    assert "had not finished" in check("13.2", endless_for_lists).text
    assert len(asked) == 1


def test_a_sleep_is_said_to_be_too_long(quick):
    assert "had not finished" in answered(sleeping)[1]


def test_an_answer_that_yields_its_result_is_told_to_return_it():
    state, text = answered(yielding)
    assert state == "wrong"
    assert "Write `return` instead" in text


def test_several_things_may_be_yielded_where_a_list_is_wanted():
    lists = Exercise("99.4", praise="That is it.", hints=("one", "two", "three"))

    @lists.solution
    def doubled(numbers):
        return [2 * number for number in numbers]

    lists.probes(lambda: [([1, 2, 3],), ([],)])

    def yielded(numbers):
        for each in numbers:
            yield 2 * each

    assert checker.judged(lists, yielded)[0] == "right"


def test_numbers_from_an_iterator_are_read():
    assert array(n / 2 for n in (1, 2)).tolist() == [0.5, 1.0]


def test_an_iterator_without_end_is_said():
    assert "does not end" in answered(generating)[1]


@pytest.mark.parametrize(
    "answer", [endless, swallowing, swallowing_again_and_again], ids=lambda answer: answer.__name__
)
def test_the_limit_holds_outside_of_the_main_thread(answer, quick):
    found = []
    thread = threading.Thread(target=lambda: found.append(answered(answer)))
    thread.start()
    thread.join(20)
    assert "had not finished" in found[0][1]


def test_without_threads_there_is_no_limit_and_no_error(monkeypatch):
    def cannot(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", cannot)
    assert answered(weighted)[0] == "right"


def test_the_stop_button_still_stops():
    def pressed(*args):
        signal.raise_signal(signal.SIGINT)

    def swallowed(*args):
        try:
            pressed()
        except KeyboardInterrupt:
            return 1

    for answer in (pressed, swallowed):
        with pytest.raises(KeyboardInterrupt):
            answered(answer)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError])
def test_what_an_answer_raises_by_itself_is_a_sentence(error):
    def raising(w, x, b):
        raise error

    assert answered(raising)[0] == "wrong"


def test_a_time_that_is_up_is_no_exception():
    assert not issubclass(limits.TimeUp, Exception)


# The box


def test_a_verdict_is_the_same_text_in_a_box():
    verdict = check("9.1", 30)
    assert repr(verdict).startswith("✘ 9.1: 30 is the number of epochs")
    box = verdict._repr_html_()
    assert "30 is the number of epochs" in box
    assert 'role="status"' in box
    assert 'aria-label="not right yet"' in box


def test_code_is_set_as_code_and_nothing_else_is_markup():
    box = Verdict("1.1", "wrong", "write `a < b`, not <b>")._repr_html_()
    assert "<code>a &lt; b</code>, not &lt;b&gt;" in box


def test_every_state_has_a_mark_a_word_and_a_colour_of_its_own():
    answers = [state for name, state in STATES.items() if name != "unknown"]
    for column in zip(*answers, strict=True):
        assert len(set(column)) == len(answers)


def test_a_hint_does_not_look_unanswered():
    given, unanswered = hint("9.3"), Verdict("9.3", "open", hint("9.3").text)
    assert repr(given)[0] != repr(unanswered)[0]
    assert STATES["hint"][2] in given._repr_html_()
    assert STATES["hint"][2] not in unanswered._repr_html_()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("delta @ a_prev.T", "hint 1 of 1: `delta @ a_prev.T`. That was the last"),
        ("5 * 28 + 12", "hint 1 of 1: `5 * 28 + 12`. That was the last"),
        ("Add.", "hint 1 of 1: Add. That was the last"),
        ("Sum", "hint 1 of 1: Sum. That was the last"),
        ("take `x[0]` alone", "hint 1 of 1: take `x[0]` alone. That was the last"),
    ],
)
def test_a_hint_that_is_a_line_of_code_is_set_as_code(words, shown, monkeypatch):
    one = Exercise("1.1", praise="", hints=(words,), solution=1)
    monkeypatch.setattr(checker, "all_exercises", lambda: {"1.1": one})
    assert shown in hint("1.1").text


def test_code_in_a_hint_is_set_as_code():
    code = re.compile(r"[a-z]\(|[a-z]{2,}_[a-z]|@|\bnp\.|\.T\b|[a-z]\[", re.ASCII)
    for key, exercise in checker.all_exercises().items():
        for step in range(1, len(exercise.hints) + 1):
            said = re.sub(r"`[^`]+`", "", hint(key, step).text)
            assert not code.search(said), (key, step, said)


def luminance(colour):
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return np.dot([0.2126, 0.7152, 0.0722], linear)


@pytest.mark.parametrize(("page", "ink"), [("#ffffff", "#1f1f1f"), ("#111111", "#e0e0e0")])
@pytest.mark.parametrize("state", STATES)
def test_a_box_can_be_read_and_seen_in_a_light_and_a_dark_theme(state, page, ink):
    def contrast(one, other):
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    colour, page, ink = (bytes.fromhex(c[1:]) for c in (STATES[state][2], page, ink))
    style = Verdict("1.1", state, "words")._repr_html_()
    share = int(re.search(r"background: #\w{6}(\w\w);", style)[1], 16) / 255
    ground = [share * c + (1 - share) * p for c, p in zip(colour, page, strict=True)]
    assert contrast(ink, ground) > 7  # the words, and the mark among them
    assert contrast(colour, page) > 3  # the edge
    assert " color:" not in style  # so they have the theme's own colour


# Progress


@pytest.fixture
def fresh(monkeypatch):
    monkeypatch.setattr(checker, "_results", {})


def test_progress_lists_all_exercises_of_the_lesson(fresh):
    assert "nothing is checked" in repr(progress())
    check("9.1", 150_000)
    check("9.4", np.zeros(3))
    check("9.1", 30)  # a later try takes nothing back
    assert repr(progress()) == (
        "9.1  right\n9.2  not answered yet\n9.3  not answered yet\n9.4  not right yet\n"
        "9.5  not answered yet"
    )
    assert repr(progress("03")).startswith("3.1  not answered yet")
    assert "no lesson 77" in repr(progress(77))
    assert "9.1" in Progress({"9.1": "right"})._repr_html_()


@pytest.fixture
def mine(tmp_path, monkeypatch, fresh):
    folder = tmp_path / "my_lessons"
    folder.mkdir()
    (folder / MARKER).write_text("{}")
    monkeypatch.chdir(folder)
    return folder


def test_progress_is_remembered_in_my_lessons_until_another_day(mine, monkeypatch):
    check("9.1", 150_000)
    check("9.4", np.zeros(3))
    monkeypatch.setattr(checker, "_results", {})
    assert repr(progress(9)).startswith("9.1  right\n9.2  not answered yet")
    assert "9.4  not right yet" in repr(progress(9))
    (mine / memory.NAME).unlink()
    assert "right\n" not in repr(progress(9)).replace("not right", "")


def test_a_notebook_opened_another_day_lists_its_own_lesson(mine, monkeypatch):
    check("9.1", 150_000)
    monkeypatch.setattr(checker, "_results", {})  # the kernel is restarted
    monkeypatch.setenv("JPY_SESSION_NAME", "week 3/09_training_on_mnist.ipynb")
    assert repr(progress()).startswith("9.1  right\n9.2  not answered yet")
    monkeypatch.setenv("JPY_SESSION_NAME", "notes.ipynb")
    assert "nothing is checked" in repr(progress())


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe",
        b'\n["9.4"',
        b"[" * 100_000,
        b"\n3\nnull\n[[], 1]\n",
        b"\0" * 50,
        b'["9.4", "x"]',
    ],
)
def test_a_damaged_memory_forgets_only_what_is_damaged(mine, damage):
    memory.remember("9.1", "right")
    with (mine / memory.NAME).open("ab") as file:
        file.write(damage)
    memory.remember("9.3", "wrong")
    assert memory.remembered() == {"9.1": "right", "9.3": "wrong"}


def test_a_memory_that_cannot_be_written_does_no_harm(mine):
    (mine / memory.NAME).mkdir()
    assert repr(check("9.1", 150_000)).startswith("✔")
    assert repr(progress(9)).startswith("9.1  right")


def test_a_folder_of_another_name_remembers_too(tmp_path, monkeypatch, fresh):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / MARKER).write_text("{}")
    monkeypatch.chdir(folder)
    check("9.1", 150_000)
    assert memory.remembered() == {"9.1": "right"}


def test_the_project_below_such_a_folder_remembers_nothing(tmp_path, monkeypatch, fresh):
    (tmp_path / MARKER).write_text("{}")
    for name in ("nnlib/__init__.py", "notebooks/09_training.ipynb"):
        (tmp_path / "project" / name).parent.mkdir(parents=True)
        (tmp_path / "project" / name).write_text("")
    monkeypatch.chdir(tmp_path / "project" / "notebooks")
    check("9.1", 150_000)
    assert not (tmp_path / memory.NAME).exists()


def test_two_notebooks_at_once_take_nothing_from_each_other(mine):
    memory.remember("9.1", "right")
    (mine / memory.NAME).open("a").write('\n["9.2", "ri')  # one is interrupted while it writes
    memory.remember("9.3", "right")
    memory.remember("9.3", "wrong")
    assert memory.remembered() == {"9.1": "right", "9.3": "right"}


def test_nothing_is_written_anywhere_else(tmp_path, monkeypatch, fresh):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NNLIB_LESSONS", raising=False)
    check("9.1", 150_000)
    assert list(tmp_path.iterdir()) == []
