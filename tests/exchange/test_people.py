"""People in a spreadsheet: found again, changed, and shown only with the consent that stands."""

from datetime import date

import pytest

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import Channel, Consent, ConsentMethod, ContactPerson
from skew_wagtail.privacy.publishing import published_contacts
from tests.exchange.sheets import NAME, SHOP, import_rows
from tests.factories import add_contact

pytestmark = pytest.mark.usefixtures("terms")

AMINA = SHOP | {
    "Ansprechperson": "Amina Beispiel", "Funktion": "Vorsitz", "Telefon": "030 23125 123",
    "E-Mail": "amina@example.org", "Einwilligung": "Web; Broschüre", "Einwilligung am": "03.04.2026",
}  # fmt: skip
NOBODY = AMINA | dict.fromkeys(
    ["Ansprechperson", "Funktion", "Telefon", "E-Mail", "Einwilligung", "Einwilligung am"]
)


@pytest.fixture
def page(directory):
    """A published profile with the contact Amina, imported."""
    import_rows(directory, AMINA, publish=True)
    return ActorProfilePage.objects.get()


def shown(channel=Channel.WEB):
    page = ActorProfilePage.objects.get()
    return [contact.name for contact in published_contacts([page], channel).get(page.pk, [])]


def contacts():
    return [use.person.name for use in ActorProfilePage.objects.get().contacts.all()]


def consent(page, *channels, withdraws=False, given_on=None):
    """What reached the town hall on paper."""
    person = ContactPerson.objects.get()
    about = {
        "actor_key": page.translation_key,
        "organisation_name": page.title,
        "method": ConsentMethod.PAPER,
    }
    return record_consent(person, channels=channels, withdraws=withdraws, given_on=given_on, **about)


def test_a_contact_is_made_with_the_consent_as_stated(page, superuser):
    person = ContactPerson.objects.get()
    assert (person.name, person.role, person.phone, person.email) == (
        "Amina Beispiel", "Vorsitz", "030 23125 123", "amina@example.org",
    )  # fmt: skip
    row = Consent.objects.get()
    assert (row.channels, row.method, row.given_on) == (["web", "brochure"], "import", date(2026, 4, 3))
    assert (row.person, row.actor_key, row.organisation_name) == (person, page.translation_key, page.title)
    assert (shown(), shown(Channel.BROCHURE), shown(Channel.EXPORT)) == (
        ["Amina Beispiel"], ["Amina Beispiel"], [],
    )  # fmt: skip


def test_the_consent_is_recorded_in_the_importers_name(directory, superuser):
    import_rows(directory, AMINA, user=superuser)
    assert Consent.objects.get().recorded_by == superuser


def test_the_same_file_again_adds_nobody_and_no_consent(directory, page):
    assert import_rows(directory, AMINA).unchanged == 1
    assert (ContactPerson.objects.count(), Consent.objects.count()) == (1, 1)


@pytest.mark.parametrize("stated", [None, "nein"])
def test_without_consent_a_contact_is_kept_and_not_shown(directory, stated):
    import_rows(directory, AMINA | {"Einwilligung": stated}, publish=True)
    assert (contacts(), shown(), Consent.objects.count()) == (["Amina Beispiel"], [], 0)


def test_a_changed_phone_changes_the_person(directory, page):
    result = import_rows(directory, AMINA | {"Telefon": "030 23125 999"})
    assert result.updated[0]["changed"] == {"phone": None}
    assert ContactPerson.objects.get().phone == "030 23125 999"


def test_a_person_is_found_among_the_contacts_however_the_name_is_spelled(directory, page):
    import_rows(directory, AMINA | {"Ansprechperson": "AMINA  BEISPIEL"})
    assert [person.name for person in ContactPerson.objects.all()] == ["AMINA BEISPIEL"]


def test_another_name_replaces_the_only_contact(directory, page):
    result = import_rows(directory, AMINA | {"Ansprechperson": "Neu Gewählt"})
    assert "contact_name" in result.updated[0]["changed"]
    assert (contacts(), shown()) == (["Neu Gewählt"], ["Neu Gewählt"])
    assert import_rows(directory, AMINA | {"Ansprechperson": "Neu Gewählt"}).unchanged == 1


def test_a_contact_that_an_editor_added_stays(directory, page):
    add_contact(page, ["web"], name="Von Hand")
    page = ActorProfilePage.objects.get()
    page.save_revision().publish()
    assert import_rows(directory, AMINA).unchanged == 1
    import_rows(directory, AMINA | {"Ansprechperson": "Neu Gewählt"})
    assert set(contacts()) == {"Amina Beispiel", "Von Hand", "Neu Gewählt"}


def test_empty_cells_take_the_contact_off_the_profile(directory, page):
    import_rows(directory, NOBODY)
    assert (contacts(), shown()) == ([], [])
    assert import_rows(directory, NOBODY).unchanged == 1


def test_phone_and_mail_without_a_name_belong_to_the_organisation(directory):
    row = AMINA | {"Ansprechperson": None}
    import_rows(directory, row, publish=True)
    assert shown() == ["Weltladen Ebersfurt e. V."]
    assert import_rows(directory, row).unchanged == 1
    import_rows(directory, row | {NAME: "Eine-Welt-Laden"})
    assert shown() == ["Eine-Welt-Laden"]
    assert import_rows(directory, row | {NAME: "Eine-Welt-Laden"}).unchanged == 1


