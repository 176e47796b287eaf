"""Progress bars, in a notebook and in a terminal."""

import os
import warnings


def progress_bar(total, unit, description=None, *, quiet=False, **options):
    """A tqdm bar that leaves nothing behind. TQDM_DISABLE=1 in the environment switches it off.

    In a terminal it shows itself only where somebody can see it, not in a file or a pipe.
    quiet=True never shows it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a notebook without ipywidgets gets the plain bar
        from tqdm.auto import tqdm

    off = quiet or os.environ.get("TQDM_DISABLE", "") not in ("", "0")
    return tqdm(
        total=total, unit=unit, desc=description, leave=False, disable=off or None, **options
    )
