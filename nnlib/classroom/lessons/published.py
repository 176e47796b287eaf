"""The lessons as they were published, whatever a student has written or committed since.

A lesson is the published one if its seal fits (see `answers`). It is looked for in the project's
notebooks/, in its history (a student may have written there, and committed that), and in what came
with the installation. Where somebody published a lesson with a seal that does not fit, as a teacher
may who changed a sentence, Git tells: what it fetched from elsewhere was published, and what was
committed on this machine was not.
"""

import functools
import importlib.metadata
import re
import subprocess
from pathlib import Path

from nnlib.classroom.lessons import answers

# Not 09_training.mine.ipynb, not 09_training-Copy1.ipynb.
LESSON = re.compile(r"(\d\d_\w+|glossary)\.ipynb")
PACKAGE = Path(__file__).parents[2]
COMMITTED_HERE = re.compile(r"commit|rebase|cherry-pick|revert|am\b|.*\(pick\)|.*Merge made")


def lessons_in(folder):
    """The lessons in a folder: a dictionary from their names to their paths, in order."""
    try:
        return {p.name: p for p in sorted(folder.iterdir()) if LESSON.fullmatch(p.name)}
    except OSError:
        return {}


def short(name):
    """What a lesson is called in a sentence: 09, or glossary."""
    return name.removesuffix(".ipynb").partition("_")[0]


def find_project():
    """The project's folder: the one in which we stand, or from which nnlib is run, or None."""
    for folder in (*here_and_above(), PACKAGE.parent):
        if is_project(folder):
            return folder
    return None


def is_project(folder):
    """Is this the project's folder, with the package and the lessons?"""
    return (folder / "nnlib" / "__init__.py").is_file() and bool(lessons_in(folder / "notebooks"))


def here_and_above():
    """The folder in which Python stands and all above it, the nearest first."""
    try:
        here = Path.cwd()
    except OSError:  # it was deleted
        return []
    return [here, *here.parents]


class Published:
    """The published lessons of a project, or of the installation if `project` is None."""

    def __init__(self, project):
        self.folder = project / "notebooks" if project else None
        self.project = project
        self.installed, self.regular = _installed()

    def names(self):
        """The names of all lessons, in order."""
        here = lessons_in(self.folder) if self.folder else {}
        return [name for name in sorted({*here, *self.installed}) if self.newest(name)]

    def newest(self, name):
        """The lesson to work in, as bytes, or None.

        That of notebooks/ if its seal fits, else the published one. In a project without Git
        whose lessons have no seal that fits, it is the file as it stands.
        """
        data = self._file(name)
        if data and _fits(data):
            return data
        return self.published(name) or (None if self._in_git() else data)

    def published(self, name):
        """The lesson as it was published, as bytes, or None if nobody can tell."""
        data = self._file(name)
        committed, installed = self._committed(name), self._from_installation(name)
        if data and _fits(data):  # its outputs may be the student's
            others = (other for other in (committed, installed) if other)
            return next((other for other in others if _same(other, data)), data)
        return committed or installed

    def closest(self, name, notebook):
        """The record of the published version that a notebook without a seal was made from.

        That is the version which shares most cells with it, at least half; else None.
        """
        cells = set(answers.record(notebook))
        records = [answers.record(n) for n in map(answers.read, self._versions(name)) if n]
        best = max(records, key=lambda record: len(cells & set(record)), default=[])
        return best if 2 * len(cells & set(best)) >= len(best) > 0 else None

    def head(self, name):
        """The lesson as Git's last commit has it, whoever made that, or None."""
        return _git(self.folder, "show", f"HEAD:./{name}") if self.folder else None

    def _file(self, name):
        try:
            return (self.folder / name).read_bytes() if self.folder else None
        except OSError:
            return None

    def _from_installation(self, name):
        data = self.installed[name].read_bytes() if name in self.installed else None
        # Installed with -e, it was taken from notebooks/, where a student may have written.
        return data if data and (self.regular or _fits(data)) else None

    def _in_git(self):
        return bool(self.folder and _git(self.folder, "rev-parse", "HEAD"))

    def _committed(self, name):
        return next(self._versions(name), None)

    def _versions(self, name):
        """The published versions in Git's history, the newest first."""
        if self.folder is None:
            return
        for commit in _lines(_git(self.folder, "log", "--format=%H", "--", name)):
            data = _git(self.folder, "show", f"{commit}:./{name}")
            if data and (_fits(data) or commit not in self._made_here):
                yield data

    @functools.cached_property
    def _made_here(self):
        """The commits that were made on this machine."""
        reflog = _lines(_git(self.folder, "reflog", "--format=%H %gs"))
        entries = [line.partition(" ") for line in reflog]
        made = {commit for commit, _, action in entries if COMMITTED_HERE.match(action)}
        if _git(self.folder, "remote"):
            made |= set(
                _lines(_git(self.folder, "log", "--format=%H", "HEAD", "--not", "--remotes"))
            )
        return made


def half_merged(folder):
    """Did Git stop in this folder because it could not put two versions together?"""
    return bool(_git(folder, "ls-files", "--unmerged", "--", "."))


def _installed():
    """The lessons that came with nnlib, and whether it was installed without -e."""
    regular = lessons_in(PACKAGE / "lessons")
    if regular:
        return regular, True
    try:
        place = importlib.metadata.distribution("nnlib").locate_file("nnlib/lessons")
    except importlib.metadata.PackageNotFoundError:
        return {}, False
    return lessons_in(Path(place)), False


def _fits(data):
    notebook = answers.read(data)
    return notebook is not None and answers.untouched(notebook)


def _same(data, other):
    return answers.record(answers.read(data)) == answers.record(answers.read(other))


def _git(folder, *words):
    """What git prints, as bytes; None where it fails, is missing, or knows no such folder."""
    try:
        done = subprocess.run(
            ["git", *words], cwd=folder, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _lines(output):
    return (output or b"").decode("utf-8", "replace").splitlines()
