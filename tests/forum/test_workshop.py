"""The day of a workshop: written down on phones by several people, suggested, listed, taken over."""

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, TestCase
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import PageLogEntry

from skew_wagtail.actors.models import ActorProfilePage, CooperationNeed, CooperationOffer
from skew_wagtail.forum.models import BERLIN, EventActor, NetworkingWorkshopPage
from skew_wagtail.forum.workshop import presentation
from skew_wagtail.forum.workshop.models import (
    Side,
    WorkshopAgreement,
    WorkshopOrganisation,
    WorkshopStatement,
)
from skew_wagtail.inventory.research.models import TeamMember
from skew_wagtail.pdf import availability
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ConsentMethod
from tests.factories import (
    ActorProfileFactory,
    CooperationKindFactory,
    CountryFactory,
    DirectoryFactory,
    InventoryFactory,
    OutcomeKindFactory,
    TopicFactory,
    WorkshopFactory,
    editor_group,
    make_user,
)
from tests.forms import fields_of
from tests.pdf_text import text_of_pdf


class Town:
    """A workshop that is over, with two actors who take part and one organisation that nobody knew."""

    def __init__(self) -> None:
        directory = DirectoryFactory(slug="akteure")
        self.rooms = CooperationKindFactory(slug="rooms", label_de="Räume")
        self.speakers = CooperationKindFactory(slug="speakers", label_de="Referierende")
        self.activity = OutcomeKindFactory(slug="joint_activity", label_de="Gemeinsame Aktivität")
        self.topic = TopicFactory(slug="fair-trade", label_de="Fairer Handel")
        shared = {
            "topics": [self.topic],
            "engagement_countries": [CountryFactory(slug="gh", label_de="Ghana")],
        }
        self.shop = ActorProfileFactory(
            parent=directory,
            title="Weltladen",
            cooperation_needs=[CooperationNeed(kind=self.rooms, text="Lager")],
            **shared,
        )
        self.choir = ActorProfileFactory(
            parent=directory,
            title="Chor",
            cooperation_offers=[
                CooperationOffer(kind=self.rooms, text="Keller", topic=self.topic),
                CooperationOffer(kind=self.rooms, text="Geheimer Keller", visibility="internal"),
            ],
            **shared,
        )
        self.workshop = WorkshopFactory(
            title="Workshop Ebersfurt",
            starts_at=datetime(2026, 3, 14, 10, tzinfo=BERLIN),
            linked_actors=[EventActor(actor=self.shop), EventActor(actor=self.choir)],
        )
        self.url = f"/admin/skew/workshop/{self.workshop.pk}/"
        self.browsers = {}
        for name in ("amina", "jussuf"):
            user = make_user(name, superuser=True)
            self.browsers[name] = Client()
            self.browsers[name].force_login(user)


