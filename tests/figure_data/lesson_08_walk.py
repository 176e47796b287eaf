"""Arguments for the figure of backpropagation's steps, and what its fact says."""

import numpy as np

from nnlib.classroom.stepper import gradient_check, walk

WEIGHTS = [np.array([[1.2, -0.7], [-1.6, 0.4], [0.5, 2.1]]), np.array([[0.8, -1.9, 1.1]])]
BIASES = [np.array([[0.3], [-0.2], [0.2]]), np.array([[-0.5]])]
WALKED = walk(WEIGHTS, BIASES, np.array([[0.9], [-0.5]]), np.array([[1.0]]), "no σ′ in equation 2")
DATA = {
    "backprop_step": (
        (WALKED, 9, gradient_check(WALKED), (2, 0, 1)),
        "step 9 of 12, backward: ∂W₂ = δ₂ a₁ᵀ = ((−0.084, −0.014, −0.040)); "
        "planted: no σ′ in equation 2; gradient check: agrees so far",
    ),
}
