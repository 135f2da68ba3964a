import pytest
from django.core.cache import cache

from skew_wagtail.vocabulary.actions import load_vocabulary
from tests.factories import DirectoryFactory, make_user


@pytest.fixture(autouse=True)
def _empty_cache():
    """No test sees the site roots of another."""
    cache.clear()


@pytest.fixture
def vocabulary(db):
    """All terms that the package ships."""
    load_vocabulary()


@pytest.fixture
def directory(db):
    """An empty, published directory below the start page."""
    return DirectoryFactory(slug="akteure")


@pytest.fixture
def superuser(db):
    return make_user("chefin", superuser=True)


@pytest.fixture
def admin(client, superuser):
    """A client signed in as superuser."""
    client.force_login(superuser)
    return client
