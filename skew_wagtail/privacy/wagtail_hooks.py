from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .freetext_hints import hint_at_personal_texts
from .viewsets import ContactPersonViewSet

register_snippet(ContactPersonViewSet)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("skew_privacy.consent", _("Record consent"), _("Consent recorded"))
    actions.register_action("skew_privacy.withdraw", _("Record withdrawal"), _("Consent withdrawn"))


hooks.register("after_create_page", hint_at_personal_texts)
hooks.register("after_edit_page", hint_at_personal_texts)
