"""A time limit for a student's code that no `except` of theirs can swallow.

A second thread waits. When time is up, it interrupts the main thread, as ■ does. From then on
every further line of the student's code is interrupted too, the lines of an `except` among them,
so that the code has to end. A call that cannot be interrupted (one long operation of NumPy, on
Windows a sleep) is stopped as soon as it returns. Where threads do not exist (Pyodide in a
browser) there is no limit.
"""

import signal
import sys
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

    def run(self, work):
        """work(), stopped when time is up; its result, or what it raises.

        Raises TimeUp if time was up, and KeyboardInterrupt if the user pressed ■, even where
        the student's code has swallowed them.
        """
        self._thread = threading.get_ident()
        self._main = threading.current_thread() is threading.main_thread()
        tracing, handler = sys.gettrace(), self._take_interrupts()
        watcher = self._start_watching()
        start = time.monotonic()
        try:
            self.running = True
            result = work()
        except TimeUp:
            result = None
        finally:
            while True:  # until here one more interruption may come
                try:
                    self.running = False
                    self.took = time.monotonic() - start
                    self._done.set()
                    if watcher is not None:
                        watcher.join()
                    sys.settrace(tracing)
                    if self.late:
                        self._raise(None)
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
        if not self.late:
            self.pressed = True
            raise KeyboardInterrupt
        if self.running:
            self._interrupt_every_line(frame)
            raise TimeUp

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
        self.late = True
        while self.running:
            self._interrupt()
            if self._done.wait(AGAIN):
                return

    def _interrupt(self):
        if not self._main:
            self._raise(TimeUp)
        elif hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self._thread, signal.SIGINT)  # this wakes a sleep, too
        else:
            interrupt_main()

    def _raise(self, exception):
        """Let the thread raise the exception at its next step; None takes a waiting one back."""
        waiting = None if exception is None else ctypes.py_object(exception)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), waiting)

    def _interrupt_every_line(self, frame):
        """Interrupt each line of the student's code, from `frame` on, until the call ends.

        The trace function does not raise: Python would then drop it. It lets the line's next
        step raise.
        """

        def trace(frame, event, _):
            if not self.running or frame.f_code.co_filename == __file__:
                return None
            if event == "line":
                self._raise(TimeUp)
            return trace

        sys.settrace(trace)
        while frame is not None and frame.f_code.co_filename != __file__:
            frame.f_trace = trace
            frame = frame.f_back
