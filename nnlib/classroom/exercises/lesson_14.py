"""The exercises of lesson 14, from nnlib to PyTorch. Only 14.3 needs PyTorch to be judged."""

import numpy as np

from nnlib.classroom.checking import Exercise, Wrong, called, letters
from nnlib.classroom.optional import OnDemand
from nnlib.neurons import sigmoid

torch = OnDemand("torch")

# 14.1 A layer for rows

exercise_14_1 = Exercise(
    "14.1",
    praise="W is stored as ever, a row for each neuron; only the product is turned on its side.",
    hints=(
        "With an example in each column it was W a + b. Turn that product on its side, as in the "
        "warm-up.",
        "(m, n_prev) times (n_prev, n) gives (m, n). `b`, (n,), is added to every row by itself.",
        "`a @ W.T + b`",
    ),
)


@exercise_14_1.solution
def layer_for_rows(W, b, a):
    return a @ W.T + b


@exercise_14_1.also_right
def layer_turned_twice(W, b, a):
    return (W @ a.T + b[:, None]).T


@exercise_14_1.also_right
def layer_row_by_row(W, b, a):
    return np.array(
        [[row @ weights + bias for weights, bias in zip(W, b, strict=True)] for row in a]
    )


@exercise_14_1.wrong(
    "`W` is not turned. The n_prev numbers of an example must meet the n_prev weights of a neuron, "
    "a row of `W`."
)
def layer_not_turned(W, b, a):
    return a @ W + b


@exercise_14_1.wrong(
    "this is the line for examples in columns. Here they are rows, so the product changes its "
    "order."
)
def layer_for_columns(W, b, a):
    return W @ a + b


@exercise_14_1.wrong(
    "this is the line for examples in columns, with `b` as a column, too. Here examples are rows."
)
def layer_for_columns_with_column(W, b, a):
    return W @ a + b[:, None]


@exercise_14_1.wrong(
    "the numbers are right, but an example stands in each column. In each row it should stand: "
    "turn the result."
)
def layer_left_in_columns(W, b, a):
    return W @ a.T + b[:, None]


@exercise_14_1.wrong(
    "the product has an example in each column, (n, m), and to that the flat `b` is added along "
    "the wrong axis: where n and m are equal, nobody complains."
)
def layer_in_columns_flat_bias(W, b, a):
    return W @ a.T + b


@exercise_14_1.wrong(
    "`b` is made a column. So each *example* gets a bias of its own, and no neuron: where n and m "
    "are equal, nobody complains. Flat, it is added to every row."
)
def layer_with_column_bias(W, b, a):
    return a @ W.T + b[:, None]


@exercise_14_1.wrong("the bias is missing.")
def layer_without_bias(W, b, a):
    return a @ W.T


@exercise_14_1.wrong("the bias is taken away; it is added.")
def layer_minus_bias(W, b, a):
    return a @ W.T - b


@exercise_14_1.wrong("this is σ(z), the activation. z itself is wanted.")
def layer_activated(W, b, a):
    return sigmoid(a @ W.T + b)


@exercise_14_1.wrong(
    "`*` multiplies number by number. A neuron needs the sum over its inputs: `@`."
)
def layer_by_elements(W, b, a):
    return a * W + b


@exercise_14_1.wrong(
    "`*` multiplies number by number. A neuron needs the sum over its inputs: `@`. "
    "And `W` is turned, too."
)
def layer_by_turned_elements(W, b, a):
    return a * W.T + b


@exercise_14_1.wrong("`a` is turned, and `W` is not. It is the other way round.")
def layer_wrong_one_turned(W, b, a):
    return a.T @ W + b


@exercise_14_1.wrong(
    "`a` is turned as well. Its examples stand in rows already; only `W` is turned."
)
def layer_both_turned(W, b, a):
    return a.T @ W.T + b


