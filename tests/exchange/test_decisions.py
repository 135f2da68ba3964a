"""Deciding about words that no list knows: several terms, new terms, left out; once for all rows."""

import pytest
from django.contrib.auth.models import Permission
from django.utils.translation import override

from skew_wagtail.actors.models import ActorProfilePage, ActorTag
from skew_wagtail.exchange.cells.lookups import NEW, Lookups, TermLookup
from skew_wagtail.exchange.models import ImportRun, ImportUpload
from skew_wagtail.vocabulary.models import ActivityArea, Country, Topic
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, import_rows
from tests.exchange.test_wizard import CHOIR, decide, upload
from tests.factories import editor_group, make_user

pytestmark = pytest.mark.usefixtures("terms")

PROSE = "Bildung (Globales Lernen, Feste) und fairer Handel"


def waiting(client, directory, *rows, **options):
    return upload(client, directory, *rows, **options).headers["Location"]


def asked(client, address):
    """By word what is offered in the list, and what is chosen."""
    rows = client.get(address).context["decisions"].rows
    return {term.text: (dict(field.field.choices), field.value()) for field, term, _other in rows}


def topics():
    return {
        page.title: [topic.label_de for topic in page.topics.all()] for page in ActorProfilePage.objects.all()
    }


def decided(decisions, *rows, directory, dry_run=False):
    return import_rows(directory, *rows, decisions={"Topic": decisions}, dry_run=dry_run)


# Several terms.


def test_a_sentence_is_proposed_as_the_terms_named_in_it(admin, directory, apply):
    address = waiting(admin, directory, SHOP | {"Handlungsfelder": PROSE}, CHOIR | {"Handlungsfelder": PROSE})
    choices, chosen = asked(admin, address)[PROSE]
    assert next(iter(choices.values())) == "Globales Lernen + Fairer Handel"
    assert next(iter(choices)) == chosen
    decide(admin, address, **{PROSE: chosen})
    apply(admin, address)
    assert set(map(tuple, topics().values())) == {("Fairer Handel", "Globales Lernen")}


def test_a_column_for_one_term_is_not_offered_several(admin, directory):
    address = waiting(admin, directory, SHOP | {KIND: "Weltladen in einer Schule"})
    choices, chosen = asked(admin, address)["Weltladen in einer Schule"]
    assert chosen == "world-shop" and "=" not in choices and "school" in choices


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Globales Lernen", ["global-learning"]),
        ("alles über global learning: GLOBALES   LERNEN!", ["global-learning"]),
        ("Commerce équitable et cetera", ["fair-trade"]),
        ("Arbeit, Ausbildung, Wirtschaft und so", ["work"]),
        ("Globales Verlernen", []),
        ("Work", []),
        ("", []),
        ("\u200f☎", []),
    ],
)
def test_only_whole_names_are_found_in_a_sentence(text, found):
    Topic.objects.filter(slug="work").update(label_en="Art")
    assert [term.slug for term in TermLookup(Topic, {}).within(text)] == found


def test_short_codes_are_no_words_of_a_sentence():
    Country.objects.create(slug="IN", label_de="Indien")
    assert TermLookup(Country, {}).within("Wir arbeiten in Ghana, GH") == [Country.objects.get(slug="GH")]


def test_a_hidden_term_is_not_proposed():
    Topic.objects.filter(slug="fair-trade").update(is_active=False)
    assert TermLookup(Topic, {}).within(PROSE) == [Topic.objects.get(slug="global-learning")]


def test_a_long_sentence_is_decided_as_a_whole(directory):
    long = "Fairer Handel " + "und noch viel mehr " * 20
    same_beginning = f"{long} anders"
    rows = (SHOP | {"Handlungsfelder": long}, CHOIR | {"Handlungsfelder": same_beginning})
    result = decided({long: ["fair-trade"]}, *rows, directory=directory)
    assert [error.row for error in result.errors] == [3]


def test_several_tags_for_one_word(directory):
    for name in ("Kaffee", "Chor der Welt"):
        ActorTag.objects.create(name=name)
    decisions = {"ActorTag": {"Kaffeechor": ["Kaffee", "Chor der Welt"]}}
    import_rows(directory, SHOP | {"Schlagwörter": "kaffeechor"}, decisions=decisions)
    assert set(ActorProfilePage.objects.get().tags.names()) == {"Kaffee", "Chor der Welt"}


# New terms.


