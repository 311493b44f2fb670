"""reaction: what people said or felt in answer to the event.

Meaning: condolence, condemnation, labels, calls, vows, praise, contacts between officials.
Wrong: measures on the ground (`response`); opinions on what it means (`assessment`).
Right: "telephoned his counterpart", "called on the government to", "drew wide reactions".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import told
from isnad.extract.parsed import ParsedReport


def find(parsed: ParsedReport) -> list[Draft]:
    """The reaction claims of a report, one for each clause that makes one."""
    return told(parsed, "reaction")
