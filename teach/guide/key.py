"""The answer key: every exercise, its solution, a second one, and the mistakes that have a name."""

import html
import inspect
import re
import textwrap

from nnlib.classroom import checker
from teach import lessons
from teach.slides import blocks as md

FOR_TOOLS = re.compile(r" *# (noqa|fmt).*")  # words to the tools that check our code


def key_page():
    """The key of all lessons, as HTML to be printed."""
    parts = ["<h1>The answer key</h1>"]
    for path in lessons.lessons():
        found = checker.exercises_of(path.name[:2])
        if not found:
            continue
        notebook = lessons.read(path)
        parts.append(f"<h2>{html.escape(lessons.title(notebook))}</h2>")
        tasks = task_texts(notebook)
        parts += [_exercise(key, exercise, tasks.get(key, "")) for key, exercise in found.items()]
    return "".join(parts)


def task_texts(notebook):
    """What each exercise of a lesson asks, as Markdown: a dictionary from its key."""
    found, text = {}, []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            text = [cell.source] if "### Exercise" in cell.source else [*text, cell.source]
        else:
            key = lessons.exercise_of(cell)
            if key and key not in found:
                whole = "\n\n".join(text)
                at = whole.find(f"### Exercise {key}")
                found[key] = whole[at:] if at >= 0 else ""
                text = []
    return found


def _exercise(key, exercise, task):
    heading = f"### Exercise {key}" if not task else ""
    parts = [md.rendered(md.DETAILS.sub("", heading + task))]
    parts.append("<h4>Solution</h4>" + _answer(exercise.answer))
    if exercise.rights:
        parts.append("<h4>Also right</h4>" + _answer(exercise.rights[0]))
    if exercise.praise:
        parts.append(f"<p>{md.inline(exercise.praise)}</p>")
    if exercise.mistakes:
        rows = "".join(
            f"<tr><td>{_wrong(wrong)}</td><td>{md.inline(message)}</td></tr>"
            for wrong, message in exercise.mistakes
        )
        parts.append(f"<h4>Mistakes that are named</h4><table>{rows}</table>")
    return f"<section>{''.join(parts)}</section>"


def _answer(answer):
    if callable(answer):
        return f'<pre class="code"><code>{html.escape(code_of(answer))}</code></pre>'
    return f"<pre><code>{html.escape(repr(answer))}</code></pre>"


def _wrong(wrong):
    if callable(wrong):
        return f"<pre><code>{html.escape(code_of(wrong))}</code></pre>"
    return f"<code>{html.escape(repr(wrong))}</code>"


def code_of(function):
    """A function's code without decorators and words to tools; its name where it has no code."""
    try:
        code = textwrap.dedent(inspect.getsource(function)).rstrip()
    except (OSError, TypeError):
        return getattr(function, "__name__", repr(function))
    lines = code.splitlines()
    begin = next((i for i, line in enumerate(lines) if line.startswith(("def ", "class "))), 0)
    return "\n".join(FOR_TOOLS.sub("", line) for line in lines[begin:])
