"""What an editor sees of consents in the form of a page."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from .models import Channel
from .overview import consent_table, hidden_pictures


class ConsentPanel(Panel):
    """Who agreed to what, read only, with the way to recording and taking back."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "skew_wagtail/privacy/admin/consent_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            key = self.instance.translation_key
            may_record = self.request.user.has_perm("skew_privacy.add_consent")
            return context | {
                "channels": Channel.labels,
                "rows": consent_table(key),
                "hidden_pictures": hidden_pictures(key),
                "overview_url": reverse("skew_privacy:consents", args=[key]) if may_record else "",
            }
