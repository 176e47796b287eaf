"""What became of a reader that was given a file, whatever the file is."""

import contextlib
import signal
import tracemalloc

from nnlib.support.errors import DataError

SECONDS = 20  # a reader that takes longer on a small file hangs
BESIDES = 2**20  # bytes that a reader may need whatever the file


class Hangs(BaseException):
    """A reader does not come to an end."""


@contextlib.contextmanager
def in_time(seconds=SECONDS):
    """Raise Hangs in what does not come to an end; where the system has no alarm, wait for it."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_):
        raise Hangs(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def fate(read, path, honest):
    """("read", result) or ("refused", words); AssertionError for whatever else becomes of it.

    honest: how many bytes the file truly holds, unpacked. The reader may take twice as many.
    """
    tracemalloc.start()
    try:
        with in_time():
            found = "read", read(path)
    except DataError as error:
        found = "refused", str(error)
    except (Exception, Hangs) as error:
        raise AssertionError(f"{type(error).__name__}: {error}"[:500]) from error
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    most = 2 * honest + BESIDES
    assert peak <= most, f"it took {peak:,} bytes for a file that holds {honest:,}"
    if found[0] == "refused":
        assert_clear(found[1], path.name)
    return found


def assert_clear(words, name):
    """A message names the file and says in a sentence what is wrong and what to do."""
    assert name in words, words
    assert len(words) > len(name) + 15, words
    assert words.rstrip()[-1] in ".?)]\"'", words
    assert "Traceback" not in words, words
    assert " object at 0x" not in words, words
