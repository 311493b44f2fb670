"""Whether a report tells of an event, and which of its drafts are then claims.

Enters the drafts of a whole report; leaves those that stand. An opinion piece, an interview or advice that only touches
on an attack has no event that anything around it could be about; places, days and manners in a text that tells of
nobody harmed and nothing done near its beginning are the scenery of something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport
from isnad.grammar.segments import Seg
from isnad.model.values import TextValue

HARD = frozenset({"casualties", "arrests", "mode", "attacker_fate", "responsibility"})
"""Kinds that tell an event by themselves."""
AROUND = frozenset({"target", "warning", "response", "reaction", "assessment", "background"})
"""Kinds that are told around an event."""
TELLING = HARD | {"event_site", "perpetrator", "target", "response"}
"""Kinds one of which a day needs beside it that nothing else makes one of an event."""
EARLY = 650
"""Code points within which a report about an event tells what happened, whatever its length."""
OPENING = 0.2
"""The share of a longer report within which it does."""
NEAR = 2
"""Segments behind a word of violence within which stands what makes a figure of speech of it."""
ARTICLE = 2
"""Letters of an article, which a draft has and a segment has not."""
EVENTS = ("attack", "blast", "incident", "event_noun", "raid", "roundup")
TOLD = 3
"""Segments between a work of fiction and a verb by which it tells."""
COUNTED = frozenset({"casualties", "arrests"})
STRIKES = ("strike", "strike_verb", "hit_verb")
BOMBINGS = ("air strike", "shelling")
AIMS = ("stronghold", "site_block")
"""What is bombed: positions, targets, camps."""
BESIDE = {"response": 4, "target": 2}
"""Kinds that tell something of an event by words of every day, and the sentences within which it must be told."""
LEAD = 3
"""Sentences with which a report says what it is about."""
LONE = 1
"""Manners without anybody harmed that a text about something else may hold: "a storm of criticism"."""


def is_short(parsed: ParsedReport) -> bool:
    """Whether a report is too short to be about something else than what it tells of."""
    return len(parsed.folded.text) <= EARLY


def is_about_event(parsed: ParsedReport, drafts: Sequence[Draft]) -> bool:
    """Whether a report may tell of an event, by its drafts of people, manners, responsibility and targets alone.

    A report of some length that tells of none of these, or of one manner late and by the way, is about something
    else, whoever it calls a doer and whatever places and days it names: the rest of it needs no reading.
    """
    hard = [d for d in drafts if d.kind in HARD]
    if len(hard) > LONE or any(d.kind != "mode" for d in hard) or is_short(parsed):
        return True
    return _is_early(drafts, _opening(parsed))


def told(parsed: ParsedReport, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that are claims of an event that the report tells."""
    scenes = Scenes(parsed)
    seen, drafts = drafts, [d for d in drafts if not scenes.holds(d)]
    telling = {d.sentence.index for d in drafts if d.kind in TELLING}
    drafts = [d for d in drafts if not d.leans or d.sentence.index in telling]
    hard = [d for d in drafts if d.kind in HARD]
    if not is_short(parsed) and all(d.kind == "mode" or d.kind in AROUND for d in drafts):
        return []
    if _is_early(drafts, _opening(parsed)):
        places = sorted({d.sentence.index for d in hard})
        counted = any(d.sentence.index < LEAD and d.kind in COUNTED for d in hard)
        return [d for d in drafts if d.kind not in BESIDE or _is_beside(d, places, counted)]
    only_scenes = any(d.kind in HARD for d in seen) and all(d.kind not in HARD for d in drafts)
    if only_scenes or not is_about_event(parsed, drafts):
        return []
    return [d for d in drafts if d.kind not in AROUND]


def _is_early(drafts: Sequence[Draft], opening: int) -> bool:
    """Whether what happened, or at whom it aimed, is told near the beginning."""
    return any(d.start <= opening and (d.kind in HARD or d.kind == "target") for d in drafts)


