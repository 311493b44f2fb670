"""Where the reports differ on the attacker: who, how many, what became of them."""

from __future__ import annotations

from isnad.lang.native import native_name
from isnad.model.claim import Claim
from isnad.model.record import Conflict
from isnad.model.values import PerpetratorValue, TextValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.sides import HELD, Sides, made, quoted, stanced
from isnad.reconcile.conflicts.wording import Pair, named, notes, pair
from isnad.reconcile.sides import known_side, nation_of, side_of
from isnad.reconcile.sides import named as name_told
from isnad.reuse.statements import same_teller


def attacker_conflicts(case: Case) -> list[Conflict]:
    """All of them, in a fixed order; values that agree make none."""
    return [*identity(case), *one_teller(case), *number_of_attackers(case), *fate(case)]


def identity(case: Case) -> list[Conflict]:
    """Whom the attack is laid to: by group or membership, denials and doubts apart; who claims it or denies
    his part, where it is laid to somebody; of what nation an attacker is; and what else is said or denied
    of whose man he is."""
    told = _Told()
    for claim in case.of("perpetrator"):
        if isinstance(claim.value, PerpetratorValue):
            told.take(claim, claim.value)
    for claim in case.of("responsibility"):
        told.own(claim)
    return told.conflict(case)


class _Told:
    """What is told of who the attacker was, put together by sides."""

    def __init__(self) -> None:
        self.sides: dict[str, tuple[Pair, list[Claim]]] = {}
        self.apart: Sides = {}
        self.nations: dict[str, tuple[Pair, list[Claim]]] = {}
        self.denied = False
        self.asserted: set[str] = set()
        self.groups: set[str] = set()
        self.told_by: set[str] = set()
        self.described: dict[str, tuple[Pair, list[Claim]]] = {}

    def take(self, claim: Claim, value: PerpetratorValue) -> None:
        stance = claim.stance if claim.stance in ("denied", "questioned") else "asserted"
        nation = nation_of(value)
        if nation is not None:
            label = stanced((nation, claim.evidence.quote), stance)
            self.nations.setdefault(f"{nation}|{stance}", (label, []))[1].append(claim)
        name = side_of(value)
        if name is None:
            if value.type == "person" and nation is None and (stance == "denied" or value.trait):
                what = stanced(quoted(claim, pair("values", "of the attacker")), stance)
                self.apart.setdefault(what, []).append(claim)
                self.denied = self.denied or stance == "denied"
            elif stance == "asserted" and nation is None:
                self.describe(claim, value)
            return
        side = known_side(name, [key.partition("|")[0] for key in self.sides])
        if stance == "asserted":
            self.asserted.add(side)
            self.told_by.add(claim.report)
            if value.type != "state":
                self.groups.add(side)
        label = stanced(both(name, claim), stance)
        self.sides.setdefault(f"{side}|{stance}", (label, []))[1].append(claim)

    def describe(self, claim: Claim, value: PerpetratorValue) -> None:
        """Take a doer whom no name tells but what he is: "infiltrators", "masked gunmen"."""
        noun = value.name.removeprefix("unnamed ").removeprefix("unknown ")
        if value.name.startswith("unnamed") and noun not in _ANYBODY:
            self.described.setdefault(noun, ((noun, claim.evidence.quote), []))[1].append(claim)

    def own(self, claim: Claim) -> None:
        """Take what a side says of itself, once the attack is laid to somebody."""
        value = claim.value
        if not isinstance(value, TextValue) or not value.name or not self.asserted:
            return
        side = known_side(value.name, sorted(self.asserted))
        if claim.stance == "denied" and side in self.asserted:
            label = stanced((value.name, native_name(value.name) or value.name), "denied")
            self.sides.setdefault(f"{side}|denied", (label, []))[1].append(claim)
        elif claim.stance == "asserted" and self.groups and side not in self.asserted:
            label = stanced((value.name, native_name(value.name) or value.name), "claimed")
            self.sides.setdefault(f"{side}|claimed", (label, []))[1].append(claim)

    def _elsewhere(self, claims: list[Claim]) -> list[Claim]:
        """Those of reports that name no side."""
        return [c for c in claims if c.report not in self.told_by]

    def conflict(self, case: Case) -> list[Conflict]:
        found = [*self.sides.values(), *self.apart.items()] if self.asserted else []
        doubts = self.denied or any(not key.endswith("|asserted") for key in self.sides)
        if len(self.nations) > 1:
            found += [pair for pair in self.nations.values() if pair[0] not in [label for label, _ in found]]
            doubts = True
        if self.asserted:
            added = [(label, kept) for label, claims in self.described.values() if (kept := self._elsewhere(claims))]
            doubts = doubts or bool(added and not self.groups)
            if len(found) > 1 or not self.groups or any(label[0] not in _ARMED for label, _ in added):
                found += added
        if len(found) < 2:
            return []
        merged: Sides = {}
        for label, claims in found:
            merged.setdefault(label, []).extend(claims)
        kind = "contradiction" if len(self.asserted) > 1 or doubts else "granularity"
        return made(case, "attacker identity", kind, merged)


