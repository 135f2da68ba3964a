import pytest

from skew_wagtail.vocabulary import models as vocabulary

#: A handful of the terms that the package ships; loading them all takes a second each time.
TERMS = {
    vocabulary.ActorKind: {"world-shop": "Weltladen", "school": "Schule"},
    vocabulary.Sector: {"civil-society": "Zivilgesellschaft"},
    vocabulary.LegalForm: {"ev": "Eingetragener Verein (e. V.)", "gmbh-ug": "GmbH / UG"},
    vocabulary.Topic: {
        "fair-trade": "Fairer Handel",
        "work": "Arbeit, Ausbildung, Wirtschaft",
        "global-learning": "Globales Lernen",
        "partner-projects": "Projekte in Partnerländern",
    },
    vocabulary.Sdg: {"1": "Keine Armut", "4": "Hochwertige Bildung", "17": "Partnerschaften"},
    vocabulary.TargetGroup: {"children": "Kinder", "families": "Familien"},
    vocabulary.Country: {"GH": "Ghana", "CI": "Côte d’Ivoire", "BO": "Bolivien"},
    vocabulary.SpokenLanguage: {"de": "Deutsch", "ar": "Arabisch"},
    vocabulary.CooperationKind: {"rooms": "Räume", "speakers": "Referent*innen"},
}
ENGLISH = {"fair-trade": "Fair trade", "rooms": "Rooms", "world-shop": "World shop"}
FRENCH = {"fair-trade": "Commerce équitable"}


@pytest.fixture
def terms(db):
    """The terms that the tests' files name."""
    for model, labels in TERMS.items():
        model.objects.bulk_create(
            model(slug=slug, label_de=label, label_en=ENGLISH.get(slug, ""), label_fr=FRENCH.get(slug, ""))
            for slug, label in labels.items()
        )
    level = vocabulary.AreaLevel.objects.create(slug="district", label_de="Stadtteil")
    vocabulary.ActivityArea.objects.create(slug="altstadt", label_de="Altstadt", level=level)


@pytest.fixture
def apply(django_capture_on_commit_callbacks):
    """Click “Import” in the admin."""

    def post(client, address, **values):
        # Nobody can import what nobody has looked at.
        client.get(address)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"{address}apply/", values)

    return post


@pytest.fixture
def media(settings, tmp_path):
    """A storage of its own, so that it can be seen what is left in it."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"
