"""What an instructor makes from the lessons. Without the extra `class` these tests are left out,
and test_installed.py alone says why: it skips, but on Linux with CI set it fails.
"""

import importlib.util
from pathlib import Path

NEEDED = ("markdown_it", "mdit_py_plugins", "nbgrader")
absent = [name for name in NEEDED if importlib.util.find_spec(name) is None]
if absent:  # the other files could not even be imported
    here = Path(__file__).parent
    collect_ignore = [p.name for p in here.glob("test_*.py") if p.name != "test_installed.py"]
