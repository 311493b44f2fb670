"""What governs an adverbial in its clause: the verb or verbal noun that a time, a place or a doer hangs on.

    found = governor(sentence, n)      # n: index of the time (place, …) in sentence.line.segs
    if found and found.role == "event": segs[found.at] is the word of harm, attack, accident, arrest …

`role` is that of the predicate: "event" (harm, attack, accident, arrest, bodies found, an outbreak), "statement"
(saying, and counting of what was harmed) or "other" (any other verb or named activity: visiting, founding, decreeing).
`way` tells how it was found: "before" and "after" by the side on which the predicate stands, "told" where a complement
follows the time ("said X on Monday that"), "saw" of the verb of a scene ("the town saw on Monday a blast").

What is guaranteed: at most one predicate for a place in a line, in the same clause. A clause ends at a stop, at a word
that opens another, and at the complement of a verb of saying; an aside that only names the source is passed over.
A definite noun of an event ("the blast") governs only where its clause has no verb of its own before it. What opens a
clause looks forward, all else backward first.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from isnad.extract.eventwords import HARMING, NOUNS, VERBS
from isnad.extract.parsed import Sentence
from isnad.lang.pack import LanguagePack

EVENTS = (
    *(*HARMING, *NOUNS, *VERBS, "raid_verb", "fire", "hand_act", "hand_verb", "hit_verb", "undergo_verb", "exec_verb"),
    *("occur_verb", "occur_noun", "engage", "suicide_verb", "kill_verb", "event_verb", "event_noun", "lost_touch"),
    *("foil", "target_verb", "assault_verb", "sweep_verb", "seize_verb", "seize_him", "held_him", "slay_him"),
    *("slain_verb", "self_end", "disperse_verb", "pelt_verb", "saved"),
)
SAYING = (
    *("say", "say_on", "according", "doc", "announce", "adopt_verb", "deny", "duty", "accuse", "tally_verb"),
    *("statement", "saying"),
)
PLAIN = (
    *("begin_verb", "shut", "means_verb", "refer", "send_verb", "treat", "kept", "inform_verb", "evacuate"),
    *("dismiss_verb", "disown", "feeling_verb", "gauges", "got_verb", "heed_verb", "identify", "ignore_verb", "moves"),
    *("join_verb", "joining", "notice_verb", "offer_verb", "phone", "praise", "quench", "visit_verb", "urge_verb"),
    *("funeral_verb", "act_alone", "complain_verb", "condole", "denial", "doubt", "stir_verb", "speaks", "rush_verb"),
)
"""Verbs of other deeds where they open a clause."""
NEUTRAL = ("venture", "do_verb", "was_done", "managed", "achieved", "yield", "lead_to")
"""Verbs that say nothing of the deed."""
LIGHT = ("exec_verb", "occur_verb", "undergo_verb", "began")
"""Verbs whose object tells what happened."""
AGAIN = ("resume", "managed", "attend")
"""Verbs of going on, of success and of rescuers at work: an event that is their object is what happened."""
OBLIQUE = ("l", "in", "b", "after", "aftermath", "tafter", "link", "about", "on", "quote")
"""What makes a noun no object of a verb before it."""
WALLS = ("stop", "colon", "that", "opener")
LEADS = ("in", "and", "on", "b", "tsame", "tduring", "about", "about_post", "quote", "open", "l", "from", "so")
"""What may stand before an adverbial at the head of its clause."""
HAPPENINGS = ("attack", "incident", "blast", "strike", "fire", "fall", "collision", "overturn", "sink", "collapse")
FIRED = 6
"""So many segments behind "opened" stands "fire"."""
REACH = 34
AMIDST = ("in", "link", "tduring", "about", "few", "comma")
AMID = 4
AHEAD = 8
OBJECT = 8
STARTS = ("and", "so", "comma", "was", "may", "not", "dash")
"""What stands before a verb that is its clause's own."""
ASIDE = 5
WIDE = 7
SUBJECT = 14


class Governor(NamedTuple):
    """A predicate: its place in the line, its role, and how it was found."""

    at: int
    role: str
    way: str


