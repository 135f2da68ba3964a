"""The research in the admin, as an editor and as a contractor use it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.inventory.research.actions.team import load_standard_guide
from skew_wagtail.inventory.research.models import (
    EntryState,
    Interview,
    InterviewGuide,
    ProfileApproval,
    ResearchEntry,
    ResearchSetup,
)
from skew_wagtail.privacy.models import ListingRefusal
from tests.factories import (
    ActorProfileFactory,
    DirectoryFactory,
    InventoryFactory,
    KindFactory,
    editor_group,
    make_user,
)

from .making import EntryFactory, add_interview, make_guide, make_member


@pytest.fixture(scope="module")
def built_town(django_db_setup, django_db_blocker):
    """An inventory with a contractor on its team, and one of somebody else; built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        directory = DirectoryFactory(slug="akteure")
        project, other = InventoryFactory(title="Ebersfurt"), InventoryFactory(title="Andersdorf")
        yield {
            "project": project,
            "other": other,
            "directory": directory,
            "member": make_member(project),
            "editor": make_user(
                "redaktion", groups=[editor_group(project), editor_group(directory, "Profile")]
            ),
        }
        transaction.set_rollback(True)


@pytest.fixture
def town(built_town, db):
    return built_town


@pytest.fixture
def project(town):
    return town["project"]


@pytest.fixture
def member(client, town):
    """A client signed in as contractor."""
    client.force_login(town["member"])
    return client


@pytest.fixture
def editor(client, town):
    """A client signed in as somebody who edits inventory and directory."""
    client.force_login(town["editor"])
    return client


def address(project, rest=""):
    return f"/admin/skew/inventory/research/{project.pk}/{rest}"


def page_of(entry, rest=""):
    return f"/admin/skew/inventory/research/entries/{entry.pk}/{rest}"


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_a_contractor_gets_into_no_other_inventory(member, town):
    own, foreign = EntryFactory(project=town["project"]), EntryFactory(project=town["other"])
    pages = ["", "edit/", "state/", "decline/", "delete/", "interview/", "draft/", "approval/ask/"]
    pages.append("approval/record/")
    lists = ["", "states/", "add/", "add-many/", "export/", "setup/"]
    refused = [*(page_of(foreign, rest) for rest in pages), *(address(town["other"], rest) for rest in lists)]
    refused.append(address(town["project"], "setup/"))
    for path in refused:
        for ask in (member.get, member.post):
            assert ask(path, {"state": "contacted", "name": "x"}).headers.get("Location") == "/admin/", path
    # Its own list takes no entry of another.
    member.post(address(town["project"], "states/"), {"entry": [own.pk, foreign.pk], "state": "contacted"})
    states = {entry.pk: entry.state for entry in ResearchEntry.objects.all()}
    assert states == {own.pk: "contacted", foreign.pk: "found"}
    overview = member.get("/admin/skew/inventory/research/").content.decode()
    assert ("Ebersfurt" in overview, "Andersdorf" in overview) == (True, False)


