"""Dates are copied where they are dates, and never repaired."""

from __future__ import annotations

import pytest

from isnad.ingest.days import iso_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-12-14", "2025-12-14"),
        ("2025-12-14T10:00:00+03:00", "2025-12-14T10:00:00+03:00"),
        (" 2025-12-14 10:00 ", "2025-12-14 10:00"),
        ("Sun, 14 Dec 2025 10:00:00 GMT", "2025-12-14T10:00:00+00:00"),
        ("2025-02-30", None),
        ("2025-1-4", None),
        ("14/12/2025", None),
        ("1734170400", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_iso_or_mail_dates_only(written: str, day: str | None) -> None:
    assert iso_day(written) == day
