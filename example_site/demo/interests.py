"""What municipalities sent in for the two calls, and what reviewers say about it; all of them are invented."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from skew_wagtail.programmes.interest.models import ExpressionOfInterest, InterestState
from skew_wagtail.programmes.models import CallPage
from skew_wagtail.programmes.selection.actions import Decision, choose_reviewers, decide, save_review
from skew_wagtail.vocabulary.models import ActivityArea, MunicipalityKind

from .accounts import EDITOR_LOGIN, TEAM_LOGIN

_ENTRIES = (
    {
        "municipality_name": "Stadt Quellenbrück",
        "kind": "city",
        "state": "de-ni",
        "inhabitants": 61_000,
        "motivation": (
            "Vier Schulen haben gefragt, ob wir sie bei Projekttagen zum Klimaschutz unterstützen. Zwei Vereine von "
            "Menschen aus Ghana und Syrien wollen mitplanen."
        ),
        "partner_organisations": "Ghana Union Quellenbrück e. V.\nWeltladen am Markt",
        "political_backing": "Beschluss des Rates vom März, einstimmig.",
        "answers": ("20", "Ja, sie sind schon gefragt"),
        "points": ((4, 3, 5), (5, 4, 4)),
    },
    {
        "municipality_name": "Landkreis Moorlohe",
        "kind": "county",
        "state": "de-sh",
        "inhabitants": 128_000,
        "motivation": "Wir wollen die Volkshochschulen im Kreis verbinden und fragen, was auf dem Land gebraucht wird.",
        "partner_organisations": "Landfrauen Moorlohe\nVolkshochschule",
        "political_backing": "",
        "answers": ("4", "Ja, wir fragen sie noch"),
        "points": ((2, 1, 4), (3, 4, 5)),
    },
    {
        "municipality_name": "Gemeinde Steinach-Unterberg",
        "kind": "municipality",
        "state": "de-th",
        "inhabitants": 7_400,
        "motivation": "Eine Klasse hat Briefe nach Uganda geschrieben. Daraus soll mehr werden.",
        "partner_organisations": "",
        "political_backing": "Die Bürgermeisterin unterstützt es.",
        "answers": ("6",),
        "points": ((3, 2, 3),),
    },
    {
        "municipality_name": "Stadt Hohenwerder",
        "kind": "city",
        "state": "de-bb",
        "inhabitants": 34_500,
        "motivation": "Unser Stadtfest soll von den Menschen erzählen, die neu in der Stadt sind.",
        "partner_organisations": "Chor der Vielen\nBegegnungscafé am Hafen",
        "political_backing": "",
        "answers": ("10", "Ja, sie sind schon gefragt"),
        "points": (),
    },
)
_DECIDED = (
    ("Stadt Rabenfurt", InterestState.CHOSEN, "Zwei Ämter bilden gemeinsam aus."),
    ("Stadt Ginsterode", InterestState.RESERVE, "Die Zusage der Werkstätten fehlt noch."),
    ("Gemeinde Aubach", InterestState.DECLINED, "Die Stelle in der Verwaltung ist noch nicht besetzt."),
)


def load_interests(user: Any) -> None:
    """Four for the call that is open, with two reviewers; three that are decided for the one of 2018."""
    call = CallPage.objects.get(slug="zweite-runde")
    accounts = get_user_model().objects.filter(username__in=[EDITOR_LOGIN, TEAM_LOGIN]).order_by("username")
    reviewers = list(accounts)
    choose_reviewers(call, [*reviewers, user], user)
    for number, values in enumerate(_ENTRIES):
        interest = _interest(call, values, number)
        for reviewer, points in zip(reviewers, values["points"], strict=False):
            keys = call.criteria.values_list("pk", flat=True)
            save_review(
                interest,
                reviewer,
                points=dict(zip(keys, points, strict=True)),
                is_biased=False,
                notes="Gut begründet, der Plan für das zweite Jahr ist noch kurz.",
            )
    _decided(CallPage.objects.get(slug="interessenbekundung-2018"), user)


def _interest(call: CallPage, values: dict[str, Any], number: int) -> ExpressionOfInterest:
    texts = ("municipality_name", "inhabitants", "motivation", "partner_organisations", "political_backing")
    interest = ExpressionOfInterest.objects.create(
        call=call,
        state=InterestState.SUBMITTED,
        submitted_at=timezone.now() - timedelta(days=9 - 2 * number),
        municipality_kind=MunicipalityKind.objects.get(slug=values["kind"]),
        federal_state=ActivityArea.objects.get(slug=values["state"]),
        postal_address=f"Rathausplatz {number + 1}\n0081{number} {values['municipality_name'].split()[-1]}",
        contact_name="Amina Beispiel",
        contact_email=f"amina.beispiel{number}@example.org",
        agrees_data_protection=True,
        **{name: values[name] for name in texts},
    )
    for question, text in zip(call.form_questions.all(), values["answers"], strict=False):
        interest.answers.create(question=question, question_text=question.question, answer_text=text)
    return interest


def _decided(call: CallPage, user: Any) -> None:
    decisions = {}
    for number, (name, state, reason) in enumerate(_DECIDED):
        interest = ExpressionOfInterest.objects.create(
            call=call,
            state=InterestState.SUBMITTED,
            submitted_at=call.closes_at - timedelta(days=3 + number),
            municipality_name=name,
            postal_address=f"Markt {number + 1}\n0082{number} {name.split()[-1]}",
            department="Amt für Kultur und Integration",
            contact_name="Jussuf Muster",
            contact_email=f"jussuf.muster{number}@example.org",
            agrees_data_protection=True,
        )
        decisions[interest.pk] = Decision(state, reason)
    decide(call, decisions, date(2018, 3, 5), user)
