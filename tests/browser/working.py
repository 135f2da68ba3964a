"""What people who work in the admin do again and again, each in a window of their own."""

from contextlib import contextmanager

from tests.browser.conftest import new_visit
from tests.browser.world import PASSWORD


@contextmanager
def signed_in(browser, server, name):
    """A window in which somebody is signed in."""
    context, visit = new_visit(browser, server)
    visit.look("light", 1280)
    page = visit.open("/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    page.wait_for_url("**/admin/")
    try:
        yield visit
        assert visit.foreign == []
    finally:
        context.close()


def follow(page, target):
    """Press a button or link and wait for the page that it leads to, so that nothing is done on the one before."""
    with page.expect_navigation():
        target.click()


def send(page, **values):
    """Fill in a form of the admin and press its button."""
    for name, value in values.items():
        page.fill(f"[name='{name}']", value)
    follow(page, page.locator("form.skew-overview button[type=submit]"))


def publish(page):
    """Press the button, which may lie in the menu beside the one to save, and confirm it where Wagtail asks.

    Wagtail saves drafts by itself and looks who else edits a page. On a busy machine the two overtake each other; then
    it takes its own draft for somebody else's, and asks whether to go on.
    """
    button = page.locator("button[name=action-publish]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    with page.expect_navigation():
        button.click()
        go_on = page.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
        if go_on.is_visible():
            go_on.click()
