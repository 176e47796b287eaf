"""Slides as HTML, for reveal.js; and the sheets with gaps for a lesson's derivations."""

import html
import re
from importlib.resources import files

from teach.slides import blocks as md
from teach.slides.plan import FOOT, ROOM

# A link to another file of the lessons is text on a slide: that file does not lie beside it.
NEAR_LINK = re.compile(r'<a href="(?!https?:)[^"]*">(.*?)</a>')
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="assets/reveal.js/dist/reset.css">
<link rel="stylesheet" href="assets/reveal.js/dist/reveal.css">
<link rel="stylesheet" href="assets/deck.css">
<script src="assets/deck.js"></script>
<script src="assets/mathjax/es5/tex-svg.js" defer></script>
<script src="assets/reveal.js/dist/reveal.js" defer></script>
<script src="assets/reveal.js/plugin/notes/notes.js" defer></script>
</head>
<body>
<div class="reveal"><div class="slides">
{slides}
</div></div>
</body>
</html>
"""

SHEET = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}: the derivations, with gaps</title>
<link rel="stylesheet" href="assets/sheet.css">
<script src="assets/sheet.js"></script>
<script src="assets/mathjax/es5/tex-svg.js" defer></script>
</head>
<body>
<h1>{title}: the derivations, with gaps</h1>
<p class="how">Fill the gaps while they are derived; each derivation has its page. {stamp}</p>
{body}
</body>
</html>
"""


def page(deck, stamp, own=()):
    """A deck as one HTML page. stamp: the version and date. own: pairs (after, html)."""
    sections, waiting = [], list(own)
    for slide in deck.slides:
        sections.append(section(slide, deck, stamp))
        for mine in [o for o in waiting if o.after in (slide.id, *slide.cells)]:
            waiting.remove(mine)
            sections.append(mine.section())
    first = [o for o in waiting if o.after == "start"]
    last = [o for o in waiting if o.after != "start"]
    slides = "\n".join(
        [sections[0], *(o.section() for o in first), *sections[1:], *(o.section() for o in last)]
    )
    return PAGE.format(title=html.escape(deck.title), slides=slides)


def section(slide, deck, stamp):
    """One slide as a <section>, with its notes."""
    if slide.kind == "title":
        seen = f"<h1>{md.inline(slide.heading)}</h1>" + _blocks(slide)
        seen += f'<p class="stamp">{html.escape(stamp)}</p>'
    else:
        seen = f"<h2>{md.inline(slide.heading)}</h2>" + _blocks(slide)
    if slide.timer:
        name, minutes = slide.timer
        goes_on = "" if name == slide.id else " goes-on"
        seen += (
            f'<div class="timer{goes_on}" data-task="{name}" data-minutes="{minutes}">'
            '<button type="button" class="go"></button><button type="button" class="anew"></button>'
            "</div>"
        )
    if slide.to_have:
        wanted = f"✎ Notebook {deck.number}. At the end: {md.inline(slide.to_have)}."
        seen += f'<p class="to-have">{wanted}</p>'
    seen = NEAR_LINK.sub(r"\1", seen)
    label = html.escape(slide.heading)
    timed = " timed" if slide.timer else ""
    return (
        f'<section id="{slide.id}" class="k-{slide.kind}{timed}" aria-label="{label}" '
        f'data-timing="{60 * slide.minutes}">'
        f"{seen}{notes(slide)}</section>"
    )


def _blocks(slide):
    beside = _side_by_side(slide)
    if beside:
        return beside
    out, asking = [], []
    for block in slide.body:
        if slide.kind == "ask" and not block.fragment and block.kind != "picture":
            asking.append(_block(block, slide))
            continue
        if asking:
            out.append(f'<div class="ask">{"".join(asking)}</div>')
            asking = []
        out.append(_block(block, slide))
    if asking:
        out.append(f'<div class="ask">{"".join(asking)}</div>')
    return "".join(out)


