"""Whatever is typed into an address is answered without an error."""

import re

import pytest

from tests.own_urls import OwnUrl, own_urls
from tests.permissions.world import address

pytestmark = pytest.mark.usefixtures("no_contexts_kept")


pytestmark = pytest.mark.usefixtures("no_contexts_kept")


URLS = own_urls()


HOSTILE = (
    "page=0", "page=-1", "page=999", "page=99999999999999999999", "page=abc", "page=", "page=%00", "p=999", "p=abc",
    "q=%00", "q=%27%22%3B--", "q=%25%25", "q=%5C", "q=" + "a" * 5000, "q=" + "(" * 300, "q=%22a%20OR%20NEAR(", "q=*",
    "q=%F0%9F%8E%89", "q=%FF%FE", "topic=%3Cscript%3E", "topic=%00", "topic=fair-trade&topic=fair-trade",
    "kind=1&kind=abc", "tags=999999", "tags=%00", "more=nothing", "more=topic&more=kind", "sort=nothing", "sort=%00",
    "ordering=nothing", "ordering=-title", "per_page=0", "per_page=abc", "per_page=100000", "export=exe",
    "data_as_of_from=morgen", "status=nothing", "unknown=1", "o=1.2.abc", "user__password__startswith=a", "id=abc",
    "id=%00", "all=%00", "e=1", "multiple=abc",
)  # fmt: skip


#: All that fit together in one go, for addresses that read none of it.
TOGETHER = "&".join(query for query in HOSTILE if len(query) < 100)


_LISTINGS = re.compile(
    r":(list|list_results|choose|choose_results|chosen_multiple|index|index_results)$|_index$|json$"
)


def reads_much(url: OwnUrl) -> bool:
    """Listings; of the vocabularies, which are all made alike, the one with most filters."""
    return bool(_LISTINGS.search(url.name)) and ("vocabulary" not in url.name or "activityarea" in url.name)


@pytest.mark.parametrize("url", [url for url in URLS if reads_much(url)], ids=lambda url: url.name)
def test_a_listing_takes_whatever_is_asked(world, client, url):
    world.sign_in(client, "superuser")
    path = address(url).partition("?")[0]
    statuses = {query[:60]: client.get(f"{path}?{query}").status_code for query in HOSTILE}
    assert {query: status for query, status in statuses.items() if status not in (200, 302, 404)} == {}


@pytest.mark.parametrize("url", [url for url in URLS if not reads_much(url)], ids=lambda url: url.name)
def test_any_address_takes_whatever_is_asked(world, client, url):
    world.sign_in(client, "superuser")
    path = address(url)
    assert client.get(f"{path}{'&' if '?' in path else '?'}{TOGETHER}").status_code in (200, 302, 404)


@pytest.mark.parametrize(
    "page",
    [
        "directory", "profile", "inventory_index", "inventory", "forum_index", "forum", "brochure", "programme_index",
        "programme", "call", "workshop", "story_index", "story",
    ],
)  # fmt: skip
def test_a_page_takes_whatever_is_asked(world, client, page):
    statuses = {}
    for query in HOSTILE:
        response = client.get(f"{getattr(world, page).get_url()}?{query}")
        statuses[query[:60]] = response.status_code
        assert "<script>" not in response.content.decode().replace("<script src", "").partition("<main")[2]
    assert {query: status for query, status in statuses.items() if status not in (200, 404)} == {}
    assert statuses["unknown=1"] == statuses["topic=%3Cscript%3E"] == 200


@pytest.mark.parametrize("url", [url for url in URLS if url.takes and url.in_admin], ids=lambda url: url.name)
def test_a_key_that_nobody_has_is_not_found(world, client, url):
    world.sign_in(client, "superuser")
    statuses = {}
    for key in ("999999", "abc", "a%00b", "%3Cscript%3E", "1" * 40):
        route = re.sub(r"\(\?P?<[^>]*>[^)]*\)|<[^>]*>", key, url.route)
        statuses[key] = client.get("/" + route.replace("^", "").replace("$", "")).status_code
    assert {key: status for key, status in statuses.items() if status not in (302, 404)} == {}
