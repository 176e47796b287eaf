"""Property tests draw the same examples at every run, and no test asserts a time."""

from hypothesis import settings

settings.register_profile("nnlib", deadline=None, derandomize=True)
settings.load_profile("nnlib")
