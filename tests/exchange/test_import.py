"""What an import does to profiles: as an editor would, once, and nothing by halves."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from skew_wagtail.actors.models import ActorEntry, ActorProfilePage, ActorRecord, ActorTag
from skew_wagtail.actors.models.children import Visibility
from skew_wagtail.exchange.models import ImportRun
from skew_wagtail.privacy.models import ActorAddress, ContactPerson
from skew_wagtail.vocabulary.models import Topic
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, import_rows
from tests.factories import ActorProfileFactory, DirectoryFactory

pytestmark = pytest.mark.usefixtures("terms")

FULL = SHOP | {
    "Kurzbezeichnung": "WLE", "Sektor": "Zivilgesellschaft", "Rechtsform": "e. V.", "Gemeinnützig": "ja",
    "Gründungsjahr": 1998, "Mitgliederzahl": "25 bis 49", "Ehrenamtliche": 12, "Kurztext": "Kaffee und mehr",
    "Beschreibung": "Erster Absatz\n\nZweiter <b>Absatz</b>", "Ziele": "Faire Preise",
    "Handlungsfelder": "Fairer Handel; Globales Lernen", "SDGs": "1; 17", "Zielgruppen": "Kinder",
    "Länder des Engagements": "Bolivien", "Aktivitätsgebiete": "Altstadt", "Sprachen": "Deutsch; Arabisch",
    "Projekte": "Kaffee | Bolivien | Kooperative Sur | 2019–", "Kooperationsbedarfe": "Räume: Lager, 20 m²",
    "Unterstützung gesucht": "ja", "Wünsche an die Kommune": "Mehr Zeit", "Ansprechperson": "Amina Beispiel",
    "Funktion": "Vorsitz", "Telefon": "030 23125 123", "E-Mail": "amina@example.org", "Einwilligung": "Web",
    "Straße": "Färbergasse 12", "PLZ": "00815", "Ort": "Ebersfurt", "Adressanzeige": "exakt",
    "Breitengrad": 50.62, "Längengrad": 9.41, "Website": "https://weltladen.example.org/",
    "Social Media": "https://www.instagram.com/wle", "Interview durch": "Jo Frei", "Stand": "03.04.2026",
}  # fmt: skip


def profile(title="Weltladen Ebersfurt e. V."):
    return ActorProfilePage.objects.get(title=title)


def draft(page):
    return ActorProfilePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def counts():
    """Everything that an import may add to."""
    models = (Page, Revision, PageLogEntry, ContactPerson, ActorAddress, ActorRecord, ActorTag, ImportRun)
    return {model.__name__: model.objects.count() for model in models}


def actions(page):
    return list(
        PageLogEntry.objects.filter(page=page.pk).order_by("timestamp", "pk").values_list("action", flat=True)
    )


def errors(result):
    return [(error.row, error.column.key) for error in result.errors]


def test_a_row_becomes_a_draft_with_all_it_says(directory, superuser):
    result = import_rows(directory, FULL, user=superuser)
    page = profile()
    assert [entry["name"] for entry in result.created] == ["Weltladen Ebersfurt e. V."]
    assert (page.live, page.has_unpublished_changes, page.slug) == (False, True, "weltladen-ebersfurt-e-v")
    assert (page.external_id, page.kind.slug, page.sector.slug, page.legal_form.slug) == (
        "EBF-001", "world-shop", "civil-society", "ev",
    )  # fmt: skip
    assert (page.is_charitable, page.founded_year, page.member_band, page.volunteer_count) == (
        True,
        1998,
        "25-49",
        12,
    )
    assert page.description == "<p>Erster Absatz</p><p>Zweiter &lt;b&gt;Absatz&lt;/b&gt;</p>"
    assert {topic.slug for topic in page.topics.all()} == {"fair-trade", "global-learning"}
    assert [str(area) for area in page.activity_areas.all()] == ["Altstadt"]
    assert [(project.title, project.start_year) for project in page.projects.all()] == [("Kaffee", 2019)]
    assert [str(need) for need in page.cooperation_needs.all()] == ["Räume: Lager, 20 m²"]
    assert [(link.platform, link.url) for link in page.links.all()] == [
        ("website", "https://weltladen.example.org/"), ("instagram", "https://www.instagram.com/wle"),
    ]  # fmt: skip
    address = ActorAddress.objects.get(pk=page.translation_key)
    assert (address.street, address.postcode, address.precision, address.latitude) == (
        "Färbergasse 12", "00815", "exact", 50.62,
    )  # fmt: skip
    record = ActorRecord.objects.get(pk=page.translation_key)
    assert (record.interviewer, record.wishes_to_municipality) == ("Jo Frei", "Mehr Zeit")
    assert (page.owner, actions(page)) == (superuser, ["wagtail.create", "wagtail.edit"])
    assert draft(page).topics.count() == 2


def test_publishing_is_asked_for(directory, superuser):
    import_rows(directory, FULL, user=superuser, publish=True)
    page = profile()
    assert page.live and not page.has_unpublished_changes
    assert "wagtail.publish" in actions(page)
    entry = ActorEntry.objects.public().get(page=page)
    assert entry.card["place"] == "00815 Ebersfurt"
    assert entry.facets["country"] == ["BO"]


def test_references_are_known_after_an_import(directory):
    import_rows(directory, FULL, publish=True)
    assert ReferenceIndex.get_references_to(ContactPerson.objects.get()).count() == 1


@pytest.mark.parametrize("publish", [False, True])
def test_the_same_file_again_changes_nothing(directory, publish):
    rows = [FULL, {NAME: "Ohne alles", KIND: "Schule"}]
    import_rows(directory, *rows, publish=publish)
    before = counts()
    result = import_rows(directory, *rows, publish=publish)
    assert (result.created, result.updated, result.unchanged) == ([], [], 2)
    assert counts() == before | {"ImportRun": before["ImportRun"] + 1}


def test_the_same_file_changes_nothing_after_an_editor_saved_the_page(directory):
    import_rows(directory, FULL, publish=True)
    page = profile()
    page.description = (
        "<h3>Erster Absatz</h3>\n<p data-block-key='x1'>Zweiter &lt;b&gt;<i>Absatz</i>&lt;/b&gt;</p>"
    )
    page.summary = "Kaffee und mehr\r\n"
    page.save_revision().publish()
    result = import_rows(directory, FULL)
    assert result.unchanged == 1
    assert "<h3>" in profile().description


def test_a_changed_row_changes_what_differs_and_keeps_what_an_editor_wrote(directory, superuser):
    import_rows(directory, FULL, publish=True)
    page = profile()
    page.opening_hours = "Di 15–18 Uhr"
    page.cooperation_needs = list(page.cooperation_needs.all())
    need = page.cooperation_needs.all()[0]
    need.topic, need.visibility = Topic.objects.get(slug="fair-trade"), Visibility.INTERNAL
    page.save_revision().publish()
    changed = FULL | {
        "Kurztext": "Neu",
        "Kooperationsbedarfe": "Referent*innen: für Kaffee\nRäume: Lager, 20 m²",
    }
    result = import_rows(directory, changed, user=superuser)
    assert set(result.updated[0]["changed"]) == {"summary", "cooperation_needs"}
    page = profile()
    assert (page.summary, page.opening_hours, page.live) == ("Neu", "Di 15–18 Uhr", True)
    kept = page.cooperation_needs.get(kind__slug="rooms")
    assert (kept.topic.slug, kept.visibility, kept.pk) == ("fair-trade", Visibility.INTERNAL, need.pk)
    assert not page.has_unpublished_changes
    assert PageLogEntry.objects.filter(page=page.pk, user=superuser).values_list("action", flat=True)[0] in (
        "wagtail.publish", "wagtail.edit",
    )  # fmt: skip


def test_a_page_with_a_waiting_draft_is_changed_in_the_draft_only(directory):
    import_rows(directory, FULL, publish=True)
    page = profile()
    page.goals = "<p>Entwurf</p>"
    page.save_revision()
    import_rows(directory, SHOP | {"Kurztext": "Neu"})
    page = profile()
    assert (page.summary, page.goals) == ("Kaffee und mehr", "<p>Faire Preise</p>")
    assert (draft(page).summary, draft(page).goals) == ("Neu", "<p>Entwurf</p>")


def test_an_unpublished_page_stays_unpublished(directory):
    ActorProfileFactory(parent=directory, title="Weltladen Ebersfurt", live=False)
    result = import_rows(directory, SHOP | {"Kurztext": "Neu"})
    assert len(result.updated) == 1
    assert not profile("Weltladen Ebersfurt").live


def test_an_empty_cell_empties_the_field(directory):
    import_rows(directory, FULL, publish=True)
    emptied = dict.fromkeys(FULL) | SHOP | {"Ort": "Ebersfurt"}
    import_rows(directory, emptied)
    page = profile()
    assert (page.summary, page.description, page.founded_year, page.is_charitable) == ("", "", None, None)
    assert not page.topics.exists() and not page.projects.exists() and not page.links.exists()
    assert page.support_wanted is False
    assert page.data_as_of is None
    address = ActorAddress.objects.get(pk=page.translation_key)
    assert (address.street, address.latitude, address.precision) == ("", None, "place")
    assert import_rows(directory, emptied).unchanged == 1


def test_columns_that_are_not_in_the_file_are_left_alone(directory):
    import_rows(directory, FULL, publish=True)
    result = import_rows(directory, {KENNUNG: "EBF-001", NAME: "Weltladen Ebersfurt e. V."})
    assert result.unchanged == 1
    assert profile().topics.count() == 2


def test_the_two_columns_of_links_do_not_touch_each_other(directory):
    import_rows(directory, FULL, publish=True)
    import_rows(directory, SHOP | {"Website": "https://neu.example.org/"})
    assert [link.url for link in profile().links.all()] == [
        "https://neu.example.org/", "https://www.instagram.com/wle",
    ]  # fmt: skip


def test_a_profile_is_found_by_its_reference_whatever_its_name(directory):
    import_rows(directory, SHOP, publish=True)
    result = import_rows(directory, SHOP | {NAME: "Eine-Welt-Laden"})
    assert list(result.updated[0]["changed"]) == ["title"]
    assert profile("Eine-Welt-Laden").slug == "weltladen-ebersfurt-e-v"


@pytest.mark.parametrize(
    "name", ["Weltladen Ebersfurt", "WELTLADEN  EBERSFURT e.V.", "Weltladen Ebersfurt gGmbH"]
)
def test_without_reference_a_profile_is_found_by_name_and_place(directory, name):
    import_rows(directory, FULL, publish=True)
    result = import_rows(directory, {NAME: name, KIND: "Weltladen", "Ort": "Ebersfurt"})
    assert not result.created
    assert len(result.updated) == 1


def test_the_same_name_in_another_place_is_another_organisation(directory):
    import_rows(directory, FULL, publish=True)
    result = import_rows(directory, {NAME: "Weltladen Ebersfurt e. V.", KIND: "Weltladen", "Ort": "Anderswo"})
    assert len(result.created) == 1


def test_profiles_of_another_directory_are_left_alone(directory):
    other = DirectoryFactory()
    import_rows(other, FULL)
    assert len(import_rows(directory, FULL).created) == 1


def test_two_profiles_of_one_name_need_a_place(directory):
    for city in ("Ebersfurt", "Anderswo"):
        import_rows(directory, {NAME: "Weltladen", KIND: "Weltladen", "Ort": city})
    assert errors(import_rows(directory, {NAME: "Weltladen", KIND: "Weltladen"})) == [(2, "title")]


def test_another_reference_for_a_known_organisation_is_refused(directory):
    import_rows(directory, FULL)
    (error,) = import_rows(directory, FULL | {KENNUNG: "EBF-999"}).errors
    assert (error.row, error.problem.proposal) == (2, "EBF-001")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({KENNUNG: "A"}, {KENNUNG: "A", NAME: "Anders"}),
        ({"Ort": "Ebersfurt"}, {NAME: "Weltladen Ebersfurt", "Ort": "Ebersfurt"}),
        ({KENNUNG: "A", "Ort": "Ebersfurt"}, {KENNUNG: "B", "Ort": "Ebersfurt"}),
        ({KENNUNG: None}, {KENNUNG: None}),
    ],
)
def test_one_organisation_in_two_rows_is_refused(directory, first, second):
    result = import_rows(directory, SHOP | first, SHOP | second)
    assert errors(result) == [(3, "title")]
    assert "2" in str(result.errors[0])


BAD_CELLS = {
    "Handlungsfelder": "Fairer Handl", "Schlagwörter": "Chor", "Gründungsjahr": 2999, "E-Mail": "amina at example",
    "Telefon": "keine", "Stand": "Frühjahr", "Breitengrad": 91, "Mitgliederzahl": "viele", "Kurztext": "x" * 401,
    "Rechtsform": "GmbHH", "Projekte": "Brunnen | Gana", "Website": "keine da", "Einwilligung": "überall",
    NAME: None, KIND: None,
}  # fmt: skip
KEYS = {
    "Handlungsfelder": "topics", "Schlagwörter": "tags", "Gründungsjahr": "founded_year", "E-Mail": "email",
    "Telefon": "phone", "Stand": "data_as_of", "Breitengrad": "latitude", "Mitgliederzahl": "member_band",
    "Kurztext": "summary", "Rechtsform": "legal_form", "Projekte": "projects", "Website": "website",
    "Einwilligung": "consent", NAME: "title", KIND: "kind",
}  # fmt: skip


@pytest.mark.parametrize(("header", "value"), BAD_CELLS.items(), ids=KEYS.values())
def test_each_kind_of_error_names_row_and_column_and_nothing_is_written(directory, header, value):
    before = counts()
    result = import_rows(directory, {NAME: "Gut", KIND: "Schule"}, SHOP | {header: value}, publish=True)
    assert errors(result) == [(3, KEYS[header])]
    assert "3" in str(result.errors[0]) and result.errors[0].column.german in str(result.errors[0])
    assert (result.run, result.created, counts()) == (None, [], before)


def test_errors_of_the_whole_file_are_collected(directory):
    bad = SHOP | {"Handlungsfelder": "Fairer Handl; Globals Lernen", "Gründungsjahr": "alt"}
    result = import_rows(directory, bad, {NAME: "Zwei", KIND: "Weltladn"})
    assert errors(result) == [(2, "topics"), (2, "topics"), (2, "founded_year"), (3, "kind")]


def test_one_coordinate_alone_is_refused(directory):
    assert errors(import_rows(directory, SHOP | {"Breitengrad": 50.6, "Längengrad": None})) == [
        (2, "longitude")
    ]


def test_a_new_profile_needs_a_kind_even_without_the_column(directory):
    assert errors(import_rows(directory, {NAME: "Neu"})) == [(2, "kind")]


def test_rows_with_errors_can_be_left_out(directory):
    result = import_rows(directory, SHOP, {NAME: "Zwei", KIND: "Weltladn"}, skip_invalid=True)
    assert (len(result.created), result.skipped, errors(result)) == (1, 1, [(3, "kind")])
    run = ImportRun.objects.get()
    assert (run.state, run.created_count, run.skipped_count, run.error_count) == ("partial", 1, 1, 1)


def test_unknown_tags_are_made_only_when_asked(directory):
    row = SHOP | {"Schlagwörter": "Chor; Solarenergie"}
    ActorTag.objects.create(name="Chor")
    assert [error.problem.value for error in import_rows(directory, row).errors] == ["Solarenergie"]
    import_rows(directory, row, create_tags=True)
    assert {tag.name for tag in profile().tags.all()} == {"Chor", "Solarenergie"}
    assert import_rows(directory, row).unchanged == 1


def test_a_new_tag_is_spelled_once(directory):
    second = {NAME: "Zwei", KIND: "Schule", "Schlagwörter": "solarenergie"}
    import_rows(directory, SHOP | {"Schlagwörter": "Solarenergie"}, second, create_tags=True)
    assert [tag.name for tag in ActorTag.objects.all()] == ["Solarenergie"]


def test_a_locked_profile_is_not_changed(directory, superuser):
    import_rows(directory, SHOP, publish=True)
    ActorProfilePage.objects.update(locked=True, locked_by=superuser)
    assert import_rows(directory, SHOP).unchanged == 1
    assert errors(import_rows(directory, SHOP | {"Kurztext": "Neu"})) == [(2, "title")]
    assert len(import_rows(directory, SHOP | {"Kurztext": "Neu"}, user=superuser).updated) == 1


def _refuse_second(page, **kwargs):
    if page.title == "Zwei":
        raise ValidationError("So nicht.")


@pytest.fixture
def host_validation(monkeypatch):
    """A host whose own rule refuses the second row when it is saved."""
    monkeypatch.setattr(ActorProfilePage, "clean", _refuse_second)


def test_what_the_host_refuses_undoes_the_whole_import(directory, host_validation):
    before = counts()
    result = import_rows(directory, SHOP, {NAME: "Zwei", KIND: "Schule"}, {NAME: "Drei", KIND: "Schule"})
    assert errors(result) == [(3, "title")]
    assert counts() == before


def test_what_the_host_refuses_can_be_left_out(directory, host_validation):
    rows = [{NAME: name, KIND: "Schule"} for name in ("Zwei", "Eins", "Drei")]
    result = import_rows(directory, *rows, skip_invalid=True)
    assert [entry["name"] for entry in result.created] == ["Eins", "Drei"]
    assert directory.get_children().count() == 2


def test_a_crash_leaves_nothing(directory, monkeypatch):
    def crash(page, **kwargs):
        if page.title == "Zwei":
            raise RuntimeError("Strom weg")

    monkeypatch.setattr(ActorProfilePage, "clean", crash)
    before = counts()
    with pytest.raises(RuntimeError):
        import_rows(directory, FULL, {NAME: "Zwei", KIND: "Schule"}, publish=True)
    assert counts() == before


def test_a_dry_run_tells_and_writes_nothing(directory):
    import_rows(directory, SHOP, publish=True)
    before = counts()
    rows = [FULL | {"Schlagwörter": "Neu"}, {NAME: "Zwei", KIND: "Schule"}]
    result = import_rows(directory, *rows, dry_run=True, create_tags=True, publish=True)
    assert ([entry["name"] for entry in result.created], len(result.updated)) == (["Zwei"], 1)
    assert result.run is None
    assert counts() == before


def test_markup_in_a_cell_is_shown_as_text(directory, client):
    import_rows(directory, FULL | {"Kurztext": "<script>alert(1)</script>"}, publish=True)
    html = client.get(profile().get_url()).content.decode()
    assert "<script>alert(1)" not in html
    assert "Zweiter &lt;b&gt;Absatz" in html
