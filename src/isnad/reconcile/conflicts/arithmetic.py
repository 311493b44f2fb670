"""Sums that do not fit: parts against their total, in one report and across reports.

Roles are a hierarchy (group/figures.py): an interpreter is a civilian, a soldier is a member of the
forces. Only what cannot be true is a conflict: parts that come to less than a total leave people
whom nobody tells apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.group.figures import CIVIL, OCCUPATIONS, WITHIN
from isnad.group.toll import effect_of
from isnad.model.claim import Claim
from isnad.model.record import Conflict, ConflictValue
from isnad.model.values import ArrestValue, CasualtyValue
from isnad.reconcile.case import Account, Case, groups_of
from isnad.reconcile.conflicts.figures import figure_value
from isnad.reconcile.conflicts.wording import Pair, amount, conflict, counted, listed, pair

Count = CasualtyValue | ArrestValue
DISTINCT = OCCUPATIONS - {"leader", "official", "militant"}
"""Kinds of people of whom nobody is two, but for a kind within another. A leader may be a fighter too,
and fighters may be of the attacking side, which totals leave out."""


def arithmetic_conflicts(case: Case, effect: str, accounts: Sequence[Account]) -> list[Conflict]:
    """All sums of an effect that do not fit: a breakdown above its total, a part above its whole, a kind
    of people above the wider kind that it belongs to, and parts of several reports above every total."""
    found = [*_breakdowns(case, effect, accounts), *_parts(case, effect, accounts), *_nested(case, effect)]
    return found or _across(case, effect, accounts)


def from_parts(case: Case, account: Account) -> bool:
    """Whether a figure was put together from groups of people told apart; one group called two things is none."""
    parts = [v for c in account.claims if c in case.claims and isinstance(v := case.claims[c].value, Count)]
    roles = {v.role for v in parts if v.low != account.low}
    return len(roles - {"person", "mixed"}) > 1


def sum_label(case: Case, account: Account) -> Pair:
    """A sum with its parts, the largest first: "3 (2 + 1)"; the bare figure where one claim states it."""
    told = [v for c in account.claims if isinstance(v := case.claims[c].value, Count)]
    whole = amount(account.low, account.high, account.approx)
    if len(told) < 2 or any(v.low == account.low for v in told):
        return whole
    told.sort(key=lambda v: -(v.low or 0))
    parts = [amount(v.low, v.high, v.approx) for v in told]
    return pair("sum_of", amount=whole, parts=(" + ".join(p[0] for p in parts), " + ".join(p[1] for p in parts)))


def _conflict(effect: str, values: list[ConflictValue], why: str) -> Conflict:
    figures = listed((v.value, v.value_ar) for v in values)
    return conflict(effect, "arithmetic", values, pair("sums", why, figures=figures))


def _breakdowns(case: Case, effect: str, accounts: Sequence[Account]) -> list[Conflict]:
    out = []
    for account in accounts:
        if not account.summed or account.headline:
            continue
        stated = [a for a in accounts if a.report == account.report and not a.summed and a.final and not a.narrow]
        total = next((a for a in stated if a.high is not None and (account.low or 0) > a.high), None)
        if total is not None and from_parts(case, account):
            plain = figure_value(amount(total.low, total.high, total.approx), [total])
            out.append(_conflict(effect, [plain, figure_value(sum_label(case, account), [account])], "breakdown"))
    return out


def _parts(case: Case, effect: str, accounts: Sequence[Account]) -> list[Conflict]:
    """Parts of which one alone is above every figure of its own report."""
    out = []
    for member in case.members:
        whole = [a for a in accounts if a.report == member.id and not a.narrow and a.number is not None]
        if not whole or any(a.high is None for a in whole):
            continue
        top = max(whole, key=lambda a: a.high or 0)
        for claim in _counting(case, effect, member.id):
            value = claim.value
            assert isinstance(value, Count)
            if value.part_of is not None and (value.low or 0) > (top.high or 0):
                plain = figure_value(amount(top.low, top.high, top.approx), [top])
                out.append(_conflict(effect, [plain, _group_value([claim])], "part"))
    return out


def _counting(case: Case, effect: str, report: str) -> list[Claim]:
    return [c for c in case.claims.values() if c.report == report and effect_of(c) == effect and c.stance == "asserted"]


def _nested(case: Case, effect: str) -> list[Conflict]:
    """In one report, more people of a kind than of the wider kind that they belong to."""
    out = []
    for member in case.members:
        told: dict[tuple[str, str | None], list[Claim]] = {}
        for claim in _counting(case, effect, member.id):
            value = claim.value
            assert isinstance(value, Count)
            if value.role in OCCUPATIONS and value.low is not None:
                told.setdefault((value.role, value.nationality), []).append(claim)
        for (role, nation), narrow in sorted(told.items(), key=lambda g: (g[0][0], g[0][1] or "")):
            wide = told.get((WITHIN.get(role, ""), nation))
            if wide and _least(narrow) > _most(wide):
                out.append(_conflict(effect, [_group_value(wide), _group_value(narrow)], "nested"))
    return out


def _across(case: Case, effect: str, accounts: Sequence[Account]) -> list[Conflict]:
    """Groups of people whom no report need tell together, above every total that any report states. One person may
    be a farmer to one report and a worker to another."""
    whole = [a for a in accounts if a.role not in OCCUPATIONS and a.number is not None]
    stated = [a for a in whole if not a.narrow and not a.summed and not a.partial]
    if not stated or any(a.high is None for a in stated):
        return []
    groups = {
        key: numbered
        for key, claims in groups_of(case, effect).items()
        if key[0] in DISTINCT
        if (numbered := [c for c in claims if getattr(c.value, "low", None) is not None and c.stance == "asserted"])
    }
    groups = {key: claims for key, claims in groups.items() if key[0] not in CIVIL or _most(claims) > 1}
    roles = {role for role, _ in groups}
    apart = {key: claims for key, claims in groups.items() if not _overlaps(key, roles, groups)}
    total = max(a.high or 0 for a in stated)
    if len(apart) < 2 or sum(_least(claims) for claims in apart.values()) <= total:
        return []
    top = [a for a in stated if a.high == total]
    values = [figure_value(amount(top[0].low, top[0].high, top[0].approx), top)]
    values += [_group_value(apart[key]) for key in sorted(apart, key=lambda k: (k[0], k[1] or ""))]
    return [_conflict(effect, values, "across")]


def _overlaps(key: tuple[str, str | None], roles: set[str], groups: dict[tuple[str, str | None], list[Claim]]) -> bool:
    """Whether a group may hold, or be held by, another one: a wider kind, or its own kind of any nation."""
    role, nation = key
    if role in {WITHIN.get(r) for r in roles}:
        return True
    return nation is None and any(other != key and other[0] == role for other in groups)


def _least(claims: Sequence[Claim]) -> int:
    """The lowest number that any of the claims tells."""
    return min(v.low or 0 for c in claims if isinstance(v := c.value, Count))


def _most(claims: Sequence[Claim]) -> float:
    """The highest number that the claims allow."""
    return max(float("inf") if v.high is None else v.high for c in claims if isinstance(v := c.value, Count))


def _group_value(claims: Sequence[Claim]) -> ConflictValue:
    """The lowest telling of one group of people, with all claims on it."""
    least = min(claims, key=lambda c: (getattr(c.value, "low", 0) or 0, c.claim))
    value = least.value
    assert isinstance(value, Count)
    label = counted(amount(value.low, value.high, value.approx), value.role, value.nationality, value.low)
    return ConflictValue(
        value=label[0],
        value_ar=label[1],
        reports=tuple(sorted({c.report for c in claims})),
        claims=tuple(c.claim for c in claims),
        origins=len({c.origin or c.report for c in claims}),
    )