class _Sets(NamedTuple):
    event: frozenset[str]
    saying: frozenset[str]
    deed: frozenset[str]
    light: frozenset[str]
    wall: frozenset[str]
    leads: frozenset[str]
    comma: frozenset[str]
    rel: frozenset[str]
    pred: frozenset[str]
    plain: frozenset[str]
    happening: frozenset[str]


@lru_cache(maxsize=8)
def _sets(pack: LanguagePack) -> _Sets:
    of = pack.lexicon.alphabet.holding
    event, saying, deed = of(*EVENTS), of(*SAYING), of("deed", "witness")
    happening = of(*HAPPENINGS, "disaster", "harm_noun", "suicide_noun")
    plain = of(*PLAIN)
    pred = event | saying | deed | plain | of("opening_deed")
    return _Sets(
        event, saying, deed, of(*LIGHT), of(*WALLS), of(*LEADS), of("comma"), of("rel"), pred, plain, happening
    )


def governor(sentence: Sentence, n: int, *, nearest: bool = False) -> Governor | None:
    """The predicate of what stands at `n` in the sentence's line, or None where its clause has none.

    With `nearest` a definite noun of an event governs whatever stands before it: "recalls the attack in March".
    """
    reader = _Reader(sentence, nearest=nearest)
    if reader.opens(n):
        reader.front = n
        return reader.after(n, REACH) or reader.before(n)
    if n and sentence.line.segs[n - 1].has("between"):
        return None
    return reader.before(n) or reader.after(n, AHEAD)


