"""A student's own copies of the lessons: made, updated, reset, and nothing is ever lost."""

import contextlib
import errno
import json
import os
import re
import subprocess
import sys
import tempfile
import types
from pathlib import Path

import pytest

import nnlib
from nnlib import DataError, __main__
from nnlib.__main__ import main
from nnlib.classroom import lessons
from nnlib.classroom.lessons import answers, files, published

NINE, EIGHT = "09_training.ipynb", "08_hidden_layers.ipynb"
FIRST = {"title": "# Nine", "stub": "my_cost = ...", "demo": "eta = 3.0", "end": "The end."}
SECOND = FIRST | {"title": "# Nine, in better words", "more": "A new section."}
ANSWER = "my_cost = 0.25  # the student's"


def notebook(cells, seal=True):
    """A lesson as bytes. cells: a dictionary from ids to texts; sharps and sentences are prose."""
    kinds = {key: "code" if "=" in text else "markdown" for key, text in cells.items()}
    made = {
        "cells": [
            {"cell_type": kinds[key], "id": key, "metadata": {}, "source": text.splitlines(True)}
            | ({"outputs": [], "execution_count": None} if kinds[key] == "code" else {})
            for key, text in cells.items()
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    if seal:
        answers.seal(made)
    return answers.as_bytes(made)


def texts(path):
    """The texts of a notebook's cells, by their ids."""
    return {c["id"]: answers.text(c) for c in json.loads(path.read_bytes())["cells"]}


def save(path, changes):
    """Change a notebook's cells as an editor does; an id that is new is added at the end."""
    made = json.loads(path.read_bytes())
    cells = {cell["id"]: cell for cell in made["cells"]}
    for key, text in changes.items():
        if key not in cells:
            cells[key] = {"cell_type": "markdown", "id": key, "metadata": {}}
            made["cells"].append(cells[key])
        cells[key]["source"] = text
    path.write_bytes(answers.as_bytes(made))


def everything(folder):
    """The text of all notebooks in a folder, hidden ones too."""
    return "\n".join(
        p.read_text("utf-8") for p in sorted(folder.iterdir()) if ".ipynb" in p.name and p.is_file()
    )


def git(folder, *words):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def make_project(folder, cells=FIRST):
    (folder / "nnlib").mkdir(parents=True)
    (folder / "nnlib" / "__init__.py").write_text("")
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / NINE).write_bytes(notebook(cells))
    (folder / "notebooks" / EIGHT).write_bytes(notebook({"title": "# Eight"}))
    (folder / ".gitignore").write_text("my_lessons/\n")
    return folder


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project without Git, in which we stand; nnlib is run from it, and nothing is installed."""
    monkeypatch.delenv("NNLIB_LESSONS", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # where `alone` keeps its locks
    monkeypatch.setattr(tempfile, "tempdir", None)
    folder = make_project(tmp_path / "project")
    monkeypatch.setattr(published, "_installed", lambda: ({}, False))
    monkeypatch.setattr(published, "PACKAGE", folder / "nnlib")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def mine(project):
    """The student's own copies, in a project without Git."""
    folder, _, _ = lessons.copy_out()
    return folder


@pytest.fixture
def clone(tmp_path, project, monkeypatch):
    """A clone of a project in which we stand: its origin is `tmp_path / "origin"`."""
    origin = make_project(tmp_path / "origin")
    git(origin, "init", "-b", "main")
    git(origin, "add", ".")
    git(origin, "commit", "-m", "published")
    git(tmp_path, "clone", "origin", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path / "clone"


def publish(folder, cells, name=NINE):
    (folder / "notebooks" / name).write_bytes(notebook(cells))


# Copies


def test_the_lessons_are_copied_as_they_are(project):
    folder, copied, older = lessons.copy_out()
    assert (folder, copied, older) == (project / "my_lessons", [EIGHT, NINE], [])
    for name in (EIGHT, NINE):
        assert (folder / name).read_bytes() == (project / "notebooks" / name).read_bytes()


def test_a_copy_is_never_overwritten(project, mine):
    save(mine / NINE, {"stub": ANSWER})
    publish(project, SECOND)
    before = (mine / NINE).read_bytes()
    assert lessons.copy_out() == (mine, [], [NINE])
    assert (mine / NINE).read_bytes() == before


def test_a_copy_that_was_deleted_comes_back(mine):
    (mine / NINE).unlink()
    assert lessons.copy_out()[1] == [NINE]


@pytest.mark.parametrize("place", [".", "notebooks", "nnlib", "my_lessons", "a/b"])
def test_the_copies_are_found_from_any_folder_of_the_project(project, mine, place, monkeypatch):
    (project / place).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(project / place)
    assert lessons.find_folder() == mine


def test_another_place_is_named_by_the_option_or_the_variable(project, tmp_path, monkeypatch):
    monkeypatch.setenv("NNLIB_LESSONS", str(tmp_path / "one place"))
    assert main(["lessons", "--only-copy"]) == 0
    assert main(["lessons", "--only-copy", "--folder", str(tmp_path / "zwölf")]) == 0
    for name in ("one place", "zwölf"):
        assert (tmp_path / name / NINE).exists()
    assert not (project / "my_lessons").exists()


def test_installed_elsewhere_the_copies_are_made_where_one_stands(project, tmp_path, monkeypatch):
    here = tmp_path / "empty"
    here.mkdir()
    monkeypatch.chdir(here)
    installed = published.lessons_in(project / "notebooks")
    monkeypatch.setattr(published, "_installed", lambda: (installed, True))
    monkeypatch.setattr(published, "PACKAGE", tmp_path / "site-packages" / "nnlib")
    assert lessons.copy_out() == (here / "my_lessons", [EIGHT, NINE], [])
    (here / "deeper").mkdir()
    monkeypatch.chdir(here / "deeper")
    assert lessons.find_folder() == here / "my_lessons"


def test_the_originals_are_no_place_for_copies(project):
    for place in ("notebooks", "nnlib/classroom"):
        with pytest.raises(DataError, match="holds the originals"):
            lessons.copy_out(place)
    (project / "a file").write_text("")
    with pytest.raises(DataError, match="is no folder"):
        lessons.copy_out("a file")


def test_own_folder_is_told_only_to_those_who_stand_in_it(project, mine, monkeypatch, tmp_path):
    assert lessons.own_folder() is None
    monkeypatch.chdir(project / "notebooks")
    assert lessons.own_folder() is None
    monkeypatch.chdir(mine)
    assert lessons.own_folder() == mine
    other, _, _ = lessons.copy_out(tmp_path / "another name")
    monkeypatch.chdir(other)
    assert lessons.own_folder() == other
    (mine / lessons.MARKER).unlink()
    monkeypatch.chdir(mine)
    assert lessons.own_folder() == mine
    assert not (mine / lessons.MARKER).exists()


# Update


def test_an_unchanged_lesson_is_replaced(project, mine):
    publish(project, SECOND)
    assert lessons.update() == [
        f"{EIGHT}: up to date.",
        f"{NINE}: the new version. You had changed nothing in it.",
    ]
    assert texts(mine / NINE) == SECOND
    assert len(published.lessons_in(mine)) == len(list(mine.glob("*.ipynb"))) == 2


def test_outputs_are_no_change(project, mine):
    made = json.loads((mine / NINE).read_bytes())
    made["cells"][1] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]}
    made["cells"].append({"cell_type": "code", "id": "empty", "metadata": {}, "source": ""})
    (mine / NINE).write_bytes(answers.as_bytes(made))
    publish(project, SECOND)
    lessons.update()
    assert texts(mine / NINE) == SECOND