def _block(block, slide):
    click = " fragment" if block.fragment else ""
    if any(block is slide.body[line] for line in slide.named.values() if line is not None):
        click += f'" data-line="{slide.body.index(block)}'
    match block.kind:
        case "code":
            return f'<pre class="code{click}"><code>{md.code_html(block.text)}</code></pre>'
        case "output":
            alone = " alone" if block.extra == ("alone",) else ""
            return f'<pre class="out{alone}{click}">{_printed(block.text, slide)}</pre>'
        case "picture":
            return _picture(block, slide, click)
        case "question":
            return f'<p class="question">{md.inline(block.text)}</p>'
        case _:
            answer = " answer" if slide.kind in ("ask", "reveal") and block.fragment else ""
            rows = ("list", "table") if slide.kind == "board" else ("list",) if answer else ()
            if (block.fragment or block.opens) and block.kind in rows:
                lines = _line_by_line(md.rendered(block.text), block.opens)
                waits = " waits" if answer and not block.opens else ""
                return f'<div class="text{answer}{waits}">{lines}</div>'
            again = " again" if block.extra == ("again",) else ""
            if block.kind == "para":
                text = f"<p>{md.inline(block.text)}</p>"
                return f'<div class="text{answer}{again}{click}">{text}</div>'
            return f'<div class="text{answer}{again}{click}">{md.rendered(block.text)}</div>'


NAMED_LINES = re.compile(r"([^\n:]{1,40}: [^\n]+(\n|$)){3,}")


def _printed(text, slide):
    """What a cell prints. Of an answer with a line for each part each waits for its own click."""
    if slide.kind not in ("ask", "reveal") or not NAMED_LINES.fullmatch(text):
        return html.escape(text)
    first, *rest = html.escape(text).splitlines()
    return "\n".join([first, *(f'<span class="fragment">{line}</span>' for line in rest)])


def _line_by_line(rendered, opens=False):
    """A list or a table of which each item or row waits for its own click.

    opens: the click that led to the slide was that of the first one.
    """
    head, body, rows = rendered.rpartition("<tbody>")  # of a list all is in the last part
    row = "<tr>" if body else "<li>"
    first, *rest = rows.split(row)
    if opens and rest:
        first += row + rest.pop(0)
    waiting = "".join(f'{row[:-1]} class="fragment">{item}' for item in rest)
    return head + body + first + waiting


WIDE, COLUMN, GAP = 1168, 400, 32  # pixels: a slide, the text beside a picture, what is between


