"""The one runner for every pack's cases: each text, and every spelling of it that must not matter."""

from __future__ import annotations

import pytest

from isnad.lang.pack import HOME, load_pack, packs
from isnad.model.codec import claim_to_dict
from isnad.testing import Case, failures, load_cases, read_case, variants

CASES = [(code, case) for code in packs() for case in load_cases(HOME / code / "cases")]
IDS = [f"{code}:{case.name}" for code, case in CASES]
LIVE = [(code, case) for code, case in CASES if not case.pending]


@pytest.mark.parametrize(("code", "case"), CASES, ids=IDS)
def test_case(code: str, case: Case) -> None:
    wrong = failures(case, read_case(case, load_pack(code)))
    if case.pending:
        if not wrong:
            pytest.fail(f"pending, but it holds: drop {case.pending!r}")
        pytest.xfail(case.pending)
    assert not wrong, "\n".join([case.text, *wrong])


@pytest.mark.parametrize("code", packs())
def test_spelling_does_not_matter(code: str) -> None:
    pack = load_pack(code)
    cases = [case for c, case in LIVE if c == code]
    assert cases
    for name, vary in variants(pack.settings):
        lost = pack.settings["variants"][name].get("loses", "")
        for case in cases:
            plain = [_value(claim_to_dict(c), lost) for c in read_case(case, pack)]
            varied = [_value(claim_to_dict(c), lost) for c in read_case(case, pack, vary(case.text))]
            assert varied == plain, f"{name}: {case.name}"


def _value(claim: dict[str, object], lost: str = "") -> tuple[object, ...]:
    """What must not change with the spelling, but for a field that the spelling no longer tells."""
    value = claim["value"]
    assert isinstance(value, dict)
    kept = {k: v for k, v in value.items() if k not in {"raw", "name_ar", "summary", lost}}
    return claim["kind"], str(sorted(kept.items(), key=str)), claim["stance"], claim["event"], claim["quoted"]


def test_pending_cases_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    pending = [name for name, (_, case) in zip(IDS, CASES, strict=True) if case.pending]
    with capsys.disabled():
        print(f"\ncases: {len(CASES)} of which pending: {len(pending)}")
    assert len(pending) <= 12, "the pending budget may only fall"
