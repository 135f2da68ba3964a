"""What in a free text is taken for a statement about a person, and what is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.privacy.free_text.findings import LONGEST_TEXT, Kind, find_personal, plain_text

PHONES = [
    "Rufen Sie an: 030 23125 123.", "+49 30 23125 123", "0170/1234567 (Amina)", "Büro (0661) 123456", "Tel. 23125-123",
    "Telefon: 23125 123",
]  # fmt: skip
MAILS = [
    "Schreiben Sie an amina@example.org!",
    "amina.beispiel (at) example.org",
    "info[at]verein.example.org",
]
STATUSES = [
    "Amina Beispiel wartet auf ihren Asylbescheid.", "Frau Muster hat eine Duldung.", "Herr Dr. Muster ist geduldet.",
    "Seit 2019 wartet Kofi Muster auf seinen Aufenthaltstitel", "Der Asylantrag von Amina al Hassan wurde abgelehnt.",
    "Familie Al-Hassan ist ausreisepflichtig.", "Unser Trainer Kofi Muster wurde abgeschoben.",
    "Amina Beispiel lebt hier ohne Papiere.", "Our treasurer Amina Beispiel was deported.",
    "Mrs Example has applied for asylum.", "Ludwig Beispiel hat Asyl.", "Kofi Muster has no residence permit.",
]  # fmt: skip
HARMLESS = [
    "Wir arbeiteten 1998-2004 in Tamale.", "2024/2025", "IBAN DE89 3704 0044 0532 0130 00", "DE89370400440532013000",
    "Färbergasse 12, 00815 Ebersfurt", "01067 Dresden, seit 1998", "12.500 Euro Spenden im Jahr 2023",
    "Am 01.02.2024 von 10 bis 12 Uhr", "1.250.000,00 EUR", "0,5 Millionen", "Raum 0.12", "VR 01234", "@weltladen",
    "Beratung zu Asyl und Aufenthalt", "Asylberatung im Haus der Kulturen", "Viele Menschen leben mit Duldung.",
    "Gemeinsames Kochen mit Asylsuchenden", "Wir beraten Frauen aus Sierra Leone zum Asylantrag.",
    "Kostenlose Rechtsberatung zum Aufenthaltsrecht jeden Dienstag im Rathaus Ebersfurt", "",
    "Wir helfen Menschen mit Duldung. Amina Beispiel leitet den Chor.", "Legal advice on asylum and residence permits",
    "PRO ASYL und Amnesty International fordern ein Ende der Abschiebungen.", "Familie und Asyl", "Frau und Asyl",
    "Jugendliche Geflüchtete mit Duldung finden bei uns eine Ausbildung.", "Ein Aufenthalt in Ghana",
    "Regelmäßige Treffen für Menschen mit Duldung", "Neues Projekt: Begleitung im Asylverfahren",
    "Der Weltladen Nord sammelt für Menschen im Asylverfahren.", "Amina Beispiel leitet den Chor der Kulturen.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [(text, kind) for kind, texts in zip(Kind, (PHONES, MAILS, STATUSES), strict=True) for text in texts],
)
def test_a_statement_about_a_person_is_found(text, kind):
    assert [finding.kind for finding in find_personal(text)] == [kind]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_and_words_are_left_alone(text):
    assert find_personal(text) == []


def test_the_place_is_shown_with_what_stands_around_it():
    text = "Vorher steht viel. " * 9 + "Rufen Sie Amina an: 030 23125 123. " + "Danach auch. " * 9
    (finding,) = find_personal(text)
    assert "Amina an: 030 23125 123" in finding.excerpt
    assert finding.excerpt.startswith("…") and finding.excerpt.endswith("…")
    assert len(finding.excerpt) <= 72


def test_paragraphs_and_entities_of_rich_text_are_read():
    text = plain_text(
        "<p>Frau M&uuml;ller singt</p><p>Asyl &amp; <b>Aufent</b>halt</p><a href='tel:030'>x</a>"
    )
    assert text.splitlines()[:2] == ["Frau Müller singt", "Asyl & Aufenthalt"]
    assert find_personal(text) == []


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text):
    for finding in find_personal(plain_text(text)):
        assert len(finding.excerpt) <= 72


@given(st.lists(st.sampled_from([*PHONES, *MAILS, *STATUSES, "<p>", "&", "Asyl", "Herr ", "+49", "("])))
def test_any_mixture_gets_an_answer(parts):
    for text in (" ".join(parts), "".join(parts)):
        find_personal(plain_text(text))


HOSTILE = ["1", "0 ", "+49 ", "a@", "A", "Aa ", "<", "(", "0170 1234567 ", "Asyl Amina ", "a.b-c+", "DE89 ", "[at]",
           "&amp;", "Tel ", "1/2-3(4)", "\u0663", "Herr ", "x" * 64 + "@"]  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_a_long_and_hostile_text_takes_no_time(part):
    text = part * (3 * LONGEST_TEXT // len(part))
    start = time.perf_counter()
    find_personal(plain_text(text))
    # Two hundredths here; quadratic time would be minutes.
    assert time.perf_counter() - start < 2