def test_answers_are_carried_and_the_students_version_is_kept(project, mine):
    save(mine / NINE, {"stub": ANSWER, "note": "My own note."})
    before = (mine / NINE).read_bytes()
    publish(project, SECOND)
    line = lessons.update()[1]
    assert line == (
        f"{NINE}: the new version, with 2 cells of yours. Yours is kept as 09_training.mine.ipynb."
    )
    assert texts(mine / NINE) == SECOND | {"stub": ANSWER, "note": "My own note."}
    assert list(texts(mine / NINE)) == ["title", "stub", "demo", "end", "note", "more"]
    assert (mine / "09_training.mine.ipynb").read_bytes() == before


def test_a_second_update_changes_nothing(project, mine):
    save(mine / NINE, {"stub": ANSWER, "note": "My own note."})
    publish(project, SECOND)
    lessons.update()
    before = {path.name: path.read_bytes() for path in mine.iterdir()}
    assert lessons.update()[1] == f"{NINE}: up to date."
    assert {path.name: path.read_bytes() for path in mine.iterdir()} == before


def test_answers_survive_a_series_of_updates(project, mine):
    save(mine / NINE, {"stub": ANSWER, "note": "My own note."})
    for number in range(3):
        publish(project, SECOND | {"title": f"# Nine, version {number}"})
        lessons.update()
        now = texts(mine / NINE)
        assert (now["stub"], now["note"]) == (ANSWER, "My own note.")
        assert now["title"] == f"# Nine, version {number}"
        assert len(now) == len(SECOND) + 1


def test_with_nothing_new_a_changed_lesson_is_left_alone(mine):
    save(mine / NINE, {"stub": ANSWER})
    before = (mine / NINE).read_bytes()
    assert lessons.update()[1] == f"{NINE}: up to date."
    assert (mine / NINE).read_bytes() == before


