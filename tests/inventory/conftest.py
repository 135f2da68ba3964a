import pytest

from skew_wagtail.privacy import visitor_forms
from tests.factories import open_forms


@pytest.fixture
def forms_online(db, monkeypatch):
    """Both forms are online and may be filled in at once."""
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)
    return open_forms()
