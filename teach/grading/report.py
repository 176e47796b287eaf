"""The table of a class: printed, as a CSV file, and the mistakes that many have made."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from nnlib.classroom.checker import all_exercises
from teach.grading.submissions import by_number

MARKS = {"right": "✔", "wrong": "✘", "open": "…", "look": "?"}
FORMULA = ("=", "+", "-", "@")  # with which a spreadsheet begins to compute
LONGEST = 500  # characters of a text in the table
COMMONEST = 3


@dataclass
class Row:
    """One file: who handed it in, a state and a sentence by exercise, and a note, or ""."""

    who: str
    file: str
    verdicts: dict = field(default_factory=dict)
    note: str = ""

    @property
    def right(self):
        """How many exercises are right."""
        return sum(state == "right" for state, _ in self.verdicts.values())


def keys_of(rows):
    """The keys of all exercises in these rows, in order."""
    return sorted({key for row in rows for key in row.verdicts}, key=by_number)


def printed(rows):
    """The table as text, and under it the notes."""
    keys = keys_of(rows)
    wide = max([4, *(len(plain(row.who)) for row in rows)])
    lines = [f"{'':{wide}}  " + "  ".join(f"{key:>5}" for key in keys) + "  right"]
    for row in rows:
        marks = [MARKS[row.verdicts[key][0]] if key in row.verdicts else "" for key in keys]
        count = f"{row.right} of {len(row.verdicts)}" if row.verdicts else ""
        cells = "  ".join(f"{mark:>5}" for mark in marks)
        lines.append(f"{plain(row.who):{wide}}  {cells}  {count}".rstrip())
    lines.append("✔ right   ✘ not right   … not answered   ? look at the notebook yourself")
    notes = [f"{plain(row.who)} ({plain(row.file)}): {plain(row.note)}" for row in rows if row.note]
    odd = [
        f"{plain(row.who)}, {key}: {plain(text)}"
        for row in rows
        for key, (state, text) in row.verdicts.items()
        if state == "look" and not row.note
    ]
    return "\n".join([*lines, *notes, *odd])


def write(rows, file):
    """The table as a CSV file: a row for each submission; a state and a sentence by exercise."""
    keys = keys_of(rows)
    with open(file, "w", encoding="utf-8-sig", newline="") as opened:
        table = csv.writer(opened)
        named = [name for key in keys for name in (f"exercise {key}", f"{key} shows")]
        table.writerow(["who", "file", "right", "of", *named, "note"])
        for row in rows:
            cells = [row.who, row.file, row.right, len(row.verdicts)]
            for key in keys:
                state, text = row.verdicts.get(key, ("", ""))
                cells += [state, text if state in ("wrong", "look") else ""]
            table.writerow([_as_text(cell) for cell in [*cells, row.note]])


def commonest(rows):
    """The mistakes that most of the class have made: lists (key, sentence, who), at most three.

    Sentences that differ only in numbers and in code are one mistake; each student counts once.
    """
    who, said = defaultdict(set), defaultdict(Counter)
    for row in rows:
        for key, (state, text) in row.verdicts.items():
            if state == "wrong" and text:
                mistake = key, _kind(key, text)
                who[mistake].add(row.who)
                said[mistake][text] += 1
    order = sorted(who, key=lambda m: (-len(who[m]), by_number(m[0]), m[1]))
    return [(m[0], said[m].most_common(1)[0][0], sorted(who[m])) for m in order[:COMMONEST]]


def for_the_next_lesson(rows):
    """What to begin the next lesson with, as text; "" if nobody has made a mistake."""
    found = commonest(rows)
    if not found:
        return ""
    count = len({row.who for row in rows})
    lines = ["For the first five minutes of the next lesson, what most got wrong:"]
    for key, text, who in found:
        lines.append(f"  {key}, {len(who)} of {count}: {plain(text)}")
    return "\n".join(lines)


def _kind(key, text):
    """What a sentence has in common with others: of a known mistake all of it."""
    exercise = all_exercises().get(key)
    if exercise and any(text == message for _, message in exercise.mistakes):
        return text
    return re.sub(r"`[^`]*`|[−-]?\d[\d.,]*(e[−-]?\d+)?", "#", text)


def plain(text):
    """A text of a student's in one line, without what a terminal would obey."""
    shown = "".join(c if c.isprintable() else " " for c in str(text))
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


def _as_text(cell):
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, int):
        return cell
    text = plain(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
