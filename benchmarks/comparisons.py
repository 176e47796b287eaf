"""nnlib beside its peers: fully connected networks and convolutional ones, trained in turn."""

import statistics

import numpy as np
from in_jax import Columns, Rows
from in_torch import Compiled, Convolutional, Eager
from measuring import in_turn, significant, spread
from programs import (
    Loop,
    Nnlib,
    NnlibSoftmax,
    Products,
    Program,
    ScikitLearn,
    Task,
    accuracy,
    outputs,
)

from nnlib import (
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    ReLU,
    Sequential,
    Softmax,
    mini_batches,
)

PROGRAMS = (
    Nnlib,
    NnlibSoftmax,
    Loop,
    ScikitLearn,
    Eager,
    Compiled,
    Rows,
    Columns,
    Products,
)
NETWORKS = ([784, 30, 10], [784, 100, 10], [784, 100, 100, 10])
# The learning rates for each size of mini-batch, of the quadratic cost and of the cross-entropy.
# Chosen on validation digits.
RATES = {1: (0.3, 0.03), 10: (3.0, 0.3), 100: (2.0, 1.0), 1000: (2.0, 1.0)}
CHANNELS = {"lesson 12": ((8, 16), 64), "the one that ships": ((32, 64), 128)}
CONV_SIZE, CONV_ETA, MOMENTUM = 32, 0.02, 0.9

# Two programs that do the same answer the same after an epoch, but for the rounding of float32,
# and read as many digits right in the end.
SAME_OUTPUTS, SAME_ACCURACY = 0.02, 0.02


def network_name(sizes):
    return "–".join(map(str, sizes))


class Timings:
    """Rows of the table for one network and one size of mini-batch.

    makers: {program class: function that makes one}. left_out: {name: why}, for those not wanted.
    Each that can run is warmed up by an epoch; then all train in turn.
    """

    def __init__(self, makers, left_out=None):
        self.ready, self.why = {}, {}
        for kind, make in makers.items():
            why = kind.missing() or (left_out or {}).get(kind.name)
            if why:
                self.why[kind.name] = why
                continue
            try:
                program = make()
                program.epoch(0)
            except Exception as error:
                if kind.package is None:
                    raise
                first = (str(error).splitlines() or [""])[0][:100]
                self.why[kind.name] = f"does not run here: {type(error).__name__}: {first}"
            else:
                self.ready[kind.name] = program
        self.names = [kind.name for kind in makers]

    def rows(self, rounds, examples, differences, accuracies, **facts):
        """Measure, and return a row for each program, whether it ran or not.

        differences, accuracies: functions of {name: program} that give {name: number}; the first
        is asked after the warm-up, when all have done the same work, the second at the end.
        """
        different = differences(self.ready)
        actions = {
            name: lambda k, program=program: program.epoch(k + 1)
            for name, program in self.ready.items()
        }
        times, rows = in_turn(actions, rounds), []
        right, ours = accuracies(self.ready), [seconds for seconds, _ in times["nnlib"]]
        for name in self.names:
            row = {**facts, "program": name, "why": self.why.get(name)}
            if name in self.ready:
                own = [seconds for seconds, _ in times[name]]
                row |= {
                    "microseconds": spread([1e6 * s / examples for s in own]),
                    "ratio": spread([a / b for a, b in zip(own, ours, strict=True)]),
                    "clock_per_processor": significant(
                        statistics.median(clock / own for own, clock in times[name])
                    ),
                    "accuracy": right.get(name),
                    "difference": different.get(name),
                    "same_as": reference(self.ready[name]),
                    "library": self.ready[name].library,
                }
            rows.append(row)
        return rows


def reference(program):
    """Which of nnlib's programs does the same as this one."""
    return NnlibSoftmax.name if program.ends_with_softmax else Nnlib.name


def references(programs):
    """(name, program, that of nnlib which does the same) for each program that trains."""
    for name, program in programs.items():
        if program.trains:
            yield name, program, programs[reference(program)]