def test_who_is_sent_away_learns_why_and_whom_to_ask(member, town):
    for path, why in (
        (
            address(town["other"]),
            "You are not on the team of this inventory. Please ask the editors to add you.",
        ),
        (
            address(town["project"], "setup/"),
            "Only those who may edit the inventory can do this. Please ask the editors.",
        ),
    ):
        assert [text.strip() for text in told(member.get(path, follow=True))] == [gettext(why)]
        assert member.get(path, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_five_thousand_entries_are_listed_with_as_many_queries_as_ten(
    member, project, django_assert_max_num_queries
):
    def entries(count):
        kind = KindFactory()
        for number in range(count):
            entry = ResearchEntry(project=project, name=f"Verein {number:04}", kind=kind, found_in="Register")
            entry.set_name_key()
            yield entry

    def queries():
        with django_assert_max_num_queries(60) as asked:
            response = member.get(address(project), {"q": "verein", "sort": "-since", "state": "found"})
        return len(asked), response

    ResearchEntry.objects.bulk_create(entries(10))
    member.get(address(project))
    few, response = queries()
    ResearchEntry.objects.bulk_create(entries(4_990))
    started = timezone.now()
    many, response = queries()
    assert timezone.now() - started < timedelta(seconds=3)
    assert (many, response.context["page_obj"].paginator.count) == (few, 5000)
    with django_assert_max_num_queries(20):
        export = member.get(address(project, "export/")).getvalue().decode()
    assert len(export.splitlines()) == 5001


def test_the_list_is_filtered_sorted_and_exported_without_formulas(member, project, town):
    EntryFactory(project=project, name="Öl & Brot e. V.", town="Nord", assigned_to=town["member"])
    EntryFactory(project=project, name="=1+2", state=EntryState.AGREED, note="+49")

    def found(**query):
        return [row["name"] for row in member.get(address(project), query).context["rows"]]

    assert found(q="oel brot") == found(q="nord") == ["Öl & Brot e. V."]
    assert found(state="agreed") == ["=1+2"]
    assert found(interviewer=town["member"].pk) == ["Öl & Brot e. V."]
    assert found(sort="-name") == ["Öl & Brot e. V.", "=1+2"]
    assert found(approval="approved") == []
    assert len(found(approval="none", state="unsinn", interviewer="abc", sort="unsinn", p="99")) == 2
    response = member.get(address(project, "export/"), {"state": "agreed"})
    assert "'=1+2;" in response.getvalue().decode()
    assert "'+49" in member.get(address(project, "export/")).getvalue().decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_many_are_added_by_pasting_or_none(member, project):
    EntryFactory(project=project, name="Chor", town="")
    ListingRefusal.objects.create(name="Still")
    bad = "Neu; Nord; Register\n; Nord\nA;B;C;D\n" + "x" * 256
    response = member.post(address(project, "add-many/"), {"text": bad})
    problems = response.context["form"].errors["text"]
    assert [problem.split(":")[0].split()[1] for problem in problems] == ["2", "3", "4"]
    assert "Neu; Nord" in response.content.decode()
    assert ResearchEntry.objects.count() == 1
    good = "Neu; Nord; Register\n\nChor e.V.\nTabelle\tSüd\tListe\nStill;;\nneu;nord"
    response = member.post(address(project, "add-many/"), {"text": good}, follow=True)
    rows = {entry.name: (entry.town, entry.found_in, entry.state) for entry in ResearchEntry.objects.all()}
    assert rows.pop("Chor")
    assert rows == {
        "Neu": ("Nord", "Register", "found"),
        "Tabelle": ("Süd", "Liste", "found"),
        "Still": ("", "", "declined"),
    }
    messages = " ".join(told(response))
    assert all(name in messages for name in ("Chor e.V.", "neu", "Still"))


def test_an_entry_is_added_once_edited_and_deleted(member, project, town):
    ActorProfileFactory(parent=town["directory"], title="Weltladen")
    values = {"name": "Weltladen e. V.", "town": "Nord", "assigned_to": town["member"].pk, "note": "abends"}
    response = member.post(address(project, "add/"), values, follow=True)
    assert ["Weltladen e. V." in text for text in told(response)] == [True, True]
    response = member.post(address(project, "add/"), values)
    assert "Weltladen e. V." in response.context["form"].errors["name"][0]
    entry = ResearchEntry.objects.get()
    # Somebody else saved another field meanwhile.
    ResearchEntry.objects.update(found_in="Register")
    page = member.get(page_of(entry, "edit/"))
    sent = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    member.post(page_of(entry, "edit/"), sent | {"town": "Süd", "web_address": "example.org"})
    entry.refresh_from_db()
    assert (entry.town, entry.found_in, entry.web_address) == ("Süd", "Register", "https://example.org")
    shown = member.get(page_of(entry)).content.decode()
    assert all(text in shown for text in ("Süd", "abends", "https://example.org"))
    member.post(page_of(entry, "delete/"))
    assert not ResearchEntry.objects.exists()
    assert ActorProfilePage.objects.exists()


def test_states_change_in_one_click_and_declining_asks_why(member, project):
    entry = EntryFactory(project=project, name="Chor")
    response = member.post(address(project, "states/"), {"one": f"{entry.pk}:contacted", "query": "q=chor"})
    assert response.headers["Location"].endswith("/?q=chor")
    member.post(page_of(entry, "state/"), {"state": "agreed"})
    entry.refresh_from_db()
    assert (entry.state, entry.state_since) == ("agreed", timezone.localdate())
    for data in ({}, {"state": "declined", "entry": [entry.pk]}, {"state": "found", "entry": ["x"]}):
        assert member.post(address(project, "states/"), data).status_code == 302
    response = member.post(page_of(entry, "state/"), {"state": "declined"})
    assert response.headers["Location"] == page_of(entry, "decline/")
    tomorrow = timezone.localdate() + timedelta(days=1)
    values = {"reason": "declined", "refused_on": tomorrow, "note": ""}
    errors = member.post(page_of(entry, "decline/"), values).context["form"].errors
    assert set(errors) == {"refused_on", "note"}
    values |= {"refused_on": timezone.localdate(), "note": "am Telefon"}
    member.post(page_of(entry, "decline/"), values)
    entry.refresh_from_db()
    assert (entry.state, ListingRefusal.objects.get().note) == ("declined", "am Telefon")
    history = [line["what"] for line in member.get(page_of(entry)).context["history"]]
    assert len(history) == 3


def test_an_interview_becomes_a_draft_in_one_click(editor, project, town):
    guide = make_guide(summary="Wer sind Sie?", goals="Was wollen Sie?", cooperation_needs="Was suchen Sie?")
    setup = {"guide": guide.pk, "directory": town["directory"].pk, "members": [town["member"].pk]}
    editor.post(address(project, "setup/"), setup)
    assert ResearchSetup.objects.get(project=project).guide == guide
    entry = EntryFactory(project=project, name="Chor", kind=KindFactory())
    first, second, third = guide.questions.all()
    page = editor.get(page_of(entry, "interview/"))
    assert [question.text for question in page.context["form"].questions][0] == "Wer sind Sie?"
    values = {
        "appointment_at": "2026-03-14 10:00",
        "guide": guide.pk,
        "asked_by": town["member"].pk,
        f"question-{first.pk}": "Wir singen.",
        f"question-{third.pk}": "Räume",
        "interview_notes": "vertraulich",
    }
    editor.post(page_of(entry, "interview/"), values)
    # Another guide later: what was answered stays.
    first.delete()
    editor.post(page_of(entry, "interview/"), values | {f"question-{second.pk}": "Freude"})
    assert Interview.objects.get().answers.count() == 3
    editor.get(page_of(entry))
    response = editor.post(page_of(entry, "draft/"), follow=True)
    profile = ActorProfilePage.objects.get()
    assert (profile.summary, profile.goals, profile.live) == ("Wir singen.", "<p>Freude</p>", False)
    assert len(told(response)) == 2
    assert "vertraulich" not in str(profile.latest_revision.content)
    response = editor.post(page_of(entry, "draft/"), follow=True)
    assert ActorProfilePage.objects.count() == 1


def test_who_may_not_add_profiles_makes_no_draft(member, project, town):
    entry = EntryFactory(project=project)
    ResearchSetup.objects.create(project=project, directory=town["directory"])
    assert len(told(member.post(page_of(entry, "draft/"), follow=True))) == 1
    assert len(told(member.get(page_of(entry, "draft/"), follow=True))) == 1
    foreign = ActorProfileFactory(parent=town["directory"], live=False)
    linked = EntryFactory(project=project, profile=foreign)
    for path in ("draft/", "approval/ask/", "approval/record/"):
        values = {"state": "approved", "way": "phone", "answered_on": timezone.localdate()}
        member.post(page_of(linked, path), values)
    assert not mail.outbox
    assert not ProfileApproval.objects.exists()
    assert ActorProfilePage.objects.count() == 1


def test_an_answer_by_phone_is_recorded_in_an_order_that_can_be(editor, project, town):
    profile = ActorProfileFactory(parent=town["directory"], title="Chor", live=False)
    entry = EntryFactory(project=project, name="Chor", profile=profile)
    today = timezone.localdate()
    add_interview(entry, {}, appointment_at=timezone.now() - timedelta(days=3))
    for day in (today - timedelta(days=4), today + timedelta(days=1), ""):
        values = {"state": "approved", "way": "phone", "answered_on": day}
        response = editor.post(page_of(entry, "approval/record/"), values)
        assert "answered_on" in response.context["form"].errors
    response = editor.post(
        page_of(entry, "approval/record/"), {"state": "change", "way": "phone", "answered_on": today}
    )
    assert "wished_change" in response.context["form"].errors
    editor.post(page_of(entry, "approval/record/"), values | {"answered_on": today})
    approval = ProfileApproval.objects.get()
    assert (approval.state, approval.recorded_by) == ("approved", town["editor"])
    assert editor.get(address(project), {"approval": "approved"}).context["rows"]
    profile = ActorProfilePage.objects.get()
    profile.summary = "Neu"
    profile.save_revision()
    assert editor.get(address(project), {"approval": "outdated"}).context["rows"]
    assert not editor.get(address(project), {"approval": "approved"}).context["rows"]
    shown = editor.get(page_of(entry)).context["approval"]
    assert shown["state"] != str(approval)
    assert shown["by"] == "redaktion"


def test_who_leaves_the_team_interviews_nobody(editor, project, town):
    entry = EntryFactory(project=project, assigned_to=town["member"])
    editor.post(address(project, "setup/"), {})
    entry.refresh_from_db()
    assert entry.assigned_to is None
    editor.force_login(town["member"])
    assert editor.get(address(project)).headers["Location"] == "/admin/"


def test_the_guide_of_the_package_is_loaded_once(db):
    assert load_standard_guide()
    assert not load_standard_guide()
    guide = InterviewGuide.objects.get()
    assert {"summary", "goals", "cooperation_needs"} <= {row.helps_with for row in guide.questions.all()}
