"""Where the reports differ on the attacker: who, how many, what became of them."""

from __future__ import annotations

from typing import NamedTuple

from isnad.lang.native import native_name
from isnad.model.claim import Claim
from isnad.model.record import Conflict
from isnad.model.values import PerpetratorValue, TextValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.sides import HELD, Sides, families, made, quoted, stanced
from isnad.reconcile.conflicts.wording import Pair, named, notes, pair
from isnad.reconcile.sides import known_side, nation_of, side_of
from isnad.reconcile.sides import named as name_told
from isnad.reuse.statements import name_words, same_teller


def attacker_conflicts(case: Case) -> list[Conflict]:
    """All of them, in a fixed order; values that agree make none."""
    return [*identity(case), *one_teller(case), *number_of_attackers(case), *fate(case)]


def identity(case: Case) -> list[Conflict]:
    """Whom the attack is laid to: by group or membership, denials and doubts apart; who claims it or denies
    his part; of what nation an attacker is; and what else is said or denied of whose man he is."""
    told = _Told()
    for claim in case.of("perpetrator"):
        if isinstance(claim.value, PerpetratorValue):
            told.take(claim, claim.value)
    for claim in case.of("responsibility"):
        told.own(claim)
    return told.conflict(case)


class _Side(NamedTuple):
    """What somebody says the attacker was: a "side" by name, a "nation", a "noun" that tells no name, or other words
    of whose "man" he is or is not."""

    what: str
    name: str
    stance: str

    @property
    def held(self) -> bool:
        """Whether it is neither denied nor doubted nor only claimed."""
        return self.stance == "asserted"


_Sides = dict[_Side, tuple[Pair, list[Claim]]]


class _Told:
    """What is told of who the attacker was, put together by sides."""

    def __init__(self) -> None:
        self.told: _Sides = {}
        self.types: dict[str, str] = {}

    def _add(self, side: _Side, label: Pair, claim: Claim) -> None:
        self.told.setdefault(side, (stanced(label, side.stance), []))[1].append(claim)

    def take(self, claim: Claim, value: PerpetratorValue) -> None:
        """Take what a claim says of the doer: his side, his nation, what he is, or whose man he is or is not."""
        stance = claim.stance if claim.stance in ("denied", "questioned") else "asserted"
        nation, name = nation_of(value), side_of(value)
        noun = value.name.removeprefix("unnamed ").removeprefix("unknown ")
        if nation is not None:
            self._add(_Side("nation", nation, stance), (nation, claim.evidence.quote), claim)
        if name is not None:
            alike = [s for s, t in self.types.items() if t == value.type or name_words(s) == name_words(name)]
            side = known_side(name, alike)
            self.types.setdefault(side, value.type)
            self._add(_Side("side", side, stance), both(name, claim), claim)
        elif nation is None and value.name.startswith("unnamed") and noun not in _ANYBODY:
            self._add(_Side("noun", noun, stance), (noun, claim.evidence.quote), claim)
        elif nation is None and value.type == "person" and (stance == "denied" or value.trait):
            label = quoted(claim, pair("values", "of the attacker"))
            self._add(_Side("man", label[0], stance), label, claim)

    def own(self, claim: Claim) -> None:
        """Take what a side says of itself: that it did it, or that it did not where it is laid to it."""
        value = claim.value
        if isinstance(value, TextValue) and not value.name and value.summary.startswith("responsibility claimed"):
            self._add(_Side("side", claim.evidence.quote, "claimed"), quoted(claim), claim)
        if not isinstance(value, TextValue) or not value.name:
            return
        side = _Side(
            "side",
            known_side(value.name, list(self.types)),
            "claimed" if claim.stance == "asserted" else claim.stance,
        )
        claimed = side.stance == "claimed" and side._replace(stance="asserted") not in self.told
        if claimed or (side.stance == "denied" and side.name in self.types):
            self._add(side, (value.name, native_name(value.name) or value.name), claim)

    def conflict(self, case: Case) -> list[Conflict]:
        """One conflict over all that is told of him, where two tellings part; what may be said of anybody of an armed
        group stands beside them for reports that name no side."""
        groups = any(kind != "state" for kind in self.types.values())
        laid = groups or any(s.what in ("nation", "man") or s.name in _ARMED for s in self.told)
        told = {s: found for s, found in self._of_the_deed(case).items() if laid or s.stance != "claimed"}
        firm = [s for s in told if s.name not in _ARMED or not groups]
        parted = [(a, b) for n, a in enumerate(firm) for b in firm[:n] if _parted(a, b, told)]
        if not parted:
            return []
        odd = any(_odd(a, b, groups) for a, b in parted)
        sides: Sides = {}
        for label, claims in told.values():
            sides.setdefault(label, []).extend(claims)
        return made(case, "attacker identity", "contradiction" if odd else "granularity", sides)

    def _of_the_deed(self, case: Case) -> _Sides:
        """All that is told of this deed: a report that names a side calls the doer nothing else, and where others
        name that side too, the other doers that it tells of have done something else. Whose man he is stays."""
        named = [(s, c) for s, (_, found) in self.told.items() if s.what == "side" for c in found if c.stance in HELD]
        sided = {c.report for _, c in named}
        holders = {s: families(case, found) for s, (_, found) in self.told.items()}
        sure = {c.report for s, c in named if len(holders[s]) > 1}
        out: _Sides = {}
        for side, (label, claims) in self.told.items():
            kept = claims
            if side.held and side.what == "noun":
                kept = [c for c in claims if c.report not in sided]
            elif side.held and side.what == "side" and len(holders[side]) == 1:
                kept = [c for c in claims if c.report not in sure or getattr(c.value, "membership", None)]
            if kept and not (side.held and all(map(_aside, kept))):
                out[side] = (label, kept)
        return out


