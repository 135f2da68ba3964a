"""Applications and suggestions in the admin: read, worked on, made into an inventory; who is in them, may go."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from example_site.demo.applications import load_applications
from skew_wagtail.inventory.applications.links import token_of
from skew_wagtail.inventory.applications.models import InventoryApplication, InventorySuggestion
from skew_wagtail.inventory.applications.views import suggestion as suggestions
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.privacy.subjects.erasure import erase_subject, planned_erasure
from skew_wagtail.privacy.subjects.export import subject_data
from tests.factories import (
    ApplicationFactory,
    InventoryIndexFactory,
    SuggestionFactory,
    TopicFactory,
    editor_group,
    make_user,
    open_forms,
)
from tests.forms import fields_of

REGISTER = "/admin/skew_inventory/inventoryapplication/"
PEOPLE = ("Amina", "Jussuf", "Größel")


def state_url(record):
    kind = "suggestions" if isinstance(record, InventorySuggestion) else "applications"
    return f"/admin/skew/inventory/{kind}/{record.pk}/state/"


def set_state(admin, application, **values):
    given = {
        "state": "received",
        "received_on": "",
        "decided_on": "",
        "decision_text": "",
        "register_notes": "",
    }
    return admin.post(state_url(application), given | values)


# The register.


def test_drafts_are_not_in_the_register(admin):
    draft = ApplicationFactory(state="draft", municipality_name="Entwurfsdorf")
    ApplicationFactory()
    listing = admin.get(REGISTER).content.decode()
    assert "Übersfürth" in listing
    assert "Entwurfsdorf" not in listing
    assert "Entwurfsdorf" not in admin.get(f"{REGISTER}?export=csv").getvalue().decode()
    for url in (
        f"{REGISTER}inspect/{draft.pk}/",
        state_url(draft),
        f"/admin/skew/inventory/applications/{draft.pk}/project/",
    ):
        assert admin.get(url).status_code == 404


def test_the_register_is_filtered_and_searched(admin):
    ApplicationFactory(municipality_name="Wartestadt")
    ApplicationFactory(municipality_name="Prüfstadt", state="review")
    for query in ("state__exact=review", "q=Prüf"):
        listing = admin.get(f"{REGISTER}?{query}").content.decode()
        assert "Prüfstadt" in listing
        assert "Wartestadt" not in listing


def test_each_change_of_state_is_in_the_log_without_a_word_of_anybody(admin, superuser):
    application = ApplicationFactory()
    response = set_state(admin, application, received_on="2026-03-02", register_notes="Amina rief an")
    assert response.headers["Location"] == f"{REGISTER}inspect/{application.pk}/"
    set_state(
        admin,
        application,
        state="approved",
        received_on="2026-03-02",
        decided_on="2026-03-14",
        decision_text="Ja, Jussuf",
    )
    application.refresh_from_db()
    assert (application.state, application.decided_on) == ("approved", date(2026, 3, 14))
    lines = ModelLogEntry.objects.filter(action="skew_inventory.change_application").order_by("pk")
    assert [(line.user, line.data) for line in lines] == [
        (superuser, {"before": "awaited", "after": "received"}),
        (superuser, {"before": "received", "after": "approved"}),
    ]
    assert not [name for name in PEOPLE if name in str(list(ModelLogEntry.objects.values()))]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"state": "received"}, "received_on"),
        ({"state": "approved", "received_on": "2026-03-02"}, "decided_on"),
        ({"state": "declined", "received_on": "2026-03-14", "decided_on": "2026-03-02"}, "decided_on"),
        ({"state": "received", "received_on": "2999-01-01"}, "received_on"),
        ({"state": "draft"}, "state"),
    ],
)
def test_dates_out_of_order_are_told_and_change_nothing(admin, values, field):
    application = ApplicationFactory()
    response = set_state(admin, application, **values)
    assert list(response.context["form"].errors) == [field]
    application.refresh_from_db()
    assert application.state == "awaited"


def test_who_may_view_reads_and_changes_nothing(client, db):
    application = ApplicationFactory(state="approved")
    viewer = make_user("lesend")
    names = ("access_admin", "view_inventoryapplication")
    viewer.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(viewer)
    text = client.get(f"{REGISTER}inspect/{application.pk}/").content.decode()
    assert "Amina Beispiel" in text
    assert "/state/" not in text
    set_state(client, application, state="withdrawn")
    application.refresh_from_db()
    assert application.state == "approved"


# The inventory made from it.


@pytest.fixture
def approved(vocabulary):
    application = ApplicationFactory(
        state="approved", aim="Sich kennen <b>lernen</b>", official_key="06635999"
    )
    application.focus_terms.add(TopicFactory(slug="fair-trade"))
    return application


def test_the_inventory_is_a_draft_with_steps_and_without_people(admin, approved):
    index = InventoryIndexFactory()
    url = f"/admin/skew/inventory/applications/{approved.pk}/project/"
    for _time in range(2):
        response = admin.post(url, {"parent": index.pk})
    [page] = InventoryProjectPage.objects.all()
    assert response.headers["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert (page.live, page.municipality.key, page.steps.count()) == (False, "06635999", 9)
    assert [topic.slug for topic in page.focus_topics.all()] == ["fair-trade"]
    assert "&lt;b&gt;" in page.goal
    stored = str(
        [*Revision.objects.values(), *PageLogEntry.objects.values(), *ModelLogEntry.objects.values()]
    )
    assert not [name for name in PEOPLE if name in stored]
    assert f"/admin/pages/{page.pk}/edit/" in admin.get(f"{REGISTER}inspect/{approved.pk}/").content.decode()


def test_an_inventory_is_made_only_where_one_may_add_pages(client, approved):
    mine, foreign = InventoryIndexFactory(), InventoryIndexFactory()
    user = make_user("redaktion", groups=[editor_group(mine, people=False)])
    user.user_permissions.set(Permission.objects.filter(codename="change_inventoryapplication"))
    client.force_login(user)
    url = f"/admin/skew/inventory/applications/{approved.pk}/project/"
    assert [str(page.pk) for page in client.get(url).context["form"].fields["parent"].queryset] == [
        str(mine.pk)
    ]
    assert client.post(url, {"parent": foreign.pk}).status_code == 200
    assert not InventoryProjectPage.objects.exists()
    assert client.post(url, {"parent": mine.pk}).status_code == 302
    assert InventoryProjectPage.objects.get().get_parent().pk == mine.pk


def test_nothing_is_made_before_the_approval(admin, approved):
    InventoryApplication.objects.update(state="review")
    url = f"/admin/skew/inventory/applications/{approved.pk}/project/"
    admin.post(url, {"parent": InventoryIndexFactory().pk})
    assert not InventoryProjectPage.objects.exists()


# Suggestions.


def test_a_suggestion_arrives_once_with_a_receipt(client, forms_online):
    posted = fields_of(client.get("/skew/suggestion/").content.decode(), "form.skew-form__body")
    posted |= {"organisation": "Weltladen", "wish": "Wir kennen die anderen nicht."}
    for _time in range(2):
        response = client.post("/skew/suggestion/", posted, follow=True)
        assert response.redirect_chain == [("/skew/suggestion/received/", 302)]
        assert "Weltladen" not in response.content.decode()
    assert InventorySuggestion.objects.get().organisation == "Weltladen"


def test_a_suggestion_says_what_is_missing(client, forms_online):
    posted = fields_of(client.get("/skew/suggestion/").content.decode(), "form.skew-form__body")
    text = client.post("/skew/suggestion/", posted | {"sender_email": "amina"}).content.decode()
    for field in ("organisation", "wish", "sender_email"):
        assert f'href="#id_{field}"' in text
    client.post("/skew/suggestion/", posted | {"organisation": "x", "wish": "y", "homepage": "z"})
    assert not InventorySuggestion.objects.exists()


def test_suggestions_are_switched_on_by_the_site_and_do_not_come_in_masses(client, forms_online, monkeypatch):
    monkeypatch.setattr(suggestions, "_SUGGESTIONS", 1)
    statuses = []
    for number in range(2):
        posted = fields_of(client.get("/skew/suggestion/").content.decode(), "form.skew-form__body")
        posted |= {"organisation": f"Verein {number}", "wish": "Ja"}
        statuses.append(client.post("/skew/suggestion/", posted).status_code)
    assert statuses == [302, 429]
    open_forms(takes_suggestions=False)
    assert client.get("/skew/suggestion/").status_code == 503


def test_answers_are_proposed_with_the_name_and_replaced_by_ones_own(admin, forms_online):
    open_forms(answer_declined="Leider nein, {organisation}.")
    suggestion = SuggestionFactory(organisation="Chor & Co <b>")
    url = f"/admin/skew_inventory/inventorysuggestion/inspect/{suggestion.pk}/"
    text = admin.get(url).content.decode()
    assert "Leider nein, Chor &amp; Co &lt;b&gt;." in text
    assert text.count("Chor &amp; Co &lt;b&gt;") >= 4
    admin.post(state_url(suggestion), {"state": "declined", "register_notes": "Brief"})
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.state_since) == ("declined", timezone.localdate())


# People.


def test_somebody_is_told_what_an_application_says_of_them_and_not_of_others(db):
    ApplicationFactory()
    SuggestionFactory(sender_email="amina@example.org", sender_name="Amina Beispiel")
    data = subject_data("AMINA@example.org")
    values = {
        value.name: value.text
        for section in data.sections
        for record in section.records
        for value in record.values
    }
    assert values["contact_role"] == "Integrationsbeauftragte"
    assert values["sender_name"] == "Amina Beispiel"
    assert "Petra" not in str(values)


def test_who_is_erased_is_gone_and_the_application_stays(db):
    ApplicationFactory()
    other = ApplicationFactory(contact_email="jussuf@example.org", known_actors="amina@example.org")
    plan = planned_erasure("amina@example.org")
    assert [place.instance for place in plan.places] == [other]
    erase_subject("amina@example.org")
    application = InventoryApplication.objects.exclude(pk=other.pk).get()
    assert (application.contact_name, application.contact_email, application.contact_phone) == ("", "", "")
    assert application.officer_name == "Petra Größel"
    assert ModelLogEntry.objects.filter(action="skew_privacy.erase").count() == 1


def test_the_command_tells_what_it_empties(db, capsys):
    ApplicationFactory()
    call_command("skew_erase_subject", "amina@example.org", yes=True)
    assert "Stadt Übersfürth" in capsys.readouterr().out
    assert not subject_data("amina@example.org")


def test_a_link_to_an_erased_application_still_prints_it_without_the_person(client, forms_online):
    application = ApplicationFactory()
    erase_subject("amina@example.org")
    text = client.get(f"/skew/application/{token_of(application)}/sheet/").content.decode()
    assert "Petra Größel" in text
    assert "Amina" not in text


def test_the_demonstration_town_has_an_application_to_print(client, vocabulary, forms_online):
    load_applications()
    application = InventoryApplication.objects.get()
    assert application.focus_terms.count() == 2
    text = client.get(f"/skew/application/{token_of(application)}/sheet/").content.decode()
    assert "Gemeinde Oberwiesenbach" in text
    assert "Koordination Eine Welt" in text
