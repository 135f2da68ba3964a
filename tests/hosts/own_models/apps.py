from django.apps import AppConfig


class OwnModelsConfig(AppConfig):
    """A host with its own models in place of Wagtail's."""

    name = "tests.hosts.own_models"
    label = "own_models"
    default_auto_field = "django.db.models.BigAutoField"
