"""What tests of grouping share: a bombing report told by its figures, place and day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from isnad.model.incident import Reading

Make = Callable[..., Reading]


@pytest.fixture
def blast(reading: Make) -> Make:
    """Makes a bombing report whose text names the dead, the place and the day by their own words."""

    def make(name: str, text: str, dead: int, site: dict[str, Any], day: str, **more: Any) -> Reading:
        return reading(
            name,
            text,
            ("mode", "انفجار", {"summary": "explosion"}),
            ("casualties", "قتلى", {"effect": "killed", "low": dead, "high": dead}),
            ("event_site", site["name_ar"], site),
            ("event_date", "الثلاثاء", {"low": day, "high": day, "raw": "الثلاثاء"}),
            published="2020-05-06",
            **more,
        )

    return make
