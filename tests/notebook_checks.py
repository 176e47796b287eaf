"""What must hold for every lesson. Each check takes a `Lesson` and returns its problems, as text.

`problems(lesson)` runs them all.
"""

import ast
import contextlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import nbformat
from nbformat.validator import iter_validate

MOST_LINES = 15  # of code in a cell
EXEMPT = {"nbval-ignore-output", "nbval-skip"}
# One name for one thing, the one of the notation table: what stands here is not it.
OTHER_NAMES = {
    **dict.fromkeys(("lr", "alpha", "learning_rate", "step_size"), "eta"),
    **dict.fromkeys(("grad", "grads", "dw", "dW"), "gradient or nabla_w"),
    **dict.fromkeys(("db", "dB"), "nabla_b"),
    **dict.fromkeys(("sig", "logistic", "sigm"), "sigmoid"),
    **dict.fromkeys(("sigmoid_derivative", "dsigmoid", "sigmoid_slope"), "sigmoid_prime"),
    **dict.fromkeys(("batch_size", "minibatch_size"), "mini_batch_size or size"),
    **dict.fromkeys(("minibatch", "minibatches"), "mini_batch or mini_batches"),
    **dict.fromkeys(("bias_vector", "bs"), "b or biases"),
    **dict.fromkeys(("Ws", "weight_matrix"), "W or weights"),
}
LEAKS = {
    "a path": r"(?<![\w<:/.])/(?:(?:home|tmp|root|Users)\b|\w[\w.-]*/\w)|\b[A-Z]:\\|site-packages",
    "an address in memory": r" at 0x",
    "a date": r"\b\d{4}-\d{2}-\d{2}\b",
    "'Warning'": r"Warning",
    "'Traceback'": r"Traceback",
}


@dataclass
class Lesson:
    """A notebook and the file it stands in."""

    path: Path
    notebook: nbformat.NotebookNode

    @classmethod
    def read(cls, path):
        return cls(path, nbformat.v4.reads(path.read_text(encoding="utf-8")))

    @property
    def number(self):
        return self.path.name[:2]

    @property
    def code(self):
        """The code cells that hold code, from the top."""
        cells = self.notebook.cells
        return [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]

    @property
    def text(self):
        """The text of the markdown cells, without blocks of code."""
        cells = self.notebook.cells
        text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        return re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)


def problems(lesson):
    return [problem for check in CHECKS for problem in check(lesson)]


def is_named_like_a_lesson(lesson):
    if not re.fullmatch(r"\d\d_\w+\.ipynb", lesson.path.name):
        yield f"the name {lesson.path.name} is not like 09_training_on_mnist.ipynb"


def is_valid(lesson):
    notebook = lesson.notebook
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        came = f"{notebook.nbformat}.{notebook.nbformat_minor}"
        yield f"the format is {came}, not 4.5; {_clean(lesson)}"
    for error in iter_validate(notebook):
        yield f"not a valid notebook: {error.message[:200]}"
    ids = Counter(cell.get("id") for cell in notebook.cells)
    for key, count in ids.items():
        if key is None:
            yield f"{count} cells have no id; {_clean(lesson)}"
        elif count > 1:
            yield f"{count} cells have the id {key}; {_clean(lesson)}"


def is_executed_in_order(lesson):
    counts = [cell.execution_count for cell in lesson.code]
    for cell in lesson.code:
        if cell.execution_count is None:
            yield f"{_name(cell)} is not executed; {_execute(lesson)}"
    if None not in counts and counts != list(range(1, len(counts) + 1)):
        yield f"not numbered from top to bottom: {counts}; {_clean(lesson)}"


def outputs_are_clean(lesson):
    for cell, output in _outputs(lesson):
        if output.output_type == "stream" and output.name == "stderr":
            yield f"{_name(cell)} wrote to stderr"
        if output.output_type == "error":
            yield f"{_name(cell)} ended in an exception (Traceback)"
        for words, pattern in LEAKS.items():
            if found := re.search(pattern, _text(output)):
                yield f"an output of {_name(cell)} holds {words}: {found.group()!r}"


def holds_no_widget(lesson):
    if "widgets" in lesson.notebook.metadata:
        yield f"the notebook holds widget state; {_clean(lesson)}"
    for cell, output in _outputs(lesson):
        if any("vnd.jupyter.widget" in kind for kind in output.get("data", {})):
            yield f"an output of {_name(cell)} holds a widget view; {_clean(lesson)}"


def most_outputs_are_compared(lesson):
    bearing = [cell for cell in lesson.code if cell.outputs]
    exempt = [cell for cell in bearing if _tags(cell) & EXEMPT]
    if 3 * len(exempt) > len(bearing):
        yield f"{len(exempt)} of {len(bearing)} cells with outputs are exempt from comparison"


