"""Decks of slides: every cell is on one, every slide fits, no answer is seen before its click."""

import base64
import re
import statistics
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from teach import assets, guide, lessons
from teach.slides import blocks as md
from teach.slides import build, live, pages, plan
from teach.slides.blocks import Block
from teach.slides.own import own_slides
from teach.slides.plan import MEDIAN_WORDS, MOST_SLIDES, DeckError, Slide, deck_of

pytestmark = pytest.mark.teach
MARKED = [p for p in lessons.lessons() if lessons.is_marked(lessons.read(p))]
NUMBERS = [p.name[:2] for p in MARKED]
PNG = "iVBORw0KGgo="
HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + 2 * (1000).to_bytes(4, "big")
SQUARE = base64.b64encode(HEAD).decode()  # as much of a picture as tells its size


def cell(text, tag, minutes=0, code=False, **more):
    make = new_code_cell if code else new_markdown_cell
    made = make(text)
    made.metadata.update(tags=[tag], **more)
    made.metadata["class"] = {"minutes": minutes}
    return made


def lesson(*cells):
    first = cell("# 99 · A lesson\n\n*5 minutes. Short.*", "show", 1)
    return new_notebook(cells=[first, *cells])


def picture(code, tag, fact):
    made = cell(code, tag, code=True)
    data = {"image/png": PNG, "text/plain": fact}
    made.outputs = [new_output("display_data", data=data)]
    return made


def printed(code, tag, text):
    made = cell(code, tag, code=True)
    made.outputs = [new_output("stream", name="stdout", text=text)]
    return made


# Which cell stands where


@pytest.fixture(scope="module")
def decks():
    return {path.name[:2]: build.planned(path) for path in MARKED}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_cell_of_a_lesson_has_a_place_and_its_minutes_are_kept(number, decks):
    notebook = lessons.read(lessons.lesson(number))
    main, _ = lessons.in_two(notebook)
    assert set(decks[number].where) == {c.id for c in main}
    held = guide.read(number).in_class
    shown = [cell for cell in main if not set(lessons.roles(cell)) & set(lessons.NOT_IN_CLASS)]
    assert set(held) <= {cell.id for cell in shown}, "minutes of a cell that no class sees"
    minutes = sum(held.get(cell.id, lessons.minutes(cell)) for cell in shown)
    assert sum(s.minutes for s in decks[number].slides) == minutes
    assert len(decks[number].slides) <= MOST_SLIDES


@pytest.mark.parametrize("number", NUMBERS)
def test_every_picture_and_every_exercise_of_the_class_is_seen(number, decks):
    main, _ = lessons.in_two(lessons.read(lessons.lesson(number)))
    slides = decks[number].slides
    seen = {b.extra[0] for s in slides for b in s.body if b.kind == "picture"}
    text = " ".join(b.text for s in slides for b in s.body) + " ".join(s.to_have for s in slides)
    for made in main:
        found = lessons.picture_of(made)
        if found is not None and lessons.role(made) not in lessons.NOT_IN_CLASS:
            assert found["data"]["image/png"].replace("\n", "") in seen, made.id
        key = lessons.exercise_of(made)
        if key:
            assert key in text, key


@pytest.mark.parametrize("number", NUMBERS)
def test_what_a_cell_says_is_in_the_notes_whole(number, decks):
    main, _ = lessons.in_two(lessons.read(lessons.lesson(number)))
    said = " ".join("\n".join(s.notes) for s in decks[number].slides)
    said = " ".join(said.split())
    for made in main:
        if made.cell_type == "markdown" and lessons.role(made) not in lessons.NOT_IN_CLASS:
            for block in md.blocks(made.source):
                if block.kind == "para":
                    assert block.text in said, (made.id, block.text[:60])


@pytest.mark.parametrize("number", NUMBERS)
def test_no_sentence_is_cut(number, decks):
    source = " ".join(
        " ".join(c.source.split()) for c in lessons.read(lessons.lesson(number)).cells
    )
    for slide in decks[number].slides:
        for block in slide.body:
            if block.kind in ("para", "question") and slide.kind not in ("homework", "title"):
                for sentence in md.sentences(block.text):
                    assert sentence in source, (slide.id, sentence)


def test_an_answer_waits_for_its_click():
    question = cell("## A sum\n\n**Predict.** How much is 6 · 7?", "ask", 1)
    guess = cell("guess = ...", "laptop", code=True)
    answer = printed("print(6 * 7)", "reveal", "42\n")
    prose = cell("42, of course.", "reveal")
    deck = deck_of(lesson(question, guess, answer, prose), "99")
    (asked,) = [s for s in deck.slides if s.kind == "ask"]
    assert all(b.fragment for b in asked.body if "42" in b.text or "6 * 7" in b.text)
    assert any("42" in b.text for b in asked.body)
    before = re.sub(r'<pre class="[^"]*fragment.*?</pre>|<div class="[^"]*fragment.*?</div>', "",
                    pages.section(asked, deck, "").split("<aside")[0], flags=re.DOTALL)  # fmt: skip
    before = re.sub("<section[^>]*>", "", before)  # the cell's id may hold a 42
    assert "6 · 7" in before
    assert "42" not in before


def test_a_picture_tagged_ask_stands_with_its_question_below_the_words():
    drawn = picture("figures.hill()", "ask", "a hill")
    question = cell("**Predict.** How high is it?", "ask", 1)
    deck = deck_of(lesson(drawn, question, cell("Very.", "reveal")), "99")
    asked = deck.slides[1]
    assert asked.kind == "ask"
    assert [b.kind for b in asked.body[:2]] == ["para", "picture"]
    html = pages.section(asked, deck, "").split("<aside")[0]
    assert "<figure" in html.split("</div>", 1)[1], "below the box of the question"
    long = cell("How high is it, and why? " * 30, "ask", 1)
    with pytest.raises(DeckError, match="too long to stand with its picture"):
        deck_of(lesson(drawn, long, cell("Very.", "reveal")), "99")


def with_parts(made, *parts):
    made.outputs[0].metadata["image/png"] = {"parts": [list(part) for part in parts]}
    return made


