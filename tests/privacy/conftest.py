from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail import hooks

from skew_wagtail.privacy import visitor_forms
from skew_wagtail.privacy.letters import WITHDRAWAL
from skew_wagtail.privacy.printed_copies import PrintedCopy
from skew_wagtail.privacy.signed_links import make_token
from tests.factories import ActorProfileFactory, make_document, set_privacy_page

#: Where tests that travel begin.
START = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def travel(monkeypatch):
    """Go to so many days after the start."""

    def go(days: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: START + timedelta(days=days))

    go(0)
    return go


@pytest.fixture
def evidence(db):
    """A scanned declaration of consent."""
    return make_document(title="Einwilligung Amina Beispiel")


@pytest.fixture
def profile(directory):
    return ActorProfileFactory(parent=directory, title="Weltladen Ebersfurt e. V.", slug="weltladen")


@pytest.fixture
def privacy_page(db):
    return set_privacy_page()


@pytest.fixture
def quick(monkeypatch):
    """Forms may be filled in at once."""
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)


@pytest.fixture
def printed():
    """A room above knows of a printed brochure."""

    def find(actor_key):
        return [PrintedCopy("Broschüre 2026", "14.03.2026", "/admin/")]

    with hooks.register_temporarily("register_skew_printed_copies", find):
        yield


@pytest.fixture
def link():
    """The address of a link for a person and a profile."""

    def address(person, page):
        token = make_token(WITHDRAWAL, person_id=person.pk, actor_key=page.translation_key)
        return f"/skew/withdrawal/{token}/"

    return address
