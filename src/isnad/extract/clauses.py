"""What several kinds ask of a sentence: its context, places already taken, clauses."""

from __future__ import annotations

from itertools import pairwise

from isnad.extract.draft import Draft
from isnad.extract.events.past import is_before, is_old
from isnad.extract.eventwords import HARMING, NOUNS, VERBS
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.times.expressions import moment_of
from isnad.grammar.match import Line, Match, Rules, matches
from isnad.grammar.segments import Seg
from isnad.lang.pack import Rule
from isnad.model.values import TextValue

OPENING = 5
"""Sentences in which a report about an event names it."""
EARLY = 650
"""Places of the text within which it does, however short its sentences."""
ENOUGH = 2
"""Words of the event these sentences must hold: an act and a harm, or two of either."""
EVENT = (*HARMING, *NOUNS, *VERBS, "victim", "hand_act", "fire", "fire_verb", "suicide", "engage")
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
    """Answers for a sentence whether it holds what a rule asks for."""

    __slots__ = ("_line", "_pack")

    def __init__(self, sentence: Sentence) -> None:
        self._line = sentence.line
        self._pack = sentence.parsed.pack

    def has(self, name: str) -> bool:
        return self._line.holds(self._pack.chars(*CONTEXTS[name]))


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


MANY = ("pl", "pl2", "dual")
"""The numbers of words that stand for more than one."""


def is_many(seg: Seg) -> bool:
    """Whether a word stands for two or more."""
    return seg.attr("number") in MANY


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
    told = 0
    for sentence in parsed.eventful:
        if sentence.index >= OPENING and sentence.start > EARLY:
            break
        told += sum(sign in signs for sign in sentence.line.signs)
        if told >= ENOUGH:
            return parsed.sentences
    return []


def is_imperfect(sentence: Sentence, head: Seg | None) -> bool:
    """Whether a verb is of the present: after "may" it is a possibility, else a fact."""
    if head is None:
        return False
    signs = sentence.parsed.pack.settings["stance"]
    word = sentence.parsed.folded.text[head.start : head.end]
    if word[0] in signs["imperfect"]:
        return True
    return (
        word[0] in signs["either"] and word not in signs["perfect"] and not word.endswith(tuple(signs["perfect_ends"]))
    )


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


AROUND = frozenset({"warning", "response", "reaction", "assessment", "background"})
"""Kinds that are read in the words of the wider lexicon."""
REACH = 12
"""Segments within which a rule looks for what it wants or forbids beside its words."""


def in_sentence(sentence: Sentence, kind: str, rules: Rules[Rule]) -> list[Draft]:
    """The clause drafts of one sentence, in the order of the text."""
    taken = Taken()
    found: list[Draft] = []
    for m in matches(rules, sentence.wide if kind in AROUND else sentence.line):
        if taken.overlaps(m.start, m.end) or not _fits(sentence, m):
            continue
        if kind == "response" and (only_planned(sentence, m) or _by_outlaws(m)):
            continue
        taken.add(m.start, m.end)
        segs, head, attrs = m.segs(), m.seg("head"), m.rule.attrs
        english = attrs.get("en") or (head.attr("en", attrs.get("of")) if head is not None else None)
        value = TextValue(summary=str(english or kind), heeded=attrs.get("heeded"))
        draft = Draft(kind, value, sentence, begin(sentence.parsed, segs[0]), segs[-1].end, m.rule.name)
        draft.stance, draft.event, draft.voice = attrs.get("stance"), attrs.get("event"), attrs.get("voice")
        if draft.voice == "actor" and not any(sense.pos == "verb" for sense in segs[0].senses):
            draft.voice = None
        found.append(draft)
    return sorted(found, key=lambda d: d.start)


def _fits(sentence: Sentence, m: Match) -> bool:
    """Whether what stands in and beside a match is what its rule asks for.

    `pronoun`: the head bears one; `imperfect`: it is of the present; `past_verb`: the verb is not, but in headings;
    `single`: it is no plural;
    `not_after`: classes that must not lead to it; `unless`, `beside`: classes that must not, or
    must, stand near; `old`: whether a time long before the event must (true: in the match) or must
    not (false: in the clause) stand there; `before`: the same of a word that leads to before the event.
    """
    attrs, head, parsed = m.rule.attrs, m.seg("head"), sentence.parsed
    if attrs.get("pronoun") and not (head is not None and _bears_pronoun(parsed, head)):
        return False
    if attrs.get("past") and not _bygone(m.segs()[-1]):
        return False
    if attrs.get("imperfect") and not is_imperfect(sentence, head):
        return False
    if attrs.get("past_verb") and not sentence.heading and is_imperfect(sentence, m.seg("verb")):
        return False
    if attrs.get("single") and is_plural(head):
        return False
    if attrs.get("lawful") and any(_outlaw(s) for s in m.segs("who")):
        return False
    if "not_after" in attrs and _led_by(m, _classes(attrs["not_after"])):
        return False
    if "unless" in attrs and near(m, _classes(attrs["unless"]), REACH):
        return False
    if "beside" in attrs and not near(m, _classes(attrs["beside"]), REACH):
        return False
    if "old" in attrs and attrs["old"] != any(is_old(parsed, s) for s in (m.segs() if attrs["old"] else _clause(m))):
        return False
    if "before" not in attrs:
        return True
    found = any(is_before(s) or s.has(*BEFORE) or is_old(parsed, s) for s in _clause(m)) or _had_been(m)
    return bool(attrs["before"]) == found


