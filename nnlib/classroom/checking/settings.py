"""The settings that a student's function may change for good: noticed, and put back."""

import contextlib
import decimal
import gc
import os
import random
import sys
import warnings

import numpy as np

WITH = "Use `with np.errstate(…):` around the line instead."


@contextlib.contextmanager
def kept():
    """Put every setting back at the end. Yields two lists: settings changed, and warnings given.

    The first is filled at the end, by pairs: what was changed, and what to write instead.
    Random draws, how NumPy prints, the digits of a Decimal and the like are put back without a
    word.
    """
    changed = []
    printing = np.get_printoptions()
    numbers, draws = np.random.get_state(), random.getstate()
    depth, folder, environment = sys.getrecursionlimit(), _folder(), dict(os.environ)
    outputs = sys.stdout, sys.stderr, sys.stdin
    modules, collecting, decimals = len(sys.modules), gc.isenabled(), decimal.getcontext().copy()
    watching = sys.gettrace(), sys.getprofile()
    callback = np.geterrcall()
    with np.errstate(all="warn", under="ignore"), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        errors, filters = np.geterr(), list(warnings.filters)
        try:
            yield changed, caught
        finally:
            imported = len(sys.modules) > modules  # an import may set filters, not the student
            if np.geterr() != errors or np.geterrcall() is not callback:
                changed.append(("np.seterr", WITH))
            if warnings.filters != filters and not imported:
                changed.append(("the warning filters", "Mend what is warned about instead."))
            np.seterrcall(callback)
            if np.get_printoptions() != printing:
                np.set_printoptions(**printing)
            if _folder() != folder:
                changed.append(("the working folder", "Leave `os.chdir` out."))
                if folder:
                    os.chdir(folder)
            if dict(os.environ) != environment and not imported:
                changed.append(("the environment variables", "Leave `os.environ` as it is."))
                os.environ.clear()
                os.environ.update(environment)
            if sys.getrecursionlimit() != depth:
                changed.append(("Python's recursion limit", "Let the recursion end sooner."))
                sys.setrecursionlimit(depth)
            sys.stdout, sys.stderr, sys.stdin = outputs
            (gc.enable if collecting else gc.disable)()
            decimal.setcontext(decimals)
            if sys.gettrace() is not watching[0]:
                sys.settrace(watching[0])
            if sys.getprofile() is not watching[1]:
                sys.setprofile(watching[1])
            np.random.set_state(numbers)
            random.setstate(draws)


def _folder():
    try:
        return os.getcwd()
    except OSError:
        return None