def test_a_cell_whose_place_is_gone_is_only_in_the_kept_version(project, mine):
    save(mine / NINE, {"stub": ANSWER})
    publish(project, {key: text for key, text in SECOND.items() if key != "stub"})
    assert "1 cell of yours had no place in it" in lessons.update()[1]
    assert ANSWER not in texts(mine / NINE).values()
    assert texts(mine / "09_training.mine.ipynb")["stub"] == ANSWER


def test_what_both_have_rewritten_stands_below_the_students(project, mine):
    save(mine / NINE, {"demo": "eta = 0.5", "stub": ANSWER})
    publish(project, SECOND | {"demo": "eta = 2.0", "stub": "my_cost = ...  # of one example"})
    assert "of 1 the lesson's new text stands below yours" in lessons.update()[1]
    now = list(texts(mine / NINE).values())
    assert now[1:4] == [ANSWER, "eta = 0.5", "eta = 2.0"]


def test_an_answer_follows_its_place_when_the_cells_are_numbered_anew(project, mine):
    cells = {"c-1": "# One", "c-2": "guess = ...", "c-3": "Two.", "c-4": "guess = ...", "c-5": "E."}
    publish(project, cells)
    lessons.update()
    save(mine / NINE, {"c-4": "guess = 4"})
    new = ["# One", "An inserted section.", "guess = ...", "Two.", "guess = ...", "E."]
    publish(project, {f"c-{number}": text for number, text in enumerate(new, 1)})
    lessons.update()
    new[4] = "guess = 4"
    assert list(texts(mine / NINE).values()) == new


def test_a_picture_pasted_into_a_note_is_carried(project, mine):
    made = json.loads((mine / NINE).read_bytes())
    made["cells"][3] |= {"source": "![](attachment:a.png)", "attachments": {"a.png": {"x": "eA=="}}}
    (mine / NINE).write_bytes(answers.as_bytes(made))
    publish(project, SECOND)
    lessons.update()
    (cell,) = (c for c in json.loads((mine / NINE).read_bytes())["cells"] if c["id"] == "end")
    assert cell["attachments"] == {"a.png": {"x": "eA=="}}


def test_without_its_seal_a_lesson_counts_as_changed(project, mine):
    made = json.loads((mine / NINE).read_bytes())
    made["metadata"] = {}
    (mine / NINE).write_bytes(answers.as_bytes(made))
    save(mine / NINE, {"stub": ANSWER})
    before = (mine / NINE).read_bytes()
    publish(project, SECOND)
    lessons.update()
    assert texts(mine / NINE) == SECOND | {"stub": ANSWER}
    assert (mine / "09_training.mine.ipynb").read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"cells": [1]}', b"null"])
def test_a_damaged_lesson_is_kept_and_replaced(project, mine, damage):
    (mine / NINE).write_bytes(damage)
    publish(project, SECOND)
    assert "could not be read as a notebook" in lessons.update()[1]
    assert texts(mine / NINE) == SECOND
    assert (mine / "09_training.mine.ipynb").read_bytes() == damage


@pytest.mark.parametrize("seal", ["text", [1], [], ["a"], None, {"a": 1}])
def test_a_damaged_seal_is_no_seal(seal):
    assert answers.sealed({"metadata": {"nnlib": {"seal": seal}}, "cells": []}) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"left": 3}'])
def test_a_damaged_marker_does_no_harm(project, mine, text):
    (mine / lessons.MARKER).write_text(text)
    save(mine / NINE, {"stub": ANSWER})
    publish(project, SECOND)
    lessons.update()
    assert texts(mine / NINE)["stub"] == ANSWER
    assert lessons.worked_in() == []


def test_other_files_in_the_folder_are_left_alone(project, mine):
    names = ["09_training-Copy1.ipynb", "09_training.mine.ipynb", "Untitled.ipynb", "09 x.ipynb"]
    for name in names:
        (mine / name).write_text(name)
    save(mine / NINE, {"stub": ANSWER})
    publish(project, SECOND)
    assert "kept as 09_training.mine2.ipynb" in lessons.update()[1]
    assert [(mine / name).read_text() for name in names] == names


def test_a_lesson_with_a_new_name_gets_the_answers_and_the_old_file_stays(project, mine):
    save(mine / NINE, {"stub": ANSWER})
    before = (mine / NINE).read_bytes()
    (project / "notebooks" / NINE).unlink()
    publish(project, SECOND, "09_training_on_mnist.ipynb")
    assert lessons.copy_out()[1:] == ([], ["09_training_on_mnist.ipynb"])
    lessons.update()
    assert texts(mine / "09_training_on_mnist.ipynb") == SECOND | {"stub": ANSWER}
    assert (mine / NINE).read_bytes() == before


def test_outside_a_project_update_asks_where_the_lessons_are(project, tmp_path, monkeypatch):
    monkeypatch.setattr(published, "PACKAGE", tmp_path / "site-packages" / "nnlib")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match="There is no my_lessons here"):
        lessons.update()
    assert not (tmp_path / "my_lessons").exists()


