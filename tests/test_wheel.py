"""A wheel holds all that nnlib needs: installed elsewhere, without the checkout, it trains."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import nnlib

ROOT = Path(__file__).parents[1]
LESSONS = {
    path.name
    for path in ROOT.glob("notebooks/*.ipynb")
    if re.fullmatch(r"\d\d_\w+|glossary", path.stem)
}
DATA = {path.name for path in [*ROOT.glob("data/*.npz"), *ROOT.glob("data/README.md")]}

TRAIN = """
import sys
from pathlib import Path

import nnlib

target = Path(sys.argv[1]).resolve()
assert Path(nnlib.__file__).resolve().is_relative_to(target), nnlib.__file__
assert nnlib.data_file("mnist_5k.npz").resolve().is_relative_to(target)
mnist = nnlib.load_mnist("embedded")
net = nnlib.Network([784, 30, 10], init="scaled")
net.SGD(mnist.train, 1, 10, 3.0)
print(net.evaluate(mnist.test) / len(mnist.test))
"""


def python(*arguments, **options):
    command = [sys.executable, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, **options)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def contents(wheel, folder):
    """The names of the files in a folder of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(f"{folder}/")]
    return {name.removeprefix(f"{folder}/") for name in names}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    python("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder in which the wheel is installed, and the environment that finds it there."""
    target = tmp_path_factory.mktemp("installed")
    pip = ["-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile"]
    python(*pip, "--disable-pip-version-check", "--target", target, wheel)
    # -S passes over the .pth file that leads to the checkout; NumPy must then be named.
    packages = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    env = {name: value for name, value in os.environ.items() if not name.startswith("NNLIB_")}
    env |= {
        "PYTHONPATH": os.pathsep.join([str(target), *packages]),
        "PYTHONIOENCODING": "utf-8",
        "TQDM_DISABLE": "1",
    }
    return target, env


def test_a_wheel_installed_elsewhere_trains_a_network(installed, tmp_path):
    target, env = installed
    output = python("-S", "-P", "-c", TRAIN, target, cwd=tmp_path, env=env)
    assert float(output.splitlines()[-1]) > 0.5


def test_a_wheel_installed_elsewhere_copies_the_lessons_out_and_resets_one(installed, tmp_path):
    _, env = installed
    mine = tmp_path / "my_lessons"
    python("-S", "-P", "-m", "nnlib", "lessons", "--only-copy", cwd=tmp_path, env=env)
    assert {path.name for path in mine.glob("*.ipynb")} == LESSONS
    (mine / "09_training_on_mnist.ipynb").write_text("mine")
    said = python("-S", "-P", "-m", "nnlib", "reset", "09", cwd=tmp_path, env=env)
    assert "Yours is kept as 09_training_on_mnist.mine.ipynb" in said
    for name in LESSONS:
        assert (mine / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes()


def test_the_console_script_of_a_wheel_copies_the_lessons_out(installed, tmp_path):
    target, env = installed
    (script,) = [p for p in (target / "bin", target / "Scripts") if p.exists()]
    (script,) = script.glob("nnlib*")
    if script.suffix == ".exe":
        command = [str(script)]
    else:
        command = [sys.executable, "-S", "-P", str(script)]
    command += ["lessons", "--only-copy"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=env)
    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "my_lessons").glob("*.ipynb"))) == len(LESSONS)


def test_the_wheel_holds_the_data_that_nnlib_reads(wheel):
    assert "mnist_5k.npz" in DATA
    assert contents(wheel, "nnlib/data") == DATA


def test_the_wheel_holds_every_lesson(wheel):
    assert contents(wheel, "nnlib/lessons") == LESSONS


def test_the_wheel_holds_nothing_else_than_the_package(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    settings = "etc/jupyter/jupyter_server_config.d/nnlib.json"  # nnlib.classroom.saving
    look = "share/jupyter/labextensions/nnlib"  # nnlib/classroom/labextension
    for_jupyter = {settings, f"{look}/package.json", f"{look}/static/remoteEntry.js"}
    others = [n for n in names if not re.match(r"nnlib/|nnlib-[\d.]+dist-info/", n)]
    assert {re.sub(r"nnlib-[\d.]+data/data/", "", name) for name in others} == for_jupyter
    assert [name for name in names if "__pycache__" in name or "checkpoint" in name] == []


def test_the_look_of_lessons_in_jupyterlab_has_the_version_of_the_package():
    said = json.loads((ROOT / "nnlib/classroom/labextension/package.json").read_text())
    assert (said["name"], said["version"]) == ("nnlib", nnlib.__version__)


@pytest.fixture
def small_checkout(tmp_path):
    """A checkout with lessons, and with what a student leaves beside them."""
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-LESSONS.md"):
        shutil.copy(ROOT / name, tmp_path)
    for name in (
        "nnlib/__init__.py",
        "nnlib/classroom/nnlib.json",
        "nnlib/classroom/labextension/package.json",
        "data/digits.npz",
        "data/build.py",
        "notebooks/09_training_on_mnist.ipynb",
        "notebooks/09_training_on_mnist.mine.ipynb",
        "notebooks/09_training_on_mnist-Copy1.ipynb",
        "notebooks/Untitled.ipynb",
        "notebooks/.ipynb_checkpoints/09_training_on_mnist-checkpoint.ipynb",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


def build(checkout, version):
    (wheel,) = WheelBuilder(str(checkout)).build(
        directory=str(checkout / "dist"), versions=[version]
    )
    return wheel


def test_lessons_are_packed_without_what_a_student_leaves_beside_them(small_checkout):
    wheel = build(small_checkout, "standard")
    assert contents(wheel, "nnlib/lessons") == {"09_training_on_mnist.ipynb"}
    assert contents(wheel, "nnlib/data") == {"digits.npz"}


def test_an_editable_install_has_clean_lessons_and_no_copy_of_the_data(small_checkout):
    wheel = build(small_checkout, "editable")
    assert contents(wheel, "nnlib") == {"lessons/09_training_on_mnist.ipynb"}
