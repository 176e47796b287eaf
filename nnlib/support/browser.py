"""What is different where Python itself runs in a browser (Pyodide).

There are no threads and no other processes there, and nothing is installed by a student.
"""

import logging
import sys

import numpy as np


def in_browser():
    """Whether this Python runs in a browser."""
    return sys.platform == "emscripten"


def quiet_font_cache():
    """In a browser the list of fonts is made at each start; matplotlib's line about it is left out.

    A notebook would show that line in a red box in every lesson, though nothing is wrong.
    """
    if in_browser():
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def by_columns(matrix):
    """The matrix; in a browser a copy of it in which each column lies in one piece.

    NumPy has no BLAS there, and multiplies number by number along the columns of the matrix on the
    right of an @. A large one takes a third of the time if what it reads lies side by side.
    """
    return np.asfortranarray(matrix) if in_browser() else matrix
