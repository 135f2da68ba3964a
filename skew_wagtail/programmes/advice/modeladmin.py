"""The register of requests for advice in the admin."""

from datetime import datetime
from typing import Any

from django.contrib.admin.filters import RelatedOnlyFieldListFilter
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skew_wagtail.inventory.applications.modeladmin import RecordInspectView
from skew_wagtail.modeladmin import RegisterAdmin

from .answers import has_address
from .history import answers_of, history_of
from .models import AdviceRequest


class TopicFilter(RelatedOnlyFieldListFilter):
    """Topics about which somebody asked; none of them has a name, too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = _("Something else")


class AdviceInspectView(RecordInspectView):
    """One request with its answers and what was done with it."""

    state_url_name = "skew_advice:state"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_answer = self.may_change() and has_address(self.instance)
        return super().get_context_data(**kwargs) | {
            "answer_url": reverse("skew_advice:answer", args=[self.instance.pk]) if may_answer else "",
            "answers": answers_of(self.instance),
            "history": history_of(self.instance),
        }


class AdviceRequestAdmin(RegisterAdmin):
    """Requests for advice (Beratungsanfragen); lists and spreadsheets name no person and hold no question."""

    model = AdviceRequest
    menu_label = gettext_lazy("Requests for advice")
    menu_item_name = "skew-advice-requests"
    menu_icon = "help"
    menu_order = 347
    list_display = ("number", "about", "asker", "state", "due", "arrived")
    list_filter = ("state", ("topic", TopicFilter))
    list_export = (*list_display, "state_since", "asker_kind", "language")
    list_select_related = ("topic",)
    search_fields = ("organisation", "request_text")
    export_filename = "beratungsanfragen"
    inspect_view_fields = [
        "number", "state", "due", "arrived", "state_since", "about", "asker_kind", "organisation", "sender_name",
        "sender_email", "sender_phone", "request_text", "register_notes",
    ]  # fmt: skip
    inspect_view_class = AdviceInspectView
    inspect_template_name = "skew_wagtail/programmes/advice/admin/request.html"

    def number(self, request: AdviceRequest) -> str:
        """What stands on the receipt."""
        return request.reference

    number.short_description = gettext_lazy("request number")
    number.admin_order_field = "pk"

    def about(self, request: AdviceRequest) -> str:
        """The topic."""
        return request.topic.label if request.topic else _("Something else")

    about.short_description = gettext_lazy("topic")

    def asker(self, request: AdviceRequest) -> str:
        """The municipality or organisation; of a person not the name."""
        return request.organisation or request.get_asker_kind_display()

    asker.short_description = gettext_lazy("from")
    asker.admin_order_field = "organisation"

    def due(self, request: AdviceRequest) -> str:
        """The day that was promised, marked when it is over and somebody still waits."""
        if request.due_on is None:
            return ""
        day = date_format(request.due_on, "SHORT_DATE_FORMAT")
        return _("overdue: %(day)s") % {"day": day} if request.is_overdue else day

    due.short_description = gettext_lazy("to be answered by")
    due.admin_order_field = "due_on"

    def arrived(self, request: AdviceRequest) -> datetime:
        """When it came in."""
        return request.created_at

    arrived.short_description = gettext_lazy("received on")
    arrived.admin_order_field = "created_at"
