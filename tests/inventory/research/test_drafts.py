"""Drafts of profiles from entries that lack something."""

import pytest

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.inventory.research.actions.drafts import make_draft
from skew_wagtail.inventory.research.actions.entries import EntryRefused
from tests.inventory.research.making import EntryFactory


def test_without_a_kind_of_actor_no_draft_is_made_and_it_says_so(directory, superuser):
    with pytest.raises(EntryRefused):
        make_draft(EntryFactory(), directory, user=superuser)
    assert not ActorProfilePage.objects.exists()