@exercise_14_1.probes
def rows():
    """All sizes different; one example; and all sizes equal, where shapes tell nothing."""
    rng = np.random.default_rng(14)
    sizes = [(2, 4, 3), (5, 2, 3), (3, 4, 1), (3, 3, 3)]
    return [
        (rng.normal(size=(n, n_prev)), rng.normal(size=n), rng.normal(size=(m, n_prev)))
        for n, n_prev, m in sizes
    ]


# 14.2 Other orders


def _orders(answer):
    """The letters of an answer, each once and in the alphabet's order."""
    return "".join(sorted(set(letters("ABCD", "AC")(answer))))


exercise_14_2 = Exercise(
    "14.2",
    praise="`zero_grad` may stand anywhere but between `backward` and `step`. D forgets at the end "
    "of a round, and the first round begins with nothing to forget.",
    hints=(
        "`backward` adds to `.grad`, `step` reads it, and `zero_grad` empties it. Follow `.grad` "
        "through two rounds of each order.",
        "A step has to see the gradient of its own mini-batch: all of it, and nothing older.",
        "A, B and D",
    ),
    reads=_orders,
    solution="ABD",
    also_right=["DBA", "a, b and d", ["A", "B", "D"], {"D", "A", "B"}, "A B D"],
    caught=[
        ("ABCD", "never changes"),
        ("C", "never changes"),
        ("ABC", "never changes"),
        ("A", "B and D"),
        ("B", "A itself"),
        ("AD", "B is right"),
        ("AB", "D is right"),
        ("BD", "A itself"),
        (3, "in quotes"),
        ("ABE", "There are A, B, C and D"),
    ],
)


@exercise_14_2.judge
def judge_orders(found):
    if "C" in found:
        raise Wrong(
            "in C `zero_grad` comes between `backward` and `step`. So each step sees an empty "
            "gradient, and the network never changes."
        )
    if "A" not in found:
        raise Wrong("A itself, the lesson's order, belongs to it: write its letter, too.")
    if found == "A":
        raise Wrong(
            "A is right, but there are more. In B and D, what stands in `.grad` when `step` reads "
            "it?"
        )
    if found == "AD":
        raise Wrong(
            "so far so good, but B is right as well: until `backward` nobody reads or writes "
            "`.grad`."
        )
    if found == "AB":
        raise Wrong(
            "so far so good, but D is right as well: it forgets at the end of a round, so the next "
            "one begins empty."
        )


# 14.3 A gradient for every cost

exercise_14_3 = Exercise(
    "14.3",
    praise="Three lines, and no rule of differentiation in them: the trail knows the rules.",
    hints=(
        "Watch a copy of `a`, compute the cost of it, go back, and look where the gradient was "
        "put.",
        "`.grad` of the watched tensor has its shape. `.numpy()` makes it an array.",
        "`t = torch.tensor(a, requires_grad=True)`, then `cost(t).backward()`, then "
        "`return t.grad.numpy()`",
    ),
    needs=("torch",),
)


@exercise_14_3.solution
def gradient_of(cost, a):
    watched = torch.tensor(a, requires_grad=True)
    cost(watched).backward()
    return watched.grad.numpy()


@exercise_14_3.also_right
def gradient_by_function(cost, a):
    watched = torch.from_numpy(a.copy()).requires_grad_()
    (gradient,) = torch.autograd.grad(cost(watched), watched)
    return gradient


@exercise_14_3.also_right
def gradient_by_jacobian(cost, a):
    return torch.autograd.functional.jacobian(cost, torch.tensor(a)).numpy()


@exercise_14_3.wrong("this is the cost itself. Its gradient is put into `.grad` of what you watch.")
def gradient_as_cost(cost, a):
    return cost(torch.tensor(a)).item()


@exercise_14_3.wrong("this is `a` itself. Its gradient is put into `.grad`.")
def gradient_as_point(cost, a):
    watched = torch.tensor(a, requires_grad=True)
    cost(watched).backward()
    return watched.detach().numpy()


@exercise_14_3.wrong("the sign: this is the way down. The gradient is wanted, as it is.")
def gradient_downhill(cost, a):
    return -gradient_of(cost, a)


