"""The people block: who is named, in both scripts, how described, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from isnad.export.views import ReportView
from isnad.lang.native import native_name
from isnad.model.claim import Claim, Teller
from isnad.model.record import Record
from isnad.model.values import TextValue

PERSONAL = frozenset({"official", "spokesperson", "expert", "witness", "activist", "victim", "medical", "other"})
"""Types of tellers that people have."""
_WORD = re.compile(r"(?:al-|bin |ibn |abu |Abu |[A-Z])")


@dataclass(frozen=True)
class Person:
    """One person. `names` are the tellers' names that stand for them, `roles` how they are described,
    English and as written; `calls` the claims of calls that they made or took."""

    number: int
    name: str
    name_ar: str
    names: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    calls: tuple[str, ...]
    reports: int


def people(record: Record, reports: Mapping[str, ReportView]) -> tuple[Person, ...]:
    """The people whom the incident's claims name, those of most reports first. Only who bears a name of
    their own is one; a body, an office without a name, and the unnamed are none."""
    tellers: dict[str, list[tuple[Teller, Claim]]] = {}
    calls: dict[str, list[Claim]] = {}
    claims = [c for c in record.incident.claims if c.report in reports]
    for claim in claims:
        for teller in claim.attribution:
            name = person_name(teller)
            if name:
                tellers.setdefault(name, []).append((teller, claim))
        value = claim.value
        if isinstance(value, TextValue):
            for end in (value.actor, value.recipient):
                if end and value.recipient and is_name(end):
                    calls.setdefault(end, []).append(claim)
    found = [_person(name, tellers.get(name, []), calls.get(name, [])) for name in sorted({*tellers, *calls})]
    found.sort(key=lambda p: (-p.reports, -len(p.claims), p.name))
    return tuple(replace(p, number=n) for n, p in enumerate(found, 1))


def person_name(teller: Teller) -> str | None:
    """The name of the person whom a teller is; None for bodies, bare offices and the unnamed."""
    name = teller.name.partition(", ")[0]
    return name if not teller.anonymous and teller.type in PERSONAL and is_name(name) else None


def is_name(text: str) -> bool:
    """Whether English words are a personal name: two or more, all capitalised but for articles. An
    office has a plain word ("foreign minister"), a body an article or a plain word."""
    words = text.replace(".", "").split()
    return len(words) > 1 and all(_WORD.match(word) for word in words)


def _person(name: str, told: list[tuple[Teller, Claim]], calls: list[Claim]) -> Person:
    roles: dict[str, str] = {}
    for teller, _ in told:
        role = teller.name.partition(", ")[2]
        if role:
            roles[role] = max(roles.get(role, ""), teller.name_ar or "", key=len)
    written = sorted({t.name_ar for t, _ in told if t.name_ar}, key=lambda n: (len(n.split()) < 2, len(n), n))
    return Person(
        number=0,
        name=name,
        name_ar=native_name(name) or (written[0] if written else name),
        names=tuple(dict.fromkeys([t.name for t, _ in told])),
        roles=tuple(roles.items()),
        claims=tuple(dict.fromkeys(c.claim for _, c in told)),
        calls=tuple(dict.fromkeys(c.claim for c in calls)),
        reports=len({c.report for _, c in told} | {c.report for c in calls}),
    )
