"""Exports as editors and operators get them."""

import csv
import io
import json
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import PageLogEntry, PageViewRestriction

from skew_wagtail.actors.models import ActorProfilePage, ActorProject, ActorRecord, CooperationNeed
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.exporting import export
from skew_wagtail.exchange.exporting.disclosure import NotAllowed, Scope
from skew_wagtail.exchange.exporting.export import export_actors
from skew_wagtail.privacy.models import Consent, ConsentMethod, Party
from skew_wagtail.vocabulary.models import CooperationKind, Country, Topic
from tests.bulk import make_profiles
from tests.factories import (
    ActorProfileFactory,
    DirectoryFactory,
    add_address,
    add_contact,
    editor_group,
    make_user,
)

pytestmark = pytest.mark.usefixtures("terms")

URL = "/admin/skew/exports/new/"


def table(scope=Scope.SHARED, **options):
    """An export as a list of rows by header."""
    file = io.BytesIO()
    export_actors(file, "csv", scope, **options)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def profile(directory):
    """A published profile with a contact who agrees to exports, an address shown by its place, and notes."""
    kind = CooperationKind.objects.get(slug="rooms")
    page = ActorProfileFactory(
        parent=directory,
        title="Weltladen",
        founded_year=1998,
        topics=list(Topic.objects.filter(slug__in=["work", "fair-trade"])),
        projects=[ActorProject(title="Brunnen", country=Country.objects.get(slug="GH"))],
        cooperation_needs=[
            CooperationNeed(kind=kind, text="Saal"),
            CooperationNeed(kind=kind, text="Büro", visibility="internal"),
        ],
    )
    add_contact(page, ["export"], name="Amina Beispiel", phone="+49 30 23125 123")
    add_address(page, latitude=50.123456, longitude=9.123456)
    ActorRecord.objects.create(pk=page.translation_key, interview_notes="Vertraulich")
    return page


def editor(directory, name="redaktion", people=True):
    return make_user(name, groups=[editor_group(directory, name, people=people)])


def test_what_is_passed_on_is_public_and_agreed_to(profile):
    (row,) = table()
    assert (row["Ansprechperson"], row["Telefon"]) == ("Amina Beispiel", "'+49 30 23125 123")
    assert (row["Straße"], row["PLZ"], row["Ort"], row["Breitengrad"]) == ("", "", "Ebersfurt", "50,1")
    assert row["Kooperationsbedarfe"] == "Räume: Saal"
    assert not {"Interviewnotizen", "Einwilligung", "Adressanzeige"} & set(row)


def test_the_working_copy_holds_all_and_marks_what_is_internal(profile):
    (row,) = table(Scope.COMPLETE)
    assert list(row) == [column.german for column in COLUMNS.values()]
    assert (row["Straße"], row["Adressanzeige"], row["Breitengrad"]) == (
        "Färbergasse 12", "nur Ort", "50,123456",
    )  # fmt: skip
    assert (row["Interviewnotizen"], row["Einwilligung"]) == ("Vertraulich", "Export")
    assert row["Kooperationsbedarfe"] == "Räume: Saal\nRäume: Büro | intern"


def test_labels_stand_for_codes(profile):
    (row,) = table()
    assert row["Akteursart"] == "Weltladen"
    assert set(row["Handlungsfelder"].split("; ")) == {"Fairer Handel", "Arbeit, Ausbildung, Wirtschaft"}
    assert row["Projekte"] == "Brunnen | Ghana"


def test_nobody_without_consent_is_passed_on(profile):
    other = ActorProfileFactory(parent=profile.get_parent(), title="Zweiter")
    add_contact(other, ["web"], name="Berta Muster")
    assert {row["Ansprechperson"] for row in table()} == {"Amina Beispiel", ""}


def test_drafts_and_restricted_pages_are_not_passed_on(profile):
    parent = profile.get_parent()
    ActorProfileFactory(parent=parent, title="Entwurf", live=False)
    closed = ActorProfileFactory(parent=parent, title="Geschlossen")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert [row["Name der Organisation"] for row in table()] == ["Weltladen"]
    assert len(table(Scope.ORGANISATIONS)) == 3
    assert len(table(Scope.ORGANISATIONS, live_only=True)) == 2


def test_who_objects_is_not_passed_on(profile):
    Consent.objects.create(
        party=Party.ORGANISATION, actor_key=profile.translation_key, organisation_name="Weltladen",
        export=True, method=ConsentMethod.PAPER, withdraws=True,
    )  # fmt: skip
    assert table() == []
    assert len(table(Scope.COMPLETE)) == 1


def test_changes_that_wait_are_in_the_working_copy_only(profile):
    draft = ActorProfilePage.objects.get(pk=profile.pk)
    draft.title, draft.topics = "Neuer Name", []
    draft.tags.add("Chor")
    draft.save_revision()
    (public,), (working,) = table(), table(Scope.ORGANISATIONS)
    assert public["Name der Organisation"] == "Weltladen"
    assert (working["Name der Organisation"], working["Schlagwörter"], working["Handlungsfelder"]) == (
        "Neuer Name", "Chor", "",
    )  # fmt: skip
    assert working["Kooperationsbedarfe"] == "Räume: Saal\nRäume: Büro | intern"


def test_an_account_gets_only_pages_it_may_edit(profile):
    other = DirectoryFactory(slug="anderswo")
    mine = ActorProfileFactory(parent=other, title="Meiner")
    user = editor(other)
    assert [row["Name der Organisation"] for row in table(user=user)] == [mine.title]
    assert table(user=user, directory=profile.get_parent()) == []


