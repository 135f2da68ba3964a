"""Programmes of the town in which the browser walks."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from skew_wagtail.programmes.interest.models import (
    CallField,
    CallQuestion,
    ExpressionOfInterest,
    InterestField,
)
from skew_wagtail.programmes.models import (
    CallCriterion,
    CallPage,
    CallPhase,
    ModelMunicipality,
    ProgrammeOffer,
    ProgrammePhase,
    ProgrammeQuestion,
    ProgrammeRelatedPage,
)
from skew_wagtail.programmes.selection.actions import choose_reviewers
from skew_wagtail.vocabulary.models import (
    ActivityArea,
    FundingNotice,
    Municipality,
    MunicipalityKind,
    SizeBand,
    Topic,
)
from tests.factories import make_document, make_image, make_user, site_root
from tests.programmes.making import (
    CallFactory,
    InterestFactory,
    ProgrammeFactory,
    ProgrammeIndexFactory,
    choose,
)
from tests.programmes.selection.making import add_review
from tests.programmes.stories.making import StoryFactory, StoryIndexFactory


def make_programmes(profile: Any) -> dict[str, ExpressionOfInterest]:
    """A programme with everything, one with next to nothing, and a call in every state; answers to them by name."""
    index = ProgrammeIndexFactory(
        slug="programme", title="Programme und Aufrufe", introduction="<p>Wobei können wir mitmachen?</p>"
    )
    place = Municipality.objects.get(name="Stadt Ebersfurt")
    document = make_document(title="Leitfaden")
    programme = ProgrammeFactory(
        parent=index,
        slug="qualifizierung",
        title="Qualifizierung in der Verwaltung",
        kind="pilot",
        summary="Geflüchtete lernen, wie ein Rathaus arbeitet.",
        description="<p>Wer zurückkehrt, kann <b>verwalten</b>.</p>",
        audience="<ul><li>Städte</li><li>Kreise</li></ul>",
        participation="<p>Fragen Sie jederzeit.</p>",
        municipality_kinds=list(MunicipalityKind.objects.all()[:2]),
        topics=list(Topic.objects.all()[:2]),
        office="Büro für Migration, Rathaus, Zimmer 12",
        office_email="migration@example.org",
        funding_notice=FundingNotice.objects.create(title="2026", text="Gefördert von niemandem."),
        documents=[("document", {"document": document, "is_public": True})],
        offers=[ProgrammeOffer(kind=kind, text="Bis zu zwei Jahre") for kind in ("funding", "exchange")],
        phases=[ProgrammePhase(title="Erste Phase", start_date=date(2018, 5, 1), end_date=date(2020, 4, 30))],
        questions=[ProgrammeQuestion(question="Was kostet es?", answer="<p>Nichts.</p>")],
        model_municipalities=[
            ModelMunicipality(
                municipality=place,
                phase="Probephase",
                year=2017,
                portrait="Zwölf Menschen lernten das Bauamt kennen.",
                results="Vier arbeiten nun dort.",
                image=make_image(title="Markt"),
                alt_text="Rathaus hinter einem Brunnen",
                credit="Foto: Stadt Ebersfurt",
            )
        ],
        related_pages=[ProgrammeRelatedPage(related=site_root())],
        actors=[profile],
    )
    ProgrammeFactory(parent=index, slug="wenig", title="Programm ohne Texte")
    selected = _calls(programme)
    choose(selected, place)
    _stories(programme, profile)
    return _interests()


def _stories(programme: Any, profile: Any) -> None:
    """A story with everything and one with next to nothing."""
    index = StoryIndexFactory(
        slug="gute-beispiele", title="Gute Beispiele", introduction="<p>Was haben andere gelernt?</p>"
    )
    StoryFactory(
        parent=index,
        slug="ein-tisch",
        title="Ein Tisch für alle",
        municipality=Municipality.objects.create(
            name="Stadt Mittelwald",
            kind=MunicipalityKind.objects.get(slug="city"),
            size=SizeBand.objects.get(slug="medium"),
            state=ActivityArea.objects.get(slug="de-he"),
            website="https://mittelwald.example/",
        ),
        topics=list(Topic.objects.all()[:2]),
        summary="Zwölf Vereine, die sich nicht kannten, planen nun gemeinsam.",
        start_year=2023,
        end_year=2025,
        costs="Etwa 3.000 Euro für Räume und Dolmetschen",
        partners="Volkshochschule\nWeltladen",
        image=make_image(title="Tisch"),
        alt_text="Langer Tisch vor einem Rathaus",
        credit="Foto: Stadt Mittelwald",
        office="Büro für Migration, Rathaus, Zimmer 12",
        office_email="migration@example.org",
        documents=[("document", {"document": make_document(title="Einladung"), "is_public": True})],
        actors=[profile],
        related=[programme],
        **{
            name: f"<p>Wir haben <b>viel</b> gelernt: {name}.</p><ul><li>Eins</li><li>Zwei</li></ul>"
            for name in ("situation", "measures", "results", "helped", "difficult", "tips")
        },
    )
    StoryFactory(
        parent=index,
        slug="wenig",
        title="Beispiel ohne Texte",
        municipality=Municipality.objects.create(
            name="Kreis Hinterland", size=SizeBand.objects.get(slug="large")
        ),
    )


def _interests() -> dict[str, ExpressionOfInterest]:
    """Answers that are begun, submitted, withdrawn, and one whose deadline was missed."""
    calls = {call.slug: call for call in CallPage.objects.all()}
    made = {
        state: InterestFactory(call=calls["offen"], state=state)
        for state in ("draft", "submitted", "withdrawn")
    }
    made["missed"] = InterestFactory(call=calls["geschlossen"], state="draft", submitted_at=None)
    ExpressionOfInterest.objects.filter(state="draft").update(submitted_at=None)
    for interest in made.values():
        interest.attachments.create(
            file_name="Beschluss des Rates.pdf",
            content_type="application/pdf",
            size=400_000,
            content=b"%PDF-",
        )
    question = calls["offen"].form_questions.get()
    made["submitted"].answers.create(
        question=question, question_text=question.question, answer_text="Zwei\nVereine"
    )
    return made


def _calls(programme: Any) -> Any:
    now = timezone.now()
    shared = {
        "parent": programme,
        "introduction": "<p>Wir suchen Kommunen.</p>",
        "online_note": "Als PDF an migration@example.org",
        "post_note": "Rathaus, Markt 1\nEs gilt der Poststempel.",
        "phase": "Zweite Phase",
        "seats_planned": 6,
        "takes_interest": True,
        "attachments_note": "Der Beschluss des Rates als PDF.",
    }
    CallFactory(
        slug="offen",
        title="Aufruf, der offen ist",
        closes_at=now - timedelta(days=4),
        extended_to=now + timedelta(days=10),
        criteria=[CallCriterion(title="Vereine planen mit", text="Von Anfang an.")],
        phases=[CallPhase(title="Auswahl", start_date=date(2027, 5, 1), text="Eine Jury liest alles.")],
        documents=[("document", {"document": make_document(title="Vordruck"), "is_public": True})],
        form_fields=[
            CallField(field=name, is_required=name == "motivation") for name in InterestField.values
        ],
        form_questions=[
            CallQuestion(question="Welche Vereine sind dabei?", hint="Keine Namen von Menschen.")
        ],
        **shared,
    )
    CallFactory(
        slug="angekuendigt", title="Aufruf, der kommt", opens_at=now + timedelta(days=3),
        closes_at=now + timedelta(days=90), **shared,
    )  # fmt: skip
    CallFactory(
        slug="geschlossen",
        title="Aufruf, der zu ist",
        closes_at=now - timedelta(days=1),
        criteria=[
            CallCriterion(title="Vereine planen mit"),
            CallCriterion(title="Zeit im Rathaus", weight=2),
        ],
        form_fields=[CallField(field="motivation"), CallField(field="inhabitants", is_required=True)],
        **shared | {"seats_planned": 1},
    )
    return CallFactory(
        slug="ausgewaehlt",
        title="Aufruf mit Auswahl",
        closes_at=now - timedelta(days=300),
        selection_published=True,
        selection_note="<p>Danke an alle.</p>",
        **shared,
    )


def make_selection(user: Any) -> None:
    """What came in for the call that is closed: chosen, in doubt, not reviewed, withdrawn."""
    call = CallPage.objects.get(slug="geschlossen")
    choose_reviewers(call, [user, make_user("begutachtend")], user)
    for name, state, points in (
        ("Stadt Gewählt", "chosen", (5, 4)),
        ("Stadt Gleichauf", "submitted", (5, 4)),
        ("Stadt Ungelesen", "submitted", ()),
        ("Stadt Weg", "withdrawn", ()),
    ):
        interest = InterestFactory(call=call, municipality_name=name, register_notes="Rückruf am Montag")
        interest.attachments.create(
            file_name="Beschluss.pdf", content_type="application/pdf", size=4096, content=b"%PDF"
        )
        if points:
            add_review(interest, user, *points, notes="Gute Idee")
        type(interest).objects.filter(pk=interest.pk).update(state=state)
