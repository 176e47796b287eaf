"""Writes decks into a folder: `python -m teach slides 04 --out FOLDER`."""

import datetime
import shutil
import subprocess
from pathlib import Path

import nnlib
from teach import assets, guide, lessons
from teach.slides import pages
from teach.slides.own import own_slides
from teach.slides.plan import DeckError, deck_of


def build(paths, out, minutes=None):
    """Writes a deck for each lesson into the folder `out`; the paths of their pages.

    minutes: 50 or 90: only what the guide's plan for such a class shows. None: the whole lesson.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    _copy_assets(out / "assets")
    written = []
    for path in paths:
        deck = planned(path, minutes)
        name = path.stem + (f"_{minutes}" if minutes else "")
        target = out / f"{name}.html"
        own = own_slides(out / f"{deck.number}_own.md", deck)
        target.write_text(pages.page(deck, stamp(), own), encoding="utf-8")
        sheet = pages.sheet(planned(path) if minutes else deck, stamp())  # of all derivations
        if sheet:
            (out / f"{name}_derivations.html").write_text(sheet, encoding="utf-8")
        written.append((target, deck))
    return written


def planned(path, minutes=None):
    """The deck of a lesson, for a class of so many minutes if they are given.

    A cell takes the minutes that its guide says, or else those of the lesson. DeckError for a cell
    or an exercise that is not there.
    """
    number = path.name[:2]
    plan = guide.read(number)
    leave_out = plan.leave_out(minutes) if minutes else ()
    notebook = lessons.read(path)
    if minutes:
        _take_into_class(notebook, number, plan.plans[minutes].get("exercises", {}))
    cells = {cell.id: cell for cell in notebook.cells}
    for name, held in plan.in_class.items():
        if name not in cells:
            raise DeckError(f"in_class of lesson {number} names {name}, which is not there")
        cells[name].metadata.setdefault("class", {})["minutes"] = held
    return deck_of(notebook, number, leave_out, plan.late(), plan.beside())


def _take_into_class(notebook, number, exercises):
    """Makes tasks of homework. exercises: the minutes of each that this class does, by its key."""
    for key, minutes in exercises.items():
        cells = lessons.cells_of_exercise(notebook, key)
        if not cells or {lessons.role(cell) for cell in cells} != {"homework"}:
            raise DeckError(
                f"the guide of lesson {number} takes {key} into class: no such homework"
            )
        for cell in cells:
            cell.metadata["tags"] = ["laptop"]
        cells[-1].metadata["class"] = {"minutes": minutes}


def stamp():
    """Which nnlib and which state of the lessons, and the day."""
    root = lessons.NOTEBOOKS.parent
    state = ""
    if shutil.which("git"):
        ask = ["git", "describe", "--always", "--dirty"]
        done = subprocess.run(ask, cwd=root, capture_output=True, text=True, check=False)
        state = f", {done.stdout.strip()}" if done.returncode == 0 else ""
    return f"nnlib {nnlib.__version__}{state}, {datetime.date.today().isoformat()}"


def _copy_assets(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name in assets.VERSIONS:
        assets.copy(name, folder)
    for file in pages.asset_names():
        text = file.read_text(encoding="utf-8")
        if file.name == "deck.css":
            text += pages.md.colours() + "\n"
        (folder / file.name).write_text(text, encoding="utf-8")