def test_the_parts_of_a_picture_come_one_by_one_and_what_it_says_comes_last():
    drawn = picture("figures.sums()", "reveal", "together 7")
    drawn = with_parts(drawn, ("3", 0.1, 0.2, 0.3, 0.4), ("7", 0.1, 0.5, 0.3, 0.6))
    deck = deck_of(lesson(cell("How much?", "ask", 1), drawn), "99")
    html = pages.section(deck.slides[2], deck, "").split("<aside")[0]
    covers = re.findall(r'<i class="cover fragment fade-out" style="left: calc\((.*?)%', html)
    assert covers == ["10.0", "10.0"]
    assert '<figcaption class="fragment">together 7' in html
    assert html.index("cover") < html.index("figcaption")


def test_a_part_of_a_derivations_picture_waits_for_the_line_that_names_it():
    drawn = with_parts(
        picture("figures.paths()", "board", "paths"),
        ("W_k", 0.1, 0.2, 0.3, 0.4), ("d_k", 0.5, 0.2, 0.7, 0.4), ("v_k", 0.8, 0.1, 0.9, 0.2),
    )  # fmt: skip
    lines = cell("First, all $d_k$. " + "It is so. " * 40 + "\n\n$$a = W_k$$", "board", 4)
    deck = deck_of(lesson(cell("## Why\n\nIt begins.", "board", 1), drawn, lines), "99")
    slides = [s for s in deck.slides if s.kind == "board"]
    assert len(slides) >= 2
    named = [s.named for s in slides]
    assert slides[0].body[named[0]["d_k"]].text == "First, all $d_k$."
    assert named[0]["W_k"] is None, "it is named on a later slide"
    assert "d_k" not in named[-1], "it was named before"
    assert slides[-1].body[named[-1]["W_k"]].text == "$$a = W_k$$"
    html = pages.section(slides[0], deck, "").split("<aside")[0]
    line = named[0]["d_k"]
    assert f'data-with="{line}"' in html
    assert f'data-line="{line}"' in html
    assert html.count('class="cover "') == 2, "what is not named here stays covered"


def test_a_second_picture_of_a_derivation_takes_the_place_of_the_first():
    boards = [
        cell("## Why\n\nIt begins.", "board", 1), picture("figures.one()", "board", "one"),
        cell("So.\n\n$$a = b$$", "board"), picture("figures.two()", "board", "two"),
        cell("And on.", "board"),
    ]  # fmt: skip
    slides = [s for s in deck_of(lesson(*boards), "99").slides if s.kind == "board"]
    assert [[b.text for b in s.body if b.kind == "picture"] for s in slides] == [["one"], ["two"]]
    assert slides[1].body[1].text == "$$a = b$$"


def test_what_goes_on_with_an_answer_does_not_ask_again():
    question = cell("## A sum\n\n" + "It is a sum. " * 20 + "How much is 6 · 7?", "ask", 1)
    answers = [
        printed("\n".join(f"{name}{n}=6*7" for n in range(9)), "reveal", "42\n") for name in "ab"
    ]
    slides = [s for s in deck_of(lesson(question, *answers), "99").slides if s.kind == "reveal"]
    assert len(slides) == 2
    assert [any(b.kind == "question" for b in s.body) for s in slides] == [True, False]


def test_what_is_said_of_a_break_belongs_to_what_comes_after_it():
    later = cell("*A good place for a break.*\n\n## B\n\nTwo.", "show", 3)
    deck = deck_of(lesson(cell("## A\n\nOne.", "show", 1), later), "99")
    minutes = {s.heading: s.minutes for s in deck.slides}
    assert (minutes["A"], minutes["B"]) == (1, 3)
    assert "break" in "\n".join(deck.slides[2].notes)


def test_printed_lines_that_answer_part_by_part_come_one_by_one():
    deck = deck_of(
        lesson(cell("How many?", "ask", 1), printed("f()", "reveal", "a: 1\nb: 2\nc: 3\n")), "99"
    )
    html = pages.section(deck.slides[1], deck, "").split("<aside")[0]
    assert html.count('<span class="fragment">') == 2
    assert '<span class="fragment">b: 2</span>' in html
    deck = deck_of(lesson(cell("How many?", "ask", 1), printed("f()", "reveal", "1\n2\n3\n")), "99")
    assert '<span class="fragment">' not in pages.section(deck.slides[1], deck, "")


def test_an_answer_that_is_a_list_comes_item_by_item_below_its_first_line():
    answer = cell("Three things.\n\n- The sign.\n- The size.", "reveal")
    deck = deck_of(lesson(cell("What is wrong?", "ask", 1), answer), "99")
    html = pages.section(deck.slides[1], deck, "").split("<aside")[0]
    assert html.count('<li class="fragment">') == 2
    told = deck_of(lesson(cell("## A\n\nBoth.\n\n- The sign.\n- The size.", "show", 1)), "99")
    assert '<li class="fragment">' not in pages.section(told.slides[1], told, "")


def test_a_picture_that_comes_part_by_part_and_says_nothing_more_has_no_empty_click():
    drawn = picture("figures.table()", "reveal", "a long fact " * 30)
    drawn.outputs[0].metadata = {"image/png": {"parts": [["row", 0.1, 0.1, 0.9, 0.4]]}}
    deck = deck_of(lesson(cell("Which?", "ask", 1), drawn), "99")
    html = "".join(pages.section(slide, deck, "").split("<aside")[0] for slide in deck.slides)
    assert html.count('class="cover fragment') == 1
    assert "<figcaption" not in html


def test_the_first_slide_names_the_minutes_of_its_deck():
    notebook = lesson(cell("## A\n\nOne.", "show", 3), cell("## B\n\nTwo.", "show", 4))
    notebook.cells[0].source = "# 99 · A lesson\n\n*50 minutes, in two sittings. Short.*"
    assert deck_of(notebook, "99").slides[0].body[0].text == "8 minutes, in two sittings. Short."
    deck = deck_of(notebook, "99", leave_out=[notebook.cells[2].id])
    assert deck.slides[0].body[0].text == "4 minutes. Short."


def shortened(number, words):
    """A slide with a paragraph in short, of which so many words are left out."""
    block = Block("para", "A term is a thing.", whole="A term is a thing. " + "more " * words)
    return Slide("show", "Heading", f"s{number}", body=[block])


