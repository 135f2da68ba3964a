import pytest
from django.core.cache import cache
from wagtail.models import Locale, Page, Site

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


@pytest.fixture
def transactional_site(transactional_db):
    """The start page, for tests that commit: their database is emptied before, migrations' data included."""
    locale, _ = Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    home = root.get_children().first() or root.add_child(
        instance=Page(title="Start", slug="start", locale=locale)
    )
    Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "port": 80}
    )
    return Page.objects.get(pk=home.pk)
