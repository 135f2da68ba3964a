"""Two profiles become one: nothing is lost, nothing is seen that was hidden, and all or nothing happens."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, ModelLogEntry, Page, PageLogEntry, ReferenceIndex

from example_site.models import TextPage
from skew_wagtail.actors import references
from skew_wagtail.actors.entries import check_directory
from skew_wagtail.actors.merging import MergeRefused, merge_profiles, plan_merge
from skew_wagtail.actors.models import (
    ActorContact,
    ActorEntry,
    ActorImage,
    ActorLink,
    ActorPartner,
    ActorProfilePage,
    ActorRecord,
    CooperationNeed,
    DistinctActors,
)
from skew_wagtail.forum.models import EventActor
from skew_wagtail.privacy.models import ListingRefusal
from tests.factories import (
    ActorProfileFactory,
    CooperationKindFactory,
    DirectoryFactory,
    ForumFactory,
    InventoryFactory,
    TopicFactory,
    add_contact,
    editor_group,
    make_image,
    make_user,
    site_root,
)


@pytest.fixture
def profiles(directory):
    """A published world shop, and the same again under another spelling."""
    rooms = CooperationKindFactory(slug="raum")
    kept = ActorProfileFactory(
        parent=directory, title="Weltladen Ebersfurt e. V.", slug="weltladen", summary="Alt", data_as_of="2025-01-01",
        topics=[TopicFactory(slug="handel")], tags=["Kaffee"],
        links=[ActorLink(url="https://weltladen.example.org/")],
        cooperation_needs=[CooperationNeed(kind=rooms, text="Ein Raum", visibility="internal")],
    )  # fmt: skip
    merged = ActorProfileFactory(
        parent=directory, title="Weltladen Ebersfurt", slug="laden", summary="Neu", data_as_of="2026-01-01",
        founded_year=1982, topics=[TopicFactory(slug="bildung")], tags=["Kaffee", "Tee"],
        links=[ActorLink(url="https://weltladen.example.org/"), ActorLink(platform="mastodon", url="https://m.example.org/")],
        cooperation_needs=[CooperationNeed(kind=rooms, text="Ein Raum"), CooperationNeed(kind=rooms, text="Ein Rad")],
    )  # fmt: skip
    return kept, merged


def all_agrees(directory):
    """Entries, references and the tree are what a rebuild would make of them."""
    before = set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "content_path"))
    for page in Page.objects.specific():
        ReferenceIndex.create_or_update_for_object(page)
    after = set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "content_path"))
    return check_directory(directory) == [] and before == after and not any(Page.find_problems())


def test_what_is_newer_counts_and_lists_are_joined(profiles, directory, superuser):
    page = merge_profiles(*profiles, {}, superuser)
    assert (page.title, page.summary, page.founded_year) == ("Weltladen Ebersfurt e. V.", "Neu", 1982)
    assert sorted(page.topics.values_list("slug", flat=True)) == ["bildung", "handel"]
    assert sorted(tag.name for tag in page.tags.all()) == ["Kaffee", "Tee"]
    assert len(page.links.all()) == 2
    # What one of the two wanted to be internal is.
    assert {need.text: need.visibility for need in page.cooperation_needs.all()} == {
        "Ein Raum": "internal",
        "Ein Rad": "public",
    }
    assert not ActorProfilePage.objects.filter(slug="laden").exists()
    assert page.live and not page.has_unpublished_changes
    assert page.get_latest_revision_as_object().summary == "Neu"
    assert all_agrees(directory)
    assert [hit.pk for hit in ActorProfilePage.objects.search("Bildung")] == [page.pk]


def test_each_item_can_be_chosen(profiles, superuser):
    choices = {"title": "merged", "summary": "kept", "topics": "merged", "tags": "kept", "links": "merged"}
    page = merge_profiles(*profiles, choices, superuser)
    assert (page.title, page.summary, page.slug) == ("Weltladen Ebersfurt", "Alt", "weltladen")
    assert [topic.slug for topic in page.topics.all()] == ["bildung"]
    assert [tag.name for tag in page.tags.all()] == ["Kaffee"]
    assert [link.platform for link in page.links.all()] == ["website", "mastodon"]


def test_the_log_tells_what_went_where_without_values(profiles, superuser):
    add_contact(profiles[1], ["web"], name="Amina Beispiel")
    ActorRecord.objects.create(pk=profiles[1].translation_key, interview_notes="Ganz vertraulich")
    page = merge_profiles(*profiles, {}, superuser)
    entry = PageLogEntry.objects.get(page=page.pk, action="skew_actors.merge")
    assert entry.data["fields"]["summary"] == "merged"
    assert (entry.data["merged"], entry.data["consents"]) == ("Weltladen Ebersfurt", 1)
    assert "Amina" not in str(entry.data) and "vertraulich" not in str(entry.data)


def test_notes_of_both_are_kept(profiles, superuser):
    for page, notes in zip(profiles, ("Erstens", "Zweitens"), strict=True):
        ActorRecord.objects.create(pk=page.translation_key, interview_notes=notes, interviewer=notes[:5])
    page = merge_profiles(*profiles, {"record-interviewer": "merged"}, superuser)
    record = ActorRecord.objects.get()
    assert record.pk == page.translation_key
    assert (record.interview_notes, record.interviewer) == ("Erstens\n\nZweitens", "Zweit")


def test_a_draft_never_gets_onto_the_site_by_itself(directory, superuser):
    kept = ActorProfileFactory(parent=directory, title="Chor der Welt", summary="", slug="chor")
    merged = ActorProfileFactory(
        parent=directory, title="Weltchor", summary="Geheim", live=False, logo=make_image(), tags=["Gesang"]
    )
    page = merge_profiles(kept, merged, {}, superuser)
    assert (page.live, page.summary, page.logo, page.tags.count()) == (True, "", None, 0)
    draft = page.get_latest_revision_as_object()
    assert page.has_unpublished_changes and (draft.summary, draft.logo_id) == ("Geheim", merged.logo_id)
    assert "Geheim" not in str(ActorEntry.objects.filter(page=page.pk).values())
    assert all_agrees(directory)


def test_what_only_members_of_a_group_may_see_is_no_more_public_than_a_draft(profiles, superuser):
    profiles[1].view_restrictions.create(restriction_type="login")
    page = merge_profiles(*profiles, {}, superuser)
    assert (page.summary, page.has_unpublished_changes) == ("Alt", True)


def test_whoever_keeps_the_draft_gets_a_draft(directory, superuser):
    live = ActorProfileFactory(parent=directory, title="Chor der Welt", summary="Wir singen")
    draft = ActorProfileFactory(parent=directory, title="Weltchor", live=False)
    page = merge_profiles(draft, live, {}, superuser)
    assert (page.live, page.summary) == (False, "Wir singen")
    assert all_agrees(directory)


def test_pages_that_refer_to_it_refer_to_the_kept_one(profiles, directory, superuser):
    kept, merged = profiles
    other = ActorProfileFactory(
        parent=directory, partners=[ActorPartner(partner=kept), ActorPartner(partner=merged)]
    )
    only = ActorProfileFactory(parent=directory, partners=[ActorPartner(partner=merged)])
    inventory = InventoryFactory(actors=[merged])
    forum = ForumFactory(linked_actors=[EventActor(actor=merged)])
    link = f'<p>Siehe <a id="{merged.pk}" linktype="page">hier</a>.</p>'
    text = site_root().add_child(instance=TextPage(title="Text", body=link))
    merge_profiles(kept, merged, {}, superuser)
    for page, relation in (
        (other, "partners"),
        (only, "partners"),
        (inventory, "interviewed_actors"),
        (forum, "linked_actors"),
    ):
        page = type(page).objects.get(pk=page.pk)
        for version in (page, page.get_latest_revision_as_object()):
            rows = getattr(version, relation).all()
            assert [getattr(row, "actor_id", None) or row.partner_id for row in rows] == [kept.pk], relation
        assert page.live and not page.has_unpublished_changes
    text.refresh_from_db()
    assert f'id="{kept.pk}"' in text.body
    assert all_agrees(directory)


def test_a_page_with_waiting_changes_is_corrected_in_both_versions(profiles, superuser):
    kept, merged = profiles
    inventory = InventoryFactory(actors=[merged], goal="<p>Alt</p>")
    inventory.goal = "<p>Wartet</p>"
    inventory.save_revision()
    merge_profiles(kept, merged, {}, superuser)
    inventory = type(inventory).objects.get(pk=inventory.pk)
    draft = inventory.get_latest_revision_as_object()
    assert (inventory.goal, draft.goal, inventory.has_unpublished_changes) == (
        "<p>Alt</p>",
        "<p>Wartet</p>",
        True,
    )
    assert [[row.actor_id for row in page.interviewed_actors.all()] for page in (inventory, draft)] == [
        [kept.pk]
    ] * 2


def test_two_that_name_each_other_as_partners_name_themselves_no_more(profiles, directory, superuser):
    kept, merged = profiles
    for page, partner in (profiles, profiles[::-1]):
        page.partners = [ActorPartner(partner=partner)]
        page.save_revision().publish()
    kept, merged = (ActorProfilePage.objects.get(pk=page.pk) for page in profiles)
    page = merge_profiles(kept, merged, {}, superuser)
    assert page.partners.count() == 0


def test_old_addresses_lead_to_the_kept_profile(profiles, client, superuser, settings):
    kept, merged = profiles
    Redirect.objects.create(old_path="/frueher", redirect_page=merged)
    path = merged.url
    merge_profiles(kept, merged, {}, superuser)
    for address in (path, "/frueher/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, kept.url), address


def test_without_the_app_for_redirects_the_page_is_just_gone(profiles, client, superuser, monkeypatch):
    monkeypatch.setattr("skew_wagtail.actors.merging.redirects.can_redirect", lambda: False)
    path = profiles[1].url
    merge_profiles(*profiles, {}, superuser)
    assert client.get(path).status_code == 404


def test_an_error_in_the_middle_leaves_everything_as_it_was(profiles, directory, superuser, monkeypatch):
    inventory = InventoryFactory(actors=[profiles[1]])
    add_contact(profiles[1], ["web"])
    counts = [model.objects.count() for model in (ModelLogEntry, PageLogEntry, ActorContact, Redirect)]

    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("skew_wagtail.actors.merging.actions.DeletePageAction", fail)
    with pytest.raises(OSError):
        merge_profiles(*profiles, {}, superuser)
    assert [
        model.objects.count() for model in (ModelLogEntry, PageLogEntry, ActorContact, Redirect)
    ] == counts
    kept, merged = (ActorProfilePage.objects.get(pk=page.pk) for page in profiles)
    assert (kept.summary, merged.summary, merged.live) == ("Alt", "Neu", True)
    assert inventory.interviewed_actors.get().actor_id == merged.pk
    assert check_directory(directory) == []


def test_what_cannot_be_moved_stops_the_merge(profiles, superuser, monkeypatch):
    InventoryFactory(actors=[profiles[1]], title="Bestandsaufnahme Nord")
    monkeypatch.setattr("skew_wagtail.actors.merging.actions.move_references", lambda *args: {})
    with pytest.raises(MergeRefused, match="Bestandsaufnahme Nord"):
        merge_profiles(*profiles, {}, superuser)


def test_a_profile_is_merged_once(profiles, superuser):
    merge_profiles(*profiles, {}, superuser)
    with pytest.raises(MergeRefused):
        merge_profiles(*profiles, {}, superuser)


@pytest.mark.parametrize(
    "case", ["itself", "directory", "locked", "workflow", "waiting", "alias", "refused", "stale"]
)
def test_what_does_not_fit_is_refused(profiles, superuser, case):
    kept, merged = profiles
    version = None
    if case == "itself":
        merged = kept
    elif case == "directory":
        merged = ActorProfileFactory(parent=DirectoryFactory(slug="andere"))
    elif case == "locked":
        ActorProfilePage.objects.filter(pk=merged.pk).update(locked=True, locked_by=make_user("andere"))
    elif case == "workflow":
        workflow = merged.get_workflow()
        workflow.start(merged, superuser)
    elif case == "waiting":
        kept.summary = "Wartet"
        kept.save_revision()
    elif case == "alias":
        merged.create_alias(parent=DirectoryFactory(slug="andere"))
    elif case == "refused":
        ListingRefusal.objects.create(name="Weltladen Ebersfurt", actor_key=None)
    elif case == "stale":
        version = plan_merge(kept, merged).version
        merged.save_revision().publish()
    with pytest.raises(MergeRefused):
        merge_profiles(kept, merged, {}, superuser, version)
    assert ActorProfilePage.objects.filter(pk=merged.pk).exists()


def test_who_may_not_edit_both_may_not_merge(profiles):
    stranger = make_user("fremd", groups=[editor_group(DirectoryFactory(slug="andere"))])
    with pytest.raises(PermissionDenied):
        merge_profiles(*profiles, {}, stranger)


def test_who_may_not_publish_does_not_merge_what_is_published(profiles, directory):
    group = editor_group(directory)
    group.page_permissions.filter(permission__codename="publish_page").delete()
    with pytest.raises(PermissionDenied):
        merge_profiles(*profiles, {}, make_user(groups=[group]))


def test_editors_of_the_directory_may(profiles, directory):
    page = merge_profiles(*profiles, {}, make_user(groups=[editor_group(directory)]))
    assert page.summary == "Neu"


def test_the_same_is_done_in_each_language(profiles, directory, superuser, settings):
    english = Locale.objects.create(language_code="en")
    directory.copy_for_translation(english, copy_parents=True)
    pages = []
    for page in profiles:
        translation = page.copy_for_translation(english)
        translation.summary = f"English {page.summary}"
        translation.save_revision().publish()
        pages.append(translation)
    merge_profiles(*profiles, {}, superuser)
    assert ActorProfilePage.objects.get(pk=pages[0].pk).summary == "English Neu"
    assert not ActorProfilePage.objects.filter(pk=pages[1].pk).exists()


def test_a_translation_of_the_one_that_goes_is_not_lost(profiles, directory, superuser):
    english = Locale.objects.create(language_code="en")
    directory.copy_for_translation(english, copy_parents=True)
    profiles[1].copy_for_translation(english).save_revision().publish()
    with pytest.raises(MergeRefused):
        merge_profiles(*profiles, {}, superuser)
    # The other way round nothing is in the way.
    merge_profiles(*profiles[::-1], {}, superuser)


def test_what_was_decided_about_the_one_that_goes_holds_for_the_other(profiles, directory, superuser):
    third = ActorProfileFactory(parent=directory)
    for page in (profiles[0], third):
        keys = DistinctActors.ordered(page.translation_key, profiles[1].translation_key)
        DistinctActors.objects.create(**keys)
    page = merge_profiles(*profiles, {}, superuser)
    decision = DistinctActors.objects.get()
    assert {decision.first_key, decision.second_key} == {page.translation_key, third.translation_key}
    third.delete()
    assert not DistinctActors.objects.exists()


def test_a_picture_is_taken_over_once(profiles, directory, superuser):
    image = make_image()
    for page, shows in zip(profiles, (False, False), strict=True):
        page.images = [ActorImage(image=image, alt_text="Drei Kisten", credit="Foto", shows_people=shows)]
        page.save_revision().publish()
    profiles = [ActorProfilePage.objects.get(pk=page.pk) for page in profiles]
    page = merge_profiles(*profiles, {}, superuser)
    assert page.images.count() == 1


def test_links_in_a_stream_are_found_too(profiles):
    kept, merged = profiles
    stream = f'[{{"type": "text", "value": "<a linktype=\\"page\\" id=\\"{merged.pk}\\">x</a>"}}]'
    assert f'id=\\"{kept.pk}\\"' in references.redirected_links(stream, merged, kept)
    assert (
        references.redirected_links(f'<a href="?linktype=">{merged.pk}</a>', merged, kept).count(
            str(merged.pk)
        )
        == 1
    )
