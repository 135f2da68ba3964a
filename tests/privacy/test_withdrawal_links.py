"""The way of somebody without an account: ask, letter, link, choose, done."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing

from skew_wagtail.privacy import signed_links
from skew_wagtail.privacy.models import Consent, ListingRefusal, PrivacySettings, UsedLink
from skew_wagtail.privacy.signed_links import LinkUsed, make_token, read_token, use_link
from tests.factories import ActorProfileFactory, add_address, add_contact
from tests.forms import fields_of

ASK = "/skew/withdrawal/"


@pytest.fixture
def person(profile):
    return add_contact(profile, ["web"], name="Amina Beispiel", email="amina@example.org")


def ask(client, email, **more):
    posted = fields_of(client.get(ASK).content.decode(), "form.skew-form__body")
    return client.post(ASK, posted | {"email": email} | more)


# Asking.


def test_who_asks_gets_a_letter_with_a_link_that_works(client, profile, person, privacy_page, quick):
    response = ask(client, "AMINA@example.org")
    assert (response.status_code, response.headers["Location"]) == (302, f"{ASK}sent/")
    [letter] = mail.outbox
    assert letter.to == ["AMINA@example.org"]
    assert profile.title in letter.body
    [url] = re.findall(r"http://localhost(/skew/withdrawal/\S+)", letter.body)
    assert "Amina Beispiel" in client.get(url).content.decode()


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client, person, privacy_page, quick):
    answers = [ask(client, email) for email in ("amina@example.org", "niemand@example.org")]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert answers[0].content == answers[1].content
    assert [letter.to for letter in mail.outbox] == [["amina@example.org"], ["niemand@example.org"]]
    assert "/skew/withdrawal/" not in mail.outbox[1].body


def test_a_person_of_two_organisations_gets_a_link_for_each(
    client, directory, profile, person, privacy_page, quick
):
    other = ActorProfileFactory(parent=directory, title="Chor der Welt")
    other.contacts.create(person=person)
    other.save()
    ask(client, person.email)
    assert len(re.findall(r"/skew/withdrawal/\S{20,}", mail.outbox[0].body)) == 2
    assert "Chor der Welt" in mail.outbox[0].body


def test_people_with_the_same_address_each_get_their_link(client, profile, person, privacy_page, quick):
    add_contact(profile, ["web"], name="Berta Beispiel", email=person.email)
    ask(client, person.email)
    assert len(re.findall(r"/skew/withdrawal/\S{20,}", mail.outbox[0].body)) == 2


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"email": "kein"}, "Das ist keine E-Mail-Adresse"),
        ({"email": ""}, "Bitte schreiben Sie Ihre E-Mail-Adresse"),
        ({"opened": "falsch"}, "zu lange offen"),
        ({"opened": ""}, "zu lange offen"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_sends_nothing(client, person, privacy_page, quick, more, message):
    response = ask(client, **({"email": person.email} | more))
    assert response.status_code == 200
    assert message in response.content.decode()
    assert 'role="alert"' in response.content.decode()
    assert mail.outbox == []


def test_a_form_that_is_sent_at_once_is_asked_to_wait(client, person, privacy_page):
    response = ask(client, person.email)
    assert "sehr schnell" in response.content.decode()
    assert mail.outbox == []


def test_a_robot_is_answered_and_gets_nothing(client, person, privacy_page, quick):
    response = ask(client, person.email, homepage="https://example.org/")
    assert response.headers["Location"] == f"{ASK}sent/"
    assert mail.outbox == []


def test_nobody_can_flood_a_mailbox(client, person, privacy_page, quick):
    for _ in range(7):
        assert ask(client, person.email).headers["Location"] == f"{ASK}sent/"
    assert len(mail.outbox) == 5


def test_nobody_can_try_address_after_address(client, person, privacy_page, quick):
    statuses = [ask(client, f"a{number}@example.org").status_code for number in range(12)]
    assert statuses == [302] * 10 + [429] * 2
    assert len(mail.outbox) == 10


def test_visitors_behind_a_proxy_are_told_apart(client, person, privacy_page, quick, settings):
    settings.SKEW_WAGTAIL = {"CLIENT_ADDRESS": "HTTP_X_REAL_IP"}
    for number in range(12):
        posted = fields_of(client.get(ASK).content.decode(), "form.skew-form__body")
        posted |= {"email": f"a{number}@example.org"}
        assert client.post(ASK, posted, HTTP_X_REAL_IP=f"192.0.2.{number}").status_code == 302


def test_no_address_is_kept_or_logged(client, person, privacy_page, quick, caplog):
    from django.core.cache import cache

    caplog.set_level(0)
    ask(client, person.email)
    kept = str(getattr(cache, "_cache", ""))
    assert "skew-throttle-" in kept
    for secret in (person.email, "127.0.0.1"):
        assert secret not in kept
        assert secret not in caplog.text


def test_a_form_without_a_privacy_page_is_not_online(client, profile, person, quick):
    response = client.get(ASK)
    assert response.status_code == 503
    assert "noch nicht online" in response.content.decode()
    assert client.post(ASK, {"email": person.email}).status_code == 503
    assert mail.outbox == []


def test_a_form_tells_what_becomes_of_ones_data(client, privacy_page):
    html = client.get(ASK).content.decode()
    assert "geben sie an niemanden weiter" in html
    assert f'href="{privacy_page.url}"' in html


def test_an_unpublished_privacy_page_is_none(client, privacy_page, directory):
    PrivacySettings.objects.update(privacy_page=directory)
    assert client.get(ASK).status_code == 200
    directory.unpublish()
    assert client.get(ASK).status_code == 503


# The link.


def test_a_link_shows_on_get_and_acts_on_post(client, profile, person, link):
    url = link(person, profile)
    for _ in range(2):
        response = client.get(url)
        assert response.status_code == 200
    assert client.head(url).status_code == 200
    assert Consent.objects.count() == 1
    assert "Amina Beispiel" in client.get(profile.url).content.decode()
    response = client.post(url, {"withdraw": [f"{person.pk}:web"]})
    assert response.headers["Location"] == f"{ASK}done/"
    assert "Amina Beispiel" not in client.get(profile.url).content.decode()


def test_no_cache_keeps_a_link_and_no_other_site_learns_it(client, profile, person, link):
    response = client.get(link(person, profile))
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_link_works_once(client, profile, person, link):
    add_address(profile)
    url = link(person, profile)
    client.post(url, {"withdraw": ["address"]})
    response = client.get(url)
    assert response.status_code == 410
    assert "jeder Link wirkt nur einmal" in response.content.decode()
    assert client.post(url, {"withdraw": ["entry"]}).status_code == 410
    assert not ListingRefusal.objects.exists()


def test_a_form_with_nothing_ticked_leaves_the_link_as_it_is(client, profile, person, link):
    url = link(person, profile)
    response = client.post(url, {})
    assert "mindestens" in response.content.decode()
    assert not UsedLink.objects.exists()
    assert client.post(url, {"withdraw": ["entry"]}).status_code == 302


@pytest.mark.parametrize("value", ["fax", "1:fax", "x:web", "", "999999:web", "entry'--"])
def test_what_is_not_in_force_cannot_be_taken_back(client, profile, person, link, value):
    response = client.post(link(person, profile), {"withdraw": [value]})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert Consent.objects.count() == 1


def test_a_link_takes_nothing_of_others(client, profile, person, link):
    other = add_contact(profile, ["web"], name="Berta Geheim")
    url = link(person, profile)
    assert "Berta Geheim" not in client.get(url).content.decode()
    client.post(url, {"withdraw": [f"{other.pk}:web"]})
    assert "Berta Geheim" in client.get(profile.url).content.decode()


def test_who_left_the_organisation_takes_back_what_is_theirs_and_no_more(client, profile, person, link):
    add_address(profile)
    profile.contacts.all().delete()
    profile.save()
    url = link(person, profile)
    assert "Website" in client.get(url).content.decode()
    assert client.post(url, {"withdraw": ["entry"]}).status_code == 200
    assert client.post(url, {"withdraw": ["address"]}).status_code == 200
    assert not ListingRefusal.objects.exists()
    assert client.post(url, {"withdraw": [f"{person.pk}:web"]}).status_code == 302


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "x" + token, lambda token: "abc"])
def test_a_tampered_link_reveals_nothing(client, profile, person, link, change):
    token = link(person, profile).removeprefix(ASK).removesuffix("/")
    response = client.get(f"{ASK}{change(token)}/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "ging unterwegs ein Teil verloren" in html
    assert profile.title not in html
    assert person.name not in html


def test_a_link_for_something_else_is_no_link(client, profile, person):
    token = make_token("registration", person_id=person.pk, actor_key=profile.translation_key)
    assert client.get(f"{ASK}{token}/").status_code == 404


def test_what_is_signed_but_no_link_is_no_link(client, db):
    token = signing.dumps({"no": "list"}, salt="skew_wagtail.privacy.withdrawal")
    assert client.get(f"{ASK}{token}/").status_code == 404


def test_an_old_link_is_refused(client, profile, person, link, monkeypatch):
    url = link(person, profile)
    monkeypatch.setattr(signed_links, "MAX_AGE", timedelta(seconds=-1))
    response = client.post(url, {"withdraw": [f"{person.pk}:web"]})
    assert response.status_code == 410
    assert "zu alt" in response.content.decode()
    assert Consent.objects.count() == 1


def test_a_link_of_a_deleted_person_reveals_nothing(client, profile, person, link):
    url = link(person, profile)
    person.delete()
    response = client.get(url)
    assert response.status_code == 410
    assert profile.title not in response.content.decode()


def test_of_two_that_come_at_once_one_acts(profile, person):
    token = make_token("withdrawal", person_id=person.pk, actor_key=profile.translation_key)
    first, second = read_token("withdrawal", token), read_token("withdrawal", token)
    use_link(first)
    with pytest.raises(LinkUsed):
        use_link(second)


def test_a_withdrawal_that_fails_leaves_the_link_for_another_try(client, profile, person, link, monkeypatch):
    from skew_wagtail.privacy.views import public

    def fail(*args, **kwargs):
        raise RuntimeError("no space left")

    url = link(person, profile)
    monkeypatch.setattr(public, "withdraw", fail)
    with pytest.raises(RuntimeError):
        client.post(url, {"withdraw": ["entry"]})
    assert not UsedLink.objects.exists()


# The letters after.


def test_the_organisation_gets_a_confirmation_and_the_town_hall_word(
    client, profile, person, link, privacy_page
):
    PrivacySettings.objects.update(notification_email="eine-welt@example.org")
    client.post(link(person, profile), {"withdraw": [f"{person.pk}:web"]})
    confirmation, notice = mail.outbox
    assert (confirmation.to, notice.to) == ([person.email], ["eine-welt@example.org"])
    for letter in (confirmation, notice):
        assert profile.title in letter.body
        assert "Website" in letter.body
        assert "Amina" not in letter.body + letter.subject


def test_the_town_hall_learns_which_printed_copies_hold_it(
    client, profile, person, link, privacy_page, printed
):
    PrivacySettings.objects.update(notification_email="eine-welt@example.org")
    client.post(link(person, profile), {"withdraw": ["entry"]})
    assert "Broschüre 2026 (14.03.2026)" in mail.outbox[-1].body
    assert "der ganze Eintrag" in mail.outbox[-1].body


def test_a_broken_mail_server_undoes_no_withdrawal(client, profile, person, link, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    response = client.post(link(person, profile), {"withdraw": [f"{person.pk}:web"]})
    assert response.status_code == 302
    assert "Amina Beispiel" not in client.get(profile.url).content.decode()
    assert "withdrawal_done" in caplog.text
    assert person.email not in caplog.text


def test_a_name_with_line_breaks_and_markup_stays_a_name(client, directory, link):
    page = ActorProfileFactory(parent=directory, title="Tom & <b>Co</b>")
    person = add_contact(page, ["web"], email="tom@example.org")
    url = link(person, page)
    assert "Tom &amp; &lt;b&gt;Co&lt;/b&gt;" in client.get(url).content.decode()
    client.post(url, {"withdraw": ["entry"]})
    assert "Tom & <b>Co</b>" in mail.outbox[0].body
