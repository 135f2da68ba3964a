from django.apps import AppConfig


class OwnAccountsConfig(AppConfig):
    """A host with its own account model; an app of its own, for Wagtail's migrations refer to it."""

    name = "tests.hosts.own_accounts"
    label = "own_accounts"
    default_auto_field = "django.db.models.BigAutoField"