def test_what_is_left_out_comes_back_where_there_is_room_and_the_median_stays():
    few = [shortened(n, 20) for n in range(9)]
    plan._fill(few)
    assert all(slide.body[0].text.count("more") == 20 for slide in few)
    many = [shortened(n, 50) for n in range(9)]
    plan._fill(many)
    assert statistics.median(slide.words for slide in many) <= MEDIAN_WORDS
    assert sum("more" in slide.body[0].text for slide in many) == 4, "half may have more words"
    too_many = [shortened(0, 90)]
    plan._fill(too_many)
    assert "more" not in too_many[0].body[0].text


def test_a_line_or_two_go_on_the_slide_before_them_if_it_has_room():
    asked = cell("## A\n\n**Predict.** What comes?", "ask")
    long = cell("It comes as one would say, " + "and so on, " * 14 + "to its end.", "reveal")
    short = cell("And a word more.", "reveal")
    deck = deck_of(lesson(asked, long, short), "99")
    last = next(slide for slide in deck.slides if short.id in slide.cells)
    assert long.id in last.cells
    assert last.body[-1].fragment
    assert deck.where[short.id] == last.id


def test_a_slide_goes_when_time_runs_out_only_if_all_of_it_does():
    one, two = cell("## A\n\nOne.", "show"), cell("Two.", "show")
    for late, goes in (([two.id], False), ([one.id], False), ([one.id, two.id], True)):
        (slide,) = deck_of(lesson(one, two), "99", late=late).slides[1:]
        assert slide.late is goes


def test_no_line_of_a_slide_begins_with_the_comma_after_a_formula():
    inline = pages.md.inline("so ($x < 3$), and $y$ too")
    assert (
        '<span class="untorn">(<span class="math inline">\\(x &lt; 3\\)</span>),</span>' in inline
    )
    assert ">\\(y\\)</span></span> too" in inline


def test_of_longer_code_in_a_dense_deck_the_line_that_says_what_is_shown_stays():
    assert plan._last_line("a = 1\nb = 2\na + b, b") == "a + b, b"
    for silent in ("for b in a:\n    print(b)", "a", "print(a, b)", "a + " * 30 + "b"):
        assert plan._last_line(f"a = [1]\nb = 2\n{silent}") == ""


def test_of_a_list_that_opens_a_slide_the_first_item_is_there_and_the_others_wait():
    block = Block("list", "- one\n- two\n- three", parts=("- one", "- two", "- three"), opens=True)
    shown = pages._block(block, Slide("board", "A", "a"))
    assert shown.count('<li class="fragment">') == 2
    assert "<li>one" in shown
    waiting = pages._block(replace(block, opens=False, fragment=True), Slide("board", "A", "a"))
    assert waiting.count('<li class="fragment">') == 3


def test_the_minutes_are_counted_anew_from_the_slide_on_before_which_a_class_ends():
    ends = cell("*Here the first class ends.*\n\n## B\n\nTwo.", "show", 4)
    deck = deck_of(lesson(cell("## A\n\nOne.", "show", 3), ends, cell("Three.", "show", 2)), "99")
    assert [slide.until for slide in deck.slides][-1] == 6
    assert "10 minutes" in deck.slides[0].body[0].text
    assert [slide.until for slide in deck.slides][:2] == [1, 4]


def test_a_picture_that_answers_comes_on_the_next_slide():
    question = cell("## A curve\n\n**Predict.** Which way does it bend?", "ask", 1)
    answer = picture("figures.bend()", "reveal", "it bends down")
    deck = deck_of(lesson(question, answer), "99")
    kinds = [(s.kind, [b.kind for b in s.body]) for s in deck.slides]
    assert kinds[1] == ("ask", ["para"])
    assert kinds[2][0] == "reveal"
    assert kinds[2][1][-1] == "picture"


def test_the_answer_to_a_task_does_not_recall_the_question_before_the_task():
    found = "<details><summary>What is it?</summary>\n\nA bowl.\n</details>"
    deck = deck_of(
        lesson(cell("Is it deep?", "ask", 1), cell("Yes.", "reveal"),
               cell("## Investigate\n\nMove it.", "laptop", 2),
               picture("explore()", "laptop", "a bowl"), cell(found, "reveal")),
        "99",
    )  # fmt: skip
    (answer,) = [s for s in deck.slides if any("A bowl" in b.text for b in s.body)]
    assert answer.heading == "Investigate"
    assert not any("deep" in b.text for b in answer.body)


def test_the_heading_of_a_cell_that_sets_up_holds_for_what_follows():
    deck = deck_of(
        lesson(cell("## Warm-up\n\nOne sum.", "show", 1), cell("## The digits", "setup"),
               cell("They are small.", "show", 1)),
        "99",
    )  # fmt: skip
    (slide,) = [s for s in deck.slides if any("small" in b.text for b in s.body)]
    assert slide.heading == "The digits"


def test_folded_text_of_an_answer_is_shown_and_that_of_a_task_is_for_the_teacher():
    folded = "<details><summary>What is it?</summary>\n\nA bowl.\n</details>"
    deck = deck_of(
        lesson(cell("What is it?", "ask", 1), cell(folded, "reveal"),
               cell("## Investigate\n\nMove it.", "laptop", 2), cell(folded, "laptop")),
        "99",
    )  # fmt: skip
    asked = next(s for s in deck.slides if s.kind == "ask")
    assert [b.fragment for b in asked.body if "A bowl" in b.text] == [True]
    task = next(s for s in deck.slides if s.kind == "laptop")
    assert not any("A bowl" in b.text for b in task.body)
    assert "A bowl" in " ".join(task.notes)


def test_a_derivation_comes_line_by_line_and_goes_on_from_its_last_formula():
    lines = " ".join(f"Line {n} of it has quite a number of words to read." for n in range(9))
    board = cell(f"## Why\n\nIt begins so.\n\n$$a = b$$\n\n{lines}", "board", 4)
    deck = deck_of(lesson(board), "99")
    slides = [s for s in deck.slides if s.kind == "board"]
    assert len(slides) >= 2
    assert [b.fragment for b in slides[0].body[:3]] == [False, True, True]
    assert slides[1].body[0].text == "$$a = b$$"
    assert not slides[1].body[0].fragment


