"""The interface's words in every language, from words.yaml and data/countries.json.

Languages are rows of the data file; nothing here knows one by name. Markup is made
only by the functions below, and everything they are given is escaped.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any, cast

import msgspec
import yaml
from markupsafe import Markup, escape

from isnad.errors import InternalError
from isnad.export.shown import shown

Wording = Mapping[str, str]
"""Language to words."""


LABELLED = ("kind", "teller")
"""Sections whose words a page's style sheet holds once."""


class Words:
    """Looks words up and renders them once for each language.

    The page holds every language; a style rule shows the one chosen (`<html lang>`).
    """

    def __init__(self, table: Mapping[str, Any], countries: Mapping[str, Wording]) -> None:
        self.languages: Mapping[str, Any] = table["languages"]
        self.default: str = table["default"]
        self.families: Mapping[str, Any] = table["families"]
        self._table = table
        self._countries = countries

    def wording(self, key: str) -> Wording:
        """The interface words of `key`. Raises InternalError when there are none."""
        try:
            return cast(Wording, self._table["words"][key])
        except KeyError:
            raise InternalError("export.words", f"words.yaml has no entry {key!r}") from None

    def term_wording(self, section: str, code: str) -> Wording:
        """A code of the model in words; a code that is not listed stands as it is."""
        found = self._table["terms"][section].get(code)
        plain = shown(code).replace("_", " ")
        return cast(Wording, found) if found else dict.fromkeys(self.languages, plain)

    def family_of(self, kind: str) -> str:
        """The colour family a kind of claim is drawn in."""
        return next((name for name, row in self.families.items() if kind in row["kinds"]), "view")

    def spans(self, wording: Wording) -> Markup:
        """One span for each language, of which the page shows one."""
        return Markup("").join(
            Markup('<span lang="{}">{}</span>').format(language, wording[language]) for language in self.languages
        )

    def t(self, key: str, **parts: object) -> Markup:
        """Interface words with their `{parts}` filled in; numbers are isolated."""
        return self._filled(self.wording(key), parts)

    def term(self, section: str, code: str) -> Markup:
        return self.spans(self.term_wording(section, code))

    def label(self, section: str, code: str) -> Markup:
        """A known code as a label whose words the style sheet holds: for what stands on every card."""
        known = section in LABELLED and code in self._table["terms"][section]
        return Markup('<i class="l-{}-{}"></i>').format(section, code) if known else self.term(section, code)

    def labels(self) -> Mapping[str, Wording]:
        """Every label that `label` makes: class name to words."""
        terms = self._table["terms"]
        return {f"{section}-{code}": wording for section in LABELLED for code, wording in terms[section].items()}

    def country(self, code: str | None) -> Markup:
        """An ISO 3166 alpha-3 code in words; anything else stands as it is."""
        found = self._countries.get(code or "")
        return self.spans(found) if found else isolated(code) if code else Markup("")

    def country_wording(self, code: str) -> Wording:
        """A country's name in each language; empty when the code is none."""
        return self._countries.get(code, {})

    def about(self, about: str) -> Markup:
        """What a conflict is about; what follows a known head ("killed: …") is isolated after it, and of one group
        of people ("killed (child)") the group is named."""
        effect, opened, role = about.removesuffix(")").partition(" (")
        if opened and effect in self._table["terms"]["about"]:
            return self.term("about", effect) + Markup(": ") + self.term("role", role)
        head, colon, rest = about.partition(": ")
        if about in self._table["terms"]["about"] or not colon:
            return self.term("about", about)
        tail = next((c for c, row in self._table["terms"]["conflict"].items() if rest in row.values()), None)
        words = self.term("about", head)
        return words if tail else words + Markup(": ") + isolated(rest)

    def note(self, note: str) -> Markup:
        """A note of a counting rule: its fixed words in every language, what follows them isolated."""
        head, colon, rest = note.partition(": ")
        known = head in self._table["terms"]["note"]
        words = self.term("note", head) if known else isolated(head)
        if not colon:
            return words
        teller = rest in self._table["terms"]["teller"]
        return words + Markup(": ") + (self.term("teller", rest) if teller else number(shown(rest)))

    def n(self, key: str, count: int) -> Markup:
        """A counted noun in the grammatical number the language wants."""
        forms = self._table["counts"][key]
        wording = {
            language: forms[language].get(category(count, self.languages[language]["plural"]), forms[language]["other"])
            for language in self.languages
        }
        return self._filled(wording, {"n": count})

    def pair(self, latin: str | None, arabic: str | None) -> Markup:
        """A name known in two scripts: each language shows its own, or the other, isolated."""
        return self.either({"latin": latin, "arabic": arabic})

    def prose(self, latin: str | None, arabic: str | None) -> Markup:
        """A sentence of our own in two languages, each running in its language's direction."""
        texts = {"latin": latin, "arabic": arabic}
        return Markup("").join(
            Markup('<span lang="{}" dir="{}">{}</span>').format(
                language, row["dir"], shown(texts.get(row["field"]) or latin or arabic or "")
            )
            for language, row in self.languages.items()
        )

    def title(self, title: Mapping[str, str]) -> Markup:
        """A title keyed by language; a language without one shows another's."""
        fields = {row["field"]: title.get(language) for language, row in self.languages.items()}
        return self.either(fields) if any(fields.values()) else self.t("no_title")

    def either(self, fields: Mapping[str, str | None]) -> Markup:
        """What each language's script field holds; once only when there is but one."""
        present = [(field, text) for field, text in fields.items() if text]
        if not present:
            return Markup("")
        if len({text for _, text in present}) == 1:
            return isolated(present[0][1])
        return Markup("").join(
            Markup('<span lang="{}" dir="auto">{}</span>').format(
                language, shown(fields.get(row["field"]) or present[0][1])
            )
            for language, row in self.languages.items()
        )

    def only(self, field: str, text: str, *, before: str = "", after: str = "") -> Markup:
        """`text` for the languages of one script field, with what joins it; nothing for the others."""
        return Markup("").join(
            Markup('<span lang="{}">{}{}{}</span>').format(language, before, isolated(text), after)
            for language, row in self.languages.items()
            if row["field"] == field and text
        )

    def day(self, iso: str) -> Markup:
        """An ISO day or date-time in words, machine-readable beside it."""
        year, month, day = iso[:4], iso[5:7], iso[8:10]
        if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
            return isolated(iso)
        clock = iso[11:16]
        comma = self.wording("comma")
        number = f"{int(day)} " if day.isdigit() else ""
        wording = {
            language: f"{number}{row['months'][int(month) - 1]} {year}"
            + (f"{comma[language]}{clock}" if clock and not clock.startswith("00:00") else "")
            for language, row in self.languages.items()
        }
        return Markup('<time datetime="{}">{}</time>').format(iso, self.spans(wording))

    def days(self, low: str | None, high: str | None) -> Markup:
        """A date with both ends, in words."""
        if not low and not high:
            return self.t("no_date")
        if low and high and low[:7] == high[:7] and low[:10] != high[:10] and low[8:10].isdigit():
            return self._days_of_month(low, high)
        if low and high and low[:10] != high[:10]:
            return self.t("from_to", a=self.day(low), b=self.day(high))
        if low and high:
            return self.day(low)
        return self.t("since", a=self.day(low)) if low else self.t("until", b=self.day(high or ""))

    def _days_of_month(self, low: str, high: str) -> Markup:
        """Two days of one month, which is named once; the days keep their order in any direction."""
        ends = (Markup('<time datetime="{}">{}</time>').format(day[:10], int(day[8:10])) for day in (low, high))
        span = number(Markup("–").join(ends))
        month = {c: f"{row['months'][int(low[5:7]) - 1]} {low[:4]}" for c, row in self.languages.items()}
        return span + Markup(" ") + self.spans(month)

    def _filled(self, wording: Wording, parts: Mapping[str, object]) -> Markup:
        if not parts:
            return self.spans(wording)
        safe = {name: number(part) if isinstance(part, int) else escape(part) for name, part in parts.items()}
        return self.spans({language: escape(text).format(**safe) for language, text in wording.items()})


