"""A student's own copies of the lessons: made, brought up to date, and never overwritten.

They lie in a folder `my_lessons`, so that the originals in notebooks/ stay as they were published
and `git pull` finds nothing in its way. `answers` tells what a student wrote, `published` finds the
originals, `files` changes a file without losing anything.
"""

import hashlib
import json
import os
from pathlib import Path

from nnlib.classroom.lessons import answers, files
from nnlib.classroom.lessons.published import (
    PACKAGE,
    Published,
    find_project,
    half_merged,
    here_and_above,
    is_project,
    lessons_in,
    short,
)
from nnlib.support.errors import DataError

NAME = "my_lessons"
MARKER = ".nnlib.json"  # says that a folder is such a one; what was asked; safe to delete
UNREADABLE = "could not be read as a notebook"
ABOUT = "Copies of nnlib's lessons, for you to work in. `nnlib update` brings them up to date."


def own_folder():
    """The folder of the student's own lessons in which Python stands, or None.

    It is looked for here and above, up to the project's folder; nothing is made or changed.
    """
    for folder in here_and_above():
        if _is_own(folder):
            return folder
        if is_project(folder):
            return None
    return None


def find_folder(folder=None):
    """Where the student's own lessons are, or are to be made.

    That is `folder`; else what NNLIB_LESSONS names; else the nearest my_lessons here or above; else
    the one in the project's folder; else one in this folder. Raises DataError for a place that
    holds the originals or is no folder.
    """
    named = folder or os.environ.get("NNLIB_LESSONS")
    place = Path(named).expanduser().absolute() if named else _nearest()
    if place.exists() and not place.is_dir():
        raise DataError(f"{place} is no folder. Name one for your copies of the lessons.")
    project = find_project()
    originals = [PACKAGE, *([project / "notebooks", project / "nnlib"] if project else [])]
    if any(place.resolve().is_relative_to(original.resolve()) for original in originals):
        raise DataError(
            f"{place} holds the originals of the lessons. Name another folder for your copies, "
            f"such as {NAME}."
        )
    return place


def name_of(lesson, names):
    """The name of a lesson's file. lesson: its number, as 9 or "09"; or glossary.

    Raises DataError.
    """
    asked = str(lesson).strip().casefold()
    if f"{asked}.ipynb" in names:
        return f"{asked}.ipynb"
    if not asked.isdecimal():
        raise DataError(f"A lesson is named by its number, such as 09; {lesson!r} came.")
    for name in names:
        if name.startswith(f"{int(asked):02d}_"):
            return name
    known = ", ".join(sorted({short(name) for name in names}))
    raise DataError(f"There is no lesson {asked}; there are {known or 'none here'}.")


def copy_out(folder=None):
    """Copy the lessons into the student's folder; one that is there already is never touched.

    Returns (folder, copied, older): the names of those that were copied now, and of those that
    were published anew since they were copied. Raises DataError.
    """
    folder, published = find_folder(folder), Published(find_project())
    copied, older = [], []
    names = published.names()
    if not names:
        raise DataError("This nnlib came without its lessons. Install it again, or download them.")
    with files.in_words(folder), files.alone(folder):
        _make(folder)
        for name in names:
            mine, new = _read(folder / name), published.newest(name)
            if mine is not None:
                older += [] if _is_new(mine, new) else [name]
            elif not _earlier_names(folder, name, published):
                files.put(folder / name, _sealed(new, published, name), None)
                copied.append(name)
            else:
                older.append(name)
    return folder, copied, older


def update(folder=None):
    """Bring the student's copies to the version that is published here.

    A lesson in which nothing was written is replaced. Of another one the student's version is
    kept beside the new one, into which the answers are carried. Returns a line for each lesson.
    Raises DataError.
    """
    folder, published = find_folder(folder), Published(find_project())
    if not folder.exists() and published.project is None:
        raise DataError(
            f"There is no {NAME} here. Go to the folder that holds it, or name it with --folder. "
            "If you have none yet: nnlib lessons"
        )
    with files.in_words(folder), files.alone(folder):
        _make(folder)
        return [_again(_update_one, folder, name, published) for name in published.names()]


