"""What is done on a page before its picture is taken."""

import io
from collections.abc import Callable
from uuid import UUID

from openpyxl import Workbook
from playwright.sync_api import Locator, Page

# The profile that the handbook shows.
PROFILE = "Puente"


def open_card(page: Page) -> None:
    page.locator(".skew-card a").first.click()
    page.wait_for_load_state("networkidle")


def open_menu(page: Page) -> None:
    page.locator(".sidebar-sub-menu-item .icon-globe").first.click()
    page.locator(".sidebar-sub-menu-item--open").wait_for()


def open_first(page: Page) -> None:
    """The first row's form."""
    page.locator("td a[href*='/edit/'], td a[href*='/inspect/']").first.click()
    page.wait_for_load_state("networkidle")


def open_tab(number: int) -> Callable[[Page], None]:
    def steps(page: Page) -> None:
        open_first(page)
        page.locator("[role=tab]").nth(number).click()
        page.wait_for_timeout(300)

    return steps


def new_person(page: Page) -> None:
    """The chooser on a new line of contact persons, at the form for a new person."""
    open_tab(3)(page)
    page.locator("#id_contacts-ADD").click()
    page.locator("#inline_child_contacts-1 .chooser__choose-button").click()
    window = page.locator(".modal-content")
    window.locator("[role=tab]").nth(1).click()
    for name, value in (
        ("name", "Amina Beispiel"),
        ("role", "1. Vorsitzende"),
        ("phone", "030 23125 123"),
        ("email", "amina@example.org"),
    ):
        window.locator(f"[name$='{name}']:visible").first.fill(value)


def at(tab: int, field: str) -> Callable[[Page], None]:
    """A tab of the first row's form, scrolled so that a field is in the upper third."""

    def steps(page: Page) -> None:
        open_tab(tab)(page)
        top = page.locator(f"[name={field}]").first.bounding_box()["y"]
        page.mouse.wheel(0, top - 230)
        page.wait_for_timeout(300)

    return steps


def workshop_day(part: str) -> Callable[[Page], None]:
    """A page about the day of the workshop that is over; with ``organisations/`` the first of them."""

    def steps(page: Page) -> None:
        form = page.locator("td a[href*='/edit/']").first.get_attribute("href")
        day = f"/admin/skew/workshop/{form.split('/')[-3]}/"
        site = page.url.split("/admin/")[0]
        if part == "organisations/":
            page.goto(site + day)
            page.locator("a.skew-day__row[href*='/organisations/']").first.click()
        else:
            page.goto(site + day + part)
        page.wait_for_load_state("networkidle")

    return steps


def publish_menu(page: Page) -> None:
    open_first(page)
    page.locator("footer .w-dropdown__toggle").last.click()
    page.wait_for_timeout(300)


def filters(page: Page) -> None:
    page.locator("header .w-dropdown__toggle").last.click()
    page.wait_for_timeout(300)


def tick_three(page: Page) -> None:
    for number in range(3):
        page.locator("tbody input[type=checkbox]").nth(number).check()
    page.wait_for_timeout(300)


def more_actions(page: Page) -> None:
    tick_three(page)
    page.locator("[data-bulk-action-footer] .w-dropdown__toggle").click()
    page.wait_for_timeout(300)


def review_date(page: Page) -> None:
    more_actions(page)
    page.locator("a[href*='skew_set_review_date']").first.click()
    page.wait_for_load_state("networkidle")


def consents(page: Page) -> None:
    """The overview of the first row's consents."""
    open_tab(3)(page)
    page.goto(page.locator("a[href*='/skew/privacy/']").first.evaluate("link => link.href"))


def consent_form(page: Page) -> None:
    consents(page)
    page.locator("a.button[href$='/consent/']").click()
    page.locator("[name=voice]").first.check()
    page.locator("[name=channels]").first.check()


