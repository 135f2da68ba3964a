"""What axe does not see."""

import pytest

from tests.browser.pages import MISSING, PUBLIC_PAGES, path_of

CONTRAST = """() => {
    const rgb = value => (value.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => {
        const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const behind = element => {
        for (let parent = element.parentElement; parent; parent = parent.parentElement) {
            const colour = rgb(getComputedStyle(parent).backgroundColor);
            if (colour.length && colour[3] !== 0) return colour;
        }
        return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    };
    return [...document.querySelectorAll("main input:not([type=hidden]), main select, main textarea")]
        .filter(element => element.checkVisibility() && getComputedStyle(element).borderTopStyle === "solid")
        .map(element => {
            const border = light(rgb(getComputedStyle(element).borderTopColor)), ground = light(behind(element));
            const ratio = (Math.max(border, ground) + 0.05) / (Math.min(border, ground) + 0.05);
            return [element.name || element.id, Math.round(ratio * 100) / 100];
        });
}"""


def go(visit, world, name):
    return visit.open(path_of(world, name), 404 if name in MISSING else 200)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_border_of_a_field_stands_out(visitor, scheme):
    """3:1 against what is behind it (WCAG 1.4.11)."""
    visitor.look(scheme, 1280)
    fields = visitor.open("/akteure/").evaluate(CONTRAST)
    assert "q" in {name for name, _ in fields}
    assert {name: ratio for name, ratio in fields if ratio < 3} == {}


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_pictures_are_described_and_not_by_their_file(world, visitor, name):
    page = go(visitor, world, name)
    alts = page.evaluate("[...document.images].map(image => image.getAttribute('alt'))")
    assert None not in alts
    assert [alt for alt in alts if alt.lower().endswith((".png", ".jpg", ".jpeg", ".svg", ".webp"))] == []


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_links_that_read_alike_lead_to_the_same_place(world, visitor, name):
    page = go(visitor, world, name)
    links = page.evaluate(
        """[...document.querySelectorAll("a[href]")].map(link => [
            (link.getAttribute("aria-label") || link.innerText || link.querySelector("img")?.alt || "").trim(),
            link.href.split("#")[0]])"""
    )
    targets = {}
    for text, href in links:
        targets.setdefault(text, set()).add(href)
    assert {text: hrefs for text, hrefs in targets.items() if len(hrefs) > 1} == {}
    assert "" not in targets


@pytest.mark.parametrize("path", ["/akteure/?q=%D8%AC%D9%85%D8%B9%D9%8A%D8%A9", "/akteure/visitenkarte/"])
def test_a_name_in_another_language_says_so(visitor, path):
    """Else it is read aloud as German (WCAG 3.1.2)."""
    page = visitor.open(path)
    named = page.locator("main [lang=ar]", has_text="جمعية الأمل").first
    assert named.evaluate("element => getComputedStyle(element).direction") == "rtl"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["directory", "profile", "inventory", "past forum"])
def test_wider_spacing_of_text_cuts_nothing_off(world, visitor, name, width):
    """The spacing of WCAG 1.4.12."""
    visitor.look("light", width)
    page = go(visitor, world, name)
    page.add_style_tag(
        content="* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
        "p {margin-bottom: 2em !important}"
    )
    assert visitor.overflow() <= 0
    cut = page.evaluate(
        """[...document.querySelectorAll("main *")].filter(element => {
            const style = getComputedStyle(element);
            const shown = element.checkVisibility() && style.clipPath === "none" && element.clientHeight > 2;
            return shown && style.overflow === "hidden" && element.scrollHeight > element.clientHeight + 2
                && element.innerText;
        }).map(element => element.className)"""
    )
    assert cut == []


def test_the_language_of_the_page_is_said(visitor):
    assert visitor.open("/akteure/").locator("html").get_attribute("lang") == "de"


def test_headings_go_down_one_step_at_a_time(world, visitor):
    for name in PUBLIC_PAGES:
        levels = go(visitor, world, name).evaluate(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.tagName[1]))"
        )
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), (
            name,
            levels,
        )