def test_a_picture_of_a_derivation_stands_above_its_lines_on_each_slide_and_once_on_the_sheet():
    step = "$$a = b$$\n\nSo it is, and so it goes on, line by line, until it is done."
    told = cell("## Why\n\nIt begins so.", "board", 1)
    drawn = picture("figures.paths()", "board", "three paths")
    lines = cell("\n\n".join([step] * 6), "board", 4)
    deck = deck_of(lesson(told, drawn, lines, cell("## On\n\nNow this.", "show")), "99")
    slides = [s for s in deck.slides if s.kind == "board"]
    assert len(slides) >= 2
    for slide in slides:
        assert [b.kind for b in slide.body].count("picture") == 1
        assert slide.body[0].kind == "picture"
        assert not slide.body[0].fragment
        assert 'class="picture sketch"' in pages.section(slide, deck, "")
    assert slides[0].body[1].text == "It begins so."
    assert all(b.kind != "picture" for s in deck.slides if s.kind != "board" for b in s.body)
    assert pages.sheet(deck, "").count("<img") == 1


def test_a_step_of_a_derivation_is_not_torn_if_it_fits_on_a_slide():
    steps = [
        f"*Step {n}.* It has a first line of some words. It has a second line, too.\n\n$$a = {n}$$"
        for n in range(7)
    ]
    deck = deck_of(lesson(cell("## Why\n\n" + "\n\n".join(steps), "board", 4)), "99")
    for slide in (s for s in deck.slides if s.kind == "board"):
        own = [b for b in slide.body if b.extra != ("again",)]
        assert own[0].text.startswith("*Step")
        assert own[-1].kind == "math"


def test_a_still_picture_of_an_exercise_stands_with_its_task():
    task = cell("### Exercise 4.1: a step\n\nTake one step.", "laptop", 6)
    drawn = picture("figures.contour_map(f)", "laptop", "rings")
    answer = cell('my_point = ...\n\ncheck("4.1", my_point)', "laptop", code=True)
    help_ = cell('For help: `hint("4.1")`.', "laptop")
    deck = deck_of(lesson(task, drawn, answer, help_), "99")
    slides = [s for s in deck.slides if s.heading == "Exercise 4.1: a step"]
    assert any(b.kind == "picture" for s in slides for b in s.body)
    assert all(s.timer == (slides[0].id, 6) for s in slides)
    assert all("4.1" in s.to_have for s in slides)
    assert not any("hint" in b.text for s in slides for b in s.body), "help is in the notebook"
    assert "hint" in " ".join(n for s in slides for n in s.notes)


def test_the_lines_that_an_exercise_gives_stand_on_a_slide_with_the_list_before_them():
    words = "Write it, and mind that it has to do for any number of layers. " * 5
    task = cell(f"### Exercise 8.4: back\n\n{words}\n\n- (1)\n- (2)", "laptop", 6)
    frame = "def f(x):\n    a = ...\n    b = ...\n    c = ...\n    return a + b + c"
    stub = cell(frame + '\n\n\ncheck("8.4", f)', "laptop", code=True)
    slides = deck_of(lesson(task, stub), "99").slides[1:]
    assert [b.kind for b in slides[-1].body] == ["list", "code"]
    assert slides[-1].body[-1].text == frame
    assert [s.timer for s in slides] == [(slides[0].id, 6)] * len(slides)
    assert all("8.4" in s.to_have for s in slides)
    short = cell('def f(x):\n    return ...\n\n\ncheck("8.4", f)', "laptop", code=True)
    slides = deck_of(lesson(task, short), "99").slides
    assert all(b.kind != "code" for s in slides for b in s.body)


def test_what_a_lesson_derives_is_named_at_home_and_its_sheet_holds_all_of_it(
    tmp_path, cached_assets
):
    board = cell("## Why\n\nSo:\n\n$$a = b$$", "board", 1)
    last = deck_of(lesson(board), "99", leave_out=[board.id]).slides[-1]
    assert "sheet with gaps" in last.body[-1].text
    build.build([lessons.lesson("04")], tmp_path, 50)
    sheet = (tmp_path / "04_gradient_descent_50_derivations.html").read_text(encoding="utf-8")
    assert "quarter" in sheet, "the derivation that 50 minutes leave for home"


def test_a_picture_is_not_crowded_by_text():
    words = "- This is said of the map.\n" * 3
    tall = picture("figures.contour_map(f)", "show", "rings")
    tall.outputs[0]["data"]["image/png"] = SQUARE
    deck = deck_of(lesson(cell(f"## A map\n\n{words}", "show"), tall), "99")
    (shown,) = [s for s in deck.slides if any(b.kind == "picture" for b in s.body)]
    assert [b.kind for b in shown.body] == ["picture"]


def test_longer_code_stands_also_on_a_slide_of_a_dense_deck_if_a_class_takes_minutes_for_it(decks):
    code = "\n".join(b.text for s in decks["14"].slides for b in s.body if b.kind == "code")
    assert "optimiser.zero_grad()  # 1: forget the old gradient" in code


def test_code_of_more_than_ten_lines_is_split_and_none_is_lost():
    source = "\n".join(f"x{n} = {n}" for n in range(23))
    deck = deck_of(lesson(cell(source, "show", code=True)), "99")
    pieces = [b.text for s in deck.slides for b in s.body if b.kind == "code"]
    assert len(pieces) == 3
    assert all(len(p.splitlines()) <= md.CODE_LINES for p in pieces)
    assert "\n".join(pieces) == source


def test_an_exercise_shows_a_timer_its_place_and_what_to_have_and_notes_its_usual_mistakes():
    task = cell("### Exercise 4.1: a step\n\nTake one step.", "laptop", 6)
    answer = cell('my_point = ...\n\ncheck("4.1", my_point)', "laptop", code=True)
    deck = deck_of(lesson(task, answer), "99")
    html = pages.section(deck.slides[1], deck, "")
    assert 'data-minutes="6"' in html
    assert html.count('class="timer"') == 1
    assert "Exercise 4.1: a step" in html
    assert "check(&quot;4.1&quot;, …)" in html or 'check("4.1", …)' in html
    assert "this goes uphill" in html.split("<aside")[1]
    assert "this goes uphill" not in html.split("<aside")[0]


