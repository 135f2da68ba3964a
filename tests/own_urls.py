"""All addresses that the package brings, read from the URLconf."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver

#: Addresses for visitors that are no pages, with an example in the tests' worlds: a directory ``akteure`` with a
#: profile ``weltladen``, a list ``vernetzungsforen`` with an event ``forum``, a list of programmes ``programme`` with a
#: call ``qualifizierung/aufruf``, a page ``beratung`` on advice. A new address fails the tests until it stands here.
PUBLIC_URLS: dict[str, str] = {
    "skew_wagtail:actors_json": "/akteure/actors.json",
    "skew_wagtail:actors_atom": "/akteure/actors.atom",
    "skew_wagtail:directory_statistics": "/akteure/statistics.html",
    "skew_wagtail:statistics_csv": "/akteure/statistics.csv",
    "skew_wagtail:event_ics": "/vernetzungsforen/forum/event.ics",
    "skew_wagtail:events_ics": "/vernetzungsforen/events.ics",
    "skew_wagtail:events_atom": "/vernetzungsforen/events.atom",
    "skew_wagtail:directory_pdf": "/akteure/actors.pdf",
    "skew_wagtail:profile_pdf": "/akteure/weltladen/profile.pdf",
    "skew_wagtail:withdrawal_request": "/skew/withdrawal/",
    "skew_wagtail:withdrawal_sent": "/skew/withdrawal/sent/",
    "skew_wagtail:withdrawal_done": "/skew/withdrawal/done/",
    # Without the secret in its address it shows nothing; with it, see tests/privacy/test_withdrawal_links.py.
    "skew_wagtail:withdrawal": "/skew/withdrawal/abc/",
    # The same of applications: tests/inventory/test_application_links.py.
    "skew_wagtail:application": "/skew/application/",
    "skew_wagtail:application_draft": "/skew/application/abc/",
    "skew_wagtail:application_sheet": "/skew/application/abc/sheet/",
    "skew_wagtail:application_pdf": "/skew/application/abc/sheet.pdf",
    "skew_wagtail:suggestion": "/skew/suggestion/",
    "skew_wagtail:suggestion_received": "/skew/suggestion/received/",
    # The same of approvals: tests/inventory/research/test_approval_links.py.
    "skew_wagtail:approval": "/skew/approval/abc/",
    "skew_wagtail:approval_received": "/skew/approval-received/",
    "skew_wagtail:calls_feed": "/programme/calls.atom",
    # With its secret: tests/programmes/advice/test_form.py.
    "skew_wagtail:advice_request": "/beratung/advice.html",
    "skew_wagtail:advice_received": "/skew/advice/received/abc/",
    # With its secret: tests/programmes/interest/.
    "skew_wagtail:call_interest": "/programme/qualifizierung/aufruf/interest.html",
    "skew_wagtail:interest": "/skew/interest/abc/",
    "skew_wagtail:interest_change": "/skew/interest/abc/change/",
    "skew_wagtail:interest_withdraw": "/skew/interest/abc/withdraw/",
    "skew_wagtail:interest_pdf": "/skew/interest/abc/interest.pdf",
    "skew_wagtail:interest_file": "/skew/interest/abc/files/1/",
    # With its secret: tests/forum/test_registration.py.
    "skew_wagtail:event_registration": "/vernetzungsforen/forum/registration.html",
    "skew_wagtail:registration_sent": "/skew/registration/sent/",
    "skew_wagtail:registration": "/skew/registration/abc/",
}


@dataclass(frozen=True)
class OwnUrl:
    """One pattern of ours: its full name, its route and whether it lies in Wagtail's admin."""

    name: str
    route: str

    @property
    def in_admin(self) -> bool:
        return self.route.startswith("admin/")

    @property
    def takes(self) -> list[str]:
        """Names of the parts of the address that vary."""
        return [part.partition(">")[0].rpartition(":")[2] for part in self.route.split("<")[1:]]


def own_urls() -> list[OwnUrl]:
    """Every pattern of ours at any depth, in order."""
    return [
        OwnUrl(name, route)
        for name, route, callback in _walk(get_resolver())
        if _is_ours(name, route, callback)
    ]


def _walk(
    resolver: Any, prefix: str = "", namespaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, Any]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            names = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, route, names)
        else:
            yield ":".join([*namespaces, pattern.name or route]), route, pattern.callback


def _is_ours(name: str, route: str, callback: Any) -> bool:
    """By its name or route (viewsets carry the model's label there) or by who answers it."""
    view = getattr(callback, "view_class", callback)
    owner = getattr(callback, "__self__", None)
    modules = [getattr(view, "__module__", ""), type(owner).__module__ if owner else ""]
    return "skew" in name or "skew" in route or any(module.startswith("skew_wagtail") for module in modules)
