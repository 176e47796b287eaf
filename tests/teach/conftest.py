"""What an instructor makes from the lessons, made once for all the tests of this folder."""

import pytest

pytest.importorskip("markdown_it", reason='pip install -e ".[class]"')
pytest.importorskip("mdit_py_plugins", reason='pip install -e ".[class]"')
