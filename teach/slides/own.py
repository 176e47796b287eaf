"""An instructor's own slides, kept in a file beside the deck, so that building again keeps them.

The file is called 04_own.md and lies in the folder of the deck. Each slide begins with a line that
says after which cell or slide it comes; the notes of each slide name its cells:

    --- after cell-031
    ## Our room
    The room of this course has 30 seats: 30 examples, one column each.

"start" puts it after the title, "end" last.
"""

import re
from dataclasses import dataclass

from teach.slides import blocks as md

BEGINS = re.compile(r"^--- after +(\S+) *$", re.MULTILINE)


@dataclass
class Own:
    """A slide of the instructor's: after which cell or slide, and its Markdown."""

    after: str
    text: str

    def section(self):
        """It as a <section> of the deck."""
        return f'<section class="k-own">{md.rendered(self.text)}</section>'


def own_slides(path, deck):
    """The slides in such a file; none without a file. SystemExit for a place that is not there."""
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    pieces = BEGINS.split(text)
    if pieces[0].strip():
        raise SystemExit(
            f"{path.name} begins with {pieces[0].strip()[:40]!r}. Each slide begins with a line "
            'such as "--- after cell-031", "--- after start" or "--- after end".'
        )
    found = [
        Own(after, body.strip()) for after, body in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    places = {"start", "end", *deck.where, *(s.id for s in deck.slides)}
    for slide in found:
        if slide.after not in places:
            raise SystemExit(
                f'{path.name} has a slide after "{slide.after}", and lesson {deck.number} has no '
                "such cell. Each slide's notes name its cells."
            )
    return found
