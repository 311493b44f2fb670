"""response: what was done in answer to the event.

Meaning: evacuation, closed roads, flights, alerts, raids, operations, an investigation.
Wrong: words of condolence or condemnation (`reaction`); arrests, which are counted (`arrests`).
Right: "the road was closed", "helicopters evacuated the wounded", "an investigation was opened".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import in_sentence, told
from isnad.extract.parsed import ParsedReport


def find(parsed: ParsedReport) -> list[Draft]:
    """The response claims of a report, one for each clause that makes one; what was done long before
    the event is none."""
    drafts = told(parsed, "response")
    earlier = [r for r in parsed.pack.stage("background") if r.attrs.get("past")]
    before = {
        index: [(d.start, d.end) for d in in_sentence(parsed.sentences[index], "background", earlier)]
        for index in sorted({d.sentence.index for d in drafts})
    }
    return [d for d in drafts if not any(d.start < end and start < d.end for start, end in before[d.sentence.index])]
