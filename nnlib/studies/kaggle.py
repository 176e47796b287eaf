"""The two-layer network 784–10–10 of a widely read Kaggle notebook, and its bug. For lesson 11.

Full-batch gradient descent: every update uses all m examples. An example is a column.
parameters: W1 (n₁, n₀), b1 (n₁, 1), W2 (n₂, n₁), b2 (n₂, 1); x: (n₀, m); y: one-hot, (n₂, m).

The published program's structure and settings are kept (ReLU, softmax, all parameters drawn
between −0.5 and 0.5, η = 0.1, 500 steps); words, names and the stable softmax are ours.
"""

import numpy as np

from nnlib.equations import bias_gradient, weight_gradient
from nnlib.layers import softmax
from nnlib.support.bars import progress_bar
from nnlib.support.threads import one_thread

BLOCKS = ("W1", "b1", "W2", "b2")


def first_parameters(sizes=(784, 10, 10), seed=0, dtype=np.float32):
    """[W1, b1, W2, b2], all drawn between −0.5 and 0.5."""
    n0, n1, n2 = sizes
    rng = np.random.default_rng(seed)
    shapes = [(n1, n0), (n1, 1), (n2, n1), (n2, 1)]
    return [rng.uniform(-0.5, 0.5, shape).astype(dtype) for shape in shapes]


def forward(parameters, x):
    """z1, a1, z2, a2 of the m columns of x: ReLU in the hidden layer, softmax at the end."""
    W1, b1, W2, b2 = parameters
    z1 = W1 @ x + b1
    a1 = np.maximum(z1, 0)
    z2 = W2 @ a1 + b2
    a2 = softmax(z2)
    return z1, a1, z2, a2


def published_gradients(parameters, x, y):
    """The mean gradients of W1, b1, W2, b2, as the published program computes them."""
    W2 = parameters[2]
    z1, a1, _, a2 = forward(parameters, x)
    m = x.shape[1]
    delta2 = a2 - y
    nabla_W2 = delta2 @ a1.T / m
    nabla_b2 = np.sum(delta2) / m
    delta1 = (W2.T @ delta2) * (z1 > 0)
    nabla_W1 = delta1 @ x.T / m
    nabla_b1 = np.sum(delta1) / m
    return nabla_W1, nabla_b1, nabla_W2, nabla_b2


def mended_gradients(parameters, x, y):
    """The mean gradients of W1, b1, W2, b2: each bias sums the errors of its own neuron only."""
    W2 = parameters[2]
    z1, a1, _, a2 = forward(parameters, x)
    delta2 = a2 - y
    delta1 = (W2.T @ delta2) * (z1 > 0)
    sums = (
        weight_gradient(delta1, x),
        bias_gradient(delta1),
        weight_gradient(delta2, a1),
        bias_gradient(delta2),
    )
    return tuple(total / x.shape[1] for total in sums)


def accuracy(parameters, x, labels):
    """The share of columns whose highest output is the label's. labels: (m,)."""
    return float(np.mean(forward(parameters, x)[3].argmax(axis=0) == labels))


def descend(gradients, parameters, x, y, eta=0.1, steps=500, every=10):
    """Full-batch gradient descent with one of the two `gradients` functions.

    Returns the parameters and the course: the accuracy on x before step 0, 10, 20, …
    """
    labels, course = y.argmax(axis=0), []
    with one_thread(), progress_bar(steps, "step") as bar:
        for i in range(steps):
            if i % every == 0:
                course.append(accuracy(parameters, x, labels))
            moves = gradients(parameters, x, y)
            parameters = [w - eta * nabla for w, nabla in zip(parameters, moves, strict=True)]
            bar.update()
    return parameters, course
