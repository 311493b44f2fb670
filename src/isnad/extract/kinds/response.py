"""response: what was done in answer to the event.

Meaning: evacuation, closed roads, flights, alerts, raids, operations, an investigation.
Wrong: words of condolence or condemnation (`reaction`); arrests, which are counted (`arrests`).
Right: "the road was closed", "helicopters evacuated the wounded", "an investigation was opened".
Source: gold/README.md.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import in_sentence, told
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import Rules
from isnad.lang.pack import LanguagePack, Rule


def find(parsed: ParsedReport) -> list[Draft]:
    """The response claims of a report, one for each clause that makes one; what was done long before
    the event is none."""
    drafts = told(parsed, "response")
    earlier = _of_the_past(parsed.pack)
    before = {
        index: [(d.start, d.end) for d in in_sentence(parsed.sentences[index], "background", earlier)]
        for index in sorted({d.sentence.index for d in drafts})
    }
    return [d for d in drafts if not any(d.start < end and start < d.end for start, end in before[d.sentence.index])]


@lru_cache(maxsize=8)
def _of_the_past(pack: LanguagePack) -> Rules[Rule]:
    """The background rules of what was done long before, indexed once a pack."""
    return Rules(r for r in pack.stage("background") if r.attrs.get("past"))
