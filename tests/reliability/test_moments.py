"""Stopped at any moment, a program leaves what was saved, and all that a student wrote."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the moments are made with os.fork"),
]
CASES = ("training", "sweep", "reset", "update", "along", "memory", "export")
TIMES, STEPS = ("SIGINT", "SIGKILL"), ("SIGINT at a step", "SIGKILL at a step")


def stop(case, how, moments, folder):
    """Stop a case at so many moments; returns how many of them came before its end."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("moments.py")), case, how]
    run = subprocess.run(
        [*command, str(moments), str(folder)],
        env=os.environ | {"TMPDIR": str(folder), "NNLIB_DATA": "embedded"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    print(f"{case}, {how}: {found}")
    assert found["moments"] <= moments
    return found["stopped"]


@pytest.mark.parametrize("how", TIMES)
@pytest.mark.parametrize(
    "case", [*CASES[:3], pytest.param("update", marks=pytest.mark.sample), *CASES[4:]]
)
def test_nothing_is_lost_at_any_moment(tmp_path, moments, case, how):
    assert stop(case, how, moments, tmp_path) > moments // 4


@pytest.mark.parametrize("how", STEPS)
@pytest.mark.parametrize("case", CASES)
def test_nothing_is_lost_between_any_two_instructions_of_what_writes(tmp_path, moments, case, how):
    assert stop(case, how, 10 * moments, tmp_path) > moments
