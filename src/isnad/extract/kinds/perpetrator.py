"""perpetrator: who did it, as named or described.

Meaning: each telling of who carried out the act: a group named as its doer, an attacker's
membership, a description of him, and the denial of any of these (stance `denied`).
Wrong: a group that merely claims the act (`responsibility`); members of a group as victims
or prisoners; armies at work where nobody is harmed; a bare "gunman" told again.
Right: "a lone gunman of Islamic State", "the attacker belongs to …", "has no link to …".
Source: gold/README.md; GTD codebook (perpetrator attribution).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from isnad.extract.clauses import Context, Taken, around, is_many, is_plural, last_group
from isnad.extract.doers.acting import ACTS, acts, is_adjective
from isnad.extract.doers.completing import completed, is_violent, words_of
from isnad.extract.doers.doers import plural_of
from isnad.extract.doers.doing import ends_it, is_plain, on_attackers, same_number, verb_fits
from isnad.extract.doers.words import WEAPONS
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
from isnad.model.values import PerpetratorValue


def find(parsed: ParsedReport) -> list[Draft]:
    """Who is said to have done it, in the order of the text."""
    return list(_known(parsed))


@lru_cache(maxsize=1)
def _known(parsed: ParsedReport) -> tuple[Draft, ...]:
    """The same, worked out once a report: fates and background ask for the doers as well."""
    return tuple(completed(parsed, _find(parsed, Seen())))


def agents(parsed: ParsedReport) -> list[Draft]:
    """Everyone said to do violence: `find`, and every gunman or bomber told with his act alone."""
    return completed(parsed, _find(parsed, Seen(everyone=True)))


def _find(parsed: ParsedReport, seen: Seen) -> list[Draft]:
    out: list[Draft] = []
    rules = parsed.pack.stage("perpetrator")
    chars = parsed.pack.chars
    named = chars("named")
    harm, war, attack = chars("harm_noun", "harm_verb", "victim"), chars(*WAR), chars("attacker")
    seen.harmful = any(s.line.holds(war) and s.line.holds(harm) for s in parsed.eventful)
    seen.attacked = any(s.line.holds(attack) for s in parsed.eventful)
    violent = is_violent(parsed)
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(sentence)
        taken = Taken()
        found: list[tuple[int, Draft]] = []
        for m in matches(rules, line):
            first, last = span = _span(m)
            if taken.overlaps(*span) or (m.rule.attrs.get("violent") and not violent):
                continue
            if not _fits(m, context, seen, sentence):
                continue
            value = _value(m, seen)
            if value is None:
                continue
            start, end = words_of(line.segs[first:last], parsed)
            taken.add(*span)
            if m.rule.attrs.get("whole"):
                taken.add(m.start, m.end)
            stance = "denied" if _thrown_back(m) else m.rule.attrs.get("stance")
            draft = Draft("perpetrator", value, sentence, start, end, m.rule.name, stance)
            accuse = next((s for s in m.segs() if s.attr("number", "accuse")), None)
            if accuse is not None and accuse.start < start:
                draft.speaker, draft.voice = accuse.start, "accuser"
            found.append((start, draft))
        for n in line.where(named):
            seg = line.segs[n]
            name = seg.attr("en", "named")
            if name and seg.attr("type", "named") == "group":
                seen.group = name
            if name:
                seen.side = (name, seg.attr("type", "named"))
        out += [d for _, d in sorted(found, key=lambda t: t[0])]
    return out


def _thrown_back(m: Match) -> bool:
    """Whether a charge is told as rejected: "refuses to blame"."""
    before = m.line.segs[max(0, m.start - 2) : m.start]
    return bool(m.rule.attrs.get("blame")) and any(s.has("refuse", "deny") for s in before)


def _span(m: Match) -> tuple[int, int]:
    """The segments that name the doer: those of the slot `actor`, or the whole match."""
    at = m.at("actor")
    return (at, at + len(m.segs("actor"))) if at >= 0 else (m.start, m.end)


class Seen:
    """What a report has told so far: the last group and the last side named, and which bare gunmen were.

    With `everyone` a bare gunman is taken wherever he acts.
    """

    __slots__ = ("attacked", "bare", "everyone", "group", "harmful", "side", "told")

    def __init__(self, everyone: bool = False) -> None:
        self.group: str | None = None
        self.side: tuple[str, str] | None = None
        self.bare = False
        self.told: set[tuple[str, bool]] = set()
        self.everyone = everyone
        self.harmful = self.attacked = False


def _fits(m: Match, context: Context, seen: Seen, sentence: Sentence) -> bool:
    attrs = m.rule.attrs
    if attrs.get("everyone") and not seen.everyone:
        return False
    wanted = attrs.get("context")
    if wanted == "act":
        near = [s for s in around(m, 8) if s.has(*ACTS) and not (s.has("attack") and is_plural(s))]
        if not near:
            return False
    elif wanted and not context.has(wanted) and not (wanted == "harm" and seen.harmful and _at_war(m)):
        return False
    if not acts(m, sentence) or (seen.attacked and ends_it(m)):
        return False
    head = m.seg("head")
    if not verb_fits(m):
        return False
    if m.rule.name.endswith("no-other") and any(s.pronoun for s in m.segs("actor")):
        return False
    if attrs.get("counted") and not (seen.attacked or seen.harmful or context.has("act_or_harm")):
        return False
    if attrs.get("craft"):
        nation = m.seg("who")
        craft = m.line.segs[m.start]
        known = craft.definite or craft.attr("en", "troops") == "drones"
        return (
            seen.harmful
            and known
            and craft.attr("en", "troops") in WEAPONS
            and not (nation is not None and nation.definite)
        )
    if m.rule.name.endswith("accused-of") and any(s.has("accuse") and s.has("carry") for s in m.segs()):
        return False  # "Boats that bear charges", written like "lay it on".
    if attrs.get("lone") and not (head is not None and head.attr("lone", "involve")):
        return False
    if attrs.get("person") and any(s.pronoun for s in m.segs("name")):
        return False
    if attrs.get("own") and not (head is not None and head.pronoun):
        return False
    if attrs.get("single") and head is not None and (is_plural(head) or head.attr("act") == "explosion"):
        return False
    harm = context.has("harm") or (seen.harmful and _at_war(m))
    return _group_fits(m, harm) and _force_fits(m, harm, sentence) and _man_fits(m, seen, sentence)


def _at_war(m: Match) -> bool:
    """Whether an armed body strikes or attacks, so that harm told elsewhere in the report may be its work."""
    return any(s.has(*WAR) for s in [*m.segs(), *m.line.segs[m.end : m.end + 6]])


WAR = ("strike", "strike_verb", "strike_of", "missile")


def _group_fits(m: Match, harm: bool) -> bool:
    who = m.seg("who")
    if who is None:
        return True
    if who.attr("type", "named") == "state" and not m.rule.attrs.get("blame") and not harm:
        return m.seg("man") is not None
    after = m.line.segs[m.end : m.end + 1]
    return not (after and after[0].definite and after[0].has("attack_adj", "strike_adj", "aircraft_adj") and _bare(m))


def _force_fits(m: Match, harm: bool, sentence: Sentence) -> bool:
    """Whether an armed body is told as doing harm to others than attackers."""
    troops = m.seg("troops")
    if troops is None or m.rule.attrs.get("blame"):
        return True
    bodies = [s for s in m.segs("actor") if s.has("troops")]
    text, article = sentence.parsed.folded.text, sentence.parsed.pack.lexicon.article
    whole = any(s.definite or article in text[s.start : s.end] for s in bodies)
    if on_attackers(m):
        return False
    if m.seg("actor") is None:
        return True
    sided = any(s.has("nation", "named", "country") for s in m.segs("actor"))
    if not sided and not (troops.definite or whole):
        return False
    return harm


def _bare(m: Match) -> bool:
    """Whether a group is named by one word alone, which may be a common noun."""
    who = m.seg("who")
    return who is not None and not any(s.has("org") for s in m.segs()) and len(who.parts) == 0


def _man_fits(m: Match, seen: Seen, sentence: Sentence) -> bool:
    man = m.seg("man")
    if man is None:
        return attrs_fit(m)
    if man.has("attacker") or (man.has("suspect_word") and man.definite):
        kind = m.seg("kind")
        adjective = kind is not None and kind.has("attack_adj") and not m.segs()[-2].has("attacker")
        if kind is not None and m.rule.name.endswith("found-to-be") and not same_number(m, man, kind):
            return False
        object_of = any(s.has("kill_verb", "hand_verb", "hit_verb") for s in m.line.segs[max(0, m.start - 1) : m.start])
        return kind is None or not (kind.has("suicide") or kind.definite or adjective or object_of)
    if _member(m) is not None or m.seg("single") is not None:
        return True
    if m.rule.name.endswith(("attacker-age", "attackers-counted")):
        return not is_plain(man) and not (m.rule.attrs.get("counted") and not is_plural(man))
    if is_adjective(m, man):
        return False
    if m.seg("actor") is not None:
        return _actor_fits(m, man, seen, sentence)
    if seen.everyone:
        return not man.attr("member", "gunman") and not (man.has("band") and not m.segs("member"))
    if is_plain(man) or (man.has("band") and not m.segs("member")):
        return False
    if m.rule.name.endswith("bomber") and sentence.index == 0 and sentence.heading and not man.definite:
        return True  # Who did it is what the headline tells.
    first = man is m.segs()[0] or bool(m.rule.attrs.get("context"))
    if man.has("suicide") or seen.bare or sentence.heading or man.definite or not first:
        return False
    before = m.line.segs[max(0, m.start - 1) : m.start]
    if any(s.has("bullets", "fire", "harm_noun", "harm_verb", "end_noun") for s in before):
        return False
    seen.bare = True
    return True


def _actor_fits(m: Match, man: Seg, seen: Seen, sentence: Sentence) -> bool:
    """Whether a person or band without a name is told of as the doer for the first time."""
    described = len(m.segs("actor")) > 1 or " " in sentence.parsed.folded.text[man.start : man.end]
    after = m.line.segs[m.end : m.end + 1]
    if man.has("band") and not man.definite and after and not after[0].senses and not after[0].definite:
        described = True  # By a word that the lists do not know.
    if man.attr("member", "gunman") and not described:
        return False
    if man.has("band") and man.attr("en", "band") in LOOSE and not described:
        return False
    told = any(s.has("arm_adj", "nation", "trait") for s in m.segs("actor")[1:])
    told = told and not 0 <= m.at("actor") + len(m.segs("actor")) < m.at("verb")
    if man.definite and told and (is_plural(man) or man.has("band")) and man.has("gunman", "band"):
        return True
    if m.segs("name") or (man.definite and man.attr("group", "gunman")):
        return True
    if man.definite and (m.rule.attrs.get("bare") or not man.has("gunman", "anyone") or is_plain(man)):
        return False
    english = str(_english(man))
    if not m.rule.attrs.get("bare") or described:
        return True
    if english in PLAIN and not is_many(man):
        return seen.everyone
    key = (english, sentence.heading)
    if key in seen.told and not seen.everyone:
        return False
    seen.told.add(key)
    return True


PLAIN = frozenset({"gunman", "suicide bomber", "bomber"})
"""Words that say of one doer no more than that he did it."""
LOOSE = frozenset({"armed group", "cell", "faction", "group", "network", "squad"})
"""Bands that a word must describe before they are somebody."""


def attrs_fit(m: Match) -> bool:
    """A denied tie counts only where it names a body or the sentence names the attacker."""
    if not m.rule.name.endswith("no-tie") or _member(m) is not None:
        return True
    return any(s.has("attacker") for s in m.line.segs)


def _member(m: Match) -> Seg | None:
    for slot in ("who", "anon", "troops"):
        seg = m.seg(slot)
        if seg is not None:
            return seg
    return None


def _troops(m: Match) -> str | None:
    seg = m.seg("troops")
    if seg is None:
        return None
    english = str(seg.attr("en", "troops"))
    nation = next((s.attr("nat", "nation") for s in m.segs() if s.has("nation")), None)
    return f"{nation_adjective(nation)} {english}" if nation else english


def _value(m: Match, seen: Seen) -> PerpetratorValue | None:
    rule = m.rule.attrs
    who, anon, man = m.seg("who"), m.seg("anon"), m.seg("man")
    group: str | None = who.attr("en", "named") if who is not None else None
    if who is not None and group is None and who.has("nation", "country"):
        if rule.get("blame") and who.attr("en", "country"):
            return PerpetratorValue(name=str(who.attr("en", "country")), type="state")
        nation = who.attr("nat", "nation") or who.attr("iso", "country")
        return PerpetratorValue(name=f"{nation_adjective(nation)} forces", type="state")
    if anon is not None and group is None:
        group = seen.group if anon.definite else None
    troops = _troops(m)
    if rule.get("own"):
        return _own(m, seen)
    if rule.get("unknown"):
        return PerpetratorValue(name="unknown", type="unknown")
    if rule.get("partner"):
        return PerpetratorValue(name="unnamed accomplices", type="group", alone=False)
    if rule.get("alone"):
        return PerpetratorValue(name="unnamed attacker", type="person", alone=True)
    if rule.get("back"):
        head = m.seg("head")
        group = group or last_group(m.line, m.start) or (seen.group if head is None or not head.definite else None)
        if group is None:
            return None
    unnamed = rule.get("context") in ("attacker", "the_attacker") and group is None
    if rule.get("person") or man is not None or unnamed:
        return _person(m, man, group or troops)
    if m.seg("state") is not None:
        return PerpetratorValue(name="government", type="state")
    if group is not None:
        if _of_cells(m):
            return PerpetratorValue(name=f"{group} cells", type="group", membership=group, alone=False)
        kind = "state" if who is not None and who.attr("type", "named") == "state" else "group"
        return PerpetratorValue(name=group, type=kind, alone=False if rule.get("joint") else None)
    return PerpetratorValue(name=troops, type="state") if troops else None


def _own(m: Match, seen: Seen) -> PerpetratorValue | None:
    """The side whose "fighters" or "aircraft" are spoken of: the last one named."""
    head = m.seg("head")
    named = next((s for s in reversed(m.line.segs[: m.start]) if s.attr("en", "named")), None)
    told = named is not None or any(s.definite and s.has("org", "band") for s in m.line.segs[: m.start])
    side = seen.side if told else None
    if named is not None:
        side = (named.attr("en", "named"), named.attr("type", "named"))
    if side is not None:
        return PerpetratorValue(name=side[0], type=side[1], membership=side[0])
    troops = head.attr("en", "troops") if head is not None else None
    return PerpetratorValue(name=str(troops), type="state") if troops else None


def _of_cells(m: Match) -> bool:
    """Whether the group of a match, or the last one before it, is told of by its cells: "cells of …"."""
    segs = m.line.segs
    at = m.at("who")
    if at < 0:
        at = next((n for n in range(m.start - 1, -1, -1) if segs[n].attr("en", "named")), 0)
    return any(s.has("cells") for s in segs[max(0, at - 4) : at])


def _english(man: Seg) -> Any:
    return man.attr("en", "gunman") or man.attr("en", "anyone") or man.attr("en", "band") or "person"


def _person(m: Match, man: Seg | None, member: str | None) -> PerpetratorValue:
    if man is not None and (man.has("band")):
        return PerpetratorValue(name="unnamed armed group", type="group", membership=member, alone=False)
    nation = man.attr("nat", "nation") if man is not None and not man.has("gunman", "anyone", "person") else None
    single = True if any(s.has("alone") for s in m.segs()) else None
    english = "attacker" if man is None or man.has("attacker") else str(_english(man))
    kind = m.seg("kind")
    if nation:
        english = nation_adjective(nation)
    if kind is not None:
        nation = kind.attr("nat", "nation")
        english = nation_adjective(nation) if nation else str(_english(kind))
    plural = man is not None and is_many(man)
    if plural:
        english = plural_of(english)
    return PerpetratorValue(
        name=f"unnamed {english}",
        type="group" if plural else "person",
        membership=member,
        alone=single,
        trait=m.rule.attrs.get("trait"),
    )
