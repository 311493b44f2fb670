"""English names of tellers: places by the gazetteer, what belongs to a head before it, where it is behind it."""

from __future__ import annotations

import pytest

from isnad.extract.parsed import ParsedReport
from isnad.extract.tellers.attribution import Attributions
from isnad.lang.pack import load_pack
from isnad.model.report import Report


def named(words: str) -> str:
    """The English of the teller in a sentence of his."""
    parsed = ParsedReport(Report(id="r", text=f"وقال {words} إن الطريق مغلق."), load_pack("ar"))
    return Attributions(parsed).scopes[0].tellers[-1].name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("محافظ عدن", "Aden governor"),
        ("مدير أمن عدن اللواء سامي الحمدي", "Maj. Gen. Sami al-Hamdi, Aden security director"),
        ("مسؤول محلي في محافظة إب", "local official in Ibb governorate"),
        ("مصادر في محافظة ديالى", "sources in Diyala governorate"),
        ("مصدر في شرطة كركوك", "Kirkuk police source"),
        ("المتحدث الرسمي للهلال الأحمر بمنطقة الباحة", "Red Crescent spokesman in Al-Bahah region"),
        ("الناطق الرسمي باسم محاكم القصرين", "Kasserine courts spokesman"),
        ("مديرية أمن شمال سيناء", "North Sinai security directorate"),
        ("والي ولاية الجزيرة", "Gezira state wali"),
        ("أمانة جدة", "Jeddah secretariat"),
        ("السفير الأردني في السعودية", "Jordanian ambassador to Saudi Arabia"),
        ("قائد شرطة مدينة لوس أنجلوس", "Los Angeles police chief"),
    ],
)
def test_a_known_place_is_called_by_its_name(words: str, name: str) -> None:
    assert named(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("الهيئة الوطنية لمكافحة الفساد", "National anti-corruption authority"),
        ("المتحدث الرسمي للهيئة الوطنية لمكافحة الفساد", "National anti-corruption authority spokesman"),
        ("الأمانة العامة لمنظمة التعاون الإسلامي", "Organisation of Islamic Cooperation general secretariat"),
        ("رئيس مجلس إدارة الجمعية الخيرية", "charitable association board head"),
        ("مسؤول تركي كبير", "senior Turkish official"),
        ("مصادر أمنية وطبية", "security and medical sources"),
        ("مصادر عسكرية موالية للحوثيين", "military sources loyal to Houthis"),
        ("مصادر مقربة من حزب الله", "sources close to Hezbollah"),
        ("نائب قائد الشرطة", "deputy police chief"),
        ("وزير النقل اليمني", "Yemeni transport minister"),
        ("المتحدث الإعلامي لحرس الحدود", "border guard spokesman"),
        ("تنظيم «داعش»", "Islamic State"),
        ("المتحدث باسم وزارة الصحة هاني عبد الغفار", "Hani Abdulghafar, Health Ministry spokesman"),
    ],
)
def test_words_stand_in_the_order_of_english(words: str, name: str) -> None:
    assert named(words) == name


def test_a_common_word_after_a_preposition_is_no_place() -> None:
    assert named("شرطة المدينة في بيان") == "city police"
