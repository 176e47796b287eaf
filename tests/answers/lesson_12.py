"""Lesson 12, convolutional networks: a map's size, a count, a channel, the way back."""

from decimal import Decimal
from fractions import Fraction

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    ARGUMENTS,
    CHANGES,
    ENDLESS,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ORDER,
    QUOTES,
    SIGN,
)
from nnlib import Convolution, MaxPooling, windows

# 12.1: 28 − 5 + 1 = 24.

right_value("12.1", 24, "the number")
right_value("12.1", 28 - 5 + 1, "the formula")
right_value("12.1", 24.0, "a float")
right_value("12.1", len(range(28 - 5 + 1)), "counted")
right_value("12.1", np.int32(24), "a NumPy integer")
right_value("12.1", np.array(24), "an array without dimension")
right_value("12.1", Fraction(24), "a fraction")
right_value("12.1", Decimal(24), "a Decimal")
right_value("12.1", len([c for c in range(28) if c + 5 <= 28]), "the places where it fits")
right_value("12.1", [24], "in a list")
right_value("12.1", np.convolve(np.ones(28), np.ones(5), mode="valid").size, "np.convolve")

wrong_value("12.1", 23, "one too few", ("one more", "first", "last position", "fits"))
wrong_value("12.1", 28, "as large as the picture", ("smaller", "fit", "rim", "edge", "picture"))
wrong_value("12.1", 25, "one too many", None)
wrong_value("12.1", 26, "as with 3 × 3", ("3 × 3", "5 × 5", "kernel"))
wrong_value("12.1", 5, "the kernel", ("kernel",))
wrong_value("12.1", 32, "larger than the picture", ("smaller", "larger", "fit"))
wrong_value("12.1", 33, "28 + 5", ("smaller", "larger", "minus", "fit"))
wrong_value("12.1", 5.6, "28 / 5", ("divi", "overlap", "step", "one column"))
wrong_value("12.1", 14, "halved, as by pooling", ("pool", "half", "halv"))
wrong_value("12.1", 12, "after pooling", ("pool", "half", "halv"))
wrong_value("12.1", 576, "all places", ("columns", "24 × 24", "places", "whole map"))
wrong_value("12.1", (24, 24), "rows and columns", ("one number", "two", "columns only"))
wrong_value("12.1", 22, "3 on each side", None)
wrong_value("12.1", 18, "5 on each side", ("both sides", "once", "twice"))
wrong_value("12.1", 140, "28 · 5", ("multipl", "minus"))
wrong_value("12.1", "24", "a text", QUOTES)
wrong_value("12.1", "24 x 24", "a text of both", (*QUOTES, "one number"))
wrong_value("12.1", None, "the result of print", NOTHING)
wrong_value("12.1", lambda: 24, "a function", FUNCTION)
wrong_value("12.1", -22, "a minus", None)
wrong_value("12.1", 24.5, "half a column", ("whole",))

# 12.2: 16 · 8 · 5 · 5 + 16 = 3,216.

right_value("12.2", 3216, "the number")
right_value("12.2", 16 * 8 * 5 * 5 + 16, "weights and biases")
right_value("12.2", 16 * (8 * 25 + 1), "channel by channel")
right_value("12.2", 3_216.0, "a float")
right_value("12.2", np.prod((16, 8, 5, 5)) + 16, "np.prod of the shape")
right_value("12.2", sum(8 * 25 + 1 for _ in range(16)), "a sum")
right_value("12.2", np.array([3216]), "an array of one")
right_value("12.2", Decimal("3216"), "a Decimal")


right_value("12.2", np.zeros((16, 8, 5, 5)).size + np.zeros((16, 1)).size, "sizes of arrays")