def fully_connected(sizes, size, digits, validation, test, rounds, left_out=None, dtype="float32"):
    """The rows of one network with mini-batches of one size. digits: divisible by `size`."""
    eta, softmax_eta = RATES[size]
    tasks = {
        softmax: Task(sizes, digits, size, softmax_eta if softmax else eta, np.dtype(dtype).type)
        for softmax in (False, True)
    }
    x, _ = validation[:500].columns(slice(None))

    def differences(programs):
        return {
            name: significant(float(np.abs(outputs(one, x) - outputs(ours, x)).max()), 1)
            for name, one, ours in references(programs)
        }

    def accuracies(programs):
        return {name: accuracy(one, test) for name, one, _ in references(programs)}

    makers = {kind: lambda kind=kind: kind(tasks[kind.ends_with_softmax]) for kind in PROGRAMS}
    return Timings(makers, left_out).rows(
        rounds,
        len(digits),
        differences,
        accuracies,
        network=network_name(sizes),
        mini_batch=size,
        rates=RATES[size],
    )


class NnlibConvolutional(Program):
    """A network of lesson 12, on mini-batches cut beforehand."""

    name = "nnlib"

    def __init__(self, net, batches):
        self.net, self.batches = net, batches

    def epoch(self, _):
        for x, y in self.batches:
            self.net.update_with_momentum((x, y), CONV_ETA, MOMENTUM)

    def answers(self, x):
        return self.net.feedforward(x)


class ConvolutionalProducts(Program):
    """The matrix products of an epoch: a convolution is one, with a column for each window."""

    name = "matrix products alone"
    trains = False

    def __init__(self, net, steps):
        rng, self.steps, self.arrays = np.random.default_rng(0), steps, []
        for layer, shape in zip(net.layers, net.shapes[1:], strict=True):
            if layer.weights_shape:
                columns = CONV_SIZE * int(np.prod(shape[1:]))
                n, k = layer.weights_shape[0], layer.inputs
                shapes = ((n, k), (k, columns), (n, columns))
                self.arrays.append([rng.standard_normal(s, np.float32) for s in shapes])

    def epoch(self, _):
        for _ in range(self.steps):
            for number, (W, a, delta) in enumerate(self.arrays):
                W @ a
                delta @ a.T
                if number:
                    W.T @ delta


def convolutional_network(channels, neurons):
    layers = [
        *(Convolution(channels[0], 5), MaxPooling(2), ReLU()),
        *(Convolution(channels[1], 5), MaxPooling(2), ReLU()),
        *(Flatten(), Dense(neurons), ReLU()),
        *(Dense(10), Softmax()),
    ]
    return Sequential(layers, input_shape=(1, 28, 28))


def convolutional(which, digits, validation, test, rounds):
    """The rows of one of the two convolutional networks, mini-batches of 32, with momentum."""
    net = convolutional_network(*CHANNELS[which])
    batches = [
        (np.ascontiguousarray(x), np.ascontiguousarray(y))
        for x, y in mini_batches(digits, CONV_SIZE, np.random.default_rng(0))
    ]
    makers = {
        NnlibConvolutional: lambda: NnlibConvolutional(net, batches),
        Convolutional: lambda: Convolutional(start, batches, CONV_ETA, MOMENTUM),
        ConvolutionalProducts: lambda: ConvolutionalProducts(net, len(batches)),
    }
    start = convolutional_network(*CHANNELS[which])  # the same weights: the same seed

    def differences(programs):
        x, _ = validation[:500].columns(slice(None))
        return {
            name: significant(float(np.abs(one.answers(x) - net.feedforward(x)).max()), 1)
            for name, one in programs.items()
            if one.trains
        }

    def accuracies(programs):
        x, y = test[:2000].columns(slice(None))
        labels = y.argmax(axis=0)
        return {
            name: float(np.mean(one.answers(x).argmax(axis=0) == labels))
            for name, one in programs.items()
            if one.trains
        }

    return Timings(makers).rows(
        rounds,
        len(digits),
        differences,
        accuracies,
        network=f"convolutional, {which}",
        mini_batch=CONV_SIZE,
        rates=(CONV_ETA,),
    )


def disagreements(rows):
    """What contradicts that all programs do the same work, one sentence each."""
    trained = [row for row in rows if not row["why"] and row["accuracy"] is not None]
    right = {(r["network"], r["mini_batch"], r["program"]): r["accuracy"] for r in trained}
    for row in trained:
        ours = right[row["network"], row["mini_batch"], row["same_as"]]
        place = f"{row['program']}, {row['network']}, mini-batches of {row['mini_batch']}"
        if row["difference"] > SAME_OUTPUTS:
            yield f"{place}: outputs differ by {row['difference']} after an epoch"
        if abs(row["accuracy"] - ours) > SAME_ACCURACY:
            yield f"{place}: accuracy {row['accuracy']:.4f}, nnlib's {ours:.4f}"
