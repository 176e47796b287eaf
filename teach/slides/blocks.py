"""Markdown in pieces that can stand on a slide, and how high each of them will be.

Heights are those of deck.css at 1280 by 720 pixels, estimated from the number of characters; the
tests measure every slide in a browser. What does not fit is split, never set smaller.
"""

import base64
import html
import math
import re
import struct
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

PER_LINE = 76  # characters of text in a line; deck.css sets 30 px
LOWEST_PICTURE = 310  # pixels
SKETCH = 226  # pixels: a picture above the lines of a derivation
WIDEST = 1168  # pixels
CODE_LINES = 10  # lines of code on one slide, of 80 columns
DETAILS = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
BLANK_LINES = re.compile(r"\n{3,}")
IN_LINE = re.compile(r"\s+")


def _set_math(text, options):
    left, right = (r"\[", r"\]") if options["display_mode"] else (r"\(", r"\)")
    return left + html.escape(text) + right


MARKDOWN = (
    MarkdownIt("commonmark", {"html": True})
    .enable("table")
    .use(dollarmath_plugin, allow_digits=True, double_inline=True, renderer=_set_math)
)


@dataclass(frozen=True)
class Block:
    """One piece: kind is heading, para, math, list, table, fence, code, output, picture, html.

    text: its Markdown (code and outputs: their text). level: of a heading. fragment: it waits for a
    click. parts: the items of a list, the rows of a table; of a picture what may be shown one after
    another, each as (name, left, top, right, bottom). cell: the id of the cell it is from. whole:
    of a paragraph in short, all that its author says there. opens: it is the first on a slide, so
    of what comes line by line the first line is there.
    """

    kind: str
    text: str
    level: int = 0
    fragment: bool = False
    parts: tuple = ()
    extra: tuple = ()
    cell: str = ""
    whole: str = ""
    opens: bool = False

    @property
    def height(self):
        """How many pixels of a slide it needs, at most."""
        return _height(self)

    @property
    def words(self):
        """How many words a reader sees."""
        if self.kind == "math" or is_sketch(self):
            return 0
        if self.kind == "code":
            return len(self.text.split())
        text = re.sub(r"\$[^$]+\$", " ", self.text)
        return sum(any(c.isalnum() or c in "=+-" for c in word) for word in text.split())

    def after_a_click(self):
        """The same, hidden until the next click."""
        return replace(self, fragment=True)


@cache
def blocks(markdown):
    """The top-level pieces of Markdown, in their order. `<details>` are left to `details`."""
    text = DETAILS.sub("", markdown)
    lines = text.splitlines()
    found = []
    for token in MARKDOWN.parse(text):
        if token.level or not token.map or token.nesting < 0:
            continue
        raw = "\n".join(lines[token.map[0] : token.map[1]]).strip("\n")
        match token.type:
            case "heading_open":
                found.append(Block("heading", raw.lstrip("# "), level=int(token.tag[1])))
            case "paragraph_open":
                found.append(Block("para", IN_LINE.sub(" ", raw).strip()))
            case "math_block" | "math_block_label":
                found.append(Block("math", raw))
            case "bullet_list_open" | "ordered_list_open":
                items = tuple(_items(raw))
                if len(items) == 1 and re.match(r"(?!1[.)])\d+[.)] ", raw):  # 13 is an answer
                    found.append(Block("para", IN_LINE.sub(" ", raw)))
                else:
                    found.append(Block("list", raw, parts=items))
            case "table_open":
                rows = raw.splitlines()
                found.append(Block("table", raw, parts=tuple(rows[2:]), extra=tuple(rows[:2])))
            case "fence" | "code_block":
                text = BLANK_LINES.sub("\n\n", token.content.rstrip("\n"))
                found.append(Block("code", text, extra=(token.info,)))
            case "hr":
                pass
            case _:
                found.append(Block("para", raw))
    return tuple(found)


def details(markdown):
    """What a text holds folded: pairs (summary, text)."""
    return [(summary.strip(), text.strip()) for summary, text in DETAILS.findall(markdown)]


def _items(raw):
    """The items of a list, each with its mark and what is indented below it."""
    items = []
    for line in raw.splitlines():
        if re.match(r"([-*+]|\d+[.)]) ", line) or not items:
            items.append(line)
        else:
            items[-1] += "\n" + line
    return items


