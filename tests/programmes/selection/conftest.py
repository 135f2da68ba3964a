"""A call that is over, with two criteria, a reviewer and an entry; another call with a reviewer of its own."""

import pytest
from django.contrib.auth.models import Permission
from django.utils.translation import override

from tests.factories import editor_group, make_user
from tests.programmes.making import CallFactory, InterestFactory, ProgrammeFactory, ProgrammeIndexFactory
from tests.programmes.selection.making import make_criteria, make_reviewer


@pytest.fixture(autouse=True)
def _in_english(settings):
    """The words of the code, whatever the catalogue makes of them."""
    settings.LANGUAGE_CODE = "en"
    with override("en"):
        yield


@pytest.fixture
def programme(db):
    index = ProgrammeIndexFactory(slug="programme")
    office = "Büro für Migration\nMarkt 1\n00815 Ebersfurt"
    return ProgrammeFactory(parent=index, slug="qualifizierung", title="Qualifizierung", office=office)


@pytest.fixture
def call(programme):
    return CallFactory(
        parent=programme, slug="aufruf", title="Zweiter Aufruf", seats_planned=6, criteria=make_criteria(1, 2)
    )


@pytest.fixture
def other_call(call, programme):
    return CallFactory(parent=programme, slug="anderer", title="Geheimer Aufruf", criteria=make_criteria(1))


@pytest.fixture
def interest(call):
    return InterestFactory(call=call, municipality_name="Stadt Übersfürth")


@pytest.fixture
def foreign(other_call):
    return InterestFactory(call=other_call, municipality_name="Gemeinde Fremdhausen")


@pytest.fixture
def reviewer(call):
    return make_reviewer(call)


def with_permissions(name, page, *codenames, edits=True):
    group = editor_group(page, f"Gruppe {name}", people=False)
    if not edits:
        group.page_permissions.all().delete()
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="skew_programmes", codename__in=codenames)
    )
    return make_user(name, groups=[group])


@pytest.fixture
def viewer(programme):
    return with_permissions("lesend", programme, "view_expressionofinterest", edits=False)


@pytest.fixture
def editor(programme):
    """Edits and publishes the programme, and decides."""
    return with_permissions(
        "redaktion", programme, "view_expressionofinterest", "change_expressionofinterest"
    )


@pytest.fixture
def decider(programme):
    """Decides, but may not touch the pages."""
    return with_permissions(
        "entscheidend", programme, "view_expressionofinterest", "change_expressionofinterest", edits=False
    )
