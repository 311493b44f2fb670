"""Half-open slices of a report's stored text."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open slice [start, end) of a report's stored text, in code points.

    Never points into folded text. An empty span means "at this place".
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start or self.start < 0:
            raise ValueError(f"span [{self.start}, {self.end}) runs backwards")

    def of(self, text: str) -> str:
        """The words this span covers in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end
