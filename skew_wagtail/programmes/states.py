"""Where a call stands and how long it stays so; everything follows from its dates and a moment."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skew_wagtail.vocabulary.models import CallState

#: The time of day of every deadline, whatever the host's own time zone is.
BERLIN = ZoneInfo("Europe/Berlin")


class State(models.TextChoices):
    """Where a call stands; the codes are those of the vocabulary, which has the words."""

    OPEN = "open", gettext_lazy("open")
    ANNOUNCED = "announced", gettext_lazy("announced")
    CLOSED = "closed", gettext_lazy("deadline passed")
    SELECTED = "selected", gettext_lazy("selection made")


def state_labels() -> dict[str, str]:
    """The municipality's words for the states by code, in the order in which visitors look for them; one query."""
    words = {term.slug: term.label for term in CallState.objects.filter(slug__in=State.values)}
    return {state.value: words.get(state.value) or str(state.label) for state in State}


def countdown(moment: datetime, until: datetime) -> tuple[str, int]:
    """What is left until then: a unit (``days``, ``hours``, ``minutes``) and how many, never more than there are.

    Days are those of the calendar in Berlin, so that "one day left" is said all day long before the last one. Hours
    and minutes are real ones, also in the nights in which the clocks change.
    """
    days = (until.astimezone(BERLIN).date() - moment.astimezone(BERLIN).date()).days
    if days > 0:
        return "days", days
    # In UTC: two times of Berlin would be subtracted as they stand on the clock.
    minutes = int((until.astimezone(UTC) - moment.astimezone(UTC)).total_seconds() // 60)
    return ("hours", minutes // 60) if minutes >= 60 else ("minutes", max(minutes, 0))


def open_for(moment: datetime, deadline: datetime) -> str:
    """How long a call stays open, in words: "3 days left"."""
    unit, number = countdown(moment, deadline)
    if unit == "days":
        return ngettext("%(number)d day left", "%(number)d days left", number) % {"number": number}
    if unit == "hours":
        return ngettext("%(number)d hour left", "%(number)d hours left", number) % {"number": number}
    if number == 0:
        return _("less than a minute left")
    return ngettext("%(number)d minute left", "%(number)d minutes left", number) % {"number": number}


def opens_in(moment: datetime, opening: datetime) -> str:
    """How long it takes until a call opens, in words: "opens in 3 days"."""
    unit, number = countdown(moment, opening)
    if unit == "days":
        return ngettext("opens in %(number)d day", "opens in %(number)d days", number) % {"number": number}
    if unit == "hours":
        return ngettext("opens in %(number)d hour", "opens in %(number)d hours", number) % {"number": number}
    if number == 0:
        return _("opens in less than a minute")
    return ngettext("opens in %(number)d minute", "opens in %(number)d minutes", number) % {"number": number}
