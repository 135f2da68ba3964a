"""The contractor's workbook of the demonstration town, as delivered."""

import pytest
from openpyxl import load_workbook

from example_site.demo import loader
from skew_wagtail.actors.models import ActorEntry, ActorProfilePage
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.privacy.models import ActorAddress, Channel, Consent, ContactPerson
from skew_wagtail.privacy.publishing import published_contacts
from skew_wagtail.vocabulary.models import ActivityArea, AreaLevel
from tests.exchange.sheets import saved

WORKBOOK = loader.WORKBOOK
AREAS = (*loader.DISTRICTS, "Ebersfurt", "Landkreis Ebersfurt")


@pytest.fixture
def areas(vocabulary):
    """The town's own areas."""
    level = AreaLevel.objects.first()
    for number, name in enumerate(AREAS):
        ActivityArea.objects.create(slug=f"area-{number}", label_de=name, level=level)


def run(directory, data=None, **options):
    data = data or WORKBOOK.read_bytes()
    dry_run = options.pop("dry_run", False)
    return import_actors(
        data, WORKBOOK.name, directory, ImportOptions(create_tags=True, **options), dry_run=dry_run
    )


def test_the_workbook_is_without_errors(areas, directory):
    result = run(directory, dry_run=True)
    assert [str(error) for error in result.errors] == []
    assert len(result.created) == 76
    assert not ActorProfilePage.objects.exists()


def test_without_permission_every_new_tag_is_reported(areas, directory):
    result = import_actors(WORKBOOK.read_bytes(), WORKBOOK.name, directory, ImportOptions())
    assert {error.column.key for error in result.errors} == {"tags"}


@pytest.mark.slow
def test_the_workbook_is_imported_once_and_for_all(areas, directory):
    assert len(run(directory, publish=True).created) == 76
    assert ActorEntry.objects.public().count() == 76
    pages = list(ActorProfilePage.objects.all())
    shown = published_contacts(pages, Channel.WEB)
    consenting = Consent.objects.filter(web=True, withdraws=False)
    assert sum(map(len, shown.values())) == consenting.count() > 40
    assert ContactPerson.objects.count() > consenting.count()
    assert {address.city for address in ActorAddress.objects.all()} == {"Ebersfurt"}
    again = run(directory, publish=True)
    assert (again.created, again.updated, again.unchanged) == ([], [], 76)

    book = load_workbook(WORKBOOK)
    sheet = book.active
    summary = next(cell.column for cell in sheet[1] if cell.value == "Kurztext")
    sheet.cell(5, summary).value = "Ein neuer Satz."
    changed = run(directory, saved(book))
    assert [(entry["row"], list(entry["changed"])) for entry in changed.updated] == [(5, ["summary"])]
    assert changed.unchanged == 75
