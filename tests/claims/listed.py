"""The claims in claims.toml, which says what they are."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path(__file__).with_name("claims.toml")


@dataclass
class Claim:
    """A sentence of a lesson that chance could make false."""

    cell: str
    says: str
    value: str
    low: float = float("-inf")
    high: float = float("inf")
    of: str = "each"
    share: float = 1.0
    asserts: list = field(default_factory=list)


_TABLES = tomllib.loads(FILE.read_text(encoding="utf-8"))
EXACT = _TABLES.pop("exact")
CLAIMS = {key: Claim(**table) for key, table in _TABLES.items()}
