"""A foreign spreadsheet: its columns are assigned once, remembered, and used the second time."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.models import ColumnMapping, ImportRun, ImportUpload
from skew_wagtail.privacy.models import ActorAddress, ContactPerson
from tests.exchange.opendocument import ods
from tests.exchange.sheets import NAME, SHOP, csv_text, table, workbook
from tests.exchange.test_command import refused, run
from tests.factories import editor_group, make_user

pytestmark = pytest.mark.usefixtures("terms")

NEW = "/admin/skew/imports/new/"
OFFICE = "Büro Weitblick 2026"
#: As an office writes it: no header is ours but one.
LINES = [
    ["Bestandsaufnahme Stadt Ebersfurt", None, None],
    [],
    ["Einrichtung", "Erreichbar unter", "Was für eine", "Mobil", "Vermerk", "Ort", None],
    ["Weltladen", "info@weltladen.example.org", "Weltladen", "030 23125123", "ruft zurück", "Ebersfurt", "x"],
    ["Chor der Welt", "chor@example.org", "Schule", "030 23125124", None, "Ebersfurt", None],
]
#: What an editor makes of it.
CHOICES = {
    f"column-{index}": key for index, key in enumerate(["title", "email", "kind", "phone", "", "city", ""])
}


def upload(client, directory, lines=LINES, write=workbook, name="akteure.xlsx"):
    data = write(lines)
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    return client.post(NEW, {"file": file, "directory": str(directory.pk)})


def rows_of(response):
    """By letter what is shown of a column: header, samples, proposal, and why."""
    form = response.context["form"]
    return {column.letter: (column.header, column.samples, field.value()) for column, field in form.rows}


@pytest.mark.parametrize(
    ("write", "name"), [(workbook, "a.xlsx"), (ods, "a.ods"), (csv_text, "a.csv")], ids=["xlsx", "ods", "csv"]
)
def test_foreign_headers_lead_to_the_columns(admin, directory, write, name):
    response = upload(admin, directory, write=write, name=name)
    address = response.headers["Location"]
    assert address.endswith("/columns/")
    shown = admin.get(address)
    rows = rows_of(shown)
    assert rows["B"] == (
        "Erreichbar unter", ["info@weltladen.example.org", "chor@example.org"], "email"
    )  # fmt: skip
    assert (rows["C"][2], rows["D"][2], rows["F"][2], rows["E"][2]) == ("kind", "phone", "city", "")
    assert rows["G"][:2] == ("", ["x"])
    html = shown.content.decode()
    for text in ("Proposed by its content", "Proposed by its name", "Not recognised", "Cooperation"):
        assert gettext(text) in html
    # Any other step leads back here.
    preview = address.replace("columns/", "")
    assert admin.get(preview).headers["Location"] == address
    assert admin.post(f"{preview}apply/").headers["Location"] == address
    assert not ActorProfilePage.objects.exists()


def test_from_foreign_headers_to_profiles_and_the_second_time_without_a_question(admin, directory, apply):
    address = upload(admin, directory).headers["Location"]
    preview = admin.post(address, CHOICES | {"name": OFFICE}).headers["Location"]
    shown = admin.get(preview)
    _above, assigned, left_out = shown.context["file_notes"]
    assert OFFICE in assigned and "E, G" in left_out
    assert address in shown.content.decode()
    apply(admin, preview)
    assert set(ActorProfilePage.objects.values_list("title", flat=True)) == {"Weltladen", "Chor der Welt"}
    assert set(ContactPerson.objects.values_list("email", flat=True)) == {
        "info@weltladen.example.org",
        "chor@example.org",
    }
    assert set(ActorAddress.objects.values_list("city", flat=True)) == {"Ebersfurt"}
    assert ImportRun.objects.get().options["mapping"] == OFFICE

    # A column without header is asked about; without it nothing is.
    again = upload(admin, directory).headers["Location"]
    assert rows_of(admin.get(again))["A"][2] == "title"
    assert OFFICE in admin.get(again).content.decode()
    lines = [line[:6] for line in LINES]
    response = upload(admin, directory, lines)
    assert not response.headers["Location"].endswith("/columns/")
    shown = admin.get(response.headers["Location"])
    assert OFFICE in shown.content.decode()
    assert [line.outcome for line in shown.context["lines"]] == ["unchanged", "unchanged"]


def test_known_headers_go_on_directly_and_can_still_be_assigned(admin, directory):
    address = upload(admin, directory, table([SHOP | {"Kurztext": "Neu"}])).headers["Location"]
    assert f'{address}columns/"' in admin.get(address).content.decode()
    rows = rows_of(admin.get(f"{address}columns/"))
    assert [row[2] for row in rows.values()] == ["external_id", "title", "kind", "summary"]
    admin.post(f"{address}columns/", {"column-1": "title", "column-2": "kind", "column-3": "goals"})
    assert [row[2] for row in rows_of(admin.get(f"{address}columns/")).values()] == [
        "",
        "title",
        "kind",
        "goals",
    ]
    [line] = admin.get(address).context["lines"]
    assert (line.row, line.name, line.outcome) == (2, SHOP[NAME], "new")


@pytest.mark.parametrize(
    ("choices", "field", "words"),
    [
        ({"column-0": ""}, "__all__", [NAME]),
        ({"column-4": "phone"}, "column-4", ["D", "E", "Telefon"]),
        ({"column-4": "was_here_once"}, "column-4", ["was_here_once"]),
    ],
)
def test_what_cannot_be_is_said(admin, directory, choices, field, words):
    address = upload(admin, directory).headers["Location"]
    response = admin.post(address, CHOICES | choices | {"name": OFFICE})
    [message] = response.context["form"].errors[field]
    assert all(word in message for word in words)
    assert message in response.content.decode()
    assert ImportUpload.objects.get().options["columns"] is None
    assert not ColumnMapping.objects.exists()


def test_of_two_columns_with_the_same_header_the_editor_picks_one(admin, directory):
    lines = [["Name", "Akteursart", "Telefon", "Telefon"], ["A", "Schule", "030 23125123", "030 23125124"]]
    address = upload(admin, directory, lines).headers["Location"]
    assert [row[2] for row in rows_of(admin.get(address)).values()] == ["title", "kind", "phone", ""]
    posted = {"column-0": "title", "column-1": "kind", "column-2": "", "column-3": "phone", "name": OFFICE}
    admin.post(address, posted)
    assert ColumnMapping.objects.get().columns == {
        "name": "title", "akteursart": "kind", "telefon": "", "telefon#2": "phone"
    }  # fmt: skip
    again = upload(admin, directory, lines).headers["Location"]
    assert not again.endswith("/columns/")
    assert ImportUpload.objects.latest("pk").options["columns"]["3"] == "phone"


def test_a_name_typed_again_is_overwritten(admin, directory):
    address = upload(admin, directory).headers["Location"]
    admin.post(address, CHOICES | {"name": OFFICE})
    admin.post(address, CHOICES | {"column-4": "goals", "name": f" {OFFICE} "})
    assert ColumnMapping.objects.get().columns["vermerk"] == "goals"


def test_what_was_found_out_with_other_columns_is_forgotten(admin, directory):
    address = upload(admin, directory).headers["Location"]
    ImportUpload.objects.update(preview={})
    admin.post(address, CHOICES)
    assert ImportUpload.objects.get().preview is None


def test_while_it_is_imported_columns_are_not_assigned(admin, directory):
    address = upload(admin, directory).headers["Location"]
    ImportUpload.objects.update(state="running")
    for response in (admin.get(address), admin.post(address, CHOICES)):
        assert response.headers["Location"] == address.replace("columns/", "")
    assert ImportUpload.objects.get().options["columns"] is None


@pytest.mark.parametrize(
    "lines",
    [
        [["Einrichtung", "Telefon"]],
        [["Name", "Ort", "PLZ"], ["Organisation", "City", "Postleitzahl"], ["A", "B", "00815"]],
    ],
)
def test_what_no_assignment_mends_is_refused_at_once(admin, directory, lines):
    response = upload(admin, directory, lines)
    assert response.status_code == 200 and response.context["form"].errors["file"]
    assert not ImportUpload.objects.exists()


def test_a_remembered_assignment_can_be_deleted(admin, directory):
    ColumnMapping.objects.create(name=OFFICE, columns={"einrichtung": "title"})
    html = admin.get(NEW).content.decode()
    address = f"/admin/skew/imports/columns/{ColumnMapping.objects.get().pk}/forget/"
    assert OFFICE in html and address in html
    assert admin.get(address).headers["Location"] == NEW
    assert OFFICE in admin.post(address, follow=True).content.decode()
    assert not ColumnMapping.objects.exists()
    assert admin.post(address).status_code == 404


def test_who_may_not_import_deletes_nothing(client, directory):
    mapping = ColumnMapping.objects.create(name=OFFICE)
    client.force_login(make_user(groups=[editor_group(directory)]))
    client.post(f"/admin/skew/imports/columns/{mapping.pk}/forget/")
    assert ColumnMapping.objects.exists()


def test_an_editor_assigns_the_columns_of_their_own_file(client, directory):
    group = editor_group(directory)
    group.permissions.add(Permission.objects.get(codename="add_importrun"))
    client.force_login(make_user(groups=[group]))
    address = upload(client, directory).headers["Location"]
    assert client.post(address, CHOICES).headers["Location"] == address.replace("columns/", "")
    client.force_login(make_user("chef", superuser=True))
    assert client.get(address).status_code == 404


# The command.


def test_the_command_uses_a_remembered_assignment(directory, tmp_path):
    columns = {"einrichtung": "title", "waseine": "kind", "notiz": ""}
    ColumnMapping.objects.create(name=OFFICE, columns=columns)
    path = tmp_path / "a.csv"
    path.write_text(csv_text([["Einrichtung", "Was eine", "Notiz", "Ort"], ["A", "Schule", "x", "B"]]))
    out, err = run(path, columns=OFFICE)
    assert ActorProfilePage.objects.get().title == "A"
    assert ActorAddress.objects.get().city == "B"
    assert OFFICE in err and "C" in err
    # Without it the command is as strict as ever.
    assert "Einrichtung" in refused(path)


def test_the_command_names_what_an_assignment_leaves_open(directory, tmp_path):
    ColumnMapping.objects.create(name=OFFICE, columns={"einrichtung": "title"})
    path = tmp_path / "a.csv"
    path.write_text(csv_text([["Einrichtung", "Dingsbums"], ["A", "Schule"]]))
    assert "B (“Dingsbums”)" in refused(path, columns=OFFICE)
    assert OFFICE in refused(path, columns="Gibt es nicht")
    assert not ActorProfilePage.objects.exists()
