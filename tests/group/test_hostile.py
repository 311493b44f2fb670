"""Copies by the hundred, boilerplate, archives and impossible dates weld nothing and cost no square."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from isnad.group.cluster import BLOCK, RARE_WORDS, Comparer, candidates
from isnad.group.features import signature
from isnad.group.group import group_readings
from isnad.model.codec import to_json
from isnad.model.incident import Reading
from isnad.reuse.families import families

Make = Callable[..., Reading]
FOOTER = " جميع الحقوق محفوظة للموقع ويمنع نشر المواد من دون إذن خطي مسبق من إدارة التحرير والنشر"
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


def words_of(seed: int, count: int = 24) -> str:
    """Made-up words, the same for one seed, shared by no other."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices(LETTERS, k=7)) for _ in range(count))


def _report(make: Make, name: str, seed: int, day: str = "2019-04-02", footer: str = "", dead: int = 3) -> Reading:
    """A killing in one city of its own; the city lies a degree and more from every other seed's."""
    lat, lon = 20.0 + 1.5 * (seed % 20), 10.0 + 1.5 * (seed // 20)
    site = {"name": f"P{seed}", "name_ar": "البلدة", "precision": "near", "country": "LBY", "lat": lat, "lon": lon}
    return make(
        name,
        f"مقتل {dead} في البلدة {words_of(seed)}{footer}",
        ("casualties", f"{dead}", {"effect": "killed", "low": dead, "high": dead}),
        ("event_site", "البلدة", site),
        published=day,
    )


def _groups(found: Sequence[Reading]) -> list[list[str]]:
    return [sorted(m.id for m in i.members if m.role == "covers") for i in group_readings(found)]


def test_identical_copies_are_one_incident_with_one_origin(reading: Make) -> None:
    copies = [_report(reading, f"c{n:04}", 1) for n in range(1000)]
    (incident,) = group_readings(copies)
    assert len(incident.members) == 1000
    assert len({m.origin_family for m in incident.members}) == 1


def test_boilerplate_of_a_site_welds_nothing(reading: Make) -> None:
    found = [_report(reading, f"b{n:03}", n, footer=FOOTER) for n in range(60)]
    assert len(_groups(found)) == 60


def test_an_archive_published_on_one_day_stays_many_incidents(reading: Make) -> None:
    found = [_report(reading, f"a{n:03}", n, day="2019-04-02") for n in range(120)]
    assert len(_groups(found)) == 120


@pytest.mark.parametrize("day", ["2019-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "no day", ""])
def test_an_impossible_day_of_publication_stops_nothing(reading: Make, day: str) -> None:
    found = [_report(reading, "x", 1, day=day), _report(reading, "y", 2), _report(reading, "z", 2)]
    assert ["x"] in _groups(found)
    assert ["y", "z"] in _groups(found)


@pytest.mark.parametrize("footer", ["", FOOTER], ids=["", "footer"])
@pytest.mark.parametrize("apart", [True, False], ids=["many places", "one place"])
def test_pairs_grow_with_reports_and_not_with_their_square(reading: Make, footer: str, apart: bool) -> None:
    def pairs(count: int) -> int:
        found = [_report(reading, f"r{n:04}", n if apart else 0, footer=f"{words_of(n)}{footer}") for n in range(count)]
        likeness = families([r.report for r in found]).likeness
        comparer = Comparer([signature(r) for r in found], likeness)
        return len(candidates(comparer, likeness))

    few, many = pairs(150), pairs(600)
    assert many <= 4.8 * few + 600
    assert many <= 600 * BLOCK * (RARE_WORDS + 9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_changes_no_byte(reading: Make, seed: int) -> None:
    found = [
        _report(reading, f"o{n:02}", n % 12, day=f"2019-04-{2 + n % 3:02}", footer=words_of(n, 3)) for n in range(40)
    ]
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    assert [to_json(i) for i in group_readings(shuffled)] == [to_json(i) for i in group_readings(found)]


def _item(seed: int) -> tuple[str, list[tuple[str, str, dict[str, object]]]]:
    """A short item about the event of one seed, as a round-up prints it, and what is read there."""
    lat, lon = 20.0 + 1.5 * (seed % 20), 10.0 + 1.5 * (seed // 20)
    site = {"name": f"P{seed}", "name_ar": "البلدة", "precision": "near", "country": "LBY", "lat": lat, "lon": lon}
    dead = 30 + seed
    text = f"مقتل {dead} في بلدة{seed} {words_of(seed, 6)}."
    told = [
        ("casualties", f"{dead}", {"effect": "killed", "low": dead, "high": dead}),
        ("event_site", f"بلدة{seed}", site),
    ]
    return text, told


def test_an_article_of_two_hundred_short_items_welds_nothing(reading: Make) -> None:
    single = [_report(reading, f"s{n:03}", n, dead=30 + n) for n in range(200)]
    items = [_item(n) for n in range(200)]
    text = "\n".join(item for item, _ in items)
    brief = reading("brief", text, *(t for _, told in items for t in told), published="2019-04-02")
    groups = _groups([*single, brief])
    assert len([g for g in groups if any(m.startswith("s") for m in g)]) == 200
    assert sum("brief" in g for g in groups) == 1
    comparer = Comparer([signature(r) for r in (*single, brief)], {})
    own = signature(brief).key
    assert sum(own in pair for pair in candidates(comparer, {})) <= BLOCK * (RARE_WORDS + 27)


def test_formulas_of_headlines_weld_no_accidents_of_one_day(reading: Make) -> None:
    """Road accidents begin with the same words; place, victims and the rest of the words differ."""
    found = []
    for n in range(40):
        site = {"name": f"R{n}", "name_ar": "الطريق", "precision": "province", "country": "LBY", "admin1": f"A{n}"}
        opening = "مصرع وإصابة أشخاص في حادث انقلاب مركبة على الطريق"
        found.append(
            reading(
                f"f{n:02}",
                f"{opening} مقتل {2 + n % 7}\n{words_of(n)}",
                ("casualties", f"{2 + n % 7}", {"effect": "killed", "low": 2 + n % 7, "high": 2 + n % 7}),
                ("event_site", "الطريق", site),
                published="2019-04-02",
            )
        )
    assert len(_groups(found)) == 40
