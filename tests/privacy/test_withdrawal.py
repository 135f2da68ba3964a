"""Taking back: what is gone, at once or not at all."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from skew_wagtail.actors.models import ActorEntry, ActorImage, ActorProfilePage
from skew_wagtail.privacy.actions import record_consent, withdraw
from skew_wagtail.privacy.models import (
    ActorAddress,
    AddressPrecision,
    Channel,
    Consent,
    ConsentMethod,
    ListingRefusal,
    Party,
)
from skew_wagtail.privacy.publishing import published_contacts
from skew_wagtail.privacy.signals import consent_withdrawn
from skew_wagtail.privacy.withdrawals import Withdrawal, withdrawal_choices
from tests.factories import ActorProfileFactory, add_address, add_contact, make_image


@pytest.fixture
def person(profile):
    return add_contact(profile, ["web", "brochure"], name="Amina Beispiel", phone="030 23125 777")


@pytest.fixture
def received():
    """What rooms above were told."""
    told = []

    def listen(consent, **kwargs):
        told.append(consent)

    consent_withdrawn.connect(listen)
    yield told
    consent_withdrawn.disconnect(listen)


def take_back(page, *values, **more):
    return withdraw(page.translation_key, Withdrawal.of(values), **{"method": ConsentMethod.SPOKEN} | more)


def html(client, page):
    return client.get(page.url).content.decode()


def test_a_channel_that_is_taken_back_is_gone_and_the_others_stay(client, profile, person, superuser):
    assert "Amina Beispiel" in html(client, profile)
    [row] = take_back(profile, f"{person.pk}:web", user=superuser)
    assert "Amina Beispiel" not in html(client, profile)
    assert len(published_contacts([profile], Channel.BROCHURE)[profile.pk]) == 1
    assert (row.withdraws, row.channels, row.method, row.recorded_by) == (True, ["web"], "spoken", superuser)


def test_the_register_grows_and_forgets_nothing(profile, person):
    take_back(profile, f"{person.pk}:web", f"{person.pk}:brochure")
    assert list(Consent.objects.values_list("withdraws", "web", "brochure")) == [
        (True, True, True),
        (False, True, True),
    ]


def test_rooms_above_learn_of_a_withdrawal_in_its_transaction(profile, person, received):
    take_back(profile, f"{person.pk}:brochure")
    [consent] = received
    assert (consent.person, consent.actor_key, consent.channels) == (
        person,
        profile.translation_key,
        ["brochure"],
    )


def test_a_consent_is_no_withdrawal_for_rooms_above(profile, person, received):
    assert received == []


def test_when_a_room_above_fails_nothing_is_half_done(client, profile, person):
    add_address(profile, precision=AddressPrecision.EXACT)

    def fail(**kwargs):
        raise RuntimeError("no space left")

    consent_withdrawn.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            take_back(profile, f"{person.pk}:web", "address")
    finally:
        consent_withdrawn.disconnect(fail)
    assert Consent.objects.count() == 1
    assert ActorAddress.objects.get().precision == AddressPrecision.EXACT
    assert "Amina Beispiel" in html(client, profile)


def test_the_address_is_gone_from_page_list_and_data(client, profile):
    add_address(profile, precision=AddressPrecision.EXACT, city="Knallhütte", street="Färbergasse 99")
    assert "Färbergasse 99" in html(client, profile)
    assert "Knallhütte" in client.get("/akteure/").content.decode()
    take_back(profile, "address")
    for url in (profile.url, "/akteure/", "/akteure/actors.json"):
        assert "Knallhütte" not in client.get(url).content.decode()
    assert "Knallhütte" not in str(list(ActorEntry.objects.values()))
    assert PageLogEntry.objects.filter(action="skew_privacy.hide_address", page=profile.pk).exists()


def test_photos_are_taken_back_without_the_rest(client, profile, person):
    ActorImage.objects.create(page=profile, image=make_image(), alt_text="Drei Frauen", credit="Foto: x")
    record_consent(
        person, actor_key=profile.translation_key, organisation_name="x", channels=["photo"], method="paper"
    )
    assert "Drei Frauen" in html(client, profile)
    take_back(profile, "photos")
    assert "Drei Frauen" not in html(client, profile)
    assert "Amina Beispiel" in html(client, profile)


def test_the_whole_entry_leaves_the_site(client, profile, person):
    add_address(profile, precision=AddressPrecision.EXACT)
    url = profile.url
    take_back(profile, "entry")
    assert client.get(url).status_code == 404
    assert profile.title not in client.get("/akteure/").content.decode()
    assert client.get("/akteure/actors.json").json()["count"] == 0
    assert ActorAddress.objects.get().precision == AddressPrecision.HIDDEN
    assert published_contacts([profile], Channel.BROCHURE) == {}
    refusal = ListingRefusal.objects.get()
    assert (refusal.name, refusal.reason, refusal.actor_key) == (
        profile.title,
        "withdrawn",
        profile.translation_key,
    )


def test_the_whole_entry_leaves_in_every_language(profile, person):
    from wagtail.models import Locale

    english = Locale.objects.create(language_code="en")
    translation = profile.copy_for_translation(english, copy_parents=True)
    translation.save_revision().publish()
    take_back(profile, "entry")
    assert not ActorProfilePage.objects.filter(live=True).exists()


def test_a_date_set_before_does_not_bring_the_entry_back(profile):
    page = profile.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    take_back(profile, "entry")
    assert not profile.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_entry_that_was_never_published_can_be_taken_back(directory):
    draft = ActorProfileFactory(parent=directory, title="Entwurf e. V.", live=False)
    take_back(draft, "entry")
    assert ListingRefusal.objects.get().name == "Entwurf e. V."


def test_what_can_be_taken_back_is_what_is_in_force(profile, person):
    add_address(profile)
    choices = {
        value for _label, group in withdrawal_choices(profile.translation_key) for value, _text in group
    }
    assert choices == {f"{person.pk}:web", f"{person.pk}:brochure", "address", "entry"}
    take_back(profile, *choices - {"entry"})
    choices = {
        value for _label, group in withdrawal_choices(profile.translation_key) for value, _text in group
    }
    assert choices == {"entry"}
    take_back(profile, "entry")
    assert withdrawal_choices(profile.translation_key) == []


def test_nobody_learns_of_other_people_by_ones_own_link(profile, person):
    other = add_contact(profile, ["web"], name="Berta Geheim")
    shown = str(withdrawal_choices(profile.translation_key, person_id=person.pk))
    assert "Amina Beispiel" in shown
    assert other.name not in shown


def test_the_log_says_what_happened_and_names_nobody(profile, person):
    take_back(profile, f"{person.pk}:web", "entry")
    entries = ModelLogEntry.objects.filter(action__startswith="skew_privacy")
    assert {"skew_privacy.withdraw", "skew_privacy.refuse"} <= set(entries.values_list("action", flat=True))
    assert "Amina" not in str([(entry.label, entry.data) for entry in entries])


def test_the_organisation_speaks_without_a_person(profile):
    row = record_consent(
        None,
        actor_key=profile.translation_key,
        organisation_name=profile.title,
        channels=["photo"],
        method=ConsentMethod.PAPER,
    )
    assert row.party == Party.ORGANISATION
