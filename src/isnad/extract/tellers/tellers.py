"""Who is meant by the words after "said": bodies, offices, sources, outlets, papers and persons.

Enters a line and the place where a teller may begin; leaves a phrase with its English
name, type and anonymity. Refuses to know what the teller says and how far it reaches.
"""

from __future__ import annotations

from isnad.extract.tellers.linewords import HEADS, LONGEST, Phrase
from isnad.extract.tellers.outlets import OutletReader
from isnad.grammar.segments import Sense

ISSUERS = ("body", "office", "institution", "outlet", "source", "spokes", "known", "rank", "given")
SPEAKS_WITH = ("source", "office", "spokes", "body", "institution")
NAMED_FOR = ("body", "institution", "office", "field", "outlet", "known", "rank")
"""In whose name somebody speaks: what follows is then no part of his own name."""
FORCES = {"security": "official", "soldier": "military", "medic": "medical", "militant": "group"}


class TellerReader(OutletReader):
    """Reads teller phrases in one line of segments."""

    def read(self, i: int, free: bool = False, weak: bool = False) -> Phrase | None:
        """The phrase that begins at segment `i`; None when nothing there can be a teller.

        `weak` lets people count who speak only where somebody is asked for (a father, a driver); `free` them, and
        words that no list holds as a person's name.
        """
        at = self.skip(i)
        same = self.has(at, "same") and self.has(at + 1, "source", "doc", "spokes", "office", "outlet", "institution")
        if same or (self.has(at, "latest") and self.has(at + 1, "doc", "source")):
            at += 1
        if at >= len(self.segs):
            return None
        found = self._headed(at, free, weak) or (self.seat(at) if free else None)
        if found is None and free and self.name_word(at, False):
            found = self._person(at)
        if found is not None:
            found.start = i
            self._again(found, same)
            self._joined(found)
        return found

    def _again(self, found: Phrase, same: bool) -> None:
        """ "the same source", "the source himself": a reference back; then what is set beside the name."""
        if self.has(found.end, "same") and not self.has(found.end + 1, "source", "doc"):
            found.end += 1
            same = True
        if same:
            found.bare, found.anonymous = True, found.anonymous and not found.name
        if found.kind not in {"name", "known", "doc"}:
            found.end = self.beside_name(found.end)

    def _headed(self, at: int, free: bool, weak: bool = False) -> Phrase | None:
        if self.has(at, "quote", "open"):
            return self.marked(at)
        for kind in HEADS:
            sense = self.segs[at].sense(kind) if self.has(at, kind) else None
            if sense is None or (
                not free and (kind == "country" or sense.attrs.get("weak")) and not (weak and kind == "source")
            ):
                continue
            if sense.attrs.get("placed") and not (self.definite(at) or self.has(at + 1, "place")):
                continue
            if sense.attrs.get("kunya") and not self.definite(at) and not self.of_somebody(at + 1):
                continue
            found = self._of_kind(kind, at, sense)
            if found is not None:
                return found
        return None

    def _of_kind(self, kind: str, at: int, sense: Sense) -> Phrase | None:
        if kind == "outlet":
            return self._outlet(at, sense)
        if kind in {"body", "institution"}:
            return self._body(at, sense, kind)
        if kind in {"office", "spokes"}:
            return self._office(at, sense, kind)
        if kind == "source":
            return self._source(at, sense)
        if kind == "doc":
            return self._paper(at, sense)
        if kind == "country":
            found = self.phrase(at, at + 1, "body", sense)
            found.type, found.female = "government", "f"
            return found
        if kind == "force":
            found = self.phrase(at, at + 1, "body", sense)
            found.en = self.namer.english(self.segs[at], self.word(at))
            found.type = FORCES.get(str(sense.attrs.get("role")), "group")
            return found
        return self._person(at)

    def _body(self, at: int, sense: Sense, kind: str) -> Phrase | None:
        end, front, back = self._complement(at + 1, self.definite(at), person=False)
        close = self.quoted_name(end)
        again = self.has(end, "open") and (end > at + 1 or " " in self.word(at))
        if close > end and not again:
            back.append(self.english(end + 1, close - 1))
            end = close
            if self.has(end, "qual", "nation") and self.definite(end):
                front.append(self.namer.english(self.segs[end], self.word(end)))
                end += 1
        elif sense.attrs.get("weak") and end == at + 1:
            return None
        found = self.phrase(at, end, "body" if kind == "body" else "institution", sense)
        short = self.segs[end + 1].attr("en", "body") if again and close > end else None
        found.en = str(short) if short else self.namer.join(front, back, found.en)
        if kind == "institution":
            found.type = self._leaning(at + 1, end, found.type, kind)
        found.bare = self.alone(at, end)
        if kind == "institution" and end == at + 1 and not self.definite(at):
            return None
        return found

    def _complement(self, i: int, definite: bool, person: bool) -> tuple[int, list[str], list[str]]:
        """(end, adjectives, nouns) in English of what says which body or office is meant.

        After a definite head only adjectives follow. With `person` a name ends it.
        """
        front: list[str] = []
        back: list[str] = []
        end = i
        while end < len(self.segs) and end - i < LONGEST:
            seg = self.segs[end]
            if definite and self.listeners(end):
                break
            if self.has(end, "qual", "nation"):
                front.append(self.namer.english(seg, self.word(end)))
            elif self.has(end, "field", "body", "institution", "office", "country") and (not definite or person):
                back.append(self.namer.english(seg, self.word(end)))
                definite = self.definite(end) or definite
            elif self.signs[end] in self.sets.stops or self.has(end, "rank", "given", "known"):
                break
            elif self.definite(end) or not person:
                if definite and not person and (not self.definite(end) or not self.adjective(end)):
                    break
                back.append(self.namer.english(seg, self.word(end)))
                definite = self.definite(end) or definite
            elif back or definite:
                break
            else:
                back.append(self.namer.english(seg, self.word(end)))
                definite = True
            end += 1
        return end, front, back

    def _office(self, at: int, sense: Sense, kind: str) -> Phrase | None:
        found = self.phrase(at, at + 1, kind, sense)
        end, front, back = self._complement(at + 1, self.definite(at), person=True)
        close = self.quoted_name(end)
        if close > end > at + 1:
            back.append(self.english(end + 1, close - 1))
            end = close
        for _ in range(2):
            step = self._link(end, kind)
            if step == end or self.listeners(step):
                break
            inner = self.read_body(step)
            if inner is not None and inner.kind == "outlet" and not self.has(step - 1, "by_name"):
                break
            if inner is not None:
                back.append(inner.en)
                end = inner.end
                if inner.type in {"group", "medical"} and found.type == "official":
                    found.type = inner.type
            else:
                after, more, nouns = self._complement(step, False, person=True)
                if after == step and self.has(step - 1, "by_name"):
                    after, nouns = self.name(step), [self.english(step, self.name(step))]
                if after == step:
                    break
                front, back, end = front + more, back + nouns, after
        found.type = self._leaning(at + 1, end, found.type, kind)
        found.en = self.namer.join(front, back, found.en)
        name_end = self.name(self.past_comma(end))
        while (
            name_end > end and self.has(name_end, "rank") and self.definite(name_end) and self.name(name_end) > name_end
        ):
            back.append(self.english(self.past_comma(end), name_end))
            end, name_end = name_end, self.name(name_end)
        if name_end > end and self.english(self.past_comma(end), name_end):
            found.name = self.english(self.past_comma(end), name_end)
            found.en = f"{found.name}, {found.en}"
            end = name_end
        if kind == "office" and self.has(self.past_comma(end), "spokes"):
            spokes = self._headed(self.past_comma(end), False)
            if spokes is not None and not spokes.name:
                found.en, found.type, end = f"{found.en}, {spokes.en}", spokes.type, spokes.end
        found.end = end
        found.words = self.words(at, end)
        found.bare = self.alone(at, end)
        return found

    def _leaning(self, start: int, end: int, own: str, kind: str) -> str:
        """An office in a group or a hospital belongs there."""
        if kind == "spokes" or (own != "official" and kind != "institution") or own == "group":
            return own
        leanings = {"medical", "official"} if kind == "institution" else {"group", "medical", "military"}
        for i in range(start, end):
            for cls in ("body", "institution", "field"):
                sense = self.segs[i].sense(cls)
                if sense is not None and sense.attrs.get("type") in leanings:
                    return str(sense.attrs["type"])
        return own

    def read_body(self, at: int) -> Phrase | None:
        """A body, an organisation or an outlet at `at`."""
        for kind in ("body", "outlet", "institution"):
            sense = self.segs[at].sense(kind) if self.has(at, kind) else None
            if sense is not None:
                return self._of_kind(kind, at, sense)
        return self.marked(at) if self.has(at, "quote", "open") else None

    def _link(self, i: int, kind: str) -> int:
        """Past "in the name of", "of", "in": to what an office belongs to."""
        named_for = self.has(i, "by_name") and self.has(i + 1, *NAMED_FOR)
        if self.name(i) > i and not named_for:
            return i
        if self.has(i, "by_name"):
            return i + 1
        if self.has(i, "b") and self.has(i + 1, "by_name"):
            return i + 2
        if self.has(i, "l", "b", "in", "on", "from") and (kind != "office" or self.has(i, "in", "l", "b")):
            return i + 1
        return i + 1 if kind == "spokes" and self.has(i, "body", "outlet") else i

    def _of_two_kinds(self, end: int, definite: bool) -> bool:
        """Whether "and" joins a second adjective to the first: "security and medical sources"."""
        return self.has(end, "and") and self.has(end + 1, "qual") and self.definite(end + 1) == definite

    def _source(self, at: int, sense: Sense) -> Phrase | None:
        found = self.phrase(at, at + 1, "source", sense)
        end, front = at + 1, []
        while end < len(self.segs) and end - at < 6:
            if self.has(end, "qual", "nation"):
                kind = self.segs[end].attr("type", "qual")
                if kind and found.type in {"other", "official"}:
                    found.type = str(kind)
                front.append(self.namer.english(self.segs[end], self.word(end)))
            elif end > at + 1 and self._of_two_kinds(end, self.definite(at)):
                pass
            elif (
                self.signs[end] in self.sets.stops
                or self.has(end, "rank", "given", "known")
                or (self.definite(at) and not self.definite(end))
            ):
                break
            elif self.definite(at) == self.definite(end) or (self.has(end, "field", "body") and not self.definite(at)):
                front.append(self.namer.english(self.segs[end], self.word(end)))
            else:
                break
            end += 1
        if sense.attrs.get("person") and not self.definite(at):
            end = max(end, self.construct(end))
        end, inner = self._within(end)
        if inner is not None:
            front.append(inner.en)
            if inner.type in {"medical", "military"} or (inner.type == "group" and found.type == "other"):
                found.type = inner.type
            elif found.type == "other" and inner.type in {"official", "government"}:
                found.type = "official"
        if inner is not None and sense.attrs.get("doc"):
            inner.start = at  # figures speak for whom they belong to
            return inner
        found.en = self.namer.join(front, [], found.en)
        if found.type == "outlet":
            of = end + 1 if self.has(end, "from", "l", "in", "b") else end
            if self.has(of, "outlet", "paper") and self._reports_for(found, of):
                return found
        begin = self.past_comma(end) if self.has(self.past_comma(end), "rank", "given", "known") else end
        of_whom = bool(sense.attrs.get("person")) and end > at + 1 and self.has(begin, "given")
        named = self.definite(at) or sense.attrs.get("anonymous") is False or self.has(begin, "rank", "known")
        named = named or of_whom
        name_end = self.name(begin) if named else end
        if name_end > begin:
            found.name = self.english(begin, name_end)
            found.en, found.anonymous, end = f"{found.name}, {found.en}", False, name_end
        elif sense.attrs.get("person"):
            one = not found.plural and self.definite(at)
            found.anonymous = bool(sense.attrs.get("anonymous", True)) and not one
        elif not sense.attrs.get("doc"):
            found.anonymous = bool(sense.attrs.get("anonymous", True))
        found.end = end
        found.words = self.words(at, end)
        found.bare = self.alone(at, end)
        return found

    def _reports_for(self, found: Phrase, at: int) -> bool:
        """Add to a reporter the outlet at `at` that he is named by; False where it is none."""
        paper = self.segs[at].sense("paper")
        outlet = self._outlet(at, paper) if paper is not None else self._headed(at, False)
        if outlet is None or (outlet.bare and paper is None):
            return False
        found.en, found.type, found.end = f"{outlet.en} {found.en}", outlet.type, outlet.end
        found.anonymous, found.words = False, found.words + outlet.words
        return True

    def _within(self, i: int) -> tuple[int, Phrase | None]:
        """ "in the police", "of the ministry" after a source."""
        if not self.has(i, "in", "b", "from", "l", "field", "body"):
            return i, None
        step = i if self.has(i, "field", "body") else i + 1
        if self.has(step, "quote", "open") or self.has(step, "outlet"):
            return i, None
        inner = self.read_body(step) if step < len(self.segs) else None
        if inner is not None and inner.kind != "outlet":
            return inner.end, inner
        if self.has(step, "field", "office") and not self.has(i, "l"):
            end, front, back = self._complement(step, False, person=False)
            kind = self._leaning(step, end, "official", "source")
            return end, Phrase(step, end, "institution", self.namer.join(front, back, ""), kind, False, ())
        return i, None

    def _paper(self, at: int, sense: Sense) -> Phrase | None:
        """A statement speaks for whoever issued it."""
        i = at + 1
        while (
            i < len(self.segs)
            and i - at < 8
            and (
                self.has(i, "issued", "qual", "about_prep", "l", "from", "b", "rel")
                or (self.has(i, "say") and self.segs[i].pronoun)
            )
        ):
            i += 1
        issuer = self._headed(i, False) if i > at + 1 and i < len(self.segs) and not self.has(i, "quote") else None
        if issuer is None and self.has(at + 1, *ISSUERS):
            issuer = self._headed(at + 1, False)
        for j in (at + 1, i):
            if issuer is None and self.has(j, "field") and self.definite(j):
                end, front, back = self._complement(j, False, person=False)
                en = self.namer.join(front, back, "ministry")
                issuer = Phrase(at, end, "institution", en, "government", False, self.words(j, end))
        if issuer is not None and issuer.kind != "doc":
            issuer.start = at
            return issuer
        i, kind, front = at + 1, "other", []
        while self.has(i, "issued", "qual") and not self.has(i, "l", "from", "b", "about_prep"):
            if self.segs[i].attr("type", "qual"):
                kind = str(self.segs[i].attr("type", "qual"))
                front.append(self.namer.english(self.segs[i], self.word(i)))
            i += 1
        if sense.attrs.get("mute"):
            if not front:
                return None
            figures = self.phrase(at, i, "source", sense)
            figures.en, figures.type, figures.anonymous = self.namer.join(front, [], "figures"), kind, False
            return figures
        found = self.phrase(at, i, "doc", sense)
        found.type = kind
        found.en = self.namer.join(front, [], found.en)
        found.anonymous = True
        found.bare = self.definite(at)
        return found

    def _person(self, at: int) -> Phrase | None:
        end = self.name(at)
        if end == at:
            return None
        begin = at
        while begin < end - 1 and self.has(begin, "rank"):
            begin += 1
        known = self.segs[begin].sense("known")
        name = str(known.attrs["en"]) if known else self.english(at, end)
        kind = str(known.attrs.get("type", "official")) if known else "other"
        if self.has(at, "rank") and not known and self.segs[at].attr("en", "rank") not in {"Dr", "Mr", "Mrs", ""}:
            kind = "official"
        found = Phrase(at, end, "known" if known else "name", name, kind, False, self.words(at, end), "any", False)
        found.name = name
        found.type = self.walk_of_life(end, found.type)
        after = self.past_comma(end + self.has(end, "dash", "open"))
        who_is = self.has(after, "he")
        if who_is:
            after += 1
        elif (
            self.has(after, "and") and self.has(after + 1, "adv") and self.has(after + 2, "office", "spokes", "source")
        ):
            after += 2
        if self.has(after, "office", "spokes", "source") and (after == end or self.has(after, "office", "spokes")):
            office = self._headed(after, False)
            if office is not None and (who_is or not office.name) and not (office.bare and after != end):
                found.en, found.type, found.end = f"{name}, {office.en}", office.type, office.end
                found.words += office.words
        return found

    def _joined(self, found: Phrase) -> None:
        """ "residents and witnesses", "the mayor and two sources": two that speak as one."""
        i = found.end
        if not self.has(i, "and") or not self.has(i + 1, *SPEAKS_WITH) or found.kind in {"doc", "outlet"}:
            return
        bodies = ("body", "institution")
        other = self._headed(i + 1, False)
        if other is None or other.kind in {"doc", "outlet"} or (other.kind in bodies and found.kind not in bodies):
            return
        found.en = f"{found.en} and {other.en}"
        found.end = other.end
        found.words += other.words
        found.anonymous = found.anonymous and other.anonymous
        found.plural = True
