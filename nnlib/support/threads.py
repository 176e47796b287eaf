"""One thread for the products of matrices, as long as it is needed and no longer."""

import contextlib
import functools

from threadpoolctl import ThreadpoolController


@functools.cache
def _libraries():
    """The libraries that multiply matrices. To look for them takes longer than to set them."""
    return ThreadpoolController().select(user_api="blas")


@contextlib.contextmanager
def one_thread():
    """While this lasts one thread multiplies matrices; then the process's own setting is back.

    The matrices here are small: more threads are no quicker, on a busy computer they wait for each
    other and are many times slower, and they round differently, so that a seed would give another
    network on a machine with another number of processors.
    """
    with _libraries().limit(limits=1):
        yield
