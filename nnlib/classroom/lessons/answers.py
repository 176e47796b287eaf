"""What a student wrote in a lesson, told from what was published, and carried into a newer one.

A published lesson carries a *seal* in its metadata: for each cell its id and a fingerprint of its
text, in order. It is written when the lesson is executed (tools/execute.py) and stays in every
copy, so each file tells by itself what was changed in it, wherever it lies. Outputs do not count.
"""

import copy
import difflib
import hashlib
import json
from collections import Counter
from dataclasses import dataclass

GAP = "..."  # what stands in a cell where the student is to write


def read(data):
    """The notebook in these bytes, as a dictionary; None if they are no notebook with cells."""
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
        for cell in notebook["cells"]:
            text(cell), cell["cell_type"].strip(), cell.get("id")
        notebook.setdefault("metadata", {}).get("nnlib")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return notebook


def as_bytes(notebook):
    """A notebook as it is written to a file."""
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace")  # half a letter: JSON writes it as \ud83d


def text(cell):
    """The text of a cell; a notebook holds it whole or as a list of lines."""
    return "".join(cell["source"]).replace("\r\n", "\n").rstrip()


def fingerprint(cell):
    """12 letters and digits that differ where the kind or the text of two cells differ."""
    return hashlib.sha256(
        f"{cell['cell_type']}\n{text(cell)}".encode(errors="surrogatepass")
    ).hexdigest()[:12]


def record(notebook):
    """A list of (id, fingerprint), one for each cell that is not empty."""
    return [(str(c.get("id")), fingerprint(c)) for c in notebook["cells"] if text(c)]


def seal(notebook):
    """Write into the notebook's metadata what its cells say now."""
    notebook["metadata"]["nnlib"] = {"seal": [" ".join(pair) for pair in record(notebook)]}


def sealed(notebook):
    """What the seal says, as `record` does; None if there is no seal or it cannot be read."""
    try:
        pairs = [tuple(line.split(" ")) for line in notebook["metadata"]["nnlib"]["seal"]]
    except (KeyError, TypeError, AttributeError):
        return None
    return pairs if pairs and all(len(pair) == 2 for pair in pairs) else None


def untouched(notebook):
    """Is the text of every cell as it was when the seal was written?"""
    return sealed(notebook) == record(notebook)


@dataclass
class Carried:
    """A newer lesson with the student's cells in it, and what became of those.

    moved: how many stand in it; both: how many of them the lesson has rewritten too (its own text
    then stands below); left: how many had no place in it.
    """

    notebook: dict
    moved: int = 0
    both: int = 0
    left: int = 0


def carry(mine, new, base=None):
    """Carry what the student wrote in `mine` into the newer lesson `new`. Returns a `Carried`.

    base: the `record` of the lesson that `mine` was made from. The student's cells are those
    whose text differs from it, and those that were added. Without a base nobody can tell an answer
    from a text that the lesson has rewritten since; then only cells with a gap are filled.
    """
    sure, base = base is not None, base or record(mine)
    was, place = dict(base), _places(base, mine, new)
    published = {mark for _, mark in [*(base if sure else []), *record(new)]}
    taken = {str(cell.get("id")) for cell in [*new["cells"], *mine["cells"]]}
    anchored = any(str(cell.get("id")) in was for cell in mine["cells"])
    stacks = [[copy.deepcopy(cell)] for cell in new["cells"]]  # a new cell, and what follows it
    here = top = []  # added cells stay below the cell that they stood below
    filled, carried = set(), Carried({})
    for cell in mine["cells"]:
        key, mark = str(cell.get("id")), fingerprint(cell)
        index = place.get(key)
        if index is not None:
            here = stacks[index]
        theirs = mark != was[key] if sure and key in was else mark not in published
        if not text(cell) or not theirs:
            continue
        if sure and key not in was and anchored:
            here.append(_renamed(cell, key, taken) if key in dict(record(new)) else cell)
        elif index is None or index in filled or not (sure or GAP in text(new["cells"][index])):
            carried.left += 1
            continue
        else:
            target = new["cells"][index]
            kept = {name: target[name] for name in ("id", "metadata") if name in target}
            stacks[index][0] = {**cell, **kept}
            filled.add(index)
            if sure and fingerprint(target) not in (was[key], mark) and GAP not in text(target):
                stacks[index].insert(1, _renamed(target, key, taken))
                carried.both += 1
        carried.moved += 1
    cells = [cell for stack in [top, *stacks] for cell in stack]
    carried.notebook = copy.deepcopy({**new, "cells": cells})
    return carried


def _renamed(cell, key, taken):
    """The cell with an id that no other has."""
    name = next(n for n in (f"{key[:50]}-{i}" for i in range(2, 10_000)) if n not in taken)
    taken.add(name)
    return {**cell, "id": name}


def _places(base, mine, new):
    """For ids of `base`, the index of the cell of `new` that stands in the same place.

    An id is a place as long as ids are kept. Where cells with a text of their own have changed
    their ids, the lesson was numbered anew; then places are found by the order of the texts.
    """
    marks, new_marks = [mark for _, mark in base], [fingerprint(cell) for cell in new["cells"]]
    ids = [str(cell.get("id")) for cell in new["cells"]]
    once = {m for m, n in Counter(marks).items() if n == 1 and new_marks.count(m) == 1}
    if all(ids[new_marks.index(mark)] == key for key, mark in base if mark in once):
        return {key: ids.index(key) for key, _ in base if key in ids}
    lines = {str(cell.get("id")): text(cell).split("\n")[0] for cell in mine["cells"]}
    places = {}
    matcher = difflib.SequenceMatcher(None, marks, new_marks, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal" and once & set(marks[i1:i2]):
            places |= {base[i][0]: j for i, j in zip(range(i1, i2), range(j1, j2), strict=True)}
        elif kind == "replace":
            firsts = [text(cell).split("\n")[0] for cell in new["cells"][j1:j2]]
            for key, _ in base[i1:i2]:
                if firsts.count(lines.get(key)) == 1 and len(lines[key]) > len("def f():"):
                    places[key] = j1 + firsts.index(lines[key])
    return places
