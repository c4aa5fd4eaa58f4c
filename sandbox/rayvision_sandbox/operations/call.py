"""A request for an operation, once it is known who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rayvision_sandbox.farm.database import Database, Row
from rayvision_sandbox.farm.farm import Farm

FIRST_EDITION = "1.0.0"


@dataclass(frozen=True)
class Call:
    """One authenticated request: who asks for what, and when (in simulated seconds)."""

    farm: Farm
    user: Row
    platform: int
    base_url: str
    now: int
    body: Mapping[str, Any]
    edition: str

    @property
    def is_first_edition(self) -> bool:
        """Whether the request is for the API of 2020, whose replies have fewer members."""
        return self.edition == FIRST_EDITION

    @property
    def database(self) -> Database:
        """The farm's database."""
        return self.farm.database
