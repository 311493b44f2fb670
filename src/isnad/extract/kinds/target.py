"""target: what an attack aimed at, or what was under way when it came.

Meaning: the people, body or place an attack is said to have been aimed at; the tour,
patrol, meeting or prayer during which it came.
Wrong: the aim of an operation against the attackers; places as mere location (`event_site`).
Right: "targeted Syrian and American forces", "during a joint patrol".
Source: gold/README.md; GTD codebook (target).
"""

from __future__ import annotations

from functools import lru_cache

from isnad.extract.clauses import Context, Taken, around, begin
from isnad.extract.draft import Draft
from isnad.extract.kinds import perpetrator
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
from isnad.model.values import TextValue, Value

ARMED = ("charge", "missile", "armed_with", "gun", "blade", "bullets")
VIOLENT = ("attacker", "attack", "hand_act", "blast", "blast_verb", "fire", "strike", "suicide", *ARMED)


def find(parsed: ParsedReport) -> list[Draft]:
    """The targets and occasions a report tells, in the order of the text."""
    return list(_read(parsed))


@lru_cache(maxsize=1)
def _read(parsed: ParsedReport) -> tuple[Draft, ...]:
    """The same, worked out once a report: background asks for the targets as well."""
    out: list[Draft] = []
    rules = parsed.pack.stage("target")
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(sentence)
        taken = Taken()
        found: list[Draft] = []
        for m in matches(rules, line):
            occasion = m.rule.attrs.get("occasion")
            first, last = (m.at("what"), m.end) if occasion else _behind_doer(m, sentence, parsed)
            while last > first and line.segs[last - 1].has("and", "until", "l", "b", "from"):
                last -= 1
            who = line.segs[first:last]
            if not who or (not occasion and who[0].has(*NO_NAMES)) or not _fits(m, context, who):
                continue
            if m.rule.attrs.get("unnamed") and _in_general(parsed, m, who):
                continue
            if taken.overlaps(first, last):
                continue
            taken.add(first, last)
            start, end = begin(parsed, who[0]), who[-1].end
            found.append(Draft("target", _value(m, who), sentence, start, end, m.rule.name))
        out += sorted(found, key=lambda d: d.start)
    return tuple(out)


def _behind_doer(m: Match, sentence: Sentence, parsed: ParsedReport) -> tuple[int, int]:
    """The segments aimed at: what the slot holds, or, where those who did it stand between the verb and its object,
    what follows them and what they did it with; none where nothing does."""
    segs, first = m.line.segs, m.at("who")
    last = first + len(m.segs("who"))
    doers = [d for d in perpetrator.find(parsed) if d.sentence is sentence]  # remembered: read where a rule fits only
    done = max((d.end for d in doers if d.start <= segs[first].start < d.end), default=0)
    done = max(done, _drone_end(m, first))
    head = m.seg("head")
    runs = head is not None and head.has(*RUNS_OVER) and segs[first].has("vehicle")
    if runs or segs[first].has("suicide"):
        done = max(done, segs[first].end)
    if segs[first].has("b") and segs[first + 1].has(*ARMED):
        done = segs[first].start
    if not done:
        return first, last
    slot = (first, first) if runs or segs[first].has("drone", "b") else (first, last)
    first = next((n for n in range(first, len(segs)) if segs[n].start >= done), len(segs))
    while first < len(segs) and segs[first].has("time", "adv", "quote", "close", "b", "on", *ARMED, *QUALITIES):
        first += 1
    if first == len(segs) or segs[first].has("from", "l", "with", "and", "until", "about_prep", *WALLS):
        return slot  # It is the object.
    last = first
    while last < len(segs) and last - first < LONG and not segs[last].has(*WALLS):
        last += 1
    return first, last


def _drone_end(m: Match, first: int) -> int:
    """Where a drone with its qualities ends that a slot begins with, as one does whose verb is feminine; else 0."""
    segs = m.line.segs
    head = m.seg("head")
    if not (segs[first].has("drone") and (head is None or head.attr("number") in ("f", None))):
        return 0
    if any(s.has("march_adj", "l") for s in segs[first + 1 : first + 2]):
        return 0
    if head is not None and m.at("head") + 1 != first:
        return 0
    last = first + 1
    while last < len(segs) and (segs[last].has("nation", *QUALITIES) or (last == first + 1 and not segs[last].senses)):
        last += 1
    return segs[last - 1].end


