"""The browser that tests open pages in, and what they say where there is none."""

import contextlib
import os
import shutil
import sys

import pytest

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
