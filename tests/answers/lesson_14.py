"""Lesson 14, from nnlib to PyTorch: a layer for rows, orders of five lines, autograd, Adam."""

import math

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import ARGUMENTS, CHANGES, FUNCTION, GAP, NO_FUNCTION, NOTHING, ORDER, SIGN
from nnlib.classroom.optional import OnDemand

torch = OnDemand("torch")
TURNED = ("turn", "transpos", ".t", "column", "row")

# 14.1: a Wᵀ + b, an example in each row.

right_value("14.1", lambda W, b, a: np.dot(a, W.T) + b, "np.dot")
right_value("14.1", lambda W, b, a: np.einsum("mj,kj->mk", a, W) + b, "einsum")
right_value("14.1", lambda W, b, a: (W @ a.T).T + b, "turned after the product")
right_value("14.1", lambda W, b, a: np.inner(a, W) + b, "np.inner")


@right("14.1", "two steps, as the course writes them")
def my_layer(W, b, a):
    product = a @ W.transpose()
    return product + b


@right("14.1", "neuron by neuron")
def my_layer(W, b, a):
    columns = []
    for j in range(len(W)):
        columns.append(a @ W[j] + b[j])
    return np.array(columns).T


@right("14.1", "three loops and lists")
def my_layer(W, b, a):
    result = []
    for example in a:
        row = []
        for weights, bias in zip(W, b):
            row.append(sum(w * x for w, x in zip(weights, example)) + bias)
        result.append(row)
    return result


@right("14.1", "b as a row")
def my_layer(W, b, a):
    return a @ W.T + b[None, :]


wrong_value("14.1", lambda W, b, a: W @ a + b, "nnlib's line", TURNED)
wrong_value("14.1", lambda W, b, a: a @ W + b, "W not turned", TURNED)
wrong_value("14.1", lambda W, b, a: W @ a.T + b[:, None], "examples in columns", TURNED)
wrong_value("14.1", lambda W, b, a: W @ a.T + b, "columns, and b along the rows", TURNED)
wrong_value("14.1", lambda W, b, a: a @ W.T, "no bias", ("bias", "`b`"))
wrong_value("14.1", lambda W, b, a: a @ W.T + b.T[:, None], "b as a column", ("column", "bias"))
wrong_value("14.1", lambda W, b, a: a @ W.T - b, "minus the bias", (*SIGN, "added"))
wrong_value(
    "14.1", lambda W, b, a: 1 / (1 + np.exp(-(a @ W.T + b))), "σ of it", ("activation", "σ")
)
wrong_value("14.1", lambda W, b, a: np.maximum(a @ W.T + b, 0), "ReLU of it", None)
wrong_value("14.1", lambda W, b, a: a * W + b, "number by number", ("@", "sum", "number by"))
wrong_value("14.1", lambda W, b, a: a.T @ W.T + b, "both turned", TURNED)
wrong_value("14.1", lambda W, b, a: a.T @ W + b, "the wrong one turned", TURNED)
wrong_value("14.1", lambda W, b, a: (a @ W.T + b).mean(axis=0), "the mean", ("mean", "shape"))
wrong_value("14.1", lambda a, W, b: a @ W.T + b, "another order of arguments", ORDER)
wrong_value("14.1", lambda W, a: a @ W.T, "without b", ARGUMENTS)
wrong_value("14.1", "a @ W.T + b", "a text", FUNCTION)
wrong_value("14.1", np.ones((3, 2)), "an array", NO_FUNCTION)


@wrong("14.1", "changes b", CHANGES)
def my_layer(W, b, a):
    z = a @ W.T
    b += 1
    return z + b - 1


@wrong("14.1", "a gap is left", GAP)
def my_layer(W, b, a):
    z = a @ W.T
    return ...


@wrong("14.1", "no return", NOTHING)
def my_layer(W, b, a):
    z = a @ W.T + b


# 14.2: A, B and D.

