"""Every answer of `tests/answers`, right or wrong, is given to `check`, and its words are counted.

An answer is *named* if what the message claims contains one of the words that were written down
with the answer (`says`), or a phrase of it was read beside the answer and found to tell the
mistake (`readings.TELLS`). What a message only reports does not count: values beside the right
ones, the arguments, an exception of the student's code, "… is not it".

It is *falsely named* if the message claims something that nobody has found true of this answer:
neither of its words occurs, nor was the claim read and found to hold (`readings.HOLDS`). So a new
claim counts as false until somebody has read it.
"""

import json
import os
import queue
import random
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from answers import Answer, answers
from answers.readings import HOLDS, TELLS

from nnlib.classroom import optional
from nnlib.classroom.checker import all_exercises

TRYING = Path(__file__).parent / "answers" / "trying.py"
BATCH = 100  # so many answers share a process
PATIENCE = 60  # seconds for one answer; `check` itself stops each call after 5


@dataclass
class Tried:
    """An answer and what `check` made of it."""

    answer: Answer
    state: str
    text: str
    failure: str | None = None  # of ours

    def __str__(self):
        return f"{self.answer}\n    {self.failure or self.text[:200]}"

    @property
    def place(self):
        return self.answer.key, self.answer.what

    @property
    def accepted(self):
        return self.state == "right"

    @property
    def named(self):
        if self.accepted:
            return False
        claim = claimed(self.text).lower()
        words = [*(self.answer.says or ()), *TELLS.get(self.place, ())]
        return any(word.lower() in claim for word in words)

    @property
    def falsely_named(self):
        claim = claimed(self.text).lower()
        if self.accepted or not claim or says_what_is_wanted(claim) or self.named:
            return False
        return not any(phrase.lower() in claim for phrase in HOLDS.get(self.place, ()))


def claimed(text):
    """A message without what it only reports."""
    text = re.sub(r" It was called with .*", "", text, flags=re.S)
    text = re.sub(r"(^|(?<=As it is: )|(?<=\. ))with `.*", "", text, flags=re.S)
    text = re.sub(r"^(not answered yet: )?your code stops with .*", "", text, flags=re.S)
    text = re.sub(r"^the shape is right, but \d+ of .*", "", text, flags=re.S)
    text = re.sub(r"^[^`]{0,80} is not it\b.*", "", text, flags=re.S)
    text = re.sub(r"^the \w+ number is not right\..*", "", text, flags=re.S)
    return re.sub(r"As it is: $", "", text).strip()


FORM = re.compile(
    r"^(your function's result|the answer|\w+ has shape"
    r"|[a-z ]*(number|letter|function|array|list|name|thing)s?\b)[^.:]*"
    r"(wanted|should be|should hold|holds)\b|^\w+ should hold\b|^write [^.]* in quotes",
    re.IGNORECASE,
)


def says_what_is_wanted(claim):
    """Whether a message only says what form is wanted, such as two numbers, and what came."""
    return FORM.search(claim) is not None


def try_all(chosen):
    """What `check` says to these answers, by their places, in processes that cannot hang us."""
    every = answers()
    tried, left = [], list(chosen)
    while left:
        batch, left = left[:BATCH], left[BATCH:]
        known, rest = _run(batch)
        tried += [Tried(every[place], *said) for place, *said in known]
        if rest:  # the first of them hangs; the others are tried in the next batch
            tried.append(Tried(every[rest[0]], "wrong", "", "it hangs"))
            left = rest[1:] + left
    return tried


def those_judged_here():
    """The places of the answers whose judge needs no package that is missing here."""
    exercises = all_exercises()
    every = enumerate(answers())
    return [i for i, one in every if not optional.missing(exercises[one.key].needs)]


