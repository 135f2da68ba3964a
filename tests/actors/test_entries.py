"""The public face of profiles stays true through everything that may happen to a page."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale, Page

from skew_wagtail.actors.entries import check_directory
from skew_wagtail.actors.models import ActorDirectoryPage, ActorEntry, ActorProfilePage
from tests.factories import ActorProfileFactory, CooperationKindFactory, add_address, make_image, site_root


def cards(directory):
    return {entry.card["name"] for entry in ActorEntry.objects.public().filter(directory_id=directory.pk)}


def test_the_check_finds_what_bypassed_the_signals_and_the_command_heals_it(directory, capsys):
    page = ActorProfileFactory(parent=directory, title="Alt")
    assert check_directory(directory) == []
    Page.objects.filter(pk=page.pk).update(title="Neu")
    with pytest.raises(CommandError):
        call_command("skew_rebuild_directory", "--check")
    assert str(page.pk) in capsys.readouterr().out
    call_command("skew_rebuild_directory")
    call_command("skew_rebuild_directory", "--check")
    assert cards(directory) == {"Neu"}


def test_a_lost_and_a_surplus_entry_are_found(directory):
    lost, surplus = ActorProfileFactory(parent=directory), ActorProfileFactory(parent=directory)
    ActorEntry.objects.filter(page=lost).delete()
    Page.objects.filter(pk=surplus.pk).update(live=False)
    assert check_directory(directory) == sorted([lost.pk, surplus.pk])
    call_command("skew_rebuild_directory")
    assert check_directory(directory) == []


def test_a_draft_changes_nothing_that_visitors_see(directory):
    page = ActorProfileFactory(parent=directory, title="Öffentlich")
    page.title = "Entwurf"
    page.save_revision()
    assert cards(directory) == {"Öffentlich"}
    assert check_directory(directory) == []


def test_expiry_removes_the_entry(directory):
    page = ActorProfileFactory(parent=directory)
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save_revision().publish()
    ActorProfilePage.objects.filter(pk=page.pk).update(live=True, expired=False)
    call_command("publish_scheduled")
    assert cards(directory) == set()


def test_a_relation_that_was_edited_is_in_the_entry(directory):
    page = ActorProfileFactory(parent=directory)
    need = page.cooperation_needs.model(kind=CooperationKindFactory(slug="rooms"), text="Saal")
    hidden = page.cooperation_needs.model(kind=CooperationKindFactory(slug="funding"), visibility="internal")
    page.cooperation_needs.add(need, hidden)
    page.save_revision().publish()
    assert ActorEntry.objects.get(page=page).facets["seeks"] == ["rooms"]


def test_a_translation_stands_in_its_own_directory_with_the_same_address(directory):
    english = Locale.objects.get_or_create(language_code="en")[0]
    page = ActorProfileFactory(parent=directory)
    add_address(page, city="Ebersfurt")
    site_root().copy_for_translation(english)
    translated = directory.copy_for_translation(english)
    translated.save_revision().publish()
    copy = page.copy_for_translation(english)
    copy.save_revision().publish()
    entry = ActorEntry.objects.get(page=copy)
    assert entry.directory_id == translated.pk
    assert entry.card["place"] == "Ebersfurt"


@pytest.mark.django_db(transaction=True)
def test_an_alias_follows_its_source(transactional_site):
    page = ActorProfileFactory(title="Vorher")
    other = transactional_site.add_child(instance=ActorDirectoryPage(title="Zweites", slug="zweites"))
    page.create_alias(parent=other)
    assert cards(other) == {"Vorher"}
    page = ActorProfilePage.objects.get(pk=page.pk)
    page.title = "Nachher"
    page.save_revision().publish()
    assert cards(other) == {"Nachher"}
    page.unpublish()
    assert cards(other) == set()


@pytest.mark.django_db(transaction=True)
def test_saving_a_page_in_code_is_enough(transactional_site):
    page = ActorProfileFactory(title="Vorher")
    page.title = "Nachher"
    page.save()
    assert cards(page.get_parent()) == {"Nachher"}


def test_a_logo_has_its_rendition_before_anybody_looks(directory, django_assert_num_queries):
    logo = make_image(title="Logo")
    page = ActorProfileFactory(parent=directory, logo=logo, logo_alt="Zwei Hände")
    shown = ActorEntry.objects.get(page=page).card["logo"]
    assert shown["alt"] == "Zwei Hände"
    assert logo.renditions.count() == 1
    assert shown["width"] <= 320


def test_a_logo_whose_file_is_gone_hides_only_the_logo(directory):
    logo = make_image(title="Logo")
    logo.file.storage.delete(logo.file.name)
    page = ActorProfileFactory(parent=directory, logo=logo)
    assert ActorEntry.objects.get(page=page).card["logo"] is None
