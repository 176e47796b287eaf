"""From a picture to ink, from ink to pieces, from pieces to a number (lesson 13).

`ink` finds the ink in a picture, `strings` makes pictures of numbers to practise on, `pieces` cuts
a line of ink and finds the number that it says.
"""

from nnlib.reading.ink import as_line, as_mnist, digit_image, find_ink, read_picture, resize
from nnlib.reading.pieces import (
    Reading,
    best_path,
    best_readings,
    candidate_cuts,
    cut_at_gaps,
    digit_scores,
    look_closely,
    piece_images,
    piece_network,
    piece_outputs,
    possible_pieces,
    read_number,
)
from nnlib.reading.strings import NumberPicture, number_picture, number_pictures

__all__ = [
    "NumberPicture",
    "Reading",
    "as_line",
    "as_mnist",
    "best_path",
    "best_readings",
    "candidate_cuts",
    "cut_at_gaps",
    "digit_image",
    "digit_scores",
    "find_ink",
    "look_closely",
    "number_picture",
    "number_pictures",
    "piece_images",
    "piece_network",
    "piece_outputs",
    "possible_pieces",
    "read_number",
    "read_picture",
    "resize",
]
