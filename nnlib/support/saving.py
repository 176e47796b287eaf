"""Saving a network and loading it, the same for every kind of network."""

import json
import math
from pathlib import Path

import numpy as np

from nnlib.support.checks import check_dtype, check_finite
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.storage import read_npz, write_npz


def save_network(net, path, dtype=None):
    """Write a network, its history and its random state to an .npz file; return its path.

    net: as `Learner`, with `blueprint()`, a dictionary that says how it is built.
    dtype: numpy.float16 stores weights and biases rounded to half the bytes, and no velocity.
    """
    state = net.blueprint() | {
        "dtype": net.dtype.name,
        "rng": net.rng.bit_generator.state,
        "history": net.history,
    }
    arrays = {f"weights_{l}": W.astype(dtype or W.dtype) for l, W in enumerate(net.weights, 1)}
    arrays |= {f"biases_{l}": b.astype(dtype or b.dtype) for l, b in enumerate(net.biases, 1)}
    if dtype is None:
        arrays |= {f"velocity_{i}": v for i, v in enumerate(net.velocity or [])}
    return write_npz(path, arrays | {"state": json.dumps(state)})


def load_network(kind, path):
    """Read a network of this kind (a class) that `save_network` wrote. Raises DataError."""
    arrays = read_npz(path)
    try:
        state = json.loads(str(arrays["state"]))
        net = kind.__new__(kind)  # without drawing weights
        shapes = net.build(state)  # of the weights and biases of each layer
        net.dtype = check_dtype(str(state.get("dtype", arrays["weights_1"].dtype)))
        net.history = [_epoch(row) for row in state["history"]]
        net.rng = np.random.default_rng()
        net.rng.bit_generator.state = state["rng"]
        layers = range(1, len(shapes) + 1)
        shapes_w, shapes_b = zip(*shapes, strict=True)
        net.weights = _stored(arrays, [f"weights_{l}" for l in layers], shapes_w, net.dtype)
        net.biases = _stored(arrays, [f"biases_{l}" for l in layers], shapes_b, net.dtype)
        moving = [name for name in arrays if name.startswith("velocity_")]
        if moving:
            names = [f"velocity_{i}" for i in range(len(moving))]
            net.velocity = _stored(arrays, names, shapes_b + shapes_w, net.dtype)
    except Exception as error:  # what is wrong in a damaged file may be wrong in any way
        raise DataError(
            f"{Path(path).name} holds no network that save() wrote for {kind.__name__}.load()."
        ) from error
    return net


def _epoch(row):
    """A row of the history: an epoch and seconds, and how many were right of how many, or None."""
    epoch, correct, total, seconds = (
        row[name] for name in ("epoch", "correct", "total", "seconds")
    )
    counts = [epoch] if correct is total is None else [epoch, correct, total]
    if not all(isinstance(n, int) and n >= 0 for n in counts) or not 0 <= seconds < math.inf:
        raise DataError(f"no epoch: {row}")
    return {"epoch": epoch, "correct": correct, "total": total, "seconds": seconds}


def _stored(arrays, names, shapes, dtype):
    """Arrays of a file, if they are what the network needs."""
    found = []
    for name, shape in zip(names, shapes, strict=True):
        array = arrays[name]
        if array.dtype.kind != "f" or array.shape != tuple(shape):
            raise ShapeError(f"{name}: {array.dtype} of {array.shape}; float of {shape} expected")
        found.append(check_finite(array, name).astype(dtype))
    return found
