"""What all live outputs share: a widget with a still picture of it, and the picture's fact.

Where the kernel runs, the page shows the widget. Everywhere else (the next day, on the site, on a
slide) it shows the picture; a test compares the fact.
"""

import asyncio
import os

import anywidget
from IPython.display import display

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KEPT = "nnlib_still"  # in the metadata of a still that stands below its live view
STILLS = "NNLIB_SAVES_STILLS"  # set where nnlib.classroom.saving looks after saved lessons


class Live(anywidget.AnyWidget):
    """A widget that is shown alive, still and as text in one output.

    A class of this kind has `still()`, which returns a `Picture` of it as it stands.
    """

    def __init__(self, **page):
        self._loop = running_loop()
        super().__init__(**page)

    def _in_turn(self, do, *args):
        """Call do(*args) between two cells, never while one runs.

        JupyterLab hands in what the page says in a thread of its own, so that it would be answered
        in the middle of a cell: while that trains the very network that is to be shown, or draws
        with matplotlib, whose settings belong to all threads. So it waits for its turn.
        """
        loop = self._loop
        if loop in (None, running_loop()) or not loop.is_running():
            do(*args)
        else:
            loop.call_soon_threadsafe(do, *args)

    def still(self):
        """The widget as it stands, as a `Picture`."""
        raise NotImplementedError

    def view(self):
        """The live view alone, as Jupyter shows it, and its metadata (Colab needs some)."""
        bundle, metadata = super()._repr_mimebundle_()
        return {WIDGET_VIEW: bundle[WIDGET_VIEW]}, metadata

    def _repr_mimebundle_(self, **kwargs):
        still, metadata = self.still()._repr_mimebundle_()
        if os.environ.get(STILLS):
            view, about = self.view()
            return {**view, **still}, {**about, **metadata}
        return still, metadata

    def _ipython_display_(self):
        """One output, live and still; two of them where nobody takes dead views out of a lesson."""
        outputs = [self._repr_mimebundle_()]
        if not os.environ.get(STILLS):
            outputs.insert(0, self.view())
        for bundle, metadata in outputs:
            display(bundle, metadata=metadata, raw=True)

    def __repr__(self):
        return self.still().fact


def running_loop():
    """The asyncio loop that runs in this thread, or None."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
