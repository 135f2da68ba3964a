"""Erasing somebody who asks for it."""

import builtins
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from skew_wagtail.actors.models import ActorContact, ActorRecord
from skew_wagtail.privacy.models import Channel, Consent, ConsentMethod, ContactPerson
from skew_wagtail.privacy.publishing import published_contacts
from skew_wagtail.privacy.signals import consent_withdrawn
from skew_wagtail.privacy.subjects.erasure import erase_subject
from tests.factories import ActorProfileFactory, ContactPersonFactory, add_contact
from tests.forms import fields_of

AMINA = "amina@example.org"


def run(address=AMINA, **options):
    """What the command prints."""
    out = StringIO()
    call_command("skew_erase_subject", address, stdout=out, **{"yes": True} | options)
    return out.getvalue()


def counts():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture
def choir(directory):
    return ActorProfileFactory(parent=directory, title="Chor der Kulturen")


@pytest.fixture
def amina(profile, choir):
    """Named on two profiles; agreed to two channels at one, took one back, and to one at the other."""
    person = add_contact(profile, ["web", "brochure", "photo"], name="Amina Beispiel", email=AMINA)
    ActorContact.objects.create(page=choir, person=person)
    for page, channel, withdraws in ((profile, "photo", True), (choir, "web", False)):
        Consent.objects.create(
            person=person,
            actor_key=page.translation_key,
            organisation_name=page.title,
            method=ConsentMethod.PAPER,
            withdraws=withdraws,
            **{channel: True},
        )
    return person


def test_the_person_is_gone_everywhere(amina, profile, choir):
    erase_subject(AMINA)
    assert not ContactPerson.objects.exists()
    assert not ActorContact.objects.exists()
    for channel in Channel:
        assert published_contacts([profile, choir], channel) == {}


def test_what_was_in_force_is_withdrawn_first_and_other_rooms_hear_of_it(amina, profile, choir, superuser):
    heard = []

    def hear(consent, **kwargs):
        heard.append((consent.organisation_name, consent.person.name, consent.channels))

    consent_withdrawn.connect(hear)
    try:
        erase_subject(AMINA, user=superuser)
    finally:
        consent_withdrawn.disconnect(hear)
    assert sorted(heard, key=lambda row: row[0]) == [
        (choir.title, amina.name, ["web"]),
        (profile.title, amina.name, ["web", "brochure"]),
    ]
    rows = Consent.objects.filter(method=ConsentMethod.ERASURE)
    assert {row.recorded_by for row in rows} == {superuser}


def test_somebody_deleted_in_the_admin_has_withdrawn_first_too(amina, admin, superuser):
    admin.post(f"/admin/snippets/skew_privacy/contactperson/delete/{amina.pk}/")
    rows = Consent.objects.filter(method=ConsentMethod.ERASURE)
    assert sorted(row.channels for row in rows) == [["web"], ["web", "brochure"]]
    assert {row.recorded_by for row in rows} == {superuser}
    assert not Consent.objects.in_force().exists()


def test_the_proofs_stay_without_a_name(amina):
    erase_subject(AMINA)
    assert Consent.objects.count() == 5
    assert not Consent.objects.exclude(person=None).exists()
    assert not Consent.objects.in_force().exists()


def test_it_is_told_by_organisation(amina, profile, choir):
    lines = run().splitlines()
    [shop] = [line for line in lines if profile.title in line]
    [other] = [line for line in lines if choir.title in line]
    assert str(Channel.BROCHURE.label) in shop and str(Channel.PHOTO.label) not in shop
    assert str(Channel.WEB.label) in other and str(Channel.BROCHURE.label) not in other
    assert "Amina" not in "".join(lines)


def test_everybody_with_the_address_goes_and_nobody_else(amina, profile):
    ContactPersonFactory(email=AMINA.upper())
    other = add_contact(profile, ["web"], email=f"kim.{AMINA}")
    erase_subject(AMINA)
    assert list(ContactPerson.objects.all()) == [other]
    assert [row.person for row in Consent.objects.in_force()] == [other]


