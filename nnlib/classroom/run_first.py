"""An exception because a cell of the lesson has not run: which one to run first, in a sentence.

Who runs cells out of order meets a NameError, or finds another thing under a name; who stops a
cell half way may later find a dictionary half filled. Python's own words stay as they are, and
below them stands the cell to run first. Where nothing is known nothing is added.
"""

import builtins
import contextlib
import difflib
import functools
import re
import symtable
from collections import Counter
from typing import NamedTuple

from nnlib.classroom.lessons import answers
from nnlib.classroom.lessons.published import Published, find_project, lessons_in


class Cell(NamedTuple):
    """A lesson's code cell, and the headings above it."""

    headings: str
    code: str

    def makes(self, name):
        """Does the cell bind this name, by `=`, def, import, for or the like?"""
        return any(s.is_assigned() or s.is_imported() for s in self._symbols(name))

    def imports(self, name):
        """Does the cell import this name?"""
        return any(symbol.is_imported() for symbol in self._symbols(name))

    def _symbols(self, name):
        return [s for s in _tables(self.code)[0].get_symbols() if s.get_name() == name]

    def __str__(self):
        first = self.code.splitlines()[0]
        return f"the cell under the heading “{self.headings}” that begins with `{first}`"


def read_in(code):
    """The names of the notebook that this code reads and does not make, in its functions, too."""
    return [
        symbol.get_name()
        for table in _tables(code)
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (symbol.is_global() or table.get_type() == "module")
        if not Cell("", code).makes(symbol.get_name())
    ]


@functools.cache
def _tables(code):
    """Python's tables of the names in this code and in its functions; for %magic an empty one."""
    try:
        tables = [symtable.symtable(code, "cell", "exec")]
    except (SyntaxError, ValueError):
        tables = [symtable.symtable("", "cell", "exec")]
    for table in tables:  # which grows
        tables += table.get_children()
    return tables


class Run:
    """What has run in a notebook of a lesson.

    cells: those of the lesson. codes: what ran, in order; the last of them ended in an exception.
    failed: of which of them that is known, by their numbers.
    """

    def __init__(self, cells, codes, failed=()):
        self.cells, self.code, self.failed = cells, codes[-1], failed
        # Which cell each code is. A student may have changed it, or written one of their own: None.
        known = [cell.code for cell in cells]
        alike = [_alike(code.strip(), tuple(known)) for code in codes]
        self.places = [known.index(found[0]) if found else None for found in alike]
        place = next((place for place in reversed(self.places) if place is not None), 0)
        # One of the student's own stands below the cell that ran before it.
        self.order = self._from(place, own=self.places[-1] is None)

    def _from(self, place, own=False):
        """The cells in the order in which a name is looked for: upwards, and then below."""
        return self.cells[: place + own][::-1] + self.cells[place + 1 :]

    def source(self, name, order=None):
        """The cell from which a name comes, or None.

        Of several it is the last one above the cell that ran last, else the first one below.
        """
        return next((cell for cell in order or self.order if cell.makes(name)), None)

    def cause(self):
        """Why the last cell may have found another thing than it needs, or None.

        Returns (name, cell, words): the cell to run first, and what happened to it or to the name.
        """
        return self._half_run(self.code, self.order, {self.places[-1]}) or self._made_anew()

    def _half_run(self, code, order, seen):
        for name in read_in(code):
            cell = self.source(name, order)
            place = self.cells.index(cell) if cell else None
            if place not in {None, *seen}:
                seen.add(place)
                above = self._half_run(cell.code, self._from(place), seen)
                ran = [number for number, other in enumerate(self.places) if other == place]
                if above or (ran and ran[-1] in self.failed):
                    return above or (name, cell, "which did not run to its end")
        return None

    def _made_anew(self):
        for name in read_in(self.code):
            cell = self.source(name)
            makers = [p for p in self.places[:-1] if p is not None and self.cells[p].makes(name)]
            if cell and makers and self.cells[makers[-1]] != cell and not cell.imports(name):
                return name, cell, "and another cell has made it anew since"
        return None


@functools.cache
def _alike(code, known):
    """Of the known codes the one most like this one, as a list; or an empty list."""
    return [code] if code in known else difflib.get_close_matches(code, known, n=1)


def lesson_of(codes, lessons):
    """The lesson, a list of cells, to which what ran belongs; None if it can be none of ours.

    It is the one with most cells that ran as they stand there. What stands in several lessons does
    not count.
    """
    ran = {code.strip() for code in codes}
    codes_in = [{cell.code for cell in cells} for cells in lessons]
    lessons_with = Counter(code for codes in codes_in for code in codes)
    known = [sum(lessons_with[code] == 1 for code in codes & ran) for codes in codes_in]
    return lessons[known.index(max(known))] if any(known) else None


def cells_of(notebook):
    """The code cells of a notebook, which is a dictionary, each with the headings above it."""
    headings, cells = {}, []
    for cell in notebook["cells"]:
        text = answers.text(cell).strip()
        if cell["cell_type"] == "code" and text:
            cells.append(Cell(" › ".join(headings.values()), text))
        elif cell["cell_type"] == "markdown":
            text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
            for marks, title in re.findall(r"^(#+) +(.+)$", text, re.MULTILINE):
                above = {mark: h for mark, h in headings.items() if 1 < len(mark) < len(marks)}
                headings = {**above, marks: title}
    return cells


@functools.cache
def all_lessons():
    """Of each lesson its cells, as they stand in the project or came with the installation."""
    project = find_project()
    files = lessons_in(project / "notebooks") if project else Published(None).installed
    notebooks = [answers.read(file.read_bytes()) for file in files.values()]
    return [cells_of(notebook) for notebook in notebooks if notebook]


# In a notebook

_FAILED = {}  # the code of a cell that ended in an exception, by its number among those that ran


def tell():
    """From now on an exception in a notebook says which cell to run first, if that is the cause.

    Nothing changes outside of a notebook, and where exceptions are shown in another way already.
    """
    shell = getattr(builtins, "get_ipython", lambda: None)()
    if shell is not None and not shell.custom_exceptions:
        shell.set_custom_exc((Exception, KeyboardInterrupt), _show)


def _show(shell, kind, error, trace, tb_offset=None):
    """What IPython calls for an exception: add a note to it, perhaps, and show it as ever."""
    with contextlib.suppress(Exception):  # whatever happens here, the error itself is shown
        codes = shell.user_ns["In"]
        _FAILED[len(codes) - 1] = codes[-1]
        if said := _sentence(error, trace, shell.user_ns):
            error.add_note(f"{said}. Run that cell first.")
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)


def _sentence(error, trace, names):
    """The sentence about an exception in a notebook with these names, or None."""
    codes = names["In"]
    cells = lesson_of(codes, all_lessons())
    if cells is None or isinstance(error, KeyboardInterrupt):
        return None
    run = Run(cells, codes, [i for i, code in _FAILED.items() if codes[i : i + 1] == [code]])
    if isinstance(error, NameError):
        while trace.tb_next:
            trace = trace.tb_next
        own = type(error) is NameError and trace.tb_frame.f_globals is names
        cell = run.source(error.name) if own else None
        return cell and f"`{error.name}` comes from {cell}"
    cause = run.cause()
    return cause and "`{}` comes from {}, {}".format(*cause)
