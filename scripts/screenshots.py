"""Takes the pictures of the README and the handbook anew.

Builds the demonstration town in a folder that vanishes, serves it, and photographs it in German with Chromium.

    python scripts/screenshots.py [NAME ...] [--site http://127.0.0.1:8000]

Names choose some of the pictures; with ``--site`` a town that is served already is photographed.
"""

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import django
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDE, PHONE = (1280, 860), (390, 844)
MAX_BYTES = 150_000
# The profile that the handbook shows.
PROFILE = "Puente"


@dataclass(frozen=True)
class Picture:
    """One picture: where to go, what to do there, what of it to keep.

    ``steps`` may give a part of the page; without one the window is kept, ``height`` pixels of it.
    """

    name: str
    path: str
    steps: Callable[[Page], Locator | None] = lambda page: None
    size: tuple[int, int] = WIDE
    height: int | None = None

    @property
    def in_admin(self) -> bool:
        return self.path.startswith("/admin/") and self.name != "login"


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


def brochure_editions(page: Page) -> None:
    """The page on which a brochure is built."""
    page.locator("td a[href*='/brochures/editions/']").first.click()
    page.wait_for_load_state("networkidle")


def undo_import(page: Page) -> None:
    """What undoing an import of one new organisation would do."""
    import_preview(page)
    page.locator("[name=skip_invalid]").check()
    page.get_by_role("button", name="Übernehmen").last.click()
    page.get_by_role("link", name="Dieses Einlesen rückgängig machen").click()
    page.wait_for_load_state("networkidle")


PICTURES = [
    Picture("directory", "/akteure/"),
    Picture("directory-filtered", "/akteure/?topic=fair-trade&topic=global-learning&language=es"),
    Picture("directory-phone", "/akteure/?topic=fair-trade", size=PHONE),
    Picture("profile", f"/akteure/?q={PROFILE}", open_card),
    Picture("profile-phone", f"/akteure/?q={PROFILE}", open_card, size=PHONE),
    Picture("inventory", "/bestandsaufnahme/ebersfurt-2026/"),
    Picture("brochure", "/broschuere/"),
    Picture("forum", "/foren/ankommen-und-mitgestalten/"),
    Picture("events", "/foren/"),
    Picture("login", "/admin/login/"),
    Picture("menu", "/admin/", open_menu, height=620),
    Picture("profile-form", f"{ACTORS}?q={PROFILE}", open_first),
    Picture("profile-terms", f"{ACTORS}?q={PROFILE}", at(1, "topics")),
    Picture("person-new", f"{ACTORS}?q={PROFILE}", new_person),
    Picture("address", f"{ACTORS}?q={PROFILE}", at(3, "precision")),
    Picture("publish", f"{ACTORS}?q={PROFILE}", publish_menu),
    Picture("list", ACTORS),
    Picture("list-filters", ACTORS, filters),
    Picture("list-chips", f"{ACTORS}?entry_depth=card&status=live", height=520),
    Picture("bulk", f"{ACTORS}?q=Welt", more_actions),
    Picture("review-date", f"{ACTORS}?q=Welt", review_date, height=620),
    Picture("privacy-settings", "/admin/settings/skew_privacy/privacysettings/", height=700),
    Picture("consents", f"{ACTORS}?q={PROFILE}", consents),
    Picture("consent-form", f"{ACTORS}?q={PROFILE}", consent_form),
    Picture("withdrawal", f"{ACTORS}?q={PROFILE}", withdrawal),
    Picture("refusals", "/admin/skew_privacy/listingrefusal/", height=480),
    Picture("consent-register", "/admin/skew_privacy/consent/"),
    Picture("retention", "/admin/", retention),
    Picture("import-preview", "/admin/skew/imports/new/", import_preview),
    Picture("import-columns", "/admin/skew/imports/new/", import_columns),
    Picture("import-decisions", "/admin/skew/imports/new/", import_decisions),
    Picture("imports", "/admin/skew_exchange/importrun/", height=420),
    Picture("import-run", "/admin/skew_exchange/importrun/", open_first),
    Picture("import-undo", "/admin/skew/imports/new/", undo_import, height=420),
    # Last of the imports: what it brings in stays.
    Picture("duplicates", "/admin/skew/imports/new/", duplicates),
    Picture("merge", DUPLICATES, merge),
    Picture("inventory-steps", INVENTORIES, open_tab(1)),
    Picture("brochure-form", BROCHURES, open_tab(1)),
    Picture("brochure-build", BROCHURES, brochure_editions),
    Picture("workshop-day", WORKSHOPS, workshop_day(""), size=PHONE, height=844),
    Picture("workshop-organisation", WORKSHOPS, workshop_day("organisations/"), size=PHONE, height=844),
    Picture("workshop-pairs", WORKSHOPS, workshop_day("pairs/")),
    Picture("forum-form", "/admin/skew/forums/?q=Ankommen", open_tab(2)),
    Picture("outcomes", "/admin/skew/events/outcomes/", height=700),
    Picture("vocabulary", "/admin/snippets/skew_vocabulary/topic/"),
    Picture("term-form", "/admin/snippets/skew_vocabulary/topic/", open_first),
]


