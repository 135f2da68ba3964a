"""What of people and addresses is shown where."""

from dataclasses import astuple

import pytest

from skew_wagtail.actors.models import ActorContact, ActorImage, ActorProfilePage
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ActorAddress, AddressPrecision, Channel, ConsentMethod
from skew_wagtail.privacy.publishing import (
    PublishedAddress,
    PublishedContact,
    published_address,
    published_addresses,
    published_contacts,
    published_logos,
    published_pictures,
)
from tests.factories import ActorProfileFactory, ContactPersonFactory, add_address, add_contact, make_image


def agree(person, page, *channels, withdraws=False):
    return record_consent(
        person,
        actor_key=page.translation_key,
        organisation_name=page.title,
        channels=channels,
        method=ConsentMethod.PAPER,
        withdraws=withdraws,
    )


def organisation_says(page, *channels, withdraws=False):
    agree(None, page, *channels, withdraws=withdraws)


def pictures(page, channel):
    return [picture.alt_text for picture in published_pictures([page], channel).get(page.pk, [])]


def add_picture(page, text, **values):
    return ActorImage.objects.create(
        page=page, image=make_image(), alt_text=text, credit="Foto: Verein", **values
    )


def names(page, channel):
    return [contact.name for contact in published_contacts([page], channel).get(page.pk, [])]


@pytest.mark.parametrize("channel", Channel)
def test_without_consent_nobody_is_shown(profile, channel):
    add_contact(profile, [], name="Amina Beispiel")
    assert published_contacts([profile], channel) == {}


@pytest.mark.parametrize("channel", Channel)
def test_a_consent_counts_for_its_own_channel_only(profile, channel):
    add_contact(profile, [channel], name="Amina Beispiel")
    assert {other for other in Channel if names(profile, other)} == {channel}


def test_a_contact_has_what_people_see_and_no_more(profile):
    person = add_contact(
        profile,
        ["web"],
        name="Amina Beispiel",
        role="Vorsitz",
        phone="030 1",
        email="a@example.org",
        note="geheim",
    )
    [contact] = published_contacts([profile], Channel.WEB)[profile.pk]
    assert contact == PublishedContact(
        "Amina Beispiel", "Vorsitz", "030 1", "a@example.org", person_id=person.pk
    )
    assert "geheim" not in astuple(contact)


def test_a_withdrawal_hides_the_person_in_the_channels_it_names(profile):
    person = add_contact(profile, ["web", "brochure"], name="Amina Beispiel")
    agree(person, profile, "web", withdraws=True)
    assert names(profile, Channel.WEB) == []
    assert names(profile, Channel.BROCHURE) == ["Amina Beispiel"]


def test_the_latest_word_counts(profile):
    person = add_contact(profile, ["web"], name="Amina Beispiel")
    agree(person, profile, "web", withdraws=True)
    agree(person, profile, "web")
    assert names(profile, Channel.WEB) == ["Amina Beispiel"]


def test_the_latest_word_about_another_channel_changes_nothing(profile):
    person = add_contact(profile, ["web"], name="Amina Beispiel")
    agree(person, profile, "photo")
    assert names(profile, Channel.WEB) == ["Amina Beispiel"]


def test_a_consent_for_another_organisation_does_not_count(directory, profile):
    other = ActorProfileFactory(parent=directory)
    person = add_contact(profile, [])
    ActorContact.objects.create(page=other, person=person)
    agree(person, other, "web")
    assert published_contacts([profile], Channel.WEB) == {}
    assert len(names(other, Channel.WEB)) == 1


def test_a_consent_of_another_person_does_not_count(profile):
    add_contact(profile, ["web"], name="Amina Beispiel")
    add_contact(profile, [], name="Berta Beispiel")
    assert names(profile, Channel.WEB) == ["Amina Beispiel"]


def test_people_come_in_the_editors_order(profile):
    for position, name in enumerate(["Zoe", "Amina", "Mirko"]):
        person = ContactPersonFactory(name=name)
        ActorContact.objects.create(page=profile, person=person, sort_order=position)
        agree(person, profile, "web")
    assert names(profile, Channel.WEB) == ["Zoe", "Amina", "Mirko"]


def test_a_deleted_person_is_gone_and_the_proof_stays(profile):
    person = add_contact(profile, ["web"])
    consent = person.consents.get()
    person.delete()
    consent.refresh_from_db()
    assert published_contacts([profile], Channel.WEB) == {}
    assert consent.organisation_name == profile.title


@pytest.mark.parametrize("number", [1, 7])
def test_contacts_of_many_profiles_take_two_queries(directory, django_assert_num_queries, number):
    profiles = [ActorProfileFactory(parent=directory) for _ in range(number)]
    for profile in profiles:
        add_contact(profile, ["web"])
        add_contact(profile, [])
    with django_assert_num_queries(2):
        assert len(published_contacts(profiles, Channel.WEB)) == number


def test_no_profiles_have_no_contacts(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert published_contacts([], Channel.WEB) == {}


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        (
            AddressPrecision.EXACT,
            PublishedAddress("Färbergasse 12", "00815", "Ebersfurt", "12 34", 50.621357, 9.410246),
        ),
        (AddressPrecision.POSTCODE, PublishedAddress("", "00815", "Ebersfurt", "", 50.62, 9.41)),
        (AddressPrecision.PLACE, PublishedAddress("", "", "Ebersfurt", "", 50.6, 9.4)),
        (AddressPrecision.HIDDEN, PublishedAddress()),
    ],
)
def test_an_address_is_shown_as_exactly_as_the_editor_chose(profile, precision, expected):
    add_address(profile, po_box="12 34", latitude=50.621357, longitude=9.410246, precision=precision)
    assert published_addresses([profile]) == {profile.pk: expected}


