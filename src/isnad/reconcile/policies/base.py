"""What all counting rules share: which accounts count at all, and why the others do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from isnad.reconcile.case import Account, Case, origins_of
from isnad.reconcile.relation import latest, order

PART = "part of another figure"
OWN_LATER = "superseded in the same report"
SAME_TELLER = "superseded by the same teller"
SAME_OUTLET = "superseded by the same outlet"
COPY = "copy"
NO_NUMBER = "no number"
INCOMPLETE = "names others without a number"


class Aside(msgspec.Struct, frozen=True):
    """A claim that a rule does not use, and why."""

    claim: str
    reason: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule makes of one effect. None stands for what the rule does not give."""

    low: int | None = None
    high: int | None = None
    best: int | None = None
    claims: tuple[str, ...] = ()
    set_aside: tuple[Aside, ...] = ()
    note: str = ""


class Policy(msgspec.Struct, frozen=True):
    """A named, versioned counting rule: a pure function of a case and an effect. `label` is how it is to
    be called in print: "ACLED-style", never ACLED's own.

    `effects` are those it speaks about; `confirmed` is false where the school's own wording
    could not be checked, and the rule is only in its style.
    """

    name: str
    version: str
    decide: Callable[[Case, str], Answer]
    effects: tuple[str, ...]
    parameters: dict[str, int] = {}
    confirmed: bool = True
    label: str = ""

    def apply(self, case: Case) -> dict[str, Any]:
        """The rule's answers by effect, with its name, version and parameters."""
        out: dict[str, Any] = {
            "rule": f"{self.name}@{self.version}",
            "parameters": dict(self.parameters),
            "confirmed": self.confirmed,
            "label": self.label or self.name,
        }
        for effect in self.effects:
            if effect in case.accounts:
                out[effect] = msgspec.to_builtins(self.decide(case, effect))
        return out


def prepare(case: Case, effect: str) -> tuple[tuple[Account, ...], tuple[Aside, ...]]:
    """The accounts of an effect that stand, and every claim set aside with its reason.

    Background, the attacker and denials are out; parts stand behind totals; of one report only
    what it stands by at its end counts; an outlet's or a teller's earlier figure gives way to
    its later one; copies of one text count once.
    """
    accounts = case.accounts.get(effect, ())
    used = {c for a in accounts for c in a.claims}
    aside = [Aside(c, reason) for c, reason in case.outside if _effect(case, c) in (effect, None)]
    for by_effect in case.tallies.values():
        tally = by_effect.get(effect)
        if tally is not None:
            aside += [Aside(c, PART) for c in tally.parts if c not in used]
    standing: list[Account] = []
    for account in accounts:
        if account.narrow:
            aside += [Aside(c, PART) for c in account.claims]
        elif not account.final:
            aside += [Aside(c, OWN_LATER) for c in account.claims]
        elif account.number is None:
            aside += [Aside(c, NO_NUMBER) for c in account.claims]
        else:
            standing.append(account)
    complete = [a for a in standing if not a.partial]
    if complete:
        aside += [Aside(c, INCOMPLETE) for a in standing if a.partial for c in a.claims]
        standing = complete
    for reason, gone in ((SAME_OUTLET, _older_of_outlet), (SAME_TELLER, _older_of_teller), (COPY, _copies)):
        leaving = gone(standing)
        aside += [Aside(c, reason) for a, out in zip(standing, leaving, strict=True) if out for c in a.claims]
        standing = [a for a, out in zip(standing, leaving, strict=True) if not out]
    return tuple(standing), tuple(sorted(set(aside), key=lambda s: (s.reason, s.claim)))


def _effect(case: Case, claim: str) -> str | None:
    value = case.claims[claim].value if claim in case.claims else None
    effect = getattr(value, "effect", None)
    return "arrested" if value is not None and effect is None else effect


def _older_of_outlet(accounts: Sequence[Account]) -> list[bool]:
    """Which accounts a later one of their outlet follows."""
    return _older(accounts, [a.outlet for a in accounts])


def _older_of_teller(accounts: Sequence[Account]) -> list[bool]:
    """Which are followed by their one teller's later word, where neither account has any other voice behind it."""
    return _older(accounts, [_one_teller(a) for a in accounts])


def _older(accounts: Sequence[Account], names: Sequence[str | None]) -> list[bool]:
    told: dict[str, list[str]] = {}
    for account, name in zip(accounts, names, strict=True):
        if name is not None:
            told.setdefault(name, []).append(account.published)
    last = {name: latest(published) for name, published in told.items()}
    return [n is not None and order(a.published, last[n]) < 0 for a, n in zip(accounts, names, strict=True)]


def _one_teller(account: Account) -> str | None:
    voices = {v[-1] for v in account.voices if v}
    return next(iter(voices)) if len(voices) == 1 and all(account.voices) else None


def _copies(accounts: Sequence[Account]) -> list[bool]:
    """Which repeat the figure of an earlier account of the same family of copies."""
    seen: set[tuple[str, int | None, int | None]] = set()
    out = []
    for account in accounts:
        mark = (account.family, account.low, account.high)
        out.append(mark in seen)
        seen.add(mark)
    return out


def bounds(accounts: Sequence[Account]) -> tuple[int | None, int | None]:
    """Lowest and highest; the high end is open where the highest figure is "at least"."""
    numbers = [a.number for a in accounts if a.number is not None]
    if not numbers:
        return None, None
    ends = numbers + [a.high for a in accounts if a.high is not None]
    top = max(ends)
    open_end = any(a.high is None and a.low == top for a in accounts)
    return min(numbers), None if open_end else top


def backing(accounts: Sequence[Account]) -> dict[int, int]:
    """Independent origins behind each number: accounts that share a statement or a family of
    copies are one origin, and one report is never two."""
    numbers = sorted({a.number for a in accounts if a.number is not None})
    return {n: origins_of([a for a in accounts if a.number == n]) for n in numbers}


def claims_of(accounts: Sequence[Account]) -> tuple[str, ...]:
    """The claims behind accounts, each once."""
    return tuple(dict.fromkeys(c for a in accounts for c in a.claims))
