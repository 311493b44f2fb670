"""What a record is made from: every figure that reports give for the whole incident, and who told it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from isnad.group.figures import Figure
from isnad.group.group import COVERS
from isnad.group.toll import COUNTED, NOT_VICTIMS, Tally, effect_of, tallies
from isnad.model.claim import Claim
from isnad.model.incident import Incident, Member, Reading
from isnad.model.values import ArrestValue, CasualtyValue

_T = TypeVar("_T")


class Account(msgspec.Struct, frozen=True):
    """One figure that one report gives for everybody, stated or summed from parts.

    `final` tells whether the report stands by it at its end. `origins` are the statements behind
    it; `voices` the chains of tellers, empty for the report itself; `place` is where its first claim
    stands in the text; `narrow` that it counts some of the people, or those of another event.
    """

    effect: str
    low: int | None
    high: int | None
    approx: bool
    report: str
    outlet: str | None
    published: str
    family: str
    final: bool
    headline: bool
    summed: bool
    narrow: bool
    role: str
    voices: tuple[tuple[str, ...], ...]
    types: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    partial: bool = False
    place: int = 0

    @property
    def number(self) -> int | None:
        """The number that is told: the low end, or the high end of "up to"."""
        return self.low if self.low is not None else self.high


class Case(msgspec.Struct, frozen=True):
    """One incident ready for counting. `members` cover it; `claims` are its own, by id; `around` those
    of the same reports on what is told beside it."""

    incident: Incident
    members: tuple[Member, ...]
    claims: dict[str, Claim]
    tallies: dict[str, dict[str, Tally]]
    accounts: dict[str, tuple[Account, ...]]
    outside: tuple[tuple[str, str], ...]
    around: dict[str, Claim] = {}

    @property
    def family(self) -> dict[str, str]:
        """The family of copies of each report."""
        return {m.id: m.origin_family for m in self.members}

    def of(self, kind: str) -> list[Claim]:
        """Main-event claims of a kind, in the order of reports and text."""
        return [c for c in self.claims.values() if c.kind == kind]

    def told(self, kind: str) -> list[Claim]:
        """Claims of a kind on the main event or beside it, in the order of reports and text."""
        found = [*self.of(kind), *(c for c in self.around.values() if c.kind == kind)]
        return sorted(found, key=lambda c: (c.report, c.evidence.start, c.evidence.end))

    def claim(self, name: str) -> Claim:
        """The claim of that id, on the event or beside it. Raises KeyError for an unknown one."""
        return self.claims[name] if name in self.claims else self.around[name]


def build(incident: Incident, readings: Mapping[str, Reading]) -> Case:
    """The case of an incident. Members whose reading is missing keep their claims and lose their figures.

    `outside` are the counting claims that no rule may use, each with its reason.
    """
    members = tuple(m for m in incident.members if m.role == COVERS)
    ids = {m.id for m in members}
    claims = {c.claim: c for c in incident.claims if c.event == "main" and c.report in ids}
    by_report: dict[str, list[Claim]] = {}
    for claim in claims.values():
        by_report.setdefault(claim.report, []).append(claim)
    found = {m.id: tallies(readings[m.id].report, by_report.get(m.id, ())) for m in members if m.id in readings}
    accounts: dict[str, list[Account]] = {}
    for member in members:
        for effect, tally in found.get(member.id, {}).items():
            accounts.setdefault(effect, []).extend(_accounts(member, effect, tally, claims))
    for effect in accounts:
        accounts[effect] = agreed(accounts[effect])
    return Case(
        incident,
        members,
        claims,
        found,
        {e: tuple(accounts[e]) for e in COUNTED if e in accounts},
        tuple(_outside(incident, readings, ids)),
        {c.claim: c for i in sorted(ids) if i in readings for c in readings[i].claims if c.claim not in claims},
    )


ABOVE, BELOW = 4, 2
"""How many times a figure is above or below the one that others share from which it is of another event or of some
of the people: tolls that grow seldom grow so much between two reports that both tell the old one."""


def agreed(accounts: Sequence[Account]) -> list[Account]:
    """Accounts with the figure that a report shares with others for the one it stands by, where nobody else knows
    the one it puts first and that lies far off."""
    holders: dict[int, set[str]] = {}
    known: dict[int, set[str]] = {}
    for account in accounts:
        if account.number is not None:
            known.setdefault(account.number, set()).add(account.family)
            if account.final:
                holders.setdefault(account.number, set()).add(account.family)
    other: list[Account] = []
    taken: list[Account] = []
    for name in dict.fromkeys(a.report for a in accounts):
        own = [a for a in accounts if a.report == name and a.number and not a.narrow and not a.summed]
        first = [a for a in own if a.final]
        shared = [a for a in own if not a.final and holders.get(a.number or 0, set()) - {a.family}]
        if len(first) == 1 and shared and known[first[0].number or 0] == {first[0].family}:
            best = max(shared, key=lambda a: len(holders[a.number or 0]))
            told, others = first[0].number or 0, best.number or 0
            if told >= ABOVE * others or others > BELOW * told:
                other.append(first[0])
                taken.append(best)
    return [
        msgspec.structs.replace(a, final=a in taken, narrow=a.narrow or a in other) if a in other or a in taken else a
        for a in accounts
    ]


def restricted(case: Case, incident: Incident) -> Case:
    """The case without the reports that `incident`, an earlier state of its own, does not hold yet."""
    members = tuple(m for m in incident.members if m.role == COVERS)
    ids = {m.id for m in members}
    accounts = {e: tuple(a for a in found if a.report in ids) for e, found in case.accounts.items()}
    claims = {c.claim: c for c in incident.claims if c.event == "main" and c.report in ids}
    everything = {c.claim: c.report for c in case.incident.claims}
    return Case(
        incident,
        members,
        claims,
        {name: found for name, found in case.tallies.items() if name in ids},
        {e: found for e, found in accounts.items() if found},
        tuple((c, why) for c, why in case.outside if everything.get(c) in ids),
        {name: c for name, c in case.around.items() if c.report in ids},
    )


def _accounts(member: Member, effect: str, tally: Tally, claims: Mapping[str, Claim]) -> list[Account]:
    finals = {(c.low, c.high) for c in tally.final}
    out = [_account(member, effect, f, claims, final=(f.low, f.high) in finals, narrow=False) for f in tally.wholes]
    out += [_account(member, effect, f, claims, final=False, narrow=True) for f in tally.narrow]
    if not tally.wholes and tally.vague:
        count = tally.final[0]
        vague = Figure(
            None, None, count.approx, 1.0, tally.vague, _voices(tally.vague, claims), False, False, True, "person"
        )
        out.append(_account(member, effect, vague, claims, final=True, narrow=False))
    return out


def _voices(ids: Sequence[str], claims: Mapping[str, Claim]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(tuple(t.name for t in claims[i].attribution) for i in ids if i in claims))


def _account(
    member: Member, effect: str, figure: Figure, claims: Mapping[str, Claim], *, final: bool, narrow: bool
) -> Account:
    told = [claims[c] for c in figure.claims if c in claims]
    return Account(
        effect,
        figure.low,
        figure.high,
        figure.approx,
        member.id,
        member.outlet,
        member.published or "",
        member.origin_family,
        final,
        figure.headline,
        figure.summed,
        narrow,
        figure.role,
        figure.voices,
        tuple(sorted({c.attribution[-1].type if c.attribution else "outlet" for c in told})),
        _origins(told, member),
        tuple(c.claim for c in told),
        figure.partial,
        min((c.evidence.start for c in told), default=0),
    )


def _origins(told: Sequence[Claim], member: Member) -> tuple[str, ...]:
    """The statements that a figure is quoted from; the report's own voice where it quotes nobody."""
    quoted = {c.origin for c in told if c.attribution and c.origin}
    own = {c.origin for c in told if c.origin} or {member.origin_family}
    return tuple(sorted(quoted or own))


