"""Rows that may be an organisation which is there already."""

import pytest

from skew_wagtail.actors.models import ActorProfilePage
from tests.exchange.sheets import SHOP, import_rows
from tests.factories import ActorProfileFactory, add_address, add_contact

pytestmark = pytest.mark.usefixtures("terms")


def row(name, **values):
    return SHOP | {"Kennung": None, "Name der Organisation": name} | values


@pytest.mark.parametrize(
    ("known", "imported", "reason"),
    [
        (
            "Deutsch-Ghanaische Gesellschaft Ebersfurt",
            "Deutsch-Ghanaische Gesellschft Ebersfurt",
            "ähnlicher Name",
        ),
        ("Volkshochschule Ebersfurt", "VHS Ebersfurt", "ähnlicher Name"),
    ],
)
def test_a_new_row_that_may_be_known_is_hinted_at(directory, known, imported, reason):
    ActorProfileFactory(parent=directory, title=known)
    result = import_rows(directory, row(imported), dry_run=True)
    [note] = result.notes
    assert f"„{known}“" in note
    assert "Zeile 2" in note
    assert reason in note


def test_contacts_and_street_count_and_are_not_told(directory):
    known = ActorProfileFactory(parent=directory, title="Deutsch-Ghanaische Gesellschaft")
    add_contact(known, [], email="info@dgg.example.org", phone="+49 30 23125123")
    add_address(known, street="Färbergasse 12", city="Ebersfurt")
    like = {
        "Ort": "Ebersfurt",
        "Straße": "Färbergasse 12",
        "Telefon": "030 23125 123",
        "E-Mail": "info@dgg.example.org",
    }
    [note] = import_rows(directory, row("Ghana-Gesellschaft", **like), dry_run=True).notes
    assert "dieselbe Telefonnummer" in note and "dieselbe E-Mail-Adresse" in note
    assert "23125" not in note and "info@" not in note
    assert import_rows(directory, row("Ghana-Gesellschaft"), dry_run=True).notes == []


def test_a_profile_of_the_same_name_elsewhere_is_not_taken_for_the_row_itself(directory):
    known = ActorProfileFactory(parent=directory, title="Chor der Welt")
    add_contact(known, [], email="chor@example.org")
    add_address(known, city="Ebersfurt")
    [note] = import_rows(
        directory, row("Chor der Welt", **{"Ort": "Neustadt", "E-Mail": "chor@example.org"}), dry_run=True
    ).notes
    assert "„Chor der Welt“" in note and "in Zeile" not in note


def test_two_rows_that_may_be_one_are_hinted_at(directory):
    rows = (row("Volkshochschule Ebersfurt"), row("VHS Ebersfurt"))
    [note] = import_rows(directory, *rows, dry_run=True).notes
    assert "Zeile 3" in note
    assert "in Zeile 2" in note


def test_an_organisation_that_is_another_is_not(directory):
    ActorProfileFactory(parent=directory, title="Deutsch-Ghanaische Gesellschaft Ebersfurt")
    assert import_rows(directory, row("Deutsch-Kenianische Gesellschaft Ebersfurt"), dry_run=True).notes == []


def test_a_hint_stops_nothing(directory):
    ActorProfileFactory(parent=directory, title="Volkshochschule Ebersfurt")
    import_rows(directory, row("VHS Ebersfurt"))
    assert ActorProfilePage.objects.count() == 2


def test_the_second_run_hints_at_nothing(directory):
    rows = (row("Volkshochschule Ebersfurt"), row("Weltladen Nord"))
    import_rows(directory, *rows)
    assert import_rows(directory, *rows).notes == []
