"""What is stopped at a random moment, again and again, and what must then be true.

`python moments.py CASE HOW NUMBER FOLDER` stops a case so many times and prints a line of JSON:
{"moments": 100, "stopped": 93, "left": 2}. HOW is SIGINT or SIGKILL, sent at a random time, or
"SIGINT at a step" or "SIGKILL at a step": then it comes between two instructions of the code that
writes. Each time in a process of its own, forked from this one. The first thing that is lost ends
it with an AssertionError.
"""

import contextlib
import inspect
import io
import itertools
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
import zipfile
from pathlib import Path

import numpy as np
import tqdm

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_lessons import ANSWER, NINE, SECOND, everything, make_project, publish, save, texts

from nnlib import Network, load_mnist
from nnlib.classroom import lessons
from nnlib.classroom.checking import handing, memory
from nnlib.classroom.lessons import files, published
from nnlib.studies import sweep
from nnlib.support import storage

WRITING = (files, storage, memory, handing, sweep, zipfile, inspect.unwrap(np.savez_compressed))
WRITING = [inspect.getsourcefile(thing) for thing in WRITING]
NOTE = "My own note."


class Case:
    """A thing to stop: it is prepared in a folder, run, and looked at afterwards."""

    def __init__(self, folder):
        self.folder = folder
        self.prepare()

    def prepare(self):
        """What was there before."""

    def said(self):
        """How many times `say` was called."""
        file = self.folder / "said"
        return file.stat().st_size if file.exists() else 0

    def say(self):
        """Tell that one more thing is done: from now on it must not be lost."""
        with open(self.folder / "said", "ab", buffering=0) as file:
            file.write(b".")

    def left(self):
        """Unfinished files that lie about."""
        return [path for path in self.folder.rglob("*") if path.suffix in (".part", ".new")]


class Training(Case):
    """A training that saves its network after each epoch."""

    epochs = 12
    expected = ()  # the weights after each epoch

    def run(self):
        net = Network([784, 10, 10])
        for _ in range(self.epochs):
            net.SGD(DIGITS, 1, 10, 3.0, quiet=True)
            net.save(self.folder / "net.npz")
            self.say()
        return net

    def check(self):
        if not Training.expected:
            net, Training.expected = Network([784, 10, 10]), []
            for _ in range(self.epochs):
                net.SGD(DIGITS, 1, 10, 3.0, quiet=True)
                Training.expected.append(net.weights[0].copy())
        path, said = self.folder / "net.npz", self.said()
        if not path.exists():
            assert said == 0
            return
        net = Network.load(path)
        epochs = len(net.history)
        assert epochs in (said, said + 1)
        assert np.array_equal(net.weights[0], self.expected[epochs - 1])
        if epochs < self.epochs:
            net.SGD(DIGITS, 1, 10, 3.0, quiet=True)
            assert np.array_equal(net.weights[0], self.expected[epochs])


class Sweep(Case):
    """A sweep that keeps its results in a folder."""

    settings = tuple({"hidden": 5, "epochs": 1, "seed": seed} for seed in range(6))
    expected = None

    def run(self, count=None):
        measure = sweep.train_and_measure

        def counted(*arguments):
            result = measure(*arguments)
            count.append(result)
            return result

        with contextlib.ExitStack() as stack:
            if count is not None:
                stack.callback(setattr, sweep, "train_and_measure", measure)
                sweep.train_and_measure = counted
            return sweep.run_sweep(list(self.settings), DIGITS, DIGITS, self.folder, jobs=1)

    def check(self):
        file, again = self.folder / "sweep.jsonl", []
        whole = file.read_bytes().count(b"}\n") if file.exists() else 0
        table = self.run(again)
        Sweep.expected = Sweep.expected or table.column("accuracy")
        assert table.column("accuracy") == self.expected
        assert len(again) == len(self.settings) - whole


class Lessons(Case):
    """A lesson in which a student wrote."""

    def prepare(self):
        self.project = make_project(self.folder / "project")
        published.PACKAGE = self.project / "nnlib"
        os.chdir(self.project)
        self.mine, _, _ = lessons.copy_out()
        save(self.mine / NINE, {"stub": ANSWER, "note": NOTE})
        publish(self.project, SECOND)

    def check(self):
        self.assert_kept()
        self.run()
        self.assert_kept()
        assert not self.left()
        assert not [path for path in self.mine.glob("*.ipynb") if not path.stat().st_size]

    def assert_kept(self):
        found = everything(self.mine)
        assert ANSWER in found
        assert NOTE in found


class Reset(Lessons):
    """A lesson is made clean again."""

    def run(self):
        lessons.reset(9)


class Update(Lessons):
    """All lessons are brought to the newer version."""

    def run(self):
        lessons.update()

    def assert_kept(self):
        super().assert_kept()
        if (self.mine / NINE).exists():
            assert texts(self.mine / NINE)["stub"] == ANSWER


class Along(Lessons):
    """What was written in the project's own notebooks is taken along."""

    def prepare(self):
        super().prepare()
        save(self.project / "notebooks" / NINE, {"end": "Written in the originals."})

    def run(self):
        lessons.take_along()

    def check(self):
        found = everything(self.mine) + everything(self.project / "notebooks")
        assert "Written in the originals." in found
        super().check()
        assert "Written in the originals." in everything(self.mine)


