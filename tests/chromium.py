"""The browser that tests open pages in, and what they say where there is none.

Axe's rules come from npm (`npm install axe-core@4`, and its folder in NNLIB_AXE).
"""

import contextlib
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing(what):
    """Skip, with the reason; but where everything must be there, fail."""
    if os.environ.get("CI") and sys.platform == "linux":
        pytest.fail(f"{what}; with CI set these tests must run")
    pytest.skip(what)


@contextlib.contextmanager
def a_browser():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright is not installed (pip install playwright)")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        missing("no Chromium was found (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        yield chromium
        chromium.close()


def axes_rules(page, selector):
    """What axe finds wrong in a part of the page, by the rules of levels A and AA."""
    folder = Path(os.environ.get("NNLIB_AXE", ROOT / "node_modules" / "axe-core"))
    if not (folder / "axe.min.js").exists():
        missing("axe-core is not there (npm install axe-core@4, its folder in NNLIB_AXE)")
    page.evaluate((folder / "axe.min.js").read_text(encoding="utf-8"))
    wanted = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = page.evaluate(f"axe.run({json.dumps(selector)}, {json.dumps(wanted)})")
    return [
        (one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"])
        for one in found["violations"]
    ]
