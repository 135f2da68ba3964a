"""Filters of the profiles' listing in the admin."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.views.pages.listing import PageFilterSet

from skew_wagtail.vocabulary.models import ActorKind, Country, Topic

from .models import ActorProfilePage, ActorTag, EntryDepth, TaggedActor


class StatusFilter(django_filters.ChoiceFilter):
    """Published, draft, or published with changes that are not."""

    CHOICES = [
        ("live", _("published")),
        ("changed", _("published, with unpublished changes")),
        ("draft", _("draft")),
    ]

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        conditions: dict[str, dict[str, Any]] = {
            "live": {"live": True},
            "changed": {"live": True, "has_unpublished_changes": True},
            "draft": {"live": False},
        }
        return queryset.filter(**conditions[value]) if value in conditions else queryset


class TagFilter(django_filters.ModelMultipleChoiceFilter):
    """Profiles with any of the tags, each once."""

    def filter(self, queryset: QuerySet, value: Any) -> QuerySet:
        if not value:
            return queryset
        tagged = TaggedActor.objects.filter(tag__in=value, content_object=OuterRef("pk"))
        return queryset.filter(Exists(tagged))


class TermsFilter(django_filters.ModelMultipleChoiceFilter):
    """Profiles with any of the terms, each once."""

    def filter(self, queryset: QuerySet, value: Any) -> QuerySet:
        if not value:
            return queryset
        matching = self.model.objects.filter(**{f"{self.field_name}__in": value}, pk=OuterRef("pk"))
        return queryset.filter(Exists(matching))


class ActorFilterSet(PageFilterSet):
    """What narrows the listing of profiles."""

    kind = django_filters.ModelMultipleChoiceFilter(
        label=_("Kind of actor"), queryset=ActorKind.objects.all(), widget=CheckboxSelectMultiple
    )
    topics = TermsFilter(label=_("Topic"), queryset=Topic.objects.all(), widget=CheckboxSelectMultiple)
    tags = TagFilter(label=_("Tag"), queryset=ActorTag.objects.all(), widget=CheckboxSelectMultiple)
    engagement_countries = TermsFilter(
        label=_("Country of engagement"),
        # Only countries that are in use: a list of all 250 would help nobody.
        queryset=lambda request: Country.objects.filter(
            pk__in=ActorProfilePage.engagement_countries.through.objects.values("country")
        ),
        widget=CheckboxSelectMultiple,
    )
    status = StatusFilter(
        label=_("Status"), choices=StatusFilter.CHOICES, empty_label=_("All"), widget=RadioSelect
    )
    entry_depth = django_filters.ChoiceFilter(
        label=_("Depth of the entry"), choices=EntryDepth.choices, empty_label=_("All"), widget=RadioSelect
    )
    data_as_of = django_filters.DateFromToRangeFilter(label=_("Data as of"), widget=DateRangePickerWidget)
    # Wagtail's filters that say nothing about profiles.
    has_child_pages = None

    class Meta:
        model = ActorProfilePage
        fields: list[str] = []