def origins_of(accounts: Sequence[Account]) -> int:
    """How many independent origins stand behind accounts, taken together."""
    return len(by_origin(accounts))


def by_origin(accounts: Sequence[Account]) -> list[list[Account]]:
    """Accounts by independent origin: those that share a statement, a family of copies or a report
    are one, directly or through others. In the order of their first accounts."""
    return joined(accounts, [(*a.origins, a.family, "report " + a.report) for a in accounts])


def joined(items: Sequence[_T], marks: Sequence[Iterable[str]]) -> list[list[_T]]:
    """Items grouped so that two with a mark in common are together, in the order of their first ones."""
    parent = list(range(len(items)))

    def top(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    first: dict[str, int] = {}
    for n, own in enumerate(marks):
        for mark in own:
            a, b = top(first.setdefault(mark, n)), top(n)
            parent[max(a, b)] = min(a, b)
    out: dict[int, list[_T]] = {}
    for n, item in enumerate(items):
        out.setdefault(top(n), []).append(item)
    return list(out.values())


def _outside(incident: Incident, readings: Mapping[str, Reading], ids: set[str]) -> list[tuple[str, str]]:
    own = {c.claim: c for c in incident.claims}
    everything = list(own.values()) + [
        c for i in sorted(ids) if i in readings for c in readings[i].claims if c.claim not in own
    ]
    out: list[tuple[str, str]] = []
    for claim in everything:
        value = claim.value
        if not isinstance(value, CasualtyValue | ArrestValue) or effect_of(claim) is None:
            continue
        if claim.event != "main":
            out.append((claim.claim, "background"))
        elif value.role in NOT_VICTIMS:
            out.append((claim.claim, "attacker"))
        elif claim.stance in ("denied", "questioned"):
            out.append((claim.claim, claim.stance))
    return out


def groups_of(case: Case, effect: str) -> dict[tuple[str, str | None], list[Claim]]:
    """The counting claims of an effect by role and nationality, in the order of the text.

    A claim that names no nation joins the one nation told for its role, where the number is told of
    that nation too: "the two soldiers" after "two American soldiers".
    """
    told = [
        (c, c.value)
        for c in case.claims.values()
        if effect_of(c) == effect
        and c.stance in ("asserted", "hedged")
        and isinstance(c.value, CasualtyValue | ArrestValue)
    ]
    nations: dict[str, dict[str, set[int | None]]] = {}
    for _, value in told:
        if value.nationality:
            nations.setdefault(value.role, {}).setdefault(value.nationality, set()).add(value.low)
    out: dict[tuple[str, str | None], list[Claim]] = {}
    for claim, value in told:
        nation = value.nationality
        known = nations.get(value.role, {})
        if nation is None and len(known) == 1 and value.role not in ("person", "mixed"):
            only, numbers = next(iter(known.items()))
            nation = only if value.low in numbers else None
        out.setdefault((value.role, nation), []).append(claim)
    return out


def compatible(*accounts: Account) -> bool:
    """Whether one number can satisfy all accounts."""
    low = max((a.low or 0 for a in accounts), default=0)
    highs = [a.high for a in accounts if a.high is not None]
    return not highs or low <= min(highs)
