"""A lesson in JupyterLab (or Notebook 7) in a real browser, for the tests in this folder.

They need Playwright and a Chromium: `pip install playwright notebook`, and on Debian
`apt-get install --no-install-recommends chromium`. Where those are missing they are skipped, but
on Linux with CI set that is a failure.
"""

import contextlib
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from chromium import missing

ROOT = Path(__file__).parents[2]
QUIET = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
# What Notebook 7.6 itself says on any page, also on an empty one.
NOTEBOOKS_OWN = "Cannot read properties of undefined (reading 'schema')"
# What the widget manager of ipywidgets 8.1 itself says of a view that is removed before the page
# has drawn it: of a progress bar that ends at once, while the computer is busy (test_bars.py). A
# box says the last of these in the console and throws its cause on: that of any other cause is an
# error of the page still.
REMOVED = (
    "Cannot read properties of null (reading 'processLuminoMessage')",
    "Cannot read properties of null (reading 'widgets')",
    "Could not add child view to box",
)


def wait_for(condition, seconds, what):
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"{what}: not after {seconds} s"
        time.sleep(0.1)
    return value


def ask(url):
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


class Jupyter:
    """A server over a folder of copies. `open` shows a notebook in it."""

    def __init__(self, url, folder, browser, kind="lab"):
        self.url, self.folder, self.browser, self.kind = url, folder, browser, kind

    def copy(self, lesson, name=None):
        """A copy of a lesson, or of the notebook that a list of cells makes."""
        if isinstance(lesson, str):
            (path,) = ROOT.glob(f"notebooks/{lesson}_*.ipynb")
            return Path(shutil.copy(path, self.folder)).name
        cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        cells = [{**cell, "id": f"c{i}", "source": text} for i, text in enumerate(lesson)]
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4}
        name = name or f"test_{time.monotonic_ns()}.ipynb"
        (self.folder / name).write_text(json.dumps({**book, "nbformat_minor": 5}))
        return name

    @contextlib.contextmanager
    def open(self, name, run=True, width=1280, height=800, kernel=True, **context):
        """A page with this notebook; run: all its cells are run to the end.

        context: further options of the browser's page, such as has_touch or color_scheme.
        """
        before = {k["id"] for k in ask(f"{self.url}/api/kernels") or []}
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
            **context,
        )
        page = context.new_page()
        page.set_default_timeout(60_000)  # only against what hangs
        page.problems = []
        page.on("pageerror", lambda error: self._error(page, str(error)))
        page.on("console", lambda m: self._console(page, m))
        page.on("request", lambda r: self._request(page, r.url))
        space = f"lab/workspaces/w{time.monotonic_ns()}/tree"  # else it opens the last ones, too
        place = space if self.kind == "lab" else "notebooks"
        page.goto(f"{self.url}/{place}/{name}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=120_000)
        mine = None
        if kernel:
            mine = wait_for(lambda: self._ready(before), 180, "a kernel")
        if run:
            self.run_all(page, mine)
        try:
            yield page
        finally:
            context.close()
            if mine:
                kill = urllib.request.Request(f"{self.url}/api/kernels/{mine}", method="DELETE")
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(kill, timeout=10)

    def run_all(self, page, kernel, seconds=300):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).first.click()
        waiting = page.locator(".jp-InputPrompt", has_text="[*]")

        def done():
            page.wait_for_timeout(150)
            state = (ask(f"{self.url}/api/kernels/{kernel}") or {}).get("execution_state")
            return state == "idle" and not waiting.count()

        page.wait_for_timeout(500)
        for _ in range(2):  # between two cells it looks idle for a moment
            wait_for(done, seconds, "the last cell")
            page.wait_for_timeout(300)

    def _ready(self, before):
        for kernel in ask(f"{self.url}/api/kernels") or []:
            new = kernel["id"] not in before
            if new and kernel["execution_state"] == "idle" and kernel["connections"] > 0:
                return kernel["id"]
        return None

    def _error(self, page, words):
        if (self.kind == "lab" or NOTEBOOKS_OWN not in words) and not any(
            b in words for b in REMOVED
        ):
            page.problems.append(f"page: {words}")

    def _console(self, page, message):
        if message.type == "error" and not any(known in message.text for known in REMOVED):
            page.problems.append(f"console: {message.text[:300]} {message.location.get('url')}")

    def _request(self, page, url):
        if not url.startswith((self.url, self.url.replace("http", "ws"), "data:", "blob:")):
            page.problems.append(f"request to another host: {url[:200]}")


