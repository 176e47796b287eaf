"""Run lessons from top to bottom in a fresh kernel, and keep what they print and draw.

    python tools/execute.py 09                    one lesson
    python tools/execute.py 07 08 09              several
    python tools/execute.py all                   all of them
    python tools/execute.py all --data embedded   only try them: nothing is written
    python tools/execute.py --clean 09            put right what an editor saved; run nothing

Outputs are committed as the full digits give them, so without those it writes no lesson that loads
digits, unless it asks for the embedded ones by name. An
exception or a line on stderr (a warning, say) is a failure: it names the cell and leaves the file
as it was. Running it again changes nothing, unless a lesson's code or its outputs change.

It also writes the lesson's seal, by which `nnlib update` tells a student's answers from what was
published (nnlib/classroom/lessons/answers.py).
"""

import argparse
import ast
import contextlib
import hashlib
import io
import os
import re
import sys
import time
from pathlib import Path

import ipykernel.kernelspec
import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from nnlib.classroom.lessons import answers

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# The rest is an editor's, or changes at each run.
CELL_METADATA = ("class", "jupyter", "slideshow", "tags")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # its id is new at each run
SECONDS_PER_CELL = 600


class LessonError(Exception):
    """A notebook did not run through; the text says in which cell, and why."""


class ThisPython(KernelSpecManager):
    """Whichever kernels are installed, "python3" is the Python that runs this file."""

    def get_kernel_spec(self, kernel_name):
        return self.kernel_spec_class(
            resource_dir=ipykernel.kernelspec.RESOURCES, **ipykernel.kernelspec.get_kernel_dict()
        )


def read(path):
    """The notebook in a file, as it stands there."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def as_text(notebook):
    return nbformat.v4.writes(notebook) + "\n"


def client_for(notebook, folder, **options):
    """What executes a notebook in place, in a kernel of this Python that works in `folder`."""
    return NotebookClient(
        notebook,
        km=AsyncKernelManager(kernel_name="python3", kernel_spec_manager=ThisPython()),
        resources={"metadata": {"path": str(folder)}},
        timeout=SECONDS_PER_CELL,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        store_widget_state=False,
        record_timing=False,
        **options,
    )


def environment(**variables):
    """The environment of a kernel. variables: what is set in it besides."""
    env = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    env |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    return env | {"TQDM_DISABLE": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1", **variables}


def run(notebook, folder, **variables):
    """Execute a notebook in place, in a fresh kernel that works in `folder`, or raise LessonError.

    variables: set in the kernel's environment.
    """
    last = []
    client = client_for(
        notebook, folder, on_cell_execute=lambda cell, cell_index: last.append(cell)
    )
    try:
        client.execute(env=environment(**variables), cleanup_kc=True)
    except CellExecutionError as error:
        raise LessonError(f"{_name(notebook, last[-1])}\n{_plain(error.traceback)}") from None
    except CellTimeoutError:
        reason = f"not done after {SECONDS_PER_CELL} seconds"
        raise LessonError(f"{_name(notebook, last[-1])}\n{reason}") from None
    except DeadKernelError:
        raise LessonError(f"{_name(notebook, last[-1])}\nthe kernel died") from None
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise LessonError(
                    f"{_name(notebook, cell)} wrote to stderr:\n{_plain(output.text)}"
                )


def _name(notebook, cell):
    """How a person finds a cell: the number in its prompt and its first line."""
    number = next(i for i, c in enumerate(_code(notebook), 1) if c is cell)
    return f"cell In [{number}], `{cell.source.strip().splitlines()[0]}`"


def _plain(text):
    return re.sub(r"\x1b\[[\d;]*m", "", text).rstrip()


def clean(notebook):
    """Take out of a notebook, in place, all that differs from run to run or by editor.

    Cells that were run get the numbers of a run from top to bottom; others stay without one. The
    seal says what the cells say now.
    """
    notebook.nbformat_minor = 5
    notebook.metadata = nbformat.from_dict(METADATA)
    _give_ids(notebook.cells)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
        )
        if cell.cell_type == "code":
            cell.outputs = _clean_outputs(cell.outputs)
    for number, cell in enumerate(_code(notebook), 1):
        if cell.execution_count:
            cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    answers.seal(notebook)


def _code(notebook):
    """The code cells that hold code, from the top."""
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def _give_ids(cells):
    """Give each cell without an id, or with an earlier cell's, one that depends on its text."""
    seen = set()
    for cell in cells:
        key, tries = cell.get("id"), 0
        while not key or key in seen:
            text = f"{tries} {cell.cell_type} {cell.source}"
            key, tries = hashlib.sha256(text.encode()).hexdigest()[:8], tries + 1
        cell.id = key
        seen.add(key)


