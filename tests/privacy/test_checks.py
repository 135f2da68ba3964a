"""The check of the privacy page, which lies in the database."""

import pytest
from django.core.management import call_command

from skew_wagtail.privacy.checks import check_privacy_page
from skew_wagtail.privacy.models import PrivacySettings
from tests.factories import set_privacy_page


def found():
    return [message.id for message in check_privacy_page(databases=["default"])]


def test_a_site_with_our_pages_needs_a_privacy_page(directory):
    assert found() == ["skew_wagtail.W006"]
    page = set_privacy_page()
    assert found() == []
    page.unpublish()
    assert found() == ["skew_wagtail.W006"]


def test_a_site_without_our_pages_needs_none(db):
    assert found() == []


def test_without_a_database_nothing_is_asked(directory, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert check_privacy_page(databases=None) == []


def test_before_the_first_migration_there_is_nothing_to_say(directory, monkeypatch):
    monkeypatch.setattr(PrivacySettings._meta, "db_table", "not_there_yet")
    assert found() == []


def test_the_command_says_so(directory, capsys):
    call_command("check", databases=["default"])
    assert "skew_wagtail.W006" in capsys.readouterr().err


@pytest.mark.parametrize("document", ["README.md", "docs/reference/checks.md"])
def test_the_documents_name_it(document):
    from tests.sources import ROOT

    assert "W006" in (ROOT / document).read_text(encoding="utf-8")