@contextlib.contextmanager
def jupyter_server(folder, browser, kind="lab", *more):
    config = folder / ".config" / "labconfig"
    config.mkdir(parents=True)
    (config / "page_config.json").write_text(json.dumps(QUIET))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1", f"--port={port}"]
    options += ["--IdentityProvider.token=", "--ServerApp.password=", "--no-browser"]
    options += ["--allow-root", "--ServerApp.disable_check_xsrf=True"]
    command = [sys.executable, "-m", "jupyter", kind, *options, *more]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    environment |= {"JUPYTER_CONFIG_DIR": str(config.parent), "TQDM_DISABLE": ""}
    environment |= {"NNLIB_DATA": "embedded"}  # what is seen on the page is the same, and sooner
    with open(folder / "server.log", "w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(lambda: ask(f"{url}/api/status"), 180, "the server")
            yield Jupyter(url, folder, browser, kind)
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:  # it ends its kernels one by one, late on a busy day
                server.kill()
                server.wait()


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    with jupyter_server(tmp_path_factory.mktemp("lab"), browser) as server:
        yield server


@pytest.fixture(scope="session")
def notebook7(browser, tmp_path_factory):
    if importlib.util.find_spec("notebook") is None:
        missing("Notebook 7 is not installed (pip install notebook)")
    with jupyter_server(tmp_path_factory.mktemp("nb7"), browser, "notebook") as server:
        yield server


@pytest.fixture(scope="session")
def sheet(lab):
    """One notebook that stays open for many tests, as a student's does."""
    with lab.open(lab.copy(["", ""]), run=False) as page:
        page.problems.clear()
        yield page


# What an earlier test left on the sheet is not taken for what comes next.
AS_NEW = """() => {
  document.querySelectorAll('.nnlib-live, .nnlib-pad').forEach(e => e.className = 'of before');
  document.body.setAttribute('data-jp-theme-light', 'true');
}"""


@pytest.fixture
def opened(lab, request):
    """Shows one live thing by its line of Python, in the sheet, or in a page of its own.

    shown: waits until it is on the page. options: as `Jupyter.open` has them, for such a page.
    """
    inside = contextlib.ExitStack()

    def open_it(line, shown=live, **options):
        if options:
            page = inside.enter_context(lab.open(lab.copy(["", ""]), run=False, **options))
        else:
            page = request.getfixturevalue("sheet")
            page.evaluate(AS_NEW)
            page.set_viewport_size({"width": 1280, "height": 800})
            page.problems.clear()
        run_cell(page, 0, f"import nnlib\n{line}")
        shown(page)
        return page

    with inside:
        yield open_it


def run_cell(page, number, text=None):
    """Write into a cell and run it, as a student does; returns its output when it has run."""
    cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
    cell.locator(".cm-content").click()
    if text is not None:
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.insert_text(text)
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    page.keyboard.press("Control+Enter")
    ran = re.compile(r"\[\d+\]")
    wait_for(
        lambda: (now := prompt.inner_text()) != before and ran.match(now), 60, text or "a cell"
    )
    return cell.locator(".jp-OutputArea-output")


def live(page):
    """The live interactive on the page."""
    box = page.locator(".nnlib-live").first
    box.wait_for(timeout=60_000)
    page.wait_for_function("document.querySelector('.nnlib-live img')?.naturalWidth > 0")
    return box


def settled(page):
    """Wait until the last picture that was asked for is there, and sharp."""
    page.wait_for_timeout(60)
    page.wait_for_function(
        "(() => { const i = document.querySelector('.nnlib-live img');"
        " const waiting = document.querySelector('.nnlib-live').dataset.waiting;"
        " return i.complete && i.dataset.sharp === 'true' && waiting !== 'true' })()",
        timeout=60_000,
    )


def keep_picture(page, selector, name):
    """Keep a picture of a part of the page, to be looked at: in NNLIB_SHOTS, or build/shots."""
    folder = Path(os.environ.get("NNLIB_SHOTS", ROOT / "build" / "shots"))
    folder.mkdir(parents=True, exist_ok=True)
    page.locator(selector).first.screenshot(path=folder / f"{name}.png")