def test_the_audit_log_forgets_name_and_address(amina, admin, profile, superuser):
    url = f"/admin/snippets/skew_privacy/contactperson/edit/{amina.pk}/"
    admin.post(url, {"name": "Amina Beispiel", "role": "Kasse", "phone": "", "email": AMINA, "note": ""})
    PageLogEntry.objects.log_action(
        profile, "wagtail.edit", title=f"Von {AMINA}", data={"comment": f"{AMINA} fragen"}
    )
    PageLogEntry.objects.log_action(profile, "wagtail.edit", title="Anders", data={"comment": "bleibt"})
    assert ModelLogEntry.objects.filter(label__contains="Amina").exists()
    erase_subject(AMINA, user=superuser)
    lines = [*ModelLogEntry.objects.all(), *PageLogEntry.objects.all()]
    text = " ".join(f"{line.label} {line.data}" for line in lines)
    assert "Amina" not in text and AMINA not in text
    assert "Anders" in text and "bleibt" in text
    assert ModelLogEntry.objects.get(action="skew_privacy.erase").user == superuser


def test_a_version_that_named_the_person_can_be_restored_and_shows_nobody(amina, admin, profile):
    add_contact(profile, [], name="Mirko Muster", email="mirko@example.org")
    profile = type(profile).objects.get(pk=profile.pk)
    revision = profile.save_revision()
    assert len(revision.content["contacts"]) == 2
    revision.publish()
    profile.summary = "Neu"
    profile.save_revision().publish()
    erase_subject(AMINA)
    path = f"/admin/pages/{profile.pk}/revisions/{revision.pk}/revert/"
    response = admin.get(path)
    assert response.status_code == 200
    html = response.content.decode()
    assert "Amina" not in html and "Mirko Muster" in html
    posted = fields_of(html, "#page-edit-form") | {"action-publish": "1"}
    assert admin.post(f"/admin/pages/{profile.pk}/edit/", posted).status_code == 302
    restored = type(profile).objects.get(pk=profile.pk)
    assert [use.person.name for use in restored.contacts.all()] == ["Mirko Muster"]
    assert Revision.objects.get(pk=revision.pk).as_object().contacts.count() == 1


def test_texts_with_the_address_are_told_with_where_to_change_them(amina, profile, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://stadt.example"
    profile.description = f"<p>Fragen an {AMINA}</p>"
    profile.save_revision().publish()
    ActorRecord.objects.create(pk=profile.translation_key, interview_notes=f"Tel. mit {AMINA}")
    said = run()
    assert said.count(f"https://stadt.example/admin/pages/{profile.pk}/edit/") == 3
    profile.refresh_from_db()
    assert AMINA in profile.description


def test_an_address_in_texts_only_is_told_and_nothing_is_asked(profile):
    ActorRecord.objects.create(pk=profile.translation_key, interview_notes=f"Tel. mit {AMINA}")
    before = counts()
    assert f"/admin/pages/{profile.pk}/edit/" in run(yes=False)
    assert counts() == before


def test_a_dry_run_tells_and_changes_nothing(amina, profile, choir):
    before = counts()
    said = run(dry_run=True)
    assert profile.title in said and choir.title in said
    assert counts() == before
    assert ContactPerson.objects.get() == amina


@pytest.mark.parametrize(("answer", "is_erased"), [("yes", True), ("ja", True), ("nein", False), ("", False)])
def test_it_asks_before_it_erases(amina, monkeypatch, answer, is_erased):
    monkeypatch.setattr(builtins, "input", lambda: answer)
    run(yes=False)
    assert ContactPerson.objects.exists() != is_erased


def test_without_anybody_to_answer_nothing_is_erased(amina, monkeypatch):
    def nobody():
        raise EOFError

    monkeypatch.setattr(builtins, "input", nobody)
    run(yes=False)
    assert ContactPerson.objects.exists()


def test_an_unknown_address_is_answered_calmly(db):
    assert "niemand@example.org" in run("niemand@example.org")
    assert not ModelLogEntry.objects.exists()


@pytest.mark.parametrize("typed", ["", " ", "@", "amina", "%"])
def test_what_is_no_address_erases_nobody(amina, typed):
    ContactPersonFactory(email="")
    with pytest.raises(CommandError):
        run(typed)
    assert ContactPerson.objects.count() == 2


def test_if_anything_fails_nothing_is_half_done(amina, profile):
    second = ContactPersonFactory(email=AMINA)

    def fail(instance, **kwargs):
        if instance.pk == second.pk:
            raise OSError("The disk is full.")

    before = counts()
    post_delete.connect(fail, sender=ContactPerson)
    try:
        with pytest.raises(OSError, match="disk"), transaction.atomic():
            erase_subject(AMINA)
    finally:
        post_delete.disconnect(fail, sender=ContactPerson)
    assert counts() == before
    assert len(published_contacts([profile], Channel.WEB)[profile.pk]) == 1