def _bears_pronoun(parsed: ParsedReport, seg: Seg) -> bool:
    """Whether a pronoun is written onto a segment; onto "that", which the lexicon knows with its pronouns, too."""
    plain = parsed.pack.settings["stance"]["plain_that"]
    return bool(seg.pronoun) or (seg.has("that") and parsed.folded.text[seg.start : seg.end] not in plain)


def _outlaw(seg: Seg) -> bool:
    """Whether a segment names an armed group, whose deeds are no measures."""
    return seg.attr("role", "force") == "militant" or seg.attr("type", "body") == "group" or seg.has("org", "band")


DOERS = 5
"""Segments before a measure in which those stand who take it."""
LAWFUL = ("troops", "state_body", "authority", "police_force")
"""Classes of those who take lawful measures."""


def _by_outlaws(m: Match) -> bool:
    """Whether an armed group does what is told, or it is done for one: that answers no event."""
    segs = m.line.segs
    first = segs[m.start : m.end][:DOERS]
    if any(a.has("l") and _militant(b) for a, b in pairwise(first)):
        return True
    if any(s.has(*LAWFUL) for s in first):
        return False
    for seg in reversed(segs[max(0, m.start - DOERS) : m.start]):
        if seg.has("comma", "stop", "colon", "that", "and", "rel") or seg.has(*LAWFUL):
            return False
        if seg.has("attacker") or _militant(seg):
            return True
    return False


def _militant(seg: Seg) -> bool:
    """Whether a segment names an armed group."""
    return bool(seg.attr("role", "force") == "militant" or seg.attr("type", "body") == "group")


BEFORE = ("earlier", "earlier_on", "often", "prior", "before_word", "old_days")
"""Words that lead to a time before the event."""


def _had_been(m: Match) -> bool:
    """Whether "had" leads to a match in its clause."""
    before = m.line.segs[max(0, m.start - LEADING) : m.start + 1]
    return any(a.has("was") and any(b.has("may") for b in before[n : n + 7]) for n, a in enumerate(before))


def _classes(names: str) -> tuple[str, ...]:
    return tuple(names.split())


NEAR = 2
"""Segments before a match in which "not" is said of it."""
LEADING = 8
"""Segments before a match in which a word may lead to it."""


def _led_by(m: Match, classes: tuple[str, ...]) -> bool:
    """Whether a word of the classes stands before a match in its clause, which a relative begins anew."""
    for seg in reversed(m.line.segs[max(0, m.start - LEADING) : m.start]):
        if seg.has("stop", "comma", "colon", "rel"):
            return False
        if seg.has(*classes):
            return True
    return False


def only_planned(sentence: Sentence, m: Match) -> bool:
    """Whether what is told is promised, demanded, expected, possible or denied, and not done."""
    segs = m.line.segs
    if _led_by(m, PLANNED) or any(seg.has("not") for seg in segs[max(0, m.start - NEAR) : m.start]):
        return True
    may = next((n for n in range(m.start - 1, max(-1, m.start - LEADING), -1) if segs[n].has("maybe")), None)
    return may is not None and may + 1 < len(segs) and is_imperfect(sentence, segs[may + 1])


PLANNED = (
    "vow",
    "urge",
    "demand",
    "demand_m",
    "invite",
    "expect",
    "modal",
    "will",
    "must",
    "call_verb",
    "plead_verb",
    "praise",
    "refuse",
)
"""Words after which a measure is not taken yet."""


def _clause(m: Match) -> list[Seg]:
    """The segments of the clause a match stands in: from the comma or stop before it to the one after."""
    segs, low, high = m.line.segs, m.start, m.end
    while low > 0 and m.start - low < REACH and not segs[low - 1].has("comma", "stop"):
        low -= 1
    while high < len(segs) and high - m.end < REACH and not segs[high].has("comma", "stop"):
        high += 1
    return segs[low:high]


def begin(parsed: ParsedReport, seg: Seg) -> int:
    """Where the word of a segment begins, its article included."""
    article = parsed.pack.lexicon.article
    start = seg.start - len(article)
    return start if seg.definite and start >= 0 and parsed.folded.text.startswith(article, start) else seg.start
