"""Cells as people fill them: a value, or what is wrong with it and what was likely meant."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.actors.models.children import Platform
from skew_wagtail.exchange.cells.columns import COLUMNS
from skew_wagtail.exchange.cells.parsing import CellError
from skew_wagtail.exchange.cells.terms import Lookups
from skew_wagtail.vocabulary.models import Country, Topic
from tests.factories import ActorProfileFactory

pytestmark = pytest.mark.usefixtures("terms")


def parse(key, text, **options):
    return COLUMNS[key].cell.parse(text, Lookups(**options))


def show(key, text, **options):
    column = COLUMNS[key]
    return column.cell.show(parse(key, text, **options))


def problems(key, text, **options):
    with pytest.raises(CellError) as caught:
        parse(key, text, **options)
    return caught.value.problems


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("title", " Weltladen\nEbersfurt ", "Weltladen Ebersfurt"),
        ("name_language", "ar", "ar"),
        ("name_language", "Arabisch", "ar"),
        ("name_language", "sr-Latn", "sr-Latn"),
        ("name_language", "", ""),
        ("is_charitable", "Ja", True),
        ("is_charitable", "NEIN", False),
        ("is_charitable", "", None),
        ("support_wanted", "x", True),
        ("support_wanted", "", False),
        ("founded_year", "1998", 1998),
        ("founded_year", "", None),
        ("member_band", "unter 25", "0-24"),
        ("member_band", "25–49", "25-49"),
        ("member_band", "250 und mehr", "250-"),
        ("member_band", "50 to 99", "50-99"),
        ("member_band", "", ""),
        ("phone", "030 23125 123", "030 23125 123"),
        ("email", "a@example.org", "a@example.org"),
        ("consent", "Web; Broschüre", {"web", "brochure"}),
        ("consent", "Föderation, Foto", {"federation", "photo"}),
        ("consent", "nein", set()),
        ("consent", "", None),
        ("consent_on", "3.4.2026", date(2026, 4, 3)),
        ("data_as_of", "2026-04-03", date(2026, 4, 3)),
        ("postcode", "815", "00815"),
        ("postcode", "00815", "00815"),
        ("postcode", "L-1234", "L-1234"),
        ("precision", "exakt", "exact"),
        ("precision", "nicht öffentlich", "hidden"),
        ("precision", "", "place"),
        ("latitude", "50,6213", 50.6213),
        ("longitude", "9.41", 9.41),
        ("entry_depth", "Visitenkarte", "card"),
        ("entry_depth", "", "full"),
        ("website", "www.example.org", ((Platform.WEBSITE, "https://www.example.org"),)),
        (
            "social_media",
            "https://www.facebook.com/verein\nhttps://mastodon.example.org/@verein https://example.net",
            (
                (Platform.FACEBOOK, "https://www.facebook.com/verein"),
                (Platform.MASTODON, "https://mastodon.example.org/@verein"),
                (Platform.OTHER, "https://example.net"),
            ),
        ),
    ],
)
def test_a_good_cell_gives_its_value(key, text, value):
    assert parse(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "proposal"),
    [
        ("title", "x" * 256, ""),
        ("summary", "x" * 401, ""),
        ("name_language", "Arabsch", "Arabisch"),
        ("kind", "Weltladn", "Weltladen"),
        ("is_charitable", "vielleicht", ""),
        ("founded_year", "seit 1998", "1998"),
        ("founded_year", "2999", ""),
        ("founded_year", "19.98", "19"),
        ("volunteer_count", "-3", ""),
        ("volunteer_count", "ca. 20", "20"),
        ("volunteer_count", "9" * 40, ""),
        ("member_band", "25 bis 50", "25 bis 49"),
        ("topics", "Fairer Handl", "Fairer Handel"),
        ("sdgs", "18", ""),
        ("sdgs", "4.8", ""),
        ("tags", "Chor", ""),
        ("engagement_countries", "Bolivia", "Bolivien"),
        ("projects", "| Ghana |", ""),
        ("projects", "a | b | c | d | e", ""),
        ("projects", "Brunnen | Gana", "Ghana"),
        ("projects", "Brunnen | Ghana | X | bald", ""),
        ("projects", "Brunnen | Ghana | X | 2022–2019", ""),
        ("projects", "x" * 201, ""),
        ("cooperation_needs", "Reume: Wir suchen", "Räume"),
        ("cooperation_offers", "Räume: " + "x" * 501, ""),
        ("phone", "keine Ahnung", ""),
        ("email", "amina at example", ""),
        ("consent", "Web; Broschühre", "Broschüre"),
        ("consent_on", "31.02.2026", ""),
        ("consent_on", "1.1.2999", ""),
        ("data_as_of", "Frühjahr", ""),
        ("data_as_of", "46115", "03.04.2026"),
        ("postcode", "12345678901", ""),
        ("precision", "exat", "exakt"),
        ("latitude", "91", ""),
        ("latitude", "nan", ""),
        ("longitude", "Ost", ""),
        ("website", "nur auf Facebook", ""),
        ("website", "javascript://alert(1)", ""),
        ("entry_depth", "Steckbriev", "Steckbrief"),
    ],
)
def test_a_bad_cell_says_what_was_likely_meant(key, text, proposal):
    first = problems(key, text)[0]
    assert first.message()
    assert first.proposal == proposal


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Fairer Handel; Globales Lernen", "Fairer Handel; Globales Lernen"),
        ("fairer handel\nGLOBALES LERNEN\n", "Fairer Handel; Globales Lernen"),
        ("Fair trade; commerce equitable; fair-trade", "Fairer Handel"),
        ("Projekte in Partnerlaendern", "Projekte in Partnerländern"),
        ("Arbeit, Ausbildung, Wirtschaft", "Arbeit, Ausbildung, Wirtschaft"),
        ("Fairer Handel, Globales Lernen", "Fairer Handel; Globales Lernen"),
        ("Fairer Handel, Arbeit, Ausbildung, Wirtschaft, Globales Lernen",
         "Arbeit, Ausbildung, Wirtschaft; Fairer Handel; Globales Lernen"),
        (" ; ;\n", ""),
    ],
)  # fmt: skip
def test_terms_are_found_by_any_of_their_names(text, labels):
    assert show("topics", text) == labels


def test_a_term_is_found_by_a_part_of_its_label():
    assert parse("legal_form", "e.V.").slug == parse("legal_form", "Eingetragener Verein").slug == "ev"
    assert parse("legal_form", "GmbH").slug == "gmbh-ug"


def test_a_hidden_term_is_still_known():
    Topic.objects.filter(slug="fair-trade").update(is_active=False)
    assert show("topics", "Fairer Handel") == "Fairer Handel"


@pytest.mark.parametrize("text", ["4", "04", "SDG 4", "Ziel 4", "4 Hochwertige Bildung", "SDG 4: Hochwertige Bildung",
                                  "hochwertige bildung"])  # fmt: skip
def test_a_goal_is_found_by_number_or_label(text):
    assert [sdg.slug for sdg in parse("sdgs", text)] == ["4"]


def test_several_goals_may_be_parted_by_commas():
    assert {sdg.slug for sdg in parse("sdgs", "17, 1,4")} == {"1", "4", "17"}


def test_every_unknown_term_of_a_cell_is_named():
    found = problems("topics", "Fairer Handl; Globales Lernen; Globals Lernen")
    assert [(problem.value, problem.proposal) for problem in found] == [
        ("Fairer Handl", "Fairer Handel"), ("Globals Lernen", "Globales Lernen"),
    ]  # fmt: skip


def test_unknown_tags_are_known_once_they_may_be_made():
    lookups = Lookups(create_tags=True)
    cell = COLUMNS["tags"].cell
    assert cell.parse("Chor; Solarenergie, chor", lookups) == ("Chor", "Solarenergie")
    assert cell.parse("CHOR", lookups) == ("Chor",)
    with pytest.raises(CellError):
        cell.parse("–", lookups)
    with pytest.raises(CellError):
        cell.parse("x" * 101, lookups)


def test_projects_are_read_line_by_line():
    text = "Brunnen | Ghana | Wasser e. V. | 2019–2022\nSchule | BO || seit 2020\nChor\nFest | | | 2021\nAlt|||–2001"
    ghana, bolivia = Country.objects.get(slug="GH"), Country.objects.get(slug="BO")
    assert parse("projects", text) == (
        ("Brunnen", ghana, "Wasser e. V.", 2019, 2022),
        ("Schule", bolivia, "", 2020, None),
        ("Chor", None, "", None, None),
        ("Fest", None, "", 2021, 2021),
        ("Alt", None, "", None, 2001),
    )


def test_needs_name_their_kind_before_the_colon():
    value = parse("cooperation_needs", "Räume: Saal: ab 18 Uhr\nReferent*innen")
    assert [(kind.slug, text) for kind, text in value] == [("rooms", "Saal: ab 18 Uhr"), ("speakers", "")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("eins\nzwei\n\ndrei", "<p>eins</p><p>zwei</p><p>drei</p>"),
        ("<script>alert(1)</script> & Co", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co</p>"),
        ("", ""),
    ],
)
def test_plain_text_becomes_paragraphs_and_markup_stays_text(text, html):
    page = ActorProfilePage()
    COLUMNS["goals"].cell.write(page, "goals", parse("goals", text))
    assert page.goals == html


def test_an_editors_markup_is_read_as_text():
    page = ActorProfilePage(
        goals='<h3>Ziele</h3><p data-block-key="a">Ein <b>guter</b> Ort &amp; mehr<br/>Zeile</p>'
    )
    assert COLUMNS["goals"].cell.read(page, "goals") == "Ziele\nEin guter Ort & mehr\nZeile"


@given(text=st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_survives_as_rich_text(text):
    cell, page = COLUMNS["goals"].cell, ActorProfilePage()
    value = cell.parse(text, None)
    cell.write(page, "goals", value)
    assert cell.read(page, "goals") == value
    assert cell.parse(cell.show(value), None) == value


_WORDS = st.sampled_from(
    ["Fairer Handel", "Räume", "Ghana", "4", "ja", "2019–2022", ";", ",", "|", ":", "\n", "https://", "@", "<b>",
     "1e400", "-", "Web", "nein", "31.12.2026", "٣", "\x00", "\ud800", "%(value)s", "{}", "1_0"]
)  # fmt: skip
_PHRASE = st.lists(_WORDS, max_size=8)
_TEXT = st.one_of(st.text(max_size=80), _PHRASE.map("".join), _PHRASE.map(" ".join))


@pytest.mark.parametrize("create_tags", [False, True])
@given(text=_TEXT)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_cell_gives_a_value_or_a_reason(text, create_tags):
    lookups = Lookups(create_tags)
    for column in COLUMNS.values():
        try:
            value = column.cell.parse(text, lookups)
        except CellError as error:
            assert all(problem.message() and problem.message(hide=True) for problem in error.problems)
        else:
            assert column.cell.parse(column.cell.show(value), lookups) == value


def test_what_is_shown_of_a_profile_is_what_would_be_imported(directory):
    page = ActorProfileFactory(parent=directory)
    cells = {
        "topics": "Globales Lernen; Fairer Handel", "sdgs": "4; 1", "engagement_countries": "Ghana",
        "projects": "Brunnen | Ghana | Wasser e. V. | 2019–\nFest", "cooperation_needs": "Räume: Saal",
        "website": "https://example.org/", "social_media": "https://example.net/a\nhttps://t.me/b",
        "goals": "eins\nzwei", "is_charitable": "nein", "member_band": "25 bis 49", "data_as_of": "03.04.2026",
    }  # fmt: skip
    lookups = Lookups()
    for key, text in cells.items():
        COLUMNS[key].cell.write(page, key, COLUMNS[key].cell.parse(text, lookups))
    page.save()
    page = ActorProfilePage.objects.get(pk=page.pk)
    for key, text in cells.items():
        column = COLUMNS[key]
        value = column.cell.read(page, key)
        assert (
            column.cell.parse(column.cell.show(value), lookups) == value == column.cell.parse(text, lookups)
        )
