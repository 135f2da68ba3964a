"""Makes pages on advice and requests."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from skew_wagtail.programmes.advice.models import (
    AdviceOffer,
    AdvicePage,
    AdviceQuestion,
    AdviceRequest,
    AdviceTopic,
)
from skew_wagtail.vocabulary.models import Topic
from tests.factories import PageFactory, make_document


class AdvicePageFactory(PageFactory):
    """A page whose form is online; inline children are given as lists."""

    title = "Beratung"
    slug = factory.Sequence(lambda number: f"beratung-{number}" if number else "beratung")
    office = "Büro für Migration, Rathaus, Zimmer 12"
    office_email = "buero@example.org"
    takes_requests = True

    class Meta:
        model = AdvicePage


class AdviceRequestFactory(factory.django.DjangoModelFactory):
    """A question of a town that has just come in; ``advice_page`` defaults to the first there is."""

    advice_page = factory.LazyFunction(lambda: AdvicePage.objects.first() or AdvicePageFactory())
    asker_kind = "municipality"
    organisation = factory.Sequence(lambda number: f"Stadt Übersfürth {number}")
    request_text = "Wie laden wir Vereine ein?"
    sender_name = "Amina Beispiel"
    sender_email = factory.Sequence(lambda number: f"amina{number}@example.org")
    sender_phone = "030 23125 123"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))

    class Meta:
        model = AdviceRequest


def make_advice() -> Any:
    """For the browser town: a page with everything, a request that is overdue and was answered once."""
    page = AdvicePageFactory(
        slug="beratung",
        title="Beratung für Kommunen",
        introduction="<p>Wir beraten Kommunen, die anfangen.</p>",
        offers=[
            AdviceOffer(
                kind="advice",
                title="Erstes Gespräch",
                text="Eine Stunde.",
                audience="Kommunen",
                costs="Nichts",
            ),
            AdviceOffer(kind="exchange", text="Zweimal im Jahr."),
        ],
        topics=[
            AdviceTopic(
                topic=topic,
                covers="Partner finden, Förderung beantragen",
                office="Büro für Migration",
                office_email="migration@example.org",
                office_hours="030 23125 0, montags 9 bis 15 Uhr",
            )
            for topic in Topic.objects.all()[:2]
        ],
        questions=[AdviceQuestion(question="Was kostet es?", answer="<p>Nichts.</p>")],
        documents=[("document", {"document": make_document(title="Merkblatt"), "is_public": True})],
    )
    request = AdviceRequestFactory(advice_page=page, due_on=timezone.localdate() - timedelta(days=2))
    request.answers.create(answer_text="Guten Tag,\n\nam besten schriftlich.")
    return request
