"""The live deck in JupyterLab: no other host is asked, imports are there, an interactive moves."""

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import time
import urllib.request

import pytest
from chromium import missing

from teach import lessons
from teach.slides import build, live

pytestmark = pytest.mark.teach
CELL = "section.present .jp-CodeCell:visible"


@contextlib.contextmanager
def served(target):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, environment = live.order(target, port)
    options = [
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.port_retries=0",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        [*command, *options], env=environment, start_new_session=True, **quiet
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/api", timeout=5):
                break
            time.sleep(0.1)
        yield f"{url}/rise/{target.name}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def test_an_interactive_is_moved_on_a_slide(browser, tmp_path):
    if importlib.util.find_spec("jupyterlab_rise") is None:
        missing('jupyterlab-rise is not installed (pip install -e ".[class]")')
    path = lessons.lesson("04")
    deck = build.planned(path)
    target = live.write(deck, lessons.read(path), path.stem, tmp_path)
    with served(target) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        away = []
        ours = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")
        page.on("request", lambda r: None if r.url.startswith(ours) else away.append(r.url))
        page.goto(url)
        page.wait_for_selector(".reveal .jp-Cell", timeout=90_000)
        page.wait_for_timeout(3000)
        for _ in range(400):
            if page.locator(CELL, has_text="explore_descent(").count():
                break
            page.keyboard.press("Space")
            page.wait_for_timeout(60)
        shown = page.locator(CELL, has_text="explore_descent(")
        assert shown.count()
        shown.locator(".cm-content").first.click()
        page.keyboard.press("Control+Enter")
        picture = page.locator("section.present .nnlib-live img").first
        picture.wait_for(timeout=60_000)  # its import was run when the kernel started
        page.wait_for_timeout(1500)
        before = picture.get_attribute("src")
        box = picture.bounding_box()
        assert box["height"] > 300, "large enough to be seen"
        slider = page.locator("section.present .nnlib-live input[type=range]").first
        slider.focus()
        slider.press("ArrowRight")
        slider.press("ArrowRight")
        page.wait_for_timeout(2500)
        assert picture.get_attribute("src") != before
        heading = "document.querySelector('section.present section.present h2')"
        assert page.evaluate(f"getComputedStyle({heading}).fontSize") == "28px"
        assert not away
        page.close()