right_value("14.2", "ABD", "in the alphabet's order")
right_value("14.2", "DAB", "another order")
right_value("14.2", "A, B, D", "commas")
right_value("14.2", "a b d", "small letters")
right_value("14.2", ["A", "B", "D"], "a list")
right_value("14.2", ("D", "B", "A"), "a tuple")
right_value("14.2", {"A", "B", "D"}, "a set")
right_value("14.2", "A and B and D", "with and")
right_value("14.2", "AABD", "a letter twice")

MISSING = ("itself", "there are more", "as well")
wrong_value("14.2", "A", "only the lesson's order", MISSING)
wrong_value("14.2", "BD", "only the new ones", MISSING)
wrong_value("14.2", "AB", "D is missing", MISSING)
wrong_value("14.2", "AD", "B is missing", MISSING)
wrong_value("14.2", "D", "D alone", MISSING)
wrong_value("14.2", "B", "B alone", MISSING)
wrong_value("14.2", "ABCD", "all of them", ("between", "empty"))
wrong_value("14.2", "AC", "the example of the stub", ("between", "empty"))
wrong_value("14.2", "C", "C alone", ("between", "empty"))
wrong_value("14.2", "ACD", "B and C exchanged", ("between", "empty"))
wrong_value("14.2", "none", "a word", ("letters",))
wrong_value("14.2", 124, "numbers", ("letters",))
wrong_value("14.2", "ABE", "a letter that is not there", ("letters",))
wrong_value("14.2", "", "nothing", ("letters",))

# 14.3: the gradient of any cost, by autograd.


@right("14.3", "as the course writes it")
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    c = cost(t)
    c.backward()
    return t.grad.numpy()


@right("14.3", "the tensor itself")
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()
    return t.grad


@right("14.3", "watched afterwards")
def my_gradient(cost, a):
    t = torch.tensor(a)
    t.requires_grad = True
    cost(t).backward()
    return np.array(t.grad)


@right("14.3", "autograd.grad")
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    return torch.autograd.grad(cost(t), t)[0].numpy()


@right("14.3", "as a list")
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()
    return t.grad.tolist()


@right("14.3", "one memory, but nothing changed")
def my_gradient(cost, a):
    t = torch.from_numpy(a).requires_grad_(True)
    cost(t).backward()
    return t.grad.detach().numpy()


@right("14.3", "by nudging, which is near enough")
def my_gradient(cost, a):
    gradient = np.zeros(a.shape)
    for i in np.ndindex(a.shape):
        h = np.zeros(a.shape)
        h[i] = 1e-6
        up, down = cost(torch.tensor(a + h)), cost(torch.tensor(a - h))
        gradient[i] = (up - down).item() / 2e-6
    return gradient


@wrong("14.3", "not watched", ("watch", "requires_grad"))
def my_gradient(cost, a):
    t = torch.tensor(a)
    cost(t).backward()
    return t.grad.numpy()


@wrong("14.3", "no backward", ("back",))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    c = cost(t)
    return t.grad


@wrong("14.3", "the cost", ("cost itself",))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    c = cost(t)
    c.backward()
    return c.item()


@wrong("14.3", "a itself", ("`a` itself",))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()
    return t.detach().numpy()


@wrong("14.3", "a step", ("step",))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()
    return a - t.grad.numpy()


@wrong("14.3", "downhill", ("sign", "down"))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    (-cost(t)).backward()
    return t.grad.numpy()


@wrong("14.3", "backward twice", ("twice",))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    for _ in range(2):
        cost(t).backward()
    return t.grad.numpy()


@wrong("14.3", "the square as the cost's gradient", None)
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    (cost(t) ** 2).backward()
    return t.grad.numpy()


@wrong("14.3", "added up", ("added up", "number for each", "single number", "shape"))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()
    return t.grad.sum().item()


@wrong("14.3", "the cost called with the array", ("tensor", "array"))
def my_gradient(cost, a):
    cost(a).backward()
    return a.grad


@wrong("14.3", "flattened", ("shape",))
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()
    return t.grad.numpy().ravel()


@wrong("14.3", "a gap is left", GAP)
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()
    return ...


@wrong("14.3", "no return", NOTHING)
def my_gradient(cost, a):
    t = torch.tensor(a, requires_grad=True)
    cost(t).backward()


