from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing
from django.utils import timezone

from skew_wagtail.privacy import visitor_forms
from tests.factories import set_privacy_page
from tests.programmes.interest.filling import CLOSES, in_utc, make_call


@pytest.fixture
def travel(monkeypatch):
    """Set the server's clock, that of our stamps as well."""

    def go(moment):
        monkeypatch.setattr(timezone, "now", lambda: in_utc(moment))
        monkeypatch.setattr(signing, "time", SimpleNamespace(time=lambda: moment.timestamp()))

    go(CLOSES - timedelta(days=3))
    return go


@pytest.fixture
def online(db, monkeypatch):
    """Forms are online and may be filled in at once."""
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)
    set_privacy_page()


@pytest.fixture
def call(travel, online):
    """A call that closes in three days."""
    return make_call()
