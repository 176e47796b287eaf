"""The same slides as a notebook that runs: `python -m teach slides 04 --live`.

jupyterlab-rise shows it in JupyterLab. The notebook is a copy in a folder of its own; the lesson
itself is not touched. The imports of the lesson are run as soon as its kernel starts.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

from teach import lessons, needs

# Fonts of this computer: a theme of reveal.js would ask another host for its own.
RISE = {
    "theme": "white",
    "transition": "none",
    "width": "100%",
    "height": "100%",
    "scroll": True,
    "center": False,
    "slideNumber": "c/t",
    "controls": False,
    "enable_chalkboard": False,
    "showNotes": False,
}

# Sizes for a projector. They come as the output of a cell, which JupyterLab shows since the
# notebook is signed here.
SIZES = """<style>
.reveal .slides { font-size: 28px; }
.reveal .jp-RenderedHTMLCommon, .reveal .jp-RenderedText pre { font-size: 28px; line-height: 1.4; }
.reveal .jp-RenderedHTMLCommon h1 { font-size: 56px; text-transform: none; }
.reveal .jp-RenderedHTMLCommon h2 { font-size: 28px; text-transform: none; color: #0b4f8a; }
.reveal .jp-CodeMirrorEditor, .reveal .cm-editor { font-size: 24px; line-height: 1.4; }
.reveal .jp-RenderedText pre, .reveal .jp-RenderedHTMLCommon code { font-size: 24px; }
.reveal .jp-CodeCell:has(.jp-OutputArea style) { display: none; }
.reveal .jp-InputPrompt, .reveal .jp-OutputPrompt { display: none; }
.reveal .jp-RenderedImage img { max-height: 560px; max-width: 100%; }
.reveal .jp-RenderedImage img { width: auto !important; height: auto; }
</style>"""


def live_notebook(deck, notebook):
    """The deck as a notebook for jupyterlab-rise: text cells as on the slides, code to run."""
    maker = _Live({cell.id: cell for cell in notebook.cells})
    for slide in deck.slides:
        maker.slide(slide)
        if slide.kind == "title":
            maker.sizes()
            for cell in lessons.in_two(notebook)[0]:
                if cell.cell_type == "code" and lessons.roles(cell) == ["setup"]:
                    maker.code(cell.id, "skip")
    return nbformat.v4.new_notebook(cells=maker.cells, metadata={**notebook.metadata, "rise": RISE})


class _Live:
    """Collects the cells of the live notebook."""

    def __init__(self, by_id):
        self.by_id, self.cells, self.used = by_id, [], set()

    def slide(self, slide):
        self.text("#" * (1 if slide.kind == "title" else 2) + " " + slide.heading, "slide")
        for block in slide.body:
            waits = "fragment" if block.fragment else "-"
            if block.kind in ("picture", "code", "output"):
                self.unseen(slide, until=block.cell)
                self.code(block.cell, waits)
            else:
                self.text(f"> {block.text}" if block.kind == "question" else block.text, waits)
        if slide.to_have:
            self.text(f"*{slide.minutes} min. At the end: {slide.to_have}.*", "-")
        self.unseen(slide)
        if slide.notes:
            self.text("\n\n".join(slide.notes), "notes")

    def unseen(self, slide, until=None):
        """The code of a slide that is not seen, such as a guess: what follows may need it."""
        for name in slide.cells:
            if name == until:
                return
            self.code(name, "-" if slide.kind == "laptop" else "skip")

    def sizes(self):
        style = nbformat.v4.new_output("display_data", data={"text/html": SIZES, "text/plain": ""})
        cell = nbformat.v4.new_code_cell("", outputs=[style])
        cell.metadata["slideshow"] = {"slide_type": "-"}
        self.cells.append(cell)

    def text(self, text, slide_type):
        before = self.cells[-1] if self.cells else None
        if slide_type == "-" and before is not None and before.cell_type == "markdown":
            before.source += "\n\n" + text
            return
        cell = nbformat.v4.new_markdown_cell(text)
        cell.metadata["slideshow"] = {"slide_type": slide_type}
        self.cells.append(cell)

    def code(self, name, slide_type):
        cell = self.by_id[name]
        if name in self.used or cell.cell_type != "code":
            return
        self.used.add(name)
        copy = nbformat.v4.new_code_cell(cell.source, id=name)  # its output comes when it is run
        copy.metadata["slideshow"] = {"slide_type": slide_type}
        self.cells.append(copy)


def setup_code(notebook):
    """What runs when the kernel starts: the imports and data of the lesson."""
    return "\n".join(
        cell.source
        for cell in lessons.in_two(notebook)[0]
        if cell.cell_type == "code" and lessons.roles(cell) == ["setup"]
    )


def write(deck, notebook, name, folder):
    """Writes NAME_live.ipynb and what its kernel runs first; the path of the notebook."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}_live.ipynb"
    made = live_notebook(deck, notebook)
    nbformat.write(made, target)
    NotebookNotary().sign(nbformat.read(target, as_version=4))
    startup = folder / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    (startup / "00-lesson.py").write_text(setup_code(notebook), encoding="utf-8")
    return target


def order(target, port=None):
    """The command and the environment that open such a notebook as slides."""
    command = [sys.executable, "-m", "jupyter", "lab", f"--ServerApp.root_dir={target.parent}"]
    command.append(f"--LabApp.default_url=/rise/{target.name}")
    if port:
        command += [f"--ServerApp.port={port}"]
    return command, {**os.environ, "IPYTHONDIR": str(target.parent / ".ipython")}


def open_live(deck, notebook, name, folder=None):
    """Opens the slides in JupyterLab, and waits until it is stopped (Ctrl-C)."""
    needs.package("jupyterlab_rise", "A deck that runs")
    folder = folder or tempfile.mkdtemp(prefix="nnlib-live-")
    target = write(deck, notebook, name, folder)
    command, environment = order(target)
    print(target)
    print("Shift + Enter runs a cell, space goes on, ? shows the keys. Ctrl-C here ends it.")
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
