"""Fuzz one reader, guided by coverage: make fuzz READER=feed SECONDS=600

Goes on from the inputs of earlier runs, which stay in out/fuzz/READER. What it finds is written into
tests/ingest/readers/cases/READER/; after mending it, keep the file: a test goes through all of them.
Needs the extra isnad[fuzz] (atheris; Linux and macOS).
"""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent))
with atheris.instrument_imports(include=["isnad.ingest", "feedparser", "protego", "openpyxl", "zipfile", "csv"]):
    from seeds import seeds, wrap  # type: ignore[import-not-found]
    from target import FORMS, run  # type: ignore[import-not-found]

    import isnad.ingest.readers.feed
    import isnad.ingest.readers.jsonfeed
    import isnad.ingest.readers.telegram_json
    import isnad.ingest.readers.telegram_page
    import isnad.ingest.readers.wacz
    import isnad.ingest.readers.workbook  # noqa: F401

HOME = Path(__file__).resolve().parent.parent.parent
CASES = HOME / "tests" / "ingest" / "readers" / "cases"


def main() -> None:
    """One reader for so many seconds; ends with a fault of libFuzzer where it found something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=FORMS)
    parser.add_argument("seconds", type=int)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    kept, corpus = CASES / options.reader, HOME / "out" / "fuzz" / options.reader
    kept.mkdir(parents=True, exist_ok=True)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()[options.reader]):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = [
        sys.argv[0],
        f"-max_total_time={options.seconds}",
        "-timeout=120",
        "-rss_limit_mb=3000",
        "-max_len=20000",
        f"-artifact_prefix={kept}/",
        "-print_final_stats=1",
        "-verbosity=1",
        str(corpus),
        str(kept),
    ]

    def once(data: bytes) -> None:
        run(options.reader, wrap(options.reader, data))

    atheris.Setup(words, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
