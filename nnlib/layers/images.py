"""Layers for images of shape (channels, height, width, m): convolution and pooling.

Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Proceedings of the IEEE 86 (1998) 2278–2324.
"""

import functools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnlib import equations
from nnlib.layers.layer import Layer, words
from nnlib.support.browser import by_columns
from nnlib.support.checks import check_count
from nnlib.support.errors import ShapeError


class Convolution(Layer):
    """The same small neurons at every place of an image: `channels` kernels of size × size pixels.

    weights: (channels, channels in, size, size); weights[j, i] is a small picture, the kernel
    through which channel j sees channel i. biases: (channels, 1), one for each channel.

    An image of 28×28 has 24×24 places for a kernel of 5×5. The kernel is laid on as it is, not
    mirrored; strictly that is a cross-correlation, but the field says convolution.
    """

    settings = ("channels", "size")

    def __init__(self, channels, size):
        self.channels, self.size = check_count(channels, "channels"), check_count(size, "size")

    def connect(self, shape):
        """shape: (channels in, height, width). Returns that of z, without m."""
        if len(shape) != 3:
            raise ShapeError(
                f"{self} takes images of shape (channels, height, width), but {words(shape)} "
                "enter. Write input_shape=(1, 28, 28) for grey images of 28×28 pixels."
            )
        channels_in, height, width = shape
        if self.size > min(height, width):
            raise ShapeError(
                f"{self} lays kernels of {self.size}×{self.size} pixels on images of only "
                f"{height}×{width}. Take a smaller kernel, or less pooling before it."
            )
        self.weights_shape = (self.channels, channels_in, self.size, self.size)
        self.biases_shape = (self.channels, 1)
        self.inputs = channels_in * self.size**2
        return (self.channels, height - self.size + 1, width - self.size + 1)

    @property
    def matrix(self):
        """The weights as a matrix, (channels, inputs): row j belongs to channel j."""
        return self.weights.reshape(self.channels, -1)

    def forward(self, a):
        """a: (channels in, height, width, m).

        Returns z: (channels, height − size + 1, width − size + 1, m).
        """
        _, height, width, m = self.shape_in = a.shape
        self.windows = windows(a, self.size)  # (inputs, places · m)
        z = self.matrix @ by_columns(self.windows) + self.biases  # as in Dense
        return z.reshape(self.channels, height - self.size + 1, width - self.size + 1, m)

    def gradients(self, delta):
        """delta: ∂Eₓ/∂z, shaped as z. Equations 3 and 4, summed over the places and examples."""
        delta = delta.reshape(self.channels, -1)
        self.nabla_b = equations.bias_gradient(delta)
        self.nabla_w = equations.weight_gradient(delta, self.windows).reshape(self.weights.shape)

    def error_before(self, delta):
        """delta: ∂Eₓ/∂z, shaped as z. Returns ∂Eₓ/∂a, shaped as a.

        `self.matrix.T @ δ` is the error of every pixel of every window. A pixel lies in many
        windows, so its error is the sum over all of them.
        """
        size = self.size
        _, rows, columns, m = delta.shape  # rows × columns places
        delta = by_columns(delta.reshape(self.channels, -1))
        in_windows = self.matrix.T @ delta  # (inputs, places · m)
        in_windows = in_windows.reshape(-1, size, size, rows, columns, m)
        error = np.zeros(self.shape_in, delta.dtype)
        for i, j in np.ndindex(size, size):  # the pixel in row i, column j of all windows at once
            error[:, i : i + rows, j : j + columns] += in_windows[:, i, j]
        return error


def windows(a, size):
    """All windows of size × size pixels of the images a, as columns.

    a: (channels, height, width, m). Returns (channels · size², places · m), where there are
    (height − size + 1)(width − size + 1) places.
    """
    # Axes: channel, row and column of the place, example, row and column within the window.
    view = sliding_window_view(a, (size, size), axis=(1, 2))
    return view.transpose(0, 4, 5, 1, 2, 3).reshape(len(a) * size**2, -1)


class MaxPooling(Layer):
    """Cuts each image into squares of size × size pixels, and keeps the highest of each."""

    settings = ("size",)

    def __init__(self, size=2):
        self.size = check_count(size, "size")

    def connect(self, shape):
        """shape: (channels, height, width). Returns (channels, height/size, width/size)."""
        if len(shape) != 3:
            raise ShapeError(
                f"{self} takes images of shape (channels, height, width), but {words(shape)} "
                "enter. Put it before Flatten()."
            )
        channels, height, width = shape
        if height % self.size or width % self.size:
            raise ShapeError(
                f"{self} cuts images into squares of {self.size}×{self.size} pixels, but "
                f"{height}×{width} pixels cannot be cut into such squares. Take another size, here "
                "or in the convolution before."
            )
        return (channels, height // self.size, width // self.size)

    def _pixels(self, a):
        """For each pixel of a square, top left to bottom right: that pixel of all squares of a."""
        for i, j in np.ndindex(self.size, self.size):
            yield a[:, i :: self.size, j :: self.size]

    def forward(self, a):
        """a: (channels, height, width, m). Returns (channels, height/size, width/size, m)."""
        self.a = a
        self.highest = functools.reduce(np.maximum, self._pixels(a))
        return self.highest

    def error_before(self, delta):
        """delta: the error of the highest pixels. Returns the error of all pixels, shaped as a.

        It goes to the highest pixel of each square, whole, since only that one counts; the others
        get 0. If several are highest, the first of them gets it, in the order of reading.
        """
        error = np.zeros_like(self.a)
        waiting = np.ones(delta.shape, bool)  # the squares whose highest pixel is not yet found
        for pixel, pixel_error in zip(self._pixels(self.a), self._pixels(error), strict=True):
            found = waiting & (pixel == self.highest)
            pixel_error[...] = delta * found
            waiting ^= found
        return error
