"""Handouts: no answer stands in them, and nbgrader takes them as they are."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from handing_in import write, write_solutions
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nnlib.classroom import handout as at_the_students
from nnlib.classroom.checker import all_exercises, solution
from teach import handouts, lessons
from teach.__main__ import main

pytestmark = pytest.mark.teach
NUMBERS = [path.name[:2] for path in lessons.lessons()]


@pytest.fixture(scope="module")
def made():
    return {path.name[:2]: handouts.handout(path) for path in lessons.lessons()}


def squeezed(text):
    return re.sub(r"\s+", "", text)


def code_as_python_writes_it(cell):
    """A cell's text without spaces; code without its comments and its own way of spacing."""
    if cell.cell_type == "code":
        try:
            return squeezed(ast.unparse(ast.parse(cell.source)))
        except SyntaxError:
            pass
    return squeezed(cell.source)


def answers_of(key):
    """The texts by which a solution would be told: its body; of one that is short, what it returns.

    For a value: as `solution` shows it, and its praise.
    """
    exercise = all_exercises()[key]
    if not exercise.takes_function:
        return [squeezed(repr(solution(key))), squeezed(exercise.praise)]
    body = ast.parse(repr(solution(key))).body[0].body
    return [squeezed("".join(map(ast.unparse, body))), squeezed(exercise.praise)]


# No answer


@pytest.mark.parametrize("number", NUMBERS)
def test_no_handout_holds_the_text_of_a_solution(made, number):
    texts = [code_as_python_writes_it(cell) for cell in made[number].cells]
    for key in all_exercises():
        for answer in answers_of(key):
            assert [key for text in texts if answer in text] == [], answer


@pytest.mark.parametrize("number", NUMBERS)
def test_a_solution_of_one_line_stands_nowhere_in_its_lessons_handout(made, number):
    texts = [code_as_python_writes_it(cell) for cell in made[number].cells]
    for key, exercise in all_exercises().items():
        if key.startswith(f"{int(number)}.") and exercise.takes_function:
            body = ast.parse(repr(solution(key))).body[0].body
            if len(body) == 1:
                line = squeezed(ast.unparse(body[0].value))
                assert [key for text in texts if line in text] == [], line


def test_the_search_finds_a_solution_that_stands_in_a_cell():
    for key in ("3.3", "4.2"):
        text = code_as_python_writes_it(new_code_cell(repr(solution(key)).replace(" = ", "=")))
        assert answers_of(key)[0] in text


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_that_reveals_stands_in_a_handout(made, number):
    lesson = lessons.read(lessons.lesson(number))
    text = "\n".join(c.source for c in made[number].cells[1:])
    assert "<details" not in text.partition("No module named")[2]
    for cell in lesson.cells:
        if cell.cell_type == "markdown" and "reveal" in lessons.roles(cell):
            assert cell.source not in text, cell.id
            assert f'reveal("{number}", "{cell.id}")' in text
        if cell.id in handouts.read_tells().get(number, []):
            assert cell.source not in text, cell.id
    for cell in made[number].cells:
        if cell.get("outputs"):
            assert lessons.roles(next(c for c in lesson.cells if c.id == cell.id)) == ["ask"]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_other_cell_and_every_exercise_of_the_lesson_is_there(made, number):
    lesson = lessons.read(lessons.lesson(number))
    handed = {cell.id: cell for cell in made[number].cells}
    tells = handouts.read_tells().get(number, [])
    for cell in lesson.cells:
        if cell.cell_type == "code" and cell.id not in tells:
            assert handed[cell.id].source == cell.source
        elif cell.id not in tells and "<details" not in cell.source:
            assert "reveal" in lessons.roles(cell) or handed[cell.id].source == cell.source
    keys = [one.key for c in made[number].cells for one in handouts.exercises(c.source)]
    assert sorted(keys) == sorted(k for k in all_exercises() if k.startswith(f"{int(number)}."))


@pytest.mark.parametrize("number", NUMBERS)
def test_each_answer_that_is_left_out_is_shown_when_its_cell_is_run(made, number):
    asked = [c.source for c in made[number].cells if c.source.startswith("reveal(")]
    assert asked
    for code in asked:
        call = ast.parse(code).body[0].value
        more = {word.arg: word.value.value for word in call.keywords}
        told = at_the_students.reveal(*[part.value for part in call.args], **more)
        assert isinstance(told, at_the_students.Told), code
        assert told.text.strip()
        assert "details>" not in told.text


