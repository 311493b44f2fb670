"""The record day by day: what was known at the end of each day, and what the day changed."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from isnad.group.known import days_of, known_by
from isnad.model.incident import Incident, Reading
from isnad.model.record import DayState, History, Record
from isnad.reconcile.case import Case, restricted
from isnad.reconcile.changes import changes
from isnad.reconcile.conflicts.counts import count_conflicts
from isnad.reconcile.conflicts.facts import fact_conflicts
from isnad.reconcile.rows import WHOLE, toll_rows


def history(case: Case, readings: Mapping[str, Reading]) -> History:
    """One state for each day on which a covering report came, from the first on. Empty where no
    report bears a day."""
    days = days_of(case.incident, readings)
    dated = {name for names in days.values() for name in names}
    out: list[DayState] = []
    before: Record | None = None
    for day, names in days.items():
        known = known_by(case.incident, readings, day)
        assert known is not None, "a report that covers the incident came on this day"
        after = _record(case, known)
        told = changes(before, after) if before is not None else ()
        rows = tuple(r for r in after.toll if (r.role, r.nationality) == (WHOLE, None))
        out.append(DayState(day=day, reports=names, toll=rows, changes=told))
        before = after
    return History(days=tuple(out), undated=tuple(sorted(m.id for m in case.members if m.id not in dated)))


def _record(case: Case, known: Incident) -> Record:
    """The record of the incident as known, without rules, statements and what is proposed."""
    part = restricted(case, known)
    found = tuple(count_conflicts(part) + fact_conflicts(part))
    plain = msgspec.structs.replace(known, members=part.members)
    return Record(incident=plain, toll=toll_rows(part), rules={}, conflicts=found, statements=())
