"""The process that runs a student's notebook, and then judges the answers that stand in it.

It is run as a program of its own, and may be killed at any time. The file `order.json` beside it in
its folder says what to do: {"cells": [[number, code], …], "exercises": [[key, answer, own], …],
"seconds": 60}. `answer` is what the lesson hands to `check`, `own` what the notebook does. It adds
lines of JSON to `result.jsonl`, so that what is done is known whatever happens after it.

The judge is imported before the first cell runs, and compared with itself when all is done.
"""

import contextlib
import functools
import json
import os
import sys
import types
from pathlib import Path

import numpy as np

import nnlib
from nnlib.classroom.checker import all_exercises, judged
from nnlib.classroom.checking.limits import Limit, TimeUp
from nnlib.classroom.checking.words import described, error_text

PACKAGE = str(Path(nnlib.__file__).parent)
FOR_A_NAME = 5  # seconds to find an answer
LONGEST = 2_000  # characters of a verdict


def main():
    """Runs the cells of the order, judges its exercises, and writes what came of it."""
    order = json.loads(Path("order.json").read_text(encoding="utf-8"))
    with open("result.jsonl", "a", encoding="utf-8", buffering=1) as lines:

        def tell(**what):
            lines.write(json.dumps(what) + "\n")

        shell = _shell()
        exercises = all_exercises()
        _import_what_patches(order["cells"])
        before = made_of(exercises)
        _run(shell, order["cells"], order["seconds"], tell)
        verdicts = {}
        for key, answer, own in order["exercises"]:
            tell(judges=key)
            verdicts[key] = _verdict(exercises.get(key), [answer, own], shell.user_ns)
        changed = changes(before, made_of(exercises))
        for key, (state, text) in verdicts.items():
            if changed:
                state, text = "look", f"the notebook changes {changed}, of which the judge is made."
            tell(key=key, state=state, text=text[:LONGEST])
        tell(done=True)
    os._exit(0)  # whatever threads the notebook has left


def _import_what_patches(cells):
    """PyTorch puts a function of its own in the place of `inspect.getfile`: first, so not later."""
    if any("import torch" in code or "from torch" in code for _, code in cells):
        with contextlib.suppress(ImportError):
            import torch.package  # noqa: F401


def _shell():
    """What runs cells as a notebook does, without a browser and a kernel."""
    import matplotlib
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        def _tee(self, channel):  # IPython 9 would keep all that is printed, in memory
            return contextlib.nullcontext()

    matplotlib.use("agg")
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "NoColor"
    return Shell.instance(config=settings)


def _run(shell, cells, seconds, tell):
    """Run the cells until the time is up; say which one runs, and which stop with an error."""
    limit = Limit(seconds)

    def all_of_them():
        for number, code in cells:
            if limit.late:
                return
            tell(cell=number)
            result = shell.run_cell(code, store_history=True)
            error = result.error_before_exec or result.error_in_exec
            if error is not None and not limit.late:
                tell(error=type(error).__name__, cell=number)

    try:
        limit.run(all_of_them)
    except TimeUp:
        tell(late=True)
    except KeyboardInterrupt:  # one that the notebook raised itself
        tell(error="KeyboardInterrupt", cell=0)


def _verdict(exercise, answers, names):
    """State and sentence for an exercise. answers: the code of its answer, and of another one."""
    if exercise is None:
        return "look", "there is no such exercise here."
    try:
        found, answer = _answer([text for text in answers if text], names)
        if not found:
            return "open", "not answered yet: nothing of that name is in the notebook."
        if _is_of_nnlib(answer):
            return "look", f"hands in {described(answer)}, which is nnlib's own."
        return judged(exercise, answer)
    except (KeyboardInterrupt, TimeUp):
        return "wrong", "stops the judge when it is looked at."
    except BaseException as error:
        return "wrong", error_text(error, None)


def _answer(texts, names):
    """Whether one of these pieces of code has a value, and the first such value."""
    for text in texts:
        try:
            value = Limit(FOR_A_NAME).run(lambda text=text: eval(text, names))
        except NameError:
            continue
        return True, value
    return False, None


def _is_of_nnlib(answer):
    """Whether an answer is a function of the package, under whatever name."""
    while isinstance(answer, functools.partial):
        answer = answer.func
    code = getattr(answer, "__code__", None)
    return isinstance(code, types.CodeType) and code.co_filename.startswith(PACKAGE)


# What the judge is made of


def made_of(exercises):
    """The functions that the judge uses, and the exercises: from a name to the objects there."""
    found = {}
    for name, module in sorted(sys.modules.items()):
        ours = name.partition(".")[0] == "nnlib"
        if not ours and name not in ("builtins", "numpy", "inspect", "ast"):
            continue
        for attribute, thing in list(vars(module).items()):
            if name == "builtins" and not isinstance(thing, types.BuiltinFunctionType | type):
                continue  # IPython puts its own `exit` there
            found[f"{name}.{attribute}"] = _parts(thing)
            if ours and isinstance(thing, type) and thing.__module__ == name:
                if thing is TimeUp:  # it changes itself when it is raised
                    continue
                methods = sorted(part for part, value in vars(thing).items() if callable(value))
                found[f"{name}.{attribute}, its methods"] = tuple(methods)
                for part, value in list(vars(thing).items()):
                    found[f"{name}.{attribute}.{part}"] = _parts(value)
    for key, exercise in exercises.items():
        cached = ("names", "all_probes", "_signatures")
        for part, value in vars(exercise).items():
            if part not in cached:
                found[f"exercise {key}, its {part}"] = _parts(value, deep=True)
    return found


def _parts(thing, deep=False):
    """The objects that must stay the same, for a thing; () for one that may change."""
    if isinstance(thing, property):
        return (thing.fget,)
    if isinstance(thing, types.FunctionType):
        return thing, thing.__code__, thing.__defaults__, thing.__kwdefaults__
    if callable(thing):
        return (thing,)
    if deep and isinstance(thing, list | tuple):
        return tuple(part for one in thing for part in _parts(one, deep=True) or (one,))
    return (thing,) if deep and not isinstance(thing, dict | np.ndarray) else ()


def changes(before, now):
    """The name of the first thing that is not what it was, or ""."""
    for name, parts in before.items():
        others = now.get(name, (None,))
        same = len(parts) == len(others)
        if not same or any(
            a is not b and not _texts(a, b) for a, b in zip(parts, others, strict=True)
        ):
            return name
    return ""


def _texts(one, other):
    return type(one) is type(other) is str and one == other


if __name__ == "__main__":
    main()