def test_each_slide_of_a_task_shows_its_timer_and_so_does_a_question_whose_guess_takes_minutes():
    sliders = picture("explore_it(x=1)", "laptop", "a hill")
    sliders.metadata["class"] = {"minutes": 3}
    quick = [cell("## A\n\nHow many?", "ask", 1), cell("guess = ...", "laptop", code=True)]
    slow = [cell("## B\n\nHow far?", "ask", 1), cell("far = ...", "laptop", 2, code=True)]
    task = cell("## C\n\n" + "Move it, and look at what it does to the hill. " * 8, "laptop", 1)
    answers = [cell("Seven.", "reveal"), cell("Nine.", "reveal")]
    deck = deck_of(lesson(*quick, answers[0], *slow, answers[1], task, sliders), "99")
    timers = [(s.heading, s.timer and s.timer[1]) for s in deck.slides if s.heading in "ABC"]
    assert timers == [("A", None), ("B", 2), ("C", 4), ("C", 4)]
    assert len({s.timer for s in deck.slides if s.heading == "C"}) == 1
    assert 'data-minutes="4"' in pages.section(deck.slides[-1], deck, "")


def test_what_the_guide_knows_of_a_cell_or_an_exercise_stands_in_the_notes_of_its_slide():
    task = cell("### Exercise 4.1: a step\n\nTake one step.", "laptop", 6)
    answer = cell('check("4.1", p)', "laptop", code=True)
    shown = cell("## A hill\n\nIt is high.", "show", 1)
    home = cell("### Exercise 4.2: a path\n\nWalk.", "homework")
    told = [("4.1", "Up."), (shown.id, "Fog."), (home.id, "Late.")]
    deck = deck_of(lesson(shown, task, answer, home), "99", beside=told)
    where = {note: s.heading for s in deck.slides for note in s.notes}
    assert where["Up."] == "Exercise 4.1: a step"
    assert where["Fog."] == "A hill"
    assert where["Late."] == "At home"
    with pytest.raises(DeckError, match="cell-nowhere"):
        deck_of(lesson(shown), "99", beside=[("cell-nowhere", "Boo.")])


def test_homework_is_named_at_the_end_and_not_lost():
    task = cell("### Exercise 4.2: the path\n\nWrite it.", "homework")
    answer = cell('check("4.2", f)', "homework", code=True)
    deck = deck_of(lesson(task, answer), "99")
    assert deck.slides[-1].kind == "homework"
    assert "Exercise 4.2: the path" in deck.slides[-1].body[0].text
    with pytest.raises(DeckError, match=r"exercise 4\.2 is lost"):
        deck_of(lesson(answer), "99")


def test_a_lost_picture_or_cell_fails_the_build(monkeypatch):
    from teach.slides import plan

    shown = lesson(picture("figures.bowl()", "show", "a bowl"))
    monkeypatch.setattr(plan._Maker, "_picture", lambda self, slide, cell, picture: None)
    with pytest.raises(DeckError, match=r"is lost|is on no slide"):
        deck_of(shown, "99")


def test_what_the_plan_leaves_out_is_not_shown_and_its_exercise_becomes_homework():
    task = cell("### Exercise 4.1: a step\n\nTake one step.", "laptop", 6)
    answer = cell('check("4.1", p)', "laptop", code=True)
    deck = deck_of(lesson(task, answer), "99", leave_out=[task.id, answer.id])
    assert [s.kind for s in deck.slides] == ["title", "homework"]
    with pytest.raises(DeckError, match="cell-nowhere"):
        deck_of(lesson(task, answer), "99", leave_out=["cell-nowhere"])


def test_a_cell_without_a_role_is_named():
    bare = new_markdown_cell("What am I?")
    with pytest.raises(ValueError, match=bare.id):
        deck_of(lesson(bare), "99")


# Markdown in pieces


def test_sentences_are_not_torn_in_formulas_code_brackets_and_stressed_words():
    text = "It is $a. B$. Run `x. Y()`. (One. Two.) *No. Never stop here.* “Who? Me.” End."
    assert md.sentences(text) == [
        "It is $a. B$.",
        "Run `x. Y()`.",
        "(One. Two.)",
        "*No. Never stop here.*",
        "“Who? Me.”",
        "End.",
    ]


def test_a_long_list_and_a_long_table_are_split_between_items_and_rows():
    (items,) = md.blocks("\n".join(f"- item {n}" for n in range(30)))
    first, rest = md.split(items, 400)
    assert first.height <= 400
    assert [*first.parts, *rest.parts] == list(items.parts)
    (table,) = md.blocks(
        "| a | b |\n| --- | --- |\n" + "\n".join(f"| {n} | x |" for n in range(30))
    )
    first, rest = md.split(table, 400)
    assert rest.text.startswith("| a | b |\n| --- | --- |\n")
    assert [*first.parts, *rest.parts] == list(table.parts)


# An instructor's own slides


def test_own_slides_stand_after_their_cell_and_survive_building_again(tmp_path, cached_assets):
    path = lessons.lesson("04")
    deck = build.planned(path)
    after = deck.slides[4].cells[-1]
    (tmp_path / "04_own.md").write_text(f"--- after {after}\n## Our room\nHas 30 seats.\n")
    for _ in range(2):
        build.build([path], tmp_path)
        html = (tmp_path / "04_gradient_descent.html").read_text(encoding="utf-8")
        assert html.count("Has 30 seats.") == 1
        assert html.index(f'id="{deck.slides[4].id}"') < html.index("Has 30 seats.")
        assert html.index("Has 30 seats.") < html.index(f'id="{deck.slides[5].id}"')


def test_own_slides_at_a_place_that_is_not_there_are_refused_with_words(tmp_path):
    deck = build.planned(lessons.lesson("04"))
    mine = tmp_path / "04_own.md"
    mine.write_text("--- after cell-nowhere\nHello\n")
    with pytest.raises(SystemExit, match="cell-nowhere"):
        own_slides(mine, deck)
    mine.write_text("Hello\n")
    with pytest.raises(SystemExit, match="--- after"):
        own_slides(mine, deck)


