"""Loading the shipped vocabulary again and again, beside what a municipality made of it."""

import json

import pytest
from django.core.management import call_command

from skew_wagtail.vocabulary import actions
from skew_wagtail.vocabulary.models import VOCABULARIES, ActivityArea, ActorKind, Country, Sdg, Topic


def snapshot():
    return {name: list(model.objects.order_by("pk").values()) for name, model in VOCABULARIES.items()}


@pytest.fixture
def newer(monkeypatch, tmp_path):
    """A later version of the package: a function that changes one row of its topics."""

    def release(slug, **values):
        for path in actions.DATA.glob("*.json"):
            rows = json.loads(path.read_text(encoding="utf-8"))
            if path.stem == "topics":
                rows = [row | values if row["slug"] == slug else row for row in rows]
            (tmp_path / path.name).write_text(json.dumps(rows), encoding="utf-8")
        monkeypatch.setattr(actions, "DATA", tmp_path)

    return release


def test_everything_is_there_in_three_languages(vocabulary):
    counts = {name: model.objects.count() for name, model in VOCABULARIES.items()}
    assert counts["topics"] == 24
    assert counts["sdgs"] == 17
    assert counts["countries"] == 250
    assert counts["actor_kinds"] == 18
    for model in VOCABULARIES.values():
        for term in model.objects.all():
            assert term.label_de, term.slug
            assert term.label_en, term.slug
            assert term.label_fr, term.slug
    assert Country.objects.get(slug="GH").label_de == "Ghana"
    assert str(Sdg.objects.get(slug="4")) == "4 Hochwertige Bildung"
    assert ActivityArea.objects.get(slug="de-by").parent.slug == "federal"


def test_a_second_run_changes_nothing(vocabulary):
    before = snapshot()
    call_command("skew_load_vocabulary", verbosity=0)
    assert snapshot() == before


def test_what_a_municipality_changed_survives_an_update(vocabulary, newer):
    topic = Topic.objects.get(slug="fair-trade")
    topic.label_de, topic.is_active, topic.sort_order = "Gerechter Handel", False, 1
    topic.save()
    own = Topic.objects.create(slug="bienen", label_de="Bienen")
    newer("fair-trade", label_de="Fairer Handel und mehr", label_en="Fair trade and more")
    call_command("skew_load_vocabulary", verbosity=0)
    topic.refresh_from_db()
    assert (topic.label_de, topic.is_active, topic.sort_order) == ("Gerechter Handel", False, 1)
    assert topic.label_en == "Fair trade and more"
    assert Topic.objects.get(pk=own.pk).label_de == "Bienen"


def test_what_nobody_changed_follows_an_update(vocabulary, newer):
    newer("fair-trade", label_de="Fairer Handel und mehr")
    call_command("skew_load_vocabulary", verbosity=0)
    assert Topic.objects.get(slug="fair-trade").label_de == "Fairer Handel und mehr"


def test_a_term_made_here_before_keeps_its_label_when_the_package_ships_it(db):
    Topic.objects.create(slug="fair-trade", label_de="Unser Handel")
    call_command("skew_load_vocabulary", verbosity=0)
    topic = Topic.objects.get(slug="fair-trade")
    assert topic.label_de == "Unser Handel"
    assert topic.label_en


def test_the_label_follows_the_language(vocabulary):
    from django.utils.translation import override

    kind = ActorKind.objects.get(slug="world-shop")
    with override("fr"):
        assert kind.label == kind.label_fr
    with override("de-at"):
        assert kind.label == "Weltladen"
    with override("tr"):
        assert kind.label == "Weltladen"
