"""The exercises of lesson 12, convolutional networks."""

import numpy as np

from nnlib.classroom.checking import Exercise, number
from nnlib.layers import windows

# 12.1 The size of the map

exercise_12_1 = Exercise(
    "12.1",
    praise="28 − 5 + 1 = 24 places in each row and each column: 24×24.",
    hints=(
        "Slide a window of 5 columns along a row of 28. Where does it start first, where last?",
        "The first starts at column 0 and ends at 4. The last ends at column 27.",
        "`28 - 5 + 1`",
    ),
    reads=number,
    solution=24,
    also_right=[24.0, np.int64(24), [24]],
    wrong={
        28: "28 would need windows that hang over the edge of the picture. They must fit in.",
        27: "27 is what a window of 2×2 leaves. How many columns does a window of 5 take up?",
        23: "23 = 28 − 5 forgets one position: a window of 5 on a picture of 5 fits once, not 0 "
        "times.",
        25: "25 is one too many: the first window starts at column 0, the last at column 23.",
        26: "26 is the map of a 3×3 kernel.",
        22: "22 is two too few: the first window starts at column 0, the last at column 23.",
        5.6: "28 / 5 would put the windows side by side. They overlap: each is one pixel further.",
        5: "that is the size of the kernel, or windows side by side. They overlap.",
        6: "28 / 5, rounded, would put the windows side by side. They overlap: each is one pixel "
        "further.",
        576: "576 is the number of places in the whole map. How many are there in one row?",
        784: "784 is the number of pixels. How many windows of 5 columns start in one row?",
        32: "32 = 28 + 5 − 1: the map is smaller than the picture, not larger.",
        33: "33 = 28 + 5: the map is smaller than the picture, not larger.",
        12: "12 is the map after pooling. Here is none.",
        14: "14 is 28 / 2, what pooling would leave. Here a window of 5 columns slides along 28.",
    },
    caught=[
        (7, "is not it"),
        ((24, 24), "two numbers came"),
    ],
    otherwise="{} is not it. At which columns can a window of 5 columns start?",
)

# 12.2 Weights and biases of a layer

exercise_12_2 = Exercise(
    "12.2",
    praise="16 channels, each with 8 kernels of 25 weights and one bias: 16 · 201 = 3,216.",
    hints=(
        "Take one of the 16 channels first. It lays a kernel on each of the 8 maps, and adds "
        "everything up into one z.",
        "A channel's weights have the shape (8, 5, 5), and it has one bias. The places share "
        "all of them.",
        "`16 * (8 * 5 * 5 + 1)`",
    ),
    reads=number,
    solution=3216,
    also_right=[3216.0, np.int64(3216), np.array([3216])],
    wrong={
        3200: "3,200 are the weights. Each of the 16 channels has a bias as well.",
        416: "416 = 16 · 25 + 16 gives each channel one kernel. But 8 maps enter, and each channel "
        "has a kernel for each of them.",
        400: "400 = 16 · 25: there is a kernel for each of the 8 maps that enter, and a bias for "
        "each channel that leaves.",
        208: "208 is the lesson's first layer, where one picture enters and 8 maps leave.",
        216: "216 = 8 · 25 + 16: each of the 16 channels has 8 kernels of its own.",
        200: "200 are the weights of one channel. There are 16, and each has a bias.",
        201: "201 is right for one of the 16 channels.",
        25: "25 is one kernel. How many are there?",
        128: "128 is how many kernels there are. Each has 25 weights, and each channel one bias.",
        144: "144 = 128 + 16 counts each kernel once. It has 5 · 5 weights.",
        656: "656 takes 5 weights for a kernel. It has 5 rows and 5 columns: 5 · 5.",
        3328: "3,328 has a bias for every kernel. The eight kernels of a channel are added up into "
        "one z, and it has one bias.",
        3208: "3,208 has 8 biases. They belong to the channels that leave, not to those that "
        "enter.",
        3224: "3,224 has 8 + 16 biases. Only the 16 channels that leave have one.",
        3201: "3,201 has one bias for all. Each of the 16 channels has its own.",
        205_824: "205,824 counts every place of the map anew. The weights are shared: all 64 "
        "places use the same ones.",
        204_800: "204,800 counts every place of the map anew, and no bias. The weights are shared.",
        4224: "4,224 has a bias for every number that leaves. A channel has one bias for all its "
        "places.",
        1_024: "1,024 is how many numbers leave. How many weights and biases make them?",
        1_180_672: "1,180,672 is the dense layer that does the same. Here a neuron sees only 5×5 "
        "pixels, and all places share its weights.",
        1_179_648: "1,179,648 are the weights of the dense layer that does the same. Here a neuron "
        "sees only 5×5 pixels, and all places share its weights.",
    },
    caught=[
        (77, "is not it"),
        ("3,216", "remove the quotes"),
        ((3, 216), "without commas: 3216"),
    ],
    otherwise="{} is not it. Begin with one channel: how many maps does it look at, through how "
    "many weights each?",
)


