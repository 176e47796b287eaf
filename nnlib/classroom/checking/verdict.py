"""What is said, in a box that is seen: a mark, a word, a sentence; and the same as plain text."""

import html
import re

# What a state is called, its mark, and the colour of its edge and ground in every theme. Mark and
# words have the theme's own colour, so that they can be read on both.
STATES = {
    "right": ("right", "✔", "#2e9e5b"),
    "wrong": ("not right yet", "✘", "#d6492f"),
    "open": ("not answered yet", "…", "#8a8a8a"),
    "hint": ("a hint", "→", "#3b82c4"),
    "unknown": ("a question", "?", "#8a8a8a"),
}


def as_html(text):
    """Text with its `code` set as code."""
    parts = re.split(r"`([^`]+)`", text)
    return "".join(
        f"<code>{html.escape(part)}</code>" if index % 2 else html.escape(part)
        for index, part in enumerate(parts)
    )


def box(state):
    """The style of a box for this state: its edge and its ground."""
    colour = STATES[state][2]
    dashed = "dashed" if state in ("open", "unknown") else "solid"
    return f"border-left: 5px {dashed} {colour}; background: {colour}1f; padding: 0.5em 0.9em;"


class Shown:
    """Something that a notebook shows at once, and not a second time as its cell's last value."""

    _at = None  # the cell in which it was shown

    def show(self):
        """Show it now, if this is a notebook; returns itself."""
        cell = _cell()
        if cell is not None:
            self._display()
            self._at = cell
        return self

    def _display(self):
        from IPython.display import display

        display(self._bundle(), raw=True)

    def _bundle(self):
        return {"text/plain": repr(self), "text/html": self._repr_html_()}

    def _ipython_display_(self):
        if self._at is None or self._at != _cell():
            self._display()


def _cell():
    """The number of the cell that runs, or None outside of a notebook."""
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    return None if shell is None else shell.execution_count


class Verdict(Shown):
    """What `check` and `hint` say: the exercise, a state, and a sentence."""

    def __init__(self, key, state, text):
        self.key, self.state, self.text = key, state, text

    def __repr__(self):
        mark = STATES[self.state][1]
        return f"{mark} {self.key}: {self.text}" if self.key else f"{mark} {self.text}"

    def _repr_html_(self):
        word, mark, _ = STATES[self.state]
        role = "note" if self.state == "hint" else "status"
        key = f"<strong>{html.escape(str(self.key))}</strong>: " if self.key else ""
        return (
            f'<div role="{role}" style="{box(self.state)} max-width: 52em;">'
            f'<strong role="img" aria-label="{word}">{mark}</strong> '
            f"{key}{as_html(self.text)}</div>"
        )


class Progress(Shown):
    """A lesson's exercises and what has become of each. states: from key to a state."""

    def __init__(self, states):
        self.states = states

    def __repr__(self):
        return "\n".join(f"{key}  {STATES[state][0]}" for key, state in self.states.items())

    def _repr_html_(self):
        rows = "".join(
            f'<li style="{box(state)} margin-bottom: 2px; max-width: 20em;">'
            f'<strong aria-hidden="true">{STATES[state][1]}</strong> '
            f"<strong>{key}</strong> {STATES[state][0]}</li>"
            for key, state in self.states.items()
        )
        return f'<ul role="list" style="list-style: none; padding-left: 0;">{rows}</ul>'
