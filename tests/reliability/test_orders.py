"""The cells of a lesson in random orders: each exception says which cell to run first.

The first cell, with the imports, stays the first. The numbers of the orders are their seeds.
"""

import contextlib
import random
import re
from collections import Counter

import execute
import pytest

from nnlib.classroom import optional, run_first
from teach import lessons

pytestmark = pytest.mark.reliability
SAYS = re.compile(
    r"` comes from (the cell under the heading “.+`)(, which did not run to its end"
    r"|, and another cell has made it anew since)?\. Run that cell first\.$"
)


def each_lesson(test):
    return pytest.mark.parametrize("path", lessons.lessons(), ids=lambda path: path.name[:2])(test)


class Order:
    """A lesson's code cells in a random order, the first of them first, one after the other."""

    def __init__(self, path, seed):
        self.notebook = execute.read(path)
        named = run_first.cells_of(self.notebook)
        self.cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self.named = dict(zip(map(str, named), self.cells, strict=True))
        others = self.cells[1:]
        random.Random(f"{path.name} {seed}").shuffle(others)
        self.notebook.cells = [self.cells[0], *others]
        self.seed, self.errors, self.unclear = seed, Counter(), []

    @contextlib.contextmanager
    def started(self, folder):
        """A kernel for them, that works in `folder`."""
        env = execute.environment(NNLIB_DATA="embedded")
        self.client = execute.client_for(self.notebook, folder, allow_errors=True)
        with self.client.setup_kernel(env=env, cleanup_kc=True):
            yield self

    def run(self, cell):
        """Run a cell. Returns whether it ended well, and the cell to run first, or None."""
        self.client.execute_cell(cell, self.notebook.cells.index(cell))
        for out in cell.outputs:
            if out.output_type == "error":
                self.errors[out.ename] += 1
                says = SAYS.search(out.traceback[-1].rstrip())
                if not says:
                    words = f"{out.ename}: {out.evalue}"
                    self.unclear.append(f"order {self.seed}, `{cell.source[:70]}`: {words}")
                return False, says and self.named[says[1]]
        return True, None

    def follow(self, cell, above=()):
        """Run a cell, and where it says so first another one, until it ends well."""
        done = [*above, cell]
        while True:
            well, first = self.run(cell)
            if well or not first:
                return
            if first in done:
                self.unclear.append(f"order {self.seed}, `{cell.source[:70]}`: in a circle")
                return
            self.follow(first, [*above, cell])
            done.append(first)


@each_lesson
@pytest.mark.parametrize("way", ["as they come", "as the sentences say"])
def test_an_exception_in_a_random_order_says_which_cell_to_run_first(path, way, orders, tmp_path):
    needed = optional.needed_by(path.read_text(encoding="utf-8"))
    if optional.missing(needed):
        pytest.skip(optional.what_to_do(needed, path.name))
    errors, unclear = Counter(), []
    for seed in range(orders):
        with Order(path, seed).started(tmp_path) as order:
            for cell in order.notebook.cells:
                order.run(cell) if way == "as they come" else order.follow(cell)
        errors += order.errors
        unclear += order.unclear
    print(f"{path.name[:2]}, {way}: {orders} orders of {len(order.cells)} cells, {dict(errors)}")
    assert not unclear, "\n".join(unclear)
