"""People, and where a page names or shows them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..validators import validate_phone


class ContactPerson(models.Model):
    """A contact person (Ansprechperson) of one or more organisations; in no search index, so that deleting is all."""

    name = models.CharField(_("name"), max_length=150, help_text=_("E.g. Amina Beispiel."))
    role = models.CharField(_("role"), max_length=150, blank=True, help_text=_("E.g. first chair."))
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, validators=[validate_phone], help_text=_("E.g. 030 23125 123.")
    )
    email = models.EmailField(_("email"), blank=True, help_text=_("E.g. info@example.org."))
    note = models.TextField(_("internal note"), blank=True, help_text=_("Never shown to visitors."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.role else self.name


class ContactUse(models.Model):
    """A place where a person is named as contact; each room makes it concrete with its own ``page``."""

    person = models.ForeignKey(
        ContactPerson, verbose_name=_("contact person"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True


class ActorPicture(models.Model):
    """A picture of an actor's work; each room makes it concrete with its own ``page``.

    A picture on which people can be recognised is shown only where somebody agreed to photos.
    """

    shows_people = models.BooleanField(
        _("people can be recognised"),
        default=True,
        help_text=_(
            "Visitors then see the picture only while there is a consent to photos for this organisation. "
            "Untick it for buildings, groups from behind, hands at work."
        ),
    )

    class Meta:
        abstract = True
