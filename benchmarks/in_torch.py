"""The same networks in PyTorch: eager, as it is usually written, and with its updates compiled."""

import numpy as np
from programs import Program

from nnlib import Convolution, Dense, Flatten, MaxPooling, ReLU


def turned(weights, biases):
    """nnlib's weights and biases as PyTorch keeps them: biases are vectors there."""
    import torch

    return [torch.from_numpy(W) for W in weights], [torch.from_numpy(b[:, 0]) for b in biases]


class Torch(Program):
    """What both ways have in common: digits as rows, and the order of the mini-batches."""

    package, library = "torch", "PyTorch"

    def __init__(self, task):
        import torch

        torch.set_num_threads(1)
        self.torch, self.task = torch, task
        self.rows, self.targets = torch.from_numpy(task.rows), torch.from_numpy(task.targets)

    def epoch(self, seed):
        order = self.torch.from_numpy(self.task.order(seed))
        for batch in order.split(self.task.size):
            self.learn(self.rows[batch], self.targets[batch])


class Eager(Torch):
    name = "PyTorch, eager"

    def __init__(self, task):
        super().__init__(task)
        nn = self.torch.nn
        self.linear = []
        for W, b in zip(*turned(*task.start()), strict=True):
            layer = nn.Linear(*W.T.shape)
            layer.weight, layer.bias = nn.Parameter(W), nn.Parameter(b)
            self.linear.append(layer)
        self.model = nn.Sequential(
            *(part for layer in self.linear for part in (layer, nn.Sigmoid()))
        )
        self.cost = nn.MSELoss(reduction="sum")
        self.optimiser = self.torch.optim.SGD(self.model.parameters(), lr=task.eta)

    def learn(self, x, y):
        self.optimiser.zero_grad()
        cost = self.cost(self.model(x), y) / (2 * len(x))
        cost.backward()
        self.optimiser.step()

    def parameters(self):
        weights = [layer.weight.detach().numpy() for layer in self.linear]
        return weights, [layer.bias.detach().numpy()[:, None] for layer in self.linear]


class Compiled(Torch):
    """A whole update, gradient and step, in one compiled function.

    `torch.compile(model)` alone is slower than eager at these sizes: each call has a price.
    """

    name = "PyTorch, compiled"
    compiles = True

    def __init__(self, task):
        super().__init__(task)
        self.weights, self.biases = turned(*task.start())
        # PyTorch keeps eight compiled forms of a function, and runs the ninth without compiling.
        self.torch.compiler.reset()
        self.update = self.torch.compile(self.one_update, dynamic=False)

    def cost(self, weights, biases, x, y):
        for W, b in zip(weights, biases, strict=True):
            x = self.torch.sigmoid(self.torch.nn.functional.linear(x, W, b))
        return ((x - y) ** 2).sum() / (2 * len(x))

    def one_update(self, weights, biases, x, y):
        gradients = self.torch.func.grad(self.cost, argnums=(0, 1))(weights, biases, x, y)
        for parameters, slopes in zip((weights, biases), gradients, strict=True):
            for parameter, slope in zip(parameters, slopes, strict=True):
                parameter -= self.task.eta * slope

    def learn(self, x, y):
        self.update(self.weights, self.biases, x, y)

    def parameters(self):
        return [W.numpy() for W in self.weights], [b.numpy()[:, None] for b in self.biases]


class Convolutional(Program):
    """A `Sequential` of images, ending with softmax, in PyTorch, trained with momentum.

    Images are in PyTorch's usual order. Its loss contains the softmax.
    """

    name = "PyTorch, eager"
    package, library = "torch", "PyTorch, convolutions"

    def __init__(self, net, batches, eta, momentum):
        import torch

        torch.set_num_threads(1)
        nn, self.torch = torch.nn, torch
        self.model = nn.Sequential(*self.layers(net, nn))
        self.optimiser = torch.optim.SGD(self.model.parameters(), lr=eta, momentum=momentum)
        self.batches = [(self.images(x), torch.from_numpy(y.argmax(axis=0))) for x, y in batches]

    def images(self, x):
        return self.torch.from_numpy(np.ascontiguousarray(x.T).reshape(-1, 1, 28, 28))

    def layers(self, net, nn):
        """Its layers for those of nnlib, with the same weights; all but the softmax."""
        for layer, shape in zip(net.layers[:-1], net.shapes[:-2], strict=True):
            match layer:
                case Convolution():
                    made = nn.Conv2d(shape[0], layer.channels, layer.size)
                case MaxPooling():
                    made = nn.MaxPool2d(layer.size)
                case ReLU():
                    made = nn.ReLU()
                case Flatten():
                    made = nn.Flatten()
                case Dense():
                    made = nn.Linear(shape[0], layer.neurons)
            if layer.weights_shape:
                W = layer.weights.reshape(made.weight.shape).copy()
                made.weight = nn.Parameter(self.torch.from_numpy(W))
                made.bias = nn.Parameter(self.torch.from_numpy(layer.biases[:, 0].copy()))
            yield made

    def epoch(self, _):
        for images, labels in self.batches:
            self.optimiser.zero_grad()
            self.torch.nn.functional.cross_entropy(self.model(images), labels).backward()
            self.optimiser.step()

    def answers(self, x):
        """Its probabilities for columns x, (10, m)."""
        with self.torch.no_grad():
            return self.torch.softmax(self.model(self.images(x)), dim=1).numpy().T
