"""Every public page in every state that looks different, by address."""

PUBLIC_PAGES = {
    "home": "/",
    "text": "/datenschutz/",
    "directory": "/akteure/",
    "directory, filtered": "/akteure/?topic={topic}&q=e&sort=newest",
    "directory, nothing found": "/akteure/?q=gibtesnicht",
    "directory, all countries": "/akteure/?more=country",
    "directory, unknown filter": "/akteure/?topic=gibtesnicht",
    "directory, last page": "/akteure/?page=2",
    "profile": "/akteure/weltladen/",
    "card entry": "/akteure/visitenkarte/",
    "inventories": "/bestandsaufnahmen/",
    "inventories, filtered": "/bestandsaufnahmen/?status=running",
    "inventories, nothing found": "/bestandsaufnahmen/?status=finished",
    "statistics of a directory": "/akteure/statistics.html",
    "inventory": "/bestandsaufnahmen/projekt/",
    "brochure": "/broschuere/",
    "portraits of a brochure": "/broschuere/portraits/",
    "index of a brochure": "/broschuere/index/",
    "editions of a brochure": "/broschuere/editions/",
    "forums": "/foren/",
    "forum to come": "/foren/kommend/",
    "past forum": "/foren/vergangen/",
    "not found": "/gibtesnicht/",
    "take back": "/skew/withdrawal/",
    "take back, sent": "/skew/withdrawal/sent/",
    "take back, done": "/skew/withdrawal/done/",
    "broken link": "/skew/withdrawal/abc/",
}
#: Those that answer 404, and those with a form, which has Django's cookie against forged requests.
MISSING = {"not found", "broken link"}
WITH_FORM = {"take back"}
