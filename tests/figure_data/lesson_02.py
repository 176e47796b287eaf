"""Arguments for the figures of the sigmoid's curve, and what their facts say."""

CHANGES = [0.1, 0.2, 0.4]
DATA = {
    "step_and_sigmoid": ((), "at z = 0 the step jumps from 0 to 1; the sigmoid passes 0.5"),
    "steeper_sigmoids": ((4, -2), "w and b times 1, 10, 100: all curves pass 0.5 at x = 0.50"),
    "sigmoid_and_slope": ((), "steepest at z = 0, slope 0.25; below 0.001 beyond about ±7"),
    "curve_and_tangent": ((1, 0.2), "z = 1.00: predicted change 0.03932, real 0.03747, gap 0.0019"),
    "gap_against_change": (
        (CHANGES, {"square": [c**2 for c in CHANGES], "cube": [c**3 for c in CHANGES]}),
        "square: half the change, 4 times less gap; cube: half the change, 8 times less gap",
    ),
}