def number(value: object) -> Markup:
    """A number, range or code that keeps its direction in any sentence."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(value)


def isolated(text: str) -> Markup:
    """Words of a report or a name: any direction, and it cannot leak."""
    return Markup('<bdi dir="auto">{}</bdi>').format(shown(text))


def amount(low: int | None, high: int | None, approx: bool = False, more: bool = False) -> str:
    """A count in digits: 3, ~3, 3–5, 3+ (at least), ≤5 (up to) or ? (not numbered).

    `more` tells that the highest of several figures was itself "at least": 3–5+.
    """
    mark, plus = "~" if approx else "", "+" if more else ""
    if low is None and high is None:
        return "?"
    if high is None:
        return f"{mark}{low}+"
    if low is None:
        return f"≤{mark}{high}"
    return f"{mark}{low}{plus}" if low == high else f"{mark}{low}–{high}{plus}"


def category(count: int, rule: Mapping[str, Any]) -> str:
    """The CLDR plural category of a whole number under a language's rule."""
    exact = rule["exact"].get(count)
    if exact:
        return cast(str, exact)
    rest = count % 100
    return next((name for low, high, name in rule["mod100"] if low <= rest <= high), "other")


@functools.cache
def load_words() -> Words:
    """The words that ship with the package."""
    folder = resources.files("isnad.export")
    table = yaml.safe_load(folder.joinpath("words.yaml").read_text(encoding="utf-8"))
    countries = msgspec.json.decode(folder.joinpath("data", "countries.json").read_bytes())
    return Words(table, countries)
