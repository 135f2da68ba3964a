"""What follows from a merge, and what came of it, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import ActorProfilePage
from ..references import referring_pages
from .plan import MergePlan
from .redirects import can_redirect


def consequences(plan: MergePlan) -> list[str]:
    """What somebody should know before."""
    return [*_about_pages(plan), *_about_consents(plan)]


def outcome(page: ActorProfilePage, merged: ActorProfilePage) -> str:
    """What came of it: the profile that stayed, the one that went, and what is left to do."""
    names = {"merged": merged.title, "kept": page.draft_title}
    if page.live and page.has_unpublished_changes:
        return _("“%(merged)s” is now part of “%(kept)s”, as a draft: look at it and publish it.") % names
    return _("“%(merged)s” is now part of “%(kept)s”.") % names


def _about_pages(plan: MergePlan) -> list[str]:
    kept, merged = plan.main.kept, plan.main.merged
    names = {"merged": merged.title, "kept": kept.title}
    if plan.main.is_published:
        found = [_("The merged profile is published at once.")]
    elif kept.live:
        found = [
            _(
                "Not everything was public before: the merged profile waits as a draft until somebody publishes it."
            )
        ]
    else:
        found = [_("The merged profile is a draft: visitors see it once somebody publishes it.")]
    if can_redirect():
        found.append(_("“%(merged)s” is deleted. Its web address leads to “%(kept)s” from then on.") % names)
    else:
        found.append(_("“%(merged)s” is deleted. Its web address answers “not found” from then on.") % names)
    if len(plan.pairs) > 1:
        languages = ", ".join(str(pair.kept.locale) for pair in plan.pairs[1:])
        found.append(_("The translations are merged, too: %(languages)s.") % {"languages": languages})
    pages = [page for pair in plan.pairs for page in referring_pages(pair.merged)]
    if pages:
        text = ngettext(
            "%(count)d page that refers to it refers to the kept profile then.",
            "%(count)d pages that refer to it refer to the kept profile then.",
            len(pages),
        )
        found.append(text % {"count": len(pages)})
    return found


def _about_consents(plan: MergePlan) -> list[str]:
    consents = plan.consents
    found = [_("Of both addresses the more careful display counts.")]
    if plan.sides[0].is_public and not plan.sides[1].is_public:
        found.append(
            _("An address that is taken from the draft is hidden from visitors until you change that.")
        )
    if consents.grants:
        text = ngettext(
            "%(count)d consent is recorded for the kept profile.",
            "%(count)d consents are recorded for the kept profile.",
            len(consents.grants),
        )
        found.append(text % {"count": len(consents.grants)})
    if consents.withdrawals:
        found.append(_("What was withdrawn for one of the two is withdrawn for the kept profile."))
    if consents.left_behind:
        found.append(
            _(
                "Consents that would show pictures or people nobody saw before are not taken over. Ask for them anew."
            )
        )
    if consents.hidden_people:
        found.append(_("Contact persons who would be seen for the first time are not taken over."))
    if consents.hides_pictures:
        found.append(
            _(
                "Pictures of people without a consent are not taken over. Their files stay in the image library."
            )
        )
    return found
