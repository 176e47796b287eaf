"""How many photographs of numbers are read: python tools/count_photographs.py test.

The photographs are made by `nnlib.reading.photographs`, which states the ranges of every condition:
44 kinds, namely plain, each of nine conditions alone, and all pairs of them that can go together.
Settings were chosen on photographs of validation digits. Those of test digits are for the last
count. It needs the full MNIST set in the folder NNLIB_DATA_DIR.
"""

import argparse
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from nnlib import DataError, load_mnist, read_number, read_picture
from nnlib.reading.photographs import KINDS, photograph

SURE = 0.9
SEEDS = {"validation": 1, "test": 2}


def read_all(digits, length, each, seed):
    """Read so many photographs of each kind: a list of (kind, text, reading or error, seconds)."""
    rng = np.random.default_rng([seed, length])
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photograph.jpg"
        for kind in KINDS * each:
            text = "".join(map(str, rng.integers(0, 10, length)))
            path.write_bytes(photograph(text, digits, rng, *kind))
            start = time.perf_counter()
            try:
                answer = read_number(read_picture(path))
            except DataError as error:
                answer = error
            found.append((kind, text, answer, time.perf_counter() - start))
    return found


def right(row):
    """Whether the number was read entirely right."""
    _, text, answer, _ = row
    return not isinstance(answer, DataError) and answer.text == text


def sure(row):
    """Whether there is a reading of high confidence, right or wrong."""
    return not isinstance(row[2], DataError) and row[2].confidence > SURE


def summary(rows):
    """The counts in words: right ones, sure ones that are right, refused ones, seconds."""
    good, certain = [row for row in rows if right(row)], [row for row in rows if sure(row)]
    refused = sum(isinstance(row[2], DataError) for row in rows)
    seconds = [row[3] for row in rows]
    return (
        f"{len(good)} of {len(rows)} right ({len(good) / len(rows):.1%}); surer than {SURE}: "
        f"{len(certain)}, of those {sum(map(right, certain))} right; {refused} refused in a "
        f"sentence; {np.median(seconds):.2f} s each, at most {max(seconds):.2f} s"
    )


def per_condition(rows):
    """For each condition, how many of the photographs that have it are right."""
    by_name = defaultdict(list)
    for row in rows:
        for name in row[0] or ("none",):
            by_name[name].append(right(row))
    return ", ".join(f"{name} {sum(some)}/{len(some)}" for name, some in by_name.items())


def main():
    """Count, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("digits", choices=SEEDS, help="which digits the numbers are made of")
    parser.add_argument("--each", type=int, default=3, help="photographs of each of 44 kinds")
    parser.add_argument("--seed", type=int, help="another seed than the one for these digits")
    parser.add_argument("--all", action="store_true", help="list those that are not right")
    options = parser.parse_args()
    digits = getattr(load_mnist("full"), options.digits)
    seed = SEEDS[options.digits] if options.seed is None else options.seed
    for length, name in ((6, "six digits with gaps"), (1, "single digits")):
        rows = read_all(digits, length, options.each, seed)
        print(f"{name}: {summary(rows)}\n    {per_condition(rows)}", flush=True)
        for kind, text, answer, _ in (row for row in rows if options.all and not right(row)):
            print(f"    {' + '.join(kind) or 'none'}: {text} as {answer!r:.120}")


if __name__ == "__main__":
    main()
