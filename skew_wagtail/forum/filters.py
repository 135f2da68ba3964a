"""Filters of the events' listings in the admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.views.pages.listing import PageFilterSet

from .models import EventPage


class EventFilterSet(PageFilterSet):
    """What narrows the listings of events."""

    starts_at = django_filters.DateFromToRangeFilter(label=_("Begins"), widget=DateRangePickerWidget)

    class Meta:
        model = EventPage
        fields = ["status", "series", "municipality", "inventory"]
