"""The same slides as a notebook that runs: `python -m teach slides 04 --live`.

jupyterlab-rise shows it in JupyterLab. The notebook is a copy in a folder of its own; the lesson
itself is not touched. The imports of the lesson are run as soon as its kernel starts.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

import nbformat

from teach import assets, lessons, needs

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


def live_notebook(deck, notebook):
    """The deck as a notebook for jupyterlab-rise: text cells as on the slides, code to run."""
    maker = _Live({cell.id: cell for cell in notebook.cells})
    maker.seen = {block.cell for slide in deck.slides for block in slide.body}
    for slide in deck.slides:
        maker.slide(slide)
        if slide.kind == "title":
            for cell in lessons.in_two(notebook)[0]:
                if cell.cell_type == "code" and lessons.roles(cell) == ["setup"]:
                    maker.code(cell.id, "skip")
    return nbformat.v4.new_notebook(cells=maker.cells, metadata={**notebook.metadata, "rise": RISE})


class _Live:
    """Collects the cells of the live notebook."""

    def __init__(self, by_id):
        self.by_id, self.cells, self.used, self.seen = by_id, [], set(), set()

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
            if name not in self.seen:
                self.code(name, "-" if slide.kind == "laptop" else "skip")

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
    nbformat.write(live_notebook(deck, notebook), target)
    # jupyterlab-rise takes sizes for a projector from the style sheet of the notebook's name.
    shutil.copyfile(files("teach.slides") / "live.css", target.with_suffix(".css"))
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
    # The page of jupyterlab-rise cannot load newer parts of ipywidgets: its issue 119.
    widgets = assets.shared_data("jupyterlab_widgets", "3.0.10")
    paths = [str(widgets), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    own = {"IPYTHONDIR": str(target.parent / ".ipython"), "JUPYTER_PATH": os.pathsep.join(paths)}
    return command, {**os.environ, **own}


def open_live(deck, notebook, name, folder=None):
    """Opens the slides in JupyterLab, and waits until it is stopped (Ctrl-C)."""
    needs.package("jupyterlab_rise", "A deck that runs")
    folder = folder or tempfile.mkdtemp(prefix="nnlib-live-")
    target = write(deck, notebook, name, folder)
    command, environment = order(target)
    print(target)
    print("Ctrl + Enter runs a cell, space goes on, ? shows the keys. Ctrl-C here ends it.")
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