class Memory(Case):
    """The checker remembers answers, one after the other."""

    keys = tuple(f"{lesson}.{number}" for lesson in range(1, 9) for number in range(1, 9))

    def prepare(self):
        (self.folder / lessons.MARKER).write_text("{}")
        os.chdir(self.folder)

    def run(self):
        for key in self.keys:
            memory.remember(key, "right")
            self.say()

    def check(self):
        said, found = self.said(), list(memory.remembered())
        assert found in (list(self.keys[:said]), list(self.keys[: said + 1]))
        memory.remember("9.9", "wrong")
        assert memory.remembered() == dict.fromkeys(found, "right") | {"9.9": "wrong"}


class Export(Case):
    """Progress is written over the progress of the day before, again and again."""

    def run(self):
        for lesson in range(1, 60):
            said = handing.write(self.folder / "mine.json", lesson, {f"{lesson}.1": "right"})
            assert said.startswith("written"), said
            self.say()

    def check(self):
        said, path = self.said(), self.folder / "mine.json"
        if not path.exists():
            assert said == 0
            return
        lesson, states = handing.read(path)
        assert lesson in (said, said + 1)
        assert states == {f"{lesson}.1": "right"}
        assert handing.write(path, 3, {}).startswith("written")


CASES = {case.__name__.lower(): case for case in Case.__subclasses__() if case is not Lessons}
CASES |= {case.__name__.lower(): case for case in Lessons.__subclasses__()}


def in_a_fork(act):
    """Fork; the child does this and ends. Returns its id."""
    child = os.fork()
    if not child:
        code = 0
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                act()
        except KeyboardInterrupt:
            code = 130
        except BaseException as error:  # the parent tells of it
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            code = 3
        finally:
            os._exit(code)
    return child


def wait_for(child):
    """How a child ended: its return code, or minus the number of a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stop_at_a_time(case, number, delay):
    """Send a signal to a case after a while; returns how it ended."""
    ready, go = os.pipe()

    def act():
        os.write(go, b".")
        case.run()

    child = in_a_fork(act)
    os.read(ready, 1)
    os.close(ready), os.close(go)
    time.sleep(delay)
    os.kill(child, number)
    return wait_for(child)


def at_step(step, stop):
    """A tracer that calls `stop` before so many instructions of the code that writes are done."""
    steps = itertools.count()

    def trace(frame, event, argument):
        if frame.f_code.co_filename not in WRITING:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and next(steps) == step:
            sys.settrace(None)
            stop()
        return trace

    return trace, steps


def stop_at_a_step(case, number, step):
    """Stop a case between two instructions of the code that writes; returns how it ended."""

    def stop():
        if number == signal.SIGKILL:
            os.kill(os.getpid(), number)
        raise KeyboardInterrupt

    def act():
        sys.settrace(at_step(step, stop)[0])
        case.run()

    return wait_for(in_a_fork(act))


def steps_of(case):
    """How many instructions of the code that writes a case takes."""
    trace, steps = at_step(-1, None)
    sys.settrace(trace)
    try:
        case.run()
    finally:
        sys.settrace(None)
    return next(steps)


def main(name, how, number, folder):
    """Stop a case so many times, and look each time what is lost."""
    word, _, at_a_step = how.partition(" ")
    kind, stop = CASES[name], getattr(signal, word)
    published._installed = lambda: ({}, False)
    os.environ.pop("NNLIB_LESSONS", None)
    rng, stopped, left = random.Random(f"{name} {how}"), 0, 0
    fresh = (Path(folder) / f"{i}" for i in itertools.count())

    def new():
        place = next(fresh)
        place.mkdir(parents=True)
        return kind(place)

    with contextlib.redirect_stdout(io.StringIO()):
        first = new()
        first.run()
        first.check()
        again = new()
        start = time.monotonic()
        if at_a_step:
            steps = steps_of(again)
            moments = sorted(rng.sample(range(steps), min(steps, number)))
        else:
            again.run()
            lasts = time.monotonic() - start
            moments = [rng.random() for _ in range(number)]
    for moment in moments:
        case = new()
        if at_a_step:
            end = stop_at_a_step(case, stop, moment)
        else:
            end = stop_at_a_time(case, stop, moment * lasts)
            lasts *= 0.8 if end == 0 else 1  # too late: it was measured on a busier computer
        assert end in (0, 130, -stop), f"at {moment}: it ended with {end}"
        stopped += end != 0
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                left += bool(case.left())
                case.check()
        except Exception as error:
            raise AssertionError(f"{name}, {how}, at {moment}: {error}") from error
        os.chdir(folder)
        shutil.rmtree(case.folder)
    return {"moments": len(moments), "stopped": stopped, "left": left}


if __name__ == "__main__":
    # By default processes share tqdm's lock, and one that is killed may hold it for ever.
    tqdm.tqdm.set_lock(threading.RLock())
    DIGITS = load_mnist("embedded", quiet=True).train[:200]
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])))