class _Reader:
    def __init__(self, sentence: Sentence, *, nearest: bool) -> None:
        self.sentence = sentence
        self.nearest = nearest
        self.front = -1
        self.segs = sentence.line.segs
        self.signs = sentence.line.signs
        self.sets = _sets(sentence.parsed.pack)

    def opens(self, n: int) -> bool:
        """Whether nothing that an adverbial could hang on stands before it in its clause."""
        low, quoted = n, False
        while low and self.signs[low - 1] in self.sets.leads:
            low -= 1
            quoted = quoted or self.segs[low].has("quote")
        if low == 0 or self.signs[low - 1] in self.sets.wall or self.segs[low - 1].has("rel"):
            return True
        joined = quoted or self.segs[low].has("and", "so")
        return joined and n + 1 < len(self.segs) and self.finite(n + 1)

    def finite(self, g: int) -> bool:
        """Whether a segment is a verb: by its senses, or by its shape where no list holds it."""
        seg = self.segs[g]
        if seg.senses:
            return any(s.pos == "verb" for s in seg.senses) and not seg.definite
        return self.shaped(g)

    def shaped(self, g: int) -> bool:
        """Whether an unknown word has the shape of a verb and stands where a clause begins."""
        seg = self.segs[g]
        if seg.senses or seg.definite:
            return False
        opens = self.begins(g) or self.segs[g - 1].has("comma")
        parsed = self.sentence.parsed
        return parsed.pack.is_verb(parsed.folded.text[seg.start : seg.end], first=opens)

    def role(self, g: int) -> str | None:
        """The role of the predicate at `g`; None where it is none."""
        sign, seg = self.signs[g], self.segs[g]
        if seg.attr("loses", "harm_verb") and self.is_particle(g):
            return None
        takes = seg.has("takes_life") and any(s.has("life_noun") for s in self.segs[g + 1 : g + 3])
        if sign in self.sets.deed and not seg.has("site_office") and not takes:
            return "other"
        if sign in self.sets.saying and self.says(g):
            return "statement"
        if seg.has("fire_verb") and any(s.has("bullets", "fire", "firing") for s in self.segs[g + 1 : g + FIRED]):
            return "event"
        if sign in self.sets.event:
            return None if seg.has("issued") else "event"
        plain = sign in self.sets.plain and not seg.has(*NEUTRAL) and self.finite(g)
        plain = plain or seg.has("opening_deed")
        return "other" if self.shaped(g) or (plain and self.begins(g)) else None

    def is_particle(self, g: int) -> bool:
        """Whether a word of loss is the particle "for it has" written alike: a verb follows, or a word that no list
        holds and that is no noun with an article."""
        if g + 1 >= len(self.segs):
            return False
        behind = self.segs[g + 1]
        article = self.sentence.parsed.pack.lexicon.article
        bare = not behind.senses and not self.sentence.parsed.folded.text.startswith(article, behind.start)
        return self.finite(g + 1) or (bare and not behind.definite)

    def says(self, g: int) -> bool:
        """Whether a word of saying is one: no name, no thing, and not the object of a verb right before it."""
        seg = self.segs[g]
        if seg.has("site", "event_name", "place", "between") or (seg.has("called") and g and self.names(g - 1)):
            return False
        if g and self.finite(g - 1) and not self.segs[g - 1].has("say", "was", "may", "office"):
            return False
        left = any(s.has("quote") for s in self.segs[max(0, g - 3) : g])
        return not (left and any(s.has("quote") for s in self.segs[g + 1 : g + 2]))

    def names(self, g: int) -> bool:
        """Whether somebody unknown stands there, whom "is called" then names: "a man called …"."""
        return self.segs[g].has("person") and not self.segs[g].definite

    def begins(self, g: int) -> bool:
        """Whether a word is the first of its clause, save for the adverbial itself."""
        return (
            g in (0, self.front + 1) or self.signs[g - 1] in self.sets.wall or self.segs[g - 1].has("and", "so", "rel")
        )

    def before(self, n: int) -> Governor | None:
        """The nearest predicate before `n` that its clause lets govern it."""
        told = self.told(n)
        g, comma, known, left_out = n - 1, False, None, None
        while g >= 0 and n - g <= REACH:
            sign = self.signs[g]
            if sign in self.sets.wall:
                break
            comma = comma or sign in self.sets.comma
            if sign in self.sets.rel and known is None and self.unread(g):
                return Governor(g, "event", "before")
            role = self.role(g) if sign in self.sets.pred or not self.segs[g].senses else None
            if role == "statement" and comma and not self.last(n):
                left = self.aside(g)
                if left is not None:
                    g = left - 1
                    continue
            if role == "other" and comma and self.describes(g) and left_out is None:
                left_out, role = Governor(g, role, "before"), None
            if role is None or (told and role != "statement") or (known is not None and not self.finite(g)):
                g -= 1
                continue
            if role == "event" and self.known(g) and known is None:
                if any(self.signs[k] in self.sets.rel for k in range(g + 1, min(n, g + ASIDE))):
                    return Governor(g, "event", "before")
                known = g
                g -= 1
                continue
            if known is not None and not self.same(g, known):
                break
            return self.scene(g, n, role, "told" if told else "before")
        if known is None and left_out is None:
            known = next((k for k in range(n - 1, max(-1, n - OBJECT), -1) if self.segs[k].has("attacker")), None)
        return left_out if known is None else Governor(known, "event", "before")

    def describes(self, g: int) -> bool:
        """Whether a verb only describes the noun before it: a relative or nothing that begins a clause is there."""
        return g > 0 and self.finite(g) and not self.segs[g - 1].has(*STARTS, *WALLS)

    def unread(self, g: int) -> bool:
        """Whether a relative clause has a verb that no list holds, and an event before it: "the attack that <did>"."""
        if g + 1 >= len(self.segs) or self.segs[g].has("from"):
            return False
        seg = self.segs[g + 1]
        read = seg.definite or any(s.pos == "verb" for s in seg.senses) or seg.has(*LEADS, "was", "may", "not", "he")
        return not read and self.of_event(g)

    def of_event(self, g: int) -> bool:
        """Whether a noun of an event, or of who did it, stands right before a relative."""
        return any(self.signs[k] in self.sets.event or self.segs[k].has("attacker") for k in range(max(0, g - 3), g))

    def of_deed(self, g: int) -> bool:
        """Whether the noun before a relative names what was done, and no event does."""
        found = False
        for k in range(g - 1, max(-1, g - 1 - WIDE), -1):
            if self.signs[k] in self.sets.wall or self.signs[k] in self.sets.event:
                return found and self.signs[k] in self.sets.wall
            found = found or (g - k < ASIDE and self.segs[k].has("deed"))
        return found

    def told(self, n: int) -> bool:
        """Whether the complement of a verb of saying follows: "the minister said of the attack on Monday that"."""
        return n + 1 < len(self.segs) and self.segs[n + 1].has("that")

    def known(self, g: int) -> bool:
        """Whether a noun of an event is taken for known: "the blast"."""
        seg = self.segs[g]
        return not self.nearest and seg.definite and not any(s.pos == "verb" for s in seg.senses)

    def same(self, g: int, known: int) -> bool:
        """Whether nothing between a verb and a known event begins another clause."""
        return known - g <= SUBJECT and not any(s.has("comma", "rel") for s in self.segs[g + 1 : known])

    def last(self, n: int) -> bool:
        """Whether nothing more follows in the sentence."""
        return all(s.has("stop", "quote", "close", "dash") for s in self.segs[n + 1 : n + 3])

    def aside(self, g: int) -> int | None:
        """Where the aside begins that only names the source ("according to what police said,"), if it is one."""
        for low in range(g, max(-1, g - ASIDE), -1):
            if self.segs[low].has("according"):
                return low
            if self.segs[low].has("comma"):
                return None
        return None

    def after(self, n: int, reach: int) -> Governor | None:
        """The first predicate after `n` in its clause, within so many segments.

        An event taken for known is none behind a preposition, unless a verb that says nothing stands before it.
        """
        light = False
        for g in range(n + 1, min(len(self.segs), n + 1 + reach)):
            sign = self.signs[g]
            if sign in self.sets.wall or sign in self.sets.rel:
                return None
            if reach < REACH and sign in self.sets.comma and g > n + 1:
                return None
            role = self.role(g) if sign in self.sets.pred or not self.segs[g].senses else None
            light = light or self.segs[g].has(*NEUTRAL)
            if role == "event" and not light and self.known(g) and self.segs[g - 1].has(*OBLIQUE, "from"):
                continue
            if role is not None:
                return self.scene(g, g, role, "after")
        return None

    def bodies(self, g: int) -> bool:
        """Whether those found are dead."""
        for seg in self.segs[g + 1 : g + 1 + SUBJECT]:
            if seg.has("stop", "that"):
                return False
            if seg.has("dead_body", "corpses", "found_dead", "hurt_people", "harm_verb"):
                return True
        return False

    def amid(self, n: int) -> bool:
        """Whether a new event follows in which it came about: "was damaged yesterday in a blast"."""
        at = n + 1
        while at < len(self.segs) and at - n <= AMID and self.segs[at].has(*AMIDST):
            at += 1
        inside = n + 1 < at < len(self.segs) and any(not s.has("comma") for s in self.segs[n + 1 : at])
        return inside and self.signs[at] in self.sets.happening and not self.segs[at].definite

    def object(self, g: int, n: int) -> int | None:
        """The event that is the object of a verb: "resumed its raids", "managed to kill"."""
        managed = self.segs[g].has("managed")
        for at in range(g + 1, min(len(self.segs), max(g, n) + 1 + OBJECT)):
            sign, before = self.signs[at], self.segs[at - 1]
            if sign in self.sets.wall or sign in self.sets.rel:
                return None
            if self.segs[at].has("alert") and self.segs[g].has("attend"):
                return at
            if sign not in self.sets.event or at == n or self.known(at) or self.segs[at].has("roundup") > managed:
                continue
            if before.has("from", "in", "b") if managed else not before.has(*OBLIQUE):
                return at
        return None

    def scene(self, g: int, n: int, role: str, way: str) -> Governor:
        """The predicate itself, or the object of a verb that only says that something took place or was seen."""
        seg = self.segs[g]
        if role == "event" and g and self.segs[g - 1].has("will"):
            return Governor(g, "other", way)
        if role == "other" and seg.has("found") and self.bodies(g):
            return Governor(g, "event", way)
        if role == "other" and g < n and self.amid(n):
            return Governor(g, "event", "amid")
        if role == "other" and seg.has(*AGAIN) and (at := self.object(g, n)) is not None:
            return Governor(at, "event", "saw")
        if not (seg.has("witness") or self.signs[g] in self.sets.light):
            return Governor(g, role, way)
        for at in range(n + 1, min(len(self.segs), n + 1 + OBJECT)):
            if self.signs[at] in self.sets.wall:
                break
            if self.signs[at] in self.sets.event:
                return Governor(at, "event", "saw")
            if self.segs[at].has("deed") and not self.finite(at):
                return Governor(g, "other", "saw")
        if g and self.signs[g - 1] in self.sets.rel:
            return Governor(g, "other" if self.of_deed(g - 1) else "event", way)
        return Governor(g, role, way)
