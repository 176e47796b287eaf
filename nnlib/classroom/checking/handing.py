"""Progress that a student hands in: a small file that the student writes and can read.

{"nnlib": "progress", "lesson": 4, "exercises": {"4.1": "right", "4.2": "wrong", "4.3": "open"}}
"""

import json
from pathlib import Path

from nnlib.classroom.checking.memory import STATES
from nnlib.support.storage import write_bytes

MOST = 100_000  # bytes; no such file comes near it


def write(file, lesson, states):
    """Write the states of a lesson's exercises; returns a sentence that says what was done.

    file: its name. states: from key to "open", "wrong" or "right". Only a file of this kind is
    overwritten.
    """
    try:
        path = Path(file).expanduser()
        if path.exists() and read(path) is None:
            return (
                f"nothing was written: {path} exists, and holds something else. Choose a new name."
            )
        data = {"nnlib": "progress", "lesson": lesson, "exercises": states}
        write_bytes(path, (json.dumps(data, indent=1) + "\n").encode())
    except (OSError, TypeError, ValueError) as error:
        why = getattr(error.__cause__ or error, "strerror", None) or error
        return (
            f'nothing was written to {file}: {why}. Write `progress({lesson}, export="my.json")`.'
        )
    return (
        f"written to {path}: the number of the lesson, and for each exercise whether it is right, "
        "not right yet or not answered yet. No name, no answer, no time. It is plain text, so you "
        "can look at it. Nothing is sent: hand the file in if you want to."
    )


def read(file):
    """What such a file holds: (lesson, states); None if it is no such file, or a damaged one."""
    try:
        with open(file, "rb") as opened:
            text = opened.read(MOST + 1)
        if len(text) > MOST:
            return None
        data = json.loads(text)
        lesson, states = data["lesson"], data["exercises"]
        whole = data["nnlib"] == "progress" and type(lesson) is int
        fine = all(isinstance(key, str) and state in STATES for key, state in states.items())
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return (lesson, states) if whole and fine else None
