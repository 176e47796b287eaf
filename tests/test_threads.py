"""The same seed gives the same network, however many threads the machine has.

And what nnlib asks of the libraries that multiply matrices, it gives back.
"""

import os
import subprocess
import sys

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from nnlib import Network, Sequential, data_file, read_number, run_sweep
from nnlib.digits.mnist import read_embedded
from nnlib.support.threads import one_thread

TRAIN = """
import hashlib
from nnlib import Network
from nnlib.digits.mnist import read_embedded
net = Network([784, 100, 10], seed=0)
net.SGD(read_embedded().train[:1000], 2, 10, 3.0)
print(hashlib.sha256(b"".join(W.tobytes() for W in net.weights)).hexdigest())
"""
TRAININGS = """
import hashlib
import numpy
from nnlib import Convolution, Dense, Flatten, MaxPooling, Network, ReLU, Sequential, Softmax
from nnlib import kaggle, mini_batches, number_picture, read_number
from nnlib.digits.mnist import read_embedded

data = read_embedded()


def bits(what, net):
    arrays = [*net.weights, *net.biases]
    said = hashlib.sha256(b"".join(numpy.ascontiguousarray(a).tobytes() for a in arrays))
    print(what, said.hexdigest())


def convolutional():
    layers = [Convolution(8, 5), MaxPooling(2), ReLU(), Flatten(), Dense(10), Softmax()]
    return Sequential(layers, input_shape=(1, 28, 28), seed=0, init="he")


for momentum in (0, 0.5):
    net = Network([784, 100, 10], seed=0)
    net.SGD(data.train[:1000], 1, 100, 3.0, data.validation, momentum=momentum, quiet=True)
    bits(f"SGD, momentum {momentum}", net)
net = convolutional()
net.SGD(data.train[:320], 1, 32, 0.02, momentum=0.9, quiet=True)
bits("SGD, convolutional", net)
for size in (10, 500):
    net = Network([784, 100, 10], seed=0)
    for mini_batch in mini_batches(data.train[:1000], size, net.rng):
        net.update_mini_batch(mini_batch, 3.0)
    bits(f"a loop of one's own, mini-batches of {size}", net)
net = convolutional()
for mini_batch in mini_batches(data.train[:320], 32, net.rng):
    net.update_with_momentum(mini_batch, 0.02, 0.9)
bits("a loop of one's own, convolutional", net)
x, y = data.train.columns(numpy.arange(2000))
start = kaggle.first_parameters(seed=0)
ends, _ = kaggle.descend(kaggle.mended_gradients, start, x, y, steps=20)
print("full batch", hashlib.sha256(b"".join(end.tobytes() for end in ends)).hexdigest())
reading = read_number(number_picture("504192", data.test, seed=1).picture)
print("a number", reading.text, repr(reading.confidence))
"""
SWEEP = """
from nnlib import run_sweep
from nnlib.digits.mnist import read_embedded
data = read_embedded()
settings = [{"hidden": 100, "epochs": 1, "mini_batch_size": m} for m in (10, 30, 100, 300)]
table = run_sweep(settings, data.train[:1000], data.validation, jobs=%d)
print(table.column("accuracy"), table.column("error"))
"""
THREADS_AFTER_IMPORT = """
import numpy
from threadpoolctl import threadpool_info
before = [pool["num_threads"] for pool in threadpool_info()]
import nnlib, nnlib.network, nnlib.studies.sweep, nnlib.reading
after = [pool["num_threads"] for pool in threadpool_info()]
print(before == after, max(after))
"""
EMBEDDED = read_embedded()


