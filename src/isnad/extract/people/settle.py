"""What the findings of a report owe each other: nations carried on, attackers told from victims."""

from __future__ import annotations

from isnad.extract.parsed import ParsedReport
from isnad.extract.people.findings import Harm
from isnad.extract.people.harm import find_harm
from isnad.extract.people.telling import done
from isnad.extract.sites.countries import named_country
from isnad.grammar.segments import Seg, Sense

ARMED = ("soldier", "security")
HIMSELF = ("harm.his-death", "harm.he-died", "harm.with-him", "harm.pronoun")
NEAR = 2
"""Sentences back in which the one whom a pronoun stands for is looked for."""
OUTCOME = 4
"""Segments before a death within which the word stands that tells it as news."""
OWN_WOUND = ("harm.his-death", "harm.people-noun", "harm.pronoun")
BESIDE = ("harm.with-him", "harm.who-was")
BODILY = ("harm.bodily", "harm.bodily-some")
REFERRED = ("harm.arrest-one", "harm.seized-one")
SHOOTING = ("firing", "fire_verb", "bullets", "suicide_verb", "suicide_noun")
"""What a gunman who is killed in the same sentence did himself."""


def find_all(parsed: ParsedReport) -> list[Harm]:
    """Every finding of a report, in the order of the text, with what sentences owe each other."""
    out: list[Harm] = []
    last: tuple[int, str | None] = (-2, None)
    for sentence in parsed.eventful:
        found = find_harm(sentence, last[1] if sentence.index - last[0] <= 1 else None)
        if found:
            last = (sentence.index, found[-1].effect)
        out += found
    out = done(parsed, out)
    out = _named_again(_died_of_it(_told_once(out)))
    _own(out)
    _others(out)
    _fellows(out)
    _same_force(out)
    _himself(out)
    _ranks(out)
    _foes(out)
    _more(out)
    _succumbed(out)
    _attackers(out)
    _some_of_them(out)
    return out


def _told_once(found: list[Harm]) -> list[Harm]:
    """Without arrests of one person told with article after an arrest that was told before, and without the state
    of people after wounds or a death were told."""
    out: list[Harm] = []
    plain = {h.effect for h in found if h.parent is None and h.rule not in BODILY}
    for harm in found:
        if harm.rule in BODILY and harm.effect in plain:
            continue
        again = (harm.rule in REFERRED or (harm.rule == "harm.custody" and harm.group.has("refgroup"))) and any(
            h.effect == harm.effect for h in out
        )
        if not again:
            out.append(harm)
    return out


def _died_of_it(found: list[Harm]) -> list[Harm]:
    """Without the wounds, told by a pronoun, of one whom the same sentence then lets die."""
    fatal = [h for h in found if h.effect == "killed"]
    return [h for h in found if not (h.effect == "wounded" and h.rule in OWN_WOUND and _dies(h, fatal))]


def _named_again(found: list[Harm]) -> list[Harm]:
    """Without deaths told by a noun and a bare name, after the death of one person was told: "the death of Samir"
    is then no news."""
    out: list[Harm] = []
    for harm in found:
        noun = harm.trigger is not None and harm.trigger.has("harm_noun") and harm.group.rule == harm.rule
        bare = harm.rule == "harm.governed" and noun and len(harm.group.parts) == 1 and harm.effect == "killed"
        bare = bare and harm.group.has("single") and not _tells(harm)
        if not (bare and any(h.low == 1 and h.effect == "killed" and h.sentence is not harm.sentence for h in out)):
            out.append(harm)
    return out


def _tells(harm: Harm) -> bool:
    """Whether a word of outcome or of telling stands before a noun of harm."""
    before = [s for s in harm.sentence.line.segs if s.start < harm.start][-OUTCOME:]
    return any(s.has("yield", "event_verb", "cause", "lead_to", "say", "announce") for s in before)


def _dies(wound: Harm, fatal: list[Harm]) -> bool:
    return any(h.sentence is wound.sentence and h.low == wound.low and h.start > wound.start for h in fatal)


def _others(found: list[Harm]) -> None:
    """ "Others" take the nationality of the people named before them in the sentence."""
    for n, harm in enumerate(found):
        if not harm.others or harm.nat is not None:
            continue
        for before in reversed(found[:n]):
            if before.sentence is not harm.sentence:
                break
            if before.nat is not None:
                harm.nat = before.nat
                break


def _own(found: list[Harm]) -> None:
    """A state's own people, and a body's own members, are told by a pronoun: "the ministry said three of
    its citizens …", "the police said that twelve of its members …"."""
    for harm in found:
        owned = [p for p in harm.group.parts if (p.pronoun or p.attr("own", "person")) and p.has("person")]
        if not owned:
            continue
        before = [s for s in harm.sentence.line.segs if s.start < harm.start]
        if harm.nat is None and (harm.role in ARMED or any(p.attr("citizen", "person") for p in owned)):
            harm.nat = next((n for n in map(_nation, reversed(before)) if n), None)
        if harm.role == "person" and any(p.attr("generic", "person") for p in owned):
            bodies = [s.attr("role", "force") for s in before if s.has("force")]
            bodies = bodies or ["militant" for s in before if s.has("terror_adj", "attacker", "rebels")]
            harm.role = bodies[-1] if bodies else harm.role


def _nation(seg: Seg) -> str | None:
    nation = seg.sense("nation")
    return str(nation.attrs.get("nat")) if nation is not None and nation.attrs.get("nat") else named_country(seg)


def _fellows(found: list[Harm]) -> None:
    """Colleagues and comrades are what the people told of before them are, in the same sentence or the last."""
    for n, harm in enumerate(found):
        if harm.role != "person" or not any(p.attr("fellow", "person") for p in harm.group.parts):
            continue
        for before in reversed(found[:n]):
            if harm.sentence.index - before.sentence.index > 1:
                break
            if before.role not in ("person", "attacker", "mixed", "suspect"):
                harm.role, harm.nat = before.role, harm.nat or before.nat
                break


