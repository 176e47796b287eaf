"""Packages that a single lesson needs, and what is said where they are missing.

No module of nnlib imports them: a lesson asks where it first uses them, by `needs("torch")`,
and an exercise names those without which it cannot be judged.
"""

import importlib
import importlib.util
import re

from nnlib.support.browser import in_browser

NAMES = {"torch": "PyTorch"}  # where the name to say is not that of the package
INSTALL = 'pip install -e ".[torch]"'


class Missing(ImportError):
    """A package is not there; the text says what to do. A notebook shows the text alone."""

    def _render_traceback_(self):
        """What Jupyter asks for: the lines to show in place of a traceback."""
        return [str(self)]


class OnDemand:
    """A package that is imported when something of it is first asked for: `torch.tensor`."""

    def __init__(self, package):
        self._package = package

    def __getattr__(self, name):
        return getattr(importlib.import_module(self._package), name)


def missing(packages):
    """Those of these packages that are not installed."""
    return [name for name in packages if importlib.util.find_spec(name) is None]


def needs(*packages):
    """Go on if these packages are installed; else stop here, with a sentence that says what to do.

    Raises Missing.
    """
    if missing(packages):
        raise Missing(what_to_do(packages, "This lesson"))


def what_to_do(packages, who):
    """A sentence for whom some of these packages are missing. who: such as "This lesson"."""
    names = [NAMES.get(name, name) for name in missing(packages)]
    words, are = " and ".join(names), "is" if len(names) == 1 else "are"
    if in_browser():
        return (
            f"{who} cannot run in a browser, where {words} cannot be had; read it with the "
            "results that stand in it, or run it with an installed Python."
        )
    return (
        f"{who} needs {words}, which {are} not installed here: type  {INSTALL}  in the "
        "project's folder, then choose Kernel → Restart Kernel (the README says, under “Lesson 14 "
        "and PyTorch”, where pip is and how to get the small build)."
    )


def needed_by(text):
    """The packages that a lesson asks for by `needs(…)`, in all its cells. text: its file."""
    calls = re.findall(r"^\W*needs\(([^)]*)\)", text, re.MULTILINE)
    return [name for call in calls for name in re.findall(r"[a-z]\w*", call)]
