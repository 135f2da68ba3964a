"""What the admin learns of the selection."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from ..models import CallPage
from .modeladmin import ExpressionOfInterestAdmin
from .rights import may_choose_reviewers, may_see, sees_all

modeladmin_register(ExpressionOfInterestAdmin)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/selection/", include("skew_wagtail.programmes.selection.admin_urls"))]


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    if isinstance(page, CallPage) and page.pk:
        yield from _buttons(page, sees=may_see(user, page), chooses=may_choose_reviewers(user, page))


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    page = page.specific_deferred
    if isinstance(page, CallPage):
        # No query for each row: reviewers without a permission go by the register.
        yield from _buttons(page, sees=sees_all(user), chooses=may_choose_reviewers(user, page))


def _buttons(call, *, sees, chooses):
    if sees:
        url = reverse("skew_selection:ranking", args=[call.pk])
        yield Button(_("Ranking"), url=url, icon_name="list-ol", priority=25)
    if chooses:
        url = reverse("skew_selection:reviewers", args=[call.pk])
        yield Button(_("Who reviews"), url=url, icon_name="group", priority=26)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("choose_reviewers", _("Choose reviewers"), _("Reviewers of the call chosen")),
        ("review_interest", _("Review"), _("Review saved")),
        ("decide_interest", _("Decide"), _("Decision recorded")),
        ("note_interest", _("Write internal notes"), _("Internal notes changed")),
        ("download_attachment", _("Download an attachment"), _("Attachment downloaded")),
        ("publish_model_municipality", _("Publish as model municipality"), _("Added to the programme")),
        ("publish_selection", _("Publish the selection"), _("Selection published")),
    ):
        actions.register_action(f"skew_programmes.{name}", label, done)
