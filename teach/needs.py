"""What these commands need besides nnlib, and what is said when it is missing."""

import importlib
import shutil

INSTALL = 'pip install -e ".[class]"'


def package(name, what, extra="class"):
    """The module of this name. SystemExit, with what to install, if it is not there."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and not (name == error.name or name.startswith(error.name + ".")):
            raise
        raise SystemExit(
            f"{what} needs the package {name.split('.')[0]}, which is not installed.\n"
            f'Write, in the folder of this repository:  pip install -e ".[{extra}]"'
        ) from None


def program(name, what, how):
    """The path of a program. SystemExit, with how to get it, if it is not there."""
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"{what} needs the program {name}, which was not found. {how}")
    return found
