"""Whether one can begin, save and submit now. Only the server's clock counts; what a visitor's says is never asked."""

from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from ..models import CallPage
from ..states import State
from .settings import InterestSettings, LateEntries


class Opening(models.TextChoices):
    """How it stands with the form of a call."""

    OFF = "off", _("no form here")
    SOON = "soon", _("the form is not open yet")
    OPEN = "open", _("open")
    GRACE = "grace", _("the deadline has just passed")
    OVER = "over", _("the deadline is over")


def settings_of(call: CallPage) -> InterestSettings:
    """What the site of a call has decided."""
    return InterestSettings.for_site(call.get_site() or Site.objects.get(is_default_site=True))


def grace_end(call: CallPage) -> datetime:
    """The last moment at which something begun in time is taken; in real minutes, whatever the clock in Berlin does."""
    return call.deadline.astimezone(UTC) + timedelta(minutes=settings_of(call).grace_minutes)


def opening_of(call: CallPage, moment: datetime) -> Opening:
    """How it stands at a moment; the deadline itself is in time, and so is the end of the grace period."""
    if not call.takes_interest or not call.live:
        return Opening.OFF
    state = call.state_at(moment)
    if state == State.ANNOUNCED:
        return Opening.SOON
    if state == State.OPEN:
        return Opening.OPEN
    return Opening.GRACE if moment <= grace_end(call) else Opening.OVER


def may_save(call: CallPage, moment: datetime, *, begun_in_time: bool) -> bool:
    """Whether what was typed is stored: until the deadline, and in the grace period what was begun before."""
    opening = opening_of(call, moment)
    return opening == Opening.OPEN or (opening == Opening.GRACE and begun_in_time)


def may_submit(call: CallPage, moment: datetime, *, begun_in_time: bool) -> bool:
    """Whether it is taken: the same, unless the site refuses whatever is late."""
    if not may_save(call, moment, begun_in_time=begun_in_time):
        return False
    is_in_time = opening_of(call, moment) == Opening.OPEN
    return is_in_time or settings_of(call).late_entries != LateEntries.REFUSE


def is_marked_late(call: CallPage, moment: datetime) -> bool:
    """Whether what is submitted at a moment is marked as late."""
    is_in_grace = opening_of(call, moment) == Opening.GRACE
    return is_in_grace and settings_of(call).late_entries == LateEntries.MARK
