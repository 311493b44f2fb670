"""How good the gazetteer is: names found, and words wrongly taken for names.

    python tools/measure_places.py --corpora FOLDER [--gold FILE...] [--show N]

Names found: LOC of ANERcorp, linked mentions of IDRISI-RA (dev). Wrongly taken: runs of words outside
LOC that the gazetteer would take without a head word. Prints figures only, and with --show the worst words.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer
from isnad.places.geometry import haversine_km
from isnad.places.resolve import PlaceContext, PlaceMention, resolve
from isnad.text.fold import Folding

PACK = Path(__file__).resolve().parent.parent / "src" / "isnad" / "lang" / "ar" / "pack.toml"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    table = tomllib.loads(PACK.read_text(encoding="utf-8"))["fold"]
    fold = Folding(table["replace"], table["drop"] + table["trailing"], table["trailing"])
    gazetteer = Gazetteer.load()
    words = yaml.safe_load((Path(__file__).parent / "places_build" / "words.yaml").read_text(encoding="utf-8"))
    pack = {
        "heads": [fold.of(w) for w in words["measure_heads"]],
        "clitics": words["measure_clitics"],
        "not_names": site_words(fold, gazetteer.header["article"]),
    }
    for split in ("train", "test"):
        path = args.corpora / "anercorp" / f"ANERCorp_CamelLab_{split}.txt"
        tagged("anercorp " + split, list(conll(path, fold)), gazetteer, ("LOC",), args.show, pack)
    for split in ("train", "val", "test"):
        path = args.corpora / "wojood-sample" / f"{split}.txt"
        tagged("wojood " + split, list(conll(path, fold)), gazetteer, ("GPE", "LOC", "FAC"), args.show, pack)
    for path in args.gold:
        gold_sites(path, gazetteer, fold, pack)
    idrisi(args.corpora / "idrisi-ra" / "lmd", gazetteer, fold, args.show, pack)


def conll(path: Path, fold: Folding) -> Iterator[list[tuple[str, str]]]:
    """Sentences of (folded word, tags)."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
            continue
        word, _, tags = line.strip().partition(" ")
        sentence.append((fold.of(word), tags))
    if sentence:
        yield sentence


def known(words: list[str], gazetteer: Gazetteer, pack: dict[str, list[str]]) -> bool:
    """Whether a run of words is a name of the gazetteer once clitics and head words are taken off."""
    return bool(named_by(words, gazetteer, pack))


def named_by(words: list[str], gazetteer: Gazetteer, pack: dict[str, list[str]]) -> tuple[PlaceEntry, ...]:
    """The places a run of words names once clitics and head words are taken off."""
    if len(words) > 1 and any(words[0].endswith(h) and len(words[0]) <= len(h) + 2 for h in pack["heads"]):
        return named_by(words[1:], gazetteer, pack)
    rest = words[1:]
    forms = [words[0]]
    for prefix, instead in pack["clitics"]:
        forms += [instead + f[len(prefix) :] for f in list(forms) if f.startswith(prefix) and len(f) > 3]
    return next((found for f in forms if (found := gazetteer.lookup(" ".join([f, *rest])))), ())


def tagged(
    label: str,
    sentences: list[list[tuple[str, str]]],
    gazetteer: Gazetteer,
    kinds: tuple[str, ...],
    show: int,
    pack: dict[str, list[str]],
) -> None:
    """Recall on tagged names, and false alarms of bare words, per 1,000 words."""
    found = total = 0
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    right = words_seen = 0
    for sentence in sentences:
        words = [w for w, _ in sentence]
        inside = [any(k in t for k in kinds) for _, t in sentence]
        i = 0
        while i < len(words):
            if any("B-" + k in sentence[i][1] for k in kinds):
                end = i + 1
                while end < len(words) and any("I-" + k in sentence[end][1] for k in kinds):
                    end += 1
                total += 1
                name = " ".join(words[i:end])
                hit = known(words[i:end], gazetteer, pack)
                found += hit
                missed[name] += not hit
            i += 1
        i = 0
        while i < len(words):
            words_seen += 1
            match = gazetteer.longest_match(words, i)
            if match and not match[1][0].ambiguous:
                if any(inside[i : i + match[0]]):
                    right += 1
                else:
                    wrong[" ".join(words[i : i + match[0]])] += 1
                i += match[0]
            else:
                i += 1
    false = sum(wrong.values())
    taken, rate = right + false, 1000 * false / max(1, words_seen)
    print(
        f"{label}: names found {found}/{total} = {found / max(1, total):.3f}; bare words taken {taken}, "
        f"of them no place {false} = {false / max(1, taken):.3f} ({rate:.1f} in 1,000 words)"
    )
    if show:
        print("  wrong:", wrong.most_common(show))
        print("  missed:", [m for m in missed.most_common(show) if m[1]])


