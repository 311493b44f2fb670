"""How often Python looks for cycles of garbage."""

from __future__ import annotations

import gc


def relax() -> None:
    """Look for cycles more rarely than usual.

    A run makes millions of small frozen values that live long and hold no cycles; the usual
    setting walks them again and again for nothing (a sixth of the reading time).
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
