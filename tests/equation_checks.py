"""Each of the four equations against the definition that it follows from, by central differences.

No check uses nnlib: the cost, σ and the derivatives are written out here, and what an equation is
given (δ of the next layer, say) is itself a difference of costs. `failing(equations)` names the
equations that are wrong in a module, or in anything that has the four functions.
"""

import numpy as np

NAMES = ("output_error", "hidden_error", "bias_gradient", "weight_gradient")


class WrongEquationError(AssertionError):
    """An equation is wrong. Its `name` says which."""

    def __init__(self, name, what):
        super().__init__(f"{name} is wrong: {what}")
        self.name = name


class Problem:
    """Layer l between its neighbours, for m examples: W leads into l, W_next into the output."""

    def __init__(self, n_prev, n, n_next, m, seed):
        rng = np.random.default_rng(seed)
        self.a_prev = rng.uniform(0.1, 0.9, (n_prev, m))
        self.W, self.b = rng.standard_normal((n, n_prev)), rng.standard_normal((n, 1))
        self.W_next, self.b_next = (
            rng.standard_normal((n_next, n)),
            rng.standard_normal((n_next, 1)),
        )
        self.y = rng.uniform(0, 1, (n_next, m))
        self.z = self.W @ self.a_prev + self.b
        self.z_next = self.W_next @ sigma(self.z) + self.b_next
        self.delta = differences(self.cost, self.z)
        self.delta_next = differences(self.output_cost, self.z_next)

    def output_cost(self, z_next):
        """Σₓ Eₓ as a function of the output layer's weighted inputs."""
        return 0.5 * np.sum((self.y - sigma(z_next)) ** 2)

    def cost(self, z):
        """Σₓ Eₓ as a function of layer l's weighted inputs."""
        return self.output_cost(self.W_next @ sigma(z) + self.b_next)


def sigma(z):
    """The sigmoid, written differently from nnlib's."""
    return (1 + np.tanh(z / 2)) / 2


def differences(f, point, h=1e-5):
    """The derivative of f with respect to each number of point, by central differences."""
    result = np.empty(point.shape)
    for j in np.ndindex(point.shape):
        nudge = np.zeros(point.shape)
        nudge[j] = h
        result[j] = (f(point + nudge) - f(point - nudge)) / (2 * h)
    return result


# Oblong: a lost transpose does not even multiply. Square: it does, and only the numbers tell.
PROBLEMS = (Problem(3, 4, 5, 6, seed=1), Problem(4, 4, 4, 4, seed=2), Problem(5, 3, 2, 1, seed=3))


def check_output_error(output_error):
    """Equation 1: δ_L is ∂Eₓ/∂z_L."""
    for p in PROBLEMS:
        _compare("output_error", p.delta_next, output_error, sigma(p.z_next), p.y, p.z_next)


def check_hidden_error(hidden_error):
    """Equation 2: δ_l is ∂Eₓ/∂z_l."""
    for p in PROBLEMS:
        _compare("hidden_error", p.delta, hidden_error, p.W_next, p.delta_next, p.z)


def check_bias_gradient(bias_gradient):
    """Equation 3: the gradient of Σₓ Eₓ with respect to the biases b_l."""
    for p in PROBLEMS:
        expected = differences(lambda b, p=p: p.cost(p.W @ p.a_prev + b), p.b)
        _compare("bias_gradient", expected, bias_gradient, p.delta)


def check_weight_gradient(weight_gradient):
    """Equation 4: the gradient of Σₓ Eₓ with respect to the weights W_l."""
    for p in PROBLEMS:
        expected = differences(lambda W, p=p: p.cost(W @ p.a_prev + p.b), p.W)
        _compare("weight_gradient", expected, weight_gradient, p.delta, p.a_prev)


def failing(equations):
    """The names of the equations whose check fails."""
    names = []
    for name in NAMES:
        try:
            globals()[f"check_{name}"](getattr(equations, name))
        except WrongEquationError as error:
            names.append(error.name)
    return names


def _compare(name, expected, equation, *arguments):
    try:
        result = np.asarray(equation(*(argument.copy() for argument in arguments)))
    except Exception as error:
        raise WrongEquationError(name, f"it raises {error!r}") from error
    if result.shape != expected.shape:
        raise WrongEquationError(name, f"shape {result.shape} instead of {expected.shape}")
    if not np.allclose(result, expected, rtol=1e-6, atol=1e-9):
        raise WrongEquationError(name, f"off by up to {np.abs(result - expected).max():.2g}")
