"""Builds the site into a folder: pages, slides, guide, and what the front page needs."""

import html
import shutil
import string
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from teach import assets, lessons
from teach.guide import pages as guide
from teach.lite import build as lite
from teach.site import networks, sources
from teach.slides import build as slides

HERE = Path(__file__).resolve().parent
STATIC = ("site.css", "site.js", "pad.js", "networks.js", "favicon.svg")


class SiteError(Exception):
    """Sphinx warns of something, and the site is not built; the text says of what."""


def build(out, paths=None, pyodide=None):
    """Writes the whole site into the folder `out`, which is made anew.

    paths: the lessons; without them, all. pyodide: the release archive of Pyodide or its folder;
    with it the lessons also run in the browser, in the site's folder lite/. Raises SiteError with
    Sphinx's own words if it warns.
    """
    out = Path(out).resolve()
    paths = list(paths or lessons.lessons())
    marked = [path for path in paths if lessons.is_marked(lessons.read(path))]
    with tempfile.TemporaryDirectory() as kept:
        source = Path(kept) / "source"
        write_sources(source, paths, live=bool(pyodide))
        pages = Path(kept) / "pages"
        _sphinx(source, pages)
        for folder in (".doctrees", ".buildinfo"):
            _remove(pages / folder)
        slides.build(marked, pages / "slides")
        for path in marked:
            deck = pages / "slides" / f"{path.stem}.html"
            text = sources.to_pages(deck.read_text(encoding="utf-8"), path)
            deck.write_text(text, encoding="utf-8")
        guide.build_guide(pages / "guide", paths)
        if pyodide:
            lite.build(pages / "lite", pyodide, paths)
        (pages / "notebooks").mkdir()
        for path in [*paths, sources.GLOSSARY]:
            shutil.copyfile(path, pages / "notebooks" / path.name)
        (pages / ".nojekyll").touch()  # GitHub then serves folders that begin with _
        _remove(out)
        shutil.copytree(pages, out)
    return out


def write_sources(folder, paths, live=False):
    """Writes what Sphinx reads: settings, the front page, a notebook for each lesson.

    live: with links that run the lessons in the browser, and a page that says how that is.
    """
    static = folder / "_static"
    (static / "lessons").mkdir(parents=True)
    (folder / "lessons").mkdir()
    shutil.copyfile(HERE / "conf.py", folder / "conf.py")
    for name in STATIC:
        shutil.copyfile(HERE / name, static / name)
    for file in assets.FILES["mathjax"]:
        (static / "mathjax").mkdir(exist_ok=True)
        shutil.copyfile(assets.package("mathjax") / file, static / "mathjax" / Path(file).name)
    networks.write(static)
    cards = []
    for path in paths:
        notebook = lessons.read(path)
        picture, alt = sources.thumbnail(notebook)
        (static / "lessons" / f"{path.stem}.png").write_bytes(picture)
        image = f"_static/lessons/{path.stem}.png"
        cards.append(sources.card(path, notebook, image, alt))
        nbformat.write(sources.page(path, live), folder / "lessons" / path.name)
    nbformat.write(sources.page(sources.GLOSSARY), folder / "lessons" / sources.GLOSSARY.name)
    (folder / "index.md").write_text(front_page(paths, cards, live), encoding="utf-8")
    if live:
        shutil.copyfile(HERE / "browser.md", folder / "browser.md")
    (folder / "install.md").write_text(sources.install(), encoding="utf-8")


def front_page(paths, cards, live=False):
    """The front page in Markdown."""
    text = string.Template((HERE / "landing.md").read_text(encoding="utf-8"))
    stems = [path.stem for path in paths]
    return text.substitute(
        count=len(paths),
        charts="\n".join(map(_chart, networks.STORED)),
        cards="\n".join(cards),
        start=sources.links_line(
            [
                *([("browser.html", "Open in the browser", "")] if live else []),
                (f"lessons/{stems[0]}.html", "Read lesson 00", ""),
                ("install.html", "Install", ""),
                ("guide/index.html", "Teach", ""),
            ]
        ),
        more="browser\n" if live else "",
        decks=sources.links_line(
            [
                (f"slides/{path.stem}.html", f"Slides {path.name[:2]}", "")
                for path in paths
                if lessons.is_marked(lessons.read(path))
            ]
        ),
        pages="\n".join([f"lessons/{stem}" for stem in [*stems, "glossary"]]),
    )


def _chart(name):
    """The ten bars of a network on the pad, as HTML."""
    bars = "".join(
        f'<label>{digit} <meter min="0" max="1" value="0"></meter></label>' for digit in range(10)
    )
    shown = html.escape(name)
    return (
        f'<div class="chart" role="group" aria-label="{shown}" data-network="{shown}">'
        f"<strong>{shown}</strong>{bars}</div>"
    )


def _sphinx(source, out):
    order = [sys.executable, "-m", "sphinx", "--quiet", "--no-color", "--fail-on-warning"]
    order += ["-d", str(source.parent / "doctrees"), str(source), str(out)]
    root = lessons.NOTEBOOKS.parent  # where Python finds teach
    done = subprocess.run(order, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SiteError(done.stderr.strip() or done.stdout.strip())


def _remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
