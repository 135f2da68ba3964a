"""The calls of a list of programmes as an Atom feed."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from skew_wagtail.feeds import AtomFeed

from .listing import public_calls
from .models import CallPage, ProgrammeIndexPage
from .presentation import described, next_change
from .states import BERLIN, State

#: How many calls a feed holds at most.
LENGTH = 50


class CallsFeed(Feed):
    """Calls in the order of the list; an entry is new again whenever the clock or an editor changed it."""

    feed_type = AtomFeed

    def get_object(self, request: HttpRequest, page: ProgrammeIndexPage) -> ProgrammeIndexPage:
        self.moment = timezone.now()
        return page

    def title(self, page: ProgrammeIndexPage) -> str:
        return page.title

    def link(self, page: ProgrammeIndexPage) -> str:
        return page.full_url

    def feed_guid(self, page: ProgrammeIndexPage) -> str:
        return page.translation_key.urn

    def subtitle(self, page: ProgrammeIndexPage) -> str:
        return strip_tags(page.introduction)

    def author_name(self, page: ProgrammeIndexPage) -> str:
        """Atom wants one; here it is the site."""
        site = page.get_site()
        return site.site_name or site.hostname

    def items(self, page: ProgrammeIndexPage) -> list[dict[str, Any]]:
        calls = described(public_calls(page), self.moment)
        self.next_change = next_change(calls, self.moment)
        return calls[:LENGTH]

    def item_title(self, item: dict[str, Any]) -> str:
        return _("%(title)s (%(state)s)") % {"title": item["page"].title, "state": item["label"]}

    def item_description(self, item: dict[str, Any]) -> str:
        call = item["page"]
        if item["state"] == State.ANNOUNCED and call.opens_at:
            return _("Opens: %(moment)s") % {"moment": in_berlin(call.opens_at)}
        if not call.deadline:
            return ""
        text = _("Deadline extended to: %(moment)s") if call.extended_to else _("Deadline: %(moment)s")
        return text % {"moment": in_berlin(call.deadline)}

    def item_link(self, item: dict[str, Any]) -> str:
        return item["page"].full_url

    def item_guid(self, item: dict[str, Any]) -> str:
        return item["page"].translation_key.urn

    def item_pubdate(self, item: dict[str, Any]) -> datetime:
        return item["page"].first_published_at

    def item_updateddate(self, item: dict[str, Any]) -> datetime:
        call: CallPage = item["page"]
        moments = [call.last_published_at]
        if item["state"] != State.ANNOUNCED:
            moments.append(call.opens_at)
        if item["state"] in (State.CLOSED, State.SELECTED):
            moments.append(call.deadline)
        return max(filter(None, moments), default=self.moment)


def in_berlin(moment: datetime) -> str:
    """A moment as people in Germany write it."""
    local = moment.astimezone(BERLIN)
    return _("%(day)s, %(time)s") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
    }