# The sheet with gaps


def test_gaps_stand_where_results_stood():
    assert pages.gaps("$$p - 2p = (1 - 2)\\,p$$") == f"$$p - 2p ={pages.BLANK}$$"
    assert pages.gaps("no formula") == "no formula"
    assert pages.gaps("with $\\eta = 0.01$") == "with $\\eta = 0.01$", "what is given stays"
    assert pages.gaps("$a + b = c = 3$") == f"$a + b ={pages.BLANK}$", "the first result, too"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_lesson_with_derivations_has_a_sheet(number, decks):
    boards = [s for s in decks[number].slides if s.kind == "board"]
    sheet = pages.sheet(decks[number], "today")
    assert (sheet is None) == (not boards)
    if any(b.kind == "math" and "=" in b.text for s in boards for b in s.body):
        assert r"\underline" in sheet
    for formula in re.findall(r"\\\[.*?\\\]|\\\(.*?\\\)", sheet or "", re.DOTALL):
        assert formula.count(r"\begin{") == formula.count(r"\end{"), formula
        assert formula.count("{") == formula.count("}"), formula


# Live


@pytest.mark.parametrize("number", NUMBERS)
def test_the_live_notebook_holds_every_code_cell_of_the_class_once_in_order(number, decks):
    notebook = lessons.read(lessons.lesson(number))
    made = live.live_notebook(decks[number], notebook)
    nbformat.validate(made)
    wanted = [
        c.source
        for c in lessons.in_two(notebook)[0]
        if c.cell_type == "code" and lessons.role(c) not in (*lessons.NOT_IN_CLASS, "setup")
    ]
    found = [c.source for c in made.cells if c.cell_type == "code" and c.source]
    assert [s for s in found if s in wanted] == wanted
    compile(live.setup_code(notebook), "setup", "exec")


# In a browser

LOOK = """() => {
  const slide = Reveal.getCurrentSlide(), box = slide.getBoundingClientRect();
  const told = (e) => e.closest("aside.notes");
  let bottom = 0, right = 0, small = [], clash = false;
  const seen = [...slide.querySelectorAll(
    "p,li,pre,img,table,h1,h2,figcaption,mjx-container,mjx-container>svg,.live code,button")];
  for (const e of seen) {
    if (told(e)) continue;
    const q = e.getBoundingClientRect();
    if (!q.height) continue;
    const wide = e.tagName == "PRE" ? Math.max(q.right, q.left + e.scrollWidth) : q.right;
    bottom = Math.max(bottom, q.bottom - box.top);
    right = Math.max(right, wide - box.left);
  }
  const foot = slide.querySelector(".to-have");
  if (foot) {
    const top = foot.getBoundingClientRect().top;
    clash = seen.some((e) => !told(e) && !foot.contains(e) && e.tagName != "BUTTON"
      && e.getBoundingClientRect().height && e.getBoundingClientRect().bottom > top + 1);
  }
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    if (!text || told(e) || e.closest("mjx-assistive-mml, script, style")) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < (e.closest("pre, code") ? 23.9 : 27.9)) small.push(text.slice(0, 40));
  }
  const words = [...slide.children].filter((e) => !e.matches("aside.notes, .timer")).map((e) => {
    const copy = e.cloneNode(true);
    copy.querySelectorAll("mjx-assistive-mml").forEach((m) => m.remove());
    return copy.textContent;
  }).join(" ").split(/\\s+/).filter(Boolean).length;
  return { id: slide.id, bottom, right, small, clash, words };
}"""


@pytest.fixture(scope="session")
def cached_assets():
    for name in assets.VERSIONS:
        assets.package(name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, cached_assets):
    out = tmp_path_factory.mktemp("decks")
    build.build(MARKED, out)
    return out


def opened(browser, page_path):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.problems, page.away = [], []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda r: page.away.append(r.url) if r.url.startswith("http") else None)
    page.goto(page_path.as_uri())
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=60_000)
    return page


def looked_at(page):
    found = []
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate(f"Reveal.slide({number})")
        page.evaluate(
            "Reveal.getCurrentSlide().querySelectorAll('.fragment')"
            ".forEach(f => f.classList.add('visible'))"
        )
        found.append(page.evaluate(LOOK))
    return found


def fits_everywhere(browser, path):
    page = opened(browser, path)
    found = looked_at(page)
    page.close()
    assert not page.problems
    assert not page.away
    for slide in found:
        assert slide["bottom"] <= 716, slide
        assert slide["right"] <= 1280, slide
        assert not slide["clash"], slide
        assert not slide["small"], slide
    assert len(found) <= MOST_SLIDES
    assert statistics.median(s["words"] for s in found) <= 40


@pytest.mark.sample
def test_the_deck_of_lesson_04_fits_a_screen_and_asks_no_other_host(browser, folder):
    fits_everywhere(browser, folder / "04_gradient_descent.html")


@pytest.mark.parametrize(
    "path", [p for p in MARKED if p.name[:2] != "04"], ids=lambda p: p.name[:2]
)
def test_the_other_decks_fit_too(path, browser, folder):
    fits_everywhere(browser, folder / f"{path.stem}.html")


def test_a_deck_is_used_by_keyboard_alone(browser, folder):
    page = opened(browser, folder / "04_gradient_descent.html")
    hidden = "Reveal.getCurrentSlide().querySelectorAll('.fragment:not(.visible)').length"
    for at in range(12):
        assert page.evaluate("Reveal.getIndices().h") == at
        if page.evaluate(hidden):
            break
        page.keyboard.press("Space")
    assert page.evaluate(hidden) > 0, "an answer waits"
    while page.evaluate(hidden):
        page.keyboard.press("Space")
    assert page.evaluate("Reveal.getIndices().h") == at
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(hidden) == 1
    page.close()


