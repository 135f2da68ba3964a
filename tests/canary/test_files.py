"""What is exported and reported holds nobody who must stay inside."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from wagtail.models import Site

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.exporting.disclosure import NotAllowed, Scope
from skew_wagtail.exchange.exporting.export import export_actors
from skew_wagtail.exchange.exporting.writing import WRITERS
from skew_wagtail.exchange.models import ImportRun
from skew_wagtail.privacy.actions import hide_address
from skew_wagtail.privacy.models import ListingRefusal
from tests.canary.looks import text_of_workbook
from tests.canary.marks import Marks
from tests.canary.world import World
from tests.factories import editor_group, make_user

pytestmark = pytest.mark.usefixtures("no_contexts_kept")


def exported(scope: Scope, user: Any = None) -> Iterator[tuple[str, str]]:
    """An export in every format, as text."""
    for file_format in WRITERS:
        file = BytesIO()
        export_actors(file, file_format, scope, user=user)
        data = file.getvalue()
        yield file_format, text_of_workbook(data) if file_format == "xlsx" else data.decode()


def test_what_is_exported_to_pass_on_holds_no_secret(world):
    surfaces = dict(exported(Scope.SHARED))
    assert all(world.profile.title in text for text in surfaces.values())
    leaks = {name: found for name, text in surfaces.items() if (found := world.marks.found_in(text))}
    assert leaks == {}


def test_an_export_of_somebody_without_rights_holds_nobody(world):
    root = Site.objects.get(is_default_site=True).root_page
    user = make_user("ohne-rechte", groups=[editor_group(root, people=False)])
    for scope in (Scope.SHARED, Scope.ORGANISATIONS):
        for name, text in exported(scope, user):
            assert world.profile.title in text
            assert world.marks.found_in(text, personal_only=True) == [], (scope, name)
            assert "Amina" not in text
    with pytest.raises(NotAllowed):
        dict(exported(Scope.COMPLETE, user))


def test_the_working_copy_holds_what_stays_inside(world):
    """The counterpart: without it the two tests above could not fail."""
    for name, text in exported(Scope.COMPLETE):
        assert world.marks.found_in(text, personal_only=True), name


def changed_copy(world: World, marks: Marks) -> bytes:
    """The working copy as a contractor brings it back: other people and notes for one profile, nonsense for another.

    A third does not want to be listed any more.
    """
    file = BytesIO()
    export_actors(file, "xlsx", Scope.COMPLETE, directory=world.directory)
    book = load_workbook(file)
    header, *rows = book.active.iter_rows()
    keys = [next(key for key, column in COLUMNS.items() if column.header == cell.value) for cell in header]
    by_name = {row[keys.index("title")].value: dict(zip(keys, row, strict=True)) for row in rows}
    changed, wrong = by_name[world.profile.title], by_name["Verein exact"]
    changed["summary"].value = "Neu gefasst"
    for key in ("contact_name", "contact_role", "street", "po_box", "interviewer", "interview_notes"):
        changed[key].value = marks.word(f"{key} in the file", personal=True)
    changed["phone"].value = "030 23125 888"
    for key in ("phone", "email", "latitude", "consent", "interviewed_on", "cooperation_needs"):
        wrong[key].value = marks.word(f"wrong {key} in the file", personal=True)
    refusal = ListingRefusal.objects.get()
    refusal.former_names += "\nVerein place"
    refusal.save()
    book.save(file := BytesIO())
    return file.getvalue()


def test_reports_of_an_import_hold_nobody(world, client, django_capture_on_commit_callbacks):
    """Before the import for who uploaded the file, afterwards for everyone who may look at the register."""
    marks = replace(world.marks, planted={**world.marks.planted}, personal={*world.marks.personal})
    data = changed_copy(world, marks)
    assert len(marks.found_in(text_of_workbook(data), personal_only=True)) > 20
    root = Site.objects.get(is_default_site=True).root_page
    importer = make_user("einlesend", groups=[editor_group(root)])
    importer.user_permissions.add(Permission.objects.get(codename="add_importrun"))
    client.force_login(importer)
    posted = {"file": SimpleUploadedFile("akteure.xlsx", data), "directory": str(world.directory.pk)}
    address = client.post("/admin/skew/imports/new/", posted).headers["Location"]
    client.get(address)
    reports = {"before": text_of_workbook(client.get(f"{address}report/").getvalue())}
    # What is wrong in the file, who uploaded it may read; of what is stored only who refused.
    assert world.marks.found_in(reports["before"], personal_only=True) == [
        "skew_privacy.ListingRefusal.name (register of refusals)"
    ]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}apply/", {"skip_invalid": "on"})
    importer.groups.clear()
    assert client.get(f"{address}report/").status_code == 302
    run = ImportRun.objects.get(user=importer)
    reader = make_user("lesend", groups=[editor_group(root, "Lesende", people=False)])
    reader.user_permissions.add(Permission.objects.get(codename="view_importrun"))
    client.force_login(reader)
    reports["after"] = text_of_workbook(client.get(f"/admin/skew/imports/runs/{run.pk}/report/").getvalue())
    reports["page"] = client.get(f"/admin/skew_exchange/importrun/inspect/{run.pk}/").content.decode()
    for name, text in reports.items():
        assert "Neu gefasst" in text and "Verein exact" in text, name
    del reports["before"]
    assert {
        name: found for name, text in reports.items() if (found := marks.found_in(text, personal_only=True))
    } == {}


def test_an_address_that_is_hidden_while_a_file_is_written_is_not_in_it(world, admin):
    page = ActorProfilePage.objects.get(slug="exact")
    response = admin.get("/admin/skew/actors/?export=csv")
    lines = iter(response.streaming_content)
    next(lines)
    hide_address(page.translation_key)
    text = b"".join(lines).decode()
    assert page.title in text
    assert [mark for mark in ("Färbergasse 12", "00815") if mark in text] == []
    assert "Färbergasse 12" not in admin.get("/akteure/actors.json").content.decode()


# What is stored.
