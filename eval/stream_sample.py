"""Wrong members of incidents grouped out of the newspaper stream's July part, by judgements kept here.

Run `python eval/stream_sample.py [--seed 2015] [--jobs 2]`. The stream (SaudiNewsNet, articles collected
up to 30 July 2015) lies in the folder that ISNAD_SHARED names, or in ../shared beside the repository;
without it everything is skipped, loudly. `judged_july.tsv` says of 760 reports, by the first 16 digits
of the SHA-256 of their text, which of them tell of one event: the members of five samples of 60
incidents, drawn with the seeds 1, 4, 2015, 2015 again and 77 from what five states of the grouping made,
and read by headline and first sentences. Points were set on the first two samples, and refitted on the first
four; the third and fourth, and the last, were drawn and read after that. A report has one event here, its main
one, so a round-up that rightly covers a second incident counts as wrong.

The share of wrong members is counted over the judged members of a fresh draw of 60 incidents; a
member that nobody has judged is counted apart. B-cubed is over all judged reports.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import random
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from isnad.engine.local import map_ordered
from isnad.group.group import COVERS, group_readings
from isnad.model.incident import Incident, Reading
from isnad.model.report import Report
from isnad.pipeline import Outcome, read_source

HERE = Path(__file__).resolve().parent
LAST = "2015-07-30"
"""The last day of collection that may be read."""
DRAWN = 60


def folder() -> Path:
    """Where the stream lies, whether it is there or not."""
    return Path(os.environ.get("ISNAD_SHARED") or HERE.parents[1] / "shared") / "corpora" / "saudinewsnet"


def july(path: Path) -> Iterator[Report]:
    """The articles collected up to `LAST`, named after their text."""
    for packed in sorted(path.rglob("*.zip")):
        if packed.stem > LAST:
            continue
        with zipfile.ZipFile(packed) as archive:
            for name in sorted(n for n in archive.namelist() if n.endswith(".json")):
                for number, article in enumerate(json.loads(archive.read(name))):
                    text = f"{article.get('title') or ''}\n{article.get('content') or ''}"
                    name_of = f"{hashlib.sha256(text.encode()).hexdigest()[:16]}-{packed.stem}-{number}"
                    day = article.get("date_extracted")
                    yield Report(id=name_of, text=text, outlet=article.get("source"), published=day, language="ar")


def readings(reports: Iterator[Report], jobs: int) -> list[Reading]:
    """The readings with claims."""
    outcomes: Iterator[Outcome] = map_ordered(read_source, reports, jobs=jobs)
    return [o.reading for o in outcomes if o.reading is not None and o.reading.claims]


def judged() -> dict[str, str]:
    """The event of each judged report, by the beginning of its digest."""
    with (HERE / "judged_july.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["report"]: row["event"] for row in csv.DictReader(lines, delimiter="\t")}


def covering(incident: Incident) -> list[str]:
    """The covering reports of an incident by the beginning of their digests."""
    return [member.id[:16] for member in incident.members if member.role == COVERS]


def drawn(incidents: Sequence[Incident], seed: int) -> list[Incident]:
    """A sample of the incidents of several reports: the same whatever order they come in."""
    several = sorted((i for i in incidents if len(covering(i)) > 1), key=lambda i: i.id)
    return random.Random(seed).sample(several, min(DRAWN, len(several)))


def wrong(incidents: Sequence[Incident], events: dict[str, str]) -> tuple[int, int, int, int]:
    """Judged members, those not of their incident's commonest event, merged incidents, members not judged."""
    known = bad = merged = unknown = 0
    for incident in incidents:
        members = covering(incident)
        told = Counter(events[m] for m in members if m in events)
        unknown += sum(m not in events for m in members)
        if told:
            known += told.total()
            bad += told.total() - max(told.values())
            merged += len(told) > 1
    return known, bad, merged, unknown


def bcubed(incidents: Sequence[Incident], events: dict[str, str]) -> tuple[float, float]:
    """Precision and recall over the judged reports; one in no incident stands alone."""
    holder = {member: n for n, incident in enumerate(incidents) for member in covering(incident)}
    found, true = defaultdict(set), defaultdict(set)
    place = {r: holder.get(r, -1 - n) for n, r in enumerate(events)}
    for report, event in events.items():
        found[place[report]].add(report)
        true[event].add(report)
    shared = {r: len(found[place[r]] & true[e]) for r, e in events.items()}
    precision = sum(shared[r] / len(found[place[r]]) for r in events) / len(events)
    return precision, sum(shared[r] / len(true[e]) for r, e in events.items()) / len(events)


def main() -> int:
    parser = argparse.ArgumentParser(description="Wrong members of incidents of the stream's July part.")
    parser.add_argument("--seed", type=int, default=2015)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if not folder().is_dir():
        print(f"stream_sample: SKIPPED, NOTHING WAS CHECKED: no {folder()} (set ISNAD_SHARED)")
        return 0
    incidents = group_readings(readings(july(folder()), options.jobs))
    events = judged()
    known, bad, merged, unknown = wrong(drawn(incidents, options.seed), events)
    print(f"{len(incidents):,} incidents, {sum(len(covering(i)) > 1 for i in incidents):,} of several reports")
    print(f"sample {options.seed}: {bad} of {known} judged members wrong ({bad / max(1, known):.1%}), ", end="")
    print(f"{merged} of {DRAWN} incidents merged, {unknown} members not judged")
    precision, recall = bcubed(incidents, events)
    print(f"all {len(events)} judged reports: B-cubed precision {precision:.3f}, recall {recall:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
