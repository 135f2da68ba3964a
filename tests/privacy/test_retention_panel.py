"""What the start page of the admin says about what will be removed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from skew_wagtail.privacy.models import RetentionSettings, UsedLink
from skew_wagtail.privacy.retention.panel import outlooks
from skew_wagtail.privacy.retention.rule import retention_rules
from tests.factories import ContactPersonFactory, make_user


@pytest.fixture
def admin(client, superuser, settings):
    """A client signed in as superuser for longer than a test travels."""
    settings.SESSION_COOKIE_AGE = timedelta(days=1000).total_seconds()
    client.force_login(superuser)
    return client


def seen(client):
    """The panel on the start page, or nothing."""
    html = BeautifulSoup(client.get("/admin/").content.decode(), "html.parser")
    return html.select_one("#skew-retention-section")


def rows(panel):
    return [[cell.get_text(strip=True) for cell in row.select("td")] for row in panel.select("tbody tr")]


def test_the_table_tells_how_many_go_and_when(travel, admin):
    ContactPersonFactory.create_batch(3)
    travel(100)
    ContactPersonFactory.create_batch(2)
    travel(160)
    assert rows(seen(admin)) == [["0", "3", "29.08.2026"]]
    travel(200)
    assert rows(seen(admin)) == [["3", "0", "18.09.2026"]]
    travel(260)
    assert rows(seen(admin)) == [["3", "2", "17.11.2026"]]


def test_a_changed_period_changes_the_outlook(travel, admin):
    ContactPersonFactory()
    RetentionSettings.objects.create(days={"people": 20})
    assert rows(seen(admin)) == [["0", "1", "22.03.2026"]]


def test_it_says_so_when_nothing_is_due(travel, admin):
    ContactPersonFactory()
    panel = seen(admin)
    assert panel.select_one("p")
    assert len(panel.select("p")) == 2
    travel(180)
    assert len(seen(admin).select("p")) == 1


def test_it_says_so_when_there_is_nothing_at_all(admin):
    panel = seen(admin)
    assert panel.select_one("p") and not panel.select("table")


def test_the_table_is_told_apart_by_those_who_hear_it(admin):
    ContactPersonFactory()
    panel = seen(admin)
    assert panel.select_one("h2")
    assert panel.select_one("caption").get_text(strip=True)
    assert len(panel.select("thead th[scope=col]")) == 4
    assert len(panel.select("tbody th[scope=row]")) == 1


@pytest.mark.parametrize(("codename", "is_shown"), [("view_consent", True), ("view_contactperson", False)])
def test_only_who_may_see_consents_sees_it(client, codename, is_shown, db):
    user = make_user()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", codename]))
    client.force_login(user)
    assert bool(seen(client)) == is_shown


def test_the_number_of_queries_does_not_grow_with_the_records(travel, db):
    numbers = []
    for _ in range(2):
        ContactPersonFactory.create_batch(5)
        UsedLink.objects.bulk_create(UsedLink(nonce=f"{len(numbers)}-{number}") for number in range(50))
        with CaptureQueriesContext(connection) as queries:
            outlooks()
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] == len(retention_rules()) + 1
