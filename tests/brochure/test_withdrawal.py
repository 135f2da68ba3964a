"""What is taken back takes the editions with it that hold it."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import PageViewRestriction

from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.models import BrochureEdition, EditionState
from skew_wagtail.privacy.actions import hide_address, record_consent
from skew_wagtail.privacy.models import ActorAddress, AddressPrecision, Channel, ConsentMethod
from skew_wagtail.privacy.printed_copies import printed_copies
from skew_wagtail.privacy.subjects.export import subject_data
from tests.factories import ActorProfileFactory, BrochureFactory, DirectoryFactory, add_contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quickly")]


def take_back(actor, person, *channels):
    return record_consent(
        person,
        actor_key=actor.translation_key,
        organisation_name=actor.title,
        channels=channels,
        method=ConsentMethod.PAPER,
        withdraws=True,
    )


def person_withdraws(actor):
    take_back(actor, actor.contacts.get().person, Channel.BROCHURE)


def person_withdraws_from_the_web(actor):
    """What anybody may fetch shows the person, too."""
    take_back(actor, actor.contacts.get().person, Channel.WEB)


def photos_are_withdrawn(actor):
    take_back(actor, None, Channel.PHOTO)


def organisation_withdraws(actor):
    take_back(actor, None, Channel.BROCHURE)


def person_is_erased(actor):
    actor.contacts.get().person.delete()


def address_is_hidden(actor):
    hide_address(actor.translation_key)


def address_is_coarser(actor):
    ActorAddress.objects.get(pk=actor.translation_key).delete()
    ActorAddress.objects.create(pk=actor.translation_key, city="Ebersfurt", precision=AddressPrecision.PLACE)


def profile_is_unpublished(actor):
    actor.unpublish()


def profile_is_deleted(actor):
    actor.delete()


def profile_is_restricted(actor):
    PageViewRestriction.objects.create(page=actor, restriction_type=PageViewRestriction.LOGIN)


def directory_is_restricted(actor):
    PageViewRestriction.objects.create(page=actor.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def profile_is_moved_behind_a_login(actor):
    closed = DirectoryFactory(slug="intern")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    actor.move(closed, pos="last-child")


@pytest.mark.parametrize(
    "happens",
    [
        person_withdraws,
        person_withdraws_from_the_web,
        photos_are_withdrawn,
        organisation_withdraws,
        person_is_erased,
        address_is_hidden,
        address_is_coarser,
        profile_is_unpublished,
        profile_is_deleted,
        profile_is_restricted,
        directory_is_restricted,
        profile_is_moved_behind_a_login,
    ],
    ids=lambda function: function.__name__,
)
def test_the_edition_is_withdrawn_when(brochure, actor, happens):
    edition = build_brochure(brochure)
    happens(actor)
    edition.refresh_from_db()
    assert edition.state == EditionState.WITHDRAWN
    assert edition.withdrawn_at


def other_channel(actor):
    take_back(actor, actor.contacts.get().person, Channel.EXPORT)


def somebody_elses_consent(actor):
    stranger = add_contact(actor, ["export"], name="Nicht im Heft")
    take_back(actor, stranger, Channel.BROCHURE)


def other_actor(actor):
    person = add_contact(ActorProfileFactory(), ["brochure"])
    person.delete()


def new_text(actor):
    actor.summary = "Neu."
    actor.save_revision().publish()


@pytest.mark.parametrize(
    "happens",
    [other_channel, somebody_elses_consent, other_actor, new_text],
    ids=lambda function: function.__name__,
)
def test_the_edition_stays_when(brochure, actor, happens):
    edition = build_brochure(brochure)
    happens(actor)
    edition.refresh_from_db()
    assert edition.state == EditionState.READY


def test_editions_of_the_archive_are_withdrawn_too(brochure, actor):
    first = build_brochure(brochure)
    new_text(actor)
    second = build_brochure(brochure)
    person_withdraws(actor)
    found = BrochureEdition.objects.order_by("pk").values_list("pk", "state")
    assert list(found) == [(first.pk, EditionState.WITHDRAWN), (second.pk, EditionState.WITHDRAWN)]


def test_an_edition_without_the_actor_stays(brochure, actor):
    other = build_brochure(BrochureFactory(actors=[ActorProfileFactory(title="Chor")]))
    build_brochure(brochure)
    person_withdraws(actor)
    other.refresh_from_db()
    assert other.state == EditionState.READY


def test_privacy_lists_the_editions_that_hold_an_actor(brochure, actor):
    edition = build_brochure(brochure)
    [copy] = printed_copies(actor.translation_key)
    assert copy.title == str(edition)
    assert copy.url == f"/admin/skew/brochures/editions/{brochure.pk}/"
    assert printed_copies(ActorProfileFactory().translation_key) == []


def test_who_asks_what_is_stored_learns_which_editions_show_them(brochure, actor):
    build_brochure(brochure)
    stranger = add_contact(actor, ["export"], email="fremd@example.net")
    section = subject_data("amina@example.net").sections[-1]
    told = [(copy.title, [value.text for value in copy.values]) for copy in section.records]
    date = date_format(timezone.localtime(), "SHORT_DATE_FORMAT")
    assert [title.partition(" (")[0] for title, _values in told] == [str(brochure.editions.get())] * 2
    assert [values for _title, values in told] == [[date, brochure.full_url]] * 2
    assert all(section.model for section in subject_data(stranger.email).sections)


def test_files_go_with_the_page(brochure):
    edition = build_brochure(brochure)
    brochure.delete()
    edition.refresh_from_db()
    assert (edition.state, edition.brochure) == (EditionState.WITHDRAWN, None)
