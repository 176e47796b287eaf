"""The interactives of the lessons: `explore_…()`, one module for each lesson that has any.

`from nnlib import explore_mini_batches` reaches any of them.
"""

from nnlib.classroom.discovery import defined_in, modules_of
from nnlib.classroom.widgets.base import Interactive
from nnlib.classroom.widgets.controls import Menu, Point, Slider, Stops, Switch

EXPLORERS = defined_in(modules_of(__name__, "lesson_"), lambda name: name.startswith("explore_"))
globals().update(EXPLORERS)

__all__ = ["Interactive", "Menu", "Point", "Slider", "Stops", "Switch", *EXPLORERS]
