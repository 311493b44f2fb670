"""Who telephoned whom, and what was said in the call.

Enters the drafts of a report; fills in the caller and the called of each call that is told, and
marks what is told as said in it: the clauses after it in its sentence, and those of the next
sentence that both sides are quoted with. Visits get the name of who paid them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.tellers.linewords import Phrase
from isnad.extract.tellers.tellers import TellerReader
from isnad.model.values import TextValue

CALL = "call"
SAID = ("reaction", "assessment")
PEOPLE = ("office", "known", "rank", "name")
BEFORE, AFTER = 10, 8
"""Segments before and after a word for a call in which the two sides stand."""


def mark(parsed: ParsedReport, drafts: Sequence[Draft]) -> None:
    """Set caller and called, and what was said in which call, on the values of `drafts`."""
    calls: list[tuple[Draft, Sentence, tuple[str, ...]]] = []
    for draft in drafts:
        value = draft.value
        if draft.rule.endswith(("reaction.phone", "reaction.contacted")) and isinstance(value, TextValue):
            caller, called = _sides(parsed, draft)
            draft.value = msgspec.structs.replace(value, actor=caller, recipient=called)
            if caller and called:
                calls.append((draft, draft.sentence, (caller, called)))
        elif draft.rule.endswith("background.visit") and isinstance(value, TextValue):
            draft.value = msgspec.structs.replace(value, actor=_visitor(parsed, draft))
    for draft in drafts if calls else ():
        value = draft.value
        if draft.kind in SAID and isinstance(value, TextValue) and not any(draft is call for call, _, _ in calls):
            names = next((n for call, s, n in reversed(calls) if _said_in(call, s, draft)), None)
            if names is not None:
                draft.value = msgspec.structs.replace(value, about=CALL, names=names)


def _said_in(call: Draft, sentence: Sentence, draft: Draft) -> bool:
    if draft.sentence is sentence:
        return draft.start >= call.end
    after = draft.sentence.index == sentence.index + 1 and draft.sentence.paragraph == sentence.paragraph
    return after and any(s.has("both_sides") and s.start <= draft.start for s in draft.sentence.line.segs[:4])


def _phrases(parsed: ParsedReport, sentence: Sentence, first: int, last: int) -> list[Phrase]:
    """People named in segments [first, last), the whole phrase of each."""
    segs = sentence.line.segs
    reader = TellerReader(parsed.pack, parsed.folded, segs, sentence.line.signs)
    found: list[Phrase] = []
    n = max(0, first)
    while n < min(last, len(segs)):
        phrase = reader.read(n, free=segs[n].has("given"))
        if phrase is not None and phrase.kind in PEOPLE and phrase.end <= last:
            found.append(phrase)
            n = max(n + 1, phrase.end)
        else:
            n += 1
    return found


def _sides(parsed: ParsedReport, draft: Draft) -> tuple[str | None, str | None]:
    segs = draft.sentence.line.segs
    at = next((n for n, s in enumerate(segs) if draft.start <= s.start < draft.end and s.has("phone")), None)
    if at is None:
        return None, None
    opens = max((n + 1 for n, s in enumerate(segs[:at]) if s.has("stop", "phone")), default=0)
    before = _phrases(parsed, draft.sentence, max(opens, at - BEFORE), at)
    after = _phrases(parsed, draft.sentence, at + 1, at + 1 + AFTER)
    caller = _name(before[-1]) if before else None
    called = _name(after[0]) if after else None
    if after and after[0].start and segs[after[0].start - 1].has("from"):
        caller, called = called, caller
    return caller, called


def _visitor(parsed: ParsedReport, draft: Draft) -> str | None:
    """Who paid a visit: named inside the clause, else last before it."""
    segs = draft.sentence.line.segs
    first = next((n for n, s in enumerate(segs) if s.start >= draft.start), 0)
    last = next((n for n, s in enumerate(segs) if s.start >= draft.end), len(segs))
    found = (
        _phrases(parsed, draft.sentence, first, last) or _phrases(parsed, draft.sentence, first - BEFORE, first)[-1:]
    )
    return _name(found[0]) if found else None


def _name(phrase: Phrase) -> str:
    return phrase.name or phrase.en
