"""Which cell of a lesson stands on which slide: its tag decides.

    setup            no slide; the title's notes name it
    show             headings, formulas, lists, tables, pictures, code, its result after a click;
                     of a paragraph what its author stressed; the whole text is in the notes
    ask, reveal      the question, whole, with a picture that is tagged as it is; its answer after a
                     click, or on the next slide
    board            one line for each click; a picture stands above the lines that follow it; a
                     part of it that a line names waits for that line
    laptop           a timer on each slide of the task, and what to have at the end
    homework, skip   the last slide names the exercises

No sentence is cut. `deck_of` fails if a cell, a picture or an exercise is on no slide.
"""

import ast
import re
import statistics
from dataclasses import dataclass, field, replace

from nnlib.classroom.checker import all_exercises
from teach import lessons
from teach.slides import blocks as md
from teach.slides.blocks import Block

ROOM = 578  # pixels below the heading
MOST_SLIDES, MEDIAN_WORDS = 60, 38
# How much stands on a slide: words of what is told, words of a full slide, whether the deck is
# dense, whether code fills a slide as prose does, and whether longer code is left out of it though
# a class takes minutes for it. A lesson takes the first with which it keeps to the two limits
# above, else the nearest.
DENSITIES = [
    *(
        (told, full, False, code, False)
        for code in (False, True)
        for full in (46, 40, 34, 28, 22, 54, 64)
        for told in (52, 40, 28, 22, 16, 10)
    ),
    *(
        (told, full, True, code, lean)
        for lean in (False, True)
        for code in (False, True)
        for full in (46, 40, 34, 28, 22, 54, 58, 64, 72, 80, 110, 150)
        for told in (40, 28, 16, 10, 6)
    ),
]
SHORT_CODE = 2  # in a dense deck longer code that takes no minutes stands in the notes alone;
LEAST_FRAME = 4  # lines of an exercise that are given, to stand on a slide
LONG = 8  # of more printed lines the first and the last ones are shown
OF_A_BOARD = 14  # so many words more has a full slide of a derivation: they come one by one
A_FEW = 10  # so few words may be added to any slide that has room
FOOT = 90  # pixels at the foot of a laptop's slide: what to have at the end
MOST_RECALLED = 24  # words of a question that an answer recalls, and in a sparse deck
LEAST_RECALLED = 16
LONGEST_RECALLED = 40  # if there is room
FILLED_MEDIAN = 37  # words: to fill and to join slides ends here
MOST_THIN = 30  # words of a slide that goes on the one before it
MOST_FILLED = 62  # words of a slide that is filled with what its author says besides
TOGETHER = 46  # words of a slide whose parts belong together, though a full one has fewer
LEAD = 170  # pixels: a text so short may stand above a picture or an answer
GOALS = "What you will be able to do"  # in a dense deck in the notes of its title
NOT_SHOWN = ("What you need", "Next")
NOTATION = "| new here |"  # the table at the end of a lesson: in the notes, and in the notebook
A_BREAK = re.compile(
    r"\*?(Here (a|the) (first|second|third) (sitting|class) (can begin|ends)|Click here, and choose"
    r"|(A good|Another) place for a break)"
)
A_CLASS_ENDS = re.compile(r"Here (a|the) (first|second|third) class ends")
MINUTES = re.compile(r"\b\d+ minutes(, in [^.]*)?")  # of a lesson, and in how many classes
HELP = re.compile(
    r"\(?(For help\b|Stuck\?|`hint\(\"[\d.]+\"\)` and `solution)|(Which|Your) exercises .*so far"
)
REFERS = re.compile(  # a sentence that begins so speaks of something in the one before it
    r"\*\*\d\*\*:|\W*(They|It|Its|Their|This|That|These|Those|Such|Every one|Both|But|Therefore"
    r"|Otherwise|By hand|There is a second)\b(?! means)|(\w+ ){1,3}(it|them)\b"
)
DATA_LOADED = re.compile(r"MNIST, the (full|embedded) set.*\n?|Epoch \d+ complete, took .*\n?")
TRUTHS = re.compile(r"[\s\[\](),]*((True|False)[\s\[\](),]*)+")


class DeckError(Exception):
    """Something of the lesson would be lost; the text says what, and what to do."""


@dataclass
class Slide:
    """One slide: its heading, what is seen, and the script for whoever teaches.

    kind: title, ask, reveal, show, board, picture, laptop, homework. cells: the ids of the cells
    that it is made of. minutes: of the class. timer: None, or (name, minutes) of the timer that it
    shares with the other slides of the same task, named after the first of them. notes: Markdown.
    late: whether it goes first when time runs out. named: of the parts of a derivation's picture
    that are not seen at first, by their names, which block of the body names it, or None. question:
    what it answers, too long for its words but not for its room.
    """

    kind: str
    heading: str
    id: str
    body: list = field(default_factory=list)
    cells: list = field(default_factory=list)
    minutes: int = 0
    notes: list = field(default_factory=list)
    late: bool = False
    section: str = ""
    to_have: str = ""
    timer: tuple | None = None
    until: int = 0  # the minute of the class at its end
    named: dict = field(default_factory=dict)
    question: str = ""

    @property
    def height(self):
        """How many pixels its blocks need, at most."""
        boxed = [b for b in self.body if self.kind == "ask" and not b.fragment]
        narrower = sum(
            42 * (md.lines_of(b.text, md.PER_LINE - 8) - md.lines_of(b.text))
            for b in boxed
            if b.kind == "para"
        )
        return sum(block.height for block in self.body) + narrower + 44 * bool(boxed)

    @property
    def prose(self):
        """How many of its words are prose: neither code nor what it prints."""
        return self.words - sum(b.words for b in self.body if b.kind in ("code", "output"))

    @property
    def words(self):
        """How many words are seen on it."""
        heading = len(self.heading.split())
        foot = 6 + len(self.to_have.split()) if self.to_have else 0
        return heading + foot + sum(block.words for block in self.body)


