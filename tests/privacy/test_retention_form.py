"""The form in which a municipality says how long it keeps what."""

import pytest
from django.contrib.auth.models import Permission

from skew_wagtail.privacy.models import RetentionSettings
from skew_wagtail.privacy.retention import editable_rules
from tests.factories import make_user
from tests.forms import fields_of

URL = "/admin/settings/skew_privacy/retentionsettings/"


def fields(client, url):
    return fields_of(client.get(url).content.decode(), f"form[action='{url}']")


@pytest.fixture
def form(admin, db):
    url = admin.get(URL).url
    return url, fields(admin, url)


def test_the_form_asks_for_the_days_of_every_rule(admin, form):
    url, filled = form
    expected = {rule.slug: [str(rule.days)] for rule in editable_rules()}
    assert {name: filled[name] for name in expected} == expected
    html = admin.get(url).content.decode()
    for rule in editable_rules():
        label = str(rule.label)
        assert f"{label[0].upper()}{label[1:]}" in html
        assert str(rule.help_text) % {"days": rule.days} in html
        assert f'id="id_{rule.slug}"' in html
    assert "used-links" not in html


def test_a_field_is_bound_to_its_label_and_its_help(admin, form):
    html = admin.get(form[0]).content.decode()
    [widget] = [part for part in html.split("<input")[1:] if 'id="id_people"' in part.partition(">")[0]]
    described = widget.partition('aria-describedby="')[2].partition('"')[0]
    assert f'id="{described}"' in html
    assert 'for="id_people"' in html
    assert 'min="1"' in widget.partition(">")[0] and 'max="36500"' in widget.partition(">")[0]


def test_chosen_days_are_kept_and_defaults_are_not_written_down(admin, form):
    url, filled = form
    assert admin.post(url, filled | {"people": "90"}).status_code == 302
    assert RetentionSettings.objects.get().days == {"people": 90}
    assert fields(admin, url)["people"] == ["90"]
    admin.post(url, filled | {"people": "180"})
    assert RetentionSettings.objects.get().days == {}


def test_days_of_a_room_that_is_not_installed_are_left_alone(admin, form):
    RetentionSettings.objects.update(days={"sightings": 90})
    admin.post(form[0], form[1])
    assert RetentionSettings.objects.get().days == {"sightings": 90}


@pytest.mark.parametrize("days", ["0", "-1", "36501", "1.5", "bald", ""])
def test_days_are_a_whole_number_within_bounds(admin, form, days):
    url, filled = form
    response = admin.post(url, filled | {"people": days})
    assert response.status_code == 200
    html = response.content.decode()
    assert 'aria-invalid="true"' in html
    assert html.count("w-field__errors") >= 1
    assert RetentionSettings.objects.get().days == {}


def test_only_who_may_change_the_setting_sees_the_form(client, form):
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(form[0]).status_code == 302
    user.user_permissions.add(Permission.objects.get(codename="change_retentionsettings"))
    assert client.get(form[0]).status_code == 200
