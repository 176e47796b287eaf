"""The guide: its files, written by hand, agree with the lessons; the key holds every exercise."""

import html
import re

import nbformat
import pytest

from nnlib.classroom import checker
from teach import guide, lessons
from teach.guide import files, key, pages
from teach.slides import build
from teach.slides.plan import DeckError

pytestmark = pytest.mark.teach
CLASSES = {("08", 90): 2, ("12", 90): 2}  # lessons that take two classes of 90 minutes
WRITTEN = sorted(path.stem for path in files.HERE.glob("[0-9][0-9].toml"))


@pytest.mark.parametrize("number", WRITTEN)
def test_a_file_holds_all_that_a_class_needs(number):
    found = guide.read(number)
    assert {50, 90} <= set(found.plans), "a plan for 50 minutes and one for 90"
    assert len(found.misconceptions) >= 3
    assert len(found.questions) >= 3
    assert len(found.room) >= 2


@pytest.mark.parametrize("number", WRITTEN)
def test_a_plan_takes_its_minutes(number):
    for minutes, plan in guide.read(number).plans.items():
        spent = sum(step["minutes"] for step in plan["steps"])
        classes = CLASSES.get((number, minutes), 1)
        assert classes * (minutes - 5) <= spent <= classes * minutes, (number, minutes, spent)


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("minutes", [50, 90])
def test_the_deck_of_a_plan_can_be_built_and_fits_its_minutes(number, minutes):
    deck = build.planned(lessons.lesson(number), minutes)
    spent = sum(slide.minutes for slide in deck.slides)
    assert spent <= CLASSES.get((number, minutes), 1) * minutes, (number, minutes, spent)


def test_the_minutes_of_a_class_that_was_held_count_and_name_a_cell(monkeypatch):
    path = lessons.lesson("04")
    read = guide.read("04")
    monkeypatch.setattr(build.guide, "read", lambda number: read)
    for held in (3, 8):
        read.in_class = {"cell-001": held}
        assert build.planned(path).slides[0].minutes == held
    read.in_class = {"cell-none": 3}
    with pytest.raises(DeckError, match="cell-none"):
        build.planned(path)


def test_an_exercise_taken_from_homework_has_a_slide_with_its_timer_and_is_not_at_home():
    deck = build.planned(lessons.lesson("04"), 90)
    (task,) = [slide for slide in deck.slides if slide.heading.startswith("Exercise 4.1")]
    assert task.kind == "laptop"
    assert "one step by hand" in task.body[0].text
    assert task.timer == (task.id, guide.read("04").plans[90]["exercises"]["4.1"])
    assert "4.1" not in deck.slides[-1].body[0].text
    assert "4.4" in deck.slides[-1].body[0].text
    assert "4.1" in build.planned(lessons.lesson("04"), 50).slides[-1].body[0].text


def test_what_is_not_homework_cannot_be_taken_from_it(monkeypatch):
    read = guide.read("04")
    monkeypatch.setattr(build.guide, "read", lambda number: read)
    for name in ("4.3", "4.9"):  # it is in class anyway; it is not there
        read.plans[90]["exercises"] = {name: 5}
        with pytest.raises(DeckError, match=name):
            build.planned(lessons.lesson("04"), 90)


@pytest.mark.parametrize("minutes", [50, 90])
@pytest.mark.parametrize("number", WRITTEN)
def test_an_exercise_is_in_class_or_homework(number, minutes):
    plan = guide.read(number).plans[minutes]
    main, _ = lessons.in_two(lessons.read(lessons.lesson(number)))
    home = {
        lessons.exercise_of(cell)
        for cell in main
        if lessons.role(cell) == "homework" or cell.id in plan["leave_out"]
    }
    in_class = set(plan.get("exercises", ()))
    assert home - {None} == in_class | (set(plan["homework"]) & home)
    assert not in_class & set(plan["homework"])


@pytest.mark.parametrize("number", WRITTEN)
def test_its_exercises_are_there_and_what_is_left_out_of_a_class_is_homework(number):
    exercises = checker.exercises_of(number)
    found = guide.read(number)
    notebook = lessons.read(lessons.lesson(number))
    cells = {cell.id: cell for cell in notebook.cells}
    for misconception in found.misconceptions:
        named = misconception["exercise"]
        assert named in exercises or named in cells or not re.match(r"\d+\.\d+$", named), named
    for plan in found.plans.values():
        assert set(plan.get("homework", ())) <= set(exercises)
        for name in plan.get("leave_out", ()):
            left = lessons.exercise_of(cells[name])
            assert left is None or left in plan["homework"], f"{left} is left out and not homework"


@pytest.mark.parametrize("number", WRITTEN)
def test_the_place_that_reveals_a_misconception_is_a_heading_of_the_lesson(number):
    source = "\n".join(cell.source for cell in lessons.read(lessons.lesson(number)).cells)
    headings = {text.strip() for text in re.findall(r"^#+ (.*)$", source, re.MULTILINE)}
    for misconception in guide.read(number).misconceptions:
        for named in re.findall(r"\*([^*]+)\*", misconception["exercise"]):
            assert named in headings | {"Predict", "Predicts"}, named


