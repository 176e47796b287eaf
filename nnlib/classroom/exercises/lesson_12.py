"""The exercises of lesson 12, convolutional networks."""

import numpy as np

from nnlib.classroom.checking.old import Exercise, Wrong, call, compare, expect_array
from nnlib.layers import windows

# 12.1 The size of the map

SIZE = 24


def judge_size(answer):
    named = {
        28: "28 would need windows that hang over the edge of the picture. They must fit in.",
        27: "27 is what a window of 2×2 leaves. How many columns does a window of 5 take up?",
        23: "23 = 28 − 5 forgets one position: a window of 5 on a picture of 5 fits once, not 0 "
        "times.",
        25: "25 = 28 − 3: the last window starts at index 23, and 0 counts as well.",
        26: "26 is the map of a 3×3 kernel.",
        5.6: "28 / 5 would put the windows side by side. They overlap: each is one pixel further.",
        5: "that is the size of the kernel, or windows side by side. They overlap.",
        576: "576 is the number of places in the whole map. How many are there in one row?",
        32: "32 = 28 + 5 − 1: the map is smaller than the picture, not larger.",
    }
    number = expect_array(answer, (), "the answer").item()
    if number in named:
        raise Wrong(named[number])
    if number != SIZE:
        raise Wrong(f"{number:g} is not it. At which columns can a window of 5 columns start?")


# 12.2 Weights and biases of a layer

PARAMETERS = 3216


def judge_parameters(answer):
    named = {
        3200: "3,200 are the weights. Each of the 16 channels has a bias as well.",
        416: "416 = 16 · 25 + 16 gives each channel one kernel. But 8 maps enter, and each channel "
        "has a kernel for each of them.",
        400: "400 = 16 · 25: there is a kernel for each of the 8 maps that enter, and a bias for "
        "each channel that leaves.",
        3328: "3,328 has a bias for every kernel. The eight kernels of a channel are added up into "
        "one z, and it has one bias.",
        3208: "3,208 has 8 biases. They belong to the channels that leave, not to those that "
        "enter.",
        3201: "3,201 has one bias for all. Each of the 16 channels has its own.",
        205_824: "205,824 counts every place of the map anew. The weights are shared: all 64 "
        "places use the same ones.",
        204_800: "204,800 counts every place of the map anew, and no bias. The weights are shared.",
        4224: "4,224 has a bias for every number that leaves. A channel has one bias for all its "
        "places.",
        1_180_672: "1,180,672 is the dense layer that does the same. Here a neuron sees only 5×5 "
        "pixels, and all places share its weights.",
        201: "201 is right for one of the 16 channels.",
        25: "25 is one kernel. How many are there?",
    }
    number = expect_array(answer, (), "the answer").item()
    if number in named:
        raise Wrong(named[number])
    if number != PARAMETERS:
        raise Wrong(
            f"{number:,} is not it. Begin with one channel: how many maps does it look at, "
            "through how many weights each?"
        )


# 12.3 One channel of a convolution


def one_channel(a, kernels, b):
    height, width = a.shape[1:]
    size = kernels.shape[-1]
    z = np.zeros((height - size + 1, width - size + 1))
    for row in range(height - size + 1):
        for column in range(width - size + 1):
            window = a[:, row : row + size, column : column + size]
            z[row, column] = np.sum(window * kernels) + b
    return z


def one_channel_by_windows(a, kernels, b):
    size = kernels.shape[-1]
    columns = windows(a[..., np.newaxis], size)
    return (kernels.ravel() @ columns + b).reshape(a.shape[1] - size + 1, -1)


def one_channel_by_weights(a, kernels, b):
    size = kernels.shape[-1]
    height, width = a.shape[1] - size + 1, a.shape[2] - size + 1
    z = np.full((height, width), float(b))
    for i, r, c in np.ndindex(kernels.shape):
        z += kernels[i, r, c] * a[i, r : r + height, c : c + width]
    return z


def channel_flipped(a, kernels, b):
    return one_channel(a, kernels[:, ::-1, ::-1], b)


def channel_flipped_all(a, kernels, b):
    return one_channel(a, kernels[::-1, ::-1, ::-1], b)


def channel_transposed(a, kernels, b):
    return one_channel(a, kernels.transpose(0, 2, 1), b)


def channel_map_transposed(a, kernels, b):
    return one_channel(a, kernels, b).T


def channel_one_short(a, kernels, b):
    return one_channel(a, kernels, b)[:-1, :-1]