QUALITIES = (
    "armed_with",
    "suicide",
    "drone_adj",
    "arm_adj",
    "attack_adj",
    "strike_adj",
    "size_adj",
    "unmanned",
    "guided",
)
"""What is said of the means of an attack."""
NO_NAMES = ("and", "on", "with", "time", "adv", "tdem")
"""Classes of words with which no name of what was aimed at begins."""
WALLS = (
    *("at_once", "unknown", "self", "belong", "quote", "stop", "comma", "colon", "open", "close", "in", "on", "near"),
    *("after", "aftermath", "while", "rel", "not", "but", "exec_verb", "harm_verb", "yield", "attack", "occur_verb"),
    *("hit_verb", "undergo_verb", "intrude_verb", "assault_verb", "b", "time", "what_led"),
)
"""Classes of words that end the name of what was aimed at."""
LONG = 6
"""Segments that it may have."""


def _in_general(parsed: ParsedReport, m: Match, who: list[Seg]) -> bool:
    """Whether those aimed at are known or a kind of thing, as in speech of aims in general: no weapon is told."""
    if any(s.has(*ARMED) for s in around(m, AIMED)):
        return False
    text, article = parsed.folded.text, parsed.pack.lexicon.article
    return any(s.definite or s.has("named") or text.startswith(article, s.start) for s in who[:3])


def _fits(m: Match, context: Context, who: list[Seg]) -> bool:
    """Whether an attack is meant, not an operation of those who fight the attackers."""
    if m.rule.attrs.get("occasion"):
        return context.has("assault") or context.has("act_or_harm")
    if m.rule.attrs.get("victim") and m.line.segs[m.at("head") - 1].has("about_prep"):
        return False  # Who was told of it stands before the noun, and whom it befell behind.
    if (m.rule.attrs.get("victim") and who[0].has("source")) or any(s.has("armed_with") for s in who):
        return False
    if _of_a_band(m) or _is_drone(m, who[0]):
        return False
    before = m.line.segs[max(0, m.start - 4) : m.start]
    if m.rule.attrs.get("struck") and any(s.has("op", "security_adj", "raid") for s in before):
        return any(s.has("gunman", "attacker") for s in before)
    if m.rule.attrs.get("attack"):
        before = m.line.segs[max(0, m.start - 8) : m.start]
        if any(s.has("op", "security_adj", "raid") for s in before[-4:]):
            return False
        return any(s.has(*VIOLENT) for s in around(m, 10)) and not (m.segs() and m.segs()[0].pronoun)
    head = m.seg("head")
    act = m.rule.attrs.get("act")
    if act:
        return head is not None and head.attr("act") == act and not head.pronoun
    return head is None or head.attr("number") not in ("pl", "pl2") or not head.has("attack")


def _of_a_band(m: Match) -> bool:
    """Whether what is struck first is a place that an armed group holds."""
    first = next((n for n in range(m.start, m.at("who") + 1) if m.line.segs[n].has("stronghold")), None)
    if first is None:
        return False
    after = m.line.segs[first : first + HELD]
    return any((s.has("named") and s.attr("type", "body") == "group") or s.has("gunman", "org", "band") for s in after)


def _is_drone(m: Match, who: Seg) -> bool:
    """Whether a word that is also a march is the drone that strikes: "a drone raided", "shelling by a drone"."""
    before = m.line.segs[m.at("who") - 1 : m.at("who")]
    return who.has("drone_adj") and any(s.has("strike_verb", "aircraft") for s in before)


AIMED = 6
"""Segments within which the weapon of an attack is named."""
RUNS_OVER = ("hand_act", "hand_verb", "collide_verb")
"""Classes of verbs that a vehicle is the subject of."""
HELD = 6
"""Segments within which the holder of a place is named."""


def _value(m: Match, who: list[Seg]) -> TextValue:
    what = m.seg("what")
    if what is not None:
        activity = what.attr("en", "activity")
        if activity is None:
            return TextValue(summary="during what those it hit were doing")
        return TextValue(summary=f"during a {activity}" if activity != "prayer" else "during prayer", activity=activity)
    names: list[str] = []
    for seg in who:
        named, nat = seg.attr("en", "named"), seg.attr("nat", "nation") or seg.attr("iso", "country")
        if named:
            names.append(named)
        elif nat:
            country = None if _forces(who) else seg.attr("en", "country")
            names.append(f"{nation_adjective(nat)} forces" if _forces(who) else str(country or nation_adjective(nat)))
    names = list(dict.fromkeys(names))
    thing = next(
        (str(s.attr("en", "vehicle") or s.attr("en", "building")) for s in who if s.has("vehicle", "building")),
        "",
    )
    about = " and ".join(names) or (f"a {thing}" if thing else "those named in the text")
    first = next((s for s in who if not s.has("quote")), None)
    under_way = first.attr("en", "activity") if first is not None and first.has("troops") else None
    return TextValue(summary=f"aimed at {about}", names=tuple(names), activity=under_way)


def occasion(value: Value) -> bool:
    """Whether a value tells what was under way, and not what was aimed at."""
    return isinstance(value, TextValue) and value.summary.startswith("during")


def _forces(who: list[Seg]) -> bool:
    return any(s.has("troops", "force") for s in who)
