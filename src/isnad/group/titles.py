"""Titles of incidents in the languages of titles.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from isnad.group.dates import iso_day
from isnad.group.kinds import kind_named
from isnad.lang.read import read_yaml
from isnad.model.incident import When, Where


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml(resources.files(__package__).joinpath("titles.yaml"))
    return loaded


def title(kind: str, where: Where, when: When) -> dict[str, str]:
    """The title by language code: kind, place as precisely as it is known, and day where known."""
    data = _data()
    row = kind_named(kind)
    out: dict[str, str] = {}
    for code, months in data["months"].items():
        words = data[code]
        name = getattr(row, code, row.en)
        place = getattr(where, f"name_{code}", None) or (where.name if code == "en" else None) or where.name
        form = words[where.precision if place and where.precision in words else "nowhere"]
        if place and place.split()[0] in words["lead"]:
            form = words["bare"]
        text = form.format(kind=name, place=place)
        day = _day(words, months, when)
        out[code] = words["dated"].format(title=text, date=day) if day else text
    return out


def _day(words: dict[str, str], months: list[str], when: When) -> str:
    shown: list[str] = []
    for end in dict.fromkeys((when.low, when.high)):
        day = iso_day(end)
        if day is None or when.low is None:
            return ""
        shown.append(words["day"].format(day=day.day, month=months[day.month - 1], year=day.year))
    return shown[0] if len(shown) == 1 else words["range"].format(first=shown[0], last=shown[1])
