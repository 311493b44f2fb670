"""What the rules for doers leave: agents by the syntax of their act, and what is said of a doer: for `perpetrator`."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.extract.clauses import begin, is_many
from isnad.extract.doers.clause import doings
from isnad.extract.doers.described import described
from isnad.extract.doers.doers import Doers, plural_of
from isnad.extract.doers.ties import ties
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
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
    for sentence in parsed.eventful:
        for draft in _agents(sentence, (attacked, harmed), told):
            _add(out, draft)
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


def _harmed(seg: Seg) -> bool:
    return seg.has(*HARM) and seg.attr("effect") != "arrested"


def _is_held(seg: Seg) -> bool:
    """Whether a word is one for people in custody."""
    return seg.has("cell", "suspect_word") or seg.attr("effect", "victim") == "arrested"


def _add(out: list[Draft], draft: Draft) -> None:
    if not any(d.start < draft.end and draft.start < d.end for d in out if d.sentence is draft.sentence):
        out.append(draft)


def _agents(sentence: Sentence, about: tuple[bool, bool], told: set[tuple[str, bool]]) -> list[Draft]:
    """The doers of a sentence that are somebody, or are told for the first time."""
    out: list[Draft] = []
    for phrase, way in doings(sentence, *about):
        segs = sentence.wide.segs[phrase.start : phrase.end]
        value = _agent(segs)
        bare = len(segs) == 1 and segs[0].has("gunman", "anyone", "person", "attacker")
        if bare and (segs[0].definite or value.name in PLAIN):
            continue
        if segs[0].definite and segs[0].has("band") and value.membership is None and len(segs) == 1:
            continue
        key = (value.name, sentence.heading)
        if key in told and len(segs) == 1 and not segs[0].has("named", "troops", "nation"):
            continue
        told.add(key)
        start, end = words_of(segs, sentence.parsed)
        out.append(Draft("perpetrator", value, sentence, start, end, f"perpetrator.{way}"))
    return out


def _agent(segs: Sequence[Seg]) -> PerpetratorValue:
    """Who an agent's words say he is."""
    head = next((s for s in segs if not s.has("one_of", "some_of", "count", "quote", "open")), segs[0])
    named = next((s for s in segs if s.attr("en", "named")), None)
    group = str(named.attr("en", "named")) if named is not None else None
    nation = next((s.attr("nat", "nation") for s in segs if s.attr("nat", "nation")), None)
    adjective = nation_adjective(str(nation)) + " " if nation else ""
    if named is not None and group and (named is head or head.has("troops", "org")):
        return PerpetratorValue(name=group, type="state" if named.attr("type", "named") == "state" else "group")
    if head.attr("en", "country") and not head.has("troops"):
        return PerpetratorValue(name=str(head.attr("en", "country")), type="state")
    if head.has("troops"):
        return PerpetratorValue(name=adjective + str(head.attr("en", "troops")), type="state")
    if head.has("band", "rebels", "crowd"):
        name = "unnamed crowd" if head.has("crowd") else "unnamed armed group"
        return PerpetratorValue(name=name, type="group", membership=group, alone=False)
    if head.has("nation") and not head.has("gunman", "anyone", "person"):
        many = is_many(head)
        return PerpetratorValue(
            name=f"{adjective}forces" if many else f"unnamed {adjective.strip()}", type="state" if many else "person"
        )
    english = str(head.attr("en", "gunman") or head.attr("en", "anyone") or "person")
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
