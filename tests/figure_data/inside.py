"""Arguments for the picture of a neuron at work, and what its fact says."""

import numpy as np

RNG = np.random.default_rng(4)
DATA = {
    "neuron_at_work": (
        (
            RNG.random((28, 28)),
            RNG.standard_normal((28, 28)),
            -0.5,
            2.25,
            0.9,
            0.0,
            RNG.standard_normal(10),
            np.eye(10)[3] * 0.9,
            np.eye(10)[5] * 0.7,
        ),
        "z = 2.25, σ(z) = 0.90; the network says 5",
    ),
}
