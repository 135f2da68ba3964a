from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InventoryConfig(AppConfig):
    """Inventories (Bestandsaufnahmen) and their steps."""

    name = "skew_wagtail.inventory"
    label = "skew_inventory"
    verbose_name = _("Inventories")
    default_auto_field = "django.db.models.BigAutoField"