def reset(lesson, folder=None):
    """Put the published lesson in its place; keep the student's version beside it.

    lesson: its number, as 9 or "09". folder: where the lessons are; by default the folder of
    lessons in which Python stands, else my_lessons, else the project's notebooks. Returns a
    sentence about what was done. Raises DataError.
    In JupyterLab, open the clean copy by File → Reload Notebook from Disk.
    """
    folder, published = folder_to_mend(folder), Published(find_project())
    names = sorted({*lessons_in(folder), *published.installed, *published.names()})
    names.sort(key=lambda n: published.published(n) is None)  # not a file of the student's own
    name = name_of(lesson, names)
    clean = published.published(name)
    if clean is None:
        raise DataError(f"Nobody can tell how {name} was published. Download the project again.")
    if folder != published.folder:
        clean = _sealed(clean, published, name)
    with files.in_words(folder), files.alone(folder):
        files.finish(folder)
        return _again(_reset_one, folder, name, clean)


def folder_to_mend(folder=None):
    """Where `reset` looks for a lesson: see there. Raises DataError where no lessons are."""
    if folder:
        return find_folder(folder)
    for place in (*here_and_above()[:1], own_folder(), _named(), *_lessons_near()):
        if place and (lessons_in(place) or _is_own(place)):
            return place
    raise DataError("No lessons are found here. Copy them out first: nnlib lessons")


def worked_in(folder=None):
    """The lessons of the project's notebooks/ in which a student has worked, by name.

    Left out are those for which `leave` was called since the last change. folder: that of the
    student's own lessons.
    """
    published = Published(find_project())
    if published.project is None:
        return []
    asked = _notes(find_folder(folder)).get("left", {})
    found = []
    for name in lessons_in(published.folder):
        here, original = _read(published.folder / name), published.published(name)
        if original is None or here is None or _is_new(here, original, exactly=True):
            continue
        if asked.get(name) != _mark(here):
            found.append(name)
    return found


def leave(names, folder=None):
    """Note that the student does not want to take these lessons of notebooks/ along."""
    folder, originals = find_folder(folder), find_project() / "notebooks"
    with files.in_words(folder), files.alone(folder):
        _make(folder)
        _note_left(folder, names, originals)


def take_along(source=None, folder=None, names=None):
    """Take the answers in another folder's lessons along into the student's own.

    source: by default the project's notebooks, which then become the originals again. names: of
    which lessons; by default of all. Each lesson in which something was written is kept whole in
    the student's folder, as …mine.ipynb; where the student's own copy is still as published the
    answers are carried into it. Returns a line for each such lesson. Raises DataError.
    """
    folder, published = find_folder(folder), Published(find_project())
    source = Path(source).expanduser().absolute() if source else published.folder
    if source is None or not lessons_in(source):
        raise DataError(f"There are no lessons in {source or 'this folder'}. Name their folder.")
    if folder.exists() and source.resolve() == folder.resolve():
        raise DataError(f"{source} is the folder of your own lessons already.")
    if half_merged(source):
        raise DataError(
            f"Git has stopped half-way in {source}: in some lessons both versions are mixed. Type "
            "git merge --abort, and then this command again."
        )
    with files.in_words(folder), files.alone(folder):
        _make(folder)
        own = published.folder is not None and source.resolve() == published.folder.resolve()
        lines = {}
        for name in names or lessons_in(source):
            line = _again(_take_one, folder, name, source / name, published)
            if line:
                lines[name] = line
                if own:
                    _again(_restore, folder, name, published)
        if own:
            _note_left(folder, lines, published.folder)
        return list(lines.values())


# One lesson


def _update_one(folder, name, published):
    path, new = folder / name, published.newest(name)
    seen = _read(path)
    earlier = None
    if seen is None:
        earlier = next(iter(_earlier_names(folder, name, published)), None)
    elif _is_new(seen, new):
        return f"{name}: up to date."
    data = _sealed(new, published, name)
    old = _read(earlier) if earlier else seen
    if old is None:
        files.put(path, data, None)
        return f"{name}: new."
    mine = answers.read(old)
    if mine and answers.untouched(mine):
        files.put(path, data, seen, keep=False)
        return f"{name}: the new version. You had changed nothing in it."
    data, words = _carried(mine, data, published, name)
    if mine and answers.record(answers.read(data)) == answers.record(mine) and not earlier:
        return f"{name}: up to date."
    kept = files.put(path, data, seen) or earlier
    return f"{name}: the new version{words}. Yours is kept as {kept.name}."


def _reset_one(folder, name, clean):
    path = folder / name
    seen = _read(path)
    if seen == clean:
        return f"{name} is clean already; nothing was changed."
    kept = files.put(path, clean, seen)
    return f"{name} is clean again." + (f" Yours is kept as {kept.name}." if kept else "")


