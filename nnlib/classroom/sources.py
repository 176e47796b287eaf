"""The package's own code, shown in a lesson as it is, so that a lesson never shows stale code."""

import inspect
import textwrap


class Source:
    """A piece of Python code that a notebook shows in colours."""

    def __init__(self, code):
        self.code = code

    def __repr__(self):
        return self.code

    def _repr_markdown_(self):
        return f"```python\n{self.code}\n```"


def show_source(thing):
    """The code of a function, method or class, as it stands in its file."""
    return Source(textwrap.dedent(inspect.getsource(thing)).rstrip())
