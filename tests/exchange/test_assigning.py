"""What an editor is proposed for the columns of a foreign spreadsheet."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skew_wagtail.actors.models import ActorTag
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.cells.terms import Lookups
from skew_wagtail.exchange.importing.assigning import Origin, propose, recall
from skew_wagtail.exchange.importing.contents import likenesses
from skew_wagtail.exchange.importing.headers import Table
from skew_wagtail.exchange.models import ColumnMapping
from skew_wagtail.exchange.reading import Row

NOW = timezone.now()


def table(header, *rows):
    lines = [Row(number, tuple(cells)) for number, cells in enumerate([header, *rows], start=1)]
    return Table(lines[0], lines[1:])


def mapping(title, age=0, **columns):
    used_at = NOW - timedelta(days=age)
    return ColumnMapping(pk=sum(map(ord, title)), name=title, columns=columns, used_at=used_at)


def proposals(found):
    """Key and origin by letter."""
    return {column.letter: (column.proposal.key, column.proposal.origin) for column in found.columns}


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("email", ["info@weltladen-ebersfurt.de", "Vorstand@Verein.example.org", "k. A.", "mailto:a@b.de"]),
        ("phone", ["030 23125 123", "+49 (0)30 23125123", "0171/2312512", "06622-91 52 0", "-"]),
        ("postcode", ["00815", "36088", "D-36037"]),
        ("website", ["www.weltladen.de", "https://example.org/", "verein.example.net/wir"]),
        ("social_media", ["https://www.facebook.com/verein", "instagram.com/verein", "https://t.me/verein"]),
        ("founded_year", ["1998", "2015", "", "1987"]),
        ("data_as_of", ["03.04.2026", "2026-05-01", "1. 6. 2026"]),
        ("review_due_on", ["03.04.2199", "01.05.2199"]),
        ("kind", ["Weltladen", "Schule", "weltladen"]),
        ("legal_form", ["e. V.", "GmbH", "e.V.", "Eingetragener Verein"]),
        ("topics", ["Fairer Handel; Globales Lernen", "Fair trade", "Projekte in Partnerländern"]),
        ("sdgs", ["SDG 4; SDG 17", "4 Hochwertige Bildung", "Keine Armut"]),
        ("engagement_countries", ["Ghana", "Bolivien, Ghana", "k. A."]),
        ("spoken_languages", ["Deutsch, Arabisch", "Deutsch"]),
        ("activity_areas", ["Altstadt", "Altstadt"]),
        ("tags", ["Kaffee; Chor", "Kaffee"]),
    ],
)
def test_cells_say_what_a_column_holds(terms, key, cells):
    for name in ("Kaffee", "Chor"):
        ActorTag.objects.create(name=name)
    assert next(likenesses(cells, Lookups())) == (1.0, key)
    [column] = propose(table(["Xyz"], *([cell] for cell in cells)), []).columns
    assert (column.proposal.key, column.proposal.origin) == (key, Origin.CONTENT)


@pytest.mark.parametrize(
    "cells",
    [
        ["12", "4", "17", "1"],
        ["Wir treffen uns jeden Dienstag", "Kaffee aus aller Welt, fair gehandelt"],
        ["info@verein.de", "Frau Yılmaz", "ruft an"],
        ["k. A.", "-", ""],
        ["4,92E+11", "4,92E+11"],
        [],
    ],
)
def test_cells_that_say_too_little_are_nothing(terms, cells):
    assert list(likenesses(cells, Lookups())) == []


def test_the_best_source_decides(terms):
    found = propose(
        table(
            ["Bezeichnung", "Telefon", "Kontakt 1", "Telefonnr. (privat)", "Bemerkung", "Was"],
            ["Weltladen", "030 23125123", "info@a.de", "", "ok", "Fairer Handel"],
        ),
        [mapping("Büro Weitblick 2026", bezeichnung="title", anderes="city")],
    )
    assert proposals(found) == {
        "A": ("title", Origin.MAPPING),
        "B": ("phone", Origin.NAME),
        "C": ("email", Origin.CONTENT),
        "D": ("", None),
        "E": ("", None),
        "F": ("topics", Origin.CONTENT),
    }
    assert not found.is_clear


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Telefonnr.", "phone"),
        ("Straße / Hausnr.", "street"),
        ("Ansprechpartner/in Name", "contact_name"),
        ("Webseite des Vereins", "website"),
        ("Kurzbeschreibg.", "summary"),
        ("Gründungsdatum (Jahr)", "founded_year"),
        ("Identität", ""),
        ("Bereich", ""),
        ("☎", ""),
    ],
)
def test_similar_headers_are_proposed_and_others_not(terms, header, key):
    assert propose(table([header, "Verein"], ["", "A"]), []).columns[0].proposal.key == key


def test_nothing_is_asked_when_all_is_known_by_name(terms):
    found = propose(table(["Name", "Art", "", "Ort"], ["A", "Schule"]), [])
    assert (
        found.is_clear
        and not found.mapping
        and [column.letter for column in found.columns] == ["A", "B", "D"]
    )


@pytest.mark.parametrize(
    "header",
    [["Name", "Name"], ["Ort", "PLZ"], ["Name", ""], ["Name", "Weiß nicht"], ["Name", "Organisation"]],
)
def test_a_doubled_missing_or_unknown_header_is_asked_about(terms, header):
    assert not propose(table(header, ["A", "B"]), []).is_clear


def test_all_headers_of_a_remembered_assignment_leave_nothing_to_ask(terms):
    remembered = mapping("Büro", einrichtung="title", spalte="", telefon="phone", **{"telefon#2": ""})
    found = propose(
        table(["Einrichtung", "Spalte", "Telefon", "Telefon"], ["A", "b", "c", "d"]), [remembered]
    )
    assert found.is_clear and found.mapping == "Büro"
    assert found.keys == {"0": "title", "1": "", "2": "phone", "3": ""}
    assert found.remembered(found.keys) == remembered.columns


def test_an_assignment_of_other_files_does_not_override_a_header(terms):
    """One office calls the short name “Name”; that says nothing of another office's file."""
    other = mapping("Büro", name="short_name", bezeichnung="title", amt="", strom="", gas="")
    found = propose(table(["Name", "Ort", "PLZ"], ["A", "B", "00815"]), [other])
    assert found.keys["0"] == "title" and found.is_clear and not found.mapping


