"""What one figure is to another: the same, a revision, a contradiction, another grain, or one report at odds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from isnad.group.toll import ARRESTED, effect_of
from isnad.reconcile.case import Account, Case, compatible
from isnad.reuse.statements import same_teller

LATER_HOURS = 3
"""Hours from which a report of the same day is later than another: what comes in within them was
written on much the same knowledge."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?")
FALLING = ("missing", "abducted")
"""Effects whose counts fall as they rise: the missing are found, the abducted are freed."""
AGREEMENT, REVISION, CONTRADICTION, GRANULARITY, INTERNAL = (
    "agreement",
    "revision",
    "contradiction",
    "granularity",
    "internal",
)


def order(a: str, b: str) -> int:
    """-1 where a report published at `a` is earlier than one at `b`, 1 where later, 0 where neither is
    known to be. ISO days or moments, with their distance from UTC or without; "" is no day."""
    if not a or not b:
        return 0
    left, right = _moment(a), _moment(b)
    placed = left is not None and right is not None and left.tzinfo is not None and right.tzinfo is not None
    if a[:10] != b[:10] and not placed:
        return -1 if a[:10] < b[:10] else 1
    if left is None or right is None:
        return 0
    if not placed:
        left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
    hours = (left - right).total_seconds() / 3600
    if abs(hours) < LATER_HOURS:
        return 0
    return -1 if hours < 0 else 1


def latest(published: Iterable[str]) -> str:
    """The last of days or moments; of one moment and its day alone, the moment."""
    return max(published, key=lambda told: (_sortable(told), told), default="")


def _sortable(published: str) -> str:
    moment = _moment(published)
    if moment is None:
        return published[:10]
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if moment.tzinfo else published[:16]


def went_on(accounts: Sequence[Account]) -> bool:
    """Whether differing figures are one count that went on: all can be true of one final number, or
    no higher one appeared before a lower one and the highest appeared after the lowest; the other way round
    for effects that fall."""
    if compatible(*accounts):
        return True
    first: dict[int, str] = {}
    for account in accounts:
        number = account.number or 0
        first[number] = min(first.get(number, "~"), account.published or "~", key=_sortable)
    moments = [first[n] for n in sorted(first)]
    if "~" in moments:
        return False
    return _in_order(moments) or (accounts[0].effect in FALLING and _in_order(moments[::-1]))


def _in_order(moments: Sequence[str]) -> bool:
    rising = all(order(a, b) <= 0 for n, a in enumerate(moments) for b in moments[n + 1 :])
    return rising and order(moments[0], moments[-1]) < 0


def _moment(published: str) -> datetime | None:
    found = _MOMENT.match(published)
    return datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ''}") if found else None


def relation(a: Account, b: Account) -> str:
    """What two figures for everybody are to each other; symmetric.

    A number that both can be true of is a revision ("at least 12", then 15), and so is a higher one
    that came later, and a lower one of people who are missed or held. In one report a later word of the
    same teller revises; another teller's is left standing beside it.
    """
    if (a.low, a.high) == (b.low, b.high) or a.number == b.number:
        return AGREEMENT
    low, high = sorted((a, b), key=lambda x: x.number or 0)
    if a.report == b.report:
        grown = compatible(a, b) and a.voices == b.voices
        return REVISION if grown or (_one_voice(a, b) and _read_before(low, high)) else INTERNAL
    later = order(low.published, high.published)
    if compatible(a, b) or later < 0 or (later > 0 and a.effect in FALLING):
        return REVISION
    return CONTRADICTION


def died_later(case: Case, a: Account, b: Account) -> bool:
    """Whether wounded people became dead between two dated reports: one has as many fewer wounded as it
    has more dead, and is not the earlier one."""
    if a.effect != "wounded" or a.number is None or b.number is None or not (a.published and b.published):
        return False
    if a.number < b.number:
        a, b = b, a
    if order(a.published, b.published) > 0 or a.number is None or b.number is None:
        return False
    dead = {x.report: x.number for x in case.accounts.get("killed", ()) if x.final and x.high == x.low}
    before, after = dead.get(a.report), dead.get(b.report)
    return before is not None and after is not None and 0 < after - before == a.number - b.number


def _one_voice(a: Account, b: Account) -> bool:
    """Whether one teller, or a body and its spokesman, stands behind both."""
    return any(left and right and same_teller(left[-1], right[-1]) for left in a.voices for right in b.voices)


def _read_before(a: Account, b: Account) -> bool:
    """Whether the first account stands before the second in the body of their text."""
    return not a.headline and not b.headline and a.place < b.place


def claims_relation(case: Case, first: str, second: str) -> str | None:
    """What two counting claims of a case are to each other; None where they count different effects
    or are not there. A claim that only counts some of the people is another grain."""
    if first not in case.claims or second not in case.claims:
        return None
    effect = effect_of(case.claims[first])
    if effect is None or effect != effect_of(case.claims[second]):
        return None
    accounts = case.accounts.get(effect, ())
    left, right = _whole(accounts, first), _whole(accounts, second)
    if left is None or right is None:
        return GRANULARITY
    if left is right:
        return AGREEMENT
    heavy = weighty(accounts)
    if left not in heavy or right not in heavy:
        return GRANULARITY
    return REVISION if died_later(case, left, right) else relation(left, right)


def weighty(accounts: Sequence[Account]) -> list[Account]:
    """Accounts that can be rival figures: what a report stands by or has in its headline, what another report stands
    by, what somebody else says than whom the report believes, and what is near the report's own figure. Others
    count some of the people ("three of them critical") or those of another event that the report tells of."""
    own: dict[str, list[Account]] = {}
    for account in accounts:
        if account.final and account.number is not None:
            own.setdefault(account.report, []).append(account)
    stood = {a.number for found in own.values() for a in found}
    return [
        a
        for a in accounts
        if a.final
        or a.headline
        or a.number is None
        or a.effect == "missing"
        or a.number in stood
        or _rival(a, own.get(a.report, ()))
    ]


FEW = 9
"""Dead above which one whose death somebody else tells of is among them; of fewer it can be all that he admits."""


def _rival(account: Account, own: Sequence[Account]) -> bool:
    """Whether a figure may be told instead of its report's own ones."""
    number = account.number or 0
    told = {voice for a in own for voice in a.voices}
    most = max((a.number or 0 for a in own), default=number)
    if most < 2 * number:
        return True
    if account.effect == ARRESTED or (number == 1 and (account.effect == "wounded" or most > FEW)):
        return False  # Some of those held; one person whom a witness or a family tells of.
    return any(voice and voice not in told for voice in account.voices)


def _whole(accounts: Sequence[Account], claim: str) -> Account | None:
    return next((a for a in accounts if claim in a.claims and not a.narrow), None)
