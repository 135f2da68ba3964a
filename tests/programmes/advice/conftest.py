import pytest

from skew_wagtail.privacy import visitor_forms
from skew_wagtail.programmes.advice.models import AdviceTopic
from tests.factories import TopicFactory, set_privacy_page
from tests.programmes.advice.making import AdvicePageFactory


@pytest.fixture
def advice(db, monkeypatch):
    """A page with one topic that has an office of its own; its form is online and may be filled in at once."""
    monkeypatch.setattr(visitor_forms, "TOO_FAST", -1)
    set_privacy_page()
    topic = AdviceTopic(
        topic=TopicFactory(slug="fair-trade", label_de="Fairer Handel"),
        covers="Beschaffung",
        office="Vergabestelle",
        office_email="vergabe@example.org",
        office_hours="030 23125 0, montags",
    )
    return AdvicePageFactory(slug="beratung", topics=[topic])