@pytest.mark.parametrize("number", WRITTEN)
def test_each_misconception_and_each_trouble_in_the_room_is_in_the_notes_of_its_place(number):
    found = guide.read(number)
    exercises = checker.exercises_of(number)
    for misconception in found.misconceptions:
        assert "at" in misconception or misconception["exercise"] in exercises, misconception
    for trouble in found.room:
        assert "at" in trouble, trouble
    deck = build.planned(lessons.lesson(number))
    places = {text: [s for s in deck.slides if text in s.notes] for _, text in found.beside()}
    assert all(len(slides) == 1 for slides in places.values())
    for at, text in found.beside():
        if deck.where.get(at) in {s.id for s in deck.slides}:
            assert at in places[text][0].cells, (at, text)


@pytest.mark.parametrize("number", WRITTEN)
def test_no_question_is_left_out_without_its_answer_nor_an_answer_without_its_question(number):
    main, _ = lessons.in_two(lessons.read(lessons.lesson(number)))
    for minutes, plan in guide.read(number).plans.items():
        out, asked = set(plan.get("leave_out", ())), None
        for cell in main:
            role = lessons.role(cell)
            if role == "ask" or (role == "laptop" and cell.cell_type == "markdown"):
                asked = cell
            elif role == "reveal" and asked is not None:
                same = (cell.id in out) == (asked.id in out)
                assert same, f"{minutes} minutes: {asked.id} and {cell.id} belong together"


def test_what_a_class_leaves_out_is_told_by_headings_each_once():
    texts = ["# 99", "## A", "one", "two", "## B\n\nthree", "### Exercise 9.9", "four"]
    cells = [nbformat.v4.new_markdown_cell(text, id=f"c{i}") for i, text in enumerate(texts)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    assert pages.left_out(notebook, {"c2", "c3", "c4", "c6"}) == ["a part of *A*", "B"]
    assert pages.left_out(notebook, {"c5", "c6"}) == ["Exercise 9.9", "a part of *B*"]
    assert pages.left_out(notebook, set()) == []


def test_a_file_with_a_key_that_is_not_known_is_refused_with_words(tmp_path):
    (tmp_path / "04.toml").write_text("plans = 1\n")
    with pytest.raises(guide.GuideError, match="'plans'"):
        guide.read("04", tmp_path)
    (tmp_path / "04.toml").write_text('[[questions]]\nask = "Why?"\n')
    with pytest.raises(guide.GuideError, match="answer"):
        guide.read("04", tmp_path)
    (tmp_path / "04.toml").write_text("[plan.50\n")
    with pytest.raises(guide.GuideError, match=r"04\.toml"):
        guide.read("04", tmp_path)
    with pytest.raises(guide.GuideError, match="no plan for 50"):
        guide.read("05", tmp_path).leave_out(50)


def test_the_key_holds_each_exercise_its_solutions_and_its_named_mistakes():
    page = key.key_page()
    for name, exercise in checker.all_exercises().items():
        assert re.search(rf"Exercise {re.escape(name)}\b", page), name
        if callable(exercise.answer):
            assert html.escape(key.code_of(exercise.answer)) in page, name
        else:
            assert html.escape(repr(exercise.answer)) in page, name
        if exercise.rights and callable(exercise.rights[0]):
            assert html.escape(key.code_of(exercise.rights[0])) in page, name


def test_the_key_holds_no_words_to_the_tools_that_check_our_code():
    assert not re.search("noqa|# fmt", key.key_page())


def test_what_an_exercise_asks_stands_in_the_key():
    tasks = key.task_texts(lessons.read(lessons.lesson("04")))
    assert set(tasks) == set(checker.exercises_of("04"))
    assert tasks["4.1"].startswith("### Exercise 4.1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("guide")
    pages.build_guide(out)
    return out


def test_every_page_is_in_the_index_and_every_link_leads_somewhere(folder):
    index = (folder / "index.html").read_text(encoding="utf-8")
    names = {path.name for path in folder.glob("*.html")}
    assert set(re.findall(r'href="([^"#]+\.html)"', index)) >= names - {"index.html"}
    for path in folder.glob("*.html"):
        for link in re.findall(r'href="([^"#:]+)"', path.read_text(encoding="utf-8")):
            assert (folder / link).exists(), (path.name, link)


@pytest.mark.parametrize("number", WRITTEN)
def test_a_page_of_the_guide_has_its_goals_and_plans(number, folder):
    path = lessons.lesson(number)
    page = (folder / f"{path.stem}.html").read_text(encoding="utf-8")
    assert "A class of 50 minutes" in page
    assert "A class of 90 minutes" in page
    assert pages.goals(lessons.read(path)), "a list of what students will be able to do"


def test_on_paper_answers_are_unfolded_and_formulas_are_not_bold(browser, folder):
    page = browser.new_page()
    page.goto((folder / "08_backpropagation_hidden_layers.html").as_uri())
    folded = page.locator("details:not([open])")
    before = folded.count()
    assert before > 2
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before
    page.goto((folder / "key.html").as_uri())
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=60_000)
    page.emulate_media(media="print")
    letters = page.locator("mjx-container [data-c]")
    assert letters.count() > 20
    assert letters.first.evaluate("e => parseFloat(getComputedStyle(e).strokeWidth)") == 0
    page.close()


def test_pages_of_the_guide_read_well_in_a_browser(browser, folder):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    away, problems = [], []
    page.on("request", lambda r: away.append(r.url) if r.url.startswith("http") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for name in ("index.html", "04_gradient_descent.html", "key.html"):
        page.goto((folder / name).as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=60_000)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, name
        assert "$" not in page.locator("main p").all_inner_texts().__str__()[:2000]
    assert not away
    assert not problems
    page.close()