def _opening(parsed: ParsedReport) -> int:
    return max(EARLY, int(len(parsed.folded.text) * OPENING))


def _is_beside(draft: Draft, places: Sequence[int], counted: bool) -> bool:
    """Whether it is told near the event, in the sentences `places`, or in a report that begins with people harmed or
    held (`counted`)."""
    if counted:
        return True
    far = min((abs(place - draft.sentence.index) for place in places), default=LEAD)
    if not places or places[0] >= LEAD:
        return draft.kind == "target" and far == 0
    return far <= BESIDE[draft.kind]


def without_bombing(parsed: ParsedReport, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a report, their events settled, without bombings beside the event and their days.

    A report that counts people held and nobody harmed tells of the custody; positions that were bombed, with
    nobody counted in the sentence, are another event, and their day is not the custody's.
    """
    harmed = {d.event for d in drafts if d.kind == "casualties"}
    held = {d.event for d in drafts if d.kind == "arrests"}
    if not held or "main" in harmed:
        return list(drafts)
    counted = {d.sentence.index for d in drafts if d.kind in COUNTED}
    strikes, aims = parsed.pack.chars(*STRIKES), parsed.pack.chars(*AIMS)

    def bombed(draft: Draft) -> bool:
        line = draft.sentence.line
        return draft.sentence.index not in counted and line.holds(strikes) and line.holds(aims)

    return [d for d in drafts if not (bombed(d) if d.kind == "event_date" else _is_strike(d))]


def _is_strike(draft: Draft) -> bool:
    value = draft.value
    return draft.kind == "mode" and isinstance(value, TextValue) and value.mode in BOMBINGS


class Scenes:
    """Sentences that tell of harm and violence, and of nothing that happened: drills, fiction, figures of speech."""

    def __init__(self, parsed: ParsedReport) -> None:
        self._words = {name: frozenset(words) for name, words in parsed.pack.settings.get("scenes", {}).items()}
        self._text = parsed.folded.text
        self._article = parsed.pack.lexicon.article
        self._unreal: dict[int, bool] = {}

    def holds(self, draft: Draft) -> bool:
        """Whether a draft is no more than such a scene."""
        if not self._words or draft.kind not in HARD:
            return False
        sentence = draft.sentence
        unreal = self._unreal.get(sentence.start)
        if unreal is None:
            unreal = self._unreal[sentence.start] = self._is_unreal(sentence.line.segs)
        return unreal or self._missed(draft) or (draft.kind == "mode" and self._is_figure(draft))

    def _is_unreal(self, segs: Sequence[Seg]) -> bool:
        words = [self._text[s.start : s.end] for s in segs]
        if not self._words["drills"].isdisjoint(words):
            return True
        if any(b in self._words["sham"] and a in self._words["shammed"] for a, b in pairwise(words)):
            return True
        works = [n for n, word in enumerate(words) if word in self._words["works"]]
        return any(not self._words["tells"].isdisjoint(words[max(0, n - TOLD) : n + TOLD + 1]) for n in works)

    def _missed(self, draft: Draft) -> bool:
        """Whether it is said just before that this nearly happened."""
        for seg in reversed([s for s in draft.sentence.line.segs if s.start < draft.start]):
            if seg.has("comma", "stop", "but", "break"):
                return False
            if self._text[seg.start : seg.end] in self._words["nearly"]:
                return True
        return False

    def _is_figure(self, draft: Draft) -> bool:
        segs = draft.sentence.line.segs
        inside = [s for s in segs if draft.start < s.start < draft.end]
        behind = [s for s in segs if s.start >= draft.end][:NEAR]
        if not behind or not behind[0].has("from"):
            behind = behind[:1]
        if any(s.definite and s.has(*EVENTS) for s in segs if s.start <= draft.start + ARTICLE < s.end):
            behind = []
        figures = self._words["figures"]
        words = [self._text[s.start : s.end] for s in inside + behind]
        return any(w in figures or w.removeprefix(self._article) in figures for w in words)
