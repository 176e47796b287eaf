"""How a lesson's exercises, figures and interactives are found: by lying in their folder.

A new lesson adds `lesson_NN.py` to `exercises`, `figures` and `widgets`, and touches no other file.
"""

import importlib
import pkgutil


def modules_of(package, prefix=""):
    """The modules of a package whose names start with `prefix`, in order of their names."""
    path = importlib.import_module(package).__path__
    names = sorted(found.name for found in pkgutil.iter_modules(path))
    return [importlib.import_module(f"{package}.{n}") for n in names if n.startswith(prefix)]


def defined_in(modules, wanted):
    """What these modules define themselves and `wanted(name)` accepts, as a dict by name."""
    return {
        name: thing
        for module in modules
        for name, thing in vars(module).items()
        if callable(thing) and thing.__module__ == module.__name__ and wanted(name)
    }