def test_a_word_becomes_a_new_term_with_the_import_and_not_before(admin, superuser, directory, apply):
    rows = (
        SHOP | {"Handlungsfelder": "Öffentliche Feste"},
        CHOIR | {"Handlungsfelder": "öffentliche  feste"},
    )
    address = waiting(admin, directory, *rows)
    assert NEW in asked(admin, address)["Öffentliche Feste"][0]
    response = decide(admin, address, **{"Öffentliche Feste": NEW})
    assert not response.context["has_errors"] and "Öffentliche Feste" in response.content.decode()
    assert Topic.objects.count() == 4
    apply(admin, address)
    term = Topic.objects.get(label_de="Öffentliche Feste")
    assert term.slug == "oeffentliche-feste"
    assert set(map(tuple, topics().values())) == {("Öffentliche Feste",)}
    assert any("Öffentliche Feste" in note for note in ImportRun.objects.get().report["notes"])
    # Never twice: the same decision finds it the next time.
    decided({"Öffentliche Feste": [NEW]}, *rows, directory=directory)
    assert Topic.objects.count() == 5


def test_a_refused_import_leaves_no_new_term(directory):
    rows = (SHOP | {"Handlungsfelder": "Feste"}, {NAME: "Ohne Art", KENNUNG: "2"})
    result = decided({"Feste": [NEW]}, *rows, directory=directory)
    assert result.errors and Topic.objects.count() == 4
    decided({"Feste": [NEW]}, rows[0], directory=directory, dry_run=True)
    assert Topic.objects.count() == 4


def test_new_terms_get_short_codes_of_their_own(directory):
    Topic.objects.create(slug="feste", label_de="Etwas anderes")
    words = ["Feste!", "Feste & Feiern", "عيد", "праздник", "F" * 150]
    lookup = TermLookup(Topic, dict.fromkeys(words, [NEW]))
    # The first goes by the short code of a term that is there.
    assert [term.slug for term in lookup.new] == ["feste-feiern", "topic", "topic-2", "f" * 60]
    row = SHOP | {"Handlungsfelder": "عيد; праздник"}
    decided(dict.fromkeys(words, [NEW]), row, directory=directory)
    assert set(topics()[SHOP[NAME]]) == {"عيد", "праздник"}


def test_words_of_every_growing_list_can_be_new(directory):
    row = SHOP | {KIND: "Chor", "Rechtsform": "Stiftung", "Kooperationsbedarfe": "Kuchen: gern\nKuchen: viel"}
    decisions = {
        "ActorKind": {"Chor": [NEW]},
        "LegalForm": {"Stiftung": [NEW]},
        "CooperationKind": {"Kuchen": [NEW]},
    }
    assert import_rows(directory, row, decisions=decisions).errors == []
    page = ActorProfilePage.objects.get()
    assert (page.kind.slug, page.legal_form.slug) == ("chor", "stiftung")
    assert [(need.kind.slug, need.text) for need in page.cooperation_needs.all()] == [
        ("kuchen", "gern"),
        ("kuchen", "viel"),
    ]
    assert import_rows(directory, row, decisions=decisions).unchanged == 1


@pytest.mark.parametrize("word", ["x" * 151, "!!!"])
def test_what_is_no_label_does_not_become_a_term(admin, directory, word):
    address = waiting(admin, directory, SHOP | {"Handlungsfelder": word})
    assert NEW not in asked(admin, address)[word][0]
    assert decided({word: [NEW]}, SHOP | {"Handlungsfelder": word}, directory=directory).errors


@pytest.mark.parametrize(
    ("header", "model"), [("Länder des Engagements", Country), ("SDGs", None), ("Sprachen", None),
                          ("Aktivitätsgebiete", ActivityArea)]
)  # fmt: skip
def test_closed_lists_get_no_new_terms(admin, directory, header, model):
    address = waiting(admin, directory, SHOP | {header: "Atlantis"})
    assert NEW not in asked(admin, address)["Atlantis"][0]
    if model:
        assert TermLookup(model, {"Atlantis": [NEW]}).find("Atlantis") is None


def test_who_may_not_add_terms_or_tags_is_not_offered_them(client, directory):
    group = editor_group(directory)
    group.permissions.add(Permission.objects.get(codename="add_importrun"))
    client.force_login(make_user(groups=[group]))
    address = waiting(client, directory, SHOP | {"Handlungsfelder": "Feste", "Schlagwörter": "Chor"})
    assert all(NEW not in choices for choices, _chosen in asked(client, address).values())
    decide(client, address, Feste=NEW, Chor=NEW)
    assert ImportUpload.objects.get().options["decisions"] == {}
    group.permissions.add(*Permission.objects.filter(codename__in=["add_topic", "add_actortag"]))
    decide(client, address, Feste=NEW, Chor=NEW)
    assert ImportUpload.objects.get().options["decisions"] == {
        "Topic": {"Feste": [NEW]},
        "ActorTag": {"Chor": ["Chor"]},
    }


