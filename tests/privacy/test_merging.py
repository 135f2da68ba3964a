"""A merge shows nothing that was hidden, and forgets no withdrawal."""

from datetime import date

import pytest

from skew_wagtail.actors.merging import merge_profiles, plan_merge
from skew_wagtail.actors.models import ActorContact, ActorImage, ActorProfilePage
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ActorAddress, Channel, Consent, ListingRefusal
from skew_wagtail.privacy.publishing import (
    published_addresses,
    published_contacts,
    published_logos,
    published_pictures,
)
from skew_wagtail.privacy.refusals import Refusals
from tests.factories import (
    ActorProfileFactory,
    ContactPersonFactory,
    add_address,
    add_contact,
    make_document,
    make_image,
)


@pytest.fixture
def profiles(directory):
    return [
        ActorProfileFactory(parent=directory, title=f"Weltladen {name}", slug=name.lower())
        for name in ("Nord", "Süd")
    ]


def consent(page, channels, person=None, **more):
    about = {"actor_key": page.translation_key, "organisation_name": page.title, "method": "paper"}
    return record_consent(person, channels=channels, **about | more)


def merge(profiles, user, choices=None):
    return merge_profiles(
        *(ActorProfilePage.objects.get(pk=page.pk) for page in profiles), choices or {}, user
    )


def names(page, channel=Channel.WEB):
    return [contact.name for contact in published_contacts([page], channel).get(page.pk, [])]


def add_picture(page, shows_people=True):
    return ActorImage.objects.create(
        page=page, image=make_image(), alt_text="Drei Frauen", credit="Foto", shows_people=shows_people
    )


def test_people_stay_visible_with_the_same_proof(profiles, superuser):
    person = add_contact(profiles[1], [], name="Amina Beispiel")
    old = consent(
        profiles[1],
        ["web", "brochure"],
        person,
        wording="Ja, gern.",
        given_on=date(2025, 5, 5),
        evidence=make_document(),
    )
    page = merge(profiles, superuser)
    assert (names(page), names(page, Channel.BROCHURE), names(page, Channel.EXPORT)) == (
        ["Amina Beispiel"], ["Amina Beispiel"], [],
    )  # fmt: skip
    new = Consent.objects.get(actor_key=page.translation_key)
    old.refresh_from_db()
    for name in (
        "person",
        "method",
        "given_on",
        "wording",
        "wording_hash",
        "evidence",
        "web",
        "brochure",
        "export",
    ):
        assert getattr(new, name) == getattr(old, name), name
    assert old.actor_key == profiles[1].translation_key


@pytest.mark.parametrize("withdrawn", [0, 1])
def test_a_withdrawal_of_either_side_counts(profiles, superuser, withdrawn):
    person = add_contact(profiles[0], [], name="Amina Beispiel")
    ActorContact.objects.create(page=profiles[1], person=person)
    for number, page in enumerate(profiles):
        consent(page, ["web", "export"], person)
        if number == withdrawn:
            consent(page, ["web"], person, withdraws=True)
    page = merge(profiles, superuser)
    assert (names(page), names(page, Channel.EXPORT)) == ([], ["Amina Beispiel"])


@pytest.mark.parametrize("objecting", [0, 1])
def test_an_organisation_that_keeps_out_of_a_channel_keeps_out(profiles, superuser, objecting):
    add_contact(profiles[0], ["web", "export"], name="Amina Beispiel")
    for page in profiles:
        ActorProfilePage.objects.filter(pk=page.pk).update(logo=make_image())
        page = ActorProfilePage.objects.get(pk=page.pk)
        page.save_revision().publish()
    consent(profiles[objecting], ["export"], withdraws=True)
    page = merge(profiles, superuser)
    assert (names(page), names(page, Channel.EXPORT)) == (["Amina Beispiel"], [])
    assert published_logos([page], Channel.EXPORT) == {}


def test_nobody_appears_who_was_named_without_consent(profiles, superuser):
    """Consented for the kept one long ago, named without consent on the other."""
    person = add_contact(profiles[1], [], name="Verborgen")
    consent(profiles[0], ["web"], person)
    plan = plan_merge(*profiles)
    assert plan.consents.hidden_people == {person.pk}
    page = merge(profiles, superuser)
    assert names(page) == []


def test_the_consent_of_a_draft_shows_nobody_on_the_published_profile(directory, superuser):
    kept = ActorProfileFactory(parent=directory, title="Weltladen Nord")
    draft = ActorProfileFactory(parent=directory, title="Weltladen Nord e. V.", live=False)
    person = add_contact(kept, [], name="Verborgen")
    consent(draft, ["web"], person)
    page = merge([kept, draft], superuser)
    assert names(page) == []


