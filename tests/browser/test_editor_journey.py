"""An editor's day: a new profile with a new contact person, from the form to the public directory."""

from playwright.sync_api import expect

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.models import ContactPerson
from tests.browser.working import publish


def test_a_new_profile_with_a_new_person_reaches_the_directory(world, editor, plain_visitor):
    editor.look("light", 1280)
    page = editor.open(f"/admin/pages/add/skew_actors/actorprofilepage/{world.directory.pk}/")
    page.fill("#id_title", "Chor der Kulturen")
    page.select_option("#id_kind", index=1)
    page.fill("#id_summary", "Wir singen in acht Sprachen.")
    add = page.locator("#id_contacts-ADD")
    tabs = page.locator("[role=tab]")
    for number in range(tabs.count()):
        if add.is_visible():
            break
        tabs.nth(number).click()
    add.click()
    page.locator("#id_contacts-0-person-chooser [data-chooser-action-choose]:visible").click()
    dialog = page.locator(".modal-body")
    dialog.locator("a[href='#tab-create']").click()
    form = dialog.locator("form[data-chooser-modal-creation-form]")
    form.locator("[name=name]").fill("Berta Beispiel")
    form.locator("[name=email]").fill("berta@example.org")
    form.locator("[type=submit]").click()
    expect(page.locator("#id_contacts-0-person-title")).to_contain_text("Berta Beispiel")
    assert "/add/" in page.url
    publish(page)
    profile = ActorProfilePage.objects.get(title="Chor der Kulturen")
    assert profile.live
    assert [use.person for use in profile.contacts.all()] == [
        ContactPerson.objects.get(name="Berta Beispiel")
    ]
    public = plain_visitor.open("/akteure/?q=kulturen")
    public.locator(".skew-cards a").first.click()
    text = public.locator("main").inner_text()
    assert "Wir singen in acht Sprachen." in text
    assert "Berta" not in text
    assert editor.foreign == []


def test_a_name_in_another_script_is_published(world, editor, plain_visitor):
    """It leaves no letter for the address that the form makes of it."""
    editor.look("light", 1280)
    page = editor.open(f"/admin/pages/add/skew_actors/actorprofilepage/{world.directory.pk}/")
    page.locator("#id_title").press_sequentially("Дім України")
    page.select_option("#id_kind", index=1)
    publish(page)
    url = ActorProfilePage.objects.get(title="Дім України", live=True).url_path.removeprefix("/start")
    assert plain_visitor.open(url).locator("h1").inner_text() == "Дім України"
