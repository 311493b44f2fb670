"""What befell a doer, wherever he stands beside the words for it: for `attacker_fate`.

Words for a fate ("killed", "fled", "gave himself up", "in custody") have somebody it befell. He stands behind them, as
subject, object or construct, with those who did it to him between; or between them ("met his death"); or before them,
as the subject of the clause; or a pronoun, or nothing, means him who was told last. Only those who stand for a doer
are taken (`standing`), and only where nobody else stands nearer.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from isnad.extract.clauses import is_many
from isnad.extract.doers.antecedents import ARMED, DEEDS, LEADS, Antecedents, Told
from isnad.extract.doers.doers import Doers
from isnad.extract.doers.fates import BY_CLASS, OF_HIM, fate_of, fate_signs
from isnad.extract.doers.fatewords import FateWords
from isnad.extract.doers.standing import Standing
from isnad.extract.doers.words import PREPS, SKIPPED, is_foe
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg

REACH = 9
FAR = 14
BREAKS = ("stop", "colon", "that", "rel", "but", "say", "after", "so", "then")
PEOPLE = ("person", "victim", "anyone", "nation", "group", "crowd", "kin", "office", "dead_body")
QUANTITY = ("count", "number", "some_of", "one_of", "some", "most")
DONE_TO = ("person", "kin", "fire", "victim", "count", "attack", "blast", "op", "bullets", "harm_noun", "self")
CHARGED = ("attack", "blast", "hand_act", "harm_noun", "firing", "fire", "deed_noun", "op", "end_noun")
OBJECTS = ("count", "person", "victim", "nation", "some_of", "one_of", "office", "self", "quote")
BY_OTHERS = ("he", "bullets", "by", "b", "hurt_by")
SELF = ("self_end", "suicide_verb", "give_up")
CLOSES = (
    "comma",
    "stop",
    "colon",
    "after",
    "when",
    "while",
    "at_once",
    "succumbed",
    "he",
    "and",
    "so",
    "then",
    "but",
    "flight",
)
"""What may follow a verb whose subject is not told again."""
LONE = ("in_hands", "found_dead", "at_large", "corpses")
"""Fates that are said of somebody before them."""
GONE = ("flee", "withdraw", "give_up", "self_end", "suicide_verb", "dies")
"""Verbs that nobody does to another."""

Fallen = tuple[int, int, str]
"""Segments [start, end) of a telling, and the fate."""


class Befallen:
    """Reads the fates of one sentence. `about`: whether its report is of an attack, of an action against
    doers, of any violence at its beginning; in another only what somebody does to himself is read."""

    def __init__(self, sentence: Sentence, doers: Doers, told: Told, about: tuple[bool, bool, bool]) -> None:
        self.sentence, self.line = sentence, sentence.line
        self.segs = sentence.line.segs
        self.attacked, raided, self.violent = about
        self.standing = Standing(sentence, doers, recent=sentence.index - told.several <= REMEMBERED)
        self.told_last = Antecedents(sentence, doers, self.standing, told)
        self.words = FateWords(sentence, self.standing, raided)
        self.article = sentence.parsed.pack.lexicon.article
        self.accusative: str = sentence.parsed.pack.settings["noun"]["accusative"]

    def all(self) -> Iterator[Fallen]:
        done = 0
        for n in self.line.where(fate_signs(self.sentence.parsed.pack)):
            words = self.words.at(n) if n >= done else None
            if words is None or self.words.unreal(n):
                continue
            fate, last = words
            if not (self.violent or fate in ("suicide", "fled") or self.segs[n].has("surrender", "give_up")):
                continue
            found = self._whom(n, last, fate)
            if found is not None:
                yield (*found, fate)
                done = found[1]

    # -- whom it befell

    def _whom(self, n: int, last: int, fate: str) -> tuple[int, int] | None:
        seg = self.segs[n]
        if last == n and (seg.pronoun or seg.has(*OF_HIM)):
            if not (seg.attr("fate") or seg.has(*BY_CLASS, *OF_HIM)) or seg.has("did_away") or self._is_other_word(n):
                return None
            return (n, n + 1) if self.told_last.of_him(n) else None
        inner = next((k for k in range(n + 1, last) if self.standing.at(k)), None)
        if inner is not None:
            return n, last + 1
        if last > n and any(s.has(*PEOPLE, *ARMED, "count") for s in self.segs[n + 1 : last]):
            return None
        end = 0 if (seg.has(*LONE) and not seg.has("corpses")) or last > n else self._behind(n, fate)
        if end and fate in ("killed", "wounded") and not any(s.has("attacker") for s in self.segs[n:end]):
            end = 0 if any(s.has("strike", "strike_verb", "battle") for s in self.segs) else end
        if end:
            return n, end
        start = self._ahead(n, last, fate)
        if start is not None:
            return start, last + 1
        return (n, last + 1) if self._is_resumed(n, last) else None

    def _is_other_word(self, n: int) -> bool:
        """Whether a word with a pronoun is another, written alike: a noun with its article, a verb behind a
        preposition."""
        seg, text = self.segs[n], self.sentence.parsed.folded.text
        led = n > 0 and self.segs[n - 1].has(*PREPS) and all(x.pos == "verb" for x in seg.senses)
        return led or (text[seg.start : seg.end].startswith(self.article) and " " not in text[seg.start : seg.end])

    def _behind(self, n: int, fate: str) -> int:
        """The end of the one a fate befell who stands behind its word, or 0."""
        segs, head = self.segs, self.segs[n]
        verb = self._number(n) is not None
        if head.definite and not verb and not (n + 1 < len(segs) and segs[n + 1].has("on")):
            return 0
        unknown, others = 0, 0
        for j in range(n + 1, min(len(segs), n + REACH)):
            seg = segs[j]
            end = self.standing.at(j, fate) or (j + 1 if verb and self._are_gone(j, fate) else 0)
            if end:
                return end if self._is_patient(n, j, others, verb) else 0
            if self._is_caught(n, j, fate):
                return j + 1 if self._is_patient(n, j, others, verb) else 0
            unknown += not seg.senses
            if unknown > 1 or seg.has(*BREAKS) or (seg.has("comma") and j > n + 1) or fate_of(seg):
                return 0
            if seg.has("from") and head.has(*GONE):
                return 0
            if seg.has("and") and not segs[min(j + 1, len(segs) - 1)].has(*ARMED):
                end = self.standing.at(j + 1) if segs[min(j + 1, len(segs) - 1)].has("attacker") else 0
                return end if not any(s.has(*DEEDS) for s in segs[end : end + 1]) else 0
            if self._is_fallen_foe(n, j, fate):
                return j + 1
            if seg.has(*QUANTITY):
                continue
            if seg.has(*ARMED) and seg.has("gunman") and seg.definite and j == n + 1 and not is_many(seg):
                return self._with_deed(n, j, fate)
            if seg.has(*PEOPLE) and not seg.has(*ARMED) and not seg.attr("member", "gunman"):
                if seg.has("nation") and segs[j - 1].has(*ARMED, "nation"):
                    continue
                found = self._with_deed(n, j, fate) if j <= n + 2 else 0
                if found or not verb or others:
                    return found
                others = j
        return 0

    def _are_gone(self, j: int, fate: str) -> bool:
        """Whether armed men are told as gone, and no battle is."""
        seg = self.segs[j]
        if fate != "fled" or not self.attacked or not (seg.definite and is_foe(seg) and is_many(seg)):
            return False
        return not any(s.has("battle") for s in self.segs)

    def _is_fallen_foe(self, n: int, j: int, fate: str) -> bool:
        """Whether so many terrorists fell, and not in a battle or under fire from afar."""
        segs, seg = self.segs, self.segs[j]
        if (
            fate not in ("killed", "neutralised")
            or not is_foe(seg)
            or not self.attacked
            or segs[n].has("corpses", "overpower")
        ):
            return False
        if not all(s.has(*QUANTITY, *ARMED, "on", "quote", "from") for s in segs[n + 1 : j]):
            return False
        if (n and self.standing.is_doer(n - 1)) or any(s.has("named", "nation") for s in segs[j + 1 : j + 2]):
            return False
        if not any(s.has("count") for s in segs[n + 1 : j]) and not (is_many(seg) and self._number(n) is None):
            return False
        if any(s.has("from") for s in segs[j + 1 : j + 2]) and any(s.has("named", "org") for s in segs[j + 1 : j + 5]):
            return False
        return not any(s.has("strike", "blast") for s in [*segs[max(0, n - 6) : n], *segs[j + 1 : j + 9]]) and not any(
            s.has("battle") for s in segs
        )

    def _is_caught(self, n: int, j: int, fate: str) -> bool:
        """Whether one person, told of before, is caught: in a report of an attack, its doer."""
        segs, seg = self.segs, self.segs[j]
        if fate != "arrested" or not seg.definite or is_many(seg) or seg.has("office", "rank", *ARMED):
            return False
        if not seg.has("anyone") and not seg.attr("plain", "gunman"):
            return False
        if any(s.has("given", "ord", "rank") or not s.senses for s in segs[j + 1 : j + 2]):
            return False
        return all(s.has(*ARMED, "on", "adv", "time", "nation") or s.attr("member", "gunman") for s in segs[n + 1 : j])

    def _is_patient(self, n: int, j: int, others: int, verb: bool) -> bool:
        """Whether a doer behind a fate is whom it befell, and not who did it to others."""
        segs, lead = self.segs, self.segs[j - 1]
        if verb and segs[j].has(*QUANTITY) and self._number(n) in ("pl", "dual"):
            return False  # What they did to others.
        if others:  # Somebody between: he did it, where nothing parts him from the doer but "on".
            if any(s.has("when", "moment") or any(x.pos == "verb" for x in s.senses) for s in segs[others + 1 : j]):
                return False
            return all(not s.has(*LEADS) or s.has("on", "b") for s in segs[others + 1 : j]) and segs[others].definite
        held = ("on", "b") if segs[n].has("overpower") else ("on",)
        if j > n + 1 and lead.has(*LEADS) and not lead.has(*held):
            return False
        if not verb and j > n + 1 and not lead.definite and (not lead.senses or lead.has("kin", "person")):
            return lead.has(*QUANTITY)
        if j == n + 1 and verb and not segs[n].has(*GONE):
            end = self.standing.at(j) or j + 1
            if any(a.has("count") and b.has("person", "victim") for a, b in pairwise(self._clause(end))):
                return False
            return not any(s.has(*OBJECTS) and not self._is_state(s) for s in segs[end : end + 1])
        return True

    def _is_state(self, seg: Seg) -> bool:
        """Whether "dead" tells how somebody was left: "shot the gunman dead"."""
        return seg.has("victim") and self.sentence.parsed.folded.text[seg.end - 1] in self.accusative

    def _clause(self, start: int) -> list[Seg]:
        """The segments from `start` to the end of the clause, and no more than some."""
        segs = self.segs[start : start + 9]
        return segs[: next((n for n, s in enumerate(segs) if s.has(*BREAKS, "comma", "and")), len(segs))]

    def _with_deed(self, n: int, j: int, fate: str) -> int:
        """The end of somebody told with what he did or is charged with: "a man who had killed …"."""
        segs = self.segs
        if fate == "wounded" or segs[j].has("victim") or (segs[j].definite and is_many(segs[j])):
            return 0
        end = self.standing.past_adjectives(j)
        while end < len(segs) and (segs[end].has("nation", "word") or not segs[end].senses) and end < j + 3:
            end += 1
        while end < min(len(segs), j + 5) and segs[end].has(*SKIPPED) and not segs[end].has("opener"):
            end += 1
        led = end < len(segs) and segs[end].has("rel", "after")
        verbs = [s for s in segs[end + led : end + led + 1 + led] if s.has(*DEEDS)]
        if verbs and any(s.has(*DONE_TO) for s in segs[end + 1 : end + 8]):
            return end
        if is_many(segs[j]) or any(s.has("count") for s in segs[n:j]):
            return 0
        suspected = ("on_charge", "suspected", "suspect_word", "involve")
        if any(s.has(*suspected) and not s.has("attacker") for s in segs[end : end + 2]):
            return end if any(s.has(*CHARGED) for s in segs[end : end + 9]) else 0
        return 0

    def _ahead(self, n: int, last: int, fate: str) -> int | None:
        """The start of the one a fate befell who is the subject of its clause, or None."""
        segs, verb = self.segs, self.segs[n]
        number = self._number(n)
        if number is None and not verb.has(*LONE):
            return None
        if last == n and verb.has("overpower", "seize_verb", "hand_verb", "kill_verb") and not verb.attr("fate"):
            return None
        if not verb.has(*LONE) and self._has_object(last):
            return None
        for j in range(self._past_aside(n) - 1, max(-1, n - FAR), -1):
            seg = segs[j]
            end = self.standing.at(j, fate) or (j + 1 if self._are_gone(j, fate) else 0)
            if not end and seg.has("band") and seg.definite and self.attacked and verb.has("managed", "flee"):
                end = j + 1
            if 0 < end <= n:
                return self._agreeing(j, number, verb)
            if seg.has(*BREAKS, "comma", *DEEDS) or (fate_of(seg) and not seg.definite) or seg.has(*PEOPLE):
                return None
            if seg.has(*ARMED) and not seg.has("band"):
                return None
        return None

    def _has_object(self, last: int) -> bool:
        """Whether people stand right behind the words of a fate, to whom somebody did it."""
        after = self.segs[last + 1 : last + 3]
        if not after or after[0].has(*LEADS):
            return False
        return any(s.has(*PEOPLE, *ARMED, "some_of", "self", "count") for s in after)

    def _agreeing(self, j: int, number: str | None, verb: Seg) -> int | None:
        """The start of the subject whose noun stands at `j`, where it agrees with its verb."""
        segs = self.segs
        while j and (segs[j - 1].has(*QUANTITY) or (segs[j - 1].has("from") and segs[max(0, j - 2)].has(*QUANTITY))):
            j -= 1
        if j and segs[j - 1].has(*LEADS) and not verb.has("found_dead"):
            return None
        if segs[j].has("count") and verb.attr("fate") == "arrested":
            return None  # So many arrests.
        many = self.standing.many(j)
        fits = many or segs[j].has("band") if number == "f" else not number or many == (number in ("pl", "dual"))
        return j if fits else None

    def _past_aside(self, n: int) -> int:
        """The place where an aside begins that ends before `n`: "…, who had been a guard, fled"."""
        if not n or not self.segs[n - 1].has("comma", "dash"):
            return n
        for k in range(n - 2, max(0, n - FAR), -1):
            if self.segs[k].has("stop", "say"):
                return n
            if self.segs[k].has("comma", "dash"):
                return k if self.segs[k + 1].has("he", "and_he", "rel", "they", "trait") else n
        return n

    def _is_resumed(self, n: int, last: int) -> bool:
        """Whether a verb without a subject tells of the doer told before: "… and then fled"."""
        segs, number = self.segs, self._number(n)
        if segs[n].has("overpower") or (last == n and not segs[n].attr("fate") and not segs[n].has(*BY_CLASS)):
            return False
        if segs[n].has("surrender", "surrender_noun"):
            return True
        if (segs[n].has(*SELF) and number != "pl") or (
            last > n and segs[n].has("fire_verb", "kill_verb", "blast_verb")
        ):
            return any(s.has("attacker", "gunman", "anyone") for s in segs[:n]) or self.told_last.recent("sg")
        if self._ends_it(n):
            return True
        if number in (None, "f"):
            return segs[n].has("in_hands") and self.told_last.before(n, "sg") is True
        k = n + 1
        while k < len(segs) and segs[k].has(*SKIPPED, "then"):
            k += 1
        if k < len(segs) and not segs[k].has(*LEADS, *CLOSES):
            return False
        lead = segs[n - 1] if n else None
        if lead is not None and not lead.has("then", "and", "so", "but", "that", "comma", "may", "was", "and_he"):
            return False
        if any(s.has("count") for s in segs[n + 1 : n + 6]):
            return False
        done = not segs[n].has(*GONE) and not any(s.has(*BY_OTHERS) for s in segs[n + 1 : n + 2])
        if done and (lead is None or not lead.has("then", "that")):
            return False  # Somebody told behind may have been killed.
        number = "sg" if number == "sg" else "pl"
        found = self.told_last.before(n, number)
        return self.told_last.recent(number) if found is None else found

    def _ends_it(self, n: int) -> bool:
        """Whether somebody is killed by others after a deed that the sentence tells: "before he was killed by …"."""
        segs = self.segs
        led = n > 1 and segs[n - 1].has("that") and segs[n - 2].has("tbefore")
        if not led or not any(s.has("he", "bullets", "by", "hurt_by") for s in segs[n + 1 : n + 3]):
            return False
        return self.attacked and any(s.has(*DEEDS, "attack", "attacker", "harm_noun") for s in segs[:n])

    def _number(self, n: int) -> str | None:
        """The number of a verb that tells a fate; None where it is none."""
        seg = self.segs[n]
        found = next((x.attrs["number"] for x in seg.senses if x.pos == "verb" and "number" in x.attrs), None)
        return str(found) if found else ("sg" if any(x.pos == "verb" for x in seg.senses) else None)


REMEMBERED = 2
"""Sentences after which "the second" and "three of them" may still be doers told before."""
