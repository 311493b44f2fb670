"""Readings → incidents: which reports tell of one event, and what each of them stands by.

Pure: the same readings in any order give the same incidents with the same ids, in the order of
their days, those with more reports first within a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from isnad.group.cluster import Comparer, candidates, clusters, grown, reasons
from isnad.group.dates import Dated, solve
from isnad.group.features import is_event, signature
from isnad.group.identity import incident_id
from isnad.group.kinds import best_kind, kind_votes
from isnad.group.late import firm, is_firm, moved
from isnad.group.mentions import Mention, mentions
from isnad.group.place import solve_site
from isnad.group.titles import title
from isnad.group.toll import toll
from isnad.group.vocabulary import Vocabulary
from isnad.model.incident import Incident, Member, Reading, When
from isnad.model.values import DateValue
from isnad.reuse.credits import credits
from isnad.reuse.families import COPY, Families, digest, families
from isnad.reuse.statements import Source, origins
from isnad.reuse.words import words

COVERS = "covers"
MENTIONS = "mentions"
_YEARS = range(1990, 2100)


def group_readings(
    readings: Sequence[Reading],
    *,
    known: Vocabulary | None = None,
    beside: Sequence[Reading] = (),
    compared: Callable[[Comparer], None] | None = None,
) -> tuple[Incident, ...]:
    """The incidents that `readings` tell of, the earliest first, each with exactly its reports.

    A reading takes part when it tells of people harmed or held or of a mode of violence, accident
    or disaster. It covers one incident, alone or with others, and may mention more; a
    round-up that tells another incident's count as news of its own covers that one as well. Claims of an
    incident carry their `origin`. Reports with equal text are one voice. Ids of reports should
    differ; of two readings with one id the first in the order of their texts is taken.

    For a part of a collection, `known` is the vocabulary of the whole and `beside` are readings that
    cover other incidents and may mention these. `compared` is handed what was compared.
    """
    named: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: (r.report.id, digest(r.report))):
        named.setdefault(reading.report.id, reading)
    holders: dict[str, list[Reading]] = {}
    for reading in named.values():
        if is_event(reading):
            holders.setdefault(digest(reading.report), []).append(reading)
    copies = families([r.report for found in holders.values() for r in found])
    comparer = Comparer([signature(holders[key][0]) for key in sorted(holders)], copies.likeness, known)
    groups = grown(comparer, clusters(comparer, candidates(comparer, copies.likeness)))
    incidents = [
        _incident([r for key in keys for r in holders[key]], copies, reasons(comparer, keys)) for keys in groups
    ]
    if compared is not None:
        compared(comparer)
    found = mentions(incidents, [*named.values(), *(r for r in beside if r.report.id not in named)])
    by_incident: dict[str, list[Mention]] = {}
    for mention in found:
        by_incident.setdefault(mention.incident, []).append(mention)
    whole = [_with_mentions(i, by_incident.get(i.id, []), copies) for i in incidents]
    return tuple(sorted(whole, key=_order))


def _order(incident: Incident) -> tuple[str, int, str]:
    return incident.date.low or incident.date.high or "~", -len(incident.members), incident.id


def _incident(found: Sequence[Reading], copies: Families, why: Mapping[str, tuple[str, ...]]) -> Incident:
    readings = sorted(found, key=lambda r: (r.report.published or "~", digest(r.report), r.report.id))
    family = {r.report.id: copies.of[digest(r.report)] for r in readings}
    claims = tuple(c for r in readings for c in r.claims if c.event == "main")
    when = day_told(readings)
    days = moved(readings, when)
    where = solve_site(claims, family)
    kind = best_kind(kind_votes(claims))
    sources = {
        r.report.id: Source(r.report.text, family[r.report.id], _credit(r.report.text), r.report.outlet)
        for r in readings
    }
    told_by = origins(claims, sources)
    members = tuple(
        Member(
            id=r.report.id,
            outlet=r.report.outlet,
            published=r.report.published,
            role=COVERS,
            origin_family=family[r.report.id],
            toll=toll(r.report, r.claims),
            reasons=why.get(digest(r.report), ()) + _copied(r, readings, copies),
        )
        for r in readings
    )
    return Incident(
        id=incident_id((digest(r.report) for r in readings), when, where),
        kind=kind,
        title=title(kind, where, when),
        date=when,
        site=where,
        members=members,
        claims=tuple(
            msgspec.structs.replace(c, origin=told_by[c.claim], value=days.get(c.claim, c.value)) for c in claims
        ),
    )


UNSURE = 0.5
"""The vote of a telling whose day is counted from a day of collection, or is that of the telling itself."""


def day_told(readings: Sequence[Reading]) -> When:
    """The incident's day, from what its reports say of it and of other days."""
    main: list[Dated] = []
    others: list[Dated] = []
    published: dict[str, str | None] = {}
    for reading in readings:
        key = digest(reading.report)
        known = firm(reading)
        days = [d for d in (published.get(key), reading.report.published) if d]
        published[key] = min(days) if days else None
        for claim in reading.claims:
            if isinstance(claim.value, DateValue) and claim.stance in ("asserted", "hedged"):
                own = claim.kind == "event_date" and claim.event == "main"
                weight = 1.0 if is_firm(claim, known) else UNSURE
                (main if own else others).append(Dated(claim.claim, key, claim.value, weight))
        others += [Dated("", key, value) for value in _hinted(reading)]
    fetched = [r.report.retrieved for r in readings]
    if any(published.values()) or any(_fixed(d.value) for d in main):
        return solve(main, others, published, fetched)
    years = sorted({y for r in readings for y in _years(r.report.text)})
    return solve(main, others, published, fetched, years)


