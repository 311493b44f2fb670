"""One act of telling in several wordings is one origin."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from isnad.model.incident import Reading
from isnad.reuse.statements import Source, origins, same_teller, statements

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Syrian Interior Ministry", "Nour al-Din al-Baba, Syrian Interior Ministry spokesman", True),
        ("US Central Command (CENTCOM)", "CENTCOM", True),
        ("police", "Kabul police chief", False),
        ("Iraqi Interior Ministry", "Syrian Interior Ministry", False),
        ("officials", "official", False),
        ("Health Ministry", "health authorities", True),
        ("Interior Ministry", "Health Ministry", False),
    ],
)
def test_who_may_be_one_teller(a: str, b: str, same: bool) -> None:
    assert same_teller(a, b) is same
    assert same_teller(b, a) is same


def _two(reading: Make) -> list[Reading]:
    army = {"_by": ("Army Command",), "_type": "military", "effect": "killed", "low": 4, "high": 4}
    one = reading(
        "a",
        "أعلنت قيادة الجيش مقتل أربعة جنود. وأصيب سبعة.",
        ("casualties", "مقتل أربعة جنود", army),
        ("casualties", "أصيب سبعة", {"effect": "wounded", "low": 7, "high": 7}),
    )
    two = reading(
        "b",
        "وبحسب الجيش فإن 4 من عناصره لقوا حتفهم",
        ("casualties", "4 من عناصره", {**army, "_by": ("Army Command spokesman",)}),
    )
    return [one, two]


def test_two_wordings_of_one_statement_have_one_origin(reading: Make) -> None:
    found = _two(reading)
    sources = {r.report.id: Source(r.report.text, "fam-" + r.report.id) for r in found}
    claims = [c for r in found for c in r.claims]
    told = origins(claims, sources)
    assert told["a-0"] == told["b-0"] != told["a-1"]
    assert told == origins(list(reversed(claims)), sources)


def _by_body(reading: Make, first: str, second: str) -> bool:
    """Whether two reports' four arrests, told by two names of a body, are one statement."""
    four = {"low": 4, "high": 4}
    text = "أوقف أربعة أشخاص بعد الهجوم."
    one = reading("a", text, ("arrests", "أوقف أربعة", {**four, "_by": (first,), "_type": "government"}))
    two = reading("b", "جرى " + text, ("arrests", "أوقف أربعة", {**four, "_by": (second,), "_type": "government"}))
    claims = [*one.claims, *two.claims]
    told = origins(claims, {r.report.id: Source(r.report.text, r.report.id) for r in (one, two)})
    return len(set(told.values())) == 1


def test_a_bare_body_is_the_one_that_was_named(reading: Make) -> None:
    assert _by_body(reading, "Public Security Directorate", "official directorate")
    assert not _by_body(reading, "Public Security Directorate", "official ministry")


def test_rows_name_the_teller_and_the_passages(reading: Make) -> None:
    found = _two(reading)
    sources = {r.report.id: Source(r.report.text, "fam-" + r.report.id) for r in found}
    claims = [c for r in found for c in r.claims]
    told = origins(claims, sources)
    rows = statements([msgspec.structs.replace(c, origin=told[c.claim]) for c in claims])
    assert len(rows) == 1
    assert [p["report"] for p in rows[0].passages] == ["a", "b"]
    text = found[0].report.text
    assert text[int(rows[0].passages[0]["start"]) : int(rows[0].passages[0]["end"])] == "مقتل أربعة جنود"


def test_reports_that_print_one_agency_share_its_origin(reading: Make) -> None:
    value = {"effect": "killed", "low": 2, "high": 2}
    made = [reading(n, f"{n} مقتل اثنين", ("casualties", "مقتل اثنين", value)) for n in ("a", "b", "c")]
    sources = {
        n: Source(r.report.text, "fam-" + n, credit)
        for n, r, credit in zip("abc", made, ("Reuters", "Reuters", None), strict=True)
    }
    told = origins([c for r in made for c in r.claims], sources)
    assert told["a-0"] == told["b-0"] != told["c-0"]


