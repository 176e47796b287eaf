"""The same network in JAX: as it is usually written, and as quick as we could write it.

Both put the digits of an epoch in order at once, and one call then trains on all mini-batches.
"""

import numpy as np
from instructions import jax_is_too_old
from programs import Program


class Jax(Program):
    package, library = "jax", "JAX"
    compiles = True

    @classmethod
    def missing(cls):
        return super().missing() or ("jax is older than 0.10" if jax_is_too_old() else None)

    def __init__(self, task):
        import jax

        if task.dtype == np.float64:
            jax.config.update("jax_enable_x64", True)
        self.jax, self.task = jax, task
        self.rows, self.targets = jax.numpy.array(task.rows), jax.numpy.array(task.targets)
        self.layers = self.jax.tree.map(jax.numpy.array, list(zip(*task.start(), strict=True)))
        self.train = jax.jit(self.one_epoch)

    def one_epoch(self, layers, rows, targets, order):
        """The weights and biases after an epoch: a scan over its mini-batches."""
        x = rows[order].reshape(-1, self.task.size, rows.shape[1])
        y = targets[order].reshape(-1, self.task.size, targets.shape[1])
        return self.jax.lax.scan(self.update, layers, (x, y))[0]

    def epoch(self, seed):
        order = self.task.order(seed)
        self.layers = self.train(self.layers, self.rows, self.targets, order)
        self.jax.block_until_ready(self.layers)

    def parameters(self):
        return [np.array(W) for W, _ in self.layers], [np.array(b) for _, b in self.layers]


class Rows(Jax):
    """Examples as rows, gradients by `grad`."""

    name = "JAX, rows and grad"

    def __init__(self, task):
        super().__init__(task)
        self.layers = [(W.T, b.T) for W, b in self.layers]

    def cost(self, layers, x, y):
        for W, b in layers:
            x = self.jax.nn.sigmoid(x @ W + b)
        return ((x - y) ** 2).sum() / (2 * len(x))

    def update(self, layers, mini_batch):
        gradient = self.jax.grad(self.cost)(layers, *mini_batch)
        return self.jax.tree.map(lambda p, slope: p - self.task.eta * slope, layers, gradient), None

    def parameters(self):
        weights, biases = super().parameters()
        return [W.T for W in weights], [b.T for b in biases]


class Columns(Jax):
    """Examples as columns, and the four equations by hand."""

    name = "JAX, columns by hand"

    def update(self, layers, mini_batch):
        x, y = mini_batch
        a = [x.T]
        for W, b in layers:
            a.append(self.jax.nn.sigmoid(W @ a[-1] + b))
        delta = (a[-1] - y.T) * a[-1] * (1 - a[-1])
        rate, changed = self.task.eta / self.task.size, []
        for l in range(len(layers) - 1, -1, -1):
            W, b = layers[l]
            changed.insert(
                0, (W - rate * (delta @ a[l].T), b - rate * delta.sum(axis=1, keepdims=True))
            )
            if l:
                delta = (W.T @ delta) * a[l] * (1 - a[l])
        return changed, None
