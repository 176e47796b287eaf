"""What reading makes of a picture, stage by stage: to see why it fails when it fails."""

from typing import NamedTuple

import numpy as np

from nnlib.reading.finding import Search, look, straighten
from nnlib.reading.ink import line_of_ink
from nnlib.reading.pictures import check_picture
from nnlib.reading.pieces import Reading, read_line
from nnlib.support.errors import DataError
from nnlib.support.interrupts import stopped


class Stages(NamedTuple):
    """The stages of reading. Those that were not reached are None.

    The first six are arrays (height, width), those of the picture or, if that has a side of more
    than 1000 pixels, smaller. picture: dark on light; paper: how bright the paper is at each place;
    lines: how dark the lines printed on it are, 0 to 1; edge, frame: True where something lies
    along an edge of the picture, or a frame is around the number; ink: 0 to 1.
    degrees: by how much the ink was turned, to the left, to be level.
    line: the ink as a line, (28, width); reading: a `Reading`; trouble: a sentence, if it failed.
    """

    picture: np.ndarray
    paper: np.ndarray | None
    lines: np.ndarray | None
    edge: np.ndarray | None
    frame: np.ndarray | None
    ink: np.ndarray | None
    degrees: float
    line: np.ndarray | None
    reading: Reading | None
    trouble: str | None

    def __repr__(self):
        return f"Stages({self.reading or self.trouble})"


@stopped("Stopped while reading. To begin anew, run the cell again.")
def reading_stages(picture, net=None):
    """Read a grey picture, (height, width), as `read_number` does, and keep all stages: `Stages`.

    If there is no digit, `trouble` holds the sentence that `read_number` would raise. Raises
    ShapeError or DataError for what is no picture.
    """
    search = Search(check_picture(picture))
    line = reading = trouble = None
    try:
        look(search)
        line = line_of_ink(straighten(search.ink, search.slope))
        reading = read_line(line, net)
    except DataError as error:
        trouble = str(error)
    found = (search.picture, search.paper, search.lines, search.edge, search.frame, search.ink)
    return Stages(*found, float(np.degrees(np.arctan(search.slope))), line, reading, trouble)
