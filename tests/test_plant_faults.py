"""The list of faults does not rot, and the tool that plants them leaves nothing behind."""

import subprocess
from collections import Counter

import plant_faults
import pytest
from faults import FAULTS, Fault

SOUND = "def double(x):\n    return 2 * x\n"
TEST = "from nnlib.sums import double\n\n\ndef test_it():\n    assert double(2) == 4\n"
CAUGHT = Fault("nnlib/sums.py", "2 * x", "3 * x", "twice is three times")
SURVIVES = Fault("nnlib/sums.py", "2 * x", "x + x + 0 * x", "nothing that a test could see")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.file}: {fault.teaches}")
def test_a_fault_still_has_its_place(fault):
    text = (plant_faults.ROOT / fault.file).read_text(encoding="utf-8")
    assert text.count(fault.old) == 1
    planted = text.replace(fault.old, fault.new)
    assert planted != text
    compile(planted, fault.file, "exec")


def test_no_fault_is_planted_twice():
    assert [fault for fault, count in Counter(f[:3] for f in FAULTS).items() if count > 1] == []


@pytest.mark.parametrize("file", sorted({fault.file for fault in FAULTS}))
def test_a_file_with_faults_has_tests_that_run_first(file):
    assert plant_faults.first_tests(file)


@pytest.fixture
def project(tmp_path):
    """A project with one module, its test, and a draft that Git ignores."""
    for name, text in {
        "nnlib/__init__.py": "",
        "nnlib/sums.py": SOUND,
        "tests/test_sums.py": TEST,
        ".gitignore": "draft.py\n",
        "draft.py": "",
        "pytest.ini": "[pytest]\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def files(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".git/" not in str(p)}


def test_survivors_are_listed_and_the_checkout_stays_as_it_was(project, capsys):
    before = files(project)
    assert plant_faults.main([], project, [CAUGHT, SURVIVES]) == 1
    said = capsys.readouterr().out
    assert "caught by tests/test_sums.py::test_it" in said
    assert "2 faults planted, 1 caught." in said
    assert "survives: nnlib/sums.py: '2 * x' → 'x + x + 0 * x'" in said
    assert files(project) == before


def test_when_all_are_caught_it_ends_well(project, capsys):
    assert plant_faults.main([], project, [CAUGHT]) == 0
    assert "1 faults planted, 1 caught." in capsys.readouterr().out


def test_a_test_that_fails_without_a_fault_is_named_first(project, capsys):
    (project / "tests" / "test_sums.py").write_text(TEST.replace("== 4", "== 5"))
    assert plant_faults.main([], project, [CAUGHT]) == 2
    assert "tests/test_sums.py::test_it fails without any fault" in capsys.readouterr().out


def test_a_file_is_put_right_whatever_happens(project):
    def interrupted():
        with plant_faults.planted(CAUGHT, project):
            assert "3 * x" in (project / CAUGHT.file).read_text()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (project / CAUGHT.file).read_text() == SOUND


def test_a_fault_that_has_lost_its_place_is_named(project):
    (project / "nnlib" / "sums.py").write_text("")
    with pytest.raises(ValueError, match=r"0 times; mend tools/faults\.py"):
        plant_faults.catcher(CAUGHT, project)


def test_the_copy_holds_what_git_knows_or_would_take(project, tmp_path_factory):
    copy = plant_faults.copy_of(project, tmp_path_factory.mktemp("copy"))
    assert (copy / "nnlib" / "sums.py").exists()
    assert not (copy / "draft.py").exists()
