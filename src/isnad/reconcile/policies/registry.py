"""The rules that every record is counted under, in the order in which they are shown."""

from __future__ import annotations

from isnad.reconcile.policies import acled, airwars, ged, gtd, majority, range, source_hierarchy
from isnad.reconcile.policies.base import Policy

POLICIES: tuple[Policy, ...] = (
    range.POLICY,
    ged.POLICY,
    acled.POLICY,
    airwars.POLICY,
    gtd.POLICY,
    majority.POLICY,
    source_hierarchy.POLICY,
)
