"""The same seed gives the same network, however many threads the machine has."""

import os
import subprocess
import sys

from nnlib.network import Network

TRAIN = """
import hashlib
from nnlib import Network
from nnlib.digits.mnist import read_embedded
net = Network([784, 100, 10], seed=0)
net.SGD(read_embedded().train[:1000], 2, 10, 3.0)
print(hashlib.sha256(b"".join(W.tobytes() for W in net.weights)).hexdigest())
"""


def weights_with(threads):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
    command = [sys.executable, "-c", TRAIN]
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return result.stdout.splitlines()[-1]


def test_a_seed_gives_the_same_network_with_any_number_of_threads():
    assert weights_with("1") == weights_with("2") == weights_with("4")


def test_matrices_are_multiplied_by_one_thread():
    from threadpoolctl import threadpool_info

    assert Network([2, 1])
    blas = [library for library in threadpool_info() if library["user_api"] == "blas"]
    assert all(library["num_threads"] == 1 for library in blas)
