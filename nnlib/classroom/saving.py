"""What is saved of a lesson: where a live picture was, a still one that is there the next day.

A live view dies with its kernel; the next day JupyterLab would say "model not found" in its place.
So this small extension of the Jupyter server takes the views out of what is saved, for notebooks
that use nnlib. The page itself goes on living. `nnlib.json`, which the installation puts beside the
server's settings, switches it on.
"""

import html
import os
import re

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KEPT = "nnlib_still"  # marks a still that stands in an output of its own, below its view
STILLS = "NNLIB_SAVES_STILLS"  # tells the kernels that this server keeps stills
USES_NNLIB = re.compile(r"^\s*(?:from|import) nnlib\b", re.MULTILINE)


def keep_stills(model, **_):
    """Take the live views out of a notebook that is about to be saved, in place.

    model: as a Jupyter contents manager gives it to its pre-save hooks. Where a still picture
    stands beside a view, it stays, with its fact and what to do; a view alone, such as a finished
    progress bar, leaves nothing.
    """
    notebook = model.get("content")
    if model.get("type") != "notebook" or not notebook:
        return
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if not any(USES_NNLIB.search("".join(cell["source"])) for cell in code):
        return
    notebook["metadata"].pop("widgets", None)
    for cell in code:
        cell["outputs"] = [output for output in cell["outputs"] if _stays(output)]


def _stays(output):
    data = output.get("data", {})
    about = output.get("metadata", {})
    view, kept = data.pop(WIDGET_VIEW, None), about.pop(KEPT, False)
    if view is None and not kept:
        return True
    about.pop(WIDGET_VIEW, None)
    if "image/png" not in data:
        return False
    picture = "".join(data["image/png"]).replace("\n", "")
    fact = html.escape("".join(data["text/plain"]))
    said = about.get("image/png", {})
    alt, width = html.escape(said.get("alt", "")) or fact, said.get("width", 800)
    data["text/html"] = (
        f'<figure><img alt="{alt}" width="{width}" src="data:image/png;base64,{picture}">'
        f"<figcaption>{fact}<br><b>Run the cell to move it.</b></figcaption></figure>"
    )
    return True


def _jupyter_server_extension_points():
    return [{"module": "nnlib.classroom.saving"}]


def _load_jupyter_server_extension(app):
    os.environ[STILLS] = "1"
    app.contents_manager.register_pre_save_hook(keep_stills)
