"""People and wordings in the admin; people have a chooser with a form, so that nobody has to leave the page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

from skew_wagtail import viewsets

from .forms import ConsentWordingForm
from .models import ConsentWording, ContactPerson


class MayListPeople:
    """A view that only those may open who may see or edit people; Wagtail's choosers do not ask."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        policy = policy_registry.get_by_type(ContactPerson)
        if not policy.user_has_any_permission(request.user, ["add", "change", "view"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChooseView(MayListPeople, viewsets.ChooseView):
    """The chooser's window."""


class ChooseResultsView(MayListPeople, viewsets.ChooseResultsView):
    """The chooser's list while one types."""


class ChosenView(MayListPeople, viewsets.ChosenView):
    """One person was chosen."""


class ChosenMultipleView(MayListPeople, viewsets.ChosenMultipleView):
    """Several people were chosen."""


class ContactPersonChooserViewSet(viewsets.SafeChooserViewSet):
    """Choose a person or create one on the spot."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    form_fields = ["name", "role", "phone", "email"]
    choose_one_text = _("Choose or create a contact person")
    choose_another_text = _("Choose another contact person")
    edit_item_text = _("Edit this contact person")
    creation_tab_label = _("New contact person")
    create_action_label = _("Create")


class ContactPersonViewSet(SnippetViewSet):
    """Contact persons (Ansprechpersonen)."""

    model = ContactPerson
    icon = "user"
    menu_label = _("Contact persons")
    menu_name = "skew-contact-persons"
    menu_order = 700
    menu_hook = "register_skew_menu_item"
    chooser_viewset_class = ContactPersonChooserViewSet
    list_display = ["name", "role", "updated_at"]
    search_fields = ["name", "role", "email"]
    panels = [FieldPanel("name"), FieldPanel("role"), FieldRowPanel(["phone", "email"]), FieldPanel("note")]


class ConsentWordingViewSet(SnippetViewSet):
    """Wordings of consent (Einwilligungserklärungen); what people agreed to is never rewritten."""

    model = ConsentWording
    chooser_viewset_class = viewsets.SafeChooserViewSet
    icon = "doc-full"
    menu_label = _("Consent wordings")
    menu_name = "skew-consent-wordings"
    menu_order = 725
    menu_hook = "register_skew_menu_item"
    list_display = [
        "title",
        "language",
        "version",
        "is_active",
        viewsets.DayColumn("created_at", label=_("created")),
    ]
    list_filter = ["language", "is_active"]
    search_fields = ["title", "key", "text"]
    inspect_view_enabled = True
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "Once somebody has agreed to a text it stays as it is. If you change it then, your change "
                    "becomes the next version, and new consents name that one."
                )
            ),
            FieldPanel("title"),
            FieldRowPanel(["key", "language", "is_active"]),
            FieldPanel("text"),
            FieldPanel("data"),
            FieldPanel("purpose"),
            FieldPanel("storage_period"),
            FieldPanel("withdrawal"),
        ],
        base_form_class=ConsentWordingForm,
    )