LEAD = 700
"""Code points within which a report names who did what it is about; of whom it names only later, in its own voice, it
tells other deeds."""


def _aside(claim: Claim) -> bool:
    """Whether a report tells in its own voice, far from its lead, of somebody who did something."""
    return claim.evidence.start > LEAD and not claim.attribution


_UNNAMED = frozenset({"noun", "man"})


def _odd(a: _Side, b: _Side, groups: bool) -> bool:
    """Whether two tellings that part cannot both be true: armed men whom nobody names may be a group's, no state's."""
    if a.held and b.held:
        return not groups or not {a.what, b.what} & _UNNAMED
    return {a.stance, b.stance} != {"asserted", "claimed"} or not {a.name, b.name} & _ARMED


def _parted(a: _Side, b: _Side, told: _Sides) -> bool:
    """Whether one report has one of two and another the other; what is denied, doubted or claimed may stand against
    what another teller says in the same report. What two doers are called is no difference by itself."""
    held = a.held and b.held
    if held and a.what in _UNNAMED and b.what in _UNNAMED:
        return False
    left, right = ({(c.report, *(() if held else (t.name for t in c.attribution))) for c in told[s][1]} for s in (a, b))
    return bool(left - right and right - left) and not (held and _together(told[a][1], told[b][1]))


def _together(left: list[Claim], right: list[Claim]) -> bool:
    """Whether one voice tells of both in one text: of attack and answer, or of two deeds."""
    voices = [{(c.report, tuple(t.name for t in c.attribution)) for c in found} for found in (left, right)]
    return bool(voices[0] & voices[1])


_ANYBODY = frozenset(
    {
        *("attacker", "attackers", "person", "persons", "people", "man", "men", "suspect", "suspects", "accomplices"),
        *("suicide bomber", "suicide bombers", "bomber", "bombers", "driver", "young man", "young men"),
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
        *("terrorist", "terrorists", "extremist", "extremists", "rebels", "member", "members"),
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
        if value.alone is None and _aside(claim):
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
