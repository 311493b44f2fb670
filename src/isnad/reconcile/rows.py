"""The toll table: one row for everybody harmed, and one for each group of people told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from isnad.group.figures import GENERIC
from isnad.group.toll import ARRESTED, COUNTED, NOT_VICTIMS
from isnad.model.claim import Claim
from isnad.model.record import TollRow
from isnad.model.values import ArrestValue, CasualtyValue
from isnad.reconcile.case import Account, Case, groups_of, origins_of
from isnad.reconcile.policies.base import backing, bounds, claims_of, prepare
from isnad.reconcile.relation import went_on

EFFECTS = (*COUNTED[:-1], "displaced", ARRESTED)
WHOLE = "person"


def toll_rows(case: Case) -> tuple[TollRow, ...]:
    """Rows by effect: everybody first (role "person", no nationality), then groups by name.

    A group's row counts claims about that group only; a figure that is part of another stays with
    its group and never adds to everybody. Attackers have rows of their own.
    """
    out: list[TollRow] = []
    for effect in EFFECTS:
        accounts = case.accounts.get(effect, ())
        if accounts:
            out.append(_whole(case, effect))
        groups = groups_of(case, effect)
        parts = {c for t in case.tallies.values() if effect in t for c in t[effect].parts}
        for (role, nationality), claims in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1] or "")):
            if (role, nationality) == (WHOLE, None) and accounts:
                continue
            kept = [c for c in claims if role not in GENERIC or c.claim not in parts] or claims
            out.append(_group(case, effect, role, nationality, kept))
    return tuple(out)


def status_of(accounts: Sequence[Account]) -> str:
    """agreed, single, revised or contested, for accounts that stand side by side."""
    numbered = [a for a in accounts if a.number is not None]
    if len({a.family for a in accounts}) <= 1 and len({(a.low, a.high) for a in numbered}) <= 1:
        return "single"
    if len({a.number for a in numbered}) <= 1:
        return "agreed"
    return "revised" if went_on(numbered) else "contested"


def _whole(case: Case, effect: str) -> TollRow:
    standing, _ = prepare(case, effect)
    final = [a for a in case.accounts[effect] if a.final]
    complete = [a for a in final if not a.partial]
    low, high = bounds(standing or final)
    return TollRow(
        effect=effect,
        role=WHOLE,
        nationality=None,
        low=low,
        high=high,
        best=best_of(standing),
        approx=any(a.approx for a in standing or final),
        status=status_of(complete or final),
        reports=len({a.report for a in final}),
        origins=origins_of(final),
        claims=claims_of(final),
    )


def best_of(accounts: Sequence[Account]) -> int | None:
    """The number more origins give than any other; None on a tie."""
    return most_backed(backing(accounts))


def most_backed(behind: Mapping[int, int]) -> int | None:
    """The number with the most origins behind it; None on a tie or where there is none."""
    if not behind:
        return None
    most = max(behind.values())
    first = [n for n, count in behind.items() if count == most]
    return first[0] if len(first) == 1 else None


def _group(case: Case, effect: str, role: str, nationality: str | None, claims: Sequence[Claim]) -> TollRow:
    accounts = [a for m in case.members if (a := of_report(case, effect, m.id, claims)) is not None]
    numbered = [a for a in accounts if a.number is not None]
    low, high = bounds(numbered)
    attacker = role in NOT_VICTIMS
    return TollRow(
        effect=effect,
        role=role,
        nationality=nationality,
        low=low,
        high=high,
        best=best_of(numbered) if not attacker else low,
        approx=any(a.approx for a in accounts),
        status=status_of(numbered or accounts),
        reports=len({c.report for c in claims}),
        origins=origins_of(accounts),
        claims=tuple(c.claim for c in claims),
    )


def of_report(case: Case, effect: str, report: str, claims: Sequence[Claim]) -> Account | None:
    """What one report says of one group: the number it stands by for everybody where the group has it,
    else the number it gives most often, the later on a tie."""
    own = [c for c in claims if c.report == report and isinstance(c.value, CasualtyValue | ArrestValue)]
    if not own:
        return None
    member = next(m for m in case.members if m.id == report)
    final = {a.low for a in case.accounts.get(effect, ()) if a.report == report and a.final}
    numbers: Counter[tuple[int | None, int | None, bool]] = Counter()
    for n, claim in enumerate(own):
        value = claim.value
        assert isinstance(value, CasualtyValue | ArrestValue)
        if value.low is not None or value.high is not None:
            numbers[(value.low, value.high, value.approx)] += 1000 + n + (1_000_000 if value.low in final else 0)
    low, high, approx = max(numbers, key=lambda k: numbers[k]) if numbers else (None, None, False)
    quoted = sorted({c.origin for c in own if c.attribution and c.origin})
    return Account(
        effect,
        low,
        high,
        approx,
        report,
        member.outlet,
        member.published or "",
        member.origin_family,
        True,
        False,
        False,
        False,
        WHOLE,
        (),
        (),
        tuple(quoted) or tuple(sorted({c.origin or member.origin_family for c in own})),
        tuple(c.claim for c in own),
    )