# Git


def test_own_copies_leave_the_clone_clean_and_a_pull_works(clone, tmp_path):
    folder, _, _ = lessons.copy_out()
    save(folder / NINE, {"stub": ANSWER})
    assert git(clone, "status", "--porcelain") == ""
    publish(tmp_path / "origin", SECOND)
    git(tmp_path / "origin", "commit", "-am", "second")
    git(clone, "pull")
    lessons.update()
    assert texts(folder / NINE) == SECOND | {"stub": ANSWER}


@pytest.mark.parametrize("pushed", [False, True])
@pytest.mark.parametrize("seal", [False, True])
def test_a_lesson_that_the_student_committed_is_not_the_published_one(
    clone, tmp_path, pushed, seal
):
    if not seal:  # as a teacher publishes a lesson that he changed by hand
        (tmp_path / "origin" / "notebooks" / NINE).write_bytes(notebook(FIRST, seal=False))
        git(tmp_path / "origin", "commit", "-am", "by hand")
        git(clone, "pull")
        assert lessons.worked_in() == []
    here = clone / "notebooks" / NINE
    save(here, {"stub": ANSWER})
    git(clone, "commit", "-am", "my answers")
    if pushed:
        git(clone, "push", "origin", "HEAD:mine")
        git(clone, "fetch")
    os.chdir(clone / "notebooks")
    assert "clean again" in lessons.reset("09")
    assert texts(here) == FIRST
    assert texts(here.with_name("09_training.mine.ipynb"))["stub"] == ANSWER
    folder, _, _ = lessons.copy_out()
    assert texts(folder / NINE) == FIRST


def test_a_commit_of_a_zips_folder_is_not_the_published_lesson(project):
    here = project / "notebooks" / NINE
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "as it came")
    save(here, {"stub": ANSWER})
    git(project, "commit", "-am", "my answers")
    lessons.reset("09")
    assert texts(here) == FIRST


def test_commits_in_the_students_own_copies_do_no_harm(project, mine):
    git(mine, "init")
    git(mine, "add", ".")
    save(mine / NINE, {"stub": ANSWER})
    git(mine, "commit", "-am", "my answers")
    publish(project, SECOND)
    lessons.update()
    assert texts(mine / NINE) == SECOND | {"stub": ANSWER}


# Reset


@pytest.mark.parametrize("number", ["09", "9", 9])
def test_reset_gives_the_published_lesson_and_keeps_the_students(project, mine, number):
    save(mine / NINE, {"stub": ANSWER})
    assert nnlib.reset(number) == (
        f"{NINE} is clean again. Yours is kept as 09_training.mine.ipynb."
    )
    assert texts(mine / NINE) == FIRST
    assert texts(mine / "09_training.mine.ipynb")["stub"] == ANSWER
    assert nnlib.reset(number) == f"{NINE} is clean already; nothing was changed."


def test_a_second_reset_keeps_both_versions(mine):
    for number in (1, 2):
        save(mine / NINE, {"stub": f"my_cost = {number}"})
        nnlib.reset(9)
    assert texts(mine / "09_training.mine.ipynb")["stub"] == "my_cost = 1"
    assert texts(mine / "09_training.mine2.ipynb")["stub"] == "my_cost = 2"


def test_who_stands_in_the_originals_mends_there(project, mine, monkeypatch):
    save(mine / NINE, {"stub": ANSWER})
    save(project / "notebooks" / EIGHT, {"title": "# Mine"})
    monkeypatch.setattr(
        published, "_installed", lambda: ({EIGHT: mine / EIGHT}, False)
    )  # installed before it was changed
    monkeypatch.chdir(project / "notebooks")
    assert "clean again" in nnlib.reset("08")
    assert texts(project / "notebooks" / EIGHT) == {"title": "# Eight"}
    assert texts(mine / NINE)["stub"] == ANSWER


def test_in_a_zip_that_was_installed_again_with_answers_nobody_claims_it_is_clean(
    project, monkeypatch
):
    here = project / "notebooks" / NINE
    save(here, {"stub": ANSWER})
    monkeypatch.setattr(published, "_installed", lambda: ({NINE: here}, False))
    with pytest.raises(DataError, match="Nobody can tell how 09_training"):
        nnlib.reset("09")
    folder, _, _ = lessons.copy_out()
    assert texts(folder / NINE)["stub"] == ANSWER
    publish(project, SECOND)
    lessons.update()
    assert texts(folder / NINE) == SECOND | {"stub": ANSWER}


def test_a_deleted_lesson_comes_back(mine):
    (mine / NINE).unlink()
    assert nnlib.reset("09") == f"{NINE} is clean again."
    assert texts(mine / NINE) == FIRST


