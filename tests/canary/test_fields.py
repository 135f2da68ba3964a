"""Somebody has thought about every field."""

import pytest
from django.apps import apps
from wagtail.models import Page

from tests import field_classes
from tests.canary.marks import SECRET


@pytest.mark.parametrize("model", field_classes.own_models(), ids=lambda model: model._meta.label)
def test_somebody_has_thought_about_every_field(model):
    unknown = [
        column.name
        for column in field_classes.own_fields(model)
        if field_classes.class_of(model, column.name) is None
    ]
    assert unknown == [], "Say in tests/field_classes.py how private these fields are."


@pytest.mark.parametrize("label", field_classes.FIELD_CLASSES)
def test_the_table_names_no_field_that_is_gone(label):
    named = [name for names in field_classes.FIELD_CLASSES[label].values() for name in names.split()]
    assert sorted(named) == sorted(column.name for column in field_classes.own_fields(apps.get_model(label)))


@pytest.mark.parametrize("model", field_classes.own_models(), ids=lambda model: model._meta.label)
def test_no_page_has_a_field_for_people_or_for_the_town_hall(model):
    """A page's revisions keep every text: such fields belong into records."""
    if issubclass(model, Page) or hasattr(model, "page"):
        secret = [
            column.name
            for column in field_classes.own_fields(model)
            if field_classes.class_of(model, column.name) in SECRET
        ]
        assert secret == []


def test_every_secret_field_is_marked(world):
    secret = {
        (model._meta.label, column.name)
        for model in field_classes.own_models()
        for column in field_classes.own_fields(model)
        if field_classes.class_of(model, column.name) in SECRET and field_classes.is_carrier(column)
    }
    assert secret - world.marks.fields == set()


# What visitors get.
