"""What the archive comes to at a moment: readings, incidents, decisions, records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from isnad.archive.decisions import Decision, Group, apply
from isnad.archive.rulings import ruled
from isnad.model.incident import Incident, Reading
from isnad.model.record import Record
from isnad.pipeline import iter_records


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The archive as it stands: readings and incidents with decisions applied, and the decisions
    that could not be, each with the reason. `standing` are the decisions that count, `homes` the
    reports of the claims they are about."""

    readings: tuple[Reading, ...]
    incidents: tuple[Incident, ...]
    unapplied: tuple[tuple[Decision, str], ...]
    standing: tuple[Decision, ...] = ()
    homes: dict[str, str] = {}

    @property
    def waiting(self) -> list[Decision]:
        """Questions that somebody put and nobody has decided yet."""
        return [d for d in self.standing if d.act == "unsure"]


def settled_state(readings: Sequence[Reading], made: Sequence[Decision], group: Group) -> State:
    """Readings → decisions → incidents, as `group` makes them."""
    applied = apply(tuple(readings), tuple(made), group)
    return State(**{name: getattr(applied, name) for name in State.__struct_fields__})


def records_of(state: State) -> Iterator[Record]:
    """The record of each incident, one at a time, with what people decided about it."""
    return with_desk(state, iter_records(state.incidents, state.readings))


def with_desk(state: State, records: Iterable[Record]) -> Iterator[Record]:
    """The records with the archive's decisions that touch them."""
    return ruled(records, state.standing, state.homes)
