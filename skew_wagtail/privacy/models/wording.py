"""What people agree to, word for word."""

from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

#: The parts of a wording that people read, in order.
TEXT_FIELDS = ("text", "data", "purpose", "storage_period", "withdrawal")


class ConsentWording(models.Model):
    """One version of a declaration of consent (Einwilligungserklärung) in one language.

    Once somebody has agreed to it, its text stays; a change makes the next version.
    """

    key = models.SlugField(
        _("short name"),
        max_length=50,
        help_text=_("The same for all languages and versions, e.g. directory-entry."),
    )
    language = models.CharField(
        _("language"), max_length=10, default="de", help_text=_("E.g. de, en, fr, uk, ar.")
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    title = models.CharField(_("title"), max_length=200, help_text=_("E.g. Consent to your entry."))
    text = models.TextField(_("declaration"), help_text=_("What people sign: I agree that …"))
    data = models.TextField(_("which data"), help_text=_("E.g. name, role, phone and mail address."))
    purpose = models.TextField(_("what for"), help_text=_("E.g. so that people find you and get in touch."))
    storage_period = models.TextField(
        _("for how long"), help_text=_("E.g. until you take it back; the proof three years longer.")
    )
    withdrawal = models.TextField(
        _("how to take it back"), help_text=_("E.g. at any time by mail, by phone or by the link below.")
    )
    is_active = models.BooleanField(
        _("offered"), default=True, help_text=_("Untick it when nobody shall agree to it any more.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")
        ordering = ["key", "language", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "language", "version"], name="skew_wording_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, {self.version})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_agreed_to and self.full_text != type(self).objects.get(pk=self.pk).full_text:
            raise TypeError("People agreed to this text: save it as the next version.")
        super().save(*args, **kwargs)

    @property
    def full_text(self) -> str:
        """All that people read, parts apart by an empty line."""
        return "\n\n".join(getattr(self, name) for name in TEXT_FIELDS)

    @property
    def is_agreed_to(self) -> bool:
        """Whether a consent names this version."""
        return self.pk is not None and self.consents.exists()

    def next_version(self) -> "ConsentWording":
        """This text as a version of its own, unsaved."""
        values = {name: getattr(self, name) for name in ("key", "language", "title", *TEXT_FIELDS)}
        same = type(self).objects.filter(key=self.key, language=self.language)
        latest = same.aggregate(models.Max("version"))["version__max"] or 0
        return type(self)(version=latest + 1, is_active=self.is_active, **values)


def wording_hash(text: str) -> str:
    """The fingerprint of a wording (SHA-256, hexadecimal): proves later that not a letter was changed."""
    return sha256(text.encode()).hexdigest()
