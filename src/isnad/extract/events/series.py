"""The sum of a series of events that a report begins with: "thirty killed in bombings across the country".

Enters the drafts once their events are settled. Where the headline or the first sentence counts the people of several
events together, and the body tells one after another with figures of its own, the report is about the first of
them; the sum is about all of them, and no figure of the one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from isnad.extract.draft import Draft
from isnad.extract.events.onsets import figured
from isnad.extract.parsed import Sentence
from isnad.model.values import CasualtyValue

MANY = ("pl", "pl2")
SERIES = "other:series"


def set_apart(drafts: Sequence[Draft], opens: Callable[[Sentence], bool]) -> None:
    """Give the sum of a series its own event. `opens` tells the headings and the first sentence."""
    deaths = [d for d in drafts if figured(d) and isinstance(d.value, CasualtyValue) and d.value.effect == "killed"]
    heads = [d for d in deaths if d.event == "main" and opens(d.sentence)]
    body = [d for d in deaths if not opens(d.sentence)]
    if not heads or not any(_several(d.sentence) for d in heads):
        return
    whole = max(_low(d) for d in heads)
    sums = {_low(d) for d in heads}
    smaller = [d for d in body if _low(d) < whole and _low(d) not in sums and not _is_past(d)]
    events = list(dict.fromkeys(d.event for d in smaller))
    if len(events) < 2:
        return
    if "main" not in events:
        for draft in drafts:
            if draft.event == events[0]:
                draft.event = "main"
    for draft in drafts:
        if isinstance(draft.value, CasualtyValue) and draft.event == "main" and opens(draft.sentence):
            draft.event = SERIES


def _several(sentence: Sentence) -> bool:
    """Whether a sentence speaks of several events for the first time: "in bombings", "a series of attacks"."""
    return any(
        s.has("series") or (s.has("attack", "blast") and s.attr("number") in MANY and not s.definite)
        for s in sentence.line.segs
    )


def _low(draft: Draft) -> int:
    return draft.value.low or 0 if isinstance(draft.value, CasualtyValue) else 0


def _is_past(draft: Draft) -> bool:
    slug = (draft.event or "").removeprefix("other:")
    return slug in ("earlier", "background", "similar", "recalled") or slug.replace("-", "").isdigit()
