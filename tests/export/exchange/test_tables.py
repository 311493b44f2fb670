"""The tables hold together: keys, references, words, and every figure down to its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations, product

from isnad.export.exchange.bundle import Bundle
from isnad.export.exchange.tables import folded, rows, schema
from isnad.export.words import load_words
from isnad.group.toll import COUNTED
from isnad.model.claim import Claim
from isnad.model.values import ArrestValue, CasualtyValue

PYTHON = {"text": str, "integer": int, "number": float, "boolean": bool, "list": list}


def test_every_column_has_words_in_every_language() -> None:
    for table in schema():
        for words in (table.words, *(c.words for c in table.columns)):
            assert set(words) == set(load_words().languages), table.name
        assert set(table.key) <= {c.name for c in table.columns}


def test_values_are_of_their_columns_type(bundle: Bundle) -> None:
    for table in schema():
        for row in rows(bundle)[table.name]:
            assert list(row) == [c.name for c in table.columns]
            for column in table.columns:
                value = row[column.name]
                assert value is None or type(value) is PYTHON[column.kind], (table.name, column.name, value)
            assert all(row[k] is not None for k in table.key), (table.name, row)


def test_keys_stand_once_and_references_arrive(bundle: Bundle) -> None:
    found = rows(bundle)
    known = {
        f"{t.name}.{c.name}": {r[c.name] for r in found[t.name]}
        for t in schema()
        for c in t.columns
        if c.kind == "text"
    }
    for table in schema():
        keys = [tuple(row[k] for k in table.key) for row in found[table.name]]
        assert len(keys) == len(set(keys)), table.name
        for column in table.columns:
            if column.ref:
                assert known[f"{table.name}.{column.name}"] <= known[column.ref], (table.name, column.name)


def test_no_claim_no_report_and_no_row_is_lost(bundle: Bundle) -> None:
    found = rows(bundle)
    assert [r["claim"] for r in found["claims"]] == list(bundle.claims)
    assert [r["report"] for r in found["reports"]] == list(bundle.reports)
    assert len(found["toll"]) == sum(len(r.toll) for r in bundle.records)
    assert len(found["conflict_values"]) == sum(len(c.values) for r in bundle.records for c in r.conflicts)
    assert len(found["incident_claims"]) == sum(len(r.incident.claims) for r in bundle.records)


def test_every_figure_leads_to_words(bundle: Bundle, quotes: Mapping[str, str]) -> None:
    found = rows(bundle)
    claims = {r["claim"]: r for r in found["claims"]}
    for name, row in claims.items():
        assert row["quote"] == quotes[name]
    behind = {r["row"] for r in found["toll_claims"] if r["claim"] in claims}
    assert {r["row"] for r in found["toll"]} == behind
    used = {r["answer"] for r in found["rule_claims"] if r["used"]}
    figured = {r["answer"] for r in found["rules"] if (r["low"], r["high"], r["best"]) != (None, None, None)}
    assert figured <= used
    sides = {r["side"] for r in found["conflict_claims"]}
    assert {r["side"] for r in found["conflict_values"]} == sides


def test_utf16_offsets_cut_the_same_words(bundle: Bundle) -> None:
    for row in rows(bundle)["claims"]:
        raw = bundle.reports[row["report"]].text.encode("utf-16-le")
        assert raw[2 * row["start_utf16"] : 2 * row["end_utf16"]].decode("utf-16-le") == row["quote"]


def test_folding_joins_spellings_only_where_a_pack_is_installed() -> None:
    assert folded("أُسرة", "ar") == folded("اسرة", "ar-SY")
    assert folded("أُسرة", None) == "أُسرة"


def test_what_is_proposed_and_what_changed_leads_to_words(bundle: Bundle) -> None:
    found = rows(bundle)
    claims = {r["claim"] for r in found["claims"]}
    for heads, key, links in (
        ("grades", "grading", "grade_claims"),
        ("without", "leaning", "without_claims"),
        ("days", "state", "day_claims"),
    ):
        assert {r[key] for r in found[heads]} == {r[key] for r in found[links]}, heads
        assert {r["claim"] for r in found[links]} <= claims
    told = {r["change"] for r in found["changes"] if r["about"] not in ("reports", "kind")}
    assert told == {r["change"] for r in found["change_claims"]}
    assert len(found["changes"]) == sum(len(d.changes) for r in bundle.records for d in r.history.days)
    assert len(found["grades"]) == sum(len(r.grades) for r in bundle.records)
    assert {r["proposed_by"] for r in found["grades"]} <= {"machine"}
    assert len(found["conflict_pairs"]) == sum(len(c.pairs) for r in bundle.records for c in r.conflicts)


def test_every_number_is_that_of_a_claim_or_a_sum_of_them(bundle: Bundle) -> None:
    """The ends of every row of the toll, and every figure of a conflict about numbers, are in the claims
    behind them: told by one, or by a few of one report together."""
    held = {c.claim: c for reading in bundle.readings for c in reading.claims}
    checked = 0
    for record in bundle.records:
        told = held | {c.claim: c for c in record.incident.claims}
        for row in record.toll:
            for end in (row.low, row.high):
                if end is not None:
                    checked += 1
                    assert end in _numbers([told[c] for c in row.claims]), (record.incident.id, row)
        for conflict in record.conflicts:
            if conflict.about.partition(":")[0] in COUNTED:
                for value in conflict.values:
                    for figure in re.findall(r"\d+", value.value.partition("(")[0]):
                        checked += 1
                        assert int(figure) in _numbers([told[c] for c in value.claims]), (conflict.about, value.value)
    assert checked


def _numbers(claims: list[Claim]) -> set[int]:
    by_report: dict[str, list[tuple[int, ...]]] = {}
    for claim in claims:
        value = claim.value
        if isinstance(value, CasualtyValue | ArrestValue):
            ends = tuple(n for n in (value.low, value.high) if n is not None)
            by_report.setdefault(claim.report, []).append(ends or (0,))
    out = {0} | {n for told in by_report.values() for ends in told for n in ends}
    for told in by_report.values():
        few = list(dict.fromkeys(told))[:12]
        for size in range(2, min(len(few), 4) + 1):
            out |= {sum(parts) for some in combinations(few, size) for parts in product(*some)}
        out |= {2 * ends[0] for ends in few if told.count(ends) > 1}
    return out
