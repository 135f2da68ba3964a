"""What our listings and choosers in the admin share: they take whatever is typed into them.

Wagtail hands a question to the database's full-text search as it is, and SQLite answers some punctuation with an
error; its choosers answer a key that is no number with an error, too.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import chooser

from .text import plain


class SafeSearch:
    """For Wagtail's listings."""

    @cached_property
    def search_query(self) -> str:
        return plain(super().search_query)


class DayColumn(Column):
    """A day as people write it; Wagtail's own column says how long ago it is, even of what is to come."""

    def get_value(self, instance: Model) -> str:
        value = super().get_value(instance)
        if isinstance(value, datetime):
            value = timezone.localtime(value)
        return date_format(value, "SHORT_DATE_FORMAT") if value else ""


class QuestionForm(SearchFilterMixin, BaseFilterForm):
    """The search field of a chooser: part of a word is enough, in the fields that the listing searches."""

    def filter(self, objects: QuerySet) -> QuerySet:
        question = self.cleaned_data["q"]
        if not question:
            return objects
        self.is_searching, self.search_query = True, question
        fields = objects.model.snippet_viewset.search_fields
        return objects.filter(reduce(or_, (Q(**{f"{name}__icontains": question}) for name in fields)))


class ChooseView(chooser.ChooseView):
    """The chooser's window."""

    filter_form_class = QuestionForm


class ChooseResultsView(chooser.ChooseResultsView):
    """The chooser's list while one types."""

    filter_form_class = QuestionForm


class ChosenView(chooser.SnippetChosenView):
    """One was chosen."""

    def get_object(self, pk: str) -> Model:
        try:
            return super().get_object(pk)
        except ValueError as error:
            raise ObjectDoesNotExist from error


class ChosenMultipleView(chooser.SnippetChosenMultipleView):
    """Several were chosen."""

    def get_objects(self, pks: Iterable[str]) -> QuerySet[Any]:
        return super().get_objects([pk for pk in pks if pk.isdecimal()])


class SafeChooserViewSet(chooser.SnippetChooserViewSet):
    """The chooser of our snippets."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
