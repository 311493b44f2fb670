"""What every export is made from: records, the readings behind them, and the version that read them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from isnad.errors import InputError
from isnad.export.words import load_words
from isnad.model.claim import Claim
from isnad.model.incident import Reading
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.reconcile.policies.registry import POLICIES

Files = dict[str, bytes]
"""File name inside the export's folder to content."""


class LeftOut(msgspec.Struct, frozen=True):
    """An incident that a form has no place for, and why (a key of losses.yaml)."""

    incident: str
    reason: str


class Options(msgspec.Struct, frozen=True):
    """`language` picks the words of tables that carry headings; `bom` puts a byte order mark
    before CSV, for spreadsheets that would read UTF-8 as something else."""

    language: str = ""
    bom: bool = False

    @property
    def tongue(self) -> str:
        """The language chosen, or the interface's own default."""
        return self.language or load_words().default


class Held(NamedTuple):
    """A claim as an incident holds it; `incident` is None for a claim that none holds."""

    incident: str | None
    claim: Claim


@dataclass(frozen=True)
class Bundle:
    """Records in the order they are shown, readings in the order of their ids."""

    records: tuple[Record, ...]
    readings: tuple[Reading, ...]
    version: str

    @classmethod
    def of(cls, records: Sequence[Record], readings: Mapping[str, Reading] | Iterable[Reading], version: str) -> Bundle:
        """The bundle of a run; the order of `readings` does not matter."""
        rows = readings.values() if isinstance(readings, Mapping) else readings
        return cls(tuple(map(_in_order, records)), tuple(sorted(rows, key=lambda r: r.report.id)), version)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every claim as every incident holds it, then the claims that no incident holds."""
        inside = [Held(r.incident.id, c) for r in self.records for c in r.incident.claims]
        known = {h.claim.claim for h in inside}
        return (*inside, *(Held(None, c) for r in self.readings for c in r.claims if c.claim not in known))

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Each claim once, as the first incident holds it, in the order of `held`."""
        found: dict[str, Claim] = {}
        for _, claim in self.held:
            found.setdefault(claim.claim, claim)
        return found

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """Every report by id; one whose reading is missing has what its incident knows and no text."""
        found = {r.report.id: r.report for r in self.readings}
        for record in self.records:
            for m in record.incident.members:
                found.setdefault(m.id, Report(id=m.id, text="", outlet=m.outlet, published=m.published))
        for _, claim in self.held:
            found.setdefault(claim.report, Report(id=claim.report, text=""))
        return dict(sorted(found.items()))


def _in_order(record: Record) -> Record:
    """The record with its rules in the order in which they are shown; others follow by name."""
    known = [policy.name for policy in POLICIES]
    names = sorted(record.rules, key=lambda n: (known.index(n) if n in known else len(known), n))
    return msgspec.structs.replace(record, rules={name: record.rules[name] for name in names})


class Format(msgspec.Struct, frozen=True):
    """A form of exchange. `name` is also the folder of its files and its key in losses.yaml;
    `extra` the optional dependency it needs; `left_out` names the incidents it has no place for."""

    name: str
    write: Callable[[Bundle, Options], Files]
    extra: str | None = None
    left_out: Callable[[Bundle], tuple[LeftOut, ...]] | None = None


def optional(module: str, extra: str) -> Any:
    """A module of an optional dependency. Raises InputError with the name of the extra when it is missing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        raise InputError(
            "E-export-extra",
            f"the {extra} export needs a package that is not installed: {missing.name}",
            f'Install it with: pip install "isnad[{extra}]"',
        ) from missing
