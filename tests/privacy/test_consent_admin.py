"""Consents in the admin: see, record with evidence, take back, send a link; the register."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Site

from skew_wagtail.actors.models import ActorImage
from skew_wagtail.privacy.actions import load_wordings, record_consent
from skew_wagtail.privacy.models import Consent, ConsentWording, PrivacySettings
from tests.factories import ActorProfileFactory, add_address, add_contact, editor_group, make_image, make_user

REGISTER = "/admin/skew_privacy/consent/"


@pytest.fixture
def person(profile):
    return add_contact(profile, [], name="Amina Beispiel", email="amina@example.org")


def url(profile, action=""):
    return f"/admin/skew/privacy/{profile.translation_key}/{action}"


def posted(**values):
    return {"method": "paper", "given_on": "14.03.2026", "channels": ["web"]} | values


def pdf(content=b"%PDF-1.7 unterschrieben", name="Amina Beispiel.pdf"):
    return SimpleUploadedFile(name, content)


def test_the_overview_says_who_agreed_to_what(admin, profile, person, printed):
    add_address(profile)
    record_consent(
        person,
        actor_key=profile.translation_key,
        organisation_name=profile.title,
        channels=["web", "brochure"],
        method="paper",
        given_on=date(2026, 3, 14),
    )
    record_consent(
        person,
        actor_key=profile.translation_key,
        organisation_name=profile.title,
        channels=["web"],
        method="paper",
        given_on=date(2026, 4, 1),
        withdraws=True,
    )
    html = admin.get(url(profile)).content.decode()
    for text in (
        "widerrufen 01.04.2026",
        "ja, 14.03.2026",
        "nein",
        "nur der Ort",
        "Broschüre 2026",
    ):
        assert text in html


def test_without_known_copies_the_editor_learns_since_when_there_may_be_some(admin, profile, person):
    assert "wurde nie eingewilligt" in admin.get(url(profile)).content.decode()
    record_consent(
        person,
        actor_key=profile.translation_key,
        organisation_name=profile.title,
        channels=["brochure"],
        method="paper",
        given_on=date(2026, 3, 14),
    )
    assert (
        "Am 14.03.2026 wurde in die gedruckte Broschüre eingewilligt"
        in admin.get(url(profile)).content.decode()
    )


def test_an_editor_records_a_consent_with_its_text_and_its_sheet(admin, client, superuser, profile, person):
    load_wordings()
    wording = ConsentWording.objects.get(language="de")
    assert "Amina Beispiel" not in client.get(profile.url).content.decode()
    response = admin.post(
        url(profile, "consent/"),
        posted(voice=str(person.pk), channels=["web", "photo"], wording_version=wording.pk, evidence=pdf()),
    )
    assert response.headers["Location"] == url(profile)
    row = Consent.objects.get()
    assert (row.person, row.channels, row.given_on) == (person, ["web", "photo"], date(2026, 3, 14))
    assert (row.wording, row.recorded_by) == (wording.full_text, superuser)
    assert "Amina Beispiel" in client.get(profile.url).content.decode()


def test_the_sheet_is_private_and_its_name_tells_nothing(admin, client, profile, person):
    admin.post(url(profile, "consent/"), posted(voice=str(person.pk), evidence=pdf()))
    document = get_document_model().objects.get()
    assert "Amina" not in document.title + document.file.name
    assert client.get(document.url).status_code == 200
    client.logout()
    assert client.get(document.url).status_code in (302, 403)
    stranger = make_user("fremd", groups=[editor_group(Site.objects.get().root_page, people=False)])
    client.force_login(stranger)
    assert client.get(document.url).status_code in (302, 403)
    assert document.file.url not in client.get(profile.url).content.decode()


def test_a_public_collection_is_no_place_for_evidence(admin, profile, person):
    from wagtail.models import Collection

    site = Site.objects.get(is_default_site=True)
    PrivacySettings.objects.create(site=site, evidence_collection=Collection.get_first_root_node())
    response = admin.post(url(profile, "consent/"), posted(voice=str(person.pk), evidence=pdf()))
    assert "ist öffentlich" in response.content.decode()
    assert not Consent.objects.exists()
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        pdf(b"<html>", "sheet.pdf"),
        pdf(b"%PDF-1.7", "sheet.exe"),
        pdf(b"<svg onload=alert(1)>", "sheet.svg"),
        pdf(b"%PDF-" + b"0" * (10 * 1024 * 1024), "sheet.pdf"),
    ],
    ids=["html", "exe", "svg", "large"],
)
def test_what_is_no_scan_is_refused(admin, profile, person, file):
    response = admin.post(url(profile, "consent/"), posted(voice=str(person.pk), evidence=file))
    assert response.status_code == 200
    assert not Consent.objects.exists()
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"channels": ["fax"]}, "fax"),
        ({"channels": []}, "mindestens"),
        ({"voice": "999999"}, "999999"),
        ({"given_on": "31.02.2026"}, "gültiges Datum"),
        ({"given_on": f"{timezone.localdate() + timedelta(days=1):%d.%m.%Y}"}, "kommt erst noch"),
        ({"method": "import"}, "import"),
    ],
)
def test_a_wrong_entry_is_explained_and_nothing_is_recorded(admin, profile, person, values, message):
    response = admin.post(url(profile, "consent/"), posted(**{"voice": str(person.pk)} | values))
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Consent.objects.exists()


def test_a_person_of_another_organisation_cannot_be_chosen(admin, directory, profile, person):
    other = add_contact(ActorProfileFactory(parent=directory), [], name="Berta Fremd")
    assert "Berta Fremd" not in admin.get(url(profile, "consent/")).content.decode()
    admin.post(url(profile, "consent/"), posted(voice=str(other.pk)))
    assert not Consent.objects.exists()


def test_an_editor_records_a_withdrawal_and_the_organisation_is_told(admin, client, profile):
    person = add_contact(profile, ["web"], name="Amina Beispiel", email="amina@example.org")
    assert f'value="{person.pk}:web"' in admin.get(url(profile, "withdrawal/")).content.decode()
    values = {"withdraw": [f"{person.pk}:web"], "method": "spoken", "given_on": "14.03.2026"}
    response = admin.post(url(profile, "withdrawal/"), values, follow=True)
    assert "Der Widerruf gilt" in response.content.decode()
    assert "Amina Beispiel" not in client.get(profile.url).content.decode()
    assert Consent.objects.first().given_on == date(2026, 3, 14)
    [letter] = mail.outbox
    assert letter.to == ["amina@example.org"]


def test_the_editor_learns_whom_no_confirmation_reached(admin, profile):
    person = add_contact(profile, ["web"], name="Amina Beispiel", email="")
    values = {"withdraw": [f"{person.pk}:web"], "method": "spoken", "given_on": "14.03.2026"}
    response = admin.post(url(profile, "withdrawal/"), values, follow=True)
    assert "Keine Bestätigung ging an: Amina Beispiel" in response.content.decode()
    assert mail.outbox == []


def test_an_editor_sends_a_link(admin, client, profile, person):
    response = admin.post(url(profile, "link/"), {"person": str(person.pk)}, follow=True)
    assert "unterwegs" in response.content.decode()
    [letter] = mail.outbox
    assert letter.to == ["amina@example.org"]
    path = letter.body.partition("http://localhost")[2].split()[0]
    assert client.get(path).status_code == 200


def test_a_link_that_could_not_be_sent_is_no_success(admin, profile, person, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    response = admin.post(url(profile, "link/"), {"person": str(person.pk)})
    assert "nicht angenommen" in response.content.decode()


def test_only_people_of_the_organisation_with_an_address_get_a_link(admin, directory, profile, person):
    silent = add_contact(profile, [], name="Ohne Adresse", email="")
    other = add_contact(ActorProfileFactory(parent=directory), [], name="Berta Fremd")
    html = admin.get(url(profile, "link/")).content.decode()
    assert silent.name not in html
    admin.post(url(profile, "link/"), {"person": str(other.pk)})
    assert mail.outbox == []


@pytest.mark.parametrize("action", ["", "consent/", "withdrawal/", "link/"])
def test_who_may_not_edit_the_profile_sees_none_of_its_consents(client, directory, profile, person, action):
    elsewhere = (
        ActorProfileFactory(parent=directory)
        .get_parent()
        .get_parent()
        .add_child(instance=type(directory)(title="Anderswo", slug="anderswo"))
    )
    stranger = make_user("fremd", groups=[editor_group(elsewhere)])
    client.force_login(stranger)
    response = client.get(url(profile, action))
    assert (response.status_code, response.headers.get("Location")) == (302, "/admin/")


def test_the_form_of_a_profile_shows_the_consents(admin, profile):
    add_contact(profile, ["web"], name="Amina Beispiel")
    ActorImage.objects.create(page=profile, image=make_image(), alt_text="Drei", credit="Foto: x")
    html = admin.get(f"/admin/pages/{profile.pk}/edit/").content.decode()
    assert "Wer worin eingewilligt hat" in html
    assert "1 Bild mit Menschen wird nicht gezeigt" in html
    assert url(profile) in html


def test_the_form_of_a_new_profile_asks_to_save_first(admin, directory):
    html = admin.get(f"/admin/pages/add/skew_actors/actorprofilepage/{directory.pk}/").content.decode()
    assert "Speichern Sie zuerst den Steckbrief" in html


# The register.


@pytest.fixture
def register(profile):
    agreed = add_contact(profile, ["web"], name="Amina Gültig")
    former = add_contact(profile, ["web", "photo"], name="Berta Vorbei")
    about = {"actor_key": profile.translation_key, "organisation_name": profile.title, "method": "paper"}
    record_consent(former, channels=["web", "photo"], withdraws=True, **about)
    partly = add_contact(profile, ["web", "export"], name="Carla Teils")
    record_consent(partly, channels=["web"], withdraws=True, **about)
    record_consent(None, channels=["photo"], **about)
    return agreed, former, partly


def names_in(html):
    return {name for name in ("Amina Gültig", "Berta Vorbei", "Carla Teils") if name in html}


@pytest.mark.parametrize(
    ("query", "rows", "names"),
    [
        ("", 6, {"Amina Gültig", "Berta Vorbei", "Carla Teils"}),
        ("state=active", 3, {"Amina Gültig", "Carla Teils"}),
        ("state=past", 1, {"Berta Vorbei"}),
        ("state=withdrawal", 2, {"Berta Vorbei", "Carla Teils"}),
        ("channel=export", 1, {"Carla Teils"}),
        ("channel=photo", 3, {"Berta Vorbei"}),
        ("state=active&channel=web", 2, {"Amina Gültig", "Carla Teils"}),
        ("state=nothing&channel=fax", 6, {"Amina Gültig", "Berta Vorbei", "Carla Teils"}),
        ("q=Carla", 2, {"Carla Teils"}),
    ],
)
def test_the_register_filters_by_state_and_channel(admin, register, query, rows, names):
    response = admin.get(f"{REGISTER}?{query}")
    assert len(response.context["rows"]) == rows
    assert names_in(response.content.decode()) == names


def test_the_register_counts_an_erased_person_as_nobody(admin, register):
    register[0].delete()
    html = admin.get(f"{REGISTER}?state=active").content.decode()
    assert names_in(html) == {"Carla Teils"}
    assert "gelöschte Person" in admin.get(REGISTER).content.decode()


def test_a_row_is_looked_at_with_its_text(admin, profile, person):
    load_wordings()
    wording = ConsentWording.objects.get(language="de")
    admin.post(
        url(profile, "consent/"), posted(voice=str(person.pk), wording_version=wording.pk, evidence=pdf())
    )
    row = Consent.objects.get()
    html = admin.get(f"{REGISTER}inspect/{row.pk}/").content.decode()
    assert wording.text[:60] in html
    assert row.wording_hash in html
    assert row.evidence.url in html


def test_the_register_is_exported_for_who_may_see_it(client, register, profile):
    root = Site.objects.get(is_default_site=True).root_page
    group = editor_group(root, people=False)
    client.force_login(make_user(groups=[group]))
    assert client.get(f"{REGISTER}?export=csv").status_code == 302
    group.permissions.add(Permission.objects.get(codename="view_consent"))
    text = client.get(f"{REGISTER}?export=csv").getvalue().decode()
    assert names_in(text) == {"Amina Gültig", "Berta Vorbei", "Carla Teils"}
    assert len(text.splitlines()) == 7


@pytest.mark.parametrize("number", [2, 40])
def test_the_register_takes_as_many_queries_for_many_rows(
    admin, profile, django_assert_max_num_queries, number
):
    for _ in range(number):
        add_contact(profile, ["web"])
    admin.get(REGISTER)
    with django_assert_max_num_queries(16):
        admin.get(REGISTER)
