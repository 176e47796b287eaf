"""Arguments for the figures of digits and of training, and what their facts say."""

import numpy as np

RNG = np.random.default_rng(0)
DIGITS = RNG.integers(0, 256, (5, 28, 28)).astype(np.uint8)
DATA = {
    "digits_grid": ((DIGITS, list("abcde")), "5 digits as ink on paper"),
    "recognition": (
        (DIGITS[0], np.eye(10)[3], 8),
        "label 8; the network says 3 (output 1.00)",
    ),
    "learning_curve": (
        ({"a": [0.1, 0.5], "b": [0.2, 0.75]},),
        "after 1 epoch: a 50.0%, b 75.0%",
    ),
    "confusion_matrix": (
        (np.eye(10, dtype=int) * 5 + 2 * np.eye(10, k=1, dtype=int) + np.eye(10, k=3, dtype=int),),
        "25 mistakes; the most common: 0 taken for 1, 2 times",
    ),
    "weight_images": ((np.linspace(-2, 2, 3 * 784).reshape(3, 784),), "the weights of 3 neurons"),
    "training_so_far": (
        ([(0, 0.1), (1, 0.5), (1.5, 0.625)], RNG.standard_normal((30, 784)), np.eye(10)[3]),
        "after 1.5 epochs: 62.5% right",
    ),
    "pixel_map": ((np.arange(784) < 67, DIGITS[0]), "67 of 784 pixels are marked"),
    "gradient_arrows": (
        (10, np.array([1.0, 2.0]), np.array([20.0, 30.0]), np.array([1, -1])),
        "2 mini-batches of 10 examples: median angle 25°, median distance from the orange tip 0.79",
    ),
    "bars": (({"ten": 0.9, "four": 0.8},), "ten 90.0%, four 80.0%"),
}
