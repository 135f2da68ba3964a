"""The canary town, built once for each module."""

import pytest
from django.db import transaction
from django.test import TestCase

from skew_wagtail.actors import facet_index
from tests.canary.world import build_world


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """Built once; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            world = build_world()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world, db):
    # What a test changed is rolled back, which the index in memory does not learn.
    facet_index._indexes.clear()
    return built_world


# What fields there are.