def test_the_picture_of_equation_2_shows_a_slope_with_the_line_that_finds_it(browser, folder):
    page = opened(browser, folder / "08_backpropagation_hidden_layers.html")
    seen = (
        "[...Reveal.getCurrentSlide().querySelectorAll('.cover')]"
        ".filter(c => getComputedStyle(c).visibility === 'visible').length"
    )
    page.evaluate(
        "Reveal.slide([...document.querySelectorAll('.slides > section')]"
        ".findIndex(s => s.querySelector('.sketch')))"
    )
    assert page.evaluate(seen) == 3, "neither σ′ nor W nor δ"
    before = ""
    while "Known" not in before:
        assert page.evaluate(seen) == 3
        page.keyboard.press("Space")
        before = page.evaluate(
            "[...Reveal.getCurrentSlide().querySelectorAll('.fragment.visible')]"
            ".map(f => f.textContent).join(' ')"
        )
    assert page.evaluate(seen) == 2, "δ comes with its line"
    page.close()


def test_the_timer_counts_down_and_is_started_by_a_key(browser, folder):
    page = opened(browser, folder / "04_gradient_descent.html")
    page.evaluate(
        "Reveal.slide([...document.querySelectorAll('.slides > section')]"
        ".findIndex(s => s.querySelector('.timer')))"
    )
    go, anew = (page.locator(f"section.present .timer .{name}") for name in ("go", "anew"))
    before = go.text_content()
    go.press("Enter")
    page.wait_for_timeout(2300)  # twice a second it shows whole seconds
    go.press("Enter")
    paused = go.text_content()
    assert paused[-5:] < before[-5:]
    page.wait_for_timeout(1300)
    assert go.text_content() == paused, "a pause is no reset"
    go.press("Enter")
    page.wait_for_timeout(2300)
    assert go.text_content()[-5:] < paused[-5:], "it goes on from there"
    anew.press("Enter")
    assert go.text_content() == before
    page.close()


def test_the_keys_t_and_r_and_the_mouse_move_the_timer_of_all_slides_of_its_task(browser, folder):
    page = opened(browser, folder / "04_gradient_descent.html")
    found = page.evaluate(
        "[...document.querySelectorAll('.slides > section')].map((s, i) => "
        "[i, s.querySelector('.timer')?.dataset.task]).filter(x => x[1])"
    )
    shared = [task for _, task in found]
    task = next(t for t in shared if shared.count(t) > 1)
    first, second = [at for at, t in found if t == task][:2]
    seen = page.locator("section.present .timer .go")
    page.evaluate(f"Reveal.slide({second})")
    assert not seen.is_visible(), "one timer for a task: it is started on its first slide"
    page.evaluate(f"Reveal.slide({first})")
    before = seen.text_content()
    page.keyboard.press("t")
    page.wait_for_timeout(1600)
    page.keyboard.press("t")
    paused = seen.text_content()
    assert paused != before
    page.evaluate(f"Reveal.slide({second})")
    assert seen.text_content() == paused, "the interactive's slide shows the same time"
    seen.click()
    page.wait_for_timeout(1600)
    assert seen.text_content()[-5:] < paused[-5:]
    page.keyboard.press("r")
    assert seen.text_content() == before
    page.locator("section.present .timer .go").click()
    page.locator("section.present .timer .anew").click()
    assert seen.text_content() == before
    page.close()


def test_a_cell_that_only_asserts_is_on_no_slide():
    deck = deck_of(lesson(cell("assert 1 + 1 == 2", "show", code=True)), "99")
    assert [s.kind for s in deck.slides] == ["title"]
    assert "assert 1 + 1 == 2" in "\n".join(deck.slides[0].notes)


def test_a_term_is_never_left_out_of_what_is_shown():
    told = "It is long and it goes on. " * 9
    text = cell(f"## Up\n\nUp is 72°. {told}This arrow is the **gradient**. {told}", "reveal")
    asked = cell("Which way is up?", "ask", 1)
    deck = deck_of(lesson(asked, text), "99")
    seen = " ".join(b.text for s in deck.slides for b in s.body)
    assert "Up is 72°." in seen
    assert "**gradient**" in seen


def test_a_question_has_its_answer_in_its_notes():
    deck = deck_of(
        lesson(cell("How much is 6 · 7?", "ask", 1), printed("print(6 * 7)", "reveal", "42\n"),
               cell("It is 42. " + "Much is to be said about that. " * 12, "reveal")), "99",
    )  # fmt: skip
    asked = next(s for s in deck.slides if s.kind == "ask")
    assert "It is 42." in "\n".join(asked.notes)


def test_what_is_about_sittings_is_said_and_not_shown():
    text = "## Next\n\n*Here a second sitting can begin: run the cells above once more.*\n\nWhy?"
    deck = deck_of(lesson(cell(text.replace("Next", "On"), "ask", 1), cell("So.", "reveal")), "99")
    asked = next(s for s in deck.slides if s.kind == "ask")
    assert not any("sitting" in b.text for b in asked.body)
    assert "second sitting" in "\n".join(asked.notes)


def test_a_deck_is_printed_a_page_for_a_slide(browser, folder):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto((folder / "04_gradient_descent.html").as_uri() + "?print-pdf")
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=60_000)
    page.wait_for_timeout(500)
    slides = page.evaluate(
        "document.querySelectorAll('.slides section.k-ask, .slides section').length"
    )
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    count = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert slides <= count <= slides + 2
    clash = page.evaluate(
        "[...document.querySelectorAll('.pdf-page section')].filter(s => {"
        " const foot = s.querySelector('.to-have'), head = s.querySelector('h2');"
        " return foot && foot.getBoundingClientRect().top < head.getBoundingClientRect().bottom })"
        ".length"
    )
    assert clash == 0, "what to have at the end stands at the foot in print, too"
    margins = page.evaluate(
        "[...document.querySelectorAll('.pdf-page h2')].map(h => h.getBoundingClientRect().left"
        " - h.closest('.pdf-page').getBoundingClientRect().left)"
    )
    assert min(margins) >= 50, "a printed slide has the margins of the one on the screen"
    page.emulate_media(media="print")
    letter = page.locator(".pdf-page mjx-container [data-c]").first
    assert letter.evaluate("e => parseFloat(getComputedStyle(e).strokeWidth)") == 0, "not bold"
    page.close()


def test_a_sheet_with_gaps_sets_its_formulas(browser, folder):
    page = opened(browser, folder / "04_gradient_descent_derivations.html")
    assert page.locator("mjx-container").count() >= 3
    assert not page.problems
    page.close()