def test_of_two_fitting_assignments_the_last_used_counts(terms):
    older, newer = mapping("Alt", age=9, firma="title", x="city"), mapping("Neu", firma="title", x="po_box")
    assert propose(table(["Firma", "X"], ["A", "B"]), [older, newer]).mapping == "Neu"
    assert propose(table(["Firma", "X"], ["A", "B"]), [newer, older]).keys["1"] == "po_box"


def test_a_column_without_header_is_asked_about_each_time(terms):
    found = propose(table(["Firma", ""], ["A", "B"]), [mapping("Büro", firma="title")])
    assert not found.is_clear
    assert found.remembered({"0": "title", "1": "city"}) == {"firma": "title"}


def test_a_column_that_the_package_has_no_more_is_not_proposed(terms):
    found = propose(table(["Firma", "X"], ["A", "B"]), [mapping("Büro", firma="title", x="was_here_once")])
    assert found.keys == {"0": "title", "1": ""} and not found.is_clear


def test_samples_are_few_different_and_short(terms):
    found = propose(table(["Text"], [""], ["a\nb"], ["a b"], ["x" * 500], ["c"], ["d"]), [])
    assert found.columns[0].samples == ["a b", "x" * 59 + "…", "c"]


_CELLS = st.text() | st.sampled_from(
    ["Name", "Telefon", "Telefon", "Ort", "a@b.de", "00815", "030 23125123", "1998", "Ghana", "http://[", "4E+9",
     "Fairer Handel / Kaffee", "k. A.", "siehe oben", "\u200f\u0645", "3" * 5000],
)  # fmt: skip
_ROWS = st.lists(st.lists(_CELLS, min_size=1, max_size=8), min_size=1, max_size=5)


@given(
    rows=_ROWS,
    columns=st.dictionaries(
        st.sampled_from(["name", "telefon", "telefon#2", "ort"]), st.sampled_from(["", "title", "x"])
    ),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_column_of_ours_is_ever_proposed_twice(terms, rows, columns):
    for found in (
        propose(table(*rows), [mapping("Eins", **columns), mapping("Zwei", name="title")]),
        recall(table(*rows), mapping("Eins", **columns)),
    ):
        keys = [column.proposal.key for column in found.columns if column.proposal.key]
        assert len(keys) == len(set(keys)) and set(keys) <= set(COLUMNS)
