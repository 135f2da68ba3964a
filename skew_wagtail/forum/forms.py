"""Forms of this room in the admin."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    """The form of an event."""

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        # For drafts and previews, which are not saved as a row.
        page.update_span()
        return page
