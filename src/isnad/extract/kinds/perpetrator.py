"""perpetrator: who did it, as named or described.

Meaning: each telling of who carried out the act: a group named as its doer, an attacker's
membership, a description of him, and the denial of any of these (stance `denied`).
Wrong: a group that merely claims the act (`responsibility`); members of a group as victims
or prisoners; armies at work where nobody is harmed; a bare "gunman" told again.
Right: "a lone gunman of Islamic State", "the attacker belongs to …", "has no link to …".
Source: gold/README.md; GTD codebook (perpetrator attribution).
"""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import Context, Taken, around, begin, is_plural, last_group
from isnad.extract.kinds.doers import doers
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
from isnad.model.values import PerpetratorValue

ACTS = ("attack", "blast", "hand_act", "strike", "incident", "blast_verb", "fire", "suicide")


def find(parsed: ParsedReport) -> list[Draft]:
    """Who is said to have done it, in the order of the text."""
    return _find(parsed, Seen())


def agents(parsed: ParsedReport) -> list[Draft]:
    """Everyone said to do violence: `find`, and every gunman or bomber told with his act alone."""
    return _find(parsed, Seen(everyone=True))


def _find(parsed: ParsedReport, seen: Seen) -> list[Draft]:
    out: list[Draft] = []
    rules = parsed.pack.stage("perpetrator")
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(line)
        taken = Taken()
        found: list[tuple[int, Draft]] = []
        for m in matches(rules, line):
            if taken.overlaps(m.start, m.end) or not _fits(m, context, seen, sentence):
                continue
            value = _value(m, seen)
            if value is None:
                continue
            start, end = _evidence(m, parsed)
            taken.add(m.start, m.end)
            stance = m.rule.attrs.get("stance")
            found.append((start, Draft("perpetrator", value, sentence, start, end, m.rule.name, stance)))
        found += [(d.start, d) for d in doers(sentence, context, taken)]
        for seg in line.segs:
            name = seg.attr("en", "named")
            if name and seg.attr("type", "named") == "group":
                seen.group = name
        out += [d for _, d in sorted(found, key=lambda t: t[0])]
    return out


class Seen:
    """What a report has told so far: the last group named, and whether a bare gunman was.

    With `everyone` a bare gunman is taken wherever he acts.
    """

    __slots__ = ("bare", "everyone", "group")

    def __init__(self, everyone: bool = False) -> None:
        self.group: str | None = None
        self.bare = False
        self.everyone = everyone


def _fits(m: Match, context: Context, seen: Seen, sentence: Sentence) -> bool:
    attrs = m.rule.attrs
    if attrs.get("everyone") and not seen.everyone:
        return False
    wanted = attrs.get("context")
    if wanted == "act":
        acts = [s for s in around(m, 8) if s.has(*ACTS) and not (s.has("attack") and is_plural(s))]
        if not acts:
            return False
    elif wanted and not context.has(wanted):
        return False
    if any(s.has("defused", "harm_noun", "to_fight") for s in m.line.segs[max(0, m.start - 2) : m.start]):
        return False
    head = m.seg("head")
    if attrs.get("female") and head is not None and head.has("kill_verb") and head.attr("number", "kill_verb") != "f":
        return False
    if attrs.get("single") and head is not None and (is_plural(head) or head.attr("act") == "explosion"):
        return False
    who = m.seg("who")
    if who is not None:
        if who.attr("type", "named") == "state" and not context.has("harm"):
            return False
        after = m.line.segs[m.end : m.end + 1]
        if after and after[0].definite and after[0].has("attack_adj", "strike_adj", "aircraft_adj") and _bare(m):
            return False
    return _man_fits(m, seen, sentence)


def _bare(m: Match) -> bool:
    """Whether a group is named by one word alone, which may be a common noun."""
    who = m.seg("who")
    return who is not None and not any(s.has("org") for s in m.segs()) and len(who.parts) == 0


def _man_fits(m: Match, seen: Seen, sentence: Sentence) -> bool:
    man = m.seg("man")
    if man is None:
        return attrs_fit(m)
    if man.has("attacker"):
        kind = m.seg("kind")
        return kind is None or not (kind.has("suicide") or kind.definite)
    if _member(m) is not None or m.seg("single") is not None:
        return True
    if m.rule.name.endswith(("attacker-called", "attacker-age")):
        return not man.attr("plain", "gunman") and not man.attr("member", "gunman")
    if _is_adjective(m, man):
        return False
    if seen.everyone:
        return not man.attr("member", "gunman") and not (man.has("band") and not m.segs("member"))
    if man.attr("plain", "gunman") or man.attr("member", "gunman") or (man.has("band") and not m.segs("member")):
        return False
    first = man is m.segs()[0] or bool(m.rule.attrs.get("context"))
    if man.has("suicide") or seen.bare or sentence.heading or man.definite or not first:
        return False
    before = m.line.segs[max(0, m.start - 1) : m.start]
    if any(s.has("bullets", "fire", "harm_noun", "harm_verb", "end_noun") for s in before):
        return False
    seen.bare = True
    return True


def _is_adjective(m: Match, man: Seg) -> bool:
    """Whether "armed" or "suicide" belongs to the attack that stands before it."""
    at = next(n for n, seg in enumerate(m.line.segs) if seg is man)
    return man.has("suicide", "attack_adj") and at > 0 and m.line.segs[at - 1].has("attack", "op", "blast", "incident")


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


def _evidence(m: Match, parsed: ParsedReport) -> tuple[int, int]:
    segs = m.segs()
    first = 0
    while first < len(segs) - 1 and segs[first].has("b", "l", "and", "so"):
        first += 1
    return begin(parsed, segs[first]), segs[-1].end


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
    if who is not None and who.has("nation") and group is None:
        return PerpetratorValue(name=f"{nation_adjective(who.attr('nat', 'nation'))} forces", type="state")
    if anon is not None and group is None:
        group = seen.group if anon.definite else None
    troops = _troops(m)
    if rule.get("back"):
        head = m.seg("head")
        group = group or last_group(m.line, m.start) or (seen.group if head is None or not head.definite else None)
        if group is None:
            return None
    if man is not None or rule.get("context") in ("attacker", "the_attacker"):
        return _person(m, man, group or troops)
    if m.seg("state") is not None:
        return PerpetratorValue(name="government", type="state")
    if group is not None:
        kind = "state" if who is not None and who.attr("type", "named") == "state" else "group"
        return PerpetratorValue(name=group, type=kind, alone=False if rule.get("joint") else None)
    return PerpetratorValue(name=troops, type="state") if troops else None


def _person(m: Match, man: Seg | None, member: str | None) -> PerpetratorValue:
    if man is not None and (man.has("band") or man.attr("many", "gunman")):
        return PerpetratorValue(name="unnamed armed group", type="group", membership=member, alone=False)
    single = True if any(s.has("alone") for s in m.segs()) else None
    english = "attacker" if man is None or man.has("attacker") else str(man.attr("en", "gunman"))
    kind = m.seg("kind")
    if kind is not None:
        english = str(kind.attr("en", "gunman"))
    plural = man is not None and man.attr("number") in ("pl", "pl2", "dual")
    return PerpetratorValue(
        name=f"unnamed {english}" + ("s" if plural and not english.endswith("man") else ""),
        type="group" if plural else "person",
        membership=member,
        alone=single,
    )
