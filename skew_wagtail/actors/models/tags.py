"""Free words beside the vocabulary."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.search import index

from skew_wagtail.text import german_slug


class ActorTag(index.Indexed, TagBase):
    """A free tag (Schlagwort) of actors."""

    free_tagging = True
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    @property
    def label(self) -> str:
        """The word itself, so that tags and terms read alike."""
        return self.name

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = german_slug(tag, fallback="tag")
        return f"{slug}-{i}" if i else slug


class TaggedActor(ItemBase):
    """One tag on one profile."""

    tag = models.ForeignKey(ActorTag, related_name="tagged_actors", on_delete=models.CASCADE)
    content_object = ParentalKey(
        "skew_actors.ActorProfilePage", related_name="tagged_items", on_delete=models.CASCADE
    )

    class Meta:
        verbose_name = _("tagged actor")
        verbose_name_plural = _("tagged actors")
