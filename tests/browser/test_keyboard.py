"""Everything can be reached by keyboard, and one always sees where one is."""

import pytest

PAGES = (
    "/",
    "/akteure/",
    "/akteure/?more=country",
    "/akteure/weltladen/",
    "/bestandsaufnahmen/projekt/",
    "/foren/vergangen/",
    "/skew/withdrawal/",
)

#: What the browser should stop at with the tab key, and what it says of the stop.
PREPARE = """() => {
    const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
        .filter(element => element.checkVisibility({visibilityProperty: true}))
        .filter(element => !element.disabled && element.tabIndex >= 0);
    stops.forEach((element, number) => element.dataset.stop = number);
    return stops.length;
}"""
STOP = """async () => {
    // The page scrolls to the stop first.
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const element = document.activeElement;
    if (!element || element === document.body || !("stop" in element.dataset)) return null;
    const style = getComputedStyle(element);
    const target = element.closest("label") || element;
    const box = target.getBoundingClientRect();
    const seen = element.getBoundingClientRect();
    const x = seen.left + Math.min(seen.width / 2, 20), y = seen.top + seen.height / 2;
    const top = document.elementFromPoint(x, y);
    return {
        number: Number(element.dataset.stop),
        name: `${element.tagName} ${element.name || element.innerText || element.href}`.slice(0, 60),
        ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
        inside: seen.top >= -1 && seen.bottom <= innerHeight + 1 && seen.left >= 0 && seen.right <= innerWidth + 1,
        covered: !(top && (element.contains(top) || top.contains(element) && top.closest("a, label, li, summary"))),
        inline: style.display === "inline",
        width: box.width, height: box.height,
    };
}"""


def stops(page):
    """Every stop on the way through the page with the tab key."""
    total = page.evaluate(PREPARE)
    found = []
    for _ in range(total + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is not None:
            if found and stop["number"] in {other["number"] for other in found}:
                break
            found.append(stop)
    return total, found


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", PAGES)
def test_the_tab_key_reaches_everything_visibly(visitor, path, width):
    visitor.look("light", width)
    page = visitor.open(path)
    total, found = stops(page)
    assert len(found) == total > 2
    assert [stop["name"] for stop in found if not stop["ring"]] == []
    assert [stop["name"] for stop in found if not stop["inside"]] == []
    assert [stop["name"] for stop in found if stop["covered"]] == []


@pytest.mark.parametrize("path", PAGES)
def test_targets_are_large_enough_for_a_finger(visitor, path):
    """24 pixels each way; links within a sentence are exempt (WCAG 2.5.8)."""
    visitor.look("light", 320)
    _, found = stops(visitor.open(path))
    small = [stop["name"] for stop in found if not stop["inline"] and min(stop["width"], stop["height"]) < 24]
    assert small == []


def test_one_can_skip_to_the_content(visitor):
    page = visitor.open("/akteure/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "main"


def test_a_filter_is_chosen_by_keyboard(visitor):
    visitor.look("light", 1280)
    page = visitor.open("/akteure/")
    page.locator("#skew-q").focus()
    page.keyboard.type("Ärzte")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    assert page.locator(".skew-cards > li").count() == 1


def test_choosing_a_filter_alone_sends_nothing(visitor):
    """A page that changes while one ticks boxes throws out whoever uses it by keyboard or ear (WCAG 3.2.2)."""
    visitor.look("light", 1280)
    page = visitor.open("/akteure/?more=topic")
    before = page.url
    page.locator("#skew-facet-topic input").first.check()
    page.select_option("#skew-sort", "newest")
    page.wait_for_timeout(300)
    assert page.url == before
