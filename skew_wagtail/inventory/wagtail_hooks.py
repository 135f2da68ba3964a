from wagtail import hooks

from .viewsets import InventoryListingViewSet


@hooks.register("register_admin_viewset")
def register_inventory_listing():
    return InventoryListingViewSet()
