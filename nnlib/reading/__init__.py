"""From a picture to ink, from ink to pieces, from pieces to a number (lesson 13).

`finding` finds the ink in a picture or a photograph, `ink` makes a line of it, `pieces` cuts the
line and finds the number that it says; `stages` keeps what each of them saw. `strings` and
`photographs` make pictures of numbers to practise on.
"""

from nnlib.reading.finding import find_ink
from nnlib.reading.ink import as_line, as_mnist, digit_image, resize
from nnlib.reading.photographs import photograph
from nnlib.reading.pictures import read_picture
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
from nnlib.reading.stages import Stages, reading_stages
from nnlib.reading.strings import NumberPicture, number_picture, number_pictures

__all__ = [
    "NumberPicture",
    "Reading",
    "Stages",
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
    "photograph",
    "piece_images",
    "piece_network",
    "piece_outputs",
    "possible_pieces",
    "read_number",
    "read_picture",
    "reading_stages",
    "resize",
]
