"""What somebody edited since the last import is shown, and overwritten only where an editor says so."""

import pytest

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.importing.results import Outcome
from skew_wagtail.exchange.models import ImportBaseline, ImportRun
from skew_wagtail.privacy.models import ActorAddress, ContactPerson
from skew_wagtail.vocabulary.models import Topic
from tests.exchange.sheets import SHOP, import_rows

pytestmark = pytest.mark.usefixtures("terms")

ROW = SHOP | {
    "Kurztext": "Kaffee", "Ziele": "Faire Preise", "Handlungsfelder": "Fairer Handel", "Ansprechperson": "Amina",
    "Telefon": "030 23125 123", "Straße": "Färbergasse 12", "Ort": "Ebersfurt", "Adressanzeige": "exakt",
    "Interviewnotizen": "Lange geredet",
}  # fmt: skip


@pytest.fixture
def page(directory):
    import_rows(directory, ROW, publish=True)
    return ActorProfilePage.objects.get()


def edit(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def only(result):
    [row] = result.rows
    return row


def test_an_edited_field_is_kept_and_told(directory, page):
    edit(page, summary="Von Hand")
    row = only(import_rows(directory, ROW))
    assert (row.outcome, row.conflicts, row.changed) == (
        Outcome.CONFLICT, {"summary": ("Von Hand", "Kaffee")}, {},
    )  # fmt: skip
    assert ActorProfilePage.objects.get().summary == "Von Hand"


def test_what_nobody_edited_changes_beside_it(directory, page):
    edit(page, summary="Von Hand")
    row = only(import_rows(directory, ROW | {"Ziele": "Bessere Preise"}))
    assert (list(row.conflicts), list(row.changed)) == (["summary"], ["goals"])
    page = ActorProfilePage.objects.get()
    assert (page.summary, "Bessere" in page.goals) == ("Von Hand", True)


def test_the_conflict_stays_until_somebody_decides(directory, page):
    edit(page, summary="Von Hand")
    import_rows(directory, ROW | {"Kurztext": "Neu"})
    assert only(import_rows(directory, ROW | {"Kurztext": "Neu"})).conflicts
    said = {str(page.translation_key): ["summary"]}
    row = only(import_rows(directory, ROW | {"Kurztext": "Neu"}, overwrite=said))
    assert (row.outcome, ActorProfilePage.objects.get().summary) == (Outcome.CHANGED, "Neu")
    assert import_rows(directory, ROW | {"Kurztext": "Neu"}).unchanged == 1


def test_an_edit_that_says_the_same_is_none(directory, page):
    edit(page, summary="Neu")
    assert import_rows(directory, ROW | {"Kurztext": "Neu"}).unchanged == 1


def test_a_file_that_changed_alone_is_no_conflict(directory, page):
    assert only(import_rows(directory, ROW | {"Kurztext": "Neu"})).outcome == Outcome.CHANGED


def test_another_label_for_a_term_is_no_edit(directory, page):
    Topic.objects.filter(slug="fair-trade").update(label_de="Weltladenarbeit")
    assert import_rows(directory, ROW | {"Handlungsfelder": "fair-trade; work"}).updated


@pytest.mark.parametrize(
    ("model", "field", "value", "key"),
    [
        (ActorAddress, "street", "Neugasse 1", "street"),
        (ActorAddress, "precision", "hidden", "precision"),
        (ContactPerson, "phone", "+49 30 999999", "phone"),
    ],
)
def test_people_and_addresses_too_without_their_values(directory, page, model, field, value, key):
    model.objects.update(**{field: value})
    row = only(import_rows(directory, ROW))
    assert row.conflicts == {key: None}
    assert getattr(model.objects.get(), field) == value


def test_whom_an_editor_took_off_the_profile_does_not_come_back(directory, page):
    edit(page, contacts=[])
    row = only(import_rows(directory, ROW | {"Einwilligung": "Web"}))
    assert row.conflicts == {"contact_name": None}
    assert not ActorProfilePage.objects.get().contacts.exists()


def test_nothing_readable_of_people_is_remembered(directory, page):
    text = str(ImportBaseline.objects.get().fingerprints)
    assert "Amina" not in text and "23125" not in text and "Färbergasse" not in text


def test_what_is_remembered_goes_with_the_profile(directory, page):
    page.delete()
    assert not ImportBaseline.objects.exists()


def test_a_report_names_the_conflict(directory, page):
    edit(page, summary="Von Hand")
    import_rows(directory, ROW)
    [row] = ImportRun.objects.first().report["rows"]
    assert (row["outcome"], row["conflicts"]) == ("conflict", {"summary": ["Von Hand", "Kaffee"]})