wrong_value("12.2", 3200, "the biases forgotten", ("bias",))
wrong_value(
    "12.2",
    416,
    "one kernel for each channel that leaves",
    ("each map", "enter", "channels in"),
)
wrong_value("12.2", 400, "one kernel each, no bias", ("each map", "enter", "bias"))
wrong_value("12.2", 3208, "one bias for each map that enters", ("bias",))
wrong_value("12.2", 3201, "one bias in all", ("bias",))
wrong_value("12.2", 3328, "one bias for each kernel", ("bias",))
wrong_value("12.2", 3200 + 16 * 64, "one bias for each place", ("bias", "place", "share"))
wrong_value("12.2", 3200 * 64 + 16, "weights for each place", ("share", "place", "8 × 8"))
wrong_value("12.2", 8 * 12 * 12 * 16 * 8 * 8 + 1024, "a dense layer", ("dense", "share", "place"))
wrong_value("12.2", 16 * 8 * 5 + 16, "5 for 5 × 5", ("5 × 5", "5 · 5", "square"))
wrong_value("12.2", 8 * 25 + 8, "the first layer's 208", ("leave", "first layer"))
wrong_value("12.2", 8 * 25 + 16, "one kernel for each that enters", ("each channel", "leave"))
wrong_value("12.2", 1024, "the numbers that leave", ("leave", "learn", "weights"))
wrong_value("12.2", 16 * 8 * 12 * 12 + 16, "kernels of 12 × 12", ("5 × 5", "kernel"))
wrong_value("12.2", 16 * 8 * 8 * 8 + 16, "kernels of 8 × 8", ("5 × 5", "kernel"))
wrong_value("12.2", (3200, 16), "two numbers", ("together", "one number", "two", "add"))
wrong_value("12.2", (16, 8, 5, 5), "the shape", ("shape", "one number", "multipl"))
wrong_value("12.2", 16 + 8 + 25 + 16, "added", ("multipl",))
wrong_value("12.2", 20522, "the whole network", ("whole network", "layer"))
wrong_value("12.2", "3,216", "a text", QUOTES)
wrong_value("12.2", (3, 216), "a comma that makes two numbers", ("comma", "one number", "two"))
wrong_value("12.2", 3.216, "a point for thousands", ("point", "thousand", "decimal"))
wrong_value("12.2", None, "the result of print", NOTHING)
wrong_value("12.2", 6432, "twice", None)
wrong_value("12.2", lambda: 3216, "a function", FUNCTION)

# 12.3: the sum of every channel's slide, plus b.


def slide(image, kernel):
    height, width = kernel.shape
    sums = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row in range(sums.shape[0]):
        for column in range(sums.shape[1]):
            window = image[row : row + height, column : column + width]
            sums[row, column] = np.sum(window * kernel)
    return sums


@right("12.3", "slide, added over the channels")
def my_channel(a, kernels, b):
    return sum(slide(image, kernel) for image, kernel in zip(a, kernels, strict=True)) + b


@right("12.3", "slide changed for blocks")
def my_channel(a, kernels, b):
    size = kernels.shape[1]
    sums = np.zeros((a.shape[1] - size + 1, a.shape[2] - size + 1))
    for row in range(sums.shape[0]):
        for column in range(sums.shape[1]):
            sums[row, column] = np.sum(a[:, row : row + size, column : column + size] * kernels) + b
    return sums


@right("12.3", "sliding_window_view and einsum")
def my_channel(a, kernels, b):
    size = kernels.shape[1]
    view = np.lib.stride_tricks.sliding_window_view(a, (size, size), axis=(1, 2))
    return np.einsum("crsij,cij->rs", view, kernels) + b


@right("12.3", "loops over the kernel's weights, whole maps shifted")
def my_channel(a, kernels, b):
    channels, height, width = a.shape
    size = kernels.shape[-1]
    rows, columns = height - size + 1, width - size + 1
    z = np.full((rows, columns), float(b))
    for h in range(channels):
        for i in range(size):
            for j in range(size):
                z += kernels[h, i, j] * a[h, i : i + rows, j : j + columns]
    return z


@right("12.3", "nnlib's layer")
def my_channel(a, kernels, b):
    layer = Convolution(1, kernels.shape[1])
    layer.connect(a.shape)
    layer.weights, layer.biases = kernels[None], np.array([[b]])
    return layer.forward(a[..., None])[0, :, :, 0]


@right("12.3", "six loops, lists")
def my_channel(a, kernels, b):
    n, h, w = a.shape
    s = kernels.shape[1]
    return [
        [
            b
            + sum(
                a[c, y + i, x + j] * kernels[c, i, j]
                for c in range(n)
                for i in range(s)
                for j in range(s)
            )
            for x in range(w - s + 1)
        ]
        for y in range(h - s + 1)
    ]


