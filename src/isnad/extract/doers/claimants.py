"""The name of the group that claims an act: for `responsibility`."""

from __future__ import annotations

from isnad.extract.clauses import last_group
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg
from isnad.lang.romanise import romanise

REACH = 9
"""Segments beside the verb in which its subject is named."""
OFFICIAL = ("body", "source", "office", "institution", "spokes", "troops", "country", "known", "state_body")
WALLS = ("stop", "colon", "comma", "that")


class Claimants:
    """Names of those who claim or deny, in one report."""

    def __init__(self, parsed: ParsedReport) -> None:
        self._parsed = parsed
        self._names = parsed.pack.settings["names"]

    def name(self, m: Match, last: str | None) -> str | None:
        """The English name: as the rule found it, as the words behind "called" give it, else the group named `last`.

        None where the subject is a group that the report does not name, or where another than a group denies.
        """
        named = m.seg("who") or next((s for s in m.segs() if s.has("named")), None)
        if named is not None:
            found: str | None = named.attr("en", "named")
            return found
        segs, head = m.line.segs, m.at("head")
        subject = self._subject(segs, head)
        if subject is not None:
            called = self._called(segs, subject)
            if called is not None:
                return called
            if not segs[subject].definite and not any(s.has("named") for s in segs[subject + 1 : subject + 3]):
                return None
        elif m.rule.attrs["claim"] == "denied" and self._other_speaker(segs, head, m.end):
            return None
        return last_group(m.line, m.start) or last

    def _other_speaker(self, segs: list[Seg], head: int, end: int) -> bool:
        """Whether a state, an army or an official denies, and no band told of before."""
        return any(s.has(*OFFICIAL) for s in [*segs[max(0, head - 3) : head], *segs[head + 1 : end]])

    def _subject(self, segs: list[Seg], head: int) -> int | None:
        """The word for a band that the verb has behind it, or before it."""
        if not segs[head].has("called"):
            for n in range(head + 1, min(len(segs), head + 3)):
                if segs[n].has("org", "band"):
                    return n
        for n in range(head - 1, max(-1, head - REACH), -1):
            if segs[n].has(*WALLS):
                return None
            if segs[n].has("org", "band") and not (n and segs[n - 1].has("quote", "called")):
                return n
        return None

    def _called(self, segs: list[Seg], subject: int) -> str | None:
        """What stands between quotation marks behind a word for a band, near it."""
        first = next((n for n in range(subject + 1, min(len(segs), subject + 6)) if segs[n].has("quote", "open")), None)
        if first is None:
            return None
        for last in range(first + 2, min(len(segs), first + 6)):
            if segs[last].has("quote", "close"):
                inner = segs[first + 1 : last]
                named = next((s.attr("en", "named") for s in inner if s.has("named")), None)
                text = self._parsed.folded.text[segs[first].end : segs[last].start]
                return named or romanise(text, self._names) or None
        return None
