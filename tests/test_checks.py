"""System checks: each is silent on the example site and speaks when its fault is made."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.test import override_settings

from skew_wagtail import checks

FAULTS = {
    "skew_wagtail.E002": {"ROOT_URLCONF": "wagtail.urls"},
    "skew_wagtail.E003": {"WAGTAIL_PAGE_MODEL": "city.CityPage"},
    "skew_wagtail.E004": {"SKEW_WAGTAIL": {"PAGESIZE": 3}},
    "skew_wagtail.W001": {"WAGTAIL_GRAVATAR_PROVIDER_URL": "//gravatar.example.org"},
    "skew_wagtail.W002": {"WAGTAIL_ENABLE_UPDATE_CHECK": True},
    "skew_wagtail.W003": {"WAGTAIL_ALLOW_UNICODE_SLUGS": True},
    "skew_wagtail.W004": {"SESSION_COOKIE_SECURE": False},
    "skew_wagtail.W007": {"MIDDLEWARE": []},
}
CHECKS = (
    checks.check_apps,
    checks.check_urls,
    checks.check_page_model,
    checks.check_settings,
    checks.check_third_parties,
    checks.check_slugs,
    checks.check_redirects,
    checks.check_cookies,
)


def found():
    return {message.id: message for check in CHECKS for message in check()}


def test_the_example_site_lacks_nothing():
    assert found() == {}
    assert [message for message in run_checks() if message.id.startswith("skew_wagtail")] == []


@pytest.mark.parametrize("check_id", FAULTS)
def test_each_fault_is_named_with_what_mends_it(check_id):
    with override_settings(**FAULTS[check_id]):
        messages = found()
    assert set(messages) == {check_id}
    assert messages[check_id].hint


def test_a_missing_app_is_named_with_its_line(monkeypatch):
    installed = apps.is_installed
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail_modeladmin" and installed(name))
    message = found()["skew_wagtail.E001"]
    assert message.hint == 'Add "wagtail_modeladmin" to INSTALLED_APPS.'


def test_each_cookie_that_travels_without_encryption_is_named():
    with override_settings(SESSION_COOKIE_SECURE=False, CSRF_COOKIE_SECURE=False):
        hints = [message.hint for message in checks.check_cookies()]
    assert [hint.split()[1] for hint in hints] == ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]


def test_a_developers_machine_needs_no_encryption():
    with override_settings(SESSION_COOKIE_SECURE=False, DEBUG=True):
        assert checks.check_cookies() == []


def test_a_token_that_is_in_the_session_has_no_cookie():
    with override_settings(CSRF_COOKIE_SECURE=False, CSRF_USE_SESSIONS=True):
        assert checks.check_cookies() == []


def test_embedded_videos_are_named_until_the_host_has_decided(settings):
    del settings.WAGTAILEMBEDS_FINDERS
    assert set(found()) == {"skew_wagtail.W005"}
    settings.WAGTAILEMBEDS_FINDERS = [{"class": "city.embeds.AsksFirst"}]
    assert found() == {}


def test_the_readme_names_every_check():
    from pathlib import Path

    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for check_id in ["skew_wagtail.E001", "skew_wagtail.W005", *FAULTS]:
        assert check_id.removeprefix("skew_wagtail.") in readme
