"""What the rules for doers leave: agents by the syntax of their act, and what is said of a doer: for `perpetrator`."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.extract.clauses import begin, is_many, last_group
from isnad.extract.doers.clause import doings
from isnad.extract.doers.described import described
from isnad.extract.doers.doers import Doers, plural_of
from isnad.extract.doers.phrases import Phrase
from isnad.extract.doers.ties import ties
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
from isnad.lang.romanise import romanise
from isnad.model.values import PerpetratorValue

HARM = ("harm_noun", "harm_verb", "victim")
PLAIN = ("unnamed gunman", "unnamed suicide bomber", "unnamed bomber", "unnamed person", "unnamed persons")
"""Doers of whom no more is said than that they did it."""
REMEMBERED = 2
"""Sentences after which "his ties" are still those of the doer told before."""
OPENING = 2
"""Sentences in which a report tells of the people whose harm it is about."""


def completed(parsed: ParsedReport, ruled: list[Draft]) -> list[Draft]:
    """The claims of the rules and those beside them, in the order of the text."""
    out = list(ruled)
    chars = parsed.pack.chars("attacker")
    attacked = any(s.line.holds(chars) for s in parsed.eventful)
    harm = parsed.pack.chars(*HARM)
    harmed = any(_harmed(s.line.segs[n]) for s in parsed.eventful[:OPENING] for n in s.line.where(harm))
    told = {(d.value.name, d.sentence.heading) for d in ruled if isinstance(d.value, PerpetratorValue)}
    group: str | None = None
    for sentence in parsed.eventful:
        for draft in _agents(sentence, (attacked, harmed), told, group):
            _add(out, draft)
        group = last_group(sentence.line, len(sentence.line)) or group
    if not is_violent(parsed):
        return sorted(out, key=lambda d: (d.sentence.index, d.start))
    doers = Doers(out, parsed)
    caught = parsed.pack.chars("attacker", "cell", "suspect_word", "detain_verb")
    held = parsed.pack.chars("cell", "suspect_word", "victim")
    if not out and not any(s.line.holds(caught) for s in parsed.eventful):
        return out
    last_told = -REMEMBERED - 1
    eventful = {sentence.index for sentence in parsed.eventful}
    for sentence in parsed.sentences:
        if sentence.index not in eventful and sentence.index - last_told != 1:
            continue
        before = sentence.index - last_told <= REMEMBERED
        found = [(*d, "perpetrator.described") for d in described(sentence, doers, sentence.index - last_told == 1)]
        found += [(*t, "perpetrator.tied") for t in ties(sentence, doers, before)]
        for first, last, value, stance, rule in found:
            start, end = words_of(sentence.line.segs[first:last], parsed)
            _add(out, Draft("perpetrator", value, sentence, start, end, rule, stance))
        line = sentence.line
        if any(_is_held(line.segs[n]) for n in line.where(held)) or doers.within(line, sentence.index):
            last_told = sentence.index
    return sorted(out, key=lambda d: (d.sentence.index, d.start))


def is_violent(parsed: ParsedReport) -> bool:
    """Whether a report tells of violence in words that no match and no illness is told in."""
    signs = parsed.pack.chars(*VIOLENCE)
    return any(s.line.holds(signs) for s in parsed.eventful)


VIOLENCE = (
    *("blast", "firing", "fire_verb", "kill_verb", "strike_verb", "suicide", "bullets", "hand_act", "hand_verb"),
    *("raid", "raid_verb", "intrude_verb", "assault_verb", "intrusion", "missile", "cell", "suspect_word"),
    *("deed_noun", "gunman", "band", "massacre", "named"),
)


def _harmed(seg: Seg) -> bool:
    return seg.has(*HARM) and seg.attr("effect") != "arrested"


def _is_held(seg: Seg) -> bool:
    """Whether a word is one for people in custody."""
    return seg.has("cell", "suspect_word") or seg.attr("effect", "victim") == "arrested"


def _add(out: list[Draft], draft: Draft) -> None:
    if not any(d.start < draft.end and draft.start < d.end for d in out if d.sentence is draft.sentence):
        out.append(draft)


def _agents(
    sentence: Sentence, about: tuple[bool, bool], told: set[tuple[str, bool]], group: str | None
) -> list[Draft]:
    """The doers of a sentence that are somebody, or are told for the first time. `group`: the one named last before."""
    out: list[Draft] = []
    for phrase, way in doings(sentence, *about):
        segs = sentence.wide.segs[phrase.start : phrase.end]
        last = last_group(sentence.wide, phrase.start) or group
        value = _meant(phrase, sentence, last) or _agent(segs, feud=way == "side")
        bare = len(segs) == 1 and segs[0].has("gunman", "anyone", "person", "attacker")
        if bare and (segs[0].definite or value.name in PLAIN):
            continue
        if segs[0].definite and segs[0].has("band") and value.membership is None and len(segs) == 1:
            continue
        key = (value.name, sentence.heading)
        if key in told and len(segs) == 1 and not segs[0].has("named", "troops", "nation", "org"):
            continue
        told.add(key)
        start, end = words_of(segs, sentence.parsed)
        out.append(Draft("perpetrator", value, sentence, start, end, f"perpetrator.{way}"))
    return out


def _meant(phrase: Phrase, sentence: Sentence, group: str | None) -> PerpetratorValue | None:
    """Whom words stand for that say nothing of him themselves: "the organisation" for the group named last, and
    a proper name, which is given in Latin letters."""
    segs = sentence.wide.segs
    head, words = segs[phrase.head], segs[phrase.start : phrase.end]
    if any(s.attr("en", "named") for s in words):
        return None
    one = head.definite and head.has("org", "band") and not is_many(head)
    if group and one and not any(s.has("nation", "trait") for s in words):
        return PerpetratorValue(name=group, type="group")
    text = sentence.parsed.folded.text[head.start : words[-1].end]
    if head.has("given") and not head.has("gunman", "anyone", "nation"):
        name = romanise(text, sentence.parsed.pack.settings["names"])
        return PerpetratorValue(name=name, type="person") if name else None
    if phrase.kind == "unknown" and phrase.definite and not head.definite:
        name = romanise(text, sentence.parsed.pack.settings["names"])
        return PerpetratorValue(name=name, type="group") if name else None
    return None


def _agent(segs: Sequence[Seg], feud: bool) -> PerpetratorValue:
    """Who an agent's words say he is. `feud`: he is one of two sides."""
    head = next((s for s in segs if not s.has("one_of", "some_of", "count", "quote", "open")), segs[0])
    named = next((s for s in segs if s.attr("en", "named")), None)
    group = str(named.attr("en", "named")) if named is not None else None
    nation = next((s.attr("nat", "nation") for s in segs if s.attr("nat", "nation")), None)
    adjective = nation_adjective(str(nation)) + " " if nation else ""
    if named is not None and group and (named is head or head.has("troops", "org")):
        return PerpetratorValue(name=group, type="state" if named.attr("type", "named") == "state" else "group")
    if head.attr("en", "country") and not head.has("troops"):
        return PerpetratorValue(name=str(head.attr("en", "country")), type="state")
    if head.has("state_body"):
        return PerpetratorValue(name=adjective + "government", type="state")
    if head.has("troops"):
        return PerpetratorValue(name=adjective + str(head.attr("en", "troops")), type="state")
    if feud and head.has("feud_side"):
        return PerpetratorValue(name="the sides of a feud", type="group", alone=False)
    side = head.attr("en", "rebels") or head.attr("en", "resistance")
    if side:
        return PerpetratorValue(name=adjective + str(side), type="group")
    if head.has("band", "crowd"):
        name = "unnamed crowd" if head.has("crowd") else "unnamed armed group"
        return PerpetratorValue(name=name, type="group", membership=group, alone=False)
    if head.has("nation") and not head.has("gunman", "anyone", "person"):
        many = is_many(head)
        return PerpetratorValue(
            name=f"{adjective}forces" if many else f"unnamed {adjective.strip()}", type="state" if many else "person"
        )
    plain = "relative" if head.has("kin") else "person"
    english = str(head.attr("en", "gunman") or head.attr("en", "anyone") or plain)
    many = is_many(head) and not segs[0].has("one_of", "some_of")
    if many:
        english = plural_of(english)
    return PerpetratorValue(name=f"unnamed {english}", type="group" if many else "person", membership=group)


def words_of(segs: Sequence[Seg], parsed: ParsedReport) -> tuple[int, int]:
    """Folded [start, end) of the words for a doer, without what leads to them."""
    first = 0
    while first < len(segs) - 1 and segs[first].has("b", "l", "and", "so", "quote", "open"):
        first += 1
    return begin(parsed, segs[first]), segs[-1].end
