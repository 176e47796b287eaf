"""How many hostile files, and at how many moments a program is stopped.

By hand: `pytest tests/reliability -m reliability --hostile 2000 --moments 100`.
"""

import pytest

WEEKLY = {"hostile": 300, "moments": 10}


def pytest_addoption(parser):
    parser.addoption("--hostile", type=int, help="how many hostile files each reader gets")
    parser.addoption("--moments", type=int, help="how many moments a program is stopped at")


@pytest.fixture
def hostile(request):
    """How many hostile files each reader gets."""
    return request.config.getoption("hostile", None) or WEEKLY["hostile"]


@pytest.fixture
def moments(request):
    """At how many moments a program is stopped."""
    return request.config.getoption("moments", None) or WEEKLY["moments"]
