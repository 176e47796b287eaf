"""The pictures of the lessons. Each function takes data and returns a `Picture` with its fact.

A lesson may say its own fact (`fact="…"`); else the function makes one from the data. The
functions live in modules by subject; `base` holds what they share.
"""

import importlib
import inspect
import pkgutil

from nnlib.figures.base import Picture

FIGURES = {}
for _found in pkgutil.iter_modules(__path__, "nnlib.figures."):
    if not _found.name.endswith(".base"):
        _module = importlib.import_module(_found.name)
        FIGURES |= {
            name: function
            for name, function in inspect.getmembers(_module, inspect.isfunction)
            if function.__module__ == _found.name and not name.startswith(("_", "show_"))
        }
globals().update(FIGURES)

__all__ = ["Picture", *FIGURES]