def _take_one(folder, name, source, published):
    theirs, path, new = _read(source), folder / name, published.newest(name)
    notebook = answers.read(theirs)
    if notebook and answers.untouched(notebook):
        return None
    original = published.published(name)
    if original and notebook and _is_new(theirs, original, exactly=True):
        return None
    kept = files.copy_beside(path, theirs)
    seen = _read(path)
    mine = answers.read(seen) if seen is not None else None
    if new is None:
        return f"{name}: kept as {kept.name}; no such lesson is published."
    if notebook is None:
        return f"{name}: kept as {kept.name}; it {UNREADABLE}."
    if seen is not None and not (mine and answers.untouched(mine)):
        return f"{name}: kept as {kept.name}; in {name} you have written already, it stays."
    data, words = _carried(notebook, _sealed(new, published, name), published, name)
    files.put(path, data, seen, keep=False)
    return f"{name}: taken along{words}. All of it is kept as {kept.name}."


def _restore(folder, name, published):
    """Make a lesson of notebooks/ the original again; what stood there is kept in `folder`."""
    path = published.folder / name
    seen, original = _read(path), published.head(name) or published.published(name)
    if original and seen not in (None, original):
        files.copy_beside(folder / name, seen)
        files.put(path, original, seen, keep=False)


def _carried(mine, data, published, name):
    """The new lesson with what the student wrote in `mine`, and words about it."""
    if mine is None:
        return data, f" (the old file {UNREADABLE})"
    base = answers.sealed(mine) or published.closest(name, mine)
    carried = answers.carry(mine, answers.read(data), base)
    words = f", with {_cells(carried.moved)} of yours"
    if carried.both:
        words += f"; of {carried.both} the lesson's new text stands below yours"
    if carried.left:
        words += f"; {_cells(carried.left)} of yours had no place in it"
    return (answers.as_bytes(carried.notebook) if carried.moved else data), words


def _again(act, *arguments):
    """Do it, and begin again where another program saved the file meanwhile."""
    for _ in range(5):
        try:
            return act(*arguments)
        except files.ChangedMeanwhile:
            continue
    raise DataError(
        f"{arguments[1]} is being saved by another program again and again. Close it there and "
        "try again. Nothing that you wrote was lost."
    )


# Places and notes


def _nearest():
    for folder in here_and_above():
        if _is_own(folder):
            return folder
        if _is_own(folder / NAME) or is_project(folder):
            return folder / NAME
    return (find_project() or Path.cwd()) / NAME


def _is_own(folder):
    return (folder / MARKER).is_file() or (folder.name == NAME and bool(lessons_in(folder)))


def _named():
    return find_folder() if os.environ.get("NNLIB_LESSONS") else None


def _lessons_near():
    project = find_project()
    for folder in (*here_and_above(), *([project] if project else [])):
        yield from (folder, folder / NAME, folder / "notebooks")


def _earlier_names(folder, name, published):
    """Lessons of the same number whose names are no longer published."""
    known = {n.casefold() for n in published.names()}
    found = lessons_in(folder).items()
    return [p for n, p in found if n[:3] == name[:3] and n.casefold() not in known]


def _make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    files.finish(folder)
    if not (folder / MARKER).is_file():
        _note(folder, {})


def _notes(folder):
    try:
        notes = json.loads((folder / MARKER).read_bytes())
        return notes if isinstance(notes.get("left", {}), dict) else {}
    except (OSError, ValueError, AttributeError):
        return {}


def _note(folder, notes):
    files.write(folder / MARKER, json.dumps({"about": ABOUT, **notes}, indent=1).encode())


def _note_left(folder, names, originals):
    """Note how these lessons of notebooks/ look now; they are not asked about again."""
    notes = _notes(folder)
    marks = {name: _mark(_read(originals / name) or b"") for name in names}
    _note(folder, notes | {"left": notes.get("left", {}) | marks})


def _read(path):
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


# Comparing


def _is_new(mine, new, exactly=False):
    """Was this copy made from the newest lesson (exactly: and does it say the same)?"""
    mine, new = answers.read(mine), answers.read(new)
    if mine is None or new is None:
        return False
    same = answers.record(mine) == answers.record(new)
    return same or (not exactly and answers.sealed(mine) == answers.record(new))


def _sealed(data, published, name):
    """The published lesson as it is copied: with a seal, if it is known to be as published."""
    notebook = answers.read(data)
    if notebook is None or answers.untouched(notebook) or not published.published(name):
        return data
    answers.seal(notebook)
    return answers.as_bytes(notebook)


def _mark(data):
    """A few letters that differ where two versions of a lesson differ in their text."""
    notebook = answers.read(data)
    text = repr(answers.record(notebook)).encode() if notebook else data
    return hashlib.sha256(text).hexdigest()[:16]


def _cells(number):
    return "1 cell" if number == 1 else f"{number} cells"
