"""Decisions about a whole call at once, their letters, and the ranking they are made by."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry, Site

from skew_wagtail.pdf import availability
from skew_wagtail.programmes.interest.models import ExpressionOfInterest, InterestState
from skew_wagtail.programmes.models import CallPage
from skew_wagtail.programmes.selection.actions import Decision, decide
from skew_wagtail.programmes.selection.errors import SelectionError
from skew_wagtail.programmes.selection.letters import decided_in, letters_pdf
from skew_wagtail.programmes.selection.settings import DecisionLetterSettings
from tests.forms import fields_of
from tests.pdf_text import text_of_pdf
from tests.programmes.making import InterestFactory
from tests.programmes.selection.making import add_review, make_reviewer

pytestmark = pytest.mark.django_db

DAY = date(2018, 3, 1)


def path(call, rest):
    return f"/admin/skew/selection/calls/{call.pk}/{rest}"


def states(call):
    return dict(ExpressionOfInterest.objects.filter(call=call).values_list("municipality_name", "state"))


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def seven(call):
    return [InterestFactory(call=call, municipality_name=f"Stadt Nummer {number}") for number in range(1, 8)]


def test_seven_are_chosen_where_six_were_planned(client, call, seven):
    posted = fields_of(client.get(path(call, "decide/")).content.decode(), "main form")
    posted |= {f"state-{interest.pk}": "chosen" for interest in seven}
    posted |= {f"reason-{seven[0].pk}": "Zwei Ämter bilden aus", "day": "2018-03-01"}
    response = client.post(path(call, "decide/"), posted, follow=True)
    text = response.content.decode()
    assert "7 decisions saved." in text
    assert "6 seats were planned, 7 municipalities are chosen." in text
    assert set(states(call).values()) == {"chosen"}
    first = ExpressionOfInterest.objects.get(pk=seven[0].pk)
    assert (first.decided_on, first.decision_reason) == (DAY, "Zwei Ämter bilden aus")
    assert first.state_since == timezone.localdate()
    entries = ModelLogEntry.objects.filter(action="skew_programmes.decide_interest")
    assert [entry.data for entry in entries] == [{"before": "submitted", "after": "chosen"}] * 7


def test_the_same_again_changes_nothing(call, seven, editor):
    decisions = {seven[0].pk: Decision("reserve", "Knapp")}
    assert decide(call, decisions, DAY, editor) == 1
    assert decide(call, decisions, date(2018, 4, 1), editor) == 0
    assert ExpressionOfInterest.objects.get(pk=seven[0].pk).decided_on == DAY
    assert decide(call, {seven[0].pk: Decision("submitted", "Knapp")}, DAY, editor) == 1
    again = ExpressionOfInterest.objects.get(pk=seven[0].pk)
    assert (again.state, again.decided_on, again.decision_reason) == ("submitted", None, "")


def test_all_or_none(client, call, seven, editor):
    posted = fields_of(client.get(path(call, "decide/")).content.decode(), "main form")
    posted |= {f"state-{interest.pk}": "chosen" for interest in seven} | {"day": "2018-03-01"}
    withdrawn = seven[3]
    decisions = {interest.pk: Decision("chosen") for interest in seven}
    ExpressionOfInterest.objects.filter(pk=withdrawn.pk).update(state=InterestState.WITHDRAWN)
    with pytest.raises(SelectionError, match="Stadt Nummer 4 has withdrawn"):
        decide(call, decisions, DAY, editor)
    assert set(states(call).values()) == {"submitted", "withdrawn"}
    assert not ModelLogEntry.objects.filter(action="skew_programmes.decide_interest").exists()
    # The form, opened before it was withdrawn, decides about the others.
    client.post(path(call, "decide/"), posted)
    assert states(call)["Stadt Nummer 4"] == "withdrawn"
    assert states(call)["Stadt Nummer 5"] == "chosen"


def test_nothing_is_decided_before_the_deadline_or_tomorrow(client, call, seven, editor):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = client.post(path(call, "decide/"), {"day": tomorrow.isoformat()})
    assert "This day is still to come." in response.content.decode()
    CallPage.objects.update(extended_to=timezone.now() + timedelta(days=1))
    for ask in (client.get, client.post):
        response = ask(path(call, "decide/"), {"day": "2018-03-01"}, follow=True)
        assert "The deadline is not over yet." in response.content.decode()
    with pytest.raises(SelectionError, match="deadline"):
        decide(CallPage.objects.get(pk=call.pk), {seven[0].pk: Decision("chosen")}, DAY, editor)
    assert set(states(call).values()) == {"submitted"}
    assert path(call, "decide/") not in client.get(path(call, "ranking/")).content.decode()


@pytest.mark.parametrize("state", ["draft", "withdrawn", "selected", ""])
def test_other_states_cannot_be_given(call, seven, editor, state):
    with pytest.raises(SelectionError):
        decide(call, {seven[0].pk: Decision(state)}, DAY, editor)


def test_an_entry_of_another_call_cannot_be_decided_here(call, foreign, editor):
    with pytest.raises(SelectionError):
        decide(call, {foreign.pk: Decision("chosen")}, DAY, editor)
    foreign.refresh_from_db()
    assert foreign.state == "submitted"


def shown_rows(client, call, query=""):
    """Names in the order of the ranking, taken from the spreadsheet."""
    content = client.get(path(call, f"ranking/?export=csv{query}")).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def test_the_ranking_shares_ranks_and_puts_what_nobody_reviewed_last(client, call, reviewer):
    call.seats_planned = 1
    call.save_revision().publish()
    names = {"Alt": (5, 2), "Berg": (1, 4), "Celle": None, "Dorf": (1, 1)}
    for name, points in names.items():
        interest = InterestFactory(call=call, municipality_name=name)
        if points:
            add_review(interest, reviewer, *points)
    InterestFactory(call=call, municipality_name="Entzogen", state="withdrawn")
    rows = shown_rows(client, call)
    # 5 + 2·2 = 1 + 2·4 = 9.
    assert [(row["Rank"], row["Municipality"], row["Points on average"]) for row in rows] == [
        ("1", "Alt", "3.0"), ("1", "Berg", "3.0"), ("3", "Dorf", "1.0"), ("", "Celle", ""),
    ]  # fmt: skip
    assert rows[0]["Kriterium 1"] == "5.0"
    text = client.get(path(call, "ranking/")).content.decode()
    assert "Here 1 planned seat ends." in text
    assert "share a rank" in text
    assert "Withdrawn: Entzogen" in text
    criterion = call.criteria.last()
    by_criterion = [
        row["Municipality"] for row in shown_rows(client, call, f"&sort=criterion-{criterion.pk}")
    ]
    assert by_criterion == ["Berg", "Alt", "Dorf", "Celle"]
    assert [row["Municipality"] for row in shown_rows(client, call, "&sort=name")] == sorted(names)
    assert "planned seat ends" not in client.get(path(call, "ranking/?sort=name")).content.decode()
    assert client.get(path(call, "ranking/?sort=criterion-999999999999999999999")).status_code == 200


def test_disagreement_is_seen(client, call, interest, reviewer):
    add_review(interest, reviewer, 0, 0)
    add_review(interest, make_reviewer(call, "zweite"), 5, 5)
    assert "0.00 – 5.00" in client.get(path(call, "ranking/")).content.decode()
    (row,) = shown_rows(client, call)
    assert (row["Lowest"], row["Highest"]) == ("0.0", "5.0")


def test_the_ranking_calculates_no_formulas(client, call):
    InterestFactory(call=call, municipality_name="=1+1")
    assert shown_rows(client, call)[0]["Municipality"] == "'=1+1"


def test_letters_say_what_was_decided_to_whom_and_by_whom(client, call, editor):
    kinds = {"Stadt Gewählt": "chosen", "Stadt Reserve": "reserve", "Stadt Ohne": "declined"}
    for name, state in kinds.items():
        interest = InterestFactory(
            call=call, municipality_name=name, department="Amt für Kultur", language="en"
        )
        decide(call, {interest.pk: Decision(state, f"Grund für {name}")}, DAY, editor)
    DecisionLetterSettings.objects.create(
        site=Site.objects.get(), letter_place="Ebersfurt", text_if_reserve="Sie rücken vielleicht nach.",
        letter_signature="Leitung des Büros",
    )  # fmt: skip
    response = client.get(path(call, "letters/"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert "no-store" in response.headers["Cache-Control"]
    text = text_of_pdf(response.content)
    for name in kinds:
        assert f"Grund für {name}" in text
    for words in (
        "have been chosen",
        "Sie rücken vielleicht nach.",
        "This time you were not",
        "Leitung des Büros",
    ):
        # Lines are broken anywhere.
        assert "".join(words.split()) in text, words
    for words in (
        "Büro für Migration · Markt 1 · 00815 Ebersfurt",
        "Amt für Kultur",
        "Schloßstraße 1",
        "Ebersfurt,",
    ):
        assert words in text, words
    assert "reserve list" not in text
    assert "Amina" not in text
    one = ExpressionOfInterest.objects.get(municipality_name="Stadt Ohne")
    text = text_of_pdf(client.get(f"/admin/skew/selection/interests/{one.pk}/letter/").content)
    assert one.reference in text
    assert "Stadt Gewählt" not in text


def test_each_letter_begins_on_a_page_of_its_own_and_user_text_is_no_markup(call, editor):
    for number in range(3):
        interest = InterestFactory(call=call, municipality_name=f"#strong[Stadt {number}]", language="en")
        decide(call, {interest.pk: Decision("declined", "= Titel\n\n#panic() $x$ _a_")}, DAY, editor)
    import pypdfium2

    content = letters_pdf(call, decided_in(call), DecisionLetterSettings())
    document = pypdfium2.PdfDocument(content)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    assert len(pages) == 3
    for number, text in enumerate(pages):
        assert f"#strong[Stadt {number}]" in text
        assert "#panic() $x$ _a_" in text


def test_a_municipality_reads_the_language_in_which_it_wrote(call, editor):
    interest = InterestFactory(call=call, language="de")
    decide(call, {interest.pk: Decision("chosen")}, DAY, editor)
    with override("en"):
        text = text_of_pdf(letters_pdf(call, decided_in(call), DecisionLetterSettings()))
    assert "1. März 2018" in text


def test_without_a_decision_or_the_extra_there_is_a_sentence(client, call, interest, editor, monkeypatch):
    one = f"/admin/skew/selection/interests/{interest.pk}/letter/"
    for address in (path(call, "letters/"), one):
        assert "Nothing is decided yet" in client.get(address, follow=True).content.decode()
    decide(call, {interest.pk: Decision("chosen")}, DAY, editor)
    monkeypatch.setattr(availability, "MODULES", {"no_such_module": "typst"})
    for address in (path(call, "letters/"), one):
        assert "typst is not installed" in client.get(address, follow=True).content.decode()


def test_internal_notes_are_kept_and_stay_out_of_the_log(client, interest):
    client.post(
        f"/admin/skew/selection/interests/{interest.pk}/notes/", {"register_notes": "Rückruf Beispiel"}
    )
    interest.refresh_from_db()
    assert interest.register_notes == "Rückruf Beispiel"
    entry = ModelLogEntry.objects.get(action="skew_programmes.note_interest")
    assert "Rückruf" not in f"{entry.label} {entry.data}"
