"""What nnlib needs where Python runs in a browser, tried here: no threads, another sys.platform.

Packages are missing, too, that a browser has not, or that the web site leaves out there.
"""

import subprocess
import sys

import nbclient
import nbformat
import numpy as np
import pytest

from nnlib import Convolution
from nnlib.support import browser
from teach.lite.line import LEFT_OUT, NOT_NEEDED

ABSENT = ["pooch", "requests", "jupyterlab", *NOT_NEEDED]
ABSENT += [folder.strip("/").replace("/", ".") for folder in LEFT_OUT["fonttools"]]

# Other packages are loaded first: some look at sys.platform and leave out what they have here.
PRELUDE = f"""
import sys, threading
for name in {ABSENT}:
    sys.modules[name] = None  # import then says that it is not there
import anywidget, ipywidgets, joblib, matplotlib, numpy, tqdm.auto
def refuse(self):
    raise RuntimeError("can't start new thread")
threading.Thread.start = refuse
sys.platform = "emscripten"
import nnlib
"""


@pytest.fixture
def in_browser(monkeypatch):
    monkeypatch.setenv("NNLIB_DATA", "embedded")
    monkeypatch.setenv("TQDM_DISABLE", "0")
    monkeypatch.setenv("JOBLIB_MULTIPROCESSING", "0")  # as joblib finds out there by itself

    def run(code):
        order = [sys.executable, "-W", "error", "-c", PRELUDE + code]
        done = subprocess.run(order, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return done

    return run


def test_an_exercise_is_checked_without_a_thread(in_browser):
    done = in_browser(
        "from nnlib.classroom.checker import exercises_of\n"
        "right = nnlib.hidden_error\n"
        'print(repr(nnlib.check("8.2", right)))\n'
        'print(repr(nnlib.check("8.2", lambda *a: ...)))'
    )
    right, open_, *_ = [line for line in done.stdout.splitlines() if "8.2" in line]
    assert right.startswith("✔")
    assert "not answered yet" in open_


def test_a_network_learns_and_shows_its_bar_without_a_thread(in_browser):
    done = in_browser(
        "from nnlib.support import bars\n"
        "mnist = nnlib.load_mnist()\n"
        "net = nnlib.Network([784, 10])\n"
        "net.SGD(mnist.train[:100], 2, 10, 3.0)\n"
        "with bars._bars()(total=3, disable=False) as bar:\n"
        "    bar.update(3)\n"
        "print(bars._bars().monitor)"
    )
    assert done.stdout.splitlines()[-1] == "None"


def test_the_digits_that_come_along_are_found_without_a_download(in_browser, monkeypatch):
    monkeypatch.delenv("NNLIB_DATA")
    monkeypatch.delenv("NNLIB_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/nowhere")
    monkeypatch.setenv("HOME", "/nowhere")
    done = in_browser("mnist = nnlib.load_mnist()\nassert len(mnist.train) == 4000")
    assert "the embedded set" in done.stdout


def test_a_sweep_runs_without_a_process_or_a_thread(in_browser):
    done = in_browser(
        "mnist = nnlib.load_mnist(quiet=True)\n"
        "settings = [{'epochs': 1, 'hidden': 5, 'seed': seed} for seed in range(2)]\n"
        "table = nnlib.run_sweep(settings, mnist.train[:100], mnist.validation)\n"
        "print(table.column('error'))"
    )
    assert done.stdout.splitlines()[-1] == "[None, None]"


def test_watch_trains_without_a_thread(in_browser):
    done = in_browser(
        "import asyncio\n"
        "mnist = nnlib.load_mnist(quiet=True)\n"
        "async def play():\n"
        "    watched = nnlib.watch(nnlib.Network([784, 5, 10]), mnist.train[:200], 2, 10, 3.0)\n"
        "    watched.play()\n"
        "    while watched.state == 'playing':\n"
        "        await asyncio.sleep(0.01)\n"
        "    print(watched.state, watched.at)\n"
        "asyncio.run(play())"
    )
    assert done.stdout.splitlines()[-1] == "finished 2.0"


@pytest.mark.parametrize("there", [True, False])
def test_convolution_is_the_same_in_a_browser(there, monkeypatch):
    rng = np.random.default_rng(0)
    a, delta = rng.normal(size=(2, 7, 6, 3)), rng.normal(size=(4, 5, 4, 3))

    def through():
        layer = Convolution(4, 3)
        layer.connect(a.shape[:3])
        layer.weights = np.random.default_rng(1).normal(size=(4, 2, 3, 3))
        layer.biases = np.ones((4, 1))
        z = layer.forward(a)
        layer.gradients(delta)
        return z, layer.nabla_w, layer.nabla_b, layer.error_before(delta)

    usual = through()
    monkeypatch.setattr(browser, "in_browser", lambda: there)
    matrix = browser.by_columns(np.ones((3, 5)))
    assert matrix.flags["F_CONTIGUOUS"] == there
    for one, other in zip(usual, through(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)


def test_the_doctor_asks_for_nothing_that_a_browser_has_not(in_browser):
    done = in_browser(
        "import importlib.metadata as metadata\n"
        "version = metadata.version\n"
        "def there(name):\n"
        "    if name in ('jupyterlab', 'pooch'):\n"
        "        raise metadata.PackageNotFoundError(name)\n"
        "    return version(name)\n"
        "metadata.version = there\n"
        "from nnlib.classroom.doctor import examine\n"
        "lines, ready = examine()\n"
        "print(*lines, sep='\\n')\n"
        "assert ready and len(lines) == 8"
    )
    assert done.stdout.splitlines()[-1] == "Ready"
    assert "download" not in done.stdout


def test_the_fonts_are_listed_without_a_word(in_browser, monkeypatch, tmp_path):
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))  # no list of fonts is there yet
    done = in_browser(
        "import logging\n"
        "logging.getLogger('matplotlib.font_manager').warning('building the font cache')\n"
        "nnlib.figures.digits_grid(nnlib.load_mnist().test.images[:1])._repr_mimebundle_()"
    )
    assert "font" not in done.stderr


def test_elsewhere_matplotlib_may_say_what_it_likes():
    code = (
        "import logging, nnlib\n"
        "logging.getLogger('matplotlib.font_manager').warning('building the font cache')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "building the font cache" in done.stderr


@pytest.mark.parametrize("browser", [True, False])
def test_a_notebook_keeps_no_text_of_a_bar(browser, monkeypatch):
    monkeypatch.setenv("TQDM_DISABLE", "0")
    lines = "import sys\n" + ('sys.platform = "emscripten"\n' if browser else "")
    lines += "import nnlib\nwith nnlib.progress_bar(3, 'step') as bar:\n    bar.update(3)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(lines)])
    nbclient.NotebookClient(notebook, timeout=60, store_widget_state=False).execute()
    (cell,) = notebook.cells
    texts = [o.get("data", {}).get("text/plain", o.get("text", "")) for o in cell.outputs]
    assert texts == [""]
