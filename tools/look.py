"""Open a lesson in JupyterLab in a real browser, run it to the end, and take pictures of it.

On the way it moves the first control of every interactive by the keyboard, and waits until the
line of Python below the picture follows.

    python tools/look.py 09 --out shots [--width 1280] [--browser /usr/bin/chromium]

It works on a copy, so the lesson itself stays as it is. It prints every error that a cell or the
page showed, every control that did nothing, and every request to another host. Needs
`playwright` and a Chromium.
"""

import argparse
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
QUIET = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


@contextlib.contextmanager
def jupyterlab(folder):
    """A JupyterLab server over `folder`, without a token, on this machine only."""
    config = folder / ".config" / "labconfig"
    config.mkdir(parents=True)
    (config / "page_config.json").write_text(json.dumps(QUIET))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="]
    command += ["--ServerApp.password=", f"--ServerApp.root_dir={folder}"]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(config.parent)}
    with open(folder / "server.log", "w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(lambda: _json(f"{url}/api/status"), 60, "the server")
            yield url
        finally:
            server.terminate()
            server.wait(20)


def _json(url):
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


def _wait(condition, seconds, what):
    for _ in range(int(seconds * 5)):
        if condition():
            return
        time.sleep(0.2)  # asked five times a second
    raise SystemExit(f"{what} was not ready after {seconds} s")


def _kernel_is(url, state):
    kernels = _json(f"{url}/api/kernels")
    return kernels and kernels[0]["execution_state"] == state and kernels[0]["connections"] > 0


def look(lesson, out, width, height, browser):
    """Run the lesson in the browser; returns the list of problems that were seen."""
    problems = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copy(lesson, folder)
        with jupyterlab(folder) as url:
            chromium = playwright.chromium.launch(
                executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
            )
            page = chromium.new_page(viewport={"width": width, "height": height})
            page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
            page.on(
                "request",
                lambda r: (
                    problems.append(f"request to {r.url}")
                    if not r.url.startswith((url, "data:", "blob:", url.replace("http", "ws")))
                    else None
                ),
            )
            page.goto(f"{url}/lab/tree/{lesson.name}")
            page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
            _wait(lambda: _kernel_is(url, "idle"), 60, "the kernel")
            page.screenshot(path=out / "opened.png")
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_text("Run All Cells", exact=True).first.click()
            waiting = page.locator(".jp-InputPrompt", has_text="[*]")
            _wait(lambda: _kernel_is(url, "busy"), 20, "the first cell")
            _wait(lambda: not waiting.count() and _kernel_is(url, "idle"), 300, "the last cell")
            _photograph(page, out, problems)
            chromium.close()
    return problems


def _photograph(page, out, problems):
    """Scroll through the notebook from top to bottom, a picture for each screen."""
    panel = page.locator(".jp-WindowedPanel-outer").first
    shots = 0
    for _ in _screens(page, panel):
        page.screenshot(path=out / f"screen-{shots:02d}.png")
        shots += 1
        for error in page.locator(".jp-OutputArea-output[data-mime-type*=error]").all():
            problems.append(f"a cell failed: {error.inner_text()[:200]}")
    moved = set()
    for _ in _screens(page, panel):
        _move_controls(page, out, moved, problems)
    print(f"{shots} screens in {out}; moved: {', '.join(sorted(moved)) or 'nothing'}")


def _screens(page, panel):
    """Go through the notebook screen by screen, from the top."""
    top = 0
    for _ in range(200):
        panel.evaluate("(e, top) => e.scrollTop = top", top)
        page.wait_for_timeout(500)
        yield
        height = panel.evaluate("e => e.clientHeight")
        if top + height >= panel.evaluate("e => e.scrollHeight"):
            return
        top += height - 60


# The key that moves a control: a list that stands at its end goes up, all others go on.
KEY = """e => e.tagName !== 'SELECT' ? 'ArrowRight'
  : e.selectedIndex < e.options.length - 1 ? 'ArrowDown' : 'ArrowUp'"""


def _move_controls(page, out, moved, problems):
    """Press an arrow key on the first control of each interactive that is on the screen."""
    for live in page.locator(".nnlib-live:has(.line)").all():
        line = live.locator(".line code").last
        before = line.inner_text()
        name = before.partition("(")[0]
        if not name or name in moved:
            continue
        moved.add(name)
        control = live.locator(
            ".controls :is(input:checked, input:not([type=radio]), select)"
        ).first
        control.focus()
        control.press(control.evaluate(KEY))
        for _ in range(50):
            if line.inner_text() != before:
                break
            page.wait_for_timeout(200)
        else:
            problems.append(f"{name}: a control was moved, and nothing followed")
        page.wait_for_timeout(500)
        page.screenshot(path=out / f"moved-{name}.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lesson", help="its number, such as 09")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=1000)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lesson = next(NOTEBOOKS.glob(f"{args.lesson}_*.ipynb"))
    problems = look(lesson, args.out, args.width, args.height, args.browser)
    print("\n".join(problems) or "no problems")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
