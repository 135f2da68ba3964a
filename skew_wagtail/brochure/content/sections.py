"""What an actor tells of itself, under headings."""

from collections.abc import Container
from typing import Any

from django.utils.translation import gettext as _

from skew_wagtail.actors.models import ActorProfilePage, ActorProject

from .texts import Texts, listing, paragraph

TEXT_FIELDS = ("description", "goals", "activities_local", "activities_abroad")


def sections_of(
    page: ActorProfilePage, texts: Texts, public_partners: Container[int]
) -> list[dict[str, Any]]:
    """``{"title", "blocks"}`` for each part that has any text; partners are named only if anyone may see them."""
    partners = [row.partner for row in page.partners.all() if row.partner_id in public_partners]
    sections = [
        (_("About us"), texts.blocks(page.description)),
        (_("Our goals"), texts.blocks(page.goals)),
        (_("What we do here"), texts.blocks(page.activities_local)),
        (_("What we do abroad"), texts.blocks(page.activities_abroad)),
        (_("Projects"), _list(project_text(row) for row in page.projects.all())),
        (_("Join in!"), _support(page)),
        (_("We seek"), _list(_statement(row) for row in page.cooperation_needs.all() if row.is_public)),
        (_("We offer"), _list(_statement(row) for row in page.cooperation_offers.all() if row.is_public)),
        (
            _("Partners and networks"),
            [*_list(partner.title for partner in partners), *texts.plain_blocks(page.networks)],
        ),
    ]
    return [{"title": title, "blocks": blocks} for title, blocks in sections if blocks]


def _list(items: Any) -> list[dict[str, Any]]:
    items = list(items)
    return [listing(items)] if items else []


def _support(page: ActorProfilePage) -> list[dict[str, Any]]:
    if not page.support_wanted:
        return []
    return [paragraph(page.support_wanted_detail or _("We are looking for people who join in."))]


def _statement(row: Any) -> str:
    """What is sought or offered, on one line."""
    what = ": ".join(part for part in (row.kind.label, row.text) if part)
    return f"{what} ({row.topic.label})" if row.topic else what


def project_text(project: ActorProject) -> str:
    """A project on one line: its title, then where, with whom and when."""
    details = [
        project.country.label if project.country else "",
        _("with %(partner)s") % {"partner": project.partner} if project.partner else "",
        _years(project.start_year, project.end_year),
    ]
    known = ", ".join(detail for detail in details if detail)
    return f"{project.title} ({known})" if known else project.title


def _years(start: int | None, end: int | None) -> str:
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since %(year)s") % {"year": start}
    return _("until %(year)s") % {"year": end} if end else ""