def test_a_folder_whose_only_lesson_was_deleted_is_still_the_students(project, mine):
    (mine / EIGHT).unlink()
    (mine / NINE).unlink()
    lessons.reset(9)
    assert texts(mine / NINE) == FIRST


def test_an_unknown_lesson_is_named_with_those_that_there_are(mine, capsys):
    assert main(["reset", "77"]) == 1
    assert "There is no lesson 77; there are 08, 09." in capsys.readouterr().err
    with pytest.raises(DataError, match="by its number"):
        nnlib.reset("perceptrons")


def test_the_installed_package_holds_the_lessons():
    assert "09_training_on_mnist.ipynb" in published._installed()[0]


# Answers in notebooks/, until now


def test_who_worked_in_the_originals_is_told_which_command_takes_the_answers_along(clone, capsys):
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    assert main(["lessons", "--only-copy"]) == 0
    said = capsys.readouterr().out
    assert "you wrote something: 09." in said
    assert re.search(r"nnlib update --from notebooks$", said, re.M)
    assert main(["update", "--from", "notebooks"]) == 0
    assert texts(clone / "my_lessons" / NINE) == FIRST | {"stub": ANSWER}
    assert texts(clone / "my_lessons" / "09_training.mine.ipynb")["stub"] == ANSWER
    assert git(clone, "status", "--porcelain") == ""
    assert lessons.worked_in() == []


@pytest.fixture
def at_a_terminal(monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: True, raising=False)

    def answer(*words):
        given = iter(words)
        monkeypatch.setattr("builtins.input", lambda question: next(given))

    return answer


def test_in_a_terminal_the_student_is_asked(clone, at_a_terminal):
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    at_a_terminal("", "what?", "Yes")
    main(["lessons", "--only-copy"])
    assert texts(clone / "my_lessons" / NINE)["stub"] == ANSWER


def test_who_says_no_is_not_asked_again_until_something_new_is_written(clone, at_a_terminal):
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    at_a_terminal("n")
    main(["lessons", "--only-copy"])
    assert texts(clone / "my_lessons" / NINE) == FIRST
    assert texts(clone / "notebooks" / NINE)["stub"] == ANSWER
    assert lessons.worked_in() == []
    save(clone / "notebooks" / NINE, {"stub": "my_cost = 7"})
    assert lessons.worked_in() == [NINE]


def test_a_yes_is_for_the_lessons_that_were_named(clone, at_a_terminal):
    save(clone / "notebooks" / EIGHT, {"title": "# My eight"})
    at_a_terminal("n")
    assert main(["lessons", "--only-copy"]) == 0
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    at_a_terminal("y")
    assert main(["lessons", "--only-copy"]) == 0
    assert texts(clone / "my_lessons" / NINE)["stub"] == ANSWER
    assert texts(clone / "my_lessons" / EIGHT) == {"title": "# Eight"}
    assert texts(clone / "notebooks" / EIGHT) == {"title": "# My eight"}


def test_what_was_committed_in_the_originals_is_taken_along_and_asked_about_once(clone):
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    git(clone, "commit", "-am", "my answers")
    assert lessons.worked_in() == [NINE]
    lessons.take_along()
    assert texts(clone / "my_lessons" / NINE)["stub"] == ANSWER
    assert lessons.worked_in() == []


def test_what_is_written_in_both_places_is_kept_from_both(clone):
    folder, _, _ = lessons.copy_out()
    save(folder / NINE, {"stub": "my_cost = 1"})
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    (line,) = lessons.take_along()
    assert line.startswith(f"{NINE}: kept as 09_training.mine.ipynb")
    assert texts(folder / NINE)["stub"] == "my_cost = 1"
    assert texts(folder / "09_training.mine.ipynb")["stub"] == ANSWER


def test_half_a_merge_is_no_answer(clone, tmp_path):
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    git(clone, "commit", "-am", "answers")
    publish(tmp_path / "origin", FIRST | {"stub": "your_cost = ..."})
    git(tmp_path / "origin", "commit", "-am", "published anew")
    with pytest.raises(subprocess.CalledProcessError):
        git(clone, "pull", "--no-rebase")
    with pytest.raises(DataError, match="git merge --abort"):
        lessons.take_along()
    git(clone, "merge", "--abort")
    lessons.take_along()
    assert texts(clone / "my_lessons" / NINE)["stub"] == ANSWER
    git(clone, "pull", "--no-rebase", "-X", "theirs")
    lessons.update()
    assert texts(clone / "my_lessons" / NINE)["stub"] == ANSWER


def test_what_cannot_be_read_is_kept_and_replaces_nothing(mine, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / NINE).write_bytes(b"<<<<<<< half a merge")
    before = (mine / NINE).read_bytes()
    (line,) = lessons.take_along(tmp_path / "old")
    assert line.endswith("kept as 09_training.mine.ipynb; it could not be read as a notebook.")
    assert (mine / NINE).read_bytes() == before


