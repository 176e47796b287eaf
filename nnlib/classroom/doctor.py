"""Is this machine ready for the lessons? Eleven lines that say so, and what to type if not.

In a browser that runs Python itself there is less to say: nothing is installed or downloaded.
"""

import importlib.metadata
import platform
import sys

from nnlib.support.browser import in_browser
from nnlib.support.errors import DataError

PACKAGES = {
    "numpy": "the arithmetic",
    "matplotlib": "the figures",
    "jupyterlab": "opens the lessons",
    "ipywidgets": "the interactives",
    "tqdm": "progress bars",
    "pooch": "the download",
}
NOT_IN_A_BROWSER = ("jupyterlab", "pooch")
INSTALL = "pip install -e ."


def examine():
    """Look at this machine. Returns (lines, ready): eleven lines, and True if all is well.

    In a browser there are eight.
    """
    installed = not in_browser()
    rows = [_python()]
    rows += [
        _package(name, purpose)
        for name, purpose in PACKAGES.items()
        if installed or name not in NOT_IN_A_BROWSER
    ]
    rows += [_digits(), _training(), *([_lessons()] if installed else [])]
    ready = all(good for good, _ in rows)
    lines = [f"{'ok  ' if good else 'NO  '} {text}" for good, text in rows]
    last = "Not ready. Do what the lines with NO say."
    if ready:
        last = "Ready: nnlib lessons" if installed else "Ready"
    return [*lines, last], ready


def _python():
    return sys.version_info >= (3, 11), f"Python {platform.python_version()} (3.11 or later)"


def _package(name, purpose):
    try:
        return True, f"{name} {importlib.metadata.version(name)} ({purpose})"
    except importlib.metadata.PackageNotFoundError:
        return False, f"{name} is missing ({purpose}). Type: {INSTALL}"


def _digits():
    try:
        from nnlib.digits.mnist import load_mnist

        mnist = load_mnist(quiet=True)
    except (DataError, ImportError) as error:
        return False, f"the digits: {error}"
    more = mnist.name == "embedded" and not in_browser()
    return True, mnist.words() + (" More: python -m nnlib download" if more else "")


def _lessons():
    from nnlib.classroom.lessons import find_folder, lessons_in, short
    from nnlib.classroom.lessons.published import Published, find_project

    def count(names):  # the glossary is no lesson
        return sum(short(name).isdecimal() for name in names)

    try:
        folder, number = find_folder(), count(Published(find_project()).names())
    except (DataError, OSError) as error:
        return False, f"the lessons: {error}"
    if not number:
        return False, f"the lessons are missing. Type: {INSTALL}"
    yours = count(lessons_in(folder))
    return True, f"{number} lessons; " + (
        f"{yours} of your own in {folder.name}" if yours else "`nnlib lessons` copies them for you"
    )


def _training():
    try:
        from nnlib.digits.mnist import read_embedded
        from nnlib.network import Network

        digits, net = read_embedded(), Network([784, 30, 10])
        net.SGD(digits.train, 1, 10, 3.0, quiet=True)
        share = net.evaluate(digits.test) / len(digits.test)
    except (DataError, ImportError) as error:
        return False, f"training: {error}"
    return (
        share > 0.3,
        f"a small trial: a network learned for a moment and reads {share:.0%} of new digits",
    )
