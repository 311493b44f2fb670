"""Which records a desk asks for: by day, kind, place and the number of independent origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from isnad.model.incident import Incident
from isnad.model.record import Record
from isnad.reuse.words import words


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What to keep. `since` and `until` are ISO days, both included; `kinds` are kinds of incident,
    any of them; `place` words that stand together in the name of the place, in either script, of its
    region, or the three letters of its country; `min_origins` a count. Nothing set keeps everything."""

    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = ()
    place: str | None = None
    min_origins: int = 0


def choose(records: Iterable[Record], choice: Choice) -> Iterator[Record]:
    """The records that `choice` asks for, in their order."""
    wanted = words(choice.place).text if choice.place else ()
    kinds = {kind.casefold() for kind in choice.kinds}
    for record in records:
        incident = record.incident
        if not _in_days(incident, choice):
            continue
        if kinds and incident.kind.casefold() not in kinds:
            continue
        if choice.place and not _at(incident, wanted):
            continue
        if choice.min_origins and origins_behind(record) < choice.min_origins:
            continue
        yield record


def origins_behind(record: Record) -> int:
    """How many independent origins stand behind the best supported figure of an incident; behind
    an incident without figures, how many families of reports that copy one another."""
    told = max((row.origins for row in record.toll), default=0)
    return told or len({m.origin_family for m in record.incident.members if m.role == "covers"})


def _in_days(incident: Incident, choice: Choice) -> bool:
    """Whether the incident's days touch those asked for; one without a known day does not."""
    if choice.since is None and choice.until is None:
        return True
    low, high = incident.date.low, incident.date.high
    if low is None or high is None:
        return False
    return (choice.since is None or high >= choice.since) and (choice.until is None or low <= choice.until)


def _at(incident: Incident, wanted: tuple[str, ...]) -> bool:
    site = incident.site
    for name in (site.name, site.name_ar, site.admin1, site.country):
        found = words(name).text if name else ()
        if wanted and any(found[n : n + len(wanted)] == wanted for n in range(len(found) - len(wanted) + 1)):
            return True
    return False