def test_answers_come_along_from_the_folder_of_an_older_zip(project, tmp_path):
    old = make_project(tmp_path / "old")
    (old / "notebooks" / NINE).write_bytes(notebook(FIRST, seal=False))
    save(old / "notebooks" / NINE, {"stub": ANSWER})
    before = (old / "notebooks" / NINE).read_bytes()
    publish(project, SECOND)
    lessons.take_along(old / "notebooks")
    assert texts(project / "my_lessons" / NINE) == SECOND | {"stub": ANSWER}
    assert (old / "notebooks" / NINE).read_bytes() == before


# Nothing is lost


class Killed(BaseException):
    """The program ends at once, and cleans nothing up."""


STEPS = ("open", "fsync", "replace", "link", "unlink")


@contextlib.contextmanager
def killed_at(step, links=True):
    """Let the program die at the given call to the system, before or after it is done."""
    calls = [0]

    def dying(name, call):
        def wrapped(*arguments, **options):
            calls[0] += 1
            if calls[0] > step:
                raise Killed
            if name == "link" and not links:
                raise OSError("this disk knows no links")
            return call(*arguments, **options)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, dying(name, getattr(os, name)))
        patch.setattr(Path, "unlink", dying("unlink", Path.unlink))
        patch.setattr(files, "open", dying("open", open), raising=False)
        yield


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("command", ["update", "reset", "take_along"])
def test_whenever_it_is_killed_no_answer_is_lost_and_the_next_run_ends_the_work(
    tmp_path, project, monkeypatch, command, links
):
    for step in range(60):
        folder = make_project(tmp_path / f"{step}")
        monkeypatch.chdir(folder)
        mine, _, _ = lessons.copy_out()
        written_in = folder / "notebooks" if command == "take_along" else mine
        save(written_in / NINE, {"stub": ANSWER, "note": "My own note."})
        if command == "update":
            publish(folder, SECOND)
        if command == "take_along":
            monkeypatch.setattr(published, "_installed", lambda m=mine: ({NINE: m / NINE}, True))
        run = {
            "update": lessons.update,
            "reset": lambda: lessons.reset(9),
            "take_along": lessons.take_along,
        }[command]
        try:
            with killed_at(step, links):
                run()
            done = True
        except Killed:
            done = False
        found = everything(mine) + everything(folder / "notebooks")
        assert ANSWER in found, step
        assert "My own note." in found, step
        run()
        found = everything(mine)
        assert ANSWER in found, step
        assert "My own note." in found, step
        if command != "reset":
            assert texts(mine / NINE)["stub"] == ANSWER, step
        assert not list(mine.glob(".*.new")) + list(mine.glob(".*.part")), step
        if done:
            assert step >= 8
            return
    pytest.fail("it never came to an end")


def test_what_jupyterlab_saves_in_between_is_kept(project, mine, monkeypatch):
    publish(project, SECOND)
    save(mine / NINE, {"stub": ANSWER})
    move, late = files._move_aside, iter(["my_cost = 2"])

    def save_then_move(path, aside):
        for text in late:
            save(path, {"stub": text})
        move(path, aside)

    monkeypatch.setattr(files, "_move_aside", save_then_move)
    lessons.update()
    assert texts(mine / NINE)["stub"] == "my_cost = 2"
    assert "my_cost = 2" in everything(mine)


def test_what_jupyterlab_saves_over_a_lesson_moved_aside_is_kept(project, mine, monkeypatch):
    publish(project, SECOND)
    save(mine / NINE, {"stub": ANSWER})
    move, late = files._move_aside, iter(["my_cost = 2"])

    def move_then_save(path, aside):
        text = path.read_bytes()
        move(path, aside)
        for late_text in late:
            path.write_bytes(text)
            save(path, {"stub": late_text})

    monkeypatch.setattr(files, "_move_aside", move_then_save)
    lessons.update()
    assert texts(mine / NINE)["stub"] == "my_cost = 2"
    assert ANSWER in everything(mine)


