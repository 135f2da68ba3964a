"""What comes of a workshop: pairs, profiles, outcomes, the list; and who may see it."""

from django.utils import timezone

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.forum.models import NetworkingWorkshopPage
from skew_wagtail.forum.workshop import presentation
from skew_wagtail.forum.workshop.models import (
    Side,
    WorkshopOrganisation,
    WorkshopStatement,
)
from skew_wagtail.inventory.research.models import TeamMember
from skew_wagtail.pdf import availability
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import ConsentMethod
from tests.factories import (
    InventoryFactory,
    WorkshopFactory,
    editor_group,
    make_user,
)
from tests.forum.workshops import add, agreed, opened, said
from tests.pdf_text import text_of_pdf


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