def _more(found: list[Harm]) -> None:
    """ "Another", his companion, and those who died with him come on top of the one person killed before."""
    told: list[Harm] = []
    for harm in found:
        if harm.effect != "killed" or not harm.low or harm.parent is not None:
            continue
        lone = bool(told) and all(h.low == 1 and not h.more for h in told)
        beside = harm.rule in BESIDE and any(p.pronoun or p.attr("his", "person") for p in harm.group.parts)
        if lone and harm.low == harm.high and harm.low <= 2 and (harm.others or beside):
            harm.more = True
        told.append(harm)


def _succumbed(found: list[Harm]) -> None:
    """ "Two were killed and three wounded, one of whom died": he comes on top of the dead told before."""
    for n, harm in enumerate(found):
        if not n or harm.effect != "killed" or harm.low != 1 or not any(p.has("one_of_them") for p in harm.group.parts):
            continue
        told = [h for h in found[:n] if h.sentence is harm.sentence]
        if told and told[-1].effect == "wounded" and any(h.effect == "killed" and h.low for h in told):
            harm.more = True


def _foes(found: list[Harm]) -> None:
    """People without a calling whom a force "did away with", and members of a band, are gunmen."""
    for harm in found:
        if harm.role != "person" or harm.effect != "killed":
            continue
        foe = harm.rule == "harm.did-away" or (harm.trigger is not None and bool(harm.trigger.attr("foe")))
        if foe and not any(p.attr("citizen", "person") for p in harm.group.parts):
            harm.role = "militant"


def _ranks(found: list[Harm]) -> None:
    """Officers and other ranks are of the police where all of a body that a report counts are."""
    ranks = [h for h in found if h.role == "soldier" and h.group.attr("rank")]
    known = {h.role for h in found if h not in ranks}
    if "security" in known and "soldier" not in known:
        for harm in ranks:
            harm.role = "security"


def _himself(found: list[Harm]) -> None:
    """One who is told of by a pronoun is the one person told of before, in the sentence or the last two."""
    for n, harm in enumerate(found):
        if harm.rule not in HIMSELF or harm.role != "person" or harm.more:
            continue
        near = [h for h in found[:n] if h.low == harm.low and harm.sentence.index - h.sentence.index <= NEAR]
        told = near[-1] if near else None
        if told is not None and told.effect in ("killed", "wounded"):
            harm.role, harm.nat = told.role, harm.nat or told.nat
            continue
        person = _person_before(harm)
        if person is not None:
            role = str(person.attrs.get("role") or harm.role)
            harm.role = "militant" if role == "attacker" else role


def _person_before(harm: Harm) -> Sense | None:
    """The last word for one person before a finding, in its sentence or the last, of the sex that the pronoun tells."""
    parsed = harm.sentence.parsed
    women = tuple(parsed.pack.settings["pronouns"]["women"])
    woman = any(w.endswith(women) for p in harm.group.parts for w in parsed.folded.text[p.start : p.end].split())
    index = harm.sentence.index
    segs = [s for sentence in parsed.sentences[max(0, index - 1) : index + 1] for s in sentence.line.segs]
    two = harm.low == 2
    numbers = ("dual", "pl2") if two else ("sg", "f")
    for n in range(len(segs) - 1, -1, -1):
        seg = segs[n]
        person = seg.sense("person") if seg.start < harm.start else None
        if person is None or person.attrs.get("number") not in numbers:
            continue
        if seg.has("say") and not (n and segs[n - 1].has("on", "l", "from", "harm_noun")):
            continue
        if two or woman == (person.attrs.get("role") == "woman" or person.attrs.get("gender") == "f"):
            return person
    return None


def _same_force(found: list[Harm]) -> None:
    """Soldiers told of again, by the same figure or as "others", are those of the one nation named before."""
    nations: dict[str, list[str]] = {}
    figures: set[tuple[str, str, int | None]] = set()
    for harm in found:
        if harm.role not in ARMED:
            continue
        known = nations.setdefault(harm.role, [])
        again = harm.others or (harm.role, harm.effect, harm.low) in figures
        if harm.nat is None and len(known) == 1 and again:
            harm.nat = known[0]
        elif harm.nat is not None:
            figures.add((harm.role, harm.effect, harm.low))
            if harm.nat not in known:
                known.append(harm.nat)


def _attackers(found: list[Harm]) -> None:
    """A single gunman killed in a sentence that tells of his shooting is the attacker."""
    for harm in found:
        if harm.role != "militant" or harm.low != 1 or harm.effect != "killed":
            continue
        sentence = harm.sentence
        if sentence.line.holds(sentence.parsed.pack.chars(*SHOOTING)):
            harm.role = "attacker"


def _some_of_them(found: list[Harm]) -> None:
    """ "The forces killed two of them": those told of last are attackers, so these are."""
    for harm in found:
        if harm.role != "person" or harm.effect not in ("killed", "wounded"):
            continue
        line = harm.sentence.line
        after = [s for s in line.segs if s.start >= harm.end][:2]
        if not after or not after[0].has("among") or any(s.has("person", "victim", "count") for s in after[1:]):
            continue
        before = [s for s in line.segs if s.start < harm.start]
        if not any(s.has("troops", "force") for s in [*before[-2:], *line.segs[len(before) : len(before) + 2]]):
            continue
        told = next(
            (s for s in reversed(before) if s.has("attacker", "gunman", "person") and not s.has("troops")), None
        )
        if told is not None and told.has("attacker", "gunman") and told.attr("number") != "sg":
            harm.role = "attacker"
