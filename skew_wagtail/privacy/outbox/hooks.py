"""What the admin and the rest of the room learn of the outbox."""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .modeladmin import OutgoingLetterAdmin
from .retention_rules import RULES
from .subjects import subject_records

modeladmin_register(OutgoingLetterAdmin)
hooks.register("register_skew_retention", lambda: RULES)
hooks.register("register_skew_subject_records", subject_records)


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="skew_privacy", codename__endswith="_outgoingletter"
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_privacy.send_again", _("Send again"), _("Letter sent once more"))
