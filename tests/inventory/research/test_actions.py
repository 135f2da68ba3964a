"""What is done with names, states, drafts and approvals."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from skew_wagtail.actors.models import ActorProfilePage, ActorRecord
from skew_wagtail.inventory.models import InventoryActor
from skew_wagtail.inventory.research.actions import approvals
from skew_wagtail.inventory.research.actions.drafts import make_draft
from skew_wagtail.inventory.research.actions.entries import (
    AlreadyListed,
    EntryRefused,
    add_entries,
    add_entry,
    change_state,
    decline,
)
from skew_wagtail.inventory.research.counts import ResearchCounts, research_counts
from skew_wagtail.inventory.research.models import EntryState, ResearchEntry
from skew_wagtail.inventory.rights import may_edit_project, may_work_on, projects_for
from skew_wagtail.privacy.models import ListingRefusal
from skew_wagtail.privacy.subjects.erasure import erase_subject
from skew_wagtail.privacy.subjects.export import subject_data
from tests.factories import (
    ActorProfileFactory,
    DirectoryFactory,
    InventoryFactory,
    KindFactory,
    editor_group,
    make_user,
    set_privacy_page,
)

from .making import EntryFactory, add_interview, make_member

pytestmark = pytest.mark.django_db


def test_the_team_and_who_may_edit_the_page_may_work_on_its_research():
    project, other = InventoryFactory(), InventoryFactory()
    member, editor = make_member(project), make_user("redaktion", groups=[editor_group(project)])
    chief, stranger = make_user("chefin", superuser=True), make_user("fremd")
    rights = {
        user.username: (may_work_on(user, project), may_work_on(user, other), may_edit_project(user, project))
        for user in (member, editor, chief, stranger)
    }
    assert rights == {
        "honorarkraft": (True, False, False),
        "redaktion": (True, False, True),
        "chefin": (True, True, True),
        "fremd": (False, False, False),
    }
    assert [set(projects_for(user)) for user in (member, editor, chief, stranger)] == [
        {project},
        {project},
        {project, other},
        set(),
    ]
    member.is_active = False
    assert not may_work_on(member, project)
    assert not projects_for(member)


def test_a_name_is_on_the_list_once_and_what_is_known_of_it_is_told(superuser):
    project = InventoryFactory()
    published = ActorProfileFactory(title="Weltladen Nord")
    ListingRefusal.objects.create(name="Verein Still")
    EntryFactory(project=project, name="Chor der Vielen", town="Ebersfurt")

    def add(name, town=""):
        entry = ResearchEntry(project=project, name=name, town=town)
        return entry, add_entry(entry, user=superuser).notices()

    with pytest.raises(AlreadyListed):
        add("chor der vielen e.V.")
    entry, notices = add("Weltladen Nord e. V.")
    assert entry.profile == published
    assert "Weltladen Nord e. V." in notices[0]
    entry, notices = add("Verein Still")
    assert entry.state == EntryState.DECLINED
    assert len(notices) == 1
    entry, notices = add("Chor der Vielen", "Andersdorf")
    assert entry.pk
    assert "Chor der Vielen" in notices[0]
    lines = [ResearchEntry(project=project, name=name) for name in ("Neu", "neu e. V.", "Chor der Vielen")]
    added = add_entries(project, lines, user=superuser)
    assert ([entry.name for entry in added.entries], added.twice) == (
        ["Neu"],
        ["neu e. V.", "Chor der Vielen"],
    )
    assert not ModelLogEntry.objects.filter(label__contains="Weltladen").exists()


def test_states_move_in_an_order_that_can_be(superuser):
    entry = EntryFactory(name="Chor")
    add_interview(entry, {}, appointment_at=timezone.now() + timedelta(days=1))
    change_state(entry, EntryState.CONTACTED, user=superuser)
    with pytest.raises(EntryRefused, match="Chor"):
        change_state(entry, EntryState.INTERVIEWED, user=superuser)
    decline(entry, reason="declined", note="am Telefon", user=superuser)
    decline(entry, reason="declined", note="noch einmal", user=superuser)
    assert [refusal.name for refusal in ListingRefusal.objects.all()] == ["Chor"]
    with pytest.raises(EntryRefused, match="Chor"):
        change_state(entry, EntryState.FOUND, user=superuser)
    entry.refresh_from_db()
    assert entry.state == EntryState.DECLINED


def test_declining_takes_no_page_offline_that_one_may_not_unpublish():
    profile = ActorProfileFactory(title="Weltladen Nord")
    entry = EntryFactory(name="Weltladen Nord e. V.")
    with pytest.raises(EntryRefused):
        decline(entry, reason="declined", note="", user=make_member(entry.project))
    profile.refresh_from_db()
    assert profile.live
    assert not ListingRefusal.objects.exists()
    editor = make_user("redaktion", groups=[editor_group(profile.get_parent(), people=False)])
    decline(entry, reason="declined", note="", user=editor)
    profile.refresh_from_db()
    assert not profile.live


def test_an_interview_makes_a_draft_and_later_fills_only_what_is_empty():
    directory = DirectoryFactory()
    entry = EntryFactory(name="Chor", kind=KindFactory(), web_address="https://www.example.org/")
    stranger = make_member(entry.project)
    user = make_user("redaktion", groups=[editor_group(directory)])
    answers = {"summary": "Wir <b>singen</b>.", "goals": "Freude.\n\nFür alle.", "cooperation_needs": "Räume"}
    interview = add_interview(
        entry, answers, appointment_at=timezone.now(), asked_by=user, interview_notes="geheim"
    )
    change_state(entry, EntryState.INTERVIEWED, user=user)
    with pytest.raises(EntryRefused):
        make_draft(entry, directory, user=stranger)
    draft = make_draft(entry, directory, user=user)
    page = ActorProfilePage.objects.get()
    assert (page.title, page.live, page.owner) == ("Chor", False, user)
    assert page.summary == "Wir <b>singen</b>."
    assert page.goals == "<p>Freude.</p>\n\n<p>Für alle.</p>"
    assert page.links.get().url == "https://www.example.org/"
    assert (draft.is_new, len(draft.filled), len(draft.by_hand)) == (True, 4, 1)
    assert ActorRecord.objects.get(pk=page.translation_key).interviewer == "redaktion"
    assert "geheim" not in str(page.latest_revision.content)

    before = page.latest_revision_id
    again = make_draft(entry, directory, user=user)
    assert (again.is_new, again.filled, again.left) == (False, [], [])
    interview.answers.filter(helps_with="summary").update(reply="Etwas anderes")
    interview.answers.create(asked="Wo?", helps_with="networks", reply="Netz")
    interview.answers.create(asked="Was?", helps_with="summary", reply="x" * 500)
    later = make_draft(entry, directory, user=user)
    page.refresh_from_db()
    assert (len(later.filled), len(later.left)) == (1, 1)
    assert (page.live, page.latest_revision_id > before) == (False, True)
    assert page.get_latest_revision_as_object().networks == "Netz"
    assert page.get_latest_revision_as_object().summary == "Wir <b>singen</b>."


def test_a_draft_may_lack_what_publishing_needs(superuser):
    entry = EntryFactory(name="Chor", kind=None)
    page = make_draft(entry, DirectoryFactory(), user=superuser).page
    assert (page.kind, page.latest_revision is not None) == (None, True)
    add_interview(entry, {"summary": "Wir singen."})
    make_draft(ResearchEntry.objects.get(), None, user=superuser)
    assert ActorProfilePage.objects.get().get_latest_revision_as_object().summary == "Wir singen."


def test_an_approval_holds_for_what_was_shown(superuser):
    set_privacy_page()
    profile = ActorProfileFactory(title="Chor", summary="Wir singen.", live=False)
    entry = EntryFactory(name="Chor", profile=profile)
    site = Site.objects.get()
    approvals.ask(entry, site, user=superuser)
    assert "/skew/approval/" in mail.outbox[0].body
    entry = ResearchEntry.objects.get()
    shown = profile.latest_revision_id
    assert approvals.answer(entry.approval, "approved", revision_id=shown)

    def current():
        return approvals.is_current(ResearchEntry.objects.get())

    assert current()
    with pytest.raises(EntryRefused):
        approvals.ask(ResearchEntry.objects.get(), site, user=superuser)
    # Publishing saves a new version that says the same.
    profile = ActorProfilePage.objects.get()
    profile.save_revision().publish()
    assert current()
    profile = ActorProfilePage.objects.get()
    profile.summary = "Wir tanzen."
    profile.save_revision()
    assert not current()
    assert not approvals.answer(entry.approval, "approved", revision_id=shown)
    profile.summary = "Wir singen."
    profile.save_revision()
    assert current()


def test_how_one_reaches_somebody_is_told_and_erased_on_request():
    entry = EntryFactory(name="Chor", contact_phone="030 23125 123", note="bleibt")
    sections = {section.model: section.records for section in subject_data("Amina@example.org").sections}
    values = {value.name for value in sections["skew_inventory.ResearchEntry"][0].values}
    assert values == {"contact_email", "contact_phone"}
    erase_subject("amina@example.org")
    entry.refresh_from_db()
    assert (entry.contact_email, entry.contact_phone, entry.note) == ("", "", "bleibt")


def test_counts_come_in_one_query(django_assert_num_queries, superuser):
    project, other, empty = InventoryFactory(), InventoryFactory(), InventoryFactory()
    linked, named, draft = ActorProfileFactory(), ActorProfileFactory(), ActorProfileFactory(live=False)
    for state in EntryState.values:
        EntryFactory(project=project, state=state)
    for profile in (linked, draft):
        entry = EntryFactory(project=project, state="interviewed", profile=profile)
        approvals.record_answer(
            entry, "approved", way="paper", answered_on=timezone.localdate(), user=superuser
        )
    draft.summary = "Neu"
    draft.save_revision()
    for profile in (linked, named, draft):
        InventoryActor.objects.create(page=project, actor=profile)
    EntryFactory(project=other)
    with django_assert_num_queries(1):
        counts = research_counts([project.pk, other.pk, empty.pk])
    assert counts == {
        project.pk: ResearchCounts(8, 6, 4, 3, 1, approved=1, published=2),
        other.pk: ResearchCounts(found=1),
        empty.pk: ResearchCounts(),
    }
