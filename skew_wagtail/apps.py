from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SkewWagtailConfig(AppConfig):
    """The root room: settings, checks, the frame of our pages, the menu."""

    name = "skew_wagtail"
    label = "skew_wagtail"
    verbose_name = _("Migration and development")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the checks)
