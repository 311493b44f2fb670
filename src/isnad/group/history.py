"""Former ids: an incident that grew, was merged or was split says what it was called before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isnad.model.incident import Incident

COVERS = "covers"


def former_ids(incidents: Iterable[Incident], before: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """By id of an incident, the ids that its covering reports stood under in an earlier run.

    `before` maps each former incident to the ids of its covering reports. The former id that
    shares the most reports comes first, then by id; an id that did not change is left out, and so
    is an incident without former ids. A merged incident has several, and both parts of a split
    one have the same.
    """
    holders: dict[str, list[str]] = {}
    for former, reports in sorted(before.items()):
        for report in sorted(set(reports)):
            holders.setdefault(report, []).append(former)
    out: dict[str, tuple[str, ...]] = {}
    for incident in incidents:
        shared: dict[str, int] = {}
        for report in sorted({m.id for m in incident.members if m.role == COVERS}):
            for former in holders.get(report, ()):
                shared[former] = shared.get(former, 0) + 1
        shared.pop(incident.id, None)
        if shared:
            out[incident.id] = tuple(sorted(shared, key=lambda f: (-shared[f], f)))
    return out
