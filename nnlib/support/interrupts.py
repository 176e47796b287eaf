"""Ctrl-C at the right moment, and kindly: it waits until what must not be cut in two is done, and a
notebook shows a sentence instead of forty lines of traceback.
"""

import builtins
import contextlib
import signal
import threading


class Interrupts:
    """Interrupts (Ctrl-C, the ■ button) that wait while something is busy, until `release`.

    busy: a function without arguments that says whether they have to wait.
    """

    def __init__(self, busy):
        self.busy = busy
        self.waiting = None

    @contextlib.contextmanager
    def watched(self):
        """While this lasts, interrupts wait. Only the main thread hears of them; others may not."""
        usual = signal.getsignal(signal.SIGINT)
        if not callable(usual) or threading.current_thread() is not threading.main_thread():
            yield
            return

        def handle(number, frame):
            if self.busy():
                self.waiting = lambda: usual(number, frame)
            else:
                usual(number, frame)

        signal.signal(signal.SIGINT, handle)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, usual)

    def release(self):
        """Let an interrupt that has waited do what it usually does."""
        if self.waiting:
            waiting, self.waiting = self.waiting, None
            waiting()


@contextlib.contextmanager
def noted():
    """While this lasts an interrupt only leaves a note, in the list that is given.

    For training that goes on between the cells of a notebook, where an interrupt is otherwise not
    heard at all. Afterwards it does what it usually does. Only the main thread hears of them.
    """
    notes = []
    if threading.current_thread() is not threading.main_thread():
        yield notes
        return
    usual = signal.signal(signal.SIGINT, lambda *pressed: notes.append(pressed))
    try:
        yield notes
    finally:
        signal.signal(signal.SIGINT, usual)
        if notes and callable(usual):
            usual(*notes[0])


def in_a_sentence(interrupt, sentence):
    """Let a notebook show a sentence instead of this KeyboardInterrupt's traceback.

    The cells that wait for their turn (Run All) are stopped as ever. Returns whether this is a
    notebook; a terminal shows the traceback as usual.
    """
    interrupt._render_traceback_ = lambda: [sentence]  # IPython asks for it
    return hasattr(builtins, "get_ipython")


@contextlib.contextmanager
def stopped(sentence):
    """If what is inside is interrupted, a notebook shows the sentence. Also a decorator."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        in_a_sentence(interrupt, sentence)
        raise
