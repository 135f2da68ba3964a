from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """People, addresses, consents, and the one answer to what is shown where."""

    name = "skew_wagtail.privacy"
    label = "skew_privacy"
    verbose_name = _("Privacy")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the checks)
        from .signal_handlers import register_signal_handlers

        register_signal_handlers()