def test_no_code_of_a_handout_needs_a_cell_that_is_left_out(made):
    for number, tells in handouts.read_tells().items():
        lesson = lessons.read(lessons.lesson(number))
        defined = {
            node.id
            for cell in lesson.cells
            if cell.id in tells and cell.cell_type == "code"
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        used = {
            node.id
            for cell in made[number].cells
            if cell.cell_type == "code"
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Name)
        }
        assert not defined & used, number


def a_lesson(tmp_path, *cells):
    path = tmp_path / "99_a_lesson.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# 99 · A lesson"), *cells]), path)
    return path


def tagged(make, text, tag, **more):
    cell = make(text)
    cell.metadata.update(tags=[tag], **more)
    return cell


def test_only_a_questions_own_output_is_kept(tmp_path):
    cells = [tagged(new_code_cell, f"'{tag}'", tag) for tag in ("ask", "show", "reveal", "laptop")]
    for cell in cells:
        cell.outputs = [new_output("stream", text="42")]
    made = handouts.handout(a_lesson(tmp_path, *cells))
    assert [c.source for c in made.cells if c.get("outputs")] == ["'ask'"]


def test_a_folded_part_waits_and_what_stands_around_it_stays(tmp_path):
    fold = "   <details><summary>An answer</summary>\n\n   Six.\n   </details>\n"
    text = f"Which?\n\n1. One\n{fold}2. Two"
    made = handouts.handout(a_lesson(tmp_path, tagged(new_markdown_cell, text, "skip")))
    asked, shows = made.cells[-2:]
    assert "Six" not in asked.source
    assert asked.source.startswith("Which?\n\n1. One\n2. Two")
    assert shows.source.startswith('reveal("99"')
    assert at_the_students.unfolded(text, folded=True) == "**An answer**\n\nSix."
    assert at_the_students.unfolded("No: 7.") == "No: 7."
    assert "Six." in at_the_students.unfolded(text)
    assert "1. One" in at_the_students.unfolded(text)


def test_a_lesson_that_is_not_marked_makes_no_handout(tmp_path):
    with pytest.raises(ValueError, match="not marked for class"):
        handouts.handout(a_lesson(tmp_path, new_markdown_cell("text")))


def test_a_cell_that_is_not_there_any_more_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(handouts, "read_tells", lambda: {"99": ["gone"]})
    with pytest.raises(ValueError, match="gone"):
        handouts.handout(a_lesson(tmp_path, tagged(new_markdown_cell, "text", "show")))


def test_an_answer_that_is_not_in_the_installed_lesson_is_a_sentence():
    assert "Look into the lesson" in at_the_students.reveal("04", "no-such-cell").text
    assert "Look into the lesson" in at_the_students.reveal("77", "cell-001").text


def test_a_handout_turns_solutions_off(monkeypatch):
    monkeypatch.setenv("NNLIB_SOLUTIONS", "on")
    assert "`solution` is off here" in at_the_students.lock_solutions().text
    assert "off here" in solution("4.2").text


# The command


def test_the_command_writes_one_handout_and_all_of_them(tmp_path, capsys):
    main(["handout", "04", "--out", str(tmp_path / "one")])
    (file,) = (tmp_path / "one").iterdir()
    assert file.name == "handout_04_gradient_descent.ipynb"
    assert "4 exercises" in capsys.readouterr().out
    main(["handout", "all", "--out", str(tmp_path / "all")])
    assert len(list((tmp_path / "all").iterdir())) == len(NUMBERS)
    with pytest.raises(SystemExit, match='There is no lesson "77"'):
        main(["handout", "77", "--out", str(tmp_path)])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('check("4.1", my_point)', [("4.1", "my_point")]),
        ('x = 3\ncheck("1.2", (w, b))', [("1.2", "(w, b)")]),
        ('check("1.2", w, b)', [("1.2", "w, b")]),
        ('check("1.1", a); check("1.2", b)', [("1.1", "a"), ("1.2", "b")]),
        ('check("4.1")', []),
        ('gradient_check("4.1", a)', []),
        ("%matplotlib inline\ncheck(", []),
        ('"' + "(" * 3000, []),
    ],
    ids=range(8),
)
def test_the_exercises_of_a_cell_are_read_from_its_code(code, found):
    assert [(one.key, one.answer) for one in handouts.exercises(code)] == found


# nbgrader


