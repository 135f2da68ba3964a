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

import django
from picture_steps import (
    ACTORS,
    BROCHURES,
    COMING_FORUM,
    DUPLICATES,
    INTERESTS,
    INVENTORIES,
    PROFILE,
    RESEARCH,
    WORKSHOPS,
    at,
    brochure_editions,
    charts,
    consent_form,
    consents,
    decide,
    duplicates,
    filters,
    import_columns,
    import_decisions,
    import_preview,
    interest_review,
    merge,
    more_actions,
    new_person,
    notes,
    open_card,
    open_first,
    open_menu,
    open_tab,
    publish_menu,
    ranking,
    registrations,
    research_approval,
    research_entry,
    research_interview,
    research_list,
    retention,
    review_date,
    submit_interest,
    tile,
    undo_import,
    withdrawal,
    workshop_day,
)
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent


IMAGES = ROOT / "docs" / "images"


WIDE, PHONE = (1280, 860), (390, 844)


MAX_BYTES = 150_000


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


PICTURES = [
    Picture("directory", "/akteure/"),
    Picture("directory-filtered", "/akteure/?topic=fair-trade&topic=global-learning&language=es"),
    Picture("directory-phone", "/akteure/?topic=fair-trade", size=PHONE),
    Picture("profile", f"/akteure/?q={PROFILE}", open_card),
    Picture("profile-phone", f"/akteure/?q={PROFILE}", open_card, size=PHONE),
    Picture("inventory", "/bestandsaufnahme/ebersfurt-2026/"),
    Picture("inventory-statistics", "/bestandsaufnahme/ebersfurt-2026/", charts),
    Picture("application", "/skew/application/", height=700),
    Picture("brochure", "/broschuere/"),
    Picture("forum", "/foren/ankommen-und-mitgestalten/"),
    Picture("programme", "/programme/bildungsarbeit/"),
    Picture("call", "/programme/bildungsarbeit/zweite-runde/"),
    Picture("advice", "/beratung/"),
    Picture("advice-form", "/beratung/advice.html?about=fair-procurement"),
    Picture("advice-requests", "/admin/skew_programmes/advicerequest/", height=620),
    Picture("stories", "/gute-beispiele/"),
    Picture("story", "/gute-beispiele/ein-tisch/"),
    Picture("interest-form", "/programme/bildungsarbeit/zweite-runde/interest.html", height=860),
    Picture(
        "interest-receipt",
        "/programme/bildungsarbeit/zweite-runde/interest.html",
        submit_interest,
        height=720,
    ),
    Picture("events", "/foren/"),
    Picture("registration", "/foren/voneinander-lernen/registration.html", size=PHONE),
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
    Picture("research-list", RESEARCH, research_list),
    Picture("research-interview", RESEARCH, research_interview),
    Picture("research-entry", RESEARCH, research_entry),
    Picture("research-approval", RESEARCH, research_approval),
    Picture("interests", INTERESTS),
    Picture("interest-review", INTERESTS, interest_review),
    Picture("ranking", INTERESTS, ranking, size=(1280, 1150)),
    Picture("decide", INTERESTS, decide),
    Picture("inventory-steps", f"{INVENTORIES}?q=2026", open_tab(1)),
    Picture("inventory-notes", f"{INVENTORIES}?q=2026", notes),
    Picture("applications", "/admin/skew_inventory/inventoryapplication/", height=420),
    Picture("application-entry", "/admin/skew_inventory/inventoryapplication/", open_first),
    Picture("board", f"{INVENTORIES}board/", height=720),
    Picture("board-tile", "/admin/", tile),
    Picture("brochure-form", BROCHURES, open_tab(1)),
    Picture("brochure-build", BROCHURES, brochure_editions),
    Picture("workshop-day", WORKSHOPS, workshop_day(""), size=PHONE, height=844),
    Picture("workshop-organisation", WORKSHOPS, workshop_day("organisations/"), size=PHONE, height=844),
    Picture("workshop-pairs", WORKSHOPS, workshop_day("pairs/")),
    Picture("forum-form", "/admin/skew/forums/?q=Ankommen", open_tab(3)),
    Picture("call-form", "/admin/skew/calls/?q=Runde", open_first),
    Picture("call-form-fields", "/admin/skew/calls/?q=Runde", open_tab(1)),
    Picture("outcomes", "/admin/skew/events/outcomes/", height=700),
    Picture("registrations", COMING_FORUM, registrations()),
    Picture("attendance", COMING_FORUM, registrations("attendance/"), size=PHONE),
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
