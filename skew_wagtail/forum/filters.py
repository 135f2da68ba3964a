"""Filters of the forums' listing in the admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.views.pages.listing import PageFilterSet

from .models import ForumPage


class ForumFilterSet(PageFilterSet):
    """What narrows the listing of forums."""

    starts_at = django_filters.DateFromToRangeFilter(label=_("Begins"), widget=DateRangePickerWidget)

    class Meta:
        model = ForumPage
        fields = ["inventory"]
