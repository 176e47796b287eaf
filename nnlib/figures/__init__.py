"""The pictures of the lessons. Each function takes data and returns a `Picture` with its fact.

A lesson may say its own fact (`fact="…"`); else the function makes one from the data. The
functions live in modules by subject; `base` holds what they share.
"""

from nnlib.figures.base import Picture
from nnlib.figures.digits import digits_grid, pixel_map, recognition
from nnlib.figures.training import (
    angles_by_size,
    bars,
    confusion_matrix,
    gradient_arrows,
    learning_curve,
    weight_images,
)

__all__ = [
    "Picture",
    "angles_by_size",
    "bars",
    "confusion_matrix",
    "digits_grid",
    "gradient_arrows",
    "learning_curve",
    "pixel_map",
    "recognition",
    "weight_images",
]
