"""What every public page keeps to: accessible, narrow screens, no strangers, no cookies, nothing inline."""

import pytest

from tests.browser.conftest import MODES
from tests.browser.pages import MISSING, PUBLIC_PAGES, WITH_FORM, path_of


def go(visit, world, name):
    return visit.open(path_of(world, name), 404 if name in MISSING else 200)


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_axe_finds_nothing(world, visitor, name):
    go(visitor, world, name)
    violations, overflow = {}, {}
    for mode in MODES:
        visitor.look(*mode)
        violations[mode] = visitor.axe()
        overflow[mode] = visitor.overflow()
    assert {mode: lines for mode, lines in violations.items() if lines} == {}
    assert {mode: pixels for mode, pixels in overflow.items() if pixels > 0} == {}


def test_a_fault_is_noticed(visitor):
    """Were it not, the test above would prove nothing."""
    page = visitor.open("/akteure/")
    visitor.look("light", 320)
    page.evaluate("""() => {
        const main = document.querySelector("main");
        main.insertAdjacentHTML("beforeend",
            `<p style="color: #999; background: #fff">grau</p><img src="/static/skew_wagtail/skew.css"><input>
             <div style="width: 900px; height: 5px"></div>`);
    }""")
    assert {line.partition(":")[0] for line in visitor.axe()} >= {"color-contrast", "image-alt", "label"}
    assert visitor.overflow() > 0


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_a_visit_stays_on_the_site_and_leaves_no_trace(world, strict_visitor, name):
    """No request to others, no cookie but that of a form, nothing that the strict policy forbids, no broken file."""
    go(strict_visitor, world, name)
    complaints = [text for text in strict_visitor.complaints if name not in MISSING or "404" not in text]
    assert strict_visitor.foreign == []
    cookies = {cookie["name"] for cookie in strict_visitor.page.context.cookies()}
    assert cookies == ({"csrftoken"} if name in WITH_FORM else set())
    assert complaints == []
    broken = (
        "[...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src)"
    )
    strict_visitor.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    strict_visitor.page.wait_for_load_state("networkidle")
    assert strict_visitor.page.evaluate(broken) == []


def test_the_policy_is_strict(strict_visitor):
    """Were it not sent, the test above would prove nothing."""
    response = strict_visitor.page.goto(strict_visitor.server + "/akteure/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_a_request_to_others_is_noticed(strict_visitor):
    page = strict_visitor.open("/akteure/")
    page.evaluate("fetch('https://www.example.org/count').catch(() => null)")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in text for text in strict_visitor.complaints)