SENTENCE_ENDS = re.compile(r"(?<=[.!?])((?:[”\"’)]|\*{1,2})*)\s+(?=[A-ZΔσ∂“\"(*`$\d_])")
NO_END = re.compile(r"\b(e\.g|i\.e|cf|vs|Fig|approx|Dr|St)\.$")


@cache
def sentences(paragraph):
    """The sentences of a paragraph, whole; mathematics, code and stressed words are not torn."""
    kept = []

    def hide(match):
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    hidden = re.sub(r"`[^`]+`|\$[^$]+\$|\[[^]]+\]\([^)]+\)", hide, paragraph)
    found, start = [], 0
    for match in SENTENCE_ENDS.finditer(hidden):
        piece = hidden[start : match.end(1)]
        if (
            NO_END.search(piece)
            or piece.count("(") > piece.count(")")
            or piece.count("“") > piece.count("”")
            or piece.count("**") % 2
            or piece.replace("**", "").count("*") % 2
        ):
            continue
        found.append(piece)
        start = match.end()
    found.append(hidden[start:])
    return [re.sub("\0(\\d+)\0", lambda m: kept[int(m[1])], s).strip() for s in found if s.strip()]


@cache
def seen(text):
    """About how many characters a reader sees of Markdown: without marks, commands of formulas."""
    text = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
    text = re.sub(r"\\(begin|end)\{\w+\}|\\(left|right|,|;|!|big|bigl|bigr)\b", "", text)
    text = re.sub(r"\\(frac|text|mathrm|sqrt|dfrac|operatorname)", "", text)
    return len(re.sub(r"\\[a-zA-Z]+", "x", text).translate(str.maketrans("", "", "*`${}\\_^")))


def lines_of(text, per_line=PER_LINE):
    """How many lines a paragraph takes, at most."""
    return max(1, math.ceil(seen(text) / per_line))


def lines_of_code(line, per_line=78):
    """How many lines of a slide a line of code takes."""
    return max(1, math.ceil(len(line) / per_line))


def _height(block):
    match block.kind:
        case "para" | "question":
            return 42 * lines_of(block.text) + 18
        case "math":
            rows = block.text.count(r"\\") + 1
            tall = 74 if re.search(r"\\[dt]?frac|\\sum|pmatrix", block.text) else 52
            matrix = max((m.count(r"\\") + 1 for m in _matrices(block.text)), default=0)
            return max(rows - max(matrix - 1, 0), 1) * max(tall, 44 * matrix) + 34
        case "list":
            return sum(42 * lines_of(item, PER_LINE - 5) + 8 for item in block.parts) + 18
        case "table":
            return _table_height(block)
        case "code":
            return 34 * sum(lines_of_code(line) for line in block.text.split("\n")) + 44
        case "output":
            return (
                34 * (block.extra == ("alone",))
                + 34 * sum(lines_of_code(line) for line in block.text.splitlines())
                + 44
            )
        case "picture" if is_sketch(block):
            return sketch_height(block) + 16
        case "picture":
            return lowest(block) + beside_picture(block)
        case _:
            return 60


