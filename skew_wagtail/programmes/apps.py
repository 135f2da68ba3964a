from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Programmes (Programme, Pilotprojekte) and their calls (Aufrufe)."""

    name = "skew_wagtail.programmes"
    label = "skew_programmes"
    verbose_name = _("Programmes and calls")
    default_auto_field = "django.db.models.BigAutoField"