@exercise_14_3.wrong("this is `a` after a step downhill. The gradient alone is wanted.")
def gradient_as_step(cost, a):
    return a - gradient_of(cost, a)


@exercise_14_3.wrong(
    "this is twice the gradient: `backward` went back twice, and each time it adds to `.grad`."
)
def gradient_twice(cost, a):
    watched = torch.tensor(a, requires_grad=True)
    cost(watched).backward()
    cost(watched).backward()
    return watched.grad.numpy()


@exercise_14_3.wrong("the gradient is added up to one number. It has a number for each of `a`.")
def gradient_summed(cost, a):
    return gradient_of(cost, a).sum()


@exercise_14_3.wrong("this is the gradient's mean. It has a number for each of `a`.")
def gradient_mean(cost, a):
    return gradient_of(cost, a).mean()


@exercise_14_3.wrong("this is the length of the gradient. The gradient itself is wanted.")
def gradient_length(cost, a):
    return np.linalg.norm(gradient_of(cost, a))


@exercise_14_3.wrong(
    "this is the gradient of the *mean*: it is divided by the number of numbers in `a`."
)
def gradient_divided(cost, a):
    return gradient_of(cost, a) / a.size


@exercise_14_3.wrong("this is the gradient's size without its signs.")
def gradient_without_sign(cost, a):
    return abs(gradient_of(cost, a))


@exercise_14_3.caught("is not watched")
def gradient_unwatched(cost, a):
    tensor = torch.tensor(a)
    cost(tensor).backward()
    return tensor.grad.numpy()


@exercise_14_3.caught("Only a tensor keeps a trail")
def gradient_of_the_array(cost, a):
    return cost(a).backward()


@exercise_14_3.caught("nothing has gone back")
def gradient_without_backward(cost, a):
    watched = torch.tensor(a, requires_grad=True)
    cost(watched)
    return watched.grad


@exercise_14_3.caught("the `.grad` of the cost")
def gradient_of_the_cost_itself(cost, a):
    found = cost(torch.tensor(a, requires_grad=True))
    found.retain_grad()
    found.backward()
    return found.grad


def _cubes(a):
    return (a**3).sum() / 2


def _by_a_loop(a):
    product = a[0, 0] * 0 + 1
    for number in a.flatten():
        product = product * (number + 3)
    return product


def _by_cases(a):
    return (a.abs() ** 1.5).sum() if a.sum() > 0 else (a.cos() * a).sum()


@exercise_14_3.probes
def costs():
    """Three costs, one of them a loop, one with an if that goes both ways; negative numbers."""
    rng = np.random.default_rng(3)
    shapes = [(3, 4), (2, 2), (5, 1), (1, 3)]
    four = [rng.normal(size=shape) for shape in shapes]
    return [
        (_cubes, four[0]),
        (_by_a_loop, four[1]),
        (_by_cases, four[2] + 2),
        (_by_cases, four[3] - 2),
    ]


def _names(function):
    """The attributes and outer names that a function's code uses."""
    return getattr(getattr(function, "__code__", None), "co_names", ())


@exercise_14_3.judge
def judge_gradient(function):
    first = called(function, exercise_14_3.all_probes[0], exercise_14_3.names)
    said = first.problem or ""  # with the words of the error, if there is one
    if "does not require grad" in said:
        raise Wrong(
            "the tensor is not watched, so nothing was written down on the way forward. Make it "
            "with `requires_grad=True`."
        )
    if "'numpy." in said and "no attribute" in said:
        raise Wrong(
            "the cost was called with the array. Only a tensor keeps a trail: make the watched "
            "copy first, and give it that."
        )
    if first.result is None and not first.problem and "grad" in _names(function):
        raise Wrong(
            "`.grad` is None: nothing has gone back. Call `.backward()` of the cost before you "
            "look; and look at the tensor that you made with `requires_grad=True`."
        )
    if np.shape(first.result) == () and np.array_equal(first.result, 1.0):
        raise Wrong("this is the `.grad` of the cost, always 1. Look at that of the tensor.")
    exercise_14_3.compare(function)


