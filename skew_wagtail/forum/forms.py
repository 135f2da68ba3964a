"""The editor's form of an event, which also looks at how days and programme fit together."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    """The form of an event: its days do not overlap, and its programme lies within them."""

    def is_valid(self) -> bool:
        # The days are checked one by one before they are compared: only then they have dates.
        if not super().is_valid():
            return False
        days, items = (_filled(self.formsets.get(name)) for name in ("days", "programme_items"))
        days.sort(key=lambda form: form.instance.starts_at)
        faults = [*_overlapping(days), *_outside(items, days)]
        for form, field, message in faults:
            form.add_error(field, message)
        return not faults

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        # For drafts and previews, which are not saved as a row.
        page.update_span()
        return page


Fault = tuple[forms.ModelForm, str, str]


def _filled(formset: Any) -> list[forms.ModelForm]:
    """The rows that an editor has filled in and not removed; nothing for who may not see them."""
    rows = formset.forms if formset is not None else []
    removed = formset.deleted_forms if formset is not None else []
    return [row for row in rows if row not in removed and (row.instance.pk is not None or row.has_changed())]


def _overlapping(days: list[forms.ModelForm]) -> Iterator[Fault]:
    for before, day in zip(days, days[1:], strict=False):
        if day.instance.starts_at < before.instance.ends_at:
            text = _(
                "This begins before “%(before)s” has ended. Please change one of the two, or take one away; two parts "
                "of one day need their times."
            )
            yield day, "date", text % {"before": before.instance.in_words()}


def _outside(items: list[forms.ModelForm], days: list[forms.ModelForm]) -> Iterator[Fault]:
    """Items on a day that the event does not have, or at a time before or after it.

    An item without a day belongs to the only one there is; of several, nobody knows which.
    """
    dates = sorted({day.instance.date for day in days})
    for item in items:
        date = item.instance.date or (dates[0] if len(dates) == 1 else None)
        if date is None or not dates:
            continue
        parts = [day.instance for day in days if day.instance.date == date]
        if not parts:
            known = ", ".join(date_format(day, "SHORT_DATE_FORMAT") for day in dates)
            yield item, "date", _("The event has no such day. It has: %(days)s.") % {"days": known}
        elif not _is_within(item.instance.time, parts):
            words = "; ".join(part.in_words() for part in parts)
            text = _("This is outside the times of the event: %(days)s. Please change one of the two.")
            yield item, "time", text % {"days": words}


def _is_within(time: Any, parts: list[Any]) -> bool:
    return time is None or any(
        (part.begins is None or part.begins <= time) and (part.ends is None or time <= part.ends)
        for part in parts
    )