def _run(places):
    """The lines of one process, and the places for which none came."""
    command = [sys.executable, "-W", "ignore", str(TRYING), *map(str, places)]
    env = {**os.environ, "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=env)
    lines = queue.Queue()

    def read():
        for line in process.stdout:
            lines.put(json.loads(line))
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    known = []
    try:
        while (line := lines.get(timeout=PATIENCE)) is not None:
            known.append(line)
    except queue.Empty:
        pass
    process.kill()
    process.wait()
    return known, places[len(known) :]


def offenders(tried):
    """What does not hold, as lists by name."""
    rights = [one for one in tried if one.answer.is_right]
    wrongs = [one for one in tried if not one.answer.is_right]
    return {
        "right but refused": [one for one in rights if not one.accepted],
        "wrong but accepted": [one for one in wrongs if one.accepted],
        "not named": [one for one in wrongs if not one.named],
        "falsely named": [one for one in wrongs if one.falsely_named],
        "failures of ours": [one for one in tried if one.failure],
    }


def listed(found, *names):
    """The offenders of these names, one below the other, for a test that fails."""
    return "\n".join(f"{name}: {one}" for name in names for one in found[name])


def counted(tried):
    """The shares that are asked for, and a line that says them."""
    found = offenders(tried)
    rights = sum(one.answer.is_right for one in tried)
    wrongs = len(tried) - rights
    shares = {
        "accepted": 1 - len(found["right but refused"]) / rights,
        "refused": 1 - len(found["wrong but accepted"]) / wrongs,
        "named": 1 - len(found["not named"]) / wrongs,
        "falsely named": len(found["falsely named"]) / wrongs,
    }
    said = ", ".join(f"{name} {share:.2%}" for name, share in shares.items())
    return shares, f"{rights} right and {wrongs} wrong answers: {said}"


@pytest.mark.parametrize("key", all_exercises())
def test_an_exercise_has_answers_of_students(key):
    ours = [answer for answer in answers() if answer.key == key]
    rights = sum(answer.is_right for answer in ours)
    wrongs = len(ours) - rights
    assert min(rights / 5, wrongs / 8) >= 1, (
        f"exercise {key} has {rights} right and {wrongs} wrong answers in tests/answers; write "
        "five and eight or more, as the file __init__.py there says"
    )


def test_two_answers_of_an_exercise_have_different_descriptions():
    places = [(answer.key, answer.what, answer.is_right) for answer in answers()]
    assert len(places) == len(set(places))


def test_what_was_read_belongs_to_an_answer():
    places = {(answer.key, answer.what) for answer in answers()}
    assert {*TELLS, *HOLDS} <= places


def test_an_answer_that_hangs_is_a_failure_and_takes_no_other_along(tmp_path, monkeypatch):
    script = tmp_path / "hanging.py"
    script.write_text(
        "import json, sys, time\n"
        "for place in map(int, sys.argv[1:]):\n"
        "    time.sleep(1000 if place == 1 else 0)\n"
        "    print(json.dumps([place, 'right', '', None]), flush=True)\n"
    )
    monkeypatch.setattr(sys.modules[__name__], "TRYING", script)
    monkeypatch.setattr(sys.modules[__name__], "PATIENCE", 5)
    tried = try_all([0, 1, 2])
    assert [one.failure for one in tried] == [None, "it hangs", None]
    assert [one.answer for one in tried] == answers()[:3]


def test_what_a_message_only_reports_is_no_claim():
    assert claimed("with `w = [1, 2]`, yours gives 3; 4 is right.") == ""
    assert claimed("your code stops with KeyError: 'sign', in the line `sign[0]`.") == ""
    assert claimed("0.5 is not it. Mind the sign.") == ""
    assert (
        claimed("the sign is not right. It was called with `sign = 1`.") == "the sign is not right."
    )


def test_a_claim_that_nobody_has_read_counts_as_false():
    answer = Answer("7.1", "an invented one", False, lambda: 1, says=("bias",))
    assert Tried(answer, "wrong", "the bias is missing.").named
    assert not Tried(answer, "wrong", "the bias is missing.").falsely_named
    assert Tried(answer, "wrong", "this is the mean.").falsely_named
    assert not Tried(answer, "wrong", "two numbers are wanted; 3 came.").falsely_named
    assert not Tried(answer, "right", "right. The bias is added.").named


def test_every_sixth_answer_gets_what_it_deserves():
    places = those_judged_here()
    chosen = sorted(random.Random(6).sample(places, len(places) // 6))
    tried = try_all(chosen)
    found = offenders(tried)
    for name in ("failures of ours", "right but refused", "wrong but accepted"):
        assert not found[name], listed(found, name)
    shares, said = counted(tried)
    assert shares["named"] >= 0.45, said
    assert shares["falsely named"] <= 0.02, f"{said}\n{listed(found, 'falsely named')}"


@pytest.mark.slow
def test_all_answers_get_what_they_deserve():
    tried = try_all(those_judged_here())
    found = offenders(tried)
    shares, said = counted(tried)
    print(said)
    assert not found["failures of ours"], listed(found, "failures of ours")
    names = ("right but refused", "wrong but accepted", "falsely named")
    assert shares["accepted"] >= 0.995, f"{said}\n{listed(found, *names)}"
    assert shares["refused"] >= 0.99, f"{said}\n{listed(found, *names)}"
    assert shares["named"] >= 0.45, said
    assert shares["falsely named"] <= 0.01, f"{said}\n{listed(found, *names)}"