def threads():
    """With how many threads matrices are multiplied now."""
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def printed(code, count):
    """The lines that a process of its own prints, which may multiply with so many threads."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": count, "OMP_NUM_THREADS": count}
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.splitlines()


def result(code, count):
    return printed(code, count)[-1]


@pytest.fixture
def three_threads():
    """A process that multiplies with three threads, as it may be set by its owner."""
    with threadpool_limits(limits=3, user_api="blas"):
        if threads() != {3}:
            pytest.skip("this BLAS cannot be told the number of its threads")
        yield


def test_a_seed_gives_the_same_network_with_any_number_of_threads():
    assert result(TRAIN, "1") == result(TRAIN, "2") == result(TRAIN, "4")


def test_whatever_trains_gives_the_same_bits_twice_and_with_any_number_of_threads():
    first = printed(TRAININGS, "1")
    assert len(first) == len(set(first)) == 8
    assert printed(TRAININGS, "1") == first
    assert printed(TRAININGS, "2") == first


def test_a_sweep_gives_the_same_with_one_worker_and_with_two():
    assert result(SWEEP % 1, "1") == result(SWEEP % 1, "2") == result(SWEEP % 2, "2")


def test_importing_nnlib_leaves_the_number_of_threads_as_it_is():
    assert result(THREADS_AFTER_IMPORT, "2").startswith("True")


class Watching:
    """The embedded digits, which note with how many threads matrices are multiplied meanwhile."""

    def __init__(self, digits):
        self.digits, self.seen = digits, set()

    def __len__(self):
        return len(self.digits)

    def columns(self, indices, dtype=np.float32):
        self.seen |= threads()
        return self.digits.columns(indices, dtype)


@pytest.mark.parametrize("stop", [False, True])
def test_sgd_multiplies_with_one_thread_and_gives_the_others_back(three_threads, stop, monkeypatch):
    digits, net = Watching(EMBEDDED.train[:100]), Network([784, 5, 10])
    seen = set()

    def update(self, mini_batch, eta):
        seen.update(threads())
        if stop:
            raise KeyboardInterrupt

    monkeypatch.setattr(Network, "update_mini_batch", update)
    try:
        net.SGD(digits, 1, 50, 3.0, quiet=True)
    except KeyboardInterrupt:
        assert stop
    assert seen == {1}
    assert threads() == {3}


def test_evaluate_multiplies_with_one_thread_and_gives_the_others_back(three_threads, monkeypatch):
    seen, real = set(), Network.feedforward
    monkeypatch.setattr(
        Network, "feedforward", lambda net, a: seen.update(threads()) or real(net, a)
    )
    Network([784, 5, 10]).evaluate(EMBEDDED.test)
    assert seen == {1}
    assert threads() == {3}


def test_a_sweep_multiplies_with_one_thread_and_gives_the_others_back(three_threads, monkeypatch):
    seen, real = set(), Network.update_mini_batch
    monkeypatch.setattr(
        Network,
        "update_mini_batch",
        lambda net, batch, eta: seen.update(threads()) or real(net, batch, eta),
    )
    settings = [{"hidden": 5, "epochs": 1}]
    run_sweep(settings, EMBEDDED.train[:100], EMBEDDED.validation, jobs=1)
    assert seen == {1}
    assert threads() == {3}


def test_reading_a_picture_takes_one_thread_and_gives_the_others_back(three_threads, monkeypatch):
    net, seen, real = Sequential.load(data_file("trained_conv.npz")), set(), Sequential.feedforward
    monkeypatch.setattr(
        Sequential, "feedforward", lambda net, a: seen.update(threads()) or real(net, a)
    )
    read_number(255 - EMBEDDED.test.images[0], net)
    assert seen == {1}
    assert threads() == {3}


def test_one_thread_within_another_lasts_until_the_outer_one_is_done(three_threads):
    with one_thread():
        with one_thread():
            assert threads() == {1}
        assert threads() == {1}
    assert threads() == {3}


def test_two_that_overlap_give_the_threads_back_when_the_last_is_done(three_threads):
    first, second = one_thread(), one_thread()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert threads() == {1}
    second.__exit__(None, None, None)
    assert threads() == {3}
