"""The advice that the demonstration town gives to its neighbours, with three questions; all people are invented."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from skew_wagtail.programmes.advice.deadlines import due_day
from skew_wagtail.programmes.advice.models import (
    AdviceOffer,
    AdvicePage,
    AdviceQuestion,
    AdviceRequest,
    AdviceState,
    AdviceTopic,
    AskerKind,
)
from skew_wagtail.vocabulary.models import Topic

from . import programme_texts

INTRODUCTION = (
    "<p>Ebersfurt hat in zehn Jahren manches ausprobiert. Was dabei gelungen ist und was nicht, erzählen wir gern "
    "weiter: Städten, Gemeinden und Kreisen, die anfangen wollen, und Organisationen, die mit ihrem Rathaus "
    "zusammenarbeiten möchten. Alle Kommunen können fragen, auch ohne an einem Programm teilzunehmen.</p>"
)
#: Kind, title, text, for whom, what it costs.
OFFERS = (
    ("advice", "Erstes Gespräch", "Eine Stunde am Telefon oder mit Bild: Wo stehen Sie, was wäre ein erster Schritt?",
     "Kommunen und Organisationen", "nichts"),
    ("advice", "Besuch vor Ort", "Wir kommen für einen Tag und sprechen mit allen, die bei Ihnen mitmachen.",
     "Kommunen im Landkreis", "die Fahrkarte"),
    ("exchange", "Treffen der Kommunen", "Zweimal im Jahr erzählen Verwaltungen einander, was sie gelernt haben.",
     "alle, die in einer Verwaltung daran arbeiten", "nichts"),
)  # fmt: skip
#: Topic, what it covers, office, mail address, phone and hours.
TOPICS = (
    ("migration-development", "Bestandsaufnahmen, Foren, Zusammenarbeit mit migrantischen Organisationen",
     programme_texts.OFFICE, programme_texts.EMAIL, "030 23125 120, Montag bis Donnerstag 9 bis 15 Uhr"),
    ("fair-procurement", "Ausschreibungen, Siegel, Beschlüsse des Rats",
     "Zentrale Vergabestelle\nRathaus, Zimmer 3", "vergabe@ebersfurt.example", "030 23125 140, dienstags 9 bis 12 Uhr"),
    ("municipal-partnerships", "Partner finden, Anträge, Besuche", "", "", ""),
)  # fmt: skip
QUESTIONS = (
    (
        "Müssen wir schon eine Partnerkommune haben?",
        "<p>Nein. Viele fangen mit den Vereinen im eigenen Ort an.</p>",
    ),
    ("Dürfen auch Vereine fragen?", "<p>Ja. Schreiben Sie dazu, in welcher Kommune Sie arbeiten.</p>"),
)
#: Days ago, topic, kind, organisation, name, state, question.
REQUESTS = (
    (12, "fair-procurement", AskerKind.MUNICIPALITY, "Gemeinde Oberwiesenbach", "Jussuf Muster",
     AdviceState.RECEIVED, "Wir schreiben Arbeitskleidung für den Bauhof aus. Welche Siegel dürfen wir verlangen?"),
    (9, "migration-development", AskerKind.ORGANISATION, "Weltgruppe Unterwiesenbach", "Fatou Erfunden",
     AdviceState.ANSWERED, "Wie bringen wir unser Rathaus dazu, eine Bestandsaufnahme zu machen?"),
    (2, None, AskerKind.MUNICIPALITY, "Stadt Lindenhafen", "",
     AdviceState.IN_PROGRESS, "Wie bezahlen Sie Dolmetscherinnen bei einem Forum?"),
)  # fmt: skip
ANSWER = (
    "Guten Tag Fatou Erfunden,\n\nbeantragen kann eine Bestandsaufnahme nur die Kommune. Regen Sie sie mit dem "
    "Formular auf unserer Seite an und bitten Sie um einen Termin.\n\nMit freundlichen Grüßen\nBüro für "
    "internationale Beziehungen"
)


def load_advice(home: Page) -> None:
    """Make the page, with its form online, and the questions."""
    page = _page(home)
    for days, topic, kind, organisation, name, state, question in REQUESTS:
        arrived = timezone.now() - timedelta(days=days)
        request = AdviceRequest.objects.create(
            advice_page=page,
            topic=Topic.objects.get(slug=topic) if topic else None,
            asker_kind=kind,
            organisation=organisation,
            request_text=question,
            sender_name=name,
            sender_email="gast@example.org",
            state=state,
            due_on=due_day(timezone.localdate(arrived), page.answer_days),
        )
        AdviceRequest.objects.filter(pk=request.pk).update(created_at=arrived)
        if state == AdviceState.ANSWERED:
            request.answers.create(answer_text=ANSWER)


def _page(home: Page) -> Any:
    page = AdvicePage(
        title="Beratung für Kommunen",
        slug="beratung",
        introduction=INTRODUCTION,
        office=programme_texts.OFFICE,
        office_email=programme_texts.EMAIL,
        takes_requests=True,
        search_description="Was wir anderen Kommunen raten können, und wie man uns fragt.",
        show_in_menus=True,
        locale=home.locale,
    )
    names = ("kind", "title", "text", "audience", "costs")
    page.offers = [AdviceOffer(**dict(zip(names, row, strict=True))) for row in OFFERS]
    page.topics = [
        AdviceTopic(
            topic=Topic.objects.get(slug=slug),
            covers=covers,
            office=office,
            office_email=mail,
            office_hours=hours,
        )
        for slug, covers, office, mail, hours in TOPICS
    ]
    page.questions = [AdviceQuestion(question=question, answer=answer) for question, answer in QUESTIONS]
    page.live = False
    Page.objects.get(pk=home.pk).specific.add_child(instance=page)
    page.save_revision().publish()
    return page
