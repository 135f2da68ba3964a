from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InventoryConfig(AppConfig):
    """Inventories (Bestandsaufnahmen) and their steps."""

    name = "skew_wagtail.inventory"
    label = "skew_inventory"
    verbose_name = _("Inventories")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .signal_handlers import register_signal_handlers

        register_signal_handlers()
