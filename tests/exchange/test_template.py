"""The spreadsheet for contractors: complete, from the vocabulary as it is, and taken back by the importer."""

import io

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from skew_wagtail.actors.models import ActorProfilePage, ActorRecord
from skew_wagtail.exchange.cells.columns import COLUMNS, Place
from skew_wagtail.exchange.cells.groups import GROUPS
from skew_wagtail.exchange.exporting.guide import guides
from skew_wagtail.exchange.exporting.template import write_template
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.vocabulary.models import ActorKind
from tests.exchange.sheets import NAME, saved, zipped
from tests.pictures import photo, written

pytestmark = pytest.mark.usefixtures("terms")

HEADERS = [column.german for column in COLUMNS.values()]


@pytest.fixture
def book():
    file = io.BytesIO()
    write_template(file)
    return load_workbook(file)


def headers(sheet, row=1):
    return [cell.value for cell in sheet[row]]


def index(header):
    return HEADERS.index(header) + 1


def checks(sheet, header):
    """The data validations of a column."""
    cell = sheet.cell(2, index(header)).coordinate
    return [check for check in sheet.data_validations.dataValidation if cell in check.sqref]


def words_of(book, check):
    """The words of a drop-down list, as a spreadsheet program finds them."""
    name, cells = check.formula1.lstrip("=").rsplit("!", 1)
    return [cell.value for row in book[name.strip("'")][cells.replace("$", "")] for cell in row]


def test_its_columns_are_those_of_the_import(book):
    assert headers(book.worksheets[0]) == HEADERS
    assert headers(book.worksheets[1]) == HEADERS
    assert all(cell.comment.text for cell in book.worksheets[0][1] if cell.value == NAME)


def test_every_column_is_explained_with_an_example(book):
    explained = {row[1].value: row for row in book.worksheets[2].iter_rows(min_row=6)}
    assert list(explained) == HEADERS
    unexplained = [header for header, row in explained.items() if not (row[2].value or row[3].value)]
    assert unexplained == []
    personal = {header for header, row in explained.items() if row[5].value == "ja"}
    assert personal == {column.german for column in COLUMNS.values() if column.is_personal}
    assert {header for header, row in explained.items() if row[4].value == "ja"} == {NAME, "Akteursart"}


def test_every_group_begins_with_a_column():
    assert set(GROUPS) <= set(COLUMNS)
    assert next(iter(COLUMNS)) in GROUPS
    assert all(guide.group for guide in guides())


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Akteursart", ["Schule", "Weltladen"]),
        ("Rechtsform", ["Eingetragener Verein (e. V.)", "GmbH / UG"]),
        ("Gemeinnützig", ["ja", "nein"]),
        ("Adressanzeige", ["exakt", "PLZ", "nur Ort", "nicht öffentlich"]),
    ],
)
def test_one_answer_is_chosen_from_a_list(book, header, words):
    (check,) = checks(book.worksheets[0], header)
    assert (check.type, check.showErrorMessage) == ("list", True)
    assert words_of(book, check) == words


def test_words_that_are_switched_off_are_not_offered():
    ActorKind.objects.filter(slug="school").update(is_active=False)
    file = io.BytesIO()
    write_template(file)
    book = load_workbook(file)
    assert words_of(book, checks(book.worksheets[0], "Akteursart")[0]) == ["Weltladen"]


def test_several_answers_are_looked_up_on_the_sheet_of_lists(book):
    lists = {column[0].value: [cell.value for cell in column[1:]] for column in book.worksheets[3].columns}
    assert "Fairer Handel" in lists["Handlungsfelder"] and "Ghana" in lists["Länder des Engagements"]
    assert checks(book.worksheets[0], "Handlungsfelder") == []


def test_phone_and_postcode_stay_text(book):
    sheet = book.worksheets[0]
    for header in ("Telefon", "PLZ", "Kennung"):
        letter = sheet.cell(1, index(header)).column_letter
        assert sheet.column_dimensions[letter].number_format == "@"


def test_it_is_german_whoever_asks(book):
    from django.utils import translation

    file = io.BytesIO()
    with translation.override("en"):
        write_template(file)
    assert headers(load_workbook(file).worksheets[0]) == HEADERS


def test_the_example_is_never_imported_from_its_own_sheet(book, directory):
    book.worksheets[0].append({index(NAME): "Chor", index("Akteursart"): "Schule"})
    import_actors(saved(book), "vorlage.xlsx", directory, ImportOptions())
    assert [page.title for page in ActorProfilePage.objects.all()] == ["Chor"]


def test_a_filled_template_is_imported(book, directory):
    """The example itself shows that each column takes what the explanation promises."""
    for cell in book.worksheets[1][2]:
        book.worksheets[0].cell(2, cell.column).value = cell.value
    data = saved(book)
    logos = zipped({"verein-beispiel.png": written(photo(), "PNG")})
    result = import_actors(data, "vorlage.xlsx", directory, ImportOptions(create_tags=True), pictures=logos)
    assert [str(error) for error in result.errors] == []
    page = ActorProfilePage.objects.get()
    filled = [
        column.key
        for column in COLUMNS.values()
        if column.place is Place.PAGE and column.cell.read(page, column.name) not in ("", None, ())
    ]
    assert len(filled) == sum(column.place is Place.PAGE for column in COLUMNS.values()) - 1
    assert page.contacts.get().person.name == "Amina Beispiel"
    assert ActorRecord.objects.get().interviewer == "Büro Muster"
    again = import_actors(data, "vorlage.xlsx", directory, ImportOptions(create_tags=True))
    assert (again.unchanged, again.updated) == (1, [])


def test_it_is_downloaded_in_the_admin_and_written_by_the_command(admin, tmp_path):
    response = admin.get("/admin/skew/exports/template/")
    assert response.headers["Content-Disposition"].endswith('.xlsx"')
    downloaded = load_workbook(io.BytesIO(response.getvalue()))
    call_command("skew_import_template", str(tmp_path / "vorlage.xlsx"))
    written = load_workbook(tmp_path / "vorlage.xlsx")
    assert headers(downloaded.worksheets[0]) == headers(written.worksheets[0]) == HEADERS
    assert "/admin/skew/exports/template/" in admin.get("/admin/skew_exchange/importrun/").content.decode()


@pytest.mark.parametrize("name", ["vorlage.csv", "fehlt/vorlage.xlsx"])
def test_a_name_that_cannot_be_is_refused(tmp_path, name):
    with pytest.raises(CommandError) as caught:
        call_command("skew_import_template", str(tmp_path / name))
    assert caught.value.returncode == 2
