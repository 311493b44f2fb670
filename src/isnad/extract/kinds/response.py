"""response: what was done in answer to the event.

Meaning: evacuation, closed roads, flights, alerts, raids, operations, an investigation.
Wrong: words of condolence or condemnation (`reaction`); arrests, which are counted (`arrests`).
Right: "the road was closed", "helicopters evacuated the wounded", "an investigation was opened".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import told
from isnad.extract.parsed import ParsedReport


def find(parsed: ParsedReport) -> list[Draft]:
    """The response claims of a report, one for each clause that makes one."""
    return told(parsed, "response")
