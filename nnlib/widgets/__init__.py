"""The interactives of the lessons: `explore_…()`, one module for each lesson that has any.

`from nnlib import explore_mini_batches` reaches any of them.
"""

import importlib
import pkgutil

from nnlib.widgets.base import Choice, Interactive, Menu, Pair, Slider, Switch

EXPLORERS = {}
for _module in pkgutil.iter_modules(__path__, "nnlib.widgets."):
    if ".lesson_" in _module.name:
        _lesson = importlib.import_module(_module.name)
        EXPLORERS |= {n: f for n, f in vars(_lesson).items() if n.startswith("explore_")}
globals().update(EXPLORERS)

__all__ = ["Choice", "Interactive", "Menu", "Pair", "Slider", "Switch", *EXPLORERS]
