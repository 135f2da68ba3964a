"""The engine: index, incremental refresh and a brute-force count agree."""

import random

import pytest
from django.db import transaction

from skew_wagtail.actors.entries import check_directory, refresh_entries
from skew_wagtail.actors.facet_index import FacetIndex, current_index
from skew_wagtail.actors.facets import FACETS
from skew_wagtail.actors.models import ActorEntry, ActorProfilePage, DirectoryState
from skew_wagtail.actors.search import search_words
from tests.bulk import make_profiles
from tests.factories import ActorProfileFactory

NAMES = [facet.name for facet in FACETS]


def terms_of_profiles(directory):
    """Slugs by page and facet, straight from the profiles' relations."""
    return {
        page.pk: {facet.name: {term.slug for term in facet.terms(page)} for facet in FACETS}
        for page in ActorProfilePage.objects.child_of(directory).live().public()
    }


def brute_force(terms, selected):
    """Hits and counts, each profile looked at by itself."""

    def fits(page, leave_out=None):
        return all(
            set(slugs) & terms[page][name] for name, slugs in selected.items() if slugs and name != leave_out
        )

    counts = {}
    for name in NAMES:
        base = [page for page in terms if fits(page, leave_out=name)]
        slugs = {slug for page in terms for slug in terms[page][name]}
        counts[name] = {slug: sum(slug in terms[page][name] for page in base) for slug in slugs}
    return {page for page in terms if fits(page)}, counts


def random_selection(chance, index):
    selected = {}
    for name in chance.sample(NAMES, chance.randint(0, 3)):
        slugs = [slug for slug, bits in index.bits[name].items() if bits]
        selected[name] = chance.sample(slugs, min(len(slugs), chance.randint(1, 3)))
    return selected


def fresh_index(directory):
    state = DirectoryState.objects.get(directory_id=directory.pk)
    index = FacetIndex(directory.pk, state.uid)
    index.refresh(state)
    return index


def assert_agree(directory, index, chance, times=100):
    terms = terms_of_profiles(directory)
    for _ in range(times):
        selected = random_selection(chance, index)
        hits = index.query(selected)
        pages, counts = brute_force(terms, selected)
        assert set(hits.page_ids) == pages
        assert hits.count == len(pages)
        for name in NAMES:
            assert hits.counts[name] == counts[name]


def test_index_counts_as_brute_force_does(vocabulary, directory):
    make_profiles(directory, 60)
    assert_agree(directory, fresh_index(directory), random.Random(7))


def test_incremental_refresh_equals_a_fresh_index(vocabulary, directory):
    chance = random.Random(11)
    pages = make_profiles(directory, 40)
    kept = current_index(directory.pk)
    for step in range(12):
        page = ActorProfilePage.objects.get(pk=chance.choice(pages).pk)
        match step % 4:
            case 0:
                page.title = f"{chance.choice('AÖZ')} umbenannt {step}"
                page.save_revision().publish()
            case 1:
                page.unpublish()
            case 2:
                page.topics = chance.sample(list(type(pages[0]).topics.rel.model.objects.all()), 2)
                page.save_revision().publish()
            case 3:
                pages.remove(next(item for item in pages if item.pk == page.pk))
                page.delete()
        assert current_index(directory.pk) is kept
        other = fresh_index(directory)
        for sort in ("name", "newest", "updated"):
            assert kept.query({}, sort=sort).page_ids == other.query({}, sort=sort).page_ids
        assert kept.query({}).counts == other.query({}).counts
    assert_agree(directory, kept, chance)
    assert check_directory(directory) == []


def test_every_slice_is_part_of_the_whole_in_order(vocabulary, directory):
    make_profiles(directory, 50)
    index = fresh_index(directory)
    for words in ((), search_words("verein")):
        whole = index.query({}, words).page_ids
        slices = [index.query({}, words, start=start, stop=start + 7).page_ids for start in range(0, 56, 7)]
        assert [page for part in slices for page in part] == whole


def test_a_new_life_of_a_directory_gets_a_new_index(vocabulary, directory):
    make_profiles(directory, 3)
    old = current_index(directory.pk)
    DirectoryState.objects.filter(directory_id=directory.pk).delete()
    ActorEntry.objects.all().delete()
    refresh_entries([ActorProfilePage.objects.first().pk])
    new = current_index(directory.pk)
    assert new is not old
    assert new.query({}).count == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_edit_leaves_the_directory_as_it_was(transactional_site):
    page = ActorProfileFactory(title="Bleibt")
    directory = page.get_parent()
    page.title = "Vergeht"
    with pytest.raises(RuntimeError), transaction.atomic():
        page.save_revision().publish()
        raise RuntimeError
    assert ActorEntry.objects.get(page=page).card["name"] == "Bleibt"
    assert current_index(directory.pk).query({}).count == 1
