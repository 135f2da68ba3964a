"""The town of the permission matrix, built once for each module."""

import pytest
from django.db import transaction
from django.test import TestCase

from skew_wagtail.actors import facet_index
from tests.permissions.world import World


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """Built once; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            world = World()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world, db):
    facet_index._indexes.clear()
    return built_world