def test_who_may_not_see_people_gets_nobody(profile):
    user = editor(profile.get_parent(), people=False)
    for scope in (Scope.SHARED, Scope.ORGANISATIONS):
        (row,) = table(scope, user=user)
        assert not {"Ansprechperson", "Telefon", "Straße", "Ort", "Interviewnotizen"} & set(row)
    with pytest.raises(NotAllowed):
        table(Scope.COMPLETE, user=user)


def test_the_number_of_queries_does_not_grow(profile, monkeypatch):
    # A piece of a long export, however large it is chosen, costs what a short export costs.
    monkeypatch.setattr(export, "CHUNK", 1_000)

    def queries():
        counts = {}
        for scope in Scope:
            with CaptureQueriesContext(connection) as context:
                table(scope)
            counts[scope] = len(context)
        return counts

    def more(count, start):
        for number in range(start, start + count):
            page = ActorProfileFactory(parent=parent, title=f"Verein {number}", live=number % 2 == 0)
            add_contact(page, ["export"])
            if number % 3 == 0:
                page.tags.add("Chor")
                page.projects.add(ActorProject(title="Fest", country=country))
                page.save_revision()

    parent, country = profile.get_parent(), Country.objects.first()
    more(4, 0)
    make_profiles(parent, 5)
    few = queries()
    more(20, 9)
    make_profiles(parent, 960)
    assert queries() == few
    assert max(few.values()) < 60


def run(path, **options):
    out = io.StringIO()
    call_command("skew_export_actors", str(path), stdout=out, **options)
    return out.getvalue()


def test_the_command_writes_a_workbook_without_formulas(profile, tmp_path):
    profile.short_name = "=1+1"
    profile.save_revision().publish()
    path = tmp_path / "akteure.xlsx"
    assert "1" in run(path, directory="/akteure/")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    header, row = load_workbook(path).active.iter_rows()
    cells = {head.value: cell for head, cell in zip(header, row, strict=True)}
    assert (cells["Kurzbezeichnung"].value, cells["Kurzbezeichnung"].data_type) == ("'=1+1", "s")
    assert (cells["Telefon"].number_format, cells["Gründungsjahr"].value) == ("@", 1998)
    assert cells["Stand"].value.date() == profile.data_as_of


def test_json_has_stable_keys_and_lists(profile, tmp_path):
    run(tmp_path / "akteure.json")
    data = json.loads((tmp_path / "akteure.json").read_text(encoding="utf-8"))
    assert {"key": "title", "header": "Name der Organisation"} in data["columns"]
    (found,) = data["organisations"]
    assert found["projects"] == ["Brunnen | Ghana"]
    assert set(found["topics"]) == {"Fairer Handel", "Arbeit, Ausbildung, Wirtschaft"}
    assert (found["founded_year"], found["latitude"]) == (1998, 50.1)
    assert found["data_as_of"] == profile.data_as_of.isoformat()


@pytest.mark.parametrize(
    "options", [{"directory": "/fehlt/"}, {"user": "niemand"}, {"user": "fremd", "scope": "complete"}]
)
def test_what_the_command_cannot_do_is_refused_and_leaves_no_file(profile, tmp_path, options):
    editor(profile.get_parent(), "fremd", people=False)
    with pytest.raises(CommandError) as caught:
        run(tmp_path / "akteure.csv", **options)
    assert caught.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["akteure.pdf", "akteure", "fehlt/akteure.csv"])
def test_a_name_that_cannot_be_is_refused(profile, tmp_path, name):
    with pytest.raises(CommandError) as caught:
        run(tmp_path / name)
    assert caught.value.returncode == 2


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(profile, tmp_path):
    profile.networks = "x" * 40_000
    profile.save_revision().publish()
    with pytest.raises(CommandError) as caught:
        run(tmp_path / "akteure.xlsx")
    assert "Partner und Netzwerke" in str(caught.value)
    run(tmp_path / "akteure.csv")


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "json"])
def test_an_editor_downloads_what_is_chosen(profile, client, file_format):
    client.force_login(editor(profile.get_parent()))
    response = client.post(URL, {"scope": "complete", "file_format": file_format})
    assert response.headers["Content-Disposition"].endswith(f'.{file_format}"')
    data = response.getvalue()
    if file_format == "xlsx":
        data = str([cell.value for row in load_workbook(io.BytesIO(data)).active for cell in row]).encode()
    assert "Vertraulich" in data.decode()


def test_the_form_offers_the_working_copy_only_to_who_may_have_it(profile, client):
    client.force_login(editor(profile.get_parent(), people=False))
    assert 'value="complete"' not in client.get(URL).content.decode()
    response = client.post(URL, {"scope": "complete", "file_format": "csv"})
    assert response.headers["Content-Type"].startswith("text/html")
    assert "Amina" not in response.content.decode()


def test_the_listing_of_profiles_leads_to_export_and_template(profile, admin):
    html = admin.get("/admin/skew/actors/").content.decode()
    assert URL in html and "/admin/skew/exports/template/" in html


def test_every_export_is_logged_without_names(profile, admin, superuser):
    admin.post(URL, {"scope": "complete", "file_format": "csv"})
    entry = PageLogEntry.objects.get(action="skew_exchange.export")
    assert (entry.page_id, entry.user) == (profile.get_parent().pk, superuser)
    assert entry.data == {"count": 1, "format": "csv", "scope": "complete"}
    assert "CSV" in str(entry.message)