# 12.3 One channel of a convolution

exercise_12_3 = Exercise(
    "12.3",
    praise="One neuron, laid on every window; it adds up all the maps that enter.",
    hints=(
        "Start from `slide` above. A window now has a third axis: all the maps at the same place.",
        "`a[:, row : row + size, column : column + size]` has the shape of kernels, (channels, "
        "size, size). The result has shape (height − size + 1, width − size + 1).",
        "`z[row, column] = np.sum(window * kernels) + b`",
    ),
)


@exercise_12_3.solution
def one_channel(a, kernels, b):
    height, width = a.shape[1:]
    size = kernels.shape[-1]
    z = np.zeros((height - size + 1, width - size + 1))
    for row in range(height - size + 1):
        for column in range(width - size + 1):
            window = a[:, row : row + size, column : column + size]
            z[row, column] = np.sum(window * kernels) + b
    return z


@exercise_12_3.also_right
def one_channel_by_windows(a, kernels, b):
    size = kernels.shape[-1]
    columns = windows(a[..., np.newaxis], size)
    return (kernels.ravel() @ columns + b).reshape(a.shape[1] - size + 1, -1)


@exercise_12_3.also_right
def one_channel_by_weights(a, kernels, b):
    size = kernels.shape[-1]
    height, width = a.shape[1] - size + 1, a.shape[2] - size + 1
    z = np.full((height, width), float(b))
    for i, r, c in np.ndindex(kernels.shape):
        z += kernels[i, r, c] * a[i, r : r + height, c : c + width]
    return z


@exercise_12_3.wrong(
    "the kernel is turned upside down and left to right. That is what mathematics calls a "
    "convolution; networks, and nnlib, lay the kernel on as it is."
)
def channel_flipped(a, kernels, b):
    return one_channel(a, kernels[:, ::-1, ::-1], b)


@exercise_12_3.wrong("the kernels are reversed, even which map they look at. No [::-1].")
def channel_flipped_all(a, kernels, b):
    return one_channel(a, kernels[::-1, ::-1, ::-1], b)


@exercise_12_3.wrong("the kernels are turned upside down. Lay them on as they are.")
def channel_upside_down(a, kernels, b):
    return one_channel(a, kernels[:, ::-1], b)


@exercise_12_3.wrong("left and right of the kernels are exchanged. Lay them on as they are.")
def channel_left_and_right(a, kernels, b):
    return one_channel(a, kernels[:, :, ::-1], b)


@exercise_12_3.wrong("the kernels come in reverse order. Map a[i] has the kernel kernels[i].")
def channel_kernels_reversed(a, kernels, b):
    return one_channel(a, kernels[::-1], b)


@exercise_12_3.wrong(
    "rows and columns of the kernel are exchanged (transposed). Lay it on as it is."
)
def channel_transposed(a, kernels, b):
    return one_channel(a, kernels.transpose(0, 2, 1), b)


