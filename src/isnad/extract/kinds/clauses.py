"""What several kinds ask of a sentence: its context, places already taken, clauses."""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.times import moment_of
from isnad.grammar.match import Line, Match, Rules, matches
from isnad.grammar.segments import Seg
from isnad.lang.pack import Rule
from isnad.model.values import TextValue

OPENING = 5
"""Sentences in which a report about an event names it."""
ENOUGH = 2
"""Words of the event one of these sentences must hold: an act and a harm, or two of either."""
EVENT = (
    "attack",
    "blast",
    "harm_noun",
    "harm_verb",
    "victim",
    "disaster",
    "collision",
    "fall",
    "hand_act",
    "fire",
    "incident",
    "strike",
    "strike_verb",
    "sink",
    "sink_verb",
    "overturn",
    "overturn_verb",
    "collapse",
    "collapse_verb",
    "collide_verb",
    "blast_verb",
    "fire_verb",
    "fall_verb",
    "suicide",
    "met",
    "death",
    "raid",
    "roundup",
    "engage",
    "intrusion",
    "intrude_verb",
)
CONTEXTS: dict[str, tuple[str, ...]] = {
    "attack": ("attack", "blast", "hand_act", "strike", "firing", "fire", "suicide", "incident", "op", "harm_noun"),
    "attacker": ("attacker", "gunman", "attack", "suicide"),
    "the_attacker": ("attacker",),
    "accused": ("accuse",),
    "assault": (
        "attack",
        "fire",
        "hand_act",
        "blast",
        "incident",
        "strike",
        "strike_verb",
        "suicide",
        "missile",
        "collision",
        "sink",
        "overturn",
        "collapse",
        "fall",
    ),
    "gunman": ("attacker", "gunman"),
    "deed": ("attack", "blast", "strike", "hand_act", "firing", "incident", "deed_noun", "fire", "harm_noun", "op"),
    "bloody": ("attack", "blast"),
    "harm": ("harm_noun", "harm_verb", "victim", "death"),
    "act_or_harm": (
        "attack",
        "blast",
        "blast_verb",
        "hand_act",
        "strike",
        "strike_verb",
        "firing",
        "fire",
        "suicide",
        "incident",
        "harm_noun",
        "harm_verb",
        "victim",
        "intrusion",
        "suppress",
        "assault_verb",
        "burn_verb",
        "bullets",
        "death",
        "firing",
        "charge",
    ),
    "violent": ("attack", "attacker", "gunman", "fire", "kill_verb", "blast", "blast_verb", "suicide", "harm_noun"),
}
"""Names of contexts and the classes of which a sentence needs one."""


PERIODS = frozenset({"week", "month", "year", "decade", "century"})
"""Units of time that a past of several days has."""


class Context:
    """Answers once for a line whether it holds what a rule asks for."""

    __slots__ = ("_known", "_line")

    def __init__(self, line: Line) -> None:
        self._line = line
        self._known: dict[str, bool] = {}

    def has(self, name: str) -> bool:
        found = self._known.get(name)
        if found is None:
            classes = CONTEXTS[name]
            found = self._known[name] = any(s.has(*classes) for s in self._line.segs)
        return found


class Taken:
    """Ranges of segments that belong to a claim already."""

    __slots__ = ("_ranges",)

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        self._ranges.append((start, end))

    def overlaps(self, start: int, end: int) -> bool:
        return any(start < b and a < end for a, b in self._ranges)


def near(m: Match, classes: tuple[str, ...], reach: int) -> bool:
    """Whether one of the classes stands in the match or within `reach` segments of it."""
    return any(s.has(*classes) for s in around(m, reach))


def around(m: Match, reach: int) -> list[Seg]:
    """The segments of a match and those within `reach` of it."""
    return m.line.segs[max(0, m.start - reach) : m.end + reach]


def is_plural(seg: Seg | None) -> bool:
    return seg is not None and seg.attr("number") in ("pl", "pl2")


def last_group(line: Line, end: int) -> str | None:
    """The English name of the last armed group named before segment `end`."""
    for seg in reversed(line.segs[:end]):
        name: str | None = seg.attr("en", "named")
        if name:
            return name
    return None


def telling(parsed: ParsedReport) -> list[Sentence]:
    """All sentences of a report whose opening tells of an attack, an accident or people harmed; else none."""
    signs = parsed.pack.chars(*EVENT)
    for sentence in parsed.eventful:
        if sentence.index >= OPENING:
            break
        if sum(sign in signs for sign in sentence.line.signs) >= ENOUGH:
            return parsed.sentences
    return []


def is_imperfect(sentence: Sentence, head: Seg | None) -> bool:
    """Whether a verb begins like one of the present: after "may" it is a possibility, else a fact."""
    letters: str = sentence.parsed.pack.settings.get("verb", {}).get("imperfect", "")
    return head is not None and sentence.parsed.folded.text[head.start] in letters


def _bygone(seg: Seg) -> bool:
    """Whether a time lies weeks or more before the report, or is a stretch of days now over."""
    moment = moment_of(seg)
    if moment is None:
        return seg.has("past_time")
    back = (moment.shift or 0) < 0 or (moment.back or 0) < 0 or moment.mod == -1 or moment.ago
    return (back and moment.unit in PERIODS) or (moment.day_to is not None and moment.month is not None)


def told(parsed: ParsedReport, kind: str) -> list[Draft]:
    """The drafts of a kind whose evidence is a clause: one for each trigger, none overlapping."""
    out: list[Draft] = []
    rules = parsed.pack.stage(kind)
    for sentence in telling(parsed):
        out += in_sentence(sentence, kind, rules)
    return out


def in_sentence(sentence: Sentence, kind: str, rules: Rules[Rule]) -> list[Draft]:
    """The clause drafts of one sentence, in the order of the text."""
    line = sentence.line
    taken = Taken()
    found: list[Draft] = []
    for m in matches(rules, line):
        head = m.seg("head")
        if m.rule.attrs.get("pronoun") and not (head is not None and head.pronoun):
            continue
        if m.rule.attrs.get("imperfect") and not is_imperfect(sentence, head):
            continue
        if m.rule.attrs.get("past") and not _bygone(m.segs()[-1]):
            continue
        without = m.rule.attrs.get("unless")
        if without and near(m, (str(without),), 8):
            continue
        if taken.overlaps(m.start, m.end):
            continue
        taken.add(m.start, m.end)
        segs = m.segs()
        english = m.rule.attrs.get("en") or (head.attr("en", m.rule.attrs.get("of")) if head is not None else None)
        english = english or kind
        value = TextValue(summary=str(english))
        start = begin(sentence.parsed, segs[0])
        event = m.rule.attrs.get("event")
        found.append(Draft(kind, value, sentence, start, segs[-1].end, m.rule.name, event=event))
    return sorted(found, key=lambda d: d.start)


def begin(parsed: ParsedReport, seg: Seg) -> int:
    """Where the word of a segment begins, its article included."""
    article = parsed.pack.lexicon.article
    start = seg.start - len(article)
    return start if seg.definite and start >= 0 and parsed.folded.text.startswith(article, start) else seg.start
