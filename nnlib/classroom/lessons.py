"""Where the lessons are, and how to get a clean copy of one back."""

import importlib.metadata
import re
import subprocess
from pathlib import Path

from nnlib.support.errors import DataError


def notebooks_folder():
    """The folder of the lessons: notebooks/ here or above, or the one beside the package."""
    for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[2]):
        if _lessons_in(folder):
            return folder
        if _lessons_in(folder / "notebooks"):
            return folder / "notebooks"
    raise DataError("No lessons are found here. Go to the project's folder and try again.")


def reset(lesson):
    """Put a clean copy of a lesson in its place; keep the student's version beside it.

    lesson: its number, as 9 or "09". The clean copy is the one that git has, or the one that
    came with the installation. Returns a sentence about what was done. Raises DataError.
    In JupyterLab, open the clean copy by File → Reload Notebook from Disk.
    """
    folder = notebooks_folder()
    name = _name_of(lesson, folder)
    clean = _from_git(folder, name) or _from_installation(name)
    if clean is None:
        raise DataError(f"No clean copy of {name} is found. Download the project again.")
    path = folder / name
    if path.exists() and path.read_bytes() == clean:
        return f"{name} is clean already; nothing was changed."
    kept = ""
    if path.exists():
        mine = _free_name(path)
        path.rename(mine)
        kept = f" Yours is kept as {mine.name}."
    path.write_bytes(clean)
    return f"{name} is clean again.{kept}"


def _name_of(lesson, folder):
    text = str(lesson).strip()
    names = {path.name for path in _lessons_in(folder)} | set(_installed())
    if not text.isdecimal():
        raise DataError(f"A lesson is named by its number, such as 09; {lesson!r} came.")
    for name in sorted(names):
        if name.startswith(f"{int(text):02d}_"):
            return name
    known = ", ".join(sorted(name[:2] for name in names))
    raise DataError(f"There is no lesson {text}; there are {known}.")


def _lessons_in(folder):
    return [p for p in folder.glob("[0-9][0-9]_*.ipynb") if re.fullmatch(r"\w+\.ipynb", p.name)]


def _from_git(folder, name):
    """The lesson as git has it, or None where git does not know it."""
    try:
        shown = subprocess.run(
            ["git", "show", f"HEAD:./{name}"], cwd=folder, capture_output=True, check=False
        )
    except OSError:
        return None
    return shown.stdout if shown.returncode == 0 else None


def _from_installation(name):
    """The lesson as it was when nnlib was installed, or None."""
    path = _installed().get(name)
    return path.read_bytes() if path else None


def _installed():
    try:
        place = importlib.metadata.distribution("nnlib").locate_file("nnlib/lessons")
    except importlib.metadata.PackageNotFoundError:
        return {}
    return {path.name: path for path in _lessons_in(Path(place))}


def _free_name(path):
    """A name for the student's version that is not taken yet: 09_….mine.ipynb, .mine2.ipynb, …"""
    for number in ("", *range(2, 1000)):
        mine = path.with_name(f"{path.stem}.mine{number}.ipynb")
        if not mine.exists():
            return mine
    raise DataError(f"There are too many kept versions of {path.name}; delete some.")
