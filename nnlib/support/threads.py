"""One thread for the products of matrices, as long as it is needed and no longer."""

import contextlib
import functools
import threading

from threadpoolctl import ThreadpoolController


@functools.cache
def _libraries():
    """The libraries that multiply matrices. To look for them takes longer than to set them."""
    return ThreadpoolController().select(user_api="blas")


class _Held:
    """How many `one_thread()` last now, and what gives the other threads back after the last.

    The setting belongs to the process, and so does this. One within another costs next to nothing.
    """

    def __init__(self):
        self.many, self.lock, self.limit = 0, threading.Lock(), None

    def begin(self):
        with self.lock:
            if not self.many:
                self.limit = _libraries().limit(limits=1)
            self.many += 1

    def end(self):
        with self.lock:
            self.many -= 1
            if not self.many:
                self.limit.restore_original_limits()


_held = _Held()


@contextlib.contextmanager
def one_thread():
    """While this lasts one thread multiplies matrices; then the process's own setting is back.

    The matrices here are small: more threads are no quicker, on a busy computer they wait for each
    other and are many times slower, and they round differently, so that a seed would give another
    network on a machine with another number of processors.
    """
    _held.begin()
    try:
        yield
    finally:
        _held.end()
