"""What every test needs before nnlib is used: no progress bars, no window, no chance."""

import os

from hypothesis import settings

os.environ["TQDM_DISABLE"] = "1"
os.environ["MPLBACKEND"] = "agg"

settings.register_profile("nnlib", deadline=None, derandomize=True)
settings.load_profile("nnlib")
