"""Blobs: ink that hangs together. Which of them lie along an edge, and which are a frame."""

from typing import NamedTuple

import numpy as np

EDGE = 0.5  # what lies along more than this share of an edge is no digit


class Blobs(NamedTuple):
    """The blobs of a mask.

    labels: int (height, width), 0 where there is none and n + 1 in blob n; areas: int (blobs,), in
    pixels; boxes: int (4, blobs), first row, first column, one after the last row and the last
    column.
    """

    labels: np.ndarray
    areas: np.ndarray
    boxes: np.ndarray

    def mask(self, chosen):
        """The pixels of the chosen blobs, bool (height, width); chosen: bool (blobs,)."""
        return np.append(False, chosen)[self.labels]


def find_blobs(mask):
    """The blobs of a mask, bool (height, width). Pixels that touch at a corner hang together.

    Each run of pixels in a row gets a number. Runs that touch take the lower number of the two,
    until no number changes.
    """
    before = np.pad(mask, ((0, 0), (1, 0)))[:, :-1]
    runs = np.cumsum(mask & ~before).reshape(mask.shape) * mask
    width, ends = mask.shape[1], []
    for k in (-1, 0, 1):  # a pixel touches those of the next row to its left, below, to its right
        above = runs[:-1, max(0, -k) : width - max(0, k)]
        below = runs[1:, max(0, k) : width - max(0, -k)]
        both = (above > 0) & (below > 0)
        ends.append(np.stack([above[both], below[both]]))
    touching, names = np.concatenate(ends, axis=1), np.arange(runs.max() + 1)
    while True:
        old, lower = names.copy(), names[touching].min(axis=0)
        for end in touching:
            np.minimum.at(names, names[end], lower)
            np.minimum.at(names, end, lower)
        names = names[names]
        if np.array_equal(names, old):
            break
    labels = np.unique(names, return_inverse=True)[1][runs]
    return Blobs(labels, np.bincount(labels.ravel())[1:], _boxes(labels))


def _boxes(labels):
    boxes = np.zeros((4, labels.max() + 1), int)
    boxes[:2] = max(labels.shape)
    for axis, places in enumerate(np.nonzero(labels)):
        found = labels[labels > 0]
        np.minimum.at(boxes[axis], found, places)
        np.maximum.at(boxes[axis + 2], found, places + 1)
    return boxes[:, 1:]


def along_an_edge(blobs):
    """Which blobs lie along an edge of the picture, as a desk or a scanner's border: bool (blobs,).

    They touch a corner of the picture, or more than half of one of its edges.
    """
    found = np.zeros(len(blobs.areas) + 1, bool)
    labels = blobs.labels
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        found |= np.bincount(edge, minlength=len(found)) > EDGE * len(edge)
        found[edge[[0, -1]]] = True
    return found[1:]


def is_frame(blobs):
    """Which blobs are frames: bool (blobs,). A frame has another blob inside.

    That one is in its box and at least a fifth as high, so that a dot in a 0 makes no frame; and
    seen from its middle, the frame is there on three of the four sides at least.
    """
    top, left, bottom, right = blobs.boxes
    found = np.zeros(len(top), bool)
    largest = np.argsort(-(bottom - top) * (right - left))[:10]
    for i in largest:
        inside = (top > top[i]) & (left > left[i]) & (bottom < bottom[i]) & (right < right[i])
        for j in np.flatnonzero(inside & (bottom - top > 0.2 * (bottom[i] - top[i]))):
            row, column = (top[j] + bottom[j]) // 2, (left[j] + right[j]) // 2
            across, down = blobs.labels[row] == i + 1, blobs.labels[:, column] == i + 1
            sides = (across[:column], across[column:], down[:row], down[row:])
            found[i] |= sum(side.any() for side in sides) >= 3
    return found
