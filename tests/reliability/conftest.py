"""How many hostile files, at how many moments a program is stopped, how many orders of cells.

By hand: `pytest tests/reliability -m reliability --hostile 2000 --moments 100 --orders 10
--all-lessons`.
"""

import pytest

WEEKLY = {"hostile": 300, "moments": 10, "orders": 1}


def pytest_addoption(parser):
    parser.addoption("--hostile", type=int, help="how many hostile files each reader gets")
    parser.addoption("--moments", type=int, help="how many moments a program is stopped at")
    parser.addoption("--orders", type=int, help="in how many orders a lesson's cells run")
    parser.addoption(
        "--all-lessons", action="store_true", help="in other surroundings run all, not only a few"
    )


@pytest.fixture
def hostile(request):
    """How many hostile files each reader gets."""
    return request.config.getoption("hostile", None) or WEEKLY["hostile"]


@pytest.fixture
def moments(request):
    """At how many moments a program is stopped."""
    return request.config.getoption("moments", None) or WEEKLY["moments"]


@pytest.fixture
def orders(request):
    """In how many orders a lesson's cells run."""
    return request.config.getoption("orders", None) or WEEKLY["orders"]


@pytest.fixture
def all_lessons(request):
    """Whether all lessons run in other surroundings, not only a few."""
    return request.config.getoption("all_lessons", False)
