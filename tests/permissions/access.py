"""Who may open what: the table of all our addresses."""

import re
from fnmatch import fnmatchcase
from typing import Any

ROLES = ("anonymous", "stranger", "viewer", "owner", "superuser")


OPEN, LOGIN, HOME = "200", "302 /admin/login/", "302 /admin/"


#: The way to a new page: a list of parents, or on to its form at once when there is only one.
PARENTS = "200 or 302 /admin/pages/add/"


_EVERYBODY = (OPEN, OPEN, OPEN, OPEN, OPEN)


_LINK = ("404", "404", "404", "404", "404")


_EDITORS = (LOGIN, OPEN, OPEN, OPEN, OPEN)


_READERS = (LOGIN, HOME, OPEN, HOME, OPEN)


_SUPERUSER = (LOGIN, HOME, HOME, HOME, OPEN)


_NOBODY = (LOGIN, HOME, HOME, HOME, HOME)


_TO_OUTCOMES = "302 /admin/skew/events/outcomes/"


_TO_PAIRS = ("302 /admin/skew/actors/duplicates/",) * 2


#: What each role gets, by name of the address. The first pattern that matches counts; an address that none matches
#: fails. The stranger edits another section, the viewer may only look at records, the owner edits the section with
#: the directory and may edit people.
ACCESS: dict[str, tuple[str, str, str, str, str]] = {
    "skew_wagtail:withdrawal": _LINK,
    "skew_wagtail:application_*": _LINK,
    "skew_wagtail:approval": _LINK,
    "skew_wagtail:registration": _LINK,
    "skew_wagtail:advice_received": _LINK,
    "skew_wagtail:interest*": _LINK,
    "skew_wagtail:*": _EVERYBODY,
    # Consents of an organisation: who may record them and edit its profile; refusals: who may lift them.
    "skew_privacy:lift_refusal": _SUPERUSER,
    "skew_privacy:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    # Applications and suggestions: read by who may view them, worked on by who may change them.
    "skew_applications:*": _SUPERUSER,
    "skew_inventory_*_modeladmin_index": _READERS,
    "skew_inventory_*_modeladmin_inspect": _READERS,
    "skew_inventory_*_modeladmin_*": _NOBODY,
    # Requests for advice: the same.
    "skew_advice:*": _SUPERUSER,
    "skew_programmes_*_modeladmin_index": _READERS,
    "skew_programmes_*_modeladmin_inspect": _READERS,
    "skew_programmes_*_modeladmin_*": _NOBODY,
    # Downloads: profiles for who may edit some, the empty template for everybody in the admin.
    "skew_exchange:export": (LOGIN, OPEN, HOME, OPEN, OPEN),
    "skew_exchange:template": _EDITORS,
    # Possible duplicates: for who may edit pages; what they list and merge is theirs.
    "skew_duplicates:distinct": (LOGIN, "302 /admin/skew/actors/duplicates/", HOME, *_TO_PAIRS),
    "skew_duplicates:merge": (LOGIN, HOME, HOME, OPEN, OPEN),
    "skew_duplicates:*": (LOGIN, OPEN, HOME, OPEN, OPEN),
    # Brochures: who may publish the page may build it.
    "skew_brochure:build": (LOGIN, HOME, HOME, *("302 /admin/skew/brochures/editions/…/",) * 2),
    "skew_brochure:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    # The board: who may see all inventories, or works on one.
    "skew_board:*": _READERS,
    # What events brought about: for who may edit pages; what they list and change is theirs.
    "skew_outcomes:state": (LOGIN, _TO_OUTCOMES, HOME, _TO_OUTCOMES, _TO_OUTCOMES),
    "skew_outcomes:*": (LOGIN, OPEN, HOME, OPEN, OPEN),
    # Registrations: who may edit the page of the event.
    "skew_registrations:report": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/registrations/…/"),
    "skew_registrations:*": _SUPERUSER,
    # Internal notes of an inventory: who may edit it.
    "skew_inventory_notes:*": _SUPERUSER,
    # Research: the team of the inventory and who may edit it; everybody sees which those are, be they none. What is
    # only done leads back to the list or the entry.
    "skew_research:projects": _EDITORS,
    "skew_research:states": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/inventory/research/…/"),
    "skew_research:state": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/inventory/research/entries/…/"),
    "skew_research:*": _SUPERUSER,
    # What comes in for a call: read by who may view it or reviews the call, decided by who may change it; reviewers are
    # chosen by who may edit the page of the call.
    "skew_selection:ranking": _READERS,
    "skew_selection:attachment": _READERS,
    "skew_selection:next_review": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/selection/review/…/"),
    "skew_selection:*": _SUPERUSER,
    # The day of a workshop: who may edit its page.
    "skew_workshop:*": _SUPERUSER,
    "skew_brochure_*_modeladmin_index": _READERS,
    "skew_brochure_*_modeladmin_inspect": _READERS,
    "skew_brochure_*_modeladmin_*": _NOBODY,
    # Pages: who may edit some; what they list is tested below.
    "skew_*:index": (LOGIN, OPEN, HOME, OPEN, OPEN),
    "skew_*:index_results": (LOGIN, OPEN, HOME, OPEN, OPEN),
    "skew_*:choose_parent": (LOGIN, PARENTS, PARENTS, PARENTS, PARENTS),
    # People: those with a permission on them, in the chooser as well.
    "wagtailsnippets_skew_privacy_contactperson:list*": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "wagtailsnippets_skew_privacy_contactperson:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    "wagtailsnippetchoosers_skew_privacy_contactperson:create": (LOGIN, HOME, HOME, OPEN, OPEN),
    "wagtailsnippetchoosers_skew_privacy_contactperson:*": (LOGIN, HOME, OPEN, OPEN, OPEN),
    # Wordings: the owner has all permissions of the room.
    "wagtailsnippets_skew_privacy_consentwording:list*": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "wagtailsnippets_skew_privacy_consentwording:inspect": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "wagtailsnippets_skew_privacy_consentwording:*": (LOGIN, HOME, HOME, OPEN, OPEN),
    "wagtailsnippetchoosers_skew_privacy_consentwording:create": (LOGIN, HOME, HOME, OPEN, OPEN),
    # Vocabulary and tags: anybody who edits may choose a term.
    "wagtailsnippets_skew_*:list*": _READERS,
    "wagtailsnippets_skew_*:*": _SUPERUSER,
    "wagtailsnippetchoosers_skew_*:create": _SUPERUSER,
    "wagtailsnippetchoosers_skew_*:*": _EDITORS,
    # Registers are read; only refusals are written by hand.
    "skew_privacy_*_modeladmin_index": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "skew_privacy_*_modeladmin_inspect": (LOGIN, HOME, OPEN, OPEN, OPEN),
    "skew_privacy_listingrefusal_modeladmin_create": (LOGIN, HOME, HOME, OPEN, OPEN),
    "skew_privacy_*_modeladmin_*": _NOBODY,
    "skew_exchange_importrun_modeladmin_index": _READERS,
    "skew_exchange_importrun_modeladmin_inspect": _READERS,
    "skew_exchange_importrun_modeladmin_create": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/imports/new/"),
    "skew_exchange_importrun_modeladmin_*": _NOBODY,
    # What comes after an import: its report for who reads the register, undoing it for who may import.
    "skew_exchange:run_report": _READERS,
    "skew_exchange:undo": _SUPERUSER,
    # Uploads belong to one account: that of another is not found.
    "skew_exchange:upload": _SUPERUSER,
    "skew_exchange:forget_columns": (LOGIN, HOME, HOME, HOME, "302 /admin/skew/imports/new/"),
    "skew_exchange:*": (LOGIN, HOME, HOME, HOME, "404"),
}


def access(name: str) -> tuple[str, ...] | None:
    """What the roles get at an address, or nothing when nobody has thought about it."""
    return next((row for pattern, row in ACCESS.items() if fnmatchcase(name, pattern)), None)


def outcome(response: Any) -> str:
    """The answer as the table names it."""
    if response.status_code != 302:
        return str(response.status_code)
    path = re.sub(r"/\d+/$", "/…/", response.headers["Location"].partition("?")[0])
    return f"302 {path}" if not path.startswith("/admin/pages/add/") else "302 /admin/pages/add/"
