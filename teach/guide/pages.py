"""The guide and the answer key as pages that can be read on a screen and printed.

`python -m teach guide --out FOLDER` writes one page for each lesson, the key, the pages about the
course as a whole, and an index.
"""

import html
import shutil
from pathlib import Path

from nnlib.classroom.checker import exercises_of
from teach import assets, lessons
from teach.guide import files, key
from teach.slides import blocks as md
from teach.slides import build, pages

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="assets/sheet.css">
<script src="assets/sheet.js"></script>
<script src="assets/mathjax/es5/tex-svg.js" defer></script>
</head>
<body>
<main>
<p class="how"><a href="index.html">The guide</a> · {stamp}</p>
{body}
</main>
</body>
</html>
"""
# Pages about the course as a whole, in the order of the index.
COURSE = {
    "syllabus": "Twelve weeks of 90 minutes",
    "running": "Run it for a class",
    "accessibility": "Accessibility",
}


def build_guide(out, paths=None):
    """Writes the whole guide into the folder `out`; the paths of its pages.

    paths: the lessons; without them, all.
    """
    out = Path(out)
    (out / "assets").mkdir(parents=True, exist_ok=True)
    assets.copy("mathjax", out / "assets")
    for file in pages.asset_names():
        if file.name.startswith("sheet."):
            shutil.copyfile(file, out / "assets" / file.name)
    written = {}
    for path in paths or lessons.lessons():
        notebook = lessons.read(path)
        written[f"{path.stem}.html"] = (lessons.title(notebook), lesson_page(path, notebook))
    written["key.html"] = ("The answer key", key.key_page())
    for name, title in COURSE.items():
        text = (files.HERE / f"{name}.md").read_text(encoding="utf-8")
        written[f"{name}.html"] = (title, md.rendered(text))
    entries = "".join(
        f'<li><a href="{name}">{html.escape(title)}</a></li>'
        for name, (title, _) in written.items()
    )
    written["index.html"] = ("The guide", f"<h1>The guide</h1><ul>{entries}</ul>")
    for name, (title, body) in written.items():
        page = PAGE.format(title=html.escape(title), stamp=html.escape(build.stamp()), body=body)
        (out / name).write_text(page, encoding="utf-8")
    return [out / name for name in written]


def lesson_page(path, notebook):
    """A lesson's page: goals, two plans, misconceptions, questions, what goes wrong; as HTML."""
    number = path.name[:2]
    guide = files.read(number)
    parts = [f"# {lessons.title(notebook)}", "## Goals", goals(notebook)]
    for minutes in sorted(guide.plans):
        parts += [f"## A class of {minutes} minutes", plan(guide, minutes, notebook)]
    if guide.misconceptions:
        rows = [
            f"| {m['believes']} | {_reveals(m['exercise'])} | {m['say']} |"
            for m in guide.misconceptions
        ]
        head = "| students believe | what reveals it | what helps |\n| --- | --- | --- |\n"
        parts += ["## What they believe", head + "\n".join(rows)]
    text = md.rendered("\n\n".join(parts))
    if guide.questions:
        text += "<h2>To discuss</h2>" + "".join(
            f"<details><summary>{md.inline(q['ask'])}</summary>{md.rendered(q['answer'])}</details>"
            for q in guide.questions
        )
    if guide.room:
        rows = "\n".join(f"| {r['happens']} | {r['do']} |" for r in guide.room)
        head = "| what happens | what to do |\n| --- | --- |\n"
        text += "<h2>In the room</h2>" + md.rendered(head + rows)
    return text


def goals(notebook):
    """The list under *What you will be able to do*."""
    found = False
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        for block in md.blocks(cell.source):
            if block.kind == "heading":
                found = block.text == "What you will be able to do"
            elif found and block.kind == "list":
                return block.text
    return ""


def plan(guide, minutes, notebook):
    """A plan as a table, what becomes homework, and what this class leaves out, by its headings."""
    chosen = guide.plans[minutes]
    rows = "\n".join(f"| {step['minutes']} | {step['what']} |" for step in chosen.get("steps", ()))
    text = "| minutes | what |\n| --- | --- |\n" + rows
    exercises = exercises_of(guide.number)
    home = [k for k in chosen.get("homework", ()) if k in exercises]
    if home:
        text += f"\n\nHomework: exercise{'s' * (len(home) > 1)} {', '.join(home)}."
    left = left_out(notebook, set(chosen.get("leave_out", ())))
    if left:
        text += "\n\nThis class leaves out, in the lesson's order:\n\n- " + "\n- ".join(left)
    return text


def left_out(notebook, ids):
    """What a class does not show, as headings: those of cells with these ids, in their order.

    A section of which only a part is left out is named once, "a part of …".
    """
    found, heading = [], ""
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        named = [b.text for b in md.blocks(cell.source) if b.kind == "heading" and b.level > 1]
        heading = next((h for h in named[::-1] if not h.startswith("Exercise ")), heading)
        if cell.id not in ids:
            continue
        found += named or [f"a part of *{heading}*"] * (heading not in found)
    return list(dict.fromkeys(found))


def _reveals(exercise):
    return f"exercise {exercise}" if exercise[:1].isdigit() else exercise
