"""A sweep: the same network trained with many settings, to compare them.

Each run trains on the training digits and is measured on the validation digits, never on the test
digits. Runs share no state, so they go side by side on all processors, or on a Dask cluster.
"""

import hashlib
import json
import math
import time
from concurrent.futures import BrokenExecutor, CancelledError
from pathlib import Path

import joblib
import numpy as np

from nnlib.digits.mnist import Digits
from nnlib.network import Network
from nnlib.support.bars import progress_bar
from nnlib.support.checks import check_count
from nnlib.support.errors import DataError
from nnlib.support.interrupts import stopped

DEFAULTS = {
    "hidden": 30,
    "eta": 3.0,
    "mini_batch_size": 10,
    "epochs": 10,
    "init": "normal",
    "n_training": None,
    "seed": 0,
}


class SweepTable(list):
    """The rows of a sweep, dictionaries, one per run, in the order of the settings.

    A row holds the setting (hidden, eta, …, seed) and "accuracy" (a fraction of the validation
    digits), "seconds" and "error": None, or in words why the run failed; then accuracy is None.
    """

    def best(self):
        """The row with the highest accuracy; the first of several. Failed runs never win."""
        finished = [row for row in self if row["accuracy"] is not None]
        if not finished:
            raise DataError("No run of this sweep has finished, so none is the best.")
        return max(finished, key=lambda row: row["accuracy"])

    def column(self, name):
        """The values of one column, as a list: table.column("accuracy")."""
        return [row[name] for row in self]

    def __repr__(self):
        if not self:
            return "an empty sweep"
        names = [name for name in self[0] if name != "error"]
        lines = [names, *([_cell(name, row[name]) for name in names] for row in self)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        ends = ["", *(f"  {row['error']}" if row["error"] else "" for row in self)]
        return "\n".join(
            "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) + end
            for line, end in zip(lines, ends, strict=True)
        )


def _cell(name, value):
    if name == "accuracy":
        return "failed" if value is None else f"{value:.2%}"
    if name == "seconds":
        return "" if value is None else f"{value:.1f}"
    return {None: "all"}.get(value, str(value))


def random_settings(n, seed=0, **choices):
    """Draw n settings at random, for `run_sweep`.

    Each keyword names a setting. A list is chosen from, each entry as likely as the next; a pair
    (low, high) is drawn so that each factor of ten is as likely as the next (log-uniform), and
    rounded to three digits, or to whole numbers if both ends are. seed: the same, the same draw.
    Source of the method: Bergstra and Bengio, JMLR 13 (2012).
    """
    rng = np.random.default_rng(seed)
    count = check_count(n, "n")
    for name, choice in choices.items():
        _check_choice(name, choice)
    return [{name: _draw(choice, rng) for name, choice in choices.items()} for _ in range(count)]


def _check_choice(name, choice):
    if isinstance(choice, list) and choice:
        return
    if isinstance(choice, tuple) and len(choice) == 2 and 0 < choice[0] < choice[1]:
        return
    raise DataError(
        f"{name} must be a list to choose from or a pair (low, high) with 0 < low < high; "
        f"{choice!r} came. Write {name}=[0.1, 1.0] or {name}=(0.1, 10.0)."
    )


def _draw(choice, rng):
    if isinstance(choice, list):
        return choice[rng.integers(len(choice))]
    low, high = choice
    value = math.exp(rng.uniform(math.log(low), math.log(high)))
    if isinstance(low, int) and isinstance(high, int):
        return min(high, max(low, round(value)))
    return float(f"{value:.3g}")


def run_sweep(settings, training_data, validation_data, folder=None, jobs=-1):
    """Train a network with each of the settings, side by side, and return a `SweepTable`.

    settings: a list of dictionaries with any of hidden (30, or (30, 20) for two hidden layers, or
    () for none), eta, mini_batch_size, epochs, init, n_training (only so many training digits)
    and seed; what is left out has the value in `DEFAULTS`.
    training_data, validation_data: digits, as load_mnist().train.
    folder: results are saved there as they come, and the same call later goes on where it stopped:
    a run is known by its digits and its setting.
    jobs: how many processes; −1, as many as there are processors. On a Dask cluster put the call
    under `with joblib.parallel_config(backend="dask"):`.
    A run that fails is a row with its error, and the others go on; failed runs are not saved.
    """
    settings = [_complete(setting) for setting in settings]
    if not isinstance(jobs, int) or isinstance(jobs, bool) or jobs == 0:
        raise DataError(f"jobs must be a number of processes, or -1 for all; {jobs!r} came.")
    for name, digits in (("training_data", training_data), ("validation_data", validation_data)):
        if not isinstance(digits, Digits) or not len(digits):
            raise DataError(f"{name} must be digits, as load_mnist().train; {digits!r} came.")
    arrays = [training_data.images, training_data.labels]
    arrays += [validation_data.images, validation_data.labels]
    store = _Store(folder, arrays)
    keys = [store.key(setting) for setting in settings]
    pending = {k: s for k, s in zip(keys, settings, strict=True) if k not in store.results}
    kept = (
        "Runs that are done are kept in the folder" if folder else "None is kept without a folder"
    )
    words = f"Stopped. {kept}; the same call again {'goes on' if folder else 'begins anew'}."
    done = len(set(keys)) - len(pending)
    with stopped(words), progress_bar(len(set(keys)), "run", initial=done) as bar:
        for key, result in _run_all(pending, [*arrays, training_data.classes], jobs):
            store.add(key, result)
            bar.update()
    return SweepTable(
        {**setting, **store.results[key]} for key, setting in zip(keys, settings, strict=True)
    )


def _complete(setting):
    """One setting with what it leaves out, as plain Python values."""
    if not isinstance(setting, dict):
        raise DataError(f'a setting must be a dictionary such as {{"eta": 3.0}}; {setting!r} came.')
    if unknown := sorted(map(str, setting.keys() - DEFAULTS.keys())):
        raise DataError(f"a setting has no {unknown[0]!r}; it may have {', '.join(DEFAULTS)}.")
    return {name: _plain(name, setting.get(name, value)) for name, value in DEFAULTS.items()}


def _plain(name, value):
    if isinstance(value, np.generic | np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return tuple(_plain(name, v) for v in value)
    if value is None or isinstance(value, int | float | str):
        return value
    raise DataError(f"{name} must be a number or a tuple of numbers; {value!r} came.")


def train_and_measure(setting, images, labels, validation_images, validation_labels, classes=10):
    """One run, in whatever process: {"accuracy", "seconds", "error"}. It raises nothing.

    setting: a complete one. images: uint8 (n, height, width); labels: (n,), from 0 to classes − 1;
    the others likewise.
    """
    start = time.perf_counter()
    try:
        n = setting["n_training"]
        n = len(labels) if n is None else check_count(n, "n_training")
        if n > len(labels):
            raise DataError(f"n_training is {n}, but there are {len(labels)} training digits.")
        training_data = Digits(images[:n], labels[:n], one_hot_targets=True, classes=classes)
        hidden = setting["hidden"] if isinstance(setting["hidden"], tuple) else (setting["hidden"],)
        net = Network(
            [images[0].size, *hidden, classes], seed=setting["seed"], init=setting["init"]
        )
        loop = (setting[name] for name in ("epochs", "mini_batch_size", "eta"))
        net.SGD(training_data, *loop, quiet=True)
        right = net.evaluate(Digits(validation_images, validation_labels, classes=classes))
    except Exception as error:
        return {"accuracy": None, "seconds": None, "error": _in_words(error)}
    seconds = round(time.perf_counter() - start, 3)
    return {"accuracy": right / len(validation_labels), "seconds": seconds, "error": None}


def _in_words(error):
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _run_all(pending, arrays, jobs):
    """Yield (key, result) for each pending run, in the order in which they finish.

    A process that dies takes the running jobs with it, not the sweep: what is left is started
    again, all of it as long as each start finishes something, and then one run at a time.
    """
    left = dict(pending)
    finished = True
    while left and finished:
        finished = False
        try:
            for key, result in _side_by_side(left, arrays, jobs):
                del left[key]
                finished = True
                yield key, result
        except Exception as error:
            if not _process_died(error):
                raise
    for key in left:
        try:
            yield from _side_by_side({key: left[key]}, arrays, jobs)
        except Exception as error:
            if not _process_died(error):
                raise
            yield key, {"accuracy": None, "seconds": None, "error": _in_words(error)}


def _process_died(error):
    """Whether joblib or Dask lost a process. (Dask may be missing, so its error goes by name.)"""
    return isinstance(error, BrokenExecutor | CancelledError) or (
        type(error).__name__ == "KilledWorker"
    )


def _side_by_side(settings, arrays, jobs):
    parallel = joblib.Parallel(n_jobs=jobs, return_as="generator_unordered", batch_size=1)
    return parallel(
        joblib.delayed(_named)(key, setting, *arrays) for key, setting in list(settings.items())
    )


def _named(key, *arguments):
    return key, train_and_measure(*arguments)


class _Store:
    """The results so far, by key, and the file in which they are kept, a line for each."""

    def __init__(self, folder, arrays):
        self.results = {}
        self.path = None
        digest = hashlib.sha256()
        for array in arrays:
            digest.update(f"{array.dtype}{array.shape}".encode() + array.tobytes())
        self.digits = digest.hexdigest()
        if folder is not None:
            self.path = Path(folder) / "sweep.jsonl"
            self._open()

    def key(self, setting):
        """What a run is known by: its digits and its setting."""
        return json.dumps([self.digits, setting], sort_keys=True)

    def add(self, key, result):
        """Remember a result, and save it unless the run failed."""
        self.results[key] = result
        if self.path is not None and result["error"] is None:
            self._write(json.dumps({"key": key, "result": result}) + "\n")

    def _open(self):
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._trouble(error) from error
        for line in text.splitlines():
            try:
                row = json.loads(line)
                accuracy, seconds = (row["result"][name] for name in ("accuracy", "seconds"))
                if 0 <= accuracy <= 1 and 0 <= seconds < math.inf and isinstance(row["key"], str):
                    result = {"accuracy": accuracy, "seconds": seconds, "error": None}
                    self.results[row["key"]] = result
            except (ValueError, LookupError, TypeError, RecursionError):
                continue  # a line cut short by a power cut: that run is done again
        if text and not text.endswith("\n"):
            self._write("\n")

    def _write(self, line):
        try:
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(line)
        except OSError as error:
            raise self._trouble(error) from error

    def _trouble(self, error):
        return DataError(
            f"{self.path} cannot be used: {error.strerror or error}. Give run_sweep another folder."
        )
