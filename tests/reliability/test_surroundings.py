"""Lessons in other surroundings: no warning, another language, an odd folder, no place to write.

They run by `tools/execute.py` on the embedded digits, in a copy of the repository, where an
exception is a failure, and so is a line on stderr. By hand all of them: `--all-lessons`.
"""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from nnlib.classroom import optional
from teach import lessons

pytestmark = pytest.mark.reliability
ROOT = Path(__file__).parents[2]
PARTS = ("nnlib", "data", "notebooks", "tools")
NOBODY = 65534
FEW = ("00", "06", "11")

# What the kernels do before the first cell.
WARNINGS_ARE_ERRORS = "import warnings\nwarnings.simplefilter('error')\n"
THE_LANGUAGE_COUNTS = "import locale\nlocale.setlocale(locale.LC_ALL, '')\n"  # as some programs do


@pytest.fixture
def place():
    """A folder that other users can read, too; those of pytest are for one user alone."""
    with tempfile.TemporaryDirectory(prefix="nnlib-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for inner in [folder, *folder.rglob("*")]:  # so that it can be deleted
            if inner.is_dir():
                inner.chmod(inner.stat().st_mode | stat.S_IRWXU)


@pytest.fixture
def numbers(all_lessons):
    """The numbers of the lessons to run: a few, or all that can run here."""
    return [
        path.name[:2]
        for path in lessons.lessons()
        if (all_lessons or path.name.startswith(FEW))
        and not optional.missing(optional.needed_by(path.read_text(encoding="utf-8")))
    ]


def copied(to):
    """A copy of what the lessons need of the repository."""
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__", "*.mine*.ipynb")
        shutil.copytree(ROOT / part, to / part, ignore=ignored)
    return to


def starts_with(folder, code):
    """What to set in the environment so that each kernel runs this code first."""
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text(code, encoding="utf-8")
    return {"IPYTHONDIR": str(folder / "ipython")}


def run(project, numbers, as_user=(), **variables):
    """Execute lessons in a copy of the repository. variables: None for one to take away."""
    path = os.pathsep.join([str(project), *filter(None, [os.environ.get("PYTHONPATH")])])
    env = os.environ | {"NNLIB_DATA": "embedded", "PYTHONPATH": path} | variables
    env = {name: str(value) for name, value in env.items() if value is not None}
    python = [*as_user, sys.executable, "-B"]
    options = {"env": env, "cwd": project / "notebooks", "capture_output": True, "text": True}
    where = [*python, "-c", "import nnlib; print(ascii(nnlib.__file__))"]
    which = subprocess.run(where, **options, check=False)
    assert which.stdout.strip() == ascii(str(project / "nnlib" / "__init__.py")), which.stderr
    order = [*python, str(project / "tools" / "execute.py"), *numbers, "--data", "embedded"]
    done = subprocess.run(order, **options, check=False, errors="replace")
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("not written") == len(numbers)


def test_no_lesson_raises_a_warning(place, numbers):
    run(copied(place / "project"), numbers, **starts_with(place, WARNINGS_ARE_ERRORS))


def test_a_warning_would_be_found(place):
    """One that Python does not show by itself."""
    project = copied(place / "project")
    lesson = nbformat.v4.new_notebook()
    code = "import warnings\nwarnings.warn('old', PendingDeprecationWarning)"
    lesson.cells = [nbformat.v4.new_code_cell(code)]
    nbformat.write(lesson, project / "notebooks" / "99_warns.ipynb")
    run(project, ["99"])
    with pytest.raises(AssertionError, match="PendingDeprecationWarning: old"):
        run(project, ["99"], **starts_with(place, WARNINGS_ARE_ERRORS))


@pytest.fixture(params=["C", "de_DE", "tr_TR"])
def language(request, place):
    """What to set for a language; `C` is that of a computer on which nobody set one: ASCII."""
    if request.param == "C":
        return {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    name = f"{request.param}.UTF-8"
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    if f"{request.param}.utf8" in known:
        return {"LC_ALL": name}
    if shutil.which("localedef") is None:
        pytest.skip(f"{name} is not installed, nor what makes it")
    made = place / "locales" / name
    made.parent.mkdir()
    order = ["localedef", "-i", request.param, "-f", "UTF-8", str(made)]
    done = subprocess.run(order, capture_output=True, text=True, check=False)
    if not made.exists():
        pytest.skip(f"{name} cannot be made: {done.stderr}")
    return {"LC_ALL": name, "LOCPATH": made.parent}


def test_lessons_run_in_another_language_and_time_zone(place, numbers, language):
    first = starts_with(place, THE_LANGUAGE_COUNTS)
    run(copied(place / "project"), numbers, TZ="Asia/Kathmandu", **language, **first)


def test_lessons_run_in_a_folder_with_spaces_and_accents(place, numbers):
    run(copied(place / "Übung räum é"), numbers)


@pytest.fixture
def as_user(place):
    """How a command is begun so that it cannot write everywhere, as the administrator can."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no users as on Linux and macOS")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("run by the administrator, and there is no setpriv to be another user")
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    # By way of a shell: setpriv itself may still start what the administrator may.
    python = [*user, "sh", "-c", '"$0" -c "import nbclient"', sys.executable]
    if subprocess.run(python, cwd=place, capture_output=True, check=False).returncode:
        pytest.skip("run by the administrator, and no other user can run this Python")
    return user


def owned(folder):
    """A folder in which the user of `as_user` can write."""
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    return folder


def locked(folder):
    """The folder and all that is in it, read-only."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode & ~0o222)
    return folder


def test_lessons_run_where_the_repository_is_read_only(place, numbers, as_user):
    project = locked(copied(place / "project"))
    run(project, numbers, as_user, HOME=owned(place / "home"))


@pytest.mark.parametrize("home", ["not set", "not there", "read-only"])
def test_lessons_run_without_a_home(place, numbers, as_user, home):
    (place / "read-only").mkdir(mode=0o555)
    where = None if home == "not set" else place / home
    # Both take a temporary folder by themselves, but with a line on stderr, which is theirs.
    theirs = dict.fromkeys(("MPLCONFIGDIR", "IPYTHONDIR"), owned(place / "theirs"))
    run(copied(place / "project"), numbers, as_user, HOME=where, **theirs)
