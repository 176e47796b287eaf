"""What importing nnlib brings, and what it does not."""

import inspect
import subprocess
import sys

import pytest

import nnlib


def test_importing_nnlib_loads_neither_matplotlib_nor_ipywidgets():
    code = (
        "import sys, nnlib; from nnlib import Network, load_mnist, check; "
        "late = ('matplotlib', 'ipywidgets', 'joblib', 'pooch', 'tqdm', 'PIL'); "
        "print([m for m in late if m in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_figures_and_interactives_are_there_after_import_nnlib():
    code = (
        "import nnlib; nnlib.figures.bars, nnlib.explore_descent, nnlib.run_sweep; "
        "print({'figures', 'explore_cuts', 'Interactive', 'run_sweep'} <= set(dir(nnlib)))"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "True\n"


def test_what_is_loaded_later_is_a_public_name_too():
    assert {"figures", "Picture", "Interactive", "run_sweep", *nnlib.widgets.EXPLORERS} <= set(
        dir(nnlib)
    )
    for name in dir(nnlib):
        assert getattr(nnlib, name) is not None or name == "__spec__"


@pytest.mark.parametrize("name", nnlib.__all__)
def test_every_public_name_is_there_and_explained(name):
    thing = getattr(nnlib, name)
    assert inspect.getdoc(thing)


def test_the_names_that_lessons_rely_on_are_public():
    wanted = [
        *("Network", "sigmoid", "sigmoid_prime", "perceptron", "descend", "numerical_gradient"),
        *("quadratic_cost", "cost_derivative", "output_error", "hidden_error", "bias_gradient"),
        *("weight_gradient", "load_mnist", "load_data_wrapper", "read_idx", "read_pickle"),
        *("read_kaggle_csv", "read_npz", "DataError", "ShapeError"),
        *("check", "hint", "solution", "progress", "show_source"),
    ]
    assert set(wanted) <= set(nnlib.__all__)


def test_a_name_that_is_not_there_is_named():
    with pytest.raises(AttributeError, match="no 'Netwerk'"):
        nnlib.Netwerk  # noqa: B018


def test_a_public_name_is_never_hidden_by_a_module():
    import importlib
    import pkgutil

    for module in pkgutil.walk_packages(nnlib.__path__, "nnlib."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in nnlib.__all__:
        assert not inspect.ismodule(getattr(nnlib, name)), name


def test_shown_source_is_the_code_itself():
    shown = nnlib.show_source(nnlib.hidden_error)
    assert repr(shown) == inspect.getsource(nnlib.hidden_error).rstrip()
    assert shown._repr_markdown_().startswith("```python\ndef hidden_error")
