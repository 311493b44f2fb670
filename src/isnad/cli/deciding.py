"""What somebody wants decided, checked against the archive before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from isnad.archive.decisions import ACTS, CLAIM_ACTS, PAIR_ACTS, corrected, fitting, record_decision
from isnad.archive.state import State
from isnad.archive.upkeep import state_of
from isnad.cli.stored import now
from isnad.errors import InputError
from isnad.model.claim import Claim
from isnad.model.codec import claim_from_dict, to_json
from isnad.store.base import Event, Store


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """One decision as asked for. A page of a dossier writes them, one JSON object a line."""

    act: str
    targets: tuple[str, ...]
    reason: str
    value: dict[str, Any] | None = None

    @property
    def shown(self) -> str:
        """In a few words."""
        return " ".join([self.act, *self.targets, *([to_json(self.value)] if self.value else [])])


def value_of(text: str | None) -> dict[str, Any] | None:
    """The value that --value gives. Raises InputError where it is no JSON object."""
    try:
        return msgspec.json.decode(text, type=dict[str, Any]) if text else None
    except msgspec.MsgspecError as fault:
        raise InputError("E-decide-value", f"--value is no JSON object: {fault}") from fault


def wishes_in(name: str) -> list[Wish]:
    """The decisions of a file, one JSON object a line. Raises InputError, naming the line."""
    hint = 'a line is {"act": "reject", "targets": ["CLAIM"], "reason": "why"}; a dossier page writes such a file'
    try:
        lines = Path(name).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError("E-decide-file", f"{name} cannot be read: {fault}", hint) from fault
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Wish))
            except msgspec.MsgspecError as fault:
                raise InputError("E-decide-file", f"{name}:{number}: {fault}", hint) from fault
    if not found:
        raise InputError("E-decide-file", f"{name} holds no decision", hint)
    return found


def carry_out(store: Store, wishes: Sequence[Wish], person: str) -> Iterator[Event]:
    """Records the decisions in their order. Raises InputError before the first where one of them cannot be."""
    state = state_of(store)
    acts = {wish.act for wish in wishes}
    claims = _claims(store) if acts & {*CLAIM_ACTS} else {}
    reports = {kept.id for kept in store.reports()}
    checked = [_checked(wish, state, claims, reports) for wish in wishes]
    for wish in checked:
        fitting(store, wish.act, wish.targets, wish.value)
    for wish in checked:
        yield record_decision(
            store,
            wish.act,
            wish.targets,
            at=now(),
            who=person,
            reason=wish.reason,
            value=wish.value,
            report=claims[wish.targets[0]].report if wish.act in CLAIM_ACTS else "",
        )


def _claims(store: Store) -> dict[str, Claim]:
    """Every claim as read, those that decisions set aside or corrected too."""
    return {c["claim"]: claim_from_dict(c) for reading in store.readings() for c in reading.plain()}


def _checked(wish: Wish, state: State, claims: Mapping[str, Claim], reports: set[str]) -> Wish:
    """The wish with whole ids. Raises InputError where the archive has no such thing or the value does not fit."""
    if wish.act not in ACTS:
        raise InputError("E-decide-targets", f"there is no act {wish.act!r}", ", ".join(ACTS))
    if not wish.reason.strip():
        raise InputError("E-decide-reason", f"{wish.shown}: a decision needs a reason", "say why, for later readers")
    if wish.act in CLAIM_ACTS:
        wish = msgspec.structs.replace(wish, targets=tuple(_whole(target, claims) for target in wish.targets))
        if wish.act == "correct" and wish.value:
            _fits(claims[wish.targets[0]], wish.value)
    elif wish.act in (*PAIR_ACTS, "choose"):
        covers = {i.id: next(m.id for m in i.members if m.role == "covers") for i in state.incidents}
        ids = [target if target in reports else covers[_whole(target, covers)] for target in wish.targets]
        wish = msgspec.structs.replace(wish, targets=tuple(ids))
    return wish


def _whole(target: str, known: Iterable[str]) -> str:
    """The id that `target` is or alone begins."""
    begun = target.rstrip("…")
    found = [name for name in known if begun and name.startswith(begun)]
    if target in found:
        return target
    if len(found) != 1:
        what = f"{len(found)} ids begin with {begun}" if found else f"the archive holds no {target}"
        raise InputError("E-decide-targets", what, "isnad show REPORT prints its claims with their ids; isnad list")
    return found[0]


def _fits(claim: Claim, value: dict[str, Any]) -> None:
    try:
        corrected(claim, value)
    except (msgspec.ValidationError, TypeError, ValueError) as fault:
        hint = "fields: " + ", ".join(claim.value.__struct_fields__)
        raise InputError("E-decide-value", f"the value does not fit {claim.claim}: {fault}", hint) from fault
