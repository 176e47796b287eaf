"""The cost and the four equations of backpropagation, one function each.

An example is a column, a mini-batch has m columns. z_l = W_l a_{l−1} + b_l, a_l = σ(z_l),
and δ_l = ∂Eₓ/∂z_l is the error of layer l. L is the last layer. ⊙ multiplies elementwise.
Source of the method: Rumelhart, Hinton and Williams, Nature 323 (1986).
"""

import numpy as np

from nnlib.neurons import sigmoid_prime


def quadratic_cost(a, y):
    """Mean over the m columns of Eₓ = ½ ‖y − a_L‖². a, y: (n_L, m). Returns a number."""
    return float(np.mean(np.sum((y - a) ** 2, axis=0)) / 2)


def cost_derivative(a, y):
    """How the cost of each example changes with its outputs: ∂Eₓ/∂a_L = a_L − y. Shape (n_L, m)."""
    return a - y


def output_error(a, y, z, cost_derivative=cost_derivative):
    """Error of the output layer (equation 1).

    δ_L = (a_L − y) ⊙ σ′(z_L)

    a, y, z: (n_L, m). Returns (n_L, m). Another cost has another cost_derivative than a_L − y.
    """
    return cost_derivative(a, y) * sigmoid_prime(z)


def hidden_error(weights_next, delta_next, z):
    """Error of a hidden layer from the error of the layer after it (equation 2).

    δ_l = (W_{l+1}ᵀ δ_{l+1}) ⊙ σ′(z_l)

    weights_next: (n_{l+1}, n_l); delta_next: (n_{l+1}, m); z: (n_l, m). Returns (n_l, m).
    """
    return (weights_next.T @ delta_next) * sigmoid_prime(z)


def bias_gradient(delta):
    """Gradient of a layer's biases (equation 3), summed over the columns.

    ∂Eₓ/∂b_l = δ_l

    delta: (n_l, m). Returns (n_l, 1).
    """
    return delta.sum(axis=1, keepdims=True)


def weight_gradient(delta, a_prev):
    """Gradient of the weights into a layer (equation 4), summed over the columns.

    ∂Eₓ/∂W_l = δ_l a_{l−1}ᵀ

    delta: (n_l, m); a_prev: (n_{l−1}, m). Returns (n_l, n_{l−1}).
    """
    return np.dot(delta, a_prev.T)  # for matrices the same as @, and quicker if m = 1