# A slide stands alone


def seen_on(deck):
    return [" ".join(b.text for b in s.body) for s in deck.slides]


def test_what_answers_a_question_stays_together_and_recalls_the_question():
    long = "It has a bowl and it has a rim, and the rim is as wide as the bowl is deep. " * 2
    question = cell(f"## A sum\n\n{long}\n\n**Predict.** How much is 6 · 7?", "ask", 1)
    checked = cell("assert 6 * 7 == 42", "reveal", code=True)
    words = cell(
        "It is 42. " + "That is as much as *seven times six hens* have feet. " * 2, "reveal"
    )
    deck = deck_of(
        lesson(question, printed("print(6 * 7)", "reveal", "42\n"), checked, words), "99"
    )
    asked, answer = deck.slides[1:3]
    assert (asked.kind, answer.kind) == ("ask", "reveal")
    assert not any("42" in b.text for b in asked.body)
    assert [b.kind for b in answer.body[:3]] == ["question", "code", "output"]
    assert answer.body[0].text == "How much is 6 · 7?"
    assert answer.cells[:2] == [deck.slides[2].body[1].cell, checked.id]


def test_of_several_questions_the_last_is_recalled_with_the_answers_to_choose_from():
    text = "**Predict.** What is it? (a) Flat. (b) Round. (c) Something else: what?"
    asked = cell(f"## Up\n\nHow do you know?\n\n{text}", "ask", 1)
    deck = deck_of(lesson(asked, picture("figures.ball()", "reveal", "round")), "99")
    answer = next(s for s in deck.slides if s.kind == "reveal")
    assert answer.body[0].text == text.removeprefix("**Predict.** ")


def test_a_sentence_that_speaks_of_the_one_before_it_brings_that_one_along():
    told = "It is long and it goes on. " * 9
    text = f"{told}\n\nMove the digits at random. This is called **augmentation**."
    deck = deck_of(lesson(cell(f"## Up\n\n{text}", "show", 1)), "99")
    assert any("at random. This is called" in text for text in seen_on(deck))


def test_what_goes_on_after_a_formula_is_shown_with_it():
    told = "It is long and it goes on. " * 9
    text = f"{told}The rule is\n\n$$a = Wb,$$\n\nwhere $W$ is a matrix. {told}"
    deck = deck_of(lesson(cell(f"## Up\n\n{text}", "show", 1)), "99")
    assert any("$$a = Wb,$$ where $W$ is a matrix." in text for text in seen_on(deck))


@pytest.mark.parametrize("number", NUMBERS)
def test_no_slide_of_a_lesson_begins_blank_or_holds_half_a_thought(number, decks):
    for slide in decks[number].slides:
        if slide.body:
            assert not slide.body[0].fragment, f"{slide.id} begins with an empty page"
        if slide.kind == "ask":
            boxed = [b.kind for b in slide.body if not b.fragment]
            assert "output" not in boxed, slide.id
        if slide.kind == "laptop":
            assert slide.body, f"{slide.id}: a task without words"
            assert slide.to_have, f"{slide.id} does not say what to have at the end"
        for block, after in zip(slide.body, [*slide.body, None][1:], strict=True):
            if block.kind == "math" and block.text.rstrip("$ \n").endswith(","):
                assert after is not None, f"{slide.id}: a sentence ends with a formula's comma"


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_about_help_progress_or_sittings_is_on_no_slide(number, decks):
    for text in seen_on(decks[number]):
        assert not re.search(r"exercises .*so far|sitting (can begin|ends)|as always", text), text


def test_the_heading_before_an_exercise_holds_again_after_it():
    deck = deck_of(
        lesson(cell("## A\n\n### Count\n\nOne sum.", "show", 1),
               cell("### Exercise 4.1: a step\n\nTake one.", "laptop", 2),
               cell('check("4.1", p)', "laptop", code=True), cell("It is down.", "show", 1)),
        "99",
    )  # fmt: skip
    (after,) = [s for s in deck.slides if any("down" in b.text for b in s.body)]
    assert after.heading == "Count"


def test_words_before_an_exercise_stand_on_its_slide():
    deck = deck_of(
        lesson(cell("## A\n\nA step goes down.\n\n### Exercise 4.1: go\n\nTake one.", "laptop", 2),
               cell('check("4.1", p)', "laptop", code=True)), "99",
    )  # fmt: skip
    (task,) = [s for s in deck.slides if s.kind == "laptop"]
    assert [b.text for b in task.body] == ["A step goes down.", "Take one."]
    assert task.heading == "Exercise 4.1: go"


def test_an_answer_that_begins_with_a_number_is_no_list():
    (block,) = md.blocks("13. The more wrong it is, the faster it learns.")
    assert block.kind == "para"
    deck = deck_of(lesson(cell("How many?", "ask", 1), cell(block.text, "reveal")), "99")
    assert "<ol" not in pages.section(deck.slides[1], deck, "").split("<aside")[0]


def test_a_link_to_another_file_of_the_lessons_is_text_on_a_slide():
    text = cell("## On\n\nSee the [glossary](glossary.ipynb) and [this](https://a.org).", "show", 1)
    deck = deck_of(lesson(text), "99")
    seen = pages.section(deck.slides[1], deck, "").split("<aside")[0]
    assert "the glossary and <a" in seen
    assert 'href="https://a.org"' in seen


def test_a_square_picture_has_its_text_beside_it_and_a_wide_one_below(monkeypatch):
    shown = lesson(cell("## A map\n\nIt is steep.", "show", 1), picture("m()", "show", "a map"))
    deck = deck_of(shown, "99")
    monkeypatch.setattr(md, "size", lambda block: (800, 780))
    square = pages.section(deck.slides[1], deck, "")
    monkeypatch.setattr(md, "size", lambda block: (1200, 400))
    wide = pages.section(deck.slides[1], deck, "")
    heights = [int(re.search(r"height: (\d+)px", html)[1]) for html in (square, wide)]
    assert "picture beside" in square
    assert "picture beside" not in wide
    assert heights[0] > heights[1]
    assert square.index("It is steep.") < square.index("a map</p>")
