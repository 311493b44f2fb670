"""The noun phrase that stands at a place, whatever its words: for `perpetrator`.

A phrase is a head (people, an armed body, a state, a weapon that is somebody's, or a word no list knows) with
what counts it before ("dozens of", "one of") and what belongs to it behind: a genitive, adjectives, "from" and
a body, "belonging to", a name, and whoever is joined to it by "and". It ends where a word of another phrase begins.
"""

from __future__ import annotations

from typing import NamedTuple

from isnad.extract.clauses import is_many
from isnad.extract.parsed import Sentence

ARMED = ("gunman", "attacker", "band", "org", "named", "rebels", "cell", "unnamed_doers", "resistance")
FORCE = ("troops", "force")
PEOPLE = (
    *("person", "anyone", "kin", "crowd", "violent_man", "office", "rank", "given", "ethnic", "marked_people"),
    *("people_of", "suspect_word", "feud_side", "crew", "wounded_ones", "spokes"),
)
STATE = ("country", "state_body", "tied_name")
WEAPON = ("missile", "charge")
HEADS = (*ARMED, *FORCE, *PEOPLE, *STATE, "nation", "aircraft")
COUNTS = ("count", "one_of", "some_of", "most", "some", "number", "few", "part_of", "all", "others")
QUALITIES = (
    *("trait", "arm_adj", "attack_adj", "strike_adj", "security_adj", "size_adj", "terror_adj", "quarrel_adj", "qual"),
    "suicide",
)
"""What may be said of an act as well as of who does it."""
ADJECTIVES = (*QUALITIES, "nation", "ethnic", "aircraft_adj", "unmanned", "alone", "unknown", "unknown_adj")
WALLS = (
    *("comma", "stop", "colon", "that", "rel", "dash", "not", "say", "time", "adv", "daypart", "may", "was", "but"),
    *(
        "in",
        "on",
        "with",
        "b",
        "about_prep",
        "against",
        "after",
        "until",
        "when",
        "while",
        "between",
        "k",
        "by",
        "aside",
    ),
    *("violent", "harm_verb", "end_verb", "will", "begin_past", "so", "then", "as", "he", "they", "sent_verb"),
)
THINGS = (
    *("attack", "blast", "strike", "incident", "op", "site", "place", "vehicle", "vessel", "disaster", "harm_noun"),
    *("violent_act", "violent_shot", "time", "measure", "unit", "charge", "missile", "fire", "not", "building", "that"),
    *(
        "structure",
        "death",
        "in",
        "on",
        "b",
        "l",
        "from",
        "and",
        "rel",
        "doc",
        "say",
        "that",
        "will",
        "may",
        "activity",
    ),
    *("clash", "battle", "hand_act", "firing", "statement", "duty", "end_noun", "suspect_what", "no_deed", "venture"),
    *(
        "event_noun",
        "adv",
        "prep",
        "aside",
        "count",
        "number",
        "over",
        "by",
        "between",
        "with",
        "about_prep",
        "damaged_what",
    ),
    *("admin", "event_name", "inquiry", "victim", "was", "number", "tsame", "after", "as", "with", "k", "identity"),
)
"""What is no person, where no list of people has it as well."""
PARTICLES = (
    "in",
    "on",
    "b",
    "l",
    "with",
    "about_prep",
    "aside",
    "prep",
    "over",
    "between",
    "by",
    "not",
    "that",
    "rel",
    "k",
    "toll_of_them",
)
SHORT = 3
"""Letters of a word that may end like an accusative and be none."""
LONG = 9
"""Segments a phrase may have."""


class Phrase(NamedTuple):
    """Segments [start, end) of a phrase; its head, what kind of subject it is, whether it is known and many."""

    start: int
    head: int
    end: int
    kind: str
    definite: bool
    many: bool
    counted: bool


