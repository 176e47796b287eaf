"""Arguments for the figures of networks, and what their facts say."""

import numpy as np

WEIGHTS = [np.array([[20, 0], [0, 20], [-40, -40]]), np.array([[20, 20, 20]])]
DATA = {
    "network_diagram": (
        (WEIGHTS, [[-4, -4, 44], [-50]], [[0.5, 0.4], [1, 0.98, 1], [1]]),
        "a network of 2–3–1 neurons, 9 weights as lines",
    ),
    "matrix_product_boxes": (
        ((3, 2), (2, 4), (3, 1), (3, 4)),
        "(3, 2) @ (2, 4) + (3, 1) gives (3, 4): 12 numbers",
    ),
    "layer_maps": (
        ({"left": np.tile(np.arange(4) < 2, (4, 1)), "all": np.ones((4, 4))},),
        "left: 50%; all: 100%",
    ),
    "recurrent_neuron": (
        ([0, 1, 0], [0.0, 1.0, 0.99], [0.0, 1.0, 0.01]),
        "at the end 0.99 with the loop, 0.01 without",
    ),
}
