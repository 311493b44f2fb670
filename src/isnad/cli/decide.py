"""isnad decide: what people decide, kept for good and applied after every run."""

from __future__ import annotations

import argparse

import msgspec

from isnad.archive.decisions import ACTS, CLAIM_ACTS, PAIR_ACTS, record_decision
from isnad.archive.upkeep import bring_up_to_date, state_of
from isnad.cli.stored import add_who, archive_parser, now, opened, who
from isnad.errors import InputError
from isnad.model.codec import to_json

ABOUT = """\
Decide on a claim (accept, reject, correct), on two reports or incidents (same, different, unsure),
on a value of an incident (choose), or undo a decision by its number. Nothing is ever deleted: a
later decision on the same thing counts, and all of them stay in the log.
"""
EXAMPLES = """\
  isnad decide reject 3f2a9c… --reason "a misreading: these are last year's dead"
  isnad decide correct 3f2a9c… --value '{"low": 3, "high": 3}' --reason "the headline says three"
  isnad decide same 01 07 --reason "one event"
  isnad decide undo 42 --reason "on second thoughts"
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("decide", "ACT ID… [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("act", choices=ACTS, metavar="ACT", help=", ".join(ACTS))
    made.add_argument("targets", nargs="+", metavar="ID", help="a claim; two reports or incidents; a decision's number")
    made.add_argument("--value", metavar="JSON", help="fields of the value, for correct and choose")
    made.add_argument("--reason", metavar="TEXT", required=True, help="why")
    add_who(made)
    return made


def run(argv: list[str]) -> int:
    """Prints the number of the decision, by which it can be undone."""
    options = make_parser().parse_args(argv)
    try:
        value = msgspec.json.decode(options.value, type=dict) if options.value else None
    except msgspec.MsgspecError as fault:
        raise InputError("E-decide-value", f"--value is no JSON object: {fault}") from fault
    with opened(options) as store:
        targets = options.targets
        state, known = state_of(store), dict[str, str]()
        if options.act in (*PAIR_ACTS, "choose"):
            covers = {i.id: next(m.id for m in i.members if m.role == "covers") for i in state.incidents}
            targets = [covers.get(target, target) for target in targets]
            known = dict.fromkeys((kept.id for kept in store.reports()), "")
        elif options.act in CLAIM_ACTS:
            known = {c["claim"]: r.id for r in store.readings() for c in msgspec.json.decode(r.data)["claims"]}
        if options.act != "undo" and (missing := [t for t in targets if t not in known]):
            raise InputError("E-decide-targets", f"the archive holds no {missing[0]}", "isnad list, isnad show")
        person = who(options)
        home, why = known.get(targets[0], ""), options.reason
        made = record_decision(store, options.act, targets, at=now(), who=person, reason=why, value=value, report=home)
        bring_up_to_date(store, now, person)
    print(to_json({"decision": made.seq, "at": made.at, "who": made.who}))
    return 0
