"""Arguments for the figures of paths and slopes, and what their facts say."""

LAYER = ([[1, -2, 1], [-1, 2, 2]], [[0.5], [-1]], [[1], [0.5], [0]], [[1], [0]])
DATA = {
    "two_paths": ((), "over p 2 · 9 = 18, over q 6 · 7 = 42; together 60"),
    "chain_picture": (
        ([1.5, -2.0], [-0.5, 1.0], 0.8, 1, "w1", 0.1),
        "w1: 0.8 · 0.222 · (−2) · 0.243 · (−0.583) = 0.0503; nudge +0.10: predicted +0.0050",
    ),
    "layer_paths": ((*LAYER, "z2"), "Eₓ = 0.107; from z2: 0.197 · 0.269 = 0.0529"),
    "error_and_delta": (([0.67, 0.9999],), "at a = 2/3, where it is 0.148; at 0.67: 0.1481"),
    "outputs_over_steps": (
        ({"0.9": [0.9, 0.6, 0.4], "0.99": [0.99, 0.98, 0.97]},),
        "steps until the output is below 0.5: 0.9: 2, 0.99: never",
    ),
}
