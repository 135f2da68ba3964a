"""What is special about a host with models of its own."""

from django.contrib.auth import get_user_model

from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ConsentMethod
from tests.factories import ActorProfileFactory, ContactPersonFactory, make_image
from tests.hosts.own_models.models import Picture


def test_a_logo_is_the_hosts_picture(directory):
    profile = ActorProfileFactory(parent=directory, logo=make_image(credit="Foto: Stadt"))
    assert isinstance(profile.logo, Picture)
    assert profile.logo.credit == "Foto: Stadt"


def test_a_consent_names_the_hosts_account(directory, superuser):
    profile = ActorProfileFactory(parent=directory)
    consent = record_consent(
        ContactPersonFactory(),
        actor_key=profile.translation_key,
        organisation_name=profile.title,
        channels=["web"],
        method=ConsentMethod.PAPER,
        user=superuser,
    )
    consent.refresh_from_db()
    assert type(consent.recorded_by) is get_user_model()
