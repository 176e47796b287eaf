"""Keeps one worker: limits it, and ends it with everything that it has started.

It is run as a program of its own by `run`. An order comes on standard input, as JSON: command,
folder, environment, seconds, megabytes, processes, disk. It prints how the worker ended, as JSON:
{"end": "finished" | "crashed" | "time" | "memory" | "processes" | "disk", "code": 0}.

On Linux it adopts what the worker's children leave behind, so that none gets away by starting
a session of its own. Elsewhere it ends the worker's process group, and on Windows its tree.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

LINUX = sys.platform == "linux"
FILE_SIZE = 100 * 2**20  # bytes, the largest file that a notebook may write
BESIDES = 1_500  # MB of addresses that libraries reserve and never fill
PAUSE = 0.1  # seconds between two looks
MOST_FILES = 10_000  # that a notebook may write; beyond it, their sizes take too long to add


def main():
    """Runs the worker of the order; ends it, and all that is left of it."""
    order = json.load(sys.stdin)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if LINUX:
        _adopt_orphans()
    worker = subprocess.Popen(
        order["command"],
        cwd=order["folder"],
        env=order["environment"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # an endless print fills nothing
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=None if os.name == "nt" else lambda: _limit(order),
    )
    try:
        end = _watch(worker, order)
    finally:
        _end_all(worker)
    print(json.dumps({"end": end, "code": worker.poll()}))


def _watch(worker, order):
    """Wait for the worker's end, or for the first limit that it passes; says which."""
    deadline = time.monotonic() + order["seconds"]
    next_look = 0
    while worker.poll() is None:
        if time.monotonic() > deadline:
            return "time"
        family = descendants(os.getpid())
        if len(family) > order["processes"]:
            return "processes"
        if sum(family.values()) > order["megabytes"]:
            return "memory"
        if time.monotonic() > next_look:
            if written(order["folder"]) > order["disk"]:
                return "disk"
            next_look = time.monotonic() + 10 * PAUSE
        time.sleep(PAUSE)
    return "finished" if worker.returncode == 0 else "crashed"


def written(folder):
    """The megabytes of all files in a folder; infinity if there are more than `MOST_FILES`."""
    size, files = 0, 0
    for place, _, names in os.walk(folder):
        files += len(names)
        if files > MOST_FILES:
            return float("inf")
        for name in names:
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(place, name)).st_size
    return size / 2**20


def descendants(pid):
    """The processes that a process has started, and theirs: from their ids to their memory in MB.

    {} where the system does not tell.
    """
    table = _from_proc() if Path("/proc/self/stat").exists() else _from_ps()
    found, new = {}, {pid}
    while new:
        new = {one for one, (parent, _) in table.items() if parent in new and one not in found}
        found.update((one, table[one][1]) for one in new)
    return found


def _from_proc():
    """All processes that are no zombies: from id to (id of the parent, MB)."""
    table, page = {}, os.sysconf("SC_PAGE_SIZE")
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                fields = Path("/proc", name, "stat").read_bytes().rpartition(b")")[2].split()
                if fields[0] != b"Z":
                    table[int(name)] = int(fields[1]), int(fields[21]) * page / 2**20
    return table


def _from_ps():
    with contextlib.suppress(OSError, subprocess.SubprocessError, ValueError):
        command = ["ps", "-axo", "pid=,ppid=,rss="]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rows = [[int(part) for part in line.split()] for line in lines.splitlines()]
        return {pid: (parent, kilobytes / 1024) for pid, parent, kilobytes in rows}
    return {}


def _end_all(worker):
    """End the worker and all that it has started; first stop them, so that none starts another."""
    if os.name == "nt":
        command = ["taskkill", "/F", "/T", "/PID", str(worker.pid)]
        subprocess.run(command, capture_output=True, check=False)
        return
    with contextlib.suppress(OSError):
        os.killpg(worker.pid, signal.SIGKILL)
    for _ in range(500):
        family = descendants(os.getpid())
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for pid in family:
                with contextlib.suppress(OSError):
                    os.kill(pid, number)
        worker.poll()
        if not family:
            return
        with contextlib.suppress(ChildProcessError):  # those that were adopted
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.01)


def end_those_at_home_in(folder):
    """End what still runs with this folder as its home, where the system tells: on Linux.

    That is the worker, and what it has started, if a notebook has ended their keeper.
    """
    if not LINUX:
        return
    home = f"HOME={folder}".encode()
    for _ in range(500):  # until none is left
        found = False
        for name in filter(str.isdigit, os.listdir("/proc")):
            with contextlib.suppress(OSError):  # another user's, or just gone
                if home in Path("/proc", name, "environ").read_bytes().split(b"\0"):
                    os.kill(int(name), signal.SIGKILL)
                    found = True
        if not found:
            return
        time.sleep(0.02)


def _limit(order):
    """Set the limits of the process that is about to become the worker."""
    import resource

    def at_most(what, most):
        with contextlib.suppress(ValueError, OSError):  # a lower one is set already
            resource.setrlimit(what, (most, most))

    at_most(resource.RLIMIT_AS, (order["megabytes"] + BESIDES) * 2**20)
    at_most(resource.RLIMIT_CPU, int(order["seconds"]) * 4 + 60)
    at_most(resource.RLIMIT_FSIZE, FILE_SIZE)
    at_most(resource.RLIMIT_CORE, 0)
    if LINUX and os.getuid() != 0:  # it counts all of a user's threads, and root is not asked
        at_most(resource.RLIMIT_NPROC, _threads_of_mine() + 4 * order["processes"])


def _threads_of_mine():
    count = 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == os.getuid():
                    count += len(os.listdir(f"/proc/{name}/task"))
    return count


def _adopt_orphans():
    """Become the parent of what the worker's children leave; and end when `run` is gone."""
    import ctypes

    set_child_subreaper, set_parents_death_signal = 36, 1
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.prctl(set_child_subreaper, 1, 0, 0, 0)
        library.prctl(set_parents_death_signal, signal.SIGTERM, 0, 0, 0)


if __name__ == "__main__":
    main()