def test_a_file_that_another_program_holds_open_is_said_in_words(
    project, mine, monkeypatch, capsys
):
    publish(project, SECOND)
    save(mine / NINE, {"stub": ANSWER})
    before = (mine / NINE).read_bytes()
    replace = os.replace

    def windows(old, new):  # there a file that is open elsewhere cannot be renamed
        if Path(old).name == NINE:
            raise PermissionError(13, "The process cannot access the file", str(old))
        replace(old, new)

    monkeypatch.setattr(os, "replace", windows)
    assert main(["update"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"nnlib: {NINE} cannot be written")
    assert "another program holds the file open" in said
    assert (mine / NINE).read_bytes() == before
    assert sorted(p.name for p in mine.iterdir()) == [lessons.MARKER, EIGHT, NINE]


def test_a_folder_that_cannot_be_written_is_said_in_words(project, mine, monkeypatch, capsys):
    publish(project, SECOND)
    save(mine / NINE, {"stub": ANSWER})
    before = (mine / NINE).read_bytes()

    def refuse(path, *arguments):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(files, "open", refuse, raising=False)
    for words in (["update"], ["reset", "09"]):
        assert main(words) == 1
        assert "you may not write there" in capsys.readouterr().err
    assert (mine / NINE).read_bytes() == before
    assert main(["lessons", "--only-copy"]) == 0


def test_where_no_folder_can_be_made_another_place_is_asked_for(project, monkeypatch, capsys):
    def refuse(path, **options):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert main(["lessons", "--only-copy"]) == 1
    said = capsys.readouterr().err
    assert "my_lessons cannot be made: you may not write there. Name another place" in said


def test_a_full_disk_is_said_in_words(project, mine, monkeypatch, capsys):
    publish(project, SECOND)
    save(mine / NINE, {"stub": ANSWER})

    def refuse(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert main(["update"]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert texts(mine / NINE)["stub"] == ANSWER


def test_a_full_disk_is_left_no_fuller(project, mine, monkeypatch):
    publish(project, SECOND)
    save(mine / NINE, {"stub": ANSWER})
    before = sorted(p.name for p in mine.iterdir())

    def refuse(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DataError, match="No space left"):
        lessons.update()
    assert sorted(p.name for p in mine.iterdir()) == before


@pytest.mark.parametrize("left", [f"..{NINE}.new.part", f".{NINE}.part", "..nnlib.json.part"])
def test_half_a_file_that_a_kill_left_behind_is_cleared_away(mine, left):
    (mine / left).write_bytes(b"half")
    lessons.update()
    assert not (mine / left).exists()


@pytest.mark.parametrize("name", [NINE, "glossary.ipynb"])
def test_what_a_kill_left_unfinished_is_ended(mine, name):
    (mine / name).unlink(missing_ok=True)
    (mine / f".{name}.new").write_bytes(notebook(SECOND))
    (mine / f".{name}.part").write_bytes(b"half")
    (mine / name.replace(".", ".mine2.")).touch()
    files.finish(mine)
    assert texts(mine / name) == SECOND
    assert sorted(p.name for p in mine.iterdir()) == sorted({lessons.MARKER, EIGHT, NINE, name})


def test_the_glossary_is_named_by_its_name(project, mine, capsys):
    (project / "notebooks" / "glossary.ipynb").write_bytes(notebook({"words": "# Words"}))
    lessons.copy_out()
    (project / "notebooks" / "glossary.ipynb").write_bytes(notebook({"words": "# More words"}))
    assert main(["lessons", "--only-copy"]) == 0
    assert "Lesson glossary is newer by now" in capsys.readouterr().out
    save(mine / "glossary.ipynb", {"words": "# My words"})
    assert "glossary.ipynb is clean again" in lessons.reset("glossary")
    with pytest.raises(DataError, match="there are 08, 09, glossary"):
        lessons.reset(77)


def test_a_virus_scanner_that_holds_a_new_file_for_a_moment_is_waited_for(
    project, mine, monkeypatch
):
    publish(project, SECOND)
    save(mine / NINE, {"stub": ANSWER})
    held = {"replace": 2, "unlink": 2}

    def held_twice(name, call):
        def wrapped(*paths):
            held[name] -= 1
            if held[name] >= 0:
                raise PermissionError(13, "The process cannot access the file", str(paths[0]))
            return call(*paths)

        return wrapped

    monkeypatch.setattr(files, "PATIENCE", 20)
    for name in held:
        monkeypatch.setattr(os, name, held_twice(name, getattr(os, name)))
    lessons.update()
    assert texts(mine / NINE) == SECOND | {"stub": ANSWER}
    assert ANSWER in (mine / "09_training.mine.ipynb").read_text("utf-8")
    assert all(number < 0 for number in held.values())


def test_on_windows_a_second_command_waits_longer_than_ten_seconds(tmp_path, monkeypatch):
    tries = iter([errno.EDEADLK, errno.EDEADLK, None])

    def locking(number, mode, size):
        code = next(tries)
        if code is not None:
            raise OSError(code, "not yet")

    windows = types.SimpleNamespace(locking=locking, LK_LOCK=1)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(files, "os", types.SimpleNamespace(name="nt"))
    with open(tmp_path / "lock", "a+b") as file:
        files._lock(file)
        assert next(tries, "used up") == "used up"
        windows.locking = lambda *_: (_ for _ in ()).throw(OSError(errno.EINVAL, "no locks here"))
        with pytest.raises(OSError, match="no locks here"):
            files._lock(file)


def test_two_updates_at_once_lose_nothing(project, mine):
    save(mine / NINE, {"stub": ANSWER})
    publish(project, SECOND)
    code = (
        "import sys; from pathlib import Path; from nnlib.classroom.lessons import published, "
        "update; published.PACKAGE = Path('nnlib').absolute(); "
        "published._installed = lambda: ({}, False); update()"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(nnlib.__file__).parents[1])}
    runs = [
        subprocess.Popen([sys.executable, "-P", "-c", code], cwd=project, env=environment)
        for _ in range(3)
    ]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert texts(mine / NINE) == SECOND | {"stub": ANSWER}
    assert sorted(p.name for p in mine.glob("*.mine*")) == ["09_training.mine.ipynb"]


# In JupyterLab, and what is to be typed


@pytest.fixture
def running(mine, monkeypatch):
    """A JupyterLab that runs on the student's folder."""
    serverapp = pytest.importorskip("jupyter_server.serverapp")
    monkeypatch.setattr(serverapp, "list_running_servers", lambda: [{"root_dir": str(mine)}])


@pytest.mark.parametrize("command", [["update"], ["reset", "09"]])
def test_who_has_the_lessons_open_is_asked_to_save_first(
    mine, running, command, monkeypatch, capsys
):
    monkeypatch.setattr(sys, "stdin", type("Terminal", (), {"isatty": lambda self: True})())
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    def save_now(question):
        assert question == "Saved? Press Enter. "
        save(mine / NINE, {"stub": ANSWER})

    monkeypatch.setattr("builtins.input", save_now)
    assert main(command) == 0
    assert "JupyterLab is running on your lessons. Save them there first" in capsys.readouterr().out
    assert ANSWER in everything(mine)


def test_without_a_terminal_the_open_lessons_are_named_and_nothing_waits(mine, running, capsys):
    assert main(["update"]) == 0
    assert "Save them there first" in capsys.readouterr().out


def test_no_word_of_jupyterlab_where_it_runs_elsewhere(mine, monkeypatch, tmp_path, capsys):
    serverapp = pytest.importorskip("jupyter_server.serverapp")
    there = [{"root_dir": str(tmp_path / "elsewhere")}]
    monkeypatch.setattr(serverapp, "list_running_servers", lambda: there)
    assert main(["update"]) == 0
    assert "JupyterLab" not in capsys.readouterr().out


def test_the_command_that_takes_answers_along_names_the_originals_from_anywhere(
    clone, monkeypatch, capsys
):
    save(clone / "notebooks" / NINE, {"stub": ANSWER})
    assert main(["lessons", "--only-copy"]) == 0
    capsys.readouterr()
    monkeypatch.chdir(clone / "my_lessons")
    assert main(["update"]) == 0
    (source,) = re.findall(r"update --from (\S+)", capsys.readouterr().out)
    assert main(["update", "--from", source]) == 0
    assert texts(clone / "my_lessons" / NINE)["stub"] == ANSWER


def test_the_command_that_brings_up_to_date_names_the_folder(project, capsys):
    assert main(["lessons", "--only-copy", "--folder", "my own"]) == 0
    publish(project, SECOND)
    assert main(["lessons", "--only-copy", "--folder", "my own"]) == 0
    assert 'update --folder "my own"\n' in capsys.readouterr().out


def test_a_way_with_a_space_is_typed_in_quotes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert __main__._way_to(tmp_path / "a" / "nnlib") == str(Path("a/nnlib"))
    assert __main__._way_to(tmp_path / "a b" / "nnlib") == f'"{Path("a b/nnlib")}"'


# Opening


def test_jupyterlab_opens_the_lesson_in_the_students_folder(project, monkeypatch):
    labapp = pytest.importorskip("jupyterlab.labapp")
    given = []
    monkeypatch.setattr(labapp, "main", given.extend)
    assert main(["lessons", "9", "--no-browser", "--port=9999"]) == 0
    assert given == [
        f"--ServerApp.root_dir={project / 'my_lessons'}",
        f"--LabApp.default_url=/lab/tree/{NINE}",
        "--no-browser",
        "--port=9999",
    ]


def test_without_jupyterlab_a_line_says_what_to_type(project, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    assert main(["lessons", "09"]) == 1
    assert "JupyterLab is missing" in capsys.readouterr().err
    assert (project / "my_lessons" / NINE).exists()


def test_a_lesson_that_there_is_not_opens_nothing(project, capsys):
    assert main(["lessons", "77"]) == 1
    assert "There is no lesson 77; there are 08, 09." in capsys.readouterr().err


def test_newer_lessons_are_named_with_the_command(project, mine, capsys):
    publish(project, SECOND)
    main(["lessons", "08", "--only-copy"])
    said = capsys.readouterr().out
    assert re.search(r"Lesson 09 is newer by now\. .*nnlib update$", said, re.M)
