"""Scripts that are run by hand, rarely: what they import has moved by then."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = [
    path
    for folder in ("tools", "benchmarks", "data")
    for path in sorted((ROOT / folder).glob("*.py"))
    if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_starts_and_says_how_it_is_used(script):
    opens_a_browser = "playwright" in script.read_text(encoding="utf-8")
    if opens_a_browser and importlib.util.find_spec("playwright") is None:
        pytest.skip(f"{script.name} opens a browser: pip install playwright")
    order = [sys.executable, str(script), "--help"]
    done = subprocess.run(order, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: {script.name}")
