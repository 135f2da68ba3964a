"""Who does not want to be listed is not listed: by no editor, no import, no clock."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry, Site

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.actions import lift_refusal, refuse_listing
from skew_wagtail.privacy.models import ListingRefusal
from skew_wagtail.privacy.refusals import ListingRefused, Refusals
from tests.exchange.sheets import SHOP, import_rows
from tests.factories import ActorProfileFactory, KindFactory, editor_group, make_user
from tests.forms import fields_of

REGISTER = "/admin/skew_privacy/listingrefusal/"


@pytest.fixture
def draft(directory):
    return ActorProfileFactory(parent=directory, title="Exilverein Morgenrot e. V.", live=False)


def refuse(name="Exilverein Morgenrot", **values):
    return refuse_listing(name, **{"refused_on": date(2026, 3, 1)} | values)


@pytest.mark.parametrize(
    ("refused", "asked"),
    [
        ("Exilverein Morgenrot e. V.", "Exilverein Morgenrot"),
        ("Exilverein Morgenrot", "EXILVEREIN MORGENROT e.V."),
        ("Förderkreis Straße", "Foerderkreis Strasse"),
        ("جمعية الأمل", "جمعية الأمل"),
    ],
)
def test_an_organisation_is_known_however_its_name_is_spelled(db, refused, asked):
    refuse(refused)
    assert Refusals().find([asked])


def test_an_organisation_is_known_by_a_former_name(db):
    refuse("Neuer Name", former_names=["Alter Name e. V.", "Noch älter"])
    assert Refusals().find(["Noch aelter"])
    assert not Refusals().find(["Ganz anders"])


def test_a_profile_is_known_by_its_key_when_it_is_renamed(draft):
    refuse(actor_key=draft.translation_key)
    assert Refusals().find(["Ganz anders"], draft.translation_key)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_name_without_letters_meets_another(first, second):
    """Two names that fold to nothing are not the same organisation."""
    from skew_wagtail.text import name_key

    row = ListingRefusal(name=first)
    row.keys = [key for key in [name_key(first)] if key]
    keys = {key for key in [name_key(second)] if key}
    assert row.names(keys, None) == bool(name_key(first) and name_key(first) == name_key(second))


def test_a_refusal_takes_the_profile_from_the_site(client, directory):
    page = ActorProfileFactory(parent=directory, title="Exilverein Morgenrot e. V.")
    other = ActorProfileFactory(parent=directory, title="Exilverein Abendrot e. V.")
    refuse()
    assert client.get(page.url).status_code == 404
    assert client.get(other.url).status_code == 200
    assert client.get("/akteure/actors.json").json()["count"] == 1


def test_an_editor_cannot_publish_and_learns_why(admin, draft):
    refuse()
    url = f"/admin/pages/{draft.pk}/edit/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    response = admin.post(url, posted | {"action-publish": "1"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "„Exilverein Morgenrot“ darf nicht aufgenommen werden" in html
    assert "wollte nicht aufgenommen werden, 01.03.2026" in html
    assert not ActorProfilePage.objects.get(pk=draft.pk).live


def test_an_editor_may_keep_a_draft(admin, draft):
    refuse()
    url = f"/admin/pages/{draft.pk}/edit/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    assert admin.post(url, posted | {"action-submit": "1"}).status_code == 200
    assert admin.post(url, posted | {"summary": "Neu"}).status_code == 302
    assert ActorProfilePage.objects.get(pk=draft.pk).get_latest_revision_as_object().summary == "Neu"


def test_a_bulk_action_publishes_nothing_and_names_the_organisation(admin, directory, draft):
    fine = ActorProfileFactory(parent=directory, title="Chor der Welt", live=False)
    refuse()
    url = f"/admin/bulk/skew_actors/actorprofilepage/publish/?next=/admin/&id={draft.pk}&id={fine.pk}"
    response = admin.post(url, follow=True)
    assert "„Exilverein Morgenrot“ darf nicht aufgenommen werden" in response.content.decode()
    assert not ActorProfilePage.objects.filter(live=True).exists()


def test_no_program_publishes_it_either(draft):
    refuse()
    with pytest.raises(ListingRefused, match="Morgenrot"):
        draft.get_latest_revision().publish()
    assert not ActorProfilePage.objects.get(pk=draft.pk).live


def test_a_date_that_was_set_before_publishes_nothing(draft):
    page = draft.get_latest_revision_as_object()
    page.go_live_at = timezone.now() - timedelta(hours=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    refuse()
    call_command("publish_scheduled")
    assert not ActorProfilePage.objects.get(pk=draft.pk).live


def test_an_import_stops_and_names_row_and_organisation(directory):
    KindFactory()
    refuse("Weltladen Ebersfurt")
    result = import_rows(directory, SHOP, SHOP | {"Kennung": "EBF-002", "Name der Organisation": "Chor"})
    [error] = result.errors
    assert (error.row, error.column.key) == (2, "title")
    assert "„Weltladen Ebersfurt“ darf nicht aufgenommen werden" in str(error)
    assert not ActorProfilePage.objects.exists()


def test_an_import_can_leave_it_out(directory):
    KindFactory()
    refuse("Weltladen Ebersfurt")
    rows = (SHOP, SHOP | {"Kennung": "EBF-002", "Name der Organisation": "Chor"})
    import_rows(directory, *rows, skip_invalid=True)
    assert ActorProfilePage.objects.get().title == "Chor"


def test_a_name_with_a_percent_sign_is_no_riddle(directory):
    KindFactory()
    refuse("100 % Fair %(value)s")
    result = import_rows(directory, SHOP | {"Name der Organisation": "100 % Fair %(value)s"})
    assert "100 % Fair %(value)s" in str(result.errors[0])


# The register.


def test_an_editor_puts_an_organisation_on_the_list(admin, superuser, directory):
    page = ActorProfileFactory(parent=directory, title="Exilverein Morgenrot e. V.")
    form = admin.get(f"{REGISTER}create/").content.decode()
    posted = fields_of(form, "form.skew-overview") | {
        "name": "Exilverein Morgenrot",
        "former_names": "Verein Dämmerung\nVerein Abend",
        "reason": "risk",
    }
    response = admin.post(f"{REGISTER}create/", posted, follow=True)
    assert "steht nicht mehr im Verzeichnis" in response.content.decode()
    refusal = ListingRefusal.objects.get()
    assert (refusal.reason, refusal.recorded_by) == ("risk", superuser)
    assert Refusals().find(["Verein Daemmerung"])
    assert not ActorProfilePage.objects.get(pk=page.pk).live
    assert ModelLogEntry.objects.filter(action="skew_privacy.refuse", user=superuser).exists()


def test_nobody_is_put_on_the_list_twice(admin, db):
    refuse()
    form = admin.get(f"{REGISTER}create/").content.decode()
    posted = fields_of(form, "form.skew-overview") | {"name": "Exilverein Morgenrot e. V."}
    assert "darf nicht aufgenommen werden" in admin.post(f"{REGISTER}create/", posted).content.decode()
    assert ListingRefusal.objects.count() == 1


def test_only_who_may_lifts_a_refusal(client, draft):
    refusal = refuse()
    url = f"/admin/skew/privacy/refusals/{refusal.pk}/lift/"
    root = Site.objects.get(is_default_site=True).root_page
    group = editor_group(root)
    editor = make_user(groups=[group])
    client.force_login(editor)
    assert (
        "Diesen Widerspruch aufheben" not in client.get(f"{REGISTER}inspect/{refusal.pk}/").content.decode()
    )
    assert client.post(url).status_code == 302
    assert ListingRefusal.objects.get().lifted_at is None
    group.permissions.add(Permission.objects.get(codename="lift_listingrefusal"))
    assert "Diesen Widerspruch aufheben" in client.get(f"{REGISTER}inspect/{refusal.pk}/").content.decode()
    assert client.get(url).status_code == 200
    assert ListingRefusal.objects.get().lifted_at is None
    assert "wieder aufgenommen" in client.post(url, follow=True).content.decode()
    refusal.refresh_from_db()
    assert refusal.lifted_by == editor
    assert ModelLogEntry.objects.filter(action="skew_privacy.lift_refusal", user=editor).exists()
    draft.get_latest_revision().publish()
    assert ActorProfilePage.objects.get(pk=draft.pk).live


def test_the_permission_to_lift_can_be_given_to_a_group(admin, db):
    assert "Darf einen Widerspruch aufheben" in admin.get("/admin/groups/new/").content.decode()


def test_a_lifted_refusal_cannot_be_lifted_again(admin, superuser, db):
    refusal = refuse()
    lift_refusal(refusal, user=superuser)
    assert admin.post(f"/admin/skew/privacy/refusals/{refusal.pk}/lift/").status_code == 404


def test_the_register_filters_and_exports(admin, superuser, db):
    refuse("Noch dagegen")
    lift_refusal(refuse("Nicht mehr dagegen"), user=superuser)
    html = admin.get(f"{REGISTER}?state=active").content.decode()
    assert "Noch dagegen" in html
    assert "Nicht mehr dagegen" not in html
    export = admin.get(f"{REGISTER}?export=csv").getvalue().decode()
    assert "Noch dagegen" in export
