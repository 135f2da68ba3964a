"""The workshop that is over, built once for each module."""

import pytest
from django.db import transaction
from django.test import TestCase

from tests.forum.workshops import Town


@pytest.fixture(scope="module")
def built_town(django_db_setup, django_db_blocker):
    """Built once; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            town = Town()
        yield town
        transaction.set_rollback(True)


@pytest.fixture
def town(built_town, db):
    return built_town


@pytest.fixture
def amina(town):
    return town.browsers["amina"]


@pytest.fixture
def jussuf(town):
    return town.browsers["jussuf"]
