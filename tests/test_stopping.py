"""■ in a notebook: one sentence instead of a traceback, and the cells after it do not run."""

import signal

import nbclient
import nbformat
import numpy as np
import pytest
from jupyter_client import AsyncKernelManager

from nnlib import Network, load_mnist, progress_bar, read_number
from nnlib.support.bars import LINE
from nnlib.support.interrupts import in_a_sentence, stopped

PRESSING = """import signal
import numpy as np

class Pressing:
    "Data that press ■ when a piece of them is taken for the n-th time."
    def __init__(self, n): self.left = n
    def __len__(self): return 3000
    def columns(self, indices, dtype=np.float32):
        self.left -= 1
        if not self.left: signal.raise_signal(signal.SIGINT)
        m = len(np.arange(3000)[indices])
        return np.zeros((4, m), dtype), np.eye(2, dtype=dtype)[:, np.arange(m) % 2]

from nnlib import Network, progress_bar
net = Network([4, 2])"""
CELLS = {
    "net.SGD(Pressing(5), 100, 1000, 3.0)": (
        "Stopped during epoch 1. The network keeps what it has learned so far."
    ),
    "net.SGD(Pressing(9), 100, 1000, 3.0, quiet=True)": (
        "Stopped during epoch 2. The network keeps what it has learned so far."
    ),
    "net.evaluate(Pressing(3))": (
        "Stopped while counting right answers; the network is as it was."
    ),
    "with progress_bar(3, 'step'):\n    signal.raise_signal(signal.SIGINT)": (
        "Stopped. To begin anew, run the cell again."
    ),
}


def run(*cells):
    """The outputs of cells that are run one after the other, as Run All does."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    client = nbclient.NotebookClient(notebook, km=AsyncKernelManager(), timeout=120)
    with pytest.raises(nbclient.exceptions.CellExecutionError):
        client.execute()
    return [cell.outputs for cell in notebook.cells]


@pytest.mark.parametrize("line", CELLS)
def test_a_notebook_that_is_stopped_says_so_in_a_sentence(line):
    _, outputs, after = run(PRESSING, line, "print('ran on')")
    error = outputs[-1]
    assert error["output_type"] == "error"
    assert error["ename"] == "KeyboardInterrupt"
    assert error["traceback"] == [CELLS[line]]
    assert "Stopped" not in "".join(out.get("text", "") for out in outputs)  # said once
    assert after == []


def interrupted(call):
    """The KeyboardInterrupt that comes out of a call."""
    with pytest.raises(KeyboardInterrupt) as caught:
        call()
    return caught.value


def press(*_):
    signal.raise_signal(signal.SIGINT)


def test_every_long_loop_has_its_sentence(monkeypatch):
    stroke = np.zeros((40, 40))
    stroke[5:35, 18:22] = 1
    reading = interrupted(lambda: read_number(stroke, Network([784, 10]), cut=press))
    assert reading._render_traceback_() == [
        "Stopped while reading. To begin anew, run the cell again."
    ]
    monkeypatch.setattr("nnlib.digits.mnist.read_embedded", press)
    loading = interrupted(lambda: load_mnist("embedded"))
    assert "reading the digits" in loading._render_traceback_()[0]


@pytest.mark.parametrize(("folder", "says"), [(None, "begins anew"), ("runs", "goes on")])
def test_a_sweep_says_what_is_kept(monkeypatch, tmp_path, folder, says):
    from nnlib.studies import sweep

    monkeypatch.setattr(sweep, "_run_all", lambda *_: press())
    digits = load_mnist("embedded", quiet=True).train[:50]
    where = folder and tmp_path / folder
    caught = interrupted(lambda: sweep.run_sweep([{"epochs": 1}], digits, digits, where))
    assert says in caught._render_traceback_()[0]


def test_the_outer_loop_has_the_last_word():
    def both():
        with stopped("the outer"), stopped("the inner"):
            press()

    assert interrupted(both)._render_traceback_() == ["the outer"]


def test_another_error_keeps_its_traceback():
    def divide():
        with stopped("a sentence"), progress_bar(1, "step"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        divide()
    assert not hasattr(caught.value, "_render_traceback_")


def test_a_bar_that_is_interrupted_before_it_has_begun_is_cleared_away_quietly():
    kind = type(progress_bar(1, "step", quiet=True))
    assert kind.__new__(kind).close() is None


def test_outside_a_notebook_it_is_known_that_nobody_shows_the_sentence():
    assert in_a_sentence(KeyboardInterrupt(), "a sentence") is False


def test_the_live_line_says_epoch_accuracy_and_time_left(monkeypatch):
    lines, formats = [], []

    class Noting:
        write, update = print, lambda self: None

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def set_description_str(self, words):
            lines.append(words)

    def noting(total, unit, description, *, quiet, bar_format):
        lines.append(description)
        formats.append(bar_format)
        return Noting()

    monkeypatch.setattr("nnlib.training.progress_bar", noting)
    net, digits = Network([784, 10]), load_mnist("embedded", quiet=True).validation
    net.SGD(digits, 2, 10, 0.5, digits)
    net.SGD(digits, 1, 10, 0.5)
    counted = [row["correct"] for row in net.history]
    assert lines == [
        "epoch 1 of 2",
        f"epoch 2 of 2, {counted[0]} / 500 right",
        f"epoch 2 of 2, {counted[1]} / 500 right",
        "epoch 1 of 1",
        "epoch 1 of 1",
    ]
    assert formats == [LINE, LINE]
    assert LINE.endswith("{remaining} left")