def withdrawal(page: Page) -> None:
    """What somebody sees who opens the link from a letter."""
    from skew_wagtail.privacy.letters import WITHDRAWAL
    from skew_wagtail.privacy.signed_links import make_token

    consents(page)
    page.locator("a.button[href$='/link/']").click()
    person_id = int(page.locator("[name=person]").first.get_attribute("value"))
    key = UUID(page.url.split("/")[-3])
    site = page.url.split("/admin/")[0]
    page.goto(f"{site}/skew/withdrawal/{make_token(WITHDRAWAL, person_id=person_id, actor_key=key)}/")
    page.locator("[name=withdraw]").first.check()


def retention(page: Page) -> Locator:
    return page.locator("#skew-retention-section, section:has(#skew-retention-heading)").first


def upload(page: Page, *rows: tuple[str, ...]) -> None:
    """Look at what importing a workbook with these rows would do."""
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": "bestandsaufnahme-2027.xlsx", "mimeType": kind, "buffer": stream.getvalue()}
    page.locator("[name=file]").set_input_files(file)
    page.locator("form.skew-overview button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def import_preview(page: Page) -> None:
    """A workbook with a new organisation, a changed one and a word that nobody knows."""
    upload(
        page,
        ("Kennung", "Name der Organisation", "Akteursart", "Kurztext", "Handlungsfelder"),
        ("EBF-900", "Chor der Brücken", "Kultur- oder Sportverein", "Wir singen in acht Sprachen.",
         "Kunst, Kultur, Sport"),
        ("EBF-901", "Kaffeekollektiv Nordufer", "Unternehmen", "Röstet fair.", "Fair Handel"),
    )  # fmt: skip


def import_columns(page: Page) -> None:
    """A workbook with headers of its own."""
    upload(
        page,
        ("Einrichtung", "Was für eine", "Themenfeld", "Erreichbar unter", "Wohin/Land"),
        ("Chor der Brücken", "Kultur- oder Sportverein", "Kunst, Kultur, Sport", "chor@example.org", "Togo"),
        ("Kaffeekollektiv Nordufer", "Unternehmen", "Fair Handel", "nordufer@example.org", "Peru; Ruanda"),
    )


def import_decisions(page: Page) -> Locator:
    """Words that nobody knows: one like another, one in which several are hidden."""
    upload(
        page,
        ("Name der Organisation", "Akteursart", "Handlungsfelder", "Schlagwörter"),
        ("Kaffeekollektiv Nordufer", "Weltladn", "Fair Handel", "Röstkurse"),
        ("Chor der Brücken", "Kultur- oder Sportverein", "Globales Lernen und fairer Handel", ""),
    )
    return page.locator(".skew-overview form").first


def duplicates(page: Page) -> None:
    """The list, once a spreadsheet has brought an organisation in that was there already."""
    upload(
        page,
        ("Name der Organisation", "Akteursart", "Kurztext", "Ehrenamtliche", "Stand"),
        ("Weltladen Färberturm", "Weltladen", "Fairer Kaffee, Tee und Kakao.", "52", "01.06.2027"),
    )
    page.get_by_role("button", name="Übernehmen").last.click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{page.url.partition('/admin/')[0]}{DUPLICATES}")


def merge(page: Page) -> None:
    """The pair that ``duplicates`` has made."""
    page.get_by_role("link", name="Zusammenführen").first.click()
    page.wait_for_load_state("networkidle")


# The workshop that is over.
WORKSHOPS = "/admin/skew/workshops/?q=geh%C3%B6rt"


ACTORS, INVENTORIES, BROCHURES = "/admin/skew/actors/", "/admin/skew/inventories/", "/admin/skew/brochures/"


DUPLICATES = f"{ACTORS}duplicates/"


RESEARCH = "/admin/skew/inventory/research/"


INTERESTS = "/admin/skew_programmes/expressionofinterest/"


COMING_FORUM = "/admin/skew/forums/?q=voneinander"


def brochure_editions(page: Page) -> None:
    """The page on which a brochure is built."""
    page.locator("td a[href*='/brochures/editions/']").first.click()
    page.wait_for_load_state("networkidle")


def research_list(page: Page) -> None:
    """The list of the first inventory."""
    page.locator("td a[href*='/inventory/research/']").first.click()
    page.wait_for_load_state("networkidle")


def research_entry(page: Page) -> None:
    """The entry with an interview, at its profile."""
    research_list(page)
    page.get_by_role("link", name="Chor der vielen Stimmen").click()
    page.wait_for_load_state("networkidle")
    if page.get_by_role("button", name="Steckbrief-Entwurf anlegen").count():
        page.get_by_role("button", name="Steckbrief-Entwurf anlegen").click()
        page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 1100)
    page.wait_for_timeout(300)


