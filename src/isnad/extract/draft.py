"""A claim in the making: what a kind module found, before teller, stance and event are settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.extract.parsed import Sentence
from isnad.model.claim import Step
from isnad.model.values import Value


@dataclass(slots=True)
class Draft:
    """One claim of one sentence. `start` and `end` are folded positions of the evidence.

    `stance` and `event` are set only where the rule itself decides them ("nobody was hurt",
    "the attack of 2012"); otherwise they are settled for the whole report afterwards.
    `speaker` asks for the teller that holds at another place than the evidence's start. `voice`: "deed" where
    a verb in the evidence that may also be one of saying tells a deed; "actor" where who does it
    speaks by it; "accuser" where the subject of the verb at `speaker` does. `leans`: it stands only where its sentence
    tells something else of an event, too. `period` says that a figure
    counts a month, a year or a war and no event.
    """

    kind: str
    value: Value
    sentence: Sentence
    start: int
    end: int
    rule: str
    stance: str | None = None
    event: str | None = None
    speaker: int | None = None
    voice: str | None = None
    leans: bool = False
    steps: tuple[Step, ...] = field(default_factory=tuple)
    period: bool = False
