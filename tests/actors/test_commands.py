"""Possible duplicates and merging as the person at the terminal meets them."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, PageLogEntry

from skew_wagtail.actors.models import ActorLink, ActorProfilePage, ActorRecord, DistinctActors
from tests.factories import (
    ActorProfileFactory,
    DirectoryFactory,
    TopicFactory,
    add_address,
    add_contact,
    editor_group,
    make_user,
)

SHOP = "Weltladen Ebersfurt"


@pytest.fixture
def pair(directory):
    """A draft, and the same organisation once more, published later; both with a person and an address."""
    draft = ActorProfileFactory(parent=directory, title=SHOP, live=False, founded_year=1982)
    live = ActorProfileFactory(parent=directory, title=f"{SHOP} e. V.", summary="Alt", founded_year=1990)
    for page in (draft, live):
        add_contact(page, [], name="Amina Beispiel", phone="030 23125 999", email="laden@verein.example.org")
        add_address(page, street="Färbergasse 12")
    return live, draft


def run(command, *args, **options):
    """What the command prints."""
    out = io.StringIO()
    call_command(command, *map(str, args), stdout=out, **options)
    return out.getvalue()


def refused(command, *args, **options):
    """The message with which the command gives up; its exit code is 2 and nothing is deleted."""
    count = ActorProfilePage.objects.count()
    with pytest.raises(CommandError) as caught:
        run(command, *args, **options)
    assert caught.value.returncode == 2
    assert ActorProfilePage.objects.count() == count
    return str(caught.value)


def listed(**options):
    """The pairs, as a script reads them."""
    return json.loads(run("skew_list_duplicates", format="json", **options))


# The list.


def test_pairs_are_a_table_with_numbers_names_confidence_and_reasons(pair):
    head, row, count = run("skew_list_duplicates").splitlines()
    live, draft = pair
    cells = [cell.strip() for cell in row.split("  ") if cell.strip()]
    assert cells[1:5] == [str(live.pk), live.title, str(draft.pk), draft.title]
    assert cells[0].endswith("%") and "," in cells[5]
    # Columns stand under their heads.
    assert head.index(head.split()[-1]) == row.index(cells[5])
    assert count.startswith("1 ")


def test_a_script_gets_json_with_the_one_that_is_proposed_to_stay_first(pair):
    found = listed()
    assert [[profile["id"] for profile in row["profiles"]] for row in found] == [[page.pk for page in pair]]
    assert found[0]["profiles"][1] == {"id": pair[1].pk, "name": SHOP, "live": False}
    assert 0.8 <= found[0]["confidence"] <= 1
    assert found[0]["reasons"][0] == "same_name" and "mail" in found[0]["reasons"]


@pytest.mark.parametrize("file_format", ["table", "json"])
def test_nothing_by_which_people_can_be_reached_is_shown(pair, file_format):
    text = run("skew_list_duplicates", format=file_format)
    assert SHOP in text
    assert [secret for secret in ("Amina", "23125", "laden@", "Färbergasse") if secret in text] == []


def test_one_directory_can_be_asked_for(pair):
    other = DirectoryFactory(slug="andere", title="Andere")
    for title in ("Chor der Welt", "Chor der Welt e. V."):
        ActorProfileFactory(parent=other, title=title)
    assert (len(listed()), len(listed(directory="/akteure/"))) == (2, 1)
    assert listed(directory=str(other.pk))[0]["profiles"][0]["name"] == "Chor der Welt"
    assert "/akteure/" in refused("skew_list_duplicates", directory="/anders/")


def test_nothing_alike_is_said_and_is_an_empty_list(directory):
    ActorProfileFactory(parent=directory)
    assert len(run("skew_list_duplicates").splitlines()) == 1
    assert listed() == []


# Two organisations.


def test_two_organisations_are_left_out_until_that_is_taken_back(pair, superuser):
    ids = [page.pk for page in pair]
    for _again in range(2):
        assert SHOP in run("skew_distinct_actors", *ids, user="chefin")
    assert listed() == []
    assert DistinctActors.objects.get().decided_by == superuser
    # In whichever order they come.
    run("skew_distinct_actors", *ids[::-1], undo=True)
    assert len(listed()) == 1


def test_one_organisation_is_not_two(pair):
    assert refused("skew_distinct_actors", pair[0].pk, pair[0].pk)
    assert not DistinctActors.objects.exists()


@pytest.mark.parametrize("command", ["skew_distinct_actors", "skew_merge_actors"])
def test_what_is_no_profile_is_refused_by_its_number(pair, directory, command):
    for number in (directory.pk, 999_999, 10**30):
        assert str(number) in refused(command, pair[0].pk, number)
    assert "niemand" in refused(command, *(page.pk for page in pair), user="niemand")


# Merging.


def test_two_are_merged_as_in_the_admin_and_it_is_told(pair, superuser):
    live, draft = pair
    text = run("skew_merge_actors", live.pk, draft.pk, user="chefin")
    assert not ActorProfilePage.objects.filter(pk=draft.pk).exists()
    live.refresh_from_db()
    # The other was a draft, so the result waits.
    assert live.has_unpublished_changes
    assert live.get_latest_revision_as_object().founded_year == 1990
    entry = PageLogEntry.objects.get(action="skew_actors.merge", page=live.pk)
    assert (entry.user, entry.data["fields"]["founded_year"]) == (superuser, "kept")
    assert "founded_year" in text and text.splitlines()[-1].count("“") == 2


def test_fields_can_be_taken_left_and_joined(pair):
    live, draft = pair
    topics = [TopicFactory(slug=slug) for slug in ("handel", "bildung")]
    for page, topic, link in zip(pair, topics, ("a", "b"), strict=True):
        page.topics = [topic]
        page.links = [ActorLink(url=f"https://{link}.example.org/")]
        page.save_revision()
    live.get_latest_revision().publish()
    run(
        "skew_merge_actors", live.pk, draft.pk,
        take=["founded_year", "title"], leave=["topics"], join=["links"],
    )  # fmt: skip
    page = ActorProfilePage.objects.get(pk=live.pk).get_latest_revision_as_object()
    assert (page.title, page.founded_year, page.summary) == (SHOP, 1982, "Alt")
    assert [topic.slug for topic in page.topics.all()] == ["handel"]
    assert page.links.count() == 2


def test_a_dry_run_tells_and_changes_nothing(pair):
    live, draft = pair
    for page, notes in zip(pair, ("Vertraulich A", "Vertraulich B"), strict=True):
        ActorRecord.objects.create(pk=page.translation_key, interview_notes=notes)
    text = run("skew_merge_actors", live.pk, draft.pk, dry_run=True, take=["title"])
    assert "record-interview_notes" in text and "title" in text
    assert [secret for secret in ("Vertraulich", "Amina", "Färbergasse") if secret in text] == []
    assert ActorProfilePage.objects.count() == 2
    assert not PageLogEntry.objects.filter(action="skew_actors.merge").exists()


def test_the_default_or_what_was_chosen_is_told_by_field(pair):
    chosen, default = (
        run("skew_merge_actors", *(page.pk for page in pair), dry_run=True, take=names).splitlines()
        for names in (["founded_year"], [])
    )
    assert len([line for line, other in zip(chosen, default, strict=True) if line != other]) == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"take": ["nichts"]}, "founded_year"),
        ({"join": ["title"]}, "title"),
        ({"take": ["title"], "leave": ["title"]}, "title"),
        ({"take": ["summary", "summary"]}, "summary"),
    ],
)
def test_a_choice_that_there_is_not_merges_nothing(pair, options, told):
    assert told in refused("skew_merge_actors", *(page.pk for page in pair), **options)


@pytest.mark.parametrize("case", ["itself", "directory", "locale", "locked", "waiting"])
def test_what_does_not_fit_is_refused_in_one_sentence(pair, superuser, case):
    kept, merged = pair
    if case == "itself":
        merged = kept
    elif case == "directory":
        merged = ActorProfileFactory(parent=DirectoryFactory(slug="andere"))
    elif case == "locale":
        english = Locale.objects.create(language_code="en")
        merged.get_parent().copy_for_translation(english, copy_parents=True)
        merged = merged.copy_for_translation(english)
    elif case == "locked":
        ActorProfilePage.objects.filter(pk=merged.pk).update(locked=True, locked_by=superuser)
    elif case == "waiting":
        kept.save_revision()
    text = refused("skew_merge_actors", kept.pk, merged.pk)
    assert text.endswith(".") and "\n" not in text


def test_an_account_merges_only_what_it_may_edit(pair):
    make_user("fremd", groups=[editor_group(DirectoryFactory(slug="andere"))])
    assert "fremd" in refused("skew_merge_actors", *(page.pk for page in pair), user="fremd")
