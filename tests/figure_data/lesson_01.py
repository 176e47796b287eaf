"""Arguments for the figures of perceptrons, and what their facts say."""

DATA = {
    "truth_table": (
        ([-2, -2], 3),
        "00: z = +3 → 1, 01: z = +1 → 1, 10: z = +1 → 1, 11: z = −1 → 0",
    ),
    "decision_line": (
        ([0.6, 0.6], -1, [0, 1, 1, 0], "XOR"),
        "1 of 4 right for XOR; 00: z = −1 → 0, 01: z = −0.4 → 0, 10: z = −0.4 → 0, "
        "11: z = +0.2 → 1",
    ),
    "nand_circuit": (
        (1, 1, True),
        "inputs 1 and 1: gates A 0, B 1, C 1, D 0, E 1; sum 0 and carry 1",
    ),
    "crossed_corners": ((), "both diagonals cross in the middle"),
    "staircase": (
        ([-2, -1, 0, 1], [3, 3, 4, 3], "w₁", "right", {0: "here", 1: ""}),
        "2 jumps, and flat between them",
    ),
}
