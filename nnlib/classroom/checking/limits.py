"""A time limit for a student's code that no `except` of theirs can swallow.

A second thread waits. When time is up, it interrupts the main thread, as ■ does, by raising
TimeUp. Each TimeUp that is caught asks for the next one at the next step of the code, so an
`except` is itself interrupted, and the code has to end. A call that cannot be interrupted (one
long operation of NumPy, on Windows a sleep) is stopped as soon as it returns. Where threads do not
exist (Pyodide in a browser) there is no limit.
"""

import functools
import signal
import threading
import time
from _thread import interrupt_main

try:
    import ctypes
except ImportError:  # some browsers' Python; it has no threads either
    ctypes = None

AGAIN = 0.05  # seconds until the next interruption


class TimeUp(BaseException):
    """Time is up. No Exception, so that `except Exception` does not catch it."""


class Limit:
    """One call and its time. Afterwards: `late` if time was up, `pressed` if the user pressed ■."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.late = self.pressed = self.running = False
        self.took = 0.0
        self._done = threading.Event()
        self._time_up = TimeUp

    def run(self, work):
        """work(), stopped when time is up; its result, or what it raises.

        Raises TimeUp if time was up, and KeyboardInterrupt if the user pressed ■, even where
        the student's code has swallowed them.
        """
        self._thread = threading.get_ident()
        self._main = threading.current_thread() is threading.main_thread()
        handler, watcher = self._take_interrupts(), self._start_watching()
        start, last = time.monotonic(), False
        try:
            self.running = True
            result = work()
        except TimeUp:
            result = None
        finally:
            while True:  # until here one more interruption may come
                try:
                    self.running = False
                    self._time_up.__init__ = TimeUp.__init__  # from here on none asks for more
                    self.took = time.monotonic() - start
                    self._done.set()
                    if watcher is not None:
                        watcher.join()
                    if self.late and not last:
                        # One may still be waiting. A last one takes its place, and comes now.
                        last = True
                        _set_exception(self._thread, TimeUp)
                        time.sleep(0)
                    break
                except TimeUp:
                    continue
            if handler is not None:
                signal.signal(signal.SIGINT, handler)
            if self.pressed:
                raise KeyboardInterrupt from None
            if self.late:
                raise TimeUp from None
        return result

    def _take_interrupts(self):
        """Handle SIGINT, and so ■, ourselves; returns the handler there was, None if we cannot."""
        if not self._main:
            return None
        try:
            return signal.signal(signal.SIGINT, self._on_interrupt)
        except (ValueError, OSError, AttributeError):
            return None

    def _on_interrupt(self, number, frame):
        self.pressed = self.pressed or not self.late
        if self.running:  # else it is passed on when all is put back
            raise self._time_up if self.late else KeyboardInterrupt

    def _start_watching(self):
        """The thread that waits until time is up, or None where there are no threads."""
        watcher = threading.Thread(target=self._watch, daemon=True)
        try:
            watcher.start()
        except RuntimeError:  # can't start new thread: Pyodide
            return None
        return watcher

    def _watch(self):
        if self._done.wait(self.seconds):
            return
        self._time_up = _asking_for_more(self._thread)
        self.late = True
        while self.running:
            self._interrupt()
            if self._done.wait(AGAIN):
                return

    def _interrupt(self):
        if not self._main:
            _set_exception(self._thread, self._time_up)
        elif hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self._thread, signal.SIGINT)  # this wakes a sleep, too
        else:
            interrupt_main()


def _asking_for_more(thread):
    """A TimeUp that, whenever one is made, asks for the next. See `_set_exception`."""

    class Again(TimeUp):
        pass

    again = ctypes.c_ulong(thread), ctypes.py_object(Again)
    Again.__init__ = staticmethod(functools.partial(_set_exception, *again))
    return Again


if ctypes is not None:
    # _set_exception(thread, exception): let a thread raise the exception at its next step.
    # In C, without a step of Python in which the exception asked for would be raised already.
    _set_exception = ctypes.PYFUNCTYPE(None, ctypes.c_ulong, ctypes.py_object)(
        ("PyThreadState_SetAsyncExc", ctypes.pythonapi)
    )
