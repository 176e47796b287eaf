"""What nnlib keeps for a student, spoilt: memory, exports, a sweep, the lessons themselves."""

import json
import random

import fates
import mutations
import pytest
from test_lessons import ANSWER, NINE, SECOND, make_project, publish, save

from nnlib import load_mnist
from nnlib.classroom import lessons
from nnlib.classroom.checking import handing, memory
from nnlib.classroom.lessons import answers, published
from nnlib.studies.sweep import _Store, run_sweep

pytestmark = pytest.mark.reliability
STATES = {"4.1": "right", "4.2": "wrong", "4.3": "open"}
KEPT = b'\n["9.1", "right"]\n\n["9.2", "wrong"]\n\n["8.1", "open"]\n'
EXPORT = json.dumps({"nnlib": "progress", "lesson": 4, "exercises": STATES}, indent=1).encode()
NOTES = json.dumps({"about": lessons.ABOUT, "left": {NINE: "0123456789abcdef"}}).encode()


@pytest.fixture(params=[pytest.param("a few", marks=pytest.mark.sample), "many"])
def spoilt(request):
    """A function that yields spoilt versions of these bytes."""
    few = request.param == "a few"
    number = 20 if few else request.getfixturevalue("hostile")

    def versions(data, seed):
        for i in range(number):
            yield mutations.spoilt(data, random.Random(f"{seed}, {request.param} {i}"))

    return versions


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project in which we stand, with the student's own copies of two lessons."""
    monkeypatch.delenv("NNLIB_LESSONS", raising=False)
    folder = make_project(tmp_path / "project")
    monkeypatch.setattr(published, "_installed", lambda: ({}, False))
    monkeypatch.setattr(published, "PACKAGE", folder / "nnlib")
    monkeypatch.chdir(folder)
    lessons.copy_out()
    return folder


def test_a_spoilt_memory_is_read_and_written_on(project, monkeypatch, spoilt):
    monkeypatch.chdir(project / "my_lessons")
    for data in spoilt(KEPT, "memory"):
        (project / "my_lessons" / memory.NAME).write_bytes(data)
        with fates.in_time():
            found = memory.remembered()
            assert set(found.values()) <= set(memory.STATES)
            memory.remember("3.3", "right")
            assert memory.remembered() == found | {"3.3": "right"}


def test_a_spoilt_export_is_no_export_and_is_not_written_over(tmp_path, spoilt):
    path = tmp_path / "mine.json"
    for data in spoilt(EXPORT, "export"):
        path.write_bytes(data)
        with fates.in_time():
            found = handing.read(path)
            said = handing.write(path, 4, STATES)
        if found is None:
            assert said.startswith("nothing was written")
            assert path.read_bytes() == data
        else:
            lesson, states = found
            assert type(lesson) is int
            assert set(states.values()) <= set(memory.STATES)
            assert handing.read(path) == (4, STATES)


def test_a_sweep_goes_on_after_whatever_became_of_its_file(tmp_path, spoilt):
    digits = load_mnist("embedded", quiet=True).train[:20]
    settings = [{"hidden": 2, "epochs": 1, "seed": seed} for seed in range(3)]
    whole = run_sweep(settings, digits, digits, tmp_path, jobs=1)
    arrays = [digits.images, digits.labels] * 2
    for data in spoilt((tmp_path / "sweep.jsonl").read_bytes(), "sweep"):
        (tmp_path / "sweep.jsonl").write_bytes(data)
        with fates.in_time():
            store = _Store(tmp_path, arrays)
            for row in store.results.values():
                assert 0 <= row["accuracy"] <= 1
                assert row["seconds"] >= 0
            store.add(
                "another", {name: whole[0][name] for name in ("accuracy", "seconds", "error")}
            )
            assert _Store(tmp_path, arrays).results == store.results


@pytest.mark.parametrize("command", ["update", "reset"])
def test_a_lesson_however_spoilt_is_kept_and_a_good_one_stands_in_its_place(
    project, spoilt, command
):
    mine = project / "my_lessons"
    save(mine / NINE, {"stub": ANSWER, "note": "My own note."})
    written = (mine / NINE).read_bytes()
    publish(project, SECOND)
    for data in spoilt(written, command):
        for old in mine.glob("*.mine*"):
            old.unlink()
        (mine / NINE).write_bytes(data)
        with fates.in_time():
            lessons.update() if command == "update" else lessons.reset(9)
        now = [path.read_bytes() for path in mine.iterdir() if path.is_file()]
        assert data in now or answers.untouched(answers.read(data))
        assert answers.read((mine / NINE).read_bytes()) is not None


def test_a_spoilt_lesson_in_the_originals_is_taken_along_whole(project, spoilt):
    save(project / "notebooks" / NINE, {"stub": ANSWER})
    written = (project / "notebooks" / NINE).read_bytes()
    for data in spoilt(written, "take along"):
        for old in (project / "my_lessons").glob("*.mine*"):
            old.unlink()
        (project / "notebooks" / NINE).write_bytes(data)
        with fates.in_time():
            lessons.take_along()
        everywhere = [*(project / "notebooks").iterdir(), *(project / "my_lessons").iterdir()]
        assert data in [path.read_bytes() for path in everywhere if path.is_file()]


def test_spoilt_notes_of_the_folder_do_no_harm(project, spoilt):
    for data in spoilt(NOTES, "notes"):
        (project / "my_lessons" / lessons.MARKER).write_bytes(data)
        save(project / "notebooks" / NINE, {"stub": ANSWER})
        with fates.in_time():
            lessons.worked_in()
            lessons.leave([NINE])
            assert lessons.worked_in() == []


@pytest.mark.sample
@pytest.mark.parametrize("text", ["\ud800", "\udfff'", "\x00", "\u2028", "‮", "é" * 99])
def test_odd_letters_in_an_answer_are_carried_into_the_newer_lesson(project, text):
    mine = project / "my_lessons"
    made = json.loads((mine / NINE).read_bytes())
    made["cells"][1]["source"] = f"{ANSWER} {text}"
    (mine / NINE).write_text(json.dumps(made))
    publish(project, SECOND)
    lessons.update()
    cells = json.loads((mine / NINE).read_text("utf-8"))["cells"]
    assert f"{ANSWER} {text}" in ["".join(cell["source"]) for cell in cells]
