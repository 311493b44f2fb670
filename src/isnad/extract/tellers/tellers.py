"""Who is meant by the words after "said": bodies, offices, sources, outlets, papers and persons.

Enters a line and the place where a teller may begin; leaves a phrase with its English
name, type and anonymity. Refuses to know what the teller says and how far it reaches.
"""

from __future__ import annotations

from isnad.extract.tellers.linewords import HEADS, Phrase
from isnad.extract.tellers.offices import OfficeReader
from isnad.grammar.segments import Sense

ISSUERS = ("body", "office", "institution", "outlet", "source", "spokes", "known", "rank", "given")
SPEAKS_WITH = ("source", "office", "spokes", "body", "institution")
FORCES = {"security": "official", "soldier": "military", "medic": "medical", "militant": "group"}


class TellerReader(OfficeReader):
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
        found = self.headed(at, free, weak) or (self.seat(at) if free else None)
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

    def headed(self, at: int, free: bool, weak: bool = False) -> Phrase | None:
        """The phrase whose head word stands at `at`; see `read`."""
        if self.has(at, "quote", "open"):
            return self.marked(at)
        for kind in HEADS:
            sense = self.segs[at].sense(kind) if self.has(at, kind) else None
            if sense is None or (
                not free and (kind == "country" or sense.attrs.get("weak")) and not (weak and kind == "source")
            ):
                continue
            if not self._written(at).endswith(str(sense.attrs.get("written", ""))):
                continue
            if sense.attrs.get("placed") and not (self.definite(at) or self.has(at + 1, "place")):
                continue
            if sense.attrs.get("kunya") and not self.definite(at) and not self.of_somebody(at + 1):
                continue
            found = self.of_kind(kind, at, sense)
            if found is not None:
                return found
        return None

    def of_kind(self, kind: str, at: int, sense: Sense) -> Phrase | None:
        """The phrase whose head word, of a class, stands at `at`."""
        if kind == "outlet":
            return self._outlet(at, sense)
        if kind in {"body", "institution"}:
            return self.body(at, sense, kind)
        if kind in {"office", "spokes"}:
            return self.office(at, sense, kind)
        if kind == "source":
            return self._source(at, sense)
        if kind == "doc":
            return self._paper(at, sense)
        if kind == "country":
            found = self.phrase(at, at + 1, "body", sense)
            found.type, found.female = "government", "f"
            return found
        if kind == "force":
            found = self.phrase(at, self.adjectives(at + 1) if self.definite(at) else at + 1, "body", sense)
            head = self.namer.nouns.get(" ".join(self.namer.plain(self.word(at))))
            found.en = self.title(at, found.end, head or self.namer.english(self.segs[at], self.word(at)))
            found.type = FORCES.get(str(sense.attrs.get("role")), "group")
            return found
        return self._person(at)

    def _of_two_kinds(self, end: int, definite: bool) -> bool:
        """Whether "and" joins a second adjective to the first: "security and medical sources"."""
        return self.has(end, "and") and self.has(end + 1, "qual") and self.definite(end + 1) == definite

    def _kinds(self, at: int, found: Phrase) -> int:
        """The end of the words that say what kind of source it is; its type goes by them."""
        end = at + 1
        while end < len(self.segs) and end - at < 6:
            if self.has(end, "qual", "nation"):
                kind = self.segs[end].attr("type", "qual")
                if kind and found.type in {"other", "official"}:
                    found.type = str(kind)
            elif end > at + 1 and self._of_two_kinds(end, self.definite(at)):
                pass
            elif (
                self.signs[end] in self.sets.stops
                or self.has(end, "rank", "given", "known", "source")
                or (
                    self.definite(at) != self.definite(end)
                    and (self.definite(at) or not self.has(end, "field", "body"))
                )
            ):
                break
            end += 1
        return self._toward(end) if end > at + 1 else end

    def _toward(self, end: int) -> int:
        """Past whom a source is "loyal to" or "close to"."""
        stem = self.namer.plainly(self.bare_word(end - 1), self.namer.toward)
        if stem is None or not self.has(end, "l", "from"):
            return end
        inner = self.read_body(end + 1)
        if inner is not None:
            return inner.end
        after = self.complement(end + 1, False, person=True)
        return after if after > end + 1 else max(end, self.name(end + 1))

    def _source(self, at: int, sense: Sense) -> Phrase | None:
        found = self.phrase(at, at + 1, "source", sense)
        said = self._kinds(at, found)
        end = max(said, self.construct(said)) if sense.attrs.get("person") and not self.definite(at) else said
        end, inner = self._within(end)
        if inner is not None:
            if inner.type in {"medical", "military"} or (inner.type == "group" and found.type == "other"):
                found.type = inner.type
            elif found.type == "other" and inner.type in {"official", "government"}:
                found.type = "official"
        if inner is not None and sense.attrs.get("doc"):
            inner.start = at  # figures speak for whom they belong to
            return inner
        found.en = self.title(at, end if inner is not None else said, found.en, holder=True)
        if sense.attrs.get("doc") and self.has(end, "quote", "open"):
            outlet = self.marked(end)
            if outlet is not None and outlet.kind == "outlet":
                outlet.start = at
                return outlet
        if found.type in {"outlet", "social_media"}:
            of = end + 1 if self.has(end, "from", "l", "in", "b") else end
            if self.has(of, "outlet", "paper", "quote") and self._reports_for(found, of):
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
        close = self.quoted_name(at)
        if close > at and self.marked(at) is None:
            found.en, found.end, found.anonymous = f"{self.english(at + 1, close - 1)} {found.en}", close, False
            return True
        paper = self.segs[at].sense("paper")
        outlet = self._outlet(at, paper) if paper is not None else self.headed(at, False)
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
        place = self.place_at(step, self.size, True) if self.has(i, "b", "in", "from") else None
        if place is not None:
            return place[0], Phrase(step, place[0], "place", place[1], "place", False, ())
        if self.has(step, "field", "office") and not self.has(i, "l"):
            end = self.complement(step, False, person=False)
            kind = self.leaning(step, end, "official", "source")
            return end, Phrase(step, end, "institution", self.noun_phrase(step, end), kind, False, ())
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
        issuer = self.headed(i, False) if i > at + 1 and i < len(self.segs) and not self.has(i, "quote") else None
        if issuer is None and self.has(at + 1, *ISSUERS):
            issuer = self.headed(at + 1, False)
        for j in (at + 1, i):
            if issuer is None and self.has(j, "field") and self.definite(j):
                end = self.complement(j, False, person=False)
                en = f"{self.noun_phrase(j, end)} ministry"
                issuer = Phrase(at, end, "institution", en, "government", False, self.words(j, end))
        if issuer is not None and issuer.kind != "doc":
            issuer.start = at
            return issuer
        i, kind, said = at + 1, "other", False
        while self.has(i, "issued", "qual") and not self.has(i, "l", "from", "b", "about_prep"):
            if self.segs[i].attr("type", "qual"):
                kind, said = str(self.segs[i].attr("type", "qual")), True
            i += 1
        if sense.attrs.get("mute"):
            if not said:
                return None
            figures = self.phrase(at, i, "source", sense)
            figures.en, figures.type, figures.anonymous = self.title(at, i, "figures", holder=True), kind, False
            return figures
        found = self.phrase(at, i, "doc", sense)
        found.type = kind
        found.en = self.title(at, i, found.en, holder=True)
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
            office = self.headed(after, False)
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
        other = self.headed(i + 1, False)
        if other is None or other.kind in {"doc", "outlet"} or (other.kind in bodies and found.kind not in bodies):
            return
        found.en = f"{found.en} and {other.en}"
        found.end = other.end
        found.words += other.words
        found.anonymous = found.anonymous and other.anonymous
        found.plural = True
