"""Every task of a visitor works without JavaScript."""

import re
from urllib.parse import parse_qs, urlparse


def count(page):
    """The number of actors that the list says it found."""
    return int(re.match(r"\d+", page.locator("#skew-count").inner_text().strip())[0])


def question(page):
    return parse_qs(urlparse(page.url).query)


def unfold(details):
    """Open a folded part; wide screens show some without a handle."""
    handle = details.locator("> summary")
    if details.get_attribute("open") is None and handle.is_visible():
        handle.click()


def test_filter_and_remove_the_filter(plain_visitor):
    page = plain_visitor.open("/akteure/")
    everyone = count(page)
    unfold(page.locator("details.skew-filter"))
    group = page.locator("#skew-facet-topic")
    unfold(group)
    option = group.locator("input[type=checkbox]").first
    expected = int(option.get_attribute("data-count"))
    option.check()
    page.locator(".skew-search button[type=submit]").first.click()
    assert question(page)["topic"] == [option.get_attribute("value")]
    assert count(page) == expected < everyone
    page.locator("a.skew-chip").first.click()
    assert "topic" not in question(page)
    assert count(page) == everyone


def test_search_and_find_nothing_and_see_all_again(plain_visitor):
    page = plain_visitor.open("/akteure/")
    everyone = count(page)
    page.fill("#skew-q", "gibtesnicht")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert count(page) == 0
    page.locator("a.skew-chips__reset").click()
    assert count(page) == everyone


def test_a_search_says_the_number_in_the_title(plain_visitor):
    page = plain_visitor.open("/akteure/?q=%C3%84rzte")
    assert count(page) == 1
    assert re.search(r"\b1\b", page.title())


def test_go_to_the_next_page_and_back(plain_visitor):
    page = plain_visitor.open("/akteure/")
    first = page.locator(".skew-cards a").first.get_attribute("href")
    page.locator("nav a[href*='page=2']").last.click()
    assert question(page)["page"] == ["2"]
    assert page.locator(".skew-cards a").first.get_attribute("href") != first
    page.go_back()
    assert page.locator(".skew-cards a").first.get_attribute("href") == first


def test_show_all_options_of_a_group(plain_visitor):
    page = plain_visitor.open("/akteure/?more=country")
    shown = page.locator("#skew-facet-country input").count()
    assert shown > 12
    assert page.locator("#skew-facet-country").get_attribute("open") is not None


def test_open_a_profile_from_the_list(plain_visitor):
    page = plain_visitor.open("/akteure/?q=%C3%84rzte")
    page.locator(".skew-cards a").first.click()
    assert page.locator("h1").inner_text() == "Ärzte für die Eine Welt"
    assert "Amina Beispiel" in page.content()
    page.locator(".skew-back a").first.click()
    assert urlparse(page.url).path == "/akteure/"


def test_read_a_whole_inventory_and_forum(plain_visitor):
    for path, texts in (
        ("/bestandsaufnahmen/", ["Bestandsaufnahme Ebersfurt 2026"]),
        ("/bestandsaufnahmen/projekt/", ["Auftakt", "Büro Beispiel GbR", "Ärzte für die Eine Welt"]),
        ("/foren/", ["Vernetzungsforum, das kommt", "Vernetzungsforum, das war"]),
        ("/foren/vergangen/", ["etwa 80 Menschen", "Ein Runder Tisch"]),
    ):
        text = plain_visitor.open(path).locator("main").inner_text()
        assert [wanted for wanted in texts if wanted not in text] == []


def test_find_a_programme_and_read_how_long_its_call_stays_open(plain_visitor):
    page = plain_visitor.open("/programme/")
    page.locator("select[name=call]").select_option("open")
    page.locator(".skew-search button").click()
    assert question(page)["call"] == ["open"]
    page.locator("#skew-results a", has_text="Aufruf, der offen ist").click()
    banner = page.locator(".skew-banner")
    assert [text for text in ("offen", "10 ") if text not in banner.inner_text()] == []
    # The deadline before it was extended.
    assert banner.locator("s").count() == 1


def test_find_a_story_of_a_town_of_ones_own_size_and_its_programme(plain_visitor):
    page = plain_visitor.open("/gute-beispiele/")
    page.locator("select[name=size]").select_option("medium")
    page.locator(".skew-search button").click()
    assert question(page)["size"] == ["medium"]
    page.locator("#skew-results a", has_text="Ein Tisch für alle").click()
    page.locator("[aria-labelledby=skew-related] a", has_text="Qualifizierung").click()
    stories = page.locator("[aria-labelledby=skew-stories]")
    assert "Ein Tisch für alle" in stories.inner_text()
