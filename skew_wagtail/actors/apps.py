from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    """Profiles (Steckbriefe) and the directory that filters them."""

    name = "skew_wagtail.actors"
    label = "skew_actors"
    verbose_name = _("Actors")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .signal_handlers import register_signal_handlers

        register_signal_handlers()