def what_is_not_compared_is_asserted(lesson):
    code = lesson.code
    for i, cell in enumerate(code):
        followers = code[i + 1 : i + 3]
        if not (cell.outputs and _tags(cell) & EXEMPT):
            continue
        if not any(re.search(r"^\s*assert\b", c.source, re.MULTILINE) for c in followers):
            yield f"{_name(cell)} is not compared, and no assert follows in the next two code cells"


def cells_are_short(lesson):
    for cell in lesson.code:
        lines = [line.strip() for line in cell.source.splitlines()]
        length = sum(1 for line in lines if line and not line.startswith("#"))
        if length > MOST_LINES:
            yield f"{_name(cell)} has {length} lines of code; {MOST_LINES} is the most"


def pictures_say_what_they_show(lesson):
    for cell, output in _outputs(lesson):
        data = output.get("data", {})
        if any(kind.startswith("image/") for kind in data):
            fact = data.get("text/plain", "").strip()
            if not fact or fact.startswith("<"):
                yield f"a picture of {_name(cell)} has no fact, only {fact!r}"


def links_lead_somewhere(lesson):
    for target in _links(lesson.text):
        if re.match(r"[a-z]+:", target):  # https:, mailto:, attachment:
            continue
        name, _, anchor = unquote(target).partition("#")
        path = lesson.path.parent / name if name else lesson.path
        if not path.exists():
            yield f"the link {target} leads to no file"
        elif anchor and path.suffix == ".ipynb":
            other = lesson if path == lesson.path else Lesson.read(path)
            if anchor not in _anchors(other.text):
                yield f"the link {target} leads to no heading"


def has_a_title(lesson):
    first = lesson.notebook.cells[0].source if lesson.notebook.cells else ""
    if not first.startswith(f"# {lesson.number} "):
        yield f"the title does not start with `# {lesson.number} `"
    if not re.search(r"\d\W+minutes", lesson.text):
        yield "it does not say how many minutes it takes"


def has_exercises(lesson):
    number = re.escape(str(int(lesson.number))) if lesson.number.isdigit() else ""
    call = rf"""\bcheck\(\s*["'](0?{number}\.\w+)["']"""
    keys = {key for cell in lesson.code for key in re.findall(call, cell.source)}
    if len(keys) < 2:
        yield f'{len(keys)} exercises are checked, by check("{number}.1", …); two is the least'


def names_are_those_of_the_notation(lesson):
    for cell in lesson.code:
        with contextlib.suppress(SyntaxError):  # a cell with %magic
            for node in ast.walk(ast.parse(cell.source)):
                name = node.arg if isinstance(node, ast.arg) else getattr(node, "id", None)
                if name in OTHER_NAMES and not isinstance(getattr(node, "ctx", None), ast.Load):
                    yield f"{_name(cell)} calls something {name}; here it is {OTHER_NAMES[name]}"


CHECKS = (
    names_are_those_of_the_notation,
    is_named_like_a_lesson,
    is_valid,
    is_executed_in_order,
    outputs_are_clean,
    holds_no_widget,
    most_outputs_are_compared,
    what_is_not_compared_is_asserted,
    cells_are_short,
    pictures_say_what_they_show,
    links_lead_somewhere,
    has_a_title,
    has_exercises,
)


def _clean(lesson):
    return f"write `python tools/execute.py --clean {lesson.number}`"


def _execute(lesson):
    return f"write `python tools/execute.py {lesson.number}`"


def _outputs(lesson):
    return [(cell, output) for cell in lesson.code for output in cell.outputs]


def _text(output):
    """All that can be read in an output; a picture's bytes are not."""
    parts = [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
    for kind, value in output.get("data", {}).items():
        if kind == "image/svg+xml" or not kind.startswith("image/"):
            parts.append(value if isinstance(value, str) else str(value))
    return "\n".join([*parts, str(output.get("metadata", ""))])


def _tags(cell):
    return set(cell.metadata.get("tags", []))


def _name(cell):
    return f"In [{cell.execution_count or ' '}] `{cell.source.strip().splitlines()[0]}`"


def _links(text):
    """Where the links and pictures of a markdown text lead."""
    for code_or_formula in (r"`[^`\n]+`", r"\$\$.*?\$\$", r"\$[^$\n]+\$"):
        text = re.sub(code_or_formula, "", text, flags=re.DOTALL)
    inline = re.findall(r"\]\(\s*<?([^)\s>]+)", text)
    named = re.findall(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", text, re.MULTILINE)
    html = re.findall(r"""<(?:a|img)\b[^>]*?\b(?:href|src)=["']([^"']+)""", text)
    return inline + named + html


def _anchors(text):
    """The anchors of a markdown text, as JupyterLab gives them: a heading's text with hyphens."""
    headings = re.findall(r"^#{1,6} +(.+?)[ #]*$", text, re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    named = re.findall(r"""\b(?:id|name)=["']([^"']+)""", text)
    return {re.sub(r"[`*]", "", heading).replace(" ", "-") for heading in plain} | set(named)
