"""The page on advice: what visitors see, what editors must enter."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from skew_wagtail.programmes.advice.models import AdviceOffer, AdvicePage, AdviceQuestion, AdviceTopic
from tests.factories import TopicFactory, make_document, site_root
from tests.programmes.advice.making import AdvicePageFactory

pytestmark = pytest.mark.django_db


def test_offers_topics_offices_questions_and_documents_are_shown(client, advice):
    AdvicePageFactory(
        slug="alles",
        introduction="<p>Für alle.</p>",
        offers=[AdviceOffer(title="Gespräch", text="Eine Stunde", audience="Kommunen", costs="nichts")],
        topics=[AdviceTopic(topic=TopicFactory(label_de="Flucht"), covers="Partner", office_hours="montags")],
        questions=[AdviceQuestion(question="Wer darf?", answer="<p>Alle dürfen.</p>")],
        documents=[
            ("document", {"document": make_document(title="Merkblatt"), "is_public": True}),
            ("document", {"document": make_document(title="Intern"), "is_public": False}),
        ],
    )
    text = client.get("/alles/").content.decode()
    shown = ("Für alle.", "Gespräch", "Eine Stunde", "Kommunen", "nichts", "Flucht", "Partner", "montags", "Wer darf?",
             "Alle dürfen.", "Merkblatt", "Rathaus, Zimmer 12", "buero@example.org")  # fmt: skip
    assert [word for word in shown if word not in text] == []
    assert "Intern" not in text


def test_the_form_is_linked_with_the_topic_and_what_is_promised(client, advice):
    text = client.get("/beratung/").content.decode()
    assert 'href="/beratung/advice.html?about=fair-trade"' in text
    assert "5 " in text
    form = client.get("/beratung/advice.html?about=fair-trade").content.decode()
    assert '<option value="fair-trade" selected>' in form


def test_without_the_switch_nothing_leads_to_the_form(client, advice):
    AdvicePage.objects.update(takes_requests=False)
    assert "advice.html" not in client.get("/beratung/").content.decode()
    assert client.get("/beratung/advice.html").status_code == 503


def test_a_page_costs_a_constant_number_of_queries(client, advice, django_assert_max_num_queries):
    rows = [AdviceTopic(topic=TopicFactory(label_de=f"Thema {number}")) for number in range(12)]
    AdvicePageFactory(slug="viel", topics=rows)
    client.get("/viel/")
    with django_assert_max_num_queries(16):
        assert client.get("/viel/").status_code == 200


def posted(**values):
    """What a browser sends for a page on advice."""
    children = {name: inline_formset(values.pop(name, [])) for name in ("offers", "questions", "topics")}
    return nested_form_data(
        {"title": "Beratung", "slug": "beratung-neu", "introduction": rich_text("<p>Text</p>"), "office": "Büro"}
        | {"office_email": "buero@example.org", "takes_requests": "on", "answer_days": "5"}
        | {"documents": streamfield([]), "action-publish": "x"}
        | children | values
    )  # fmt: skip


def add_url():
    return reverse("wagtailadmin_pages:add", args=["skew_programmes", "advicepage", site_root().pk])


def test_an_editor_publishes_a_page_and_finds_it_by_its_topic(admin, client, db):
    topic = TopicFactory(label_de="Flucht")
    data = posted(
        offers=[{"kind": "advice", "title": "", "text": "Reden", "audience": "", "costs": ""}],
        topics=[{"topic": topic.pk, "covers": "Unterbringung", "office": "", "office_email": "", "office_hours": ""}],
        questions=[{"question": "Wer?", "answer": rich_text("<p>Vereine.</p>")}],
    )  # fmt: skip
    response = admin.post(add_url(), data)
    assert response.status_code == 302, response.context["form"].errors
    page = AdvicePage.objects.get()
    assert page.live
    for word in ("Unterbringung", "Flucht", "Reden", "Vereine"):
        assert list(AdvicePage.objects.search(word)) == [page], word
    assert not AdvicePage.objects.search("Gibtesnicht")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"office_email": ""}, "office_email"),
        ({"answer_days": "0"}, "answer_days"),
    ],
)
def test_what_is_missing_is_told_at_its_field(admin, db, values, message):
    response = admin.post(add_url(), posted(**values))
    assert list(response.context["form"].errors) == [message]
    assert not AdvicePage.objects.exists()


def test_an_offer_needs_a_kind_or_a_title(admin, db):
    response = admin.post(
        add_url(), posted(offers=[{"kind": "", "title": "", "text": "Reden", "audience": "", "costs": ""}])
    )
    assert "title" in response.context["form"].formsets["offers"].forms[0].errors
    assert not AdvicePage.objects.exists()


def test_a_new_page_is_previewed_before_it_is_saved(admin, db):
    topic = TopicFactory(label_de="Flucht")
    row = {"topic": topic.pk, "covers": "Unterbringung", "office": "", "office_email": "", "office_hours": ""}
    url = reverse("wagtailadmin_pages:preview_on_add", args=["skew_programmes", "advicepage", site_root().pk])
    assert admin.post(url, posted(topics=[row])).json() == {"is_valid": True, "is_available": True}
    text = admin.get(url).content.decode()
    assert "Flucht" in text
    assert "Unterbringung" in text
