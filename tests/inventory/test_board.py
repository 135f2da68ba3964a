"""The board of inventories, its tile and its mail: what stands there, and for whom."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from skew_wagtail.inventory.actions import add_standard_steps
from skew_wagtail.inventory.board.models import DigestSubscription
from skew_wagtail.inventory.models import InventoryProjectPage, InventoryStep
from skew_wagtail.inventory.research.models import Interview, ResearchEntry, TeamMember
from skew_wagtail.privacy.models import OutgoingLetter
from tests.factories import (
    ActorProfileFactory,
    InventoryFactory,
    InventoryIndexFactory,
    MunicipalityFactory,
    StepStateFactory,
    editor_group,
    make_user,
)
from tests.inventory.many import make_inventories

pytestmark = pytest.mark.django_db
BOARD = "/admin/skew/inventories/board/"
COLUMNS = ("inventory", "step", "overdue", "next", "found", "interviewed", "approved", "published")


def day(days):
    return timezone.localdate() + timedelta(days=days)


def written(value):
    return date_format(value, "SHORT_DATE_FORMAT")


class Town:
    """Four inventories: one late, one on time with an interview to come, one finished, one without steps."""

    def __init__(self):
        states = {slug: StepStateFactory(slug=slug) for slug in ("planned", "running", "done", "skipped")}
        self.states = states
        self.index = InventoryIndexFactory(slug="bestandsaufnahmen")
        self.finished = self.make(
            "Fertig", ("application", "done", -90, -90), ("commission", "done", -80, -70)
        )
        self.bare = self.make("Ohne")
        self.on_time = self.make(
            "Auf gutem Weg",
            ("application", "done", -90, -90),
            ("research_interviews", "running", None, None),
            ("brochure", "planned", 40, None),
        )
        self.late = self.make(
            "Spät dran", ("application", "planned", -3, None), ("commission", "done", -10, -9),
            municipality=MunicipalityFactory(name="Oberwiesenbach"),
        )  # fmt: skip
        profile = ActorProfileFactory(title="Weltladen")
        entry = ResearchEntry.objects.create(
            project=self.on_time, name="Weltladen", state="interviewed", profile=profile
        )
        asked = ResearchEntry.objects.create(project=self.on_time, name="Berta Beispiel", state="agreed")
        self.at = timezone.localtime() + timedelta(days=5)
        Interview.objects.create(entry=asked, appointment_at=self.at)
        # Over, though its appointment is to come.
        Interview.objects.create(entry=entry, appointment_at=timezone.now() + timedelta(days=1))

    def make(self, title, *steps, **values):
        rows = [
            InventoryStep(
                key=key,
                title=f"Schritt {key}",
                state=self.states[state],
                planned_date=planned and day(planned),
                actual_date=actual and day(actual),
            )
            for key, state, planned, actual in steps
        ]
        return InventoryFactory(parent=self.index, title=title, steps=rows, **values)


@pytest.fixture
def town(db):
    return Town()


def account(name, *permissions, groups=()):
    user = make_user(name, groups=list(groups))
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *permissions]))
    return user


@pytest.fixture
def contractor(town):
    """Works on one inventory, by its team alone."""
    user = account("honorarkraft")
    TeamMember.objects.create(project=town.on_time, user=user)
    return user


def board(client, query=""):
    response = client.get(BOARD + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def rows(page):
    """The cells of each inventory by their column."""
    lines = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select("tbody tr")
    ]
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines]


def names(page):
    return [row["inventory"].split(" Stadt")[0].split(" Ober")[0] for row in rows(page)]


def test_what_is_overdue_stands_first_and_what_is_finished_last(admin, town):
    page = board(admin)
    assert names(page) == ["Spät dran", "Ohne", "Auf gutem Weg", "Fertig"]
    late, bare, on_time, finished = rows(page)
    assert late["overdue"] == f"Schritt application, {written(day(-3))}"
    assert re.match(r"1 \w+ 2: Schritt application", late["step"])
    assert "Schritt commission" in late["step"], "the hint"
    assert on_time["next"] == f"{date_format(town.at, 'SHORT_DATETIME_FORMAT')} Interview"
    assert "Berta" not in page.get_text(), "with whom stays in the research list"
    numbers = [on_time[column] for column in COLUMNS[4:]]
    assert numbers == ["2", "1", "0", "1"]
    assert bare["step"] != finished["step"]
    assert not re.search(r"\d", bare["step"] + finished["step"])


def test_filters_find_by_place_and_step_and_ignore_what_is_unknown(admin, town):
    place = town.late.municipality_id
    assert names(board(admin, f"?municipality={place}")) == ["Spät dran"]
    assert names(board(admin, "?step=research_interviews")) == ["Auf gutem Weg"]
    assert names(board(admin, "?step=finished")) == ["Fertig"]
    assert len(names(board(admin, "?step=x&municipality=99999&state=%00&p=77"))) == 4
    stages = [link.get_text(strip=True) for link in board(admin).select(".skew-register__filter a")]
    assert stages[0].endswith("(4)")
    assert [stage.rpartition(" ")[2] for stage in stages[1:]] == ["(1)"] * 4


def test_what_was_saved_last_counts_also_unpublished(admin, town):
    page = InventoryProjectPage.objects.get(pk=town.late.pk)
    page.steps.set(
        [InventoryStep(key="application", title="Neu", state=town.states["running"], planned_date=day(2))]
    )
    page.title = "Nun pünktlich"
    page.save_revision()
    found = rows(board(admin))
    assert found[0]["overdue"] == "–"
    line = next(row for row in found if "Nun pünktlich" in row["inventory"])
    assert line["next"] == f"{written(day(2))} Neu"


def test_each_sees_those_they_may(client, town, contractor):
    reader = account("lesend", "view_inventoryprojectpage")
    editor = account("redaktion", groups=[editor_group(town.index)])
    stranger = account("fremd", groups=[Group.objects.create(name="Nichts")])
    seen = {}
    for user in (contractor, reader, editor):
        client.force_login(user)
        page = board(client)
        seen[user.username] = (len(rows(page)), len(page.select("tbody a")))
        assert BOARD in client.get("/admin/").content.decode()
    everything, links = seen["redaktion"]
    assert (everything, links > 0) == (4, True)
    assert seen["lesend"] == (4, 0)
    assert seen["honorarkraft"][0] == 1
    client.force_login(stranger)
    assert client.get(BOARD).status_code == 302
    start = client.get("/admin/").content.decode()
    assert BOARD not in start
    assert "skew-board" not in start


def test_the_start_page_tells_what_is_due(client, town, contractor, superuser):
    tiles = {}
    for user in (superuser, contractor):
        client.force_login(user)
        html = BeautifulSoup(client.get("/admin/").content.decode(), "html.parser")
        tiles[user.username] = " ".join(html.select_one("#skew-board-section").get_text(" ").split())
    assert re.search(r"\b1 \w+", tiles["chefin"].partition("Interview")[0].replace(written(town.at), ""))
    assert not re.search(r"\b1 \w+", tiles["honorarkraft"].replace(written(town.at), ""))
    for tile in tiles.values():
        assert f"{date_format(town.at, 'SHORT_DATETIME_FORMAT')} Interview Auf gutem Weg" in tile


def test_the_number_of_queries_does_not_grow(admin, town):
    numbers = []
    for count in (10, 990):
        made = make_inventories(town.index, count)
        # Some wait with changes.
        for page in InventoryProjectPage.objects.filter(pk__in=[page.pk for page in made[:5]]):
            page.save_revision()
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(board(admin))) == (14 if count == 10 else 25)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def remind(client, user, choice="on"):
    client.force_login(user)
    assert client.post(BOARD, {"digest": choice}).status_code == 302


def test_nobody_is_reminded_who_did_not_ask(town, contractor, mailoutbox):
    call_command("skew_send_digest")
    assert mailoutbox == []


def test_who_asked_gets_one_letter_a_day_with_what_they_may_see(
    client, town, contractor, superuser, mailoutbox
):
    for user in (contractor, superuser):
        remind(client, user)
        remind(client, user)
    assert board(client).select_one("button[value=off]")
    for _ in range(2):
        call_command("skew_send_digest")
    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert len(mailoutbox) == 2
    ours, all_of_them = letters["honorarkraft@example.org"].body, letters["chefin@example.org"].body
    assert "Spät dran" not in ours
    assert re.search(rf"Schritt application.*{written(day(-3))}", all_of_them)
    for body in (ours, all_of_them):
        assert f"{date_format(town.at, 'SHORT_DATETIME_FORMAT')} Interview (Auf gutem Weg)" in body
        assert "Berta" not in body and "Schritt brochure" not in body
        assert BOARD in body
    DigestSubscription.objects.update(last_sent_on=day(-1))
    remind(client, superuser, "off")
    call_command("skew_send_digest")
    assert [letter.to for letter in mailoutbox[2:]] == [["honorarkraft@example.org"]]


def test_a_letter_that_the_mail_server_did_not_take_waits_and_is_not_written_again(
    client, town, superuser, monkeypatch
):
    def refuse(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    remind(client, superuser)
    for _ in range(2):
        call_command("skew_send_digest")
    assert [letter.state for letter in OutgoingLetter.objects.all()] == ["queued"]


def test_nothing_due_no_letter(client, town, contractor, superuser, mailoutbox):
    Interview.objects.all().delete()
    town.late.unpublish()
    town.late.delete()
    town.on_time.steps.all().delete()
    remind(client, contractor)
    remind(client, superuser)
    call_command("skew_send_digest")
    assert mailoutbox == []


def test_who_may_no_longer_get_in_is_not_written_to(client, town, contractor, mailoutbox):
    remind(client, contractor)
    contractor.user_permissions.clear()
    call_command("skew_send_digest")
    assert mailoutbox == []


def test_a_new_draft_made_from_an_application_stands_at_its_first_step(admin, town):
    page = InventoryProjectPage(title="Entwurf", municipality=MunicipalityFactory(), live=False)
    add_standard_steps(page)
    town.index.add_child(instance=page)
    page.save_revision()
    line = next(row for row in rows(board(admin)) if "Entwurf" in row["inventory"])
    assert re.match(r"1 \w+ 9: ", line["step"])