@dataclass
class Deck:
    """The slides of a lesson. where: for each cell's id what became of it."""

    number: str
    title: str
    slides: list
    where: dict


def deck_of(notebook, number, leave_out=(), late=(), beside=()):
    """The deck of a lesson.

    leave_out: ids of cells that this class does not show. late: ids of cells that go first when
    time runs out. beside: pairs (a cell's id or an exercise, Markdown) of what notes say besides.
    DeckError if something would be lost.
    """
    main, further = lessons.in_two(notebook)
    known = {cell.id for cell in main}
    for name in (*leave_out, *late):
        if name not in known:
            raise DeckError(
                f"the guide of lesson {number} names the cell {name}, which is not there"
            )
    tried = []
    for density in DENSITIES:
        maker = _Maker(number, set(late), density)
        for cell in main:
            maker.add(cell, left_out=cell.id in leave_out)
        maker.finish(further)
        words = statistics.median(slide.words for slide in maker.slides)
        tried.append((max(len(maker.slides) - MOST_SLIDES, 0), max(words - MEDIAN_WORDS, 0), maker))
        if tried[-1][:2] == (0, 0):
            break
    too_many, _, maker = min(tried, key=lambda found: found[:2])
    if too_many:
        raise DeckError(
            f"lesson {number} makes {len(maker.slides)} slides, and {MOST_SLIDES} are the most: "
            "mark more of it as homework, or leave cells out"
        )
    by_id = {cell.id: cell for cell in main}
    _join_thin(maker.slides, maker.where)
    _fill(maker.slides)
    _name_parts(maker.slides)
    _tell_answers(maker.slides, by_id)
    _set_timers(maker.slides, by_id)
    _tell_besides(maker.slides, main, number, beside)
    _count_minutes(maker.slides, by_id, maker.where, whole=not leave_out)
    deck = Deck(number, lessons.title(notebook), maker.slides, maker.where)
    _account(deck, main, set(leave_out))
    return deck


