from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    """Networking forums and workshops (Vernetzungsforen, Vernetzungsworkshops)."""

    name = "skew_wagtail.forum"
    label = "skew_forum"
    verbose_name = _("Forums")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import signal_handlers
        from .registration import signal_handlers as registration

        signal_handlers.register_signal_handlers()
        registration.register_signal_handlers()