@right("12.3", "nnlib's windows, kernels as a row")
def my_channel(a, kernels, b):
    size = kernels.shape[1]
    shape = a.shape[1] - size + 1, a.shape[2] - size + 1
    return (kernels.reshape(1, -1) @ windows(a[..., None], size)).reshape(shape) + b


@right("12.3", "recursion over the channels")
def my_channel(a, kernels, b):
    def rest(k):
        return b if k == len(a) else slide(a[k], kernels[k]) + rest(k + 1)

    return rest(0)


FLIP = ("flip", "turn", "revers", "upside")
CHANNEL = ("channel",)


def _maps(a, kernels):
    return [slide(image, kernel) for image, kernel in zip(a, kernels)]


wrong_value(
    "12.3",
    lambda a, kernels, b: sum(_maps(a, kernels)),
    "the bias forgotten",
    ("bias", "b is", "+ b", "`b`"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(m + b for m in _maps(a, kernels)),
    "the bias once for each channel",
    ("bias", "once"),
)
wrong_value(
    "12.3", lambda a, kernels, b: slide(a[0], kernels[0]) + b, "the first channel only", CHANNEL
)
wrong_value(
    "12.3", lambda a, kernels, b: slide(a[-1], kernels[-1]) + b, "the last channel only", CHANNEL
)
wrong_value(
    "12.3",
    lambda a, kernels, b: np.mean(_maps(a, kernels), axis=0) + b,
    "the mean of the channels",
    ("mean", "add", "sum"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: np.array(_maps(a, kernels)) + b,
    "the channels not added",
    ("add", "sum", "shape"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(slide(i, k[::-1, ::-1]) for i, k in zip(a, kernels)) + b,
    "the kernels flipped",
    FLIP,
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(slide(i, k.T) for i, k in zip(a, kernels)) + b,
    "the kernels transposed",
    ("transpos", *FLIP),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(slide(i, k[::-1]) for i, k in zip(a, kernels)) + b,
    "the kernels upside down",
    FLIP,
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(slide(i, kernels[0]) for i in a) + b,
    "the first kernel on all channels",
    ("kernel", "own"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(slide(a[0], k) for k in kernels) + b,
    "all kernels on the first channel",
    CHANNEL,
)
wrong_value(
    "12.3",
    lambda a, kernels, b: slide(a.sum(axis=0), kernels.sum(axis=0)) + b,
    "channels and kernels added first",
    ("before", "each channel", "own"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(_maps(a, kernels[::-1])) + b,
    "the kernels in reverse order",
    ("order", "own", *FLIP),
)
wrong_value("12.3", lambda a, kernels, b: sum(_maps(a, kernels)) - b, "the bias subtracted", SIGN)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(_maps(a, kernels)) * b,
    "the bias multiplied",
    ("bias", "add", "+ b"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: (sum(_maps(a, kernels)) + b)[:-1, :-1],
    "the last row and column missing",
    ("size + 1", "last", "shape"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: (sum(_maps(a, kernels)) + b).T,
    "turned",
    ("transpos", "shape", "row"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: np.maximum(0, sum(_maps(a, kernels)) + b),
    "with ReLU",
    ("relu", "negative", "below 0"),
)
wrong_value(
    "12.3", lambda a, kernels, b: (sum(_maps(a, kernels)) + b).ravel(), "flat", ("flat", "shape")
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(_maps(a, kernels)).sum() + b,
    "one number",
    ("one number", "shape", "map"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: np.prod(_maps(a, kernels), axis=0) + b,
    "the channels multiplied",
    ("add", "sum", "product"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: np.max(_maps(a, kernels), axis=0) + b,
    "the highest of the channels",
    ("add", "sum", "highest"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: np.pad(sum(_maps(a, kernels)) + b, kernels.shape[1] // 2),
    "padded to the picture's size",
    ("shape", "pad", "rim"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: (a[:, : kernels.shape[1], : kernels.shape[1]] * kernels).sum() + b,
    "the first window only",
    ("one number", "window", "shape"),
)
wrong_value(
    "12.3",
    lambda a, kernels, b: sum(_maps(a, kernels)) + b + 1,
    "b + 1",
    None,
)
wrong_value("12.3", lambda a, b, kernels: sum(_maps(a, kernels)) + b, "parameters exchanged", ORDER)
wrong_value("12.3", lambda kernels, a, b: sum(_maps(a, kernels)) + b, "kernels before a", ORDER)
wrong_value("12.3", lambda a, kernels: sum(_maps(a, kernels)), "no b", ARGUMENTS)
wrong_value("12.3", lambda a, kernels, b: print(sum(_maps(a, kernels)) + b), "prints", NOTHING)
wrong_value(
    "12.3",
    lambda a, kernels, b: np.round(sum(_maps(a, kernels)) + b),
    "rounded",
    ("round", "digits", "whole"),
)
wrong_value("12.3", lambda a, kernels, b: ..., "left open", GAP)
wrong_value("12.3", slide(np.eye(6), np.ones((3, 3))), "a map", NO_FUNCTION)


@wrong("12.3", "square pictures only: the height for both", ("width", "square", "shape"))
def my_channel(a, kernels, b):
    size = kernels.shape[1]
    n = a.shape[1] - size + 1
    sums = np.zeros((n, n))
    for row in range(n):
        for column in range(n):
            sums[row, column] = np.sum(a[:, row : row + size, column : column + size] * kernels) + b
    return sums


@wrong("12.3", "kernels of 3 × 3 only", ("size", "3 × 3", "always", "shape"))
def my_channel(a, kernels, b):
    sums = np.zeros((a.shape[1] - 2, a.shape[2] - 2))
    for row in range(sums.shape[0]):
        for column in range(sums.shape[1]):
            window = a[:, row : row + 3, column : column + 3]
            sums[row, column] = np.sum(window * kernels[:, :3, :3]) + b
    return sums


@wrong("12.3", "adds the bias into a", CHANGES)
def my_channel(a, kernels, b):
    total = sum(_maps(a, kernels)) + b
    a += b
    return total


@wrong("12.3", "the slides begun anew in each channel", CHANNEL)
def my_channel(a, kernels, b):
    for k in range(len(a)):
        total = slide(a[k], kernels[k])
    return total + b


@wrong("12.3", "rows and columns exchanged in the windows", ("row", "column", "exchang", "shape"))
def my_channel(a, kernels, b):
    size = kernels.shape[1]
    sums = np.zeros((a.shape[1] - size + 1, a.shape[2] - size + 1))
    for row in range(sums.shape[0]):
        for column in range(sums.shape[1]):
            window = a[:, column : column + size, row : row + size]
            sums[row, column] = np.sum(window * kernels) + b if window.shape == kernels.shape else b
    return sums


@wrong("12.3", "windows that step by the kernel's size", ("step", "every", "place", "window"))
def my_channel(a, kernels, b):
    size = kernels.shape[1]
    sums = np.zeros((a.shape[1] - size + 1, a.shape[2] - size + 1))
    for row in range(0, sums.shape[0], size):
        for column in range(0, sums.shape[1], size):
            sums[row, column] = np.sum(a[:, row : row + size, column : column + size] * kernels) + b
    return sums


# 12.4: δ laid on every window of the picture.


@right("12.4", "slide with δ as the kernel")
def my_kernel_gradient(delta, a, size):
    return slide(a, delta)


@right("12.4", "four loops")
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            for r in range(delta.shape[0]):
                for c in range(delta.shape[1]):
                    gradient[i, j] += delta[r, c] * a[r + i, c + j]
    return gradient


@right("12.4", "place by place, δ times its window")
def my_kernel_gradient(delta, a, size):
    return sum(
        delta[r, c] * a[r : r + size, c : c + size]
        for r in range(delta.shape[0])
        for c in range(delta.shape[1])
    )


@right("12.4", "weight by weight, a comprehension")
def my_kernel_gradient(delta, a, size):
    h, w = delta.shape
    return np.array(
        [[np.vdot(delta, a[i : i + h, j : j + w]) for j in range(size)] for i in range(size)]
    )


@right("12.4", "sliding_window_view and tensordot")
def my_kernel_gradient(delta, a, size):
    view = np.lib.stride_tricks.sliding_window_view(a, delta.shape)
    return np.tensordot(view, delta, axes=((2, 3), (0, 1)))


@right("12.4", "nnlib's windows, equation 4")
def my_kernel_gradient(delta, a, size):
    columns = windows(a.reshape(1, *a.shape, 1), size)
    return (delta.reshape(1, -1) @ columns.T).reshape(size, size)


@right("12.4", "nnlib's layer")
def my_kernel_gradient(delta, a, size):
    layer = Convolution(1, size)
    layer.connect((1, *a.shape))
    layer.weights, layer.biases = np.zeros((1, 1, size, size)), np.zeros((1, 1))
    layer.forward(a.reshape(1, *a.shape, 1).astype(float))
    layer.gradients(delta.reshape(1, *delta.shape, 1))
    return np.reshape(layer.nabla_w, (size, size))


@right("12.4", "einsum over all windows")
def my_kernel_gradient(delta, a, size):
    view = np.lib.stride_tricks.sliding_window_view(a, (size, size))
    return np.einsum("rc,rcij->ij", delta, view)


wrong_value("12.4", lambda delta, a, size: slide(a, delta[::-1, ::-1]), "δ flipped", FLIP)
wrong_value(
    "12.4", lambda delta, a, size: slide(a, delta)[::-1, ::-1], "the gradient flipped", FLIP
)
wrong_value("12.4", lambda delta, a, size: slide(a, delta).T, "turned", ("transpos", "turn", "row"))
wrong_value(
    "12.4",
    lambda delta, a, size: slide(a, delta) / delta.size,
    "the mean over the places",
    ("mean", "divi", "add"),
)
wrong_value("12.4", lambda delta, a, size: -slide(a, delta), "a minus", SIGN)
wrong_value(
    "12.4",
    lambda delta, a, size: delta[0, 0] * a[:size, :size],
    "the first place only",
    ("first", "place", "add", "all"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: delta[-1, -1] * a[-size:, -size:],
    "the last place only",
    ("last", "place", "add", "all"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: delta.sum() * a[:size, :size],
    "δ summed before",
    ("each place", "window", "own"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: np.full((size, size), delta.sum()),
    "the bias's gradient",
    ("bias", "pixel", "times a"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: sum(
        a[r : r + size, c : c + size] for r in range(delta.shape[0]) for c in range(delta.shape[1])
    ),
    "δ forgotten",
    ("times δ", "times delta", "delta is", "δ is"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: delta.reshape(-1, 1) @ a.reshape(1, -1),
    "the dense gradient",
    ("shape", "share", "dense"),
)
wrong_value(
    "12.4", lambda delta, a, size: slide(a, delta).sum(), "one number", ("one number", "shape")
)
wrong_value("12.4", lambda delta, a, size: slide(a, delta).ravel(), "flat", ("flat", "shape"))
wrong_value("12.4", lambda delta, a, size: slide(a, np.abs(delta)), "the signs of δ lost", SIGN)
wrong_value(
    "12.4",
    lambda delta, a, size: slide(a, np.ones((size, size))) * delta,
    "the map's shape",
    ("shape", "size"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: slide(a, delta)[: size - 1, : size - 1],
    "one row and column too few",
    ("size", "shape"),
)
wrong_value("12.4", lambda delta, a, size: slide(a, delta > 0), "only the sign of δ", None)
wrong_value("12.4", lambda a, delta, size: slide(a, delta), "parameters exchanged", ORDER)
wrong_value("12.4", lambda delta, a: slide(a, delta), "no size", ARGUMENTS)
wrong_value("12.4", lambda delta, a, size: print(slide(a, delta)), "prints", NOTHING)
wrong_value("12.4", lambda delta, a, size: slide(a[::-1, ::-1], delta), "the picture flipped", FLIP)
wrong_value(
    "12.4", lambda delta, a, size: np.round(slide(a, delta), 1), "rounded", ("round", "digits")
)
wrong_value(
    "12.4",
    lambda delta, a, size: slide(a, delta.T),
    "δ turned",
    ("transpos", "turn", "shape"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: delta @ a[: delta.shape[1], :size],
    "a matrix product",
    ("window", "shape", "matrix product"),
)
wrong_value(
    "12.4",
    lambda delta, a, size: slide(a, delta) + delta.sum(),
    "the bias's gradient added",
    ("bias",),
)
wrong_value("12.4", lambda delta, a, size: np.zeros((size, size)), "zeros", None)
wrong_value("12.4", lambda delta, a, size: ..., "left open", GAP)


@wrong("12.4", "= in place of +=", ("+=", "add", "last"))
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((size, size))
    for r in range(delta.shape[0]):
        for c in range(delta.shape[1]):
            gradient = delta[r, c] * a[r : r + size, c : c + size]
    return gradient


@wrong("12.4", "kernels of 3 × 3 only", ("size", "always", "3 × 3"))
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((3, 3))
    for r in range(delta.shape[0]):
        for c in range(delta.shape[1]):
            gradient += delta[r, c] * a[r : r + 3, c : c + 3]
    return gradient


@wrong("12.4", "the last row and column of places forgotten", ("last", "place", "all"))
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((size, size))
    for r in range(delta.shape[0] - 1):
        for c in range(delta.shape[1] - 1):
            gradient += delta[r, c] * a[r : r + size, c : c + size]
    return gradient


@wrong("12.4", "i and j exchanged", ("transpos", "exchang", "row"))
def my_kernel_gradient(delta, a, size):
    h, w = delta.shape
    gradient = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            gradient[j, i] = np.sum(delta * a[i : i + h, j : j + w])
    return gradient


@wrong("12.4", "the pixel at (r, c), without i and j", ("r + i", "window", "same", "i and j"))
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            for r in range(delta.shape[0]):
                for c in range(delta.shape[1]):
                    gradient[i, j] += delta[r, c] * a[r, c]
    return gradient


@wrong("12.4", "square maps only: the height for both", ("width", "square", "column"))
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((size, size))
    n = delta.shape[0]
    for r in range(n):
        for c in range(n):
            gradient += delta[r, c] * a[r : r + size, c : c + size]
    return gradient


@wrong("12.4", "r − i in place of r + i", ("r + i", "sign", *FLIP))
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            for r in range(delta.shape[0]):
                for c in range(delta.shape[1]):
                    gradient[i, j] += delta[r, c] * a[r - i, c - j]
    return gradient


@wrong("12.4", "changes a", CHANGES)
def my_kernel_gradient(delta, a, size):
    gradient = slide(a, delta)
    a -= 0.5
    return gradient


@wrong("12.4", "an endless loop over the places", ENDLESS, hangs=True)
def my_kernel_gradient(delta, a, size):
    gradient = np.zeros((size, size))
    r = 0
    while r < delta.shape[0]:
        gradient += delta[r, 0] * a[r : r + size, :size]
    return gradient


# 12.5: all of it to the first highest of each square.


@right("12.5", "argmax of each square")
def my_pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(delta.shape[0]):
        for c in range(delta.shape[1]):
            square = a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            i, j = divmod(int(np.argmax(square)), 2)
            error[2 * r + i, 2 * c + j] = delta[r, c]
    return error


@right("12.5", "a search in the order of reading")
def my_pooling_error(a, delta):
    error = np.zeros(a.shape, dtype=float)
    rows, columns = delta.shape
    for r in range(rows):
        for c in range(columns):
            best, place = -np.inf, None
            for i in (2 * r, 2 * r + 1):
                for j in (2 * c, 2 * c + 1):
                    if a[i, j] > best:
                        best, place = a[i, j], (i, j)
            error[place] = delta[r, c]
    return error


@right("12.5", "squares as rows of four, one-hot, and back")
def my_pooling_error(a, delta):
    h, w = delta.shape
    squares = a.reshape(h, 2, w, 2).transpose(0, 2, 1, 3).reshape(h * w, 4)
    onehot = np.eye(4)[squares.argmax(axis=1)] * delta.reshape(-1, 1)
    return onehot.reshape(h, w, 2, 2).transpose(0, 2, 1, 3).reshape(a.shape)


@right("12.5", "nnlib's layer")
def my_pooling_error(a, delta):
    layer = MaxPooling(2)
    layer.connect((1, *a.shape))
    layer.forward(a[None, :, :, None])
    return np.asarray(layer.backward(delta[None, :, :, None]))[0, :, :, 0]


@right("12.5", "unravel_index, lists")
def my_pooling_error(a, delta):
    error = [[0.0] * a.shape[1] for _ in range(a.shape[0])]
    for (r, c), d in np.ndenumerate(delta):
        i, j = np.unravel_index(a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2].argmax(), (2, 2))
        error[2 * r + i][2 * c + j] = float(d)
    return error


@right("12.5", "np.argwhere, the first of the highest")
def my_pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(len(delta)):
        for c in range(len(delta[0])):
            square = a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            i, j = np.argwhere(square == square.max())[0]
            error[2 * r + i, 2 * c + j] += delta[r, c]
    return error


@right("12.5", "four corners, each only if no earlier one is as high")
def my_pooling_error(a, delta):
    corners = [a[0::2, 0::2], a[0::2, 1::2], a[1::2, 0::2], a[1::2, 1::2]]
    highest = np.max(corners, axis=0)
    taken = np.zeros(delta.shape, dtype=bool)
    error = np.zeros(a.shape)
    for (i, j), corner in zip(((0, 0), (0, 1), (1, 0), (1, 1)), corners, strict=True):
        wins = (corner == highest) & ~taken
        error[i::2, j::2] = np.where(wins, delta, 0)
        taken |= wins
    return error


TIES = ("first", "tie", "several", "equal", "twice", "both")


def _pooled(a):
    return a.reshape(a.shape[0] // 2, 2, a.shape[1] // 2, 2).max(axis=(1, 3))


def _spread(v):
    return np.repeat(np.repeat(v, 2, axis=0), 2, axis=1)


wrong_value(
    "12.5",
    lambda a, delta: (a == _spread(_pooled(a))) * _spread(delta),
    "all of the highest get it",
    TIES,
)
wrong_value(
    "12.5", lambda a, delta: _spread(delta), "all four get it", ("winner", "highest", "only")
)
wrong_value(
    "12.5", lambda a, delta: _spread(delta) / 4, "a quarter for each", ("quarter", "mean", "winner")
)
wrong_value(
    "12.5",
    lambda a, delta: np.kron(delta, [[1, 0], [0, 0]]),
    "always the upper left",
    ("highest", "upper left", "first", "always"),
)
wrong_value(
    "12.5",
    lambda a, delta: np.kron(delta, [[0, 0], [0, 1]]),
    "always the lower right",
    ("highest", "lower right", "always"),
)
wrong_value("12.5", lambda a, delta: _pooled(a), "the way forward", ("forward", "error", "shape"))
wrong_value(
    "12.5",
    lambda a, delta: (a == _spread(_pooled(a))) * a,
    "the highest values, not δ",
    ("times δ", "times delta", "values of a", "delta itself"),
)
wrong_value(
    "12.5",
    lambda a, delta: (a == _spread(_pooled(a))) * 1.0,
    "the slope alone",
    ("times δ", "times delta", "values of a", "delta itself"),
)
wrong_value(
    "12.5", lambda a, delta: _spread(delta) * (a > 0), "ReLU's slope", ("highest", "relu", "winner")
)
wrong_value(
    "12.5",
    lambda a, delta: _spread(delta) * (a == a.max()),
    "the highest of all",
    ("each square", "square", "highest of"),
)
wrong_value("12.5", lambda a, delta: -_true_error(a, delta), "a minus", SIGN)
wrong_value(
    "12.5", lambda a, delta: _true_error(-a, delta), "the lowest", ("lowest", "smallest", "highest")
)
wrong_value(
    "12.5",
    lambda a, delta: _true_error(np.abs(a), delta),
    "the largest sign aside",
    ("negative", "abs", "sign"),
)
wrong_value(
    "12.5",
    lambda a, delta: _true_error(a[::-1, ::-1], delta[::-1, ::-1])[::-1, ::-1],
    "the last of the highest",
    TIES,
)
wrong_value(
    "12.5",
    lambda a, delta: _true_error(a.T, delta.T).T,
    "the first column by column",
    (*TIES, "reading", "row"),
)
wrong_value("12.5", lambda a, delta: _true_error(a, np.abs(delta)), "the signs of δ lost", SIGN)
wrong_value(
    "12.5",
    lambda a, delta: _true_error(a, delta) * a,
    "times a",
    ("slope 1", "times a", "whole"),
)
wrong_value(
    "12.5", lambda a, delta: _true_error(a, delta)[:-1, :-1], "a row and column too few", ("shape",)
)
wrong_value("12.5", lambda a, delta: _true_error(a, delta).ravel(), "flat", ("flat", "shape"))
wrong_value(
    "12.5",
    lambda a, delta: _true_error(a, delta) + _spread(delta) * 0.01,
    "a little for the others",
    ("winner", "highest", "only"),
)
wrong_value("12.5", lambda delta, a: _true_error(a, delta), "parameters exchanged", ORDER)
wrong_value("12.5", lambda a: _pooled(a), "no delta", ARGUMENTS)
wrong_value("12.5", lambda a, delta: print(_true_error(a, delta)), "prints", NOTHING)
wrong_value("12.5", lambda a, delta: delta, "δ as it came", ("shape",))
wrong_value(
    "12.5",
    lambda a, delta: _true_error(a, delta).astype(int),
    "whole numbers",
    ("whole", "int", "round"),
)
wrong_value(
    "12.5",
    lambda a, delta: _true_error(np.where(a > 0, a, 0), delta),
    "negative ones counted as 0",
    ("negative", *TIES),
)
wrong_value(
    "12.5",
    lambda a, delta: (a == _spread(_pooled(a))) * _spread(delta) / 2,
    "half for the highest",
    ("half", "whole", "all of it"),
)
wrong_value(
    "12.5", lambda a, delta: np.tile(delta, (2, 2)), "tiled", ("square", "repeat", "tile", "winner")
)
wrong_value(
    "12.5",
    lambda a, delta: (a == _spread(_pooled(a))) * np.tile(delta, (2, 2)),
    "tiled to the highest",
    ("square", "repeat", "tile"),
)
wrong_value("12.5", lambda a, delta: ..., "left open", GAP)
wrong_value("12.5", np.array([[0, 3], [0, 0]]), "a square", NO_FUNCTION)


def _true_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(delta.shape[0]):
        for c in range(delta.shape[1]):
            square = a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            i, j = divmod(int(np.argmax(square)), 2)
            error[2 * r + i, 2 * c + j] = delta[r, c]
    return error


@wrong("12.5", ">= in the search: the last of the highest", TIES)
def my_pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(delta.shape[0]):
        for c in range(delta.shape[1]):
            best = -np.inf
            for i in (2 * r, 2 * r + 1):
                for j in (2 * c, 2 * c + 1):
                    if a[i, j] >= best:
                        best, place = a[i, j], (i, j)
            error[place] = delta[r, c]
    return error


@wrong(
    "12.5", "the search starts at 0: negative squares are lost", ("negative", "below 0", "start")
)
def my_pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(delta.shape[0]):
        for c in range(delta.shape[1]):
            best, place = 0, None
            for i in (2 * r, 2 * r + 1):
                for j in (2 * c, 2 * c + 1):
                    if a[i, j] > best:
                        best, place = a[i, j], (i, j)
            if place is not None:
                error[place] = delta[r, c]
    return error


@wrong("12.5", "shares it among equals", TIES)
def my_pooling_error(a, delta):
    wins = a == _spread(_pooled(a))
    how_many = wins.reshape(delta.shape[0], 2, delta.shape[1], 2).sum(axis=(1, 3))
    return wins * _spread(delta / how_many)


@wrong("12.5", "square pictures only", ("square", "width", "column", "height"))
def my_pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(delta.shape[0]):
        for c in range(delta.shape[0]):
            square = a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            i, j = divmod(int(np.argmax(square)), 2)
            error[2 * r + i, 2 * c + j] = delta[r, c]
    return error


@wrong("12.5", "windows that overlap: no factor 2", ("2 *", "square", "overlap"))
def my_pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(delta.shape[0]):
        for c in range(delta.shape[1]):
            i, j = divmod(int(np.argmax(a[r : r + 2, c : c + 2])), 2)
            error[r + i, c + j] += delta[r, c]
    return error


@wrong("12.5", "writes into a", CHANGES)
def my_pooling_error(a, delta):
    error = _true_error(a, delta)
    a[...] = error
    return error
