"""The glossary: every term that a lesson introduces stands in it, and nothing else does."""

import re
from pathlib import Path

import pytest
from execute import NOTEBOOKS, read
from notebook_checks import Lesson, is_valid, links_lead_somewhere, outputs_are_clean

from teach import lessons

GLOSSARY = NOTEBOOKS / "glossary.ipynb"
LESSONS = {path.name[:2]: path for path in lessons.lessons()}
MARKED = [n for n, path in LESSONS.items() if lessons.is_marked(read(path))]
ROW = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \|$", re.MULTILINE)
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


def text_of(path):
    return Lesson.read(path).text


def terms():
    """The rows of the glossary: from each term to its sentence and the numbers of its lessons."""
    rows = ROW.findall(text_of(GLOSSARY))
    return {term: (says, re.findall(r"\[(\d\d)\]", numbers)) for term, says, numbers in rows}


def defined_in(text):
    """The terms that a lesson introduces: in bold, lower case, at most four words."""
    found = {re.sub(r"\s+", " ", phrase).strip(" .,:;“”") for phrase in BOLD.findall(text)}
    return {phrase for phrase in found if phrase[:1].islower() and len(phrase.split()) <= 4}


def forms(term):
    """A term as it may stand in a text: in the plural, with its first word alone, or as a verb."""
    return {term, f"{term}s", f"{term}es", re.sub(r"(is|x)$", "ices", term), f"{term[:-1]}ies"}


def is_known(phrase, known):
    return any(phrase in forms(term) for term in known)


@pytest.mark.parametrize("number", MARKED)
def test_each_term_in_bold_stands_in_the_glossary(number):
    """Bold is for terms, where they are explained; what is only stressed is set in italics."""
    known, bold = terms(), defined_in(text_of(LESSONS[number]))
    missing = {phrase for phrase in bold if not is_known(phrase, known)}
    assert missing == set(), "add them to notebooks/glossary.ipynb, or set them in *italics*"


@pytest.mark.parametrize("term", terms())
def test_a_term_stands_in_the_lessons_that_its_row_names(term):
    _, numbers = terms()[term]
    assert numbers
    first_word = term.split()[-1][:6].lower()
    for number in numbers:
        assert first_word in text_of(LESSONS[number]).lower(), f"lesson {number} has no {term}"


def test_a_row_is_one_sentence_and_rows_are_in_order():
    known = terms()
    assert len(known) > 90
    for term, (says, _) in known.items():
        assert says.endswith("."), term
        assert len(says.split()) <= 25, term
    order = [term.lower().replace("-", " ") for term in known]
    assert order == sorted(order)


def test_the_glossary_has_every_sign_that_a_lesson_adds():
    """The tables *new here* of the lessons, and the notation: one table for the whole course."""
    notation = text_of(GLOSSARY).partition("## Glossary")[0]
    signs = ("x", "w", "z", r"\sigma", "m", "W_l", r"\eta", r"\nabla f", "y", r"\delta_l", r"\odot")
    for sign in signs:
        assert f"| ${sign}$" in notation, sign


def test_the_glossary_is_text_alone_with_links_that_lead_somewhere():
    lesson = Lesson.read(GLOSSARY)
    assert all(cell.cell_type == "markdown" for cell in lesson.notebook.cells)
    checks = (is_valid, links_lead_somewhere, outputs_are_clean)
    assert [problem for check in checks for problem in check(lesson)] == []


def test_lesson_00_leads_to_the_glossary():
    assert "(glossary.ipynb" in text_of(LESSONS["00"])


def test_a_term_without_a_row_is_found():
    assert not is_known("dropout", terms())
    assert is_known("weights", terms())
    assert defined_in("A **leaf** is *green*. **Not**, **nor this, of five words**") == {"leaf"}


def test_the_glossary_is_published_with_the_lessons():
    from nnlib.classroom.lessons.published import lessons_in

    assert Path("glossary.ipynb").name in lessons_in(NOTEBOOKS)
