"""Days as sources write them, checked but not worked out."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

_ISO_DAY = re.compile(r"((?:19|20)\d\d)-(\d{2})-(\d{2})(?!\d)")


def iso_day(value: str) -> str | None:
    """`value` itself where it begins with an ISO day, the ISO form of an RFC 2822 date, else None."""
    value = value.strip()
    if found := _ISO_DAY.match(value):
        try:
            datetime.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
        return value
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError):
        return None
