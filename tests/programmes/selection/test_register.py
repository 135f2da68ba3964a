"""The register: what it says, how it is exported, and that it stays quick."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from skew_wagtail.programmes.interest.models import CallField, CallQuestion
from tests.programmes.making import CallFactory, InterestFactory
from tests.programmes.selection.making import add_review, make_criteria, make_reviewer
from tests.programmes.selection.test_rights import REGISTER, attach, inspect

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(programme):
    """A call that asks for something."""
    return CallFactory(
        parent=programme,
        slug="fragend",
        title="Fragender Aufruf",
        criteria=make_criteria(1),
        form_fields=[CallField(field="inhabitants", is_required=True), CallField(field="offered_areas")],
        form_questions=[CallQuestion(question="Welche Vereine?", is_required=True)],
    )


def answer(interest, text):
    question = interest.call.form_questions.first()
    interest.answers.create(question=question, question_text=question.question, answer_text=text)


def rows_of(client, query=""):
    content = client.get(f"{REGISTER}?export=csv{query}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def test_the_list_says_what_is_missing_and_what_came_late(admin, asking):
    whole = InterestFactory(call=asking, municipality_name="Stadt Ganz", inhabitants=48000)
    answer(whole, "Weltladen")
    InterestFactory(call=asking, municipality_name="Stadt Halb", is_late=True)
    rows = {row["Name of the municipality"]: row for row in rows_of(admin)}
    assert rows["Stadt Ganz"]["Completeness"] == "complete"
    assert rows["Stadt Halb"]["Completeness"] == "2 missing"
    assert (rows["Stadt Ganz"]["After the deadline"], rows["Stadt Halb"]["After the deadline"]) == (
        "",
        "late",
    )
    assert rows["Stadt Ganz"]["Own questions"] == "Welche Vereine?: Weltladen"
    text = admin.get(REGISTER).content.decode()
    assert "2 missing" in text
    page = admin.get(inspect(InterestFactory(call=asking))).content.decode()
    assert "is missing" in page
    assert "Welche Vereine?" in page


def test_the_list_counts_reviews_and_their_mean(admin, asking):
    interest = InterestFactory(call=asking)
    add_review(interest, make_reviewer(asking, "eins"), 2)
    add_review(interest, make_reviewer(asking, "zwei"), 5)
    add_review(interest, make_reviewer(asking, "drei"), is_biased=True)
    (row,) = rows_of(admin)
    assert (row["Reviews"], row["Points on average"]) == ("3", "3.50")


def test_filters_choose_call_and_state(admin, asking, interest):
    InterestFactory(call=asking, municipality_name="Stadt Ganz", state="withdrawn")

    def names(query):
        return {row["Name of the municipality"] for row in rows_of(admin, query)}

    assert names("") == {"Stadt Ganz", "Stadt Übersfürth"}
    assert names(f"&call={asking.pk}") == names("&state=withdrawn") == names("&q=ganz") == {"Stadt Ganz"}
    assert names("&call=x&state=draft") == set()


def test_exports_calculate_nothing_and_name_nobody(admin, asking):
    interest = InterestFactory(
        call=asking,
        municipality_name="=HYPERLINK(1)",
        offered_areas="@SUM(A1)",
        contact_phone="030 23125 999",
        decision_reason="-1+1",
    )
    answer(interest, "=1+1")
    content = admin.get(f"{REGISTER}?export=xlsx").getvalue()
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.rows for cell in row]
    values = [str(cell.value) for cell in cells]
    assert {"'=HYPERLINK(1)", "'@SUM(A1)", "'-1+1"} <= set(values)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    (row,) = rows_of(admin)
    assert row["Name of the municipality"] == "'=HYPERLINK(1)"
    assert [
        text for text in [*values, *row.values()] if "Amina" in text or "amina" in text or "999" in text
    ] == []


def test_an_attachment_is_downloaded_never_shown_and_the_log_names_nobody(admin, interest):
    attachment = attach(interest)
    assert "Beschluß" in admin.get(inspect(interest)).content.decode()
    response = admin.get(f"/admin/skew/selection/attachments/{attachment.pk}/")
    assert response.content == b"%PDF"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    entry = ModelLogEntry.objects.get(action="skew_programmes.download_attachment")
    assert entry.data == {"attachment": attachment.pk}
    assert "Amina" not in entry.label


def count_queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def fill(asking, users, number):
    for _ in range(number):
        interest = InterestFactory(call=asking)
        answer(interest, "Weltladen")
        attach(interest)
        for user in users:
            add_review(interest, user, 3)


def test_lists_take_as_many_queries_at_200_as_at_10(admin, asking):
    users = [make_reviewer(asking, name) for name in ("eins", "zwei")]
    root = f"/admin/skew/selection/calls/{asking.pk}/"
    addresses = [REGISTER, f"{root}ranking/", f"{root}decide/", f"{root}reviewers/"]
    fill(asking, users, 10)
    few = [count_queries(admin, path) for path in addresses]
    few.append(count_queries(admin, f"{root}ranking/?export=csv"))
    fill(asking, users, 190)
    many = [count_queries(admin, path) for path in addresses]
    many.append(count_queries(admin, f"{root}ranking/?export=csv"))
    assert many == few
