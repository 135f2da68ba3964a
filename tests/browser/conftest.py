"""One Chromium, one server and one town for all browser tests of a process."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.world import PASSWORD, World, build_world
from tests.conftest import database_for_threads

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Colour scheme and width in CSS pixels of each look at a page.
MODES = tuple((scheme, width) for scheme in ("light", "dark") for width in (1280, 320))


def pytest_collection_modifyitems(items: list[Any]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """Where Chromium is.

    Raises:
        RuntimeError: there is none.
    """
    for name in ("chromium", "chromium-browser"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("The browser tests need Chromium: apt-get install chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Committed, so that the server sees it; these tests come last in their process."""
    # Playwright runs an event loop in the thread of the tests, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # A page asks for pictures, previews and who else edits it at once, and the server answers each in a thread.
    with django_db_blocker.unblock():
        town = build_world()
        with database_for_threads(tmp_path_factory.mktemp("town")):
            yield town


@pytest.fixture(scope="session")
def server(world: World) -> Iterator[str]:
    """The address of the site, without slash."""
    live = LiveServer("localhost")
    yield live.url
    live.stop()


@dataclass
class Visit:
    """A browser window that writes down what should not happen."""

    page: Page
    server: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, status: int = 200) -> Page:
        """Go to an address of the site, which must answer so."""
        response = self.page.goto(self.server + path, wait_until="load")
        assert response.status == status, path
        return self.page

    def look(self, scheme: str, width: int) -> None:
        """Look at the page in light or dark, on a screen of this width."""
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.page.set_viewport_size({"width": width, "height": 900})
        # Colours may fade to their new values.
        self.page.evaluate(
            """() => Promise.all(document.getAnimations()
                .filter(animation => animation.effect.getTiming().iterations !== Infinity)
                .map(animation => animation.finished.catch(() => null)))"""
        )

    def axe(self) -> list[str]:
        """What axe finds wrong, one line for each rule and element."""
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(
            """async tags => {
                const options = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]};
                const result = await axe.run(document, options);
                return result.violations.flatMap(rule => rule.nodes.map(
                    node => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
            }""",
            AXE_TAGS,
        )
        return sorted(set(found))

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


def new_visit(browser: Browser, server: str, **options: Any) -> tuple[BrowserContext, Visit]:
    """A window of its own, German, whose requests to others fail and are written down."""
    context = browser.new_context(locale="de-DE", **options)
    # A busy machine may take its time.
    context.set_default_timeout(120_000)
    visit = Visit(context.new_page(), server)

    def refuse(route: Any) -> None:
        visit.foreign.append(route.request.url)
        route.abort()

    own = (server, "data:", "blob:", "about:")
    context.route(lambda url: not url.startswith(own), refuse)
    visit.page.on(
        "console", lambda message: visit.complaints.append(message.text) if message.type == "error" else None
    )
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    return context, visit


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: str) -> Iterator[Visit]:
    """A visitor's window that lets axe in."""
    context, visit = new_visit(browser, server, bypass_csp=True)
    yield visit
    context.close()


@pytest.fixture
def strict_visitor(browser: Browser, server: str) -> Iterator[Visit]:
    """A visitor's window under the site's own content security policy."""
    context, visit = new_visit(browser, server)
    yield visit
    context.close()


@pytest.fixture
def plain_visitor(browser: Browser, server: str) -> Iterator[Visit]:
    """A visitor without JavaScript."""
    context, visit = new_visit(browser, server, java_script_enabled=False)
    yield visit
    context.close()


@pytest.fixture(scope="module")
def editor(browser: Browser, server: str, world: World) -> Iterator[Visit]:
    """An editor's window, signed in."""
    context, visit = new_visit(browser, server, bypass_csp=True)
    page = visit.open("/admin/login/")
    page.fill("input[name=username]", world.user.username)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    page.wait_for_url("**/admin/")
    yield visit
    context.close()