def test_a_file_with_phones_only_changes_the_only_contact(directory, page):
    import_rows(directory, SHOP | {"Telefon": "030 23125 999"})
    person = ContactPerson.objects.get()
    assert (person.name, person.phone, person.email) == (
        "Amina Beispiel",
        "030 23125 999",
        "amina@example.org",
    )


def test_a_consent_without_anybody_is_refused(directory):
    (error,) = import_rows(directory, NOBODY | {"Einwilligung": "Web"}).errors
    assert (error.row, error.column.key) == (2, "consent")


def test_a_further_channel_is_added(directory, page):
    import_rows(directory, AMINA | {"Einwilligung": "Web; Broschüre; Export"})
    assert shown(Channel.EXPORT) == ["Amina Beispiel"]
    assert Consent.objects.first().channels == ["export"]


def test_a_corrected_date_is_recorded(directory, page):
    import_rows(directory, AMINA | {"Einwilligung am": "05.04.2026"})
    assert Consent.objects.first().given_on == date(2026, 4, 5)
    assert import_rows(directory, AMINA | {"Einwilligung am": "05.04.2026"}).unchanged == 1


@pytest.mark.parametrize("stated", ["Web", "nein", None])
def test_what_a_file_gave_a_file_takes_back(directory, page, stated):
    row = AMINA | {"Einwilligung": stated}
    import_rows(directory, row)
    assert shown(Channel.BROCHURE) == []
    assert shown() == (["Amina Beispiel"] if stated == "Web" else [])
    assert import_rows(directory, row).unchanged == 1
    import_rows(directory, AMINA)
    assert shown(Channel.BROCHURE) == ["Amina Beispiel"]


def test_a_withdrawal_is_not_undone_by_the_old_file(directory, page):
    consent(page, "web", "brochure", withdraws=True, given_on=date(2026, 5, 1))
    result = import_rows(directory, AMINA)
    assert (shown(), result.unchanged) == ([], 1)
    assert "01.05.2026" in result.notes[0] and "2" in result.notes[0]


def test_a_withdrawal_outlives_the_place_on_the_page(directory, page):
    consent(page, "web", "brochure", withdraws=True, given_on=date(2026, 5, 1))
    page = ActorProfilePage.objects.get()
    page.contacts = []
    page.save_revision().publish()
    import_rows(directory, AMINA, overwrite={str(page.translation_key): ["contact_name"]})
    assert (contacts(), shown(), ContactPerson.objects.count()) == (["Amina Beispiel"], [], 1)


def test_a_withdrawal_is_undone_by_a_later_consent(directory, page):
    consent(page, "web", withdraws=True, given_on=date(2026, 5, 1))
    import_rows(directory, AMINA | {"Einwilligung am": "02.05.2026"})
    assert shown() == ["Amina Beispiel"]


def test_what_came_on_paper_only_an_outspoken_no_takes_back(directory, page):
    consent(page, "web", "export", given_on=date(2026, 5, 1))
    import_rows(directory, AMINA | {"Einwilligung": None})
    assert (shown(), shown(Channel.EXPORT), shown(Channel.BROCHURE)) == (
        ["Amina Beispiel"], ["Amina Beispiel"], [],
    )  # fmt: skip
    import_rows(directory, AMINA | {"Einwilligung": "nein"})
    assert (shown(), shown(Channel.EXPORT)) == ([], [])


# After somebody was erased.


def test_a_spreadsheet_of_before_brings_no_erased_person_back(directory, page):
    ContactPerson.objects.get().delete()
    result = import_rows(directory, AMINA, publish=True)
    assert not ContactPerson.objects.exists()
    assert shown() == contacts() == []
    [note] = result.notes
    assert "wurde am" in note
    assert "gelöscht" in note


def test_nor_one_who_had_agreed_to_nothing(directory):
    silent = AMINA | {"Einwilligung": None, "Einwilligung am": None}
    import_rows(directory, silent)
    ContactPerson.objects.get().delete()
    import_rows(directory, silent)
    assert not ContactPerson.objects.exists()


def test_a_consent_of_a_later_day_brings_somebody_in(directory, page):
    ContactPerson.objects.get().delete()
    Consent.objects.filter(method=ConsentMethod.ERASURE).update(given_on=date(2026, 4, 10))
    import_rows(directory, AMINA | {"Einwilligung am": "11.04.2026"}, publish=True)
    assert shown() == ["Amina Beispiel"]


def test_the_rest_of_the_row_is_imported(directory, page):
    ContactPerson.objects.get().delete()
    import_rows(directory, AMINA | {"Kurztext": "Neu"}, publish=True)
    assert ActorProfilePage.objects.get().summary == "Neu"


def test_a_withdrawal_that_stands_is_told_in_german(directory, page):
    consent(page, "web", withdraws=True, given_on=date(2026, 5, 1))
    result = import_rows(directory, AMINA, publish=True)
    assert "Die Einwilligung wurde am 01.05.2026 widerrufen und wird nicht erneuert." in result.notes[0]
