"""A lesson in JupyterLite in a real browser: opened, run to its end, and what came out."""

import collections
import contextlib
import functools
import gzip
import http.server
import threading
import time
from pathlib import Path

from nbformat import from_dict

KERNEL = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel"
STATE = """() => {
  const widget = window.jupyterapp.shell.currentWidget;
  const cells = [...widget.content.model.cells].filter(cell => cell.type === 'code');
  return {
    idle: widget.sessionContext.session.kernel.status === 'idle',
    running: cells.filter(cell => cell.executionState === 'running').length,
    ran: cells.filter(cell => cell.executionCount).length,
  };
}"""


TEXTS = {".js", ".mjs", ".json", ".ipynb", ".html", ".css", ".svg", ".wasm"}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args, sent, **options):
        self.sent = sent
        super().__init__(*args, **options)

    def log_message(self, *_):
        pass

    def send_header(self, name, value):
        if name == "Content-Length" and self.command == "GET":
            self.sent[self.path.partition("?")[0]] += int(value)
        super().send_header(name, value)


@contextlib.contextmanager
def served(folder, sent=None):
    """The folder at an address of this computer, while this lasts.

    sent: a Counter to be filled: how many bytes of which path have been sent.
    """
    sent = collections.Counter() if sent is None else sent
    handler = functools.partial(Quiet, directory=folder, sent=sent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def compressed(folder, sent):
    """How many bytes a server sends that compresses texts and WebAssembly, as GitHub Pages does."""
    total = 0
    for path, number in sent.items():
        file = Path(folder) / path.lstrip("/")
        if file.suffix in TEXTS and file.is_file():
            number = len(gzip.compress(file.read_bytes(), 6)) * number // file.stat().st_size
        total += number
    return total


class LitePage:
    """One lesson in a browser that reaches no other host."""

    def __init__(self, browser, address):
        self.address, self.away = address, []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.route("**/*", self._route)
        self.page = self.context.new_page()

    def _route(self, route):
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.away.append(route.request.url)
            route.abort()

    def open(self, name):
        self.page.goto(f"{self.address}/lite/notebooks/index.html?path={name}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=120_000)
        self.page.wait_for_function(KERNEL, timeout=120_000)

    def start_all(self):
        """Begins to run all cells, and does not wait."""
        command = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }"
        self.page.evaluate(command)

    def run_all(self, seconds):
        """Runs all cells; the notebook as it is then."""
        self.start_all()
        end, quiet = time.monotonic() + seconds, 0
        while quiet < 3:
            self.page.wait_for_timeout(1000)
            state = self.page.evaluate(STATE)
            done = state["idle"] and not state["running"] and state["ran"]
            quiet = quiet + 1 if done else 0
            assert time.monotonic() < end, f"not at its end after {seconds} s: {state}"
        return self.notebook()

    def notebook(self):
        model = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON()"
        return from_dict(self.page.evaluate(model))

    def run(self, cell, text=None, seconds=120):
        """Runs the cell with this id, with `text` written into it; what it prints and returns."""
        self.page.evaluate(
            """([id, text]) => { const notebook = window.jupyterapp.shell.currentWidget.content;
              const at = [...notebook.model.cells].findIndex(cell => cell.id === id);
              if (text !== null) notebook.model.cells.get(at).sharedModel.setSource(text);
              notebook.activeCellIndex = at;
              notebook.model.cells.get(at).executionCount = null;
              window.jupyterapp.commands.execute('notebook:run-cell'); }""",
            [cell, text],
        )
        self.page.wait_for_function(
            """id => { const { model } = window.jupyterapp.shell.currentWidget.content;
              return [...model.cells].find(cell => cell.id === id).executionCount; }""",
            arg=cell,
            timeout=1000 * seconds,
        )
        return text_of(next(one for one in self.notebook().cells if one.id == cell))

    def show(self, cell):
        """Scrolls to the output of the cell with this id, which the page draws only then."""
        self.page.evaluate(
            """id => { const notebook = window.jupyterapp.shell.currentWidget.content;
              const at = [...notebook.model.cells].findIndex(cell => cell.id === id);
              notebook.activeCellIndex = at; return notebook.scrollToItem(at); }""",
            cell,
        )


def text_of(cell):
    """What a cell prints and returns, in one piece; an error as its name and words."""
    text = ""
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stdout":
            text += joined(output.text)
        elif output.output_type == "error":
            text += f"{output.ename}: {output.evalue}"
        elif "data" in output:
            text += joined(output.data.get("text/plain", ""))
    return text


def joined(text):
    """A text that may be a list of lines."""
    return text if isinstance(text, str) else "".join(text)