def research_interview(page: Page) -> None:
    """The form of that entry's interview."""
    research_list(page)
    page.get_by_role("link", name="Chor der vielen Stimmen").click()
    page.get_by_role("link", name="Termin, Antworten, Notizen").click()
    page.wait_for_load_state("networkidle")


def research_approval(page: Page) -> None:
    """What the actor sees who opens the link of its letter."""
    from example_site.demo.research import APPROVAL_KEY
    from skew_wagtail.privacy.signed_links import make_key_token

    site = page.url.split("/admin/")[0]
    page.goto(f"{site}/skew/approval/{make_key_token('approval', APPROVAL_KEY)}/")
    page.locator("#skew-answer").scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(300)


def charts(page: Page) -> None:
    """The statistics of an inventory, at the top of the window."""
    page.locator(".skew-chart").first.evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(300)


def notes(page: Page) -> None:
    """The internal notes on the steps of the first inventory, with one written."""
    open_first(page)
    site, number = page.url.split("/admin/")[0], page.url.rstrip("/").split("/")[-2]
    page.goto(f"{site}{INVENTORIES}notes/{number}/")
    page.locator("form textarea").nth(2).fill("Frau Beispiel bittet um einen zweiten Termin.")


def tile(page: Page) -> Locator:
    """What the start page of the admin says about inventories."""
    return page.locator("#skew-board-section")


def registrations(part: str = "") -> Callable[[Page], None]:
    """A page of the organiser of the first event in the list."""

    def steps(page: Page) -> None:
        open_first(page)
        site, number = page.url.split("/admin/")[0], page.url.rstrip("/").split("/")[-2]
        page.goto(f"{site}/admin/skew/registrations/{number}/{part}")

    return steps


def undo_import(page: Page) -> None:
    """What undoing an import of one new organisation would do."""
    import_preview(page)
    page.locator("[name=skip_invalid]").check()
    page.get_by_role("button", name="Übernehmen").last.click()
    page.get_by_role("link", name="Dieses Einlesen rückgängig machen").click()
    page.wait_for_load_state("networkidle")


def submit_interest(page: Page) -> None:
    """A municipality answers the open call and sees its receipt."""
    for name, value in (
        ("municipality_name", "Stadt Musterhausen"),
        ("contact_name", "Jussuf Beispiel"),
        ("contact_email", "jussuf.beispiel@example.org"),
        ("postal_address", "Am Markt 2\n00822 Musterhausen"),
        ("motivation", "Zwei Schulen fragen nach Partnern in Westafrika."),
        ("partner_organisations", "Weltladen Musterhausen e. V."),
    ):
        page.fill(f"[name={name}]", value)
    for select in page.locator("select").all():
        select.select_option(index=1)
    page.locator("[name^=question_]").first.fill("6")
    page.check("[name=agrees_data_protection]")
    page.wait_for_timeout(3200)
    page.click("button[value=submit]")
    page.wait_for_load_state("networkidle")


def interest_review(page: Page) -> None:
    """The review of the first municipality of the open call."""
    page.locator("a[href*='/selection/calls/'][href$='/next/']").first.click()
    page.wait_for_load_state("networkidle")


def ranking(page: Page) -> None:
    """The ranking of the open call."""
    page.locator("a[href*='/selection/calls/'][href$='/ranking/']").first.click()
    page.wait_for_load_state("networkidle")


def decide(page: Page) -> None:
    """The decisions about the call of 2018."""
    page.locator("a[href*='/selection/calls/'][href$='/ranking/']").last.click()
    page.locator("a[href$='/decide/']").click()
    page.wait_for_load_state("networkidle")
