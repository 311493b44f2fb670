"""Who does a violent act, from the act to its agent wherever he stands: for `perpetrator`.

Every verb of a violent act has a subject. It stands right behind the verb ("stormed gunmen …"), or before
it: as the noun the verb qualifies ("a gunman who opened fire", "the group which …"), or at the beginning
of the clause, with a relative clause or a parenthesis between. A verb that bears its object ("which …
launched") is always followed by him, known to the lists or not. What qualifies the agent belongs to him.
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.extract.kinds.clauses import is_imperfect, is_plural
from isnad.extract.kinds.doers import is_many
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg

SHOTS = ("fire", "missile", "charge", "stones", "bullets", "strike", "gun", "munition", "gas", "armed_with", "blast")
ACTS = ("attack", "op", "strike", "hand_act", "raid", "massacre", "blast", "intrusion", "suppress", "incident")
VICTIMS = ("count", "person", "victim", "nation", "office", "given", "anyone")
AGENTS = ("gunman", "band", "crowd", "anyone", "rebels", "named", "troops", "person", "kin", "nation", "attacker")
LEADS = ("l", "b", "on", "from", "in", "with", "until", "about_prep", "between", "k", "against", "given", "of_them")
BEGINS = ("that", "comma", "colon", "stop", "but", "quote", "dash", "open", "so", "when", "while", "was", "link")
QUALIFY = ("nation", "trait", "arm_adj", "attack_adj", "security_adj", "aircraft_adj", "unmanned", "size_adj", "alone")
BODIES = ("police", "security forces", "guards", "gendarmerie", "intelligence service", "coast guard")
"""Bodies that more often end violence than do it; the rules tell when they are agents."""
WEAPONS = ("aircraft", "drones", "artillery")
FAR, NEAR = 16, 3


def agents(sentence: Sentence, harmed: bool) -> Iterator[tuple[int, int, int]]:
    """(start, end, verb) of every agent of a violent act in a sentence, in segments.

    `harmed`: whether the report tells of people harmed near its beginning, so that an army may be an agent.
    """
    segs = sentence.line.segs
    deeds = sentence.parsed.pack.chars("sent_verb", *VERBS)
    if not sentence.line.holds(deeds):
        return
    told = False
    for at, seg in enumerate(segs):
        if seg.sig not in deeds or not is_deed(sentence, at):
            continue
        first = _headline(sentence, at) if sentence.heading else None
        if first is not None:
            told = True
            yield first, at, at
            continue
        before = _before(segs, at)
        opened = before is not None and any(s.has("that") for s in segs[max(0, before - 2) : before])
        if before is not None and any(s.has("harm_verb", "kill_verb", "link") for s in segs[before:at]):
            opened = False  # Something befell him: "that a man was killed by the shelling of …".
        beside = before is not None and not segs[before].definite and at - before <= 2
        start = before if opened or beside else _behind(sentence, at)
        start = before if start is None else start
        if start is None and not told:
            start = _carried(segs, at)
        if start is None or any(
            s.has("on", "harm_noun", "end_noun", "to_fight", "defused") for s in segs[max(0, start - 1) : start]
        ):
            continue
        head = segs[start]
        if head.has("attacker") or (head.has("troops") and not _is_army(sentence, start, at, harmed)):
            continue
        told = True
        yield start, _past(segs, start), at


def is_deed(sentence: Sentence, at: int) -> bool:
    """Whether a word is the verb of one violent act that was done."""
    segs = sentence.line.segs
    seg = segs[at]
    if any(s.has("not", "none", "will", "modal") for s in segs[max(0, at - 3) : at]):
        return False
    if any(s.has(*LEADS) and not s.has("that") for s in segs[max(0, at - 1) : at]):
        return False
    after = segs[at + 1 : at + 9]
    if seg.has("sent_verb"):
        return any(s.has(*SHOTS) for s in segs[max(0, at - 6) : at])
    if seg.attr("number", "assault_verb") or seg.attr("number", "strike_verb") or seg.attr("number", "burn_verb"):
        return True
    if seg.attr("number", "hand_verb") in ("pl", "dual") and not any(
        s.has(*VICTIMS, *SHOTS, "on", "l") for s in after[:3]
    ):
        return False  # Written like the passive: "three engineers were abducted".
    if seg.attr("number", "hand_verb") or seg.attr("act", "intrude_verb") == "storming":
        return bool(seg.attr("number", "hand_verb") or seg.attr("number", "intrude_verb"))
    if seg.attr("number", "kill_verb") and not seg.pronoun:
        return any(s.has(*VICTIMS) for s in after[:1])
    if seg.attr("number", "hit_verb"):
        return any(s.has("person", "count", "site", "victim") for s in after[:4])
    if seg.attr("number", "deliver_verb"):
        return any(s.has(*SHOTS[:7], "gas") for s in after[:6])
    if seg.attr("number", "fire_verb") or seg.attr("number", "throw_verb"):
        far = 7 if seg.attr("number", "fire_verb") else 6
        return any(s.has(*SHOTS) for s in after[:far]) or (bool(seg.pronoun) and any(s.has(*SHOTS) for s in segs[:at]))
    if seg.attr("number", "ruin_verb"):
        return any(s.has("site", "building", "structure", "vehicle", "hospital") for s in after[:4])
    if seg.attr("number", "blast_verb") and seg.attr("act", "blast_verb") == "bombing":
        return any(s.has("self", "charge", "vehicle", "site", "count") for s in after[:5])
    if seg.attr("number", "exec_verb") and not seg.attr("use", "exec_verb"):
        acts = [s for s in (segs[max(0, at - 6) : at] if seg.pronoun else after[:7]) if s.has(*ACTS)]
        act = next((s for s in acts if not s.definite), acts[0] if acts else None)
        counted = any(s.has("count") for s in after[:7])
        general = act is None or (is_plural(act) and (is_imperfect(sentence, seg) or not counted))
        hostile = any(s.has("against", "suicide", "revenge") for s in after[:7])
        return not general and not (act is not None and act.has("op") and not act.has("attack") and not hostile)
    return False


def _behind(sentence: Sentence, at: int) -> int | None:
    """The agent right behind the verb, or None."""
    segs = sentence.line.segs
    verb = segs[at]
    if verb.has("kill_verb") or (verb.has("hit_verb") and not verb.has("assault_verb", "strike_verb", "hand_verb")):
        return None
    if any(
        verb.attr("number", cls) in ("pl", "dual") for cls in ("hand_verb", "assault_verb", "exec_verb", "fire_verb")
    ):
        return None
    bears = bool(verb.pronoun) or verb.has("sent_verb")
    n = at + 1
    while n < len(segs) and n < at + NEAR and segs[n].has("adv", "time", "daypart", "quote", "maybe"):
        n += 1
    if n >= len(segs):
        return None
    seg = segs[n]
    if seg.has("one_of", "some_of", "count") and n + 1 < len(segs):
        inner = next((s for s in segs[n + 1 : n + 3] if s.has("gunman", "band", "anyone")), None)
        loose = inner is None or inner.attr("plain", "gunman") or inner.attr("member", "gunman")
        first = _begins(segs, at) and not segs[max(0, at - 1)].has("and", "so", "then")
        return n if inner is not None and (bears or not loose or first) else None
    if verb.has("ruin_verb") and not seg.has("troops", "named", "gunman"):
        return None
    if seg.has("office") or not seg.has(*AGENTS) or (seg.has("site", "place", "vehicle") and not seg.has("troops")):
        return None
    if bears:
        return n
    if (
        not seg.definite
        and sentence.parsed.folded.text[seg.end - 1] in sentence.parsed.pack.settings["noun"]["accusative"]
    ):
        return None
    if seg.has("crowd") and is_many(seg):
        return None
    if _of_feminine(verb) and seg.attr("number") in ("pl", "pl2") and not seg.has("band", "troops", "named", "nation"):
        return None  # Men would follow a masculine verb: these are its object.
    if seg.has("gunman", "band", "crowd", "rebels") and not seg.attr("plain", "gunman") and seg.attr("number") != "pl2":
        return n
    if seg.has("nation") and not seg.has("gunman", "person", "troops", "named"):
        return n if seg.definite and is_many(seg) and seg.attr("number", "nation") == "pl" else None
    if seg.has("named", "troops"):
        return n
    rest = segs[n + 1 : n + 6]
    return (
        n if any(s.has("count", "victim", "kin", "self", "fire", *SHOTS) for s in rest) and not seg.definite else None
    )


def _of_feminine(verb: Seg) -> bool:
    """Whether a verb has the form of a woman, or of one thing or many."""
    return any(verb.attr("number", cls) == "f" for cls in VERBS)


def _begins(segs: list[Seg], at: int) -> bool:
    """Whether a verb begins its clause, so that its subject is behind it."""
    n = at - 1
    while n >= 0 and segs[n].has("adv", "time", "daypart", "may", "was"):
        n -= 1
    return n < 0 or segs[n].has(*BEGINS, "and", "after", "rel", "moment", "close")


def _before(segs: list[Seg], at: int) -> int | None:
    """The agent whom the verb follows: the noun it qualifies, or the subject of its clause."""
    if segs[at].has("sent_verb") or segs[at].pronoun or segs[max(0, at - 1)].has("and", "so", "then"):
        return None
    n = at - 1
    while n >= 0 and n > at - 4 and segs[n].has(*QUALIFY) and not segs[n].has("gunman", "troops", "crowd", "person"):
        n -= 1
    if n >= 0 and _fits(segs[n], segs[at]) and not segs[n].definite and not segs[n].has("named", "nation"):
        return n if not _is_adjective(segs, n) else None
    if n >= 0 and segs[n].has("rel"):
        n -= 1
        while n >= 0 and n > at - 6 and segs[n].has(*QUALIFY) and not segs[n].has("gunman", "troops"):
            n -= 1
        known = n >= 0 and segs[n].has("gunman", "band", "crowd", "kin") and not segs[n].attr("plain", "gunman")
        return n if known and _fits(segs[n], segs[at]) and not _is_adjective(segs, n) else None
    return _opening(segs, at)


def _opening(segs: list[Seg], at: int) -> int | None:
    """The subject at the beginning of the clause of the verb at `at`, or None."""
    for n in range(at - 2, max(-1, at - FAR), -1):
        if n and not segs[n - 1].has(*BEGINS):
            continue
        seg = segs[n]
        if not seg.has(*AGENTS) or not _fits(seg, segs[at]):
            if seg.has("and", "quote", "adv", "time") or segs[n - 1].has("was"):
                continue
            return None
        if seg.has("nation", "person") and not seg.has("gunman", "troops", "named", "crowd", "anyone"):
            return None
        between = segs[n + 1 : at]
        verbs = [i for i, s in enumerate(between) if any(x.pos == "verb" for x in s.senses)]
        led = [i for i, s in enumerate(between) if s.has("rel", "open", "dash", "comma")]
        known = seg.definite or seg.has("named", "troops")
        if verbs and known and (not led or led[0] > verbs[0]):
            return None
        return (
            n if not any(s.has("stop", "colon", "that", "but", "gunman", "named", "victim") for s in between) else None
        )
    return None


def _carried(segs: list[Seg], at: int) -> int | None:
    """The subject of a verb that goes on with what somebody did: "… seized the town and set houses on fire".

    He stands at the beginning of the clause, before its first verb or right behind it.
    """
    verb = segs[at]
    if not segs[max(0, at - 1)].has("and", "so", "then") or verb.pronoun or verb.has("sent_verb"):
        return None
    if verb.has("kill_verb", "hand_verb") and verb.attr("number") not in ("pl", "dual"):
        return None  # Written like the passive.
    low = at - 1
    while low > 0 and at - low < CHAIN and not segs[low - 1].has("that", "colon", "stop", "but", "moment"):
        low -= 1
    n = low
    while n < at and segs[n].has("adv", "time", "daypart", "may", "was", "and", "so", "quote", "comma"):
        n += 1
    if n + 1 < at and not segs[n].has(*AGENTS, *LEADS, *NO_VERB, "one_of") and not segs[n].definite:
        n += 1
    if n + 2 < at and segs[n].has("one_of", "some_of") and segs[n + 1].has("person") and segs[n + 1].definite:
        return n
    if (
        n >= at - 1
        or not segs[n].has(*AGENTS)
        or segs[n].has("office", "site", "person", "crowd")
        or not _fits(segs[n], verb)
    ):
        return None
    others = segs[_past(segs, n) : at]
    return None if any(s.has("named") or (s.definite and s.has("gunman", "troops")) for s in others) else n


def _headline(sentence: Sentence, at: int) -> int | None:
    """Whoever a headline begins with before its verb and the people it is done to: "a mental patient kills five"."""
    segs = sentence.line.segs
    low = at
    while low > 0 and at - low < 4 and not segs[low - 1].has("stop", "colon", "comma", "dash"):
        low -= 1
    if not segs[at].has("kill_verb", "hand_verb", "burn_verb", "assault_verb") or not 0 < at - low < 4:
        return None
    if not is_imperfect(sentence, segs[at]) or (low and not segs[low - 1].has("stop", "colon", "comma", "dash")):
        return None
    words = segs[low:at]
    if any(s.definite or s.pronoun or s.has(*LEADS, *NO_VERB, *NOBODY) for s in words):
        return None
    done_to = segs[at + 1 : at + (6 if segs[min(at + 1, len(segs) - 1)].has("and") else 4)]
    return low if any(s.has(*VICTIMS, "kin", "crowd", "gunman") or s.pronoun for s in done_to) else None


NOBODY = (
    *("attack", "blast", "strike", "incident", "op", "missile", "charge", "vehicle", "site", "disaster", "collision"),
    *("fire", "bullets", "not", "count", "time", "number", "aircraft", "troops", "named"),
)
"""What a headline may begin with that is no person."""
CHAIN = 24
NO_VERB = (
    "harm_noun",
    "harm_verb",
    "end_noun",
    "end_verb",
    "detain_verb",
    "victim",
    "say",
    "announce",
    "after",
    "adopt_verb",
)
"""What stands before somebody who is no subject of what follows."""


def _fits(seg: Seg, verb: Seg) -> bool:
    """Whether somebody may be the subject of a verb that follows him: of one number, and animate."""
    if not seg.has("gunman", "band", "crowd", "anyone", "rebels", "named", "troops", "person", "kin"):
        return False
    number = next((n for cls in VERBS if (n := verb.attr("number", cls))), None)
    if seg.has("named", "band", "troops"):
        return number in ("sg", "f", "pl", "dual", None)
    if seg.attr("number") in ("pl", "pl2"):
        return number in ("pl", "f") or (number == "dual" and seg.attr("number") == "pl2")
    if seg.attr("number") == "dual":
        return number in ("dual", "f")
    return number in ("sg", "f")


VERBS = (
    *("assault_verb", "strike_verb", "hand_verb", "intrude_verb", "kill_verb", "hit_verb"),
    *("fire_verb", "throw_verb", "blast_verb", "exec_verb", "burn_verb", "deliver_verb", "ruin_verb"),
)
"""Classes of verbs of violence, by which their number is asked."""


def _is_adjective(segs: list[Seg], n: int) -> bool:
    """Whether "armed" is said of the attack or of somebody before it."""
    lead = segs[n - 1] if n else None
    return (
        lead is not None and segs[n].has("attack_adj") and lead.has("attack", "op", "blast", "person", "troops", "org")
    )


def _is_army(sentence: Sentence, start: int, verb: int, harmed: bool) -> bool:
    """Whether an armed body of a state is told as striking, and not gunmen or attackers."""
    segs = sentence.line.segs
    head = segs[start]
    if not harmed or head.attr("en", "troops") in BODIES:
        return False
    end = _past(segs, start)
    told = segs[start:end]
    if segs[verb].has("blast_verb", "kill_verb") and not any(
        s.has("count", "victim") for s in segs[verb + 1 : verb + 6]
    ):
        return False
    bears = bool(segs[verb].pronoun) or segs[verb].has("sent_verb")
    article = sentence.parsed.pack.lexicon.article
    whole = head.attr("en", "troops") not in WEAPONS and article in sentence.parsed.folded.text[head.start : head.end]
    sided = head.definite or whole or any(s.has("nation", "named", "country", "body", "state_body") for s in told)
    sided = sided or (bears and len(told) > 1)
    behind = segs[max(verb + 1, end if start > verb else 0) : verb + 15]
    foes = any(s.has("attacker", "named", "rebels") or (s.has("gunman") and not s.has("troops")) for s in behind)
    return sided and not foes


def _past(segs: list[Seg], start: int) -> int:
    """The end of the words for an agent: his noun and what qualifies it."""
    end = start + 1
    while end < min(len(segs), start + 5) and _qualifies(segs, start, end):
        end += 1
    while end > start + 1 and segs[end - 1].has("from", "l", "belong"):
        end -= 1
    return end


def _qualifies(segs: list[Seg], start: int, at: int) -> bool:
    """Whether a word belongs to the agent named before it."""
    seg = segs[at]
    if seg.has(*QUALIFY, "gunman", "band", "named", "country"):
        return True
    if seg.has("from") and at == start + 1 and segs[start].has("count", "some_of", "one_of", "band"):
        return any(s.has("gunman", "band", "person", "anyone", "named", "troops") for s in segs[at + 1 : at + 2])
    if seg.has("person", "anyone") and segs[at - 1].has("from", "count"):
        return True
    if seg.has("belong", "from", "l"):
        return any(s.has("named", "troops", "l", "state_body") for s in segs[at + 1 : at + 2])
    if seg.has("state_body"):
        return segs[at - 1].has("l", "belong", "troops")
    return not seg.senses and segs[start].has("troops", "band")
