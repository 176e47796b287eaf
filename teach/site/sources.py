"""From the executed lessons to what Sphinx reads: a notebook for each page, and the front page.

The texts stay as they are. What is added: pictures carry their alternative text and width where
Sphinx looks for them, answers are folded, and each lesson has links to its slides and to itself.
"""

import base64
import html
import io
import re
import urllib.parse

import nbformat
from docutils.nodes import make_id
from PIL import Image

from nnlib.classroom import optional
from teach import lessons

GLOSSARY = lessons.NOTEBOOKS / "glossary.ipynb"
README = lessons.NOTEBOOKS.parent / "README.md"
WIDEST = 760  # pixels of a picture on a page
WIDGET = "application/vnd.jupyter.widget-view+json"
MINUTES = re.compile(r"^\*(.+?)\*$", re.MULTILINE | re.DOTALL)


def anchor(title):
    """The name of a heading in a link: the lessons write #In-practice, as JupyterLab does."""
    return title.replace(" ", "-")


def page(path, live=False):
    """A lesson as the notebook that Sphinx reads. live: with a link that runs it in the browser.

    Raises ValueError for a picture without an alternative text.
    """
    notebook = lessons.read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            _code(cell)
        elif "reveal" in lessons.roles(cell):
            cell.source = fold(cell.source)
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell(links(path, notebook, live)))
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    return notebook


def _code(cell):
    if lessons.folded(cell) and cell.outputs:
        cell.metadata.setdefault("tags", []).append("hide-output")
    for output in cell.outputs:
        output.get("data", {}).pop(WIDGET, None)
    picture = lessons.picture_of(cell)
    if picture is not None:
        about = picture.metadata.get("image/png", {})
        if not about.get("alt"):
            raise ValueError(f"the picture of cell {cell.id} has no alternative text")
        width = f"{min(about.get('width', WIDEST), WIDEST)}px"
        cell.metadata["mystnb"] = {"image": {"alt": one_line(about["alt"]), "width": width}}


def fold(text):
    """An answer, to be opened by who asks for it. One that is folded already stays as it is."""
    if text.lstrip().startswith("<details"):
        return text
    summary = "<summary>Show the answer</summary>"
    return f'<details class="answer">{summary}\n\n{text}\n\n</details>'


def links(path, notebook, live):
    """The line under a lesson's title: run it, its slides, download it."""
    found = [(f"../notebooks/{path.name}", "Download this lesson", " download")]
    if lessons.is_marked(notebook):
        found.insert(0, (f"../slides/{path.stem}.html", "Slides", ""))
    if live and runs_in_browser(path):
        found.insert(0, (live_at(path, ".."), "Run this lesson now", ""))
    return links_line(found)


def runs_in_browser(path):
    """Whether a lesson needs nothing but what nnlib needs: no browser has PyTorch."""
    return not optional.needed_by(path.read_text(encoding="utf-8"))


def links_line(found):
    """Links as buttons in a row, as HTML. found: triples (address, words, more attributes)."""
    inside = "".join(f'<a href="{to}"{more}>{words}</a>' for to, words, more in found)
    return f'<p class="buttons">{inside}</p>'


def to_pages(deck, path):
    """A deck's HTML with its links to notebooks turned to the site's pages.

    path: the lesson of the deck; a link to one of its headings leads to its page.
    """
    deck = re.sub(r'href="(\w+)\.ipynb', r'href="../lessons/\1.html', deck)
    ids = set(re.findall(r'\bid="([^"]+)"', deck))

    def to_page(link):
        place = urllib.parse.unquote(link[1])
        if place in ids or place.startswith("/"):
            return link[0]
        return f'href="../lessons/{path.stem}.html#{make_id(place)}"'

    return re.sub(r'href="#([^"]+)"', to_page, deck)


def live_at(path, root="."):
    """The address at which a lesson runs in the browser. root: the way to the site's first page."""
    return f"{root}/lite/notebooks/index.html?path={path.name}"


def one_line(text):
    """A text without line breaks."""
    return " ".join(text.split())


def in_short(notebook):
    """The line under the title of a lesson: its minutes, and what happens in it."""
    return one_line(MINUTES.search(notebook.cells[0].source)[1])


def thumbnail(notebook, widest=480):
    """A lesson's first picture that no question hides: (PNG as bytes, alternative text)."""
    shown = [c for c in notebook.cells if c.cell_type == "code" and not lessons.folded(c)]
    shown += [c for c in notebook.cells if c.cell_type == "code"]
    picture = next(filter(None, map(lessons.picture_of, shown)))
    image = Image.open(io.BytesIO(base64.b64decode(picture.data["image/png"])))
    image.thumbnail((widest, widest))
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue(), one_line(picture.metadata["image/png"]["alt"])


def card(path, notebook, image, alt):
    """A lesson on the front page: its number, title, picture and what happens in it, as HTML."""
    return (
        f'<li><a href="lessons/{path.stem}.html">{html.escape(lessons.title(notebook))}</a>'
        f'<img src="{image}" alt="{html.escape(alt, quote=True)}" loading="lazy">'
        f"<p>{html.escape(in_short(notebook))}</p></li>"
    )


def install():
    """The page on how to install, from the README: how to start, and what to do if it fails."""
    parts = re.split(r"^## ", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    wanted = {"Start": "", "If something goes wrong": ""}
    for part in parts:
        title, _, text = part.partition("\n")
        if title in wanted:
            wanted[title] = f"## {title}\n{text}"
    if not all(wanted.values()):
        raise ValueError(f"README.md needs the sections {', '.join(wanted)}")
    return "# Install\n\n" + "\n".join(wanted.values())