def test_a_word_becomes_a_new_tag(admin, directory, apply):
    address = waiting(admin, directory, SHOP | {"Schlagwörter": "Chor  der Welt"})
    decide(admin, address, **{"Chor  der Welt": NEW, "Chor der Welt": NEW})
    assert not ActorTag.objects.exists()
    apply(admin, address)
    assert [tag.name for tag in ActorProfilePage.objects.get().tags.all()] == ["Chor der Welt"]


# Left out.


def test_each_row_tells_which_words_were_left_out(directory):
    rows = (
        SHOP | {"Handlungsfelder": "Feste; Fairer Handel, Feste"},
        CHOIR | {"Kooperationsbedarfe": "Kuchen: gern"},
    )
    with override("en"):
        decisions = {"Topic": {"Feste": []}, "CooperationKind": {"Kuchen": []}}
        result = import_rows(directory, *rows, decisions=decisions)
    assert result.errors == []
    assert [row["notes"] for row in result.run.report["rows"]] == [
        ["Topics: “Feste” was left out as decided."],
        # What a statement says is for the town hall only.
        ["Cooperation needs: “…” was left out as decided."],
    ]


@pytest.mark.parametrize(
    ("header", "word", "vocabulary"),
    [("Projekte", "Brunnen | Atlantis", "Country"), ("Sprache des Namens", "Klingonisch (tlh)", "SpokenLanguage"),
     ("Rechtsform", "GmbH & Co.", "LegalForm"), ("Kooperationsangebote", "Kuchen", "CooperationKind")],
)  # fmt: skip
def test_a_word_can_be_left_out_of_every_column(directory, header, word, vocabulary):
    row = SHOP | {header: word}
    [error] = import_rows(directory, row, dry_run=True).errors
    result = import_rows(directory, row, decisions={vocabulary: {error.problem.word: []}}, dry_run=True)
    assert result.errors == [] and len(result.notes) == 1


# The form.


def test_any_term_of_the_list_can_be_typed(admin, directory):
    address = waiting(admin, directory, SHOP | {"Handlungsfelder": "Qwertz; Asdf"})
    form = admin.get(address).context["decisions"]
    others = {term.text: other.html_name for _field, term, other in form.rows}
    posted = {others["Qwertz"]: "projekte in partnerländern", others["Asdf"]: "Gibt es nicht"}
    html = admin.post(f"{address}decide/", posted, follow=True).content.decode()
    assert "Gibt es nicht" in html
    # A mistyped word loses none of the others.
    assert ImportUpload.objects.get().options["decisions"] == {"Topic": {"Qwertz": ["partner-projects"]}}


def test_a_second_click_decides_nothing_about_other_words(admin, directory):
    address = waiting(admin, directory, SHOP | {"Handlungsfelder": "Eins; Zwei"})
    field, _term, _other = admin.get(address).context["decisions"].rows[0]
    for _click in range(2):
        admin.post(f"{address}decide/", {field.html_name: ""})
    assert ImportUpload.objects.get().options["decisions"] == {"Topic": {"Eins": []}}


def test_two_hundred_words_are_asked_about_in_two_parts_and_a_small_page(admin, directory):
    Country.objects.bulk_create(Country(slug=f"X{n}", label_de=f"Irgendein Land {n}") for n in range(250))
    words = "; ".join(f"Nirgendwo {number}" for number in range(10))
    rows = [
        {
            KENNUNG: str(n),
            NAME: f"Verein {n}",
            KIND: "Schule",
            "Länder des Engagements": words.replace("o ", f"o{n}"),
        }
        for n in range(20)
    ]
    address = waiting(admin, directory, *rows)
    response = admin.get(address)
    form = response.context["decisions"]
    assert (len(form.rows), form.remaining) == (100, 100)
    assert "100" in response.content.decode()
    assert response.content.count(b"Irgendein Land 249") < 20
    assert len(response.content) < 300_000
    decide(admin, address, **{term.text: "" for _field, term, _other in form.rows})
    assert admin.get(address).context["decisions"].remaining == 0


def test_what_is_decided_is_found_by_every_lookup():
    lookups = Lookups(decisions={"Topic": {"Laden": ["fair-trade"], "Beides": ["fair-trade", "work", "weg"]}})
    assert lookups.terms(Topic).find("LADEN").slug == "fair-trade"
    assert [term.slug for term in lookups.terms(Topic).find_all("beides")] == ["fair-trade", "work"]