_ANYBODY = frozenset(
    {
        *("attacker", "attackers", "person", "persons", "people", "man", "men", "suspect", "suspects", "accomplices"),
        *("suicide bomber", "suicide bombers", "bomber", "bombers", "driver", "members", "young man", "young men"),
    }
)
"""What may be said of anybody who did it."""
_ARMED = frozenset(
    {
        *(
            "gunman",
            "gunmen",
            "militant",
            "militants",
            "fighter",
            "fighters",
            "armed group",
            "masked man",
            "masked men",
        ),
        *("terrorist", "terrorists", "extremist", "extremists", "rebels", "member"),
    }
)
"""What may be said of anybody of an armed group: no difference from it by itself, one from a state's forces."""


def both(name: str, claim: Claim) -> Pair:
    """A side's English name, and how a lexicon writes it; else the words of the claim."""
    return name, native_name(name) or claim.evidence.quote


def one_teller(case: Case) -> list[Conflict]:
    """A teller who lays the attack to a side and also leaves it open or denies it: the firm words that
    stand beside the doubt, the doubt, and the firm words of reports that do not tell it."""
    told: dict[str, list[tuple[str, Claim]]] = {}
    for claim in case.of("perpetrator"):
        side = side_of(claim.value) if isinstance(claim.value, PerpetratorValue) else None
        if side and claim.attribution and not claim.attribution[-1].anonymous:
            name = claim.attribution[-1].name
            known = next((n for n in told if same_teller(n, name)), name)
            told.setdefault(known, []).append((side, claim))
    out = []
    for name, found in sorted(told.items()):
        for side in dict.fromkeys(known_side(side, []) for side, _ in found):
            own = [c for s, c in found if known_side(s, [side]) == side]
            out += _wavering(case, (name, own[0].attribution[-1].name_ar or name), side, own)
    return out


def _wavering(case: Case, teller: Pair, side: str, claims: list[Claim]) -> list[Conflict]:
    open_ones = [c for c in claims if c.stance in ("denied", "questioned")]
    doubting = {c.report for c in open_ones}
    sides: Sides = {}
    for claim in claims:
        if claim.stance in HELD:
            which = "beside the doubt" if claim.report in doubting else "without the doubt"
            label = pair("values", which, name=both(side, claim))
            label = next((known for known in sides if known[0] == label[0]), label)
        else:
            label = stanced(both(side, claim), claim.stance)
        sides.setdefault(label, []).append(claim)
    if not open_ones or len(open_ones) == len(claims):
        return []
    return made(case, "one teller on the attacker", "contradiction", sides, name=teller)


def number_of_attackers(case: Case) -> list[Conflict]:
    """A lone attacker against several or an unnamed group; one that is told of without "alone" stands
    beside them. Where nobody says "alone", reports that tell of one man against those that tell of several."""
    sides: Sides = {}
    single: list[Claim] = []
    unnamed: list[Claim] = []
    for claim in case.of("perpetrator"):
        value = claim.value
        if not isinstance(value, PerpetratorValue) or claim.stance in ("denied", "questioned"):
            continue
        if value.alone is not None:
            label = pair("values", "alone" if value.alone else "several")
            if value.alone is False and name_told(value.name):
                label = pair("values", "many of", name=(value.name, both(value.membership or value.name, claim)[1]))
                label = next((known for known in sides if known[0] == label[0]), label)
            sides.setdefault(stanced(label, claim.stance), []).append(claim)
        elif value.type == "person":
            single.append(claim)
        elif value.type == "group" and not name_told(value.name) and not value.membership:
            unnamed.append(claim)
    several = pair("values", "several")
    if unnamed and sides:
        sides.setdefault(several, []).extend(unnamed)
    if single and len(sides) > (pair("values", "alone") in sides):
        sides[pair("values", "one")] = single
    elif single and unnamed and not sides:
        told = [c for c in single if getattr(c.value, "name", "") != "unnamed attacker"]
        of_many, of_one = {c.report for c in unnamed}, {c.report for c in single}
        one = [c for c in told if c.report not in of_many]
        many = [c for c in unnamed if c.report not in of_one]
        if one and many:
            sides = {pair("values", "one"): one, several: many}
    return made(case, "one attacker or several", "contradiction", sides)


def fate(case: Case) -> list[Conflict]:
    """What became of the attacker: killed, arrested, fled, \"neutralised\"."""
    sides: Sides = {}
    fates: dict[str, list[str]] = {}
    for claim in case.of("attacker_fate"):
        value = claim.value
        if not isinstance(value, TextValue) or claim.stance not in HELD:
            continue
        text = f"{value.fate or ''} {value.summary}".casefold()
        row = next((r for r in notes()["fates"] if any(w in text for w in r["words"])), None)
        if row is not None:
            fates[row["fate"]] = row["with"]
            sides.setdefault(named(row, "fate"), []).append(claim)
    agree = all(b in fates[a] or a in fates[b] for a in fates for b in fates if a < b)
    return made(case, "attacker's fate", "granularity" if agree else "contradiction", sides)
