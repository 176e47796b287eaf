"""The two errors of this package. Both are kinds of ValueError."""


class ShapeError(ValueError):
    """An array has the wrong shape. The message says which shape came and what to write."""


class DataError(ValueError):
    """Data cannot be used: values out of range, a damaged file, a missing folder."""
