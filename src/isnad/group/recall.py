"""What a report recalls beside its own event: the counts of another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isnad.group.toll import effect_of
from isnad.model.claim import Claim
from isnad.model.values import ArrestValue, CasualtyValue

PAST = frozenset({"other:earlier", "other:similar", "other:context", "other:series"})
"""Events that the words of a report put in the past, or that are none; an older day or year names itself."""
Counts = Mapping[str, frozenset[int]]
"""Numbers of people by effect."""


def recalled(claims: Iterable[Claim], own: Counts) -> dict[str, frozenset[int]]:
    """The counts of events put in the past that a report gives, by effect, for effects of which it has another count
    of its `own`; one person is recalled too often to tell an event by."""
    found: dict[str, set[int]] = {}
    for claim in claims:
        effect = effect_of(claim)
        low = claim.value.low if isinstance(claim.value, CasualtyValue | ArrestValue) else None
        past = claim.event in PAST and claim.stance == "asserted"
        if past and effect is not None and effect in own and low and low > 1:
            found.setdefault(effect, set()).add(low)
    return {effect: frozenset(lows) - own[effect] for effect, lows in found.items() if lows - own[effect]}
