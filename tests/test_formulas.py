import importlib
from pathlib import Path

import nbformat
import numpy as np
import pytest
from formula_checks import CHECKS, EQUATIONS, markers, numbered

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
LESSONS = [path for path in sorted(NOTEBOOKS.glob("0[78]_*.ipynb")) if ".mine" not in path.name]


def text(path):
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def find(name):
    """What a dotted name stands for: module, perhaps class, function."""
    parts = name.split(".")
    found = importlib.import_module(".".join(parts[:2]))
    for part in parts[2:]:
        found = getattr(found, part)
    return found


MARKED = [
    pytest.param(names, id=f"{path.name[:2]}-{number}-{','.join(names)}")
    for path in LESSONS
    for number, (_, names) in enumerate(markers(text(path)), 1)
    if names
]


def test_the_two_lessons_are_there_and_full_of_formulas():
    assert [path.name[:2] for path in LESSONS] == ["07", "08"]
    assert all(len(markers(text(path))) >= 8 for path in LESSONS)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name[:2])
def test_beside_each_numbered_equation_stands_the_function_that_computes_it(path):
    found = numbered(text(path))
    assert found
    assert [formula for formula, name, names in found if name not in names] == []


@pytest.mark.parametrize("names", MARKED)
def test_the_function_beside_a_formula_is_there_and_right(names):
    for name in names:
        CHECKS[name](find(name))


def test_each_of_the_four_equations_stands_where_it_is_taught():
    taught = {path.name[:2]: {name for _, name, _ in numbered(text(path))} for path in LESSONS}
    assert set(EQUATIONS.values()) - {"nnlib.equations.hidden_error"} <= taught["07"]
    assert "nnlib.equations.hidden_error" in taught["08"]


# The checks themselves.


def spoil(value):
    """A result that is slightly wrong, of the same kind."""
    if isinstance(value, list | tuple):
        return type(value)(spoil(v) for v in value)
    return value if value is None else np.asarray(value) * 1.01 + 1e-3


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_holds_for_its_function_and_fails_for_a_wrong_one(name):
    right = find(name)
    CHECKS[name](right)

    def wrong(*arguments):
        if name.endswith("update_mini_batch"):
            net, mini_batch, eta = arguments
            return right(net, mini_batch, 1.01 * eta)
        return spoil(right(*arguments))

    with pytest.raises(AssertionError):
        CHECKS[name](wrong)


def test_markers_are_found_and_missed():
    assert markers("$$a = b$$\n\n→ in code: `nnlib.studies.chains.x`, `nnlib.y`\n") == [
        ("a = b", ["nnlib.studies.chains.x", "nnlib.y"])
    ]
    assert markers("$$a$$\nSo it is.\n\n→ in code: `nnlib.y`\n") == [("a", [])]
    assert markers("$$a$$ → in code: nnlib.y") == [("a", [])]
    assert markers("$$a$$\n→ in code: `nnlib.y`\n$$\\begin{b}\n c$$") == [
        ("a", ["nnlib.y"]),
        ("\\begin{b} c", []),
    ]


def test_a_numbered_equation_is_known_by_its_left_side():
    bias = r"\frac{\partial E_x}{\partial b_l} = \delta_l"
    beside = f"$${bias}$$\n\n→ in code: `nnlib.equations.bias_gradient`\n\n$$a = b$$"
    name = "nnlib.equations.bias_gradient"
    assert numbered(beside) == [(bias, name, [name])]
    assert numbered(f"$${bias}$$\n\nSo it is.") == [(bias, name, [])]
