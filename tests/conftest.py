"""Property tests draw the same examples at every run, and no test asserts a time."""

import shutil

import pytest
from chromium import BROWSERS, a_browser
from hypothesis import settings

settings.register_profile("nnlib", deadline=None, derandomize=True)
settings.load_profile("nnlib")


def pytest_runtest_setup(item):
    """Where there is no Chromium, or nothing to drive it with, the tests in a browser skip."""
    if item.get_closest_marker("browser"):
        pytest.importorskip("playwright")
        if not any(map(shutil.which, BROWSERS)):
            pytest.skip("no Chromium here (Debian: apt install chromium)")


@pytest.fixture(scope="session")
def browser():
    """A Chromium, started once."""
    with a_browser() as chromium:
        yield chromium
