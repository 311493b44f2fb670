"""warning: someone warned before the event.

Meaning: that a warning was given or received before it happened, and whether it was heeded.
Wrong: warnings after the event of what may follow (`reaction`, `assessment`).
Right: "had received earlier warnings", "did not take the warnings into account".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.clauses import told
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport


def find(parsed: ParsedReport) -> list[Draft]:
    """The warnings a report tells, in the order of the text."""
    return told(parsed, "warning")
