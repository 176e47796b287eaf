"""What every layer is: a forward rule, and beside it the rule that brings the error back."""


class Layer:
    """One step of a network, from the numbers that enter to the numbers that leave.

    The error of a number is how the cost of its example changes with it. So for `Dense`, which
    gives z, the error delta is the course's δ = ∂Eₓ/∂z.

    forward(a) takes what leaves the layer before, and remembers what `backward` will need.
    backward(delta) takes the error of what left this layer, stores the gradients `nabla_w` and
    `nabla_b` (sums over the m examples) if the layer has weights, and returns the error of a.

    Columns have shape (n, m), images (channels, height, width, m): the examples come last.
    """

    settings = ()  # what the constructor takes, by name
    weights = biases = nabla_w = nabla_b = None
    weights_shape = biases_shape = None  # known once the layer is connected
    inputs = None  # how many numbers each neuron takes

    def connect(self, shape):
        """Fit this layer behind one that gives `shape` (without m); return the shape it gives.

        Raises ShapeError if it does not fit.
        """
        return shape

    def forward(self, a):
        """What leaves the layer when a enters it."""
        raise NotImplementedError

    def gradients(self, delta):
        """Store nabla_w and nabla_b, if there are weights."""

    def error_before(self, delta):
        """The error of what entered, from the error of what left."""
        raise NotImplementedError

    def backward(self, delta):
        """Store the gradients, and return the error of what entered."""
        self.gradients(delta)
        return self.error_before(delta)

    def arguments(self):
        """What the constructor was given."""
        return [getattr(self, name) for name in self.settings]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.arguments()))})"


def words(shape):
    """A shape in words, for messages: "columns of 784 numbers", "images of shape (1, 28, 28)"."""
    return f"columns of {shape[0]} numbers" if len(shape) == 1 else f"images of shape {shape}"
