"""What the tests of claims share: `holds`, which judges a claim of claims.toml, and the digits."""

import os

import numpy as np
import pytest
from listed import CLAIMS

from nnlib import load_mnist

LEAST = 5  # seeds


@pytest.fixture
def holds(capsys):
    """holds(key, values): the claim of this key holds, for one value from each of its seeds."""

    def check(key, values):
        claim, values = CLAIMS[key], np.array([float(value) for value in values])
        with capsys.disabled():
            print(f"\n{key}: {', '.join(f'{value:.4g}' for value in values)}", end=" ")
        assert len(values) >= LEAST, f"{key}: {len(values)} seeds, and {LEAST} are wanted"
        judged = values if claim.of == "each" else np.array([getattr(np, claim.of)(values)])
        inside = (claim.low <= judged) & (judged <= claim.high)
        assert inside.mean() >= claim.share - 1e-9, (
            f"lesson {key[:2]}, {claim.cell}, {claim.says!r}: {claim.of} of {claim.value} is "
            f"expected from {claim.low:g} to {claim.high:g}; {values.tolist()}"
        )

    return check


@pytest.fixture(scope="session")
def embedded():
    return load_mnist("embedded", quiet=True)


@pytest.fixture(scope="session")
def full():
    if not os.environ.get("NNLIB_DATA_DIR"):
        pytest.skip("needs the full MNIST set in the folder NNLIB_DATA_DIR")
    return load_mnist("full", quiet=True)
