"""Events that belong together."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class EventSeries(index.Indexed, models.Model):
    """A series of events (Veranstaltungsreihe), tailor-made for one municipality or one subject."""

    title = models.CharField(_("title"), max_length=150, help_text=_("E.g. Refuge in One World 2026."))
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("One or two sentences, e.g. Three evenings on schools, rooms and work."),
    )

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
