from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    """Networking forums (Vernetzungsforen)."""

    name = "skew_wagtail.forum"
    label = "skew_forum"
    verbose_name = _("Forums")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .registration.signal_handlers import register_signal_handlers

        register_signal_handlers()
