"""claims.toml and the lessons belong together, and no claim is without a test."""

import json
import re
from pathlib import Path

import pytest
from listed import CLAIMS, EXACT

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
USED = re.compile(r"""(f?)"((?:0\d|1[0-3]) [^"]+)\"""")
# Of what these lessons say, chance can spoil nothing: 02 and 04 draw no random number.
WITHOUT_CHANCE = {"02", "04"}


def one_line(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def lessons():
    """By lesson: a dictionary from the id of a cell to its text in one line."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("[01][0-9]_*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found[path.name[:2]] = {cell["id"]: "".join(cell["source"]) for cell in cells}
    return found


@pytest.mark.parametrize("key", CLAIMS)
def test_the_cell_of_a_claim_says_its_words(key, lessons):
    claim = CLAIMS[key]
    assert claim.cell in lessons[key[:2]]
    assert one_line(claim.says) in one_line(lessons[key[:2]][claim.cell])
    assert claim.low <= claim.high
    assert max(claim.low, -claim.high) > float("-inf")  # a band that is open at both ends is none
    assert claim.value
    assert claim.of in ("each", "mean", "median", "min", "max", "ptp")
    assert 0.5 < claim.share <= 1


def test_lessons_up_to_13_have_claims_or_nothing_that_chance_could_spoil(lessons):
    numbers = {number for number in lessons if number <= "13"}
    assert {key[:2] for key in CLAIMS} == numbers - WITHOUT_CHANCE
    for number in WITHOUT_CHANCE:
        assert not any("default_rng" in text for text in lessons[number].values())


def test_every_claim_has_a_test_and_every_test_its_claim():
    """A key with a gap, such as f"06 {reader}", stands for all that it could be."""
    patterns = []
    for path in HERE.glob("test_claims_of_*.py"):
        for formatted, key in USED.findall(path.read_text(encoding="utf-8")):
            parts = re.split(r"\{[^}]*\}", key) if formatted else [key]
            patterns.append(re.compile(".+".join(map(re.escape, parts))))
    assert [k for k in CLAIMS if not any(p.fullmatch(k) for p in patterns)] == []
    assert [p.pattern for p in patterns if not any(map(p.fullmatch, CLAIMS))] == []


def test_no_assertion_of_a_lesson_is_without_a_claim(lessons):
    """Every assertion with < or >: on a claim that is tested, or exact."""
    found = {
        f"{number} {name}"
        for number, cells in lessons.items()
        for name, text in cells.items()
        if number <= "13" and re.search(r"^ *assert [^#\n]*[<>]", text, re.MULTILINE)
    }
    covered = {f"{key[:2]} {name}" for key, claim in CLAIMS.items() for name in claim.asserts}
    assert covered & set(EXACT) == set()
    assert found == covered | set(EXACT)
