"""Progress that a student writes to a file and may hand in."""

import json

import pytest

import nnlib.classroom.checker as checker
from nnlib import check, progress
from nnlib.classroom.checking import handing


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checker, "_results", {})
    return tmp_path


def test_progress_is_written_when_asked_and_holds_no_more_than_it_says(here, capsys):
    check("4.3", 1.0)
    check("4.1", 3)
    assert progress(4, export="mine.json").states["4.3"] == "right"
    text = (here / "mine.json").read_text()
    assert json.loads(text) == {
        "nnlib": "progress",
        "lesson": 4,
        "exercises": {"4.1": "wrong", "4.2": "open", "4.3": "right", "4.4": "open"},
    }
    assert handing.read("mine.json") == (4, json.loads(text)["exercises"])
    said = handing.write("mine.json", 4, {"4.1": "open"})  # once more: it is of this kind
    assert "No name, no answer, no time" in said
    assert handing.read("mine.json") == (4, {"4.1": "open"})


def test_without_export_nothing_is_written(here):
    check("4.3", 1.0)
    progress(4)
    assert list(here.iterdir()) == []


def test_nothing_else_is_overwritten_and_a_bad_place_is_a_sentence(here):
    notes = here / "notes.json"
    notes.write_text('{"mine": 1}')
    assert "holds something else" in handing.write("notes.json", 4, {})
    assert notes.read_text() == '{"mine": 1}'
    assert "nothing was written to no/such/mine.json" in handing.write("no/such/mine.json", 4, {})
    assert "nothing was written to 3.5" in handing.write(3.5, 4, {})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 5000,
        '{"nnlib": "progress", "lesson": "4", "exercises": {}}',
        '{"nnlib": "progress", "lesson": 4, "exercises": {"4.1": "excellent"}}',
        '{"nnlib": "progress", "lesson": 4, "exercises": ["4.1"]}',
        '{"nnlib": "progress", "lesson": 4, "exercises": {"4.1": ["right"]}}',
        '{"nnlib": "progress", "lesson": 4, "exercises": {}}' + " " * handing.MOST,
        "\xff",
    ],
    ids=range(10),
)
def test_what_is_no_such_file_is_not_read(tmp_path, text):
    file = tmp_path / "some.json"
    file.write_bytes(text.encode("latin-1"))
    assert handing.read(file) is None