def test_an_address_shows_the_place_only_until_somebody_chooses(profile):
    add_address(profile)
    assert published_addresses([profile]) == {profile.pk: PublishedAddress(city="Ebersfurt")}


def test_a_hidden_address_is_no_address():
    assert not published_address(ActorAddress(city="Ebersfurt", precision=AddressPrecision.HIDDEN))
    assert published_address(ActorAddress(city="Ebersfurt", precision=AddressPrecision.PLACE))


def test_half_a_position_is_no_position():
    address = published_address(ActorAddress(latitude=50.6, precision=AddressPrecision.EXACT))
    assert (address.latitude, address.longitude) == (None, None)


@pytest.mark.parametrize("number", [1, 7])
def test_addresses_of_many_profiles_take_one_query(directory, django_assert_num_queries, number):
    profiles = [ActorProfileFactory(parent=directory) for _ in range(number)]
    for profile in profiles:
        add_address(profile)
    with django_assert_num_queries(1):
        assert len(published_addresses(profiles)) == number


# Pictures and logos.


def test_a_picture_of_people_waits_for_a_consent_to_photos(profile):
    add_picture(profile, "Drei Frauen")
    add_picture(profile, "Ein Regal", shows_people=False)
    assert pictures(profile, Channel.WEB) == ["Ein Regal"]
    person = add_contact(profile, ["photo"])
    assert pictures(profile, Channel.WEB) == ["Ein Regal"]
    agree(person, profile, "web")
    assert pictures(profile, Channel.WEB) == ["Drei Frauen", "Ein Regal"]
    assert pictures(profile, Channel.BROCHURE) == ["Ein Regal"]


def test_photos_and_the_place_must_be_agreed_to_by_the_same_voice(profile):
    add_picture(profile, "Drei Frauen")
    add_contact(profile, ["photo"])
    add_contact(profile, ["web"])
    assert pictures(profile, Channel.WEB) == []


@pytest.mark.parametrize("channel", ["web", "brochure"])
def test_the_organisation_agrees_for_its_pictures(profile, channel):
    add_picture(profile, "Drei Frauen")
    organisation_says(profile, "photo", channel)
    assert pictures(profile, channel) == ["Drei Frauen"]


def test_a_withdrawal_of_photos_by_the_organisation_hides_all_people(profile):
    add_picture(profile, "Drei Frauen")
    add_contact(profile, ["photo", "web"])
    organisation_says(profile, "photo", withdraws=True)
    assert pictures(profile, Channel.WEB) == []


def test_the_consent_of_an_erased_person_shows_no_picture(profile):
    add_picture(profile, "Drei Frauen")
    person = add_contact(profile, ["photo", "web"])
    assert pictures(profile, Channel.WEB)
    person.delete()
    assert pictures(profile, Channel.WEB) == []


def test_what_an_erased_person_withdrew_is_no_word_of_the_organisation(profile):
    add_contact(profile, ["web"], name="Amina Beispiel")
    former = add_contact(profile, ["web"])
    agree(former, profile, "web", withdraws=True)
    former.delete()
    assert names(profile, Channel.WEB) == ["Amina Beispiel"]


def test_the_organisation_keeps_its_entry_out_of_a_channel(directory):
    profile = ActorProfileFactory(parent=directory, logo=make_image())
    add_contact(profile, ["web", "brochure"], name="Amina Beispiel")
    organisation_says(profile, "brochure", withdraws=True)
    assert names(profile, Channel.WEB) == ["Amina Beispiel"]
    assert names(profile, Channel.BROCHURE) == []
    assert set(published_logos([profile], Channel.WEB)) == {profile.pk}
    assert published_logos([profile], Channel.BROCHURE) == {}


def test_the_card_in_the_directory_follows_the_organisations_word(client, directory):
    profile = ActorProfileFactory(parent=directory, logo=make_image(), logo_alt="Zwei Hände")
    assert "Zwei Hände" in client.get("/akteure/").content.decode()
    organisation_says(profile, "web", withdraws=True)
    assert "Zwei Hände" not in client.get("/akteure/").content.decode()


def test_the_files_of_withdrawn_photos_are_gone(client, profile, django_capture_on_commit_callbacks):
    picture = add_picture(profile, "Drei Frauen")
    add_contact(profile, ["photo", "web"])
    assert "Drei Frauen" in client.get(profile.get_url()).content.decode()
    rendition = picture.image.renditions.get(filter_spec="max-960x720")
    storage, name = rendition.file.storage, rendition.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        organisation_says(profile, "photo", withdraws=True)
    assert not storage.exists(name)


@pytest.mark.parametrize("number", [1, 7])
def test_pictures_and_logos_of_many_profiles_take_three_queries(directory, django_assert_num_queries, number):
    profiles = [ActorProfileFactory(parent=directory, logo=make_image()) for _ in range(number)]
    for profile in profiles:
        add_picture(profile, "Ein Regal", shows_people=False)
    profiles = list(ActorProfilePage.objects.select_related("logo"))
    with django_assert_num_queries(3):
        assert len(published_pictures(profiles, Channel.WEB)) == number
        assert len(published_logos(profiles, Channel.WEB)) == number
