"""Rows of `isnad list` and records as tables for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from isnad.cli.sheet import figures, one_title, table
from isnad.export.facts import covering
from isnad.model.codec import to_json
from isnad.model.record import Record
from isnad.reconcile.choose import origins_behind

Row = Mapping[str, Any]


def listed(what: str, rows: Iterable[Row]) -> Iterator[str]:
    """Lines of a table of what `isnad list` lists."""
    head, cells = _TABLES[what]
    return table(head, map(cells, rows))


def incident_table(records: Iterable[Record]) -> Iterator[str]:
    """Lines of a table of what `isnad incidents` prints."""
    return table(("incident", "day", "reports (origins)", "conflicts", "toll", "title"), map(_record, records))


def _record(record: Record) -> tuple[object, ...]:
    incident = record.incident
    reports = f"{len(covering(incident.members))} ({origins_behind(record)})"
    told = figures(record.toll)
    return incident.id, incident.date.low, reports, len(record.conflicts), told, one_title(incident.title)


def _report(row: Row) -> tuple[object, ...]:
    return (row["id"], row["version"], str(row["published"])[:10], row["outlet"], row["origin"])


def _incident(row: Row) -> tuple[object, ...]:
    return (row["incident"], row["date"], len(row["reports"]), one_title(row["title"]), " ".join(row["reports"]))


def _decision(row: Row) -> tuple[object, ...]:
    value = f" {to_json(row['value'])}" if row["value"] else ""
    state = "" if row["act"] == "undo" else row.get("waits") or ("in force" if row["in_force"] else "undone")
    what = f"{row['act']} {' '.join(row['targets'])}{value}"
    return (row["seq"], row["at"][:10], row["who"], state, row["reason"], what)


def _event(row: Row) -> tuple[object, ...]:
    return (row["seq"], row["at"], row["kind"], row["who"], row["tool"], row["hash"][:16])


_DECISIONS = (("number", "day", "who", "state", "reason", "what"), _decision)
_REPORTS = (("id", "version", "published", "outlet", "from"), _report)
_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Row], tuple[object, ...]]]] = {
    "reports": _REPORTS,
    "versions": _REPORTS,
    "incidents": (("incident", "day", "reports", "title", "ids"), _incident),
    "decisions": _DECISIONS,
    "waiting": _DECISIONS,
    "events": (("number", "at", "kind", "who", "with", "hash"), _event),
}
