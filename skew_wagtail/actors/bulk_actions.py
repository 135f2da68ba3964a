"""What can be done to many profiles at once in the admin's listing."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, PublishBulkAction, UnpublishBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from skew_wagtail.text import plain

from . import actions
from .filters import ActorFilterSet
from .models import ActorProfilePage, ActorTag


class ProfileBulkAction(PageBulkAction):
    """An action on profiles; "all in the listing" means all that the filters leave."""

    models = [ActorProfilePage]

    def get_all_objects_in_listing_query(self, parent_id: Any) -> QuerySet:
        filters = ActorFilterSet(
            self.request.GET, queryset=ActorProfilePage.objects.all(), request=self.request
        )
        profiles = filters.qs.order_by("pk")
        question = plain(self.request.GET.get("q", ""))
        if question:
            found = ActorProfilePage.objects.all().autocomplete(question, order_by_relevance=False)
            profiles = profiles.filter(pk__in=[page.pk for page in found])
        return profiles.values_list("pk", flat=True)


class Publish(ProfileBulkAction, PublishBulkAction):
    """Publish profiles."""


class Unpublish(ProfileBulkAction, UnpublishBulkAction):
    """Take profiles off the site."""


class Delete(ProfileBulkAction, DeleteBulkAction):
    """Delete profiles."""


class EditBulkAction(ProfileBulkAction):
    """An action of ours with a form of its own, for those who may edit."""

    template_name = "skew_wagtail/actors/bulk_actions/confirm.html"
    button_label: Any = ""

    def check_perm(self, page: ActorProfilePage) -> bool:
        return page.permissions_for_user(self.request.user).can_edit()

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | self.cleaned_form.cleaned_data

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extra = {"heading": self.display_name, "button_label": self.button_label}
        return super().get_context_data(**kwargs) | extra

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d profile has been changed.", "%(count)d profiles have been changed.", num_parent_objects
        ) % {"count": num_parent_objects}


class TagsForm(forms.Form):
    """Which tags."""

    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"), queryset=ActorTag.objects.all(), widget=forms.CheckboxSelectMultiple
    )


class AddTags(EditBulkAction):
    """Put tags on profiles."""

    display_name = button_label = _("Add tags")
    action_type = "skew_add_tags"
    aria_label = _("Add tags to the selected profiles")
    action_priority = 60
    form_class = TagsForm

    @classmethod
    def execute_action(
        cls,
        objects: list[ActorProfilePage],
        tags: Any = (),
        user: AbstractBaseUser | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        return actions.add_tags(objects, tags, user), 0


class RemoveTags(EditBulkAction):
    """Take tags off profiles."""

    display_name = button_label = _("Remove tags")
    action_type = "skew_remove_tags"
    aria_label = _("Remove tags from the selected profiles")
    action_priority = 70
    form_class = TagsForm

    @classmethod
    def execute_action(
        cls,
        objects: list[ActorProfilePage],
        tags: Any = (),
        user: AbstractBaseUser | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        return actions.remove_tags(objects, tags, user), 0


class ReviewDateForm(forms.Form):
    """Until when."""

    due_on = forms.DateField(
        label=_("Check again by"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave empty to remove the date."),
    )


class SetReviewDate(EditBulkAction):
    """Say by when profiles are to be checked again."""

    display_name = button_label = _("Set review date")
    action_type = "skew_set_review_date"
    aria_label = _("Set the review date of the selected profiles")
    action_priority = 80
    form_class = ReviewDateForm

    @classmethod
    def execute_action(
        cls,
        objects: list[ActorProfilePage],
        due_on: Any = None,
        user: AbstractBaseUser | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        return actions.set_review_date(objects, due_on, user), 0


class MergeForm(forms.Form):
    """Into which tag."""

    target = forms.ModelChoiceField(
        label=_("Keep this tag"),
        queryset=ActorTag.objects.all(),
        help_text=_("Profiles with one of the selected tags get this one instead; the others are deleted."),
    )


class MergeTags(SnippetBulkAction):
    """Make one tag of several that mean the same."""

    models = [ActorTag]
    display_name = _("Merge")
    action_type = "skew_merge"
    aria_label = _("Merge the selected tags into one")
    template_name = "skew_wagtail/actors/bulk_actions/merge_tags.html"
    form_class = MergeForm

    def check_perm(self, snippet: ActorTag) -> bool:
        policy = policy_registry.get_by_type(ActorTag)
        return policy.user_has_permission_for_instance(self.request.user, "delete", snippet)

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | self.cleaned_form.cleaned_data

    @classmethod
    def execute_action(
        cls, objects: list[ActorTag], target: Any = None, user: AbstractBaseUser | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        merged = [tag for tag in objects if tag != target]
        for tag in merged:
            actions.merge_tags(tag, target, user)
        return len(merged), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d tag has been merged.", "%(count)d tags have been merged.", num_parent_objects
        ) % {"count": num_parent_objects}


BULK_ACTIONS = (Publish, Unpublish, AddTags, RemoveTags, SetReviewDate, Delete, MergeTags)