def take(browser: Browser, site: str, pictures: list[Picture]) -> None:
    """Photograph and save."""
    from example_site.demo.loader import LOGIN, PASSWORD

    for picture in pictures:
        width, height = picture.size
        context = browser.new_context(locale="de-DE", viewport={"width": width, "height": height})
        page = context.new_page()
        if picture.in_admin:
            page.goto(f"{site}/admin/login/")
            page.fill("[name=username]", LOGIN)
            page.fill("[name=password]", PASSWORD)
            page.click("button[type=submit]")
            page.wait_for_load_state("networkidle")
        page.goto(site + picture.path, wait_until="networkidle")
        part = picture.steps(page)
        page.wait_for_timeout(500)
        clip = {"x": 0, "y": 0, "width": width, "height": picture.height or height}
        save(picture.name, part.screenshot() if part else page.screenshot(clip=clip))
        context.close()


def save(name: str, png: bytes) -> None:
    """Keep a picture with as many colours as fit into the size that a picture may have."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colors in (256, 128, 64, 32):
        buffer = io.BytesIO()
        image.quantize(colors, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            buffer, "PNG", optimize=True
        )
        if buffer.tell() <= MAX_BYTES:
            break
    (IMAGES / f"{name}.png").write_bytes(buffer.getvalue())
    print(f"  {name}.png  {buffer.tell() // 1024} KB, {colors} colours")


@contextmanager
def town(folder: Path) -> Iterator[str]:
    """The address of a demonstration town with its own database and media."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'town.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "DJANGO_SETTINGS_MODULE": "example_site.settings",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }

    def manage(*arguments: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    for arguments in (("migrate", "--verbosity", "0"), ("load_demo",)):
        subprocess.run(manage(*arguments), env=environment, check=True)  # noqa: S603
    server = subprocess.Popen(  # noqa: S603
        manage("serve_demo"), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait()


def wait_for(site: str) -> str:
    """The site's address once it answers."""
    for _ in range(60):
        try:
            urllib.request.urlopen(f"{site}/akteure/")  # noqa: S310
            return site
        except urllib.error.URLError:
            time.sleep(0.5)
    raise SystemExit(f"{site} does not answer.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--site")
    options = parser.parse_args()
    pictures = [picture for picture in PICTURES if not options.names or picture.name in options.names]
    IMAGES.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings")
    django.setup()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="skew-pictures-") as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        if options.site:
            take(browser, options.site, pictures)
        else:
            with town(Path(folder)) as site:
                take(browser, site, pictures)
        browser.close()


if __name__ == "__main__":
    main()