def channel_rows_and_columns_swapped(a, kernels, b):
    right = one_channel(a, kernels, b)
    z = np.zeros((right.shape[1], right.shape[0]))
    for row in range(z.shape[0]):
        for column in range(z.shape[1]):
            size = kernels.shape[-1]
            window = a[:, row : row + size, column : column + size]
            if window.shape == kernels.shape:
                z[row, column] = np.sum(window * kernels) + b
    return z


def channel_of_the_first(a, kernels, b):
    return one_channel(a[:1], kernels[:1], b)


def channels_apart(a, kernels, b):
    return np.stack([one_channel(a[i : i + 1], kernels[i : i + 1], b) for i in range(len(a))])


def channel_bias_in_each(a, kernels, b):
    return one_channel(a, kernels, b * len(a))


def channel_bias_in_each_product(a, kernels, b):
    return one_channel(a, kernels, b * kernels.size)


def channel_without_bias(a, kernels, b):
    return one_channel(a, kernels, 0.0)


def channel_mean(a, kernels, b):
    return one_channel(a, kernels / kernels.size, b)


def channel_side_by_side(a, kernels, b):
    size = kernels.shape[-1]
    return one_channel(a, kernels, b)[::size, ::size]


CHANNEL_MISTAKES = [
    (
        channel_flipped,
        "the kernel is turned upside down and left to right. That is what mathematics calls a "
        "convolution; networks, and nnlib, lay the kernel on as it is.",
    ),
    (channel_flipped_all, "the kernels are reversed, even which map they look at. No [::-1]."),
    (channel_transposed, "rows and columns of the kernel are exchanged: no .T is needed."),
    (channel_map_transposed, "the map is lying on its side: z[row, column], not z[column, row]."),
    (
        channel_one_short,
        "the last row and the last column of the map are missing: height − size + 1 places, and "
        "range() already leaves out its end.",
    ),
    (
        channel_rows_and_columns_swapped,
        "height and width are exchanged. The axes of a are (channels, height, width).",
    ),
    (channel_of_the_first, "only the first map that enters is looked at. Add up all of them."),
    (
        channels_apart,
        "the maps that enter are kept apart. A channel adds up what it sees in all of them: sum "
        "over all three axes of the window.",
    ),
    (channel_bias_in_each, "the bias is added once for each map that enters. Once is enough."),
    (
        channel_bias_in_each_product,
        "the bias is added inside the sum, to every product. Add it after.",
    ),
    (channel_without_bias, "the bias is missing."),
    (channel_mean, "this is the mean of the products; a neuron's z is their sum."),
    (channel_side_by_side, "the windows stand side by side. The next one is one pixel further."),
]


def judge_channel(function):
    rng = np.random.default_rng(12)
    probes = [
        (rng.normal(size=(3, 7, 6)), rng.normal(size=(3, 3, 3)), 0.7),
        (rng.normal(size=(2, 5, 9)), rng.normal(size=(2, 2, 2)), -1.5),
    ]
    compare(function, one_channel, CHANNEL_MISTAKES, probes)


# 12.4 The gradient of the kernel


def kernel_gradient(delta, a, size):
    height, width = delta.shape
    gradient = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            gradient[i, j] = np.sum(delta * a[i : i + height, j : j + width])
    return gradient


def kernel_gradient_by_places(delta, a, size):
    places = np.ndindex(delta.shape)
    return sum(delta[r, c] * a[r : r + size, c : c + size] for r, c in places)


def kernel_gradient_by_sliding(delta, a, size):
    """The lesson's slide(a, delta): the errors laid on every window of the picture."""
    height, width = delta.shape
    sums = np.zeros((a.shape[0] - height + 1, a.shape[1] - width + 1))
    for row, column in np.ndindex(sums.shape):
        sums[row, column] = np.sum(a[row : row + height, column : column + width] * delta)
    return sums


def gradient_of_one_place(delta, a, size):
    return delta[0, 0] * a[:size, :size]


def gradient_mean(delta, a, size):
    return kernel_gradient(delta, a, size) / delta.size


def gradient_of_summed_delta(delta, a, size):
    return delta.sum() * a[:size, :size]


def gradient_of_all_pixels(delta, a, size):
    return np.full((size, size), delta.sum() * a.sum())


def gradient_flipped(delta, a, size):
    return kernel_gradient(delta, a, size)[::-1, ::-1]


def gradient_transposed(delta, a, size):
    return kernel_gradient(delta, a, size).T


def gradient_of_biases(delta, a, size):
    return np.full((size, size), delta.sum())


def gradient_without_delta(delta, a, size):
    return kernel_gradient(np.ones_like(delta), a, size)