# 14.4 Adam's step

exercise_14_4 = Exercise(
    "14.4",
    praise="Six lines train most of the world's networks. In step 1 each number moves by η.",
    hints=(
        "Two running means, two corrections, one step. Write them in this order.",
        "All arrays have the shape of `w`. The corrected means go into the step; the running ones "
        "are returned. `0.9**t` is a power.",
        "`u = 0.9 * u + 0.1 * g`, the same for `s` with `g**2`, then "
        "`w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)`",
    ),
    parts=("w", "u", "s"),
    atol=1e-10,
)


def _adam(w, u, s, g, t, eta, *, mean=None, root=np.sqrt, end=1e-8):
    """Adam's step, for mistakes that differ from it in one place."""
    u, s = 0.9 * u + 0.1 * g, 0.999 * s + 0.001 * g**2
    upper = u / (1 - 0.9**t) if mean is None else mean
    return w - eta * upper / (root(s / (1 - 0.999**t)) + end), u, s


@exercise_14_4.solution
def adam_step(w, u, s, g, t, eta):
    u = 0.9 * u + 0.1 * g
    s = 0.999 * s + 0.001 * g**2
    u_hat = u / (1 - 0.9**t)
    s_hat = s / (1 - 0.999**t)
    w = w - eta * u_hat / (np.sqrt(s_hat) + 1e-8)
    return w, u, s


@exercise_14_4.also_right
def adam_by_differences(w, u, s, g, t, eta):
    new_u = u + (g - u) / 10
    new_s = s + (g * g - s) / 1000
    rate = eta * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return w - rate * new_u / (np.sqrt(new_s) + 1e-8 * np.sqrt(1 - 0.999**t)), new_u, new_s


@exercise_14_4.also_right
def adam_number_by_number(w, u, s, g, t, eta):
    new = [np.zeros(w.shape) for _ in range(3)]
    for j in np.ndindex(w.shape):
        for array, number in zip(new, adam_step(w[j], u[j], s[j], g[j], t, eta), strict=True):
            array[j] = number
    return new


@exercise_14_4.wrong("the sign of the step: this goes uphill.")
def adam_uphill(w, u, s, g, t, eta):
    return adam_step(w, u, s, g, t, -eta)


@exercise_14_4.wrong("u and s are not corrected: in the first steps they are far too small.")
def adam_uncorrected(w, u, s, g, t, eta):
    u, s = 0.9 * u + 0.1 * g, 0.999 * s + 0.001 * g**2
    return w - eta * u / (np.sqrt(s) + 1e-8), u, s


@exercise_14_4.wrong("s is not corrected. It begins at 0, too, and lags far more than u.")
def adam_with_s_uncorrected(w, u, s, g, t, eta):
    u, s = 0.9 * u + 0.1 * g, 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s) + 1e-8), u, s


@exercise_14_4.wrong("u is not corrected. It begins at 0, too.")
def adam_with_u_uncorrected(w, u, s, g, t, eta):
    return _adam(w, u, s, g, t, eta, mean=0.9 * u + 0.1 * g)


@exercise_14_4.wrong(
    "the corrected means are returned. Corrected they are only for the step: the next one goes on "
    "from the running means, and would correct once more."
)
def adam_with_corrected_returned(w, u, s, g, t, eta):
    w, u, s = adam_step(w, u, s, g, t, eta)
    return w, u / (1 - 0.9**t), s / (1 - 0.999**t)


@exercise_14_4.wrong("the root is missing: s is a mean of *squares*.")
def adam_without_root(w, u, s, g, t, eta):
    return _adam(w, u, s, g, t, eta, root=lambda number: number)


@exercise_14_4.wrong("10⁻⁸ is added under the root. It belongs beside it.")
def adam_with_end_under_root(w, u, s, g, t, eta):
    return _adam(w, u, s, g, t, eta, root=lambda number: np.sqrt(number + 1e-8), end=0)


