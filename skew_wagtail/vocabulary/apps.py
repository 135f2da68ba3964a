from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """Controlled terms, areas, municipalities and funding notices."""

    name = "skew_wagtail.vocabulary"
    label = "skew_vocabulary"
    verbose_name = _("Vocabulary")
    default_auto_field = "django.db.models.BigAutoField"
