"""Train trained_pieces.npz, which tells digits from pieces that are none. Needs the full set.

    python data/train_pieces.py

Eleven outputs: the digits 0 to 9, and "no digit". Numbers are made from the training digits and
cut as `read_number` cuts them. A piece with a digit from end to end is an example of that digit;
one that begins or ends elsewhere, by 2.5 pixels or more, is an example of no digit: half a digit,
two digits, one and a half. The digits that the embedded set uses for validation and test are left
out, so that the network has never seen them. All settings were chosen on numbers made from
validation digits; numbers made from test digits are read once, at the end.

In each of 10 rounds new pieces are made, about 100,000, and trained on for two epochs. It takes
about a quarter of an hour.
"""

import argparse
from pathlib import Path

import numpy as np
from train_784_30_10 import without

from nnlib import (
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    ReLU,
    Sequential,
    Softmax,
    load_mnist,
    one_hot,
)
from nnlib.digits.mnist import read_embedded
from nnlib.reading.ink import as_line, as_mnist, resize, thicken
from nnlib.reading.pieces import (
    candidate_cuts,
    piece_images,
    possible_pieces,
    read_number,
)
from nnlib.reading.strings import number_pictures

PATH = Path(__file__).parent / "trained_pieces.npz"
NO_DIGIT = 10


class Pieces:
    """Images (n, 28, 28) and labels (n,), 0 to 10, as training data."""

    def __init__(self, images, labels):
        self.images, self.labels = images, labels

    def __len__(self):
        return len(self.labels)

    def columns(self, indices, dtype=np.float32):
        """The chosen pieces as a mini-batch (x, y) of shapes (784, m) and (11, m)."""
        x = self.images[indices].reshape(-1, 784)
        return np.multiply(x, 1 / 256, dtype=dtype).T, one_hot(self.labels[indices], 11)


def right_ends(number, line, cuts):
    """For each cut, how far off it is as a digit's first or last column: (2, digits, cuts).

    Between two digits every column from the end of the one to the start of the other is right;
    where they overlap, every column of the overlap.
    """
    boxes = number.boxes - number.boxes[0, 0]
    boxes = boxes * line.shape[1] / boxes[-1, 1]
    low = np.minimum(boxes[1:, 0], boxes[:-1, 1])
    high = np.maximum(boxes[1:, 0], boxes[:-1, 1])
    low, high = np.array([0, *low, line.shape[1]]), np.array([0, *high, line.shape[1]])
    cuts = np.array(cuts)
    off = np.maximum(low.reshape(-1, 1) - cuts, cuts - high.reshape(-1, 1)).clip(0)
    return off[:-1], off[1:]


def choose_pieces(number, line, cuts, pairs, rng):
    """Examples: the indices of some pieces, and their labels.

    Taken are all right pieces; all that consist of several whole digits; of those with one end
    right and one wrong four, of the other wrong ones two.
    """
    i, j = np.array(pairs).T
    starts, ends = right_ends(number, line, cuts)
    start, end = starts[:, i], ends[:, j]  # (digits, pieces)
    off = np.maximum(start, end)
    right = np.flatnonzero(off.min(axis=0) <= 1)
    labels = np.array([int(c) for c in number.text])[off[:, right].argmin(axis=0)]
    wrong = off.min(axis=0) >= 2.5
    good_ends = (start.min(axis=0) <= 1).astype(int) + (end.min(axis=0) <= 1)
    chosen = [right]
    for ends_right, most in ((2, 9), (1, 4), (0, 2)):
        chosen.append(rng.permutation(np.flatnonzero(wrong & (good_ends == ends_right)))[:most])
    chosen = np.concatenate(chosen)
    return chosen, np.pad(labels, (0, len(chosen) - len(right)), constant_values=NO_DIGIT)


def blot(rng):
    """A random blot: no digit either."""
    grains = rng.random(rng.integers(3, 12, 2)) < rng.uniform(0.2, 1)
    return resize(grains.astype(np.float32), *rng.integers(12, 29, 2))


def make_pieces(how_many, digits, seed):
    """Examples from about so many numbers of 1 to 8 digits, half of them without gaps."""
    rng = np.random.default_rng(seed)
    images, labels = [], []
    for start in range(0, how_many, 50):
        gap = (-2, 1) if start % 100 else (-1, 10)
        for number in number_pictures(50, digits, rng, length=rng.integers(1, 9), gap=gap):
            line = as_line(number.picture)
            for _ in range(rng.choice(3, p=(0.8, 0.15, 0.05))):  # now and then a thick pen
                line = thicken(line)
            cuts = candidate_cuts(line)
            pairs = possible_pieces(line, cuts)
            chosen, found = choose_pieces(number, line, cuts, pairs, rng)
            images.append(piece_images(line, cuts, [pairs[p] for p in chosen]))
            labels.append(found)
        images.append(np.array([as_mnist(blot(rng)) for _ in range(15)]))
        labels.append(np.full(15, NO_DIGIT))
    return Pieces(np.concatenate(images), np.concatenate(labels))


def new_network():
    """The network, untrained: 184,715 weights and biases."""
    return Sequential(
        [
            *(Convolution(32, 5), MaxPooling(2), ReLU()),
            *(Convolution(64, 5), MaxPooling(2), ReLU()),
            *(Flatten(), Dense(128), ReLU()),
            *(Dense(11), Softmax()),
        ],
        input_shape=(1, 28, 28),
    )


def read_right(digits, gap, seed, how_many=500):
    """How many of so many six-digit numbers are read entirely right."""
    numbers = number_pictures(how_many, digits, seed, gap=gap)
    return sum(read_number(number.picture).text == number.text for number in numbers)


def train(net, rounds, first_eta, last_eta, training, validation):
    """Train for some rounds, while η shrinks from first_eta towards last_eta; save each round."""
    for r in range(rounds):
        pieces = make_pieces(6000, training, seed=r + 1)
        for part in (r, r + 0.5):
            eta = first_eta * (last_eta / first_eta) ** (part / rounds)
            net.SGD(pieces, 1, 32, eta, validation, momentum=0.9)
        net.save(PATH, np.float16)


def main():
    """Train, and say how many numbers are read right."""
    mnist, embedded = load_mnist("full"), read_embedded()
    training = without(mnist.train, [embedded.validation, embedded.test])
    validation = make_pieces(300, mnist.validation, seed=0)
    train(new_network(), 10, 0.02, 0.0003, training, validation)
    for name, digits in (("validation", mnist.validation), ("test", mnist.test)):
        for gap in ((1, 8), (-2, 0)):
            right = read_right(digits, gap, seed=0)
            print(f"numbers of {name} digits, gaps from {gap[0]} to {gap[1]}: {right} of 500")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # --help only helps
    main()