@exercise_12_3.wrong("the map is lying on its side: z[row, column], not z[column, row].")
def channel_map_transposed(a, kernels, b):
    return one_channel(a, kernels, b).T


@exercise_12_3.wrong(
    "the last row and the last column of the map are missing: height − size + 1 places, and "
    "range() already leaves out its end."
)
def channel_one_short(a, kernels, b):
    return one_channel(a, kernels, b)[:-1, :-1]


@exercise_12_3.wrong(
    "the last row and the last column of the map are still 0: `range` leaves out its end "
    "already, so it goes up to height − size + 1."
)
def channel_with_zeros_at_the_end(a, kernels, b):
    z = one_channel(a, kernels, b)
    z[-1], z[:, -1] = 0, 0
    return z


@exercise_12_3.wrong("height and width are exchanged. The axes of a are (channels, height, width).")
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


@exercise_12_3.wrong(
    "only the first map that enters, a[0], is looked at. Add up what all channels give."
)
def channel_of_the_first(a, kernels, b):
    return one_channel(a[:1], kernels[:1], b)


@exercise_12_3.wrong(
    "the maps that enter are kept apart. A channel adds up what it sees in all of them: sum "
    "over all three axes of the window."
)
def channels_apart(a, kernels, b):
    return np.stack([one_channel(a[i : i + 1], kernels[i : i + 1], b) for i in range(len(a))])


@exercise_12_3.wrong("only the last map that enters, a[-1], counts. Add up what all channels give.")
def channel_of_the_last(a, kernels, b):
    return one_channel(a[-1:], kernels[-1:], b)


@exercise_12_3.wrong(
    "all maps are looked at through the first kernel. Each has its own: kernels[i] for a[i]."
)
def channel_with_one_kernel(a, kernels, b):
    return one_channel(a, np.repeat(kernels[:1], len(a), axis=0), b)


@exercise_12_3.wrong(
    "the maps are added up first, and the kernels, too. Multiply each map by its own, then add."
)
def channel_summed_first(a, kernels, b):
    return one_channel(a.sum(axis=0, keepdims=True), kernels.sum(axis=0, keepdims=True), b)


@exercise_12_3.wrong("the bias is added once for each map that enters. Once is enough.")
def channel_bias_in_each(a, kernels, b):
    return one_channel(a, kernels, b * len(a))


@exercise_12_3.wrong("the bias is added inside the sum, to every product. Add it after.")
def channel_bias_in_each_product(a, kernels, b):
    return one_channel(a, kernels, b * kernels.size)


@exercise_12_3.wrong("the bias is missing.")
def channel_without_bias(a, kernels, b):
    return one_channel(a, kernels, 0.0)


@exercise_12_3.wrong("the bias is subtracted. It is added.")
def channel_with_bias_subtracted(a, kernels, b):
    return one_channel(a, kernels, -b)


@exercise_12_3.wrong("the bias is multiplied. It is added.")
def channel_times_bias(a, kernels, b):
    return one_channel(a, kernels, 0.0) * b


@exercise_12_3.wrong("this is the mean of the products; a neuron's z is their sum.")
def channel_mean(a, kernels, b):
    return one_channel(a, kernels / kernels.size, b)


@exercise_12_3.wrong("this is the mean over the maps that enter. They are added up.")
def channel_mean_of_maps(a, kernels, b):
    return one_channel(a, kernels / len(a), b)


@exercise_12_3.wrong("this is the largest product of each window. Add them all up.")
def channel_largest(a, kernels, b):
    size = kernels.shape[-1]
    z = np.zeros((a.shape[1] - size + 1, a.shape[2] - size + 1))
    for row, column in np.ndindex(z.shape):
        z[row, column] = np.max(a[:, row : row + size, column : column + size] * kernels) + b
    return z