wrong_value("14.3", lambda a: a, "without the cost", ARGUMENTS)
wrong_value("14.3", 3.0, "a number", NO_FUNCTION)

# 14.4: Adam's step.


@right("14.4", "as the text says it")
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * (u / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@right("14.4", "powers by math, a list")
def my_adam(w, u, s, g, t, eta):
    new_u = 0.9 * u + 0.1 * g
    new_s = 0.999 * s + 0.001 * g * g
    u_hat = new_u / (1 - math.pow(0.9, t))
    s_hat = new_s / (1 - math.pow(0.999, t))
    return [w - eta * u_hat / (s_hat**0.5 + 10**-8), new_u, new_s]


@right("14.4", "names for the constants")
def my_adam(w, u, s, g, t, eta):
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    u = beta1 * u + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * np.square(g)
    change = u / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + epsilon)
    return w - eta * change, u, s


@right("14.4", "copies first, then in place")
def my_adam(w, u, s, g, t, eta):
    w, u, s = w.copy(), u.copy(), s.copy()
    u *= 0.9
    u += 0.1 * g
    s *= 0.999
    s += 0.001 * g**2
    w -= eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
    return w, u, s


@right("14.4", "all three in one array")
def my_adam(w, u, s, g, t, eta):
    u, s = u + 0.1 * (g - u), s + 0.001 * (g**2 - s)
    w = w - eta / (np.sqrt(s / (1 - 0.999**t)) + 1e-8) * u / (1 - 0.9**t)
    return np.array([w, u, s])


def _adam(w, u, s, g, t, eta):
    u, s = 0.9 * u + 0.1 * g, 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@wrong("14.4", "no correction", ("correct",))
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * u / (np.sqrt(s) + 1e-8), u, s


@wrong("14.4", "uphill", SIGN)
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w + eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@wrong("14.4", "the root forgotten", ("root", "sqrt"))
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / (s / (1 - 0.999**t) + 1e-8), u, s


@wrong("14.4", "1e-8 under the root", ("root",))
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / np.sqrt(s / (1 - 0.999**t) + 1e-8), u, s


@wrong("14.4", "corrected ones returned", ("correct",))
def my_adam(w, u, s, g, t, eta):
    u = (0.9 * u + 0.1 * g) / (1 - 0.9**t)
    s = (0.999 * s + 0.001 * g**2) / (1 - 0.999**t)
    return w - eta * u / (np.sqrt(s) + 1e-8), u, s


@wrong("14.4", "the constants of u exchanged", ("exchang", "0.9"))
def my_adam(w, u, s, g, t, eta):
    u = 0.1 * u + 0.9 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@wrong("14.4", "no square", ("square",))
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@wrong("14.4", "t times 0.9", ("power", "**"))
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9 * t) / (np.sqrt(s / (1 - 0.999 * t)) + 1e-8), u, s


@wrong("14.4", "one constant for both", None)
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.9 * s + 0.1 * g**2
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.9**t)) + 1e-8), u, s


@wrong("14.4", "without 1e-8", ("10⁻⁸", "nan"))
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / np.sqrt(s / (1 - 0.999**t)), u, s


@wrong("14.4", "only w", ("shape", "three", "parts", "w, u", "tuple", "results", "return"))
def my_adam(w, u, s, g, t, eta):
    return _adam(w, u, s, g, t, eta)[0]


@wrong("14.4", "in place", CHANGES)
def my_adam(w, u, s, g, t, eta):
    u *= 0.9
    u += 0.1 * g
    s *= 0.999
    s += 0.001 * g**2
    w -= eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
    return w, u, s


@wrong("14.4", "results in another order", (*ORDER, "exchang", "swapped", "place"))
def my_adam(w, u, s, g, t, eta):
    w, u, s = _adam(w, u, s, g, t, eta)
    return u, s, w


@wrong("14.4", "momentum alone", ("momentum", "size", "root"))
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t), u, s


@wrong("14.4", "a gap is left", GAP)
def my_adam(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    return ..., u, ...


wrong_value("14.4", _adam(1.0, 0.0, 0.0, 2.0, 1, 0.1), "results, no function", NO_FUNCTION)