@pytest.fixture(scope="module")
def built_town(django_db_setup, django_db_blocker):
    """Built once; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            town = Town()
        yield town
        transaction.set_rollback(True)


@pytest.fixture
def town(built_town, db):
    return built_town


@pytest.fixture
def amina(town):
    return town.browsers["amina"]


@pytest.fixture
def jussuf(town):
    return town.browsers["jussuf"]


def add(browser: Any, town: Town, name: str) -> tuple[WorkshopOrganisation, str]:
    """An organisation on the list, and the address of its form."""
    response = browser.post(town.url, {"name": name})
    url = response.headers["Location"]
    return WorkshopOrganisation.objects.get(pk=url.rstrip("/").rpartition("/")[2]), url


def opened(browser: Any, url: str) -> dict[str, Any]:
    """A form as it is shown."""
    return fields_of(browser.get(url).content.decode(), "form.skew-day__form")


def said(row: WorkshopOrganisation) -> list[tuple[str, str, str]]:
    return list(row.statements.values_list("side", "kind__slug", "text"))


def test_organisations_are_added_quickly_and_never_twice(town, amina):
    html = amina.get(town.url).content.decode()
    assert "Weltladen" in html and "Chor" in html
    assert not WorkshopOrganisation.objects.exists()  # Looking changes nothing.
    amina.post(town.url, {"actor": town.shop.pk})
    amina.post(town.url, {"actor": town.shop.pk})
    amina.post(town.url, {"name": "weltladen"})
    amina.post(town.url, {"name": "Nachbarschaftstreff"})
    amina.post(town.url, {"name": "nachbarschaftstreff "})
    amina.post(town.url, {"all": "1"})
    assert [str(row) for row in presentation.present(town.workshop)] == [
        "Chor",
        "Nachbarschaftstreff",
        "Weltladen",
    ]
    assert amina.post(town.url, {"actor": "999999"}, follow=True).status_code == 200
    html = amina.post(town.url, {"name": " "}).content.decode()
    assert _("This field is required.") in html


def test_what_an_organisation_seeks_and_offers_is_saved_at_once(town, amina):
    row, url = add(amina, town, "Nachbarschaftstreff")
    form = opened(amina, url) | {
        "new-seeks-kind": town.speakers.pk,
        "new-seeks-text": "Eine Stimme aus Ghana",
        "new-offers-kind": town.rooms.pk,
        "new-offers-visibility": "internal",
        "organisation-interests": "Schulen",
    }
    response = amina.post(url, form, follow=True)
    html = response.content.decode()
    assert 'role="status"' in html and _("Saved: %(name)s.") % {"name": row} in html
    assert said(row) == [("seeks", "speakers", "Eine Stimme aus Ghana"), ("offers", "rooms", "")]
    # A double tap sends the same again.
    amina.post(url, form)
    assert row.statements.count() == 2
    counts = [
        ngettext("%(count)s need", "%(count)s needs", 1),
        ngettext("%(count)s offer", "%(count)s offers", 1),
    ]
    assert " · ".join(each % {"count": 1} for each in counts) in amina.get(town.url).content.decode()
    told = amina.post(url, opened(amina, url) | {"organisation-interests": "Tel. 0151 23456789"}, follow=True)
    hint = _("“%(excerpt)s” seems to say something about a person. Please write about organisations only.")
    assert hint % {"excerpt": "Tel. 0151 23456789"} in told.content.decode()
    pk = row.statements.get(side=Side.OFFERS).pk
    amina.post(url, opened(amina, url) | {f"line-{pk}-remove": "on"})
    assert [side for side, _kind, _text in said(row)] == ["seeks"]
    log = PageLogEntry.objects.filter(action__startswith="skew_forum.workshop_")
    assert set(log.values_list("action", flat=True)) == {
        "skew_forum.workshop_present",
        "skew_forum.workshop_record",
    }


def test_a_line_without_its_kind_is_asked_for_and_nothing_typed_is_lost(town, amina):
    row, url = add(amina, town, "Nachbarschaftstreff")
    form = opened(amina, url) | {"new-seeks-text": "Etwas", "organisation-interests": "Schulen"}
    html = amina.post(url, form).content.decode()
    assert _("Not saved yet: please look at the marked fields.") in html
    again = fields_of(html, "form.skew-day__form")
    assert (again["new-seeks-text"], again["organisation-interests"]) == (["Etwas"], ["Schulen"])
    assert said(row) == []
    assert WorkshopOrganisation.objects.get(pk=row.pk).interests == ""


def changed(who: str, label: str) -> str:
    """What one is told whose form took over a change of somebody else."""
    fields = capfirst(_(label))
    return _("%(who)s has changed meanwhile: %(fields)s.") % {"who": who, "fields": fields}


def conflict(who: str, text: str) -> str:
    """What one is told who wants to write what somebody else has just written otherwise."""
    told = _("%(who)s has changed this meanwhile to: “%(text)s”. Save once more to replace it by yours.")
    return told % {"who": who, "text": text}


def test_two_who_write_about_the_same_organisation_lose_nothing(town, amina, jussuf):
    row, url = add(amina, town, "Nachbarschaftstreff")
    line = WorkshopStatement.objects.create(
        organisation=row, side=Side.SEEKS, kind=town.rooms, text="Saal", sort_order=0
    )
    gone = WorkshopStatement.objects.create(
        organisation=row, side=Side.SEEKS, kind=town.rooms, text="Küche", sort_order=1
    )
    first, second = opened(amina, url), opened(jussuf, url)
    text, topic = f"line-{line.pk}-text", f"line-{line.pk}-topic"
    amina.post(url, first | {
        text: "Saal für 50", "organisation-interests": "Schulen\r\nund Kitas", f"line-{gone.pk}-remove": "on",
        "new-offers-kind": town.speakers.pk,
    })  # fmt: skip
    # The other changes another field of the same line, and one that is gone by now.
    answer = jussuf.post(
        url, second | {topic: town.topic.pk, f"line-{gone.pk}-text": "Große Küche"}, follow=True
    )
    html = answer.content.decode()
    line.refresh_from_db()
    row.refresh_from_db()
    assert (line.text, line.topic, row.interests) == ("Saal für 50", town.topic, "Schulen\nund Kitas")
    for told in (
        changed("amina", "common interests"),
        changed("amina", "in your words"),
        _("%(who)s has added meanwhile: %(line)s.") % {"who": "amina", "line": "Referierende"},
        _("Somebody has removed a line meanwhile. Here it said: “%(text)s”.") % {"text": "Große Küche"},
    ):
        assert told in html
    # Both change the same field.
    first, second = opened(amina, url), opened(jussuf, url)
    amina.post(url, first | {text: "Saal für 60"})
    html = jussuf.post(url, second | {text: "Saal mit Bühne"}).content.decode()
    line.refresh_from_db()
    assert line.text == "Saal für 60"
    assert conflict("amina", "Saal für 60") in html
    again = fields_of(html, "form.skew-day__form")
    assert again[text] == ["Saal mit Bühne"]
    jussuf.post(url, again)
    line.refresh_from_db()
    assert (line.text, line.changed_by.username) == ("Saal mit Bühne", "jussuf")


def test_only_an_organisation_about_which_nothing_is_written_leaves_the_list(town, amina):
    row, url = add(amina, town, "Nachbarschaftstreff")
    WorkshopStatement.objects.create(organisation=row, side=Side.SEEKS, kind=town.rooms)
    amina.post(url, {"remove_organisation": "1"})
    assert WorkshopOrganisation.objects.filter(pk=row.pk).exists()
    row.statements.all().delete()
    amina.post(url, {"remove_organisation": "1"})
    assert not WorkshopOrganisation.objects.exists()


def agreed(town: Town, *rows: WorkshopOrganisation, **values: Any) -> WorkshopAgreement:
    values = {"kind": town.activity, "text": "Ein Stand auf dem Stadtfest", "visibility": "public"} | values
    agreement = WorkshopAgreement.objects.create(workshop=town.workshop, **values)
    agreement.organisations.set(rows)
    return agreement


def test_an_agreement_names_two_or_more_and_is_changed_by_two_without_loss(town, amina, jussuf):
    amina.post(town.url, {"all": "1"})
    one, two = presentation.present(town.workshop)
    url = f"{town.url}agreements/new/"
    form = opened(amina, url) | {
        "organisations": [one.pk], "text": "Ein Stand", "kind": town.activity.pk, "due_date": "2026-06-01",
        "responsible_body": "Chor",
    }  # fmt: skip
    html = amina.post(url, form).content.decode()
    assert _("Please tick at least two organisations: who agreed with whom?") in html
    form["organisations"] = [one.pk, two.pk]
    amina.post(url, form)
    amina.post(url, form)
    agreement = WorkshopAgreement.objects.get()
    assert not agreement.is_public
    url = f"{town.url}agreements/{agreement.pk}/"
    first, second = opened(amina, url), opened(jussuf, url)
    amina.post(url, first | {"due_date": "2026-07-01"})
    html = jussuf.post(url, second | {"text": "Zwei Stände"}, follow=True).content.decode()
    assert changed("amina", "until when") in html
    html = jussuf.post(url, second | {"due_date": "2026-08-01"}).content.decode()
    assert conflict("jussuf", "2026-07-01") in html
    agreement.refresh_from_db()
    assert (agreement.text, agreement.due_date.isoformat()) == ("Zwei Stände", "2026-07-01")
    amina.post(url, {"remove": "1"})
    assert not WorkshopAgreement.objects.exists()


def test_pairs_come_from_what_may_be_shared_and_those_with_most_in_common_first(town, amina):
    amina.post(town.url, {"all": "1"})
    stranger, _url = add(amina, town, "Nachbarschaftstreff")
    for text, visibility in (("Aula", "public"), ("Geheime Aula", "internal")):
        WorkshopStatement.objects.create(
            organisation=stranger, side=Side.OFFERS, kind=town.rooms, text=text, visibility=visibility
        )
    found = presentation.suggestions(town.workshop)
    assert [(pair["seeker"], pair["giver"], pair["offer"], pair["shared"]) for pair in found.pairs] == [
        ("Weltladen", "Chor", "Keller", ["Fairer Handel", "Ghana"]),
        ("Weltladen", "Nachbarschaftstreff", "Aula", []),
    ]
    assert found.interests == [{"topic": "Fairer Handel", "country": "Ghana", "names": ["Chor", "Weltladen"]}]
    html = amina.get(f"{town.url}pairs/").content.decode()
    assert "Aula" in html and "Geheim" not in html
    town.choir.unpublish()
    assert [pair["giver"] for pair in presentation.suggestions(town.workshop).pairs] == [
        "Nachbarschaftstreff"
    ]


def test_needs_and_offers_reach_the_profile_once_and_as_visible_as_wanted(town, amina):
    amina.post(town.url, {"all": "1"})
    row = WorkshopOrganisation.objects.get(actor=town.shop)
    for text, visibility in (("Lager ", "public"), ("Garage", "public"), ("Halle", "internal")):
        WorkshopStatement.objects.create(
            organisation=row, side=Side.SEEKS, kind=town.rooms, text=text, visibility=visibility
        )
    url = f"{town.url}organisations/{row.pk}/profile/"
    assert "Garage" in amina.get(url).content.decode()
    amina.post(url)
    page = ActorProfilePage.objects.get(pk=town.shop.pk)
    assert page.has_unpublished_changes
    assert [need.text for need in page.cooperation_needs.all()] == ["Lager"]
    draft = page.get_latest_revision_as_object()
    assert [(need.text, need.visibility) for need in draft.cooperation_needs.all()] == [
        ("Lager", "public"), ("Garage", "public"), ("Halle", "internal"),
    ]  # fmt: skip
    WorkshopStatement.objects.create(organisation=row, side=Side.OFFERS, kind=town.speakers, text="Kaffee")
    # Changes wait in the draft: what is asked for does not put them online.
    amina.post(url, {"publish": "on"})
    assert ActorProfilePage.objects.get(pk=town.shop.pk).cooperation_needs.count() == 1
    ActorProfilePage.objects.get(pk=page.pk).get_latest_revision().publish()
    WorkshopStatement.objects.create(organisation=row, side=Side.OFFERS, kind=town.speakers, text="Kakao")
    amina.post(url, {"publish": "on"})
    amina.post(url, {"publish": "on"})
    html = amina.get(town.shop.get_url()).content.decode()
    assert "Garage" in html and "Kakao" in html and "Halle" not in html
    page = ActorProfilePage.objects.get(pk=town.shop.pk)
    assert [offer.text for offer in page.cooperation_offers.all()] == ["Kaffee", "Kakao"]


def test_agreements_become_outcomes_once_and_only_those_all_want_shown(town, amina, client):
    amina.post(town.url, {"all": "1"})
    one, two = presentation.present(town.workshop)
    third, _url = add(amina, town, "Nachbarschaftstreff")
    agreed(town, one, two, responsible_body="Chor", due_date=timezone.localdate())
    agreed(town, one, two, text="Geheime Absprache", visibility="internal")
    agreed(town, third, two, text="Mit dem Weltladen ungenannt")
    record_consent(
        None, actor_key=town.shop.translation_key, organisation_name="Weltladen", channels=["web"],
        method=ConsentMethod.PAPER, withdraws=True,
    )  # fmt: skip
    url = f"{town.url}outcomes/"
    assert amina.get(url).context["kept_back"] == 3
    record_consent(
        None, actor_key=town.shop.translation_key, organisation_name="Weltladen", channels=["web"],
        method=ConsentMethod.PAPER,
    )  # fmt: skip
    for _time in range(2):
        amina.post(url, {"publish": "on"})
    page = NetworkingWorkshopPage.objects.get(pk=town.workshop.pk)
    assert [outcome.text for outcome in page.outcomes.all()] == [
        "Ein Stand auf dem Stadtfest (Chor, Weltladen)",
        "Mit dem Weltladen ungenannt (Nachbarschaftstreff, Weltladen)",
    ]
    html = client.get(page.get_url()).content.decode()
    assert "Ein Stand auf dem Stadtfest" in html and "Geheime Absprache" not in html
    # What an editor changes afterwards stays.
    outcome = page.outcomes.first()
    outcome.text = "Zwei Stände"
    page.outcomes.add(outcome)
    page.save_revision().publish()
    amina.post(url, {"publish": "on"})
    assert NetworkingWorkshopPage.objects.get(pk=page.pk).outcomes.count() == 2


def test_the_list_for_everyone_holds_only_what_everyone_may_see(town, amina, monkeypatch):
    amina.post(town.url, {"all": "1"})
    one, two = presentation.present(town.workshop)
    WorkshopStatement.objects.create(organisation=one, side=Side.SEEKS, kind=town.rooms, text="Probenraum")
    WorkshopStatement.objects.create(
        organisation=one, side=Side.SEEKS, kind=town.rooms, text="Heimliches", visibility="internal"
    )
    agreed(town, one, two)
    agreed(town, one, two, text="Heimliche Absprache", visibility="internal")
    WorkshopOrganisation.objects.filter(pk=two.pk).update(
        interests="Heimliches Ziel", interests_visibility="internal"
    )
    texts = {}
    for audience in ("everyone", "moderator"):
        page = amina.get(f"{town.url}list/?for={audience}").content.decode()
        pdf = amina.get(f"{town.url}list/pdf/?for={audience}")
        assert pdf.headers["Content-Type"] == "application/pdf"
        texts[audience] = (page, text_of_pdf(pdf.content))
    for text in texts["everyone"]:
        assert "Probenraum" in text and "Stadtfest" in text and "Heimlich" not in text
    for text in texts["moderator"]:
        for secret in ("Heimliches", "Heimliche Absprache", "Heimliches Ziel", "["):
            assert secret in text
    monkeypatch.setitem(availability.MODULES, "no_such_module", "typst")
    html = amina.get(f"{town.url}list/").content.decode()
    assert "python -m pip install" in html and "list/pdf/" not in html
    assert "python -m pip install" in amina.get(f"{town.url}list/pdf/", follow=True).content.decode()


def test_who_may_not_edit_the_workshop_sees_nothing_of_it(town, client):
    row = WorkshopOrganisation.objects.create(workshop=town.workshop, name="Treff")
    other = WorkshopFactory(title="Anderer Workshop")
    client.force_login(make_user("fremd", groups=[editor_group(other, people=False)]))
    own = f"/admin/skew/workshop/{other.pk}/"
    assert client.get(own).status_code == 200
    # Nor by the address of one's own workshop.
    assert client.get(f"{own}organisations/{row.pk}/").status_code == 404
    for path in (
        "",
        f"organisations/{row.pk}/",
        "agreements/new/",
        "pairs/",
        "list/",
        "list/pdf/",
        "outcomes/",
    ):
        assert client.get(f"{town.url}{path}").status_code == 302, path
        assert client.post(f"{town.url}{path}", {"name": "Neu"}).status_code == 302, path
    assert WorkshopOrganisation.objects.count() == 1


def test_the_team_of_the_inventory_writes_down_and_takes_nothing_over(town, client):
    inventory = InventoryFactory()
    NetworkingWorkshopPage.objects.filter(pk=town.workshop.pk).update(inventory=inventory)
    member = make_user("team", groups=[editor_group(WorkshopFactory(), people=False)])
    client.force_login(member)
    assert client.get(town.url).status_code == 302
    TeamMember.objects.create(project=inventory, user=member)
    row, url = add(client, town, "Nachbarschaftstreff")
    client.post(url, opened(client, url) | {"new-seeks-kind": town.rooms.pk})
    assert said(row) == [("seeks", "rooms", "")]
    before = town.workshop.revisions.count()
    client.post(f"{town.url}outcomes/")
    assert town.workshop.revisions.count() == before


def test_the_number_of_queries_does_not_grow(town, amina, django_assert_max_num_queries):
    def grow(count: int) -> None:
        start = WorkshopOrganisation.objects.count()
        rows = WorkshopOrganisation.objects.bulk_create(
            WorkshopOrganisation(workshop=town.workshop, name=f"Gruppe {number}")
            for number in range(start, count)
        )
        WorkshopStatement.objects.bulk_create(
            WorkshopStatement(organisation=row, side=side, kind=town.rooms, topic=town.topic, text=f"{row}")
            for row in rows
            for side in Side
        )
        agreed(town, *rows[:3])

    counts = []
    for size in (10, 200):
        grow(size)
        taken = []
        for path in ("", "pairs/", "list/?for=moderator", "agreements/new/", "outcomes/"):
            with django_assert_max_num_queries(80) as captured:
                assert amina.get(f"{town.url}{path}").status_code == 200
            taken.append(len(captured))
        counts.append(taken)
    assert counts[0] == counts[1]
