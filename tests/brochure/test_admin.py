"""Building and watching a brochure in the admin, and at the terminal."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.builds import start_build
from skew_wagtail.brochure.models import BrochureEdition, BrochurePage, EditionState, Selection
from skew_wagtail.privacy.actions import hide_address
from tests.factories import (
    ActorProfileFactory,
    BrochureFactory,
    DirectoryFactory,
    TopicFactory,
    editor_group,
    make_user,
)
from tests.forms import fields_of
from tests.pdf_text import text_of_pdf

pytestmark = pytest.mark.django_db


def url_of(page, step=""):
    return f"/admin/skew/brochures/editions/{page.pk}/{step}"


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_button_builds_and_the_page_says_so(
    admin, brochure, quickly, django_capture_on_commit_callbacks, mailoutbox
):
    assert url_of(brochure) in read(admin, f"/admin/pages/{brochure.pk}/edit/")
    with django_capture_on_commit_callbacks(execute=True):
        response = admin.post(url_of(brochure, "build/"))
    assert response.headers["Location"] == url_of(brochure)
    edition = BrochureEdition.objects.get()
    assert (edition.state, edition.built_by.username) == (EditionState.READY, "chefin")
    html = read(admin, url_of(brochure))
    for file in edition.files.all():
        assert file.document.url in html
    assert len(mailoutbox) == 1


def test_who_comes_second_is_told(admin, brochure):
    start_build(brochure)
    response = admin.post(url_of(brochure, "build/"), follow=True)
    assert BrochureEdition.objects.count() == 1
    assert list(response.context["messages"])
    assert "<progress" in response.content.decode()


def test_progress_is_seen_with_and_without_a_script(admin, brochure):
    BrochureEdition.objects.filter(pk=start_build(brochure).pk).update(percent=42, stage="setting")
    assert 'value="42"' in read(admin, url_of(brochure))
    told = admin.get(url_of(brochure, "?format=json")).json()
    assert (told["running"], told["percent"]) == (True, 42)
    BrochureEdition.objects.update(alive_at=timezone.now() - timedelta(hours=3))
    assert admin.get(url_of(brochure, "?format=json")).json()["running"] is False
    assert "<progress" not in read(admin, url_of(brochure))


def test_hints_lead_to_the_profile(admin, brochure, actor, quickly):
    actor.summary = "𓀀"
    actor.save_revision().publish()
    build_brochure(brochure)
    html = read(admin, url_of(brochure))
    assert "U+13000" in html
    assert f'href="/admin/pages/{actor.pk}/edit/"' in html


def test_a_withdrawn_edition_asks_to_be_built_again(admin, brochure, actor, quickly):
    edition = build_brochure(brochure)
    hide_address(actor.translation_key)
    assert "<strong>" in read(admin, url_of(brochure))
    register = read(admin, "/admin/skew_brochure/brochureedition/?state__exact=withdrawn")
    assert edition.title in register
    inspect = read(admin, f"/admin/skew_brochure/brochureedition/inspect/{edition.pk}/")
    assert url_of(brochure) in inspect


def test_without_the_extra_the_page_says_what_to_install(admin, brochure, monkeypatch):
    monkeypatch.setattr("skew_wagtail.brochure.views.admin.missing_extra", lambda: "Bitte installieren")
    html = read(admin, url_of(brochure))
    assert "Bitte installieren" in html
    assert url_of(brochure, "build/") not in html


def test_the_preview_shows_the_latest_draft_and_keeps_nothing(admin, brochure):
    brochure.title = "Noch ein Entwurf"
    brochure.save_revision()
    response = admin.get(url_of(brochure, "preview/"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert "Noch ein Entwurf" in text_of_pdf(response.content)
    assert not BrochureEdition.objects.exists()


def test_one_profile_can_be_looked_at_alone(admin, actor):
    other = ActorProfileFactory(title="Nachbarverein", summary="Da.")
    page = BrochureFactory(actors=[actor, other])
    text = text_of_pdf(admin.get(url_of(page, f"preview/{actor.pk}/")).content)
    assert "Weltladen" in text
    assert "Nachbarverein" not in text
    stranger = ActorProfileFactory(title="Fremd")
    assert admin.get(url_of(page, f"preview/{stranger.pk}/")).status_code == 302


def test_who_may_only_edit_may_not_build(client, brochure):
    group = editor_group(brochure, people=False)
    user = make_user("redaktion", groups=[group])
    client.force_login(user)
    assert client.get(url_of(brochure)).status_code == 200
    group.page_permissions.filter(permission__codename="publish_page").delete()
    for step in ("", "build/", "preview/"):
        assert client.post(url_of(brochure, step)).status_code == 302
        assert client.get(url_of(brochure, step)).headers["Location"] == "/admin/"
    assert not BrochureEdition.objects.exists()


def test_the_form_makes_a_brochure(admin, db):
    topic = TopicFactory(slug="fair-trade")
    directory = DirectoryFactory(slug="akteure")
    ActorProfileFactory(parent=directory, topics=[topic])
    parent = directory.get_parent()
    url = f"/admin/pages/add/skew_brochure/brochurepage/{parent.pk}/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    posted |= {
        "title": "Unser Heft",
        "slug": "heft",
        "selection": Selection.FILTER,
        "directory": str(directory.pk),
        "filter_query": "?topic=gibtesnicht",
        "action-publish": "1",
    }
    response = admin.post(url, posted)
    assert "filter_query" in response.context["form"].errors
    response = admin.post(url, posted | {"filter_query": "?topic=fair-trade"})
    assert response.status_code == 302, response.context["form"].errors
    assert BrochurePage.objects.get(slug="heft").filter_query == "topic=fair-trade"


# At the terminal.


def run(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("skew_build_brochure", *map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_command_builds_once(brochure, quickly, tmp_path):
    out, err = run(brochure.pk, output=tmp_path / "fertig", user=make_user("redaktion").username)
    assert (brochure.title in out, err) == (True, "")
    assert BrochureEdition.objects.get().built_by.username == "redaktion"
    assert len(list((tmp_path / "fertig").glob("*.pdf"))) == 2
    run()
    assert BrochureEdition.objects.count() == 1


def test_the_command_says_what_it_could_not_do(brochure, quickly):
    with pytest.raises(CommandError, match=str(brochure.pk)) as unknown:
        run(999_999)
    assert unknown.value.returncode == 2
    with pytest.raises(CommandError, match="niemand"):
        run(brochure.pk, user="niemand")
    start_build(brochure)
    with pytest.raises(CommandError) as running:
        run(brochure.pk)
    assert running.value.returncode == 2
    BrochureEdition.objects.all().delete()
    empty = BrochureFactory(title="Leeres Heft", actors=[])
    with pytest.raises(CommandError, match="Leeres Heft") as failed:
        run(empty.pk)
    assert failed.value.returncode == 1
