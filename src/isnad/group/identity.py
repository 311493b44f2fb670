"""Ids that depend on content alone."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from isnad.model.incident import When, Where


def incident_id(digests: Iterable[str], when: When, where: Where) -> str:
    """The id of an incident: its reports' digests, day and place, whatever their order."""
    lines = [*sorted(set(digests)), f"{when.low}..{when.high}", f"{where.lat},{where.lon},{where.name}"]
    return "inc-" + sha256("\n".join(lines).encode()).hexdigest()[:12]
