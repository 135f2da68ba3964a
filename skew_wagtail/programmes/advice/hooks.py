"""What the admin and the rooms below learn of requests for advice."""

from django.contrib.auth.models import Permission
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .modeladmin import AdviceRequestAdmin
from .retention_rules import RULES
from .subjects import subject_records

modeladmin_register(AdviceRequestAdmin)
hooks.register("register_skew_retention", lambda: RULES)
hooks.register("register_skew_subject_records", subject_records)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("skew/advice/", include("skew_wagtail.programmes.advice.admin_urls"))]


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="skew_programmes", codename="change_advicerequest"
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, done in (
        ("receive_advice_request", _("Receive a request for advice"), _("Request received")),
        ("change_advice_request", _("Work on a request for advice"), _("State of the request changed")),
        ("answer_advice_request", _("Answer a request for advice"), _("Answer sent")),
    ):
        actions.register_action(f"skew_programmes.{name}", label, done)