def gradient_of_windows_apart(delta, a, size):
    places = [
        delta[r, c] * a[r * size : r * size + size, c * size : c * size + size]
        for r, c in np.ndindex(a.shape[0] // size, a.shape[1] // size)
    ]
    return sum(places)


GRADIENT_MISTAKES = [
    (
        gradient_of_one_place,
        "this is one place only. The weight is used at every place: add over all of them.",
    ),
    (gradient_mean, "this is the mean over the places. Paths add up: a sum."),
    (
        gradient_of_summed_delta,
        "all δ are multiplied by the first window. Each δ belongs to the window of its own place.",
    ),
    (gradient_of_all_pixels, "the sums are taken first and then multiplied. Multiply, then add."),
    (gradient_flipped, "it is turned round. Weight [i, j] met the pixels from row i, column j on."),
    (gradient_transposed, "rows and columns are exchanged."),
    (gradient_of_biases, "this is the gradient of the bias. Where are the pixels?"),
    (gradient_without_delta, "δ is missing: this only adds up pixels."),
    (
        gradient_of_windows_apart,
        "the windows stand side by side. They overlap: a[r : r + size, c : c + size].",
    ),
]


def judge_gradient(function):
    rng = np.random.default_rng(124)
    probes = [
        (rng.normal(size=(4, 5)), rng.normal(size=(6, 7)), 3),
        (rng.normal(size=(3, 2)), rng.normal(size=(4, 3)), 2),
    ]
    compare(function, kernel_gradient, GRADIENT_MISTAKES, probes)


# 12.5 The way back through max pooling


def pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(len(delta)):
        for c in range(delta.shape[1]):
            square = a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            i, j = divmod(int(square.argmax()), 2)
            error[2 * r + i, 2 * c + j] = delta[r, c]
    return error


def pooling_error_in_one_line(a, delta):
    height, width = delta.shape
    squares = a.reshape(height, 2, width, 2).transpose(0, 2, 1, 3).reshape(height, width, 4)
    winners = np.eye(4)[squares.argmax(axis=2)] * delta[:, :, np.newaxis]
    return winners.reshape(height, width, 2, 2).transpose(0, 2, 1, 3).reshape(a.shape)


def _spread(delta):
    return np.repeat(np.repeat(delta, 2, axis=0), 2, axis=1)


def _highest(a):
    squares = a.reshape(a.shape[0] // 2, 2, -1, 2)
    return _spread(squares.max(axis=(1, 3)))


def pooling_evenly(a, delta):
    return _spread(delta) / 4


def pooling_everywhere(a, delta):
    return _spread(delta).astype(float)


def pooling_ties_twice(a, delta):
    return _spread(delta) * (a == _highest(a))


def pooling_ties_shared(a, delta):
    winners = (a == _highest(a)).astype(float)
    counts = winners.reshape(a.shape[0] // 2, 2, -1, 2).sum(axis=(1, 3))
    return _spread(delta) * winners / _spread(counts)


def pooling_last_tie(a, delta):
    return pooling_error(a[::-1, ::-1], delta[::-1, ::-1])[::-1, ::-1]


def pooling_upper_left(a, delta):
    error = np.zeros(a.shape)
    error[::2, ::2] = delta
    return error


def pooling_times_a(a, delta):
    return pooling_error(a, delta) * a


def pooling_highest_of_all(a, delta):
    error = np.zeros(a.shape)
    error.flat[a.argmax()] = delta.sum()
    return error


def pooling_lowest(a, delta):
    return pooling_error(-a, delta)


def pooling_without_delta(a, delta):
    return pooling_error(a, np.ones_like(delta))


POOLING_MISTAKES = [
    (
        pooling_evenly,
        "the error is spread evenly. A pixel that lost had no part in the result, so it has no "
        "part in the error: all of it goes to the highest.",
    ),
    (
        pooling_everywhere,
        "all four pixels get the whole error. Nudge one that lost: the result does not move.",
    ),
    (
        pooling_ties_twice,
        "where two pixels are equally high, both get the whole error: it is counted twice. Only "
        "the first of them, in the order of reading, gets it.",
    ),
    (
        pooling_ties_shared,
        "where two pixels are equally high, they share the error. That could be argued for, but "
        "here the first of them gets it whole.",
    ),
    (pooling_last_tie, "of two equally high pixels the last one gets it; here it is the first."),
    (pooling_upper_left, "the upper left pixel always gets it. Only if it is the highest."),
    (
        pooling_times_a,
        "the error is multiplied by the pixel. The highest passes through with the slope 1.",
    ),
    (pooling_highest_of_all, "each square has its own highest pixel, and its own error."),
    (pooling_lowest, "the lowest pixel gets the error."),
    (pooling_without_delta, "the right places, but with 1 in them. Where is delta?"),
]


def judge_pooling(function):
    a = np.array(
        [[1.0, 4, 0, 3], [2, 3, 3, 1], [-2, -5, 6, 0], [-1, -1, 6, 2], [5, 5, 0, 0], [5, 5, 7, 0]]
    )
    delta = np.array([[0.5, -2.0], [3.0, 1.5], [-1.0, 4.0]])
    rng = np.random.default_rng(125)
    probes = [(a, delta), (rng.integers(0, 3, (4, 6)) * 1.0 - 1, rng.normal(size=(2, 3)))]
    result = call(function, *probes[0])
    if np.shape(result) == delta.shape:
        raise Wrong("this has the shape of delta; the error of what entered has the shape of a.")
    compare(function, pooling_error, POOLING_MISTAKES, probes)


def pooling_small(a, delta):
    return delta


EXERCISES = {
    "12.1": Exercise(
        judge=judge_size,
        praise="28 − 5 + 1 = 24 places in each row and each column: 24×24.",
        hints=(
            "Slide a window of 5 columns along a row of 28. Where does it start first, where last?",
            "The first starts at column 0 and ends at 4. The last ends at column 27.",
            "28 - 5 + 1",
        ),
        answer=SIZE,
        also_right=[24.0, np.int64(24)],
        wrong=[
            (28, "must fit in"),
            (27, "2×2"),
            (23, "forgets one"),
            (25, "0 counts"),
            (26, "3×3"),
            (5.6, "side by side"),
            (576, "whole map"),
            (32, "smaller"),
            (7, "is not it"),
        ],
    ),
    "12.2": Exercise(
        judge=judge_parameters,
        praise="16 channels, each with 8 kernels of 25 weights and one bias: 16 · 201 = 3,216.",
        hints=(
            "Take one of the 16 channels first. It lays a kernel on each of the 8 maps, and adds "
            "everything up into one z.",
            "A channel's weights have the shape (8, 5, 5), and it has one bias. The places share "
            "all of them.",
            "16 * (8 * 5 * 5 + 1)",
        ),
        answer=PARAMETERS,
        also_right=[3216.0, np.int64(3216)],
        wrong=[
            (3200, "a bias as well"),
            (416, "8 maps enter"),
            (3328, "bias for every kernel"),
            (3208, "8 biases"),
            (3201, "one bias for all"),
            (205_824, "every place"),
            (4224, "every number that leaves"),
            (1_180_672, "dense layer"),
            (201, "one of the 16"),
            (25, "one kernel"),
            (77, "is not it"),
        ],
    ),
    "12.3": Exercise(
        judge=judge_channel,
        praise="One neuron, laid on every window; it adds up all the maps that enter.",
        hints=(
            "Start from `slide` above. A window now has a third axis: all the maps at the same "
            "place.",
            "a[:, row : row + size, column : column + size] has the shape of kernels, (channels, "
            "size, size). The result has shape (height − size + 1, width − size + 1).",
            "z[row, column] = np.sum(window * kernels) + b",
        ),
        answer=one_channel,
        also_right=[one_channel_by_windows, one_channel_by_weights],
        wrong=[(f, m[:24]) for f, m in CHANNEL_MISTAKES],
    ),
    "12.4": Exercise(
        judge=judge_gradient,
        praise="Equation 4 at every place, added up: δ times the pixel that the weight met there.",
        hints=(
            "Weight [i, j] is used once at every place. At each, its slope is δ times the pixel "
            "that it met there; add over the places.",
            "At place (r, c) it met the pixel a[r + i, c + j]. For all places at once that is a "
            "piece of a with the shape of delta.",
            "np.sum(delta * a[i : i + height, j : j + width])",
        ),
        answer=kernel_gradient,
        also_right=[kernel_gradient_by_places, kernel_gradient_by_sliding],
        wrong=[(f, m[:24]) for f, m in GRADIENT_MISTAKES],
    ),
    "12.5": Exercise(
        judge=judge_pooling,
        praise="Nudge a pixel that lost, and nothing happens: no slope, no error.",
        hints=(
            "Which of the four pixels of a square would change the result if you nudged it a "
            "little?",
            "The result has the shape of a. Square (r, c) is a[2 * r : 2 * r + 2, 2 * c : 2 * c + "
            "2]; square.argmax() counts its pixels 0, 1, 2, 3 in the order of reading, and takes "
            "the first if several are highest.",
            "i, j = divmod(int(square.argmax()), 2); error[2 * r + i, 2 * c + j] = delta[r, c]",
        ),
        answer=pooling_error,
        also_right=[pooling_error_in_one_line],
        wrong=[
            *((f, m[:24]) for f, m in POOLING_MISTAKES),
            (pooling_small, "has the shape of delta"),
        ],
    ),
}
