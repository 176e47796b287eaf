"""environment.yml asks for what pyproject.toml asks for, with the same bounds.

Besides what the lessons need it has what compares their outputs: `pytest --nbval notebooks`.
And the oldest versions that are tried (.ci/oldest.txt) are the lower bounds.
"""

import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
COMPARES = ("pytest", "pytest-xdist", "nbval")  # of the extra `test`


def bounds(requirements):
    parsed = [Requirement(text) for text in requirements]
    assert len({r.name for r in parsed}) == len(parsed), "a package is named twice"
    return {r.name: r.specifier for r in parsed}


def differences(environment, project):
    """What environment.yml and pyproject.toml, given as text, say differently."""
    entries = yaml.safe_load(environment)["dependencies"]
    conda = bounds(entry for entry in entries if isinstance(entry, str))
    conda.pop("pip", None)
    project = tomllib.loads(project)["project"]
    python = f"python{project['requires-python']}"
    test = bounds(project["optional-dependencies"]["test"])
    ours = bounds([python, *project["dependencies"]])
    ours |= {name: test.get(name, "has none") for name in COMPARES}
    return [
        f"{name}: environment.yml {conda.get(name, 'has none')}, pyproject.toml "
        f"{ours.get(name, 'has none')}"
        for name in sorted(conda.keys() | ours.keys())
        if conda.get(name) != ours.get(name)
    ]


def test_environment_and_pyproject_agree():
    assert differences(ENVIRONMENT, PROJECT) == []


@pytest.mark.parametrize(
    ("old", "new", "package"),
    [
        ("numpy>=2.0,<3", "numpy>=2.0", "numpy"),
        ("numpy>=2.0,<3", "numpy>=2.1,<3", "numpy"),
        ("  - tqdm>=4.66,<5\n", "", "tqdm"),
        ("  - pooch>=1.8,<2\n", "  - pooch>=1.8,<2\n  - scipy>=1\n", "scipy"),
        ("python>=3.11", "python>=3.10", "python"),
        ("nbval>=0.11,<0.12", "nbval", "nbval"),
        ("  - pytest-xdist>=3.6,<4\n", "", "pytest-xdist"),
    ],
)
def test_a_difference_is_found_and_named(old, new, package):
    assert old in ENVIRONMENT
    (difference,) = differences(ENVIRONMENT.replace(old, new), PROJECT)
    assert difference.startswith(f"{package}: ")


def test_a_package_added_to_pyproject_alone_is_found():
    project = PROJECT.replace('"numpy>=2.0,<3",', '"numpy>=2.0,<3", "scipy>=1",')
    assert project != PROJECT
    assert differences(ENVIRONMENT, project) == [
        "scipy: environment.yml has none, pyproject.toml >=1"
    ]


def test_pytorch_is_large_so_the_environment_says_only_how_to_add_it():
    extra = bounds(tomllib.loads(PROJECT)["project"]["optional-dependencies"]["torch"])
    assert set(extra) == {"torch", "onnx"}
    assert all("<" in str(specifier) for specifier in extra.values())
    assert not set(extra) & set(bounds(tomllib.loads(PROJECT)["project"]["dependencies"]))
    assert 'pip install -e ".[torch]"' in ENVIRONMENT


def test_conda_also_installs_nnlib_itself():
    environment = yaml.safe_load(ENVIRONMENT)
    assert environment["name"] == "nnlib"
    assert environment["channels"] == ["conda-forge"]
    assert "pip" in environment["dependencies"]
    assert {"pip": ["-e ."]} in environment["dependencies"]


PYTHONS = ("3.11", "3.12", "3.13", "3.14")
OLDEST = (ROOT / ".ci" / "oldest.txt").read_text(encoding="utf-8")
DEPENDENCIES = tomllib.loads(PROJECT)["project"]["dependencies"]


def tried(python, oldest=OLDEST):
    """The versions that .ci/oldest.txt names for a Python, by the packages' names."""
    found = {}
    for line in oldest.splitlines():
        if line and not line.startswith("#"):
            requirement = Requirement(line)
            if not requirement.marker or requirement.marker.evaluate({"python_version": python}):
                assert requirement.name not in found, f"{requirement.name} stands there twice"
                (pin,) = requirement.specifier
                assert pin.operator == "=="
                found[requirement.name] = Version(pin.version)
    return found


def lowest(requirement):
    """The lower bound of a requirement."""
    (low,) = [Version(s.version) for s in requirement.specifier if s.operator == ">="]
    return low


def untried(dependencies, oldest):
    """The packages whose lower bound is not what the oldest Python tries."""
    bounds = {r.name: lowest(r) for r in map(Requirement, dependencies)}
    pins = tried(PYTHONS[0], oldest)
    return sorted(n for n in bounds.keys() | pins.keys() if bounds.get(n) != pins.get(n))


def test_the_oldest_versions_that_are_tried_are_the_lower_bounds():
    assert f">={PYTHONS[0]}" == tomllib.loads(PROJECT)["project"]["requires-python"]
    assert untried(DEPENDENCIES, OLDEST) == []


@pytest.mark.parametrize("python", PYTHONS)
def test_a_newer_python_tries_versions_that_are_allowed_too(python):
    pins = tried(python)
    for requirement in map(Requirement, DEPENDENCIES):
        assert pins[requirement.name] in requirement.specifier


@pytest.mark.parametrize(
    ("old", "new"),
    [("tqdm==4.66.0", "tqdm==4.67.0"), ("tqdm==4.66.0\n", ""), ("4.66.0\n", "4.66.0\nscipy==1\n")],
)
def test_another_oldest_version_is_found(old, new):
    assert old in OLDEST
    assert untried(DEPENDENCIES, OLDEST.replace(old, new)) in (["tqdm"], ["scipy"])


def test_a_lower_bound_that_is_raised_is_found():
    raised = [d.replace("tqdm>=4.66", "tqdm>=4.67") for d in DEPENDENCIES]
    assert untried(raised, OLDEST) == ["tqdm"]
