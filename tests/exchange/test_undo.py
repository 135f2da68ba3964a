"""An import can be undone as a whole; what was edited since stays and is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from skew_wagtail.actors.entries import check_directory
from skew_wagtail.actors.models import ActorProfilePage, ActorRecord
from skew_wagtail.exchange.importing.undo import undo_import
from skew_wagtail.exchange.importing.undo_plan import Step, can_be_undone, planned_undo
from skew_wagtail.exchange.models import ImportedProfile, ImportRun, ImportUndo
from skew_wagtail.privacy.models import ActorAddress, Channel, Consent, ContactPerson
from skew_wagtail.privacy.publishing import published_contacts
from tests.exchange.sheets import KENNUNG, NAME, SHOP, import_rows
from tests.factories import InventoryFactory, editor_group, make_user

pytestmark = pytest.mark.usefixtures("terms")

ROW = SHOP | {
    "Kurztext": "Alt", "Handlungsfelder": "Fairer Handel", "Schlagwörter": "Kaffee", "Ansprechperson": "Amina",
    "Telefon": "030 23125 123", "Einwilligung": "Web", "Straße": "Färbergasse 12", "Ort": "Ebersfurt",
    "Projekte": "Kaffee | Bolivien", "Interviewnotizen": "Kurz",
}  # fmt: skip
CHANGED = ROW | {
    "Kurztext": "Neu", "Handlungsfelder": "Globales Lernen", "Schlagwörter": "Tee", "Telefon": "030 23125 999",
    "Einwilligung": "Web; Broschüre", "Straße": "Neugasse 1", "Projekte": "Tee | Ghana", "Interviewnotizen": "Lang",
}  # fmt: skip
CHOIR = SHOP | {KENNUNG: "EBF-002", NAME: "Chor der Welt", "Ansprechperson": "Bela", "Einwilligung": "Web"}


def state():
    """All that an import writes, as plain data."""
    page = ActorProfilePage.objects.get(external_id="EBF-001")
    draft = page.get_latest_revision_as_object()
    pages = [
        (
            version.title, version.live, version.has_unpublished_changes, version.summary,
            sorted(version.topics.values_list("slug", flat=True)), sorted(tag.name for tag in version.tags.all()),
            [project.title for project in version.projects.all()],
            [contact.person.name for contact in version.contacts.all()],
        )
        for version in (page, draft)
    ]  # fmt: skip
    people = sorted(ContactPerson.objects.values_list("name", "phone"))
    outside = (ActorAddress.objects.get().street, ActorRecord.objects.get().interview_notes)
    return pages, people, outside


def undo(user):
    return undo_import(ImportRun.objects.first(), user)


def shown(page, channel):
    return [contact.name for contact in published_contacts([page], channel).get(page.pk, [])]


@pytest.mark.parametrize("publish", [False, True])
def test_changed_profiles_become_what_they_were(directory, superuser, publish):
    import_rows(directory, ROW, publish=publish, create_tags=True)
    before = state()
    import_rows(directory, CHANGED, publish=publish, create_tags=True)
    assert state() != before
    report = undo(superuser).report
    assert (report["restored"], report["kept"]) == ([SHOP[NAME]], [])
    assert state() == before
    page = ActorProfilePage.objects.get()
    assert check_directory(directory) == []
    assert shown(page, Channel.BROCHURE) == []
    assert shown(page, Channel.WEB) == ["Amina"]


def test_a_draft_that_waited_waits_again_and_what_was_live_is_live(directory, superuser):
    import_rows(directory, ROW, publish=True, create_tags=True)
    page = ActorProfilePage.objects.get()
    page.summary = "Entwurf"
    page.save_revision()
    before = state()
    import_rows(directory, ROW | {"Ziele": "Neu"}, publish=True, create_tags=True)
    undo(superuser)
    assert state() == before


def test_what_was_not_public_is_not_public(directory, superuser):
    import_rows(directory, ROW, create_tags=True)
    import_rows(directory, CHANGED, publish=True, create_tags=True)
    assert ActorProfilePage.objects.get().live
    undo(superuser)
    assert not ActorProfilePage.objects.get().live


def test_new_profiles_go_with_their_people(directory, superuser):
    import_rows(directory, CHOIR, publish=True)
    assert undo(superuser).report["removed"] == ["Chor der Welt"]
    assert not ActorProfilePage.objects.exists()
    assert not ContactPerson.objects.exists()
    assert not Consent.objects.in_force().exists()
    assert Page.find_problems() == ([], [], [], [], [])
    assert check_directory(directory) == []


def test_the_same_file_can_be_imported_again(directory, superuser):
    import_rows(directory, ROW, publish=True, create_tags=True)
    import_rows(directory, CHANGED, create_tags=True)
    undo(superuser)
    assert len(import_rows(directory, CHANGED, create_tags=True).updated) == 1


def test_what_was_edited_since_is_kept_and_told(directory, superuser):
    import_rows(directory, ROW, CHOIR, publish=True, create_tags=True)
    page = ActorProfilePage.objects.get(title="Chor der Welt")
    page.summary = "Von Hand"
    page.save_revision().publish()
    report = undo(superuser).report
    assert (report["removed"], [item["name"] for item in report["kept"]]) == ([SHOP[NAME]], ["Chor der Welt"])
    assert ActorProfilePage.objects.get().summary == "Von Hand"


@pytest.mark.parametrize("model", [ActorAddress, ContactPerson, ActorRecord])
def test_an_edit_beside_the_page_counts(directory, superuser, model):
    import_rows(directory, ROW, create_tags=True)
    name = {ActorAddress: "street", ContactPerson: "role", ActorRecord: "interviewer"}[model]
    model.objects.update(**{name: "Von Hand"})
    assert [item["name"] for item in undo(superuser).report["kept"]] == [SHOP[NAME]]


def test_a_profile_that_an_inventory_names_is_kept(directory, superuser):
    import_rows(directory, CHOIR)
    project = InventoryFactory()
    page = ActorProfilePage.objects.get()
    project.interviewed_actors.create(actor=page)
    project.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(project)
    assert len(undo(superuser).report["kept"]) == 1


def test_an_erased_person_does_not_come_back(directory, superuser):
    import_rows(directory, ROW, create_tags=True)
    import_rows(directory, CHANGED, create_tags=True)
    ContactPerson.objects.get().delete()
    assert "Amina" not in str(ImportedProfile.objects.values_list("before", flat=True))
    assert "23125" not in str(ImportedProfile.objects.values_list("before", flat=True))
    undo(superuser)
    assert not ContactPerson.objects.exists()


def test_a_withdrawal_since_is_not_undone(directory, superuser):
    import_rows(directory, ROW, publish=True, create_tags=True)
    import_rows(directory, ROW | {"Einwilligung": "nein"}, create_tags=True)
    undo(superuser)
    assert shown(ActorProfilePage.objects.get(), Channel.WEB) == []


def test_nothing_is_undone_twice(directory, superuser):
    import_rows(directory, CHOIR)
    run = ImportRun.objects.get()
    assert can_be_undone(run)
    undo(superuser)
    assert not can_be_undone(run)
    assert not ImportedProfile.objects.exists()


def test_an_error_undoes_nothing(directory, superuser, monkeypatch):
    import_rows(directory, ROW, CHOIR, publish=True, create_tags=True)

    def fail(*args, **kwargs):
        raise RuntimeError("no space left")

    monkeypatch.setattr(ImportUndo.objects, "update_or_create", fail)
    with pytest.raises(RuntimeError):
        undo(superuser)
    assert ActorProfilePage.objects.live().count() == 2


# In the admin.


def test_an_editor_undoes_an_import(admin, directory, django_capture_on_commit_callbacks):
    import_rows(directory, ROW, CHOIR, publish=True, create_tags=True)
    run = ImportRun.objects.get()
    address = f"/admin/skew/imports/runs/{run.pk}/undo/"
    inspect = f"/admin/skew_exchange/importrun/inspect/{run.pk}/"
    assert address in admin.get(inspect).content.decode()
    html = admin.get(address).content.decode()
    assert "Chor der Welt" in html and "Amina" not in html
    assert ActorProfilePage.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(address)
    assert not ActorProfilePage.objects.exists()
    assert admin.get(address).headers["Location"] == inspect
    html = admin.get(inspect).content.decode()
    assert address not in html and "Rückgängig gemacht" in html


@pytest.mark.parametrize("is_new", [True, False])
def test_what_would_be_undone_is_asked_for_many_as_for_few(directory, django_assert_num_queries, is_new):
    editor = make_user(groups=[editor_group(directory)])

    def plan(number: int) -> tuple[ImportRun, int]:
        rows = [{KENNUNG: str(n), NAME: f"Chor {n}", "Akteursart": "Weltladen"} for n in range(number)]
        run = import_rows(directory, *rows, publish=True).run
        if not is_new:
            run = import_rows(directory, *(row | {"Kurztext": f"Neu {number}"} for row in rows)).run
        # Content types and rights are asked for once.
        list(planned_undo(run, editor))
        with CaptureQueriesContext(connection) as queries:
            steps = list(planned_undo(run, editor))
        assert {step.step for step in steps} == {Step.REMOVE if is_new else Step.RESTORE}, steps
        return run, len(queries)

    run, few = plan(2)
    undo_import(run, editor)
    run, _many = plan(20)
    with django_assert_num_queries(few):
        list(planned_undo(run, editor))


def test_a_profile_whose_own_text_links_to_it_is_removed(directory, superuser):
    import_rows(directory, CHOIR)
    page = ActorProfilePage.objects.get()
    page.description = f'<p><a linktype="page" id="{page.pk}">Wir</a></p>'
    ActorProfilePage.objects.filter(pk=page.pk).update(description=page.description)
    ReferenceIndex.create_or_update_for_object(page)
    assert ReferenceIndex.get_references_to(page).exists()
    assert undo(superuser).report["removed"] == ["Chor der Welt"]


@pytest.mark.parametrize("why", ["locked", "workflow", "scheduled", "former"])
def test_what_is_held_is_kept(directory, superuser, why):
    import_rows(directory, ROW, create_tags=True)
    import_rows(directory, CHANGED, create_tags=True)
    page = ActorProfilePage.objects.get()
    if why == "locked":
        ActorProfilePage.objects.update(locked=True, locked_by=make_user("andere"))
    elif why == "workflow":
        page.get_workflow().start(page, superuser)
    elif why == "scheduled":
        page.latest_revision.approved_go_live_at = timezone.now() + timedelta(days=1)
        page.latest_revision.save()
    else:
        ImportedProfile.objects.update(revision_before=None)
    [item] = undo(superuser).report["kept"]
    assert item["name"] == SHOP[NAME] and item["why"]
