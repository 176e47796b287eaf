"""Progress bars, in a notebook and in a terminal."""

import functools
import os
import warnings

from nnlib.support.browser import in_browser
from nnlib.support.interrupts import in_a_sentence

LINE = "{desc}: {percentage:3.0f}%|{bar}| {remaining} left"  # what has a description needs no more


def progress_bar(total, unit, description=None, *, quiet=False, **options):
    """A tqdm bar that leaves nothing behind. TQDM_DISABLE=1 in the environment switches it off.

    In a terminal it shows itself only where somebody can see it, not in a file or a pipe.
    quiet=True never shows it. Used with `with`, a notebook that is stopped (■) says so in a
    sentence instead of a traceback.
    """
    off = quiet or os.environ.get("TQDM_DISABLE", "") not in ("", "0")
    return _bars()(
        total=total, unit=unit, desc=description, leave=False, disable=off or None, **options
    )


@functools.cache
def _bars():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a notebook without ipywidgets gets the plain bar
        from tqdm import notebook
        from tqdm.auto import tqdm
    in_notebook = issubclass(tqdm, notebook.tqdm_notebook)

    class Bar(tqdm):
        if in_browser():
            monitor_interval = 0  # the monitor is a thread, and a browser has none
        disable, total, n = True, None, 0  # of a bar that is interrupted before it has begun

        def __init__(self, *args, **options):
            self._place = None
            super().__init__(*args, **options, **({"display": False} if in_notebook else {}))
            if in_notebook and not self.disable:
                self._place = notebook.display(self.container, display_id=True)
                self.displayed = True

        def close(self):
            closing, failed = not self.disable, self.total and self.n < self.total
            super().close()
            if closing and self._place is not None and not failed:
                # Its widget is gone; without this the page keeps the bar's text for ever.
                self._place.update({"text/plain": ""}, raw=True)

        def __exit__(self, kind, error, traceback):
            if isinstance(error, KeyboardInterrupt):
                in_a_sentence(error, "Stopped. To begin anew, run the cell again.")
                self.total = None  # else the bar stays, in red
            return super().__exit__(kind, error, traceback)

    return Bar
