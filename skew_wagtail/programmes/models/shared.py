"""What the pages of this room have in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page

from skew_wagtail.inventory.models import StepDocumentBlock
from skew_wagtail.models import SkewPage
from skew_wagtail.validators import validate_alternative_text, validate_text_for_image

from ..caching import limit_caching


class CallsPage(SkewPage):
    """A page that says where calls stand; no cache keeps it past the moment at which that changes."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        limit_caching(request, response, context.get("next_change"))
        return response


class Phase(Orderable):
    """A phase (Phase) of a programme or a call."""

    title = models.CharField(
        _("title"), max_length=200, help_text=_("E.g. First phase: training on the job.")
    )
    start_date = models.DateField(_("begins"), null=True, blank=True)
    end_date = models.DateField(_("ends"), null=True, blank=True, help_text=_("Empty if it is one day only."))
    text = models.TextField(_("text"), blank=True, help_text=_("What happens then."))

    panels = [FieldPanel("title"), FieldRowPanel(["start_date", "end_date"]), FieldPanel("text")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The phase would end before it begins.")})


class Pictured(models.Model):
    """What has a picture of a place: without people, with words for those who do not see it."""

    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("One on which nobody can be recognised, e.g. the town hall."),
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        validators=[validate_alternative_text],
        help_text=_("What it shows, e.g. a half-timbered town hall behind a fountain."),
    )
    credit = models.CharField(
        _("credit"), max_length=150, blank=True, help_text=_("E.g. Foto: Stadt Ebersfurt.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.image and not self.alt_text:
            raise ValidationError(
                {"alt_text": _("Say what the picture shows, for people who do not see it.")}
            )
        if self.image:
            validate_text_for_image(self.image, self.alt_text, "alt_text")


class Question(Orderable):
    """A question that is often asked, and its answer."""

    question = models.CharField(
        _("question"), max_length=250, help_text=_("E.g. Do we need a partner municipality abroad?")
    )
    answer = RichTextField(_("answer"), features=["bold", "italic", "link", "ul"])

    panels = [FieldPanel("question"), FieldPanel("answer")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.question


class RelatedPage(Orderable):
    """A page of the site that belongs to another one, such as a forum; any type of page, so any room."""

    related = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("related")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")


def documents_field() -> StreamField:
    """Documents of a page; without a tick visitors do not learn of them."""
    return StreamField(
        [("document", StepDocumentBlock())],
        verbose_name=_("documents"),
        blank=True,
        help_text=_(
            "E.g. the guidelines as a PDF. Put internal ones into a private collection: whoever has the address of a "
            "document can open it otherwise."
        ),
    )
