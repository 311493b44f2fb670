"""How well numbers, ordinals, durations and dates are read, on corpora that are not ours.

Run `python eval/corpora_dates.py [--misses]`. The corpora lie in the folder that ISNAD_SHARED
names, or in ../shared beside the repository; without them everything is skipped, loudly.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from spellout import SpellOut

from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.times.expressions import duration_of, moment_of, resolve
from isnad.extract.times.moments import Moment
from isnad.grammar.figures import read_figures
from isnad.grammar.numbers import read_figure, read_rank, reduce_numbers
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack, load_pack
from isnad.model.report import Report

ROOT = Path(__file__).resolve().parents[1]
TARGETS = {
    "duckling.numerals": 1.0,
    "duckling.ordinals": 1.0,
    "duckling.durations": 1.0,
    "duckling.dates": 0.9,
    "cldr.numbers": 1.0,
    "recognizers.numbers": 0.9,
    "recognizers.whole_numbers": 0.7,
    "recognizers.ordinals": 0.9,
    "recognizers.all_dates": 0.8,
    "recognizers.dates": 0.8,
}
"""What each figure should reach."""
Result = tuple[int, int, list[str]]


def shared() -> Path | None:
    """The folder of corpora and gold, or None when there is none on this machine."""
    folder = Path(os.environ.get("ISNAD_SHARED") or ROOT.parent / "shared")
    return folder if (folder / "corpora").is_dir() else None


def figures(limit: int | None = None) -> dict[str, float]:
    """The share that is read right, by the names of TARGETS; empty without the corpora.

    `limit` reads only every so many-th CLDR number, for a quick look.
    """
    return {name: right / total for name, (right, total, _) in results(limit).items()}


def results(limit: int | None = None) -> dict[str, Result]:
    """(right, all, what was read wrong) by the names of TARGETS; empty without the corpora."""
    folder = shared()
    if folder is None:
        print("SKIPPED: no corpora; set ISNAD_SHARED to the folder that holds corpora/ and gold/", file=sys.stderr)
        return {}
    pack, corpora = load_pack("ar"), folder / "corpora"
    duck, micro = corpora / "duckling-arabic", corpora / "recognizers-text-arabic"
    return {
        "duckling.numerals": _score(_duckling(duck, "numeral.jsonl", "numeral_eg.jsonl"), _numeral(pack)),
        "duckling.ordinals": _score(_duckling(duck, "ordinal.jsonl"), _ordinal(pack)),
        "duckling.durations": _score(_durations(duck), _duration(pack)),
        "duckling.dates": _score(_duckling_dates(duck), _duckling_date(pack)),
        "cldr.numbers": _score(_cldr(corpora / "cldr-ar", limit), _numeral(pack)),
        "recognizers.numbers": _score(_micro_numbers(micro), _all_numbers(pack)),
        "recognizers.numbers_with_judged": _score(_micro_numbers(micro, True), _all_numbers(pack)),
        "recognizers.whole_numbers": _score(_micro_whole(micro), _all_numbers(pack)),
        "recognizers.ordinals": _score(_micro_ordinals(micro), _all_ordinals(pack)),
        "recognizers.all_dates": _score(_micro_dates(micro), _micro_date(pack)),
        "recognizers.dates_with_judged": _score(_micro_dates(micro, True), _micro_date(pack)),
        "recognizers.dates": _score(_micro_named(micro, pack), _micro_date(pack)),
    }


def _score(cases: Iterator[tuple[str, Any]], right: Callable[[str, Any], bool]) -> Result:
    total, wrong = 0, []
    for text, wanted in cases:
        total += 1
        if not right(text, wanted):
            wrong.append(f"{text} => {wanted}")
    return total - len(wrong), total, wrong


def _sentences(text: str, pack: LanguagePack) -> list[Sentence]:
    return ParsedReport(Report(id="eval", text=text), pack).sentences


def _numbers(text: str, pack: LanguagePack) -> list[Seg]:
    found = _sentences(text, pack)
    return reduce_numbers(found[0].base, pack.lexicon.alphabet).segs if len(found) == 1 else []


# --- Duckling


def _duckling(folder: Path, *names: str) -> Iterator[tuple[str, float]]:
    for name in names:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            found = re.findall(r"-?\d+(?:\.\d+)?(?:e\d+)?", case["expected"] or "")
            if found:
                yield case["text"], float(found[-1])


def _numeral(pack: LanguagePack) -> Callable[[str, float], bool]:
    def right(text: str, wanted: float) -> bool:
        found = read_figure(_numbers(text, pack))
        return found is not None and abs(found - wanted) < 1e-9 * max(1.0, abs(wanted))

    return right


def _ordinal(pack: LanguagePack) -> Callable[[str, float], bool]:
    return lambda text, wanted: read_rank(_numbers(text, pack)) == wanted


def _durations(folder: Path) -> Iterator[tuple[str, tuple[int, str]]]:
    for line in (folder / "duration.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        _, n, unit = case["expected"].strip("()").split()
        yield case["text"], (int(n), unit.lower())


def _duration(pack: LanguagePack) -> Callable[[str, tuple[int, str]], bool]:
    def right(text: str, wanted: tuple[int, str]) -> bool:
        segs = [seg for s in _sentences(text, pack) for seg in s.line.segs]
        return len(segs) == 1 and duration_of(segs[0]) == wanted

    return right


DUCKLING_NOW = date(2013, 2, 12)
GRAINS = ("Day", "Week", "Month", "Year")


def _duckling_dates(folder: Path) -> Iterator[tuple[str, tuple[date, date | None, str]]]:
    """Days, weeks, months and years; hours and feast days are not dates of the news."""
    for line in (folder / "time.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        expected = case["expected"] or ""
        grain = (re.findall(r"\b(Second|Minute|Hour|Day|Week|Month|Quarter|Year)\b", expected) or [""])[-1]
        if "Holiday" in expected or grain not in GRAINS:
            continue
        found = [date(*map(int, d)) for d in re.findall(r"\((\d+), (\d+), (\d+), \d+, \d+, \d+\)", expected)]
        yield case["text"], (found[0], found[1] if len(found) > 1 else None, grain)


def _duckling_date(pack: LanguagePack) -> Callable[[str, tuple[date, date | None, str]], bool]:
    """A day is right when it is the day, or when the words fix all that fixes the day.

    Duckling looks ahead for a bare weekday, news looks back: the weekday, day and month count.
    """

    def right(text: str, wanted: tuple[date, date | None, str]) -> bool:
        moments = [m for s in _sentences(text, pack) for seg in s.line.segs if (m := moment_of(seg))]
        return any(_same_day(m, *wanted) for m in moments)

    return right


def _same_day(moment: Moment, day: date, end: date | None, grain: str) -> bool:
    low, high = resolve(moment, DUCKLING_NOW)
    if end is not None and grain == "Day":
        return (low, high) == (day, date.fromordinal(end.toordinal() - 1)) or _ahead(moment, day, end)
    if low == day:
        return True
    return grain == "Day" and end is None and _ahead(moment, day, None)


def _ahead(moment: Moment, day: date, end: date | None) -> bool:
    """Whether the same words, told of the future, mean the day."""
    if moment.rel is not None or moment.unit is not None or moment.year is not None:
        return False
    if moment.month is None and moment.weekday is not None:
        return moment.weekday == day.weekday() and moment.day in (None, day.day)
    if moment.month != day.month or moment.weekday not in (None, day.weekday()):
        return False
    low, high = resolve(moment, day)
    if moment.phase == "mid" and end is None:
        return low is not None and high is not None and low <= day <= high
    return low == day and (end is None or high == date.fromordinal(end.toordinal() - 1))


# --- CLDR


def _cldr(folder: Path, step: int | None) -> Iterator[tuple[str, float]]:
    spell = SpellOut(folder / "ar-rbnf.json")
    for rules in ("%spellout-cardinal-masculine", "%spellout-cardinal-feminine"):
        for number in range(0, 100_000, step or 1):
            yield spell.words(number, rules), float(number)


# --- Recognizers


def _micro_cases(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    yield from json.loads((folder / f"{name}.json").read_text(encoding="utf-8-sig"))


def judged(name: str) -> dict[int, str]:
    """The cases of a spec ("numbers", "dates") that we hold wrong: their index, and the reason of each."""
    with (Path(__file__).resolve().parent / "judged_specs.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {int(row["index"]): row["reason"] for row in rows if row["set"] == name}


def _micro_numbers(folder: Path, whole: bool = False) -> Iterator[tuple[str, list[float]]]:
    """Numbers as the original reads them, without "not supported" cases and, unless `whole`, those judged wrong."""
    wrong = {} if whole else judged("numbers")
    for n, case in enumerate(_micro_cases(folder, "Number/Arabic/NumberModel")):
        if "NotSupported" not in case and n not in wrong:
            yield case["Input"], [float(r["Resolution"]["value"]) for r in case["Results"]]


NO_COUNT = re.compile(r"[/^eE+%-]|(?<=[\d٠-٩]) (?=[\d٠-٩])")


def _micro_whole(folder: Path) -> Iterator[tuple[str, list[float]]]:
    """The cases whose results are whole numbers, told without sign, fraction, power or blanks inside."""
    for text, values in _micro_numbers(folder):
        if values and all(v == int(v) and v >= 0 for v in values) and not NO_COUNT.search(text):
            yield text, values


def _all_numbers(pack: LanguagePack) -> Callable[[str, list[float]], bool]:
    def right(text: str, wanted: list[float]) -> bool:
        found: list[float] = []
        for sentence in _sentences(text, pack):
            line = reduce_numbers(sentence.base, pack.lexicon.alphabet)
            found += [f.value for f in read_figures(line, sentence.parsed.folded.text, pack.lexicon.article)]
        return len(found) == len(wanted) and all(map(_close, found, wanted))

    return right


def _close(found: float, wanted: float) -> bool:
    return abs(found - wanted) <= 1e-9 * max(1e-3, abs(wanted))


def _micro_ordinals(folder: Path) -> Iterator[tuple[str, list[float]]]:
    """Ranks counted from the start; "the next", "the last but one" are no numbers."""
    for case in _micro_cases(folder, "Number/Arabic/OrdinalModel"):
        values = [r["Resolution"] for r in case["Results"]]
        if "NotSupported" not in case and all(v.get("relativeTo") == "start" for v in values):
            yield case["Input"], [float(v["offset"]) for v in values]


def _all_ordinals(pack: LanguagePack) -> Callable[[str, list[float]], bool]:
    def right(text: str, wanted: list[float]) -> bool:
        segs = [s for sent in _sentences(text, pack) for s in reduce_numbers(sent.base, pack.lexicon.alphabet).segs]
        found, i = [], 0
        while i < len(segs):
            value = read_rank(segs[i : i + 3])
            step = 3 if value is not None else 1
            value = read_rank(segs[i : i + 1]) if value is None else value
            found += [] if value is None else [value]
            i += step
        return found == wanted

    return right


def _micro_dates(folder: Path, whole: bool = False) -> Iterator[tuple[str, tuple[str, date, str]]]:
    """Words, reference day and the day meant when the past is meant; impossible days and, unless `whole`,
    cases judged wrong left out."""
    wrong = {} if whole else judged("dates")
    for n, case in enumerate(_micro_cases(folder, "DateTime/Arabic/DateParser")):
        if n in wrong:
            continue
        for r in case["Results"]:
            past = (r["Value"].get("PastResolution") or {}).get("date", "")
            if past and not past.startswith("0001"):
                yield case["Input"], (r["Text"], date.fromisoformat(case["Context"]["ReferenceDateTime"][:10]), past)


def _micro_named(folder: Path, pack: LanguagePack) -> Iterator[tuple[str, tuple[str, date, str]]]:
    """The cases that name more than a lone figure: "on the 15th" alone is no date in the news."""
    for text, (words, anchor, day) in _micro_dates(folder):
        segs = _numbers(words, pack)
        named = any(s.has("weekday", "month", "dayword", "tunit", "slash", "dash") for s in segs)
        if named or not segs or not segs[-1].has("number", "ordinal", "ord"):
            yield text, (words, anchor, day)


def _micro_date(pack: LanguagePack) -> Callable[[str, tuple[str, date, str]], bool]:
    def right(text: str, wanted: tuple[str, date, str]) -> bool:
        _, anchor, day = wanted
        moments = [m for s in _sentences(text, pack) for seg in s.line.segs if (m := moment_of(seg))]
        return any(str(resolve(m, anchor)[0]) == day for m in moments)

    return right


def main() -> int:
    found = results(17 if "--quick" in sys.argv else None)
    for name, (right, total, wrong) in found.items():
        target = TARGETS.get(name, 0.0)
        mark = "" if right / total >= target else f"  below {target:.2f}"
        print(f"{name:22} {right:6}/{total:<6} {right / total:.3f}{mark}")
        if "--misses" in sys.argv:
            print("".join(f"    {w}\n" for w in wrong[:60]), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
