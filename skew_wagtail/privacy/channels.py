"""Where something may be shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Where something may be shown (Kanal der Veröffentlichung)."""

    WEB = "web", _("website")
    BROCHURE = "brochure", _("printed brochure")
    EXPORT = "export", _("data for download")
    FEDERATION = "federation", _("directories of others")
    PHOTO = "photo", _("photos")