def lowest(block):
    """How high a picture has to be: one that is as wide as the slide may be lower than others."""
    wide, high = size(block) or (1, 1)
    return min(LOWEST_PICTURE, WIDEST * high // wide)


def is_sketch(block):
    """Whether this picture stands above the lines of a derivation, on each of its slides."""
    return block.kind == "picture" and "sketch" in block.extra[3:]


def sketch_height(block):
    """How high a sketch is shown: as wide as the slide, unless that is too high."""
    width, height = size(block) or (WIDEST, SKETCH)
    return min(SKETCH, round(WIDEST * height / width))


def beside_picture(block):
    """How high a picture's caption and the line of its interactive are."""
    code = block.extra[2]
    live = live_line(code)
    lines = lines_of(live, 62) if live else 0
    return 36 * lines_of(caption(block), 78) + 6 + 42 * lines + 18 * bool(live) + 10


def size(block):
    """Width and height of a picture in pixels, as its file says; None if it says none."""
    head = base64.b64decode(block.extra[0][:64])
    return struct.unpack(">II", head[16:24]) if len(head) >= 24 else None


def caption(block):
    """What stands below a picture: its fact, unless that is too long for a caption.

    Below an interactive stands its line of code, so its fact has one line at most.
    """
    most = 1 if live_line(block.extra[2]) else 2
    return block.text if lines_of(block.text, 78) <= most else ""


def live_line(code):
    """The line of code that makes an interactive, or nothing."""
    begins = re.compile(r"(\w+ = )?(explore_|draw|watch|look_inside)")
    lines = [line for line in code.splitlines() if begins.match(line)]
    return lines[-1].split("  #")[0] if lines else ""


def _matrices(text):
    return re.findall(r"\\begin\{[pb]?matrix\}(.*?)\\end", text, re.DOTALL)


def _table_height(block):
    """The head and the rows of a table, whose columns share the line by their longest cells."""
    rows = [[seen(cell) + 1 for cell in _cells(row)] for row in (block.extra[0], *block.parts)]
    longest = [max(column) for column in zip_longest(*rows, fillvalue=1)]
    room = PER_LINE - 3 * len(longest)
    shrink = min(1, room / sum(longest))
    lines = [
        max(math.ceil(n / (shrink * longest[i]) - 0.1) for i, n in enumerate(row) if n)
        for row in rows
    ]
    return sum(40 * max(1, n) + 12 for n in lines) + 18


def _cells(row):
    return row.strip().strip("|").split("|")


def split(block, room):
    """The block in pieces that are at most `room` high each: (first, rest); rest may be None.

    A list is split between its items, a table between its rows, code where it has an empty line
    or after ten lines, a paragraph between its sentences. first is None if nothing of it fits.
    """
    if block.height <= room and not (block.kind == "code" and _code_lines(block) > CODE_LINES):
        return block, None
    if block.kind in ("list", "table") and len(block.parts) > 1:
        for n in range(len(block.parts) - 1, 0, -1):
            first = _of_parts(block, block.parts[:n])
            if first.height <= room:
                return first, _of_parts(block, block.parts[n:])
    elif block.kind in ("code", "output"):
        lines = block.text.split("\n")
        most = min(CODE_LINES, max(0, int((room - 44) // 34)))
        if most >= 4 or most >= len(lines):
            at = _where_to_cut(lines, most)
            first, rest = "\n".join(lines[:at]).rstrip(), "\n".join(lines[at:]).strip("\n")
            return replace(block, text=first), replace(block, text=rest) if rest else None
    elif block.kind == "para":
        whole = sentences(block.text)
        for n in range(len(whole) - 1, 0, -1):
            first = replace(block, text=" ".join(whole[:n]), whole="")
            if first.height <= room:
                return first, replace(block, text=" ".join(whole[n:]), whole="")
    return None, block


def _code_lines(block):
    return block.text.count("\n") + 1


def _of_parts(block, parts):
    head = "\n".join(block.extra) + "\n" if block.kind == "table" else ""
    return replace(block, text=head + "\n".join(parts), parts=tuple(parts))


def _where_to_cut(lines, most):
    """After how many lines to cut: at an empty line if there is one in the second half."""
    if len(lines) <= most:
        return len(lines)
    most = max(min(most, len(lines) - 3), 4)  # a line or two alone say nothing
    empty = [i for i in range(most, most // 2, -1) if i < len(lines) and not lines[i].strip()]
    if empty:
        return empty[0]
    flush = [
        i for i in range(most, most // 2, -1) if lines[i][:1].strip() and lines[i][0] not in ")]}"
    ]
    return flush[0] if flush else most


def code_html(text):
    """Python in colours."""
    return highlight(text, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")


def colours():
    """The style sheet of the colours of code: each has contrast enough to be read."""
    return HtmlFormatter(style="xcode").get_style_defs(".code")


WITH_A_SIGN = re.compile(r'[(“]?<span class="math inline">[^<]*</span>[.,;:!?)”]*')


def inline(text):
    """Markdown of one line as HTML, without a paragraph around it."""
    return _untorn(MARKDOWN.renderInline(text))


def rendered(text):
    """Markdown as HTML."""
    return _untorn(MARKDOWN.render(text))


def _untorn(page):
    """A formula in a line, with the bracket or the comma beside it: no line begins with a comma."""
    return WITH_A_SIGN.sub(r'<span class="untorn">\g<0></span>', page)