class Phrases:
    """Reads the phrases of one sentence. Places are those of its wide line."""

    def __init__(self, sentence: Sentence) -> None:
        self.segs = sentence.wide.segs
        self.text = sentence.parsed.folded.text
        settings = sentence.parsed.pack.settings["noun"]
        self.accusative: str = settings["accusative"]
        self.oblique = tuple(settings["oblique"])
        self.whole = tuple(settings["whole"])
        self.nisba = tuple(settings["nisba"])
        self.several = tuple(settings["people"])
        self._article: str = sentence.parsed.pack.lexicon.article
        self._known: dict[int, Phrase | None] = {}

    def word(self, n: int) -> str:
        return self.text[self.segs[n].start : self.segs[n].end]

    def known(self, n: int) -> bool:
        """Whether a word has the article, by itself or as it is listed."""
        return self.segs[n].definite or self.word(n).startswith(self._article)

    def at(self, start: int) -> Phrase | None:
        """The phrase that begins at a place, or None."""
        if start not in self._known:
            self._known[start] = self._read(start)
        return self._known[start]

    def _read(self, start: int) -> Phrase | None:
        segs, n = self.segs, start
        counted = False
        while n < len(segs) and n < start + 5:
            if segs[n].has("quote", "open"):
                n += 1
            elif segs[n].has(*COUNTS) and not segs[n].has(*ARMED, *FORCE):
                counted, n = True, n + 1
                if n < len(segs) and segs[n].has("from") and not segs[n].has("and"):
                    n += 1
            else:
                break
        if n >= len(segs):
            return None
        kind = self._kind(n)
        if kind is None:
            return None
        end = self._end(n, kind)
        head = segs[n]
        many = counted or is_many(head) or head.has("ethnic", "crowd")
        if kind == "unknown":
            many = many or self.word(n).endswith(self.whole)
        known = head.definite or kind == "named" or any(s.definite for s in segs[n:end])
        return Phrase(start, n, end, kind, known, many, counted)

    def _kind(self, n: int) -> str | None:
        """What kind of subject a head is; None where it is none."""
        seg = self.segs[n]
        if not seg.senses:
            return "unknown"
        after = self.segs[n + 1] if n + 1 < len(self.segs) else None
        if seg.has("violent") and not seg.definite and not seg.has(*ARMED, *FORCE):
            return None
        if seg.has(*PARTICLES) and not seg.has("named", "troops", "gunman", "person"):
            return None
        if seg.has(*WEAPON) and after is not None and self._kind_of_owner(n + 1):
            return "weapon"
        if seg.attr("role", "force") == "medic" or (seg.has("team", "rescue") and not seg.has("troops")):
            return None
        if seg.has("named"):
            shown = n > 0 and self.segs[n - 1].has("tdem") and seg.has("tied_name")
            return None if shown else "named"  # "This base".
        if seg.has("troops") or (seg.has("force") and not seg.has("band", "org")):
            return "force"
        if seg.has(*ARMED):
            return "armed"
        if seg.has("aircraft"):
            return "force"
        if seg.has("violent_man", "person", "anyone", "crowd", "kin", "marked_people", "people_of", "crew"):
            return "people"
        if seg.has(*STATE):
            return "state"
        if seg.has("nation", "ethnic") and (is_many(seg) or not seg.definite):
            return "people"
        if seg.has("say", "not", "harm_noun", "harm_verb") and not seg.has("office"):
            return None
        if seg.has(*PEOPLE) and not seg.has("site"):
            return "people"
        if seg.has(*THINGS) or any(s.pos == "verb" for s in seg.senses):
            return None
        return "unknown" if seg.has("word", "source") else None

    def _kind_of_owner(self, n: int) -> bool:
        """Whether a word may own a weapon: a side, an armed body or people, or a name."""
        seg = self.segs[n]
        if seg.has(*WALLS, *ADJECTIVES, "from", "and", "l") and not seg.has("gunman", "named", "troops"):
            return False
        return seg.has(*ARMED, *FORCE, "violent_man", "person", "country", "state_body") or not seg.senses

    def _end(self, head: int, kind: str) -> int:
        segs, n = self.segs, head + 1
        whole = self.word(head).endswith(self.whole) and not segs[head].has("named")
        definite = segs[head].definite or (kind == "named" and not segs[head].has("org")) or self._inside(head)
        definite = definite or segs[head].has("given")
        while n < len(segs) and n < head + LONG:
            step, definite = self._step(head, n, definite, whole, kind)
            if not step:
                break
            n += step
        while n > head + 1 and segs[n - 1].has("quote", "open", "from", "l", "belong"):
            n -= 1
        return n

    def _step(self, head: int, n: int, definite: bool, whole: bool, kind: str) -> tuple[int, bool]:
        """How many segments at `n` belong to the phrase, and whether it is definite with them."""
        segs, seg = self.segs, self.segs[n]
        nxt = segs[n + 1] if n + 1 < len(segs) else None
        if kind in ("armed", "people") and not definite and self._is_object(head, n):
            return 0, definite
        if seg.has("quote", "open", "close"):
            inner = nxt is not None and (nxt.has(*ARMED, "given", "word") or not nxt.senses) and not nxt.has(*WALLS)
            return (
                1 if inner or (seg.has("quote", "close") and any(s.has("quote", "open") for s in segs[head:n])) else 0
            ), definite
        if seg.has("from") and nxt is not None:
            body = nxt.has(*ARMED, *FORCE, "violent_man", "person", "nation", "count", "some_of") and not nxt.has(
                "site"
            )
            return (2 if body else 0), definite or (nxt.definite and body)
        if seg.has("belong", "with_body", "site_link") and nxt is not None and not seg.definite:
            return (3 if nxt.has("l") and n + 2 < len(segs) else 1), True
        if seg.has("l") and segs[n - 1].has("belong", "with_body"):
            return (2 if nxt is not None else 0), True
        if seg.has("count") and n == head + 1 and not definite and seg.attr("low") in (1, 2):
            return 1, definite
        if seg.has("and"):
            return self._joined(n, kind), definite
        if seg.has(*WALLS) and not seg.has("nation", "gunman"):
            return 0, definite
        if seg.has(*ADJECTIVES) and not (seg.has("gunman") and seg.definite and not definite):
            agrees = seg.definite == definite or (seg.has("nation", "ethnic") and seg.definite)
            return (1 if agrees or seg.has("unmanned", "unknown_adj") else 0), definite or seg.definite
        if (
            not definite
            and not whole
            and (seg.definite or seg.has("named", "country", "state_body", "troops", "place"))
        ):
            return (
                1
                if self.word(n)[-1] not in self.accusative or seg.definite or seg.has("country", "named", "place")
                else 0
            ), True
        return self._name(head, n, definite, kind), definite

    def _is_object(self, head: int, n: int) -> bool:
        """Whether a word is an accusative behind a nominative: the object of the verb before them."""
        seg, word = self.segs[n], self.word(n)
        if seg.definite or seg.has("count", "given", "named") or not seg.senses:
            return False
        return word[-1] in self.accusative and len(word) > SHORT and self.word(head)[-1] not in self.accusative

    def _inside(self, head: int) -> bool:
        """Whether a head of several words has the article inside."""
        return f" {self._article}" in self.word(head)

    def _joined(self, n: int, kind: str) -> int:
        """The length of "and somebody" at `n`."""
        if n + 1 >= len(self.segs) or self.segs[n + 1].has("violent", "say") or kind == "unknown":
            return 0
        other = self.at(n + 1) if n + 1 not in self._known or self._known[n + 1] is not None else None
        if (
            other is None
            or other.kind in ("unknown", "weapon")
            or any(s.pos == "verb" for s in self.segs[n + 1].senses if s.cls not in PEOPLE)
        ):
            return 0
        return other.end - n

    def _name(self, head: int, n: int, definite: bool, kind: str) -> int:
        """Whether a word at `n` is part of a name, or an adjective no list holds."""
        seg, word = self.segs[n], self.word(n)
        if seg.has("given", "tied_name"):
            return 1
        if seg.senses:
            return 1 if seg.definite and definite and seg.has("named", "org") and self.segs[head].has("org") else 0
        if seg.definite:
            return 1 if definite and word.endswith(self.nisba) else 0
        if word[-1] in self.accusative and self.word(head)[-1] not in self.accusative:
            return 0
        if word.endswith(self.oblique) and not self.word(head).endswith(self.oblique):
            return 0
        return 1