def _hinted(reading: Reading) -> Iterator[DateValue]:
    """Days of statements and of what is told beside the event: no claims, but they fix a year."""
    for hint in reading.time_hints:
        role, _, fixed = hint.partition(":")
        if role != "event":
            yield DateValue(low=None, high=None, raw="", constraint=fixed)


def _fixed(value: DateValue) -> bool:
    return value.low is not None and value.high is not None


def _years(text: str) -> set[int]:
    numbers = (int(w) for w in words(text).text if len(w) == 4 and w.isascii() and w.isdigit())
    return {n for n in numbers if n in _YEARS}


def _credit(text: str) -> str | None:
    """The one agency that a text credits; none where it credits several or nobody by name."""
    named = {c.name for c in credits(text)} - {"agencies"}
    return named.pop() if len(named) == 1 else None


def _copied(reading: Reading, readings: Sequence[Reading], copies: Families) -> tuple[str, ...]:
    """A sentence for each earlier report whose text this one repeats, the nearest only."""
    key = digest(reading.report)
    best: tuple[float, str] | None = None
    for other in readings:
        if other is reading:
            break
        like = digest(other.report)
        share = 1.0 if like == key else copies.likeness.get((min(key, like), max(key, like)), 0.0)
        if share >= COPY and (best is None or share > best[0]):
            best = (share, other.report.id)
    return (f"copy: {best[0]:.0%} of the text is that of {best[1]}",) if best else ()


def _with_mentions(incident: Incident, found: Sequence[Mention], copies: Families) -> Incident:
    if not found:
        return incident
    by_report: dict[str, list[Mention]] = {}
    for mention in found:
        by_report.setdefault(mention.reading.report.id, []).append(mention)
    members = {m.id: m for m in incident.members}
    for name, several in sorted(by_report.items()):
        report = several[0].reading.report
        key = digest(report)
        own = tuple(msgspec.structs.replace(c, event="main") for m in several if m.covers for c in m.claims)
        if name in members:
            # The count that it tells aside belongs to the incident that it tells of.
            whole = tuple(c for c in several[0].reading.claims if c.event == "main") + own
            members[name] = msgspec.structs.replace(members[name], toll=toll(report, whole))
            continue
        members[name] = Member(
            id=name,
            outlet=report.outlet,
            published=report.published,
            role=COVERS if own else MENTIONS,
            origin_family=copies.of.get(key, "fam-" + key[:12]),
            toll=toll(report, own),
            reasons=tuple(m.why for m in several),
        )
    claims = tuple(
        msgspec.structs.replace(c, event="main") if m.covers else c
        for _, several in sorted(by_report.items())
        for m in several
        for c in m.claims
    )
    return msgspec.structs.replace(incident, members=tuple(members.values()), claims=incident.claims + claims)
