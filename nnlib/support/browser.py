"""What is different where Python itself runs in a browser (Pyodide).

There are no threads and no other processes there, and nothing is installed by a student.
"""

import logging
import sys


def in_browser():
    """Whether this Python runs in a browser."""
    return sys.platform == "emscripten"


def quiet_font_cache():
    """In a browser the list of fonts is made at each start; matplotlib's line about it is left out.

    A notebook would show that line in a red box in every lesson, though nothing is wrong.
    """
    if in_browser():
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
