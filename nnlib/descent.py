"""Gradient descent on any function whose gradient can be computed.

A point and its gradient are arrays of one shape, usually (n,). η is the learning rate.
"""

import numpy as np

from nnlib.support.errors import ShapeError


def descent_step(point, gradient, eta):
    """One step downhill: point − η ∇f. `gradient` is the array ∇f at the point."""
    point, gradient = np.asarray(point, dtype=float), np.asarray(gradient, dtype=float)
    if gradient.shape != point.shape:
        raise ShapeError(
            f"The gradient has shape {gradient.shape}, but the point has shape {point.shape}. "
            "A gradient needs one number for each coordinate of its point."
        )
    return point - eta * gradient


def descend(gradient, start, eta, steps):
    """The whole path of gradient descent, from `start`, as an array of shape (steps + 1, n).

    gradient: a function that takes a point of shape (n,) and returns ∇f there, shape (n,).
    """
    path = [np.asarray(start, dtype=float)]
    for _ in range(steps):
        path.append(descent_step(path[-1], gradient(path[-1]), eta))
    return np.array(path)


def numerical_gradient(f, point, h=1e-5):
    """The gradient of f at a point by central differences, one coordinate at a time.

    ∂f/∂pⱼ ≈ (f(p + h eⱼ) − f(p − h eⱼ)) / 2h, in float64. `point` may have any shape;
    the gradient has the same. Its error shrinks with h² until rounding takes over.
    """
    point = np.array(point, dtype=np.float64)
    gradient = np.zeros_like(point)
    for j in np.ndindex(point.shape):
        centre = point[j]
        point[j] = centre + h
        above = f(point.copy())
        point[j] = centre - h
        below = f(point.copy())
        point[j] = centre
        gradient[j] = (above - below) / (2 * h)
    return gradient


def relative_error(g, g_hat):
    """‖g − ĝ‖ / (‖g‖ + ‖ĝ‖): 0 for equal arrays, 1 for opposite ones, never more."""
    both = np.linalg.norm(g) + np.linalg.norm(g_hat)
    return float(np.linalg.norm(g - g_hat) / both) if both else 0.0
