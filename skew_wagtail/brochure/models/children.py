"""What hangs on a brochure in ordered lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from skew_wagtail.actors.models.profile import RICH_TEXT_FEATURES
from skew_wagtail.vocabulary.models import FundingNotice

_BROCHURE = "skew_brochure.BrochurePage"


class Chapter(Orderable):
    """A chapter (Kapitel) with a title and a text."""

    title = models.CharField(_("title"), max_length=150, help_text=_("E.g. Recommendations."))
    text = RichTextField(_("text"), features=RICH_TEXT_FEATURES)

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title


class ChapterBefore(Chapter):
    """A chapter in front of the portraits."""

    page = ParentalKey(_BROCHURE, related_name="chapters_before", on_delete=models.CASCADE)

    class Meta(Chapter.Meta):
        abstract = False
        verbose_name = _("chapter before the portraits")
        verbose_name_plural = _("chapters before the portraits")


class ChapterAfter(Chapter):
    """A chapter behind the portraits."""

    page = ParentalKey(_BROCHURE, related_name="chapters_after", on_delete=models.CASCADE)

    class Meta(Chapter.Meta):
        abstract = False
        verbose_name = _("chapter after the portraits")
        verbose_name_plural = _("chapters after the portraits")


class BrochureActor(Orderable):
    """An actor that an editor chose for the brochure."""

    page = ParentalKey(_BROCHURE, related_name="chosen_actors", on_delete=models.CASCADE)
    actor = models.ForeignKey(
        "skew_actors.ActorProfilePage", verbose_name=_("actor"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("actor")]

    class Meta(Orderable.Meta):
        verbose_name = _("chosen actor")
        verbose_name_plural = _("chosen actors")


class BrochureFunding(Orderable):
    """A funding notice (Förderhinweis) that is printed."""

    page = ParentalKey(_BROCHURE, related_name="funding", on_delete=models.CASCADE)
    notice = models.ForeignKey(
        FundingNotice, verbose_name=_("funding notice"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("notice")]

    class Meta(Orderable.Meta):
        verbose_name = _("funding notice")
        verbose_name_plural = _("funding notices")