class _Maker:
    """Takes the cells of a lesson one by one, and puts them on slides."""

    def __init__(self, number, late, density):
        self.number, self.late = number, late
        self.told, self.full, self.dense, self.code_fills, self.lean = density
        self.of_answer = round(0.75 * self.told)
        least = 10 if self.dense else LEAST_RECALLED
        self.recalled = min(MOST_RECALLED, max(self.told, least))
        self.slides, self.where = [], {}
        self.heading = self.section = ""
        self.of_exercise = False
        self.before_exercise = ""  # the heading that holds again after an exercise
        self.by_id = {}
        self.asked = None  # the slide of the question whose answer is to come
        self.answered = False  # whether something of the answer has been shown
        self.derives = False  # whether the lesson, or what is left out of it, derives something
        self.home = []  # titles of homework
        self.setup = []
        self.last_role = None

    # One cell

    def add(self, cell, left_out=False):
        role = lessons.role(cell)
        self.by_id[cell.id] = cell
        headings = [b for b in md.blocks(cell.source) if b.kind == "heading"]
        if cell.cell_type == "code":
            headings = []
        self._leave_exercise(role)
        self.derives = self.derives or role == "board"
        if left_out or role in lessons.NOT_IN_CLASS:
            self._at_home(cell, headings, left_out, role)
        elif role == "setup":
            self.setup.append(cell)
            self.where[cell.id] = "setup"
            for heading in headings:  # what follows stands below it
                self._set_heading(heading)
        elif cell.cell_type == "code":
            self._code(cell, role)
        else:
            self._text(cell, role)
        if role != "setup":
            self.last_role = role

    def _leave_exercise(self, role):
        """The heading of an exercise holds for the cells of that exercise."""
        if self.of_exercise and role != "laptop":
            self.heading, self.of_exercise = self.before_exercise, False

    def _at_home(self, cell, headings, left_out, role):
        self.where[cell.id] = "left out" if left_out else "homework"
        for heading in headings:
            self._set_heading(heading)
        tasks = [h.text for h in headings if h.level == 3 or "Exercise" in h.text]
        tried = cell.source.startswith("*Try it") and self.heading not in self.home
        if role == "homework" and not tasks and tried:
            tasks = [f"*Try it*, in {self.heading}"]
        tasks = tasks if role == "homework" else [t for t in tasks if "Exercise" in t]
        self.home += tasks

    def _set_heading(self, heading):
        if heading.level == 2:
            self.section = heading.text
        if heading.level > 1:
            of_exercise = heading.text.startswith("Exercise ")
            if of_exercise and not self.of_exercise:
                self.before_exercise = self.heading
            self.heading, self.of_exercise = heading.text, of_exercise

    # Slides

    def _new(self, kind, cell, heading=None):
        slide = Slide(kind, self.heading if heading is None else heading, "", section=self.section)
        taken = {s.id for s in self.slides}
        slide.id = next(
            name for n in range(99) if (name := f"{cell.id}{f'-{n}' if n else ''}") not in taken
        )
        self.slides.append(slide)
        return slide

    def _now(self):
        return self.slides[-1] if self.slides else None

    def _note(self, slide, cell, text=None):
        """What is said: the cell, whole, once."""
        if cell.id not in slide.cells:
            first = cell.id not in self.where
            goes = cell.id in self.late  # a slide goes when all of it goes
            slide.late = goes and (slide.late or not slide.cells)
            slide.cells.append(cell.id)
            self.where.setdefault(cell.id, slide.id)
            if first:
                slide.minutes += lessons.minutes(cell)
                slide.notes.append(text or _script(cell))

    def _put(self, slide, cell, pieces, kind=None, note=None):
        """The pieces on this slide, and on as many more as they need; the last one.

        A piece that fits on one slide is not torn, and what leads to a formula or a list stays
        with it.
        """
        self._note(slide, cell, note)
        for piece, after in zip(pieces, [*pieces, None][1:], strict=True):
            room = ROOM - (FOOT if slide.kind == "laptop" else 0)
            wanted = piece.height + (after.height if _leads(piece, after) else 0)
            most = self.full + OF_A_BOARD
            many = slide.kind == "board" and slide.words > 20 and slide.words + piece.words > most
            again = sum(block.height for block in _to_repeat(slide, wanted))
            full = slide.height + wanted > room >= again + wanted
            if slide.body and (full or many):
                slide = self._continued(slide, cell, kind, wanted)
            rest = piece
            while rest is not None:
                first, rest_of_it = md.split(rest, room - slide.height)
                if first is None:
                    if not slide.body:
                        raise DeckError(
                            f"lesson {self.number}, cell {cell.id}: a {rest.kind} is too large for "
                            f"a slide: {rest.text[:60]!r}. Make it two in the lesson."
                        )
                    slide = self._continued(slide, cell, kind)
                    continue
                if slide.kind == "show" and any(b.kind == "output" for b in slide.body):
                    first = first.after_a_click()  # it may speak of what is printed
                if slide.kind != "ask" and not slide.body:  # the click that led here was its click
                    first = replace(first, fragment=False, opens=first.fragment)
                slide.body.append(replace(first, cell=cell.id))
                rest = rest_of_it
                if rest is not None:
                    slide = self._continued(slide, cell, kind)
        return slide

    def _fits(self, slide, pieces):
        """Whether these still fit on a slide, without making it a page to be read."""
        height = slide.height + sum(piece.height for piece in pieces)
        more = sum(p.words for p in pieces if self.code_fills or p.kind not in ("code", "output"))
        words = slide.words if self.code_fills else slide.prose
        return height <= ROOM and (words + more <= self._most(slide) or more <= A_FEW)

    def _most(self, slide):
        """How many words may stand on a slide. What answers, or is about a picture, stays there."""
        together = slide.kind == "reveal" or any(b.kind == "picture" for b in slide.body)
        return max(self.full, min(self.full + 12, TOGETHER)) if together else self.full

    def _continued(self, slide, cell, kind, wanted=0):
        """The slide after a full one. A derivation goes on from its picture and last formula."""
        new = self._new(kind or slide.kind, cell, slide.heading)
        new.to_have = slide.to_have
        new.body += _to_repeat(slide, wanted)
        if new.kind == "board":
            new.notes.append(
                "*The derivation goes on. Each line waits for a click: ask for it first.*"
            )
        self._note(new, cell)
        return new

    # Text

    def _text(self, cell, role):
        source = cell.source
        if role == "reveal":  # what is folded in the notebook is the answer: a click shows it
            source = md.DETAILS.sub(lambda found: f"\n{found[2]}\n", source)
        parts = _by_heading(source)
        if role == "laptop":
            parts = _with_exercise(parts)
        begins, pieces = parts[0] if parts else (None, [])
        of_a_break = begins is None and all(_is_of_the_notebook(p.text) for p in pieces)
        if len(parts) > 1 and of_a_break:  # the notes of what follows it say so
            del parts[0]
        if not parts:  # all of it is folded: what they found, for whoever teaches
            self._note(self._now(), cell)
        for number, (heading, pieces) in enumerate(parts):
            if heading is not None:
                self._set_heading(heading)
            if not self.slides:
                self._title(cell, heading, pieces)
            elif heading is not None and self.dense and heading.text == GOALS:
                self._note(self._now(), cell)
            elif heading is None and self.heading in NOT_SHOWN:
                self._later(cell)
            elif heading is not None and heading.text in NOT_SHOWN:
                tables = [p for p in pieces if p.kind == "table"]
                if tables and sum(t.height for t in tables) <= ROOM:
                    self._put(self._new("show", cell), cell, tables)
                self._note(self._now(), cell)
            elif role == "ask":
                self._ask(cell, pieces, more=number > 0)
            elif role == "reveal":
                self._reveal(cell, _chosen(pieces, self.of_answer, answer=True))
            elif role == "board":
                self._board(cell, pieces)
            elif role == "laptop":
                self._laptop(cell, pieces)
            else:
                self._show(cell, pieces, heading)

    def _title(self, cell, heading, pieces):
        slide = self._new("title", cell, heading.text)
        self._put(slide, cell, [replace(p, text=p.text.strip("*")) for p in pieces[:1]])

    def _ask(self, cell, pieces, more):
        now = self._now()
        drawn = now.body if now.kind == "ask" and all(b.kind == "picture" for b in now.body) else []
        if not drawn and not (more and now.kind == "ask" and cell.id in now.cells):
            if self._leads_here(now):
                now.kind = "ask"  # a line or two that lead to the question
            else:
                now = self._new("ask", cell)
        pieces = [p for p in pieces if not _is_of_the_notebook(p.text)]
        if drawn and now.height + sum(p.height for p in pieces) > ROOM:
            raise DeckError(
                f"lesson {self.number}, cell {cell.id}: the question is too long to stand with its "
                "picture. Make it shorter, or tag the picture show."
            )
        self.asked, self.answered = self._put(now, cell, pieces), False
        self._note(self.asked, cell)
        now.body.sort(key=lambda block: block.kind == "picture")  # it stands below the words

    def _is_told(self):
        """Whether the slide that stands there tells what a cell is about to show."""
        now = self._now()
        return now.kind == "show" and now.heading == self.heading and bool(now.body)

    def _leads_here(self, now):
        """Whether this slide holds but a line or two, below the heading that holds now."""
        return (
            now.kind == "show"
            and now.heading == self.heading
            and now.height <= LEAD
            and all(b.kind == "para" for b in now.body)
        )

    def _board(self, cell, pieces):
        steps = []  # a paragraph, line by line, with the formulas after it: not torn if it fits
        for piece in pieces:
            if _is_of_the_notebook(piece.text):
                continue
            if not steps or (piece.kind == "para" and not piece.text.startswith("→ in code")):
                steps.append([])
            said = md.sentences(piece.text) if piece.kind == "para" else ()
            said = [s for s in said if not s.startswith("(`")]  # an aside on code is no line of it
            steps[-1] += [Block("para", s) for s in said] or [piece] * (piece.kind != "para")
        steps = [step for step in steps if step]
        ahead = []
        if steps and steps[-1][-1].text.endswith(":") and sum(map(len, steps)) > 1:
            ahead = [steps[-1].pop()]  # it leads to what stands on the next slide
            steps = [step for step in steps if step]
        now = self._now()
        drawn = (
            now.kind == "board"
            and now.heading == self.heading
            and any(md.is_sketch(b) for b in now.body)
        )
        slide = now if drawn else self._new("board", cell)
        told = slide.words > len(slide.heading.split())
        for step in steps:
            wanted = sum(line.height for line in step)
            wordy = slide.words + sum(line.words for line in step) > self.full + OF_A_BOARD
            again = sum(block.height for block in _to_repeat(slide, wanted))
            if told and again + wanted <= ROOM and (wordy or slide.height + wanted > ROOM):
                slide = self._continued(slide, cell, None, wanted)
            lines = [line.after_a_click() for line in step]
            if not told:
                lines[0] = step[0]  # the first line is there without a click
            slide = self._put(slide, cell, lines)
            told = True
        if ahead:
            self._put(self._new("show", cell), cell, ahead)

    def _show(self, cell, pieces, heading):
        chosen = _chosen(pieces, self.told)
        now = self._now()
        fits = (
            now.kind in ("show", "picture")
            and heading is None
            and now.heading == self.heading
            and self._fits(now, chosen)
        )
        if not chosen:  # the text is said; it stands in the notes of what comes next
            self._later(cell)
            return
        self._put(now if fits else self._new("show", cell), cell, chosen)

    def _later(self, cell):
        """What is not seen is said with the slide that stands there."""
        self._note(self._now(), cell)

    def _laptop(self, cell, pieces):
        now = self._now()
        pieces = [p for p in pieces if not _is_of_the_notebook(p.text)]
        if not pieces:
            self._note(now, cell)
            return
        same = now.kind == "laptop" and self.last_role == "laptop" and now.heading == self.heading
        if same and now.to_have.startswith("`check(") and "hint(" in cell.source:
            self._note(now, cell)  # where help is, below an exercise: that is for the notebook
            return
        slide = now if same else self._new("laptop", cell)
        self._put(slide, cell, [p for p in pieces if p.kind != "heading"])
        slide.to_have = slide.to_have or "an answer, written down"
        self.answered = False
        self.asked = slide  # an answer that follows is the task's, and recalls no other question

    # Answers

    def _reveal(self, cell, pieces):
        pieces = [p.after_a_click() for p in pieces]
        now = self._now()
        if now.kind in ("ask", "reveal") and self._fits(now, pieces):
            self._put(now, cell, pieces, kind="reveal")
            self.answered = True
            return
        if not pieces:
            self._note(now, cell)
            return
        shown = now.kind == "ask" and self.answered
        self.answered = self.answered and not shown
        slide = self._answer_slide(cell)
        if now.kind == "ask" and not self._move_answer(now, slide, pieces) and shown:
            slide.body = [b for b in slide.body if b.kind != "question"]
        self._put(slide, cell, pieces, kind="reveal")

    def _move_answer(self, asked, slide, pieces):
        """What a question's cell printed goes to the slide of the answer's words, if both fit.

        Whether it did.
        """
        printed = [b for b in asked.body if b.fragment]
        if not printed or not self._fits(slide, [*printed, *pieces]):
            return False
        asked.body = [b for b in asked.body if not b.fragment]
        if not slide.body:
            printed[0] = replace(printed[0], fragment=False)
        slide.body += printed
        first = min(asked.cells.index(b.cell) for b in printed)
        moved, asked.cells = asked.cells[first:], asked.cells[:first]
        for name in moved:  # with the printed ones go those that only check them
            cell = self.by_id[name]
            asked.notes.remove(_script(cell))
            asked.minutes -= lessons.minutes(cell)
            del self.where[name]
            self._note(slide, cell)
        return True

    def _answer_slide(self, cell):
        """A slide for an answer. On top of it the question once more, if it is short.

        A line or two that were told between the question and its answer lead to it. What goes on
        with an answer does not ask again.
        """
        now, answered = self._now(), self.answered
        self.answered = True
        if self._leads_here(now):
            now.kind = "reveal"
            return now
        slide = self._new("reveal", cell)
        if self.asked and not answered:
            question = _asked_in(self.asked, self.recalled)
            slide.question = "" if question else _asked_in(self.asked, LONGEST_RECALLED)
            if question:
                slide.body.append(Block("question", question))
        return slide

    # Code

    def _code(self, cell, role):
        picture = lessons.picture_of(cell)
        text = DATA_LOADED.sub("", lessons.text_of(cell)).strip("\n")
        exercise = lessons.exercise_of(cell)
        if role == "laptop":
            self._laptop_code(cell, picture, exercise)
        elif picture is not None and role == "board":
            self._sketch(cell, picture)
        elif picture is not None and role == "ask":
            self._picture(self._new("ask", cell), cell, picture)
        elif picture is not None:
            now = self._now()
            slide = self._answer_slide(cell) if role == "reveal" else None
            if slide is None and self._leads_here(now):
                slide = now
            slide = slide or self._new("picture", cell)
            slide.kind = "picture" if role != "reveal" else "reveal"
            self._picture(slide, cell, picture)
        else:
            listed = [
                Block("code", o["data"]["text/markdown"])
                for o in cell.outputs
                if "text/markdown" in o.get("data", {})
            ]
            shown = [Block("code", md.BLANK_LINES.sub("\n\n", cell.source))]
            told = lessons.minutes(cell) and role == "show" and not self.lean
            if self.dense and cell.source.count("\n") >= SHORT_CODE and not told:
                shown = [Block("code", line) for line in [_last_line(cell.source)] if line]
                shown = shown if text else []
            if listed:
                shown = [b for b in md.blocks(listed[0].text) if b.kind == "code"]
            if only_checks(cell.source):
                shown = []
            if not shown and TRUTHS.fullmatch(text) and not (role == "show" and self._is_told()):
                text = ""  # what is true, only the code would say
            if text:
                alone = () if shown else ("alone",)
                output = Block("output", self._end_of(text), extra=alone)
                shown.append(output.after_a_click())
            if shown:
                self._put_code(cell, role, shown)
            else:
                self._later(cell)

    def _end_of(self, text):
        """What a cell prints. Of a long list its beginning and its end."""
        lines = text.splitlines()
        if not self.dense or len(lines) <= LONG:
            return text
        return "\n".join([*lines[: LONG // 2 - 1], "…", *lines[-LONG // 2 :]])

    def _put_code(self, cell, role, shown):
        now = self._now()
        room = self._fits(now, shown)
        if self._leads_here(now):  # a line or two stay with their code
            room = room or now.height + sum(b.height for b in shown) <= ROOM
        if role == "reveal":
            shown = [b.after_a_click() for b in shown]
            if now.kind in ("ask", "reveal") and room:
                self._put(now, cell, shown, kind="reveal")
                self.answered = True
            else:
                self._put(self._answer_slide(cell), cell, shown, kind="reveal")
        elif now.kind == "show" and now.heading == self.heading and room:
            self._put(now, cell, shown)
        else:
            self._put(self._new("show", cell), cell, shown)

    def _picture(self, slide, cell, picture):
        self._note(slide, cell)
        block = _as_block(cell, picture)
        slide.notes.append(f"*The picture:* {block.extra[1]}")
        slide.body.append(block)

    def _sketch(self, cell, picture):
        """A picture above the lines of a derivation, on each of the slides that it takes."""
        block = _as_block(cell, picture)
        block = replace(block, extra=(*block.extra, "sketch"))
        now = self._now()
        fits = now.kind == "board" and now.heading == self.heading and self.last_role == "board"
        if not fits or now.height + block.height > ROOM or any(md.is_sketch(b) for b in now.body):
            last = [b for b in _to_repeat(now) if fits and b.kind == "math"]
            now = self._new("board", cell)
            now.body += last
        self._note(now, cell)
        now.notes.append(f"*The picture:* {block.extra[1]}")
        now.body.insert(0, block)

    def _laptop_code(self, cell, picture, exercise):
        now = self._now()
        if exercise:
            if now.kind != "laptop":
                now = self._new("laptop", cell)
            self._note(now, cell)
            now.to_have = f'`check("{exercise}", …)` is right'
            for slide in self.slides:  # the task itself may take slides before this one
                same = slide.kind == "laptop" and slide.heading == now.heading
                if same and slide.to_have in ("", "an answer, written down"):
                    slide.to_have = now.to_have
            now.notes += _usual_mistakes(exercise)
            self._frame(now, cell)
        elif picture is not None and _is_still(cell):
            needed = now.height + _as_block(cell, picture).height + FOOT
            if now.kind != "laptop" or needed > ROOM:
                now = self._new("laptop", cell)
            self._picture(now, cell, picture)
        elif picture is not None:
            alone = now.kind != "laptop"  # an interactive or a pad without a task of its own
            if alone:
                now = self._new("laptop", cell)
            self._note(now, cell)
            made = md.live_line(cell.source)
            if "draw(" in made:
                now.to_have = "digits of your own, read"
            elif made:
                now.to_have = "an answer, found with the sliders"
            height = now.height + _as_block(cell, picture).height + FOOT
            if alone or (now.height <= LEAD and height <= ROOM):
                self._picture(now, cell, picture)
            else:
                self._picture(self._new("picture", cell), cell, picture)
        elif now.kind == "laptop":
            self._note(now, cell)
            if now.to_have in ("", "an answer, written down"):
                now.to_have = "the cell, run, and its answer"
        else:
            self._note(now, cell)
            if "progress(" not in cell.source:
                now.notes.append("*They run this cell; a guess is written before the answer.*")

    def _frame(self, task, cell):
        """The lines that an exercise gives to be filled, if they are more than a name and a gap.

        They stand with the list that leads to them, such as the equations that they are to hold.
        """
        lines = re.split(r"^check\(", cell.source, flags=re.MULTILINE)[0].strip()
        frame = Block("code", md.BLANK_LINES.sub("\n\n", lines), cell=cell.id)
        if not LEAST_FRAME <= lines.count("\n") + 1 <= md.CODE_LINES:
            return
        if task.height + frame.height + FOOT > ROOM:
            said = [b for b in task.body if b.kind == "list"][-1:]
            again = [replace(b, extra=("again",)) for b in said]
            task = self._new("laptop", cell)
            if sum(b.height for b in again) + frame.height + FOOT <= ROOM:
                task.body += again
            task.to_have = f'`check("{lessons.exercise_of(cell)}", …)` is right'
            task.cells.append(cell.id)
        task.body.append(frame)

    # The end

    def finish(self, further):
        title = self.slides[0]
        if self.setup:
            title.minutes += sum(lessons.minutes(cell) for cell in self.setup)
            title.notes.append("Run before the class begins:\n")
            title.notes += [f"```python\n{cell.source}\n```" for cell in self.setup]
        texts = [md.blocks(cell.source) for cell in further if cell.cell_type == "markdown"]
        ends = [b.text for text in texts for b in text if b.kind == "heading" and b.level == 3]
        if self.home or ends or self.derives:
            slide = Slide("homework", "At home", "at-home")
            items = [f"- {text}" for text in self.home]
            if items:
                slide.body.append(Block("list", "\n".join(items), parts=tuple(items)))
            if ends:
                slide.body.append(Block("para", "*Going further*: " + " · ".join(ends)))
            if self.derives:
                slide.body.append(Block("para", "On paper: *the sheet with gaps*."))
                slide.notes.append(
                    "The sheet lies beside this deck; its name ends in `_derivations.html`."
                )
            slide.notes.append(
                "They stand in the notebook, each with its check, hints and solution."
            )
            self.slides.append(slide)
        _merge_silent(self.slides, self.where)


def _leads(piece, after):
    """Whether this piece is a sentence or two that lead to the formula, list or table after it."""
    return (
        piece.kind == "para" and after is not None and after.kind not in ("para", "code", "output")
    )


def _to_repeat(slide, wanted=0):
    """What the next slide of a derivation repeats: its picture, and the last formula of this one.

    wanted: pixels of what is to follow; if both leave no room for it, the picture alone, or else
    the formula.
    """
    if slide.kind != "board":
        return []
    drawn = [b for b in slide.body if md.is_sketch(b)]
    formulas = [b for b in slide.body if b.kind == "math" and b.text.count(r"\\") == 0]
    last = [replace(b, fragment=False, extra=("again",)) for b in formulas[-1:]]
    fitting = [
        blocks
        for blocks in ([*drawn, *last], drawn, last)
        if blocks and sum(b.height for b in blocks) + wanted <= ROOM
    ]
    return fitting[0] if fitting else last


def _as_block(cell, picture):
    image = picture["data"]["image/png"].replace("\n", "")
    fact = picture["data"]["text/plain"].strip()
    said = picture.get("metadata", {}).get("image/png", {})
    extra = (image, said.get("alt", fact), cell.source)
    parts = tuple(tuple(part) for part in said.get("parts", ()))
    return Block("picture", fact, extra=extra, parts=parts, cell=cell.id)


def _is_still(cell):
    """Whether a cell of a task draws a picture that does not move: what the task is about."""
    return "figures." in cell.source


def only_checks(source):
    """Whether a cell does nothing but assert: that is for whoever runs it, and for no slide.

    What it asserts may first be given a name.
    """
    lines = ast.parse(source).body
    checks = [line for line in lines if isinstance(line, ast.Assert)]
    named = [line for line in lines if isinstance(line, ast.Assign)]
    return len(lines) == len(checks) + len(named) and len(checks) >= max(len(named), 1)


def _last_line(source):
    """The line of a cell that says what it shows, such as `W1.shape, b1.shape`; or nothing.

    A name alone says little, and a print is seen by what it prints.
    """
    last = ast.parse(source).body[-1]
    line = ast.get_source_segment(source, last)
    told = isinstance(last, ast.Expr) and not isinstance(last.value, ast.Name)
    short = "\n" not in line and len(line) <= 78
    return line if told and short and not line.startswith("print(") else ""


def _with_exercise(parts):
    """The parts of a task's cell: what leads to an exercise stands on the exercise's slide."""
    joined, ahead = [], []
    for heading, pieces in parts:
        if heading is not None and heading.text.startswith("Exercise "):
            joined += [(h, []) for h, _ in ahead if h is not None]
            joined.append((heading, [p for _, before in ahead for p in before] + pieces))
            ahead = []
        else:
            ahead.append((heading, pieces))
    return joined + ahead


def _asks(sentence):
    """Whether this asks for something; an answer to choose from, "(d) Else: what?", does not."""
    told = sentence.removeprefix("**Predict.**")
    asked = "?" in sentence and not sentence.startswith("(")
    return asked or "**Predict" in told or "**Find" in told


def _asked_in(slide, most):
    """The question of a slide, as its answer recalls it: of several the last, or nothing.

    The answers to choose from, (a) (b) (c), stay with it.
    """
    for block in reversed(slide.body):
        if block.kind != "para" or block.fragment:
            continue
        whole = md.sentences(block.text)
        asks = [i for i, sentence in enumerate(whole) if _asks(sentence)]
        if not asks:
            continue
        last = asks[-1] + 1
        choices = last
        while choices < len(whole) and whole[choices].startswith("("):
            choices += 1
        for first, end in [*((i, choices) for i in asks), *((i, last) for i in asks)]:
            text = " ".join(whole[first:end])
            short = len(text.split()) <= most  # as much as may be recalled
            if short and not text.startswith("And "):
                return text.removeprefix("**Predict.** ")
        return ""
    return ""


def _by_heading(source):
    """The text of a cell in parts, each below its heading: pairs (heading or None, blocks)."""
    parts = [(None, [])]
    for block in md.blocks(source):
        if block.kind == "heading":
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return [part for part in parts if part[0] is not None or part[1]]


def _chosen(pieces, most, answer=False):
    """What is seen of a text that is told: all but paragraphs; of these the sentences that count.

    Short texts are shown whole. Else kept are a sentence with a term that it defines, one that
    leads to a formula, a list or a table, and the first of each paragraph of an answer; then, up
    to `most` words, what the author stressed. The text is whole in the notes.
    """
    pieces = [p for p in pieces if not (p.text.startswith(NOTATION) or _is_of_the_notebook(p.text))]
    paragraphs = [p for p in pieces if p.kind == "para"]
    if sum(p.words for p in paragraphs) <= most:
        return [p for p in pieces if p.text]
    texts, kept, left = [], set(), most
    for n, piece in enumerate(pieces):
        if piece.kind != "para":
            continue
        before, after = pieces[n - 1] if n else None, [*pieces, None][n + 1]
        said = [s for s in md.sentences(piece.text) if not s.startswith("(`")]
        whole = said or md.sentences(piece.text)  # an aside on code is for the notes
        for i, sentence in enumerate(whole):
            leads = after is not None and after.kind != "para" and i == len(whole) - 1
            goes_on = i == 0 and before is not None and before.kind != "para" and _goes_on(sentence)
            first = answer and i == 0  # each paragraph may answer a part
            texts.append((piece, i, sentence, leads or goes_on or first or "**" in sentence))

    def keep(number):
        nonlocal left
        kept.add(number)
        left -= len(texts[number][2].split())
        refers = REFERS.match(texts[number][2]) or texts[number][2].startswith("(")
        if refers and number and number - 1 not in kept:
            keep(number - 1)

    for number, (_, _, _, counts) in enumerate(texts):
        if counts and number not in kept:
            keep(number)
    for number, (_, _, sentence, _) in enumerate(texts):
        if number not in kept and _is_stressed(sentence) and len(sentence.split()) <= left:
            keep(number)
    if not kept and texts:
        keep(0)
    few = sum(len(texts[n][2].split()) for n in kept) <= 5
    if few or (answer and len(texts[0][2].split()) <= 5):  # "No." alone says little
        kept.add(min(1, len(texts) - 1))
    chosen, lost = [], ""  # lost: a paragraph of which nothing is kept
    for piece in pieces:
        if piece.kind != "para":
            chosen.append(piece)
            lost = ""
            continue
        mine = [t[2] for n, t in enumerate(texts) if t[0] is piece and n in kept]
        if mine:
            chosen.append(replace(piece, text=" ".join(mine), whole=f"{lost} {piece.text}".strip()))
            lost = ""
        elif chosen and chosen[-1].kind == "para":
            chosen[-1] = replace(chosen[-1], whole=f"{chosen[-1].whole} {piece.text}")
        else:
            lost = f"{lost} {piece.text}".strip()
    return chosen


def _goes_on(sentence):
    """Whether this goes on with the sentence of a formula above it: "where W is …"."""
    return sentence[:1].islower()


def _is_of_the_notebook(text):
    """Whether this is about sittings or help, and so for the notes: nobody clicks in a slide."""
    return bool(A_BREAK.match(text) or HELP.match(text))


def _is_stressed(sentence):
    """Whether its author set a part of it in bold or, three words or more, in italics."""
    if "**" in sentence:
        return True
    return any(len(part.split()) >= 3 for part in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", sentence))


def _script(cell):
    """A cell as notes: its whole text, what it keeps folded, and its code."""
    if cell.cell_type == "code":
        return f"```python\n{cell.source}\n```"
    text = md.DETAILS.sub("", cell.source)
    folded = [f"**{summary}** {inside}" for summary, inside in md.details(cell.source)]
    return "\n\n".join([re.sub(r"^#+ (.*)$", r"**\1**", text, flags=re.MULTILINE), *folded])


def _usual_mistakes(key, most=6):
    """The usual wrong answers to an exercise, as its judge names them."""
    said = [message for _, message in all_exercises()[key].mistakes]
    seen = list(dict.fromkeys(said))[:most]
    return (
        [f"**Usual wrong answers to {key}:**\n\n" + "\n".join(f"- {m}" for m in seen)]
        if seen
        else []
    )


JOINED = {("ask", "reveal"), ("reveal", "reveal"), ("show", "show"), ("show", "reveal")}


def _join_thin(slides, where):
    """A slide of a line or two goes on the one before it, if that has room and speaks of the same.

    The deck's median of words stays as it is allowed.
    """
    for i in range(len(slides) - 2, 0, -1):
        slide, thin = slides[i], slides[i + 1]
        more = [b.after_a_click() for b in thin.body if b.kind != "question"]
        both = replace(slide, body=[*slide.body, *more])
        words = [s.words for s in [*slides[:i], both, *slides[i + 2 :]]]
        if (
            (slide.kind, thin.kind) in JOINED
            and thin.heading == slide.heading
            and thin.words <= MOST_THIN
            and not any(b.kind == "picture" or "again" in b.extra for b in both.body)
            and both.height <= ROOM
            and both.words <= MOST_FILLED
            and statistics.median(words) <= FILLED_MEDIAN
        ):
            _as_one(slide, thin, both, where)
            slides[i : i + 2] = [both]


def _as_one(first, second, kept, where):
    """One of two slides that follow each other is kept; what is said with both is said with it."""
    kept.notes = first.notes + second.notes
    kept.cells = first.cells + [name for name in second.cells if name not in first.cells]
    kept.minutes = first.minutes + second.minutes
    kept.late = first.late and second.late
    for name, place in where.items():
        if place in (first.id, second.id):
            where[name] = kept.id


def _fill(slides):
    """Puts back what slides left out, and the questions that they answer, where there is room.

    Those that have lost most come first. The deck's median of words stays as it is allowed.
    """

    def median():
        return statistics.median(slide.words for slide in slides)

    for slide in sorted(slides, key=_lost, reverse=True):
        before, body, question = median(), slide.body, slide.question
        _restore(slide, MOST_FILLED)
        if median() > max(before, FILLED_MEDIAN):
            slide.body, slide.question = body, question
            _restore(slide, FILLED_MEDIAN)


def _lost(slide):
    """How many words of its paragraphs a slide leaves out."""
    return sum(replace(b, text=b.whole).words - b.words for b in slide.body if b.whole)


def _restore(slide, most):
    """Makes paragraphs whole, and asks once more, while the slide has at most so many words."""
    for at, block in enumerate(slide.body):
        if block.whole and block.whole != block.text:
            whole = replace(block, text=block.whole)
            _try(slide, [*slide.body[:at], whole, *slide.body[at + 1 :]], most)
    if slide.question:
        body = [replace(slide.body[0], fragment=True), *slide.body[1:]]
        if _try(slide, [Block("question", slide.question), *body], most):
            slide.question = ""


def _try(slide, body, most):
    """Gives the slide this body if it fits, and takes no room from its picture; whether it did."""
    tried = replace(slide, body=body)
    room = ROOM - (FOOT if slide.to_have else 0)
    drawn = any(b.kind == "picture" for b in body)
    lines = tried.height - slide.height
    fits = tried.words <= most and tried.height <= room and not (drawn and lines > 0)
    if fits:
        slide.body = body
    return fits


def _name_parts(slides):
    """Which line of a derivation names each part of its picture; before it the part is covered."""
    known = set()  # pairs of a picture and the name of a part
    for slide in slides:
        for drawn in filter(md.is_sketch, slide.body):
            for name, *_ in drawn.parts:
                place = (drawn.extra[0], name)
                lines = [i for i, b in enumerate(slide.body) if b is not drawn and name in b.text]
                if place not in known and not (lines and not slide.body[lines[0]].fragment):
                    slide.named[name] = lines[0] if lines else None
                if lines:
                    known.add(place)


def _tell_answers(slides, by_id):
    """The notes of a question hold its answer, so that whoever asks knows what to listen for."""
    asked = None
    for slide in slides:
        if slide.kind == "ask":
            asked = slide
        for name in slide.cells:
            cell = by_id.get(name)
            if cell is None or asked is None or cell.cell_type != "markdown":
                continue
            if lessons.roles(cell) == ["reveal"] and slide is not asked:
                asked.notes.append("**The answer:** " + _script(cell))
                asked = None


def _set_timers(slides, by_id):
    """The slides on which students work show a timer; those of one task share it.

    Its minutes are those of the task's cells. A question has one if its guess has minutes.
    """
    task = []
    for slide in [*slides, None]:
        cells = [by_id[name] for name in slide.cells if name in by_id] if slide else []
        works = [cell for cell in cells if lessons.roles(cell) == ["laptop"]]
        if slide and slide.kind not in ("laptop", "picture"):
            works = [cell for cell in works if lessons.minutes(cell)]
        goes_on = works and task and slide.kind != "ask" and slide.heading == task[0].heading
        if task and not goes_on:
            once = {name for s in task for name in s.cells if name in by_id}
            spent = sum(
                lessons.minutes(by_id[name])
                for name in once
                if lessons.roles(by_id[name]) == ["laptop"]
            )
            for mine in task:
                mine.timer = (task[0].id, max(spent, 1))
            task = []
        if works:
            task.append(slide)


def _tell_besides(slides, main, number, beside):
    """What the guide knows of a cell or an exercise goes into the notes of its slide.

    Of what this class does not show it goes to those of the last slide, where it is named.
    """
    first = {name: slide for slide in slides[::-1] for name in slide.cells}
    cells = {lessons.exercise_of(cell): cell.id for cell in main if lessons.exercise_of(cell)}
    for at, text in beside:
        name = cells.get(at, at)
        if name not in {cell.id for cell in main}:
            raise DeckError(f"the guide of lesson {number} names {at}, which is not there")
        first.get(name, slides[-1]).notes.append(text)


def _count_minutes(slides, by_id, where, whole):
    """At which minute of its class each slide ends; the first slide says how many all take.

    whole: whether nothing is left out, so that the classes are those that the lesson names.
    """
    minute = 0
    for slide in slides:
        own = [by_id[name] for name in slide.cells if where.get(name) == slide.id]
        if any(A_CLASS_ENDS.search(cell.source) for cell in own):
            minute = 0
        minute += slide.minutes
        slide.until = minute
    said = f"{sum(slide.minutes for slide in slides)} minutes" + (r"\1" if whole else "")
    title = slides[0]
    title.body = [replace(b, text=MINUTES.sub(said, b.text, count=1)) for b in title.body]


def _merge_silent(slides, where):
    """What is only told has no slide of its own: its notes go before those of the next slide."""
    for i in range(len(slides) - 2, -1, -1):
        slide, after = slides[i], slides[i + 1]
        if slide.body or slide.kind in ("title", "laptop"):
            continue
        _as_one(slide, after, after, where)
        del slides[i]


def _account(deck, cells, left_out):
    """DeckError if a cell, or the picture or exercise in it, is on no slide."""
    by_id = {slide.id: slide for slide in deck.slides}
    shown = {b.extra[2] for slide in deck.slides for b in slide.body if b.kind == "picture"}
    at_home = " ".join(
        b.text for slide in deck.slides if slide.kind == "homework" for b in slide.body
    )
    for cell in cells:
        place = deck.where.get(cell.id)
        if place is None:
            raise DeckError(f"lesson {deck.number}: cell {cell.id} is on no slide")
        if place in ("left out", "homework", "setup"):
            key = lessons.exercise_of(cell)
            if key and f"Exercise {key}" not in at_home:
                raise DeckError(f"lesson {deck.number}: exercise {key} is lost: name it at home")
            continue
        if place not in by_id:
            raise DeckError(
                f"lesson {deck.number}: cell {cell.id} was put on {place}, which is gone"
            )
        if lessons.picture_of(cell) is not None and cell.source not in shown:
            raise DeckError(f"lesson {deck.number}: the picture of cell {cell.id} is lost")