def test_unnamed_sources_of_two_outlets_are_two(reading: Make) -> None:
    made = []
    for name in ("a", "b"):
        made.append(
            reading(
                name,
                f"{name} قال مصدر إن ثلاثة قتلوا",
                ("casualties", "ثلاثة قتلوا", {"effect": "killed", "low": 3, "high": 3, "_by": ("source",)}),
            )
        )
    claims = [
        msgspec.structs.replace(c, attribution=tuple(msgspec.structs.replace(t, anonymous=True) for t in c.attribution))
        for r in made
        for c in r.claims
    ]
    told = origins(claims, {r.report.id: Source(r.report.text, "fam-" + r.report.id) for r in made})
    assert told["a-0"] != told["b-0"]


PARTS = [("killed", 3, "soldier"), ("killed", 1, "interpreter")]


def _breakdown(reading: Make, name: str, *by: str, parts: list[tuple[str, int, str]] = PARTS) -> Reading:
    """Dead told apart by role, in a wording of the report's own."""
    told = [
        ("casualties", f"{n} {role}", {"effect": effect, "low": n, "high": n, "role": role, "_by": by})
        for effect, n, role in parts
    ]
    return reading(name, f"{name} سقط " + " ثم ".join(q for _, q, _ in told), *told)


def test_the_same_parts_in_two_own_voices_go_back_to_one_telling(reading: Make) -> None:
    found = [
        _breakdown(reading, "a"),
        _breakdown(reading, "b"),
        _breakdown(reading, "c", parts=[("killed", 4, "person")]),
    ]
    other = _breakdown(reading, "d", parts=[("killed", 3, "soldier"), ("killed", 2, "interpreter")])
    sources = {r.report.id: Source(r.report.text, "fam-" + r.report.id) for r in (*found, other)}
    told = origins([c for r in (*found, other) for c in r.claims], sources)
    assert told["a-0"] == told["b-1"]
    assert len({told["a-0"], told["c-0"], told["d-0"]}) == 3
    credited = {**sources, "b": Source(found[1].report.text, "fam-b", "Reuters")}
    told = origins([c for r in found for c in r.claims], credited)
    assert told["a-0"] != told["b-0"]


def test_two_facts_side_by_side_repeat_a_statement_and_one_alone_does_not(reading: Make) -> None:
    def done(name: str, *facts: str, by: tuple[str, ...] = ()) -> Reading:
        told = [("response", fact, {"summary": fact, "_by": by, "_type": "agency"}) for fact in facts]
        return reading(name, f"{name} " + " و".join(facts), *told)

    found = [done("a", "أغلق الطريق", "حلقت الطائرات", by=("Agency",)), done("b", "أغلق الطريق", "حلقت الطائرات")]
    found.append(done("c", "أغلق الطريق", "نقل الجرحى"))
    sources = {r.report.id: Source(r.report.text, "fam-" + r.report.id) for r in found}
    told = origins([c for r in found for c in r.claims], sources)
    assert told["a-0"] == told["b-0"]
    assert told["c-0"] != told["a-0"]


def test_what_a_paper_quotes_from_a_paper_is_one_statement(reading: Make) -> None:
    eight = {"effect": "killed", "low": 8, "high": 8}
    one = reading("a", "قتل ثمانية أشخاص في الانفجار", ("casualties", "قتل ثمانية", eight))
    quoting = {**eight, "_by": ("City Daily",), "_type": "agency"}
    two = reading("b", "ذكرت الصحيفة أن ثمانية قتلوا", ("casualties", "ثمانية قتلوا", quoting))
    other = reading("c", "الحصيلة بلغت لاحقا 9 ضحايا", ("casualties", "9 ضحايا", {**quoting, "low": 9, "high": 9}))
    claims = [c for r in (one, two, other) for c in r.claims]

    def told(outlet: str | None) -> dict[str, str]:
        rows = ((one, outlet), (two, "Evening Post"), (other, None))
        return origins(claims, {r.report.id: Source(r.report.text, "fam-" + r.report.id, None, o) for r, o in rows})

    found = told("City Daily")
    assert found["a-0"] == found["b-0"] != found["c-0"]
    assert told(None)["a-0"] != told(None)["b-0"]
    assert told("City Post")["a-0"] != told("City Post")["b-0"]