def test_pictures_that_waited_for_a_consent_wait_on(profiles, superuser):
    add_picture(profiles[0])
    person = add_contact(profiles[1], ["web", "photo"])
    page = merge(profiles, superuser)
    assert published_pictures([page], Channel.WEB) == {}
    assert names(page) == [person.name]


def test_not_even_when_each_side_has_half_of_the_consent(profiles, superuser):
    """Photos here, the website there: both together would show them."""
    add_picture(profiles[0])
    person = add_contact(profiles[0], [])
    consent(profiles[0], ["photo"], person)
    consent(profiles[1], ["web"], person)
    page = merge(profiles, superuser)
    assert published_pictures([page], Channel.WEB) == {}


def test_pictures_without_consent_do_not_come_where_there_is_one(profiles, superuser):
    shown = add_picture(profiles[0])
    add_contact(profiles[0], ["web", "photo"])
    add_picture(profiles[1])
    building = add_picture(profiles[1], shows_people=False)
    for page in profiles:
        ActorProfilePage.objects.get(pk=page.pk).save_revision().publish()
    page = merge(profiles, superuser)
    found = published_pictures([page], Channel.WEB)[page.pk]
    assert {picture.image_id for picture in found} == {shown.image_id, building.image_id}


def test_photos_that_were_seen_are_seen(profiles, superuser):
    add_picture(profiles[1])
    add_contact(profiles[1], ["web", "photo"])
    ActorProfilePage.objects.get(pk=profiles[1].pk).save_revision().publish()
    page = merge(profiles, superuser)
    assert len(published_pictures([page], Channel.WEB)[page.pk]) == 1


def shown_address(page):
    found = published_addresses([page]).get(page.pk)
    return (found.street, found.city) if found else ("", "")


@pytest.mark.parametrize(
    ("here", "there", "choice", "expected"),
    [
        ("exact", "exact", "merged", ("Neugasse 1", "Ebersfurt")),
        ("exact", "exact", "kept", ("Färbergasse 12", "Ebersfurt")),
        ("exact", "place", "kept", ("", "Ebersfurt")),
        ("hidden", "exact", "merged", ("", "")),
        ("exact", "hidden", "kept", ("", "")),
        (None, "exact", "merged", ("Neugasse 1", "Ebersfurt")),
        ("exact", None, "kept", ("Färbergasse 12", "Ebersfurt")),
    ],
)
def test_the_more_careful_display_of_an_address_counts(profiles, superuser, here, there, choice, expected):
    if here:
        add_address(profiles[0], precision=here)
    if there:
        add_address(profiles[1], precision=there, street="Neugasse 1")
    page = merge(profiles, superuser, {"address": choice})
    assert shown_address(page) == expected
    assert ActorAddress.objects.filter(pk=profiles[1].translation_key).count() == 0


def test_an_address_of_a_draft_is_not_shown_at_once(directory, superuser):
    kept = ActorProfileFactory(parent=directory, title="Weltladen Nord")
    draft = ActorProfileFactory(parent=directory, title="Weltladen Nord e. V.", live=False)
    add_address(draft, precision="exact")
    page = merge([kept, draft], superuser)
    assert shown_address(page) == ("", "")
    assert ActorAddress.objects.get(pk=page.translation_key).street == "Färbergasse 12"


def test_who_does_not_want_to_be_listed_is_not_under_the_other_name_either(directory, superuser):
    kept = ActorProfileFactory(parent=directory, title="Weltladen Nord", live=False)
    draft = ActorProfileFactory(parent=directory, title="Chor der Welt", live=False)
    ListingRefusal.objects.create(name="Chor der Welt")
    page = merge([kept, draft], superuser)
    assert Refusals().find(["Weltladen Nord"], None)
    assert Refusals().find([], page.translation_key)


def test_that_somebody_was_erased_is_remembered(profiles, superuser):
    add_contact(profiles[1], ["web"]).delete()
    page = merge(profiles, superuser)
    row = Consent.objects.get(actor_key=page.translation_key, method="erasure")
    assert (row.person, row.withdraws, row.channels) == (None, True, [])


def test_two_people_stay_two(profiles, superuser):
    add_contact(profiles[0], ["web"], name="Amina")
    ContactPersonFactory(name="Niemand")
    add_contact(profiles[1], ["web"], name="Bela")
    for page in profiles:
        ActorProfilePage.objects.get(pk=page.pk).save_revision().publish()
    assert names(merge(profiles, superuser)) == ["Amina", "Bela"]