def _clean_outputs(outputs):
    kept = []
    for output in outputs:
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
            continue
        if "data" in output:
            output.data.pop(WIDGET_VIEW, None)
            output.metadata.pop(WIDGET_VIEW, None)
            if not output.data:
                continue
        kept.append(output)
    return kept


def execute(path, *, write, **variables):
    """Execute the notebook in a file; return "written", "unchanged" or "not written"."""
    before = path.read_text(encoding="utf-8")
    notebook = read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    clean(notebook)
    run(notebook, path.parent, **variables)
    clean(notebook)
    nbformat.validate(notebook)
    return _write(notebook, path, before) if write else "not written"


def _write(notebook, path, before):
    if as_text(notebook) == before:
        return "unchanged"
    path.write_text(as_text(notebook), encoding="utf-8", newline="\n")
    return "written"


def clean_file(path):
    """Clean the notebook in a file, and run nothing; return "written" or "unchanged".

    Raises LessonError, after writing, if a cell has never been run.
    """
    notebook = read(path)
    clean(notebook)
    result = _write(notebook, path, path.read_text(encoding="utf-8"))
    for cell in _code(notebook):
        if not cell.execution_count:
            raise LessonError(
                f"{_name(notebook, cell)}: it has not been run. In JupyterLab: Run, Run All Cells; "
                "save, and clean again."
            )
    return result


def loads_digits(path):
    """Whether a lesson's outputs depend on the digits at hand.

    They do if a cell calls load_data_wrapper, or load_mnist without naming "embedded".
    """
    for cell in _code(read(path)):
        with contextlib.suppress(SyntaxError):  # a cell with %magic
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "id", getattr(node.func, "attr", None))
                    given = [*node.args, *(keyword.value for keyword in node.keywords)]
                    named = any(getattr(value, "value", None) == "embedded" for value in given)
                    if name == "load_data_wrapper" or (name == "load_mnist" and not named):
                        return True
    return False


def full_digits_found():
    from nnlib import DataError, load_mnist

    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return load_mnist("auto").name == "full"
    except DataError as error:
        print(error)
        return False


def lessons(numbers, folder):
    """The lessons' files, for numbers such as "09", or for "all"."""
    files = [p for p in sorted(folder.glob("*.ipynb")) if ".mine" not in p.name]
    if "all" in numbers:
        return files
    found = []
    for number in numbers:
        name = Path(number).name
        matches = [p for p in files if p.name.startswith(f"{number}_") or name in (p.name, p.stem)]
        if not matches:
            known = ", ".join(p.stem.partition("_")[0] for p in files) or "none yet"
            raise SystemExit(f"There is no lesson {number}. There are: {known}.")
        found += matches
    return found


def main(arguments=None, folder=NOTEBOOKS):
    parser = argparse.ArgumentParser(description="Execute lessons and keep their outputs.")
    parser.add_argument("lessons", nargs="+", help='such as 09, or "all"')
    parser.add_argument(
        "--data", choices=["full", "embedded"], default="full", help="embedded: write nothing"
    )
    parser.add_argument(
        "--clean", action="store_true", help="put right what an editor saved; run nothing"
    )
    options = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="replace")  # a terminal may not know every letter
    paths, write = lessons(options.lessons, folder), options.data == "full"
    needy = [path.name for path in paths if write and not options.clean and loads_digits(path)]
    if needy and not full_digits_found():
        number = needy[0][:2]
        print(
            f"{', '.join(needy)}: outputs are committed with the full digits, which are not found "
            "here.\n"
            "Fetch them once:         python -m nnlib download\n"
            f"Or only try the lesson:  python tools/execute.py {number} --data embedded\n"
            f"Or keep its outputs:     python tools/execute.py --clean {number}"
        )
        return 2
    variables = {} if write else {"NNLIB_DATA": "embedded"}
    failed = False
    for path in paths:
        start = time.perf_counter()
        try:
            result = clean_file(path) if options.clean else execute(path, write=write, **variables)
        except LessonError as error:
            result, failed = f"FAILED in {error}", True
        print(f"{path.name}  {time.perf_counter() - start:.1f} s  {result}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
