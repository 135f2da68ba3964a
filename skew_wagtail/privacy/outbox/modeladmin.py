"""The register of letters in the admin."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from skew_wagtail.modeladmin import RegisterAdmin, RegisterInspectView

from .models import LetterState, OutgoingLetter


class LetterInspectView(RegisterInspectView):
    """One letter; what it says for those with the permission to read it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, letter = self.request.user, self.instance
        may_resend = user.has_perm("skew_privacy.resend_outgoingletter")
        is_unsent = letter.state != LetterState.SENT
        return super().get_context_data(**kwargs) | {
            "words": letter.plain_body if user.has_perm("skew_privacy.read_outgoingletter") else "",
            "again_url": (
                reverse("skew_privacy:send_again", args=[letter.pk]) if may_resend and is_unsent else ""
            ),
        }


class OutgoingLetterAdmin(RegisterAdmin):
    """Letters (Postausgang): what waits, what was sent, what could not be sent and why."""

    model = OutgoingLetter
    menu_label = gettext_lazy("Letters")
    menu_item_name = "skew-letters"
    menu_icon = "mail"
    menu_order = 740
    list_display = ("created_at", "mail_subject", "mail_to", "state", "attempts", "next_turn", "problem")
    list_filter = ("state",)
    list_export = (*list_display, "ended_at")
    search_fields = ("mail_to", "mail_subject")
    export_filename = "postausgang"
    inspect_view_fields = [
        "mail_subject", "mail_to", "state", "created_at", "attempts", "next_turn", "problem", "ended_at",
    ]  # fmt: skip
    inspect_view_class = LetterInspectView
    inspect_template_name = "skew_wagtail/privacy/admin/letter_inspect.html"

    def next_turn(self, letter: OutgoingLetter) -> Any:
        """When it is tried again."""
        return letter.next_attempt_at if letter.state == LetterState.QUEUED else None

    def problem(self, letter: OutgoingLetter) -> str:
        """What went wrong last."""
        return letter.problem

    next_turn.short_description = gettext_lazy("next attempt")
    problem.short_description = gettext_lazy("why not")