@exercise_14_4.wrong(
    "10⁻⁸ is missing: where all gradients were 0, nan comes out, from 0 divided by 0."
)
def adam_without_end(w, u, s, g, t, eta):
    return _adam(w, u, s, g, t, eta, end=0)


@exercise_14_4.wrong("s is a mean of the gradients here. It is one of their *squares*.")
def adam_without_square(w, u, s, g, t, eta):
    u, s = 0.9 * u + 0.1 * g, 0.999 * s + 0.001 * g
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@exercise_14_4.wrong("0.9 and 0.1 are exchanged in u: most of the *old* mean is kept.")
def adam_with_u_exchanged(w, u, s, g, t, eta):
    u, s = 0.1 * u + 0.9 * g, 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@exercise_14_4.wrong("0.999 and 0.001 are exchanged in s: most of the *old* mean is kept.")
def adam_with_s_exchanged(w, u, s, g, t, eta):
    u, s = 0.9 * u + 0.1 * g, 0.001 * s + 0.999 * g**2
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@exercise_14_4.wrong("u is momentum's: of the new gradient only a tenth is added.")
def adam_with_whole_gradient(w, u, s, g, t, eta):
    u, s = 0.9 * u + g, 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), u, s


@exercise_14_4.wrong("the step takes u and s as they came. It takes the new ones.")
def adam_with_old_means(w, u, s, g, t, eta):
    _, new_u, new_s = adam_step(w, u, s, g, t, eta)
    return (
        w - eta * u / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8),
        new_u,
        new_s,
    )


@exercise_14_4.wrong(
    "the step takes the new gradient alone. It takes the mean of the gradients, u."
)
def adam_with_gradient_alone(w, u, s, g, t, eta):
    return _adam(w, u, s, g, t, eta, mean=g)


@exercise_14_4.wrong("nothing is divided by the gradient's size: this is momentum. √ŝ is missing.")
def adam_without_size(w, u, s, g, t, eta):
    return _adam(w, u, s, g, t, eta, root=lambda number: 0 * number, end=1)


@exercise_14_4.wrong("t is not used: the correction shrinks with every step, by 0.9ᵗ and 0.999ᵗ.")
def adam_in_step_one(w, u, s, g, t, eta):
    return adam_step(w, u, s, g, 1, eta)


@exercise_14_4.wrong("0.9 · t is no power: `0.9**t`.")
def adam_with_product(w, u, s, g, t, eta):
    u, s = 0.9 * u + 0.1 * g, 0.999 * s + 0.001 * g**2
    return w - eta * u / (1 - 0.9 * t) / (np.sqrt(s / (1 - 0.999 * t)) + 1e-8), u, s


@exercise_14_4.wrong("`w` comes back as it was: the new one is wanted.")
def adam_without_step(w, u, s, g, t, eta):
    _, u, s = adam_step(w, u, s, g, t, eta)
    return w, u, s


@exercise_14_4.wrong("this is the change of `w`. The new `w` is wanted.")
def adam_change_alone(w, u, s, g, t, eta):
    new, u, s = adam_step(w, u, s, g, t, eta)
    return new - w, u, s


@exercise_14_4.probes
def steps():
    """A first step; later ones; a gradient of 0 that never was another; a tiny one."""
    rng = np.random.default_rng(4)
    w, u, g = rng.normal(size=(3, 2, 3))
    small = 1e-4 * g[0]
    zero = np.array([0.0, -2.0, 0.0])
    return [
        (w, 0 * w, 0 * w, g, 1, 0.1),
        (w, u, u**2 + 0.1, g, 3, 0.02),
        (w[0], u[1], g[0] ** 2 + 0.5, g[1], 40, 0.3),
        (w[0], 0 * small, 0 * small, small, 1, 0.1),
        (w[1], 0 * zero, 0 * zero, zero, 2, 0.1),
    ]
