"""Steps: impossible days, the order they come in, internal notes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from skew_wagtail.inventory.models import InventoryProjectPage, InventoryStep, StepNote
from skew_wagtail.inventory.order import OPTIONAL_STEP, order_hints
from tests.factories import InventoryFactory, InventoryIndexFactory, StepStateFactory, editor_group, make_user
from tests.inventory.test_admin import add_url, posted

pytestmark = pytest.mark.django_db

SECRET = "Frau Beispiel bittet um einen zweiten Termin"


def step(title, state="", **values):
    return InventoryStep(title=title, state=StepStateFactory(slug=state) if state else None, **values)


def hints(*steps):
    with translation.override("en"):
        return order_hints(steps)


def test_a_step_cannot_have_taken_place_tomorrow():
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as caught:
        step("Auftakt", "done", actual_date=tomorrow).clean()
    assert list(caught.value.message_dict) == ["actual_date"]
    step("Auftakt", "done", actual_date=timezone.localdate(), planned_date=tomorrow).clean()


def test_the_form_names_the_step_whose_day_is_still_to_come_and_keeps_what_was_typed(admin):
    index = InventoryIndexFactory()
    done = StepStateFactory(slug="done").pk
    rows = [
        {"title": "Antrag", "state": done, "actual_date": "2026-01-02", "documents-count": "0"},
        {"title": "Auftakt", "state": done, "actual_date": "2999-01-02", "documents-count": "0"},
    ]
    response = admin.post(add_url(index), posted(rows, **{"action-publish": "x"}))
    assert response.status_code == 200
    errors = [form.errors for form in response.context["form"].formsets["steps"].forms]
    assert [list(found) for found in errors] == [[], ["actual_date"]]
    assert "2999" in response.content.decode()
    assert not InventoryProjectPage.objects.exists()


def test_a_step_closed_before_its_predecessor_is_hinted_at_once():
    found = hints(
        step("Antrag", "done"), step("Auftakt", "running"), step("Interviews", "done"), step("X", "done")
    )
    assert len(found) == 1
    assert found[0].startswith("“Interviews” is completed, but “Auftakt” before it is not.")


def test_the_workshop_and_skipped_steps_need_not_be_done():
    assert (
        hints(step("Antrag", "skipped"), step("Workshop", "planned", key=OPTIONAL_STEP), step("Z", "done"))
        == []
    )


def test_a_step_without_state_is_not_closed():
    assert len(hints(step("Antrag"), step("Auftakt", "done"))) == 1


@pytest.mark.parametrize("name", ["planned_date", "actual_date"])
def test_dates_out_of_order_are_hinted_at_with_both_steps_and_days(name):
    found = hints(
        step("Antrag", **{name: date(2026, 5, 4)}),
        step("Ohne Tag"),
        step("Auftakt", **{name: date(2026, 3, 1)}),
        step("Schluss", **{name: date(2026, 3, 1)}),
    )
    assert len(found) == 1
    assert all(part in found[0] for part in ("Antrag", "Auftakt", "03/01/2026", "05/04/2026"))


def test_planned_and_real_days_are_not_compared():
    assert hints(step("A", planned_date=date(2026, 5, 4)), step("B", actual_date=date(2026, 3, 1))) == []


def test_saving_shows_the_hints_and_saves_all_the_same(admin):
    index = InventoryIndexFactory()
    planned, done = StepStateFactory(slug="planned").pk, StepStateFactory(slug="done").pk
    rows = [
        {"title": "Antrag", "state": planned, "documents-count": "0"},
        {"title": "Auftakt", "state": done, "documents-count": "0"},
    ]
    response = admin.post(add_url(index), posted(rows, **{"action-publish": "x"}), follow=True)
    assert InventoryProjectPage.objects.get().live
    assert any("Antrag" in str(m) and "Auftakt" in str(m) for m in response.context["messages"])


@pytest.fixture
def inventory():
    page = InventoryFactory(steps=[step("Antrag", "done"), step("Auftakt", "running")])
    StepNote.objects.create(step=page.steps.first(), text=SECRET)
    return page


def notes_url(page):
    return reverse("skew_inventory_notes:notes", args=[page.pk])


def test_notes_are_written_changed_and_removed(admin, inventory):
    first, second = inventory.steps.all()
    assert SECRET in admin.get(notes_url(inventory)).content.decode()
    data = {f"note-{first.pk}": "", f"note-{second.pk}": "Protokoll fehlt"}
    assert admin.post(notes_url(inventory), data).status_code == 302
    assert [(note.step, note.text) for note in StepNote.objects.all()] == [(second, "Protokoll fehlt")]
    entry = PageLogEntry.objects.get(action="skew_inventory.note")
    assert "Protokoll" not in str(entry.data)


def test_no_version_of_the_page_and_no_log_holds_a_note(admin, inventory):
    admin.post(notes_url(inventory), {f"note-{s.pk}": SECRET * 2 for s in inventory.steps.all()})
    inventory.save_revision(user=None).publish()
    assert not any(SECRET in str(revision.content) for revision in Revision.objects.all())
    assert not any(
        SECRET in str(entry.data) for entry in [*PageLogEntry.objects.all(), *ModelLogEntry.objects.all()]
    )
    assert StepNote.objects.count() == 2


def test_a_copy_of_the_page_has_no_notes_and_a_deleted_step_takes_its_note_along(inventory):
    copy = inventory.copy(update_attrs={"slug": "kopie"})
    assert copy.steps.count() == 2
    assert not StepNote.objects.filter(step__page=copy).exists()
    page = InventoryProjectPage.objects.get(pk=inventory.pk)
    page.steps = page.steps.all()[1:]
    page.save_revision().publish()
    assert not StepNote.objects.exists()


def test_only_who_may_edit_the_inventory_sees_its_notes(client, inventory):
    other = InventoryIndexFactory(slug="anderswo")
    client.force_login(make_user("fremd", groups=[editor_group(other, "Fremde")]))
    for response in (client.get(notes_url(inventory)), client.post(notes_url(inventory), {})):
        assert response.status_code == 302
        assert response.headers["Location"] == "/admin/"
    client.force_login(make_user("eigene", groups=[editor_group(inventory, "Eigene")]))
    assert SECRET in client.get(notes_url(inventory)).content.decode()
    assert client.get(reverse("skew_inventory_notes:notes", args=[other.pk])).status_code == 404


def test_an_inventory_without_steps_has_nothing_to_note(admin):
    assert "<textarea" not in admin.get(notes_url(InventoryFactory())).content.decode()


def test_the_editor_finds_the_notes(admin, inventory):
    assert (
        notes_url(inventory)
        in admin.get(reverse("wagtailadmin_pages:edit", args=[inventory.pk])).content.decode()
    )
