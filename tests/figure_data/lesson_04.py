"""Arguments for the figure of the split step, and what its fact says."""

DATA = {
    "split_step": (
        ((2, 6), (0.3, 0.4)),
        "(2, 6) is 2 along x and 6 along y; a step is a part along it and a part at a right angle",
    ),
}
