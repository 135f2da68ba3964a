"""An actor opens the link of its letter."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core import mail, signing
from django.utils import timezone
from wagtail.models import Site

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.inventory.research.actions.approvals import ask
from skew_wagtail.inventory.research.actions.entries import EntryRefused
from skew_wagtail.inventory.research.links import LINK_DAYS
from skew_wagtail.inventory.research.models import ProfileApproval, ResearchEntry, TeamMember
from skew_wagtail.privacy.models import ListingRefusal, PrivacySettings
from tests.factories import ActorProfileFactory, add_contact, make_user
from tests.forms import fields_of

from .making import EntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forms_online")]


@pytest.fixture
def profile():
    return ActorProfileFactory(title="Chor der Vielen", summary="Wir singen.", live=False)


@pytest.fixture
def link(profile, superuser):
    """The address in the letter."""
    EntryFactory(name="Chor der Vielen", profile=profile)
    return send(superuser)


def send(user):
    ask(ResearchEntry.objects.get(), Site.objects.get(), user=user)
    return re.search(r"/skew/approval/\S+", mail.outbox[-1].body)[0]


def answered(client, link, answer, **values):
    page = client.get(link)
    data = fields_of(page.content.decode(), "form.skew-form__body") | {"answer": answer}
    return client.post(link, data | values)


def state():
    approval = ProfileApproval.objects.get()
    return approval.state, approval.way, approval.wished_change


def test_the_draft_is_shown_and_approved_by_pressing_a_button(client, link, profile):
    add_contact(profile, [], name="Amina Geheim")
    response = client.get(link)
    text = response.content.decode()
    assert "Wir singen." in text
    assert "Amina Geheim" not in text
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    assert client.head(link).status_code == 200
    assert state() == ("asked", "", "")
    assert answered(client, link, "approved").headers["Location"] == "/skew/approval-received/"
    assert state() == ("approved", "link", "")
    assert not ActorProfilePage.objects.get().live


def test_a_change_is_wished_in_words(client, link):
    for answer, values in (("change", {}), ("approved", {"change_text": "Nein"}), ("unsinn", {})):
        assert answered(client, link, answer, **values).context["form"].errors
    assert state() == ("asked", "", "")
    answered(client, link, "change", change_text="Wir tanzen auch.")
    assert state() == ("change", "link", "Wir tanzen auch.")


def test_what_was_read_is_what_is_approved(client, link, profile):
    profile.summary = "Wir tanzen."
    old = client.get(link).context["form"]["shown_revision"].value()
    profile.save_revision()
    response = answered(client, link, "approved", shown_revision=old)
    assert "Wir tanzen." in response.content.decode()
    assert state()[0] == "asked"
    shown = response.context["form"]["shown_revision"].value()
    answered(client, link, "approved", shown_revision=shown)
    assert state()[0] == "approved"


def test_a_link_ends(client, link, profile, superuser, monkeypatch):
    broken = client.get(link[:-3] + "/")
    assert broken.status_code == 404
    newer = send(superuser)
    assert (client.get(link).status_code, client.get(newer).status_code) == (410, 200)
    later = timezone.now() + timedelta(days=LINK_DAYS + 1)
    with monkeypatch.context() as patched:
        patched.setattr(signing.time, "time", later.timestamp)
        assert client.get(newer).status_code == 410
    ListingRefusal.objects.create(name="Chor der Vielen")
    assert client.get(newer).status_code == 410
    assert client.post(newer, {"answer": "approved"}).status_code == 410
    assert state()[0] == "asked"


def test_nobody_is_asked_when_no_letter_can_go(profile, superuser, settings, client):
    entry = EntryFactory(name="Chor der Vielen", profile=profile, contact_email="")
    with pytest.raises(EntryRefused):
        ask(entry, Site.objects.get(), user=superuser)
    entry.contact_email = "amina@example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    with pytest.raises(EntryRefused):
        ask(entry, Site.objects.get(), user=superuser)
    PrivacySettings.objects.update(privacy_page=None)
    with pytest.raises(EntryRefused):
        ask(entry, Site.objects.get(), user=superuser)
    assert not ProfileApproval.objects.exists()


def on_team(name, **values):
    """Somebody of the team who may open the admin, but not edit the inventory."""
    user = make_user(name)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    get_user_model().objects.filter(pk=user.pk).update(**values)
    TeamMember.objects.create(project=ResearchEntry.objects.get().project, user=user)


def test_the_team_learns_of_each_wish_once_and_reads_nothing_personal_in_the_letter(client, link, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://stadt.example"
    on_team("amina")
    on_team("jussuf")
    mail.outbox.clear()
    for _press in range(2):
        answered(client, link, "change", change_text="Amina heißt jetzt Muster.")
    entry = ResearchEntry.objects.get()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["amina@example.org", "jussuf@example.org"]
    for letter in mail.outbox:
        text = letter.subject + letter.body
        assert f"https://stadt.example/admin/skew/inventory/research/entries/{entry.pk}/" in text
        assert entry.project.title in text
        assert not [word for word in ("Amina", "Muster", entry.name) if word in text]
    answered(client, link, "change", change_text="Wir tanzen auch.")
    assert len(mail.outbox) == 4
    answered(client, link, "approved")
    assert len(mail.outbox) == 4


def test_without_a_mailbox_in_the_team_those_learn_of_it_who_may_edit(client, link, superuser):
    on_team("kim", email="")
    on_team("noor", is_active=False)
    type(superuser).objects.filter(pk=superuser.pk).update(email="redaktion@example.org")
    mail.outbox.clear()
    answered(client, link, "change", change_text="Wir tanzen auch.")
    assert [letter.to for letter in mail.outbox] == [["redaktion@example.org"]]


def test_an_answer_that_came_too_late_is_no_wish(client, link, profile, superuser):
    type(superuser).objects.filter(pk=superuser.pk).update(email="redaktion@example.org")
    old = profile.latest_revision_id
    profile.summary = "Wir singen und tanzen."
    profile.save_revision()
    mail.outbox.clear()
    answered(client, link, "change", change_text="Anders", shown_revision=old)
    assert mail.outbox == []
