"""response: what was done in answer to the event.

Meaning: evacuation, closed roads, flights, alerts, raids, operations, an investigation.
Wrong: words of condolence or condemnation (`reaction`); arrests, which are counted (`arrests`).
Right: "the road was closed", "helicopters evacuated the wounded", "an investigation was opened".
Source: gold/README.md.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.extract.clauses import OPENING, in_sentence, told
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import Rules
from isnad.lang.pack import LanguagePack, Rule


def find(parsed: ParsedReport) -> list[Draft]:
    """The response claims of a report, one for each clause that makes one; what was done long before
    the event is none."""
    drafts = told(parsed, "response")
    if drafts and _is_raid(parsed):
        drafts = [d for d in drafts if d.rule.rpartition(".")[2] not in RAIDS]
    earlier = _of_the_past(parsed.pack)
    before = {
        index: [(d.start, d.end) for d in in_sentence(parsed.sentences[index], "background", earlier)]
        for index in sorted({d.sentence.index for d in drafts})
    }
    return [d for d in drafts if not any(d.start < end and start < d.end for start, end in before[d.sentence.index])]


RAIDS = frozenset({"raids", "campaign", "operation", "operation-named"})
"""Rules of measures that are the event itself where people came to harm in one."""


def _is_raid(parsed: ParsedReport) -> bool:
    """Whether the opening tells of harm in a raid: what the forces did then is the event and answers none."""
    raid, harm = parsed.pack.chars("raids", "raid"), parsed.pack.chars("harm_noun", "harm_verb", "engage")
    opening = [s for s in parsed.sentences[:OPENING] if s.heading] + [s for s in parsed.sentences if not s.heading][:1]
    return any(s.wide.holds(raid) and s.line.holds(harm) for s in opening)


@lru_cache(maxsize=8)
def _of_the_past(pack: LanguagePack) -> Rules[Rule]:
    """The background rules of what was done long before, indexed once a pack."""
    return Rules(r for r in pack.stage("background") if r.attrs.get("past"))
