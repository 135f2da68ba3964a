"""Why there is no PDF, in words for editors."""

from django.utils.translation import gettext as _


class PdfError(Exception):
    """No PDF was made, and nothing half is left; ``message`` says why and what to do."""

    @property
    def message(self) -> str:
        """The sentences for the editor."""
        return str(self.args[0])


class PdfExtraMissing(PdfError):
    """A package is not installed."""


class PdfOutOfMemory(PdfError):
    """More memory was needed than the setting ``PDF_MEMORY_BYTES`` allows."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _(
                "The PDF became too large: it needs more than the %(limit)d MB of memory that are allowed. "
                "Please choose fewer profiles, or make several volumes."
            )
            % {"limit": limit // 2**20}
        )


class PdfTimeout(PdfError):
    """More time was needed than the setting ``PDF_TIMEOUT_SECONDS`` allows."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _(
                "The PDF was not ready after %(limit)d seconds and was given up. "
                "Please choose fewer profiles, or make several volumes."
            )
            % {"limit": limit}
        )


class PdfRefused(PdfError):
    """The typesetting program refused the content, or its template."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("The PDF could not be set. Please tell the people who look after this site: %(why)s")
            % {"why": why}
        )


class PdfUnsound(PdfError):
    """The finished file failed our own checks, and was thrown away."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__(
            _(
                "The finished PDF did not pass our checks and was thrown away. "
                "Please tell the people who look after this site: %(why)s"
            )
            % {"why": "; ".join(findings)}
        )


class PdfNoSpace(PdfError):
    """The disk is full."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no space left on the server for the PDF. Please tell the people who look after this site."
            )
        )
