"""The floors of the package: a module knows what stands below it, and nothing above.

Imports are read from the code, those inside functions too, so a lazy one hides nothing.
"""

import ast
from pathlib import Path

import pytest

import nnlib

ROOT = Path(nnlib.__file__).parent
CORE = ("neurons", "descent", "landscapes", "equations", "network", "training", "examples")
FLOORS = ["support", "core", "layers", "digits", "reading", "studies", "classroom"]
NUMBERS = FLOORS[:-1]
# Within the classroom: pictures know nothing of interactives, and neither of them of the rest.
ROOMS = {"figures": {"figures", "stepper"}, "widgets": {"figures", "widgets", "stepper"}}


def modules():
    """Every module of nnlib by its dotted name, without `nnlib.`; the two doors are left out."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name not in ("", "__main__") and parts[0] not in ("lessons", "data"):
            found[name] = path
    return found


def imports(path):
    """What a module of nnlib imports: dotted names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} imports by dots; write the whole name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def of_nnlib(path):
    """The modules of nnlib that a module imports, without `nnlib.`"""
    known, found = modules(), set()
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "nnlib":
            inner = ".".join(parts[1:])
            home = inner if inner in known else ".".join(parts[1:-1])
            assert home in known, f"{path.name} imports {name}; import from its own module"
            found.add(home)
    return found


def floor(name):
    first = name.split(".")[0]
    return FLOORS.index("core" if first in CORE else first)


@pytest.mark.parametrize("name", modules())
def test_a_module_knows_nothing_of_the_floors_above(name):
    above = {other for other in of_nnlib(modules()[name]) if floor(other) > floor(name)}
    assert not above


@pytest.mark.parametrize("name", [n for n in modules() if FLOORS[floor(n)] in NUMBERS])
def test_numbers_know_nothing_of_pictures_and_notebooks(name):
    roots = {other.split(".")[0] for other in imports(modules()[name])}
    assert not roots & {"matplotlib", "ipywidgets", "IPython", "nbformat"}


@pytest.mark.parametrize("room", ROOMS)
def test_pictures_know_nothing_of_interactives_and_neither_of_lessons(room):
    for name, path in modules().items():
        if name.startswith(f"classroom.{room}"):
            known = {o.split(".")[1] for o in of_nnlib(path) if o.startswith("classroom.")}
            assert known <= ROOMS[room] | {"discovery"}, name


def test_there_is_no_circle_of_imports():
    graph = {
        name: {other for other in of_nnlib(path) if other != name}
        for name, path in modules().items()
    }
    while graph:
        free = [name for name, others in graph.items() if not others & set(graph)]
        assert free, f"these import each other in a circle: {sorted(graph)}"
        for name in free:
            del graph[name]


def test_whoever_opens_the_folder_sees_the_story_of_the_lessons():
    files = {path.stem for path in ROOT.glob("*.py")} - {"__init__", "__main__"}
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert files == set(CORE)
    assert folders == set(FLOORS) - {"core"}
