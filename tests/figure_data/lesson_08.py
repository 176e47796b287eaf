"""Arguments for the figures of backpropagation, and what their facts say."""

W = [[2, -1, 1], [-1, 3, -2]]
RIGHT = {"b₁": 1e-10, "W₁": 2e-10, "b₂": 1e-11, "W₂": 0.0}
BROKEN = {"b₁": 0.7, "W₁": 0.65, "b₂": 1e-11, "W₂": 0.0}
STOPPED = {"b₁": None, "W₁": None, "b₂": 1e-11, "W₂": 0.0}
DATA = {
    "paths_back": (
        (0.197, [2, -1], [-0.0653, 0.0759]),
        "2 paths from z to the error: −0.0257 and −0.0150, together −0.0407",
    ),
    "weights_both_ways": ((W, 0, 1), "row 1 holds 2, −1, 1; column 2 holds −1, 3"),
    "check_table": (
        ({"as it should be": RIGHT, "σ′ forgotten": BROKEN, "no transpose": STOPPED},),
        "as it should be: all right; σ′ forgotten: b₁, W₁ wrong; no transpose: b₁, W₁ wrong",
    ),
    "paths_of_a_neuron": ((), "one path from z of neuron j to the error"),
    "labelled_network": (
        ([W], [["1", "2", "3"], ["δ = ?", "δ = −0.5"]]),
        "layer 0: 1, 2, 3; layer 1: δ = ?, δ = −0.5",
    ),
    "column_on_its_side": ((), "column j of W, and row j of its transpose"),
    "lists_by_layer": ((), "z and a begin with layer 0, weights and gradients with layer 1"),
    "four_equations": ((), "(1) stands at the output, (2) leads one layer back"),
}
