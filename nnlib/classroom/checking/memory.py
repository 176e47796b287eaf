"""Which exercises were answered, remembered until another day; in the student's own copies only.

The file lies in the folder `my_lessons`, beside the lessons, and is safe to delete. Each result is
one line that is added to it, so two notebooks that are open at once take nothing from each other.
"""

import json

from nnlib.classroom.lessons import own_folder

NAME = ".progress.jsonl"
STATES = ("open", "wrong", "right")  # the later one wins


def remembered():
    """What is remembered: a dictionary from key to state; empty where nothing is."""
    found = {}
    file = _file()
    if file is None:
        return found
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return found
    for line in lines:
        try:
            key, state = json.loads(line)
            if state in STATES and isinstance(key, str):
                found[key] = better(found.get(key), state)
        except (ValueError, TypeError, RecursionError):  # a line that was not written to its end
            continue
    return found


def remember(key, state):
    """Remember a result, if that is news. Nothing is said where it cannot be written."""
    file = _file()
    before = remembered().get(key)
    if file is None or better(before, state) == before:
        return
    try:
        with file.open("a", encoding="utf-8") as lines:
            lines.write(f"\n{json.dumps([key, state])}\n")  # after a line cut short, too
    except OSError:
        return


def better(one, other):
    """The better of two states; None is no state at all."""
    return max((one, other), key=lambda state: STATES.index(state) if state else -1)


def _file():
    """The file, or None unless we are in a student's folder of lessons."""
    try:
        folder = own_folder()
    except OSError:
        return None
    return folder and folder / NAME
