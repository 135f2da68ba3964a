"""Links for visitors to PDFs of what they look at."""

from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from skew_wagtail import conf
from skew_wagtail.pdf.availability import missing_extra
from skew_wagtail.privacy.models import Channel
from skew_wagtail.privacy.publishing import consent_state

#: What a visitor takes along from the site is on paper in the end: it must be allowed in both.
CHANNELS = (Channel.WEB, Channel.BROCHURE)
#: The names of the files below the address of a directory and of a profile.
DIRECTORY_PDF, PROFILE_PDF = "actors.pdf", "profile.pdf"


@cache
def can_make_pdfs() -> bool:
    """Whether the packages for PDFs are installed; they do not come and go while the site runs."""
    return not missing_extra()


def directory_downloads(directory: Any, address: str, count: int) -> list[dict[str, str]]:
    """The PDF of what a visitor found, unless it is nothing or too much for one file."""
    if not (0 < count <= conf.get("PDF_RESULTS_MAX") and can_make_pdfs()):
        return []
    return [{"label": _("These results as PDF"), "url": address.format(name=DIRECTORY_PDF)}]


def profile_downloads(page: Any) -> list[dict[str, str]]:
    """The PDF of one profile, unless the organisation keeps its entry out of it; one query."""
    if not (conf.get("PDF_RESULTS_MAX") and can_make_pdfs()):
        return []
    state = consent_state([page.translation_key])
    if any(state.objects(page.translation_key, channel) for channel in CHANNELS):
        return []
    return [{"label": _("This profile as PDF"), "url": f"{page.get_url()}{PROFILE_PDF}"}]
