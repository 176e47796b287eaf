"""For tests and lessons alike, before numpy is loaded."""

import os

os.environ["TQDM_DISABLE"] = "1"  # no progress bars, whose text changes from run to run
# One thread for the matrix products: they are small, and on a busy machine threads that wait for
# each other make them many times slower.
for _library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
