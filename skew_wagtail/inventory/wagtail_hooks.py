from wagtail import hooks

from .applications import hooks as _applications  # noqa: F401  (registers its own)
from .viewsets import InventoryListingViewSet


@hooks.register("register_admin_viewset")
def register_inventory_listing():
    return InventoryListingViewSet()