def site_words(fold: Folding, article: str) -> list[str]:
    """Single words of the pack's site lexicon: heads, things and directions, no names."""
    found: dict[str, None] = {}
    for group in yaml.safe_load((PACK.parent / "lexicon" / "sites.yaml").read_text(encoding="utf-8")):
        if not isinstance(group, dict):
            continue
        for word in group.get("words", []):
            for form in str(word["w"] if isinstance(word, dict) else word).split("|"):
                found[fold.of(form.strip())] = None
                found[article + fold.of(form.strip())] = None
    return list(found)


def gold_sites(path: Path, gazetteer: Gazetteer, fold: Folding, pack: dict[str, list[str]]) -> None:
    """Of the main event's sites finer than a province: how many have a name, and a point within 30 km."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    site = gold["site"]
    total = named = right = wrong = 0
    for report in gold["reports"]:
        for claim in report["claims"]:
            value = claim["value"]
            if (
                claim["kind"] != "event_site"
                or claim["event"] != "main"
                or value["precision"] in ("province", "country")
            ):
                continue
            mentions = mentions_of(fold.of(value["name_ar"]).split(), gazetteer, pack)
            total += 1
            named += bool(mentions)
            place = resolve(mentions, PlaceContext(countries={site["country"]: 0.8}), gazetteer)
            if place.lat is not None and place.lon is not None:
                near = haversine_km(place.lat, place.lon, site["lat"], site["lon"]) <= 30
                right, wrong = right + near, wrong + (not near)
    print(f"{gold['event']}: {total} sites, {named} with a name, {right} within 30 km, {wrong} elsewhere")


def mentions_of(words: list[str], gazetteer: Gazetteer, pack: dict[str, list[str]]) -> list[PlaceMention]:
    """The names in a run of words, left to right, each freed of its clitics."""
    out: list[PlaceMention] = []
    i = 0
    while i < len(words):
        forms = [words[i]]
        for prefix, instead in pack["clitics"]:
            forms += [instead + f[len(prefix) :] for f in list(forms) if f.startswith(prefix) and len(f) > 3]
        tries = [m for f in forms if (m := gazetteer.longest_match([f, *words[i + 1 : i + 5]], 0))]
        plain = any(f in pack["not_names"] for f in forms)
        tries = [m for m in tries if m[0] > 1 or not plain]
        if tries:
            n, entries = max(tries, key=lambda m: (m[0], m[1][0].rank))
            out.append(PlaceMention(name=" ".join(words[i : i + n]), entries=entries))
            i += n
        else:
            i += 1
    return out


def idrisi(folder: Path, gazetteer: Gazetteer, fold: Folding, show: int, pack: dict[str, list[str]]) -> None:
    """Recall on place mentions of tweets, and how often some entry lies within 30 km of the linked point."""
    seen = named = near = 0
    missed: Counter[str] = Counter()
    for path in sorted(folder.glob("*/dev.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for m in json.loads(line)["location_mentions"]:
                place = m.get("osm_json") or {}
                if "lat" not in place or m.get("type") not in ("City/town", "Province/State", "District", "Country"):
                    continue
                seen += 1
                name = fold.of(m["text"]).replace("#", "").replace("_", " ").strip()
                entries = named_by(name.split(), gazetteer, pack)
                named += bool(entries)
                limit = {"Country": 1500.0, "Province/State": 150.0}.get(m["type"], 30.0)
                near += any(
                    haversine_km(e.lat, e.lon, float(place["lat"]), float(place["lon"])) <= limit for e in entries
                )
                missed[name] += not entries
    print(f"idrisi-ra dev: {seen} mentions, name known {named / seen:.3f}, an entry near the point {near / seen:.3f}")
    if show:
        print("  missed:", [m for m in missed.most_common(show) if m[1]])


if __name__ == "__main__":
    main()
