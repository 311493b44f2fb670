"""Where figures differ: between reports, inside one, in what they count, or in their sum."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from isnad.group.figures import GENERIC
from isnad.group.toll import COUNTED, effect_of
from isnad.model.record import Conflict, ConflictValue
from isnad.model.values import ArrestValue, CasualtyValue
from isnad.reconcile.case import Account, Case, compatible, groups_of
from isnad.reconcile.conflicts.arithmetic import arithmetic_conflicts, from_parts, sum_label
from isnad.reconcile.conflicts.figures import figure_value
from isnad.reconcile.conflicts.groups import group_conflicts
from isnad.reconcile.conflicts.pairs import MANY, between
from isnad.reconcile.conflicts.people import nation_conflicts, role_conflicts, status_conflicts
from isnad.reconcile.conflicts.wording import Pair, amount, conflict, counted, listed, pair, people
from isnad.reconcile.relation import AGREEMENT, FALLING, REVISION, died_later, relation, weighty, went_on


def count_conflicts(case: Case) -> list[Conflict]:
    """Every difference about a number, by effect: all figures are shown, the smallest first."""
    out: list[Conflict] = []
    for effect in COUNTED:
        accounts = case.accounts.get(effect, ())
        between = _between(case, effect, accounts)
        out += between
        out += _inside(case, effect, accounts, between)
        out += arithmetic_conflicts(case, effect, accounts)
    return [*out, *group_conflicts(case), *status_conflicts(case), *role_conflicts(case), *nation_conflicts(case)]


def _between(case: Case, effect: str, accounts: Sequence[Account]) -> list[Conflict]:
    """One conflict for an effect whose figures differ, else one where only the grain differs."""
    shown = [a for a in accounts if a.number is not None and (not a.narrow or effect == "arrested")]
    complete = [a for a in shown if not a.partial]
    if complete and all(compatible(p, a) for p in shown if p.partial for a in complete):
        shown = complete
    if effect != "arrested":
        shown = weighty(shown)
    numbers = {(a.low, a.high) for a in shown}
    if len({a.number for a in shown}) < 2 and not _crossed(numbers):
        return _grain(case, effect, accounts)
    values = _values(case, shown, roles=effect == "arrested")
    values += _vague(case, accounts) if len({a.report for a in accounts}) > 1 else []
    kind = _kind(weighty(shown))
    if kind == "contradiction" and _moved(case, weighty(shown)):
        kind = REVISION
    note = pair("counts", kind, figures=listed((v.value, v.value_ar) for v in values))
    made = conflict(effect, kind, [*values, *_denials(case, effect)], note)
    return [_explained(case, made, shown, roles=effect == "arrested")]


def _explained(case: Case, made: Conflict, accounts: Sequence[Account], *, roles: bool) -> Conflict:
    """The conflict with what every two of its figures are to each other."""
    sides = [(label, found) for (_, label), found in _grouped(case, accounts, roles=roles)]
    return msgspec.structs.replace(made, pairs=between(case, sides, weighty(accounts)))


def _crossed(numbers: set[tuple[int | None, int | None]]) -> bool:
    """Whether two figures of one number exclude each other ("up to 5" and "at least 6" have two)."""
    return False if len(numbers) < 2 else any(n[0] is None for n in numbers)


def _kind(accounts: Sequence[Account]) -> str:
    """internal where every second figure stands in a report that gives another one too."""
    by_number: dict[int, set[str]] = {}
    for account in accounts:
        by_number.setdefault(account.number or 0, set()).add(account.report)
    most = max(len(reports) for reports in by_number.values())
    main = min(n for n, reports in by_number.items() if len(reports) == most)
    if all(reports <= by_number[main] for n, reports in by_number.items() if n != main):
        own: dict[str, list[Account]] = {}
        for account in accounts:
            own.setdefault(account.report, []).append(account)
        pairs = (relation(a, b) for found in own.values() for n, a in enumerate(found) for b in found[:n])
        return REVISION if all(kind in (REVISION, AGREEMENT) for kind in pairs) else "internal"
    return REVISION if went_on(accounts) else "contradiction"


def _moved(case: Case, accounts: Sequence[Account]) -> bool:
    """Whether all that speaks against one count that went on are wounded who died."""
    if len(accounts) > MANY or accounts[0].effect in FALLING:
        return False
    pairs = [(a, b) for n, a in enumerate(accounts) for b in accounts[:n]]
    return all(died_later(case, a, b) for a, b in pairs if relation(a, b) not in (AGREEMENT, REVISION))


def _label(case: Case, account: Account, roles: bool) -> Pair:
    if account.summed and not roles:
        return sum_label(case, account)
    number = amount(account.low, account.high, account.approx)
    if roles and account.role not in ("person", "mixed"):
        return counted(number, account.role, None, account.number)
    return number


def _values(case: Case, accounts: Sequence[Account], *, roles: bool) -> list[ConflictValue]:
    """One value for each figure as told, in rising order, with the reports and claims behind it."""
    return [figure_value(label, found) for (_, label), found in _grouped(case, accounts, roles=roles)]


def _grouped(case: Case, accounts: Sequence[Account], *, roles: bool) -> list[tuple[tuple[int, Pair], list[Account]]]:
    groups: dict[tuple[int, Pair], list[Account]] = {}
    for account in accounts:
        groups.setdefault((account.number or 0, _label(case, account, roles)), []).append(account)
    return sorted(groups.items())


def _vague(case: Case, accounts: Sequence[Account]) -> list[ConflictValue]:
    groups: dict[Pair, list[Account]] = {}
    for account in accounts:
        if account.number is None and account.approx:
            groups.setdefault(amount(None, None, True), []).append(account)
    return [figure_value(label, found) for label, found in sorted(groups.items())]


def _denials(case: Case, effect: str) -> list[ConflictValue]:
    """What tellers deny about an effect."""
    out = []
    for claim in case.claims.values():
        value = claim.value
        if claim.stance == "denied" and effect_of(claim) == effect:
            assert isinstance(value, CasualtyValue | ArrestValue)
            number = amount(value.low, value.high, value.approx)
            told = counted(number, value.role, value.nationality, value.low)
            if value.low is None and value.high is None:
                told = people(value.role, value.nationality)
            label = pair("denial", amount=told)
            out.append(
                ConflictValue(
                    value=label[0], value_ar=label[1], reports=(claim.report,), claims=(claim.claim,), origins=1
                )
            )
    return out


def _grain(case: Case, effect: str, accounts: Sequence[Account]) -> list[Conflict]:
    """Reports that agree in number but not in what they count: a total against its parts, or groups
    that only some of them count."""
    whole = [a for a in accounts if a.number is not None and not a.narrow and not a.partial]
    summed = [a for a in whole if a.summed or from_parts(case, a)]
    stated = [a for a in whole if not a.summed]
    groups = _groups(case, effect)
    nations = {nation for (_, _, nation) in groups if nation}
    open_ended = [a for a in accounts if a.number is None or (a.high is None and a.narrow)]
    apart = len(nations) > 1 and len({r for g in groups.values() for r, _ in g}) > 1
    if not (summed and (stated or open_ended)) and not apart:
        return []
    named = {c for (_, role, _), found in groups.items() if role == "person" for _, c in found}
    values = _values(case, [a for a in stated if not set(a.claims) & named], roles=False)
    for (low, role, nation), found in sorted(groups.items(), key=lambda g: (-g[0][0], g[0][1], g[0][2] or "")):
        label = counted(amount(low, low, False), role, nation, low)
        reports = tuple(sorted({r for r, _ in found}))
        claims = tuple(c for _, c in found)
        origins = len({case.claims[c].origin for c in claims})
        values.append(ConflictValue(value=label[0], value_ar=label[1], reports=reports, claims=claims, origins=origins))
    values += _unnumbered(case, effect)
    if len(values) < 2:
        return []
    note = pair("counts", "granularity", figures=listed((v.value, v.value_ar) for v in values))
    return [conflict(effect, "granularity", [*values, *_denials(case, effect)], note)]


def _groups(case: Case, effect: str) -> dict[tuple[int, str, str | None], list[tuple[str, str]]]:
    """Numbered groups of people told apart: (number, role, nation) to the reports and claims that tell."""
    out: dict[tuple[int, str, str | None], list[tuple[str, str]]] = {}
    for (role, nation), claims in groups_of(case, effect).items():
        for claim in claims:
            low = getattr(claim.value, "low", None)
            if low is not None and role != "attacker" and (role != "person" or nation):
                out.setdefault((low, role, nation), []).append((claim.report, claim.claim))
    return out


def _unnumbered(case: Case, effect: str) -> list[ConflictValue]:
    groups: dict[Pair, list[tuple[str, str]]] = {}
    for claim in case.claims.values():
        value = claim.value
        if effect_of(claim) != effect or claim.stance != "asserted":
            continue
        assert isinstance(value, CasualtyValue | ArrestValue)
        if value.low is None and value.high is None and value.role not in GENERIC | {"attacker"}:
            label = counted(amount(None, None, value.approx), value.role, value.nationality, None)
            groups.setdefault(label, []).append((claim.report, claim.claim))
    return [
        ConflictValue(
            value=label[0],
            value_ar=label[1],
            reports=tuple(sorted({r for r, _ in found})),
            claims=tuple(c for _, c in found),
            origins=len({case.claims[c].origin for _, c in found}),
        )
        for label, found in sorted(groups.items())
    ]


def _inside(case: Case, effect: str, accounts: Sequence[Account], between: Sequence[Conflict]) -> list[Conflict]:
    """Reports that stand by several figures which exclude one another, unless the conflict between reports shows just
    that already."""
    out = []
    for member in case.members:
        own = [
            a
            for a in accounts
            if a.report == member.id and a.number is not None and (not a.narrow or effect == "arrested")
        ]
        clash = not compatible(*(a for a in own if a.final))
        numbers = {a.number for a in own}
        told = any(
            c.kind == "internal" and {a.number for a in accounts if a.number is not None} == numbers for c in between
        )
        if clash and not told and len(case.members) > 1:
            values = _values(case, own, roles=effect == "arrested")
            note = pair("counts", "internal", figures=listed((v.value, v.value_ar) for v in values))
            made = conflict(f"{effect}: inside one report", "internal", values, note)
            out.append(_explained(case, made, own, roles=effect == "arrested"))
    return out