def _side_by_side(slide):
    """The slide with its text beside its picture, if that makes the picture larger; else None."""
    pictures = [b for b in slide.body if b.kind == "picture"]
    words = [b for b in slide.body if b.kind in ("para", "question")]
    if (
        slide.kind == "board"
        or len(pictures) != 1
        or len(words) + 1 != len(slide.body)
        or pictures[0].fragment
    ):
        return None
    (picture,) = pictures
    if slide.kind == "ask" or not md.size(picture):
        return None
    wide, tall = md.size(picture)
    room = ROOM - (FOOT if slide.to_have else 0)
    high = min(room, (WIDE - COLUMN - GAP) * tall // wide)
    below = min(_high(slide, picture), WIDE * tall // wide)
    column = WIDE - GAP - high * wide // tall
    live = md.live_line(picture.extra[2])
    needed = sum(42 * md.lines_of(b.text, column // 17) + 18 for b in words)
    needed += 36 * md.lines_of(md.caption(picture), column // 16) + 18
    needed += (42 * (1 + md.lines_of(live, column // 18)) + 18) if live else 0
    if high < 1.1 * below or needed > room:
        return None
    said = "".join(
        f"{_caption(b, 'p')}{_live(b)}" if b is picture else _block(b, slide) for b in slide.body
    )
    return (
        f'<figure class="picture beside">{_image(picture, high, slide)}'
        f"<figcaption>{said}</figcaption></figure>"
    )


def _high(slide, picture):
    """How high a picture may be, with the text above and below it."""
    pictures = sum(b.height for b in slide.body if b.kind == "picture")
    foot = FOOT if slide.to_have else 0
    room = ROOM - (slide.height - pictures) - md.beside_picture(picture) - foot
    return max(room, md.lowest(picture))


def _image(picture, high, slide=None):
    """A picture so high, if that is not too wide; its parts are covered until they are shown."""
    image, alt = picture.extra[:2]
    wide, tall = md.size(picture) or (WIDE, high)
    high = min(high, WIDE * tall // wide)
    covers = "".join(_cover(part, slide) for part in picture.parts) if slide else ""
    return (
        f'<div class="drawn" style="width: {high * wide // tall}px; height: {high}px">'
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{image}">{covers}</div>'
    )


def _cover(part, slide):
    """What hides a part of a picture until its click, or until the line that names it."""
    name, left, top, right, bottom = part
    waits = "fragment fade-out"
    if slide.kind == "board":
        if name not in slide.named:
            return ""
        line = slide.named[name]
        waits = "" if line is None else f'fragment fade-out" data-with="{line}'
    place = {"left": left, "top": top, "right": 1 - right, "bottom": 1 - bottom}
    style = "; ".join(f"{side}: calc({100 * share:.1f}% - 3px)" for side, share in place.items())
    return f'<i class="cover {waits}" style="{style}"></i>'


def _live(picture):
    line = html.escape(md.live_line(picture.extra[2]))
    return f'<p class="live">Live in the notebook: <code>{line}</code></p>' if line else ""


def _picture(block, slide, click):
    if md.is_sketch(block):
        drawn = _image(block, md.sketch_height(block), slide)
        return f'<figure class="picture sketch">{drawn}</figure>'
    return (
        f'<figure class="picture{click}">{_image(block, _high(slide, block), slide)}'
        f"{_caption(block, 'figcaption')}{_live(block)}</figure>"
    )


def _caption(picture, tag):
    """What a picture says. It comes last, if the picture comes part by part."""
    waits, said = "fragment" if picture.parts else "fact", md.caption(picture)
    return f'<{tag} class="{waits}">{html.escape(said)}</{tag}>' if said else ""


def notes(slide):
    """What is said: minutes first, then the lesson's own words."""
    said = [f"*{slide.minutes} min, up to minute {slide.until}.*" if slide.minutes else ""]
    if slide.late:
        said.append("**Late? Leave this out.**")
    if slide.kind == "ask":
        said.append("*Let everybody write a guess before you go on.*")
    text = md.rendered("\n\n".join(filter(None, [*said, *slide.notes])))
    return f'<aside class="notes">{text}<p>Cells: {", ".join(slide.cells)}</p></aside>'


# Sheets with gaps


def sheet(deck, stamp):
    """The derivations of a lesson on paper, with gaps to fill; None if it has none."""
    parts = []
    for slide in deck.slides:
        if slide.kind != "board":
            continue
        if not parts or parts[-1][0] != slide.heading:
            parts.append((slide.heading, []))
        drawn = [b.text for _, body in parts for b in body if md.is_sketch(b)]
        parts[-1][1].extend(
            b
            for b in slide.body
            if b.extra != ("again",) and not b.text.startswith("→ in code") and b.text not in drawn
        )
    if not parts:
        return None
    body = "".join(
        f"<section><h2>{md.inline(heading)}</h2>{''.join(_with_gap(b) for b in body)}</section>"
        for heading, body in parts
    )
    return SHEET.format(title=html.escape(deck.title), body=body, stamp=html.escape(stamp))


def _with_gap(block):
    if block.kind == "picture":
        image, alt = block.extra[:2]
        return f'<p><img alt="{html.escape(alt)}" src="data:image/png;base64,{image}"></p>'
    if block.kind == "math":
        return f'<div class="text">{md.rendered(gaps(block.text))}</div><div class="gap"></div>'
    if block.kind == "list":
        items = "".join(
            f"<li>{md.inline(gaps(md.sentences(i)[0].lstrip('-*0123456789. ')))}</li>"
            for i in block.parts
        )
        return f"<ol>{items}</ol>"
    if block.kind == "table":
        rows = [_first_column_only(row) for row in block.parts]
        return md.rendered("\n".join([*block.extra, *rows]))
    return f'<div class="text">{md.rendered(gaps(block.text))}</div>'


def _first_column_only(row):
    cells = row.strip().strip("|").split("|")
    return "| " + " | ".join([cells[0], *["&emsp;" * 6] * (len(cells) - 1)]) + " |"


def gaps(text):
    """Formulas without what follows their first "=" or "≈": a gap stands there."""

    def empty(match):
        dollars, inside = match[1], match[2]
        if r"\begin{aligned}" in inside:  # each line keeps what it says of itself
            return f"{dollars}{ALIGNED.sub(BLANK_LINE, inside)}{dollars}"
        signs = list(re.finditer(r"=|\\approx", inside))
        left = re.sub(r"\\[a-zA-Z]+", "x", inside[: signs[0].start()]) if signs else ""
        if len(re.findall(r"\w", left)) < 2:
            return match[0]  # such as η = 0.01: given, not to be found
        return f"{dollars}{inside[: signs[0].end()]}{BLANK}{dollars}"

    return re.sub(r"(\$\$?)([^$]+)\1", empty, text)


ALIGNED = re.compile(r"(&\s*(?:=|\\approx))(?:(?!&&|\\\\|\\end\{aligned).)*", re.DOTALL)
BLANK_LINE = r"\1\\;\\underline{\\qquad\\qquad\\qquad}\n"
BLANK = r"\;\underline{\qquad\qquad\qquad}"


def asset_names():
    """The style sheets and scripts of our own that pages need."""
    return [
        files("teach.slides") / name for name in ("deck.css", "deck.js", "sheet.css", "sheet.js")
    ]
