"""What stops isnad, by whose fault it is.

    IsnadError
    ├── InputError      the file or the command line
    ├── PackError       the language pack
    └── InternalError   ours: asks for a report

Bad news text is never an exception: it is an Issue (issues.py).
"""

from __future__ import annotations


class IsnadError(Exception):
    """Carries a code, a message with the offending value, and a hint with the next step."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        tail = f"\n  {self.hint}" if self.hint else ""
        return f"{self.code}: {self.message}{tail}"


class InputError(IsnadError):
    """The file or the command line is at fault."""


class PackError(IsnadError):
    """The language pack is at fault."""


class InternalError(IsnadError):
    """isnad itself is at fault."""