@exercise_12_3.wrong(
    "window and kernels are multiplied as matrices, by `@`. Multiply number by number: `*`."
)
def channel_by_matrices(a, kernels, b):
    size = kernels.shape[-1]
    z = np.zeros((a.shape[1] - size + 1, a.shape[2] - size + 1))
    for row, column in np.ndindex(z.shape):
        z[row, column] = np.sum(a[:, row : row + size, column : column + size] @ kernels) + b
    return z


@exercise_12_3.wrong("a ReLU follows here already. Wanted is z itself, negative numbers too.")
def channel_with_relu(a, kernels, b):
    return np.maximum(one_channel(a, kernels, b), 0)


@exercise_12_3.wrong(
    "the map is as large as the picture, with zeros around it. The windows must fit in."
)
def channel_padded(a, kernels, b):
    size = kernels.shape[-1]
    around = [(0, 0), ((size - 1) // 2, size // 2), ((size - 1) // 2, size // 2)]
    return one_channel(np.pad(a, around), kernels, b)


@exercise_12_3.wrong("the map has a first axis of length 1. Wanted is (rows, columns) alone.")
def channel_with_an_axis(a, kernels, b):
    return one_channel(a, kernels, b)[np.newaxis]


@exercise_12_3.wrong("the windows stand side by side. The next one is one pixel further.")
def channel_side_by_side(a, kernels, b):
    size = kernels.shape[-1]
    return one_channel(a, kernels, b)[::size, ::size]


@exercise_12_3.wrong(
    "only the first row is filled: a `return` inside the loop over the rows ends it."
)
def channel_of_the_first_row(a, kernels, b):
    z = one_channel(a, kernels, b)
    z[1:] = 0
    return z


@exercise_12_3.wrong(
    "only the first place is filled: a `return` inside the loops ends them at once."
)
def channel_of_the_first_place(a, kernels, b):
    z = one_channel(a, kernels, b)
    z[1:], z[:, 1:] = 0, 0
    return z


@exercise_12_3.wrong("between the windows places are left out. The next one is one pixel further.")
def channel_with_gaps(a, kernels, b):
    z = one_channel(a, kernels, b)
    step = kernels.shape[-1]
    gaps = np.ones(z.shape)
    gaps[::step, ::step] = 0
    return z * (1 - gaps)


@exercise_12_3.wrong("sum times sum. Multiply number by number first, then add up.")
def channel_of_sums(a, kernels, b):
    return one_channel(a, np.full(kernels.shape, kernels.sum()), b)


@exercise_12_3.wrong("`kernels.T` exchanges all three axes. Lay the kernels on as they are.")
def channel_by_T(a, kernels, b):
    return one_channel(a, kernels.T, b)


@exercise_12_3.probes
def maps_that_enter():
    """Neither square nor of one size; one map, one place; windows of 1; all sizes equal."""
    rng = np.random.default_rng(12)
    shapes = ((3, 7, 6), 3), ((2, 5, 9), 2), ((1, 4, 4), 4), ((4, 3, 5), 1), ((3, 3, 3), 3)
    biases = 0.7, -1.5, 0.25, 2.0, -0.6
    return [
        (rng.normal(size=shape), rng.normal(size=(shape[0], size, size)), b)
        for (shape, size), b in zip(shapes, biases, strict=True)
    ]


# 12.4 The gradient of the kernel

exercise_12_4 = Exercise(
    "12.4",
    praise="Equation 4 at every place, added up: δ times the pixel that the weight met there.",
    hints=(
        "Weight [i, j] is used once at every place. At each, its slope is δ times the pixel "
        "that it met there; add over the places.",
        "At place (r, c) it met the pixel `a[r + i, c + j]`. For all places at once that is a "
        "piece of a with the shape of delta.",
        "`np.sum(delta * a[i : i + height, j : j + width])`",
    ),
)


@exercise_12_4.solution
def kernel_gradient(delta, a, size):
    height, width = delta.shape
    gradient = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            gradient[i, j] = np.sum(delta * a[i : i + height, j : j + width])
    return gradient


@exercise_12_4.also_right
def kernel_gradient_by_places(delta, a, size):
    places = np.ndindex(delta.shape)
    return sum(delta[r, c] * a[r : r + size, c : c + size] for r, c in places)


@exercise_12_4.also_right
def kernel_gradient_by_sliding(delta, a, size):
    """The lesson's slide(a, delta): the errors laid on every window of the picture."""
    height, width = delta.shape
    sums = np.zeros((a.shape[0] - height + 1, a.shape[1] - width + 1))
    for row, column in np.ndindex(sums.shape):
        sums[row, column] = np.sum(a[row : row + height, column : column + width] * delta)
    return sums


@exercise_12_4.wrong(
    "this is one place only. The weight is used at every place: add over all of them."
)
def gradient_of_one_place(delta, a, size):
    return delta[0, 0] * a[:size, :size]


@exercise_12_4.wrong(
    "only the last place counts: each one overwrites the one before. Add up: `+=`."
)
def gradient_of_the_last_place(delta, a, size):
    return delta[-1, -1] * a[-size:, -size:]


@exercise_12_4.wrong("this is the mean over the places. Paths add up: a sum.")
def gradient_mean(delta, a, size):
    return kernel_gradient(delta, a, size) / delta.size


@exercise_12_4.wrong(
    "all δ are multiplied by the first window. Each δ belongs to the window of its own place."
)
def gradient_of_summed_delta(delta, a, size):
    return delta.sum() * a[:size, :size]


@exercise_12_4.wrong("the sums are taken first and then multiplied. Multiply, then add.")
def gradient_of_all_pixels(delta, a, size):
    return np.full((size, size), delta.sum() * a.sum())


@exercise_12_4.wrong("it is turned round. Weight [i, j] met the pixels from row i, column j on.")
def gradient_flipped(delta, a, size):
    return kernel_gradient(delta, a, size)[::-1, ::-1]


@exercise_12_4.wrong("rows and columns are exchanged.")
def gradient_transposed(delta, a, size):
    return kernel_gradient(delta, a, size).T


@exercise_12_4.wrong("this is the gradient of the bias. Where are the pixels?")
def gradient_of_biases(delta, a, size):
    return np.full((size, size), delta.sum())


@exercise_12_4.wrong(
    "δ is turned round. Place (r, c) of delta belongs to the window that starts at (r, c)."
)
def gradient_with_delta_flipped(delta, a, size):
    return kernel_gradient(delta[::-1, ::-1], a, size)


@exercise_12_4.wrong(
    "this is the sum of δ, one number, the gradient of the bias. Where are the pixels?"
)
def gradient_as_bias(delta, a, size):
    return delta.sum()


@exercise_12_4.wrong("δ is missing: this only adds up pixels.")
def gradient_without_delta(delta, a, size):
    return kernel_gradient(np.ones_like(delta), a, size)


@exercise_12_4.wrong(
    "every weight gets the sum for [0, 0]. Weight [i, j] met the pixels from row i, column j on."
)
def gradient_of_the_first_weight(delta, a, size):
    return np.full((size, size), kernel_gradient(delta, a, size)[0, 0])


@exercise_12_4.wrong(
    "the piece of `a` has the size of the kernel. It meets delta, so it has the shape of delta."
)
def gradient_with_small_pieces(delta, a, size):
    gradient = np.zeros((size, size))
    for i, j in np.ndindex(size, size):
        gradient[i, j] = np.sum(delta * a[i : i + size, j : j + size])
    return gradient


@exercise_12_4.wrong("height and width of delta are exchanged. The first axis holds the rows.")
def gradient_with_sizes_exchanged(delta, a, size):
    height, width = delta.shape
    gradient = np.zeros((size, size))
    for i, j in np.ndindex(size, size):
        gradient[i, j] = np.sum(delta * a[i : i + width, j : j + height])
    return gradient


@exercise_12_4.wrong(
    "the last row and the last column are still 0: `range(size)` goes up to size − 1 already."
)
def gradient_with_zeros_at_the_end(delta, a, size):
    gradient = kernel_gradient(delta, a, size)
    gradient[-1], gradient[:, -1] = 0, 0
    return gradient


@exercise_12_4.wrong("the sum is divided by size · size. Paths add up: a sum, not a mean.")
def gradient_by_size(delta, a, size):
    return kernel_gradient(delta, a, size) / size**2


@exercise_12_4.wrong(
    "the last places are left out: delta has height rows and width columns, `range` ends before."
)
def gradient_without_the_last_places(delta, a, size):
    return kernel_gradient(delta[:-1, :-1], a, size)


@exercise_12_4.wrong("the windows stand side by side. They overlap: a[r : r + size, c : c + size].")
def gradient_of_windows_apart(delta, a, size):
    places = [
        delta[r, c] * a[r * size : r * size + size, c * size : c * size + size]
        for r, c in np.ndindex(a.shape[0] // size, a.shape[1] // size)
    ]
    return sum(places)


@exercise_12_4.wrong(
    "only the first row of places is added: a `return` inside the loop over the rows ends it."
)
def gradient_of_the_first_row(delta, a, size):
    return kernel_gradient(delta[:1], a, size)


@exercise_12_4.wrong("sum times sum. Each δ meets one pixel: multiply first, then add up.")
def gradient_of_sums(delta, a, size):
    return kernel_gradient(np.full(delta.shape, delta.sum()), a, size)


@exercise_12_4.wrong("all weights get the sum of all. Set `gradient[i, j]`, one at a time.")
def gradient_added_everywhere(delta, a, size):
    return np.full((size, size), kernel_gradient(delta, a, size).sum())


@exercise_12_4.probes
def errors_and_pictures():
    """Sizes that differ; one as large as the kernel; one column of errors; a kernel of 1."""
    rng = np.random.default_rng(124)
    return [
        (rng.normal(size=(height, width)), rng.normal(size=(height + s - 1, width + s - 1)), s)
        for height, width, s in ((4, 5, 3), (3, 2, 2), (3, 3, 3), (3, 1, 3), (2, 4, 1))
    ]


# 12.5 The way back through max pooling

exercise_12_5 = Exercise(
    "12.5",
    praise="Nudge a pixel that lost, and nothing happens: no slope, no error.",
    hints=(
        "Which of the four pixels of a square would change the result if you nudged it a little?",
        "The result has the shape of a. Square (r, c) is `a[2 * r : 2 * r + 2, 2 * c : 2 * c + "
        "2]`; `square.argmax()` counts its pixels 0, 1, 2, 3 in the order of reading, and takes "
        "the first if several are highest.",
        "`i, j = divmod(int(square.argmax()), 2)`; `error[2 * r + i, 2 * c + j] = delta[r, c]`",
    ),
)


@exercise_12_5.solution
def pooling_error(a, delta):
    error = np.zeros(a.shape)
    for r in range(len(delta)):
        for c in range(delta.shape[1]):
            square = a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            i, j = divmod(int(square.argmax()), 2)
            error[2 * r + i, 2 * c + j] = delta[r, c]
    return error


@exercise_12_5.also_right
def pooling_error_in_one_line(a, delta):
    height, width = delta.shape
    squares = a.reshape(height, 2, width, 2).transpose(0, 2, 1, 3).reshape(height, width, 4)
    winners = np.eye(4)[squares.argmax(axis=2)] * delta[:, :, np.newaxis]
    return winners.reshape(height, width, 2, 2).transpose(0, 2, 1, 3).reshape(a.shape)


@exercise_12_5.also_right
def pooling_error_pixel_by_pixel(a, delta):
    error = [[0.0] * a.shape[1] for _ in a]
    for r, c in np.ndindex(delta.shape):
        places = [(2 * r + i, 2 * c + j) for i in (0, 1) for j in (0, 1)]
        row, column = max(places, key=lambda place: a[place])
        error[row][column] = delta[r, c]
    return error


def _spread(delta):
    return np.repeat(np.repeat(delta, 2, axis=0), 2, axis=1)


def _highest(a):
    squares = a.reshape(a.shape[0] // 2, 2, -1, 2)
    return _spread(squares.max(axis=(1, 3)))


@exercise_12_5.wrong(
    "the error is spread evenly. A pixel that lost had no part in the result, so it has no "
    "part in the error: all of it goes to the highest."
)
def pooling_evenly(a, delta):
    return _spread(delta) / 4


@exercise_12_5.wrong(
    "all four pixels get the whole error; only the highest should. Nudge one that lost: the result "
    "does not move."
)
def pooling_everywhere(a, delta):
    return _spread(delta).astype(float)


@exercise_12_5.wrong(
    "where two pixels are equally high, both get the whole error: it is counted twice. Only "
    "the first of them, in the order of reading, gets it."
)
def pooling_ties_twice(a, delta):
    return _spread(delta) * (a == _highest(a))


@exercise_12_5.wrong(
    "where two pixels are equally high, they share the error. That could be argued for, but "
    "here the first of them gets it whole."
)
def pooling_ties_shared(a, delta):
    winners = (a == _highest(a)).astype(float)
    counts = winners.reshape(a.shape[0] // 2, 2, -1, 2).sum(axis=(1, 3))
    return _spread(delta) * winners / _spread(counts)


@exercise_12_5.wrong("of two equally high pixels the last one gets it; here it is the first.")
def pooling_last_tie(a, delta):
    return pooling_error(a[::-1, ::-1], delta[::-1, ::-1])[::-1, ::-1]


@exercise_12_5.wrong(
    "of equally high pixels the first one by columns gets it. Read by rows: the upper right one "
    "comes before the lower left."
)
def pooling_first_by_columns(a, delta):
    return pooling_error(a.T, delta.T).T


@exercise_12_5.wrong(
    "row and column within the square are exchanged: `argmax` counts along the rows."
)
def pooling_with_places_exchanged(a, delta):
    error = np.zeros(a.shape)
    for r, c in np.ndindex(delta.shape):
        j, i = divmod(int(a[2 * r : 2 * r + 2, 2 * c : 2 * c + 2].argmax()), 2)
        error[2 * r + i, 2 * c + j] = delta[r, c]
    return error


@exercise_12_5.wrong("the upper left pixel always gets it. Only if it is the highest.")
def pooling_upper_left(a, delta):
    error = np.zeros(a.shape)
    error[::2, ::2] = delta
    return error


@exercise_12_5.wrong("the lower right pixel always gets it. Only if it is the highest.")
def pooling_lower_right(a, delta):
    error = np.zeros(a.shape)
    error[1::2, 1::2] = delta
    return error


@exercise_12_5.wrong(
    "the error is multiplied by the pixel. The highest passes through with the slope 1."
)
def pooling_times_a(a, delta):
    return pooling_error(a, delta) * a


@exercise_12_5.wrong("each square has its own highest pixel, and its own error.")
def pooling_highest_of_all(a, delta):
    error = np.zeros(a.shape)
    error.flat[a.argmax()] = delta.sum()
    return error


@exercise_12_5.wrong(
    "only the highest pixel of the whole picture gets its error. Each square has its own highest."
)
def pooling_where_highest_of_all(a, delta):
    return _spread(delta) * (a == a.max())


@exercise_12_5.wrong("the lowest pixel gets the error.")
def pooling_lowest(a, delta):
    return pooling_error(-a, delta)


@exercise_12_5.wrong("the right places, but with 1 in them. Where is delta?")
def pooling_without_delta(a, delta):
    return pooling_error(a, np.ones_like(delta))


@exercise_12_5.wrong(
    "this tells where the highest pixels are, all of them. The first of each square gets delta."
)
def pooling_mask(a, delta):
    return (a == _highest(a)).astype(float)


@exercise_12_5.wrong(
    "δ passes wherever the pixel is above 0: that is the ReLU. Here the highest of four gets it."
)
def pooling_as_relu(a, delta):
    return _spread(delta) * (a > 0)


@exercise_12_5.wrong(
    "this keeps the highest pixels themselves. The error is wanted: delta at their places."
)
def pooling_keeping_pixels(a, delta):
    return pooling_without_delta(a, delta) * a


@exercise_12_5.wrong(
    "this is the way forward, the highest of each square. Wanted is the error of `a`, of its shape."
)
def pooling_forward(a, delta):
    return _highest(a)[::2, ::2]


@exercise_12_5.wrong("this has the shape of delta; the error of what entered has the shape of `a`.")
def pooling_small(a, delta):
    return delta


@exercise_12_5.wrong("the last row of squares gets no error. `range(len(delta))` holds them all.")
def pooling_without_the_last_row(a, delta):
    error = pooling_error(a, delta)
    error[-2:] = 0
    return error


@exercise_12_5.wrong(
    "where all four pixels are negative, the upper left one gets it: the search for the highest "
    "begins with 0. Begin with the first pixel, or with −∞."
)
def pooling_from_zero(a, delta):
    highest = np.maximum(_highest(a), 0)
    none = _spread(np.where(_highest(a)[::2, ::2] <= 0, delta, 0))
    none[1::2], none[:, 1::2] = 0, 0
    return np.where(highest > 0, pooling_error(a, delta), none)


@exercise_12_5.wrong(
    "where all four pixels are negative nothing is passed. One of them is highest, too."
)
def pooling_of_positive_ones(a, delta):
    return np.where(_highest(a) > 0, pooling_error(a, delta), 0)


@exercise_12_5.wrong("the largest size gets it, −5 before 4. The highest pixel does: no `abs`.")
def pooling_of_sizes(a, delta):
    return pooling_error(np.abs(a), delta)


@exercise_12_5.wrong("the pixels that lost keep their own values. Their error is 0.")
def pooling_over_pixels(a, delta):
    return np.where(pooling_without_delta(a, delta) > 0, _spread(delta), a)


@exercise_12_5.wrong("every pixel is multiplied by δ. Only the highest of four gets δ, as it is.")
def pooling_everywhere_times_a(a, delta):
    return _spread(delta) * a


@exercise_12_5.wrong(
    "only the first row of squares gets its error: a `return` inside the loop over rows ends it."
)
def pooling_of_the_first_row(a, delta):
    error = pooling_error(a, delta)
    error[2:] = 0
    return error


@exercise_12_5.wrong("only the first square gets its error: a `return` inside the loops ends them.")
def pooling_of_the_first_square(a, delta):
    error = pooling_error(a, delta)
    error[2:], error[:, 2:] = 0, 0
    return error


@exercise_12_5.probes
def pictures_and_errors():
    """Squares with two, three and four highest, negative ones; random ones; one square alone."""
    a = np.array(
        [[1.0, 4, 0, 3], [2, 3, 3, 1], [-2, -5, 6, 0], [-1, -1, 6, 2], [5, 5, 0, 0], [5, 5, 7, 0]]
    )
    delta = np.array([[0.5, -2.0], [3.0, 1.5], [-1.0, 4.0]])
    rng = np.random.default_rng(125)
    small = rng.integers(0, 3, (4, 10)) * 1.0 - 1
    return [
        (a, delta),
        (small, rng.normal(size=(2, 5))),
        (rng.normal(size=(8, 2)) - 3, rng.normal(size=(4, 1))),
        (np.array([[-4.0, -2], [-1, -3]]), np.array([[2.5]])),
    ]
