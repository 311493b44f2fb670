"""What a figure stands on: the reports that give it, the origins they go back to, and why several
reports are one origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from isnad.model.claim import Claim
from isnad.model.incident import Member, Reading
from isnad.model.record import Record, TollRow
from isnad.model.values import ArrestValue, CasualtyValue
from isnad.reconcile.rows import WHOLE
from isnad.reuse.credits import credits


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """One independent origin of a figure. `why` says, in a sentence each, why its reports count as one;
    `without` what the figure would be without it."""

    origin: str
    name: str
    figures: tuple[str, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    why: tuple[str, ...]
    without: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the toll and the origins it stands on, the one that carries most first."""

    incident: str
    row: TollRow
    origins: tuple[Behind, ...]


def standing(record: Record, readings: Mapping[str, Reading], figure: str) -> tuple[Standing, ...]:
    """The rows of a record that `figure` names: an effect ("killed": everybody) or effect and role
    ("killed:soldier"); none where nobody gives such a figure. Accounts that share a statement, a
    family of copies or a report are one origin."""
    effect, _, role = figure.partition(":")
    out = []
    for row in record.toll:
        if row.effect != effect or row.role != (role or WHOLE) or (not role and row.nationality):
            continue
        groups = _parts(record, row) if role else list(_whole(record, effect))
        members = {m.id: m for m in record.incident.members}
        claims = {c.claim: c for c in record.incident.claims}
        out.append(
            Standing(
                incident=record.incident.id,
                row=row,
                origins=tuple(_behind(group, claims, members, readings) for group in groups),
            )
        )
    return tuple(out)


class _Group(msgspec.Struct, frozen=True):
    origin: str
    name: str
    claims: tuple[str, ...]
    without: str


def _whole(record: Record, effect: str) -> Iterator[_Group]:
    for left in record.sensitivity:
        if left.effect == effect:
            yield _Group(left.origin, left.name, left.claims, left.note)


def _parts(record: Record, row: TollRow) -> list[_Group]:
    """The claims of a row put together by what makes accounts one origin."""
    family = {m.id: m.origin_family for m in record.incident.members}
    own = {c.claim: c for c in record.incident.claims}
    groups: list[tuple[set[str], list[Claim]]] = []
    for claim in (own[name] for name in row.claims if name in own):
        keys = {claim.report, claim.origin or claim.claim, family.get(claim.report, claim.report)}
        joined = [g for g in groups if g[0] & keys]
        groups = [g for g in groups if not g[0] & keys]
        several = [c for _, held in joined for c in held]
        groups.append((keys.union(*(k for k, _ in joined)), [*several, claim]))
    told = sorted((held for _, held in groups), key=lambda h: (-len({c.report for c in h}), min(c.claim for c in h)))
    out = []
    for held in told:
        names = [c.attribution[-1].name for c in held if c.attribution]
        name = max(sorted(set(names)), key=names.count) if names else f"the report {held[0].report} itself"
        left = sorted({_figure(c) for other in told if other is not held for c in other})
        note = f"Without {name} " + (f"there is left: {'; '.join(left)}." if left else "no figure is left.")
        out.append(_Group(min(c.origin or c.claim for c in held), name, tuple(c.claim for c in held), note))
    return out


def _behind(
    group: _Group, claims: Mapping[str, Claim], members: Mapping[str, Member], readings: Mapping[str, Reading]
) -> Behind:
    told = [claims[name] for name in group.claims if name in claims]
    return Behind(
        origin=group.origin,
        name=group.name,
        figures=tuple(dict.fromkeys(_figure(c) for c in told)),
        reports=tuple(sorted({c.report for c in told})),
        claims=group.claims,
        why=tuple(_reasons(told, members, readings)),
        without=group.without,
    )


def _figure(claim: Claim) -> str:
    value = claim.value
    if not isinstance(value, CasualtyValue | ArrestValue) or (value.low is None and value.high is None):
        return "no number"
    if value.low == value.high:
        return f"{value.low} {value.role}"
    return (f"at least {value.low}" if value.high is None else f"{value.low or 0} to {value.high}") + f" {value.role}"


def _reasons(told: Sequence[Claim], members: Mapping[str, Member], readings: Mapping[str, Reading]) -> Iterator[str]:
    """Why claims of several reports are one origin; of one report, whose word it is."""
    statements: dict[str, list[Claim]] = {}
    for claim in told:
        statements.setdefault(claim.origin or claim.claim, []).append(claim)
    for _, same in sorted(statements.items()):
        named = [c for c in same if c.attribution]
        own = [c for c in same if not c.attribution]
        if named:
            names = sorted({c.attribution[-1].name for c in named})
            yield f"{_all(named)}: told by {' / '.join(names)}" + (", the same content" if _several(named) else "")
        if named and own:
            yield f"{_all(own)}: names no teller, but repeats what is told there"
        elif _several(own):
            yield f"{_all(own)}: {_shared(own, members, readings)}"
        elif own:
            credit = _credit(own[0].report, readings)
            yield f"{_all(own)}: in the report's own voice" + (f", crediting {credit}" if credit else "")
    if len(statements) > 1:
        yield from _ties(told, statements, members)


def _shared(own: Sequence[Claim], members: Mapping[str, Member], readings: Mapping[str, Reading]) -> str:
    """Why what several reports say in their own voice has one origin."""
    reports = sorted({c.report for c in own})
    if len({members[r].origin_family for r in reports if r in members}) == 1:
        return "; ".join(["copies of one text", *_copies(reports, members)])
    credited = {_credit(r, readings) for r in reports}
    if len(credited) == 1 and None not in credited:
        return f"each prints the text of {credited.pop()}, by its credit line"
    return "in their own voices, but with the same parts of the dead: one telling that nobody names"


def _copies(reports: Sequence[str], members: Mapping[str, Member]) -> list[str]:
    told = ((r, reason) for r in reports if r in members for reason in members[r].reasons)
    return [f"{r} {reason.removeprefix('copy: ')}" for r, reason in told if reason.startswith("copy: ")]


def _credit(report: str, readings: Mapping[str, Reading]) -> str | None:
    found = sorted({c.name for c in credits(readings[report].report.text)}) if report in readings else []
    return found[0] if len(found) == 1 else None


def _ties(
    told: Sequence[Claim], statements: Mapping[str, Sequence[Claim]], members: Mapping[str, Member]
) -> Iterator[str]:
    """What ties several statements to one origin: a report that gives them all, or a family of copies."""
    both = sorted({c.report for c in told if sum(c.report in {d.report for d in s} for s in statements.values()) > 1})
    if both:
        yield f"{', '.join(both)}: gives several of these, and a report counts once"
    families: dict[str, set[str]] = {}
    for claim in told:
        if claim.report in members:
            families.setdefault(members[claim.report].origin_family, set()).add(claim.report)
    for reports in families.values():
        if len(reports) > 1:
            yield "; ".join([f"{', '.join(sorted(reports))}: copies of one text", *_copies(sorted(reports), members)])


def _several(claims: Sequence[Claim]) -> bool:
    return len({c.report for c in claims}) > 1


def _all(claims: Sequence[Claim]) -> str:
    return ", ".join(sorted({c.report for c in claims}))
