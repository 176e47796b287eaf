"""The pictures of the lessons. Each function takes data and returns a `Picture` with its fact.

A lesson may say its own fact (`fact="…"`); else the function makes one from the data. What a
single lesson draws lives in `lesson_NN`, what several draw in a module by subject; `base` holds
what they share.
"""

from nnlib.classroom.discovery import defined_in, modules_of
from nnlib.classroom.figures.base import Picture

_DRAWING = [module for module in modules_of(__name__) if not module.__name__.endswith(".base")]
FIGURES = defined_in(_DRAWING, lambda name: name[0].islower() and not name.startswith("show_"))
globals().update(FIGURES)

__all__ = ["Picture", *FIGURES]
