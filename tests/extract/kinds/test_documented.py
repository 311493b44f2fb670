"""Every claim kind has its page in the codebook, and the page is what the modules say."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent


def test_the_codebook_is_what_the_modules_say() -> None:
    spec = importlib.util.spec_from_file_location("write_claim_kinds", ROOT / "tools" / "write_claim_kinds.py")
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    page = (ROOT / "docs" / "claim-kinds.md").read_text(encoding="utf-8")
    assert page == writer.page(), "run: python tools/write_claim_kinds.py"
