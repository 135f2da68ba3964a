from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrochureConfig(AppConfig):
    """The brochure (Broschüre): a PDF and a web edition of a selection of profiles."""

    name = "skew_wagtail.brochure"
    label = "skew_brochure"
    verbose_name = _("Brochures")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .signal_handlers import register_signal_handlers

        register_signal_handlers()