@pytest.fixture(scope="module")
def nbgrader(tmp_path_factory):
    """Runs nbgrader in a course's folder made by the command; what it says is returned."""
    folder = tmp_path_factory.mktemp("course")
    main(["handout", "04", "--nbgrader", "--out", str(folder)])
    programs = str(Path(sys.executable).parent)
    env = {k: v for k, v in os.environ.items() if k != "NNLIB_SOLUTIONS"}
    env["PATH"] = programs + os.pathsep + env["PATH"]

    def run(*words):
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    run.folder = folder
    return run


NAME = "handout_04_gradient_descent.ipynb"


def hand_in(folder, who, notebook):
    place = folder / "submitted" / who / "lesson_04"
    place.mkdir(parents=True)
    nbformat.write(notebook, place / NAME)


@pytest.fixture(scope="module")
def graded(nbgrader):
    """A class of four has handed in lesson 04 and nbgrader has graded it: points by exercise."""
    from nbgrader.api import Gradebook

    nbgrader("generate_assignment", "lesson_04")
    release = nbgrader.folder / "release" / "lesson_04" / NAME

    def begun():
        return nbformat.read(release, as_version=4)

    hand_in(nbgrader.folder, "right", write_solutions(begun()))
    wrong = write_solutions(begun(), ["4.2", "4.3", "4.4"])
    hand_in(nbgrader.folder, "wrong", write(wrong, "(1.5, 3.7)", "...  # x, y"))
    tampered = write(begun(), "(1.5, 3.7)", "...  # x, y")
    for cell in tampered.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = "pass"
    told = 'class Yes:\n    state, text = "right", ""\n\n\ncheck = graded = lambda *a: Yes()\n'
    tampered.cells.insert(3, new_code_cell(told))
    hand_in(nbgrader.folder, "tampered", tampered)
    hand_in(nbgrader.folder, "untouched", begun())
    nbgrader("autograde", "lesson_04", "--create")
    nbgrader("generate_feedback", "lesson_04")
    points = {}
    with Gradebook(f"sqlite:///{nbgrader.folder / 'gradebook.db'}") as gradebook:
        for who in ("right", "wrong", "tampered", "untouched"):
            submitted = gradebook.find_submission("lesson_04", who).notebooks[0]
            points[who] = {g.name: g.score for g in submitted.grades}
    return points


def feedback(nbgrader, who):
    page = nbgrader.folder / "feedback" / who / "lesson_04" / NAME.replace("ipynb", "html")
    return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))


@pytest.mark.sample
def test_nbgrader_releases_the_cells_as_they_were_made(nbgrader, graded):
    def cells(folder):
        file = nbgrader.folder / folder / "lesson_04" / NAME
        return [(c.cell_type, c.source) for c in nbformat.read(file, as_version=4).cells]

    assert cells("release") == cells("source")


@pytest.mark.sample
def test_nbgrader_gives_each_submission_the_points_that_it_has_earned(graded):
    keys = [f"exercise-4-{n}-grade" for n in (1, 2, 3, 4)]
    assert graded["right"] == dict.fromkeys(keys, 1)
    assert graded["wrong"] == {**dict.fromkeys(keys, 1), keys[0]: 0}
    assert graded["tampered"] == dict.fromkeys(keys, 0)
    assert graded["untouched"] == dict.fromkeys(keys, 0)


@pytest.mark.sample
def test_the_feedback_names_the_misconception(nbgrader, graded):
    (message,) = [m for value, m in all_exercises()["4.1"].mistakes if value == (1.5, 3.7)]
    assert message in feedback(nbgrader, "wrong")
    assert message not in feedback(nbgrader, "right")
    assert message in feedback(nbgrader, "tampered")
    assert "not answered yet" in feedback(nbgrader, "untouched")


def test_an_own_configuration_of_nbgrader_is_not_overwritten(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("mine = 1\n")
    main(["handout", "04", "--nbgrader", "--out", str(tmp_path)])
    assert (tmp_path / "nbgrader_config.py").read_text() == "mine = 1\n"


@pytest.mark.parametrize("path", lessons.lessons(), ids=NUMBERS)
def test_nbgrader_finds_its_own_form_in_every_handout(path, tmp_path):
    from nbgrader.nbgraderformat import MetadataValidator

    made = handouts.handout(path, for_nbgrader=True)
    MetadataValidator().validate_nb(json.loads(json.dumps(made)) and made)
    about = [c.metadata["nbgrader"] for c in made.cells if "nbgrader" in c.metadata]
    names = [one["grade_id"] for one in about]
    assert len(names) == len(set(names))
    keys = [k for k in all_exercises() if k.startswith(f"{int(path.name[:2])}.")]
    assert sum(one.get("points", 0) for one in about) == len(keys)
