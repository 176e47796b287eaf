"""What the cells of a handout call: answers that are shown when they are asked for, and grades.

`python -m teach handout 04` makes a handout from a lesson. No answer stands in it.
"""

import os
import re
import textwrap

from nnlib.classroom.checker import all_exercises, judged, key_of
from nnlib.classroom.checking.verdict import Verdict
from nnlib.classroom.lessons import answers
from nnlib.classroom.lessons.published import Published, find_project

FOLDED = re.compile(
    r"[ \t]*<details>\s*<summary>(.*?)</summary>(.*?)</details>[ \t]*\n?", re.DOTALL
)


class Told:
    """A text that a notebook sets as Markdown."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        return self.text


def lock_solutions():
    """Turn `solution` off in this notebook, and say so."""
    os.environ["NNLIB_SOLUTIONS"] = "off"
    text = "this is a handout: `solution` is off here. `check` and `hint` help as ever."
    return Verdict("", "hint", text)


def reveal(lesson, cell, folded=False):
    """The answer that a handout leaves out, from the installed lesson.

    lesson: its number, such as "04". cell: the id of a cell in it. folded: only what is folded in
    that cell; else all of it.
    """
    published = Published(find_project())
    name = next((n for n in published.names() if n.startswith(f"{lesson}_")), None)
    notebook = name and answers.read(published.newest(name))
    found = [c for c in notebook["cells"] if c.get("id") == cell] if notebook else []
    if not found:
        text = (
            f"this answer is not in lesson {lesson} as it is installed here. Look into the lesson."
        )
        return Verdict("", "unknown", text)
    return Told(unfolded(answers.text(found[0]), folded))


def unfolded(text, folded=False):
    """The text of a cell with what is folded in it opened. folded: this alone."""
    if folded:
        return "\n\n".join(_open(part) for part in FOLDED.finditer(text))
    return FOLDED.sub(lambda part: f"\n{_open(part)}\n", text).strip()


def _open(part):
    return f"**{part[1].strip()}**\n\n{textwrap.dedent(part[2]).strip()}"


def graded(key, *answer):
    """The verdict on an answer, for a cell that grades: not shown, and not remembered."""
    key = key_of(key)
    exercise = all_exercises().get(key)
    if exercise is None:
        return Verdict(key, "unknown", f"there is no exercise {key}.")
    return Verdict(key, *judged(exercise, answer[0] if len(answer) == 1 else answer))
