"""What reviewers do, and who they are."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.log_actions import log

from skew_wagtail.inventory.research.accounts import account_name

from ...interest.answers import answers, missing_answers
from ...interest.models import ExpressionOfInterest, InterestAttachment, InterestState
from ..actions import choose_reviewers, save_review
from ..errors import SelectionError
from ..forms import ReviewersForm, ReviewForm
from ..models import CallReviewer, Review
from ..rights import is_reviewer, left_to_review, may_choose_reviewers, may_see, reviewable
from .base import CallView, InterestView


class ReviewersView(CallView, FormView):
    """Who reviews a call, and how far each has got."""

    page_title = gettext_lazy("Who reviews")
    form_class = ReviewersForm
    template_name = "skew_wagtail/programmes/selection/reviewers.html"

    def allowed(self) -> bool:
        return may_choose_reviewers(self.request.user, self.call)

    @property
    def overview_url(self) -> str:
        """The page of the call: not everybody who edits it may see the ranking."""
        return reverse("wagtailadmin_pages:edit", args=[self.call.pk])

    def get_success_url(self) -> str:
        return self.request.path

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"call": self.call}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        total = reviewable(self.call).count()
        own = {"progress": self._progress(total), "total": total, "button": _("Save")}
        return super().get_context_data(**kwargs) | own

    def _progress(self, total: int) -> list[dict[str, Any]]:
        rows = CallReviewer.objects.filter(call=self.call.pk).select_related("user").order_by("pk")
        counted = Review.objects.filter(interest__in=reviewable(self.call)).values("user").order_by()
        done = {
            row["user"]: row
            for row in counted.annotate(all=Count("pk"), biased=Count("pk", Q(is_biased=True)))
        }
        nothing = {"all": 0, "biased": 0}
        return [
            {
                "who": account_name(row.user),
                "done": done.get(row.user_id, nothing)["all"],
                "biased": done.get(row.user_id, nothing)["biased"],
                "total": total,
            }
            for row in rows
        ]

    def form_valid(self, form: ReviewersForm) -> HttpResponse:
        choose_reviewers(self.call, form.cleaned_data["reviewers"], self.request.user)
        messages.success(self.request, _("Saved."))
        return super().form_valid(form)


class NextReviewView(CallView, View):
    """On to what the reviewer has not reviewed yet."""

    def allowed(self) -> bool:
        return is_reviewer(self.request.user, self.call)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(next_url(request, self.left().first()) or self.overview_url)

    def left(self) -> Any:
        """What is left."""
        return left_to_review(self.request.user, self.call)


def next_url(request: HttpRequest, interest: ExpressionOfInterest | None) -> str:
    """Where the next review is written; empty, with a word of thanks, when there is none."""
    if interest is None:
        messages.success(request, _("You have reviewed everything that came in for this call."))
        return ""
    return reverse("skew_selection:review", args=[interest.pk])


class ReviewView(InterestView, FormView):
    """Points and notes of one reviewer, beside what the municipality wrote."""

    page_title = gettext_lazy("Review")
    form_class = ReviewForm
    template_name = "skew_wagtail/programmes/selection/review.html"

    def allowed(self) -> bool:
        return is_reviewer(self.request.user, self.call)

    def closed_to(self, call: Any) -> HttpResponse | None:
        if self.interest.state == InterestState.WITHDRAWN:
            return self.back(_("%(municipality)s has withdrawn its entry.") % {"municipality": self.interest})
        return None

    @cached_property
    def review(self) -> Review | None:
        """What the reviewer said before."""
        return Review.objects.filter(interest=self.interest, user=self.request.user.pk).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        criteria = list(self.call.criteria.all())
        return super().get_form_kwargs() | {"criteria": criteria, "review": self.review}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        total = reviewable(self.call).count()
        own = {
            "answers": answers(self.interest, self.call),
            "missing": missing_answers(self.interest, self.call),
            "attachments": [
                {"label": str(each), "url": reverse("skew_selection:attachment", args=[each.pk])}
                for each in self.interest.attachments.defer("content")
            ],
            "total": total,
            "done": total - left_to_review(self.request.user, self.call).count(),
            "has_criteria": self.call.criteria.exists(),
        }
        return super().get_context_data(**kwargs) | own

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        try:
            save_review(self.interest, self.request.user, **form.review)
        except SelectionError as error:
            return self.back(error.message)
        messages.success(
            self.request, _("Your review of %(municipality)s is saved.") % {"municipality": self.interest}
        )
        if "next" in self.request.POST:
            following = left_to_review(self.request.user, self.call).first()
            ranking = reverse("skew_selection:ranking", args=[self.call.pk])
            return redirect(next_url(self.request, following) or ranking)
        return super().form_valid(form)


class AttachmentView(InterestView, View):
    """A file that a municipality attached, to be stored and never shown within the site."""

    def allowed(self) -> bool:
        return may_see(self.request.user, self.call)

    @cached_property
    def attachment(self) -> InterestAttachment:
        """The file without its content."""
        files = InterestAttachment.objects.defer("content").exclude(interest__state=InterestState.DRAFT)
        return get_object_or_404(files.select_related("interest__call"), id=self.kwargs["pk"])

    @cached_property
    def interest(self) -> ExpressionOfInterest:
        """What it belongs to."""
        return self.attachment.interest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        log(
            instance=self.interest,
            action="skew_programmes.download_attachment",
            user=request.user,
            data={"attachment": self.attachment.pk},
        )
        response = HttpResponse(
            bytes(self.attachment.content),
            content_type=self.attachment.content_type or "application/octet-stream",
        )
        response["Content-Disposition"] = content_disposition_header(True, str(self.attachment))
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
