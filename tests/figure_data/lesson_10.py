"""Arguments for the figures of lesson 10, and what their facts say."""

import numpy as np

RNG = np.random.default_rng(10)
ROWS = [
    {
        "eta": eta,
        "hidden": hidden,
        "mini_batch_size": 10,
        "accuracy": accuracy,
        "seconds": 1.0 + hidden / 30,
    }
    for eta, hidden, accuracy in [(0.1, 10, 0.5), (0.1, 30, 0.6), (3.0, 10, 0.9), (3.0, 30, 0.95)]
]
ROWS.append({"eta": 0.0, "hidden": 5, "accuracy": None, "seconds": None})
Z = RNG.normal(-3, 6, (10, 300))
DATA = {
    "compared_settings": (
        (ROWS, "eta", "learning rate", True),
        "of 2 settings the best eta is 3",
    ),
    "output_clouds": (
        (Z, RNG.integers(0, 10, 300), [30, 40, 0, 60, 20, 50, 0, 40, 30, 30]),
        "it never says 2, 6",
    ),
    "hidden_clouds": (
        ({"normal": RNG.normal(0, 9.2, 10_000), "scaled": RNG.normal(0, 1, 10_000)},),
        "where σ is flat: normal 5",
    ),
    "search_map": (
        (ROWS, "eta", "hidden", "mini_batch_size"),
        "4 runs; the best: eta 3, hidden 30",
    ),
}
